package recognize

import (
	"math"
	"strings"

	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/term"
)

// fields tells the runs of a head apart: dates, places, how one is employed; what is left may be title or organization.
func (rd *reader) fields(d *draft, head []block) {
	var fs []fragment
	var last *line
	for n := range head {
		l := head[n].first()
		for k := range l.items {
			it := l.items[k]
			text := strings.Trim(it.text, " ,;|·•")
			if text == "" || text == "–" || text == "—" || text == "-" || text == "@" {
				continue
			}
			// A title that is wrapped.
			if m := len(fs); k == 0 && m > 0 && last != nil && rd.wraps(last, l) && fs[m-1].lineN == n-1 && !wholeDate(text) {
				fs[m-1].text += " " + text
				fs[m-1].run += " " + it.text
				continue
			}
			fs = append(fs, fragment{text, it.text, it, n, it.gap > wideGap})
		}
		last = l
	}
	for _, f := range fs {
		rd.field(d, f)
	}
}

// wraps reports whether a line carries the one above it on: both are in the same bold type, the upper one is
// long, and neither has anything at its other end.
func (rd *reader) wraps(l, next *line) bool {
	return l.gap == l.gap && l.bold() && next.items[0].bold && math.Abs(l.size-next.size) < 0.5 && math.Abs(l.x-next.x) < 2 && next.gap > 0 && !rd.apart(next) &&
		l.end-l.x > 0.5*rd.width && len(l.items) == 1
}

// field files one run of a head.
func (rd *reader) field(d *draft, f fragment) {
	if m := bestDate(f.text); m != nil && !d.Dates.Known() {
		rest := strings.Trim(strings.TrimSpace(f.text[:m.Start])+" | "+strings.TrimSpace(f.text[m.End:]), " ,;|·•()[]–—-")
		d.Dates = m.Range
		d.DatesText = Value{Text: strings.Trim(f.text[m.Start:m.End], " ()[]"), At: f.at.at}
		d.datesAt = f.lineN
		if rest == "" {
			return
		}
		d.DatesText.Within = f.run
		for _, p := range pieces(rest) {
			if p != "" {
				rd.name(d, fragment{p, f.run, f.at, f.lineN, f.right}, true)
			}
		}
		return
	}
	if wholeDate(f.text) {
		switch m := bestDate(f.text); {
		case m == nil:
		case later(m.Range, d.Dates):
			d.Dates = d.Dates.Join(m.Range) // there and back again
		case f.lineN > d.datesAt && m.Range != d.Dates && around(d.Dates, m.Range):
			// The employer's range stands above that of its first role.
			d.Extra, d.employer = append(d.Extra, d.DatesText), true
			d.Dates, d.DatesText = m.Range, f.value()
			return
		}
		d.Extra = append(d.Extra, f.value())
		return
	}
	whole := f.text
	for i, p := range strongPieces(f.text) {
		if i > 0 && wholeDate(p) {
			rd.field(d, fragment{p, p, f.at, f.lineN, f.right})
			continue
		}
		g := f
		g.text = p
		if i > 0 || p != whole {
			g.run = f.run
		} else {
			g.run = ""
		}
		rd.name(d, g, false)
	}
}

// bestDate is the range that a text names, or else its first date; nil when it names none.
func bestDate(text string) *date.Match {
	var best *date.Match
	for _, m := range date.Scan(text) {
		if m.Problem == "" && (best == nil || !best.Range.End.Known() && !best.Range.Present && (m.Range.End.Known() || m.Range.Present)) {
			best = &m
		}
	}
	return best
}

// later reports whether a range begins when another has ended. One that lies around the other is the employer's.
func later(r, o date.Range) bool {
	months := func(d date.Date) int { return d.Year*12 + max(d.Month, 1) }
	return r.Start.Known() && (r.End.Known() || r.Present) && o.Start.Known() && o.End.Known() && months(r.Start) >= months(o.End)
}

// around reports whether a range begins no later than another and ends no earlier, in years.
func around(outer, inner date.Range) bool {
	if !outer.Start.Known() || !inner.Start.Known() || outer.Start.Year > inner.Start.Year {
		return false
	}
	return outer.Present || !inner.Present && outer.End.Known() && inner.End.Known() && outer.End.Year >= inner.End.Year
}

// strongPieces cuts a run at separators that hardly stand inside a name.
func strongPieces(text string) []string {
	out := []string{text}
	for _, s := range []string{" · ", " | ", " • ", " ∙ "} {
		var next []string
		for _, t := range out {
			next = append(next, strings.Split(t, s)...)
		}
		out = next
	}
	return out
}

