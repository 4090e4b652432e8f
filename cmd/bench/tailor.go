package main

import (
	"os"
	"path/filepath"
	"strings"
	"time"
)

// postingBench is a posting as long as they get, of the starter's kind of work.
const postingBench = `Senior Backend Engineer, Payments (m/f/d)

We move money between 40 countries, on Kafka and PostgreSQL.

What you'll do
- Build services in Golang that other teams rely on
- Join the on-call rotation

What you bring
- 5+ years of experience with distributed systems
- Strong Python; Rust is a plus
- Experience with Go, Postgres, Redis, gRPC and Kubernetes
- You know Terraform, Docker and CI/CD, and you do not need Java

Nice to have
- GraphQL, Elasticsearch or OpenSearch
`

// tailorBench measures a report on a posting as a whole process, each in turn with one that starts and says its version.
func tailorBench(r *runner) error {
	const bound = 30 * time.Millisecond // issue 7
	site, err := r.starter("tailor")
	if err != nil {
		return err
	}
	defer os.RemoveAll(site)
	file := filepath.Join(site, "posting.txt")
	if err := os.WriteFile(file, []byte(strings.Repeat(postingBench, 4)), 0o666); err != nil {
		return err
	}
	var reports, starts []time.Duration
	for i := range r.runs + 2 {
		a, err := r.once(command{args: []string{r.resgen, "tailor", file, "-s", site}}, false)
		if err != nil {
			return err
		}
		b, err := r.once(command{args: []string{r.resgen, "version"}}, false)
		if err != nil {
			return err
		}
		if i >= 2 {
			reports, starts = append(reports, a.wall), append(starts, b.wall)
		}
	}
	after := medianOf(reports) - medianOf(starts)
	r.row("tailor, after the start of the process", ms(after), ms(bound), ratio(after, bound), 1, "%.2f")
	return nil
}
