package read

import "slices"

// An assignment says which parts of a head are its title, organization and place; an empty extent is none.
type assignment struct {
	title, org, place extent
	score             float32
	margin            float32 // by how much it beats the same with title and organization exchanged; 9 when there is no such
}

// An extent is a run of parts, from i to j-1.
type extent struct{ i, j int }

func (x extent) empty() bool { return x.i == x.j }

// uses reports whether the part k is one of the fields.
func (a assignment) uses(k int) bool {
	return k >= a.title.i && k < a.title.j || k >= a.org.i && k < a.org.j || k >= a.place.i && k < a.place.j
}

func (x extent) overlaps(y extent) bool { return x.i < y.j && y.i < x.j }

// profile is how a kind of section is read.
type profile struct {
	education bool
	noOrg     bool    // the organization is known from above
	noTitle   bool    // the head is an employer's
	placed    bool    // the employer's place is known from above
	listed    bool    // the entries are items of a plain list
	prior     float32 // > 0 when titles stand before organizations in this section
}

// A head may have this many parts that are told apart by trying; the rest is kept as it is.
const mostParts = 10

// No place is worth as much as this.
const mostPlace = 5

// assign tells title, organization and place apart by trying all ways to give runs of neighbouring
// parts to them. Words are worth most ("engineer" makes a title, "Ltd" an organization), then links and "at",
// then where a part stands; what the separators keep apart is joined only at a cost.
func assign(parts []part, p profile) assignment {
	if len(parts) > mostParts {
		parts = parts[:mostParts]
	}
	var w weights
	w.fill(parts, p)
	extents := make([]extent, 1, 32)
	for i := range parts {
		for j := i + 1; j <= len(parts) && j <= i+4; j++ {
			if j > i+1 && parts[j-1].before >= wall {
				break
			}
			extents = append(extents, extent{i, j})
		}
	}
	best := assignment{score: -1000}
	for _, t := range extents {
		if p.noTitle && !t.empty() {
			continue
		}
		for _, o := range extents {
			if p.noOrg && !o.empty() || !t.empty() && t.overlaps(o) {
				continue
			}
			base := w.title(t) + w.organization(o) + w.order(t, o)
			if t.empty() && !o.empty() && !p.noTitle {
				base -= 0.8 // an entry has a title
			}
			if base+mostPlace <= best.score {
				continue
			}
			for _, l := range extents {
				if !l.empty() && (l.overlaps(t) && !t.empty() || l.overlaps(o) && !o.empty()) {
					continue
				}
				if score := base + w.location(l, t, o) - w.spare(t, o, l); score > best.score {
					best.title, best.org, best.place, best.score = t, o, l, score
				}
			}
		}
	}
	best.margin = 9
	if !best.title.empty() && !best.org.empty() {
		t, o := best.org, best.title
		best.margin = best.score - (w.title(t) + w.organization(o) + w.order(t, o) + w.location(best.place, t, o) - w.spare(t, o, best.place))
	}
	return best
}

// weights is what each part is worth as each field.
type weights struct {
	parts   []part
	profile profile
	t, o, l [mostParts]float32
}

func (w *weights) fill(parts []part, p profile) {
	w.parts, w.profile = parts, p
	if p.education {
		for i := range parts {
			if x := &parts[i]; x.degree && x.place { // "MS" is a degree here, and not Mississippi
				x.place, x.known = false, false
			}
		}
	}
	named := false // a part says that it is an organization
	roles := 0
	for i := range parts {
		w.t[i], w.o[i], w.l[i] = w.weigh(i)
		named = named || parts[i].school
		if parts[i].role && !parts[i].freelance {
			roles++
		}
	}
	for i := range parts {
		if parts[i].freelance && !p.noOrg && (roles > 0 || slices.ContainsFunc(parts, func(x part) bool { return !x.freelance && !x.place && !x.mode })) { // beside a position it stands for the employer
			w.t[i], w.o[i] = w.t[i]-4, w.o[i]+5
		}
	}
	if p.education && named {
		for i := range parts { // what else there is, is what was studied
			if x := &parts[i]; !x.school && !x.suffix && !x.place {
				w.o[i] -= 2
			}
		}
	}
}

// weigh is what the part i is worth as title, organization and place.
func (w *weights) weigh(i int) (t, o, l float32) {
	p := &w.parts[i]
	if w.profile.education {
		if p.degree {
			t, o = t+4, o-3
		}
		if p.role {
			t++
		}
		switch {
		case p.school:
			t, o = t-2, o+4
		case p.org:
			o += 0.5
		}
		if p.lower && !p.degree {
			o -= 2 // "with honours"
		}
	} else {
		if p.role {
			t, o = t+4, o-2
		}
		if p.degree {
			t++
		}
		if p.org {
			o += 2.5
			if !p.role {
				t--
			}
		}
	}
	if p.suffix {
		t, o = t-3, o+3
		if !p.suffixOnly && !p.role {
			o++
		}
	}
	if p.suffixOnly {
		t, o, l = -4, -4, -4 // only joined to the name before it
	}
	switch {
	case p.place:
		t, o, l = t-2, o-1, l+3.5
	case p.mode:
		t, o, l = t-3, o-3, l-3
		if p.role {
			t++ // "Freelance" and "Internship" are titles where there is no other
		}
	case p.placeLike && !p.role && !p.degree:
		if p.org || p.suffix {
			l -= 2
		}
	default:
		l -= 3
	}
	if p.link != nil {
		t, o, l = t-0.2, o+1.5, l-2
	}
	if p.lower {
		t, o = t-1, o-1
	}
	if p.row == 0 {
		t, o = t+0.6, o+0.3
	}
	if p.before == atWord {
		t, o = t-3, o+3
		if w.profile.education && p.place {
			o, l = o+1, l-4 // "BA at Oxford"
		}
	}
	if i+1 < len(w.parts) && w.parts[i+1].before == atWord {
		t++
	}
	return t, o, l
}

