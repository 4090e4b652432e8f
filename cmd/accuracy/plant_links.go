package main

import (
	"math/rand/v2"
	"slices"
	"strings"
)

// linkOperators plant what is wrong with addresses, with what is published, and with the site's pages.
func linkOperators() []operator {
	note := func(body string, at int, more map[string]string) func(*resume, *rand.Rand) *defect {
		return func(r *resume, _ *rand.Rand) *defect {
			files := map[string]string{"content/posts/note.md": "---\ntitle: A note on queues\ndate: 2026-05-04\nsummary: What a queue is for.\n---\n" + body}
			for name, text := range more {
				files[name] = text
			}
			return &defect{lines: slices.Clone(r.lines), path: "content/posts/note.md", at: []int{at}, files: files}
		}
	}
	const en = "en"
	return []operator{
		{name: "insecure link", rules: []string{"link/insecure"}, count: 6, plant: func(r *resume, rnd *rand.Rand) *defect {
			var all []int
			for i := range r.lines {
				all = append(all, i)
			}
			return r.replaceOnce(rnd, all, "https://", "http://")
		}},
		{name: "link without words", rules: []string{"link/text"}, langs: en, plant: withBullet(false,
			"Open-sourced the queue that 14 teams use; [click here](https://queues.example/source)",
			"Presented the results of 2025 to 300 people, [here](https://talks.example/2025)",
			"Documented 40 services for new colleagues ([link](https://docs.example/services))")},
		{name: "shortener", rules: []string{"link/shortener"}, langs: en, plant: withBullet(false,
			"Presented the results of 2025 to 300 people ([slides of the talk](https://bit.ly/3xQzK9a))",
			"Open-sourced the queue that 14 teams use ([its source](https://tinyurl.com/y7b4kqz2))")},
		{name: "broken link", rules: []string{"link/broken"}, langs: en, plant: withBullet(false,
			"Open-sourced the queue that 14 teams use ([its page](projects/queue.md))", "Wrote about 9 outages of 2025 ([the notes](posts/outages.md))")},
		{name: "private value in the text", rules: []string{"privacy/published"}, langs: en, plant: func(r *resume, _ *rand.Rand) *defect {
			i, k := r.field("phone"), r.summary()
			if i < 0 || k < 0 {
				return nil
			}
			phone := strings.Trim(strings.TrimPrefix(r.lines[i], "phone: "), `"`)
			return &defect{lines: add(put(r.lines, k, r.lines[k]+" Answers "+phone+" after six."), i+1, "private: [phone]")}
		}},
		{name: "street address", rules: []string{"privacy/address"}, langs: en, count: 5, plant: func(r *resume, rnd *rand.Rand) *defect {
			i := r.field("location")
			if i < 0 {
				return nil
			}
			street := one(rnd, []string{"14 Harbour Street, ", "2207 Maple Avenue, Apt. 4, ", "9 Mill Lane, "})
			return &defect{lines: put(r.lines, i, strings.Replace(r.lines[i], "location: ", "location: "+street, 1)), at: []int{i}}
		}},
		{name: "street address, abroad", rules: []string{"privacy/address"}, count: 3, plant: func(r *resume, rnd *rand.Rand) *defect {
			i := r.field("location")
			street := map[string]string{"de": "Lindenstraße 14, 10969 ", "sv": "Storgatan 7, 753 31 ", "fr": "12 rue des Lilas, 69003 ", "es": "Calle Mayor 8, 28013 "}[r.lang]
			if i < 0 || street == "" {
				return nil
			}
			return &defect{lines: put(r.lines, i, strings.Replace(r.lines[i], "location: ", "location: "+street, 1)), at: []int{i}}
		}},
		{name: "birth date", rules: []string{"privacy/birth"}, langs: en, count: 5, plant: func(r *resume, rnd *rand.Rand) *defect {
			i := r.field("location")
			if i < 0 {
				return nil
			}
			text := one(rnd, []string{"Date of birth: 4 May 1990", "Marital status: married", "Born: 12.03.1988"})
			return &defect{lines: add(r.lines, i+1, `contact: ["`+text+`"]`), at: []int{i + 1}}
		}},
		{name: "picture without words", rules: []string{"page/alt"}, plant: note("A queue holds what is late.\n\n![](/plot.svg)\n", 7,
			map[string]string{"static/plot.svg": `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20"><rect width="60" height="20"/></svg>`})},
		{name: "heading left out", rules: []string{"page/heading-order"}, plant: note("A queue holds what is late.\n\n## Why\n\nText.\n\n#### When it is full\n\nText.\n", 11, nil)},
	}
}
