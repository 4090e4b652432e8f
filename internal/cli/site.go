package cli

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/source"
)

// flags is the values of all flags; a command reads those that it has.
type flags struct {
	source        string
	baseURL       string
	drafts        bool
	minify        bool
	destination   string
	noPDF         bool
	watch         bool
	fix           bool
	diff          bool
	poll          time.Duration
	failOn        string
	format        string
	rules         []string
	noCache       bool
	online        bool
	timings       bool
	chrome        []string
	sendPrivate   bool
	noSandbox     bool
	chromeTimeout time.Duration
	cpuprofile    string
	memprofile    string
	trace         string
	pdfOut        string
	private       bool
	variant       string
	letter        string
	job           string
	lang          string
	papers        []string
	pages         int
	port          int
	bind          string
	open          bool
	json          bool
	editor        string
	qr            bool
}

// contentFlags are those of all commands that build.
func (a *app) contentFlags(c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&a.flags.baseURL, "base-url", "", "the `URL` where the site will stand, as in https://me.github.io/cv/")
	f.StringVar(&a.flags.baseURL, "baseURL", "", "the same, as Hugo writes it")
	f.MarkHidden("baseURL")
	f.BoolVarP(&a.flags.drafts, "drafts", "D", false, "make pages with draft: true too")
	f.BoolVar(&a.flags.drafts, "buildDrafts", false, "the same, as Hugo writes it")
	f.MarkHidden("buildDrafts")
	f.StringArrayVar(&a.flags.rules, "rule", nil, "set a `rule=level`, as in sheet/thin-last=off; may be repeated")
}

// checkFlags are those of all commands that check.
func (a *app) checkFlags(c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&a.flags.failOn, "fail-on", "", "the lowest `level` of findings that makes the exit code 1: error, warning, info or off\n(default error, or what check: says in resume.md)")
	f.StringVar(&a.flags.format, "format", "", "the `form` of findings: text, line, json, sarif, github or html (default text; github in GitHub Actions)")
	complete(c, "format", func() []string { return append(sortedKeys(formats), page) })
	complete(c, "fail-on", func() []string { return []string{"error", "warning", "info", "off"} })
}

func (a *app) onlineFlag(c *cobra.Command) {
	c.Flags().BoolVar(&a.flags.online, "online", false, "ask hosts whether links lead somewhere; nothing is asked without it")
}

func (a *app) watchFlags(c *cobra.Command) {
	f := c.Flags()
	f.BoolVarP(&a.flags.watch, "watch", "w", false, "go on, and do it again at each change")
	f.DurationVar(&a.flags.poll, "poll", 0, "look for changes at this `interval`, as in 1s, where the system does not tell of them")
}

// leastPoll is the shortest time between two looks through all of a site: less would do little else.
const leastPoll = 50 * time.Millisecond

// folder is where the site is: what --source names, or the folder of the file that it names.
func (a *app) folder() string {
	if a.flags.source != "." && isMarkdown(a.flags.source) {
		return filepath.Dir(a.flags.source)
	}
	return a.flags.source
}

// isMarkdown reports whether a path names a file of Markdown.
func isMarkdown(name string) bool {
	ext := strings.ToLower(filepath.Ext(name))
	info, err := os.Stat(name)
	return (ext == ".md" || ext == ".markdown") && (err != nil || !info.IsDir())
}

// prepare reads the site, or the one file, and finds a browser when print is wanted; it is started
// at once when this content was never printed before.
func (a *app) prepare(ctx context.Context, file string, print bool) (*job, error) {
	if err := a.checkFindingFlags(); err != nil {
		return nil, err
	}
	if p := a.flags.poll; p < 0 || p > 0 && p < leastPoll {
		return nil, fmt.Errorf("--poll %v: the least is %v, as in --poll 1s", p, leastPoll)
	}
	j := &job{app: a, site: file == ""}
	var err error
	if file == "" && a.flags.source != a.folder() {
		file = a.flags.source
	}
	if file != "" {
		if !isMarkdown(file) {
			return nil, fmt.Errorf("%s: is no Markdown file; name one that ends in .md", file)
		}
		j.set, err = source.ReadFile(file)
	} else {
		j.set, err = source.Read(a.flags.source)
	}
	if err != nil {
		return nil, err
	}
	if file == "" && len(j.set.Under("content")) == 0 && len(j.set.Problems()) == 0 {
		where := "here"
		if a.flags.source != "." {
			where = "in " + a.flags.source
		}
		return nil, fmt.Errorf("there is no content/ %s\n%s", where,
			"`resgen new DIR` makes a site; `resgen check FILE.md` and `resgen pdf FILE.md` take one Markdown file")
	}
	if j.levels, err = a.ruleLevels(); err != nil {
		return nil, err
	}
	if _, problem := compose.ParseBase(a.flags.baseURL); problem != "" {
		return nil, fmt.Errorf("--base-url: %s; write it as in https://me.github.io/cv/", problem)
	}
	j.disk = a.prints()
	j.memo = build.NewMemory(j.disk, buildID())
	if !print {
		j.noPrint = "--no-pdf was given"
		return j, nil
	}
	if j.findPrinter(ctx); j.unheld != nil {
		return nil, j.unheld
	}
	return j, nil
}

func (a *app) truth(key string) bool {
	v, err := strconv.ParseBool(a.env(key))
	return a.env(key) != "" && (err != nil || v)
}

// environment is the variables that private values may be taken from: those of resgen's, and what private.yaml may name.
func (a *app) environment() []compose.Variable {
	if a.environ == nil {
		return nil
	}
	var out []compose.Variable
	for _, v := range a.environ() {
		if name, value, ok := strings.Cut(v, "="); ok && name != "" { // Windows has some without a name
			out = append(out, compose.Variable{Name: name, Value: value})
		}
	}
	return out
}

// epoch is the time that the user set for all that is made, in seconds; 0 for none.
func (a *app) epoch() int64 {
	epoch, err := strconv.ParseInt(a.env("SOURCE_DATE_EPOCH"), 10, 64)
	if err != nil || epoch < 0 {
		return 0
	}
	return epoch
}

// today is the month that dates are held against.
func (a *app) today() date.Date {
	today := time.Now()
	if epoch := a.epoch(); epoch > 0 {
		today = time.Unix(epoch, 0).UTC()
	}
	return date.Date{Year: today.Year(), Month: int(today.Month())}
}

// ruleLevels reads the --rule flags.
func (a *app) ruleLevels() ([]check.Level, error) {
	var out []check.Level
	for _, text := range a.flags.rules {
		id, word, ok := strings.Cut(text, "=")
		level, known := diag.ParseSeverity(word)
		if !ok || !known {
			return nil, fmt.Errorf("--rule %s: write it as RULE=LEVEL; the levels are off, info, warning and error", text)
		}
		if err := check.Known(a.rules, id); err != nil {
			return nil, fmt.Errorf("--rule %s: %w", text, err)
		}
		if check.Fixed(id) && level < diag.Error {
			return nil, fmt.Errorf("--rule %s: what %s finds is always an error", text, id)
		}
		out = append(out, check.Level{Rule: id, Level: level})
	}
	return out, nil
}

// noFile is the arguments of a command that takes none, and for which a résumé without a site is named by --source.
func noFile(c *cobra.Command, args []string) error {
	if len(args) > 0 && strings.HasSuffix(args[0], ".md") {
		return fmt.Errorf("%s %s: a file is named by a flag here\nwrite `%s --source %s`", c.Name(), args[0], c.CommandPath(), quoted(args[0]))
	}
	return cobra.NoArgs(c, args)
}
