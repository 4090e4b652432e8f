package lsp

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/source"
)

// A view is what the client is shown of a site. It is guarded by the site's mu.
type view struct {
	text  diag.List       // what the last check without sheets found
	set   *source.Set     // in this
	saved bool            // which lies on disk just so
	lacks bool            // and has not all of what is open
	edits int             // that it had seen
	full  diag.List       // what was found in the last print, and in the text beside it
	print *source.Set     // which was of this; nil before there is one
	kept  []kept          // those of full that only a print shows
	docs  map[string]*doc // that are open, by path, as the last check saw them
	shown map[string]diag.List
	sent  map[string][32]byte // hash of what was published last, by URI
}

func newView() view {
	return view{docs: map[string]*doc{}, shown: map[string]diag.List{}, sent: map[string][32]byte{}}
}

// A kept finding is one of the last print, at the place where its words stand now.
type kept struct {
	finding diag.Diagnostic // its span is of the newest text
	moved   bool            // the text is not what was printed
}

// checked takes what a check without sheets found.
func (v *view) checked(t *site, set *source.Set, open map[string]*doc, edits int, found diag.List, saved, lacks bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	v.text, v.set, v.saved, v.lacks, v.edits, v.docs = found, set, saved, lacks, edits, open
	v.follow(t)
	v.publish(t)
	t.saw(edits)
}

// printed takes what a check with sheets found; ok is false when there is no print, and what the one before showed is not kept.
func (v *view) printed(t *site, set *source.Set, rep check.Report, ok bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	v.kept, v.full, v.print = nil, nil, nil
	if ok {
		v.full, v.print = rep.Findings, set
	}
	for _, d := range v.full {
		if r := t.s.rules[d.Rule]; r != nil && (r.Needs == check.Sheets || r.Needs == check.Output) && d.Span.Known() {
			v.kept = append(v.kept, kept{finding: d})
		}
	}
	v.follow(t)
	for _, d := range t.open {
		v.move(d.file)
	}
	if v.edits == t.edits { // else a check is about to see it
		v.publish(t)
	}
}

// again shows what was found in a print when the site is again what was printed; ok is false when it is not.
func (v *view) again(t *site, set *source.Set, open map[string]*doc, edits int) (ok bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if v.print == nil || v.print != set {
		return false
	}
	v.text, v.set, v.saved, v.lacks, v.edits, v.docs = nil, set, true, false, edits, open
	v.publish(t)
	return true
}

// unchanged reports whether the last check saw just this; then only documents may have been opened or closed.
func (v *view) unchanged(t *site, set *source.Set, open map[string]*doc, edits int) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if v.set == nil || v.lacks || !slices.Equal(v.set.All(), set.All()) || !slices.Equal(v.set.Problems(), set.Problems()) {
		return false
	}
	v.edits, v.docs = edits, open
	v.publish(t)
	return true
}

// follow moves what is kept to the texts of the last check.
func (v *view) follow(t *site) {
	if v.set == nil {
		return
	}
	v.kept = slices.DeleteFunc(v.kept, func(k kept) bool { _, ok := v.set.File(k.finding.Span.Path()); return !ok })
	seen := map[string]bool{}
	for _, k := range v.kept {
		if p := k.finding.Span.Path(); !seen[p] {
			seen[p] = true
			f, _ := v.set.File(p)
			if d := t.open[p]; d != nil && !d.lost {
				f = d.file
			}
			v.move(f)
		}
	}
}

// move moves what is kept of a file to another text of it. What was changed there is not kept.
func (v *view) move(to *source.File) {
	out := v.kept[:0]
	for _, k := range v.kept {
		if from := k.finding.Span.File; from.Path == to.Path && from != to {
			start, end, ok := moved(from.Bytes, to.Bytes, k.finding.Span.Start, k.finding.Span.End)
			if !ok {
				continue
			}
			k.finding.Span, k.finding.Fix, k.finding.Notes = to.Span(start, end), nil, nil
			k.moved = k.moved || from.Hash != to.Hash
		}
		out = append(out, k)
	}
	clear(v.kept[len(out):])
	v.kept = out
}

// moved is where a range of a text is in the next one, which differs from it in one place; ok is false when that place is
// in the range.
func moved(before, after []byte, start, end int) (from, to int, ok bool) {
	same := 0
	for most := min(len(before), len(after)); same < most && before[same] == after[same]; same++ {
	}
	if end <= same {
		return start, end, true
	}
	tail := 0
	for most := min(len(before), len(after)) - same; tail < most && before[len(before)-1-tail] == after[len(after)-1-tail]; tail++ {
	}
	by := len(after) - len(before)
	return start + by, end + by, start >= len(before)-tail
}

