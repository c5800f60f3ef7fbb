"""Answers to the assignment supervised-validation: mistakes that are made, and right ways of other kinds."""

# ruff: noqa: F821 - some answers read names of the notebook, which is their mistake

import numpy as np

from graders.drawing import spoiled
from graders.proof import inputs, right, wrong

# Question 1: confusion_counts


@wrong(1, "exchanges false positives and false negatives")
def confusion_counts(y_true, y_pred, classes):
    y_true, y_pred = np.asarray(y_true), np.asarray(y_pred)
    if len(y_true) != len(y_pred):
        raise ValueError("different lengths")
    rows = []
    for label in classes:
        t, p = y_true == label, y_pred == label
        rows.append([(t & p).sum(), (t & ~p).sum(), (~t & p).sum(), (~t & ~p).sum()])
    return np.array(rows)


@wrong(1, "orders the counts as a matrix that is read row by row")
def confusion_counts(y_true, y_pred, classes):
    y_true, y_pred = np.asarray(y_true), np.asarray(y_pred)
    if len(y_true) != len(y_pred):
        raise ValueError("different lengths")
    rows = []
    for label in classes:
        t, p = y_true == label, y_pred == label
        rows.append([(~t & ~p).sum(), (~t & p).sum(), (t & ~p).sum(), (t & p).sum()])
    return np.array(rows)


@wrong(1, "counts as true negatives only what is predicted right")
def confusion_counts(y_true, y_pred, classes):
    y_true, y_pred = np.asarray(y_true), np.asarray(y_pred)
    if len(y_true) != len(y_pred):
        raise ValueError("different lengths")
    rows = []
    for label in classes:
        t, p = y_true == label, y_pred == label
        rows.append([(t & p).sum(), (~t & p).sum(), (t & ~p).sum(), (~t & (y_true == y_pred)).sum()])
    return np.array(rows)


@wrong(1, "counts every mistake between other classes as a false positive")
def confusion_counts(y_true, y_pred, classes):
    y_true, y_pred = np.asarray(y_true), np.asarray(y_pred)
    if len(y_true) != len(y_pred):
        raise ValueError("different lengths")
    rows = []
    for label in classes:
        t = y_true == label
        right, wrong = y_true == y_pred, y_true != y_pred
        rows.append([(t & right).sum(), (~t & wrong).sum(), (t & wrong).sum(), (~t & right).sum()])
    return np.array(rows)


@wrong(1, "counts all predictions of a class as false positives")
def confusion_counts(y_true, y_pred, classes):
    y_true, y_pred = np.asarray(y_true), np.asarray(y_pred)
    if len(y_true) != len(y_pred):
        raise ValueError("different lengths")
    rows = []
    for label in classes:
        t, p = y_true == label, y_pred == label
        rows.append([(t & p).sum(), p.sum(), t.sum(), (~t & ~p).sum()])
    return np.array(rows)


@wrong(1, "takes everything but the true positives for true negatives")
def confusion_counts(y_true, y_pred, classes):
    y_true, y_pred = np.asarray(y_true), np.asarray(y_pred)
    if len(y_true) != len(y_pred):
        raise ValueError("different lengths")
    rows = []
    for label in classes:
        t, p = y_true == label, y_pred == label
        rows.append([(t & p).sum(), (~t & p).sum(), (t & ~p).sum(), len(t) - (t & p).sum()])
    return np.array(rows)


@wrong(1, "sorts the classes")
def confusion_counts(y_true, y_pred, classes):
    y_true, y_pred = np.asarray(y_true), np.asarray(y_pred)
    if len(y_true) != len(y_pred):
        raise ValueError("different lengths")
    rows = []
    for label in sorted(classes):
        t, p = y_true == label, y_pred == label
        rows.append([(t & p).sum(), (~t & p).sum(), (t & ~p).sum(), (~t & ~p).sum()])
    return np.array(rows)


@wrong(1, "leaves out classes that do not occur")
def confusion_counts(y_true, y_pred, classes):
    y_true, y_pred = np.asarray(y_true), np.asarray(y_pred)
    if len(y_true) != len(y_pred):
        raise ValueError("different lengths")
    rows = []
    for label in classes:
        t, p = y_true == label, y_pred == label
        if t.any():
            rows.append([(t & p).sum(), (~t & p).sum(), (t & ~p).sum(), (~t & ~p).sum()])
    return np.array(rows)


@wrong(1, "takes the classes from the truth")
def confusion_counts(y_true, y_pred, classes):
    y_true, y_pred = np.asarray(y_true), np.asarray(y_pred)
    if len(y_true) != len(y_pred):
        raise ValueError("different lengths")
    rows = []
    for label in np.unique(y_true):
        t, p = y_true == label, y_pred == label
        rows.append([(t & p).sum(), (~t & p).sum(), (t & ~p).sum(), (~t & ~p).sum()])
    return np.array(rows)


@wrong(1, "counts for the first class only")
def confusion_counts(y_true, y_pred, classes):
    y_true, y_pred = np.asarray(y_true), np.asarray(y_pred)
    if len(y_true) != len(y_pred):
        raise ValueError("different lengths")
    t, p = y_true == classes[0], y_pred == classes[0]
    return np.array([[(t & p).sum(), (~t & p).sum(), (t & ~p).sum(), (~t & ~p).sum()]])


@wrong(1, "skips samples of classes that it is not asked about")
def confusion_counts(y_true, y_pred, classes):
    y_true, y_pred = np.asarray(y_true), np.asarray(y_pred)
    if len(y_true) != len(y_pred):
        raise ValueError("different lengths")
    known = np.isin(y_true, classes)
    y_true, y_pred = y_true[known], y_pred[known]
    rows = []
    for label in classes:
        t, p = y_true == label, y_pred == label
        rows.append([(t & p).sum(), (~t & p).sum(), (t & ~p).sum(), (~t & ~p).sum()])
    return np.array(rows)


@wrong(1, "returns shares")
def confusion_counts(y_true, y_pred, classes):
    y_true, y_pred = np.asarray(y_true), np.asarray(y_pred)
    if len(y_true) != len(y_pred):
        raise ValueError("different lengths")
    rows = []
    for label in classes:
        t, p = y_true == label, y_pred == label
        rows.append([(t & p).mean(), (~t & p).mean(), (t & ~p).mean(), (~t & ~p).mean()])
    return np.array(rows)


@wrong(1, "returns floats")
def confusion_counts(y_true, y_pred, classes):
    y_true, y_pred = np.asarray(y_true), np.asarray(y_pred)
    if len(y_true) != len(y_pred):
        raise ValueError("different lengths")
    counts = np.zeros((len(classes), 4))
    for row, label in enumerate(classes):
        t, p = y_true == label, y_pred == label
        counts[row] = (t & p).sum(), (~t & p).sum(), (t & ~p).sum(), (~t & ~p).sum()
    return counts


@wrong(1, "returns a column for each class")
def confusion_counts(y_true, y_pred, classes):
    y_true, y_pred = np.asarray(y_true), np.asarray(y_pred)
    if len(y_true) != len(y_pred):
        raise ValueError("different lengths")
    rows = []
    for label in classes:
        t, p = y_true == label, y_pred == label
        rows.append([(t & p).sum(), (~t & p).sum(), (t & ~p).sum(), (~t & ~p).sum()])
    return np.array(rows).T


@wrong(1, "returns a list")
def confusion_counts(y_true, y_pred, classes):
    y_true, y_pred = np.asarray(y_true), np.asarray(y_pred)
    if len(y_true) != len(y_pred):
        raise ValueError("different lengths")
    rows = []
    for label in classes:
        t, p = y_true == label, y_pred == label
        rows.append([int((t & p).sum()), int((~t & p).sum()), int((t & ~p).sum()), int((~t & ~p).sum())])
    return rows


@wrong(1, "takes labels for truth values")
def confusion_counts(y_true, y_pred, classes):
    t, p = np.asarray(y_true) != 0, np.asarray(y_pred) != 0
    if len(t) != len(p):
        raise ValueError("different lengths")
    row = [(t & p).sum(), (~t & p).sum(), (t & ~p).sum(), (~t & ~p).sum()]
    return np.array([row] * len(classes))


@wrong(1, "takes labels for positions in a matrix")
def confusion_counts(y_true, y_pred, classes):
    if len(y_true) != len(y_pred):
        raise ValueError("different lengths")
    matrix = np.zeros((len(classes), len(classes)), dtype=int)
    for truth, prediction in zip(y_true, y_pred, strict=True):
        matrix[truth, prediction] += 1
    tp = np.diag(matrix)
    fp, fn = matrix.sum(axis=0) - tp, matrix.sum(axis=1) - tp
    return np.stack([tp, fp, fn, matrix.sum() - tp - fp - fn], axis=1)


@wrong(1, "stops at the end of the shorter one")
def confusion_counts(y_true, y_pred, classes):
    counts = np.zeros((len(classes), 4), dtype=int)
    for truth, prediction in zip(y_true, y_pred, strict=False):
        for row, label in enumerate(classes):
            counts[row, 3 - (truth == label) - 2 * (prediction == label)] += 1
    return counts


@wrong(1, "lets NumPy repeat a single prediction")
def confusion_counts(y_true, y_pred, classes):
    y_true, y_pred = np.asarray(y_true), np.asarray(y_pred)
    rows = []
    for label in classes:
        t, p = y_true == label, y_pred == label
        rows.append([(t & p).sum(), (~t & p).sum(), (t & ~p).sum(), (~t & ~p).sum()])
    return np.array(rows)


@wrong(1, "asserts instead of raising ValueError")
def confusion_counts(y_true, y_pred, classes):
    y_true, y_pred = np.asarray(y_true), np.asarray(y_pred)
    assert len(y_true) == len(y_pred)
    rows = []
    for label in classes:
        t, p = y_true == label, y_pred == label
        rows.append([(t & p).sum(), (~t & p).sum(), (t & ~p).sum(), (~t & ~p).sum()])
    return np.array(rows)


@wrong(1, "reads the y_true of the notebook")
def confusion_counts(truth, y_pred, classes):
    y_pred = np.asarray(y_pred)
    rows = []
    for label in classes:
        t, p = y_true == label, y_pred == label
        rows.append([(t & p).sum(), (~t & p).sum(), (t & ~p).sum(), (~t & ~p).sum()])
    return np.array(rows)


@right(1, "loops over pairs in plain Python")
def confusion_counts(y_true, y_pred, classes):
    from collections import Counter

    if len(y_true) != len(y_pred):
        raise ValueError("y_true and y_pred have different lengths")
    pairs = Counter(zip(y_true, y_pred, strict=True))
    rows = []
    for label in classes:
        tp = pairs[label, label]
        actual = sum(times for (truth, _), times in pairs.items() if truth == label)
        called = sum(times for (_, prediction), times in pairs.items() if prediction == label)
        rows.append([tp, called - tp, actual - tp, len(y_true) - actual - called + tp])
    return np.array(rows)


@right(1, "with sets of sample numbers")
def confusion_counts(y_true, y_pred, classes):
    everything = set(range(len(y_true)))
    if everything != set(range(len(y_pred))):
        raise ValueError("y_true and y_pred have different lengths")
    counts = np.empty((len(classes), 4), dtype=np.int32)
    for row, label in enumerate(classes):
        actual = {number for number in everything if y_true[number] == label}
        called = {number for number in everything if y_pred[number] == label}
        parts = actual & called, called - actual, actual - called, everything - actual - called
        counts[row] = [len(part) for part in parts]
    return counts


@right(1, "as a product of tables of zeros and ones")
def confusion_counts(y_true, y_pred, classes):
    y_true, y_pred, classes = np.asarray(y_true), np.asarray(y_pred), np.asarray(classes)
    if y_true.shape != y_pred.shape:
        raise ValueError("y_true and y_pred have different lengths")
    t = (y_true[:, None] == classes).astype(np.uint16)
    p = (y_pred[:, None] == classes).astype(np.uint16)
    tp = (t * p).sum(axis=0)
    fp, fn = p.sum(axis=0) - tp, t.sum(axis=0) - tp
    return np.column_stack([tp, fp, fn, len(t) - tp - fp - fn])


@right(1, "with a table of pandas")
def confusion_counts(y_true, y_pred, classes):
    import pandas as pd

    if len(y_true) != len(y_pred):
        raise ValueError("y_true and y_pred have different lengths")
    frame = pd.DataFrame({"truth": list(y_true), "prediction": list(y_pred)})
    rows = []
    for label in list(classes):
        t, p = frame["truth"].eq(label), frame["prediction"].eq(label)
        rows.append([(t & p).sum(), (p & ~t).sum(), (t & ~p).sum(), (~t & ~p).sum()])
    return np.array(rows, dtype=np.int64)


@right(1, "with torch")
def confusion_counts(y_true, y_pred, classes):
    import torch

    if len(y_true) != len(y_pred):
        raise ValueError("y_true and y_pred have different lengths")
    known = {label: code for code, label in enumerate(np.asarray(classes).tolist())}
    t, p = (
        torch.tensor([known.get(label, -1 - n) for label in np.asarray(labels).tolist()])
        for n, labels in enumerate((y_true, y_pred))
    )
    codes = torch.arange(len(known))[:, None]
    t, p = t == codes, p == codes
    return torch.stack([(t & p).sum(1), (~t & p).sum(1), (t & ~p).sum(1), (~t & ~p).sum(1)], dim=1).numpy()


# Question 2: quality


@wrong(2, "exchanges macro and micro")
def quality(counts, average):
    counts = np.asarray(counts, dtype=float)
    if average not in ("macro", "micro") or counts.min() < 0:
        raise ValueError("bad average or counts")
    tp, fp, fn, tn = (counts.sum(axis=0, keepdims=True) if average == "macro" else counts).T
    with np.errstate(all="ignore"):
        recall, specificity = np.nan_to_num(tp / (tp + fn)), np.nan_to_num(tn / (tn + fp))
        root = np.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))
        scores = [(tp + tn) / (tp + fp + fn + tn), tp / (tp + fp), recall, specificity]
        scores += [2 * tp / (2 * tp + fp + fn), tp / (tp + fp + fn), (recall + specificity) / 2]
        scores += [(tp * tn - fp * fn) / root]
    return np.nan_to_num(scores).mean(axis=1)


@wrong(2, "adds up the counts whatever is asked for")
def quality(counts, average):
    counts = np.asarray(counts, dtype=float)
    if average not in ("macro", "micro") or counts.min() < 0:
        raise ValueError("bad average or counts")
    tp, fp, fn, tn = counts.sum(axis=0, keepdims=True).T
    with np.errstate(all="ignore"):
        recall, specificity = np.nan_to_num(tp / (tp + fn)), np.nan_to_num(tn / (tn + fp))
        root = np.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))
        scores = [(tp + tn) / (tp + fp + fn + tn), tp / (tp + fp), recall, specificity]
        scores += [2 * tp / (2 * tp + fp + fn), tp / (tp + fp + fn), (recall + specificity) / 2]
        scores += [(tp * tn - fp * fn) / root]
    return np.nan_to_num(scores).mean(axis=1)


@wrong(2, "averages over the classes whatever is asked for")
def quality(counts, average):
    counts = np.asarray(counts, dtype=float)
    if average not in ("macro", "micro") or counts.min() < 0:
        raise ValueError("bad average or counts")
    tp, fp, fn, tn = counts.T
    with np.errstate(all="ignore"):
        recall, specificity = np.nan_to_num(tp / (tp + fn)), np.nan_to_num(tn / (tn + fp))
        root = np.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))
        scores = [(tp + tn) / (tp + fp + fn + tn), tp / (tp + fp), recall, specificity]
        scores += [2 * tp / (2 * tp + fp + fn), tp / (tp + fp + fn), (recall + specificity) / 2]
        scores += [(tp * tn - fp * fn) / root]
    return np.nan_to_num(scores).mean(axis=1)


@wrong(2, "weights the classes by their size")
def quality(counts, average):
    counts = np.asarray(counts, dtype=float)
    if average not in ("macro", "micro") or counts.min() < 0:
        raise ValueError("bad average or counts")
    tp, fp, fn, tn = (counts.sum(axis=0, keepdims=True) if average == "micro" else counts).T
    with np.errstate(all="ignore"):
        recall, specificity = np.nan_to_num(tp / (tp + fn)), np.nan_to_num(tn / (tn + fp))
        root = np.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))
        scores = [(tp + tn) / (tp + fp + fn + tn), tp / (tp + fp), recall, specificity]
        scores += [2 * tp / (2 * tp + fp + fn), tp / (tp + fp + fn), (recall + specificity) / 2]
        scores += [(tp * tn - fp * fn) / root]
    weights = tp + fn if (tp + fn).any() else np.ones(len(tp))
    return np.average(np.nan_to_num(scores), axis=1, weights=weights)


@wrong(2, "makes the macro F1 of the macro precision and recall")
def quality(counts, average):
    counts = np.asarray(counts, dtype=float)
    if average not in ("macro", "micro") or counts.min() < 0:
        raise ValueError("bad average or counts")
    tp, fp, fn, tn = (counts.sum(axis=0, keepdims=True) if average == "micro" else counts).T
    with np.errstate(all="ignore"):
        recall, specificity = np.nan_to_num(tp / (tp + fn)), np.nan_to_num(tn / (tn + fp))
        root = np.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))
        scores = [(tp + tn) / (tp + fp + fn + tn), tp / (tp + fp), recall, specificity]
        scores += [2 * tp / (2 * tp + fp + fn), tp / (tp + fp + fn), (recall + specificity) / 2]
        scores += [(tp * tn - fp * fn) / root]
    means = np.nan_to_num(scores).mean(axis=1)
    means[4] = 2 * means[1] * means[2] / max(means[1] + means[2], 1e-12)
    return means


@wrong(2, "forgets the true negatives in the accuracy's denominator")
def quality(counts, average):
    counts = np.asarray(counts, dtype=float)
    if average not in ("macro", "micro") or counts.min() < 0:
        raise ValueError("bad average or counts")
    tp, fp, fn, tn = (counts.sum(axis=0, keepdims=True) if average == "micro" else counts).T
    with np.errstate(all="ignore"):
        recall, specificity = np.nan_to_num(tp / (tp + fn)), np.nan_to_num(tn / (tn + fp))
        root = np.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))
        scores = [(tp + tn) / (tp + fp + fn), tp / (tp + fp), recall, specificity]
        scores += [2 * tp / (2 * tp + fp + fn), tp / (tp + fp + fn), (recall + specificity) / 2]
        scores += [(tp * tn - fp * fn) / root]
    return np.nan_to_num(scores, posinf=0).mean(axis=1)


@wrong(2, "forgets the true negatives in the accuracy's numerator")
def quality(counts, average):
    counts = np.asarray(counts, dtype=float)
    if average not in ("macro", "micro") or counts.min() < 0:
        raise ValueError("bad average or counts")
    tp, fp, fn, tn = (counts.sum(axis=0, keepdims=True) if average == "micro" else counts).T
    with np.errstate(all="ignore"):
        recall, specificity = np.nan_to_num(tp / (tp + fn)), np.nan_to_num(tn / (tn + fp))
        root = np.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))
        scores = [tp / (tp + fp + fn + tn), tp / (tp + fp), recall, specificity]
        scores += [2 * tp / (2 * tp + fp + fn), tp / (tp + fp + fn), (recall + specificity) / 2]
        scores += [(tp * tn - fp * fn) / root]
    return np.nan_to_num(scores).mean(axis=1)


@wrong(2, "divides the accuracy by the samples of all classes together")
def quality(counts, average):
    counts = np.asarray(counts, dtype=float)
    if average not in ("macro", "micro") or counts.min() < 0:
        raise ValueError("bad average or counts")
    total = counts.sum()
    tp, fp, fn, tn = (counts.sum(axis=0, keepdims=True) if average == "micro" else counts).T
    with np.errstate(all="ignore"):
        recall, specificity = np.nan_to_num(tp / (tp + fn)), np.nan_to_num(tn / (tn + fp))
        root = np.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))
        scores = [(tp + tn) / total, tp / (tp + fp), recall, specificity]
        scores += [2 * tp / (2 * tp + fp + fn), tp / (tp + fp + fn), (recall + specificity) / 2]
        scores += [(tp * tn - fp * fn) / root]
    return np.nan_to_num(scores).mean(axis=1)


@wrong(2, "exchanges precision and recall")
def quality(counts, average):
    counts = np.asarray(counts, dtype=float)
    if average not in ("macro", "micro") or counts.min() < 0:
        raise ValueError("bad average or counts")
    tp, fn, fp, tn = (counts.sum(axis=0, keepdims=True) if average == "micro" else counts).T
    with np.errstate(all="ignore"):
        recall, specificity = np.nan_to_num(tp / (tp + fn)), np.nan_to_num(tn / (tn + fp))
        root = np.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))
        scores = [(tp + tn) / (tp + fp + fn + tn), tp / (tp + fp), recall, specificity]
        scores += [2 * tp / (2 * tp + fp + fn), tp / (tp + fp + fn), (recall + specificity) / 2]
        scores += [(tp * tn - fp * fn) / root]
    return np.nan_to_num(scores).mean(axis=1)


@wrong(2, "divides by the false negatives in the specificity")
def quality(counts, average):
    counts = np.asarray(counts, dtype=float)
    if average not in ("macro", "micro") or counts.min() < 0:
        raise ValueError("bad average or counts")
    tp, fp, fn, tn = (counts.sum(axis=0, keepdims=True) if average == "micro" else counts).T
    with np.errstate(all="ignore"):
        recall, specificity = np.nan_to_num(tp / (tp + fn)), np.nan_to_num(tn / (tn + fn))
        root = np.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))
        scores = [(tp + tn) / (tp + fp + fn + tn), tp / (tp + fp), recall, specificity]
        scores += [2 * tp / (2 * tp + fp + fn), tp / (tp + fp + fn), (recall + specificity) / 2]
        scores += [(tp * tn - fp * fn) / root]
    return np.nan_to_num(scores).mean(axis=1)


@wrong(2, "leaves NaN where zero is divided by zero")
def quality(counts, average):
    counts = np.asarray(counts, dtype=float)
    if average not in ("macro", "micro") or counts.min() < 0:
        raise ValueError("bad average or counts")
    tp, fp, fn, tn = (counts.sum(axis=0, keepdims=True) if average == "micro" else counts).T
    recall, specificity = tp / (tp + fn), tn / (tn + fp)
    root = np.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))
    scores = [(tp + tn) / (tp + fp + fn + tn), tp / (tp + fp), recall, specificity]
    scores += [2 * tp / (2 * tp + fp + fn), tp / (tp + fp + fn), (recall + specificity) / 2]
    scores += [(tp * tn - fp * fn) / root]
    return np.mean(scores, axis=1)


@wrong(2, "takes 1 where zero is divided by zero")
def quality(counts, average):
    counts = np.asarray(counts, dtype=float)
    if average not in ("macro", "micro") or counts.min() < 0:
        raise ValueError("bad average or counts")
    tp, fp, fn, tn = (counts.sum(axis=0, keepdims=True) if average == "micro" else counts).T
    with np.errstate(all="ignore"):
        recall, specificity = np.nan_to_num(tp / (tp + fn), nan=1), np.nan_to_num(tn / (tn + fp), nan=1)
        root = np.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))
        scores = [(tp + tn) / (tp + fp + fn + tn), tp / (tp + fp), recall, specificity]
        scores += [2 * tp / (2 * tp + fp + fn), tp / (tp + fp + fn), (recall + specificity) / 2]
        scores += [(tp * tn - fp * fn) / root]
    return np.nan_to_num(scores, nan=1).mean(axis=1)


