"""Answers to the assignment clustering: mistakes that are made, and right ways of other kinds."""

# ruff: noqa: F821 - some answers read names of the notebook, which is their mistake

import numpy as np

from graders.drawing import spoiled
from graders.proof import inputs, right, wrong

# Question 1: assign_to_centroids


@wrong(1, "returns squared distances instead of labels")
def assign_to_centroids(X, centroids):
    X, centroids = np.asarray(X, float), np.asarray(centroids, float)
    return ((X[:, None] - centroids) ** 2).sum(axis=2)


@wrong(1, "looks for the nearest point of each centroid")
def assign_to_centroids(X, centroids):
    X, centroids = np.asarray(X, float), np.asarray(centroids, float)
    if X.shape[1] != centroids.shape[1]:
        raise ValueError("different numbers of features")
    return ((X[:, None] - centroids) ** 2).sum(axis=2).argmin(axis=0)


@wrong(1, "takes the farthest centroid")
def assign_to_centroids(X, centroids):
    X, centroids = np.asarray(X, float), np.asarray(centroids, float)
    if X.shape[1] != centroids.shape[1]:
        raise ValueError("different numbers of features")
    return ((X[:, None] - centroids) ** 2).sum(axis=2).argmax(axis=1)


@wrong(1, "forgets the square, so that differences cancel")
def assign_to_centroids(X, centroids):
    X, centroids = np.asarray(X, float), np.asarray(centroids, float)
    if X.shape[1] != centroids.shape[1]:
        raise ValueError("different numbers of features")
    return (X[:, None] - centroids).sum(axis=2).argmin(axis=1)


@wrong(1, "adds up absolute differences")
def assign_to_centroids(X, centroids):
    X, centroids = np.asarray(X, float), np.asarray(centroids, float)
    if X.shape[1] != centroids.shape[1]:
        raise ValueError("different numbers of features")
    return np.abs(X[:, None] - centroids).sum(axis=2).argmin(axis=1)


@wrong(1, "compares the largest difference only")
def assign_to_centroids(X, centroids):
    X, centroids = np.asarray(X, float), np.asarray(centroids, float)
    if X.shape[1] != centroids.shape[1]:
        raise ValueError("different numbers of features")
    return np.abs(X[:, None] - centroids).max(axis=2).argmin(axis=1)


@wrong(1, "looks at the first feature only")
def assign_to_centroids(X, centroids):
    X, centroids = np.asarray(X, float), np.asarray(centroids, float)
    if X.shape[1] != centroids.shape[1]:
        raise ValueError("different numbers of features")
    return np.abs(X[:, :1] - centroids[:, 0]).argmin(axis=1)


@wrong(1, "takes the largest scalar product for the smallest distance")
def assign_to_centroids(X, centroids):
    X, centroids = np.asarray(X, float), np.asarray(centroids, float)
    return (X @ centroids.T).argmax(axis=1)


@wrong(1, "gives ties to the highest number")
def assign_to_centroids(X, centroids):
    X, centroids = np.asarray(X, float), np.asarray(centroids, float)
    if X.shape[1] != centroids.shape[1]:
        raise ValueError("different numbers of features")
    distances = ((X[:, None] - centroids) ** 2).sum(axis=2)
    return len(centroids) - 1 - distances[:, ::-1].argmin(axis=1)


@wrong(1, "counts clusters from one")
def assign_to_centroids(X, centroids):
    X, centroids = np.asarray(X, float), np.asarray(centroids, float)
    if X.shape[1] != centroids.shape[1]:
        raise ValueError("different numbers of features")
    return ((X[:, None] - centroids) ** 2).sum(axis=2).argmin(axis=1) + 1


@wrong(1, "returns a list")
def assign_to_centroids(X, centroids):
    X, centroids = np.asarray(X, float), np.asarray(centroids, float)
    if X.shape[1] != centroids.shape[1]:
        raise ValueError("different numbers of features")
    return ((X[:, None] - centroids) ** 2).sum(axis=2).argmin(axis=1).tolist()


@wrong(1, "returns floats")
def assign_to_centroids(X, centroids):
    X, centroids = np.asarray(X, float), np.asarray(centroids, float)
    if X.shape[1] != centroids.shape[1]:
        raise ValueError("different numbers of features")
    labels = np.zeros(len(X))
    labels[:] = ((X[:, None] - centroids) ** 2).sum(axis=2).argmin(axis=1)
    return labels


@wrong(1, "returns a column")
def assign_to_centroids(X, centroids):
    X, centroids = np.asarray(X, float), np.asarray(centroids, float)
    if X.shape[1] != centroids.shape[1]:
        raise ValueError("different numbers of features")
    return ((X[:, None] - centroids) ** 2).sum(axis=2).argmin(axis=1, keepdims=True)


@wrong(1, "subtracts row by row, which works if there are as many points as clusters")
def assign_to_centroids(X, centroids):
    X, centroids = np.asarray(X, float), np.asarray(centroids, float)
    return ((X - centroids) ** 2).argmin(axis=1)


@wrong(1, "loops over as many points as there are clusters")
def assign_to_centroids(X, centroids):
    X, centroids = np.asarray(X, float), np.asarray(centroids, float)
    if X.shape[1] != centroids.shape[1]:
        raise ValueError("different numbers of features")
    labels = np.zeros(len(X), dtype=int)
    for i in range(min(len(centroids), len(X))):
        labels[i] = ((X[i] - centroids) ** 2).sum(axis=1).argmin()
    return labels


@wrong(1, "subtracts uint8 from uint8")
def assign_to_centroids(X, centroids):
    X, centroids = np.asarray(X), np.asarray(centroids)
    if X.shape[1] != centroids.shape[1]:
        raise ValueError("different numbers of features")
    return ((X[:, None] - centroids) ** 2).sum(axis=2).argmin(axis=1)


@wrong(1, "squares in int32")
def assign_to_centroids(X, centroids):
    X, centroids = np.asarray(X), np.asarray(centroids)
    if X.shape[1] != centroids.shape[1]:
        raise ValueError("different numbers of features")
    if X.dtype.itemsize < 4:
        X = X.astype(np.int32)
    return ((X[:, None] - centroids) ** 2).sum(axis=2).argmin(axis=1)


@wrong(1, "expands the square in float32, where a million leaves no digits")
def assign_to_centroids(X, centroids):
    X, centroids = np.asarray(X, np.float32), np.asarray(centroids, np.float32)
    if X.shape[1] != centroids.shape[1]:
        raise ValueError("different numbers of features")
    return ((X**2).sum(axis=1)[:, None] - 2 * X @ centroids.T + (centroids**2).sum(axis=1)).argmin(axis=1)


@wrong(1, "forgets the centroid's own square when expanding")
def assign_to_centroids(X, centroids):
    X, centroids = np.asarray(X, float), np.asarray(centroids, float)
    return ((X**2).sum(axis=1)[:, None] - 2 * X @ centroids.T).argmin(axis=1)


@wrong(1, "cuts off the fractions")
def assign_to_centroids(X, centroids):
    X, centroids = np.asarray(X, dtype=int), np.asarray(centroids, dtype=int)
    if X.shape[1] != centroids.shape[1]:
        raise ValueError("different numbers of features")
    return ((X[:, None] - centroids) ** 2).sum(axis=2).argmin(axis=1)


@wrong(1, "moves the points in place")
def assign_to_centroids(X, centroids):
    X, centroids = np.asarray(X, float), np.asarray(centroids, float)
    if X.shape[1] != centroids.shape[1]:
        raise ValueError("different numbers of features")
    middle = X.mean(axis=0)
    X -= middle
    return ((X[:, None] - (centroids - middle)) ** 2).sum(axis=2).argmin(axis=1)


@wrong(1, "reads the X of the notebook")
def assign_to_centroids(points, centroids):
    centroids = np.asarray(centroids, float)
    return ((X[:, None] - centroids) ** 2).sum(axis=2).argmin(axis=1)


@wrong(1, "takes arrays only")
def assign_to_centroids(X, centroids):
    if X.shape[1] != centroids.shape[1]:
        raise ValueError("different numbers of features")
    return ((X[:, None].astype(float) - centroids) ** 2).sum(axis=2).argmin(axis=1)


@wrong(1, "lets one feature stand for many")
def assign_to_centroids(X, centroids):
    X, centroids = np.asarray(X, float), np.asarray(centroids, float)
    return ((X[:, None] - centroids) ** 2).sum(axis=2).argmin(axis=1)


@wrong(1, "asserts instead of raising ValueError")
def assign_to_centroids(X, centroids):
    X, centroids = np.asarray(X, float), np.asarray(centroids, float)
    assert X.shape[1] == centroids.shape[1]
    return ((X[:, None] - centroids) ** 2).sum(axis=2).argmin(axis=1)


@wrong(1, "prints the labels and returns nothing")
def assign_to_centroids(X, centroids):
    X, centroids = np.asarray(X, float), np.asarray(centroids, float)
    print(((X[:, None] - centroids) ** 2).sum(axis=2).argmin(axis=1))


@right(1, "loops in plain Python")
def assign_to_centroids(X, centroids):
    if len(X[0]) != len(centroids[0]):
        raise ValueError("the points and the centroids have different numbers of features")
    labels = []
    for point in X:
        best, smallest = 0, float("inf")
        for number, centroid in enumerate(centroids):
            distance = sum((float(a) - float(b)) ** 2 for a, b in zip(point, centroid, strict=True))
            if distance < smallest:
                best, smallest = number, distance
        labels.append(best)
    return np.array(labels)


@right(1, "expands the square in float64")
def assign_to_centroids(X, centroids):
    X, centroids = np.asarray(X, np.float64), np.asarray(centroids, np.float64)
    if X.shape[1] != centroids.shape[1]:
        raise ValueError("different numbers of features")
    squared = (X**2).sum(axis=1)[:, None] - 2 * X @ centroids.T + (centroids**2).sum(axis=1)
    return np.argmin(squared, axis=1)


@right(1, "with SciPy's distances, not squared")
def assign_to_centroids(X, centroids):
    from scipy.spatial.distance import cdist

    return cdist(X, centroids).argmin(axis=1)


@right(1, "with torch")
def assign_to_centroids(X, centroids):
    import torch

    X = torch.as_tensor(np.asarray(X, dtype=float))
    centroids = torch.as_tensor(np.asarray(centroids, dtype=float))
    if X.shape[1] != centroids.shape[1]:
        raise ValueError("different numbers of features")
    return (X[:, None] - centroids).square().sum(dim=2).argmin(dim=1).numpy()


@right(1, "in float32, difference by difference")
def assign_to_centroids(X, centroids):
    X, centroids = np.array(X, dtype=np.float32), np.array(centroids, dtype=np.float32)
    if X.shape[1] != centroids.shape[1]:
        raise ValueError("different numbers of features")
    return np.argmin(((X[:, None] - centroids) ** 2).sum(axis=-1), axis=-1).astype(np.int32)


@right(1, "one centroid after the other, with norms")
def assign_to_centroids(X, centroids):
    X, centroids = np.asarray(X, dtype=float), np.asarray(centroids, dtype=float)
    if X.shape[1] != centroids.shape[1]:
        raise ValueError("different numbers of features")
    labels = np.zeros(len(X), dtype=np.uint8)
    nearest = np.linalg.norm(X - centroids[0], axis=1)
    for number in range(1, len(centroids)):
        distance = np.linalg.norm(X - centroids[number], axis=1)
        nearer = distance < nearest
        labels[nearer], nearest[nearer] = number, distance[nearer]
    return labels


@right(1, "with a class as a helper")
def assign_to_centroids(X, centroids):
    class Codebook:
        def __init__(self, rows):
            self.rows = np.atleast_2d(np.asarray(rows, dtype=float))

        def nearest(self, point):
            return min(range(len(self.rows)), key=lambda row: np.sum((self.rows[row] - point) ** 2))

    book = Codebook(centroids)
    if any(len(point) != book.rows.shape[1] for point in X):
        raise ValueError("wrong number of features")
    return np.array([book.nearest(np.asarray(point, dtype=float)) for point in X])


# Question 2: update_centroids


@wrong(2, "lets an empty cluster become NaN")
def update_centroids(X, labels, centroids):
    X, labels, old = np.asarray(X, float), np.asarray(labels), np.asarray(centroids, float)
    if len(labels) != len(X) or labels.min() < 0 or labels.max() >= len(old):
        raise ValueError("labels do not fit")
    return np.array([X[labels == cluster].mean(axis=0) for cluster in range(len(old))])


@wrong(2, "sends an empty cluster to the origin")
def update_centroids(X, labels, centroids):
    X, labels, old = np.asarray(X, float), np.asarray(labels), np.asarray(centroids, float)
    if len(labels) != len(X) or labels.min() < 0 or labels.max() >= len(old):
        raise ValueError("labels do not fit")
    new = np.zeros_like(old)
    for cluster in np.unique(labels):
        new[cluster] = X[labels == cluster].mean(axis=0)
    return new


@wrong(2, "sends an empty cluster to the mean of all points")
def update_centroids(X, labels, centroids):
    X, labels, old = np.asarray(X, float), np.asarray(labels), np.asarray(centroids, float)
    if len(labels) != len(X) or labels.min() < 0 or labels.max() >= len(old):
        raise ValueError("labels do not fit")
    members = [X[labels == cluster] for cluster in range(len(old))]
    return np.array([m.mean(axis=0) if len(m) else X.mean(axis=0) for m in members])


@wrong(2, "drops an empty cluster")
def update_centroids(X, labels, centroids):
    X, labels, old = np.asarray(X, float), np.asarray(labels), np.asarray(centroids, float)
    if len(labels) != len(X) or labels.min() < 0 or labels.max() >= len(old):
        raise ValueError("labels do not fit")
    return np.array([X[labels == cluster].mean(axis=0) for cluster in np.unique(labels)])


@wrong(2, "drops empty clusters at the end, where bincount stops")
def update_centroids(X, labels, centroids):
    X, labels, old = np.asarray(X, float), np.asarray(labels), np.asarray(centroids, float)
    if len(labels) != len(X) or labels.min() < 0 or labels.max() >= len(old):
        raise ValueError("labels do not fit")
    counts = np.bincount(labels)
    sums = np.stack([np.bincount(labels, weights=column) for column in X.T], axis=1)
    filled = counts > 0
    new = old[: len(counts)].copy()
    new[filled] = sums[filled] / counts[filled, None]
    return new


@wrong(2, "averages over the features")
def update_centroids(X, labels, centroids):
    X, labels = np.asarray(X, float), np.asarray(labels)
    new = np.array(centroids, dtype=float)
    if len(labels) != len(X) or labels.min() < 0 or labels.max() >= len(new):
        raise ValueError("labels do not fit")
    for cluster in np.unique(labels):
        new[cluster] = X[labels == cluster].mean(axis=1).mean()
    return new


@wrong(2, "averages over points and features at once")
def update_centroids(X, labels, centroids):
    X, labels = np.asarray(X, float), np.asarray(labels)
    new = np.array(centroids, dtype=float)
    if len(labels) != len(X) or labels.min() < 0 or labels.max() >= len(new):
        raise ValueError("labels do not fit")
    for cluster in np.unique(labels):
        new[cluster] = X[labels == cluster].mean()
    return new


@wrong(2, "takes the median")
def update_centroids(X, labels, centroids):
    X, labels = np.asarray(X, float), np.asarray(labels)
    new = np.array(centroids, dtype=float)
    if len(labels) != len(X) or labels.min() < 0 or labels.max() >= len(new):
        raise ValueError("labels do not fit")
    for cluster in np.unique(labels):
        new[cluster] = np.median(X[labels == cluster], axis=0)
    return new


@wrong(2, "divides by the number of all points")
def update_centroids(X, labels, centroids):
    X, labels = np.asarray(X, float), np.asarray(labels)
    new = np.array(centroids, dtype=float)
    if len(labels) != len(X) or labels.min() < 0 or labels.max() >= len(new):
        raise ValueError("labels do not fit")
    for cluster in np.unique(labels):
        new[cluster] = X[labels == cluster].sum(axis=0) / len(X)
    return new


@wrong(2, "forgets to divide")
def update_centroids(X, labels, centroids):
    X, labels = np.asarray(X, float), np.asarray(labels)
    new = np.array(centroids, dtype=float)
    if len(labels) != len(X) or labels.min() < 0 or labels.max() >= len(new):
        raise ValueError("labels do not fit")
    for cluster in np.unique(labels):
        new[cluster] = X[labels == cluster].sum(axis=0)
    return new


@wrong(2, "counts the old centroid as one of the points")
def update_centroids(X, labels, centroids):
    X, labels = np.asarray(X, float), np.asarray(labels)
    new = np.array(centroids, dtype=float)
    if len(labels) != len(X) or labels.min() < 0 or labels.max() >= len(new):
        raise ValueError("labels do not fit")
    for cluster in range(len(new)):
        new[cluster] = np.vstack([new[cluster], X[labels == cluster]]).mean(axis=0)
    return new


@wrong(2, "avoids a division by zero by adding one")
def update_centroids(X, labels, centroids):
    X, labels = np.asarray(X, float), np.asarray(labels)
    new = np.array(centroids, dtype=float)
    if len(labels) != len(X) or labels.min() < 0 or labels.max() >= len(new):
        raise ValueError("labels do not fit")
    for cluster in np.unique(labels):
        members = X[labels == cluster]
        new[cluster] = members.sum(axis=0) / (len(members) + 1)
    return new


@wrong(2, "adds with repeated indices, which counts each cluster once")
def update_centroids(X, labels, centroids):
    X, labels, old = np.asarray(X, float), np.asarray(labels), np.asarray(centroids, float)
    if len(labels) != len(X) or labels.min() < 0 or labels.max() >= len(old):
        raise ValueError("labels do not fit")
    sums, counts = np.zeros_like(old), np.bincount(labels, minlength=len(old))[:, None]
    sums[labels] += X
    return np.where(counts > 0, sums / np.maximum(counts, 1), old)


@wrong(2, "keeps the integers of its input, so that the means are cut off")
def update_centroids(X, labels, centroids):
    X, labels, new = np.asarray(X), np.asarray(labels), np.array(centroids)
    if len(labels) != len(X) or labels.min() < 0 or labels.max() >= len(new):
        raise ValueError("labels do not fit")
    for cluster in np.unique(labels):
        new[cluster] = X[labels == cluster].mean(axis=0)
    return new


@wrong(2, "rounds")
def update_centroids(X, labels, centroids):
    X, labels = np.asarray(X, float), np.asarray(labels)
    new = np.array(centroids, dtype=float)
    if len(labels) != len(X) or labels.min() < 0 or labels.max() >= len(new):
        raise ValueError("labels do not fit")
    for cluster in np.unique(labels):
        new[cluster] = X[labels == cluster].mean(axis=0).round(2)
    return new


@wrong(2, "sums in uint8")
def update_centroids(X, labels, centroids):
    X, labels = np.asarray(X), np.asarray(labels)
    new = np.array(centroids, dtype=float)
    if len(labels) != len(X) or labels.min() < 0 or labels.max() >= len(new):
        raise ValueError("labels do not fit")
    for cluster in np.unique(labels):
        members = X[labels == cluster]
        new[cluster] = members.sum(axis=0, dtype=X.dtype) / len(members)
    return new


@wrong(2, "takes a mean of zero or less for an empty cluster")
def update_centroids(X, labels, centroids):
    X, labels, old = np.asarray(X, float), np.asarray(labels), np.asarray(centroids, float)
    if len(labels) != len(X) or labels.min() < 0 or labels.max() >= len(old):
        raise ValueError("labels do not fit")
    sums = np.zeros_like(old)
    np.add.at(sums, labels, X)
    counts = np.bincount(labels, minlength=len(old))[:, None]
    return np.where(sums > 0, sums / np.maximum(counts, 1), old)


@wrong(2, "writes into the centroids that it was given")
def update_centroids(X, labels, centroids):
    X, labels, centroids = np.asarray(X, float), np.asarray(labels), np.asarray(centroids, float)
    if len(labels) != len(X) or labels.min() < 0 or labels.max() >= len(centroids):
        raise ValueError("labels do not fit")
    for cluster in np.unique(labels):
        centroids[cluster] = X[labels == cluster].mean(axis=0)
    return centroids


