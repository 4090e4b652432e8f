package readback

import (
	"bytes"
	"flag"
	"html"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

var reprint = flag.Bool("print", false, "print the samples in testdata anew with $RESGEN_CHROME, which must be a headless shell")

var (
	blockTag   = regexp.MustCompile(`<[a-z0-9]+ [^>]*data-src[^>]*>`)
	blockID    = regexp.MustCompile(` id="([^"]*)"`)
	measureTag = regexp.MustCompile(`(?s)<pre id="measure">(.*?)</pre>`)
)

// TestPrint makes the PDF and the measure of each sample from its page, by the command line of the
// browser alone: package chrome is not needed to read what it prints. It prepares the page as chrome
// does: each block gets an id, and a hidden nav links to them all. The fonts (Liberation, DejaVu, URW)
// must be installed.
func TestPrint(t *testing.T) {
	if !*reprint {
		t.Skip("only with -print")
	}
	script, err := os.ReadFile("testdata/measure.js")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range samples(t) {
		t.Run(s.name, func(t *testing.T) {
			n := 0
			page := blockTag.ReplaceAllStringFunc(string(s.file(t, "page.html").Data), func(tag string) string {
				if n++; blockID.MatchString(tag) {
					return tag
				}
				return strings.TrimSuffix(tag, ">") + ` id="_` + strconv.Itoa(n) + `">`
			})
			nav := `<nav style="display:none!important">`
			for _, tag := range blockTag.FindAllString(page, -1) {
				nav += `<a href="#` + url.PathEscape(blockID.FindStringSubmatch(tag)[1]) + `">x</a>`
			}
			tags := "--generate-pdf-document-outline"
			if s.name == "untagged" {
				tags = "--disable-pdf-tagging"
			}
			pdf, err := filepath.Abs("testdata/" + s.name + ".pdf")
			if err != nil {
				t.Fatal(err)
			}
			run(t, strings.Replace(page, "</body>", nav+"</nav></body>", 1), "--no-pdf-header-footer", tags, "--print-to-pdf="+pdf)
			dom := run(t, strings.Replace(page, "</body>", "<script>"+string(script)+"</script></body>", 1), "--virtual-time-budget=2000", "--dump-dom")
			found := measureTag.FindSubmatch(dom)
			if found == nil {
				t.Fatal("the page was not measured")
			}
			s.file(t, "measure.json").Data = []byte(html.UnescapeString(string(found[1])) + "\n")
			if err := os.WriteFile("testdata/"+s.name+".txtar", txtar.Format(s.archive), 0o666); err != nil {
				t.Fatal(err)
			}
		})
	}
}

// run runs the headless shell on a page and gives what it writes to stdout.
func run(t *testing.T, page string, args ...string) []byte {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, "page.html")
	if err := os.WriteFile(path, []byte(page), 0o666); err != nil {
		t.Fatal(err)
	}
	args = append([]string{"--headless", "--disable-gpu", "--font-render-hinting=none", "--user-data-dir=" + dir}, args...)
	if os.Getuid() == 0 {
		args = append(args, "--no-sandbox")
	}
	cmd := exec.CommandContext(t.Context(), os.Getenv("RESGEN_CHROME"), append(args, path)...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, stderr.Bytes())
	}
	return out
}
