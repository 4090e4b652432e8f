#!/usr/bin/env bash
# Says on the pull request what compare.sh found, in one comment that each run writes anew, with the sheets' pictures where they can be kept.
# Where the token may not comment, as on a pull request from a fork, the same text goes into the step summary. It never fails the job.
# From the environment: COMPARED (the folder), ARTIFACT, PREVIEWS (a branch), NUMBER, HEAD_REPOSITORY, HEAD_REF, BASE_REF, DEFAULT_BRANCH, REMOTE
# (the repository's address), PAGE_URL, PDF_URL, PRIVATE, CLEAN, GH_TOKEN, GITHUB_REPOSITORY, GITHUB_RUN_ID. Output: url, of the comment.
set -uo pipefail
shopt -s nullglob
[[ "${NUMBER:-}" =~ ^[0-9]+$ ]] || { echo "there is no pull request to comment on" && exit 0; }
name=$(printf '%s' "${ARTIFACT:-resume}" | tr -c 'A-Za-z0-9._-' '-')
marker="<!-- resgen $name -->"
body="$RUNNER_TEMP/resgen-comment.md"
links="$RUNNER_TEMP/resgen-pictures.txt" # NAME/before-1.png ADDRESS, a line each
: >"$links"
notes=()
fork=false
[ "${HEAD_REPOSITORY:-}" = "$GITHUB_REPOSITORY" ] || fork=true

# keep puts the pictures of this pull request onto the branch of previews, in the place of its earlier ones, and writes where they are.
# The branch has one commit without a parent, so that what is taken off it is gone. Others may write to it meanwhile: then it is done again.
keep() {
	local repo="$RUNNER_TEMP/resgen-previews" ref="refs/heads/$PREVIEWS" header old tree commit folder slug file blob path
	case "$PREVIEWS" in
	"${HEAD_REF:-}" | "${BASE_REF:-}" | "${DEFAULT_BRANCH:-}") refused="\`previews\` names a branch that has other uses" && return 1 ;;
	esac
	git check-ref-format "$ref" || { refused="\`previews\` is no name of a branch" && return 1; }
	header="AUTHORIZATION: basic $(printf 'x-access-token:%s' "${GH_TOKEN:-}" | base64 | tr -d '\n')"
	export GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0="http.$GITHUB_SERVER_URL/.extraheader" GIT_CONFIG_VALUE_0="$header" GIT_TERMINAL_PROMPT=0
	export GIT_AUTHOR_NAME="github-actions[bot]" GIT_AUTHOR_EMAIL="41898282+github-actions[bot]@users.noreply.github.com"
	export GIT_COMMITTER_NAME="$GIT_AUTHOR_NAME" GIT_COMMITTER_EMAIL="$GIT_AUTHOR_EMAIL"
	folder="pr-$NUMBER/$name"
	for _ in 1 2 3; do
		rm -rf "$repo" && git init --quiet "$repo" || return 1
		old=$(git -C "$repo" ls-remote "$REMOTE" "$ref" 2>"$RUNNER_TEMP/resgen-git.txt") || { refused="the repository cannot be read with this token" && return 1; }
		old="${old%%[[:space:]]*}"
		if [ -n "$old" ]; then
			git -C "$repo" fetch --quiet --depth=1 "$REMOTE" "$old" 2>"$RUNNER_TEMP/resgen-git.txt" || return 1
			if ! git -C "$repo" cat-file -p "$old:README.md" 2>/dev/null | head -n 1 | grep -qF '<!-- resgen previews -->'; then
				refused="the branch \`previews\` names was not made by resgen" && return 1
			fi
			git -C "$repo" read-tree "$old" || return 1
		fi
		git -C "$repo" ls-files -z -- "$folder" | git -C "$repo" update-index --force-remove -z --stdin || return 1
		# The comments of the thirty newest pull requests keep their pictures.
		git -C "$repo" ls-files | sed -n 's|^pr-\([0-9]*\)/.*|\1|p' | sort -rnu | tail -n +31 | while IFS= read -r gone; do
			git -C "$repo" ls-files -z -- "pr-$gone" | git -C "$repo" update-index --force-remove -z --stdin
		done
		: >"$links"
		for slug in "$COMPARED"/pictures/*/; do
			slug=$(basename "$slug")
			for file in "$COMPARED/pictures/$slug"/*.png; do
				same "$file" && continue
				blob=$(git -C "$repo" hash-object -w "$file") || return 1
				# The hash in the name keeps caches from showing an older one.
				path="$folder/$slug-$(basename "$file" .png)-$(printf '%.12s' "$blob").png"
				git -C "$repo" update-index --add --cacheinfo "100644,$blob,$path" || return 1
				printf '%s %s\n' "$slug/$(basename "$file")" "$REMOTE/blob/$PREVIEWS/$path?raw=true" >>"$links"
			done
		done
		blob=$(printf '<!-- resgen previews -->\nPictures of sheets, for the comments that resgen writes on pull requests. Made anew by each run; may be deleted.\n' |
			git -C "$repo" hash-object -w --stdin) || return 1
		git -C "$repo" update-index --add --cacheinfo "100644,$blob,README.md" || return 1
		tree=$(git -C "$repo" write-tree) && commit=$(git -C "$repo" commit-tree -m "Pictures for pull requests" "$tree") || return 1
		git -C "$repo" push --quiet --force-with-lease="$ref:$old" "$REMOTE" "$commit:$ref" 2>"$RUNNER_TEMP/resgen-git.txt" && return 0
		if ! grep -q 'stale info\|fetch first\|cannot lock ref' "$RUNNER_TEMP/resgen-git.txt"; then
			refused="\`contents: write\` is not given, or the branch is protected"
			return 1
		fi
	done
	refused="other runs kept writing to the branch"
	return 1
}

# same reports whether the other side's picture is the same.
same() {
	local other
	case "$(basename "$1")" in
	before-*) other="$(dirname "$1")/after-${1##*/before-}" ;;
	*) other="$(dirname "$1")/before-${1##*/after-}" ;;
	esac
	[ -f "$other" ] && cmp -s "$1" "$other"
}

