package compose

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/locale"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/resume"
)

// A Version is the résumé in one language: resume.md itself, a file beside it ("resume.de.md"), or what of a file that holds several languages is
// in this one or in none. What a file of its own does not say in its front matter, it has in common with resume.md.
type Version struct {
	Lang     string             // BCP 47, in the form that it recommends
	Doc      *document.Document // its front matter and its blocks alone
	Settings meta.Settings      // its own; those of the site count only in the main version
	Resume   *resume.Resume     // without private values
	Home, CV string             // the paths of its pages: "" and "resume/"; "de/" and "de/resume/"

	out                string         // the name of its PDF, once it has one
	full               *resume.Resume // with private values
	own, open          *resume.Resume // as it was read, before values of elsewhere: with what is marked private, and without
	hidden             hidden
	title, description string
}

// speak makes the versions of the résumé: the one in its own language first, then the others by their tags. Each is read; what is
// found in text that they share is said once.
func (s *Site) speak(translations []*document.Document, opts Options) diag.List {
	main, others := languages(s.Master)
	all := append([]string{main}, others...)
	one := func(d *document.Document, lang, fallback string, among []string) *Version {
		v := &Version{Lang: lang, Doc: inLanguage(d, lang, fallback, among), CV: resumePath}
		if lang != main {
			v.Home = strings.ToLower(lang) + "/"
			v.CV = v.Home + resumePath
		}
		return v
	}
	s.Versions = []*Version{one(s.Master, main, main, all)}
	for _, lang := range others {
		s.Versions = append(s.Versions, one(s.Master, lang, main, all))
	}
	var diags diag.List
	for _, d := range translations {
		lang := locale.Canonical(FileLanguage(d.File.Path))
		if wrong := s.unusable(d, lang, main); wrong.Message != "" {
			diags = append(diags, wrong)
			continue
		}
		base := meta.In(s.Master.Meta, meta.ResumeDoc, lang, main)
		own := *d
		own.Meta = meta.Onto(meta.In(d.Meta, meta.ResumeDoc, lang, lang), base, meta.ResumeDoc)
		v := one(&own, lang, lang, []string{lang})
		s.Versions = slices.DeleteFunc(s.Versions, func(have *Version) bool { return have.Lang == lang }) // a file of its own wins over blocks
		s.Versions = append(s.Versions, v)
		diags = append(diags, doubts(d)...)
	}
	slices.SortFunc(s.Versions[1:], func(a, b *Version) int { return cmp.Compare(a.Lang, b.Lang) })
	s.Master, s.Lang = s.Versions[0].Doc, main
	for _, v := range s.Versions {
		v.Settings = meta.Decode(v.Doc.Meta)
		read := v.understand()
		v.own, v.open = read.full, read.open
		v.full = v.own
		diags = append(diags, read.found...)
		if opts.Theme != "" {
			v.Settings.PDF.Theme = meta.Name{Text: opts.Theme}
		}
		if !v.Settings.PDF.PaperSpan.Known() {
			v.Settings.PDF.Paper = locale.Paper(v.Lang)
		}
		v.Settings.PDF.Paper = cmp.Or(opts.Paper, v.Settings.PDF.Paper)
	}
	s.Settings, s.Master = s.Versions[0].Settings, s.Versions[0].Doc
	return diags.Once()
}

// unusable is why a file is no version of the résumé: its name says no language, or one that there is already.
func (s *Site) unusable(d *document.Document, lang, main string) diag.Diagnostic {
	out := diag.Diagnostic{Rule: "meta/bad-value", Severity: diag.Error, Span: d.File.Top()}
	said := meta.Text(d.Meta, meta.ResumeDoc, "lang")
	switch {
	case !locale.Valid(lang):
		out.Message = fmt.Sprintf("%q, in the name of the file, is no language, and so the file is not used", FileLanguage(d.File.Path))
		out.Help = "name it as in resume.de.md; another draft belongs outside of content/"
	case said.Text != "" && locale.Valid(said.Text) && locale.Base(said.Text) != locale.Base(lang):
		out.Span = said.Span
		out.Message = fmt.Sprintf("\"lang\" is %q, and the name of the file says %q", said.Text, lang)
		out.Help = "rename the file, or take the key out"
	case strings.EqualFold(lang, main):
		out.Message = fmt.Sprintf("%s is in %q already, and so this file is not used", s.Master.File.Path, main)
		out.Help = fmt.Sprintf("say in its front matter which language it is in, as in `lang: %s`", map[bool]string{true: "de", false: "en"}[main == "en"])
	default:
		for _, v := range s.Versions {
			if v.Lang == lang && v.Doc.File != s.Master.File {
				out.Message = fmt.Sprintf("a second file in %q, which is not used", lang)
				out.Notes = []diag.Note{{Span: v.Doc.File.Top(), Text: "the first one"}}
			}
		}
	}
	return out
}

