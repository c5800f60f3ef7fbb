"""Each page has what a page of this course has, and the check notices when something is missing."""

import re
from pathlib import Path

import page_lint
import pytest

PAGES = sorted(page_lint.ROOT.glob("chapters/*/*.md"))
GOOD = next(page for page in PAGES if page.stem == "k-means").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_page_has_all_that_a_page_needs(path):
    assert page_lint.lint(path) == []


# One way of spoiling a good page for each thing that is checked: pattern, replacement, what must be said.
SPOILT = {
    "kernel": (r"kernelspec:\n(  .*\n)+", "", "no kernelspec"),
    "description": (r"description: .*", "description: short", "a description of 50 to 250"),
    "label": (r"\(k-means\)=", "(kmeans)=", "does not open with the label"),
    "title": (r"## Four steps", "# Four steps", "not exactly one title"),
    "objectives": (r"\*\*You will be able to\*\*", "**Aims**", "0 objectives"),
    "prerequisites": (r"It builds on ", "It needs ", "no sentence “It builds on"),
    "late figure": (r"figures\.(?=show_images|scatter_clusters\(X\))", "print(", None),
    "alternative text": (r'    alt: "Two long.*"', '    alt: ""', "draws without an alternative text"),
    "step-through": (r'    alt="k-means on the particles.*",\n', "", "step-through without alt"),
    "typed number": (r"The index is \{glue:text\}`ari:.2f`", "The index is 0.98", "0.98 is typed"),
    "typed share": (r"Three clouds are easy", "63 % are easy", "63 is typed"),
    "prediction": (r"\*\*Before you run this\.\*\* Of", "Of", "1 predictions"),
    "claim": (r"# Claim: ", "# ", "no claim"),
    "seed": (r":tags: \[parameters\]", ":tags: [other]", "not exactly one cell tagged parameters"),
    "pitfall": (r"\*\*Long clusters are cut\.\*\*", "Long.", "1 pitfalls"),
    "two right": (r"quiz-choice wrong", "quiz-choice right", "exactly one of them right"),
    "no class": (r":class-container: quiz-choice wrong\n", "", "exactly one of them right"),
    "no feedback": (r"quiz-choice wrong\n.*\n", "quiz-choice wrong\n", "a choice without feedback"),
    "summary": (r"## What to remember", "## Summary", "“What to remember” needs"),
    "reading": (r"\*\*Further reading\.\*\*", "Reading:", "no further reading"),
    "practice": (r"\*\*Practise\.\*\*", "Then:", "no link to the assignment"),
    "long line": (r"seed = 0", "seed = 0  #" + 90 * "-", "has a line of"),
    "fence": (r"```\{dropdown\} ", "```{dropdown} `x` ", "since a backtick follows"),
    "file name": (r"\{doc\}`/guide/getting-started`", "[here](getting-started.md)", "a link by file name"),
}


@pytest.mark.parametrize("name", SPOILT)
def test_check_notices(name, tmp_path):
    pattern, replacement, wanted = SPOILT[name]
    spoilt, count = re.subn(pattern, replacement, GOOD)
    assert count, "the page has nothing to spoil"
    if name == "late figure":
        spoilt, wanted = move_figures_down(GOOD), "no figure within the first two code cells"
    path = Path(tmp_path / "k-means.md")
    path.write_text(spoilt, encoding="utf-8")
    lacks = page_lint.lint(path)
    assert any(wanted in lack for lack in lacks), lacks
    assert all(str(path) in lack and "\n" not in lack for lack in lacks)


def move_figures_down(text):
    """Put two cells that compute something before the first figure."""
    cell = "```{code-cell} ipython3\nx = 1\n```\n\n"
    return text.replace("## Three hundred", cell + cell + "## Three hundred", 1)


def test_command_prints_lacks_and_fails(tmp_path, capsys):
    path = tmp_path / "k-means.md"
    path.write_text(GOOD.replace("## Pitfalls", "## Traps"), encoding="utf-8")
    assert page_lint.main([str(path)]) == 1
    assert capsys.readouterr().out == f"{path}: 0 pitfalls (2 or 3 wanted)\n"
    assert page_lint.main([]) == 0
