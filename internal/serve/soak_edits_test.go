package serve

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// An author edits a site at random, as editors, people and version control do, faults included.
type author struct {
	*testing.T
	*rand.Rand
	root  string
	texts int          // so far, so that none is like another
	pace  *time.Ticker // the rhythm of saves
}

func (a *author) disk(name string) string { return filepath.Join(a.root, filepath.FromSlash(name)) }

func (a *author) write(name, text string) {
	name = a.disk(name)
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return // a file stands where a folder should: a person would see that, too
	}
	os.WriteFile(name, []byte(text), 0o666)
}

// any is the name of a file that may be there or not.
func (a *author) any() string {
	names := []string{"content/resume.md", "content/resume.md", "content/resume.de.md", "content/posts/p%d.md", "content/posts/p%d.md", "content/projects/q%d.md",
		"content/deep/er/x%d.md", "content/page%d.md", "static/custom.css", "static/pic%d.png", "static/themes/swiss.css", "layouts/_footer.html", "private.yaml",
		"content/private.yaml", "content/.hidden%d.md", "content/jobs/j%d.md", "content/variants/v%d.md", "content/index.md", "dictionary.txt"}
	return strings.Replace(names[a.IntN(len(names))], "%d", strconv.Itoa(a.IntN(5)), 1)
}

// text is the content of a file that was never there before, whole or at fault.
func (a *author) text() string {
	a.texts++
	n := a.texts
	switch a.IntN(9) {
	case 0:
		return "" // emptied
	case 1:
		return fmt.Sprintf("---\ntitle: never closed %d\n", n)
	case 2:
		return fmt.Sprintf("caf\xe9 %d", n)
	case 3:
		return fmt.Sprintf("---\ntitle: [%d\n---\n", n)
	case 4, 5:
		return fmt.Sprintf("---\nname: Ada %d\nbase-url: /b%d/\nprivate: [phone]\nphone: +44 20 7946 %04d\npdf: {theme: %s}\n---\n\n## Experience\n\n### Analyst, Mill\n*2019 – 2021*\n\n- Wrote %d notes\n\n## Projects\n\n### P\n",
			n, n%3, n%10000, []string{"classic", "swiss", "none"}[a.IntN(3)], n)
	}
	return fmt.Sprintf("---\ntitle: T%d\ndate: 2024-01-%02d\ntags: [a%d, b]\ndraft: %t\n---\n\n# T%d\n\n[to](p%d.md) and [away](nowhere%d.md)\n",
		a.IntN(4), 1+a.IntN(28), a.IntN(3), a.IntN(6) == 0, n, a.IntN(5), n)
}

// edit does one thing to the files.
func (a *author) edit() {
	name := a.any()
	switch a.IntN(12) {
	case 0, 1:
		a.write(name, a.text())
	case 2: // as vim and many others save
		a.write(name+".tmp~", a.text())
		os.Rename(a.disk(name+".tmp~"), a.disk(name))
	case 3: // emptied, then written in parts
		a.write(name, "")
		if f, err := os.OpenFile(a.disk(name), os.O_WRONLY, 0); err == nil {
			f.WriteString("# Half")
			f.WriteString(" and whole\n")
			f.Close()
		}
	case 4:
		os.Remove(a.disk(name))
		a.write(name, a.text())
	case 5:
		os.RemoveAll(a.disk(name))
	case 6: // a burst
		for range 10 {
			a.write(name, a.text())
		}
	case 7: // a folder goes away, and perhaps comes back
		away := a.disk("away")
		if os.Rename(a.disk("content/posts"), away) == nil && a.IntN(2) == 0 {
			os.Rename(away, a.disk("content/posts"))
		}
		os.RemoveAll(away)
	case 8: // a folder where a file was, or a file where a folder was
		os.RemoveAll(a.disk("content/deep"))
		if a.IntN(2) == 0 {
			a.write("content/deep", "a file")
		} else {
			a.write("content/deep/er/x1.md", a.text())
		}
	case 9: // invalid, then valid
		a.write(name, "---\nname: [")
		a.write(name, "---\ntitle: mended\n---\n")
	case 10: // a file is renamed, perhaps over another
		os.Rename(a.disk(name), a.disk(a.any()))
	case 11: // a folder is renamed
		if os.Rename(a.disk("content/posts"), a.disk("content/notes")) != nil {
			os.Rename(a.disk("content/notes"), a.disk("content/posts"))
		}
	}
}

// resume is one that can be printed, unlike any before.
func (a *author) resume() string {
	a.texts++
	return fmt.Sprintf("---\nname: Ada Byron\n---\nWrites programs, %d so far.\n\n## Experience\n\n### Analyst, Mill\n*2019 – 2021*\n\n- Wrote %d notes\n", a.texts, a.texts)
}

// steady saves the résumé n times, one save every 30 ms.
func (a *author) steady(n int) {
	a.pace.Reset(30 * time.Millisecond)
	for range n {
		<-a.pace.C
		a.write("content/resume.md", a.resume())
	}
}

// flip makes the résumé invalid and valid n times.
func (a *author) flip(n int) {
	a.pace.Reset(5 * time.Millisecond)
	for i := range n {
		a.write("content/resume.md", "---\nname: [\n---\n"+strconv.Itoa(i))
		if a.IntN(2) == 0 {
			<-a.pace.C
		}
		a.write("content/resume.md", a.resume())
		if a.IntN(2) == 0 {
			<-a.pace.C
		}
	}
}

// checkout switches to a branch that differs in n files, as git does it: each is removed and made anew. back switches back.
func (a *author) checkout(n int) (back func()) {
	was := map[string][]byte{}
	for i := range n {
		name := fmt.Sprintf("content/branch/%d/f%d.md", i%7, i)
		if i%2 == 0 {
			name = fmt.Sprintf("content/posts/p%d.md", i)
		}
		was[name], _ = os.ReadFile(a.disk(name))
		os.Remove(a.disk(name))
		a.write(name, fmt.Sprintf("---\ntitle: F%d\ndate: 2023-05-%02d\n---\n\nOf the branch.\n", i, 1+i%28))
	}
	return func() {
		for name, text := range was {
			os.Remove(a.disk(name))
			if text != nil {
				a.write(name, string(text))
			}
		}
		os.RemoveAll(a.disk("content/branch")) // git leaves no empty folder
	}
}

// slow writes a file in n parts, 50 ms apart: longer than the watcher waits.
func (a *author) slow(n int) {
	f, err := os.Create(a.disk("content/resume.md"))
	if err != nil {
		a.Error(err)
		return
	}
	defer f.Close()
	a.pace.Reset(50 * time.Millisecond)
	text := a.resume()
	for i := range n {
		<-a.pace.C
		f.WriteString(text[i*len(text)/n : (i+1)*len(text)/n])
	}
}

// circle makes links that lead to themselves, to each other and to the folder that they are in; unlink takes them away.
func (a *author) circle() (unlink func()) {
	links := map[string]string{"content/self": "self", "content/there.md": "back.md", "content/back.md": "there.md", "content/up": "..", "content/posts/up": "../.."}
	for name, to := range links {
		os.MkdirAll(filepath.Dir(a.disk(name)), 0o777)
		os.Symlink(to, a.disk(name))
	}
	return func() {
		for name := range links {
			os.Remove(a.disk(name))
		}
	}
}
