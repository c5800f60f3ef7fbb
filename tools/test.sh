#!/bin/sh
# Every check of the project, in the order in which failures are quickest to see.
#
# The browser tests need Chromium, those of the grading sandbox bubblewrap, some of the gradebook
# PostgreSQL. In CI, or as root on Debian and its relatives, these are installed here; elsewhere the
# tests that need them say so in one line and are skipped.
set -eu
cd "$(dirname "$0")/.."

say() { printf '%s\n' "test: $*"; }

can_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; }

install() {
    say "installing $1 with apt-get"
    apt-get update -qq >/dev/null
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$1" >/dev/null
}

if ! command -v chromium >/dev/null 2>&1 && ! command -v chromium-browser >/dev/null 2>&1 &&
    ! command -v google-chrome >/dev/null 2>&1; then
    if can_install; then install chromium; else
        say "no Chromium on this machine: the browser tests will be skipped"
    fi
fi
if ! command -v bwrap >/dev/null 2>&1; then
    if can_install; then install bubblewrap; else
        say "no bubblewrap on this machine: the tests of the grading sandbox will be skipped"
    fi
fi
if ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 && ! command -v initdb >/dev/null 2>&1; then
    if can_install; then install postgresql; else
        say "no PostgreSQL on this machine: the tests of gradebooks in it will be skipped"
    fi
fi

say "style, types, spelling, what each page needs"
sh tools/lint.sh

say "building the book"
.venv/bin/python tools/book.py

say "the tests"
# Two workers, as many as the smallest machine we care for has cores. The browser tests run in a process of
# their own: they leave an event loop running, in which the grading engine could not start its own.
.venv/bin/pytest -n 2 --dist loadfile -m "not browser" "$@"
exec .venv/bin/pytest -n 2 --dist load -m browser tests/site tests/journeys
