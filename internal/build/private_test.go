package build

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"image"
	"image/png"
	"slices"
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/artifact"
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/unpack"
	"github.com/resgen/resgen/internal/unpack/unpacktest"
)

// A planted is a private value of a site: what of it must stand nowhere in public, and where it is sent.
type planted struct {
	kind  string
	value string // as it is looked for when it leaks
	mark  string // a word that nothing else has
	sent  string // part of the name of the target that it is sent with; "" for none
}

// secretive is a site with private values of some kinds, out of the kinds that there are.
type secretive struct {
	files
	environment []compose.Variable
	planted     []planted
}

// kindsOfPrivate is how many ways there are to keep something private; ten of them make a site.
const kindsOfPrivate = 20

// secretiveSite is the nth of a row of sites. salt changes each private value of it, and how many there are, and nothing else.
func secretiveSite(n int, salt string) secretive {
	s := secretive{files: files{}}
	var front, summary, experience, skills, end, german, variant, post, project, yaml []string
	yaml = append(yaml, "# kept out of the repository")
	names := []string{"name: Ada Byron", "headline: Analyst of engines", "email: ada@lovelace.example", "location: London"}
	set := func(key, line string) {
		i := slices.IndexFunc(names, func(l string) bool { return strings.HasPrefix(l, key+":") })
		if i < 0 {
			names = append(names, line)
		} else {
			names[i] = line
		}
	}
	var hidden []string
	for k := range kindsOfPrivate / 2 {
		kind := (n*3 + k) % kindsOfPrivate
		mark := fmt.Sprintf("q%sx%02dy%02dz", salt, n, kind)
		text := "Amber quarry " + mark + " of the Nordwall contract"
		p := planted{fmt.Sprint(kind), text, mark, "resume.pdf"}
		switch kind {
		case 0:
			p.kind, p.value = "phone of the front matter", fmt.Sprintf("+44 20 7%03d %04d", len(salt)*100+n, 1000+n)
			p.mark = p.value[8:]
			set("phone", "phone: "+p.value)
			hidden = append(hidden, "phone")
		case 1:
			p.kind, p.value = "email of private.yaml", mark+"@hidden.example"
			yaml = append(yaml, "email: "+p.value)
		case 2:
			p.kind, p.value = "location of the environment", "1 "+mark+" Road, Ockham"
			s.environment = append(s.environment, compose.Variable{Name: "RESGEN_PRIVATE_LOCATION", Value: p.value})
		case 3:
			p.kind, p.value = "headline", "Spy of the "+mark+" office"
			set("headline", "headline: "+p.value)
			hidden = append(hidden, "headline")
		case 4:
			p.kind, p.value = "link", "https://hidden.example/"+mark+"/me"
			front = append(front, "links: [https://open.example/ada, "+p.value+"]")
			hidden = append(hidden, p.value)
		case 5:
			p.kind, p.value = "label", "Subject of "+mark+" land"
			front = append(front, "contact: {Citizenship: "+p.value+", Licence: B}")
			hidden = append(hidden, "citizenship")
		case 6:
			p.kind = "bullet"
			experience = append(experience, "- "+text+" <!-- private -->")
		case 7:
			p.kind = "bullet within a bullet"
			experience = append(experience, "- Led the rota of six people", "  - "+text+" <!-- private -->")
		case 8:
			p.kind = "entry"
			end = append(end, "### Analyst, Lovelace & Co <!-- private -->", "*2015 – 2016 · Ockham*", "", "- "+text, "")
			if len(salt) > 1 { // and more of them
				end = append(end, "### Engineer, "+salt+" Ltd <!-- private -->", "*2013 – 2015*", "", "- "+salt+" work", "")
			}
		case 9:
			p.kind, p.value = "group of skills", "smithing, "+mark+" forging, lock picking"
			skills = append(skills, "- **Arts:** "+p.value+" <!-- private -->")
		case 10:
			p.kind = "section"
			end = append(end, "## Experience <!-- private -->", "", text, "")
			if len(salt) > 1 {
				end = append(end, "## "+salt+" affairs {private}", "", "- "+salt, "")
			}
		case 11:
			p.kind, p.sent = "bullet of a variant", "acme"
			variant = append(variant, "- Open point", "- "+text+" <!-- private -->")
		case 12:
			p.kind, p.sent = "bullet of a translation", "resume.de.pdf"
			german = append(german, "- "+text+" <!-- private -->")
		case 13:
			p.kind, p.sent = "part of a project's page", ""
			project = append(project, "## Setup <!-- private -->", "", text, "")
		case 14:
			p.kind, p.sent = "bullet of a post", ""
			post = append(post, "- Open bullet[^open]", "- "+text+"[^hidden] <!-- private -->", "", "[^hidden]: A note of "+salt+" words "+salt+".", "[^open]: An open note.")
		case 15:
			p.kind, p.value = "name of private.yaml", "Ada "+mark+" Byron"
			yaml = append(yaml, "name: "+p.value)
		case 16:
			p.kind = "footnote of a bullet"
			experience = append(experience, "- Kept the books[^books]", "- "+salt+" deeds[^deeds] <!-- private -->")
			end = append(end, "[^deeds]: "+text, "", "[^books]: In London.", "")
		case 17:
			p.kind, p.value = "section that private: names", "Keeper of the "+mark+" keys"
			end = append(end, "## Volunteering", "", "- "+p.value, "")
			hidden = append(hidden, "volunteer")
		case 18:
			p.kind, p.value = "fact of RESGEN_PRIVATE", "No "+mark+" 4711"
			s.environment = append(s.environment, compose.Variable{Name: "RESGEN_PRIVATE", Value: "contact:\n  Passport: " + p.value + "\n"})
		case 19:
			p.kind = "bullet of the summary"
			summary = append(summary, "- Open summary", "- "+text+" <!-- private -->")
		}
		s.planted = append(s.planted, p)
	}
	head := append(slices.Clone(names), front...)
	if hidden != nil {
		head = append(head, "private: ["+strings.Join(hidden, ", ")+"]")
	}
	join := func(lines ...[]string) string { return strings.Join(slices.Concat(lines...), "\n") + "\n" }
	s.files["content/resume.md"] = join([]string{"---"}, head, []string{"base-url: https://ada.example/cv/", "forms: {send: [docx, txt, json, md, vcf], publish: [docx, txt, paste, json, md, vcf, qr]}", "---", "Analyst of engines with eight years of programs on paper.", ""}, summary,
		[]string{"", "## Skills", "", "- **Languages:** Go, SQL"}, skills, []string{"", "## Experience", "", "### Analyst, Lovelace & Co", "*2019 – 2020*", "", "- Wrote notes on the engine"}, experience, []string{""}, end,
		[]string{"## Education", "", "### Mathematics, University of London", "*2010 – 2014*", "", "- Read Euler", "", "## Projects", ""})
	s.files["content/private.yaml"] = join(yaml)
	s.files["content/resume.de.md"] = join([]string{"## Berufserfahrung", "", "### Analystin, Lovelace & Co", "*2019 – 2020*", "", "- Schrieb Notizen"}, german)
	s.files["content/variants/acme.md"] = join([]string{"---", "publish: true", "---", "Analyst for ledgers.", ""}, variant)
	s.files["content/projects/engine.md"] = join([]string{"---", "title: Engine", "date: 2024-02-03", "summary: An engine", "---"}, project, []string{"", "# Setup", "", "It reckons."})
	s.files["content/posts/first.md"] = join([]string{"---", "title: First", "date: 2024-02-03", "---", "Open words.", ""}, post)
	s.files["content/about.md"] = "# About\n\nOpen.\n"
	return s
}

