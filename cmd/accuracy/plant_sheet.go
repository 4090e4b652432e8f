package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// sheetOperators plant what is wrong with the print.
func sheetOperators() []operator {
	page := []string{"sheet/thin-last", "sheet/stranded-heading", "sheet/split-entry", "sheet/lone-line", "sheet/count", "sheet/short-last-line", "sheet/blank",
		"sheet/uneven-spacing", "sheet/long-measure", "parse/entry", "parse/no-bullets"}
	anywhere := func(css string) func(*resume, *rand.Rand) *defect { return styled(css, nil) }
	return []operator{
		{name: "three sheets", rules: []string{"sheet/count"}, prints: true, plant: threeSheets,
			also: append([]string{"content/old-detail", "text/repeated-verb", "text/duplicate-bullet", "text/no-metric", "text/bare-bullet", "text/no-action-verb", "parse/section-name"}, page...)},
		{name: "more sheets than asked for", rules: []string{"sheet/count"}, prints: true, also: page, plant: func(r *resume, _ *rand.Rand) *defect {
			s := r.section("education")
			if s == nil || !strings.HasPrefix(r.lines[s.line], "## ") || r.field("pdf") < 0 || !strings.Contains(r.lines[r.field("pdf")], "pages: 1") {
				return nil
			}
			return onHeading("education", "#x1{break-before:page}")(r, nil).anywhere()
		}},
		{name: "thin last sheet", rules: []string{"sheet/thin-last"}, prints: true, also: page, count: 5, plant: func(r *resume, _ *rand.Rand) *defect {
			s := r.section("education")
			if s == nil || s.end != len(r.lines) || r.field("pdf") >= 0 && strings.Contains(r.lines[r.field("pdf")], "pages: 1") {
				return nil
			}
			d := onHeading("education", "#x1{break-before:page}")(r, nil)
			return d.anywhere()
		}},
		{name: "heading alone", rules: []string{"sheet/stranded-heading"}, prints: true, also: page, count: 5, plant: onHeading("experience", "#x1{break-after:page!important}")},
		{name: "bullets on the next sheet", rules: []string{"sheet/split-entry"}, prints: true, also: page, count: 5, plant: func(r *resume, _ *rand.Rand) *defect {
			jobs := r.jobs()
			if len(jobs) < 2 || len(jobs[1].bullets) == 0 {
				return nil
			}
			e := jobs[1]
			i := e.bullets[0]
			return &defect{lines: put(r.lines, i, r.lines[i]+" <!-- #x1 -->"), at: []int{e.line, e.dates, i},
				files: map[string]string{"static/custom.css": "#x1{break-before:page}\n"}}
		}},
		{name: "wide code", rules: []string{"sheet/overflow", "sheet/clipped", "sheet/lost-text"}, prints: true, also: append(page, "sheet/lost-text", "sheet/clipped", "sheet/shrunk", "sheet/overflow"),
			plant: onLongBullet("#x1{white-space:nowrap;word-spacing:9px}")},
		{name: "cut box", rules: []string{"sheet/clipped", "sheet/lost-text", "sheet/overflow"}, prints: true, also: append(page, "sheet/lost-text", "sheet/overflow", "parse/entry"),
			plant: onBullet("#x1{width:40mm;overflow:hidden;white-space:nowrap}")},
		{name: "overlap", rules: []string{"sheet/overlap"}, prints: true, also: append(page, "parse/order"), plant: onBulletBelow("#x1{margin-top:-10pt}")},
		{name: "small type", rules: []string{"sheet/small-type"}, prints: true, also: page, plant: onBullet("#x1{font-size:7pt}")},
		{name: "small body", rules: []string{"sheet/small-type"}, prints: true, also: page, plant: anywhere("li{font-size:9pt}")},
		{name: "small margin", rules: []string{"sheet/small-margin"}, prints: true, also: page, plant: anywhere("@page{margin:4mm 5mm 4mm 5mm} .sheet{padding:0 0 0 1mm}")},
		{name: "pale text", rules: []string{"sheet/low-contrast"}, prints: true, also: page, plant: onBullet("#x1{color:#aaa}")},
		{name: "pale dates", rules: []string{"sheet/low-contrast"}, prints: true, also: page, plant: anywhere(".r-dates{color:#b0b0b0}")},
		{name: "missing font", rules: []string{"sheet/font-fallback", "sheet/unusual-font"}, prints: true, also: append(page, "sheet/unusual-font", "sheet/missing-glyph"), plant: onBullet("#x1{font-family:\"Brand Grotesk\"}")},
		{name: "missing glyph", rules: []string{"sheet/missing-glyph", "sheet/font-fallback"}, prints: true, also: append(page, "sheet/font-fallback", "sheet/unusual-font", "sheet/type3-font", "parse/junk-characters", "parse/order", "text/spelling", "text/emoji"),
			plant: func(r *resume, rnd *rand.Rand) *defect {
				i := one(rnd, r.bullets())
				return &defect{lines: put(r.lines, i, r.lines[i]+" ꦄꦱ"), at: []int{i}}
			}},
		{name: "missing glyph of a style", rules: []string{"sheet/missing-glyph"}, prints: true, also: append(page, "sheet/font-fallback", "sheet/unusual-font", "sheet/mixed-bullets"),
			plant: onBullet("#x1::before{content:\"\\12174 \"}")},
		{name: "other paper", rules: []string{"sheet/paper-size"}, prints: true, also: append(page, "sheet/overflow", "sheet/shrunk", "sheet/small-margin"), plant: anywhere("@page{size:A5!important}")},
		{name: "uneven space", rules: []string{"sheet/uneven-spacing"}, prints: true, also: page, plant: onBulletBelow("#x1{margin-top:9pt}")},
		{name: "mixed bullets", rules: []string{"sheet/mixed-bullets"}, prints: true, also: page, plant: onBullet("#x1{list-style-type:\"*  \"}")},
		{name: "one word on the last line", rules: []string{"sheet/short-last-line"}, prints: true, also: page, plant: func(r *resume, rnd *rand.Rand) *defect {
			bullets := r.bullets()
			for _, k := range rnd.Perm(len(bullets)) {
				i := bullets[k] // one that fills its row, with a short word behind it
				if at := strings.LastIndexByte(r.lines[i], ' '); at > 94 && at < 104 && len(r.lines[i])-at < 12 {
					return &defect{lines: put(r.lines, i, r.lines[i][:at]+"<br>"+r.lines[i][at+1:]), at: []int{i}}
				}
			}
			return nil
		}},
		{name: "line alone", rules: []string{"sheet/lone-line"}, prints: true, also: append(page, "sheet/count"), plant: func(r *resume, rnd *rand.Rand) *defect {
			i := one(rnd, r.bullets())
			at := strings.IndexByte(r.lines[i][30:], ' ')
			if at < 0 || len(r.lines[i]) < 80 {
				return nil
			}
			at += 30
			text := r.lines[i][:at] + " **" + r.lines[i][at+1:] + "** <!-- #x1 -->"
			return &defect{lines: put(r.lines, i, text), at: []int{i}, files: map[string]string{
				"static/custom.css": "#x1{break-inside:auto;orphans:1;widows:1} #x1 strong{display:block;break-before:page;font-weight:inherit}\n"}}
		}},
	}
}

