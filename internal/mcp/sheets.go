package mcp

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/paint"
	"github.com/resgen/resgen/internal/sheet"
)

// A which names a print.
type which struct {
	File     string `json:"file,omitempty" jsonschema:"one Markdown file that is no part of the site, printed as a résumé by itself. Default: the site's résumé"`
	Print    string `json:"print,omitempty" jsonschema:"the print's file name, as in resume.pdf. Default: the first one"`
	Audience string `json:"audience,omitempty" jsonschema:"public: the copy that is published, without private values; sent: the copy with them, which needs resgen mcp --private. Default: public"`
}

// print is the print that was asked for, of a build that has it.
func (s *session) print(ctx context.Context, w which) (*attempt, *build.Copy, error) {
	audience := compose.Audience(cmp.Or(w.Audience, string(compose.Public)))
	switch {
	case audience != compose.Public && audience != compose.Sent:
		return nil, nil, fmt.Errorf("audience %q must be public or sent", w.Audience)
	case audience == compose.Sent && !s.opts.Private:
		return nil, nil, errors.New("the copy that is sent has private values in it; it is shown by a server that was started with --private: resgen mcp --private")
	}
	a, at, err := s.build(ctx, w.File, true)
	if err != nil {
		return nil, nil, err
	}
	if at != "" && (a.result.Site.Master == nil || a.result.Site.Master.File.Path != at) {
		return nil, nil, fmt.Errorf("file %q is not printed: of the site, only its résumé is", w.File)
	}
	if err := s.shown(a); err != nil {
		return nil, nil, err
	}
	copies, err := a.result.Copies(ctx)
	var names []string
	for i := range copies {
		p := &copies[i]
		if p.Target.Audience == audience {
			if w.Print == "" || w.Print == p.Target.Out || w.Print == p.Target.String() {
				if !s.opts.Private && a.result.Leaks(p.Target.Out) {
					return nil, nil, errors.New("something private stands in the print, and so it is not shown; check names it, under privacy/")
				}
				return a, p, nil
			}
			names = append(names, p.Target.Out)
		}
	}
	switch {
	case len(names) > 0:
		return nil, nil, fmt.Errorf("there is no print %q; there is %s", w.Print, strings.Join(names, ", "))
	case err != nil || a.why != "":
		return nil, nil, fmt.Errorf("there is no print: %s; check works without one", cmp.Or(a.why, oneLine(fmt.Sprint(err))))
	}
	return nil, nil, errors.New("there is no print: check says why, in its errors")
}

// The pictures of an answer, in px and bytes. Models look at no more than 1.15 megapixels, which is an A4 sheet 900 px wide, and
// shrink what is larger (docs.anthropic.com/en/docs/vision); type of 10 pt is 15 px high then, and reads well. Claude Desktop takes
// no answer of more than 1,048,576 characters, which are 786,432 bytes of a picture; two sheets of 900 px have 620,000.
const (
	leastWidth   = 200
	usualWidth   = 900
	mostWidth    = 1600
	mostPictures = 740_000
)

type sheetsArgs struct {
	which
	Sheet    int  `json:"sheet,omitempty" jsonschema:"the number of one sheet, from 1. Default: all of them"`
	Width    int  `json:"width,omitempty" jsonschema:"of the picture in px, 200 to 1600; many models shrink what is wider than 900. Default: 900"`
	TextOnly bool `json:"text_only,omitempty" jsonschema:"no pictures. Default: false"`
}

func (s *session) sheetsTool() *sdk.Tool {
	return &sdk.Tool{
		Name: "sheets", Title: "Look at the printed sheets",
		Description: "The résumé as it is printed, sheet by sheet: a PNG picture of the very PDF, and its text in the order in which a reader of the PDF gets it. " +
			"Look before you judge a layout, a page break, a theme, or how full a sheet is, and after a change to see what it did. " +
			"The print is made anew when the source has changed. When there are many sheets, an answer has the pictures of the first ones; ask for the others by their numbers.",
	}
}

// sheets is the sheets of a print, as text and as pictures.
func (s *session) sheets(ctx context.Context, in sheetsArgs) (*answer, error) {
	width := cmp.Or(in.Width, usualWidth)
	if width < leastWidth || width > mostWidth {
		return nil, fmt.Errorf("width %d must be from %d to %d", in.Width, leastWidth, mostWidth)
	}
	a, p, err := s.print(ctx, in.which)
	if err != nil {
		return nil, err
	}
	all := p.Print.Sheets
	if in.Sheet < 0 || in.Sheet > len(all) {
		return nil, fmt.Errorf("there is no sheet %d; %s has %d", in.Sheet, p.Target.Out, len(all))
	}
	out := &answer{from: a}
	size, drawn := 0, 0
	for i := range all {
		if in.Sheet != 0 && in.Sheet != i+1 {
			continue
		}
		head := fmt.Sprintf("sheet %d of %d of %s", i+1, len(all), p.Target)
		if i == len(all)-1 {
			head += fmt.Sprintf(", %.0f %% full", p.Print.Filled()*100)
		}
		var png []byte
		switch {
		case in.TextOnly:
		case drawn > 0 && size+size/drawn > mostPictures: // when this one is like those before it
			head += "; for its picture, ask for this sheet alone"
		default:
			if png, err = a.picture(ctx, p, i, width); err != nil {
				return nil, err
			}
			size, drawn = size+len(png), drawn+1
		}
		out.text(head + "\n\n" + inOrder(p.Print, i))
		if png != nil {
			out.picture(png)
		}
	}
	return out, nil
}

// A picture is one of a sheet of a build.
type picture struct {
	target       string
	index, width int
}

// keptPictures is how many pictures of a build are remembered; each has some 0.3 MB.
const keptPictures = 20

// picture is what a sheet looks like, as PNG: painted from the print's own bytes, and taken once.
func (a *attempt) picture(ctx context.Context, p *build.Copy, index, width int) ([]byte, error) {
	a.drawing.Lock()
	defer a.drawing.Unlock()
	key := picture{p.Target.String(), index, width}
	if png := a.pictures[key]; png != nil {
		return png, nil
	}
	drawing, err := p.Drawing()
	if err != nil {
		return nil, err
	}
	of := p.Print.Sheets[index]
	height := int(math.Round(float64(width) * of.Height / of.Width))
	png, err := a.opts.Printer.PNG(ctx, paint.SVG(drawing, index, paint.Options{}), width, height, p.Target.Audience == compose.Sent, a.opts.Timeout)
	if err != nil {
		return nil, err
	}
	if a.pictures == nil || len(a.pictures) == keptPictures {
		a.pictures = map[picture][]byte{}
	}
	a.pictures[key] = png
	return png, nil
}

// inOrder is the text of a sheet in the order in which the file paints it, with an empty line before sections and entries.
func inOrder(p *sheet.Print, index int) string {
	var b strings.Builder
	before := -1
	for _, l := range p.Sheets[index].Lines {
		if l.Block != before && l.Block >= 0 && b.Len() > 0 && slices.Contains([]sheet.Role{sheet.RoleSection, sheet.RoleEntry}, p.Blocks[l.Block].Role) {
			b.WriteByte('\n')
		}
		before = l.Block
		b.WriteString(l.Text)
		b.WriteByte('\n')
	}
	return strings.TrimSpace(b.String())
}
