#!/bin/sh
# Sees to the build tools of the Windows installer; with `wine`, also to what trying it needs.
set -eu
cd "$(dirname "$0")/.."
. requirements/packages.sh

missing=""
need() { command -v "$1" >/dev/null || missing="$missing $2"; }

need makensis nsis
need wixl wixl
need msibuild msitools
need osslsigncode osslsigncode
need x86_64-w64-mingw32-gcc gcc-mingw-w64-x86-64
if [ "${1:-}" = wine ]; then
    need wine "wine wine64"
    need openssl openssl
fi
# shellcheck disable=SC2086  # a list of package names
[ -z "$missing" ] || install_packages $missing
