package rules

import "github.com/resgen/resgen/internal/check"

// The numbers that rules hold the print or the content against. All of them stand here, each is listed by
// its rule; what else the user sets (pdf.pages) has its default in meta.Defaults. They stand in the order of their rules.
var (
	summaryWords = &check.Limit{What: "a summary", Value: 60, Unit: "words", Min: 10, Max: 300,
		Source: "three sentences of 20 words; about 20 seconds of reading"}
	decisionYears = &check.Limit{Name: "years", What: "experience from which on decisions are looked for", Value: 5, Unit: "years", Min: 0.5, Max: 50,
		Source: "where titles begin to say senior"}
	decisionBullets = &check.Limit{Name: "bullets", What: "bullets in which a decision could stand", Value: 4, Unit: "bullets", Min: 1, Max: 50,
		Source: "with fewer, the résumé lacks more than a decision"}
	juniorYears = &check.Limit{What: "experience with which a career is still at its beginning", Value: 3, Unit: "years", Min: 0.5, Max: 50,
		Source: "one or two jobs; projects and studies still carry weight"}
	oldYears = &check.Limit{Name: "years", What: "how long ago a job ended that is old", Value: 7, Unit: "years", Min: 1, Max: 50,
		Source: "two jobs back, at the three to four years that developers stay"}
	oldShare = &check.Limit{Name: "share", What: "bullets of old jobs, of all", Value: 34, Unit: "%", Min: 1, Max: 100,
		Source: "a third; the rest belongs to what you can do today"}
	oldLeast = &check.Limit{Name: "least", What: "bullets of old jobs that are worth a word", Value: 4, Unit: "bullets", Min: 1, Max: 50,
		Source: "with fewer, the résumé is short and not unbalanced"}
	unlistedTimes = &check.Limit{What: "a technology outside the list of skills", Value: 2, Unit: "bullets", Min: 1, Max: 20,
		Source: "once may be chance"}
	allSkills = &check.Limit{What: "skills in all", Value: 35, Unit: "skills", Min: 5, Max: 200,
		Source: "six groups of six; the 44 clean résumés of the corpus list up to 14"}
	bareSkills = &check.Limit{Name: "list", What: "skills in a list without labels", Value: 8, Unit: "skills", Min: 3, Max: 60,
		Source: "two lines; more is not taken in at a glance"}
	groupSkills = &check.Limit{Name: "group", What: "skills behind one label", Value: 12, Unit: "skills", Min: 3, Max: 60,
		Source: "a label halves the search, so that two lines of print are read"}
	recentYears = &check.Limit{Name: "recent-years", What: "how long ago a job ended that may be told at length", Value: 3, Unit: "years", Min: 0.5, Max: 50,
		Source: "advice on résumés: 4 to 6 bullets for the current job, fewer for each before (hiredrive, resumly)"}
	recentBullets = &check.Limit{Name: "recent", What: "bullets of a job that goes on or ended lately", Value: 6, Unit: "bullets", Min: 1, Max: 50,
		Source: "as above"}
	middleYears = &check.Limit{Name: "middle-years", What: "how long ago a job ended that is told in short", Value: 7, Unit: "years", Min: 0.5, Max: 50,
		Source: "as above"}
	middleBullets = &check.Limit{Name: "middle", What: "bullets of a job that ended some years ago", Value: 4, Unit: "bullets", Min: 1, Max: 50,
		Source: "as above"}
	olderYears = &check.Limit{Name: "older-years", What: "how long ago a job ended of which two lines are left", Value: 10, Unit: "years", Min: 0.5, Max: 50,
		Source: "as above: one line for what is older than ten years"}
	olderBullets = &check.Limit{Name: "older", What: "bullets of a job that ended long ago", Value: 2, Unit: "bullets", Min: 1, Max: 50,
		Source: "as above"}
	oldestBullets = &check.Limit{Name: "oldest", What: "bullets of a job that is older still", Value: 1, Unit: "bullet", Min: 1, Max: 50,
		Source: "as above"}
	gapMonths = &check.Limit{Name: "months", What: "time without an entry", Value: 6, Unit: "months", Min: 1, Max: 60,
		Source: "a search for work takes up to half a year; longer, and readers ask"}
	gapYears = &check.Limit{Name: "years", What: "how long ago a gap may have ended and still count", Value: 10, Unit: "years", Min: 1, Max: 60,
		Source: "what is older stands in one line, if at all"}
	preciseYears = &check.Limit{What: "how long ago an entry ended that may give years only", Value: 10, Unit: "years", Min: 1, Max: 60,
		Source: "of what is older a line is left, and nobody counts its months"}
	overlapMonths = &check.Limit{What: "two jobs at once", Value: 2, Unit: "months", Min: 1, Max: 60,
		Source: "notice periods and the month that both jobs name"}
	nearName = &check.Limit{What: "wrong letters in an address with a suggestion", Value: 25, Unit: "%",
		Source: "two slips in the name of a file; with more, a suggestion is a guess"}
	longestDescription = &check.Limit{What: "characters of a page's description", Value: 160, Unit: "characters", Min: 50, Max: 1000,
		Source: "search engines show about 155 to 160"}
	longestTitle = &check.Limit{What: "characters of a page's title", Value: 70, Unit: "characters", Min: 10, Max: 300,
		Source: "search engines cut titles at about 600 pixels, 60 to 70 characters"}
	spacedLetters = &check.Limit{Name: "letters", What: "letters in a row that stand apart", Value: 5, Unit: "letters", Min: 3, Max: 50,
		Source: "initials and names of languages stand apart, too, but hardly five of them"}
	hyphenEnds = &check.Limit{Name: "lines", What: "hyphenated lines of a PDF that others made", Value: 3, Unit: "lines", Min: 1, Max: 100,
		Source: "compounds break at their own hyphens once or twice in a résumé; more is hyphenation"}
	columnRows = &check.Limit{Name: "rows", What: "lines on each side of a gutter", Value: 4, Unit: "rows", Min: 2, Max: 50,
		Source: "OfflineCV's test for columns"}
	gutterRows = &check.Limit{Name: "crossing", What: "lines that cross a gutter", Value: 4, Unit: "%", Min: 0, Max: 50,
		Source: "OfflineCV's test for columns; it measured 2.4 % and 6.3 % on either side of the border"}
	largeFile = &check.Limit{Name: "large", What: "size of a file that is sent", Value: 1, Unit: "MB", Min: 0.05, Max: 100,
		Source: "a résumé of two sheets with its fonts takes less than a tenth"}
	hugeFile = &check.Limit{Name: "huge", What: "size of a file that is parsed", Value: 2.5, Unit: "MB", Min: 0.05, Max: 100,
		Source: "Greenhouse's limit for parsing"}
	hiddenContrast = &check.Limit{Name: "contrast", What: "contrast of text that can be seen", Value: 1.2, Unit: ":1", Min: 1, Max: 4,
		Source: "the lightest grey that is used for ornament, #ddd on white, has 1.36:1; from here on sheet/low-contrast speaks"}
	hiddenSize = &check.Limit{Name: "size", What: "type that can be seen", Value: 2, Unit: "pt", Min: 0.5, Max: 6,
		Source: "nothing below is legible under a lens"}
	pictureArea = &check.Limit{Name: "area", What: "picture without text", Value: 10, Unit: "%", Min: 1, Max: 100,
		Source: "a portrait of 50 by 65 mm takes 5 % of a sheet"}
	scanText = &check.Limit{Name: "text", What: "characters of a sheet that is no scan", Value: 80, Unit: "characters", Min: 1, Max: 2000,
		Source: "OfflineCV's test for scans"}
	unmarkedBullets = &check.Limit{What: "bullets of a PDF that others made, told by their indent", Value: 3, Unit: "bullets", Min: 1, Max: 100,
		Source: "one or two may be paragraphs"}
	scanned = &check.Limit{What: "a picture without text beside it, of its sheet", Value: 50, Unit: "%", Min: 10, Max: 100,
		Source: "a scan fills its sheet but for what its margins were cropped by"}
	tableRows = &check.Limit{What: "rows of three cells below each other", Value: 3, Unit: "rows", Min: 2, Max: 50,
		Source: "two rows may be lines of contact data"}
	clippedBy = &check.Limit{What: "text beyond its own box", Value: 0.75, Unit: "pt",
		Source: "one pixel of CSS, to which browsers round the sizes of boxes"}
	shortLine = &check.Limit{What: "words on a last line that is cheap to cut", Value: 3, Unit: "words",
		Source: "so few are lost by rephrasing, without losing a fact"}
	namedCuts = &check.Limit{What: "cuts that are named", Value: 12, Unit: "places",
		Source: "more is a list that nobody reads"}
	longestLine = &check.Limit{What: "characters of a full line of body text", Value: 110, Unit: "characters", Min: 40, Max: 250,
		Source: "books are set at 45 to 75; the built-in themes come to 92 to 106 as a rule, and to 109 at the most when a fit sets them tight"}
	leastContrast = &check.Limit{Name: "text", What: "contrast of text", Value: 4.5, Unit: ":1", Min: 1, Max: 21,
		Source: "WCAG 2.2, 1.4.3, level AA"}
	largeContrast = &check.Limit{Name: "large", What: "contrast of large type", Value: 3, Unit: ":1", Min: 1, Max: 21,
		Source: "WCAG 2.2, 1.4.3, level AA"}
	overflowBy = &check.Limit{What: "text beyond the edge", Value: 0.5, Unit: "pt",
		Source: "the letter spacing that sheets may have, 0.05 em, comes to as much behind the last letter"}
	overlapBy = &check.Limit{What: "height that two lines of letters may share", Value: 35, Unit: "%",
		Source: "type set tight, at 0.75 of its size, shares 17 %, and touches with its longest letters only"}
	paperBy = &check.Limit{What: "between a sheet and its paper", Value: 3, Unit: "pt",
		Source: "programs round A4, 595.28 × 841.89 pt, to pixels or to whole points"}
	photoPixels = &check.Limit{Name: "pixels", What: "pixels of a photo", Value: 4, Unit: "megapixels", Min: 0.1, Max: 25,
		Source: "eight times what 600 dots an inch take of the 26 by 32 mm that it is printed at"}
	photoSize = &check.Limit{Name: "size", What: "size of a photo", Value: 0.5, Unit: "MB", Min: 0.02, Max: 20,
		Source: "half of what parse/file-size allows for all of the PDF"}
	photoDots = &check.Limit{Name: "dots", What: "dots an inch of a photo as printed", Value: 150, Unit: "dots an inch", Min: 50, Max: 1200,
		Source: "half of the 300 that printers ask for; below, pixels show"}
	shortLast = &check.Limit{Name: "width", What: "how much of the width a last line must take", Value: 12, Unit: "%", Min: 1, Max: 60,
		Source: "a word or two; careerdirectors.com calls less than 7 letters, or a quarter of the width, a widow"}
	loneWord = &check.Limit{Name: "word", What: "how much of the width a word takes that may stand alone", Value: 30, Unit: "%", Min: 1, Max: 100,
		Source: "the width of 30 letters, and no word of the English dictionaries has more than 23"}
	fullLine = &check.Limit{Name: "full", What: "how much of the room a line takes that was not broken on purpose", Value: 75, Unit: "%", Min: 1, Max: 100,
		Source: "the 194 lines before a last one that the clean résumés of the corpus have in four themes take at least 78 %"}
	namedShort = &check.Limit{What: "short last lines that are named", Value: 10, Unit: "places",
		Source: "more is a list that nobody reads; the shortest come first"}
	shrunkTo = &check.Limit{What: "printed size over the size asked for", Value: 99.5, Unit: "%",
		Source: "room for the rounding of sizes in a PDF"}
	leastMargin = &check.Limit{What: "from text to the edge of the paper", Value: 12, Unit: "mm", Min: 0, Max: 50,
		Source: "laser printers leave 4 to 6 mm blank, a hole punch takes 12"}
	bodyType = &check.Limit{Name: "body", What: "type of bullets, paragraphs and details", Value: 9.5, Unit: "pt", Min: 6, Max: 14,
		Source: "the floor of resgen's own fitting; below it, reading from paper becomes work"}
	leastType = &check.Limit{Name: "any", What: "any type", Value: 8, Unit: "pt", Min: 5, Max: 12,
		Source: "the least that cvlint, a checker of PDF résumés, accepts"}
	thinLast = &check.Limit{What: "how full the last of several sheets must be", Value: 25, Unit: "%", Min: 1, Max: 100,
		Source: "a quarter of a sheet is about one entry; less looks like something that did not fit"}
	unevenBy = &check.Limit{What: "between two gaps of the same kind", Value: 1, Unit: "pt", Min: 0.5, Max: 20,
		Source: "browsers set baselines on whole pixels of 0.75 pt, which nobody sees; a point more is seen"}
	unusualPart = &check.Limit{What: "of the text that a font must set to be named", Value: 5, Unit: "%", Min: 0, Max: 100,
		Source: "less is a name or a few signs"}
	bareWords = &check.Limit{What: "words of a bullet that can be bare", Value: 9, Unit: "words", Min: 2, Max: 30,
		Source: "with more, some of the words tell something"}
	sharedWords = &check.Limit{What: "words that two bullets share", Value: 70, Unit: "%", Min: 30, Max: 100,
		Source: "markcv, a checker of Markdown résumés, takes 60 % of the shorter one; of the longer one, 70 % is as strict and meets fewer that are alike by chance"}
	longWords = &check.Limit{What: "words of a bullet that was not printed", Value: 30, Unit: "words", Min: 8, Max: 100,
		Source: "what two lines of a sheet hold; OfflineCV takes 8 to 30 words for good"}
	longLines = &check.Limit{Name: "lines", What: "printed lines of a bullet", Value: 2, Unit: "lines", Min: 1, Max: 10,
		Source: "career advisers ask for one line and allow two"}
	longName = &check.Limit{Name: "name", What: "characters of a name", Value: 60, Unit: "characters", Min: 20, Max: 1000,
		Source: "two lines of the largest type: names of 300 characters broke after 39 to 51 in classic and swiss"}
	longHeading = &check.Limit{Name: "heading", What: "characters of a section's heading", Value: 60, Unit: "characters", Min: 10, Max: 1000,
		Source: "half a line"}
	longTitle = &check.Limit{Name: "title", What: "characters of a headline, a title, an organization or a place", Value: 120, Unit: "characters", Min: 20, Max: 1000,
		Source: "two lines: titles of 300 characters broke after about 65 beside the dates in classic"}
	metricShare = &check.Limit{Name: "share", What: "bullets of a recent role with a figure", Value: 60, Unit: "%", Min: 0, Max: 100,
		Source: "OfflineCV, a scorer of résumés, gives full credit from there on; more would reward made-up figures"}
	metricYears = &check.Limit{Name: "years", What: "how long ago a role may have ended to be recent", Value: 5, Unit: "years", Min: 0, Max: 40,
		Source: "what readers ask about in an interview; of older work people rarely have the figures"}
	metricBullets = &check.Limit{Name: "bullets", What: "bullets of a role whose share is told", Value: 3, Unit: "bullets", Min: 1, Max: 20,
		Source: "of one or two, a share says nothing"}
	verbInRole = &check.Limit{Name: "role", What: "bullets of one role that open with the same verb", Value: 3, Unit: "bullets", Min: 2, Max: 20,
		Source: "twice is chance, three times is a habit"}
	verbInAll = &check.Limit{Name: "all", What: "bullets of the résumé that open with the same verb", Value: 5, Unit: "bullets", Min: 2, Max: 50,
		Source: "a quarter of the 20 bullets that two sheets hold"}
	shortWords = &check.Limit{What: "words of a bullet", Value: 4, Unit: "words", Min: 2, Max: 10,
		Source: "verb, object and one fact take four"}
	unknownWords = &check.Limit{What: "words in no dictionary, beyond which the text is in another language", Value: 40, Unit: "%", Min: 5, Max: 100,
		Source: "of 94 résumés of our tests, those in English have up to 7 %, those in six other languages 63 % or more"}
)

// Tolerances: how exactly a PDF's numbers can be taken.
const (
	sizeGrain = 0.05 // pt; sizes are told to a tenth of a point
	rowGrain  = 2.0  // pt; baselines nearer than this are one row

	marginGrain = 0.05 // mm; margins are told to a tenth of a millimetre
)
