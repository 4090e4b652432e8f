// Package install makes of a version and a platform a headless shell of Chrome in a folder of the user's, which needs no root.
//
// In: a [Wish], as "156", and a [Pin], which is what the site holds to. Out: an [Installed], and the [Record] of the archive that it was
// made from: address, size and SHA-256, for the pin. What was there before is kept until the new one is whole.
//
// Which versions there are is what Chrome for Testing's published index says, or the one of a mirror that the user names. An archive
// is taken over https, and held against its record where there is one; without one, the record is computed from what came, and held
// to from then on. It is unpacked within limits, by names that stay in its folder. What failed a check is never run, nor is what was changed
// since ([Store.Find]); what passed is run once, by a function that the caller gives, and must be of the version that it is named by.
//
// Nothing is asked of the network but by [Client], which the caller makes for that alone.
package install

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/resgen/resgen/internal/disk"
)

// An Installer fetches, checks and unpacks.
type Installer struct {
	Store  Store
	Client *Client
	// Try runs a program that passed all other checks, and says which version it is of. An error that wraps [ErrLacks] is of a machine
	// that lacks something: the program is kept then, and tried again the next time.
	Try      func(ctx context.Context, program string) (Version, error)
	Waits    func()                  // is called once when another process installs, and this one waits; may be nil
	Progress func(done, total int64) // of the archive, in bytes; total is 0 where it is not known; may be nil
}

// ErrLacks is wrapped by an error of Try that tells of the machine, and not of the program.
var ErrLacks = errors.New("this machine lacks what Chrome needs")

// A RecordError is of an archive that is not the one on record.
type RecordError struct {
	Build     Build
	Got, Want Record
}

func (e *RecordError) Error() string {
	return fmt.Sprintf("chrome %s for %s: the archive is not the one on record: it has %d bytes and sha256 %s, the record says %d bytes and sha256 %s\n"+
		"nothing of it was kept or run; when both come from where they should, somebody changed one of them",
		e.Build.Version, e.Build.Platform, e.Got.Size, e.Got.SHA256, e.Want.Size, e.Want.SHA256)
}

// Install makes sure that a build is in the store, whole and tried. want is what its archive is held against; nil for the first time. fresh
// reports whether something was fetched.
//
// On an error nothing is left but what was there before. The one exception is an error of [ErrLacks]: the program is there, and is not
// found by [Store.Find] until it was tried with success.
func (in *Installer) Install(ctx context.Context, b Build, want *Record) (got Installed, fresh bool, err error) {
	if err := in.Store.make(); err != nil {
		return Installed{}, false, err
	}
	unlock, err := in.Store.wait(ctx, in.Waits)
	if err != nil {
		return Installed{}, false, err
	}
	defer unlock()
	in.Store.sweep()
	if have, err := in.Store.look(b.Version, b.Platform); err == nil && (want == nil || want.same(have.Record)) {
		if have.Tried {
			return have, false, nil
		}
		have, err = in.try(ctx, have)
		return have, false, err
	}
	work, err := os.MkdirTemp(in.Store.Dir, workPrefix)
	if err != nil {
		return Installed{}, false, fmt.Errorf("make a folder for Chrome: %w", err)
	}
	defer func() {
		if e := disk.RemoveAll(work); err == nil && e != nil && !errors.Is(e, fs.ErrNotExist) {
			err = fmt.Errorf("take away what was unpacked from: %w", e)
		}
	}()
	archive := filepath.Join(work, "archive.part")
	rec, err := in.Client.fetch(ctx, b, want, archive, in.Progress)
	if err != nil {
		return Installed{}, false, err
	}
	tree := filepath.Join(work, "tree")
	program, files, err := unpack(ctx, archive, tree, b)
	if err != nil {
		return Installed{}, false, fmt.Errorf("chrome %s for %s: %w", b.Version, b.Platform, err)
	}
	if err := os.Remove(archive); err != nil { // a third of all that it takes
		return Installed{}, false, fmt.Errorf("take away the archive: %w", err)
	}
	got = Installed{Version: b.Version, Platform: b.Platform, Record: rec, Dir: tree, Program: filepath.Join(tree, filepath.FromSlash(program)), files: files}
	if err := got.write(); err != nil {
		return Installed{}, false, err
	}
	got, err = in.try(ctx, got)
	if err != nil && !errors.Is(err, ErrLacks) {
		return Installed{}, false, err
	}
	placed, placeErr := in.Store.place(got)
	if placeErr != nil {
		return Installed{}, false, placeErr
	}
	return placed, true, err
}

// try runs what passed all other checks, and notes in its manifest that it did well.
func (in *Installer) try(ctx context.Context, x Installed) (Installed, error) {
	v, err := in.Try(ctx, x.Program)
	switch {
	case err != nil:
		return x, fmt.Errorf("chrome %s for %s was fetched and is whole, but does not run here: %w", x.Version, x.Platform, err)
	case v != x.Version:
		return x, fmt.Errorf("chrome %s for %s: the program says that it is %s\nnothing of it was kept", x.Version, x.Platform, v)
	}
	x.Tried = true
	return x, x.write()
}

// Look is the record of a build's archive, which is fetched and looked through, and neither kept nor run: for platforms other than
// this one.
func (in *Installer) Look(ctx context.Context, b Build, want *Record) (rec Record, err error) {
	if err := in.Store.make(); err != nil {
		return Record{}, err
	}
	unlock, err := in.Store.wait(ctx, in.Waits)
	if err != nil {
		return Record{}, err
	}
	defer unlock()
	in.Store.sweep()
	work, err := os.MkdirTemp(in.Store.Dir, workPrefix)
	if err != nil {
		return Record{}, fmt.Errorf("make a folder for Chrome: %w", err)
	}
	defer disk.RemoveAll(work)
	archive := filepath.Join(work, "archive.part")
	if rec, err = in.Client.fetch(ctx, b, want, archive, in.Progress); err != nil {
		return Record{}, err
	}
	if _, _, err := unpack(ctx, archive, "", b); err != nil {
		return Record{}, fmt.Errorf("chrome %s for %s: %w", b.Version, b.Platform, err)
	}
	return rec, nil
}
