package cli

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/edit"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/posting"
	"github.com/resgen/resgen/internal/suggest"
	"github.com/resgen/resgen/internal/tailor"
	techs "github.com/resgen/resgen/internal/term"
)

// suggestFlags is what a run of suggest was asked for.
type suggestFlags struct {
	posting string
	count   int
	accept  int // 0 for none
	dry     bool
	timeout time.Duration
}

func (a *app) suggestCommand() *cobra.Command {
	var f suggestFlags
	c := &cobra.Command{
		Use:   "suggest FILE:LINE | ID",
		Short: "Have a language model of yours reword one bullet; off unless RESGEN_LLM_URL is set",
		Long: "Have a language model of yours propose other wordings of one bullet: the one at FILE:LINE, or the one with\n" +
			"the ID. It is off until RESGEN_LLM_URL names an endpoint that OpenAI's clients can use, as Ollama,\n" +
			"llama.cpp, vLLM and many services are, and RESGEN_LLM_MODEL a model there; RESGEN_LLM_KEY is sent\n" +
			"as its key.\n\n" +
			"What is sent is the text of that one bullet and, with --posting, the posting's terms: those that the\n" +
			"résumé has, and those that it lacks and the model must not use. Nothing else of the résumé leaves\n" +
			"this machine, and a bullet that is private, or holds a private value, your name or a contact value, not at\n" +
			"all. Where it goes, and what, is said before; --dry-run shows the request and sends nothing.\n\n" +
			"A proposal that brings a number, a date, a name or a technology that the résumé lacks is refused, with\n" +
			"the word; so is one that is longer than the rules allow. The others are shown as they differ from the\n" +
			"bullet; where one says what the résumé says elsewhere, that is noted, and --accept does not take it. The\n" +
			"file is changed when you choose one, and only in the words of that bullet.",
		Example: "  export RESGEN_LLM_URL=http://localhost:11434/v1 RESGEN_LLM_MODEL=llama3.2    # Ollama\n" +
			"  resgen suggest content/resume.md:42 --posting content/jobs/acme.md\n  resgen suggest ledger -n 5 --dry-run",
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			switch {
			case f.count < 1 || f.count > suggest.MostProposals:
				return fmt.Errorf("-n %d: it must be from 1 to %d", f.count, suggest.MostProposals)
			case c.Flags().Changed("accept") && (f.accept < 1 || f.accept > f.count):
				return fmt.Errorf("--accept %d: it must be from 1 to %d, which -n asks for", f.accept, f.count)
			case f.timeout < time.Second || f.timeout > time.Hour:
				return fmt.Errorf("--timeout %v: it must be from 1s to 1h", f.timeout)
			}
			return a.suggest(c.Context(), args[0], f)
		},
	}
	c.Flags().StringVarP(&f.posting, "posting", "p", "", "the posting's `file`, or - for standard input: its terms guide the wording")
	c.Flags().IntVarP(&f.count, "count", "n", 3, "how many proposals are asked for")
	c.Flags().IntVar(&f.accept, "accept", 0, "write the proposal of this `number` without asking, for scripts")
	c.Flags().BoolVar(&f.dry, "dry-run", false, "show what would be sent, and send nothing")
	c.Flags().DurationVar(&f.timeout, "timeout", time.Minute, "how long the endpoint may be silent; the whole answer may take three times that")
	return c
}

