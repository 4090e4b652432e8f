package meta

import (
	"strings"

	"github.com/resgen/resgen/internal/source"
)

// LetterSettings is what the front matter of a cover letter says. What is absent, or what [Check] finds wrong, is empty.
type LetterSettings struct {
	Posting   Name // a path below content/
	Variant   Name
	To        Name
	Address   []Name // its lines
	Date      Name
	Subject   Name
	Greeting  Name
	Closing   Name
	Theme     Name
	Lang      Name
	Pages     int // at least 1
	PagesSpan source.Span
}

// DecodeLetter reads them.
func DecodeLetter(v Value) LetterSettings {
	text := func(key string) Name { return Text(v, LetterDoc, key) }
	s := LetterSettings{Posting: text("posting"), Variant: text("variant"), To: text("to"), Date: text("date"), Subject: text("subject"), Greeting: text("greeting"),
		Closing: text("closing"), Theme: text("theme"), Lang: text("language"), Pages: 1}
	for _, f := range v.Fields {
		switch f.Key {
		case "address":
			s.Address = append(s.Address, lines(f.Value)...)
		case "pages":
			if n, ok := whole(f.Value); ok && n >= 1 && n <= 30 {
				s.Pages, s.PagesSpan = n, f.Value.Span
			}
		}
	}
	return s
}

// lines is a value line by line: the items of a list, and the lines of a text.
func lines(v Value) []Name {
	var out []Name
	for _, item := range v.List {
		out = append(out, lines(item)...)
	}
	for line := range strings.Lines(v.Text) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, Name{line, v.Span})
		}
	}
	return out
}
