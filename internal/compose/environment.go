package compose

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/locale"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

// A Variable is one of the environment.
type Variable struct{ Name, Value string }

// Environment names the variables that hold private values: this one the text of a private.yaml, and those that begin with it and an
// underscore one value each, as RESGEN_PRIVATE_PHONE.
const Environment = "RESGEN_PRIVATE"

// outside is private values that do not stand in the résumé: what private.yaml and the environment say.
type outside struct {
	docs   []outsideDoc // the first that says a thing counts
	single []singleValue
}

type outsideDoc struct {
	meta meta.Value
	lang string // that the name of its file says; "" for all
}

// singleValue is a variable of one value.
type singleValue struct {
	key  string // as the end of the variable's name is written: "PHONE", "DRIVING_LICENCE"
	file *source.File
}

// elsewhere is the private values of files, and of the environment, which wins over them. What is said twice is said by the first: a value's own
// variable, RESGEN_PRIVATE, the file of a language, private.yaml.
func elsewhere(files []*document.Document, environment []Variable) (*outside, diag.List) {
	var diags diag.List
	o := &outside{}
	byName := map[string]string{}
	for _, v := range environment {
		byName[v.Name] = v.Value
	}
	add := func(d *document.Document, lang string) {
		e := expander{variables: byName}
		o.docs = append(o.docs, outsideDoc{e.value(d.Meta), lang})
		diags = append(diags, e.diags...)
	}
	for _, v := range environment {
		f := source.NewVariable(v.Name, v.Value)
		switch key, single := strings.CutPrefix(v.Name, Environment+"_"); {
		case single:
			o.single = append(o.single, singleValue{key, f})
		case v.Name != Environment:
		case strings.TrimSpace(v.Value) == "":
			diags = append(diags, empty(f.Top(), v.Name+" is empty: what it is to hold is missing from what you send", v.Name))
		default:
			d := document.Data(f)
			for _, x := range slices.Concat(d.Diags, meta.Check(d.Meta, meta.PrivateDoc)) {
				x.Fix = nil // nobody can mend it from here
				diags = append(diags, x)
			}
			add(d, "")
		}
	}
	slices.SortFunc(o.single, func(a, b singleValue) int { return strings.Compare(a.key, b.key) })
	sorted := slices.Clone(files) // that of a language before private.yaml
	slices.SortFunc(sorted, func(a, b *document.Document) int { return strings.Compare(b.File.Path, a.File.Path) })
	slices.SortStableFunc(sorted, func(a, b *document.Document) int {
		return min(len(privateLanguage(b.File.Path)), 1) - min(len(privateLanguage(a.File.Path)), 1)
	})
	for _, d := range sorted {
		add(d, privateLanguage(d.File.Path))
	}
	return o, diags
}

// borrowed reports whether anything is said by the environment.
func (o *outside) borrowed() bool {
	return len(o.single) > 0 || slices.ContainsFunc(o.docs, func(d outsideDoc) bool { return fromEnvironment(d.meta) })
}

// fromEnvironment reports whether a value, or one in it, stands in a variable, or has one's value in it.
func fromEnvironment(v meta.Value) bool {
	return v.Span.File.IsVariable() || v.Kind == meta.String && v.Span.Known() && variable().MatchString(v.Span.Text()) ||
		slices.ContainsFunc(v.List, fromEnvironment) || slices.ContainsFunc(v.Fields, func(f meta.Field) bool { return fromEnvironment(f.Value) })
}

// in is what is said for a version of the résumé, whose contact values are given.
func (o *outside) in(lang, main string, contact []resume.Contact) (meta.Value, diag.List) {
	var diags diag.List
	out, facts := meta.Value{Kind: meta.Map}, meta.Value{Kind: meta.Map}
	add := func(v meta.Value) {
		contact, _ := v.Get("contact")
		for _, c := range privateContact(contact) { // of each label, the first counts
			if !slices.ContainsFunc(facts.Fields, func(f meta.Field) bool { return sameText(f.Key, c.Label) }) {
				facts.Fields = append(facts.Fields, meta.Field{Key: c.Label, KeySpan: c.LabelSpan, Value: meta.Value{Kind: meta.String, Text: c.Value.Text, Span: c.Value.Span}})
			}
		}
		out = meta.Onto(out, v, meta.PrivateDoc)
	}
	labels := slices.Clone(contact)
	for _, d := range o.docs {
		facts, _ := d.meta.Get("contact")
		labels = append(labels, privateContact(facts)...)
	}
	for _, s := range o.single {
		f, name, ok := s.field(labels)
		switch text := strings.TrimSpace(string(s.file.Bytes)); {
		case !ok:
			diags = append(diags, unknownVariable(s, labels))
		case text == "":
			diags = append(diags, empty(s.file.Top(), fmt.Sprintf("%s is empty: the private %s is missing from what you send", s.file.Path, name), s.file.Path))
		default:
			add(meta.Value{Kind: meta.Map, Fields: []meta.Field{f}, Span: s.file.Whole()})
		}
	}
	for _, d := range o.docs {
		if d.lang == "" || strings.EqualFold(locale.Canonical(d.lang), lang) {
			add(meta.In(d.meta, meta.PrivateDoc, lang, main))
		}
	}
	if facts.Fields != nil {
		i := slices.IndexFunc(out.Fields, func(f meta.Field) bool { return f.Key == "contact" })
		out.Fields[i].Value = facts
	}
	return out, diags
}

