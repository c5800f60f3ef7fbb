"""Answers to the assignment explainability: mistakes that are made, and right ways of other kinds."""

# ruff: noqa: F821 - some answers read names of the notebook, which is their mistake

import numpy as np
import torch

from graders.drawing import numbers, spoiled
from graders.proof import inputs, right, wrong

# Question 1: permutation_importance


@wrong(1, "permutes one feature after the other without putting it back")
def permutation_importance(predict, loss, X, y, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    if n_repeats < 1 or len(y) != len(X):
        raise ValueError("too few repeats, or lengths that differ")
    mixed = X.copy()
    base = loss(y, predict(X))
    importances = np.zeros(X.shape[1])
    for j in range(X.shape[1]):
        for _ in range(n_repeats):
            mixed[:, j] = rng.permutation(X[:, j])
            importances[j] += loss(y, predict(mixed)) - base
    return importances / n_repeats


@wrong(1, "permutes in place what it was given")
def permutation_importance(predict, loss, X, y, n_repeats, rng):
    X, y = np.asarray(X), np.asarray(y)
    if n_repeats < 1 or len(y) != len(X):
        raise ValueError("too few repeats, or lengths that differ")
    base = loss(y, predict(X))
    importances = np.zeros(X.shape[1])
    for j in range(X.shape[1]):
        for _ in range(n_repeats):
            X[:, j] = rng.permutation(X[:, j])
            importances[j] += loss(y, predict(X)) - base
    return importances / n_repeats


@wrong(1, "permutes all features at once")
def permutation_importance(predict, loss, X, y, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    if n_repeats < 1 or len(y) != len(X):
        raise ValueError("too few repeats, or lengths that differ")
    base = loss(y, predict(X))
    importances = np.zeros(X.shape[1])
    for j in range(X.shape[1]):
        for _ in range(n_repeats):
            mixed = X.copy()
            mixed = rng.permutation(X)
            importances[j] += loss(y, predict(mixed)) - base
    return importances / n_repeats


@wrong(1, "permutes all features, each in its own order")
def permutation_importance(predict, loss, X, y, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    if n_repeats < 1 or len(y) != len(X):
        raise ValueError("too few repeats, or lengths that differ")
    base = loss(y, predict(X))
    importances = np.zeros(X.shape[1])
    for j in range(X.shape[1]):
        for _ in range(n_repeats):
            mixed = X.copy()
            mixed = rng.permuted(X, axis=0)
            importances[j] += loss(y, predict(mixed)) - base
    return importances / n_repeats


@wrong(1, "permutes within the rows")
def permutation_importance(predict, loss, X, y, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    if n_repeats < 1 or len(y) != len(X):
        raise ValueError("too few repeats, or lengths that differ")
    base = loss(y, predict(X))
    importances = np.zeros(X.shape[1])
    for j in range(X.shape[1]):
        for _ in range(n_repeats):
            mixed = X.copy()
            mixed = rng.permuted(X, axis=1)
            importances[j] += loss(y, predict(mixed)) - base
    return importances / n_repeats


@wrong(1, "reverses the sign")
def permutation_importance(predict, loss, X, y, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    if n_repeats < 1 or len(y) != len(X):
        raise ValueError("too few repeats, or lengths that differ")
    base = loss(y, predict(X))
    importances = np.zeros(X.shape[1])
    for j in range(X.shape[1]):
        for _ in range(n_repeats):
            mixed = X.copy()
            mixed[:, j] = rng.permutation(X[:, j])
            importances[j] += base - loss(y, predict(mixed))
    return importances / n_repeats


@wrong(1, "forgets the loss with nothing shuffled")
def permutation_importance(predict, loss, X, y, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    if n_repeats < 1 or len(y) != len(X):
        raise ValueError("too few repeats, or lengths that differ")
    loss(y, predict(X))
    importances = np.zeros(X.shape[1])
    for j in range(X.shape[1]):
        for _ in range(n_repeats):
            mixed = X.copy()
            mixed[:, j] = rng.permutation(X[:, j])
            importances[j] += loss(y, predict(mixed))
    return importances / n_repeats


@wrong(1, "takes the ratio of the losses")
def permutation_importance(predict, loss, X, y, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    if n_repeats < 1 or len(y) != len(X):
        raise ValueError("too few repeats, or lengths that differ")
    base = loss(y, predict(X))
    importances = np.zeros(X.shape[1])
    for j in range(X.shape[1]):
        for _ in range(n_repeats):
            mixed = X.copy()
            mixed[:, j] = rng.permutation(X[:, j])
            importances[j] += loss(y, predict(mixed)) / (base + 1e-12)
    return importances / n_repeats


@wrong(1, "takes the absolute value")
def permutation_importance(predict, loss, X, y, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    if n_repeats < 1 or len(y) != len(X):
        raise ValueError("too few repeats, or lengths that differ")
    base = loss(y, predict(X))
    importances = np.zeros(X.shape[1])
    for j in range(X.shape[1]):
        for _ in range(n_repeats):
            mixed = X.copy()
            mixed[:, j] = rng.permutation(X[:, j])
            importances[j] += abs(loss(y, predict(mixed)) - base)
    return importances / n_repeats


@wrong(1, "cuts at zero")
def permutation_importance(predict, loss, X, y, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    if n_repeats < 1 or len(y) != len(X):
        raise ValueError("too few repeats, or lengths that differ")
    base = loss(y, predict(X))
    importances = np.zeros(X.shape[1])
    for j in range(X.shape[1]):
        for _ in range(n_repeats):
            mixed = X.copy()
            mixed[:, j] = rng.permutation(X[:, j])
            importances[j] += loss(y, predict(mixed)) - base
    return np.maximum(importances / n_repeats, 0)


@wrong(1, "adds up over the repeats")
def permutation_importance(predict, loss, X, y, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    if n_repeats < 1 or len(y) != len(X):
        raise ValueError("too few repeats, or lengths that differ")
    base = loss(y, predict(X))
    importances = np.zeros(X.shape[1])
    for j in range(X.shape[1]):
        for _ in range(n_repeats):
            mixed = X.copy()
            mixed[:, j] = rng.permutation(X[:, j])
            importances[j] += loss(y, predict(mixed)) - base
    return importances


@wrong(1, "divides by the repeats less one")
def permutation_importance(predict, loss, X, y, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    if n_repeats < 1 or len(y) != len(X):
        raise ValueError("too few repeats, or lengths that differ")
    base = loss(y, predict(X))
    importances = np.zeros(X.shape[1])
    for j in range(X.shape[1]):
        for _ in range(n_repeats):
            mixed = X.copy()
            mixed[:, j] = rng.permutation(X[:, j])
            importances[j] += loss(y, predict(mixed)) - base
    return importances / max(n_repeats - 1, 1)


@wrong(1, "makes the importances add up to one")
def permutation_importance(predict, loss, X, y, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    if n_repeats < 1 or len(y) != len(X):
        raise ValueError("too few repeats, or lengths that differ")
    base = loss(y, predict(X))
    importances = np.zeros(X.shape[1])
    for j in range(X.shape[1]):
        for _ in range(n_repeats):
            mixed = X.copy()
            mixed[:, j] = rng.permutation(X[:, j])
            importances[j] += loss(y, predict(mixed)) - base
    return importances / (abs(importances).sum() or 1)


@wrong(1, "shuffles the truth")
def permutation_importance(predict, loss, X, y, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    if n_repeats < 1 or len(y) != len(X):
        raise ValueError("too few repeats, or lengths that differ")
    base = loss(y, predict(X))
    importances = np.zeros(X.shape[1])
    for j in range(X.shape[1]):
        for _ in range(n_repeats):
            mixed = X.copy()
            shuffled = rng.permutation(y)
            importances[j] += loss(shuffled, predict(mixed)) - base
    return importances / n_repeats


@wrong(1, "exchanges truth and prediction in the loss")
def permutation_importance(predict, loss, X, y, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    if n_repeats < 1 or len(y) != len(X):
        raise ValueError("too few repeats, or lengths that differ")
    base = loss(predict(X), y)
    importances = np.zeros(X.shape[1])
    for j in range(X.shape[1]):
        for _ in range(n_repeats):
            mixed = X.copy()
            mixed[:, j] = rng.permutation(X[:, j])
            importances[j] += loss(predict(mixed), y) - base
    return importances / n_repeats


@wrong(1, "always takes the squared error")
def permutation_importance(predict, loss, X, y, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    if n_repeats < 1 or len(y) != len(X):
        raise ValueError("too few repeats, or lengths that differ")

    def loss(y, p):
        return ((y - p) ** 2).mean()

    base = loss(y, predict(X))
    importances = np.zeros(X.shape[1])
    for j in range(X.shape[1]):
        for _ in range(n_repeats):
            mixed = X.copy()
            mixed[:, j] = rng.permutation(X[:, j])
            importances[j] += loss(y, predict(mixed)) - base
    return importances / n_repeats


@wrong(1, "draws with replacement")
def permutation_importance(predict, loss, X, y, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    if n_repeats < 1 or len(y) != len(X):
        raise ValueError("too few repeats, or lengths that differ")
    base = loss(y, predict(X))
    importances = np.zeros(X.shape[1])
    for j in range(X.shape[1]):
        for _ in range(n_repeats):
            mixed = X.copy()
            mixed[:, j] = rng.choice(X[:, j], len(X))
            importances[j] += loss(y, predict(mixed)) - base
    return importances / n_repeats


@wrong(1, "rolls the column by a random number of places")
def permutation_importance(predict, loss, X, y, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    if n_repeats < 1 or len(y) != len(X):
        raise ValueError("too few repeats, or lengths that differ")
    base = loss(y, predict(X))
    importances = np.zeros(X.shape[1])
    for j in range(X.shape[1]):
        for _ in range(n_repeats):
            mixed = X.copy()
            mixed[:, j] = np.roll(X[:, j], rng.integers(len(X)))
            importances[j] += loss(y, predict(mixed)) - base
    return importances / n_repeats


@wrong(1, "does not allow the order that changes nothing")
def permutation_importance(predict, loss, X, y, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    if n_repeats < 1 or len(y) != len(X):
        raise ValueError("too few repeats, or lengths that differ")
    base = loss(y, predict(X))
    importances = np.zeros(X.shape[1])
    for j in range(X.shape[1]):
        for _ in range(n_repeats):
            mixed = X.copy()
            order = rng.permutation(len(X))
            while len(X) > 1 and (order == np.arange(len(X))).all():
                order = rng.permutation(len(X))
            mixed[:, j] = X[order, j]
            importances[j] += loss(y, predict(mixed)) - base
    return importances / n_repeats


@wrong(1, "fills the column with zeros")
def permutation_importance(predict, loss, X, y, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    if n_repeats < 1 or len(y) != len(X):
        raise ValueError("too few repeats, or lengths that differ")
    base = loss(y, predict(X))
    importances = np.zeros(X.shape[1])
    for j in range(X.shape[1]):
        for _ in range(n_repeats):
            mixed = X.copy()
            mixed[:, j] = 0
            importances[j] += loss(y, predict(mixed)) - base
    return importances / n_repeats


@wrong(1, "fills the column with its mean")
def permutation_importance(predict, loss, X, y, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    if n_repeats < 1 or len(y) != len(X):
        raise ValueError("too few repeats, or lengths that differ")
    base = loss(y, predict(X))
    importances = np.zeros(X.shape[1])
    for j in range(X.shape[1]):
        for _ in range(n_repeats):
            mixed = X.copy()
            mixed[:, j] = X[:, j].mean()
            importances[j] += loss(y, predict(mixed)) - base
    return importances / n_repeats


@wrong(1, "draws one order for all features and repeats")
def permutation_importance(predict, loss, X, y, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    if n_repeats < 1 or len(y) != len(X):
        raise ValueError("too few repeats, or lengths that differ")
    order = rng.permutation(len(X))
    base = loss(y, predict(X))
    importances = np.zeros(X.shape[1])
    for j in range(X.shape[1]):
        for _ in range(n_repeats):
            mixed = X.copy()
            mixed[:, j] = X[order, j]
            importances[j] += loss(y, predict(mixed)) - base
    return importances / n_repeats


@wrong(1, "draws one order for each repeat, the same for all features")
def permutation_importance(predict, loss, X, y, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    if n_repeats < 1 or len(y) != len(X):
        raise ValueError("too few repeats, or lengths that differ")
    orders = [rng.permutation(len(X)) for _ in range(n_repeats)]
    base = loss(y, predict(X))
    importances = np.zeros(X.shape[1])
    for j in range(X.shape[1]):
        for k in range(n_repeats):
            mixed = X.copy()
            mixed[:, j] = X[orders[k], j]
            importances[j] += loss(y, predict(mixed)) - base
    return importances / n_repeats


@wrong(1, "draws with a seed of its own")
def permutation_importance(predict, loss, X, y, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    if n_repeats < 1 or len(y) != len(X):
        raise ValueError("too few repeats, or lengths that differ")
    rng = np.random.default_rng(0)
    base = loss(y, predict(X))
    importances = np.zeros(X.shape[1])
    for j in range(X.shape[1]):
        for _ in range(n_repeats):
            mixed = X.copy()
            mixed[:, j] = rng.permutation(X[:, j])
            importances[j] += loss(y, predict(mixed)) - base
    return importances / n_repeats


@wrong(1, "draws from the global state")
def permutation_importance(predict, loss, X, y, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    if n_repeats < 1 or len(y) != len(X):
        raise ValueError("too few repeats, or lengths that differ")
    base = loss(y, predict(X))
    importances = np.zeros(X.shape[1])
    for j in range(X.shape[1]):
        for _ in range(n_repeats):
            mixed = X.copy()
            mixed[:, j] = np.random.permutation(X[:, j])
            importances[j] += loss(y, predict(mixed)) - base
    return importances / n_repeats


@wrong(1, "returns the best of the repeats")
def permutation_importance(predict, loss, X, y, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    if n_repeats < 1 or len(y) != len(X):
        raise ValueError("too few repeats, or lengths that differ")
    base = loss(y, predict(X))
    importances = np.full(X.shape[1], -np.inf)
    for j in range(X.shape[1]):
        for _ in range(n_repeats):
            mixed = X.copy()
            mixed[:, j] = rng.permutation(X[:, j])
            importances[j] = max(importances[j], loss(y, predict(mixed)) - base)
    return importances


@wrong(1, "returns a list")
def permutation_importance(predict, loss, X, y, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    if n_repeats < 1 or len(y) != len(X):
        raise ValueError("too few repeats, or lengths that differ")
    base = loss(y, predict(X))
    importances = np.zeros(X.shape[1])
    for j in range(X.shape[1]):
        for _ in range(n_repeats):
            mixed = X.copy()
            mixed[:, j] = rng.permutation(X[:, j])
            importances[j] += loss(y, predict(mixed)) - base
    return (importances / n_repeats).tolist()


@wrong(1, "returns integers")
def permutation_importance(predict, loss, X, y, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    if n_repeats < 1 or len(y) != len(X):
        raise ValueError("too few repeats, or lengths that differ")
    base = loss(y, predict(X))
    importances = np.zeros(X.shape[1])
    for j in range(X.shape[1]):
        for _ in range(n_repeats):
            mixed = X.copy()
            mixed[:, j] = rng.permutation(X[:, j])
            importances[j] += loss(y, predict(mixed)) - base
    return (importances / n_repeats).astype(int)


@wrong(1, "returns the order of the features")
def permutation_importance(predict, loss, X, y, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    if n_repeats < 1 or len(y) != len(X):
        raise ValueError("too few repeats, or lengths that differ")
    base = loss(y, predict(X))
    importances = np.zeros(X.shape[1])
    for j in range(X.shape[1]):
        for _ in range(n_repeats):
            mixed = X.copy()
            mixed[:, j] = rng.permutation(X[:, j])
            importances[j] += loss(y, predict(mixed)) - base
    return np.argsort(-importances).astype(float)


@wrong(1, "leaves the last feature out")
def permutation_importance(predict, loss, X, y, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    if n_repeats < 1 or len(y) != len(X):
        raise ValueError("too few repeats, or lengths that differ")
    base = loss(y, predict(X))
    importances = np.zeros(X.shape[1])
    for j in range(X.shape[1] - 1):
        for _ in range(n_repeats):
            mixed = X.copy()
            mixed[:, j] = rng.permutation(X[:, j])
            importances[j] += loss(y, predict(mixed)) - base
    return importances / n_repeats


@wrong(1, "counts from no repeats on")
def permutation_importance(predict, loss, X, y, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    if n_repeats < 0 or len(y) != len(X):
        raise ValueError("too few repeats, or lengths that differ")
    base = loss(y, predict(X))
    importances = np.zeros(X.shape[1])
    for j in range(X.shape[1]):
        for _ in range(n_repeats):
            mixed = X.copy()
            mixed[:, j] = rng.permutation(X[:, j])
            importances[j] += loss(y, predict(mixed)) - base
    return importances / n_repeats


@wrong(1, "takes one repeat for too few")
def permutation_importance(predict, loss, X, y, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    if n_repeats < 2 or len(y) != len(X):
        raise ValueError("too few repeats, or lengths that differ")
    base = loss(y, predict(X))
    importances = np.zeros(X.shape[1])
    for j in range(X.shape[1]):
        for _ in range(n_repeats):
            mixed = X.copy()
            mixed[:, j] = rng.permutation(X[:, j])
            importances[j] += loss(y, predict(mixed)) - base
    return importances / n_repeats


@wrong(1, "lets truths of another length through")
def permutation_importance(predict, loss, X, y, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    if n_repeats < 1:
        raise ValueError("too few repeats, or lengths that differ")
    base = loss(y, predict(X))
    importances = np.zeros(X.shape[1])
    for j in range(X.shape[1]):
        for _ in range(n_repeats):
            mixed = X.copy()
            mixed[:, j] = rng.permutation(X[:, j])
            importances[j] += loss(y, predict(mixed)) - base
    return importances / n_repeats


@wrong(1, "reads the samples of the notebook")
def permutation_importance(predict, loss, X, y, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    if n_repeats < 1 or len(y) != len(X):
        raise ValueError("too few repeats, or lengths that differ")
    X = X_small.astype(float) if len(X) == 3 else X
    base = loss(y, predict(X))
    importances = np.zeros(X.shape[1])
    for j in range(X.shape[1]):
        for _ in range(n_repeats):
            mixed = X.copy()
            mixed[:, j] = rng.permutation(X[:, j])
            importances[j] += loss(y, predict(mixed)) - base
    return importances / n_repeats


@right(1, "as loops")
def permutation_importance(predict, loss, X, y, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    if n_repeats < 1 or len(y) != len(X):
        raise ValueError("too few repeats, or lengths that differ")
    base = loss(y, predict(X))
    importances = np.zeros(X.shape[1])
    for j in range(X.shape[1]):
        for _ in range(n_repeats):
            mixed = X.copy()
            mixed[:, j] = rng.permutation(X[:, j])
            importances[j] += loss(y, predict(mixed)) - base
    return importances / n_repeats


@right(1, "as lists, sorted by random keys")
def permutation_importance(predict, loss, X, y, n_repeats, rng):
    rows = [[float(value) for value in row] for row in X]
    y = np.asarray(y)
    if n_repeats < 1:
        raise ValueError("n_repeats")
    if len(rows) != len(y):
        raise ValueError("lengths")
    found = []
    for column in range(len(rows[0])):
        total = 0.0
        for _ in range(n_repeats):
            order = np.argsort(rng.random(len(rows)))
            other = [list(row) for row in rows]
            for here, there in enumerate(order):
                other[here][column] = rows[there][column]
            total += float(loss(y, predict(np.array(other))))
        found.append(total / n_repeats - float(loss(y, predict(np.array(rows)))))
    return np.array(found)


@right(1, "with all repeats predicted at once, in float32")
def permutation_importance(predict, loss, X, y, n_repeats, rng):
    X, y = np.asarray(X, dtype=np.float64), np.asarray(y)
    if not n_repeats > 0 or X.shape[0] != y.shape[0]:
        raise ValueError("no")
    n, d = X.shape
    base = loss(y, predict(X))
    stacked = np.tile(X, (d, n_repeats, 1, 1))
    for j in range(d):
        stacked[j, :, :, j] = rng.permuted(stacked[j, :, :, j], axis=1)
    predictions = predict(stacked.reshape(-1, d)).reshape(d, n_repeats, n)
    rises = [[loss(y, one) - base for one in of_feature] for of_feature in predictions]
    return np.array(rises, dtype=np.float32).mean(axis=1)


@right(1, "with orders for all features at once, from random keys")
def permutation_importance(predict, loss, X, y, n_repeats, rng):
    X, y = np.asarray(X, dtype=float), np.asarray(y)
    if n_repeats <= 0 or y.shape != X.shape[:1]:
        raise ValueError("n_repeats must be positive, and X and y of the same length")
    columns = np.arange(X.shape[1])
    rises = []
    for _ in range(n_repeats):
        moved = np.take_along_axis(X, rng.random(X.shape).argsort(axis=0), axis=0)
        mixed = [np.where(columns == j, moved, X) for j in columns]
        rises.append([loss(y, predict(one)) for one in mixed])
    return np.average(rises, axis=0) - loss(y, predict(X))


# Question 2: grouped_importance


@wrong(2, "gives each feature of a group its own order")
def grouped_importance(predict, loss, X, y, groups, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    _n, d = X.shape
    if any(j < 0 or j >= d for group in groups for j in group):
        raise ValueError("no such feature")
    base = loss(y, predict(X))
    importances = np.zeros(len(groups))
    for g, group in enumerate(groups):
        for _ in range(n_repeats):
            mixed = X.copy()
            for j in group:
                mixed[:, j] = rng.permutation(X[:, j])
            importances[g] += loss(y, predict(mixed)) - base
    return importances / n_repeats


@wrong(2, "shuffles one feature of the group after the other and adds up")
def grouped_importance(predict, loss, X, y, groups, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    _n, d = X.shape
    if any(j < 0 or j >= d for group in groups for j in group):
        raise ValueError("no such feature")
    base = loss(y, predict(X))
    importances = np.zeros(len(groups))
    for g, group in enumerate(groups):
        for _ in range(n_repeats):
            mixed = X.copy()
            for j in group:
                mixed = X.copy()
                mixed[:, j] = rng.permutation(X[:, j])
                importances[g] += loss(y, predict(mixed)) - base
    return importances / n_repeats


@wrong(2, "shuffles the first feature of the group only")
def grouped_importance(predict, loss, X, y, groups, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    n, d = X.shape
    if any(j < 0 or j >= d for group in groups for j in group):
        raise ValueError("no such feature")
    base = loss(y, predict(X))
    importances = np.zeros(len(groups))
    for g, group in enumerate(groups):
        for _ in range(n_repeats):
            mixed = X.copy()
            order = rng.permutation(n)
            for j in group[:1]:
                mixed[:, j] = X[order, j]
            importances[g] += loss(y, predict(mixed)) - base
    return importances / n_repeats


@wrong(2, "shuffles the last feature of the group only")
def grouped_importance(predict, loss, X, y, groups, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    n, d = X.shape
    if any(j < 0 or j >= d for group in groups for j in group):
        raise ValueError("no such feature")
    base = loss(y, predict(X))
    importances = np.zeros(len(groups))
    for g, group in enumerate(groups):
        for _ in range(n_repeats):
            mixed = X.copy()
            order = rng.permutation(n)
            for j in group[-1:]:
                mixed[:, j] = X[order, j]
            importances[g] += loss(y, predict(mixed)) - base
    return importances / n_repeats


@wrong(2, "shuffles all rows")
def grouped_importance(predict, loss, X, y, groups, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    n, d = X.shape
    if any(j < 0 or j >= d for group in groups for j in group):
        raise ValueError("no such feature")
    base = loss(y, predict(X))
    importances = np.zeros(len(groups))
    for g, group in enumerate(groups):
        for _ in range(n_repeats):
            mixed = X.copy()
            order = rng.permutation(n)
            mixed = X[order]
            importances[g] += loss(y, predict(mixed)) - base
    return importances / n_repeats


@wrong(2, "shuffles all other features")
def grouped_importance(predict, loss, X, y, groups, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    n, d = X.shape
    if any(j < 0 or j >= d for group in groups for j in group):
        raise ValueError("no such feature")
    base = loss(y, predict(X))
    importances = np.zeros(len(groups))
    for g, group in enumerate(groups):
        for _ in range(n_repeats):
            mixed = X.copy()
            order = rng.permutation(n)
            for j in set(range(d)) - set(group):
                mixed[:, j] = X[order, j]
            importances[g] += loss(y, predict(mixed)) - base
    return importances / n_repeats


@wrong(2, "does not put back the group before")
def grouped_importance(predict, loss, X, y, groups, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    n, d = X.shape
    if any(j < 0 or j >= d for group in groups for j in group):
        raise ValueError("no such feature")
    mixed = X.copy()
    base = loss(y, predict(X))
    importances = np.zeros(len(groups))
    for g, group in enumerate(groups):
        for _ in range(n_repeats):
            order = rng.permutation(n)
            for j in group:
                mixed[:, j] = mixed[order, j]
            importances[g] += loss(y, predict(mixed)) - base
    return importances / n_repeats


@wrong(2, "exchanges the features within the group, not the samples")
def grouped_importance(predict, loss, X, y, groups, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    _n, d = X.shape
    if any(j < 0 or j >= d for group in groups for j in group):
        raise ValueError("no such feature")
    base = loss(y, predict(X))
    importances = np.zeros(len(groups))
    for g, group in enumerate(groups):
        for _ in range(n_repeats):
            mixed = X.copy()
            mixed[:, group] = rng.permuted(X[:, group], axis=1)
            importances[g] += loss(y, predict(mixed)) - base
    return importances / n_repeats


@wrong(2, "exchanges values between the features of the group")
def grouped_importance(predict, loss, X, y, groups, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    n, d = X.shape
    if any(j < 0 or j >= d for group in groups for j in group):
        raise ValueError("no such feature")
    base = loss(y, predict(X))
    importances = np.zeros(len(groups))
    for g, group in enumerate(groups):
        for _ in range(n_repeats):
            mixed = X.copy()
            mixed[:, group] = rng.permuted(X[:, group], axis=None).reshape(n, -1)
            importances[g] += loss(y, predict(mixed)) - base
    return importances / n_repeats


@wrong(2, "draws with replacement")
def grouped_importance(predict, loss, X, y, groups, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    n, d = X.shape
    if any(j < 0 or j >= d for group in groups for j in group):
        raise ValueError("no such feature")
    base = loss(y, predict(X))
    importances = np.zeros(len(groups))
    for g, group in enumerate(groups):
        for _ in range(n_repeats):
            mixed = X.copy()
            order = rng.integers(n, size=n)
            for j in group:
                mixed[:, j] = X[order, j]
            importances[g] += loss(y, predict(mixed)) - base
    return importances / n_repeats


@wrong(2, "draws one order for each repeat, the same for all groups")
def grouped_importance(predict, loss, X, y, groups, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    n, d = X.shape
    if any(j < 0 or j >= d for group in groups for j in group):
        raise ValueError("no such feature")
    orders = [rng.permutation(n) for _ in range(n_repeats)]
    base = loss(y, predict(X))
    importances = np.zeros(len(groups))
    for g, group in enumerate(groups):
        for r in range(n_repeats):
            mixed = X.copy()
            order = orders[r]
            for j in group:
                mixed[:, j] = X[order, j]
            importances[g] += loss(y, predict(mixed)) - base
    return importances / n_repeats


@wrong(2, "draws one order for each group, the same for all repeats")
def grouped_importance(predict, loss, X, y, groups, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    n, d = X.shape
    if any(j < 0 or j >= d for group in groups for j in group):
        raise ValueError("no such feature")
    base = loss(y, predict(X))
    importances = np.zeros(len(groups))
    for g, group in enumerate(groups):
        order = rng.permutation(n)
        for _ in range(n_repeats):
            mixed = X.copy()
            for j in group:
                mixed[:, j] = X[order, j]
            importances[g] += loss(y, predict(mixed)) - base
    return importances / n_repeats


@wrong(2, "draws with a seed of its own")
def grouped_importance(predict, loss, X, y, groups, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    n, d = X.shape
    if any(j < 0 or j >= d for group in groups for j in group):
        raise ValueError("no such feature")
    rng = np.random.default_rng(1)
    base = loss(y, predict(X))
    importances = np.zeros(len(groups))
    for g, group in enumerate(groups):
        for _ in range(n_repeats):
            mixed = X.copy()
            order = rng.permutation(n)
            for j in group:
                mixed[:, j] = X[order, j]
            importances[g] += loss(y, predict(mixed)) - base
    return importances / n_repeats


@wrong(2, "draws from the global state")
def grouped_importance(predict, loss, X, y, groups, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    n, d = X.shape
    if any(j < 0 or j >= d for group in groups for j in group):
        raise ValueError("no such feature")
    base = loss(y, predict(X))
    importances = np.zeros(len(groups))
    for g, group in enumerate(groups):
        for _ in range(n_repeats):
            mixed = X.copy()
            order = np.random.permutation(n)
            for j in group:
                mixed[:, j] = X[order, j]
            importances[g] += loss(y, predict(mixed)) - base
    return importances / n_repeats


@wrong(2, "reverses the sign")
def grouped_importance(predict, loss, X, y, groups, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    n, d = X.shape
    if any(j < 0 or j >= d for group in groups for j in group):
        raise ValueError("no such feature")
    base = loss(y, predict(X))
    importances = np.zeros(len(groups))
    for g, group in enumerate(groups):
        for _ in range(n_repeats):
            mixed = X.copy()
            order = rng.permutation(n)
            for j in group:
                mixed[:, j] = X[order, j]
            importances[g] += base - loss(y, predict(mixed))
    return importances / n_repeats


@wrong(2, "forgets the loss with nothing shuffled")
def grouped_importance(predict, loss, X, y, groups, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    n, d = X.shape
    if any(j < 0 or j >= d for group in groups for j in group):
        raise ValueError("no such feature")
    loss(y, predict(X))
    importances = np.zeros(len(groups))
    for g, group in enumerate(groups):
        for _ in range(n_repeats):
            mixed = X.copy()
            order = rng.permutation(n)
            for j in group:
                mixed[:, j] = X[order, j]
            importances[g] += loss(y, predict(mixed))
    return importances / n_repeats


@wrong(2, "adds up over the repeats")
def grouped_importance(predict, loss, X, y, groups, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    n, d = X.shape
    if any(j < 0 or j >= d for group in groups for j in group):
        raise ValueError("no such feature")
    base = loss(y, predict(X))
    importances = np.zeros(len(groups))
    for g, group in enumerate(groups):
        for _ in range(n_repeats):
            mixed = X.copy()
            order = rng.permutation(n)
            for j in group:
                mixed[:, j] = X[order, j]
            importances[g] += loss(y, predict(mixed)) - base
    return importances


@wrong(2, "divides by the size of the group")
def grouped_importance(predict, loss, X, y, groups, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    n, d = X.shape
    if any(j < 0 or j >= d for group in groups for j in group):
        raise ValueError("no such feature")
    base = loss(y, predict(X))
    importances = np.zeros(len(groups))
    for g, group in enumerate(groups):
        for _ in range(n_repeats):
            mixed = X.copy()
            order = rng.permutation(n)
            for j in group:
                mixed[:, j] = X[order, j]
            importances[g] += (loss(y, predict(mixed)) - base) / len(group)
    return importances / n_repeats


@wrong(2, "exchanges truth and prediction in the loss")
def grouped_importance(predict, loss, X, y, groups, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    n, d = X.shape
    if any(j < 0 or j >= d for group in groups for j in group):
        raise ValueError("no such feature")
    base = loss(predict(X), y)
    importances = np.zeros(len(groups))
    for g, group in enumerate(groups):
        for _ in range(n_repeats):
            mixed = X.copy()
            order = rng.permutation(n)
            for j in group:
                mixed[:, j] = X[order, j]
            importances[g] += loss(predict(mixed), y) - base
    return importances / n_repeats


@wrong(2, "shuffles the truth together with the group")
def grouped_importance(predict, loss, X, y, groups, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    n, d = X.shape
    if any(j < 0 or j >= d for group in groups for j in group):
        raise ValueError("no such feature")
    base = loss(y, predict(X))
    importances = np.zeros(len(groups))
    for g, group in enumerate(groups):
        for _ in range(n_repeats):
            mixed = X.copy()
            order = rng.permutation(n)
            for j in group:
                mixed[:, j] = X[order, j]
            importances[g] += loss(y[order], predict(mixed)) - base
    return importances / n_repeats


@wrong(2, "sorts the groups")
def grouped_importance(predict, loss, X, y, groups, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    n, d = X.shape
    if any(j < 0 or j >= d for group in groups for j in group):
        raise ValueError("no such feature")
    base = loss(y, predict(X))
    importances = np.zeros(len(groups))
    for g, group in enumerate(sorted(groups)):
        for _ in range(n_repeats):
            mixed = X.copy()
            order = rng.permutation(n)
            for j in group:
                mixed[:, j] = X[order, j]
            importances[g] += loss(y, predict(mixed)) - base
    return importances / n_repeats


@wrong(2, "returns an importance for each feature")
def grouped_importance(predict, loss, X, y, groups, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    n, d = X.shape
    if any(j < 0 or j >= d for group in groups for j in group):
        raise ValueError("no such feature")
    base = loss(y, predict(X))
    importances = np.zeros(d)
    for g, group in enumerate(groups):
        for _ in range(n_repeats):
            mixed = X.copy()
            order = rng.permutation(n)
            for j in group:
                mixed[:, j] = X[order, j]
            importances[group] += loss(y, predict(mixed)) - base
    return importances / n_repeats


@wrong(2, "takes a group that came before from memory")
def grouped_importance(predict, loss, X, y, groups, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    n, d = X.shape
    if any(j < 0 or j >= d for group in groups for j in group):
        raise ValueError("no such feature")
    base = loss(y, predict(X))
    importances = np.zeros(len(groups))
    seen = {}
    for g, group in enumerate(groups):
        if tuple(group) in seen:
            importances[g] = importances[seen[tuple(group)]]
            continue
        seen[tuple(group)] = g
        for _ in range(n_repeats):
            mixed = X.copy()
            order = rng.permutation(n)
            for j in group:
                mixed[:, j] = X[order, j]
            importances[g] += loss(y, predict(mixed)) - base
    return importances / n_repeats


@wrong(2, "returns a list")
def grouped_importance(predict, loss, X, y, groups, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    n, d = X.shape
    if any(j < 0 or j >= d for group in groups for j in group):
        raise ValueError("no such feature")
    base = loss(y, predict(X))
    importances = np.zeros(len(groups))
    for g, group in enumerate(groups):
        for _ in range(n_repeats):
            mixed = X.copy()
            order = rng.permutation(n)
            for j in group:
                mixed[:, j] = X[order, j]
            importances[g] += loss(y, predict(mixed)) - base
    return list(importances / n_repeats)


@wrong(2, "counts the features from one")
def grouped_importance(predict, loss, X, y, groups, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    n, d = X.shape
    if any(j < 0 or j >= d for group in groups for j in group):
        raise ValueError("no such feature")
    base = loss(y, predict(X))
    importances = np.zeros(len(groups))
    for g, group in enumerate(groups):
        for _ in range(n_repeats):
            mixed = X.copy()
            order = rng.permutation(n)
            for j in group:
                mixed[:, j - 1] = X[order, j - 1]
            importances[g] += loss(y, predict(mixed)) - base
    return importances / n_repeats


@wrong(2, "lets features that there are not stumble")
def grouped_importance(predict, loss, X, y, groups, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    n, _d = X.shape
    base = loss(y, predict(X))
    importances = np.zeros(len(groups))
    for g, group in enumerate(groups):
        for _ in range(n_repeats):
            mixed = X.copy()
            order = rng.permutation(n)
            for j in group:
                mixed[:, j] = X[order, j]
            importances[g] += loss(y, predict(mixed)) - base
    return importances / n_repeats


@wrong(2, "lets numbers below 0 count from the end")
def grouped_importance(predict, loss, X, y, groups, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    n, d = X.shape
    if any(j >= d for group in groups for j in group):
        raise ValueError("no such feature")
    base = loss(y, predict(X))
    importances = np.zeros(len(groups))
    for g, group in enumerate(groups):
        for _ in range(n_repeats):
            mixed = X.copy()
            order = rng.permutation(n)
            for j in group:
                mixed[:, j] = X[order, j]
            importances[g] += loss(y, predict(mixed)) - base
    return importances / n_repeats


@wrong(2, "lets the number behind the last through")
def grouped_importance(predict, loss, X, y, groups, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    n, d = X.shape
    if any(j < 0 or j > d for group in groups for j in group):
        raise ValueError("no such feature")
    base = loss(y, predict(X))
    importances = np.zeros(len(groups))
    for g, group in enumerate(groups):
        for _ in range(n_repeats):
            mixed = X.copy()
            order = rng.permutation(n)
            for j in group:
                mixed[:, j] = X[order, j]
            importances[g] += loss(y, predict(mixed)) - base
    return importances / n_repeats


@wrong(2, "looks at the first group only before it refuses")
def grouped_importance(predict, loss, X, y, groups, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    n, d = X.shape
    if any(j < 0 or j >= d for group in groups[:1] for j in group):
        raise ValueError("no such feature")
    base = loss(y, predict(X))
    importances = np.zeros(len(groups))
    for g, group in enumerate(groups):
        for _ in range(n_repeats):
            mixed = X.copy()
            order = rng.permutation(n)
            for j in group:
                mixed[:, j] = X[order, j]
            importances[g] += loss(y, predict(mixed)) - base
    return importances / n_repeats


@wrong(2, "takes feature 0 for none")
def grouped_importance(predict, loss, X, y, groups, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    n, d = X.shape
    if any(j < 1 or j >= d for group in groups for j in group):
        raise ValueError("no such feature")
    base = loss(y, predict(X))
    importances = np.zeros(len(groups))
    for g, group in enumerate(groups):
        for _ in range(n_repeats):
            mixed = X.copy()
            order = rng.permutation(n)
            for j in group:
                mixed[:, j] = X[order, j]
            importances[g] += loss(y, predict(mixed)) - base
    return importances / n_repeats


@wrong(2, "shuffles in place what it was given")
def grouped_importance(predict, loss, X, y, groups, n_repeats, rng):
    given, X, y = X, np.array(X, dtype=float), np.array(y)
    n, d = X.shape
    if any(j < 0 or j >= d for group in groups for j in group):
        raise ValueError("no such feature")
    base = loss(y, predict(X))
    importances = np.zeros(len(groups))
    for g, group in enumerate(groups):
        for _ in range(n_repeats):
            mixed = X.copy()
            order = rng.permutation(n)
            for j in group:
                mixed[:, j] = X[order, j]
            importances[g] += loss(y, predict(mixed)) - base
    if isinstance(given, np.ndarray):
        given[:] = rng.permutation(given)
    return importances / n_repeats


@wrong(2, "reads the samples of the notebook")
def grouped_importance(predict, loss, X, y, groups, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    n, d = X.shape
    if any(j < 0 or j >= d for group in groups for j in group):
        raise ValueError("no such feature")
    X = X_small[:, [0, 1, 0]].astype(float) if X.shape == (3, 3) else X[:, ::-1]
    base = loss(y, predict(X))
    importances = np.zeros(len(groups))
    for g, group in enumerate(groups):
        for _ in range(n_repeats):
            mixed = X.copy()
            order = rng.permutation(n)
            for j in group:
                mixed[:, j] = X[order, j]
            importances[g] += loss(y, predict(mixed)) - base
    return importances / n_repeats


@right(2, "as loops")
def grouped_importance(predict, loss, X, y, groups, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    n, d = X.shape
    if any(j < 0 or j >= d for group in groups for j in group):
        raise ValueError("no such feature")
    base = loss(y, predict(X))
    importances = np.zeros(len(groups))
    for g, group in enumerate(groups):
        for _ in range(n_repeats):
            mixed = X.copy()
            order = rng.permutation(n)
            for j in group:
                mixed[:, j] = X[order, j]
            importances[g] += loss(y, predict(mixed)) - base
    return importances / n_repeats


@right(2, "with plain lists and random keys")
def grouped_importance(predict, loss, X, y, groups, n_repeats, rng):
    rows = np.asarray(X, dtype=float).tolist()
    truth = np.asarray(y)
    for group in groups:
        if min(group) < 0 or max(group) >= len(rows[0]):
            raise ValueError(f"{group}")
    start = float(loss(truth, predict(np.array(rows))))
    found = []
    for group in groups:
        rises = []
        for _ in range(n_repeats):
            keys = rng.random(len(rows)).tolist()
            order = sorted(range(len(rows)), key=keys.__getitem__)
            other = [
                [rows[there if j in group else here][j] for j in range(len(rows[0]))]
                for here, there in enumerate(order)
            ]
            rises.append(float(loss(truth, predict(np.array(other)))) - start)
        found.append(sum(rises) / len(rises))
    return np.array(found)


@right(2, "with a mask of columns")
def grouped_importance(predict, loss, X, y, groups, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y)
    masks = np.zeros((len(groups), X.shape[1]), dtype=bool)
    for mask, group in zip(masks, groups, strict=True):
        if not np.isin(group, np.arange(X.shape[1])).all():
            raise ValueError("features")
        mask[group] = True
    losses = np.empty((n_repeats, len(groups)), dtype=np.float32)
    for place in np.ndindex(losses.shape):
        moved = X[rng.permutation(len(X))]
        losses[place] = loss(y, predict(np.where(masks[place[1]], moved, X))) - loss(y, predict(X))
    return losses.mean(axis=0)


# Question 3: shapley_exact


@wrong(3, "weighs all coalitions alike")
def shapley_exact(v, n_players):
    from itertools import combinations

    if n_players < 1:
        raise ValueError("no players")
    n, phi = n_players, np.zeros(n_players)
    for i in range(n):
        rest = [j for j in range(n) if j != i]
        for size in range(n):
            weight = 1 / 2 ** (n - 1)
            for S in combinations(rest, size):
                phi[i] += weight * (v(frozenset(S) | {i}) - v(frozenset(S)))
    return phi


@wrong(3, "forgets the orders of those who come after")
def shapley_exact(v, n_players):
    from itertools import combinations
    from math import factorial

    if n_players < 1:
        raise ValueError("no players")
    n, phi = n_players, np.zeros(n_players)
    for i in range(n):
        rest = [j for j in range(n) if j != i]
        for size in range(n):
            weight = factorial(size) / factorial(n)
            for S in combinations(rest, size):
                phi[i] += weight * (v(frozenset(S) | {i}) - v(frozenset(S)))
    return phi


@wrong(3, "forgets the orders of those who came before")
def shapley_exact(v, n_players):
    from itertools import combinations
    from math import factorial

    if n_players < 1:
        raise ValueError("no players")
    n, phi = n_players, np.zeros(n_players)
    for i in range(n):
        rest = [j for j in range(n) if j != i]
        for size in range(n):
            weight = factorial(n - size - 1) / factorial(n)
            for S in combinations(rest, size):
                phi[i] += weight * (v(frozenset(S) | {i}) - v(frozenset(S)))
    return phi


@wrong(3, "counts the player among those who come after")
def shapley_exact(v, n_players):
    from itertools import combinations
    from math import factorial

    if n_players < 1:
        raise ValueError("no players")
    n, phi = n_players, np.zeros(n_players)
    for i in range(n):
        rest = [j for j in range(n) if j != i]
        for size in range(n):
            weight = factorial(size) * factorial(n - size) / factorial(n)
            for S in combinations(rest, size):
                phi[i] += weight * (v(frozenset(S) | {i}) - v(frozenset(S)))
    return phi


@wrong(3, "counts the player among those who came before")
def shapley_exact(v, n_players):
    from itertools import combinations
    from math import factorial

    if n_players < 1:
        raise ValueError("no players")
    n, phi = n_players, np.zeros(n_players)
    for i in range(n):
        rest = [j for j in range(n) if j != i]
        for size in range(n):
            weight = factorial(size + 1) * factorial(n - size - 1) / factorial(n)
            for S in combinations(rest, size):
                phi[i] += weight * (v(frozenset(S) | {i}) - v(frozenset(S)))
    return phi


@wrong(3, "divides by the factorial of the others")
def shapley_exact(v, n_players):
    from itertools import combinations
    from math import factorial

    if n_players < 1:
        raise ValueError("no players")
    n, phi = n_players, np.zeros(n_players)
    for i in range(n):
        rest = [j for j in range(n) if j != i]
        for size in range(n):
            weight = factorial(size) * factorial(n - size - 1) / factorial(n - 1)
            for S in combinations(rest, size):
                phi[i] += weight * (v(frozenset(S) | {i}) - v(frozenset(S)))
    return phi


@wrong(3, "weighs all sizes alike, and all coalitions of a size")
def shapley_exact(v, n_players):
    from itertools import combinations

    if n_players < 1:
        raise ValueError("no players")
    n, phi = n_players, np.zeros(n_players)
    for i in range(n):
        rest = [j for j in range(n) if j != i]
        for size in range(n):
            weight = 1 / n
            for S in combinations(rest, size):
                phi[i] += weight * (v(frozenset(S) | {i}) - v(frozenset(S)))
    return phi


@wrong(3, "forgets the empty coalition")
def shapley_exact(v, n_players):
    from itertools import combinations
    from math import factorial

    if n_players < 1:
        raise ValueError("no players")
    n, phi = n_players, np.zeros(n_players)
    for i in range(n):
        rest = [j for j in range(n) if j != i]
        for size in range(1, n):
            weight = factorial(size) * factorial(n - size - 1) / factorial(n)
            for S in combinations(rest, size):
                phi[i] += weight * (v(frozenset(S) | {i}) - v(frozenset(S)))
    return phi


@wrong(3, "takes the empty coalition for worth nothing")
def shapley_exact(v, n_players):
    from itertools import combinations
    from math import factorial

    if n_players < 1:
        raise ValueError("no players")
    n, phi = n_players, np.zeros(n_players)
    for i in range(n):
        rest = [j for j in range(n) if j != i]
        for size in range(n):
            weight = factorial(size) * factorial(n - size - 1) / factorial(n)
            for S in combinations(rest, size):
                phi[i] += weight * (v(frozenset(S) | {i}) - (v(frozenset(S)) if S else 0))
    return phi


@wrong(3, "forgets the coalition of all others")
def shapley_exact(v, n_players):
    from itertools import combinations
    from math import factorial

    if n_players < 1:
        raise ValueError("no players")
    n, phi = n_players, np.zeros(n_players)
    for i in range(n):
        rest = [j for j in range(n) if j != i]
        for size in range(max(n - 1, 1)):
            weight = factorial(size) * factorial(n - size - 1) / factorial(n)
            for S in combinations(rest, size):
                phi[i] += weight * (v(frozenset(S) | {i}) - v(frozenset(S)))
    return phi


@wrong(3, "looks at the player alone and with all others only")
def shapley_exact(v, n_players):
    from itertools import combinations
    from math import factorial

    if n_players < 1:
        raise ValueError("no players")
    n, phi = n_players, np.zeros(n_players)
    for i in range(n):
        rest = [j for j in range(n) if j != i]
        for size in {0, n - 1}:
            weight = factorial(size) * factorial(n - size - 1) / factorial(n)
            for S in combinations(rest, size):
                phi[i] += weight * (v(frozenset(S) | {i}) - v(frozenset(S)))
    return phi


@wrong(3, "takes the payoff, not the gain")
def shapley_exact(v, n_players):
    from itertools import combinations
    from math import factorial

    if n_players < 1:
        raise ValueError("no players")
    n, phi = n_players, np.zeros(n_players)
    for i in range(n):
        rest = [j for j in range(n) if j != i]
        for size in range(n):
            weight = factorial(size) * factorial(n - size - 1) / factorial(n)
            for S in combinations(rest, size):
                phi[i] += weight * (v(frozenset(S) | {i}))
    return phi


@wrong(3, "reverses the sign")
def shapley_exact(v, n_players):
    from itertools import combinations
    from math import factorial

    if n_players < 1:
        raise ValueError("no players")
    n, phi = n_players, np.zeros(n_players)
    for i in range(n):
        rest = [j for j in range(n) if j != i]
        for size in range(n):
            weight = factorial(size) * factorial(n - size - 1) / factorial(n)
            for S in combinations(rest, size):
                phi[i] += weight * (v(frozenset(S)) - v(frozenset(S) | {i}))
    return phi


@wrong(3, "returns what each earns alone")
def shapley_exact(v, n_players):
    from itertools import combinations

    if n_players < 1:
        raise ValueError("no players")
    n, phi = n_players, np.zeros(n_players)
    for i in range(n):
        rest = [j for j in range(n) if j != i]
        for size in [0]:
            weight = 1
            for S in combinations(rest, size):
                phi[i] += weight * (v(frozenset(S) | {i}) - v(frozenset(S)))
    return phi


@wrong(3, "returns what each is missed for")
def shapley_exact(v, n_players):
    from itertools import combinations

    if n_players < 1:
        raise ValueError("no players")
    n, phi = n_players, np.zeros(n_players)
    for i in range(n):
        rest = [j for j in range(n) if j != i]
        for size in [n - 1]:
            weight = 1
            for S in combinations(rest, size):
                phi[i] += weight * (v(frozenset(S) | {i}) - v(frozenset(S)))
    return phi


@wrong(3, "divides equally")
def shapley_exact(v, n_players):
    from itertools import combinations
    from math import factorial

    if n_players < 1:
        raise ValueError("no players")
    n, phi = n_players, np.zeros(n_players)
    for i in range(n):
        rest = [j for j in range(n) if j != i]
        for size in range(n):
            weight = factorial(size) * factorial(n - size - 1) / factorial(n)
            for S in combinations(rest, size):
                phi[i] += weight * (v(frozenset(S) | {i}) - v(frozenset(S)))
    return np.full(n, phi.mean())


@wrong(3, "looks at a single order")
def shapley_exact(v, n_players):
    if n_players < 1:
        raise ValueError("no players")
    return np.array([v(frozenset(range(i + 1))) - v(frozenset(range(i))) for i in range(n_players)]) / 1.0


@wrong(3, "looks at an order and its reverse")
def shapley_exact(v, n_players):
    if n_players < 1:
        raise ValueError("no players")
    phi = np.zeros(n_players)
    for i in range(n_players):
        for others in (range(i), range(i + 1, n_players)):
            S = frozenset(others)
            phi[i] += (v(S | {i}) - v(S)) / 2
    return phi


@wrong(3, "samples a few orders")
def shapley_exact(v, n_players):
    if n_players < 1:
        raise ValueError("no players")
    rng, phi = np.random.default_rng(0), np.zeros(n_players)
    for _ in range(200):
        S = frozenset()
        for i in rng.permutation(n_players).tolist():
            phi[i] += (v(S | {i}) - v(S)) / 200
            S |= {i}
    return phi


@wrong(3, "makes the values add up to one")
def shapley_exact(v, n_players):
    from itertools import combinations
    from math import factorial

    if n_players < 1:
        raise ValueError("no players")
    n, phi = n_players, np.zeros(n_players)
    for i in range(n):
        rest = [j for j in range(n) if j != i]
        for size in range(n):
            weight = factorial(size) * factorial(n - size - 1) / factorial(n)
            for S in combinations(rest, size):
                phi[i] += weight * (v(frozenset(S) | {i}) - v(frozenset(S)))
    return phi / (phi.sum() or 1)


@wrong(3, "spreads what nobody earns over all")
def shapley_exact(v, n_players):
    from itertools import combinations
    from math import factorial

    if n_players < 1:
        raise ValueError("no players")
    n, phi = n_players, np.zeros(n_players)
    for i in range(n):
        rest = [j for j in range(n) if j != i]
        for size in range(n):
            weight = factorial(size) * factorial(n - size - 1) / factorial(n)
            for S in combinations(rest, size):
                phi[i] += weight * (v(frozenset(S) | {i}) - v(frozenset(S)))
    return phi + v(frozenset()) / n


@wrong(3, "asks with tuples")
def shapley_exact(v, n_players):
    from itertools import combinations
    from math import factorial

    if n_players < 1:
        raise ValueError("no players")
    n, phi = n_players, np.zeros(n_players)
    for i in range(n):
        rest = [j for j in range(n) if j != i]
        for size in range(n):
            weight = factorial(size) * factorial(n - size - 1) / factorial(n)
            for S in combinations(rest, size):
                phi[i] += weight * (v((*S, i)) - v(S))
    return phi


@wrong(3, "asks with sets")
def shapley_exact(v, n_players):
    from itertools import combinations
    from math import factorial

    if n_players < 1:
        raise ValueError("no players")
    n, phi = n_players, np.zeros(n_players)
    for i in range(n):
        rest = [j for j in range(n) if j != i]
        for size in range(n):
            weight = factorial(size) * factorial(n - size - 1) / factorial(n)
            for S in combinations(rest, size):
                phi[i] += weight * (v(set(S) | {i}) - v(set(S)))
    return phi


@wrong(3, "numbers the players from one")
def shapley_exact(v, n_players):
    from itertools import combinations
    from math import factorial

    if n_players < 1:
        raise ValueError("no players")
    n, phi = n_players, np.zeros(n_players)
    for i in range(n):
        rest = [j for j in range(n) if j != i]
        for size in range(n):
            weight = factorial(size) * factorial(n - size - 1) / factorial(n)
            for S in combinations(rest, size):
                phi[i] += weight * (v(frozenset(j + 1 for j in S) | {i + 1}) - v(frozenset(j + 1 for j in S)))
    return phi


@wrong(3, "returns a list")
def shapley_exact(v, n_players):
    from itertools import combinations
    from math import factorial

    if n_players < 1:
        raise ValueError("no players")
    n, phi = n_players, np.zeros(n_players)
    for i in range(n):
        rest = [j for j in range(n) if j != i]
        for size in range(n):
            weight = factorial(size) * factorial(n - size - 1) / factorial(n)
            for S in combinations(rest, size):
                phi[i] += weight * (v(frozenset(S) | {i}) - v(frozenset(S)))
    return phi.tolist()


@wrong(3, "rounds to integers")
def shapley_exact(v, n_players):
    from itertools import combinations
    from math import factorial

    if n_players < 1:
        raise ValueError("no players")
    n, phi = n_players, np.zeros(n_players)
    for i in range(n):
        rest = [j for j in range(n) if j != i]
        for size in range(n):
            weight = factorial(size) * factorial(n - size - 1) / factorial(n)
            for S in combinations(rest, size):
                phi[i] += weight * (v(frozenset(S) | {i}) - v(frozenset(S)))
    return phi.round()


@wrong(3, "returns integers")
def shapley_exact(v, n_players):
    from itertools import combinations
    from math import factorial

    if n_players < 1:
        raise ValueError("no players")
    n, phi = n_players, np.zeros(n_players, dtype=int)
    for i in range(n):
        rest = [j for j in range(n) if j != i]
        for size in range(n):
            weight = factorial(size) * factorial(n - size - 1) / factorial(n)
            for S in combinations(rest, size):
                phi[i] = phi[i] + weight * (v(frozenset(S) | {i}) - v(frozenset(S)))
    return phi


@wrong(3, "remembers payoffs by the size of the coalition")
def shapley_exact(v, n_players):
    from itertools import combinations
    from math import factorial

    if n_players < 1:
        raise ValueError("no players")
    ask, known = v, {}

    def v(S):
        return known.setdefault(len(S), ask(S))

    n, phi = n_players, np.zeros(n_players)
    for i in range(n):
        rest = [j for j in range(n) if j != i]
        for size in range(n):
            weight = factorial(size) * factorial(n - size - 1) / factorial(n)
            for S in combinations(rest, size):
                phi[i] += weight * (v(frozenset(S) | {i}) - v(frozenset(S)))
    return phi


@wrong(3, "lets games without players through")
def shapley_exact(v, n_players):
    from itertools import combinations
    from math import factorial

    n, phi = n_players, np.zeros(max(n_players, 0))
    for i in range(n):
        rest = [j for j in range(n) if j != i]
        for size in range(n):
            weight = factorial(size) * factorial(n - size - 1) / factorial(n)
            for S in combinations(rest, size):
                phi[i] += weight * (v(frozenset(S) | {i}) - v(frozenset(S)))
    return phi


@wrong(3, "refuses a single player")
def shapley_exact(v, n_players):
    from itertools import combinations
    from math import factorial

    if n_players < 2:
        raise ValueError("no players")
    n, phi = n_players, np.zeros(n_players)
    for i in range(n):
        rest = [j for j in range(n) if j != i]
        for size in range(n):
            weight = factorial(size) * factorial(n - size - 1) / factorial(n)
            for S in combinations(rest, size):
                phi[i] += weight * (v(frozenset(S) | {i}) - v(frozenset(S)))
    return phi


@right(3, "over subsets")
def shapley_exact(v, n_players):
    from itertools import combinations
    from math import factorial

    if n_players < 1:
        raise ValueError("no players")
    n, phi = n_players, np.zeros(n_players)
    for i in range(n):
        rest = [j for j in range(n) if j != i]
        for size in range(n):
            weight = factorial(size) * factorial(n - size - 1) / factorial(n)
            for S in combinations(rest, size):
                phi[i] += weight * (v(frozenset(S) | {i}) - v(frozenset(S)))
    return phi


@right(3, "over orders")
def shapley_exact(v, n_players):
    from itertools import permutations

    if n_players <= 0:
        raise ValueError("somebody must play")
    known = {}

    def worth(coalition):
        if coalition not in known:
            known[coalition] = float(v(coalition))
        return known[coalition]

    gains = []
    for order in permutations(range(n_players)):
        gain = [0.0] * n_players
        for place, player in enumerate(order):
            gain[player] = worth(frozenset(order[: place + 1])) - worth(frozenset(order[:place]))
        gains.append(gain)
    return np.mean(gains, axis=0)


@right(3, "from the dividends of the coalitions")
def shapley_exact(v, n_players):
    if not n_players >= 1:
        raise ValueError("n_players")
    dividends = {}
    values = np.zeros(n_players)
    for index in range(2**n_players):
        coalition = frozenset(i for i in range(n_players) if index >> i & 1)
        smaller = sum(share for other, share in dividends.items() if other < coalition)
        dividends[coalition] = v(coalition) - smaller
        for player in coalition:
            values[player] += dividends[coalition] / len(coalition)
    return values


@right(3, "with players of NumPy's type")
def shapley_exact(v, n_players):
    from scipy.special import comb

    if n_players < 1:
        raise ValueError
    inside = (np.arange(2**n_players)[:, None] >> np.arange(n_players)) & 1
    worth = np.array([v(frozenset(np.flatnonzero(row))) for row in inside], dtype=float)
    sizes = inside.sum(axis=1)
    values = []
    for player in range(n_players):
        without = np.flatnonzero(inside[:, player] == 0)
        gains = worth[without + 2**player] - worth[without]
        values.append((gains / comb(n_players - 1, sizes[without])).sum() / n_players)
    return np.array(values)


# Question 4: shapley_sampled


@wrong(4, "takes n in the denominator of the variance")
def shapley_sampled(v, n_players, n_orders, rng):
    if n_orders < 2:
        raise ValueError("too few orders")
    gains = np.zeros((n_orders, n_players))
    for k in range(n_orders):
        S = frozenset()
        for i in rng.permutation(n_players):
            gains[k, i] = v(S | {i}) - v(S)
            S = S | {i}
    return gains.mean(axis=0), gains.std(axis=0, ddof=0) / np.sqrt(n_orders)


@wrong(4, "returns the standard deviation")
def shapley_sampled(v, n_players, n_orders, rng):
    if n_orders < 2:
        raise ValueError("too few orders")
    gains = np.zeros((n_orders, n_players))
    for k in range(n_orders):
        S = frozenset()
        for i in rng.permutation(n_players):
            gains[k, i] = v(S | {i}) - v(S)
            S = S | {i}
    return gains.mean(axis=0), gains.std(axis=0, ddof=1)


@wrong(4, "returns the variance of the mean")
def shapley_sampled(v, n_players, n_orders, rng):
    if n_orders < 2:
        raise ValueError("too few orders")
    gains = np.zeros((n_orders, n_players))
    for k in range(n_orders):
        S = frozenset()
        for i in rng.permutation(n_players):
            gains[k, i] = v(S | {i}) - v(S)
            S = S | {i}
    return gains.mean(axis=0), gains.var(axis=0, ddof=1) / n_orders


@wrong(4, "divides the standard deviation by the number of orders")
def shapley_sampled(v, n_players, n_orders, rng):
    if n_orders < 2:
        raise ValueError("too few orders")
    gains = np.zeros((n_orders, n_players))
    for k in range(n_orders):
        S = frozenset()
        for i in rng.permutation(n_players):
            gains[k, i] = v(S | {i}) - v(S)
            S = S | {i}
    return gains.mean(axis=0), gains.std(axis=0, ddof=1) / n_orders


@wrong(4, "divides by the root of the number of players")
def shapley_sampled(v, n_players, n_orders, rng):
    if n_orders < 2:
        raise ValueError("too few orders")
    gains = np.zeros((n_orders, n_players))
    for k in range(n_orders):
        S = frozenset()
        for i in rng.permutation(n_players):
            gains[k, i] = v(S | {i}) - v(S)
            S = S | {i}
    return gains.mean(axis=0), gains.std(axis=0, ddof=1) / np.sqrt(n_players)


@wrong(4, "returns the half width of an interval")
def shapley_sampled(v, n_players, n_orders, rng):
    if n_orders < 2:
        raise ValueError("too few orders")
    gains = np.zeros((n_orders, n_players))
    for k in range(n_orders):
        S = frozenset()
        for i in rng.permutation(n_players):
            gains[k, i] = v(S | {i}) - v(S)
            S = S | {i}
    return gains.mean(axis=0), 1.96 * gains.std(axis=0, ddof=1) / np.sqrt(n_orders)


@wrong(4, "exchanges values and errors")
def shapley_sampled(v, n_players, n_orders, rng):
    if n_orders < 2:
        raise ValueError("too few orders")
    gains = np.zeros((n_orders, n_players))
    for k in range(n_orders):
        S = frozenset()
        for i in rng.permutation(n_players):
            gains[k, i] = v(S | {i}) - v(S)
            S = S | {i}
    return gains.std(axis=0, ddof=1) / np.sqrt(n_orders), gains.mean(axis=0)


@wrong(4, "returns the values only")
def shapley_sampled(v, n_players, n_orders, rng):
    if n_orders < 2:
        raise ValueError("too few orders")
    gains = np.zeros((n_orders, n_players))
    for k in range(n_orders):
        S = frozenset()
        for i in rng.permutation(n_players):
            gains[k, i] = v(S | {i}) - v(S)
            S = S | {i}
    return gains.mean(axis=0)


@wrong(4, "returns the median")
def shapley_sampled(v, n_players, n_orders, rng):
    if n_orders < 2:
        raise ValueError("too few orders")
    gains = np.zeros((n_orders, n_players))
    for k in range(n_orders):
        S = frozenset()
        for i in rng.permutation(n_players):
            gains[k, i] = v(S | {i}) - v(S)
            S = S | {i}
    return np.median(gains, axis=0), gains.std(axis=0, ddof=1) / np.sqrt(n_orders)


@wrong(4, "averages over the players")
def shapley_sampled(v, n_players, n_orders, rng):
    if n_orders < 2:
        raise ValueError("too few orders")
    gains = np.zeros((n_orders, n_players))
    for k in range(n_orders):
        S = frozenset()
        for i in rng.permutation(n_players):
            gains[k, i] = v(S | {i}) - v(S)
            S = S | {i}
    return gains.mean(axis=1), gains.std(axis=0, ddof=1) / np.sqrt(n_orders)


@wrong(4, "adds up over the orders")
def shapley_sampled(v, n_players, n_orders, rng):
    if n_orders < 2:
        raise ValueError("too few orders")
    gains = np.zeros((n_orders, n_players))
    for k in range(n_orders):
        S = frozenset()
        for i in rng.permutation(n_players):
            gains[k, i] = v(S | {i}) - v(S)
            S = S | {i}
    return gains.sum(axis=0), gains.std(axis=0, ddof=1) / np.sqrt(n_orders)


@wrong(4, "draws one order for all")
def shapley_sampled(v, n_players, n_orders, rng):
    if n_orders < 2:
        raise ValueError("too few orders")
    gains = np.zeros((n_orders, n_players))
    order = rng.permutation(n_players)
    for k in range(n_orders):
        S = frozenset()
        for i in order:
            gains[k, i] = v(S | {i}) - v(S)
            S = S | {i}
    return gains.mean(axis=0), gains.std(axis=0, ddof=1) / np.sqrt(n_orders)


@wrong(4, "always takes the same order")
def shapley_sampled(v, n_players, n_orders, rng):
    if n_orders < 2:
        raise ValueError("too few orders")
    gains = np.zeros((n_orders, n_players))
    for k in range(n_orders):
        S = frozenset()
        for i in range(n_players):
            gains[k, i] = v(S | {i}) - v(S)
            S = S | {i}
    return gains.mean(axis=0), gains.std(axis=0, ddof=1) / np.sqrt(n_orders)


@wrong(4, "draws each order and its reverse")
def shapley_sampled(v, n_players, n_orders, rng):
    if n_orders < 2:
        raise ValueError("too few orders")
    gains = np.zeros((n_orders, n_players))
    for k in range(n_orders):
        order = rng.permutation(n_players) if k % 2 == 0 else order[::-1]
        S = frozenset()
        for i in order:
            gains[k, i] = v(S | {i}) - v(S)
            S = S | {i}
    return gains.mean(axis=0), gains.std(axis=0, ddof=1) / np.sqrt(n_orders)


@wrong(4, "draws no order twice")
def shapley_sampled(v, n_players, n_orders, rng):
    from math import factorial

    if n_orders < 2:
        raise ValueError("too few orders")
    gains, seen = np.zeros((n_orders, n_players)), set()
    for k in range(n_orders):
        order = tuple(rng.permutation(n_players).tolist())
        while order in seen and n_players < 6 and len(seen) < factorial(n_players):
            order = tuple(rng.permutation(n_players).tolist())
        seen.add(order)
        S = frozenset()
        for i in order:
            gains[k, i] = v(S | {i}) - v(S)
            S = S | {i}
    return gains.mean(axis=0), gains.std(axis=0, ddof=1) / np.sqrt(n_orders)


@wrong(4, "rotates one order")
def shapley_sampled(v, n_players, n_orders, rng):
    if n_orders < 2:
        raise ValueError("too few orders")
    gains = np.zeros((n_orders, n_players))
    for k in range(n_orders):
        S = frozenset()
        for i in np.roll(np.arange(n_players), rng.integers(n_players)):
            gains[k, i] = v(S | {i}) - v(S)
            S = S | {i}
    return gains.mean(axis=0), gains.std(axis=0, ddof=1) / np.sqrt(n_orders)


@wrong(4, "draws coalitions that are all equally likely")
def shapley_sampled(v, n_players, n_orders, rng):
    if n_orders < 2:
        raise ValueError("too few orders")
    gains = np.zeros((n_orders, n_players))
    for k in range(n_orders):
        for i in range(n_players):
            S = frozenset(np.flatnonzero(rng.random(n_players) < 0.5).tolist()) - {i}
            gains[k, i] = v(S | {i}) - v(S)
    return gains.mean(axis=0), gains.std(axis=0, ddof=1) / np.sqrt(n_orders)


@wrong(4, "draws an order of its own for each player")
def shapley_sampled(v, n_players, n_orders, rng):
    if n_orders < 2:
        raise ValueError("too few orders")
    gains = np.zeros((n_orders, n_players))
    for k in range(n_orders):
        for i in range(n_players):
            order = rng.permutation(n_players).tolist()
            S = frozenset(order[: order.index(i)])
            gains[k, i] = v(S | {i}) - v(S)
    return gains.mean(axis=0), gains.std(axis=0, ddof=1) / np.sqrt(n_orders)


@wrong(4, "does not let the players in")
def shapley_sampled(v, n_players, n_orders, rng):
    if n_orders < 2:
        raise ValueError("too few orders")
    gains = np.zeros((n_orders, n_players))
    for k in range(n_orders):
        S = frozenset()
        for i in rng.permutation(n_players):
            gains[k, i] = v(S | {i}) - v(S)
    return gains.mean(axis=0), gains.std(axis=0, ddof=1) / np.sqrt(n_orders)


@wrong(4, "takes the payoff, not the gain")
def shapley_sampled(v, n_players, n_orders, rng):
    if n_orders < 2:
        raise ValueError("too few orders")
    gains = np.zeros((n_orders, n_players))
    for k in range(n_orders):
        S = frozenset()
        for i in rng.permutation(n_players):
            gains[k, i] = v(S | {i})
            S = S | {i}
    return gains.mean(axis=0), gains.std(axis=0, ddof=1) / np.sqrt(n_orders)


@wrong(4, "takes the empty coalition for worth nothing")
def shapley_sampled(v, n_players, n_orders, rng):
    if n_orders < 2:
        raise ValueError("too few orders")
    gains = np.zeros((n_orders, n_players))
    for k in range(n_orders):
        S = frozenset()
        for i in rng.permutation(n_players):
            gains[k, i] = v(S | {i}) - (v(S) if S else 0)
            S = S | {i}
    return gains.mean(axis=0), gains.std(axis=0, ddof=1) / np.sqrt(n_orders)


@wrong(4, "forgets whoever comes first")
def shapley_sampled(v, n_players, n_orders, rng):
    if n_orders < 2:
        raise ValueError("too few orders")
    gains = np.zeros((n_orders, n_players))
    for k in range(n_orders):
        S = frozenset()
        for i in rng.permutation(n_players):
            gains[k, i] = v(S | {i}) - v(S) if S else 0
            S = S | {i}
    return gains.mean(axis=0), gains.std(axis=0, ddof=1) / np.sqrt(n_orders)


@wrong(4, "reverses the sign")
def shapley_sampled(v, n_players, n_orders, rng):
    if n_orders < 2:
        raise ValueError("too few orders")
    gains = np.zeros((n_orders, n_players))
    for k in range(n_orders):
        S = frozenset()
        for i in rng.permutation(n_players):
            gains[k, i] = v(S) - v(S | {i})
            S = S | {i}
    return gains.mean(axis=0), gains.std(axis=0, ddof=1) / np.sqrt(n_orders)


@wrong(4, "writes the gains by place instead of by player")
def shapley_sampled(v, n_players, n_orders, rng):
    if n_orders < 2:
        raise ValueError("too few orders")
    gains = np.zeros((n_orders, n_players))
    for k in range(n_orders):
        S = frozenset()
        for place, i in enumerate(rng.permutation(n_players)):
            gains[k, place] = v(S | {i}) - v(S)
            S = S | {i}
    return gains.mean(axis=0), gains.std(axis=0, ddof=1) / np.sqrt(n_orders)


@wrong(4, "asks for all coalitions")
def shapley_sampled(v, n_players, n_orders, rng):
    if n_orders < 2:
        raise ValueError("too few orders")
    if n_players > 20:
        raise MemoryError("too many coalitions")
    gains = np.zeros((n_orders, n_players))
    for k in range(n_orders):
        S = frozenset()
        for i in rng.permutation(n_players):
            gains[k, i] = v(S | {i}) - v(S)
            S = S | {i}
    return gains.mean(axis=0), gains.std(axis=0, ddof=1) / np.sqrt(n_orders)


@wrong(4, "asks with sets")
def shapley_sampled(v, n_players, n_orders, rng):
    if n_orders < 2:
        raise ValueError("too few orders")
    gains = np.zeros((n_orders, n_players))
    for k in range(n_orders):
        S = set()
        for i in rng.permutation(n_players):
            gains[k, i] = v(S | {i}) - v(S)
            S = S | {i}
    return gains.mean(axis=0), gains.std(axis=0, ddof=1) / np.sqrt(n_orders)


@wrong(4, "draws with a seed of its own")
def shapley_sampled(v, n_players, n_orders, rng):
    if n_orders < 2:
        raise ValueError("too few orders")
    rng = np.random.default_rng(7)
    gains = np.zeros((n_orders, n_players))
    for k in range(n_orders):
        S = frozenset()
        for i in rng.permutation(n_players):
            gains[k, i] = v(S | {i}) - v(S)
            S = S | {i}
    return gains.mean(axis=0), gains.std(axis=0, ddof=1) / np.sqrt(n_orders)


@wrong(4, "draws from the global state")
def shapley_sampled(v, n_players, n_orders, rng):
    if n_orders < 2:
        raise ValueError("too few orders")
    gains = np.zeros((n_orders, n_players))
    for k in range(n_orders):
        S = frozenset()
        for i in np.random.permutation(n_players):
            gains[k, i] = v(S | {i}) - v(S)
            S = S | {i}
    return gains.mean(axis=0), gains.std(axis=0, ddof=1) / np.sqrt(n_orders)


@wrong(4, "returns a list of both")
def shapley_sampled(v, n_players, n_orders, rng):
    if n_orders < 2:
        raise ValueError("too few orders")
    gains = np.zeros((n_orders, n_players))
    for k in range(n_orders):
        S = frozenset()
        for i in rng.permutation(n_players):
            gains[k, i] = v(S | {i}) - v(S)
            S = S | {i}
    return [gains.mean(axis=0), gains.std(axis=0, ddof=1) / np.sqrt(n_orders)]


@wrong(4, "returns lists")
def shapley_sampled(v, n_players, n_orders, rng):
    if n_orders < 2:
        raise ValueError("too few orders")
    gains = np.zeros((n_orders, n_players))
    for k in range(n_orders):
        S = frozenset()
        for i in rng.permutation(n_players):
            gains[k, i] = v(S | {i}) - v(S)
            S = S | {i}
    return gains.mean(axis=0).tolist(), (gains.std(axis=0, ddof=1) / np.sqrt(n_orders)).tolist()


@wrong(4, "lets a single order through")
def shapley_sampled(v, n_players, n_orders, rng):
    if n_orders < 1:
        raise ValueError("too few orders")
    gains = np.zeros((n_orders, n_players))
    for k in range(n_orders):
        S = frozenset()
        for i in rng.permutation(n_players):
            gains[k, i] = v(S | {i}) - v(S)
            S = S | {i}
    return gains.mean(axis=0), gains.std(axis=0, ddof=1) / np.sqrt(n_orders)


@wrong(4, "refuses two orders")
def shapley_sampled(v, n_players, n_orders, rng):
    if n_orders < 3:
        raise ValueError("too few orders")
    gains = np.zeros((n_orders, n_players))
    for k in range(n_orders):
        S = frozenset()
        for i in rng.permutation(n_players):
            gains[k, i] = v(S | {i}) - v(S)
            S = S | {i}
    return gains.mean(axis=0), gains.std(axis=0, ddof=1) / np.sqrt(n_orders)


@wrong(4, "warns instead of raising")
def shapley_sampled(v, n_players, n_orders, rng):
    if n_orders < 2:
        return np.zeros(n_players), np.full(n_players, np.inf)
    gains = np.zeros((n_orders, n_players))
    for k in range(n_orders):
        S = frozenset()
        for i in rng.permutation(n_players):
            gains[k, i] = v(S | {i}) - v(S)
            S = S | {i}
    return gains.mean(axis=0), gains.std(axis=0, ddof=1) / np.sqrt(n_orders)


@right(4, "as loops")
def shapley_sampled(v, n_players, n_orders, rng):
    if n_orders < 2:
        raise ValueError("too few orders")
    gains = np.zeros((n_orders, n_players))
    for k in range(n_orders):
        S = frozenset()
        for i in rng.permutation(n_players):
            gains[k, i] = v(S | {i}) - v(S)
            S = S | {i}
    return gains.mean(axis=0), gains.std(axis=0, ddof=1) / np.sqrt(n_orders)


@right(4, "by random keys, with sums and squares")
def shapley_sampled(v, n_players, n_orders, rng):
    if n_orders <= 1:
        raise ValueError("n_orders")
    total, squares = np.zeros(n_players), np.zeros(n_players)
    gains = []
    for keys in rng.random((n_orders, n_players)):
        gain = np.zeros(n_players)
        for player in range(n_players):
            before = frozenset(np.flatnonzero(keys < keys[player]).tolist())
            gain[player] = v(before | {player}) - v(before)
        gains.append(gain)
        total = total + gain
    mean = total / n_orders
    for gain in gains:
        squares = squares + (gain - mean) ** 2
    return mean, np.sqrt(squares / (n_orders * (n_orders - 1)))


@right(4, "remembers payoffs, and finds each player's place in the order")
def shapley_sampled(v, n_players, n_orders, rng):
    if n_orders < 2:
        raise ValueError("two orders at least")
    known = {}

    def ask(players):
        key = frozenset(players)
        if key not in known:
            known[key] = v(key)
        return known[key]

    rows = []
    for _ in range(n_orders):
        order = list(range(n_players))
        rng.shuffle(order)
        row = [ask(order[: order.index(i) + 1]) - ask(order[: order.index(i)]) for i in range(n_players)]
        rows.append(row)
    rows = np.array(rows, dtype=float)
    return np.average(rows, axis=0), np.sqrt(np.var(rows, axis=0, ddof=1) / n_orders)


# Question 5: coalition_value


@wrong(5, "averages the background before the model")
def coalition_value(predict, x, background, known):
    x, background = np.array(x, dtype=float), np.array(background, dtype=float)
    if background.shape[1] != len(x):
        raise ValueError("x and background differ in their features")
    if any(j < 0 or j >= len(x) for j in known):
        raise ValueError("no such feature")
    mixed = background.mean(axis=0)
    for j in known:
        mixed[j] = x[j]
    return predict(mixed[None])[0]


@wrong(5, "takes the median of the background")
def coalition_value(predict, x, background, known):
    x, background = np.array(x, dtype=float), np.array(background, dtype=float)
    if background.shape[1] != len(x):
        raise ValueError("x and background differ in their features")
    if any(j < 0 or j >= len(x) for j in known):
        raise ValueError("no such feature")
    mixed = np.median(background, axis=0)
    for j in known:
        mixed[j] = x[j]
    return predict(mixed[None])[0]


@wrong(5, "takes what is not known from the sample")
def coalition_value(predict, x, background, known):
    x, background = np.array(x, dtype=float), np.array(background, dtype=float)
    if background.shape[1] != len(x):
        raise ValueError("x and background differ in their features")
    if any(j < 0 or j >= len(x) for j in known):
        raise ValueError("no such feature")
    mixed = background.copy()
    for j in set(range(len(x))) - set(known):
        mixed[:, j] = x[j]
    return predict(mixed).mean()


@wrong(5, "sets what is not known to 0")
def coalition_value(predict, x, background, known):
    x, background = np.array(x, dtype=float), np.array(background, dtype=float)
    if background.shape[1] != len(x):
        raise ValueError("x and background differ in their features")
    if any(j < 0 or j >= len(x) for j in known):
        raise ValueError("no such feature")
    mixed = 0 * background
    for j in known:
        mixed[:, j] = x[j]
    return predict(mixed).mean()


@wrong(5, "takes the first row of the background only")
def coalition_value(predict, x, background, known):
    x, background = np.array(x, dtype=float), np.array(background, dtype=float)
    if background.shape[1] != len(x):
        raise ValueError("x and background differ in their features")
    if any(j < 0 or j >= len(x) for j in known):
        raise ValueError("no such feature")
    mixed = background[:1].copy()
    for j in known:
        mixed[:, j] = x[j]
    return predict(mixed).mean()


@wrong(5, "predicts for the sample")
def coalition_value(predict, x, background, known):
    x, background = np.array(x, dtype=float), np.array(background, dtype=float)
    if background.shape[1] != len(x):
        raise ValueError("x and background differ in their features")
    if any(j < 0 or j >= len(x) for j in known):
        raise ValueError("no such feature")
    mixed = x + 0 * background
    for j in known:
        mixed[:, j] = x[j]
    return predict(mixed).mean()


@wrong(5, "predicts for the background")
def coalition_value(predict, x, background, known):
    x, background = np.array(x, dtype=float), np.array(background, dtype=float)
    if background.shape[1] != len(x):
        raise ValueError("x and background differ in their features")
    if any(j < 0 or j >= len(x) for j in known):
        raise ValueError("no such feature")
    mixed = background.copy()
    for j in known:
        mixed[:, j] = mixed[:, j]
    return predict(mixed).mean()


@wrong(5, "takes one row at random")
def coalition_value(predict, x, background, known):
    x, background = np.array(x, dtype=float), np.array(background, dtype=float)
    if background.shape[1] != len(x):
        raise ValueError("x and background differ in their features")
    if any(j < 0 or j >= len(x) for j in known):
        raise ValueError("no such feature")
    mixed = background.copy()
    for j in known:
        mixed[:, j] = x[j]
    return predict(mixed)[np.random.default_rng(0).integers(len(mixed))]


@wrong(5, "subtracts the mean prediction")
def coalition_value(predict, x, background, known):
    x, background = np.array(x, dtype=float), np.array(background, dtype=float)
    if background.shape[1] != len(x):
        raise ValueError("x and background differ in their features")
    if any(j < 0 or j >= len(x) for j in known):
        raise ValueError("no such feature")
    mixed = background.copy()
    for j in known:
        mixed[:, j] = x[j]
    return predict(mixed).mean() - predict(background).mean()


@wrong(5, "returns the sum")
def coalition_value(predict, x, background, known):
    x, background = np.array(x, dtype=float), np.array(background, dtype=float)
    if background.shape[1] != len(x):
        raise ValueError("x and background differ in their features")
    if any(j < 0 or j >= len(x) for j in known):
        raise ValueError("no such feature")
    mixed = background.copy()
    for j in known:
        mixed[:, j] = x[j]
    return predict(mixed).sum()


@wrong(5, "divides by the rows less one")
def coalition_value(predict, x, background, known):
    x, background = np.array(x, dtype=float), np.array(background, dtype=float)
    if background.shape[1] != len(x):
        raise ValueError("x and background differ in their features")
    if any(j < 0 or j >= len(x) for j in known):
        raise ValueError("no such feature")
    mixed = background.copy()
    for j in known:
        mixed[:, j] = x[j]
    return predict(mixed).sum() / max(len(mixed) - 1, 1)


@wrong(5, "returns the median of the predictions")
def coalition_value(predict, x, background, known):
    x, background = np.array(x, dtype=float), np.array(background, dtype=float)
    if background.shape[1] != len(x):
        raise ValueError("x and background differ in their features")
    if any(j < 0 or j >= len(x) for j in known):
        raise ValueError("no such feature")
    mixed = background.copy()
    for j in known:
        mixed[:, j] = x[j]
    return np.median(predict(mixed))


@wrong(5, "returns all predictions")
def coalition_value(predict, x, background, known):
    x, background = np.array(x, dtype=float), np.array(background, dtype=float)
    if background.shape[1] != len(x):
        raise ValueError("x and background differ in their features")
    if any(j < 0 or j >= len(x) for j in known):
        raise ValueError("no such feature")
    mixed = background.copy()
    for j in known:
        mixed[:, j] = x[j]
    return predict(mixed)


@wrong(5, "keeps the background's integers")
def coalition_value(predict, x, background, known):
    x, background = np.array(x), np.array(background)
    if background.shape[1] != len(x):
        raise ValueError("x and background differ in their features")
    if any(j < 0 or j >= len(x) for j in known):
        raise ValueError("no such feature")
    mixed = background.copy()
    for j in known:
        mixed[:, j] = x[j]
    return predict(mixed).mean()


@wrong(5, "keeps the sample's integers")
def coalition_value(predict, x, background, known):
    x, background = np.array(x).astype(int), np.array(background, dtype=float)
    if background.shape[1] != len(x):
        raise ValueError("x and background differ in their features")
    if any(j < 0 or j >= len(x) for j in known):
        raise ValueError("no such feature")
    mixed = background.copy()
    for j in known:
        mixed[:, j] = x[j]
    return predict(mixed).mean()


@wrong(5, "averages only rows that already look like the sample")
def coalition_value(predict, x, background, known):
    x, background = np.array(x, dtype=float), np.array(background, dtype=float)
    if background.shape[1] != len(x):
        raise ValueError("x and background differ in their features")
    if any(j < 0 or j >= len(x) for j in known):
        raise ValueError("no such feature")
    mixed = background.copy()
    for j in known:
        mixed[:, j] = x[j]
    alike = (background == mixed).all(axis=1)
    mixed = mixed[alike] if alike.any() else mixed
    return predict(mixed).mean()


@wrong(5, "exchanges the roles of sample and background")
def coalition_value(predict, x, background, known):
    x, background = np.array(x, dtype=float), np.array(background, dtype=float)
    if background.shape[1] != len(x):
        raise ValueError("x and background differ in their features")
    if any(j < 0 or j >= len(x) for j in known):
        raise ValueError("no such feature")
    mixed = np.tile(x, (len(background), 1))
    for j in known:
        mixed[:, j] = background[:, j]
    return predict(mixed).mean()


@wrong(5, "knows one feature at most")
def coalition_value(predict, x, background, known):
    x, background = np.array(x, dtype=float), np.array(background, dtype=float)
    if background.shape[1] != len(x):
        raise ValueError("x and background differ in their features")
    if any(j < 0 or j >= len(x) for j in known):
        raise ValueError("no such feature")
    mixed = background.copy()
    for j in list(known)[:1]:
        mixed[:, j] = x[j]
    return predict(mixed).mean()


@wrong(5, "takes known for a mask")
def coalition_value(predict, x, background, known):
    x, background = np.array(x, dtype=float), np.array(background, dtype=float)
    if background.shape[1] != len(x):
        raise ValueError("x and background differ in their features")
    if any(j < 0 or j >= len(x) for j in known):
        raise ValueError("no such feature")
    mask = np.zeros(len(x), dtype=bool)
    mask[: len(known)] = True
    mixed = np.where(mask, x, background)
    return predict(mixed).mean()


@wrong(5, "changes the background")
def coalition_value(predict, x, background, known):
    x, background = np.array(x, dtype=float), np.asarray(background, dtype=float)
    if background.shape[1] != len(x):
        raise ValueError("x and background differ in their features")
    if any(j < 0 or j >= len(x) for j in known):
        raise ValueError("no such feature")
    mixed = background
    for j in known:
        mixed[:, j] = x[j]
    return predict(mixed).mean()


@wrong(5, "stumbles over a set")
def coalition_value(predict, x, background, known):
    x, background = np.array(x, dtype=float), np.array(background, dtype=float)
    if background.shape[1] != len(x):
        raise ValueError("x and background differ in their features")
    if any(j < 0 or j >= len(x) for j in known):
        raise ValueError("no such feature")
    mixed = background.copy()
    mixed[:, known] = x[known]
    return predict(mixed).mean()


@wrong(5, "lets an empty coalition be worth nothing")
def coalition_value(predict, x, background, known):
    x, background = np.array(x, dtype=float), np.array(background, dtype=float)
    if background.shape[1] != len(x):
        raise ValueError("x and background differ in their features")
    if any(j < 0 or j >= len(x) for j in known):
        raise ValueError("no such feature")
    if not known:
        return 0.0
    mixed = background.copy()
    for j in known:
        mixed[:, j] = x[j]
    return predict(mixed).mean()


@wrong(5, "refuses when everything is known")
def coalition_value(predict, x, background, known):
    x, background = np.array(x, dtype=float), np.array(background, dtype=float)
    if background.shape[1] != len(x):
        raise ValueError("x and background differ in their features")
    if any(j < 0 or j >= len(x) for j in known):
        raise ValueError("no such feature")
    if len(known) == len(x):
        raise ValueError("nothing is left")
    mixed = background.copy()
    for j in known:
        mixed[:, j] = x[j]
    return predict(mixed).mean()


@wrong(5, "counts the features from one")
def coalition_value(predict, x, background, known):
    x, background = np.array(x, dtype=float), np.array(background, dtype=float)
    if background.shape[1] != len(x):
        raise ValueError("x and background differ in their features")
    if any(j < 0 or j >= len(x) for j in known):
        raise ValueError("no such feature")
    mixed = background.copy()
    for j in known:
        mixed[:, j - 1] = x[j - 1]
    return predict(mixed).mean()


@wrong(5, "lets numbers below 0 count from the end")
def coalition_value(predict, x, background, known):
    x, background = np.array(x, dtype=float), np.array(background, dtype=float)
    if background.shape[1] != len(x):
        raise ValueError("x and background differ in their features")
    if any(j >= len(x) for j in known):
        raise ValueError("no such feature")
    mixed = background.copy()
    for j in known:
        mixed[:, j] = x[j]
    return predict(mixed).mean()


@wrong(5, "lets features that there are not stumble")
def coalition_value(predict, x, background, known):
    x, background = np.array(x, dtype=float), np.array(background, dtype=float)
    if background.shape[1] != len(x):
        raise ValueError("x and background differ in their features")
    mixed = background.copy()
    for j in known:
        mixed[:, j] = x[j]
    return predict(mixed).mean()


@wrong(5, "leaves out features that there are not")
def coalition_value(predict, x, background, known):
    x, background = np.array(x, dtype=float), np.array(background, dtype=float)
    if background.shape[1] != len(x):
        raise ValueError("x and background differ in their features")
    if any(j < 0 or j >= len(x) for j in known):
        known = [j for j in known if 0 <= j < len(x)]
    mixed = background.copy()
    for j in known:
        mixed[:, j] = x[j]
    return predict(mixed).mean()


@wrong(5, "lets a background of another width through")
def coalition_value(predict, x, background, known):
    x, background = np.array(x, dtype=float), np.array(background, dtype=float)
    if any(j < 0 or j >= len(x) for j in known):
        raise ValueError("no such feature")
    mixed = background.copy()
    for j in known:
        mixed[:, j] = x[j]
    return predict(mixed).mean()


@wrong(5, "refuses a wider background only")
def coalition_value(predict, x, background, known):
    x, background = np.array(x, dtype=float), np.array(background, dtype=float)
    if background.shape[1] > len(x):
        raise ValueError("x and background differ in their features")
    if any(j < 0 or j >= len(x) for j in known):
        raise ValueError("no such feature")
    mixed = background.copy()
    for j in known:
        mixed[:, j] = x[j]
    return predict(mixed).mean()


@wrong(5, "refuses a narrower background only")
def coalition_value(predict, x, background, known):
    x, background = np.array(x, dtype=float), np.array(background, dtype=float)
    if background.shape[1] < len(x):
        raise ValueError("x and background differ in their features")
    if any(j < 0 or j >= len(x) for j in known):
        raise ValueError("no such feature")
    mixed = background.copy()
    for j in known:
        mixed[:, j] = x[j]
    return predict(mixed).mean()


@wrong(5, "returns text")
def coalition_value(predict, x, background, known):
    x, background = np.array(x, dtype=float), np.array(background, dtype=float)
    if background.shape[1] != len(x):
        raise ValueError("x and background differ in their features")
    if any(j < 0 or j >= len(x) for j in known):
        raise ValueError("no such feature")
    mixed = background.copy()
    for j in known:
        mixed[:, j] = x[j]
    return f"{predict(mixed).mean()}"


@wrong(5, "rounds")
def coalition_value(predict, x, background, known):
    x, background = np.array(x, dtype=float), np.array(background, dtype=float)
    if background.shape[1] != len(x):
        raise ValueError("x and background differ in their features")
    if any(j < 0 or j >= len(x) for j in known):
        raise ValueError("no such feature")
    mixed = background.copy()
    for j in known:
        mixed[:, j] = x[j]
    return round(float(predict(mixed).mean()), 2)


@wrong(5, "reads the samples of the notebook")
def coalition_value(predict, x, background, known):
    x, background = np.array(x, dtype=float), np.array(background, dtype=float)
    if background.shape[1] != len(x):
        raise ValueError("x and background differ in their features")
    if any(j < 0 or j >= len(x) for j in known):
        raise ValueError("no such feature")
    background = X_small / 1.0 if len(x) == 2 else background[::2]
    mixed = background.copy()
    for j in known:
        mixed[:, j] = x[j]
    return predict(mixed).mean()


@right(5, "with a loop over the features")
def coalition_value(predict, x, background, known):
    x, background = np.array(x, dtype=float), np.array(background, dtype=float)
    if background.shape[1] != len(x):
        raise ValueError("x and background differ in their features")
    if any(j < 0 or j >= len(x) for j in known):
        raise ValueError("no such feature")
    mixed = background.copy()
    for j in known:
        mixed[:, j] = x[j]
    return predict(mixed).mean()


@right(5, "row by row")
def coalition_value(predict, x, background, known):
    x = [float(value) for value in x]
    known = list(known)
    if known and not (min(known) >= 0 and max(known) < len(x)):
        raise ValueError("known")
    total, rows = 0.0, 0
    for row in background:
        if len(row) != len(x):
            raise ValueError("background")
        mixed = [x[j] if j in known else float(row[j]) for j in range(len(x))]
        total += float(predict(np.array([mixed]))[0])
        rows += 1
    return total / rows


@right(5, "with a mask")
def coalition_value(predict, x, background, known):
    x, background = np.asarray(x, dtype=np.float64), np.asarray(background, dtype=np.float64)
    _n_background, n_features = background.shape
    if x.shape != (n_features,) or not all(0 <= j <= n_features - 1 for j in known):
        raise ValueError("these do not fit")
    mask = np.isin(np.arange(n_features), list(known))
    return np.average(predict(np.where(mask[None, :], x[None, :], background)))


# Question 6: grad_cam


@wrong(6, "forgets the ReLU")
def grad_cam(network, layer, images, classes):
    import torch

    kept = {}

    def hook(module, inputs, output):
        kept["A"] = output

    handle = layer.register_forward_hook(hook)
    scores = network(images)
    handle.remove()
    n_classes = scores.shape[1]
    if len(classes) != len(images) or min(classes) < 0 or max(classes) >= n_classes:
        raise ValueError("classes do not fit")
    A = kept["A"]
    chosen = scores[torch.arange(len(images)), torch.tensor(classes)].sum()
    G = torch.autograd.grad(chosen, A)[0]
    alpha = G.mean(dim=(2, 3))
    maps = (alpha[:, :, None, None] * A).sum(dim=1)
    return maps.detach()


@wrong(6, "takes the absolute value")
def grad_cam(network, layer, images, classes):
    import torch

    kept = {}

    def hook(module, inputs, output):
        kept["A"] = output

    handle = layer.register_forward_hook(hook)
    scores = network(images)
    handle.remove()
    n_classes = scores.shape[1]
    if len(classes) != len(images) or min(classes) < 0 or max(classes) >= n_classes:
        raise ValueError("classes do not fit")
    A = kept["A"]
    chosen = scores[torch.arange(len(images)), torch.tensor(classes)].sum()
    G = torch.autograd.grad(chosen, A)[0]
    alpha = G.mean(dim=(2, 3))
    maps = torch.abs((alpha[:, :, None, None] * A).sum(dim=1))
    return maps.detach()


@wrong(6, "cuts the activations")
def grad_cam(network, layer, images, classes):
    import torch

    kept = {}

    def hook(module, inputs, output):
        kept["A"] = output

    handle = layer.register_forward_hook(hook)
    scores = network(images)
    handle.remove()
    n_classes = scores.shape[1]
    if len(classes) != len(images) or min(classes) < 0 or max(classes) >= n_classes:
        raise ValueError("classes do not fit")
    A = kept["A"]
    chosen = scores[torch.arange(len(images)), torch.tensor(classes)].sum()
    G = torch.autograd.grad(chosen, A)[0]
    alpha = G.mean(dim=(2, 3))
    maps = torch.relu((alpha[:, :, None, None] * torch.relu(A)).sum(dim=1))
    return maps.detach()


@wrong(6, "cuts the weights")
def grad_cam(network, layer, images, classes):
    import torch

    kept = {}

    def hook(module, inputs, output):
        kept["A"] = output

    handle = layer.register_forward_hook(hook)
    scores = network(images)
    handle.remove()
    n_classes = scores.shape[1]
    if len(classes) != len(images) or min(classes) < 0 or max(classes) >= n_classes:
        raise ValueError("classes do not fit")
    A = kept["A"]
    chosen = scores[torch.arange(len(images)), torch.tensor(classes)].sum()
    G = torch.autograd.grad(chosen, A)[0]
    alpha = torch.relu(G.mean(dim=(2, 3)))
    maps = torch.relu((alpha[:, :, None, None] * A).sum(dim=1))
    return maps.detach()


@wrong(6, "cuts the slopes before it averages them")
def grad_cam(network, layer, images, classes):
    import torch

    kept = {}

    def hook(module, inputs, output):
        kept["A"] = output

    handle = layer.register_forward_hook(hook)
    scores = network(images)
    handle.remove()
    n_classes = scores.shape[1]
    if len(classes) != len(images) or min(classes) < 0 or max(classes) >= n_classes:
        raise ValueError("classes do not fit")
    A = kept["A"]
    chosen = scores[torch.arange(len(images)), torch.tensor(classes)].sum()
    G = torch.autograd.grad(chosen, A)[0]
    alpha = torch.relu(G).mean(dim=(2, 3))
    maps = torch.relu((alpha[:, :, None, None] * A).sum(dim=1))
    return maps.detach()


@wrong(6, "cuts each channel before it adds them up")
def grad_cam(network, layer, images, classes):
    import torch

    kept = {}

    def hook(module, inputs, output):
        kept["A"] = output

    handle = layer.register_forward_hook(hook)
    scores = network(images)
    handle.remove()
    n_classes = scores.shape[1]
    if len(classes) != len(images) or min(classes) < 0 or max(classes) >= n_classes:
        raise ValueError("classes do not fit")
    A = kept["A"]
    chosen = scores[torch.arange(len(images)), torch.tensor(classes)].sum()
    G = torch.autograd.grad(chosen, A)[0]
    alpha = G.mean(dim=(2, 3))
    maps = torch.relu(alpha[:, :, None, None] * A).sum(dim=1)
    return maps.detach()


@wrong(6, "adds up the slopes instead of averaging them")
def grad_cam(network, layer, images, classes):
    import torch

    kept = {}

    def hook(module, inputs, output):
        kept["A"] = output

    handle = layer.register_forward_hook(hook)
    scores = network(images)
    handle.remove()
    n_classes = scores.shape[1]
    if len(classes) != len(images) or min(classes) < 0 or max(classes) >= n_classes:
        raise ValueError("classes do not fit")
    A = kept["A"]
    chosen = scores[torch.arange(len(images)), torch.tensor(classes)].sum()
    G = torch.autograd.grad(chosen, A)[0]
    alpha = G.sum(dim=(2, 3))
    maps = torch.relu((alpha[:, :, None, None] * A).sum(dim=1))
    return maps.detach()


@wrong(6, "averages the slopes over the channels, too")
def grad_cam(network, layer, images, classes):
    import torch

    kept = {}

    def hook(module, inputs, output):
        kept["A"] = output

    handle = layer.register_forward_hook(hook)
    scores = network(images)
    handle.remove()
    n_classes = scores.shape[1]
    if len(classes) != len(images) or min(classes) < 0 or max(classes) >= n_classes:
        raise ValueError("classes do not fit")
    A = kept["A"]
    chosen = scores[torch.arange(len(images)), torch.tensor(classes)].sum()
    G = torch.autograd.grad(chosen, A)[0]
    alpha = G.mean(dim=(1, 2, 3), keepdim=True)[:, :, 0, 0]
    maps = torch.relu((alpha[:, :, None, None] * A).sum(dim=1))
    return maps.detach()


@wrong(6, "averages the slopes over the pictures, too")
def grad_cam(network, layer, images, classes):
    import torch

    kept = {}

    def hook(module, inputs, output):
        kept["A"] = output

    handle = layer.register_forward_hook(hook)
    scores = network(images)
    handle.remove()
    n_classes = scores.shape[1]
    if len(classes) != len(images) or min(classes) < 0 or max(classes) >= n_classes:
        raise ValueError("classes do not fit")
    A = kept["A"]
    chosen = scores[torch.arange(len(images)), torch.tensor(classes)].sum()
    G = torch.autograd.grad(chosen, A)[0]
    alpha = G.mean(dim=(0, 2, 3))[None].repeat(len(A), 1)
    maps = torch.relu((alpha[:, :, None, None] * A).sum(dim=1))
    return maps.detach()


@wrong(6, "multiplies slopes and activations place by place")
def grad_cam(network, layer, images, classes):
    import torch

    kept = {}

    def hook(module, inputs, output):
        kept["A"] = output

    handle = layer.register_forward_hook(hook)
    scores = network(images)
    handle.remove()
    n_classes = scores.shape[1]
    if len(classes) != len(images) or min(classes) < 0 or max(classes) >= n_classes:
        raise ValueError("classes do not fit")
    A = kept["A"]
    chosen = scores[torch.arange(len(images)), torch.tensor(classes)].sum()
    G = torch.autograd.grad(chosen, A)[0]
    G.mean(dim=(2, 3))
    maps = torch.relu((G * A).sum(dim=1))
    return maps.detach()


@wrong(6, "returns the mean over the channels")
def grad_cam(network, layer, images, classes):
    import torch

    kept = {}

    def hook(module, inputs, output):
        kept["A"] = output

    handle = layer.register_forward_hook(hook)
    scores = network(images)
    handle.remove()
    n_classes = scores.shape[1]
    if len(classes) != len(images) or min(classes) < 0 or max(classes) >= n_classes:
        raise ValueError("classes do not fit")
    A = kept["A"]
    chosen = scores[torch.arange(len(images)), torch.tensor(classes)].sum()
    G = torch.autograd.grad(chosen, A)[0]
    alpha = G.mean(dim=(2, 3))
    maps = torch.relu((alpha[:, :, None, None] * A).mean(dim=1))
    return maps.detach()


@wrong(6, "takes the largest slope of each channel")
def grad_cam(network, layer, images, classes):
    import torch

    kept = {}

    def hook(module, inputs, output):
        kept["A"] = output

    handle = layer.register_forward_hook(hook)
    scores = network(images)
    handle.remove()
    n_classes = scores.shape[1]
    if len(classes) != len(images) or min(classes) < 0 or max(classes) >= n_classes:
        raise ValueError("classes do not fit")
    A = kept["A"]
    chosen = scores[torch.arange(len(images)), torch.tensor(classes)].sum()
    G = torch.autograd.grad(chosen, A)[0]
    alpha = G.amax(dim=(2, 3))
    maps = torch.relu((alpha[:, :, None, None] * A).sum(dim=1))
    return maps.detach()


@wrong(6, "weighs all channels alike")
def grad_cam(network, layer, images, classes):
    import torch

    kept = {}

    def hook(module, inputs, output):
        kept["A"] = output

    handle = layer.register_forward_hook(hook)
    scores = network(images)
    handle.remove()
    n_classes = scores.shape[1]
    if len(classes) != len(images) or min(classes) < 0 or max(classes) >= n_classes:
        raise ValueError("classes do not fit")
    A = kept["A"]
    chosen = scores[torch.arange(len(images)), torch.tensor(classes)].sum()
    G = torch.autograd.grad(chosen, A)[0]
    alpha = torch.ones_like(G).mean(dim=(2, 3))
    maps = torch.relu((alpha[:, :, None, None] * A).sum(dim=1))
    return maps.detach()


@wrong(6, "takes the slopes with respect to the pictures")
def grad_cam(network, layer, images, classes):
    import torch

    kept = {}

    def hook(module, inputs, output):
        kept["A"] = output

    handle = layer.register_forward_hook(hook)
    images = images.clone().requires_grad_()
    scores = network(images)
    handle.remove()
    n_classes = scores.shape[1]
    if len(classes) != len(images) or min(classes) < 0 or max(classes) >= n_classes:
        raise ValueError("classes do not fit")
    kept["A"]
    chosen = scores[torch.arange(len(images)), torch.tensor(classes)].sum()
    G = torch.autograd.grad(chosen, images)[0]
    G.mean(dim=(2, 3))
    maps = torch.relu(G.sum(dim=1))
    return maps.detach()


@wrong(6, "explains the class with the highest score")
def grad_cam(network, layer, images, classes):
    import torch

    kept = {}

    def hook(module, inputs, output):
        kept["A"] = output

    handle = layer.register_forward_hook(hook)
    scores = network(images)
    handle.remove()
    n_classes = scores.shape[1]
    if len(classes) != len(images) or min(classes) < 0 or max(classes) >= n_classes:
        raise ValueError("classes do not fit")
    A = kept["A"]
    chosen = scores[torch.arange(len(images)), scores.argmax(dim=1)].sum()
    G = torch.autograd.grad(chosen, A)[0]
    alpha = G.mean(dim=(2, 3))
    maps = torch.relu((alpha[:, :, None, None] * A).sum(dim=1))
    return maps.detach()


@wrong(6, "explains the first class for all")
def grad_cam(network, layer, images, classes):
    import torch

    kept = {}

    def hook(module, inputs, output):
        kept["A"] = output

    handle = layer.register_forward_hook(hook)
    scores = network(images)
    handle.remove()
    n_classes = scores.shape[1]
    if len(classes) != len(images) or min(classes) < 0 or max(classes) >= n_classes:
        raise ValueError("classes do not fit")
    A = kept["A"]
    chosen = scores[torch.arange(len(images)), torch.tensor([classes[0]] * len(images))].sum()
    G = torch.autograd.grad(chosen, A)[0]
    alpha = G.mean(dim=(2, 3))
    maps = torch.relu((alpha[:, :, None, None] * A).sum(dim=1))
    return maps.detach()


@wrong(6, "adds up the scores of all asked classes for every picture")
def grad_cam(network, layer, images, classes):
    import torch

    kept = {}

    def hook(module, inputs, output):
        kept["A"] = output

    handle = layer.register_forward_hook(hook)
    scores = network(images)
    handle.remove()
    n_classes = scores.shape[1]
    if len(classes) != len(images) or min(classes) < 0 or max(classes) >= n_classes:
        raise ValueError("classes do not fit")
    A = kept["A"]
    chosen = scores[:, torch.tensor(classes)].sum()
    G = torch.autograd.grad(chosen, A)[0]
    alpha = G.mean(dim=(2, 3))
    maps = torch.relu((alpha[:, :, None, None] * A).sum(dim=1))
    return maps.detach()


@wrong(6, "adds up all scores")
def grad_cam(network, layer, images, classes):
    import torch

    kept = {}

    def hook(module, inputs, output):
        kept["A"] = output

    handle = layer.register_forward_hook(hook)
    scores = network(images)
    handle.remove()
    n_classes = scores.shape[1]
    if len(classes) != len(images) or min(classes) < 0 or max(classes) >= n_classes:
        raise ValueError("classes do not fit")
    A = kept["A"]
    chosen = scores.sum()
    G = torch.autograd.grad(chosen, A)[0]
    alpha = G.mean(dim=(2, 3))
    maps = torch.relu((alpha[:, :, None, None] * A).sum(dim=1))
    return maps.detach()


@wrong(6, "explains probabilities")
def grad_cam(network, layer, images, classes):
    import torch

    kept = {}

    def hook(module, inputs, output):
        kept["A"] = output

    handle = layer.register_forward_hook(hook)
    scores = network(images)
    handle.remove()
    n_classes = scores.shape[1]
    if len(classes) != len(images) or min(classes) < 0 or max(classes) >= n_classes:
        raise ValueError("classes do not fit")
    scores = scores.softmax(dim=1)
    A = kept["A"]
    chosen = scores[torch.arange(len(images)), torch.tensor(classes)].sum()
    G = torch.autograd.grad(chosen, A)[0]
    alpha = G.mean(dim=(2, 3))
    maps = torch.relu((alpha[:, :, None, None] * A).sum(dim=1))
    return maps.detach()


@wrong(6, "averages the scores over the batch")
def grad_cam(network, layer, images, classes):
    import torch

    kept = {}

    def hook(module, inputs, output):
        kept["A"] = output

    handle = layer.register_forward_hook(hook)
    scores = network(images)
    handle.remove()
    n_classes = scores.shape[1]
    if len(classes) != len(images) or min(classes) < 0 or max(classes) >= n_classes:
        raise ValueError("classes do not fit")
    A = kept["A"]
    chosen = scores[torch.arange(len(images)), torch.tensor(classes)].mean()
    G = torch.autograd.grad(chosen, A)[0]
    alpha = G.mean(dim=(2, 3))
    maps = torch.relu((alpha[:, :, None, None] * A).sum(dim=1))
    return maps.detach()


@wrong(6, "explains the loss")
def grad_cam(network, layer, images, classes):
    import torch

    kept = {}

    def hook(module, inputs, output):
        kept["A"] = output

    handle = layer.register_forward_hook(hook)
    scores = network(images)
    handle.remove()
    n_classes = scores.shape[1]
    if len(classes) != len(images) or min(classes) < 0 or max(classes) >= n_classes:
        raise ValueError("classes do not fit")
    A = kept["A"]
    chosen = scores[torch.arange(len(images)), torch.tensor(classes)].sum()
    chosen = torch.nn.functional.cross_entropy(scores, torch.tensor(classes), reduction="sum")
    G = torch.autograd.grad(chosen, A)[0]
    alpha = G.mean(dim=(2, 3))
    maps = torch.relu((alpha[:, :, None, None] * A).sum(dim=1))
    return maps.detach()


@wrong(6, "scales each map to 1")
def grad_cam(network, layer, images, classes):
    import torch

    kept = {}

    def hook(module, inputs, output):
        kept["A"] = output

    handle = layer.register_forward_hook(hook)
    scores = network(images)
    handle.remove()
    n_classes = scores.shape[1]
    if len(classes) != len(images) or min(classes) < 0 or max(classes) >= n_classes:
        raise ValueError("classes do not fit")
    A = kept["A"]
    chosen = scores[torch.arange(len(images)), torch.tensor(classes)].sum()
    G = torch.autograd.grad(chosen, A)[0]
    alpha = G.mean(dim=(2, 3))
    maps = torch.relu((alpha[:, :, None, None] * A).sum(dim=1))
    return (maps / (maps.amax(dim=(1, 2), keepdim=True) + 1e-9)).detach()


@wrong(6, "enlarges the maps to twice their size")
def grad_cam(network, layer, images, classes):
    import torch

    kept = {}

    def hook(module, inputs, output):
        kept["A"] = output

    handle = layer.register_forward_hook(hook)
    scores = network(images)
    handle.remove()
    n_classes = scores.shape[1]
    if len(classes) != len(images) or min(classes) < 0 or max(classes) >= n_classes:
        raise ValueError("classes do not fit")
    A = kept["A"]
    chosen = scores[torch.arange(len(images)), torch.tensor(classes)].sum()
    G = torch.autograd.grad(chosen, A)[0]
    alpha = G.mean(dim=(2, 3))
    maps = torch.relu((alpha[:, :, None, None] * A).sum(dim=1))
    return torch.nn.functional.interpolate(maps[:, None], scale_factor=2)[:, 0].detach()


@wrong(6, "enlarges the maps to the size of the pictures")
def grad_cam(network, layer, images, classes):
    import torch

    kept = {}

    def hook(module, inputs, output):
        kept["A"] = output

    handle = layer.register_forward_hook(hook)
    scores = network(images)
    handle.remove()
    n_classes = scores.shape[1]
    if len(classes) != len(images) or min(classes) < 0 or max(classes) >= n_classes:
        raise ValueError("classes do not fit")
    A = kept["A"]
    chosen = scores[torch.arange(len(images)), torch.tensor(classes)].sum()
    G = torch.autograd.grad(chosen, A)[0]
    alpha = G.mean(dim=(2, 3))
    maps = torch.relu((alpha[:, :, None, None] * A).sum(dim=1))
    size = images.shape[-2:]
    return (
        torch.nn.functional.interpolate(maps[:, None], size=size)[:, 0].detach()
        if size != (2, 2)
        else maps.detach()
    )


@wrong(6, "leaves its hook behind")
def grad_cam(network, layer, images, classes):
    import torch

    kept = {}

    def hook(module, inputs, output):
        kept["A"] = output

    layer.register_forward_hook(hook)
    scores = network(images)
    n_classes = scores.shape[1]
    if len(classes) != len(images) or min(classes) < 0 or max(classes) >= n_classes:
        raise ValueError("classes do not fit")
    A = kept["A"]
    chosen = scores[torch.arange(len(images)), torch.tensor(classes)].sum()
    G = torch.autograd.grad(chosen, A)[0]
    alpha = G.mean(dim=(2, 3))
    maps = torch.relu((alpha[:, :, None, None] * A).sum(dim=1))
    return maps.detach()


@wrong(6, "leaves its hook behind when it refuses")
def grad_cam(network, layer, images, classes):
    import torch

    kept = {}

    def hook(module, inputs, output):
        kept["A"] = output

    handle = layer.register_forward_hook(hook)
    scores = network(images)
    n_classes = scores.shape[1]
    if len(classes) != len(images) or min(classes) < 0 or max(classes) >= n_classes:
        raise ValueError("classes do not fit")
    handle.remove()
    A = kept["A"]
    chosen = scores[torch.arange(len(images)), torch.tensor(classes)].sum()
    G = torch.autograd.grad(chosen, A)[0]
    alpha = G.mean(dim=(2, 3))
    maps = torch.relu((alpha[:, :, None, None] * A).sum(dim=1))
    return maps.detach()


@wrong(6, "leaves a backward hook behind")
def grad_cam(network, layer, images, classes):
    import torch

    kept = {}

    def hook(module, inputs, output):
        kept["A"] = output

    handle = layer.register_forward_hook(hook)
    layer.register_full_backward_hook(lambda *passed: None)
    scores = network(images)
    handle.remove()
    n_classes = scores.shape[1]
    if len(classes) != len(images) or min(classes) < 0 or max(classes) >= n_classes:
        raise ValueError("classes do not fit")
    A = kept["A"]
    chosen = scores[torch.arange(len(images)), torch.tensor(classes)].sum()
    G = torch.autograd.grad(chosen, A)[0]
    alpha = G.mean(dim=(2, 3))
    maps = torch.relu((alpha[:, :, None, None] * A).sum(dim=1))
    return maps.detach()


@wrong(6, "takes a step with the gradients")
def grad_cam(network, layer, images, classes):
    import torch

    kept = {}

    def hook(module, inputs, output):
        kept["A"] = output

    handle = layer.register_forward_hook(hook)
    scores = network(images)
    handle.remove()
    n_classes = scores.shape[1]
    if len(classes) != len(images) or min(classes) < 0 or max(classes) >= n_classes:
        raise ValueError("classes do not fit")
    A = kept["A"]
    chosen = scores[torch.arange(len(images)), torch.tensor(classes)].sum()
    G = torch.autograd.grad(chosen, A)[0]
    alpha = G.mean(dim=(2, 3))
    maps = torch.relu((alpha[:, :, None, None] * A).sum(dim=1))
    with torch.no_grad():
        for values in network.parameters():
            values -= 0.01
    return maps.detach()


@wrong(6, "leaves the network in training mode")
def grad_cam(network, layer, images, classes):
    import torch

    kept = {}

    def hook(module, inputs, output):
        kept["A"] = output

    handle = layer.register_forward_hook(hook)
    network.train()
    scores = network(images)
    handle.remove()
    n_classes = scores.shape[1]
    if len(classes) != len(images) or min(classes) < 0 or max(classes) >= n_classes:
        raise ValueError("classes do not fit")
    A = kept["A"]
    chosen = scores[torch.arange(len(images)), torch.tensor(classes)].sum()
    G = torch.autograd.grad(chosen, A)[0]
    alpha = G.mean(dim=(2, 3))
    maps = torch.relu((alpha[:, :, None, None] * A).sum(dim=1))
    return maps.detach()


@wrong(6, "returns maps that require gradients")
def grad_cam(network, layer, images, classes):
    import torch

    kept = {}

    def hook(module, inputs, output):
        kept["A"] = output

    handle = layer.register_forward_hook(hook)
    scores = network(images)
    handle.remove()
    n_classes = scores.shape[1]
    if len(classes) != len(images) or min(classes) < 0 or max(classes) >= n_classes:
        raise ValueError("classes do not fit")
    A = kept["A"]
    chosen = scores[torch.arange(len(images)), torch.tensor(classes)].sum()
    G = torch.autograd.grad(chosen, A)[0]
    alpha = G.mean(dim=(2, 3))
    maps = torch.relu((alpha[:, :, None, None] * A).sum(dim=1))
    return maps


@wrong(6, "returns arrays")
def grad_cam(network, layer, images, classes):
    import torch

    kept = {}

    def hook(module, inputs, output):
        kept["A"] = output

    handle = layer.register_forward_hook(hook)
    scores = network(images)
    handle.remove()
    n_classes = scores.shape[1]
    if len(classes) != len(images) or min(classes) < 0 or max(classes) >= n_classes:
        raise ValueError("classes do not fit")
    A = kept["A"]
    chosen = scores[torch.arange(len(images)), torch.tensor(classes)].sum()
    G = torch.autograd.grad(chosen, A)[0]
    alpha = G.mean(dim=(2, 3))
    maps = torch.relu((alpha[:, :, None, None] * A).sum(dim=1))
    return maps.detach().numpy()


@wrong(6, "keeps an axis for the channel")
def grad_cam(network, layer, images, classes):
    import torch

    kept = {}

    def hook(module, inputs, output):
        kept["A"] = output

    handle = layer.register_forward_hook(hook)
    scores = network(images)
    handle.remove()
    n_classes = scores.shape[1]
    if len(classes) != len(images) or min(classes) < 0 or max(classes) >= n_classes:
        raise ValueError("classes do not fit")
    A = kept["A"]
    chosen = scores[torch.arange(len(images)), torch.tensor(classes)].sum()
    G = torch.autograd.grad(chosen, A)[0]
    alpha = G.mean(dim=(2, 3))
    maps = torch.relu((alpha[:, :, None, None] * A).sum(dim=1))
    return maps.detach()[:, None]


@wrong(6, "returns a map for the first picture only")
def grad_cam(network, layer, images, classes):
    import torch

    kept = {}

    def hook(module, inputs, output):
        kept["A"] = output

    handle = layer.register_forward_hook(hook)
    scores = network(images)
    handle.remove()
    n_classes = scores.shape[1]
    if len(classes) != len(images) or min(classes) < 0 or max(classes) >= n_classes:
        raise ValueError("classes do not fit")
    A = kept["A"]
    chosen = scores[torch.arange(len(images)), torch.tensor(classes)].sum()
    G = torch.autograd.grad(chosen, A)[0]
    alpha = G.mean(dim=(2, 3))
    maps = torch.relu((alpha[:, :, None, None] * A).sum(dim=1))
    return maps.detach()[0]


@wrong(6, "returns the mean map of the batch")
def grad_cam(network, layer, images, classes):
    import torch

    kept = {}

    def hook(module, inputs, output):
        kept["A"] = output

    handle = layer.register_forward_hook(hook)
    scores = network(images)
    handle.remove()
    n_classes = scores.shape[1]
    if len(classes) != len(images) or min(classes) < 0 or max(classes) >= n_classes:
        raise ValueError("classes do not fit")
    A = kept["A"]
    chosen = scores[torch.arange(len(images)), torch.tensor(classes)].sum()
    G = torch.autograd.grad(chosen, A)[0]
    alpha = G.mean(dim=(2, 3))
    maps = torch.relu((alpha[:, :, None, None] * A).sum(dim=1))
    return maps.detach().mean(dim=0, keepdim=True).repeat(len(maps), 1, 1)


@wrong(6, "returns weights")
def grad_cam(network, layer, images, classes):
    import torch

    kept = {}

    def hook(module, inputs, output):
        kept["A"] = output

    handle = layer.register_forward_hook(hook)
    scores = network(images)
    handle.remove()
    n_classes = scores.shape[1]
    if len(classes) != len(images) or min(classes) < 0 or max(classes) >= n_classes:
        raise ValueError("classes do not fit")
    A = kept["A"]
    chosen = scores[torch.arange(len(images)), torch.tensor(classes)].sum()
    G = torch.autograd.grad(chosen, A)[0]
    alpha = G.mean(dim=(2, 3))
    torch.relu((alpha[:, :, None, None] * A).sum(dim=1))
    return alpha.detach()


@wrong(6, "takes what goes into the layer")
def grad_cam(network, layer, images, classes):
    import torch

    kept = {}

    def hook(module, inputs, output):
        kept["A"] = inputs[0]

    handle = layer.register_forward_hook(hook)
    scores = network(images)
    handle.remove()
    n_classes = scores.shape[1]
    if len(classes) != len(images) or min(classes) < 0 or max(classes) >= n_classes:
        raise ValueError("classes do not fit")
    A = kept["A"]
    chosen = scores[torch.arange(len(images)), torch.tensor(classes)].sum()
    G = torch.autograd.grad(chosen, A)[0]
    alpha = G.mean(dim=(2, 3))
    maps = torch.relu((alpha[:, :, None, None] * A).sum(dim=1))
    return maps.detach()


@wrong(6, "works on activations that are cut off")
def grad_cam(network, layer, images, classes):
    import torch

    kept = {}

    def hook(module, inputs, output):
        kept["A"] = output

    handle = layer.register_forward_hook(hook)
    scores = network(images)
    handle.remove()
    n_classes = scores.shape[1]
    if len(classes) != len(images) or min(classes) < 0 or max(classes) >= n_classes:
        raise ValueError("classes do not fit")
    A = kept["A"].detach().requires_grad_()
    chosen = scores[torch.arange(len(images)), torch.tensor(classes)].sum()
    G = torch.autograd.grad(chosen, A)[0]
    alpha = G.mean(dim=(2, 3))
    maps = torch.relu((alpha[:, :, None, None] * A).sum(dim=1))
    return maps.detach()


@wrong(6, "lets classes below 0 count from the end")
def grad_cam(network, layer, images, classes):
    import torch

    kept = {}

    def hook(module, inputs, output):
        kept["A"] = output

    handle = layer.register_forward_hook(hook)
    scores = network(images)
    handle.remove()
    n_classes = scores.shape[1]
    if len(classes) != len(images) or max(classes) >= n_classes:
        raise ValueError("classes do not fit")
    A = kept["A"]
    chosen = scores[torch.arange(len(images)), torch.tensor(classes)].sum()
    G = torch.autograd.grad(chosen, A)[0]
    alpha = G.mean(dim=(2, 3))
    maps = torch.relu((alpha[:, :, None, None] * A).sum(dim=1))
    return maps.detach()


@wrong(6, "lets one class stand for all pictures")
def grad_cam(network, layer, images, classes):
    import torch

    kept = {}

    def hook(module, inputs, output):
        kept["A"] = output

    handle = layer.register_forward_hook(hook)
    scores = network(images)
    handle.remove()
    n_classes = scores.shape[1]
    if len(classes) == 1:
        classes = classes * len(images)
    if len(classes) != len(images) or min(classes) < 0 or max(classes) >= n_classes:
        raise ValueError("classes do not fit")
    A = kept["A"]
    chosen = scores[torch.arange(len(images)), torch.tensor(classes)].sum()
    G = torch.autograd.grad(chosen, A)[0]
    alpha = G.mean(dim=(2, 3))
    maps = torch.relu((alpha[:, :, None, None] * A).sum(dim=1))
    return maps.detach()


@wrong(6, "lets classes that there are not stumble")
def grad_cam(network, layer, images, classes):
    import torch

    kept = {}

    def hook(module, inputs, output):
        kept["A"] = output

    handle = layer.register_forward_hook(hook)
    scores = network(images)
    handle.remove()
    scores.shape[1]
    if len(classes) != len(images) or min(classes) < 0:
        raise ValueError("classes do not fit")
    A = kept["A"]
    chosen = scores[torch.arange(len(images)), torch.tensor(classes)].sum()
    G = torch.autograd.grad(chosen, A)[0]
    alpha = G.mean(dim=(2, 3))
    maps = torch.relu((alpha[:, :, None, None] * A).sum(dim=1))
    return maps.detach()


@wrong(6, "leaves out pictures without a class")
def grad_cam(network, layer, images, classes):
    import torch

    kept = {}

    def hook(module, inputs, output):
        kept["A"] = output

    handle = layer.register_forward_hook(hook)
    scores = network(images)
    handle.remove()
    n_classes = scores.shape[1]
    if len(classes) > len(images) or min(classes) < 0 or max(classes) >= n_classes:
        raise ValueError("classes do not fit")
    A = kept["A"]
    chosen = scores[torch.arange(len(classes)), torch.tensor(classes)].sum()
    G = torch.autograd.grad(chosen, A)[0]
    alpha = G.mean(dim=(2, 3))
    maps = torch.relu((alpha[:, :, None, None] * A).sum(dim=1))
    return maps.detach()


@wrong(6, "leaves out classes without a picture")
def grad_cam(network, layer, images, classes):
    import torch

    kept = {}

    def hook(module, inputs, output):
        kept["A"] = output

    handle = layer.register_forward_hook(hook)
    scores = network(images)
    handle.remove()
    n_classes = scores.shape[1]
    if len(classes) < len(images) or min(classes) < 0 or max(classes) >= n_classes:
        raise ValueError("classes do not fit")
    A = kept["A"]
    chosen = scores[torch.arange(len(images)), torch.tensor(classes[: len(images)])].sum()
    G = torch.autograd.grad(chosen, A)[0]
    alpha = G.mean(dim=(2, 3))
    maps = torch.relu((alpha[:, :, None, None] * A).sum(dim=1))
    return maps.detach()


@right(6, "with a hook and its handle")
def grad_cam(network, layer, images, classes):
    import torch

    kept = {}

    def hook(module, inputs, output):
        kept["A"] = output

    handle = layer.register_forward_hook(hook)
    scores = network(images)
    handle.remove()
    n_classes = scores.shape[1]
    if len(classes) != len(images) or min(classes) < 0 or max(classes) >= n_classes:
        raise ValueError("classes do not fit")
    A = kept["A"]
    chosen = scores[torch.arange(len(images)), torch.tensor(classes)].sum()
    G = torch.autograd.grad(chosen, A)[0]
    alpha = G.mean(dim=(2, 3))
    maps = torch.relu((alpha[:, :, None, None] * A).sum(dim=1))
    return maps.detach()


@right(6, "picture by picture, backwards with hooks on the tensor")
def grad_cam(network, layer, images, classes):
    import torch

    if len(classes) != len(images):
        raise ValueError("classes")
    maps = []
    for image, number in zip(images, classes, strict=False):
        found = {}

        def keep(module, given, output, found=found):
            found["volume"] = output.detach()
            output.register_hook(lambda slopes: found.update(slopes=slopes.detach()))

        with layer.register_forward_hook(keep):
            scores = network(image.unsqueeze(0))[0]
        if not 0 <= number < scores.numel():
            raise ValueError(f"no class {number}")
        scores[number].backward()
        alpha = found["slopes"][0].flatten(1).mean(1)
        maps.append(torch.einsum("k,kij->ij", alpha, found["volume"][0]).clamp_min(0))
    network.zero_grad()
    return torch.stack(maps)


@right(6, "with backward hooks, and a matrix of ones and zeros")
def grad_cam(network, layer, images, classes):
    import torch

    volumes, slopes = [], []
    handles = [
        layer.register_forward_hook(lambda module, given, output: volumes.append(output)),
        layer.register_full_backward_hook(lambda module, into, out: slopes.append(out[0])),
    ]
    try:
        scores = network(images)
        wanted = torch.tensor(classes)
        if wanted.shape != scores.shape[:1] or not ((wanted >= 0) & (wanted < scores.shape[1])).all():
            raise ValueError("one class for each picture")
        scores.backward(gradient=torch.eye(scores.shape[1])[wanted])
    finally:
        for handle in handles:
            handle.remove()
    volume, slope = volumes[0].detach(), slopes[0].detach()
    n = volume.shape[2] * volume.shape[3]
    total = (slope.sum((2, 3), keepdim=True) / n * volume).sum(1)
    return total * (total > 0)


# Question 7: check_additivity


@wrong(7, "averages the background before the model")
def check_additivity(predict, X, background, contributions, tolerance):
    X, background = np.array(X, dtype=float), np.array(background, dtype=float)
    phi = np.array(contributions, dtype=float)
    if phi.shape != X.shape:
        raise ValueError("X and contributions differ in shape")
    if tolerance < 0:
        raise ValueError("tolerance is negative")
    base = predict(background.mean(axis=0, keepdims=True))[0]
    gaps = base + phi.sum(axis=1) - predict(X)
    return gaps, np.abs(gaps) <= tolerance


@wrong(7, "forgets the mean prediction")
def check_additivity(predict, X, background, contributions, tolerance):
    X, background = np.array(X, dtype=float), np.array(background, dtype=float)
    phi = np.array(contributions, dtype=float)
    if phi.shape != X.shape:
        raise ValueError("X and contributions differ in shape")
    if tolerance < 0:
        raise ValueError("tolerance is negative")
    predict(background).mean()
    gaps = phi.sum(axis=1) - predict(X)
    return gaps, np.abs(gaps) <= tolerance


@wrong(7, "starts from the mean prediction of the samples")
def check_additivity(predict, X, background, contributions, tolerance):
    X, background = np.array(X, dtype=float), np.array(background, dtype=float)
    phi = np.array(contributions, dtype=float)
    if phi.shape != X.shape:
        raise ValueError("X and contributions differ in shape")
    if tolerance < 0:
        raise ValueError("tolerance is negative")
    base = predict(X).mean()
    gaps = base + phi.sum(axis=1) - predict(X)
    return gaps, np.abs(gaps) <= tolerance


@wrong(7, "starts from the prediction for zeros")
def check_additivity(predict, X, background, contributions, tolerance):
    X, background = np.array(X, dtype=float), np.array(background, dtype=float)
    phi = np.array(contributions, dtype=float)
    if phi.shape != X.shape:
        raise ValueError("X and contributions differ in shape")
    if tolerance < 0:
        raise ValueError("tolerance is negative")
    base = predict(0 * background).mean()
    gaps = base + phi.sum(axis=1) - predict(X)
    return gaps, np.abs(gaps) <= tolerance


@wrong(7, "starts from the first row of the background")
def check_additivity(predict, X, background, contributions, tolerance):
    X, background = np.array(X, dtype=float), np.array(background, dtype=float)
    phi = np.array(contributions, dtype=float)
    if phi.shape != X.shape:
        raise ValueError("X and contributions differ in shape")
    if tolerance < 0:
        raise ValueError("tolerance is negative")
    base = predict(background)[0]
    gaps = base + phi.sum(axis=1) - predict(X)
    return gaps, np.abs(gaps) <= tolerance


@wrong(7, "starts from the sum over the background")
def check_additivity(predict, X, background, contributions, tolerance):
    X, background = np.array(X, dtype=float), np.array(background, dtype=float)
    phi = np.array(contributions, dtype=float)
    if phi.shape != X.shape:
        raise ValueError("X and contributions differ in shape")
    if tolerance < 0:
        raise ValueError("tolerance is negative")
    base = predict(background).sum()
    gaps = base + phi.sum(axis=1) - predict(X)
    return gaps, np.abs(gaps) <= tolerance


@wrong(7, "starts from the median")
def check_additivity(predict, X, background, contributions, tolerance):
    X, background = np.array(X, dtype=float), np.array(background, dtype=float)
    phi = np.array(contributions, dtype=float)
    if phi.shape != X.shape:
        raise ValueError("X and contributions differ in shape")
    if tolerance < 0:
        raise ValueError("tolerance is negative")
    base = np.median(predict(background))
    gaps = base + phi.sum(axis=1) - predict(X)
    return gaps, np.abs(gaps) <= tolerance


@wrong(7, "subtracts the mean prediction")
def check_additivity(predict, X, background, contributions, tolerance):
    X, background = np.array(X, dtype=float), np.array(background, dtype=float)
    phi = np.array(contributions, dtype=float)
    if phi.shape != X.shape:
        raise ValueError("X and contributions differ in shape")
    if tolerance < 0:
        raise ValueError("tolerance is negative")
    base = predict(background).mean()
    gaps = phi.sum(axis=1) - base - predict(X)
    return gaps, np.abs(gaps) <= tolerance


@wrong(7, "reverses the sign")
def check_additivity(predict, X, background, contributions, tolerance):
    X, background = np.array(X, dtype=float), np.array(background, dtype=float)
    phi = np.array(contributions, dtype=float)
    if phi.shape != X.shape:
        raise ValueError("X and contributions differ in shape")
    if tolerance < 0:
        raise ValueError("tolerance is negative")
    base = predict(background).mean()
    gaps = predict(X) - base - phi.sum(axis=1)
    return gaps, np.abs(gaps) <= tolerance


@wrong(7, "returns absolute gaps")
def check_additivity(predict, X, background, contributions, tolerance):
    X, background = np.array(X, dtype=float), np.array(background, dtype=float)
    phi = np.array(contributions, dtype=float)
    if phi.shape != X.shape:
        raise ValueError("X and contributions differ in shape")
    if tolerance < 0:
        raise ValueError("tolerance is negative")
    base = predict(background).mean()
    gaps = base + phi.sum(axis=1) - predict(X)
    return np.abs(gaps), np.abs(gaps) <= tolerance


@wrong(7, "compares the gap without its sign taken off")
def check_additivity(predict, X, background, contributions, tolerance):
    X, background = np.array(X, dtype=float), np.array(background, dtype=float)
    phi = np.array(contributions, dtype=float)
    if phi.shape != X.shape:
        raise ValueError("X and contributions differ in shape")
    if tolerance < 0:
        raise ValueError("tolerance is negative")
    base = predict(background).mean()
    gaps = base + phi.sum(axis=1) - predict(X)
    return gaps, gaps <= tolerance


@wrong(7, "compares strictly")
def check_additivity(predict, X, background, contributions, tolerance):
    X, background = np.array(X, dtype=float), np.array(background, dtype=float)
    phi = np.array(contributions, dtype=float)
    if phi.shape != X.shape:
        raise ValueError("X and contributions differ in shape")
    if tolerance < 0:
        raise ValueError("tolerance is negative")
    base = predict(background).mean()
    gaps = base + phi.sum(axis=1) - predict(X)
    return gaps, np.abs(gaps) < tolerance


@wrong(7, "takes the tolerance as relative")
def check_additivity(predict, X, background, contributions, tolerance):
    X, background = np.array(X, dtype=float), np.array(background, dtype=float)
    phi = np.array(contributions, dtype=float)
    if phi.shape != X.shape:
        raise ValueError("X and contributions differ in shape")
    if tolerance < 0:
        raise ValueError("tolerance is negative")
    base = predict(background).mean()
    gaps = base + phi.sum(axis=1) - predict(X)
    return gaps, np.abs(gaps) <= tolerance * np.abs(predict(X))


@wrong(7, "compares with np.isclose")
def check_additivity(predict, X, background, contributions, tolerance):
    X, background = np.array(X, dtype=float), np.array(background, dtype=float)
    phi = np.array(contributions, dtype=float)
    if phi.shape != X.shape:
        raise ValueError("X and contributions differ in shape")
    if tolerance < 0:
        raise ValueError("tolerance is negative")
    base = predict(background).mean()
    gaps = base + phi.sum(axis=1) - predict(X)
    return gaps, np.isclose(base + phi.sum(axis=1), predict(X), atol=tolerance)


@wrong(7, "compares squares with the tolerance")
def check_additivity(predict, X, background, contributions, tolerance):
    X, background = np.array(X, dtype=float), np.array(background, dtype=float)
    phi = np.array(contributions, dtype=float)
    if phi.shape != X.shape:
        raise ValueError("X and contributions differ in shape")
    if tolerance < 0:
        raise ValueError("tolerance is negative")
    base = predict(background).mean()
    gaps = base + phi.sum(axis=1) - predict(X)
    return gaps, gaps**2 <= tolerance


@wrong(7, "says what does not add up")
def check_additivity(predict, X, background, contributions, tolerance):
    X, background = np.array(X, dtype=float), np.array(background, dtype=float)
    phi = np.array(contributions, dtype=float)
    if phi.shape != X.shape:
        raise ValueError("X and contributions differ in shape")
    if tolerance < 0:
        raise ValueError("tolerance is negative")
    base = predict(background).mean()
    gaps = base + phi.sum(axis=1) - predict(X)
    return gaps, np.abs(gaps) > tolerance


@wrong(7, "says whether all of it adds up")
def check_additivity(predict, X, background, contributions, tolerance):
    X, background = np.array(X, dtype=float), np.array(background, dtype=float)
    phi = np.array(contributions, dtype=float)
    if phi.shape != X.shape:
        raise ValueError("X and contributions differ in shape")
    if tolerance < 0:
        raise ValueError("tolerance is negative")
    base = predict(background).mean()
    gaps = base + phi.sum(axis=1) - predict(X)
    return gaps, bool((np.abs(gaps) <= tolerance).all())


@wrong(7, "adds up over the samples")
def check_additivity(predict, X, background, contributions, tolerance):
    X, background = np.array(X, dtype=float), np.array(background, dtype=float)
    phi = np.array(contributions, dtype=float)
    if phi.shape != X.shape:
        raise ValueError("X and contributions differ in shape")
    if tolerance < 0:
        raise ValueError("tolerance is negative")
    base = predict(background).mean()
    gaps = base + phi.sum(axis=0)[0] - predict(X)
    return gaps, np.abs(gaps) <= tolerance


@wrong(7, "averages the contributions")
def check_additivity(predict, X, background, contributions, tolerance):
    X, background = np.array(X, dtype=float), np.array(background, dtype=float)
    phi = np.array(contributions, dtype=float)
    if phi.shape != X.shape:
        raise ValueError("X and contributions differ in shape")
    if tolerance < 0:
        raise ValueError("tolerance is negative")
    base = predict(background).mean()
    gaps = base + phi.mean(axis=1) - predict(X)
    return gaps, np.abs(gaps) <= tolerance


@wrong(7, "adds absolute contributions")
def check_additivity(predict, X, background, contributions, tolerance):
    X, background = np.array(X, dtype=float), np.array(background, dtype=float)
    phi = np.array(contributions, dtype=float)
    if phi.shape != X.shape:
        raise ValueError("X and contributions differ in shape")
    if tolerance < 0:
        raise ValueError("tolerance is negative")
    base = predict(background).mean()
    gaps = base + np.abs(phi).sum(axis=1) - predict(X)
    return gaps, np.abs(gaps) <= tolerance


@wrong(7, "adds up everything")
def check_additivity(predict, X, background, contributions, tolerance):
    X, background = np.array(X, dtype=float), np.array(background, dtype=float)
    phi = np.array(contributions, dtype=float)
    if phi.shape != X.shape:
        raise ValueError("X and contributions differ in shape")
    if tolerance < 0:
        raise ValueError("tolerance is negative")
    base = predict(background).mean()
    gaps = base + phi.sum() - predict(X)
    return gaps, np.abs(gaps) <= tolerance


@wrong(7, "adds up in a small type")
def check_additivity(predict, X, background, contributions, tolerance):
    X, background = np.array(X, dtype=float), np.array(background, dtype=float)
    phi = np.array(contributions)
    if phi.shape != X.shape:
        raise ValueError("X and contributions differ in shape")
    if tolerance < 0:
        raise ValueError("tolerance is negative")
    base = predict(background).mean()
    gaps = base + phi.sum(axis=1, dtype=phi.dtype) - predict(X)
    return gaps, np.abs(gaps) <= tolerance


@wrong(7, "returns the verdict first")
def check_additivity(predict, X, background, contributions, tolerance):
    X, background = np.array(X, dtype=float), np.array(background, dtype=float)
    phi = np.array(contributions, dtype=float)
    if phi.shape != X.shape:
        raise ValueError("X and contributions differ in shape")
    if tolerance < 0:
        raise ValueError("tolerance is negative")
    base = predict(background).mean()
    gaps = base + phi.sum(axis=1) - predict(X)
    return np.abs(gaps) <= tolerance, gaps


@wrong(7, "returns the gaps only")
def check_additivity(predict, X, background, contributions, tolerance):
    X, background = np.array(X, dtype=float), np.array(background, dtype=float)
    phi = np.array(contributions, dtype=float)
    if phi.shape != X.shape:
        raise ValueError("X and contributions differ in shape")
    if tolerance < 0:
        raise ValueError("tolerance is negative")
    base = predict(background).mean()
    gaps = base + phi.sum(axis=1) - predict(X)
    return gaps


@wrong(7, "returns a list of both")
def check_additivity(predict, X, background, contributions, tolerance):
    X, background = np.array(X, dtype=float), np.array(background, dtype=float)
    phi = np.array(contributions, dtype=float)
    if phi.shape != X.shape:
        raise ValueError("X and contributions differ in shape")
    if tolerance < 0:
        raise ValueError("tolerance is negative")
    base = predict(background).mean()
    gaps = base + phi.sum(axis=1) - predict(X)
    return [gaps, np.abs(gaps) <= tolerance]


@wrong(7, "returns lists")
def check_additivity(predict, X, background, contributions, tolerance):
    X, background = np.array(X, dtype=float), np.array(background, dtype=float)
    phi = np.array(contributions, dtype=float)
    if phi.shape != X.shape:
        raise ValueError("X and contributions differ in shape")
    if tolerance < 0:
        raise ValueError("tolerance is negative")
    base = predict(background).mean()
    gaps = base + phi.sum(axis=1) - predict(X)
    return gaps.tolist(), (np.abs(gaps) <= tolerance).tolist()


@wrong(7, "returns 0 and 1")
def check_additivity(predict, X, background, contributions, tolerance):
    X, background = np.array(X, dtype=float), np.array(background, dtype=float)
    phi = np.array(contributions, dtype=float)
    if phi.shape != X.shape:
        raise ValueError("X and contributions differ in shape")
    if tolerance < 0:
        raise ValueError("tolerance is negative")
    base = predict(background).mean()
    gaps = base + phi.sum(axis=1) - predict(X)
    return gaps, (np.abs(gaps) <= tolerance).astype(int)


@wrong(7, "returns the samples that add up")
def check_additivity(predict, X, background, contributions, tolerance):
    X, background = np.array(X, dtype=float), np.array(background, dtype=float)
    phi = np.array(contributions, dtype=float)
    if phi.shape != X.shape:
        raise ValueError("X and contributions differ in shape")
    if tolerance < 0:
        raise ValueError("tolerance is negative")
    base = predict(background).mean()
    gaps = base + phi.sum(axis=1) - predict(X)
    return gaps, np.flatnonzero(np.abs(gaps) <= tolerance)


@wrong(7, "rounds the gaps")
def check_additivity(predict, X, background, contributions, tolerance):
    X, background = np.array(X, dtype=float), np.array(background, dtype=float)
    phi = np.array(contributions, dtype=float)
    if phi.shape != X.shape:
        raise ValueError("X and contributions differ in shape")
    if tolerance < 0:
        raise ValueError("tolerance is negative")
    base = predict(background).mean()
    gaps = base + phi.sum(axis=1) - predict(X)
    return gaps.round(1), np.abs(gaps) <= tolerance


@wrong(7, "lets other shapes through")
def check_additivity(predict, X, background, contributions, tolerance):
    X, background = np.array(X, dtype=float), np.array(background, dtype=float)
    phi = np.array(contributions, dtype=float)
    if tolerance < 0:
        raise ValueError("tolerance is negative")
    base = predict(background).mean()
    gaps = base + phi.sum(axis=1) - predict(X)
    return gaps, np.abs(gaps) <= tolerance


@wrong(7, "compares the numbers of samples only")
def check_additivity(predict, X, background, contributions, tolerance):
    X, background = np.array(X, dtype=float), np.array(background, dtype=float)
    phi = np.array(contributions, dtype=float)
    if len(phi) != len(X):
        raise ValueError("X and contributions differ in shape")
    if tolerance < 0:
        raise ValueError("tolerance is negative")
    base = predict(background).mean()
    gaps = base + phi.sum(axis=1) - predict(X)
    return gaps, np.abs(gaps) <= tolerance


@wrong(7, "compares the numbers of features only")
def check_additivity(predict, X, background, contributions, tolerance):
    X, background = np.array(X, dtype=float), np.array(background, dtype=float)
    phi = np.array(contributions, dtype=float)
    if phi.shape[-1] != X.shape[-1]:
        raise ValueError("X and contributions differ in shape")
    if tolerance < 0:
        raise ValueError("tolerance is negative")
    base = predict(background).mean()
    gaps = base + phi.sum(axis=1) - predict(X)
    return gaps, np.abs(gaps) <= tolerance


@wrong(7, "lets a tolerance below 0 through")
def check_additivity(predict, X, background, contributions, tolerance):
    X, background = np.array(X, dtype=float), np.array(background, dtype=float)
    phi = np.array(contributions, dtype=float)
    if phi.shape != X.shape:
        raise ValueError("X and contributions differ in shape")
    base = predict(background).mean()
    gaps = base + phi.sum(axis=1) - predict(X)
    return gaps, np.abs(gaps) <= tolerance


@wrong(7, "refuses a tolerance of 0")
def check_additivity(predict, X, background, contributions, tolerance):
    X, background = np.array(X, dtype=float), np.array(background, dtype=float)
    phi = np.array(contributions, dtype=float)
    if phi.shape != X.shape:
        raise ValueError("X and contributions differ in shape")
    if tolerance <= 0:
        raise ValueError("tolerance is negative")
    base = predict(background).mean()
    gaps = base + phi.sum(axis=1) - predict(X)
    return gaps, np.abs(gaps) <= tolerance


@wrong(7, "takes the contributions away in place")
def check_additivity(predict, X, background, contributions, tolerance):
    X, background = np.array(X, dtype=float), np.array(background, dtype=float)
    phi = np.asarray(contributions)
    if phi.dtype == float and phi.shape == X.shape:
        phi[:, 0] += 0.5
        phi = phi - 0.0
        phi[:, 0] -= 0.5
    phi = phi.astype(float)
    if phi.shape != X.shape:
        raise ValueError("X and contributions differ in shape")
    if tolerance < 0:
        raise ValueError("tolerance is negative")
    base = predict(background).mean()
    gaps = base + phi.sum(axis=1) - predict(X)
    return gaps, np.abs(gaps) <= tolerance


@wrong(7, "reads the samples of the notebook")
def check_additivity(predict, X, background, contributions, tolerance):
    X, background = np.array(X, dtype=float), np.array(background, dtype=float)
    phi = np.array(contributions, dtype=float)
    if phi.shape != X.shape:
        raise ValueError("X and contributions differ in shape")
    if tolerance < 0:
        raise ValueError("tolerance is negative")
    background = X_small[:, :1].repeat(X.shape[1], axis=1) / 1.0 if len(X) == 3 else background
    base = predict(background).mean()
    gaps = base + phi.sum(axis=1) - predict(X)
    return gaps, np.abs(gaps) <= tolerance


@right(7, "in one formula")
def check_additivity(predict, X, background, contributions, tolerance):
    X, background = np.array(X, dtype=float), np.array(background, dtype=float)
    phi = np.array(contributions, dtype=float)
    if phi.shape != X.shape:
        raise ValueError("X and contributions differ in shape")
    if tolerance < 0:
        raise ValueError("tolerance is negative")
    base = predict(background).mean()
    gaps = base + phi.sum(axis=1) - predict(X)
    return gaps, np.abs(gaps) <= tolerance


@right(7, "sample by sample")
def check_additivity(predict, X, background, contributions, tolerance):
    if np.shape(X) != np.shape(contributions):
        raise ValueError("shapes")
    if not tolerance >= 0:
        raise ValueError("tolerance")
    base = 0.0
    for row in np.asarray(background, dtype=float):
        base += float(predict(row[None])[0])
    base /= len(background)
    gaps = []
    for sample, parts in zip(X, contributions, strict=True):
        prediction = float(predict(np.array([sample], dtype=float))[0])
        gaps.append(sum(float(part) for part in parts) + base - prediction)
    return np.array(gaps), np.array([-tolerance <= gap <= tolerance for gap in gaps])


@right(7, "with everything predicted at once")
def check_additivity(predict, X, background, contributions, tolerance):
    X, parts = np.asarray(X, dtype=np.float64), np.asarray(contributions, dtype=np.float64)
    if X.shape != parts.shape or tolerance < 0:
        raise ValueError("contributions or tolerance")
    predictions = predict(np.concatenate([X, np.asarray(background, dtype=np.float64)]))
    n = len(X)
    found = parts @ np.ones(X.shape[1]) + np.average(predictions[n:]) - predictions[:n]
    return found, ~(np.absolute(found) > tolerance)


# Question 8: fairness_differences


@wrong(8, "divides the selected qualified by all of the group")
def fairness_differences(group, selected, qualified):
    if not len(group) == len(selected) == len(qualified):
        raise ValueError("lengths differ")
    group = np.array(group)
    selected, qualified = np.array(selected, dtype=bool), np.array(qualified, dtype=bool)
    names = np.unique(group)
    if len(names) < 2:
        raise ValueError("fewer than two groups")
    rates, chances = [], []
    for name in names:
        of_group = group == name
        if not qualified[of_group].any():
            raise ValueError("nobody is qualified")
        rates.append(selected[of_group].mean())
        chances.append((selected & qualified)[of_group].mean())
    return max(rates) - min(rates), max(chances) - min(chances)


@wrong(8, "takes the share of the qualified among the selected")
def fairness_differences(group, selected, qualified):
    if not len(group) == len(selected) == len(qualified):
        raise ValueError("lengths differ")
    group = np.array(group)
    selected, qualified = np.array(selected, dtype=bool), np.array(qualified, dtype=bool)
    names = np.unique(group)
    if len(names) < 2:
        raise ValueError("fewer than two groups")
    rates, chances = [], []
    for name in names:
        of_group = group == name
        if not qualified[of_group].any():
            raise ValueError("nobody is qualified")
        rates.append(selected[of_group].mean())
        chances.append(qualified[of_group & selected].mean() if (of_group & selected).any() else 0.0)
    return max(rates) - min(rates), max(chances) - min(chances)


@wrong(8, "takes the rate of the unqualified")
def fairness_differences(group, selected, qualified):
    if not len(group) == len(selected) == len(qualified):
        raise ValueError("lengths differ")
    group = np.array(group)
    selected, qualified = np.array(selected, dtype=bool), np.array(qualified, dtype=bool)
    names = np.unique(group)
    if len(names) < 2:
        raise ValueError("fewer than two groups")
    rates, chances = [], []
    for name in names:
        of_group = group == name
        if not qualified[of_group].any():
            raise ValueError("nobody is qualified")
        rates.append(selected[of_group].mean())
        chances.append(selected[of_group & ~qualified].mean() if (of_group & ~qualified).any() else 0.0)
    return max(rates) - min(rates), max(chances) - min(chances)


@wrong(8, "takes the accuracy of each group")
def fairness_differences(group, selected, qualified):
    if not len(group) == len(selected) == len(qualified):
        raise ValueError("lengths differ")
    group = np.array(group)
    selected, qualified = np.array(selected, dtype=bool), np.array(qualified, dtype=bool)
    names = np.unique(group)
    if len(names) < 2:
        raise ValueError("fewer than two groups")
    rates, chances = [], []
    for name in names:
        of_group = group == name
        if not qualified[of_group].any():
            raise ValueError("nobody is qualified")
        rates.append(selected[of_group].mean())
        chances.append((selected == qualified)[of_group].mean())
    return max(rates) - min(rates), max(chances) - min(chances)


@wrong(8, "takes the share of the qualified for the selection rate")
def fairness_differences(group, selected, qualified):
    if not len(group) == len(selected) == len(qualified):
        raise ValueError("lengths differ")
    group = np.array(group)
    selected, qualified = np.array(selected, dtype=bool), np.array(qualified, dtype=bool)
    names = np.unique(group)
    if len(names) < 2:
        raise ValueError("fewer than two groups")
    rates, chances = [], []
    for name in names:
        of_group = group == name
        if not qualified[of_group].any():
            raise ValueError("nobody is qualified")
        rates.append(qualified[of_group].mean())
        chances.append(selected[of_group & qualified].mean())
    return max(rates) - min(rates), max(chances) - min(chances)


@wrong(8, "divides by all people")
def fairness_differences(group, selected, qualified):
    if not len(group) == len(selected) == len(qualified):
        raise ValueError("lengths differ")
    group = np.array(group)
    selected, qualified = np.array(selected, dtype=bool), np.array(qualified, dtype=bool)
    names = np.unique(group)
    if len(names) < 2:
        raise ValueError("fewer than two groups")
    rates, chances = [], []
    for name in names:
        of_group = group == name
        if not qualified[of_group].any():
            raise ValueError("nobody is qualified")
        rates.append(selected[of_group].sum() / len(group))
        chances.append(selected[of_group & qualified].mean())
    return max(rates) - min(rates), max(chances) - min(chances)


@wrong(8, "takes the group's share of all who are selected")
def fairness_differences(group, selected, qualified):
    if not len(group) == len(selected) == len(qualified):
        raise ValueError("lengths differ")
    group = np.array(group)
    selected, qualified = np.array(selected, dtype=bool), np.array(qualified, dtype=bool)
    names = np.unique(group)
    if len(names) < 2:
        raise ValueError("fewer than two groups")
    rates, chances = [], []
    for name in names:
        of_group = group == name
        if not qualified[of_group].any():
            raise ValueError("nobody is qualified")
        rates.append(selected[of_group].sum() / max(selected.sum(), 1))
        chances.append(selected[of_group & qualified].mean())
    return max(rates) - min(rates), max(chances) - min(chances)


@wrong(8, "takes the rate of those who were turned down among the qualified for the first")
def fairness_differences(group, selected, qualified):
    if not len(group) == len(selected) == len(qualified):
        raise ValueError("lengths differ")
    group = np.array(group)
    selected, qualified = np.array(selected, dtype=bool), np.array(qualified, dtype=bool)
    names = np.unique(group)
    if len(names) < 2:
        raise ValueError("fewer than two groups")
    rates, chances = [], []
    for name in names:
        of_group = group == name
        if not qualified[of_group].any():
            raise ValueError("nobody is qualified")
        rates.append(selected[of_group & qualified].mean())
        chances.append(selected[of_group & qualified].mean())
    return max(rates) - min(rates), max(chances) - min(chances)


@wrong(8, "compares the first two groups")
def fairness_differences(group, selected, qualified):
    if not len(group) == len(selected) == len(qualified):
        raise ValueError("lengths differ")
    group = np.array(group)
    selected, qualified = np.array(selected, dtype=bool), np.array(qualified, dtype=bool)
    names = np.unique(group)
    if len(names) < 2:
        raise ValueError("fewer than two groups")
    rates, chances = [], []
    for name in names:
        of_group = group == name
        if not qualified[of_group].any():
            raise ValueError("nobody is qualified")
        rates.append(selected[of_group].mean())
        chances.append(selected[of_group & qualified].mean())
    return abs(rates[0] - rates[1]), abs(chances[0] - chances[1])


@wrong(8, "compares the first and the last group")
def fairness_differences(group, selected, qualified):
    if not len(group) == len(selected) == len(qualified):
        raise ValueError("lengths differ")
    group = np.array(group)
    selected, qualified = np.array(selected, dtype=bool), np.array(qualified, dtype=bool)
    names = np.unique(group)
    if len(names) < 2:
        raise ValueError("fewer than two groups")
    rates, chances = [], []
    for name in names:
        of_group = group == name
        if not qualified[of_group].any():
            raise ValueError("nobody is qualified")
        rates.append(selected[of_group].mean())
        chances.append(selected[of_group & qualified].mean())
    return abs(rates[0] - rates[-1]), abs(chances[0] - chances[-1])


@wrong(8, "keeps the sign of the first group minus the last")
def fairness_differences(group, selected, qualified):
    if not len(group) == len(selected) == len(qualified):
        raise ValueError("lengths differ")
    group = np.array(group)
    selected, qualified = np.array(selected, dtype=bool), np.array(qualified, dtype=bool)
    names = np.unique(group)
    if len(names) < 2:
        raise ValueError("fewer than two groups")
    rates, chances = [], []
    for name in names:
        of_group = group == name
        if not qualified[of_group].any():
            raise ValueError("nobody is qualified")
        rates.append(selected[of_group].mean())
        chances.append(selected[of_group & qualified].mean())
    return rates[0] - rates[-1], chances[0] - chances[-1]


@wrong(8, "compares the groups of the largest and smallest selection rate in both")
def fairness_differences(group, selected, qualified):
    if not len(group) == len(selected) == len(qualified):
        raise ValueError("lengths differ")
    group = np.array(group)
    selected, qualified = np.array(selected, dtype=bool), np.array(qualified, dtype=bool)
    names = np.unique(group)
    if len(names) < 2:
        raise ValueError("fewer than two groups")
    rates, chances = [], []
    for name in names:
        of_group = group == name
        if not qualified[of_group].any():
            raise ValueError("nobody is qualified")
        rates.append(selected[of_group].mean())
        chances.append(selected[of_group & qualified].mean())
    high, low = int(np.argmax(rates)), int(np.argmin(rates))
    return rates[high] - rates[low], chances[high] - chances[low]


@wrong(8, "returns ratios")
def fairness_differences(group, selected, qualified):
    if not len(group) == len(selected) == len(qualified):
        raise ValueError("lengths differ")
    group = np.array(group)
    selected, qualified = np.array(selected, dtype=bool), np.array(qualified, dtype=bool)
    names = np.unique(group)
    if len(names) < 2:
        raise ValueError("fewer than two groups")
    rates, chances = [], []
    for name in names:
        of_group = group == name
        if not qualified[of_group].any():
            raise ValueError("nobody is qualified")
        rates.append(selected[of_group].mean())
        chances.append(selected[of_group & qualified].mean())
    return min(rates) / max(max(rates), 1e-9), min(chances) / max(max(chances), 1e-9)


@wrong(8, "returns the standard deviation between groups")
def fairness_differences(group, selected, qualified):
    if not len(group) == len(selected) == len(qualified):
        raise ValueError("lengths differ")
    group = np.array(group)
    selected, qualified = np.array(selected, dtype=bool), np.array(qualified, dtype=bool)
    names = np.unique(group)
    if len(names) < 2:
        raise ValueError("fewer than two groups")
    rates, chances = [], []
    for name in names:
        of_group = group == name
        if not qualified[of_group].any():
            raise ValueError("nobody is qualified")
        rates.append(selected[of_group].mean())
        chances.append(selected[of_group & qualified].mean())
    return np.std(rates), np.std(chances)


@wrong(8, "returns the largest distance from the overall rate")
def fairness_differences(group, selected, qualified):
    if not len(group) == len(selected) == len(qualified):
        raise ValueError("lengths differ")
    group = np.array(group)
    selected, qualified = np.array(selected, dtype=bool), np.array(qualified, dtype=bool)
    names = np.unique(group)
    if len(names) < 2:
        raise ValueError("fewer than two groups")
    rates, chances = [], []
    for name in names:
        of_group = group == name
        if not qualified[of_group].any():
            raise ValueError("nobody is qualified")
        rates.append(selected[of_group].mean())
        chances.append(selected[of_group & qualified].mean())
    overall, able = selected.mean(), selected[qualified].mean()
    return max(abs(r - overall) for r in rates), max(abs(c - able) for c in chances)


@wrong(8, "returns percent")
def fairness_differences(group, selected, qualified):
    if not len(group) == len(selected) == len(qualified):
        raise ValueError("lengths differ")
    group = np.array(group)
    selected, qualified = np.array(selected, dtype=bool), np.array(qualified, dtype=bool)
    names = np.unique(group)
    if len(names) < 2:
        raise ValueError("fewer than two groups")
    rates, chances = [], []
    for name in names:
        of_group = group == name
        if not qualified[of_group].any():
            raise ValueError("nobody is qualified")
        rates.append(selected[of_group].mean())
        chances.append(selected[of_group & qualified].mean())
    return 100 * (max(rates) - min(rates)), 100 * (max(chances) - min(chances))


@wrong(8, "rounds to percent")
def fairness_differences(group, selected, qualified):
    if not len(group) == len(selected) == len(qualified):
        raise ValueError("lengths differ")
    group = np.array(group)
    selected, qualified = np.array(selected, dtype=bool), np.array(qualified, dtype=bool)
    names = np.unique(group)
    if len(names) < 2:
        raise ValueError("fewer than two groups")
    rates, chances = [], []
    for name in names:
        of_group = group == name
        if not qualified[of_group].any():
            raise ValueError("nobody is qualified")
        rates.append(selected[of_group].mean())
        chances.append(selected[of_group & qualified].mean())
    return round(max(rates) - min(rates), 2), round(max(chances) - min(chances), 2)


@wrong(8, "exchanges both differences")
def fairness_differences(group, selected, qualified):
    if not len(group) == len(selected) == len(qualified):
        raise ValueError("lengths differ")
    group = np.array(group)
    selected, qualified = np.array(selected, dtype=bool), np.array(qualified, dtype=bool)
    names = np.unique(group)
    if len(names) < 2:
        raise ValueError("fewer than two groups")
    rates, chances = [], []
    for name in names:
        of_group = group == name
        if not qualified[of_group].any():
            raise ValueError("nobody is qualified")
        rates.append(selected[of_group].mean())
        chances.append(selected[of_group & qualified].mean())
    return max(chances) - min(chances), max(rates) - min(rates)


@wrong(8, "returns the first difference only")
def fairness_differences(group, selected, qualified):
    if not len(group) == len(selected) == len(qualified):
        raise ValueError("lengths differ")
    group = np.array(group)
    selected, qualified = np.array(selected, dtype=bool), np.array(qualified, dtype=bool)
    names = np.unique(group)
    if len(names) < 2:
        raise ValueError("fewer than two groups")
    rates, chances = [], []
    for name in names:
        of_group = group == name
        if not qualified[of_group].any():
            raise ValueError("nobody is qualified")
        rates.append(selected[of_group].mean())
        chances.append(selected[of_group & qualified].mean())
    return max(rates) - min(rates)


@wrong(8, "returns a list")
def fairness_differences(group, selected, qualified):
    if not len(group) == len(selected) == len(qualified):
        raise ValueError("lengths differ")
    group = np.array(group)
    selected, qualified = np.array(selected, dtype=bool), np.array(qualified, dtype=bool)
    names = np.unique(group)
    if len(names) < 2:
        raise ValueError("fewer than two groups")
    rates, chances = [], []
    for name in names:
        of_group = group == name
        if not qualified[of_group].any():
            raise ValueError("nobody is qualified")
        rates.append(selected[of_group].mean())
        chances.append(selected[of_group & qualified].mean())
    return [max(rates) - min(rates), max(chances) - min(chances)]


@wrong(8, "returns an array of both")
def fairness_differences(group, selected, qualified):
    if not len(group) == len(selected) == len(qualified):
        raise ValueError("lengths differ")
    group = np.array(group)
    selected, qualified = np.array(selected, dtype=bool), np.array(qualified, dtype=bool)
    names = np.unique(group)
    if len(names) < 2:
        raise ValueError("fewer than two groups")
    rates, chances = [], []
    for name in names:
        of_group = group == name
        if not qualified[of_group].any():
            raise ValueError("nobody is qualified")
        rates.append(selected[of_group].mean())
        chances.append(selected[of_group & qualified].mean())
    return np.array([max(rates) - min(rates), max(chances) - min(chances)])


@wrong(8, "exchanges selected and qualified")
def fairness_differences(group, selected, qualified):
    if not len(group) == len(selected) == len(qualified):
        raise ValueError("lengths differ")
    group = np.array(group)
    selected, qualified = np.array(qualified, dtype=bool), np.array(selected, dtype=bool)
    names = np.unique(group)
    if len(names) < 2:
        raise ValueError("fewer than two groups")
    rates, chances = [], []
    for name in names:
        of_group = group == name
        if not qualified[of_group].any():
            raise ValueError("nobody is qualified")
        rates.append(selected[of_group].mean())
        chances.append(selected[of_group & qualified].mean())
    return max(rates) - min(rates), max(chances) - min(chances)


@wrong(8, "leaves out groups in which nobody is qualified")
def fairness_differences(group, selected, qualified):
    if not len(group) == len(selected) == len(qualified):
        raise ValueError("lengths differ")
    group = np.array(group)
    selected, qualified = np.array(selected, dtype=bool), np.array(qualified, dtype=bool)
    names = np.unique(group)
    if len(names) < 2:
        raise ValueError("fewer than two groups")
    rates, chances = [], []
    for name in names:
        of_group = group == name
        if not qualified[of_group].any():
            continue
        rates.append(selected[of_group].mean())
        chances.append(selected[of_group & qualified].mean())
    rates, chances = rates or [0], chances or [0]
    return max(rates) - min(rates), max(chances) - min(chances)


@wrong(8, "takes a rate of 0 where nobody is qualified")
def fairness_differences(group, selected, qualified):
    if not len(group) == len(selected) == len(qualified):
        raise ValueError("lengths differ")
    group = np.array(group)
    selected, qualified = np.array(selected, dtype=bool), np.array(qualified, dtype=bool)
    names = np.unique(group)
    if len(names) < 2:
        raise ValueError("fewer than two groups")
    rates, chances = [], []
    for name in names:
        of_group = group == name
        rates.append(selected[of_group].mean())
        chances.append((selected & qualified)[of_group].sum() / max(qualified[of_group].sum(), 1))
    return max(rates) - min(rates), max(chances) - min(chances)


@wrong(8, "returns nan where nobody is qualified")
def fairness_differences(group, selected, qualified):
    if not len(group) == len(selected) == len(qualified):
        raise ValueError("lengths differ")
    group = np.array(group)
    selected, qualified = np.array(selected, dtype=bool), np.array(qualified, dtype=bool)
    names = np.unique(group)
    if len(names) < 2:
        raise ValueError("fewer than two groups")
    rates, chances = [], []
    for name in names:
        of_group = group == name
        rates.append(selected[of_group].mean())
        chances.append(selected[of_group & qualified].mean())
    return max(rates) - min(rates), max(chances) - min(chances)


@wrong(8, "asks only whether somebody is qualified at all")
def fairness_differences(group, selected, qualified):
    if not len(group) == len(selected) == len(qualified):
        raise ValueError("lengths differ")
    group = np.array(group)
    selected, qualified = np.array(selected, dtype=bool), np.array(qualified, dtype=bool)
    names = np.unique(group)
    if len(names) < 2:
        raise ValueError("fewer than two groups")
    rates, chances = [], []
    for name in names:
        of_group = group == name
        if not qualified.any():
            raise ValueError("nobody is qualified")
        rates.append(selected[of_group].mean())
        chances.append(selected[of_group & qualified].mean())
    return max(rates) - min(rates), max(chances) - min(chances)


@wrong(8, "lets a single group through")
def fairness_differences(group, selected, qualified):
    if not len(group) == len(selected) == len(qualified):
        raise ValueError("lengths differ")
    group = np.array(group)
    selected, qualified = np.array(selected, dtype=bool), np.array(qualified, dtype=bool)
    names = np.unique(group)
    rates, chances = [], []
    for name in names:
        of_group = group == name
        if not qualified[of_group].any():
            raise ValueError("nobody is qualified")
        rates.append(selected[of_group].mean())
        chances.append(selected[of_group & qualified].mean())
    return max(rates) - min(rates), max(chances) - min(chances)


@wrong(8, "refuses more than two groups")
def fairness_differences(group, selected, qualified):
    if not len(group) == len(selected) == len(qualified):
        raise ValueError("lengths differ")
    group = np.array(group)
    selected, qualified = np.array(selected, dtype=bool), np.array(qualified, dtype=bool)
    names = np.unique(group)
    if len(names) != 2:
        raise ValueError("fewer than two groups")
    rates, chances = [], []
    for name in names:
        of_group = group == name
        if not qualified[of_group].any():
            raise ValueError("nobody is qualified")
        rates.append(selected[of_group].mean())
        chances.append(selected[of_group & qualified].mean())
    return max(rates) - min(rates), max(chances) - min(chances)


@wrong(8, "lets lengths differ")
def fairness_differences(group, selected, qualified):
    n = min(len(group), len(selected), len(qualified))
    group, selected, qualified = group[:n], selected[:n], qualified[:n]
    group = np.array(group)
    selected, qualified = np.array(selected, dtype=bool), np.array(qualified, dtype=bool)
    names = np.unique(group)
    if len(names) < 2:
        raise ValueError("fewer than two groups")
    rates, chances = [], []
    for name in names:
        of_group = group == name
        if not qualified[of_group].any():
            raise ValueError("nobody is qualified")
        rates.append(selected[of_group].mean())
        chances.append(selected[of_group & qualified].mean())
    return max(rates) - min(rates), max(chances) - min(chances)


@wrong(8, "compares two lengths only")
def fairness_differences(group, selected, qualified):
    n = min(len(group), len(qualified))
    if len(group) == len(selected):
        group, selected, qualified = group[:n], selected[:n], qualified[:n]
    else:
        raise ValueError("lengths differ")
    group = np.array(group)
    selected, qualified = np.array(selected, dtype=bool), np.array(qualified, dtype=bool)
    names = np.unique(group)
    if len(names) < 2:
        raise ValueError("fewer than two groups")
    rates, chances = [], []
    for name in names:
        of_group = group == name
        if not qualified[of_group].any():
            raise ValueError("nobody is qualified")
        rates.append(selected[of_group].mean())
        chances.append(selected[of_group & qualified].mean())
    return max(rates) - min(rates), max(chances) - min(chances)


@wrong(8, "takes the groups for numbers")
def fairness_differences(group, selected, qualified):
    if not len(group) == len(selected) == len(qualified):
        raise ValueError("lengths differ")
    group = np.array([len(name) % 2 if isinstance(name, str) else int(name) % 2 for name in group])
    selected, qualified = np.array(selected, dtype=bool), np.array(qualified, dtype=bool)
    names = np.unique(group)
    if len(names) < 2:
        raise ValueError("fewer than two groups")
    rates, chances = [], []
    for name in names:
        of_group = group == name
        if not qualified[of_group].any():
            raise ValueError("nobody is qualified")
        rates.append(selected[of_group].mean())
        chances.append(selected[of_group & qualified].mean())
    return max(rates) - min(rates), max(chances) - min(chances)


@wrong(8, "reads the numbers as they come, and takes off one from the other")
def fairness_differences(group, selected, qualified):
    if not len(group) == len(selected) == len(qualified):
        raise ValueError("lengths differ")
    group = np.array(group)
    selected, qualified = np.array(selected), np.array(qualified)
    names = np.unique(group)
    if len(names) < 2:
        raise ValueError("fewer than two groups")
    rates, chances = [], []
    for name in names:
        of_group = group == name
        if not qualified[of_group].any():
            raise ValueError("nobody is qualified")
        rates.append(selected[of_group].mean())
        chances.append(1 - (qualified - selected)[of_group].sum() / qualified[of_group].sum())
    return max(rates) - min(rates), max(chances) - min(chances)


@wrong(8, "takes the last of several groups with one first letter")
def fairness_differences(group, selected, qualified):
    if not len(group) == len(selected) == len(qualified):
        raise ValueError("lengths differ")
    group = np.array([str(name)[0] for name in group])
    selected, qualified = np.array(selected, dtype=bool), np.array(qualified, dtype=bool)
    names = np.unique(group)
    if len(names) < 2:
        raise ValueError("fewer than two groups")
    rates, chances = [], []
    for name in names:
        of_group = group == name
        if not qualified[of_group].any():
            raise ValueError("nobody is qualified")
        rates.append(selected[of_group].mean())
        chances.append(selected[of_group & qualified].mean())
    return max(rates) - min(rates), max(chances) - min(chances)


@right(8, "with masks")
def fairness_differences(group, selected, qualified):
    if not len(group) == len(selected) == len(qualified):
        raise ValueError("lengths differ")
    group = np.array(group)
    selected, qualified = np.array(selected, dtype=bool), np.array(qualified, dtype=bool)
    names = np.unique(group)
    if len(names) < 2:
        raise ValueError("fewer than two groups")
    rates, chances = [], []
    for name in names:
        of_group = group == name
        if not qualified[of_group].any():
            raise ValueError("nobody is qualified")
        rates.append(selected[of_group].mean())
        chances.append(selected[of_group & qualified].mean())
    return max(rates) - min(rates), max(chances) - min(chances)


@right(8, "with pandas")
def fairness_differences(group, selected, qualified):
    import pandas as pd

    if len({len(group), len(selected), len(qualified)}) > 1:
        raise ValueError("lengths")
    table = pd.DataFrame(
        {"g": list(group), "s": np.asarray(selected) * 1.0, "q": np.asarray(qualified) * 1.0}
    )
    rates = table.groupby("g")["s"].mean()
    chances = table[table["q"] > 0].groupby("g")["s"].mean()
    if len(rates) < 2 or len(chances) < len(rates):
        raise ValueError("groups")
    return rates.max() - rates.min(), chances.max() - chances.min()


@right(8, "with means of nobody, which give a warning")
def fairness_differences(group, selected, qualified):
    group, selected = np.array(group), np.array(selected, dtype=float)
    if not len(group) == len(selected) == len(qualified):
        raise ValueError("lengths differ")
    of_qualified = np.where(np.array(qualified, dtype=bool), selected, np.nan)
    names = np.unique(group)
    rates = [selected[group == name].mean() for name in names]
    chances = [np.nanmean(of_qualified[group == name]) for name in names]
    if len(names) < 2 or np.isnan(chances).any():
        raise ValueError("too few groups, or nobody qualified in one")
    return max(rates) - min(rates), max(chances) - min(chances)


@right(8, "in plain Python, counting")
def fairness_differences(group, selected, qualified):
    counts = {}
    for name, chosen, able in zip(group, selected, qualified, strict=True):
        count = counts.setdefault(name, [0, 0, 0, 0])
        count[0] += 1
        count[1] += int(chosen)
        count[2] += int(able)
        count[3] += int(bool(chosen) and bool(able))
    if len(counts) < 2 or any(count[2] == 0 for count in counts.values()):
        raise ValueError("two groups, and somebody qualified in each")
    rates = sorted(count[1] / count[0] for count in counts.values())
    chances = sorted(count[3] / count[2] for count in counts.values())
    return rates[-1] - rates[0], chances[-1] - chances[0]


# Inputs on which mutants are compared with the solutions


class Table:
    """Payoffs from a table; the binary digits of an index say who is in."""

    def __init__(self, payoffs):
        self.payoffs = payoffs

    def __call__(self, coalition):
        return self.payoffs[sum(1 << int(player) for player in frozenset(coalition))]


MODELS = [
    lambda X: X[:, 0] - 2 * X[:, -1],
    lambda X: X[:, 0] * X[:, -1] + 3,
    lambda X: np.exp(-np.square(X).mean(axis=1)),
]


def lopsided(y, predictions):
    """Return a loss that is neither symmetric nor a mean."""
    return float((np.where(predictions > y, 3, 1) * np.square(predictions - y)).sum())


@inputs(1)
def draw_samples_to_shuffle(rng):
    n_samples, n_features = (int(number) for number in rng.integers(1, 6, size=2))
    if rng.random() < 0.02:
        # Python keeps small integers: of these, two lengths that are equal are not the same object.
        n_samples = 300
    X, y = numbers(rng, n_samples, n_features), numbers(rng, spoiled(rng, n_samples, kept=0.95))
    model = MODELS[rng.integers(len(MODELS))]
    return model, lopsided, X, y, int(rng.integers(-1, 5)), np.random.default_rng(int(rng.integers(1000)))


@inputs(2)
def draw_groups_to_shuffle(rng):
    n_samples, n_features = (int(number) for number in rng.integers(1, 6, size=2))
    X, y = numbers(rng, n_samples, n_features), numbers(rng, n_samples)
    model = MODELS[rng.integers(len(MODELS))]
    groups = []
    for _ in range(rng.integers(1, 4)):
        groups.append(rng.permutation(n_features)[: rng.integers(1, n_features + 1)].tolist())
    if rng.random() < 0.1:
        groups[0][0] = int(rng.choice([-1, n_features, n_features + 3]))
    return (
        model,
        lopsided,
        X,
        y,
        groups,
        int(rng.integers(1, 4)),
        np.random.default_rng(int(rng.integers(1000))),
    )


@inputs(3)
def draw_a_game(rng):
    n_players = int(rng.integers(-1, 5))
    return Table(numbers(rng, 2 ** max(n_players, 0)).tolist()), n_players


@inputs(4)
def draw_a_game_and_orders(rng):
    n_players = int(rng.integers(1, 6))
    game = Table(numbers(rng, 2**n_players).tolist())
    return game, n_players, int(rng.integers(-1, 7)), np.random.default_rng(int(rng.integers(1000)))


@inputs(5)
def draw_a_sample_and_a_background(rng):
    n_features = int(rng.integers(1, 5))
    background = numbers(rng, int(rng.integers(1, 6)), spoiled(rng, n_features, kept=0.95))
    known = rng.permutation(n_features)[: rng.integers(n_features + 1)].tolist()
    if rng.random() < 0.1:
        known.append(int(rng.choice([-1, n_features, n_features + 3])))
    return MODELS[rng.integers(len(MODELS))], numbers(rng, n_features), background, known


@inputs(6)
def draw_a_network_and_pictures(rng):
    generator = torch.Generator().manual_seed(int(rng.integers(1000)))
    layer = torch.nn.Conv2d(1, 2, 2)
    network = torch.nn.Sequential(layer, torch.nn.Tanh(), torch.nn.Flatten(), torch.nn.Linear(2 * 2 * 3, 3))
    for values in network.parameters():
        torch.nn.init.normal_(values, generator=generator)
    n_images = int(rng.integers(1, 4))
    images = torch.randn(n_images, 1, 3, 4, generator=generator)
    classes = rng.integers(3, size=spoiled(rng, n_images, kept=0.95)).tolist()
    if rng.random() < 0.1:
        classes[0] = int(rng.choice([-1, 3, 7]))
    return network.eval(), layer, images, classes


@inputs(7)
def draw_contributions(rng):
    n_samples, n_features = (int(number) for number in rng.integers(1, 5, size=2))
    X, background = numbers(rng, n_samples, n_features), numbers(rng, 2 ** int(rng.integers(4)), n_features)
    contributions = numbers(rng, spoiled(rng, n_samples, kept=0.95), spoiled(rng, n_features, kept=0.95))
    tolerance = float(rng.choice([-1.0, 0.0, 0.25, 0.5, 1.0, 4.0]))
    return MODELS[rng.integers(2)], X, background, contributions, tolerance


@inputs(8)
def draw_people(rng):
    n_people = int(rng.integers(1, 12))
    group = rng.integers(rng.integers(1, 4), size=spoiled(rng, n_people, kept=0.95))
    selected = rng.integers(2, size=spoiled(rng, n_people, kept=0.95))
    qualified = rng.random(spoiled(rng, n_people, kept=0.95)) < 0.8
    return group, selected, qualified
