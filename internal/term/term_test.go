package term

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// Titles that people gave to their sections, of each kind (evidence/people.md part 4), and what the
// other languages call them.
var sections = map[string]string{
	"experience": `Experience; Work Experience; 💼 Professional Experience; EMPLOYMENT; Career History; Work History; Recent Work Experience;
		Older Employment History; Employment History; Professional Work Experiences; Collegiate Work Experience; Internships;
		Experience as Developer; Teaching Experience; Berufserfahrung; Beruflicher Werdegang; Expérience professionnelle;
		Expériences; Experiencia laboral; Experiência profissional; Esperienza lavorativa; Werkervaring; Arbetslivserfarenhet;
		Erfarenheter; Doświadczenie zawodowe; Досвід роботи; Опыт работы; Erhvervserfaring; Arbeidserfaring; Työkokemus; Pracovní zkušenosti`,
	"education": `Education; Education and Certifications; Select Courses; Courses; Academic Background; Ausbildung; Schul- und Berufsausbildung;
		Formation; Formación académica; Formação; Istruzione e formazione; Opleiding; Utbildning; Wykształcenie; Освіта; Образование; Uddannelse; Utdanning; Koulutus; Vzdělání`,
	"skills": `Skills; Technical Skills; Technical Experience; Core Skills; Skills I'm Learning; Technical Skills & Professional Competencies;
		Technical & Core Skills; About Me & Skills; Core Strengths and Skills; Qualifications and Skills; Technologies and Skills;
		Skills Profile; Qualifications; Proficiencies; Tech Stack; Technologies; Knowledge; Software; Strengths;
		Programming languages; Scientific Skills; Computer Science Skills; Languages & Frameworks; Kenntnisse; IT-Kenntnisse; Fähigkeiten;
		Compétences; Habilidades; Competências; Competenze tecniche; Vaardigheden; Kunskaper; Kompetenser; Umiejętności; Навички; Ключевые навыки; Færdigheder; Ferdigheter; Taidot; Dovednosti`,
	"summary": `Summary; Professional Summary; Profile; Overview; About Me; About; About Myself; Bio; Objective; Personal summary; Career Summary;
		Professional Profile; Welcome; Key Points; Why you should care; Career Objective; Summary of Qualifications; Profil; Über mich;
		Zusammenfassung; À propos; Sobre mí; Perfil; Resumo; Profilo; Samenvatting; Sammanfattning; Om mig; Podsumowanie; Про мене; О себе; Om meg; Minusta; O mně`,
	"projects": `Projects; Personal Projects; Open Source; Open Source Impact; Open-source Organizations; Open-source Projects;
		Open-Source Contributions; Side Projects; Technical Projects; Software Projects; Featured Projects; Independent projects;
		Independent Video Games; Other Major Non-Work Projects; Personal Work/Open Source Contributions; GitHub; Projekte; Projekterfahrung; Projets;
		Proyectos; Projetos; Progetti; Projecten; Projekt; Projekty; Проєкти; Проекты; Prosjekter; Projektit`,
	"certifications": `Certifications; Certificates; Licenses; Qualification; Certificates & Training; Zertifikate; Weiterbildungen; Certificaciones;
		Certificações; Certificazioni; Certificaten; Certifieringar; Certyfikaty`,
	"interests":    `Interests; Hobbies; Interests/Hobbies; Hobbies and Interests; Activities and Interests; Extracurriculars; Hobbys; Centres d’intérêt; Aficiones; Interesses; Interessi; Intressen; Zainteresowania`,
	"publications": `Publications; Talks; Conferences; Talks, Publications, and Interviews; Publikationen; Vorträge; Publicaciones; Pubblicazioni; Publikationer; Publikacje`,
	"volunteer":    `Volunteering; Volunteer Work; Outreach; Community Contributions; Extra-Curricular Activities; Volunteer Experience; Ehrenamt; Bénévolat; Voluntariado; Volontariato; Vrijwilligerswerk; Ideellt arbete; Wolontariat`,
	"awards":       `Awards; Awards Received; Honors; Honors/Awards; Achievements; Awards and Accomplishments; Auszeichnungen; Distinctions; Premios; Prêmios; Riconoscimenti; Prijzen; Utmärkelser; Nagrody`,
	"references":   `References; Testimonials; Referenzen; Références; Referencias; Referências; Referenze; Referenties; Referenser; Referencje`,
	"languages":    `Languages; Spoken Languages; English language; Language Skills; Sprachkenntnisse; Sprachen; Langues; Idiomas; Lingue; Talen; Språk; Języki obce; Іноземні мови; Языки; Sprog; Språkkunnskaper; Kielitaito; Jazyky`,
	"other":        `Professional Development; Accomplishments; Additional Information; Memberships; Military Service; User Groups; Miscellaneous; Code example`,
	"contact":      `Contact; Contact Information; 📫 Contact me; Kontakt; Persönliche Daten; Coordonnées; Contatti; Kontaktuppgifter; Dane osobowe; Контакти; Контакты; Kontaktoplysninger; Yhteystiedot; Osobní údaje`,
	"":             `Maya Lindqvist; Acme Payments; March 2021 – present; Quux; One of the many things that I would like to say about skills in general`,
}

