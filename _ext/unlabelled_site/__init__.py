"""The site's own Sphinx extension: everything between the pages' text and the website.

* ``address``: the repository's and the site's address, from the environment;
* ``execution``: where the outputs of executed pages are kept;
* ``facts``: what a page costs to read and to run, and the build report;
* ``claims`` and ``gallery``: the pages of everything that the course asserts, and of all figures;
* ``code`` and ``robustness``: what of it held under other seeds, and whether that is still of this code;
* ``terms``: from the glossary to the pages that teach;
* ``search``: what the search shows first;
* ``pictures`` and ``assignments``: figures and released notebooks, shown on other pages;
* ``contact``: where mistakes are reported;
* ``mathml``: formulas, as markup that browsers draw by themselves;
* ``mends``, ``sheets``, ``unused`` and ``fonts``: what the finished HTML needs to be light and accessible;
* ``finish``: the pass over the finished site that applies them.
"""

import os
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

from unlabelled_site import (
    assignments,
    claims,
    contact,
    facts,
    finish,
    gallery,
    mathml,
    pictures,
    robustness,
    search,
    terms,
)
from unlabelled_site.address import Address
from unlabelled_site.execution import cache_folder


def use_execution_cache(app: Sphinx, config: Config) -> None:
    """Let the parser look outputs up where ``tools/book.py`` has put them."""
    config["nb_execution_cache_path"] = str(cache_folder(Path(app.srcdir)))


def apply_address(app: Sphinx, config: Config) -> None:
    """Hand the addresses to the theme and to the page for wrong addresses."""
    address = Address.from_environment(os.environ)
    config["html_theme_options"].update(address.theme_options())
    config["html_baseurl"] = address.site_with_slash
    config["notfound_urls_prefix"] = address.path


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the extension with Sphinx."""
    app.connect("config-inited", use_execution_cache)
    app.connect("config-inited", apply_address)
    if Address.from_environment(os.environ).site:
        # Both extensions complain when they do not know the address.
        app.setup_extension("sphinx_sitemap")
        app.setup_extension("sphinxext.opengraph")
        app.config["sitemap_url_scheme"] = "{link}"
        app.config["sitemap_excludes"] = ["404.html", "search.html", "genindex.html"]
        app.config["ogp_social_cards"] = {"enable": False}  # a drawn card for each page needs fonts
    mathml.setup(app)
    facts.setup(app)
    terms.setup(app)
    search.setup(app)
    claims.setup(app)
    gallery.setup(app)
    robustness.setup(app)
    pictures.setup(app)
    assignments.setup(app)
    contact.setup(app)
    finish.setup(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