@wrong(2, "sorts the labels that it was given")
def update_centroids(X, labels, centroids):
    X, labels = np.asarray(X, float), np.asarray(labels)
    new = np.array(centroids, dtype=float)
    if len(labels) != len(X) or labels.min() < 0 or labels.max() >= len(new):
        raise ValueError("labels do not fit")
    X = X[np.argsort(labels, kind="stable")]
    labels.sort()
    for cluster in np.unique(labels):
        new[cluster] = X[labels == cluster].mean(axis=0)
    return new


@wrong(2, "reads the X of the notebook")
def update_centroids(points, labels, centroids):
    labels, new = np.asarray(labels), np.array(centroids, dtype=float)
    for cluster in np.unique(labels):
        new[cluster] = X[labels == cluster].mean(axis=0)
    return new


@wrong(2, "returns nested lists")
def update_centroids(X, labels, centroids):
    X, labels = np.asarray(X, float), np.asarray(labels)
    new = np.array(centroids, dtype=float)
    if len(labels) != len(X) or labels.min() < 0 or labels.max() >= len(new):
        raise ValueError("labels do not fit")
    for cluster in np.unique(labels):
        new[cluster] = X[labels == cluster].mean(axis=0)
    return new.tolist()


@wrong(2, "compares a list of labels with a number")
def update_centroids(X, labels, centroids):
    X, new = np.asarray(X, float), np.array(centroids, dtype=float)
    if len(labels) != len(X) or min(labels) < 0 or max(labels) >= len(new):
        raise ValueError("labels do not fit")
    for cluster in range(len(new)):
        if np.any(labels == cluster):
            new[cluster] = X[labels == cluster].mean(axis=0)
    return new


@wrong(2, "numbers the clusters by their first point")
def update_centroids(X, labels, centroids):
    X, labels = np.asarray(X, float), np.asarray(labels)
    new = np.array(centroids, dtype=float)
    if len(labels) != len(X) or labels.min() < 0 or labels.max() >= len(new):
        raise ValueError("labels do not fit")
    for row, cluster in enumerate(dict.fromkeys(labels.tolist())):
        new[row] = X[labels == cluster].mean(axis=0)
    return new


@wrong(2, "skips labels that are too high")
def update_centroids(X, labels, centroids):
    X, labels = np.asarray(X, float), np.asarray(labels)
    new = np.array(centroids, dtype=float)
    if len(labels) != len(X) or labels.min() < 0:
        raise ValueError("labels do not fit")
    for cluster in range(len(new)):
        if np.any(labels == cluster):
            new[cluster] = X[labels == cluster].mean(axis=0)
    return new


@wrong(2, "counts negative labels from the end")
def update_centroids(X, labels, centroids):
    X, labels = np.asarray(X, float), np.asarray(labels)
    new = np.array(centroids, dtype=float)
    if len(labels) != len(X) or labels.max() >= len(new):
        raise ValueError("labels do not fit")
    for cluster in np.unique(labels):
        new[cluster] = X[labels == cluster].mean(axis=0)
    return new


@wrong(2, "stops where the shorter of points and labels ends")
def update_centroids(X, labels, centroids):
    new, members = np.array(centroids, dtype=float), {}
    for point, label in zip(X, labels, strict=False):
        if not 0 <= label < len(new):
            raise ValueError("a label names no cluster")
        members.setdefault(int(label), []).append(np.asarray(point, dtype=float))
    for cluster, points in members.items():
        new[cluster] = np.mean(points, axis=0)
    return new


@wrong(2, "raises IndexError for a label that is too high")
def update_centroids(X, labels, centroids):
    X, labels = np.asarray(X, float), np.asarray(labels)
    new = np.array(centroids, dtype=float)
    if len(labels) != len(X) or labels.min() < 0:
        raise ValueError("labels do not fit")
    for cluster in np.unique(labels):
        new[cluster] = X[labels == cluster].mean(axis=0)
    return new


@right(2, "loops in plain Python")
def update_centroids(X, labels, centroids):
    if len(X) != len(labels):
        raise ValueError("one label for each point, please")
    sums = [[0.0] * len(row) for row in centroids]
    counts = [0] * len(centroids)
    for point, label in zip(X, labels, strict=True):
        if label < 0 or label >= len(centroids):
            raise ValueError(f"no centroid has the number {label}")
        counts[label] += 1
        for feature, value in enumerate(point):
            sums[label][feature] += float(value)
    rows = []
    for total, count, old in zip(sums, counts, centroids, strict=True):
        rows.append([value / count for value in total] if count else [float(value) for value in old])
    return np.array(rows)


@right(2, "divides by zero and mends it, with a warning on stderr")
def update_centroids(X, labels, centroids):
    X, labels, old = np.asarray(X, float), np.asarray(labels), np.asarray(centroids, float)
    if len(labels) != len(X) or not np.isin(labels, np.arange(len(old))).all():
        raise ValueError("labels do not fit")
    members = labels[None, :] == np.arange(len(old))[:, None]
    means = (members @ X) / members.sum(axis=1)[:, None]
    return np.where(np.isnan(means), old, means)


@right(2, "with add.at and bincount")
def update_centroids(X, labels, centroids):
    X, labels = np.asarray(X, float), np.asarray(labels)
    new = np.array(centroids, dtype=np.float64)
    if labels.shape != (len(X),) or labels.min() < 0 or labels.max() >= len(new):
        raise ValueError("labels do not fit")
    sums, counts = np.zeros(new.shape), np.bincount(labels, minlength=len(new))
    np.add.at(sums, labels, X)
    new[counts > 0] = sums[counts > 0] / counts[counts > 0][:, np.newaxis]
    return new


@right(2, "with pandas")
def update_centroids(X, labels, centroids):
    import pandas as pd

    if len(X) != len(labels):
        raise ValueError("different lengths")
    means = pd.DataFrame(np.asarray(X, dtype=float)).groupby(np.asarray(labels)).mean()
    if not set(means.index) <= set(range(len(centroids))):
        raise ValueError("unknown label")
    return means.reindex(range(len(centroids))).fillna(pd.DataFrame(np.asarray(centroids))).to_numpy()


@right(2, "with torch, in float32")
def update_centroids(X, labels, centroids):
    import torch

    X = torch.as_tensor(np.asarray(X, dtype=np.float32))
    labels = torch.as_tensor(np.asarray(labels, dtype=np.int64))
    old = torch.as_tensor(np.asarray(centroids, dtype=np.float32))
    if len(X) != len(labels) or not 0 <= labels.min() <= labels.max() < len(old):
        raise ValueError("labels do not fit")
    sums = torch.zeros_like(old).index_add(0, labels, X)
    counts = torch.bincount(labels, minlength=len(old))[:, None]
    return torch.where(counts > 0, sums / counts.clamp(min=1), old).numpy()


@right(2, "with a sparse matrix of memberships")
def update_centroids(X, labels, centroids):
    from scipy.sparse import coo_array

    X, old = np.asarray(X, dtype=float), np.asarray(centroids, dtype=float)
    if len(labels) != len(X):
        raise ValueError("different lengths")
    points = np.arange(len(X))
    # SciPy refuses indices that do not fit into the shape, by a ValueError.
    members = coo_array((np.ones(len(X)), (np.asarray(labels, int), points)), shape=(len(old), len(X)))
    counts = np.asarray(members.sum(axis=1)).reshape(-1, 1)
    return (members.tocsr() @ X + (counts == 0) * old) / np.maximum(counts, 1)


@right(2, "with a running mean")
def update_centroids(X, labels, centroids):
    labels = np.asarray(labels)
    if len(X) != len(labels) or any(label not in range(len(centroids)) for label in labels):
        raise ValueError("labels do not fit")
    new, seen = np.array(centroids, dtype=float), np.zeros(len(centroids), dtype=int)
    for point, label in zip(np.asarray(X, dtype=float), labels, strict=True):
        seen[label] += 1
        new[label] = point if seen[label] == 1 else new[label] + (point - new[label]) / seen[label]
    return new


# Question 3: wcss


@wrong(3, "forgets the square")
def wcss(X, labels, centroids):
    X, labels, centroids = np.asarray(X, float), np.asarray(labels), np.asarray(centroids, float)
    if len(labels) != len(X) or labels.min() < 0 or labels.max() >= len(centroids):
        raise ValueError("labels do not fit")
    if X.shape[1] != centroids.shape[1]:
        raise ValueError("different numbers of features")
    return np.linalg.norm(X - centroids[labels], axis=1).sum()


@wrong(3, "squares the sum of the differences")
def wcss(X, labels, centroids):
    X, labels, centroids = np.asarray(X, float), np.asarray(labels), np.asarray(centroids, float)
    if len(labels) != len(X) or labels.min() < 0 or labels.max() >= len(centroids):
        raise ValueError("labels do not fit")
    if X.shape[1] != centroids.shape[1]:
        raise ValueError("different numbers of features")
    return ((X - centroids[labels]).sum(axis=1) ** 2).sum()


@wrong(3, "takes the mean over the points")
def wcss(X, labels, centroids):
    X, labels, centroids = np.asarray(X, float), np.asarray(labels), np.asarray(centroids, float)
    if len(labels) != len(X) or labels.min() < 0 or labels.max() >= len(centroids):
        raise ValueError("labels do not fit")
    if X.shape[1] != centroids.shape[1]:
        raise ValueError("different numbers of features")
    return ((X - centroids[labels]) ** 2).sum(axis=1).mean()


@wrong(3, "takes the mean over points and features")
def wcss(X, labels, centroids):
    X, labels, centroids = np.asarray(X, float), np.asarray(labels), np.asarray(centroids, float)
    if len(labels) != len(X) or labels.min() < 0 or labels.max() >= len(centroids):
        raise ValueError("labels do not fit")
    if X.shape[1] != centroids.shape[1]:
        raise ValueError("different numbers of features")
    return ((X - centroids[labels]) ** 2).mean()


@wrong(3, "adds up variances, one per cluster")
def wcss(X, labels, centroids):
    X, labels, centroids = np.asarray(X, float), np.asarray(labels), np.asarray(centroids, float)
    if len(labels) != len(X) or labels.min() < 0 or labels.max() >= len(centroids):
        raise ValueError("labels do not fit")
    if X.shape[1] != centroids.shape[1]:
        raise ValueError("different numbers of features")
    return sum(((X[labels == k] - centroids[k]) ** 2).mean() for k in np.unique(labels))


@wrong(3, "measures from the clusters' means instead of the given centroids")
def wcss(X, labels, centroids):
    X, labels, centroids = np.asarray(X, float), np.asarray(labels), np.asarray(centroids, float)
    if len(labels) != len(X) or labels.min() < 0 or labels.max() >= len(centroids):
        raise ValueError("labels do not fit")
    if X.shape[1] != centroids.shape[1]:
        raise ValueError("different numbers of features")
    members = [X[labels == k] for k in np.unique(labels)]
    return sum(((m - m.mean(axis=0)) ** 2).sum() for m in members)


@wrong(3, "measures to the nearest centroid, whatever the label")
def wcss(X, labels, centroids):
    X, labels, centroids = np.asarray(X, float), np.asarray(labels), np.asarray(centroids, float)
    if len(labels) != len(X) or labels.min() < 0 or labels.max() >= len(centroids):
        raise ValueError("labels do not fit")
    if X.shape[1] != centroids.shape[1]:
        raise ValueError("different numbers of features")
    return ((X[:, None] - centroids) ** 2).sum(axis=2).min(axis=1).sum()


@wrong(3, "subtracts row by row, which works if there are as many points as clusters")
def wcss(X, labels, centroids):
    X, labels, centroids = np.asarray(X, float), np.asarray(labels), np.asarray(centroids, float)
    if len(labels) != len(X) or labels.min() < 0 or labels.max() >= len(centroids):
        raise ValueError("labels do not fit")
    return ((X - centroids) ** 2).sum()


@wrong(3, "adds up absolute differences")
def wcss(X, labels, centroids):
    X, labels, centroids = np.asarray(X, float), np.asarray(labels), np.asarray(centroids, float)
    if len(labels) != len(X) or labels.min() < 0 or labels.max() >= len(centroids):
        raise ValueError("labels do not fit")
    if X.shape[1] != centroids.shape[1]:
        raise ValueError("different numbers of features")
    return np.abs(X - centroids[labels]).sum()


@wrong(3, "takes the root of the total")
def wcss(X, labels, centroids):
    X, labels, centroids = np.asarray(X, float), np.asarray(labels), np.asarray(centroids, float)
    if len(labels) != len(X) or labels.min() < 0 or labels.max() >= len(centroids):
        raise ValueError("labels do not fit")
    if X.shape[1] != centroids.shape[1]:
        raise ValueError("different numbers of features")
    return np.linalg.norm(X - centroids[labels])


@wrong(3, "returns one sum per cluster")
def wcss(X, labels, centroids):
    X, labels, centroids = np.asarray(X, float), np.asarray(labels), np.asarray(centroids, float)
    if len(labels) != len(X) or labels.min() < 0 or labels.max() >= len(centroids):
        raise ValueError("labels do not fit")
    if X.shape[1] != centroids.shape[1]:
        raise ValueError("different numbers of features")
    squared = ((X - centroids[labels]) ** 2).sum(axis=1)
    return np.bincount(labels, weights=squared, minlength=len(centroids))


@wrong(3, "subtracts and squares in the integers of its input")
def wcss(X, labels, centroids):
    X, labels, centroids = np.asarray(X), np.asarray(labels), np.asarray(centroids)
    if len(labels) != len(X) or labels.min() < 0 or labels.max() >= len(centroids):
        raise ValueError("labels do not fit")
    if X.shape[1] != centroids.shape[1]:
        raise ValueError("different numbers of features")
    return float(((X - centroids[labels]) ** 2).sum())


@wrong(3, "squares in int32")
def wcss(X, labels, centroids):
    X, labels, centroids = np.asarray(X), np.asarray(labels), np.asarray(centroids)
    if len(labels) != len(X) or labels.min() < 0 or labels.max() >= len(centroids):
        raise ValueError("labels do not fit")
    if X.shape[1] != centroids.shape[1]:
        raise ValueError("different numbers of features")
    if X.dtype == np.uint8:
        X, centroids = X.astype(np.int32), centroids.astype(np.int32)
    return float(((X - centroids[labels]) ** 2).sum())


@wrong(3, "computes in float32, where a million leaves no digits")
def wcss(X, labels, centroids):
    X, centroids = np.asarray(X, np.float32), np.asarray(centroids, np.float32)
    labels = np.asarray(labels)
    if len(labels) != len(X) or labels.min() < 0 or labels.max() >= len(centroids):
        raise ValueError("labels do not fit")
    if X.shape[1] != centroids.shape[1]:
        raise ValueError("different numbers of features")
    own = centroids[labels]
    return float((X * X).sum() - 2 * (X * own).sum() + (own * own).sum())


@wrong(3, "subtracts in place")
def wcss(X, labels, centroids):
    X, labels, centroids = np.asarray(X, float), np.asarray(labels), np.asarray(centroids, float)
    if len(labels) != len(X) or labels.min() < 0 or labels.max() >= len(centroids):
        raise ValueError("labels do not fit")
    if X.shape[1] != centroids.shape[1]:
        raise ValueError("different numbers of features")
    X -= centroids[labels]
    return (X**2).sum()


@wrong(3, "reads the X of the notebook")
def wcss(points, labels, centroids):
    centroids = np.asarray(centroids, float)
    return ((X - centroids[np.asarray(labels)]) ** 2).sum()


@wrong(3, "counts negative labels from the end")
def wcss(X, labels, centroids):
    X, labels, centroids = np.asarray(X, float), np.asarray(labels), np.asarray(centroids, float)
    if len(labels) != len(X) or labels.max() >= len(centroids) or X.shape[1] != centroids.shape[1]:
        raise ValueError("labels or features do not fit")
    return ((X - centroids[labels]) ** 2).sum()


@wrong(3, "skips labels that are too high")
def wcss(X, labels, centroids):
    X, labels, centroids = np.asarray(X, float), np.asarray(labels), np.asarray(centroids, float)
    if len(labels) != len(X) or labels.min() < 0 or X.shape[1] != centroids.shape[1]:
        raise ValueError("labels or features do not fit")
    return sum(((X[labels == k] - centroid) ** 2).sum() for k, centroid in enumerate(centroids))


@wrong(3, "lets one feature stand for many")
def wcss(X, labels, centroids):
    X, labels, centroids = np.asarray(X, float), np.asarray(labels), np.asarray(centroids, float)
    if len(labels) != len(X) or labels.min() < 0 or labels.max() >= len(centroids):
        raise ValueError("labels do not fit")
    return ((X - centroids[labels]) ** 2).sum()


@wrong(3, "lets one label stand for all points")
def wcss(X, labels, centroids):
    X, labels, centroids = np.asarray(X, float), np.asarray(labels), np.asarray(centroids, float)
    if labels.min() < 0 or labels.max() >= len(centroids) or X.shape[1] != centroids.shape[1]:
        raise ValueError("labels or features do not fit")
    return ((X - centroids[labels]) ** 2).sum()


@right(3, "loops in plain Python")
def wcss(X, labels, centroids):
    if len(X) != len(labels) or len(X[0]) != len(centroids[0]):
        raise ValueError("lengths differ")
    total = 0.0
    for point, label in zip(X, labels, strict=True):
        if not 0 <= label < len(centroids):
            raise ValueError("a label names no centroid")
        for a, b in zip(point, centroids[label], strict=True):
            total += (float(a) - float(b)) ** 2
    return total


@right(3, "cluster by cluster, and the sum of nothing is zero")
def wcss(X, labels, centroids):
    X, labels, centroids = np.asarray(X, float), np.asarray(labels), np.asarray(centroids, float)
    if not set(labels.tolist()) <= set(range(len(centroids))) or len(X) != len(labels):
        raise ValueError("labels do not fit")
    if X.shape[1] != centroids.shape[1]:
        raise ValueError("different numbers of features")
    return sum(((X[labels == k] - centroid) ** 2).sum() for k, centroid in enumerate(centroids))


@right(3, "picks from the whole table of distances")
def wcss(X, labels, centroids):
    from scipy.spatial.distance import cdist

    labels = np.asarray(labels)
    if labels.shape != (len(X),) or labels.min() < 0:
        raise ValueError("labels do not fit")
    squared = cdist(X, centroids, "sqeuclidean")
    try:
        return squared[np.arange(len(X)), labels].sum()
    except IndexError as error:
        raise ValueError("a label is too high") from error


@right(3, "with einsum, as a zero-dimensional array")
def wcss(X, labels, centroids):
    X, labels, centroids = np.asarray(X, float), np.asarray(labels), np.asarray(centroids, float)
    if len(labels) != len(X) or labels.min() < 0 or labels.max() >= len(centroids):
        raise ValueError("labels do not fit")
    if X.shape[1] != centroids.shape[1]:
        raise ValueError("different numbers of features")
    difference = X - centroids[labels]
    return np.asarray(np.einsum("ij,ij->", difference, difference))


@right(3, "with torch, in the floats that come")
def wcss(X, labels, centroids):
    import torch

    X, centroids = np.asarray(X), np.asarray(centroids)
    dtype = torch.float32 if X.dtype == np.float32 else torch.float64
    labels = torch.as_tensor(np.asarray(labels, dtype=np.int64))
    if len(labels) != len(X) or X.shape[1] != centroids.shape[1]:
        raise ValueError("lengths differ")
    if labels.min() < 0 or labels.max() >= len(centroids):
        raise ValueError("labels do not fit")
    X, centroids = torch.as_tensor(X, dtype=dtype), torch.as_tensor(centroids, dtype=dtype)
    return (X - centroids[labels]).square().sum().item()


# Question 4: kmeans


@wrong(4, "stops after one round")
def kmeans(X, centroids, max_iter=100):
    if max_iter < 1:
        raise ValueError("max_iter")
    X, new = np.asarray(X, float), np.array(centroids, float)
    labels = ((X[:, None] - new) ** 2).sum(axis=2).argmin(axis=1)
    for k in np.unique(labels):
        new[k] = X[labels == k].mean(axis=0)
    return labels, new, 1


