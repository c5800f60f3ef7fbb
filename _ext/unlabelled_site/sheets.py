"""Join a page's style sheets to one: a browser draws nothing before the last of them is there."""

import hashlib
import re
from pathlib import Path

from bs4 import BeautifulSoup

IMPORT = re.compile(r"@import\s+(?:url\()?['\"]?([^'\")]+)['\"]?\)?\s*;")
ADDRESS = re.compile(r"url\(\s*(['\"]?)(?!data:|#|/|https?:)([^'\")]+)\1\s*\)")
CHARSET = re.compile(r"@charset[^;]*;")


def join_sheets(page: BeautifulSoup, static: Path) -> None:
    """Replace the links to a page's own style sheets by a link to one file that holds them all.

    Parameters
    ----------
    page : BeautifulSoup
        The page.
    static : Path
        The site's folder of style sheets; the joined file goes there.
    """
    links = page.select('head link[rel~="stylesheet"][href*="_static/"]:not([media])')
    files = [static / str(link["href"]).partition("_static/")[2].partition("?")[0] for link in links]
    if len(files) < 2:
        return
    text = "\n".join(read_sheet(file, static) for file in files)
    name = f"site.{hashlib.sha256(text.encode()).hexdigest()[:12]}.css"
    (static / name).write_text(text, encoding="utf-8")
    links[0]["href"] = str(links[0]["href"]).partition("_static/")[0] + f"_static/{name}"
    for link in links[1:]:
        link.decompose()


def read_sheet(file: Path, static: Path) -> str:
    """Read a style sheet with all that it imports, and let its addresses start from the joined file."""

    def move(match: re.Match[str]) -> str:
        target = (file.parent / match[2]).resolve()
        return f"url({target.relative_to(static.resolve()).as_posix()})"

    # Text and imported names take turns.
    parts = IMPORT.split(CHARSET.sub("", file.read_text(encoding="utf-8")))
    texts = [ADDRESS.sub(move, text) for text in parts[::2]]
    imports = [read_sheet(file.parent / name, static) for name in parts[1::2]] + [""]
    return "".join(text + imported for text, imported in zip(texts, imports, strict=True))
