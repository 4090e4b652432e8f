package build

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/resgen/resgen/internal/source"
)

// BenchmarkRebuild changes one page among thousands and builds anew, up to where the site can be served.
func BenchmarkRebuild(b *testing.B) {
	for _, n := range []int{10, 10000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			root := b.TempDir()
			write := func(name, text string) {
				name = filepath.Join(root, name)
				os.MkdirAll(filepath.Dir(name), 0o777)
				if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
					b.Fatal(err)
				}
			}
			write("content/resume.md", "---\nname: Ada Byron\nemail: ada@example.com\nbase-url: https://ada.example/\n---\nWrites programs.\n")
			page := func(i, v int) string {
				return fmt.Sprintf("---\ntitle: Post %d\ndate: 2020-01-%02d\nsummary: version %d\ntags: [t%d, u%d]\n---\n\nText.\n", i, 1+i%28, v, i%20, i%21)
			}
			for i := range n {
				write(fmt.Sprintf("content/posts/p%05d.md", i), page(i, 0))
			}
			set, err := source.Read(root)
			if err != nil {
				b.Fatal(err)
			}
			memo := NewMemory(nil, "")
			Build(b.Context(), set, memo, Options{})
			v := 0
			for b.Loop() {
				v++
				b.StopTimer()
				write("content/posts/p00003.md", page(3, v))
				b.StartTimer()
				set, _ = set.Update([]string{"content/posts/p00003.md"})
				r := Build(b.Context(), set, memo, Options{})
				if a, ok := r.Public.Find("posts/p00003/index.html"); ok {
					if _, err := a.Open(); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}
