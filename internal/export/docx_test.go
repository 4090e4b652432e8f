package export

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/read"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/theme"
)

// wordFile is a DOCX as a reader sees it that knows nothing of resgen.
type wordFile struct {
	parts map[string][]byte
	paras []wordPara
}

type wordPara struct {
	style, text string
	level, list int               // of its numbering; list is 0 for none
	links       map[string]string // text by address
}

// The order of elements within properties (ECMA-376, part 1, A.1: CT_PPrBase, EG_RPrBase), which Word refuses a file for.
var (
	paraOrder = strings.Fields("pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs bidi spacing ind contextualSpacing jc outlineLvl")
	runOrder  = strings.Fields("rStyle rFonts b bCs i iCs caps smallCaps strike color spacing sz szCs vertAlign rtl cs lang")
)

// openDocx reads a file, and fails the test where it is none: parts that are not well-formed, relationships that lead nowhere, styles and lists that are
// not there, elements out of order, tables and text boxes.
func openDocx(t *testing.T, b []byte) *wordFile {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	f := &wordFile{parts: map[string][]byte{}}
	for _, part := range z.File {
		r, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		if f.parts[part.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
		ordered(t, part.Name, f.parts[part.Name])
	}
	targets := map[string]string{}
	styles, lists := map[string]bool{}, map[string]bool{}
	each(t, f.parts["word/_rels/document.xml.rels"], func(e xml.StartElement) {
		if attr(e, "Target") != "" {
			targets[attr(e, "Id")] = attr(e, "Target")
		}
	})
	each(t, f.parts["word/styles.xml"], func(e xml.StartElement) {
		if e.Name.Local == "style" {
			styles[attr(e, "styleId")] = true
		}
	})
	each(t, f.parts["word/numbering.xml"], func(e xml.StartElement) {
		if e.Name.Local == "num" {
			lists[attr(e, "numId")] = true
		}
	})
	var p *wordPara
	link, text := "", false
	d := xml.NewDecoder(bytes.NewReader(f.parts["word/document.xml"]))
	for {
		tok, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		switch e := tok.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "p":
				f.paras = append(f.paras, wordPara{links: map[string]string{}})
				p = &f.paras[len(f.paras)-1]
			case "pStyle", "rStyle":
				if !styles[attr(e, "val")] {
					t.Errorf("there is no style %s", attr(e, "val"))
				}
				if e.Name.Local == "pStyle" {
					p.style = attr(e, "val")
				}
			case "numId":
				p.list, _ = strconv.Atoi(attr(e, "val"))
				if p.list != 0 && !lists[attr(e, "val")] {
					t.Errorf("there is no list %d", p.list)
				}
			case "ilvl":
				p.level, _ = strconv.Atoi(attr(e, "val"))
			case "hyperlink":
				if link = targets[attr(e, "id")]; link == "" {
					t.Errorf("a link leads nowhere: %v", e.Attr)
				}
			case "t":
				text = true
			case "tab":
				if p != nil && d.InputOffset() > 0 && attr(e, "pos") == "" {
					p.text += "\t"
				}
			case "br":
				p.text += "\n"
			case "tbl", "txbxContent", "drawing", "pict":
				t.Errorf("there is a %s in it", e.Name.Local)
			}
		case xml.EndElement:
			switch e.Name.Local {
			case "t":
				text = false
			case "hyperlink":
				link = ""
			}
		case xml.CharData:
			if text {
				p.text += string(e)
				if link != "" {
					p.links[link] += string(e)
				}
			}
		}
	}
	return f
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func each(t *testing.T, b []byte, see func(xml.StartElement)) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(b))
	for {
		tok, err := d.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if e, ok := tok.(xml.StartElement); ok {
			see(e)
		}
	}
}

// ordered holds what stands in properties to the order of the schema.
func ordered(t *testing.T, name string, b []byte) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(b))
	type level struct {
		order []string
		at    int
	}
	var stack []level
	for {
		tok, err := d.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		switch e := tok.(type) {
		case xml.StartElement:
			if n := len(stack); n > 0 && stack[n-1].order != nil {
				at := slices.Index(stack[n-1].order, e.Name.Local)
				if at <= stack[n-1].at-1 || at < 0 {
					t.Errorf("%s: %s stands in no place that the schema has for it", name, e.Name.Local)
				}
				stack[n-1].at = at + 1
			}
			l := level{}
			switch e.Name.Local {
			case "pPr":
				l.order = paraOrder
			case "rPr":
				l.order = runOrder
			}
			stack = append(stack, l)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		}
	}
}

// inTheme is the setting of one of our themes.
func inTheme(t testing.TB, name string, c theme.Chosen) theme.Setting {
	t.Helper()
	var css [][]byte
	for _, p := range []string{"css/sheet.css", "themes/" + name + ".css"} {
		b, err := os.ReadFile(filepath.Join("../../static", p))
		if err != nil {
			t.Fatal(err)
		}
		css = append(css, b)
	}
	look, err := theme.Parse(name, css[1])
	if err != nil {
		t.Fatal(err)
	}
	c.Accent = look.Accent
	return theme.Set(c, css...)
}

