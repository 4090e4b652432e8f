package check

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/prose"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/spell"
)

// Run runs the rules. Order, levels and exceptions are settled here, so that rules need not know of them.
// Findings of in.Stages under the ID of no rule are dropped.
func Run(rules []*Rule, in *Input) Report { return Begin(rules, in).Finish(in) }

// Begun is a check whose rules about text have run.
type Begun struct {
	rules  []*Rule
	levels map[string]diag.Severity // that the user set
	limits map[*Limit]float64       // that the user set
	wrong  diag.List                // about levels, limits and dictionaries
	parts  []*part                  // one for each version of the résumé, the main one first; one where there is no résumé
}

// A part is a check of the résumé in one language.
type part struct {
	site       *compose.Site       // as this version sees it
	lang       string              // of the résumé
	dictionary *spell.Dictionary   // the user's
	text       map[*Rule]diag.List // what the rules about text found
	taken      taken
}

// Begin runs the rules about text, which need not wait for pages and prints: they see none of them, nor the findings of stages.
func Begin(rules []*Rule, in *Input) *Begun {
	own := *in
	own.Facts, own.Prints, own.Stages, own.Output = nil, nil, nil, nil
	b := &Begun{rules: rules}
	b.levels, b.wrong = own.levels(rules)
	b.wrong = append(b.wrong, own.setLimits(rules)...)
	b.limits = own.limits
	for i, site := range in.sites() {
		own := own
		own.Site, own.lang, own.taken = site, nil, nil
		p := &part{site: site, lang: own.Language(), text: map[*Rule]diag.List{}}
		own.lang = &p.lang
		var unread diag.List
		p.dictionary, unread = own.readDictionary(p.lang)
		b.wrong = append(b.wrong, unread...)
		own.dictionary = p.dictionary
		var text []*Rule
		for _, r := range rules {
			if r.Needs == Text && own.PDF == nil && b.level(r) != diag.Off && p.knows(r) && (i == 0 || !r.Once) {
				text = append(text, r)
			}
		}
		p.inOrder(&own, text)
		p.taken = own.taken
		b.parts = append(b.parts, p)
	}
	return b
}

// sites is the site as each version of the résumé sees it, or the site alone.
func (in *Input) sites() []*compose.Site {
	if in.Site == nil || len(in.Site.Versions) < 2 {
		return []*compose.Site{in.Site}
	}
	out := make([]*compose.Site, len(in.Site.Versions))
	for i, v := range in.Site.Versions {
		out[i] = in.Site.View(v)
	}
	return out
}

// level is the level of a rule in this check.
func (b *Begun) level(r *Rule) diag.Severity {
	if level, set := b.levels[r.ID]; set {
		return level
	}
	return r.Level
}

// knows reports whether a rule can tell right from wrong in the résumé's language; where there is no text, every rule can.
func (p *part) knows(r *Rule) bool {
	return r.Langs == nil || p.lang == "" || slices.Contains(r.Langs, p.lang) || r.Spells && p.dictionary != nil
}

// input is what a part is checked with: its own résumé, and the prints of that.
func (p *part) input(in *Input, several bool) *Input {
	own := *in
	own.Site, own.lang, own.dictionary, own.taken = p.site, &p.lang, p.dictionary, maps.Clone(p.taken) // another Finish may run beside this one
	if several {
		own.Prints, own.readings = nil, nil
		for i, pr := range in.Prints {
			if pr.Target.Version() == p.site.Lang {
				own.Prints, own.readings = append(own.Prints, pr), append(own.readings, in.readings[i])
			}
		}
	}
	return &own
}

// Finish runs the other rules and puts all in order. in is the input of Begin with all that was made since.
func (b *Begun) Finish(in *Input) Report {
	whole := *in
	whole.limits = b.limits
	whole.readPrints()
	parts := make([]*Input, len(b.parts))
	for i, p := range b.parts {
		parts[i] = p.input(&whole, len(b.parts) > 1)
	}
	in = parts[0]
	rules, levels := b.rules, b.levels
	excepted, more := in.exceptions(rules)
	staged := map[string]diag.List{}
	for _, l := range []diag.List{in.Stages, b.wrong, more} {
		for _, d := range l {
			staged[d.Rule] = append(staged[d.Rule], d)
		}
	}
	var rep Report
	skipped := 0
	unspoken := make([]int, len(parts))
	ran := map[string]bool{}
	complete := whole.Site == nil || len(whole.Prints) >= len(whole.Site.Targets) // everything was printed
	for _, r := range last(rules, UnusedAllow) {
		_, set := levels[r.ID]
		level := b.level(r)
		if level == diag.Off {
			continue
		}
		if in.PDF != nil && (r.Needs != Sheets && !r.PDF || r.Page) {
			continue // there is nothing that it could look at; that is said once, by the caller
		}
		if r.Needs == Sheets && len(whole.Prints) == 0 {
			skipped++
			continue
		}
		var found diag.List
		knows := false
		for i, p := range b.parts {
			if !p.knows(r) {
				unspoken[i]++
				continue
			}
			knows = true
			if i > 0 && (r.Needs == Site || r.Needs == Output || r.Once) {
				continue // it looks at the site
			}
			own, done := p.text[r]
			if !done {
				own = parts[i].run(r, nil)
			}
			found = append(found, own...)
		}
		if !knows {
			continue
		}
		rep.Rules++
		ran[r.ID] = (!r.Publish || in.Publish) && (r.Needs != Sheets || complete) // else an exception from it may still be needed
		if r.ID == UnusedAllow {
			staged[r.ID] = excepted.unused(ran)
		}
		found = slices.Concat(staged[r.ID], found)
		if len(parts) > 1 {
			found = found.Once() // what versions share is found in each
		}
		for i := range found {
			if found[i].Severity = preset(in.Settings().Check.Preset, found[i].Severity); set {
				found[i].Severity = level
			}
		}
		found = slices.DeleteFunc(found, func(d diag.Diagnostic) bool { return d.Severity == diag.Off })
		listed, unlisted := bounded(excepted.hide(found))
		rep.Findings, rep.Unlisted = append(rep.Findings, listed...), append(rep.Unlisted, unlisted...)
	}
	if skipped > 0 {
		rep.Skipped = []Skip{{Sheets.String(), skipped, cmp.Or(in.NoPrint, "there is nothing to print")}}
	}
	for i, n := range unspoken {
		switch {
		case n > 0 && len(parts) == 1:
			rep.Skipped = append(rep.Skipped, Skip{"wording", n, fmt.Sprintf("the résumé is in %q", b.parts[i].lang)})
		case n > 0:
			rep.Skipped = append(rep.Skipped, Skip{"wording", n, fmt.Sprintf("of %s, in %q", parts[i].Site.Targets[0].Out, b.parts[i].lang)})
		}
	}
	rep.Skipped = append(rep.Skipped, skips(parts)...)
	rep.Findings.Sort()
	for _, r := range whole.readings {
		if t := r.recall(); t != nil {
			rep.Recall = append(rep.Recall, Recall{r.printed.Target, t})
		}
	}
	return rep
}