# shown writes the table of pictures of one name; of sheets that look the same there are none.
shown() {
	local n rows='' before after most=0 file
	for file in "$COMPARED/pictures/$1"/*.png; do
		n=$(basename "$file" .png) n="${n##*-}"
		[ "$n" -le "$most" ] || most=$n
	done
	for ((n = 1; n <= most; n++)); do
		before=$(awk -v k="$1/before-$n.png" '$1 == k { print $2 }' "$links")
		after=$(awk -v k="$1/after-$n.png" '$1 == k { print $2 }' "$links")
		[ -n "$before$after" ] || continue
		rows+="| ${before:+<a href=\"$before\"><img src=\"$before\" width=\"400\" alt=\"Sheet $n before\"></a>}"
		rows+=" | ${after:+<a href=\"$after\"><img src=\"$after\" width=\"400\" alt=\"Sheet $n after\"></a>} |"$'\n'
	done
	[ -z "$rows" ] || printf '\n| Before | After |\n|---|---|\n%s' "$rows"
}

pictured=("$COMPARED"/pictures/*/*.png)
if [ -n "${PREVIEWS:-}" ] && [ ${#pictured[@]} -gt 0 ] && [ "$fork" = false ]; then
	refused="git did not do it"
	if ! keep; then
		: >"$links"
		echo "no pictures in the comment: $refused"
		[ ! -s "$RUNNER_TEMP/resgen-git.txt" ] || sed 's/^/  /' "$RUNNER_TEMP/resgen-git.txt"
		notes+=("The sheets' pictures would stand here, but $refused.")
	fi
fi

compose() {
	printf '%s\n' "$marker"
	local text slug
	for text in "$COMPARED"/text/*.md; do
		slug=$(basename "$text" .md)
		grep -v '^<!-- resgen diff -->$' "$text"
		shown "$slug"
		printf '\n'
	done
	local foot=()
	[ -z "${PAGE_URL:-}" ] || foot+=("[The sheets side by side]($PAGE_URL)")
	if [ -n "${PDF_URL:-}" ]; then
		if [ "${PRIVATE:-}" = true ]; then foot+=("[The PDFs as they are sent]($PDF_URL)"); else foot+=("[The PDF as it is published]($PDF_URL)"); fi
	fi
	local run="$REMOTE/actions/runs/${GITHUB_RUN_ID:-}"
	if [ "${CLEAN:-}" = true ]; then foot+=("[No findings that fail the check]($run)"); else foot+=("[**There are findings that fail the check**]($run)"); fi
	local line=''
	for text in "${foot[@]}"; do line+="${line:+ · }$text"; done
	printf '%s\n' "$line"
	for text in ${notes[@]+"${notes[@]}"}; do printf '\n<sub>%s</sub>\n' "$text"; done
	printf '\n<sub>What is published is compared; private values are left out.</sub>\n'
}
compose >"$body"
if [ "$(wc -c <"$body")" -gt 65000 ]; then # GitHub takes 65,536 characters
	printf '%s\n### The changes are too many for a comment\n\n[The sheets side by side](%s)\n' "$marker" "${PAGE_URL:-}" >"$body"
fi

# instead puts the text where it can go, and says in one line why.
instead() {
	echo "no comment on the pull request: $1; the text is in the step summary"
	{
		printf '> No comment on the pull request: %s.\n\n' "$1"
		cat "$body"
	} >>"$GITHUB_STEP_SUMMARY"
	exit 0
}

if [ "$fork" = true ]; then instead "it comes from a fork, whose runs may only read"; fi
command -v gh >/dev/null || instead "gh is not installed on this runner"
failed="$RUNNER_TEMP/resgen-gh.txt"
me=$(gh api user --jq .login 2>/dev/null) || me='github-actions[bot]'
[[ "$me" =~ ^[A-Za-z0-9_.-]+(\[bot\])?$ ]] || me='github-actions[bot]'
# Only a comment of our own is written over.
mine=$(gh api --paginate "repos/$GITHUB_REPOSITORY/issues/$NUMBER/comments?per_page=100" \
	--jq ".[] | select(.user.login == \"$me\" or .user.type == \"Bot\") | select(.body | startswith(\"$marker\")) | .id" 2>"$failed") || mine=
mine=$(printf '%s\n' "$mine" | tail -n 1)
if [[ "$mine" =~ ^[0-9]+$ ]]; then
	url=$(gh api --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$mine" -F "body=@$body" --jq .html_url 2>"$failed")
else
	url=$(gh api --method POST "repos/$GITHUB_REPOSITORY/issues/$NUMBER/comments" -F "body=@$body" --jq .html_url 2>"$failed")
fi || {
	if grep -q 'HTTP 403\|HTTP 404\|not accessible' "$failed"; then
		instead "the token may not; the job needs \`permissions: pull-requests: write\`"
	fi
	instead "GitHub answered: $(head -n 1 "$failed" | tr -d '\r' | cut -c 1-200)"
}
echo "url=$url" >>"$GITHUB_OUTPUT"
echo "commented: $url"
exit 0
