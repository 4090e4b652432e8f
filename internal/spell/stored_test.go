package spell

import (
	"os"
	"testing"
)

// TestStored holds what is embedded, compressed or not, to the files here. Run it with -tags packed, too.
func TestStored(t *testing.T) {
	for file, embedded := range map[string]string{"data/en_US.dic": americanFile, "data/en_GB.dic": britishFile} {
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if stored(embedded) != string(want) {
			t.Errorf("%s is embedded in another form; `go run ./cmd/pack` packs it anew", file)
		}
	}
}
