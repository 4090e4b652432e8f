package main

import (
	"regexp"
	"strconv"
	"strings"
)

// A resume is a clean résumé of the corpus as lines, with what operators look for in it. It is read here in the plain
// way that the corpus is written in, and not by resgen, which is what is judged. Lines are 0-based.
type resume struct {
	name     string // of the file, without its end
	lang     string
	lines    []string
	front    int // lines of the front matter, fences included; 0 for none
	sections []part
}

type part struct {
	line, end int // its heading, and the line behind its last
	kind      string
	entries   []job
}

// A job is a job, a project or a degree.
type job struct {
	line, dates, end int
	bullets          []int
	start, stop      int // years; stop is 0 when it goes on
}

// kinds is the headings of the corpus.
var kinds = map[string]string{
	"experience": "experience", "work experience": "experience", "professional experience": "experience", "employment": "experience",
	"work history": "experience", "career": "experience", "arbetslivserfarenhet": "experience", "erfarenhet": "experience",
	"expérience professionnelle": "experience", "berufserfahrung": "experience", "experiencia laboral": "experience",
	"experiencia profesional": "experience",
	"skills":                  "skills", "technical skills": "skills", "core skills": "skills", "kompetenser": "skills", "compétences": "skills",
	"kenntnisse": "skills", "fähigkeiten": "skills", "competencias": "skills", "habilidades": "skills",
	"projects": "projects", "open source": "projects", "selected projects": "projects", "projekt": "projects", "projekte": "projects",
	"projets": "projects", "proyectos": "projects",
	"education": "education", "utbildning": "education", "formation": "education", "ausbildung": "education", "formación": "education",
	"educación": "education",
	"summary":   "summary", "profile": "summary",
}

var (
	yearForm  = regexp.MustCompile(`\b(?:19|20)\d\d\b`)
	openForm  = regexp.MustCompile(`(?i)\b(present|nu|heute|aujourd'hui|actualidad|presente|seit)\b`)
	entryHead = regexp.MustCompile(`^(#{3,4} |\*\*)`)
)

// parse reads a résumé of the corpus.
func parse(name, text string) *resume {
	r := &resume{name: name, lang: "en", lines: strings.Split(strings.TrimSuffix(text, "\n"), "\n")}
	if fence := r.lines[0]; fence == "---" || fence == "+++" {
		for i, l := range r.lines[1:] {
			if l == fence {
				r.front = i + 2
				break
			}
			if lang, ok := strings.CutPrefix(l, "lang: "); ok {
				r.lang = lang
			}
		}
	}
	for i := r.front; i < len(r.lines); i++ {
		title, ok := strings.CutPrefix(r.lines[i], "## ")
		if !ok && i+1 < len(r.lines) && strings.HasPrefix(r.lines[i+1], "---") && r.lines[i] != "" {
			title, ok = r.lines[i], true
		}
		if ok {
			r.sections = append(r.sections, part{line: i, kind: kinds[strings.ToLower(title)]})
		}
	}
	for i := range r.sections {
		s := &r.sections[i]
		s.end = len(r.lines)
		if i+1 < len(r.sections) {
			s.end = r.sections[i+1].line
		}
		r.readEntries(s)
	}
	return r
}

func (r *resume) readEntries(s *part) {
	if s.kind == "skills" || s.kind == "summary" {
		return
	}
	for i := s.line + 1; i < s.end; i++ {
		if !entryHead.MatchString(r.lines[i]) || r.lines[i-1] != "" {
			continue
		}
		e := job{line: i, dates: -1, end: s.end}
		for j := i + 1; j < s.end; j++ {
			l := r.lines[j]
			switch {
			case entryHead.MatchString(l) && r.lines[j-1] == "":
				e.end = j
			case e.dates < 0 && j <= i+2 && yearForm.MatchString(l) && !strings.HasPrefix(l, "- "):
				e.dates = j
			case strings.HasPrefix(l, "- "):
				e.bullets = append(e.bullets, j)
			}
			if e.end == j {
				break
			}
		}
		if e.dates < 0 {
			continue // an organization above its roles
		}
		years := yearForm.FindAllString(r.lines[e.dates], -1)
		e.start, _ = strconv.Atoi(years[0])
		if !openForm.MatchString(r.lines[e.dates]) {
			e.stop, _ = strconv.Atoi(years[len(years)-1])
		}
		s.entries = append(s.entries, e)
	}
}

// section is the first section of a kind.
func (r *resume) section(kind string) *part {
	for i := range r.sections {
		if r.sections[i].kind == kind {
			return &r.sections[i]
		}
	}
	return nil
}

// jobs is the entries of the experience, the newest first.
func (r *resume) jobs() []job {
	if s := r.section("experience"); s != nil {
		return s.entries
	}
	return nil
}

// bullets is the lines of all bullets of jobs and projects.
func (r *resume) bullets() []int {
	var out []int
	for _, s := range r.sections {
		if s.kind == "experience" || s.kind == "projects" {
			for _, e := range s.entries {
				out = append(out, e.bullets...)
			}
		}
	}
	return out
}

// summary is the line of the paragraph that says who it is; -1 when it was not found.
func (r *resume) summary() int {
	from := r.front
	if s := r.section("summary"); s != nil {
		from = s.line + 1
	}
	for i := from; i < len(r.lines) && !strings.HasPrefix(r.lines[i], "## "); i++ {
		if strings.Count(r.lines[i], " ") > 8 && strings.HasSuffix(r.lines[i], ".") && !strings.Contains(r.lines[i], "http") {
			return i
		}
	}
	return -1
}

// has reports whether the résumé contains a word, in any case.
func (r *resume) has(word string) bool {
	return strings.Contains(strings.ToLower(strings.Join(r.lines, "\n")), strings.ToLower(word))
}

// field is the line of a field of YAML front matter; -1 when it is not there, or elsewhere.
func (r *resume) field(name string) int {
	for i := 1; i < r.front; i++ {
		if r.lines[0] == "---" && strings.HasPrefix(r.lines[i], name+":") {
			return i
		}
	}
	return -1
}