func TestSection(t *testing.T) {
	for want, list := range sections {
		for title := range strings.SplitSeq(list, ";") {
			title = strings.TrimSpace(title)
			if got, _ := Section(title); got != want {
				t.Errorf("Section(%q) = %q, want %q", title, got, want)
			}
		}
	}
}

func TestSectionWhole(t *testing.T) {
	for title, want := range map[string]bool{"Software": true, "Software Engineer": false, "Other relevant projects": true, "Work Experience": true,
		"Skills at Acme": false, "Berufserfahrung und Praktika": true, "Education & Certifications": true, "": false} {
		if _, got := Section(title); got != want {
			t.Errorf("Section(%q) is whole: %v, want %v", title, got, want)
		}
	}
}

func TestClassify(t *testing.T) {
	letter := func(cs []Class) string {
		var b strings.Builder
		for _, c := range cs {
			for i, l := range "rdospmw" {
				if c&(1<<i) != 0 {
					b.WriteRune(l)
				}
			}
			b.WriteByte('.')
		}
		return b.String()
	}
	for text, want := range map[string]string{
		"Senior Backend Engineer":    "r.r.r.",
		"Softwareentwicklerin":       "r.",
		"Développeuse":               "r.",
		"Acme Payments, Inc.":        "..s.",
		"Björkfrakt AB":              ".sp.",
		"B.Sc. Computer Science":     "d.d...",
		"Master of Science":          "d.d..",
		"Uppsala University":         "p.o.",
		"Fachhochschule Musterstadt": "o..",
		"Stockholm, Sweden":          "p.p.",
		"San José, CA":               "p.p.p.",
		"ca. five":                   "..",
		"New York City":              "p.p.p.",
		"Full-time, remote":          "m.m.w.",
		"Göteborg":                   "p.",
		"":                           "",
		"?!":                         "",
		"Quux":                       ".",
	} {
		if got := letter(Classify(nil, text)); got != want {
			t.Errorf("Classify(%q) = %s, want %s", text, got, want)
		}
	}
}

func TestFold(t *testing.T) {
	for text, want := range map[string]string{"Café (m/w) — Ünïcode": "cafe m w unicode", "Straße Łódź": "strasse lodz", "  ": "", "e\u0301te\u0301": "ete", "C++": "c", "日本 2": "日本 2", "a\xffb": "a b"} {
		if got := Fold(text); got != want {
			t.Errorf("Fold(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestNetwork(t *testing.T) {
	for host, want := range map[string]string{"github.com": "GitHub", "WWW.LinkedIn.com": "LinkedIn", "de.linkedin.com": "LinkedIn", "mayal.github.io": "", "": "", "hub.com": ""} {
		if got, ok := Network(host); got != want || ok != (want != "") {
			t.Errorf("Network(%q) = %q, %v, want %q", host, got, ok, want)
		}
	}
	for _, c := range []struct{ name, handle, want string }{
		{"GitHub", "mayal", "https://github.com/mayal"}, {"linked in", "mayal", "https://www.linkedin.com/in/mayal"},
		{"Twitter", "@mayal", "https://twitter.com/mayal"}, {"stackoverflow", "1", "https://stackoverflow.com/users/1"},
		{"Quux", "mayal", ""}, {"GitHub", "", ""}, {"", "mayal", ""},
	} {
		if got, _ := Profile(c.name, c.handle); got != c.want {
			t.Errorf("Profile(%q, %q) = %q, want %q", c.name, c.handle, got, c.want)
		}
	}
	if !IsNetwork("Github") || IsNetwork("Acme") {
		t.Error("IsNetwork")
	}
}

func TestLabel(t *testing.T) {
	for _, c := range []struct {
		text  string
		want  Field
		whole bool
	}{
		{"E-Mail", Email, true}, {"Tel.", Phone, true}, {"📱 Mobile", Phone, true}, {"Wohnort", Location, true}, {"My website", Link, true},
		{"Email me", Email, true}, {"Work phone", Phone, true}, {"Fax or phone", Phone, false}, {"m", Phone, true}, {"Nationality", "", false},
		{"", "", false}, {"my", "", false}, {"I am a person", "", false}, {"GitHub", "", false},
	} {
		if got, whole := Label(c.text); got != c.want || whole != c.whole {
			t.Errorf("Label(%q) = %q, %v, want %q, %v", c.text, got, whole, c.want, c.whole)
		}
	}
}

func TestTitle(t *testing.T) {
	for text, want := range map[string]bool{"Resume": true, "My Résumé": true, "Curriculum Vitæ": true, "Curriculum Vitae": true, "LEBENSLAUF": true, "Maya": false, "Resume of Maya": false, "": false} {
		if got := Title(text); got != want {
			t.Errorf("Title(%q) = %v, want %v", text, got, want)
		}
	}
	if !TitleWord("CV") || TitleWord("my") || TitleWord("Maya") {
		t.Error("TitleWord")
	}
}

// TestData holds the tables to what the code expects of them.
func TestData(t *testing.T) {
	kinds := map[string]bool{}
	for kind := range sections {
		kinds[kind] = true
	}
	for _, k := range sectionNames().kinds {
		if !kinds[k] {
			t.Errorf("sections.txt: kind %q", k)
		}
	}
	seen := map[string]string{}
	kind := ""
	for line := range strings.Lines(sectionsText) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '[':
			kind, _, _ = strings.Cut(line[1:], " ")
		default:
			if was, ok := seen[line]; ok && was != kind {
				t.Errorf("sections.txt: %q is %s and %s", line, was, kind)
			}
			seen[line] = kind
			if plain := strings.Trim(line, "*="); plain != Fold(plain) {
				t.Errorf("sections.txt: %q is not folded", line)
			} else if line != plain && len(plain) < shortestPiece {
				t.Errorf("sections.txt: %q is too short for a wildcard", line)
			}
		}
	}
	for line := range strings.Lines(headsText) {
		if line[0] == '[' && classNames[strings.Trim(line, "[]\n")] == 0 {
			t.Errorf("heads.txt: class %q", line)
		}
		for text := range strings.SplitSeq(line, ",") {
			if text = strings.TrimSpace(text); strings.Contains(text, "*") && len(text) <= shortestPiece {
				t.Errorf("heads.txt: %q is too short for a wildcard", text)
			}
		}
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"Café", "B.Sc.", "e\u0301", "日本", "\xff", "ǅ", "A/S"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		folded := Fold(text)
		if !utf8.ValidString(folded) || strings.TrimSpace(folded) != folded || strings.Contains(folded, "  ") {
			t.Fatalf("Fold(%q) = %q", text, folded)
		}
		if n := len(Classify(nil, text)); n != len(strings.Fields(folded)) {
			t.Fatalf("Classify(%q) has %d words of %q", text, n, folded)
		}
		Section(text)
	})
}

