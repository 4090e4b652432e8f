package render

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"

	"github.com/resgen/resgen/internal/artifact"
	"github.com/resgen/resgen/internal/icon"
)

// IconData is the addresses of a site's icons; "" for one that there is not.
type IconData struct {
	ICO, SVG string // for a browser's tab
	Touch    string // for a telephone's home screen, 180 px a side
}

// The files of the icons, where browsers look for them.
const (
	icoFile   = "favicon.ico"
	svgFile   = "favicon.svg"
	touchFile = "apple-touch-icon.png"
)

// icons fills in where the icons are, and gives those that are drawn here: of what the user has none of. An icon of the user's for a tab
// stands alone, in whichever form it is: a browser could prefer ours in the other one.
func (r *Renderer) icons() []artifact.Artifact {
	c := icon.Icon{Letters: icon.Initials(cmp.Or(r.name(), r.site.Title)), Colour: string(r.data.Look.Accent)}
	svg := c.SVG()
	hash := sha256.Sum256(svg) // all three are drawn of what it is made from
	var out []artifact.Artifact
	place := func(name string, ours bool, open func() []byte) string {
		switch {
		case r.own(name):
			return r.assetURL(name)
		case !ours:
			return ""
		}
		out = append(out, artifact.Artifact{Path: name, Open: func() ([]byte, error) { return open(), nil }})
		return r.site.Base.URL(name) + "?h=" + hex.EncodeToString(hash[:4])
	}
	tab := !r.own(icoFile) && !r.own(svgFile)
	r.data.Icons = IconData{
		ICO:   place(icoFile, tab, c.ICO),
		SVG:   place(svgFile, tab, func() []byte { return svg }),
		Touch: place(touchFile, true, func() []byte { return c.PNG(180, true) }),
	}
	return out
}

// own reports whether a file of the user's is published at a path.
func (r *Renderer) own(p string) bool {
	f, ok := r.assets.byPath[p]
	return ok && !f.ours
}

// name is whose site it is; "" when there is no résumé.
func (r *Renderer) name() string {
	if r.site.Resume == nil {
		return ""
	}
	return r.site.Resume.Name.Text
}
