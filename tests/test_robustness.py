"""Claims are tried one by one under other seeds, what is stored belongs to the page, and is shown."""

import json
from importlib.metadata import version
from types import SimpleNamespace

import bench
import bench_repeat
import bench_robust
import checks
import nbformat
import numpy as np
import page_runs
import pytest
import studies
from typer.testing import CliRunner
from unlabelled_site import robustness
from unlabelled_site.claims import claims_of
from unlabelled_site.execution import ExecutionRecord
from unlabelled_site.robustness import PLACE, Results, mean_and_interval, tables, write_robustness

PAGE = """---
kernelspec: {display_name: Python 3, language: python, name: python3}
---

# A page

```{code-cell} ipython3
import time
import numpy as np
from myst_nb import glue
```

```{code-cell} ipython3
:tags: [parameters]
seed = 0
```

## One section

```{code-cell} ipython3
n = 3 + seed
# Claim: the seed is small.
assert n < 10, f"it is {seed}"
# Claim: what comes after a failure
# is tried, too.
np.testing.assert_allclose(n, 3 + seed)
glue("n", n, display=False)
glue("text", f"{n / 4:.2f}", display=False)
glue("same", 2.5, display=False)
```

```{code-cell} ipython3
def check(value):
    assert value > 0

for value in (1, 2):
    # Claim: a function that asserts is a check.
    check(value + seed)
```

```{code-cell} ipython3
# Claim: two is even.
assert 2 % 2 == 0
```

```{code-cell} ipython3
assert seed >= 0
```
"""


@pytest.fixture
def book(tmp_path, monkeypatch):
    """Lay out a book of one page; return the page's path."""
    page = tmp_path / "chapters" / "one" / "a-page.md"
    page.parent.mkdir(parents=True)
    page.write_text(PAGE, encoding="utf-8")
    for module in (studies, bench_robust, bench_repeat):
        monkeypatch.setattr(module, "ROOT", tmp_path)
    return page


def made_up(path, seed):
    """Stand in for a run of the page: its first claim fails from some seed on."""
    passing = {f"claim {n}": True for n in range(1, 5)} | {"cell 6": True}
    return {
        "seed": seed,
        "seconds": 0.1,
        "checks": passing | {"claim 1": seed < 1000 * made_up.fails_from},
        "messages": {},
        "numbers": {"n": 3 + seed / 1000, "same": 2.5},
        "errors": [],
    }


made_up.fails_from = 99


@pytest.fixture
def quick(monkeypatch):
    """Let nothing be executed; list the seeds that would be."""
    seeds = []
    monkeypatch.setattr(bench_robust, "run", lambda path, seed: seeds.append(seed) or made_up(path, seed))
    monkeypatch.setattr(made_up, "fails_from", 99)
    return seeds


def command(*arguments):
    return CliRunner().invoke(bench.app, list(arguments))


def test_every_assertion_gets_its_own_verdict(book):
    record = bench_robust.run(book, 7)
    assert record["checks"] == {
        **{"claim 1": False, "claim 2": True, "claim 3": True, "claim 4": True},
        "cell 6": True,
    }
    assert record["messages"] == {"claim 1": "AssertionError: it is 7"}
    assert record["numbers"] == {"n": 10, "text": 2.5, "same": 2.5}
    assert record["errors"] == []
    assert not robustness.passed(record)


def test_a_page_that_breaks_is_an_error_and_its_claims_did_not_hold(book):
    book.write_text(PAGE.replace("n = 3 + seed", "n = 3 / (seed - 1)\nhere = 1"), encoding="utf-8")
    record = bench_robust.run(book, 1)
    assert record["errors"] == ["cell 3: ZeroDivisionError: division by zero"]
    results = Results(studies.ROOT, book)
    assert [results.verdict(n, record) for n in (1, 2, 3, 4)] == [False, False, True, True]


def test_a_kernel_that_dies_is_an_error(book):
    book.write_text(PAGE.replace("n = 3 + seed", "import os; os._exit(1)"), encoding="utf-8")
    record = bench_robust.run(book, 0)
    assert record["checks"] == {}
    assert "DeadKernelError" in record["errors"][0]


def test_claims_that_the_seed_cannot_move_are_told(book):
    assert bench_robust.fixed_claims(book) == [4]


