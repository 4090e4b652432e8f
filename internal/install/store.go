package install

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/resgen/resgen/internal/disk"
)

// A Store is the folder of a user's where headless shells are:
//
//	VERSION-PLATFORM/              one of them, as its archive has it
//	VERSION-PLATFORM/resgen.json   what it was made from, and the size of each file
//	sites/                         the sites that hold to one, see [Store.Note]
//	lock                           held by who installs or removes
//	work-*                         what is not whole yet
type Store struct{ Dir string }

const (
	manifestName = "resgen.json"
	workPrefix   = "work-"
	lockName     = "lock"
)

// An Installed is one headless shell in a store.
type Installed struct {
	Version  Version
	Platform string
	Record   Record // of the archive that it was made from
	Dir      string // its folder
	Program  string // the path of the program in it
	Tried    bool   // it was run once, and said that it is of this version

	files map[string]int64 // the size of each file, by its path below Dir, with slashes
}

// Size is what its files take, in bytes.
func (x Installed) Size() (sum int64) {
	for _, n := range x.files {
		sum += n
	}
	return sum
}

// A manifest is an Installed as its folder keeps it.
type manifest struct {
	Version  Version          `json:"version"`
	Platform string           `json:"platform"`
	Archive  Record           `json:"archive"`
	Program  string           `json:"program"` // below the folder, with slashes
	Time     int64            `json:"time"`    // of the program's last change, in seconds of Unix
	Tried    bool             `json:"tried"`
	Files    map[string]int64 `json:"files"`
}

// The reasons for which a headless shell is not used.
var (
	ErrNone    = errors.New("it is not installed")
	ErrDamaged = errors.New("it was changed since it was installed")
	ErrUntried = errors.New("it did not run when it was installed")
)

// make makes the folder, for this user alone: what lies in it is run.
func (s Store) make() error {
	if err := os.MkdirAll(s.Dir, 0o700); err != nil {
		return fmt.Errorf("make a folder for Chrome: %w", err)
	}
	info, err := os.Stat(s.Dir)
	if err == nil && info.Mode().Perm()&0o022 != 0 {
		err = os.Chmod(s.Dir, 0o700) // fails on a folder of another user, who could change what lies in it
	}
	if err != nil {
		return fmt.Errorf("make a folder for Chrome: %w", err)
	}
	return nil
}

// sweep takes away what processes left that were killed. The lock is held.
func (s Store) sweep() {
	left, err := filepath.Glob(filepath.Join(s.Dir, workPrefix+"*"))
	if err != nil {
		return
	}
	for _, dir := range left {
		disk.RemoveAll(dir) // what cannot be removed now, is the next time
	}
}

// folder is where a build lies.
func (s Store) folder(v Version, platform string) string {
	return filepath.Join(s.Dir, string(v)+"-"+platform)
}

// write puts the manifest beside the files, as they are now.
func (x Installed) write() error {
	program, err := filepath.Rel(x.Dir, x.Program)
	if err != nil {
		return err
	}
	m := manifest{Version: x.Version, Platform: x.Platform, Archive: x.Record, Program: filepath.ToSlash(program), Tried: x.Tried, Files: x.files}
	// In whole seconds: what keeps a folder from one run of CI to the next knows none smaller.
	now := time.Now().Truncate(time.Second)
	if err := os.Chtimes(x.Program, now, now); err != nil {
		return fmt.Errorf("note what was installed: %w", err)
	}
	m.Time = now.Unix()
	b, err := json.MarshalIndent(m, "", "\t")
	if err != nil {
		return err
	}
	beside, err := os.CreateTemp(x.Dir, manifestName+".")
	if err != nil {
		return fmt.Errorf("note what was installed: %w", err)
	}
	defer os.Remove(beside.Name())
	_, err = beside.Write(append(b, '\n'))
	if err == nil {
		err = beside.Sync()
	}
	if err = errors.Join(err, beside.Close()); err == nil {
		err = disk.Rename(beside.Name(), filepath.Join(x.Dir, manifestName))
	}
	if err != nil {
		return fmt.Errorf("note what was installed: %w", err)
	}
	return nil
}

// place moves what was made in a folder of work to its place. What lay there goes.
func (s Store) place(x Installed) (Installed, error) {
	to := s.folder(x.Version, x.Platform)
	if err := s.discard(to); err != nil {
		return Installed{}, err
	}
	if err := disk.Rename(x.Dir, to); err != nil {
		return Installed{}, fmt.Errorf("put Chrome in its place: %w", err)
	}
	program, err := filepath.Rel(x.Dir, x.Program)
	if err != nil {
		return Installed{}, err
	}
	x.Dir, x.Program = to, filepath.Join(to, program)
	return x, nil
}

