package serve

import (
	"bufio"
	"context"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/check/rules"
	"github.com/resgen/resgen/internal/chrome"
	"github.com/resgen/resgen/internal/chrome/chrometest"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/live"
	"github.com/resgen/resgen/internal/readback"
	"github.com/resgen/resgen/internal/source"
)

// planted are words that are private in one way or another, each with a slip that a rule speaks of.
var planted = []string{"174 06 05", "1740605", "Quzzled", "xanthic", "Moonlitt", "freelancce", "postinng", "varriant", "hiddenpage.example", "Vacancyy", "applyto", "unseenform"}

var plantedSite = map[string]string{
	"content/resume.md": "---\nname: Ada Byron\nemail: ada@example.com\nlinks: [https://github.com/ada, https://hiddenpage.example/ada]\nprivate: [phone, https://hiddenpage.example/ada]\n---\nWrites programs.\n\n" +
		"## Experience\n\n### Engineer, Mill\n*2019 – 2021*\n\n- Wrote one for 12 mills\n- Quzzled the xanthic budget of teh mill <!-- private -->\n\n" +
		"## Moonlitt work <!-- private -->\n\n### Freelancce, Dock\n*2031 – 2029*\n\n- freelancce freelancce\n",
	"content/private.yaml":      "phone: +46 70 174 06 05\nphoen: +46 70 174 06 05\n",
	"content/leak.md":           "# Leak\n\nCall +46 70 174 06 05.\n",
	"content/about.md":          "# About\n\nSee <!-- private --> this.\n\n## Moonlitt hours <!-- private -->\n\nfreelancce too\n",
	"content/jobs/acme.md":      "# Engineer\n\nA postinng, a [broken](nowhere.md) postinng.\n",
	"content/jobs/applyto.md":   "# Vacancyy\n\n## Requirements\n\n- Go\n- Kafka\n- COBOL\n- Rust\n- AWS\n",
	"content/variants/acme.md":  "---\nnmae: varriant\nposting: jobs/applyto.md\n---\nA varriant, with a [broken](nowhere.md) varriant.\n",
	"content/variants/open.md":  "---\nposting: jobs/applyto.md\npublish: true\nkeep: [unseenform]\n---\nEngineer in the open, of Rust.\n",
	"static/card.vcf":           "BEGIN:VCARD\nTEL:+46701740605\nEND:VCARD\n",
	"static/css/own.css":        "a{}",
	"content/posts/2024-one.md": "---\ntitle: One\ndate: 2024-01-01\n---\n\nHello.\n",
}

// TestSharedHasNothingPrivate asks for every address of a server that other machines reach, and looks for what is
// private in the answers. That the same values are there without, on loopback, shows that the test would find them.
func TestSharedHasNothingPrivate(t *testing.T) {
	site := maps.Clone(plantedSite)
	for _, c := range []struct {
		name   string
		bind   string
		shared bool
		key    string // for what is private
		resume string // comes behind the résumé
		asked  int    // addresses, at least
	}{
		{"shared", "0.0.0.0", true, "private", "", 25},
		{"shared, and printed by mistake", "0.0.0.0", true, "private", "\n## Contact\n\nPhone: +46 70 174 06 05\n", 20},
		{"shared, with a slip of the pen", "0.0.0.0", true, "privat", "", 20},
		{"alone", "127.0.0.1", false, "private", "", 25},
	} {
		site["content/resume.md"] = strings.Replace(plantedSite["content/resume.md"], "\nprivate:", "\n"+c.key+":", 1) + c.resume
		t.Run(c.name, func(t *testing.T) { shared(t, site, c.bind, c.shared, c.asked) })
	}
}

