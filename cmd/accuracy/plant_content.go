package main

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
)

// contentOperators plant what is missing, or too much.
func contentOperators() []operator {
	const en = "en"
	unproven := []string{"content/skill-unproven", "content/skill-unlisted", "content/no-decision", "text/no-metric", "content/single-bullet", "text/bare-bullet"}
	return []operator{
		{name: "no e-mail", rules: []string{"content/contact-missing"}, plant: withoutField("email"), also: []string{"parse/contact"}},
		{name: "no phone", rules: []string{"content/contact-missing"}, plant: withoutField("phone"), also: []string{"parse/contact"}},
		{name: "no location", rules: []string{"content/contact-missing"}, plant: withoutField("location")},
		{name: "no GitHub", rules: []string{"content/contact-missing"}, plant: withoutLink("https://github.com/")},
		{name: "no LinkedIn", rules: []string{"content/contact-missing"}, plant: withoutLink("https://www.linkedin.com/in/")},
		{name: "no summary", rules: []string{"content/no-summary"}, count: 6, plant: func(r *resume, _ *rand.Rand) *defect {
			if i := r.summary(); i >= 0 && r.section("summary") == nil {
				return &defect{lines: drop(r.lines, i, i+1)}
			}
			return nil
		}},
		{name: "long summary", rules: []string{"content/long-summary"}, langs: en, plant: inSummary(
			"Worked with product, support and finance on how a release is planned, told and measured, and wrote about it for colleagues in four other cities. Likes pairing on hard problems, short meetings, long walks, and the hour after a deploy in which nothing happens at all.",
			"Began with small shops, then learned at larger ones what breaks when thirty people change the same file on the same day. Now looks for a team that owns what it builds, keeps its promises to those who call at night, and has room for two apprentices a year.")},
		{name: "one list of skills", rules: []string{"content/skills-ungrouped"}, plant: ungrouped},
		{name: "too many skills", rules: []string{"content/skills-many"}, plant: manySkills, also: []string{"content/skill-unproven", "content/skills-ungrouped", "text/casing"}},
		{name: "skill without proof", rules: []string{"content/skill-unproven"}, count: 8, plant: unprovenSkill},
		{name: "skill not listed", rules: []string{"content/skill-unlisted"}, langs: en, count: 6, plant: func(r *resume, rnd *rand.Rand) *defect {
			tool := one(rnd, []string{"Elasticsearch", "Cassandra", "Flink", "MongoDB", "DynamoDB"})
			if r.has(tool) || tool == "DynamoDB" && r.has("AWS") { // which it is a part of
				return nil
			}
			// once may be chance
			return withBullets(false, 2, "Indexed 14 million records in "+tool+" within three weeks\n- Halved the nightly rebuild of "+tool+" to 40 minutes")(r, rnd)
		}},
		{name: "too many bullets", rules: []string{"content/too-many-bullets"}, langs: en, plant: crowded},
		{name: "no decision", rules: []string{"content/no-decision"}, langs: en, plant: undecided, also: unproven},
		{name: "old detail", rules: []string{"content/old-detail", "content/too-many-bullets"}, langs: en, plant: oldDetail,
			also: []string{"content/old-detail", "content/too-many-bullets", "text/repeated-verb", "date/gap", "date/overlap", "sheet/thin-last", "sheet/count", "date/mixed-precision", "parse/date-form"}},
		{name: "no projects", rules: []string{"content/no-projects"}, plant: func(r *resume, _ *rand.Rand) *defect {
			s, jobs := r.section("projects"), r.jobs()
			if s == nil || len(jobs) == 0 || today-jobs[len(jobs)-1].start > 2 && r.name != "isabella-rossi-clarke" { // internships of a few months
				return nil
			}
			return &defect{lines: slices.Concat(r.lines[:s.line], r.lines[s.end:])}
		}, also: unproven},
		{name: "education first", rules: []string{"content/section-order"}, plant: educationFirst},
		{name: "single bullet", rules: []string{"content/single-bullet"}, plant: func(r *resume, rnd *rand.Rand) *defect {
			s := r.section("projects")
			if s == nil {
				return nil
			}
			for _, k := range rnd.Perm(len(s.entries)) {
				if e := s.entries[k]; len(e.bullets) == 2 {
					return &defect{lines: drop(r.lines, e.bullets[1]), at: []int{e.line, e.dates, e.bullets[0]}}
				}
			}
			return nil
		}, also: unproven},
	}
}