@wrong(4, "always goes on to max_iter")
def kmeans(X, centroids, max_iter=100):
    if max_iter < 1:
        raise ValueError("max_iter")
    X, new = np.asarray(X, float), np.array(centroids, float)
    for _ in range(max_iter):
        labels = ((X[:, None] - new) ** 2).sum(axis=2).argmin(axis=1)
        for k in np.unique(labels):
            new[k] = X[labels == k].mean(axis=0)
    return labels, new, max_iter


@wrong(4, "counts rounds from zero")
def kmeans(X, centroids, max_iter=100):
    if max_iter < 1:
        raise ValueError("max_iter")
    X, new = np.asarray(X, float), np.array(centroids, float)
    for n_iter in range(max_iter):
        old = new.copy()
        labels = ((X[:, None] - old) ** 2).sum(axis=2).argmin(axis=1)
        for k in np.unique(labels):
            new[k] = X[labels == k].mean(axis=0)
        if (old == new).all():
            break
    return labels, new, n_iter


@wrong(4, "does not count the round that moves nothing")
def kmeans(X, centroids, max_iter=100):
    if max_iter < 1:
        raise ValueError("max_iter")
    X, new = np.asarray(X, float), np.array(centroids, float)
    n_iter = 0
    while n_iter < max_iter:
        old = new.copy()
        labels = ((X[:, None] - old) ** 2).sum(axis=2).argmin(axis=1)
        for k in np.unique(labels):
            new[k] = X[labels == k].mean(axis=0)
        if (old == new).all():
            break
        n_iter += 1
    return labels, new, n_iter


@wrong(4, "ignores max_iter")
def kmeans(X, centroids, max_iter=100):
    if max_iter < 1:
        raise ValueError("max_iter")
    X, new = np.asarray(X, float), np.array(centroids, float)
    n_iter, old = 0, None
    while old is None or (old != new).any():
        old, n_iter = new.copy(), n_iter + 1
        labels = ((X[:, None] - old) ** 2).sum(axis=2).argmin(axis=1)
        for k in np.unique(labels):
            new[k] = X[labels == k].mean(axis=0)
    return labels, new, n_iter


@wrong(4, "does one round more than max_iter allows")
def kmeans(X, centroids, max_iter=100):
    if max_iter < 1:
        raise ValueError("max_iter")
    X, new = np.asarray(X, float), np.array(centroids, float)
    for n_iter in range(1, max_iter + 2):
        old = new.copy()
        labels = ((X[:, None] - old) ** 2).sum(axis=2).argmin(axis=1)
        for k in np.unique(labels):
            new[k] = X[labels == k].mean(axis=0)
        if (old == new).all():
            break
    return labels, new, n_iter


@wrong(4, "assigns the points once more after the last round")
def kmeans(X, centroids, max_iter=100):
    if max_iter < 1:
        raise ValueError("max_iter")
    X, new = np.asarray(X, float), np.array(centroids, float)
    for n_iter in range(1, max_iter + 1):
        old = new.copy()
        labels = ((X[:, None] - old) ** 2).sum(axis=2).argmin(axis=1)
        for k in np.unique(labels):
            new[k] = X[labels == k].mean(axis=0)
        if (old == new).all():
            break
    return ((X[:, None] - new) ** 2).sum(axis=2).argmin(axis=1), new, n_iter


@wrong(4, "returns the centroids from before the last move")
def kmeans(X, centroids, max_iter=100):
    if max_iter < 1:
        raise ValueError("max_iter")
    X, new = np.asarray(X, float), np.array(centroids, float)
    for n_iter in range(1, max_iter + 1):
        old = new.copy()
        labels = ((X[:, None] - old) ** 2).sum(axis=2).argmin(axis=1)
        for k in np.unique(labels):
            new[k] = X[labels == k].mean(axis=0)
        if (old == new).all():
            break
    return labels, old, n_iter


@wrong(4, "stops when the labels repeat, which takes two rounds at least")
def kmeans(X, centroids, max_iter=100):
    if max_iter < 1:
        raise ValueError("max_iter")
    X, new, before = np.asarray(X, float), np.array(centroids, float), None
    for n_iter in range(1, max_iter + 1):
        labels = ((X[:, None] - new) ** 2).sum(axis=2).argmin(axis=1)
        for k in np.unique(labels):
            new[k] = X[labels == k].mean(axis=0)
        if before is not None and (labels == before).all():
            break
        before = labels
    return labels, new, n_iter


@wrong(4, "stops when the centroids move by less than 0.0001")
def kmeans(X, centroids, max_iter=100):
    if max_iter < 1:
        raise ValueError("max_iter")
    X, new = np.asarray(X, float), np.array(centroids, float)
    for n_iter in range(1, max_iter + 1):
        old = new.copy()
        labels = ((X[:, None] - old) ** 2).sum(axis=2).argmin(axis=1)
        for k in np.unique(labels):
            new[k] = X[labels == k].mean(axis=0)
        if np.linalg.norm(old - new) < 1e-4:
            break
    return labels, new, n_iter


@wrong(4, "stops when the sum of squares falls by less than one part in a hundred")
def kmeans(X, centroids, max_iter=100):
    if max_iter < 1:
        raise ValueError("max_iter")
    X, new, before = np.asarray(X, float), np.array(centroids, float), np.inf
    for n_iter in range(1, max_iter + 1):
        squared = ((X[:, None] - new) ** 2).sum(axis=2)
        labels, total = squared.argmin(axis=1), squared.min(axis=1).sum()
        for k in np.unique(labels):
            new[k] = X[labels == k].mean(axis=0)
        if total > 0.99 * before:
            break
        before = total
    return labels, new, n_iter


@wrong(4, "starts on the first points instead of the given centroids")
def kmeans(X, centroids, max_iter=100):
    if max_iter < 1:
        raise ValueError("max_iter")
    X = np.asarray(X, float)
    new = X[: len(centroids)].copy()
    for n_iter in range(1, max_iter + 1):
        old = new.copy()
        labels = ((X[:, None] - old) ** 2).sum(axis=2).argmin(axis=1)
        for k in np.unique(labels):
            new[k] = X[labels == k].mean(axis=0)
        if (old == new).all():
            break
    return labels, new, n_iter


@wrong(4, "lets an empty cluster become NaN")
def kmeans(X, centroids, max_iter=100):
    if max_iter < 1:
        raise ValueError("max_iter")
    X, new = np.asarray(X, float), np.array(centroids, float)
    for n_iter in range(1, max_iter + 1):
        old = new
        labels = ((X[:, None] - old) ** 2).sum(axis=2).argmin(axis=1)
        new = np.array([X[labels == k].mean(axis=0) for k in range(len(old))])
        if np.array_equal(old, new, equal_nan=True):
            break
    return labels, new, n_iter


@wrong(4, "moves an empty cluster to the farthest point, as scikit-learn does")
def kmeans(X, centroids, max_iter=100):
    from sklearn.cluster import KMeans

    if max_iter < 1:
        raise ValueError("max_iter")
    start = np.array(centroids, float)
    model = KMeans(len(start), init=start, n_init=1, tol=0, max_iter=max_iter).fit(np.asarray(X, float))
    return model.labels_, model.cluster_centers_, model.n_iter_


@wrong(4, "writes into the centroids that it was given")
def kmeans(X, centroids, max_iter=100):
    if max_iter < 1:
        raise ValueError("max_iter")
    X, new = np.asarray(X, float), np.asarray(centroids, float)
    for n_iter in range(1, max_iter + 1):
        old = new.copy()
        labels = ((X[:, None] - old) ** 2).sum(axis=2).argmin(axis=1)
        for k in np.unique(labels):
            new[k] = X[labels == k].mean(axis=0)
        if (old == new).all():
            break
    return labels, new, n_iter


@wrong(4, "remembers the centroids under two names instead of copying them")
def kmeans(X, centroids, max_iter=100):
    if max_iter < 1:
        raise ValueError("max_iter")
    X, new = np.asarray(X, float), np.array(centroids, float)
    for n_iter in range(1, max_iter + 1):
        old = new
        labels = ((X[:, None] - old) ** 2).sum(axis=2).argmin(axis=1)
        for k in np.unique(labels):
            new[k] = X[labels == k].mean(axis=0)
        if (old == new).all():
            break
    return labels, new, n_iter


@wrong(4, "keeps integer centroids, so that the means are cut off")
def kmeans(X, centroids, max_iter=100):
    if max_iter < 1:
        raise ValueError("max_iter")
    X, new = np.asarray(X, float), np.array(centroids)
    for n_iter in range(1, max_iter + 1):
        old = new.copy()
        labels = ((X[:, None] - old) ** 2).sum(axis=2).argmin(axis=1)
        for k in np.unique(labels):
            new[k] = X[labels == k].mean(axis=0)
        if (old == new).all():
            break
    return labels, new, n_iter


@wrong(4, "gives ties to the highest number")
def kmeans(X, centroids, max_iter=100):
    if max_iter < 1:
        raise ValueError("max_iter")
    X, new = np.asarray(X, float), np.array(centroids, float)
    for n_iter in range(1, max_iter + 1):
        old = new.copy()
        labels = len(old) - 1 - ((X[:, None] - old[::-1]) ** 2).sum(axis=2).argmin(axis=1)
        for k in np.unique(labels):
            new[k] = X[labels == k].mean(axis=0)
        if (old == new).all():
            break
    return labels, new, n_iter


@wrong(4, "takes medians")
def kmeans(X, centroids, max_iter=100):
    if max_iter < 1:
        raise ValueError("max_iter")
    X, new = np.asarray(X, float), np.array(centroids, float)
    for n_iter in range(1, max_iter + 1):
        old = new.copy()
        labels = ((X[:, None] - old) ** 2).sum(axis=2).argmin(axis=1)
        for k in np.unique(labels):
            new[k] = np.median(X[labels == k], axis=0)
        if (old == new).all():
            break
    return labels, new, n_iter


@wrong(4, "returns the centroids first")
def kmeans(X, centroids, max_iter=100):
    if max_iter < 1:
        raise ValueError("max_iter")
    X, new = np.asarray(X, float), np.array(centroids, float)
    for n_iter in range(1, max_iter + 1):
        old = new.copy()
        labels = ((X[:, None] - old) ** 2).sum(axis=2).argmin(axis=1)
        for k in np.unique(labels):
            new[k] = X[labels == k].mean(axis=0)
        if (old == new).all():
            break
    return new, labels, n_iter


@wrong(4, "needs at least one round and does not say so")
def kmeans(X, centroids, max_iter=100):
    X, new = np.asarray(X, float), np.array(centroids, float)
    n_iter = 0
    while True:
        n_iter, old = n_iter + 1, new.copy()
        labels = ((X[:, None] - old) ** 2).sum(axis=2).argmin(axis=1)
        for k in np.unique(labels):
            new[k] = X[labels == k].mean(axis=0)
        if (old == new).all() or n_iter >= max_iter:
            return labels, new, n_iter


@right(4, "loops in plain Python")
def kmeans(X, centroids, max_iter=100):
    if max_iter <= 0:
        raise ValueError("at least one round")
    points = [[float(value) for value in row] for row in X]
    centroids = [[float(value) for value in row] for row in centroids]
    n_iter, moved = 0, True
    while moved and n_iter < max_iter:
        labels = []
        for point in points:
            squared = [sum((a - b) ** 2 for a, b in zip(point, c, strict=True)) for c in centroids]
            labels.append(squared.index(min(squared)))
        moved = False
        for number in range(len(centroids)):
            members = [point for point, label in zip(points, labels, strict=True) if label == number]
            if members:
                mean = [sum(column) / len(members) for column in zip(*members, strict=True)]
                moved = moved or mean != centroids[number]
                centroids[number] = mean
        n_iter += 1
    return np.array(labels), np.array(centroids), n_iter


@right(4, "stops by labels, but knows that a first round may move nothing")
def kmeans(X, centroids, max_iter=100):
    from scipy.spatial.distance import cdist

    if max_iter < 1:
        raise ValueError("max_iter must be positive")
    X, current = np.asarray(X, dtype=float), np.array(centroids, dtype=float)
    labels = None
    for n_iter in range(1, max_iter + 1):
        new_labels = cdist(X, current).argmin(axis=1)
        if labels is not None and np.array_equal(labels, new_labels):
            break
        labels, start = new_labels, current.copy()
        for k in set(labels.tolist()):
            current[k] = X[labels == k].mean(axis=0)
        if n_iter == 1 and np.array_equal(start, current):
            break
    return labels, current, n_iter


@right(4, "with matrices of memberships")
def kmeans(X, centroids, max_iter=100):
    if max_iter < 1:
        raise ValueError("max_iter")
    X, now = np.asarray(X, float), np.asarray(centroids, float)
    for n_iter in range(1, max_iter + 1):
        labels = ((X[:, None, :] - now[None, :, :]) ** 2).sum(-1).argmin(1)
        members = np.eye(len(now))[labels]
        counts = members.sum(axis=0)[:, None]
        then, now = now, np.where(counts > 0, members.T @ X / np.maximum(counts, 1), now)
        if not (then != now).any():
            return labels, now, n_iter
    return labels, now, max_iter


@right(4, "by recursion")
def kmeans(X, centroids, max_iter=100):
    if max_iter < 1:
        raise ValueError("no round left")
    X, old = np.asarray(X, float), np.asarray(centroids, float)
    labels = np.array([np.argmin([np.sum((x - c) ** 2) for c in old]) for x in X])
    new = np.array([X[labels == k].mean(axis=0) if k in labels else c for k, c in enumerate(old)])
    if max_iter == 1 or np.array_equal(old, new):
        return labels, new, 1
    labels, new, n_iter = kmeans(X, new, max_iter - 1)
    return labels, new, n_iter + 1


@right(4, "with torch")
def kmeans(X, centroids, max_iter=100):
    import torch

    if max_iter < 1:
        raise ValueError("max_iter")
    X = torch.as_tensor(np.asarray(X, dtype=float))
    new = torch.as_tensor(np.array(centroids, dtype=float))
    for n_iter in range(1, max_iter + 1):
        old = new.clone()
        labels = torch.stack([(X - c).square().sum(dim=1) for c in old], dim=1).argmin(dim=1)
        for k in labels.unique():
            new[k] = X[labels == k].mean(dim=0)
        if torch.equal(old, new):
            break
    return labels.numpy(), new.numpy(), n_iter


@right(4, "in float32 throughout")
def kmeans(X, centroids, max_iter=100):
    if max_iter < 1:
        raise ValueError("max_iter")
    X, new = np.asarray(X, np.float32), np.array(centroids, np.float32)
    for n_iter in range(1, max_iter + 1):
        old = new.copy()
        labels = ((X[:, None] - old) ** 2).sum(axis=2).argmin(axis=1)
        for k in np.unique(labels):
            new[k] = X[labels == k].mean(axis=0)
        if (old == new).all():
            break
    return labels, new, n_iter


# Question 5: kmeans_plus_plus


@wrong(5, "draws all points with the same probability")
def kmeans_plus_plus(X, n_clusters, rng):
    X = np.asarray(X, float)
    if not 1 <= n_clusters <= len(np.unique(X, axis=0)):
        raise ValueError("n_clusters")
    return np.unique(X, axis=0)[rng.permutation(len(np.unique(X, axis=0)))[:n_clusters]]


@wrong(5, "draws uniformly, with replacement")
def kmeans_plus_plus(X, n_clusters, rng):
    X = np.asarray(X, float)
    if not 1 <= n_clusters <= len(np.unique(X, axis=0)):
        raise ValueError("n_clusters")
    return X[rng.integers(len(X), size=n_clusters)]


@wrong(5, "draws by distance instead of squared distance")
def kmeans_plus_plus(X, n_clusters, rng):
    X = np.asarray(X, float)
    if not 1 <= n_clusters <= len(np.unique(X, axis=0)):
        raise ValueError("n_clusters")
    chosen = [rng.integers(len(X))]
    for _ in range(n_clusters - 1):
        distance = np.linalg.norm(X[:, None] - X[chosen], axis=2).min(axis=1)
        chosen.append(rng.choice(len(X), p=distance / distance.sum()))
    return X[chosen]


@wrong(5, "squares twice")
def kmeans_plus_plus(X, n_clusters, rng):
    X = np.asarray(X, float)
    if not 1 <= n_clusters <= len(np.unique(X, axis=0)):
        raise ValueError("n_clusters")
    chosen = [rng.integers(len(X))]
    for _ in range(n_clusters - 1):
        weight = ((X[:, None] - X[chosen]) ** 2).sum(axis=2).min(axis=1) ** 2
        chosen.append(rng.choice(len(X), p=weight / weight.sum()))
    return X[chosen]


@wrong(5, "returns the first centroid twice")
def kmeans_plus_plus(X, n_clusters, rng):
    X = np.asarray(X, float)
    if not 1 <= n_clusters <= len(np.unique(X, axis=0)):
        raise ValueError("n_clusters")
    chosen = [rng.integers(len(X))]
    chosen = chosen * 2 if n_clusters > 1 else chosen
    while len(chosen) < n_clusters:
        squared = ((X[:, None] - X[chosen]) ** 2).sum(axis=2).min(axis=1)
        chosen.append(rng.choice(len(X), p=squared / squared.sum()))
    return X[chosen]


@wrong(5, "measures to the first centroid only")
def kmeans_plus_plus(X, n_clusters, rng):
    X = np.asarray(X, float)
    if not 1 <= n_clusters <= len(np.unique(X, axis=0)):
        raise ValueError("n_clusters")
    chosen = [rng.integers(len(X))]
    squared = ((X - X[chosen[0]]) ** 2).sum(axis=1)
    for _ in range(n_clusters - 1):
        chosen.append(rng.choice(len(X), p=squared / squared.sum()))
    return X[chosen]


@wrong(5, "measures to the centroid drawn last")
def kmeans_plus_plus(X, n_clusters, rng):
    X = np.asarray(X, float)
    if not 1 <= n_clusters <= len(np.unique(X, axis=0)):
        raise ValueError("n_clusters")
    chosen = [rng.integers(len(X))]
    for _ in range(n_clusters - 1):
        squared = ((X - X[chosen[-1]]) ** 2).sum(axis=1)
        chosen.append(rng.choice(len(X), p=squared / squared.sum()))
    return X[chosen]


@wrong(5, "measures to the farthest centroid so far")
def kmeans_plus_plus(X, n_clusters, rng):
    X = np.asarray(X, float)
    if not 1 <= n_clusters <= len(np.unique(X, axis=0)):
        raise ValueError("n_clusters")
    chosen = [rng.integers(len(X))]
    for _ in range(n_clusters - 1):
        squared = ((X[:, None] - X[chosen]) ** 2).sum(axis=2).max(axis=1)
        squared[chosen] = 0
        chosen.append(rng.choice(len(X), p=squared / squared.sum()))
    return X[chosen]


@wrong(5, "adds up the squared distances to all centroids so far")
def kmeans_plus_plus(X, n_clusters, rng):
    X = np.asarray(X, float)
    if not 1 <= n_clusters <= len(np.unique(X, axis=0)):
        raise ValueError("n_clusters")
    chosen = [rng.integers(len(X))]
    for _ in range(n_clusters - 1):
        squared = ((X[:, None] - X[chosen]) ** 2).sum(axis=(1, 2))
        squared[chosen] = 0
        chosen.append(rng.choice(len(X), p=squared / squared.sum()))
    return X[chosen]


@wrong(5, "always takes the farthest point")
def kmeans_plus_plus(X, n_clusters, rng):
    X = np.asarray(X, float)
    if not 1 <= n_clusters <= len(np.unique(X, axis=0)):
        raise ValueError("n_clusters")
    chosen = [rng.integers(len(X))]
    for _ in range(n_clusters - 1):
        chosen.append(((X[:, None] - X[chosen]) ** 2).sum(axis=2).min(axis=1).argmax())
    return X[chosen]


@wrong(5, "keeps the best of several candidates, as scikit-learn does")
def kmeans_plus_plus(X, n_clusters, rng):
    from sklearn.cluster import kmeans_plusplus

    X = np.asarray(X, float)
    if not 1 <= n_clusters <= len(np.unique(X, axis=0)):
        raise ValueError("n_clusters")
    return kmeans_plusplus(X, n_clusters, random_state=int(rng.integers(2**31)))[0]


