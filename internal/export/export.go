// Package export writes a résumé in other forms than sheets and pages: at present as Markdown in the plain form
// that a person keeps in git ([Markdown]).
//
// In: a [resume.Resume], and for blocks of text their [markup]. Out: bytes. It keeps every word that the résumé has,
// adds only what form needs (marks, fences, the names of front matter's keys), and writes nothing to
// disk. Where a head could be read in two ways it reads back what it wrote, and chooses the form that is read as meant.
package export
