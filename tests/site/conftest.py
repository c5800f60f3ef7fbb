"""The built site and a small book to break."""

import functools
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "_ext"), str(ROOT / "tools")]


def page_names() -> list[str]:
    """List the pages of _toc.yml, and those that Sphinx adds."""
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    chapters = [page["file"] for part in toc["parts"] for page in part["chapters"]]
    return [toc["root"], *chapters, "404", "search"]


def run_book(root: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run tools/book.py without the surroundings' addresses."""
    ours = ("UNLABELLED_", "GITHUB_")
    surroundings = {key: value for key, value in os.environ.items() if not key.startswith(ours)}
    command = [sys.executable, str(ROOT / "tools" / "book.py"), "--root", str(root), *options]
    return subprocess.run(command, env=surroundings | environment, capture_output=True, text=True)


@pytest.fixture(scope="session")
def site() -> Path:
    """Build the course's site, unless it is up to date."""
    result = subprocess.run([sys.executable, str(ROOT / "tools" / "book.py")], capture_output=True, text=True)
    assert result.returncode == 0, f"{result.stdout}\n{result.stderr}"
    return ROOT / "_build" / "html"


@pytest.fixture(scope="session")
def built_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Lay out a book of two pages with the course's own settings, and build it without addresses."""
    source = Path(__file__).parent / "small"
    book = tmp_path_factory.mktemp("small") / "book"
    shutil.copytree(source, book)
    for name in ("_ext", "_static"):
        shutil.copytree(ROOT / name, book / name)
    for name in ("_config.yml", "requirements.lock"):
        shutil.copy(ROOT / name, book)
    result = run_book(book)
    assert result.returncode == 0, result.stdout + result.stderr
    return book


@pytest.fixture
def small_book(built_book: Path, tmp_path: Path) -> Path:
    """Copy the small book, built as it is, to break it."""
    return Path(shutil.copytree(built_book, tmp_path / "book"))


class QuietHandler(SimpleHTTPRequestHandler):
    """A file server that does not talk."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine; yield its address."""
    handler = functools.partial(QuietHandler, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Serve the site."""
    with served(site) as where:
        yield where
