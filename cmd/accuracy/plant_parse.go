package main

import (
	"math/rand/v2"
	"strings"
)

// parseOperators plant what keeps a parser from reading the print.
func parseOperators() []operator {
	lost := []string{"parse/order", "parse/entry", "parse/contact", "parse/columns", "parse/broken-words", "parse/hidden-text", "parse/no-bullets",
		"sheet/uneven-spacing", "sheet/overlap", "sheet/count", "sheet/thin-last", "sheet/short-last-line", "sheet/lone-line", "sheet/split-entry", "sheet/overflow",
		"sheet/clipped", "sheet/lost-text", "sheet/stranded-heading", "parse/table", "parse/section-name", "text/long-bullet"}
	anywhere := func(css string) func(*resume, *rand.Rand) *defect { return styled(css, nil) }
	return []operator{
		{name: "floated dates", rules: []string{"parse/order", "parse/entry"}, prints: true, also: lost,
			plant: anywhere(".r-row{display:block} .r-dates{float:right} .r-row h3{padding-top:1px}")},
		{name: "dates placed", rules: []string{"parse/order", "parse/entry"}, prints: true, also: lost,
			plant: anywhere(".r-row{display:block;position:relative} .r-dates{position:absolute;right:0;top:0}")},
		{name: "sidebar", rules: []string{"parse/columns", "parse/order"}, prints: true, also: lost,
			plant: anywhere(".sheet{column-count:2;column-gap:6mm}")},
		{name: "reversed order", rules: []string{"parse/order"}, prints: true, also: lost,
			plant: anywhere(".sheet{display:flex;flex-direction:column} .r-education{order:-1}")},
		{name: "spaced letters", rules: []string{"parse/broken-words"}, prints: true, also: lost, plant: anywhere("h1{letter-spacing:.3em}")},
		{name: "spaced headings", rules: []string{"parse/broken-words"}, prints: true, also: lost, plant: anywhere("h2{letter-spacing:.3em}")},
		{name: "soft hyphen", rules: []string{"parse/broken-words", "parse/junk-characters"}, prints: true, also: append(lost, "text/spelling"), plant: inWord("\u00ad")},
		{name: "zero width", rules: []string{"parse/junk-characters"}, prints: true, also: append(lost, "text/spelling"), plant: inWord("\u200b")},
		{name: "private use", rules: []string{"parse/junk-characters", "sheet/missing-glyph", "sheet/font-fallback", "sheet/lost-text"}, prints: true,
			also: []string{"sheet/missing-glyph", "sheet/font-fallback", "parse/junk-characters", "text/emoji", "text/no-action-verb", "sheet/mixed-bullets", "sheet/type3-font"},
			plant: func(r *resume, rnd *rand.Rand) *defect {
				i := one(rnd, r.bullets())
				return &defect{lines: put(r.lines, i, "- \ue0b1 "+r.lines[i][2:]), at: []int{i}}
			}},
		{name: "white text", rules: []string{"parse/hidden-text"}, prints: true, also: append(lost, "sheet/low-contrast", "parse/hidden-text"), plant: onBullet("#x1{color:#fff}")},
		{name: "tiny text", rules: []string{"parse/hidden-text", "sheet/small-type"}, prints: true, also: append(lost, "sheet/small-type", "parse/hidden-text"), plant: onBullet("#x1{font-size:1pt}")},
		{name: "contact left out", rules: []string{"parse/contact", "sheet/lost-text"}, prints: true, also: append(lost, "parse/contact", "sheet/lost-text"), plant: anywhere(".r-contact{display:none}")},
		{name: "unknown section", rules: []string{"parse/section-name", "read/unknown-section"}, langs: "en", count: 6,
			also:   []string{"parse/section-name", "read/unknown-section", "content/no-projects", "content/skill-unproven", "content/skill-unlisted", "content/section-order", "content/single-bullet", "text/acronym"},
			prints: true, plant: func(r *resume, rnd *rand.Rand) *defect {
				s := r.section(one(rnd, []string{"projects", "skills"}))
				if s == nil || !strings.HasPrefix(r.lines[s.line], "## ") {
					return nil
				}
				return &defect{lines: put(r.lines, s.line, "## "+one(rnd, []string{"What I Bring", "Things That Happened", "My Superpowers"})), at: []int{s.line}}
			}},
	}
}

// styled adds CSS to the site; the right places are those given, or any.
func styled(css string, at []int) func(*resume, *rand.Rand) *defect {
	return func(r *resume, _ *rand.Rand) *defect {
		return &defect{lines: r.lines, at: at, files: map[string]string{"static/custom.css": css + "\n"}}
	}
}

// onBullet gives one bullet the id x1, and the site CSS for it.
func onBullet(css string) func(*resume, *rand.Rand) *defect {
	return func(r *resume, rnd *rand.Rand) *defect {
		i := one(rnd, r.bullets())
		return &defect{lines: put(r.lines, i, r.lines[i]+" <!-- #x1 -->"), at: []int{i}, files: map[string]string{"static/custom.css": css + "\n"}}
	}
}

// onHeading gives the heading of a section or entry the id x1, and the site CSS for it.
func onHeading(kind, css string) func(*resume, *rand.Rand) *defect {
	return func(r *resume, rnd *rand.Rand) *defect {
		s := r.section(kind)
		if s == nil || !strings.HasPrefix(r.lines[s.line], "## ") {
			return nil
		}
		d := &defect{lines: put(r.lines, s.line, r.lines[s.line]+" <!-- #x1 -->"), at: []int{s.line}, files: map[string]string{"static/custom.css": css + "\n"}}
		return d
	}
}

// inWord puts a character into a long word of a bullet.
func inWord(char string) func(*resume, *rand.Rand) *defect {
	return func(r *resume, rnd *rand.Rand) *defect {
		bullets := r.bullets()
		for _, k := range rnd.Perm(len(bullets)) {
			for _, w := range strings.Fields(r.lines[bullets[k]]) {
				if len(w) > 7 && strings.Trim(w, "abcdefghijklmnopqrstuvwxyz") == "" {
					i := bullets[k]
					return &defect{lines: put(r.lines, i, strings.Replace(r.lines[i], w, w[:4]+char+w[4:], 1)), at: []int{i}}
				}
			}
		}
		return nil
	}
}
