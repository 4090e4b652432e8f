// Command pack compresses what the binary embeds, for builds with the tag "packed".
//
//	go run ./cmd/pack && go build -tags packed -ldflags '-s -w' ./cmd/resgen
//
// A build without the tag embeds the same files as they are: it needs no step before it, so that `go install` works, and is
// some 4 MB larger. What is written is no part of the repository: it is made from the module that go.sum names, and from
// dictionaries that lie here as text. A file that holds the same already is left alone.
package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/resgen/resgen/internal/wordlist"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "pack:", err)
		os.Exit(1)
	}
}

func run() error {
	root, err := list("-m", "{{.Dir}}", "")
	if err != nil {
		return err
	}
	pdfium, err := list("", "{{.Dir}}", "github.com/klippa-app/go-pdfium/webassembly")
	if err != nil {
		return err
	}
	wasm := filepath.Join(pdfium, "..", "internal", "pdfium_wasm", "pdfium.wasm")
	if err := pack(wasm, filepath.Join(root, "internal", "foreign", "pdfium.wasm.gz")); err != nil {
		return err
	}
	return dictionaries(filepath.Join(root, "internal", "spell", "data"))
}

// dictionaries packs the two large ones, which are unpacked in each run that checks the spelling: in a form that is read faster than a
// compressed one.
func dictionaries(dir string) error {
	american, err := os.ReadFile(filepath.Join(dir, "en_US.dic"))
	if err != nil {
		return err
	}
	british, err := os.ReadFile(filepath.Join(dir, "en_GB.dic"))
	if err != nil {
		return err
	}
	for name, packed := range map[string][]byte{
		"en_US.packed": wordlist.Encode(string(american)),
		"en_GB.packed": wordlist.Differ(string(american), string(british)),
	} {
		have, err := os.ReadFile(filepath.Join(dir, name))
		if err == nil && bytes.Equal(have, packed) {
			continue
		}
		if err := put(filepath.Join(dir, name), packed, len(american)); err != nil {
			return err
		}
	}
	return nil
}

// list asks the go command where a package or, with -m and no path, this module lies.
func list(module, format, path string) (string, error) {
	args := []string{"list", "-f", format}
	for _, a := range []string{module, path} {
		if a != "" {
			args = append(args, a)
		}
	}
	cmd := exec.Command("go", args...)
	cmd.Stderr = os.Stderr
	b, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("go %s: %w", strings.Join(args, " "), err)
	}
	return strings.TrimSpace(string(b)), nil
}

// pack writes a file's compressed form, unless it is there. The same bytes in give the same bytes out.
func pack(from, to string) error {
	whole, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	if packed, err := os.ReadFile(to); err == nil && holds(packed, whole) {
		return nil
	}
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return err
	}
	if _, err := w.Write(whole); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	return put(to, b.Bytes(), len(whole))
}

// put writes a file that is made of so many bytes.
func put(name string, b []byte, of int) error {
	beside := name + ".new"
	if err := os.WriteFile(beside, b, 0o644); err != nil {
		return err
	}
	fmt.Printf("%s: %d kB of %d\n", filepath.Base(name), len(b)>>10, of>>10)
	return os.Rename(beside, name)
}

func holds(packed, whole []byte) bool {
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return false
	}
	have, err := io.ReadAll(r)
	return err == nil && bytes.Equal(have, whole)
}
