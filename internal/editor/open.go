package editor

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/source"
)

// patience is how long an editor may take to say that it failed. What runs longer is taken to have opened.
const patience = 2 * time.Second

// Open runs the editor at a place: f is a file of the source.Set whose Root is root, line and column are 1-based and in the file, the
// column in code points and at most one behind the line's last. It returns when the editor's command has ended, when it has run for two
// seconds, or when ctx is done; the command goes on. An error is one line: the place is none, there is no such program, or it failed.
func (e Editor) Open(ctx context.Context, root string, f *source.File, line, column int) error {
	if err := e.open(ctx, root, f, line, column); err != nil {
		return fmt.Errorf("open %q in the editor: %w", f.Path, err)
	}
	return nil
}

func (e Editor) open(ctx context.Context, root string, f *source.File, line, column int) error {
	if e.IsZero() {
		return errors.New("none was named; start with --editor, as in --editor vscode")
	}
	file, err := locate(root, f, line, column)
	if err != nil {
		return err
	}
	program, err := exec.LookPath(e.args[0])
	if err != nil {
		return fmt.Errorf("there is no program %s on the PATH; install it, or name another with --editor", e.args[0])
	}
	if ext := strings.ToLower(filepath.Ext(program)); e.own || ext == ".bat" || ext == ".cmd" { // these are run by the shell of Windows
		if r := strange(file); r != 0 {
			return fmt.Errorf("its name has a %q in it, which a command may take for something else; rename it", r)
		}
	}
	args := e.place(root, file, line, column)
	cmd := exec.Command(program, args[1:]...)
	detach(cmd)
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("%s did not start: %w", args[0], cause(err))
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }() // for as long as it runs, so that it leaves no zombie
	late := time.NewTimer(patience)
	defer late.Stop()
	select {
	case err := <-ended:
		if err != nil {
			return fmt.Errorf("%s ended with %w; try it in a terminal: %s", args[0], err, shown(args))
		}
	case <-late.C:
	case <-ctx.Done():
	}
	return nil
}

// cause takes the path out of an error that names it already.
func cause(err error) error {
	var path *os.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

// locate is the absolute name of a file below root, with links resolved, if it has the place.
func locate(root string, f *source.File, line, column int) (string, error) {
	text, _, ok := f.Line(line)
	if !ok {
		return "", fmt.Errorf("it has no line %d", line)
	}
	if column < 1 || column > utf8.RuneCountInString(text)+1 {
		return "", fmt.Errorf("its line %d has no column %d", line, column)
	}
	real, err := filepath.EvalSymlinks(filepath.Join(root, filepath.FromSlash(f.Path)))
	if err != nil {
		return "", errors.New("it is not there any more")
	}
	if rel, err := filepath.Rel(root, real); err != nil || !filepath.IsLocal(rel) {
		return "", errors.New("it is a link that leaves the folder")
	}
	if info, err := os.Lstat(real); err != nil || !info.Mode().IsRegular() {
		return "", errors.New("it is no ordinary file any more")
	}
	return real, nil
}

// strange is the first character of a file's name that a terminal, a shell or an editor's command line could read as more than a
// letter of a name; 0 when there is none.
func strange(file string) rune {
	for _, r := range file {
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && !strings.ContainsRune(" ._-+,@=:/"+string(filepath.Separator), r) {
			return r
		}
	}
	return 0
}

// place is the arguments with the place in them. All is put in at once: what a file's name has in braces stays.
func (e Editor) place(root, file string, line, column int) []string {
	places := func(form func(string) string) *strings.Replacer {
		return strings.NewReplacer("{file}", form(file), "{folder}", form(root), "{line}", strconv.Itoa(line), "{column}", strconv.Itoa(column))
	}
	plain := places(func(name string) string { return name })
	address := places(func(name string) string { return (&url.URL{Path: filepath.ToSlash(name)}).EscapedPath() })
	args := []string{e.args[0]}
	for _, a := range e.args[1:] {
		if strings.Contains(a, "://") {
			args = append(args, address.Replace(a))
		} else {
			args = append(args, plain.Replace(a))
		}
	}
	return args
}

// shown is a command as people type it.
func shown(args []string) string {
	words := make([]string, len(args))
	for i, a := range args {
		if words[i] = a; strings.ContainsAny(a, " \t'\"") || a == "" {
			words[i] = strconv.Quote(a)
		}
	}
	return strings.Join(words, " ")
}
