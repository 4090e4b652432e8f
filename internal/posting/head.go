package posting

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/term"
)

var seniorities = []struct {
	level string
	words func() *regexp.Regexp
}{
	{"intern", pattern(`(?i)\b(intern|interns|internship|working student|co-?op|apprentice|trainee)\b`)},
	{"manager", pattern(`(?i)\b(manager|head of|director|vp|chief|cto)\b`)},
	{"principal", pattern(`(?i)\b(principal|distinguished|fellow)\b`)},
	{"staff", pattern(`(?i)\bstaff\b`)},
	{"lead", pattern(`(?i)\b(lead|leader|team lead|tech lead)\b`)},
	{"senior", pattern(`(?i)\b(senior|sr|snr)\b\.?|\bIII\b`)},
	{"junior", pattern(`(?i)\b(junior|jr|entry[- ]level|graduate|new grad|associate)\b`)},
	{"mid", pattern(`(?i)\b(mid|mid-?level|intermediate)\b|\bII\b`)},
}

// levelSaid is how a sentence says the level of the position, and hiringSaid its title.
var (
	levelSaid  = pattern(`(?i)\b(entry[- ]level|junior|mid[- ]?level|senior)\b[^.]{0,40}\b(engineer|developer|position|role|level)\b`)
	hiringSaid = pattern(`(?i)\b(?:looking for|hiring|hire|seeking|need|searching for|join us as|as)\s+(?:an?|our|the|another|our first|our next)\s+((?:[\w+#./&-]+\s+){0,5}?(?:engineer|developer|scientist|architect|manager|administrator|analyst|intern|lead|tester|researcher))\b`)
)

// seniority is what the title says, or else the first sentence that says it of the position.
func seniority(title string, parts []part) string {
	for _, s := range seniorities {
		if s.words().MatchString(title) {
			return s.level
		}
	}
	said := levelSaid()
	for i := range parts {
		if m := said.FindString(parts[i].text); m != "" && parts[i].class != ignored && !strings.Contains(strings.ToLower(m), "with") {
			for _, s := range seniorities {
				if s.words().MatchString(m) {
					return s.level
				}
			}
		}
		if i > 12 {
			break
		}
	}
	return ""
}

var (
	labelled = pattern(`(?i)^\W*(job title|title|position|role|we are hiring|we're hiring|now hiring|hiring|job)\s*:\s*(.+)$`)
	brackets = pattern(`\s*[(\[][^()\[\]]*[)\]]`)
	trailing = pattern(`(?i)(?:\s+[-–—|·•/@]\s+|\s*[,:|·•@]\s*|\s+(?:at|in)\s+)(.*)$`)
	roleWord = pattern(`(?i)\b(engineer|engineers|developer|developers|programmer|architect|scientist|analyst|administrator|manager|lead|intern|internship|sre|devops|designer|consultant|specialist|tester|researcher|advocate|director|head|officer|student|owner|dba)\b`)
	number   = pattern(`(?i)^\W*(?:req(?:uisition)?|job|ref|id|r|jr)?\s*(?:id|no|number)?[\s.:#-]*\d{3,}\b`)
)

// title is the title of the position: what the page or its front matter says, or the first line that is one.
func title(hints []resume.Value, lines []line) resume.Value {
	for _, h := range hints {
		if t := bare(h.Text); t != "" && roleWord().MatchString(t) {
			return resume.Value{Text: t, Span: h.Span}
		}
	}
	for i := range lines[:min(len(lines), 15)] {
		l := &lines[i]
		text := l.text
		if m := labelled().FindStringSubmatch(text); m != nil && roleWord().MatchString(m[2]) {
			return resume.Value{Text: bare(m[2]), Span: l.span(0, len(l.text))}
		}
		if n := len(strings.Fields(text)); n <= 12 && !strings.HasSuffix(text, ".") && !l.bullet && roleWord().MatchString(text) {
			if t := bare(text); t != "" {
				return resume.Value{Text: t, Span: l.span(0, len(l.text))}
			}
		}
	}
	said := hiringSaid()
	for i := range lines {
		l := &lines[i]
		if at := said.FindStringSubmatchIndex(l.text); at != nil {
			return resume.Value{Text: bare(l.text[at[2]:at[3]]), Span: l.span(at[2], at[3])}
		}
		if i > 40 {
			break
		}
	}
	return resume.Value{}
}

// bare is a title without what is beside it: place, company, numbers, "(m/f/d)".
func bare(text string) string {
	text = strings.Trim(brackets().ReplaceAllString(text, ""), " *_#–—-|·:\t")
	text = strings.TrimSpace(number().ReplaceAllString(text, ""))
	text = strings.Trim(text, " –—-|·:")
	for range 4 {
		at := trailing().FindStringSubmatchIndex(text)
		if at == nil || at[0] == 0 {
			break
		}
		head, tail := strings.TrimSpace(text[:at[0]]), text[at[2]:at[3]]
		switch {
		case !roleWord().MatchString(head) && roleWord().MatchString(tail): // "Acme – Backend Engineer"
			text = tail
			continue
		case roleWord().MatchString(head) && field(text[at[0]:at[2]], tail) != "": // "Software Engineer - Payments", "Engineer, Platform"
			return strings.Join(strings.Fields(head+text[at[0]:at[2]]+field(text[at[0]:at[2]], tail)), " ")
		case roleWord().MatchString(head):
			text = head
		}
		break
	}
	return strings.Join(strings.Fields(text), " ")
}