// FileLanguage is the language that the name of a résumé's file says, as written: "de" of "content/resume.de.md"; "" when it says none.
func FileLanguage(p string) string {
	name := strings.TrimSuffix(path.Base(p), path.Ext(p))
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		return name[i+1:]
	}
	return ""
}

// View is the site as one version sees it: its résumé, its settings and its targets in the place of the main one's.
func (s *Site) View(v *Version) *Site {
	if v == nil || v == s.Versions[0] && len(s.Versions) == 1 {
		return s
	}
	own := *s
	own.Settings, own.Master, own.Resume, own.Lang = v.Settings, v.Doc, v.Resume, v.Lang
	own.Title, own.Description = v.title, v.description
	own.Targets = slices.DeleteFunc(slices.Clone(s.Targets), func(t Target) bool { return t.Version() != v.Lang })
	return &own
}

// Version is the version in a language, or in that of its base: "de" finds "de-AT" and the other way round; nil when there is none.
func (s *Site) Version(lang string) *Version {
	lang = locale.Canonical(lang)
	for _, is := range []func(*Version) bool{
		func(v *Version) bool { return v.Lang == lang },
		func(v *Version) bool { return locale.Base(v.Lang) == locale.Base(lang) },
	} {
		if i := slices.IndexFunc(s.Versions, is); i >= 0 {
			return s.Versions[i]
		}
	}
	return nil
}

// SettingsOf is the settings of the version that a target is in.
func (s *Site) SettingsOf(t Target) meta.Settings {
	for _, v := range s.Versions {
		if v.Lang == t.Version() {
			return v.Settings
		}
	}
	return s.Settings
}

// file is the name of a version's PDF: the one that it was given, or the main one's with its language: "resume.de.pdf".
func (s *Site) file(v *Version) string {
	if v.out != "" {
		return v.out
	}
	main := s.Versions[0].Settings.PDF.Name
	v.out = v.Settings.PDF.Name
	taken := func(o *Version) bool { return o != v && strings.EqualFold(o.out, v.out) }
	if v != s.Versions[0] && (strings.EqualFold(v.out, main) || slices.ContainsFunc(s.Versions, taken)) {
		v.out = strings.TrimSuffix(main, ".pdf") + "." + strings.ToLower(v.Lang) + ".pdf"
	}
	return v.out
}

// Alternates is the same page in every language that there is one in, itself included, the main one first; nil when there is only itself.
func (s *Site) Alternates(p *Page) []*Page {
	if len(s.Versions) < 2 || p.Kind != Home && p.Kind != CV {
		return nil
	}
	var out []*Page
	for _, v := range s.Versions {
		at := v.Home
		if p.Kind == CV {
			at = v.CV
		}
		if other := s.byPath[at]; other != nil && other.Kind == p.Kind {
			out = append(out, other)
		}
	}
	if len(out) < 2 {
		return nil
	}
	return out
}

// translated adds the pages of the other versions: home and résumé.
func (s *Site) translated(add func(*Page) bool) {
	for _, v := range s.Versions[1:] {
		home := &Page{Words: &Words{Kind: Home, Path: v.Home, Title: v.title, Description: v.description, Doc: nil}, Lang: v.Lang}
		add(home)
		add(&Page{Words: &Words{Kind: CV, Path: v.CV, Title: locale.Of(v.Lang).Word("Résumé"), Description: v.description, Doc: v.Doc}, Lang: v.Lang})
	}
}
