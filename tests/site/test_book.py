"""tools/book.py: what an author sees when something is wrong, and what a builder gets when nothing is."""

import json
import re
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup
from conftest import run_book
from jupyter_cache.base import CacheBundleIn
from unlabelled_site.execution import find_record, open_cache

ADDRESS = "https://github.com/OWNER/NAME"
SITE = "https://owner.example/name"


def build(book: Path, **environment: str) -> str:
    """Build a book that has no errors; return what was printed."""
    result = run_book(book, **environment)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def append_cell(page: Path, code: str) -> None:
    """Add a code cell to a page."""
    page.write_text(f"{page.read_text()}\n```{{code-cell}} ipython3\n{code}\n```\n")


def add_page(book: Path, name: str, code: str) -> None:
    """Add a page with one more cell than the first."""
    toc = book / "_toc.yml"
    toc.write_text(f"{toc.read_text()}      - file: {name}\n")
    text = (book / "page.md").read_text().replace("(page)=\n", "")
    (book / f"{name}.md").write_text(text)
    append_cell(book / f"{name}.md", code)


def test_failing_pages_are_named_with_their_claims(small_book: Path) -> None:
    add_page(small_book, "false-claim", 'gain = -1\nassert gain > 0, "the gain is positive"')
    add_page(small_book, "network", "import socket\nsocket.create_connection(('127.0.0.1', 9))")
    add_page(small_book, "typo", "gain = = 2")
    add_page(small_book, "good", "gain = 2")
    result = run_book(small_book)
    message = result.stderr
    assert result.returncode == 1
    assert re.search(r"false-claim\.md, line \d+ \(code cell 3\) failed", message)
    assert "AssertionError: the gain is positive" in message
    assert 'assert gain > 0, "the gain is positive"' in message
    assert "network.md" in message and "without a network" in message
    assert "typo.md" in message and "SyntaxError" in message
    assert "Traceback" not in message
    line = int(re.search(r"false-claim\.md, line (\d+)", message)[1])
    assert (small_book / "false-claim.md").read_text().splitlines()[line - 1].startswith("assert gain > 0")
    for path in re.findall(r"The full traceback: (.+)", message):
        assert "Error" in Path(path).read_text()
    assert "Executed good.md" in result.stdout, "a good page is executed all the same"


def test_page_that_does_not_exist_is_named(small_book: Path) -> None:
    toc = small_book / "_toc.yml"
    toc.write_text(f"{toc.read_text()}      - file: chapters/nowhere\n")
    result = run_book(small_book)
    assert result.returncode == 1
    assert "chapters/nowhere.md" in result.stderr
    assert "Traceback" not in result.stderr


def test_unknown_formula_and_broken_reference_stop_the_build_and_keep_the_last_site(small_book: Path) -> None:
    page = small_book / "index.md"
    page.write_text(f"{page.read_text()}\n$\\nonsense{{x}}$ and {{ref}}`no-such-place`.\n")
    for _ in range(2):  # the second time as well, although nothing has changed
        result = run_book(small_book)
        assert result.returncode == 1
        assert "nonsense" in result.stderr
        assert "no-such-place" in result.stderr
    assert (small_book / "_build" / "html" / "index.html").is_file()


@pytest.fixture
def plain_and_addressed(small_book: Path) -> tuple[Path, str, str]:
    """Take the site built without, then build with addresses; return the site and the page's HTML of both."""
    page = small_book / "_build" / "html" / "page.html"
    plain = page.read_text()
    printed = build(small_book, UNLABELLED_REPOSITORY=ADDRESS, UNLABELLED_SITE_URL=SITE)
    assert "Executing" not in printed, "an address does not change what a page computes"
    return page.parent, plain, page.read_text()