def test_what_a_name_reaches_is_followed_through_functions_and_changes():
    code = [
        "def f(seed, k=n):\n    return seed + k",
        "a = f(n)\nb = []\nb.append(a)\nc = {}\nc['x'] = b",
        "d = f(1)",
    ]
    assert checks.names_that_depend(code, {"seed"}) == {"seed"}
    assert checks.names_that_depend(code, {"a"}) == {"a", "b", "c"}
    assert checks.names_that_depend(code, {"n"}) == {"n", "f", "a", "b", "c", "d"}


@pytest.mark.parametrize("path", studies.pages(), ids=lambda path: path.stem)
def test_every_claim_of_every_page_is_tried(path):
    notebook = page_runs.read(path)
    found = {check.name for check in checks.recorded(notebook)[1]}
    assert found >= {f"claim {n}" for n in range(1, len(claims_of(notebook)) + 1)}


def test_five_seeds_are_enough_where_all_hold(book, quick):
    results = bench_robust.run_page(book, workers=1)
    assert quick == [0, 1000, 2000, 3000, 4000]
    assert results.fresh and results.missing_seeds() == []
    stored = json.loads(results.path.read_text(encoding="utf-8"))
    assert set(stored) == {"page", "code", "date", "versions", "fixed", "records"}
    assert [record["seed"] for record in stored["records"]] == quick


def test_the_run_that_made_the_site_counts_for_its_seed(book, monkeypatch):
    again = bench_robust.run(book, 0)
    built = ExecutionRecord(1.25, 10**6, page_runs.execute(book, page_runs.read(book)))
    monkeypatch.setattr(bench_robust, "built_execution", lambda path: built)
    monkeypatch.setattr(bench_robust, "run", made_up)
    results = bench_robust.run_page(book, workers=1)
    assert [run["seed"] for run in results.runs] == list(robustness.FIRST_SEEDS)
    assert results.runs[0] == again | {"seconds": 1.2}
    assert results.runs[1] == made_up(book, 1000)


def test_a_page_that_no_build_executed_has_no_run_from_the_site(book, tmp_path, monkeypatch):
    assert bench_robust.from_the_site(book) is None  # it lies elsewhere
    monkeypatch.setattr("book.cache_folder", lambda root: tmp_path / "nothing")
    assert bench_robust.from_the_site(studies.pages()[0]) is None
    assert not (tmp_path / "nothing").exists()


def test_twenty_seeds_where_one_of_five_fails(book, quick, monkeypatch):
    monkeypatch.setattr(made_up, "fails_from", 3)
    results = bench_robust.run_page(book, workers=1)
    assert quick == list(range(0, 20_000, 1000))
    assert sum(results.verdict(1, run) for run in results.runs) == 3


def test_an_interrupted_page_goes_on_where_it_was(book, quick, monkeypatch):
    def stopped(path, seed):
        if seed == 2000:
            raise KeyboardInterrupt
        return made_up(path, seed)

    with monkeypatch.context() as patch:
        patch.setattr(bench_robust, "run", stopped)
        with pytest.raises(KeyboardInterrupt):
            bench_robust.run_page(book, workers=1)
    done = {run["seed"] for run in Results(studies.ROOT, book).runs}
    assert {0, 1000} <= done < set(robustness.FIRST_SEEDS)
    bench_robust.run_page(book, workers=1)
    assert quick == sorted(set(robustness.FIRST_SEEDS) - done)
    assert [path.suffix for path in Results(studies.ROOT, book).path.parent.iterdir()] == [".json"]


