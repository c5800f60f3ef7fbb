"""What must not be in the hands of students: the lines of solutions and of hidden tests."""

from __future__ import annotations

import html
import re
from pathlib import Path

from graders import ASSIGNMENTS, ROOT, proof

# A shorter line (`return labels`) is anyone's; a longer one is not written twice by chance.
SHORTEST_LINE = 25
REGIONS = ("HIDDEN TESTS", "SOLUTION")
MARKERS = [f"BEGIN {region}" for region in REGIONS]
TEXT = {".ipynb", ".py", ".md", ".txt", ".html", ".js", ".json", ".svg", ".xml", ""}


def secret_lines() -> set[str]:
    """Return the distinctive lines of all solutions and hidden tests, without their spaces.

    What a student is given, or reads on a page of the course, is no secret.
    """
    secret, public = set(), set()
    for assignment in ASSIGNMENTS:
        for region in REGIONS:
            secret.update(lines_between(assignment, region))
        for cell in proof.exercise(assignment).cells:
            public.update(_lines(cell.source))
    for page in (ROOT / "chapters").rglob("*.md"):
        public.update(_lines(page.read_text(encoding="utf-8")))
    return secret - public


def lines_between(assignment: str, region: str) -> set[str]:
    """Return the long lines of an assignment's solutions or hidden tests, without their spaces."""
    between = rf"### BEGIN {region}\n(.*?)### END {region}"
    sources = [cell.source for cell in proof.solution(assignment).cells]
    return {
        line
        for source in sources
        for block in re.findall(between, source, re.DOTALL)
        for line in _lines(block)
    }


def leaks(folder: Path) -> list[str]:
    """Return what of it stands in the text files of a folder: one line each, file and finding."""
    secrets, found = secret_lines(), []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in TEXT:
            raw = path.read_text(encoding="utf-8", errors="ignore")
            text = _readable(raw)
            found += [f"{path}: {line}" for line in sorted(secrets) if line in text]
            # On a page these words may explain how an assignment is written.
            if path.suffix == ".ipynb":
                found += [f"{path}: {marker}" for marker in MARKERS if marker in raw]
    return found


def assert_no_secrets(folder: Path) -> None:
    """Fail, with every finding, if a folder gives away a solution or a hidden test."""
    found = leaks(folder)
    assert not found, "\n".join(found)


def _lines(text: str) -> set[str]:
    stripped = (line.strip() for line in text.splitlines())
    return {_without_spaces(line) for line in stripped if len(line) >= SHORTEST_LINE}


def _readable(text: str) -> str:
    """Undo how a page colours and escapes code, and how JSON does."""
    plain = html.unescape(re.sub(r"<[^<>]*>", "", text)).replace('\\"', '"')
    # Both, because what looks like a tag in a program may be two comparisons.
    return _without_spaces(plain) + "\n" + _without_spaces(text.replace('\\"', '"'))


def _without_spaces(text: str) -> str:
    return "".join(text.split())