func shared(t *testing.T, site map[string]string, bind string, shared bool, least int) {
	root := t.TempDir()
	for name, text := range site {
		name = filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	o := build.Options{Options: compose.Options{Public: shared}, NoPrint: "not here"}
	if b, ok := chrometest.Look(t); ok {
		o.Printer = build.NewPrinter(ctx, b, chrome.Options{Dir: t.TempDir()})
		defer o.Printer.Close()
	}
	set, err := source.Read(root)
	if err != nil {
		t.Fatal(err)
	}
	loop := live.New(ctx, set, build.NewMemory(nil, "test"), live.Options{Build: func() build.Options { return o }, Rules: rules.All(), ID: "test",
		InTurn: true, Shared: shared, Notice: func(string) {}})
	ended := make(chan struct{})
	go func() { loop.Run(ctx, nil); close(ended) }()
	defer func() { cancel(); <-ended }()
	srv := httptest.NewServer(Handler(loop, Options{Bind: bind}))
	defer srv.Close()
	defer srv.CloseClientConnections()
	wait(t, loop)

	found := map[string]bool{}
	asked := 0
	for address, text := range everything(t, loop, srv.URL) {
		asked++
		for _, word := range planted {
			if strings.Contains(text, word) {
				found[word] = true
				if shared {
					at := strings.Index(text, word)
					t.Errorf("%s holds %q: %s", address, word, text[max(at-80, 0):min(at+80, len(text))])
				}
			}
		}
	}
	if asked < least {
		t.Errorf("only %d addresses were asked", asked)
	}
	if !shared && len(found) < 6 { // not each has a finding that shows it
		t.Errorf("on loopback only %v are shown: the test would not see a leak", found)
	}
	for _, p := range loop.Current().Result.Site.Targets {
		if shared && p.Audience == compose.Sent {
			t.Error("a copy with private values is made")
		}
	}
}

// wait waits until the newest state has its findings.
func wait(t *testing.T, loop *live.Loop) {
	changed, stop := loop.Subscribe()
	defer stop()
	for loop.Current().Report == nil {
		select {
		case <-changed:
		case <-time.After(30 * time.Second):
			t.Fatal("the check does not end")
		}
	}
}

var ownAddress = regexp.MustCompile(`"(/_resgen/[^"\s]+)"`)

// everything is what a server answers at each of its addresses: the site's files, its own, and those of its own that it names.
func everything(t *testing.T, loop *live.Loop, base string) map[string]string {
	out := map[string]string{}
	todo := []string{"/_resgen/", "/_resgen/live.js", "/_resgen/events", "/_resgen/desk", "/_resgen/explain?rule=text/spelling", "/nowhere"}
	for _, name := range []string{"acme/resume.pdf (sent)", "open/resume.pdf (public)", "open/resume.pdf (sent)"} {
		q := url.QueryEscape(name)
		todo = append(todo, "/_resgen/desk?ask="+q, "/_resgen/tailor?print="+q)
	}
	for _, a := range loop.Current().Result.Public.All() {
		todo = append(todo, "/"+a.Path)
	}
	asker := http.Client{Timeout: time.Minute}
	for len(todo) > 0 {
		address := todo[0]
		todo = todo[1:]
		if _, done := out[address]; done {
			continue
		}
		res, err := asker.Get(base + address)
		if err != nil {
			t.Fatal(err)
		}
		var b []byte
		if address == "/_resgen/events" { // it goes on: the first event is the current state
			r := bufio.NewReader(res.Body)
			for !strings.HasPrefix(string(b), "data:") && err == nil {
				b, err = r.ReadBytes('\n')
			}
		} else {
			b, err = io.ReadAll(res.Body)
		}
		res.Body.Close()
		if err != nil {
			t.Fatalf("%s: %v", address, err)
		}
		text := string(b)
		if strings.HasPrefix(text, "%PDF-") {
			if text, err = readback.Words(b); err != nil {
				t.Fatalf("%s: %v", address, err)
			}
		}
		out[address] = text
		if strings.HasPrefix(address, Prefix) {
			for _, m := range ownAddress.FindAllStringSubmatch(text, -1) {
				todo = append(todo, m[1])
			}
		}
		slices.Sort(todo)
	}
	return out
}
