package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/resgen/resgen/internal/chrome"
	"github.com/resgen/resgen/static"
)

// browsers is what the user says to print with: a file, addresses of browsers that run already, or neither.
func (a *app) browsers() (file string, endpoints []chrome.Endpoint, err error) {
	values, from := a.flags.chrome, "--chrome"
	if len(values) == 0 {
		values, from = []string{a.env("RESGEN_CHROME")}, "RESGEN_CHROME"
	}
	file, endpoints, err = chrome.Named(values)
	if err != nil {
		err = fmt.Errorf("%s: %w", from, err)
	}
	return file, endpoints, err
}

// probeFaces is what browsers that run already are compared in: a sans serif, a serif and a bold of those that themes use.
func probeFaces() []chrome.Face {
	var out []chrome.Face
	for _, name := range []string{"inter/latin-400-normal", "source-serif-4/latin-400-normal", "carlito/latin-700-normal"} {
		b, err := fs.ReadFile(static.FS(), "fonts/"+name+".woff2")
		if err != nil {
			panic("cli: a face of the probe is not embedded: " + err.Error())
		}
		out = append(out, chrome.Face{Name: strings.ReplaceAll(name, "/", "-") + ".woff2", Data: b})
	}
	return out
}

// poolOptions is how to use browsers that run already.
func (a *app) poolOptions() chrome.PoolOptions {
	return chrome.PoolOptions{Faces: probeFaces(), SendPrivate: a.flags.sendPrivate, Timeout: a.flags.chromeTimeout}
}

// announce tells once which browsers are not on this machine, and what they get.
func (a *app) announce(endpoints []chrome.Endpoint) {
	a.told.Do(func() {
		there := chrome.Elsewhere(endpoints)
		are := "is not on this machine: it gets"
		if strings.Contains(there, " and ") {
			are = "are not on this machine: they get"
		}
		switch {
		case there == "":
		case a.flags.sendPrivate:
			a.note(there + " " + are + " all that is printed, private values, too (--send-private)")
		default:
			a.note(there + " " + are + " what is published, and nothing that is private (--send-private)")
		}
	})
}

// doctorPool tells of each of the browsers that run already; false when nothing can be printed with them.
func (a *app) doctorPool(ctx context.Context, endpoints []chrome.Endpoint, line func(code, mark, what, text string)) bool {
	var all []chrome.Status
	var none *chrome.NoneError
	pool, err := chrome.Connect(ctx, endpoints, a.poolOptions())
	switch {
	case err == nil:
		defer pool.Close()
		all, err = pool.Statuses(ctx)
	case errors.As(err, &none):
		all = none.Each
	}
	for _, s := range all {
		if s.Err != nil {
			line("31;1", "failed", "browser", fmt.Sprintf("%s: %v", s, s.Err))
			continue
		}
		line("32", "ok", "browser", fmt.Sprintf("%s, %s, answered and printed a probe in %s", s, s.Probe.Version, took(s.Took)))
		if s.Probe.Rounded() {
			line("33", "note", "browser", s.String()+" sets letters at whole pixels, so that they stand unevenly; start it with\n--font-render-hinting=none")
		}
		if !s.Local() && !a.flags.sendPrivate {
			line("33", "note", "browser", s.String()+" is not on this machine: it gets what is published, and nothing that is private")
		}
	}
	if err != nil && none == nil {
		line("31;1", "failed", "browser", err.Error())
	}
	return err == nil
}
