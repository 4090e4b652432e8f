package main

import (
	"encoding/base64"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

const ground = "#eceae5" // what sheets lie on

// previewed reads the sheets of every theme from the page that `resgen themes --preview` writes.
func (s *studio) previewed() error {
	if s.looks != nil {
		return nil
	}
	if _, err := s.run(s.clean, "themes", "--preview"); err != nil {
		return err
	}
	b, err := os.ReadFile(filepath.Join(s.clean, "themes.html"))
	if err != nil {
		return err
	}
	s.looks = map[string][][]byte{}
	img := regexp.MustCompile(`src="data:image/png;base64,([^"]+)"`)
	for part := range strings.SplitSeq(string(b), `<section id="`) {
		name, rest, _ := strings.Cut(part, `"`)
		for _, m := range img.FindAllStringSubmatch(rest, -1) {
			png, err := base64.StdEncoding.DecodeString(m[1])
			if err != nil {
				return err
			}
			if s.looks[name] == nil {
				s.order = append(s.order, name)
			}
			s.looks[name] = append(s.looks[name], png)
		}
	}
	if len(s.order) < 2 || len(s.looks["classic"]) != 2 {
		return fmt.Errorf("themes.html has %d themes, and %d sheets in classic", len(s.order), len(s.looks["classic"]))
	}
	return nil
}

func data(png []byte) string {
	return "data:image/png;base64," + base64.StdEncoding.EncodeToString(png)
}

// themes is the first sheet in every theme, with its name below.
func themes(s *studio) ([]byte, error) {
	if err := s.previewed(); err != nil {
		return nil, err
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<!doctype html><meta charset="utf-8"><style>
* { margin: 0; box-sizing: border-box }
body { background: %s; padding: 28px 24px 18px; font: 20px/30px "DejaVu Sans", sans-serif; color: #333; display: flex; flex-wrap: wrap; justify-content: center; gap: 16px 22px }
figure { text-align: center }
img { display: block; width: 240px; height: auto; background: #fff; box-shadow: 0 1px 5px #0004; margin-block-end: 8px }
</style>`, ground)
	for _, name := range s.order {
		fmt.Fprintf(&b, `<figure><img src="%s">%s</figure>`, data(s.looks[name][0]), html.EscapeString(name))
	}
	return s.browser.draw(b.String(), window{width: 1624, height: 812, scale: 1}, s.dir)
}

// sheetsAndSite is the two sheets, and the site in the window of a desk and on a phone at night.
func sheetsAndSite(s *studio) ([]byte, error) {
	if err := s.previewed(); err != nil {
		return nil, err
	}
	if _, err := s.run(s.clean, "build"); err != nil {
		return nil, err
	}
	base, stop, err := s.serve(s.clean)
	if err != nil {
		return nil, err
	}
	defer stop()
	shot := func(path string, w window) ([]byte, error) {
		t, err := s.browser.open(base+path, w, nil)
		if err != nil {
			return nil, err
		}
		defer t.close()
		return t.picture()
	}
	desk, err := shot("", window{width: 900, height: 970, scale: 1.25})
	if err != nil {
		return nil, err
	}
	phone, err := shot("resume/", window{width: 390, height: 1164, scale: 1.25, dark: true})
	if err != nil {
		return nil, err
	}
	page := fmt.Sprintf(`<!doctype html><meta charset="utf-8"><style>
* { margin: 0; box-sizing: border-box }
body { background: %s; height: 100vh; position: relative; overflow: hidden }
img { position: absolute; display: block; background: #fff; box-shadow: 0 1px 6px #0004 }
.one { left: 24px; top: 24px; height: 560px } .two { left: 434px; top: 24px; height: 560px }
.desk { left: 848px; top: 24px; width: 520px; height: 560px; border-radius: 6px }
.phone { left: 1382px; top: 24px; width: 194px; border-radius: 18px; height: 560px; background: #22252b; border: 5px solid #22252b }
</style><img class="one" src="%s"><img class="two" src="%s"><img class="desk" src="%s"><img class="phone" src="%s">`,
		ground, data(s.looks["classic"][0]), data(s.looks["classic"][1]), data(desk), data(phone))
	return s.browser.draw(page, window{width: 1600, height: 608, scale: 1}, s.dir)
}

// settled says that the workbench has a print, and its findings.
const settled = `document.querySelector("#sheets .picture text.line") && document.querySelector("#status .found") && !document.querySelector("#status .connection")?.textContent.includes("Printing")`

// timeless hides what is another thing at each print, when, and how long it took, and the mark of the keyboard.
const timeless = `document.activeElement?.blur(); const c = new CSSStyleSheet(); c.replaceSync("#status .saved, #status .took { display: none }"); document.adoptedStyleSheets.push(c)`

// workbench is the workbench with findings, one of them opened.
func workbench(s *studio) ([]byte, error) {
	base, stop, err := s.serve(s.faulty)
	if err != nil {
		return nil, err
	}
	defer stop()
	t, err := s.browser.open(base+"_resgen/", window{width: 1440, height: 860, scale: 1}, map[string]any{"width": 430})
	if err != nil {
		return nil, err
	}
	defer t.close()
	if err := t.until(settled + ` && document.querySelectorAll("#findings .finding").length > 1`); err != nil {
		return nil, err
	}
	const found = `[...document.querySelectorAll("#findings .finding")].find((e) => e.textContent.includes("text/weak-start"))`
	if err := t.do(`(` + found + `.querySelector(".head") ?? ` + found + `).click(); ` + timeless); err != nil {
		return nil, err
	}
	return t.picture()
}

// posting is the workbench with a variant, and how it stands to its posting.
func posting(s *studio) ([]byte, error) {
	base, stop, err := s.serve(s.clean)
	if err != nil {
		return nil, err
	}
	defer stop()
	t, err := s.browser.open(base+"_resgen/", window{width: 1440, height: 860, scale: 1}, map[string]any{"width": 430, "tab": "posting"})
	if err != nil {
		return nil, err
	}
	defer t.close()
	for _, step := range []func() error{
		func() error { return t.until(settled) },
		func() error { return t.do(`document.querySelector("[data-key=print]").click()`) },
		func() error {
			return t.do(`[...document.querySelectorAll("#what .list button")].find((e) => e.textContent.includes("kopparbro/resume")).click()`)
		},
		func() error {
			return t.until(`document.querySelector("[data-key=print] .value").textContent.startsWith("kopparbro") && !document.querySelector(".awaited") && document.querySelector("#posting .term") && ` + settled)
		},
		func() error { return t.do(timeless) },
	} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return t.picture()
}
