# For other scripts to read in: Debian packages, by whoever may install them.

install_packages() { # install_packages PACKAGE...
    if [ "$(id -u)" = 0 ]; then as_root=""
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then as_root="sudo"
    else as_root="none"; fi
    if [ "$as_root" = none ] || ! command -v apt-get >/dev/null; then
        echo "Please install what is missing, then run this again:" >&2
        echo "    sudo apt-get install --yes $*" >&2
        exit 1
    fi
    echo "Installing $* ..."
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
    $as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install --yes -qq --no-install-recommends "$@" >/dev/null
}
