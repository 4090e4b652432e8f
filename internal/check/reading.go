package check

import (
	"fmt"
	"sync"

	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/locale"
	"github.com/resgen/resgen/internal/recall"
	"github.com/resgen/resgen/internal/recognize"
)

// A reading is what a blind parser gets from a print; it is made when it is first asked for.
type reading struct {
	printed Printed
	got     *recognize.Reading
	table   *recall.Table
}

// A Recall is how much of a target's résumé a parser recovers from its print.
type Recall struct {
	Target compose.Target
	Table  *recall.Table
}

// readPrints makes room for the readings, and makes those that a report ends with: beside each other, as nothing else is left
// to do for a second processor.
func (in *Input) readPrints() {
	in.readings = nil
	var wg sync.WaitGroup
	for _, p := range in.Prints {
		r := &reading{printed: p, got: p.Reading}
		in.readings = append(in.readings, r)
		if r.compared() {
			wg.Go(func() { r.recall() })
		}
	}
	wg.Wait()
}

func (r *reading) reading() *recognize.Reading {
	if r.got == nil {
		r.got = recognize.Read(r.printed.Print)
	}
	return r.got
}

// compared reports whether there is a résumé that the print should say, and that can be read from it; a letter's gives no more than its head.
func (r *reading) compared() bool {
	t := r.printed.Target
	return t.Resume != nil && t.Letter == nil && !locale.Of(t.Lang).RTL
}

func (r *reading) recall() *recall.Table {
	if r.table == nil && r.compared() {
		r.table = recall.Compare(r.printed.Target.Resume, r.reading())
	}
	return r.table
}

// Reading is what a blind parser reads from the print.
func (p *Pass) Reading() *recognize.Reading { return p.read.reading() }

// Recall is what of the target's résumé is read again from the print; nil when there is no résumé to compare with, or the print is [Pass.Mirrored].
func (p *Pass) Recall() *recall.Table {
	p.Mirrored()
	return p.read.recall()
}

// Mirrored reports whether the print at hand runs from right to left. Our parser reads lines from the left on, and so judges none
// such: that is counted.
func (p *Pass) Mirrored() bool {
	lang := p.Target.Lang
	if lang == "" && p.Print != nil {
		lang = p.Print.Info.Lang
	}
	if !locale.Of(lang).RTL {
		return false
	}
	p.Skip(fmt.Sprintf("%q runs from right to left", lang))
	return true
}
