"""Answers to the assignment explainability: mistakes that are made, and right ways of other kinds."""

# ruff: noqa: F821 - some answers read names of the notebook, which is their mistake

import numpy as np
import torch

from graders.drawing import numbers, spoiled
from graders.proof import inputs, right, slips, wrong

# Question 1: permutation_importance


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


slips(
    1,
    permutation_importance,
    {
        "permutes one feature after the other without putting it back": (
            '        raise ValueError("too few repeats, or lengths that differ")',
            """        raise ValueError("too few repeats, or lengths that differ")
    mixed = X.copy()""",
            """            mixed = X.copy()
""",
            "",
        ),
        "permutes in place what it was given": (
            "array(X, dtype=float), np.array",
            "asarray(X), np.asarray",
            """            mixed = X.copy()
            mixed[:, j] = rng.permutation(X[:, j])
            importances[j] += loss(y, predict(mixed)) - base""",
            """            X[:, j] = rng.permutation(X[:, j])
            importances[j] += loss(y, predict(X)) - base""",
        ),
        "permutes all features at once": (
            "[:, j] = rng.permutation(X[:, j]",
            " = rng.permutation(X",
        ),
        "permutes all features, each in its own order": (
            "[:, j] = rng.permutation(X[:, j]",
            " = rng.permuted(X, axis=0",
        ),
        "permutes within the rows": (
            "[:, j] = rng.permutation(X[:, j]",
            " = rng.permuted(X, axis=1",
        ),
        "reverses the sign": (
            "loss(y, predict(mixed)) - base",
            "base - loss(y, predict(mixed))",
        ),
        "forgets the loss with nothing shuffled": (
            "base = loss(y, predict",
            "loss(y, predict",
            "predict(mixed)) - base",
            "predict(mixed))",
        ),
        "takes the ratio of the losses": (
            "predict(mixed)) - base",
            "predict(mixed)) / (base + 1e-12)",
        ),
        "takes the absolute value": (
            "loss(y, predict(mixed)) - base",
            "abs(loss(y, predict(mixed)) - base)",
        ),
        "cuts at zero": (
            "importances / n_repeats",
            "np.maximum(importances / n_repeats, 0)",
        ),
        "adds up over the repeats": (
            "importances / n_repeats",
            "importances",
        ),
        "divides by the repeats less one": (
            "importances / n_repeats",
            "importances / max(n_repeats - 1, 1)",
        ),
        "makes the importances add up to one": (
            "importances / n_repeats",
            "importances / (abs(importances).sum() or 1)",
        ),
        "shuffles the truth": (
            """            mixed[:, j] = rng.permutation(X[:, j])
            importances[j] += loss(y, predict(mixed)) - base""",
            """            shuffled = rng.permutation(y)
            importances[j] += loss(shuffled, predict(mixed)) - base""",
        ),
        "exchanges truth and prediction in the loss": (
            "loss(y, predict(X)",
            "loss(predict(X), y",
            "y, predict(mixed))",
            "predict(mixed), y)",
        ),
        "always takes the squared error": (
            '        raise ValueError("too few repeats, or lengths that differ")',
            """        raise ValueError("too few repeats, or lengths that differ")

    def loss(y, p):
        return ((y - p) ** 2).mean()
""",
        ),
        "draws with replacement": (
            "permutation(X[:, j]",
            "choice(X[:, j], len(X)",
        ),
        "rolls the column by a random number of places": (
            "rng.permutation(X[:, j]",
            "np.roll(X[:, j], rng.integers(len(X))",
        ),
        "does not allow the order that changes nothing": (
            "            mixed[:, j] = rng.permutation(X[:, j])",
            """            order = rng.permutation(len(X))
            while len(X) > 1 and (order == np.arange(len(X))).all():
                order = rng.permutation(len(X))
            mixed[:, j] = X[order, j]""",
        ),
        "fills the column with zeros": (
            "rng.permutation(X[:, j])",
            "0",
        ),
        "fills the column with its mean": (
            "rng.permutation(X[:, j]",
            "X[:, j].mean(",
        ),
        "draws one order for all features and repeats": (
            '        raise ValueError("too few repeats, or lengths that differ")',
            """        raise ValueError("too few repeats, or lengths that differ")
    order = rng.permutation(len(X))""",
            "rng.permutation(X[:, j])",
            "X[order, j]",
        ),
        "draws with a seed of its own": (
            '        raise ValueError("too few repeats, or lengths that differ")',
            """        raise ValueError("too few repeats, or lengths that differ")
    rng = np.random.default_rng(0)""",
        ),
        "draws from the global state": (
            "rng.permutation(X[",
            "np.random.permutation(X[",
        ),
        "returns the best of the repeats": (
            ".zeros(X.shape[1])",
            ".full(X.shape[1], -np.inf)",
            """            importances[j] += loss(y, predict(mixed)) - base
    return importances / n_repeats""",
            """            importances[j] = max(importances[j], loss(y, predict(mixed)) - base)
    return importances""",
        ),
        "returns a list": (
            "importances / n_repeats",
            "(importances / n_repeats).tolist()",
        ),
        "returns integers": (
            "importances / n_repeats",
            "(importances / n_repeats).astype(int)",
        ),
        "returns the order of the features": (
            "importances / n_repeats",
            "np.argsort(-importances).astype(float)",
        ),
        "leaves the last feature out": (
            "range(X.shape[1]):",
            "range(X.shape[1] - 1):",
        ),
        "counts from no repeats on": (
            "1 or len(y) != len",
            "0 or len(y) != len",
        ),
        "takes one repeat for too few": (
            "1 or len(y) != len",
            "2 or len(y) != len",
        ),
        "lets truths of another length through": (
            " or len(y) != len(X)",
            "",
        ),
        "reads the samples of the notebook": (
            '        raise ValueError("too few repeats, or lengths that differ")',
            """        raise ValueError("too few repeats, or lengths that differ")
    X = X_small.astype(float) if len(X) == 3 else X""",
        ),
    },
)


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


