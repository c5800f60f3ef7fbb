#!/bin/sh
# Create .venv with exactly the packages of requirements.lock and the course's own package.
#
# Works on a machine that has Python 3.11, 3.12 or 3.13 and nothing else. Where that Python comes
# without its venv module (Debian, Ubuntu) and we are root, the package manager adds it.
set -eu
cd "$(dirname "$0")/.."

say() { printf '%s\n' "setup: $*"; }
stop() { printf '%s\n' "setup: $*" >&2; exit 1; }

find_python() {
    for candidate in ${PYTHON:-} python3 python3.12 python3.13 python3.11; do
        if command -v "$candidate" >/dev/null 2>&1 &&
            "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; then
            printf '%s\n' "$candidate"
            return 0
        fi
    done
    return 1
}

apt_install() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 || return 1
    say "installing $* with apt-get"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"
}

python=$(find_python) || {
    apt_install python3 python3-venv >/dev/null || true
    python=$(find_python) ||
        stop "no Python 3.11, 3.12 or 3.13 found. Install one, or name it: PYTHON=/path/to/python make setup"
}
"$python" -c 'import ensurepip, venv' 2>/dev/null || {
    apt_install python3-venv >/dev/null ||
        stop "this Python has no venv module. On Debian or Ubuntu: apt-get install python3-venv"
}

# An environment made by another Python, or a half-made one, is replaced: it holds nothing of yours.
version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
if [ ! -x .venv/bin/python ] || ! .venv/bin/python -c 'import pip' 2>/dev/null ||
    [ "$(.venv/bin/python -c 'import sys; print("%d.%d" % sys.version_info[:2])')" != "$version" ]; then
    say "creating .venv with Python $version"
    rm -rf .venv
    "$python" -m venv .venv
fi

say "installing the locked packages (a few minutes the first time; pip's settings on this machine apply)"
.venv/bin/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
.venv/bin/python tools/lab_settings.py
touch .venv/.ready
say "ready"