@wrong(2, "leaves scores out of the mean that are zero divided by zero")
def quality(counts, average):
    counts = np.asarray(counts, dtype=float)
    if average not in ("macro", "micro") or counts.min() < 0:
        raise ValueError("bad average or counts")
    tp, fp, fn, tn = (counts.sum(axis=0, keepdims=True) if average == "micro" else counts).T
    with np.errstate(all="ignore"):
        recall, specificity = tp / (tp + fn), tn / (tn + fp)
        root = np.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))
        scores = [(tp + tn) / (tp + fp + fn + tn), tp / (tp + fp), recall, specificity]
        scores += [2 * tp / (2 * tp + fp + fn), tp / (tp + fp + fn)]
        scores += [(np.nan_to_num(recall) + np.nan_to_num(specificity)) / 2, (tp * tn - fp * fn) / root]
    return np.nan_to_num(np.nanmean(scores, axis=1))


@wrong(2, "drops half of the balanced accuracy where it is zero divided by zero")
def quality(counts, average):
    counts = np.asarray(counts, dtype=float)
    if average not in ("macro", "micro") or counts.min() < 0:
        raise ValueError("bad average or counts")
    tp, fp, fn, tn = (counts.sum(axis=0, keepdims=True) if average == "micro" else counts).T
    with np.errstate(all="ignore"):
        recall, specificity = tp / (tp + fn), tn / (tn + fp)
        root = np.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))
        scores = [(tp + tn) / (tp + fp + fn + tn), tp / (tp + fp), recall, specificity]
        scores += [2 * tp / (2 * tp + fp + fn), tp / (tp + fp + fn)]
        scores += [np.nanmean([recall, specificity], axis=0), (tp * tn - fp * fn) / root]
    return np.nan_to_num(scores).mean(axis=1)


@wrong(2, "makes the balanced accuracy zero where one half of it is undefined")
def quality(counts, average):
    counts = np.asarray(counts, dtype=float)
    if average not in ("macro", "micro") or counts.min() < 0:
        raise ValueError("bad average or counts")
    tp, fp, fn, tn = (counts.sum(axis=0, keepdims=True) if average == "micro" else counts).T
    with np.errstate(all="ignore"):
        recall, specificity = tp / (tp + fn), tn / (tn + fp)
        root = np.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))
        scores = [(tp + tn) / (tp + fp + fn + tn), tp / (tp + fp), recall, specificity]
        scores += [2 * tp / (2 * tp + fp + fn), tp / (tp + fp + fn), (recall + specificity) / 2]
        scores += [(tp * tn - fp * fn) / root]
    return np.nan_to_num(scores).mean(axis=1)


@wrong(2, "makes the balanced accuracy of precision and recall")
def quality(counts, average):
    counts = np.asarray(counts, dtype=float)
    if average not in ("macro", "micro") or counts.min() < 0:
        raise ValueError("bad average or counts")
    tp, fp, fn, tn = (counts.sum(axis=0, keepdims=True) if average == "micro" else counts).T
    with np.errstate(all="ignore"):
        recall, precision = np.nan_to_num(tp / (tp + fn)), np.nan_to_num(tp / (tp + fp))
        root = np.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))
        scores = [(tp + tn) / (tp + fp + fn + tn), precision, recall, tn / (tn + fp)]
        scores += [2 * tp / (2 * tp + fp + fn), tp / (tp + fp + fn), (recall + precision) / 2]
        scores += [(tp * tn - fp * fn) / root]
    return np.nan_to_num(scores).mean(axis=1)


@wrong(2, "takes the ordinary mean of precision and recall for F1")
def quality(counts, average):
    counts = np.asarray(counts, dtype=float)
    if average not in ("macro", "micro") or counts.min() < 0:
        raise ValueError("bad average or counts")
    tp, fp, fn, tn = (counts.sum(axis=0, keepdims=True) if average == "micro" else counts).T
    with np.errstate(all="ignore"):
        recall, specificity = np.nan_to_num(tp / (tp + fn)), np.nan_to_num(tn / (tn + fp))
        precision = np.nan_to_num(tp / (tp + fp))
        root = np.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))
        scores = [(tp + tn) / (tp + fp + fn + tn), precision, recall, specificity]
        scores += [(precision + recall) / 2, tp / (tp + fp + fn), (recall + specificity) / 2]
        scores += [(tp * tn - fp * fn) / root]
    return np.nan_to_num(scores).mean(axis=1)


@wrong(2, "counts the overlap twice in the Jaccard index")
def quality(counts, average):
    counts = np.asarray(counts, dtype=float)
    if average not in ("macro", "micro") or counts.min() < 0:
        raise ValueError("bad average or counts")
    tp, fp, fn, tn = (counts.sum(axis=0, keepdims=True) if average == "micro" else counts).T
    with np.errstate(all="ignore"):
        recall, specificity = np.nan_to_num(tp / (tp + fn)), np.nan_to_num(tn / (tn + fp))
        root = np.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))
        scores = [(tp + tn) / (tp + fp + fn + tn), tp / (tp + fp), recall, specificity]
        scores += [2 * tp / (2 * tp + fp + fn), tp / (2 * tp + fp + fn), (recall + specificity) / 2]
        scores += [(tp * tn - fp * fn) / root]
    return np.nan_to_num(scores).mean(axis=1)


@wrong(2, "forgets the root in Matthews' correlation")
def quality(counts, average):
    counts = np.asarray(counts, dtype=float)
    if average not in ("macro", "micro") or counts.min() < 0:
        raise ValueError("bad average or counts")
    tp, fp, fn, tn = (counts.sum(axis=0, keepdims=True) if average == "micro" else counts).T
    with np.errstate(all="ignore"):
        recall, specificity = np.nan_to_num(tp / (tp + fn)), np.nan_to_num(tn / (tn + fp))
        root = (tp + fp) * (tp + fn) * (tn + fp) * (tn + fn)
        scores = [(tp + tn) / (tp + fp + fn + tn), tp / (tp + fp), recall, specificity]
        scores += [2 * tp / (2 * tp + fp + fn), tp / (tp + fp + fn), (recall + specificity) / 2]
        scores += [(tp * tn - fp * fn) / root]
    return np.nan_to_num(scores).mean(axis=1)


@wrong(2, "never lets Matthews' correlation be negative")
def quality(counts, average):
    counts = np.asarray(counts, dtype=float)
    if average not in ("macro", "micro") or counts.min() < 0:
        raise ValueError("bad average or counts")
    tp, fp, fn, tn = (counts.sum(axis=0, keepdims=True) if average == "micro" else counts).T
    with np.errstate(all="ignore"):
        recall, specificity = np.nan_to_num(tp / (tp + fn)), np.nan_to_num(tn / (tn + fp))
        root = np.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))
        scores = [(tp + tn) / (tp + fp + fn + tn), tp / (tp + fp), recall, specificity]
        scores += [2 * tp / (2 * tp + fp + fn), tp / (tp + fp + fn), (recall + specificity) / 2]
        scores += [np.maximum(tp * tn - fp * fn, 0) / root]
    return np.nan_to_num(scores).mean(axis=1)


@wrong(2, "multiplies billions as integers")
def quality(counts, average):
    counts = np.asarray(counts).astype(np.int64)
    if average not in ("macro", "micro") or counts.min() < 0:
        raise ValueError("bad average or counts")
    tp, fp, fn, tn = (counts.sum(axis=0, keepdims=True) if average == "micro" else counts).T
    with np.errstate(all="ignore"):
        recall, specificity = np.nan_to_num(tp / (tp + fn)), np.nan_to_num(tn / (tn + fp))
        root = np.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))
        scores = [(tp + tn) / (tp + fp + fn + tn), tp / (tp + fp), recall, specificity]
        scores += [2 * tp / (2 * tp + fp + fn), tp / (tp + fp + fn), (recall + specificity) / 2]
        scores += [(tp * tn - fp * fn) / root]
    return np.nan_to_num(scores).mean(axis=1)


@wrong(2, "adds uint8 to uint8")
def quality(counts, average):
    counts = np.asarray(counts)
    if average not in ("macro", "micro") or counts.min() < 0:
        raise ValueError("bad average or counts")
    tp, fp, fn, tn = (counts.sum(axis=0, keepdims=True) if average == "micro" else counts).T
    with np.errstate(all="ignore"):
        recall, specificity = np.nan_to_num(tp / (tp + fn)), np.nan_to_num(tn / (tn + fp))
        root = np.sqrt(1.0 * (tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))
        scores = [(tp + tn) / (tp + fp + fn + tn), tp / (tp + fp), recall, specificity]
        scores += [2 * tp / (2 * tp + fp + fn), tp / (tp + fp + fn), (recall + specificity) / 2]
        scores += [(1.0 * tp * tn - 1.0 * fp * fn) / root]
    return np.nan_to_num(scores).mean(axis=1)


@wrong(2, "takes any other average for macro")
def quality(counts, average):
    counts = np.asarray(counts, dtype=float)
    if counts.min() < 0:
        raise ValueError("bad counts")
    tp, fp, fn, tn = (counts.sum(axis=0, keepdims=True) if average == "micro" else counts).T
    with np.errstate(all="ignore"):
        recall, specificity = np.nan_to_num(tp / (tp + fn)), np.nan_to_num(tn / (tn + fp))
        root = np.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))
        scores = [(tp + tn) / (tp + fp + fn + tn), tp / (tp + fp), recall, specificity]
        scores += [2 * tp / (2 * tp + fp + fn), tp / (tp + fp + fn), (recall + specificity) / 2]
        scores += [(tp * tn - fp * fn) / root]
    return np.nan_to_num(scores).mean(axis=1)


@wrong(2, "accepts counts below 0")
def quality(counts, average):
    counts = np.asarray(counts, dtype=float)
    if average not in ("macro", "micro"):
        raise ValueError("bad average")
    tp, fp, fn, tn = (counts.sum(axis=0, keepdims=True) if average == "micro" else counts).T
    with np.errstate(all="ignore"):
        recall, specificity = np.nan_to_num(tp / (tp + fn)), np.nan_to_num(tn / (tn + fp))
        root = np.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))
        scores = [(tp + tn) / (tp + fp + fn + tn), tp / (tp + fp), recall, specificity]
        scores += [2 * tp / (2 * tp + fp + fn), tp / (tp + fp + fn), (recall + specificity) / 2]
        scores += [(tp * tn - fp * fn) / root]
    return np.nan_to_num(scores).mean(axis=1)


@wrong(2, "notices counts below 0 only after adding them up")
def quality(counts, average):
    counts = np.asarray(counts, dtype=float)
    if average not in ("macro", "micro"):
        raise ValueError("bad average")
    if average == "micro":
        counts = counts.sum(axis=0, keepdims=True)
    if counts.min() < 0:
        raise ValueError("bad counts")
    tp, fp, fn, tn = counts.T
    with np.errstate(all="ignore"):
        recall, specificity = np.nan_to_num(tp / (tp + fn)), np.nan_to_num(tn / (tn + fp))
        root = np.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))
        scores = [(tp + tn) / (tp + fp + fn + tn), tp / (tp + fp), recall, specificity]
        scores += [2 * tp / (2 * tp + fp + fn), tp / (tp + fp + fn), (recall + specificity) / 2]
        scores += [(tp * tn - fp * fn) / root]
    return np.nan_to_num(scores).mean(axis=1)


@wrong(2, "rounds to two digits")
def quality(counts, average):
    counts = np.asarray(counts, dtype=float)
    if average not in ("macro", "micro") or counts.min() < 0:
        raise ValueError("bad average or counts")
    tp, fp, fn, tn = (counts.sum(axis=0, keepdims=True) if average == "micro" else counts).T
    with np.errstate(all="ignore"):
        recall, specificity = np.nan_to_num(tp / (tp + fn)), np.nan_to_num(tn / (tn + fp))
        root = np.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))
        scores = [(tp + tn) / (tp + fp + fn + tn), tp / (tp + fp), recall, specificity]
        scores += [2 * tp / (2 * tp + fp + fn), tp / (tp + fp + fn), (recall + specificity) / 2]
        scores += [(tp * tn - fp * fn) / root]
    return np.nan_to_num(scores).mean(axis=1).round(2)


@wrong(2, "returns the scores of every class")
def quality(counts, average):
    counts = np.asarray(counts, dtype=float)
    if average not in ("macro", "micro") or counts.min() < 0:
        raise ValueError("bad average or counts")
    tp, fp, fn, tn = (counts.sum(axis=0, keepdims=True) if average == "micro" else counts).T
    with np.errstate(all="ignore"):
        recall, specificity = np.nan_to_num(tp / (tp + fn)), np.nan_to_num(tn / (tn + fp))
        root = np.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))
        scores = [(tp + tn) / (tp + fp + fn + tn), tp / (tp + fp), recall, specificity]
        scores += [2 * tp / (2 * tp + fp + fn), tp / (tp + fp + fn), (recall + specificity) / 2]
        scores += [(tp * tn - fp * fn) / root]
    return np.nan_to_num(scores).T


@right(2, "divides by zero and mends it, with a warning on stderr")
def quality(counts, average):
    if average not in {"macro", "micro"}:
        raise ValueError(f"no such average: {average}")
    counts = np.array(counts, dtype=np.float64)
    if (counts < 0).any():
        raise ValueError("counts must not be negative")
    if average == "micro":
        counts = counts.sum(axis=0).reshape(1, 4)
    tp, fp, fn, tn = counts.transpose()
    recall, specificity = np.nan_to_num(tp / (tp + fn)), np.nan_to_num(tn / (tn + fp))
    scores = [
        (tp + tn) / counts.sum(axis=1),
        tp / (tp + fp),
        recall,
        specificity,
        2 * tp / (2 * tp + fp + fn),
        tp / (tp + fp + fn),
        (recall + specificity) / 2,
        (tp * tn - fp * fn) / np.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn)),
    ]
    return np.nan_to_num(scores).mean(axis=1)


@right(2, "with fractions, row by row")
def quality(counts, average):
    import math
    from fractions import Fraction

    def share(part, whole):
        return Fraction(part, whole) if whole else Fraction(0)

    def scores_of(row):
        tp, fp, fn, tn = row
        precision, recall, specificity = share(tp, tp + fp), share(tp, tp + fn), share(tn, tn + fp)
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0
        product = (tp + fp) * (tp + fn) * (tn + fp) * (tn + fn)
        matthews = (tp * tn - fp * fn) / math.sqrt(product) if product else 0
        accuracy, jaccard = share(tp + tn, sum(row)), share(tp, sum(row) - tn)
        return [accuracy, precision, recall, specificity, f1, jaccard, (recall + specificity) / 2, matthews]

    rows = [[int(count) for count in row] for row in counts]
    if any(count < 0 for row in rows for count in row):
        raise ValueError("a negative count")
    if average == "micro":
        rows = [[sum(column) for column in zip(*rows, strict=True)]]
    elif average != "macro":
        raise ValueError("macro or micro")
    tables = [scores_of(row) for row in rows]
    return np.array([float(sum(column)) / len(rows) for column in zip(*tables, strict=True)])


@right(2, "adds a tiny number to every denominator")
def quality(counts, average):
    counts, tiny = np.asarray(counts, dtype=float), 1e-12
    if average not in ("macro", "micro"):
        raise ValueError("macro or micro")
    if np.any(counts < 0):
        raise ValueError("a negative count")
    rows = [counts.sum(axis=0)] if average == "micro" else list(counts)
    total = np.zeros(8)
    for tp, fp, fn, tn in rows:
        recall, specificity = tp / (tp + fn + tiny), tn / (tn + fp + tiny)
        total += [
            (tp + tn) / (tp + fp + fn + tn + tiny),
            tp / (tp + fp + tiny),
            recall,
            specificity,
            2 * tp / (2 * tp + fp + fn + tiny),
            tp / (tp + fp + fn + tiny),
            (recall + specificity) / 2,
            (tp * tn - fp * fn) / (((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn)) ** 0.5 + tiny),
        ]
    return total / len(rows)


@right(2, "with a table of pandas")
def quality(counts, average):
    import pandas as pd

    table = pd.DataFrame(np.asarray(counts), columns=["tp", "fp", "fn", "tn"]).astype(float)
    if (table < 0).any(axis=None):
        raise ValueError("a negative count")
    if average == "micro":
        table = table.sum().to_frame().T
    elif average != "macro":
        raise ValueError("macro or micro")
    scores = pd.DataFrame(index=table.index)
    scores["accuracy"] = table.eval("(tp + tn) / (tp + fp + fn + tn)")
    scores["precision"] = table.eval("tp / (tp + fp)")
    scores["recall"] = table.eval("tp / (tp + fn)")
    scores["specificity"] = table.eval("tn / (tn + fp)")
    scores["f1"] = table.eval("2 * tp / (2 * tp + fp + fn)")
    scores["jaccard"] = table.eval("tp / (tp + fp + fn)")
    scores = scores.fillna(0)
    scores["balanced"] = (scores["recall"] + scores["specificity"]) / 2
    root = table.eval("(tp + fp) * (tp + fn) * (tn + fp) * (tn + fn)") ** 0.5
    scores["matthews"] = (table.eval("tp * tn - fp * fn") / root).fillna(0)
    return scores.mean().to_numpy()


@right(2, "in float32")
def quality(counts, average):
    counts = np.array(counts).astype(np.float32)
    if average not in ("macro", "micro") or counts.min() < 0:
        raise ValueError("bad average or counts")
    if average == "micro":
        counts = counts.sum(axis=0, keepdims=True)

    def share(part, whole):
        return np.where(whole > 0, part / np.where(whole > 0, whole, 1), 0)

    tp, fp, fn, tn = counts.T
    parts = [tp + tn, tp, tp, tn, 2 * tp, tp]
    wholes = [tp + fp + fn + tn, tp + fp, tp + fn, tn + fp, 2 * tp + fp + fn, tp + fp + fn]
    scores = [share(part, whole) for part, whole in zip(parts, wholes, strict=True)]
    # Roots first, so that no product becomes too large.
    root = np.sqrt(tp + fp) * np.sqrt(tp + fn) * np.sqrt(tn + fp) * np.sqrt(tn + fn)
    scores += [(scores[2] + scores[3]) / 2, share(tp * tn - fp * fn, root)]
    return np.mean(scores, axis=1, dtype=np.float32)


# Question 3: best_stump


@wrong(3, "gives both sides the same weight")
def best_stump(X, y):
    X, y = np.asarray(X, dtype=float), np.asarray(y)
    if len(X) != len(y):
        raise ValueError("different numbers")
    best, least = None, np.inf
    for feature in range(X.shape[1]):
        values = np.unique(X[:, feature])
        for threshold in (values[:-1] + values[1:]) / 2:
            left = X[:, feature] <= threshold
            ginis = []
            for side in (left, ~left):
                shares = np.unique(y[side], return_counts=True)[1] / side.sum()
                ginis.append(1 - (shares**2).sum())
            if np.mean(ginis) < least - 1e-12:
                best, least = (feature, threshold), np.mean(ginis)
    return best


@wrong(3, "takes the entropy")
def best_stump(X, y):
    X, y = np.asarray(X, dtype=float), np.asarray(y)
    if len(X) != len(y):
        raise ValueError("different numbers")
    best, least = None, np.inf
    for feature in range(X.shape[1]):
        values = np.unique(X[:, feature])
        for threshold in (values[:-1] + values[1:]) / 2:
            left = X[:, feature] <= threshold
            impurity = 0
            for side in (left, ~left):
                shares = np.unique(y[side], return_counts=True)[1] / side.sum()
                impurity -= side.mean() * (shares * np.log2(shares)).sum()
            if impurity < least - 1e-12:
                best, least = (feature, threshold), impurity
    return best


@wrong(3, "counts mistakes of the majority instead of Gini")
def best_stump(X, y):
    X, y = np.asarray(X, dtype=float), np.asarray(y)
    if len(X) != len(y):
        raise ValueError("different numbers")
    best, least = None, np.inf
    for feature in range(X.shape[1]):
        values = np.unique(X[:, feature])
        for threshold in (values[:-1] + values[1:]) / 2:
            left = X[:, feature] <= threshold
            errors = sum(
                side.sum() - np.unique(y[side], return_counts=True)[1].max() for side in (left, ~left)
            )
            if errors < least:
                best, least = (feature, threshold), errors
    return best


@wrong(3, "looks for the largest impurity")
def best_stump(X, y):
    X, y = np.asarray(X, dtype=float), np.asarray(y)
    if len(X) != len(y):
        raise ValueError("different numbers")
    best, most = None, -np.inf
    for feature in range(X.shape[1]):
        values = np.unique(X[:, feature])
        for threshold in (values[:-1] + values[1:]) / 2:
            left = X[:, feature] <= threshold
            impurity = 0
            for side in (left, ~left):
                shares = np.unique(y[side], return_counts=True)[1] / side.sum()
                impurity += side.mean() * (1 - (shares**2).sum())
            if impurity > most + 1e-12:
                best, most = (feature, threshold), impurity
    return best


@wrong(3, "looks at the impurity of the left side only")
def best_stump(X, y):
    X, y = np.asarray(X, dtype=float), np.asarray(y)
    if len(X) != len(y):
        raise ValueError("different numbers")
    best, least = None, np.inf
    for feature in range(X.shape[1]):
        values = np.unique(X[:, feature])
        for threshold in (values[:-1] + values[1:]) / 2:
            left = X[:, feature] <= threshold
            shares = np.unique(y[left], return_counts=True)[1] / left.sum()
            impurity = left.mean() * (1 - (shares**2).sum())
            if impurity < least - 1e-12:
                best, least = (feature, threshold), impurity
    return best


@wrong(3, "forgets to square the shares")
def best_stump(X, y):
    X, y = np.asarray(X, dtype=float), np.asarray(y)
    if len(X) != len(y):
        raise ValueError("different numbers")
    best, least = None, np.inf
    for feature in range(X.shape[1]):
        values = np.unique(X[:, feature])
        for threshold in (values[:-1] + values[1:]) / 2:
            left = X[:, feature] <= threshold
            impurity = 0
            for side in (left, ~left):
                shares = np.unique(y[side], return_counts=True)[1] / side.sum()
                impurity += side.mean() * (1 - shares.sum())
            if impurity < least - 1e-12:
                best, least = (feature, threshold), impurity
    return best


@wrong(3, "knows two classes only")
def best_stump(X, y):
    X, y = np.asarray(X, dtype=float), np.asarray(y)
    if len(X) != len(y):
        raise ValueError("different numbers")
    first = y == np.unique(y)[0]
    best, least = None, np.inf
    for feature in range(X.shape[1]):
        values = np.unique(X[:, feature])
        for threshold in (values[:-1] + values[1:]) / 2:
            left = X[:, feature] <= threshold
            shares = [first[side].mean() for side in (left, ~left)]
            impurity = left.mean() * shares[0] * (1 - shares[0]) + (~left).mean() * shares[1] * (
                1 - shares[1]
            )
            if impurity < least - 1e-12:
                best, least = (feature, threshold), impurity
    return best