slips(
    2,
    grouped_importance,
    {
        "gives each feature of a group its own order": (
            "n, d = X.shape",
            "_n, d = X.shape",
            """            order = rng.permutation(n)
""",
            "",
            ", j] = X[order, j]",
            ", j] = rng.permutation(X[:, j])",
        ),
        "shuffles one feature of the group after the other and adds up": (
            "n, d = X.shape",
            "_n, d = X.shape",
            """            order = rng.permutation(n)
""",
            "",
            """                mixed[:, j] = X[order, j]
            importances[g] += loss(y, predict(mixed)) - base""",
            """                mixed = X.copy()
                mixed[:, j] = rng.permutation(X[:, j])
                importances[g] += loss(y, predict(mixed)) - base""",
        ),
        "shuffles the first feature of the group only": (
            "for j in group:",
            "for j in group[:1]:",
        ),
        "shuffles the last feature of the group only": (
            "for j in group:",
            "for j in group[-1:]:",
        ),
        "shuffles all rows": (
            """            for j in group:
                mixed[:, j] = X[order, j]""",
            "            mixed = X[order]",
        ),
        "shuffles all other features": (
            "for j in group:",
            "for j in set(range(d)) - set(group):",
        ),
        "does not put back the group before": (
            '        raise ValueError("no such feature")',
            """        raise ValueError("no such feature")
    mixed = X.copy()""",
            """            mixed = X.copy()
""",
            "",
            ", j] = X[order, j]",
            ", j] = mixed[order, j]",
        ),
        "exchanges the features within the group, not the samples": (
            "n, d = X.shape",
            "_n, d = X.shape",
            """            order = rng.permutation(n)
            for j in group:
                mixed[:, j] = X[order, j]""",
            "            mixed[:, group] = rng.permuted(X[:, group], axis=1)",
        ),
        "exchanges values between the features of the group": (
            """            order = rng.permutation(n)
            for j in group:
                mixed[:, j] = X[order, j]""",
            "            mixed[:, group] = rng.permuted(X[:, group], axis=None).reshape(n, -1)",
        ),
        "draws with replacement": (
            "rng.permutation(n)",
            "rng.integers(n, size=n)",
        ),
        "draws one order for each group, the same for all repeats": (
            "    for g, group in enumerate(groups):",
            """    for g, group in enumerate(groups):
        order = rng.permutation(n)""",
            """            order = rng.permutation(n)
""",
            "",
        ),
        "draws with a seed of its own": (
            '        raise ValueError("no such feature")',
            """        raise ValueError("no such feature")
    rng = np.random.default_rng(1)""",
        ),
        "draws from the global state": (
            "rng.permutation(n)",
            "np.random.permutation(n)",
        ),
        "reverses the sign": (
            "loss(y, predict(mixed)) - base",
            "base - loss(y, predict(mixed))",
        ),
        "forgets the loss with nothing shuffled": (
            "base = loss(y, predict",
            "loss(y, predict",
            "predict(mixed)) - base",
            "predict(mixed))",
        ),
        "adds up over the repeats": (
            "importances / n_repeats",
            "importances",
        ),
        "divides by the size of the group": (
            "loss(y, predict(mixed)) - base",
            "(loss(y, predict(mixed)) - base) / len(group)",
        ),
        "exchanges truth and prediction in the loss": (
            "loss(y, predict(X)",
            "loss(predict(X), y",
            "y, predict(mixed))",
            "predict(mixed), y)",
        ),
        "shuffles the truth together with the group": (
            ", predict(mixed)) ",
            "[order], predict(mixed)) ",
        ),
        "sorts the groups": (
            "enumerate(groups):",
            "enumerate(sorted(groups)):",
        ),
        "returns an importance for each feature": (
            "zeros(len(groups))",
            "zeros(d)",
            "g] += loss(y, predict",
            "group] += loss(y, predict",
        ),
        "returns a list": (
            "importances / n_repeats",
            "list(importances / n_repeats)",
        ),
        "counts the features from one": (
            ", j] = X[order, j]",
            ", j - 1] = X[order, j - 1]",
        ),
        "lets features that there are not stumble": (
            """    n, d = X.shape
    if any(j < 0 or j >= d for group in groups for j in group):
        raise ValueError("no such feature")""",
            "    n, _d = X.shape",
        ),
        "lets numbers below 0 count from the end": (
            "< 0 or j >= d for ",
            ">= d for ",
        ),
        "lets the number behind the last through": (
            "= d for group in groups",
            " d for group in groups",
        ),
        "looks at the first group only before it refuses": (
            "groups for j in group",
            "groups[:1] for j in group",
        ),
        "takes feature 0 for none": (
            "0 or j >= d for group",
            "1 or j >= d for group",
        ),
        "shuffles in place what it was given": (
            "X, y = np.array(X,",
            "given, X, y = X, np.array(X,",
            "            importances[g] += loss(y, predict(mixed)) - base",
            """            importances[g] += loss(y, predict(mixed)) - base
    if isinstance(given, np.ndarray):
        given[:] = rng.permutation(given)""",
        ),
        "reads the samples of the notebook": (
            '        raise ValueError("no such feature")',
            """        raise ValueError("no such feature")
    X = X_small[:, [0, 1, 0]].astype(float) if X.shape == (3, 3) else X[:, ::-1]""",
        ),
    },
)


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


