package rules

import (
	"math"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/locale"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/sheet"
	"github.com/resgen/resgen/internal/source"
)

// An edit changes a line of a whole print, found by its text, from what the built-in layout would print.
type edit struct {
	Find  string     `json:"find"`  // a part of its text; every line that has it is changed
	Text  *string    `json:"text"`  // says this instead
	Drop  bool       `json:"drop"`  // is not printed
	To    string     `json:"to"`    // "first", "last": is painted before, or after, all others of its sheet
	Join  string     `json:"join"`  // goes on in the run of the line before, behind this text
	X     float64    `json:"x"`     // stands here
	Y     float64    `json:"y"`     // baseline
	Down  float64    `json:"down"`  // so much lower, and all that follows on the sheet
	Size  float64    `json:"size"`  // of its type
	Color []float64  `json:"color"` // R, G, B and perhaps A
	Back  []float64  `json:"back"`  // the colour behind its block
	Font  string     `json:"font"`  // a family
	Order *int       `json:"order"` // in the tags
	Loose bool       `json:"loose"` // belongs to no block
	Each  *shortEach `json:"each"`  // of several lines, every next one
}

// A shortEach is by how much each further line that an edit finds differs from the one before.
type shortEach struct {
	X float64 `json:"x"`
	Y float64 `json:"y"`
}

// whole prints all of a résumé as the built-in layout does: a title with its dates beside it, organization and place
// below, bullets with a sign.
func (p *printer) whole(r *resume.Resume) {
	left := p.short.Area[0]
	add := func(role sheet.Role, tag string, level int, span source.Span, text string, x, down, size float64, bold bool) {
		if text == "" {
			return
		}
		b := sheet.Block{Span: span, Role: role, Tag: tag, Level: level, Text: strings.TrimPrefix(text, "•  "), Size: size, Color: sheet.Color{A: 1}, Back: sheet.Color{R: 1, G: 1, B: 1, A: 1}}
		font := 0
		if bold {
			font = 1
		}
		if p.y+down > p.short.Area[1]+p.short.Area[3] {
			p.turn(p.on + 1)
		}
		p.y += down
		s := &p.out.Sheets[p.on-1]
		rect := sheet.Rect{X: x, Y: p.y - 0.8*size, W: min(float64(len([]rune(text)))*size/2, left+p.short.Area[2]-x), H: size}
		b.Sheet, b.Last, b.Y = p.on, p.on, rect.Y
		b.Lines = []sheet.LineRef{{Sheet: p.on, Line: len(s.Lines)}}
		s.Lines = append(s.Lines, sheet.Line{Text: text, Rect: rect, Base: p.y, Block: len(p.out.Blocks), Order: p.tagged,
			Runs: []sheet.Run{{Text: text, Rect: rect, Size: size, Font: font, Color: sheet.Color{A: 1}, Paint: len(s.Lines)}}})
		p.tagged++
		p.out.Blocks = append(p.out.Blocks, b)
	}
	body := func(blocks []markup.Block) {
		for b := range markup.Blocks(blocks) {
			switch {
			case b.Kind == markup.Item && len(b.Blocks) > 0:
				add(sheet.RoleBullet, "li", 0, b.Blocks[0].Span, "•  "+markup.Plain(b.Blocks[0].Inlines), left-9, 14, 10, false)
			case b.Kind == markup.Paragraph && !inItem(blocks, b):
				add(sheet.RoleText, "p", 0, b.Span, markup.Plain(b.Inlines), left, 14, 10, false)
			}
		}
	}
	add(sheet.RoleName, "h1", 1, r.Name.Span, r.Name.Text, left, 24, 24, true)
	add(sheet.RoleText, "p", 0, r.Headline.Span, r.Headline.Text, left, 18, 12, false)
	var contact []string
	var at source.Span
	for _, v := range []resume.Value{r.Location, r.Phone, r.Email} {
		if v.Known() {
			contact, at = append([]string{v.Text}, contact...), v.Span
		}
	}
	add(sheet.RoleContact, "p", 0, at, strings.Join(contact, " · "), left, 16, 10, false)
	for _, l := range r.Links {
		add(sheet.RoleContact, "p", 0, l.Span, l.Text, left, 14, 10, false)
	}
	if len(r.Summary) > 0 {
		p.y += 10
		body(r.Summary)
	}
	for _, s := range r.Sections {
		add(sheet.RoleSection, "h2", 2, s.Title.Span, s.Title.Text, left, 28, 12, true)
		p.y += 5
		body(s.Intro)
		for _, g := range s.Groups {
			var items []string
			for _, i := range g.Items {
				items = append(items, i.Text)
			}
			text := strings.Join(items, ", ")
			if g.Label.Known() {
				text = g.Label.Text + ": " + text
			}
			add(sheet.RoleText, "p", 0, g.Span, text, left, 14, 10, false)
		}
		for i, e := range s.Entries {
			if i > 0 {
				p.y += 7
			}
			add(sheet.RoleEntry, "h3", 3, e.Title.Span, e.Title.Text, left, 14, 10, true)
			add(sheet.RoleDetail, "p", 0, e.DatesText.Span, locale.Of("en").Range(e.DatesText.Text, e.Dates), left+350, 0, 10, false)
			org, span := e.Organization.Text, e.Organization.Span
			if e.Location.Known() {
				if org != "" {
					org += ", "
				} else {
					span = e.Location.Span
				}
				org += e.Location.Text
			}
			add(sheet.RoleDetail, "p", 0, span, org, left, 14, 10, false)
			body(e.Body)
		}
		body(s.Outro)
	}
}

