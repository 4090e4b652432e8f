package meta

import (
	"fmt"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/locale"
)

// In is a front matter as it is in one language: of each key that may have a value per language, that of the language, or else of
// the fallback, or else the first one. A tag that has none of its own has that of its language: "de-AT" that of "de". What does not
// differ is kept. Whatever the document says its language is, "lang" is the one that was asked for.
func In(v Value, d Doctype, lang, fallback string) Value {
	if v.Kind != Map {
		return v
	}
	out := in(v, Keys(d), lang, fallback)
	for i, f := range out.Fields {
		if k := find(Keys(d), f.Key); k != nil && k.Name == "lang" && d == ResumeDoc {
			out.Fields[i].Value = langValue(f.Value, lang)
		}
	}
	return out
}

// langValue is the language as it stands in a value that names one or several; else it stands where the value does.
func langValue(v Value, lang string) Value {
	for _, item := range v.List {
		if strings.EqualFold(locale.Canonical(item.Text), lang) {
			return Value{Kind: String, Text: item.Text, Span: item.Span}
		}
	}
	if v.Kind == String && strings.EqualFold(locale.Canonical(v.Text), lang) {
		return v
	}
	return Value{Kind: String, Text: lang, Span: v.Span}
}

func in(v Value, keys []Key, lang, fallback string) Value {
	out := v
	out.Fields = slices.Clone(v.Fields)
	for i, f := range out.Fields {
		k := find(keys, f.Key)
		switch {
		case k == nil || f.Value.Kind != Map:
		case k.PerLang:
			out.Fields[i].Value = of(f.Value, lang, fallback)
		case k.Keys != nil:
			out.Fields[i].Value = in(f.Value, k.Keys, lang, fallback)
		}
	}
	return out
}

// of is the value of a language among those of several.
func of(v Value, lang, fallback string) Value {
	for _, want := range []string{lang, locale.Base(lang), fallback, locale.Base(fallback)} {
		for _, f := range v.Fields {
			if want != "" && (strings.EqualFold(locale.Canonical(f.Key), want) || strings.EqualFold(f.Key, want)) {
				return f.Value
			}
		}
	}
	if len(v.Fields) > 0 {
		return v.Fields[0].Value
	}
	return Value{Span: v.Span}
}

// Varies reports whether a front matter has a value that differs by language, or a list of languages.
func Varies(v Value, d Doctype) bool { return varies(v, Keys(d)) }

func varies(v Value, keys []Key) bool {
	return slices.ContainsFunc(v.Fields, func(f Field) bool {
		k := find(keys, f.Key)
		return k != nil && (k.Name == "lang" && f.Value.Kind == List || f.Value.Kind == Map && (k.PerLang || varies(f.Value, k.Keys)))
	})
}

// Languages is every language that a front matter has a value in, or names under "lang", as written, each once.
func Languages(v Value, d Doctype) []Name {
	var out []Name
	add := func(n Name) {
		if !slices.ContainsFunc(out, func(have Name) bool { return strings.EqualFold(have.Text, n.Text) }) {
			out = append(out, n)
		}
	}
	var walk func(v Value, keys []Key)
	walk = func(v Value, keys []Key) {
		for _, f := range v.Fields {
			k := find(keys, f.Key)
			switch {
			case k == nil:
			case k.Name == "lang":
				for _, n := range Names(f.Value) {
					add(n)
				}
			case k.PerLang && f.Value.Kind == Map:
				for _, g := range f.Value.Fields {
					add(Name{g.Key, g.KeySpan})
				}
			case k.Keys != nil:
				walk(f.Value, k.Keys)
			}
		}
	}
	walk(v, Keys(d))
	return out
}

// Onto is a front matter with what it does not say taken from another one, which a translation has in common with the résumé that it is of.
// What is private in either is private.
func Onto(v, base Value, d Doctype) Value { return onto(v, base, Keys(d)) }

func onto(v, base Value, keys []Key) Value {
	if base.Kind != Map {
		return v
	}
	out := Value{Kind: Map, Fields: slices.Clone(v.Fields), Span: v.Span}
	if !out.Span.Known() {
		out.Span = base.Span
	}
	for _, f := range base.Fields {
		k := find(keys, f.Key)
		at := slices.IndexFunc(out.Fields, func(have Field) bool {
			return have.Key == f.Key || k != nil && find(keys, have.Key) == k
		})
		switch {
		case at < 0 || out.Fields[at].Value.Kind == Null:
			if at < 0 {
				out.Fields = append(out.Fields, f)
			} else {
				out.Fields[at] = f
			}
		case k != nil && k.Name == "private":
			out.Fields = append(out.Fields, f) // of a doubled key, both count
		case k != nil && k.Keys != nil && out.Fields[at].Value.Kind == Map:
			out.Fields[at].Value = onto(out.Fields[at].Value, f.Value, k.Keys)
		}
	}
	return out
}

// checkLanguages says what is wrong with the values of a key that has one per language.
func checkLanguages(out diag.List, v Value, k Key, name string) diag.List {
	one := k
	one.PerLang = false
	for _, f := range v.Fields {
		if !locale.Valid(f.Key) {
			out = append(out, diag.Diagnostic{Rule: "meta/bad-value", Severity: diag.Error, Span: f.KeySpan,
				Message: fmt.Sprintf("%q has a value for %q, which is no language", name, f.Key), Help: fmt.Sprintf("write tags, as in `%s: {en: …, de: …}`", k.Name)})
			continue
		}
		one.Name = f.Key
		out = check(out, Value{Kind: Map, Fields: []Field{f}}, []Key{one}, name+".", true)
	}
	return out
}
