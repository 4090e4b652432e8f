package cli

import (
	"errors"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/edit"
	"github.com/resgen/resgen/internal/serve"
)

// acts is what the workbench may have done to a job's files.
func (a *app) acts(j *job) serve.Acts {
	root := j.set.Root
	return serve.Acts{
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