// discard removes a folder, so that nobody ever sees half of it. The lock is held.
func (s Store) discard(dir string) error {
	if _, err := os.Lstat(dir); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	old, err := os.MkdirTemp(s.Dir, workPrefix)
	if err == nil {
		err = disk.Rename(dir, filepath.Join(old, "old"))
	}
	if err == nil {
		err = disk.RemoveAll(old)
	}
	if err != nil {
		return fmt.Errorf("remove %s: %w\na browser that runs from it has to end first", dir, err)
	}
	return nil
}

// look reads what is known of a build, and holds its files against it: sizes of all, and the program's time. It reads none of them.
func (s Store) look(v Version, platform string) (Installed, error) {
	dir := s.folder(v, platform)
	b, err := readSome(filepath.Join(dir, manifestName), 4<<20)
	if errors.Is(err, fs.ErrNotExist) {
		if _, err := os.Lstat(dir); err == nil {
			return Installed{}, fmt.Errorf("%w: it has no %s", ErrDamaged, manifestName)
		}
		return Installed{}, ErrNone
	}
	var m manifest
	if err == nil {
		err = json.Unmarshal(b, &m)
	}
	if err != nil || m.Version != v || m.Platform != platform || m.Files[m.Program] == 0 {
		return Installed{}, fmt.Errorf("%w: its %s is not the one that was written", ErrDamaged, manifestName)
	}
	x := Installed{Version: v, Platform: platform, Record: m.Archive, Dir: dir, Program: filepath.Join(dir, filepath.FromSlash(m.Program)), Tried: m.Tried, files: m.Files}
	for _, name := range slices.Sorted(maps.Keys(m.Files)) {
		if unsafe(name) != "" {
			return Installed{}, fmt.Errorf("%w: its %s is not the one that was written", ErrDamaged, manifestName)
		}
		info, err := os.Lstat(filepath.Join(dir, filepath.FromSlash(name)))
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return x, fmt.Errorf("%w: %s is gone", ErrDamaged, path.Base(name))
		case err != nil:
			return x, fmt.Errorf("%w: %w", ErrDamaged, err)
		case !info.Mode().IsRegular() || info.Size() != m.Files[name]:
			return x, fmt.Errorf("%w: %s has another size", ErrDamaged, path.Base(name))
		case name == m.Program && info.ModTime().Unix() != m.Time:
			return x, fmt.Errorf("%w: %s has another time", ErrDamaged, path.Base(name))
		}
	}
	return x, nil
}

// Find is the headless shell to run. With a record it must be made from that archive. The error wraps [ErrNone], [ErrDamaged] or [ErrUntried], or
// is a [RecordError].
func (s Store) Find(v Version, platform string, want *Record) (Installed, error) {
	x, err := s.look(v, platform)
	switch {
	case err != nil:
		return Installed{}, err
	case want != nil && !want.same(x.Record):
		return Installed{}, &RecordError{Build{v, platform, x.Record.Address}, x.Record, *want}
	case !x.Tried:
		return Installed{}, ErrUntried
	}
	return x, nil
}

// A Listed is an installed headless shell, and what is wrong with it.
type Listed struct {
	Installed
	Err error // nil for one that can be run; wraps [ErrDamaged] or [ErrUntried]
}

// List is all that are installed, for any platform, the newest first.
func (s Store) List() (out []Listed, err error) {
	all, err := os.ReadDir(s.Dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("list what is installed: %w", err)
	}
	for _, e := range all {
		text, platform, _ := strings.Cut(e.Name(), "-")
		v, ok := ParseVersion(text)
		if !ok || !IsPlatform(platform) {
			continue
		}
		x, err := s.look(v, platform)
		if err == nil && !x.Tried {
			err = ErrUntried
		}
		x.Version, x.Platform, x.Dir = v, platform, s.folder(v, platform)
		out = append(out, Listed{x, err})
	}
	slices.SortFunc(out, func(a, b Listed) int {
		if c := b.Version.Compare(a.Version); c != 0 {
			return c
		}
		return strings.Compare(a.Platform, b.Platform)
	})
	return out, nil
}

// Newest is the newest that can be run on a platform; ok is false when there is none.
func (s Store) Newest(platform string) (x Installed, ok bool) {
	all, err := s.List()
	if err != nil {
		return Installed{}, false
	}
	for _, l := range all {
		if l.Err == nil && l.Platform == platform {
			return l.Installed, true
		}
	}
	return Installed{}, false
}

// Remove takes away what is installed of some builds. Nobody sees half of one. Who installs meanwhile is waited for, as [Installer] does.
func (s Store) Remove(ctx context.Context, all []Listed, waits func()) error {
	if len(all) == 0 {
		return nil
	}
	unlock, err := s.wait(ctx, waits)
	if err != nil {
		return err
	}
	defer unlock()
	for _, l := range all {
		if err := s.discard(s.folder(l.Version, l.Platform)); err != nil {
			return err
		}
	}
	s.sweep()
	return nil
}
