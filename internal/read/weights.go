package read

import "slices"

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
var joinCost = [...]float32{none: 0, comma: 0.4, dash: 0.9, edge: 0.9, bar: 2, atWord: 4, wall: 100}

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
			sum -= joinCost[w.parts[k].before]
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