// findings is all that is to be shown. What a print showed is marked once the text is not what was printed.
func (v *view) findings() diag.List {
	if v.saved && v.print != nil && v.print == v.set {
		return v.full
	}
	out := slices.Clone(v.text)
	for _, k := range v.kept {
		d := k.finding
		d.Message += ", as of the last print"
		out = append(out, d)
	}
	out.Sort()
	return out
}

// mostFiles is how many files are told of that nobody has open.
const mostFiles = 200

// publish sends what is to be shown of each document, where it differs from what was sent.
func (v *view) publish(t *site) {
	v.shown = map[string]diag.List{}
	for _, d := range v.findings() {
		if d.Span.File.IsVariable() && !strings.HasPrefix(d.Message, d.Span.Path()) { // which an editor cannot open
			d.Message = d.Span.Path() + ": " + d.Message
		}
		if !d.Span.Known() || d.Span.File.IsVariable() { // there is no content that it could point at
			main := cmp.Or(t.only, "content/resume.md")
			if f, ok := v.set.File(main); ok {
				d.Span = f.Top()
			} else {
				d.Span = source.NewFile(main, nil).Top()
			}
		}
		v.shown[d.Span.Path()] = append(v.shown[d.Span.Path()], d)
	}
	told := map[string]bool{}
	tell := func(p string) {
		uri, version := t.uri(p), (*int32)(nil)
		if d := v.docs[p]; d != nil {
			uri, version = d.uri, &d.version
		}
		told[uri] = true
		v.send(t, publishParams{URI: uri, Version: version, Diagnostics: t.s.diagnostics(t, v.shown[p])})
	}
	for p := range v.docs {
		tell(p)
	}
	others := 0
	for _, p := range slices.Sorted(maps.Keys(v.shown)) {
		if v.docs[p] == nil && others < mostFiles {
			others++
			tell(p)
		}
	}
	for uri := range v.sent {
		if !told[uri] {
			v.send(t, publishParams{URI: uri, Diagnostics: []diagnostic{}})
			delete(v.sent, uri)
		}
	}
}

func (v *view) send(t *site, p publishParams) {
	b, err := json.Marshal(p)
	if err != nil {
		return // it holds nothing but texts and numbers
	}
	hash := sha256.Sum256(b)
	if before, ok := v.sent[p.URI]; ok && before == hash {
		return
	}
	v.sent[p.URI] = hash
	t.s.notify("textDocument/publishDiagnostics", json.RawMessage(b))
}

// clear takes back what was published, when the site ends and the client stays.
func (v *view) clear(t *site) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for uri := range v.sent {
		t.s.notify("textDocument/publishDiagnostics", publishParams{URI: uri, Diagnostics: []diagnostic{}})
	}
	v.sent = map[string][32]byte{}
}

// found is what is shown of a document, when that is of just its text.
func (v *view) found(d *doc) diag.List {
	list := v.shown[d.path]
	if slices.ContainsFunc(list, func(x diag.Diagnostic) bool { return !bytes.Equal(x.Span.File.Bytes, d.file.Bytes) }) {
		return nil
	}
	return list
}

// uri is that of a path of the site.
func (t *site) uri(p string) string {
	if d := t.view.docs[p]; d != nil {
		return d.uri
	}
	return uriOf(t.disk(p))
}

// diagnostics is findings as the protocol has them. They are of one file.
func (s *server) diagnostics(t *site, list diag.List) []diagnostic {
	out := make([]diagnostic, len(list))
	for i, d := range list {
		out[i] = diagnostic{Range: s.client.encoding.span(marked(d.Span)), Severity: severity(d.Severity), Code: d.Rule, Source: "resgen", Message: said(d)}
		if !s.client.related {
			continue
		}
		for _, n := range d.Notes {
			if n.Span.Known() {
				out[i].Related = append(out[i].Related, related{location{t.uri(n.Span.Path()), s.client.encoding.span(marked(n.Span))}, n.Text})
			}
		}
	}
	return out
}

// severity is a severity as the protocol counts it.
func severity(s diag.Severity) int { return 1 + int(diag.Error-s) }

// said is what a finding says: what, for which print, and what to do.
func said(d diag.Diagnostic) string {
	text := d.Message
	if d.Target != "" {
		text += ", in " + d.Target
	}
	if d.Help != "" {
		text += "\n" + d.Help
	}
	return text
}

// marked is the part of a span that an editor underlines: its first line, as whole entries underlined are hard to read; of an empty one, the line's rest.
func marked(s source.Span) source.Span {
	_, rest := s.File.Bytes[:s.Start], s.File.Bytes[s.Start:]
	line := len(rest)
	if i := bytes.IndexAny(rest, "\r\n"); i >= 0 {
		line = i
	}
	if s.End == s.Start || s.End > s.Start+line {
		s.End = s.Start + line
	}
	return s
}

func firstLine(err error) string {
	line, _, _ := strings.Cut(err.Error(), "\n")
	return line
}
