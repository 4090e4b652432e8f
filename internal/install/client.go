package install

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"crypto/tls"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"
)

// A Client asks the index and fetches archives. Its zero values but Agent are good choices.
type Client struct {
	Agent string                                // as it says who asks
	Proxy func(*http.Request) (*url.URL, error) // nil for none
	Stall time.Duration                         // how long nothing may come; 0 means 30 s
	Waits []time.Duration                       // before each further try; nil means 1 s and 4 s

	mirror           *url.URL // nil for the public addresses
	indexAt, archive string   // the public addresses; tests have others
	tls              *tls.Config
}

const (
	mostIndex   = 32 << 20  // bytes; the largest file of the index that is asked for has a tenth of a megabyte
	mostArchive = 400 << 20 // bytes; those of 2026 have about 120 MB
	mostTime    = time.Hour // for one file
)

// NewClient is a client of the public addresses, or of a mirror, which has files of the index right below its address, and archives as
// VERSION/PLATFORM/NAME.zip. The mirror's address is http or https; a name and password in it are sent to the mirror and told to nobody.
func NewClient(mirror string) (*Client, error) {
	c := &Client{indexAt: publicIndex, archive: publicArchives}
	if mirror = strings.TrimSpace(mirror); mirror == "" {
		return c, nil
	}
	u, err := url.Parse(mirror)
	switch {
	case err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "":
		return nil, errors.New("it must be an address of the web, as in https://mirror.example/chrome")
	case u.RawQuery != "" || u.ForceQuery || u.Fragment != "":
		return nil, errors.New("leave out what stands behind the ? or #")
	}
	u.Path, u.RawPath = strings.TrimRight(u.Path, "/"), ""
	c.mirror = u
	return c, nil
}

// Plain reports whether the mirror is asked without encryption, by another machine than this one.
func (c *Client) Plain() bool {
	if c.mirror == nil || c.mirror.Scheme == "https" {
		return false
	}
	ip := net.ParseIP(c.mirror.Hostname())
	return c.mirror.Hostname() != "localhost" && (ip == nil || !ip.IsLoopback())
}

// locate is where an archive is fetched from, by its address in the index or in a pin. Both are others' words, a pin of whoever wrote
// the site: an archive lies below the public address, or below the mirror that the user named, and nowhere else.
func (c *Client) locate(address string) (string, error) {
	below, public := strings.CutPrefix(address, c.archive+"/")
	if !public && c.mirror != nil {
		below, public = strings.CutPrefix(address, c.bare()+"/")
	}
	if !public {
		return "", fmt.Errorf("the archive's address %s is not below %s\nif that is your mirror, name it with --mirror or RESGEN_CHROME_MIRROR", clip(address), c.where())
	}
	for part := range strings.SplitSeq(below, "/") {
		if part == "" || part == "." || part == ".." {
			return "", fmt.Errorf("the archive's address %q leaves its place", clip(address))
		}
	}
	if strings.ContainsFunc(below, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("/._-", r))
	}) || !strings.HasSuffix(below, ".zip") {
		return "", fmt.Errorf("the archive's address %q is none of a zip file", clip(address))
	}
	if c.mirror != nil {
		return c.mirror.String() + "/" + below, nil
	}
	return address, nil
}

// bare is the mirror's address without a name and password, as an index or a pin has it.
func (c *Client) bare() string {
	u := *c.mirror
	u.User = nil
	return u.String()
}

func (c *Client) where() string {
	if c.mirror != nil {
		return c.archive + " or " + c.bare()
	}
	return c.archive
}

// index asks for one file of the index.
func (c *Client) index(ctx context.Context, name string) (index, error) {
	address := c.indexAt + "/" + name
	if c.mirror != nil {
		address = c.mirror.String() + "/" + name
	}
	var b bytes.Buffer
	err := c.get(ctx, address, mostIndex, func(int64) (io.Writer, error) { b.Reset(); return &b, nil })
	if err != nil {
		return index{}, fmt.Errorf("ask the index: %w", err)
	}
	x, err := parseIndex(b.Bytes())
	if err != nil {
		return index{}, fmt.Errorf("ask the index: %s: %w", shown(address), err)
	}
	return x, nil
}

// fetch puts a build's archive into a new file, and says what came. With a record it is held against that, as soon as something differs.
func (c *Client) fetch(ctx context.Context, b Build, want *Record, name string, progress func(done, total int64)) (Record, error) {
	address, err := c.locate(b.Address)
	if err != nil {
		return Record{}, err
	}
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return Record{}, fmt.Errorf("keep the archive: %w", err)
	}
	defer f.Close()
	to := &archiveWriter{f: f, progress: progress}
	limit := int64(mostArchive)
	if want != nil {
		limit = min(limit, want.Size)
	}
	var long *tooLongError
	err = c.get(ctx, address, limit, func(total int64) (io.Writer, error) { return to, to.begin(total) })
	got := Record{Address: b.Address, Size: to.done}
	switch {
	case errors.As(err, &long) && want != nil:
		return Record{}, fmt.Errorf("chrome %s for %s: the archive is not the one on record: %s has %s, the record says %d bytes\nnothing of it was kept or run",
			b.Version, b.Platform, shown(address), long.much(), want.Size)
	case err != nil:
		return Record{}, fmt.Errorf("fetch chrome %s for %s: %w", b.Version, b.Platform, err)
	case !bytes.HasPrefix(to.head, []byte("PK\x03\x04")):
		return Record{}, fmt.Errorf("fetch chrome %s for %s: %s: %s", b.Version, b.Platform, shown(address), noZip(to.head))
	}
	got.SHA256 = hex.EncodeToString(to.hash.Sum(nil))
	if want != nil && !want.same(got) {
		return Record{}, &RecordError{b, got, *want}
	}
	if err := f.Close(); err != nil {
		return Record{}, fmt.Errorf("keep the archive: %w", err)
	}
	return got, nil
}

