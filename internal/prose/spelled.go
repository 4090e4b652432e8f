package prose

import "strings"

// spelled reports whether a word in lower case is a number from two on, spelled out.
func spelled(w string) bool {
	switch w {
	case "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen",
		"seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fourty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred", "thousand", "million",
		"billion", "trillion", "dozen":
		return true
	}
	return false
}

// longestSpelled is the words that a number which is spelled out may have.
const longestSpelled = 8

// spelledAt is figureAt for a word of letters.
func (t *Text) spelledAt(i int) int {
	w := t.Words[i].Low
	switch w {
	case "halved", "halving", "doubled", "doubling", "tripled", "tripling", "trebled", "quadrupled", "quadrupling", "quintupled", "twofold", "threefold", "fourfold",
		"fivefold", "sixfold", "sevenfold", "eightfold", "ninefold", "tenfold", "hundredfold", "thousandfold":
		return 1
	case "halve", "double", "triple", "quadruple":
		switch t.low(i + 1) {
		case "the", "our", "their", "its", "what", "conversion", "throughput", "capacity", "revenue", "that", "sales", "traffic":
			return 1
		}
		return 0
	case "hundreds", "thousands", "millions", "billions", "dozens", "tens", "scores":
		if t.low(i+1) == "of" {
			return 2
		}
		if w == "scores" || w == "tens" || w == "dozens" {
			return 0
		}
		return 1
	case "half":
		return t.halfAt(i)
	case "third", "quarter", "fifth", "tenth", "thirds", "quarters", "fifths", "tenths":
		return t.partAt(i)
	case "twice", "thrice":
		switch t.low(i + 1) {
		case "as", "the", "a", "per", "daily", "weekly", "monthly", "yearly", "their", "its":
			return 1
		}
		return 0
	case "zero":
		if t.Glue(i+1) == 0 && i+1 < len(t.Words) && t.Spaced(i+1) && !t.concept(i+1) && t.lowerCase(i) {
			return 2
		}
		return 0
	case "one", "a":
		return t.oneAt(i)
	}
	if !spelled(w) || !t.lowerCase(i) {
		return 0
	}
	n := 1
	for n < longestSpelled && i+n < len(t.Words) && (spelled(t.low(i+n)) || t.low(i+n) == "and" && spelled(t.low(i+n+1)) || t.low(i+n) == "one" && t.Glue(i+n) == '-' || ones(t.low(i+n)) && t.Glue(i+n) == '-') {
		n++
	}
	if t.noQuantity(i + n) {
		return 0
	}
	if t.Glue(i) == '-' && i > 0 && t.low(i-1) != "sub" && t.low(i-1) != "top" && !isDigit(rune(t.low(i - 1)[0])) {
		return 0 // "forty-two" was passed at "forty"; this is "catch-twenty"
	}
	if i > 0 && t.Spaced(i) && label(t.low(i-1)) && w != "hundred" {
		return 0 // "phase two"
	}
	if i > 0 && (t.low(i-1) == "the" || t.low(i-1) == "these" || t.low(i-1) == "those" || t.low(i-1) == "other") && !t.counted(i+n) {
		if i+n >= len(t.Words) || !t.Spaced(i+n) || t.low(i+n) == "of" || t.low(i+n) == "and" || t.low(i+n) == "to" {
			return 0 // "between the two"
		}
	}
	return n + t.unitAt(i+n)
}

func ones(w string) bool {
	switch w {
	case "one", "two", "three", "four", "five", "six", "seven", "eight", "nine":
		return true
	}
	return false
}

// lowerCase reports whether a spelled number is none in a name: it is written small, or begins the text and what follows is
// written small. "Six Sigma" and "Two Rivers" are names.
func (t *Text) lowerCase(i int) bool {
	if t.word(i) == t.low(i) {
		if i > 0 && t.Spaced(i) && t.low(i-1) == "top" {
			return true
		}
		return true
	}
	if !t.begins(i) && i > 0 && t.word(i) != strings.ToUpper(t.word(i)) {
		return false
	}
	return i+1 >= len(t.Words) || t.word(i+1) == t.low(i+1)
}

// halfAt is a share of a half: "by half", "half the time", "half of". "Half-finished" is none.
func (t *Text) halfAt(i int) int {
	if t.Glue(i+1) != 0 {
		return 0
	}
	switch t.low(i - 1) {
	case "by", "in", "to", "about", "nearly", "almost", "over", "than", "a", "under", "first", "second", "cut", "roughly":
		if w := t.low(i - 1); w == "first" || w == "second" || w == "a" && t.low(i+1) != "million" && t.low(i-2) != "and" {
			return 0
		}
		return 1
	}
	switch t.low(i + 1) {
	case "the", "of", "a", "an", "as", "our", "their", "its", "that", "million", "billion":
		return 1
	}
	return 0
}

// partAt is a share: "a third of", "by a quarter", "two thirds". "The third release" and "a quarter" of a year are none.
func (t *Text) partAt(i int) int {
	prev, next := t.low(i-1), t.low(i+1)
	w := t.Words[i].Low
	if w == "quarters" || w == "thirds" || w == "fifths" || w == "tenths" {
		return 0 // its number is the figure
	}
	if prev == "a" || prev == "one" {
		switch t.low(i - 2) {
		case "by", "to", "than", "over", "about", "nearly", "almost", "under", "roughly":
			return 1
		}
		if next == "of" || next == "fewer" || next == "less" || next == "more" || next == "faster" {
			return 1
		}
	}
	return 0
}

// concept reports whether the word i makes a concept of the "zero" before it: "zero trust".
func (t *Text) concept(i int) bool {
	switch t.low(i) {
	case "trust", "knowledge", "day", "copy", "to", "touch", "config", "configuration", "based", "shot", "sum", "trusted", "and", "waste":
		return true
	}
	return false
}

// oneAt is "one million", "one second", "a dozen", "a hundred"; "one" and "a" by themselves are no figures.
func (t *Text) oneAt(i int) int {
	next := t.low(i + 1)
	if i+1 >= len(t.Words) || !t.Spaced(i+1) {
		return 0
	}
	switch next {
	case "hundred", "thousand", "million", "billion", "trillion", "dozen":
		return 2 + t.unitAt(i+2)
	case "second", "minute", "hour", "percent", "millisecond", "terabyte", "petabyte", "gigabyte":
		if t.Words[i].Low == "one" {
			return 2
		}
	}
	return 0
}
