package export

import (
	"fmt"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/locale"
	"github.com/resgen/resgen/internal/theme"
)

// A style is one of Word's paragraph styles as this text uses it. Ids and names are Word's own where it has such a style, so that a
// person finds them where they are used to, and parsers know what they mean.
type style struct {
	id, name string
	based    string // "" for none
	next     string // style of the paragraph that Enter begins; "" for the same
	face     theme.Face
	para     string // what it says of the paragraph, in the order that the schema wants
}

// Ids of the styles.
const (
	styleName    = "Heading1"
	styleSection = "Heading2"
	styleEntry   = "Heading3"
	styleInner   = "Heading4"
	styleRole    = "Subtitle"
	styleContact = "Contact"
	styleDetail  = "EntryDetail"
	styleText    = "BodyText"
	styleBullet  = "ListBullet"
	styleNumber  = "ListNumber"
	styleGroup   = "SkillGroup"
	styleQuote   = "Quote"
	styleCode    = "HTMLPreformatted"
	styleClosing = "Closing"
)

// room is the width of the text in points, right of the indent.
func (w *docx) room() float64 {
	s := w.copy.Setting
	return s.Width - s.Left - s.Right - s.Indent
}

// spacing is the space around a paragraph of a face, and its leading: that of the sheets exactly, for the heights of lines that fonts ask for are not
// the same in those that stand in for each other (Gelasio has the widths of Georgia, and lines that are an eighth higher).
func spacing(before, after float64, f theme.Face) string {
	return `<w:spacing w:before="` + twips(before) + `" w:after="` + twips(after) + `" w:line="` + twips(f.Line) + `" w:lineRule="exact"/>`
}

func (w *docx) paragraphStyles() []style {
	s := w.copy.Setting
	middle := ""
	if s.Centred {
		middle = `<w:jc w:val="center"/>`
	}
	indent := func(left, hanging float64) string {
		out := `<w:ind w:left="` + twips(s.Indent+left) + `"`
		if hanging > 0 {
			out += ` w:hanging="` + twips(hanging) + `"`
		}
		return out + "/>"
	}
	border := ""
	if r := s.Rule; r.Side != "" {
		side := map[string]string{"above": "top", "below": "bottom", "left": "left"}[r.Side]
		if side == "left" && w.rtl {
			side = "right"
		}
		border = fmt.Sprintf(`<w:pBdr><w:%s w:val="single" w:sz="%d" w:space="%d" w:color="%s"/></w:pBdr>`,
			side, min(96, max(2, int(r.Width*8+.5))), min(31, int(r.Space+.5)), strings.TrimPrefix(r.Colour, "#"))
	}
	tab := `<w:tabs><w:tab w:val="right" w:pos="` + twips(s.Indent+w.room()) + `"/></w:tabs>`
	detail := s.Dates
	contact := s.Contact
	letter := 0.0
	if w.copy.Letter != nil {
		letter = s.Lead * .55
	}
	return []style{
		{"Normal", "Normal", "", "", s.Text, spacing(0, 0, s.Text)},
		{styleName, "heading 1", "Normal", styleRole, s.Name, "<w:keepNext/><w:keepLines/>" + spacing(s.Name.Before, s.Name.After, s.Name) + middle + `<w:outlineLvl w:val="0"/>`},
		{styleRole, "Subtitle", "Normal", styleContact, s.Headline, "<w:keepNext/>" + spacing(s.Headline.Before, s.Headline.After, s.Headline) + middle},
		{styleContact, "Contact", "Normal", styleContact, contact, spacing(0, 0, contact) + indent(0, 0) + middle},
		{styleSection, "heading 2", "Normal", styleText, s.Heading, "<w:keepNext/><w:keepLines/>" + border + spacing(s.Heading.Before, s.Heading.After, s.Heading) + `<w:outlineLvl w:val="1"/>`},
		{styleEntry, "heading 3", "Normal", styleDetail, s.Title, "<w:keepNext/><w:keepLines/>" + tab + spacing(s.Title.Before, 0, s.Title) + indent(0, 0) + `<w:outlineLvl w:val="2"/>`},
		{styleInner, "heading 4", "Normal", styleText, s.Inner, "<w:keepNext/><w:keepLines/>" + spacing(s.Quarter, 0, s.Inner) + indent(0, 0) + `<w:outlineLvl w:val="3"/>`},
		{styleDetail, "Entry Detail", "Normal", styleBullet, detail, "<w:keepNext/>" + spacing(0, 0, detail) + indent(0, 0)},
		{styleText, "Body Text", "Normal", "", s.Text, spacing(letter, 0, s.Text) + indent(0, 0)},
		{styleBullet, "List Bullet", "Normal", "", s.Text, "<w:keepLines/>" + spacing(0, 0, s.Text) + indent(0, s.Hang)},
		{styleNumber, "List Number", "Normal", "", s.Text, "<w:keepLines/>" + spacing(0, 0, s.Text) + indent(s.Size*.6, s.Hang)},
		{styleGroup, "Skill Group", "Normal", "", s.Text, "<w:keepLines/>" + spacing(0, 0, s.Text) + indent(s.Size*1.5, s.Size*1.5)},
		{styleQuote, "Quote", "Normal", "", s.Text, spacing(0, 0, s.Text) + indent(s.Size*1.2, 0)},
		{styleCode, "HTML Preformatted", "Normal", "", mono(s.Text), spacing(s.Quarter, 0, mono(s.Text)) + indent(0, 0)},
		{styleClosing, "Closing", "Normal", "", s.Text, "<w:keepNext/>" + spacing(s.Lead*.55, s.Lead, s.Text) + indent(0, 0)},
	}
}

