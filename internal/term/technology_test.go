package term

import (
	"cmp"
	"slices"
	"strings"
	"testing"
)

func TestTechnologyData(t *testing.T) {
	if n := len(Technologies()); n < 600 {
		t.Errorf("%d technologies, want 600 or more", n)
	}
	groups := "language framework frontend mobile database queue cloud infrastructure delivery observability data protocol security testing system tool practice"
	if got := strings.Join(TechnologyGroups(), " "); got != groups {
		t.Errorf("groups %q, want %q", got, groups)
	}
	owner := map[string]*Technology{}
	for i, tech := range Technologies() {
		if i > 0 {
			before := Technologies()[i-1]
			order := cmp.Or(cmp.Compare(strings.ToLower(before.Name), strings.ToLower(tech.Name)), cmp.Compare(before.Name, tech.Name))
			if before.Group == tech.Group && order >= 0 {
				t.Errorf("%s stands behind %s", tech.Name, before.Name)
			}
		}
		for _, w := range tech.Writings {
			if w == "" || strings.TrimSpace(w) != w || strings.ContainsAny(w, "|") {
				t.Errorf("%s: bad writing %q", tech.Name, w)
			}
			if other := owner[w]; other != nil {
				t.Errorf("%q is written for %s and for %s", w, other.Name, tech.Name)
			}
			owner[w] = tech
			if got, right := FindTechnology(w); got != tech || right != "" {
				t.Errorf("FindTechnology(%q) = %v, %q, want %s", w, got, right, tech.Name)
			}
		}
		if slices.Contains(tech.Implies, nil) {
			t.Errorf("%s implies what is no technology", tech.Name)
		}
	}
	for _, first := range technologies().byRun {
		for w := first; w != nil; w = w.next {
			if w.wrong && owner[w.text] != nil {
				t.Errorf("%q is wrong for %s and right for %s", w.text, w.tech.Name, owner[w.text].Name)
			}
		}
	}
	// no circle
	const open, done = 1, 2
	state := map[*Technology]int{}
	var walk func(*Technology)
	walk = func(tech *Technology) {
		state[tech] = open
		for _, i := range tech.Implies {
			if i != nil && state[i] == open {
				t.Fatalf("%s and %s imply each other", tech.Name, i.Name)
			}
			if i != nil && state[i] == 0 {
				walk(i)
			}
		}
		state[tech] = done
	}
	for _, tech := range Technologies() {
		walk(tech)
	}
}

// Each text with what is found in it, in order; a wrong writing with its right one behind "=".
var mentioned = []struct{ text, want string }{
	{"Moved 40 services from Java to Go on Kubernetes", "Java, Go, Kubernetes"},
	{"Wrote JavaScript, not Java", "JavaScript, Java"},
	{"Go live with the shop in 3 weeks", ""},
	{"Go-to-market plan for 12 countries", ""},
	{"Led the go-live of the billing service", ""},
	{"Rewrote the Go importer", "Go"},
	{"A Go-based gateway", "Go"},
	{"Go, Rust, and Swift", "Go, Rust, Swift"},
	{"Express delivery for 40,000 parcels", ""},
	{"Handled payments by American Express cards", ""},
	{"Express and MongoDB back ends", "Express, MongoDB"},
	{"Interned in Spring 2021", ""},
	{"Joined the Spring internship", ""},
	{"Spring Boot, Spring and Hibernate", "Spring Boot, Spring, Hibernate"},
	{"Rest API in SpringBoot", "REST=REST API, Spring Boot=Spring Boot"},
	{"The rest of the team took a rest", ""},
	{"RESTful services with OAuth 2.0 and OAuth2", "REST, OAuth, OAuth"},
	{"Moved the reports to SnowFlake and ArgoCD", "Snowflake=Snowflake, Argo CD=Argo CD"},
	{"BootStrap pages of ReAct agents, a snowflake, SNOWFLAKE rows", "Bootstrap=Bootstrap"},
	{"Postgresql, Postgres, PostgreSQL, postgres and Postgre", "PostgreSQL=PostgreSQL, PostgreSQL, PostgreSQL, PostgreSQL=Postgres, PostgreSQL=PostgreSQL"},
	{"NodeJS, node.js, Node JS, Node.js", "Node.js=Node.js, Node.js=Node.js, Node.js=Node.js, Node.js"},
	{"Github, Gitlab, GitHub Actions, Github Actions", "GitHub=GitHub, GitLab=GitLab, GitHub Actions, GitHub Actions=GitHub Actions"},
	{"C, C++ and C#", "C, C++, C#"},
	{"Firmware in C for 8-bit chips", "embedded systems, C"},
	{"Raised a Series C round; C-level reports; Vitamin C", ""},
	{"Reported to John C. Smith and to R&D", ""},
	{"Models in R and Stan", "R, Stan"},
	{"ASP.NET Core on .NET 8", "ASP.NET, .NET"},
	{"a net gain of 5%", ""},
	{"Java 17, Java8, Python3 and python 3.11", "Java, Java, Python, Python=Python 3"},
	{"S3, EC2 and Lambda functions", "Amazon S3, Amazon EC2, AWS Lambda"},
	{"Ran two Lambdas on AWS", "AWS Lambda, AWS"},
	{"see github.com/maya/react and https://go.dev/doc or maya@docker.com", ""},
	{"CI/CD, CI / CD and CICD", "CI/CD, CI/CD, CI/CD=CI/CD"},
	{"Designed event-driven microservices", "event-driven architecture, microservices"},
	{"Micro services", "microservices"},
	{"Less latency with Less and Sass", "Less, Sass"},
	{"Make builds faster", ""},
	{"Built with Make, CMake", "GNU Make, CMake"},
	{"Cooked for the Chef and the vault of a bank", ""},
	{"Secrets live in Vault", "HashiCorp Vault"},
	{"Provisioned 300 hosts with Chef, Puppet", "Chef, Puppet"},
	{"Kubectl plugins for kubectl", "kubectl, kubectl"},
	{"github-based reviews and kafka-connect-s3", "GitHub, Apache Kafka"},
	{"KUBERNETES AND DOCKER", "Kubernetes, Docker"},
	{"Optimised my SQL queries", "SQL"},
	{"Dockerized 12 apps with dockerised tests", "Docker, Docker"},
	{"Eine Spring-Boot-Anwendung mit Kafka-Cluster", "Spring Boot, Apache Kafka"},
	{"Docker\nCompose and GitHub\u00a0Actions", "Docker Compose, GitHub Actions"},
	{"Word_with_java and javaScripted", ""},
	{"PL/SQL, TCP/IP, A/B tests", "PL/SQL, TCP/IP, A/B testing"},
	{"I go home, react to swift changes and express a spark of rust", ""},
	{"Scikit-Learn and sklearn", "scikit-learn=scikit-learn, scikit-learn"},
	{"Unit tests in JUnit 5", "unit testing, JUnit"},
	{"React Native, React-Native and React", "React Native, React Native, React"},
	{"vue.js", "Vue=Vue.js"},
	{"Elle a ses habitudes; vi har ses", ""},
	{"AWS/GCP/Azure", "AWS, Google Cloud, Azure"},
	{"Chose Envoy over a mesh of sidecars", "Envoy"},
	{"Adopted Vault for 40 services", "HashiCorp Vault"},
	{"American Express cards", ""},
	{"Stack: Go (Gin), Rust", "Go, Gin, Rust"},
}

