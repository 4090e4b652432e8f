package main

import (
	"math/rand/v2"
	"slices"
	"strings"
)

// wordingOperators plant what is wrong with how a bullet is told.
func wordingOperators() []operator {
	const en = "en"
	// The bullet's verb, figure and length are right, so that nothing but the planted thing is wrong.
	return []operator{
		{name: "no figures", rules: []string{"text/no-metric"}, langs: en, count: 6, plant: withoutFigures,
			also: []string{"text/bare-bullet", "content/skill-unproven", "content/skill-unlisted", "content/no-decision"}},
		{name: "bare bullet", rules: []string{"text/bare-bullet", "text/short-bullet"}, langs: en, count: 6, also: []string{"text/no-metric", "text/acronym"}, plant: withBullet(false,
			"Built RESTful APIs", "Developed new features for the platform", "Created internal web pages", "Implemented unit tests",
			"Fixed bugs in the backend", "Wrote documentation for the team")},
		{name: "weak start", rules: []string{"text/weak-start"}, langs: en, count: 8, plant: withBullet(false,
			"Responsible for 14 payment services in three regions", "Worked on the migration of 30 services to newer hardware",
			"Helped with the move of 12 teams to shared build machines", "Assisted with 40 releases of the billing service in 2025",
			"Involved in the planning of 9 data center moves", "Participated in 25 design reviews for the new storage layer")},
		{name: "weak start in the past", rules: []string{"text/weak-start"}, langs: en, plant: withBullet(true,
			"Responsible for the nightly export of 2 million invoices", "Worked on a search index of 8 million documents",
			"Tasked with the upgrade of 60 servers in two countries")},
		{name: "no action verb", rules: []string{"text/no-action-verb", "text/weak-start"}, langs: en, plant: withBullet(false,
			"The nightly import of 14 million rows in 40 minutes", "A new scheduler for 300 jobs a day",
			"On-call rotation of six engineers for 45 services", "Very fast search over 9 million documents in 80 ms")},
		{name: "tense", rules: []string{"text/tense"}, langs: en, count: 8, also: []string{"text/repeated-verb"}, plant: presentInPast},
		{name: "first person", rules: []string{"text/first-person"}, langs: en, count: 6, plant: withBullet(false,
			"Cut the nightly run from 5 hours to 40 minutes with a scheduler that I wrote", "Merged my two oldest services into one, saving 12 GB of memory",
			"Taught our 14 newest colleagues how we review designs", "Convinced us to drop 30 alerts that nobody had read")},
		{name: "passive", rules: []string{"text/passive", "text/weak-start", "text/no-action-verb"}, langs: en, count: 6, plant: withBullet(false,
			"14 repositories were merged into one within six weeks", "The old scheduler was replaced by a queue of 300 jobs a day",
			"The nightly run was shortened from 5 hours to 40 minutes", "Over 200 alerts were deleted within two quarters")},
		{name: "cliché", rules: []string{"text/cliche", "text/over-claim"}, langs: en, count: 8, plant: withBullet(false,
			"Shipped 14 features in 2025 as a results-driven team player", "Thought outside the box to cut 30 % of build time",
			"Hit the ground running and closed 45 tickets in the first month", "Brought a proven track record of 12 launches to the new team",
			"Delivered 9 best-of-breed integrations for partners in 2025", "Created synergy between 4 teams and 60 dashboards")},
		{name: "cliché in the summary", rules: []string{"text/cliche"}, langs: en, also: []string{"text/over-claim"}, plant: inSummary(
			"Passionate, detail-oriented and a hard worker.", "A self-starter who goes the extra mile.", "A highly motivated team player.")},
		{name: "over-claim", rules: []string{"text/over-claim", "text/cliche"}, langs: en, count: 6, also: []string{"text/no-action-verb"}, plant: withBullet(false,
			"Built a world-class search service for 9 million documents", "Single-handedly rescued 14 failing projects in one year",
			"Wrote the best scheduler in the industry, running 300 jobs a day", "Created revolutionary tooling that 200 engineers run daily")},
		{name: "long bullet", rules: []string{"text/long-bullet"}, plant: longBullet, also: []string{"text/repeated-verb", "content/no-decision"}, count: 6},
		{name: "short bullet", rules: []string{"text/short-bullet", "text/bare-bullet"}, langs: en, also: []string{"text/no-metric"}, plant: withBullet(false,
			"Fixed bugs", "Wrote tests", "Reviewed code")},
		{name: "repeated verb", rules: []string{"text/repeated-verb"}, langs: en, plant: sameVerb},
		{name: "duplicate bullet", rules: []string{"text/duplicate-bullet"}, count: 6, also: []string{"text/repeated-verb"}, plant: twice},
	}
}

