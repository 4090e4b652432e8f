package install

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// Where Chrome for Testing publishes its index and its archives. Their form is said at
// https://github.com/GoogleChromeLabs/chrome-for-testing.
const (
	publicIndex    = "https://googlechromelabs.github.io/chrome-for-testing"
	publicArchives = "https://storage.googleapis.com/chrome-for-testing-public"
)

// product is which of the index's programs is installed.
const product = "chrome-headless-shell"

// A Build is one archive: a version for a platform, and where it lies. The address is the index's own; a mirror has it elsewhere.
type Build struct {
	Version  Version
	Platform string
	Address  string
}

// An entry is one version in the index.
type entry struct {
	Version   Version `json:"version"`
	Downloads map[string][]struct {
		Platform string `json:"platform"`
		URL      string `json:"url"`
	} `json:"downloads"`
}

// An index is any of the files that there are: each has one of the three maps, or is an entry itself.
type index struct {
	entry
	Channels   map[string]entry `json:"channels"`   // "Stable"
	Milestones map[string]entry `json:"milestones"` // "156"
	Builds     map[string]entry `json:"builds"`     // "156.0.8078"
}

// parseIndex reads a file of the index.
func parseIndex(b []byte) (x index, err error) {
	if err := json.Unmarshal(b, &x); err != nil {
		return index{}, fmt.Errorf("it is not the index of Chrome for Testing: %w", err)
	}
	return x, nil
}

// build is the one of an entry for a platform.
func (e entry) build(platform string) (Build, error) {
	if _, ok := ParseVersion(string(e.Version)); !ok {
		return Build{}, fmt.Errorf("the index names a version %q, which is none", clip(string(e.Version)))
	}
	all := e.Downloads[product]
	if len(all) == 0 {
		return Build{}, fmt.Errorf("chrome %s: there is no headless shell of this version; the first is of 120.0.6098.0", e.Version)
	}
	var there []string
	for _, d := range all {
		if d.Platform == platform {
			return Build{e.Version, platform, d.URL}, nil
		}
		if IsPlatform(d.Platform) {
			there = append(there, d.Platform)
		}
	}
	slices.Sort(there)
	return Build{}, &NoBuildError{e.Version, platform, there}
}

// A NoBuildError is of a version that there is, and not for a platform.
type NoBuildError struct {
	Version  Version
	Platform string
	There    []string // for which there is one
}

func (e *NoBuildError) Error() string {
	return fmt.Sprintf("chrome %s: there is no build for %s; there are %s", e.Version, e.Platform, strings.Join(e.There, ", "))
}

// Resolve asks the index for the build that is wished for.
func (c *Client) Resolve(ctx context.Context, w Wish, platform string) (Build, error) {
	if v, ok := ParseVersion(string(w)); ok {
		return c.resolve(ctx, v, platform)
	}
	if channel, ok := channels[w]; ok {
		x, err := c.index(ctx, "last-known-good-versions-with-downloads.json")
		if err != nil {
			return Build{}, err
		}
		e, ok := x.Channels[channel]
		if !ok {
			return Build{}, fmt.Errorf("the index says nothing of the channel %s", channel)
		}
		return e.build(platform)
	}
	if !strings.Contains(string(w), ".") {
		x, err := c.index(ctx, "latest-versions-per-milestone-with-downloads.json")
		if err != nil {
			return Build{}, err
		}
		e, ok := x.Milestones[string(w)]
		if !ok {
			return Build{}, noSuch(w, x.Milestones)
		}
		return e.build(platform)
	}
	x, err := c.index(ctx, "latest-patch-versions-per-build.json")
	if err != nil {
		return Build{}, err
	}
	e, ok := x.Builds[string(w)]
	if !ok {
		return Build{}, noSuch(w, x.Builds)
	}
	v, ok := ParseVersion(string(e.Version))
	if !ok {
		return Build{}, fmt.Errorf("the index names a version %q, which is none", clip(string(e.Version)))
	}
	return c.resolve(ctx, v, platform)
}

// resolve asks for one version, of which the index has a small file.
func (c *Client) resolve(ctx context.Context, v Version, platform string) (Build, error) {
	x, err := c.index(ctx, string(v)+".json")
	var status *statusError
	switch {
	case errors.As(err, &status) && status.code == http.StatusNotFound && c.mirror != nil:
		// A mirror may have the archives alone, as those have that were made for other programs.
		return Build{v, platform, archiveOf(v, platform)}, nil
	case errors.As(err, &status) && status.code == http.StatusNotFound:
		return Build{}, fmt.Errorf("chrome %s: %w\nthere may be no such version; `resgen chrome install %s` takes the newest of %s", v, err, v.Milestone(), v.Milestone())
	case err != nil:
		return Build{}, err
	case x.Version != v:
		return Build{}, fmt.Errorf("the index answers with chrome %q where %s was asked for", clip(string(x.Version)), v)
	}
	return x.build(platform)
}

// archiveOf is where an archive lies by the layout that all have.
func archiveOf(v Version, platform string) string {
	return fmt.Sprintf("%s/%s/%s/%s-%s.zip", publicArchives, v, platform, product, platform)
}

// noSuch is the error for a version that the index does not have; it names the newest that it has.
func noSuch(w Wish, all map[string]entry) error {
	newest := Version("")
	for _, e := range all {
		if v, ok := ParseVersion(string(e.Version)); ok && (newest == "" || v.Compare(newest) > 0) {
			newest = v
		}
	}
	if newest == "" {
		return fmt.Errorf("chrome %s: the index is empty", w)
	}
	return fmt.Errorf("chrome %s: the index has no such version; its newest is %s", w, newest)
}

// clip is the start of a text of others', for a message.
func clip(s string) string {
	const most = 40
	if len(s) > most {
		return s[:most] + "..."
	}
	return s
}
