package chrome

import (
	"strings"
	"testing"
)

func TestNamed(t *testing.T) {
	tests := []struct {
		texts []string
		file  string
		ends  string // their names
		err   string
	}{
		{texts: nil},
		{texts: []string{""}},
		{texts: []string{" , "}},
		{texts: []string{"/opt/my chrome, new/chrome"}, file: "/opt/my chrome, new/chrome"},
		{texts: []string{"chromium"}, file: "chromium"},
		{texts: []string{`C:\chrome.exe`}, file: `C:\chrome.exe`},
		{texts: []string{"ws://127.0.0.1:9222"}, ends: "ws://127.0.0.1:9222"},
		{texts: []string{"WS://localhost:9222/", "http://[::1]:9222"}, ends: "ws://localhost:9222 http://[::1]:9222"},
		{texts: []string{"ws://a:1, ws://b:2\twss://c\n"}, ends: "ws://a:1 ws://b:2 wss://c"},
		{texts: []string{"ws://a:1", "ws://a:1"}, ends: "ws://a:1 ws://a:1"}, // two of a service
		{texts: []string{"wss://me:hush@print.example/chromium?token=hush"}, ends: "wss://print.example/chromium"},
		{texts: []string{"ws://a:1/devtools/browser/7c9d4b1e-hush-4f0e"}, ends: "ws://a:1/devtools/browser/…"},
		{texts: []string{"/a", "/b"}, err: "/a and /b: only one browser can be started"},
		{texts: []string{"ws://a:1", "/b"}, err: "/b is a file, and ws://a:1 an address"},
		{texts: []string{"ws://a:1,/b"}, err: "/b is a file, and ws://a:1 an address"},
		{texts: []string{"ws://a:1?token=hush /b"}, err: "/b is a file, and ws://a:1 an address"},
		{texts: []string{`ws://a:1?launch={"args":["--x","--y"]},ws://b:1`}, ends: "ws://a:1 ws://b:1"},
		{texts: []string{"localhost:9222"}, err: "localhost:9222: write it as ws://localhost:9222"},
		{texts: []string{"ftp://a:1/?token=hush"}, err: "ftp://a:1: begins with ftp://"},
		{texts: []string{"ws://:9222"}, err: "ws://:9222: has no host"},
		{texts: []string{"ws://a:99999"}, err: "ws://a:99999: there is no port 99999; they go from 1 to 65535"},
		{texts: []string{"ws://a:0"}, err: "there is no port 0"},
		{texts: []string{"ws://me:hush@a:port?token=hush"}, err: "…@a:port: is no address; write it as ws://host:9222"},
		{texts: []string{"ws://?token=hush"}, err: "ws://: is no address"},
	}
	for _, tt := range tests {
		file, ends, err := Named(tt.texts)
		var names []string
		for _, e := range ends {
			names = append(names, e.String())
		}
		got := strings.Join(names, " ")
		switch {
		case tt.err != "" && (err == nil || !strings.Contains(err.Error(), tt.err)):
			t.Errorf("%q: error is %v, want %q", tt.texts, err, tt.err)
		case tt.err == "" && (err != nil || file != tt.file || got != tt.ends):
			t.Errorf("%q: got %q %q %v, want %q %q", tt.texts, file, got, err, tt.file, tt.ends)
		}
		if err != nil && strings.Contains(err.Error(), "hush") || strings.Contains(got, "hush") {
			t.Errorf("%q: a secret is shown: %q %v", tt.texts, got, err)
		}
	}
}

func TestLocal(t *testing.T) {
	for text, want := range map[string]bool{
		"ws://127.0.0.1:9222":             true,
		"ws://127.8.8.8:9222":             true,
		"ws://[::1]:9222":                 true,
		"ws://[::ffff:127.0.0.1]:9222":    true,
		"ws://0.0.0.0:9222":               true,
		"ws://LOCALHOST:9222":             true,
		"ws://chrome.localhost.:9222":     true,
		"ws://192.0.2.7:9222":             false,
		"ws://[2001:db8::1]:9222":         false,
		"ws://chrome:9222":                false,
		"ws://localhost.example:9222":     false,
		"ws://127.0.0.1.example:9222":     false,
		"ws://127.0.0.1@192.0.2.7:9222":   false,
		"wss://print.example?x=127.0.0.1": false,
	} {
		e, err := ParseEndpoint(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
		} else if e.Local() != want {
			t.Errorf("%s: local is %t", text, e.Local())
		}
	}
}

