package foreign

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"time"

	pdfium "github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// An engine is PDFium, loaded and ready.
type engine struct {
	instance pdfium.Pdfium
	close    func()
}

// load loads PDFium, and compiles it when its compiled form is not remembered, or damaged. Whatever runs in it ends when
// ctx does.
func load(ctx context.Context, o Options) (*engine, error) {
	dir := o.Cache
	if dir != "" && !ours(dir) {
		dir = ""
	}
	before := compiled(dir)
	if o.Notice != nil && len(before) == 0 {
		o.Notice()
	}
	e, err := start(ctx, dir)
	if err != nil && dir != "" && ctx.Err() == nil {
		for _, f := range before {
			os.Remove(f.name)
		}
		e, err = start(ctx, dir)
	}
	if err == nil && dir != "" {
		trim(dir, len(before))
	}
	return e, err
}

// start starts PDFium with what is remembered in dir.
func start(ctx context.Context, dir string) (e *engine, err error) {
	config := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(maxMemory >> 16).
		WithCloseOnContextDone(true)
	var compiled wazero.CompilationCache
	if dir != "" {
		if compiled, err = wazero.NewCompilationCacheWithDir(dir); err != nil {
			return nil, err
		}
		config = config.WithCompilationCache(compiled)
	}
	defer func() {
		if v := recover(); v != nil {
			e, err = nil, fmt.Errorf("%v", v)
		}
	}()
	pool, err := initialise(webassembly.Config{
		Context: experimental.WithCompilationWorkers(ctx, runtime.GOMAXPROCS(0)),
		MaxIdle: 1, MaxTotal: 1, RuntimeConfig: config,
		FSConfig: wazero.NewFSConfig(), Stdout: io.Discard, Stderr: io.Discard,
	})
	if err != nil {
		return nil, err
	}
	end := func() {
		pool.Close()
		if compiled != nil {
			compiled.Close(context.WithoutCancel(ctx))
		}
	}
	instance, err := pool.GetInstance(time.Minute)
	if err != nil {
		end()
		return nil, err
	}
	return &engine{instance, end}, nil
}

// ours makes a folder for this user alone, and reports whether it is one: what lies in it is run.
func ours(dir string) bool {
	if os.MkdirAll(dir, 0o700) != nil {
		return false
	}
	info, err := os.Lstat(dir)
	if err != nil || !info.IsDir() {
		return false
	}
	// It fails on a folder of another user.
	return info.Mode().Perm()&0o077 == 0 || runtime.GOOS == "windows" || os.Chmod(dir, 0o700) == nil
}

// kept is how many compiled forms are remembered, of some 20 MB each: this version's and that of the one before.
const kept = 2

// A form is one file of compiled code.
type form struct {
	name string
	made time.Time
}

// compiled is the files of compiled code below a folder, the newest first. wazero keeps them in a folder for each of its
// versions.
func compiled(dir string) []form {
	if dir == "" {
		return nil
	}
	var all []form
	filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return nil
		}
		if info, err := d.Info(); err == nil && info.Mode().IsRegular() {
			all = append(all, form{name, info.ModTime()})
		}
		return nil
	})
	slices.SortFunc(all, func(a, b form) int { return b.made.Compare(a.made) })
	return all
}

// trim removes what is too old when something was added. What it removes too much is only compiled again.
func trim(dir string, before int) {
	all := compiled(dir)
	if len(all) <= max(before, kept) {
		return
	}
	for _, f := range all[kept:] {
		os.Remove(f.name)
	}
}
