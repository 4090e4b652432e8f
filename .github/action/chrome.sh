#!/usr/bin/env bash
# Chooses the browser that later steps print with, and tries it.
# From the environment: SOURCE, CHROME (auto, install, system or a path).
set -euo pipefail
site="$SOURCE"
[ ! -f "$SOURCE" ] || site=$(dirname "$SOURCE")
browser=
case "${CHROME:-auto}" in
auto)
	if [ -f "$site/.resgen-chrome" ]; then
		echo "$site/.resgen-chrome names the browser"
		resgen chrome install --source "$SOURCE"
	fi
	;;
install)
	resgen chrome install --source "$SOURCE"
	;;
system) ;;
*) browser="$CHROME" ;;
esac
if [ -n "$browser" ]; then
	case "$browser" in *$'\n'*) echo "::error title=resgen::chrome: it must be auto, install, system or the path of one browser" && exit 1 ;; esac
	echo "RESGEN_CHROME=$browser" >>"$GITHUB_ENV"
	export RESGEN_CHROME="$browser"
fi
if ! resgen doctor --source "$SOURCE"; then
	echo "::error title=resgen::no browser that can print was found on this runner; chrome: install gets one"
	exit 1
fi
