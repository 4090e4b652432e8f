package rules

import "github.com/resgen/resgen/internal/check"

// The numbers that rules hold the print or the content against. All of them stand here, each is listed by
// its rule; what else the user sets (pdf.pages) has its default in meta.Defaults.
var (
	bodyType = &check.Limit{Name: "body", What: "type of bullets, paragraphs and details", Value: 9.5, Unit: "pt", Min: 6, Max: 14,
		Source: "the floor of resgen's own fitting; below it, reading from paper becomes work"}
	leastType = &check.Limit{Name: "any", What: "any type", Value: 8, Unit: "pt", Min: 5, Max: 12,
		Source: "the least that cvlint, a checker of PDF résumés, accepts"}
	overflowBy = &check.Limit{What: "text beyond the edge", Value: 0.5, Unit: "pt",
		Source: "the letter spacing that sheets may have, 0.05 em, comes to as much behind the last letter"}
	shrunkTo = &check.Limit{What: "printed size over the size asked for", Value: 99.5, Unit: "%",
		Source: "room for the rounding of sizes in a PDF"}
	shortLine = &check.Limit{What: "words on a last line that is cheap to cut", Value: 3, Unit: "words",
		Source: "so few are lost by rephrasing, without losing a fact"}
	namedCuts = &check.Limit{What: "cuts that are named", Value: 3, Unit: "places",
		Source: "more is a list that nobody reads"}
	nearName = &check.Limit{What: "wrong letters in an address with a suggestion", Value: 25, Unit: "%",
		Source: "two slips in the name of a file; with more, a suggestion is a guess"}
	scanned = &check.Limit{What: "a picture without text beside it, of its sheet", Value: 50, Unit: "%", Min: 10, Max: 100,
		Source: "a scan fills its sheet but for what its margins were cropped by"}
	thinLast = &check.Limit{What: "how full the last of several sheets must be", Value: 25, Unit: "%", Min: 1, Max: 100,
		Source: "a quarter of a sheet is about one entry; less looks like something that did not fit"}
)

// Tolerances: how exactly a PDF's numbers can be taken.
const (
	sizeGrain = 0.05 // pt; sizes are told to a tenth of a point
	rowGrain  = 2.0  // pt; baselines nearer than this are one row
)