slips(
    3,
    shapley_exact,
    {
        "weighs all coalitions alike": (
            """    from math import factorial
""",
            "",
            "factorial(size) * factorial(n - size - 1) / factorial(n",
            "1 / 2 ** (n - 1",
        ),
        "forgets the orders of those who come after": (
            "* factorial(n - size - 1) ",
            "",
        ),
        "forgets the orders of those who came before": (
            "size) * factorial(",
            "",
        ),
        "counts the player among those who come after": (
            " - 1) / factorial(",
            ") / factorial(",
        ),
        "counts the player among those who came before": (
            ") * factorial(n - ",
            " + 1) * factorial(n - ",
        ),
        "divides by the factorial of the others": (
            " 1) / factorial(n)",
            " 1) / factorial(n - 1)",
        ),
        "weighs all sizes alike, and all coalitions of a size": (
            """    from math import factorial
""",
            "",
            "factorial(size) * factorial(n - size - 1) / factorial(n)",
            "1 / n",
        ),
        "forgets the empty coalition": (
            " size in range(n):",
            " size in range(1, n):",
        ),
        "takes the empty coalition for worth nothing": (
            "- v(frozenset(S)))",
            "- (v(frozenset(S)) if S else 0))",
        ),
        "forgets the coalition of all others": (
            " size in range(n):",
            " size in range(max(n - 1, 1)):",
        ),
        "looks at the player alone and with all others only": (
            " size in range(n):",
            " size in {0, n - 1}:",
        ),
        "takes the payoff, not the gain": (
            " - v(frozenset(S))",
            "",
        ),
        "reverses the sign": (
            " | {i}) - v(frozenset(S)",
            ") - v(frozenset(S) | {i}",
        ),
        "returns what each earns alone": (
            """    from math import factorial
""",
            "",
            """        for size in range(n):
            weight = factorial(size) * factorial(n - size - 1) / factorial(n)""",
            """        for size in [0]:
            weight = 1""",
        ),
        "returns what each is missed for": (
            """    from math import factorial
""",
            "",
            """        for size in range(n):
            weight = factorial(size) * factorial(n - size - 1) / factorial(n)""",
            """        for size in [n - 1]:
            weight = 1""",
        ),
        "divides equally": (
            "return phi",
            "return np.full(n, phi.mean())",
        ),
        "makes the values add up to one": (
            "return phi",
            "return phi / (phi.sum() or 1)",
        ),
        "spreads what nobody earns over all": (
            "return phi",
            "return phi + v(frozenset()) / n",
        ),
        "asks with tuples": (
            "frozenset(S) | {i}) - v(frozenset(S)",
            "(*S, i)) - v(S",
        ),
        "asks with sets": (
            "frozenset(S) | {i}) - v(frozenset",
            "set(S) | {i}) - v(set",
        ),
        "numbers the players from one": (
            "S) | {i}) - v(frozenset(",
            "j + 1 for j in S) | {i + 1}) - v(frozenset(j + 1 for j in ",
        ),
        "returns a list": (
            "return phi",
            "return phi.tolist()",
        ),
        "rounds to integers": (
            "return phi",
            "return phi.round()",
        ),
        "returns integers": (
            "np.zeros(n_players",
            "np.zeros(n_players, dtype=int",
            "+= weight * (v(frozenset",
            "= phi[i] + weight * (v(frozenset",
        ),
        "remembers payoffs by the size of the coalition": (
            '        raise ValueError("no players")',
            """        raise ValueError("no players")
    ask, known = v, {}

    def v(S):
        return known.setdefault(len(S), ask(S))
""",
        ),
        "lets games without players through": (
            """    if n_players < 1:
        raise ValueError("no players")
    n, phi = n_players, np.zeros(n_players)""",
            "    n, phi = n_players, np.zeros(max(n_players, 0))",
        ),
        "refuses a single player": (
            "if n_players < 1:",
            "if n_players < 2:",
        ),
    },
)


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


