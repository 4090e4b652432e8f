#!/usr/bin/env bash
# Installs resgen to FOLDER and puts that on the path of later steps.
# From the environment: HOW, TAG, REF, RELEASES and FOLDER, from plan.sh; ACTION_PATH. Output: version.
set -euo pipefail
mkdir -p "$FOLDER"
exe=resgen
[ "$RUNNER_OS" != Windows ] || exe=resgen.exe

sum() { if command -v sha256sum >/dev/null; then sha256sum "$1"; else shasum -a 256 "$1"; fi | cut -d ' ' -f 1; }

# download gets the archive of this system, holds it against the release's list, and unpacks it.
download() {
	local system arch suffix archive want have
	case "$RUNNER_OS" in
	Linux) system=linux suffix=tar.gz ;;
	macOS) system=darwin suffix=tar.gz ;;
	Windows) system=windows suffix=zip ;;
	*) echo "::error title=resgen::there is no release for $RUNNER_OS; version: source builds it" && return 1 ;;
	esac
	case "$RUNNER_ARCH" in
	X64) arch=amd64 ;;
	ARM64) arch=arm64 ;;
	*) echo "::error title=resgen::there is no release for $RUNNER_ARCH; version: source builds it" && return 1 ;;
	esac
	archive="resgen_${TAG#v}_${system}_${arch}.$suffix"
	work=$(mktemp -d "$RUNNER_TEMP/resgen-XXXXXX")
	for file in checksums.txt "$archive"; do
		curl -fsSL --retry 3 -o "$work/$file" "$RELEASES/$TAG/$file" ||
			{ echo "::error title=resgen::$file of the release $TAG cannot be downloaded; version: source builds it" && return 1; }
	done
	want=$(awk -v name="$archive" '$2 == name || $2 == "*" name { print $1 }' "$work/checksums.txt")
	have=$(sum "$work/$archive")
	if [ -z "$want" ] || [ "$want" != "$have" ]; then
		echo "::error title=resgen::$archive is not what checksums.txt of $TAG says: its SHA-256 is $have; nothing of it was run"
		return 1
	fi
	if [ "$suffix" = zip ]; then unzip -q "$work/$archive" "$exe" -d "$work"; else tar -xzf "$work/$archive" -C "$work" "$exe"; fi
	mv "$work/$exe" "$FOLDER/$exe"
	rm -rf "$work"
}

# compile builds the action's own code. The download of an action has no history, so that the version is told.
compile() {
	local flags=(-s -w)
	case "${REF:-}" in v[0-9]*) flags+=(-X "github.com/resgen/resgen/internal/cli.version=${REF#v}") ;; esac
	(cd "$ACTION_PATH" && GOFLAGS='' CGO_ENABLED=0 go build -trimpath -ldflags "${flags[*]}" -o "$FOLDER/$exe" ./cmd/resgen)
}

if [ "$HOW" = release ]; then
	download
elif [ ! -x "$FOLDER/$exe" ]; then # else it was remembered
	compile
fi
said=$("$FOLDER/$exe" version)
echo "$said"
version=${said#resgen }
echo "version=${version%% *}" >>"$GITHUB_OUTPUT"
echo "$FOLDER" >>"$GITHUB_PATH"
