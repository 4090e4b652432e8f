package chrome

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"github.com/resgen/resgen/internal/sheet"
	"github.com/resgen/resgen/internal/source"
)

// What is evaluated in a page; see the files for what they do. Their value is a promise of a JSON text.
var (
	//go:embed settle.js
	settleBody string
	//go:embed measure.js
	measureBody string
)

func script(bodies ...string) string {
	return "(async () => {\n" + strings.Join(bodies, "") + "})()"
}

// live is what measure.js gives. Lengths are in px, colours [r, g, b, alpha] of 0 to 1.
type live struct {
	Want   [2]int64 // the viewport that is as wide as the paper's page area
	Blocks []struct {
		Src, Role, ID, Tag, Text, Family string
		Size, Over, Clip                 float64
		Color, Back                      [4]float64
		Level                            int
	}
	Texts         []sheet.Node
	Hidden        []sheet.Lost
	Width, Height float64
	Margins       [4]float64
	Faces, Named  []string
	Locals        []sheet.Local
	Missing       []string
}

// points turns px into points.
func points(px float64) float64 { return px * 72 / 96 }

// measure waits until the loaded page is complete and measures it at the width of its paper.
func (t *tab) measure(ctx context.Context, resolve func(string) source.Span) (sheet.Measure, error) {
	for range 3 {
		var p live
		if err := evaluate(ctx, script(settleBody, measureBody), &p); err != nil {
			return sheet.Measure{}, fmt.Errorf("measure the page: %w", err)
		}
		if p.Want[0] == 0 {
			return sheet.Measure{}, errLeft
		}
		if p.Width > 0 {
			m := p.measure(resolve)
			m.Missing = missing(t.asked(), p.Missing)
			return m, nil
		}
		if err := t.resize(ctx, p.Want[0], p.Want[1]); err != nil {
			return sheet.Measure{}, fmt.Errorf("set the width of the page: %w", err)
		}
	}
	return sheet.Measure{}, errors.New("measure the page: its paper changes with its width, or its margins leave no room")
}

// evaluate runs a script of ours and decodes its JSON.
func evaluate(ctx context.Context, script string, value any) error {
	text, err := chromedp.Run(ctx, chromedp.Evaluate[string](script, chromedp.EvalAwaitPromise, chromedp.EvalIgnoreExceptions))
	if err != nil {
		return err
	}
	return json.Unmarshal([]byte(text), value)
}

// resize sets the viewport, in px.
func (t *tab) resize(ctx context.Context, width, height int64) error {
	_, err := chromedp.Call(ctx, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
		Width: width, Height: height, DeviceScaleFactor: 1,
	})
	if err == nil {
		t.width, t.height = width, height
	}
	return err
}

func (p *live) measure(resolve func(string) source.Span) sheet.Measure {
	m := sheet.Measure{
		Texts:  p.Texts,
		Hidden: p.Hidden,
		Width:  points(p.Width),
		Height: points(p.Height),
		Faces:  p.Faces,
		Named:  p.Named,
		Locals: p.Locals,
		Blocks: make([]sheet.Block, len(p.Blocks)),
	}
	for i, px := range p.Margins {
		m.Margins[i] = points(px)
	}
	for i, b := range p.Blocks {
		m.Blocks[i] = sheet.Block{
			ID: b.ID, Role: sheet.Role(b.Role), Tag: b.Tag, Text: b.Text, Size: points(b.Size), Family: b.Family,
			Color: color(b.Color), Back: color(b.Back), Over: points(b.Over), Clip: points(b.Clip), Level: b.Level,
		}
		if resolve != nil {
			m.Blocks[i].Span = resolve(b.Src)
		}
	}
	return m
}

func color(c [4]float64) sheet.Color { return sheet.Color{R: c[0], G: c[1], B: c[2], A: c[3]} }

// missing is every URL once, sorted: requests run side by side and come in any order. Those that were
// not answered are not there; what else did not load is damaged.
func missing(unanswered, unloaded []string) []sheet.Request {
	urls := slices.Concat(unanswered, unloaded)
	slices.Sort(urls)
	var out []sheet.Request
	for _, u := range slices.Compact(urls) {
		out = append(out, sheet.Request{URL: shorten(u), Damaged: !slices.Contains(unanswered, u)})
	}
	return out
}

// shorten cuts a URL that carries its content ("data:") to what a person can recognise.
func shorten(url string) string {
	const most = 200
	if len(url) <= most {
		return url
	}
	return url[:most] + "…"
}
