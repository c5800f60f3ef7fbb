#!/bin/sh
# How much of the package do the tests run? Lists the lines and branches that none reaches; fails below the
# share in pyproject.toml.
#
# The tests are those of the package. Those of the website, of the pages and of the assignments, and the class
# of a thousand, take long and reach no line that the others do not.
set -eu
cd "$(dirname "$0")/.."

# Whatever process runs the package writes a record here: also another user's, and those in the sandbox, where
# /tmp is another one.
records=$(mktemp -d /var/tmp/unlabelled-coverage.XXXXXX)
trap 'rm -rf "$records"' EXIT
trap 'exit 1' HUP INT TERM
chmod 1777 "$records"
export COVERAGE_FILE="$records/record"

failed=0
.venv/bin/coverage run -m pytest -q -n 2 --dist loadfile \
    --deselect tests/grading/engine/test_many_graders.py::test_a_thousand_submissions_in_postgresql_with_two_graders \
    tests/datasets tests/figures tests/grading tests/test_check_command.py tests/test_examples.py tests/test_studies.py || failed=$?
# A process that is killed while it writes leaves half a record, which is left out.
.venv/bin/coverage combine --quiet 2>/dev/null
.venv/bin/coverage report
exit "$failed"
