package foreign

import (
	"context"
	"fmt"
	"os"
	"testing"
	"time"
)

func TestTry(t *testing.T) {
	name := os.Getenv("PDF")
	b, err := os.ReadFile(name)
	if err != nil {
		t.Skip()
	}
	begin := time.Now()
	p, err := Read(context.Background(), b, Options{Cache: "/tmp/w/G-tmp/wz", Notice: func() { fmt.Println("compiling") }})
	fmt.Println(time.Since(begin), err)
	if err != nil {
		return
	}
	for _, f := range p.Fonts {
		fmt.Printf("%+v\n", f)
	}
	fmt.Printf("%+v %s %+v\n", p.Info, p.Producer, p.Outline)
	for _, s := range p.Sheets {
		fmt.Println(s.Number, s.Width, s.Height, s.Marks, s.Links)
		for i, l := range s.Lines {
			fmt.Printf("%d %.1f %.1f-%.1f o%d %q", i, l.Base, l.Rect.X, l.Rect.Right(), l.Order, l.Text)
			for _, r := range l.Runs {
				fmt.Printf(" {%d %.1f %d %v}", len(r.Text), r.Size, r.Font, r.Color)
			}
			fmt.Println()
		}
	}
}
