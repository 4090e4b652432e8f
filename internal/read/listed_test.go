package read

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/source"
)

// TestSentences reads items of lists that are sentences: they stay as they are written, and a clause at their end is no organization.
func TestSentences(t *testing.T) {
	for _, tt := range []struct {
		name, section, items string
		listed               bool // else the items become entries
		want                 []string
	}{
		{"with a clause", "Board and Community", `- Trustee of a school for adult learners in Fenwick since 2019, with a budget of $3 million
- Chair of the program committee, New England Engineering Leaders, 2021 to 2024
`, true, []string{"Trustee of a school for adult learners in Fenwick", "Chair of the program committee @ New England Engineering Leaders"}},
		{"with several years", "Volunteering", "- Judge of the Fenwick Software Prize in 2022, 2023 and 2025\n", true, []string{"Judge of the Fenwick Software Prize in"}},
		{"no sentence", "Volunteering", "- Mentor, Women Who Code, 2021 - 2024\n- Cook at the Fenwick Shelter, 2019\n", false,
			[]string{"Mentor @ Women Who Code", "Cook @ the Fenwick Shelter"}},
		{"jobs are entries", "Experience", "- Engineer, Acme Ltd, 2019 - 2021\n- Clerk, Babbage Ltd, 2017 - 2019, with keys\n", false, []string{"Engineer @ Acme Ltd", "Clerk @ Babbage Ltd"}},
	} {
		r, _ := Resume(document.Parse(source.NewFile("resume.md", []byte("# Ada Byron\n\n## "+tt.section+"\n\n"+tt.items))))
		var got []string
		s := r.Sections[0]
		entries := s.Entries
		if tt.listed {
			entries = s.Listed
			if len(s.Entries) > 0 {
				t.Errorf("%s: %d entries", tt.name, len(s.Entries))
			}
		}
		for _, e := range entries {
			got = append(got, strings.TrimSuffix(e.Title.Text+" @ "+e.Organization.Text, " @ "))
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}
