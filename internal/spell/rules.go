package spell

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// rules is what a .aff file says.
type rules struct {
	form                                            flagForm
	aliases                                         []string // of flags: AF
	prefixes, suffixes                              affixes
	needAffix, forbidden, inCompound, keepCase      flag
	noSuggest, circumfix                            flag
	compound, begin, middle, end                    flag
	permit, forbid                                  flag
	compoundMin, compoundMax                        int // runes of a part; parts, 0 for any number
	noDouble, noCapital, noTriple, sharps, fullStem bool
	patterns                                        []pattern // COMPOUNDRULE
	breaks                                          []string
	iconv                                           []pair
	ignore                                          string
	replace                                         []pair   // REP
	try                                             string   // letters, the most frequent first
	keys                                            []string // rows of a keyboard
}

type pair struct{ from, to string }

// A flag is what a stem or an affix is marked with; 0 is none.
type flag uint32

// A flagForm is how flags are written.
type flagForm uint8

const (
	charFlags flagForm = iota // one character each
	longFlags                 // two characters each
	numFlags                  // numbers with commas between
)

// next is the first flag of a text, and the rest.
func (f flagForm) next(text string) (flag, string) {
	switch {
	case f == numFlags:
		first, rest, _ := strings.Cut(text, ",")
		n, _ := strconv.ParseUint(strings.TrimSpace(first), 10, 16)
		return flag(n), rest
	case f == longFlags && len(text) >= 2:
		a, n := utf8.DecodeRuneInString(text)
		b, m := utf8.DecodeRuneInString(text[n:])
		return flag(a)<<16 | flag(b)&0xffff, text[n+m:]
	}
	r, n := utf8.DecodeRuneInString(text)
	return flag(r), text[n:]
}

// has reports whether a text of flags holds one.
func (r *rules) has(flags string, want flag) bool {
	if want == 0 {
		return false
	}
	if r.form == charFlags && want < utf8.RuneSelf {
		return strings.IndexByte(flags, byte(want)) >= 0
	}
	for flags != "" {
		var f flag
		if f, flags = r.form.next(flags); f == want {
			return true
		}
	}
	return false
}

// resolved is flags with their alias, if they are one, looked up.
func (r *rules) resolved(flags string) string {
	if len(r.aliases) == 0 || flags == "" {
		return flags
	}
	if n, err := strconv.Atoi(flags); err == nil && n >= 1 && n <= len(r.aliases) {
		return r.aliases[n-1]
	}
	return flags
}

// marks is the directives that stand alone, and what each switches on.
func (r *rules) marks() map[string]*bool {
	return map[string]*bool{
		"CHECKCOMPOUNDDUP":    &r.noDouble,
		"CHECKCOMPOUNDCASE":   &r.noCapital,
		"CHECKCOMPOUNDTRIPLE": &r.noTriple,
		"CHECKSHARPS":         &r.sharps,
		"FULLSTRIP":           &r.fullStem,
	}
}

// named is the directives that name a flag, and where it is kept.
func (r *rules) named() map[string]*flag {
	return map[string]*flag{
		"NEEDAFFIX":          &r.needAffix,
		"PSEUDOROOT":         &r.needAffix,
		"FORBIDDENWORD":      &r.forbidden,
		"ONLYINCOMPOUND":     &r.inCompound,
		"KEEPCASE":           &r.keepCase,
		"NOSUGGEST":          &r.noSuggest,
		"CIRCUMFIX":          &r.circumfix,
		"COMPOUNDFLAG":       &r.compound,
		"COMPOUNDBEGIN":      &r.begin,
		"COMPOUNDMIDDLE":     &r.middle,
		"COMPOUNDEND":        &r.end,
		"COMPOUNDLAST":       &r.end,
		"COMPOUNDPERMITFLAG": &r.permit,
		"COMPOUNDFORBIDFLAG": &r.forbid,
	}
}

// parseRules reads a .aff file, in UTF-8. The error names the line.
func parseRules(text string) (*rules, error) {
	r := &rules{compoundMin: 3}
	marks, named := r.marks(), r.named()
	wanted := map[string]int{} // lines that are still to come, by directive and flag
	broken, first := false, map[string]bool{}
	number := 0
	for line := range strings.Lines(text) {
		number++
		f := strings.Fields(line)
		if len(f) == 0 || strings.HasPrefix(f[0], "#") {
			continue
		}
		if mark := marks[f[0]]; mark != nil {
			*mark = true
			continue
		}
		if len(f) < 2 {
			continue
		}
		if at := named[f[0]]; at != nil {
			*at = r.one(f[1])
			continue
		}
		// The first line of these says how many follow.
		head := false
		switch f[0] {
		case "AF", "COMPOUNDRULE", "BREAK", "ICONV", "REP":
			_, err := strconv.Atoi(f[1])
			head = !first[f[0]] && err == nil && len(f) == 2
			first[f[0]] = true
		}
		switch f[0] {
		case "FLAG":
			switch strings.ToLower(f[1]) {
			case "long":
				r.form = longFlags
			case "num":
				r.form = numFlags
			}
		case "PFX", "SFX":
			if err := r.affix(f, wanted); err != nil {
				return nil, fmt.Errorf("line %d: %w", number, err)
			}
		case "COMPOUNDMIN":
			if n, err := strconv.Atoi(f[1]); err == nil {
				r.compoundMin = max(n, 1)
			}
		case "COMPOUNDWORDMAX":
			if n, err := strconv.Atoi(f[1]); err == nil {
				r.compoundMax = max(n, 0)
			}
		case "AF":
			if !head {
				r.aliases = append(r.aliases, f[1])
			}
		case "COMPOUNDRULE":
			if !head {
				r.patterns = append(r.patterns, r.pattern(f[1]))
			}
		case "BREAK":
			if broken = true; !head {
				r.breaks = append(r.breaks, f[1])
			}
		case "ICONV":
			if !head && len(f) >= 3 {
				r.iconv = append(r.iconv, pair{f[1], f[2]})
			}
		case "REP":
			if !head && len(f) >= 3 {
				r.replace = append(r.replace, pair{strings.ReplaceAll(f[1], "_", " "), strings.ReplaceAll(f[2], "_", " ")})
			}
		case "IGNORE":
			r.ignore = f[1]
		case "TRY":
			r.try = f[1]
		case "KEY":
			r.keys = strings.Split(f[1], "|")
		}
	}
	for what, n := range wanted {
		if n > 0 {
			return nil, fmt.Errorf("%s announces %d more lines than there are", what, n)
		}
	}
	if !broken {
		r.breaks = []string{"-", "^-", "-$"} // what hunspell(5) says
	}
	r.breaks = slices.DeleteFunc(r.breaks, func(b string) bool { return b == "^" || b == "$" || b == "" })
	inner := map[flag]bool{} // flags of suffixes' own
	for _, x := range r.suffixes.all {
		for flags := x.flags; flags != ""; {
			var f flag
			f, flags = r.form.next(flags)
			inner[f] = true
		}
	}
	for _, x := range r.suffixes.all {
		x.second = inner[x.flag]
	}
	return r, nil
}

// one is the flag that a directive names.
func (r *rules) one(text string) flag {
	f, _ := r.form.next(text)
	return f
}
