"""Mend one finished page: each function changes one thing that the theme or an extension gets wrong.

Every mend leaves a page alone that does not need it, also one that it has mended before.
"""

import base64
import hashlib
import io
import os
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

from bs4 import BeautifulSoup
from bs4.dammit import EntitySubstitution
from bs4.formatter import HTMLFormatter
from PIL import Image, UnidentifiedImageError

from unlabelled_site.sheets import join_sheets

EXTERNAL = re.compile(r"^(https?:)?//")
LENGTH = re.compile(r"^\s*([\d.]+)\s*(px|pt|in|cm|mm)?\s*$")
# Elements that hold nothing end without a slash, as HTML has it.
PLAIN = HTMLFormatter(
    entity_substitution=EntitySubstitution.substitute_xml,
    void_element_close_prefix="",
)
PIXELS = {None: 1.0, "px": 1.0, "pt": 96 / 72, "in": 96.0, "cm": 96 / 2.54, "mm": 9.6 / 2.54}


def drop_icon_script(page: BeautifulSoup) -> None:
    """Drop the script (half a megabyte) that draws the icons: the theme's icon fonts do so as well."""
    for script in page.select('script[src*="scripts/fontawesome.js"]'):
        script.decompose()


def drop_unused_search(page: BeautifulSoup) -> None:
    """Drop the index of all words where none are searched: the theme loads it everywhere."""
    if page.select_one("#search-results"):
        return
    for name in ("searchtools.js", "language_data.js", "searchindex.js"):
        for script in page.select(f'head script[src*="{name}"]'):
            script.decompose()


def drop_external(page: BeautifulSoup) -> None:
    """Drop every script, style sheet and connection hint of another server."""
    for element in page.select("script[src], link[href]"):
        address = str(element.get("src") or element.get("href"))
        kind = str(element.get("rel", ""))
        if EXTERNAL.match(address) and "canonical" not in kind:
            element.decompose()


def defer_scripts(page: BeautifulSoup) -> None:
    """Let the page be drawn before any script of the head runs; their order stays.

    An inline script that uses another script's object waits for it as a module does.
    """
    for script in page.select("head script"):
        if script.get("src"):
            script["defer"] = ""
        elif (script.string or "").lstrip().startswith("DOCUMENTATION_OPTIONS."):
            script["type"] = "module"


def choose_theme_early(page: BeautifulSoup) -> None:
    """Choose dark or light before the page is drawn: the theme's deferred script is too late."""
    for script in page.select("head script:not([src])"):
        text = script.string or ""
        if 'localStorage.getItem("theme") ||' in text:
            system = '(matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")'
            script.string = re.sub(r'(localStorage\.getItem\("theme"\) \|\|) "auto"', rf"\1 {system}", text)


def unpack_images(page: BeautifulSoup, folder: Path, images: Path) -> None:
    """Move embedded pictures into files: the text of the page need not wait for them.

    The hidden ones of a step-through wait until it comes near the screen (``_static/frames.js``).
    """
    for image in page.select('img[src^="data:image/"]'):
        head, _, body = str(image["src"]).partition(";base64,")
        if not body:
            continue
        content = base64.b64decode(body)
        kind = head.removeprefix("data:image/").partition("+")[0]
        file = images / f"{hashlib.sha256(content).hexdigest()[:24]}.{kind}"
        images.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        image["src"] = os.path.relpath(file, folder)
        if image.has_attr("hidden"):
            image["loading"] = "lazy"


def size_images(page: BeautifulSoup, folder: Path) -> None:
    """Give each image its width and height, so that nothing jumps when it arrives."""
    for image in page.select("img[src]:not([width]):not([height])"):
        size = image_size(str(image["src"]), folder)
        if size is not None:
            image["width"], image["height"] = (str(round(length)) for length in size)


def image_size(source: str, folder: Path) -> tuple[float, float] | None:
    """Return width and height in pixels of a local or embedded image, if they can be found."""
    if source.startswith("data:"):
        head, _, body = source.partition(",")
        content = base64.b64decode(body) if head.endswith(";base64") else unquote(body).encode()
    else:
        path = folder / unquote(urlsplit(source).path)
        if EXTERNAL.match(source) or not path.is_file():
            return None
        content = path.read_bytes()
    return _raster_size(content) or _svg_size(content)


def _raster_size(content: bytes) -> tuple[float, float] | None:
    """Return the size of a PNG, WebP or the like."""
    try:
        with Image.open(io.BytesIO(content)) as image:
            return image.size
    except UnidentifiedImageError:
        return None


def _svg_size(content: bytes) -> tuple[float, float] | None:
    """Return the size of an SVG, from its lengths or else from its view box."""
    try:
        root = ElementTree.fromstring(content)
    except ElementTree.ParseError:
        return None
    lengths = [LENGTH.match(root.get(name, "")) for name in ("width", "height")]
    if all(lengths):
        width, height = (float(length[1]) * PIXELS[length[2]] for length in lengths if length)
        return width, height
    box = root.get("viewBox", "").replace(",", " ").split()
    return (float(box[2]), float(box[3])) if len(box) == 4 else None


