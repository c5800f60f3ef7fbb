"""Pass over the finished site: mend its pages, cut its fonts, leave out what no page uses."""

import re
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup
from sphinx.application import Sphinx

from unlabelled_site.fonts import MATH_FONT, drop_unused_icons, icon_characters, math_characters, subset
from unlabelled_site.mends import icon_names, mend
from unlabelled_site.search import show_articles
from unlabelled_site.unused import shrink_sheets

ICON_FONTS = Path("_static/vendor/fontawesome/webfonts")
ICON_NAME = re.compile(r"\bfa-[a-z0-9-]+")
TRUETYPE = re.compile(r',\s*url\([^)]*\.ttf\) format\("truetype"\)')
# The theme brings them along; no page asks for them.
UNUSED = ("_static/**/*.map", "_static/**/*.ttf", "_static/**/fontawesome.js*", "_static/locales")
UNUSED_TEMPLATES = ("_static/webpack-macros.html", "_static/sbt-webpack-macros.html")


def html_files(site: Path) -> list[Path]:
    """List the pages of a built site."""
    return sorted(file for file in site.rglob("*.html") if "_static" not in file.parts)


def mend_pages(site: Path) -> None:
    """Mend every page in its place."""
    for file in html_files(site):
        mended = mend(file.read_text(encoding="utf-8"), file.parent, site)
        file.write_text(mended, encoding="utf-8")


def cut_fonts(site: Path) -> None:
    """Keep of each font what the pages show."""
    pages = [BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser") for file in html_files(site)]
    math = set().union(*(math_characters(page) for page in pages))
    subset(MATH_FONT, site / "_static" / "fonts" / "math.woff2", sorted(math | {" "}))
    cut_icons(site, set().union(*(icon_names(page) for page in pages)))


def cut_icons(site: Path, names: set[str]) -> None:
    """Keep the rules and glyphs of the icons that pages, scripts or the theme's own rules show."""
    scripts = "\n".join(file.read_text(encoding="utf-8") for file in (site / "_static").rglob("*.js"))
    names = names | set(ICON_NAME.findall(scripts))
    sheets = "\n".join(file.read_text(encoding="utf-8") for file in (site / "_static").rglob("*.css"))
    icons = icon_characters(sheets, names)
    for font in (site / ICON_FONTS).glob("*.woff2"):
        subset(font, font, sorted(icons))
    rewrite_sheets(site, partial(drop_unused_icons, names=names))


def drop_unused(site: Path) -> None:
    """Delete what no page uses."""
    for pattern in (*UNUSED, *UNUSED_TEMPLATES):
        for path in list(site.glob(pattern)):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def rewrite_sheets(site: Path, change: Callable[[str], str]) -> None:
    """Change the text of those style sheets that the change concerns."""
    for sheet in (site / "_static").rglob("*.css"):
        rules = sheet.read_text(encoding="utf-8")
        changed = change(rules)
        if changed != rules:
            sheet.write_text(changed, encoding="utf-8")


def drop_truetype(style_sheet: str) -> str:
    """Forget the second format of the icon fonts, which no browser of this decade asks for."""
    return TRUETYPE.sub("", style_sheet)


def notebook_beside(app: Sphinx, pagename: str) -> Path:
    """Return where the notebook of a page is, if it has one."""
    return Path(app.env.doc2path(pagename)).with_suffix(".ipynb")


def offer_notebook(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Put the page's notebook among the downloads, also when there are no launch buttons."""
    if doctree is not None and notebook_beside(app, pagename).is_file():
        context["ipynb_source"] = f"{pagename}.ipynb"


def copy_notebooks(app: Sphinx) -> None:
    """Offer for download just the notebook that stands beside the page in the repository."""
    for name in app.env.found_docs:
        notebook = notebook_beside(app, name)
        if notebook.is_file():
            target = Path(app.outdir) / "_sources" / f"{name}.ipynb"
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(notebook, target)


def finish(app: Sphinx, exception: Exception | None) -> None:
    """Run the pass when Sphinx has written everything."""
    if exception is not None or app.builder.format != "html":
        return
    site = Path(app.outdir)
    copy_notebooks(app)
    drop_unused(site)
    show_articles(site)
    rewrite_sheets(site, drop_truetype)
    cut_fonts(site)
    mend_pages(site)
    shrink_sheets(site, html_files(site))


def setup(app: Sphinx) -> None:
    """Register the pass, behind every other extension's work on the finished site."""
    app.connect("html-page-context", offer_notebook)
    app.connect("build-finished", finish, priority=900)
