package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
)

// A TargetError says that a folder can never be an output folder.
type TargetError struct {
	Dir string // as it was given
	Why string // such as "it is a file"
}

func (e *TargetError) Error() string {
	return fmt.Sprintf("cannot write to %q: %s; choose another folder", e.Dir, e.Why)
}

// A ForeignError says that a folder holds things and that none of them is resgen's.
// Nothing was written.
type ForeignError struct {
	Dir   string   // as it was given
	Found []string // names at the top of the folder, sorted, folders with a slash behind
}

func (e *ForeignError) Error() string {
	return fmt.Sprintf("%s was not made by resgen and holds %s; move that away or delete the folder, or choose another",
		e.Dir, few(e.Found))
}

// A ConflictError says that files of somebody else lie where artifacts belong. Nothing was written.
type ConflictError struct {
	Dir       string     // as it was given
	Conflicts []Conflict // sorted by Found, then by Path
}

// A Conflict is one file, link or folder of somebody else's and an artifact that cannot be put in
// place for it. Both paths are slash-separated and relative to the folder; they differ
// where the one needs a folder that the other is.
type Conflict struct{ Found, Path string }

func (c Conflict) String() string {
	if c.Found == c.Path {
		return c.Found
	}
	return fmt.Sprintf("%s (in the way of %s)", c.Found, c.Path)
}

func (e *ConflictError) Error() string {
	var names []string
	for _, c := range e.Conflicts {
		names = append(names, c.String())
	}
	return fmt.Sprintf("%s holds %s, where the site puts its own files, and resgen did not write what is there; "+
		"move it away, or into static/ if the site is to have it", e.Dir, few(names))
}

// A BusyError says that another run kept writing to the folder for as long as Write waits.
type BusyError struct {
	Dir string // as it was given
}

func (e *BusyError) Error() string {
	return fmt.Sprintf("another resgen is writing to %s; wait for it or end it, and try again", e.Dir)
}

// errMoved says that what was compared is no longer what lies in the folder.
var errMoved = errors.New("the folder changed meanwhile")

// few names up to three of the names and counts the rest.
func few(names []string) string {
	const most = 3
	if len(names) == 1 {
		return names[0]
	}
	if len(names) <= most {
		return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:most], ", "), len(names)-most)
}

// cause takes the path out of an error of the disk.
func cause(err error) error {
	var pe *fs.PathError
	var le *os.LinkError
	switch {
	case errors.As(err, &pe):
		return pe.Err
	case errors.As(err, &le):
		return le.Err
	}
	return err
}
