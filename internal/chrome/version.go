package chrome

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"regexp"
	"strings"
	"sync"
	"time"
)

// tellTime is how long a Chrome may take to say its version: the first start on a system that looks programs through takes seconds.
const tellTime = 30 * time.Second

var versionText = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\d+(?:\.\d+){3}`) })

// Version runs a Chrome with --version, and is what it says: "156.0.8078.108". Chrome for Windows says nothing there; it is started as for
// a print then, with opts, and asked. The error is a [LibraryError] when the system lacks what it is linked with.
func Version(ctx context.Context, path string, opts Options) (string, error) {
	within, cancel := context.WithTimeout(ctx, tellTime)
	defer cancel()
	cmd := exec.CommandContext(within, path, "--version")
	said := new(tail)
	cmd.Stdout, cmd.Stderr = said, said
	cmd.WaitDelay = time.Second // for what a script of a wrapper leaves
	err := cmd.Run()
	if ctx.Err() != nil {
		return "", context.Cause(ctx)
	}
	if err == nil {
		if v := versionText().FindString(said.String()); v != "" {
			return v, nil
		}
		return started(ctx, path, opts)
	}
	if lack := lacking(ctx, path, said.String()); lack != nil {
		return "", lack
	}
	if within.Err() != nil {
		return "", fmt.Errorf("it gave no answer within %v", tellTime)
	}
	text, _, _ := strings.Cut(reason(said.String(), err), "\n")
	return "", errors.New(text)
}

// started is the version that a Chrome says once it runs.
func started(ctx context.Context, path string, opts Options) (string, error) {
	bin, err := At(path, "")
	if err != nil {
		return "", err
	}
	b, err := Launch(ctx, bin, opts)
	if err != nil {
		return "", err
	}
	defer b.Close()
	if v := versionText().FindString(b.Version()); v != "" {
		return v, nil
	}
	return "", fmt.Errorf("it says that it is %q", b.Version())
}