@wrong(3, "takes labels for numbers and their variance for the impurity")
def best_stump(X, y):
    X, y = np.asarray(X, dtype=float), np.unique(y, return_inverse=True)[1]
    if len(X) != len(y):
        raise ValueError("different numbers")
    best, least = None, np.inf
    for feature in range(X.shape[1]):
        values = np.unique(X[:, feature])
        for threshold in (values[:-1] + values[1:]) / 2:
            left = X[:, feature] <= threshold
            impurity = left.mean() * y[left].var() + (~left).mean() * y[~left].var()
            if impurity < least - 1e-12:
                best, least = (feature, threshold), impurity
    return best


@wrong(3, "looks at the first feature only")
def best_stump(X, y):
    X, y = np.asarray(X, dtype=float), np.asarray(y)
    if len(X) != len(y):
        raise ValueError("different numbers")
    best, least = None, np.inf
    values = np.unique(X[:, 0])
    for threshold in (values[:-1] + values[1:]) / 2:
        left = X[:, 0] <= threshold
        impurity = 0
        for side in (left, ~left):
            shares = np.unique(y[side], return_counts=True)[1] / side.sum()
            impurity += side.mean() * (1 - (shares**2).sum())
        if impurity < least - 1e-12:
            best, least = (0, threshold), impurity
    return best


@wrong(3, "cuts at the values instead of between them")
def best_stump(X, y):
    X, y = np.asarray(X, dtype=float), np.asarray(y)
    if len(X) != len(y):
        raise ValueError("different numbers")
    best, least = None, np.inf
    for feature in range(X.shape[1]):
        for threshold in np.unique(X[:, feature])[:-1]:
            left = X[:, feature] <= threshold
            impurity = 0
            for side in (left, ~left):
                shares = np.unique(y[side], return_counts=True)[1] / side.sum()
                impurity += side.mean() * (1 - (shares**2).sum())
            if impurity < least - 1e-12:
                best, least = (feature, threshold), impurity
    return best


@wrong(3, "cuts in the middle of the range only")
def best_stump(X, y):
    X, y = np.asarray(X, dtype=float), np.asarray(y)
    if len(X) != len(y):
        raise ValueError("different numbers")
    best, least = None, np.inf
    for feature in range(X.shape[1]):
        if np.ptp(X[:, feature]) == 0:
            continue
        threshold = (X[:, feature].min() + X[:, feature].max()) / 2
        left = X[:, feature] <= threshold
        impurity = 0
        for side in (left, ~left):
            shares = np.unique(y[side], return_counts=True)[1] / side.sum()
            impurity += side.mean() * (1 - (shares**2).sum())
        if impurity < least - 1e-12:
            best, least = (feature, threshold), impurity
    return best


@wrong(3, "forgets to sort the values")
def best_stump(X, y):
    X, y = np.asarray(X, dtype=float), np.asarray(y)
    if len(X) != len(y):
        raise ValueError("different numbers")
    best, least = None, np.inf
    for feature in range(X.shape[1]):
        values = X[:, feature]
        for threshold in (values[:-1] + values[1:]) / 2:
            left = X[:, feature] <= threshold
            if left.all() or not left.any():
                continue
            impurity = 0
            for side in (left, ~left):
                shares = np.unique(y[side], return_counts=True)[1] / side.sum()
                impurity += side.mean() * (1 - (shares**2).sum())
            if impurity < least - 1e-12:
                best, least = (feature, threshold), impurity
    return best


@wrong(3, "sorts the values, but not their labels")
def best_stump(X, y):
    X, y = np.asarray(X, dtype=float), np.asarray(y)
    if len(X) != len(y):
        raise ValueError("different numbers")
    best, least = None, np.inf
    for feature in range(X.shape[1]):
        ordered = np.sort(X[:, feature])
        values = np.unique(ordered)
        for threshold in (values[:-1] + values[1:]) / 2:
            left = ordered <= threshold
            impurity = 0
            for side in (left, ~left):
                shares = np.unique(y[side], return_counts=True)[1] / side.sum()
                impurity += side.mean() * (1 - (shares**2).sum())
            if impurity < least - 1e-12:
                best, least = (feature, threshold), impurity
    return best


@wrong(3, "overlooks the last candidate of a feature")
def best_stump(X, y):
    X, y = np.asarray(X, dtype=float), np.asarray(y)
    if len(X) != len(y):
        raise ValueError("different numbers")
    best, least = None, np.inf
    for feature in range(X.shape[1]):
        values = np.unique(X[:, feature])
        middles = (values[:-1] + values[1:]) / 2
        for threshold in middles[: max(len(middles) - 1, 1)]:
            left = X[:, feature] <= threshold
            impurity = 0
            for side in (left, ~left):
                shares = np.unique(y[side], return_counts=True)[1] / side.sum()
                impurity += side.mean() * (1 - (shares**2).sum())
            if impurity < least - 1e-12:
                best, least = (feature, threshold), impurity
    return best


@wrong(3, "finds no cut if none is better than nothing")
def best_stump(X, y):
    X, y = np.asarray(X, dtype=float), np.asarray(y)
    if len(X) != len(y):
        raise ValueError("different numbers")
    shares = np.unique(y, return_counts=True)[1] / len(y)
    best, least = None, 1 - (shares**2).sum()
    for feature in range(X.shape[1]):
        values = np.unique(X[:, feature])
        for threshold in (values[:-1] + values[1:]) / 2:
            left = X[:, feature] <= threshold
            impurity = 0
            for side in (left, ~left):
                shares = np.unique(y[side], return_counts=True)[1] / side.sum()
                impurity += side.mean() * (1 - (shares**2).sum())
            if impurity < least - 1e-12:
                best, least = (feature, threshold), impurity
    return best


@wrong(3, "cuts also where no feature varies")
def best_stump(X, y):
    X, y = np.asarray(X, dtype=float), np.asarray(y)
    if len(X) != len(y):
        raise ValueError("different numbers")
    best, least = (0, float(X[0, 0])), np.inf
    for feature in range(X.shape[1]):
        values = np.unique(X[:, feature])
        for threshold in (values[:-1] + values[1:]) / 2:
            left = X[:, feature] <= threshold
            impurity = 0
            for side in (left, ~left):
                shares = np.unique(y[side], return_counts=True)[1] / side.sum()
                impurity += side.mean() * (1 - (shares**2).sum())
            if impurity < least - 1e-12:
                best, least = (feature, threshold), impurity
    return best


@wrong(3, "names the threshold first")
def best_stump(X, y):
    X, y = np.asarray(X, dtype=float), np.asarray(y)
    if len(X) != len(y):
        raise ValueError("different numbers")
    best, least = None, np.inf
    for feature in range(X.shape[1]):
        values = np.unique(X[:, feature])
        for threshold in (values[:-1] + values[1:]) / 2:
            left = X[:, feature] <= threshold
            impurity = 0
            for side in (left, ~left):
                shares = np.unique(y[side], return_counts=True)[1] / side.sum()
                impurity += side.mean() * (1 - (shares**2).sum())
            if impurity < least - 1e-12:
                best, least = (float(threshold), feature), impurity
    return best


@wrong(3, "returns the impurity as well")
def best_stump(X, y):
    X, y = np.asarray(X, dtype=float), np.asarray(y)
    if len(X) != len(y):
        raise ValueError("different numbers")
    best, least = None, np.inf
    for feature in range(X.shape[1]):
        values = np.unique(X[:, feature])
        for threshold in (values[:-1] + values[1:]) / 2:
            left = X[:, feature] <= threshold
            impurity = 0
            for side in (left, ~left):
                shares = np.unique(y[side], return_counts=True)[1] / side.sum()
                impurity += side.mean() * (1 - (shares**2).sum())
            if impurity < least - 1e-12:
                best, least = (feature, threshold, impurity), impurity
    return best


@wrong(3, "counts features from one")
def best_stump(X, y):
    X, y = np.asarray(X, dtype=float), np.asarray(y)
    if len(X) != len(y):
        raise ValueError("different numbers")
    best, least = None, np.inf
    for feature in range(X.shape[1]):
        values = np.unique(X[:, feature])
        for threshold in (values[:-1] + values[1:]) / 2:
            left = X[:, feature] <= threshold
            impurity = 0
            for side in (left, ~left):
                shares = np.unique(y[side], return_counts=True)[1] / side.sum()
                impurity += side.mean() * (1 - (shares**2).sum())
            if impurity < least - 1e-12:
                best, least = (feature + 1, threshold), impurity
    return best


@wrong(3, "adds uint8 to uint8 on the way to the middle")
def best_stump(X, y):
    X, y = np.asarray(X), np.asarray(y)
    if len(X) != len(y):
        raise ValueError("different numbers")
    best, least = None, np.inf
    for feature in range(X.shape[1]):
        values = np.unique(X[:, feature])
        for low, high in np.stack([values[:-1], values[1:]], axis=1):
            threshold = (low + high) / 2
            left = X[:, feature] <= low
            impurity = 0
            for side in (left, ~left):
                shares = np.unique(y[side], return_counts=True)[1] / side.sum()
                impurity += side.mean() * (1 - (shares**2).sum())
            if impurity < least - 1e-12:
                best, least = (feature, threshold), impurity
    return best


@wrong(3, "does not compare the numbers of labels and samples")
def best_stump(X, y):
    X = np.asarray(X, dtype=float)
    best, least = None, np.inf
    for feature in range(X.shape[1]):
        values = np.unique(X[:, feature])
        for threshold in (values[:-1] + values[1:]) / 2:
            sides = {True: [], False: []}
            for value, label in zip(X[:, feature], y, strict=False):
                sides[bool(value <= threshold)].append(label)
            impurity = 0
            for side in sides.values():
                shares = np.unique(side, return_counts=True)[1] / max(len(side), 1)
                impurity += len(side) * (1 - (shares**2).sum())
            if impurity < least - 1e-12:
                best, least = (feature, threshold), impurity
    return best


@right(3, "loops in plain Python")
def best_stump(X, y):
    from collections import Counter
    from itertools import pairwise

    rows, labels = [[float(value) for value in row] for row in X], list(y)
    if len(rows) != len(labels):
        raise ValueError("as many labels as samples, please")

    def gini(members):
        return 1 - sum((times / len(members)) ** 2 for times in Counter(members).values())

    best = None
    for feature in range(len(rows[0])):
        values = sorted({row[feature] for row in rows})
        for low, high in pairwise(values):
            threshold = low + (high - low) / 2
            left = [label for row, label in zip(rows, labels, strict=True) if row[feature] <= threshold]
            right = [label for row, label in zip(rows, labels, strict=True) if row[feature] > threshold]
            impurity = (len(left) * gini(left) + len(right) * gini(right)) / len(rows)
            if best is None or impurity <= best[0]:
                best = impurity, feature, threshold
    return best and best[1:]


@right(3, "with cumulative counts, all candidates of a feature at once")
def best_stump(X, y):
    X = np.array(X, dtype=np.float64)
    codes = np.unique(np.asarray(y), return_inverse=True)[1]
    if X.shape[0] != codes.shape[0]:
        raise ValueError("as many labels as samples, please")
    found = []
    for feature, column in enumerate(X.T):
        order = column.argsort(kind="stable")
        ones = np.eye(codes.max() + 1)[codes[order]]
        left = ones.cumsum(axis=0)[:-1]
        right = ones.sum(axis=0) - left
        n_left, n_right = left.sum(axis=1), right.sum(axis=1)
        impurity = n_left - (left**2).sum(axis=1) / n_left + n_right - (right**2).sum(axis=1) / n_right
        ordered = column[order]
        impurity[ordered[1:] == ordered[:-1]] = np.inf
        if np.isfinite(impurity).any():
            place = impurity.argmin()
            found.append((impurity[place], feature, (ordered[place] + ordered[place + 1]) / 2))
    return min(found)[1:] if found else None


@right(3, "with scikit-learn's tree, where the labels differ")
def best_stump(X, y):
    from sklearn.tree import DecisionTreeClassifier

    X, y = np.asarray(X, dtype=float), np.asarray(y)
    if len(X) != len(y):
        raise ValueError("as many labels as samples, please")
    varying = np.flatnonzero(np.ptp(X, axis=0))
    if len(varying) == 0:
        return None
    if len(np.unique(y)) == 1:
        values = np.unique(X[:, varying[0]])
        return varying[0], (values[0] + values[1]) / 2
    tree = DecisionTreeClassifier(max_depth=1, random_state=0).fit(X, y).tree_
    return int(tree.feature[0]), float(tree.threshold[0])


@right(3, "in float32, keeping the last of equally good cuts")
def best_stump(X, y):
    X, y = np.array(X, dtype=np.float32), np.array(y)
    if len(X) != len(y):
        raise ValueError("as many labels as samples, please")
    same = y[:, None] == y
    best, least = None, np.inf
    for feature in range(X.shape[1]):
        values = np.unique(X[:, feature])
        for middle in (values[:-1] + values[1:]) * np.float32(0.5):
            left = X[:, feature] < middle
            # The probability that two samples of a side, drawn with replacement, have different labels.
            impurity = sum(side.sum() - same[np.ix_(side, side)].sum() / side.sum() for side in (left, ~left))
            if impurity <= least:
                best, least = (np.int32(feature), middle), impurity
    return best


# Question 4: tree_predict


@wrong(4, "grows one level too deep")
def tree_predict(X_train, y_train, X_test, max_depth, find_cut):
    X_train, y_train, X_test = np.asarray(X_train), np.asarray(y_train), np.asarray(X_test)
    if len(X_train) != len(y_train) or max_depth < 0:
        raise ValueError("bad arguments")

    def grow(X, y, T, depth):
        classes, counts = np.unique(y, return_counts=True)
        answer = np.repeat(classes[counts.argmax()], len(T))
        if depth > max_depth or len(classes) == 1 or (cut := find_cut(X, y)) is None:
            return answer
        left, led = X[:, cut[0]] <= cut[1], T[:, cut[0]] <= cut[1]
        answer[led] = grow(X[left], y[left], T[led], depth + 1)
        answer[~led] = grow(X[~left], y[~left], T[~led], depth + 1)
        return answer

    return grow(X_train, y_train, X_test, 0)


@wrong(4, "stops one level too early")
def tree_predict(X_train, y_train, X_test, max_depth, find_cut):
    X_train, y_train, X_test = np.asarray(X_train), np.asarray(y_train), np.asarray(X_test)
    if len(X_train) != len(y_train) or max_depth < 0:
        raise ValueError("bad arguments")

    def grow(X, y, T, depth):
        classes, counts = np.unique(y, return_counts=True)
        answer = np.repeat(classes[counts.argmax()], len(T))
        if depth >= max_depth or len(classes) == 1 or (cut := find_cut(X, y)) is None:
            return answer
        left, led = X[:, cut[0]] <= cut[1], T[:, cut[0]] <= cut[1]
        answer[led] = grow(X[left], y[left], T[led], depth + 1)
        answer[~led] = grow(X[~left], y[~left], T[~led], depth + 1)
        return answer

    return grow(X_train, y_train, X_test, 1)


@wrong(4, "grows as deep as it can")
def tree_predict(X_train, y_train, X_test, max_depth, find_cut):
    X_train, y_train, X_test = np.asarray(X_train), np.asarray(y_train), np.asarray(X_test)
    if len(X_train) != len(y_train) or max_depth < 0:
        raise ValueError("bad arguments")

    def grow(X, y, T):
        classes, counts = np.unique(y, return_counts=True)
        answer = np.repeat(classes[counts.argmax()], len(T))
        if len(classes) == 1 or (cut := find_cut(X, y)) is None:
            return answer
        left, led = X[:, cut[0]] <= cut[1], T[:, cut[0]] <= cut[1]
        answer[led] = grow(X[left], y[left], T[led])
        answer[~led] = grow(X[~left], y[~left], T[~led])
        return answer

    return grow(X_train, y_train, X_test)


@wrong(4, "grows a single cut")
def tree_predict(X_train, y_train, X_test, max_depth, find_cut):
    X_train, y_train, X_test = np.asarray(X_train), np.asarray(y_train), np.asarray(X_test)
    if len(X_train) != len(y_train) or max_depth < 0:
        raise ValueError("bad arguments")

    def majority(y):
        classes, counts = np.unique(y, return_counts=True)
        return classes[counts.argmax()]

    answer = np.repeat(majority(y_train), len(X_test))
    if max_depth == 0 or len(set(y_train.tolist())) == 1 or (cut := find_cut(X_train, y_train)) is None:
        return answer
    left, led = X_train[:, cut[0]] <= cut[1], X_test[:, cut[0]] <= cut[1]
    answer[led], answer[~led] = majority(y_train[left]), majority(y_train[~left])
    return answer


@wrong(4, "counts the levels of both branches together")
def tree_predict(X_train, y_train, X_test, max_depth, find_cut):
    X_train, y_train, X_test = np.asarray(X_train), np.asarray(y_train), np.asarray(X_test)
    if len(X_train) != len(y_train) or max_depth < 0:
        raise ValueError("bad arguments")
    state = {"left": max_depth}

    def grow(X, y, T):
        classes, counts = np.unique(y, return_counts=True)
        answer = np.repeat(classes[counts.argmax()], len(T))
        if state["left"] == 0 or len(classes) == 1 or (cut := find_cut(X, y)) is None:
            return answer
        state["left"] -= 1
        left, led = X[:, cut[0]] <= cut[1], T[:, cut[0]] <= cut[1]
        answer[led] = grow(X[left], y[left], T[led])
        answer[~led] = grow(X[~left], y[~left], T[~led])
        return answer

    return grow(X_train, y_train, X_test)


@wrong(4, "sends values that equal the threshold to the right")
def tree_predict(X_train, y_train, X_test, max_depth, find_cut):
    X_train, y_train, X_test = np.asarray(X_train), np.asarray(y_train), np.asarray(X_test)
    if len(X_train) != len(y_train) or max_depth < 0:
        raise ValueError("bad arguments")

    def grow(X, y, T, depth):
        classes, counts = np.unique(y, return_counts=True)
        answer = np.repeat(classes[counts.argmax()], len(T))
        if depth == max_depth or len(classes) == 1 or (cut := find_cut(X, y)) is None:
            return answer
        left, led = X[:, cut[0]] < cut[1], T[:, cut[0]] < cut[1]
        answer[led] = grow(X[left], y[left], T[led], depth + 1)
        answer[~led] = grow(X[~left], y[~left], T[~led], depth + 1)
        return answer

    return grow(X_train, y_train, X_test, 0)


@wrong(4, "treats test values that equal the threshold otherwise than training values")
def tree_predict(X_train, y_train, X_test, max_depth, find_cut):
    X_train, y_train, X_test = np.asarray(X_train), np.asarray(y_train), np.asarray(X_test)
    if len(X_train) != len(y_train) or max_depth < 0:
        raise ValueError("bad arguments")

    def grow(X, y, T, depth):
        classes, counts = np.unique(y, return_counts=True)
        answer = np.repeat(classes[counts.argmax()], len(T))
        if depth == max_depth or len(classes) == 1 or (cut := find_cut(X, y)) is None:
            return answer
        left, led = X[:, cut[0]] <= cut[1], T[:, cut[0]] < cut[1]
        answer[led] = grow(X[left], y[left], T[led], depth + 1)
        answer[~led] = grow(X[~left], y[~left], T[~led], depth + 1)
        return answer

    return grow(X_train, y_train, X_test, 0)


@wrong(4, "leads the test points the other way")
def tree_predict(X_train, y_train, X_test, max_depth, find_cut):
    X_train, y_train, X_test = np.asarray(X_train), np.asarray(y_train), np.asarray(X_test)
    if len(X_train) != len(y_train) or max_depth < 0:
        raise ValueError("bad arguments")

    def grow(X, y, T, depth):
        classes, counts = np.unique(y, return_counts=True)
        answer = np.repeat(classes[counts.argmax()], len(T))
        if depth == max_depth or len(classes) == 1 or (cut := find_cut(X, y)) is None:
            return answer
        left, led = X[:, cut[0]] <= cut[1], T[:, cut[0]] > cut[1]
        answer[led] = grow(X[left], y[left], T[led], depth + 1)
        answer[~led] = grow(X[~left], y[~left], T[~led], depth + 1)
        return answer

    return grow(X_train, y_train, X_test, 0)


@wrong(4, "gives ties to the last label")
def tree_predict(X_train, y_train, X_test, max_depth, find_cut):
    X_train, y_train, X_test = np.asarray(X_train), np.asarray(y_train), np.asarray(X_test)
    if len(X_train) != len(y_train) or max_depth < 0:
        raise ValueError("bad arguments")

    def grow(X, y, T, depth):
        classes, counts = np.unique(y, return_counts=True)
        answer = np.repeat(classes[::-1][counts[::-1].argmax()], len(T))
        if depth == max_depth or len(classes) == 1 or (cut := find_cut(X, y)) is None:
            return answer
        left, led = X[:, cut[0]] <= cut[1], T[:, cut[0]] <= cut[1]
        answer[led] = grow(X[left], y[left], T[led], depth + 1)
        answer[~led] = grow(X[~left], y[~left], T[~led], depth + 1)
        return answer

    return grow(X_train, y_train, X_test, 0)


@wrong(4, "gives ties to the label that it met first")
def tree_predict(X_train, y_train, X_test, max_depth, find_cut):
    from collections import Counter

    X_train, y_train, X_test = np.asarray(X_train), np.asarray(y_train), np.asarray(X_test)
    if len(X_train) != len(y_train) or max_depth < 0:
        raise ValueError("bad arguments")

    def grow(X, y, T, depth):
        answer = np.full(len(T), Counter(y.tolist()).most_common(1)[0][0], dtype=y_train.dtype)
        if depth == max_depth or len(np.unique(y)) == 1 or (cut := find_cut(X, y)) is None:
            return answer
        left, led = X[:, cut[0]] <= cut[1], T[:, cut[0]] <= cut[1]
        answer[led] = grow(X[left], y[left], T[led], depth + 1)
        answer[~led] = grow(X[~left], y[~left], T[~led], depth + 1)
        return answer

    return grow(X_train, y_train, X_test, 0)


@wrong(4, "gives leaves without a cut the most frequent label of all")
def tree_predict(X_train, y_train, X_test, max_depth, find_cut):
    X_train, y_train, X_test = np.asarray(X_train), np.asarray(y_train), np.asarray(X_test)
    if len(X_train) != len(y_train) or max_depth < 0:
        raise ValueError("bad arguments")
    classes, counts = np.unique(y_train, return_counts=True)
    most_frequent = classes[counts.argmax()]

    def grow(X, y, T, depth):
        if len(np.unique(y)) == 1:
            return np.repeat(y[0], len(T))
        answer = np.repeat(most_frequent, len(T))
        if depth == max_depth or (cut := find_cut(X, y)) is None:
            return answer
        left, led = X[:, cut[0]] <= cut[1], T[:, cut[0]] <= cut[1]
        answer[led] = grow(X[left], y[left], T[led], depth + 1)
        answer[~led] = grow(X[~left], y[~left], T[~led], depth + 1)
        return answer

    return grow(X_train, y_train, X_test, 0)


