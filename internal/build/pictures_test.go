package build

import (
	"bytes"
	"image"
	"image/png"
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/cache"
	"github.com/resgen/resgen/internal/check/rules"
)

// placed is the site of simple with an address, a project and a post.
func placed() files {
	return files{
		"content/resume.md":       strings.Replace(simple, "name:", "base-url: https://ada.example/cv/\nname:", 1),
		"content/projects/eng.md": "---\ntitle: The Engine\nsummary: It weaves algebra.\n---\nText.\n",
		"content/posts/note.md":   "---\ntitle: A note\ndate: 2024-01-02\n---\nText.\n",
	}
}

// drawn is the pictures of a site by path.
func drawn(t *testing.T, r *Result) map[string]string {
	t.Helper()
	out := map[string]string{}
	for p, text := range all(t, r.Public) {
		if strings.HasSuffix(p, "card.png") {
			out[p] = text
		}
	}
	return out
}

// TestPictures holds that the site, each project and each post have a picture, that each is taken once for what it is made from, in this process
// and in the next, and that a change makes those anew that show it.
func TestPictures(t *testing.T) {
	disk, err := cache.Open(t.TempDir(), 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	f := newFake(t)
	memo := NewMemory(disk, "")
	site := placed()
	look := func(memo *Memory, site files, want int) map[string]string {
		t.Helper()
		f.shots = 0
		r := Build(t.Context(), site.lay(t), memo, Options{Printer: f.printer("chrome")})
		r.Draw()
		out := drawn(t, r)
		r.Wait()
		if f.shots != want {
			t.Errorf("%d pictures are taken, want %d", f.shots, want)
		}
		return out
	}
	first := look(memo, site, 3)
	for p, want := range map[string]string{"card.png": "Ada Byron", "projects/eng/card.png": "It weaves algebra.", "posts/note/card.png": "A note"} {
		if !strings.Contains(first[p], want) || !strings.HasPrefix(first[p], "1200 x 630\n") {
			t.Errorf("%s: %.200s", p, first[p])
		}
	}
	for name, m := range map[string]*Memory{"the same process": memo, "another one": NewMemory(disk, "")} {
		for p, text := range look(m, site, 0) {
			if text != first[p] {
				t.Errorf("%s: %s differs", name, p)
			}
		}
	}
	look(memo, site.with(files{"content/posts/note.md": "---\ntitle: Another note\ndate: 2024-01-02\n---\nText.\n"}), 1)
	look(NewMemory(disk, ""), site.with(files{"static/css/card.css": "p { color: red }"}), 3)
	look(NewMemory(disk, "newer"), site, 3)
	chinese := site.with(files{"content/resume.md": strings.Replace(site["content/resume.md"], "Ada Byron", "王小明", 1)})
	look(NewMemory(disk, ""), chinese, 3)
	look(NewMemory(disk, ""), chinese, 3) // its letters are of the machine, and not kept
	look(NewMemory(disk, ""), site.with(files{"static/card.png": "own", "static/posts/note/card.png": "own"}), 1)
	look(NewMemory(disk, ""), site.with(files{"content/resume.md": simple}), 0) // nobody knows where it will be
}

// TestPicturesChecked holds that a check takes no pictures, and yet finds what a card says that is private, and a layout that fails.
func TestPicturesChecked(t *testing.T) {
	f := newFake(t)
	site := placed()
	check := func(site files) *Result {
		return Build(t.Context(), site.lay(t), NewMemory(nil, ""), Options{Printer: f.printer("chrome")})
	}
	if rep := checked(t, check(site)); has(rep, "privacy/published", "")+has(rep, "page/layout", "") != 0 || f.shots != 0 {
		t.Errorf("%d pictures, %+v", f.shots, rep.Findings)
	}
	leak := checked(t, check(site.with(files{"layouts/card.html": "<p>+44 20 7946 0018</p>"})))
	if has(leak, "privacy/published", "card.png") == 0 {
		t.Errorf("a private number on a card: %+v", leak.Findings)
	}
	fails := check(site.with(files{"layouts/card.html": "<p>{{.Titel}}</p>"}))
	fails.Learn(t.Context())
	for _, all := range []bool{false, true} {
		broken, err := fails.Check(t.Context(), rules.All(), all)
		if err != nil || has(broken, "page/layout", "Titel") != 1 {
			t.Errorf("a layout that fails, all looked at: %v: %v, %+v", all, err, broken.Findings)
		}
	}
}

// TestNoPictures holds that without a browser no page names a picture and their number is told, and that a browser that fails is an error.
func TestNoPictures(t *testing.T) {
	r := Build(t.Context(), placed().lay(t), NewMemory(nil, ""), Options{})
	if r.Undrawn() != 3 {
		t.Errorf("%d pictures are missing", r.Undrawn())
	}
	for p, text := range all(t, r.Public) {
		if strings.Contains(text, "card.png") || strings.Contains(text, "og:image") || strings.Contains(text, "summary_large_image") {
			t.Errorf("%s names a picture", p)
		}
	}
	f := newFake(t)
	f.blind = true
	r = Build(t.Context(), placed().lay(t), NewMemory(nil, ""), Options{Printer: f.printer("chrome")})
	a, _ := r.Public.Find("posts/note/card.png")
	if _, err := a.Open(); err == nil || !strings.Contains(err.Error(), "posts/note/card.png: ") {
		t.Errorf("%v", err)
	}
}

// TestPicturesReal takes a picture with a real browser: of the size that is said, with ink on it, the same bytes in two processes.
func TestPicturesReal(t *testing.T) {
	p := realPrinter(t)
	var first []byte
	for range 2 {
		r := Build(t.Context(), placed().lay(t), NewMemory(nil, ""), Options{Printer: p})
		a, ok := r.Public.Find("card.png")
		if !ok {
			t.Fatal("there is no card.png")
		}
		b, err := a.Open()
		if err != nil {
			t.Fatal(err)
		}
		if first != nil && !bytes.Equal(b, first) {
			t.Error("the second one differs")
		}
		first = b
	}
	m, err := png.Decode(bytes.NewReader(first))
	if err != nil || m.Bounds().Dx() != 1200 || m.Bounds().Dy() != 630 {
		t.Fatalf("%v, %v", m.Bounds(), err)
	}
	inked(t, "card.png", m)
}

// TestPicturesInThemes holds that in every theme a card has room for a long name with accents, a long headline and a title without end.
func TestPicturesInThemes(t *testing.T) {
	p := realPrinter(t)
	site := files{
		"content/resume.md": "---\nname: Ågot Wolfeschlegelsteinhausenbergerdorff-Þórsdóttir van der Quyễn\nheadline: Principal Staff Engineer for Distributed Data Platforms, Payments and Developer Experience\n" +
			"location: Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch, Wales\nbase-url: https://agot.wolfeschlegelsteinhausenbergerdorff.example/curriculum/\n---\nText.\n\n## Skills\n\n- **Languages:** Go, Java\n- **Data:** PostgreSQL, Kafka\n",
		"content/posts/note.md": "---\ntitle: " + strings.Repeat("Ågot wrote without an end ", 12) + "\ndate: 2024-01-02\nsummary: " + strings.Repeat("A word of it. ", 40) + "\n---\nText.\n",
	}
	set := site.lay(t)
	for _, theme := range Themes(set) {
		opts := Options{Printer: p}
		opts.Theme = theme.Name
		r := Build(t.Context(), set, NewMemory(nil, ""), opts)
		for _, at := range []string{"card.png", "posts/note/card.png"} {
			a, _ := r.Public.Find(at)
			b, err := a.Open()
			if err != nil {
				t.Fatal(err)
			}
			m, err := png.Decode(bytes.NewReader(b))
			if err != nil {
				t.Fatal(err)
			}
			inked(t, theme.Name+" "+at, m)
		}
	}
}

// inked holds that there is text on a picture, and none at its edges.
func inked(t *testing.T, name string, m image.Image) {
	t.Helper()
	dark, edge := 0, 0
	for y := 30; y < 630; y++ { // below the bar
		for x := range 1200 {
			if r, g, b, _ := m.At(x, y).RGBA(); r+g+b < 3*0x8000 {
				dark++
				if x < 70 || x >= 1130 || y < 50 || y >= 600 {
					edge++
				}
			}
		}
	}
	if dark < 5000 || dark > 100000 || edge > 0 {
		t.Errorf("%s: %d dark pixels, %d of them at the edges", name, dark, edge)
	}
}
