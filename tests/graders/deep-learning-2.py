"""Answers to the assignment deep-learning-2: mistakes that are made, and right ways of other kinds."""

# ruff: noqa: F821 - some answers read names of the notebook, which is their mistake

import numpy as np

from graders.drawing import numbers, spoiled
from graders.proof import inputs, right, wrong

# Question 1: lstm_step


@wrong(1, "expects the output gate's rows before the candidate's")
def lstm_step(x, h, c, W, U, b):
    x, h, c, W, U, b = (np.asarray(values, dtype=float) for values in (x, h, c, W, U, b))
    n = c.shape[1]
    if not (len(x) == len(h) == len(c) and len(W) == len(U) == len(b) == 4 * n):
        raise ValueError("the numbers of rows do not fit")
    a = x @ W.T + h @ U.T + b
    i, f, o, g = a[:, :n], a[:, n : 2 * n], a[:, 2 * n : 3 * n], a[:, 3 * n :]
    i, f, o = 1 / (1 + np.exp(-i)), 1 / (1 + np.exp(-f)), 1 / (1 + np.exp(-o))
    c_new = f * c + i * np.tanh(g)
    return o * np.tanh(c_new), c_new


@wrong(1, "exchanges the input gate and the forget gate")
def lstm_step(x, h, c, W, U, b):
    x, h, c, W, U, b = (np.asarray(values, dtype=float) for values in (x, h, c, W, U, b))
    n = c.shape[1]
    if not (len(x) == len(h) == len(c) and len(W) == len(U) == len(b) == 4 * n):
        raise ValueError("the numbers of rows do not fit")
    a = x @ W.T + h @ U.T + b
    f, i, g, o = a[:, :n], a[:, n : 2 * n], a[:, 2 * n : 3 * n], a[:, 3 * n :]
    i, f, o = 1 / (1 + np.exp(-i)), 1 / (1 + np.exp(-f)), 1 / (1 + np.exp(-o))
    c_new = f * c + i * np.tanh(g)
    return o * np.tanh(c_new), c_new


@wrong(1, "expects the output gate's rows first")
def lstm_step(x, h, c, W, U, b):
    x, h, c, W, U, b = (np.asarray(values, dtype=float) for values in (x, h, c, W, U, b))
    n = c.shape[1]
    if not (len(x) == len(h) == len(c) and len(W) == len(U) == len(b) == 4 * n):
        raise ValueError("the numbers of rows do not fit")
    a = x @ W.T + h @ U.T + b
    o, i, f, g = a[:, :n], a[:, n : 2 * n], a[:, 2 * n : 3 * n], a[:, 3 * n :]
    i, f, o = 1 / (1 + np.exp(-i)), 1 / (1 + np.exp(-f)), 1 / (1 + np.exp(-o))
    c_new = f * c + i * np.tanh(g)
    return o * np.tanh(c_new), c_new


@wrong(1, "expects the four rows of a unit one below the other")
def lstm_step(x, h, c, W, U, b):
    x, h, c, W, U, b = (np.asarray(values, dtype=float) for values in (x, h, c, W, U, b))
    n = c.shape[1]
    if not (len(x) == len(h) == len(c) and len(W) == len(U) == len(b) == 4 * n):
        raise ValueError("the numbers of rows do not fit")
    a = x @ W.T + h @ U.T + b
    i, f, g, o = a[:, ::4], a[:, 1::4], a[:, 2::4], a[:, 3::4]
    i, f, o = 1 / (1 + np.exp(-i)), 1 / (1 + np.exp(-f)), 1 / (1 + np.exp(-o))
    c_new = f * c + i * np.tanh(g)
    return o * np.tanh(c_new), c_new


@wrong(1, "forgets the tanh of the candidate")
def lstm_step(x, h, c, W, U, b):
    x, h, c, W, U, b = (np.asarray(values, dtype=float) for values in (x, h, c, W, U, b))
    n = c.shape[1]
    if not (len(x) == len(h) == len(c) and len(W) == len(U) == len(b) == 4 * n):
        raise ValueError("the numbers of rows do not fit")
    a = x @ W.T + h @ U.T + b
    i, f, g, o = a[:, :n], a[:, n : 2 * n], a[:, 2 * n : 3 * n], a[:, 3 * n :]
    i, f, o = 1 / (1 + np.exp(-i)), 1 / (1 + np.exp(-f)), 1 / (1 + np.exp(-o))
    c_new = f * c + i * g
    return o * np.tanh(c_new), c_new


@wrong(1, "forgets the tanh of the state")
def lstm_step(x, h, c, W, U, b):
    x, h, c, W, U, b = (np.asarray(values, dtype=float) for values in (x, h, c, W, U, b))
    n = c.shape[1]
    if not (len(x) == len(h) == len(c) and len(W) == len(U) == len(b) == 4 * n):
        raise ValueError("the numbers of rows do not fit")
    a = x @ W.T + h @ U.T + b
    i, f, g, o = a[:, :n], a[:, n : 2 * n], a[:, 2 * n : 3 * n], a[:, 3 * n :]
    i, f, o = 1 / (1 + np.exp(-i)), 1 / (1 + np.exp(-f)), 1 / (1 + np.exp(-o))
    c_new = f * c + i * np.tanh(g)
    return o * c_new, c_new


@wrong(1, "takes the state before the step for the output")
def lstm_step(x, h, c, W, U, b):
    x, h, c, W, U, b = (np.asarray(values, dtype=float) for values in (x, h, c, W, U, b))
    n = c.shape[1]
    if not (len(x) == len(h) == len(c) and len(W) == len(U) == len(b) == 4 * n):
        raise ValueError("the numbers of rows do not fit")
    a = x @ W.T + h @ U.T + b
    i, f, g, o = a[:, :n], a[:, n : 2 * n], a[:, 2 * n : 3 * n], a[:, 3 * n :]
    i, f, o = 1 / (1 + np.exp(-i)), 1 / (1 + np.exp(-f)), 1 / (1 + np.exp(-o))
    c_new = f * c + i * np.tanh(g)
    return o * np.tanh(c), c_new


@wrong(1, "takes a sigmoid for the candidate")
def lstm_step(x, h, c, W, U, b):
    x, h, c, W, U, b = (np.asarray(values, dtype=float) for values in (x, h, c, W, U, b))
    n = c.shape[1]
    if not (len(x) == len(h) == len(c) and len(W) == len(U) == len(b) == 4 * n):
        raise ValueError("the numbers of rows do not fit")
    a = x @ W.T + h @ U.T + b
    i, f, g, o = a[:, :n], a[:, n : 2 * n], a[:, 2 * n : 3 * n], a[:, 3 * n :]
    i, f, o = 1 / (1 + np.exp(-i)), 1 / (1 + np.exp(-f)), 1 / (1 + np.exp(-o))
    c_new = f * c + i / (1 + np.exp(-g))
    return o * np.tanh(c_new), c_new


@wrong(1, "takes a ReLU for the candidate")
def lstm_step(x, h, c, W, U, b):
    x, h, c, W, U, b = (np.asarray(values, dtype=float) for values in (x, h, c, W, U, b))
    n = c.shape[1]
    if not (len(x) == len(h) == len(c) and len(W) == len(U) == len(b) == 4 * n):
        raise ValueError("the numbers of rows do not fit")
    a = x @ W.T + h @ U.T + b
    i, f, g, o = a[:, :n], a[:, n : 2 * n], a[:, 2 * n : 3 * n], a[:, 3 * n :]
    i, f, o = 1 / (1 + np.exp(-i)), 1 / (1 + np.exp(-f)), 1 / (1 + np.exp(-o))
    c_new = f * c + i * np.maximum(g, 0)
    return o * np.tanh(c_new), c_new


@wrong(1, "takes tanh for all gates")
def lstm_step(x, h, c, W, U, b):
    x, h, c, W, U, b = (np.asarray(values, dtype=float) for values in (x, h, c, W, U, b))
    n = c.shape[1]
    if not (len(x) == len(h) == len(c) and len(W) == len(U) == len(b) == 4 * n):
        raise ValueError("the numbers of rows do not fit")
    a = x @ W.T + h @ U.T + b
    i, f, g, o = a[:, :n], a[:, n : 2 * n], a[:, 2 * n : 3 * n], a[:, 3 * n :]
    i, f, o = np.tanh(i), np.tanh(f), np.tanh(o)
    c_new = f * c + i * np.tanh(g)
    return o * np.tanh(c_new), c_new


@wrong(1, "takes straight lines for the sigmoids")
def lstm_step(x, h, c, W, U, b):
    x, h, c, W, U, b = (np.asarray(values, dtype=float) for values in (x, h, c, W, U, b))
    n = c.shape[1]
    if not (len(x) == len(h) == len(c) and len(W) == len(U) == len(b) == 4 * n):
        raise ValueError("the numbers of rows do not fit")
    a = x @ W.T + h @ U.T + b
    i, f, g, o = a[:, :n], a[:, n : 2 * n], a[:, 2 * n : 3 * n], a[:, 3 * n :]
    i, f, o = (np.clip(a / 4 + 0.5, 0, 1) for a in (i, f, o))
    c_new = f * c + i * np.tanh(g)
    return o * np.tanh(c_new), c_new


@wrong(1, "squashes the state that is kept")
def lstm_step(x, h, c, W, U, b):
    x, h, c, W, U, b = (np.asarray(values, dtype=float) for values in (x, h, c, W, U, b))
    n = c.shape[1]
    if not (len(x) == len(h) == len(c) and len(W) == len(U) == len(b) == 4 * n):
        raise ValueError("the numbers of rows do not fit")
    a = x @ W.T + h @ U.T + b
    i, f, g, o = a[:, :n], a[:, n : 2 * n], a[:, 2 * n : 3 * n], a[:, 3 * n :]
    i, f, o = 1 / (1 + np.exp(-i)), 1 / (1 + np.exp(-f)), 1 / (1 + np.exp(-o))
    c_new = np.tanh(f * c + i * np.tanh(g))
    return o * c_new, c_new


@wrong(1, "writes what it does not forget")
def lstm_step(x, h, c, W, U, b):
    x, h, c, W, U, b = (np.asarray(values, dtype=float) for values in (x, h, c, W, U, b))
    n = c.shape[1]
    if not (len(x) == len(h) == len(c) and len(W) == len(U) == len(b) == 4 * n):
        raise ValueError("the numbers of rows do not fit")
    a = x @ W.T + h @ U.T + b
    i, f, g, o = a[:, :n], a[:, n : 2 * n], a[:, 2 * n : 3 * n], a[:, 3 * n :]
    i, f, o = 1 / (1 + np.exp(-i)), 1 / (1 + np.exp(-f)), 1 / (1 + np.exp(-o))
    c_new = f * c + (1 - f) * np.tanh(g)
    return o * np.tanh(c_new), c_new


@wrong(1, "keeps the old output instead of the old state")
def lstm_step(x, h, c, W, U, b):
    x, h, c, W, U, b = (np.asarray(values, dtype=float) for values in (x, h, c, W, U, b))
    n = c.shape[1]
    if not (len(x) == len(h) == len(c) and len(W) == len(U) == len(b) == 4 * n):
        raise ValueError("the numbers of rows do not fit")
    a = x @ W.T + h @ U.T + b
    i, f, g, o = a[:, :n], a[:, n : 2 * n], a[:, 2 * n : 3 * n], a[:, 3 * n :]
    i, f, o = 1 / (1 + np.exp(-i)), 1 / (1 + np.exp(-f)), 1 / (1 + np.exp(-o))
    c_new = f * h + i * np.tanh(g)
    return o * np.tanh(c_new), c_new


@wrong(1, "adds to the old state without forgetting")
def lstm_step(x, h, c, W, U, b):
    x, h, c, W, U, b = (np.asarray(values, dtype=float) for values in (x, h, c, W, U, b))
    n = c.shape[1]
    if not (len(x) == len(h) == len(c) and len(W) == len(U) == len(b) == 4 * n):
        raise ValueError("the numbers of rows do not fit")
    a = x @ W.T + h @ U.T + b
    i, f, g, o = a[:, :n], a[:, n : 2 * n], a[:, 2 * n : 3 * n], a[:, 3 * n :]
    i, f, o = 1 / (1 + np.exp(-i)), 1 / (1 + np.exp(-f)), 1 / (1 + np.exp(-o))
    c_new = c + i * np.tanh(g)
    return o * np.tanh(c_new), c_new


@wrong(1, "forgets the candidate")
def lstm_step(x, h, c, W, U, b):
    x, h, c, W, U, b = (np.asarray(values, dtype=float) for values in (x, h, c, W, U, b))
    n = c.shape[1]
    if not (len(x) == len(h) == len(c) and len(W) == len(U) == len(b) == 4 * n):
        raise ValueError("the numbers of rows do not fit")
    a = x @ W.T + h @ U.T + b
    i, f, g, o = a[:, :n], a[:, n : 2 * n], a[:, 2 * n : 3 * n], a[:, 3 * n :]
    i, f, o = 1 / (1 + np.exp(-i)), 1 / (1 + np.exp(-f)), 1 / (1 + np.exp(-o))
    c_new = f * c + i * np.ones_like(g)
    return o * np.tanh(c_new), c_new


@wrong(1, "leaves out the old outputs")
def lstm_step(x, h, c, W, U, b):
    x, h, c, W, U, b = (np.asarray(values, dtype=float) for values in (x, h, c, W, U, b))
    n = c.shape[1]
    if not (len(x) == len(h) == len(c) and len(W) == len(U) == len(b) == 4 * n):
        raise ValueError("the numbers of rows do not fit")
    a = x @ W.T + b
    i, f, g, o = a[:, :n], a[:, n : 2 * n], a[:, 2 * n : 3 * n], a[:, 3 * n :]
    i, f, o = 1 / (1 + np.exp(-i)), 1 / (1 + np.exp(-f)), 1 / (1 + np.exp(-o))
    c_new = f * c + i * np.tanh(g)
    return o * np.tanh(c_new), c_new


@wrong(1, "leaves out the inputs")
def lstm_step(x, h, c, W, U, b):
    x, h, c, W, U, b = (np.asarray(values, dtype=float) for values in (x, h, c, W, U, b))
    n = c.shape[1]
    if not (len(x) == len(h) == len(c) and len(W) == len(U) == len(b) == 4 * n):
        raise ValueError("the numbers of rows do not fit")
    a = h @ U.T + b
    i, f, g, o = a[:, :n], a[:, n : 2 * n], a[:, 2 * n : 3 * n], a[:, 3 * n :]
    i, f, o = 1 / (1 + np.exp(-i)), 1 / (1 + np.exp(-f)), 1 / (1 + np.exp(-o))
    c_new = f * c + i * np.tanh(g)
    return o * np.tanh(c_new), c_new


@wrong(1, "leaves out the biases")
def lstm_step(x, h, c, W, U, b):
    x, h, c, W, U, b = (np.asarray(values, dtype=float) for values in (x, h, c, W, U, b))
    n = c.shape[1]
    if not (len(x) == len(h) == len(c) and len(W) == len(U) == len(b) == 4 * n):
        raise ValueError("the numbers of rows do not fit")
    a = x @ W.T + h @ U.T
    i, f, g, o = a[:, :n], a[:, n : 2 * n], a[:, 2 * n : 3 * n], a[:, 3 * n :]
    i, f, o = 1 / (1 + np.exp(-i)), 1 / (1 + np.exp(-f)), 1 / (1 + np.exp(-o))
    c_new = f * c + i * np.tanh(g)
    return o * np.tanh(c_new), c_new


@wrong(1, "adds the biases twice, once for each product")
def lstm_step(x, h, c, W, U, b):
    x, h, c, W, U, b = (np.asarray(values, dtype=float) for values in (x, h, c, W, U, b))
    n = c.shape[1]
    if not (len(x) == len(h) == len(c) and len(W) == len(U) == len(b) == 4 * n):
        raise ValueError("the numbers of rows do not fit")
    a = x @ W.T + b + h @ U.T + b
    i, f, g, o = a[:, :n], a[:, n : 2 * n], a[:, 2 * n : 3 * n], a[:, 3 * n :]
    i, f, o = 1 / (1 + np.exp(-i)), 1 / (1 + np.exp(-f)), 1 / (1 + np.exp(-o))
    c_new = f * c + i * np.tanh(g)
    return o * np.tanh(c_new), c_new


@wrong(1, "exchanges output and state")
def lstm_step(x, h, c, W, U, b):
    x, h, c, W, U, b = (np.asarray(values, dtype=float) for values in (x, h, c, W, U, b))
    n = c.shape[1]
    if not (len(x) == len(h) == len(c) and len(W) == len(U) == len(b) == 4 * n):
        raise ValueError("the numbers of rows do not fit")
    a = x @ W.T + h @ U.T + b
    i, f, g, o = a[:, :n], a[:, n : 2 * n], a[:, 2 * n : 3 * n], a[:, 3 * n :]
    i, f, o = 1 / (1 + np.exp(-i)), 1 / (1 + np.exp(-f)), 1 / (1 + np.exp(-o))
    c_new = f * c + i * np.tanh(g)
    return c_new, o * np.tanh(c_new)


@wrong(1, "returns the output only")
def lstm_step(x, h, c, W, U, b):
    x, h, c, W, U, b = (np.asarray(values, dtype=float) for values in (x, h, c, W, U, b))
    n = c.shape[1]
    if not (len(x) == len(h) == len(c) and len(W) == len(U) == len(b) == 4 * n):
        raise ValueError("the numbers of rows do not fit")
    a = x @ W.T + h @ U.T + b
    i, f, g, o = a[:, :n], a[:, n : 2 * n], a[:, 2 * n : 3 * n], a[:, 3 * n :]
    i, f, o = 1 / (1 + np.exp(-i)), 1 / (1 + np.exp(-f)), 1 / (1 + np.exp(-o))
    c_new = f * c + i * np.tanh(g)
    return o * np.tanh(c_new)


@wrong(1, "returns an array of both")
def lstm_step(x, h, c, W, U, b):
    x, h, c, W, U, b = (np.asarray(values, dtype=float) for values in (x, h, c, W, U, b))
    n = c.shape[1]
    if not (len(x) == len(h) == len(c) and len(W) == len(U) == len(b) == 4 * n):
        raise ValueError("the numbers of rows do not fit")
    a = x @ W.T + h @ U.T + b
    i, f, g, o = a[:, :n], a[:, n : 2 * n], a[:, 2 * n : 3 * n], a[:, 3 * n :]
    i, f, o = 1 / (1 + np.exp(-i)), 1 / (1 + np.exp(-f)), 1 / (1 + np.exp(-o))
    c_new = f * c + i * np.tanh(g)
    return np.stack([o * np.tanh(c_new), c_new])


@wrong(1, "returns lists")
def lstm_step(x, h, c, W, U, b):
    x, h, c, W, U, b = (np.asarray(values, dtype=float) for values in (x, h, c, W, U, b))
    n = c.shape[1]
    if not (len(x) == len(h) == len(c) and len(W) == len(U) == len(b) == 4 * n):
        raise ValueError("the numbers of rows do not fit")
    a = x @ W.T + h @ U.T + b
    i, f, g, o = a[:, :n], a[:, n : 2 * n], a[:, 2 * n : 3 * n], a[:, 3 * n :]
    i, f, o = 1 / (1 + np.exp(-i)), 1 / (1 + np.exp(-f)), 1 / (1 + np.exp(-o))
    c_new = f * c + i * np.tanh(g)
    return (o * np.tanh(c_new)).tolist(), c_new.tolist()


@wrong(1, "works out a sigmoid as infinity divided by infinity")
def lstm_step(x, h, c, W, U, b):
    x, h, c, W, U, b = (np.asarray(values, dtype=float) for values in (x, h, c, W, U, b))
    n = c.shape[1]
    if not (len(x) == len(h) == len(c) and len(W) == len(U) == len(b) == 4 * n):
        raise ValueError("the numbers of rows do not fit")
    a = x @ W.T + h @ U.T + b
    i, f, g, o = a[:, :n], a[:, n : 2 * n], a[:, 2 * n : 3 * n], a[:, 3 * n :]
    i, f, o = (np.exp(a) / (1 + np.exp(a)) for a in (i, f, o))
    c_new = f * c + i * np.tanh(g)
    return o * np.tanh(c_new), c_new


@wrong(1, "changes the state in place")
def lstm_step(x, h, c, W, U, b):
    x, h, c, W, U, b = (np.asarray(values, dtype=float) for values in (x, h, c, W, U, b))
    n = c.shape[1]
    if not (len(x) == len(h) == len(c) and len(W) == len(U) == len(b) == 4 * n):
        raise ValueError("the numbers of rows do not fit")
    a = x @ W.T + h @ U.T + b
    i, f, g, o = a[:, :n], a[:, n : 2 * n], a[:, 2 * n : 3 * n], a[:, 3 * n :]
    i, f, o = 1 / (1 + np.exp(-i)), 1 / (1 + np.exp(-f)), 1 / (1 + np.exp(-o))
    c *= f
    c += i * np.tanh(g)
    c_new = c
    return o * np.tanh(c_new), c_new


@wrong(1, "multiplies in narrow integers")
def lstm_step(x, h, c, W, U, b):
    x, h, c, W, U, b = (np.asarray(values) for values in (x, h, c, W, U, b))
    n = c.shape[1]
    if not (len(x) == len(h) == len(c) and len(W) == len(U) == len(b) == 4 * n):
        raise ValueError("the numbers of rows do not fit")
    a = x @ W.T + h @ U.T + b
    i, f, g, o = a[:, :n], a[:, n : 2 * n], a[:, 2 * n : 3 * n], a[:, 3 * n :]
    i, f, o = 1 / (1 + np.exp(-i)), 1 / (1 + np.exp(-f)), 1 / (1 + np.exp(-o))
    c_new = f * c + i * np.tanh(g)
    return o * np.tanh(c_new), c_new


@wrong(1, "takes the first sample for all")
def lstm_step(x, h, c, W, U, b):
    x, h, c, W, U, b = (np.asarray(values, dtype=float) for values in (x, h, c, W, U, b))
    n = c.shape[1]
    if not (len(x) == len(h) == len(c) and len(W) == len(U) == len(b) == 4 * n):
        raise ValueError("the numbers of rows do not fit")
    a = x[:1] @ W.T + h[:1] @ U.T + b
    i, f, g, o = a[:, :n], a[:, n : 2 * n], a[:, 2 * n : 3 * n], a[:, 3 * n :]
    i, f, o = 1 / (1 + np.exp(-i)), 1 / (1 + np.exp(-f)), 1 / (1 + np.exp(-o))
    c_new = f * c + i * np.tanh(g)
    return o * np.tanh(c_new), c_new


