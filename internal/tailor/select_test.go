package tailor

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/posting"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/term"
)

// TestSelect holds what must be so of every selection, over all masters and postings.
func TestSelect(t *testing.T) {
	ads := adverts(t)
	for name, r := range masters(t) {
		heights := Measure(faked(r))
		for n, ad := range ads {
			for _, pages := range []int{1, 2} {
				o := fakeOptions(pages)
				if n%3 == 1 { // some bullets must be in, wherever they stand
					bs := allBullets(r)
					o.Pins = []source.Span{bs[n%len(bs)].Span, bs[(7*n+3)%len(bs)].Span}
				}
				report := Read(r, ad.Posting, november)
				s := Select(r, report, heights, o)
				if again := Select(r, report, heights, o); !s.Same(again) || !reflect.DeepEqual(s.Choices, again.Choices) {
					t.Fatalf("%s for %s: another selection the second time", name, ad.name)
				}
				for _, fault := range faults(r, s, o) {
					t.Errorf("%s for %s on %d: %s", name, ad.name, pages, fault)
				}
			}
		}
	}
}

// TestPinInside holds that a bullet within a bullet is in when it is pinned, though nothing else speaks for it.
func TestPinInside(t *testing.T) {
	var text strings.Builder
	text.WriteString("---\nname: Ada Byron\nemail: ada@example.com\n---\n\n## Experience\n\n### Engineer, Mill & Sons\n*2020 – present*\n\n")
	for n := range 6 {
		fmt.Fprintf(&text, "- Moved %d services to Kafka and PostgreSQL\n", n+2)
	}
	text.WriteString("- Watered the plants\n  - in the hall\n")
	r := written(text.String())
	ad := posting.Read(source.NewFile("job.md", []byte("# Engineer\n\nRequirements\n\n- Kafka\n- PostgreSQL\n")))
	all := allBullets(r)
	last := all[len(all)-1]
	in := func(o Options) bool {
		return slices.ContainsFunc(allBullets(pick(r, ad, o).Resume), func(b *markup.Block) bool { return b.Span == last.Span })
	}
	o := fakeOptions(1)
	if in(o) {
		t.Fatal("it is in anyway")
	}
	for b := range markup.Blocks(last.Blocks) {
		if b.Kind == markup.Item {
			o.Pins = append(o.Pins, b.Span)
		}
	}
	if len(o.Pins) != 1 || !in(o) {
		t.Errorf("with %d pins: not in", len(o.Pins))
	}
}

func allBullets(r *resume.Resume) []*markup.Block {
	var out []*markup.Block
	for i := range r.Sections {
		s := &r.Sections[i]
		if len(s.Entries) == 0 {
			out = append(out, topItems(s.Intro)...)
		}
		for k := range s.Entries {
			out = append(out, topItems(s.Entries[k].Body)...)
		}
	}
	return out
}

// faults is what is wrong with a selection.
func faults(r *resume.Resume, s *Selection, o Options) []string {
	var out []string
	add := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	in := map[source.Span]bool{}
	for _, b := range allBullets(s.Resume) {
		in[b.Span] = true
	}
	if !subsequence(order(s.Resume), order(r)) {
		add("the order is not that of the résumé")
	}
	pinned := map[source.Span]bool{}
	for _, p := range o.Pins {
		if pinned[p] = true; !in[p] {
			add("line %d is pinned and not in", p.Position().Line)
		}
	}
	chosen := map[source.Span]bool{}
	for _, c := range s.Choices {
		chosen[c.Span] = true
		if !c.Entry && c.In != in[c.Span] {
			add("line %d is said to be in: %v", c.Span.Position().Line, c.In)
		}
		if c.Why == "" || c.Under == "" || c.Text == "" {
			add("a choice says nothing: %+v", c)
		}
	}
	for i := range r.Sections {
		sec := &r.Sections[i]
		if sec.Kind != resume.Experience {
			continue
		}
		var kept []resume.Entry
		if k := slices.IndexFunc(s.Resume.Sections, func(x resume.Section) bool { return x.Span == sec.Span }); k >= 0 {
			kept = s.Resume.Sections[k].Entries
		}
		for k := range sec.Entries {
			e := &sec.Entries[k]
			a := o.Bounds.age(e, o.Today)
			if k >= len(kept) {
				if a != oldest {
					add("%q is not in, and has not ended %v years ago", e.Title.Text, o.Bounds.OlderYears)
				}
				continue
			}
			if kept[k].Span != e.Span {
				add("there is a gap: %q is out, and one below it is in", e.Title.Text)
				break
			}
			has, forced := topItems(kept[k].Body), 0
			for _, b := range has {
				if pinned[b.Span] {
					forced++
				}
			}
			if n := len(has); n > max(o.Bounds.most(a), forced) {
				add("%q has %d bullets", e.Title.Text, n)
			} else if n < min(o.Bounds.least(a), len(topItems(e.Body))) {
				add("%q has only %d bullets", e.Title.Text, n)
			}
		}
	}
	if s.Over == 0 {
		if s.Height > s.from.room+slack {
			add("%.1f points in %.1f", s.Height, s.from.room)
		}
		for i := range s.from.units {
			if b := s.from.bundle(i); len(b) > 0 && s.from.used+s.from.height(b) <= s.from.room && s.from.gain(b) > 0 {
				add("line %d fits and is not in", s.from.units[i].span.Position().Line)
			}
		}
	}
	for _, b := range allBullets(r) {
		if !chosen[b.Span] && !always(r, b.Span) {
			add("nobody says what became of line %d", b.Span.Position().Line)
		}
	}
	if real := sum(Measure(fakedOn(s.Resume, 1e6))); math.Abs(real-s.Height) > 2*fakeLine {
		add("it takes %.1f points, and %.1f were said", real, s.Height)
	}
	out = append(out, repeats(s)...)
	return out
}

