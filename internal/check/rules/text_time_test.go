package rules

import (
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/resgen/resgen/internal/check"
)

// TestWordingTime holds that the rules about text end soon, however long a bullet is and however many there are.
func TestWordingTime(t *testing.T) {
	const head = "---\nname: A B\n---\n\n## Experience\n\n### Engineer, Mill\n*2019 – present*\n\n"
	var text []*check.Rule
	for _, r := range All() {
		if check.Group(r.ID) == "text" && r.Langs != nil {
			text = append(text, r)
		}
	}
	for _, body := range []string{"- I built a thing for 12 mills\n", "I my \"we ", "team player ninja. ", "- a b c d e f g h was moved.\n  - x y z\n", "built, ", "x was built. "} {
		in := inputOf(t, lay(t, []txtar.File{{Name: "content/resume.md", Data: []byte(head + "- " + strings.Repeat(body, 100_000/len(body)) + "\n")}}, nil), options{})
		start := time.Now()
		check.Run(text, in)
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("%q for 100 kB: %v", body, took)
		}
	}
}

// TestPlaceholderTime holds that the places to be filled in of a text of a megabyte are found soon: in a second, on a busy machine with the race detector in ten; what took the square of it took minutes.
func TestPlaceholderTime(t *testing.T) {
	for _, body := range []string{"TODO ", "(", "[", "NN,", "XX ", "?"} {
		start := time.Now()
		placeholders(strings.Repeat(body, 1<<20/len(body)))
		if took := time.Since(start); took > 30*time.Second {
			t.Errorf("%q: %v", body, took)
		}
	}
}
