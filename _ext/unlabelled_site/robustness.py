"""Write the page that says how often each claim held, and how the numbers vary, from seed to seed.

``make bench ARGS="robust"`` runs the pages and stores one file for each in ``results/robustness``; the
same functions tell it, and the site, whether a file belongs to the page as it stands.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import jupytext
import numpy as np
from nbformat import NotebookNode
from scipy.stats import t as student_t
from sphinx.application import Sphinx

from unlabelled_site.claims import Claim, anchor, claims_in, claims_of, escaped, literal, title_of
from unlabelled_site.code import code_hash
from unlabelled_site.toc import page_names

PLACE = "```{claims-under-seeds}\n```\n"
# Far apart: many a page repeats an experiment over the seeds from its own on.
ALL_SEEDS = range(0, 20_000, 1000)
FIRST_SEEDS = ALL_SEEDS[:5]
LOADED = re.compile(r"""results\.load\(\s*["']([\w-]+)["']""")


@dataclass(frozen=True)
class Results:
    """What is stored about the runs of one page."""

    root: Path
    page: Path
    kind: str = "robustness"
    """``robustness``: under several seeds; ``twice``; ``versions``: with other libraries."""

    @property
    def path(self) -> Path:
        """The file with the runs."""
        return self.root / "results" / self.kind / f"{self.page.stem}.json"

    @cached_property
    def notebook(self) -> NotebookNode:
        """The page as it stands."""
        notebook: NotebookNode = jupytext.read(self.page)
        return notebook

    @cached_property
    def claims(self) -> list[Claim]:
        """The page's claims, in its order."""
        return claims_of(self.notebook)

    @cached_property
    def sources(self) -> list[str]:
        """The code of the page's cells."""
        return [cell.source for cell in self.notebook.cells if cell.cell_type == "code"]

    @cached_property
    def code(self) -> str:
        """Hash of the code, of the places of its claims, and of the studies whose results it shows.

        A claim may be reworded; moved, it may stand above another assertion.
        """
        studies = sorted({name for source in self.sources for name in LOADED.findall(source)})
        files = (self.root / "results" / f"{name}.json" for name in studies)
        records = [file.read_text(encoding="utf-8") for file in files if file.is_file()]
        return code_hash(self.sources, [*map(_places_of_claims, self.sources), *records])

    @cached_property
    def stored(self) -> dict[str, Any] | None:
        """What the file holds; None if there is none."""
        if not self.path.is_file():
            return None
        content: dict[str, Any] = json.loads(self.path.read_text(encoding="utf-8"))
        return content

    @property
    def fresh(self) -> bool:
        """Whether the file was made by the page as it stands."""
        return self.stored is not None and self.stored["code"] == self.code

    @property
    def runs(self) -> list[dict[str, Any]]:
        """The stored records of the page as it stands: for ``robustness``, one for each seed."""
        return list(self.stored["records"]) if self.stored and self.fresh else []

    def missing_seeds(self) -> list[int]:
        """Seeds that remain to be run: all twenty if anything failed under one of the first five."""
        done = {run["seed"]: run for run in self.runs}
        missing = [seed for seed in FIRST_SEEDS if seed not in done]
        if missing or all(passed(done[seed]) for seed in FIRST_SEEDS):
            return missing
        return [seed for seed in ALL_SEEDS if seed not in done]

    def verdict(self, claim: int, run: dict[str, Any]) -> bool:
        """Whether a claim, counted from 1, held in a run; it did not if it was never reached."""
        return bool(run["checks"].get(f"claim {claim}", False))


def passed(run: dict[str, Any]) -> bool:
    """Whether a run went to its end and all that it asserted held."""
    return not run["errors"] and all(run["checks"].values())


def _places_of_claims(source: str) -> str:
    """For each line of code (not of comments), say how many claims stand above it."""
    lines = source.splitlines()
    claims = [line for line, _ in claims_in(source)]
    code = [n for n, line in enumerate(lines, 1) if line.strip() and not line.lstrip().startswith("#")]
    above = [sum(line < n for line in claims) for n in code]
    asserted = [str(count) for n, count in zip(code, above, strict=True) if "assert" in lines[n - 1]]
    return " ".join([str(len(claims)), "|", *asserted])


def write_robustness(app: Sphinx, docname: str, source: list[str]) -> None:
    """Put the tables in their place."""
    if PLACE in source[0]:
        source[0] = source[0].replace(PLACE, tables(app, docname))


def tables(app: Sphinx, docname: str) -> str:
    """Write what is stored as Markdown, with the pages as headings, then what is not."""
    root, up = Path(app.srcdir), "../" * docname.count("/")
    parts, never, stale, held, all_claims = [], [], [], 0, 0
    names = [name for name in page_names(app) if name.startswith("chapters/")]
    for name in names:
        page = Results(root, root / f"{name}.md")
        link = f"{{doc}}`/{name}`"
        if page.stored is None:
            never.append(link)
        elif not page.fresh:
            stale.append(link)
        else:
            parts.append(section(page, f"{up}{name}.md"))
            all_claims += len(page.claims)
            numbers = range(1, len(page.claims) + 1)
            held += sum(all(page.verdict(n, run) for run in page.runs) for n in numbers)
    state = f"Run so far: {len(parts)} of {len(names)} pages."
    state += f" Of their {all_claims} claims, {held} held under every seed.\n"
    paths = [root / f"{name}.md" for name in names]
    state += "\n".join(["", *_run_twice(root, paths), *_other_versions(root, paths)]) + "\n"
    lists = [*_list_of("Changed since they were run", stale), *_list_of("Not run yet", never)]
    return "\n".join([state, *parts, *lists])


def _stored_runs(root: Path, paths: Sequence[Path], kind: str) -> list[dict[str, Any]]:
    pages = [Results(root, path, kind) for path in paths]
    return [page.stored for page in pages if page.stored and page.fresh]


def _run_twice(root: Path, paths: Sequence[Path]) -> list[str]:
    """Sum up, as an item of a list, what pages gave that were run twice on one machine."""
    found = _stored_runs(root, paths, "twice")
    compared, differing = (sum(f["compared"] for f in found), sum(len(f["records"]) for f in found))
    if not found:
        return []
    text = f"{compared:,} numbers and other texts compared, measured times aside; "
    text += f"{differing or 'none'} {'differs' if differing == 1 else 'differ'}."
    return [f"- Run twice on one machine, {len(found)} of {len(paths)} pages: {text}"]


def _other_versions(root: Path, paths: Sequence[Path]) -> list[str]:
    """Sum up, as items of a list, how pages ran with the lowest and the newest libraries."""
    by_versions: dict[str, list[bool]] = {}
    for stored in _stored_runs(root, paths, "versions"):
        for run in stored["records"]:
            versions = (
                ", ".join(map(" ".join, run["versions"].items())) or "libraries that could not be asked"
            )
            by_versions.setdefault(versions, []).append(not run["errors"])
    return [
        f"- With {versions}, warnings as errors: {sum(good)} of {len(good)} pages ran to the end."
        for versions, good in by_versions.items()
    ]


def _list_of(title: str, links: Sequence[str]) -> list[str]:
    return [f"## {title}\n\n" + "\n".join(f"- {link}" for link in links) + "\n"] if links else []


def section(page: Results, address: str) -> str:
    """Write what is stored of one page.

    Parameters
    ----------
    page : Results
        A page with runs.
    address : str
        Where its file lies, seen from the page that is written.
    """
    rows = [_claim_row(page, number, claim, address) for number, claim in enumerate(page.claims, 1)]
    claims = "\n".join(["| Claim | Held | Seeds |", "| --- | --- | --- |", *rows])
    parts = [f"## {title_of(page.notebook)}", _origin(page), claims, *_failures(page), _numbers(page)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _origin(page: Results) -> str:
    stored = page.stored or {}
    versions = ", ".join(f"{name} {number}" for name, number in stored["versions"].items())
    text = f"Run on {stored['date']} with {versions}."
    missing = len(page.missing_seeds())
    if missing:
        text += f" {missing} of the seeds are still to be run."
    return text


def _claim_row(page: Results, number: int, claim: Claim, address: str) -> str:
    held = [page.verdict(number, run) for run in page.runs]
    share = "all" if all(held) else "**none**" if not any(held) else f"**{100 * np.mean(held):.0f} %**"
    fixed = number in (page.stored or {})["fixed"]
    seeds = f"{len(held)}, the seed plays no part" if fixed else f"{len(held)}"
    return f"| [{_cell(claim.text)}]({address}{anchor(claim.heading)}) | {share} | {seeds} |"


def _cell(text: str) -> str:
    """Write text so that it stays within its cell of a table."""
    return escaped(text).replace("\\|", "&#124;")


def _failures(page: Results) -> list[str]:
    """Name what failed that is no claim: errors, assertions without one, what other runs found."""
    lines = []
    for run in page.runs:
        others = [name for name, held in run["checks"].items() if not held and not name.startswith("claim")]
        texts = [*run["errors"], *(f"an assertion of code {name} failed" for name in others)]
        lines += [f"- Seed {run['seed']}: {literal(text)}" for text in texts]
    for run in Results(page.root, page.page, "versions").runs:
        lines += [f"- With the {run['environment']} libraries: {literal(text)}" for text in run["errors"]]
    different = [run["what"] for run in Results(page.root, page.page, "twice").runs]
    lines += [f"- Run twice, it differed: {literal('; '.join(different))}"] if different else []
    return ["\n".join(["Besides:", "", *lines])] if lines else []


def _numbers(page: Results) -> str:
    """Write the glued numbers: those that vary as a table, the others in a sentence."""
    names = dict.fromkeys(name for run in page.runs for name in run["numbers"])
    values = {name: _values(page, name) for name in names}
    same = {name: v[0] for name, v in values.items() if np.ptp(v) == 0}
    varying = [f"| `{name}` | {summary(v)} |" for name, v in values.items() if name not in same]
    if not values:
        return ""
    head = ["| Number | Mean | 95 % interval | Lowest | Highest |", "| --- | --- | --- | --- | --- |"]
    table = "\n".join([*head, *varying]) + "\n" if varying else ""
    listed = ", ".join(f"`{name}` {value:.4g}" for name, value in same.items())
    sentence = f"The same under every seed: {listed}.\n" if listed else ""
    title = f"Numbers in the text: {len(varying)} vary with the seed, {len(same)} do not"
    return "\n".join(filter(None, [f"```{{dropdown}} {title}", table, sentence])) + "```"


def _values(page: Results, name: str) -> np.ndarray:
    return np.array([run["numbers"][name] for run in page.runs if name in run["numbers"]])


def summary(values: np.ndarray) -> str:
    """Write the mean, its 95 % interval, the lowest and the highest value as cells of a table.

    The interval is Student's: the mean's standard error from the values' own scatter.
    """
    mean, low, high = mean_and_interval(values)
    between = f"{low:.4g} to {high:.4g}" if len(values) > 1 else ""
    return f"{mean:.4g} | {between} | {values.min():.4g} | {values.max():.4g}"


def mean_and_interval(values: np.ndarray) -> tuple[float, float, float]:
    """Return the mean of some values and the ends of its 95 % interval; both are nan for one value."""
    mean = float(values.mean())
    if len(values) < 2:
        return mean, np.nan, np.nan
    half = student_t.ppf(0.975, len(values) - 1) * values.std(ddof=1) / np.sqrt(len(values))
    return mean, float(mean - half), float(mean + half)


def setup(app: Sphinx) -> None:
    """Register the event."""
    app.connect("source-read", write_robustness)
