package resume

import (
	"net/url"
	"strings"
)

// Host is an address as a person reads it: without scheme, "www." and the slash at its end.
func Host(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return strings.TrimPrefix(strings.TrimPrefix(address, "mailto:"), "tel:")
	}
	return strings.TrimSuffix(strings.TrimPrefix(u.Host, "www.")+u.Path, "/")
}
