// Package layouts is the built-in layouts: what html/template and text/template make pages, sheets and
// feeds of. A site's own layouts/ may replace each of them by a file of the same name.
//
// A page is written by the file of its kind (home, resume, single, list, tags, 404), which runs "base" of base.html
// and defines "main". sheet.html is the printed copy, letter.html a cover letter. Files that begin with "_" are partials, which all of them see;
// "resume-body" is the résumé, one structure for the web and for paper. feed.xml, sitemap.xml and robots.txt are for
// text/template, because html/template would escape an XML declaration. The data and the functions that
// layouts get are those of package render.
package layouts

import (
	"embed"
	"io/fs"
)

//go:embed *.html _*.html *.xml robots.txt
var files embed.FS

// FS is the layouts, with paths as below layouts/.
func FS() fs.FS { return files }
