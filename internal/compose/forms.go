package compose

import "strings"

// A Form is another form than the PDF that a target can be made in.
type Form struct {
	Name    string // as the front matter has it, of [meta.Forms]
	Ending  string // of its file's name
	Media   string // type
	Label   string // as people call it
	Letters bool   // a letter can be made in it; the others are of a person or of a career
}

// Forms is all of them, as meta names them.
func Forms() []Form {
	return []Form{
		{"docx", ".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word", true},
		{"txt", ".txt", "text/plain", "Plain text", true},
		{"paste", ".paste.txt", "text/plain", "Plain text", true},
		{"json", ".json", "application/json", "JSON Resume", false},
		{"md", ".md", "text/markdown", "Markdown", false},
		{"vcf", ".vcf", "text/vcard", "vCard", false},
		{"qr", ".qr.svg", "image/svg+xml", "QR", false},
	}
}

// FormNamed is the form of a name.
func FormNamed(name string) (Form, bool) {
	for _, f := range Forms() {
		if f.Name == name {
			return f, true
		}
	}
	return Form{}, false
}

// File is the path of a target's form, beside its PDF.
func (f Form) File(t Target) string { return strings.TrimSuffix(t.Out, ".pdf") + f.Ending }

// FormsOf is the forms that a target is made in at each build, in their order.
func (s *Site) FormsOf(t Target) []Form {
	settings := s.SettingsOf(t)
	names := settings.Publish
	if t.Audience == Sent {
		names = settings.Send
	}
	var out []Form
	for _, name := range names {
		if f, ok := FormNamed(name); ok && (t.Letter == nil || f.Letters) {
			out = append(out, f)
		}
	}
	return out
}
