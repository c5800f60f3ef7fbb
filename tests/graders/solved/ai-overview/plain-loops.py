import math
import statistics
from collections import defaultdict

import numpy as np


def plain(number):
    """A NumPy number as a plain Python number: no uint8 that wraps around, no float16."""
    return number.item() if hasattr(number, "item") else number


def plain_rows(points):
    """The rows of a matrix as lists of floats, and how many columns it has (None: unknown)."""
    rows = [[float(value) for value in row] for row in points]
    if hasattr(points, "shape"):
        width = points.shape[1]
    else:
        width = len(rows[0]) if rows else None
    for row in rows:
        if len(row) != width:
            raise ValueError("rows of different lengths")
    return rows, width


def centred(numbers):
    mean = math.fsum(numbers) / len(numbers)
    return [number - mean for number in numbers]


def dot(a, b):
    return math.fsum(u * v for u, v in zip(a, b))


def name_families(tasks):
    families = {"apple weights": "supervised", "apple heaps": "unsupervised"}
    families["coin centuries"] = "supervised"
    families["coin map"] = "unsupervised"
    families["new coins"] = "generative"
    families["coin brush"] = "reinforcement"
    families["marked payments"] = "supervised"
    families["odd payments"] = "unsupervised"
    families["invented payments"] = "generative"
    families["lifts"] = "reinforcement"
    families["expert moves"] = "supervised"
    families["own games"] = "reinforcement"
    families["openings"] = "unsupervised"
    families["tunes"] = "generative"
    answer = {}
    for task in tasks:
        if task not in families:
            raise ValueError(f"not in the table: {task!r}")
        answer[task] = families[task]
    return answer


def nearest_centroid(X_train, y_train, X_test):
    train, train_width = plain_rows(X_train)
    test, test_width = plain_rows(X_test)
    labels = [plain(label) for label in y_train]
    if not train:
        raise ValueError("no training points")
    if len(labels) != len(train):
        raise ValueError("not as many labels as training points")
    if test_width is not None and test_width != train_width:
        raise ValueError("different numbers of features")
    members = defaultdict(list)
    for row, label in zip(train, labels):
        members[label].append(row)
    centroids = {}
    for label in sorted(members):
        centroids[label] = [statistics.fmean(column) for column in zip(*members[label])]
    answers = []
    for row in test:
        best, best_distance = None, None
        for label, centroid in centroids.items():
            distance = 0.0
            for a, b in zip(row, centroid):
                distance += (a - b) ** 2
            if best_distance is None or distance < best_distance:
                best, best_distance = label, distance
        answers.append(best)
    return np.array(answers, dtype=np.asarray(y_train).dtype)


def label_information(counts, seconds_per_label):
    counts = [plain(count) for count in counts]
    if not counts:
        raise ValueError("no counts")
    for count in counts:
        if count < 0:
            raise ValueError("a negative count")
    total = sum(counts)
    if total == 0:
        raise ValueError("no labels")
    if not seconds_per_label > 0:
        raise ValueError("seconds_per_label is not above 0")
    bits = 0.0
    for count in counts:
        if count > 0:
            # -log2(p) = log2(total / count), without cancellation for a share near 1
            bits += count / total * math.log1p((total - count) / count) / math.log(2)
    return bits, bits * 3600 / float(seconds_per_label)


def selection_bias(sizes, values, n_labelled):
    sizes = [plain(size) for size in sizes]
    values = [plain(value) for value in values]
    n = len(sizes)
    if len(values) != n:
        raise ValueError("not as many values as sizes")
    if not 2 <= n_labelled <= n:
        raise ValueError("n_labelled is not from 2 to n_samples")
    if min(values) == max(values):
        raise ValueError("all values are equal")
    # a sort in reverse is stable, too: of equal sizes the first in the list stays first
    order = sorted(range(n), key=sizes.__getitem__, reverse=True)
    labelled = [False] * n
    for i in order[:n_labelled]:
        labelled[i] = True
    chosen = [value for value, yes in zip(values, labelled) if yes]
    spread = statistics.pstdev(values)
    mean_bias = (statistics.mean(chosen) - statistics.mean(values)) / spread
    spread_bias = (statistics.stdev(chosen) - spread) / spread
    return np.array(labelled, dtype=bool), float(mean_bias), float(spread_bias)


def partial_correlation(x, y, z):
    x = [float(value) for value in x]
    y = [float(value) for value in y]
    rows = [[float(v) for v in row] if hasattr(row, "__len__") else [float(row)] for row in z]
    n = len(x)
    if len(y) != n or len(rows) != n:
        raise ValueError("different numbers of samples")
    if n == 0:
        raise ValueError("no samples")
    k = len(rows[0])
    for row in rows:
        if len(row) != k:
            raise ValueError("rows of different lengths")
    if n < k + 3:
        raise ValueError("too few samples")
    columns = [list(column) for column in zip(*rows)]
    for numbers in [x, y, *columns]:
        if min(numbers) == max(numbers):
            raise ValueError("a constant feature")
    # Gram-Schmidt, each time twice, on centred columns: centring is the intercept.
    basis = []

    def residuals(numbers):
        rest = centred(numbers)
        for _ in range(2):
            for direction in basis:
                share = dot(rest, direction)
                rest = [r - share * d for r, d in zip(rest, direction)]
        return rest

    for column in columns:
        before = math.sqrt(dot(centred(column), centred(column)))
        rest = residuals(column)
        length = math.sqrt(dot(rest, rest))
        if length > 1e-10 * before:  # else the other columns and the intercept say it all
            basis.append([r / length for r in rest])
    correlation = statistics.correlation(residuals(x), residuals(y))
    return max(-1.0, min(1.0, correlation))


def benjamini_hochberg(p_values, alpha=0.05):
    p_values = [float(p) for p in p_values]
    if not 0 < alpha < 1:
        raise ValueError("alpha is not above 0 and below 1")
    for p in p_values:
        if not 0 <= p <= 1:
            raise ValueError("a p value is not from 0 to 1")
    m = len(p_values)
    order = sorted(range(m), key=p_values.__getitem__)
    largest = 0
    for k in range(1, m + 1):
        if p_values[order[k - 1]] <= k / m * alpha:
            largest = k
    discoveries = [False] * m
    for i in order[:largest]:
        discoveries[i] = True
    return np.array(discoveries, dtype=bool)
