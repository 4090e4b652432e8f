package export

import (
	"archive/zip"
	"bytes"
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/locale"
)

// Docx is a copy as a Word file that a person can edit: each kind of text is a style of its own, name, sections and entries are Word's
// headings, bullets are in Word's lists, dates stand at a tab on the right, addresses are links. There is no table and no text box in it, which
// parsers of résumés lose. It is Office Open XML (ECMA-376, transitional), of the parts that Word 2010 and later write for such a text.
func Docx(c Copy) []byte {
	w := &docx{copy: &c, links: map[string]string{}, rtl: locale.Of(c.Lang).RTL}
	body := w.document()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, part := range []struct{ name, text string }{
		{"[Content_Types].xml", contentTypes},
		{"_rels/.rels", packageRelations},
		{"docProps/core.xml", w.core()},
		{"docProps/app.xml", appProperties},
		{"word/document.xml", body},
		{"word/_rels/document.xml.rels", w.relations()},
		{"word/styles.xml", w.styles()},
		{"word/numbering.xml", w.numbering()},
		{"word/settings.xml", w.settings()},
		{"word/fontTable.xml", w.fontTable()},
	} {
		// Without a time the entry says 1980, as zip does, and the same text gives the same bytes.
		f, err := z.CreateHeader(&zip.FileHeader{Name: part.name, Method: zip.Deflate})
		if err == nil {
			_, err = f.Write([]byte(part.text))
		}
		if err != nil {
			panic("export: a buffer cannot be written: " + err.Error())
		}
	}
	if err := z.Close(); err != nil {
		panic("export: a buffer cannot be written: " + err.Error())
	}
	return out.Bytes()
}

// docx writes one file.
type docx struct {
	copy  *Copy
	rtl   bool // the language's letters run from right to left
	b     strings.Builder
	links map[string]string // ids of relationships, by address
	order []string          // addresses, in the order of their ids
	lists []list            // that begin anew, by their number less the first two
}

// A list is one numbered list of the text.
type list struct{ first int }

const (
	xmlHead          = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	wordSpace        = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	relationSpace    = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	packageRelation  = "http://schemas.openxmlformats.org/package/2006/relationships"
	wordType         = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	contentTypes     = xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="` + wordType + `document.main+xml"/><Override PartName="/word/styles.xml" ContentType="` + wordType + `styles+xml"/><Override PartName="/word/numbering.xml" ContentType="` + wordType + `numbering+xml"/><Override PartName="/word/settings.xml" ContentType="` + wordType + `settings+xml"/><Override PartName="/word/fontTable.xml" ContentType="` + wordType + `fontTable+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/><Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>`
	packageRelations = xmlHead + `<Relationships xmlns="` + packageRelation + `"><Relationship Id="rId1" Type="` + relationSpace + `/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/><Relationship Id="rId3" Type="` + relationSpace + `/extended-properties" Target="docProps/app.xml"/></Relationships>`
	appProperties    = xmlHead + `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>resgen</Application></Properties>`
)

// core is what the file says of itself.
func (w *docx) core() string {
	r := w.copy.Resume
	date := w.copy.Date.UTC().Format(time.RFC3339)
	var b strings.Builder
	b.WriteString(xmlHead + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`)
	for _, p := range []struct{ tag, text string }{{"dc:title", w.copy.Title}, {"dc:subject", r.Headline.Text}, {"dc:creator", r.Name.Text},
		{"cp:lastModifiedBy", r.Name.Text}} {
		if p.text != "" {
			b.WriteString("<" + p.tag + ">" + xmlText(p.text) + "</" + p.tag + ">")
		}
	}
	fmt.Fprintf(&b, `<dcterms:created xsi:type="dcterms:W3CDTF">%s</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">%s</dcterms:modified>`, date, date)
	b.WriteString("<dc:language>" + xmlText(w.copy.Lang) + "</dc:language></cp:coreProperties>")
	return b.String()
}

// relations is what the text refers to: the other parts, and the addresses of its links.
func (w *docx) relations() string {
	var b strings.Builder
	b.WriteString(xmlHead + `<Relationships xmlns="` + packageRelation + `">`)
	for i, part := range []string{"styles", "numbering", "settings", "fontTable"} {
		fmt.Fprintf(&b, `<Relationship Id="rId%d" Type="%s/%s" Target="%s.xml"/>`, i+1, relationSpace, part, part)
	}
	for _, url := range w.order {
		fmt.Fprintf(&b, `<Relationship Id="%s" Type="%s/hyperlink" Target="%s" TargetMode="External"/>`, w.links[url], relationSpace, xmlText(url))
	}
	b.WriteString("</Relationships>")
	return b.String()
}

func (w *docx) settings() string {
	lang := cmp.Or(w.copy.Lang, "en")
	return xmlHead + `<w:settings ` + wordSpace + `><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:autoHyphenation w:val="false"/><w:characterSpacingControl w:val="doNotCompress"/>` +
		`<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>` +
		`<w:themeFontLang w:val="` + xmlText(lang) + `"/></w:settings>`
}

// fontTable is the fonts that the text is set in, and what is as good where one is missing.
func (w *docx) fontTable() string {
	var b strings.Builder
	b.WriteString(xmlHead + `<w:fonts ` + wordSpace + `>`)
	for _, f := range w.fonts() {
		fmt.Fprintf(&b, `<w:font w:name="%s"><w:altName w:val="%s"/><w:family w:val="%s"/></w:font>`, f.name, f.others, f.class)
	}
	b.WriteString("</w:fonts>")
	return b.String()
}

// twips is a length in twentieths of a point, as most of Word's are.
func twips(points float64) string { return strconv.Itoa(int(points*20 + .5)) }

// halves is a size of type in half points.
func halves(points float64) string { return strconv.Itoa(int(points*2 + .5)) }

// xmlText is a text as XML, without what XML cannot say (https://www.w3.org/TR/xml/#charsets).
func xmlText(s string) string {
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '"':
			b.WriteString("&quot;")
		case r == utf8.RuneError && !strings.HasPrefix(s[i:], "\uFFFD"), r < ' ' && r != '\t' && r != '\n', r == 0xFFFE, r == 0xFFFF:
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
