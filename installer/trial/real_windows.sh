#!/bin/sh
# Looks at the installed program with Qt's own `windows` plug-in, a tray and a window manager: under
# Wine 10, in a Debian 13 made for it. Once, by hand, as root; not part of any test run.
#
#     sh installer/trial/real_windows.sh SETUP.exe FOLDER
#
# FOLDER gets the Debian (2 GB, kept for another look) and the pictures, in FOLDER/pictures.
set -eu
setup=$1
folder=$2
here=$(cd "$(dirname "$0")/../.." && pwd)
debian="$folder/debian"

if [ ! -x "$debian/usr/bin/wine" ]; then
    command -v debootstrap >/dev/null || apt-get install --yes -qq debootstrap
    debootstrap --variant=minbase trixie "$debian"
    cp /etc/resolv.conf "$debian/etc/"
    chroot "$debian" apt-get install --yes -qq --no-install-recommends \
        wine wine64 xvfb openbox stalonetray imagemagick fonts-dejavu-core
fi
for kernel in proc dev; do
    mountpoint -q "$debian/$kernel" || mount --bind "/$kernel" "$debian/$kernel"
done
trap 'umount "$debian/proc" "$debian/dev"' EXIT

rm -rf "$debian/look" && mkdir -p "$debian/look/new" "$debian/look/exports" "$debian/look/profile"
cp "$setup" "$debian/look/setup.exe"
# Exports of today: an older declaration gets a row and no card.
"$here/.venv/bin/python" -m installer.trial.fresh_exports "$debian/look/new"
cat >"$debian/look/look.sh" <<'LOOK'
export WINEPREFIX=/look/prefix WINEDEBUG=-all WINEARCH=win64 DISPLAY=:7 HOME=/root
Xvfb :7 -noreset -screen 0 1440x900x24 >/dev/null 2>&1 &
sleep 1
openbox >/dev/null 2>&1 &
stalonetray --geometry 4x1-0-0 >/dev/null 2>&1 &
run() { wine "$@" </dev/null 2>&1 | cat; }
picture() { import -window root "/look/$1.png"; }
run wineboot --init
run winecfg -v win10
run /look/setup.exe /S '/EXPORTFOLDER=Z:\look\exports'
installed=$(dirname "$(find /look/prefix/drive_c/users -name rating-clientw.exe)")
# Wine never answers Qt's look at the network.
rm -rf "$installed/site/PySide6/plugins/networkinformation"
run "$installed/rating-client.exe" --version
run "$installed/rating-clientw.exe" --tray &
sleep 15
picture tray
cp /look/new/1.xml /look/exports/
sleep 12
picture card
run "$installed/rating-clientw.exe" rate 'Z:\look\new\1.xml'
sleep 6
picture form
run "$installed/rating-clientw.exe"
sleep 5
picture window
reg=$(run reg query 'HKCU\Software\Wine\Credential Manager' /s | grep -c 'Generic: .*rating-client')
echo "keys in the Credential Manager: $reg"
run "$installed/rating-client.exe" status
run "$installed/rating-client.exe" --quit
sleep 3
wineserver --kill
kill %1
LOOK
timeout -k 5 300 chroot "$debian" bash /look/look.sh
mkdir -p "$folder/pictures"
cp "$debian"/look/*.png "$folder/pictures/"
