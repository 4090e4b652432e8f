package cli

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

// A bulletName is how a person names a bullet: by its place, or by its id.
type bulletName struct {
	file string
	line int
	id   string
}

var placeForm = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(.+?):([0-9]+)(?::[0-9]+)?$`) })

func parseBulletName(text string) (bulletName, error) {
	if m := placeForm().FindStringSubmatch(text); m != nil {
		line, err := strconv.Atoi(m[2])
		if err != nil || line < 1 {
			return bulletName{}, fmt.Errorf("%s: there is no such line", text)
		}
		return bulletName{file: m[1], line: line}, nil
	}
	if isMarkdown(text) || strings.ContainsAny(text, `/\ `) || strings.Trim(text, "#") == "" {
		return bulletName{}, fmt.Errorf("%s: name the bullet\nwrite FILE:LINE, as in content/resume.md:42, or its id", text)
	}
	return bulletName{id: strings.TrimPrefix(text, "#")}, nil
}

// fileOf is the one file that a name is about when there is no site around it; "" for a site.
func (a *app) fileOf(n bulletName) string {
	if a.flags.source != "." || n.file == "" || !isMarkdown(n.file) {
		return ""
	}
	if _, err := os.Stat("content"); err == nil {
		return ""
	}
	return n.file
}

// A bullet is the one that is to be reworded.
type bullet struct {
	span source.Span // its text, from the first inline to the last, without comments behind it
	text string      // of that span, on one line
	item *markup.Block
	root string

	version *compose.Version // that it stands in
}

// listed reports whether the bullet is of a list of skills or the like, and of which.
func (b *bullet) listed() (resume.Kind, bool) {
	for _, s := range b.version.Resume.Sections {
		if (s.Kind == resume.Skills || s.Kind == resume.Languages || s.Kind == resume.References) && s.Span.Contains(b.span) {
			return s.Kind, true
		}
	}
	return "", false
}

// findBullet is the bullet of a name in the résumé, in whichever language. The error says what stands there instead.
func findBullet(r *build.Result, n bulletName) (*bullet, error) {
	var found *bullet
	near, known := 0, false // the line of the nearest bullet; whether the file is one of the résumé's
	for _, v := range r.Site.Versions {
		if n.id == "" && !names(r.Set, n.file, v.Doc.File) {
			continue
		}
		known = true
		for item := range markup.Blocks(v.Doc.Blocks) {
			if item.Kind != markup.Item {
				continue
			}
			b := newBullet(item, r.Set.Root)
			if b == nil {
				continue
			}
			b.version = v
			from, to := b.span.Position().Line, b.span.EndPosition().Line
			switch {
			case n.id != "":
				if item.Attrs.ID == n.id && found == nil {
					found = b
				}
			case from <= n.line && n.line <= to:
				found = b
			case near == 0 || abs(from-n.line) < abs(near-n.line):
				if _, listed := b.listed(); !listed {
					near = from
				}
			}
		}
	}
	if !known {
		return nil, fmt.Errorf("%s: it is not the résumé; that is %s", n.file, path.Join(prefix(r.Set.Root), r.Site.Master.File.Path))
	}
	switch {
	case found == nil && n.id != "":
		return nil, fmt.Errorf("there is no bullet with the id %s\nan id is given in a comment behind it: <!-- #%s -->; or write FILE:LINE", n.id, n.id)
	case found == nil:
		hint := "it has none"
		if near > 0 {
			hint = fmt.Sprintf("the nearest one is in line %d", near)
		}
		return nil, fmt.Errorf("%s:%d: there is no bullet\n%s", n.file, n.line, hint)
	}
	if kind, listed := found.listed(); listed {
		return nil, fmt.Errorf("%s: it is of a list of %s, and no bullet that can be reworded", found.place(), kind)
	}
	for in := range markup.Walk(found.inlines()) {
		if in.Kind == markup.RawHTML || in.Kind == markup.FootnoteRef || in.Kind == markup.Image || in.Kind == markup.HardBreak {
			return nil, fmt.Errorf("%s: HTML, a picture or a footnote stands in it; reword it by hand", found.place())
		}
	}
	return found, nil
}

func abs(n int) int { return max(n, -n) }

// names reports whether a path as a person writes it, from where they are or from the site, names a file of the set.
func names(set *source.Set, name string, f *source.File) bool {
	if path.Clean(filepath.ToSlash(name)) == f.Path {
		return true
	}
	at, err := filepath.Abs(name)
	if err != nil {
		return false
	}
	if real, err := filepath.EvalSymlinks(at); err == nil {
		at = real
	}
	return at == filepath.Join(set.Root, filepath.FromSlash(f.Path))
}

// newBullet is the bullet of an item; nil when it has no text.
func newBullet(item *markup.Block, root string) *bullet {
	b := &bullet{item: item, root: root}
	in := b.inlines()
	if len(in) == 0 || !in[0].Span.Known() {
		return nil
	}
	b.span = in[0].Span.Join(in[len(in)-1].Span)
	b.span = b.span.Sub(0, len(strings.TrimRight(b.span.Text(), " \t\r\n")))
	b.text = strings.Join(strings.Fields(b.span.Text()), " ")
	return b
}

// inlines is the text of the bullet, without raw HTML behind it.
func (b *bullet) inlines() []markup.Inline {
	in := b.item.Inlines
	if len(in) == 0 && len(b.item.Blocks) > 0 && b.item.Blocks[0].Kind == markup.Paragraph {
		in = b.item.Blocks[0].Inlines
	}
	for len(in) > 0 && (in[len(in)-1].Kind == markup.RawHTML || in[len(in)-1].Kind == markup.SoftBreak) {
		in = in[:len(in)-1]
	}
	return in
}

func (b *bullet) place() string {
	p := b.span.Position()
	return fmt.Sprintf("%s:%d", path.Join(prefix(b.root), p.Path), p.Line)
}

// words is how many the bullet has, by its blanks.
func (b *bullet) words() int { return len(strings.Fields(markup.Plain(b.inlines()))) }

// mayLeave says why the bullet is not sent to anybody; nil when it may be.
func (b *bullet) mayLeave(r *build.Result) error {
	if r.Unsure() {
		return fmt.Errorf("%s: nothing is sent: something that is meant to be private is not, as its mark has no effect\n`resgen check` says where", b.place())
	}
	for _, s := range r.Site.Unpublished() {
		if s.File == b.span.File && s.Start < b.span.End && b.span.Start < s.End {
			return fmt.Errorf("%s: it is private, or holds a private value, and is not sent", b.place())
		}
	}
	text := strings.ToLower(markup.Plain(b.inlines()) + "\n" + b.text)
	number := digits(text)
	own := map[string]string{}
	for _, s := range r.Site.Secrets {
		own[s.Value.Text] = "a private value"
	}
	for _, v := range r.Site.Versions {
		m := v.Resume
		own[m.Name.Text], own[m.Email.Text], own[m.Phone.Text] = "your name", "your e-mail address", "your phone number"
		for _, c := range m.Contact {
			own[c.Value.Text] = "a contact value"
		}
	}
	for _, value := range sortedKeys(own) {
		d := digits(value) // of a phone number that is written otherwise
		if strings.TrimSpace(value) != "" && strings.Contains(text, strings.ToLower(value)) || len(d) >= shortestPhone && strings.Contains(number, d) {
			return fmt.Errorf("%s: it holds %s, and is not sent", b.place(), own[value])
		}
	}
	return nil
}

// shortestPhone is the digits that a phone number has at least.
const shortestPhone = 7

// digits is the digits of a text.
func digits(text string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, text)
}
