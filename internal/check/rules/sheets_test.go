package rules

import (
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/sheet"
	"github.com/resgen/resgen/internal/source"
)

// The short form of a print in sheets.json. What is left out is as on a usual sheet: A4, type of
// 10 pt, lines 14 pt apart, one block below the other.
type (
	shortPrint struct {
		Area    []float64     `json:"area"` // x, y, width, height
		Sheets  int           `json:"sheets"`
		Scale   float64       `json:"scale"`
		Size    float64       `json:"size"`
		Faces   []string      `json:"faces"`
		Named   []string      `json:"named"`
		Locals  []sheet.Local `json:"locals"`
		Fonts   []string      `json:"fonts"` // families; the first is that of all other text
		Blocks  []shortBlock  `json:"blocks"`
		Margins []shortText   `json:"margins"` // text without a source
		Marks   []shortMark   `json:"marks"`
		Lost    []shortLost   `json:"lost"`
		Missing []string      `json:"missing"`
		Papers  [][]float64   `json:"papers"`  // width and height of each sheet that is not A4
		Types   []string      `json:"types"`   // of the fonts; TrueType when absent
		Chrome  string        `json:"chrome"`  // version of the printing browser
		Target  string        `json:"target"`  // file name of the target, as in "acme/resume.pdf"; the first target when absent
		TooMany float64       `json:"toomany"` // lines that a selection must have in and has no room for

		Whole    bool              `json:"whole"`   // all of the résumé is printed; blocks are none
		Edits    []edit            `json:"edits"`   // then this is changed
		Foreign  bool              `json:"foreign"` // then all is taken away that a PDF of others does not have
		Words    *string           `json:"words"`   // what the second reader gets; the same as the first when absent
		Info     *sheet.Info       `json:"info"`    // of a whole print: tagged, with title, author and language when absent
		Bytes    int               `json:"bytes"`   // of the file
		Pictures []shortMark       `json:"pictures"`
		Ligature map[string]string `json:"ligatures"` // by family
	}
	// A shortBlock may be a string: its At.
	shortBlock struct {
		At     string          `json:"at"` // "content/resume.md:7", or text that stands in the résumé once
		On     int             `json:"on"` // sheet; that of the block before when 0
		Y      float64         `json:"y"`  // first baseline; below the block before when 0
		Beside bool            `json:"beside"`
		Role   *string         `json:"role"` // from the Markdown when absent
		Tag    string          `json:"tag"`
		Level  int             `json:"level"`
		Size   float64         `json:"size"`
		Family string          `json:"family"`
		Over   float64         `json:"over"`
		Clip   float64         `json:"clip"`
		X      float64         `json:"x"`     // of its lines; the area's left edge when 0
		Color  []float64       `json:"color"` // red, green, blue, 0 to 1; black when absent
		Back   []float64       `json:"back"`  // white when absent
		Lines  json.RawMessage `json:"lines"` // a number, or a list of lines; one line when absent, none when 0
	}
	// A shortText may be a string: its Text.
	shortText struct {
		Text  string     `json:"text"`
		On    int        `json:"on"`
		Y     float64    `json:"y"`
		Width float64    `json:"width"`
		X     float64    `json:"x"`
		Runs  []shortRun `json:"runs"` // one run of Text when absent
	}
	shortRun struct {
		Text string  `json:"text"`
		Size float64 `json:"size"`
		Font string  `json:"font"`
		X    float64 `json:"x"` // where the run stands; the line's place when 0
		W    float64 `json:"w"`
	}
	shortMark struct {
		On   int       `json:"on"`
		Rect []float64 `json:"rect"`
	}
	shortLost struct {
		At      string `json:"at"`
		Text    string `json:"text"`
		NoGlyph bool   `json:"noglyph"`
	}
)

// UnmarshalJSON reads an object, or a string.
func (b *shortBlock) UnmarshalJSON(data []byte) error {
	if data[0] == '"' {
		return json.Unmarshal(data, &b.At)
	}
	type plain shortBlock
	return json.Unmarshal(data, (*plain)(b))
}

// UnmarshalJSON reads an object, or a string.
func (l *shortText) UnmarshalJSON(data []byte) error {
	if data[0] == '"' {
		return json.Unmarshal(data, &l.Text)
	}
	type plain shortText
	return json.Unmarshal(data, (*plain)(l))
}

// leadingOf is the distance of lines that a short print has.
const leadingOf = 14

// A printer lays out a short print.
type printer struct {
	testing.TB
	set   *source.Set
	short shortPrint
	out   *sheet.Print
	on    int
	y     float64

	tagged int // lines of a whole print so far
}