// name files a fragment without dates: a place, how one is employed, or what may be title or organization.
func (rd *reader) name(d *draft, f fragment, dated bool) {
	f.text = strings.Trim(f.text, " ,;|·•@")
	switch {
	case f.text == "":
		return
	case isEmail(f.text) || isAddress(f.text) && !(len(d.names) == 1 && isTitleCase(f.text)):
		d.Extra = append(d.Extra, f.value())
		return
	case isMode(f.text) && len(d.names) > 1:
		if !d.Place.Known() && isPlace(f.text) {
			d.Place = f.value()
		} else {
			d.Extra = append(d.Extra, f.value())
		}
		return
	case (isPlace(f.text) && len(d.names) > 0 || isTown(f.text) && len(d.names) > 1) && !d.Place.Known():
		d.Place, d.aside = f.value(), f.right
		return
	case !hasLetter(f.text):
		d.Extra = append(d.Extra, f.value())
		return
	}
	// "Acme Payments, Stockholm, Sweden": the longest end that is a place.
	if !d.Place.Known() {
		for i := strings.Index(f.text, ", "); i > 0; {
			if tail := f.text[i+2:]; isTown(tail) && !isPlace(f.text[:i]) {
				d.Place = Value{Text: tail, At: f.at.at}
				f.text = f.text[:i]
				rd.tails = true
				break
			}
			next := strings.Index(f.text[i+2:], ", ")
			if next < 0 {
				break
			}
			i += 2 + next
		}
	}
	if !dated {
		f.run = strings.TrimSpace(f.run)
	}
	d.names = append(d.names, f)
}

// assign says which of the names is the title and which the organization.
func (d *draft) assign(kind string, vote int) {
	n := d.names
	switch {
	case len(n) == 0:
	case len(n) == 1:
		d.single(kind, vote)
	default:
		own := before(n[0].text, n[1].text)
		title, org := 0, 1
		if (own < 0 && vote < 3 || own == 0 && vote < 0) && worksOrStudies(kind) {
			title, org = 1, 0
		}
		d.Title, d.Organization = n[title].value(), n[org].value()
		if n[0].run != "" && n[0].run == n[1].run {
			d.Title.Within, d.Organization.Within = n[0].run, n[0].run
		}
		d.within(&d.Title, n[title])
		d.within(&d.Organization, n[org])
		for _, f := range n[2:] {
			if !d.Place.Known() && f.right && placeForm(f.text) {
				d.Place = f.value()
			} else {
				d.Extra = append(d.Extra, f.value())
			}
		}
	}
}

// worksOrStudies reports whether a section is of a kind in which some put the organization first.
func worksOrStudies(kind string) bool {
	return kind == "experience" || kind == "education" || kind == "volunteer" || kind == ""
}

// within notes that a name shares its run with the dates.
func (d *draft) within(v *Value, f fragment) {
	if d.DatesText.Within != "" && f.run == d.DatesText.Within {
		v.Within = f.run
	}
}

// joints stand between title and organization in one run.
var joints = []string{" at ", " @ ", " – ", " — ", " - ", ", ", " bei ", " chez ", " en "}

// single reads a head that has one name: a title with its organization in one run, or one of the two.
func (d *draft) single(kind string, vote int) {
	f := d.names[0]
	d.Title = f.value()
	d.within(&d.Title, f)
	for _, j := range joints {
		a, b, ok := strings.Cut(f.text, j)
		if !ok || a == "" || b == "" {
			continue
		}
		x, y := weigh(a), weigh(b)
		switch {
		case x.title > 0 && (y.title == 0 || j == " at " || j == " @ "):
			d.Title.Text, d.Organization = a, Value{Text: b, At: f.at.at}
		case y.title > 0 && x.title == 0 && (x.org > 0 || y.org == 0):
			d.Title.Text, d.Organization = b, Value{Text: a, At: f.at.at}
		default:
			continue
		}
		d.Title.Within, d.Organization.Within = f.text, f.text
		return
	}
	if w := weigh(f.text); (kind == "experience" || kind == "education") && w.org > w.title && !term.Freelance(f.text) {
		d.Title, d.Organization = Value{}, f.value()
		d.within(&d.Organization, f)
	}
}

// employerBeforePlace takes an organization that nobody knows off the place that it stands before: "Elbe Media, Hamburg" below a
// title. One word is rather a town.
func (d *draft) employerBeforePlace() {
	whole := d.Place.Text
	org, place, ok := strings.Cut(whole, ", ")
	if !ok || d.aside || d.Organization.Known() || !d.Title.Known() || !strings.Contains(org, " ") || isPlace(org) {
		return
	}
	d.Organization = Value{Text: org, At: d.Place.At, Within: whole}
	d.Place.Text, d.Place.Within = place, whole
}

// placeBehind takes the place off the end of an organization, "Kertész Retail Group, Szeged", though nobody knows the town, where another
// entry of the résumé has a known one there.
func (d *draft) placeBehind() {
	whole := d.Organization.Text
	i := strings.LastIndex(whole, ", ")
	if i <= 0 || d.Place.Known() || d.Organization.Within != "" {
		return
	}
	tail := whole[i+2:]
	var space [8]term.Class
	if !placeForm(tail) || strings.Contains(tail, ".") || len(strings.Fields(tail)) > 3 || isPlace(whole[:i]) {
		return
	}
	for _, c := range term.Classify(space[:0], tail) {
		if c&^term.Place != 0 {
			return // "Acme, Inc", "Oxley, Research Group"
		}
	}
	d.Organization.Text = whole[:i]
	d.Place = Value{Text: tail, At: d.Organization.At}
}

// inherit gives roles without an organization that of the head above that is an employer's.
func inherit(ds []draft) {
	var org Value
	for i := range ds {
		d := &ds[i]
		switch {
		case d.Organization.Known() && (!d.Title.Known() && len(d.Bullets) == 0 || d.employer):
			org = d.Organization
		case d.Organization.Known():
			org = Value{}
		case d.Title.Known() && org.Known():
			d.Organization = org
		}
	}
}
