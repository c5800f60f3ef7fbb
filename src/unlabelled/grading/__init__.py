"""Checks of answers: what the test cells of an assignment call.

A test cell says what it calls, what should come back and what to think about if it does not::

    from unlabelled.grading import expect, expect_raises

    expect(area, 2, height=3, returns=6, hint="Which two numbers are multiplied?")
    expect_raises(area, -2, height=3, raises=ValueError, hint="Can a side be negative?")

A function that draws at random is called often, and its outcomes are counted::

    expect_frequencies(
        throw, outcome=int, frequencies=dict.fromkeys(range(1, 7), 1 / 6), hint="How many faces has a die?"
    )

Nothing here knows a chapter or an assignment.
"""

from unlabelled.grading.expectations import (
    NotAnswered,
    WrongAnswer,
    expect,
    expect_frequencies,
    expect_raises,
)

__all__ = ["NotAnswered", "WrongAnswer", "expect", "expect_frequencies", "expect_raises"]
