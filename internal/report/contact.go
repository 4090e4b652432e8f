package report

import (
	"bufio"
	"encoding/base64"
	"fmt"
	"html"
	"io"
)

// A Look is one theme on the contact sheet: its sheets as pictures.
type Look struct {
	Name, About string
	Sheets      [][]byte // PNG
	Note        string   // what did not work out; or ""
}

// ContactSheet writes a page that shows a résumé in several looks, for the screen and for paper: a look in a row, its sheets beside
// each other. Nothing in it runs, and nothing is asked for.
func ContactSheet(w io.Writer, title string, looks []Look) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>%s in every theme</title>
<style>
@page { size: A4 landscape; margin: 10mm 12mm }
* { margin: 0; box-sizing: border-box }
body { font: 15px/22px system-ui, sans-serif; color: #1b1b1b; background: #e7e6e3; padding: 32px clamp(16px, 4vw, 64px) }
h1 { font-size: 22px; line-height: 28px; font-weight: 600; margin-block-end: 4px }
nav { margin-block-end: 24px }
nav a { color: inherit; margin-inline-end: 14px }
section { margin-block-end: 44px; break-inside: avoid; break-after: page }
section:last-of-type { break-after: auto }
h2 { font-size: 17px; line-height: 24px; font-weight: 600 }
.about { color: #4c4c4c; margin-block-end: 10px }
.sheets { display: flex; flex-wrap: wrap; gap: 20px }
.sheets img { width: 420px; max-width: 100%%; height: auto; background: #fff; box-shadow: 0 1px 3px #0003 }
@media print {
  body { background: none; padding: 0; font-size: 11px; line-height: 15px }
  h1, nav { display: none }
  h2 { font-size: 13px; line-height: 18px }
  .about { margin-block-end: 6px }
  .sheets { flex-wrap: nowrap; gap: 8mm }
  .sheets img { width: 116mm; max-height: 168mm; box-shadow: none; outline: .5pt solid #999 }
  .sheets img:nth-child(n+3) { display: none }
}
</style>
</head>
<body>
<main>
<h1>%[1]s in every theme</h1>
<nav aria-label="Themes">
`, html.EscapeString(title))
	for _, l := range looks {
		fmt.Fprintf(b, "<a href=\"#%s\">%[1]s</a>\n", html.EscapeString(l.Name))
	}
	b.WriteString("</nav>\n")
	for _, l := range looks {
		fmt.Fprintf(b, "<section id=\"%s\">\n<h2>%[1]s</h2>\n<p class=\"about\">%s</p>\n", html.EscapeString(l.Name), html.EscapeString(l.About))
		if l.Note != "" {
			fmt.Fprintf(b, "<p class=\"about\">%s</p>\n", html.EscapeString(l.Note))
		}
		b.WriteString("<div class=\"sheets\">\n")
		for i, png := range l.Sheets {
			fmt.Fprintf(b, "<img alt=\"sheet %d in the theme %s\" src=\"data:image/png;base64,%s\">\n", i+1, html.EscapeString(l.Name), base64.StdEncoding.EncodeToString(png))
		}
		b.WriteString("</div>\n</section>\n")
	}
	b.WriteString("</main>\n</body>\n</html>\n")
	return b.Flush()
}
