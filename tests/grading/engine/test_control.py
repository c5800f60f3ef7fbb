"""The negative control replaces what an answer defines, and nothing else."""

import pytest

from unlabelled.grading.engine.control import names_bound


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("def f(x):\n    y = x\n    return y", {"f"}),
        ("async def f(): pass\nclass A:\n    b = 1", {"f", "A"}),
        ("a = b = c\nd, (e, *g) = h\ni: int = 1\nj += 1", {"a", "b", "d", "e", "g", "i", "j"}),
        ("for k in range(3):\n    m = k\nif n := m:\n    pass", {"k", "m", "n"}),
        ("import numpy as np\nfrom math import pi", set()),
        ("%matplotlib inline\na = 1", set()),
    ],
)
def test_names_that_an_answer_binds_at_its_top_level(source, names):
    assert names_bound(source) == names
