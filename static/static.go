// Package static is the files that a site is served and printed with: style sheets, themes, fonts with their
// licences. A site's own static/ may replace each of them by a file of the same path.
//
// Each face has a faces.css of its own, kept as data though they are alike and not made from the names of the files: a user replaces
// or ejects it as any style sheet, and what differs cannot be told from names, as which characters are left to another face, or that
// an italic stands for its bold, too. static_test.go holds each to the files beside it.
package static

import (
	"embed"
	"io/fs"
)

//go:embed css/*.css themes/*.css themes/site/*.css fonts/*/*.woff2 fonts/*/faces.css fonts/*/LICENSE
var files embed.FS

// FS is what is published, with paths as below static/.
func FS() fs.FS { return files }
