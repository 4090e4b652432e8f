package recall

import (
	"testing"

	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/recognize"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/sheet"
	"github.com/resgen/resgen/internal/source"
)

// written is a résumé whose values stand in a file one after the other.
type written struct {
	file *source.File
	at   int
}

func (w *written) value(text string) resume.Value {
	w.at++
	return resume.Value{Text: text, Span: w.file.Span(w.at, w.at+1)}
}

func (w *written) item(text string) markup.Block {
	v := w.value(text)
	return markup.Block{Kind: markup.Item, Span: v.Span, Blocks: []markup.Block{{Kind: markup.Paragraph, Span: v.Span,
		Inlines: []markup.Inline{{Kind: markup.Text, Text: text, Span: v.Span}}}}}
}

func sample() *resume.Resume {
	w := &written{file: source.NewFile("content/resume.md", make([]byte, 100))}
	r := &resume.Resume{Name: w.value("José Niño"), Headline: w.value("Backend Developer"), Email: w.value("jose@nino.example"), Phone: w.value("+34 600 000 001"), Location: w.value("Murcia, España")}
	v := w.value("github.com/jnino")
	r.Links = []resume.Link{{URL: "https://github.com/jnino", Text: v.Text, Span: v.Span}}
	e := resume.Entry{Title: w.value("Engineer, Payments"), Organization: w.value("Acme"), DatesText: w.value("2021 – present"),
		Dates: date.Range{Start: date.Date{Year: 2021}, Present: true}, Body: []markup.Block{{Kind: markup.List, Blocks: []markup.Block{w.item("Built A"), w.item("Kept B")}}}}
	r.Sections = []resume.Section{{Title: w.value("Experience"), Kind: resume.Experience, Entries: []resume.Entry{e}}}
	return r
}

func value(text string) recognize.Value {
	return recognize.Value{Text: text, At: sheet.LineRef{Sheet: 1, Line: 3}}
}

// reading is what a parser should read of the sample.
func reading() *recognize.Reading {
	return &recognize.Reading{Name: value("JOSE NIÑO"), Headline: value("Backend developer"), Email: value("jose@nino.example"), Phone: value("+34 600 000 001"),
		Location: value("Murcia, España"), Links: []recognize.Value{value("https://www.github.com/jnino/")},
		Sections: []recognize.Section{{Heading: value("EXPERIENCE"), Kind: "experience", Entries: []recognize.Entry{{Title: value("Engineer, Payments"), Organization: value("Acme"),
			DatesText: value("2021 – present"), Dates: date.Range{Start: date.Date{Year: 2021}, Present: true}, Bullets: []recognize.Value{value("Built A"), value("Kept B")}}}}}}
}

// TestCompare takes one thing at a time from a whole reading, and holds that just the fields it stands for are missed.
func TestCompare(t *testing.T) {
	entry := func(r *recognize.Reading) *recognize.Entry { return &r.Sections[0].Entries[0] }
	for name, c := range map[string]struct {
		spoil  func(*recognize.Reading)
		missed []Kind
	}{
		"whole":                  {func(*recognize.Reading) {}, nil},
		"no name":                {func(r *recognize.Reading) { r.Name = recognize.Value{} }, []Kind{Name}},
		"another phone":          {func(r *recognize.Reading) { r.Phone = value("600 000 001") }, []Kind{Phone}},
		"no link":                {func(r *recognize.Reading) { r.Links = nil }, []Kind{Link}},
		"heading misread":        {func(r *recognize.Reading) { r.Sections[0].Heading = value("Other") }, []Kind{Section}},
		"title and organization": {func(r *recognize.Reading) { e := entry(r); e.Title, e.Organization = e.Organization, e.Title }, []Kind{Title, Organization}},
		"one run": {func(r *recognize.Reading) {
			entry(r).Title.Within, entry(r).Organization.Within = "Engineer, Payments, Acme", "Engineer, Payments, Acme"
		}, []Kind{Title, Organization}},
		"one run that is the title": {func(r *recognize.Reading) {
			entry(r).Title = recognize.Value{Text: "Engineer", Within: "Engineer, Payments"}
		}, nil},
		"no dates":        {func(r *recognize.Reading) { entry(r).Dates = date.Range{} }, []Kind{Start, End}},
		"glued bullets":   {func(r *recognize.Reading) { entry(r).Bullets = []recognize.Value{value("Built A Kept B")} }, []Kind{Bullet}},
		"bullets of none": {func(r *recognize.Reading) { r.Sections[0].Items, entry(r).Bullets = entry(r).Bullets, nil }, []Kind{Bullet, Bullet}},
		"nothing": {func(r *recognize.Reading) { *r = recognize.Reading{} },
			[]Kind{Name, Headline, Email, Phone, Location, Link, Section, Title, Organization, Start, End, Bullet, Bullet}},
	} {
		got := reading()
		c.spoil(got)
		table := Compare(sample(), got)
		var missed []Kind
		for _, f := range table.Missed() {
			missed = append(missed, f.Kind)
			if !f.Span.Known() {
				t.Errorf("%s: %s is missed nowhere", name, f.Kind)
			}
		}
		if len(missed) != len(c.missed) {
			t.Errorf("%s: missed %v, want %v", name, missed, c.missed)
			continue
		}
		for i := range missed {
			if missed[i] != c.missed[i] {
				t.Errorf("%s: missed %v, want %v", name, missed, c.missed)
			}
		}
		if table.Found()+len(missed) != len(table.Fields) || len(table.Fields) != 13 {
			t.Errorf("%s: %d of %d found, %d missed", name, table.Found(), len(table.Fields), len(missed))
		}
		of := 0
		for _, k := range table.Counts() {
			of += k.Of
		}
		if of != 13 {
			t.Errorf("%s: the kinds have %d fields", name, of)
		}
	}
}