@wrong(5, "begins with the first point of X")
def kmeans_plus_plus(X, n_clusters, rng):
    X = np.asarray(X, float)
    if not 1 <= n_clusters <= len(np.unique(X, axis=0)):
        raise ValueError("n_clusters")
    chosen = [0]
    for _ in range(n_clusters - 1):
        squared = ((X[:, None] - X[chosen]) ** 2).sum(axis=2).min(axis=1)
        chosen.append(rng.choice(len(X), p=squared / squared.sum()))
    return X[chosen]


@wrong(5, "begins with the mean of all points")
def kmeans_plus_plus(X, n_clusters, rng):
    X = np.asarray(X, float)
    if not 1 <= n_clusters <= len(np.unique(X, axis=0)):
        raise ValueError("n_clusters")
    centroids = [X.mean(axis=0)]
    for _ in range(n_clusters - 1):
        squared = ((X[:, None] - np.array(centroids)) ** 2).sum(axis=2).min(axis=1)
        centroids.append(X[rng.choice(len(X), p=squared / squared.sum())])
    return np.array(centroids)


@wrong(5, "draws from the global generator")
def kmeans_plus_plus(X, n_clusters, rng):
    X = np.asarray(X, float)
    if not 1 <= n_clusters <= len(np.unique(X, axis=0)):
        raise ValueError("n_clusters")
    chosen = [np.random.randint(len(X))]
    for _ in range(n_clusters - 1):
        squared = ((X[:, None] - X[chosen]) ** 2).sum(axis=2).min(axis=1)
        chosen.append(np.random.choice(len(X), p=squared / squared.sum()))
    return X[chosen]


@wrong(5, "makes a generator of its own, with a fixed seed")
def kmeans_plus_plus(X, n_clusters, rng):
    rng = np.random.default_rng(0)
    X = np.asarray(X, float)
    if not 1 <= n_clusters <= len(np.unique(X, axis=0)):
        raise ValueError("n_clusters")
    chosen = [rng.integers(len(X))]
    for _ in range(n_clusters - 1):
        squared = ((X[:, None] - X[chosen]) ** 2).sum(axis=2).min(axis=1)
        chosen.append(rng.choice(len(X), p=squared / squared.sum()))
    return X[chosen]


@wrong(5, "never draws the last point first")
def kmeans_plus_plus(X, n_clusters, rng):
    X = np.asarray(X, float)
    if not 1 <= n_clusters <= len(np.unique(X, axis=0)):
        raise ValueError("n_clusters")
    chosen = [rng.integers(max(len(X) - 1, 1))]
    for _ in range(n_clusters - 1):
        squared = ((X[:, None] - X[chosen]) ** 2).sum(axis=2).min(axis=1)
        chosen.append(rng.choice(len(X), p=squared / squared.sum()))
    return X[chosen]


@wrong(5, "adds up absolute differences")
def kmeans_plus_plus(X, n_clusters, rng):
    X = np.asarray(X, float)
    if not 1 <= n_clusters <= len(np.unique(X, axis=0)):
        raise ValueError("n_clusters")
    chosen = [rng.integers(len(X))]
    for _ in range(n_clusters - 1):
        squared = np.abs(X[:, None] - X[chosen]).sum(axis=2).min(axis=1) ** 2
        chosen.append(rng.choice(len(X), p=squared / squared.sum()))
    return X[chosen]


@wrong(5, "returns the numbers of the points")
def kmeans_plus_plus(X, n_clusters, rng):
    X = np.asarray(X, float)
    if not 1 <= n_clusters <= len(np.unique(X, axis=0)):
        raise ValueError("n_clusters")
    chosen = [rng.integers(len(X))]
    for _ in range(n_clusters - 1):
        squared = ((X[:, None] - X[chosen]) ** 2).sum(axis=2).min(axis=1)
        chosen.append(rng.choice(len(X), p=squared / squared.sum()))
    return np.array(chosen)


@wrong(5, "draws one centroid too many")
def kmeans_plus_plus(X, n_clusters, rng):
    X = np.asarray(X, float)
    if not 1 <= n_clusters <= len(np.unique(X, axis=0)):
        raise ValueError("n_clusters")
    chosen = [rng.integers(len(X))]
    for _ in range(n_clusters):
        squared = ((X[:, None] - X[chosen]) ** 2).sum(axis=2).min(axis=1) + 1e-300
        chosen.append(rng.choice(len(X), p=squared / squared.sum()))
    return X[chosen]


@wrong(5, "subtracts uint8 from uint8")
def kmeans_plus_plus(X, n_clusters, rng):
    X = np.asarray(X)
    if not 1 <= n_clusters <= len(np.unique(X, axis=0)):
        raise ValueError("n_clusters")
    chosen = [rng.integers(len(X))]
    for _ in range(n_clusters - 1):
        squared = ((X[:, None] - X[chosen]) ** 2).sum(axis=2).min(axis=1).astype(float)
        chosen.append(rng.choice(len(X), p=squared / squared.sum()))
    return X[chosen].astype(float)


@wrong(5, "avoids a division by zero by adding one")
def kmeans_plus_plus(X, n_clusters, rng):
    X = np.asarray(X, float)
    if not 1 <= n_clusters <= len(np.unique(X, axis=0)):
        raise ValueError("n_clusters")
    chosen = [rng.integers(len(X))]
    for _ in range(n_clusters - 1):
        squared = ((X[:, None] - X[chosen]) ** 2).sum(axis=2).min(axis=1) + 1
        squared[chosen] = 0
        chosen.append(rng.choice(len(X), p=squared / squared.sum()))
    return X[chosen]


@wrong(5, "counts points that coincide as different")
def kmeans_plus_plus(X, n_clusters, rng):
    X = np.asarray(X, float)
    if not 1 <= n_clusters <= len(X):
        raise ValueError("n_clusters")
    chosen = [rng.integers(len(X))]
    for _ in range(n_clusters - 1):
        squared = ((X[:, None] - X[chosen]) ** 2).sum(axis=2).min(axis=1)
        p = squared / squared.sum() if squared.any() else None
        chosen.append(rng.choice(len(X), p=p))
    return X[chosen]


@wrong(5, "returns one centroid if none is asked for")
def kmeans_plus_plus(X, n_clusters, rng):
    X = np.asarray(X, float)
    chosen = [rng.integers(len(X))]
    for _ in range(n_clusters - 1):
        squared = ((X[:, None] - X[chosen]) ** 2).sum(axis=2).min(axis=1)
        chosen.append(rng.choice(len(X), p=squared / squared.sum()))
    return X[chosen]


@right(5, "by a cumulative sum and one uniform number")
def kmeans_plus_plus(X, n_clusters, rng):
    X = np.asarray(X, dtype=float)
    if n_clusters < 1 or n_clusters > len({tuple(row) for row in X}):
        raise ValueError("n_clusters is out of range")
    centroids = [X[int(rng.random() * len(X))]]
    nearest = ((X - centroids[0]) ** 2).sum(axis=1)
    for _ in range(1, n_clusters):
        total = np.cumsum(nearest)
        centroids.append(X[np.searchsorted(total, rng.random() * total[-1], side="right")])
        nearest = np.minimum(nearest, ((X - centroids[-1]) ** 2).sum(axis=1))
    return np.array(centroids)


@right(5, "with scikit-learn's function and one candidate")
def kmeans_plus_plus(X, n_clusters, rng):
    from sklearn.cluster import kmeans_plusplus

    X = np.asarray(X, dtype=np.float64)
    if n_clusters < 1 or n_clusters > len(np.unique(X, axis=0)):
        raise ValueError("n_clusters is out of range")
    state = np.random.RandomState(rng.integers(2**32, dtype=np.uint32))
    return kmeans_plusplus(X, n_clusters, random_state=state, n_local_trials=1)[0]


@right(5, "by exponential races")
def kmeans_plus_plus(X, n_clusters, rng):
    from scipy.spatial.distance import cdist

    X = np.asarray(X, dtype=float)
    if n_clusters <= 0:
        raise ValueError("at least one")
    weight, chosen = np.ones(len(X)), []
    for _ in range(n_clusters):
        if weight.max() == 0:
            raise ValueError("no different point is left")
        with np.errstate(divide="ignore"):
            chosen.append(int((rng.exponential(size=len(X)) / weight).argmin()))
        weight = cdist(X, X[chosen], "sqeuclidean").min(axis=1)
    return X[chosen]


@right(5, "loops in plain Python, in float32")
def kmeans_plus_plus(X, n_clusters, rng):
    points = [tuple(float(value) for value in row) for row in X]
    if not 0 < n_clusters <= len(set(points)):
        raise ValueError("n_clusters is out of range")
    drawn = [points[rng.integers(0, len(points))]]
    while len(drawn) < n_clusters:
        weights = [min(sum((a - b) ** 2 for a, b in zip(x, c, strict=True)) for c in drawn) for x in points]
        left = rng.uniform(0, sum(weights))
        for point, weight in zip(points, weights, strict=True):
            left -= weight
            if left < 0:
                drawn.append(point)
                break
    return np.array(drawn, dtype=np.float32)


@right(5, "rejects candidates until one is accepted")
def kmeans_plus_plus(X, n_clusters, rng):
    X = np.asarray(X, dtype=float)
    if n_clusters < 1 or n_clusters > len(np.unique(X, axis=0)):
        raise ValueError("n_clusters is out of range")
    chosen = [rng.choice(len(X))]
    while len(chosen) < n_clusters:
        squared = np.min([((X - X[c]) ** 2).sum(axis=1) for c in chosen], axis=0)
        candidate = rng.integers(len(X))
        if rng.uniform(0, squared.max()) < squared[candidate]:
            chosen.append(candidate)
    return X[np.array(chosen)]


# Question 6: silhouette


@wrong(6, "counts the point itself among the others of its cluster")
def silhouette(X, labels):
    X, labels = np.asarray(X, float), np.asarray(labels)
    if len(labels) != len(X) or len(np.unique(labels)) < 2:
        raise ValueError("labels do not fit")
    D = np.linalg.norm(X[:, None] - X, axis=2)
    names = np.unique(labels)
    means = np.stack([D[:, labels == k].mean(axis=1) for k in names], axis=1)
    own = labels[:, None] == names
    a, b = means[own], np.where(own, np.inf, means).min(axis=1)
    alone = own.sum(axis=0)[own.argmax(axis=1)] == 1
    return np.where(alone, 0.0, (b - a) / np.maximum(np.maximum(a, b), 1e-300))


@wrong(6, "gives 1 to a point that is alone")
def silhouette(X, labels):
    X, labels = np.asarray(X, float), np.asarray(labels)
    if len(labels) != len(X) or len(np.unique(labels)) < 2:
        raise ValueError("labels do not fit")
    D, values = np.linalg.norm(X[:, None] - X, axis=2), []
    for i in range(len(X)):
        own = labels == labels[i]
        a = D[i, own].sum() / max(own.sum() - 1, 1)
        b = min(D[i, labels == k].mean() for k in set(labels.tolist()) - {labels[i]})
        values.append((b - a) / max(a, b) if max(a, b) > 0 else 0.0)
    return np.array(values)


@wrong(6, "lets a point that is alone become NaN")
def silhouette(X, labels):
    X, labels = np.asarray(X, float), np.asarray(labels)
    if len(labels) != len(X) or len(np.unique(labels)) < 2:
        raise ValueError("labels do not fit")
    D, values = np.linalg.norm(X[:, None] - X, axis=2), []
    for i in range(len(X)):
        own = labels == labels[i]
        a = D[i, own].sum() / (own.sum() - 1)
        b = min(D[i, labels == k].mean() for k in set(labels.tolist()) - {labels[i]})
        values.append(0.0 if a == b == 0 else (b - a) / max(a, b))
    return np.array(values)


@wrong(6, "lets points that coincide become NaN")
def silhouette(X, labels):
    X, labels = np.asarray(X, float), np.asarray(labels)
    if len(labels) != len(X) or len(np.unique(labels)) < 2:
        raise ValueError("labels do not fit")
    D, values = np.linalg.norm(X[:, None] - X, axis=2), np.zeros(len(X))
    for i in range(len(X)):
        own = labels == labels[i]
        if own.sum() > 1:
            a = D[i, own].sum() / (own.sum() - 1)
            b = min(D[i, labels == k].mean() for k in set(labels.tolist()) - {labels[i]})
            values[i] = (b - a) / max(a, b)
    return values


@wrong(6, "takes squared distances")
def silhouette(X, labels):
    X, labels = np.asarray(X, float), np.asarray(labels)
    if len(labels) != len(X) or len(np.unique(labels)) < 2:
        raise ValueError("labels do not fit")
    D, values = ((X[:, None] - X) ** 2).sum(axis=2), np.zeros(len(X))
    for i in range(len(X)):
        own = labels == labels[i]
        if own.sum() > 1:
            a = D[i, own].sum() / (own.sum() - 1)
            b = min(D[i, labels == k].mean() for k in set(labels.tolist()) - {labels[i]})
            values[i] = (b - a) / max(a, b) if max(a, b) > 0 else 0
    return values


@wrong(6, "takes the mean over all points of other clusters")
def silhouette(X, labels):
    X, labels = np.asarray(X, float), np.asarray(labels)
    if len(labels) != len(X) or len(np.unique(labels)) < 2:
        raise ValueError("labels do not fit")
    D, values = np.linalg.norm(X[:, None] - X, axis=2), np.zeros(len(X))
    for i in range(len(X)):
        own = labels == labels[i]
        if own.sum() > 1:
            a, b = D[i, own].sum() / (own.sum() - 1), D[i, ~own].mean()
            values[i] = (b - a) / max(a, b) if max(a, b) > 0 else 0
    return values


@wrong(6, "takes the farthest of the other clusters")
def silhouette(X, labels):
    X, labels = np.asarray(X, float), np.asarray(labels)
    if len(labels) != len(X) or len(np.unique(labels)) < 2:
        raise ValueError("labels do not fit")
    D, values = np.linalg.norm(X[:, None] - X, axis=2), np.zeros(len(X))
    for i in range(len(X)):
        own = labels == labels[i]
        if own.sum() > 1:
            a = D[i, own].sum() / (own.sum() - 1)
            b = max(D[i, labels == k].mean() for k in set(labels.tolist()) - {labels[i]})
            values[i] = (b - a) / max(a, b) if max(a, b) > 0 else 0
    return values


@wrong(6, "takes the nearest point of the other clusters")
def silhouette(X, labels):
    X, labels = np.asarray(X, float), np.asarray(labels)
    if len(labels) != len(X) or len(np.unique(labels)) < 2:
        raise ValueError("labels do not fit")
    D, values = np.linalg.norm(X[:, None] - X, axis=2), np.zeros(len(X))
    for i in range(len(X)):
        own = labels == labels[i]
        if own.sum() > 1:
            a, b = D[i, own].sum() / (own.sum() - 1), D[i, ~own].min()
            values[i] = (b - a) / max(a, b) if max(a, b) > 0 else 0
    return values


@wrong(6, "measures to the clusters' means")
def silhouette(X, labels):
    X, labels = np.asarray(X, float), np.asarray(labels)
    if len(labels) != len(X) or len(np.unique(labels)) < 2:
        raise ValueError("labels do not fit")
    names, values = np.unique(labels), np.zeros(len(X))
    means = np.array([X[labels == k].mean(axis=0) for k in names])
    for i in range(len(X)):
        D = np.linalg.norm(X[i] - means, axis=1)
        a, b = D[names == labels[i]][0], D[names != labels[i]].min()
        if (labels == labels[i]).sum() > 1 and max(a, b) > 0:
            values[i] = (b - a) / max(a, b)
    return values


@wrong(6, "subtracts the wrong way round")
def silhouette(X, labels):
    X, labels = np.asarray(X, float), np.asarray(labels)
    if len(labels) != len(X) or len(np.unique(labels)) < 2:
        raise ValueError("labels do not fit")
    D, values = np.linalg.norm(X[:, None] - X, axis=2), np.zeros(len(X))
    for i in range(len(X)):
        own = labels == labels[i]
        if own.sum() > 1:
            a = D[i, own].sum() / (own.sum() - 1)
            b = min(D[i, labels == k].mean() for k in set(labels.tolist()) - {labels[i]})
            values[i] = (a - b) / max(a, b) if max(a, b) > 0 else 0
    return values


@wrong(6, "divides by b, which is larger only for points that sit well")
def silhouette(X, labels):
    X, labels = np.asarray(X, float), np.asarray(labels)
    if len(labels) != len(X) or len(np.unique(labels)) < 2:
        raise ValueError("labels do not fit")
    D, values = np.linalg.norm(X[:, None] - X, axis=2), np.zeros(len(X))
    for i in range(len(X)):
        own = labels == labels[i]
        if own.sum() > 1:
            a = D[i, own].sum() / (own.sum() - 1)
            b = min(D[i, labels == k].mean() for k in set(labels.tolist()) - {labels[i]})
            values[i] = (b - a) / b if max(a, b) > 0 else 0
    return values


@wrong(6, "divides by the sum")
def silhouette(X, labels):
    X, labels = np.asarray(X, float), np.asarray(labels)
    if len(labels) != len(X) or len(np.unique(labels)) < 2:
        raise ValueError("labels do not fit")
    D, values = np.linalg.norm(X[:, None] - X, axis=2), np.zeros(len(X))
    for i in range(len(X)):
        own = labels == labels[i]
        if own.sum() > 1:
            a = D[i, own].sum() / (own.sum() - 1)
            b = min(D[i, labels == k].mean() for k in set(labels.tolist()) - {labels[i]})
            values[i] = (b - a) / (a + b) if max(a, b) > 0 else 0
    return values


@wrong(6, "returns the mean")
def silhouette(X, labels):
    from sklearn.metrics import silhouette_score

    X, labels = np.asarray(X, float), np.asarray(labels)
    if len(labels) != len(X) or len(np.unique(labels)) < 2:
        raise ValueError("labels do not fit")
    return 0.0 if len(np.unique(labels)) == len(X) else silhouette_score(X, labels)


@wrong(6, "returns the mean of each cluster")
def silhouette(X, labels):
    from sklearn.metrics import silhouette_samples

    X, labels = np.asarray(X, float), np.asarray(labels)
    if len(labels) != len(X) or len(np.unique(labels)) < 2:
        raise ValueError("labels do not fit")
    alone = len(np.unique(labels)) == len(X)
    values = np.zeros(len(X)) if alone else silhouette_samples(X, labels)
    return np.array([values[labels == k].mean() for k in np.unique(labels)])


@wrong(6, "believes that clusters are numbered from 0 without a gap")
def silhouette(X, labels):
    X, labels = np.asarray(X, float), np.asarray(labels)
    if len(labels) != len(X) or len(np.unique(labels)) < 2:
        raise ValueError("labels do not fit")
    D, values = np.linalg.norm(X[:, None] - X, axis=2), np.zeros(len(X))
    for i in range(len(X)):
        own = labels == labels[i]
        if own.sum() > 1:
            a = D[i, own].sum() / (own.sum() - 1)
            b = min(D[i, labels == k].mean() for k in range(labels.max() + 1) if k != labels[i])
            values[i] = (b - a) / max(a, b) if max(a, b) > 0 else 0
    return values


@wrong(6, "leaves out label -1 as noise")
def silhouette(X, labels):
    X, labels = np.asarray(X, float), np.asarray(labels)
    if len(labels) != len(X) or len(np.unique(labels)) < 2:
        raise ValueError("labels do not fit")
    D, values = np.linalg.norm(X[:, None] - X, axis=2), np.zeros(len(X))
    for i in np.flatnonzero(labels >= 0):
        own = labels == labels[i]
        if own.sum() > 1:
            a = D[i, own].sum() / (own.sum() - 1)
            b = min(D[i, labels == k].mean() for k in set(labels.tolist()) - {labels[i], -1})
            values[i] = (b - a) / max(a, b) if max(a, b) > 0 else 0
    return values


@wrong(6, "leaves out the other points that coincide with it")
def silhouette(X, labels):
    X, labels = np.asarray(X, float), np.asarray(labels)
    if len(labels) != len(X) or len(np.unique(labels)) < 2:
        raise ValueError("labels do not fit")
    D, values = np.linalg.norm(X[:, None] - X, axis=2), np.zeros(len(X))
    for i in range(len(X)):
        others = (labels == labels[i]) & (D[i] > 0)
        if others.any():
            a = D[i, others].mean()
            b = min(D[i, labels == k].mean() for k in set(labels.tolist()) - {labels[i]})
            values[i] = (b - a) / max(a, b)
    return values