// Joining parts over a separator costs this.
var titleCost = [...]float32{none: 0, comma: 0.4, dash: 0.9, edge: 0.9, bar: 2, atWord: 4, wall: 100}

func (w *weights) run(x extent, worth *[mostParts]float32) float32 {
	best := worth[x.i]
	for k := x.i + 1; k < x.j; k++ {
		best = max(best, worth[k])
	}
	sum, seen := best, false
	for k := x.i; k < x.j; k++ {
		if worth[k] == best && !seen {
			seen = true
		} else {
			sum += addition(worth[k])
		}
		if k > x.i && !w.atPlace(k) {
			sum -= titleCost[w.parts[k].before]
		}
	}
	return sum
}

// addition is what one more part adds to a run beside its best one.
func addition(worth float32) float32 {
	if worth > 0 {
		return min(worth/4, 1)
	}
	return max(worth, -2)
}

func (w *weights) title(x extent) float32 {
	if x.empty() {
		return 0
	}
	return w.run(x, &w.t)
}

func (w *weights) organization(x extent) float32 {
	if x.empty() {
		return 0
	}
	sum := w.run(x, &w.o)
	for k := x.i + 1; k < x.j; k++ {
		if w.parts[k].suffixOnly { // "Acme, Inc."
			sum += 3
		}
		if w.parts[k].before == atWord && !w.atPlace(k) {
			sum -= 2
		}
		if w.atPlace(k) {
			sum++
		}
	}
	return sum
}

// atPlace reports whether the part k is the place in the name of a school: "University of Texas at San Antonio".
func (w *weights) atPlace(k int) bool {
	return w.parts[k].before == atWord && w.parts[k].place && k > 0 && w.parts[k-1].school && !w.parts[k-1].degree
}

// location is what the run is worth as the place, with title and organization given.
func (w *weights) location(x, t, o extent) float32 {
	if x.empty() {
		return 0
	}
	best, sum := w.l[x.i], float32(0)
	for k := x.i; k < x.j; k++ {
		best = max(best, w.l[k])
		if k > x.i && w.parts[k].before > comma {
			sum -= 2
		}
		switch {
		case w.l[k] > 0:
		case w.l[k] < 0:
			sum += w.l[k]
		case o.empty() && !w.profile.noOrg:
			sum -= 0.6 // more likely the organization
		}
	}
	sum += max(best, 0)
	if w.l[x.j-1] > 0 && x.j-x.i > 1 && (!o.empty() || w.profile.noOrg || w.l[x.i] > 0) {
		sum++ // a town before its country
	}
	if sum > 1 {
		return sum
	}
	// No word is known: the place follows the organization, or stands beside the dates.
	first := w.parts[x.i]
	switch {
	case x.j-x.i > 3:
		return -9
	case !o.empty() && x.i == o.j && first.before < wall, first.row > 0 && (x.i == 0 || first.before == wall) && w.bared(first.row):
		return sum + 0.2
	case !t.empty() && x.i == t.j && w.profile.noOrg && !w.profile.placed && first.before < wall:
		return sum + 0.2
	case !w.profile.education && !t.empty() && !o.empty() && x.i == t.j && first.before < wall && w.parts[o.i].row != first.row: // "Acme", "Engineer, Oslo" below
		return sum + 0.2
	}
	return sum - 1.5
}

// bared reports whether a row holds nothing but this one field beside its dates.
func (w *weights) bared(row int) bool {
	n := 0
	for i := range w.parts {
		if w.parts[i].row == row && w.parts[i].before != comma {
			n++
		}
	}
	return n == 1
}

// order prefers what the section's other heads do; between equals the title stands first.
func (w *weights) order(t, o extent) float32 {
	if t.empty() || o.empty() {
		return 0
	}
	if t.i < o.i {
		return 0.01 + w.profile.prior + w.meets(o.i)
	}
	return w.meets(t.i) - w.profile.prior
}

// meets prefers that title and organization meet at the strongest separator of their row.
func (w *weights) meets(k int) float32 {
	strongest := dash
	for i := range w.parts {
		if w.parts[i].row == w.parts[k].row && w.parts[i].before < wall {
			strongest = max(strongest, w.parts[i].before)
		}
	}
	if w.parts[k].before == strongest || strongest == edge && w.parts[k].before == dash {
		return 0.7
	}
	return 0
}

// spare is the cost of the parts that are no field.
func (w *weights) spare(t, o, l extent) float32 {
	cost := float32(0)
	for k := range w.parts {
		if k >= t.i && k < t.j || k >= o.i && k < o.j || k >= l.i && k < l.j {
			continue
		}
		if !w.parts[k].mode {
			cost++
		}
	}
	return cost
}
