package cli

import (
	"bytes"
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/resgen/resgen/internal/check/rules"
	"github.com/resgen/resgen/internal/manual"
)

// TestRecipes holds that no topic has the name of a command, which would hide it, that commands lead to topics that there are, and that each command
// but those that are about no work leads to one.
func TestRecipes(t *testing.T) {
	a := &app{in: strings.NewReader(""), out: new(bytes.Buffer), err: new(bytes.Buffer), env: os.Getenv, started: time.Now(), rules: rules.All(), stop: func() error { return nil }}
	root := a.root()
	root.InitDefaultCompletionCmd()
	names := map[string]bool{}
	for _, c := range root.Commands() {
		for _, name := range append([]string{c.Name()}, c.Aliases...) {
			names[name] = true
		}
		if recipes[c.Name()] == "" && c.Name() != "debug" && c.Name() != "help" {
			t.Errorf("the command %s leads to no topic", c.Name())
		}
	}
	for _, topic := range manual.Topics() {
		if names[topic.Name] {
			t.Errorf("the topic %s has the name of a command", topic.Name)
		}
	}
	for command, topic := range recipes {
		if _, ok := manual.Find(topic); !ok {
			t.Errorf("%s leads to the topic %s, which there is not", command, topic)
		}
		if !names[command] {
			t.Errorf("%s leads to a topic and is no command", command)
		}
	}
	if code := a.run(context.Background(), []string{"help", "debug", "resume"}); code != exitClean {
		t.Errorf("help of a command with words behind it ends with %d", code)
	}
}
