package check

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/source"
)

// Repeats is where a secret stands in text of the user's that is published: at most so many places, in the order of the files.
// It looks through all files, and is for when one is known to have leaked.
func (in *Input) Repeats(secret compose.Secret, most int) []source.Span {
	search := NewSearch([]compose.Secret{secret})
	hidden := map[*source.File][]source.Span{}
	for _, at := range in.Site.Unpublished() {
		if at.Known() {
			hidden[at.File] = append(hidden[at.File], at)
		}
	}
	var out []source.Span
	for _, f := range in.Set.All() {
		if len(out) >= most || !source.Text(f.Path) || !in.published(f) {
			continue
		}
		open := without(f, hidden[f])
		if len(search.InText(open)) == 0 {
			continue
		}
		out = append(out, placesIn(f, open, search, secret, most-len(out))...)
	}
	return out
}

// published reports whether something of a file may be published.
func (in *Input) published(f *source.File) bool {
	switch compose.Role(in.Set, f.Path) {
	case compose.Private, compose.PostingFile, compose.LetterFile:
		return false
	case compose.VariantFile:
		return slices.ContainsFunc(in.Site.Variants, func(v *compose.Variant) bool { return v.Doc.File == f && v.Settings.Publish })
	}
	return path.Base(f.Path) != "dictionary.txt"
}

// without is the text of a file with blanks in the place of some parts, so that places stay.
func without(f *source.File, parts []source.Span) []byte {
	if len(parts) == 0 {
		return f.Bytes
	}
	out := bytes.Clone(f.Bytes)
	for _, p := range parts {
		for i := p.Start; i < p.End; i++ {
			if out[i] != '\n' && out[i] != '\r' {
				out[i] = ' '
			}
		}
	}
	return out
}

// placesIn is where a secret stands in a file: its words where they stand as they are, else the line, or where that is not one, the file.
func placesIn(f *source.File, open []byte, search *Search, secret compose.Secret, most int) []source.Span {
	var out []source.Span
	at := 0
	for line := range bytes.Lines(open) {
		if len(out) < most && len(search.InText(line)) > 0 {
			span := f.Span(at, at+len(bytes.TrimRight(line, "\r\n")))
			if i := index(line, secret.Value.Text); i >= 0 {
				span = f.Span(at+i, at+i+len(secret.Value.Text))
			} else if text := strings.TrimLeft(span.Text(), " \t"); text != "" {
				span.Start = span.End - len(text)
			}
			out = append(out, span)
		}
		at += len(line)
	}
	if out == nil { // it goes over the end of a line
		out = append(out, f.Top())
	}
	return out
}
