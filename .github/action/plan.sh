#!/usr/bin/env bash
# Decides how resgen is got: the archive of a release, or built from the source of this action.
# From the environment: VERSION (the input), ACTION_REF, ACTION_REPOSITORY, ACTION_PATH, PRIVATE, REPOSITORY_PRIVATE.
# Outputs: how (release or source), tag and releases of a release; ref, what the action is used at; folder to install to, and the key to remember it by.
set -euo pipefail

if [ "${PRIVATE:-}" = true ] && [ "${REPOSITORY_PRIVATE:-}" != true ]; then
	echo "::error title=resgen::private: true is refused here. Artifacts of a public repository can be downloaded by anybody, and this one is not known to be private."
	exit 1
fi

# Runners have not always told it to composite actions, and the folder is called after it, too (https://github.com/actions/runner/issues/2473).
ref="${ACTION_REF:-}"
case "$ref,$ACTION_PATH" in ,*/_actions/*) ref=$(basename "$ACTION_PATH") ;; esac
case "$ref" in *[!A-Za-z0-9./_+-]*) ref= ;; esac

repository="${ACTION_REPOSITORY:-resgen/resgen}"
releases="${RESGEN_RELEASES:-https://github.com/$repository/releases/download}"

# tags lists the releases, newest first; nothing when they cannot be asked for.
tags() {
	gh api "repos/$repository/releases?per_page=100" --jq '.[] | select(.draft == false and .prerelease == false) | .tag_name' 2>/dev/null || true
}

# published reports whether a release has its list of checksums.
published() { curl -fsSL --retry 2 --max-time 30 -o /dev/null "$releases/$1/checksums.txt" 2>/dev/null; }

how=source tag=
case "${VERSION:-}" in
source) ;;
latest)
	tag=$(tags | head -n 1)
	[ -n "$tag" ] || { echo "::error title=resgen::version: latest finds no release of $repository; version: source builds it" && exit 1; }
	how=release
	;;
v[0-9]* | [0-9]*)
	tag="v${VERSION#v}" how=release
	;;
'')
	case "$ref" in
	v[0-9]*.[0-9]*.[0-9]*) if published "$ref"; then how=release tag="$ref"; fi ;;
	v[0-9] | v[0-9][0-9])
		tag=$(tags | grep "^$ref\.[0-9]" | head -n 1 || true)
		if [ -n "$tag" ] && published "$tag"; then how=release; else tag=; fi
		;;
	esac
	;;
*)
	echo "::error title=resgen::version: it must be a release as in v1.2.3, latest or source"
	exit 1
	;;
esac
case "$tag" in *[!A-Za-z0-9.+-]*) echo "::error title=resgen::version: that is no name of a release" && exit 1 ;; esac

folder="$RUNNER_TEMP/resgen/bin"
key=
if [ "$how" = source ]; then
	sum() { if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi; }
	code=$(
		cd "$ACTION_PATH"
		files=$(find cmd/resgen internal content layouts static go.mod go.sum -type f ! -path '*/testdata/*' | LC_ALL=C sort)
		{ printf '%s\n' "$files" && printf '%s\n' "$files" | git hash-object --no-filters --stdin-paths; } | sum | cut -c 1-24
	)
	key="resgen-$RUNNER_OS-$RUNNER_ARCH-$code"
	echo "resgen is built from the source of this action"
else
	echo "resgen $tag is taken from its release"
fi
{
	echo "how=$how"
	echo "tag=$tag"
	echo "ref=$ref"
	echo "releases=$releases"
	echo "folder=$folder"
	echo "key=$key"
} >>"$GITHUB_OUTPUT"