func TestMentions(t *testing.T) {
	for _, c := range mentioned {
		var got []string
		for _, m := range Mentions(nil, c.text) {
			s := m.Technology.Name
			if m.Right != "" {
				s += "=" + m.Right
			}
			got = append(got, s)
		}
		if s := strings.Join(got, ", "); s != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.text, s, c.want)
		}
	}
}

func TestFindTechnology(t *testing.T) {
	for text, want := range map[string]string{"go": "Go=Go", "React": "React", "r": "R=R", "Java 17": "Java", "python 3": "Python=Python 3", "Python 3.x": "Python", "Quux": "", "": "",
		"K8s": "Kubernetes", "Mongo DB": "MongoDB=MongoDB", "AWS Lambda": "AWS Lambda", "C": "C", "Node JS": "Node.js=Node.js", "Java developer": "",
		"NoSQL": "NoSQL", "Agile": "Agile", "Rest": "REST=REST", "Go 1.22+": "Go"} {
		got := ""
		if tech, right := FindTechnology(text); tech != nil {
			got = tech.Name
			if right != "" {
				got += "=" + right
			}
		}
		if got != want {
			t.Errorf("FindTechnology(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestProves(t *testing.T) {
	for _, c := range []struct {
		shown, listed string
		want          bool
	}{
		{"S3", "AWS", true}, {"EKS", "Kubernetes", true}, {"EKS", "Docker", false}, {"PostgreSQL", "SQL", true}, {"GitHub Actions", "CI/CD", true},
		{"GitHub Actions", "Git", true}, {"Spring Boot", "Java", true}, {"Java", "Spring Boot", false}, {"Terraform", "infrastructure as code", true},
		{"Kafka", "Kafka", true}, {"Docker", "containers", true}, {"AWS", "S3", false},
	} {
		a, _ := FindTechnology(c.shown)
		b, _ := FindTechnology(c.listed)
		if got := a.Proves(b); got != c.want {
			t.Errorf("%s proves %s: %v, want %v", c.shown, c.listed, got, c.want)
		}
	}
}

func FuzzMentions(f *testing.F) {
	for _, c := range mentioned {
		f.Add(c.text)
	}
	f.Add("....C++++##.NET.net\xff\xfe Ø\u2011MQ ((((a(a(a")
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, m := range Mentions(nil, text) {
			if m.Start < end || m.End <= m.Start || m.End > len(text) || m.Technology == nil {
				t.Fatalf("%q: mention %d to %d behind %d", text, m.Start, m.End, end)
			}
			if m.Right == text[m.Start:m.End] {
				t.Fatalf("%q: %q is to be mended to itself", text, m.Right)
			}
			end = m.End
		}
		FindTechnology(text)
	})
}

func BenchmarkMentions(b *testing.B) {
	text := strings.Repeat("Cut p99 latency of the ledger API from 480 ms to 95 ms by moving Postgres locks to an append-only PostgreSQL journal in Go. ", 50)
	Mentions(nil, text)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Mentions(nil, text)
	}
}

func TestMentionsBesideOtherScripts(t *testing.T) {
	for text, want := range map[string]string{
		"GoとPostgreSQLを12年間使用": "Go PostgreSQL",
		"残高をRedisに置いた":         "Redis",
		"用Kubernetes部署":        "Kubernetes",
		"בנתה בGo ובJava":      "Go Java",
		"استخدام Redisوغيرها":  "Redis",
		"Godzillaと":            "",
	} {
		var got []string
		for _, m := range Mentions(nil, text) {
			got = append(got, m.Technology.Name)
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%q names %q, want %q", text, s, want)
		}
	}
	if got := Fold("GoとPostgreSQL スキル"); got != "go と postgresql スキル" {
		t.Errorf("folded: %q", got)
	}
}
