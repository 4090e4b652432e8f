package cli

import (
	"fmt"
	"path"
	"path/filepath"
	"strings"

	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/source"
)

// variantNamed is the name of the variant that an argument means; "" when there is none.
func (j *job) variantNamed(arg string) string { return j.named(compose.VariantDir, arg) }

// named is the name of the variant or the letter, in their folder, that an argument means: its name, or its file; "" when there is none.
func (j *job) named(dir, arg string) string {
	if name := strings.TrimSuffix(arg, ".md"); !strings.ContainsAny(name, `/\`) {
		if _, ok := j.set.File(dir + name + ".md"); ok {
			return name
		}
	}
	if p := j.below(arg); strings.HasPrefix(p, dir) {
		if _, ok := j.set.File(p); ok {
			return strings.TrimSuffix(strings.TrimPrefix(p, dir), ".md")
		}
	}
	return ""
}

// names is the names of all that lie in a folder.
func (j *job) names(dir string) []string {
	var out []string
	for _, f := range j.set.Under(strings.TrimSuffix(dir, "/")) {
		if strings.HasSuffix(f.Path, ".md") {
			out = append(out, strings.TrimSuffix(strings.TrimPrefix(f.Path, dir), ".md"))
		}
	}
	return out
}

// below is the path of a file within the site, as the set has it; "" when it is outside.
func (j *job) below(name string) string {
	abs, err := filepath.Abs(name)
	if err != nil {
		return ""
	}
	if real, err := filepath.EvalSymlinks(abs); err == nil {
		abs = real
	}
	rel, err := filepath.Rel(j.set.Root, abs)
	if err != nil || strings.HasPrefix(rel, "..") {
		return ""
	}
	return filepath.ToSlash(rel)
}

// noVariant says that there is no variant of a name, and which was probably meant.
func (j *job) noVariant(name string) error {
	return j.none("variant", compose.VariantDir, name, "`resgen tailor POSTING --write NAME` makes one")
}

// none says that there is no variant or letter of a name, and which was probably meant; help is what to do where there is none at all.
func (j *job) none(what, dir, name, help string) error {
	all := j.names(dir)
	if near := meta.Nearest(name, all); near != "" {
		help = fmt.Sprintf("did you mean %q?", near)
	} else if len(all) > 0 {
		help = "there is " + listed(all)
	}
	return fmt.Errorf("there is no %s %q in %s\n%s", what, name, dir, help)
}

// forPosting is the name of the variant for a posting: one that the site has, or one that is made of a draft for this run and written nowhere.
func (j *job) forPosting(f *source.File, draft func(at string) []byte) (name string) {
	if at := j.below(f.Path); strings.HasPrefix(at, compose.JobDir) {
		for _, v := range j.set.Under(strings.TrimSuffix(compose.VariantDir, "/")) {
			says := compose.PostingPath(meta.DecodeVariant(document.Head(v).Meta).Posting.Text)
			if says == at || says == strings.TrimSuffix(at, path.Ext(at)) {
				return strings.TrimSuffix(strings.TrimPrefix(v.Path, compose.VariantDir), ".md")
			}
		}
	}
	name = j.freeName(strings.TrimSuffix(path.Base(filepath.ToSlash(f.Path)), path.Ext(f.Path)))
	j.set = j.set.And(source.NewFile(compose.JobDir+name+".md", f.Bytes), source.NewFile(compose.VariantDir+name+".md", draft("jobs/"+name+".md")))
	return name
}

// freeName is a name that no variant and no posting has.
func (j *job) freeName(base string) string {
	if base = compose.Slug(base); base == "" {
		base = "posting"
	}
	for n, name := 2, base; ; n++ {
		_, job := j.set.File(compose.JobDir + name + ".md")
		_, variant := j.set.File(compose.VariantDir + name + ".md")
		if !job && !variant {
			return name
		}
		name = fmt.Sprintf("%s-%d", base, n)
	}
}
