package theme

import (
	"slices"
	"strings"
)

// A node is an element of the printed copy as selectors see it.
type node struct {
	name    string // "h2"; "html" is what :root is
	classes []string
	inside  []string // classes of what stands further in, for :has
}

// chain is an element with all that it stands in: the outermost first.
type chain []node

// matches reports whether a selector is about the last element of the chain, and how much it counts against others: classes by 10, names
// by 1. Of what a selector can say it knows names, classes, descendants, :is, :where, :not, and :has of a class that stands further in; what is about
// neighbours, places in a list or parts of an element is about none of ours.
func (c chain) matches(selector string) (weight int, ok bool) {
	for _, one := range cut(selector, ',') {
		if w, is := c.one(strings.TrimSpace(one)); is {
			weight, ok = max(weight, w), true
		}
	}
	return weight, ok
}

func (c chain) one(selector string) (weight int, ok bool) {
	if strings.ContainsAny(outside(selector), "+~") {
		return 0, false
	}
	type step struct {
		part  string
		child bool // right within the one before
	}
	var steps []step
	child := false
	for _, part := range cut(selector, ' ') {
		for i, part := range cut(part, '>') {
			child = child || i > 0
			if part = strings.TrimSpace(part); part != "" {
				steps = append(steps, step{part, child})
				child = false
			}
		}
	}
	if len(steps) == 0 || len(c) == 0 {
		return 0, false
	}
	for i, at := len(steps)-1, len(c)-1; i >= 0; i-- {
		direct := i == len(steps)-1 || steps[i+1].child
		if at < 0 {
			return 0, false
		}
		w, is := c[:at+1].compound(steps[i].part)
		for !is && !direct && at > 0 {
			at--
			w, is = c[:at+1].compound(steps[i].part)
		}
		if !is {
			return 0, false
		}
		weight += w
		at--
	}
	return weight, true
}

// compound reports whether the last element is what a part of a selector without blanks says.
func (c chain) compound(part string) (weight int, ok bool) {
	n := c[len(c)-1]
	for part != "" {
		sign := part[0]
		if sign == '.' || sign == ':' || sign == '#' || sign == '[' {
			part = part[1:]
		}
		end := strings.IndexAny(part, ".:#[(")
		if end < 0 {
			end = len(part)
		}
		name, args := part[:end], ""
		part = part[end:]
		if strings.HasPrefix(part, "(") {
			close := closing(part)
			if close < 0 {
				return 0, false
			}
			args, part = part[1:close], part[close+1:]
		}
		switch {
		case sign == '.':
			if !slices.Contains(n.classes, name) {
				return 0, false
			}
			weight += 10
		case sign == ':':
			w, is := c.pseudo(name, args)
			if !is {
				return 0, false
			}
			weight += w
		case sign == '#' || sign == '[':
			return 0, false
		case name == "*":
		case !strings.EqualFold(name, n.name):
			return 0, false
		default:
			weight++
		}
	}
	return weight, true
}

func (c chain) pseudo(name, args string) (weight int, ok bool) {
	switch strings.ToLower(name) {
	case "root":
		return 10, len(c) == 1
	case "has":
		return 10, slices.Contains(c[len(c)-1].inside, strings.TrimPrefix(strings.TrimSpace(args), "."))
	case "is":
		return c.matches(args)
	case "where":
		_, ok = c.matches(args)
		return 0, ok
	case "not":
		_, ok = c.matches(args)
		return 10, !ok
	}
	return 0, false
}

// outside is a selector without what stands in brackets.
func outside(selector string) string {
	var b strings.Builder
	depth := 0
	for i := range len(selector) {
		switch selector[i] {
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		default:
			if depth == 0 {
				b.WriteByte(selector[i])
			}
		}
	}
	return b.String()
}

// closing is where the bracket that a text begins with ends; -1 when it does not.
func closing(text string) int {
	depth := 0
	for i := range len(text) {
		switch text[i] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// cut splits a text at a sign that stands outside of brackets.
func cut(text string, at byte) []string {
	var out []string
	depth, start := 0, 0
	for i := range len(text) {
		switch {
		case text[i] == '(':
			depth++
		case text[i] == ')':
			depth--
		case text[i] == at && depth == 0:
			out = append(out, text[start:i])
			start = i + 1
		}
	}
	return append(out, text[start:])
}
