package cli

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"
	"weak"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/check/rules"
	"github.com/resgen/resgen/internal/live"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/watch"
)

// said is a writer that tells of each write.
type said chan struct{}

func (s said) Write(b []byte) (int, error) { s <- struct{}{}; return len(b), nil }

// TestTellForgets holds that who tells of saves keeps none of them: that of one, an error in a file, is gone when live has
// forgotten it, too, after some forty more.
func TestTellForgets(t *testing.T) {
	root := t.TempDir()
	name := filepath.Join(root, "content", "resume.md")
	write := func(n int) {
		os.MkdirAll(filepath.Dir(name), 0o777)
		if err := os.WriteFile(name, fmt.Appendf(nil, "---\nname: Ada\n---\n[gone](gone%d.md)\n", n), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write(0)
	set, err := source.Read(root)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	loop := live.New(ctx, set, build.NewMemory(nil, "test"), live.Options{Build: func() build.Options { return build.Options{} }, Rules: rules.All(), Notice: func(string) {}})
	changes, lines, ended := make(chan watch.Change), make(said), make(chan struct{}, 2)
	go func() { loop.Run(ctx, changes); ended <- struct{}{} }()
	a := &app{err: lines, out: lines, env: func(string) string { return "" }, started: time.Now()}
	go func() { a.tell(ctx, loop, &job{}); ended <- struct{}{} }()
	<-lines
	save := func(n int) {
		write(n)
		changes <- watch.Change{Paths: []string{"content/resume.md"}}
		<-lines
	}
	save(1)
	old := func() weak.Pointer[source.File] {
		f, _ := loop.Current().Result.Set.File("content/resume.md")
		return weak.Make(f)
	}()
	for n := range 60 {
		save(n + 2)
	}
	runtime.GC()
	if old.Value() != nil {
		t.Error("a save of long ago is still kept")
	}
	cancel()
	<-ended
	<-ended
}
