package source

import (
	"path"
	"strings"
)

// Hidden reports whether a name is none of the site's: dot files but those that the web knows, and what version
// control, package managers, operating systems and editors keep for themselves. A file that an editor writes beside the
// user's, and then renames, must not be taken for content. What is watched and what is read are the same.
func Hidden(name string) bool {
	if name == ".well-known" || name == ".nojekyll" {
		return false
	}
	if strings.HasPrefix(name, ".") {
		return true // .git, .DS_Store; .name.swp of Vim, .#name of Emacs, .goutputstream- of GIO, .~lock of LibreOffice
	}
	if low := strings.ToLower(name); low == "thumbs.db" || low == "desktop.ini" {
		return true // Explorer's, which writes them in either case
	}
	for _, pattern := range [...]string{
		"node_modules",
		"*~",                             // backups of Vim, Emacs, Kate, gedit
		"*.swp",                          // Vim's swap files
		"4913",                           // Vim asks with it whether a folder can be written
		"#*#",                            // Emacs: autosaves
		"*___jb_tmp___", "*___jb_old___", // JetBrains
		"*.kate-swp", "~$*", // Kate, Word
		"*.tmp", "*.part", "*.crdownload",
	} {
		if ok, _ := path.Match(pattern, name); ok { // the patterns are well-formed
			return true
		}
	}
	return false
}