// anywhere has any line be the right one.
func (d *defect) anywhere() *defect {
	if d != nil {
		d.at = nil
	}
	return d
}

// onLongBullet is onBullet for one that takes more than a row.
func onLongBullet(css string) func(*resume, *rand.Rand) *defect {
	return func(r *resume, rnd *rand.Rand) *defect {
		for _, i := range r.bullets() {
			if len(r.lines[i]) > 110 {
				return &defect{lines: put(r.lines, i, r.lines[i]+" <!-- #x1 -->"), at: []int{i}, files: map[string]string{"static/custom.css": css + "\n"}}
			}
		}
		return nil
	}
}

// onBulletBelow is onBullet for one that stands below another of its job.
func onBulletBelow(css string) func(*resume, *rand.Rand) *defect {
	return func(r *resume, rnd *rand.Rand) *defect {
		for _, e := range r.jobs() {
			if len(e.bullets) > 2 {
				i := e.bullets[1]
				return &defect{lines: put(r.lines, i, r.lines[i]+" <!-- #x1 -->"), at: []int{i - 1, i}, files: map[string]string{"static/custom.css": css + "\n"}}
			}
		}
		return nil
	}
}

// threeSheets adds projects until two sheets cannot hold them.
func threeSheets(r *resume, rnd *rand.Rand) *defect {
	s := r.section("projects")
	if r.lang != "en" || s == nil || len(s.entries) == 0 || !strings.HasPrefix(r.lines[s.entries[0].line], "### ") || r.field("pdf") >= 0 && strings.Contains(r.lines[r.field("pdf")], "pages: 1") {
		return nil
	}
	dates := r.lines[s.entries[0].dates]
	var more []string
	for k := range 26 {
		more = append(more, fmt.Sprintf("### Sample shop, part %d", k+1), dates, "",
			fmt.Sprintf("- Sold %d kinds of tea to %d people from a page of one file", 12+k, 300+10*k), fmt.Sprintf("- Printed labels for %d parcels a week", 20+k), "")
	}
	return (&defect{lines: add(r.lines, s.entries[0].line, more...)}).anywhere()
}
