// Sheet prints the HTML of the sheets of the site in a folder, as the browser prints it, for the audit to check.
package main

import (
	"context"
	"fmt"
	"os"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/source"
)

func main() {
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "sheet:", err)
		os.Exit(1)
	}
}

func run(dir string) error {
	set, err := source.Read(dir)
	if err != nil {
		return err
	}
	res := build.Build(context.Background(), set, build.NewMemory(nil, ""), build.Options{})
	html, _, err := res.PrintedCopy(compose.Public)
	if err != nil {
		return err
	}
	_, err = os.Stdout.Write(html)
	return err
}
