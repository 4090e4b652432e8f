package cli

import "testing"

func TestEditor(t *testing.T) {
	for _, c := range []struct {
		flag, visual, editor string
		want                 string // "" for none
	}{
		{"", "", "", ""},
		{"", "code --wait", "vim", "vscode"},
		{"", "", "/opt/zed/bin/zed", "zed"},
		{"", "vim", "nano -w", ""},
		{"", "sh -c 'x {file}'", "", ""}, // only names are taken from there
		{"none", "code", "code", ""},
		{"idea", "code", "", "idea"},
		{"gvim --remote +{line} {file}", "code", "", "gvim --remote +{line} {file}"},
	} {
		a := &app{env: func(key string) string { return map[string]string{"VISUAL": c.visual, "EDITOR": c.editor}[key] }}
		a.flags.editor = c.flag
		e, err := a.editor()
		if err != nil || e.String() != c.want || e.IsZero() != (c.want == "") {
			t.Errorf("%+v: %q, %v", c, e, err)
		}
	}
	a := &app{env: func(string) string { return "code" }}
	a.flags.editor = "vim"
	if _, err := a.editor(); err == nil {
		t.Error("an editor that runs in a terminal is taken")
	}
}
