package cli

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"sync"

	"github.com/resgen/resgen/internal/edit"
	"github.com/resgen/resgen/internal/report"
)

// sideNames are what the pictures of the two sides are called.
var sideNames = [2]string{"before", "after"}

// ourPicture is the name of a picture that an earlier comparison wrote.
var ourPicture = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(before|after)-[0-9]+\.png$`) })

// sharp is how many pixels a picture has for one of the sheet's: text can be read when it is opened by itself.
const sharp = 1.5

// within reports whether a folder, which need not be there yet, is another one or lies below it.
func within(dir, folder string) bool {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return false
	}
	for {
		if real, err := filepath.EvalSymlinks(abs); err == nil && sameFolder(real, folder) || abs == folder {
			return true
		}
		up := filepath.Dir(abs)
		if up == abs {
			return false
		}
		abs = up
	}
}

// photograph writes the sheets that were drawn to the folder of --pictures, as before-1.png and so on, for places that show pictures and no
// pages: the comment on a pull request. A sheet that is not shown has none. Those of an earlier comparison go; nothing else is touched.
func (d *differing) photograph(ctx context.Context, c *report.Comparison) error {
	dir := d.flags.pictures
	if dir == "" {
		return nil
	}
	if d.job != nil && d.job.set != nil {
		for _, folder := range append(d.job.sources(), filepath.Join(d.job.set.Root, "public")) {
			if within(dir, folder) {
				return fmt.Errorf("--pictures %s: what lies there is published\nname another folder, as in --pictures pictures", dir)
			}
		}
	}
	if d.job == nil { // two files, and no site
		d.job = &job{app: d.app, disk: d.app.prints()}
	}
	if d.job.printer == nil {
		if d.job.lookForBrowser(ctx); d.job.printer == nil {
			return fmt.Errorf("--pictures: %s\n`resgen doctor` says how to get a browser", d.job.noPrint)
		}
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return fmt.Errorf("--pictures %s: %w", dir, pathless(err))
	}
	made := map[string][]byte{}
	for i, s := range c.Sides {
		for k, svg := range s.Pictures {
			if svg == nil {
				continue
			}
			size := d.sides[i].print.Sheets[k]
			png, err := d.job.printer.PNG(ctx, svg, int(sharp*size.Width), int(sharp*size.Height), d.app.flags.private, d.app.flags.chromeTimeout)
			if err != nil {
				return fmt.Errorf("--pictures %s: %w", dir, err)
			}
			made[fmt.Sprintf("%s-%d.png", sideNames[i], k+1)] = png
		}
	}
	old, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("--pictures %s: %w", dir, pathless(err))
	}
	for _, e := range old {
		if _, again := made[e.Name()]; !again && e.Type().IsRegular() && ourPicture().MatchString(e.Name()) {
			if err := os.Remove(filepath.Join(dir, e.Name())); err != nil {
				return fmt.Errorf("--pictures %s: %w", dir, pathless(err))
			}
		}
	}
	for _, name := range sortedKeys(made) {
		if err := edit.Replace(filepath.Join(dir, name), made[name]); err != nil {
			return fmt.Errorf("--pictures %s: write %s: %w", dir, name, pathless(err))
		}
	}
	return nil
}
