package install

import (
	"context"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

const place = "156.0.8078.108-linux64"

var build = Build{version, platform, archiveOf(version, platform)}

func TestInstall(t *testing.T) {
	w := newWorld(t, true, version)
	in := installer(t, w.client(t))
	var last, total int64
	in.Progress = func(d, all int64) { last, total = d, all }
	want := record(w.archives[archivePath(version, platform)])
	x, fresh, err := in.Install(t.Context(), build, nil)
	if err != nil || !fresh || x.Record != want || !x.Tried {
		t.Fatalf("%+v, %v", x, err)
	}
	if last != want.Size || total != want.Size {
		t.Errorf("the last that was told is %d of %d", last, total)
	}
	nothing(t, in.Store, place)
	if got, err := in.Store.Find(version, platform, &want); err != nil || got.Program != x.Program || got.Size() == 0 {
		t.Errorf("%+v, %v", got, err)
	}
	if info, err := os.Stat(in.Store.Dir); err != nil || info.Mode().Perm()&0o077 != 0 && os.PathSeparator == '/' {
		t.Errorf("the store is for others: %v, %v", info.Mode(), err)
	}

	asked := w.asked.Load()
	in.Try = func(context.Context, string) (Version, error) { return "", errors.New("it was run again") }
	if _, fresh, err := in.Install(t.Context(), build, &want); err != nil || fresh || w.asked.Load() != asked {
		t.Errorf("once more: %v, %v, and %d calls", fresh, err, w.asked.Load()-asked)
	}
	if x, ok := in.Store.Newest(platform); !ok || x.Version != version {
		t.Errorf("%+v, %v", x, ok)
	}
	if _, ok := in.Store.Newest("win64"); ok {
		t.Error("it is there for Windows")
	}
}

// TestOtherArchive holds that an archive which is not the one on record is neither kept nor run, nor used when it was installed before.
func TestOtherArchive(t *testing.T) {
	w := newWorld(t, true, version)
	in := installer(t, w.client(t))
	want := record(w.archives[archivePath(version, platform)])
	want.SHA256 = strings.Repeat("0", 64)
	runs := 0
	in.Try = func(ctx context.Context, p string) (Version, error) { runs++; return says(ctx, p) }
	var other *RecordError
	if _, _, err := in.Install(t.Context(), build, &want); !errors.As(err, &other) || runs > 0 {
		t.Fatalf("%v, after %d runs", err, runs)
	}
	nothing(t, in.Store)
	if _, _, err := in.Install(t.Context(), build, nil); err != nil {
		t.Fatal(err)
	}
	if _, err := in.Store.Find(version, platform, &want); !errors.As(err, &other) {
		t.Errorf("another archive's is found: %v", err)
	}
	if _, _, err := in.Install(t.Context(), build, &want); !errors.As(err, &other) {
		t.Error(err)
	}
	if _, err := in.Store.Find(version, platform, nil); err != nil {
		t.Errorf("what was there is gone: %v", err)
	}
	nothing(t, in.Store, place)
}

func TestTry(t *testing.T) {
	w := newWorld(t, true, version)
	for name, tt := range map[string]struct {
		says  Version
		err   error
		want  string
		stays bool
	}{
		"another version": {says: "155.0.1.1", want: "the program says that it is 155.0.1.1\nnothing of it was kept"},
		"does not run":    {err: errors.New("exec format error"), want: "does not run here: exec format error"},
		"lacks":           {err: errors.Join(errors.New("libnss3.so"), ErrLacks), want: "does not run here: libnss3.so", stays: true},
	} {
		t.Run(name, func(t *testing.T) {
			in := installer(t, w.client(t))
			in.Try = func(context.Context, string) (Version, error) { return tt.says, tt.err }
			_, _, err := in.Install(t.Context(), build, nil)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%v; want %s", err, tt.want)
			}
			if !tt.stays {
				nothing(t, in.Store)
				return
			}
			nothing(t, in.Store, place)
			if _, err := in.Store.Find(version, platform, nil); !errors.Is(err, ErrUntried) {
				t.Errorf("it is found: %v", err)
			}
			if all, err := in.Store.List(); err != nil || len(all) != 1 || !errors.Is(all[0].Err, ErrUntried) {
				t.Errorf("%+v, %v", all, err)
			}
			in.Try = says // the library was installed
			asked := w.asked.Load()
			if x, fresh, err := in.Install(t.Context(), build, nil); err != nil || fresh || !x.Tried || w.asked.Load() != asked {
				t.Errorf("%v, %v", fresh, err)
			}
			if _, err := in.Store.Find(version, platform, nil); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestDamaged(t *testing.T) {
	w := newWorld(t, true, version)
	in := installer(t, w.client(t))
	damage := map[string]func(x Installed) error{
		"shorter":      func(x Installed) error { return os.Truncate(filepath.Join(x.Dir, folder, "icudtl.dat"), 5) },
		"gone":         func(x Installed) error { return os.Remove(filepath.Join(x.Dir, folder, "locales", "de.pak")) },
		"another time": func(x Installed) error { return os.Chtimes(x.Program, time.Now(), time.Now().Add(-time.Hour)) },
		"no manifest":  func(x Installed) error { return os.Remove(filepath.Join(x.Dir, manifestName)) },
		"manifest":     func(x Installed) error { return os.WriteFile(filepath.Join(x.Dir, manifestName), []byte("{}"), 0o600) },
		"a link": func(x Installed) error {
			return errors.Join(os.Remove(x.Program), os.Symlink("sh", x.Program))
		},
		"another program": func(x Installed) error {
			name := filepath.Join(x.Dir, manifestName)
			b, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			return os.WriteFile(name, []byte(strings.Replace(string(b), "\"program\": \""+program, "\"program\": \"../../sh", 1)), 0o600)
		},
		"a path of its own": func(x Installed) error {
			name := filepath.Join(x.Dir, manifestName)
			b, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			return os.WriteFile(name, []byte(strings.ReplaceAll(string(b), program, "../../sh")), 0o600)
		},
	}
	for name, harm := range damage {
		t.Run(name, func(t *testing.T) {
			x, _, err := in.Install(t.Context(), build, nil)
			if err == nil {
				err = harm(x)
			}
			if err != nil {
				t.Fatal(err)
			}
			if _, err := in.Store.Find(version, platform, nil); !errors.Is(err, ErrDamaged) {
				t.Errorf("it is found: %v", err)
			}
			if _, ok := in.Store.Newest(platform); ok {
				t.Error("it is the newest")
			}
			if all, err := in.Store.List(); err != nil || len(all) != 1 || !errors.Is(all[0].Err, ErrDamaged) {
				t.Errorf("%+v, %v", all, err)
			}
			if _, fresh, err := in.Install(t.Context(), build, nil); err != nil || !fresh {
				t.Errorf("it is not mended: %v, %v", fresh, err)
			}
			if _, err := in.Store.Find(version, platform, nil); err != nil {
				t.Error(err)
			}
			nothing(t, in.Store, place)
		})
	}
	// Sites restored from a cache of CI's have times in whole seconds.
	x, err := in.Store.Find(version, platform, nil)
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(x.Program)
	if err != nil || info.ModTime().Nanosecond() != 0 {
		t.Errorf("%v, %v", info.ModTime(), err)
	}
}

// TestHostileLeavesNothing holds that of an archive that is not taken nothing is left.
func TestHostileLeavesNothing(t *testing.T) {
	w := newWorld(t, true, version)
	in := installer(t, w.client(t))
	in.Try = func(context.Context, string) (Version, error) { t.Error("it was run"); return version, nil }
	for _, bad := range [][]byte{pack(t, packed{program, "x", 0o755}, packed{"../evil", "x", 0}), good(t, version)[:300]} {
		w.archives[archivePath(version, platform)] = bad
		if _, _, err := in.Install(t.Context(), build, nil); err == nil || !strings.HasPrefix(err.Error(), "chrome 156.0.8078.108 for linux64: the archive is not taken: ") {
			t.Error(err)
		}
		nothing(t, in.Store)
		if _, err := in.Look(t.Context(), build, nil); err == nil {
			t.Error("it is put on record")
		}
		nothing(t, in.Store)
	}
}

// TestTogether holds that of two that install the same, one does, and the other waits for it.
func TestTogether(t *testing.T) {
	w := newWorld(t, true, version)
	in := installer(t, w.client(t))
	var done sync.WaitGroup
	fresh := make([]bool, 4)
	for i := range fresh {
		done.Go(func() {
			var err error
			if _, fresh[i], err = in.Install(t.Context(), build, nil); err != nil {
				t.Error(err)
			}
		})
	}
	done.Wait()
	n := 0
	for _, f := range fresh {
		if f {
			n++
		}
	}
	if n != 1 || w.asked.Load() != 1 {
		t.Errorf("%d of 4 fetched it, with %d calls", n, w.asked.Load())
	}
	nothing(t, in.Store, place)
}

// TestStopped holds that who is stopped leaves nothing, while it fetches and while it waits for another; and that what was left by one that
// was killed is taken away.
func TestStopped(t *testing.T) {
	w := newWorld(t, false, version)
	in := installer(t, w.client(t))
	if err := os.MkdirAll(filepath.Join(in.Store.Dir, workPrefix+"killed", "tree"), 0o700); err != nil {
		t.Fatal(err)
	}
	begun := make(chan struct{})
	body := w.archives[archivePath(version, platform)]
	w.answers[archivePath(version, platform)] = func(rw http.ResponseWriter, r *http.Request) {
		rw.Write(body[:10])
		rw.(http.Flusher).Flush()
		close(begun)
		<-r.Context().Done()
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() {
		_, _, err := in.Install(ctx, build, nil)
		ended <- err
	}()
	<-begun
	waiting, stop := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer stop()
	if _, _, err := in.Install(waiting, build, nil); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("the second: %v", err)
	}
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	nothing(t, in.Store)
	delete(w.answers, archivePath(version, platform))
	if _, _, err := in.Install(t.Context(), build, nil); err != nil {
		t.Error(err)
	}
}

func TestLook(t *testing.T) {
	w := newWorld(t, true, version)
	in := installer(t, w.client(t))
	in.Try = func(context.Context, string) (Version, error) { t.Error("it was run"); return version, nil }
	rec, err := in.Look(t.Context(), build, nil)
	if want := record(w.archives[archivePath(version, platform)]); err != nil || rec != want {
		t.Errorf("%+v, %v", rec, err)
	}
	nothing(t, in.Store)
}

func TestRemove(t *testing.T) {
	w := newWorld(t, true, "152.0.7977.54", version)
	in := installer(t, w.client(t))
	for _, v := range []Version{"152.0.7977.54", version} {
		if _, _, err := in.Install(t.Context(), Build{v, platform, archiveOf(v, platform)}, nil); err != nil {
			t.Fatal(err)
		}
	}
	all, err := in.Store.List()
	if err != nil || len(all) != 2 || all[0].Version != version {
		t.Fatalf("%+v, %v", all, err)
	}
	unlock, err := in.Store.lock()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := in.Store.Remove(ctx, all, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("while another installs, an interrupt ends nothing: %v", err)
	}
	unlock()
	if err := in.Store.Remove(t.Context(), all[1:], nil); err != nil {
		t.Error(err)
	}
	nothing(t, in.Store, place)
	if err := (Store{filepath.Join(t.TempDir(), "none")}).Remove(t.Context(), nil, nil); err != nil {
		t.Error(err)
	}
	if all, err := (Store{filepath.Join(t.TempDir(), "none")}).List(); err != nil || len(all) > 0 {
		t.Errorf("%+v, %v", all, err)
	}
}

func TestHolders(t *testing.T) {
	s := Store{t.TempDir()}
	site, gone, odd, free := t.TempDir(), filepath.Join(t.TempDir(), "gone"), t.TempDir(), t.TempDir()
	for dir, text := range map[string]string{site: string(pinned().Bytes()), odd: "version = ", free: ""} {
		if text != "" {
			if err := os.WriteFile(filepath.Join(dir, PinName), []byte(text), 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
	for range 2 {
		for _, dir := range []string{site, gone, odd, free} {
			s.Note(dir)
		}
	}
	got := s.Holders(version)
	if len(got) != 2 || !strings.Contains(strings.Join(got, " "), site) || !strings.Contains(strings.Join(got, " "), odd) {
		t.Errorf("%q", got)
	}
	if got := s.Holders("155.0.1.1"); len(got) != 1 || got[0] != odd {
		t.Errorf("%q", got)
	}
	if all, err := os.ReadDir(filepath.Join(s.Dir, "sites")); err != nil || len(all) != 3 {
		t.Errorf("%v, %v: a site that is gone is forgotten", all, err)
	}
}
