"""Write the page of all claims: what the course asserts, with a link to where it is shown."""

import re
from dataclasses import dataclass
from pathlib import Path

from myst_parser.mdit_to_docutils.base import default_slugify
from nbformat import NotebookNode
from sphinx.application import Sphinx

from unlabelled_site.execution import read_page
from unlabelled_site.toc import page_names

PLACE = "```{all-claims}\n```\n"
CLAIM = re.compile(r"^ *# Claim:[ ]*(.+(?:\n *# (?!Claim:).+)*)", re.MULTILINE)
HEADING = re.compile(r"^(#{1,3}) +(.+?) *$", re.MULTILINE)
FENCED = re.compile(r"^(`{3,}|~{3,}).*?^\1`*$", re.MULTILINE | re.DOTALL)
SPECIAL = re.compile(r"([\\`*_{}\[\]<>#$|~^])")


@dataclass(frozen=True)
class Claim:
    """One claim of a page, and the heading below which it is asserted."""

    text: str
    heading: str


def claims_in(source: str) -> list[tuple[int, str]]:
    """List the claims of a cell, its comments ``# Claim: ...``: the line of each, from 1, and its text."""
    return [
        (source.count("\n", 0, match.start()) + 1, " ".join(re.sub(r"\n *# ", " ", match[1]).split()))
        for match in CLAIM.finditer(source)
    ]


def claims_of(notebook: NotebookNode) -> list[Claim]:
    """List the claims of a page in their order, each with the heading above it."""
    heading, claims = "", []
    for cell in notebook.cells:
        if cell.cell_type == "code":
            claims += [Claim(text, heading) for _, text in claims_in(cell.source)]
        else:
            headings = HEADING.findall(FENCED.sub("", cell.source))
            heading = headings[-1][1] if headings else heading
    return claims


def write_claims(app: Sphinx, docname: str, source: list[str]) -> None:
    """Put the list in its place."""
    if PLACE in source[0]:
        source[0] = source[0].replace(PLACE, list_of_claims(app, docname))


def list_of_claims(app: Sphinx, docname: str) -> str:
    """Write the claims of all pages as Markdown, with the pages as headings."""
    up = "../" * docname.count("/")
    parts, total = [], 0
    for name in page_names(app):
        file = Path(app.srcdir) / f"{name}.md"
        notebook = read_page(file, app.config.myst_enable_extensions)
        if notebook is None or not (claims := claims_of(notebook)):
            continue
        total += len(claims)
        page = f"{up}{name}.md"
        lines = [f"- [{escaped(claim.text)}]({page}{anchor(claim.heading)})" for claim in claims]
        parts.append(f"## {title_of(notebook)}\n\n" + "\n".join(lines) + "\n")
    return f"There are {total} of them.\n\n" + "\n".join(parts)


def escaped(text: str) -> str:
    """Take their meaning from the characters of Markdown; begin like a sentence."""
    return literal(text[:1].upper() + text[1:])


def literal(text: str) -> str:
    """Take their meaning from the characters of Markdown."""
    return SPECIAL.sub(r"\\\1", text)


def title_of(notebook: NotebookNode) -> str:
    """Return the title of a page."""
    headings = HEADING.findall(notebook.cells[0].source)
    return str(next(text for marks, text in headings if marks == "#"))


def anchor(heading: str) -> str:
    """Return the address of a heading within its page."""
    return f"#{default_slugify(heading)}" if heading else ""


def setup(app: Sphinx) -> None:
    """Register the event."""
    app.connect("source-read", write_claims)
