//go:build !race

package build

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"slices"
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/sheet"
	"github.com/resgen/resgen/internal/source"
)

// portrait is a picture of some size.
func portrait(t *testing.T, w, h int) string {
	t.Helper()
	m := image.NewGray(image.Rect(0, 0, w, h))
	for i := 0; i < len(m.Pix); i += 7 {
		m.Pix[i] = 200
	}
	m.SetGray(w/2, h/2, color.Gray{255})
	var b bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// published is the build of a site, its findings and the print that is published.
func published(t *testing.T, printer *Printer, site files) (check.Report, *sheet.Print) {
	t.Helper()
	r := Build(t.Context(), site.lay(t), NewMemory(nil, ""), Options{Printer: printer})
	rep := checked(t, r)
	prints, err := r.Prints(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range prints {
		if p.Target.Audience == compose.Public {
			return rep, p.Print
		}
	}
	t.Fatal("nothing was published")
	return rep, nil
}

// TestPhoto prints the starter with a photo and without one in every theme: the picture is on the first sheet, and both readers get the same text
// as before, in the same order.
func TestPhoto(t *testing.T) {
	printer := realPrinter(t)
	set, err := source.Read(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	starter := wardrobe(t)["starter"]
	for _, th := range Themes(set) {
		t.Run(th.Name, func(t *testing.T) {
			site := func(photo string) files {
				text := strings.Replace(dressed(starter, th.Name, "A4", "photo: "+photo), "---\n", "---\nphoto: me.png\n", 1)
				return files{"content/resume.md": text, "content/me.png": portrait(t, 614, 756)}
			}
			_, without := published(t, printer, site("off"))
			rep, with := published(t, printer, site("on"))
			quiet(t, "with a photo", rep)
			if n := len(with.Sheets[0].Pictures); n != 1 {
				t.Errorf("%d pictures on the first sheet", n)
			} else if at := with.Sheets[0].Pictures[0]; at.W < 70 || at.W > 77 || at.H < 87 || at.H > 94 {
				t.Errorf("the picture is %v pt, want 26 by 32 mm", at)
			}
			if len(without.Sheets[0].Pictures) != 0 {
				t.Error("a picture is printed with photo: off")
			}
			if a, b := spaced(lines(without)), spaced(lines(with)); a != b {
				t.Errorf("our reader gets other text: %s", firstDifference(a, b))
			}
			if a, b := spaced(without.Words), spaced(with.Words); a == "" || a != b {
				t.Errorf("the second reader gets other text: %s", firstDifference(a, b))
			}
		})
	}
}

// lines is the text of a print.
func lines(p *sheet.Print) string {
	var b strings.Builder
	for _, s := range p.Sheets {
		for _, l := range s.Lines {
			b.WriteString(l.Text + "\n")
		}
	}
	return b.String()
}

// spaced is a text without what only the breaks of lines make.
func spaced(text string) string { return strings.Join(strings.Fields(text), "\n") }

// spoilt is the rules that speak of a sheet that came out broken.
var spoilt = []string{"sheet/overflow", "sheet/clipped", "sheet/overlap", "sheet/lost-text", "sheet/shrunk", "sheet/blank", "sheet/missing-file", "sheet/type3-font"}

// TestBadLooks gives looks what they cannot take, and holds that there are clear words about it, at the place, and that the sheet is none
// the worse.
func TestBadLooks(t *testing.T) {
	printer := realPrinter(t)
	long := strings.Repeat("Principal Staff Engineer of Distributed Ledger Infrastructure and ", 5)[:300]
	resume := func(name, headline, pdf, title, section string) string {
		return fmt.Sprintf("---\nname: %s\nheadline: %s\nemail: ada@example.com\nlocation: London\nlinks: [https://github.com/ada]\nphoto: me.png\npdf: {%s}\n---\n"+
			"Writes programs.\n\n## %s\n\n### %s, Lovelace & Co\n*2019 – present · London*\n\n- Wrote the first program of the machine, with notes of 20,000 words\n"+
			"- Cut the time of a table from 12 hours to 3\n", name, headline, pdf, section, title)
	}
	plain := func(pdf string) files {
		return files{"content/resume.md": resume("Ada Byron", "Analyst", pdf, "Analyst", "Experience")}
	}
	mine := func(css string) files { return plain("theme: mine").with(files{"static/themes/mine.css": css}) }
	var thirty strings.Builder
	thirty.WriteString(resume("Ada Byron", "Analyst", "pages: 2", "Analyst", "Experience"))
	for i := range 380 {
		fmt.Fprintf(&thirty, "\n### Analyst %d, Society %d\n*%d – %d · London*\n\n- Wrote program number %d of the machine, with notes of 20,000 words for the Royal Society\n"+
			"- Cut the time of table %d from 12 hours to 3, with two clerks and one engine\n", i, i, 2018-i, 2019-i, i, i)
	}
	type want struct{ rule, place, message string }
	tests := []struct {
		name   string
		site   files
		want   []want
		sheets int // at least
		breaks bool
	}{
		{"a theme that there is not", plain("theme: clasic"), []want{{"meta/bad-value", "content/resume.md:8:", `did you mean "classic"?`}}, 1, false},
		{"an option that the theme lacks", plain(`theme: classic, options: {accent: "#000"}`), []want{{"meta/bad-value", "content/resume.md:8:", `has no option "accent"`}}, 1, false},
		{"a value that the option lacks", plain("options: {density: tigth}"), []want{{"meta/bad-value", "content/resume.md:8:", `"tigth" is no value`}}, 1, false},
		{"a colour that is none", plain(`theme: swiss, options: {accent: "#1f4e79; } body { display: none"}`), []want{{"meta/bad-value", "content/resume.md:8:", "is no colour"}}, 1, false},
		{"a colour that fails contrast", plain(`theme: swiss, options: {accent: "#ffee00"}`), []want{{"meta/bad-value", "content/resume.md:8:", "is too light"}}, 1, false},
		{"a name that no face has", files{"content/resume.md": resume("ᚠᚢᚦ Byron", "Analyst", "pages: 2", "Analyst", "Experience")},
			[]want{{"sheet/missing-glyph", "content/resume.md:2:7", `"ᚠᚢᚦ"`}}, 1, false},
		{"a photo of 40 megapixels", plain("options: {photo: on}").with(files{"content/me.png": portrait(t, 8000, 5000)}),
			[]want{{"sheet/photo", "content/resume.md:7:8", "8000 × 5000 pixels (40 megapixels)"}}, 1, false},
		{"a photo that there is not", plain("options: {photo: on}"), []want{{"sheet/photo", "content/resume.md:7:8", "is not there"}}, 1, false},
		{"a photo that is no picture", plain("options: {photo: on}").with(files{"content/me.png": "hello"}), []want{{"sheet/photo", "content/resume.md:7:8", "is no picture"}}, 1, false},
		{"a title of 300 characters", files{"content/resume.md": resume("Ada Byron", "Analyst", "theme: swiss", long, "Experience")},
			[]want{{"text/long-title", "content/resume.md:14:5", "the title has 300 characters"}}, 1, false},
		{"a name of 300 characters", files{"content/resume.md": resume(long, "Analyst", "theme: executive", "Analyst", "Experience")},
			[]want{{"text/long-title", "content/resume.md:2:7", "the name has 300 characters"}}, 1, false},
		{"a headline of 300 characters", files{"content/resume.md": resume("Ada Byron", long, "theme: garamond", "Analyst", "Experience")},
			[]want{{"text/long-title", "content/resume.md:3:11", "the headline has 300 characters"}}, 1, false},
		{"a heading of 300 characters", files{"content/resume.md": resume("Ada Byron", "Analyst", "theme: modern", "Analyst", long)},
			[]want{{"text/long-title", "content/resume.md:12:4", "the heading has 300 characters"}}, 1, false},
		{"a word of 300 letters", files{"content/resume.md": resume(strings.Repeat("A", 300), strings.Repeat("B", 300), "theme: engineer", strings.Repeat("C", 300), "Experience")},
			[]want{{"text/long-title", "content/resume.md:2:7", "the name has 300 characters"}}, 1, false},
		{"a résumé of one line", files{"content/resume.md": "# Ada Byron"}, []want{{"content/contact-missing", "content/resume.md:1:", "no e-mail address"}}, 1, false},
		{"a résumé of 30 sheets", files{"content/resume.md": thirty.String()}, []want{{"sheet/count", "content/resume.md:", "the limit is 2"}}, 30, false},
		{"an empty theme", mine(" "), []want{{"page/style", "static/themes/mine.css:1:1", "the theme sets nothing"}}, 1, false},
		{"a theme with a slip in it", mine("/* faces: inter */\n:root { --text: \"Inter\" }\nh2 { color: #123\n"), []want{{"page/style", "static/themes/mine.css:3:4", "never closed"}}, 1, false},
		{"a theme with a face that there is not", mine("/* faces: intre */\n:root { --text: \"Intre\", \"Inter\" }"),
			[]want{{"page/style", "static/themes/mine.css:1:11", `did you mean "inter"?`}, {"page/style", "static/themes/mine.css:2:18", `is called "Intre"`}}, 1, false},
		{"a theme that asks another host", mine("/* faces: inter */\n@import url(https://fonts.example/css?family=Inter);\n:root { --text: \"Inter\" }"),
			[]want{{"page/style", "static/themes/mine.css:2:13", "which lies on another host"}}, 1, false},
		{"a theme that floats", mine("/* faces: inter */\n@page { margin: 15mm }\n:root { --text: \"Inter\" }\n.r-row { display: block }\n.r-dates { float: right }"),
			[]want{{"page/style", "static/themes/mine.css:5:12", "takes text out of the order"}, {"parse/order", "content/resume.md:", "out of the order of the text"}}, 1, true},
		{"a theme that positions", mine("/* faces: inter */\n@page { margin: 15mm }\n:root { --text: \"Inter\" }\n.r-row { position: relative }\n.r-dates { position: absolute; right: 0; top: 0 }"),
			[]want{{"page/style", "static/themes/mine.css:5:12", "takes text out of the order"}}, 1, true},
		{"a theme named like one of ours", plain("theme: classic").with(files{"static/themes/classic.css": "/* faces: inter */\n@page { margin: 15mm }\n:root { --text: \"Inter\" }\nh1 { font-weight: 400 }"}), nil, 1, false},
		{"a theme with blanks in its name", plain("theme: \"My Löok 100%\"").with(files{"static/themes/My Löok 100%.css": "/* faces: inter */\n@page { margin: 15mm }\n:root { --text: \"Inter\" }"}), nil, 1, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			rep, p := published(t, printer, tt.site)
			for _, w := range tt.want {
				if !slices.ContainsFunc(rep.Findings, func(d diag.Diagnostic) bool {
					at := d.Span.Position()
					return d.Rule == w.rule && strings.HasPrefix(fmt.Sprintf("%s:%d:%d ", at.Path, at.Line, at.Col), w.place) && strings.Contains(d.Message, w.message)
				}) {
					t.Errorf("no %s at %s: %s", w.rule, w.place, w.message)
				}
			}
			for _, d := range rep.Findings {
				if slices.Contains(spoilt, d.Rule) && !tt.breaks || tt.want == nil && d.Rule == "meta/bad-value" {
					t.Errorf("%s: %s", d.Rule, d.Message)
				}
			}
			if asks := slices.ContainsFunc(p.Missing, func(m sheet.Request) bool { return strings.Contains(m.URL, "fonts.example") }); asks != strings.Contains(tt.name, "another host") {
				t.Errorf("refused requests: %+v", p.Missing)
			}
			if len(p.Sheets) < tt.sheets || tt.sheets == 1 && len(p.Sheets) > 2 {
				t.Errorf("%d sheets", len(p.Sheets))
			}
			if theme := "static/themes/"; strings.Contains(tt.name, "theme named") || strings.Contains(tt.name, "theme with blanks") {
				if !slices.ContainsFunc(p.Fonts, func(f sheet.Font) bool { return strings.Contains(f.Family, "Inter") }) {
					t.Errorf("the one in %s was not used: %+v", theme, p.Fonts)
				}
			}
		})
	}
}