def test_half_a_page_of_other_versions_is_run_again(book, quick, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(robustness, "FIRST_SEEDS", (0, 1000))
        bench_robust.run_page(book, workers=1)
    monkeypatch.setattr(bench_robust, "origin", lambda: {"date": "today", "versions": {"numpy": "3"}})
    results = bench_robust.run_page(book, workers=1)
    assert quick == [0, 1000, *robustness.FIRST_SEEDS]
    assert results.stored["versions"] == {"numpy": "3"}


@pytest.mark.parametrize(
    ("old", "new", "fresh"),
    [
        ("the seed is small", "the seed is little", True),
        ('f"it is {seed}"', 'f"it is  {seed}"', False),
        ("n < 10", "n < 11", False),
        ("# Claim: two is even.\nassert", "assert", False),
        ("## One section", "## Another section", True),
    ],
)
def test_results_of_another_code_are_stale(book, quick, old, new, fresh):
    bench_robust.run_page(book, workers=1)
    assert old in PAGE
    book.write_text(PAGE.replace(old, new), encoding="utf-8")
    results = Results(studies.ROOT, book)
    assert results.fresh == fresh
    assert bool(results.missing_seeds()) != fresh


def test_other_results_of_a_study_make_the_page_stale(book, quick):
    book.write_text(PAGE.replace("import time", "results.load('a-study')"), encoding="utf-8")
    study = studies.ROOT / "results" / "a-study.json"
    study.parent.mkdir()
    study.write_text("[1]", encoding="utf-8")
    bench_robust.run_page(book, workers=1)
    assert Results(studies.ROOT, book).fresh
    study.write_text("[2]", encoding="utf-8")
    assert not Results(studies.ROOT, book).fresh


def test_command_runs_what_is_missing_until_the_minutes_are_over(book, quick):
    other = book.with_name("b-page.md")
    other.write_text(PAGE, encoding="utf-8")
    assert command("robust", "a-page", "--workers", "1").exit_code == 0
    assert len(quick) == 5
    result = command("robust", "--minutes", "0")
    assert "a-page: up to date" in result.output
    assert "goes on with b-page" in result.output
    assert len(quick) == 5
    assert command("robust").exit_code == 0
    assert len(quick) == 10
    assert command("robust", "--all", "a-page").exit_code == 0
    assert len(quick) == 15


@pytest.mark.parametrize("name", ["robust", "seeds", "twice", "versions"])
def test_unknown_page_is_named_in_one_line(book, name):
    result = command(name, "no-such-page", *(["1"] if name == "seeds" else []))
    assert result.exit_code == 2
    assert "There is no page 'no-such-page'; there are: a-page." in result.output
    assert not (studies.ROOT / "results").exists()


def test_seeds_shows_the_verdicts_and_fails_if_one_failed(book, quick, monkeypatch):
    monkeypatch.setattr(made_up, "fails_from", 2)
    result = command("seeds", "a-page", "1000", "2000")
    assert result.exit_code == 1
    row = next(line for line in result.output.splitlines() if "the seed is small" in line)
    assert "held" in row and "failed" in row
    assert command("seeds", "a-page", "1000").exit_code == 0


def test_page_without_a_seed_is_refused(book):
    book.write_text(PAGE.replace("seed = 0", "n = 0"), encoding="utf-8")
    with pytest.raises(ValueError, match="exactly one cell tagged parameters"):
        bench_robust.run(book, 1)


def written(monkeypatch, *names):
    monkeypatch.setattr(
        robustness, "page_names", lambda app: ["index", *(f"chapters/one/{n}" for n in names)]
    )
    return tables(SimpleNamespace(srcdir=str(studies.ROOT)), "guide/robustness")


def test_site_shows_shares_numbers_and_what_is_missing(book, quick, monkeypatch):
    monkeypatch.setattr(made_up, "fails_from", 15)
    monkeypatch.setattr(robustness, "FIRST_SEEDS", robustness.ALL_SEEDS[:16])
    bench_robust.run_page(book, workers=1)
    for name in ("b-page", "c-page"):
        book.with_name(f"{name}.md").write_text(PAGE, encoding="utf-8")
    bench_robust.run_page(book.with_name("c-page.md"), workers=1)
    book.with_name("c-page.md").write_text(PAGE.replace("n < 10", "n < 9"), encoding="utf-8")
    text = written(monkeypatch, "a-page", "b-page", "c-page")
    assert "Run so far: 1 of 3 pages. Of their 4 claims, 3 held under every seed." in text
    assert "| [The seed is small.](../chapters/one/a-page.md#one-section) | **75 %** | 20 |" in text
    assert (
        "| [Two is even.](../chapters/one/a-page.md#one-section) | all | 20, the seed plays no part |" in text
    )
    assert "| `n` | 12.5 | 9.731 to 15.27 | 3 | 22 |" in text
    assert "The same under every seed: `same` 2.5." in text
    assert "## Changed since they were run\n\n- {doc}`/chapters/one/c-page`\n" in text
    assert "## Not run yet\n\n- {doc}`/chapters/one/b-page`\n" in text


def test_site_sums_up_runs_repeated_and_with_other_libraries(book, quick, monkeypatch):
    bench_robust.run_page(book, workers=1)
    text = written(monkeypatch, "a-page")
    assert "twice" not in text and "libraries" not in text
    head = {"page": "a-page", "code": Results(studies.ROOT, book).code}
    twice, versions = (Results(studies.ROOT, book, kind).path for kind in ("twice", "versions"))
    studies.write_records(twice, head | {"compared": 21}, [{"what": "cell 3, glued n"}])
    lowest = {"environment": "lowest", "versions": {"numpy": "2.0.2", "pandas": "2.2.3"}, "errors": []}
    newest = {"environment": "newest", "versions": {"numpy": "3.0"}, "errors": ["cell 1: it has gone"]}
    studies.write_records(versions, head, [lowest, newest])
    text = written(monkeypatch, "a-page")
    assert "- Run twice on one machine, 1 of 1 pages: 21 numbers and other texts compared" in text
    assert "times aside; 1 differs." in text
    assert "- Run twice, it differed: cell 3, glued n" in text
    assert "- With numpy 2.0.2, pandas 2.2.3, warnings as errors: 1 of 1 pages ran to the end." in text
    assert "- With numpy 3.0, warnings as errors: 0 of 1 pages ran to the end." in text
    assert "- With the newest libraries: cell 1: it has gone" in text


def test_site_names_errors_and_unfinished_runs(book, monkeypatch):
    broken = made_up(book, 0) | {"errors": ["cell 3: KeyError: 'x|y'"], "checks": {"cell 6": False}}
    results = Results(studies.ROOT, book)
    head = {
        "page": "a-page",
        "code": results.code,
        "date": "2026-01-02",
        "versions": {"numpy": "2"},
        "fixed": [],
    }
    studies.write_records(results.path, head, [broken])
    text = written(monkeypatch, "a-page")
    assert "Run on 2026-01-02 with numpy 2. 4 of the seeds are still to be run." in text
    assert "- Seed 0: cell 3: KeyError: 'x\\|y'" in text
    assert "- Seed 0: an assertion of code cell 6 failed" in text
    assert text.count("**none**") == 4


def test_tables_come_in_their_place_only(book, monkeypatch):
    monkeypatch.setattr(robustness, "page_names", lambda app: ["chapters/one/a-page"])
    app = SimpleNamespace(srcdir=str(studies.ROOT))
    source = [f"# Title\n\n{PLACE}"]
    write_robustness(app, "guide/robustness", source)
    assert "## Not run yet" in source[0] and PLACE not in source[0]
    source = ["# Title\n"]
    write_robustness(app, "guide/other", source)
    assert source == ["# Title\n"]


def test_interval_covers_the_mean_in_19_of_20():
    rng = np.random.default_rng(0)
    inside = [low < 3 < high for _, low, high in (mean_and_interval(v) for v in rng.normal(3, 2, (4000, 5)))]
    # Standard error of the share: 0.0034.
    assert np.mean(inside) == pytest.approx(0.95, abs=0.014)
    assert np.isnan(mean_and_interval(np.array([1.0]))[1])


def cell(source, *outputs):
    return nbformat.v4.new_code_cell(source, outputs=list(outputs))


def stream(text):
    return nbformat.v4.new_output("stream", name="stdout", text=text)


def value(text, **metadata):
    return nbformat.v4.new_output("display_data", data={"text/plain": text}, metadata=metadata)


def test_two_runs_are_compared_without_what_a_clock_touched():
    def run(text, seconds, number):
        cells = [
            cell("import time\nfrom math import pi\nx = pi", stream(text)),
            cell("start = time.perf_counter()", stream(seconds)),
            cell("print(start)", stream(seconds), value("no time")),
            cell("x", value(number, scrapbook={"name": "x", "mime_prefix": ""})),
        ]
        return nbformat.v4.new_notebook(cells=cells)

    one = run("hello", "1", "3.14")
    times = ["cell 2, output 1, stdout", "cell 3, output 1, stdout"]
    assert bench_repeat.differences(one, run("hello", "2", "3.14")) == ([], 3, times)
    found, _, _ = bench_repeat.differences(one, run("hallo", "2", "3.15"))
    assert found == [
        {"what": "cell 1, output 1, stdout", "first": "hello", "second": "hallo"},
        {"what": "cell 4, glued x, text/plain", "first": "3.14", "second": "3.15"},
    ]


def test_the_kinds_of_one_output_are_compared_each_with_its_own():
    def run(*kinds):
        data = {f"prefix/{kind}": kind for kind in kinds}
        glued = {"scrapbook": {"name": "x", "mime_prefix": "prefix/"}}
        output = nbformat.v4.new_output("display_data", data=data, metadata=glued)
        return nbformat.v4.new_notebook(cells=[cell("1", output)])

    one, two = run("text/plain", "text/html", "image/png"), run("text/html", "text/plain", "image/png")
    assert bench_repeat.differences(one, two) == ([], 2, [])


def test_an_output_that_only_one_run_has_differs():
    one, two = (nbformat.v4.new_notebook(cells=[cell("1", *outputs)]) for outputs in ([], [stream("a")]))
    assert bench_repeat.differences(one, two)[0] == [
        {"what": "cell 1, output 1, stdout", "first": "nothing", "second": "a"}
    ]


def test_twice_finds_a_page_that_draws_without_its_seed_and_is_resumed(book):
    source = PAGE.replace("n = 3 + seed", "import secrets\nprint(secrets.token_hex(8))\nn = 3")
    book.write_text(source, encoding="utf-8")
    result = command("twice", "a-page")
    assert result.exit_code == 1
    assert "1 differ" in result.output
    stored = json.loads((studies.ROOT / "results" / "twice" / "a-page.json").read_text(encoding="utf-8"))
    assert [record["what"] for record in stored["records"]] == ["cell 3, output 1, stdout"]
    assert "a-page: up to date" in command("twice", "a-page").output


def test_lowest_and_newest_environments_are_those_of_pyproject():
    lowest, newest = bench_repeat.environments()
    assert "numpy==2.0.*" in lowest.constraints
    assert len(lowest.constraints) == len(bench_repeat.VARIED)
    assert newest.constraints == ()


def test_versions_stores_what_each_environment_found(book, monkeypatch):
    monkeypatch.setattr(bench_repeat, "environments", lambda: [environment("lowest"), environment("newest")])

    def environment(name):
        errors = ["cell 3: FutureWarning: will go"] if name == "newest" else []
        found = {"environment": name, "versions": {"numpy": "2.0.1"}, "errors": errors, "numbers": {}}
        return SimpleNamespace(build=lambda: None, run=lambda path: found)

    result = command("versions", "a-page")
    assert result.exit_code == 1
    assert "a-page, lowest (numpy 2.0.1): no error, no warning" in result.output
    assert "will go" in result.output
    assert "a-page: up to date" in command("versions", "a-page").output


def test_where_the_site_was_built_with_these_versions_its_run_counts(book, monkeypatch):
    built = ExecutionRecord(1.25, 10**6, page_runs.execute(book, page_runs.read(book)))
    monkeypatch.setattr(bench_repeat, "built_execution", lambda path: built)
    here = bench_repeat.Environment("newest", ())
    versions = {name: version(name) for name in bench_repeat.VARIED}
    numbers = {"n": 3, "text": 0.75, "same": 2.5}
    vars(here)["versions"] = versions
    expected = {"environment": "newest", "versions": versions, "errors": [], "numbers": numbers}
    assert here.run(book) == expected
    vars(here)["versions"] = versions | {"numpy": "0.1"}
    with pytest.raises(FileNotFoundError):  # it asks an interpreter of its own, which is not there
        here.run(book)


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("import warnings; warnings.warn('shown', FutureWarning)", "FutureWarning: shown"),
        ("import warnings; warnings.warn('shown', DeprecationWarning)", "DeprecationWarning: shown"),
        ("import logging; logging.warning('no warning')", None),
        ("import warnings; warnings.warn_explicit('hidden', DeprecationWarning, 'x.py', 1, 'library')", None),
        (
            "import warnings; Both = type('Both', (UserWarning, DeprecationWarning), {})\n"
            "warnings.warn_explicit('hidden', Both, 'x.py', 1, 'library')",
            None,
        ),
    ],
)
def test_a_warning_that_a_reader_would_see_is_an_error(book, line, error):
    book.write_text(PAGE.replace("n = 3 + seed", f"n = 3\n{line}"), encoding="utf-8")
    notebook = page_runs.execute(book, page_runs.read(book), [bench_repeat.WARNINGS_ARE_ERRORS])
    assert page_runs.errors(notebook) == ([f"cell 3: {error}"] if error else [])