@wrong(1, "turns the weights round by reshape")
def lstm_step(x, h, c, W, U, b):
    x, h, c, W, U, b = (np.asarray(values, dtype=float) for values in (x, h, c, W, U, b))
    n = c.shape[1]
    if not (len(x) == len(h) == len(c) and len(W) == len(U) == len(b) == 4 * n):
        raise ValueError("the numbers of rows do not fit")
    a = x @ W.reshape(-1, 4 * n) + h @ U.T + b
    i, f, g, o = a[:, :n], a[:, n : 2 * n], a[:, 2 * n : 3 * n], a[:, 3 * n :]
    i, f, o = 1 / (1 + np.exp(-i)), 1 / (1 + np.exp(-f)), 1 / (1 + np.exp(-o))
    c_new = f * c + i * np.tanh(g)
    return o * np.tanh(c_new), c_new


@wrong(1, "lets NumPy repeat a single row")
def lstm_step(x, h, c, W, U, b):
    x, h, c, W, U, b = (np.asarray(values, dtype=float) for values in (x, h, c, W, U, b))
    n = c.shape[1]
    if not (len(W) == len(U) == len(b) == 4 * n):
        raise ValueError("the numbers of rows do not fit")
    a = x @ W.T + h @ U.T + b
    i, f, g, o = a[:, :n], a[:, n : 2 * n], a[:, 2 * n : 3 * n], a[:, 3 * n :]
    i, f, o = 1 / (1 + np.exp(-i)), 1 / (1 + np.exp(-f)), 1 / (1 + np.exp(-o))
    c_new = f * c + i * np.tanh(g)
    return o * np.tanh(c_new), c_new


@wrong(1, "does not compare the rows of the states")
def lstm_step(x, h, c, W, U, b):
    x, h, c, W, U, b = (np.asarray(values, dtype=float) for values in (x, h, c, W, U, b))
    n = c.shape[1]
    if not (len(x) == len(h) and len(W) == len(U) == len(b) == 4 * n):
        raise ValueError("the numbers of rows do not fit")
    a = x @ W.T + h @ U.T + b
    i, f, g, o = a[:, :n], a[:, n : 2 * n], a[:, 2 * n : 3 * n], a[:, 3 * n :]
    i, f, o = 1 / (1 + np.exp(-i)), 1 / (1 + np.exp(-f)), 1 / (1 + np.exp(-o))
    c_new = f * c + i * np.tanh(g)
    return o * np.tanh(c_new), c_new


@wrong(1, "does not count the rows of weights")
def lstm_step(x, h, c, W, U, b):
    x, h, c, W, U, b = (np.asarray(values, dtype=float) for values in (x, h, c, W, U, b))
    n = c.shape[1]
    if not (len(x) == len(h) == len(c)):
        raise ValueError("the numbers of rows do not fit")
    a = x @ W.T + h @ U.T + b
    i, f, g, o = a[:, :n], a[:, n : 2 * n], a[:, 2 * n : 3 * n], a[:, 3 * n :]
    i, f, o = 1 / (1 + np.exp(-i)), 1 / (1 + np.exp(-f)), 1 / (1 + np.exp(-o))
    c_new = f * c + i * np.tanh(g)
    return o * np.tanh(c_new), c_new


@wrong(1, "does not count the biases")
def lstm_step(x, h, c, W, U, b):
    x, h, c, W, U, b = (np.asarray(values, dtype=float) for values in (x, h, c, W, U, b))
    n = c.shape[1]
    if not (len(x) == len(h) == len(c) and len(W) == len(U) == 4 * n):
        raise ValueError("the numbers of rows do not fit")
    a = x @ W.T + h @ U.T + b
    i, f, g, o = a[:, :n], a[:, n : 2 * n], a[:, 2 * n : 3 * n], a[:, 3 * n :]
    i, f, o = 1 / (1 + np.exp(-i)), 1 / (1 + np.exp(-f)), 1 / (1 + np.exp(-o))
    c_new = f * c + i * np.tanh(g)
    return o * np.tanh(c_new), c_new


@wrong(1, "asserts instead of raising ValueError")
def lstm_step(x, h, c, W, U, b):
    x, h, c, W, U, b = (np.asarray(values, dtype=float) for values in (x, h, c, W, U, b))
    n = c.shape[1]
    assert len(x) == len(h) == len(c)
    assert len(W) == len(U) == len(b) == 4 * n
    a = x @ W.T + h @ U.T + b
    i, f, g, o = a[:, :n], a[:, n : 2 * n], a[:, 2 * n : 3 * n], a[:, 3 * n :]
    i, f, o = 1 / (1 + np.exp(-i)), 1 / (1 + np.exp(-f)), 1 / (1 + np.exp(-o))
    c_new = f * c + i * np.tanh(g)
    return o * np.tanh(c_new), c_new


@wrong(1, "reads the sequence of the notebook")
def lstm_step(x, h, c, W, U, b):
    x, h, c, W, U, b = (np.asarray(values, dtype=float) for values in (x, h, c, W, U, b))
    n = c.shape[1]
    if not (len(x) == len(h) == len(c) and len(W) == len(U) == len(b) == 4 * n):
        raise ValueError("the numbers of rows do not fit")
    x = sequence[: len(x), : x.shape[1]]
    a = x @ W.T + h @ U.T + b
    i, f, g, o = a[:, :n], a[:, n : 2 * n], a[:, 2 * n : 3 * n], a[:, 3 * n :]
    i, f, o = 1 / (1 + np.exp(-i)), 1 / (1 + np.exp(-f)), 1 / (1 + np.exp(-o))
    c_new = f * c + i * np.tanh(g)
    return o * np.tanh(c_new), c_new


@right(1, "number by number in plain Python")
def lstm_step(x, h, c, W, U, b):
    import math

    n_units = len(c[0])
    if len(x) != len(h) or len(h) != len(c):
        raise ValueError("as many inputs as outputs and states, please")
    if [len(W), len(U), len(b)] != [4 * n_units] * 3:
        raise ValueError("four rows for each unit, please")

    def total(row, sample):
        result = float(b[row])
        for column in range(len(x[0])):
            result += float(W[row][column]) * float(x[sample][column])
        for column in range(n_units):
            result += float(U[row][column]) * float(h[sample][column])
        return result

    def sigmoid(a):
        return 1 / (1 + math.exp(-a)) if a > 0 else 1 - 1 / (1 + math.exp(max(a, -700)))

    new_h, new_c = np.empty((len(c), n_units)), np.empty((len(c), n_units))
    for sample in range(len(c)):
        for unit in range(n_units):
            i, f, g, o = (total(block * n_units + unit, sample) for block in range(4))
            new_c[sample, unit] = sigmoid(f) * float(c[sample][unit]) + sigmoid(i) * math.tanh(g)
            new_h[sample, unit] = sigmoid(o) * math.tanh(new_c[sample, unit])
    return new_h, new_c


@right(1, "with the cell of PyTorch")
def lstm_step(x, h, c, W, U, b):
    import torch

    x, h, c, W, U, b = (torch.tensor(np.array(values, dtype=float)) for values in (x, h, c, W, U, b))
    if len({len(x), len(h), len(c)}) > 1 or {len(W), len(U), len(b)} != {4 * c.shape[1]}:
        raise ValueError("the numbers of rows do not fit")
    h_new, c_new = torch.lstm_cell(x, (h, c), W, U, b, torch.zeros_like(b))
    return h_new.numpy(), c_new.numpy()


@right(1, "as one product of what is joined, in float32")
def lstm_step(x, h, c, W, U, b):
    from scipy.special import expit

    x, h, c, W, U, b = (np.array(values, dtype=np.float32) for values in (x, h, c, W, U, b))
    if len(x) != len(h) or len(x) != len(c):
        raise ValueError("as many inputs as outputs and states, please")
    seen = np.concatenate([x, h, np.ones_like(h[:, :1])], axis=1)
    if len(W) == len(U) == len(b) == 4 * c.shape[1]:
        weights = np.concatenate([W, U, b[:, None]], axis=1).reshape(4, c.shape[1], -1)
        i, f, g, o = np.einsum("gus,ns->gnu", weights, seen)
        c = expit(f) * c + expit(i) * np.tanh(g)
        return expit(o) * np.tanh(c), c
    raise ValueError("four rows for each unit, please")


@right(1, "with the plain sigmoid, whose overflow gives a warning")
def lstm_step(x, h, c, W, U, b):
    x, h, c, W, U, b = (np.array(values).astype(np.float64) for values in (x, h, c, W, U, b))
    n_samples, n_units = c.shape
    if x.shape[0] != n_samples or h.shape[0] != n_samples:
        raise ValueError("samples")
    if any(values.shape[0] != 4 * n_units for values in (W, U, b)):
        raise ValueError("rows")
    sums = (b[:, None] + W @ x.T + U @ h.T).reshape(4, n_units, n_samples)
    gates = 1 / (1 + np.exp(-sums))
    c = gates[1].T * c + (gates[0] * np.tanh(sums[2])).T
    return gates[3].T * np.tanh(c), c


@right(1, "gate by gate, with a class")
def lstm_step(x, h, c, W, U, b):
    class Gate:
        def __init__(self, W, U, b, squash):
            self.W, self.U, self.b, self.squash = W, U, b, squash

        def __call__(self, x, h):
            return self.squash(np.dot(x, self.W.T) + np.dot(h, self.U.T) + self.b)

    def sigmoid(a):
        return np.exp(-np.logaddexp(0, -a))

    x, h, c, W, U, b = (np.array(values, dtype=np.float64) for values in (x, h, c, W, U, b))
    if x.shape[0] != c.shape[0] or h.shape != c.shape or len(W) != 4 * h.shape[1]:
        raise ValueError("shapes")
    if U.shape[0] != W.shape[0] or b.shape[0] != W.shape[0]:
        raise ValueError("shapes")
    squashes = [sigmoid, sigmoid, np.tanh, sigmoid]
    blocks = zip(np.split(W, 4), np.split(U, 4), np.split(b, 4), squashes, strict=True)
    write, keep, candidate, show = (Gate(*block)(x, h) for block in blocks)
    c = keep * c + write * candidate
    return show * np.tanh(c), c


# Question 2: attention


@wrong(2, "takes the softmax over the queries")
def attention(Q, K, V, mask):
    Q, K, V = (np.asarray(rows, dtype=float) for rows in (Q, K, V))
    if Q.shape[-1] != K.shape[-1] or K.shape[-2] != V.shape[-2]:
        raise ValueError("the shapes do not fit")
    scores = Q @ K.swapaxes(-1, -2) / np.sqrt(Q.shape[-1])
    mask = np.ones(scores.shape[-2:], dtype=bool) if mask is None else np.asarray(mask)
    if mask.shape != scores.shape[-2:]:
        raise ValueError("the mask does not fit")
    scores = np.where(mask, scores, -np.inf)
    top = scores.max(axis=-2, keepdims=True)
    weights = np.exp(scores - np.where(top == -np.inf, 0, top))
    weights = np.nan_to_num(weights / weights.sum(axis=-2, keepdims=True))
    return weights @ V, weights


@wrong(2, "takes the softmax over all scores at once")
def attention(Q, K, V, mask):
    Q, K, V = (np.asarray(rows, dtype=float) for rows in (Q, K, V))
    if Q.shape[-1] != K.shape[-1] or K.shape[-2] != V.shape[-2]:
        raise ValueError("the shapes do not fit")
    scores = Q @ K.swapaxes(-1, -2) / np.sqrt(Q.shape[-1])
    mask = np.ones(scores.shape[-2:], dtype=bool) if mask is None else np.asarray(mask)
    if mask.shape != scores.shape[-2:]:
        raise ValueError("the mask does not fit")
    scores = np.where(mask, scores, -np.inf)
    top = scores.max()
    weights = np.exp(scores - np.where(top == -np.inf, 0, top))
    weights = np.nan_to_num(weights / weights.sum())
    return weights @ V, weights


@wrong(2, "takes the softmax over the first axis")
def attention(Q, K, V, mask):
    Q, K, V = (np.asarray(rows, dtype=float) for rows in (Q, K, V))
    if Q.shape[-1] != K.shape[-1] or K.shape[-2] != V.shape[-2]:
        raise ValueError("the shapes do not fit")
    scores = Q @ K.swapaxes(-1, -2) / np.sqrt(Q.shape[-1])
    mask = np.ones(scores.shape[-2:], dtype=bool) if mask is None else np.asarray(mask)
    if mask.shape != scores.shape[-2:]:
        raise ValueError("the mask does not fit")
    scores = np.where(mask, scores, -np.inf)
    top = scores.max(axis=-1, keepdims=True)
    weights = np.exp(scores - np.where(top == -np.inf, 0, top))
    weights = np.nan_to_num(weights / weights.sum(axis=0, keepdims=True))
    return weights @ V, weights


@wrong(2, "takes the softmax without subtracting anything")
def attention(Q, K, V, mask):
    Q, K, V = (np.asarray(rows, dtype=float) for rows in (Q, K, V))
    if Q.shape[-1] != K.shape[-1] or K.shape[-2] != V.shape[-2]:
        raise ValueError("the shapes do not fit")
    scores = Q @ K.swapaxes(-1, -2) / np.sqrt(Q.shape[-1])
    mask = np.ones(scores.shape[-2:], dtype=bool) if mask is None else np.asarray(mask)
    if mask.shape != scores.shape[-2:]:
        raise ValueError("the mask does not fit")
    scores = np.where(mask, scores, -np.inf)
    weights = np.exp(scores)
    weights = np.nan_to_num(weights / weights.sum(axis=-1, keepdims=True))
    return weights @ V, weights


@wrong(2, "subtracts the mean of the scores")
def attention(Q, K, V, mask):
    Q, K, V = (np.asarray(rows, dtype=float) for rows in (Q, K, V))
    if Q.shape[-1] != K.shape[-1] or K.shape[-2] != V.shape[-2]:
        raise ValueError("the shapes do not fit")
    scores = Q @ K.swapaxes(-1, -2) / np.sqrt(Q.shape[-1])
    mask = np.ones(scores.shape[-2:], dtype=bool) if mask is None else np.asarray(mask)
    if mask.shape != scores.shape[-2:]:
        raise ValueError("the mask does not fit")
    scores = np.where(mask, scores, -np.inf)
    top = np.where(mask, scores, 0).mean(axis=-1, keepdims=True)
    weights = np.exp(scores - np.where(top == -np.inf, 0, top))
    weights = np.nan_to_num(weights / weights.sum(axis=-1, keepdims=True))
    return weights @ V, weights


@wrong(2, "subtracts the lowest score")
def attention(Q, K, V, mask):
    Q, K, V = (np.asarray(rows, dtype=float) for rows in (Q, K, V))
    if Q.shape[-1] != K.shape[-1] or K.shape[-2] != V.shape[-2]:
        raise ValueError("the shapes do not fit")
    scores = Q @ K.swapaxes(-1, -2) / np.sqrt(Q.shape[-1])
    mask = np.ones(scores.shape[-2:], dtype=bool) if mask is None else np.asarray(mask)
    if mask.shape != scores.shape[-2:]:
        raise ValueError("the mask does not fit")
    scores = np.where(mask, scores, -np.inf)
    top = np.where(mask, scores, np.inf).min(axis=-1, keepdims=True)
    weights = np.exp(scores - np.where(top == -np.inf, 0, top))
    weights = np.nan_to_num(weights / weights.sum(axis=-1, keepdims=True))
    return weights @ V, weights


@wrong(2, "subtracts the highest score of all queries")
def attention(Q, K, V, mask):
    Q, K, V = (np.asarray(rows, dtype=float) for rows in (Q, K, V))
    if Q.shape[-1] != K.shape[-1] or K.shape[-2] != V.shape[-2]:
        raise ValueError("the shapes do not fit")
    scores = Q @ K.swapaxes(-1, -2) / np.sqrt(Q.shape[-1])
    mask = np.ones(scores.shape[-2:], dtype=bool) if mask is None else np.asarray(mask)
    if mask.shape != scores.shape[-2:]:
        raise ValueError("the mask does not fit")
    scores = np.where(mask, scores, -np.inf)
    top = scores.max()
    weights = np.exp(scores - np.where(top == -np.inf, 0, top))
    weights = np.nan_to_num(weights / weights.sum(axis=-1, keepdims=True))
    return weights @ V, weights


@wrong(2, "subtracts the highest score of all keys, allowed or not")
def attention(Q, K, V, mask):
    Q, K, V = (np.asarray(rows, dtype=float) for rows in (Q, K, V))
    if Q.shape[-1] != K.shape[-1] or K.shape[-2] != V.shape[-2]:
        raise ValueError("the shapes do not fit")
    scores = Q @ K.swapaxes(-1, -2) / np.sqrt(Q.shape[-1])
    mask = np.ones(scores.shape[-2:], dtype=bool) if mask is None else np.asarray(mask)
    if mask.shape != scores.shape[-2:]:
        raise ValueError("the mask does not fit")
    top = scores.max(axis=-1, keepdims=True)
    scores = np.where(mask, scores, -np.inf)
    weights = np.exp(scores - np.where(top == -np.inf, 0, top))
    weights = np.nan_to_num(weights / weights.sum(axis=-1, keepdims=True))
    return weights @ V, weights


@wrong(2, "masks after the softmax")
def attention(Q, K, V, mask):
    Q, K, V = (np.asarray(rows, dtype=float) for rows in (Q, K, V))
    if Q.shape[-1] != K.shape[-1] or K.shape[-2] != V.shape[-2]:
        raise ValueError("the shapes do not fit")
    scores = Q @ K.swapaxes(-1, -2) / np.sqrt(Q.shape[-1])
    mask = np.ones(scores.shape[-2:], dtype=bool) if mask is None else np.asarray(mask)
    if mask.shape != scores.shape[-2:]:
        raise ValueError("the mask does not fit")
    top = scores.max(axis=-1, keepdims=True)
    weights = np.exp(scores - np.where(top == -np.inf, 0, top))
    weights = np.nan_to_num(weights / weights.sum(axis=-1, keepdims=True))
    weights = weights * mask
    return weights @ V, weights


@wrong(2, "masks after the softmax, and divides by what is left")
def attention(Q, K, V, mask):
    Q, K, V = (np.asarray(rows, dtype=float) for rows in (Q, K, V))
    if Q.shape[-1] != K.shape[-1] or K.shape[-2] != V.shape[-2]:
        raise ValueError("the shapes do not fit")
    scores = Q @ K.swapaxes(-1, -2) / np.sqrt(Q.shape[-1])
    mask = np.ones(scores.shape[-2:], dtype=bool) if mask is None else np.asarray(mask)
    if mask.shape != scores.shape[-2:]:
        raise ValueError("the mask does not fit")
    top = scores.max(axis=-1, keepdims=True)
    weights = np.exp(scores - np.where(top == -np.inf, 0, top))
    weights = np.nan_to_num(weights / weights.sum(axis=-1, keepdims=True))
    weights = weights * mask
    weights = np.nan_to_num(weights / weights.sum(axis=-1, keepdims=True))
    return weights @ V, weights


@wrong(2, "masks the outputs only")
def attention(Q, K, V, mask):
    Q, K, V = (np.asarray(rows, dtype=float) for rows in (Q, K, V))
    if Q.shape[-1] != K.shape[-1] or K.shape[-2] != V.shape[-2]:
        raise ValueError("the shapes do not fit")
    scores = Q @ K.swapaxes(-1, -2) / np.sqrt(Q.shape[-1])
    mask = np.ones(scores.shape[-2:], dtype=bool) if mask is None else np.asarray(mask)
    if mask.shape != scores.shape[-2:]:
        raise ValueError("the mask does not fit")
    top = scores.max(axis=-1, keepdims=True)
    weights = np.exp(scores - np.where(top == -np.inf, 0, top))
    weights = np.nan_to_num(weights / weights.sum(axis=-1, keepdims=True))
    return (weights * mask) @ V, weights


@wrong(2, "gives masked keys the score 0")
def attention(Q, K, V, mask):
    Q, K, V = (np.asarray(rows, dtype=float) for rows in (Q, K, V))
    if Q.shape[-1] != K.shape[-1] or K.shape[-2] != V.shape[-2]:
        raise ValueError("the shapes do not fit")
    scores = Q @ K.swapaxes(-1, -2) / np.sqrt(Q.shape[-1])
    mask = np.ones(scores.shape[-2:], dtype=bool) if mask is None else np.asarray(mask)
    if mask.shape != scores.shape[-2:]:
        raise ValueError("the mask does not fit")
    scores = scores * mask
    top = scores.max(axis=-1, keepdims=True)
    weights = np.exp(scores - np.where(top == -np.inf, 0, top))
    weights = np.nan_to_num(weights / weights.sum(axis=-1, keepdims=True))
    return weights @ V, weights


@wrong(2, "gives masked keys the score -100")
def attention(Q, K, V, mask):
    Q, K, V = (np.asarray(rows, dtype=float) for rows in (Q, K, V))
    if Q.shape[-1] != K.shape[-1] or K.shape[-2] != V.shape[-2]:
        raise ValueError("the shapes do not fit")
    scores = Q @ K.swapaxes(-1, -2) / np.sqrt(Q.shape[-1])
    mask = np.ones(scores.shape[-2:], dtype=bool) if mask is None else np.asarray(mask)
    if mask.shape != scores.shape[-2:]:
        raise ValueError("the mask does not fit")
    scores = np.where(mask, scores, -100)
    top = scores.max(axis=-1, keepdims=True)
    weights = np.exp(scores - np.where(top == -np.inf, 0, top))
    weights = np.nan_to_num(weights / weights.sum(axis=-1, keepdims=True))
    return weights @ V, weights


@wrong(2, "shares out equally where no key is allowed")
def attention(Q, K, V, mask):
    Q, K, V = (np.asarray(rows, dtype=float) for rows in (Q, K, V))
    if Q.shape[-1] != K.shape[-1] or K.shape[-2] != V.shape[-2]:
        raise ValueError("the shapes do not fit")
    scores = Q @ K.swapaxes(-1, -2) / np.sqrt(Q.shape[-1])
    mask = np.ones(scores.shape[-2:], dtype=bool) if mask is None else np.asarray(mask)
    if mask.shape != scores.shape[-2:]:
        raise ValueError("the mask does not fit")
    scores = np.where(mask, scores, -1e9)
    top = scores.max(axis=-1, keepdims=True)
    weights = np.exp(scores - np.where(top == -np.inf, 0, top))
    weights = np.nan_to_num(weights / weights.sum(axis=-1, keepdims=True))
    return weights @ V, weights


@wrong(2, "returns NaN where no key is allowed")
def attention(Q, K, V, mask):
    Q, K, V = (np.asarray(rows, dtype=float) for rows in (Q, K, V))
    if Q.shape[-1] != K.shape[-1] or K.shape[-2] != V.shape[-2]:
        raise ValueError("the shapes do not fit")
    scores = Q @ K.swapaxes(-1, -2) / np.sqrt(Q.shape[-1])
    mask = np.ones(scores.shape[-2:], dtype=bool) if mask is None else np.asarray(mask)
    if mask.shape != scores.shape[-2:]:
        raise ValueError("the mask does not fit")
    scores = np.where(mask, scores, -np.inf)
    top = scores.max(axis=-1, keepdims=True)
    weights = np.exp(scores - np.where(top == -np.inf, 0, top))
    weights = weights / weights.sum(axis=-1, keepdims=True)
    return weights @ V, weights


