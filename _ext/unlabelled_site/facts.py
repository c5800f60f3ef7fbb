"""Count what a page costs to read and to run; show it on the page and in the build report."""

import json
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from fnmatch import fnmatch
from importlib.metadata import version
from pathlib import Path
from typing import Any

from docutils import nodes
from nbformat import NotebookNode
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective, SphinxRole

from unlabelled_site.execution import ExecutionRecord, find_record, open_cache, read_page
from unlabelled_site.toc import page_names

WORDS_PER_MINUTE = 150
CODE_LINES_PER_MINUTE = 10
SHOWN_VERSIONS = ("numpy", "scikit-learn", "torch", "jupyter-book", "sphinx")
HIDDEN = {"remove-cell", "remove-input", "hide-input", "hide-cell"}
REPORT = "_static/build-report.json"


@dataclass(frozen=True)
class PageFacts:
    """The numbers of one page; those of the execution are None for a page without code."""

    page: str
    title: str
    words: int
    code_lines: int | None = None
    figures: int | None = None
    seconds: float | None = None
    peak_megabytes: int | None = None

    @property
    def minutes(self) -> int:
        """Minutes to read the text and the visible code with care."""
        return max(1, round(self.words / WORDS_PER_MINUTE + (self.code_lines or 0) / CODE_LINES_PER_MINUTE))

    def sentence(self) -> str:
        """Return the line below the title."""
        seconds = f"{self.seconds:.0f} s" if self.seconds and self.seconds >= 1 else "less than 1 s"
        return f"{self.minutes} {'minute' if self.minutes == 1 else 'minutes'} to read · {seconds} to run"


def count_words(doctree: nodes.document) -> int:
    """Count the words of the running text: no code, no formulas, no outputs."""
    return sum(len(text.astext().split()) for text in doctree.findall(nodes.Text) if _is_prose(text))


def _is_prose(node: nodes.Node | None) -> bool:
    """Say whether a text is one that a reader reads word by word."""
    while (node := node.parent if node is not None else None) is not None:
        if isinstance(node, nodes.literal_block | nodes.math | nodes.math_block | nodes.raw | nodes.comment):
            return False
        if isinstance(node, nodes.container) and "cell" in node.get("classes", []):
            return False
    return True


def count_code_lines(notebook: NotebookNode) -> int:
    """Count the lines of code that a reader sees, blank ones not counted."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    shown = [cell for cell in cells if HIDDEN.isdisjoint(cell.metadata.get("tags", []))]
    return sum(bool(line.strip()) for cell in shown for line in cell.source.splitlines())


def count_figures(notebook: NotebookNode) -> int:
    """Count the pictures, still or with a slider, among the outputs."""
    outputs = [out for cell in notebook.cells if cell.cell_type == "code" for out in cell.outputs]
    return sum(_is_figure(output) for output in outputs)


def _is_figure(output: NotebookNode) -> bool:
    """Say whether an output is a picture."""
    data = output.get("data", {})
    return any(kind.startswith("image/") for kind in data) or "<figure" in data.get("text/html", "")


def page_facts(
    name: str, doctree: nodes.document, notebook: NotebookNode | None, record: ExecutionRecord | None
) -> PageFacts:
    """Gather a page's numbers from its text, its code and its execution."""
    title = next((node.astext() for node in doctree.findall(nodes.title)), name)
    words = count_words(doctree)
    if notebook is None or record is None:
        return PageFacts(name, title, words)
    return PageFacts(
        name,
        title,
        words,
        code_lines=count_code_lines(notebook),
        figures=count_figures(record.notebook),
        seconds=round(record.seconds, 1),
        peak_megabytes=round(record.peak_bytes / 1e6),
    )


def collect_facts(app: Sphinx, doctree: nodes.document) -> None:
    """Keep a page's numbers and write the line below the title of a page that was executed."""
    name = app.env.docname
    notebook = read_page(Path(app.env.doc2path(name)), app.config.myst_enable_extensions)
    cache = open_cache(Path(app.config.nb_execution_cache_path))
    record = find_record(cache, notebook) if notebook is not None else None
    facts = page_facts(name, doctree, notebook, record)
    all_facts(app.env)[name] = facts
    title = next(doctree.findall(nodes.title), None)
    if record is not None and title is not None:
        line = nodes.paragraph("", facts.sentence(), classes=["page-facts"])
        title.parent.insert(title.parent.index(title) + 1, line)


def all_facts(env: BuildEnvironment) -> dict[str, PageFacts]:
    """Return the numbers of all pages read so far."""
    facts: dict[str, PageFacts] = vars(env).setdefault("unlabelled_facts", {})
    return facts


