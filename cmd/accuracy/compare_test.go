package main

import (
	"fmt"
	"slices"
	"testing"
)

func TestAlign(t *testing.T) {
	for _, c := range []struct{ a, b, want string }{
		{"", "", "[]"},
		{"ab", "ab", "[[0 0] [1 1]]"},
		{"abc", "ac", "[[0 0] [1 -1] [2 1]]"},
		{"ac", "abc", "[[0 0] [-1 1] [1 2]]"},
		{"axc", "ayc", "[[0 0] [1 1] [2 2]]"},
		{"ab", "", "[[0 -1] [1 -1]]"},
		{"xyb", "b", "[[0 -1] [1 -1] [2 0]]"},
	} {
		got := fmt.Sprint(align([]byte(c.a), []byte(c.b), func(x, y byte) bool { return x == y }))
		if got != c.want {
			t.Errorf("%q with %q: %s, want %s", c.a, c.b, got, c.want)
		}
	}
}

// TestCompare plants one difference in each field, and holds that it is counted there and nowhere else.
func TestCompare(t *testing.T) {
	s := func(v string) *string { return &v }
	make := func() cv {
		return cv{Name: s("Ada"), Email: s("a@b.c"), Phone: s("+1 (2) 3"), Links: []string{"https://www.github.com/ada/"},
			Sections: []section{{"Experience", "experience", 3, []entry{
				{s("Engineer"), s("Mill"), nil, nil, s("2020"), s("present"), []string{"“Did” it."}, 5},
				{s("Intern"), s("Mill"), nil, nil, nil, nil, nil, 9}}}}}
	}
	for field, change := range map[string]func(*cv){
		"":                         func(c *cv) { c.Phone, c.Links[0] = s("+123"), "http://github.com/ada" },
		"name":                     func(c *cv) { c.Name = nil },
		"headline":                 func(c *cv) { c.Headline = s("Boss") },
		"email":                    func(c *cv) { c.Email = s("x@b.c") },
		"links":                    func(c *cv) { c.Links = append(c.Links, "https://x.org") },
		"sections and kinds":       func(c *cv) { c.Sections[0].Kind = "other" },
		"experience: organization": func(c *cv) { c.Sections[0].Entries[0].Organization = s("Mull") },
		"experience: end":          func(c *cv) { c.Sections[0].Entries[1].End = s("2020") },
		"experience: bullets":      func(c *cv) { c.Sections[0].Entries[0].Bullets = []string{"Did that"} },
	} {
		tab, got := newTable(), make()
		change(&got)
		tab.compare("x", make(), got)
		var wrong []string
		for f, all := range tab.all {
			if tab.right[f] != all {
				wrong = append(wrong, f)
			}
		}
		if field == "" && len(wrong) > 0 || field != "" && !slices.Equal(wrong, []string{field}) {
			t.Errorf("a change of %q is counted as %q: %q", field, wrong, tab.misses)
		}
	}
}
