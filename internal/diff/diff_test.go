package diff

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/read"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

func resumeOf(text string) *resume.Resume {
	r, _ := read.Resume(document.Parse(source.NewFile("resume.md", []byte(text))))
	return r
}

// told is what became something else, a line each.
func told(d *Diff) []string {
	var out []string
	var look func(list []*Change, within string)
	look = func(list []*Change, within string) {
		for _, c := range list {
			n := c.Node()
			name := n.Name()
			if n.Label != "" && (n.Kind == Field || n.Kind == Part) {
				name = n.Label + ": " + name
			}
			sign := map[State]string{Kept: "", Reworded: "~", Added: "+", Removed: "-"}[c.State]
			if c.Moved {
				sign += ">"
			}
			if c.Away() {
				sign += c.A.Up().Name() + ">"
			}
			if sign != "" {
				if c.State == Reworded {
					name = ""
					if n.Kind == Field || n.Kind == Part {
						name = n.Label + ": "
					}
					for _, p := range c.Pieces {
						name += map[Op]string{Stays: p.Text, Out: "[" + p.Text + "]", In: "{" + p.Text + "}"}[p.Op]
					}
				}
				out = append(out, fmt.Sprintf("%s %s%s %s", sign, within, n.Kind, name))
			}
			look(c.Changes, within+"  ")
		}
	}
	look(d.Changes, "")
	return out
}

const master = `---
name: Ada Byron
headline: Backend Engineer
email: ada@example.com
links: [https://github.com/ada, https://ada.example]
---
Engineer with nine years in payments and logistics.

## Skills

- **Languages:** Go, Java, SQL
- **Data:** PostgreSQL, Redis

## Experience

### Senior Engineer, Mill & Sons
*2020 – present · London*

- Cut the p99 latency of the ledger from 480 ms to 95 ms by batching writes
- Led the on-call rota of six people
- Moved 40 reports to Go and PostgreSQL, see [the talk](https://talks.example/reports) <!-- #reports -->

### Engineer, Loom Ltd
*2016 – 2020 · Leeds*

- Wrote the booking service that sells two million tickets a year
- Taught SQL to nine analysts
`

