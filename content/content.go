// Package content embeds the starter: what `resgen new` writes and what `make` builds, an invented
// résumé and portfolio.
package content

import "embed"

//go:embed *.md private.yaml projects/*.md posts/*.md jobs/*.md variants/*.md letters/*.md
var files embed.FS

// FS is the starter's files, with paths as below content/.
func FS() embed.FS { return files }
