"""Take the README's picture of a page from the built website: ``python tools/readme_picture.py``.

Needs what the browser tests need: the built site and Chromium.
"""

import io
import shutil
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "_build" / "html" / "chapters" / "02-clustering" / "k-means.html"
PICTURE = ROOT / ".github" / "k-means.webp"


def main() -> None:
    """Photograph the page on k-means where its first step-through is in the middle of a run."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1280, "height": 860}, device_scale_factor=1.5)
        page.goto(PAGE.as_uri())
        slider = page.locator("figure.frames input[type=range]").first
        slider.scroll_into_view_if_needed()
        page.wait_for_timeout(1000)
        for _ in range(4):
            slider.press("ArrowRight")
        page.evaluate("document.activeElement.blur(); window.scrollBy(0, -330)")
        page.wait_for_timeout(1000)
        picture = Image.open(io.BytesIO(page.screenshot()))
        browser.close()
    picture.save(PICTURE, quality=80, method=6)
    print(f"{PICTURE.relative_to(ROOT)}: {PICTURE.stat().st_size // 1024} KiB")


if __name__ == "__main__":
    main()
