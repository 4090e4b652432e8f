package internal_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/resgen/resgen/"

// nouns are the packages of what flows. They import each other only as said below.
const nouns = "artifact date diag locale markup meta resume sheet source spell term theme wordlist"

// allowed is the architecture: the package on the left may import those on the right and nothing
// else of ours. "nouns" stands for all of them. Change it together with README.md.
var allowed = map[string]string{
	"source":   "",
	"date":     "",
	"term":     "",
	"spell":    "wordlist",
	"wordlist": "",
	"locale":   "date",
	"artifact": "",
	"theme":    "",
	"diag":     "source",
	"markup":   "source",
	"sheet":    "source",
	"meta":     "diag locale source",
	"resume":   "date markup source",

	"disk":    "",
	"peer":    "",
	"cache":   "disk",
	"output":  "artifact disk",
	"install": "disk",
	"manual":  "",

	"document":    "nouns",
	"read":        "nouns document",
	"unpack":      "",
	"prose":       "nouns",
	"posting":     "nouns document prose",
	"tailor":      "nouns prose posting",
	"diff":        "nouns posting tailor",
	"export":      "nouns document read",
	"compose":     "nouns document read",
	"icon":        "",
	"qr":          "",
	"render":      "nouns document compose icon ../layouts ../static",
	"chrome":      "nouns disk peer",
	"readback":    "nouns",
	"foreign":     "nouns",
	"recognize":   "date sheet term",
	"recall":      "nouns recognize",
	"transcribe":  "nouns recognize",
	"paint":       "nouns",
	"check":       "nouns document compose prose posting tailor render recognize recall",
	"check/rules": "nouns document compose prose posting tailor render recognize recall check",
	"build":       "nouns cache document read export compose posting tailor render chrome readback foreign recognize transcribe unpack qr check ../content",

	"convert": "nouns document export",                 // export: what it wrote is read back by the table that it was written by
	"edit":    "diag disk document markup meta source", // document: it proves what it set by reading the file again
	"editor":  "meta source",
	"probe":   "cache peer",
	"suggest": "nouns document peer prose posting tailor report",
	"report":  "diag markup source diff",
	"watch":   "source",
	"live":    "nouns posting watch build check report",
	"desk":    "nouns posting tailor diff build check compose live paint",
	"serve":   "nouns build check desk live paint render ../static",
	"lsp":     "nouns document read compose check build edit watch",
	"mcp":     "nouns posting tailor compose build check paint report",
	"cli":     "nouns manual posting tailor diff cache output document read export convert compose render chrome readback paint recognize recall transcribe check check/rules build edit editor probe qr suggest report watch live lsp serve mcp install ../content ../layouts ../static",

	"chrome/chrometest": "chrome sheet", // for tests alone: no row has it
	"tooltest":          "",             // the same
	"unpack/unpacktest": "",             // the same
	"disk/disktest":     "",
}

// owner names the one package that may import each outside module.
var owner = map[string]string{
	"github.com/adrg/frontmatter":                "document",
	"github.com/yuin/goldmark":                   "document",
	"github.com/goccy/go-yaml":                   "document",
	"github.com/pelletier/go-toml":               "document",
	"github.com/chromedp/":                       "chrome",
	"github.com/ledongthuc/pdf":                  "readback",
	"github.com/klippa-app/":                     "foreign",
	"github.com/tetratelabs/":                    "foreign",
	"github.com/fsnotify/fsnotify":               "watch",
	"github.com/creachadair/":                    "lsp",
	"github.com/modelcontextprotocol/":           "mcp",
	"github.com/google/jsonschema-go/":           "mcp",
	"github.com/skip2/go-qrcode":                 "qr",
	"github.com/spf13/cobra":                     "cli",
	"github.com/tdewolff/minify/":                "render",
	"html/template":                              "render",
	"golang.org/x/image/":                        "icon",
	"github.com/rogpeppe/go-internal/lockedfile": "install",
}

