package build

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/artifact"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/export"
	"github.com/resgen/resgen/internal/qr"
	"github.com/resgen/resgen/internal/render"
	"github.com/resgen/resgen/internal/sheet"
	"github.com/resgen/resgen/internal/source"
)

// forms is the other forms than the PDF of what is published and of what is sent, as the front matter wants them. Those that are sent go with
// the prints: without a browser nothing is made for out/.
func (r *Result) forms() (public, sent []artifact.Artifact) {
	for i, p := range r.prints {
		t := r.Site.Targets[i]
		if r.opts.Only != nil && !r.opts.Only(t) || r.opts.Matrix {
			continue
		}
		if r.opts.Printer == nil && (t.Audience == compose.Sent || selects(t)) {
			continue
		}
		for _, form := range r.Site.FormsOf(t) {
			if nameless(t, form.Name) {
				continue
			}
			a := artifact.Artifact{Path: form.File(t), Open: func() ([]byte, error) { return r.form(t, p, form.Name, t.Audience == compose.Public) }}
			if t.Audience == compose.Sent {
				sent = append(sent, a)
			} else {
				public = append(public, a)
			}
		}
	}
	return public, sent
}

// selects reports whether it is a print that says what is in a target.
func selects(t compose.Target) bool {
	return t.Variant != nil && t.Variant.Posting != nil && t.Variant.Settings.Auto
}

// nameless reports whether there is nothing that a card could be filed under.
func nameless(t compose.Target, form string) bool {
	r := t.Resume
	return (form == "vcf" || strings.HasPrefix(form, "qr")) && !r.Name.Known() && !r.Email.Known() && !r.Headline.Known()
}

// ErrUnseen says that it takes a print to make a form, and there is none: what a variant selects is not known before.
var ErrUnseen = errors.New("what is in it is chosen by printing, and nothing is printed")

// form is the bytes of a target's form, bare of what comments say for the owner alone where it is published. It waits for the print where that says
// what is in it, or how it was fitted.
func (r *Result) form(t compose.Target, p *printing, form string, bare bool) ([]byte, error) {
	if !selects(t) && p.fit == 0 {
		return r.formOf(r.tailored(t), form, bare, nil)
	}
	if p.later != nil {
		p = p.later()
	}
	<-p.done
	switch {
	case p.err != nil:
		return nil, p.err
	case p.print == nil && selects(t):
		return nil, ErrUnseen
	case p.print == nil:
		return r.formOf(r.tailored(t), form, bare, nil)
	}
	return r.formOf(p.target, form, bare, p.print.Fit)
}

// Form is the first target that is asked for in one form, and that target; nil when there is none.
func (r *Result) Form(is func(compose.Target) bool, form compose.Form) ([]byte, *compose.Target, error) {
	for i, p := range r.prints {
		if t := r.Site.Targets[i]; is(t) {
			if t.Letter != nil && !form.Letters {
				return nil, &t, fmt.Errorf("a letter has no form %s; it has docx, txt and paste", form.Name)
			}
			b, err := r.form(t, p, form.Name, false) // who asks for it may keep it, and read it back
			if err == nil && t.Audience == compose.Public {
				for _, hit := range r.scan.look(form.File(t), b) {
					if hit.Unseen == "" { // else it is of text that looks like an archive, and nothing was found
						return nil, &t, &LeakError{hit.Secret.Field, hit.Secret.Value.Span.File.Path}
					}
				}
			}
			return b, &t, err
		}
	}
	return nil, nil, nil
}

// A LeakError says that something private stands in a form that is for the public.
type LeakError struct {
	Field string // what it is, as findings call it
	Path  string // of the file that keeps it
}

func (e *LeakError) Error() string {
	return fmt.Sprintf("the private %s of %s stands in what is published", e.Field, e.Path)
}

// NeedsPrint reports whether it takes a print to make forms of a target: what a variant selects, and how a print is fitted, is not known before.
func (r *Result) NeedsPrint(t compose.Target) bool { return selects(t) || r.fit(t) > 0 }

// formOf makes a form of a target that is tailored and selected.
func (r *Result) formOf(t compose.Target, form string, bare bool, fit *sheet.Fit) ([]byte, error) {
	shown, options := r.renderer.Shown(t)
	if bare {
		shown = export.Unmarked(shown)
	}
	// What leaves the site leads to it by whole addresses, as the print does. Where they are not known, a link is text; JSON Resume is read back,
	// and keeps it.
	shown = export.Linked(shown, func(from *source.File, address string) string {
		abs := r.Site.Resolve(from, address).Abs
		if abs == "" && form == "json" {
			return address
		}
		return abs
	})
	c := export.Copy{Resume: shown, Lang: t.Lang, Title: render.Title(t), Date: r.day(), OrganizationFirst: options["order"] == "organization",
		DatesBelow: options["dates"] == "below", FullLinks: options["links"] == "full"}
	if l := t.Letter; l != nil {
		c.Letter = &export.Letter{Date: l.Date.Text, To: l.To.Text, Subject: l.Subject.Text, Greeting: l.Greeting.Text, Closing: l.Closing.Text, Body: l.Body}
		for _, a := range l.Address {
			c.Letter.Address = append(c.Letter.Address, a.Text)
		}
	}
	switch form {
	case "docx":
		c.Setting = r.renderer.Setting(t, fit)
		return export.Docx(c), nil
	case "txt":
		return export.Text(c, export.Columns), nil
	case "paste":
		return export.Text(c, 0), nil
	case "md":
		return export.Standalone(shown), nil
	case "json":
		return export.JSONResume(shown), nil
	case "vcf":
		return export.VCard(shown), nil
	case "qr", "qr.png":
		const pixels = 8 // to a module: sharp on paper at 2 cm, and on a phone
		b, err := qr.SVG(export.Card(shown), c.Title)
		if form == "qr.png" {
			b, err = qr.PNG(export.Card(shown), pixels)
		}
		if err != nil {
			err = fmt.Errorf("%w\nit holds name, headline, mail, telephone and the first address: make these shorter, or take qr out of `forms:`", err)
		}
		return b, err
	}
	return nil, fmt.Errorf("there is no form %q", form)
}

// collides is the findings about files of the user's that lie where something that is made goes.
func (r *Result) collides(list []artifact.Artifact, what, help string) (out diag.List) {
	for _, f := range r.Site.Files {
		for _, a := range list {
			if d := (diag.Diagnostic{Rule: "page/collision", Severity: diag.Error, Span: f.Source.Top(), Help: help}); strings.EqualFold(a.Path, f.Path) {
				d.Message = fmt.Sprintf("the file would be published at /%s, where %s goes", f.Path, what)
				out = append(out, d)
			} else if below(a.Path, f.Path) {
				d.Message = fmt.Sprintf("the file would be published below /%s, where %s goes", a.Path, what)
				out = append(out, d)
			}
		}
	}
	return out
}

// below reports whether a file would need a folder in the place of another; many disks do not tell capitals.
func below(file, other string) bool {
	return len(other) > len(file) && other[len(file)] == '/' && strings.EqualFold(other[:len(file)], file)
}

// unblocked is artifacts less those that lie where one is made.
func unblocked(list []artifact.Artifact, made string) []artifact.Artifact {
	return slices.DeleteFunc(list, func(b artifact.Artifact) bool { return strings.EqualFold(b.Path, made) || below(made, b.Path) })
}
