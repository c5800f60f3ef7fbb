"""The pages of the table of contents, in their order."""

from sphinx.application import Sphinx


def page_names(app: Sphinx) -> list[str]:
    """Return the pages without their suffixes."""
    return [str(name).removesuffix(".md") for name in app.config.external_site_map]
