package rules

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	edits "github.com/resgen/resgen/internal/edit"
	"github.com/resgen/resgen/internal/source"
)

// TestDateFormFix holds what becomes of the dates of a résumé, entry by entry: the same times, in one form, with the dash and the
// words as they were; and nothing is left to mend.
func TestDateFormFix(t *testing.T) {
	for _, c := range []struct {
		name, lang, section string
		before, after       []string
	}{
		{"numbers among names", "en", "Experience",
			[]string{"March 2021 – present", "09/2017 – 02/2019", "June 2015 – August 2017"},
			[]string{"March 2021 – present", "September 2017 – February 2019", "June 2015 – August 2017"}},
		{"short names", "en", "Experience",
			[]string{"Mar 2021 – Present", "2017-05 – 2019-02", "Jun 2015 – Aug 2017"},
			[]string{"Mar 2021 – Present", "May 2017 – Feb 2019", "Jun 2015 – Aug 2017"}},
		{"names among numbers", "en", "Experience",
			[]string{"03/2021 – present", "September 2017 to Feb. 2019", "06/2015 – 08/2017"},
			[]string{"03/2021 – present", "09/2017 to 02/2019", "06/2015 – 08/2017"}},
		{"the year first", "en", "Experience",
			[]string{"2021-03 – present", "7/2017 – 12/2019", "2015-06 – 2017-02"},
			[]string{"2021-03 – present", "2017-07 – 2019-12", "2015-06 – 2017-02"}},
		{"two forms in one range", "en", "Experience",
			[]string{"March 2021 – 11/2023"}, []string{"March 2021 – November 2023"}},
		{"two figures for the year", "en", "Experience",
			[]string{"Mar '21 – present", "Jan '18 – Feb '21"}, []string{"Mar 2021 – present", "Jan 2018 – Feb 2021"}},
		{"two figures among others", "en", "Experience",
			[]string{"March 2021 – present", "05/18 – 02/21"}, []string{"March 2021 – present", "May 2018 – February 2021"}},
		{"most have two figures", "en", "Experience",
			[]string{"03/21 – present", "05/18 – 02/21", "May 2017"}, []string{"03/2021 – present", "05/2018 – 02/2021", "05/2017"}},
		{"German", "de", "Berufserfahrung",
			[]string{"seit März 2021", "10/2017 – 02/2021", "Januar 2015 – Mai 2017"},
			[]string{"seit März 2021", "Oktober 2017 – Februar 2021", "Januar 2015 – Mai 2017"}},
		{"German, by number", "de", "Berufserfahrung",
			[]string{"03.2021 – heute", "Okt. 2017 – Feb. 2021", "01.2015 – 05.2017"},
			[]string{"03.2021 – heute", "10.2017 – 02.2021", "01.2015 – 05.2017"}},
		{"French", "fr", "Expérience professionnelle",
			[]string{"mars 2021 – aujourd’hui", "08/2017 – 02/2021", "janvier 2015 – mai 2017"},
			[]string{"mars 2021 – aujourd’hui", "août 2017 – février 2021", "janvier 2015 – mai 2017"}},
		{"Swedish", "sv", "Arbetslivserfarenhet",
			[]string{"maj 2021 – nu", "2017-08 – 2021-02", "januari 2015 – juni 2017"},
			[]string{"maj 2021 – nu", "augusti 2017 – februari 2021", "januari 2015 – juni 2017"}},
		{"Spanish", "es", "Experiencia",
			[]string{"marzo de 2021 – actualidad", "08/2017 – 02/2021"}, []string{"marzo de 2021 – actualidad", "agosto de 2017 – febrero de 2021"}},
		{"several times in one line", "en", "Experience",
			[]string{"March 2021 – present", "05/2018 – 06/2019, 08/2019 – 10/2019", "May 2017"},
			[]string{"March 2021 – present", "May 2018 – June 2019, August 2019 – October 2019", "May 2017"}},
		// Left alone: days, what can be read in two ways, seasons, a year without a month.
		{"unsure", "en", "Experience",
			[]string{"March 2021 – present", "03/04/2019 – 05/06/2020", "14.03.2017 – 01.02.2018", "2015 – 2016"},
			[]string{"March 2021 – present", "03/04/2019 – 05/06/2020", "14.03.2017 – 01.02.2018", "2015 – 2016"}},
		{"unsure years", "en", "Experience",
			[]string{"March 2021 – present", "Sep 12 – Nov 14", "03/04 – 05/06", "Summer 2003"},
			[]string{"March 2021 – present", "Sep 12 – Nov 14", "03/04 – 05/06", "Summer 2003"}},
		{"another century", "en", "Experience", []string{"March 2021 – present", "05/45 – 02/47"}, []string{"March 2021 – present", "05/45 – 02/47"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := func(dates []string) string {
				var b strings.Builder
				fmt.Fprintf(&b, "---\nname: Leila Haddad\nlang: %s\n---\n\n## %s\n", c.lang, c.section)
				for i, d := range dates {
					fmt.Fprintf(&b, "\n### Engineer %c, Company %c\n*%s*\n\n- Kept the lights on at %d sites\n", 'A'+i, 'A'+i, d, i+3)
				}
				return b.String()
			}
			root := lay(t, []txtar.File{{Name: "content/resume.md", Data: []byte(text(c.before))}}, nil)
			in := inputOf(t, root, options{})
			before, _ := in.Set.File("content/resume.md")
			changes, err := edits.Mend(in.Set, func(set *source.Set) (diag.List, error) {
				f, _ := set.File("content/resume.md")
				root := lay(t, []txtar.File{{Name: f.Path, Data: f.Bytes}}, nil)
				found := check.Run(All(), inputOf(t, root, options{})).Findings
				for i := range found {
					at := found[i].Fix
					if found[i].Rule != parseDateForm.ID || at == nil {
						found[i].Fix = nil
						continue
					}
					for k, e := range at.Edits { // of the file that edit knows
						at.Edits[k].Span = f.Span(e.Span.Start, e.Span.End)
					}
				}
				return found, nil
			})
			if err != nil {
				t.Fatal(err)
			}
			got := string(before.Bytes)
			if len(changes) > 0 {
				got = string(changes[0].New.Bytes)
				if a, b := outline(before), outline(changes[0].New); a != b {
					t.Errorf("read otherwise: %s", firstDifference(a, b))
				}
			}
			if want := text(c.after); got != want {
				t.Errorf("%s", firstDifference(want, got))
			}
			if slices.Equal(c.before, c.after) != (len(changes) == 0) {
				t.Errorf("%d changes", len(changes))
			}
		})
	}
}