func (s secretive) build(t *testing.T, printer *Printer) *Result {
	t.Helper()
	o := Options{Printer: printer, Today: date.Date{Year: 2026, Month: 11}, NoPrint: "nothing is printed"}
	o.Environment = s.environment
	return Build(t.Context(), s.lay(t), NewMemory(nil, ""), o)
}

// publishedBytes is all that a build publishes, by path.
func publishedBytes(t *testing.T, set artifact.Set) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	for _, a := range set.All() {
		b, err := a.Open()
		if err != nil {
			t.Fatalf("%s: %v", a.Path, err)
		}
		out[a.Path] = b
	}
	return out
}

// TestPrivate200 plants 200 private values in 20 sites: none is in what is published, whoever looks for it and however, all are in what is sent, and the check is quiet.
func TestPrivate200(t *testing.T) {
	total, kinds := 0, map[string]bool{}
	for n := range 20 {
		s := secretiveSite(n, "k")
		r := s.build(t, nil)
		for _, d := range checked(t, r).Findings {
			if strings.HasPrefix(d.Rule, "privacy/") && d.Rule != "privacy/address" || d.Rule == "meta/unknown-key" {
				t.Errorf("site %d: %s: %s", n, d.Rule, d.Message)
			}
		}
		public := publishedBytes(t, r.Public)
		for _, form := range []string{"resume.docx", "acme/resume.vcf", "resume.de.json"} {
			if public[form] == nil {
				t.Errorf("site %d: there is no %s", n, form)
			}
		}
		var sent []string
		for _, target := range r.Site.Targets {
			html, _, err := r.PrintedCopyOf(target)
			if err != nil {
				t.Fatal(err)
			}
			if target.Audience == compose.Public {
				public["the sheets of "+target.Out] = html
			} else {
				sent = append(sent, target.Out+"\n"+string(html))
			}
		}
		for _, p := range s.planted {
			total++
			kinds[p.kind] = true
			mark := []byte(strings.ToLower(p.mark))
			for path, b := range public {
				unpack.Walk(path, b, func(part unpack.Part) {
					if bytes.Contains(bytes.ToLower(part.Bytes), mark) || strings.Contains(path, p.mark) {
						t.Errorf("site %d: the %s is published in %s", n, p.kind, path)
					}
				})
			}
			if p.sent != "" && !slices.ContainsFunc(sent, func(html string) bool {
				name, _, _ := strings.Cut(html, "\n")
				return strings.Contains(name, p.sent) && strings.Contains(html, p.mark)
			}) {
				t.Errorf("site %d: the %s is not sent", n, p.kind)
			}
		}
	}
	if total != 200 || len(kinds) != kindsOfPrivate {
		t.Errorf("%d values of %d kinds", total, len(kinds))
	}
}

