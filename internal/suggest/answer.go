package suggest

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/resgen/resgen/internal/report"
)

// A choice is one of the answers in a response, or a part of it in an event of a stream.
type choice struct {
	Index   int      `json:"index"`
	Message *content `json:"message"`
	Delta   *content `json:"delta"`
	Text    string   `json:"text"` // of older servers
	Finish  string   `json:"finish_reason"`
}

type content struct {
	Content json.RawMessage `json:"content"` // a string, null, or parts
}

// text is what the content says.
func (c *content) text() string {
	if c == nil {
		return ""
	}
	var s string
	if json.Unmarshal(c.Content, &s) == nil {
		return s
	}
	var parts []struct {
		Text string `json:"text"`
	}
	if json.Unmarshal(c.Content, &parts) != nil {
		return ""
	}
	for _, p := range parts {
		s += p.Text
	}
	return s
}

type response struct {
	Choices []choice        `json:"choices"`
	Error   json.RawMessage `json:"error"`
}

// A gathering is what the model wrote so far, by choice.
type gathering struct {
	texts    []strings.Builder
	size     int
	finished []string // the reason of each choice; "" while it goes on
	events   int
}

// take takes in a response, or an event of a stream.
func (g *gathering) take(b []byte) error {
	var r response
	if err := json.Unmarshal(b, &r); err != nil {
		return &failure{"what it answers is no chat completion", "is RESGEN_LLM_URL the base of an API that OpenAI's clients can use?"}
	}
	if len(r.Error) > 0 && string(r.Error) != "null" {
		return &failure{"it failed, " + cmp.Or(errorText(b), "and does not say why"), "try again later, or look into its log"}
	}
	if r.Choices != nil {
		g.events++
	}
	for _, c := range r.Choices {
		if c.Index < 0 || c.Index >= mostChoices {
			continue
		}
		for len(g.texts) <= c.Index {
			g.texts = append(g.texts, strings.Builder{})
			g.finished = append(g.finished, "")
		}
		text := c.Text + c.Message.text() + c.Delta.text()
		if g.size += len(text); g.size > mostText {
			return &failure{fmt.Sprintf("the answer is longer than %d kB", mostText>>10), "no bullet is; try again, or another model"}
		}
		g.texts[c.Index].WriteString(text)
		if c.Finish != "" {
			g.finished[c.Index] = c.Finish
		}
	}
	return nil
}

// done is what was gathered, once it is whole.
func (g *gathering) done() ([]string, error) {
	if g.events == 0 {
		return nil, &failure{"what it answers is no chat completion", "is RESGEN_LLM_URL the base of an API that OpenAI's clients can use?"}
	}
	var out []string
	for i := range g.texts {
		switch g.finished[i] {
		case "length":
			return nil, &failure{"the answer was cut at the length that the model may write", "ask for fewer with -n, or give the model more room"}
		case "content_filter":
			return nil, &failure{"the model's filter kept the answer back", "word the bullet otherwise, or try another model"}
		}
		out = append(out, g.texts[i].String())
	}
	return out, nil
}

// readAnswer reads the body of a response, be it a stream of events or one piece of JSON: what is announced is not always what comes.
func readAnswer(r io.Reader) ([]string, error) {
	limited := &io.LimitedReader{R: r, N: mostBytes + 1}
	b := bufio.NewReader(limited)
	first, err := b.Peek(1)
	for ; err == nil && strings.ContainsAny(string(first), " \t\r\n"); first, err = b.Peek(1) {
		b.Discard(1)
	}
	var g gathering
	switch {
	case errors.Is(err, io.EOF):
		return nil, &failure{text: "the answer is empty", help: "try again"}
	case err != nil:
		return nil, err
	case first[0] == '{':
		err = g.whole(b)
	case first[0] == '<':
		err = &failure{"it answers with a page, and no chat completion", "is RESGEN_LLM_URL the base of an API? It mostly ends in /v1"}
	default:
		err = g.stream(b)
	}
	if limited.N <= 0 {
		return nil, &failure{fmt.Sprintf("the answer is longer than %d MB", mostBytes>>20), "no bullet is; try again, or another model"}
	}
	if err != nil {
		return nil, err
	}
	return g.done()
}

// whole reads one piece of JSON.
func (g *gathering) whole(r io.Reader) error {
	b, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	return g.take(b)
}

// errLong is that one event is too long.
var errLong = &failure{"a part of the answer is longer than any bullet", "try again, or another model"}

