package main

import (
	"net/url"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// A cv is what `resgen debug resume` prints.
type cv struct {
	Name, Headline, Email, Phone, Location *string
	Links                                  []string
	Summary                                *string
	Sections                               []section
}

type section struct {
	Title, Kind string
	Line        int
	Entries     []entry
}

type entry struct {
	Title, Organization, Location, URL, Start, End *string
	Bullets                                        []string
	Line                                           int
}

// compare counts one file.
func (t *table) compare(name string, want, got cv) {
	t.count(name, "name", same(want.Name, got.Name), want.Name, got.Name)
	t.count(name, "headline", same(want.Headline, got.Headline), want.Headline, got.Headline)
	t.count(name, "email", same(want.Email, got.Email), want.Email, got.Email)
	t.count(name, "phone", digits(want.Phone) == digits(got.Phone), want.Phone, got.Phone)
	t.count(name, "location", same(want.Location, got.Location), want.Location, got.Location)
	t.count(name, "summary", same(want.Summary, got.Summary), want.Summary, got.Summary)
	t.links(name, want.Links, got.Links)
	pairs := align(want.Sections, got.Sections, func(a, b section) bool {
		return a.Line == b.Line || title(a.Title) == title(b.Title) && a.Kind == b.Kind
	})
	for _, p := range pairs {
		var a, b section
		if p[0] >= 0 {
			a = want.Sections[p[0]]
		}
		if p[1] >= 0 {
			b = got.Sections[p[1]]
		}
		found := p[0] >= 0 && p[1] >= 0 && a.Kind == b.Kind && title(a.Title) == title(b.Title)
		t.count(name, "sections and kinds", found, []any{a.Title, a.Kind, a.Line}, []any{b.Title, b.Kind, b.Line})
		if p[0] >= 0 {
			t.entries(name, a, b)
		}
	}
}

// links counts each address that either side has.
func (t *table) links(name string, want, got []string) {
	has := func(list []string, u string) bool {
		return slices.ContainsFunc(list, func(v string) bool { return address(v) == address(u) })
	}
	for _, u := range want {
		t.count(name, "links", has(got, u), u, nil)
	}
	for _, u := range got {
		if !has(want, u) {
			t.count(name, "links", false, nil, u)
		}
	}
}

// entries counts those of one section.
func (t *table) entries(name string, want, got section) {
	where := name + ": " + want.Title
	t.count(where, "number of entries", len(want.Entries) == len(got.Entries), len(want.Entries), len(got.Entries))
	group := "others"
	if want.Kind == "experience" {
		group = "experience"
	}
	byLine := align(want.Entries, got.Entries, func(a, b entry) bool { return a.Line == b.Line })
	for _, p := range byLine {
		if p[0] < 0 {
			continue // counted by their number
		}
		a := want.Entries[p[0]]
		var b entry
		if p[1] >= 0 {
			b = got.Entries[p[1]]
		}
		t.count(where, group+": title", same(a.Title, b.Title), a.Title, b.Title)
		t.count(where, group+": organization", same(a.Organization, b.Organization), a.Organization, b.Organization)
		t.count(where, group+": start", same(a.Start, b.Start), a.Start, b.Start)
		t.count(where, group+": end", same(a.End, b.End), a.End, b.End)
		t.count(where, group+": bullets", slices.EqualFunc(a.Bullets, b.Bullets, func(x, y string) bool { return fold(x) == fold(y) }), a.Bullets, b.Bullets)
		if group == "experience" {
			t.count(where, "experience: location", same(a.Location, b.Location), a.Location, b.Location)
		}
	}
}

// align pairs the items of two lists that are the same, in order, as many as can be (the longest common
// subsequence); what stands between two pairs on both sides is paired in order, as the best guess. An
// index of -1 is none.
func align[T any](a, b []T, same func(x, y T) bool) (pairs [][2]int) {
	best := make([][]int, len(a)+1)
	for i := range best {
		best[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			best[i][j] = max(best[i+1][j], best[i][j+1])
			if same(a[i], b[j]) {
				best[i][j] = max(best[i][j], 1+best[i+1][j+1])
			}
		}
	}
	gap := func(i, to, j, until int) {
		for i < to || j < until {
			p := [2]int{-1, -1}
			if i < to {
				p[0] = i
				i++
			}
			if j < until {
				p[1] = j
				j++
			}
			pairs = append(pairs, p)
		}
	}
	i, j, fromA, fromB := 0, 0, 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case same(a[i], b[j]) && best[i][j] == 1+best[i+1][j+1]:
			gap(fromA, i, fromB, j)
			pairs = append(pairs, [2]int{i, j})
			i, j = i+1, j+1
			fromA, fromB = i, j
		case best[i+1][j] >= best[i][j+1]:
			i++
		default:
			j++
		}
	}
	gap(fromA, len(a), fromB, len(b))
	return pairs
}

func same(a, b *string) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	return fold(*a) == fold(*b)
}

// fold takes out of a text what no reader sees: the kinds of blanks, quotes and dashes, and a final full stop or colon.
func fold(s string) string {
	s = norm.NFKC.String(s)
	s = strings.NewReplacer("“", "", "”", "", "\"", "", "„", "", "«", "", "»", "", "‘", "'", "’", "'", "–", "-", "—", "-", "‑", "-", "--", "-", "\u00ad", "", "\u200b", "", "\u2060", "", "\ufeff", "").Replace(s)
	return strings.TrimRight(strings.Join(strings.Fields(s), " "), ".:")
}

// title is a section's title as it is compared: without the emoji and signs that it is decorated with.
func title(s string) string {
	return fold(strings.TrimSpace(strings.TrimFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != ')' && r != '(' })))
}

func digits(s *string) string {
	if s == nil {
		return ""
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) || unicode.IsLetter(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, *s)
}

// address is a link as it is compared: without scheme, "www." and a final slash.
func address(s string) string {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil || u.Host == "" {
		return strings.ToLower(s)
	}
	path := strings.TrimSuffix(u.EscapedPath(), "/")
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	return strings.TrimPrefix(strings.ToLower(u.Host), "www.") + path
}
