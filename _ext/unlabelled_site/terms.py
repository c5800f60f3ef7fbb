"""Tie the glossary to the pages: each term says where it is used, and one page counts as its teacher."""

import re
from collections.abc import Iterable
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from unlabelled_site.toc import page_names

TERM = re.compile(r"\{term\}`([^`]+)`")
TARGET = re.compile(r"^(.*)<([^<>]+)>$", re.DOTALL)
GLOSSARY = "guide/glossary"
HEADING = re.compile(r"^# +(.+)$", re.MULTILINE)
SHOWN = 6
OFTEN = 3


def terms_of(text: str) -> list[str]:
    """List the terms that a page links to the glossary, in lower case, in their order, each once."""
    return list(dict.fromkeys(_plain(TARGET.sub(r"\2", term)) for term in TERM.findall(text)))


def names_of_terms(texts: Iterable[str]) -> dict[str, set[str]]:
    """Return for each term the other words under which texts link it, such as silhouette for its coefficient.

    A word that is a term itself stays its own name only.
    """
    links = [TARGET.search(term) for text in texts for term in TERM.findall(text)]
    pairs = {(_plain(link[2]), _plain(link[1])) for link in links if link is not None}
    terms = {term for term, _ in pairs}
    names: dict[str, set[str]] = {}
    for term, name in pairs:
        if name not in terms:
            names.setdefault(term, set()).add(name)
    return names


def _plain(words: str) -> str:
    """Write a term in lower case on one line."""
    return " ".join(words.split()).lower()


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
    texts = ((Path(app.srcdir) / f"{name}.md").read_text(encoding="utf-8") for name in chapters)
    vars(env)["unlabelled_terms"] = pages
    vars(env)["unlabelled_teachers"] = teachers_of_terms(Path(app.srcdir), pages)
    vars(env)["unlabelled_names"] = names_of_terms(texts)


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