// always reports whether a bullet stands in a section that is in as a whole.
func always(r *resume.Resume, at source.Span) bool {
	for _, s := range r.Sections {
		_, optional := sectionWorth[s.Kind]
		if s.Span.Contains(at) && len(s.Entries) == 0 && !optional {
			return true
		}
	}
	return false
}

func sum(h Heights) float64 {
	n := 0.0
	for _, l := range h.lines {
		n += l.room
	}
	return n
}

// order is the places of all sections, entries and bullets of a résumé, in its order.
func order(r *resume.Resume) []source.Span {
	var out []source.Span
	for _, s := range r.Sections {
		out = append(out, s.Span)
		for _, b := range topItems(s.Intro) {
			out = append(out, b.Span)
		}
		for _, e := range s.Entries {
			out = append(out, e.Span)
			for _, b := range topItems(e.Body) {
				out = append(out, b.Span)
			}
		}
	}
	return out
}

func subsequence(some, all []source.Span) bool {
	for _, a := range all {
		if len(some) > 0 && some[0] == a {
			some = some[1:]
		}
	}
	return len(some) == 0
}

// repeats is the required terms that are not proven though one could be in the room of a bullet that only repeats what is proven thrice.
func repeats(s *Selection) []string {
	var out []string
	x := s.from
	for t, e := range x.report.Evidence {
		if e.Class != posting.Required || x.proofs[t] > 0 {
			continue
		}
		for i := range x.units {
			u := &x.units[i]
			if u.in || !slices.Contains(u.terms, t) {
				continue
			}
			need := x.height(x.bundle(i))
			if need == 0 {
				continue // it can't come in: its job is full, which is told
			}
			for k := range x.units {
				v := &x.units[k]
				redundant := len(v.terms) > 0 && !slices.ContainsFunc(v.terms, func(t int) bool { return x.proofs[t] < 4 })
				if v.in && (v.must == proves || v.must == room) && redundant && x.used-v.height+need <= x.room {
					out = append(out, fmt.Sprintf("%s could be proven by line %d, and line %d only repeats", e.Name, u.span.Position().Line, v.span.Position().Line))
				}
			}
		}
	}
	return out
}

