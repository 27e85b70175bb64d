#!/bin/sh
# On a virtual screen, with a window manager where there is one: the demo, playing itself.
set -eu
python=$1 pictures=$2
if command -v openbox >/dev/null; then openbox & manager=$!; else manager=""; fi
"$python" -m rating_client demo --headless --screenshots "$pictures"
[ -z "$manager" ] || kill "$manager"
