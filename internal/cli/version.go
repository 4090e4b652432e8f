package cli

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"github.com/resgen/resgen/internal/cache"
	"github.com/resgen/resgen/internal/chrome"
)

// What the linker sets for a release: -ldflags "-X .../internal/cli.version=1.2.3 -X .../internal/cli.commit=51e7ee7 -X .../internal/cli.committed=2026-11-29T10:27:57Z".
var version, commit, committed string

// A made is what is known of how this resgen came to be.
type made struct {
	Version  string `json:"version"`  // "1.2.3", or "dev"
	Commit   string `json:"commit"`   // hex digits; "" when it is not known
	Date     string `json:"date"`     // of the commit, RFC 3339; "" when it is not known
	Modified bool   `json:"modified"` // it was built from more than the commit
	Go       string `json:"go"`
	OS       string `json:"os"`
	Arch     string `json:"arch"`
}

// origin is how this resgen came to be. What the linker was told wins; then what Go found in the checkout that it was built in; then the
// version of the module, from which `go install` built it: one between releases has the commit and the time in its name, a release has neither.
func origin(info *debug.BuildInfo) made {
	m := made{Version: version, Commit: commit, Date: committed, Go: runtime.Version(), OS: runtime.GOOS, Arch: runtime.GOARCH}
	if info != nil {
		for _, s := range info.Settings {
			switch s.Key {
			case "vcs.revision":
				m.Commit = cmp.Or(m.Commit, s.Value)
			case "vcs.time":
				m.Date = cmp.Or(m.Date, s.Value)
			case "vcs.modified":
				m.Modified = s.Value == "true"
			}
		}
		if v := info.Main.Version; v != "" && v != "(devel)" {
			m.Version = cmp.Or(m.Version, v)
			if between := betweenReleases().FindStringSubmatch(v); between != nil {
				m.Commit = cmp.Or(m.Commit, between[2])
				if t, err := time.Parse("20060102150405", between[1]); err == nil {
					m.Date = cmp.Or(m.Date, t.Format(time.RFC3339))
				}
			}
		}
	}
	m.Version = strings.TrimPrefix(cmp.Or(m.Version, "dev"), "v")
	return m
}

// betweenReleases is a version that Go makes of a commit: v1.2.4-0.20261129102757-51e7ee75c215 (https://go.dev/ref/mod#pseudo-versions).
var betweenReleases = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`[.-](\d{14})-([0-9a-f]{12})(\+[a-z.]+)?$`) })

// ours is origin, of this very program.
var ours = sync.OnceValue(func() made {
	info, _ := debug.ReadBuildInfo()
	return origin(info)
})

// versionText is the version as people see it: "1.2.3", or "dev".
func versionText() string { return ours().Version }

// line is all of it for people.
func (m made) line() string {
	parts := []string{}
	if m.Commit != "" {
		parts = append(parts, "commit "+m.Commit[:min(len(m.Commit), 12)])
	}
	if m.Date != "" {
		parts = append(parts, m.Date)
	}
	parts = append(parts, m.Go+" "+m.OS+"/"+m.Arch)
	return fmt.Sprintf("resgen %s (%s)", m.Version, strings.Join(parts, ", "))
}

// buildID tells builds of resgen apart: its own file's size and time, which change with every
// build, so that nothing is trusted that another build remembered.
var buildID = sync.OnceValue(func() string {
	exe, err := os.Executable()
	if err != nil {
		return versionText()
	}
	info, err := os.Stat(exe)
	if err != nil {
		return versionText()
	}
	return fmt.Sprintf("%s %d %d", versionText(), info.Size(), info.ModTime().UnixNano())
})

// A browserMade is a browser that resgen would print with.
type browserMade struct {
	Path    string `json:"path,omitempty"`    // of its file, or
	Address string `json:"address,omitempty"` // where it runs
	Version string `json:"version,omitempty"` // "156.0.8078.108"; "" when it is not known
	Why     string `json:"why,omitempty"`     // how it was found
}

func (a *app) versionCommand() *cobra.Command {
	var format string
	c := &cobra.Command{
		Use:   "version",
		Short: "Say which resgen this is, and which browser it would print with",
		Long: "Say which resgen this is: its version, the commit that it was built from and its date, Go, system and processor; and which\n" +
			"browser it would print with, and that one's version. No page is opened. What was built by `go install ...@v1.2.3`\nknows no commit.",
		Example:           "  resgen version\n  resgen version --format json",
		Args:              cobra.NoArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(c *cobra.Command, _ []string) error {
			if format != "text" && format != "json" {
				return fmt.Errorf("--format %s: it must be text or json", format)
			}
			return a.sayVersion(c.Context(), format == "json")
		},
	}
	c.Flags().StringVarP(&format, "format", "f", "text", "text or json")
	complete(c, "format", func() []string { return []string{"text", "json"} })
	return c
}

func (a *app) sayVersion(ctx context.Context, asJSON bool) error {
	var list []browserMade
	_, endpoints, _ := a.browsers()
	for _, e := range endpoints {
		list = append(list, browserMade{Address: e.String()})
	}
	pinned := ""
	if list == nil {
		a.unheld.Do(func() {}) // here it is said in another way
		h, pinErr := a.held(a.folder())
		if h != nil {
			pinned = string(h.pin.Version)
		}
		if bin, err := a.findChrome(a.folder()); err == nil && pinErr == nil {
			list = append(list, browserMade{Path: bin.Path, Version: a.browserVersion(ctx, bin), Why: bin.Why})
		}
	}
	if asJSON {
		enc := json.NewEncoder(a.out)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		return enc.Encode(struct {
			made
			Pinned   string        `json:"pinned,omitempty"` // the version that .resgen-chrome holds the site to
			Browsers []browserMade `json:"browsers"`
		}{ours(), pinned, append([]browserMade{}, list...)})
	}
	fmt.Fprintln(a.out, ours().line())
	if pinned != "" {
		fmt.Fprintf(a.out, "this site holds to Chrome %s\n", pinned)
	}
	for _, b := range list {
		told := ""
		if b.Version != "" {
			told = " (" + b.Version + ")"
		}
		fmt.Fprintf(a.out, "browser: %s%s\n", b.Address+b.Path, told)
	}
	if list == nil {
		fmt.Fprintln(a.out, "browser: none found; `resgen doctor` says what to do")
	}
	return nil
}

// browserVersion is the version of a browser: as its folder says, as it was remembered, or as it says itself; "" when none of them does.
func (a *app) browserVersion(ctx context.Context, bin chrome.Binary) string {
	if v := chrome.VersionBeside(bin.Path); v != "" {
		return v
	}
	disk := a.prints()
	key := cache.NewKey([]byte("browser version 1"), []byte(bin.Identity()))
	if v, ok := disk.Get(key); ok && bin.Identity() != "" {
		return string(v)
	}
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	v, err := chrome.Version(ctx, bin.Path, a.chromeOptions())
	if err != nil {
		return ""
	}
	if bin.Identity() != "" {
		disk.Put(key, []byte(v))
	}
	return v
}
