package rules

import (
	"fmt"
	"strings"

	"github.com/resgen/resgen/internal/compose"
)

// quoteLimit is the length, in characters, to which text of the user's is shown in a message.
const quoteLimit = 40

// quote is text as messages show it: on one line, in quotes, shortened.
func quote(text string) string {
	return fmt.Sprintf("%q", compose.Shorten(strings.Join(strings.Fields(text), " "), quoteLimit))
}

// count is a number of things: "1 line", "3 lines".
func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// list is things in a sentence: "a", "a and b", "a, b and c".
func list(things []string) string {
	switch n := len(things); n {
	case 0:
		return ""
	case 1:
		return things[0]
	default:
		return strings.Join(things[:n-1], ", ") + " and " + things[n-1]
	}
}

// length is a length on paper, for those who think in points and those who think in millimetres.
func length(points float64) string {
	return fmt.Sprintf("%.1f pt (%.1f mm)", points, points*25.4/72)
}
