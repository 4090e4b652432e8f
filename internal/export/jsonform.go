package export

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/idna"

	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/resume"
)

// A JSONForm is where a kind of section stands in JSON Resume v1.0.0 (https://jsonresume.org/schema), and which of an item's keys says
// what. A key that is empty is none: the schema has no place for it.
type JSONForm struct {
	Array        string
	Title        string // of an education, what was studied for; of a group, its label or its only item
	Area         string // the field that was studied
	Organization string
	Location     string
	URL          string
	Start, End   string // Start alone is the one date of what happened once
	Text         string // paragraphs, as Markdown
	List         string // bullets, each as Markdown; where there is none, they stand in Text
	Items        string // of a group
}

// FormOf is the form of a kind of section; ok is false for one that JSON Resume has no array for.
func FormOf(k resume.Kind) (f JSONForm, ok bool) {
	switch k {
	case resume.Experience:
		f = JSONForm{Array: "work", Title: "position", Organization: "name", Location: "location", URL: "url", Start: "startDate", End: "endDate", Text: "summary", List: "highlights"}
	case resume.Volunteer:
		f = JSONForm{Array: "volunteer", Title: "position", Organization: "organization", URL: "url", Start: "startDate", End: "endDate", Text: "summary", List: "highlights"}
	case resume.Education:
		f = JSONForm{Array: "education", Title: "studyType", Area: "area", Organization: "institution", URL: "url", Start: "startDate", End: "endDate"}
	case resume.Projects:
		f = JSONForm{Array: "projects", Title: "name", Organization: "entity", URL: "url", Start: "startDate", End: "endDate", Text: "description", List: "highlights"}
	case resume.Awards:
		f = JSONForm{Array: "awards", Title: "title", Organization: "awarder", Start: "date", Text: "summary"}
	case resume.Certifications:
		f = JSONForm{Array: "certificates", Title: "name", Organization: "issuer", URL: "url", Start: "date"}
	case resume.Publications:
		f = JSONForm{Array: "publications", Title: "name", Organization: "publisher", URL: "url", Start: "releaseDate", Text: "summary"}
	case resume.References:
		f = JSONForm{Array: "references", Title: "name", Text: "reference"}
	case resume.Skills:
		f = JSONForm{Array: "skills", Title: "name", Items: "keywords"}
	case resume.Interests:
		f = JSONForm{Array: "interests", Title: "name", Items: "keywords"}
	case resume.Languages:
		f = JSONForm{Array: "languages", Title: "language", Items: "fluency"}
	}
	return f, f.Array != ""
}

// isoDates is a range by the rules of JSON Resume: YYYY or YYYY-MM, no end for what goes on, and never a month that was not written.
// What happened at one time began and ended then; of an education that is its end, which says nothing of when it began.
func (f JSONForm) isoDates(r date.Range) (start, end string) {
	start, end = r.Start.String(), r.End.String()
	switch {
	case f.End == "":
		if start == "" {
			start = end
		}
		return start, ""
	case r.Present:
		return start, ""
	case end == "" && f.Area != "":
		return "", start
	case end == "":
		return start, start
	}
	return start, end
}

// Absolute is an address in ASCII alone, as the format uri of JSON Resume and vCard have it (RFC 3986): other characters are escaped. It is "" for an
// address that is relative, or none.
func Absolute(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme == "" || u.Host == "" && u.Opaque == "" && u.Path == "" {
		return ""
	}
	if name, err := idna.Lookup.ToASCII(u.Hostname()); err == nil && name != u.Hostname() {
		if port := u.Port(); port != "" {
			name += ":" + port
		}
		u.Host = name
	}
	plain := true
	for i := range len(address) {
		plain = plain && uriByte(address[i])
	}
	if plain {
		return address
	}
	out := []byte(u.String())
	for i := 0; i < len(out); i++ {
		if !uriByte(out[i]) {
			out = slices.Replace(out, i, i+1, fmt.Appendf(nil, "%%%02X", out[i])...)
		}
	}
	return string(out)
}

// uriByte reports whether a byte may stand in an address.
func uriByte(c byte) bool {
	return c > ' ' && c < 0x7f && strings.IndexByte("\"<>\\^`{|}", c) < 0
}
