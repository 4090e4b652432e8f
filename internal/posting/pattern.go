package posting

import (
	"regexp"
	"sync"
)

// pattern is a regular expression that is made when it is first asked for: most commands read no posting, and all of these take
// a millisecond and a half of each start.
func pattern(text string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(text) })
}
