package posting

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/term"
)

var misses = flag.Bool("misses", false, "name what was missed, invented or put into another class")

// A label is what a person read in a posting.
type label struct {
	title, seniority string
	years            int
	terms            map[string]Class // by the name that term knows, or as written
}

// sample is a posting of testdata and its labels.
func sample(t *testing.T, file string) (*source.File, label) {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	head, body, ok := bytes.Cut(b, []byte("\n---\n"))
	if !ok {
		t.Fatalf("%s has no labels", file)
	}
	l := label{terms: map[string]Class{}}
	for line := range strings.Lines(string(head)) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), ":")
		value = strings.TrimSpace(value)
		class := Mentioned
		switch key {
		case "title":
			l.title = value
			continue
		case "seniority":
			l.seniority = strings.Replace(value, "none", "", 1)
			continue
		case "years":
			if l.years, err = strconv.Atoi(value); err != nil {
				t.Fatalf("%s: %v", file, err)
			}
			continue
		case "required":
			class = Required
		case "preferred":
			class = Preferred
		case "mentioned":
		default:
			t.Fatalf("%s: label %q", file, key)
		}
		for name := range strings.SplitSeq(value, ",") {
			if name = strings.TrimSpace(name); name != "" {
				l.terms[known(name)] = class
			}
		}
	}
	return source.NewFile(filepath.Base(file), body), l
}

// known is the name that term has for a label.
func known(name string) string {
	if t, _ := term.FindTechnology(name); t != nil {
		return t.Name
	}
	return strings.ToLower(name)
}

// TestAccuracy holds what is read of the postings of testdata against labels by hand.
func TestAccuracy(t *testing.T) {
	files, err := filepath.Glob("testdata/[abc]-*.*")
	if err != nil || len(files) < 30 {
		t.Fatalf("%d postings, %v", len(files), err)
	}
	var hit, invented, missed, right, titles, seniors, yearsRight int
	for _, file := range files {
		f, want := sample(t, file)
		p := Read(f)
		got := map[string]bool{}
		for _, term := range p.Terms {
			got[term.Name] = true
			class, ok := want.terms[term.Name]
			switch {
			case !ok:
				invented++
				if *misses {
					fmt.Printf("%s:%d: invented %s (%s, %s)\n", file, term.Spans[0].Position().Line, term.Name, term.Written, term.Class)
				}
			default:
				hit++
				if class == term.Class {
					right++
				} else if *misses {
					fmt.Printf("%s:%d: %s is %s, read as %s\n", file, term.Spans[0].Position().Line, term.Name, class, term.Class)
				}
			}
		}
		for name, class := range want.terms {
			if !got[name] {
				missed++
				if *misses {
					fmt.Printf("%s: missed %s (%s)\n", file, name, class)
				}
			}
		}
		ok := func(is bool, what string, n *int) {
			if is {
				*n++
			} else if *misses {
				fmt.Printf("%s: %s\n", file, what)
			}
		}
		ok(strings.EqualFold(p.Title.Text, want.title), fmt.Sprintf("title %q, want %q", p.Title.Text, want.title), &titles)
		ok(p.Seniority == want.seniority, fmt.Sprintf("seniority %q, want %q", p.Seniority, want.seniority), &seniors)
		ok(p.Years == want.years, fmt.Sprintf("years %d, want %d", p.Years, want.years), &yearsRight)
	}
	share := func(n, of int) float64 { return 100 * float64(n) / float64(of) }
	precision, recall, classes := share(hit, hit+invented), share(hit, hit+missed), share(right, hit)
	t.Logf("%d postings: terms: precision %.1f %%, recall %.1f %%; class right in %.1f %%; title %d, seniority %d, years %d right", len(files), precision, recall, classes, titles, seniors, yearsRight)
	// The bounds of issue 7.
	if precision < 92 || recall < 92 || classes < 90 {
		t.Error("less than 92, 92 and 90 %")
	}
}
