"""The pages are valid HTML: the Nu checker finds nothing that is ours."""

import json
import os
import re
import shutil
import subprocess
from collections import Counter

import pytest
from conftest import ROOT, page_names

pytestmark = pytest.mark.site

CHECKER = ROOT / "_build" / "npm" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
# What may stay, with the reason.
ALLOWED = {
    r"“(displaystyle|scriptlevel)” not allowed on element “mfrac”": "MathML Core has both on all elements",
    r"Consider using the “h1” element as a top-level heading only": "each page has one, within a section",
    r"Article lacks heading": "the page's h1 stands in it, and is no h2",
}


@pytest.fixture(scope="session")
def check_html():
    """Return a function that lists what the checker finds in files; without it, skip, or fail in CI."""
    if shutil.which("java") is None or not CHECKER.is_file():
        message = "No Java or no Nu checker on this machine (tools/test.sh fetches it): HTML not checked."
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)

    def check(*files):
        command = ["java", "-Xss4m", "-jar", str(CHECKER), "--format", "json", "--exit-zero-always"]
        result = subprocess.run([*command, *map(str, files)], capture_output=True, text=True, check=True)
        return json.loads(result.stderr)["messages"]

    return check


def not_allowed(messages):
    """List the messages without those that may stay, as one can act on them."""
    return [
        f"{message['url']}:{message.get('lastLine')}: {message['message']} {message.get('extract', '')}"
        for message in messages
        if not any(re.search(pattern, message["message"]) for pattern in ALLOWED)
    ]


def test_pages_are_valid(site, check_html):
    messages = check_html(*(site / f"{name}.html" for name in page_names()))
    assert not (wrong := not_allowed(messages)), "\n".join(wrong[:40])
    unused = [pattern for pattern in ALLOWED if not any(re.search(pattern, m["message"]) for m in messages)]
    assert not unused, f"nothing needs these exceptions any more: {unused}"


def test_what_is_wrong_is_found(tmp_path, check_html):
    page = tmp_path / "page.html"
    page.write_text('<!doctype html><html lang="en"><title>t</title><p id="a"><p id="a"><b><i></b></i>')
    found = Counter(message["type"] for message in check_html(page))
    assert found["error"] >= 2
    assert not_allowed(check_html(page))
