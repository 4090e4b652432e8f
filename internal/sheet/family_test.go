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
