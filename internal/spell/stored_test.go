package spell

import (
	"os"
	"testing"
)

// TestStored holds what is embedded, packed or not, to the files here. Run it with -tags packed, too.
func TestStored(t *testing.T) {
	for file, text := range map[string]string{"data/en_US.dic": americanText(), "data/en_GB.dic": britishText()} {
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if text != string(want) {
			t.Errorf("%s is embedded in another form; `go run ./cmd/pack` packs it anew", file)
		}
	}
}
