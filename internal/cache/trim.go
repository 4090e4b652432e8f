package cache

import (
	"cmp"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/resgen/resgen/internal/disk"
)

const (
	tempPrefix = "put-"
	tempAge    = time.Hour // after which a file that is written beside belongs to no live process
)

// grow counts blocks that were put, and trims the cache when there are too many.
func (c *Cache) grow(n int64) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	size, isNew, err := c.count(n)
	if err != nil || size <= c.limit && !isNew {
		return err
	}
	return c.trim()
}

// count adds to the count of blocks, and gives it. isNew is that there was none, or somebody removed it. The file is not kept open:
// on Windows nobody could remove it then.
func (c *Cache) count(n int64) (size int64, isNew bool, err error) {
	name := filepath.Join(c.dir, sizeName)
	if !c.counted {
		_, err := os.Stat(name)
		isNew, c.counted = err != nil, true
	}
	f, err := os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if disk.Busy(err) {
		return 0, false, nil // it is cut just now; what is not counted is found when all is
	}
	if err != nil {
		return 0, isNew, err
	}
	defer f.Close()
	if _, err := f.Write(make([]byte, n)); err != nil {
		return 0, isNew, err
	}
	info, err := f.Stat()
	if err != nil {
		return 0, isNew, err
	}
	return info.Size(), isNew, nil
}

// trim counts what is there, and if that is too much removes entries, those first that were not
// used for longest, until a quarter of the bound is free. The count was too high if values were
// put twice or were removed as damaged.
func (c *Cache) trim() error {
	type entry struct {
		name   string
		used   time.Time
		blocks int64
	}
	var all []entry
	var sum int64
	err := filepath.WalkDir(c.dir, func(name string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil // another process trims as well
		}
		if err != nil {
			return err
		}
		if d.IsDir() {
			if name != c.dir && len(d.Name()) != 1 {
				return fs.SkipDir // not ours
			}
			return nil
		}
		info, err := d.Info()
		if err != nil {
			return nil
		}
		switch _, hexErr := hex.DecodeString(d.Name()); {
		case strings.HasPrefix(d.Name(), tempPrefix):
			if time.Since(info.ModTime()) > tempAge {
				os.Remove(name)
			}
		case hexErr == nil && len(d.Name()) == 64:
			n := (info.Size() + block - 1) / block
			all = append(all, entry{name, info.ModTime(), n})
			sum += n
		}
		return nil
	})
	if err != nil {
		return err
	}
	if sum > c.limit {
		slices.SortFunc(all, func(a, b entry) int { return cmp.Or(a.used.Compare(b.used), cmp.Compare(a.name, b.name)) })
		for _, e := range all {
			if sum <= c.limit-c.limit/4 {
				break
			}
			if err := os.Remove(e.name); disk.Busy(err) {
				continue // somebody reads it
			} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
			sum -= e.blocks
		}
	}
	err = os.Truncate(filepath.Join(c.dir, sizeName), sum) // what is open to append to cannot be cut on Windows
	if errors.Is(err, fs.ErrNotExist) || disk.Busy(err) {
		return nil // it is counted anew, or by another process
	}
	return err
}
