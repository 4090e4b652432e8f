//go:build !packed

package spell

import _ "embed"

var (
	//go:embed data/en_US.dic
	americanFile string
	//go:embed data/en_GB.dic
	britishFile string
)

func americanText() string { return americanFile }
func britishText() string  { return britishFile }
