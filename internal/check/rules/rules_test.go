package rules

import (
	"bytes"
	"cmp"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/check"
)

var update = flag.Bool("update", false, "rewrite README.md and the want files in testdata")

// TestAll holds the list to its form: sorted, every ID well-formed and once, every manual complete.
func TestAll(t *testing.T) {
	all := All()
	if !slices.IsSortedFunc(all, func(a, b *check.Rule) int { return cmp.Compare(a.ID, b.ID) }) {
		t.Error("the list is not sorted by ID")
	}
	form := regexp.MustCompile(`^[a-z]+/[a-z][a-z0-9]*(-[a-z]+)*$`)
	seen := map[string]bool{}
	for _, r := range all {
		if !form.MatchString(r.ID) {
			t.Errorf("%q is no ID", r.ID)
		}
		if seen[r.ID] {
			t.Errorf("%s stands in the list twice", r.ID)
		}
		seen[r.ID] = true
		for part, text := range map[string]string{"What": r.Doc.What, "Why": r.Doc.Why, "Mend": r.Doc.Mend} {
			if text == "" || text != strings.TrimSpace(text) || !strings.HasSuffix(text, ".") {
				t.Errorf("%s: %s must be sentences: %q", r.ID, part, text)
			}
			if strings.ContainsAny(text, "\n\t") || strings.Contains(text, "  ") {
				t.Errorf("%s: %s has a line break or doubled blanks: %q", r.ID, part, text)
			}
		}
		if r.Doc.Bad == "" || r.Doc.Good == "" || r.Doc.Bad == r.Doc.Good {
			t.Errorf("%s needs a bad example and a good one", r.ID)
		}
	}
}

// TestYieldsTo holds that rules yield to rules about text alone, and in no circle.
func TestYieldsTo(t *testing.T) {
	var follow func(r *check.Rule, way []string)
	follow = func(r *check.Rule, way []string) {
		if slices.Contains(way, r.ID) {
			t.Fatalf("%v yield to each other", way)
		}
		for _, id := range r.Yields {
			to, err := check.Select(All(), id)
			if err != nil || r.Needs != check.Text || to.Needs != check.Text {
				t.Fatalf("%s yields to %s: %v", r.ID, id, err)
			}
			follow(to, append(way, r.ID))
		}
	}
	for _, r := range All() {
		follow(r, nil)
	}
}

// TestLockstep holds ID, file, variable and test data of each rule together.
func TestLockstep(t *testing.T) {
	want := map[string]string{} // file -> ID
	for _, r := range All() {
		want[strings.NewReplacer("/", "_", "-", "_").Replace(r.ID)] = r.ID
	}
	data, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range data {
		name := strings.TrimSuffix(filepath.Base(f), ".txtar")
		if want[name] == "" {
			t.Errorf("%s belongs to no rule", f)
		}
	}
	list := listed(t)
	for name, id := range want {
		if !slices.Contains(data, filepath.Join("testdata", name+".txtar")) {
			t.Errorf("%s has no testdata/%s.txtar", id, name)
		}
		file, err := parser.ParseFile(token.NewFileSet(), name+".go", nil, 0)
		if err != nil {
			t.Errorf("%s: %v", id, err)
			continue
		}
		got := ruleVars(file)
		if len(got) != 1 || got[variable(id)] != id {
			t.Errorf("%s.go must declare %s of the rule %s alone; it declares %v", name, variable(id), id, got)
		}
		if !list[variable(id)] {
			t.Errorf("%s is not in All", variable(id))
		}
	}
	// No rule stands in another file.
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") || want[strings.TrimSuffix(f, ".go")] != "" {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), f, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		if got := ruleVars(file); len(got) > 0 {
			t.Errorf("%s declares rules, and is not named for one: %v", f, got)
		}
	}
}

