package cli

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/edit"
	"github.com/resgen/resgen/internal/report"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/suggest"
)

// showRequest shows what would be sent, byte for byte.
func (a *app) showRequest(e suggest.Endpoint, q suggest.Question) error {
	body := q.Body(e.Model, true)
	var b bytes.Buffer
	if err := json.Indent(&b, body, "", "  "); err != nil {
		return fmt.Errorf("show the request: %w", err)
	}
	if _, err := fmt.Fprintf(a.out, "POST %s\n%s\n", e.Shown(), strings.Map(visible, b.String())); err != nil {
		return err
	}
	a.say("nothing was sent")
	return nil
}

// visible keeps what a terminal would obey from it, but for line ends; JSON has escaped most of it.
func visible(r rune) rune {
	if r != '\n' && report.Plain(string(r)) != string(r) {
		return '·'
	}
	return r
}

// sayWhatLeaves says where what goes, before it does. It is said with --quiet, too: nobody's words leave unsaid.
func (a *app) sayWhatLeaves(e suggest.Endpoint, b *bullet, q suggest.Question) {
	var out strings.Builder
	line := func(label, text string) {
		fmt.Fprintf(&out, "  %s%s\n", a.paint("2", fmt.Sprintf("%-9s", label)), hanging(report.Plain(text), strings.Repeat(" ", 11), a.columns()))
	}
	fmt.Fprintln(&out, hanging(fmt.Sprintf("asking %s at %s; this is sent, and nothing else of the résumé:", report.Plain(e.Model), e.Where()), "", a.columns()))
	line("bullet", fmt.Sprintf("%s  %s", b.place(), q.Bullet))
	if len(q.May) > 0 {
		line("may name", strings.Join(q.May, ", "))
	}
	if len(q.MayNot) > 0 {
		line("may not", strings.Join(q.MayNot, ", "))
	}
	fmt.Fprint(a.err, out.String())
}

// judgeAll is what may be taken of an answer, and what not.
func (a *app) judgeAll(ctx context.Context, j *job, r *build.Result, b *bullet, answer suggest.Answer, g suggest.Grounds) (good []wording, bad []refusal) {
	before := a.findingsOf(ctx, j, j.set, b.span)
	for _, p := range answer.Proposals {
		v := suggest.Judge(p, g)
		if v.Refused != "" {
			bad = append(bad, refusal{v.Text, v.Refused})
			continue
		}
		change, err := edit.Reword(b.span.File, b.span, v.Text)
		if err != nil {
			bad = append(bad, refusal{report.Plain(v.Text), "it cannot be put there without changing something else"})
			continue
		}
		at := change.New.Span(b.span.Start, len(change.New.Bytes)-(len(b.span.File.Bytes)-b.span.End))
		after := a.findingsOf(ctx, j, j.set.With([]*source.File{change.New}), at)
		w := wording{text: v.Text, beyond: v.Beyond, change: change}
		refused := ""
		for _, d := range after {
			worse := !slices.ContainsFunc(before, func(o diag.Diagnostic) bool { return o.Rule == d.Rule })
			switch {
			case d.Rule == longBullet && (worse || len(v.Text) > len(b.text)):
				refused = "it is too long: " + d.Message
			case worse:
				w.notes = append(w.notes, fmt.Sprintf("%s [%s]", d.Message, d.Rule))
			}
		}
		if refused != "" {
			bad = append(bad, refusal{report.Plain(v.Text), refused})
			continue
		}
		good = append(good, w)
	}
	slices.SortStableFunc(good, func(a, b wording) int { return cmp.Compare(min(len(a.beyond), 1), min(len(b.beyond), 1)) })
	return good, bad
}

// findingsOf is what the rules about words find in a part of the résumé.
func (a *app) findingsOf(ctx context.Context, j *job, set *source.Set, at source.Span) diag.List {
	rep, err := build.Build(ctx, set, j.memo, j.options()).CheckWithout(ctx, a.rules, "a proposal is not printed", false)
	if err != nil {
		return nil
	}
	var out diag.List
	for _, d := range slices.Concat(rep.Findings, rep.Unlisted) {
		if d.Span.Path() == at.Path() && d.Span.Start < at.End && at.Start < d.Span.End {
			out = append(out, d)
		}
	}
	return out
}

// showProposals writes the proposals as they differ from the bullet, those that may be taken first, with their numbers.
func (a *app) showProposals(b *bullet, good []wording, bad []refusal, more int) error {
	var out strings.Builder
	width := a.columns()
	for i, w := range good {
		fmt.Fprintf(&out, "%s %s\n", a.paintOut("1", fmt.Sprintf("%2d", i+1)), hanging(report.Reworded(b.text, w.text, a.outColor), "   ", width))
		if len(w.beyond) > 0 {
			w.notes = append([]string{"elsewhere in the résumé and not in this bullet: " + strings.Join(w.beyond, ", ") + ". Is it true here?"}, w.notes...)
		}
		for _, n := range w.notes {
			fmt.Fprintf(&out, "   %s %s\n", a.paintOut("33;1", "note:"), hanging(report.Plain(n), "         ", width))
		}
	}
	for _, x := range bad {
		fmt.Fprintf(&out, " %s %s\n", a.paintOut("31", "✗"), hanging(x.text, "   ", width))
		fmt.Fprintf(&out, "   %s %s\n", a.paintOut("31", "refused:"), hanging(report.Plain(x.why), "            ", width))
	}
	if more > 0 {
		fmt.Fprintf(&out, "   %s beyond those that were asked for: passed over\n", count(more, "proposal"))
	}
	_, err := io.WriteString(a.out, out.String())
	return err
}

// choose asks which proposal is to be written; 0 for none.
func (a *app) choose(ctx context.Context, most int) (int, error) {
	lines := bufio.NewReader(a.in)
	for {
		fmt.Fprintf(a.err, "which one is written? %s, or Enter for none: ", upTo(most))
		var text string
		var err error
		read := make(chan struct{})
		go func() { // Ctrl-C does not wait for what is typed
			defer close(read)
			text, err = lines.ReadString('\n')
		}()
		select {
		case <-read:
		case <-ctx.Done():
			fmt.Fprintln(a.err)
			return 0, ctx.Err()
		}
		text = strings.TrimSpace(text)
		n, bad := strconv.Atoi(text)
		switch {
		case text == "" || text == "0" || strings.EqualFold(text, "n") || strings.EqualFold(text, "q"):
			if err != nil {
				fmt.Fprintln(a.err)
			}
			return 0, nil
		case bad == nil && n >= 1 && n <= most:
			return n, nil
		case err != nil:
			return 0, nil
		}
	}
}

func upTo(n int) string {
	if n == 1 {
		return "1"
	}
	return fmt.Sprintf("1-%d", n)
}