// Language is the language of the résumé, without its region; "" when there is none. English is what a résumé is
// taken for that does not say its language; where its own words tell of another, that counts.
func (in *Input) Language() string {
	if in.lang != nil {
		return *in.lang
	}
	r := in.Resume()
	if r == nil {
		return ""
	}
	lang, _, _ := strings.Cut(strings.ToLower(r.Lang), "-")
	if lang == "en" && in.Site.Master != nil && in.Site.Master.File != nil && len(in.Site.Versions) < 2 { // with several, each has said its own
		lang = cmp.Or(prose.Language(string(in.Site.Master.File.Bytes)), lang)
	}
	return lang
}

// mostOfRule is how many findings of one rule are listed of one file: nobody reads more, and what writes them takes its
// time for each.
const mostOfRule = 100

// bounded is the findings of a rule, of which one stands for those beyond mostOfRule in one file, and these.
func bounded(found diag.List) (out, unlisted diag.List) {
	if len(found) <= mostOfRule {
		return found, nil
	}
	found.Sort()
	listed := map[string]int{} // by path
	more := map[string]*diag.Diagnostic{}
	for _, d := range found {
		at := d.Span.Path()
		if listed[at]++; listed[at] <= mostOfRule {
			out = append(out, d)
			continue
		}
		if more[at] == nil {
			more[at] = &diag.Diagnostic{Rule: d.Rule, Severity: d.Severity, Span: d.Span}
		}
		more[at].Severity = max(more[at].Severity, d.Severity)
		unlisted = append(unlisted, d)
	}
	for at, d := range more {
		d.Message = fmt.Sprintf("%d more findings of this rule in this file are not listed", listed[at]-mostOfRule)
		d.Help = "mend those above first"
		out = append(out, *d)
	}
	return out, unlisted
}

// last is the rules with one of them behind all others: what an exception hides is known when they have run.
func last(rules []*Rule, id string) []*Rule {
	is := func(r *Rule) bool { return r.ID == id }
	out := slices.DeleteFunc(slices.Clone(rules), is)
	if i := slices.IndexFunc(rules, is); i >= 0 {
		out = append(out, rules[i])
	}
	return out
}

// run is what a rule finds by itself; before is what those found that it yields to.
func (in *Input) run(r *Rule, before said) diag.List {
	var found diag.List
	switch {
	case r.Run == nil:
	case r.Needs != Sheets && in.PDF == nil:
		r.Run(&Pass{Input: in, rule: r, out: &found, said: before})
	default:
		for i, pr := range in.Prints {
			if r.Resume && pr.Target.Letter != nil {
				continue
			}
			r.Run(&Pass{Input: in, Target: pr.Target, Print: pr.Print, Choice: pr.Selection, rule: r, out: &found, target: pr.Target.String(), read: in.readings[i]})
		}
		found = merge(found, in.mains())
	}
	return found
}

// mains is the targets that are the résumé itself; all of them when there are only variants and letters.
func (in *Input) mains() map[string]bool {
	out, all := map[string]bool{}, map[string]bool{}
	for _, p := range in.Prints {
		if all[p.Target.String()] = true; p.Target.Main() {
			out[p.Target.String()] = true
		}
	}
	if len(out) == 0 {
		return all
	}
	return out
}

// merge makes one finding without a target out of equal ones that every main target has; what a variant has of it is mended with it.
func merge(found diag.List, mains map[string]bool) diag.List {
	type place struct {
		span    source.Span
		message string
	}
	type seen struct {
		place
		target string
	}
	count := map[place]int{}
	once := map[seen]bool{}
	for _, d := range found {
		at := place{d.Span, d.Message}
		if mains[d.Target] && !once[seen{at, d.Target}] {
			once[seen{at, d.Target}] = true
			count[at]++
		}
	}
	said := map[place]bool{}
	var out diag.List
	for _, d := range found {
		at := place{d.Span, d.Message}
		if count[at] == len(mains) {
			if said[at] && (len(mains) > 1 || !mains[d.Target]) {
				continue // it was said for all targets
			}
			said[at], d.Target = true, ""
		}
		out = append(out, d)
	}
	return out
}
