package serve

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/chrome"
	"github.com/resgen/resgen/internal/chrome/chrometest"
)

// applied is a résumé of more than a sheet with two variants for one posting: acme is selected, plain leaves something out.
func applied() map[string]string {
	var b strings.Builder
	b.WriteString("---\nname: Ada Byron\nheadline: Backend Engineer\nemail: ada@example.com\npdf: {theme: classic, pages: 2}\n---\nWrites programs for engines.\n\n" +
		"## Skills\n\n- **Tools:** Terraform, Docker\n\n## Experience\n\n### Backend Engineer, Mill\n*2019 – present*\n\n" +
		"- Moved 40 looms to Kafka in a summer <!-- #looms -->\n- Tuned Postgres for 12 mills <!-- #tuned -->\n- Proved 9 engines on Kubernetes <!-- #proved -->\n")
	for i := range 30 {
		fmt.Fprintf(&b, "- Carried crate number %d over the yard of the mill, with %d others beside it, and put all of them down again where they belong\n", i, 7*i+3)
	}
	b.WriteString("\n## Projects\n\n### Abacus <!-- #abacus -->\n*2018*\n\n- Wrote it in Rust, for 3 schools\n")
	return map[string]string{
		"content/resume.md":         b.String(),
		"content/jobs/acme.md":      posted("Kafka"),
		"content/variants/acme.md":  "---\nposting: jobs/acme.md\npages: 1\nselect: auto\nkeep: [looms]\ndrop: [abacus]\n---\nBackend engineer who weaves\nwith a shuttle and with Kafka.\n",
		"content/variants/plain.md": "---\nposting: jobs/acme.md\ntheme: engineer\n---\nBackend engineer of looms.\n",
	}
}

// posted is a posting that requires some technology, and others.
func posted(first string) string {
	return "---\ntitle: Backend Engineer\ncompany: Acme Looms\n---\n# Backend Engineer\n\n## What you bring\n\n- 3+ years of experience\n- " + first +
		"\n- PostgreSQL\n- Terraform\n- COBOL\n\n## Nice to have\n\n- Rust\n- Kubernetes\n"
}