@wrong(2, "gives the mean value where no key is allowed")
def attention(Q, K, V, mask):
    Q, K, V = (np.asarray(rows, dtype=float) for rows in (Q, K, V))
    if Q.shape[-1] != K.shape[-1] or K.shape[-2] != V.shape[-2]:
        raise ValueError("the shapes do not fit")
    scores = Q @ K.swapaxes(-1, -2) / np.sqrt(Q.shape[-1])
    mask = np.ones(scores.shape[-2:], dtype=bool) if mask is None else np.asarray(mask)
    if mask.shape != scores.shape[-2:]:
        raise ValueError("the mask does not fit")
    scores = np.where(mask, scores, -np.inf)
    top = scores.max(axis=-1, keepdims=True)
    weights = np.exp(scores - np.where(top == -np.inf, 0, top))
    weights = np.nan_to_num(weights / weights.sum(axis=-1, keepdims=True))
    return np.where(mask.any(axis=-1)[:, None], weights @ V, V.mean(axis=-2, keepdims=True)), weights


@wrong(2, "ignores the mask")
def attention(Q, K, V, mask):
    Q, K, V = (np.asarray(rows, dtype=float) for rows in (Q, K, V))
    if Q.shape[-1] != K.shape[-1] or K.shape[-2] != V.shape[-2]:
        raise ValueError("the shapes do not fit")
    scores = Q @ K.swapaxes(-1, -2) / np.sqrt(Q.shape[-1])
    mask = np.ones(scores.shape[-2:], dtype=bool) if mask is None else np.asarray(mask)
    if mask.shape != scores.shape[-2:]:
        raise ValueError("the mask does not fit")
    scores = np.where(True, scores, -np.inf)
    top = scores.max(axis=-1, keepdims=True)
    weights = np.exp(scores - np.where(top == -np.inf, 0, top))
    weights = np.nan_to_num(weights / weights.sum(axis=-1, keepdims=True))
    return weights @ V, weights


@wrong(2, "takes True for masked")
def attention(Q, K, V, mask):
    Q, K, V = (np.asarray(rows, dtype=float) for rows in (Q, K, V))
    if Q.shape[-1] != K.shape[-1] or K.shape[-2] != V.shape[-2]:
        raise ValueError("the shapes do not fit")
    scores = Q @ K.swapaxes(-1, -2) / np.sqrt(Q.shape[-1])
    mask = np.ones(scores.shape[-2:], dtype=bool) if mask is None else np.asarray(mask)
    if mask.shape != scores.shape[-2:]:
        raise ValueError("the mask does not fit")
    scores = np.where(mask if mask.all() else ~mask, scores, -np.inf)
    top = scores.max(axis=-1, keepdims=True)
    weights = np.exp(scores - np.where(top == -np.inf, 0, top))
    weights = np.nan_to_num(weights / weights.sum(axis=-1, keepdims=True))
    return weights @ V, weights


@wrong(2, "masks the future if there is no mask")
def attention(Q, K, V, mask):
    Q, K, V = (np.asarray(rows, dtype=float) for rows in (Q, K, V))
    if Q.shape[-1] != K.shape[-1] or K.shape[-2] != V.shape[-2]:
        raise ValueError("the shapes do not fit")
    scores = Q @ K.swapaxes(-1, -2) / np.sqrt(Q.shape[-1])
    mask = np.tri(*scores.shape[-2:], dtype=bool) if mask is None else np.asarray(mask)
    if mask.shape != scores.shape[-2:]:
        raise ValueError("the mask does not fit")
    scores = np.where(mask, scores, -np.inf)
    top = scores.max(axis=-1, keepdims=True)
    weights = np.exp(scores - np.where(top == -np.inf, 0, top))
    weights = np.nan_to_num(weights / weights.sum(axis=-1, keepdims=True))
    return weights @ V, weights


@wrong(2, "forgets the root of the number of features")
def attention(Q, K, V, mask):
    Q, K, V = (np.asarray(rows, dtype=float) for rows in (Q, K, V))
    if Q.shape[-1] != K.shape[-1] or K.shape[-2] != V.shape[-2]:
        raise ValueError("the shapes do not fit")
    scores = Q @ K.swapaxes(-1, -2)
    mask = np.ones(scores.shape[-2:], dtype=bool) if mask is None else np.asarray(mask)
    if mask.shape != scores.shape[-2:]:
        raise ValueError("the mask does not fit")
    scores = np.where(mask, scores, -np.inf)
    top = scores.max(axis=-1, keepdims=True)
    weights = np.exp(scores - np.where(top == -np.inf, 0, top))
    weights = np.nan_to_num(weights / weights.sum(axis=-1, keepdims=True))
    return weights @ V, weights


@wrong(2, "divides by the number of features")
def attention(Q, K, V, mask):
    Q, K, V = (np.asarray(rows, dtype=float) for rows in (Q, K, V))
    if Q.shape[-1] != K.shape[-1] or K.shape[-2] != V.shape[-2]:
        raise ValueError("the shapes do not fit")
    scores = Q @ K.swapaxes(-1, -2) / Q.shape[-1]
    mask = np.ones(scores.shape[-2:], dtype=bool) if mask is None else np.asarray(mask)
    if mask.shape != scores.shape[-2:]:
        raise ValueError("the mask does not fit")
    scores = np.where(mask, scores, -np.inf)
    top = scores.max(axis=-1, keepdims=True)
    weights = np.exp(scores - np.where(top == -np.inf, 0, top))
    weights = np.nan_to_num(weights / weights.sum(axis=-1, keepdims=True))
    return weights @ V, weights


@wrong(2, "divides by the root of the number of keys")
def attention(Q, K, V, mask):
    Q, K, V = (np.asarray(rows, dtype=float) for rows in (Q, K, V))
    if Q.shape[-1] != K.shape[-1] or K.shape[-2] != V.shape[-2]:
        raise ValueError("the shapes do not fit")
    scores = Q @ K.swapaxes(-1, -2) / np.sqrt(K.shape[-2])
    mask = np.ones(scores.shape[-2:], dtype=bool) if mask is None else np.asarray(mask)
    if mask.shape != scores.shape[-2:]:
        raise ValueError("the mask does not fit")
    scores = np.where(mask, scores, -np.inf)
    top = scores.max(axis=-1, keepdims=True)
    weights = np.exp(scores - np.where(top == -np.inf, 0, top))
    weights = np.nan_to_num(weights / weights.sum(axis=-1, keepdims=True))
    return weights @ V, weights


@wrong(2, "divides by the root of the number of values' features")
def attention(Q, K, V, mask):
    Q, K, V = (np.asarray(rows, dtype=float) for rows in (Q, K, V))
    if Q.shape[-1] != K.shape[-1] or K.shape[-2] != V.shape[-2]:
        raise ValueError("the shapes do not fit")
    scores = Q @ K.swapaxes(-1, -2) / np.sqrt(V.shape[-1])
    mask = np.ones(scores.shape[-2:], dtype=bool) if mask is None else np.asarray(mask)
    if mask.shape != scores.shape[-2:]:
        raise ValueError("the mask does not fit")
    scores = np.where(mask, scores, -np.inf)
    top = scores.max(axis=-1, keepdims=True)
    weights = np.exp(scores - np.where(top == -np.inf, 0, top))
    weights = np.nan_to_num(weights / weights.sum(axis=-1, keepdims=True))
    return weights @ V, weights


@wrong(2, "divides the values too")
def attention(Q, K, V, mask):
    Q, K, V = (np.asarray(rows, dtype=float) for rows in (Q, K, V))
    if Q.shape[-1] != K.shape[-1] or K.shape[-2] != V.shape[-2]:
        raise ValueError("the shapes do not fit")
    scores = Q @ K.swapaxes(-1, -2) / np.sqrt(Q.shape[-1])
    mask = np.ones(scores.shape[-2:], dtype=bool) if mask is None else np.asarray(mask)
    if mask.shape != scores.shape[-2:]:
        raise ValueError("the mask does not fit")
    scores = np.where(mask, scores, -np.inf)
    top = scores.max(axis=-1, keepdims=True)
    weights = np.exp(scores - np.where(top == -np.inf, 0, top))
    weights = np.nan_to_num(weights / weights.sum(axis=-1, keepdims=True))
    return weights @ V / np.sqrt(Q.shape[-1]), weights


@wrong(2, "compares directions only")
def attention(Q, K, V, mask):
    Q, K, V = (np.asarray(rows, dtype=float) for rows in (Q, K, V))
    if Q.shape[-1] != K.shape[-1] or K.shape[-2] != V.shape[-2]:
        raise ValueError("the shapes do not fit")
    Q, K = (A / np.maximum(np.linalg.norm(A, axis=-1, keepdims=True), 1e-9) for A in (Q, K))
    scores = Q @ K.swapaxes(-1, -2) / np.sqrt(Q.shape[-1])
    mask = np.ones(scores.shape[-2:], dtype=bool) if mask is None else np.asarray(mask)
    if mask.shape != scores.shape[-2:]:
        raise ValueError("the mask does not fit")
    scores = np.where(mask, scores, -np.inf)
    top = scores.max(axis=-1, keepdims=True)
    weights = np.exp(scores - np.where(top == -np.inf, 0, top))
    weights = np.nan_to_num(weights / weights.sum(axis=-1, keepdims=True))
    return weights @ V, weights


@wrong(2, "takes distances for scores")
def attention(Q, K, V, mask):
    Q, K, V = (np.asarray(rows, dtype=float) for rows in (Q, K, V))
    if Q.shape[-1] != K.shape[-1] or K.shape[-2] != V.shape[-2]:
        raise ValueError("the shapes do not fit")
    scores = -np.linalg.norm(Q[..., :, None, :] - K[..., None, :, :], axis=-1) / np.sqrt(Q.shape[-1])
    mask = np.ones(scores.shape[-2:], dtype=bool) if mask is None else np.asarray(mask)
    if mask.shape != scores.shape[-2:]:
        raise ValueError("the mask does not fit")
    weights = np.exp(np.where(mask, scores, -np.inf))
    weights = np.nan_to_num(weights / weights.sum(axis=-1, keepdims=True))
    return weights @ V, weights


@wrong(2, "looks at the best key only")
def attention(Q, K, V, mask):
    Q, K, V = (np.asarray(rows, dtype=float) for rows in (Q, K, V))
    if Q.shape[-1] != K.shape[-1] or K.shape[-2] != V.shape[-2]:
        raise ValueError("the shapes do not fit")
    scores = Q @ K.swapaxes(-1, -2) / np.sqrt(Q.shape[-1])
    mask = np.ones(scores.shape[-2:], dtype=bool) if mask is None else np.asarray(mask)
    if mask.shape != scores.shape[-2:]:
        raise ValueError("the mask does not fit")
    scores = np.where(mask, scores, -np.inf)
    top = scores.max(axis=-1, keepdims=True)
    weights = (scores == top) & mask
    weights = np.nan_to_num(weights / weights.sum(axis=-1, keepdims=True))
    return weights @ V, weights


@wrong(2, "squares instead of taking the exponential")
def attention(Q, K, V, mask):
    Q, K, V = (np.asarray(rows, dtype=float) for rows in (Q, K, V))
    if Q.shape[-1] != K.shape[-1] or K.shape[-2] != V.shape[-2]:
        raise ValueError("the shapes do not fit")
    scores = Q @ K.swapaxes(-1, -2) / np.sqrt(Q.shape[-1])
    mask = np.ones(scores.shape[-2:], dtype=bool) if mask is None else np.asarray(mask)
    if mask.shape != scores.shape[-2:]:
        raise ValueError("the mask does not fit")
    scores = np.where(mask, scores, -np.inf)
    weights = np.where(mask, scores, 0) ** 2
    weights = np.nan_to_num(weights / weights.sum(axis=-1, keepdims=True))
    return weights @ V, weights


@wrong(2, "turns round all axes of the keys")
def attention(Q, K, V, mask):
    Q, K, V = (np.asarray(rows, dtype=float) for rows in (Q, K, V))
    if Q.shape[-1] != K.shape[-1] or K.shape[-2] != V.shape[-2]:
        raise ValueError("the shapes do not fit")
    scores = Q @ K.T / np.sqrt(Q.shape[-1])
    mask = np.ones(scores.shape[-2:], dtype=bool) if mask is None else np.asarray(mask)
    if mask.shape != scores.shape[-2:]:
        raise ValueError("the mask does not fit")
    scores = np.where(mask, scores, -np.inf)
    top = scores.max(axis=-1, keepdims=True)
    weights = np.exp(scores - np.where(top == -np.inf, 0, top))
    weights = np.nan_to_num(weights / weights.sum(axis=-1, keepdims=True))
    return weights @ V, weights


@wrong(2, "returns the keys instead of the values")
def attention(Q, K, V, mask):
    Q, K, V = (np.asarray(rows, dtype=float) for rows in (Q, K, V))
    if Q.shape[-1] != K.shape[-1] or K.shape[-2] != V.shape[-2]:
        raise ValueError("the shapes do not fit")
    scores = Q @ K.swapaxes(-1, -2) / np.sqrt(Q.shape[-1])
    mask = np.ones(scores.shape[-2:], dtype=bool) if mask is None else np.asarray(mask)
    if mask.shape != scores.shape[-2:]:
        raise ValueError("the mask does not fit")
    scores = np.where(mask, scores, -np.inf)
    top = scores.max(axis=-1, keepdims=True)
    weights = np.exp(scores - np.where(top == -np.inf, 0, top))
    weights = np.nan_to_num(weights / weights.sum(axis=-1, keepdims=True))
    return weights @ K, weights


@wrong(2, "exchanges weights and output")
def attention(Q, K, V, mask):
    Q, K, V = (np.asarray(rows, dtype=float) for rows in (Q, K, V))
    if Q.shape[-1] != K.shape[-1] or K.shape[-2] != V.shape[-2]:
        raise ValueError("the shapes do not fit")
    scores = Q @ K.swapaxes(-1, -2) / np.sqrt(Q.shape[-1])
    mask = np.ones(scores.shape[-2:], dtype=bool) if mask is None else np.asarray(mask)
    if mask.shape != scores.shape[-2:]:
        raise ValueError("the mask does not fit")
    scores = np.where(mask, scores, -np.inf)
    top = scores.max(axis=-1, keepdims=True)
    weights = np.exp(scores - np.where(top == -np.inf, 0, top))
    weights = np.nan_to_num(weights / weights.sum(axis=-1, keepdims=True))
    return weights, weights @ V


@wrong(2, "returns the output only")
def attention(Q, K, V, mask):
    Q, K, V = (np.asarray(rows, dtype=float) for rows in (Q, K, V))
    if Q.shape[-1] != K.shape[-1] or K.shape[-2] != V.shape[-2]:
        raise ValueError("the shapes do not fit")
    scores = Q @ K.swapaxes(-1, -2) / np.sqrt(Q.shape[-1])
    mask = np.ones(scores.shape[-2:], dtype=bool) if mask is None else np.asarray(mask)
    if mask.shape != scores.shape[-2:]:
        raise ValueError("the mask does not fit")
    scores = np.where(mask, scores, -np.inf)
    top = scores.max(axis=-1, keepdims=True)
    weights = np.exp(scores - np.where(top == -np.inf, 0, top))
    weights = np.nan_to_num(weights / weights.sum(axis=-1, keepdims=True))
    return weights @ V


@wrong(2, "returns the scores instead of the weights")
def attention(Q, K, V, mask):
    Q, K, V = (np.asarray(rows, dtype=float) for rows in (Q, K, V))
    if Q.shape[-1] != K.shape[-1] or K.shape[-2] != V.shape[-2]:
        raise ValueError("the shapes do not fit")
    scores = Q @ K.swapaxes(-1, -2) / np.sqrt(Q.shape[-1])
    mask = np.ones(scores.shape[-2:], dtype=bool) if mask is None else np.asarray(mask)
    if mask.shape != scores.shape[-2:]:
        raise ValueError("the mask does not fit")
    scores = np.where(mask, scores, -np.inf)
    top = scores.max(axis=-1, keepdims=True)
    weights = np.exp(scores - np.where(top == -np.inf, 0, top))
    weights = np.nan_to_num(weights / weights.sum(axis=-1, keepdims=True))
    return weights @ V, scores


@wrong(2, "scales the queries in place")
def attention(Q, K, V, mask):
    Q, K, V = (np.asarray(rows, dtype=float) for rows in (Q, K, V))
    if Q.shape[-1] != K.shape[-1] or K.shape[-2] != V.shape[-2]:
        raise ValueError("the shapes do not fit")
    Q /= np.sqrt(Q.shape[-1])
    scores = Q @ K.swapaxes(-1, -2)
    mask = np.ones(scores.shape[-2:], dtype=bool) if mask is None else np.asarray(mask)
    if mask.shape != scores.shape[-2:]:
        raise ValueError("the mask does not fit")
    scores = np.where(mask, scores, -np.inf)
    top = scores.max(axis=-1, keepdims=True)
    weights = np.exp(scores - np.where(top == -np.inf, 0, top))
    weights = np.nan_to_num(weights / weights.sum(axis=-1, keepdims=True))
    return weights @ V, weights


@wrong(2, "multiplies in narrow integers")
def attention(Q, K, V, mask):
    Q, K, V = (np.asarray(rows) for rows in (Q, K, V))
    if Q.shape[-1] != K.shape[-1] or K.shape[-2] != V.shape[-2]:
        raise ValueError("the shapes do not fit")
    scores = Q @ K.swapaxes(-1, -2) / np.sqrt(Q.shape[-1])
    mask = np.ones(scores.shape[-2:], dtype=bool) if mask is None else np.asarray(mask)
    if mask.shape != scores.shape[-2:]:
        raise ValueError("the mask does not fit")
    scores = np.where(mask, scores, -np.inf)
    top = scores.max(axis=-1, keepdims=True)
    weights = np.exp(scores - np.where(top == -np.inf, 0, top))
    weights = np.nan_to_num(weights / weights.sum(axis=-1, keepdims=True))
    return weights @ V, weights


@wrong(2, "does not look at the mask's shape")
def attention(Q, K, V, mask):
    Q, K, V = (np.asarray(rows, dtype=float) for rows in (Q, K, V))
    if Q.shape[-1] != K.shape[-1] or K.shape[-2] != V.shape[-2]:
        raise ValueError("the shapes do not fit")
    scores = Q @ K.swapaxes(-1, -2) / np.sqrt(Q.shape[-1])
    mask = np.ones(scores.shape[-2:], dtype=bool) if mask is None else np.asarray(mask)
    scores = np.where(mask, scores, -np.inf)
    top = scores.max(axis=-1, keepdims=True)
    weights = np.exp(scores - np.where(top == -np.inf, 0, top))
    weights = np.nan_to_num(weights / weights.sum(axis=-1, keepdims=True))
    return weights @ V, weights


@wrong(2, "lets NumPy repeat a feature or a value")
def attention(Q, K, V, mask):
    Q, K, V = (np.asarray(rows, dtype=float) for rows in (Q, K, V))
    scores = (Q[..., None, :] * K[..., None, :, :]).sum(axis=-1) / np.sqrt(Q.shape[-1])
    mask = np.ones(scores.shape[-2:], dtype=bool) if mask is None else np.asarray(mask)
    if mask.shape != scores.shape[-2:]:
        raise ValueError("the mask does not fit")
    scores = np.where(mask, scores, -np.inf)
    top = scores.max(axis=-1, keepdims=True)
    weights = np.exp(scores - np.where(top == -np.inf, 0, top))
    weights = np.nan_to_num(weights / weights.sum(axis=-1, keepdims=True))
    return (weights[..., None] * V[..., None, :, :]).sum(axis=-2), weights


@wrong(2, "asserts instead of raising ValueError")
def attention(Q, K, V, mask):
    Q, K, V = (np.asarray(rows, dtype=float) for rows in (Q, K, V))
    assert Q.shape[-1] == K.shape[-1] and K.shape[-2] == V.shape[-2]
    scores = Q @ K.swapaxes(-1, -2) / np.sqrt(Q.shape[-1])
    mask = np.ones(scores.shape[-2:], dtype=bool) if mask is None else np.asarray(mask)
    if mask.shape != scores.shape[-2:]:
        raise ValueError("the mask does not fit")
    scores = np.where(mask, scores, -np.inf)
    top = scores.max(axis=-1, keepdims=True)
    weights = np.exp(scores - np.where(top == -np.inf, 0, top))
    weights = np.nan_to_num(weights / weights.sum(axis=-1, keepdims=True))
    return weights @ V, weights


@right(2, "number by number in plain Python")
def attention(Q, K, V, mask):
    import math

    Q, K, V = (np.array(rows).astype(float) for rows in (Q, K, V))
    n_queries, n_keys = Q.shape[-2], K.shape[-2]
    if Q.shape[-1] != K.shape[-1] or V.shape[-2] != n_keys:
        raise ValueError("shapes")
    if mask is None:
        mask = [[True] * n_keys] * n_queries
    elif np.array(mask).shape != (n_queries, n_keys):
        raise ValueError("shape of the mask")
    if Q.ndim > 2:
        both = [attention(*parts, mask) for parts in zip(Q, K, V, strict=True)]
        return np.array([output for output, _ in both]), np.array([weights for _, weights in both])
    weights = np.zeros((n_queries, n_keys))
    for query in range(n_queries):
        keys = [key for key in range(n_keys) if mask[query][key]]
        if keys:
            scores = [sum(a * b for a, b in zip(Q[query], K[key], strict=True)) for key in keys]
            scores = [score / len(Q[query]) ** 0.5 for score in scores]
            powers = [math.exp(score - max(scores)) for score in scores]
            for key, power in zip(keys, powers, strict=True):
                weights[query, key] = power / sum(powers)
    output = [[sum(w * v for w, v in zip(row, col, strict=True)) for col in V.T] for row in weights]
    return np.array(output), weights


@right(2, "with the attention of PyTorch")
def attention(Q, K, V, mask):
    import torch
    from torch.nn.functional import scaled_dot_product_attention

    Q, K, V = (torch.tensor(np.array(rows, dtype=np.float64)) for rows in (Q, K, V))
    n_queries, n_keys = Q.shape[-2], K.shape[-2]
    if Q.shape[-1] != K.shape[-1] or V.shape[-2] != n_keys:
        raise ValueError("shapes")
    mask = torch.ones(n_queries, n_keys).bool() if mask is None else torch.tensor(np.array(mask))
    if mask.shape != (n_queries, n_keys):
        raise ValueError("shape of the mask")
    # What it returns for the rows of the unit matrix are the weights.
    unit = torch.eye(n_keys, dtype=torch.float64).expand(*K.shape[:-2], n_keys, n_keys)
    somewhere = mask.any(dim=-1, keepdim=True)
    weights = scaled_dot_product_attention(Q, K, unit, attn_mask=mask | ~somewhere) * somewhere
    return (weights @ V).numpy(), weights.numpy()