slips(
    4,
    shapley_sampled,
    {
        "takes n in the denominator of the variance": (
            "1) / np.sqrt(n_orders",
            "0) / np.sqrt(n_orders",
        ),
        "returns the standard deviation": (
            " / np.sqrt(n_orders)",
            "",
        ),
        "returns the variance of the mean": (
            "std(axis=0, ddof=1) / np.sqrt(n_orders)",
            "var(axis=0, ddof=1) / n_orders",
        ),
        "divides the standard deviation by the number of orders": (
            " np.sqrt(n_orders)",
            " n_orders",
        ),
        "divides by the root of the number of players": (
            " np.sqrt(n_orders)",
            " np.sqrt(n_players)",
        ),
        "returns the half width of an interval": (
            "gains.std(axis=0, ",
            "1.96 * gains.std(axis=0, ",
        ),
        "exchanges values and errors": (
            "mean(axis=0), gains.std(axis=0, ddof=1) / np.sqrt(n_orders",
            "std(axis=0, ddof=1) / np.sqrt(n_orders), gains.mean(axis=0",
        ),
        "returns the values only": (
            ", gains.std(axis=0, ddof=1) / np.sqrt(n_orders)",
            "",
        ),
        "returns the median": (
            "gains.mean(axis=0)",
            "np.median(gains, axis=0)",
        ),
        "averages over the players": (
            "0), gains.std(axis",
            "1), gains.std(axis",
        ),
        "adds up over the orders": (
            "mean(axis=0), gains",
            "sum(axis=0), gains",
        ),
        "always takes the same order": (
            "rng.permutation(n_players",
            "range(n_players",
        ),
        "rotates one order": (
            "rng.permutation(n_players",
            "np.roll(np.arange(n_players), rng.integers(n_players)",
        ),
        "draws coalitions that are all equally likely": (
            """        S = frozenset()
        for i in rng.permutation(n_players):""",
            """        for i in range(n_players):
            S = frozenset(np.flatnonzero(rng.random(n_players) < 0.5).tolist()) - {i}""",
            """            S = S | {i}
""",
            "",
        ),
        "does not let the players in": (
            """            S = S | {i}
""",
            "",
        ),
        "takes the payoff, not the gain": (
            " v(S | {i}) - v(S)",
            " v(S | {i})",
        ),
        "takes the empty coalition for worth nothing": (
            " v(S | {i}) - v(S)",
            " v(S | {i}) - (v(S) if S else 0)",
        ),
        "forgets whoever comes first": (
            " v(S | {i}) - v(S)",
            " v(S | {i}) - v(S) if S else 0",
        ),
        "reverses the sign": (
            " v(S | {i}) - v(S)",
            " v(S) - v(S | {i})",
        ),
        "writes the gains by place instead of by player": (
            """        for i in rng.permutation(n_players):
            gains[k, i] = v(S | {i}) - v(S)""",
            """        for place, i in enumerate(rng.permutation(n_players)):
            gains[k, place] = v(S | {i}) - v(S)""",
        ),
        "asks for all coalitions": (
            '        raise ValueError("too few orders")',
            """        raise ValueError("too few orders")
    if n_players > 20:
        raise MemoryError("too many coalitions")""",
        ),
        "asks with sets": (
            "S = frozenset()",
            "S = set()",
        ),
        "draws with a seed of its own": (
            '        raise ValueError("too few orders")',
            """        raise ValueError("too few orders")
    rng = np.random.default_rng(7)""",
        ),
        "draws from the global state": (
            "rng.permutation(n_players",
            "np.random.permutation(n_players",
        ),
        "returns a list of both": (
            "gains.mean(axis=0), gains.std(axis=0, ddof=1) / np.sqrt(n_orders)",
            "[gains.mean(axis=0), gains.std(axis=0, ddof=1) / np.sqrt(n_orders)]",
        ),
        "returns lists": (
            ", gains.std(axis=0, ddof=1) / np.sqrt(n_orders",
            ".tolist(), (gains.std(axis=0, ddof=1) / np.sqrt(n_orders)).tolist(",
        ),
        "lets a single order through": (
            "if n_orders < 2:",
            "if n_orders < 1:",
        ),
        "refuses two orders": (
            "if n_orders < 2:",
            "if n_orders < 3:",
        ),
        "warns instead of raising": (
            'raise ValueError("too few orders"',
            "return np.zeros(n_players), np.full(n_players, np.inf",
        ),
    },
)


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


