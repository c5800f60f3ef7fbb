"""Write the page of all figures: what each one shows, with a link to where it stands."""

import re
from dataclasses import dataclass
from fnmatch import fnmatch

from bs4 import BeautifulSoup
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective

from unlabelled_site.toc import page_names

SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z])")
# A first sentence such as “Four rows.” says little where the figure is not seen.
SHORT = 32  # characters


@dataclass(frozen=True)
class Figure:
    """One figure of a page: its place, and in words what it shows."""

    place: str
    words: str


def collect_figures(app: Sphinx, doctree: nodes.document) -> None:
    """Give each picture among a page's outputs a place to link to, and keep its words."""
    figures = []
    for number, output in enumerate(pictures_of(doctree), 1):
        if isinstance(output, nodes.image):
            place = f"figure-{number}"
            output["ids"].append(place)
            figures.append(Figure(place, str(output.get("alt", ""))))
        else:
            figures.append(step_through(output.astext()))
    all_figures(app.env)[app.env.docname] = figures


def pictures_of(doctree: nodes.document) -> list[nodes.Element]:
    """List the pictures among the outputs: images, and step-throughs as raw HTML.

    Of an output that exists in several formats, the first one that is a picture stands for all.
    """
    outputs = doctree.findall(
        lambda node: isinstance(node, nodes.container) and node.get("nb_element") == "mime_bundle"
    )
    found = (next(output.findall(_is_picture), None) for output in outputs)
    return [node for node in found if isinstance(node, nodes.Element)]


def _is_picture(node: nodes.Node) -> bool:
    """Say whether a node is an image or a step-through."""
    if isinstance(node, nodes.raw):
        return '<figure class="frames"' in node.astext()
    return isinstance(node, nodes.image)


def step_through(html: str) -> Figure:
    """Read a step-through's place and what its pictures have in common.

    The words of each picture end in its caption; what is before that is said of all.
    """
    figure = BeautifulSoup(html, "html.parser").select_one("figure.frames")
    assert figure is not None and figure.img is not None
    words = str(figure.img["alt"]).removesuffix(str(figure.img["data-caption"])).strip()
    return Figure(str(figure["id"]), words)


def all_figures(env: BuildEnvironment) -> dict[str, list[Figure]]:
    """Return the figures of all pages read so far."""
    figures: dict[str, list[Figure]] = vars(env).setdefault("unlabelled_figures", {})
    return figures


def forget_page(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Drop the figures of a page that is read again or is gone."""
    all_figures(env).pop(docname, None)


class figure_list(nodes.General, nodes.Element):  # type: ignore[misc]
    """Place of a list of figures, filled when all pages are read."""


class AllFigures(SphinxDirective):
    """The directive ``{all-figures} PATTERN``: the figures of the pages whose names fit."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Leave a mark for the list."""
        return [figure_list(pattern=self.arguments[0])]


def fill_lists(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put the lists in their places.

    Raises
    ------
    ExtensionError
        If no page that fits has a figure.
    """
    figures = all_figures(app.env)
    for place in list(doctree.findall(figure_list)):
        pages = [name for name in page_names(app) if fnmatch(name, place["pattern"]) and figures.get(name)]
        if not pages:
            raise ExtensionError(f"{docname}: no page {place['pattern']} has a figure.")
        entries = [_entry(app, docname, page, figures[page]) for page in pages]
        place.replace_self(nodes.definition_list("", *entries, classes=["all-figures"]))


def _entry(app: Sphinx, docname: str, page: str, figures: list[Figure]) -> nodes.definition_list_item:
    """Make the entry of one page: its title, and below it a line for each figure."""
    address = app.builder.get_relative_uri(docname, page)
    lines = nodes.bullet_list()
    for figure in figures:
        # The link is the first sentence; the others say more about the same picture.
        sentences = SENTENCE.split(figure.words)
        first = 1 if len(sentences[0]) >= SHORT else 2
        line = nodes.paragraph("", "", _link(" ".join(sentences[:first]), f"{address}#{figure.place}"))
        line += nodes.Text("".join(f" {text}" for text in sentences[first:]))
        lines += nodes.list_item("", line)
    title = nodes.term("", "", _link(app.env.titles[page].astext(), address))
    return nodes.definition_list_item("", title, nodes.definition("", lines))


def _link(text: str, address: str) -> nodes.reference:
    """Make a link within the site."""
    return nodes.reference("", text, refuri=address, internal=True)


def setup(app: Sphinx) -> None:
    """Register the directive and the events."""
    app.add_node(figure_list)
    app.add_directive("all-figures", AllFigures)
    app.connect("env-purge-doc", forget_page)
    app.connect("doctree-read", collect_figures)
    app.connect("doctree-resolved", fill_lists)
