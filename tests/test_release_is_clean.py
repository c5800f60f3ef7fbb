"""Students get what they should get, and nothing else: no solutions and no hidden tests."""

import html
import json

import pytest
from graders import ASSIGNMENTS, ROOT, proof
from graders.secrecy import REGIONS, assert_no_secrets, leaks, lines_between, secret_lines

# A notebook for each assignment. One that comes with data names its files here.
RELEASED = sorted(f"exercises/{name}/{name}.ipynb" for name in ASSIGNMENTS)


def test_exactly_these_files_are_released():
    found = [str(path.relative_to(ROOT)) for path in (ROOT / "exercises").rglob("*") if path.is_file()]
    assert sorted(path for path in found if ".ipynb_checkpoints" not in path) == RELEASED


def test_the_exercises_give_nothing_away():
    assert_no_secrets(ROOT / "exercises")


def test_the_site_gives_nothing_away():
    site = ROOT / "_build" / "html"
    if not site.exists():
        pytest.skip("the site is not built: make book")
    assert_no_secrets(site)


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_there_are_secrets_to_look_for(assignment, region):
    assert len(secret_lines() & lines_between(assignment, region)) > 20


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_a_leak_is_found_in_a_notebook(tmp_path, assignment):
    source = ROOT / "solutions" / assignment / f"{assignment}.ipynb"
    (tmp_path / source.name).write_bytes(source.read_bytes())
    assert len(leaks(tmp_path)) > 10
    with pytest.raises(AssertionError, match="BEGIN SOLUTION"):
        assert_no_secrets(tmp_path)


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_a_leak_is_found_on_a_page_of_coloured_and_escaped_code(tmp_path, assignment):
    lines = [line for cell in proof.solution(assignment).cells for line in cell.source.splitlines()]
    line = next(line for line in lines if " < " in line and "".join(line.split()) in secret_lines())
    coloured = "".join(f'<span class="n">{html.escape(word)}</span> ' for word in line.split())
    (tmp_path / "page.html").write_text(f"<pre>{coloured}</pre>")
    assert len(leaks(tmp_path)) == 1


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_a_released_notebook_holds_stubs_and_no_outputs(assignment):
    notebook = json.loads((ROOT / "exercises" / assignment / f"{assignment}.ipynb").read_text())
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)
    answers = [cell for cell in code if cell["metadata"].get("nbgrader", {}).get("solution")]
    assert answers
    for cell in answers:
        assert 'raise NotImplementedError("not answered yet")' in "".join(cell["source"])
