package meta

import (
	"slices"
	"strings"
)

// A Key is one key that resgen knows.
type Key struct {
	Name    string
	Aliases []string // other spellings that mean the same: Hugo's, camel case
	Kinds   []Kind   // what its value may be
	Values  []string // the words it may be, when there is a closed list
	Item    []Kind   // what an item of its list may be; text when nil
	Keys    []Key    // of a map; nil when any key may stand there
	Min     int      // of a number
	Max     int      // of a number; 0 for no bound
	Doc     string   // one sentence
}

// Doctype is what a document is, and so which keys it may have.
type Doctype uint8

// The doctypes.
const (
	ResumeDoc Doctype = iota
	PageDoc
	JobDoc
	VariantDoc
	PrivateDoc // private.yaml
)

var text = []Kind{String}
var scalar = []Kind{String, Number}
var texts = []Kind{List, String}
var flag = []Kind{Bool}
var when = []Kind{String, Number, Date}

// Papers is the papers that a sheet may be printed on.
func Papers() []string { return []string{"A4", "Letter"} }

// Keys is every key of a doctype, in the order in which the schema lists them.
func Keys(d Doctype) []Key {
	switch d {
	case PageDoc:
		return pageKeys()
	case JobDoc:
		return []Key{
			{Name: "title", Kinds: text, Doc: "The position's title, as the posting has it."},
			{Name: "company", Kinds: text, Doc: "Who is hiring."},
			{Name: "location", Kinds: text, Doc: "Where the job is."},
			{Name: "url", Kinds: text, Doc: "Where the posting was found."},
			{Name: "date", Kinds: when, Doc: "When it was posted or found."},
			{Name: "lang", Aliases: []string{"language"}, Kinds: text, Doc: "The posting's language, as in `de`."},
		}
	case VariantDoc:
		return []Key{
			{Name: "posting", Kinds: text, Doc: "The job posting it is for: a path below content/, as in `jobs/acme.md`."},
			{Name: "headline", Kinds: text, Doc: "The line below the name, instead of the master's."},
			{Name: "pages", Kinds: []Kind{Number}, Min: 1, Max: 30, Doc: "How many sheets it may have."},
			{Name: "theme", Kinds: text, Doc: "The theme, instead of the master's."},
			{Name: "sections", Kinds: texts, Doc: "Which sections, in which order."},
			{Name: "keep", Kinds: texts, Doc: "Ids or tags of what must be in."},
			{Name: "drop", Kinds: texts, Doc: "Ids or tags of what must be out."},
			{Name: "language", Aliases: []string{"lang"}, Kinds: text, Doc: "The language of the version to start from."},
			{Name: "select", Kinds: text, Values: []string{"auto", "all"}, Doc: "`auto` picks the bullets that prove most of what the posting wants."},
			{Name: "publish", Kinds: flag, Doc: "Whether it is published with the site; it is not unless this is true."},
		}
	case PrivateDoc:
		return []Key{
			{Name: "email", Kinds: text, Doc: "E-mail address."},
			{Name: "phone", Kinds: scalar, Doc: "Telephone number."},
			{Name: "location", Kinds: text, Doc: "Town and country, or an address."},
			{Name: "headline", Kinds: text, Doc: "The line below the name."},
			{Name: "links", Kinds: texts, Item: []Kind{String, Map}, Doc: "Addresses of profiles."},
		}
	}
	return resumeKeys()
}

func resumeKeys() []Key {
	return []Key{
		{Name: "name", Kinds: text, Doc: "The person's name."},
		{Name: "headline", Kinds: text, Doc: "The line below the name: what the person is."},
		{Name: "email", Kinds: text, Doc: "E-mail address."},
		{Name: "phone", Kinds: scalar, Doc: "Telephone number, in the international form."},
		{Name: "location", Kinds: text, Doc: "Town and country."},
		{Name: "links", Kinds: texts, Item: []Kind{String, Map}, Doc: "Addresses of profiles and sites."},
		{Name: "private", Kinds: texts, Doc: "Names of fields that are in what you send and never in what is published."},
		{Name: "lang", Aliases: []string{"language"}, Kinds: text, Doc: "The résumé's language, as in `en` or `de`."},
		{Name: "title", Kinds: text, Doc: "The site's title; the name when absent."},
		{Name: "description", Kinds: text, Doc: "What search engines and link previews show; the summary when absent."},
		{Name: "base-url", Aliases: []string{"baseURL", "base_url", "baseurl"}, Kinds: text, Doc: "Where the site will stand, as in `https://me.github.io/cv/`."},
		{Name: "noindex", Kinds: flag, Doc: "Asks search engines to leave the site out."},
		{Name: "pdf", Kinds: []Kind{Map}, Doc: "How the sheets are printed.", Keys: []Key{
			{Name: "pages", Kinds: []Kind{Number}, Min: 1, Max: 30, Doc: "How many sheets it may have; 2 when absent."},
			{Name: "paper", Kinds: text, Values: Papers(), Doc: "The paper; A4 when absent."},
			{Name: "theme", Kinds: text, Doc: "How the sheets look; classic when absent."},
			{Name: "name", Kinds: text, Doc: "The PDF's file name; resume.pdf when absent."},
		}},
		{Name: "check", Kinds: []Kind{Map}, Doc: "What the check says, and how loudly.", Keys: []Key{
			{Name: "rules", Kinds: []Kind{Map}, Doc: "A level for each named rule: off, info, warning or error."},
			{Name: "fail-on", Kinds: text, Values: []string{"error", "warning", "info", "off"}, Doc: "The level at which the exit code is 1; error when absent."},
			{Name: "thin-last", Kinds: []Kind{Number}, Min: 1, Max: 100, Doc: "How full the last sheet must be, in per cent; 25 when absent."},
		}},
	}
}

func pageKeys() []Key {
	return []Key{
		{Name: "title", Kinds: scalar, Doc: "The page's title; its first heading when absent."},
		{Name: "date", Kinds: when, Doc: "When it was written, as in `2026-11-23`."},
		{Name: "updated", Aliases: []string{"lastmod"}, Kinds: when, Doc: "When it last changed."},
		{Name: "summary", Aliases: []string{"description"}, Kinds: text, Doc: "One or two sentences for lists, feeds and link previews."},
		{Name: "tags", Kinds: texts, Item: scalar, Doc: "What it is about."},
		{Name: "draft", Kinds: flag, Doc: "Left out unless `--drafts` is given."},
		{Name: "role", Kinds: text, Doc: "The part that the person had in the project."},
		{Name: "stack", Kinds: texts, Item: scalar, Doc: "What it was built with."},
		{Name: "repo", Kinds: text, Doc: "Address of the source code."},
		{Name: "url", Aliases: []string{"link"}, Kinds: text, Doc: "Address of the running thing."},
		{Name: "weight", Kinds: []Kind{Number}, Doc: "Place in lists: light ones come first."},
		{Name: "lang", Aliases: []string{"language"}, Kinds: text, Doc: "The page's language."},
	}
}

// find is the key of a name or alias.
func find(keys []Key, name string) (Key, bool) {
	for _, k := range keys {
		if k.Name == name || slices.Contains(k.Aliases, name) {
			return k, true
		}
	}
	return Key{}, false
}

// kindWords is how a finding names the kinds that a value may be.
func kindWords(kinds []Kind) string {
	words := make([]string, len(kinds))
	for i, k := range kinds {
		words[i] = k.String()
	}
	return strings.Join(words, " or ")
}
