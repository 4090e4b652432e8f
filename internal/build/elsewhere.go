package build

import (
	"crypto/sha256"
	"slices"

	"github.com/resgen/resgen/internal/compose"
)

// sortOut tells what browsers on other machines may see: targets that are published, and those that are sent and are the same, as all are of
// a résumé without private values. The other targets that are sent are no targets of this build when no browser may see them. It is
// called before anything is printed, on a Site that is the build's own.
func (r *Result) sortOut() {
	r.free = map[string]bool{}
	for _, t := range r.Site.Targets {
		if t.Audience == compose.Sent && r.published(t) {
			r.free[t.String()] = true
		}
	}
	if !r.opts.Printer.Withholds() {
		return
	}
	r.Site.Targets = slices.DeleteFunc(slices.Clone(r.Site.Targets), func(t compose.Target) bool {
		withheld := t.Audience == compose.Sent && !r.free[t.String()]
		if withheld && (r.opts.Only == nil || r.opts.Only(t)) {
			r.withheld++
		}
		return withheld
	})
}

// published reports whether a target that is sent is what is published, too, to the last byte.
func (r *Result) published(t compose.Target) bool {
	if t.Letter != nil || t.Variant != nil && !t.Variant.Settings.Publish {
		return false
	}
	open := t
	open.Resume = r.Site.Published(t)
	return open.Resume != nil && r.whole(t) == r.whole(open)
}

// whole is the hash of a target's sheets before anything is selected for them; one whose layout fails is printed by nobody.
func (r *Result) whole(t compose.Target) [32]byte {
	html, err := r.renderer.Sheet(r.tailored(t))
	if err != nil {
		return sha256.Sum256([]byte(t.String()))
	}
	return sha256.Sum256(html)
}

// private reports whether sheets of a target are for browsers on this machine alone; never where all browsers are, or may see everything.
func (r *Result) private(t compose.Target, html []byte) bool {
	switch {
	case r.free == nil:
		return false
	case t.Audience == compose.Public:
		return r.secret(html)
	}
	return !r.free[t.String()]
}

// secret reports whether something stands in HTML that must not be published.
func (r *Result) secret(html []byte) bool { return len(r.scan.search.In(html)) > 0 }

// withholds reports whether HTML that is to be published must not be printed, because a value that is private stands in it and no browser may
// see that. That it stands there is then a finding, as if it had been printed.
func (r *Result) withholds(html []byte) bool {
	return r.opts.Printer.Withholds() && r.secret(html)
}

// holdsBack is withholds of all that a published target may select from; what is found is noted.
func (r *Result) holdsBack(t compose.Target) bool {
	if t.Audience != compose.Public || !r.opts.Printer.Withholds() {
		return false
	}
	html, err := r.renderer.Sheet(t)
	if err != nil || !r.secret(html) {
		return false
	}
	r.scan.note(t.Out, html, nil)
	r.held.Store(true)
	return true
}

// Withheld is how many targets were not printed because no browser may see their private values, and why.
func (r *Result) Withheld() (n int, why string) {
	if r.withheld == 0 {
		return 0, ""
	}
	return r.withheld, "private values are not sent to " + r.opts.Printer.Where()
}
