// Package convert reads résumés that other programs wrote: JSON Resume, YAMLResume, RenderCV, and the data export of
// LinkedIn.
//
// In: the bytes of a file. Out: a [resume.Resume], whose values carry the place in that file where there is
// one, and notes about what was kept in another form or left out. What a file is, is told by what is in it, never by its
// name. Keys that are not known keep their text, as text below the entry or in a section of their own;
// empty values say nothing. It writes nothing, and an archive is never unpacked: it is read within limits.
package convert

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"sync"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

// A Format is a kind of file that can be read.
type Format string

// The formats. Markdown is package read's; it is named here because it is what is left.
const (
	JSONResume Format = "JSON Resume"
	YAMLResume Format = "YAMLResume"
	RenderCV   Format = "RenderCV"
	LinkedIn   Format = "LinkedIn export"
	Markdown   Format = "Markdown"
)

// ErrMarkdown says that a file is in none of the other formats, and is text: read it as Markdown.
var ErrMarkdown = errors.New("it is Markdown")

// A Note says what was done with something that the résumé has no place for.
type Note struct {
	Span source.Span // nowhere when the file has no lines
	Text string      // one line, lower case
}

// Read reads a file. The error says in one line why it could not be read; it is ErrMarkdown when another
// package must.
func Read(f *source.File) (*resume.Resume, Format, []Note, error) {
	start := bytes.TrimLeft(f.Bytes, " \t\r\n\ufeff")
	switch {
	case bytes.HasPrefix(f.Bytes, []byte("PK\x03\x04")), bytes.HasPrefix(f.Bytes, []byte("PK\x05\x06")):
		r, notes, err := readLinkedIn(f)
		return r, LinkedIn, notes, err
	case bytes.IndexByte(f.Bytes, 0) >= 0 || bytes.HasPrefix(start, []byte("%PDF")):
		return nil, "", nil, errors.New("it is neither text nor a LinkedIn export (zip)")
	case len(start) == 0:
		return nil, "", nil, errors.New("it is empty")
	case bytes.HasPrefix(start, []byte("---\n")) && hasBody(f), start[0] != '{' && start[0] != '[' && !looksLikeYAML(start):
		return nil, Markdown, nil, ErrMarkdown
	}
	d := document.Tree(f)
	for _, x := range d.Diags {
		if x.Severity == diag.Error {
			if reads(f) {
				return nil, Markdown, nil, ErrMarkdown // "Name: Maya" on its first line
			}
			at := x.Span.Position()
			return nil, "", nil, fmt.Errorf("line %d: %s", at.Line, x.Message)
		}
	}
	c := &converter{file: f, resume: &resume.Resume{Lang: "en"}}
	top := d.Meta
	cv, isRenderCV := top.Get("cv")
	content, isYAMLResume := top.Get("content")
	switch {
	case isRenderCV && cv.Kind == meta.Map:
		c.renderCV(cv)
		return c.resume, RenderCV, c.notes, nil
	case isYAMLResume && content.Kind == meta.Map:
		c.jsonResume(content)
		return c.resume, YAMLResume, c.notes, nil
	case isJSONResume(top):
		c.jsonResume(top)
		return c.resume, JSONResume, c.notes, nil
	}
	if reads(f) {
		return nil, Markdown, nil, ErrMarkdown
	}
	return nil, "", nil, errors.New("it is none of JSON Resume (\"basics\", \"work\"), RenderCV (\"cv\"), YAMLResume (\"content\"), a LinkedIn export or Markdown")
}

// hasBody reports whether text stands behind a block of front matter, so that the file is Markdown.
func hasBody(f *source.File) bool {
	d := document.Head(f)
	return d.MetaSpan.Known() && strings.TrimSpace(d.BodySpan.Text()) != ""
}

// heading is a line that Markdown makes a heading of, or that people make one of with capitals.
var heading = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?m)^(?:#{1,6} \S.*|\p{Lu}[\p{Lu} &]{5,})\r?$`) })

// reads reports whether a file reads like Markdown: it has headings.
func reads(f *source.File) bool {
	first := bytes.TrimLeft(f.Bytes, " \t\r\n\ufeff")[0]
	return first != '{' && first != '[' && heading().Match(f.Bytes)
}

// looksLikeYAML reports whether a file begins with a key of one of the formats, comments left out.
func looksLikeYAML(start []byte) bool {
	for line := range bytes.Lines(start) {
		text := string(bytes.TrimRight(line, " \r\n"))
		if text == "" || strings.HasPrefix(text, "#") || text == "---" || strings.HasPrefix(text, "%YAML") {
			continue
		}
		key, _, ok := strings.Cut(text, ":")
		return ok && !strings.ContainsAny(key, " *#[<")
	}
	return false
}

// isJSONResume reports whether a tree has a section of JSON Resume.
func isJSONResume(v meta.Value) bool {
	for _, key := range []string{"basics", "work", "education", "skills", "projects", "volunteer"} {
		if x, ok := v.Get(key); ok && (x.Kind == meta.Map || x.Kind == meta.List) {
			return true
		}
	}
	return false
}

// A converter gathers what was understood.
type converter struct {
	file   *source.File
	resume *resume.Resume
	notes  []Note
}

func (c *converter) note(at source.Span, format string, args ...any) {
	c.notes = append(c.notes, Note{at, fmt.Sprintf(format, args...)})
}
