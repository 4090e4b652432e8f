package rules

import (
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/sheet"
	"github.com/resgen/resgen/internal/source"
)

// TestUnlike holds that a print that could not be compared with its page is told of: silence would look like success.
func TestUnlike(t *testing.T) {
	rep := check.Run([]*check.Rule{sheetLostText}, &check.Input{Set: &source.Set{}, Site: &compose.Site{}, Prints: []check.Printed{{Print: &sheet.Print{Unlike: true}}}})
	if len(rep.Findings) != 1 || !strings.Contains(rep.Findings[0].Message, "nobody can tell") {
		t.Errorf("%+v", rep.Findings)
	}
}
