package tailor

import (
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/posting"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

// skillsOf is the skills of a résumé as a reader sees them: each group on a line.
func skillsOf(r *resume.Resume) string {
	var out []string
	for _, s := range r.Sections {
		if s.Kind != resume.Skills {
			continue
		}
		for _, g := range s.Groups {
			line := markup.Plain(g.Markup)
			if g.Label.Known() {
				line = g.Label.Text + ": " + line
			}
			out = append(out, line)
		}
	}
	return strings.Join(out, "\n")
}

func TestWords(t *testing.T) {
	for name, tt := range map[string]struct{ skills, ad, want string }{
		"required first, then preferred, then as it was": {
			"Java, Redis, Bash, Kafka, Go", "Requirements\n- Go\n- Kafka\n\nNice to have\n- Redis\n", "Go, Kafka, Redis, Java, Bash"},
		"in the posting's words": {
			"Postgres, golang, k8s, Java", "Requirements\n- Go\n- Kubernetes\n- PostgreSQL\n", "Go, Kubernetes, PostgreSQL, Java"},
		"what is the same but for case stays": {
			"PostgreSQL, Java", "Requirements\n- postgresql\n", "PostgreSQL, Java"},
		"what only shows it keeps its name": {
			"Java, S3", "Requirements\n- AWS\n", "S3, Java"},
		"groups by their first": {
			"- **Tools:** Git, Docker\n- **Languages:** Java, Go\n- **Data:** Kafka", "Requirements\n- Go\n- Docker\n", "Languages: Go, Java\nTools: Docker, Git\nData: Kafka"},
		"another separator": {
			"- **All:** Java · Redis · Go", "Requirements\n- Go\n", "All: Go · Java · Redis"},
		"what stands in brackets goes along": {
			"- **All:** Java (Spring, Hibernate), AWS (S3, EC2), Go", "Requirements\n- AWS\n", "All: AWS (S3, EC2), Java (Spring, Hibernate), Go"},
		"a link stays where it is": {
			"- **All:** Java, [Go](https://go.example), Redis", "Requirements\n- Redis\n", "All: Java, Go, Redis"},
		"one alone": {
			"- **All:** golang", "Requirements\n- Go\n", "All: Go"},
		"a posting of nothing":   {"Java, Go", "", "Java, Go"},
		"two names of one thing": {"k8s, Kubernetes, Java", "Requirements\n- Kubernetes\n", "k8s, Kubernetes, Java"},
	} {
		r := written("---\nname: Ada Byron\n---\n\n## Skills\n\n" + tt.skills + "\n")
		before := skillsOf(r)
		got := skillsOf(Words(r, posting.Read(source.NewFile("a.txt", []byte(tt.ad)))))
		if got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
		if skillsOf(r) != before {
			t.Errorf("%s: the résumé itself was changed", name)
		}
	}
}

// TestWordsLoseNothing holds that every skill of the masters is there afterwards, for every posting, in its own word or the posting's.
func TestWordsLoseNothing(t *testing.T) {
	for name, r := range masters(t) {
		for _, ad := range adverts(t) {
			got := Words(r, ad.Posting)
			for i, s := range r.Sections {
				if s.Kind != resume.Skills {
					continue
				}
				n, m := 0, 0
				for k := range s.Groups {
					n += len(s.Groups[k].Items)
					m += len(got.Sections[i].Groups[k].Items)
				}
				if n != m {
					t.Errorf("%s for %s: %d skills of %d", name, ad.name, m, n)
				}
			}
		}
	}
}
