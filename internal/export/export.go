// Package export writes a résumé in other forms than sheets and pages: as Markdown in the plain form that a person keeps in git ([Markdown]), or
// that is read by itself ([Standalone]), as JSON Resume ([JSONResume]), as a vCard ([VCard]), as a Word file ([Docx]) and as plain text ([Text]).
//
// In: a [resume.Resume], and for blocks of text their [markup]; for a Word file what its theme makes of paper, too. Out: bytes. It keeps every word
// that is shown, adds only what form needs (marks, fences, the names of front matter's keys), and writes nothing to disk. Where a
// head could be read in two ways, Markdown is read back, and written in the form that is read as meant.
package export
