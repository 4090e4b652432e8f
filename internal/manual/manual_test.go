package manual

import (
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestTopics holds the list of topics to the files, and each page to its form: one heading at its top that fits a list, and links that lead
// to a page or to a file of the repository.
func TestTopics(t *testing.T) {
	files, err := fs.Glob(pages, "*.md")
	if err != nil {
		t.Fatal(err)
	}
	all := Topics()
	if len(all) != len(files) {
		t.Errorf("%d topics and %d files", len(all), len(files))
	}
	links := regexp.MustCompile(`\]\(([^)#]+)[^)]*\)`)
	for _, topic := range all {
		if !slices.Contains(files, topic.File) {
			t.Errorf("%s has no file", topic.Name)
		}
		if n := len([]rune(topic.About())); !strings.HasPrefix(string(topic.Text), "# ") || n < 10 || n > 72 {
			t.Errorf("%s: the heading %q has %d letters; 10 to 72 fit the list of topics", topic.File, topic.About(), n)
		}
		for _, m := range links.FindAllStringSubmatch(string(topic.Text), -1) {
			if strings.Contains(m[1], "://") {
				continue
			}
			if _, err := os.Stat(m[1]); err != nil {
				t.Errorf("%s: the link to %s leads nowhere", topic.File, m[1])
			}
		}
		if found, ok := Find(topic.Name); !ok || found.File != topic.File {
			t.Errorf("%s is not found", topic.Name)
		}
	}
	if _, ok := Find("nothing"); ok {
		t.Error("a topic that there is not is found")
	}
}
