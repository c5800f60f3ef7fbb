"""Cut the site's fonts down to the glyphs that its pages show."""

import logging
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from bs4 import BeautifulSoup
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

# It tells every step to the build's log.
logging.getLogger("fontTools").setLevel(logging.WARNING)

MATH_FONT = Path(__file__).parent / "vendor" / "latin-modern-math" / "latinmodern-math.woff2"
ICON_RULE = re.compile(r'((?:\.fa-[a-z0-9-]+:{1,2}before,?)+)\{(?:content|--fa):"\\?([^"]+)"\}')
HEX = re.compile(r"[0-9a-f]{2,5}")
OTHER_CONTENT = re.compile(r'"\\(f[0-9a-f]{3})')
# Written as they are, not as a number: the icons of notes and warnings.
PLAIN_CONTENT = re.compile('"([\\ue000-\\uf8ff])"')


def subset(source: Path, target: Path, characters: Iterable[str]) -> None:
    """Write the part of a font that draws some characters, sizes and variants included."""
    options = Options(flavor="woff2", layout_features=["*"], notdef_outline=True, hinting=False)
    options.drop_tables += ["FFTM"]  # the font editor's time stamp
    with TTFont(source) as font:
        font.flavor = "woff2"
        subsetter = Subsetter(options)
        subsetter.populate(text="".join(characters))
        subsetter.subset(font)
        target.parent.mkdir(parents=True, exist_ok=True)
        font.save(target)


def math_characters(page: BeautifulSoup) -> set[str]:
    """Collect the characters of a page's formulas, as the browser draws them."""
    found: set[str] = set()
    for token in page.select("math mi, math mo, math mn, math mtext"):
        text = token.get_text()
        found.update(text)
        if token.name == "mi" and len(text) == 1 and token.get("mathvariant") != "normal":
            found.add(italic(text))
    if page.select_one("msqrt, mroot"):
        found.add("√")
    return found


def italic(character: str) -> str:
    """Return the mathematical italic letter that browsers draw for a lone letter."""
    if character == "h":
        return "\N{PLANCK CONSTANT}"
    name = unicodedata.name(character, "")
    for word in ("LATIN ", "GREEK ", "LETTER "):
        name = name.replace(word, "")
    try:
        return unicodedata.lookup(f"MATHEMATICAL ITALIC {name}")
    except KeyError:
        return character


def drop_unused_icons(style_sheet: str, names: set[str]) -> str:
    """Drop the rules of the icons that no page shows: two thousand, half of the theme's style sheet."""

    def keep_used(rule: re.Match[str]) -> str:
        return rule[0] if _is_used(rule[1], names) else ""

    return ICON_RULE.sub(keep_used, style_sheet)


def _is_used(selectors: str, names: set[str]) -> bool:
    """Say whether one of a rule's selectors names one of some icons."""
    return not names.isdisjoint(re.findall(r"\.(fa-[a-z0-9-]+):", selectors))


def icon_characters(style_sheet: str, names: set[str]) -> set[str]:
    """Find the characters of the icons in use: by name on a page, or set by the theme's own rules."""
    found = set()
    for selectors, code in ICON_RULE.findall(style_sheet):
        if _is_used(selectors, names) and HEX.fullmatch(code):
            found.add(chr(int(code, 16)))
    others = OTHER_CONTENT.findall(ICON_RULE.sub("", style_sheet))
    return found | {chr(int(code, 16)) for code in others} | set(PLAIN_CONTENT.findall(style_sheet))
