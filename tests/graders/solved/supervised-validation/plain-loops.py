#%% helpers
import math
from collections import Counter

import numpy as np


def plain(values):
    """Any array or (nested) list as plain Python lists of plain Python values."""
    return np.asarray(values).tolist()


def ratio(numerator, denominator):
    if denominator == 0:
        return 0.0
    return numerator / denominator


def most_frequent(labels):
    """The most frequent label, the first in sorted order among equals, and how often it occurs."""
    votes = Counter(labels)
    winner = None
    for label in sorted(votes):
        if winner is None or votes[label] > votes[winner]:
            winner = label
    return winner, votes[winner]


def check_lengths(first, second):
    if len(first) != len(second):
        raise ValueError(f"lengths differ: {len(first)} and {len(second)}")


#%% confusion_counts
def confusion_counts(y_true, y_pred, classes):
    y_true, y_pred, classes = plain(y_true), plain(y_pred), plain(classes)
    check_lengths(y_true, y_pred)
    rows = []
    for label in classes:
        tp = fp = fn = tn = 0
        for truth, said in zip(y_true, y_pred):
            if truth == label and said == label:
                tp += 1
            elif said == label:
                fp += 1
            elif truth == label:
                fn += 1
            else:
                tn += 1
        rows.append([tp, fp, fn, tn])
    return np.array(rows, dtype=int)


#%% quality
def eight_scores(tp, fp, fn, tn):
    recall = ratio(tp, tp + fn)
    specificity = ratio(tn, tn + fp)
    return [
        ratio(tp + tn, tp + fp + fn + tn),
        ratio(tp, tp + fp),
        recall,
        specificity,
        ratio(2 * tp, 2 * tp + fp + fn),
        ratio(tp, tp + fp + fn),
        (recall + specificity) / 2,
        ratio(tp * tn - fp * fn, math.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))),
    ]


def quality(counts, average):
    rows = plain(counts)
    if average not in ("macro", "micro"):
        raise ValueError("average must be 'macro' or 'micro'")
    for row in rows:
        for count in row:
            if count < 0:
                raise ValueError("a count is below 0")
    if average == "micro":
        total = [0, 0, 0, 0]
        for row in rows:
            for k in range(4):
                total[k] += row[k]
        return np.array(eight_scores(*total), dtype=float)
    sums = [0.0] * 8
    for row in rows:
        for k, score in enumerate(eight_scores(*row)):
            sums[k] += score
    return np.array([s / len(rows) for s in sums], dtype=float)


#%% best_stump
def gini(counts, n):
    total = 0.0
    for count in counts.values():
        total += (count / n) ** 2
    return 1 - total


def best_stump(X, y):
    X, y = plain(X), plain(y)
    check_lengths(X, y)
    n = len(X)
    best = None
    best_impurity = None
    for feature in range(len(X[0])):
        order = sorted(range(n), key=lambda i: X[i][feature])
        left, right = Counter(), Counter(y)
        for position in range(n - 1):
            sample = order[position]
            left[y[sample]] += 1
            right[y[sample]] -= 1
            here, following = X[sample][feature], X[order[position + 1]][feature]
            if here == following:
                continue
            n_left = position + 1
            n_right = n - n_left
            impurity = (n_left * gini(left, n_left) + n_right * gini(right, n_right)) / n
            if best is None or impurity < best_impurity:
                best = (feature, (here + following) / 2)
                best_impurity = impurity
    return best


#%% tree_predict
def tree_predict(X_train, y_train, X_test, max_depth, find_cut):
    X_train, y_train, X_test = plain(X_train), plain(y_train), plain(X_test)
    check_lengths(X_train, y_train)
    if max_depth < 0:
        raise ValueError("max_depth is below 0")
    result = [None] * len(X_test)
    # Nodes that are still to be handled: numbers of training points, numbers of test points, depth.
    nodes = [(list(range(len(X_train))), list(range(len(X_test))), 0)]
    while nodes:
        train, test, depth = nodes.pop()
        labels = [y_train[i] for i in train]
        cut = None
        if depth < max_depth and len(set(labels)) > 1:
            cut = find_cut([list(X_train[i]) for i in train], list(labels))
        if cut is None:
            winner, _ = most_frequent(labels)
            for i in test:
                result[i] = winner
            continue
        feature, threshold = int(cut[0]), float(cut[1])
        nodes.append(
            (
                [i for i in train if X_train[i][feature] <= threshold],
                [i for i in test if X_test[i][feature] <= threshold],
                depth + 1,
            )
        )
        nodes.append(
            (
                [i for i in train if X_train[i][feature] > threshold],
                [i for i in test if X_test[i][feature] > threshold],
                depth + 1,
            )
        )
    return np.array(result)


#%% bagged_predict
def bagged_predict(X_train, y_train, X_test, n_models, fit_predict, rng):
    X_train, y_train = plain(X_train), plain(y_train)
    check_lengths(X_train, y_train)
    if n_models < 1:
        raise ValueError("n_models is below 1")
    n = len(X_train)
    predictions = []
    for _ in range(n_models):
        rows = [int(rng.integers(n)) for _ in range(n)]
        answer = fit_predict([list(X_train[i]) for i in rows], [y_train[i] for i in rows], X_test)
        predictions.append(plain(answer))
    winners, shares = [], []
    for j in range(len(X_test)):
        winner, votes = most_frequent([prediction[j] for prediction in predictions])
        winners.append(winner)
        shares.append(votes / n_models)
    return np.array(winners), np.array(shares, dtype=float)