slips(
    5,
    coalition_value,
    {
        "averages the background before the model": (
            " background.copy()",
            " background.mean(axis=0)",
            """        mixed[:, j] = x[j]
    return predict(mixed).mean()""",
            """        mixed[j] = x[j]
    return predict(mixed[None])[0]""",
        ),
        "takes the median of the background": (
            " background.copy()",
            " np.median(background, axis=0)",
            """        mixed[:, j] = x[j]
    return predict(mixed).mean()""",
            """        mixed[j] = x[j]
    return predict(mixed[None])[0]""",
        ),
        "takes what is not known from the sample": (
            "for j in known:",
            "for j in set(range(len(x))) - set(known):",
        ),
        "sets what is not known to 0": (
            " background.copy()",
            " 0 * background",
        ),
        "takes the first row of the background only": (
            " background.copy()",
            " background[:1].copy()",
        ),
        "predicts for the sample": (
            " background.copy()",
            " x + 0 * background",
        ),
        "predicts for the background": (
            "mixed[:, j] = x[j]",
            "mixed[:, j] = mixed[:, j]",
        ),
        "takes one row at random": (
            "predict(mixed).mean()",
            "predict(mixed)[np.random.default_rng(0).integers(len(mixed))]",
        ),
        "subtracts the mean prediction": (
            "predict(mixed).mean",
            "predict(mixed).mean() - predict(background).mean",
        ),
        "returns the sum": (
            "predict(mixed).mean",
            "predict(mixed).sum",
        ),
        "divides by the rows less one": (
            "predict(mixed).mean(",
            "predict(mixed).sum() / max(len(mixed) - 1, 1",
        ),
        "returns the median of the predictions": (
            "predict(mixed).mean(",
            "np.median(predict(mixed)",
        ),
        "returns all predictions": (
            "predict(mixed).mean(",
            "predict(mixed",
        ),
        "keeps the background's integers": (
            ", dtype=float), np.array(background, dtype=float",
            "), np.array(background",
        ),
        "keeps the sample's integers": (
            ", dtype=float), np",
            ").astype(int), np",
        ),
        "averages only rows that already look like the sample": (
            "        mixed[:, j] = x[j]",
            """        mixed[:, j] = x[j]
    alike = (background == mixed).all(axis=1)
    mixed = mixed[alike] if alike.any() else mixed""",
        ),
        "exchanges the roles of sample and background": (
            " background.copy()",
            " np.tile(x, (len(background), 1))",
            "mixed[:, j] = x[j]",
            "mixed[:, j] = background[:, j]",
        ),
        "knows one feature at most": (
            "for j in known:",
            "for j in list(known)[:1]:",
        ),
        "takes known for a mask": (
            """    mixed = background.copy()
    for j in known:
        mixed[:, j] = x[j]""",
            """    mask = np.zeros(len(x), dtype=bool)
    mask[: len(known)] = True
    mixed = np.where(mask, x, background)""",
        ),
        "changes the background": (
            "array(background, ",
            "asarray(background, ",
            " background.copy()",
            " background",
        ),
        "stumbles over a set": (
            """    for j in known:
        mixed[:, j] = x[j]""",
            "    mixed[:, known] = x[known]",
        ),
        "lets an empty coalition be worth nothing": (
            '        raise ValueError("no such feature")',
            """        raise ValueError("no such feature")
    if not known:
        return 0.0""",
        ),
        "refuses when everything is known": (
            '        raise ValueError("no such feature")',
            """        raise ValueError("no such feature")
    if len(known) == len(x):
        raise ValueError("nothing is left")""",
        ),
        "counts the features from one": (
            "mixed[:, j] = x[j]",
            "mixed[:, j - 1] = x[j - 1]",
        ),
        "lets numbers below 0 count from the end": (
            "< 0 or j >= len(x)",
            ">= len(x)",
        ),
        "lets features that there are not stumble": (
            """    if any(j < 0 or j >= len(x) for j in known):
        raise ValueError("no such feature")
""",
            "",
        ),
        "leaves out features that there are not": (
            'raise ValueError("no such feature")',
            "known = [j for j in known if 0 <= j < len(x)]",
        ),
        "lets a background of another width through": (
            """    if background.shape[1] != len(x):
        raise ValueError("x and background differ in their features")
""",
            "",
        ),
        "refuses a wider background only": (
            "shape[1] != len(x)",
            "shape[1] > len(x)",
        ),
        "refuses a narrower background only": (
            "shape[1] != len(x)",
            "shape[1] < len(x)",
        ),
        "returns text": (
            "predict(mixed).mean()",
            'f"{predict(mixed).mean()}"',
        ),
        "rounds": (
            "predict(mixed).mean(",
            "round(float(predict(mixed).mean()), 2",
        ),
        "reads the samples of the notebook": (
            '        raise ValueError("no such feature")',
            """        raise ValueError("no such feature")
    background = X_small / 1.0 if len(x) == 2 else background[::2]""",
        ),
    },
)


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


