package install

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

const program = folder + "chrome-headless-shell"

// open unpacks an archive below a new folder, and is that folder.
func open(t *testing.T, archive []byte, platform string) (dir, program string, files map[string]int64, err error) {
	t.Helper()
	outer := t.TempDir()
	name := filepath.Join(outer, "archive")
	if err := os.WriteFile(name, archive, 0o600); err != nil {
		t.Fatal(err)
	}
	dir = filepath.Join(outer, "in", "tree")
	if err := os.Mkdir(filepath.Dir(dir), 0o700); err != nil {
		t.Fatal(err)
	}
	program, files, err = unpack(t.Context(), name, dir, Build{version, platform, ""})
	left, globErr := filepath.Glob(filepath.Join(outer, "*"))
	if globErr != nil || len(left) != 2 {
		t.Errorf("the archive wrote beside its folder: %v", left)
	}
	return dir, program, files, err
}

func TestUnpack(t *testing.T) {
	dir, got, files, err := open(t, good(t, version), platform)
	if err != nil || got != program || len(files) != 3 || files[folder+"icudtl.dat"] != 3000 {
		t.Fatalf("%s, %v, %v", got, files, err)
	}
	for name, mode := range map[string]fs.FileMode{program: 0o755, folder + "icudtl.dat": 0o644} {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != mode {
			t.Errorf("%s: %v, %v", name, info.Mode(), err)
		}
	}
	// An archive without modes, as those for Windows are; its program has another name.
	_, got, _, err = open(t, pack(t, packed{"chrome-headless-shell-win64/chrome-headless-shell.exe", "MZ", 0}), "win64")
	if err != nil || got != "chrome-headless-shell-win64/chrome-headless-shell.exe" {
		t.Errorf("%s, %v", got, err)
	}
}

func TestUnpackHostile(t *testing.T) {
	p := packed{program, "#!/bin/sh\n", 0o755}
	long := strings.Repeat("a", mostName)
	many := []packed{p}
	for i := range mostFiles {
		many = append(many, packed{fmt.Sprintf("%s%d", folder, i), "", 0})
	}
	crowd := []packed{p}
	for i := range 25000 {
		crowd = append(crowd, packed{fmt.Sprintf("%s%s%d", folder, strings.Repeat("x", 150), i), "", 0})
	}
	whole := good(t, version)
	damaged := slices.Clone(whole)
	damaged[bytes.Index(damaged, []byte("icudtl.dat"))+len("icudtl.dat")+4] ^= 0xff
	tests := map[string]struct {
		archive []byte
		want    string
	}{
		"up and out":          {pack(t, p, packed{"../evil", "x", 0}), `"../evil" in it leaves the folder`},
		"deep up and out":     {pack(t, p, packed{folder + "a/../../../evil", "x", 0}), "leaves the folder"},
		"absolute":            {pack(t, p, packed{"/tmp/evil", "x", 0}), "names a place of its own"},
		"of Windows":          {pack(t, p, packed{`..\evil`, "x", 0}), "names a place of its own"},
		"a drive":             {pack(t, p, packed{"C:/evil", "x", 0}), "names a place of its own"},
		"a stream":            {pack(t, p, packed{folder + "a:b", "x", 0}), "names a place of its own"},
		"a device":            {pack(t, p, packed{folder + "NUL", "x", 0}), "the name of a device of Windows"},
		"a device's ending":   {pack(t, p, packed{folder + "com1.txt", "x", 0}), "the name of a device of Windows"},
		"a device, superior":  {pack(t, p, packed{folder + "LPT³", "x", 0}), "the name of a device of Windows"},
		"a device's folder":   {pack(t, p, packed{folder + "aux/x", "x", 0}), "the name of a device of Windows"},
		"a point at the end":  {pack(t, p, packed{folder + "a.", "x", 0}), "a name that Windows does not have"},
		"a blank at the end":  {pack(t, p, packed{folder + "a ", "x", 0}), "a name that Windows does not have"},
		"a star":              {pack(t, p, packed{folder + "*", "x", 0}), "a name that Windows does not have"},
		"empty parts":         {pack(t, p, packed{folder + "a//b", "x", 0}), "empty parts"},
		"here":                {pack(t, p, packed{"./" + folder + "x", "x", 0}), "empty parts"},
		"no text":             {pack(t, p, packed{folder + "a\x1b[31m", "x", 0}), "a name that is no text"},
		"a long name":         {pack(t, p, packed{folder + long, "x", 0}), "more than 200 bytes"},
		"a link":              {pack(t, p, packed{folder + "lib", "/etc", fs.ModeSymlink | 0o777}), "links are not taken"},
		"a link as folder":    {pack(t, p, packed{folder + "lib", "/tmp", fs.ModeSymlink | 0o777}, packed{folder + "lib/x", "x", 0}), "links are not taken"},
		"the program, a link": {pack(t, packed{program, "/bin/sh", fs.ModeSymlink | 0o777}), "links are not taken"},
		"a pipe":              {pack(t, p, packed{folder + "pipe", "", fs.ModeNamedPipe | 0o666}), "neither file nor folder"},
		"twice":               {pack(t, p, packed{folder + "a", "x", 0}, packed{folder + "a", "y", 0}), "stands in it twice"},
		"twice, in capitals":  {pack(t, p, packed{folder + "a", "x", 0}, packed{folder + "A", "y", 0}), "stands in it twice"},
		"the program twice":   {pack(t, p, packed{"other/chrome-headless-shell", "x", 0o755}), "holds chrome-headless-shell twice"},
		"below a file":        {pack(t, p, packed{program + "/x", "x", 0}), "lies in a file"},
		"a file as folder":    {pack(t, p, packed{folder + "a/x", "x", 0}, packed{folder + "a", "x", 0}), "stands in it twice"},
		"without the program": {pack(t, packed{folder + "chrome", "x", 0o755}), "it holds no chrome-headless-shell"},
		"program elsewhere":   {pack(t, packed{folder + "bin/chrome-headless-shell", "x", 0o755}), "it holds no chrome-headless-shell"},
		"empty":               {pack(t), "it holds no chrome-headless-shell"},
		"many files":          {pack(t, many...), "it holds 5001 files; the most is 5000"},
		"a crowd":             {pack(t, crowd...), "it lists too many files"},
		"cut at the end":      {whole[:len(whole)-30], "it is cut off or damaged"},
		"cut in the middle":   {whole[:len(whole)/2], "it is cut off or damaged"},
		"no zip":              {[]byte("PK\x03\x04 and nothing else"), "it is cut off or damaged"},
		"damaged":             {damaged, "icudtl.dat in it is cut off or damaged"},
		"a bomb by its word":  {bomb(t, p, mostUnpacked+1), "unpacks to more than 1024 MB"},
		"a bomb in parts":     {bomb(t, p, mostUnpacked/2, mostUnpacked/2+1), "unpacks to more than 1024 MB"},
		"encrypted":           {secret(t, p), "is encrypted"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			_, _, _, err := open(t, tt.archive, platform)
			if err == nil || !strings.HasPrefix(err.Error(), "the archive is not taken: ") || !strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), "\x1b") {
				t.Errorf("%v; want %s", err, tt.want)
			}
		})
	}
}

