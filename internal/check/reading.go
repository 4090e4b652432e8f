package check

import (
	"sync"

	"github.com/resgen/resgen/internal/compose"
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
		if p.Target.Resume != nil {
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

func (r *reading) recall() *recall.Table {
	if r.table == nil && r.printed.Target.Resume != nil {
		r.table = recall.Compare(r.printed.Target.Resume, r.reading())
	}
	return r.table
}

// Reading is what a blind parser reads from the print.
func (p *Pass) Reading() *recognize.Reading { return p.read.reading() }

// Recall is what of the target's résumé is read again from the print; nil when there is no résumé to compare with.
func (p *Pass) Recall() *recall.Table { return p.read.recall() }
