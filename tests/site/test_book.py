"""tools/book.py: what an author sees when something is wrong, and what a builder gets when nothing is."""

import json
import re
import shutil
from pathlib import Path

import nbformat
import psutil
import pytest
from book import Book, fill_caches, show_table
from bs4 import BeautifulSoup
from conftest import run_book
from jupyter_cache.base import CacheBundleIn
from unlabelled_site.execution import find_record, open_cache
from unlabelled_site.facts import Budget, PageFacts, cost_in_words, verdict

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


def add_solution(book: Path, name: str, code: str) -> None:
    """Add a solution with one more cell than the first."""
    folder = book / "solutions" / name
    folder.mkdir()
    shutil.copy(book / "solutions" / "sums" / "sums.md", folder / f"{name}.md")
    append_cell(folder / f"{name}.md", code)


def test_failing_pages_are_named_with_their_claims(small_book: Path) -> None:
    add_page(small_book, "false-claim", 'gain = -1\nassert gain > 0, "the gain is positive"')
    add_page(small_book, "network", "import socket\nsocket.create_connection(('127.0.0.1', 9))")
    add_page(small_book, "typo", "gain = = 2")
    add_page(small_book, "good", "gain = 2")
    add_solution(small_book, "wrong", 'assert add([2, 2]) == 5, "two and two are five"')
    add_solution(small_book, "online", "import socket\nsocket.create_connection(('127.0.0.1', 9))")
    result = run_book(small_book)
    message = result.stderr
    assert result.returncode == 1
    assert re.search(r"false-claim\.md, line \d+ \(code cell 3\) failed", message)
    assert "AssertionError: the gain is positive" in message
    assert 'assert gain > 0, "the gain is positive"' in message
    for online in ("network.md", "solutions/online/online.md"):
        assert re.search(rf"^{online}, .*\n.*\n.*without a network$", message, re.MULTILINE)
    assert re.search(r"solutions/wrong/wrong\.md, line \d+ \(code cell 3\) failed", message)
    assert "AssertionError: two and two are five" in message
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


def test_a_changed_solution_is_executed_alone(small_book: Path) -> None:
    add_solution(small_book, "products", "assert add([1]) == 1")
    printed = build(small_book)
    assert re.findall(r"Executing (\S+)", printed) == ["solutions/products/products.md"]
    append_cell(small_book / "solutions" / "sums" / "sums.md", "assert add([]) == 0")
    printed = build(small_book)
    assert re.findall(r"Executing (\S+)", printed) == ["solutions/sums/sums.md"]
    assert "Nothing has changed" in build(small_book)


def test_a_page_writes_into_temporary_folders_only(small_book: Path, tmp_path: Path) -> None:
    before = (small_book / "index.md").read_text()
    kept = tmp_path / "kept"
    kept.mkdir()
    code = f"""import shutil, tempfile
from pathlib import Path
refused = 0
for change in (
    lambda: Path({str(small_book)!r}, ".hidden").write_text("left"),
    lambda: Path({str(small_book)!r}, "index.md").write_text("left"),
    lambda: Path({str(small_book)!r}, "index.md").unlink(),
    lambda: Path({str(tmp_path)!r}, "outside.txt").write_text("left"),
    lambda: shutil.rmtree({str(kept)!r}),
):
    try:
        change()
    except PermissionError:
        refused += 1
assert refused == 5, "five are refused"
with tempfile.TemporaryDirectory() as folder:
    Path(folder, "within").mkdir()
    Path(folder, "within", "may.txt").write_text("be written, and removed with the folder")
Path("left.txt").write_text("left")"""
    add_page(small_book, "writes", code)
    result = run_book(small_book, "--page", str(small_book / "writes.md"))
    assert result.returncode == 1
    last = len((small_book / "writes.md").read_text().splitlines()) - 1
    assert f"writes.md, line {last} (code cell 3) failed" in result.stderr
    assert f"PermissionError: it changes {small_book / 'left.txt'}" in result.stderr
    assert (small_book / "index.md").read_text() == before and kept.is_dir()
    for path in (small_book / ".hidden", small_book / "left.txt", tmp_path / "outside.txt"):
        assert not path.exists()


@pytest.mark.parametrize("kind", ["page", "solution"])
def test_what_its_processes_write_into_the_book_is_named_and_not_kept(small_book: Path, kind: str) -> None:
    code = f"""import subprocess
command = '''echo left > left.txt
cd "$0"
printf "" > data.csv
touch index.md  # as an author who saves it
rm -f page.ipynb'''
subprocess.run(["sh", "-c", command, {str(small_book)!r}], check=True)"""
    (small_book / "data.csv").write_text("1")
    if kind == "page":
        add_page(small_book, "writes", code)
        page, new = small_book / "writes.md", "left.txt"
    else:
        add_solution(small_book, "writes", code)
        page, new = small_book / "solutions" / "writes" / "writes.md", "solutions/writes/left.txt"
    result = run_book(small_book, "--page", str(page))
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    line = next(line for line in result.stderr.splitlines() if "files changed" in line)
    assert set(re.findall(r"[\w./]+ \(\w+\)", line)) == {
        f"{new} (new)",
        "data.csv (changed)",
        "page.ipynb (gone)",
    }
    assert "Executing" in run_book(small_book, "--page", str(page)).stdout, "the outputs were not kept"