@right(2, "through logarithms, with SciPy")
def attention(Q, K, V, mask):
    from scipy.special import logsumexp

    Q, K, V = np.array(Q, dtype=float), np.array(K, dtype=float), np.array(V, dtype=float)
    if Q.shape[-1] != K.shape[-1] or K.shape[-2] != V.shape[-2]:
        raise ValueError("shapes")
    scores = np.einsum("...ij,...kj->...ik", Q, K) * Q.shape[-1] ** -0.5
    if mask is not None:
        if np.shape(mask) != scores.shape[-2:]:
            raise ValueError("shape of the mask")
        scores[..., ~np.array(mask)] = -np.inf
    with np.errstate(invalid="ignore"):
        logs = scores - logsumexp(scores, axis=-1, keepdims=True)
    weights = np.exp(np.where(np.isnan(logs), -np.inf, logs))
    return np.einsum("...ij,...jk->...ik", weights, V), weights


@right(2, "with a softmax of its own in float32")
def attention(Q, K, V, mask):
    def softmax(scores):
        powers = np.exp(scores - scores.max())
        return powers / powers.sum()

    Q, K, V = (np.array(rows, dtype=np.float32) for rows in (Q, K, V))
    if Q.shape[-1] != K.shape[-1]:
        raise ValueError("features of queries and keys")
    if V.shape[-2] != K.shape[-2]:
        raise ValueError("keys and values")
    scores = np.matmul(Q, np.moveaxis(K, -1, -2)) / np.float32(Q.shape[-1] ** 0.5)
    allowed = np.full(scores.shape[-2:], True)
    if mask is not None:
        if np.array(mask).shape != allowed.shape:
            raise ValueError("queries and keys of the mask")
        allowed = np.array(mask)
    weights = np.zeros_like(scores)
    for place in np.ndindex(scores.shape[:-1]):
        keys = np.flatnonzero(allowed[place[-1]])
        if len(keys):
            weights[place][keys] = softmax(scores[place][keys])
    return np.matmul(weights, V), weights


# Question 3: multi_head