// withoutField takes a field out of the front matter.
func withoutField(name string) func(*resume, *rand.Rand) *defect {
	return func(r *resume, _ *rand.Rand) *defect {
		if i := r.field(name); i >= 0 {
			return &defect{lines: drop(r.lines, i)}
		}
		return nil
	}
}

// withoutLink takes a profile out of the front matter's links.
func withoutLink(address string) func(*resume, *rand.Rand) *defect {
	item := regexp.MustCompile(regexp.QuoteMeta(address) + `[^,\]]*(?:, )?`)
	return func(r *resume, _ *rand.Rand) *defect {
		for i := 1; i < r.front; i++ {
			l := r.lines[i]
			if !strings.Contains(l, address) || strings.HasPrefix(r.lines[0], "+") {
				continue
			}
			if strings.HasPrefix(strings.TrimSpace(l), "- ") {
				return &defect{lines: drop(r.lines, i)}
			}
			return &defect{lines: put(r.lines, i, strings.Replace(item.ReplaceAllString(l, ""), ", ]", "]", 1))}
		}
		return nil
	}
}

// groups is the lines of the skills' groups, in the form "- **Label:** a, b".
func (r *resume) groups() []int {
	s := r.section("skills")
	if s == nil {
		return nil
	}
	var out []int
	for i := s.line; i < s.end; i++ {
		if strings.HasPrefix(r.lines[i], "- **") && strings.Contains(r.lines[i], ":** ") {
			out = append(out, i)
		}
	}
	return out
}

func ungrouped(r *resume, _ *rand.Rand) *defect {
	groups := r.groups()
	var all []string
	for _, i := range groups {
		_, items, _ := strings.Cut(r.lines[i], ":** ")
		all = append(all, items)
	}
	text := strings.Join(all, ", ")
	if len(groups) < 2 || strings.Count(text, ",") < 8 {
		return nil
	}
	i := groups[0]
	return &defect{lines: drop(put(r.lines, i, text), groups[1:]...), at: []int{r.section("skills").line, i}}
}

func manySkills(r *resume, _ *rand.Rand) *defect {
	groups := r.groups()
	if len(groups) == 0 {
		return nil
	}
	at := groups[len(groups)-1]
	more := []string{"- **Web:** HTML, CSS, Sass, Svelte, Next.js, Vite", "- **Cloud:** GCP, Lambda, Pulumi, Nomad, Consul, Packer",
		"- **More languages:** Perl, Lua, Haskell, R, Julia, Groovy", "- **Stores:** MongoDB, Cassandra, Neo4j, CouchDB, Memcached, HBase",
		"- **Messaging:** ActiveMQ, ZeroMQ, Pulsar, MQTT, NSQ, SQS"}
	d := &defect{lines: add(r.lines, at+1, more...), at: []int{r.section("skills").line}}
	for i := groups[0]; i <= at+len(more); i++ {
		d.at = append(d.at, i)
	}
	return d
}

func unprovenSkill(r *resume, rnd *rand.Rand) *defect {
	groups := r.groups()
	skill := one(rnd, []string{"Fortran", "Cassandra", "Haskell", "MongoDB", "Perl", "Flink"})
	if len(groups) == 0 || r.has(skill) {
		return nil
	}
	i := one(rnd, groups)
	return &defect{lines: put(r.lines, i, r.lines[i]+", "+skill), at: []int{i}}
}

