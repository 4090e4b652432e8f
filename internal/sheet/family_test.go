package sheet

import "testing"

func TestFamilyOf(t *testing.T) {
	for name, want := range map[string]string{
		"SourceSans3-Bold":     "SourceSans3",
		"Liberation-Sans":      "Liberation-Sans",
		"Liberation-Sans-Bold": "Liberation-Sans",
		"DejaVu-Sans-Mono":     "DejaVu-Sans-Mono",
		"NimbusRomNo9L-Medi":   "NimbusRomNo9L",
		"Arial,Bold":           "Arial",
		"Arial,Bold-Italic":    "Arial",
		"ArialMT":              "ArialMT",
		"CMR10":                "CMR10",
		"-Bold":                "-Bold",
		"":                     "",
	} {
		if got := FamilyOf(name); got != want {
			t.Errorf("FamilyOf(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestWithoutSubset(t *testing.T) {
	for name, want := range map[string]string{"ABCDEF+Inter-Bold": "Inter-Bold", "Inter": "Inter", "abcdef+Inter": "abcdef+Inter", "A+B": "A+B", "ABCDEF+": ""} {
		if got := WithoutSubset(name); got != want {
			t.Errorf("WithoutSubset(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestClean(t *testing.T) {
	own := Print{Faces: []string{"Source Sans 3"}, Fonts: []Font{{Family: "SourceSans3"}}}
	if !own.Clean() {
		t.Error("a print in its page's own font is not clean")
	}
	for name, change := range map[string]func(*Print){
		"a stand-in":                func(p *Print) { p.Fonts = append(p.Fonts, Font{Family: "DejaVuSans"}) },
		"no faces":                  func(p *Print) { p.Faces = nil },
		"something missing":         func(p *Print) { p.Missing = []Request{{URL: "a.png"}} },
		"text lost":                 func(p *Print) { p.Lost = []Lost{{Text: "x"}} },
		"a font that is maybe ours": func(p *Print) { p.Locals = []Local{{Family: "Source Sans 3", Names: []string{"Source Sans 3"}}} },
	} {
		p := own
		if change(&p); p.Clean() {
			t.Errorf("%s: clean", name)
		}
	}
}
