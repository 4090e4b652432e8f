//go:build !packed

package spell

import _ "embed"

var (
	//go:embed data/en_US.dic
	americanFile string
	//go:embed data/en_GB.dic
	britishFile string
)

// stored is a dictionary's text from the form in which it is embedded: here, as it is.
func stored(file string) string { return file }
