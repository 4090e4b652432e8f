package meta

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/resgen/resgen/internal/diag"
)

//go:embed foreign.txt
var foreignText string

// foreign is the keys of other programs that may stand beside ours without a word.
var foreign = sync.OnceValue(func() map[string]bool {
	set := map[string]bool{}
	for line := range strings.Lines(foreignText) {
		if line, _, _ = strings.Cut(line, "#"); strings.TrimSpace(line) != "" {
			set[strings.TrimSpace(line)] = true
		}
	}
	return set
})

// Check says what is wrong with the keys and values of a document's front matter: an unknown
// key that is nearly one of ours (inside our own blocks: any unknown key), a value of the wrong
// type, a value that is out of range. Doubled keys are found when the text is parsed.
//
// A block that is the résumé's alone, as pdf: and forms: are, does nothing in a variant or a letter, and is a finding there.
func Check(v Value, d Doctype) diag.List {
	out := check(nil, v, Keys(d), "", d == PrivateDoc)
	if d != VariantDoc && d != LetterDoc {
		return out
	}
	for _, f := range v.Fields {
		if k := find(Keys(ResumeDoc), f.Key); k != nil && k.Keys != nil && find(Keys(d), f.Key) == nil {
			out = append(out, diag.Diagnostic{Rule: "meta/unknown-key", Severity: diag.Error, Span: f.KeySpan,
				Message: fmt.Sprintf("%q is a key of resume.md, and does nothing here", f.Key), Help: "the keys here are " + names(Keys(d))})
		}
	}
	return out
}

// names is the names of keys, for a sentence.
func names(keys []Key) string {
	var out []string
	for _, k := range keys {
		out = append(out, k.Name)
	}
	return strings.Join(out, ", ")
}

func check(out diag.List, v Value, keys []Key, block string, strict bool) diag.List {
	for _, f := range v.Fields {
		k := find(keys, f.Key)
		if k == nil {
			out = unknown(out, f, keys, block, strict)
			continue
		}
		name := block + f.Key
		if f.Value.Kind == Null {
			continue // "phone:" with nothing behind it is a blank form, not a mistake
		}
		if k.PerLang && f.Value.Kind == Map {
			out = checkLanguages(out, f.Value, *k, name)
			continue
		}
		if !slices.Contains(k.Kinds, f.Value.Kind) {
			out = append(out, wrong(f.Value, name, k.Kinds))
			continue
		}
		switch f.Value.Kind {
		case Number:
			if n, ok := whole(f.Value); k.Max > 0 && (!ok || n < k.Min || n > k.Max) {
				out = append(out, diag.Diagnostic{Rule: "meta/bad-value", Severity: diag.Error, Span: f.Value.Span,
					Message: fmt.Sprintf("%q is %s; it must be a whole number from %d to %d", name, f.Value.Text, k.Min, k.Max)})
			}
		case String:
			if slices.Contains(k.Kinds, List) { // a list in one text
				for _, n := range Names(f.Value) {
					out = notAmong(out, n, name, k.Values)
				}
				continue
			}
			if k.Values != nil && !slices.ContainsFunc(k.Values, func(w string) bool { return strings.EqualFold(w, f.Value.Text) }) {
				out = append(out, diag.Diagnostic{Rule: "meta/bad-value", Severity: diag.Error, Span: f.Value.Span,
					Message: fmt.Sprintf("%q is %q; it must be one of %s", name, f.Value.Text, strings.Join(k.Values, ", "))})
			}
		case List:
			item := k.Item
			if item == nil {
				item = text
			}
			for _, e := range f.Value.List {
				if !slices.Contains(item, e.Kind) {
					out = append(out, wrong(e, "an item of "+name, item))
					continue
				}
				out = notAmong(out, Name{strings.TrimSpace(e.Text), e.Span}, name, k.Values)
			}
		case Map:
			if k.Keys != nil {
				out = check(out, f.Value, k.Keys, name+".", true)
			}
		}
	}
	return out
}

// notAmong says that an item of a list is none of the values that it may have; nil is any.
func notAmong(out diag.List, n Name, list string, values []string) diag.List {
	if values == nil || slices.ContainsFunc(values, func(w string) bool { return strings.EqualFold(w, n.Text) }) {
		return out
	}
	d := diag.Diagnostic{Rule: "meta/bad-value", Severity: diag.Error, Span: n.Span,
		Message: fmt.Sprintf("%q has %q, which is none of %s", list, n.Text, strings.Join(values, ", "))}
	if strings.EqualFold(n.Text, "pdf") && slices.Equal(values, Forms()) {
		d.Help = "the PDF is made without being named"
	} else if near := NearestWithin(n.Text, values, min(2, len(n.Text)/2)); near != "" {
		d.Help = fmt.Sprintf("did you mean %q?", near)
	}
	return append(out, d)
}

// whole is a number as a whole one: "2", "2.0" and "2e0" are the same; a text that looks like one is none.
func whole(v Value) (int, bool) {
	n, err := strconv.ParseFloat(v.Text, 64)
	return int(n), v.Kind == Number && err == nil && n == float64(int(n))
}

func wrong(v Value, name string, want []Kind) diag.Diagnostic {
	return diag.Diagnostic{Rule: "meta/wrong-type", Severity: diag.Error, Span: v.Span,
		Message: fmt.Sprintf("%q is a %s; it must be a %s", name, v.Kind, kindWords(want))}
}

func unknown(out diag.List, f Field, keys []Key, block string, strict bool) diag.List {
	if !strict && foreign()[strings.ToLower(f.Key)] {
		return out
	}
	near := meant(f.Key, keys, strict)
	if near == "" && !strict {
		return out
	}
	d := diag.Diagnostic{Rule: "meta/unknown-key", Severity: diag.Error, Span: f.KeySpan,
		Message: fmt.Sprintf("unknown key %q", block+f.Key)}
	if near != "" {
		d.Message += fmt.Sprintf("; did you mean %q?", near)
		d.Fix = &diag.Fix{Message: fmt.Sprintf("rename the key to %q", near), Edits: []diag.Edit{{Span: f.KeySpan, New: near}}}
	} else {
		d.Help = "the keys here are " + names(keys)
	}
	return append(out, d)
}

// meant is the known key that a name was probably meant to be, or "". Inside our own blocks
// half of the letters may differ, elsewhere one in three, so that other programs' keys stay quiet.
func meant(name string, keys []Key, strict bool) string {
	off := len(name) / 3
	if strict {
		off = len(name) / 2
	}
	var names []string
	for _, k := range keys {
		names = append(append(names, k.Name), k.Aliases...)
	}
	near := NearestWithin(name, names, off)
	for _, k := range keys {
		if near != "" && slices.Contains(k.Aliases, near) {
			return k.Name
		}
	}
	return near
}
