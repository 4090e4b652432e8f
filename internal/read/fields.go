package read

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
