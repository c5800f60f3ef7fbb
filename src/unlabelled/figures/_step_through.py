"""Step-throughs: pictures made in advance, moved by a slider; no library, no server, no network.

Without script the last picture and its caption are shown. With it, the slider (arrow keys, Home, End)
and two buttons choose the picture, and screen readers hear the caption.
"""

import base64
import hashlib
import html
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from PIL import Image

# Finds its own figure through an id, so that any number of step-throughs share a page.
_SCRIPT = """
(() => {
  const figure = document.getElementById("ID");
  const pictures = figure.querySelectorAll("img");
  const caption = figure.querySelector("figcaption");
  const range = figure.querySelector("input");
  const [back, forth] = figure.querySelectorAll("button");
  const show = (step) => {
    range.value = step;
    pictures.forEach((picture, i) => { picture.hidden = i != range.value; });
    caption.textContent = range.ariaValueText = pictures[range.value].dataset.caption;
    back.disabled = range.value == 0;
    forth.disabled = range.value == pictures.length - 1;
  };
  range.addEventListener("input", () => show(range.value));
  back.addEventListener("click", () => show(+range.value - 1));
  forth.addEventListener("click", () => show(+range.value + 1));
  figure.querySelector(".frames-controls").hidden = false;
  show(0);
})();
"""


@dataclass(frozen=True)
class Frame:
    """One picture of a step-through: WebP bytes, its size in pixels and its caption."""

    picture: bytes
    width: int
    height: int
    caption: str


@dataclass(frozen=True)
class StepThrough:
    """A series of frames that notebooks and the website show with a slider.

    Attributes
    ----------
    frames : tuple of Frame
        At least two.
    alt : str
        What all pictures have in common, for readers who do not see them.
    label : str
        What one step is called, such as "Step" or "Number of colours".
    """

    frames: tuple[Frame, ...]
    alt: str
    label: str

    def __repr__(self) -> str:
        return f"StepThrough({len(self.frames)} frames: {self.alt})"

    def _repr_html_(self) -> str:
        digest = hashlib.sha256(b"".join(frame.picture for frame in self.frames)).hexdigest()[:8]
        name = f"frames-{digest}"
        last = len(self.frames) - 1
        pictures = "\n".join(self._picture(frame, hidden=i != last) for i, frame in enumerate(self.frames))
        label = html.escape(self.label, quote=True)
        return (
            f'<figure class="frames" id="{name}">\n{pictures}\n'
            '<div class="frames-controls" hidden>'
            f'<button type="button" aria-label="Back">◀</button>'
            f'<input type="range" min="0" max="{last}" value="{last}" step="1" aria-label="{label}">'
            f'<button type="button" aria-label="Forward">▶</button></div>\n'
            f'<figcaption aria-live="polite">{html.escape(self.frames[last].caption)}</figcaption>\n'
            f"<script>{_SCRIPT.replace('ID', name)}</script>\n</figure>"
        )

    def _picture(self, frame: Frame, *, hidden: bool) -> str:
        data = base64.b64encode(frame.picture).decode("ascii")
        caption = html.escape(frame.caption, quote=True)
        alt = html.escape(f"{self.alt} {frame.caption}", quote=True)
        return (
            f'<img src="data:image/webp;base64,{data}" alt="{alt}" data-caption="{caption}" '
            f'width="{frame.width}" height="{frame.height}"{" hidden" if hidden else ""}>'
        )


def step_through(
    draw: Callable[[Axes, Any], str],
    items: Iterable[Any],
    *,
    alt: str,
    label: str = "Step",
    figsize: tuple[float, float] = (6.0, 4.0),
    dpi: int = 120,
    photo: bool = False,
) -> StepThrough:
    """Draw one frame per item and join them to a figure with a slider.

    Parameters
    ----------
    draw : function (ax, item) -> caption
        Draws an item into empty axes and returns the caption of that frame in words.
    items : iterable
        One item per frame, at least two.
    alt : str
        Alternative text: what all frames show. A frame's caption is added to it.
    label : str
        Name of the slider for screen readers.
    figsize : pair of float
        Size of a frame in inches.
    dpi : int
        Pixels per inch.
    photo : bool
        Compress as a photograph (small, not exact) instead of as a drawing (exact).

    Returns
    -------
    StepThrough

    Raises
    ------
    ValueError
        If there are fewer than two items, or ``alt`` is empty.

    Examples
    --------
    >>> def draw(ax, n):
    ...     ax.plot(range(n))
    ...     return f"{n} points."
    >>> steps = step_through(draw, [2, 3, 4], alt="A line that grows.")
    >>> [frame.caption for frame in steps.frames]
    ['2 points.', '3 points.', '4 points.']
    """
    items = list(items)
    if len(items) < 2:
        raise ValueError(f"a step-through needs at least two items, got {len(items)}.")
    if not alt.strip():
        raise ValueError("alt is empty; say in words what the frames show.")
    return StepThrough(tuple(_draw_frame(draw, item, figsize, dpi, photo) for item in items), alt, label)


def _draw_frame(
    draw: Callable[[Axes, Any], str], item: Any, figsize: tuple[float, float], dpi: int, photo: bool
) -> Frame:
    figure, ax = plt.subplots(figsize=figsize, dpi=dpi)
    try:
        caption = draw(ax, item)
        if not isinstance(caption, str) or not caption.strip():
            raise ValueError(f"draw must return the caption of its frame as text, got {caption!r}.")
        raster = io.BytesIO()
        figure.savefig(raster, format="png", dpi=dpi)
    finally:
        plt.close(figure)
    image = Image.open(raster).convert("RGB")
    packed = io.BytesIO()
    if photo:
        image.save(packed, format="webp", quality=76, method=4)
    else:
        # 128 colours are plenty for a drawing and halve its size.
        image.quantize(128, dither=Image.Dither.NONE).convert("RGB").save(
            packed, format="webp", lossless=True, quality=60, method=4
        )
    return Frame(packed.getvalue(), image.width, image.height, caption)
