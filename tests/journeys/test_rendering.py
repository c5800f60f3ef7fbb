"""What JupyterLab shows of a page (directives, mathematics, quizzes, step-throughs), and what it does not."""

import shutil

import nbformat
import pytest
from graders import ROOT
from lab import lab
from people import Person
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

SOURCE = ROOT / "chapters" / "02-clustering" / "k-means.ipynb"
# MyST that would stand there as it was typed, if nothing rendered it.
RAW = ("```", "{dropdown}", "{term}", "{ref}", "{doc}", "{cite}", "{glue:text}", "$$")


@pytest.fixture
def reader(tmp_path):
    folder = tmp_path / "reader"
    folder.mkdir()
    shutil.copy(SOURCE, folder)
    return Person(folder, tmp_path / "settings")


def test_a_page_of_the_book_can_be_read_and_run_in_jupyterlab(browser, reader):
    with lab(browser, reader) as page:
        page.open(SOURCE.name)
        text = page.page.locator(".jp-Notebook .myst")
        sees_text(text)
        opens_a_choice_of_the_quiz(text)
        moves_a_slider(page)


def sees_text(text):
    for raw in RAW:
        expect(text.filter(has_text=raw)).to_have_count(0)
    expect(text.locator(".katex-display").first).to_be_visible()
    expect(text.get_by_role("link", name="within-cluster sum of squares").first).to_be_visible()
    # What only the website has: glued numbers (here stands their name) and the titles of pages.
    expect(text.filter(has_text="mean_spread:.1f")).to_have_count(1)
    expect(text.filter(has_text="/guide/notation")).to_have_count(1)


def opens_a_choice_of_the_quiz(text):
    choice = text.locator("details", has_text="At least one of them is not the best grouping.")
    answer = choice.get_by_text("There is one lowest WCSS")
    expect(answer).not_to_be_visible()
    choice.locator("summary").click()
    expect(answer).to_be_visible()


def moves_a_slider(page):
    cells = nbformat.read(SOURCE, as_version=4).cells
    last = next(n for n, cell in enumerate(cells) if "figures.step_through(" in cell.source)
    for position, cell in enumerate(cells[: last + 1]):
        if cell.cell_type == "code":
            page.run(position)
    output = page.cell(last).locator(".jp-OutputArea")
    slider = output.locator("input[type=range]")
    expect(slider).to_be_visible()
    expect(output).to_contain_text("Before the first step")
    output.get_by_role("button", name="Forward").click()
    expect(output).to_contain_text("Step 0 of")
    slider.fill("3")
    expect(output).to_contain_text("Step 2 of")
