package cli

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/resgen/resgen/content"
	"github.com/resgen/resgen/internal/edit"
)

//go:embed scaffold/gitignore
var gitignore []byte

//go:embed scaffold/resume.yml
var workflow []byte

// workflowOf is the workflow as a version of resgen writes it, with the action of its own major version. One that was made between releases
// names main: before the first release there is no other.
func workflowOf(version string) []byte {
	ref := "main"
	switch major, _, _ := strings.Cut(version, "."); {
	case version == "dev" || betweenReleases().MatchString(version) || strings.Contains(version, "+"):
	case strings.Contains(version, "-"): // a trial of a release, which the tag of the major version is not moved to
		ref = "v" + version
	default:
		ref = "v" + major
	}
	return bytes.ReplaceAll(workflow, []byte("resgen/resgen@v1"), []byte("resgen/resgen@"+ref))
}

// harmless is what may lie in a folder that a site is made in.
var harmless = []string{".git", ".gitignore", "README", "README.md", "LICENSE", "LICENSE.md", "LICENSE.txt"}

func (a *app) newCommand() *cobra.Command {
	var from string
	c := &cobra.Command{
		Use:   "new DIR",
		Short: "Make a working site from the starter résumé, or from your own",
		Long: "Make a working site from the starter résumé, or from the one that --from names: content/, a\n" +
			".gitignore, and a workflow that checks, builds and publishes it on GitHub. Nothing that is\nthere is ever overwritten.",
		Example: "  resgen new cv\n  resgen new cv --from resume.json\n  cd cv && resgen serve",
		Args:    cobra.ExactArgs(1),
		RunE:    func(c *cobra.Command, args []string) error { return a.create(args[0], from) },
	}
	c.Flags().StringVar(&from, "from", "", "a `file` that holds your résumé: whatever `resgen import` takes")
	return c
}

// create writes the starter into a folder. It first finds out whether anything is in the way, and
// writes nothing then.
func (a *app) create(dir, from string) error {
	files := map[string][]byte{".github/workflows/resume.yml": workflowOf(versionText())}
	next := "put your own words into content/resume.md"
	if dir == "" {
		return errors.New("new: the folder has no name; for this one, write `resgen new .`")
	}
	err := a.starter(files, from)
	if err != nil {
		return fmt.Errorf("new %s: %w", dir, err)
	}
	if from != "" {
		next = "see what is made of it"
	}
	entries, err := os.ReadDir(dir)
	switch {
	case err == nil:
	case errors.Is(err, fs.ErrNotExist):
	default:
		return fmt.Errorf("new %s: it is no folder that can be read: %w", dir, pathless(err))
	}
	var strangers []string
	hasIgnore := false
	for _, e := range entries {
		if !slices.Contains(harmless, e.Name()) {
			strangers = append(strangers, e.Name())
		}
		hasIgnore = hasIgnore || e.Name() == ".gitignore"
	}
	if len(strangers) > 0 {
		var clash []string
		for name := range files {
			if _, err := os.Lstat(filepath.Join(dir, filepath.FromSlash(name))); err == nil {
				clash = append(clash, name)
			}
		}
		slices.Sort(clash)
		hint := "name a folder that is empty or does not exist yet; nothing was written"
		if len(clash) > 0 {
			return fmt.Errorf("new %s: would overwrite %s\n%s", dir, listed(clash), hint)
		}
		return fmt.Errorf("new %s: the folder is not empty: it holds %s\n%s", dir, listed(strangers), hint)
	}
	for _, name := range sortedKeys(files) {
		if err := writeNew(filepath.Join(dir, filepath.FromSlash(name)), files[name]); err != nil {
			return fmt.Errorf("new %s: %w", dir, err)
		}
	}
	if err := addIgnores(filepath.Join(dir, ".gitignore"), hasIgnore); err != nil {
		return fmt.Errorf("new %s: %w", dir, err)
	}
	cd := ""
	if filepath.Clean(dir) != "." {
		cd = "cd " + quoted(dir) + " && "
	}
	a.say("made %s (%s) in %s\n  next: %sresgen serve --open, and %s",
		shown(dir), count(len(files)+1, "file"), took(time.Since(a.started)), cd, next)
	return nil
}

// starter adds the content to the files of a new site: the starter's, or the one résumé that from names.
func (a *app) starter(files map[string][]byte, from string) error {
	if from != "" {
		text, _, err := a.imported(from)
		files["content/resume.md"] = text
		return err
	}
	return fs.WalkDir(content.FS(), ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := fs.ReadFile(content.FS(), p)
		files["content/"+p] = b
		return err
	})
}

// writeNew writes a file that is not there yet, whole or not at all, and the folders above it.
func writeNew(name string, b []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	return edit.Create(name, b)
}

// addIgnores writes .gitignore, or adds to the user's own those of our lines that it lacks.
func addIgnores(name string, there bool) error {
	if !there {
		return writeNew(name, gitignore)
	}
	old, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	var lack []string
	for line := range strings.Lines(string(gitignore)) {
		line = strings.TrimSpace(line)
		if line != "" && line[0] != '#' && !slices.ContainsFunc(strings.Split(string(old), "\n"), func(l string) bool { return strings.TrimSpace(l) == line }) {
			lack = append(lack, line)
		}
	}
	if lack == nil {
		return nil
	}
	text := string(old)
	if text != "" && !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	return edit.Replace(name, []byte(text+"\n# resgen\n"+strings.Join(lack, "\n")+"\n"))
}
