package lsp

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/creachadair/jrpc2"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/edit"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/source"
)

// The kinds of actions that we have.
const (
	quickFix = "quickfix"
	fixAll   = "source.fixAll"
)

// mostActions bounds what is offered at one place.
const mostActions = 50

func (s *server) codeAction(ctx context.Context, req *jrpc2.Request) (any, error) {
	var p actionParams
	if err := req.UnmarshalParams(&p); err != nil {
		return nil, err
	}
	out := []codeAction{}
	d, err := s.doc(p.TextDocument.URI)
	if err != nil {
		return nil, err
	}
	if d.site == nil {
		return out, nil
	}
	found, err := d.site.settled(ctx, d)
	if err != nil {
		return nil, err
	}
	if wants(p.Context.Only, quickFix) {
		for _, f := range here(s.client.encoding, d, found, p.Range) {
			said := s.diagnostics(d.site, diag.List{f})
			if f.Fix != nil && mendable(f.Fix) {
				out = append(out, codeAction{Title: sentence(f.Fix.Message), Kind: quickFix, Diagnostics: said, IsPreferred: f.Fix.Safe,
					Edit: s.edits(d, f.Fix.Edits)})
			}
			if e, ok := allow(d.file, f); ok {
				out = append(out, codeAction{Title: fmt.Sprintf("Allow %s here (and say why)", f.Rule), Kind: quickFix, Diagnostics: said,
					Edit: s.edits(d, []diag.Edit{e})})
			}
		}
	}
	if wants(p.Context.Only, fixAll) {
		for _, c := range edit.Safe(found) {
			if c.Old.Path == d.path {
				out = append(out, codeAction{Title: "Fix all safe problems", Kind: fixAll, Edit: s.edits(d, c.Edits)})
			}
		}
	}
	// A finding that several prints have is offered once.
	seen := map[string]bool{}
	out = slices.DeleteFunc(out, func(a codeAction) bool {
		key := fmt.Sprintf("%s\x00%v", a.Title, a.Edit)
		before := seen[key]
		seen[key] = true
		return before
	})
	return out[:min(len(out), mostActions)], nil
}

// wants reports whether a client wants actions of a kind: it names that, one that it is part of, or none at all.
func wants(only []string, kind string) bool {
	return len(only) == 0 || slices.ContainsFunc(only, func(o string) bool { return o == kind || strings.HasPrefix(kind, o+".") })
}

// here is the findings on the lines of a range: a cursor rarely stands on the very words.
func here(e encoding, d *doc, found diag.List, r textRange) diag.List {
	var out diag.List
	for _, f := range found {
		if at := e.span(marked(f.Span)); at.Start.Line <= r.End.Line && r.Start.Line <= at.End.Line {
			out = append(out, f)
		}
	}
	return out
}

// mendable reports whether all edits of a fix are of one file.
func mendable(x *diag.Fix) bool {
	return len(x.Edits) > 0 && !slices.ContainsFunc(x.Edits, func(e diag.Edit) bool {
		return !e.Span.Known() || e.Span.File != x.Edits[0].Span.File
	})
}

// edits is edits of one file, for the client to make.
func (s *server) edits(d *doc, edits []diag.Edit) workspaceEdit {
	var list []textEdit
	for _, e := range edits {
		list = append(list, textEdit{s.client.encoding.span(e.Span), e.New})
	}
	uri, version := d.uri, &d.version
	if p := edits[0].Span.Path(); p != d.path {
		uri, version = uriOf(d.site.disk(p)), nil
		s.mu.Lock()
		for _, other := range s.docs {
			if other.site == d.site && other.path == p {
				uri, version = other.uri, &other.version
			}
		}
		s.mu.Unlock()
	}
	if s.client.documentChanges {
		return workspaceEdit{DocumentChanges: []documentEdit{{versioned{uri, version}, list}}}
	}
	return workspaceEdit{Changes: map[string][]textEdit{uri: list}}
}

// sentence begins a text with a capital.
func sentence(text string) string {
	r, n := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(r)) + text[n:]
}

// allow is the edit that puts an exception from the rule of a finding where it covers that; ok is false when there is no such place, or
// when no exception is made from the rule. The reason is left to the person: the word that stands for it counts as none.
func allow(f *source.File, d diag.Diagnostic) (_ diag.Edit, ok bool) {
	if check.Fixed(d.Rule) || d.Rule == check.UnusedAllow || d.Rule == check.AllowWithoutReason || d.Rule == "meta/unknown-rule" {
		return diag.Edit{}, false
	}
	text := "<!-- allow " + d.Rule + ": " + check.NoReason + " -->"
	old := document.Parse(f)
	if d.Span.Start < old.BodySpan.Start {
		return diag.Edit{}, false // front matter has no comments of Markdown
	}
	at := d.Span.Start
	line, start, _ := f.Line(f.Span(at, at).Position().Line)
	end := start + len(strings.TrimRight(line, " \t\\")) // before what breaks the line
	tries := []diag.Edit{{Span: f.Span(end, end), New: " " + text}}
	for _, b := range old.Blocks {
		if b.Span.Start <= at && at <= b.Span.End && b.Kind != markup.List {
			tries = append(tries, diag.Edit{Span: f.Span(b.Span.Start, b.Span.Start), New: text + "\n\n"})
		}
	}
	for _, e := range tries {
		after := document.Parse(source.NewFile(f.Path, edit.Apply(f, []diag.Edit{e})))
		there := at
		if e.Span.Start <= at {
			there += len(after.File.Bytes) - len(f.Bytes)
		}
		for _, a := range after.Allows {
			if a.Rule == d.Rule && a.Covers.Start <= there && there <= a.Covers.End && len(after.Allows) == len(old.Allows)+1 {
				return e, true
			}
		}
	}
	return diag.Edit{}, false
}