slips(
    6,
    grad_cam,
    {
        "forgets the ReLU": (
            "torch.relu((alpha[:, :, None, None] * A).sum(dim=1)",
            "(alpha[:, :, None, None] * A).sum(dim=1",
        ),
        "takes the absolute value": (
            "relu((alpha[:, :, ",
            "abs((alpha[:, :, ",
        ),
        "cuts the activations": (
            "] * A).sum(dim=1))",
            "] * torch.relu(A)).sum(dim=1))",
        ),
        "cuts the weights": (
            "G.mean(dim=(2, 3))",
            "torch.relu(G.mean(dim=(2, 3)))",
        ),
        "cuts the slopes before it averages them": (
            "G.mean(dim=(2, 3))",
            "torch.relu(G).mean(dim=(2, 3))",
        ),
        "cuts each channel before it adds them up": (
            "(alpha[:, :, None, None] * A).sum(dim=1)",
            "alpha[:, :, None, None] * A).sum(dim=1",
        ),
        "adds up the slopes instead of averaging them": (
            "G.mean(dim=(2, 3))",
            "G.sum(dim=(2, 3))",
        ),
        "averages the slopes over the channels, too": (
            "G.mean(dim=(2, 3))",
            "G.mean(dim=(1, 2, 3), keepdim=True)[:, :, 0, 0]",
        ),
        "averages the slopes over the pictures, too": (
            "G.mean(dim=(2, 3))",
            "G.mean(dim=(0, 2, 3))[None].repeat(len(A), 1)",
        ),
        "multiplies slopes and activations place by place": (
            """    alpha = G.mean(dim=(2, 3))
    maps = torch.relu((alpha[:, :, None, None] * A).sum(dim=1))""",
            """    G.mean(dim=(2, 3))
    maps = torch.relu((G * A).sum(dim=1))""",
        ),
        "returns the mean over the channels": (
            "] * A).sum(dim=1))",
            "] * A).mean(dim=1))",
        ),
        "takes the largest slope of each channel": (
            "G.mean(dim=(2, 3))",
            "G.amax(dim=(2, 3))",
        ),
        "weighs all channels alike": (
            "G.mean(dim=(2, 3))",
            "torch.ones_like(G).mean(dim=(2, 3))",
        ),
        "takes the slopes with respect to the pictures": (
            "    handle = layer.register_forward_hook(hook)",
            """    handle = layer.register_forward_hook(hook)
    images = images.clone().requires_grad_()""",
            'A = kept["A"]',
            'kept["A"]',
            """    G = torch.autograd.grad(chosen, A)[0]
    alpha = G.mean(dim=(2, 3))
    maps = torch.relu((alpha[:, :, None, None] * A).sum(dim=1))""",
            """    G = torch.autograd.grad(chosen, images)[0]
    G.mean(dim=(2, 3))
    maps = torch.relu(G.sum(dim=1))""",
        ),
        "explains the class with the highest score": (
            "torch.tensor(classes",
            "scores.argmax(dim=1",
        ),
        "explains the first class for all": (
            "tensor(classes)].sum",
            "tensor([classes[0]] * len(images))].sum",
        ),
        "adds up the scores of all asked classes for every picture": (
            "torch.arange(len(images))",
            ":",
        ),
        "adds up all scores": (
            "[torch.arange(len(images)), torch.tensor(classes)]",
            "",
        ),
        "explains probabilities": (
            '        raise ValueError("classes do not fit")',
            """        raise ValueError("classes do not fit")
    scores = scores.softmax(dim=1)""",
        ),
        "averages the scores over the batch": (
            "tensor(classes)].sum",
            "tensor(classes)].mean",
        ),
        "explains the loss": (
            "    chosen = scores[torch.arange(len(images)), torch.tensor(classes)].sum()",
            """    chosen = scores[torch.arange(len(images)), torch.tensor(classes)].sum()
    chosen = torch.nn.functional.cross_entropy(scores, torch.tensor(classes), reduction="sum")""",
        ),
        "scales each map to 1": (
            "return maps.detach",
            "return (maps / (maps.amax(dim=(1, 2), keepdim=True) + 1e-9)).detach",
        ),
        "enlarges the maps to twice their size": (
            "return maps.detach",
            "return torch.nn.functional.interpolate(maps[:, None], scale_factor=2)[:, 0].detach",
        ),
        "enlarges the maps to the size of the pictures": (
            "    return maps.detach()",
            """    size = images.shape[-2:]
    return (
        torch.nn.functional.interpolate(maps[:, None], size=size)[:, 0].detach()
        if size != (2, 2)
        else maps.detach()
    )""",
        ),
        "leaves its hook behind": (
            "handle = layer.register_forward_hook",
            "layer.register_forward_hook",
            """    handle.remove()
""",
            "",
        ),
        "leaves its hook behind when it refuses": (
            """    handle.remove()
""",
            "",
            '        raise ValueError("classes do not fit")',
            """        raise ValueError("classes do not fit")
    handle.remove()""",
        ),
        "leaves a backward hook behind": (
            "    handle = layer.register_forward_hook(hook)",
            """    handle = layer.register_forward_hook(hook)
    layer.register_full_backward_hook(lambda *passed: None)""",
        ),
        "takes a step with the gradients": (
            "    maps = torch.relu((alpha[:, :, None, None] * A).sum(dim=1))",
            """    maps = torch.relu((alpha[:, :, None, None] * A).sum(dim=1))
    with torch.no_grad():
        for values in network.parameters():
            values -= 0.01""",
        ),
        "leaves the network in training mode": (
            "    handle = layer.register_forward_hook(hook)",
            """    handle = layer.register_forward_hook(hook)
    network.train()""",
        ),
        "returns maps that require gradients": (
            "return maps.detach()",
            "return maps",
        ),
        "returns arrays": (
            "return maps.detach",
            "return maps.detach().numpy",
        ),
        "keeps an axis for the channel": (
            "return maps.detach()",
            "return maps.detach()[:, None]",
        ),
        "returns a map for the first picture only": (
            "return maps.detach()",
            "return maps.detach()[0]",
        ),
        "returns the mean map of the batch": (
            "return maps.detach(",
            "return maps.detach().mean(dim=0, keepdim=True).repeat(len(maps), 1, 1",
        ),
        "returns weights": (
            """    maps = torch.relu((alpha[:, :, None, None] * A).sum(dim=1))
    return maps.detach()""",
            """    torch.relu((alpha[:, :, None, None] * A).sum(dim=1))
    return alpha.detach()""",
        ),
        "takes what goes into the layer": (
            'kept["A"] = output',
            'kept["A"] = inputs[0]',
        ),
        "works on activations that are cut off": (
            'A = kept["A"]',
            'A = kept["A"].detach().requires_grad_()',
        ),
        "lets classes below 0 count from the end": (
            "min(classes) < 0 or ",
            "",
        ),
        "lets one class stand for all pictures": (
            "    n_classes = scores.shape[1]",
            """    n_classes = scores.shape[1]
    if len(classes) == 1:
        classes = classes * len(images)""",
        ),
        "lets classes that there are not stumble": (
            """    n_classes = scores.shape[1]
    if len(classes) != len(images) or min(classes) < 0 or max(classes) >= n_classes:""",
            """    scores.shape[1]
    if len(classes) != len(images) or min(classes) < 0:""",
        ),
        "leaves out pictures without a class": (
            "!= len(images) or ",
            "> len(images) or ",
            "images)), torch.tensor",
            "classes)), torch.tensor",
        ),
        "leaves out classes without a picture": (
            "!= len(images) or ",
            "< len(images) or ",
            "tensor(classes)].sum",
            "tensor(classes[: len(images)])].sum",
        ),
    },
)


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


