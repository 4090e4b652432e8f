package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// model [-status CODE] ANSWER [ASKED] serves what a language model would, in the protocol of OpenAI, until the script ends: to whatever
// is asked the text of the file ANSWER, streamed a few letters at a time, or with a status the file as it stands. Each question is written to the file
// ASKED. RESGEN_LLM_URL and RESGEN_LLM_MODEL are set.
func model(ts *testscript.TestScript, neg bool, args []string) {
	status := http.StatusOK
	if len(args) > 2 && args[0] == "-status" {
		_, err := fmt.Sscan(args[1], &status)
		ts.Check(err)
		args = args[2:]
	}
	if neg || len(args) < 1 || len(args) > 2 {
		ts.Fatalf("usage: model [-status CODE] ANSWER [ASKED]")
	}
	answer := ts.ReadFile(args[0])
	asked := os.DevNull
	if len(args) == 2 {
		asked = ts.MkAbs(args[1])
	}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b, err := io.ReadAll(r.Body)
		if err == nil {
			err = os.WriteFile(asked, b, 0o666)
		}
		if err != nil {
			ts.Logf("model: %v", err)
		}
		if status != http.StatusOK {
			w.WriteHeader(status)
			io.WriteString(w, answer)
			return
		}
		w.Header().Set("Content-Type", "text/event-stream")
		letters := []rune(strings.TrimSpace(answer))
		for len(letters) > 0 {
			n := min(7, len(letters))
			var event struct {
				Choices [1]struct {
					Delta struct {
						Content string `json:"content"`
					} `json:"delta"`
				} `json:"choices"`
			}
			event.Choices[0].Delta.Content = string(letters[:n])
			part, _ := json.Marshal(event)
			fmt.Fprintf(w, "data: %s\n\n", part)
			w.(http.Flusher).Flush()
			letters = letters[n:]
		}
		io.WriteString(w, "data: [DONE]\n\n")
	}))
	ts.Defer(s.Close)
	ts.Setenv("RESGEN_LLM_URL", s.URL+"/v1")
	ts.Setenv("RESGEN_LLM_MODEL", "llama3.2")
}
