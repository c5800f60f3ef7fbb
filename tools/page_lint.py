"""Check that a page has what a page of this course has; one line for each lack, with page and lack.

``python tools/page_lint.py [PAGE ...]`` checks the pages named, or all of them. The length of a page is
checked where it is measured, in the report of the build.
"""

import ast
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import jupytext
import yaml

ROOT = Path(__file__).parents[1]
LONGEST_CODE_LINE = 85  # what fits beside the contents without scrolling
DRAWS = re.compile(r"\bfigures\.(show_images|scatter_clusters|shade_regions)\(|\bplt\.\w+\(")
CHOICE = re.compile(
    r"^```\{dropdown\} [^\n]+\n:class-container: quiz-choice (right|wrong)\n(.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
FENCED = re.compile(r"^(`{3,}).*?^\1\s*$", re.MULTILINE | re.DOTALL)
DECIMAL = re.compile(r"(?<![\w.`^])-?\d+\.\d+(?!\w)|\d+(?=\s?%)")


@dataclass(frozen=True)
class Page:
    """A page as text and as cells."""

    path: Path

    @cached_property
    def text(self) -> str:
        """The page without its header."""
        return self.path.read_text(encoding="utf-8").split("\n---\n", 1)[1]

    @cached_property
    def header(self) -> dict[str, Any]:
        """The front matter."""
        head = self.path.read_text(encoding="utf-8").split("\n---\n", 1)[0]
        return dict(yaml.safe_load(head.removeprefix("---")))

    @cached_property
    def code_cells(self) -> list[tuple[str, dict[str, Any]]]:
        """Source and metadata of each code cell."""
        cells = jupytext.read(self.path).cells
        return [(cell.source, dict(cell.metadata)) for cell in cells if cell.cell_type == "code"]

    @property
    def code(self) -> str:
        """All code of the page."""
        return "\n".join(source for source, _ in self.code_cells)

    def section(self, heading: str) -> str:
        """Text between a level-two heading and the next; empty if there is none."""
        match = re.search(rf"^## {re.escape(heading)}$(.*?)(?=^## |\Z)", self.text, re.MULTILINE | re.DOTALL)
        return match[1] if match else ""


def lint(path: Path) -> list[str]:
    """Return what the page lacks, each in one line that starts with the page's path."""
    page = Page(path)
    name = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
    return [f"{name}: {lack}" for check in CHECKS for lack in check(page)]


def header(page: Page) -> Iterator[str]:
    """A kernel, a description, a label that is the file's name, one title."""
    if "kernelspec" not in page.header:
        yield "no kernelspec in the header"
    html_meta = (page.header.get("myst") or {}).get("html_meta") or {}
    description = html_meta.get("description", "")
    if not 50 <= len(description) <= 250:
        yield f"a description of 50 to 250 characters in the header, not {len(description)}"
    if not page.text.lstrip().startswith(f"({page.path.stem})=\n# "):
        yield f"the text does not open with the label ({page.path.stem})= and a title"
    if len(re.findall(r"^# ", FENCED.sub("", page.text), re.MULTILINE)) != 1:
        yield "not exactly one title"


def opening(page: Page) -> Iterator[str]:
    """Objectives, and what the page builds on."""
    match = re.search(r"^\*\*You will be able to\*\*\n\n((?:- .+\n(?:  .+\n)*)+)", page.text, re.MULTILINE)
    count = len(re.findall(r"^- ", match[1], re.MULTILINE)) if match else 0
    if not 3 <= count <= 5:
        yield f"{count} objectives below “You will be able to” (3 to 5 wanted)"
    if "It builds on " not in page.text:
        yield "no sentence “It builds on …”"


def first_figure(page: Page) -> Iterator[str]:
    """A picture among the first two code cells, set-up not counted."""
    working = [source for source, metadata in page.code_cells if not _is_setup(source, metadata)]
    if not any(DRAWS.search(source) or "step_through(" in source for source in working[:2]):
        yield "no figure within the first two code cells"


def _is_setup(source: str, metadata: dict[str, Any]) -> bool:
    if "parameters" in (metadata.get("tags") or []):
        return True
    setup = (ast.Import, ast.ImportFrom, ast.FunctionDef)
    statements = [node for node in ast.parse(source.rstrip(";")).body if not isinstance(node, setup)]
    return all(ast.unparse(node) == "figures.use_style()" for node in statements)


def alternative_texts(page: Page) -> Iterator[str]:
    """Each cell that draws says in words what is seen."""
    for number, (source, metadata) in enumerate(page.code_cells, 1):
        top_level = "\n".join(
            ast.unparse(node)
            for node in ast.parse(source.rstrip(";")).body
            if not isinstance(node, ast.FunctionDef)
        )
        image = (metadata.get("mystnb") or {}).get("image") or {}
        if DRAWS.search(top_level) and len(image.get("alt", "")) < 30:
            yield f"code cell {number} draws without an alternative text (mystnb: image: alt:)"
        if "step_through(" in top_level and "alt=" not in top_level:
            yield f"code cell {number} has a step-through without alt"


def numbers(page: Page) -> Iterator[str]:
    """Decimal numbers and percentages in the text are glued, or stand in the page's code as well."""
    text = page.text.replace(page.section("Check yourself"), "")  # quizzes may suppose numbers
    text = re.sub(r"^(`{3,})\{code-cell\}.*?^\1\s*$", "", text, flags=re.MULTILINE | re.DOTALL)
    text = re.sub(r"\$\$.*?\$\$|\$[^$]*\$|`[^`]*`|\([^)]*\)=", "", text, flags=re.DOTALL)
    for number in dict.fromkeys(DECIMAL.findall(text)):
        if number != "95" and not re.search(rf"(?<![\d.]){re.escape(number)}0*(?![\d.])", page.code):
            yield f"the number {number} is typed, not glued, and no code has it"


def predictions(page: Page) -> Iterator[str]:
    """The reader predicts before an experiment, and finds the answer in a dropdown."""
    parts = re.split(r"\*\*Before you run this\.\*\*", page.text)[1:]
    if len(parts) < 2:
        yield f"{len(parts)} predictions (“**Before you run this.**”), at least 2 wanted"
    for number, part in enumerate(parts, 1):
        if "```{dropdown}" not in re.split(r"^## ", part, flags=re.MULTILINE)[0]:
            yield f"prediction {number} has no answer in a dropdown in its section"


def claims(page: Page) -> Iterator[str]:
    """Claims are asserted, and randomness hangs on one parameter."""
    if not re.search(r"# Claim: ", page.code):
        yield "no claim (“# Claim: …” above an assertion)"
    tagged = [source for source, metadata in page.code_cells if "parameters" in (metadata.get("tags") or [])]
    if len(tagged) != 1 or "seed = 0" not in tagged[0]:
        yield "not exactly one cell tagged parameters with seed = 0"


def pitfalls(page: Page) -> Iterator[str]:
    """Two or three pitfalls, each shown."""
    section = page.section("Pitfalls").replace("**Before you run this.**", "")
    parts = re.split(r"^\*\*[^*]+\.\*\*", section, flags=re.MULTILINE)[1:]
    if not 2 <= len(parts) <= 3:
        yield f"{len(parts)} pitfalls (2 or 3 wanted)"
    for number, part in enumerate(parts, 1):
        if "{code-cell}" not in part:
            yield f"pitfall {number} is only told: it has no code"


def quiz(page: Page) -> Iterator[str]:
    """Three questions or more, each with one right choice and feedback to every choice."""
    questions = re.split(r"^\*\*\d+\. ", page.section("Check yourself"), flags=re.MULTILINE)[1:]
    if len(questions) < 3:
        yield f"{len(questions)} quiz questions (at least 3 wanted)"
    for number, question in enumerate(questions, 1):
        choices = CHOICE.findall(question)
        kinds = [kind for kind, _ in choices]
        if len(kinds) != question.count("```{dropdown}") or kinds.count("right") != 1 or len(kinds) < 3:
            yield f"quiz question {number} needs three choices, exactly one of them right"
        if any(len(feedback.split()) < 5 for _, feedback in choices):
            yield f"quiz question {number} has a choice without feedback"


def ending(page: Page) -> Iterator[str]:
    """What to remember, further reading with a citation, the assignment."""
    section = page.section("What to remember")
    if not 3 <= len(re.findall(r"^- ", section, re.MULTILINE)) <= 6:
        yield "“What to remember” needs 3 to 6 points"
    if "**Further reading.**" not in section or "{cite}" not in section:
        yield "no further reading with a citation"
    if "**Practise.**" not in section or "exercises/" not in section:
        yield "no link to the assignment that practises the page"


def layout(page: Page) -> Iterator[str]:
    """Code fits its column; references go by label; what opens as a directive is one."""
    for line in re.findall(r"^`{3,}[^`\n]+`.*$", page.text, re.MULTILINE):
        yield f"Markdown does not take this as a directive, since a backtick follows: {line}"
    for number, (source, _) in enumerate(page.code_cells, 1):
        longest = max(map(len, source.splitlines()), default=0)
        if longest > LONGEST_CODE_LINE:
            yield f"code cell {number} has a line of {longest} characters (at most {LONGEST_CODE_LINE})"
    if re.search(r"\]\([^)]*\.(md|ipynb|html)\)", page.text):
        yield "a link by file name; use a label"


CHECKS: tuple[Callable[[Page], Iterator[str]], ...] = (
    header,
    opening,
    first_figure,
    alternative_texts,
    numbers,
    predictions,
    claims,
    pitfalls,
    quiz,
    ending,
    layout,
)


def main(arguments: list[str]) -> int:
    """Print what the pages lack; the exit code is 1 if there is anything."""
    paths = [Path(argument).resolve() for argument in arguments] or sorted(ROOT.glob("chapters/*/*.md"))
    lacks = [lack for path in paths for lack in lint(path)]
    print("\n".join(lacks) if lacks else f"{len(paths)} pages have all that a page needs")
    return int(bool(lacks))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
