package render

import (
	"encoding/json"
	"fmt"
	"html/template"
	"strings"
	"sync"
	"time"

	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/locale"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/term"
)

// placeholders lets layouts be parsed before there is a site; funcs binds the real ones.
var placeholders = sync.OnceValue(func() template.FuncMap {
	m := template.FuncMap{}
	for name := range (&Renderer{}).funcs(false, locale.Of("en")) {
		m[name] = func(...any) string { return "" }
	}
	return m
})

// funcs is what layouts may call, for web pages or for the printed copy, in a language. The table of them in the
// README's part on own layouts says what each does.
func (r *Renderer) funcs(print bool, l locale.Locale) template.FuncMap {
	write := func(f func(*writer)) template.HTML {
		w := r.writer(print)
		f(w)
		return template.HTML(w.String())
	}
	return template.FuncMap{
		"rel":    func(p string) string { return r.site.Base.URL(p) },
		"abs":    func(p string) string { return r.site.Base.Abs(p) },
		"asset":  r.assetURL,
		"blocks": func(bs []markup.Block) template.HTML { return write(func(w *writer) { w.blocks(bs) }) },
		"inline": func(in []markup.Inline) template.HTML { return write(func(w *writer) { w.inlines(in) }) },
		"plain":  markup.Plain,
		"src": func(span source.Span, role ...string) template.HTMLAttr {
			if !print {
				return ""
			}
			return template.HTMLAttr(srcAttr(span, strings.Join(role, " ")))
		},
		"link": func(href string, span source.Span) template.URL {
			w := writer{site: r.site, print: print}
			return template.URL(w.address(href, span.File))
		},
		"dates": func(e resume.Entry) string { return l.Range(e.DatesText.Text, e.Dates) },
		"view":  view,
		"host":  resume.Host,
		"breaks": func(address string) template.HTML { // may break behind its slashes
			return template.HTML(strings.ReplaceAll(template.HTMLEscapeString(address), "/", "/<wbr>"))
		},
		"ident":    func(name string) template.CSS { return template.CSS(ident(name)) },
		"ownlabel": term.OwnLabel,
		"isodate":  func(d date.Date) string { return d.String() },
		"day":      func(iso string) string { return Day(iso, l) },
		"json": func(v any) (template.JS, error) {
			b, err := json.Marshal(v)
			return template.JS(b), err
		},
		"t":     l.Word,
		"lower": strings.ToLower,
		"join":  strings.Join,
		"dict":  dict,
	}
}

// ident is a name that CSS takes for one, with the same one for the same text: its letters and digits of ASCII, and a dash for whatever else
// stands between them. Two texts may share one, so it is for what may as well be missing, as the name of a transition.
func ident(text string) string {
	b := []byte("n")
	for i := range len(text) {
		switch c := text[i]; {
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9':
			b = append(b, c)
		case b[len(b)-1] != '-':
			b = append(b, '-')
		}
	}
	return string(b)
}

// dict makes a map out of keys and values, for handing several things to a partial and for JSON-LD.
func dict(pairs ...any) (map[string]any, error) {
	if len(pairs)%2 != 0 {
		return nil, fmt.Errorf("dict: a key without a value")
	}
	m := make(map[string]any, len(pairs)/2)
	for i := 0; i < len(pairs); i += 2 {
		key, ok := pairs[i].(string)
		if !ok {
			return nil, fmt.Errorf("dict: a key must be text, not %T", pairs[i])
		}
		m[key] = pairs[i+1]
	}
	return m, nil
}

// Day is a day as people read it in a language: "2026-11-23" becomes "23 November 2026", "2026-11" becomes
// "November 2026"; anything else stays as it is.
func Day(iso string, l locale.Locale) string {
	if t, err := time.Parse("2006-01-02", iso); err == nil {
		return l.Day(t.Year(), int(t.Month()), t.Day())
	}
	if t, err := time.Parse("2006-01", iso); err == nil {
		return l.LongMonth(t.Year(), int(t.Month()))
	}
	return iso
}