@wrong(4, "asks for a cut of all training points in every node")
def tree_predict(X_train, y_train, X_test, max_depth, find_cut):
    X_train, y_train, X_test = np.asarray(X_train), np.asarray(y_train), np.asarray(X_test)
    if len(X_train) != len(y_train) or max_depth < 0:
        raise ValueError("bad arguments")

    def grow(X, y, T, depth):
        classes, counts = np.unique(y, return_counts=True)
        answer = np.repeat(classes[counts.argmax()], len(T))
        if depth == max_depth or len(classes) == 1 or (cut := find_cut(X_train, y_train)) is None:
            return answer
        left, led = X[:, cut[0]] <= cut[1], T[:, cut[0]] <= cut[1]
        if left.all() or not left.any():
            return answer
        answer[led] = grow(X[left], y[left], T[led], depth + 1)
        answer[~led] = grow(X[~left], y[~left], T[~led], depth + 1)
        return answer

    return grow(X_train, y_train, X_test, 0)


@wrong(4, "does not expect that no cut is found")
def tree_predict(X_train, y_train, X_test, max_depth, find_cut):
    X_train, y_train, X_test = np.asarray(X_train), np.asarray(y_train), np.asarray(X_test)
    if len(X_train) != len(y_train) or max_depth < 0:
        raise ValueError("bad arguments")

    def grow(X, y, T, depth):
        classes, counts = np.unique(y, return_counts=True)
        answer = np.repeat(classes[counts.argmax()], len(T))
        if depth == max_depth or len(classes) == 1:
            return answer
        feature, threshold = find_cut(X, y)
        left, led = X[:, feature] <= threshold, T[:, feature] <= threshold
        answer[led] = grow(X[left], y[left], T[led], depth + 1)
        answer[~led] = grow(X[~left], y[~left], T[~led], depth + 1)
        return answer

    return grow(X_train, y_train, X_test, 0)


@wrong(4, "goes on cutting points that all have the same label")
def tree_predict(X_train, y_train, X_test, max_depth, find_cut):
    X_train, y_train, X_test = np.asarray(X_train), np.asarray(y_train), np.asarray(X_test)
    if len(X_train) != len(y_train) or max_depth < 0:
        raise ValueError("bad arguments")

    def grow(X, y, T, depth):
        classes, counts = np.unique(y, return_counts=True)
        answer = np.repeat(classes[counts.argmax()], len(T))
        if depth == max_depth or len(X) == 1 or (cut := find_cut(X, y)) is None:
            return answer
        left, led = X[:, cut[0]] <= cut[1], T[:, cut[0]] <= cut[1]
        answer[led] = grow(X[left], y[left], T[led], depth + 1)
        answer[~led] = grow(X[~left], y[~left], T[~led], depth + 1)
        return answer

    return grow(X_train, y_train, X_test, 0)


@wrong(4, "asks for a cut before it looks at the depth")
def tree_predict(X_train, y_train, X_test, max_depth, find_cut):
    X_train, y_train, X_test = np.asarray(X_train), np.asarray(y_train), np.asarray(X_test)
    if len(X_train) != len(y_train) or max_depth < 0:
        raise ValueError("bad arguments")

    def grow(X, y, T, depth):
        classes, counts = np.unique(y, return_counts=True)
        answer = np.repeat(classes[counts.argmax()], len(T))
        if len(classes) == 1 or (cut := find_cut(X, y)) is None or depth == max_depth:
            return answer
        left, led = X[:, cut[0]] <= cut[1], T[:, cut[0]] <= cut[1]
        answer[led] = grow(X[left], y[left], T[led], depth + 1)
        answer[~led] = grow(X[~left], y[~left], T[~led], depth + 1)
        return answer

    return grow(X_train, y_train, X_test, 0)


@wrong(4, "always cuts the first feature")
def tree_predict(X_train, y_train, X_test, max_depth, find_cut):
    X_train, y_train, X_test = np.asarray(X_train), np.asarray(y_train), np.asarray(X_test)
    if len(X_train) != len(y_train) or max_depth < 0:
        raise ValueError("bad arguments")

    def grow(X, y, T, depth):
        classes, counts = np.unique(y, return_counts=True)
        answer = np.repeat(classes[counts.argmax()], len(T))
        if depth == max_depth or len(classes) == 1 or (cut := find_cut(X, y)) is None:
            return answer
        left, led = X[:, 0] <= cut[1], T[:, 0] <= cut[1]
        if left.all() or not left.any():
            return answer
        answer[led] = grow(X[left], y[left], T[led], depth + 1)
        answer[~led] = grow(X[~left], y[~left], T[~led], depth + 1)
        return answer

    return grow(X_train, y_train, X_test, 0)


@wrong(4, "looks for cuts of its own")
def tree_predict(X_train, y_train, X_test, max_depth, find_cut):
    from sklearn.tree import DecisionTreeClassifier

    if len(X_train) != len(y_train) or max_depth < 0:
        raise ValueError("bad arguments")
    if max_depth == 0:
        classes, counts = np.unique(y_train, return_counts=True)
        return np.repeat(classes[counts.argmax()], len(X_test))
    tree = DecisionTreeClassifier(max_depth=max_depth, random_state=0)
    return tree.fit(X_train, y_train).predict(np.asarray(X_test, dtype=float))


@wrong(4, "cuts long labels off")
def tree_predict(X_train, y_train, X_test, max_depth, find_cut):
    X_train, y_train, X_test = np.asarray(X_train), np.asarray(y_train), np.asarray(X_test)
    if len(X_train) != len(y_train) or max_depth < 0:
        raise ValueError("bad arguments")

    def grow(X, y, T, depth):
        classes, counts = np.unique(y, return_counts=True)
        answer = np.array([classes[counts.argmax()].item()] * len(T), dtype=None)
        if depth == max_depth or len(classes) == 1 or (cut := find_cut(X, y)) is None:
            return answer
        left, led = X[:, cut[0]] <= cut[1], T[:, cut[0]] <= cut[1]
        answer[led] = grow(X[left], y[left], T[led], depth + 1)
        answer[~led] = grow(X[~left], y[~left], T[~led], depth + 1)
        return answer

    return grow(X_train, y_train, X_test, 0)


@wrong(4, "takes labels for positions")
def tree_predict(X_train, y_train, X_test, max_depth, find_cut):
    X_train, y_train, X_test = np.asarray(X_train), np.asarray(y_train), np.asarray(X_test)
    if len(X_train) != len(y_train) or max_depth < 0:
        raise ValueError("bad arguments")

    def grow(X, y, T, depth):
        answer = np.full(len(T), np.bincount(y).argmax())
        if depth == max_depth or len(np.unique(y)) == 1 or (cut := find_cut(X, y)) is None:
            return answer
        left, led = X[:, cut[0]] <= cut[1], T[:, cut[0]] <= cut[1]
        answer[led] = grow(X[left], y[left], T[led], depth + 1)
        answer[~led] = grow(X[~left], y[~left], T[~led], depth + 1)
        return answer

    return grow(X_train, y_train, X_test, 0)


@wrong(4, "takes a depth below 0 for no limit")
def tree_predict(X_train, y_train, X_test, max_depth, find_cut):
    X_train, y_train, X_test = np.asarray(X_train), np.asarray(y_train), np.asarray(X_test)
    if len(X_train) != len(y_train):
        raise ValueError("bad arguments")

    def grow(X, y, T, depth):
        classes, counts = np.unique(y, return_counts=True)
        answer = np.repeat(classes[counts.argmax()], len(T))
        if depth == max_depth or len(classes) == 1 or (cut := find_cut(X, y)) is None:
            return answer
        left, led = X[:, cut[0]] <= cut[1], T[:, cut[0]] <= cut[1]
        answer[led] = grow(X[left], y[left], T[led], depth + 1)
        answer[~led] = grow(X[~left], y[~left], T[~led], depth + 1)
        return answer

    return grow(X_train, y_train, X_test, 0)


@wrong(4, "does not compare the numbers of labels and points")
def tree_predict(X_train, y_train, X_test, max_depth, find_cut):
    n_train = min(len(X_train), len(y_train))
    X_train, y_train, X_test = (
        np.asarray(X_train)[:n_train],
        np.asarray(y_train)[:n_train],
        np.asarray(X_test),
    )
    if max_depth < 0:
        raise ValueError("bad arguments")

    def grow(X, y, T, depth):
        classes, counts = np.unique(y, return_counts=True)
        answer = np.repeat(classes[counts.argmax()], len(T))
        if depth == max_depth or len(classes) == 1 or (cut := find_cut(X, y)) is None:
            return answer
        left, led = X[:, cut[0]] <= cut[1], T[:, cut[0]] <= cut[1]
        answer[led] = grow(X[left], y[left], T[led], depth + 1)
        answer[~led] = grow(X[~left], y[~left], T[~led], depth + 1)
        return answer

    return grow(X_train, y_train, X_test, 0)


@right(4, "leads one point after the other, and grows only where it goes")
def tree_predict(X_train, y_train, X_test, max_depth, find_cut):
    X_train, y_train = np.array(X_train), np.array(y_train)
    if len(X_train) != len(y_train):
        raise ValueError("as many labels as points, please")
    if max_depth < 0:
        raise ValueError("max_depth must not be negative")

    def label_of(x, X, y, depth):
        labels = y.tolist()
        if depth < max_depth and len(set(labels)) > 1:
            cut = find_cut(X, y)
            if cut:
                feature, threshold = cut
                same_side = (X[:, feature] <= threshold) == bool(x[feature] <= threshold)
                return label_of(x, X[same_side], y[same_side], depth + 1)
        return max(sorted(set(labels)), key=labels.count)

    return np.array([label_of(x, X_train, y_train, 0) for x in X_test])


@right(4, "with a class of nodes")
def tree_predict(X_train, y_train, X_test, max_depth, find_cut):
    class Node:
        def __init__(self, X, y, depth):
            classes, counts = np.unique(y, return_counts=True)
            self.label = classes[np.argmax(counts)]
            self.cut = find_cut(X, y) if depth < max_depth and len(classes) > 1 else None
            if self.cut is not None:
                goes_left = X[:, self.cut[0]] <= self.cut[1]
                self.left = Node(X[goes_left], y[goes_left], depth + 1)
                self.right = Node(X[~goes_left], y[~goes_left], depth + 1)

        def predict(self, x):
            if self.cut is None:
                return self.label
            return (self.left if x[self.cut[0]] <= self.cut[1] else self.right).predict(x)

    X, y = np.asarray(X_train, dtype=float), np.asarray(y_train)
    if max_depth < 0 or X.shape[0] != y.shape[0]:
        raise ValueError("a bad depth, or as many labels as points")
    root = Node(X, y, 0)
    return np.array([root.predict(x) for x in np.asarray(X_test, dtype=float)])


@right(4, "with a list of open nodes, in plain Python")
def tree_predict(X_train, y_train, X_test, max_depth, find_cut):
    X, y, T = [list(row) for row in X_train], list(y_train), [list(row) for row in X_test]
    if max_depth < 0:
        raise ValueError("max_depth must not be negative")
    if len(X) != len(y):
        raise ValueError("as many labels as points, please")
    answers = {}
    todo = [(list(range(len(X))), list(range(len(T))), max_depth)]
    while todo:
        train, test, levels = todo.pop()
        labels = [y[i] for i in train]
        cut = None
        if levels > 0 and any(label != labels[0] for label in labels):
            cut = find_cut([X[i] for i in train], labels)
        if cut is None:
            ranking = sorted(set(labels), key=lambda label: (-labels.count(label), label))
            answers.update(dict.fromkeys(test, ranking[0]))
            continue
        feature, threshold = cut
        for goes_left in (True, False):
            todo.append(
                (
                    [i for i in train if bool(X[i][feature] <= threshold) == goes_left],
                    [i for i in test if bool(T[i][feature] <= threshold) == goes_left],
                    levels - 1,
                )
            )
    return np.array([answers[i] for i in range(len(T))])


@right(4, "with the labels as numbers of classes, level by level")
def tree_predict(X_train, y_train, X_test, max_depth, find_cut):
    X, T = np.asarray(X_train, dtype=np.float64), np.asarray(X_test, dtype=np.float64)
    classes, codes = np.unique(y_train, return_inverse=True)
    if len(X) != len(codes) or max_depth < 0:
        raise ValueError("a bad depth, or as many labels as points")
    # The node that each point is in; a node is named by the way that leads to it.
    nodes, led = np.full(len(X), "", dtype=object), np.full(len(T), "", dtype=object)
    leaves = set()
    for _ in range(max_depth):
        for node in set(nodes) - leaves:
            members, guests = nodes == node, led == node
            cut = find_cut(X[members], codes[members]) if len(set(codes[members])) > 1 else None
            if cut is None:
                leaves.add(node)
                continue
            nodes[members] = [node + "lr"[int(x[cut[0]] > cut[1])] for x in X[members]]
            led[guests] = [node + "lr"[int(x[cut[0]] > cut[1])] for x in T[guests]]
    return np.array([classes[np.bincount(codes[nodes == node]).argmax()] for node in led])


# Question 5: bagged_predict


@wrong(5, "draws without replacement")
def bagged_predict(X_train, y_train, X_test, n_models, fit_predict, rng):
    X_train, y_train = np.asarray(X_train), np.asarray(y_train)
    if len(X_train) != len(y_train) or n_models < 1:
        raise ValueError("bad arguments")
    votes = []
    for _ in range(n_models):
        rows = rng.permutation(len(X_train))
        votes.append(fit_predict(X_train[rows], y_train[rows], X_test))
    classes, votes = np.unique(votes), np.array(votes)
    counts = np.array([(votes == label).sum(axis=0) for label in classes])
    return classes[counts.argmax(axis=0)], counts.max(axis=0) / n_models


@wrong(5, "trains every model on all rows as they are")
def bagged_predict(X_train, y_train, X_test, n_models, fit_predict, rng):
    X_train, y_train = np.asarray(X_train), np.asarray(y_train)
    if len(X_train) != len(y_train) or n_models < 1:
        raise ValueError("bad arguments")
    votes = np.array([fit_predict(X_train, y_train, X_test) for _ in range(n_models)])
    classes = np.unique(votes)
    counts = np.array([(votes == label).sum(axis=0) for label in classes])
    return classes[counts.argmax(axis=0)], counts.max(axis=0) / n_models


@wrong(5, "draws points and labels separately")
def bagged_predict(X_train, y_train, X_test, n_models, fit_predict, rng):
    X_train, y_train = np.asarray(X_train), np.asarray(y_train)
    if len(X_train) != len(y_train) or n_models < 1:
        raise ValueError("bad arguments")
    votes = []
    for _ in range(n_models):
        X, y = rng.choice(X_train, size=len(X_train)), rng.choice(y_train, size=len(y_train))
        votes.append(fit_predict(X, y, X_test))
    classes, votes = np.unique(votes), np.array(votes)
    counts = np.array([(votes == label).sum(axis=0) for label in classes])
    return classes[counts.argmax(axis=0)], counts.max(axis=0) / n_models


@wrong(5, "draws points but not labels")
def bagged_predict(X_train, y_train, X_test, n_models, fit_predict, rng):
    X_train, y_train = np.asarray(X_train), np.asarray(y_train)
    if len(X_train) != len(y_train) or n_models < 1:
        raise ValueError("bad arguments")
    votes = []
    for _ in range(n_models):
        rows = rng.integers(len(X_train), size=len(X_train))
        votes.append(fit_predict(X_train[rows], y_train, X_test))
    classes, votes = np.unique(votes), np.array(votes)
    counts = np.array([(votes == label).sum(axis=0) for label in classes])
    return classes[counts.argmax(axis=0)], counts.max(axis=0) / n_models


@wrong(5, "draws one sample for all models")
def bagged_predict(X_train, y_train, X_test, n_models, fit_predict, rng):
    X_train, y_train = np.asarray(X_train), np.asarray(y_train)
    if len(X_train) != len(y_train) or n_models < 1:
        raise ValueError("bad arguments")
    rows = rng.integers(len(X_train), size=len(X_train))
    votes = np.array([fit_predict(X_train[rows], y_train[rows], X_test) for _ in range(n_models)])
    classes = np.unique(votes)
    counts = np.array([(votes == label).sum(axis=0) for label in classes])
    return classes[counts.argmax(axis=0)], counts.max(axis=0) / n_models


@wrong(5, "starts the generator afresh for every model")
def bagged_predict(X_train, y_train, X_test, n_models, fit_predict, rng):
    X_train, y_train = np.asarray(X_train), np.asarray(y_train)
    if len(X_train) != len(y_train) or n_models < 1:
        raise ValueError("bad arguments")
    seed, votes = int(rng.integers(1000)), []
    for _ in range(n_models):
        rows = np.random.default_rng(seed).integers(len(X_train), size=len(X_train))
        votes.append(fit_predict(X_train[rows], y_train[rows], X_test))
    classes, votes = np.unique(votes), np.array(votes)
    counts = np.array([(votes == label).sum(axis=0) for label in classes])
    return classes[counts.argmax(axis=0)], counts.max(axis=0) / n_models


@wrong(5, "draws from the global state")
def bagged_predict(X_train, y_train, X_test, n_models, fit_predict, rng):
    X_train, y_train = np.asarray(X_train), np.asarray(y_train)
    if len(X_train) != len(y_train) or n_models < 1:
        raise ValueError("bad arguments")
    votes = []
    for _ in range(n_models):
        rows = np.random.randint(len(X_train), size=len(X_train))
        votes.append(fit_predict(X_train[rows], y_train[rows], X_test))
    classes, votes = np.unique(votes), np.array(votes)
    counts = np.array([(votes == label).sum(axis=0) for label in classes])
    return classes[counts.argmax(axis=0)], counts.max(axis=0) / n_models


@wrong(5, "always draws the same samples")
def bagged_predict(X_train, y_train, X_test, n_models, fit_predict, rng):
    X_train, y_train = np.asarray(X_train), np.asarray(y_train)
    if len(X_train) != len(y_train) or n_models < 1:
        raise ValueError("bad arguments")
    rng, votes = np.random.default_rng(0), []
    for _ in range(n_models):
        rows = rng.integers(len(X_train), size=len(X_train))
        votes.append(fit_predict(X_train[rows], y_train[rows], X_test))
    classes, votes = np.unique(votes), np.array(votes)
    counts = np.array([(votes == label).sum(axis=0) for label in classes])
    return classes[counts.argmax(axis=0)], counts.max(axis=0) / n_models


@wrong(5, "never draws the last row")
def bagged_predict(X_train, y_train, X_test, n_models, fit_predict, rng):
    X_train, y_train = np.asarray(X_train), np.asarray(y_train)
    if len(X_train) != len(y_train) or n_models < 1:
        raise ValueError("bad arguments")
    votes = []
    for _ in range(n_models):
        rows = rng.integers(max(len(X_train) - 1, 1), size=len(X_train))
        votes.append(fit_predict(X_train[rows], y_train[rows], X_test))
    classes, votes = np.unique(votes), np.array(votes)
    counts = np.array([(votes == label).sum(axis=0) for label in classes])
    return classes[counts.argmax(axis=0)], counts.max(axis=0) / n_models


