// Pictures makes the pictures of README.md from the program itself: it runs resgen on the starter, in a folder of its own, and looks at what comes of
// it with a browser, as a reader would.
//
// In: a resgen and a browser. Out: PNG and SVG files in .github/, the same bytes from the same resgen, browser and pngquant: the date is that of the
// starter's letter, and the line of the workbench that says when it was printed, and in how many milliseconds, is left out. A file whose bytes are the
// same is not touched. Pngquant makes them a third of the size; without it they are whole.
package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// A picture is one file of .github/, by what makes it.
type picture struct {
	file string
	make func(*studio) ([]byte, error)
}

func pictures() []picture {
	return []picture{
		{"sheets.png", sheetsAndSite},
		{"check.svg", checkInTerminal},
		{"workbench.png", workbench},
		{"posting.png", posting},
		{"themes.png", themes},
	}
}

// A studio holds what pictures are made with.
type studio struct {
	ctx     context.Context
	resgen  string // the binary
	chrome  string // the browser that prints, and the one that looks
	dir     string // scratch
	clean   string // the starter
	faulty  string // the starter with faults
	browser *browser
	looks   map[string][][]byte // the sheets by theme, as PNG, of `resgen themes --preview`
	order   []string            // the themes
}

func main() {
	s := &studio{}
	var only, out string
	flag.StringVar(&only, "only", "", "comma-separated files to make; all when empty")
	flag.StringVar(&out, "out", ".github", "the folder that they go to")
	flag.StringVar(&s.resgen, "resgen", "bin/resgen", "the resgen to show")
	flag.StringVar(&s.chrome, "chrome", os.Getenv("RESGEN_CHROME"), "the browser")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	s.ctx = ctx
	if err := s.main(strings.FieldsFunc(only, func(r rune) bool { return r == ',' }), out); err != nil {
		fmt.Fprintln(os.Stderr, "pictures:", err)
		os.Exit(1)
	}
}

func (s *studio) main(only []string, out string) (err error) {
	if s.resgen, err = filepath.Abs(s.resgen); err != nil {
		return err
	}
	if s.dir, err = os.MkdirTemp("", "resgen-pictures-"); err != nil {
		return err
	}
	defer os.RemoveAll(s.dir)
	if s.clean, err = s.site("clean", nil); err != nil {
		return err
	}
	if s.faulty, err = s.site("faulty", faults); err != nil {
		return err
	}
	if s.browser, err = openBrowser(s.ctx, s.chrome, s.dir); err != nil {
		return err
	}
	defer s.browser.close()
	for _, p := range pictures() {
		if len(only) > 0 && !slices.Contains(only, p.file) {
			continue
		}
		began := time.Now()
		b, err := p.make(s)
		if err == nil && strings.HasSuffix(p.file, ".png") {
			b, err = smaller(s.ctx, b)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", p.file, err)
		}
		file, state := filepath.Join(out, p.file), "as it was"
		if was, err := os.ReadFile(file); err != nil || !bytes.Equal(was, b) {
			state = "new"
			if err := os.WriteFile(file, b, 0o644); err != nil {
				return err
			}
		}
		fmt.Printf("%-14s %4d kB  %-9s  in %.1f s\n", p.file, (len(b)+999)/1000, state, time.Since(began).Seconds())
	}
	return nil
}

// smaller is a picture with a palette of 256 colours, when pngquant is there to choose them.
func smaller(ctx context.Context, png []byte) ([]byte, error) {
	program, err := exec.LookPath("pngquant")
	if err != nil {
		return png, nil
	}
	cmd := exec.CommandContext(ctx, program, "--speed", "1", "--strip", "256", "-")
	var small, said bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(png), &small, &said
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("pngquant: %w: %s", err, said.Bytes())
	}
	return small.Bytes(), nil
}
