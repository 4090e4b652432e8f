#!/usr/bin/env bash
# Compares the résumé of a pull request with that of its base: the text for a comment, a page with the sheets side by side, and their pictures.
# All of it shows what is published; private values are in none, on neither side. It never fails the job.
# From the environment: SOURCE, COMPARE (names, one a line), ARTIFACT, PREVIEWS, BASE_REF, BASE_SHA, GH_TOKEN.
# Outputs: folder, with NAME.md, NAME.html and NAME/before-1.png of each that was compared; page, when there is one page,
# pages, when there are several, and the name for those.
set -uo pipefail
out="$RUNNER_TEMP/resgen-compare"
rm -rf "$out" && mkdir -p "$out/text" "$out/pictures" "$out/pages"
echo "folder=$out" >>"$GITHUB_OUTPUT"

dir="$SOURCE" file=
if [ -f "$SOURCE" ] || [[ "$SOURCE" == *.md ]]; then dir=$(dirname "$SOURCE") file=$(basename "$SOURCE"); fi

# say writes the text for one name when there is nothing to compare.
say() { printf '### %s\n\n%s\n' "$2" "$3" >"$out/text/$1.md"; }

# within runs git in the site's folder, or above it when the pull request took that away.
top=$(git rev-parse --show-toplevel 2>/dev/null) || { say 0-resume "Nothing was compared" "The site is in no git repository." && exit 0; }
within() { git -C "$top" "$@"; }
prefix=
case "$dir" in
. | ./) ;;
/*) prefix="${dir#"$top"}/" prefix="${prefix#/}" ;;
*) prefix="${dir#./}/" ;;
esac
sub=$(git rev-parse --show-prefix 2>/dev/null)
[[ "$dir" == /* ]] || prefix="$sub$prefix"

# The checkout of a pull request is a merge of it into the base, and its first parent is what the base is now. The commit names it in a
# shallow clone, too, where it is not there yet.
parents=$(within cat-file commit HEAD | sed -n '1,/^$/s/^parent //p')
base="$BASE_SHA"
if [ "$(printf '%s\n' "$parents" | grep -c .)" = 2 ]; then
	base=$(printf '%s\n' "$parents" | head -n 1)
else
	parted=$(within merge-base HEAD "$BASE_SHA" 2>/dev/null) && base="$parted"
fi
have() { within cat-file -e "$base^{commit}" 2>/dev/null; }
if ! have; then
	within fetch --quiet --no-tags --depth=1 origin "$base" 2>/dev/null
	if ! have; then # the checkout kept no credentials
		header="AUTHORIZATION: basic $(printf 'x-access-token:%s' "${GH_TOKEN:-}" | base64 | tr -d '\n')"
		GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0="http.$GITHUB_SERVER_URL/.extraheader" GIT_CONFIG_VALUE_0="$header" \
			within fetch --quiet --no-tags --depth=1 origin "$base"
	fi
	if ! have; then
		echo "::notice title=resgen::the base $base cannot be fetched, so that nothing is compared; fetch-depth: 0 for actions/checkout brings it"
		say 0-resume "Nothing was compared" "The base of this pull request could not be fetched."
		exit 0
	fi
fi
# A name for it that people know.
base_name="$base"
if [[ "${BASE_REF:-}" =~ ^[A-Za-z0-9._/-]+$ ]] && within update-ref "refs/resgen/$BASE_REF" "$base" 2>/dev/null; then base_name="resgen/$BASE_REF"; fi

names=()
while IFS= read -r name; do
	name="${name%$'\r'}"
	[ -z "$name" ] || names+=("$name")
done <<<"${COMPARE:-}"
if [ ${#names[@]} = 0 ]; then
	names=(resume)
	if [ -z "$file" ]; then
		for translation in "$dir"/content/resume.*.md; do
			[ ! -f "$translation" ] || names+=("$(basename "$translation" .md | sed 's/^resume\.//')")
		done
	fi
fi

# master is the path, in the repository, of the file of a name; nothing for those that resgen must find.
master() {
	if [ -n "$file" ]; then
		printf '%s' "$prefix$file"
	elif [ "$1" = resume ]; then
		printf '%s' "${prefix}content/resume.md"
	else
		printf '%s' "${prefix}content/resume.$1.md"
	fi
}

number=0
for name in "${names[@]}"; do
	# What a file is called; the number keeps them in order.
	slug="$number-$(printf '%s' "$name" | tr -c 'A-Za-z0-9._\n-' '-')"
	number=$((number + 1))
	what="résumé"
	[ "$name" = resume ] || what="résumé ($(printf '%s' "$name" | tr -cd 'A-Za-z0-9._ /-'))"
	there=true here=true compared=false
	path=$(master "$name")
	within cat-file -e "$base:$path" 2>/dev/null || there=false
	[ -f "$top/$path" ] || here=false
	case "$there,$here" in
	true,false)
		say "$slug" "The $what is gone" "This pull request takes \`$(basename "$path")\` out."
		continue
		;;
	false,false) # a variant, or a language within one file: what resgen says decides
		if [ "$name" = resume ]; then
			say "$slug" "There is no résumé" "Neither the base nor this pull request has a \`$(basename "$path")\`."
			continue
		fi
		;;
	esac
	pictures=()
	if [ -n "${PREVIEWS:-}" ]; then pictures=(--pictures "$out/pictures/$slug"); fi
	if [ "$there,$here" = false,true ]; then # against itself: only the sheets are of interest
		if resgen diff "$name" "$name" --source "$SOURCE" --quiet --format markdown ${pictures[@]+"${pictures[@]}"} >/dev/null 2>"$out/said.txt"; then
			rm -f "$out/pictures/$slug"/before-*.png
			say "$slug" "The $what is new" "The base has none that it could be compared with."
			continue
		fi
	elif [ "$name" = resume ]; then
		resgen diff "$base_name" --source "$SOURCE" --quiet --format markdown --html "$out/pages/$slug.html" \
			${pictures[@]+"${pictures[@]}"} >"$out/text/$slug.md" 2>"$out/said.txt" && compared=true || compared=false
	else
		resgen diff "$base_name:$name" "$name" --source "$SOURCE" --quiet --format markdown --html "$out/pages/$slug.html" \
			${pictures[@]+"${pictures[@]}"} >"$out/text/$slug.md" 2>"$out/said.txt" && compared=true || compared=false
	fi
	if [ "$compared" = true ]; then
		# "resgen/main → working tree", and "resgen/main is the commit", is what git and resgen call them.
		sed -e '1,3s|resgen/||' -e 's|^- resgen/|- |' -e '1,3s|working tree|this pull request|' "$out/text/$slug.md" >"$out/text/$slug.tmp"
		mv "$out/text/$slug.tmp" "$out/text/$slug.md"
	else
		cat "$out/said.txt" >&2
		rm -rf "$out/pictures/$slug" "$out/pages/$slug.html"
		say "$slug" "The $what could not be compared" "$(printf '    %s\n' "$(head -n 1 "$out/said.txt" | cut -c 1-300)")"
	fi
done

shopt -s nullglob
made=("$out"/pages/*.html)
called="$(printf '%s' "${ARTIFACT:-resume}" | tr -c 'A-Za-z0-9._-' '-')-changes"
case ${#made[@]} in
0) ;;
1)
	mv "${made[0]}" "$out/$called.html"
	echo "page=$out/$called.html" >>"$GITHUB_OUTPUT"
	;;
*)
	{
		echo "pages=$out/pages"
		echo "name=$called"
	} >>"$GITHUB_OUTPUT"
	;;
esac
exit 0
