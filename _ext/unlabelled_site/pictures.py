"""Show a figure of one page on another: the picture that the page's own code drew in the last build."""

import base64
from pathlib import Path
from typing import ClassVar

from bs4 import BeautifulSoup
from docutils import nodes
from docutils.parsers.rst import directives
from nbformat import NotebookNode
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import OptionSpec

from unlabelled_site.execution import find_record, open_cache, read_page


def figures_of(notebook: NotebookNode) -> list[str]:
    """Return the figures of an executed page as HTML: still ones as images, step-throughs as they are."""
    outputs = [out for cell in notebook.cells if cell.cell_type == "code" for out in cell.outputs]
    data = [output.get("data", {}) for output in outputs]
    return [figure for content in data if (figure := _as_html(content))]


def _as_html(content: dict[str, str]) -> str:
    """Write one output as HTML; nothing if it is no picture."""
    if "<figure" in content.get("text/html", ""):
        return content["text/html"]
    if drawing := content.get("image/svg+xml"):
        return _image("svg+xml", base64.b64encode(drawing.encode()).decode())
    if image := content.get("image/png"):
        return _image("png", image)
    return ""


def _image(kind: str, encoded: str) -> str:
    return f'<img alt="" src="data:image/{kind};base64,{encoded}"/>'


class PictureOf(SphinxDirective):
    """The directive ``{picture-of} PAGE`` with the figure's number, counted from 1, and its words."""

    required_arguments = 1
    option_spec: ClassVar[OptionSpec] = {
        "figure": directives.positive_int,
        "alt": directives.unchanged_required,
        "class": directives.class_option,
    }

    def run(self) -> list[nodes.Node]:
        """Insert the picture.

        Raises
        ------
        docutils.parsers.rst.DirectiveError
            If the page or its figure does not exist.
        """
        file = Path(self.env.srcdir) / f"{self.arguments[0]}.md"
        if not file.is_file():
            raise self.error(f"There is no page {self.arguments[0]}.")
        self.env.note_dependency(str(file))
        notebook = read_page(file, self.config.myst_enable_extensions)
        cache = open_cache(Path(self.config.nb_execution_cache_path))
        record = find_record(cache, notebook) if notebook is not None else None
        figures = figures_of(record.notebook) if record is not None else []
        number = self.options.get("figure", 1)
        if number > len(figures):
            raise self.error(f"{self.arguments[0]} has no figure {number}: there are {len(figures)}.")
        picture = BeautifulSoup(figures[number - 1], "html.parser")
        if "alt" in self.options and picture.img is not None and picture.figure is None:
            picture.img["alt"] = self.options["alt"]
        block = nodes.container(classes=["picture-of", *self.options.get("class", [])])
        block += nodes.raw("", str(picture), format="html")
        return [block]


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("picture-of", PictureOf)