// stream reads server-sent events up to the one that says that it was the last: https://html.spec.whatwg.org/multipage/server-sent-events.html
func (g *gathering) stream(r io.Reader) error {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, mostLine)
	lines.Split(eventLines)
	var data []byte
	known := false
	for lines.Scan() {
		line := lines.Bytes()
		field, value, _ := bytes.Cut(line, []byte(":"))
		switch {
		case len(line) == 0:
			if len(data) == 0 {
				continue
			}
			if string(bytes.TrimSpace(data)) == "[DONE]" {
				return nil
			}
			if err := g.take(data); err != nil {
				return err
			}
			data = data[:0]
		case string(field) == "data":
			if len(data) > 0 {
				data = append(data, '\n')
			}
			data, known = append(data, bytes.TrimPrefix(value, []byte(" "))...), true
			if len(data) > mostLine {
				return errLong
			}
		case string(field) == "event" || string(field) == "id" || string(field) == "retry" || len(field) == 0:
		case !known:
			return &failure{"what it answers is no chat completion", "is RESGEN_LLM_URL the base of an API that OpenAI's clients can use?"}
		}
	}
	switch err := lines.Err(); {
	case errors.Is(err, bufio.ErrTooLong):
		return errLong
	case err != nil:
		return err
	}
	if text := bytes.TrimSpace(data); len(text) > 0 && string(text) != "[DONE]" { // the last event, without a blank line behind it
		if err := g.take(text); err != nil {
			return io.ErrUnexpectedEOF
		}
	} else if len(text) > 0 {
		return nil
	}
	for _, f := range g.finished {
		if f != "" {
			return nil // some servers say no [DONE]
		}
	}
	return io.ErrUnexpectedEOF
}

// eventLines splits at "\n", "\r\n" and "\r". A "\r" at the end of what came waits for what follows.
func eventLines(data []byte, end bool) (advance int, line []byte, err error) {
	i := bytes.IndexAny(data, "\r\n")
	switch {
	case i < 0 && end && len(data) > 0:
		return len(data), data, nil
	case i < 0:
		return 0, nil, nil
	case data[i] == '\n' || i+1 < len(data) && data[i+1] != '\n' || i+1 == len(data) && end:
		return i + 1, data[:i], nil
	case i+1 == len(data):
		return 0, nil, nil
	}
	return i + 2, data[:i], nil
}

// proposals is the proposals in what a model wrote: a JSON array as it was asked for, in a fence or not, or else a line each. What it thought
// aloud is passed over.
func proposals(texts []string, count int) Answer {
	var a Answer
	seen := map[string]bool{}
	for _, text := range texts {
		for _, p := range split(unthought(text)) {
			p = strings.TrimSpace(p)
			switch {
			case seen[p]:
			case len(a.Proposals) >= min(count, MostProposals):
				a.More++
			default:
				a.Proposals = append(a.Proposals, p)
			}
			seen[p] = true
		}
	}
	return a
}

// unthought is a text without what a model that reasons puts before its answer.
func unthought(text string) string {
	if i := strings.LastIndex(text, "</think>"); i >= 0 {
		return text[i+len("</think>"):]
	}
	return text
}

// mostTries is at how many brackets of an answer an array is looked for.
const mostTries = 16

func split(text string) []string {
	text = strings.TrimSpace(text)
	at := 0
	for range mostTries {
		i := strings.IndexByte(text[at:], '[')
		if i < 0 {
			break
		}
		if list, ok := array(text[at+i:]); ok {
			return list
		}
		at += i + 1
	}
	bare := strings.TrimSpace(strings.TrimPrefix(strings.TrimLeft(text, "`"), "json"))
	if strings.HasPrefix(bare, "{") || strings.HasPrefix(bare, `["`) || strings.HasPrefix(bare, "[]") || strings.HasPrefix(bare, "[\n") {
		return nil // JSON that is broken, or empty
	}
	var out []string
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "```") || strings.HasSuffix(line, ":") { // "Here are three options:"
			continue
		}
		out = append(out, unquoted(unmarked(line)))
	}
	return out
}

// array is the texts of the JSON array that a text begins with: strings, or objects with one.
func array(text string) ([]string, bool) {
	var list []json.RawMessage
	if json.NewDecoder(strings.NewReader(text)).Decode(&list) != nil || len(list) == 0 {
		return nil, false
	}
	var out []string
	for _, e := range list {
		var s string
		if json.Unmarshal(e, &s) == nil {
			out = append(out, s)
			continue
		}
		var o struct {
			Bullet, Text, Proposal, Content string
		}
		if json.Unmarshal(e, &o) != nil {
			return nil, false
		}
		if s = cmp.Or(o.Bullet, o.Text, o.Proposal, o.Content); s == "" {
			return nil, false
		}
		out = append(out, s)
	}
	return out, true
}

// unmarked is a line without the mark of a list: "- ", "2. ", "3) ".
func unmarked(line string) string {
	rest := strings.TrimLeft(line, "0123456789")
	if len(rest) < len(line) && len(line)-len(rest) <= 2 && len(rest) > 1 && (rest[0] == '.' || rest[0] == ')') && rest[1] == ' ' {
		return strings.TrimSpace(rest[2:])
	}
	for _, mark := range []string{"- ", "* ", "+ ", "• "} {
		if rest, ok := strings.CutPrefix(line, mark); ok {
			return strings.TrimSpace(rest)
		}
	}
	return line
}

func unquoted(line string) string {
	for _, q := range [][2]string{{`"`, `"`}, {"“", "”"}, {"„", "“"}} {
		if inner, ok := strings.CutPrefix(line, q[0]); ok {
			if inner, ok = strings.CutSuffix(inner, q[1]); ok && !strings.Contains(inner, q[0]) {
				return inner
			}
		}
	}
	return line
}

// shown is a text of the model's as it may stand in a reason.
func shown(text string) string { return report.Plain(clip(text)) }