// wholePrint prints a résumé, with the edits of the case.
func (p *printer) wholePrint(cv *resume.Resume) {
	p.Helper()
	p.out.Fonts = append(p.out.Fonts[:1], sheet.Font{Name: p.short.Fonts[0] + "-Bold", Family: p.short.Fonts[0], Type: "TrueType", Embedded: true})
	p.out.Info = sheet.Info{Title: cv.Name.Text + " – Résumé", Author: cv.Name.Text, Lang: "en", Tagged: true, ShowTitle: true}
	p.whole(cv)
	for _, e := range p.short.Edits {
		p.edit(e)
	}
	p.settle()
	if p.short.Foreign {
		p.foreign()
	}
}

// inItem reports whether a paragraph is of a list item.
func inItem(blocks []markup.Block, b *markup.Block) bool {
	for o := range markup.Blocks(blocks) {
		if o.Kind == markup.Item && o.Span.Contains(b.Span) {
			return true
		}
	}
	return false
}

// edit changes the lines of a whole print.
func (p *printer) edit(e edit) {
	p.Helper()
	found := 0
	for s := range p.out.Sheets {
		lines := p.out.Sheets[s].Lines
		for i := range lines {
			l := &lines[i]
			if len(l.Runs) == 0 || !strings.Contains(l.Text, e.Find) {
				continue
			}
			if found++; e.Each != nil && found > 1 {
				e.X += e.Each.X
				e.Y += e.Each.Y
			}
			r := &l.Runs[0]
			b := &p.out.Blocks[max(l.Block, 0)]
			if e.Text != nil {
				l.Text, r.Text = *e.Text, *e.Text
				r.Rect.W = float64(len([]rune(r.Text))) * r.Size / 2
			}
			if e.X != 0 {
				r.Rect.X = e.X
			}
			if e.Y != 0 {
				l.Base, r.Rect.Y = e.Y, e.Y-0.8*r.Size
			}
			if e.Size != 0 {
				r.Rect.W *= e.Size / r.Size
				r.Size, b.Size = e.Size, e.Size
			}
			if e.Color != nil {
				r.Color = color(e.Color)
				b.Color = r.Color
			}
			if e.Back != nil {
				b.Back = color(e.Back)
			}
			if e.Font != "" {
				r.Font = p.font(e.Font)
			}
			if e.Order != nil {
				l.Order = *e.Order
			}
			switch e.To {
			case "first":
				r.Paint = -1000 + found
			case "last":
				r.Paint = 1000 + found
			}
			l.Rect = r.Rect
			for k := i; k < len(lines) && e.Down != 0; k++ {
				lines[k].Base += e.Down
				lines[k].Rect.Y += e.Down
				for n := range lines[k].Runs {
					lines[k].Runs[n].Rect.Y += e.Down
				}
			}
			if e.Join != "" && i > 0 {
				into := &lines[i-1]
				into.Text += e.Join + l.Text
				into.Runs[0].Text = into.Text
				into.Runs[0].Rect.W = float64(len([]rune(into.Text))) * r.Size / 2
				into.Rect = into.Runs[0].Rect
			}
			if e.Drop || e.Join != "" {
				l.Runs, l.Text = nil, ""
				b.Lines = nil
			}
			if e.Loose {
				l.Block, b.Lines = -1, nil
			}
		}
	}
	if found == 0 {
		p.Fatalf("no line has %q", e.Find)
	}
}

func color(v []float64) sheet.Color {
	c := sheet.Color{R: v[0], G: v[1], B: v[2], A: 1}
	if len(v) > 3 {
		c.A = v[3]
	}
	return c
}

// font is the index of a family's font, which is added when there is none.
func (p *printer) font(family string) int {
	i := slices.IndexFunc(p.out.Fonts, func(f sheet.Font) bool { return f.Family == family })
	if i < 0 {
		i = len(p.out.Fonts)
		p.out.Fonts = append(p.out.Fonts, sheet.Font{Name: family + "-Regular", Family: family, Type: "TrueType", Embedded: true})
	}
	return i
}

// settle puts the lines of each sheet in the order in which they are painted, as readback does, and says what the second
// reader gets.
func (p *printer) settle() {
	for s := range p.out.Sheets {
		on := &p.out.Sheets[s]
		order := make([]int, len(on.Lines))
		for i := range order {
			order[i] = i
		}
		paint := func(i int) int {
			if len(on.Lines[i].Runs) == 0 {
				return math.MinInt
			}
			return on.Lines[i].Runs[0].Paint
		}
		slices.SortStableFunc(order, func(a, b int) int {
			if x, y := paint(a), paint(b); x != y {
				if x < y {
					return -1
				}
				return 1
			}
			return a - b
		})
		lines, to := make([]sheet.Line, 0, len(order)), map[int]int{}
		for _, i := range order {
			if len(on.Lines[i].Runs) > 0 || on.Lines[i].Text != "" {
				to[i] = len(lines)
				lines = append(lines, on.Lines[i])
			}
		}
		for b := range p.out.Blocks {
			for k := range p.out.Blocks[b].Lines {
				if r := &p.out.Blocks[b].Lines[k]; r.Sheet == s+1 {
					r.Line = to[r.Line]
				}
			}
		}
		on.Lines = lines
		for _, l := range lines {
			p.out.Words += l.Text + "\n"
		}
	}
	if p.short.Words != nil {
		p.out.Words = *p.short.Words
	}
}

// foreign takes away what only a print of resgen's own has.
func (p *printer) foreign() {
	p.out.Blocks, p.out.Faces = nil, nil
	for s := range p.out.Sheets {
		for i := range p.out.Sheets[s].Lines {
			l := &p.out.Sheets[s].Lines[i]
			l.Block, l.Order = -1, -1
		}
	}
}
