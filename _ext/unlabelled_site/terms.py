"""Tie the glossary to the pages: each term says where it is used, and one page counts as its teacher."""

import re
from collections.abc import Iterable
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from unlabelled_site.toc import page_names

TERM = re.compile(r"\{term\}`([^`]+)`")
TARGET = re.compile(r"^.*<([^<>]+)>$", re.DOTALL)
GLOSSARY = "guide/glossary"
HEADING = re.compile(r"^# +(.+)$", re.MULTILINE)
SHOWN = 6
OFTEN = 3


def terms_of(text: str) -> list[str]:
    """List the terms that a page links to the glossary, in lower case, in their order, each once."""
    found = (" ".join(TARGET.sub(r"\1", term).split()).lower() for term in TERM.findall(text))
    return list(dict.fromkeys(found))


def pages_of_terms(root: Path, names: Iterable[str]) -> dict[str, list[str]]:
    """Return for each term the pages that use it, in the order of the names.

    Parameters
    ----------
    root : Path
        The book's folder.
    names : iterable of str
        Pages without their suffix, such as ``chapters/02-clustering/k-means``.
    """
    pages: dict[str, list[str]] = {}
    for name in names:
        file = root / f"{name}.md"
        for term in terms_of(file.read_text(encoding="utf-8")) if file.is_file() else []:
            pages.setdefault(term, []).append(name)
    return pages


def teachers_of_terms(root: Path, pages: dict[str, list[str]]) -> dict[str, str]:
    """Return for each term the page that teaches it.

    It is the page whose title names the term; else the first that uses it, which is where a reader meets
    it; else, where that one only announces it, the first that says it three times as often.

    Parameters
    ----------
    root : Path
        The book's folder.
    pages : dict
        The pages that use a term, in the order of the contents, as ``pages_of_terms`` returns them.
    """
    names = {name for used in pages.values() for name in used}
    texts = {name: (root / f"{name}.md").read_text(encoding="utf-8") for name in names}
    return {term: _teacher(term, [(name, texts[name]) for name in used]) for term, used in pages.items()}


def _teacher(term: str, pages: list[tuple[str, str]]) -> str:
    """Choose among pages, given as names and texts."""
    word = re.compile(rf"(?<!\w){re.escape(term)}s?(?!\w)", re.IGNORECASE)
    for name, text in pages:
        title = HEADING.search(text)
        if title is not None and word.search(title[1]):
            return name
    enough = OFTEN * max(1, len(word.findall(pages[0][1])))
    return next((name for name, text in pages if len(word.findall(text)) >= enough), pages[0][0])


def collect(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Read the terms of all chapters before the first page is parsed."""
    chapters = [name for name in page_names(app) if name.startswith("chapters/")]
    pages = pages_of_terms(Path(app.srcdir), chapters)
    vars(env)["unlabelled_terms"] = pages
    vars(env)["unlabelled_teachers"] = teachers_of_terms(Path(app.srcdir), pages)


def link_back(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Say at each term of the glossary on which pages it is used."""
    if docname != GLOSSARY:
        return
    pages = vars(app.env).get("unlabelled_terms", {})
    for item in doctree.findall(nodes.definition_list_item):
        terms = [term.astext() for term in item.findall(nodes.term)]
        used = list(dict.fromkeys(page for term in terms for page in pages.get(term.lower(), [])))
        definition = next(iter(item.findall(nodes.definition)), None)
        if used and definition is not None:
            definition += _links(app, docname, used)


def _links(app: Sphinx, docname: str, pages: list[str]) -> nodes.paragraph:
    """Make the line of links below a definition."""
    line = nodes.paragraph("", "Used on ", classes=["term-pages"])
    for number, page in enumerate(pages[:SHOWN]):
        if number:
            line += nodes.Text(", ")
        address = app.builder.get_relative_uri(docname, page)
        line += nodes.reference("", app.env.titles[page].astext(), refuri=address, internal=True)
    if len(pages) > SHOWN:
        line += nodes.Text(f" and {len(pages) - SHOWN} more")
    line += nodes.Text(".")
    return line


def setup(app: Sphinx) -> None:
    """Register the events."""
    app.connect("env-before-read-docs", collect)
    app.connect("doctree-resolved", link_back)