// readSheets makes a print of its short form.
func readSheets(t testing.TB, set *source.Set, cv *resume.Resume, data []byte) *sheet.Print {
	t.Helper()
	p := &printer{TB: t, set: set, on: 1}
	decode(t, data, &p.short)
	if p.short.Area == nil {
		p.short.Area = []float64{48, 43, 499, 757}
	}
	if p.short.Fonts == nil {
		p.short.Fonts = []string{"SourceSans3"}
	}
	if p.short.Size == 0 {
		p.short.Size = 10
	}
	p.out = &sheet.Print{Scale: 1, Faces: p.short.Faces, Named: p.short.Named, Locals: p.short.Locals, Chrome: p.short.Chrome}
	if p.short.Scale != 0 {
		p.out.Scale = p.short.Scale
	}
	for i, f := range p.short.Fonts {
		font := sheet.Font{Name: f + "-Regular", Family: f, Type: "TrueType", Embedded: true}
		if i < len(p.short.Types) && p.short.Types[i] != "" {
			font.Type = p.short.Types[i]
		}
		p.out.Fonts = append(p.out.Fonts, font)
	}
	p.turn(max(1, p.short.Sheets))
	p.on, p.y = 1, p.short.Area[1]
	if p.short.Whole {
		p.wholePrint(cv)
	}
	for _, b := range p.short.Blocks {
		p.block(b)
	}
	for _, l := range p.short.Margins {
		p.turn(l.On)
		p.line(-1, l, p.short.Size, black)
	}
	for _, m := range p.short.Marks {
		s := &p.out.Sheets[m.On-1]
		s.Marks = append(s.Marks, sheet.Rect{X: m.Rect[0], Y: m.Rect[1], W: m.Rect[2], H: m.Rect[3]})
	}
	for _, l := range p.short.Lost {
		span := p.span(l.At)
		i := slices.IndexFunc(p.out.Blocks, func(b sheet.Block) bool { return b.Span == span })
		p.out.Lost = append(p.out.Lost, sheet.Lost{Block: i, Text: l.Text, NoGlyph: l.NoGlyph})
	}
	p.out.Bytes = p.short.Bytes
	if p.short.Info != nil {
		p.out.Info = *p.short.Info
	}
	for _, m := range p.short.Pictures {
		s := &p.out.Sheets[m.On-1]
		r := sheet.Rect{X: m.Rect[0], Y: m.Rect[1], W: m.Rect[2], H: m.Rect[3]}
		s.Pictures, s.Marks = append(s.Pictures, r), append(s.Marks, r)
	}
	for family, chars := range p.short.Ligature {
		p.out.Fonts[p.font(family)].Ligatures = chars
	}
	for _, m := range p.short.Missing {
		p.out.Missing = append(p.out.Missing, sheet.Request{URL: m})
	}
	return p.out
}

// turn goes to the top of a sheet; to none when it is 0, or the one that is being laid out.
func (p *printer) turn(to int) {
	if to == 0 || to == p.on && len(p.out.Sheets) > 0 {
		return
	}
	for len(p.out.Sheets) < to {
		a := p.short.Area
		s := sheet.Sheet{Number: len(p.out.Sheets) + 1, Width: 595, Height: 842, Area: sheet.Rect{X: a[0], Y: a[1], W: a[2], H: a[3]}}
		if n := len(p.out.Sheets); n < len(p.short.Papers) {
			s.Width, s.Height = p.short.Papers[n][0], p.short.Papers[n][1]
		}
		p.out.Sheets = append(p.out.Sheets, s)
	}
	p.on, p.y = to, p.short.Area[1]
}

var lineForm = regexp.MustCompile(`^(\S+):(\d+)$`)

// span is the place that At names.
func (p *printer) span(at string) source.Span {
	p.Helper()
	if m := lineForm.FindStringSubmatch(at); m != nil {
		f, ok := p.set.File(m[1])
		n, _ := strconv.Atoi(m[2])
		text, offset, there := f.Line(n)
		if !ok || !there {
			p.Fatalf("there is no line %s", at)
		}
		words := strings.TrimLeft(text, "#-* ")
		start := offset + len(text) - len(words)
		return f.Span(start, start+len(strings.TrimRight(words, "* ")))
	}
	f, ok := p.set.File("content/resume.md")
	if !ok || strings.Count(string(f.Bytes), at) != 1 {
		p.Fatalf("the résumé does not have %q once", at)
	}
	i := strings.Index(string(f.Bytes), at)
	return f.Span(i, i+len(at))
}