func BenchmarkClassify(b *testing.B) {
	b.ReportAllocs()
	var space [32]Class
	for b.Loop() {
		Classify(space[:0], "Senior Backend Engineer, Björkfrakt Logistics AB")
	}
}

func BenchmarkSection(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		Section("Technical Skills & Professional Competencies")
	}
}

// TestOnce holds that no phrase stands twice in one class of heads.txt, nor two fields claim one label.
func TestOnce(t *testing.T) {
	class, seen := "", map[string]bool{}
	for line := range strings.Lines(headsText) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "[") {
			class, seen = line, map[string]bool{}
		}
		if line == "" || line[0] == '#' || line[0] == '[' {
			continue
		}
		if len(line) > 160 {
			t.Errorf("%s: a line of %d bytes: %.40s…", class, len(line), line)
		}
		for phrase := range strings.SplitSeq(line, ",") {
			if phrase = strings.TrimSpace(phrase); phrase == "" || seen[phrase] {
				t.Errorf("%s: %q stands twice, or is empty", class, phrase)
			}
			seen[phrase] = true
		}
	}
	of := map[string]string{}
	for line := range strings.Lines(labelsText) {
		field, list, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok || line[0] == '#' {
			continue
		}
		for text := range strings.SplitSeq(list, ",") {
			key := Fold(text)
			if was := of[key]; was != "" {
				t.Errorf("%q labels %s and %s", key, was, field)
			}
			of[key] = field
		}
	}
}

// TestSlippedSection holds that a slip in the name of a section does not hide its kind, and that other words are not taken for one.
func TestSlippedSection(t *testing.T) {
	for heading, want := range map[string]string{
		"Proffesional Experience": "experience",
		"Profesional Experiance":  "experience",
		"WORK EXPEREINCE":         "experience",
		"Eduction":                "education",
		"Techincal Skills":        "skills",
		"Technical Skils":         "", // nor here
		"Certfications":           "certifications",
		"Acheivements":            "awards",
		"Proffesional Bakground":  "experience",
		"Berufserfahrnug":         "experience",
		"Skils":                   "", // too short to be sure of
		"Courses":                 "",
		"Applications":            "",
		"Engineering":             "",
		"Educator":                "",
		"Senior Engineer":         "",
		"Wrk Expreinec Hstory":    "",
		"Expedition":              "",
		"Professional Wrestling":  "",
		"Compositions":            "",
		"Contracts":               "",
		"Contract Work":           "",
		"Patients":                "",
		"":                        "",
	} {
		if got := SlippedSection(heading); got != want {
			t.Errorf("SlippedSection(%q) = %q, want %q", heading, got, want)
		}
	}
}
