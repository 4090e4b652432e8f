package cli

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/source"
)

// TestToolsSchema holds each kind of line to the letter: other programs read them. What is changed here other than by a new field
// needs a new toolsSchema.
func TestToolsSchema(t *testing.T) {
	var b bytes.Buffer
	to := &tools{w: &b}
	s := sample()
	s.id, s.ready, s.stages = "0a", 6*time.Millisecond, s.stages[:1]
	f := source.NewFile("content/resume.md", []byte("one\ntwo\n"))
	s.errors = diag.List{{Rule: "link/broken", Message: "it \"leads\" <nowhere>", Help: "mend it", Span: f.Span(5, 6)}}
	to.save(&s, false)
	s.problem, s.errors, s.prints, s.changed, s.before = errors.New("lost\nthe way out"), nil, nil, nil, nil
	to.save(&s, false)
	to.save(&s, true)
	to.note("a\x1bnote")
	to.failure(errors.New("serve on x: taken\nchoose another"))
	want := `{"event":"save","id":"0a","time":"2026-11-29T15:04:05Z","changed":["content/resume.md"],"first":false,"look":{"theme":"","paper":""},"prints":[{"name":"resume.pdf","audience":"public","sheets":2,"filled":0.97},{"name":"resume.pdf","audience":"sent","sheets":2,"filled":0.99}],"errors":1,"warnings":3,"infos":0,"more":{"errors":1,"warnings":-2,"infos":-1},"ready":6,"took":85,"stages":[{"stage":"read","ms":1}],"problem":""}
{"event":"error","save":"0a","path":"content/resume.md","line":2,"col":2,"rule":"link/broken","message":"it \"leads\" \u003cnowhere\u003e","help":"mend it"}
{"event":"save","id":"0a","time":"2026-11-29T15:04:05Z","changed":[],"first":true,"look":{"theme":"","paper":""},"prints":[],"errors":1,"warnings":3,"infos":0,"more":{"errors":0,"warnings":0,"infos":0},"ready":6,"took":85,"stages":[{"stage":"read","ms":1}],"problem":"lost"}
{"event":"error","save":"0a","path":"","line":0,"col":0,"rule":"","message":"lost","help":"the way out"}
{"event":"error","save":"0a","path":"","line":0,"col":0,"rule":"","message":"lost","help":"the way out"}
{"event":"note","text":"a\\x1bnote"}
{"event":"error","save":"","path":"","line":0,"col":0,"rule":"","message":"serve on x: taken","help":"choose another"}
`
	if got := b.String(); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	for _, field := range []string{"id", "time", "changed", "first", "look", "prints", "errors", "warnings", "infos", "more", "ready", "took", "stages", "problem", "save", "path", "line", "col", "rule", "message", "help", "text"} {
		if !strings.Contains(serveHelp, `"`+field+`"`) {
			t.Errorf("--help does not tell of %q", field)
		}
	}
	(*tools)(nil).failure(errors.New("nobody listens"))
}
