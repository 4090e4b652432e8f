package install

import (
	"archive/zip"
	"compress/flate"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
	"unicode/utf8"
)

// The bounds of what is unpacked. The archive of 156 for linux64 holds some 300 files of 290 MB.
const (
	mostUnpacked  = 1 << 30 // bytes, all files together
	mostFiles     = 5000    // folders included
	mostDirectory = 4 << 20 // bytes of the archive that may be read to learn what is in it
	mostName      = 200     // bytes of a file's path, so that it fits below a folder of Windows
	binaryMode    = 0o755   // of the files that the archive calls executable
	plainMode     = 0o644   // of all others
	encrypted     = 1 << 0  // a flag of an entry
)

// A limited reader of an archive gives no more than so many bytes until it is opened. zip.NewReader reads as many entries as there are,
// whatever the archive says of their number.
type limited struct {
	r    io.ReaderAt
	left int64
	open bool
}

var errDirectory = errors.New("it lists too many files")

func (l *limited) ReadAt(p []byte, at int64) (int, error) {
	if !l.open {
		if l.left -= int64(len(p)); l.left < 0 {
			return 0, errDirectory
		}
	}
	return l.r.ReadAt(p, at)
}

// unpack puts an archive's files into dir, which it makes. It looks at the names of all before it writes one. program is the path of the
// headless shell below dir, with slashes; files is the size of each. With an empty dir, it reads all and writes nothing.
func unpack(ctx context.Context, archive, dir string, b Build) (program string, files map[string]int64, err error) {
	bad := func(err error) (string, map[string]int64, error) {
		return "", nil, fmt.Errorf("the archive is not taken: %w", err)
	}
	f, err := os.Open(archive)
	if err != nil {
		return "", nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return "", nil, err
	}
	door := &limited{r: f, left: mostDirectory + 1<<16}
	z, err := zip.NewReader(door, info.Size())
	if errors.Is(err, zip.ErrFormat) || errors.Is(err, io.ErrUnexpectedEOF) {
		return bad(errors.New("it is cut off or damaged"))
	}
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) { // names are looked at below, by rules of our own
		return bad(err)
	}
	door.open = true
	if program, err = entries(z.File, b.Platform); err != nil {
		return bad(err)
	}
	var root *os.Root
	if dir != "" {
		if err := os.Mkdir(dir, 0o755); err != nil {
			return "", nil, fmt.Errorf("unpack: %w", err)
		}
		if root, err = os.OpenRoot(dir); err != nil {
			return "", nil, fmt.Errorf("unpack: %w", err)
		}
		defer root.Close()
	}
	files = map[string]int64{}
	left := int64(mostUnpacked)
	for _, e := range z.File {
		if ctx.Err() != nil {
			return "", nil, context.Cause(ctx)
		}
		name := strings.TrimSuffix(e.Name, "/")
		if e.Mode().IsDir() {
			if root != nil {
				err = root.MkdirAll(name, 0o755)
			}
			if err != nil {
				return "", nil, fmt.Errorf("unpack: %w", err)
			}
			continue
		}
		n, err := extract(ctx, root, e, name, name == program, left)
		var ours *keepError
		var corrupt flate.CorruptInputError
		switch {
		case ctx.Err() != nil:
			return "", nil, context.Cause(ctx)
		case errors.As(err, &ours):
			return "", nil, fmt.Errorf("unpack: %w", ours.err)
		case errors.Is(err, zip.ErrChecksum), errors.Is(err, zip.ErrFormat), errors.Is(err, io.ErrUnexpectedEOF), errors.As(err, &corrupt):
			return bad(fmt.Errorf("%s in it is cut off or damaged", e.Name))
		case err != nil:
			return bad(fmt.Errorf("%s in it: %w", e.Name, err))
		}
		left -= n
		files[name] = n
	}
	return program, files, nil
}

// extract writes one file, below root where that is not nil. The error is a [keepError] when the fault is not the archive's.
func extract(ctx context.Context, root *os.Root, e *zip.File, name string, program bool, left int64) (n int64, err error) {
	in, err := e.Open()
	if err != nil {
		return 0, err
	}
	defer in.Close()
	out := keeper{ctx, io.Discard}
	var f *os.File
	if root != nil {
		mode := fs.FileMode(plainMode)
		if program || e.Mode()&0o111 != 0 {
			mode = binaryMode
		}
		if err := root.MkdirAll(path.Dir(name), 0o755); err != nil {
			return 0, &keepError{err}
		}
		if f, err = root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode); err != nil {
			return 0, &keepError{err}
		}
		defer f.Close()
		out.w = f
	}
	n, err = io.Copy(out, io.LimitReader(in, left+1))
	if err == nil && n > left {
		err = errBomb
	}
	if err == nil && f != nil {
		if err := f.Close(); err != nil { // what does not come to the disk, its size tells later
			return n, &keepError{err}
		}
	}
	return n, err
}