@wrong(3, "splits by reshape alone")
def multi_head(Q, K, V, n_heads, attend):
    Q, K, V = np.asarray(Q), np.asarray(K), np.asarray(V)
    if n_heads < 1 or Q.shape[-1] % n_heads or V.shape[-1] % n_heads:
        raise ValueError("no equal heads")

    def split(A):
        n, length, width = A.shape
        return A.reshape(n, n_heads, length, width // n_heads)

    seen = attend(split(Q), split(K), split(V))
    n, _, length, width = seen.shape
    return seen.transpose(0, 2, 1, 3).reshape(n, length, n_heads * width)


@wrong(3, "merges by reshape alone")
def multi_head(Q, K, V, n_heads, attend):
    Q, K, V = np.asarray(Q), np.asarray(K), np.asarray(V)
    if n_heads < 1 or Q.shape[-1] % n_heads or V.shape[-1] % n_heads:
        raise ValueError("no equal heads")

    def split(A):
        n, length, width = A.shape
        return A.reshape(n, length, n_heads, width // n_heads).transpose(0, 2, 1, 3)

    seen = attend(split(Q), split(K), split(V))
    n, _, length, width = seen.shape
    return seen.reshape(n, length, n_heads * width)


@wrong(3, "splits and merges by reshape alone")
def multi_head(Q, K, V, n_heads, attend):
    Q, K, V = np.asarray(Q), np.asarray(K), np.asarray(V)
    if n_heads < 1 or Q.shape[-1] % n_heads or V.shape[-1] % n_heads:
        raise ValueError("no equal heads")

    def split(A):
        n, length, width = A.shape
        return A.reshape(n, n_heads, length, width // n_heads)

    seen = attend(split(Q), split(K), split(V))
    n, _, length, width = seen.shape
    return seen.reshape(n, length, n_heads * width)


@wrong(3, "deals the features out to the heads one by one")
def multi_head(Q, K, V, n_heads, attend):
    Q, K, V = np.asarray(Q), np.asarray(K), np.asarray(V)
    if n_heads < 1 or Q.shape[-1] % n_heads or V.shape[-1] % n_heads:
        raise ValueError("no equal heads")

    def split(A):
        n, length, width = A.shape
        return A.reshape(n, length, width // n_heads, n_heads).transpose(0, 3, 1, 2)

    seen = attend(split(Q), split(K), split(V))
    n, _, length, width = seen.shape
    return seen.transpose(0, 2, 1, 3).reshape(n, length, n_heads * width)


@wrong(3, "deals the features out one by one, and collects them so")
def multi_head(Q, K, V, n_heads, attend):
    Q, K, V = np.asarray(Q), np.asarray(K), np.asarray(V)
    if n_heads < 1 or Q.shape[-1] % n_heads or V.shape[-1] % n_heads:
        raise ValueError("no equal heads")

    def split(A):
        n, length, width = A.shape
        return A.reshape(n, length, width // n_heads, n_heads).transpose(0, 3, 1, 2)

    seen = attend(split(Q), split(K), split(V))
    n, _, length, width = seen.shape
    return seen.transpose(0, 2, 3, 1).reshape(n, length, n_heads * width)


@wrong(3, "mixes the heads' outputs when it merges")
def multi_head(Q, K, V, n_heads, attend):
    Q, K, V = np.asarray(Q), np.asarray(K), np.asarray(V)
    if n_heads < 1 or Q.shape[-1] % n_heads or V.shape[-1] % n_heads:
        raise ValueError("no equal heads")

    def split(A):
        n, length, width = A.shape
        return A.reshape(n, length, n_heads, width // n_heads).transpose(0, 2, 1, 3)

    seen = attend(split(Q), split(K), split(V))
    n, _, length, width = seen.shape
    return seen.transpose(0, 2, 3, 1).reshape(n, length, n_heads * width)


@wrong(3, "attends from head to head instead of from place to place")
def multi_head(Q, K, V, n_heads, attend):
    Q, K, V = np.asarray(Q), np.asarray(K), np.asarray(V)
    if n_heads < 1 or Q.shape[-1] % n_heads or V.shape[-1] % n_heads:
        raise ValueError("no equal heads")

    def split(A):
        n, length, width = A.shape
        return A.reshape(n, length, n_heads, width // n_heads)

    seen = attend(split(Q), split(K), split(V))
    n, length, _, width = seen.shape
    return seen.reshape(n, length, n_heads * width)


@wrong(3, "swaps samples and heads when it merges")
def multi_head(Q, K, V, n_heads, attend):
    Q, K, V = np.asarray(Q), np.asarray(K), np.asarray(V)
    if n_heads < 1 or Q.shape[-1] % n_heads or V.shape[-1] % n_heads:
        raise ValueError("no equal heads")

    def split(A):
        n, length, width = A.shape
        return A.reshape(n, length, n_heads, width // n_heads).transpose(0, 2, 1, 3)

    seen = attend(split(Q), split(K), split(V))
    n, _, length, width = seen.shape
    seen = seen.reshape(n_heads, n, length, width).swapaxes(0, 1)
    return seen.transpose(0, 2, 1, 3).reshape(n, length, n_heads * width)


@wrong(3, "puts the last head first")
def multi_head(Q, K, V, n_heads, attend):
    Q, K, V = np.asarray(Q), np.asarray(K), np.asarray(V)
    if n_heads < 1 or Q.shape[-1] % n_heads or V.shape[-1] % n_heads:
        raise ValueError("no equal heads")

    def split(A):
        n, length, width = A.shape
        return A.reshape(n, length, n_heads, width // n_heads).transpose(0, 2, 1, 3)

    seen = attend(split(Q), split(K), split(V))
    n, _, length, width = seen.shape
    return seen[:, ::-1].transpose(0, 2, 1, 3).reshape(n, length, n_heads * width)


@wrong(3, "takes the last features for the first head")
def multi_head(Q, K, V, n_heads, attend):
    Q, K, V = np.asarray(Q), np.asarray(K), np.asarray(V)
    if n_heads < 1 or Q.shape[-1] % n_heads or V.shape[-1] % n_heads:
        raise ValueError("no equal heads")

    def split(A):
        n, length, width = A.shape
        return A.reshape(n, length, n_heads, width // n_heads).transpose(0, 2, 1, 3)[:, ::-1]

    seen = attend(split(Q), split(K), split(V))
    n, _, length, width = seen.shape
    return seen.transpose(0, 2, 1, 3).reshape(n, length, n_heads * width)


@wrong(3, "leaves the heads apart")
def multi_head(Q, K, V, n_heads, attend):
    Q, K, V = np.asarray(Q), np.asarray(K), np.asarray(V)
    if n_heads < 1 or Q.shape[-1] % n_heads or V.shape[-1] % n_heads:
        raise ValueError("no equal heads")

    def split(A):
        n, length, width = A.shape
        return A.reshape(n, length, n_heads, width // n_heads).transpose(0, 2, 1, 3)

    seen = attend(split(Q), split(K), split(V))
    return seen


@wrong(3, "adds up the heads")
def multi_head(Q, K, V, n_heads, attend):
    Q, K, V = np.asarray(Q), np.asarray(K), np.asarray(V)
    if n_heads < 1 or Q.shape[-1] % n_heads or V.shape[-1] % n_heads:
        raise ValueError("no equal heads")

    def split(A):
        n, length, width = A.shape
        return A.reshape(n, length, n_heads, width // n_heads).transpose(0, 2, 1, 3)

    seen = attend(split(Q), split(K), split(V))
    return seen.sum(axis=1)


@wrong(3, "averages the heads")
def multi_head(Q, K, V, n_heads, attend):
    Q, K, V = np.asarray(Q), np.asarray(K), np.asarray(V)
    if n_heads < 1 or Q.shape[-1] % n_heads or V.shape[-1] % n_heads:
        raise ValueError("no equal heads")

    def split(A):
        n, length, width = A.shape
        return A.reshape(n, length, n_heads, width // n_heads).transpose(0, 2, 1, 3)

    seen = attend(split(Q), split(K), split(V))
    return seen.mean(axis=1)


@wrong(3, "returns the first head")
def multi_head(Q, K, V, n_heads, attend):
    Q, K, V = np.asarray(Q), np.asarray(K), np.asarray(V)
    if n_heads < 1 or Q.shape[-1] % n_heads or V.shape[-1] % n_heads:
        raise ValueError("no equal heads")

    def split(A):
        n, length, width = A.shape
        return A.reshape(n, length, n_heads, width // n_heads).transpose(0, 2, 1, 3)

    seen = attend(split(Q), split(K), split(V))
    return seen[:, 0]


@wrong(3, "puts the heads one after the other along the sequence")
def multi_head(Q, K, V, n_heads, attend):
    Q, K, V = np.asarray(Q), np.asarray(K), np.asarray(V)
    if n_heads < 1 or Q.shape[-1] % n_heads or V.shape[-1] % n_heads:
        raise ValueError("no equal heads")

    def split(A):
        n, length, width = A.shape
        return A.reshape(n, length, n_heads, width // n_heads).transpose(0, 2, 1, 3)

    seen = attend(split(Q), split(K), split(V))
    return np.concatenate(list(seen.swapaxes(0, 1)), axis=1)


@wrong(3, "does not split at all")
def multi_head(Q, K, V, n_heads, attend):
    Q, K, V = np.asarray(Q), np.asarray(K), np.asarray(V)
    if n_heads < 1 or Q.shape[-1] % n_heads or V.shape[-1] % n_heads:
        raise ValueError("no equal heads")

    def split(A):
        n, length, width = A.shape
        return A.reshape(n, length, n_heads, width // n_heads).transpose(0, 2, 1, 3)

    seen = attend(Q, K, V)[:, None]
    return seen[:, 0]


@wrong(3, "does not split the values")
def multi_head(Q, K, V, n_heads, attend):
    Q, K, V = np.asarray(Q), np.asarray(K), np.asarray(V)
    if n_heads < 1 or Q.shape[-1] % n_heads or V.shape[-1] % n_heads:
        raise ValueError("no equal heads")

    def split(A):
        n, length, width = A.shape
        return A.reshape(n, length, n_heads, width // n_heads).transpose(0, 2, 1, 3)

    seen = attend(split(Q), split(K), np.repeat(V[:, None], n_heads, axis=1))
    n, _, length, width = seen.shape
    return seen.transpose(0, 2, 1, 3).reshape(n, length, n_heads * width)


@wrong(3, "splits the sequence instead of the features")
def multi_head(Q, K, V, n_heads, attend):
    Q, K, V = np.asarray(Q), np.asarray(K), np.asarray(V)
    if n_heads < 1 or Q.shape[-1] % n_heads or V.shape[-1] % n_heads:
        raise ValueError("no equal heads")

    def split(A):
        n, length, width = A.shape
        return A.reshape(n, n_heads, length // n_heads, width)

    seen = attend(split(Q), split(K), split(V))
    n, _, length, width = seen.shape
    return seen.transpose(0, 2, 1, 3).reshape(n, length, n_heads * width)


@wrong(3, "takes all samples for one sequence")
def multi_head(Q, K, V, n_heads, attend):
    Q, K, V = np.asarray(Q), np.asarray(K), np.asarray(V)
    if n_heads < 1 or Q.shape[-1] % n_heads or V.shape[-1] % n_heads:
        raise ValueError("no equal heads")

    def split(A):
        n, length, width = A.shape
        return A.reshape(1, n * length, n_heads, width // n_heads).transpose(0, 2, 1, 3)

    seen = attend(split(Q), split(K), split(V))
    (n, length, _), width = Q.shape, seen.shape[-1]
    return seen.transpose(0, 2, 1, 3).reshape(n, length, n_heads * width)


@wrong(3, "exchanges keys and values")
def multi_head(Q, K, V, n_heads, attend):
    Q, K, V = np.asarray(Q), np.asarray(K), np.asarray(V)
    if n_heads < 1 or Q.shape[-1] % n_heads or V.shape[-1] % n_heads:
        raise ValueError("no equal heads")

    def split(A):
        n, length, width = A.shape
        return A.reshape(n, length, n_heads, width // n_heads).transpose(0, 2, 1, 3)

    seen = attend(split(Q), split(V), split(K))
    n, _, length, width = seen.shape
    return seen.transpose(0, 2, 1, 3).reshape(n, length, n_heads * width)


@wrong(3, "takes the keys of the queries' sequence")
def multi_head(Q, K, V, n_heads, attend):
    Q, K, V = np.asarray(Q), np.asarray(K), np.asarray(V)
    if n_heads < 1 or Q.shape[-1] % n_heads or V.shape[-1] % n_heads:
        raise ValueError("no equal heads")

    def split(A):
        n, length, width = A.shape
        return A.reshape(n, length, n_heads, width // n_heads).transpose(0, 2, 1, 3)

    seen = attend(split(Q), split(Q), split(V))
    n, _, length, width = seen.shape
    return seen.transpose(0, 2, 1, 3).reshape(n, length, n_heads * width)


@wrong(3, "expects an output as wide as the values")
def multi_head(Q, K, V, n_heads, attend):
    Q, K, V = np.asarray(Q), np.asarray(K), np.asarray(V)
    if n_heads < 1 or Q.shape[-1] % n_heads or V.shape[-1] % n_heads:
        raise ValueError("no equal heads")

    def split(A):
        n, length, width = A.shape
        return A.reshape(n, length, n_heads, width // n_heads).transpose(0, 2, 1, 3)

    seen = attend(split(Q), split(K), split(V))
    n, _, length, _ = seen.shape
    width = V.shape[-1] // n_heads
    seen = seen[..., :width]
    return seen.transpose(0, 2, 1, 3).reshape(n, length, n_heads * width)


@wrong(3, "gives each head the first features")
def multi_head(Q, K, V, n_heads, attend):
    Q, K, V = np.asarray(Q), np.asarray(K), np.asarray(V)
    if n_heads < 1 or Q.shape[-1] % n_heads or V.shape[-1] % n_heads:
        raise ValueError("no equal heads")
    seen = []
    for head in range(n_heads):
        wide, wide_v = Q.shape[-1] // n_heads, V.shape[-1] // n_heads
        share, share_v = slice(0, wide), slice(0, wide_v)
        seen.append(attend(Q[:, :, share], K[:, :, share], V[:, :, share_v]))
    return np.concatenate(seen, axis=-1)


@wrong(3, "leaves out features that do not fit")
def multi_head(Q, K, V, n_heads, attend):
    Q, K, V = np.asarray(Q), np.asarray(K), np.asarray(V)
    seen = []
    for head in range(n_heads):
        wide, wide_v = Q.shape[-1] // n_heads, V.shape[-1] // n_heads
        share, share_v = slice(head * wide, (head + 1) * wide), slice(head * wide_v, (head + 1) * wide_v)
        seen.append(attend(Q[:, :, share], K[:, :, share], V[:, :, share_v]))
    return np.concatenate(seen, axis=-1)


@wrong(3, "does not count the values")
def multi_head(Q, K, V, n_heads, attend):
    Q, K, V = np.asarray(Q), np.asarray(K), np.asarray(V)
    if n_heads < 1 or Q.shape[-1] % n_heads:
        raise ValueError("no equal heads")
    seen = []
    for head in range(n_heads):
        wide, wide_v = Q.shape[-1] // n_heads, V.shape[-1] // n_heads
        share, share_v = slice(head * wide, (head + 1) * wide), slice(head * wide_v, (head + 1) * wide_v)
        seen.append(attend(Q[:, :, share], K[:, :, share], V[:, :, share_v]))
    return np.concatenate(seen, axis=-1)


@wrong(3, "does not count the features")
def multi_head(Q, K, V, n_heads, attend):
    Q, K, V = np.asarray(Q), np.asarray(K), np.asarray(V)
    if n_heads < 1 or V.shape[-1] % n_heads:
        raise ValueError("no equal heads")
    seen = []
    for head in range(n_heads):
        wide, wide_v = Q.shape[-1] // n_heads, V.shape[-1] // n_heads
        share, share_v = slice(head * wide, (head + 1) * wide), slice(head * wide_v, (head + 1) * wide_v)
        seen.append(attend(Q[:, :, share], K[:, :, share], V[:, :, share_v]))
    return np.concatenate(seen, axis=-1)


@wrong(3, "does not refuse to work without heads")
def multi_head(Q, K, V, n_heads, attend):
    Q, K, V = np.asarray(Q), np.asarray(K), np.asarray(V)
    if Q.shape[-1] % n_heads or V.shape[-1] % n_heads:
        raise ValueError("no equal heads")

    def split(A):
        n, length, width = A.shape
        return A.reshape(n, length, n_heads, width // n_heads).transpose(0, 2, 1, 3)

    seen = attend(split(Q), split(K), split(V))
    n, _, length, width = seen.shape
    return seen.transpose(0, 2, 1, 3).reshape(n, length, n_heads * width)


@wrong(3, "returns nothing for fewer than one head")
def multi_head(Q, K, V, n_heads, attend):
    Q, K, V = np.asarray(Q), np.asarray(K), np.asarray(V)
    if n_heads < 1:
        return Q[:, :, :0]
    if False or Q.shape[-1] % n_heads or V.shape[-1] % n_heads:
        raise ValueError("no equal heads")
    seen = []
    for head in range(n_heads):
        wide, wide_v = Q.shape[-1] // n_heads, V.shape[-1] // n_heads
        share, share_v = slice(head * wide, (head + 1) * wide), slice(head * wide_v, (head + 1) * wide_v)
        seen.append(attend(Q[:, :, share], K[:, :, share], V[:, :, share_v]))
    return np.concatenate(seen, axis=-1)


@wrong(3, "asserts instead of raising ValueError")
def multi_head(Q, K, V, n_heads, attend):
    Q, K, V = np.asarray(Q), np.asarray(K), np.asarray(V)
    assert n_heads > 0 and Q.shape[-1] % n_heads == 0 and V.shape[-1] % n_heads == 0

    def split(A):
        n, length, width = A.shape
        return A.reshape(n, length, n_heads, width // n_heads).transpose(0, 2, 1, 3)

    seen = attend(split(Q), split(K), split(V))
    n, _, length, width = seen.shape
    return seen.transpose(0, 2, 1, 3).reshape(n, length, n_heads * width)


@wrong(3, "hands tensors over")
def multi_head(Q, K, V, n_heads, attend):
    Q, K, V = np.asarray(Q), np.asarray(K), np.asarray(V)
    if n_heads < 1 or Q.shape[-1] % n_heads or V.shape[-1] % n_heads:
        raise ValueError("no equal heads")
    import torch

    seen = []
    for head in range(n_heads):
        wide, wide_v = Q.shape[-1] // n_heads, V.shape[-1] // n_heads
        share, share_v = slice(head * wide, (head + 1) * wide), slice(head * wide_v, (head + 1) * wide_v)
        seen.append(
            np.asarray(attend(*map(torch.tensor, (Q[:, :, share], K[:, :, share], V[:, :, share_v]))))
        )
    return np.concatenate(seen, axis=-1)


@wrong(3, "returns a list")
def multi_head(Q, K, V, n_heads, attend):
    Q, K, V = np.asarray(Q), np.asarray(K), np.asarray(V)
    if n_heads < 1 or Q.shape[-1] % n_heads or V.shape[-1] % n_heads:
        raise ValueError("no equal heads")
    seen = []
    for head in range(n_heads):
        wide, wide_v = Q.shape[-1] // n_heads, V.shape[-1] // n_heads
        share, share_v = slice(head * wide, (head + 1) * wide), slice(head * wide_v, (head + 1) * wide_v)
        seen.append(attend(Q[:, :, share], K[:, :, share], V[:, :, share_v]))
    return np.concatenate(seen, axis=-1).tolist()


@right(3, "in a loop over samples and heads")
def multi_head(Q, K, V, n_heads, attend):
    Q, K, V = (np.array(vectors) for vectors in (Q, K, V))
    if n_heads <= 0:
        raise ValueError("at least one head")
    for vectors in (Q, K, V):
        if vectors.shape[2] % n_heads != 0:
            raise ValueError("equal heads")
    output = []
    for q, k, v in zip(Q, K, V, strict=True):
        rows = [[] for _ in q]
        for head in range(n_heads):
            part = slice(head * len(q[0]) // n_heads, (head + 1) * len(q[0]) // n_heads)
            part_v = slice(head * len(v[0]) // n_heads, (head + 1) * len(v[0]) // n_heads)
            for row, found in zip(rows, attend(q[:, part], k[:, part], v[:, part_v]), strict=True):
                row.extend(found)
        output.append(rows)
    return np.array(output)


@right(3, "with the chunks of PyTorch")
def multi_head(Q, K, V, n_heads, attend):
    import torch

    Q, K, V = (torch.tensor(np.array(vectors)) for vectors in (Q, K, V))
    if n_heads < 1 or Q.shape[-1] % n_heads or V.shape[-1] % n_heads:
        raise ValueError("equal heads")
    parts = zip(*(vectors.chunk(n_heads, dim=-1) for vectors in (Q, K, V)), strict=True)
    seen = [torch.tensor(attend(q.numpy(), k.numpy(), v.numpy())) for q, k, v in parts]
    return torch.cat(seen, dim=2).numpy()


@right(3, "with reshape and transposition, samples and heads on one axis")
def multi_head(Q, K, V, n_heads, attend):
    def split(vectors):
        vectors = np.array(vectors)
        n_samples, length, width = vectors.shape
        if n_heads < 1 or width % n_heads > 0:
            raise ValueError("equal heads")
        heads = np.swapaxes(vectors.reshape(n_samples, length, n_heads, -1), 1, 2)
        return heads.reshape(n_samples * n_heads, length, width // n_heads)

    seen = attend(split(Q), split(K), split(V))
    heads = seen.reshape(len(Q), n_heads, seen.shape[1], seen.shape[2])
    return np.concatenate([heads[:, head] for head in range(n_heads)], axis=2)


@right(3, "with columns that are chosen by number")
def multi_head(Q, K, V, n_heads, attend):
    Q, K, V = (np.array(vectors) for vectors in (Q, K, V))
    if n_heads < 1 or any(vectors.shape[-1] % n_heads for vectors in (Q, V)):
        raise ValueError("equal heads")
    columns, columns_v = (np.arange(vectors.shape[-1]).reshape(n_heads, -1) for vectors in (Q, V))
    output = None
    for head in reversed(range(n_heads)):
        seen = attend(Q[..., columns[head]], K[..., columns[head]], V[..., columns_v[head]])
        output = seen if output is None else np.dstack([seen, output])
    return output


# Question 4: edge_conv


@wrong(4, "takes a node for its own neighbour")
def edge_conv(X, positions, k, f):
    X, positions = np.asarray(X, dtype=float), np.asarray(positions, dtype=float)
    if len(X) != len(positions) or not 1 <= k < len(X):
        raise ValueError("too few positions, or too few nodes")
    distances = np.sqrt(((positions[:, None] - positions) ** 2).sum(axis=-1))
    nearest = distances.argsort(axis=1)[:, :k]
    own = np.repeat(X[:, None], k, axis=1)
    edges = np.concatenate([own, own - X[nearest]], axis=-1)
    return f(edges.reshape(-1, edges.shape[-1])).reshape(len(X), k, -1).sum(axis=1)


@wrong(4, "adds a loop to itself to the neighbours")
def edge_conv(X, positions, k, f):
    X, positions = np.asarray(X, dtype=float), np.asarray(positions, dtype=float)
    if len(X) != len(positions) or not 1 <= k < len(X):
        raise ValueError("too few positions, or too few nodes")
    distances = np.sqrt(((positions[:, None] - positions) ** 2).sum(axis=-1))
    np.fill_diagonal(distances, np.inf)
    np.fill_diagonal(distances, -1)
    k += 1
    nearest = distances.argsort(axis=1)[:, :k]
    own = np.repeat(X[:, None], k, axis=1)
    edges = np.concatenate([own, own - X[nearest]], axis=-1)
    return f(edges.reshape(-1, edges.shape[-1])).reshape(len(X), k, -1).sum(axis=1)


@wrong(4, "drops whoever comes first in the order")
def edge_conv(X, positions, k, f):
    X, positions = np.asarray(X, dtype=float), np.asarray(positions, dtype=float)
    if len(X) != len(positions) or not 1 <= k < len(X):
        raise ValueError("too few positions, or too few nodes")
    distances = np.sqrt(((positions[:, None] - positions) ** 2).sum(axis=-1))
    nearest = distances.argsort(axis=1)[:, 1 : k + 1]
    own = np.repeat(X[:, None], k, axis=1)
    edges = np.concatenate([own, own - X[nearest]], axis=-1)
    return f(edges.reshape(-1, edges.shape[-1])).reshape(len(X), k, -1).sum(axis=1)


@wrong(4, "drops everybody at distance 0")
def edge_conv(X, positions, k, f):
    X, positions = np.asarray(X, dtype=float), np.asarray(positions, dtype=float)
    if len(X) != len(positions) or not 1 <= k < len(X):
        raise ValueError("too few positions, or too few nodes")
    distances = np.sqrt(((positions[:, None] - positions) ** 2).sum(axis=-1))
    distances[distances == 0] = np.inf
    nearest = distances.argsort(axis=1)[:, :k]
    own = np.repeat(X[:, None], k, axis=1)
    edges = np.concatenate([own, own - X[nearest]], axis=-1)
    return f(edges.reshape(-1, edges.shape[-1])).reshape(len(X), k, -1).sum(axis=1)


@wrong(4, "finds the neighbours by their features")
def edge_conv(X, positions, k, f):
    X, positions = np.asarray(X, dtype=float), np.asarray(positions, dtype=float)
    if len(X) != len(positions) or not 1 <= k < len(X):
        raise ValueError("too few positions, or too few nodes")
    distances = np.sqrt(((X[:, None] - X) ** 2).sum(axis=-1))
    np.fill_diagonal(distances, np.inf)
    nearest = distances.argsort(axis=1)[:, :k]
    own = np.repeat(X[:, None], k, axis=1)
    edges = np.concatenate([own, own - X[nearest]], axis=-1)
    return f(edges.reshape(-1, edges.shape[-1])).reshape(len(X), k, -1).sum(axis=1)


@wrong(4, "finds the neighbours by positions and features")
def edge_conv(X, positions, k, f):
    X, positions = np.asarray(X, dtype=float), np.asarray(positions, dtype=float)
    if len(X) != len(positions) or not 1 <= k < len(X):
        raise ValueError("too few positions, or too few nodes")
    distances = np.sqrt(((positions[:, None] - positions) ** 2).sum(axis=-1))
    distances += np.sqrt(((X[:, None] - X) ** 2).sum(axis=-1))
    np.fill_diagonal(distances, np.inf)
    nearest = distances.argsort(axis=1)[:, :k]
    own = np.repeat(X[:, None], k, axis=1)
    edges = np.concatenate([own, own - X[nearest]], axis=-1)
    return f(edges.reshape(-1, edges.shape[-1])).reshape(len(X), k, -1).sum(axis=1)


@wrong(4, "finds the neighbours along the first axis")
def edge_conv(X, positions, k, f):
    X, positions = np.asarray(X, dtype=float), np.asarray(positions, dtype=float)
    if len(X) != len(positions) or not 1 <= k < len(X):
        raise ValueError("too few positions, or too few nodes")
    distances = np.sqrt(((positions[:, None] - positions) ** 2)[:, :, 0])
    np.fill_diagonal(distances, np.inf)
    nearest = distances.argsort(axis=1)[:, :k]
    own = np.repeat(X[:, None], k, axis=1)
    edges = np.concatenate([own, own - X[nearest]], axis=-1)
    return f(edges.reshape(-1, edges.shape[-1])).reshape(len(X), k, -1).sum(axis=1)


@wrong(4, "measures along the axes instead of straight")
def edge_conv(X, positions, k, f):
    X, positions = np.asarray(X, dtype=float), np.asarray(positions, dtype=float)
    if len(X) != len(positions) or not 1 <= k < len(X):
        raise ValueError("too few positions, or too few nodes")
    distances = np.abs(positions[:, None] - positions).sum(axis=-1)
    np.fill_diagonal(distances, np.inf)
    nearest = distances.argsort(axis=1)[:, :k]
    own = np.repeat(X[:, None], k, axis=1)
    edges = np.concatenate([own, own - X[nearest]], axis=-1)
    return f(edges.reshape(-1, edges.shape[-1])).reshape(len(X), k, -1).sum(axis=1)


@wrong(4, "measures the longest of the axes")
def edge_conv(X, positions, k, f):
    X, positions = np.asarray(X, dtype=float), np.asarray(positions, dtype=float)
    if len(X) != len(positions) or not 1 <= k < len(X):
        raise ValueError("too few positions, or too few nodes")
    distances = np.abs(positions[:, None] - positions).max(axis=-1)
    np.fill_diagonal(distances, np.inf)
    nearest = distances.argsort(axis=1)[:, :k]
    own = np.repeat(X[:, None], k, axis=1)
    edges = np.concatenate([own, own - X[nearest]], axis=-1)
    return f(edges.reshape(-1, edges.shape[-1])).reshape(len(X), k, -1).sum(axis=1)


@wrong(4, "measures angles instead of distances")
def edge_conv(X, positions, k, f):
    X, positions = np.asarray(X, dtype=float), np.asarray(positions, dtype=float)
    if len(X) != len(positions) or not 1 <= k < len(X):
        raise ValueError("too few positions, or too few nodes")
    distances = -positions @ positions.T
    np.fill_diagonal(distances, np.inf)
    nearest = distances.argsort(axis=1)[:, :k]
    own = np.repeat(X[:, None], k, axis=1)
    edges = np.concatenate([own, own - X[nearest]], axis=-1)
    return f(edges.reshape(-1, edges.shape[-1])).reshape(len(X), k, -1).sum(axis=1)


@wrong(4, "scales the axes of the map first")
def edge_conv(X, positions, k, f):
    X, positions = np.asarray(X, dtype=float), np.asarray(positions, dtype=float)
    if len(X) != len(positions) or not 1 <= k < len(X):
        raise ValueError("too few positions, or too few nodes")
    positions = positions / (positions.std(axis=0) + 1e-9)
    distances = np.sqrt(((positions[:, None] - positions) ** 2).sum(axis=-1))
    np.fill_diagonal(distances, np.inf)
    nearest = distances.argsort(axis=1)[:, :k]
    own = np.repeat(X[:, None], k, axis=1)
    edges = np.concatenate([own, own - X[nearest]], axis=-1)
    return f(edges.reshape(-1, edges.shape[-1])).reshape(len(X), k, -1).sum(axis=1)


@wrong(4, "takes the farthest")
def edge_conv(X, positions, k, f):
    X, positions = np.asarray(X, dtype=float), np.asarray(positions, dtype=float)
    if len(X) != len(positions) or not 1 <= k < len(X):
        raise ValueError("too few positions, or too few nodes")
    distances = np.sqrt(((positions[:, None] - positions) ** 2).sum(axis=-1))
    np.fill_diagonal(distances, np.inf)
    nearest = np.where(np.isinf(distances), -1, distances).argsort(axis=1)[:, -k:]
    own = np.repeat(X[:, None], k, axis=1)
    edges = np.concatenate([own, own - X[nearest]], axis=-1)
    return f(edges.reshape(-1, edges.shape[-1])).reshape(len(X), k, -1).sum(axis=1)


@wrong(4, "takes all others, whatever k")
def edge_conv(X, positions, k, f):
    X, positions = np.asarray(X, dtype=float), np.asarray(positions, dtype=float)
    if len(X) != len(positions) or not 1 <= k < len(X):
        raise ValueError("too few positions, or too few nodes")
    distances = np.sqrt(((positions[:, None] - positions) ** 2).sum(axis=-1))
    np.fill_diagonal(distances, np.inf)
    nearest = distances.argsort(axis=1)[:, : len(X) - 1]
    own = np.repeat(X[:, None], len(X) - 1, axis=1)
    edges = np.concatenate([own, own - X[nearest]], axis=-1)
    return f(edges.reshape(-1, edges.shape[-1])).reshape(len(X), len(X) - 1, -1).sum(axis=1)


@wrong(4, "takes one neighbour too few, the node in place of it")
def edge_conv(X, positions, k, f):
    X, positions = np.asarray(X, dtype=float), np.asarray(positions, dtype=float)
    if len(X) != len(positions) or not 1 <= k < len(X):
        raise ValueError("too few positions, or too few nodes")
    distances = np.sqrt(((positions[:, None] - positions) ** 2).sum(axis=-1))
    np.fill_diagonal(distances, np.inf)
    own_number = np.arange(len(X))[:, None]
    nearest = distances.argsort(axis=1)[:, : k - 1]
    nearest = np.hstack([own_number, nearest])
    own = np.repeat(X[:, None], k, axis=1)
    edges = np.concatenate([own, own - X[nearest]], axis=-1)
    return f(edges.reshape(-1, edges.shape[-1])).reshape(len(X), k, -1).sum(axis=1)


@wrong(4, "turns the differences round")
def edge_conv(X, positions, k, f):
    X, positions = np.asarray(X, dtype=float), np.asarray(positions, dtype=float)
    if len(X) != len(positions) or not 1 <= k < len(X):
        raise ValueError("too few positions, or too few nodes")
    distances = np.sqrt(((positions[:, None] - positions) ** 2).sum(axis=-1))
    np.fill_diagonal(distances, np.inf)
    nearest = distances.argsort(axis=1)[:, :k]
    own = np.repeat(X[:, None], k, axis=1)
    edges = np.concatenate([own, X[nearest] - own], axis=-1)
    return f(edges.reshape(-1, edges.shape[-1])).reshape(len(X), k, -1).sum(axis=1)


@wrong(4, "puts the neighbours' features in place of the differences")
def edge_conv(X, positions, k, f):
    X, positions = np.asarray(X, dtype=float), np.asarray(positions, dtype=float)
    if len(X) != len(positions) or not 1 <= k < len(X):
        raise ValueError("too few positions, or too few nodes")
    distances = np.sqrt(((positions[:, None] - positions) ** 2).sum(axis=-1))
    np.fill_diagonal(distances, np.inf)
    nearest = distances.argsort(axis=1)[:, :k]
    own = np.repeat(X[:, None], k, axis=1)
    edges = np.concatenate([own, X[nearest]], axis=-1)
    return f(edges.reshape(-1, edges.shape[-1])).reshape(len(X), k, -1).sum(axis=1)


@wrong(4, "puts the differences first")
def edge_conv(X, positions, k, f):
    X, positions = np.asarray(X, dtype=float), np.asarray(positions, dtype=float)
    if len(X) != len(positions) or not 1 <= k < len(X):
        raise ValueError("too few positions, or too few nodes")
    distances = np.sqrt(((positions[:, None] - positions) ** 2).sum(axis=-1))
    np.fill_diagonal(distances, np.inf)
    nearest = distances.argsort(axis=1)[:, :k]
    own = np.repeat(X[:, None], k, axis=1)
    edges = np.concatenate([own - X[nearest], own], axis=-1)
    return f(edges.reshape(-1, edges.shape[-1])).reshape(len(X), k, -1).sum(axis=1)


@wrong(4, "puts the neighbour's features in place of the node's own")
def edge_conv(X, positions, k, f):
    X, positions = np.asarray(X, dtype=float), np.asarray(positions, dtype=float)
    if len(X) != len(positions) or not 1 <= k < len(X):
        raise ValueError("too few positions, or too few nodes")
    distances = np.sqrt(((positions[:, None] - positions) ** 2).sum(axis=-1))
    np.fill_diagonal(distances, np.inf)
    nearest = distances.argsort(axis=1)[:, :k]
    own = np.repeat(X[:, None], k, axis=1)
    edges = np.concatenate([X[nearest], own - X[nearest]], axis=-1)
    return f(edges.reshape(-1, edges.shape[-1])).reshape(len(X), k, -1).sum(axis=1)


@wrong(4, "takes the sizes of the differences")
def edge_conv(X, positions, k, f):
    X, positions = np.asarray(X, dtype=float), np.asarray(positions, dtype=float)
    if len(X) != len(positions) or not 1 <= k < len(X):
        raise ValueError("too few positions, or too few nodes")
    distances = np.sqrt(((positions[:, None] - positions) ** 2).sum(axis=-1))
    np.fill_diagonal(distances, np.inf)
    nearest = distances.argsort(axis=1)[:, :k]
    own = np.repeat(X[:, None], k, axis=1)
    edges = np.concatenate([own, np.abs(own - X[nearest])], axis=-1)
    return f(edges.reshape(-1, edges.shape[-1])).reshape(len(X), k, -1).sum(axis=1)


@wrong(4, "takes differences of positions")
def edge_conv(X, positions, k, f):
    X, positions = np.asarray(X, dtype=float), np.asarray(positions, dtype=float)
    if len(X) != len(positions) or not 1 <= k < len(X):
        raise ValueError("too few positions, or too few nodes")
    distances = np.sqrt(((positions[:, None] - positions) ** 2).sum(axis=-1))
    np.fill_diagonal(distances, np.inf)
    nearest = distances.argsort(axis=1)[:, :k]
    own = np.repeat(X[:, None], k, axis=1)
    edges = np.concatenate([own, np.resize((positions[:, None] - positions[nearest]), own.shape)], axis=-1)
    return f(edges.reshape(-1, edges.shape[-1])).reshape(len(X), k, -1).sum(axis=1)


@wrong(4, "leaves out the node's own features")
def edge_conv(X, positions, k, f):
    X, positions = np.asarray(X, dtype=float), np.asarray(positions, dtype=float)
    if len(X) != len(positions) or not 1 <= k < len(X):
        raise ValueError("too few positions, or too few nodes")
    distances = np.sqrt(((positions[:, None] - positions) ** 2).sum(axis=-1))
    np.fill_diagonal(distances, np.inf)
    nearest = distances.argsort(axis=1)[:, :k]
    own = np.repeat(X[:, None], k, axis=1)
    edges = np.concatenate([0 * own, own - X[nearest]], axis=-1)
    return f(edges.reshape(-1, edges.shape[-1])).reshape(len(X), k, -1).sum(axis=1)


@wrong(4, "alternates features and differences")
def edge_conv(X, positions, k, f):
    X, positions = np.asarray(X, dtype=float), np.asarray(positions, dtype=float)
    if len(X) != len(positions) or not 1 <= k < len(X):
        raise ValueError("too few positions, or too few nodes")
    distances = np.sqrt(((positions[:, None] - positions) ** 2).sum(axis=-1))
    np.fill_diagonal(distances, np.inf)
    nearest = distances.argsort(axis=1)[:, :k]
    own = np.repeat(X[:, None], k, axis=1)
    edges = np.stack([own, own - X[nearest]], axis=-1).reshape(len(X), k, -1)
    return f(edges.reshape(-1, edges.shape[-1])).reshape(len(X), k, -1).sum(axis=1)


@wrong(4, "adds up the edges before f")
def edge_conv(X, positions, k, f):
    X, positions = np.asarray(X, dtype=float), np.asarray(positions, dtype=float)
    if len(X) != len(positions) or not 1 <= k < len(X):
        raise ValueError("too few positions, or too few nodes")
    distances = np.sqrt(((positions[:, None] - positions) ** 2).sum(axis=-1))
    np.fill_diagonal(distances, np.inf)
    nearest = distances.argsort(axis=1)[:, :k]
    own = np.repeat(X[:, None], k, axis=1)
    edges = np.concatenate([own, own - X[nearest]], axis=-1)
    return f(edges.sum(axis=1))


@wrong(4, "takes the mean over the neighbours")
def edge_conv(X, positions, k, f):
    X, positions = np.asarray(X, dtype=float), np.asarray(positions, dtype=float)
    if len(X) != len(positions) or not 1 <= k < len(X):
        raise ValueError("too few positions, or too few nodes")
    distances = np.sqrt(((positions[:, None] - positions) ** 2).sum(axis=-1))
    np.fill_diagonal(distances, np.inf)
    nearest = distances.argsort(axis=1)[:, :k]
    own = np.repeat(X[:, None], k, axis=1)
    edges = np.concatenate([own, own - X[nearest]], axis=-1)
    return f(edges.reshape(-1, edges.shape[-1])).reshape(len(X), k, -1).mean(axis=1)


@wrong(4, "takes the largest over the neighbours")
def edge_conv(X, positions, k, f):
    X, positions = np.asarray(X, dtype=float), np.asarray(positions, dtype=float)
    if len(X) != len(positions) or not 1 <= k < len(X):
        raise ValueError("too few positions, or too few nodes")
    distances = np.sqrt(((positions[:, None] - positions) ** 2).sum(axis=-1))
    np.fill_diagonal(distances, np.inf)
    nearest = distances.argsort(axis=1)[:, :k]
    own = np.repeat(X[:, None], k, axis=1)
    edges = np.concatenate([own, own - X[nearest]], axis=-1)
    return f(edges.reshape(-1, edges.shape[-1])).reshape(len(X), k, -1).max(axis=1)


@wrong(4, "returns the edges without a sum")
def edge_conv(X, positions, k, f):
    X, positions = np.asarray(X, dtype=float), np.asarray(positions, dtype=float)
    if len(X) != len(positions) or not 1 <= k < len(X):
        raise ValueError("too few positions, or too few nodes")
    distances = np.sqrt(((positions[:, None] - positions) ** 2).sum(axis=-1))
    np.fill_diagonal(distances, np.inf)
    nearest = distances.argsort(axis=1)[:, :k]
    own = np.repeat(X[:, None], k, axis=1)
    edges = np.concatenate([own, own - X[nearest]], axis=-1)
    return f(edges.reshape(-1, edges.shape[-1])).reshape(len(X), k, -1)


@wrong(4, "adds up over the wrong axis")
def edge_conv(X, positions, k, f):
    X, positions = np.asarray(X, dtype=float), np.asarray(positions, dtype=float)
    if len(X) != len(positions) or not 1 <= k < len(X):
        raise ValueError("too few positions, or too few nodes")
    distances = np.sqrt(((positions[:, None] - positions) ** 2).sum(axis=-1))
    np.fill_diagonal(distances, np.inf)
    nearest = distances.argsort(axis=1)[:, :k]
    own = np.repeat(X[:, None], k, axis=1)
    edges = np.concatenate([own, own - X[nearest]], axis=-1)
    return f(edges.reshape(-1, edges.shape[-1])).reshape(k, len(X), -1).sum(axis=0)


@wrong(4, "follows the edges in both directions")
def edge_conv(X, positions, k, f):
    X, positions = np.asarray(X, dtype=float), np.asarray(positions, dtype=float)
    if len(X) != len(positions) or not 1 <= k < len(X):
        raise ValueError("too few positions, or too few nodes")
    distances = np.sqrt(((positions[:, None] - positions) ** 2).sum(axis=-1))
    np.fill_diagonal(distances, np.inf)
    near = np.zeros(distances.shape, dtype=bool)
    np.put_along_axis(near, distances.argsort(axis=1)[:, :k], True, axis=1)
    near |= near.T
    rows = [np.hstack([np.tile(x, (n.sum(), 1)), x - X[n]]) for x, n in zip(X, near, strict=True)]
    return np.array([f(row).sum(axis=0) for row in rows])


@wrong(4, "follows the edges backwards")
def edge_conv(X, positions, k, f):
    X, positions = np.asarray(X, dtype=float), np.asarray(positions, dtype=float)
    if len(X) != len(positions) or not 1 <= k < len(X):
        raise ValueError("too few positions, or too few nodes")
    distances = np.sqrt(((positions[:, None] - positions) ** 2).sum(axis=-1))
    np.fill_diagonal(distances, np.inf)
    nearest = distances.argsort(axis=1)[:, :k]
    new = np.zeros((len(X), f(np.zeros((1, 2 * X.shape[1]))).shape[1]))
    for node, others in enumerate(nearest):
        for other in others:
            new[other] += f(np.append(X[other], X[other] - X[node])[None])[0]
    return new


@wrong(4, "sorts the nodes by their positions")
def edge_conv(X, positions, k, f):
    X, positions = np.asarray(X, dtype=float), np.asarray(positions, dtype=float)
    if len(X) != len(positions) or not 1 <= k < len(X):
        raise ValueError("too few positions, or too few nodes")
    distances = np.sqrt(((positions[:, None] - positions) ** 2).sum(axis=-1))
    np.fill_diagonal(distances, np.inf)
    nearest = distances.argsort(axis=1)[:, :k]
    own = np.repeat(X[:, None], k, axis=1)
    edges = np.concatenate([own, own - X[nearest]], axis=-1)
    return f(edges.reshape(-1, edges.shape[-1])).reshape(len(X), k, -1).sum(axis=1)[np.lexsort(positions.T)]


@wrong(4, "works in narrow integers")
def edge_conv(X, positions, k, f):
    X, positions = np.asarray(X), np.asarray(positions)
    if len(X) != len(positions) or not 1 <= k < len(X):
        raise ValueError("too few positions, or too few nodes")
    distances = ((positions[:, None] - positions) ** 2).sum(axis=-1).astype(float)
    np.fill_diagonal(distances, np.inf)
    nearest = distances.argsort(axis=1)[:, :k]
    own = np.repeat(X[:, None], k, axis=1)
    edges = np.concatenate([own, own - X[nearest]], axis=-1)
    return f(edges.reshape(-1, edges.shape[-1])).reshape(len(X), k, -1).sum(axis=1)


@wrong(4, "does not refuse too large a k")
def edge_conv(X, positions, k, f):
    X, positions = np.asarray(X, dtype=float), np.asarray(positions, dtype=float)
    if len(X) != len(positions) or k < 1:
        raise ValueError("too few positions, or too few nodes")
    distances = np.sqrt(((positions[:, None] - positions) ** 2).sum(axis=-1))
    np.fill_diagonal(distances, np.inf)
    nearest = distances.argsort(axis=1)[:, :k]
    own = np.repeat(X[:, None], k, axis=1)
    edges = np.concatenate([own, own - X[nearest]], axis=-1)
    return f(edges.reshape(-1, edges.shape[-1])).reshape(len(X), k, -1).sum(axis=1)


@wrong(4, "takes as many neighbours as there are")
def edge_conv(X, positions, k, f):
    X, positions = np.asarray(X, dtype=float), np.asarray(positions, dtype=float)
    if len(X) != len(positions) or k < 1:
        raise ValueError("too few positions, or too few nodes")
    k = min(k, len(X) - 1)
    distances = np.sqrt(((positions[:, None] - positions) ** 2).sum(axis=-1))
    np.fill_diagonal(distances, np.inf)
    nearest = distances.argsort(axis=1)[:, :k]
    own = np.repeat(X[:, None], k, axis=1)
    edges = np.concatenate([own, own - X[nearest]], axis=-1)
    return f(edges.reshape(-1, edges.shape[-1])).reshape(len(X), k, -1).sum(axis=1)


@wrong(4, "returns nothing for k = 0")
def edge_conv(X, positions, k, f):
    X, positions = np.asarray(X, dtype=float), np.asarray(positions, dtype=float)
    if k == 0:
        return np.zeros(X.shape)
    if len(X) != len(positions) or not 1 <= k < len(X):
        raise ValueError("too few positions, or too few nodes")
    distances = np.sqrt(((positions[:, None] - positions) ** 2).sum(axis=-1))
    np.fill_diagonal(distances, np.inf)
    nearest = distances.argsort(axis=1)[:, :k]
    own = np.repeat(X[:, None], k, axis=1)
    edges = np.concatenate([own, own - X[nearest]], axis=-1)
    return f(edges.reshape(-1, edges.shape[-1])).reshape(len(X), k, -1).sum(axis=1)


@wrong(4, "does not count the positions")
def edge_conv(X, positions, k, f):
    X, positions = np.asarray(X, dtype=float), np.asarray(positions, dtype=float)
    if not 1 <= k < len(X):
        raise ValueError("too few positions, or too few nodes")
    n = min(len(X), len(positions))
    X, positions = X[:n], positions[:n]
    distances = np.sqrt(((positions[:, None] - positions) ** 2).sum(axis=-1))
    np.fill_diagonal(distances, np.inf)
    nearest = distances.argsort(axis=1)[:, :k]
    own = np.repeat(X[:, None], k, axis=1)
    edges = np.concatenate([own, own - X[nearest]], axis=-1)
    return f(edges.reshape(-1, edges.shape[-1])).reshape(len(X), k, -1).sum(axis=1)


@wrong(4, "asserts instead of raising ValueError")
def edge_conv(X, positions, k, f):
    X, positions = np.asarray(X, dtype=float), np.asarray(positions, dtype=float)
    assert len(X) == len(positions) and 1 <= k < len(X)
    distances = np.sqrt(((positions[:, None] - positions) ** 2).sum(axis=-1))
    np.fill_diagonal(distances, np.inf)
    nearest = distances.argsort(axis=1)[:, :k]
    own = np.repeat(X[:, None], k, axis=1)
    edges = np.concatenate([own, own - X[nearest]], axis=-1)
    return f(edges.reshape(-1, edges.shape[-1])).reshape(len(X), k, -1).sum(axis=1)


@wrong(4, "changes the features in place")
def edge_conv(X, positions, k, f):
    X, positions = np.asarray(X, dtype=float), np.asarray(positions, dtype=float)
    if len(X) != len(positions) or not 1 <= k < len(X):
        raise ValueError("too few positions, or too few nodes")
    distances = np.sqrt(((positions[:, None] - positions) ** 2).sum(axis=-1))
    np.fill_diagonal(distances, np.inf)
    nearest = distances.argsort(axis=1)[:, :k]
    own = np.repeat(X[:, None], k, axis=1)
    edges = np.concatenate([own, own - X[nearest]], axis=-1)
    X -= X.mean(axis=0)
    return f(edges.reshape(-1, edges.shape[-1])).reshape(len(X), k, -1).sum(axis=1)


@right(4, "edge by edge in plain Python")
def edge_conv(X, positions, k, f):
    import math

    X = [[float(value) for value in row] for row in X]
    places = [[float(value) for value in row] for row in positions]
    if len(X) != len(places):
        raise ValueError("a position for each node, please")
    if k < 1 or k > len(X) - 1:
        raise ValueError("not so many neighbours, please")
    result = []
    for node in range(len(X)):
        others = [other for other in range(len(X)) if other != node]
        others.sort(key=lambda other, node=node: math.dist(places[node], places[other]))
        total = 0
        for other in others[:k]:
            edge = X[node] + [a - b for a, b in zip(X[node], X[other], strict=True)]
            total = total + f(np.array([edge]))[0]
        result.append(total)
    return np.array(result)


@right(4, "with a k-d tree, from whose finds the node itself is removed")
def edge_conv(X, positions, k, f):
    from scipy.spatial import cKDTree

    X, positions = np.array(X, dtype=float), np.array(positions, dtype=float)
    if X.shape[0] != positions.shape[0] or k not in range(1, len(X)):
        raise ValueError("positions or k")
    _, found = cKDTree(positions).query(positions, k=k + 1)
    new = []
    for node, near in enumerate(found):
        others = [number for number in near if number != node][:k]
        new.append(f(np.array([np.concatenate([X[node], X[node] - X[j]]) for j in others])).sum(axis=0))
    return np.stack(new)


@right(4, "with scikit-learn")
def edge_conv(X, positions, k, f):
    from sklearn.neighbors import NearestNeighbors

    X, positions = np.array(X, dtype=float), np.array(positions, dtype=float)
    if len(X) != len(positions) or not 0 < k < len(X):
        raise ValueError("positions or k")
    # Asked about nobody in particular, it leaves out each point itself.
    found = NearestNeighbors(n_neighbors=k).fit(positions).kneighbors(return_distance=False)
    return sum(f(np.hstack([X, X - X[column]])) for column in found.T)


@right(4, "with PyTorch in float32")
def edge_conv(X, positions, k, f):
    import torch

    X = torch.tensor(np.array(X, dtype=np.float32))
    places = torch.tensor(np.array(positions, dtype=np.float32))
    if len(X) != len(places) or k < 1 or k >= len(X):
        raise ValueError("positions or k")
    squares = ((places[:, None, :] - places[None, :, :]) ** 2).sum(dim=2)
    squares.fill_diagonal_(torch.inf)
    nearest = squares.topk(k, largest=False).indices
    sources = torch.arange(len(X)).repeat_interleave(k)
    edges = torch.cat([X[sources], X[sources] - X[nearest.flatten()]], dim=1)
    messages = torch.as_tensor(np.asarray(f(edges.numpy())))
    new = torch.zeros(len(X), messages.shape[1], dtype=messages.dtype)
    return new.index_add_(0, sources, messages).numpy()


@right(4, "with a table of who is near whom")
def edge_conv(X, positions, k, f):
    X, positions = np.array(X, dtype=float), np.array(positions, dtype=float)
    n_nodes = len(X)
    if n_nodes != len(positions) or k <= 0 or k >= n_nodes:
        raise ValueError("positions or k")
    gaps = np.hypot.reduce(positions[:, None] - positions[None], axis=2)
    gaps[np.diag_indices(n_nodes)] = gaps.max() + 1
    nearer = (gaps[:, :, None] > gaps[:, None, :]).sum(axis=2)
    # Equally near ones are counted in any order, so take the first k of them.
    table = np.zeros((n_nodes, n_nodes))
    for node in range(n_nodes):
        table[node, np.lexsort([np.arange(n_nodes), nearer[node]])[:k]] = 1
    pairs = np.stack(np.meshgrid(np.arange(n_nodes), np.arange(n_nodes), indexing="ij"), axis=-1).reshape(
        -1, 2
    )
    messages = f(np.hstack([X[pairs[:, 0]], X[pairs[:, 0]] - X[pairs[:, 1]]]))
    return np.einsum("ij,ijm->im", table, messages.reshape(n_nodes, n_nodes, -1))


# Question 5: film


@wrong(5, "exchanges factors and shifts")
def film(X, z, W, b):
    X, z, W, b = (np.asarray(values, dtype=float) for values in (X, z, W, b))
    n, n_channels = X.shape[:2]
    if len(z) != n or len(W) != 2 * n_channels or len(b) != 2 * n_channels:
        raise ValueError("the numbers of rows do not fit")
    both = z @ W.T + b
    beta, gamma = both[:, :n_channels], both[:, n_channels:]
    gamma, beta = (values.reshape(n, n_channels, *[1] * (X.ndim - 2)) for values in (gamma, beta))
    return gamma * X + beta


@wrong(5, "takes factor and shift of a channel from neighbouring rows")
def film(X, z, W, b):
    X, z, W, b = (np.asarray(values, dtype=float) for values in (X, z, W, b))
    n, n_channels = X.shape[:2]
    if len(z) != n or len(W) != 2 * n_channels or len(b) != 2 * n_channels:
        raise ValueError("the numbers of rows do not fit")
    both = z @ W.T + b
    gamma, beta = both[:, ::2], both[:, 1::2]
    gamma, beta = (values.reshape(n, n_channels, *[1] * (X.ndim - 2)) for values in (gamma, beta))
    return gamma * X + beta


@wrong(5, "adds 1 to the factors")
def film(X, z, W, b):
    X, z, W, b = (np.asarray(values, dtype=float) for values in (X, z, W, b))
    n, n_channels = X.shape[:2]
    if len(z) != n or len(W) != 2 * n_channels or len(b) != 2 * n_channels:
        raise ValueError("the numbers of rows do not fit")
    both = z @ W.T + b
    gamma, beta = both[:, :n_channels], both[:, n_channels:]
    gamma, beta = (values.reshape(n, n_channels, *[1] * (X.ndim - 2)) for values in (gamma, beta))
    return (1 + gamma) * X + beta


@wrong(5, "shifts before it scales")
def film(X, z, W, b):
    X, z, W, b = (np.asarray(values, dtype=float) for values in (X, z, W, b))
    n, n_channels = X.shape[:2]
    if len(z) != n or len(W) != 2 * n_channels or len(b) != 2 * n_channels:
        raise ValueError("the numbers of rows do not fit")
    both = z @ W.T + b
    gamma, beta = both[:, :n_channels], both[:, n_channels:]
    gamma, beta = (values.reshape(n, n_channels, *[1] * (X.ndim - 2)) for values in (gamma, beta))
    return gamma * (X + beta)


@wrong(5, "only scales")
def film(X, z, W, b):
    X, z, W, b = (np.asarray(values, dtype=float) for values in (X, z, W, b))
    n, n_channels = X.shape[:2]
    if len(z) != n or len(W) != 2 * n_channels or len(b) != 2 * n_channels:
        raise ValueError("the numbers of rows do not fit")
    both = z @ W.T + b
    gamma, beta = both[:, :n_channels], both[:, n_channels:]
    gamma, beta = (values.reshape(n, n_channels, *[1] * (X.ndim - 2)) for values in (gamma, beta))
    return gamma * X


@wrong(5, "only shifts")
def film(X, z, W, b):
    X, z, W, b = (np.asarray(values, dtype=float) for values in (X, z, W, b))
    n, n_channels = X.shape[:2]
    if len(z) != n or len(W) != 2 * n_channels or len(b) != 2 * n_channels:
        raise ValueError("the numbers of rows do not fit")
    both = z @ W.T + b
    gamma, beta = both[:, :n_channels], both[:, n_channels:]
    gamma, beta = (values.reshape(n, n_channels, *[1] * (X.ndim - 2)) for values in (gamma, beta))
    return X + beta


@wrong(5, "subtracts the shifts")
def film(X, z, W, b):
    X, z, W, b = (np.asarray(values, dtype=float) for values in (X, z, W, b))
    n, n_channels = X.shape[:2]
    if len(z) != n or len(W) != 2 * n_channels or len(b) != 2 * n_channels:
        raise ValueError("the numbers of rows do not fit")
    both = z @ W.T + b
    gamma, beta = both[:, :n_channels], both[:, n_channels:]
    gamma, beta = (values.reshape(n, n_channels, *[1] * (X.ndim - 2)) for values in (gamma, beta))
    return gamma * X - beta


@wrong(5, "divides by the factors")
def film(X, z, W, b):
    X, z, W, b = (np.asarray(values, dtype=float) for values in (X, z, W, b))
    n, n_channels = X.shape[:2]
    if len(z) != n or len(W) != 2 * n_channels or len(b) != 2 * n_channels:
        raise ValueError("the numbers of rows do not fit")
    both = z @ W.T + b
    gamma, beta = both[:, :n_channels], both[:, n_channels:]
    gamma, beta = (values.reshape(n, n_channels, *[1] * (X.ndim - 2)) for values in (gamma, beta))
    return X / gamma + beta


@wrong(5, "leaves out the biases")
def film(X, z, W, b):
    X, z, W, b = (np.asarray(values, dtype=float) for values in (X, z, W, b))
    n, n_channels = X.shape[:2]
    if len(z) != n or len(W) != 2 * n_channels or len(b) != 2 * n_channels:
        raise ValueError("the numbers of rows do not fit")
    both = z @ W.T
    gamma, beta = both[:, :n_channels], both[:, n_channels:]
    gamma, beta = (values.reshape(n, n_channels, *[1] * (X.ndim - 2)) for values in (gamma, beta))
    return gamma * X + beta


@wrong(5, "leaves out the scalars")
def film(X, z, W, b):
    X, z, W, b = (np.asarray(values, dtype=float) for values in (X, z, W, b))
    n, n_channels = X.shape[:2]
    if len(z) != n or len(W) != 2 * n_channels or len(b) != 2 * n_channels:
        raise ValueError("the numbers of rows do not fit")
    both = 0 * z @ W.T + b
    gamma, beta = both[:, :n_channels], both[:, n_channels:]
    gamma, beta = (values.reshape(n, n_channels, *[1] * (X.ndim - 2)) for values in (gamma, beta))
    return gamma * X + beta


@wrong(5, "takes the channels for the last axis")
def film(X, z, W, b):
    X, z, W, b = (np.asarray(values, dtype=float) for values in (X, z, W, b))
    n, n_channels = X.shape[:2]
    if len(z) != n or len(W) != 2 * n_channels or len(b) != 2 * n_channels:
        raise ValueError("the numbers of rows do not fit")
    both = z @ W.T + b
    gamma, beta = both[:, :n_channels], both[:, n_channels:]
    gamma, beta = (values.reshape(n, *[1] * (X.ndim - 2), n_channels) for values in (gamma, beta))
    return gamma * X + beta


@wrong(5, "lets NumPy guess the axes")
def film(X, z, W, b):
    X, z, W, b = (np.asarray(values, dtype=float) for values in (X, z, W, b))
    n, n_channels = X.shape[:2]
    if len(z) != n or len(W) != 2 * n_channels or len(b) != 2 * n_channels:
        raise ValueError("the numbers of rows do not fit")
    both = z @ W.T + b
    gamma, beta = both[:, :n_channels], both[:, n_channels:]
    return gamma * X + beta


@wrong(5, "works on pictures only")
def film(X, z, W, b):
    X, z, W, b = (np.asarray(values, dtype=float) for values in (X, z, W, b))
    n, n_channels = X.shape[:2]
    if len(z) != n or len(W) != 2 * n_channels or len(b) != 2 * n_channels:
        raise ValueError("the numbers of rows do not fit")
    both = z @ W.T + b
    gamma, beta = both[:, :n_channels], both[:, n_channels:]
    gamma, beta = (values[:, :, None, None] for values in (gamma, beta))
    return gamma * X + beta


@wrong(5, "works on recordings and pictures only")
def film(X, z, W, b):
    X, z, W, b = (np.asarray(values, dtype=float) for values in (X, z, W, b))
    n, n_channels = X.shape[:2]
    if len(z) != n or len(W) != 2 * n_channels or len(b) != 2 * n_channels:
        raise ValueError("the numbers of rows do not fit")
    both = z @ W.T + b
    gamma, beta = both[:, :n_channels], both[:, n_channels:]
    gamma, beta = (values.reshape(n, n_channels, *[1] * max(X.ndim - 2, 1)) for values in (gamma, beta))
    return gamma * X + beta


@wrong(5, "takes the scalars of the first sample for all")
def film(X, z, W, b):
    X, z, W, b = (np.asarray(values, dtype=float) for values in (X, z, W, b))
    n, n_channels = X.shape[:2]
    if len(z) != n or len(W) != 2 * n_channels or len(b) != 2 * n_channels:
        raise ValueError("the numbers of rows do not fit")
    both = np.repeat(z[:1] @ W.T + b, n, axis=0)
    gamma, beta = both[:, :n_channels], both[:, n_channels:]
    gamma, beta = (values.reshape(n, n_channels, *[1] * (X.ndim - 2)) for values in (gamma, beta))
    return gamma * X + beta


@wrong(5, "takes the mean of the scalars of all samples")
def film(X, z, W, b):
    X, z, W, b = (np.asarray(values, dtype=float) for values in (X, z, W, b))
    n, n_channels = X.shape[:2]
    if len(z) != n or len(W) != 2 * n_channels or len(b) != 2 * n_channels:
        raise ValueError("the numbers of rows do not fit")
    z = np.repeat(z.mean(axis=0, keepdims=True), n, axis=0)
    both = z @ W.T + b
    gamma, beta = both[:, :n_channels], both[:, n_channels:]
    gamma, beta = (values.reshape(n, n_channels, *[1] * (X.ndim - 2)) for values in (gamma, beta))
    return gamma * X + beta


@wrong(5, "takes one factor for all channels of a sample")
def film(X, z, W, b):
    X, z, W, b = (np.asarray(values, dtype=float) for values in (X, z, W, b))
    n, n_channels = X.shape[:2]
    if len(z) != n or len(W) != 2 * n_channels or len(b) != 2 * n_channels:
        raise ValueError("the numbers of rows do not fit")
    both = z @ W.T + b
    gamma, beta = both[:, :n_channels], both[:, n_channels:]
    gamma, beta = (values.reshape(n, n_channels, *[1] * (X.ndim - 2)) for values in (gamma, beta))
    return gamma.mean(axis=1, keepdims=True) * X + beta


@wrong(5, "takes one shift for all channels of a sample")
def film(X, z, W, b):
    X, z, W, b = (np.asarray(values, dtype=float) for values in (X, z, W, b))
    n, n_channels = X.shape[:2]
    if len(z) != n or len(W) != 2 * n_channels or len(b) != 2 * n_channels:
        raise ValueError("the numbers of rows do not fit")
    both = z @ W.T + b
    gamma, beta = both[:, :n_channels], both[:, n_channels:]
    gamma, beta = (values.reshape(n, n_channels, *[1] * (X.ndim - 2)) for values in (gamma, beta))
    return gamma * X + beta.mean(axis=1, keepdims=True)


@wrong(5, "squashes the factors")
def film(X, z, W, b):
    X, z, W, b = (np.asarray(values, dtype=float) for values in (X, z, W, b))
    n, n_channels = X.shape[:2]
    if len(z) != n or len(W) != 2 * n_channels or len(b) != 2 * n_channels:
        raise ValueError("the numbers of rows do not fit")
    both = z @ W.T + b
    gamma, beta = both[:, :n_channels], both[:, n_channels:]
    gamma, beta = (values.reshape(n, n_channels, *[1] * (X.ndim - 2)) for values in (gamma, beta))
    return X / (1 + np.exp(-gamma)) + beta


@wrong(5, "takes exponentials for the factors")
def film(X, z, W, b):
    X, z, W, b = (np.asarray(values, dtype=float) for values in (X, z, W, b))
    n, n_channels = X.shape[:2]
    if len(z) != n or len(W) != 2 * n_channels or len(b) != 2 * n_channels:
        raise ValueError("the numbers of rows do not fit")
    both = z @ W.T + b
    gamma, beta = both[:, :n_channels], both[:, n_channels:]
    gamma, beta = (values.reshape(n, n_channels, *[1] * (X.ndim - 2)) for values in (gamma, beta))
    return np.exp(gamma) * X + beta


@wrong(5, "applies a ReLU to the result")
def film(X, z, W, b):
    X, z, W, b = (np.asarray(values, dtype=float) for values in (X, z, W, b))
    n, n_channels = X.shape[:2]
    if len(z) != n or len(W) != 2 * n_channels or len(b) != 2 * n_channels:
        raise ValueError("the numbers of rows do not fit")
    both = z @ W.T + b
    gamma, beta = both[:, :n_channels], both[:, n_channels:]
    gamma, beta = (values.reshape(n, n_channels, *[1] * (X.ndim - 2)) for values in (gamma, beta))
    return np.maximum(gamma * X + beta, 0)


@wrong(5, "standardises each channel first")
def film(X, z, W, b):
    X, z, W, b = (np.asarray(values, dtype=float) for values in (X, z, W, b))
    n, n_channels = X.shape[:2]
    if len(z) != n or len(W) != 2 * n_channels or len(b) != 2 * n_channels:
        raise ValueError("the numbers of rows do not fit")
    axes = tuple(range(2, X.ndim))
    X = (X - X.mean(axis=axes, keepdims=True)) / (X.std(axis=axes, keepdims=True) + 1e-5)
    both = z @ W.T + b
    gamma, beta = both[:, :n_channels], both[:, n_channels:]
    gamma, beta = (values.reshape(n, n_channels, *[1] * (X.ndim - 2)) for values in (gamma, beta))
    return gamma * X + beta


@wrong(5, "adds what comes out to what went in")
def film(X, z, W, b):
    X, z, W, b = (np.asarray(values, dtype=float) for values in (X, z, W, b))
    n, n_channels = X.shape[:2]
    if len(z) != n or len(W) != 2 * n_channels or len(b) != 2 * n_channels:
        raise ValueError("the numbers of rows do not fit")
    both = z @ W.T + b
    gamma, beta = both[:, :n_channels], both[:, n_channels:]
    gamma, beta = (values.reshape(n, n_channels, *[1] * (X.ndim - 2)) for values in (gamma, beta))
    return X + gamma * X + beta


@wrong(5, "turns the weights round by reshape")
def film(X, z, W, b):
    X, z, W, b = (np.asarray(values, dtype=float) for values in (X, z, W, b))
    n, n_channels = X.shape[:2]
    if len(z) != n or len(W) != 2 * n_channels or len(b) != 2 * n_channels:
        raise ValueError("the numbers of rows do not fit")
    both = z @ W.reshape(z.shape[1], -1) + b
    gamma, beta = both[:, :n_channels], both[:, n_channels:]
    gamma, beta = (values.reshape(n, n_channels, *[1] * (X.ndim - 2)) for values in (gamma, beta))
    return gamma * X + beta


@wrong(5, "changes the feature maps in place")
def film(X, z, W, b):
    X, z, W, b = (np.asarray(values, dtype=float) for values in (X, z, W, b))
    n, n_channels = X.shape[:2]
    if len(z) != n or len(W) != 2 * n_channels or len(b) != 2 * n_channels:
        raise ValueError("the numbers of rows do not fit")
    both = z @ W.T + b
    gamma, beta = both[:, :n_channels], both[:, n_channels:]
    gamma, beta = (values.reshape(n, n_channels, *[1] * (X.ndim - 2)) for values in (gamma, beta))
    X *= gamma
    X += beta
    return X


@wrong(5, "works in narrow integers")
def film(X, z, W, b):
    X, z, W, b = (np.asarray(values) for values in (X, z, W, b))
    n, n_channels = X.shape[:2]
    if len(z) != n or len(W) != 2 * n_channels or len(b) != 2 * n_channels:
        raise ValueError("the numbers of rows do not fit")
    both = z @ W.T + b
    gamma, beta = both[:, :n_channels], both[:, n_channels:]
    gamma, beta = (values.reshape(n, n_channels, *[1] * (X.ndim - 2)) for values in (gamma, beta))
    return gamma * X + beta


@wrong(5, "cuts off the fractions of what belongs to whole pixels")
def film(X, z, W, b):
    X, z, W, b = (np.asarray(values, dtype=float) for values in (X, z, W, b))
    n, n_channels = X.shape[:2]
    if len(z) != n or len(W) != 2 * n_channels or len(b) != 2 * n_channels:
        raise ValueError("the numbers of rows do not fit")
    both = z @ W.T + b
    gamma, beta = both[:, :n_channels], both[:, n_channels:]
    gamma, beta = (values.reshape(n, n_channels, *[1] * (X.ndim - 2)) for values in (gamma, beta))
    result = gamma * X + beta
    return np.trunc(result) if (X.round() == X).all() else result


@wrong(5, "flattens the pictures")
def film(X, z, W, b):
    X, z, W, b = (np.asarray(values, dtype=float) for values in (X, z, W, b))
    n, n_channels = X.shape[:2]
    if len(z) != n or len(W) != 2 * n_channels or len(b) != 2 * n_channels:
        raise ValueError("the numbers of rows do not fit")
    both = z @ W.T + b
    gamma, beta = both[:, :n_channels], both[:, n_channels:]
    gamma, beta = (values.reshape(n, n_channels, *[1] * (X.ndim - 2)) for values in (gamma, beta))
    return (gamma * X + beta).reshape(n, n_channels, -1)


@wrong(5, "lets NumPy repeat the scalars of a sample")
def film(X, z, W, b):
    X, z, W, b = (np.asarray(values, dtype=float) for values in (X, z, W, b))
    n_channels = X.shape[1]
    if len(W) != 2 * n_channels or len(b) != 2 * n_channels:
        raise ValueError("the numbers of rows do not fit")
    both = z @ W.T + b
    gamma, beta = both[:, :n_channels], both[:, n_channels:]
    gamma, beta = (values.reshape(len(z), n_channels, *[1] * (X.ndim - 2)) for values in (gamma, beta))
    return gamma * X + beta


@wrong(5, "does not count the rows of the weights")
def film(X, z, W, b):
    X, z, W, b = (np.asarray(values, dtype=float) for values in (X, z, W, b))
    n, n_channels = X.shape[:2]
    if len(z) != n or len(b) != 2 * n_channels:
        raise ValueError("the numbers of rows do not fit")
    both = z @ np.resize(W, (2 * n_channels, z.shape[1])).T + b
    gamma, beta = both[:, :n_channels], both[:, n_channels:]
    gamma, beta = (values.reshape(n, n_channels, *[1] * (X.ndim - 2)) for values in (gamma, beta))
    return gamma * X + beta


@wrong(5, "does not count the biases")
def film(X, z, W, b):
    X, z, W, b = (np.asarray(values, dtype=float) for values in (X, z, W, b))
    n, n_channels = X.shape[:2]
    if len(z) != n or len(W) != 2 * n_channels:
        raise ValueError("the numbers of rows do not fit")
    both = z @ W.T + b
    gamma, beta = both[:, :n_channels], both[:, n_channels:]
    gamma, beta = (values.reshape(n, n_channels, *[1] * (X.ndim - 2)) for values in (gamma, beta))
    return gamma * X + beta


@wrong(5, "accepts too many rows")
def film(X, z, W, b):
    X, z, W, b = (np.asarray(values, dtype=float) for values in (X, z, W, b))
    n, n_channels = X.shape[:2]
    if len(z) != n or len(W) < 2 * n_channels or len(b) < 2 * n_channels:
        raise ValueError("the numbers of rows do not fit")
    both = z @ W.T + b
    gamma, beta = both[:, :n_channels], both[:, n_channels : 2 * n_channels]
    gamma, beta = (values.reshape(n, n_channels, *[1] * (X.ndim - 2)) for values in (gamma, beta))
    return gamma * X + beta


@wrong(5, "asserts instead of raising ValueError")
def film(X, z, W, b):
    X, z, W, b = (np.asarray(values, dtype=float) for values in (X, z, W, b))
    n, n_channels = X.shape[:2]
    assert len(z) == n and len(W) == len(b) == 2 * n_channels
    both = z @ W.T + b
    gamma, beta = both[:, :n_channels], both[:, n_channels:]
    gamma, beta = (values.reshape(n, n_channels, *[1] * (X.ndim - 2)) for values in (gamma, beta))
    return gamma * X + beta


@right(5, "channel by channel in plain loops")
def film(X, z, W, b):
    X = np.array(X)
    n_samples, n_channels = X.shape[0], X.shape[1]
    if n_samples != len(z):
        raise ValueError("samples")
    if len(W) != 2 * n_channels or len(W) != len(b):
        raise ValueError("rows")
    result = np.zeros(X.shape)
    for sample in range(n_samples):
        for channel in range(n_channels):
            numbers = []
            for row in (channel, channel + n_channels):
                total = float(b[row])
                for weight, scalar in zip(W[row], z[sample], strict=True):
                    total += float(weight) * float(scalar)
                numbers.append(total)
            result[sample, channel] = numbers[0] * X[sample, channel].astype(float) + numbers[1]
    return result


@right(5, "with PyTorch in float32")
def film(X, z, W, b):
    import torch

    X, z, W, b = (torch.tensor(np.array(values, dtype=np.float32)) for values in (X, z, W, b))
    if len(X) != len(z) or len(W) != 2 * X.shape[1] or len(b) != 2 * X.shape[1]:
        raise ValueError("rows")
    gamma, beta = torch.nn.functional.linear(z, W, b).chunk(2, dim=1)
    while gamma.ndim < X.ndim:
        gamma, beta = gamma.unsqueeze(-1), beta.unsqueeze(-1)
    return torch.addcmul(beta, gamma, X).numpy()


@right(5, "with the channels as the last axis in between")
def film(X, z, W, b):
    X, z = np.moveaxis(np.array(X, dtype=float), (0, 1), (-2, -1)), np.array(z, dtype=float)
    W, b = np.array(W, dtype=float), np.array(b, dtype=float)
    if X.shape[-2] != z.shape[0] or {len(W), len(b)} != {2 * X.shape[-1]}:
        raise ValueError("rows")
    W_gamma, W_beta = np.split(W, 2)
    b_gamma, b_beta = np.split(b, 2)
    result = X * (z @ W_gamma.T + b_gamma) + (z @ W_beta.T + b_beta)
    return np.moveaxis(result, (-2, -1), (0, 1))


@right(5, "as one product for each sample")
def film(X, z, W, b):
    X = np.array(X, dtype=np.float64)
    n_channels = X.shape[1]
    if len(X) != len(z) or len(W) != n_channels * 2 or len(b) != n_channels * 2:
        raise ValueError("rows")
    z, W = np.column_stack([np.array(z, dtype=float), np.ones(len(z))]), np.column_stack([W, b]).astype(float)
    result = []
    for maps, scalars in zip(X, z, strict=True):
        steering = W.dot(scalars)
        pixels = maps.reshape(n_channels, -1)
        moved = np.diag(steering[:n_channels]) @ pixels + np.outer(
            steering[n_channels:], np.ones(pixels.shape[1])
        )
        result.append(moved.reshape(maps.shape))
    return np.array(result)


# Question 6: energy_labels


@wrong(6, "takes sinh for cosh")
def energy_labels(E, eta, phi):
    E, eta, phi = (np.asarray(values, dtype=float) for values in (E, eta, phi))
    if not E.shape == eta.shape == phi.shape:
        raise ValueError("different shapes")
    bracket = np.sinh(eta[:, 0] - eta[:, 1]) - np.cos(phi[:, 0] - phi[:, 1])
    mass = np.sqrt(2 * E[:, 0] * E[:, 1] * bracket)
    kept = (mass >= 86) & (mass <= 97)
    labels = 91.19**2 / (2 * E[:, ::-1] * bracket[:, None])
    return kept, labels[kept]


@wrong(6, "takes the cosine of both")
def energy_labels(E, eta, phi):
    E, eta, phi = (np.asarray(values, dtype=float) for values in (E, eta, phi))
    if not E.shape == eta.shape == phi.shape:
        raise ValueError("different shapes")
    bracket = np.cos(eta[:, 0] - eta[:, 1]) - np.cos(phi[:, 0] - phi[:, 1])
    mass = np.sqrt(2 * E[:, 0] * E[:, 1] * bracket)
    kept = (mass >= 86) & (mass <= 97)
    labels = 91.19**2 / (2 * E[:, ::-1] * bracket[:, None])
    return kept, labels[kept]


@wrong(6, "takes the hyperbolic cosine of both")
def energy_labels(E, eta, phi):
    E, eta, phi = (np.asarray(values, dtype=float) for values in (E, eta, phi))
    if not E.shape == eta.shape == phi.shape:
        raise ValueError("different shapes")
    bracket = np.cosh(eta[:, 0] - eta[:, 1]) - np.cosh(phi[:, 0] - phi[:, 1])
    mass = np.sqrt(2 * E[:, 0] * E[:, 1] * bracket)
    kept = (mass >= 86) & (mass <= 97)
    labels = 91.19**2 / (2 * E[:, ::-1] * bracket[:, None])
    return kept, labels[kept]


@wrong(6, "exchanges the two angles")
def energy_labels(E, eta, phi):
    E, eta, phi = (np.asarray(values, dtype=float) for values in (E, eta, phi))
    if not E.shape == eta.shape == phi.shape:
        raise ValueError("different shapes")
    bracket = np.cosh(phi[:, 0] - phi[:, 1]) - np.cos(eta[:, 0] - eta[:, 1])
    mass = np.sqrt(2 * E[:, 0] * E[:, 1] * bracket)
    kept = (mass >= 86) & (mass <= 97)
    labels = 91.19**2 / (2 * E[:, ::-1] * bracket[:, None])
    return kept, labels[kept]


@wrong(6, "adds the two functions")
def energy_labels(E, eta, phi):
    E, eta, phi = (np.asarray(values, dtype=float) for values in (E, eta, phi))
    if not E.shape == eta.shape == phi.shape:
        raise ValueError("different shapes")
    bracket = np.cosh(eta[:, 0] - eta[:, 1]) + np.cos(phi[:, 0] - phi[:, 1])
    mass = np.sqrt(2 * E[:, 0] * E[:, 1] * bracket)
    kept = (mass >= 86) & (mass <= 97)
    labels = 91.19**2 / (2 * E[:, ::-1] * bracket[:, None])
    return kept, labels[kept]


@wrong(6, "adds the pseudorapidities")
def energy_labels(E, eta, phi):
    E, eta, phi = (np.asarray(values, dtype=float) for values in (E, eta, phi))
    if not E.shape == eta.shape == phi.shape:
        raise ValueError("different shapes")
    bracket = np.cosh(eta[:, 0] + eta[:, 1]) - np.cos(phi[:, 0] - phi[:, 1])
    mass = np.sqrt(2 * E[:, 0] * E[:, 1] * bracket)
    kept = (mass >= 86) & (mass <= 97)
    labels = 91.19**2 / (2 * E[:, ::-1] * bracket[:, None])
    return kept, labels[kept]


@wrong(6, "adds the azimuths")
def energy_labels(E, eta, phi):
    E, eta, phi = (np.asarray(values, dtype=float) for values in (E, eta, phi))
    if not E.shape == eta.shape == phi.shape:
        raise ValueError("different shapes")
    bracket = np.cosh(eta[:, 0] - eta[:, 1]) - np.cos(phi[:, 0] + phi[:, 1])
    mass = np.sqrt(2 * E[:, 0] * E[:, 1] * bracket)
    kept = (mass >= 86) & (mass <= 97)
    labels = 91.19**2 / (2 * E[:, ::-1] * bracket[:, None])
    return kept, labels[kept]


@wrong(6, "takes azimuths for degrees")
def energy_labels(E, eta, phi):
    E, eta, phi = (np.asarray(values, dtype=float) for values in (E, eta, phi))
    if not E.shape == eta.shape == phi.shape:
        raise ValueError("different shapes")
    bracket = np.cosh(eta[:, 0] - eta[:, 1]) - np.cos(np.radians(phi[:, 0] - phi[:, 1]))
    mass = np.sqrt(2 * E[:, 0] * E[:, 1] * bracket)
    kept = (mass >= 86) & (mass <= 97)
    labels = 91.19**2 / (2 * E[:, ::-1] * bracket[:, None])
    return kept, labels[kept]


@wrong(6, "wraps the azimuths at half a turn")
def energy_labels(E, eta, phi):
    E, eta, phi = (np.asarray(values, dtype=float) for values in (E, eta, phi))
    if not E.shape == eta.shape == phi.shape:
        raise ValueError("different shapes")
    bracket = np.cosh(eta[:, 0] - eta[:, 1]) - np.cos(np.abs(phi[:, 0] - phi[:, 1]) % np.pi)
    mass = np.sqrt(2 * E[:, 0] * E[:, 1] * bracket)
    kept = (mass >= 86) & (mass <= 97)
    labels = 91.19**2 / (2 * E[:, ::-1] * bracket[:, None])
    return kept, labels[kept]


@wrong(6, "cuts differences of the azimuths at half a turn")
def energy_labels(E, eta, phi):
    E, eta, phi = (np.asarray(values, dtype=float) for values in (E, eta, phi))
    if not E.shape == eta.shape == phi.shape:
        raise ValueError("different shapes")
    bracket = np.cosh(eta[:, 0] - eta[:, 1]) - np.cos(np.minimum(np.abs(phi[:, 0] - phi[:, 1]), np.pi))
    mass = np.sqrt(2 * E[:, 0] * E[:, 1] * bracket)
    kept = (mass >= 86) & (mass <= 97)
    labels = 91.19**2 / (2 * E[:, ::-1] * bracket[:, None])
    return kept, labels[kept]


@wrong(6, "forgets the 2 in the labels")
def energy_labels(E, eta, phi):
    E, eta, phi = (np.asarray(values, dtype=float) for values in (E, eta, phi))
    if not E.shape == eta.shape == phi.shape:
        raise ValueError("different shapes")
    bracket = np.cosh(eta[:, 0] - eta[:, 1]) - np.cos(phi[:, 0] - phi[:, 1])
    mass = np.sqrt(2 * E[:, 0] * E[:, 1] * bracket)
    kept = (mass >= 86) & (mass <= 97)
    labels = 91.19**2 / (E[:, ::-1] * bracket[:, None])
    return kept, labels[kept]


@wrong(6, "forgets the 2 in the mass")
def energy_labels(E, eta, phi):
    E, eta, phi = (np.asarray(values, dtype=float) for values in (E, eta, phi))
    if not E.shape == eta.shape == phi.shape:
        raise ValueError("different shapes")
    bracket = np.cosh(eta[:, 0] - eta[:, 1]) - np.cos(phi[:, 0] - phi[:, 1])
    mass = np.sqrt(E[:, 0] * E[:, 1] * bracket)
    kept = (mass >= 86) & (mass <= 97)
    labels = 91.19**2 / (2 * E[:, ::-1] * bracket[:, None])
    return kept, labels[kept]


@wrong(6, "forgets the root of the mass")
def energy_labels(E, eta, phi):
    E, eta, phi = (np.asarray(values, dtype=float) for values in (E, eta, phi))
    if not E.shape == eta.shape == phi.shape:
        raise ValueError("different shapes")
    bracket = np.cosh(eta[:, 0] - eta[:, 1]) - np.cos(phi[:, 0] - phi[:, 1])
    mass = 2 * E[:, 0] * E[:, 1] * bracket
    kept = (mass >= 86) & (mass <= 97)
    labels = 91.19**2 / (2 * E[:, ::-1] * bracket[:, None])
    return kept, labels[kept]


@wrong(6, "forgets to square the mass of the Z")
def energy_labels(E, eta, phi):
    E, eta, phi = (np.asarray(values, dtype=float) for values in (E, eta, phi))
    if not E.shape == eta.shape == phi.shape:
        raise ValueError("different shapes")
    bracket = np.cosh(eta[:, 0] - eta[:, 1]) - np.cos(phi[:, 0] - phi[:, 1])
    mass = np.sqrt(2 * E[:, 0] * E[:, 1] * bracket)
    kept = (mass >= 86) & (mass <= 97)
    labels = 91.19 / (2 * E[:, ::-1] * bracket[:, None])
    return kept, labels[kept]


@wrong(6, "takes 91.2 for the mass of the Z")
def energy_labels(E, eta, phi):
    E, eta, phi = (np.asarray(values, dtype=float) for values in (E, eta, phi))
    if not E.shape == eta.shape == phi.shape:
        raise ValueError("different shapes")
    bracket = np.cosh(eta[:, 0] - eta[:, 1]) - np.cos(phi[:, 0] - phi[:, 1])
    mass = np.sqrt(2 * E[:, 0] * E[:, 1] * bracket)
    kept = (mass >= 86) & (mass <= 97)
    labels = 91.2**2 / (2 * E[:, ::-1] * bracket[:, None])
    return kept, labels[kept]


@wrong(6, "takes the measured mass for that of the Z")
def energy_labels(E, eta, phi):
    E, eta, phi = (np.asarray(values, dtype=float) for values in (E, eta, phi))
    if not E.shape == eta.shape == phi.shape:
        raise ValueError("different shapes")
    bracket = np.cosh(eta[:, 0] - eta[:, 1]) - np.cos(phi[:, 0] - phi[:, 1])
    mass = np.sqrt(2 * E[:, 0] * E[:, 1] * bracket)
    kept = (mass >= 86) & (mass <= 97)
    labels = mass[:, None] ** 2 / (2 * E[:, ::-1] * bracket[:, None])
    return kept, labels[kept]


@wrong(6, "labels an electron by its own energy")
def energy_labels(E, eta, phi):
    E, eta, phi = (np.asarray(values, dtype=float) for values in (E, eta, phi))
    if not E.shape == eta.shape == phi.shape:
        raise ValueError("different shapes")
    bracket = np.cosh(eta[:, 0] - eta[:, 1]) - np.cos(phi[:, 0] - phi[:, 1])
    mass = np.sqrt(2 * E[:, 0] * E[:, 1] * bracket)
    kept = (mass >= 86) & (mass <= 97)
    labels = 91.19**2 / (2 * E * bracket[:, None])
    return kept, labels[kept]


@wrong(6, "scales both energies by the same factor")
def energy_labels(E, eta, phi):
    E, eta, phi = (np.asarray(values, dtype=float) for values in (E, eta, phi))
    if not E.shape == eta.shape == phi.shape:
        raise ValueError("different shapes")
    bracket = np.cosh(eta[:, 0] - eta[:, 1]) - np.cos(phi[:, 0] - phi[:, 1])
    mass = np.sqrt(2 * E[:, 0] * E[:, 1] * bracket)
    kept = (mass >= 86) & (mass <= 97)
    labels = E * (91.19 / mass)[:, None]
    return kept, labels[kept]


@wrong(6, "labels the first electron only")
def energy_labels(E, eta, phi):
    E, eta, phi = (np.asarray(values, dtype=float) for values in (E, eta, phi))
    if not E.shape == eta.shape == phi.shape:
        raise ValueError("different shapes")
    bracket = np.cosh(eta[:, 0] - eta[:, 1]) - np.cos(phi[:, 0] - phi[:, 1])
    mass = np.sqrt(2 * E[:, 0] * E[:, 1] * bracket)
    kept = (mass >= 86) & (mass <= 97)
    labels = 91.19**2 / (2 * E[:, ::-1] * bracket[:, None])
    return kept, labels[kept, 0]


@wrong(6, "labels an event by the mean of both")
def energy_labels(E, eta, phi):
    E, eta, phi = (np.asarray(values, dtype=float) for values in (E, eta, phi))
    if not E.shape == eta.shape == phi.shape:
        raise ValueError("different shapes")
    bracket = np.cosh(eta[:, 0] - eta[:, 1]) - np.cos(phi[:, 0] - phi[:, 1])
    mass = np.sqrt(2 * E[:, 0] * E[:, 1] * bracket)
    kept = (mass >= 86) & (mass <= 97)
    labels = 91.19**2 / (2 * E[:, ::-1] * bracket[:, None])
    return kept, labels[kept].mean(axis=1, keepdims=True)


@wrong(6, "leaves out both bounds")
def energy_labels(E, eta, phi):
    E, eta, phi = (np.asarray(values, dtype=float) for values in (E, eta, phi))
    if not E.shape == eta.shape == phi.shape:
        raise ValueError("different shapes")
    bracket = np.cosh(eta[:, 0] - eta[:, 1]) - np.cos(phi[:, 0] - phi[:, 1])
    mass = np.sqrt(2 * E[:, 0] * E[:, 1] * bracket)
    kept = (mass > 86) & (mass < 97)
    labels = 91.19**2 / (2 * E[:, ::-1] * bracket[:, None])
    return kept, labels[kept]


@wrong(6, "leaves out the upper bound")
def energy_labels(E, eta, phi):
    E, eta, phi = (np.asarray(values, dtype=float) for values in (E, eta, phi))
    if not E.shape == eta.shape == phi.shape:
        raise ValueError("different shapes")
    bracket = np.cosh(eta[:, 0] - eta[:, 1]) - np.cos(phi[:, 0] - phi[:, 1])
    mass = np.sqrt(2 * E[:, 0] * E[:, 1] * bracket)
    kept = (mass >= 86) & (mass < 97)
    labels = 91.19**2 / (2 * E[:, ::-1] * bracket[:, None])
    return kept, labels[kept]


@wrong(6, "leaves out the lower bound")
def energy_labels(E, eta, phi):
    E, eta, phi = (np.asarray(values, dtype=float) for values in (E, eta, phi))
    if not E.shape == eta.shape == phi.shape:
        raise ValueError("different shapes")
    bracket = np.cosh(eta[:, 0] - eta[:, 1]) - np.cos(phi[:, 0] - phi[:, 1])
    mass = np.sqrt(2 * E[:, 0] * E[:, 1] * bracket)
    kept = (mass > 86) & (mass <= 97)
    labels = 91.19**2 / (2 * E[:, ::-1] * bracket[:, None])
    return kept, labels[kept]


@wrong(6, "compares with one bound only")
def energy_labels(E, eta, phi):
    E, eta, phi = (np.asarray(values, dtype=float) for values in (E, eta, phi))
    if not E.shape == eta.shape == phi.shape:
        raise ValueError("different shapes")
    bracket = np.cosh(eta[:, 0] - eta[:, 1]) - np.cos(phi[:, 0] - phi[:, 1])
    mass = np.sqrt(2 * E[:, 0] * E[:, 1] * bracket)
    kept = mass >= 86
    labels = 91.19**2 / (2 * E[:, ::-1] * bracket[:, None])
    return kept, labels[kept]


@wrong(6, "keeps what is below the window")
def energy_labels(E, eta, phi):
    E, eta, phi = (np.asarray(values, dtype=float) for values in (E, eta, phi))
    if not E.shape == eta.shape == phi.shape:
        raise ValueError("different shapes")
    bracket = np.cosh(eta[:, 0] - eta[:, 1]) - np.cos(phi[:, 0] - phi[:, 1])
    mass = np.sqrt(2 * E[:, 0] * E[:, 1] * bracket)
    kept = mass <= 97
    labels = 91.19**2 / (2 * E[:, ::-1] * bracket[:, None])
    return kept, labels[kept]


@wrong(6, "keeps what is outside the window")
def energy_labels(E, eta, phi):
    E, eta, phi = (np.asarray(values, dtype=float) for values in (E, eta, phi))
    if not E.shape == eta.shape == phi.shape:
        raise ValueError("different shapes")
    bracket = np.cosh(eta[:, 0] - eta[:, 1]) - np.cos(phi[:, 0] - phi[:, 1])
    mass = np.sqrt(2 * E[:, 0] * E[:, 1] * bracket)
    kept = (mass < 86) | (mass > 97)
    labels = 91.19**2 / (2 * E[:, ::-1] * bracket[:, None])
    return kept, labels[kept]


@wrong(6, "puts the window symmetrically round the Z")
def energy_labels(E, eta, phi):
    E, eta, phi = (np.asarray(values, dtype=float) for values in (E, eta, phi))
    if not E.shape == eta.shape == phi.shape:
        raise ValueError("different shapes")
    bracket = np.cosh(eta[:, 0] - eta[:, 1]) - np.cos(phi[:, 0] - phi[:, 1])
    mass = np.sqrt(2 * E[:, 0] * E[:, 1] * bracket)
    kept = np.abs(mass - 91.19) <= 5.5
    labels = 91.19**2 / (2 * E[:, ::-1] * bracket[:, None])
    return kept, labels[kept]


@wrong(6, "rounds the masses")
def energy_labels(E, eta, phi):
    E, eta, phi = (np.asarray(values, dtype=float) for values in (E, eta, phi))
    if not E.shape == eta.shape == phi.shape:
        raise ValueError("different shapes")
    bracket = np.cosh(eta[:, 0] - eta[:, 1]) - np.cos(phi[:, 0] - phi[:, 1])
    mass = np.sqrt(2 * E[:, 0] * E[:, 1] * bracket)
    mass = mass.round()
    kept = (mass >= 86) & (mass <= 97)
    labels = 91.19**2 / (2 * E[:, ::-1] * bracket[:, None])
    return kept, labels[kept]


@wrong(6, "chooses by the mass that follows from the labels")
def energy_labels(E, eta, phi):
    E, eta, phi = (np.asarray(values, dtype=float) for values in (E, eta, phi))
    if not E.shape == eta.shape == phi.shape:
        raise ValueError("different shapes")
    bracket = np.cosh(eta[:, 0] - eta[:, 1]) - np.cos(phi[:, 0] - phi[:, 1])
    mass = np.sqrt(2 * E[:, 0] * E[:, 1] * bracket)
    kept = (mass >= 86) & (mass <= 97)
    new = 91.19**2 / (2 * E[:, ::-1] * bracket[:, None])
    mass = np.sqrt(2 * new[:, 0] * new[:, 1] * bracket)
    kept = (mass >= 86) & (mass <= 97)
    labels = 91.19**2 / (2 * E[:, ::-1] * bracket[:, None])
    return kept, labels[kept]


@wrong(6, "returns labels of all events")
def energy_labels(E, eta, phi):
    E, eta, phi = (np.asarray(values, dtype=float) for values in (E, eta, phi))
    if not E.shape == eta.shape == phi.shape:
        raise ValueError("different shapes")
    bracket = np.cosh(eta[:, 0] - eta[:, 1]) - np.cos(phi[:, 0] - phi[:, 1])
    mass = np.sqrt(2 * E[:, 0] * E[:, 1] * bracket)
    kept = (mass >= 86) & (mass <= 97)
    labels = 91.19**2 / (2 * E[:, ::-1] * bracket[:, None])
    return kept, labels


@wrong(6, "returns 0 for events that are dropped")
def energy_labels(E, eta, phi):
    E, eta, phi = (np.asarray(values, dtype=float) for values in (E, eta, phi))
    if not E.shape == eta.shape == phi.shape:
        raise ValueError("different shapes")
    bracket = np.cosh(eta[:, 0] - eta[:, 1]) - np.cos(phi[:, 0] - phi[:, 1])
    mass = np.sqrt(2 * E[:, 0] * E[:, 1] * bracket)
    kept = (mass >= 86) & (mass <= 97)
    labels = 91.19**2 / (2 * E[:, ::-1] * bracket[:, None])
    return kept, np.where(kept[:, None], labels, 0)


@wrong(6, "returns positions instead of Booleans")
def energy_labels(E, eta, phi):
    E, eta, phi = (np.asarray(values, dtype=float) for values in (E, eta, phi))
    if not E.shape == eta.shape == phi.shape:
        raise ValueError("different shapes")
    bracket = np.cosh(eta[:, 0] - eta[:, 1]) - np.cos(phi[:, 0] - phi[:, 1])
    mass = np.sqrt(2 * E[:, 0] * E[:, 1] * bracket)
    kept = (mass >= 86) & (mass <= 97)
    labels = 91.19**2 / (2 * E[:, ::-1] * bracket[:, None])
    return np.flatnonzero(kept), labels[kept]


@wrong(6, "returns zeros and ones")
def energy_labels(E, eta, phi):
    E, eta, phi = (np.asarray(values, dtype=float) for values in (E, eta, phi))
    if not E.shape == eta.shape == phi.shape:
        raise ValueError("different shapes")
    bracket = np.cosh(eta[:, 0] - eta[:, 1]) - np.cos(phi[:, 0] - phi[:, 1])
    mass = np.sqrt(2 * E[:, 0] * E[:, 1] * bracket)
    kept = (mass >= 86) & (mass <= 97)
    labels = 91.19**2 / (2 * E[:, ::-1] * bracket[:, None])
    return kept.astype(int), labels[kept]


@wrong(6, "returns the labels first")
def energy_labels(E, eta, phi):
    E, eta, phi = (np.asarray(values, dtype=float) for values in (E, eta, phi))
    if not E.shape == eta.shape == phi.shape:
        raise ValueError("different shapes")
    bracket = np.cosh(eta[:, 0] - eta[:, 1]) - np.cos(phi[:, 0] - phi[:, 1])
    mass = np.sqrt(2 * E[:, 0] * E[:, 1] * bracket)
    kept = (mass >= 86) & (mass <= 97)
    labels = 91.19**2 / (2 * E[:, ::-1] * bracket[:, None])
    return labels[kept], kept


@wrong(6, "sorts the labels of a pair")
def energy_labels(E, eta, phi):
    E, eta, phi = (np.asarray(values, dtype=float) for values in (E, eta, phi))
    if not E.shape == eta.shape == phi.shape:
        raise ValueError("different shapes")
    bracket = np.cosh(eta[:, 0] - eta[:, 1]) - np.cos(phi[:, 0] - phi[:, 1])
    mass = np.sqrt(2 * E[:, 0] * E[:, 1] * bracket)
    kept = (mass >= 86) & (mass <= 97)
    labels = 91.19**2 / (2 * E[:, ::-1] * bracket[:, None])
    return kept, np.sort(labels[kept], axis=1)


@wrong(6, "turns the energies round in place")
def energy_labels(E, eta, phi):
    E, eta, phi = (np.asarray(values, dtype=float) for values in (E, eta, phi))
    if not E.shape == eta.shape == phi.shape:
        raise ValueError("different shapes")
    bracket = np.cosh(eta[:, 0] - eta[:, 1]) - np.cos(phi[:, 0] - phi[:, 1])
    mass = np.sqrt(2 * E[:, 0] * E[:, 1] * bracket)
    kept = (mass >= 86) & (mass <= 97)
    E[:] = E[:, ::-1].copy()
    labels = 91.19**2 / (2 * E * bracket[:, None])
    return kept, labels[kept]


@wrong(6, "works in narrow integers")
def energy_labels(E, eta, phi):
    E, eta, phi = (np.asarray(values) for values in (E, eta, phi))
    if not E.shape == eta.shape == phi.shape:
        raise ValueError("different shapes")
    bracket = np.cosh(eta[:, 0] - eta[:, 1]) - np.cos(phi[:, 0] - phi[:, 1])
    mass = np.sqrt(2 * E[:, 0] * E[:, 1] * bracket)
    kept = (mass >= 86) & (mass <= 97)
    labels = 91.19**2 / (2 * E[:, ::-1] * bracket[:, None])
    return kept, labels[kept]


@wrong(6, "lets NumPy repeat the directions of an event")
def energy_labels(E, eta, phi):
    E, eta, phi = (np.asarray(values, dtype=float) for values in (E, eta, phi))
    bracket = np.cosh(eta[:, 0] - eta[:, 1]) - np.cos(phi[:, 0] - phi[:, 1])
    mass = np.sqrt(2 * E[:, 0] * E[:, 1] * bracket)
    kept = (mass >= 86) & (mass <= 97)
    labels = 91.19**2 / (2 * E[:, ::-1] * bracket[:, None])
    return kept, labels[kept]


@wrong(6, "does not compare the azimuths' number")
def energy_labels(E, eta, phi):
    E, eta, phi = (np.asarray(values, dtype=float) for values in (E, eta, phi))
    if not E.shape == eta.shape:
        raise ValueError("different shapes")
    bracket = np.cosh(eta[:, 0] - eta[:, 1]) - np.cos(phi[:, 0] - phi[:, 1])
    mass = np.sqrt(2 * E[:, 0] * E[:, 1] * bracket)
    kept = (mass >= 86) & (mass <= 97)
    labels = 91.19**2 / (2 * E[:, ::-1] * bracket[:, None])
    return kept, labels[kept]


@wrong(6, "asserts instead of raising ValueError")
def energy_labels(E, eta, phi):
    E, eta, phi = (np.asarray(values, dtype=float) for values in (E, eta, phi))
    assert E.shape == eta.shape == phi.shape
    bracket = np.cosh(eta[:, 0] - eta[:, 1]) - np.cos(phi[:, 0] - phi[:, 1])
    mass = np.sqrt(2 * E[:, 0] * E[:, 1] * bracket)
    kept = (mass >= 86) & (mass <= 97)
    labels = 91.19**2 / (2 * E[:, ::-1] * bracket[:, None])
    return kept, labels[kept]


@wrong(6, "divides by 0 before it chooses")
def energy_labels(E, eta, phi):
    import math

    if not np.shape(E) == np.shape(eta) == np.shape(phi):
        raise ValueError("different shapes")
    kept, labels = [], []
    for (e1, e2), (eta1, eta2), (phi1, phi2) in zip(
        *(np.asarray(values).tolist() for values in (E, eta, phi)), strict=True
    ):
        bracket = math.cosh(eta1 - eta2) - math.cos(phi1 - phi2)
        pair = [91.19**2 / (2 * e2 * bracket), 91.19**2 / (2 * e1 * bracket)]
        kept.append(86 <= math.sqrt(2 * e1 * e2 * bracket) <= 97)
        labels += [pair] if kept[-1] else []
    return np.array(kept), np.array(labels).reshape(-1, 2)


@wrong(6, "returns an array without columns if no event is kept")
def energy_labels(E, eta, phi):
    E, eta, phi = (np.asarray(values, dtype=float) for values in (E, eta, phi))
    if not E.shape == eta.shape == phi.shape:
        raise ValueError("different shapes")
    bracket = np.cosh(eta[:, 0] - eta[:, 1]) - np.cos(phi[:, 0] - phi[:, 1])
    mass = np.sqrt(2 * E[:, 0] * E[:, 1] * bracket)
    kept = (mass >= 86) & (mass <= 97)
    labels = 91.19**2 / (2 * E[:, ::-1] * bracket[:, None])
    return kept, labels[kept] if kept.any() else np.array([])


@right(6, "event by event in plain Python")
def energy_labels(E, eta, phi):
    from math import cos, cosh

    E, eta, phi = (np.array(values).astype(float) for values in (E, eta, phi))
    if E.shape != eta.shape or E.shape != phi.shape:
        raise ValueError("the same events in all three, please")
    kept, labels = np.zeros(len(E), dtype=bool), np.zeros((0, 2))
    for number in range(len(E)):
        (first, second), other = E[number], 2 * cosh(eta[number, 1] - eta[number, 0])
        other -= 2 * cos(phi[number, 1] - phi[number, 0])
        squared_mass = first * second * other
        if 86 * 86 <= squared_mass <= 97 * 97:
            kept[number] = True
            labels = np.vstack([labels, [91.19**2 / other / second, 91.19**2 / other / first]])
    return kept, labels


@right(6, "with four-vectors")
def energy_labels(E, eta, phi):
    E, eta, phi = (np.array(values, dtype=float) for values in (E, eta, phi))
    if len({E.shape, eta.shape, phi.shape}) > 1:
        raise ValueError("the same events in all three, please")
    vectors = np.stack([E * np.cosh(eta), E * np.cos(phi), E * np.sin(phi), E * np.sinh(eta)])
    energy, *momentum = vectors.sum(axis=2)
    squared_mass = energy**2 - sum(part**2 for part in momentum)
    kept = np.logical_and(squared_mass >= 86**2, squared_mass <= 97**2)
    return kept, E[kept] * 91.19**2 / squared_mass[kept][:, None]


@right(6, "with PyTorch, through half angles")
def energy_labels(E, eta, phi):
    import torch

    E, eta, phi = (torch.tensor(np.array(values, dtype=np.float64)) for values in (E, eta, phi))
    if E.shape != eta.shape or eta.shape != phi.shape:
        raise ValueError("the same events in all three, please")
    d_eta, d_phi = eta[:, 0] - eta[:, 1], phi[:, 0] - phi[:, 1]
    d_phi = torch.remainder(d_phi + torch.pi, 2 * torch.pi) - torch.pi
    half = torch.sinh(d_eta / 2) ** 2 + torch.sin(d_phi / 2) ** 2
    mass = 2 * torch.sqrt(E.prod(dim=1) * half)
    kept = ~((mass < 86) | (mass > 97))
    labels = 91.19**2 / 4 / E[kept].flip(1) / half[kept, None]
    return kept.numpy(), labels.numpy()


@right(6, "with a table of pandas, in float32")
def energy_labels(E, eta, phi):
    import pandas as pd

    if not np.array(E).shape == np.array(eta).shape == np.array(phi).shape:
        raise ValueError("the same events in all three, please")
    columns = np.hstack([np.array(E), np.array(eta), np.array(phi)]).astype(np.float32)
    events = pd.DataFrame(columns, columns=["E1", "E2", "eta1", "eta2", "phi1", "phi2"])
    factor = 2 * (np.cosh(events.eta1 - events.eta2) - np.cos(events.phi1 - events.phi2))
    kept = np.sqrt(events.E1 * events.E2 * factor).between(86, 97)
    first, second = (91.19**2 / (factor * events[other]) for other in ("E2", "E1"))
    return kept.to_numpy(), np.column_stack([first[kept], second[kept]])


# Inputs on which mutants are compared with the solutions


def look_softly(Q, K, V):
    """Attend without a shift of the scores."""
    scores = np.einsum("...qf,...kf->...qk", Q, K)
    powers = np.exp(np.clip(scores, -300, 300))
    return powers / powers.sum(axis=-1, keepdims=True) @ V


def look_without_softmax(Q, K, V):
    """Attend with the scores for weights."""
    return np.einsum("...qf,...kf,...kv->...qv", Q, K, V) * 1.0


def small_network(edges):
    """Turn each edge into two numbers."""
    return np.stack([np.maximum(edges, 0).sum(axis=1), np.tanh(edges).sum(axis=1)], axis=1)


def same(edges):
    """Leave each edge as it is."""
    return edges * 1.0


@inputs(1)
def draw_inputs_states_and_weights(rng):
    n_samples, n_inputs, n_units = (int(number) for number in rng.integers(1, 5, size=3))
    rows = [spoiled(rng, n_samples, kept=0.95) for _ in range(3)]
    x, h, c = numbers(rng, rows[0], n_inputs), numbers(rng, rows[1], n_units), numbers(rng, rows[2], n_units)
    rows = [spoiled(rng, 4 * n_units, kept=0.95) for _ in range(3)]
    return x, h, c, numbers(rng, rows[0], n_inputs), numbers(rng, rows[1], n_units), numbers(rng, rows[2])


@inputs(2)
def draw_queries_keys_values_and_a_mask(rng):
    n_queries, n_keys, n_features, n_values = (int(number) for number in rng.integers(1, 5, size=4))
    entries = tuple(rng.integers(1, 4, size=rng.integers(3)))
    Q = numbers(rng, *entries, n_queries, n_features)
    K = numbers(rng, *entries, n_keys, spoiled(rng, n_features, kept=0.95))
    V = numbers(rng, *entries, spoiled(rng, n_keys, kept=0.95), n_values)
    mask = rng.random((spoiled(rng, n_queries, kept=0.95), spoiled(rng, n_keys, kept=0.95))) < rng.choice(
        [0.0, 0.3, 0.7, 1.0]
    )
    return Q, K, V, None if rng.random() < 0.3 else mask


@inputs(3)
def draw_vectors_heads_and_an_attention(rng):
    n_samples, n_queries, n_keys, per_head, values_per_head = (int(n) for n in rng.integers(1, 4, size=5))
    n_heads = int(rng.integers(1, 4))
    n_features, n_values = (
        spoiled(rng, n_heads * per_head, kept=0.95),
        spoiled(rng, n_heads * values_per_head, kept=0.95),
    )
    Q, K = numbers(rng, n_samples, n_queries, n_features), numbers(rng, n_samples, n_keys, n_features)
    V = numbers(rng, n_samples, n_keys, n_values)
    n_heads = n_heads if rng.random() < 0.9 else int(rng.integers(-2, 5))
    return Q, K, V, n_heads, [look_softly, look_without_softmax][rng.integers(2)]


@inputs(4)
def draw_a_graph(rng):
    n_nodes, n_features, n_dimensions = int(rng.integers(1, 9)), *rng.integers(1, 4, size=2)
    # Places with fractions have no ties, except that some nodes are at one place.
    positions = rng.normal(size=(spoiled(rng, n_nodes, kept=0.95), n_dimensions))
    k = int(rng.integers(-1, n_nodes + 2))
    if n_nodes % 2 == 0 and k % 2 == 1 and rng.random() < 0.4:
        positions = np.repeat(positions, 2, axis=0)[:n_nodes]
    return numbers(rng, n_nodes, n_features), positions, k, [small_network, same][rng.integers(2)]


@inputs(5)
def draw_feature_maps_scalars_and_weights(rng):
    n_samples, n_channels, n_scalars = (int(number) for number in rng.integers(1, 4, size=3))
    X = numbers(rng, n_samples, n_channels, *rng.integers(1, 4, size=rng.integers(4)))
    z = numbers(rng, spoiled(rng, n_samples, kept=0.95), n_scalars)
    W, b = (
        numbers(rng, spoiled(rng, 2 * n_channels, kept=0.95), n_scalars),
        numbers(rng, spoiled(rng, 2 * n_channels, kept=0.95)),
    )
    return X, z, W, b


@inputs(6)
def draw_pairs_of_electrons(rng):
    n_events = int(rng.integers(1, 12))
    eta = rng.uniform(-2.5, 2.5, size=(spoiled(rng, n_events, kept=0.95), 2)).round(2)
    phi = rng.uniform(-10, 10, size=(spoiled(rng, n_events, kept=0.95), 2)).round(2)
    if rng.random() < 0.2:
        eta[0], phi[0] = 0, 0.5
    E = rng.uniform(20, 80, size=(n_events, 2)).round(1)
    if len(eta) == len(phi) == n_events:
        bracket = np.cosh(eta[:, 0] - eta[:, 1]) - np.cos(phi[:, 0] - phi[:, 1])
        masses = rng.uniform(80, 103, size=n_events)
        E[:, 1] = np.where(bracket > 0.01, masses**2 / (2 * E[:, 0] * np.maximum(bracket, 0.01)), 40)
    return E, eta, phi
