package document

import (
	"errors"
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/source"
)

func TestReadAttrs(t *testing.T) {
	for _, c := range []struct {
		text          string
		strict, loose bool // whether it is taken in a comment, and in braces
	}{
		{"#id", true, true},
		{" #id .k\ta=b\n", true, true},
		{"private", true, true},
		{"a='b c' d=\"\"", true, true},
		{"#ö-1_x.y:z", true, true},
		{"a=https://x.example/?y=z", true, true},
		{"unknown", false, false},
		{"unknown .k", false, true},
		{"private unknown", false, false},
		{"", false, false},
		{"  ", false, false},
		{"#", false, false},
		{"# x", false, false},
		{"#a #b", false, false},
		{"#a, .b", false, false},
		{"a=", false, false},
		{"a='b", false, false},
		{"a=\"b\"c", false, false},
		{"=b", false, false},
		{"-a=b", false, false},
		{"vim: ts=4", false, false},
		{".slide: a=b", false, false},
		{"a=<b>", false, false},
		{"#x!", false, false},
	} {
		s := source.NewFile("x.md", []byte(c.text)).Whole()
		if _, ok := readAttrs(s, false); ok != c.strict {
			t.Errorf("%q in a comment: %v", c.text, ok)
		}
		if _, ok := readAttrs(s, true); ok != c.loose {
			t.Errorf("%q in braces: %v", c.text, ok)
		}
	}
}

func TestSlug(t *testing.T) {
	for text, want := range map[string]string{
		"Technical Skills":      "technical-skills",
		"C++ & Go (2024)":       "c--go-2024",
		"Berufserfahrung – für": "berufserfahrung--für",
		"ÅÄÖ":                   "åäö",
		"snake_case-kebab":      "snake_case-kebab",
		"日本語 テスト":               "日本語-テスト",
		"  x  ":                 "x",
		"🎉":                     "section",
		"":                      "section",
	} {
		if got := slug(text); got != want {
			t.Errorf("slug(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestGuard(t *testing.T) {
	want := errors.New("x")
	if got := guard(func() error { return want }); got != want {
		t.Errorf("guard changed the error to %v", got)
	}
	if err := guard(func() error { panic("deep down") }); err == nil || !strings.Contains(err.Error(), "deep down") {
		t.Errorf("guard gave %v for a panic", err)
	}
}
