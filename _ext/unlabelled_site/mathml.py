r"""Render TeX to MathML when the site is built: no script, no fonts from elsewhere, readable aloud.

docutils converts and refuses what it does not know. Here its dialect is widened by what authors of
machine-learning texts write (``\argmin``, ``\bm``, ``align``), and its markup is mended where browsers,
which implement MathML Core, draw it differently.
"""

import re
import unicodedata
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from docutils import nodes
from docutils.utils.math.latex2mathml import tex2mathml
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number
from sphinx.writers.html5 import HTML5Translator

logger = logging.getLogger(__name__)

NAMESPACE = "http://www.w3.org/1998/Math/MathML"
LIMITS = "limits:"
BARS = ("|", "‖")
# Written by authors -> known to docutils. A backslash-command ends where its letters end.
REWRITES = [
    (r"\\begin\{(equation|math|displaymath)\*?\}|\\end\{(equation|math|displaymath)\*?\}", r""),
    (r"\\(begin|end)\{(?:align|eqnarray|split)\*?\}", r"\\\1{aligned}"),
    (r"\\(begin|end)\{gather(?:ed|\*)?\}", r"\\\1{matrix}"),
    (r"\\(?:nonumber|notag)(?![a-zA-Z])", r""),
    (r"\\arg\s*\\(min|max)(?![a-zA-Z])", r"\\operatorname*{arg\\,\1}"),
    (r"\\arg(min|max)(?![a-zA-Z])", r"\\operatorname*{arg\\,\1}"),
    (r"\\operatorname\*\{([^{}]*)\}", rf"\\operatorname{{{LIMITS}\1}}"),
    (r"\\dots[co]?(?![a-zA-Z])", r"\\ldots "),
    (r"\\dots[bmi](?![a-zA-Z])", r"\\cdots "),
    (r"\\iff(?![a-zA-Z])", r"\\Longleftrightarrow "),
    (r"\\implies(?![a-zA-Z])", r"\\Longrightarrow "),
    (r"\\bm(?![a-zA-Z])", r"\\boldsymbol"),
    (r"\\stackrel(?![a-zA-Z])", r"\\overset"),
    (r"\\([dt]?frac)\s*(\d)\s*(\d)", r"\\\1{\2}{\3}"),
]
OPERATOR_NAME = re.compile(r"(\\operatorname\{)([^{}]*)(\})")


class MathError(ValueError):
    """A formula that cannot be converted; the text says why."""


def to_mathml(tex: str, *, display: bool) -> str:
    """Convert a formula to a ``math`` element that carries its TeX as an annotation.

    Parameters
    ----------
    tex : str
        The formula, without dollar signs.
    display : bool
        Whether it stands on a line of its own.

    Raises
    ------
    MathError
        If the formula uses a command that is not known, or is not complete.
    """
    try:
        markup = tex2mathml(rewrite(tex), as_block=display)
    except Exception as error:
        # docutils raises its own error for an unknown command and whatever comes for a broken formula.
        raise MathError(f"{' '.join(str(error).split()) or type(error).__name__} In: {tex}") from error
    math = ElementTree.fromstring(markup.replace("&ApplyFunction;", "\u2061"))
    _plain_html(math)
    for mend in (_embolden, _place_limits, _place_brace_labels, _pair_bars, _align_columns):
        mend(math)
    _annotate(math, tex)
    math.set("display", "block" if display else "inline")
    return ElementTree.tostring(math, encoding="unicode")


def rewrite(tex: str) -> str:
    """Translate what authors write into what docutils knows."""
    tex = tex.strip()
    for pattern, replacement in REWRITES:
        tex = re.sub(pattern, replacement, tex)
    tex = OPERATOR_NAME.sub(_plain_operator_name, tex)
    if r"\\" in tex and r"\begin" not in tex:
        tex = rf"\begin{{aligned}}{tex}\end{{aligned}}"
    return tex


def _plain_operator_name(match: re.Match[str]) -> str:
    """Turn the spaces within an operator's name into characters: the name is one text."""
    return match[1] + re.sub(r"\\[,;: ]|~|\s", "\u2009", match[2]) + match[3]


def _plain_html(math: Element) -> None:
    """Drop namespace and indentation: HTML knows the one by the element's name and needs no other."""
    for element in math.iter():
        element.tag = element.tag.removeprefix(f"{{{NAMESPACE}}}")
        element.tail = None
        if len(element):
            element.text = None


def _embolden(math: Element) -> None:
    """Use the font's own bold letters: browsers would thicken the normal ones."""
    for group in math.iter("mrow"):
        if group.get("class") != "boldsymbol":
            continue
        del group.attrib["class"]
        # docutils takes the scripts of a bold letter into the group; they are not bold.
        scripted = len(group) == 1 and group[0].tag in ("msub", "msup", "msubsup")
        for token in (group[0][0] if scripted else group).iter():
            if token.tag in ("mi", "mn") and token.text:
                token.text = "".join(map(bold, token.text))


