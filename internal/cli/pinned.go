package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/resgen/resgen/internal/chrome"
	"github.com/resgen/resgen/internal/install"
)

// A pinError is of a site that holds to a Chrome which cannot be had here.
type pinError struct{ err error }

func (e *pinError) Error() string { return e.err.Error() }
func (e *pinError) Unwrap() error { return e.err }

// store is where this user's headless shells are.
func (a *app) store() (install.Store, error) {
	dir, err := os.UserCacheDir()
	if err != nil {
		return install.Store{}, fmt.Errorf("there is no folder for Chrome: %w", err)
	}
	return install.Store{Dir: filepath.Join(dir, "resgen", "chrome")}, nil
}

// platform is what the index calls this machine; "" when nothing is built for it.
func platform() string { return install.Platform(runtime.GOOS, runtime.GOARCH) }

// A held is what a site holds to, and what there is of it here.
type held struct {
	pin  install.Pin
	here install.Installed
	err  error // why that cannot be used; nil when it can
}

// held reads the pin of the site in a folder, and looks for what it names; nil when there is none. The error is a [pinError].
func (a *app) held(dir string) (*held, error) {
	pin, ok, err := install.ReadPin(dir)
	if err != nil {
		return nil, &pinError{err}
	}
	if !ok {
		return nil, nil
	}
	h := &held{pin: pin}
	store, err := a.store()
	if err != nil {
		h.err = err
		return h, nil
	}
	var want *install.Record
	if r, ok := pin.Records[platform()]; ok {
		want = &r
	}
	h.here, h.err = store.Find(pin.Version, platform(), want)
	if h.err == nil {
		store.Note(dir)
	}
	return h, nil
}

// why says in one line why what a site holds to is not used.
func (h *held) why() string {
	var other *install.RecordError
	switch {
	case errors.Is(h.err, install.ErrNone):
		return "which is not installed here"
	case errors.Is(h.err, install.ErrUntried):
		return "which is installed here, and did not run"
	case errors.Is(h.err, install.ErrDamaged):
		return "and what is installed of it " + strings.TrimPrefix(h.err.Error(), "it ")
	case errors.As(h.err, &other):
		return "and what is installed of it was made from another archive: its sha256 is " + other.Got.SHA256 + ", the record says " + other.Want.SHA256
	}
	return h.err.Error()
}

// findChrome is the browser of this machine to print the site in a folder with: the one that the user names, the one that the site holds to, one of
// the system's, and at last one that was installed for another site or none. The error is a [pinError] where the site holds to one which cannot be
// had: on a build server it is not printed with another.
func (a *app) findChrome(dir string) (chrome.Binary, error) {
	file, _, err := a.browsers()
	if err != nil {
		return chrome.Binary{}, err
	}
	find := func() (chrome.Binary, error) {
		return chrome.Find(func(key string) string {
			if key == "RESGEN_CHROME" {
				return file
			}
			return a.env(key)
		})
	}
	if file != "" {
		return find()
	}
	h, err := a.held(dir)
	if err != nil {
		return chrome.Binary{}, err
	}
	if h != nil && h.err == nil {
		return chrome.At(h.here.Program, "this site holds to "+string(h.pin.Version))
	}
	if h != nil && a.truth("CI") {
		return chrome.Binary{}, &pinError{fmt.Errorf("this site holds to Chrome %s, %s\n`%s` gets it; --chrome FILE prints with another", h.pin.Version, h.why(), chrome.ForUser)}
	}
	bin, err := find()
	if errors.Is(err, chrome.ErrNotFound) {
		if store, storeErr := a.store(); storeErr == nil {
			if x, ok := store.Newest(platform()); ok {
				bin, err = chrome.At(x.Program, "installed by resgen")
			}
		}
	}
	if h != nil {
		a.unheld.Do(func() {
			with := ""
			if err == nil {
				with = "; another one prints, " + bin.Path
			}
			a.note(fmt.Sprintf("this site holds to Chrome %s, %s: `%s` gets it%s", h.pin.Version, h.why(), chrome.ForUser, with))
		})
	}
	return bin, err
}
