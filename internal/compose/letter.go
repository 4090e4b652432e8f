package compose

import (
	"cmp"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/locale"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

// A Letter is a cover letter: what content/letters/NAME.md says. It is sent and never published.
type Letter struct {
	Name     string // that of its file: "acme"
	Doc      *document.Document
	Settings meta.LetterSettings
	Lang     string             // that it is written in, in the form that BCP 47 recommends
	Version  *Version           // the résumé that gives its head
	Variant  *Variant           // that it goes with; nil when there is none
	Posting  *document.Document // that it answers; nil when neither it nor its variant names one

	// What stands on its sheet. Fields stand there as they were written until [Letter.Fill] makes a letter of it that says what they mean.
	To       resume.Value
	Address  []resume.Value
	Date     resume.Value // as its language writes it
	Subject  resume.Value
	Greeting resume.Value
	Body     []markup.Block
	Closing  resume.Value
}

// written makes the letters of the documents that are some, and their targets; the variants must be there already.
func (s *Site) written(opts Options) diag.List {
	var diags diag.List
	for _, d := range s.Others {
		if !strings.HasPrefix(d.File.Path, LetterDir) || len(s.Versions) == 0 {
			continue
		}
		l, found := s.letter(d)
		diags = append(diags, found...)
		s.Letters = append(s.Letters, l)
		s.Secrets = sortSecrets(append(s.Secrets, secrets(&resume.Resume{}, &resume.Resume{}, d.Blocks)...))
		if opts.Public {
			continue
		}
		pdf := l.Version.Settings.PDF
		t := Target{Audience: Sent, Resume: l.Version.full, Out: l.Name + "/" + s.letterFile(l), Paper: pdf.Paper, Theme: pdf.Theme.Text, Lang: l.Lang,
			Pages: l.Settings.Pages, PagesSpan: l.Settings.PagesSpan, Letter: l}
		if v := l.Variant; v != nil {
			if v.Version == l.Version {
				t.Resume = v.resume
			}
			t.Theme = cmp.Or(v.Settings.Theme.Text, t.Theme)
		}
		t.Theme = cmp.Or(opts.Theme, l.Settings.Theme.Text, t.Theme)
		s.Targets = append(s.Targets, t)
	}
	return diags
}

// letterFile is the name of a letter's PDF, which lies beside that of the variant of its name.
func (s *Site) letterFile(l *Letter) string {
	for _, t := range s.Targets {
		if strings.EqualFold(t.Out, l.Name+"/letter.pdf") { // the résumé is called so
			return "cover-letter.pdf"
		}
	}
	return "letter.pdf"
}

// letter is the letter of a document.
func (s *Site) letter(d *document.Document) (*Letter, diag.List) {
	var diags diag.List
	l := &Letter{Name: strings.TrimSuffix(strings.TrimPrefix(d.File.Path, LetterDir), ".md"), Doc: d, Settings: meta.DecodeLetter(d.Meta), Version: s.Versions[0], Body: d.Blocks}
	set := &l.Settings
	bad := func(at source.Span, help, format string, args ...any) {
		diags = append(diags, diag.Diagnostic{Rule: "meta/bad-value", Severity: diag.Error, Span: at, Message: fmt.Sprintf(format, args...), Help: help})
	}
	name := strings.TrimPrefix(strings.TrimPrefix(path.Clean("/"+strings.TrimSuffix(cmp.Or(set.Variant.Text, l.Name), ".md")), "/"), "content/")
	name = strings.TrimPrefix(name, "variants/") // a path is as good as a name
	if i := slices.IndexFunc(s.Variants, func(v *Variant) bool { return v.Name == name }); i >= 0 {
		l.Variant = s.Variants[i]
		l.Version, l.Posting = l.Variant.Version, l.Variant.Posting
	} else if set.Variant.Text != "" {
		var names []string
		for _, v := range s.Variants {
			names = append(names, v.Name)
		}
		help := "name a file of content/variants/, as in `variant: acme`"
		if near := meta.NearestWithin(name, names, 3); near != "" {
			help = fmt.Sprintf("did you mean %q?", near)
		}
		bad(set.Variant.Span, help, "there is no variant %q", set.Variant.Text)
	}
	l.Lang = l.Version.Lang
	switch lang := set.Lang; {
	case lang.Text != "" && !locale.Valid(lang.Text):
		bad(lang.Span, "write the tag, as in `en`, `en-GB` or `de`", "\"language\" is %q, which is no language tag", lang.Text)
	case lang.Text != "":
		l.Lang = locale.Canonical(lang.Text)
		if v := s.Version(l.Lang); v != nil && v != l.Version { // the head is in its language where there is one
			l.Version = v
		}
	}
	if set.Posting.Text != "" {
		var wrong *diag.Diagnostic
		if l.Posting, wrong = s.postingNamed(set.Posting); wrong != nil {
			diags = append(diags, *wrong)
		}
	}
	value := func(n meta.Name) resume.Value { return resume.Value{Text: n.Text, Span: n.Span} }
	l.To, l.Subject, l.Greeting, l.Closing = value(set.To), value(set.Subject), value(set.Greeting), value(set.Closing)
	for _, line := range set.Address {
		l.Address = append(l.Address, value(line))
	}
	if day := set.Date; day.Text != "" {
		if l.Date = value(day); dayOf(day.Text) == "" {
			diags = append(diags, diag.Diagnostic{Rule: "date/impossible", Severity: diag.Error, Span: day.Span, Message: fmt.Sprintf("%q is no date", day.Text),
				Help: "write it as in 2026-11-23"})
		} else if t, err := time.Parse(time.DateOnly, dayOf(day.Text)); err == nil {
			l.Date.Text = locale.Of(l.Lang).Day(t.Year(), int(t.Month()), t.Day())
		}
	}
	if !slices.ContainsFunc(d.Blocks, func(b markup.Block) bool { return b.Kind != markup.HTML }) {
		diags = append(diags, diag.Diagnostic{Rule: "tailor/no-effect", Severity: diag.Error, Span: d.File.Top(), Message: "the letter says nothing: its file has no text",
			Help: "write it below the front matter"})
	}
	return l, diags
}

// Title is what the letter is called, by whom it is from: "Ada Byron – Application: Analyst".
func (l *Letter) Title(from string) string {
	if l.Subject.Text == "" {
		return from
	}
	return from + " – " + l.Subject.Text
}

// Texts is what stands on the letter's sheet in values of its front matter.
func (l *Letter) Texts() []resume.Value {
	out := append([]resume.Value{l.To}, l.Address...)
	return slices.DeleteFunc(append(out, l.Subject, l.Greeting, l.Closing), func(v resume.Value) bool { return v.Text == "" })
}

// A Field is a word in braces that a letter is filled in at, where it stands.
type Field struct {
	Name  string // as written, in small letters
	Meant string // "company", "role" or "name": the same, or what it was probably meant to be
	Span  source.Span
}

var fieldPattern = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\{[A-Za-z]{2,20}\}`) })

// otherNames is what people call fields that are called otherwise here.
var otherNames = map[string]string{"title": "role", "position": "role", "job": "role", "employer": "company", "firm": "company", "organization": "company"}

// Fill is the letter with its fields filled in: {company}, {role} and the person's {name}. Other words in braces stay as they are; so do
// the fields that there is nothing for, and what is nearly one, which are returned in the order of the letter.
func (l *Letter) Fill(company, role string) (*Letter, []Field) {
	f := filler{values: map[string]string{"company": company, "role": role, "name": l.Version.full.Name.Text}}
	out := *l
	out.To = f.value(l.To)
	out.Address = slices.Clone(l.Address)
	for i, line := range out.Address {
		out.Address[i] = f.value(line)
	}
	out.Subject, out.Greeting = f.value(l.Subject), f.value(l.Greeting)
	out.Body = f.blocks(l.Body)
	out.Closing = f.value(l.Closing)
	return &out, f.empty
}

// A filler puts values in the places of fields. It changes nothing that it is given.
type filler struct {
	values map[string]string
	empty  []Field
}

// put is what a field as written becomes; at is its place.
func (f *filler) put(field string, at source.Span) string {
	name := strings.ToLower(strings.Trim(field, "{}"))
	meant := name
	if _, known := f.values[name]; !known {
		if meant = otherNames[name]; meant == "" {
			meant = meta.NearestWithin(name, []string{"company", "role", "name"}, len(name)/3)
		}
	} else if text := f.values[name]; text != "" {
		return text
	}
	if meant != "" {
		f.empty = append(f.empty, Field{name, meant, at})
	}
	return field
}

func (f *filler) value(v resume.Value) resume.Value {
	v.Text = fieldPattern().ReplaceAllStringFunc(v.Text, func(field string) string { return f.put(field, v.Span) })
	return v
}

func (f *filler) blocks(bs []markup.Block) []markup.Block {
	out := slices.Clone(bs)
	for i := range out {
		out[i].Inlines, out[i].Blocks = f.inlines(out[i].Inlines), f.blocks(out[i].Blocks)
	}
	return out
}

// inlines is the same of running text. What is filled in has the place of its field; what is code stays.
func (f *filler) inlines(in []markup.Inline) []markup.Inline {
	out := make([]markup.Inline, 0, len(in))
	for _, n := range in {
		if n.Kind != markup.Text {
			n.Inlines = f.inlines(n.Inlines)
			out = append(out, n)
			continue
		}
		last := 0
		part := func(from, to int) markup.Inline {
			one := n
			one.Text = n.Text[from:to]
			if from > 0 || to < len(n.Text) {
				one.Span = n.Place(from, to)
			}
			return one
		}
		for _, at := range fieldPattern().FindAllStringIndex(n.Text, -1) {
			if at[0] > last {
				out = append(out, part(last, at[0]))
			}
			field := part(at[0], at[1])
			field.Text = f.put(field.Text, field.Span)
			out, last = append(out, field), at[1]
		}
		if last < len(n.Text) || n.Text == "" {
			out = append(out, part(last, len(n.Text)))
		}
	}
	return out
}