// TestBomb holds that what unpacks to more than it says is noticed.
func TestBomb(t *testing.T) {
	dir, _, _, err := open(t, liar(t), platform)
	if err == nil || !strings.Contains(err.Error(), "cut off or damaged") {
		t.Error(err)
	}
	if info, err := os.Stat(filepath.Join(dir, folder+"zeros")); err == nil && info.Size() > 2<<20 {
		t.Errorf("it wrote %d bytes", info.Size())
	}
}

// bomb is an archive whose entries say that they unpack to so many bytes.
func bomb(t *testing.T, p packed, sizes ...uint64) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	add := func(h *zip.FileHeader, text string) {
		f, err := w.CreateRaw(h)
		if err == nil {
			_, err = f.Write([]byte(text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	add(&zip.FileHeader{Name: p.name, UncompressedSize64: uint64(len(p.text)), CompressedSize64: uint64(len(p.text))}, p.text)
	for i, n := range sizes {
		add(&zip.FileHeader{Name: fmt.Sprintf("%szeros%d", folder, i), Method: zip.Deflate, UncompressedSize64: n, CompressedSize64: 1}, "x")
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// liar is an archive with a file of 64 MB that says that it has one.
func liar(t *testing.T) []byte {
	t.Helper()
	full := pack(t, packed{program, "x", 0o755}, packed{folder + "zeros", strings.Repeat("\x00", 64<<20), 0})
	z, err := zip.NewReader(bytes.NewReader(full), int64(len(full)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, e := range z.File {
		raw := make([]byte, e.CompressedSize64)
		r, err := e.OpenRaw()
		if err == nil {
			_, err = r.Read(raw)
		}
		h := e.FileHeader
		if e.Name == folder+"zeros" {
			h.UncompressedSize64 = 1 << 20
		}
		f, createErr := w.CreateRaw(&h)
		if err != nil || createErr != nil {
			t.Fatal(err, createErr)
		}
		if _, err := f.Write(raw); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// secret is an archive whose program is marked as encrypted.
func secret(t *testing.T, p packed) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	f, err := w.CreateRaw(&zip.FileHeader{Name: p.name, Flags: encrypted, UncompressedSize64: 1, CompressedSize64: 1})
	if err == nil {
		_, err = f.Write([]byte("x"))
	}
	if err != nil || w.Close() != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// FuzzUnpack holds that whatever is unpacked stays in its folder, within the bounds, and has what was promised.
func FuzzUnpack(f *testing.F) {
	f.Add(good(f, version))
	f.Add(pack(f, packed{program, "x", 0o755}, packed{"../x", "x", 0}))
	f.Add([]byte("PK\x05\x06" + strings.Repeat("\x00", 18)))
	f.Fuzz(func(t *testing.T, b []byte) {
		outer := t.TempDir()
		name, dir := filepath.Join(outer, "archive"), filepath.Join(outer, "tree")
		if err := os.WriteFile(name, b, 0o600); err != nil {
			t.Fatal(err)
		}
		got, files, err := unpack(t.Context(), name, dir, Build{version, platform, ""})
		if all, _ := os.ReadDir(outer); len(all) > 2 {
			t.Fatalf("it wrote beside its folder: %v", all)
		}
		if err != nil {
			return
		}
		if files[got] == 0 && len(files) == 0 {
			t.Fatal("there is no program")
		}
		for name, size := range files {
			info, err := os.Lstat(filepath.Join(dir, name))
			if err != nil || !info.Mode().IsRegular() || info.Size() != size {
				t.Fatalf("%s: %v, %v", name, info, err)
			}
		}
	})
}