func TestResumes(t *testing.T) {
	edit := func(pairs ...string) string {
		out := strings.NewReplacer(pairs...).Replace(master)
		for i := 0; i < len(pairs); i += 2 {
			if !strings.Contains(master, pairs[i]) {
				t.Fatalf("the master lacks %q", pairs[i])
			}
		}
		return out
	}
	bullet := "- Led the on-call rota of six people\n"
	for _, c := range []struct {
		name string
		b    string
		want []string
	}{
		{"equal", master, nil},
		{"white space and marks of Markdown", edit("Led the on-call", "Led  the **on-call**"), nil},
		{"fields of the head", edit("Backend Engineer\n", "Staff Engineer\n", "ada@example.com", "ada@byron.example"), []string{
			"~   field headline: [Backend]{Staff} Engineer", "~   field email: [ada@example.com]{ada@byron.example}",
		}},
		{"a link of the head is told by its host", edit("github.com/ada", "github.com/adab"), []string{"~   field link: github.com/[ada]{adab}"}},
		{"dates", edit("2020 – present", "2020 – 2026"), []string{"~     part dates: 2020 – [present]{2026}"}},
		{"a bullet comes", edit(bullet, bullet+"- Hired four people\n"), []string{"+     bullet Hired four people"}},
		{"a bullet goes", edit(bullet, ""), []string{"-     bullet Led the on-call rota of six people"}},
		{"a bullet is reworded", edit("from 480 ms to 95 ms", "from 480 ms to 80 ms"), []string{
			"~     bullet Cut the p99 latency of the ledger from 480 ms to [95]{80} ms by batching writes",
		}},
		{"a bullet with an id is the same, whatever it says", edit("Moved 40 reports to Go and PostgreSQL, see [the talk](https://talks.example/reports)", "Nothing is as it was"), []string{
			"~     bullet [Moved 40 reports to Go and PostgreSQL, see the talk]{Nothing is as it was}", "-       link https://talks.example/reports",
		}},
		{"a link leads elsewhere", edit("talks.example/reports", "talks.example/ledger"), []string{"~       link https://talks.example/[reports]{ledger}"}},
		{"a bullet goes up", edit(bullet, "", "- Cut the", bullet+"- Cut the"), []string{">     bullet Led the on-call rota of six people"}},
		{"a bullet goes to another entry", edit(bullet, "", "- Taught", bullet+"- Taught"), []string{
			">Senior Engineer, Mill & Sons>     bullet Led the on-call rota of six people",
		}},
		{"a bullet goes and is reworded a little", edit(bullet, "", "- Taught", "- Led the on-call rota of nine people\n- Taught"), []string{
			"~>Senior Engineer, Mill & Sons>     bullet Led the on-call rota of [six]{nine} people",
		}},
		{"what is unlike is another", edit(bullet, "- Speaks at conferences\n"), []string{
			"-     bullet Led the on-call rota of six people", "+     bullet Speaks at conferences",
		}},
		{"a skill", edit("Go, Java, SQL", "Go, Rust, SQL"), []string{"-     skill Java", "+     skill Rust"}},
		{"skills in another order", edit("Go, Java, SQL", "SQL, Go, Java"), []string{">     skill SQL"}},
		{"a skill goes to another group", edit(", SQL\n", "\n", "PostgreSQL, Redis", "PostgreSQL, SQL, Redis"), []string{">Languages>     skill SQL"}},
		{"a group is called otherwise", edit("**Data:**", "**Databases:**"), []string{"~   group [Data]{Databases}"}},
		{"sections in another order", strings.Replace(edit("## Skills\n\n- **Languages:** Go, Java, SQL\n- **Data:** PostgreSQL, Redis\n\n", ""), "", "", 1) +
			"\n## Skills\n\n- **Languages:** Go, Java, SQL\n- **Data:** PostgreSQL, Redis\n", []string{"> section Experience"}},
		{"a section is called otherwise", edit("## Experience", "## Work History"), []string{"~ section [Experience]{Work History}"}},
		{"a title", edit("### Senior Engineer,", "### Staff Engineer,"), []string{"~     part title: [Senior]{Staff} Engineer"}},
		{"an entry comes before one of the same title", edit("### Engineer, Loom", "### Engineer, Anvil Inc\n*2018 – 2019 · York*\n\n- Drew maps\n\n### Engineer, Loom"), []string{
			"+   entry Engineer, Anvil Inc", "+     part title: Engineer", "+     part organization: Anvil Inc", "+     part location: York",
			"+     part dates: 2018 – 2019", "+     bullet Drew maps",
		}},
		{"an entry goes, and a bullet of it stays", strings.Replace(master[:strings.Index(master, "### Engineer, Loom")], bullet, bullet+"- Taught SQL to nine analysts\n", 1), []string{
			">Engineer, Loom Ltd>     bullet Taught SQL to nine analysts",
			"-   entry Engineer, Loom Ltd", "-     part title: Engineer", "-     part organization: Loom Ltd", "-     part location: Leeds",
			"-     part dates: 2016 – 2020", "-     bullet Wrote the booking service that sells two million tickets a year",
		}},
		{"the summary", edit("Engineer with nine years", "Engineer with ten years"), []string{"~   text Engineer with [nine]{ten} years in payments and logistics."}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := consistent(t, resumeOf(master), resumeOf(c.b))
			if diff := cmp.Diff(c.want, told(d)); diff != "" {
				t.Error(diff)
			}
			if d.Equal() != (c.want == nil) {
				t.Error("Equal is", d.Equal())
			}
			consistent(t, resumeOf(c.b), resumeOf(master))
		})
	}
}

// TestLanguages holds that entries in two languages belong together by their organizations and dates.
func TestLanguages(t *testing.T) {
	german := strings.NewReplacer("## Experience", "## Berufserfahrung", "Senior Engineer,", "Leitende Entwicklerin,", "2020 – present", "2020 – heute").Replace(master)
	d := consistent(t, resumeOf(master), resumeOf(german))
	want := []string{"~ section [Experience]{Berufserfahrung}", "~     part title: [Senior Engineer]{Leitende Entwicklerin}", "~     part dates: 2020 – [present]{heute}"}
	if diff := cmp.Diff(want, told(d)); diff != "" {
		t.Error(diff)
	}
}

// consistent compares two résumés, and holds that everything of either is in the differences once, and that each text can be had back from them.
func consistent(t *testing.T, a, b *resume.Resume) *Diff {
	t.Helper()
	o := Options{Links: true}
	was, is := Tree(a, o), Tree(b, o)
	d := Trees(was, is)
	nodes := func(root *Node) []*Node { return under(root, func(*Node) bool { return true }) }
	var seenA, seenB []*Node
	for c := range d.All() {
		if c.A != nil {
			seenA = append(seenA, c.A)
		}
		if c.B != nil {
			seenB = append(seenB, c.B)
		}
		text, now := "", ""
		for _, p := range c.Pieces {
			if p.Op != In {
				text += p.Text
			}
			if p.Op != Out {
				now += p.Text
			}
		}
		if c.State == Reworded && (text != c.A.Text || now != c.B.Text) {
			t.Errorf("the words of a change are %q and %q, not %q and %q", text, now, c.A.Text, c.B.Text)
		}
		if c.State == Kept && c.A.Text != c.B.Text {
			t.Errorf("%q is kept as %q", c.A.Text, c.B.Text)
		}
	}
	if diff := cmp.Diff(texts(nodes(is)), texts(seenB)); diff != "" {
		t.Error("the second résumé is not the differences in their order:", diff)
	}
	count := map[*Node]int{}
	for _, n := range seenA {
		count[n]++
	}
	for _, n := range nodes(was) {
		if count[n] != 1 {
			t.Errorf("%s %q of the first résumé is there %d times", n.Kind, n.Text, count[n])
		}
		delete(count, n)
	}
	if len(count) > 0 {
		t.Error("the differences have things of no résumé")
	}
	return d
}

