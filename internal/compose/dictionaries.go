package compose

import (
	"fmt"
	"path"
	"strings"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/source"
)

// DictionaryFiles is the paths of the two files of a dictionary, below the site's root.
func (s *Site) DictionaryFiles(d meta.Dictionary) (aff, dic string) {
	dic = path.Join(path.Dir(s.Master.File.Path), d.File.Text)
	return strings.TrimSuffix(dic, path.Ext(dic)) + ".aff", dic
}

// dictionaries is the findings about dictionaries that are named and not there.
func (s *Site) dictionaries(set *source.Set) diag.List {
	var out diag.List
	for _, d := range s.Settings.Dictionaries {
		wrong := diag.Diagnostic{Rule: "meta/bad-value", Severity: diag.Error, Span: d.File.Span}
		aff, dic := s.DictionaryFiles(d)
		_, hasDic := set.File(dic)
		_, hasAff := set.File(aff)
		switch {
		case path.Ext(dic) != ".dic":
			wrong.Message = fmt.Sprintf("%q is no dictionary; name a file of Hunspell's that ends in .dic", d.File.Text)
			wrong.Help = "as in `dictionaries: {de: german.dic}`, with german.aff beside it"
		case !hasDic && !set.Unusable(dic):
			wrong.Message, wrong.Help = fmt.Sprintf("there is no %s", dic), "put the file there, or mend the name"
		case hasDic && !hasAff && !set.Unusable(aff):
			wrong.Message, wrong.Help = fmt.Sprintf("there is no %s, which belongs to %s", aff, dic), "put it beside the other one; a dictionary is two files"
		default:
			continue
		}
		out = append(out, wrong)
	}
	return out
}

// speaks reports whether a file of content/ is part of a dictionary, which is nothing to publish.
func (s *Site) speaks(rel string) bool {
	for _, d := range s.Settings.Dictionaries {
		if aff, dic := s.DictionaryFiles(d); "content/"+rel == aff || "content/"+rel == dic {
			return true
		}
	}
	return false
}
