package chrome

import (
	"encoding/xml"
	"fmt"
	"strings"
	"time"
)

// xmp is the metadata packet that says the same as the document information, for the readers that
// look there.
func xmp(info Info, date time.Time, creator, producer string) string {
	var b strings.Builder
	escape := func(s string) string {
		var e strings.Builder
		_ = xml.EscapeText(&e, []byte(s)) // a strings.Builder does not fail
		return e.String()
	}
	one := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "<%s>%s</%[1]s>\n", name, escape(value))
		}
	}
	list := func(name, kind, attr string, values ...string) {
		var items strings.Builder
		for _, v := range values {
			if v = strings.TrimSpace(v); v != "" {
				fmt.Fprintf(&items, "<rdf:li%s>%s</rdf:li>", attr, escape(v))
			}
		}
		if items.Len() > 0 {
			fmt.Fprintf(&b, "<%s><rdf:%s>%s</rdf:%[2]s></%[1]s>\n", name, kind, items.String())
		}
	}
	const any = ` xml:lang="x-default"`
	b.WriteString("<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
		`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"` +
		` xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">` + "\n")
	one("dc:format", "application/pdf")
	list("dc:title", "Alt", any, info.Title)
	list("dc:creator", "Seq", "", info.Author)
	list("dc:description", "Alt", any, info.Subject)
	list("dc:subject", "Bag", "", strings.Split(info.Keywords, ",")...)
	list("dc:language", "Bag", "", info.Lang)
	one("pdf:Keywords", info.Keywords)
	one("pdf:Producer", producer)
	one("xmp:CreatorTool", creator)
	d := date.Format("2006-01-02T15:04:05Z")
	one("xmp:CreateDate", d)
	one("xmp:ModifyDate", d)
	one("xmp:MetadataDate", d)
	b.WriteString("</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>")
	return b.String()
}
