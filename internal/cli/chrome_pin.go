package cli

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/edit"
	"github.com/resgen/resgen/internal/install"
)

// recorded is the version that the front matter records as the one that printed; the stable one where there is none.
func (x *installation) recorded(ctx context.Context) install.Wish {
	j, err := x.app.prepare(ctx, "", false)
	if err != nil { // there is no site, or none that can be read: then nothing is recorded
		return install.Stable
	}
	defer j.close(false)
	wish, err := install.ParseWish(build.Build(ctx, j.set, j.memo, j.options()).Site.Settings.PDF.Chrome.Text)
	if err != nil {
		return install.Stable
	}
	return wish
}

// record puts the archive of a platform on record.
func (x *installation) record(ctx context.Context, wish install.Wish, platform string) error {
	b, want, err := x.build(ctx, wish, platform)
	if err != nil {
		return err
	}
	if want != nil {
		x.app.say("Chrome %s for %s is on record", b.Version, platform)
		return nil
	}
	r, err := x.in.Look(ctx, b, nil)
	x.app.clearLine()
	if err != nil {
		return x.refused(err)
	}
	return x.hold(b.Version, platform, r)
}

// refused says where the record is that an archive was refused by, and what room it takes where there is none.
func (x *installation) refused(err error) error {
	var other *install.RecordError
	if errors.Is(err, syscall.ENOSPC) {
		return fmt.Errorf("%w\nit takes some 450 MB there while it is installed, and 300 after that", err)
	}
	if errors.As(err, &other) {
		what, hint, _ := strings.Cut(err.Error(), "\n")
		return fmt.Errorf("%s\n%s; the record is in %s", what, hint, filepath.Join(x.dir, install.PinName))
	}
	return err
}

// hold puts a record into the pin.
func (x *installation) hold(v install.Version, platform string, r install.Record) error {
	if x.dir == "" {
		return nil
	}
	if x.pin.Version != v {
		x.pin = install.Pin{Version: v}
	}
	if _, ok := x.pin.Records[platform]; ok {
		x.in.Store.Note(x.dir)
		return nil
	}
	all := map[string]install.Record{platform: r}
	for p, r := range x.pin.Records {
		all[p] = r
	}
	x.pin.Records = all
	if err := edit.Replace(filepath.Join(x.dir, install.PinName), x.pin.Bytes()); err != nil {
		return fmt.Errorf("write %s: %w", filepath.Join(x.dir, install.PinName), err)
	}
	x.in.Store.Note(x.dir)
	x.changed = append(x.changed, platform)
	return nil
}

// close says what became of the pin.
func (x *installation) close() error {
	a := x.app
	if len(x.changed) == 0 {
		return nil
	}
	name := filepath.ToSlash(filepath.Join(x.dir, install.PinName))
	switch {
	case a.truth("CI"):
		a.note(fmt.Sprintf("%s has no %s of Chrome %s on record: what came was trusted; at home, `resgen chrome install --platform %s` puts it there, and then commit the file",
			name, listed(x.changed), x.pin.Version, strings.Join(x.changed, ",")))
	case x.was.Version == "":
		a.say("wrote %s: commit it, so that home and CI print alike", name)
	case x.was.Version != x.pin.Version:
		a.say("%s: %s → %s; look at the print once more, and commit it", name, x.was.Version, x.pin.Version)
		lost := slices.DeleteFunc(sortedKeys(x.was.Records), func(p string) bool { _, ok := x.pin.Records[p]; return ok })
		if len(lost) > 0 {
			a.say("%s: `resgen chrome install --platform %s` puts the new version on record for others, too", name, strings.Join(lost, ","))
		}
	default:
		a.say("%s: added %s; commit it", name, listed(x.changed))
	}
	return nil
}