// TestPrivate200Planted publishes each of the 200 past all guards, in a file of some form that it may have: the check finds each, in that file.
func TestPrivate200Planted(t *testing.T) {
	found, used := 0, map[string]bool{}
	for n := range 20 {
		s := secretiveSite(n, "k")
		where := map[string]planted{}
		for k, p := range s.planted {
			all := unpacktest.Forms(p.value)
			form := all[(n*len(s.planted)+k)%len(all)]
			used[form.Name] = true
			path := fmt.Sprintf("planted/%d%s", k, form.Ext)
			s.files["static/"+path] = string(form.Bytes)
			where[path+" as "+form.Name] = p
		}
		r := s.build(t, nil)
		rep := checked(t, r)
		for at, p := range where {
			path, _, _ := strings.Cut(at, " as ")
			hits := slices.DeleteFunc(r.scan.found(), func(h check.Published) bool { return h.Path != path || h.Secret.Value.Text != p.value })
			said := has(rep, "privacy/published", "public/"+path)
			if len(hits) == 0 || said == 0 {
				t.Errorf("site %d: the %s, %q, is not found in %s", n, p.kind, p.value, at)
				continue
			}
			found++
			if !r.Leaks(path) {
				t.Errorf("%s does not leak", path)
			}
		}
	}
	if found != 200 || len(used) != len(unpacktest.Forms("some text")) {
		t.Errorf("%d found, in %d forms", found, len(used))
	}
}

// TestPrivateElsewhere holds that nothing of what is published depends on what is private: neither bytes nor names nor how many there are.
func TestPrivateElsewhere(t *testing.T) {
	for n := range 20 {
		a, b := secretiveSite(n, "k"), secretiveSite(n, "otherlongerk")
		sameFiles(t, fmt.Sprint("site ", n), publishedBytes(t, a.build(t, nil).Public), publishedBytes(t, b.build(t, nil).Public))
	}
}

func sameFiles(t *testing.T, name string, a, b map[string][]byte) {
	t.Helper()
	for path, x := range a {
		y, ok := b[path]
		if !ok {
			t.Errorf("%s: %s is not made with other private values", name, path)
		} else if !bytes.Equal(x, y) {
			i := 0
			for i < len(x) && i < len(y) && x[i] == y[i] {
				i++
			}
			from := max(0, i-60)
			t.Errorf("%s: %s differs with other private values\n%q\n%q", name, path, x[from:min(len(x), i+60)], y[from:min(len(y), i+60)])
		}
	}
	if len(a) != len(b) {
		t.Errorf("%s: %d files, and %d with other private values", name, len(a), len(b))
	}
}