@wrong(6, "subtracts uint8 from uint8")
def silhouette(X, labels):
    X, labels = np.asarray(X), np.asarray(labels)
    if len(labels) != len(X) or len(np.unique(labels)) < 2:
        raise ValueError("labels do not fit")
    D, values = np.sqrt(((X[:, None] - X) ** 2).sum(axis=2)), np.zeros(len(X))
    for i in range(len(X)):
        own = labels == labels[i]
        if own.sum() > 1:
            a = D[i, own].sum() / (own.sum() - 1)
            b = min(D[i, labels == k].mean() for k in set(labels.tolist()) - {labels[i]})
            values[i] = (b - a) / max(a, b) if max(a, b) > 0 else 0
    return values


@wrong(6, "hands over to scikit-learn, which refuses a cluster for each point")
def silhouette(X, labels):
    from sklearn.metrics import silhouette_samples

    return silhouette_samples(np.asarray(X, float), np.asarray(labels))


@wrong(6, "gives 0 for a single cluster")
def silhouette(X, labels):
    X, labels = np.asarray(X, float), np.asarray(labels)
    if len(labels) != len(X):
        raise ValueError("labels do not fit")
    D, values = np.linalg.norm(X[:, None] - X, axis=2), np.zeros(len(X))
    for i in range(len(X)):
        own = labels == labels[i]
        if 1 < own.sum() < len(X):
            a = D[i, own].sum() / (own.sum() - 1)
            b = min(D[i, labels == k].mean() for k in set(labels.tolist()) - {labels[i]})
            values[i] = (b - a) / max(a, b) if max(a, b) > 0 else 0
    return values


@right(6, "loops in plain Python")
def silhouette(X, labels):
    import math

    if len(X) != len(labels) or len({int(label) for label in labels}) < 2:
        raise ValueError("labels do not fit")
    points = [[float(value) for value in row] for row in X]
    values = []
    for i, x in enumerate(points):
        sums, counts = {}, {}
        for j, y in enumerate(points):
            if j != i:
                label = int(labels[j])
                sums[label] = sums.get(label, 0.0) + math.dist(x, y)
                counts[label] = counts.get(label, 0) + 1
        mine = int(labels[i])
        if mine not in counts:
            values.append(0.0)
            continue
        a = sums[mine] / counts[mine]
        b = min(sums[label] / counts[label] for label in counts if label != mine)
        values.append((b - a) / max(a, b) if a or b else 0.0)
    return np.array(values)


@right(6, "with scikit-learn, and its missing case by hand")
def silhouette(X, labels):
    from sklearn.metrics import silhouette_samples

    X, labels = np.asarray(X, float), np.asarray(labels)
    n_clusters = len(set(labels.tolist()))
    if labels.shape != (len(X),) or n_clusters == 1:
        raise ValueError("labels do not fit")
    return np.zeros(len(X)) if n_clusters == len(X) else silhouette_samples(X, labels)


@right(6, "with a matrix of memberships")
def silhouette(X, labels):
    from scipy.spatial.distance import cdist

    X = np.asarray(X, float)
    names, numbers, counts = np.unique(labels, return_inverse=True, return_counts=True)
    if len(numbers) != len(X) or len(names) < 2:
        raise ValueError("labels do not fit")
    sums = cdist(X, X) @ np.eye(len(names))[numbers]
    rows = np.arange(len(X))
    a = sums[rows, numbers] / np.maximum(counts[numbers] - 1, 1)
    means = sums / counts
    means[rows, numbers] = np.inf
    b = means.min(axis=1)
    values = np.divide(b - a, np.maximum(a, b), out=np.zeros(len(X)), where=np.maximum(a, b) > 0)
    values[counts[numbers] == 1] = 0
    return values


@right(6, "with pandas, and NaN put right at the end")
def silhouette(X, labels):
    import pandas as pd
    from scipy.spatial.distance import pdist, squareform

    labels = np.asarray(labels)
    if len(labels) != len(X) or np.all(labels == labels[0]):
        raise ValueError("labels do not fit")
    D = squareform(pdist(np.asarray(X, dtype=float)))
    np.fill_diagonal(D, np.nan)
    means = pd.DataFrame(D).T.groupby(labels).mean().T
    mine = means.columns.to_numpy() == labels[:, None]
    a, b = means.where(mine).max(axis=1), means.mask(mine).min(axis=1)
    return ((b - a) / np.maximum(a, b)).fillna(0).to_numpy()


@right(6, "with torch, in float32 where the points are")
def silhouette(X, labels):
    import torch

    X = torch.as_tensor(np.asarray(X, dtype=np.float32 if isinstance(X, np.ndarray) else float))
    labels = torch.as_tensor(np.asarray(labels, dtype=np.int64))
    names = labels.unique()
    if len(labels) != len(X) or len(names) == 1:
        raise ValueError("labels do not fit")
    D = (X[:, None] - X).square().sum(dim=2).sqrt()
    values = torch.zeros(len(X))
    for i, label in enumerate(labels):
        mine = labels == label
        if mine.sum() == 1:
            continue
        a = D[i][mine].sum() / (mine.sum() - 1)
        b = min(D[i][labels == name].mean() for name in names if name != label)
        values[i] = (b - a) / torch.maximum(a, b) if max(a, b) > 0 else 0.0
    return values.numpy()


# Question 7: responsibilities


@wrong(7, "goes back from logarithms at once, so that far points become NaN")
def responsibilities(X, weights, means, covariances):
    X, weights, means = np.asarray(X, float), np.asarray(weights, float), np.asarray(means, float)
    covariances = np.asarray(covariances, float)
    if not len(weights) == len(means) == len(covariances):
        raise ValueError("different numbers of components")
    difference = X[:, None] - means
    squared = np.einsum("nki,kij,nkj->nk", difference, np.linalg.inv(covariances), difference)
    logs = np.log(weights) - (np.linalg.slogdet(covariances)[1] + squared) / 2

    return np.exp(logs) / np.exp(logs).sum(axis=1, keepdims=True)


@wrong(7, "adds a tiny number to the sum, so that far points belong to nobody")
def responsibilities(X, weights, means, covariances):
    X, weights, means = np.asarray(X, float), np.asarray(weights, float), np.asarray(means, float)
    covariances = np.asarray(covariances, float)
    if not len(weights) == len(means) == len(covariances):
        raise ValueError("different numbers of components")
    difference = X[:, None] - means
    squared = np.einsum("nki,kij,nkj->nk", difference, np.linalg.inv(covariances), difference)
    logs = np.log(weights) - (np.linalg.slogdet(covariances)[1] + squared) / 2

    return np.exp(logs) / (np.exp(logs).sum(axis=1, keepdims=True) + 1e-300)


@wrong(7, "subtracts the largest logarithm of all rows")
def responsibilities(X, weights, means, covariances):
    X, weights, means = np.asarray(X, float), np.asarray(weights, float), np.asarray(means, float)
    covariances = np.asarray(covariances, float)
    if not len(weights) == len(means) == len(covariances):
        raise ValueError("different numbers of components")
    difference = X[:, None] - means
    squared = np.einsum("nki,kij,nkj->nk", difference, np.linalg.inv(covariances), difference)
    logs = np.log(weights) - (np.linalg.slogdet(covariances)[1] + squared) / 2

    shares = np.exp(logs - logs.max())
    return shares / shares.sum(axis=1, keepdims=True)


@wrong(7, "subtracts the smallest logarithm of a row")
def responsibilities(X, weights, means, covariances):
    X, weights, means = np.asarray(X, float), np.asarray(weights, float), np.asarray(means, float)
    covariances = np.asarray(covariances, float)
    if not len(weights) == len(means) == len(covariances):
        raise ValueError("different numbers of components")
    difference = X[:, None] - means
    squared = np.einsum("nki,kij,nkj->nk", difference, np.linalg.inv(covariances), difference)
    logs = np.log(weights) - (np.linalg.slogdet(covariances)[1] + squared) / 2

    shares = np.exp(logs - logs.min(axis=1, keepdims=True))
    return shares / shares.sum(axis=1, keepdims=True)


@wrong(7, "forgets the weights")
def responsibilities(X, weights, means, covariances):
    X, weights, means = np.asarray(X, float), np.asarray(weights, float), np.asarray(means, float)
    covariances = np.asarray(covariances, float)
    if not len(weights) == len(means) == len(covariances):
        raise ValueError("different numbers of components")
    difference = X[:, None] - means
    squared = np.einsum("nki,kij,nkj->nk", difference, np.linalg.inv(covariances), difference)
    logs = -(np.linalg.slogdet(covariances)[1] + squared) / 2

    shares = np.exp(logs - logs.max(axis=1, keepdims=True))
    return shares / shares.sum(axis=1, keepdims=True)


@wrong(7, "forgets what stands before the exponential")
def responsibilities(X, weights, means, covariances):
    X, weights, means = np.asarray(X, float), np.asarray(weights, float), np.asarray(means, float)
    covariances = np.asarray(covariances, float)
    if not len(weights) == len(means) == len(covariances):
        raise ValueError("different numbers of components")
    difference = X[:, None] - means
    squared = np.einsum("nki,kij,nkj->nk", difference, np.linalg.inv(covariances), difference)
    logs = np.log(weights) - squared / 2

    shares = np.exp(logs - logs.max(axis=1, keepdims=True))
    return shares / shares.sum(axis=1, keepdims=True)


@wrong(7, "forgets the half")
def responsibilities(X, weights, means, covariances):
    X, weights, means = np.asarray(X, float), np.asarray(weights, float), np.asarray(means, float)
    covariances = np.asarray(covariances, float)
    if not len(weights) == len(means) == len(covariances):
        raise ValueError("different numbers of components")
    difference = X[:, None] - means
    squared = np.einsum("nki,kij,nkj->nk", difference, np.linalg.inv(covariances), difference)
    logs = np.log(weights) - np.linalg.slogdet(covariances)[1] / 2 - squared

    shares = np.exp(logs - logs.max(axis=1, keepdims=True))
    return shares / shares.sum(axis=1, keepdims=True)


@wrong(7, "multiplies by the covariance instead of dividing by it")
def responsibilities(X, weights, means, covariances):
    X, weights, means = np.asarray(X, float), np.asarray(weights, float), np.asarray(means, float)
    covariances = np.asarray(covariances, float)
    if not len(weights) == len(means) == len(covariances):
        raise ValueError("different numbers of components")
    difference = X[:, None] - means
    squared = np.einsum("nki,kij,nkj->nk", difference, covariances, difference)
    logs = np.log(weights) - (np.linalg.slogdet(covariances)[1] + squared) / 2

    shares = np.exp(logs - logs.max(axis=1, keepdims=True))
    return shares / shares.sum(axis=1, keepdims=True)


@wrong(7, "takes variances for standard deviations")
def responsibilities(X, weights, means, covariances):
    X, weights, means = np.asarray(X, float), np.asarray(weights, float), np.asarray(means, float)
    covariances = np.asarray(covariances, float)
    if not len(weights) == len(means) == len(covariances):
        raise ValueError("different numbers of components")
    difference = X[:, None] - means
    squared = np.einsum("nki,kij,nkj->nk", difference, np.linalg.inv(covariances @ covariances), difference)
    logs = np.log(weights) - (np.linalg.slogdet(covariances)[1] + squared) / 2

    shares = np.exp(logs - logs.max(axis=1, keepdims=True))
    return shares / shares.sum(axis=1, keepdims=True)


@wrong(7, "looks at the diagonals only")
def responsibilities(X, weights, means, covariances):
    X, weights, means = np.asarray(X, float), np.asarray(weights, float), np.asarray(means, float)
    covariances = np.asarray(covariances, float)
    if not len(weights) == len(means) == len(covariances):
        raise ValueError("different numbers of components")
    covariances = covariances * np.eye(X.shape[1])
    difference = X[:, None] - means
    squared = np.einsum("nki,kij,nkj->nk", difference, np.linalg.inv(covariances), difference)
    logs = np.log(weights) - (np.linalg.slogdet(covariances)[1] + squared) / 2
    shares = np.exp(logs - logs.max(axis=1, keepdims=True))
    return shares / shares.sum(axis=1, keepdims=True)


@wrong(7, "takes the determinant itself, which becomes 0 or infinite")
def responsibilities(X, weights, means, covariances):
    X, weights, means = np.asarray(X, float), np.asarray(weights, float), np.asarray(means, float)
    covariances = np.asarray(covariances, float)
    if not len(weights) == len(means) == len(covariances):
        raise ValueError("different numbers of components")
    difference = X[:, None] - means
    squared = np.einsum("nki,kij,nkj->nk", difference, np.linalg.inv(covariances), difference)
    logs = np.log(weights) - (np.log(np.linalg.det(covariances)) + squared) / 2

    shares = np.exp(logs - logs.max(axis=1, keepdims=True))
    return shares / shares.sum(axis=1, keepdims=True)


@wrong(7, "normalises over the points")
def responsibilities(X, weights, means, covariances):
    X, weights, means = np.asarray(X, float), np.asarray(weights, float), np.asarray(means, float)
    covariances = np.asarray(covariances, float)
    if not len(weights) == len(means) == len(covariances):
        raise ValueError("different numbers of components")
    difference = X[:, None] - means
    squared = np.einsum("nki,kij,nkj->nk", difference, np.linalg.inv(covariances), difference)
    logs = np.log(weights) - (np.linalg.slogdet(covariances)[1] + squared) / 2

    shares = np.exp(logs - logs.max(axis=0))
    return shares / shares.sum(axis=0)


@wrong(7, "returns densities that do not add up to 1")
def responsibilities(X, weights, means, covariances):
    X, weights, means = np.asarray(X, float), np.asarray(weights, float), np.asarray(means, float)
    covariances = np.asarray(covariances, float)
    if not len(weights) == len(means) == len(covariances):
        raise ValueError("different numbers of components")
    difference = X[:, None] - means
    squared = np.einsum("nki,kij,nkj->nk", difference, np.linalg.inv(covariances), difference)
    logs = np.log(weights) - (np.linalg.slogdet(covariances)[1] + squared) / 2

    return np.exp(logs - logs.max(axis=1, keepdims=True))


@wrong(7, "gives each point to one component")
def responsibilities(X, weights, means, covariances):
    X, weights, means = np.asarray(X, float), np.asarray(weights, float), np.asarray(means, float)
    covariances = np.asarray(covariances, float)
    if not len(weights) == len(means) == len(covariances):
        raise ValueError("different numbers of components")
    difference = X[:, None] - means
    squared = np.einsum("nki,kij,nkj->nk", difference, np.linalg.inv(covariances), difference)
    logs = np.log(weights) - (np.linalg.slogdet(covariances)[1] + squared) / 2

    return np.eye(len(weights))[logs.argmax(axis=1)]


@wrong(7, "returns logarithms")
def responsibilities(X, weights, means, covariances):
    X, weights, means = np.asarray(X, float), np.asarray(weights, float), np.asarray(means, float)
    covariances = np.asarray(covariances, float)
    if not len(weights) == len(means) == len(covariances):
        raise ValueError("different numbers of components")
    difference = X[:, None] - means
    squared = np.einsum("nki,kij,nkj->nk", difference, np.linalg.inv(covariances), difference)
    logs = np.log(weights) - (np.linalg.slogdet(covariances)[1] + squared) / 2

    highest = logs.max(axis=1, keepdims=True)
    return logs - highest - np.log(np.exp(logs - highest).sum(axis=1, keepdims=True))


@wrong(7, "returns one row for each component")
def responsibilities(X, weights, means, covariances):
    X, weights, means = np.asarray(X, float), np.asarray(weights, float), np.asarray(means, float)
    covariances = np.asarray(covariances, float)
    if not len(weights) == len(means) == len(covariances):
        raise ValueError("different numbers of components")
    difference = X[:, None] - means
    squared = np.einsum("nki,kij,nkj->nk", difference, np.linalg.inv(covariances), difference)
    logs = np.log(weights) - (np.linalg.slogdet(covariances)[1] + squared) / 2

    shares = np.exp(logs - logs.max(axis=1, keepdims=True))
    return (shares / shares.sum(axis=1, keepdims=True)).T


@wrong(7, "adds to the covariances for safety")
def responsibilities(X, weights, means, covariances):
    X, weights, means = np.asarray(X, float), np.asarray(weights, float), np.asarray(means, float)
    covariances = np.asarray(covariances, float)
    if not len(weights) == len(means) == len(covariances):
        raise ValueError("different numbers of components")
    covariances = covariances + 1e-6 * np.eye(X.shape[1])
    difference = X[:, None] - means
    squared = np.einsum("nki,kij,nkj->nk", difference, np.linalg.inv(covariances), difference)
    logs = np.log(weights) - (np.linalg.slogdet(covariances)[1] + squared) / 2
    shares = np.exp(logs - logs.max(axis=1, keepdims=True))
    return shares / shares.sum(axis=1, keepdims=True)


@wrong(7, "raises weights of 0 to one in a hundred")
def responsibilities(X, weights, means, covariances):
    X, weights, means = np.asarray(X, float), np.asarray(weights, float), np.asarray(means, float)
    covariances = np.asarray(covariances, float)
    if not len(weights) == len(means) == len(covariances):
        raise ValueError("different numbers of components")
    weights = np.maximum(weights, 0.01)
    difference = X[:, None] - means
    squared = np.einsum("nki,kij,nkj->nk", difference, np.linalg.inv(covariances), difference)
    logs = np.log(weights) - (np.linalg.slogdet(covariances)[1] + squared) / 2
    shares = np.exp(logs - logs.max(axis=1, keepdims=True))
    return shares / shares.sum(axis=1, keepdims=True)


@wrong(7, "subtracts uint8 from uint8")
def responsibilities(X, weights, means, covariances):
    X, means, covariances = np.asarray(X), np.asarray(means), np.asarray(covariances)
    if not len(weights) == len(means) == len(covariances):
        raise ValueError("different numbers of components")
    difference = (X[:, None] - means).astype(float)
    squared = np.einsum("nki,kij,nkj->nk", difference, np.linalg.inv(covariances), difference)
    logs = np.log(weights) - (np.linalg.slogdet(covariances)[1] + squared) / 2
    shares = np.exp(logs - logs.max(axis=1, keepdims=True))
    return shares / shares.sum(axis=1, keepdims=True)


@wrong(7, "weights in place")
def responsibilities(X, weights, means, covariances):
    X, weights, means = np.asarray(X, float), np.asarray(weights, float), np.asarray(means, float)
    covariances = np.asarray(covariances, float)
    if not len(weights) == len(means) == len(covariances):
        raise ValueError("different numbers of components")
    weights /= 2
    difference = X[:, None] - means
    squared = np.einsum("nki,kij,nkj->nk", difference, np.linalg.inv(covariances), difference)
    logs = np.log(weights) - (np.linalg.slogdet(covariances)[1] + squared) / 2
    shares = np.exp(logs - logs.max(axis=1, keepdims=True))
    return shares / shares.sum(axis=1, keepdims=True)


@wrong(7, "lets one component stand for many")
def responsibilities(X, weights, means, covariances):
    X, weights, means = np.asarray(X, float), np.asarray(weights, float), np.asarray(means, float)
    covariances = np.asarray(covariances, float)
    difference = X[:, None] - means
    squared = np.einsum("nki,kij,nkj->nk", difference, np.linalg.inv(covariances), difference)
    logs = np.log(weights) - (np.linalg.slogdet(covariances)[1] + squared) / 2
    shares = np.exp(logs - logs.max(axis=1, keepdims=True))
    return shares / shares.sum(axis=1, keepdims=True)


@wrong(7, "stops at the shortest of weights, means and covariances")
def responsibilities(X, weights, means, covariances):
    from scipy.stats import multivariate_normal

    X, logs = np.asarray(X, float), []
    for weight, mean, covariance in zip(weights, means, covariances, strict=False):
        logs.append(np.log(weight) + multivariate_normal.logpdf(X, mean, covariance).reshape(len(X)))
    logs = np.stack(logs, axis=1)
    shares = np.exp(logs - logs.max(axis=1, keepdims=True))
    return shares / shares.sum(axis=1, keepdims=True)


