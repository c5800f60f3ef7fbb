"""What leads from one page to others: terms, claims, figures, assignments, reading times, the PDF."""

import re
from pathlib import Path

import nbformat
import pdf
import pytest
from bs4 import BeautifulSoup
from conftest import ROOT
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from sphinx.errors import ExtensionError
from unlabelled_site.assignments import cell_text, link_pages
from unlabelled_site.claims import claims_of
from unlabelled_site.facts import hours
from unlabelled_site.pictures import figures_of
from unlabelled_site.terms import names_of_terms, pages_of_terms, teachers_of_terms, terms_of

TITLES = {"k-means": "chapters/02-clustering/k-means", "How to read a map": "chapters/03/reading-maps"}
ASSIGNMENTS = sorted(path.stem for path in ROOT.glob("exercises/*/*.ipynb"))


def test_terms_are_found_in_all_their_forms():
    text = "A {term}`Cluster`, two {term}`clusters <cluster>`, a {term}`random\nforest`, no {ref}`term`."
    assert terms_of(text) == ["cluster", "random forest"]


def test_pages_of_a_term_keep_the_order_of_the_contents(tmp_path):
    (tmp_path / "b.md").write_text("{term}`cluster`")
    (tmp_path / "a.md").write_text("{term}`tree` {term}`Cluster`")
    assert pages_of_terms(tmp_path, ["b", "a", "not written"]) == {"cluster": ["b", "a"], "tree": ["a"]}


def test_term_is_known_by_the_words_that_link_it():
    texts = [
        "{term}`silhouette <silhouette coefficient>` {term}`node` {term}`k-means`",
        "{term}`node <edge>`",
    ]
    texts.append("{term}`nodes <node>`")
    assert names_of_terms(texts) == {"silhouette coefficient": {"silhouette"}, "node": {"nodes"}}


def test_page_with_the_term_in_its_title_teaches_it_or_the_first_or_the_one_that_says_it_often(tmp_path):
    texts = {
        "a": "# One\n\n{term}`tree` {term}`code` {term}`ring`: codes",
        "b": "# The tree\n\n{term}`tree` {term}`code` {term}`ring`",
        "c": "# Three\n\n{term}`tree` trees tree tree {term}`code` {term}`ring` rings ring",
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.md").write_text(text)
    pages = {term: ["a", "b", "c"] for term in ("tree", "code", "ring")}
    assert teachers_of_terms(tmp_path, pages) == {"tree": "b", "code": "a", "ring": "c"}


def test_claims_are_found_with_their_headings():
    notebook = new_notebook(
        cells=[
            new_markdown_cell("# Page\n\n## First\n\n```sh\n# no heading\n```"),
            new_code_cell("# Claim: one\n# and the rest of it.\nassert x\n# Claim: two.\nassert y"),
            new_markdown_cell("Only text."),
            new_code_cell("# Claim: three.\n\n# A comment.\nassert z"),
            new_code_cell("# No Claim\nx = 1"),
            new_code_cell("for x in y:\n    # Claim: four,\n    # inside a loop.\n    assert x"),
        ]
    )
    assert {claim.heading for claim in claims_of(notebook)} == {"First"}
    found = [claim.text for claim in claims_of(notebook)]
    assert found == ["one and the rest of it.", "two.", "three.", "four, inside a loop."]


def test_figures_are_counted_in_their_order():
    data = [{"text/plain": "1"}, {"image/svg+xml": "<svg/>"}, {"text/html": "<figure>steps</figure>"}]
    outputs = [new_output("display_data", data=content) for content in data]
    figures = figures_of(new_notebook(cells=[new_code_cell("x", outputs=outputs)]))
    assert len(figures) == 2
    assert figures[0].startswith('<img alt="" src="data:image/svg+xml;base64,')
    assert figures[1] == "<figure>steps</figure>"


def test_question_leads_to_the_pages_that_teach_it():
    text = "## 1. Assign (2 points, page “k-means”)\n\nWrite “assign”."
    linked = link_pages(text, "assignments/clustering", TITLES)
    link = "[k-means](../chapters/02-clustering/k-means.md)"
    assert linked == f"## 1. Assign (2 points)\n\nTaught on {link}.\n\nWrite “assign”."
    both = link_pages("## 2. Both (1 point, pages “k-means” and “How to read a map”)", "a", TITLES)
    assert both.count("](chapters/") == 2
    with pytest.raises(ExtensionError, match="k-medians"):
        link_pages("## 1. Assign (2 points, page “k-medians”)", "assignments/clustering", TITLES)


def test_tests_of_a_question_are_folded():
    code = new_code_cell("assert f(1) == 2", metadata={"nbgrader": {"grade": True}})
    assert "{dropdown}" in cell_text(code, "a", {})
    assert "{dropdown}" not in cell_text(new_code_cell("x = 1"), "a", {})


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (10, "½ hour"),
        (60, "1 hour"),
        (80, "1½ hours"),
        (121, "2 hours"),
        (610, "10 hours"),
        (1234, "21 hours"),
    ],
)
def test_hours_are_those_that_people_plan_with(minutes, text):
    assert hours(minutes) == text


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("#here", "#chapters--a--here"),
        ("b.html#there", "#chapters--b--there"),
        ("../index.html", "#index--"),
        ("https://example.org/a#b", "https://example.org/a#b"),
        ("../search.html", ""),
    ],
)
def test_links_of_the_pdf_stay_within_it(tmp_path, link, target):
    pages = {"index", "chapters/a", "chapters/b"}
    assert pdf.target(link, "chapters/a", tmp_path / "chapters", tmp_path, pages) == target


