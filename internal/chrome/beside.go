package chrome

import (
	"os"
	"path/filepath"
	"regexp"
	"sync"
)

// VersionBeside is the version of a Chrome as the folder tells that it was installed in, without running it: on Windows, where chrome.exe
// says nothing and opens a window when it is asked, its files lie in a folder beside it that is named for the version. During an update there are
// two, and the newer one is for the next start: then, and where there is none, it is "".
func VersionBeside(path string) string {
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil || filepath.Ext(path) != ".exe" {
		return ""
	}
	found := ""
	for _, e := range entries {
		if e.IsDir() && fourNumbers().MatchString(e.Name()) {
			if found != "" {
				return ""
			}
			found = e.Name()
		}
	}
	return found
}

var fourNumbers = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\d+(\.\d+){3}$`) })
