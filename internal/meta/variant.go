package meta

import "github.com/resgen/resgen/internal/source"

// VariantSettings is what the front matter of a variant says. What is absent, or what [Check] finds wrong, is as the résumé has it.
type VariantSettings struct {
	Posting   Name // a path below content/
	Headline  Name
	Pages     int // 0 for the résumé's
	PagesSpan source.Span
	Theme     Name
	Sections  []Name // in their order; none for all, in the résumé's
	Keep      []Name // ids and tags
	Drop      []Name
	Lang      Name
	Private   []Name // fields, links and sections that are not published with it, beside those of the résumé
	Auto      bool   // what is in is selected
	Publish   bool
}

// DecodeVariant reads them.
func DecodeVariant(v Value) VariantSettings {
	text := func(key string) Name { return Text(v, VariantDoc, key) }
	s := VariantSettings{Posting: text("posting"), Headline: text("headline"), Theme: text("theme"), Lang: text("language")}
	for _, f := range v.Fields {
		switch f.Key {
		case "pages":
			if n, ok := whole(f.Value); ok && n >= 1 && n <= 30 {
				s.Pages, s.PagesSpan = n, f.Value.Span
			}
		case "sections":
			s.Sections = append(s.Sections, Names(f.Value)...)
		case "keep":
			s.Keep = append(s.Keep, Names(f.Value)...)
		case "drop":
			s.Drop = append(s.Drop, Names(f.Value)...)
		case "private":
			s.Private = append(s.Private, Names(f.Value)...)
		case "select":
			s.Auto = f.Value.Text == "auto"
		case "publish":
			s.Publish = f.Value.Truth()
		}
	}
	return s
}