var furtherSign = pattern(`\s+[-–—|·]\s+|[|(,·]`)

var noField = pattern(`(?i)\b(remote|hybrid|onsite|on-site|office|full[- ]?time|part[- ]?time|contract|permanent|months?|gmbh|inc|ltd|llc|ag|ab|careers?|jobs?|apply|eu|us|usa|uk|emea|m/f|anywhere)\b`)

// field is the field of work that stands behind a title and a sign; "" when it is a place, a company or whatever else.
func field(sign, tail string) string {
	first := strings.TrimSpace(tail)
	if end := furtherSign().FindStringIndex(first); end != nil {
		first = first[:end[0]]
	}
	if sign = strings.TrimSpace(sign); sign != "," && sign != "-" && sign != "–" && sign != "—" && sign != ":" && sign != "/" || noField().MatchString(first) || len(strings.Fields(first)) > 4 {
		return ""
	}
	var space [8]term.Class
	for _, c := range term.Classify(space[:0], first) {
		if c&(term.Place|term.Organization|term.Suffix) != 0 {
			return ""
		}
	}
	if !fieldWord().MatchString(first) {
		return ""
	}
	return strings.TrimSpace(first)
}

var fieldWord = pattern(`(?i)\b(payments?|platform|infrastructure|backend|back-end|frontend|front-end|full[- ]?stack|data|mobile|ios|android|security|cloud|growth|search|ml|ai|machine learning|reliability|systems?|tools?|tooling|developer experience|storage|database|networking|embedded|firmware|graphics|games?|identity|billing|core|web|api|apis|devops|test|qa|integrations?|compilers?|runtime|engine|software|product|risk|fraud|trading|checkout|commerce|observability|internal|applied|research|robotics|computer vision|nlp|python|java|go|rust|ruby|php|react|node|\.net|scala|kotlin|elixir|c\+\+)\b`)

var counts = map[string]int{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "fifteen": 15}

var yearsSaid = pattern(`(?i)\b(\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|a decade)\s*(?:\(\d{1,2}\)\s*)?(?:\+|plus\b|or more\b)?\s*(?:(?:-|–|—|to|and)\s*(?:\d{1,2}|\w+)\s*\+?\s*)?(?:full\s+)?(?:years?|yrs?|yoe)?\b`)

var experienceSaid = pattern(`(?i)\b(experience|experienced|building|writing|working|developing|programming|shipping|engineering|running|operating|designing|in (?:a|an|the)|as (?:a|an)|of (?:professional|relevant|industry|hands-on|software|backend|work|proven)|professional(?:ly)?|industry|on the job|behind you|under your belt|yoe)\b`)

// years is the years of experience that are asked for: what is said of no single term counts first.
func years(parts []part) (int, source.Span) {
	best, bestRank := 0, 0
	var span source.Span
	for i := range parts {
		p := &parts[i]
		if p.class == ignored || p.under == "duties" && p.class != Required {
			continue
		}
		for _, at := range yearsSaid().FindAllStringSubmatchIndex(p.text, 8) {
			said := strings.ToLower(p.text[at[0]:at[1]])
			word := strings.ToLower(p.text[at[2]:at[3]])
			n := counts[word]
			switch {
			case word == "a decade":
				n = 10
			case !strings.Contains(said, "year") && !strings.Contains(said, "yr") && !strings.Contains(said, "yoe"):
				continue
			}
			if v, err := strconv.Atoi(word); err == nil {
				n = v
			}
			rest := p.text[at[1]:]
			if end := strings.IndexAny(rest, ".;,("); end >= 0 {
				rest = rest[:end]
			}
			if n < 1 || n > 25 || strings.Contains(strings.ToLower(rest), " ago") || strings.Contains(strings.ToLower(rest), " old") {
				continue
			}
			before := strings.ToLower(p.text[max(0, at[0]-30):at[0]])
			if strings.Contains(before, "over the last") || strings.Contains(before, "past") || strings.Contains(before, "founded") || strings.Contains(before, "for the last") || strings.HasSuffix(before, "in ") {
				continue
			}
			if p.class == Mentioned && !experienceSaid().MatchString(rest) && !experienceSaid().MatchString(before) {
				continue
			}
			rank := 3
			var space [8]term.Mention
			if m := term.Mentions(space[:0], rest); len(m) > 0 && !m[0].Technology.Phrase {
				rank = 2
			}
			if class, _ := p.classAt(at[0], at[1]); class == Preferred {
				rank = 1
			}
			if rank > bestRank {
				best, bestRank, span = n, rank, p.span(at[0], at[1])
			}
		}
	}
	if bestRank == 1 {
		return 0, source.Span{}
	}
	return best, span
}

// stemOf is what inflections of a word share, by a few rules for English: "payments", "payment". It is for counting, never shown.
func stemOf(low string) string {
	low = strings.TrimSuffix(low, "'s")
	for _, s := range []struct{ end, by string }{{"ies", "y"}, {"sses", "ss"}, {"ing", ""}, {"ed", ""}, {"s", ""}} {
		if strings.HasSuffix(low, s.end) && len(low)-len(s.end) >= 4 && !strings.HasSuffix(low, "ss") {
			return strings.TrimSuffix(low, s.end) + s.by
		}
	}
	return low
}