// spare is bullets that stand for themselves: a verb that the corpus lacks, a figure, a way.
var spare = []string{
	"Renamed 900 settings by one scheme, and deleted 240 that nothing read",
	"Unblocked 11 colleagues a week with a list of open questions and their owners",
	"Swapped a paid address check for a table of 42,000 postal codes",
	"Archived 6 TB of attachments, with a search that answers in 3 s",
	"Timed 18 reports before and after each release, and stopped 4 slow ones",
	"Sorted 1,200 open tickets by cause, and closed 700 with three changes",
}

// crowded gives a past job more bullets than its age allows.
func crowded(r *resume, _ *rand.Rand) *defect {
	for _, e := range r.jobs() {
		if e.stop == 0 || len(e.bullets) < 3 || today-e.stop < 4 || today-e.stop > 5 {
			continue
		}
		at := e.bullets[len(e.bullets)-1] + 1
		d := &defect{lines: slices.Clone(r.lines), at: []int{e.line, e.dates}}
		for _, text := range spare[:5] {
			d.lines = slices.Insert(d.lines, at, "- "+text)
		}
		for i := e.bullets[0]; i < at+5; i++ {
			d.at = append(d.at, i)
		}
		return d
	}
	return nil
}

var decides = regexp.MustCompile(`(?i)\b(chose|choose|instead|so that|over|trad(ed|ing)|decoupl\w+|prefer\w+|because|rather|picked|rejected|kept|in favor|in place of|gave? up|giving up|for a count|where the old|replac\w+|recommended|which)\b`)

// undecided puts plain bullets in place of those that tell of a choice.
func undecided(r *resume, _ *rand.Rand) *defect {
	d := &defect{lines: slices.Clone(r.lines)}
	n := 0
	jobs := r.jobs()
	if len(jobs) == 0 || today-jobs[len(jobs)-1].start < 6 {
		return nil
	}
	for _, i := range r.bullets() {
		if decides.MatchString(r.lines[i]) {
			if n == len(spare) {
				return nil
			}
			d.lines[i] = "- " + spare[n]
			n++
		}
	}
	if n == 0 || decides.MatchString(strings.Join(d.lines[r.front:], "\n")) {
		return nil
	}
	return d
}

// oldDetail adds a job of long ago, told at length.
func oldDetail(r *resume, _ *rand.Rand) *defect {
	jobs := r.jobs()
	if len(jobs) < 2 || !strings.HasPrefix(r.lines[jobs[0].line], "### ") || len(r.bullets()) > 11 {
		return nil
	}
	last := jobs[len(jobs)-1]
	head, _, ok := strings.Cut(r.lines[jobs[0].dates], "20")
	if !ok || last.start < 2017 || strings.Trim(head, "*") != "" && !strings.Contains(head, " ") {
		return nil
	}
	lines := []string{"### Software Engineer, Dovetail Systems", "*January 2013 – December 2016*", ""}
	for _, text := range spare {
		lines = append(lines, "- "+text)
	}
	d := &defect{lines: slices.Insert(slices.Clone(r.lines), last.end, append(lines, "")...)}
	for i := range lines {
		d.at = append(d.at, last.end+i)
	}
	d.at = append(d.at, r.section("experience").line)
	return d
}

// educationFirst moves the education of somebody with years of work in front of it.
func educationFirst(r *resume, _ *rand.Rand) *defect {
	edu, work, jobs := r.section("education"), r.section("experience"), r.jobs()
	if edu == nil || work == nil || edu.line < work.line || len(jobs) == 0 || today-jobs[len(jobs)-1].start < 6 {
		return nil
	}
	moved := slices.Clone(r.lines[edu.line:edu.end])
	if moved[len(moved)-1] != "" {
		moved = append(moved, "")
	}
	lines := slices.Concat(r.lines[:work.line], moved, r.lines[work.line:edu.line], r.lines[edu.end:])
	return &defect{lines: lines}
}