// variable is the name of a rule's variable: sheetStrandedHeading for sheet/stranded-heading.
func variable(id string) string {
	words := strings.FieldsFunc(id, func(r rune) bool { return r == '/' || r == '-' })
	for i, w := range words {
		switch {
		case i == 0:
		case w == "html":
			words[i] = "HTML"
		default:
			words[i] = strings.ToUpper(w[:1]) + w[1:]
		}
	}
	return strings.Join(words, "")
}

// ruleVars is the variables of a file that hold a rule, and the rules' IDs.
func ruleVars(file *ast.File) map[string]string {
	out := map[string]string{}
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		for i, v := range spec.Values {
			if u, ok := v.(*ast.UnaryExpr); ok {
				v = u.X
			}
			lit, ok := v.(*ast.CompositeLit)
			if !ok {
				continue
			}
			if sel, ok := lit.Type.(*ast.SelectorExpr); !ok || sel.Sel.Name != "Rule" {
				continue
			}
			for _, e := range lit.Elts {
				kv, ok := e.(*ast.KeyValueExpr)
				if !ok {
					continue
				}
				if id, ok := kv.Value.(*ast.BasicLit); ok && kv.Key.(*ast.Ident).Name == "ID" {
					out[spec.Names[i].Name] = strings.Trim(id.Value, `"`)
				}
			}
		}
		return true
	})
	return out
}

// listed is the names that stand in All.
func listed(t *testing.T) map[string]bool {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "rules.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		if lit, ok := n.(*ast.CompositeLit); ok {
			for _, e := range lit.Elts {
				if id, ok := e.(*ast.Ident); ok {
					out[id.Name] = true
				}
			}
		}
		return true
	})
	return out
}

// TestLimits holds each limit to its rule, whose manual must name the number, and the table to the rules.
func TestLimits(t *testing.T) {
	owner := map[*check.Limit]string{}
	for _, r := range All() {
		names := map[string]bool{}
		for _, l := range r.Limits {
			if owner[l] != "" {
				t.Errorf("%q belongs to %s and to %s", l.What, owner[l], r.ID)
			}
			owner[l] = r.ID
			if text := r.Doc.What + r.Doc.Mend; !strings.Contains(text, l.String()) {
				t.Errorf("the manual of %s does not say %q", r.ID, l)
			}
			if l.What == "" || l.Unit == "" || l.Source == "" {
				t.Errorf("%s: %+v is not complete", r.ID, l)
			}
			if l.Settable() {
				if names[l.Name] || l.Name == "" && len(r.Limits) > 1 && l.Name != r.Limits[0].Name {
					t.Errorf("%s: %q has no name of its own", r.ID, l.What)
				}
				names[l.Name] = true
				if l.Value < l.Min || l.Value > l.Max {
					t.Errorf("%s: the default of %q is out of its range", r.ID, l.What)
				}
			}
		}
	}
	file, err := parser.ParseFile(token.NewFileSet(), "limits.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	table := 0
	ast.Inspect(file, func(n ast.Node) bool {
		if u, ok := n.(*ast.UnaryExpr); ok && u.Op == token.AND {
			table++
		}
		return true
	})
	if table != len(owner) {
		t.Errorf("limits.go holds %d limits, the rules list %d", table, len(owner))
	}
}

// TestLimitsOrder holds limits.go to the order of the rules, and that each limit belongs to one.
func TestLimitsOrder(t *testing.T) {
	text, err := os.ReadFile("limits.go")
	if err != nil {
		t.Fatal(err)
	}
	at, n := 0, 0
	seen := map[*check.Limit]bool{}
	for _, r := range All() {
		for _, l := range r.Limits {
			if seen[l] {
				continue
			}
			seen[l] = true
			n++
			i := bytes.Index(text, fmt.Appendf(nil, "What: %q", l.What))
			if i < at {
				t.Errorf("%s: %q stands before a limit of an earlier rule, or nowhere", r.ID, l.What)
			}
			at = max(at, i)
		}
	}
	if all := bytes.Count(text, []byte("= &check.Limit{")); all != n {
		t.Errorf("%d limits, of which %d belong to a rule", all, n)
	}
}
