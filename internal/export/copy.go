package export

import (
	"time"

	"github.com/resgen/resgen/internal/locale"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/term"
	"github.com/resgen/resgen/internal/theme"
)

// A Copy is one version of a résumé, or a letter under its head, that is set by another program than a browser: as DOCX or as plain text.
type Copy struct {
	Resume  *resume.Resume // with its sections in the order in which they are shown
	Letter  *Letter        // nil for a résumé; else Resume is whose name and addresses are its head
	Setting theme.Setting  // of DOCX
	Lang    string         // BCP 47
	Title   string         // as programs show it
	Date    time.Time      // that it bears as a file; never the clock's, so that the same input gives the same bytes

	OrganizationFirst bool // of an entry's title and organization
	DatesBelow        bool // the title, and not at its right
	FullLinks         bool // addresses are shown with their scheme
}

// A Letter is what stands below the head of a letter; what is "" is not there.
type Letter struct {
	Date, To, Subject, Greeting, Closing string
	Address                              []string
	Body                                 []markup.Block
}

// An entryHead is the two or three lines above the text of an entry, as every form shows them: see layouts/entry.html.
type entryHead struct {
	first   headPart // the line that the dates stand beside
	dates   string
	detail  []headPart // the parts of the line below, in their order
	address string     // that the title leads to, where nothing else shows it; "" for none
}

// A headPart is one value of a head. What joins it with the one before stands in front of it.
type headPart struct {
	join  string
	text  []markup.Inline
	url   string // "" for none
	organ bool   // it is the organization
}

func plainPart(join, text string) headPart {
	return headPart{join: join, text: []markup.Inline{{Kind: markup.Text, Text: text}}}
}

// head is the head of an entry.
func (c *Copy) head(e *resume.Entry) entryHead {
	h := entryHead{dates: locale.Of(c.Lang).Range(e.DatesText.Text, e.Dates)}
	title := headPart{text: e.TitleMarkup}
	if len(title.text) == 0 {
		title = plainPart("", e.Title.Text)
	}
	organization := plainPart("", e.Organization.Text)
	organization.url, organization.organ = e.URL, true
	h.first = title
	swap := c.OrganizationFirst && e.Organization.Known()
	if swap {
		h.first = organization
	}
	if e.Organization.Known() || e.Location.Known() || len(e.Extra) > 0 {
		switch {
		case swap:
			h.detail = append(h.detail, title)
		case e.Organization.Known():
			h.detail = append(h.detail, organization)
		}
		add := func(join, text string) {
			if len(h.detail) == 0 {
				join = ""
			}
			h.detail = append(h.detail, plainPart(join, text))
		}
		if e.Location.Known() {
			if swap {
				add(" · ", e.Location.Text)
			} else {
				add(", ", e.Location.Text)
			}
		}
		for _, x := range e.Extra {
			add(" · ", x.Text)
		}
	}
	if e.URL != "" && !e.Organization.Known() && resume.Host(e.URL) != e.URL {
		h.address = e.URL
	}
	return h
}

// A contactItem is one item of the contact lines.
type contactItem struct {
	label, text string
	url         string // "" for none
}

// contact is the lines below the name: how to reach the person, and where to find more.
func (c *Copy) contact() (lines [][]contactItem) {
	r := c.Resume
	var reach, more []contactItem
	if r.Email.Known() {
		reach = append(reach, contactItem{text: r.Email.Text, url: "mailto:" + r.Email.Text})
	}
	for _, v := range []resume.Value{r.Phone, r.Location} {
		if v.Known() {
			reach = append(reach, contactItem{text: v.Text})
		}
	}
	for _, x := range r.Contact {
		reach = append(reach, contactItem{label: x.Label, text: x.Value.Text})
	}
	for _, l := range r.Links {
		item := contactItem{label: term.OwnLabel(l.Label), text: l.Text, url: l.URL}
		if c.FullLinks || item.text == "" {
			item.text = l.URL
		}
		more = append(more, item)
	}
	for _, line := range [][]contactItem{reach, more} {
		if len(line) > 0 {
			lines = append(lines, line)
		}
	}
	return lines
}
