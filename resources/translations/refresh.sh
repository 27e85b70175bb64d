#!/bin/sh
# Brings the English catalogue up to date with the sources: new strings appear as unfinished (a
# test fails until they are translated), vanished ones go. Then compiles it.
set -eu
cd "$(dirname "$0")/../.."
sources=$(find src/rating_client/desktop -name '*.py' | sort)
# shellcheck disable=SC2086  # a list of paths without spaces
.venv/bin/pyside6-lupdate $sources -source-language vi -target-language en \
    -no-obsolete -locations none -ts resources/translations/rating_client_en.ts
.venv/bin/pyside6-lrelease resources/translations/rating_client_en.ts \
    -qm resources/translations/rating_client_en.qm
