#!/usr/bin/env bash
# Checks, with annotations and a step summary, and goes on whatever is found: judge.sh fails the job at its end.
# From the environment: SOURCE, FAIL_ON, FLAGS (one a line), ONLINE. Outputs: code, and clean (true or false).
set -uo pipefail
flags=(--source "$SOURCE" --format github)
[ -z "${FAIL_ON:-}" ] || flags+=(--fail-on "$FAIL_ON")
[ "${ONLINE:-}" != true ] || flags+=(--online)
while IFS= read -r flag; do
	flag="${flag%$'\r'}"
	[ -z "$flag" ] || flags+=("$flag")
done <<<"${FLAGS:-}"
resgen check "${flags[@]}"
code=$?
clean=false
[ "$code" != 0 ] || clean=true
{
	echo "code=$code"
	echo "clean=$clean"
} >>"$GITHUB_OUTPUT"
