# Runs scripts; `make help` lists them. The two that matter: make, make test.

SHELL := /bin/sh
RESGEN := bin/resgen
# The demonstration is the starter on purpose; in anybody's own site that is a finding.
DEMO := --rule content/starter-text=off

.PHONY: all workflows audit browser build test quick update fuzz soak lint bench demo serve accuracy pictures clean help $(RESGEN)

all: browser $(RESGEN) demo ## find or install a browser, build resgen, build content/ into public/ with the PDF

browser: ## find a headless Chrome, or install one with the system's package manager
	@.ci/browser

$(RESGEN):
	@go run ./cmd/pack
	@CGO_ENABLED=0 go build -trimpath -tags packed -ldflags '-s -w' -o $(RESGEN) ./cmd/resgen

build: $(RESGEN) ## build resgen into bin/

demo: $(RESGEN) ## build content/ into public/ and out/
	@$(RESGEN) build $(DEMO)

serve: browser $(RESGEN) ## watch content/ in the browser
	@$(RESGEN) serve $(DEMO)

# Go's cache of test results does not see that the browser is another one: it hashes no file outside of the module, but it does this value.
CHROME = RESGEN_REQUIRE_CHROME="the browser must be there: $$(ls -lL "$$(.ci/browser | sed 's/^browser: //')")"

test: browser ## everything, with a real browser and the race detector
	@.ci/tools
	$(CHROME) RESGEN_REQUIRE_NVIM=1 RESGEN_REQUIRE_TOOLS=1 CGO_ENABLED=1 go test -race -timeout 30m ./...
	$(CHROME) go test -timeout 30m ./internal/build ./internal/paint # the looks, in every theme: a race in one would be one in all

quick: ## what needs no browser and no race detector
	go test -short ./...

update: browser ## write the golden files anew, then show what changed
	RESGEN_REQUIRE_CHROME=1 go test $$(go list -f '{{if or .TestGoFiles .XTestGoFiles}}{{.ImportPath}}{{end}}' ./...) -args -update || true
	git diff --stat

FUZZTIME ?= 30s
fuzz: ## each fuzz target for FUZZTIME
	@for pkg in $$(go list ./...); do \
		for f in $$(go test -list '^Fuzz' $$pkg | grep '^Fuzz'); do \
			echo "$$pkg $$f" && go test -run '^$$' -fuzz "^$$f$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 5s $$pkg || exit 1; \
		done; \
	done

SOAK ?= 10m
soak: browser ## edit a served site at random for SOAK, with the seeds of the day
	RESGEN_SOAK=$(SOAK) $(CHROME) go test -timeout 0 -run 'TestSoak|TestMemory' -v ./internal/serve

lint: $(RESGEN) ## gofmt, vet, staticcheck, and resgen on its own content
	@test -z "$$(gofmt -l cmd internal content layouts static | tee /dev/stderr)"
	go vet ./...
	go tool staticcheck ./...
	@$(RESGEN) check $(DEMO)

bench: browser $(RESGEN) ## measure against the floors and the peers, as ratios
	go run ./cmd/bench

accuracy: browser $(RESGEN) ## what resgen understands of labelled résumés and postings, and finds in clean ones and in those with a planted defect
	@go run ./cmd/accuracy -resgen $(RESGEN) internal/read/testdata/people
	@go run ./cmd/accuracy -corpus -resgen $(RESGEN) internal/check/testdata/corpus
	@go test ./internal/posting -run TestAccuracy -count=1 -v | grep postings:

# THEMES="classic swiss" RUNS=1 ONLY="nu pages weight lighthouse" make it shorter.
RUNS ?= 5
audit: browser $(RESGEN) ## judge the site in every theme with Nu, axe-core and Lighthouse (long; RUNS=1 THEMES=classic is quick)
	@.ci/audit/install
	@RUNS='$(RUNS)' THEMES='$(THEMES)' ONLY='$(ONLY)' node .ci/audit/audit.mjs "$$(.ci/browser | sed 's/^browser: //')"

workflows: ## judge the workflows and the action's scripts with actionlint, which it fetches, and shellcheck
	go run github.com/rhysd/actionlint/cmd/actionlint@v1.7.12 .github/workflows/*.yml internal/cli/scaffold/resume.yml
	shellcheck .github/action/*.sh .ci/extras

pictures: browser $(RESGEN) ## make the pictures of README.md anew, from the starter
	@go run ./cmd/pictures -resgen $(RESGEN) -chrome "$$(.ci/browser | sed 's/^browser: //')"

clean: ## remove what make made
	rm -rf bin dist public out internal/foreign/pdfium.wasm.gz internal/spell/data/*.packed

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' Makefile
