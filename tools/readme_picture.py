"""Take the README's pictures from the built website: ``python tools/readme_picture.py``.

Needs what the browser tests need: the built site and Chromium.
"""

import io
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright
from serve import served

from unlabelled.grading.doctor import find_chromium

ROOT = Path(__file__).parents[1]
SITE = ROOT / "_build" / "html"
PICTURES = ROOT / ".github"
LARGEST = 150_000  # bytes
QUALITIES = range(84, 40, -4)


def show_landing_page(page: Page, address: str) -> None:
    """Open the landing page with its step-through in the middle of a run."""
    page.goto(f"{address}/index.html")
    step_into(page)
    page.evaluate("window.scrollTo(0, 0)")


def show_chapter_page(page: Page, address: str) -> None:
    """Open the page on k-means where its first step-through is in the middle of a run."""
    page.goto(f"{address}/chapters/02-clustering/k-means.html")
    step_into(page)
    page.evaluate("window.scrollBy(0, -330)")


def step_into(page: Page) -> None:
    """Move the first slider four steps on, when its pictures are there."""
    slider = page.locator("figure.frames input[type=range]").first
    slider.scroll_into_view_if_needed()
    page.wait_for_timeout(1000)
    for _ in range(4):
        slider.press("ArrowRight")
    page.evaluate("document.activeElement.blur()")


def save(png: bytes, target: Path) -> None:
    """Save a picture as WebP, in the best quality that is not too large.

    Raises
    ------
    ValueError
        If it is too large in each.
    """
    for quality in QUALITIES:
        content = io.BytesIO()
        Image.open(io.BytesIO(png)).save(content, format="WEBP", quality=quality, method=6)
        if content.tell() <= LARGEST:
            target.write_bytes(content.getvalue())
            print(f"{target.relative_to(ROOT)}: {content.tell() // 1000} kB, quality {quality}")
            return
    raise ValueError(f"{target.name} exceeds {LARGEST} bytes.")


def main() -> int:
    """Photograph the landing page and a chapter's page; return the exit code."""
    executable = find_chromium()
    if executable is None or not (SITE / "index.html").is_file():
        print("The pictures need Chromium and the built site: make book.", file=sys.stderr)
        return 1
    with served(SITE) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable, args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1280, "height": 860}, device_scale_factor=1.5)
        for name, show in (("landing-page", show_landing_page), ("k-means", show_chapter_page)):
            show(page, address)
            page.wait_for_timeout(1000)
            save(page.screenshot(), PICTURES / f"{name}.webp")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