// suggest has one bullet reworded.
func (a *app) suggest(ctx context.Context, name string, f suggestFlags) error {
	endpoint, err := suggest.NewEndpoint(a.env("RESGEN_LLM_URL"), a.env("RESGEN_LLM_MODEL"), a.env("RESGEN_LLM_KEY"))
	if err != nil {
		return err
	}
	where, err := parseBulletName(name)
	if err != nil {
		return err
	}
	j, err := a.prepare(ctx, a.fileOf(where), false)
	if err != nil {
		return err
	}
	defer func() { j.close(false) }()
	r := build.Build(ctx, j.set, j.memo, j.options())
	if r.Site.Resume == nil {
		return fmt.Errorf("there is no content/resume.md in %s\nname the site with -s, or make one with `resgen new`", shown(j.set.Root))
	}
	b, err := findBullet(r, where)
	if err != nil {
		return err
	}
	if err := b.mayLeave(r); err != nil {
		return err
	}
	cv := b.version.Resume
	q := suggest.Question{Bullet: b.text, Lang: cv.Lang, Count: f.count, MostWords: max(a.mostWords(b.version.Settings), b.words())}
	grounds := suggest.Grounds{Bullet: b.text, Facts: tailor.FactsOf(cv), Lang: q.Lang}
	if f.posting != "" {
		file, err := a.postingFile(ctx, f.posting)
		if err != nil {
			return err
		}
		rep := tailor.Read(cv, posting.Read(file), r.Today())
		q.May, q.MayNot = suggest.Terms(rep)
		grounds.Beware = lacking(rep)
	}
	if f.dry {
		return a.showRequest(endpoint, q)
	}
	a.sayWhatLeaves(endpoint, b, q)
	began := time.Now()
	answer, err := suggest.Ask(ctx, endpoint, q, suggest.Options{Agent: "resgen/" + versionText(), Silence: f.timeout, Proxy: http.ProxyFromEnvironment})
	if err != nil {
		return err
	}
	good, bad := a.judgeAll(ctx, j, r, b, answer, grounds)
	if err := a.showProposals(b, good, bad, answer.More); err != nil {
		return err
	}
	a.say("%s of %s usable, in %s", count(len(good), "proposal"), fmt.Sprint(len(good)+len(bad)), took(time.Since(began)))
	if len(good) == 0 {
		return errFindings
	}
	n := f.accept
	switch {
	case n > len(good):
		a.say("--accept %d: there are only %d; nothing was changed", n, len(good))
		return errFindings
	case n > 0 && len(good[n-1].beyond) > 0:
		a.say("--accept %d: it says more than the bullet does (%s); choose it at a terminal, if it is true; nothing was changed", n, strings.Join(good[n-1].beyond, ", "))
		return errFindings
	case n == 0 && f.posting != "-" && a.asks():
		if n, err = a.choose(ctx, len(good)); err != nil {
			return err
		}
	}
	if n == 0 {
		a.say("nothing was changed")
		return nil
	}
	if err := good[n-1].change.Write(j.set.Root); err != nil {
		return err
	}
	a.say("reworded %s; all else is as it was", b.place())
	return nil
}

// lacking is the technologies that a posting wants and a résumé lacks.
func lacking(rep *tailor.Report) []*techs.Technology {
	var out []*techs.Technology
	for _, e := range rep.Evidence {
		if e.State == tailor.Missing {
			out = append(out, e.Technology)
		}
	}
	return out
}

// mostWords is how many words a bullet may have, by the rule about long ones and what the user set for it.
func (a *app) mostWords(s meta.Settings) int {
	for _, l := range s.Check.Limits {
		if n, err := strconv.Atoi(l.Value.Text); err == nil && l.Rule.Text == longBullet && l.Name.Text == "" {
			return n
		}
	}
	for _, r := range a.rules {
		if r.ID == longBullet {
			for _, l := range r.Limits {
				if l.Unit == "words" {
					return int(l.Value)
				}
			}
		}
	}
	return 30
}

// longBullet is the rule about bullets that are too long.
const longBullet = "text/long-bullet"

// A wording is a proposal that may be taken.
type wording struct {
	text   string
	beyond []string // what the résumé says elsewhere, and the bullet not
	notes  []string
	change edit.Change
}

// A refusal is a proposal that may not, and why.
type refusal struct{ text, why string }

// asks reports whether a person is there to be asked.
func (a *app) asks() bool {
	in, ok := a.in.(*os.File)
	return ok && term.IsTerminal(int(in.Fd())) && a.onTerminal()
}
