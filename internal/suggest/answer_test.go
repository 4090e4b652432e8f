package suggest

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// TestProposals holds that proposals are found in whatever form a model gives them, and that none are made of what is no proposal.
func TestProposals(t *testing.T) {
	for text, want := range map[string][]string{
		`["Led a", "Led b"]`:                                  {"Led a", "Led b"},
		"```json\n[\"Led a\", \"Led b\"]\n```":                {"Led a", "Led b"},
		"Sure! Here you are:\n\n[\"Led a\"]\n\nTell me more.": {"Led a"},
		`{"proposals": ["Led a", "Led b"]}`:                   {"Led a", "Led b"},
		`[{"bullet": "Led a"}, {"text": "Led b"}]`:            {"Led a", "Led b"},
		"<think>[\"no\"] or [\"not\"]</think>\n[\"Led a\"]":   {"Led a"},
		"Here are two options:\n\n1. Led a\n2) Led b":         {"Led a", "Led b"},
		"- Led a\n* \"Led b\"\n• “Led c”":                     {"Led a", "Led b", "Led c"},
		"```\nLed a\n```":                                     {"Led a"},
		"Led a [link](https://a.example)":                     {"Led a [link](https://a.example)"},
		`["Led a", "Led a", " Led a "]`:                       {"Led a"},
		`["Led a", ""]`:                                       {"Led a", ""}, // which will be refused
		`["Led a", "Led`:                                      nil,
		`[]`:                                                  nil,
		"```json\n[]\n```":                                    nil,
		`{"bullet": "Led a"`:                                  nil,
		`[1, 2]`:                                              {"[1, 2]"}, // likewise
		"":                                                    nil,
		"<think>hm</think>":                                   nil,
		"40 reports":                                          {"40 reports"},
		"a\nb\nc\nd\ne\nf\ng":                                 {"a", "b", "c", "d", "e"},
	} {
		if got := proposals([]string{text}, 5).Proposals; !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	if a := proposals([]string{"a\nb\nc", "d\ne"}, 2); len(a.Proposals) != 2 || a.More != 3 {
		t.Errorf("%+v", a)
	}
}

// FuzzAnswer holds that any bytes are read, in bounded time, to at most as many proposals as were wanted, and that each of those is refused or can be shown.
func FuzzAnswer(f *testing.F) {
	for _, s := range []string{said(`["Led a"]`), part(`["Led 40 of a"]`) + end, "data: \n\n", ": \r\r\n", "{", "[[[[", said("1. a\n2. b"), said("[\"\\u001b[2J\"]"), said("<!-- allow a: b -->"), said("- a\n\n# b")} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		began := time.Now()
		texts, err := readAnswer(strings.NewReader(string(b)))
		if err != nil {
			if err.Error() == "" || strings.ContainsAny(err.Error(), "\x1b\u202e") {
				t.Fatalf("%q", err)
			}
			return
		}
		a := proposals(texts, 3)
		if len(a.Proposals) > 3 {
			t.Fatalf("%q", a.Proposals)
		}
		for _, p := range a.Proposals {
			v := Judge(p, grounds)
			if strings.ContainsAny(v.Text, "\x1b\n\r\u202e\u200b") || strings.ContainsAny(v.Refused, "\x1b\n\r\u202e\u200b") || v.Refused == "" && v.Text != p {
				t.Fatalf("%q: %+v", p, v)
			}
		}
		if d := time.Since(began); d > 5*time.Second {
			t.Fatalf("took %v", d)
		}
	})
}
