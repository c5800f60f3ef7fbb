"""Count what pages and assignments cost; show it on the pages and in the build report."""

import json
import platform
from collections.abc import Mapping, Sequence
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

from unlabelled_site.assignments import released
from unlabelled_site.execution import ExecutionRecord, find_record, open_cache, read_costs, read_page
from unlabelled_site.toc import page_names

WORDS_PER_MINUTE = 150
CODE_LINES_PER_MINUTE = 10
SHOWN_VERSIONS = ("numpy", "scikit-learn", "torch", "jupyter-book", "sphinx")
HIDDEN = {"remove-cell", "remove-input", "hide-input", "hide-cell"}
REPORT = "_static/build-report.json"
ASSIGNMENTS = "assignments/"
COST_HEADS = ("Seconds", "Peak memory (MB)")


@dataclass(frozen=True)
class Budget:
    """What an execution may cost at most, on one thread beside another one."""

    seconds: int
    megabytes: int


PAGE = Budget(60, 1000)
ASSIGNMENT = Budget(30, 1000)
# Whole networks that learn without labels, one of them until it collapses.
LONGER_PAGES = {"chapters/07-self-supervised/dino": Budget(150, 1000)}


@dataclass(frozen=True, kw_only=True)
class Cost:
    """What an execution took, None if there was none, and what it may take."""

    seconds: float | None = None
    peak_megabytes: int | None = None
    budget: Budget = PAGE

    @property
    def over_budget(self) -> bool:
        """Whether it took more than it may."""
        return (self.seconds or 0) > self.budget.seconds or (self.peak_megabytes or 0) > self.budget.megabytes


@dataclass(frozen=True)
class PageFacts(Cost):
    """The numbers of one page; those of the execution are None for a page without code."""

    page: str
    title: str
    words: int
    code_lines: int | None = None
    figures: int | None = None

    @property
    def minutes(self) -> int:
        """Minutes to read the text and the visible code with care."""
        return max(1, round(self.words / WORDS_PER_MINUTE + (self.code_lines or 0) / CODE_LINES_PER_MINUTE))

    def sentence(self) -> str:
        """Return the line below the title."""
        seconds = f"{self.seconds:.0f} s" if self.seconds and self.seconds >= 1 else "less than 1 s"
        return f"{self.minutes} {'minute' if self.minutes == 1 else 'minutes'} to read · {seconds} to run"


@dataclass(frozen=True)
class AssignmentFacts(Cost):
    """The numbers of one assignment: what it costs is what its solution costs, tests included."""

    page: str
    title: str
    questions: int
    points: int


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
        budget=LONGER_PAGES.get(name, PAGE),
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
    """The directive ``{build-report}`` for the pages, or ``{build-report} assignments``."""

    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Leave a mark for the table.

        Raises
        ------
        docutils.parsers.rst.DirectiveError
            If the argument is another word.
        """
        of = self.arguments[0] if self.arguments else "pages"
        if of not in ("pages", "assignments"):
            raise self.error(f"There is no build report of {of}, only of pages and of assignments.")
        return [build_report(of=of)]


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


def assignments_in_order(env: BuildEnvironment) -> list[AssignmentFacts]:
    """Return the numbers of the assignments, from what is released and what their solutions cost."""
    costs = read_costs(Path(env.srcdir))
    return [
        _assignment_facts(env, page, costs) for page in in_order(env) if page.page.startswith(ASSIGNMENTS)
    ]


def _assignment_facts(
    env: BuildEnvironment, page: PageFacts, costs: Mapping[str, tuple[float, int]]
) -> AssignmentFacts:
    """Gather an assignment's numbers; its solution is not read."""
    name = page.page.removeprefix(ASSIGNMENTS)
    questions = released(Path(env.srcdir), name, page.page).metadata["unlabelled"]["questions"]
    seconds, peak = costs.get(name, (None, None))
    return AssignmentFacts(
        page.page,
        page.title,
        questions=len(questions),
        points=sum(question["points"] for question in questions),
        seconds=None if seconds is None else round(seconds, 1),
        peak_megabytes=None if peak is None else round(peak / 1e6),
        budget=ASSIGNMENT,
    )


