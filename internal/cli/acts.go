package cli

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/edit"
	"github.com/resgen/resgen/internal/editor"
	"github.com/resgen/resgen/internal/live"
	"github.com/resgen/resgen/internal/serve"
	"github.com/resgen/resgen/internal/source"
)

// editor is the one that the workbench opens: the flag's, else the one that VISUAL or EDITOR names, when it is known to come back
// at once. An editor that runs in the terminal is none: resgen is in that terminal.
func (a *app) editor() (editor.Editor, error) {
	switch text := a.flags.editor; text {
	case "none":
		return editor.Editor{}, nil
	case "":
	default:
		e, err := editor.Parse(text)
		if err != nil {
			return e, fmt.Errorf("--editor: %w", err)
		}
		return e, nil
	}
	for _, key := range []string{"VISUAL", "EDITOR"} {
		words := strings.Fields(a.env(key)) // "code --wait": the rest is for those who wait
		if len(words) == 0 {
			continue
		}
		name := filepath.Base(words[0])
		if e, err := editor.Parse(strings.TrimSuffix(name, ".exe")); err == nil {
			return e, nil
		}
	}
	return editor.Editor{}, nil
}

// acts is what the workbench may have done to a job's files, and the editor that it opens.
func (a *app) acts(ctx context.Context, j *job, ed editor.Editor) serve.Acts {
	root := j.set.Root
	var open func(*source.File, int, int) error
	if !ed.IsZero() {
		open = func(f *source.File, line, col int) error { return ed.Open(ctx, root, f, line, col) }
	}
	return serve.Acts{
		Open: open,
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