func TestPostingInBrowser(t *testing.T) {
	binary := chrometest.Binary(t)
	printer := build.NewPrinter(t.Context(), binary, chrome.Options{Dir: t.TempDir(), CI: true})
	t.Cleanup(func() { printer.Close() })
	tab := watched(t)
	b := start(t, applied(), build.Options{Printer: printer}, time.Minute)
	b, acts := b.workbench()
	p := b.open(t, tab, "/_resgen/")
	const sheets = `[...document.querySelectorAll("#sheets .picture:not(.over) text.line")].map((l) => l.textContent).join("")`
	p.until(sheets + `.includes("crate number 29")`)
	const shown = `document.querySelector("[data-key=print] .value").textContent`
	// row is the item of a term, or of a bullet that has the text.
	row := func(id string) string {
		return fmt.Sprintf(`document.querySelector('#posting .term[data-mark^="%s"]')`, id)
	}
	state := func(term string) string { return row("t:"+term) + `.querySelector(".meta").textContent` }
	// over reports whether a chosen box lies on a word that is printed.
	over := func(word string) string {
		return fmt.Sprintf(`(() => { const r = document.querySelector(".box.chosen").getBoundingClientRect(); return [...document.querySelectorAll("text.line")].some((l) => {
			const i = l.textContent.indexOf(%q); if (i < 0) return false; const s = l.getBoundingClientRect(); return s.top < r.bottom && r.top < s.bottom && s.left - 9 < r.left && r.right < s.right + 9 }) })()`, word)
	}

	t.Run("a variant is printed when it is chosen", func(t *testing.T) {
		p := &page{t, tab, b}
		saves := p.text(`document.querySelector("#tab-history .n").textContent`)
		p.press("4")
		p.until(`document.querySelector("#posting .others")?.textContent.includes("plain/resume.pdf")`)
		p.do(`document.querySelector("[data-key=print]").click()`)
		p.until(`[...document.querySelectorAll("#what .list .name")].map((e) => e.textContent).join() === "resume.pdf · public,resume.pdf · sent,acme/resume.pdf,plain/resume.pdf"`)
		p.do(`[...document.querySelectorAll("#what .list button")].find((e) => e.textContent.includes("acme")).click()`)
		p.until(shown + ` === "acme/resume.pdf" && !document.querySelector(".awaited")`)
		p.until(sheets + `.includes("with a shuttle") && !` + sheets + `.includes("crate number 29")`)
		p.until(`document.querySelector("#status .fill").textContent.startsWith("1 sheet · 1 allowed")`)
		if now := p.text(`document.querySelector("#tab-history .n").textContent`); now != saves {
			t.Errorf("another print made a save of its own: %s, before %s", now, saves)
		}
		if n := p.text(`document.querySelectorAll(".changed").length`); n != "0" {
			t.Errorf("%s lines glow, and nothing was changed", n)
		}
		p.doubleClick("with a shuttle", "shuttle")
		p.eventually(acts, "open content/variants/acme.md:9:8")
	})

	t.Run("each term with its proofs", func(t *testing.T) {
		p := &page{t, tab, b}
		p.until(row("t:Apache Kafka"))
		for term, want := range map[string]string{"Apache Kafka": "provenvariants/acme.md:9", "PostgreSQL": "in another word", "Terraform": "only listedresume.md:11", "COBOL": "missing", "Rust": "left outresume.md:"} {
			if got := p.text(state(term)); !strings.HasPrefix(got, want) {
				t.Errorf("%s is %q, want %q", term, got, want)
			}
		}
		if got := p.text(`[...document.querySelectorAll("#posting h2, #posting .count")].map((e) => e.textContent).join(" | ")`); !strings.HasPrefix(got,
			"Required | 4 terms: 1 proven, 1 in another word, 1 only listed, 1 missing | Preferred | 2 terms: ") {
			t.Errorf("counted: %s", got)
		}
		if got := p.text(`document.querySelector("#posting .job").textContent`); !strings.Contains(got, "Backend Engineer, Acme Looms") || !strings.Contains(got, "says the same") || !strings.Contains(got, "3 years asked for") {
			t.Errorf("about the job: %s", got)
		}
		p.do(row("t:Apache Kafka") + `.querySelector(".head").click()`)
		p.until(`document.querySelector(".box.chosen") && ` + row("t:Apache Kafka") + `.querySelectorAll(".quote").length > 1`)
		p.do(`[...` + row("t:Apache Kafka") + `.querySelectorAll(".quote")].find((e) => e.textContent.includes("40 looms")).click()`)
		p.until(`document.querySelectorAll(".box.chosen").length === 1 && ` + over("40 looms to Kafka"))
		p.press("e")
		p.eventually(acts, "open content/resume.md:18")
		p.do(row("t:PostgreSQL") + `.querySelector(".head").click()`)
		p.until(row("t:PostgreSQL") + `.querySelector(".help")?.textContent.includes("The posting writes “PostgreSQL”, the résumé “Postgres”")`)
		p.do(row("t:COBOL") + `.querySelector(".head").click()`)
		p.until(row("t:COBOL") + `.querySelector(".help") && !document.querySelector(".box.chosen")`)
		p.press(kb.Escape)
		p.until(`!document.querySelector("#posting .open")`)
		p.press("j")
		p.until(row("t:Apache Kafka") + `.classList.contains("open") && document.activeElement.dataset.key === "t:Apache Kafka"`)
		p.press(kb.ArrowDown)
		p.until(`document.activeElement.dataset.key === "t:PostgreSQL"`)
		// A word that is clicked chooses its term.
		p.do(`getSelection().removeAllRanges(); const r = document.querySelector(".box.near").getBoundingClientRect(); document.querySelector(".paper").dispatchEvent(new MouseEvent("click", {bubbles: true, clientX: r.left + 4, clientY: r.top + 4}))`)
		p.until(row("t:PostgreSQL") + `.classList.contains("open")`)
		p.press(kb.Escape)
	})

	t.Run("what is in and out", func(t *testing.T) {
		p := &page{t, tab, b}
		p.do(`document.querySelector("[data-key=view-selection]").click()`)
		p.until(`document.querySelector(".pin.in") && ` + row("c:content/resume.md:Moved 40 looms"))
		if got := p.text(row("c:content/resume.md:Moved 40 looms") + `.textContent`); !strings.Contains(got, "keep: names it") {
			t.Errorf("what is kept: %s", got)
		}
		p.do(`const pin = document.querySelector(".pin.in"); window.number = pin.textContent; pin.click()`)
		p.until(`document.querySelector("#posting .term.open .number").textContent === window.number && document.querySelector(".box.in.chosen")`)
		out := `[...document.querySelectorAll("#posting .term")].find((e) => e.querySelector(".chip.out") && e.textContent.includes("crate number"))`
		p.do(out + `.querySelector(".head").click()`)
		p.until(out + `.querySelector(".help")?.textContent.includes("What would bring it in: keep: [ID]") && !document.querySelector(".box.chosen")`)
		if p.text(`document.querySelectorAll(".pin.error, .pin.warning").length`) != "0" {
			t.Error("findings stand among what is in")
		}
		p.press("1")
		p.until(`!document.querySelector(".box.in")`)
		p.press("4")
		p.do(`document.querySelector("[data-key=view-terms]").click()`)
	})

	t.Run("it follows each save", func(t *testing.T) {
		p := &page{t, tab, b}
		b.save(map[string]string{"content/jobs/acme.md": posted("Erlang")})
		p.until(row("t:Erlang") + ` && !` + row("t:Apache Kafka") + ` && ` + state("Erlang") + ` === "missing"`)
		b.save(map[string]string{"content/resume.md": strings.Replace(applied()["content/resume.md"], "Tuned Postgres", "Tuned Erlang and PostgreSQL", 1)})
		p.until(state("Erlang") + `.startsWith("proven") && ` + state("PostgreSQL") + `.startsWith("proven")`)
		b.save(map[string]string{"content/variants/acme.md": "---\nposting: jobs/acme.md\npages: 2\ndrop: [tuned]\n---\nBackend engineer.\n"})
		p.until(state("Erlang") + `.startsWith("left out") && !document.querySelector("[data-key=view-selection]")`)
		b.save(map[string]string{"content/jobs/acme.md": "# Clerk\n\n## What you bring\n\n- Go\n"})
		p.until(`document.querySelector(".inconclusive")?.textContent.startsWith("Inconclusive: the posting asks for too few terms")`)
	})

	t.Run("a variant's own theme, and saves without it", func(t *testing.T) {
		p := &page{t, tab, b}
		p.press("p")
		p.until(shown + ` === "plain/resume.pdf" && document.querySelector("[data-key=theme] .value").textContent === "engineer"`)
		p.press("c")
		p.until(`document.querySelector("#toasts").textContent.includes("plain/resume.pdf was not printed at")`)
		p.press(",")
		p.until(`document.querySelector("#notices").textContent.includes("plain/resume.pdf was not printed at")`)
		p.press("n")
		p.until(shown + ` === "plain/resume.pdf"`)
		p.do(`document.querySelector("[data-key=theme]").click(); [...document.querySelectorAll("#what .list button")].find((e) => e.querySelector(".name").textContent === "classic").click()`)
		p.until(`document.querySelector(".trying")?.textContent.includes("Trying theme classic for engineer") && !document.querySelector("[data-key^='notice-Write']")`)
		p.press("u")
		p.until(`!document.querySelector(".trying")`)
		// What nobody looks at any more is printed when its file is opened.
		b.save(map[string]string{"content/variants/open.md": "---\npublish: true\n---\nBackend engineer in the open.\n"})
		res, err := http.Get(b.URL + "/open/resume.pdf")
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		if pdf, err := io.ReadAll(res.Body); err != nil || res.StatusCode != http.StatusOK || !strings.HasPrefix(string(pdf), "%PDF-") {
			t.Errorf("a published variant that nobody looked at: %s, %.40q, %v", res.Status, pdf, err)
		}
	})

	if got := p.text(`faults.join("\n")`); got != "" {
		t.Errorf("faults of the page: %s", got)
	}
}