func copyOf(t testing.TB, r *resume.Resume) Copy {
	return Copy{Resume: r, Setting: inTheme(t, "classic", theme.Chosen{Paper: "A4"}), Lang: "en", Title: r.Name.Text, Date: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)}
}

// TestDocxFields reads the DOCX of each of people's résumés with a reader of its own, and finds every field where a parser looks for it, in its style.
func TestDocxFields(t *testing.T) {
	names, _ := filepath.Glob("../read/testdata/people/*.md")
	if len(names) < 50 {
		t.Fatalf("%d résumés", len(names))
	}
	fields := 0
	for _, name := range append(names, "../../content/resume.md") {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		r, _ := read.Resume(document.Parse(source.NewFile("resume.md", b)))
		c := copyOf(t, r)
		out := Docx(c)
		if !bytes.Equal(out, Docx(c)) {
			t.Errorf("%s: not the same bytes twice", name)
		}
		f := openDocx(t, out)
		at := 0
		// next finds a paragraph of a style below the last one that was found.
		next := func(style, what string, is func(p wordPara) bool) {
			fields++
			for i := at; i < len(f.paras); i++ {
				if (style == "" || f.paras[i].style == style) && is(f.paras[i]) {
					at = i
					return
				}
			}
			t.Errorf("%s: %q is not found as %s", name, what, style)
		}
		whole := func(style, text string) {
			if text = squeezed(text); text != "" {
				next(style, text, func(p wordPara) bool { return squeezed(p.text) == text })
			}
		}
		part := func(style, text string) {
			if text = squeezed(text); text != "" {
				next(style, text, func(p wordPara) bool { return strings.Contains(squeezed(p.text), text) })
			}
		}
		if r.Name.Known() {
			whole(styleName, r.Name.Text)
		}
		whole(styleRole, r.Headline.Text)
		for _, v := range []resume.Value{r.Email, r.Phone, r.Location} {
			part(styleContact, v.Text)
		}
		for _, l := range r.Links {
			next(styleContact, l.URL, func(p wordPara) bool {
				return p.links[l.URL] != "" || len(p.links) > 0 && strings.Contains(p.text, l.Text)
			})
		}
		for _, s := range r.Sections {
			at++
			whole(styleSection, s.Title.Text)
			for _, g := range s.Groups {
				part("", g.Label.Text)
				for _, i := range g.Items {
					part("", i.Text)
				}
			}
			for i := range s.Entries {
				e := &s.Entries[i]
				at++
				title, detail := e.Title.Text, e.Organization.Text
				next(styleEntry, title, func(p wordPara) bool { return strings.HasPrefix(squeezed(p.text), squeezed(title)) })
				if e.DatesText.Known() {
					if _, dates, ok := strings.Cut(f.paras[at].text, "\t"); !ok || !strings.Contains(dates, c.head(e).dates) {
						t.Errorf("%s: the dates of %q are not at the tab: %q", name, title, f.paras[at].text)
					}
				}
				part(styleDetail, detail)
				part(styleDetail, e.Location.Text)
				for b := range markup.Blocks(e.Body) {
					if b.Kind == markup.Item && len(b.Blocks) > 0 && b.Blocks[0].Kind == markup.Paragraph {
						text := squeezed(markup.Plain(b.Blocks[0].Inlines))
						next("", text, func(p wordPara) bool { return p.list > 0 && strings.Contains(squeezed(p.text), text) })
					}
				}
			}
		}
	}
	t.Logf("%d fields found", fields)
	if fields < 4000 {
		t.Errorf("only %d fields were looked for", fields)
	}
}

// squeezed is a text with single blanks.
func squeezed(s string) string { return strings.Join(strings.Fields(s), " ") }

