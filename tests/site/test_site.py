"""The built site, read as files: complete, self-contained, light, and every link leads somewhere."""

import gzip
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
from bs4 import BeautifulSoup
from conftest import page_names
from serve import served

pytestmark = pytest.mark.site

PAGE_LIMIT = 600 * 1024
COMPRESSED = {".woff2", ".png", ".webp", ".jpg", ".gif"}
STYLE_ADDRESS = re.compile(r"url\(\s*['\"]?([^'\")]+)")
EXTERNAL = re.compile(r"^(https?:)?//")


def parsed(site: Path, name: str) -> BeautifulSoup:
    return BeautifulSoup((site / f"{name}.html").read_text(encoding="utf-8"), "html.parser")


def requested(page: BeautifulSoup) -> set[str]:
    """List the addresses that a browser asks for by itself."""
    tags = page.select("script[src], img[src], iframe[src], source[src], video[src], audio[src], embed[src]")
    links = page.select(
        "link[href]:not([rel~=canonical], [rel~=next], [rel~=prev], [rel~=search], [rel~=index])"
    )
    return {str(tag["src"]) for tag in tags} | {str(link["href"]) for link in links}


def wire_size(file: Path) -> int:
    """Return a file's size as a server sends it."""
    content = file.read_bytes()
    return len(content) if file.suffix in COMPRESSED else len(gzip.compress(content))


@pytest.mark.parametrize("name", page_names())
def test_page_is_there_and_described(site, name):
    page = parsed(site, name)
    assert page.title.get_text(strip=True)
    assert len(page.select("h1")) >= 1
    if name not in ("404", "search"):
        description = page.select_one('meta[name="description"]')
        assert description is not None and 20 < len(description["content"]) < 200
        assert "$" not in description["content"] and "\\" not in description["content"]


@pytest.mark.parametrize("name", page_names())
def test_page_asks_no_other_server(site, name):
    page = parsed(site, name)
    assert not [address for address in requested(page) if EXTERNAL.match(address)]
    assert not EXTERNAL.search(" ".join(STYLE_ADDRESS.findall(str(page.select("style, [style]")))))


def test_style_sheets_ask_only_for_files_of_the_site(site):
    for sheet in (site / "_static").rglob("*.css"):
        for address in STYLE_ADDRESS.findall(sheet.read_text(encoding="utf-8")):
            if not address.startswith(("data:", "#")):
                assert (sheet.parent / address.partition("?")[0]).is_file(), f"{address} in {sheet}"


def test_no_script_draws_formulas_or_icons(site):
    names = {file.name.lower() for file in (site / "_static").rglob("*.js")}
    assert not {name for name in names if "mathjax" in name or "fontawesome" in name}
    for name in page_names():
        scripts = " ".join(str(script) for script in parsed(site, name).select("script")).lower()
        assert "mathjax" not in scripts and "fontawesome" not in scripts


@pytest.mark.parametrize("name", page_names())
def test_page_is_light(site, name):
    page = parsed(site, name)
    files = {site / f"{name}.html", *(site / "_static").rglob("*.woff2")}
    for address in requested(page):
        path = urldefrag(address).url.partition("?")[0]
        if path and not path.startswith("data:"):
            files.add(
                (site / path.lstrip("/")) if path.startswith("/") else (site / f"{name}.html").parent / path
            )
    size = sum(wire_size(file) for file in files)
    print(f"{name}: {size / 1024:.0f} KiB")
    assert size <= PAGE_LIMIT


@pytest.mark.parametrize("name", page_names())
def test_pictures_have_sizes_and_words(site, name):
    for image in parsed(site, name).select("main img"):
        assert image.get("width") and image.get("height"), image
        alternative = str(image.get("alt", ""))
        assert alternative and not re.search(r"\.(png|svg|webp|jpe?g)$", alternative), image


def test_every_link_leads_somewhere(address, site, tmp_path):
    result = check_links(tmp_path, f"{address}/index.html", f"{address}/404.html")
    assert result.returncode == 0, result.stdout[-3000:]
    assert not dead_anchors(site)


def test_dead_links_and_dead_anchors_are_found(tmp_path):
    (tmp_path / "b.html").write_text("<html><body><p id='here'>b</p></body></html>")
    with served(tmp_path) as address:
        for link, code, dead in [
            ("b.html#here", 0, []),
            ("c.html", 1, []),
            ("b.html#there", 0, ["a.html: b.html#there"]),
            ("#nowhere", 0, ["a.html: #nowhere"]),
        ]:
            (tmp_path / "a.html").write_text(f"<html><body><a href='{link}'>b</a></body></html>")
            assert check_links(tmp_path, f"{address}/a.html").returncode == code, link
            assert dead_anchors(tmp_path) == dead


def check_links(folder: Path, *addresses: str) -> subprocess.CompletedProcess[str]:
    """Follow every link within the site; other servers are not asked."""
    settings = folder / "linkchecker.ini"
    # Our own server is asked as fast as it answers, others never.
    settings.write_text("[output]\nstatus=0\n[checking]\nmaxrequestspersecond=1000\n")
    own = r"--ignore-url=^https?://(?!127\.0\.0\.1)"
    command = [sys.executable, "-m", "linkcheck", "-f", str(settings), own, "--no-robots", *addresses]
    return subprocess.run(command, capture_output=True, text=True)


def dead_anchors(folder: Path) -> list[str]:
    """List the links to places that do not exist on a page that does.

    LinkChecker's own check parses a page again for each anchor, the glossary hundreds of times.
    """
    pages = {
        file: BeautifulSoup(file.read_text(encoding="utf-8"), "lxml")
        for file in folder.resolve().rglob("*.html")
    }
    places = {file: {str(tag["id"]) for tag in page.select("[id]")} for file, page in pages.items()}
    dead = []
    for file, page in pages.items():
        for link in page.select("a[href*='#']"):
            path, _, anchor = unquote(str(link["href"])).partition("#")
            start = folder.resolve() if path.startswith("/") else file.parent
            target = (start / path.lstrip("/")).resolve() if path else file
            if anchor and anchor not in places.get(target, {anchor}):
                dead.append(f"{file.relative_to(folder.resolve())}: {link['href']}")
    return dead