slips(
    7,
    check_additivity,
    {
        "averages the background before the model": (
            "background).mean()",
            "background.mean(axis=0, keepdims=True))[0]",
        ),
        "forgets the mean prediction": (
            """    base = predict(background).mean()
    gaps = base + phi.sum(axis=1) - predict(X)""",
            """    predict(background).mean()
    gaps = phi.sum(axis=1) - predict(X)""",
        ),
        "starts from the mean prediction of the samples": (
            "background).mean()",
            "X).mean()",
        ),
        "starts from the prediction for zeros": (
            "background).mean()",
            "0 * background).mean()",
        ),
        "starts from the first row of the background": (
            "background).mean()",
            "background)[0]",
        ),
        "starts from the sum over the background": (
            "background).mean()",
            "background).sum()",
        ),
        "starts from the median": (
            "predict(background).mean(",
            "np.median(predict(background)",
        ),
        "subtracts the mean prediction": (
            "base + phi.sum(axis=1)",
            "phi.sum(axis=1) - base",
        ),
        "reverses the sign": (
            "base + phi.sum(axis=1) - predict(X",
            "predict(X) - base - phi.sum(axis=1",
        ),
        "returns absolute gaps": (
            "gaps, np.abs(gaps)",
            "np.abs(gaps), np.abs(gaps)",
        ),
        "compares the gap without its sign taken off": (
            "np.abs(gaps) <= tolerance",
            "gaps <= tolerance",
        ),
        "compares strictly": (
            "gaps) <= tolerance",
            "gaps) < tolerance",
        ),
        "takes the tolerance as relative": (
            "gaps) <= tolerance",
            "gaps) <= tolerance * np.abs(predict(X))",
        ),
        "compares with np.isclose": (
            "abs(gaps) <= tolerance",
            "isclose(base + phi.sum(axis=1), predict(X), atol=tolerance)",
        ),
        "compares squares with the tolerance": (
            "np.abs(gaps) <= tolerance",
            "gaps**2 <= tolerance",
        ),
        "says what does not add up": (
            "gaps) <= tolerance",
            "gaps) > tolerance",
        ),
        "says whether all of it adds up": (
            "np.abs(gaps) <= tolerance",
            "bool((np.abs(gaps) <= tolerance).all())",
        ),
        "adds up over the samples": (
            "axis=1) - predict(",
            "axis=0)[0] - predict(",
        ),
        "averages the contributions": (
            "sum(axis=1) - predict",
            "mean(axis=1) - predict",
        ),
        "adds absolute contributions": (
            "phi.sum(axis=1) - ",
            "np.abs(phi).sum(axis=1) - ",
        ),
        "adds up everything": (
            "axis=1) - predict(",
            ") - predict(",
        ),
        "adds up in a small type": (
            "contributions, dtype=float",
            "contributions",
            "axis=1) - predict(",
            "axis=1, dtype=phi.dtype) - predict(",
        ),
        "returns the verdict first": (
            "gaps, np.abs(gaps) <= tolerance",
            "np.abs(gaps) <= tolerance, gaps",
        ),
        "returns the gaps only": (
            ", np.abs(gaps) <= tolerance",
            "",
        ),
        "returns a list of both": (
            "gaps, np.abs(gaps) <= tolerance",
            "[gaps, np.abs(gaps) <= tolerance]",
        ),
        "returns lists": (
            ", np.abs(gaps) <= tolerance",
            ".tolist(), (np.abs(gaps) <= tolerance).tolist()",
        ),
        "returns 0 and 1": (
            "np.abs(gaps) <= tolerance",
            "(np.abs(gaps) <= tolerance).astype(int)",
        ),
        "returns the samples that add up": (
            "abs(gaps) <= tolerance",
            "flatnonzero(np.abs(gaps) <= tolerance)",
        ),
        "rounds the gaps": (
            ", np.abs(gaps) <= ",
            ".round(1), np.abs(gaps) <= ",
        ),
        "lets other shapes through": (
            """    if phi.shape != X.shape:
        raise ValueError("X and contributions differ in shape")
""",
            "",
        ),
        "compares the numbers of samples only": (
            "phi.shape != X.shape",
            "len(phi) != len(X)",
        ),
        "compares the numbers of features only": (
            ".shape != X.shape:",
            ".shape[-1] != X.shape[-1]:",
        ),
        "lets a tolerance below 0 through": (
            """    if tolerance < 0:
        raise ValueError("tolerance is negative")
""",
            "",
        ),
        "refuses a tolerance of 0": (
            "if tolerance < 0:",
            "if tolerance <= 0:",
        ),
        "takes the contributions away in place": (
            "    phi = np.array(contributions, dtype=float)",
            """    phi = np.asarray(contributions)
    if phi.dtype == float and phi.shape == X.shape:
        phi[:, 0] += 0.5
        phi = phi - 0.0
        phi[:, 0] -= 0.5
    phi = phi.astype(float)""",
        ),
        "reads the samples of the notebook": (
            '        raise ValueError("tolerance is negative")',
            """        raise ValueError("tolerance is negative")
    background = X_small[:, :1].repeat(X.shape[1], axis=1) / 1.0 if len(X) == 3 else background""",
        ),
    },
)


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


