"""Sentences of a small written grammar, about animals, the sky and instruments."""

import re
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from unlabelled.datasets._validation import RandomState, check_integer, check_random_state

SUBJECT_NAMES = ("animal", "sky", "instrument")

# What each kind of subject may be called, look like, do, and where or when it does it.
_NOUNS = (
    ("cat", "owl", "hare", "hedgehog"),
    ("star", "moon", "comet", "planet"),
    ("seismometer", "clock", "telescope", "needle"),
)
_ADJECTIVES = (
    ("", "grey ", "shy ", "young "),
    ("", "pale ", "distant ", "bright "),
    ("", "old ", "patient ", "tiny "),
)
_VERBS = (
    ("sleep", "listen", "wait", "wander"),
    ("shine", "rise", "fade", "turn"),
    ("tremble", "tick", "work", "hum"),
)
_ENDINGS = (
    ("under the table", "in the tall grass", "by the river", "on a warm roof"),
    ("above the sea", "over the hills", "behind a cloud", "before dawn"),
    ("at every step", "deep in the rock", "all night long", "without a pause"),
)
_OPENINGS = ("", "at night ", "in winter ", "far away ", "today ")
_ALL_NOUNS = tuple(noun for nouns in _NOUNS for noun in nouns)


class Sentences(NamedTuple):
    """Result of :func:`make_sentences`.

    Attributes
    ----------
    sentences : list of str, n_samples long
        Small letters and blanks, each with a full stop at its end.
    bits : float64 array, (n_samples,), 13.9 or, with a second noun, 18.5
        Minus the logarithm, to base 2, of the probability with which the grammar says this sentence.
    """

    sentences: list[str]
    bits: npt.NDArray[np.float64]


def make_sentences(n_samples: int = 1000, *, random_state: RandomState = None) -> Sentences:
    """Let a small grammar say sentences about animals, the sky and instruments.

    A sentence is: an opening or none, a subject, a second noun or none, a verb, a place or time, such as
    "at night the shy owls near the clock listen by the river." Every choice is made with equal chances
    and independently, except that adjective, verb and ending suit the kind of the subject
    (:data:`SUBJECT_NAMES`), and the verb agrees with the subject in number: "the owls listen", but
    "the owl listens". The second noun, of any kind and number, stands between the two in every other
    sentence, as "near the ..."; so the last noun before the verb may mislead. There are 192,000 different
    sentences, and each can be made in one way only, which gives it an exact probability.

    The result resembles the simplest sentences of a first reader. Left out: all that makes a language,
    from pronouns and tenses to a meaning that goes on from one sentence to the next. The words were
    written for this course (CC BY 4.0).

    Parameters
    ----------
    n_samples : int, at least 1
    random_state : int, Generator or None
        The same int gives the same sentences.

    Returns
    -------
    Sentences
        Named tuple of ``sentences``, a list of ``n_samples`` strings, and ``bits``, float64 array
        (n_samples,), the information in each. The mean of ``bits`` divided by the mean length is the
        loss, in bits per character, that no model of the language can fall below on average.

    Raises
    ------
    ValueError
        If an argument is out of range; the message names it and its range.

    Examples
    --------
    >>> sentences, bits = make_sentences(2, random_state=0)
    >>> bool(bits[0] == sentence_bits(sentences[0]))  # the rarer, the more bits
    True
    """
    n_samples = check_integer(n_samples, "n_samples", 1)
    rng = check_random_state(random_state)
    sentences = [_say(rng) for _ in range(n_samples)]
    return Sentences(sentences, np.array([sentence_bits(sentence) for sentence in sentences]))


def _say(rng: np.random.Generator) -> str:
    kind = rng.integers(len(SUBJECT_NAMES))
    plural, between, plural_between = rng.integers(2, size=3)

    def choose(words: tuple[str, ...]) -> str:
        return words[rng.integers(len(words))]

    subject = choose(_ADJECTIVES[kind]) + choose(_NOUNS[kind]) + "s" * plural
    second = f" near the {choose(_ALL_NOUNS)}{'s' * plural_between}" if between else ""
    verb = choose(_VERBS[kind]) + "s" * (1 - plural)
    return f"{choose(_OPENINGS)}the {subject}{second} {verb} {choose(_ENDINGS[kind])}."


def sentence_bits(sentence: str) -> float:
    """Return how much information a sentence carries under the grammar of :func:`make_sentences`.

    Parameters
    ----------
    sentence : str
        With its full stop, and nothing before or after.

    Returns
    -------
    float
        Minus the logarithm, to base 2, of the probability of the sentence; infinity if the grammar
        cannot say it.

    Raises
    ------
    ValueError
        If ``sentence`` is not a string.

    Examples
    --------
    >>> round(sentence_bits("the owl listens by the river."), 2)
    13.91
    >>> sentence_bits("the owl listen by the river.")  # nobody says that
    inf
    """
    if not isinstance(sentence, str):
        raise ValueError(f"sentence must be a string, got {sentence!r}.")
    for kind, pattern in enumerate(_PATTERNS):
        match = pattern.fullmatch(sentence)
        if match and bool(match["plural"]) != bool(match["singular_verb"]):
            choices = len(SUBJECT_NAMES) * 2 * 2 * len(_OPENINGS)
            for words in (_ADJECTIVES, _NOUNS, _VERBS, _ENDINGS):
                choices *= len(words[kind])
            if match["second"]:
                choices *= 2 * len(_ALL_NOUNS)
            return float(np.log2(choices))
    return float("inf")


def _any_of(words: tuple[str, ...]) -> str:
    return "(?:" + "|".join(words) + ")"


# One pattern for each kind of subject.
_PATTERNS = tuple(
    re.compile(
        f"{_any_of(_OPENINGS)}the {_any_of(_ADJECTIVES[kind])}{_any_of(_NOUNS[kind])}(?P<plural>s?)"
        f"(?P<second> near the {_any_of(_ALL_NOUNS)}s?)? "
        f"{_any_of(_VERBS[kind])}(?P<singular_verb>s?) {_any_of(_ENDINGS[kind])}\\."
    )
    for kind in range(len(SUBJECT_NAMES))
)