def test_pdf_needs_a_built_site(tmp_path, capsys):
    (tmp_path / "_toc.yml").write_text("format: jb-book\nroot: index\n")
    assert pdf.main(["--root", str(tmp_path)]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.site
def test_joined_book_has_every_page_and_no_broken_place(site):
    pages = ["index", "chapters/02-clustering/k-means", "guide/glossary"]
    book = BeautifulSoup(pdf.join(site, pages), "lxml")
    assert [article["id"] for article in book.select("article")] == [pdf.place(page) for page in pages]
    places = [str(element["id"]) for element in book.select("[id]")]
    assert len(places) == len(set(places))
    inner = [str(link["href"])[1:] for link in book.select("a[href^='#']")]
    assert inner and set(inner) <= set(places)
    assert all(Path(str(image["src"]).removeprefix("file://")).is_file() for image in book.select("img"))
    assert all(details.has_attr("open") for details in book.select("details"))


@pytest.mark.site
@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_assignment_is_a_page_with_its_questions_and_no_solution(site, name):
    page = BeautifulSoup((site / "assignments" / f"{name}.html").read_text(encoding="utf-8"), "lxml")
    released = nbformat.read(ROOT / "exercises" / name / f"{name}.ipynb", as_version=4)
    headings = re.findall(r"^## (\d+\. .*?) \(", "\n".join(cell.source for cell in released.cells), re.M)
    shown = [heading.get_text() for heading in page.select("article.bd-article h2")]
    assert headings
    assert len(shown) == len(headings)
    assert page.select_one(f"a.download[href$='{name}.ipynb']") is not None
    text = page.get_text()
    assert "HIDDEN TESTS" not in text and "BEGIN SOLUTION" not in text
    assert text.count("raise NotImplementedError") >= len(headings) - 1


@pytest.mark.site
def test_glossary_and_claims_lead_to_the_pages(site):
    glossary = BeautifulSoup((site / "guide" / "glossary.html").read_text(encoding="utf-8"), "lxml")
    terms, lines = glossary.select("dl.glossary dt"), glossary.select("dl.glossary .term-pages")
    assert len(lines) > 0.9 * len(terms), "nearly every term is used on some page"
    claims = BeautifulSoup((site / "guide" / "claims.html").read_text(encoding="utf-8"), "lxml")
    marked = sum(path.read_text().count("# Claim: ") for path in ROOT.glob("chapters/*/*.md"))
    assert len(claims.select("main article li")) >= marked > 300


def test_semester_has_every_page_and_assignment_once():
    plan = (ROOT / "guide" / "semester.md").read_text(encoding="utf-8").partition("## With less time")[0]
    pages = re.findall(r"\{ref\}`([a-z0-9-]+)`", plan)
    assert sorted(pages) == sorted(path.stem for path in ROOT.glob("chapters/*/*.md"))
    hours_of = re.findall(r"\*/([a-z0-9-]+)", plan)
    assert hours_of == pages
    assert sorted(re.findall(r"/assignments/([a-z0-9-]+)`", plan)) == ASSIGNMENTS


@pytest.mark.site
def test_every_figure_is_listed_with_its_words(site):
    index = BeautifulSoup((site / "guide" / "figures.html").read_text(encoding="utf-8"), "lxml")
    links = index.select("dl.all-figures li a")
    assert len(links) > 200, "each chapter draws dozens"
    assert all(len(link.get_text()) > 15 for link in links)
    assert len({str(link["href"]) for link in links}) == len(links)
