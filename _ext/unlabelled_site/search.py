"""Let the search lead to the page that teaches a term, and there to the paragraph that introduces it."""

from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.config import Config

SCORER = Path(__file__).with_name("scorer.js")


def use_scorer(app: Sphinx, config: Config) -> None:
    """Give the search the course's order of results."""
    config["html_search_scorer"] = str(SCORER)


def index_terms(app: Sphinx, doctree: nodes.document) -> None:
    """Put those terms into the index of the search that this page teaches."""
    teachers: dict[str, str] = vars(app.env).get("unlabelled_teachers", {})
    seen: set[str] = set()
    for reference in list(doctree.findall(addnodes.pending_xref)):
        term = str(reference.get("reftarget", "")).lower()
        if reference.get("reftype") != "term" or term in seen or teachers.get(term) != app.env.docname:
            continue
        seen.add(term)
        index_term(doctree, reference, term)


def index_term(doctree: nodes.document, reference: nodes.Element, term: str) -> None:
    """Index a term at the paragraph that holds a reference to it, or else at the page.

    The entry needs a place with words in it: the search shows them below the page's title.
    """
    paragraph: nodes.Node | None = reference
    while paragraph is not None and not isinstance(paragraph, nodes.paragraph):
        paragraph = paragraph.parent
    if paragraph is None:
        doctree.append(addnodes.index(entries=[("single", term, "", "main", None)]))
        return
    place = nodes.make_id(f"term {term}")
    paragraph["ids"].append(place)
    paragraph.insert(0, addnodes.index(entries=[("single", term, place, "main", None)]))


def setup(app: Sphinx) -> None:
    """Register the events."""
    app.connect("config-inited", use_scorer)
    app.connect("doctree-read", index_terms)