@wrong(5, "draws half as many rows")
def bagged_predict(X_train, y_train, X_test, n_models, fit_predict, rng):
    X_train, y_train = np.asarray(X_train), np.asarray(y_train)
    if len(X_train) != len(y_train) or n_models < 1:
        raise ValueError("bad arguments")
    votes = []
    for _ in range(n_models):
        rows = rng.integers(len(X_train), size=max(len(X_train) // 2, 1))
        votes.append(fit_predict(X_train[rows], y_train[rows], X_test))
    classes, votes = np.unique(votes), np.array(votes)
    counts = np.array([(votes == label).sum(axis=0) for label in classes])
    return classes[counts.argmax(axis=0)], counts.max(axis=0) / n_models


@wrong(5, "draws as many rows as there are test points")
def bagged_predict(X_train, y_train, X_test, n_models, fit_predict, rng):
    X_train, y_train = np.asarray(X_train), np.asarray(y_train)
    if len(X_train) != len(y_train) or n_models < 1:
        raise ValueError("bad arguments")
    votes = []
    for _ in range(n_models):
        rows = rng.integers(len(X_train), size=len(X_test))
        votes.append(fit_predict(X_train[rows], y_train[rows], X_test))
    classes, votes = np.unique(votes), np.array(votes)
    counts = np.array([(votes == label).sum(axis=0) for label in classes])
    return classes[counts.argmax(axis=0)], counts.max(axis=0) / n_models


@wrong(5, "throws repeated rows away")
def bagged_predict(X_train, y_train, X_test, n_models, fit_predict, rng):
    X_train, y_train = np.asarray(X_train), np.asarray(y_train)
    if len(X_train) != len(y_train) or n_models < 1:
        raise ValueError("bad arguments")
    votes = []
    for _ in range(n_models):
        rows = np.unique(rng.integers(len(X_train), size=len(X_train)))
        votes.append(fit_predict(X_train[rows], y_train[rows], X_test))
    classes, votes = np.unique(votes), np.array(votes)
    counts = np.array([(votes == label).sum(axis=0) for label in classes])
    return classes[counts.argmax(axis=0)], counts.max(axis=0) / n_models


@wrong(5, "draws from each class as many as it has")
def bagged_predict(X_train, y_train, X_test, n_models, fit_predict, rng):
    X_train, y_train = np.asarray(X_train), np.asarray(y_train)
    if len(X_train) != len(y_train) or n_models < 1:
        raise ValueError("bad arguments")
    votes = []
    for _ in range(n_models):
        members = [np.flatnonzero(y_train == label) for label in np.unique(y_train)]
        rows = np.concatenate([rng.choice(of_class, size=len(of_class)) for of_class in members])
        votes.append(fit_predict(X_train[rows], y_train[rows], X_test))
    classes, votes = np.unique(votes), np.array(votes)
    counts = np.array([(votes == label).sum(axis=0) for label in classes])
    return classes[counts.argmax(axis=0)], counts.max(axis=0) / n_models


@wrong(5, "lets one model too few vote")
def bagged_predict(X_train, y_train, X_test, n_models, fit_predict, rng):
    X_train, y_train = np.asarray(X_train), np.asarray(y_train)
    if len(X_train) != len(y_train) or n_models < 1:
        raise ValueError("bad arguments")
    votes = []
    for _ in range(1, max(n_models, 2)):
        rows = rng.integers(len(X_train), size=len(X_train))
        votes.append(fit_predict(X_train[rows], y_train[rows], X_test))
    classes, votes = np.unique(votes), np.array(votes)
    counts = np.array([(votes == label).sum(axis=0) for label in classes])
    return classes[counts.argmax(axis=0)], counts.max(axis=0) / len(votes)


@wrong(5, "asks each model about one test point at a time")
def bagged_predict(X_train, y_train, X_test, n_models, fit_predict, rng):
    X_train, y_train, X_test = np.asarray(X_train), np.asarray(y_train), np.asarray(X_test)
    if len(X_train) != len(y_train) or n_models < 1:
        raise ValueError("bad arguments")
    votes = []
    for _ in range(n_models):
        rows = rng.integers(len(X_train), size=len(X_train))
        votes.append([fit_predict(X_train[rows], y_train[rows], x[None])[0] for x in X_test])
    classes, votes = np.unique(votes), np.array(votes)
    counts = np.array([(votes == label).sum(axis=0) for label in classes])
    return classes[counts.argmax(axis=0)], counts.max(axis=0) / n_models


@wrong(5, "gives ties to the last label")
def bagged_predict(X_train, y_train, X_test, n_models, fit_predict, rng):
    X_train, y_train = np.asarray(X_train), np.asarray(y_train)
    if len(X_train) != len(y_train) or n_models < 1:
        raise ValueError("bad arguments")
    votes = []
    for _ in range(n_models):
        rows = rng.integers(len(X_train), size=len(X_train))
        votes.append(fit_predict(X_train[rows], y_train[rows], X_test))
    classes, votes = np.unique(votes)[::-1], np.array(votes)
    counts = np.array([(votes == label).sum(axis=0) for label in classes])
    return classes[counts.argmax(axis=0)], counts.max(axis=0) / n_models


@wrong(5, "gives ties to the first vote")
def bagged_predict(X_train, y_train, X_test, n_models, fit_predict, rng):
    from collections import Counter

    X_train, y_train = np.asarray(X_train), np.asarray(y_train)
    if len(X_train) != len(y_train) or n_models < 1:
        raise ValueError("bad arguments")
    votes = []
    for _ in range(n_models):
        rows = rng.integers(len(X_train), size=len(X_train))
        votes.append(fit_predict(X_train[rows], y_train[rows], X_test))
    winners = [Counter(column.tolist()).most_common(1)[0] for column in np.array(votes).T]
    return np.array([label for label, _ in winners]), np.array([times / n_models for _, times in winners])


@wrong(5, "takes the median of the votes")
def bagged_predict(X_train, y_train, X_test, n_models, fit_predict, rng):
    X_train, y_train = np.asarray(X_train), np.asarray(y_train)
    if len(X_train) != len(y_train) or n_models < 1:
        raise ValueError("bad arguments")
    votes = []
    for _ in range(n_models):
        rows = rng.integers(len(X_train), size=len(X_train))
        votes.append(fit_predict(X_train[rows], y_train[rows], X_test))
    winners = np.sort(votes, axis=0)[n_models // 2]
    return winners, (np.array(votes) == winners).mean(axis=0)


@wrong(5, "takes labels for positions")
def bagged_predict(X_train, y_train, X_test, n_models, fit_predict, rng):
    X_train, y_train = np.asarray(X_train), np.asarray(y_train)
    if len(X_train) != len(y_train) or n_models < 1:
        raise ValueError("bad arguments")
    votes = []
    for _ in range(n_models):
        rows = rng.integers(len(X_train), size=len(X_train))
        votes.append(fit_predict(X_train[rows], y_train[rows], X_test))
    counts = np.array(
        [np.bincount(column, minlength=max(map(max, votes)) + 1) for column in np.array(votes).T]
    )
    return counts.argmax(axis=1), counts.max(axis=1) / n_models


@wrong(5, "counts votes instead of their share")
def bagged_predict(X_train, y_train, X_test, n_models, fit_predict, rng):
    X_train, y_train = np.asarray(X_train), np.asarray(y_train)
    if len(X_train) != len(y_train) or n_models < 1:
        raise ValueError("bad arguments")
    votes = []
    for _ in range(n_models):
        rows = rng.integers(len(X_train), size=len(X_train))
        votes.append(fit_predict(X_train[rows], y_train[rows], X_test))
    classes, votes = np.unique(votes), np.array(votes)
    counts = np.array([(votes == label).sum(axis=0) for label in classes])
    return classes[counts.argmax(axis=0)], counts.max(axis=0).astype(float)


@wrong(5, "returns the share of the second class")
def bagged_predict(X_train, y_train, X_test, n_models, fit_predict, rng):
    X_train, y_train = np.asarray(X_train), np.asarray(y_train)
    if len(X_train) != len(y_train) or n_models < 1:
        raise ValueError("bad arguments")
    votes = []
    for _ in range(n_models):
        rows = rng.integers(len(X_train), size=len(X_train))
        votes.append(fit_predict(X_train[rows], y_train[rows], X_test))
    classes, votes = np.unique(votes), np.array(votes)
    counts = np.array([(votes == label).sum(axis=0) for label in classes])
    return classes[counts.argmax(axis=0)], counts[-1] / n_models


@wrong(5, "returns the labels only")
def bagged_predict(X_train, y_train, X_test, n_models, fit_predict, rng):
    X_train, y_train = np.asarray(X_train), np.asarray(y_train)
    if len(X_train) != len(y_train) or n_models < 1:
        raise ValueError("bad arguments")
    votes = []
    for _ in range(n_models):
        rows = rng.integers(len(X_train), size=len(X_train))
        votes.append(fit_predict(X_train[rows], y_train[rows], X_test))
    classes, votes = np.unique(votes), np.array(votes)
    return classes[np.array([(votes == label).sum(axis=0) for label in classes]).argmax(axis=0)]


@wrong(5, "returns empty results if nobody votes")
def bagged_predict(X_train, y_train, X_test, n_models, fit_predict, rng):
    X_train, y_train = np.asarray(X_train), np.asarray(y_train)
    if len(X_train) != len(y_train):
        raise ValueError("bad arguments")
    if n_models < 1:
        return np.array([]), np.array([])
    votes = []
    for _ in range(n_models):
        rows = rng.integers(len(X_train), size=len(X_train))
        votes.append(fit_predict(X_train[rows], y_train[rows], X_test))
    classes, votes = np.unique(votes), np.array(votes)
    counts = np.array([(votes == label).sum(axis=0) for label in classes])
    return classes[counts.argmax(axis=0)], counts.max(axis=0) / n_models


@wrong(5, "does not compare the numbers of labels and points")
def bagged_predict(X_train, y_train, X_test, n_models, fit_predict, rng):
    X_train, y_train = np.asarray(X_train), np.asarray(y_train)
    if n_models < 1:
        raise ValueError("bad arguments")
    votes = []
    for _ in range(n_models):
        rows = rng.integers(min(len(X_train), len(y_train)), size=len(X_train))
        votes.append(fit_predict(X_train[rows], y_train[rows], X_test))
    classes, votes = np.unique(votes), np.array(votes)
    counts = np.array([(votes == label).sum(axis=0) for label in classes])
    return classes[counts.argmax(axis=0)], counts.max(axis=0) / n_models


@right(5, "loops in plain Python, with one choice for each row")
def bagged_predict(X_train, y_train, X_test, n_models, fit_predict, rng):
    from collections import Counter

    if len(X_train) != len(y_train):
        raise ValueError("as many labels as points, please")
    if n_models <= 0:
        raise ValueError("at least one model, please")
    ballots = [[] for _ in X_test]
    for _ in range(n_models):
        drawn = [int(rng.choice(len(X_train))) for _ in X_train]
        labels = fit_predict([X_train[row] for row in drawn], [y_train[row] for row in drawn], X_test)
        for ballot, label in zip(ballots, labels, strict=True):
            ballot.append(label)
    winners, shares = [], []
    for ballot in ballots:
        counts = Counter(ballot)
        winner = min(counts, key=lambda label: (-counts[label], label))
        winners.append(winner)
        shares.append(counts[winner] / n_models)
    return np.array(winners), np.array(shares)


@right(5, "draws how often each row occurs")
def bagged_predict(X_train, y_train, X_test, n_models, fit_predict, rng):
    X, y = np.array(X_train), np.array(y_train)
    n_train = len(X)
    if n_train != len(y) or n_models < 1:
        raise ValueError("as many labels as points, and at least one model")
    times = rng.multinomial(n_train, np.full(n_train, 1 / n_train), size=n_models)
    votes = np.stack([fit_predict(np.repeat(X, t, axis=0), np.repeat(y, t), np.array(X_test)) for t in times])
    winners, shares = [], np.empty(votes.shape[1], dtype=np.float32)
    for point, column in enumerate(votes.T):
        labels, counts = np.unique(column, return_counts=True)
        winners.append(labels[counts.argmax()])
        shares[point] = counts.max() / counts.sum()
    return np.array(winners), shares


@right(5, "draws all rows of all samples at once, and counts by codes")
def bagged_predict(X_train, y_train, X_test, n_models, fit_predict, rng):
    X, y = np.asarray(X_train, dtype=float), np.asarray(y_train)
    if len(X) != len(y):
        raise ValueError("as many labels as points, please")
    if n_models < 1:
        raise ValueError("at least one model, please")
    samples = np.floor(rng.random((n_models, len(X))) * len(X)).astype(int)
    votes = np.array([fit_predict(X[rows], y[rows], X_test) for rows in samples])
    classes, codes = np.unique(votes, return_inverse=True)
    codes = codes.reshape(votes.shape)
    counts = np.eye(len(classes), dtype=int)[codes].sum(axis=0)
    return classes[counts.argmax(axis=1)], counts.max(axis=1) / n_models


@right(5, "with pandas, which samples and counts")
def bagged_predict(X_train, y_train, X_test, n_models, fit_predict, rng):
    import pandas as pd

    table = pd.DataFrame(np.asarray(X_train))
    if len(table) != len(y_train) or n_models < 1:
        raise ValueError("as many labels as points, and at least one model")
    labels = pd.Series(np.asarray(y_train))
    votes = []
    for _ in range(n_models):
        sample = table.sample(frac=1, replace=True, random_state=rng)
        votes.append(fit_predict(sample.to_numpy(), labels[sample.index].to_numpy(), X_test))
    ballots = pd.DataFrame(np.array(votes))
    winners = [ballots[point].mode()[0] for point in ballots]
    return np.array(winners), ballots.eq(pd.Series(winners)).mean().to_numpy()


# Question 6: stratified_split


@wrong(6, "forgets the classes")
def stratified_split(X, y, test_share, rng):
    X, y = np.asarray(X), np.asarray(y)
    if len(X) != len(y) or not 0 < test_share < 1 or np.unique(y, return_counts=True)[1].min() < 2:
        raise ValueError("bad arguments")
    order = rng.permutation(len(X))
    n_test = round(test_share * len(X))
    test, train = order[:n_test], order[n_test:]
    return X[train], X[test], y[train], y[test]


@wrong(6, "takes the first samples of each class")
def stratified_split(X, y, test_share, rng):
    X, y = np.asarray(X), np.asarray(y)
    if len(X) != len(y) or not 0 < test_share < 1 or np.unique(y, return_counts=True)[1].min() < 2:
        raise ValueError("bad arguments")
    test = np.zeros(len(y), dtype=bool)
    for label in np.unique(y):
        members = np.flatnonzero(y == label)
        test[members[: min(max(round(test_share * len(members)), 1), len(members) - 1)]] = True
    return X[~test], X[test], y[~test], y[test]


@wrong(6, "draws with replacement")
def stratified_split(X, y, test_share, rng):
    X, y = np.asarray(X), np.asarray(y)
    if len(X) != len(y) or not 0 < test_share < 1 or np.unique(y, return_counts=True)[1].min() < 2:
        raise ValueError("bad arguments")
    test, train = [], []
    for label in np.unique(y):
        members = np.flatnonzero(y == label)
        n_test = min(max(round(test_share * len(members)), 1), len(members) - 1)
        test += rng.choice(members, size=n_test).tolist()
        train += rng.choice(members, size=len(members) - n_test).tolist()
    return X[train], X[test], y[train], y[test]


@wrong(6, "trains on the test set as well")
def stratified_split(X, y, test_share, rng):
    X, y = np.asarray(X), np.asarray(y)
    if len(X) != len(y) or not 0 < test_share < 1 or np.unique(y, return_counts=True)[1].min() < 2:
        raise ValueError("bad arguments")
    test = np.zeros(len(y), dtype=bool)
    for label in np.unique(y):
        members = rng.permutation(np.flatnonzero(y == label))
        test[members[: min(max(round(test_share * len(members)), 1), len(members) - 1)]] = True
    return X, X[test], y, y[test]


@wrong(6, "chooses the training samples anew, so that the sets overlap")
def stratified_split(X, y, test_share, rng):
    X, y = np.asarray(X), np.asarray(y)
    if len(X) != len(y) or not 0 < test_share < 1 or np.unique(y, return_counts=True)[1].min() < 2:
        raise ValueError("bad arguments")
    test, train = [], []
    for label in np.unique(y):
        members = np.flatnonzero(y == label)
        n_test = min(max(round(test_share * len(members)), 1), len(members) - 1)
        test += rng.permutation(members)[:n_test].tolist()
        train += rng.permutation(members)[n_test:].tolist()
    return X[train], X[test], y[train], y[test]


@wrong(6, "shuffles samples and labels separately")
def stratified_split(X, y, test_share, rng):
    X, y = np.asarray(X), np.asarray(y)
    if len(X) != len(y) or not 0 < test_share < 1 or np.unique(y, return_counts=True)[1].min() < 2:
        raise ValueError("bad arguments")
    test = np.zeros(len(y), dtype=bool)
    for label in np.unique(y):
        members = rng.permutation(np.flatnonzero(y == label))
        test[members[: min(max(round(test_share * len(members)), 1), len(members) - 1)]] = True
    return rng.permutation(X[~test]), rng.permutation(X[test]), y[~test], y[test]


@wrong(6, "sorts the labels by class, but not the samples")
def stratified_split(X, y, test_share, rng):
    X, y = np.asarray(X), np.asarray(y)
    if len(X) != len(y) or not 0 < test_share < 1 or np.unique(y, return_counts=True)[1].min() < 2:
        raise ValueError("bad arguments")
    test = np.zeros(len(y), dtype=bool)
    for label in np.unique(y):
        members = rng.permutation(np.flatnonzero(y == label))
        test[members[: min(max(round(test_share * len(members)), 1), len(members) - 1)]] = True
    return X[~test], X[test], np.sort(y[~test]), np.sort(y[test])


@wrong(6, "rounds down")
def stratified_split(X, y, test_share, rng):
    X, y = np.asarray(X), np.asarray(y)
    if len(X) != len(y) or not 0 < test_share < 1 or np.unique(y, return_counts=True)[1].min() < 2:
        raise ValueError("bad arguments")
    test = np.zeros(len(y), dtype=bool)
    for label in np.unique(y):
        members = rng.permutation(np.flatnonzero(y == label))
        test[members[: min(max(int(test_share * len(members)), 1), len(members) - 1)]] = True
    return X[~test], X[test], y[~test], y[test]


@wrong(6, "rounds up")
def stratified_split(X, y, test_share, rng):
    X, y = np.asarray(X), np.asarray(y)
    if len(X) != len(y) or not 0 < test_share < 1 or np.unique(y, return_counts=True)[1].min() < 2:
        raise ValueError("bad arguments")
    test = np.zeros(len(y), dtype=bool)
    for label in np.unique(y):
        members = rng.permutation(np.flatnonzero(y == label))
        test[members[: min(int(np.ceil(test_share * len(members))), len(members) - 1)]] = True
    return X[~test], X[test], y[~test], y[test]


@wrong(6, "drops what is left after rounding both sets down")
def stratified_split(X, y, test_share, rng):
    X, y = np.asarray(X), np.asarray(y)
    if len(X) != len(y) or not 0 < test_share < 1 or np.unique(y, return_counts=True)[1].min() < 2:
        raise ValueError("bad arguments")
    test, train = [], []
    for label in np.unique(y):
        members = rng.permutation(np.flatnonzero(y == label))
        n_test = min(max(round(test_share * len(members)), 1), len(members) - 1)
        n_train = max(int((1 - test_share) * len(members)), 1)
        test += members[:n_test].tolist()
        train += members[n_test : n_test + n_train].tolist()
    return X[train], X[test], y[train], y[test]


@wrong(6, "tests nothing of a small class")
def stratified_split(X, y, test_share, rng):
    X, y = np.asarray(X), np.asarray(y)
    if len(X) != len(y) or not 0 < test_share < 1 or np.unique(y, return_counts=True)[1].min() < 2:
        raise ValueError("bad arguments")
    test = np.zeros(len(y), dtype=bool)
    for label in np.unique(y):
        members = rng.permutation(np.flatnonzero(y == label))
        test[members[: min(round(test_share * len(members)), len(members) - 1)]] = True
    return X[~test], X[test], y[~test], y[test]


@wrong(6, "leaves nothing of a small class for training")
def stratified_split(X, y, test_share, rng):
    X, y = np.asarray(X), np.asarray(y)
    if len(X) != len(y) or not 0 < test_share < 1 or np.unique(y, return_counts=True)[1].min() < 2:
        raise ValueError("bad arguments")
    test = np.zeros(len(y), dtype=bool)
    for label in np.unique(y):
        members = rng.permutation(np.flatnonzero(y == label))
        test[members[: max(round(test_share * len(members)), 1)]] = True
    return X[~test], X[test], y[~test], y[test]


@wrong(6, "tests equally many of each class")
def stratified_split(X, y, test_share, rng):
    X, y = np.asarray(X), np.asarray(y)
    if len(X) != len(y) or not 0 < test_share < 1 or np.unique(y, return_counts=True)[1].min() < 2:
        raise ValueError("bad arguments")
    n_classes = len(np.unique(y))
    test = np.zeros(len(y), dtype=bool)
    for label in np.unique(y):
        members = rng.permutation(np.flatnonzero(y == label))
        n_test = min(max(round(test_share * len(y) / n_classes), 1), len(members) - 1)
        test[members[:n_test]] = True
    return X[~test], X[test], y[~test], y[test]


@wrong(6, "takes the share for that of the training set")
def stratified_split(X, y, test_share, rng):
    X, y = np.asarray(X), np.asarray(y)
    if len(X) != len(y) or not 0 < test_share < 1 or np.unique(y, return_counts=True)[1].min() < 2:
        raise ValueError("bad arguments")
    train = np.zeros(len(y), dtype=bool)
    for label in np.unique(y):
        members = rng.permutation(np.flatnonzero(y == label))
        train[members[: min(max(round(test_share * len(members)), 1), len(members) - 1)]] = True
    return X[train], X[~train], y[train], y[~train]


@wrong(6, "makes the same choice in all classes")
def stratified_split(X, y, test_share, rng):
    X, y = np.asarray(X), np.asarray(y)
    if len(X) != len(y) or not 0 < test_share < 1 or np.unique(y, return_counts=True)[1].min() < 2:
        raise ValueError("bad arguments")
    seed = int(rng.integers(2**31))
    test = np.zeros(len(y), dtype=bool)
    for label in np.unique(y):
        members = np.random.default_rng(seed).permutation(np.flatnonzero(y == label))
        test[members[: min(max(round(test_share * len(members)), 1), len(members) - 1)]] = True
    return X[~test], X[test], y[~test], y[test]


@wrong(6, "chooses neighbours from a random place on")
def stratified_split(X, y, test_share, rng):
    X, y = np.asarray(X), np.asarray(y)
    if len(X) != len(y) or not 0 < test_share < 1 or np.unique(y, return_counts=True)[1].min() < 2:
        raise ValueError("bad arguments")
    test = np.zeros(len(y), dtype=bool)
    for label in np.unique(y):
        members = np.flatnonzero(y == label)
        members = np.roll(members, rng.integers(len(members)))
        test[members[: min(max(round(test_share * len(members)), 1), len(members) - 1)]] = True
    return X[~test], X[test], y[~test], y[test]


@wrong(6, "orders its results differently")
def stratified_split(X, y, test_share, rng):
    X, y = np.asarray(X), np.asarray(y)
    if len(X) != len(y) or not 0 < test_share < 1 or np.unique(y, return_counts=True)[1].min() < 2:
        raise ValueError("bad arguments")
    test = np.zeros(len(y), dtype=bool)
    for label in np.unique(y):
        members = rng.permutation(np.flatnonzero(y == label))
        test[members[: min(max(round(test_share * len(members)), 1), len(members) - 1)]] = True
    return X[~test], y[~test], X[test], y[test]


@wrong(6, "returns the numbers of the rows")
def stratified_split(X, y, test_share, rng):
    X, y = np.asarray(X), np.asarray(y)
    if len(X) != len(y) or not 0 < test_share < 1 or np.unique(y, return_counts=True)[1].min() < 2:
        raise ValueError("bad arguments")
    test = np.zeros(len(y), dtype=bool)
    for label in np.unique(y):
        members = rng.permutation(np.flatnonzero(y == label))
        test[members[: min(max(round(test_share * len(members)), 1), len(members) - 1)]] = True
    return np.flatnonzero(~test), np.flatnonzero(test)


@wrong(6, "draws from the global state")
def stratified_split(X, y, test_share, rng):
    X, y = np.asarray(X), np.asarray(y)
    if len(X) != len(y) or not 0 < test_share < 1 or np.unique(y, return_counts=True)[1].min() < 2:
        raise ValueError("bad arguments")
    test = np.zeros(len(y), dtype=bool)
    for label in np.unique(y):
        members = np.random.permutation(np.flatnonzero(y == label))
        test[members[: min(max(round(test_share * len(members)), 1), len(members) - 1)]] = True
    return X[~test], X[test], y[~test], y[test]


@wrong(6, "makes the same split every time")
def stratified_split(X, y, test_share, rng):
    X, y = np.asarray(X), np.asarray(y)
    if len(X) != len(y) or not 0 < test_share < 1 or np.unique(y, return_counts=True)[1].min() < 2:
        raise ValueError("bad arguments")
    rng = np.random.default_rng(0)
    test = np.zeros(len(y), dtype=bool)
    for label in np.unique(y):
        members = rng.permutation(np.flatnonzero(y == label))
        test[members[: min(max(round(test_share * len(members)), 1), len(members) - 1)]] = True
    return X[~test], X[test], y[~test], y[test]


@wrong(6, "keeps a class of one for training")
def stratified_split(X, y, test_share, rng):
    X, y = np.asarray(X), np.asarray(y)
    if len(X) != len(y) or not 0 < test_share < 1:
        raise ValueError("bad arguments")
    test = np.zeros(len(y), dtype=bool)
    for label in np.unique(y):
        members = rng.permutation(np.flatnonzero(y == label))
        test[members[: min(max(round(test_share * len(members)), 1), len(members) - 1)]] = True
    return X[~test], X[test], y[~test], y[test]


@wrong(6, "accepts any share")
def stratified_split(X, y, test_share, rng):
    X, y = np.asarray(X), np.asarray(y)
    if len(X) != len(y) or np.unique(y, return_counts=True)[1].min() < 2:
        raise ValueError("bad arguments")
    test = np.zeros(len(y), dtype=bool)
    for label in np.unique(y):
        members = rng.permutation(np.flatnonzero(y == label))
        test[members[: min(max(round(test_share * len(members)), 1), len(members) - 1)]] = True
    return X[~test], X[test], y[~test], y[test]


@wrong(6, "does not compare the numbers of labels and samples")
def stratified_split(X, y, test_share, rng):
    X, y = np.asarray(X), np.asarray(y)
    n_samples = min(len(X), len(y))
    X, y = X[:n_samples], y[:n_samples]
    if not 0 < test_share < 1 or np.unique(y, return_counts=True)[1].min() < 2:
        raise ValueError("bad arguments")
    test = np.zeros(len(y), dtype=bool)
    for label in np.unique(y):
        members = rng.permutation(np.flatnonzero(y == label))
        test[members[: min(max(round(test_share * len(members)), 1), len(members) - 1)]] = True
    return X[~test], X[test], y[~test], y[test]


@right(6, "loops in plain Python, with lists that are shuffled")
def stratified_split(X, y, test_share, rng):
    if len(X) != len(y):
        raise ValueError("as many labels as samples, please")
    if test_share <= 0 or test_share >= 1:
        raise ValueError("a share between 0 and 1, please")
    members = {}
    for row, label in zip(X, y, strict=True):
        members.setdefault(label, []).append(row)
    train, test = [], []
    for label, rows in members.items():
        if len(rows) == 1:
            raise ValueError(f"a single sample of {label}")
        n_test = int(test_share * len(rows) + 0.5)
        n_test = 1 if n_test == 0 else n_test - 1 if n_test == len(rows) else n_test
        order = list(range(len(rows)))
        rng.shuffle(order)
        test += [(rows[number], label) for number in order[:n_test]]
        train += [(rows[number], label) for number in order[n_test:]]
    (X_train, y_train), (X_test, y_test) = zip(*train, strict=True), zip(*test, strict=True)
    return np.array(X_train), np.array(X_test), np.array(y_train), np.array(y_test)


@right(6, "with scikit-learn, one class after the other")
def stratified_split(X, y, test_share, rng):
    from sklearn.model_selection import train_test_split

    X, y = np.asarray(X, dtype=float), np.asarray(y)
    if len(X) != len(y) or not 0 < test_share < 1:
        raise ValueError("as many labels as samples, and a share between 0 and 1")
    parts = []
    for label in np.unique(y)[::-1]:
        rows = np.flatnonzero(y == label)
        if rows.size < 2:
            raise ValueError("a single sample of a class")
        n_test = int(np.clip(np.rint(test_share * rows.size), 1, rows.size - 1))
        parts.append(train_test_split(rows, test_size=n_test, random_state=int(rng.integers(2**31))))
    train, test = (np.concatenate([part[which] for part in parts]) for which in (0, 1))
    return X[train], X[test], y[train], y[test]


@right(6, "by random numbers that are sorted within each class")
def stratified_split(X, y, test_share, rng):
    X, y = np.array(X), np.array(y)
    if X.shape[0] != y.shape[0]:
        raise ValueError("as many labels as samples, please")
    if not test_share > 0 or not test_share < 1:
        raise ValueError("a share between 0 and 1, please")
    codes, sizes = np.unique(y, return_inverse=True, return_counts=True)[1:]
    if (sizes < 2).any():
        raise ValueError("a single sample of a class")
    n_test = np.clip(np.round(sizes * test_share).astype(int), 1, sizes - 1)
    order = np.lexsort((rng.random(len(y)), codes))
    rank = np.arange(len(y)) - np.repeat(sizes.cumsum() - sizes, sizes)
    tested = rank < n_test[codes[order]]
    return X[order[~tested]], X[order[tested]], y[order[~tested]], y[order[tested]]


@right(6, "with pandas")
def stratified_split(X, y, test_share, rng):
    import pandas as pd

    if len(X) != len(y) or not 0 < test_share < 1:
        raise ValueError("as many labels as samples, and a share between 0 and 1")
    X, y = np.asarray(X), np.asarray(y)
    numbers = pd.Series(np.arange(len(y)))
    tested = []
    for _, group in numbers.groupby(list(y)):
        if len(group) == 1:
            raise ValueError("a single sample of a class")
        n_test = max(1, min(len(group) - 1, round(len(group) * test_share)))
        tested += group.sample(n_test, random_state=rng).tolist()
    trained = numbers.drop(tested).to_numpy()
    return X[trained], X[tested], y[trained], y[tested]


# Question 7: kfold_indices


@wrong(7, "drops the remainder")
def kfold_indices(n_samples, n_splits):
    if not 2 <= n_splits <= n_samples:
        raise ValueError("bad number of folds")
    size, samples, folds = n_samples // n_splits, np.arange(n_samples), []
    for fold in range(n_splits):
        test = samples[fold * size : (fold + 1) * size]
        folds.append((np.setdiff1d(samples, test), test))
    return folds


@wrong(7, "puts the remainder into the last fold")
def kfold_indices(n_samples, n_splits):
    if not 2 <= n_splits <= n_samples:
        raise ValueError("bad number of folds")
    size, samples, folds = n_samples // n_splits, np.arange(n_samples), []
    for fold in range(n_splits):
        test = samples[fold * size : (fold + 1) * size if fold < n_splits - 1 else None]
        folds.append((np.setdiff1d(samples, test), test))
    return folds


@wrong(7, "lets the last folds have one sample more")
def kfold_indices(n_samples, n_splits):
    if not 2 <= n_splits <= n_samples:
        raise ValueError("bad number of folds")
    samples, folds = np.arange(n_samples), []
    for fold in range(n_splits):
        test = samples[fold * n_samples // n_splits : (fold + 1) * n_samples // n_splits]
        folds.append((np.setdiff1d(samples, test), test))
    return folds


@wrong(7, "makes all folds but the last as large as the largest")
def kfold_indices(n_samples, n_splits):
    if not 2 <= n_splits <= n_samples:
        raise ValueError("bad number of folds")
    size, samples, folds = -(-n_samples // n_splits), np.arange(n_samples), []
    for fold in range(n_splits):
        test = samples[fold * size : (fold + 1) * size]
        folds.append((np.setdiff1d(samples, test), test))
    return folds


@wrong(7, "tests the last sample of a fold again in the next")
def kfold_indices(n_samples, n_splits):
    if not 2 <= n_splits <= n_samples:
        raise ValueError("bad number of folds")
    samples, folds = np.arange(n_samples), []
    for part in np.array_split(samples, n_splits):
        test = samples[max(part[0] - 1, 0) : part[-1] + 1]
        folds.append((np.setdiff1d(samples, test), test))
    return folds


@wrong(7, "ends each fold one sample early")
def kfold_indices(n_samples, n_splits):
    if not 2 <= n_splits <= n_samples:
        raise ValueError("bad number of folds")
    samples, folds = np.arange(n_samples), []
    for part in np.array_split(samples, n_splits):
        test = samples[part[0] : part[-1]]
        folds.append((np.setdiff1d(samples, test), test))
    return folds


@wrong(7, "trains on the test fold as well")
def kfold_indices(n_samples, n_splits):
    if not 2 <= n_splits <= n_samples:
        raise ValueError("bad number of folds")
    samples = np.arange(n_samples)
    return [(samples, test) for test in np.array_split(samples, n_splits)]


@wrong(7, "trains on what comes before the fold only")
def kfold_indices(n_samples, n_splits):
    if not 2 <= n_splits <= n_samples:
        raise ValueError("bad number of folds")
    samples = np.arange(n_samples)
    return [(samples[: test[0]], test) for test in np.array_split(samples, n_splits)]


@wrong(7, "deals the samples out like cards")
def kfold_indices(n_samples, n_splits):
    if not 2 <= n_splits <= n_samples:
        raise ValueError("bad number of folds")
    samples, folds = np.arange(n_samples), []
    for fold in range(n_splits):
        folds.append((samples[samples % n_splits != fold], samples[samples % n_splits == fold]))
    return folds


@wrong(7, "names the test samples first")
def kfold_indices(n_samples, n_splits):
    if not 2 <= n_splits <= n_samples:
        raise ValueError("bad number of folds")
    samples = np.arange(n_samples)
    return [(test, np.setdiff1d(samples, test)) for test in np.array_split(samples, n_splits)]


@wrong(7, "returns the test samples only")
def kfold_indices(n_samples, n_splits):
    if not 2 <= n_splits <= n_samples:
        raise ValueError("bad number of folds")
    return np.array_split(np.arange(n_samples), n_splits)


@wrong(7, "shuffles the samples")
def kfold_indices(n_samples, n_splits):
    if not 2 <= n_splits <= n_samples:
        raise ValueError("bad number of folds")
    samples = np.arange(n_samples)
    parts = np.array_split(np.random.default_rng(0).permutation(n_samples), n_splits)
    return [(np.setdiff1d(samples, test), np.sort(test)) for test in parts]


@wrong(7, "begins with the last fold")
def kfold_indices(n_samples, n_splits):
    if not 2 <= n_splits <= n_samples:
        raise ValueError("bad number of folds")
    samples = np.arange(n_samples)
    return [(np.setdiff1d(samples, test), test) for test in np.array_split(samples, n_splits)][::-1]


@wrong(7, "counts samples from one")
def kfold_indices(n_samples, n_splits):
    if not 2 <= n_splits <= n_samples:
        raise ValueError("bad number of folds")
    samples = np.arange(1, n_samples + 1)
    return [(np.setdiff1d(samples, test), test) for test in np.array_split(samples, n_splits)]


@wrong(7, "leaves out the last fold")
def kfold_indices(n_samples, n_splits):
    if not 2 <= n_splits <= n_samples:
        raise ValueError("bad number of folds")
    samples = np.arange(n_samples)
    return [(np.setdiff1d(samples, test), test) for test in np.array_split(samples, n_splits)[:-1]]


@wrong(7, "returns masks")
def kfold_indices(n_samples, n_splits):
    if not 2 <= n_splits <= n_samples:
        raise ValueError("bad number of folds")
    samples, folds = np.arange(n_samples), []
    for test in np.array_split(samples, n_splits):
        tested = np.isin(samples, test)
        folds.append((~tested, tested))
    return folds


@wrong(7, "returns lists of numbers")
def kfold_indices(n_samples, n_splits):
    if not 2 <= n_splits <= n_samples:
        raise ValueError("bad number of folds")
    samples = np.arange(n_samples)
    parts = np.array_split(samples, n_splits)
    return [(np.setdiff1d(samples, test).tolist(), test.tolist()) for test in parts]


@wrong(7, "yields the pairs one by one, and looks at its arguments only then")
def kfold_indices(n_samples, n_splits):
    if not 2 <= n_splits <= n_samples:
        raise ValueError("bad number of folds")
    samples = np.arange(n_samples)
    for test in np.array_split(samples, n_splits):
        yield np.setdiff1d(samples, test), test


@wrong(7, "makes a single fold if asked")
def kfold_indices(n_samples, n_splits):
    if not 1 <= n_splits <= n_samples:
        raise ValueError("bad number of folds")
    samples = np.arange(n_samples)
    return [(np.setdiff1d(samples, test), test) for test in np.array_split(samples, n_splits)]


@wrong(7, "makes empty folds if asked")
def kfold_indices(n_samples, n_splits):
    if n_splits < 2:
        raise ValueError("bad number of folds")
    samples = np.arange(n_samples)
    return [(np.setdiff1d(samples, test), test) for test in np.array_split(samples, n_splits)]


@wrong(7, "refuses to leave out one sample at a time")
def kfold_indices(n_samples, n_splits):
    if not 2 <= n_splits < n_samples:
        raise ValueError("bad number of folds")
    samples = np.arange(n_samples)
    return [(np.setdiff1d(samples, test), test) for test in np.array_split(samples, n_splits)]


@right(7, "with NumPy's array_split")
def kfold_indices(n_samples, n_splits):
    if n_splits < 2 or n_splits > n_samples:
        raise ValueError("from 2 folds to as many as there are samples")
    parts = np.array_split(np.arange(n_samples, dtype=np.int32), n_splits)
    return [[np.concatenate(parts[:fold] + parts[fold + 1 :]), parts[fold]] for fold in range(n_splits)]


@right(7, "with scikit-learn")
def kfold_indices(n_samples, n_splits):
    from sklearn.model_selection import KFold

    if n_splits > n_samples:
        raise ValueError("more folds than samples")
    return list(KFold(n_splits).split(np.zeros(n_samples)))


@right(7, "loops in plain Python")
def kfold_indices(n_samples, n_splits):
    if n_splits not in range(2, n_samples + 1):
        raise ValueError("from 2 folds to as many as there are samples")
    numbers = []
    for fold in range(n_splits):
        size = n_samples // n_splits
        if fold < n_samples % n_splits:
            size += 1
        numbers += [fold] * size
    folds = []
    for fold in range(n_splits):
        train = [sample for sample, number in enumerate(numbers) if number != fold]
        test = [sample for sample, number in enumerate(numbers) if number == fold]
        folds.append((np.array(train), np.array(test)))
    return folds


@right(7, "with the number of the fold of each sample")
def kfold_indices(n_samples, n_splits):
    if n_splits <= 1 or n_samples < n_splits:
        raise ValueError("from 2 folds to as many as there are samples")
    sizes = np.full(n_splits, n_samples // n_splits)
    sizes[: n_samples % n_splits] += 1
    of_sample = np.repeat(np.arange(n_splits), sizes)
    return tuple(
        (np.flatnonzero(of_sample != fold), np.nonzero(of_sample == fold)[0]) for fold in range(n_splits)
    )


# Question 8: cross_validated_accuracy


@wrong(8, "fits the scaler on all rows")
def cross_validated_accuracy(X, y, folds, scaler, selector, classifier):
    X, y = np.asarray(X), np.asarray(y)
    if len(X) != len(y) or any(set(train) & set(test) for train, test in folds):
        raise ValueError("bad arguments")
    X = scaler.fit_transform(X)
    accuracies = []
    for train, test in folds:
        X_train = selector.fit_transform(X[train], y[train])
        predicted = classifier.fit(X_train, y[train]).predict(selector.transform(X[test]))
        accuracies.append(np.mean(predicted == y[test]))
    return np.array(accuracies)


@wrong(8, "fits the selector on all rows")
def cross_validated_accuracy(X, y, folds, scaler, selector, classifier):
    X, y = np.asarray(X), np.asarray(y)
    if len(X) != len(y) or any(set(train) & set(test) for train, test in folds):
        raise ValueError("bad arguments")
    selector.fit(scaler.fit_transform(X), y)
    accuracies = []
    for train, test in folds:
        X_train = selector.transform(scaler.fit(X[train]).transform(X[train]))
        predicted = classifier.fit(X_train, y[train]).predict(selector.transform(scaler.transform(X[test])))
        accuracies.append(np.mean(predicted == y[test]))
    return np.array(accuracies)


@wrong(8, "scales and selects before it calls cross_val_score")
def cross_validated_accuracy(X, y, folds, scaler, selector, classifier):
    from sklearn.model_selection import cross_val_score

    X, y = np.asarray(X), np.asarray(y)
    if len(X) != len(y) or any(set(train) & set(test) for train, test in folds):
        raise ValueError("bad arguments")
    return cross_val_score(classifier, selector.fit_transform(scaler.fit_transform(X), y), y, cv=folds)


@wrong(8, "selects before it calls cross_val_score on a pipeline with the scaler")
def cross_validated_accuracy(X, y, folds, scaler, selector, classifier):
    from sklearn.base import clone
    from sklearn.model_selection import cross_val_score
    from sklearn.pipeline import make_pipeline

    X, y = np.asarray(X), np.asarray(y)
    if len(X) != len(y) or any(set(train) & set(test) for train, test in folds):
        raise ValueError("bad arguments")
    X = clone(selector).fit_transform(clone(scaler).fit_transform(X), y)
    return cross_val_score(make_pipeline(scaler, classifier), X, y, cv=folds)


@wrong(8, "fits the scaler on the training and the test rows of the fold")
def cross_validated_accuracy(X, y, folds, scaler, selector, classifier):
    X, y = np.asarray(X), np.asarray(y)
    if len(X) != len(y) or any(set(train) & set(test) for train, test in folds):
        raise ValueError("bad arguments")
    accuracies = []
    for train, test in folds:
        scaler.fit(X[[*train, *test]])
        X_train = selector.fit_transform(scaler.transform(X[train]), y[train])
        predicted = classifier.fit(X_train, y[train]).predict(selector.transform(scaler.transform(X[test])))
        accuracies.append(np.mean(predicted == y[test]))
    return np.array(accuracies)


@wrong(8, "scales the test rows by themselves")
def cross_validated_accuracy(X, y, folds, scaler, selector, classifier):
    from sklearn.base import clone

    X, y = np.asarray(X), np.asarray(y)
    if len(X) != len(y) or any(set(train) & set(test) for train, test in folds):
        raise ValueError("bad arguments")
    accuracies = []
    for train, test in folds:
        X_train, X_test = clone(scaler).fit_transform(X[train]), clone(scaler).fit_transform(X[test])
        fitted = clone(selector).fit(X_train, y[train])
        predicted = (
            clone(classifier).fit(fitted.transform(X_train), y[train]).predict(fitted.transform(X_test))
        )
        accuracies.append(np.mean(predicted == y[test]))
    return np.array(accuracies)


@wrong(8, "selects on the test rows as well")
def cross_validated_accuracy(X, y, folds, scaler, selector, classifier):
    from copy import deepcopy

    X, y = np.asarray(X), np.asarray(y)
    if len(X) != len(y) or any(set(train) & set(test) for train, test in folds):
        raise ValueError("bad arguments")
    accuracies = []
    for train, test in folds:
        own, both = deepcopy(scaler).fit(X[train]), np.concatenate([train, test])
        chosen = deepcopy(selector).fit(own.transform(X[both]), y[both])
        X_train, X_test = (chosen.transform(own.transform(X[rows])) for rows in (train, test))
        predicted = deepcopy(classifier).fit(X_train, y[train]).predict(X_test)
        accuracies.append(np.mean(predicted == y[test]))
    return np.array(accuracies)


@wrong(8, "fits a scaler on all rows, and throws it away")
def cross_validated_accuracy(X, y, folds, scaler, selector, classifier):
    from sklearn.base import clone
    from sklearn.pipeline import make_pipeline

    X, y = np.asarray(X), np.asarray(y)
    if len(X) != len(y) or any(set(train) & set(test) for train, test in folds):
        raise ValueError("bad arguments")
    clone(scaler).fit(X)
    model = make_pipeline(scaler, selector, classifier)
    return np.array([model.fit(X[train], y[train]).score(X[test], y[test]) for train, test in folds])


@wrong(8, "fits the scaler and the selector in the first fold only")
def cross_validated_accuracy(X, y, folds, scaler, selector, classifier):
    X, y = np.asarray(X), np.asarray(y)
    if len(X) != len(y) or any(set(train) & set(test) for train, test in folds):
        raise ValueError("bad arguments")
    first, _ = folds[0]
    selector.fit(scaler.fit(X[first]).transform(X[first]), y[first])
    accuracies = []
    for train, test in folds:
        X_train, X_test = (selector.transform(scaler.transform(X[rows])) for rows in (train, test))
        accuracies.append(np.mean(classifier.fit(X_train, y[train]).predict(X_test) == y[test]))
    return np.array(accuracies)


@wrong(8, "fits the classifier on all rows")
def cross_validated_accuracy(X, y, folds, scaler, selector, classifier):
    X, y = np.asarray(X), np.asarray(y)
    if len(X) != len(y) or any(set(train) & set(test) for train, test in folds):
        raise ValueError("bad arguments")
    accuracies = []
    for train, test in folds:
        scaler.fit(X[train])
        selector.fit(scaler.transform(X[train]), y[train])
        classifier.fit(selector.transform(scaler.transform(X)), y)
        accuracies.append(
            np.mean(classifier.predict(selector.transform(scaler.transform(X[test]))) == y[test])
        )
    return np.array(accuracies)


@wrong(8, "selects before it scales")
def cross_validated_accuracy(X, y, folds, scaler, selector, classifier):
    from sklearn.pipeline import make_pipeline

    X, y = np.asarray(X), np.asarray(y)
    if len(X) != len(y) or any(set(train) & set(test) for train, test in folds):
        raise ValueError("bad arguments")
    model = make_pipeline(selector, scaler, classifier)
    return np.array([model.fit(X[train], y[train]).score(X[test], y[test]) for train, test in folds])


@wrong(8, "forgets the scaler")
def cross_validated_accuracy(X, y, folds, scaler, selector, classifier):
    from sklearn.pipeline import make_pipeline

    X, y = np.asarray(X), np.asarray(y)
    if len(X) != len(y) or any(set(train) & set(test) for train, test in folds):
        raise ValueError("bad arguments")
    model = make_pipeline(selector, classifier)
    return np.array([model.fit(X[train], y[train]).score(X[test], y[test]) for train, test in folds])


@wrong(8, "forgets the selector")
def cross_validated_accuracy(X, y, folds, scaler, selector, classifier):
    from sklearn.pipeline import make_pipeline

    X, y = np.asarray(X), np.asarray(y)
    if len(X) != len(y) or any(set(train) & set(test) for train, test in folds):
        raise ValueError("bad arguments")
    model = make_pipeline(scaler, classifier)
    return np.array([model.fit(X[train], y[train]).score(X[test], y[test]) for train, test in folds])


@wrong(8, "selects on rows that are not scaled")
def cross_validated_accuracy(X, y, folds, scaler, selector, classifier):
    X, y = np.asarray(X), np.asarray(y)
    if len(X) != len(y) or any(set(train) & set(test) for train, test in folds):
        raise ValueError("bad arguments")
    accuracies = []
    for train, test in folds:
        scaler.fit(X[train])
        selector.fit(X[train], y[train])
        classifier.fit(selector.transform(scaler.transform(X[train])), y[train])
        accuracies.append(
            np.mean(classifier.predict(selector.transform(scaler.transform(X[test]))) == y[test])
        )
    return np.array(accuracies)


@wrong(8, "tests on the training rows")
def cross_validated_accuracy(X, y, folds, scaler, selector, classifier):
    from sklearn.pipeline import make_pipeline

    X, y = np.asarray(X), np.asarray(y)
    if len(X) != len(y) or any(set(train) & set(test) for train, test in folds):
        raise ValueError("bad arguments")
    model = make_pipeline(scaler, selector, classifier)
    return np.array([model.fit(X[train], y[train]).score(X[train], y[train]) for train, test in folds])


@wrong(8, "trains on the test rows, and tests on the training rows")
def cross_validated_accuracy(X, y, folds, scaler, selector, classifier):
    from sklearn.pipeline import make_pipeline

    X, y = np.asarray(X), np.asarray(y)
    if len(X) != len(y) or any(set(train) & set(test) for train, test in folds):
        raise ValueError("bad arguments")
    model = make_pipeline(scaler, selector, classifier)
    return np.array([model.fit(X[test], y[test]).score(X[train], y[train]) for train, test in folds])


@wrong(8, "makes folds of its own")
def cross_validated_accuracy(X, y, folds, scaler, selector, classifier):
    from sklearn.model_selection import KFold, cross_val_score
    from sklearn.pipeline import make_pipeline

    X, y = np.asarray(X), np.asarray(y)
    if len(X) != len(y) or any(set(train) & set(test) for train, test in folds):
        raise ValueError("bad arguments")
    return cross_val_score(make_pipeline(scaler, selector, classifier), X, y, cv=KFold(len(folds)))


@wrong(8, "shuffles the rows without their labels")
def cross_validated_accuracy(X, y, folds, scaler, selector, classifier):
    from sklearn.pipeline import make_pipeline

    X, y = np.asarray(X), np.asarray(y)
    if len(X) != len(y) or any(set(train) & set(test) for train, test in folds):
        raise ValueError("bad arguments")
    model = make_pipeline(scaler, selector, classifier)
    rng, accuracies = np.random.default_rng(0), []
    for train, test in folds:
        accuracies.append(model.fit(rng.permutation(X[train]), y[train]).score(X[test], y[test]))
    return np.array(accuracies)


@wrong(8, "takes the first labels for those of the training rows")
def cross_validated_accuracy(X, y, folds, scaler, selector, classifier):
    from sklearn.pipeline import make_pipeline

    X, y = np.asarray(X), np.asarray(y)
    if len(X) != len(y) or any(set(train) & set(test) for train, test in folds):
        raise ValueError("bad arguments")
    model = make_pipeline(scaler, selector, classifier)
    return np.array([model.fit(X[train], y[: len(train)]).score(X[test], y[test]) for train, test in folds])


@wrong(8, "returns the mean over the folds")
def cross_validated_accuracy(X, y, folds, scaler, selector, classifier):
    from sklearn.pipeline import make_pipeline

    X, y = np.asarray(X), np.asarray(y)
    if len(X) != len(y) or any(set(train) & set(test) for train, test in folds):
        raise ValueError("bad arguments")
    model = make_pipeline(scaler, selector, classifier)
    return np.mean([model.fit(X[train], y[train]).score(X[test], y[test]) for train, test in folds])


@wrong(8, "divides by the number of all rows")
def cross_validated_accuracy(X, y, folds, scaler, selector, classifier):
    from sklearn.pipeline import make_pipeline

    X, y = np.asarray(X), np.asarray(y)
    if len(X) != len(y) or any(set(train) & set(test) for train, test in folds):
        raise ValueError("bad arguments")
    model = make_pipeline(scaler, selector, classifier)
    right = [np.sum(model.fit(X[train], y[train]).predict(X[test]) == y[test]) for train, test in folds]
    return np.array(right) / len(y)


@wrong(8, "returns a list")
def cross_validated_accuracy(X, y, folds, scaler, selector, classifier):
    from sklearn.pipeline import make_pipeline

    X, y = np.asarray(X), np.asarray(y)
    if len(X) != len(y) or any(set(train) & set(test) for train, test in folds):
        raise ValueError("bad arguments")
    model = make_pipeline(scaler, selector, classifier)
    return [float(model.fit(X[train], y[train]).score(X[test], y[test])) for train, test in folds]


@wrong(8, "brings estimators of its own")
def cross_validated_accuracy(X, y, folds, scaler, selector, classifier):
    from sklearn.feature_selection import SelectKBest
    from sklearn.neighbors import NearestCentroid
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    X, y = np.asarray(X), np.asarray(y)
    if len(X) != len(y) or any(set(train) & set(test) for train, test in folds):
        raise ValueError("bad arguments")
    model = make_pipeline(StandardScaler(), SelectKBest(k=1), NearestCentroid())
    return np.array([model.fit(X[train], y[train]).score(X[test], y[test]) for train, test in folds])


@wrong(8, "does not notice a row in both parts of a fold")
def cross_validated_accuracy(X, y, folds, scaler, selector, classifier):
    from sklearn.pipeline import make_pipeline

    X, y = np.asarray(X), np.asarray(y)
    if len(X) != len(y):
        raise ValueError("bad arguments")
    model = make_pipeline(scaler, selector, classifier)
    return np.array([model.fit(X[train], y[train]).score(X[test], y[test]) for train, test in folds])


@wrong(8, "looks for a row in both parts of the first fold only")
def cross_validated_accuracy(X, y, folds, scaler, selector, classifier):
    from sklearn.pipeline import make_pipeline

    X, y = np.asarray(X), np.asarray(y)
    if len(X) != len(y) or set(folds[0][0]) & set(folds[0][1]):
        raise ValueError("bad arguments")
    model = make_pipeline(scaler, selector, classifier)
    return np.array([model.fit(X[train], y[train]).score(X[test], y[test]) for train, test in folds])


@wrong(8, "does not compare the numbers of labels and rows")
def cross_validated_accuracy(X, y, folds, scaler, selector, classifier):
    from sklearn.pipeline import make_pipeline

    X, y = np.asarray(X), np.asarray(y)
    if any(set(train) & set(test) for train, test in folds):
        raise ValueError("bad arguments")
    model = make_pipeline(scaler, selector, classifier)
    return np.array([model.fit(X[train], y[train]).score(X[test], y[test]) for train, test in folds])


@right(8, "with cross_val_score of a pipeline")
def cross_validated_accuracy(X, y, folds, scaler, selector, classifier):
    from sklearn.model_selection import cross_val_score
    from sklearn.pipeline import Pipeline

    for train, test in folds:
        if np.intersect1d(train, test).size:
            raise ValueError("a row in both parts")
    # It compares the numbers of rows and labels itself.
    model = Pipeline([("scale", scaler), ("select", selector), ("classify", classifier)])
    return cross_val_score(model, np.asarray(X), np.asarray(y), cv=folds)


@right(8, "by hand, with clones")
def cross_validated_accuracy(X, y, folds, scaler, selector, classifier):
    from sklearn.base import clone

    X, y = np.array(X, dtype=float), np.array(y)
    if X.shape[0] != y.shape[0]:
        raise ValueError("as many labels as rows, please")
    accuracies = np.zeros(len(folds))
    for number, (train, test) in enumerate(folds):
        if not set(map(int, train)).isdisjoint(map(int, test)):
            raise ValueError("a row in both parts")
        own_scaler, own_selector, own_classifier = clone(scaler), clone(selector), clone(classifier)
        scaled = own_scaler.fit_transform(X[train])
        selected = own_selector.fit_transform(scaled, y[train])
        own_classifier.fit(selected, y[train])
        left = own_selector.transform(own_scaler.transform(X[test]))
        accuracies[number] = own_classifier.score(left, y[test])
    return accuracies


@right(8, "by hand, fitting the given estimators again and again, with masks")
def cross_validated_accuracy(X, y, folds, scaler, selector, classifier):
    X, y = np.asarray(X), np.asarray(y)
    if len(X) != len(y):
        raise ValueError("as many labels as rows, please")
    accuracies = []
    for train, test in folds:
        trained, tested = np.isin(np.arange(len(X)), train), np.isin(np.arange(len(X)), test)
        if (trained & tested).any():
            raise ValueError("a row in both parts")
        scaler.fit(X[trained], y[trained])
        selector.fit(scaler.transform(X[trained]), y[trained])
        classifier.fit(selector.transform(scaler.transform(X[trained])), y[trained])
        # All rows go through the same transformers, but those that are not tested are not counted.
        right = classifier.predict(selector.transform(scaler.transform(X))) == y
        accuracies.append(right[tested].mean())
    return np.array(accuracies, dtype=np.float32)


@right(8, "with copies, and lists of rows")
def cross_validated_accuracy(X, y, folds, scaler, selector, classifier):
    from copy import deepcopy

    rows, labels = [list(row) for row in X], list(y)
    if len(rows) != len(labels):
        raise ValueError("as many labels as rows, please")
    accuracies = []
    for train, test in folds:
        if any(row in list(train) for row in test):
            raise ValueError("a row in both parts")
        first, second, third = deepcopy(scaler), deepcopy(selector), deepcopy(classifier)
        y_train = [labels[row] for row in train]
        kept = second.fit(first.fit_transform([rows[row] for row in train]), y_train)
        third.fit(kept.transform(first.transform([rows[row] for row in train])), y_train)
        predicted = third.predict(kept.transform(first.transform([rows[row] for row in test])))
        right = [label == labels[row] for row, label in zip(test, predicted, strict=True)]
        accuracies.append(float(sum(right)) / len(test))
    return np.array(accuracies)


@right(8, "with cross_validate, and a pipeline in a pipeline")
def cross_validated_accuracy(X, y, folds, scaler, selector, classifier):
    from sklearn.model_selection import cross_validate
    from sklearn.pipeline import make_pipeline

    if any(np.isin(train, test).any() for train, test in folds):
        raise ValueError("a row in both parts")
    if len(X) != len(y):
        raise ValueError("as many labels as rows, please")
    model = make_pipeline(scaler, make_pipeline(selector, classifier))
    scores = cross_validate(model, np.array(X), np.array(y), cv=iter(folds), scoring="accuracy")
    return scores["test_score"]


# Question 9: feature_stack


@wrong(9, "forgets the scale of the Laplacian")
def feature_stack(image, sigmas):
    from scipy.ndimage import gaussian_filter, gaussian_laplace

    image = np.asarray(image, dtype=float)
    if image.ndim != 2 or any(sigma <= 0 for sigma in sigmas):
        raise ValueError("bad arguments")
    features = [image]
    for s in sigmas:
        blurred = gaussian_filter(image, s)
        features += [blurred, blurred - gaussian_filter(image, 1.6 * s), gaussian_laplace(image, s)]
    return np.stack([feature.ravel() for feature in features], axis=1)


@wrong(9, "multiplies the Laplacian by sigma only once")
def feature_stack(image, sigmas):
    from scipy.ndimage import gaussian_filter, gaussian_laplace

    image = np.asarray(image, dtype=float)
    if image.ndim != 2 or any(sigma <= 0 for sigma in sigmas):
        raise ValueError("bad arguments")
    features = [image]
    for s in sigmas:
        blurred = gaussian_filter(image, s)
        features += [blurred, blurred - gaussian_filter(image, 1.6 * s), s * gaussian_laplace(image, s)]
    return np.stack([feature.ravel() for feature in features], axis=1)


@wrong(9, "takes the Laplacian with the other sign")
def feature_stack(image, sigmas):
    from scipy.ndimage import gaussian_filter, gaussian_laplace

    image = np.asarray(image, dtype=float)
    if image.ndim != 2 or any(sigma <= 0 for sigma in sigmas):
        raise ValueError("bad arguments")
    features = [image]
    for s in sigmas:
        blurred = gaussian_filter(image, s)
        features += [blurred, blurred - gaussian_filter(image, 1.6 * s), -(s**2) * gaussian_laplace(image, s)]
    return np.stack([feature.ravel() for feature in features], axis=1)


@wrong(9, "takes differences between neighbouring pixels for the Laplacian")
def feature_stack(image, sigmas):
    from scipy.ndimage import gaussian_filter, laplace

    image = np.asarray(image, dtype=float)
    if image.ndim != 2 or any(sigma <= 0 for sigma in sigmas):
        raise ValueError("bad arguments")
    features = [image]
    for s in sigmas:
        blurred = gaussian_filter(image, s)
        features += [blurred, blurred - gaussian_filter(image, 1.6 * s), s**2 * laplace(blurred)]
    return np.stack([feature.ravel() for feature in features], axis=1)


@wrong(9, "subtracts the narrow Gaussian from the wide one")
def feature_stack(image, sigmas):
    from scipy.ndimage import gaussian_filter, gaussian_laplace

    image = np.asarray(image, dtype=float)
    if image.ndim != 2 or any(sigma <= 0 for sigma in sigmas):
        raise ValueError("bad arguments")
    features = [image]
    for s in sigmas:
        blurred = gaussian_filter(image, s)
        features += [blurred, gaussian_filter(image, 1.6 * s) - blurred, s**2 * gaussian_laplace(image, s)]
    return np.stack([feature.ravel() for feature in features], axis=1)


@wrong(9, "blurs what is blurred already for the wide Gaussian")
def feature_stack(image, sigmas):
    from scipy.ndimage import gaussian_filter, gaussian_laplace

    image = np.asarray(image, dtype=float)
    if image.ndim != 2 or any(sigma <= 0 for sigma in sigmas):
        raise ValueError("bad arguments")
    features = [image]
    for s in sigmas:
        blurred = gaussian_filter(image, s)
        features += [blurred, blurred - gaussian_filter(blurred, 1.6 * s), s**2 * gaussian_laplace(image, s)]
    return np.stack([feature.ravel() for feature in features], axis=1)


@wrong(9, "blurs from one sigma to the next")
def feature_stack(image, sigmas):
    from scipy.ndimage import gaussian_filter, gaussian_laplace

    image = np.asarray(image, dtype=float)
    if image.ndim != 2 or any(sigma <= 0 for sigma in sigmas):
        raise ValueError("bad arguments")
    features, blurred = [image], image
    for s in sigmas:
        blurred = gaussian_filter(blurred, s)
        features += [blurred, blurred - gaussian_filter(image, 1.6 * s), s**2 * gaussian_laplace(image, s)]
    return np.stack([feature.ravel() for feature in features], axis=1)


@wrong(9, "takes sigma for the variance")
def feature_stack(image, sigmas):
    from scipy.ndimage import gaussian_filter, gaussian_laplace

    image = np.asarray(image, dtype=float)
    if image.ndim != 2 or any(sigma <= 0 for sigma in sigmas):
        raise ValueError("bad arguments")
    features = [image]
    for s in np.sqrt(sigmas):
        blurred = gaussian_filter(image, s)
        features += [blurred, blurred - gaussian_filter(image, 1.6 * s), s**2 * gaussian_laplace(image, s)]
    return np.stack([feature.ravel() for feature in features], axis=1)


@wrong(9, "cuts the Gaussians off at twice their width")
def feature_stack(image, sigmas):
    from scipy.ndimage import gaussian_filter, gaussian_laplace

    image = np.asarray(image, dtype=float)
    if image.ndim != 2 or any(sigma <= 0 for sigma in sigmas):
        raise ValueError("bad arguments")
    features = [image]
    for s in sigmas:
        blurred = gaussian_filter(image, s, truncate=2)
        wide = gaussian_filter(image, 1.6 * s, truncate=2)
        features += [blurred, blurred - wide, s**2 * gaussian_laplace(image, s, truncate=2)]
    return np.stack([feature.ravel() for feature in features], axis=1)


@wrong(9, "continues the border pixels outwards")
def feature_stack(image, sigmas):
    from scipy.ndimage import gaussian_filter, gaussian_laplace

    image = np.asarray(image, dtype=float)
    if image.ndim != 2 or any(sigma <= 0 for sigma in sigmas):
        raise ValueError("bad arguments")
    features, mode = [image], "nearest"
    for s in sigmas:
        blurred = gaussian_filter(image, s, mode=mode)
        wide = gaussian_filter(image, 1.6 * s, mode=mode)
        features += [blurred, blurred - wide, s**2 * gaussian_laplace(image, s, mode=mode)]
    return np.stack([feature.ravel() for feature in features], axis=1)


@wrong(9, "surrounds the image with darkness")
def feature_stack(image, sigmas):
    from scipy.ndimage import gaussian_filter, gaussian_laplace

    image = np.asarray(image, dtype=float)
    if image.ndim != 2 or any(sigma <= 0 for sigma in sigmas):
        raise ValueError("bad arguments")
    features, mode = [image], "constant"
    for s in sigmas:
        blurred = gaussian_filter(image, s, mode=mode)
        wide = gaussian_filter(image, 1.6 * s, mode=mode)
        features += [blurred, blurred - wide, s**2 * gaussian_laplace(image, s, mode=mode)]
    return np.stack([feature.ravel() for feature in features], axis=1)


@wrong(9, "mirrors the image without its outermost pixel")
def feature_stack(image, sigmas):
    from scipy.ndimage import gaussian_filter, gaussian_laplace

    image = np.asarray(image, dtype=float)
    if image.ndim != 2 or any(sigma <= 0 for sigma in sigmas):
        raise ValueError("bad arguments")
    features, mode = [image], "mirror"
    for s in sigmas:
        blurred = gaussian_filter(image, s, mode=mode)
        wide = gaussian_filter(image, 1.6 * s, mode=mode)
        features += [blurred, blurred - wide, s**2 * gaussian_laplace(image, s, mode=mode)]
    return np.stack([feature.ravel() for feature in features], axis=1)


@wrong(9, "filters uint8 into uint8")
def feature_stack(image, sigmas):
    from scipy.ndimage import gaussian_filter, gaussian_laplace

    image = np.asarray(image)
    if image.ndim != 2 or any(sigma <= 0 for sigma in sigmas):
        raise ValueError("bad arguments")
    features = [image]
    for s in sigmas:
        blurred = gaussian_filter(image, s)
        features += [blurred, blurred - gaussian_filter(image, 1.6 * s), s**2 * gaussian_laplace(image, s)]
    return np.stack([feature.ravel() for feature in features], axis=1).astype(float)


@wrong(9, "brings all intensities to the range from 0 to 1")
def feature_stack(image, sigmas):
    from scipy.ndimage import gaussian_filter, gaussian_laplace

    image = np.asarray(image, dtype=float)
    if image.ndim != 2 or any(sigma <= 0 for sigma in sigmas):
        raise ValueError("bad arguments")
    image = (image - image.min()) / max(np.ptp(image), 1e-9)
    features = [image]
    for s in sigmas:
        blurred = gaussian_filter(image, s)
        features += [blurred, blurred - gaussian_filter(image, 1.6 * s), s**2 * gaussian_laplace(image, s)]
    return np.stack([feature.ravel() for feature in features], axis=1)


@wrong(9, "reshapes layers into rows")
def feature_stack(image, sigmas):
    from scipy.ndimage import gaussian_filter, gaussian_laplace

    image = np.asarray(image, dtype=float)
    if image.ndim != 2 or any(sigma <= 0 for sigma in sigmas):
        raise ValueError("bad arguments")
    features = [image]
    for s in sigmas:
        blurred = gaussian_filter(image, s)
        features += [blurred, blurred - gaussian_filter(image, 1.6 * s), s**2 * gaussian_laplace(image, s)]
    return np.array(features).reshape(image.size, len(features))


@wrong(9, "returns the features as images")
def feature_stack(image, sigmas):
    from scipy.ndimage import gaussian_filter, gaussian_laplace

    image = np.asarray(image, dtype=float)
    if image.ndim != 2 or any(sigma <= 0 for sigma in sigmas):
        raise ValueError("bad arguments")
    features = [image]
    for s in sigmas:
        blurred = gaussian_filter(image, s)
        features += [blurred, blurred - gaussian_filter(image, 1.6 * s), s**2 * gaussian_laplace(image, s)]
    return np.stack(features, axis=-1)


@wrong(9, "returns a row for each feature")
def feature_stack(image, sigmas):
    from scipy.ndimage import gaussian_filter, gaussian_laplace

    image = np.asarray(image, dtype=float)
    if image.ndim != 2 or any(sigma <= 0 for sigma in sigmas):
        raise ValueError("bad arguments")
    features = [image]
    for s in sigmas:
        blurred = gaussian_filter(image, s)
        features += [blurred, blurred - gaussian_filter(image, 1.6 * s), s**2 * gaussian_laplace(image, s)]
    return np.stack([feature.ravel() for feature in features])


@wrong(9, "takes the pixels column by column")
def feature_stack(image, sigmas):
    from scipy.ndimage import gaussian_filter, gaussian_laplace

    image = np.asarray(image, dtype=float)
    if image.ndim != 2 or any(sigma <= 0 for sigma in sigmas):
        raise ValueError("bad arguments")
    features = [image]
    for s in sigmas:
        blurred = gaussian_filter(image, s)
        features += [blurred, blurred - gaussian_filter(image, 1.6 * s), s**2 * gaussian_laplace(image, s)]
    return np.stack([feature.ravel(order="F") for feature in features], axis=1)


@wrong(9, "takes the pixels in the order in which they are stored")
def feature_stack(image, sigmas):
    from scipy.ndimage import gaussian_filter, gaussian_laplace

    image = np.asarray(image, dtype=float)
    if image.ndim != 2 or any(sigma <= 0 for sigma in sigmas):
        raise ValueError("bad arguments")
    features = [image]
    for s in sigmas:
        blurred = gaussian_filter(image, s)
        features += [blurred, blurred - gaussian_filter(image, 1.6 * s), s**2 * gaussian_laplace(image, s)]
    return np.stack([feature.ravel(order="K") for feature in features], axis=1)


@wrong(9, "orders the columns by filter")
def feature_stack(image, sigmas):
    from scipy.ndimage import gaussian_filter, gaussian_laplace

    image = np.asarray(image, dtype=float)
    if image.ndim != 2 or any(sigma <= 0 for sigma in sigmas):
        raise ValueError("bad arguments")
    blurred = [gaussian_filter(image, s) for s in sigmas]
    wide = [gaussian_filter(image, 1.6 * s) for s in sigmas]
    differences = [one - other for one, other in zip(blurred, wide, strict=True)]
    spots = [s**2 * gaussian_laplace(image, s) for s in sigmas]
    return np.stack([feature.ravel() for feature in [image, *blurred, *differences, *spots]], axis=1)


@wrong(9, "sorts the sigmas")
def feature_stack(image, sigmas):
    from scipy.ndimage import gaussian_filter, gaussian_laplace

    image = np.asarray(image, dtype=float)
    if image.ndim != 2 or any(sigma <= 0 for sigma in sigmas):
        raise ValueError("bad arguments")
    features = [image]
    for s in sorted(sigmas):
        blurred = gaussian_filter(image, s)
        features += [blurred, blurred - gaussian_filter(image, 1.6 * s), s**2 * gaussian_laplace(image, s)]
    return np.stack([feature.ravel() for feature in features], axis=1)


@wrong(9, "leaves out the intensity")
def feature_stack(image, sigmas):
    from scipy.ndimage import gaussian_filter, gaussian_laplace

    image = np.asarray(image, dtype=float)
    if image.ndim != 2 or any(sigma <= 0 for sigma in sigmas):
        raise ValueError("bad arguments")
    features = []
    for s in sigmas:
        blurred = gaussian_filter(image, s)
        features += [blurred, blurred - gaussian_filter(image, 1.6 * s), s**2 * gaussian_laplace(image, s)]
    return np.array([feature.ravel() for feature in features]).T


@wrong(9, "accepts colour images, and filters their channels with them")
def feature_stack(image, sigmas):
    from scipy.ndimage import gaussian_filter, gaussian_laplace

    image = np.asarray(image, dtype=float)
    if image.ndim < 2 or any(sigma <= 0 for sigma in sigmas):
        raise ValueError("bad arguments")
    features = [image]
    for s in sigmas:
        blurred = gaussian_filter(image, s)
        features += [blurred, blurred - gaussian_filter(image, 1.6 * s), s**2 * gaussian_laplace(image, s)]
    return np.stack([feature.ravel() for feature in features], axis=1)


@wrong(9, "takes a row of numbers for an image")
def feature_stack(image, sigmas):
    from scipy.ndimage import gaussian_filter, gaussian_laplace

    image = np.atleast_2d(np.asarray(image, dtype=float))
    if image.ndim != 2 or any(sigma <= 0 for sigma in sigmas):
        raise ValueError("bad arguments")
    features = [image]
    for s in sigmas:
        blurred = gaussian_filter(image, s)
        features += [blurred, blurred - gaussian_filter(image, 1.6 * s), s**2 * gaussian_laplace(image, s)]
    return np.stack([feature.ravel() for feature in features], axis=1)


@wrong(9, "takes any sigma")
def feature_stack(image, sigmas):
    from scipy.ndimage import gaussian_filter, gaussian_laplace

    image = np.asarray(image, dtype=float)
    if image.ndim != 2:
        raise ValueError("bad arguments")
    features = [image]
    for s in np.maximum(np.abs(sigmas), 0.1):
        blurred = gaussian_filter(image, s)
        features += [blurred, blurred - gaussian_filter(image, 1.6 * s), s**2 * gaussian_laplace(image, s)]
    return np.stack([feature.ravel() for feature in features], axis=1)


@wrong(9, "looks at the first sigma only before it begins")
def feature_stack(image, sigmas):
    from scipy.ndimage import gaussian_filter, gaussian_laplace

    image = np.asarray(image, dtype=float)
    if image.ndim != 2 or (len(sigmas) and sigmas[0] <= 0):
        raise ValueError("bad arguments")
    features = [image]
    for s in sigmas:
        s = abs(s) or 0.1
        blurred = gaussian_filter(image, s)
        features += [blurred, blurred - gaussian_filter(image, 1.6 * s), s**2 * gaussian_laplace(image, s)]
    return np.stack([feature.ravel() for feature in features], axis=1)


@right(9, "with Gaussians along one axis after the other")
def feature_stack(image, sigmas):
    from scipy.ndimage import gaussian_filter1d

    image = np.array(image, dtype=float)
    if len(image.shape) != 2:
        raise ValueError("two axes, please")
    if min(sigmas, default=1) <= 0:
        raise ValueError("sigmas above 0, please")

    def filtered(sigma, down=0, across=0):
        return gaussian_filter1d(
            gaussian_filter1d(image, sigma, axis=0, order=down), sigma, axis=1, order=across
        )

    table = np.empty((image.size, 1 + 3 * len(sigmas)))
    table[:, 0] = image.flatten()
    for number, sigma in enumerate(sigmas):
        blurred = filtered(sigma)
        layers = (
            blurred,
            blurred - filtered(sigma * 1.6),
            (filtered(sigma, 2) + filtered(sigma, 0, 2)) * sigma**2,
        )
        table[:, 3 * number + 1 : 3 * number + 4] = np.dstack(layers).reshape(-1, 3)
    return table


@right(9, "with kernels of its own on a padded image")
def feature_stack(image, sigmas):
    from scipy.signal import convolve

    image = np.asarray(image, dtype=float)
    if image.ndim != 2:
        raise ValueError("two axes, please")
    if not all(sigma > 0 for sigma in sigmas):
        raise ValueError("sigmas above 0, please")

    def kernels(sigma):
        x = np.arange(-np.ceil(5 * sigma), np.ceil(5 * sigma) + 1)
        bell = np.exp(-(x**2) / (2 * sigma**2))
        bell /= bell.sum()
        return bell, bell * (x**2 - sigma**2) / sigma**4

    def filtered(down, across):
        reach = len(down) // 2
        padded = np.pad(image, reach, mode="symmetric")
        return convolve(convolve(padded, down[:, None], "valid"), across[None, :], "valid")

    columns = [image]
    for sigma in sigmas:
        bell, second = kernels(sigma)
        wide, _ = kernels(1.6 * sigma)
        blurred = filtered(bell, bell)
        columns.append(blurred)
        columns.append(blurred - filtered(wide, wide))
        columns.append(sigma**2 * (filtered(second, bell) + filtered(bell, second)))
    return np.column_stack([column.reshape(-1) for column in columns])


@right(9, "with scikit-image for the blur, in float32")
def feature_stack(image, sigmas):
    from scipy.ndimage import gaussian_laplace
    from skimage.filters import gaussian

    image = np.asarray(image).astype(np.float32)
    if image.ndim != 2 or np.any(np.asarray(sigmas) <= 0):
        raise ValueError("two axes and sigmas above 0, please")

    def blur(sigma):
        return gaussian(image, sigma, mode="reflect", preserve_range=True)

    columns = [image.ravel()]
    for sigma in sigmas:
        columns += [blur(sigma).ravel(), (blur(sigma) - blur(1.6 * sigma)).ravel()]
        columns += [(gaussian_laplace(image, sigma, mode="reflect") * sigma * sigma).ravel()]
    return np.array(columns, dtype=np.float32).T


@right(9, "with torch, a matrix for each axis")
def feature_stack(image, sigmas):
    import torch

    image = torch.as_tensor(np.array(image, dtype=float))
    if image.dim() != 2:
        raise ValueError("two axes, please")

    def weights(n, sigma, second=False):
        reach = int(5 * sigma) + 1
        steps = torch.arange(-reach, reach + 1, dtype=torch.float64)
        bell = torch.exp(-((steps / sigma) ** 2) / 2)
        bell = bell / bell.sum()
        if second:
            bell = bell * (steps**2 / sigma**4 - 1 / sigma**2)
        table = torch.zeros(n, n, dtype=torch.float64)
        for pixel in range(n):
            places = (pixel + steps.long()) % (2 * n)
            table[pixel].index_add_(0, torch.minimum(places, 2 * n - 1 - places), bell)
        return table

    columns = [image.flatten()]
    for sigma in map(float, sigmas):
        if sigma <= 0:
            raise ValueError("sigmas above 0, please")
        down, across = (weights(n, sigma) for n in image.shape)
        wide_down, wide_across = (weights(n, 1.6 * sigma) for n in image.shape)
        blurred = down @ image @ across.T
        laplacian = weights(len(image), sigma, True) @ image @ across.T
        laplacian = laplacian + down @ image @ weights(image.shape[1], sigma, True).T
        for layer in (blurred, blurred - wide_down @ image @ wide_across.T, sigma**2 * laplacian):
            columns.append(layer.flatten())
    return torch.stack(columns, dim=1).numpy()


# Question 10: roc_auc


@wrong(10, "gives equal scores no half, but nothing")
def roc_auc(y_true, scores):
    y_true, scores = np.asarray(y_true, dtype=bool), np.asarray(scores, dtype=float)
    if len(y_true) != len(scores) or y_true.all() or not y_true.any():
        raise ValueError("bad arguments")
    return float((scores[y_true][:, None] > scores[~y_true]).mean())


@wrong(10, "counts equal scores as won")
def roc_auc(y_true, scores):
    y_true, scores = np.asarray(y_true, dtype=bool), np.asarray(scores, dtype=float)
    if len(y_true) != len(scores) or y_true.all() or not y_true.any():
        raise ValueError("bad arguments")
    return float((scores[y_true][:, None] >= scores[~y_true]).mean())


@wrong(10, "ranks equal scores in the order in which they come")
def roc_auc(y_true, scores):
    y_true, scores = np.asarray(y_true, dtype=bool), np.asarray(scores, dtype=float)
    if len(y_true) != len(scores) or y_true.all() or not y_true.any():
        raise ValueError("bad arguments")
    ranks = np.empty(len(scores))
    ranks[np.argsort(scores, kind="stable")] = np.arange(1, len(scores) + 1)
    n_positive = y_true.sum()
    return float((ranks[y_true].sum() - n_positive * (n_positive + 1) / 2) / (n_positive * (~y_true).sum()))


@wrong(10, "gives equal scores the lowest of their ranks")
def roc_auc(y_true, scores):
    from scipy.stats import rankdata

    y_true, scores = np.asarray(y_true, dtype=bool), np.asarray(scores, dtype=float)
    if len(y_true) != len(scores) or y_true.all() or not y_true.any():
        raise ValueError("bad arguments")
    ranks, n_positive = rankdata(scores, method="min"), y_true.sum()
    return float((ranks[y_true].sum() - n_positive * (n_positive + 1) / 2) / (n_positive * (~y_true).sum()))


@wrong(10, "gives equal scores one rank, and the next the rank after it")
def roc_auc(y_true, scores):
    y_true, scores = np.asarray(y_true, dtype=bool), np.asarray(scores, dtype=float)
    if len(y_true) != len(scores) or y_true.all() or not y_true.any():
        raise ValueError("bad arguments")
    ranks, n_positive = np.unique(scores, return_inverse=True)[1] + 1, y_true.sum()
    return float((ranks[y_true].sum() - n_positive * (n_positive + 1) / 2) / (n_positive * (~y_true).sum()))


@wrong(10, "counts ranks from zero")
def roc_auc(y_true, scores):
    from scipy.stats import rankdata

    y_true, scores = np.asarray(y_true, dtype=bool), np.asarray(scores, dtype=float)
    if len(y_true) != len(scores) or y_true.all() or not y_true.any():
        raise ValueError("bad arguments")
    ranks, n_positive = rankdata(scores) - 1, y_true.sum()
    return float((ranks[y_true].sum() - n_positive * (n_positive + 1) / 2) / (n_positive * (~y_true).sum()))


@wrong(10, "gives the highest score the rank 1")
def roc_auc(y_true, scores):
    from scipy.stats import rankdata

    y_true, scores = np.asarray(y_true, dtype=bool), np.asarray(scores, dtype=float)
    if len(y_true) != len(scores) or y_true.all() or not y_true.any():
        raise ValueError("bad arguments")
    ranks, n_positive = rankdata(-scores), y_true.sum()
    return float((ranks[y_true].sum() - n_positive * (n_positive + 1) / 2) / (n_positive * (~y_true).sum()))


@wrong(10, "adds up the ranks of the negative samples")
def roc_auc(y_true, scores):
    from scipy.stats import rankdata

    y_true, scores = np.asarray(y_true, dtype=bool), np.asarray(scores, dtype=float)
    if len(y_true) != len(scores) or y_true.all() or not y_true.any():
        raise ValueError("bad arguments")
    ranks, n_negative = rankdata(scores), (~y_true).sum()
    return float((ranks[~y_true].sum() - n_negative * (n_negative + 1) / 2) / (n_negative * y_true.sum()))


@wrong(10, "takes the better of both directions")
def roc_auc(y_true, scores):
    from scipy.stats import rankdata

    y_true, scores = np.asarray(y_true, dtype=bool), np.asarray(scores, dtype=float)
    if len(y_true) != len(scores) or y_true.all() or not y_true.any():
        raise ValueError("bad arguments")
    ranks, n_positive = rankdata(scores), y_true.sum()
    area = (ranks[y_true].sum() - n_positive * (n_positive + 1) / 2) / (n_positive * (~y_true).sum())
    return float(max(area, 1 - area))


@wrong(10, "forgets to subtract the smallest possible sum")
def roc_auc(y_true, scores):
    from scipy.stats import rankdata

    y_true, scores = np.asarray(y_true, dtype=bool), np.asarray(scores, dtype=float)
    if len(y_true) != len(scores) or y_true.all() or not y_true.any():
        raise ValueError("bad arguments")
    return float(rankdata(scores)[y_true].sum() / (y_true.sum() * (~y_true).sum()))


@wrong(10, "subtracts P squared over two")
def roc_auc(y_true, scores):
    from scipy.stats import rankdata

    y_true, scores = np.asarray(y_true, dtype=bool), np.asarray(scores, dtype=float)
    if len(y_true) != len(scores) or y_true.all() or not y_true.any():
        raise ValueError("bad arguments")
    ranks, n_positive = rankdata(scores), y_true.sum()
    return float((ranks[y_true].sum() - n_positive**2 / 2) / (n_positive * (~y_true).sum()))


@wrong(10, "divides by the number of all pairs")
def roc_auc(y_true, scores):
    from scipy.stats import rankdata

    y_true, scores = np.asarray(y_true, dtype=bool), np.asarray(scores, dtype=float)
    if len(y_true) != len(scores) or y_true.all() or not y_true.any():
        raise ValueError("bad arguments")
    ranks, n_positive, n = rankdata(scores), y_true.sum(), len(scores)
    return float((ranks[y_true].sum() - n_positive * (n_positive + 1) / 2) / (n * (n - 1) / 2))


@wrong(10, "walks along the curve sample by sample, also through equal scores")
def roc_auc(y_true, scores):
    y_true, scores = np.asarray(y_true, dtype=bool), np.asarray(scores, dtype=float)
    if len(y_true) != len(scores) or y_true.all() or not y_true.any():
        raise ValueError("bad arguments")
    ordered = y_true[np.argsort(-scores, kind="stable")]
    tpr, fpr = (np.append(0, np.cumsum(way)) / way.sum() for way in (ordered, ~ordered))
    return float(np.trapezoid(tpr, fpr))


@wrong(10, "adds up steps instead of trapezoids")
def roc_auc(y_true, scores):
    y_true, scores = np.asarray(y_true, dtype=bool), np.asarray(scores, dtype=float)
    if len(y_true) != len(scores) or y_true.all() or not y_true.any():
        raise ValueError("bad arguments")
    area, last = 0.0, 0.0
    for threshold in np.unique(scores)[::-1]:
        tpr, fpr = (scores[y_true] >= threshold).mean(), (scores[~y_true] >= threshold).mean()
        area, last = area + tpr * (fpr - last), fpr
    return float(area)


@wrong(10, "takes a hundred thresholds between 0 and 1")
def roc_auc(y_true, scores):
    y_true, scores = np.asarray(y_true, dtype=bool), np.asarray(scores, dtype=float)
    if len(y_true) != len(scores) or y_true.all() or not y_true.any():
        raise ValueError("bad arguments")
    thresholds = np.linspace(1.01, 0, 102)
    tpr = [(scores[y_true] >= threshold).mean() for threshold in thresholds]
    fpr = [(scores[~y_true] >= threshold).mean() for threshold in thresholds]
    return float(np.trapezoid(tpr, fpr))


@wrong(10, "returns the accuracy at one half")
def roc_auc(y_true, scores):
    y_true, scores = np.asarray(y_true, dtype=bool), np.asarray(scores, dtype=float)
    if len(y_true) != len(scores) or y_true.all() or not y_true.any():
        raise ValueError("bad arguments")
    return float(((scores > 0.5) == y_true).mean())


@wrong(10, "takes zeros and ones for positions")
def roc_auc(y_true, scores):
    from scipy.stats import rankdata

    y_true, scores = np.asarray(y_true), np.asarray(scores, dtype=float)
    if len(y_true) != len(scores) or y_true.all() or not y_true.any():
        raise ValueError("bad arguments")
    ranks, n_positive = rankdata(scores), int(y_true.sum())
    total = ranks[y_true].sum() - n_positive * (n_positive + 1) / 2
    return float(total / (n_positive * (len(scores) - n_positive)))


@wrong(10, "turns uint8 round by a minus sign")
def roc_auc(y_true, scores):
    y_true, scores = np.asarray(y_true, dtype=bool), np.asarray(scores)
    if len(y_true) != len(scores) or y_true.all() or not y_true.any():
        raise ValueError("bad arguments")
    falling = -scores
    wins = (falling[y_true][:, None] < falling[~y_true]) + (falling[y_true][:, None] == falling[~y_true]) / 2
    return float(wins.mean())


@wrong(10, "cuts off the fractions of the scores")
def roc_auc(y_true, scores):
    from scipy.stats import rankdata

    y_true, scores = np.asarray(y_true, dtype=bool), np.asarray(scores).astype(int)
    if len(y_true) != len(scores) or y_true.all() or not y_true.any():
        raise ValueError("bad arguments")
    ranks, n_positive = rankdata(scores), y_true.sum()
    return float((ranks[y_true].sum() - n_positive * (n_positive + 1) / 2) / (n_positive * (~y_true).sum()))


@wrong(10, "returns one half if there is a single class")
def roc_auc(y_true, scores):
    from scipy.stats import rankdata

    y_true, scores = np.asarray(y_true, dtype=bool), np.asarray(scores, dtype=float)
    if len(y_true) != len(scores):
        raise ValueError("bad arguments")
    if y_true.all() or not y_true.any():
        return 0.5
    ranks, n_positive = rankdata(scores), y_true.sum()
    return float((ranks[y_true].sum() - n_positive * (n_positive + 1) / 2) / (n_positive * (~y_true).sum()))


@wrong(10, "does not compare the numbers of scores and samples")
def roc_auc(y_true, scores):
    n_samples = min(len(y_true), len(scores))
    y_true, scores = np.asarray(y_true, dtype=bool)[:n_samples], np.asarray(scores, dtype=float)[:n_samples]
    positive, negative = scores[y_true], scores[~y_true]
    if len(positive) == 0 or len(negative) == 0:
        if len(y_true) > 2:
            raise ValueError("bad arguments")
        return 0.5
    return float(((positive[:, None] > negative) + (positive[:, None] == negative) / 2).mean())


@right(10, "pair by pair in plain Python")
def roc_auc(y_true, scores):
    if len(y_true) != len(scores):
        raise ValueError("as many scores as samples, please")
    positive = [float(score) for truth, score in zip(y_true, scores, strict=True) if truth]
    negative = [float(score) for truth, score in zip(y_true, scores, strict=True) if not truth]
    if not positive or not negative:
        raise ValueError("both classes, please")
    wins = sum(1.0 if p > n else 0.5 if p == n else 0.0 for p in positive for n in negative)
    return wins / len(positive) / len(negative)


@right(10, "with scikit-learn")
def roc_auc(y_true, scores):
    from sklearn.metrics import roc_auc_score

    # For a single class it would only warn.
    if len(set(np.asarray(y_true).tolist())) < 2:
        raise ValueError("both classes, please")
    return roc_auc_score(np.asarray(y_true, dtype=int), np.asarray(scores))


@right(10, "as trapezoids below the curve, one for each score")
def roc_auc(y_true, scores):
    positive, scores = np.array(y_true) == 1, np.array(scores, dtype=np.float64)
    if positive.shape != scores.shape or positive.min() or not positive.max():
        raise ValueError("as many scores as samples, and both classes")
    values, place = np.unique(scores, return_inverse=True)
    hits = np.bincount(place, weights=positive, minlength=len(values))[::-1]
    alarms = np.bincount(place, weights=~positive, minlength=len(values))[::-1]
    height = np.cumsum(hits) - hits / 2
    return np.sum(alarms * height) / hits.sum() / alarms.sum()


@right(10, "by counting how many scores are lower, with torch")
def roc_auc(y_true, scores):
    import torch

    truth = torch.as_tensor(np.array(y_true, dtype=np.float32))
    scores = torch.as_tensor(np.array(scores).astype(float))
    if len(truth) != len(scores):
        raise ValueError("as many scores as samples, please")
    n_positive, n_negative = int(truth.sum()), int((1 - truth).sum())
    if n_positive * n_negative == 0:
        raise ValueError("both classes, please")
    negative = scores[truth == 0].sort().values
    positive = scores[truth == 1].contiguous()
    lower = torch.searchsorted(negative, positive) + torch.searchsorted(negative, positive, right=True)
    return np.float32(lower.sum() / 2 / n_positive / n_negative)


@right(10, "with the U of Mann and Whitney")
def roc_auc(y_true, scores):
    from scipy.stats import mannwhitneyu

    scores = np.asarray(scores, dtype=float)
    positive = np.array([bool(truth) for truth in y_true])
    if len(positive) != len(scores) or positive.sum() in (0, len(positive)):
        raise ValueError("as many scores as samples, and both classes")
    u = mannwhitneyu(scores[positive], scores[~positive], method="asymptotic").statistic
    return float(u / (positive.sum() * (~positive).sum()))


# Inputs on which mutants are compared with the solutions


def shape(rng):
    """Draw few samples and features: small inputs hold the rare cases."""
    return int(rng.integers(1, 12)), int(rng.integers(1, 4))


def numbers(rng, size):
    """Draw numbers on a grid, with ties, or between, as floats or integers."""
    if rng.random() < 0.6:
        values = rng.integers(-4, 5, size=size)
        return values if rng.random() < 0.5 else values / 2
    return rng.normal(scale=10.0, size=size).round(2)


def labels(rng, n_samples):
    """Draw labels of up to four classes, integers or strings."""
    codes = rng.integers(rng.integers(1, 5), size=n_samples)
    return np.array([7, -3, 0, 12])[codes] if rng.random() < 0.5 else np.array(["b", "a", "ccc", "dd"])[codes]


def halve_the_widest(X, y):
    """Cut the feature with the widest range in its middle."""
    X = np.asarray(X, dtype=float)
    feature = int(np.ptp(X, axis=0).argmax())
    low, high = X[:, feature].min(), X[:, feature].max()
    return None if low == high else (feature, (low + high) / 2)


def cut_at_a_value(X, y):
    """Cut the last feature that varies at one of its values."""
    X = np.asarray(X, dtype=float)
    varying = np.flatnonzero(np.ptp(X, axis=0))
    if len(varying) == 0:
        return None
    values = np.unique(X[:, varying[-1]])
    return int(varying[-1]), float(values[(len(values) - 1) // 2])


def nearest_label(X, y, X_test):
    """Predict the label of the nearest training point in the first feature."""
    X, X_test = np.asarray(X, dtype=float), np.asarray(X_test, dtype=float)
    return np.asarray(y)[np.abs(X_test[:, :1] - X[:, 0]).argmin(axis=1)]


@inputs(1)
def draw_truth_predictions_and_classes(rng):
    n_samples, _ = shape(rng)
    pool = np.array([7, -3, 0, 12]) if rng.random() < 0.5 else np.array(["b", "a", "ccc", "dd"])
    classes = rng.permutation(pool)[: rng.integers(1, 5)]
    return rng.choice(pool, size=n_samples), rng.choice(pool, size=spoiled(rng, n_samples)), classes


@inputs(2)
def draw_counts_and_an_average(rng):
    low = -1 if rng.random() < 0.1 else 0
    counts = rng.integers(low, rng.choice([2, 5, 1000]), size=(rng.integers(1, 6), 4))
    return counts, str(rng.choice(["macro", "micro", "other"], p=[0.45, 0.45, 0.1]))


@inputs(3)
def draw_samples_and_labels(rng):
    n_samples, n_features = shape(rng)
    return numbers(rng, (n_samples, n_features)), labels(rng, spoiled(rng, n_samples))


@inputs(4)
def draw_points_a_depth_and_cuts(rng):
    n_train, n_features = shape(rng)
    X_test = numbers(rng, (rng.integers(1, 6), n_features))
    find_cut = [halve_the_widest, cut_at_a_value, lambda X, y: None][rng.choice(3, p=[0.45, 0.45, 0.1])]
    y_train = labels(rng, spoiled(rng, n_train))
    return numbers(rng, (n_train, n_features)), y_train, X_test, int(rng.integers(-1, 6)), find_cut


@inputs(5)
def draw_points_and_a_number_of_models(rng):
    n_train, n_features = shape(rng)
    X_test = numbers(rng, (rng.integers(1, 6), n_features))
    y_train, n_models = labels(rng, spoiled(rng, n_train)), int(rng.integers(0, 8))
    generator = np.random.default_rng(rng.integers(1000))
    return numbers(rng, (n_train, n_features)), y_train, X_test, n_models, nearest_label, generator


@inputs(6)
def draw_samples_and_a_share(rng):
    n_samples, n_features = shape(rng)
    share = float(rng.choice([-0.5, 0, 0.01, 0.21, 0.37, 0.61, 0.99, 1, 1.5]))
    y = labels(rng, spoiled(rng, n_samples))
    return numbers(rng, (n_samples, n_features)), y, share, np.random.default_rng(rng.integers(1000))


@inputs(7)
def draw_numbers_of_samples_and_folds(rng):
    return int(rng.integers(0, 20)), int(rng.integers(-1, 12))


@inputs(8)
def draw_data_folds_and_estimators(rng):
    from sklearn.feature_selection import SelectKBest
    from sklearn.neighbors import NearestCentroid
    from sklearn.preprocessing import StandardScaler

    n_samples = int(rng.integers(8, 16))
    y = rng.permutation(np.arange(spoiled(rng, n_samples)) % 2)
    folds = []
    for _ in range(rng.integers(1, 4)):
        order = rng.permutation(n_samples)
        n_test = int(rng.integers(1, 4))
        folds.append((order[n_test if rng.random() < 0.9 else 0 :], order[:n_test]))
    X = rng.normal(scale=3, size=(n_samples, 3)).round(3)
    return X, y, folds, StandardScaler(), SelectKBest(k=int(rng.integers(1, 4))), NearestCentroid()


@inputs(9)
def draw_an_image_and_sigmas(rng):
    n_axes = 2 if rng.random() < 0.9 else int(rng.integers(1, 4))
    sigmas = rng.choice([-1, 0, 1, 1.5, 2, 3], p=[0.02, 0.02, 0.3, 0.2, 0.3, 0.16], size=rng.integers(0, 4))
    return numbers(rng, tuple(rng.integers(1, 9, size=n_axes))), sigmas.tolist()


@inputs(10)
def draw_truth_and_scores(rng):
    n_samples, _ = shape(rng)
    y_true = rng.integers(2, size=n_samples)
    return y_true if rng.random() < 0.5 else y_true.astype(bool), numbers(rng, spoiled(rng, n_samples))
