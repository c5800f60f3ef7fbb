#!/bin/sh
# The quick checks, all of them even if one fails.
cd "$(dirname "$0")/.." || exit 1
failed=0
.venv/bin/ruff check --quiet . || failed=1
.venv/bin/ruff format --check --quiet . || failed=1
.venv/bin/mypy || failed=1
.venv/bin/codespell || failed=1
.venv/bin/python tools/page_lint.py || failed=1
exit $failed
