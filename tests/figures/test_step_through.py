"""A step-through is complete HTML: all frames, a slider, captions, alternative text, nothing from outside."""

import io
import re

import matplotlib.pyplot as plt
import numpy as np
import pytest
from lxml import html
from PIL import Image
from scipy.ndimage import gaussian_filter

from unlabelled.figures import step_through


def draw_line(ax, n):
    ax.plot([0, n], [0, 1])
    return f"A line to {n} & on."


@pytest.fixture(scope="module")
def lines():
    return step_through(draw_line, [1, 2, 3], alt="A growing line.", label="Length", dpi=50)


def test_one_frame_per_item_all_of_one_size(lines):
    assert [frame.caption for frame in lines.frames] == [f"A line to {n} & on." for n in (1, 2, 3)]
    assert len({(frame.width, frame.height) for frame in lines.frames}) == 1


def test_frames_are_the_pictures_that_were_drawn():
    def fill(ax, color):
        ax.set_axis_off()
        ax.figure.set_facecolor(color)
        return color

    frames = step_through(fill, ["red", "blue"], alt="Colours.", dpi=40).frames
    colors = [np.array(Image.open(io.BytesIO(frame.picture)).convert("RGB"))[0, 0] for frame in frames]
    np.testing.assert_allclose(colors, [[255, 0, 0], [0, 0, 255]], atol=8)


def test_a_photograph_takes_less_room_and_keeps_its_colours():
    noise = np.random.default_rng(0).random((240, 360, 3))
    shades = gaussian_filter(noise, (3, 3, 0))
    shades = (shades - shades.min()) / np.ptp(shades)

    def show(ax, item):
        ax.remove()
        plt.gcf().figimage(shades)
        return "Shades."

    drawing, photo = (
        step_through(show, [1, 2], alt="Shades.", dpi=60, photo=photo).frames[0] for photo in (False, True)
    )
    assert len(photo.picture) < len(drawing.picture) / 2
    shown = np.asarray(Image.open(io.BytesIO(photo.picture)).convert("RGB")) / 255
    np.testing.assert_allclose(shown.mean(axis=(0, 1)), shades.mean(axis=(0, 1)), atol=0.02)
    assert np.abs(shown - shades).mean() < 0.05


def test_text_says_what_html_shows(lines):
    assert repr(lines) == "StepThrough(3 frames: A growing line.)"


def test_html_shows_the_last_frame_without_script(lines):
    figure = html.fragment_fromstring(lines._repr_html_())
    pictures = figure.findall(".//img")
    assert [picture.get("hidden") is None for picture in pictures] == [False, False, True]
    assert figure.findtext("figcaption") == "A line to 3 & on."
    assert figure.find("div").get("hidden") is not None, "controls that do nothing must not show"


def test_html_is_accessible(lines):
    figure = html.fragment_fromstring(lines._repr_html_())
    slider = figure.find(".//input")
    assert (slider.get("type"), slider.get("min"), slider.get("max")) == ("range", "0", "2")
    assert slider.get("aria-label") == "Length"
    assert all(button.get("aria-label") for button in figure.findall(".//button"))
    for picture, frame in zip(figure.findall(".//img"), lines.frames, strict=True):
        assert picture.get("alt") == f"A growing line. {frame.caption}"
        assert (int(picture.get("width")), int(picture.get("height"))) == (frame.width, frame.height)


def test_html_needs_nothing_from_outside(lines):
    text = lines._repr_html_()
    assert re.findall(r'(?:src|href)="(?!data:image/webp)', text) == []
    assert "http" not in text


def test_two_step_throughs_do_not_share_an_id(lines):
    other = step_through(draw_line, [1, 5], alt="Another.", dpi=50)
    ids = [html.fragment_fromstring(figure._repr_html_()).get("id") for figure in (lines, other)]
    assert len(set(ids)) == 2


def test_same_drawing_same_bytes(lines):
    assert step_through(draw_line, [1, 2, 3], alt="A growing line.", label="Length", dpi=50) == lines


@pytest.mark.parametrize(
    ("draw", "items", "alt", "message"),
    [
        (draw_line, [1], "x", "at least two items, got 1"),
        (draw_line, [1, 2], " ", "alt is empty"),
        (lambda ax, item: None, [1, 2], "x", "caption of its frame as text, got None"),
    ],
)
def test_bad_input_is_named(draw, items, alt, message):
    with pytest.raises(ValueError, match=message):
        step_through(draw, items, alt=alt)
