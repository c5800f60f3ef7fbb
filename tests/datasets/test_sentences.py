"""The sentences keep what their docstring says."""

import re
from collections import Counter

import numpy as np
import pandas as pd
import pytest
from scipy.stats import chi2_contingency, chisquare

from unlabelled.datasets import make_sentences, sentence_bits
from unlabelled.datasets._sentences import _ALL_NOUNS


def test_sentences_are_those_of_the_grammar():
    sentences, bits = make_sentences(500, random_state=0)
    assert len(sentences) == len(bits) == 500
    assert bits.dtype == np.float64
    assert np.isfinite(bits).all()
    for sentence in sentences:
        assert re.fullmatch(r"[a-z ]+\.", sentence)
        assert "  " not in sentence


def test_same_seed_same_sentences_and_another_seed_others():
    one, two, other = (make_sentences(20, random_state=seed).sentences for seed in (1, 1, 2))
    assert one == two
    assert one != other


def test_bits_are_those_of_the_choices():
    # Kind 3, number 2, second noun or not 2, opening 5, and four each of adjective, noun, verb, ending.
    without = np.log2(3 * 2 * 2 * 5 * 4**4)
    assert sentence_bits("the owl listens by the river.") == pytest.approx(without)
    second = "at night the shy owls near the clock listen by the river."
    assert sentence_bits(second) == pytest.approx(without + np.log2(24))


def test_bits_predict_how_often_a_sentence_comes():
    sentences, bits = make_sentences(60_000, random_state=0)
    short = {s: b for s, b in zip(sentences, bits, strict=True) if " near " not in s}
    counts = Counter(s for s in sentences if s in short)
    expected = 60_000 * 2.0 ** -sentence_bits("the owl listens by the river.")
    # 7,680 sentences without a second noun; the rarest may not come at all.
    assert sum(counts.values()) / 7680 == pytest.approx(expected, rel=0.02)
    assert max(counts.values()) < expected + 8 * np.sqrt(expected)


def test_there_are_192_000_sentences_of_two_probabilities():
    bits = np.unique(make_sentences(50, random_state=0).bits)
    np.testing.assert_allclose(bits, [13.9, 18.5], atol=0.05)
    # Half of the probability falls to those of each kind, which are equally likely.
    assert (2**bits / 2).sum() == pytest.approx(192_000)


def test_choices_are_equally_likely_and_independent():
    noun = "|".join(_ALL_NOUNS)
    parts = re.compile(
        rf"(.*?)the ([a-z]+ )?({noun})(s?)(?: near the ((?:{noun})s?))? ([a-z]+?)s? ([a-z ]+)\."
    )
    sentences = make_sentences(12_000, random_state=0).sentences
    columns = zip(*(parts.fullmatch(sentence).groups("") for sentence in sentences), strict=True)
    opening, adjective, noun, plural, second, verb, ending = map(pd.Series, columns)
    second = second.where(second != "")
    assert (adjective == "").mean() == pytest.approx(0.25, abs=5 * np.sqrt(3 / 16 / 12_000))
    choices = ((opening, 5), (noun, 12), (plural, 2), (second.dropna(), 24), (verb, 12), (ending, 12))
    for choice, number in choices:
        counts = choice.value_counts()
        assert len(counts) == number
        assert chisquare(counts).pvalue > 1e-6
    assert second.notna().mean() == pytest.approx(0.5, abs=5 * 0.5 / np.sqrt(12_000))
    for one, other in ((noun, second), (noun, opening), (opening, plural), (plural, second.isna())):
        assert chi2_contingency(pd.crosstab(one, other)).pvalue > 1e-6


@pytest.mark.parametrize(
    "sentence",
    [
        "the owl listen by the river.",
        "the owls listens by the river.",
        "the owls near the clock listens by the river.",
        "the owl shines by the river.",
        "the owl listens all night long.",
        "the bright owl listens by the river.",
        "the owl listens by the river",
        "owl listens by the river.",
        "the owl listens by the river. ",
        "",
    ],
)
def test_what_the_grammar_cannot_say_has_infinite_bits(sentence):
    assert sentence_bits(sentence) == np.inf


def test_bad_arguments_are_named():
    with pytest.raises(ValueError, match=r"^n_samples must be an integer at least 1, got 0"):
        make_sentences(0)
    with pytest.raises(ValueError, match=r"^sentence must be a string, got 3"):
        sentence_bits(3)
