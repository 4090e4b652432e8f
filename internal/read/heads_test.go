package read

import (
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/source"
)

// TestHeads reads single heads, as they stand below "## Experience" or another section: what
// should come out is title / organization / place / dates / extra.
func TestHeads(t *testing.T) {
	for _, c := range []struct{ section, head, want string }{
		{"Experience", "### Senior Engineer, Acme", "Senior Engineer / Acme"},
		{"Experience", "### Acme, Senior Engineer", "Senior Engineer / Acme"},
		{"Experience", "### Senior Engineer, Acme, Stockholm", "Senior Engineer / Acme / Stockholm"},
		{"Experience", "### Senior Engineer, Acme, Smallville, Sweden", "Senior Engineer / Acme / Smallville, Sweden"},
		{"Experience", "### Senior Engineer, Acme, Inc., Boston, MA", "Senior Engineer / Acme, Inc. / Boston, MA"},
		{"Experience", "### Senior Engineer, Platform | Acme", "Senior Engineer, Platform / Acme"},
		{"Experience", "### Senior Engineer · Acme · Remote", "Senior Engineer / Acme / Remote"},
		{"Experience", "### Senior Engineer @ Acme", "Senior Engineer / Acme"},
		{"Experience", "### Senior Engineer @Acme", "Senior Engineer / Acme"},
		{"Experience", "### Senior Engineer at Acme Labs (Berlin)", "Senior Engineer / Acme Labs / Berlin"},
		{"Experience", "### Senior Engineer – Acme – 2019 to 2021", "Senior Engineer / Acme / / 2019 to 2021"},
		{"Experience", "### Senior Engineer—Acme", "Senior Engineer / Acme"},
		{"Experience", "### Acme: Senior Engineer", "Senior Engineer / Acme"},
		{"Experience", "### Acme (2019-2021): Senior Engineer", "Senior Engineer / Acme / / 2019-2021"},
		{"Experience", "### 2019 - 2021: Senior Engineer, Acme", "Senior Engineer / Acme / / 2019 - 2021"},
		{"Experience", "### 2019–2021 | Acme | Senior Engineer", "Senior Engineer / Acme / / 2019–2021"},
		{"Experience", "### **Senior Engineer** *Acme*", "Senior Engineer / Acme"},
		{"Experience", "### [Acme](https://a.example), Ninja", "Ninja / Acme"},
		{"Experience", "### Lead, Architect", "Lead, Architect"},
		{"Experience", "### Head of Engineering, Data and AI, Acme Group", "Head of Engineering, Data and AI / Acme Group"},
		{"Experience", "### Software Developer - Application Owner\nAcme Corp", "Software Developer - Application Owner / Acme Corp"},
		{"Experience", "### Engineer, [Acme](https://a.example)\nStockholm, Sweden | Mar 2021 - Present", "Engineer / Acme / Stockholm, Sweden / Mar 2021 - Present"},
		{"Experience", "### Engineer\n#### Acme, Oslo\n##### 2019 - 2020", "Engineer / Acme / Oslo / 2019 - 2020"},
		{"Experience", "### Acme\n**Engineer** | 2019 - 2020 | Oslo", "Engineer / Acme / Oslo / 2019 - 2020"},
		{"Experience", "### Acme\n*Oslo, Norway*\n\n**Engineer**\n\n*2019 - 2020*", "Engineer / Acme / Oslo, Norway / 2019 - 2020"},
		{"Experience", "### Engineer, Acme\nFull-time · Remote · 2019 - 2020", "Engineer / Acme / Remote / 2019 - 2020 / Full-time"},
		{"Experience", "### Engineer (Contract), Acme\n2019", "Engineer / Acme / / 2019 / Contract"},
		{"Experience", "### Freelance Web Developer\n2019", "Freelance Web Developer / / / 2019"},
		{"Experience", "### Freelance\n2019", "Freelance / / / 2019"},
		{"Experience", "### Engineer, Acme, 2012–2014, 2016–2018", "Engineer / Acme / / 2012–2014 / 2016–2018"},
		{"Experience", "### Engineer, Acme\n`2019-03 — 2020-01`", "Engineer / Acme / / 2019-03 — 2020-01"},
		{"Experience", "**Acme Ltd.** — *Engineer*  \n2019 – now", "Engineer / Acme Ltd. / / 2019 – now"},
		{"Experience", "**Engineer, Acme** (2019 – now)", "Engineer / Acme / / 2019 – now"},
		{"Experience", "*Engineer*, **Acme**, Oslo, Norway (2019 – now)", "Engineer / Acme / Oslo, Norway / 2019 – now"},
		{"Experience", "__Engineer__\nAcme | Oslo | 2019 – now", "Engineer / Acme / Oslo / 2019 – now"},
		{"Experience", "- Engineer, Acme, 2019 – now\n- Tester, Bolt, 2018", "Engineer / Acme / / 2019 – now; Tester / Bolt / / 2018"},
		{"Experience", "2019 – now\n: Engineer, Acme\n: Did things", "Engineer / Acme / / 2019 – now"},
		{"Experience", "### Engineer\nAcme is a company that makes anvils.", "Engineer"},
		{"Experience", "### Engineer, Acme\n*Built the anvil line.*", "Engineer / Acme"},
		{"Experience", "### Engineer, Acme\nTechnologies: Go, Kafka", "Engineer / Acme"},
		{"Experience", "### Engineer, Acme\n\nSelected results:\n\n- One", "Engineer / Acme"},
		{"Experience", "### Softwareentwickler, Müller & Söhne GmbH\nseit 03/2020, Köln", "Softwareentwickler / Müller & Söhne GmbH / Köln / seit 03/2020"},
		{"Experience", "### Research Assistant, University of Leeds", "Research Assistant / University of Leeds"},
		{"Experience", "### Systems Engineer, Bank of Somewhere", "Systems Engineer / Bank of Somewhere"},
		{"Education", "### MSc in Computer Science, KTH Royal Institute of Technology", "MSc in Computer Science / KTH Royal Institute of Technology"},
		{"Education", "### KTH Royal Institute of Technology — MSc, Computer Science", "MSc, Computer Science / KTH Royal Institute of Technology"},
		{"Education", "### Master of Science, Computer Science, KTH", "Master of Science, Computer Science / KTH"},
		{"Education", "### University of Leeds, Leeds, UK\nB.Sc. Mathematics, 2010 - 2013", "B.Sc. Mathematics / University of Leeds / Leeds, UK / 2010 - 2013"},
		{"Education", "### BSc\n\nUniversity of Leeds, 2010 - 2013\n\nFirst class", "BSc / University of Leeds / / 2010 - 2013"},
		{"Education", "- **PhD**, Physics, University of Oslo, 2014\n- BSc Physics, University of Bergen, 2010", "PhD, Physics / University of Oslo / / 2014; BSc Physics / University of Bergen / / 2010"},
		{"Education", "BSc Physics, University of Bergen, 2010  \nMSc Physics, University of Oslo, 2012", "BSc Physics / University of Bergen / / 2010; MSc Physics / University of Oslo / / 2012"},
		{"Education", "**University of Oslo** (2012 - 2014)\nMaster of Arts in History\nOslo, Norway", "Master of Arts in History / University of Oslo / Oslo, Norway / 2012 - 2014"},
		{"Projects", "### Sluice – a rate limiter, in Go", "Sluice – a rate limiter, in Go"},
		{"Projects", "### Sluice | Go, Redis | 2019", "Sluice / / / 2019 / Go, Redis"},
		{"Projects", "### [Sluice](https://s.example) (2019)\nSmall and quick", "Sluice / / / 2019"},
		{"Certifications", "### CKAD, Cloud Native Computing Foundation\n2024", "CKAD / Cloud Native Computing Foundation / / 2024"},
		{"References", "### Ann Other, CTO at Acme", "Ann Other / Acme / / / CTO"},
	} {
		bullet := "\n\n- A bullet"
		if strings.HasPrefix(c.head, "- ") {
			bullet = "\n  - A bullet"
		}
		r, _ := Resume(document.Parse(source.NewFile("resume.md", []byte("## "+c.section+"\n\n"+c.head+bullet+"\n\n## Skills\n\n- Go\n"))))
		var got []string
		if len(r.Sections) > 0 {
			for _, e := range r.Sections[0].Entries {
				fields := []string{e.Title.Text, e.Organization.Text, e.Location.Text, e.DatesText.Text}
				for _, x := range e.Extra {
					fields = append(fields, x.Text)
				}
				for len(fields) > 0 && fields[len(fields)-1] == "" {
					fields = fields[:len(fields)-1]
				}
				got = append(got, strings.ReplaceAll(strings.Join(fields, " / "), " /  /", " / /"))
			}
		}
		if got := strings.ReplaceAll(strings.Join(got, "; "), "/  /", "/ /"); got != c.want {
			t.Errorf("%s\n%s\n got %s\nwant %s", c.section, c.head, got, c.want)
		}
	}
}