def forget_page(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Drop the numbers of a page that is read again or is gone."""
    all_facts(env).pop(docname, None)


class build_report(nodes.General, nodes.Element):  # type: ignore[misc]
    """Place of the build report, filled when all pages are read."""


class BuildReport(SphinxDirective):
    """The directive ``{build-report}``."""

    def run(self) -> list[nodes.Node]:
        """Leave a mark for the table."""
        return [build_report()]


def in_order(env: BuildEnvironment) -> list[PageFacts]:
    """Return the numbers in the order of the table of contents."""
    return [all_facts(env)[name] for name in page_names(env.app) if name in all_facts(env)]


class reading_time(nodes.Inline, nodes.TextElement):  # type: ignore[misc]
    """Place of a sum of reading times, filled when all pages are read."""


class ReadingTime(SphinxRole):
    """The role ``{reading-time}``: the hours that some pages take, given by patterns of their names."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Leave a mark for the sum."""
        return [reading_time("", "", patterns=self.text.split())], []


def hours(minutes: int) -> str:
    """Write minutes as people plan them: full hours, or half ones below ten."""
    halves = round(minutes / 30)
    if halves >= 20:
        return f"{round(minutes / 60)} hours"
    whole, half = divmod(max(1, halves), 2)
    return f"{whole or ''}{'½' if half else ''} {'hour' if halves <= 2 else 'hours'}"


def fill_reading_times(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Add up the pages' own minutes.

    Raises
    ------
    ExtensionError
        If a pattern fits no page.
    """
    for place in list(doctree.findall(reading_time)):
        facts = in_order(app.env)
        wanted = [[page for page in facts if fnmatch(page.page, pattern)] for pattern in place["patterns"]]
        if not all(wanted):
            raise ExtensionError(f"{docname}: no page fits one of {' '.join(place['patterns'])}")
        minutes = {page.page: page.minutes for pages in wanted for page in pages}
        place.replace_self(nodes.Text(hours(sum(minutes.values()))))


def fill_reports(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put the table in its place."""
    for place in list(doctree.findall(build_report)):
        facts = in_order(app.env)
        place.replace_self([report_table(app, docname, facts), report_origin()])


def report_table(app: Sphinx, docname: str, facts: Sequence[PageFacts]) -> nodes.table:
    """Build the table: one row a page, then the totals."""
    heads = ("Page", "Seconds", "Peak memory (MB)", "Words", "Lines of code", "Figures")
    columns = [nodes.colspec(colwidth=1, stub=int(head == "Page")) for head in heads]
    group = nodes.tgroup("", *columns, cols=len(heads))
    group += nodes.thead("", _row([nodes.paragraph("", head) for head in heads]))
    body = nodes.tbody("", *(_row([_link(app, docname, page), *_numbers(page)]) for page in facts))
    group += body
    body += _row([nodes.paragraph("", "All pages"), *_numbers(_total(facts))], classes=["total"])
    return nodes.table("", group, classes=["build-report"])


def _row(cells: Sequence[nodes.Node], **attributes: Any) -> nodes.row:
    """Make a table row."""
    return nodes.row("", *(nodes.entry("", cell) for cell in cells), **attributes)


def _link(app: Sphinx, docname: str, page: PageFacts) -> nodes.paragraph:
    """Make a link to a page."""
    address = app.builder.get_relative_uri(docname, page.page)
    return nodes.paragraph("", "", nodes.reference("", page.title, refuri=address, internal=True))


def _numbers(page: PageFacts) -> list[nodes.paragraph]:
    """Write a page's numbers; what was not measured stays empty."""
    seconds = None if page.seconds is None else f"{page.seconds:.1f}"
    values = (seconds, page.peak_megabytes, page.words, page.code_lines, page.figures)
    return [nodes.paragraph("", "" if value is None else str(value)) for value in values]


def _total(facts: Sequence[PageFacts]) -> PageFacts:
    """Sum the pages up; of the memory, take the largest."""
    return PageFacts(
        "",
        "All pages",
        words=sum(page.words for page in facts),
        code_lines=sum(page.code_lines or 0 for page in facts),
        figures=sum(page.figures or 0 for page in facts),
        seconds=sum(page.seconds or 0 for page in facts),
        peak_megabytes=max((page.peak_megabytes or 0 for page in facts), default=0),
    )


def report_origin() -> nodes.paragraph:
    """Say when and with what the site was built."""
    date = datetime.now(UTC).strftime("%d %B %Y").lstrip("0")
    versions = ", ".join(f"{name} {number}" for name, number in versions_in_use().items())
    return nodes.paragraph("", f"Built on {date} with {versions}.", classes=["build-report-origin"])


def versions_in_use() -> dict[str, str]:
    """Return the versions that decide about the numbers."""
    return {"Python": platform.python_version()} | {name: version(name) for name in SHOWN_VERSIONS}


def write_report(app: Sphinx, exception: Exception | None) -> None:
    """Write the numbers for programs: the command line's table and the benchmark."""
    if exception is not None or app.builder.format != "html":
        return
    pages = in_order(app.env)
    report = {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "versions": versions_in_use(),
        "pages": [{**asdict(page), "minutes": page.minutes} for page in pages],
    }
    target = Path(app.outdir) / REPORT
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(report, indent=1), encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Register the directive and the events."""
    app.add_node(build_report)
    app.add_directive("build-report", BuildReport)
    app.connect("env-purge-doc", forget_page)
    app.connect("doctree-read", collect_facts)
    app.connect("doctree-resolved", fill_reports)
    app.add_node(reading_time)
    app.add_role("reading-time", ReadingTime())
    app.connect("doctree-resolved", fill_reading_times)
    app.connect("build-finished", write_report)