def load_images_late(page: BeautifulSoup) -> None:
    """Let images wait until they are near the screen: not the first one; a slider's have their own rule."""
    for image in page.select("main img[src]")[1:]:
        if image.find_parent("figure", class_="frames") is None:
            image["loading"] = "lazy"


def fetch_hero_early(page: BeautifulSoup) -> None:
    """Fetch at once the picture that the landing page opens with: a step-through's script shows the first."""
    image = page.select_one(".hero-picture img")
    if image is not None:
        del image["loading"]
        image["fetchpriority"] = "high"


def fill_table_corners(page: BeautifulSoup) -> None:
    """Turn empty header cells into plain cells: pandas has one in the corner, and it heads nothing."""
    for cell in page.select("table th"):
        if not cell.get_text(strip=True) and cell.find(True) is None:
            cell.name = "td"


def name_table_headers(page: BeautifulSoup) -> None:
    """Say of each header cell whether it heads a column or a row."""
    for cell in page.select("table th:not([scope])"):
        cell["scope"] = "col" if cell.find_parent("thead") else "row"


def list_references(page: BeautifulSoup) -> None:
    """Make the entries of a bibliography items of the list that surrounds them."""
    for entry in page.select('[role="list"] > [role="doc-biblioentry"]'):
        entry["role"] = "listitem"


def name_hidden_cells(page: BeautifulSoup) -> None:
    """Let the visible words name what opens a hidden cell: the hidden name contradicts them."""
    for summary in page.select("details.hide > summary[aria-label]"):
        del summary["aria-label"]


def put_text_into_summaries(page: BeautifulSoup) -> None:
    """Make the paragraphs in the line that opens a hidden cell phrases: paragraphs are not allowed there."""
    for paragraph in page.select("details.hide > summary > p"):
        paragraph.name = "span"


def put_scripts_behind_figures(page: BeautifulSoup) -> None:
    """Move a step-through's script behind its figure, where one is allowed."""
    for script in page.select("figure.frames > script"):
        figure = script.parent
        assert figure is not None
        figure.insert_after(script.extract())


def drop_table_styles(page: BeautifulSoup) -> None:
    """Drop what pandas writes into each table about its look: the course's style sheet says it once."""
    for style in page.select("style[scoped]"):
        style.decompose()
    for attribute in ("halign", "valign", "border"):
        for element in page.select(f"table[{attribute}], table [{attribute}]"):
            del element[attribute]


def drop_empty_headings(page: BeautifulSoup) -> None:
    """Drop headings without words: the theme repeats the title for paper, also where there is none."""
    for heading in page.select("#jb-print-docs-body > h1"):
        if not heading.get_text(strip=True):
            heading.decompose()


def drop_needless_role(page: BeautifulSoup) -> None:
    """Drop a role that the element has by itself."""
    for main in page.select('main[role="main"]'):
        del main["role"]


def describe_to_others(page: BeautifulSoup) -> None:
    """Show the author's description where the page is shared: the generated one is cut from the text."""
    own = page.select_one('head meta[name="description"]')
    shared = page.select_one('head meta[property="og:description"]')
    if own is not None and shared is not None:
        shared["content"] = own["content"]


def preload_math_font(page: BeautifulSoup) -> None:
    """Fetch the font of the formulas together with the style sheet, on pages that have formulas."""
    sheet = page.select_one('head link[href*="_static/book.css"]')
    if sheet is None or page.math is None or page.select_one('link[as="font"]'):
        return
    root = str(sheet["href"]).partition("_static/")[0]
    font = page.new_tag("link", rel="preload", href=f"{root}_static/fonts/math.woff2", type="font/woff2")
    font["as"], font["crossorigin"] = "font", ""
    sheet.insert_before(font)


MENDS: tuple[Callable[[BeautifulSoup], None], ...] = (
    drop_icon_script,
    drop_unused_search,
    drop_external,
    defer_scripts,
    choose_theme_early,
    load_images_late,
    fetch_hero_early,
    fill_table_corners,
    name_table_headers,
    list_references,
    name_hidden_cells,
    put_text_into_summaries,
    put_scripts_behind_figures,
    drop_table_styles,
    drop_empty_headings,
    drop_needless_role,
    describe_to_others,
    preload_math_font,
)


def mend(html: str, folder: Path, site: Path) -> str:
    """Apply all mends to a page.

    Parameters
    ----------
    html : str
        The page.
    folder : Path
        Where the page stands: addresses of its images are relative to it.
    site : Path
        The site's folder: embedded pictures and joined style sheets go there.
    """
    page = BeautifulSoup(html, "html.parser")
    unpack_images(page, folder, site / "_images")
    size_images(page, folder)
    for change in MENDS:
        change(page)
    join_sheets(page, site / "_static")
    return page.decode(formatter=PLAIN)


def icon_names(page: BeautifulSoup) -> set[str]:
    """List the icons that a page shows, by the names of their classes."""
    classes = (" ".join(element.get_attribute_list("class")) for element in page.select('[class*="fa-"]'))
    return {name for text in classes for name in text.split() if name.startswith("fa-")}
