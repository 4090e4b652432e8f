// Package document reads one Markdown file: the front matter at its head and the
// blocks of its body.
//
// In: a [source.File]. Out: a [Document], whose every value, block and inline carries
// the span that it was written at. The head is YAML between "---" lines (or closed by
// "..."), TOML between "+++", JSON between ";;;" or a JSON object at the top; a byte
// order mark and CRLF line ends do no harm. The body is CommonMark with GFM's tables,
// strikethrough, task lists and autolinks, definition lists and footnotes, and with
// attributes: in braces behind a heading, or in an HTML comment behind a heading or a
// bullet. Comments are told apart: attributes, exceptions from rules ([Allow]), and all
// others, which are taken out of the blocks.
//
// Reading never fails and never panics, whatever the bytes: what is wrong becomes a
// diagnostic, and text that is not understood stays text. The package alone knows the
// Markdown, YAML and TOML libraries; none of their types leave it. It never alters
// text (no typography, no rewritten links), never drops raw HTML (render does), never
// looks at what keys or headings mean, and never reads another file.
package document

import (
	"slices"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/source"
)

// The rules that this package reports under.
const (
	ruleUnclosed   = "meta/unclosed"
	ruleSyntax     = "meta/syntax"
	ruleDuplicate  = "meta/duplicate-key"
	ruleAttributes = "meta/attributes"
	ruleNoEffect   = "privacy/no-effect"
)

// A Document is one parsed file. It does not change once it was made.
type Document struct {
	File     *source.File
	Meta     meta.Value     // the front matter: Kind Map, or Null when there is none or it does not parse
	MetaSpan source.Span    // what stands between the fences; nowhere when there is no front matter
	BodySpan source.Span    // all that follows the front matter
	Blocks   []markup.Block // nil for a [Head]
	Allows   []Allow        // in the order written
	Comments []source.Span  // the other HTML comments that are not in Blocks, in the order written
	Diags    diag.List      // sorted

	parsed bool
}

// An Allow is an exception from a rule that the text itself asks for:
// `<!-- allow text/long-bullet: quoted from the award -->`.
type Allow struct {
	Rule   string      // "text/long-bullet"
	Reason string      // "" when none was given
	Span   source.Span // the comment
	Covers source.Span // the block that it speaks of; the comment itself when the file has no block for it
}

// Parse reads the whole file, head and body.
func Parse(f *source.File) *Document { return Head(f).Body() }

// Head reads the front matter only: Blocks, Allows and Comments are nil. It costs a few
// microseconds, so that thousands of pages can be listed without parsing them.
func Head(f *source.File) *Document {
	d := &Document{File: f}
	d.readHead()
	d.Diags.Sort()
	return d
}

// Body parses the body of a document that [Head] made and returns a new value; a document
// that has its body already is returned as it is.
func (d *Document) Body() *Document {
	if d.parsed {
		return d
	}
	whole := *d
	whole.parsed = true
	whole.Diags = slices.Clone(d.Diags)
	whole.readBody()
	whole.Diags.Sort()
	return &whole
}

// report adds a diagnostic.
func (d *Document) report(x diag.Diagnostic) { d.Diags = append(d.Diags, x) }
