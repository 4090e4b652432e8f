#!/usr/bin/env bash
# Builds the site and the PDF. Findings were told by check.sh; what would publish something private is held back here, too.
# From the environment: SOURCE, FLAGS and BUILD_FLAGS (one a line), BASE_URL or PAGES_URL, PRIVATE.
# Outputs: code; site, the folder; pdf, the published PDFs, a path a line; keep, what goes into the artifact, the PDFs and the other published forms.
set -uo pipefail
flags=(--source "$SOURCE" --format text --fail-on off --quiet)
url="${BASE_URL:-}"
[ -n "$url" ] || [ -z "${PAGES_URL:-}" ] || url="${PAGES_URL%/}/"
[ -z "$url" ] || flags+=(--base-url "$url")
while IFS= read -r flag; do
	flag="${flag%$'\r'}"
	[ -z "$flag" ] || flags+=("$flag")
done <<<"${FLAGS:-}
${BUILD_FLAGS:-}"
dir="$SOURCE"
[ ! -f "$SOURCE" ] || dir=$(dirname "$SOURCE")
site="$dir/public"
for ((i = 0; i < ${#flags[@]}; i++)); do # where somebody says otherwise
	case "${flags[i]}" in
	--destination=*) site="${flags[i]#*=}" ;;
	--destination | -d) site="${flags[i + 1]:-$site}" ;;
	esac
done
resgen build "${flags[@]}" 2>"$RUNNER_TEMP/resgen-build.txt"
code=$?
# The findings stand in the log of the check already.
[ "$code" = 0 ] || cat "$RUNNER_TEMP/resgen-build.txt" >&2
echo "code=$code" >>"$GITHUB_OUTPUT"
[ "$code" = 0 ] || exit 0
pdf=$(find "$site" -maxdepth 1 -name '*.pdf' -type f | LC_ALL=C sort)
keep=$(while IFS= read -r file; do # with what else is published of the same name, as resume.docx
	[ -n "$file" ] || continue # nothing was printed
	for other in "${file%.pdf}".*; do [ ! -f "$other" ] || printf '%s\n' "$other"; done
done <<<"$pdf" | LC_ALL=C sort -u)
[ "${PRIVATE:-}" != true ] || keep="$dir/out"
end="end-$(od -An -N12 -tx1 /dev/urandom | tr -d ' \n')"
{
	echo "site=$site"
	printf 'pdf<<%s\n%s\n%s\n' "$end" "$pdf" "$end"
	printf 'keep<<%s\n%s\n%s\n' "$end" "$keep" "$end"
} >>"$GITHUB_OUTPUT"
printf 'built %s\n' "$site"
if [ "${PRIVATE:-}" = true ]; then
	echo "the artifact holds out/: copies with private values, for everybody who may read this repository"
else
	echo "the artifact holds what is published, without private values"
fi
