package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// words is what the generated pages are made of.
var words = strings.Fields(`latency service queue ledger retry bucket token cache index shard replica leader commit
	deploy canary rollback budget alert trace metric gateway session request response payload schema migration batch stream`)

// text is n words, different for each seed, the same in each run.
func text(seed, n int) string {
	var b strings.Builder
	x := uint32(seed)*2654435761 + 1
	for i := range n {
		x = x*1664525 + 1013904223
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(words[x>>8%uint32(len(words))%uint32(len(words))])
	}
	return b.String()
}

// post is one page of about 2 KB: paragraphs, a heading, a list, links, emphasis.
func post(i int) string {
	day := time.Date(2016, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, i%3600)
	return fmt.Sprintf(`---
title: "Post %d about %s"
date: %s
summary: "%s"
tags: [%s, %s]
---

%s **%s** %s.

## %s

- %s
- %s with `+"`%s`"+`
- [%s](https://example.com/%d)

%s.

%s.
`, i, text(i, 3), day.Format("2006-01-02"), text(i+1, 14), words[i%20], words[(i/20+i+7)%20],
		text(i+2, 60), text(i+3, 2), text(i+4, 40), text(i+5, 4), text(i+6, 12), text(i+7, 9), text(i+8, 1), text(i+9, 3), i,
		text(i+10, 80), text(i+11, 50))
}

// writeAll writes files below a folder.
func writeAll(root string, files map[string]string) error {
	for name, body := range files {
		name = filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			return err
		}
		if err := os.WriteFile(name, []byte(body), 0o666); err != nil {
			return err
		}
	}
	return nil
}

// makeSites writes the same n posts as a site of resgen and as a site of Hugo, with the same
// outputs: pages, the list, tags, a feed, a sitemap, robots.txt.
func makeSites(root string, n int) (ours, hugo string, err error) {
	ours, hugo = filepath.Join(root, "resgen"), filepath.Join(root, "hugo")
	a := map[string]string{"content/resume.md": "---\nname: Ada Example\nemail: ada@example.com\nheadline: Engineer\nbase-url: https://example.com/\n---\nWrites posts.\n\n## Experience\n\n### Engineer, Example\n*2020 – present*\n\n- Wrote posts\n"}
	b := hugoSite()
	for i := range n {
		a[fmt.Sprintf("content/posts/p%05d.md", i)] = post(i)
		b[fmt.Sprintf("content/posts/p%05d.md", i)] = post(i)
	}
	if err := writeAll(ours, a); err != nil {
		return "", "", err
	}
	return ours, hugo, writeAll(hugo, b)
}

// hugoSite is a site of Hugo with layouts of about the size of our own.
func hugoSite() map[string]string {
	return map[string]string{
		"hugo.toml": "baseURL = 'https://example.com/'\ntitle = 'Ada Example'\nenableRobotsTXT = true\ndisableKinds = []\n[taxonomies]\ntag = 'tags'\n[services.rss]\nlimit = 20\n[outputs]\nhome = ['html', 'rss']\nsection = ['html']\ntaxonomy = ['html']\nterm = ['html']\n",
		"layouts/baseof.html": `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ if .IsHome }}{{ .Site.Title }}{{ else }}{{ .Title }} · {{ .Site.Title }}{{ end }}</title>
{{ with .Summary }}<meta name="description" content="{{ . | plainify }}">{{ end }}
<link rel="canonical" href="{{ .Permalink }}">
<meta property="og:type" content="article">
<meta property="og:title" content="{{ .Title }}">
<meta property="og:url" content="{{ .Permalink }}">
<meta property="og:site_name" content="{{ .Site.Title }}">
<link rel="stylesheet" href="/css/site.css">
<link rel="alternate" type="application/rss+xml" title="{{ .Site.Title }}" href="/index.xml">
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
<header><p><a href="/">{{ .Site.Title }}</a></p>
<nav aria-label="Main"><ul>
<li><a href="/">Home</a></li>
{{ $here := . }}{{ range .Site.Sections }}<li><a href="{{ .RelPermalink }}"{{ if eq $here.Section .Section }} aria-current="page"{{ end }}>{{ .Title }}</a></li>{{ end }}
</ul></nav></header>
<main id="main">
{{ block "main" . }}{{ end }}
</main>
<footer><p>{{ .Site.Title }}</p></footer>
</body>
</html>
`,
		"layouts/single.html": `{{ define "main" }}<article>
<h1>{{ .Title }}</h1>
<p class="meta"><time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date.Format "2 January 2006" }}</time> · {{ .ReadingTime }} min</p>
{{ .Content }}
<ul class="tags">{{ range .Params.tags }}<li><a href="/tags/{{ . | urlize }}/">{{ . }}</a></li>{{ end }}</ul>
<nav class="near">{{ with .PrevInSection }}<a rel="prev" href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}{{ with .NextInSection }}<a rel="next" href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</nav>
</article>{{ end }}
`,
		"layouts/list.html": `{{ define "main" }}<h1>{{ .Title }}</h1>
<ul>{{ range .Pages }}
<li><h2><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2>
<p class="meta"><time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date.Format "2 January 2006" }}</time></p>
<p>{{ .Params.summary }}</p>
<ul class="tags">{{ range .Params.tags }}<li><a href="/tags/{{ . | urlize }}/">{{ . }}</a></li>{{ end }}</ul></li>{{ end }}
</ul>{{ end }}
`,
		"layouts/terms.html": `{{ define "main" }}<h1>{{ .Title }}</h1>
<ul>{{ range .Data.Terms.Alphabetical }}<li><a href="{{ .Page.RelPermalink }}">{{ .Page.Title }}</a> {{ .Count }}</li>{{ end }}</ul>{{ end }}
`,
		"layouts/home.html": `{{ define "main" }}<h1>{{ .Site.Title }}</h1>
<ul>{{ range first 5 (where .Site.RegularPages "Section" "posts") }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}
`,
		"layouts/404.html":    `{{ define "main" }}<h1>Page not found</h1>{{ end }}`,
		"static/css/site.css": "body{max-width:44rem;margin:auto}\n",
	}
}