def test_addresses_come_from_the_environment_alone(plain_and_addressed: tuple[Path, str, str]) -> None:
    site, plain, addressed = plain_and_addressed
    for host in ("mybinder", "colab", "github.com", "executablebooks", 'rel="canonical"'):
        assert host not in plain
    links = {str(link["href"]) for link in BeautifulSoup(addressed, "html.parser").select("a[href]")}
    assert "https://mybinder.org/v2/gh/OWNER/NAME/main?urlpath=lab/tree/page.ipynb" in links
    assert "https://colab.research.google.com/github/OWNER/NAME/blob/main/page.ipynb" in links
    for html in (plain, addressed):
        assert "_sources/page.ipynb" in html
    assert json.loads((site / "_sources" / "page.ipynb").read_text())["cells"] == [], "the repository's own"
    head = BeautifulSoup(addressed, "html.parser").head
    assert head.select_one('link[rel="canonical"]')["href"] == f"{SITE}/page.html"
    assert head.select_one('meta[name="description"]')["content"] == "A page that runs."
    assert head.select_one('meta[property="og:description"]')["content"] == "A page that runs."
    sitemap = (site / "sitemap.xml").read_text()
    assert f"{SITE}/page.html" in sitemap and "404" not in sitemap
    assert '"/name/_static/' in (site / "404.html").read_text()


def test_nothing_is_built_twice(small_book: Path) -> None:
    stamp = (small_book / "_build" / "html" / "index.html").stat().st_mtime_ns
    assert "Nothing has changed" in build(small_book)
    assert (small_book / "_build" / "html" / "index.html").stat().st_mtime_ns == stamp
    (small_book / "_build" / "html" / "page.html").unlink()
    printed = build(small_book)
    assert "Executing" not in printed and "No launch buttons" in printed
    assert (small_book / "_build" / "html" / "page.html").is_file()


def test_a_page_is_executed_again_when_the_result_that_it_shows_changes(small_book: Path) -> None:
    stored = small_book / "results" / "study.json"
    stored.parent.mkdir(exist_ok=True)
    stored.write_text("1")
    add_page(small_book, "shows", 'name = "study"')
    assert "Executing shows.md" in build(small_book)
    (stored.parent / "other.json").write_text("1")
    assert "Executing" not in build(small_book)
    stored.write_text("2")
    run_book(
        small_book, "--page", str(small_book / "page.md")
    )  # must not make the other page's change forgotten
    printed = build(small_book)
    assert "Executing shows.md" in printed and "Executing page.md" not in printed


def test_a_page_that_sphinx_executed_itself_is_executed_again(tmp_path: Path) -> None:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1")])
    cache = open_cache(tmp_path / "cache")
    for data, found in [
        ({"execution_seconds": 1.0}, False),
        ({"execution_seconds": 1.0, "peak_bytes": 2}, True),
    ]:
        bundle = CacheBundleIn(notebook, "page.md", data=data)
        cache.cache_notebook_bundle(bundle, check_validity=False, overwrite=True)
        assert (find_record(cache, notebook) is not None) == found


def test_report_holds_what_was_measured(built_book: Path) -> None:
    site = built_book / "_build" / "html"
    report = json.loads((site / "_static" / "build-report.json").read_text())
    index, page = report["pages"]
    assert index["seconds"] is None and index["words"] > 0
    assert 0 < page["seconds"] < 60
    assert 20 < page["peak_megabytes"] < 1000
    assert page["code_lines"] == 4
    assert page["words"] == len(
        ["A", "page", "that", "runs", "One,", "two,", "three", "words", "of", "text."]
    )
    html = BeautifulSoup((site / "index.html").read_text(), "html.parser")
    row = html.select("table.build-report tbody tr")[1]
    assert row.a["href"] == "page.html"
    assert str(page["seconds"]) in row.get_text()
    facts = BeautifulSoup((site / "page.html").read_text(), "html.parser").select_one("h1 + .page-facts")
    assert re.fullmatch(r"1 minute to read · (\d+ s|less than 1 s) to run", facts.get_text())
