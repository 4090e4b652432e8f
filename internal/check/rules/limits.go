package rules

import "strconv"

// A limit is a number that a rule holds the print or the content against. All of them stand
// here; what the user sets (pdf.pages, check.thin-last) has its default in meta.Defaults.
type limit struct {
	rule   string // that it belongs to; its manual names the number
	name   string
	value  float64
	unit   string
	source string // where the number comes from
}

// String is the number as people read it: "9.5 pt".
func (l limit) String() string { return number(l.value) + " " + l.unit }

// number is a figure without needless zeros: "9.5", "8".
func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

var (
	bodyType = limit{"sheet/small-type", "type of bullets, paragraphs and details", 9.5, "pt",
		"the floor of resgen's own fitting; below it, reading from paper becomes work"}
	leastType = limit{"sheet/small-type", "any type", 8, "pt",
		"the least that cvlint, a checker of PDF résumés, accepts"}
	overflowBy = limit{"sheet/overflow", "text beyond the edge", 0.5, "pt",
		"the letter spacing that sheets may have, 0.05 em, comes to as much behind the last letter"}
	shrunkTo = limit{"sheet/shrunk", "printed size over the size asked for", 99.5, "%",
		"room for the rounding of sizes in a PDF"}
	shortLine = limit{"sheet/count", "words on a last line that is cheap to cut", 3, "words",
		"so few are lost by rephrasing, without losing a fact"}
	namedCuts = limit{"sheet/count", "cuts that are named", 3, "places",
		"more is a list that nobody reads"}
	nearName = limit{"link/broken", "wrong letters in an address with a suggestion", 25, "%",
		"two slips in the name of a file; with more, a suggestion is a guess"}
)

// limits is all of them, in the order of their rules.
func limits() []limit {
	return []limit{nearName, shortLine, namedCuts, overflowBy, shrunkTo, bodyType, leastType}
}

// Tolerances: how exactly a PDF's numbers can be taken.
const (
	sizeGrain = 0.05 // pt; sizes are told to a tenth of a point
	rowGrain  = 2.0  // pt; baselines nearer than this are one row
)
