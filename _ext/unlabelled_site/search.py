"""Let the search lead to the page that teaches a term, and there to the paragraph that introduces it."""

from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.util.nodes import make_id

SCORER = Path(__file__).with_name("scorer.js")
SCRIPT = "_static/searchtools.js"
# What the search shows below a title comes from the page's main part, buttons and table of contents
# included: it is to take the article, without the formulas' sources.
REPLACED = {
    '[role="main"]': "article.bd-article",
    '".headerlink", "script"': '".headerlink", ".page-facts", "annotation", "script"',
}


def use_scorer(app: Sphinx, config: Config) -> None:
    """Give the search the course's order of results."""
    config["html_search_scorer"] = str(SCORER)


def index_terms(app: Sphinx, doctree: nodes.document) -> None:
    """Put those terms into the index of the search that this page teaches."""
    teachers: dict[str, str] = vars(app.env).get("unlabelled_teachers", {})
    names: dict[str, set[str]] = vars(app.env).get("unlabelled_names", {})
    seen: set[str] = set()
    for reference in list(doctree.findall(addnodes.pending_xref)):
        term = str(reference.get("reftarget", "")).lower()
        if reference.get("reftype") != "term" or term in seen or teachers.get(term) != app.env.docname:
            continue
        seen.add(term)
        index(app.env, doctree, reference, [term, *sorted(names.get(term, ()))])


def index(env: BuildEnvironment, doctree: nodes.document, reference: nodes.Element, names: list[str]) -> None:
    """Index names at the paragraph that holds a reference, or else at the page.

    The entry needs a place with words in it: the search shows them below the page's title. So all names
    of a paragraph lead to the same place.
    """
    holder: nodes.Element | None = reference
    while holder is not None and not isinstance(holder, nodes.paragraph):
        holder = holder.parent
    if holder is None:
        holder, place = doctree, ""
    else:
        if not holder["ids"]:
            holder["ids"].append(make_id(env, doctree, "term", names[0]))
            doctree.note_explicit_target(holder)
        place = holder["ids"][0]
    holder.append(addnodes.index(entries=[("single", name, place, "main", None) for name in names]))


def show_articles(site: Path) -> None:
    """Let the search show the words of an article, without what surrounds it.

    Raises
    ------
    ValueError
        If the search does not look where this version of Sphinx lets it look.
    """
    script = site / SCRIPT
    text = script.read_text(encoding="utf-8")
    for old, new in REPLACED.items():
        if old not in text:
            raise ValueError(f"{SCRIPT} does not hold {old} any more.")
        text = text.replace(old, new)
    script.write_text(text, encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Register the events."""
    app.connect("config-inited", use_scorer)
    app.connect("doctree-read", index_terms)
