package rules

import (
	"testing"

	"github.com/resgen/resgen/internal/recall"
)

// TestMistaken holds that only a title and an organization that were taken for each other are a guess.
func TestMistaken(t *testing.T) {
	title := recall.Field{Kind: recall.Title, Text: "Night Lead", Read: "Gdynia Bank"}
	org := recall.Field{Kind: recall.Organization, Text: "Gdynia Bank", Read: "Night Lead"}
	run := title
	run.Run = "Night Lead, Gdynia Bank"
	for i, c := range []struct {
		missed []recall.Field
		want   bool
	}{
		{[]recall.Field{title, org}, true},
		{[]recall.Field{title}, false},
		{[]recall.Field{title, org, {Kind: recall.Start}}, false},
		{[]recall.Field{run, org}, false},
		{[]recall.Field{title, {Kind: recall.Organization, Text: "Gdynia Bank"}}, false},
		{nil, false},
	} {
		if got := mistaken(c.missed); got != c.want {
			t.Errorf("%d: %v", i, got)
		}
	}
}
