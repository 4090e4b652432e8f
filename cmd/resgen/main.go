// Resgen compiles a résumé: a portfolio site, a PDF, and a check of what was printed.
package main

import (
	"os"

	"github.com/resgen/resgen/internal/cli"
)

func main() { os.Exit(cli.Main(os.Args[1:])) }
