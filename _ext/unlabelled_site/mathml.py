"""placeholder"""

from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    app.setup_extension("sphinx.ext.mathjax")
