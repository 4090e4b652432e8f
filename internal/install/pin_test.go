package install

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/pelletier/go-toml/v2"
)

var digits = strings.Repeat("0123456789abcdef", 4)

func pinned() Pin {
	return Pin{version, map[string]Record{
		"linux64":   {archiveOf(version, "linux64"), 123456789, digits},
		"mac-arm64": {archiveOf(version, "mac-arm64"), 1, strings.Repeat("f", 64)},
	}}
}

func TestPinIsReadAsWritten(t *testing.T) {
	for name, p := range map[string]Pin{"two platforms": pinned(), "none": {version, map[string]Record{}}} {
		got, err := ParsePin(p.Bytes())
		if err != nil || !reflect.DeepEqual(got, p) {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
		var all map[string]any // and other programs can read it, too
		if err := toml.Unmarshal(p.Bytes(), &all); err != nil || all["version"] != string(version) || len(all) != 1+len(p.Records) {
			t.Errorf("%s: as TOML: %v, %v", name, all, err)
		}
	}
	text := strings.ReplaceAll(string(pinned().Bytes()), "\n", "\r\n")
	text = "\ufeff" + strings.Replace(text, "size = 1\r", "  size=1 # byte\t\r", 1)
	if got, err := ParsePin([]byte(text)); err != nil || !reflect.DeepEqual(got, pinned()) {
		t.Errorf("by an editor of Windows: %+v, %v", got, err)
	}
}

func TestPinErrors(t *testing.T) {
	const v = "version = \"156.0.8078.108\"\n"
	rest := "address = \"https://example.com/a.zip\"\nsize = 1\nsha256 = \"" + digits + "\"\n"
	for _, tt := range []struct{ text, want string }{
		{"", "1:1: there is no version"},
		{"# nothing\n\n", "2:1: there is no version"},
		{"\xff", "1:1: it is not UTF-8"},
		{"version = 156\n", "1:11: it must be a version in full"},
		{"  version =  \"156\"\n", "1:14: it must be a version in full"},
		{"version = \"../../../etc\"\n", "1:11: it must be a version in full"},
		{"verson = \"156.0.8078.108\"\n", "1:1: there is no verson here"},
		{v + v, "2:1: version is set for the second time"},
		{"[linux64]\n" + rest + v, "1:1: the version has to stand first"},
		{v + "[../x]\n" + rest, "2:2: \"../x\" is no platform"},
		{v + "[linux64]\n" + rest + "[linux64]\n" + rest, "6:2: linux64 stands here for the second time; the first is in line 2"},
		{v + "[linux64\n", "2:1: it must be NAME = VALUE"},
		{v + "[[linux64]]\n", "2:1: it must be NAME = VALUE"},
		{v + "size = 1\n", "2:1: there is no size here"},
		{v + "[linux64]\n", "2:1: linux64 has no address"},
		{v + "\n[linux64]\n" + strings.Replace(rest, "size = 1\n", "", 1), "3:1: linux64 has no size"},
		{v + "[linux64]\naddress = \"file:///etc/passwd\"\n", "3:11: it must be an address of the web"},
		{v + "[linux64]\naddress = https://example.com/a.zip\n", "3:11: it must be an address of the web"},
		{v + "[linux64]\naddress = \"https://exa mple\"\n", "3:11: it must be an address of the web"},
		{v + "[linux64]\nsize = -1\n", "3:8: it must be a number of bytes"},
		{v + "[linux64]\nsize = 01\n", "3:8: it must be a number of bytes"},
		{v + "[linux64]\nsize = 99999999999\n", "3:8: it must be a number of bytes, from 1 to 419430400"},
		{v + "[linux64]\nsha256 = \"abc\"\n", "3:10: it must be 64 of the digits"},
		{v + "[linux64]\nsha256 = \"" + strings.ToUpper(digits) + "\"\n", "3:10: it must be 64 of the digits"},
		{v + "[linux64]\nmd5 = \"abc\"\n", "3:1: there is no md5 of a platform; there are address, size and sha256"},
		{v + "[linux64]\n<<<<<<< HEAD\n" + rest, "3:1: a merge was not finished"},
		{v + "[linux64] size = 1\n", "2:1: it must be NAME = VALUE"},
	} {
		if _, err := ParsePin([]byte(tt.text)); err == nil || !strings.HasPrefix(err.Error(), tt.want) {
			t.Errorf("%q: %v; want %s", tt.text, err, tt.want)
		}
	}
}

func TestReadPin(t *testing.T) {
	dir := t.TempDir()
	if _, ok, err := ReadPin(dir); ok || err != nil {
		t.Errorf("of none: %v, %v", ok, err)
	}
	name := filepath.Join(dir, PinName)
	if err := os.WriteFile(name, []byte("version = 1"), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, _, err := ReadPin(dir); err == nil || !strings.HasPrefix(err.Error(), filepath.ToSlash(name)+":1:11: it must be") {
		t.Error(err)
	}
	if err := os.WriteFile(name, make([]byte, mostPin+1), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, _, err := ReadPin(dir); err == nil || !strings.Contains(err.Error(), "and may have 65536") {
		t.Error(err)
	}
	if err := os.Remove(name); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(name, 0o777); err != nil {
		t.Fatal(err)
	}
	if _, _, err := ReadPin(dir); err == nil || !strings.Contains(err.Error(), "it is no file") {
		t.Error(err)
	}
}

// FuzzPin holds that any text is a pin that is read again as it was written, or an error with a place in it.
func FuzzPin(f *testing.F) {
	f.Add(pinned().Bytes())
	f.Add([]byte("version = \"156.0.8078.108\" # now\n[linux64]\nsize=1\n"))
	f.Add([]byte("[x]\n=\n\"#\"\n<<<<<<<"))
	f.Fuzz(func(t *testing.T, b []byte) {
		p, err := ParsePin(b)
		if err != nil {
			at := err.(*pinError)
			if at.line < 1 || at.line > 1+strings.Count(string(b), "\n") || at.col < 1 || at.col > len(b)+1 {
				t.Fatalf("%v is not in the text", err)
			}
			return
		}
		again, err := ParsePin(p.Bytes())
		if err != nil || !reflect.DeepEqual(again, p) {
			t.Fatalf("%+v becomes %+v, %v", p, again, err)
		}
		var all map[string]any
		if err := toml.Unmarshal(b, &all); err != nil {
			t.Fatalf("a pin that is no TOML: %v", err)
		}
	})
}