// TestArchitecture holds the imports to the table. It parses the files itself: a test that asks
// `go list` is answered from the test cache after a forbidden import was added.
func TestArchitecture(t *testing.T) {
	seen := map[string]bool{}
	err := filepath.WalkDir(".", func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && d.Name() == "testdata" {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return nil
		}
		pkg := path.Dir(filepath.ToSlash(file))
		if _, ok := allowed[pkg]; !ok && !seen[pkg] {
			t.Errorf("internal/%s is not in the table", pkg)
		}
		seen[pkg] = true
		may := strings.Fields(strings.Replace(allowed[pkg], "nouns", nouns, 1))
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range f.Imports {
			imp, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			if dep, ours := strings.CutPrefix(imp, module); ours {
				short, inside := strings.CutPrefix(dep, "internal/")
				if !inside {
					short = "../" + dep
				}
				if !slices.Contains(may, short) {
					t.Errorf("internal/%s: internal/%s must not import %s", file, pkg, dep)
				}
			}
			for prefix, own := range owner {
				if strings.HasPrefix(imp, prefix) && pkg != own {
					t.Errorf("internal/%s: only internal/%s may import %s", file, own, imp)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for pkg := range allowed {
		if !seen[pkg] {
			t.Errorf("internal/%s is in the table and has no Go files", pkg)
		}
	}
	for _, n := range strings.Fields(nouns) {
		for _, dep := range strings.Fields(allowed[n]) {
			if !slices.Contains(strings.Fields(nouns), dep) {
				t.Errorf("the noun %s may not import %s, which is none", n, dep)
			}
		}
	}
}

// TestMap holds README.md to the packages: each is named there once, at the start of a line.
func TestMap(t *testing.T) {
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, pkg := range slices.Sorted(maps.Keys(allowed)) {
		if !strings.Contains(string(text), "\n    "+pkg+"/ ") {
			t.Errorf("README.md does not say what internal/%s is for", pkg)
		}
	}
}

// TestNoInit holds that nothing happens at import: no init functions.
func TestNoInit(t *testing.T) {
	err := filepath.WalkDir("..", func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(file, ".go") {
			return err
		}
		b, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		if strings.Contains(string(b), "\nfunc init()") {
			t.Errorf("%s has an init function", file)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// calls is what reaches, or may reach, another machine: of each package of the language's library, the names that do.
var calls = map[string]string{
	"net":                        "Dial DialTimeout DialTCP DialUDP DialIP DialUnix Dialer Resolver DefaultResolver LookupHost LookupIP LookupAddr LookupCNAME LookupMX LookupNS LookupTXT LookupSRV LookupPort ResolveIPAddr ResolveTCPAddr ResolveUDPAddr",
	"net/http":                   "Client DefaultClient Transport DefaultTransport Get Head Post PostForm NewRequest NewRequestWithContext ReadResponse",
	"crypto/tls":                 "Dial DialWithDialer Dialer Client",
	"syscall":                    "Socket Connect Sendto Sendmsg",
	"golang.org/x/sys/unix":      "Socket Connect Sendto Sendmsg",
	"os/exec":                    "Command CommandContext Cmd",
	"github.com/chromedp/":       "NewRemoteAllocator DialContext NewBrowser",
	"github.com/modelcontextpr":  "StreamableClientTransport SSEClientTransport CommandTransport NewStreamableHTTPHandler NewSSEHandler",
	"github.com/creachadair/":    "NewHTTPHandler",
	"golang.org/x/net/websocket": "*", "net/rpc": "*", "net/smtp": "*", "log/syslog": "*", "plugin": "*", "github.com/gobwas/ws": "*", "net/http/httputil": "*",
}

// callers is which package or file may reach other machines or start programs, and why. Content leaves by suggest, and by chrome to a browser that --chrome names;
// addresses leave by probe, with --online. All else stays on this machine.
var callers = map[string]string{
	"suggest":            "net net/http",
	"probe":              "net net/http",
	"install":            "net/http",                     // asked by `resgen chrome install` alone, which sends nothing but what it asks for
	"chrome":             "os/exec github.com/chromedp/", // the browser, over its pipe, or those that --chrome gives the address of
	"chrome/connect.go":  "net/http",                     // which asks such an address for its socket
	"editor":             "os/exec",                      // the user's own editor, with a path and a line
	"cli":                "os/exec",                      // the user's browser, with an address of this machine; `fc-list`, for doctor
	"cli/address.go":     "net",                          // which address of ours others would see: nothing is sent
	"source/revision.go": "os/exec",                      // git, which may fetch nothing
}

// TestNetwork holds that nothing else of ours can reach another machine, or start a program that does.
func TestNetwork(t *testing.T) {
	used := map[string]bool{}
	for _, root := range []string{".", "../cmd/resgen", "../content", "../layouts", "../static"} {
		err := filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
				return err
			}
			f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
			if err != nil {
				return err
			}
			pkg := path.Dir(filepath.ToSlash(file))
			file = filepath.ToSlash(file)
			may := strings.Fields(callers[pkg] + " " + callers[file])
			names := map[string]string{} // as the file calls an import -> its key in calls
			for _, spec := range f.Imports {
				imp, _ := strconv.Unquote(spec.Path.Value)
				for prefix := range calls {
					if imp != prefix && (!strings.Contains(prefix, ".") || !strings.HasPrefix(imp, prefix)) {
						continue
					}
					if spec.Name != nil && spec.Name.Name == "." || calls[prefix] == "*" {
						t.Errorf("%s: it must not import %s so", file, imp)
						continue
					}
					name := path.Base(imp)
					if spec.Name != nil {
						name = spec.Name.Name
					}
					names[name] = prefix
				}
			}
			ast.Inspect(f, func(n ast.Node) bool {
				sel, ok := n.(*ast.SelectorExpr)
				if !ok {
					return true
				}
				x, ok := sel.X.(*ast.Ident)
				if !ok || !slices.Contains(strings.Fields(calls[names[x.Name]]), sel.Sel.Name) {
					return true
				}
				for _, who := range []string{pkg, file} {
					used[who+" "+names[x.Name]] = true
				}
				if !slices.Contains(may, names[x.Name]) {
					t.Errorf("%s: %s.%s may reach another machine; only the packages in callers may", file, x.Name, sel.Sel.Name)
				}
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for pkg, list := range callers {
		for _, what := range strings.Fields(list) {
			if !used[pkg+" "+what] && what != "github.com/chromedp/" {
				t.Errorf("internal/%s may use %s, and does not: take it out of callers", pkg, what)
			}
		}
	}
}
