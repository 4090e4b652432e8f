package tailor

import (
	"cmp"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/posting"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/term"
)

// Words is a résumé whose skills stand in the order of a posting, and in its words where those mean the same: what it requires first, then what
// it prefers, then the rest as it was. Groups go by the first of theirs. A list with links or code in it is left as it was written.
func Words(r *resume.Resume, p *posting.Posting) *resume.Resume {
	rank, word := map[*term.Technology]int{}, map[*term.Technology]string{}
	n := 0
	for _, c := range []posting.Class{posting.Required, posting.Preferred, posting.Mentioned} {
		for _, t := range p.Of(c) {
			if _, known := rank[t.Technology]; !known {
				rank[t.Technology], word[t.Technology] = n, t.Written
				n++
			}
		}
	}
	out := *r
	out.Sections = slices.Clone(r.Sections)
	has := map[string]bool{} // who lists k8s and Kubernetes has both, once each
	for _, s := range r.Sections {
		for _, g := range s.Groups {
			for _, v := range g.Items {
				has[strings.ToLower(v.Text)] = has[strings.ToLower(v.Text)] || s.Kind == resume.Skills
			}
		}
	}
	for i := range out.Sections {
		s := &out.Sections[i]
		if s.Kind != resume.Skills {
			continue
		}
		s.Groups = slices.Clone(s.Groups)
		first := make(map[int]int, len(s.Groups)) // by the place of its span: the rank of a group
		for k := range s.Groups {
			first[s.Groups[k].Span.Start] = reword(&s.Groups[k], rank, word, has, n)
		}
		slices.SortStableFunc(s.Groups, func(a, b resume.Group) int { return cmp.Compare(first[a.Span.Start], first[b.Span.Start]) })
	}
	return &out
}

// reword puts the items of a group in order and in the posting's words, but for those that some item has already, and gives the rank of the
// first of them.
func reword(g *resume.Group, rank map[*term.Technology]int, word map[*term.Technology]string, has map[string]bool, last int) int {
	joint, plain := joints(g)
	of := func(v resume.Value) int {
		best := last
		if t, _ := term.FindTechnology(v.Text); t != nil {
			if n, ok := rank[t]; ok {
				return n
			}
		}
		for _, m := range term.Mentions(nil, v.Text) {
			for t, n := range rank {
				if m.Technology.Proves(t) {
					best = min(best, n)
				}
			}
		}
		return best
	}
	low, ranks := last, map[source.Span]int{}
	for _, v := range g.Items {
		ranks[v.Span] = of(v)
		low = min(low, ranks[v.Span])
	}
	if !plain {
		return low
	}
	items := slices.Clone(g.Items)
	slices.SortStableFunc(items, func(a, b resume.Value) int { return cmp.Compare(ranks[a.Span], ranks[b.Span]) })
	var in []markup.Inline
	for i := range items {
		if t, _ := term.FindTechnology(items[i].Text); t != nil {
			if w := strings.Join(strings.Fields(word[t]), " "); w != "" && !has[strings.ToLower(w)] {
				items[i].Text, has[strings.ToLower(w)] = w, true
			}
		}
		if i > 0 {
			in = append(in, markup.Inline{Kind: markup.Text, Text: joint})
		}
		in = append(in, markup.Inline{Kind: markup.Text, Text: items[i].Text, Span: items[i].Span})
	}
	g.Items, g.Markup = items, in
	return low
}

// joints is what stands between the items of a group; plain is false where more than text does.
func joints(g *resume.Group) (joint string, plain bool) {
	text := ""
	for i := range g.Markup {
		if g.Markup[i].Kind != markup.Text {
			return "", false
		}
		text += g.Markup[i].Text
	}
	rest := text
	for i, v := range g.Items {
		before, after, ok := strings.Cut(rest, v.Text)
		switch {
		case !ok, i == 0 && before != "", i > 1 && before != joint:
			return "", false
		case i == 1:
			joint = before
		}
		rest = after
	}
	return joint, rest == "" && len(g.Items) > 0
}
