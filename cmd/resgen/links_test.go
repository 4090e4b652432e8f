package main

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/net/html"
)

// links DIR BASE holds that every link within the site that stands in an HTML, XML, CSS or text
// file of DIR lies below the base URL BASE and leads to a file, and to an element where it has a fragment.
func links(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: links DIR BASE")
	}
	base, err := url.Parse(args[1])
	ts.Check(err)
	s := linkSite{dir: ts.MkAbs(args[0]), base: base, ids: map[string]map[string]bool{}}
	ts.Check(s.read())
	if s.found == 0 {
		ts.Fatalf("no link was found in %s", args[0])
	}
	for _, l := range s.links {
		if problem := s.problem(l); problem != "" {
			ts.Fatalf("%s: %s: %s", l.file, l.text, problem)
		}
	}
	ts.Logf("%d links hold", s.found)
}

type (
	linkSite struct {
		dir   string
		base  *url.URL
		links []link
		ids   map[string]map[string]bool // of each HTML file
		found int
	}
	link struct {
		file string // slash-separated, below dir
		text string
	}
)

func (s *linkSite) read() error {
	return fs.WalkDir(os.DirFS(s.dir), ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(filepath.Join(s.dir, filepath.FromSlash(p)))
		if err != nil {
			return err
		}
		switch path.Ext(p) {
		case ".html":
			return s.html(p, b)
		case ".xml":
			return s.xml(p, b)
		case ".css":
			for _, m := range cssURL.FindAllSubmatch(b, -1) {
				s.add(p, string(m[1]))
			}
		case ".txt":
			for _, m := range textURL.FindAll(b, -1) {
				s.add(p, string(m))
			}
		}
		return nil
	})
}

var (
	cssURL    = regexp.MustCompile(`url\(["']?([^)"']+)["']?\)`)
	textURL   = regexp.MustCompile(`https?://\S+`)
	quotedURL = regexp.MustCompile(`"(https?://[^"]+)"`)
)

func (s *linkSite) add(file, text string) {
	s.links = append(s.links, link{file, text})
	s.found++
}

func (s *linkSite) html(p string, b []byte) error {
	doc, err := html.Parse(bytes.NewReader(b))
	if err != nil {
		return fmt.Errorf("%s: %w", p, err)
	}
	s.ids[p] = map[string]bool{}
	for n := range doc.Descendants() {
		if n.Type == html.TextNode && n.Parent.Data == "script" { // JSON-LD
			for _, m := range quotedURL.FindAllStringSubmatch(n.Data, -1) {
				s.add(p, m[1])
			}
		}
		for _, a := range n.Attr {
			switch a.Key {
			case "id":
				s.ids[p][a.Val] = true
			case "href", "src", "action", "poster", "data":
				s.add(p, a.Val)
			case "srcset":
				for part := range strings.SplitSeq(a.Val, ",") {
					s.add(p, strings.Fields(part)[0])
				}
			case "content":
				if strings.HasPrefix(a.Val, "http") || strings.HasPrefix(a.Val, "/") {
					s.add(p, a.Val)
				}
			}
		}
	}
	return nil
}

// xml reads feeds and sitemaps, and the HTML inside of feeds.
func (s *linkSite) xml(p string, b []byte) error {
	dec := xml.NewDecoder(bytes.NewReader(b))
	for {
		token, err := dec.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: %w", p, err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			for _, a := range t.Attr {
				if a.Name.Local == "href" || a.Name.Local == "src" {
					s.add(p, a.Value)
				}
			}
		case xml.CharData:
			text := strings.TrimSpace(string(t))
			switch {
			case strings.HasPrefix(text, "http"):
				s.add(p, text)
			case strings.HasPrefix(text, "<"):
				if err := s.html(p, []byte(text)); err != nil {
					return err
				}
			}
		}
	}
}

// problem says what is wrong with a link; "" when it is right, or leads to another host.
func (s *linkSite) problem(l link) string {
	u, err := url.Parse(l.text)
	if err != nil {
		return err.Error()
	}
	// A page is reached at its folder's address; 404.html is served at any address, so that nothing
	// in it may be relative.
	from := strings.TrimSuffix(l.file, "index.html")
	if path.Base(l.file) == "404.html" && u.Host == "" && u.Path != "" && !strings.HasPrefix(u.Path, "/") {
		return "is relative, in a page that is served at any address"
	}
	at := s.base.ResolveReference(&url.URL{Path: from}).ResolveReference(u)
	if at.Scheme != s.base.Scheme || at.Host != s.base.Host {
		return ""
	}
	rel, ok := strings.CutPrefix(at.Path, s.base.Path)
	if !ok {
		return "escapes " + s.base.Path
	}
	if rel == "" || strings.HasSuffix(rel, "/") {
		rel += "index.html"
	}
	if info, err := os.Stat(filepath.Join(s.dir, filepath.FromSlash(rel))); err != nil || info.IsDir() {
		return "leads to no file"
	}
	if at.Fragment != "" && path.Ext(rel) == ".html" && !s.ids[rel][at.Fragment] {
		return "leads to no element of " + rel
	}
	return ""
}