// TestStable holds that a small change of a posting changes little of the selection: a preferred term taken out, or added, or a sentence
// put otherwise. One in fifty may change four, since what comes in
// may take the room of several. With -v it says how much.
func TestStable(t *testing.T) {
	var moved []int
	more, worst := 0, ""
	for _, name := range []string{"master", "young", "academic"} {
		r := masters(t)[name]
		heights := Measure(faked(r))
		for k, ad := range adverts(t) {
			if name != "master" && k%4 > 0 {
				continue
			}
			for _, pages := range []int{1, 2} {
				before := Select(r, Read(r, ad.Posting, november), heights, fakeOptions(pages))
				try := func(what string, p *posting.Posting, most int) {
					after := Select(r, Read(r, p, november), heights, fakeOptions(pages))
					n := changed(before, after)
					moved = append(moved, n)
					if n > most {
						if more++; n > most+1 || most == 0 {
							t.Errorf("%s for %s on %d: %s changes %d bullets", name, ad.name, pages, what, n)
						}
					}
					if n >= slices.Max(moved) {
						worst = fmt.Sprintf("%d: %s for %s on %d, %s", n, name, ad.name, pages, what)
					}
				}
				for i, x := range ad.Terms {
					if x.Class == posting.Preferred {
						p := *ad.Posting
						p.Terms = slices.Delete(slices.Clone(p.Terms), i, i+1)
						try("without "+x.Name, &p, 3)
					}
				}
				for _, known := range []string{"Terraform", "GraphQL", "Redis", "React", "Rust"} {
					x, _ := term.FindTechnology(known)
					if slices.ContainsFunc(ad.Terms, func(y posting.Term) bool { return y.Technology == x }) {
						continue
					}
					p := *ad.Posting
					p.Terms = append(slices.Clone(p.Terms), posting.Term{Technology: x, Class: posting.Preferred, Written: known})
					try("with "+known, &p, 3)
				}
				text := strings.Replace(string(ad.text), "We ", "At our place we ", 1) + "\nCome and see us.\n"
				try("another sentence", posting.Read(source.NewFile(ad.name, []byte(text))), 0)
			}
		}
	}
	slices.Sort(moved)
	count := map[int]int{}
	for _, n := range moved {
		count[n]++
	}
	if more > len(moved)/50 {
		t.Errorf("%d of %d change more than 3 bullets", more, len(moved))
	}
	t.Logf("%d changes of postings: median %d, 90%% at most %d, %d more than 3, the worst %s; %v", len(moved), moved[len(moved)/2], moved[len(moved)*9/10], more, worst, count)
}

// changed is how many bullets came in or went out, whichever is more.
func changed(a, b *Selection) int {
	is := map[source.Span]bool{}
	for _, c := range a.Choices {
		is[c.Span] = c.In && !c.Entry
	}
	came, went := 0, 0
	for _, c := range b.Choices {
		now := c.In && !c.Entry
		switch {
		case now && !is[c.Span]:
			came++
		case !now && is[c.Span]:
			went++
		}
	}
	return max(came, went)
}

// TestNearTheBest holds selections of small résumés against the best there is, which is found by trying all.
func TestNearTheBest(t *testing.T) {
	rnd := rand.New(rand.NewPCG(7, 7))
	words := []string{"Go", "Kafka", "PostgreSQL", "Redis", "Terraform", "React", "Python", "Docker"}
	var shares []float64
	const tries = 200
	for range tries {
		var text strings.Builder
		text.WriteString("---\nname: Ada Byron\n---\n\n## Experience\n\n### Engineer, Lovelace\n*2020 – present*\n\n")
		bullets := 0
		bullet := func() {
			bullets++
			fmt.Fprintf(&text, "- Did %s", strings.Repeat("something ", 1+rnd.IntN(24)))
			for range rnd.IntN(3) {
				text.WriteString("with " + words[rnd.IntN(len(words))] + " ")
			}
			if rnd.IntN(2) == 0 {
				fmt.Fprintf(&text, "for %d customers", 10+rnd.IntN(90))
			}
			text.WriteString("\n")
		}
		for range 2 + rnd.IntN(4) {
			bullet()
		}
		text.WriteString("\n### Engineer, Babbage\n*2012 – 2016*\n\n")
		bullet()
		text.WriteString("\n## Projects\n")
		for n := range 1 + rnd.IntN(3) {
			fmt.Fprintf(&text, "\n### Engine %d\n\n", n)
			for range 1 + rnd.IntN(2) {
				bullet()
			}
		}
		r := written(text.String())
		ad := "Requirements\n"
		for _, n := range rnd.Perm(len(words))[:4] {
			ad += "- " + words[n] + "\n"
		}
		ad += "\nNice to have\n"
		for _, n := range rnd.Perm(len(words))[:2] {
			ad += "- " + words[n] + "\n"
		}
		o := fakeOptions(1)
		o.Room = 150 + rnd.Float64()*250
		s := pick(r, posting.Read(source.NewFile("a.txt", []byte(ad))), o)
		if s.Over > 0 {
			continue
		}
		best := exhaustive(s.from)
		if best <= 0 {
			continue
		}
		shares = append(shares, valueOf(s.from)/best)
	}
	slices.Sort(shares)
	mean := 0.0
	for _, x := range shares {
		mean += x / float64(len(shares))
	}
	t.Logf("%d selections reach %.1f %% of the best on the average, one in twenty less than %.1f %%, the worst %.1f %%", len(shares), mean*100, shares[len(shares)/20]*100, shares[0]*100)
	if len(shares) < tries/2 || mean < 0.97 || shares[0] < 0.5 || shares[len(shares)-1] > 1+1e-9 {
		t.Errorf("too far from the best: mean %.3f, worst %.3f, %d of them, most %.3f", mean, shares[0], len(shares), shares[len(shares)-1])
	}
}