// block lays out a block.
func (p *printer) block(s shortBlock) {
	p.Helper()
	b := sheet.Block{ID: "b" + strconv.Itoa(len(p.out.Blocks)), Span: p.span(s.At), Tag: s.Tag, Size: s.Size, Family: s.Family,
		Over: s.Over, Clip: s.Clip, Level: s.Level, Color: colorOf(s.Color, black), Back: colorOf(s.Back, white)}
	b.Text = b.Span.Text()
	p.role(&b, s.Role)
	if b.Size == 0 {
		b.Size = p.short.Size
	}
	p.turn(s.On)
	if s.Beside {
		p.y -= leadingOf
	}
	i := len(p.out.Blocks)
	p.out.Blocks = append(p.out.Blocks, b)
	lines := p.lines(s.Lines, b.Text)
	if len(lines) == 0 && s.Y != 0 { // a picture
		p.out.Blocks[i].Sheet, p.out.Blocks[i].Last, p.out.Blocks[i].Y, p.out.Blocks[i].Text, p.y = p.on, p.on, s.Y, "", s.Y
	}
	for k, l := range lines {
		if k == 0 && s.Y != 0 {
			l.Y = s.Y
		}
		p.turn(l.On)
		if l.X == 0 {
			l.X = s.X
		}
		p.line(i, l, b.Size, b.Color)
	}
}

// role is what a block is by the Markdown that it stands in, or by what the case says.
func (p *printer) role(b *sheet.Block, given *string) {
	line, _, _ := b.Span.File.Line(b.Span.Position().Line)
	for _, m := range []struct {
		mark string
		role sheet.Role
		tag  string
		rank int
	}{{"#### ", "", "h4", 4}, {"### ", sheet.RoleEntry, "h3", 3}, {"## ", sheet.RoleSection, "h2", 2}, {"# ", sheet.RoleName, "h1", 1},
		{"- ", sheet.RoleBullet, "li", 0}, {"*", sheet.RoleDetail, "p", 0}, {"name:", sheet.RoleName, "h1", 1}, {"", sheet.RoleText, "p", 0}} {
		if strings.HasPrefix(line, m.mark) {
			b.Role = m.role
			if b.Tag == "" {
				b.Tag = m.tag
			}
			if b.Level == 0 {
				b.Level = m.rank
			}
			break
		}
	}
	if given != nil {
		b.Role = sheet.Role(*given)
	}
}

// lines is a block's lines: as given, or the text cut into as many parts as a number says.
func (p *printer) lines(raw json.RawMessage, text string) []shortText {
	p.Helper()
	n := 1
	switch {
	case raw == nil:
	case raw[0] == '[':
		var list []shortText
		if err := json.Unmarshal(raw, &list); err != nil {
			p.Fatal(err)
		}
		return list
	default:
		if err := json.Unmarshal(raw, &n); err != nil {
			p.Fatal(err)
		}
	}
	words := strings.Fields(text)
	out := make([]shortText, n)
	for i := range out {
		out[i].Text = strings.Join(words[i*len(words)/n:(i+1)*len(words)/n], " ")
	}
	return out
}

// line sets one line, of a block or of none (-1).
func (p *printer) line(block int, s shortText, size float64, color sheet.Color) {
	if s.Y == 0 {
		s.Y = p.y + leadingOf
	}
	p.y = s.Y
	if s.Runs == nil {
		s.Runs = []shortRun{{Text: s.Text, Size: size}}
	}
	on := &p.out.Sheets[p.on-1]
	l := sheet.Line{Base: s.Y, Block: block, Order: len(on.Lines)}
	if block < 0 {
		l.Order = -1
	}
	for _, r := range s.Runs {
		l.Text += r.Text
		if r.Size == 0 {
			r.Size = size
		}
		l.Runs = append(l.Runs, sheet.Run{Text: r.Text, Size: r.Size, Font: max(0, slices.Index(p.short.Fonts, r.Font)), Color: color, Paint: 2000 + len(on.Lines)})
	}
	if s.Width == 0 {
		s.Width = min(float64(len(l.Text))*size/2, p.short.Area[2])
	}
	if s.X == 0 {
		s.X = p.short.Area[0]
	}
	l.Rect = sheet.Rect{X: s.X, Y: s.Y - size*0.8, W: s.Width, H: size}
	for i := range l.Runs {
		l.Runs[i].Rect = l.Rect
		if r := s.Runs[i]; r.X != 0 {
			l.Runs[i].Rect.X, l.Runs[i].Rect.W = r.X, r.W
		}
	}
	on.Lines = append(on.Lines, l)
	if block < 0 {
		return
	}
	b := &p.out.Blocks[block]
	if b.Sheet == 0 {
		b.Sheet, b.Y = p.on, l.Rect.Y
	}
	b.Last = p.on
	b.Lines = append(b.Lines, sheet.LineRef{Sheet: p.on, Line: len(on.Lines) - 1})
}

var black, white = sheet.Color{A: 1}, sheet.Color{R: 1, G: 1, B: 1, A: 1}

// colorOf is an opaque colour of three numbers.
func colorOf(c []float64, otherwise sheet.Color) sheet.Color {
	if len(c) != 3 {
		return otherwise
	}
	return sheet.Color{R: c[0], G: c[1], B: c[2], A: 1}
}
