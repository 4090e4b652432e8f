package check

import (
	"fmt"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/spell"
)

// readDictionary reads the user's dictionary for a language, and the finding about it if it cannot be read. One that
// is not there is told of before.
func (in *Input) readDictionary(lang string) (*spell.Dictionary, diag.List) {
	for _, d := range in.Settings().Dictionaries {
		if d.Lang.Text != lang || in.Set == nil || in.Site.Master == nil {
			continue
		}
		affPath, dicPath := in.Site.DictionaryFiles(d)
		aff, ok := in.Set.File(affPath)
		dic, also := in.Set.File(dicPath)
		if !ok || !also {
			return nil, nil
		}
		dict, err := spell.Parse(aff.Bytes, dic.Bytes)
		if err != nil {
			return nil, diag.List{{Rule: "meta/bad-value", Severity: diag.Error, Span: d.File.Span,
				Message: fmt.Sprintf("%s is no dictionary that can be read: %v", dicPath, err)}}
		}
		return dict, nil
	}
	return nil, nil
}

// Dictionary is the user's own dictionary for the résumé's language; nil when there is none.
func (p *Pass) Dictionary() *spell.Dictionary { return p.dictionary }