// valueOf is what the chosen units of a selector are worth, those that had to be in too.
func valueOf(s *selector) float64 {
	t := s.empty()
	var all []int
	for i := range s.units {
		if s.units[i].in {
			all = append(all, i)
		}
	}
	return t.gain(all)
}

func (s *selector) empty() *selector {
	t := *s
	t.units, t.proofs = slices.Clone(s.start), make([]int, len(s.proofs))
	return &t
}

// exhaustive is the most that any allowed choice is worth.
func exhaustive(s *selector) float64 {
	t := s.empty()
	best := 0.0
	for set := range 1 << len(t.units) {
		var all []int
		ok := true
		told := map[int]int{}
		h := s.fixed
		for i := range t.units {
			u := &t.units[i]
			if set>>i&1 == 0 {
				if ok = u.must == ""; !ok {
					break
				}
				continue
			}
			if ok = u.parent < 0 || set>>u.parent&1 == 1; !ok {
				break
			}
			all = append(all, i)
			h += u.height
			if u.kind == aBullet {
				told[u.parent]++
			}
		}
		if !ok || h > s.room+slack {
			continue
		}
		for _, i := range all {
			u := &t.units[i]
			switch {
			case u.kind != aBullet && len(t.kids[i]) > 0 && u.must == "" && !slices.ContainsFunc(all, func(k int) bool { return t.units[k].parent == i }):
				ok = false // a head that nothing stands under
			case u.kind == anEntry && u.section.Kind == resume.Experience:
				ok = ok && told[i] <= s.o.Bounds.most(u.age) && told[i] >= min(len(t.kids[i]), s.o.Bounds.least(u.age))
			}
		}
		if ok {
			best = max(best, t.gain(all))
		}
	}
	return best
}

// TestExplained applies what is said to bring bullets in, and sees whether it does.
func TestExplained(t *testing.T) {
	ads := adverts(t)
	pins, drops, none := 0, 0, 0
	for name, r := range masters(t) {
		heights := Measure(faked(r))
		for n := 0; n < len(ads); n += 10 {
			o := fakeOptions(1 + n/10%2)
			s := Select(r, Read(r, ads[n].Posting, november), heights, o)
			for _, c := range s.Explained() {
				switch {
				case c.In != (c.Bring == "") && c.In:
					t.Errorf("%s for %s: line %d is in, and %s would bring it in", name, ads[n].name, c.Span.Position().Line, c.Bring)
				case c.In:
					continue
				case c.Bring == "":
					none++
					continue
				}
				at := c.Span.Position().Line
				if strings.Contains(c.Bring, "keep: ") {
					with := o
					with.Pins = []source.Span{c.Span}
					if s := Select(r, Read(r, ads[n].Posting, november), heights, with); !is(s, c) || s.Over > 0 {
						t.Errorf("%s for %s: line %d is not in though it is kept; over %v", name, ads[n].name, at, s.Over)
					}
					pins++
				}
				if _, line, ok := strings.Cut(c.Bring, "line "); ok {
					less := lacking(r, line)
					if s := Select(less, Read(less, ads[n].Posting, november), Measure(faked(less)), o); !is(s, c) {
						t.Errorf("%s for %s: line %d is not in without line %s", name, ads[n].name, at, line)
					}
					drops++
				}
			}
		}
	}
	t.Logf("%d pins and %d drops bring in what they are said to; %d can't be brought in alone", pins, drops, none)
	if pins < 100 || drops < 40 {
		t.Error("too few were tried")
	}
}

// is reports whether a choice's bullet or entry is in.
func is(s *Selection, c Choice) bool { return slices.Contains(order(s.Resume), c.Span) }

// lacking is a résumé without the bullet on a line.
func lacking(r *resume.Resume, line string) *resume.Resume {
	out := map[source.Span]bool{}
	for _, b := range allBullets(r) {
		if fmt.Sprint(b.Span.Position().Line) == line {
			out[b.Span] = true
		}
	}
	cut := *r
	cut.Sections = slices.Clone(r.Sections)
	for i := range cut.Sections {
		s := &cut.Sections[i]
		s.Intro, s.Entries = less(s.Intro, out), slices.Clone(s.Entries)
		for k := range s.Entries {
			s.Entries[k].Body = less(s.Entries[k].Body, out)
		}
	}
	return &cut
}