// mono is a face of code that sits quietly in text of another.
func mono(text theme.Face) theme.Face {
	return theme.Face{Families: []string{"Consolas"}, Size: text.Size * .92, Line: text.Line, Colour: text.Colour}
}

// regular is a face without what toggles: see plainly.
func regular(f theme.Face) theme.Face {
	f.Bold, f.Italic = false, false
	return f
}

// fonts is the fonts of all styles, each once.
func (w *docx) fonts() []wordFont {
	var out []wordFont
	for _, s := range w.paragraphStyles() {
		if f, _ := fontFor(s.face); !slices.Contains(out, f) {
			out = append(out, f)
		}
	}
	return out
}

// runOf is what a face says of a run, in the order that the schema wants; what it has in common with another face is left out.
func (w *docx) runOf(f, base theme.Face) string {
	var b strings.Builder
	font, size := fontFor(f)
	baseFont, baseSize := fontFor(base)
	if font != baseFont {
		fmt.Fprintf(&b, `<w:rFonts w:ascii="%s" w:hAnsi="%s" w:cs="%s"%s/>`, font.name, font.name, font.name, w.easternFont(font))
	}
	if f.Bold != base.Bold {
		b.WriteString(onOff("b", f.Bold) + onOff("bCs", f.Bold))
	}
	if f.Italic != base.Italic {
		b.WriteString(onOff("i", f.Italic) + onOff("iCs", f.Italic))
	}
	if smallCapitals(f) && !smallCapitals(base) {
		b.WriteString("<w:smallCaps/>")
	}
	if f.Colour != base.Colour {
		b.WriteString(`<w:color w:val="` + strings.TrimPrefix(f.Colour, "#") + `"/>`)
	}
	if halves(size) != halves(baseSize) {
		b.WriteString(`<w:sz w:val="` + halves(size) + `"/><w:szCs w:val="` + halves(size) + `"/>`)
	}
	return b.String()
}

func onOff(tag string, on bool) string {
	if on {
		return "<w:" + tag + "/>"
	}
	return "<w:" + tag + ` w:val="0"/>`
}

// easternFont is the attribute that names the font for letters of East Asia, where the language has them.
func (w *docx) easternFont(f wordFont) string {
	pair, ok := eastern[locale.Base(w.copy.Lang)]
	if !ok {
		return ""
	}
	name := pair[1]
	if f.class == "roman" {
		name = pair[0]
	}
	return ` w:eastAsia="` + name + `"`
}

