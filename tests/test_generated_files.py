"""What is generated is what its source says, always in the same bytes."""

import importlib.util
import re
import shutil

import nbformat
import pytest
from graders import ROOT

specification = importlib.util.spec_from_file_location("generate", ROOT / "tools" / "generate.py")
generate = importlib.util.module_from_spec(specification)
specification.loader.exec_module(generate)

PAGE = """---
jupytext:
  text_representation:
    format_name: myst
kernelspec:
  display_name: Python 3 (ipykernel)
  language: python
  name: python3
---

# Title

```{code-cell} ipython3
:tags: [remove-input]

1 + 1
```

Text.

```{code-cell} ipython3
print("last")
```
"""


@pytest.fixture
def course(tmp_path):
    """Make a course of one page, which has a notebook, and of one text, which has none."""
    (tmp_path / "chapters").mkdir()
    (tmp_path / "chapters" / "page.md").write_text(PAGE)
    (tmp_path / "chapters" / "index.md").write_text("# Only text\n")
    return tmp_path


def read(course, name="page"):
    return nbformat.read(course / "chapters" / f"{name}.ipynb", as_version=4)


@pytest.mark.parametrize("kind", ["notebooks", "exercises"])
def test_everything_in_the_repository_is_up_to_date(kind, capsys):
    code = generate.main([kind, "--check"])
    assert code == 0, capsys.readouterr().out


def test_a_page_becomes_a_notebook_without_outputs_that_jupyter_opens(course):
    assert generate.main(["notebooks"], course) == 0
    notebook = read(course)
    nbformat.validate(notebook)
    assert notebook.metadata.kernelspec.name == "python3"
    assert [cell.cell_type for cell in notebook.cells] == ["markdown", "code", "markdown", "code"]
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(cell.outputs == [] and cell.execution_count is None for cell in code)
    assert code[0].metadata.tags == ["remove-input"]
    assert set(notebook.metadata) == {"kernelspec", "language_info"}


def test_a_text_without_a_kernel_stays_a_text(course):
    generate.main(["notebooks"], course)
    assert not (course / "chapters" / "index.ipynb").exists()


def test_generating_twice_changes_nothing(course, capsys):
    generate.main(["notebooks"], course)
    before = (course / "chapters" / "page.ipynb").read_bytes()
    assert generate.main(["notebooks"], course) == 0
    assert (course / "chapters" / "page.ipynb").read_bytes() == before
    assert "1 files, 0 changed" in capsys.readouterr().out


def test_an_edit_changes_the_id_of_its_own_cell_only(course):
    generate.main(["notebooks"], course)
    before = [cell.id for cell in read(course).cells]
    (course / "chapters" / "page.md").write_text(PAGE.replace("Text.", "Another text."))
    generate.main(["notebooks"], course)
    after = [cell.id for cell in read(course).cells]
    assert [old == new for old, new in zip(before, after, strict=True)] == [True, True, False, True]


def test_two_equal_cells_have_different_ids(course):
    (course / "chapters" / "page.md").write_text(PAGE.replace('print("last")', "1 + 1"))
    generate.main(["notebooks"], course)
    ids = [cell.id for cell in read(course).cells]
    assert len(ids) == len(set(ids))


def test_check_names_each_file_that_differs_and_writes_nothing(course, capsys):
    (course / "chapters" / "second.md").write_text(PAGE)
    generate.main(["notebooks"], course)
    (course / "chapters" / "page.ipynb").write_text("edited by hand")
    (course / "chapters" / "second.ipynb").unlink()
    (course / "chapters" / "gone.ipynb").write_text("its page was deleted")
    capsys.readouterr()
    assert generate.main(["notebooks", "--check"], course) == 1
    said = capsys.readouterr().out
    assert "chapters/page.ipynb: out of date\n" in said
    assert "chapters/second.ipynb: missing\n" in said
    assert "chapters/gone.ipynb: without a source\n" in said
    assert "run: make notebooks" in said
    assert (course / "chapters" / "page.ipynb").read_text() == "edited by hand"


def test_generating_mends_what_check_complains_about(course):
    (course / "chapters" / "gone.ipynb").write_text("its page was deleted")
    generate.main(["notebooks"], course)
    assert not (course / "chapters" / "gone.ipynb").exists()
    assert generate.main(["notebooks", "--check"], course) == 0


def test_an_answer_without_a_heading_is_refused(course):
    folder = course / "solutions" / "broken"
    folder.mkdir(parents=True)
    source = (ROOT / "solutions" / "clustering" / "clustering.md").read_text()
    (folder / "broken.md").write_text(re.sub(r"\(2 points, page “k-means”\)", "(two points)", source))
    with pytest.raises(ValueError, match="'assign_to_centroids' has no heading"):
        generate.main(["notebooks"], course)


def test_a_release_holds_the_data_of_an_assignment_but_not_its_source(course):
    shutil.copy(ROOT / "nbgrader_config.py", course)
    shutil.copytree(ROOT / "solutions" / "clustering", course / "solutions" / "clustering")
    (course / "solutions" / "clustering" / "points.csv").write_text("1,2\n")
    (course / "solutions" / "clustering" / "clustering.ipynb").unlink()
    before = sorted(course.rglob("*"))
    assert generate.main(["exercises"], course) == 0
    made = sorted(path.relative_to(course) for path in set(course.rglob("*")) - set(before) if path.is_file())
    assert [str(path) for path in made] == [
        "exercises/clustering/clustering.ipynb",
        "exercises/clustering/points.csv",
    ]
