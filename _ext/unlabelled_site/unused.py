"""Leave out of the joined style sheets the rules for classes that no page and no script knows.

A browser draws nothing before the style sheet is there, and most of what the themes bring along is for
parts that this book does not have.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import tinycss2

ATTRIBUTE = re.compile(r"""\s(?:class|id)=(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""")
WORD = re.compile(r"[\w-]+")
# Their content is a list of rules, which may be left out one by one.
GROUPS = {"media", "supports", "layer", "container"}


def shrink_sheets(site: Path, pages: Iterable[Path]) -> None:
    """Write the joined style sheets anew, without what nobody uses, and let the pages link to these.

    Parameters
    ----------
    site : Path
        The built site; its pages have been mended.
    pages : iterable of Path
        The site's pages.
    """
    texts = {page: page.read_text(encoding="utf-8") for page in pages}
    scripts = [file.read_text(encoding="utf-8") for file in (site / "_static").rglob("*.js")]
    names = set().union(*map(names_on, texts.values()), *(WORD.findall(script) for script in scripts))
    for sheet in (site / "_static").glob("site.*.css"):
        rules = drop_unused_rules(sheet.read_text(encoding="utf-8"), names)
        name = f"site.{hashlib.sha256(rules.encode()).hexdigest()[:12]}.css"
        texts = {
            page: text.replace(f"_static/{sheet.name}", f"_static/{name}") for page, text in texts.items()
        }
        sheet.unlink()
        (site / "_static" / name).write_text(rules, encoding="utf-8")
    for page, text in texts.items():
        page.write_text(text, encoding="utf-8")


def names_on(html: str) -> set[str]:
    """Collect the classes and identifiers of a page."""
    return {name for values in ATTRIBUTE.findall(html) for name in "".join(values).split()}


def drop_unused_rules(style_sheet: str, names: set[str]) -> str:
    """Keep the selectors whose classes and identifiers are all among these names; drop rules without any.

    What stands in brackets, as in ``:not(.wide)``, is not looked at: it may name what is not there.
    """
    rules = tinycss2.parse_stylesheet(style_sheet, skip_comments=True, skip_whitespace=True)
    return "\n".join(_kept(rules, names))


def _kept(rules: Iterable[Any], names: set[str]) -> Iterator[str]:
    """Yield the rules that are used, with the used ones of their selectors."""
    for rule in rules:
        if rule.type == "qualified-rule":
            used = [part for part in _split(rule.prelude) if _is_used(part, names)]
            if used:
                yield f"{','.join(map(_text, used))}{{{_text(rule.content)}}}"
        elif rule.type == "at-rule" and rule.lower_at_keyword in GROUPS and rule.content is not None:
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            if kept := "".join(_kept(inner, names)):
                yield f"@{rule.at_keyword} {_text(rule.prelude)}{{{kept}}}"
        else:
            yield str(rule.serialize())


def _text(tokens: list[Any]) -> str:
    return str(tinycss2.serialize(tokens)).strip()


def _split(prelude: list[Any]) -> list[list[Any]]:
    """Split a rule's head at its commas."""
    selectors: list[list[Any]] = [[]]
    for token in prelude:
        if token == ",":
            selectors.append([])
        else:
            selectors[-1].append(token)
    return selectors


def _is_used(selector: list[Any], names: set[str]) -> bool:
    """Say whether a selector asks for no class and no identifier but these."""
    classes = {token.value for dot, token in pairwise(selector) if dot == "." and token.type == "ident"}
    identifiers = {token.value for token in selector if token.type == "hash"}
    return classes | identifiers <= names