func (w *docx) styles() string {
	text := w.copy.Setting.Text
	font, size := fontFor(text)
	lang := xmlText(w.copy.Lang)
	other := ""
	switch {
	case w.rtl:
		other = ` w:bidi="` + lang + `"`
	case w.easternFont(font) != "":
		other = ` w:eastAsia="` + lang + `"`
	}
	var b strings.Builder
	fmt.Fprintf(&b, xmlHead+`<w:styles %s><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="%s" w:hAnsi="%s" w:cs="%s"%s/><w:color w:val="%s"/><w:sz w:val="%s"/><w:szCs w:val="%s"/><w:lang w:val="%s"%s/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>`,
		wordSpace, font.name, font.name, font.name, w.easternFont(font), strings.TrimPrefix(text.Colour, "#"), halves(size), halves(size), lang, other)
	for _, s := range w.paragraphStyles() {
		b.WriteString(`<w:style w:type="paragraph"`)
		switch {
		case s.based == "":
			b.WriteString(` w:default="1"`)
		case strings.Contains(" Contact EntryDetail SkillGroup ", " "+s.id+" "):
			b.WriteString(` w:customStyle="1"`)
		}
		fmt.Fprintf(&b, ` w:styleId="%s"><w:name w:val="%s"/>`, s.id, s.name)
		if s.based != "" {
			b.WriteString(`<w:basedOn w:val="` + s.based + `"/>`)
		}
		if s.next != "" {
			b.WriteString(`<w:next w:val="` + s.next + `"/>`)
		}
		b.WriteString("<w:qFormat/><w:pPr>" + w.directed(s) + "</w:pPr>")
		if run := w.runOf(s.face, text); run != "" {
			b.WriteString("<w:rPr>" + run + "</w:rPr>")
		}
		b.WriteString("</w:style>")
	}
	dates := w.copy.Setting.Dates
	b.WriteString(`<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style>`)
	for _, s := range []struct{ id, name, run string }{
		{"HTMLCode", "HTML Code", w.runOf(mono(text), text)},
		{"Hyperlink", "Hyperlink", ""}, // looks as the text around it does, as on the sheets
		{"EntryDates", "Entry Dates", w.runOf(regular(dates), regular(w.copy.Setting.Title))},
		{"Organization", "Organization", w.runOf(regular(w.copy.Setting.Organization), regular(dates))},
	} {
		custom := ""
		if strings.Contains(" EntryDates Organization ", " "+s.id+" ") {
			custom = ` w:customStyle="1"`
		}
		fmt.Fprintf(&b, `<w:style w:type="character"%s w:styleId="%s"><w:name w:val="%s"/><w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/>`, custom, s.id, s.name)
		if s.run != "" {
			b.WriteString("<w:rPr>" + s.run + "</w:rPr>")
		}
		b.WriteString("</w:style>")
	}
	b.WriteString("</w:styles>")
	return b.String()
}

// directed is what a style says of its paragraphs, with the direction of the lines in its place among them.
func (w *docx) directed(s style) string {
	if !w.rtl {
		return s.para
	}
	before, rest, _ := strings.Cut(s.para, "<w:spacing")
	return before + "<w:bidi/><w:spacing" + rest
}

// The numbers of the lists: one for bullets, and one for each numbered list, so that each begins at its own number.
const (
	bulletList  = 1
	firstNumber = 2
)

// mostLevels is how deep Word's lists go.
const mostLevels = 9

func (w *docx) numbering() string {
	s := w.copy.Setting
	var b strings.Builder
	b.WriteString(xmlHead + `<w:numbering ` + wordSpace + `>`)
	level := func(n int, format, text string, left, hanging float64) {
		fmt.Fprintf(&b, `<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="%s"/><w:suff w:val="tab"/><w:lvlText w:val="%s"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="%s" w:hanging="%s"/></w:pPr></w:lvl>`,
			n, format, text, twips(left), twips(hanging))
	}
	b.WriteString(`<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/>`)
	for n := range mostLevels {
		mark := "•"
		if n > 0 {
			mark = "–"
		}
		level(n, "bullet", mark, s.Indent+w.deep(n), s.Hang)
	}
	b.WriteString(`</w:abstractNum><w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="hybridMultilevel"/>`)
	for n := range mostLevels {
		level(n, "decimal", fmt.Sprintf("%%%d.", n+1), s.Indent+s.Size*.6+w.deep(n), s.Hang)
	}
	fmt.Fprintf(&b, `</w:abstractNum><w:num w:numId="%d"><w:abstractNumId w:val="0"/></w:num>`, bulletList)
	for i, l := range w.lists {
		fmt.Fprintf(&b, `<w:num w:numId="%d"><w:abstractNumId w:val="1"/>`, firstNumber+i)
		for n := range mostLevels {
			fmt.Fprintf(&b, `<w:lvlOverride w:ilvl="%d"><w:startOverride w:val="%d"/></w:lvlOverride>`, n, l.first)
		}
		b.WriteString(`</w:num>`)
	}
	b.WriteString(`</w:numbering>`)
	return b.String()
}

// deep is how far a level of a list is indented, in points.
func (w *docx) deep(level int) float64 { return float64(level) * w.copy.Setting.Size * 1.4 }