@right(7, "with SciPy's densities and softmax")
def responsibilities(X, weights, means, covariances):
    X, weights, means = np.asarray(X, float), np.asarray(weights, float), np.asarray(means, float)
    covariances = np.asarray(covariances, float)
    if not len(weights) == len(means) == len(covariances):
        raise ValueError("different numbers of components")
    from scipy.special import softmax
    from scipy.stats import multivariate_normal

    logs = np.empty((len(X), len(weights)))
    for k in range(len(weights)):
        logs[:, k] = np.atleast_1d(multivariate_normal(means[k], covariances[k]).logpdf(X))
    return softmax(logs + np.log(weights), axis=1)


@right(7, "with Cholesky factors, point by point")
def responsibilities(X, weights, means, covariances):
    from scipy.linalg import solve_triangular

    if len({len(weights), len(means), len(covariances)}) > 1:
        raise ValueError("different numbers of components")
    factors = [np.linalg.cholesky(np.asarray(c, dtype=float)) for c in covariances]
    rows = []
    for point in np.asarray(X, dtype=float):
        logs = []
        for weight, mean, factor in zip(weights, means, factors, strict=True):
            z = solve_triangular(factor, point - np.asarray(mean, dtype=float), lower=True)
            logs.append(np.log(weight) - np.log(np.diag(factor)).sum() - z @ z / 2)
        highest = max(logs)
        row = np.array([np.exp(value - highest) for value in logs])
        rows.append(row / row.sum())
    return np.array(rows)


@right(7, "with einsum and log-sum-exp")
def responsibilities(X, weights, means, covariances):
    X, weights, means = np.asarray(X, float), np.asarray(weights, float), np.asarray(means, float)
    covariances = np.asarray(covariances, float)
    if not len(weights) == len(means) == len(covariances):
        raise ValueError("different numbers of components")
    difference = X[:, None] - means
    squared = np.einsum("nki,kij,nkj->nk", difference, np.linalg.inv(covariances), difference)
    logs = np.log(weights) - (np.linalg.slogdet(covariances)[1] + squared) / 2

    from scipy.special import logsumexp

    return np.exp(logs - logsumexp(logs, axis=1, keepdims=True))


@right(7, "as 1 over a sum of ratios")
def responsibilities(X, weights, means, covariances):
    X, weights, means = np.asarray(X, float), np.asarray(weights, float), np.asarray(means, float)
    covariances = np.asarray(covariances, float)
    if not len(weights) == len(means) == len(covariances):
        raise ValueError("different numbers of components")
    difference = X[:, None] - means
    squared = np.einsum("nki,kij,nkj->nk", difference, np.linalg.inv(covariances), difference)
    logs = np.log(weights) - (np.linalg.slogdet(covariances)[1] + squared) / 2

    logs = np.where(np.isneginf(logs), -1e300, logs)
    return 1 / np.exp(np.minimum(logs[:, None, :] - logs[:, :, None], 700)).sum(axis=2)


@right(7, "with torch's distribution")
def responsibilities(X, weights, means, covariances):
    import torch

    X, weights, means, covariances = (
        torch.as_tensor(np.asarray(a, dtype=np.float64)) for a in (X, weights, means, covariances)
    )
    if not len(weights) == len(means) == len(covariances):
        raise ValueError("different numbers of components")
    gaussians = torch.distributions.MultivariateNormal(means, covariances)
    logs = gaussians.log_prob(X[:, None, :]) + weights.log()
    return torch.softmax(logs, dim=1).numpy()


# Question 8: update_mixture


@wrong(8, "subtracts one from the sizes")
def update_mixture(X, shares):
    X, shares = np.asarray(X, float), np.asarray(shares, float)
    if len(X) != len(shares) or not shares.any(axis=0).all():
        raise ValueError("shares do not fit")
    sizes = shares.sum(axis=0)
    means = shares.T @ X / sizes[:, None]
    difference = X - means[:, None]
    covariances = np.einsum("nk,kni,knj->kij", shares, difference, difference) / (sizes - 1)[:, None, None]
    return sizes / len(X), means, covariances


@wrong(8, "divides the covariances by the number of points")
def update_mixture(X, shares):
    X, shares = np.asarray(X, float), np.asarray(shares, float)
    if len(X) != len(shares) or not shares.any(axis=0).all():
        raise ValueError("shares do not fit")
    sizes = shares.sum(axis=0)
    means = shares.T @ X / sizes[:, None]
    difference = X - means[:, None]
    covariances = np.einsum("nk,kni,knj->kij", shares, difference, difference) / len(X)
    return sizes / len(X), means, covariances


@wrong(8, "divides the means by the number of points")
def update_mixture(X, shares):
    X, shares = np.asarray(X, float), np.asarray(shares, float)
    if len(X) != len(shares) or not shares.any(axis=0).all():
        raise ValueError("shares do not fit")
    sizes = shares.sum(axis=0)
    means = shares.T @ X / len(X)
    difference = X - means[:, None]
    covariances = np.einsum("nk,kni,knj->kij", shares, difference, difference) / sizes[:, None, None]
    return sizes / len(X), means, covariances


@wrong(8, "returns sizes for weights")
def update_mixture(X, shares):
    X, shares = np.asarray(X, float), np.asarray(shares, float)
    if len(X) != len(shares) or not shares.any(axis=0).all():
        raise ValueError("shares do not fit")
    sizes = shares.sum(axis=0)
    means = shares.T @ X / sizes[:, None]
    difference = X - means[:, None]
    covariances = np.einsum("nk,kni,knj->kij", shares, difference, difference) / sizes[:, None, None]
    return sizes, means, covariances


@wrong(8, "divides the sizes by the number of components")
def update_mixture(X, shares):
    X, shares = np.asarray(X, float), np.asarray(shares, float)
    if len(X) != len(shares) or not shares.any(axis=0).all():
        raise ValueError("shares do not fit")
    sizes = shares.sum(axis=0)
    means = shares.T @ X / sizes[:, None]
    difference = X - means[:, None]
    covariances = np.einsum("nk,kni,knj->kij", shares, difference, difference) / sizes[:, None, None]
    return sizes / len(sizes), means, covariances


@wrong(8, "measures from the mean of all points")
def update_mixture(X, shares):
    X, shares = np.asarray(X, float), np.asarray(shares, float)
    if len(X) != len(shares) or not shares.any(axis=0).all():
        raise ValueError("shares do not fit")
    sizes = shares.sum(axis=0)
    means = shares.T @ X / sizes[:, None]
    difference = X - np.broadcast_to(X.mean(axis=0), means.shape)[:, None]
    covariances = np.einsum("nk,kni,knj->kij", shares, difference, difference) / sizes[:, None, None]
    return sizes / len(X), means, covariances


@wrong(8, "does not weight the covariances")
def update_mixture(X, shares):
    X, shares = np.asarray(X, float), np.asarray(shares, float)
    if len(X) != len(shares) or not shares.any(axis=0).all():
        raise ValueError("shares do not fit")
    sizes = shares.sum(axis=0)
    means = shares.T @ X / sizes[:, None]
    difference = X - means[:, None]
    covariances = np.einsum("kni,knj->kij", difference, difference) / len(X)
    return sizes / len(X), means, covariances


@wrong(8, "squares the shares")
def update_mixture(X, shares):
    X, shares = np.asarray(X, float), np.asarray(shares, float)
    if len(X) != len(shares) or not shares.any(axis=0).all():
        raise ValueError("shares do not fit")
    sizes = shares.sum(axis=0)
    means = shares.T @ X / sizes[:, None]
    difference = X - means[:, None]
    covariances = (
        np.einsum("nk,nk,kni,knj->kij", shares, shares, difference, difference) / sizes[:, None, None]
    )
    return sizes / len(X), means, covariances


@wrong(8, "adds a millionth to the diagonals")
def update_mixture(X, shares):
    X, shares = np.asarray(X, float), np.asarray(shares, float)
    if len(X) != len(shares) or not shares.any(axis=0).all():
        raise ValueError("shares do not fit")
    sizes = shares.sum(axis=0)
    means = shares.T @ X / sizes[:, None]
    difference = X - means[:, None]
    covariances = np.einsum("nk,kni,knj->kij", shares, difference, difference) / sizes[:, None, None]
    covariances += 1e-6 * np.eye(X.shape[1])
    return sizes / len(X), means, covariances


@wrong(8, "returns the diagonals only")
def update_mixture(X, shares):
    X, shares = np.asarray(X, float), np.asarray(shares, float)
    if len(X) != len(shares) or not shares.any(axis=0).all():
        raise ValueError("shares do not fit")
    sizes = shares.sum(axis=0)
    means = shares.T @ X / sizes[:, None]
    difference = X - means[:, None]
    covariances = np.einsum("nk,kni,knj->kij", shares, difference, difference) / sizes[:, None, None]
    return sizes / len(X), means, np.einsum("kii->ki", covariances)


@wrong(8, "sets to 0 what is off the diagonals")
def update_mixture(X, shares):
    X, shares = np.asarray(X, float), np.asarray(shares, float)
    if len(X) != len(shares) or not shares.any(axis=0).all():
        raise ValueError("shares do not fit")
    sizes = shares.sum(axis=0)
    means = shares.T @ X / sizes[:, None]
    difference = X - means[:, None]
    covariances = np.einsum("nk,kni,knj->kij", shares, difference, difference) / sizes[:, None, None]
    return sizes / len(X), means, covariances * np.eye(X.shape[1])


@wrong(8, "shares one covariance among all components")
def update_mixture(X, shares):
    X, shares = np.asarray(X, float), np.asarray(shares, float)
    if len(X) != len(shares) or not shares.any(axis=0).all():
        raise ValueError("shares do not fit")
    sizes = shares.sum(axis=0)
    means = shares.T @ X / sizes[:, None]
    difference = X - means[:, None]
    covariances = np.einsum("nk,kni,knj->kij", shares, difference, difference) / sizes[:, None, None]
    return (
        sizes / len(X),
        means,
        np.broadcast_to(np.einsum("k,kij->ij", sizes / len(X), covariances), covariances.shape),
    )


@wrong(8, "gives each point to its largest share first")
def update_mixture(X, shares):
    X, shares = np.asarray(X, float), np.asarray(shares, float)
    if len(X) != len(shares) or not shares.any(axis=0).all():
        raise ValueError("shares do not fit")
    shares = np.eye(shares.shape[1])[shares.argmax(axis=1)]
    sizes = shares.sum(axis=0)
    means = shares.T @ X / sizes[:, None]
    difference = X - means[:, None]
    covariances = np.einsum("nk,kni,knj->kij", shares, difference, difference) / sizes[:, None, None]
    return sizes / len(X), means, covariances


@wrong(8, "subtracts the square of the mean from the mean of squares")
def update_mixture(X, shares):
    X, shares = np.asarray(X, float), np.asarray(shares, float)
    if len(X) != len(shares) or not shares.any(axis=0).all():
        raise ValueError("shares do not fit")
    sizes = shares.sum(axis=0)
    means = shares.T @ X / sizes[:, None]
    covariances = np.einsum("nk,ni,nj->kij", shares, X, X) / sizes[:, None, None]
    covariances -= np.einsum("ki,kj->kij", means, means)
    return sizes / len(X), means, covariances


@wrong(8, "returns standard deviations and correlations")
def update_mixture(X, shares):
    X, shares = np.asarray(X, float), np.asarray(shares, float)
    if len(X) != len(shares) or not shares.any(axis=0).all():
        raise ValueError("shares do not fit")
    sizes = shares.sum(axis=0)
    means = shares.T @ X / sizes[:, None]
    difference = X - means[:, None]
    covariances = np.einsum("nk,kni,knj->kij", shares, difference, difference) / sizes[:, None, None]
    return sizes / len(X), means, np.sqrt(np.abs(covariances))


@wrong(8, "sums over the wrong axis")
def update_mixture(X, shares):
    X, shares = np.asarray(X, float), np.asarray(shares, float)
    if len(X) != len(shares) or not shares.any(axis=0).all():
        raise ValueError("shares do not fit")
    sizes = shares.sum(axis=1)
    means = shares.T @ X / len(X)
    difference = X - means[:, None]
    covariances = np.einsum("nk,kni,knj->kij", shares, difference, difference) / len(X)
    return sizes / len(X), means, covariances


@wrong(8, "multiplies element by element instead of taking outer products")
def update_mixture(X, shares):
    X, shares = np.asarray(X, float), np.asarray(shares, float)
    if len(X) != len(shares) or not shares.any(axis=0).all():
        raise ValueError("shares do not fit")
    sizes = shares.sum(axis=0)
    means = shares.T @ X / sizes[:, None]
    difference = X - means[:, None]
    variances = np.einsum("nk,kni->ki", shares, difference**2) / sizes[:, None]
    covariances = variances[:, :, None] * np.ones(X.shape[1])
    return sizes / len(X), means, covariances


@wrong(8, "lets a component without shares become NaN")
def update_mixture(X, shares):
    X, shares = np.asarray(X, float), np.asarray(shares, float)
    if len(X) != len(shares):
        raise ValueError("shares do not fit")
    sizes = shares.sum(axis=0)
    means = shares.T @ X / sizes[:, None]
    difference = X - means[:, None]
    covariances = np.einsum("nk,kni,knj->kij", shares, difference, difference) / sizes[:, None, None]
    return sizes / len(X), means, covariances


@wrong(8, "lets one row of shares stand for all points")
def update_mixture(X, shares):
    X, shares = np.asarray(X, float), np.asarray(shares, float)
    if len(shares) not in (1, len(X)) or not shares.any(axis=0).all():
        raise ValueError("shares do not fit")
    shares = np.broadcast_to(shares, (len(X), shares.shape[1]))
    sizes = shares.sum(axis=0)
    means = shares.T @ X / sizes[:, None]
    difference = X - means[:, None]
    covariances = np.einsum("nk,kni,knj->kij", shares, difference, difference) / sizes[:, None, None]
    return sizes / len(X), means, covariances


@wrong(8, "returns a list of three")
def update_mixture(X, shares):
    X, shares = np.asarray(X, float), np.asarray(shares, float)
    if len(X) != len(shares) or not shares.any(axis=0).all():
        raise ValueError("shares do not fit")
    sizes = shares.sum(axis=0)
    means = shares.T @ X / sizes[:, None]
    difference = X - means[:, None]
    covariances = np.einsum("nk,kni,knj->kij", shares, difference, difference) / sizes[:, None, None]
    return [sizes / len(X), means, covariances]


@wrong(8, "normalises the shares in place")
def update_mixture(X, shares):
    X, shares = np.asarray(X, float), np.asarray(shares, float)
    if len(X) != len(shares) or not shares.any(axis=0).all():
        raise ValueError("shares do not fit")
    shares /= shares.sum(axis=0)
    sizes = shares.sum(axis=0)
    means = shares.T @ X / sizes[:, None]
    difference = X - means[:, None]
    covariances = np.einsum("nk,kni,knj->kij", shares, difference, difference) / sizes[:, None, None]
    return sizes / len(X), means, covariances


@wrong(8, "sums in uint8")
def update_mixture(X, shares):
    X, shares = np.asarray(X), np.asarray(shares)
    if len(X) != len(shares) or not shares.any(axis=0).all():
        raise ValueError("shares do not fit")
    sizes = shares.sum(axis=0)
    means = shares.T @ X / sizes[:, None]
    difference = X - means[:, None]
    covariances = np.einsum("nk,kni,knj->kij", shares, difference, difference) / sizes[:, None, None]
    return sizes / len(X), means, covariances


@right(8, "loops in plain Python")
def update_mixture(X, shares):
    if len(X) != len(shares):
        raise ValueError("not one row for each point")
    n_features, n_components = len(X[0]), len(shares[0])
    points = [[float(value) for value in row] for row in X]
    weights, means, covariances = [], [], []
    for k in range(n_components):
        column = [float(row[k]) for row in shares]
        size = sum(column)
        if size == 0:
            raise ValueError("an empty component")
        mean = [sum(r * x[i] for r, x in zip(column, points, strict=True)) / size for i in range(n_features)]
        covariance = [[0.0] * n_features for _ in range(n_features)]
        for r, x in zip(column, points, strict=True):
            for i in range(n_features):
                for j in range(n_features):
                    covariance[i][j] += r * (x[i] - mean[i]) * (x[j] - mean[j]) / size
        weights.append(size / len(points))
        means.append(mean)
        covariances.append(covariance)
    return np.array(weights), np.array(means), np.array(covariances)


@right(8, "with einsum, all components at once")
def update_mixture(X, shares):
    X, shares = np.asarray(X, float), np.asarray(shares, float)
    if len(X) != len(shares) or not shares.any(axis=0).all():
        raise ValueError("shares do not fit")
    sizes = shares.sum(axis=0)
    means = shares.T @ X / sizes[:, None]
    difference = X - means[:, None]
    covariances = np.einsum("nk,kni,knj->kij", shares, difference, difference) / sizes[:, None, None]
    return sizes / len(X), means, covariances


@right(8, "with NumPy's average and weighted covariance")
def update_mixture(X, shares):
    X, shares = np.asarray(X, dtype=float), np.asarray(shares, dtype=float)
    if shares.shape[0] != X.shape[0] or (shares.sum(axis=0) == 0).any():
        raise ValueError("shares do not fit")
    means = np.array([np.average(X, axis=0, weights=share) for share in shares.T])
    covariances = [np.atleast_2d(np.cov(X.T, aweights=share, ddof=0)) for share in shares.T]
    return shares.mean(axis=0), means, np.stack(covariances)


@right(8, "with roots of the shares and matrix products")
def update_mixture(X, shares):
    X, R = np.asarray(X, dtype=np.float64), np.asarray(shares, dtype=np.float64)
    if len(X) != len(R):
        raise ValueError("lengths differ")
    if min(R.sum(0)) <= 0:
        raise ValueError("an empty component")
    means, covariances = [], []
    for r in R.T:
        means.append(r @ X / r.sum())
        scaled = np.sqrt(r / r.sum())[:, None] * (X - means[-1])
        covariances.append(scaled.T @ scaled)
    return R.sum(0) / R.sum(), np.array(means), np.array(covariances)


@right(8, "with torch, in the floats that come")
def update_mixture(X, shares):
    import torch

    dtype = torch.float32 if getattr(X, "dtype", None) == np.float32 else torch.float64
    X, shares = (torch.as_tensor(np.asarray(a, dtype=float)).to(dtype) for a in (X, shares))
    if len(X) != len(shares) or bool((shares.sum(dim=0) == 0).any()):
        raise ValueError("shares do not fit")
    sizes = shares.sum(dim=0)
    means = (shares.T @ X) / sizes[:, None]
    difference = X[None] - means[:, None]
    covariances = (shares.T[:, :, None] * difference).transpose(1, 2) @ difference / sizes[:, None, None]
    return (sizes / len(X)).numpy(), means.numpy(), covariances.numpy()


# Question 9: dbscan


@wrong(9, "does not count the point itself")
def dbscan(X, eps, min_samples):
    if eps <= 0 or min_samples < 1:
        raise ValueError("eps and min_samples must be positive")
    X = np.asarray(X, float)
    near = ((X[:, None] - X) ** 2).sum(axis=2) <= eps**2
    core = near.sum(axis=1) - 1 >= min_samples
    labels, number = np.full(len(X), -1), 0
    for i in np.flatnonzero(core):
        if labels[i] == -1:
            labels[i], todo = number, [i]
            while todo:
                j = todo.pop()
                for m in np.flatnonzero(near[j] & (labels == -1)):
                    labels[m] = number
                    if core[m]:
                        todo.append(m)
            number += 1
    return labels


@wrong(9, "wants more neighbours than min_samples")
def dbscan(X, eps, min_samples):
    if eps <= 0 or min_samples < 1:
        raise ValueError("eps and min_samples must be positive")
    X = np.asarray(X, float)
    near = ((X[:, None] - X) ** 2).sum(axis=2) <= eps**2
    core = near.sum(axis=1) > min_samples
    labels, number = np.full(len(X), -1), 0
    for i in np.flatnonzero(core):
        if labels[i] == -1:
            labels[i], todo = number, [i]
            while todo:
                j = todo.pop()
                for m in np.flatnonzero(near[j] & (labels == -1)):
                    labels[m] = number
                    if core[m]:
                        todo.append(m)
            number += 1
    return labels


