package date

// Names is how a language writes the months in dates, January first, and that something goes on: "present". Of a language that the
// data does not have, it is English.
func Names(lang string) (months []string, present string) {
	all := calendars()
	c := all[0]
	for _, other := range all {
		if other.lang == lang {
			c = other
		}
	}
	switch c.lang {
	case "de":
		present = "heute"
	case "fr":
		present = "aujourd’hui"
	case "es":
		present = "actualidad"
	case "pt":
		present = "atual"
	case "it":
		present = "oggi"
	case "nl":
		present = "heden"
	case "sv":
		present = "nuvarande"
	case "pl":
		present = "obecnie"
	default:
		present = "present"
	}
	return append([]string(nil), c.long[1:]...), present
}