// siteAgainstHugo builds both sites from nothing, on a tmpfs.
func siteAgainstHugo(r *runner) error {
	if err := r.needHugo(); err != nil {
		return err
	}
	walls := map[int]time.Duration{}
	for _, c := range []struct {
		pages int
		bound float64
	}{{10, 0.35}, {1000, 0.6}, {10000, 0.5}} {
		root := filepath.Join(r.mem, fmt.Sprint("site", c.pages))
		ours, hugo, err := makeSites(root, c.pages)
		if err != nil {
			return err
		}
		clear := func(site string) func() error {
			return func() error { return os.RemoveAll(filepath.Join(site, "public")) }
		}
		a := command{args: []string{r.resgen, "build", "--no-pdf", "--no-cache", "-q", "-s", ours}, before: clear(ours), fails: true}
		b := command{args: []string{r.hugo, "--quiet", "-s", hugo}, before: clear(hugo)}
		fa, fb, err := r.pair(a, b, false)
		if err != nil {
			return err
		}
		walls[c.pages] = fa.wall
		name := fmt.Sprintf("site, %d pages", c.pages)
		r.row(name+": wall", ms(fa.wall), ms(fb.wall)+" Hugo", ratio(fa.wall, fb.wall), c.bound, "%.2f")
		if c.pages == 10000 {
			r.row(name+": memory", mb(fa.rss), mb(fb.rss)+" Hugo", float64(fa.rss)/float64(fb.rss), 0.2, "%.2f")
		}
		if err := os.RemoveAll(root); err != nil {
			return err
		}
	}
	r.row("site, 1,000 to 10,000 pages: growth", ms(walls[10000]), ms(walls[1000]), ratio(walls[10000], walls[1000]), 11, "%.1f")
	return nil
}

// unchanged builds twice on disk, with nothing changed between.
func unchanged(r *runner) error {
	if err := r.needHugo(); err != nil {
		return err
	}
	ours, hugo, err := makeSites(filepath.Join(r.tmp, "unchanged"), 10000)
	if err != nil {
		return err
	}
	a := command{args: []string{r.resgen, "build", "--no-pdf", "-q", "-s", ours}, fails: true, env: []string{"XDG_CACHE_HOME=" + filepath.Join(r.tmp, "cache")}}
	b := command{args: []string{r.hugo, "--quiet", "-s", hugo}}
	fa, fb, err := r.pair(a, b, false)
	if err != nil {
		return err
	}
	r.row("10,000 pages, nothing changed: wall", ms(fa.wall), ms(fb.wall)+" Hugo", ratio(fa.wall, fb.wall), 0.3, "%.2f")
	touched := 0
	began := time.Now()
	if _, err := r.once(a, false); err != nil {
		return err
	}
	err = filepath.WalkDir(filepath.Join(ours, "public"), func(_ string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err == nil && info.ModTime().After(began) {
			touched++
		}
		return err
	})
	if err != nil {
		return err
	}
	r.row("10,000 pages, nothing changed: files touched", fmt.Sprint(touched), "0", float64(touched), 0.5, "%.0f")
	return os.RemoveAll(filepath.Join(r.tmp, "unchanged"))
}
