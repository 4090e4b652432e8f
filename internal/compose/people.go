package compose

import (
	"cmp"
	"slices"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/locale"
	"github.com/resgen/resgen/internal/meta"
)

// people fills in who the site is about, and the targets. What private: names but the résumé does not
// have is a finding: it is a slip of the pen that would publish what was meant to be private.
func (s *Site) people(pages []*Page, private *outside, opts Options) diag.List {
	var diags diag.List
	var void []nothing
	answers := map[meta.Name]bool{} // of names under private: something in one of the languages does
	s.sends = !opts.Public
	for _, v := range s.Versions {
		r, open := v.own, v.open
		if bareProjects(r) {
			r, open = withProjects(r, pages), withProjects(open, pages)
		}
		own, found := private.in(v.Lang, s.Lang, r.Contact)
		full := fill(r, own)
		hidden, wrong := hide(r, full, v.Settings.Private)
		diags = append(diags, found...)
		for _, n := range v.Settings.Private {
			answers[n] = answers[n] || !slices.ContainsFunc(wrong, func(w nothing) bool { return w.name == n })
		}
		void = append(void, wrong...)
		v.full, v.Resume, v.hidden = full, public(open, hidden), hidden
		diags = append(diags, bareHeadings(full, v.Resume)...)
		s.Secrets = append(s.Secrets, secrets(full, v.Resume, v.Doc.Blocks)...)
		v.title = cmp.Or(v.Settings.Title, v.Resume.Name.Text)
		if v.title == "" && full.Name.Known() { // a title is no place for a name that is private
			v.title = cmp.Or(v.Resume.Headline.Text, locale.Of(v.Lang).Word("Résumé"))
		}
		s.photo(v, own)
		v.description = cmp.Or(v.Settings.Description, summaryText(v.Resume))
		pdf := v.Settings.PDF
		target := Target{Audience: Public, Resume: v.Resume, Out: s.file(v), Paper: pdf.Paper, Theme: pdf.Theme.Text, Lang: v.Lang,
			Pages: pdf.Pages, PagesSpan: pdf.PagesSpan}
		s.Targets = append(s.Targets, target)
		if !opts.Public {
			target.Audience, target.Resume = Sent, full
			s.Targets = append(s.Targets, target)
		}
	}
	for _, w := range void {
		if !answers[w.name] {
			diags = append(diags, w.diag)
		}
	}
	if len(s.Versions) > 0 {
		main := s.Versions[0]
		s.Resume, s.Title, s.Description = main.Resume, main.title, main.description
		s.Secrets = sortSecrets(s.Secrets)
		s.borrows = private.borrowed()
	}
	diags = append(diags, s.tailored(opts)...)
	diags = append(diags, s.written(opts)...)
	if opts.Matrix {
		s.spread(papersOf(opts.Papers))
	}
	if opts.One != nil {
		s.Targets = slices.DeleteFunc(s.Targets, func(t Target) bool { return !opts.One.is(s, t) })
	}
	return diags.Once()
}
