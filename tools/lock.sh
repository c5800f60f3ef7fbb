#!/bin/sh
# Resolve pyproject.toml into requirements.lock: one set of versions for Linux, macOS and Windows and
# for Python 3.11 to 3.13. The resolver lives in an environment of its own; no address is written.
set -eu
cd "$(dirname "$0")/.."
tool=$(mktemp -d)
trap 'rm -rf "$tool"' EXIT
.venv/bin/python -m venv "$tool"
"$tool/bin/pip" install --quiet --disable-pip-version-check uv
"$tool/bin/uv" pip compile --quiet --system-certs --universal --fork-strategy fewest --python-version 3.11 \
    --all-extras --no-annotate --no-emit-index-url --custom-compile-command "make lock" \
    --output-file requirements.lock "$@" pyproject.toml >/dev/null
echo "lock: $(grep -c == requirements.lock) packages in requirements.lock"