#%% stratified_split
def stratified_split(X, y, test_share, rng):
    X, y = np.asarray(X), np.asarray(y)
    check_lengths(X, y)
    if not 0 < test_share < 1:
        raise ValueError("test_share must be above 0 and below 1")
    members = {}
    for i, label in enumerate(y.tolist()):
        members.setdefault(label, []).append(i)
    train, test = [], []
    for label in sorted(members):
        rows = members[label]
        if len(rows) < 2:
            raise ValueError(f"class {label} has a single sample")
        n_test = round(float(test_share) * len(rows))
        n_test = min(max(n_test, 1), len(rows) - 1)
        shuffled = rng.permutation(rows).tolist()
        test += shuffled[:n_test]
        train += shuffled[n_test:]
    return X[train], X[test], y[train], y[test]


#%% kfold_indices
def kfold_indices(n_samples, n_splits):
    if n_splits < 2 or n_splits > n_samples:
        raise ValueError("n_splits must be from 2 to n_samples")
    size, rest = divmod(int(n_samples), int(n_splits))
    folds = []
    start = 0
    for k in range(int(n_splits)):
        stop = start + size + (1 if k < rest else 0)
        test = [i for i in range(n_samples) if start <= i < stop]
        train = [i for i in range(n_samples) if i < start or i >= stop]
        folds.append((np.array(train, dtype=int), np.array(test, dtype=int)))
        start = stop
    return folds


#%% cross_validated_accuracy
def cross_validated_accuracy(X, y, folds, scaler, selector, classifier):
    from sklearn.base import clone

    X, y = np.asarray(X), np.asarray(y)
    check_lengths(X, y)
    folds = [(plain(train), plain(test)) for train, test in folds]
    for train, test in folds:
        if set(train) & set(test):
            raise ValueError("a row is in the training and in the test part of the same fold")
    accuracies = []
    for train, test in folds:
        X_train, X_test, y_train = X[train], X[test], y[train]
        for step in (scaler, selector):
            step = clone(step)
            step.fit(X_train, y_train)
            X_train, X_test = step.transform(X_train), step.transform(X_test)
        model = clone(classifier)
        model.fit(X_train, y_train)
        hits = 0
        for said, truth in zip(plain(model.predict(X_test)), y[test].tolist()):
            if said == truth:
                hits += 1
        accuracies.append(hits / len(test))
    return np.array(accuracies, dtype=float)


#%% feature_stack
def gaussian_kernel(sigma):
    radius = math.ceil(5 * sigma)
    weights = [math.exp(-0.5 * (x / sigma) ** 2) for x in range(-radius, radius + 1)]
    total = sum(weights)
    return [w / total for w in weights]


def second_derivative_kernel(sigma):
    kernel = gaussian_kernel(sigma)
    radius = len(kernel) // 2
    return [(x * x / sigma**4 - 1 / sigma**2) * kernel[x + radius] for x in range(-radius, radius + 1)]


def mirrored(position, n):
    position %= 2 * n
    return position if position < n else 2 * n - 1 - position


def filter_rows(image, kernel):
    """Correlate every row with a (symmetric) kernel."""
    radius = len(kernel) // 2
    n = len(image[0])
    places = [mirrored(j, n) for j in range(-radius, n + radius)]
    result = []
    for row in image:
        longer = [row[j] for j in places]
        result.append([sum(w * v for w, v in zip(kernel, longer[j : j + len(kernel)])) for j in range(n)])
    return result


def transposed(image):
    return [list(column) for column in zip(*image)]


def filter_both(image, row_kernel, column_kernel):
    return transposed(filter_rows(transposed(filter_rows(image, row_kernel)), column_kernel))


def feature_stack(image, sigmas):
    image = np.asarray(image)
    if image.ndim != 2:
        raise ValueError("an image has two axes")
    sigmas = [float(sigma) for sigma in sigmas]
    for sigma in sigmas:
        if not sigma > 0:
            raise ValueError("a sigma must be above 0")
    image = image.astype(float).tolist()
    planes = [image]
    for sigma in sigmas:
        narrow, wide = gaussian_kernel(sigma), gaussian_kernel(1.6 * sigma)
        curved = second_derivative_kernel(sigma)
        blurred = filter_both(image, narrow, narrow)
        more_blurred = filter_both(image, wide, wide)
        along_rows = filter_both(image, curved, narrow)
        along_columns = filter_both(image, narrow, curved)
        planes.append(blurred)
        planes.append([[a - b for a, b in zip(r, s)] for r, s in zip(blurred, more_blurred)])
        planes.append([[sigma**2 * (a + b) for a, b in zip(r, s)] for r, s in zip(along_rows, along_columns)])
    table = []
    for i in range(len(image)):
        for j in range(len(image[0])):
            table.append([plane[i][j] for plane in planes])
    return np.array(table, dtype=float)


#%% roc_auc
def roc_auc(y_true, scores):
    y_true, scores = plain(y_true), plain(scores)
    check_lengths(y_true, scores)
    n = len(scores)
    n_positive = sum(1 for truth in y_true if truth == 1)
    n_negative = n - n_positive
    if n_positive == 0 or n_negative == 0:
        raise ValueError("there must be positive and negative samples")
    order = sorted(range(n), key=lambda i: scores[i])
    ranks = [0.0] * n
    start = 0
    while start < n:
        stop = start
        while stop < n and scores[order[stop]] == scores[order[start]]:
            stop += 1
        shared = (start + 1 + stop) / 2
        for position in range(start, stop):
            ranks[order[position]] = shared
        start = stop
    rank_sum = sum(rank for rank, truth in zip(ranks, y_true) if truth == 1)
    return float((rank_sum - n_positive * (n_positive + 1) / 2) / (n_positive * n_negative))
