package cli

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/diff"
)

// list says what can be copied, and marks what the site has.
func (e *ejection) list() error {
	type line struct {
		mark, name, about string
		files             int
	}
	groups, order := map[string][]*line{}, []string{"Layouts", "Style sheets", "Themes of the sheets", "Themes of the pages", "Fonts", "Other files"}
	width, marked := 0, false
	for _, b := range e.all {
		heading, name := b.group()
		lines := groups[heading]
		if n := len(lines); n == 0 || lines[n-1].name != name {
			lines = append(lines, &line{mark: " ", name: name})
			groups[heading] = lines
			width = max(width, len(name))
		}
		l := lines[len(lines)-1]
		l.files++
		if l.about == "" {
			l.about = b.about()
		}
		if _, there, _ := e.own(b.path); there {
			l.mark, marked = "*", true
		}
	}
	gap := ""
	for _, heading := range order {
		if len(groups[heading]) == 0 {
			continue
		}
		fmt.Fprint(e.app.out, gap)
		gap = "\n"
		fmt.Fprintln(e.app.out, e.app.paintOut("1", heading))
		for _, l := range groups[heading] {
			if l.files > 1 {
				l.about, _, _ = strings.Cut(l.about, ":") // of faces: their family
				l.about += ", " + count(l.files, "file")
			}
			fmt.Fprintln(e.app.out, strings.TrimRight(fmt.Sprintf("%s %-*s  %s", l.mark, width, l.name, l.about), " "))
		}
	}
	if marked {
		e.app.say("\n* is the site's own; `resgen eject --diff` shows how it differs from the built-in one")
	}
	return nil
}

// diff shows how the site's files differ from the built-in ones.
func (e *ejection) diff() error {
	a, other := e.app, 0
	for _, c := range e.copies {
		b, there, err := e.own(c.to)
		switch {
		case err != nil:
			return err
		case !there:
			return fmt.Errorf("eject --diff: the site has no %s of its own", c.to)
		case bytes.Equal(b, c.bytes):
			continue
		}
		other++
		if bytes.IndexByte(c.bytes, 0) >= 0 || bytes.IndexByte(b, 0) >= 0 {
			fmt.Fprintf(a.out, "%s differs from the built-in one\n", c.to)
			continue
		}
		if _, err := a.out.Write(diff.Diff(c.path+" (built in)", c.bytes, c.to, b)); err != nil {
			return err
		}
	}
	in := took(time.Since(a.started))
	switch n := len(e.copies); {
	case n == 0:
		a.say("the site has no files in place of built-in ones (%s)", in)
	case n == 1:
		a.say("%s %s the built-in %s (%s)", e.copies[0].to, map[bool]string{true: "is the same as", false: "differs from"}[other == 0], e.copies[0].path, in)
	default:
		a.say("%d of %s that the site has in place of built-in ones differ (%s)", other, count(n, "file"), in)
	}
	return nil
}