// noZip says what a file is that is no zip file, as far as its first bytes tell.
func noZip(head []byte) string {
	text := strings.ToLower(strings.TrimSpace(string(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")))))
	switch {
	case len(head) == 0:
		return "the answer is empty"
	case strings.HasPrefix(text, "<"):
		return "the answer is a web page and no zip file\na proxy, or a network that wants a login, may have answered in its place"
	}
	return "the answer is no zip file"
}

// An archiveWriter keeps an archive while its hash is computed.
type archiveWriter struct {
	f           *os.File
	hash        hash.Hash
	head        []byte // its first bytes
	done, total int64
	progress    func(done, total int64)
}

// begin empties it: an earlier try may have brought some of it.
func (w *archiveWriter) begin(total int64) error {
	w.hash, w.head, w.done, w.total = sha256.New(), nil, 0, max(total, 0)
	if _, err := w.f.Seek(0, io.SeekStart); err != nil {
		return err
	}
	return w.f.Truncate(0)
}

func (w *archiveWriter) Write(p []byte) (int, error) {
	n, err := w.f.Write(p)
	w.hash.Write(p[:n])
	if short := 512 - len(w.head); short > 0 {
		w.head = append(w.head, p[:min(n, short)]...)
	}
	w.done += int64(n)
	if w.progress != nil {
		w.progress(w.done, w.total)
	}
	return n, err
}

// get asks for an address, a few times where a failure may pass, and writes the answer's body. begin is called when a body comes, with its
// length, or -1 when that is not said.
func (c *Client) get(ctx context.Context, address string, limit int64, begin func(total int64) (io.Writer, error)) error {
	waits := c.Waits
	if waits == nil {
		waits = []time.Duration{time.Second, 4 * time.Second}
	}
	transport := &http.Transport{Proxy: c.Proxy, TLSClientConfig: c.tls, TLSHandshakeTimeout: 10 * time.Second, MaxResponseHeaderBytes: 64 << 10,
		ForceAttemptHTTP2: true, DisableCompression: true}
	defer transport.CloseIdleConnections()
	client := &http.Client{Transport: transport, CheckRedirect: c.redirected}
	for try := 0; ; try++ {
		err := c.once(ctx, client, address, limit, begin)
		if err == nil || ctx.Err() != nil || try >= len(waits) || !passes(err) {
			return c.failure(ctx, address, err)
		}
		t := time.NewTimer(waits[try])
		select {
		case <-t.C:
		case <-ctx.Done():
			t.Stop()
			return context.Cause(ctx)
		}
	}
}

var errStall = errors.New("nothing came for too long")

func (c *Client) once(ctx context.Context, client *http.Client, address string, limit int64, begin func(total int64) (io.Writer, error)) error {
	ctx, stop := context.WithTimeout(ctx, mostTime)
	defer stop()
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	stall := cmp.Or(c.Stall, 30*time.Second)
	watch := time.AfterFunc(stall, func() { cancel(errStall) })
	defer watch.Stop()
	because := func(err error) error {
		if errors.Is(context.Cause(ctx), errStall) {
			return errStall
		}
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return err
	}
	req.Header.Set("User-Agent", cmp.Or(c.Agent, "resgen"))
	resp, err := client.Do(req)
	if err != nil {
		return because(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return &statusError{shown(resp.Request.URL.String()), resp.StatusCode}
	}
	if resp.ContentLength > limit {
		return &tooLongError{limit, resp.ContentLength}
	}
	to, err := begin(resp.ContentLength)
	if err != nil {
		return err
	}
	buf := make([]byte, 256<<10)
	for sum := int64(0); ; {
		n, err := resp.Body.Read(buf)
		watch.Reset(stall)
		if sum += int64(n); sum > limit {
			return &tooLongError{limit, -1}
		}
		if _, err := to.Write(buf[:n]); err != nil {
			return &keepError{err}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return because(err)
		}
	}
}

// redirected follows to where an address was moved: from the public ones to the same host alone, and never from https to http.
func (c *Client) redirected(req *http.Request, via []*http.Request) error {
	was := via[len(via)-1].URL
	switch {
	case len(via) > 5:
		return &redirectError{shown(req.URL.String()), "it is one of many, which lead nowhere"}
	case req.URL.Scheme != "https" && req.URL.Scheme != was.Scheme:
		return &redirectError{shown(req.URL.String()), "that is not encrypted"}
	case c.mirror == nil && req.URL.Host != was.Host:
		return &redirectError{shown(req.URL.String()), "that is another host"}
	case c.mirror != nil && req.URL.Scheme == "http" && req.URL.Host != was.Host:
		return &redirectError{shown(req.URL.String()), "that is another host, and not encrypted"}
	}
	return nil
}
