"""Stored results are those of the code that stands on the page, for all seeds that it declares."""

import inspect
import json
from pathlib import Path

import pytest
import studies
from studies import Study, all_studies, pages, run

from unlabelled import datasets, results

PAGE = """---
kernelspec: {display_name: Python 3, language: python, name: python3}
---

# A page

```{code-cell} ipython3
:tags: [study]
import numpy as np
from unlabelled import datasets

def study(seed):
    'Count.'
    # counts pixels
    masks = datasets.make_shapes(3, size=32, random_state=seed).masks
    return [{"pixels": int(masks.sum())}]

study_seeds = range(2, 5)
```

```{code-cell} ipython3
x = 1
```
"""


@pytest.mark.parametrize("study", all_studies(pages()), ids=lambda study: study.page.stem)
def test_stored_results_are_up_to_date(study):
    assert study.problem() is None


def test_every_result_belongs_to_a_page():
    of_studies = {study.results for study in all_studies(pages())}
    # The table of the page about graders: tests/graders/test_mutants.py keeps it true.
    stored = {path for path in (studies.ROOT / "results").glob("*") if path.is_file()}
    assert stored == of_studies | {studies.ROOT / "results" / "graders.md"}


@pytest.mark.parametrize("kind", ["robustness", "twice", "versions"])
def test_every_result_of_a_run_belongs_to_a_page(kind):
    found = {path.stem for path in (studies.ROOT / "results" / kind).glob("*")}
    assert found <= {page.stem for page in pages()}


@pytest.fixture
def study(tmp_path, monkeypatch):
    monkeypatch.setattr(studies, "ROOT", tmp_path)
    page = tmp_path / "chapters" / "one" / "a-page.md"
    page.parent.mkdir(parents=True)
    page.write_text(PAGE, encoding="utf-8")
    return Study(page)


def test_study_runs_for_its_seeds_and_the_page_finds_the_records(study, tmp_path, monkeypatch):
    done = []
    run(study, workers=1, progress=done.append)
    assert done == [1, 2, 3]
    assert study.problem() is None
    monkeypatch.chdir(study.page.parent)
    table = results.load("a-page")
    assert list(table["seed"]) == [2, 3, 4]
    assert table["pixels"].nunique() > 1
    stored = json.loads(study.results.read_text(encoding="utf-8"))
    assert stored["seeds"] == [2, 3, 4]
    assert set(stored["versions"]) > {"numpy", "python"}


def test_results_that_were_never_stored_are_missed_by_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FileNotFoundError, match=r"no results/a-page\.json here or above"):
        results.load("a-page")


def test_results_that_do_not_fit_the_page_are_named(study):
    assert "results/a-page.json is missing" in study.problem()
    run(study, workers=1)
    text = PAGE.replace("size=32", "size=33")
    study.page.write_text(text, encoding="utf-8")
    assert "made by other code" in Study(study.page).problem()
    text = PAGE.replace("# counts pixels", "# counts").replace("Count.", "Do.")
    study.page.write_text(text, encoding="utf-8")
    assert Study(study.page).problem() is None, "a comment does not change results"
    study.page.write_text(PAGE.replace("x = 1", "x = 2"), encoding="utf-8")
    assert Study(study.page).problem() is None, "an untagged cell does not change results"
    stored = json.loads(study.results.read_text(encoding="utf-8"))
    stored["records"].pop()
    study.results.write_text(json.dumps(stored), encoding="utf-8")
    assert "lacks seeds" in Study(study.page).problem()


def test_hash_covers_the_simulator_that_the_study_names(study, monkeypatch, tmp_path):
    before = study.code_hash
    changed = tmp_path / "changed.py"
    source = Path(inspect.getfile(datasets.make_shapes)).read_text(encoding="utf-8")
    changed.write_text(source.replace("_ROUGHNESS = 0.02", "_ROUGHNESS = 0.03"), encoding="utf-8")
    monkeypatch.setattr(inspect, "getfile", lambda thing: str(changed))
    assert study.code_hash != before


def test_failing_study_leaves_what_was_there(study):
    run(study, workers=1)
    before = study.results.read_bytes()
    study.page.write_text(PAGE.replace("return [", "assert seed < 4; return ["), encoding="utf-8")
    with pytest.raises(AssertionError):
        run(Study(study.page), workers=1)
    assert study.results.read_bytes() == before
    assert [path.name for path in study.results.parent.iterdir()] == ["a-page.json"]


def test_study_without_seeds_is_refused(study):
    study.page.write_text(PAGE.replace("study_seeds = range(2, 5)", ""), encoding="utf-8")
    with pytest.raises(ValueError, match="study_seeds = range"):
        _ = Study(study.page).seeds


def test_missing_results_say_what_to_do(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FileNotFoundError, match="make bench"):
        results.load("nothing")
