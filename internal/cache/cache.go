// Package cache remembers values on disk by key, within a bound.
//
// In goes a [Key], the hash of everything that a value was made from, and the
// value's bytes; out comes the value, if it is remembered. A remembered value never changes.
//
// A cache is never needed. Whatever goes wrong with it (no room, no permission, a damaged entry,
// another process that removes what is being read) is a miss, and at most an error to
// tell of ([Cache.Err]); it never fails a build. A nil *Cache is valid and always misses.
//
// What it never does: interpret a value, look at what it was made from, or give back bytes
// other than those that were put: every entry carries a checksum, and one that does not fit is
// removed. Values can be private, so that folders have mode 0700 and files 0600.
//
// Any number of processes and goroutines may use one folder. An entry is written beside and
// renamed, so that nobody sees half of it.
//
// On disk:
//
//	K/KEY    an entry: its checksum and the value; KEY is the key in hexadecimal, K its first digit.
//	         The file's time says when it was last used, to the day.
//	size     its length, in bytes, is about the number of blocks that all entries take:
//	         a count that any process can raise by appending, without reading it first
package cache

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/resgen/resgen/internal/disk"
)

const (
	sizeName = "size"
	block    = 4096           // bytes; what an entry takes on disk is counted in whole blocks
	useEvery = 24 * time.Hour // how long after its last noted use another use is noted
)

// A Cache is a folder of remembered values. It is safe for use from several goroutines.
type Cache struct {
	dir   string
	limit int64 // blocks

	mu      sync.Mutex
	counted bool  // that there is a count was looked for
	err     error // the first one
}

// Open opens the cache in dir, which it makes if need be, for values that take up to about
// limit bytes on disk together; beyond it those go that were not used for longest. The error is
// for a folder that cannot be made, or not for this user alone.
func Open(dir string, limit int64) (*Cache, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("open cache: %w", err)
	}
	info, err := os.Stat(dir)
	if err == nil && info.Mode().Perm()&0o077 != 0 {
		err = os.Chmod(dir, 0o700) // fails on a folder of another user, who could lay values into it
	}
	if err != nil {
		return nil, fmt.Errorf("open cache: %w", err)
	}
	return &Cache{dir: dir, limit: limit / block}, nil
}

// A Key is the hash of everything that a value was made from.
type Key [sha256.Size]byte

// NewKey hashes the parts: of each its length and its bytes, so that no two lists of parts
// are alike. The first part should say what is made, and in which version of the program.
func NewKey(parts ...[]byte) Key {
	h := sha256.New()
	var n [8]byte
	for _, p := range parts {
		binary.LittleEndian.PutUint64(n[:], uint64(len(p)))
		h.Write(n[:])
		h.Write(p)
	}
	return Key(h.Sum(nil))
}

// Err is the first error that kept a value from being remembered or read, nil if all went well.
func (c *Cache) Err() error {
	if c == nil {
		return nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.err
}

// note keeps the first error.
func (c *Cache) note(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.err == nil {
		c.err = fmt.Errorf("cache: %w", err)
	}
}

// file is where an entry lies.
func (c *Cache) file(key Key) string {
	name := hex.EncodeToString(key[:])
	return filepath.Join(c.dir, name[:1], name)
}

// checksum is of a key and its value, so that an entry under the name of another does not fit.
func checksum(key Key, value []byte) []byte {
	h := sha256.New()
	h.Write(key[:])
	h.Write(value)
	return h.Sum(nil)
}

// Get is the value that was put under a key; ok is false when there is none. The value is the
// caller's.
func (c *Cache) Get(key Key) (value []byte, ok bool) {
	if c == nil {
		return nil, false
	}
	name := c.file(key)
	entry, used, err := read(name)
	if err != nil {
		if !errors.Is(err, fs.ErrNotExist) && !disk.Busy(err) {
			c.note(err)
		}
		return nil, false
	}
	if len(entry) < sha256.Size || string(entry[:sha256.Size]) != string(checksum(key, entry[sha256.Size:])) {
		if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) && !disk.Busy(err) {
			c.note(err)
		}
		return nil, false
	}
	if now := time.Now(); now.Sub(used) > useEvery {
		os.Chtimes(name, now, now) // if that fails, the value may go too early, which is no harm
	}
	return entry[sha256.Size:], true
}

// read is a file's bytes and its time.
func read(name string) ([]byte, time.Time, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, time.Time{}, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, time.Time{}, err
	}
	b := make([]byte, info.Size())
	if _, err := io.ReadFull(f, b); err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, time.Time{}, err
	}
	return b, info.ModTime(), nil
}

// Put remembers a value, if it can. After a first error it no longer tries.
func (c *Cache) Put(key Key, value []byte) {
	if c == nil || c.Err() != nil || blocks(int64(len(value))) > c.limit {
		return
	}
	if err := c.put(key, value); err != nil {
		c.note(err)
	}
}

func (c *Cache) put(key Key, value []byte) error {
	name := c.file(key)
	f, err := os.CreateTemp(c.dir, tempPrefix) // mode 0600
	if err != nil {
		return err
	}
	_, err = f.Write(checksum(key, value))
	if err == nil {
		_, err = f.Write(value)
	}
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if errors.Is(err, fs.ErrNotExist) { // the first of its folder
		if err = os.Mkdir(filepath.Dir(name), 0o700); err == nil || errors.Is(err, fs.ErrExist) {
			err = os.Rename(f.Name(), name)
		}
	}
	if err != nil {
		os.Remove(f.Name())
		if _, statErr := os.Stat(name); statErr == nil && disk.Busy(err) {
			return nil // it is there, and somebody reads it
		}
		return err
	}
	return c.grow(blocks(int64(len(value))))
}

// blocks is what a value takes on disk.
func blocks(size int64) int64 { return (size + sha256.Size + block - 1) / block }
