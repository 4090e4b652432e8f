package cli

import (
	"errors"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/edit"
	"github.com/resgen/resgen/internal/live"
	"github.com/resgen/resgen/internal/serve"
	"github.com/resgen/resgen/internal/source"
)

// acts is what the workbench may have done to a job's files.
func (a *app) acts(j *job) serve.Acts {
	root := j.set.Root
	return serve.Acts{
		Write: func(f *source.File, look live.Look) error {
			var wanted []edit.Setting
			if look.Theme != "" {
				wanted = append(wanted, edit.Setting{Path: []string{"pdf", "theme"}, Text: look.Theme})
			}
			if look.Paper != "" {
				wanted = append(wanted, edit.Setting{Path: []string{"pdf", "paper"}, Text: look.Paper})
			}
			c, err := edit.SetAll(f, wanted...)
			if err != nil {
				return err
			}
			return c.Write(root)
		},
		Fix: func(d diag.Diagnostic) error {
			changes := edit.Safe(diag.List{d})
			if len(changes) == 0 {
				return errors.New("there is nothing to mend any more")
			}
			for _, c := range changes {
				if err := c.Write(root); err != nil {
					return err
				}
			}
			return nil
		},
	}
}
