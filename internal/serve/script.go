package serve

import _ "embed"

// script is what pages run while they are served: it listens for newer builds, and shows findings
// over the page. It is never published.
//
//go:embed live.js
var script []byte
