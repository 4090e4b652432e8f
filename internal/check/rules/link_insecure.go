package rules

import (
	"fmt"
	"net/netip"
	"strings"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/render"
	"github.com/resgen/resgen/internal/source"
)

var linkInsecure = &check.Rule{
	ID:    "link/insecure",
	Level: diag.Warning,
	Needs: check.Site,
	Doc: check.Doc{
		What: "A link begins with http:// where https:// is usual. Machines of one's own network, numbers, ports and .onion addresses do not count.",
		Why:  "Browsers warn of such pages, some do not open them, and for somebody who builds software it is a bad first sign.",
		Bad: `-- content/resume.md --
---
name: Ada Byron
links: [http://ada.example]
---

## Experience
`,
		Good: `-- content/resume.md --
---
name: Ada Byron
links: [https://ada.example]
---

## Experience
`,
		Mend: "Write https:// and look whether the page is there. If its host has no certificate, https://letsencrypt.org gives one.",
	},
	Run: func(p *check.Pass) {
		for _, w := range p.Written() {
			for _, ref := range p.Addresses(w) {
				u, ok := check.Outward(ref.URL)
				if !ok || u.Scheme != "http" || u.Port() != "" || local(u.Hostname()) {
					continue
				}
				at := addressIn(ref)
				d := diag.Diagnostic{Span: at, Message: fmt.Sprintf("the link to %s is not encrypted", quoteURL(ref.URL)), Help: "write https://, and look whether the page is there"}
				if text := at.Text(); len(text) > 7 && strings.EqualFold(text[:7], "http://") {
					d.Fix = &diag.Fix{Message: "write https://", Edits: []diag.Edit{{Span: at.Sub(0, 7), New: "https://"}}}
				}
				p.Report(d)
			}
		}
	},
}

// local reports whether a host is of one's own machine or network, has no name, or is where encryption comes
// from elsewhere.
func local(host string) bool {
	host = strings.ToLower(host)
	if _, err := netip.ParseAddr(host); err == nil || !strings.Contains(host, ".") {
		return true // "localhost", "router", 10.0.0.1
	}
	for _, end := range []string{".localhost", ".local", ".internal", ".lan", ".home.arpa", ".test", ".onion", ".i2p"} {
		if strings.HasSuffix(host, end) {
			return true
		}
	}
	return false
}

// addressIn is where the address itself stands in a link; all of the link when it is written otherwise.
func addressIn(ref render.Ref) source.Span {
	if !ref.Span.Known() {
		return ref.Span
	}
	if i := strings.LastIndex(ref.Span.Text(), ref.URL); i >= 0 && ref.URL != "" {
		return ref.Span.Sub(i, i+len(ref.URL))
	}
	return ref.Span
}