// TestDocxForms holds what else Markdown can say to how a reader of Word files sees it.
func TestDocxForms(t *testing.T) {
	_, r := parsed(`---
name: Ada <Byron> & "Co"
links: [https://example.com/a?b=1&c=2, "https://example.com/%zz"]
---

## Experience

### Engineer, [Acme](<https://acme.example/x y>)
*2019 – present*

First **bold *both* text**, ` + "`code`" + `, ~~gone~~ and [a link](https://example.com), [inner](about.md).\
New line.

Second.

- one
  - two
    1. three
    2. four

  more of one
- [x] done

3. third
4. fourth

| a | b |
|---|---|
| 1 | 2 |

> quoted

    code  here

Note[^1].

[^1]: The note.
`)
	f := openDocx(t, Docx(copyOf(t, r)))
	var got []string
	for _, p := range f.paras {
		mark := ""
		if p.list > 0 {
			mark = " (" + strconv.Itoa(p.list) + "." + strconv.Itoa(p.level) + ")"
		}
		line := p.style + mark + ": " + strings.ReplaceAll(strings.ReplaceAll(p.text, "\t", "→"), "\n", "↵")
		for _, url := range slices.Sorted(func(yield func(string) bool) {
			for u := range p.links {
				if !yield(u) {
					return
				}
			}
		}) {
			line += " <" + url + "=" + p.links[url] + ">"
		}
		got = append(got, line)
	}
	want := `Heading1: Ada <Byron> & "Co"
Contact: example.com/a?b=1&c=2 · example.com/%zz <https://example.com/a?b=1&c=2=example.com/a?b=1&c=2>
Heading2: Experience
Heading3: Engineer→2019 – present
EntryDetail: Acme <https://acme.example/x%20y=Acme>
BodyText: First bold both text, code, gone and a link, inner.↵New line. <https://example.com=a link>
BodyText: Second.
ListBullet (1.0): one
ListBullet (1.1): two
ListNumber (2.2): three
ListNumber (2.2): four
ListBullet: more of one
ListBullet (1.0): ☑ done
ListNumber (3.0): third
ListNumber (3.0): fourth
BodyText: a | b
BodyText: 1 | 2
Quote: quoted
HTMLPreformatted: code  here
BodyText: Note1.
BodyText: 1 The note.`
	if g := strings.Join(got, "\n"); g != want {
		t.Errorf("got\n%s\nwant\n%s", g, want)
	}
	if n := bytes.Count(f.parts["word/numbering.xml"], []byte(`<w:startOverride w:val="3"/>`)); n != mostLevels {
		t.Errorf("the list that begins at 3 does not: %d", n)
	}
}

// TestDocxSetting holds the paper, the margins and the looks of all themes to what they are on the sheets.
func TestDocxSetting(t *testing.T) {
	_, r := parsed("---\nname: Ada Byron\nheadline: Analyst\n---\n\n## Experience\n\n### Analyst, Acme\n*2019 – present*\n\n- One\n")
	themes, _ := filepath.Glob("../../static/themes/*.css")
	if len(themes) < 11 {
		t.Fatal(themes)
	}
	for _, file := range themes {
		name := strings.TrimSuffix(filepath.Base(file), ".css")
		for paper, size := range map[string]string{"A4": `<w:pgSz w:w="11906" w:h="16838"/>`, "Letter": `<w:pgSz w:w="12240" w:h="15840"/>`} {
			c := copyOf(t, r)
			c.Setting = inTheme(t, name, theme.Chosen{Paper: paper})
			f := openDocx(t, Docx(c))
			doc, styles := string(f.parts["word/document.xml"]), string(f.parts["word/styles.xml"])
			if !strings.Contains(doc, size) {
				t.Errorf("%s: no paper of %s", name, paper)
			}
			if accent := inTheme(t, name, theme.Chosen{}).Heading.Colour; accent != "#000000" && !strings.Contains(styles, strings.TrimPrefix(accent, "#")) {
				t.Errorf("%s: its accent %s is nowhere", name, accent)
			}
			if s := c.Setting; s.Left < 28 || s.Left > 100 || s.Right < 28 || s.Right > 100 || s.Lead < s.Size || s.Lead > 2*s.Size {
				t.Errorf("%s: %+v", name, s)
			}
		}
	}
}

// FuzzDocx makes a file of any text: it must be well-formed, and say every word.
func FuzzDocx(f *testing.F) {
	f.Add("---\nname: Ada\n---\n\n## Experience\n\n### A, B\n*2019*\n\n- x\n  1. y\n", "he")
	f.Add("# \x00\x1f\u200f שלום\n\n## \ufffe]]>\n\n- [ ] <b>\n", "ar")
	f.Add("---\nname: 真夜\n---\n\n## 職歴\n\n### 技術者\n*2021年3月 – 現在*\n", "ja")
	s := inTheme(f, "executive", theme.Chosen{Paper: "Letter"})
	f.Fuzz(func(t *testing.T, text, lang string) {
		_, r := parsed(text)
		c := Copy{Resume: r, Setting: s, Lang: lang, Title: r.Name.Text}
		file := openDocx(t, Docx(c))
		var all strings.Builder
		for _, p := range file.paras {
			all.WriteString(p.text + "\n")
		}
		said := strings.Join(strings.Fields(all.String()), " ")
		for _, s := range r.Sections {
			for _, e := range s.Entries {
				if want := clean(e.Title.Text); !strings.Contains(clean(said), want) {
					t.Errorf("the title %q is lost in %q", want, said)
				}
			}
		}
	})
}

// clean is a text as XML can say it, with single blanks.
func clean(s string) string {
	s = strings.NewReplacer("&amp;", "&", "&lt;", "<", "&gt;", ">", "&quot;", `"`).Replace(xmlText(s))
	return squeezed(strings.ReplaceAll(s, "\u200f", ""))
}
