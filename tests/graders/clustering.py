"""Answers to the assignment clustering: mistakes that are made, and right ways of other kinds."""

# ruff: noqa: F821 - some answers read names of the notebook, which is their mistake

import numpy as np

from graders.proof import right, wrong

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