// field is what a variable says as private.yaml would, and what that is called; ok is false when its name is that of no field or label.
func (s singleValue) field(labels []resume.Contact) (f meta.Field, name string, ok bool) {
	whole := s.file.Whole()
	v := meta.Value{Kind: meta.String, Text: strings.TrimSpace(string(s.file.Bytes)), Span: whole}
	for _, k := range meta.Keys(meta.PrivateDoc) {
		if k.Name != "contact" && variableKey(k.Name) == s.key {
			return meta.Field{Key: k.Name, KeySpan: s.file.Top(), Value: v}, k.Name, true
		}
	}
	for _, c := range labels {
		if c.Label != "" && variableKey(c.Label) == s.key {
			fact := meta.Field{Key: c.Label, KeySpan: s.file.Top(), Value: v}
			return meta.Field{Key: "contact", KeySpan: s.file.Top(), Value: meta.Value{Kind: meta.Map, Fields: []meta.Field{fact}, Span: whole}}, strings.ToLower(c.Label), true
		}
	}
	return f, "", false
}

// variableKey is a key as the end of a variable's name: capitals, with an underscore for all but letters and digits.
func variableKey(key string) string { return notInName().ReplaceAllString(strings.ToUpper(key), "_") }

var notInName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`[^\p{L}\p{N}]+`) })

func unknownVariable(s singleValue, labels []resume.Contact) diag.Diagnostic {
	var known []string
	for _, k := range meta.Keys(meta.PrivateDoc) {
		if k.Name != "contact" {
			known = append(known, variableKey(k.Name))
		}
	}
	for _, c := range labels {
		if c.Label != "" {
			known = append(known, variableKey(c.Label))
		}
	}
	d := diag.Diagnostic{Rule: "meta/unknown-key", Severity: diag.Error, Span: s.file.Top(), Message: fmt.Sprintf("%s names no field of the résumé, and is not used", s.file.Path),
		Help: "what may stand behind " + Environment + "_ is " + strings.Join(known, ", ")}
	if near := meta.NearestWithin(s.key, known, max(2, len(s.key)/3)); near != "" {
		d.Message += fmt.Sprintf("; did you mean %s_%s?", Environment, near)
	}
	return d
}

// empty is the finding that a private value is none. In a run of CI, a secret that is not set is an empty variable.
func empty(at source.Span, message, name string) diag.Diagnostic {
	return diag.Diagnostic{Rule: "privacy/empty-value", Severity: diag.Error, Span: at, Message: message,
		Help: fmt.Sprintf("set %s (in CI it is a secret, which runs for forks do not get), or take its name out", name)}
}

// variable is where a value names a variable: ${HOME_PHONE}.
var variable = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\$\{([A-Za-z_][A-Za-z0-9_]*)\}`) })

// An expander puts the values of variables in their places.
type expander struct {
	variables map[string]string
	diags     diag.List
}

// value is a value in which that was done; a text with a variable that is empty is no value.
func (e *expander) value(v meta.Value) meta.Value {
	switch v.Kind {
	case meta.Map:
		v.Fields = slices.Clone(v.Fields)
		for i := range v.Fields {
			v.Fields[i].Value = e.value(v.Fields[i].Value)
		}
	case meta.List:
		v.List = slices.Clone(v.List)
		for i := range v.List {
			v.List[i] = e.value(v.List[i])
		}
	case meta.String:
		lacks := ""
		v.Text = variable().ReplaceAllStringFunc(v.Text, func(s string) string {
			name := s[2 : len(s)-1]
			text := strings.TrimSpace(e.variables[name])
			if text == "" {
				lacks = name
			}
			return text
		})
		if lacks != "" {
			e.diags = append(e.diags, empty(v.Span, "${"+lacks+"} is empty or not set: the value is missing from what you send", lacks))
			return meta.Value{Span: v.Span}
		}
	}
	return v
}

// isPrivateFile reports whether a file's name is that of a file of private values: private.yaml, and private.de.yaml for one language.
func isPrivateFile(name string) bool {
	return name == "private.yaml" || privateLanguage(name) != "" && locale.Valid(privateLanguage(name))
}

// privateLanguage is the language that the name of a file of private values says, as written; "" for none.
func privateLanguage(p string) string {
	name := path.Base(p)
	if !strings.HasPrefix(name, "private.") || !strings.HasSuffix(name, ".yaml") {
		return ""
	}
	return strings.TrimSuffix(strings.TrimPrefix(strings.TrimSuffix(name, "yaml"), "private."), ".")
}
