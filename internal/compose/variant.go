package compose

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

// A Variant is a tailored version of the résumé: what content/variants/NAME.md says. Nothing is in it that does not stand in the résumé or in that
// file.
type Variant struct {
	Name     string // that of its file: "acme"
	Doc      *document.Document
	Settings meta.VariantSettings
	Version  *Version           // the résumé that it is made from
	Posting  *document.Document // nil when it names none, or one that is not there
	Pins     []source.Span      // of the sections, entries and bullets that must be in

	resume, public *resume.Resume // what of the résumé may be in it, with private values and without
}

// tailored makes the variants of the documents that are some, and their targets.
func (s *Site) tailored(opts Options) diag.List {
	var diags diag.List
	for _, d := range s.Others {
		if name, _, _ := strings.Cut(strings.TrimPrefix(d.File.Path, "content/"), "/"); name != strings.ToLower(name) {
			diags = append(diags, diag.Diagnostic{Rule: "tailor/no-effect", Severity: diag.Error, Span: d.File.Top(),
				Message: fmt.Sprintf("nothing is made of what stands in content/%s/", name), Help: fmt.Sprintf("rename the folder to content/%s/", strings.ToLower(name))})
			continue
		}
		if !strings.HasPrefix(d.File.Path, VariantDir) || len(s.Versions) == 0 {
			continue
		}
		v, found := s.variant(d)
		diags = append(diags, found...)
		if v == nil {
			continue
		}
		s.Variants = append(s.Variants, v)
		s.Secrets = sortSecrets(append(s.Secrets, secrets(&resume.Resume{}, &resume.Resume{}, d.Blocks)...))
		pdf := v.Version.Settings.PDF
		t := Target{Audience: Sent, Resume: v.resume, Out: v.Name + "/" + s.file(v.Version), Paper: pdf.Paper, Theme: cmp.Or(v.Settings.Theme.Text, pdf.Theme.Text),
			Lang: v.Version.Lang, Pages: pdf.Pages, PagesSpan: pdf.PagesSpan, Variant: v}
		if opts.Theme != "" {
			t.Theme = opts.Theme
		}
		if v.Settings.Pages > 0 {
			t.Pages, t.PagesSpan = v.Settings.Pages, v.Settings.PagesSpan
		}
		if v.Settings.Publish || opts.One != nil { // who asks for one may look at its public form, published or not
			open := t
			open.Audience, open.Resume = Public, v.public
			s.Targets = append(s.Targets, open)
		}
		if !opts.Public {
			s.Targets = append(s.Targets, t)
		}
	}
	return diags
}

// variant is the variant of a document; nil when it can't be made.
func (s *Site) variant(d *document.Document) (*Variant, diag.List) {
	var diags diag.List
	v := &Variant{Name: strings.TrimSuffix(strings.TrimPrefix(d.File.Path, VariantDir), ".md"), Doc: d, Settings: meta.DecodeVariant(d.Meta), Version: s.Versions[0]}
	bad := func(at source.Span, help, format string, args ...any) {
		diags = append(diags, diag.Diagnostic{Rule: "meta/bad-value", Severity: diag.Error, Span: at, Message: fmt.Sprintf(format, args...), Help: help})
	}
	if lang := v.Settings.Lang; lang.Text != "" {
		if v.Version = s.Version(lang.Text); v.Version == nil {
			var have []string
			for _, x := range s.Versions {
				have = append(have, x.Lang)
			}
			bad(lang.Span, "there is one in "+strings.Join(have, ", "), "there is no résumé in %q, and so this variant is not made", lang.Text)
			return nil, diags
		}
	}
	if p := v.Settings.Posting; p.Text != "" {
		var wrong *diag.Diagnostic
		if v.Posting, wrong = s.postingNamed(p); wrong != nil {
			diags = append(diags, *wrong)
		}
	} else if v.Settings.Auto {
		bad(d.MetaSpan, "name one, as in `posting: jobs/acme.md`, or write `select: all`", "`select: auto` needs a posting to select for")
		v.Settings.Auto = false
	}
	for i := range d.Blocks {
		if b := &d.Blocks[i]; b.Kind == markup.Heading {
			diags = append(diags, diag.Diagnostic{Rule: "tailor/no-effect", Severity: diag.Warning, Span: b.Span,
				Message: "a heading makes no section here: all of this file's text is the variant's summary", Help: "write what is new into the résumé, and name it in keep:"})
		}
	}
	c := v.make()
	diags = append(diags, c.wrong(v.Version.full)...)
	diags = append(diags, doubts(d)...)
	_, wrong := hide(v.resume, v.Version.full, v.Settings.Private)
	for _, w := range wrong {
		diags = append(diags, w.diag)
	}
	return v, diags
}

// overlay is a résumé with what the variant says itself.
func (v *Variant) overlay(r *resume.Resume) *resume.Resume {
	if h := v.Settings.Headline; h.Text != "" {
		r.Headline = resume.Value{Text: h.Text, Span: h.Span}
	}
	if v.Summary() {
		r.Summary = v.Doc.Blocks
	}
	return r
}

// Summary reports whether the variant has a summary of its own.
func (v *Variant) Summary() bool {
	return slices.ContainsFunc(v.Doc.Blocks, func(b markup.Block) bool { return b.Kind != markup.HTML })
}

// postingNamed is the posting that a variant or a letter names, or what is wrong with the name.
func (s *Site) postingNamed(p meta.Name) (*document.Document, *diag.Diagnostic) {
	if d := s.posting(p.Text); d != nil {
		return d, nil
	}
	rel := strings.TrimPrefix(strings.TrimPrefix(path.Clean("/"+p.Text), "/"), "content/")
	wrong := &diag.Diagnostic{Rule: "meta/bad-value", Severity: diag.Error, Span: p.Span, Message: "there is no content/" + rel, Help: "paste the posting into a file of that name"}
	if near := s.nearPosting(p.Text); near != "" {
		wrong.Help = fmt.Sprintf("did you mean %q?", near)
	}
	for dir, is := range map[string]string{"variants/": "a variant", "letters/": "a letter"} {
		if strings.HasPrefix(rel, dir) {
			wrong.Message, wrong.Help = is+" is no posting", "name a file of content/jobs/, as in `posting: jobs/acme.md`"
		}
	}
	return nil, wrong
}

// isPosting reports whether one of [Site.Others] is a posting.
func isPosting(d *document.Document) bool { return strings.HasPrefix(d.File.Path, JobDir) }

// PostingPath is the path of a posting in the set, as "content/jobs/acme.md", of what a variant or a letter says: with or without "content/"; what has no
// ending may have any.
func PostingPath(said string) string {
	return "content/" + strings.TrimPrefix(strings.TrimPrefix(path.Clean("/"+said), "/"), "content/")
}

// posting is the posting of a path below content/, with or without that folder's name, as people write it.
func (s *Site) posting(p string) *document.Document {
	p = PostingPath(p)
	for _, d := range s.Others {
		if at := d.File.Path; isPosting(d) && (at == p || strings.TrimSuffix(at, path.Ext(at)) == p) {
			return d
		}
	}
	return nil
}

func (s *Site) nearPosting(p string) string {
	var names []string
	for _, d := range s.Others {
		if isPosting(d) {
			names = append(names, strings.TrimPrefix(d.File.Path, "content/"))
		}
	}
	return meta.NearestWithin(p, names, 4)
}

// Resume is what of the résumé may be in the variant, with private values.
func (v *Variant) Resume() *resume.Resume { return v.resume }
