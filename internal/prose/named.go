package prose

import "strings"

// named reports whether the number at the word i is part of a name: of a version ("Java 17"), a standard ("RFC 7231"), a ticket
// ("PROJ-123"), a room, a level. measured says that a unit follows it, or that it is too large for a version.
func (t *Text) named(i int, measured bool) bool { return t.namedIn(i, measured, longestList) }

// longestList is how many numbers of a list of versions are looked back at.
const longestList = 4

func (t *Text) namedIn(i int, measured bool, left int) bool {
	if i == 0 || left == 0 {
		return false
	}
	prev := t.low(i - 1)
	switch glue := t.Glue(i); {
	case glue == '-':
		return t.hyphenated(i, prev, measured, left)
	case glue == '/' && isDigit(rune(prev[0])):
		return false
	case glue == '/' || glue == '.' || glue == '_' || glue == '#' || glue == '(' && !measured:
		return !isDigit(rune(prev[0])) && glue != '('
	}
	if !t.Spaced(i) {
		if t.Between(i) == ". " && (prev == "no" || prev == "nr" || prev == "vol") {
			return true
		}
		return t.listed(i, measured, left)
	}
	if measured {
		return standard(t.word(i-1)) || label(prev)
	}
	return label(prev) || t.nameAt(i-1) || t.afterVersion(i, left)
}

// hyphenated reports whether a number behind a hyphen is part of a name: "PROJ-123", "UTF-8", not "sub-100" or "40-50".
func (t *Text) hyphenated(i int, prev string, measured bool, left int) bool {
	switch prev {
	case "sub", "top", "plus", "near", "nearly", "over", "under", "about", "around", "to", "multi", "of", "up":
		return false
	}
	if isDigit(rune(prev[0])) {
		return i > 1 && (t.Glue(i-1) != 0 || !measured) && t.listedVersion(i-1, left)
	}
	return true
}

// listed reports whether the number at the word i goes on with a list of versions: "Java 8, 11 and 17".
func (t *Text) listed(i int, measured bool, left int) bool {
	if measured || strings.Trim(t.Between(i), " ") != "," && !strings.ContainsAny(t.Between(i), "–—→/&") {
		return false
	}
	return t.listedVersion(i-1, left)
}

// afterVersion reports whether a joining word stands before the number at i, and a version before that: "Java 8 to 17".
func (t *Text) afterVersion(i, left int) bool {
	if i < 2 {
		return false
	}
	switch t.low(i - 1) {
	case "to", "and", "through", "or", "until":
		return t.listedVersion(i-2, left) && !t.counted(i+1)
	}
	return false
}

// counted reports whether the word i is something that a number before it counts.
func (t *Text) counted(i int) bool { return i < len(t.Words) && t.Spaced(i) && Plural(t.low(i)) }

// listedVersion reports whether the word i is a number that is part of a name.
func (t *Text) listedVersion(i, left int) bool {
	if w := t.low(i); len(w) > 1 && w[0] == 'v' && isDigit(rune(w[1])) {
		return true
	}
	return i > 0 && isDigit(rune(t.low(i)[0])) && !t.counted(i+1) && t.unitAt(i+1) == 0 && t.namedIn(i, false, left-1)
}

// nameAt reports whether the word i, with a number behind it, is a name: it has a capital where no sentence begins, or it is a
// name that people write small as well.
func (t *Text) nameAt(i int) bool {
	w, low := t.word(i), t.low(i)
	if versioned(low) {
		return true
	}
	if w == low {
		return false
	}
	if v, ok := Lookup(low); ok && (v.Form&(Past|Gerund) != 0 || t.begins(i)) {
		return false // "Hired 7 engineers; Trained 12 more"
	}
	switch low {
	case "over", "about", "around", "nearly", "almost", "up", "top", "to", "from", "of", "with", "for", "and", "in", "by", "the", "approximately", "approx",
		"under", "within", "across", "than", "at", "on", "all", "some", "every", "more", "only", "just", "other", "last", "first", "next", "through", "between",
		"managing", "serving", "a", "an", "i", "we", "my", "our", "their", "its", "total", "max", "min", "roughly", "circa", "ca", "including", "against", "or", "plus":
		return low == "top" && w == "Top" && !t.begins(i)
	}
	return true
}

// begins reports whether the word i begins a sentence, or what a label or a semicolon parts from it.
func (t *Text) begins(i int) bool {
	return i == 0 || strings.ContainsAny(t.Between(i), ".:;!?–—(")
}

// label reports whether a word names the number behind it: "level 3", "port 443".
func label(w string) bool {
	switch w {
	case "version", "versions", "v", "release", "section", "port", "ports", "room", "floor", "step", "steps", "phase", "phases", "stage", "stages", "level", "levels", "tier", "tiers", "chapter", "chapters", "page", "pages",
		"part", "no", "nr", "number", "figure", "table", "rule", "article", "apartment", "apt", "suite", "building", "grade", "grades", "class", "type", "gen",
		"generation", "series", "sprint", "episode", "quarter", "q", "layer", "layers", "issue", "ticket", "pr", "rev", "revision", "edition", "volume", "vol", "group",
		"model", "unit", "track", "line", "lines", "bug", "route", "highway", "district", "form", "act", "clause", "annex", "appendix", "option", "mode",
		"channel", "slot", "zone", "category", "cat", "code", "status", "error", "id", "pin", "box", "channels", "cohort", "batch", "fy", "year", "week", "day", "age", "aged", "zip", "sev", "severity", "priority", "milestone", "wave", "round", "gate", "degree":
		return true
	}
	return false
}

// standard reports whether a word is a body or a kind of standard; a number behind it is its name even before a noun in the plural.
func standard(w string) bool {
	switch w {
	case "ISO", "IEC", "RFC", "RFCs", "SOC", "EN", "DIN", "IEEE", "NIST", "PCI", "DSS", "FIPS", "IFRS", "WCAG", "Section", "Type", "BIP", "EIP", "ERC", "PEP", "JSR", "CVE",
		"OWASP", "Title", "Part", "MIL", "STD", "ASTM", "CFR", "Fortune", "FTSE", "Top", "Level", "Tier", "Phase", "CIS", "ASIL", "SIL", "DO", "TS", "BS", "UL", "JIRA", "Xbox", "Windows", "Office", "Route", "Forbes", "HIPAA", "Euro":
		return true
	}
	return false
}

// versioned reports whether a word in lower case names something that has versions.
func versioned(low string) bool {
	switch low {
	case "java", "python", "node", "node.js", "nodejs", "angular", "vue", "react", "django", "rails", "ruby", "php", "postgres", "postgresql", "mysql", "redis", "kafka",
		"spring", "hadoop", "elasticsearch", "ubuntu", "debian", "centos", "rhel", "windows", "office", "http", "tls", "ssl", "es", "html", "css", "oauth", "go", "golang", "rust", "swift",
		"ios", "android", "kotlin", "scala", "laravel", "symfony", "drupal", "wordpress", "express", "mongodb", "oracle", "kubernetes", "k8s", "terraform", "ansible", "webpack", "bootstrap",
		"jquery", "typescript", "javascript", "ecmascript", "c", "c++", "c#", "net", ".net", "dotnet", "perl", "r", "julia", "tensorflow", "flink", "spark", "airflow", "next.js", "unity", "unreal", "opengl",
		"linux", "kernel", "bash", "gcc", "llvm", "qt", "cassandra", "solr", "lucene", "struts", "hibernate", "jee", "jakarta", "web", "industry", "covid", "ipv", "usb", "bluetooth", "wifi", "lte", "dbt", "figma":
		return true
	}
	return false
}
