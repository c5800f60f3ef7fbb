"""Print the whole built book into one PDF: ``make pdf`` builds the book first.

The pages are joined into one document, in the order of the table of contents, and Chromium prints it.
Links between pages lead to places within the PDF. Answers and feedback, folded on the website, are open;
code that the website folds, because it only draws, is left out.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote

from bs4 import BeautifulSoup, Tag
from playwright.sync_api import sync_playwright
from sphinx_external_toc.parsing import parse_toc_yaml

from unlabelled.grading.doctor import find_chromium

ROOT = Path(__file__).resolve().parents[1]
FOOTER = '<div style="font-size:8px;width:100%;text-align:center"><span class="pageNumber"></span></div>'
LEFT_OUT = "a.headerlink, .frames-controls, figure.frames img[hidden], script, details.hide"
EMPTY = '<!doctype html><html data-theme="light" lang="en"><head></head><body></body></html>'
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND"]
STYLE = """
body { margin: 0; }
article { break-before: page; }
article:first-of-type { break-before: auto; }
"""


def place(page: str, anchor: str = "") -> str:
    """Name a place of a page so that it is the only one of its name in the book."""
    return f"{page.replace('/', '--')}--{anchor}"


def article_of(site: Path, page: str, pages: set[str]) -> Tag:
    """Return a page's article, its places renamed and its links turned to where they lead in the book."""
    html = (site / f"{page}.html").read_text(encoding="utf-8")
    article = BeautifulSoup(html, "lxml").select_one("article.bd-article")
    if article is None:
        raise ValueError(f"{page}.html has no article.")
    folder = (site / page).parent
    for element in article.select(LEFT_OUT):
        element.decompose()
    for element in article.select("[id]"):
        element["id"] = place(page, str(element["id"]))
    for attribute in ("aria-labelledby", "aria-describedby"):
        for element in article.select(f"[{attribute}]"):
            element[attribute] = place(page, str(element[attribute]))
    for link in article.select("a[href]"):
        link["href"] = target(str(link["href"]), page, folder, site, pages)
    for image in article.select("img[src]"):
        image["src"] = (folder / unquote(str(image["src"]))).resolve().as_uri()
        del image["loading"]
    for details in article.select("details"):
        details["open"] = ""
    article["id"] = place(page)
    return article


def target(link: str, page: str, folder: Path, site: Path, pages: set[str]) -> str:
    """Say where a link leads: within the book if the page is in it, else where it led before."""
    path, _, anchor = link.partition("#")
    if "://" in path or path.startswith("mailto:"):
        return link
    name = page
    if path:
        file = (folder / unquote(path)).resolve()
        if not file.is_relative_to(site.resolve()):
            return link
        name = file.relative_to(site.resolve()).as_posix().removesuffix(".html")
    return f"#{place(name, anchor)}" if name in pages else ""


def join(site: Path, pages: Sequence[str]) -> str:
    """Return all pages as one document."""
    first = BeautifulSoup((site / f"{pages[0]}.html").read_text(encoding="utf-8"), "lxml")
    book = BeautifulSoup(EMPTY, "lxml")
    assert book.html is not None and book.head is not None and book.body is not None
    title = book.new_tag("title")
    title.string = str(first.title.get_text(strip=True)) if first.title else "Book"
    book.head.append(book.new_tag("meta", charset="utf-8"))
    book.head.append(title)
    for sheet in first.select('link[rel="stylesheet"][href]'):
        address = (site / str(sheet["href"]).partition("?")[0]).resolve().as_uri()
        book.head.append(book.new_tag("link", rel="stylesheet", href=address))
    style = book.new_tag("style")
    style.string = STYLE
    book.head.append(style)
    for page in pages:
        book.body.append(article_of(site, page, set(pages)))
    return str(book)


def print_pdf(document: Path, output: Path, executable: str) -> None:
    """Let Chromium print a document."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        page = browser.new_page()
        page.goto(document.as_uri(), wait_until="load", timeout=300_000)
        page.evaluate("document.fonts.ready")
        page.pdf(
            path=output,
            format="A4",
            margin={"top": "18mm", "bottom": "18mm", "left": "17mm", "right": "17mm"},
            display_header_footer=True,
            header_template="<span></span>",
            footer_template=FOOTER,
            outline=True,
            tagged=True,
        )
        browser.close()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code."""
    parser = argparse.ArgumentParser(description="Print the built book into one PDF.")
    parser.add_argument("--root", type=Path, default=ROOT, help="the book's folder (default: this one)")
    options = parser.parse_args(arguments)
    site = options.root / "_build" / "html"
    output = options.root / "_build" / "mostly-unlabelled.pdf"
    executable = find_chromium()
    if executable is None:
        print("No Chromium on this machine, which prints the PDF: install chromium.", file=sys.stderr)
        return 1
    pages = [str(name).removesuffix(".md") for name in parse_toc_yaml(options.root / "_toc.yml")]
    missing = [page for page in pages if not (site / f"{page}.html").is_file()]
    if missing:
        print(f"The site is not built ({missing[0]} is missing): run make book first.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        document = Path(folder) / "book.html"
        document.write_text(join(site, pages), encoding="utf-8")
        printed = Path(folder) / "book.pdf"
        print_pdf(document, printed, executable)
        shutil.move(printed, output)
    print(f"{output}: {output.stat().st_size / 1e6:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