func texts(list []*Node) []string {
	var out []string
	for _, n := range list {
		out = append(out, string(n.Kind)+" "+n.Label+" "+n.Text)
	}
	return out
}

func FuzzResumes(f *testing.F) {
	f.Add(master, strings.Replace(master, "- Led", "- Lead", 1))
	f.Add("## Experience\n\n- a b c\n  - d e f\n", "## Experience\n\n- d e f\n- a b c\n- a b c\n")
	f.Add("# X\n\n| a | b |\n|---|---|\n| c | d |\n", "> quoted\n\n```\ncode\n```\n\n<b>html</b>\n")
	f.Fuzz(func(t *testing.T, a, b string) {
		if len(a)+len(b) > 1<<14 {
			return
		}
		one, two := resumeOf(a), resumeOf(b)
		consistent(t, one, two)
		if d := consistent(t, one, resumeOf(a)); !d.Equal() {
			t.Errorf("a résumé has differences to itself: %q", told(d))
		}
	})
}

func TestWords(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want []Piece
	}{
		{"", "", nil},
		{"a", "a", []Piece{{Stays, "a"}}},
		{"Cut costs by 3%", "Cut costs by 4%", []Piece{{Stays, "Cut costs by "}, {Out, "3%"}, {In, "4%"}}},
		{"Wrote Node.js tools, fast", "Wrote Node.js tools fast", []Piece{{Stays, "Wrote Node.js tools"}, {Out, ","}, {Stays, " fast"}}},
		// What is unlike is not crumbled into the few words that both have.
		{"Led a team of five", "Wrote compilers in Go for a bank", []Piece{{Out, "Led a team of five"}, {In, "Wrote compilers in Go for a bank"}}},
		// A short word between two changes goes with them.
		{"Built engines in Java and Kotlin daily", "Built engines in Rust and Go daily", []Piece{{Stays, "Built engines in "}, {Out, "Java and Kotlin"}, {In, "Rust and Go"}, {Stays, " daily"}}},
		// Words without blanks between them.
		{"決済基盤を担当", "決済基板を担当", []Piece{{Stays, "決済基"}, {Out, "盤"}, {In, "板"}, {Stays, "を担当"}}},
	} {
		if diff := cmp.Diff(c.want, Words(c.a, c.b)); diff != "" {
			t.Errorf("%q to %q: %s", c.a, c.b, diff)
		}
	}
}

func TestCommon(t *testing.T) {
	words := strings.Fields
	for _, c := range []struct{ a, b, want string }{
		{"", "", ""}, {"a b c", "a b c", "a b c"}, {"a b c", "c", "c"}, {"a x b w c", "a y b z c", "a b c"}, {"x a", "a y", "a"}, {"a b", "b a", "b"}, {"a a a", "a a a a", "a a a"}, {"a", "", ""},
	} {
		a, b := words(c.a), words(c.b)
		inA, inB := Common(a, b)
		pick := func(list []string, in []bool) string {
			i := -1
			return strings.Join(slices.DeleteFunc(slices.Clone(list), func(string) bool { i++; return !in[i] }), " ")
		}
		if pick(a, inA) != c.want || pick(b, inB) != c.want {
			t.Errorf("%q and %q have %q, %q in common, not %q", c.a, c.b, pick(a, inA), pick(b, inB), c.want)
		}
	}
}

// TestVeil holds that what is private in one résumé is covered in another, where it has no mark.
func TestVeil(t *testing.T) {
	public := strings.Replace(master, "- Led the on-call rota of six people\n", "", 1)
	public = public[:strings.Index(public, "### Engineer, Loom")]
	v := &Veil{Secret: func(s string) bool { return strings.Contains(s, "ada@") }}
	v.Add(Tree(resumeOf(master), Options{}), Tree(resumeOf(public), Options{}))
	tree := Tree(resumeOf(master), Options{})
	v.Cover(tree, "(private)")
	all := ""
	for _, n := range under(tree, func(*Node) bool { return true }) {
		all += n.Text + "\n"
	}
	for _, gone := range []string{"ada@", "rota", "Loom", "booking", "2016"} {
		if strings.Contains(all, gone) {
			t.Errorf("%q is not covered:\n%s", gone, all)
		}
	}
	for _, kept := range []string{"Ada Byron", "Cut the p99", "Mill & Sons", "PostgreSQL"} {
		if !strings.Contains(all, kept) {
			t.Errorf("%q is covered:\n%s", kept, all)
		}
	}
}