// TestPrivatePrinted is the same with a browser: the PDFs and the pictures.
func TestPrivatePrinted(t *testing.T) {
	printer := realPrinter(t)
	for _, n := range []int{0, 5, 12} {
		var sides [2]map[string][]byte
		for i, salt := range []string{"k", "otherlongerk"} {
			s := secretiveSite(n, salt)
			r := s.build(t, printer)
			copies, err := r.Copies(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			sides[i] = publishedBytes(t, r.Public)
			for _, p := range s.planted {
				for _, c := range copies {
					words := strings.Join([]string{text(c.Print), c.Print.Words}, "\n")
					if strings.Contains(strings.ToLower(words), strings.ToLower(p.mark)) && c.Target.Audience == compose.Public {
						t.Errorf("site %d: the %s is printed in %s", n, p.kind, c.Target)
					}
				}
				if p.sent != "" && !slices.ContainsFunc(copies, func(c Copy) bool {
					return c.Target.Audience == compose.Sent && strings.Contains(cmp.Or(c.Target.Out), p.sent) && strings.Contains(strings.Join(strings.Fields(c.Print.Words+text(c.Print)), " "), p.mark)
				}) {
					t.Errorf("site %d: the %s is on no sheet that is sent", n, p.kind)
				}
			}
		}
		sameFiles(t, fmt.Sprint("site ", n), sides[0], sides[1])
	}
}

// TestPrivatePhoto holds that a picture which is private is on what is sent, and neither published nor to be guessed from what is: the address of
// the site's card tells all that it is made from.
func TestPrivatePhoto(t *testing.T) {
	const resume = "---\nname: Ada Byron\nbase-url: https://ada.example/\nphoto: me.png\nprivate: [photo]\npdf: {options: {photo: on}}\n---\n\nWrites.\n\n## Experience\n\n### Analyst, Open & Co\n*2019*\n\n- Wrote\n"
	picture := func(shade byte) string {
		var b bytes.Buffer
		m := image.NewGray(image.Rect(0, 0, 60, 60))
		for i := range m.Pix {
			m.Pix[i] = shade
		}
		if err := png.Encode(&b, m); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	var sides []map[string][]byte
	for _, shade := range []byte{10, 200} {
		for name, site := range map[string]files{
			"named":             {"content/resume.md": resume, "content/me.png": picture(shade)},
			"in private.yaml":   {"content/resume.md": strings.NewReplacer("photo: me.png\n", "", "private: [photo]\n", "").Replace(resume), "content/me.png": picture(shade), "content/private.yaml": "photo: me.png\n"},
			"of its own folder": {"content/resume.md": strings.Replace(resume, "me.png", "/me.png", 1), "static/me.png": picture(shade)},
		} {
			r := Build(t.Context(), site.lay(t), NewMemory(nil, ""), Options{Printer: newFake(t).printer("chrome")})
			public := publishedBytes(t, artifact.NewSet(slices.DeleteFunc(slices.Clone(r.Public.All()), func(a artifact.Artifact) bool {
				return strings.HasSuffix(a.Path, ".pdf") || strings.HasSuffix(a.Path, "card.png")
			})))
			for path, b := range public {
				if strings.Contains(path, "me.png") || bytes.Contains(b, []byte("me.png")) {
					t.Errorf("%s: %s has it", name, path)
				}
			}
			for _, target := range r.Site.Targets {
				html, lookup, err := r.PrintedCopyOf(target)
				if err != nil {
					t.Fatal(err)
				}
				_, _, found := lookup("/me.png")
				if sent := target.Audience == compose.Sent; found != sent || bytes.Contains(html, []byte("/me.png")) != sent {
					t.Errorf("%s: %s: found %v in\n%s", name, target, found, html)
				}
			}
			if name == "named" {
				sides = append(sides, public)
			}
		}
	}
	sameFiles(t, "another picture", sides[0], sides[1])
}

// TestPrivateFiles holds that a file which only private text asks for, or a letter, goes with it; and that one which is named anywhere else is published.
func TestPrivateFiles(t *testing.T) {
	site := files{
		"content/resume.md":       "---\nname: Ada Byron\n---\n\nWrites.\n\n## Experience\n\n### Analyst, Open & Co\n*2019*\n\n- Wrote, see [the notes](open.pdf)\n- Passed, see [the certificate](hidden.pdf), [these](shared.pdf) <!-- private -->\n",
		"content/posts/a.md":      "---\ntitle: A\n---\nOpen ![a](open.png), see shared.pdf.\n\n- ![b](hidden.png) <!-- private -->\n",
		"content/letters/acme.md": "Dear all,\n\n![signature](../hidden-signature.png)\n",
		"content/open.pdf":        "1", "content/hidden.pdf": "2", "content/shared.pdf": "3", "content/posts/open.png": "4", "content/posts/hidden.png": "5", "content/hidden-signature.png": "6",
		"content/alone.bin": "7",
	}
	r := Build(t.Context(), site.lay(t), NewMemory(nil, ""), Options{})
	have := map[string]bool{}
	for _, a := range r.Public.All() {
		have[a.Path] = true
	}
	for path, want := range map[string]bool{"open.pdf": true, "shared.pdf": true, "posts/open.png": true, "alone.bin": true, "hidden.pdf": false, "posts/hidden.png": false, "hidden-signature.png": false} {
		if have[path] != want {
			t.Errorf("%s is published: %v", path, have[path])
		}
	}
	for _, target := range r.Site.Targets {
		html, lookup, err := r.PrintedCopyOf(target)
		if err != nil {
			t.Fatal(err)
		}
		if _, _, found := lookup("/hidden-signature.png"); target.Letter != nil && (!found || !bytes.Contains(html, []byte(`"/hidden-signature.png"`))) {
			t.Errorf("the letter lacks its picture: %v\n%s", found, html)
		} else if target.Audience == compose.Public && found {
			t.Error("what is published may show it")
		}
	}
	rep := checked(t, r)
	if n := has(rep, "link/broken", ""); n != 0 {
		t.Errorf("%+v", rep.Findings)
	}
}