slips(
    8,
    fairness_differences,
    {
        "divides the selected qualified by all of the group": (
            "selected[of_group & qualified",
            "(selected & qualified)[of_group",
        ),
        "takes the share of the qualified among the selected": (
            "selected[of_group & qualified].mean()",
            "qualified[of_group & selected].mean() if (of_group & selected).any() else 0.0",
        ),
        "takes the rate of the unqualified": (
            "qualified].mean())",
            "~qualified].mean() if (of_group & ~qualified).any() else 0.0)",
        ),
        "takes the accuracy of each group": (
            "selected[of_group & qualified",
            "(selected == qualified)[of_group",
        ),
        "takes the share of the qualified for the selection rate": (
            "selected[of_group]",
            "qualified[of_group]",
        ),
        "divides by all people": (
            "[of_group].mean())",
            "[of_group].sum() / len(group))",
        ),
        "takes the group's share of all who are selected": (
            "[of_group].mean())",
            "[of_group].sum() / max(selected.sum(), 1))",
        ),
        "takes the rate of those who were turned down among the qualified for the first": (
            "[of_group].mean())",
            "[of_group & qualified].mean())",
        ),
        "compares the first two groups": (
            "max(rates) - min(rates), max(chances) - min(chances",
            "abs(rates[0] - rates[1]), abs(chances[0] - chances[1]",
        ),
        "compares the first and the last group": (
            "max(rates) - min(rates), max(chances) - min(chances",
            "abs(rates[0] - rates[-1]), abs(chances[0] - chances[-1]",
        ),
        "keeps the sign of the first group minus the last": (
            "max(rates) - min(rates), max(chances) - min(chances)",
            "rates[0] - rates[-1], chances[0] - chances[-1]",
        ),
        "compares the groups of the largest and smallest selection rate in both": (
            "    return max(rates) - min(rates), max(chances) - min(chances)",
            """    high, low = int(np.argmax(rates)), int(np.argmin(rates))
    return rates[high] - rates[low], chances[high] - chances[low]""",
        ),
        "returns ratios": (
            "max(rates) - min(rates), max(chances) - min(chances",
            "min(rates) / max(max(rates), 1e-9), min(chances) / max(max(chances), 1e-9",
        ),
        "returns the standard deviation between groups": (
            "max(rates) - min(rates), max(chances) - min",
            "np.std(rates), np.std",
        ),
        "returns the largest distance from the overall rate": (
            "    return max(rates) - min(rates), max(chances) - min(chances)",
            """    overall, able = selected.mean(), selected[qualified].mean()
    return max(abs(r - overall) for r in rates), max(abs(c - able) for c in chances)""",
        ),
        "returns percent": (
            "max(rates) - min(rates), max(chances) - min(chances",
            "100 * (max(rates) - min(rates)), 100 * (max(chances) - min(chances)",
        ),
        "rounds to percent": (
            "max(rates) - min(rates), max(chances) - min(chances",
            "round(max(rates) - min(rates), 2), round(max(chances) - min(chances), 2",
        ),
        "exchanges both differences": (
            "rates) - min(rates), max(chances) - min(chances",
            "chances) - min(chances), max(rates) - min(rates",
        ),
        "returns the first difference only": (
            ", max(chances) - min(chances)",
            "",
        ),
        "returns a list": (
            "max(rates) - min(rates), max(chances) - min(chances)",
            "[max(rates) - min(rates), max(chances) - min(chances)]",
        ),
        "returns an array of both": (
            "max(rates) - min(rates), max(chances) - min(chances",
            "np.array([max(rates) - min(rates), max(chances) - min(chances)]",
        ),
        "exchanges selected and qualified": (
            "selected, dtype=bool), np.array(qualified",
            "qualified, dtype=bool), np.array(selected",
        ),
        "leaves out groups in which nobody is qualified": (
            'raise ValueError("nobody is qualified")',
            "continue",
            "        chances.append(selected[of_group & qualified].mean())",
            """        chances.append(selected[of_group & qualified].mean())
    rates, chances = rates or [0], chances or [0]""",
        ),
        "takes a rate of 0 where nobody is qualified": (
            """        if not qualified[of_group].any():
            raise ValueError("nobody is qualified")
""",
            "",
            "selected[of_group & qualified].mean(",
            "(selected & qualified)[of_group].sum() / max(qualified[of_group].sum(), 1",
        ),
        "returns nan where nobody is qualified": (
            """        if not qualified[of_group].any():
            raise ValueError("nobody is qualified")
""",
            "",
        ),
        "asks only whether somebody is qualified at all": (
            "qualified[of_group]",
            "qualified",
        ),
        "lets a single group through": (
            """    if len(names) < 2:
        raise ValueError("fewer than two groups")
""",
            "",
        ),
        "refuses more than two groups": (
            "if len(names) < 2:",
            "if len(names) != 2:",
        ),
        "lets lengths differ": (
            """    if not len(group) == len(selected) == len(qualified):
        raise ValueError("lengths differ")""",
            """    n = min(len(group), len(selected), len(qualified))
    group, selected, qualified = group[:n], selected[:n], qualified[:n]""",
        ),
        "compares two lengths only": (
            "    if not len(group) == len(selected) == len(qualified):",
            """    n = min(len(group), len(qualified))
    if len(group) == len(selected):
        group, selected, qualified = group[:n], selected[:n], qualified[:n]
    else:""",
        ),
        "takes the groups for numbers": (
            " = np.array(group)",
            " = np.array([len(name) % 2 if isinstance(name, str) else int(name) % 2 for name in group])",
        ),
        "reads the numbers as they come, and takes off one from the other": (
            ", dtype=bool), np.array(qualified, dtype=bool",
            "), np.array(qualified",
            "selected[of_group & qualified].mean",
            "1 - (qualified - selected)[of_group].sum() / qualified[of_group].sum",
        ),
        "takes the last of several groups with one first letter": (
            " = np.array(group)",
            " = np.array([str(name)[0] for name in group])",
        ),
    },
)


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