def bold(character: str) -> str:
    """Return the mathematical bold letter (italic where TeX has it italic) for a plain one."""
    name = unicodedata.name(character, "").replace("LATIN ", "").replace("GREEK ", "").replace("LETTER ", "")
    for style in ("BOLD" if name.startswith("DIGIT") else "BOLD ITALIC", "BOLD"):
        try:
            return unicodedata.lookup(f"MATHEMATICAL {style} {name}")
        except KeyError:
            continue
    return character


def _place_limits(math: Element) -> None:
    """Put what is written at an operator with limits below it in display, beside it in a line."""
    below = {"msub": "munder", "msup": "mover", "msubsup": "munderover"}
    for parent in math.iter():
        if parent.tag in below and len(parent) and (parent[0].text or "").startswith(LIMITS):
            parent.tag = below[parent.tag]
    for name in math.iter("mi"):
        if name.text and name.text.startswith(LIMITS):
            name.tag, name.text = "mo", name.text.removeprefix(LIMITS)
            name.attrib = {"movablelimits": "true", "lspace": "0", "rspace": "0.1667em"}


def _place_brace_labels(math: Element) -> None:
    """Put the label of a horizontal brace below or above it, not beside it."""
    outer = {("msub", "munder"): "munder", ("msup", "mover"): "mover"}
    for element in math.iter():
        if len(element) == 2 and (element.tag, element[0].tag) in outer and element[0][-1].text in ("⏟", "⏞"):
            element.tag = outer[element.tag, element[0].tag]


def _pair_bars(math: Element) -> None:
    """Say which bar opens and which closes: a browser cannot know and spaces them as operators."""
    for row in math.iter():
        if row.tag not in ("math", "mrow", "mtd", "mstyle"):
            continue
        bars = [bar for child in row if (bar := _bar_of(child)) is not None]
        stretched = len(row) > 2 and _bar_of(row[0]) is not None and _bar_of(row[-1]) is not None
        if len(bars) % 2 or (stretched and row.tag == "mrow"):
            continue
        for position, bar in enumerate(bars):
            bar.set("form", "postfix" if position % 2 else "prefix")
            bar.set("stretchy", "false")
            bar.attrib.pop("class", None)


def _bar_of(element: Element) -> Element | None:
    """Return the bar that an element is, or that its scripts hang on."""
    base = element[0] if element.tag in ("msub", "msup", "msubsup") and len(element) else element
    return base if base.tag == "mo" and base.text in BARS else None


def _align_columns(math: Element) -> None:
    """Mark tables for the style sheet: MathML Core has no attribute for a column's alignment."""
    for table in math.iter("mtable"):
        kind = table.get("class", "")
        table.set("class", f"{kind} columns-left".strip() if table.get("columnalign") == "left" else kind)
        if not table.get("class"):
            del table.attrib["class"]
        if kind == "ams-align":
            table.set("displaystyle", "true")


def _annotate(math: Element, tex: str) -> None:
    """Keep the TeX: to be copied, and for programs that prefer it."""
    row = Element("mrow")
    row.extend(list(math))
    for child in list(math):
        math.remove(child)
    semantics = ElementTree.SubElement(math, "semantics")
    semantics.append(row)
    annotation = ElementTree.SubElement(semantics, "annotation", encoding="application/x-tex")
    annotation.text = tex.strip()


def visit_math(translator: HTML5Translator, node: nodes.math) -> None:
    """Write a formula in a line."""
    translator.body.append(_convert(node, display=False))
    raise nodes.SkipNode


def visit_math_block(translator: HTML5Translator, node: nodes.math_block) -> None:
    """Write a formula on a line of its own, with its number and a link to it."""
    # A formula wider than a phone scrolls; whoever uses the keyboard must be able to reach it.
    translator.body.append(
        translator.starttag(node, "div", CLASS="math notranslate nohighlight", tabindex="0")
    )
    translator.body.append(_convert(node, display=True))
    if node["number"]:
        translator.body.append(f'<span class="eqno">({get_node_equation_number(translator, node)})')
        translator.add_permalink_ref(node, "Link to this equation")
        translator.body.append("</span>")
    translator.body.append("</div>\n")
    raise nodes.SkipNode


def _convert(node: nodes.math | nodes.math_block, *, display: bool) -> str:
    """Convert a formula; one that cannot be converted is a warning of the build, hence an error."""
    try:
        return to_mathml(node.astext(), display=display)
    except MathError as error:
        logger.warning("Formula not understood: %s", error, location=node, type="unlabelled", subtype="math")
        return _as_code(node.astext())


def _as_code(tex: str) -> str:
    """Show the TeX itself where it could not be converted."""
    element = Element("code")
    element.text = tex
    return ElementTree.tostring(element, encoding="unicode")


def setup(app: Sphinx) -> None:
    """Register the renderer and make it the one in use."""
    app.add_html_math_renderer(
        "mathml", inline_renderers=(visit_math, None), block_renderers=(visit_math_block, None)
    )
    app.config["html_math_renderer"] = "mathml"