def test_what_is_left_running_is_named_and_ended(small_book: Path) -> None:
    mark = f"mark {small_book}"
    code = f"""import subprocess, sys, threading, time
threading.Thread(target=time.sleep, args=(600,), name="daemon", daemon=True).start()
subprocess.run([sys.executable, "-c", "pass  # ended"])
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)  # {mark}"])
threading.Thread(target=time.sleep, args=(10,), name="left-thread").start()"""
    add_page(small_book, "runs-on", code)
    result = run_book(small_book, "--page", str(small_book / "runs-on.md"))
    assert result.returncode == 1
    (line,) = [line for line in result.stderr.splitlines() if "leaves running" in line]
    assert "the thread left-thread" in line and mark in line
    assert "daemon" not in line and "ended" not in line
    assert not [process for process in psutil.process_iter(["cmdline"]) if mark in str(process.info)]


@pytest.mark.parametrize(("code", "compiled"), [("import umap", 1), ("import numba", 0)])
def test_what_a_page_imports_is_compiled_before_its_time_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, compiled: int
) -> None:
    compiler = "import os, pathlib\npathlib.Path(os.environ['NUMBA_CACHE_DIR']).mkdir()"
    (tmp_path / "umap.py").write_text(compiler)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    fill_caches(Book(tmp_path), [notebook])
    caches = sorted(path.name for path in (tmp_path / "_build" / "caches").iterdir())
    assert caches == ["matplotlib", "numba"][: 1 + compiled]


def test_home_and_temporary_files_are_gone_afterwards(small_book: Path, tmp_path: Path) -> None:
    code = """import os, tempfile, matplotlib, numba
from pathlib import Path
Path.home().joinpath("left.txt").write_text("left")
tempfile.NamedTemporaryFile(delete=False).close()
for folder in (matplotlib.get_configdir(), matplotlib.get_cachedir(), numba.config.CACHE_DIR):
    assert "_build/caches" in folder
assert not [name for name in os.environ if name.startswith("XDG_")]"""
    add_page(small_book, "tidy", code)
    home, temporary = tmp_path / "home", tmp_path / "temporary"
    home.mkdir()
    temporary.mkdir()
    surroundings = {"HOME": str(home), "TMPDIR": str(temporary), "XDG_CACHE_HOME": str(home / "cache")}
    result = run_book(small_book, "--page", str(small_book / "tidy.md"), **surroundings)
    assert result.returncode == 0, result.stdout + result.stderr
    assert not [*home.rglob("*"), *temporary.rglob("*")]


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
    index, page, _ = report["pages"]
    assert index["seconds"] is None and index["words"] > 0
    assert 0 < page["seconds"] < 60
    assert 20 < page["peak_megabytes"] < 1000
    assert page["code_lines"] == 4
    assert page["words"] == len(
        ["A", "page", "that", "runs", "One,", "two,", "three", "words", "of", "text."]
    )
    html = BeautifulSoup((site / "index.html").read_text(), "html.parser")
    pages, assignments = html.select("table.build-report")
    row = pages.select("tbody tr")[1]
    assert row.a["href"] == "page.html"
    assert f"{page['seconds']} of 60" in spaced(row.get_text())
    assert "Of the 1 pages that were run, none exceeds its budget." in html.get_text()
    (assignment,) = report["assignments"]
    assert 0 < assignment["seconds"] < 30 and 20 < assignment["peak_megabytes"] < 1000
    (row,) = assignments.select("tbody tr")
    assert row.a["href"] == "assignments/sums.html"
    memory = f"{assignment['peak_megabytes']} of 1000"
    assert [spaced(cell.get_text(strip=True)) for cell in row.select("td")] == [
        f"{assignment['seconds']} of 30",
        memory,
        "2",
        "5",
    ]
    facts = BeautifulSoup((site / "page.html").read_text(), "html.parser").select_one("h1 + .page-facts")
    assert re.fullmatch(r"1 minute to read · (\d+ s|less than 1 s) to run", facts.get_text())


def spaced(text: str) -> str:
    """Put plain spaces in the place of those at which no line breaks."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_the_printed_report_marks_what_exceeds_its_budget(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [
        {"page": "slow", "seconds": 61.5, "over_budget": True},
        {"page": "right", "seconds": None, "over_budget": False},
    ]
    show_table("pages", {"seconds": "seconds"}, rows)
    printed = capsys.readouterr().out
    assert re.search(r"slow: over budget\W+61\.5", printed)
    assert "right: over" not in printed and "None" not in printed


def test_nothing_of_a_solution_reaches_the_site(built_book: Path) -> None:
    files = [file for file in (built_book / "_build" / "html").rglob("*") if file.is_file()]
    assert any(file.name == "sums.html" for file in files)
    for secret in (b"return sum(numbers)", b"one and two are three"):
        assert not [file for file in files if secret in file.read_bytes()]


def test_what_exceeds_its_budget_is_said_in_words() -> None:
    longer = Budget(150, 1000)
    pages = [
        PageFacts("without-code", "", 1),
        PageFacts("just-right", "", 1, seconds=60.0, peak_megabytes=1000),
        PageFacts("slow", "", 1, seconds=60.1, peak_megabytes=999),
        PageFacts("large", "", 1, seconds=59.9, peak_megabytes=1001),
        PageFacts("longer", "", 1, seconds=60.1, peak_megabytes=999, budget=longer),
    ]
    assert cost_in_words(pages[0]) == (None, None)
    assert [tuple(map(spaced, cost_in_words(page))) for page in pages[1:]] == [
        ("60.0 of 60", "1000 of 1000"),
        ("60.1 of 60, over budget", "999 of 1000"),
        ("59.9 of 60", "1001 of 1000, over budget"),
        ("60.1 of 150", "999 of 1000"),
    ]
    assert verdict("pages", pages[:2]).astext() == "Of the 1 pages that were run, none exceeds its budget."
    assert verdict("pages", pages[:3]).astext() == "Of the 2 pages that were run, 1 exceeds its budget."
    assert verdict("pages", pages).astext() == "Of the 4 pages that were run, 2 exceed their budgets."
