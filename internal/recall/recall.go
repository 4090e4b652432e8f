// Package recall holds what a recognizer read from a print against the résumé that was printed: field by field, found
// or missed.
//
// In: a [resume.Resume] and a [recognize.Reading] of its print. Out: a [Table] of every field that the résumé has, with
// its place in the source, whether it was read again as what it is, and what was read in its place. Recall is the field's
// word for the share that is found. It is a package of its own because the recognizer must not know of résumés, and rules,
// reports and the workbench all need the one comparison. It judges by letters and figures only; blanks,
// punctuation, case and accents do not count. It never changes what it is given.
package recall

import (
	"github.com/resgen/resgen/internal/sheet"
	"github.com/resgen/resgen/internal/source"
)

// A Kind is what a field is.
type Kind string

// The kinds, in the order of tables.
const (
	Name          Kind = "name"
	Headline      Kind = "headline"
	Email         Kind = "e-mail"
	Phone         Kind = "phone"
	Location      Kind = "location"
	Link          Kind = "link"
	Section       Kind = "section"
	Title         Kind = "title"
	Organization  Kind = "organization"
	Start         Kind = "start date"
	End           Kind = "end date"
	Bullet        Kind = "bullet"
	Skills        Kind = "group of skills"
	numberOfKinds      = 13
)

// Kinds is every kind, in the order of tables.
func Kinds() [numberOfKinds]Kind {
	return [...]Kind{Name, Headline, Email, Phone, Location, Link, Section, Title, Organization, Start, End, Bullet, Skills}
}

// A Field is one field of the résumé.
type Field struct {
	Kind  Kind
	Text  string
	Span  source.Span
	Found bool
	Read  string        // of a miss: what was read in its place, "" for nothing
	Run   string        // of a miss: the run of text that it shares with another field
	At    sheet.LineRef // where it was read, or what was read in its place; zero when nothing was
	Entry source.Span   // of a field of an entry: the entry's title, or what stands first in its head
}

// A Table is every field of a résumé, in the order of the source as it is printed.
type Table struct {
	Fields []Field
}

// A Count is how many fields of a kind there are, and how many were found.
type Count struct {
	Kind      Kind
	Found, Of int
}

// Counts is the counts of the kinds that the résumé has, in the order of Kinds.
func (t *Table) Counts() []Count {
	var out []Count
	for _, k := range Kinds() {
		c := Count{Kind: k}
		for i := range t.Fields {
			if t.Fields[i].Kind == k {
				c.Of++
				if t.Fields[i].Found {
					c.Found++
				}
			}
		}
		if c.Of > 0 {
			out = append(out, c)
		}
	}
	return out
}

// Found is how many fields were found.
func (t *Table) Found() int {
	n := 0
	for i := range t.Fields {
		if t.Fields[i].Found {
			n++
		}
	}
	return n
}

// Missed is the fields that were not found, in order.
func (t *Table) Missed() []Field {
	var out []Field
	for _, f := range t.Fields {
		if !f.Found {
			out = append(out, f)
		}
	}
	return out
}