// withoutFigures takes the figures out of the newest job: so many bullets become ones without that under 60 % have one.
func withoutFigures(r *resume, rnd *rand.Rand) *defect {
	plain := []string{
		"Moved invoices from a nightly batch to a queue, so that late ones no longer hold up the rest",
		"Rewrote the importer around a stream parser, which made memory independent of the size of a file",
		"Paired with support staff on the oldest tickets, and turned their notes into a runbook",
		"Documented the way of a payment through every service, with the owner of each step",
	}
	jobs := r.jobs()
	if len(jobs) == 0 || len(jobs[0].bullets) < 4 {
		return nil
	}
	e := jobs[0]
	n := (len(e.bullets) + 1) / 2
	if n > len(plain) {
		return nil
	}
	d := &defect{lines: slices.Clone(r.lines), at: []int{e.line, e.dates}}
	for k, i := range rnd.Perm(len(e.bullets))[:n] {
		d.lines[e.bullets[i]] = "- " + plain[k]
		d.at = append(d.at, e.bullets[i])
	}
	return d
}

// present is verbs of the corpus in the past, and as they would stand in a role that goes on.
var present = map[string]string{
	"Moved": "Move", "Wrote": "Write", "Automated": "Automate", "Rebuilt": "Rebuild", "Built": "Build", "Reduced": "Reduce",
	"Replaced": "Replace", "Introduced": "Introduce", "Migrated": "Migrate", "Designed": "Design", "Halved": "Halve", "Led": "Lead",
	"Ran": "Run", "Described": "Describe", "Limited": "Limit", "Traced": "Trace", "Streamed": "Stream", "Packaged": "Package",
	"Tuned": "Tune", "Shipped": "Ship", "Simulated": "Simulate", "Validated": "Validate", "Merged": "Merge",
	"Raised": "Raise", "Centralized": "Centralize", "Ported": "Port", "Guided": "Guide", "Deleted": "Delete", "Recovered": "Recover",
	"Served": "Serve", "Stored": "Store", "Pushed": "Push", "Detected": "Detect", "Cleaned": "Clean", "Forecast": "Forecasts",
	"Kept": "Keep", "Imported": "Import", "Priced": "Price", "Wrapped": "Wrap", "Consolidated": "Consolidate", "Taught": "Teach",
	"Rolled": "Roll", "Shortened": "Shorten", "Defined": "Define", "Negotiated": "Negotiate", "Measured": "Measure", "Checked": "Check",
}

func presentInPast(r *resume, rnd *rand.Rand) *defect {
	var at []int
	for _, e := range r.jobs() {
		if e.stop != 0 {
			at = append(at, e.bullets...)
		}
	}
	for _, k := range rnd.Perm(len(at)) {
		verb, rest, _ := strings.Cut(strings.TrimPrefix(r.lines[at[k]], "- "), " ")
		if now := present[verb]; now != "" {
			return &defect{lines: put(r.lines, at[k], "- "+now+" "+rest), at: []int{at[k]}}
		}
	}
	return nil
}

// inSummary adds a sentence to the summary.
func inSummary(texts ...string) func(*resume, *rand.Rand) *defect {
	return func(r *resume, rnd *rand.Rand) *defect {
		i := r.summary()
		if i < 0 {
			return nil
		}
		return &defect{lines: put(r.lines, i, r.lines[i]+" "+one(rnd, texts)), at: []int{i}}
	}
}

// longBullet joins four bullets into one.
func longBullet(r *resume, rnd *rand.Rand) *defect {
	for _, e := range r.jobs() {
		if len(e.bullets) < 4 || e.bullets[3] != e.bullets[0]+3 {
			continue
		}
		var parts []string
		for k, i := range e.bullets[:3] {
			text := strings.TrimPrefix(r.lines[i], "- ")
			if k > 0 {
				if first, _, _ := strings.Cut(text, " "); first[1:] == strings.ToLower(first[1:]) { // no "bigQuery"
					text = strings.ToLower(text[:1]) + text[1:]
				}
			}
			parts = append(parts, text)
		}
		i := e.bullets[0]
		return &defect{lines: drop(put(r.lines, i, "- "+strings.Join(parts, ", and ")), i+1, i+2), at: []int{i}}
	}
	return nil
}

// sameVerb has three bullets of one job begin with one verb.
func sameVerb(r *resume, _ *rand.Rand) *defect {
	for _, e := range r.jobs() {
		d := &defect{lines: slices.Clone(r.lines)}
		for _, i := range e.bullets {
			if verb, rest, _ := strings.Cut(strings.TrimPrefix(r.lines[i], "- "), " "); len(d.at) < 3 && present[verb] != "" {
				d.lines[i] = "- Reworked " + rest
				d.at = append(d.at, i)
			}
		}
		if len(d.at) == 3 {
			return d
		}
	}
	return nil
}

// twice has a bullet of one job in another, too.
func twice(r *resume, rnd *rand.Rand) *defect {
	jobs := r.jobs()
	if len(jobs) < 2 || len(jobs[0].bullets) == 0 || len(jobs[1].bullets) < 2 || len(jobs[1].bullets) >= room(jobs[1]) {
		return nil
	}
	i, at := jobs[0].bullets[0], jobs[1].bullets[0]+1
	return &defect{lines: add(r.lines, at, r.lines[i]), at: []int{i, at}}
}
