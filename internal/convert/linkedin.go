package convert

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/term"
)

// What an archive may hold. A whole export of LinkedIn's has some hundred files; those that are read are small.
const (
	mostFiles = 2000
	mostBytes = 4 << 20 // of one table, unpacked
	mostRows  = 5000
)

// A table is one CSV file of an export.
type table struct {
	file    *source.File
	columns []string // folded
	rows    []row
}

type row struct {
	cells []resume.Value
	taken []bool
	of    *table
}

// readLinkedIn reads the archive that LinkedIn gives to who asks for their data.
func readLinkedIn(f *source.File) (*resume.Resume, []Note, error) {
	z, err := zip.NewReader(bytes.NewReader(f.Bytes), int64(len(f.Bytes)))
	if err != nil {
		return nil, nil, fmt.Errorf("the archive cannot be read: %w", err)
	}
	if len(z.File) > mostFiles {
		return nil, nil, fmt.Errorf("the archive holds %d files; an export has at most %d", len(z.File), mostFiles)
	}
	tables := map[string]*table{}
	for _, e := range z.File {
		name := strings.ToLower(strings.ReplaceAll(strings.TrimSuffix(path.Base(strings.ReplaceAll(e.Name, `\`, "/")), path.Ext(e.Name)), "_", " "))
		if !strings.EqualFold(path.Ext(e.Name), ".csv") || !known[name] || tables[name] != nil {
			continue
		}
		t, err := readTable(e)
		if err != nil {
			return nil, nil, err
		}
		tables[name] = t
	}
	if tables["profile"] == nil && tables["positions"] == nil {
		return nil, nil, errors.New("the archive is no export of LinkedIn's: it has neither Profile.csv nor Positions.csv")
	}
	c := &converter{file: f, resume: &resume.Resume{Lang: "en"}}
	c.linkedIn(tables)
	return c.resume, c.notes, nil
}

// known is the tables that say something about the person for a résumé.
var known = map[string]bool{"profile": true, "positions": true, "education": true, "skills": true, "projects": true, "certifications": true,
	"languages": true, "email addresses": true, "phonenumbers": true, "phone numbers": true, "volunteering": true, "honors": true,
	"publications": true, "courses": true, "patents": true, "organizations": true}

func readTable(e *zip.File) (*table, error) {
	rc, err := e.Open()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path.Base(e.Name), err)
	}
	defer rc.Close()
	b, err := io.ReadAll(io.LimitReader(rc, mostBytes+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("%s: %w", path.Base(e.Name), err)
	case len(b) > mostBytes:
		return nil, fmt.Errorf("%s: it is larger than %d MB", path.Base(e.Name), mostBytes>>20)
	case !utf8.Valid(b):
		return nil, fmt.Errorf("%s: it is not UTF-8", path.Base(e.Name))
	}
	t := &table{file: source.NewFile(path.Base(e.Name), b)}
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(b, []byte("\ufeff"))))
	r.FieldsPerRecord = -1 // some tables begin with notes
	skip := len(b) - len(bytes.TrimPrefix(b, []byte("\ufeff")))
	for {
		rec, err := r.Read()
		if errors.Is(err, io.EOF) {
			return t, nil
		}
		var pe *csv.ParseError
		if errors.As(err, &pe) {
			return nil, fmt.Errorf("%s: line %d, column %d: %w", t.file.Path, pe.Line, pe.Column, pe.Err)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", t.file.Path, err)
		}
		if len(t.rows) >= mostRows {
			return nil, fmt.Errorf("%s: it has more than %d rows", t.file.Path, mostRows)
		}
		if t.columns == nil {
			if len(rec) > 1 || len(rec) == 1 && strings.TrimSpace(rec[0]) != "" && !strings.HasSuffix(strings.TrimSpace(rec[0]), ":") {
				for _, name := range rec {
					t.columns = append(t.columns, strings.ToLower(strings.TrimSpace(name)))
				}
			}
			continue
		}
		w := row{of: t, taken: make([]bool, len(rec))}
		for i, cell := range rec {
			line, _ := r.FieldPos(i)
			_, at, _ := t.file.Line(line)
			at = min(at+skip, len(b))
			w.cells = append(w.cells, resume.Value{Text: cell, Span: t.file.Span(at, at)})
		}
		t.rows = append(t.rows, w)
	}
}

// take is a cell by the name of its column, on one line.
func (w *row) take(columns ...string) resume.Value {
	v := w.raw(columns...)
	v.Text = oneLine(v.Text)
	return v
}

// raw is a cell as it is.
func (w *row) raw(columns ...string) resume.Value {
	for _, name := range columns {
		for i, c := range w.of.columns {
			if c == name && i < len(w.cells) {
				w.taken[i] = true
				if strings.TrimSpace(w.cells[i].Text) != "" {
					return w.cells[i]
				}
			}
		}
	}
	return resume.Value{}
}

// rest is what was not taken, as text below an entry.
func (w *row) rest() (out []markup.Block) {
	for i, v := range w.cells {
		if !w.taken[i] && i < len(w.of.columns) && strings.TrimSpace(v.Text) != "" {
			out = append(out, labelled(title(w.of.columns[i]), meta.Value{Kind: meta.String, Text: v.Text, Span: v.Span}))
		}
	}
	return out
}

func (c *converter) linkedIn(tables map[string]*table) {
	each := func(names ...string) []row {
		for _, n := range names {
			if t := tables[n]; t != nil {
				return t.rows
			}
		}
		return nil
	}
	r := c.resume
	for _, w := range each("profile")[:min(1, len(each("profile")))] { // one person
		first, last := w.take("first name"), w.take("last name")
		r.Name = resume.Value{Text: strings.TrimSpace(first.Text + " " + last.Text), Span: first.Span}
		r.Headline, r.Location = w.take("headline"), w.take("geo location")
		summary := w.raw("summary")
		r.Summary = blocks(summary, summary.Text)
		for _, site := range strings.Split(w.take("websites").Text, ",") { // [PERSONAL:https://...],[COMPANY:https://...]
			_, address, _ := strings.Cut(strings.Trim(site, "[] "), ":")
			c.link(resume.Value{Text: strings.Trim(address, " ]")}, "")
		}
		for _, handle := range strings.FieldsFunc(strings.Trim(w.take("twitter handles").Text, "[]"), func(r rune) bool { return r == ',' || r == ' ' }) {
			if u, ok := term.Profile("Twitter", strings.Trim(handle, "[]")); ok {
				c.link(resume.Value{Text: u}, "")
			}
		}
		for _, private := range []string{"address", "birth date", "zip code", "maiden name", "instant messengers"} {
			if v := w.take(private); v.Known() {
				c.note(v.Span, "%q was left out: it does not belong in a résumé", private)
			}
		}
		c.fact("Industry", w.take("industry"))
	}
	for _, w := range each("email addresses") {
		if v := w.take("email address"); v.Known() && (!r.Email.Known() || strings.EqualFold(w.take("primary").Text, "yes")) {
			r.Email = v
		}
	}
	for _, w := range each("phonenumbers", "phone numbers") {
		if v := w.take("number"); v.Known() && !r.Phone.Known() {
			r.Phone = v
		}
	}
	list := func(kind resume.Kind, title string, rows []row, read func(s *resume.Section, w *row) resume.Entry) {
		s := resume.Section{Kind: kind, Title: resume.Value{Text: title}}
		for i := range rows {
			w := &rows[i]
			e := read(&s, w)
			e.Body = append(e.Body, w.rest()...)
			if !e.Title.Known() {
				e.Title, e.Organization = e.Organization, resume.Value{}
			}
			if e.Title.Known() {
				s.Entries = append(s.Entries, e)
			} else {
				s.Intro = append(s.Intro, e.Body...)
			}
		}
		c.add(s)
	}
	text := func(w *row, columns ...string) []markup.Block { v := w.raw(columns...); return blocks(v, v.Text) }
	dates := func(e *resume.Entry, w *row, open bool) {
		when(e, w.take("started on", "start date"), w.take("finished on", "end date"), resume.Value{}, open)
	}
	list(resume.Experience, "Experience", each("positions"), func(_ *resume.Section, w *row) (e resume.Entry) {
		e.Title, e.Organization, e.Location = w.take("title"), w.take("company name"), w.take("location")
		dates(&e, w, true)
		e.Body = text(w, "description")
		return e
	})
	list(resume.Projects, "Projects", each("projects"), func(_ *resume.Section, w *row) (e resume.Entry) {
		e.Title, e.URL = w.take("title"), w.take("url").Text
		dates(&e, w, false)
		e.Body = text(w, "description")
		return e
	})
	list(resume.Education, "Education", each("education"), func(_ *resume.Section, w *row) (e resume.Entry) {
		e.Title, e.Organization = w.take("degree name"), w.take("school name")
		dates(&e, w, false)
		e.Body = append(text(w, "notes"), text(w, "activities")...)
		return e
	})
	skills := resume.Section{Kind: resume.Skills, Title: resume.Value{Text: "Skills"}}
	for _, w := range each("skills") {
		group(&skills, resume.Value{}, w.take("name"))
	}
	c.add(skills)
	list(resume.Certifications, "Certifications", each("certifications"), func(_ *resume.Section, w *row) (e resume.Entry) {
		e.Title, e.Organization, e.URL = w.take("name"), w.take("authority"), w.take("url").Text
		dates(&e, w, false)
		return e
	})
	list(resume.Awards, "Honors and Awards", each("honors"), func(_ *resume.Section, w *row) (e resume.Entry) {
		e.Title = w.take("title")
		when(&e, w.take("issued on"), resume.Value{}, resume.Value{}, false)
		e.Body = text(w, "description")
		return e
	})
	list(resume.Publications, "Publications", each("publications"), func(_ *resume.Section, w *row) (e resume.Entry) {
		e.Title, e.Organization, e.URL = w.take("name"), w.take("publisher"), w.take("url").Text
		when(&e, w.take("published on"), resume.Value{}, resume.Value{}, false)
		e.Body = text(w, "description")
		return e
	})
	list(resume.Volunteer, "Volunteering", each("volunteering"), func(_ *resume.Section, w *row) (e resume.Entry) {
		e.Title, e.Organization = w.take("role"), w.take("company name")
		dates(&e, w, true)
		e.Body = text(w, "description")
		return e
	})
	languages := resume.Section{Kind: resume.Languages, Title: resume.Value{Text: "Languages"}}
	for _, w := range each("languages") {
		name, level := w.take("name"), w.take("proficiency")
		if level.Known() {
			name.Text += " (" + level.Text + ")"
		}
		group(&languages, resume.Value{}, name)
	}
	c.add(languages)
	for _, more := range []string{"courses", "patents", "organizations"} {
		s := resume.Section{Kind: resume.Other, Title: resume.Value{Text: title(more)}}
		for _, w := range each(more) {
			s.Intro = append(s.Intro, w.rest()...)
		}
		c.add(s)
	}
}
