package mcp

import (
	"strings"
	"testing"
)

func TestTailor(t *testing.T) {
	const resume = "---\nname: Ada Byron\nphone: +44 20 7946 0123\nprivate: [phone]\n---\n\n## Skills\n\n- Go, Terraform\n\n## Experience\n\n### Analyst, Mill\n*2019 – 2021*\n\n- Moved the mill to Go\n- Ran Kafka for a customer <!-- private -->\n"
	root := lay(t, map[string]string{"content/resume.md": resume, "content/jobs/acme.md": "Requirements\n- Golang, Terraform, Kafka\n- Call +44 20 7946 0123\n"})
	c := connect(t, options(root))
	said := c.says("tailor", args{"path": "content/jobs/acme.md"})
	for _, want := range []string{"of 3 required terms 0 are proven, 1 in another word, 1 only listed, 1 missing", "required Golang: near content/resume.md:16:21", "required Terraform: listed", "required Kafka: missing"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not said:\n%s", want, said)
		}
	}
	if got := c.says("tailor", args{"posting": "You must know Go."}); !strings.Contains(got, "required Go: proven content/resume.md:16:21") {
		t.Error(got)
	}
	for want, a := range map[string]args{
		"give either posting":      {},
		"or path, which is":        {"posting": "x", "path": "content/jobs/acme.md"},
		"there is no ../x.md":      {"path": "../x.md"},
		"there is no private.yaml": {"path": "private.yaml"},
	} {
		if got := c.fails("tailor", a); !strings.Contains(got, want) {
			t.Errorf("%v: %s", a, got)
		}
	}
}
