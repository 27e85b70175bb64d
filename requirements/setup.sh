#!/bin/sh
# Makes .venv from the hash-locked requirements, and sees to the system libraries that Qt needs.
# Run by `make demo` and `make test`; a second run takes a moment and changes nothing.
set -eu
cd "$(dirname "$0")/.."

# What must be there and the Debian package that brings it.
LIBRARIES="libEGL.so.1:libegl1 libGL.so.1:libgl1 libxkbcommon.so.0:libxkbcommon0
libdbus-1.so.3:libdbus-1-3 libfontconfig.so.1:libfontconfig1 libglib-2.0.so.0:libglib2.0-0"

# And for windows on an X screen, which in continuous integration the tests bring along.
[ -z "${DISPLAY:-}${CI:-}" ] || LIBRARIES="$LIBRARIES
libxkbcommon-x11.so.0:libxkbcommon-x11-0 libxcb-cursor.so.0:libxcb-cursor0
libxcb-icccm.so.4:libxcb-icccm4 libxcb-image.so.0:libxcb-image0
libxcb-keysyms.so.1:libxcb-keysyms1 libxcb-randr.so.0:libxcb-randr0
libxcb-render-util.so.0:libxcb-render-util0 libxcb-shape.so.0:libxcb-shape0
libxcb-xkb.so.1:libxcb-xkb1"

. requirements/packages.sh

find_python() {
    for candidate in ${PYTHON:-} python3.13 python3.12 python3.11 python3; do
        if "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' \
            2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    echo "Python 3.11, 3.12 or 3.13 is needed." >&2
    exit 1
}

has_vietnamese_font() {
    find /usr/share/fonts /usr/local/share/fonts "$HOME/.fonts" "$HOME/.local/share/fonts" \
        \( -name 'DejaVuSans.ttf' -o -name 'NotoSans-Regular.*' -o -name 'NotoSans\[*' \
        -o -name 'Inter*' -o -name 'LiberationSans-Regular.ttf' \) 2>/dev/null | grep -q .
}

python=$(find_python)

missing=""
for pair in $LIBRARIES; do
    "$python" -c 'import ctypes, sys; ctypes.CDLL(sys.argv[1])' "${pair%%:*}" 2>/dev/null \
        || missing="$missing ${pair##*:}"
done
has_vietnamese_font || missing="$missing fonts-dejavu-core"
"$python" -c 'import ensurepip, venv' 2>/dev/null || missing="$missing python3-venv"
# Tests that need a tool skip where it is missing, but not in continuous integration.
for pair in strace:strace Xvfb:xvfb openbox:openbox xdotool:xdotool; do
    [ -z "${CI:-}" ] || command -v "${pair%%:*}" >/dev/null || missing="$missing ${pair##*:}"
done
# Debian keeps PostgreSQL's server beside the path, a folder for each version.
[ -z "${CI:-}" ] || command -v postgres >/dev/null || ls /usr/lib/postgresql/*/bin/postgres \
    >/dev/null 2>&1 || missing="$missing postgresql"
# shellcheck disable=SC2086  # a list of package names
[ -z "$missing" ] || install_packages $missing

wanted=$(cat requirements/dev.txt pyproject.toml | sha256sum | cut -d' ' -f1)
[ "$(cat .venv/installed-from 2>/dev/null || true)" = "$wanted" ] && exit 0

echo "Making .venv ..."
[ -x .venv/bin/python ] || "$python" -m venv .venv
.venv/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
.venv/bin/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
echo "$wanted" >.venv/installed-from
