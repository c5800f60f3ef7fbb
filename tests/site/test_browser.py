"""The built site in Chromium, cut off from every other machine."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import page_names

pytestmark = [pytest.mark.site, pytest.mark.browser]

KMEANS = "chapters/02-clustering/k-means"


# Rules of axe that the colours decide: the rest is the same in the dark.
COLOURS = ["color-contrast", "link-in-text-block"]
# The coloured words of code.
CODE = ("div.highlight span",)
# Milliseconds after which the theme has looked again what is too wide (it waits for 300).
SETTLED = 500


class Visit:
    """A page in a browser, with everything that went wrong on it."""

    def __init__(self, context, address):
        self.address = address
        self.trouble = []
        self.page = context.new_page()
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.trouble.append(str(error)))
        self.page.on("request", self._note_request)
        self.page.on("response", self._note_response)

    def _note(self, message):
        if message.type in ("error", "warning"):
            self.trouble.append(f"{message.type}: {message.text}")

    def _note_request(self, request):
        if not request.url.startswith((self.address, "data:")):
            self.trouble.append(f"asked for {request.url}")

    def _note_response(self, response):
        if response.status >= 400:
            self.trouble.append(f"{response.status}: {response.url}")

    def open(self, name):
        self.page.goto(f"{self.address}/{name}")
        self.page.wait_for_load_state("networkidle")
        return self.page


@pytest.fixture(scope="session")
def context(browser):
    """Keep what all pages share between visits, as a reader's browser does."""
    context = browser.new_context(color_scheme="light")
    yield context
    context.close()


@pytest.fixture
def visit(browser, context, address):
    """Open pages; at the end, nothing must have gone wrong on any of them.

    With options, the page opens in a window of its own, which has seen nothing before.
    """
    visits, windows = [], []

    def start(name, **options):
        if options:
            windows.append(browser.new_context(**options))
        visits.append(Visit(windows[-1] if options else context, address))
        return visits[-1].open(name)

    yield start
    for seen in visits:
        seen.page.close()
    for window in windows:
        window.close()
    assert not [trouble for seen in visits for trouble in seen.trouble]


@pytest.mark.parametrize("name", page_names())
def test_page_is_quiet_accessible_and_fits_a_phone(visit, name):
    """One visit for all of it: axe takes its time on a long page."""
    page = visit(f"{name}.html")
    assert theme(page) == "light"
    open_everything(page)
    assert_accessible(page)
    change_theme(page)
    assert_accessible(page, COLOURS)
    page.set_viewport_size({"width": 360, "height": 740})
    page.wait_for_timeout(SETTLED)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert_accessible(page, ["scrollable-region-focusable", "target-size"])


@pytest.mark.parametrize("name", [KMEANS, "assignments/clustering"])
def test_code_can_be_read(visit, name):
    """All pages' code has the same colours, and there are thousands of words of it: two pages tell."""
    page = visit(f"{name}.html")
    open_everything(page)
    assert_accessible(page, COLOURS, without=())
    change_theme(page)
    assert_accessible(page, COLOURS, without=())


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_phone_shows_the_scheme_of_the_system(visit, scheme):
    options = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
    page = visit(f"{KMEANS}.html", color_scheme=scheme, **options)
    assert theme(page) == scheme
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert_accessible(page)


def theme(page):
    """Say whether the page is light or dark."""
    return page.evaluate("document.documentElement.dataset.theme")


def change_theme(page):
    """Make the page dark, as its button does."""
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    wait_for_animations(page)


def open_everything(page):
    """Open what is collapsed, and wait until it has faded in: half-faded text has no contrast."""
    page.evaluate("document.querySelectorAll('main details').forEach(details => details.open = true)")
    wait_for_animations(page)
    page.wait_for_timeout(SETTLED)


def wait_for_animations(page):
    """Wait until nothing moves or changes its colour."""
    page.evaluate("Promise.allSettled(document.getAnimations().map(animation => animation.finished))")


