package meta

// The kinds that values have most often.
var (
	text   = []Kind{String}
	scalar = []Kind{String, Number}
	texts  = []Kind{List, String}
	number = []Kind{Number}
	flag   = []Kind{Bool}
	when   = []Kind{String, Number, Date}
)

// Papers is the papers that a sheet may be printed on.
func Papers() []string { return []string{"A4", "Letter"} }

// Forms is the forms beside the PDF that a résumé can be made in.
func Forms() []string { return []string{"docx", "txt", "paste", "json", "md", "vcf", "qr"} }

// tables is the keys of each doctype.
var tables = [...][]Key{
	ResumeDoc: {
		{Name: "name", Kinds: text, PerLang: true, Doc: "The person's name."},
		{Name: "headline", Kinds: text, PerLang: true, Doc: "The line below the name: what the person is."},
		{Name: "email", Kinds: text, Doc: "E-mail address."},
		{Name: "phone", Kinds: scalar, PerLang: true, Doc: "Telephone number, in the international form."},
		{Name: "location", Kinds: text, PerLang: true, Doc: "Town and country."},
		{Name: "links", Kinds: texts, Item: []Kind{String, Map}, Doc: "Addresses of profiles and sites."},
		{Name: "contact", Kinds: []Kind{List, Map}, Item: []Kind{String, Map}, Doc: "Further facts for the contact line, as in `Citizenship: Swedish`."},
		{Name: "private", Kinds: texts, Doc: "Names of fields, labels of contact values, addresses of links, and sections that are in what you send and never in what is published."},
		{Name: "lang", Aliases: []string{"language"}, Kinds: texts, Doc: "The résumé's language, as in `en` or `de`; of a file that holds several, all of them, the main one first."},
		{Name: "photo", Kinds: text, Doc: "A picture of the person: a file beside the résumé. It is printed with `pdf: {options: {photo: on}}`."},
		{Name: "title", Kinds: text, PerLang: true, Doc: "The site's title; the name when absent."},
		{Name: "description", Kinds: text, PerLang: true, Doc: "What search engines and link previews show; the summary when absent."},
		{Name: "base-url", Aliases: []string{"baseURL", "base_url", "baseurl"}, Kinds: text, Doc: "Where the site will stand, as in `https://me.github.io/cv/`."},
		{Name: "noindex", Kinds: flag, Doc: "Asks search engines to leave the site out."},
		{Name: "site", Kinds: []Kind{Map}, Doc: "How the pages look.", Keys: []Key{
			{Name: "theme", Kinds: text, Doc: "The theme of the pages; that of the sheets when absent."},
		}},
		{Name: "pdf", Kinds: []Kind{Map}, Doc: "How the sheets are printed.", Keys: []Key{
			{Name: "pages", Kinds: number, PerLang: true, Min: 1, Max: 30, Doc: "How many sheets it may have; 2 when absent."},
			{Name: "fit", Kinds: flag, Doc: "Sets the sheets tighter or looser, within what the theme allows, so that they are filled and not exceeded."},
			{Name: "paper", Kinds: text, PerLang: true, Values: Papers(), Doc: "The paper; when absent, that of the country that `lang` names, as in en-US, and A4 where it names none."},
			{Name: "theme", Kinds: text, Doc: "How the sheets look; classic when absent."},
			{Name: "options", Kinds: []Kind{Map}, Doc: "What is chosen of the theme, as in `accent: \"#1f4e79\"`; `resgen themes` lists it."},
			{Name: "name", Kinds: text, PerLang: true, Doc: "The PDF's file name; resume.pdf when absent."},
			{Name: "chrome", Kinds: scalar, Doc: "The version of Chrome that printed what was looked at, as in `156`; another one is told of."},
		}},
		{Name: "forms", Kinds: []Kind{List, String, Map}, Values: Forms(), Doc: "Other forms than the PDF that are made of what you send: docx, txt (72 columns), paste (a line for each paragraph), json (JSON Resume), md, vcf (vCard), qr.", Keys: []Key{
			{Name: "send", Kinds: texts, Values: Forms(), Doc: "Forms of what you send, into out/, with private values."},
			{Name: "publish", Kinds: texts, Values: Forms(), Doc: "Forms that are published with the site, without them."},
		}},
		{Name: "dictionaries", Kinds: []Kind{Map}, Doc: "Hunspell dictionaries for the spelling of other languages than English, as in `de: german.dic`: files beside the résumé, each with its .aff."},
		{Name: "check", Kinds: []Kind{Map}, Doc: "What the check says, and how loudly.", Keys: []Key{
			{Name: "preset", Kinds: text, Values: Presets(), Doc: "How much is said: errors alone, all, or all with information as warnings; recommended when absent."},
			{Name: "rules", Kinds: []Kind{Map}, Doc: "A level for each named rule or group of rules: off, info, warning or error."},
			{Name: "limits", Kinds: []Kind{Map}, Doc: "A number for each named rule, or a map of them; `resgen explain RULE` says which."},
			{Name: "fail-on", Kinds: text, Values: []string{"error", "warning", "info", "off"}, Doc: "The level at which the exit code is 1; error when absent."},
		}},
	},
	PageDoc: {
		{Name: "title", Kinds: scalar, Doc: "The page's title; its first heading when absent."},
		{Name: "date", Kinds: when, Doc: "When it was written, as in `2026-11-23`."},
		{Name: "updated", Aliases: []string{"lastmod"}, Kinds: when, Doc: "When it last changed."},
		{Name: "summary", Aliases: []string{"description"}, Kinds: text, Doc: "One or two sentences for lists, feeds and link previews."},
		{Name: "tags", Kinds: texts, Item: scalar, Doc: "What it is about."},
		{Name: "draft", Kinds: flag, Doc: "Left out unless `--drafts` is given."},
		{Name: "role", Kinds: text, Doc: "The part that the person had in the project."},
		{Name: "result", Aliases: []string{"results"}, Kinds: []Kind{List, String}, Doc: "What came of it, with figures; the first stands in lists."},
		{Name: "stack", Kinds: texts, Item: scalar, Doc: "What it was built with."},
		{Name: "repo", Kinds: text, Doc: "Address of the source code."},
		{Name: "url", Aliases: []string{"link"}, Kinds: text, Doc: "Address of the running thing."},
		{Name: "weight", Kinds: number, Doc: "Place in lists: light ones come first."},
		{Name: "lang", Aliases: []string{"language"}, Kinds: text, Doc: "The page's language."},
	},
	JobDoc: {
		{Name: "title", Kinds: text, Doc: "The position's title, as the posting has it."},
		{Name: "company", Kinds: text, Doc: "Who is hiring."},
		{Name: "location", Kinds: text, Doc: "Where the job is."},
		{Name: "url", Kinds: text, Doc: "Where the posting was found."},
		{Name: "date", Kinds: when, Doc: "When it was posted or found."},
		{Name: "lang", Aliases: []string{"language"}, Kinds: text, Doc: "The posting's language, as in `de`."},
	},
	VariantDoc: {
		{Name: "posting", Kinds: text, Doc: "The job posting it is for: a path below content/, as in `jobs/acme.md`."},
		{Name: "headline", Kinds: text, Doc: "The line below the name, instead of the master's."},
		{Name: "pages", Kinds: number, Min: 1, Max: 30, Doc: "How many sheets it may have."},
		{Name: "theme", Kinds: text, Doc: "The theme, instead of the master's."},
		{Name: "sections", Kinds: texts, Doc: "Which sections, in which order."},
		{Name: "keep", Kinds: texts, Doc: "Ids or tags of what must be in."},
		{Name: "drop", Kinds: texts, Doc: "Ids or tags of what must be out."},
		{Name: "language", Aliases: []string{"lang"}, Kinds: text, Doc: "The language of the version to start from."},
		{Name: "select", Kinds: text, Values: []string{"auto", "all"}, Doc: "`auto` picks the bullets that prove most of what the posting wants."},
		{Name: "private", Kinds: texts, Doc: "Names of fields, links and sections that are not published with it, beside those that are private in the résumé."},
		{Name: "publish", Kinds: flag, Doc: "Whether it is published with the site; it is not unless this is true."},
	},
	LetterDoc: {
		{Name: "posting", Kinds: text, Doc: "The job posting it answers: a path below content/, as in `jobs/acme.md`; that of its variant when absent."},
		{Name: "variant", Kinds: text, Doc: "The variant it goes with; the one of the same name when absent."},
		{Name: "to", Kinds: text, Doc: "Who reads it: a person or a team."},
		{Name: "address", Kinds: texts, Doc: "Where it goes, line by line."},
		{Name: "date", Kinds: when, Doc: "The day it bears, as in `2026-11-23`; printed as its language writes it."},
		{Name: "subject", Kinds: text, Doc: "The line above its text, as in `Application: {role}`."},
		{Name: "greeting", Kinds: text, Doc: "How it begins, as in `Dear {company} team,`."},
		{Name: "closing", Kinds: text, Doc: "How it ends, as in `Kind regards,`; your name follows below. Without it, the text has its own end."},
		{Name: "theme", Kinds: text, Doc: "The theme, instead of its variant's or the résumé's."},
		{Name: "language", Aliases: []string{"lang"}, Kinds: text, Doc: "What it is written in, as in `de`; its variant's, or the résumé's, when absent."},
		{Name: "pages", Kinds: number, Min: 1, Max: 30, Doc: "How many sheets it may have; 1 when absent."},
	},
	PrivateDoc: {
		{Name: "name", Kinds: text, PerLang: true, Doc: "The person's name."},
		{Name: "email", Kinds: text, Doc: "E-mail address."},
		{Name: "phone", Kinds: scalar, PerLang: true, Doc: "Telephone number."},
		{Name: "location", Kinds: text, PerLang: true, Doc: "Town and country, or an address."},
		{Name: "headline", Kinds: text, PerLang: true, Doc: "The line below the name."},
		{Name: "links", Kinds: texts, Item: []Kind{String, Map}, Doc: "Addresses of profiles."},
		{Name: "contact", Kinds: []Kind{List, Map}, Item: []Kind{String, Map}, Doc: "Further facts for the contact line, as in `Citizenship: Swedish`."},
		{Name: "photo", Kinds: text, Doc: "A picture of the person: a file beside the résumé, which is not published then."},
	},
}
