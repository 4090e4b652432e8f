package read

import (
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/resume"
)

// listed is what the items of plain lists say, and the lines of paragraphs, in sections whose entries are often written
// on one line each: "AWS Solutions Architect, Amazon, 2021". The text itself stays where it is.
func (rd *reader) listed(kind resume.Kind, blocks []markup.Block) []resume.Entry {
	switch kind {
	case resume.Certifications, resume.Awards, resume.Publications, resume.Volunteer, resume.References, resume.Projects, resume.Education:
	default:
		return nil
	}
	f := former{kind: kind}
	for i := range blocks {
		switch b := &blocks[i]; b.Kind {
		case markup.List:
			for k := range b.Blocks {
				if secret(&b.Blocks[k]) {
					return nil
				}
				f.item(&b.Blocks[k])
			}
		case markup.Paragraph:
			for _, l := range lines(b.Inlines) {
				if isPrivate(b.Attrs) || wordCount(l.text) > 25 || sentence(l.text) && kind != resume.Publications {
					return nil // prose
				}
				f.out = append(f.out, start([]line{l}, markup.Attrs{}, l.span))
			}
		case markup.Quote:
			if kind != resume.References { // who said it stands below
				return nil
			}
		default:
			return nil
		}
	}
	out := rd.scratch().entries(kind, f.out, true)
	for i := range out {
		out[i].ID = ""
	}
	return out
}