func TestElsewhere(t *testing.T) {
	for text, want := range map[string]string{
		"ws://localhost:1":                         "",
		"ws://a:1 ws://a:1 ws://localhost:1":       "ws://a:1",
		"ws://a:1 ws://b:1 ws://c:1":               "ws://a:1, ws://b:1 and ws://c:1",
		"ws://a:1 ws://b:1 ws://c:1 ws://d:1?t=ok": "ws://a:1 and 3 others",
	} {
		if got := Elsewhere(endpoints(t, text)); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// TestSocket holds where the WebSocket is looked for, and that the host of the user's is called, whatever a Chrome in a container
// takes itself for.
func TestSocket(t *testing.T) {
	const answer = "ws://172.17.0.2:9222/devtools/browser/7"
	tests := []struct{ text, ask, ws string }{ // ws: with the answer, where one is asked for
		{"ws://h:1", "http://h:1/json/version", "ws://h:1/devtools/browser/7"},
		{"wss://h/", "https://h/json/version", "wss://h/devtools/browser/7"},
		{"http://h:1", "http://h:1/json/version", "ws://h:1/devtools/browser/7"},
		{"http://h:1/json/version", "http://h:1/json/version", "ws://h:1/devtools/browser/7"},
		{"https://h/chrome-1/?token=x", "https://h/chrome-1/json/version?token=x", "wss://h/chrome-1/devtools/browser/7?token=x"},
		{"http://me:pw@h:1", "http://me:pw@h:1/json/version", "ws://me:pw@h:1/devtools/browser/7"},
		{"ws://h:1/devtools/browser/9", "", "ws://h:1/devtools/browser/9"},
		{"ws://h:1?token=x", "", "ws://h:1?token=x"},
		{"wss://h/chromium?token=x", "", "wss://h/chromium?token=x"},
	}
	for _, tt := range tests {
		ws, ask := endpoints(t, tt.text)[0].socket()
		got := ""
		if ask != nil {
			got = ask.String()
			var err error
			if ws, err = told(ws, answer); err != nil {
				t.Errorf("%s: %v", tt.text, err)
				continue
			}
		}
		if got != tt.ask || ws.String() != tt.ws {
			t.Errorf("%s: asks %q and calls %q, want %q and %q", tt.text, got, ws, tt.ask, tt.ws)
		}
	}
	ws, _ := endpoints(t, "http://h:1?token=x")[0].socket()
	if got, err := told(ws, "ws://0.0.0.0:3000/?token=y&launch=1"); err != nil || got.String() != "ws://h:1/?token=y&launch=1" {
		t.Errorf("a query that is told: %v %v", got, err)
	}
	for _, answer := range []string{"", "http://h:1/x", "%"} {
		if got, err := told(ws, answer); err == nil {
			t.Errorf("%q: %v", answer, got)
		}
	}
}

func FuzzNamed(f *testing.F) {
	f.Add("ws://me:hush@h:1/p?token=hush")
	f.Add("ws://a:1,/usr/bin/chrome")
	f.Add("http://[::1]:9222/json/version#hush")
	f.Fuzz(func(t *testing.T, text string) {
		_, ends, err := Named([]string{text})
		if err != nil {
			if _, query, ok := strings.Cut(err.Error(), "?"); ok && IsAddress(text) && strings.Contains(query, "token=") {
				t.Errorf("the query is shown: %v", err)
			}
			return
		}
		for _, e := range ends {
			e.Local()
			if ws, ask := e.socket(); ws.Scheme != "ws" && ws.Scheme != "wss" || ask != nil && ask.Scheme != "http" && ask.Scheme != "https" {
				t.Errorf("%s: %s %v", text, ws, ask)
			}
			if e.address.RawQuery != "" && strings.Contains(e.String(), "?"+e.address.RawQuery) {
				t.Errorf("%s: the query is shown: %s", text, e)
			}
		}
	})
}