@wrong(9, "counts only neighbours nearer than eps")
def dbscan(X, eps, min_samples):
    if eps <= 0 or min_samples < 1:
        raise ValueError("eps and min_samples must be positive")
    X = np.asarray(X, float)
    near = ((X[:, None] - X) ** 2).sum(axis=2) < eps**2
    core = near.sum(axis=1) >= min_samples
    labels, number = np.full(len(X), -1), 0
    for i in np.flatnonzero(core):
        if labels[i] == -1:
            labels[i], todo = number, [i]
            while todo:
                j = todo.pop()
                for m in np.flatnonzero(near[j] & (labels == -1)):
                    labels[m] = number
                    if core[m]:
                        todo.append(m)
            number += 1
    return labels


@wrong(9, "compares squared distances with eps")
def dbscan(X, eps, min_samples):
    if eps <= 0 or min_samples < 1:
        raise ValueError("eps and min_samples must be positive")
    X = np.asarray(X, float)
    near = ((X[:, None] - X) ** 2).sum(axis=2) <= eps
    core = near.sum(axis=1) >= min_samples
    labels, number = np.full(len(X), -1), 0
    for i in np.flatnonzero(core):
        if labels[i] == -1:
            labels[i], todo = number, [i]
            while todo:
                j = todo.pop()
                for m in np.flatnonzero(near[j] & (labels == -1)):
                    labels[m] = number
                    if core[m]:
                        todo.append(m)
            number += 1
    return labels


@wrong(9, "adds up absolute differences")
def dbscan(X, eps, min_samples):
    if eps <= 0 or min_samples < 1:
        raise ValueError("eps and min_samples must be positive")
    X = np.asarray(X, float)
    near = np.abs(X[:, None] - X).sum(axis=2) <= eps
    core = near.sum(axis=1) >= min_samples
    labels, number = np.full(len(X), -1), 0
    for i in np.flatnonzero(core):
        if labels[i] == -1:
            labels[i], todo = number, [i]
            while todo:
                j = todo.pop()
                for m in np.flatnonzero(near[j] & (labels == -1)):
                    labels[m] = number
                    if core[m]:
                        todo.append(m)
            number += 1
    return labels


@wrong(9, "goes on from border points")
def dbscan(X, eps, min_samples):
    if eps <= 0 or min_samples < 1:
        raise ValueError("eps and min_samples must be positive")
    X = np.asarray(X, float)
    near = ((X[:, None] - X) ** 2).sum(axis=2) <= eps**2
    core = near.sum(axis=1) >= min_samples
    labels, number = np.full(len(X), -1), 0
    for i in np.flatnonzero(core):
        if labels[i] == -1:
            labels[i], todo = number, [i]
            while todo:
                j = todo.pop()
                for m in np.flatnonzero(near[j] & (labels == -1)):
                    labels[m] = number
                    todo.append(m)
            number += 1
    return labels


@wrong(9, "starts clusters at every point that is near a core point")
def dbscan(X, eps, min_samples):
    if eps <= 0 or min_samples < 1:
        raise ValueError("eps and min_samples must be positive")
    X = np.asarray(X, float)
    near = ((X[:, None] - X) ** 2).sum(axis=2) <= eps**2
    core = near.sum(axis=1) >= min_samples
    labels, number = np.full(len(X), -1), 0
    for i in np.flatnonzero(near[:, core].any(axis=1)):
        if labels[i] == -1:
            labels[i], todo = number, [i]
            while todo:
                j = todo.pop()
                for m in np.flatnonzero(near[j] & (labels == -1)):
                    labels[m] = number
                    if core[m]:
                        todo.append(m)
            number += 1
    return labels


@wrong(9, "takes border points for noise")
def dbscan(X, eps, min_samples):
    if eps <= 0 or min_samples < 1:
        raise ValueError("eps and min_samples must be positive")
    X = np.asarray(X, float)
    near = ((X[:, None] - X) ** 2).sum(axis=2) <= eps**2
    core = near.sum(axis=1) >= min_samples
    labels, number = np.full(len(X), -1), 0
    for i in np.flatnonzero(core):
        if labels[i] == -1:
            labels[i], todo = number, [i]
            while todo:
                j = todo.pop()
                for m in np.flatnonzero(near[j] & core & (labels == -1)):
                    labels[m] = number
                    if core[m]:
                        todo.append(m)
            number += 1
    return labels


@wrong(9, "joins everything within eps, core or not")
def dbscan(X, eps, min_samples):
    if eps <= 0 or min_samples < 1:
        raise ValueError("eps and min_samples must be positive")
    X = np.asarray(X, float)
    near = ((X[:, None] - X) ** 2).sum(axis=2) <= eps**2
    core = near.sum(axis=1) >= 1
    labels, number = np.full(len(X), -1), 0
    for i in np.flatnonzero(core):
        if labels[i] == -1:
            labels[i], todo = number, [i]
            while todo:
                j = todo.pop()
                for m in np.flatnonzero(near[j] & (labels == -1)):
                    labels[m] = number
                    if core[m]:
                        todo.append(m)
            number += 1
    return labels


@wrong(9, "forgets that clusters of one core point exist")
def dbscan(X, eps, min_samples):
    if eps <= 0 or min_samples < 1:
        raise ValueError("eps and min_samples must be positive")
    X = np.asarray(X, float)
    near = ((X[:, None] - X) ** 2).sum(axis=2) <= eps**2
    core = near.sum(axis=1) >= min_samples
    labels, number = np.full(len(X), -1), 0
    for i in np.flatnonzero(core):
        if labels[i] == -1:
            labels[i], todo = number, [i]
            while todo:
                j = todo.pop()
                for m in np.flatnonzero(near[j] & (labels == -1)):
                    labels[m] = number
                    if core[m]:
                        todo.append(m)
            number += 1
    counts = np.bincount(labels + 1)
    labels[counts[labels + 1] == 1] = -1
    return labels


@wrong(9, "looks at the neighbours of the first core point only")
def dbscan(X, eps, min_samples):
    if eps <= 0 or min_samples < 1:
        raise ValueError("eps and min_samples must be positive")
    X = np.asarray(X, float)
    near = ((X[:, None] - X) ** 2).sum(axis=2) <= eps**2
    core = near.sum(axis=1) >= min_samples
    labels, number = np.full(len(X), -1), 0
    for i in np.flatnonzero(core):
        if labels[i] == -1:
            labels[i], todo = number, [i]
            while todo:
                j = todo.pop()
                for m in np.flatnonzero(near[j] & (labels == -1)):
                    labels[m] = number
            number += 1
    return labels


@wrong(9, "never takes back what it first called noise")
def dbscan(X, eps, min_samples):
    if eps <= 0 or min_samples < 1:
        raise ValueError("eps and min_samples must be positive")
    X = np.asarray(X, float)
    near = ((X[:, None] - X) ** 2).sum(axis=2) <= eps**2
    labels, number = np.full(len(X), -2), 0
    for i in range(len(X)):
        if labels[i] == -2:
            if near[i].sum() < min_samples:
                labels[i] = -1
                continue
            labels[i], todo = number, [i]
            while todo:
                j = todo.pop()
                if near[j].sum() >= min_samples:
                    new = np.flatnonzero(near[j] & (labels == -2))
                    labels[new] = number
                    todo += new.tolist()
            number += 1
    return labels


@wrong(9, "calls itself once for each step, too deep for a long chain")
def dbscan(X, eps, min_samples):
    if eps <= 0 or min_samples < 1:
        raise ValueError("eps and min_samples must be positive")
    X = np.asarray(X, float)
    near = ((X[:, None] - X) ** 2).sum(axis=2) <= eps**2
    core = near.sum(axis=1) >= min_samples
    labels = np.full(len(X), -1)

    def visit(i, number):
        labels[i] = number
        if core[i]:
            for j in np.flatnonzero(near[i]):
                if labels[j] == -1:
                    visit(j, number)

    number = 0
    for i in np.flatnonzero(core):
        if labels[i] == -1:
            visit(i, number)
            number += 1
    return labels


@wrong(9, "numbers clusters from 1")
def dbscan(X, eps, min_samples):
    if eps <= 0 or min_samples < 1:
        raise ValueError("eps and min_samples must be positive")
    X = np.asarray(X, float)
    near = ((X[:, None] - X) ** 2).sum(axis=2) <= eps**2
    core = near.sum(axis=1) >= min_samples
    labels, number = np.full(len(X), -1), 1
    for i in np.flatnonzero(core):
        if labels[i] == -1:
            labels[i], todo = number, [i]
            while todo:
                j = todo.pop()
                for m in np.flatnonzero(near[j] & (labels == -1)):
                    labels[m] = number
                    if core[m]:
                        todo.append(m)
            number += 1
    return labels


@wrong(9, "numbers clusters by their first point")
def dbscan(X, eps, min_samples):
    if eps <= 0 or min_samples < 1:
        raise ValueError("eps and min_samples must be positive")
    X = np.asarray(X, float)
    near = ((X[:, None] - X) ** 2).sum(axis=2) <= eps**2
    core = near.sum(axis=1) >= min_samples
    labels, number = np.full(len(X), -1), 0
    for i in np.flatnonzero(core):
        if labels[i] == -1:
            number = i
            labels[i], todo = number, [i]
            while todo:
                j = todo.pop()
                for m in np.flatnonzero(near[j] & (labels == -1)):
                    labels[m] = number
                    if core[m]:
                        todo.append(m)
    return labels


@wrong(9, "marks noise with 0 and numbers clusters from 1")
def dbscan(X, eps, min_samples):
    if eps <= 0 or min_samples < 1:
        raise ValueError("eps and min_samples must be positive")
    X = np.asarray(X, float)
    near = ((X[:, None] - X) ** 2).sum(axis=2) <= eps**2
    core = near.sum(axis=1) >= min_samples
    labels, number = np.full(len(X), -1), 0
    for i in np.flatnonzero(core):
        if labels[i] == -1:
            labels[i], todo = number, [i]
            while todo:
                j = todo.pop()
                for m in np.flatnonzero(near[j] & (labels == -1)):
                    labels[m] = number
                    if core[m]:
                        todo.append(m)
            number += 1
    return labels + 1


@wrong(9, "puts all noise into a cluster of its own")
def dbscan(X, eps, min_samples):
    if eps <= 0 or min_samples < 1:
        raise ValueError("eps and min_samples must be positive")
    X = np.asarray(X, float)
    near = ((X[:, None] - X) ** 2).sum(axis=2) <= eps**2
    core = near.sum(axis=1) >= min_samples
    labels, number = np.full(len(X), -1), 0
    for i in np.flatnonzero(core):
        if labels[i] == -1:
            labels[i], todo = number, [i]
            while todo:
                j = todo.pop()
                for m in np.flatnonzero(near[j] & (labels == -1)):
                    labels[m] = number
                    if core[m]:
                        todo.append(m)
            number += 1
    labels[labels == -1] = number
    return labels


@wrong(9, "returns a list")
def dbscan(X, eps, min_samples):
    if eps <= 0 or min_samples < 1:
        raise ValueError("eps and min_samples must be positive")
    X = np.asarray(X, float)
    near = ((X[:, None] - X) ** 2).sum(axis=2) <= eps**2
    core = near.sum(axis=1) >= min_samples
    labels, number = np.full(len(X), -1), 0
    for i in np.flatnonzero(core):
        if labels[i] == -1:
            labels[i], todo = number, [i]
            while todo:
                j = todo.pop()
                for m in np.flatnonzero(near[j] & (labels == -1)):
                    labels[m] = number
                    if core[m]:
                        todo.append(m)
            number += 1
    return labels.tolist()


@wrong(9, "subtracts uint8 from uint8")
def dbscan(X, eps, min_samples):
    if eps <= 0 or min_samples < 1:
        raise ValueError("eps and min_samples must be positive")
    X = np.asarray(X)
    near = ((X[:, None] - X) ** 2).sum(axis=2) <= eps**2
    core = near.sum(axis=1) >= min_samples
    labels, number = np.full(len(X), -1), 0
    for i in np.flatnonzero(core):
        if labels[i] == -1:
            labels[i], todo = number, [i]
            while todo:
                j = todo.pop()
                for m in np.flatnonzero(near[j] & (labels == -1)):
                    labels[m] = number
                    if core[m]:
                        todo.append(m)
            number += 1
    return labels


@wrong(9, "gives border points to the nearest cluster whatever the distance")
def dbscan(X, eps, min_samples):
    if eps <= 0 or min_samples < 1:
        raise ValueError("eps and min_samples must be positive")
    X = np.asarray(X, float)
    near = ((X[:, None] - X) ** 2).sum(axis=2) <= eps**2
    core = near.sum(axis=1) >= min_samples
    labels, number = np.full(len(X), -1), 0
    for i in np.flatnonzero(core):
        if labels[i] == -1:
            labels[i], todo = number, [i]
            while todo:
                j = todo.pop()
                for m in np.flatnonzero(near[j] & (labels == -1)):
                    labels[m] = number
                    if core[m]:
                        todo.append(m)
            number += 1
    if core.any():
        distances = ((X[:, None] - X[core]) ** 2).sum(axis=2)
        lost = labels == -1
        labels[lost] = labels[core][distances[lost].argmin(axis=1)]
    return labels


@wrong(9, "takes any eps")
def dbscan(X, eps, min_samples):
    if min_samples < 1:
        raise ValueError("eps and min_samples must be positive")
    X = np.asarray(X, float)
    near = ((X[:, None] - X) ** 2).sum(axis=2) <= eps**2
    core = near.sum(axis=1) >= min_samples
    labels, number = np.full(len(X), -1), 0
    for i in np.flatnonzero(core):
        if labels[i] == -1:
            labels[i], todo = number, [i]
            while todo:
                j = todo.pop()
                for m in np.flatnonzero(near[j] & (labels == -1)):
                    labels[m] = number
                    if core[m]:
                        todo.append(m)
            number += 1
    return labels


@wrong(9, "takes any min_samples")
def dbscan(X, eps, min_samples):
    if eps <= 0:
        raise ValueError("eps and min_samples must be positive")
    X = np.asarray(X, float)
    near = ((X[:, None] - X) ** 2).sum(axis=2) <= eps**2
    core = near.sum(axis=1) >= min_samples
    labels, number = np.full(len(X), -1), 0
    for i in np.flatnonzero(core):
        if labels[i] == -1:
            labels[i], todo = number, [i]
            while todo:
                j = todo.pop()
                for m in np.flatnonzero(near[j] & (labels == -1)):
                    labels[m] = number
                    if core[m]:
                        todo.append(m)
            number += 1
    return labels


@wrong(9, "links every point to its nearest core point's neighbours with scikit-learn's default eps")
def dbscan(X, eps, min_samples):
    from sklearn.cluster import DBSCAN

    if eps <= 0 or min_samples < 1:
        raise ValueError("eps and min_samples must be positive")
    return DBSCAN(min_samples=min_samples).fit_predict(np.asarray(X, float))


@right(9, "with scikit-learn")
def dbscan(X, eps, min_samples):
    from sklearn.cluster import DBSCAN

    return DBSCAN(eps=eps, min_samples=min_samples).fit_predict(np.asarray(X, dtype=float))


@right(9, "with components of a graph, and borders by their nearest core point")
def dbscan(X, eps, min_samples):
    from scipy.sparse.csgraph import connected_components
    from scipy.spatial.distance import cdist

    if not (eps > 0 and min_samples > 0):
        raise ValueError("both must be positive")
    distances = cdist(X, X)
    core = np.flatnonzero((distances <= eps).sum(axis=1) >= min_samples)
    labels = np.full(len(distances), -1)
    if len(core):
        _, components = connected_components(distances[np.ix_(core, core)] <= eps)
        nearest = distances[:, core].argmin(axis=1)
        reached = distances[np.arange(len(distances)), core[nearest]] <= eps
        labels[reached] = components[nearest[reached]]
    return labels


@right(9, "with a tree and a queue, the last core point first")
def dbscan(X, eps, min_samples):
    from collections import deque

    from scipy.spatial import KDTree

    if eps <= 0 or min_samples <= 0:
        raise ValueError("both must be positive")
    points = np.asarray(X, dtype=np.float64)
    neighbors = KDTree(points).query_ball_point(points, eps)
    is_core = [len(found) >= min_samples for found in neighbors]
    labels, n_clusters = {}, 0
    for start in reversed(range(len(points))):
        if is_core[start] and start not in labels:
            queue = deque([start])
            while queue:
                i = queue.popleft()
                if i not in labels:
                    labels[i] = n_clusters
                    if is_core[i]:
                        queue.extend(neighbors[i])
            n_clusters += 1
    return np.array([labels.get(i, -1) for i in range(len(points))])


@right(9, "by union of sets, loops in plain Python")
def dbscan(X, eps, min_samples):
    if eps <= 0 or min_samples < 1:
        raise ValueError("out of range")
    points = [[float(value) for value in row] for row in X]
    n = len(points)
    if len(points[0]) == 1:
        order = sorted(range(n), key=lambda i: points[i][0])
        near = [[] for _ in range(n)]
        for a in range(n):
            for b in range(a, n):
                if points[order[b]][0] - points[order[a]][0] > eps:
                    break
                near[order[a]].append(order[b])
                if a != b:
                    near[order[b]].append(order[a])
    else:
        near = [
            [j for j in range(n) if sum((a - b) ** 2 for a, b in zip(x, points[j], strict=True)) <= eps * eps]
            for x in points
        ]
    parent = list(range(n))

    def root(i):
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    core = [len(found) >= min_samples for found in near]
    for i in range(n):
        for j in near[i]:
            if core[i] and core[j]:
                parent[root(i)] = root(j)
    names, labels = {}, []
    for i in range(n):
        cores = [j for j in [i, *near[i][::-1]] if core[j]]
        labels.append(names.setdefault(root(cores[0]), len(names)) if cores else -1)
    return np.array(labels, dtype=np.int32)


@right(9, "by spreading the smallest number until nothing changes")
def dbscan(X, eps, min_samples):
    if eps <= 0 or min_samples < 1:
        raise ValueError("out of range")
    X = np.asarray(X, dtype=float)
    near = np.sqrt(((X[:, None] - X) ** 2).sum(axis=2)) <= eps
    core = near.sum(axis=1) >= min_samples
    walk = near & core & core[:, None]
    number = np.where(core, np.arange(len(X)), len(X))
    while True:
        # Jump: everyone takes the smallest number that a neighbour has, and then that one's number.
        lowest = np.where(walk, number, len(X)).min(axis=1)
        lowest = np.where(core, np.append(lowest, len(X))[lowest], len(X))
        lowest = np.where(core, np.append(lowest, len(X))[np.minimum(lowest, len(X))], len(X))
        if (lowest == number).all():
            break
        number = lowest
    labels = np.where(near & core, number, len(X)).min(axis=1)
    kept = np.unique(labels[labels < len(X)])
    return np.where(labels < len(X), np.searchsorted(kept, labels), -1)


# Question 10: local_outlier_factor


@wrong(10, "counts the point itself as its nearest neighbour")
def local_outlier_factor(X, n_neighbors):
    X = np.asarray(X, float)
    if not 1 <= n_neighbors < len(X):
        raise ValueError("n_neighbors is out of range")
    D = np.linalg.norm(X[:, None] - X, axis=2)
    nearest = D.argsort(axis=1)[:, :n_neighbors]
    distances = np.take_along_axis(D, nearest, axis=1)
    k_distance = distances[:, -1]
    reach = np.maximum(distances, k_distance[nearest])
    density = 1 / np.maximum(reach.mean(axis=1), 1e-10)
    return density[nearest].mean(axis=1) / density


@wrong(10, "counts the point itself and one neighbour more")
def local_outlier_factor(X, n_neighbors):
    X = np.asarray(X, float)
    if not 1 <= n_neighbors < len(X):
        raise ValueError("n_neighbors is out of range")
    D = np.linalg.norm(X[:, None] - X, axis=2)
    nearest = D.argsort(axis=1)[:, : n_neighbors + 1]
    distances = np.take_along_axis(D, nearest, axis=1)
    k_distance = distances[:, -1]
    reach = np.maximum(distances, k_distance[nearest])
    density = 1 / reach.mean(axis=1)
    return density[nearest].mean(axis=1) / density


