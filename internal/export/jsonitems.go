package export

import (
	"reflect"
	"strings"

	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/resume"
)

// Item is an entry as an item of JSON Resume: what the schema has a key for.
func (f JSONForm) Item(e *resume.Entry) meta.Value {
	o := newObject()
	title, area := f.split(e.Title.Text)
	o.text(f.Title, title)
	o.text(f.Area, area)
	o.text(f.Organization, e.Organization.Text)
	o.text(f.Location, e.Location.Text)
	o.text(f.URL, Absolute(e.URL))
	start, end := f.isoDates(e.Dates)
	o.text(f.Start, start)
	o.text(f.End, end)
	text, list := f.body(e.Body)
	o.text(f.Text, text)
	o.texts(f.List, list)
	return o.Value
}

// split is a degree and its field, "MSc" and "Computer Science", where the title has both with "in" between.
func (f JSONForm) split(title string) (degree, area string) {
	if f.Area == "" {
		return title, ""
	}
	const most = 4 // words of a degree's name
	degree, area, ok := strings.Cut(title, " in ")
	if !ok || strings.Contains(area, " in ") || degree == "" || area == "" || len(strings.Fields(degree)) > most || strings.ContainsAny(title, ",;") {
		return title, ""
	}
	return degree, area
}

// joined is the title that split was given.
func (f JSONForm) joined(degree, area string) string {
	if area == "" {
		return degree
	}
	return degree + " in " + area
}

// body is blocks as the paragraphs and the bullets of an item. A bullet below another is one of its own.
func (f JSONForm) body(bs []markup.Block) (text string, list []string) {
	if f.Text == "" {
		return "", nil
	}
	bs = bare(bs)
	if f.List == "" {
		return blocks(bs), nil
	}
	var rest []markup.Block
	for i := range bs {
		if bs[i].Kind == markup.List {
			for _, it := range markup.Items(&bs[i]) {
				if t := bullet(it); t != "" {
					list = append(list, t)
				}
			}
			continue
		}
		rest = append(rest, bs[i])
	}
	return blocks(rest), list
}

// bullet is the text of a bullet, without the bullets below it.
func bullet(it *markup.Block) string {
	var own []markup.Block
	for i := range it.Blocks {
		if it.Blocks[i].Kind != markup.List {
			own = append(own, it.Blocks[i])
		}
	}
	return blocks(bare(own))
}

// Body is the blocks that an item's own texts are read as.
func (f JSONForm) Body(text string, list []string) []markup.Block {
	out := parsedBlocks(text)
	if len(list) > 0 {
		b := markup.Block{Kind: markup.List}
		for _, t := range list {
			b.Blocks = append(b.Blocks, markup.Block{Kind: markup.Item, Blocks: parsedBlocks(t)})
		}
		out = append(out, b)
	}
	return out
}

// plainBody reports whether a body is no more than its item says, but for the attributes of bullets.
func (f JSONForm) plainBody(body []markup.Block) bool {
	text, list := f.body(body)
	stripped := bare(body)
	for i := range body { // those of anything else than bullets count
		if stripped[i].Attrs = body[i].Attrs; body[i].Kind != markup.List {
			stripped[i].Blocks = body[i].Blocks
		}
	}
	return reflect.DeepEqual(packed(f.Body(text, list)), packed(stripped))
}

// groupItems is a group as items: one by its label, or one for each of its words where there is none.
func (f JSONForm) groupItems(g *resume.Group) []meta.Value {
	var out []meta.Value
	label := g.Label.Text
	if f.Items == "fluency" && label == "" {
		for _, it := range g.Items {
			o := newObject()
			name, level := spoken(it.Text)
			o.text(f.Title, name)
			o.text(f.Items, level)
			out = append(out, o.Value)
		}
		return out
	}
	if label == "" {
		for _, it := range g.Items {
			o := newObject()
			o.text(f.Title, it.Text)
			out = append(out, o.Value)
		}
		return out
	}
	o := newObject()
	o.text(f.Title, label)
	if f.Items == "fluency" {
		o.text(f.Items, strings.Join(texts(g.Items), ", "))
	} else {
		o.texts(f.Items, texts(g.Items))
	}
	return append(out, o.Value)
}

// spoken is a language and how well it is spoken: "Swedish (native)".
func spoken(text string) (name, level string) {
	if rest, ok := strings.CutSuffix(text, ")"); ok {
		if name, level, ok := strings.Cut(rest, " ("); ok && name != "" && level != "" && !strings.ContainsAny(level, "()") {
			return name, level
		}
	}
	return text, ""
}
