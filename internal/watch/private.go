package watch

import "path"

// private reports whether a name is one that version control, a package manager, an operating
// system or an editor keeps for itself. A file that an editor writes beside the user's, and then
// renames, must not be taken for content.
func private(name string) bool {
	for _, pattern := range [...]string{
		".git", ".hg", ".svn", ".jj", "node_modules", ".DS_Store", "Thumbs.db", "desktop.ini",
		"*~",              // backups of Vim, Emacs, Kate, gedit
		".*.sw?", "*.swp", // Vim's swap files
		"4913",       // Vim asks with it whether a folder can be written
		".#*", "#*#", // Emacs: locks, autosaves
		".goutputstream-*",               // GIO: gedit, GNOME Text Editor
		"*___jb_tmp___", "*___jb_old___", // JetBrains
		"*.kate-swp", ".~lock.*#", "~$*", // Kate, LibreOffice, Word
		"*.tmp", "*.part", "*.crdownload",
		".nfs*", ".fuse_hidden*", // deleted, but still open somewhere
	} {
		if ok, _ := path.Match(pattern, name); ok { // the patterns are well-formed
			return true
		}
	}
	return false
}
