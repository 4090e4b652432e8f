package rules

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/diag"
)

var parseMetadata = &check.Rule{
	ID:    "parse/metadata",
	Level: diag.Warning,
	Needs: check.Sheets,
	Doc: check.Doc{
		What: "The PDF does not say its title, its author or its language, or its title is what a program wrote by itself (\"untitled\", the name of a file).",
		Why:  "The title stands on the tab and in the list of the person who opens the file, and a screen reader needs the language to speak it.",
		Bad:  "-- content/resume.md --\n---\nheadline: Analyst\n---\n\n## Languages\n\n- English\n",
		Good: "-- content/resume.md --\n---\nname: Ada Byron\nheadline: Analyst\n---\n\n## Languages\n\n- English\n",
		Mend: "resgen writes all three from the front matter: give it `name` and, unless it is English, `lang`. In another program, fill in the document's properties before you export.",
	},
	Run: runParseMetadata,
}

func runParseMetadata(p *check.Pass) {
	if len(p.Print.Sheets) == 0 {
		return
	}
	info := p.Print.Info
	var missing []string
	for _, f := range []struct{ name, value string }{{"title", info.Title}, {"author", info.Author}, {"language", info.Lang}} {
		private := f.name == "author" && p.Target.Audience == compose.Public && p.Site.Keeps("name")
		if strings.TrimSpace(f.value) == "" && !private {
			missing = append(missing, f.name)
		}
	}
	switch {
	case len(missing) > 0:
		p.Report(diag.Diagnostic{Span: place(p, nil), Message: fmt.Sprintf("the PDF does not say its %s", list(missing)),
			Help: "set name and lang in the front matter, or the document's properties in the program that made the file"})
	case byItself(info.Title):
		p.Report(diag.Diagnostic{Span: place(p, nil), Message: fmt.Sprintf("the title of the PDF is %s", quote(info.Title)),
			Help: fmt.Sprintf("call it by its person: %s", quote(cmp.Or(p.Reading().Name.Text, "Ada Byron")+" – Résumé"))})
	}
}

// byItself reports whether a title is one that programs write when nobody gave them any.
func byItself(title string) bool {
	t := strings.ToLower(strings.TrimSpace(title))
	for _, end := range []string{".doc", ".docx", ".odt", ".tex", ".dvi", ".html", ".pdf", ".md", ".indd", ".pages"} {
		if strings.HasSuffix(t, end) {
			return true
		}
	}
	for _, name := range []string{"untitled", "document", "document1", "unbenannt", "sans titre", "title", "about:blank"} {
		if t == name {
			return true
		}
	}
	return strings.HasPrefix(t, "microsoft word - ")
}
