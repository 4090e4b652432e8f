package serve

import (
	"embed"
	"io/fs"
	"strings"
)

// script is what pages run while they are served: it listens for newer builds, and shows findings
// over the page. It is never published.
//
//go:embed live.js
var script []byte

// parts is the page of the workbench, and what it asks for.
//
//go:embed problem.css workbench.html workbench.css workbench.js workbench
var parts embed.FS

// part is a file of the workbench by its address below Prefix; ok is false when there is none.
func part(own string) (b []byte, ok bool) {
	if own != "problem.css" && own != "workbench.css" && own != "workbench.js" && !strings.HasPrefix(own, "workbench/") || !fs.ValidPath(own) {
		return nil, false
	}
	b, err := parts.ReadFile(own)
	return b, err == nil
}
