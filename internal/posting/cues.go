package posting

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/resgen/resgen/internal/prose"
)

//go:embed cues.txt
var cuesText string

type cueTables struct{ heading, sentence *prose.Phrases }

// cues is the phrases of cues.txt: of headings, and of sentences.
var cues = sync.OnceValue(func() cueTables {
	_, rest, _ := strings.Cut(cuesText, "[heading]\n")
	heading, sentence, _ := strings.Cut(rest, "[sentence]\n")
	return cueTables{prose.NewPhrases(heading), prose.NewPhrases(sentence)}
})