def fill_reports(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put the tables in their places."""
    for place in list(doctree.findall(build_report)):
        if place["of"] == "assignments":
            assignments = assignments_in_order(app.env)
            place.replace_self(
                [verdict("assignments", assignments), assignments_table(app, docname, assignments)]
            )
        else:
            pages = in_order(app.env)
            place.replace_self([verdict("pages", pages), pages_table(app, docname, pages), report_origin()])


def verdict(kind: str, costs: Sequence[Cost]) -> nodes.paragraph:
    """Say how many exceed their budget."""
    measured = [cost for cost in costs if cost.seconds is not None]
    over = sum(cost.over_budget for cost in measured)
    exceed = "exceeds its budget" if over <= 1 else "exceed their budgets"
    return nodes.paragraph("", f"Of the {len(measured)} {kind} that were run, {over or 'none'} {exceed}.")


def pages_table(app: Sphinx, docname: str, facts: Sequence[PageFacts]) -> nodes.table:
    """Build the table: one row a page, then the totals."""
    heads = ("Page", *COST_HEADS, "Words", "Lines of code", "Figures")
    rows = [_row([_link(app, docname, page), *_cells(*cost_in_words(page), *_sizes(page))]) for page in facts]
    total = _total(facts)
    sums = (f"{total.seconds:.1f}", total.peak_megabytes, *_sizes(total))
    return _table(heads, [*rows, _row(_cells("All pages", *sums), classes=["total"])])


def assignments_table(app: Sphinx, docname: str, facts: Sequence[AssignmentFacts]) -> nodes.table:
    """Build the table: one row an assignment."""
    heads = ("Assignment", *COST_HEADS, "Questions", "Points")
    rows = [
        _row([_link(app, docname, one), *_cells(*cost_in_words(one), one.questions, one.points)])
        for one in facts
    ]
    return _table(heads, rows)


def _table(heads: Sequence[str], rows: Sequence[nodes.row]) -> nodes.table:
    """Make a table, the first column of which heads the rows."""
    columns = [nodes.colspec(colwidth=1, stub=int(number == 0)) for number in range(len(heads))]
    group = nodes.tgroup("", *columns, cols=len(heads))
    group += [nodes.thead("", _row(_cells(*heads))), nodes.tbody("", *rows)]
    return nodes.table("", group, classes=["build-report"])


def _row(cells: Sequence[nodes.Node], **attributes: Any) -> nodes.row:
    """Make a table row."""
    return nodes.row("", *(nodes.entry("", cell) for cell in cells), **attributes)


def _cells(*values: str | int | None) -> list[nodes.paragraph]:
    """Write values; what was not measured stays empty."""
    return [nodes.paragraph("", "" if value is None else str(value)) for value in values]


def _link(app: Sphinx, docname: str, facts: PageFacts | AssignmentFacts) -> nodes.paragraph:
    """Make a link to a page."""
    address = app.builder.get_relative_uri(docname, facts.page)
    return nodes.paragraph("", "", nodes.reference("", facts.title, refuri=address, internal=True))


def cost_in_words(cost: Cost) -> tuple[str | None, str | None]:
    """Write seconds and peak memory beside what they may be."""
    return (
        _beside(cost.seconds, cost.budget.seconds, digits=1),
        _beside(cost.peak_megabytes, cost.budget.megabytes),
    )


def _beside(value: float | None, most: int, digits: int = 0) -> str | None:
    """Write a number beside its budget; a word tells if it is over."""
    if value is None:
        return None
    kept_on_one_line = f"{value:.{digits}f} of {most}".replace(" ", "\N{NO-BREAK SPACE}")
    return kept_on_one_line + (", over budget" if value > most else "")


def _sizes(page: PageFacts) -> tuple[int | None, ...]:
    """Return how long a page is."""
    return page.words, page.code_lines, page.figures


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
    pages, assignments = in_order(app.env), assignments_in_order(app.env)
    report = {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "versions": versions_in_use(),
        "pages": [
            {**asdict(page), "minutes": page.minutes, "over_budget": page.over_budget} for page in pages
        ],
        "assignments": [{**asdict(one), "over_budget": one.over_budget} for one in assignments],
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
