package document_test

import (
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/source"
)

const plainHead = `---
title: What an idempotency key has to remember
description: A key that only remembers that it was used ends in duplicate charges.
date: 2026-06-01
updated: 2026-06-12
tags: [go, postgresql, reliability]
draft: false
---
`

// post is a page of 2 KB: what a site has thousands of.
func post() string {
	const section = `
## What goes wrong

A client that *times out* does not know whether the [payment](https://example.org/pay) went through, so it
asks **again**. With ` + "`Idempotency-Key`" + ` the server can tell a retry from a second order, if it
remembers the right things:

- the key, for as long as a client may retry
- the request, to refuse a key that is used for another one
- the answer, byte for byte

> A key without the answer is a lock, and a lock that outlives its owner is an outage.

` + "```go\nfunc (s *Server) Pay(w http.ResponseWriter, r *http.Request) {\n\tkey := r.Header.Get(\"Idempotency-Key\")\n}\n```\n"
	return plainHead + strings.Repeat(section, 4)[:2048-len(plainHead)]
}

func BenchmarkHead(b *testing.B) {
	f := source.NewFile("posts/key.md", []byte(post()))
	b.ReportAllocs()
	for b.Loop() {
		if d := document.Head(f); len(d.Diags) > 0 || len(d.Meta.Fields) != 6 {
			b.Fatal(d.Diags)
		}
	}
}

// BenchmarkHeadFull is the same head with a value that only the YAML library reads.
func BenchmarkHeadFull(b *testing.B) {
	f := source.NewFile("posts/key.md", []byte(strings.Replace(post(), "false", "!!bool false", 1)))
	b.ReportAllocs()
	for b.Loop() {
		if d := document.Head(f); len(d.Diags) > 0 || len(d.Meta.Fields) != 6 {
			b.Fatal(d.Diags)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	f := source.NewFile("posts/key.md", []byte(post()))
	b.ReportAllocs()
	b.SetBytes(int64(len(f.Bytes)))
	for b.Loop() {
		if d := document.Parse(f); len(d.Diags) > 0 {
			b.Fatal(d.Diags)
		}
	}
}
