module github.com/resgen/resgen

go 1.26.0

require (
	github.com/adrg/frontmatter v0.2.0
	github.com/chromedp/cdproto v0.159.0 // the protocol's own types, which chromedp's calls take
	github.com/chromedp/chromedp v0.23.0
	github.com/creachadair/jrpc2 v1.3.6 // lsp: JSON-RPC 2.0 with order, cancellation and callbacks; brings creachadair/mds and x/sync alone
	github.com/fsnotify/fsnotify v1.10.1
	github.com/goccy/go-yaml v1.19.2
	github.com/google/go-cmp v0.7.0
	github.com/google/jsonschema-go v0.4.3 // mcp: the schemas of tools' arguments, in the SDK's own type
	github.com/klippa-app/go-pdfium v1.21.4 // PDFs of other programs, in `check FILE.pdf`: PDFium as WebAssembly
	github.com/ledongthuc/pdf v0.0.0-20260907135840-6c8c28e0e8a0
	github.com/modelcontextprotocol/go-sdk v1.8.0 // mcp: the official SDK, which follows the protocol's versions; adds 2.5 MB to a binary of 49
	github.com/pelletier/go-toml/v2 v2.4.3
	github.com/rogpeppe/go-internal v1.16.0 // cli: differences of texts; install: a lock between processes on every system; tests: scripts of the command line
	github.com/santhosh-tekuri/jsonschema/v6 v6.0.3 // tests: JSON Resume by its own schema
	github.com/skip2/go-qrcode v0.0.0-20200617195104-da1b6568686e // qr: the address of serve for a phone, a vCard for a sheet
	github.com/spf13/cobra v1.10.2
	github.com/spf13/pflag v1.0.9 // cobra's flags, by name: the manual pages list them
	github.com/tdewolff/minify/v2 v2.24.25
	github.com/tetratelabs/wazero v1.12.0 // runs PDFium, within our bounds and with its compiled form in a folder of ours
	github.com/yuin/goldmark v1.8.7
	golang.org/x/image v0.45.0 // icon: outlines of one face, and filling them; icons need no browser
	golang.org/x/net v0.62.0
	golang.org/x/sys v0.49.0 // renameat2 and flock: output's exchange of trees, chrome's sweep of stale profiles
	golang.org/x/term v0.47.0 // is it a terminal, and how wide
	golang.org/x/text v0.43.0
	golang.org/x/tools v0.51.0 // tests: txtar archives
)

require (
	github.com/BurntSushi/toml v1.4.1-0.20240526193622-a339e1f7089c // indirect
	github.com/creachadair/mds v0.31.0 // indirect
	github.com/go-json-experiment/json v0.0.0-20260213210345-44df1a37e875 // indirect
	github.com/google/uuid v1.6.0 // indirect
	github.com/inconshreveable/mousetrap v1.1.0 // indirect
	github.com/jolestar/go-commons-pool/v2 v2.1.2 // indirect
	github.com/segmentio/asm v1.1.3 // indirect
	github.com/segmentio/encoding v0.5.4 // indirect
	github.com/tdewolff/parse/v2 v2.8.20 // indirect
	github.com/yosida95/uritemplate/v3 v3.0.2 // indirect
	golang.org/x/exp/typeparams v0.0.0-20231108232855-2478ac86f678 // indirect
	golang.org/x/mod v0.41.0 // indirect
	golang.org/x/oauth2 v0.35.0 // indirect
	golang.org/x/sync v0.24.0 // indirect
	golang.org/x/time v0.15.0 // indirect
	gopkg.in/yaml.v2 v2.3.0 // indirect
	honnef.co/go/tools v0.8.2 // indirect
)

tool honnef.co/go/tools/cmd/staticcheck