def assert_accessible(page, rules=None, without=CODE):
    """Let axe look; print what it found in a form that one can act on."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    options = {"preload": False, "resultTypes": ["violations"]}
    if rules:
        options["runOnly"] = rules
    run = "([exclude, options]) => axe.run({exclude}, options)"
    violations = page.evaluate(run, [list(without), options])["violations"]
    serious = [
        f"{violation['id']}: {node['html'][:160]}"
        for violation in violations
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    ]
    assert not serious, "\n".join(serious)


def test_formulas_are_drawn_in_their_font(visit):
    page = visit(f"{KMEANS}.html")
    boxes = page.eval_on_selector_all("math", "all => all.map(one => one.getBoundingClientRect().toJSON())")
    assert boxes and all(box["width"] > 3 and box["height"] > 6 for box in boxes)
    loaded = "[...document.fonts].filter(font => font.status == 'loaded').map(font => font.family)"
    assert any("Course Math" in family for family in page.evaluate(loaded))
    display = page.locator("math[display=block]").first.bounding_box()
    assert display["height"] > 30, "a sum has its limits above and below"


def test_every_character_of_the_formulas_is_in_their_font(visit):
    """A letter that the font lacks would be drawn by another one, with another width."""
    page = visit(f"{KMEANS}.html")
    missing = page.evaluate(
        """() => [...document.querySelectorAll('math mi, math mo, math mn')].map(token => token.textContent)
            .filter(text => text.trim() && !document.fonts.check('16px "Course Math"', text))"""
    )
    assert missing == []


def test_slider_moves_by_keyboard_and_its_caption_with_it(visit):
    page = visit(f"{KMEANS}.html")
    figure = page.locator("figure.frames").first
    slider = figure.locator("input[type=range]")
    states = []
    slider.focus()
    # All pictures are there before the first step, although they were not fetched with the page.
    pictures = "[...document.querySelector('figure.frames').querySelectorAll('img')]"
    page.wait_for_function(f"{pictures}.every(picture => picture.naturalWidth > 0)")
    for key in ("Home", "ArrowRight", "ArrowRight", "End"):
        page.keyboard.press(key)
        shown = figure.locator("img:visible")
        assert shown.count() == 1
        states.append(
            (slider.input_value(), shown.get_attribute("alt"), figure.locator("figcaption").inner_text())
        )
    assert [value for value, _, _ in states[:3]] == ["0", "1", "2"]
    assert states[-1][0] == slider.get_attribute("max")
    for position in range(3):
        assert len({state[position] for state in states}) == len(states), "value, picture and caption change"


def test_last_frame_is_shown_without_script(visit):
    page = visit(f"{KMEANS}.html", java_script_enabled=False)
    for figure in page.locator("figure.frames").all():
        shown = figure.locator("img:visible")
        assert shown.count() == 1
        assert shown.get_attribute("alt") == figure.locator("img").last.get_attribute("alt")
        assert figure.locator("input").is_hidden()
        assert figure.locator("figcaption").inner_text().strip()
    assert page.locator("math").first.bounding_box()["width"] > 3


@pytest.mark.parametrize("script", [True, False])
def test_quiz_choice_opens_with_enter(visit, script):
    page = visit(f"{KMEANS}.html", java_script_enabled=script)
    for kind in ("right", "wrong"):
        choice = page.locator(f"details.quiz-choice.{kind}").first
        feedback = choice.locator(".sd-summary-content")
        assert feedback.is_hidden()
        choice.locator("summary").focus()
        page.keyboard.press("Enter")
        assert feedback.is_visible() and len(feedback.inner_text().split()) > 3
    marks = page.eval_on_selector_all(
        "details.quiz-choice[open] > summary",
        "all => all.map(one => getComputedStyle(one, '::before').content)",
    )
    assert len({*marks}) == 2 and all(re.search("[✓✗]", mark) for mark in marks)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("centroid", KMEANS),
        ("k-means", KMEANS),
        ("silhouette", "chapters/02-clustering/how-many-clusters"),
        ("UMAP", "chapters/03-dimensionality-reduction/t-sne-and-umap"),
        ("NT-Xent", "chapters/07-self-supervised/simclr"),
        ("DINO", "chapters/07-self-supervised/dino"),
        ("Grad-CAM", "chapters/08-explainability/inside-image-models"),
        ("Shapley", "chapters/08-explainability/shapley-values"),
        ("SHAP", "chapters/08-explainability/shap"),
    ],
)
def test_search_shows_first_what_teaches(visit, words, first):
    page = visit("index.html")
    page.keyboard.press("Control+K")
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?*")
    page.wait_for_function("document.querySelector('.search-summary').textContent.includes('finished')")
    page.wait_for_load_state("networkidle")
    link = page.locator("#search-results li a").first
    assert link.get_attribute("href").partition("#")[0] == f"{first}.html"
    summary = page.locator("#search-results li").first.locator("p.context").inner_text()
    assert words.lower() in summary.lower()
    link.click()
    page.wait_for_url(f"**/{first}.html*")


@pytest.mark.parametrize("name", ["index", KMEANS, "assignments/clustering"])
def test_page_prints_without_its_surroundings_and_with_its_answers(visit, name):
    page = visit(f"{name}.html")
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    for part in (".bd-sidebar-primary", ".bd-header-article", ".prev-next-footer", ".frames-controls"):
        assert not any(element.is_visible() for element in page.locator(part).all())
    assert all(element.is_visible() for element in page.locator("details > :not(summary)").all())
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("details[open]").count() == 0


def test_menu_opens_on_a_phone(visit):
    page = visit("index.html", viewport={"width": 360, "height": 740})
    page.locator("button.primary-toggle").click()
    page.get_by_role("link", name="Glossary").first.click()
    page.wait_for_url("**/glossary.html")


def test_axe_finds_what_is_wrong(visit):
    page = visit("index.html")
    page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    with pytest.raises(AssertionError, match="button-name"):
        assert_accessible(page)