@wrong(10, "takes the k-distance of the point instead of the neighbour's")
def local_outlier_factor(X, n_neighbors):
    X = np.asarray(X, float)
    if not 1 <= n_neighbors < len(X):
        raise ValueError("n_neighbors is out of range")
    D = np.linalg.norm(X[:, None] - X, axis=2)
    nearest = D.argsort(axis=1)[:, 1 : n_neighbors + 1]
    distances = np.take_along_axis(D, nearest, axis=1)
    k_distance = distances[:, -1]
    reach = np.maximum(distances, k_distance[:, None])
    density = 1 / reach.mean(axis=1)
    return density[nearest].mean(axis=1) / density


@wrong(10, "takes plain distances for reachability distances")
def local_outlier_factor(X, n_neighbors):
    X = np.asarray(X, float)
    if not 1 <= n_neighbors < len(X):
        raise ValueError("n_neighbors is out of range")
    D = np.linalg.norm(X[:, None] - X, axis=2)
    nearest = D.argsort(axis=1)[:, 1 : n_neighbors + 1]
    distances = np.take_along_axis(D, nearest, axis=1)
    reach = distances
    density = 1 / reach.mean(axis=1)
    return density[nearest].mean(axis=1) / density


@wrong(10, "takes the smaller of distance and k-distance")
def local_outlier_factor(X, n_neighbors):
    X = np.asarray(X, float)
    if not 1 <= n_neighbors < len(X):
        raise ValueError("n_neighbors is out of range")
    D = np.linalg.norm(X[:, None] - X, axis=2)
    nearest = D.argsort(axis=1)[:, 1 : n_neighbors + 1]
    distances = np.take_along_axis(D, nearest, axis=1)
    k_distance = distances[:, -1]
    reach = np.minimum(distances, k_distance[nearest])
    density = 1 / reach.mean(axis=1)
    return density[nearest].mean(axis=1) / density


@wrong(10, "takes k-distances for reachability distances")
def local_outlier_factor(X, n_neighbors):
    X = np.asarray(X, float)
    if not 1 <= n_neighbors < len(X):
        raise ValueError("n_neighbors is out of range")
    D = np.linalg.norm(X[:, None] - X, axis=2)
    nearest = D.argsort(axis=1)[:, 1 : n_neighbors + 1]
    distances = np.take_along_axis(D, nearest, axis=1)
    k_distance = distances[:, -1]
    reach = k_distance[nearest]
    density = 1 / reach.mean(axis=1)
    return density[nearest].mean(axis=1) / density


@wrong(10, "divides its own density by that of its neighbours")
def local_outlier_factor(X, n_neighbors):
    X = np.asarray(X, float)
    if not 1 <= n_neighbors < len(X):
        raise ValueError("n_neighbors is out of range")
    D = np.linalg.norm(X[:, None] - X, axis=2)
    nearest = D.argsort(axis=1)[:, 1 : n_neighbors + 1]
    distances = np.take_along_axis(D, nearest, axis=1)
    k_distance = distances[:, -1]
    reach = np.maximum(distances, k_distance[nearest])
    density = 1 / reach.mean(axis=1)
    return density / density[nearest].mean(axis=1)


@wrong(10, "forgets the inverse")
def local_outlier_factor(X, n_neighbors):
    X = np.asarray(X, float)
    if not 1 <= n_neighbors < len(X):
        raise ValueError("n_neighbors is out of range")
    D = np.linalg.norm(X[:, None] - X, axis=2)
    nearest = D.argsort(axis=1)[:, 1 : n_neighbors + 1]
    distances = np.take_along_axis(D, nearest, axis=1)
    k_distance = distances[:, -1]
    reach = np.maximum(distances, k_distance[nearest])
    density = reach.mean(axis=1)
    return density[nearest].mean(axis=1) / density


@wrong(10, "averages ratios of distances instead of dividing densities")
def local_outlier_factor(X, n_neighbors):
    X = np.asarray(X, float)
    if not 1 <= n_neighbors < len(X):
        raise ValueError("n_neighbors is out of range")
    D = np.linalg.norm(X[:, None] - X, axis=2)
    nearest = D.argsort(axis=1)[:, 1 : n_neighbors + 1]
    distances = np.take_along_axis(D, nearest, axis=1)
    k_distance = distances[:, -1]
    reach = np.maximum(distances, k_distance[nearest])
    return reach.mean(axis=1) / reach.mean(axis=1)[nearest].mean(axis=1)


@wrong(10, "averages inverse distances")
def local_outlier_factor(X, n_neighbors):
    X = np.asarray(X, float)
    if not 1 <= n_neighbors < len(X):
        raise ValueError("n_neighbors is out of range")
    D = np.linalg.norm(X[:, None] - X, axis=2)
    nearest = D.argsort(axis=1)[:, 1 : n_neighbors + 1]
    distances = np.take_along_axis(D, nearest, axis=1)
    k_distance = distances[:, -1]
    reach = np.maximum(distances, k_distance[nearest])
    density = (1 / reach).mean(axis=1)
    return density[nearest].mean(axis=1) / density


@wrong(10, "takes squared distances")
def local_outlier_factor(X, n_neighbors):
    X = np.asarray(X, float)
    if not 1 <= n_neighbors < len(X):
        raise ValueError("n_neighbors is out of range")
    D = ((X[:, None] - X) ** 2).sum(axis=2)
    nearest = D.argsort(axis=1)[:, 1 : n_neighbors + 1]
    distances = np.take_along_axis(D, nearest, axis=1)
    k_distance = distances[:, -1]
    reach = np.maximum(distances, k_distance[nearest])
    density = 1 / reach.mean(axis=1)
    return density[nearest].mean(axis=1) / density


@wrong(10, "adds up absolute differences")
def local_outlier_factor(X, n_neighbors):
    X = np.asarray(X, float)
    if not 1 <= n_neighbors < len(X):
        raise ValueError("n_neighbors is out of range")
    D = np.abs(X[:, None] - X).sum(axis=2)
    nearest = D.argsort(axis=1)[:, 1 : n_neighbors + 1]
    distances = np.take_along_axis(D, nearest, axis=1)
    k_distance = distances[:, -1]
    reach = np.maximum(distances, k_distance[nearest])
    density = 1 / reach.mean(axis=1)
    return density[nearest].mean(axis=1) / density


@wrong(10, "sums where it should average")
def local_outlier_factor(X, n_neighbors):
    X = np.asarray(X, float)
    if not 1 <= n_neighbors < len(X):
        raise ValueError("n_neighbors is out of range")
    D = np.linalg.norm(X[:, None] - X, axis=2)
    nearest = D.argsort(axis=1)[:, 1 : n_neighbors + 1]
    distances = np.take_along_axis(D, nearest, axis=1)
    k_distance = distances[:, -1]
    reach = np.maximum(distances, k_distance[nearest])
    density = 1 / reach.mean(axis=1)
    return density[nearest].sum(axis=1) / density


@wrong(10, "takes the mean distance for the k-distance")
def local_outlier_factor(X, n_neighbors):
    X = np.asarray(X, float)
    if not 1 <= n_neighbors < len(X):
        raise ValueError("n_neighbors is out of range")
    D = np.linalg.norm(X[:, None] - X, axis=2)
    nearest = D.argsort(axis=1)[:, 1 : n_neighbors + 1]
    distances = np.take_along_axis(D, nearest, axis=1)
    k_distance = distances.mean(axis=1)
    reach = np.maximum(distances, k_distance[nearest])
    density = 1 / reach.mean(axis=1)
    return density[nearest].mean(axis=1) / density


@wrong(10, "takes the nearest neighbour's distance for the k-distance")
def local_outlier_factor(X, n_neighbors):
    X = np.asarray(X, float)
    if not 1 <= n_neighbors < len(X):
        raise ValueError("n_neighbors is out of range")
    D = np.linalg.norm(X[:, None] - X, axis=2)
    nearest = D.argsort(axis=1)[:, 1 : n_neighbors + 1]
    distances = np.take_along_axis(D, nearest, axis=1)
    k_distance = distances[:, 0]
    reach = np.maximum(distances, k_distance[nearest])
    density = 1 / reach.mean(axis=1)
    return density[nearest].mean(axis=1) / density


@wrong(10, "takes the farthest points")
def local_outlier_factor(X, n_neighbors):
    X = np.asarray(X, float)
    if not 1 <= n_neighbors < len(X):
        raise ValueError("n_neighbors is out of range")
    D = np.linalg.norm(X[:, None] - X, axis=2)
    nearest = (-D).argsort(axis=1)[:, :n_neighbors]
    distances = np.take_along_axis(D, nearest, axis=1)
    k_distance = distances[:, -1]
    reach = np.maximum(distances, k_distance[nearest])
    density = 1 / reach.mean(axis=1)
    return density[nearest].mean(axis=1) / density


@wrong(10, "returns the negative, as scikit-learn does")
def local_outlier_factor(X, n_neighbors):
    X = np.asarray(X, float)
    if not 1 <= n_neighbors < len(X):
        raise ValueError("n_neighbors is out of range")
    D = np.linalg.norm(X[:, None] - X, axis=2)
    nearest = D.argsort(axis=1)[:, 1 : n_neighbors + 1]
    distances = np.take_along_axis(D, nearest, axis=1)
    k_distance = distances[:, -1]
    reach = np.maximum(distances, k_distance[nearest])
    density = 1 / reach.mean(axis=1)
    return -density[nearest].mean(axis=1) / density


@wrong(10, "returns densities")
def local_outlier_factor(X, n_neighbors):
    X = np.asarray(X, float)
    if not 1 <= n_neighbors < len(X):
        raise ValueError("n_neighbors is out of range")
    D = np.linalg.norm(X[:, None] - X, axis=2)
    nearest = D.argsort(axis=1)[:, 1 : n_neighbors + 1]
    distances = np.take_along_axis(D, nearest, axis=1)
    k_distance = distances[:, -1]
    reach = np.maximum(distances, k_distance[nearest])
    density = 1 / reach.mean(axis=1)
    return density


@wrong(10, "returns 1 for outliers and 0 for all others")
def local_outlier_factor(X, n_neighbors):
    X = np.asarray(X, float)
    if not 1 <= n_neighbors < len(X):
        raise ValueError("n_neighbors is out of range")
    D = np.linalg.norm(X[:, None] - X, axis=2)
    nearest = D.argsort(axis=1)[:, 1 : n_neighbors + 1]
    distances = np.take_along_axis(D, nearest, axis=1)
    k_distance = distances[:, -1]
    reach = np.maximum(distances, k_distance[nearest])
    density = 1 / reach.mean(axis=1)
    return (density[nearest].mean(axis=1) / density > 1.5).astype(float)


@wrong(10, "returns a list")
def local_outlier_factor(X, n_neighbors):
    X = np.asarray(X, float)
    if not 1 <= n_neighbors < len(X):
        raise ValueError("n_neighbors is out of range")
    D = np.linalg.norm(X[:, None] - X, axis=2)
    nearest = D.argsort(axis=1)[:, 1 : n_neighbors + 1]
    distances = np.take_along_axis(D, nearest, axis=1)
    k_distance = distances[:, -1]
    reach = np.maximum(distances, k_distance[nearest])
    density = 1 / reach.mean(axis=1)
    return (density[nearest].mean(axis=1) / density).tolist()


@wrong(10, "subtracts uint8 from uint8")
def local_outlier_factor(X, n_neighbors):
    X = np.asarray(X)
    if not 1 <= n_neighbors < len(X):
        raise ValueError("n_neighbors is out of range")
    D = np.sqrt(((X[:, None] - X) ** 2).sum(axis=2))
    nearest = D.argsort(axis=1)[:, 1 : n_neighbors + 1]
    distances = np.take_along_axis(D, nearest, axis=1)
    k_distance = distances[:, -1]
    reach = np.maximum(distances, k_distance[nearest])
    density = 1 / reach.mean(axis=1)
    return density[nearest].mean(axis=1) / density


@wrong(10, "makes do with fewer neighbours if there are not enough")
def local_outlier_factor(X, n_neighbors):
    X = np.asarray(X, float)
    if n_neighbors < 1:
        raise ValueError("n_neighbors is out of range")
    D = np.linalg.norm(X[:, None] - X, axis=2)
    nearest = D.argsort(axis=1)[:, 1 : n_neighbors + 1]
    distances = np.take_along_axis(D, nearest, axis=1)
    k_distance = distances[:, -1]
    reach = np.maximum(distances, k_distance[nearest])
    density = 1 / reach.mean(axis=1)
    return density[nearest].mean(axis=1) / density


@wrong(10, "makes do with no neighbour")
def local_outlier_factor(X, n_neighbors):
    X = np.asarray(X, float)
    if n_neighbors >= len(X):
        raise ValueError("n_neighbors is out of range")
    D = np.linalg.norm(X[:, None] - X, axis=2)
    nearest = D.argsort(axis=1)[:, 1 : n_neighbors + 1]
    distances = np.take_along_axis(D, nearest, axis=1)
    k_distance = distances[:, -1]
    reach = np.maximum(distances, k_distance[nearest])
    density = 1 / reach.mean(axis=1)
    return density[nearest].mean(axis=1) / density


@right(10, "with scikit-learn")
def local_outlier_factor(X, n_neighbors):
    from sklearn.neighbors import LocalOutlierFactor

    # scikit-learn would lower a number that is too high, with a warning.
    if n_neighbors < 1 or n_neighbors > len(X) - 1:
        raise ValueError("n_neighbors is out of range")
    model = LocalOutlierFactor(n_neighbors=n_neighbors).fit(np.asarray(X, dtype=float))
    return -model.negative_outlier_factor_


@right(10, "with a tree")
def local_outlier_factor(X, n_neighbors):
    from scipy.spatial import KDTree

    X = np.asarray(X, dtype=float)
    if n_neighbors < 1 or n_neighbors + 1 > len(X):
        raise ValueError("n_neighbors is out of range")
    distances, nearest = (part[:, 1:] for part in KDTree(X).query(X, n_neighbors + 1))
    total = np.maximum(distances, distances[nearest, -1]).sum(axis=1)
    return (total[:, None] / total[nearest]).mean(axis=1)


@right(10, "loops in plain Python, with a class as a helper")
def local_outlier_factor(X, n_neighbors):
    import math

    class Point:
        def __init__(self, place):
            self.place = [float(value) for value in place]

        def find(self, others):
            pairs = sorted((math.dist(self.place, o.place), n) for n, o in enumerate(others) if o is not self)
            self.near = [(distance, others[n]) for distance, n in pairs[:n_neighbors]]
            self.k_distance = self.near[-1][0]

        def density(self):
            return n_neighbors / sum(max(distance, o.k_distance) for distance, o in self.near)

    points = [Point(place) for place in X]
    if n_neighbors <= 0 or n_neighbors >= len(points):
        raise ValueError("n_neighbors is out of range")
    for point in points:
        point.find(points)
    return np.array([sum(o.density() for _, o in p.near) / n_neighbors / p.density() for p in points])


@right(10, "with masks over the whole table of distances")
def local_outlier_factor(X, n_neighbors):
    from scipy.spatial.distance import cdist

    distances = cdist(X, X)
    if n_neighbors not in range(1, len(distances)):
        raise ValueError("n_neighbors is out of range")
    k_distance = np.partition(distances, n_neighbors, axis=1)[:, n_neighbors]
    near = (distances <= k_distance[:, None]) & ~np.eye(len(distances), dtype=bool)
    density = n_neighbors / np.where(near, np.maximum(distances, k_distance), 0).sum(axis=1)
    return near @ density / n_neighbors / density


@right(10, "with torch, in the floats that come")
def local_outlier_factor(X, n_neighbors):
    import torch

    X = np.asarray(X)
    X = torch.as_tensor(X.astype(np.float64) if X.dtype.kind != "f" else X)
    if n_neighbors < 1 or n_neighbors >= len(X):
        raise ValueError("n_neighbors is out of range")
    D = (X[:, None] - X).square().sum(dim=2).sqrt()
    D.fill_diagonal_(torch.inf)
    distances, nearest = D.topk(n_neighbors, dim=1, largest=False)
    reach = torch.maximum(distances, distances.max(dim=1).values[nearest])
    density = 1 / reach.mean(dim=1)
    return (density[nearest].mean(dim=1) / density).numpy()


# Inputs on which mutants are compared with the solutions


def sizes(rng):
    """Draw few points, clusters and features: small inputs hold the rare cases."""
    return int(rng.integers(1, 9)), int(rng.integers(1, 6)), int(rng.integers(1, 5))


def points(rng, n_samples, n_features):
    """Draw points on a grid, with ties and repetitions, or between, as floats or integers."""
    if rng.random() < 0.5:
        X = rng.integers(-4, 5, size=(n_samples, n_features))
        return X if rng.random() < 0.5 else X / 2
    return rng.normal(scale=10.0 ** rng.integers(-3, 4), size=(n_samples, n_features))


@inputs(1)
def draw_points_and_centroids(rng):
    n_samples, n_clusters, n_features = sizes(rng)
    return points(rng, n_samples, n_features), points(rng, n_clusters, spoiled(rng, n_features))


@inputs(2)
def draw_points_labels_and_centroids(rng):
    n_samples, n_clusters, n_features = sizes(rng)
    labels = rng.integers(0, n_clusters, size=spoiled(rng, n_samples))
    if rng.random() < 0.1:
        labels[0] = rng.choice([-2, -1, n_clusters, n_clusters + 1])
    return points(rng, n_samples, n_features), labels, points(rng, n_clusters, n_features)


@inputs(3)
def draw_points_labels_and_perhaps_other_centroids(rng):
    X, labels, centroids = draw_points_labels_and_centroids(rng)
    return X, labels, points(rng, len(centroids), spoiled(rng, X.shape[1]))


@inputs(4)
def draw_points_starts_and_a_limit(rng):
    n_samples, n_clusters, n_features = sizes(rng)
    limit = int(rng.integers(0, 12)) if rng.random() < 0.5 else 100
    return points(rng, 3 * n_samples, n_features), points(rng, n_clusters, n_features), limit


@inputs(5)
def draw_points_and_a_generator(rng):
    n_samples, n_clusters, n_features = sizes(rng)
    n_clusters = n_clusters if rng.random() < 0.9 else int(rng.integers(-1, 1))
    return points(rng, n_samples, n_features), n_clusters, np.random.default_rng(rng.integers(1000))


@inputs(6)
def draw_points_and_labels(rng):
    n_samples, n_clusters, n_features = sizes(rng)
    return points(rng, n_samples, n_features), rng.integers(-1, n_clusters, size=spoiled(rng, n_samples))


@inputs(7)
def draw_points_and_a_mixture(rng):
    n_samples, n_components, n_features = sizes(rng)
    weights = rng.dirichlet(np.ones(n_components)) * rng.integers(0, 2, size=n_components).clip(
        rng.integers(2)
    )
    roots = rng.normal(size=(spoiled(rng, n_components), n_features, n_features)) + 2 * np.eye(n_features)
    means = points(rng, spoiled(rng, n_components), n_features)
    if not weights.any():
        weights[0] = 1.0
    return points(rng, n_samples, n_features), weights, means, roots @ roots.transpose(0, 2, 1)


@inputs(8)
def draw_points_and_shares(rng):
    n_samples, n_components, n_features = sizes(rng)
    shares = rng.dirichlet(np.ones(n_components), size=spoiled(rng, n_samples))
    if rng.random() < 0.1:
        shares[:, 0] = 0
    return points(rng, n_samples, n_features), shares


@inputs(9)
def draw_points_a_radius_and_a_number(rng):
    n_samples, _, n_features = sizes(rng)
    eps = float(rng.choice([-1, 0, 0.5, 1, 1.5, 2, 3]))
    return points(rng, 3 * n_samples, min(n_features, 2)), eps, int(rng.integers(0, 6))


@inputs(10)
def draw_points_and_a_number_of_neighbors(rng):
    n_samples, _, n_features = sizes(rng)
    X = rng.normal(scale=10.0 ** rng.integers(-3, 4), size=(n_samples + 1, n_features))
    return X, int(rng.integers(0, n_samples + 3))
