// Package static is the files that a site is served and printed with: style sheets, themes, fonts with their
// licences. A site's own static/ may replace each of them by a file of the same path.
package static

import (
	"embed"
	"io/fs"
)

//go:embed css/*.css themes/*.css themes/site/*.css fonts/*/*.woff2 fonts/*/faces.css fonts/*/LICENSE
var files embed.FS

// FS is what is published, with paths as below static/.
func FS() fs.FS { return files }
