package cli

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/cache"
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/chrome"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/install"
	"github.com/resgen/resgen/internal/source"
)

// job is what a command that builds works on.
type job struct {
	app     *app
	mu      sync.Mutex // of the printer, while a loop runs
	set     *source.Set
	memo    *build.Memory
	printer *build.Printer
	noPrint string
	unheld  error // why the Chrome that the site holds to cannot be had, where no other may print
	noted   int   // of the printer's notes, those that were said
	levels  []check.Level
	stamp   [32]byte
	disk    *cache.Cache
	site    bool // a site is made, of one file, too
	matrix  bool
	only    func(compose.Target) bool // which targets are printed; nil for all
	shared  bool                      // other machines see what is made: nothing private is in it
}

// home is the folder of the site, as it was named where it is the one that was.
func (j *job) home() string {
	dir := j.app.folder()
	if abs, err := filepath.Abs(dir); err == nil && j.set != nil && j.set.Root != "" && j.set.Root != abs {
		return j.set.Root
	}
	return dir
}

// prints is the prints that runs before this one kept on disk; nil, and they are made anew, where there can be none.
func (a *app) prints() *cache.Cache {
	if a.flags.noCache {
		return nil
	}
	dir, err := os.UserCacheDir()
	if err != nil {
		return nil
	}
	disk, _ := cache.Open(filepath.Join(dir, "resgen", "prints"), cacheLimit)
	return disk
}

// cacheLimit bounds what prints are remembered, in bytes: about 500 résumés of 100 KB.
const cacheLimit = 50 << 20

// lookForBrowser looks for a browser, and starts none, nor calls one; that there is none is told in the findings' summary.
func (j *job) lookForBrowser(ctx context.Context) {
	a := j.app
	_, endpoints, err := a.browsers()
	if len(endpoints) > 0 {
		a.announce(endpoints)
		j.printer, j.noPrint = build.NewPool(ctx, endpoints, a.poolOptions()), ""
		return
	}
	var bin chrome.Binary
	if err == nil {
		bin, err = a.findChrome(j.home())
	}
	if err != nil {
		if held := (*pinError)(nil); errors.As(err, &held) {
			j.unheld = err
		}
		j.noPrint, _, _ = strings.Cut(err.Error(), "\n")
		return
	}
	j.printer, j.noPrint = build.NewPrinter(ctx, bin, a.chromeOptions()), ""
}

// idleBrowser is how long a browser stays that an editor or an assistant had started: to start it again takes a third of a second, and
// it holds some 150 MB.
const idleBrowser = 5 * time.Minute

// keepBrowser looks for a browser where there is none yet, or where it did not start the last time, as on a busy machine.
func (j *job) keepBrowser(ctx context.Context) {
	if j.printer == nil || j.printer.Failed() {
		j.printer = nil
		if j.lookForBrowser(ctx); j.printer != nil {
			j.printer.Rest(idleBrowser)
		}
	}
}

// findPrinter looks for a browser, and starts it when this content was never printed before.
func (j *job) findPrinter(ctx context.Context) {
	if j.lookForBrowser(ctx); j.printer == nil {
		return
	}
	if j.printer.Remote() { // to tell whether it printed this before, it is asked who it is
		j.printer.Warm()
		return
	}
	a := j.app
	parts := [][]byte{[]byte("stamp 1"), []byte(buildID()), []byte(j.printer.Identity()), []byte(a.flags.baseURL)}
	for _, f := range j.set.All() {
		if compose.Role(j.set, f.Path) != compose.Page_ || !strings.HasPrefix(f.Path, "content/") {
			parts = append(parts, []byte(f.Path), f.Hash[:])
		}
	}
	j.stamp = cache.NewKey(parts...)
	if _, ok := j.disk.Get(j.stamp); !ok || j.printer.Identity() == "" {
		j.printer.Warm()
	}
}

// close ends the browser, and remembers that this content needs none next time when it was printed.
func (j *job) close(printed bool) {
	if j.printer == nil {
		return
	}
	if printed && j.stamp != (cache.Key{}) {
		if _, ok := j.disk.Get(j.stamp); !ok {
			j.disk.Put(j.stamp, []byte{1})
		}
	}
	j.printer.Close()
}

// withholds reports whether no browser may see private values.
func (j *job) withholds() bool { return j.printer != nil && j.printer.Withholds() }

// options is how to build for this command line.
func (j *job) options() build.Options {
	a := j.app
	o := build.Options{
		Options: compose.Options{BaseURL: a.flags.baseURL, Drafts: a.flags.drafts, Site: j.site, Public: j.shared || j.matrix && j.withholds(), Matrix: j.matrix, Papers: a.flags.papers},
		Minify:  a.flags.minify,
		Publish: a.truth("CI") || a.flags.baseURL != "",
		Levels:  j.levels,
		Printer: j.printer,
		Only:    j.only,
		NoPrint: j.noPrint,
		Timeout: a.flags.chromeTimeout,
	}
	if pin, ok, err := install.ReadPin(j.home()); ok && err == nil {
		o.Chrome = string(pin.Version)
	}
	o.Epoch, o.Today = a.epoch(), a.today()
	o.Environment = a.environment()
	o.PDFCache = a.pdfCache()
	return o
}
