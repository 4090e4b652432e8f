package main

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
)

// slipOperators plant slips of the pen.
func slipOperators() []operator {
	const en = "en"
	return []operator{
		{name: "spelling", rules: []string{"text/spelling"}, langs: en, count: 10, plant: pairs(
			"services=serivces", "latency=latancy", "requests=requsets", "customers=custmers", "instead=insted", "between=betwen",
			"without=witout", "replacing=replaceing", "minutes=minuts", "engineers=enginers", "developers=develpers", "releases=relases",
			"engineer=engeneer", "monthly=montly", "because=becuase", "memory=memmory", "weeks=weeeks", "patients=pateints")},
		{name: "casing", rules: []string{"text/casing"}, count: 10, plant: pairs(
			"PostgreSQL=Postgresql", "GitHub Actions=Github Actions", "TypeScript=Typescript", "GraphQL=Graphql", "MySQL=MySql", "Node.js=NodeJS",
			"Kubernetes=kubernetes", "OpenTelemetry=Opentelemetry", "RabbitMQ=RabbitMq", "GitLab=Gitlab", "SQLite=SQLlite", "FastAPI=FastApi",
			"PyTorch=Pytorch", "BigQuery=Bigquery", "LaTeX=Latex", "WebAssembly=Webassembly", "SwiftUI=SwiftUi", "PowerShell=Powershell")},
		{name: "end punctuation", rules: []string{"text/end-punctuation"}, count: 6, plant: func(r *resume, rnd *rand.Rand) *defect {
			i := one(rnd, r.bullets())
			return &defect{lines: put(r.lines, i, r.lines[i]+"."), at: []int{i}}
		}},
		{name: "placeholder", rules: []string{"text/placeholder"}, count: 8, plant: withBullet(false,
			"Cut the cost of a request by XX% in six months", "TODO: add the figures for 2025 from the last review",
			"Lorem ipsum dolor sit amet, consectetur 12 adipiscing elit", "Joined [Company] to lead 12 engineers", "Saved $X million in 2025 by closing two offices"),
			also: []string{"text/spelling", "text/no-action-verb", "text/no-metric", "text/first-person", "text/tense", "text/bare-bullet"}},
		{name: "emoji", rules: []string{"text/emoji"}, plant: func(r *resume, rnd *rand.Rand) *defect {
			i := one(rnd, r.bullets())
			return &defect{lines: put(r.lines, i, "- "+one(rnd, []string{"🚀", "✅", "💡"})+" "+r.lines[i][2:]), at: []int{i}}
		}},
		{name: "acronym", rules: []string{"text/acronym"}, langs: en, plant: withBullet(false,
			"Brought 14 services under the QZRM baseline in six weeks", "Prepared the KTVB review for 30 services in 2025", "Led 9 colleagues through the WPXR program")},
		{name: "doubled word", rules: []string{"text/typo"}, count: 6, plant: pairs(" the = the the ", " to = to to ", " in = in in ", " for = for for ",
			" and = and and ", " of = of of ", " de = de de ", " la = la la ", " i = i i ", " und = und und ", " på = på på ")},
		{name: "a for an", rules: []string{"text/typo"}, langs: en, count: 6, plant: wrongArticle},
		{name: "blank before a comma", rules: []string{"text/typo"}, langs: en, plant: pairs(", = , ")},
		{name: "open bracket", rules: []string{"text/typo"}, plant: func(r *resume, rnd *rand.Rand) *defect {
			i := one(rnd, r.bullets())
			if strings.ContainsAny(r.lines[i], "()[]") {
				return nil
			}
			at := strings.LastIndexByte(r.lines[i], ' ')
			return &defect{lines: put(r.lines, i, r.lines[i][:at]+" ("+r.lines[i][at+1:]), at: []int{i}}
		}},
		{name: "British and American", rules: []string{"text/typo"}, langs: en, plant: withBullet(false,
			"Optimised the color tables of 14 services", "Organised 12 color profiles for the printing service", "Standardized the behaviour of 9 services and the behavior of 4 more")},
		{name: "hyphen between dates", rules: []string{"text/dashes"}, count: 6, plant: func(r *resume, rnd *rand.Rand) *defect {
			jobs := r.jobs()
			if len(jobs) == 0 || !strings.Contains(r.lines[jobs[0].dates], " – ") {
				return nil
			}
			i := one(rnd, jobs).dates
			return &defect{lines: put(r.lines, i, strings.Replace(r.lines[i], " – ", one(rnd, []string{" - ", " -- "}), 1)), at: []int{i}}
		}, also: []string{"parse/date-form"}},
		{name: "doubled blank", rules: []string{"text/doubled-blanks"}, plant: func(r *resume, rnd *rand.Rand) *defect {
			i := one(rnd, r.bullets())
			words := strings.Split(r.lines[i], " ")
			k := 2 + rnd.IntN(len(words)-3)
			return &defect{lines: put(r.lines, i, strings.Join(words[:k], " ")+"  "+strings.Join(words[k:], " ")), at: []int{i}}
		}},
		{name: "exception without a reason", rules: []string{"check/allow-without-reason"}, plant: allow("<!-- allow text/dashes -->")},
		{name: "exception that hides nothing", rules: []string{"check/unused-allow"}, plant: allow("<!-- allow text/dashes: quoted -->")},
		{name: "unknown key", rules: []string{"meta/unknown-key"}, plant: func(r *resume, rnd *rand.Rand) *defect {
			i := r.field("headline")
			if i < 0 {
				return nil
			}
			return &defect{lines: put(r.lines, i, strings.Replace(r.lines[i], "headline", "headlin", 1)), at: []int{i}}
		}},
	}
}

// pairs changes one thing in a bullet: "right=wrong". The right one must be a word there, unless it holds a blank.
func pairs(words ...string) func(*resume, *rand.Rand) *defect {
	return func(r *resume, rnd *rand.Rand) *defect {
		return atFirst(rnd, words, func(old, new string) *defect {
			if strings.Contains(old, " ") {
				return r.replaceOnce(rnd, r.bullets(), old, new)
			}
			for _, end := range []string{" ", ",", ";"} {
				if d := r.replaceOnce(rnd, r.bullets(), " "+old+end, " "+new+end); d != nil {
					return d
				}
			}
			return nil
		})
	}
}

var (
	needsA  = regexp.MustCompile(` a ([bcdfgklmnpqrstvwz][a-z]{3})`)
	needsAn = regexp.MustCompile(` an ([aeio][a-z]{3})`)
)

func wrongArticle(r *resume, rnd *rand.Rand) *defect {
	bullets := r.bullets()
	for _, k := range rnd.Perm(len(bullets)) {
		i := bullets[k]
		switch l := r.lines[i]; {
		case needsAn.MatchString(l):
			return &defect{lines: put(r.lines, i, needsAn.ReplaceAllString(l, " a $1")), at: []int{i}}
		case needsA.MatchString(l):
			return &defect{lines: put(r.lines, i, needsA.ReplaceAllString(l, " an $1")), at: []int{i}}
		}
	}
	return nil
}

// allow puts a comment above the last section.
func allow(comment string) func(*resume, *rand.Rand) *defect {
	return func(r *resume, rnd *rand.Rand) *defect {
		if len(r.sections) == 0 {
			return nil
		}
		at := one(rnd, r.sections).line
		return &defect{lines: slices.Concat(r.lines[:at], []string{comment, ""}, r.lines[at:]), at: []int{at}}
	}
}
