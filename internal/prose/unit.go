package prose

import "strings"

// unitAt is the number of words, from the word i on, that are a unit or a multiple: "ms", "million euros", "per cent". What
// only counts, as in "14 services", is none.
func (t *Text) unitAt(i int) int {
	if i >= len(t.Words) || !t.Spaced(i) && t.Glue(i) != '-' {
		return 0
	}
	w := t.low(i)
	if scaleWord(w) {
		if scaleWord(t.low(i + 1)) {
			return 2
		}
		return 1 + t.unitAt(i+1)
	}
	if w == "per" && t.low(i+1) == "cent" {
		return 2
	}
	if unitWord(w) || scaleOrUnit(w, t.word(i)) && len(w) > 1 {
		return 1
	}
	switch t.word(i) {
	case "s", "h", "V", "W", "A", "B", "k", "K", "M", "m", "g", "x", "X":
		return 1
	}
	return 0
}

// scaleWord reports whether a word multiplies the number before it.
func scaleWord(w string) bool {
	switch w {
	case "hundred", "thousand", "million", "billion", "trillion", "lakh", "crore", "dozen", "millions", "billions", "mn", "bn", "mio":
		return true
	}
	return false
}

// unitWord reports whether a word is a unit that is written out, or a currency.
func unitWord(w string) bool {
	switch strings.TrimSuffix(w, "s") {
	case "percent", "pct", "percentage", "second", "sec", "minute", "min", "hour", "hr", "day", "week", "month", "quarter", "year", "yr", "millisecond",
		"microsecond", "nanosecond", "byte", "kilobyte", "megabyte", "gigabyte", "terabyte", "petabyte", "exabyte", "gig", "meg", "meter", "metre",
		"kilometer", "kilometre", "mile", "foot", "inch", "acre", "hectare", "ton", "tonne", "pound", "kilo", "kilogram", "gram", "watt", "kilowatt",
		"megawatt", "volt", "amp", "degree", "dollar", "euro", "cent", "rupee", "yen", "franc", "krona", "usd", "eur", "gbp", "cad", "aud", "chf", "sek", "nok",
		"dkk", "inr", "jpy", "pln", "brl", "core", "node", "row", "record", "request", "query", "querie", "event", "message", "transaction", "user",
		"time", "fold", "point", "basi", "litre", "liter", "fte", "nine":
		return true
	}
	return w == "feet" || w == "inches" || w == "pesos" || w == "kronor" || w == "people"
}

// scaleOrUnit reports whether letters right behind a number are a multiple or a unit; written is how they stand in the text.
func scaleOrUnit(low, written string) bool {
	switch low {
	case "k", "m", "mm", "mn", "bn", "b", "x", "ms", "µs", "μs", "us", "ns", "ps", "s", "sec", "secs", "min", "mins", "h", "hr", "hrs", "kb", "mb", "gb",
		"tb", "pb", "eb", "kib", "mib", "gib", "tib", "pib", "hz", "khz", "mhz", "ghz", "px", "pt", "cm", "km", "m²", "m2", "km²", "kg", "mg", "w", "kw", "mw", "gw", "kwh", "mwh", "gwh", "twh", "v", "kv",
		"mv", "ma", "ua", "µa", "mah", "qps", "rps", "tps", "fps", "iops", "bps", "kbps", "mbps", "gbps", "tbps", "gbit", "mbit", "kbit", "tbit", "pp", "pps", "rpm",
		"db", "dbm", "dpi", "loc", "kloc", "xs", "fold", "ft", "sqft", "usd", "eur", "gbp", "mln", "tn", "ks", "rs", "hp", "nm", "µm", "μm", "°c", "kt", "mt", "lbs", "lb", "gy", "kelvin", "k+", "cr":
		return true
	case "d", "y", "yr", "yrs":
		return written == low // "3D" is none
	case "g":
		return false // "5G"
	}
	return false
}

// Measure is the unit that the word i begins, and how many words it takes: "ms", "per cent", "users". A multiple ("million") is none, nor
// is what only counts, as in "14 services"; then it is 0.
func (t *Text) Measure(i int) (unit string, words int) {
	if i >= len(t.Words) || scaleWord(t.low(i)) {
		return "", 0
	}
	n := t.unitAt(i)
	if n == 0 {
		return "", 0
	}
	return t.Plain[t.Words[i].Start:t.Words[i+n-1].End], n
}
