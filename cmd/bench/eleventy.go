package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// eleventyVersion is the peer that is measured.
const eleventyVersion = "3.1.8"

// needEleventy gives Eleventy's program, installed into scratch when none was named; "" when npm is not there or
// does not get it.
func (r *runner) needEleventy() string {
	if r.eleventy != "" || r.noEleventy {
		return r.eleventy
	}
	dir := filepath.Join(r.tmp, "eleventy")
	fmt.Fprintf(os.Stderr, "  installing Eleventy %s for comparison (once; name its cmd.cjs with -eleventy to save the time)\n", eleventyVersion)
	err := os.MkdirAll(dir, 0o777)
	if err == nil {
		cmd := exec.CommandContext(r.ctx, "npm", "install", "--prefix", dir, "--no-audit", "--no-fund", "--silent", "@11ty/eleventy@"+eleventyVersion)
		cmd.Dir = dir
		err = cmd.Run()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "  missing: Eleventy:", err)
		r.noEleventy = true
		return ""
	}
	r.eleventy = filepath.Join(dir, "node_modules", "@11ty", "eleventy", "cmd.cjs")
	return r.eleventy
}

// makeEleventySite writes the posts of makeSites as a site of Eleventy, with the same outputs: pages, the list, tags, a feed,
// a sitemap, robots.txt.
func makeEleventySite(root string, n int) error {
	files := map[string]string{
		"eleventy.config.mjs": `export default function (config) {
	config.addPassthroughCopy("css");
	config.addFilter("head", (list, n) => list.slice(0, n));
	config.addFilter("iso", (date) => date.toISOString().slice(0, 10));
	config.addFilter("near", (list, page, by) => list[list.findIndex((p) => p.url === page.url) + by]);
	config.addCollection("posts", (api) => api.getFilteredByGlob("posts/*.md").reverse());
	config.addCollection("words", (api) => [...new Set(api.getFilteredByGlob("posts/*.md").flatMap((p) => p.data.tags ?? []))].sort());
}
`,
		"_includes/base.njk": `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ title }} · Ada Example</title>
{% if summary %}<meta name="description" content="{{ summary }}">{% endif %}
<link rel="canonical" href="https://example.com{{ page.url }}">
<meta property="og:type" content="article">
<meta property="og:title" content="{{ title }}">
<meta property="og:url" content="https://example.com{{ page.url }}">
<meta property="og:site_name" content="Ada Example">
<link rel="stylesheet" href="/css/site.css">
<link rel="alternate" type="application/rss+xml" title="Ada Example" href="/index.xml">
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
<header><p><a href="/">Ada Example</a></p>
<nav aria-label="Main"><ul>
<li><a href="/">Home</a></li>
<li><a href="/posts/">Posts</a></li>
</ul></nav></header>
<main id="main">
{{ content | safe }}
</main>
<footer><p>Ada Example</p></footer>
</body>
</html>
`,
		"_includes/post.njk": `---
layout: base.njk
---
<article>
<h1>{{ title }}</h1>
<p class="meta"><time datetime="{{ page.date | iso }}">{{ page.date | iso }}</time></p>
{{ content | safe }}
<ul class="tags">{% for tag in tags %}<li><a href="/tags/{{ tag }}/">{{ tag }}</a></li>{% endfor %}</ul>
<nav class="near">{% set prev = collections.posts | near(page, 1) %}{% if prev %}<a rel="prev" href="{{ prev.url }}">{{ prev.data.title }}</a>{% endif %}</nav>
</article>
`,
		"_includes/list.njk": `<ul>{% for p in list %}
<li><h2><a href="{{ p.url }}">{{ p.data.title }}</a></h2>
<p class="meta"><time datetime="{{ p.date | iso }}">{{ p.date | iso }}</time></p>
<p>{{ p.data.summary }}</p>
<ul class="tags">{% for tag in p.data.tags %}<li><a href="/tags/{{ tag }}/">{{ tag }}</a></li>{% endfor %}</ul></li>{% endfor %}
</ul>
`,
		"posts/posts.json": `{"layout": "post.njk"}`,
		"index.njk":        "---\nlayout: base.njk\ntitle: Home\n---\n<h1>Ada Example</h1>\n<ul>{% for p in collections.posts | head(5) %}<li><a href=\"{{ p.url }}\">{{ p.data.title }}</a></li>{% endfor %}</ul>\n",
		"list.njk":         "---\nlayout: base.njk\ntitle: Posts\npermalink: /posts/\n---\n<h1>Posts</h1>\n{% set list = collections.posts %}{% include \"list.njk\" %}\n",
		"tag.njk":          "---\nlayout: base.njk\npagination: {data: collections.words, size: 1, alias: word}\npermalink: \"/tags/{{ word }}/\"\neleventyComputed: {title: \"{{ word }}\"}\n---\n<h1>{{ word }}</h1>\n{% set list = collections[word] %}{% include \"list.njk\" %}\n",
		"tags.njk":         "---\nlayout: base.njk\ntitle: Tags\npermalink: /tags/\n---\n<h1>Tags</h1>\n<ul>{% for word in collections.words %}<li><a href=\"/tags/{{ word }}/\">{{ word }}</a> {{ collections[word].length }}</li>{% endfor %}</ul>\n",
		"404.njk":          "---\nlayout: base.njk\ntitle: Page not found\npermalink: /404.html\n---\n<h1>Page not found</h1>\n",
		"feed.njk":         "---\npermalink: /index.xml\n---\n<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\"><channel><title>Ada Example</title><link>https://example.com/</link>{% for p in collections.posts | head(20) %}<item><title>{{ p.data.title }}</title><link>https://example.com{{ p.url }}</link><description>{{ p.data.summary }}</description></item>{% endfor %}</channel></rss>\n",
		"sitemap.njk":      "---\npermalink: /sitemap.xml\n---\n<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">{% for p in collections.posts %}<url><loc>https://example.com{{ p.url }}</loc></url>{% endfor %}</urlset>\n",
		"robots.njk":       "---\npermalink: /robots.txt\n---\nUser-agent: *\n",
		"css/site.css":     "body{max-width:44rem;margin:auto}\n",
	}
	for i := range n {
		files[fmt.Sprintf("posts/p%05d.md", i)] = post(i)
	}
	return writeAll(root, files)
}
