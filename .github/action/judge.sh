#!/usr/bin/env bash
# Fails the job for what was found earlier. From the environment: CHECKED and BUILT, exit codes of resgen.
set -euo pipefail
case "${CHECKED:-}" in
0) ;;
1) echo "there are findings that fail this job; they stand above, on the changed lines and in the summary" && exit 1 ;;
*) echo "::error title=resgen::the résumé could not be checked; the log of that step says why" && exit 1 ;;
esac
[ "${BUILT:-}" = 0 ] || { echo "::error title=resgen::the site was not built; the log of that step says why" && exit 1; }
