package compose

import (
	"cmp"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/locale"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/meta"
)

// wordsOf is what the page of one document says of itself.
func wordsOf(d *document.Document) *Words {
	rel := strings.TrimPrefix(strings.TrimSuffix(d.File.Path, path.Ext(d.File.Path)), "content/")
	dir, name := path.Split(rel)
	section, _, _ := strings.Cut(strings.Trim(dir, "/"), "/")
	text := func(key string) string { return meta.Text(d.Meta, meta.PageDoc, key).Text }
	p := &Words{Kind: Plain, Doc: d, Section: section, Weight: noWeight,
		Description: text("summary"), Date: dayOf(text("date")), Updated: dayOf(text("updated")),
		Role: text("role"), Repo: text("repo"), Link: text("url"), lang: text("lang")}
	p.Title = cmp.Or(text("title"), FirstHeading(d))
	if w, err := strconv.Atoi(text("weight")); err == nil {
		p.Weight = w
	}
	tags, _ := d.Meta.Get("tags")
	for _, n := range meta.Names(tags) {
		slug := Slug(n.Text)
		if slug != "" && !slices.ContainsFunc(p.Tags, func(t string) bool { return Slug(t) == slug }) {
			p.Tags = append(p.Tags, n.Text)
		}
	}
	p.Result = resultOf(d.Meta)
	stack, _ := d.Meta.Get("stack")
	for _, n := range meta.Names(stack) {
		p.Stack = append(p.Stack, n.Text)
	}
	var folders []string
	for f := range strings.SplitSeq(strings.Trim(dir, "/"), "/") {
		if f != "" {
			folders = append(folders, Slug(f))
		}
	}
	if name == "index" || name == "_index" {
		if p.Kind = List; len(folders) > 1 {
			p.Kind, p.Title = Plain, cmp.Or(p.Title, sectionTitle(path.Base(dir)))
		}
	} else {
		folders, p.Title = append(folders, cmp.Or(Slug(name), "page")), cmp.Or(p.Title, sectionTitle(name))
		switch section {
		case "projects":
			p.Kind = Project
		case "":
		default:
			p.Kind = Post
		}
	}
	if len(folders) > 0 {
		p.Path = strings.Join(folders, "/") + "/"
	}
	p.out = p.Out()
	return p
}

// FirstHeading is the text of the first line of a document's body when that is a level-one heading,
// so that a page needs no title of its own in the front matter; "" otherwise.
func FirstHeading(d *document.Document) string {
	body := strings.TrimLeft(d.BodySpan.Text(), "\ufeff \r\n")
	if rest, ok := strings.CutPrefix(body, "# "); ok {
		line, _, _ := strings.Cut(rest, "\n")
		if strings.ContainsAny(line, "<{") { // attributes, perhaps: a title that is private is none
			if bs := WithoutPrivate(d.Body().Blocks); len(bs) > 0 && bs[0].Kind == markup.Heading && bs[0].Level == 1 {
				return strings.TrimSpace(markup.Plain(bs[0].Inlines))
			}
			return ""
		}
		return strings.TrimSpace(strings.Trim(strings.TrimSpace(line), "#"))
	}
	return ""
}

// resultOf is what a page says came of it: a sentence, or some. A sentence may have commas, so that a text is one.
func resultOf(v meta.Value) []string {
	if one := meta.Text(v, meta.PageDoc, "result").Text; one != "" {
		return []string{one}
	}
	var out []string
	for _, key := range []string{"result", "results"} {
		list, _ := v.Get(key)
		for _, n := range meta.Names(list) {
			out = append(out, n.Text)
		}
	}
	return out
}

func boolOf(v meta.Value, key string) bool {
	b, _ := v.Get(key)
	return b.Truth()
}

// listTitle is the title of a folder's list that has no page of its own.
func (s *Site) listTitle(folder string) string {
	if folder == "posts" {
		folder = "Writing"
	}
	return locale.Of(s.Lang).Word(sectionTitle(folder))
}

// sectionTitle is a folder's or file's name as a title: "open-source" is "Open source".
func sectionTitle(name string) string {
	name = strings.TrimSpace(wordBreaks.Replace(name))
	first, n := utf8.DecodeRuneInString(name)
	if n == 0 {
		return ""
	}
	return string(unicode.ToUpper(first)) + name[n:]
}

// Slug is a name as it stands in an address: lower case, letters and digits of any script, dashes
// between them; a few signs are spelled out so that "C++" and "C#" are told apart.
func Slug(name string) string {
	if isSlug(name) {
		return name
	}
	var b strings.Builder
	dash := false
	for _, r := range signs.Replace(strings.ToLower(name)) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			if dash && b.Len() > 0 {
				b.WriteByte('-')
			}
			dash = false
			b.WriteRune(r)
			continue
		}
		dash = true
	}
	return b.String()
}

// isSlug reports whether a name is its own slug, as the names of most tags and files are.
func isSlug(name string) bool {
	for i := range len(name) {
		if c := name[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return false
		}
	}
	return true
}