// A keeper tells faults of the disk from those of the archive, and ends with its context: the largest file takes a second.
type keeper struct {
	ctx context.Context
	w   io.Writer
}

func (k keeper) Write(p []byte) (int, error) {
	if k.ctx.Err() != nil {
		return 0, context.Cause(k.ctx)
	}
	n, err := k.w.Write(p)
	if err != nil {
		err = &keepError{err}
	}
	return n, err
}

var errBomb = fmt.Errorf("it unpacks to more than %d MB", mostUnpacked>>20)

// entries looks at all that an archive holds, and finds the program: it lies in the archive's one folder, as
// "chrome-headless-shell-linux64/chrome-headless-shell".
func entries(all []*zip.File, platform string) (program string, err error) {
	if len(all) > mostFiles {
		return "", fmt.Errorf("it holds %d files; the most is %d", len(all), mostFiles)
	}
	want := product
	if strings.HasPrefix(platform, "win") {
		want += ".exe"
	}
	sum := uint64(0)
	kind := map[string]string{} // of each path, in small letters: "file" or "folder"
	for _, e := range all {
		name := strings.TrimSuffix(e.Name, "/")
		isDir := e.Mode().IsDir()
		switch {
		case !isDir && name != e.Name:
			return "", fmt.Errorf("%q in it is a file by its mode and a folder by its name", e.Name)
		case !isDir && !e.Mode().IsRegular():
			return "", fmt.Errorf("%q in it is neither file nor folder: links are not taken", e.Name)
		case e.Flags&encrypted != 0:
			return "", fmt.Errorf("%q in it is encrypted", e.Name)
		}
		if why := unsafe(name); why != "" {
			return "", fmt.Errorf("%q in it %s", e.Name, why)
		}
		if sum += e.UncompressedSize64; e.UncompressedSize64 > mostUnpacked || sum > mostUnpacked {
			return "", errBomb
		}
		low := strings.ToLower(name) // Windows and macOS do not tell letters apart by their size
		for dir := path.Dir(low); dir != "."; dir = path.Dir(dir) {
			if kind[dir] == "file" {
				return "", fmt.Errorf("%q in it lies in a file", e.Name)
			}
			kind[dir] = "folder"
		}
		switch {
		case isDir && kind[low] != "file":
			kind[low] = "folder"
		case kind[low] != "":
			return "", fmt.Errorf("%q stands in it twice", e.Name)
		default:
			kind[low] = "file"
		}
		if !isDir && path.Base(name) == want && strings.Count(name, "/") == 1 {
			if program != "" {
				return "", fmt.Errorf("it holds %s twice", want)
			}
			program = name
		}
	}
	if program == "" {
		return "", fmt.Errorf("it holds no %s", want)
	}
	return program, nil
}

// unsafe says why a file must not have a path, on any system; "" when it may. No name of Chrome's own comes near to any of it.
func unsafe(name string) string {
	switch {
	case name == "" || len(name) > mostName:
		return fmt.Sprintf("has no name, or one of more than %d bytes", mostName)
	case !utf8.ValidString(name) || strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || r == 0x7f }):
		return "has a name that is no text"
	case strings.HasPrefix(name, "/") || strings.ContainsAny(name, `\:`):
		return "names a place of its own"
	case strings.ContainsAny(name, `<>"|?*`):
		return "has a name that Windows does not have"
	}
	for part := range strings.SplitSeq(name, "/") {
		switch {
		case part == "..":
			return "leaves the folder that it is unpacked into"
		case part == "" || part == ".":
			return "has a name with empty parts"
		case strings.HasSuffix(part, ".") || strings.HasSuffix(part, " "):
			return "has a name that Windows does not have"
		case device(part):
			return "has the name of a device of Windows"
		}
	}
	return ""
}

// device reports whether Windows takes a name for one of its devices, whatever its ending.
func device(part string) bool {
	base, _, _ := strings.Cut(strings.ToLower(part), ".")
	base = strings.TrimRight(base, " ")
	switch base {
	case "con", "prn", "aux", "nul", "conin$", "conout$":
		return true
	}
	for _, port := range []string{"com", "lpt"} {
		if n, ok := strings.CutPrefix(base, port); ok && strings.Contains("0123456789¹²³", n) && utf8.RuneCountInString(n) == 1 {
			return true
		}
	}
	return false
}
