package build

import (
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/chrome"
	"github.com/resgen/resgen/internal/compose"
)

// poolOf is a printer of the fake, which stands for browsers at some addresses.
func (f *fake) poolOf(t *testing.T, sends bool, addresses ...string) *Printer {
	t.Helper()
	p := f.printer("fake")
	for _, a := range addresses {
		e, err := chrome.ParseEndpoint(a)
		if err != nil {
			t.Fatal(err)
		}
		p.pool = append(p.pool, e)
	}
	p.sends = sends
	return p
}

// TestElsewhere holds what browsers on other machines get to see, and that what nobody prints is counted.
func TestElsewhere(t *testing.T) {
	const here, there = "ws://localhost:9222", "wss://render.example/?token=hush"
	open := strings.NewReplacer("private: [phone]\n", "").Replace(simple)
	leaking := strings.NewReplacer("private:", "headline: Programmer, +44 20 7946 0018\nprivate:").Replace(simple)
	tests := []struct {
		name, resume string
		variant      string
		letter       string
		sends        bool
		pool         []string
		targets      int  // that are printed
		private      int  // jobs that only browsers here may have
		phone        bool // is in a job that others may have
		withheld     int
		leak         bool // is a finding
	}{
		{name: "here", resume: simple, pool: []string{here}, targets: 2, phone: true}, // nobody else is there
		{name: "both", resume: simple, pool: []string{here, there}, targets: 2, private: 1},
		{name: "there", resume: simple, pool: []string{there}, targets: 1, withheld: 1},
		{name: "there, sent", resume: simple, sends: true, pool: []string{there}, targets: 2, phone: true},
		{name: "nothing private", resume: open, pool: []string{there}, targets: 2, phone: true},
		{name: "nothing private, both", resume: open, pool: []string{here, there}, targets: 2, phone: true},
		{name: "a variant", resume: simple, variant: "---\nheadline: Programmer\n---\n", pool: []string{there}, targets: 1, withheld: 2},
		{name: "a variant, nothing private", resume: open, variant: "---\nheadline: Programmer\n---\n", pool: []string{there}, targets: 2, withheld: 1, phone: true},
		{name: "a variant, both", resume: simple, variant: "---\nheadline: Programmer\n---\n", pool: []string{here, there}, targets: 3, private: 2},
		{name: "a published variant", resume: simple, variant: "---\nheadline: Programmer\npublish: true\n---\n", pool: []string{there}, targets: 2, withheld: 2},
		{name: "a published variant, nothing private", resume: open, variant: "---\nheadline: Programmer\npublish: true\n---\n", pool: []string{there}, targets: 4, phone: true},
		{name: "a letter, nothing private", resume: open, letter: "Call me.\n", pool: []string{there}, targets: 2, withheld: 1, phone: true},
		{name: "a letter, both", resume: simple, letter: "Call me.\n", pool: []string{here, there}, targets: 3, private: 2},
		{name: "a leak", resume: leaking, pool: []string{there}, withheld: 1, leak: true},
		{name: "a leak, both", resume: leaking, pool: []string{here, there}, targets: 2, private: 2, leak: true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := newFake(t)
			site := files{"content/resume.md": tt.resume, "content/posts/leak.md": "---\ntitle: A post\n---\nText.\n"}
			site = site.with(files{"content/variants/acme.md": tt.variant, "content/letters/acme.md": tt.letter})
			r := Build(t.Context(), site.lay(t), NewMemory(nil, "test"), Options{Options: compose.Options{Site: true}, Printer: f.poolOf(t, tt.sends, tt.pool...)})
			rep := checked(t, r)
			prints, err := r.Prints(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if len(prints) != tt.targets {
				t.Errorf("%d targets are printed, want %d", len(prints), tt.targets)
			}
			n, why := r.Withheld()
			if n != tt.withheld || n > 0 && why != "private values are not sent to wss://render.example" {
				t.Errorf("%d are withheld, want %d: %q", n, tt.withheld, why)
			}
			if got := has(rep, "privacy/published", "stands in public/resume.pdf") > 0; got != tt.leak {
				t.Errorf("that it is published is found: %t; %v", got, rep.Findings)
			}
			if tt.targets == 0 && (len(rep.Skipped) == 0 || !strings.HasPrefix(rep.Skipped[0].Reason, "private values stand on the sheets")) {
				t.Errorf("skipped are %v", rep.Skipped)
			}
			r.Draw()
			r.Wait()
			private, phone := 0, false
			for _, j := range f.jobs {
				switch {
				case j.Private:
					private++
				case strings.Contains(string(j.HTML), "7946"):
					phone = true
				}
			}
			if private != tt.private || phone != tt.phone {
				t.Errorf("%d jobs are private, want %d; the number is in others: %t, want %t", private, tt.private, phone, tt.phone)
			}
		})
	}
}

// TestElsewhereCards holds the same of pictures of cards, on which a page's own words stand.
func TestElsewhereCards(t *testing.T) {
	site := files{"content/resume.md": simple, "content/posts/leak.md": "---\ntitle: Call +44 20 7946 0018\n---\nText.\n"}
	for _, pool := range [][]string{{"ws://a:1"}, {"ws://a:1", "ws://localhost:1"}} {
		f := newFake(t)
		r := Build(t.Context(), site.lay(t), NewMemory(nil, "test"), Options{Options: compose.Options{Site: true, BaseURL: "https://ada.example/"}, Printer: f.poolOf(t, false, pool...)})
		found := checked(t, r)
		r.Draw()
		r.Wait()
		if has(found, "privacy/published", "stands in public/") == 0 {
			t.Errorf("%v: it is not found: %v", pool, found.Findings)
		}
		shots := 0
		for _, j := range f.jobs {
			if !j.Private && strings.Contains(string(j.HTML), "7946") {
				t.Errorf("%v: the number goes out", pool)
			}
			if strings.Contains(string(j.HTML), "Call") {
				shots++
			}
		}
		if want := len(pool) - 1; shots != want {
			t.Errorf("%v: the card is taken %d times, want %d", pool, shots, want)
		}
	}
}

// TestRemoteIdentity holds that browsers that run already are told apart by what they say, and by nothing when they do not answer.
func TestRemoteIdentity(t *testing.T) {
	f := newFake(t)
	p := PrinterOf(chrome.Binary{}, func() (Browser, error) { return speaking{f}, nil })
	if p.Identity() == "" || p.Remote() {
		t.Errorf("one that is started: %q %t", p.Identity(), p.Remote())
	}
	p.pool = f.poolOf(t, false, "ws://a:1").pool
	if p.Identity() != "Fake/1 and 3 px" || !p.Remote() {
		t.Errorf("one that runs: %q %t", p.Identity(), p.Remote())
	}
	gone := f.poolOf(t, false, "ws://a:1")
	if gone.Identity() != "" {
		t.Errorf("one that says nothing: %q", gone.Identity())
	}
	closing := NewPool(t.Context(), p.pool[:0], chrome.PoolOptions{})
	if _, err := closing.Print(t.Context(), chrome.Job{}); err == nil {
		t.Error("it prints with none")
	}
}

type speaking struct{ *fake }

func (speaking) Identity() string { return "Fake/1 and 3 px" }
