package tailor

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/posting"
	reader "github.com/resgen/resgen/internal/read"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/sheet"
	"github.com/resgen/resgen/internal/source"
)

// november is the day of all these tests.
var november = date.Date{Year: 2026, Month: 11}

// masters is the long résumés of testdata, by name.
func masters(t testing.TB) map[string]*resume.Resume {
	t.Helper()
	out := map[string]*resume.Resume{}
	for _, name := range []string{"master", "young", "academic"} {
		text, err := os.ReadFile("testdata/" + name + ".md")
		if err != nil {
			t.Fatal(err)
		}
		out[name] = written(string(text))
	}
	return out
}

// written is the résumé of a text.
func written(text string) *resume.Resume {
	r, _ := reader.Resume(document.Parse(source.NewFile("content/resume.md", []byte(text))))
	return r
}

// An advert is a labelled posting of package posting.
type advert struct {
	name string
	text []byte
	*posting.Posting
}

func adverts(t testing.TB) []advert {
	t.Helper()
	paths, err := filepath.Glob("../posting/testdata/[a-z]-*.*")
	if err != nil || len(paths) < 50 {
		t.Fatalf("%d postings, %v", len(paths), err)
	}
	var out []advert
	for _, p := range paths {
		text, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, advert{filepath.Base(p), text, posting.Read(source.NewFile(p, text))})
	}
	return out
}

const (
	fakeArea = 700.0 // points of a sheet between its margins
	fakeLine = 14.0
	fakeWide = 95 // characters on a line
)

// faked is what a browser would print of a résumé, about: every block with its lines, on sheets that end where they end.
func faked(r *resume.Resume) *sheet.Print { return fakedOn(r, fakeArea) }

// fakedOn is faked on sheets of another height.
func fakedOn(r *resume.Resume, area float64) *sheet.Print {
	p := &sheet.Print{}
	at := area
	var prev sheet.Role
	put := func(span source.Span, role sheet.Role, text string, space float64, beside bool) {
		p.Blocks = append(p.Blocks, sheet.Block{Span: span, Role: role})
		for n := 0; n < max(1, (len(text)+fakeWide-1)/fakeWide); n++ {
			room := fakeLine
			switch {
			case n == 0 && beside:
				room = 0
			case n == 0:
				room += space
			}
			if at+room > area {
				p.Sheets = append(p.Sheets, sheet.Sheet{Area: sheet.Rect{Y: 40, H: area}})
				at, room = 0, fakeLine
			}
			at += room
			s := &p.Sheets[len(p.Sheets)-1]
			s.Lines = append(s.Lines, sheet.Line{Base: 40 + at, Rect: sheet.Rect{Y: 40 + at - 10, H: 12}, Block: len(p.Blocks) - 1})
		}
		prev = role
	}
	items := func(bs []markup.Block) {
		for _, b := range bs {
			if b.Kind != markup.List {
				put(b.Span, sheet.RoleText, plainText(b.Inlines, b.Blocks), 2, false)
			}
			for i := range b.Blocks {
				space := 0.0
				if prev != sheet.RoleBullet {
					space = 4
				}
				put(b.Blocks[i].Span, sheet.RoleBullet, plainText(nil, b.Blocks[i].Blocks), space, false)
			}
		}
	}
	put(r.Name.Span, sheet.RoleName, r.Name.Text, 10, false)
	put(r.Email.Span, sheet.RoleContact, r.Email.Text, 0, false)
	items(r.Summary)
	for _, s := range r.Sections {
		put(s.Title.Span, sheet.RoleSection, s.Title.Text, 16, false)
		items(s.Intro)
		for _, g := range s.Groups {
			put(g.Span, sheet.RoleText, markup.Plain(g.Markup), 2, false)
		}
		for _, e := range s.Entries {
			put(e.Title.Span, sheet.RoleEntry, e.Title.Text, 8, false)
			if e.DatesText.Known() {
				put(e.DatesText.Span, sheet.RoleDetail, e.DatesText.Text, 0, true)
			}
			if e.Organization.Known() {
				put(e.Organization.Span, sheet.RoleDetail, e.Organization.Text, 0, false)
			}
			items(e.Body)
		}
		items(s.Outro)
	}
	return p
}

func plainText(in []markup.Inline, bs []markup.Block) string {
	var out strings.Builder
	out.WriteString(markup.Plain(in))
	for b := range markup.Blocks(bs) {
		out.WriteString(markup.Plain(b.Inlines))
	}
	return out.String()
}

// fakeOptions is the options of a selection for some sheets.
func fakeOptions(pages int) Options {
	return Options{Pages: pages, Bounds: UsualBounds(), Today: november}
}

// pick selects of a résumé by a print that was made up.
func pick(r *resume.Resume, p *posting.Posting, o Options) *Selection {
	return Select(r, Read(r, p, o.Today), Measure(faked(r)), o)
}
