package install

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Note remembers that there is a site with a pin, so that what it holds to is not taken for unused. dir is its folder. When that cannot be
// remembered, nothing is lost but a download.
func (s Store) Note(dir string) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return
	}
	sum := sha256.Sum256([]byte(dir))
	name := filepath.Join(s.Dir, "sites", hex.EncodeToString(sum[:8]))
	if b, err := os.ReadFile(name); err == nil && string(b) == dir+"\n" {
		return
	}
	if os.MkdirAll(filepath.Dir(name), 0o700) == nil {
		os.WriteFile(name, []byte(dir+"\n"), 0o600)
	}
}

// Holders is the folders of those sites that were noted and whose pin is of a version, sorted. A
// site that is gone, or holds to another, is none. One whose pin cannot be read may hold to any, and is one.
func (s Store) Holders(v Version) (out []string) {
	notes := filepath.Join(s.Dir, "sites")
	all, err := os.ReadDir(notes)
	if err != nil {
		return nil
	}
	for _, e := range all {
		name := filepath.Join(notes, e.Name())
		b, err := readSome(name, 64<<10)
		if err != nil {
			continue
		}
		dir := strings.TrimSuffix(string(b), "\n")
		if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
			os.Remove(name) // the site was moved or removed; it is noted again when it is used
			continue
		}
		p, ok, err := ReadPin(dir)
		if err != nil || ok && p.Version == v {
			out = append(out, dir)
		}
	}
	slices.Sort(out)
	return out
}
