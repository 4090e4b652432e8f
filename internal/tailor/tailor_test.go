package tailor

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/posting"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

func value(text string) resume.Value { return resume.Value{Text: text} }

func bullet(text string) markup.Block {
	return markup.Block{Kind: markup.Item, Inlines: []markup.Inline{{Kind: markup.Text, Text: text}}}
}

func years4(from, to int, title string, bullets ...string) resume.Entry {
	e := resume.Entry{Title: value(title), Dates: date.Range{Start: date.Date{Year: from, Month: 1}, End: date.Date{Year: to, Month: 12}}}
	for _, b := range bullets {
		e.Body = append(e.Body, bullet(b))
	}
	return e
}

func ada(entries ...resume.Entry) *resume.Resume {
	return &resume.Resume{Headline: value("Backend Engineer"), Sections: []resume.Section{
		{Kind: resume.Skills, Groups: []resume.Group{{Items: []resume.Value{value("golang"), value("Terraform"), value("PostgreSQL")}}}},
		{Kind: resume.Experience, Entries: entries},
		{Kind: resume.Languages, Groups: []resume.Group{{Items: []resume.Value{value("Kotlin")}}}},
	}}
}

func read(r *resume.Resume, text string) *Report {
	return Read(r, posting.Read(source.NewFile("a.txt", []byte(text))), date.Date{Year: 2026, Month: 11})
}

func TestStates(t *testing.T) {
	r := ada(years4(2019, 2021, "Backend Engineer", "Moved 40 reports to PostgreSQL, with files in S3", "Ran k8s for two teams"))
	for want, term := range map[string]string{
		"proven shown":   "PostgreSQL",
		"near shown":     "Postgres",   // their word is another
		"near shown AWS": "AWS",        // S3 shows it
		"near shown k8s": "Kubernetes", // so does its short name
		"listed":         "Terraform",
		"near":           "Go",     // listed as golang
		"missing":        "Kotlin", // a spoken language's list is none of skills
	} {
		rep := read(r, "Requirements\n- "+term+"\n")
		if len(rep.Evidence) != 1 {
			t.Fatalf("%s: %d terms", term, len(rep.Evidence))
		}
		e := rep.Evidence[0]
		got := string(e.State)
		if e.Shown {
			got += " shown"
		}
		if got != strings.Join(strings.Fields(want)[:min(2, len(strings.Fields(want)))], " ") {
			t.Errorf("%s is %s, want %s; %+v", term, got, want, e.Places)
		}
	}
	rep := read(r, "Requirements\n- PostgreSQL\n- Terraform\n- Rust\n- Go\nNice to have\n- AWS\n")
	if n := rep.Count(posting.Required); n != (Count{4, 1, 1, 1, 1}) {
		t.Errorf("%+v", n)
	}
	if s := rep.Share(posting.Required); s != 0.25 {
		t.Errorf("share %v: what is only listed is not shown", s)
	}
	if rep.Inconclusive != "" {
		t.Error(rep.Inconclusive)
	}
	if p := rep.Evidence[0].Places; len(p) != 2 || !p[0].Bullet || p[1].Proof {
		t.Errorf("the bullet comes first, the list last: %+v", p)
	}
	if got := fmt.Sprintf("%+v", read(r, "Requirements\n- PostgreSQL\n").Data()); got != fmt.Sprintf("%+v", read(r, "Requirements\n- PostgreSQL\n").Data()) {
		t.Error("the same arguments give another report")
	}
}

func TestInconclusive(t *testing.T) {
	for text, want := range map[string]string{
		"":                            "names no technology",
		"We run Kafka.":               "does not say what it requires",
		"Requirements\n- Go\n- SQL\n": "too few terms",
		"Wir suchen dich und das ist mit der Zeit für uns nicht zu viel, und wir sind auf dem Weg. Du kennst Go und die Datenbank.": "not in English",
	} {
		if got := read(ada(), text).Inconclusive; !strings.Contains(got, want) {
			t.Errorf("%.40q: %q, want %q", text, got, want)
		}
	}
}

func TestYears(t *testing.T) {
	for want, entries := range map[float64][]resume.Entry{
		0: nil,
		3: {years4(2019, 2021, "Engineer")},
		4: {years4(2019, 2021, "Engineer"), years4(2020, 2022, "Architect")},      // side by side counts once
		5: {years4(2015, 2016, "Engineer"), years4(2019, 2021, "Engineer")},       // a gap counts not at all
		1: {years4(2020, 2020, "Engineer"), years4(2010, 2019, "Student worker")}, // beside other work
	} {
		if got := years(ada(entries...), date.Date{Year: 2026, Month: 11}); math.Abs(got-want) > 1e-9 {
			t.Errorf("%v years, want %v", got, want)
		}
	}
	now := years4(2026, 2026, "Engineer")
	now.Dates = date.Range{Start: date.Date{Year: 2026, Month: 1}, Present: true}
	if got := years(ada(now), date.Date{Year: 2026, Month: 6}); math.Abs(got-0.5) > 1e-9 {
		t.Errorf("half a year that goes on is %v", got)
	}
	if got := years(ada(now), date.Date{}); got != 0 {
		t.Errorf("without today it is %v", got)
	}
}

func TestTitle(t *testing.T) {
	r := ada(years4(2019, 2021, "Data Engineer"))
	for title, want := range map[string]TitleState{
		"Senior Back-End Developer": SameTitle, "Senior Data Engineer": SameTitle, "Backend Engineer, Payments": NearTitle, "Account Executive": OtherTitle, "": NoTitle,
	} {
		if got, _ := titles(r, title); got != want {
			t.Errorf("%q: %q, want %q", title, got, want)
		}
	}
}
