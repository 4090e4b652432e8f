package spell

// A form is a word as one stem and its affixes make it.
type form struct {
	stem   string // flags of the stem
	prefix *affix
	suffix *affix // the outer one
	inner  *affix // the suffix between it and the stem
}

// forms yields every way in which a word is made; it stops when yield says so, and reports that.
func (l *look) forms(word string, yield func(form) bool) bool {
	r := l.d.rules
	if l.stems(word, func(flags string) bool { return yield(form{stem: flags}) }) {
		return true
	}
	if l.suffixed(word, nil, yield) {
		return true
	}
	return r.prefixes.of(word, false, func(p *affix) bool {
		stem, ok := p.stemOfPrefix(word, r.fullStem)
		return !l.spent() && ok && (l.stems(stem, func(flags string) bool { return r.has(flags, p.flag) && yield(form{stem: flags, prefix: p}) }) ||
			p.cross && l.suffixed(stem, p, yield))
	})
}

// suffixed yields the ways to make a word with a suffix; a prefix that it had is given.
func (l *look) suffixed(word string, p *affix, yield func(form) bool) bool {
	r := l.d.rules
	each := func(word string, do func(s *affix, stem string) bool) bool {
		return r.suffixes.of(word, true, func(s *affix) bool {
			stem, ok := s.stemOfSuffix(word, r.fullStem)
			return !l.spent() && ok && do(s, stem)
		})
	}
	return each(word, func(s *affix, stem string) bool {
		if p != nil && !s.cross {
			return false
		}
		if l.stems(stem, func(flags string) bool {
			return r.joined(flags, s, p) && yield(form{stem: flags, prefix: p, suffix: s})
		}) {
			return true
		}
		return s.second && each(stem, func(in *affix, stem string) bool {
			return r.has(in.flags, s.flag) && l.stems(stem, func(flags string) bool {
				return r.joined(flags, in, p) && yield(form{stem: flags, prefix: p, suffix: s, inner: in})
			})
		})
	})
}

// joined reports whether a stem with these flags takes a suffix, and a prefix if there is one: each is allowed by the
// stem, or by the other affix.
func (r *rules) joined(flags string, s, p *affix) bool {
	if p == nil {
		return r.has(flags, s.flag)
	}
	byStem := r.has(flags, s.flag)
	return byStem && (r.has(flags, p.flag) || r.has(s.flags, p.flag)) || r.has(flags, p.flag) && r.has(p.flags, s.flag)
}

// stems yields the flags of each stem; it counts what it does.
func (l *look) stems(stem string, yield func(flags string) bool) bool {
	if l.spent() || l.sieve && !l.d.stems.sieve().passes(stem) {
		return false
	}
	return l.d.stems.each(stem, func(flags string) bool { return yield(l.d.rules.resolved(flags)) })
}

// has reports whether the stem or an affix has a flag.
func (f form) has(r *rules, want flag) bool {
	return r.has(f.stem, want) || f.affixHas(r, want)
}

func (f form) affixHas(r *rules, want flag) bool {
	for _, x := range [...]*affix{f.prefix, f.suffix, f.inner} {
		if x != nil && r.has(x.flags, want) {
			return true
		}
	}
	return false
}

// whole reports whether stem and affixes go together.
func (f form) whole(r *rules) bool {
	n, lone := 0, 0
	for _, x := range [...]*affix{f.prefix, f.suffix, f.inner} {
		if x != nil {
			n++
			if r.has(x.flags, r.needAffix) {
				lone++
			}
		}
	}
	if n == 0 {
		return !r.has(f.stem, r.needAffix)
	}
	if lone == n {
		return false // each of them needs another one
	}
	round := func(x *affix) bool { return x != nil && r.has(x.flags, r.circumfix) }
	return f.suffix == nil || round(f.prefix) == round(f.suffix) // a prefix by itself passes with Hunspell, too
}

// plain reports whether a word, in the case that it has, is a form of a stem, or a compound.
func (l *look) plain(word string) bool {
	r := l.d.rules
	found := l.forms(word, func(f form) bool {
		switch {
		case f.has(r, r.forbidden):
			l.forbidden = true
			return true
		case f.has(r, r.inCompound), !f.whole(r), l.changed && r.has(f.stem, r.keepCase), l.try && r.has(f.stem, r.noSuggest):
			return false
		}
		return true
	})
	if found {
		return !l.forbidden
	}
	return l.compound(word)
}
