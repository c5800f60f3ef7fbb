"""Answers to the assignment dimensionality-reduction: mistakes, and right ways of other kinds."""

# ruff: noqa: F821 - some answers read names of the notebook, which is their mistake

import numpy as np

from graders.drawing import spoiled
from graders.proof import inputs, right, wrong

# Question 1: center_and_scale


@wrong(1, "standardises the test data with their own mean and spread")
def center_and_scale(X_train, X_test):
    X_train, X_test = np.asarray(X_train, float), np.asarray(X_test, float)
    if X_train.shape[1] != X_test.shape[1]:
        raise ValueError("different numbers of features")
    scaled = []
    for X in (X_train, X_test):
        spread = X.std(axis=0)
        scaled.append((X - X.mean(axis=0)) / np.where(spread > 0, spread, 1))
    return tuple(scaled)


@wrong(1, "centres the test data with their own mean")
def center_and_scale(X_train, X_test):
    X_train, X_test = np.asarray(X_train, float), np.asarray(X_test, float)
    if X_train.shape[1] != X_test.shape[1]:
        raise ValueError("different numbers of features")
    spread = X_train.std(axis=0)
    spread[spread == 0] = 1
    return (X_train - X_train.mean(axis=0)) / spread, (X_test - X_test.mean(axis=0)) / spread


@wrong(1, "fits to both tables together")
def center_and_scale(X_train, X_test):
    X_train, X_test = np.asarray(X_train, float), np.asarray(X_test, float)
    if X_train.shape[1] != X_test.shape[1]:
        raise ValueError("different numbers of features")
    X = np.vstack([X_train, X_test])
    mean, spread = X.mean(axis=0), X.std(axis=0)
    spread[spread == 0] = 1
    return (X_train - mean) / spread, (X_test - mean) / spread


@wrong(1, "centres and does not scale")
def center_and_scale(X_train, X_test):
    X_train, X_test = np.asarray(X_train, float), np.asarray(X_test, float)
    if X_train.shape[1] != X_test.shape[1]:
        raise ValueError("different numbers of features")
    mean = X_train.mean(axis=0)
    return X_train - mean, X_test - mean


@wrong(1, "scales and does not centre")
def center_and_scale(X_train, X_test):
    X_train, X_test = np.asarray(X_train, float), np.asarray(X_test, float)
    if X_train.shape[1] != X_test.shape[1]:
        raise ValueError("different numbers of features")
    spread = X_train.std(axis=0)
    spread[spread == 0] = 1
    return X_train / spread, X_test / spread


@wrong(1, "divides by n - 1")
def center_and_scale(X_train, X_test):
    X_train, X_test = np.asarray(X_train, float), np.asarray(X_test, float)
    if X_train.shape[1] != X_test.shape[1]:
        raise ValueError("different numbers of features")
    mean = X_train.mean(axis=0)
    spread = X_train.std(axis=0, ddof=1) if len(X_train) > 1 else np.zeros(X_train.shape[1])
    spread[spread == 0] = 1
    return (X_train - mean) / spread, (X_test - mean) / spread


@wrong(1, "divides by the variance")
def center_and_scale(X_train, X_test):
    X_train, X_test = np.asarray(X_train, float), np.asarray(X_test, float)
    if X_train.shape[1] != X_test.shape[1]:
        raise ValueError("different numbers of features")
    mean, variance = X_train.mean(axis=0), X_train.var(axis=0)
    variance[variance == 0] = 1
    return (X_train - mean) / variance, (X_test - mean) / variance


@wrong(1, "divides a constant column by 0")
def center_and_scale(X_train, X_test):
    X_train, X_test = np.asarray(X_train, float), np.asarray(X_test, float)
    if X_train.shape[1] != X_test.shape[1]:
        raise ValueError("different numbers of features")
    mean, spread = X_train.mean(axis=0), X_train.std(axis=0)
    return (X_train - mean) / spread, (X_test - mean) / spread


@wrong(1, "sets a constant column to 0 in the test data, too")
def center_and_scale(X_train, X_test):
    X_train, X_test = np.asarray(X_train, float), np.asarray(X_test, float)
    if X_train.shape[1] != X_test.shape[1]:
        raise ValueError("different numbers of features")
    mean, spread = X_train.mean(axis=0), X_train.std(axis=0)
    spread[spread == 0] = np.inf
    return (X_train - mean) / spread, (X_test - mean) / spread


@wrong(1, "drops constant columns")
def center_and_scale(X_train, X_test):
    X_train, X_test = np.asarray(X_train, float), np.asarray(X_test, float)
    if X_train.shape[1] != X_test.shape[1]:
        raise ValueError("different numbers of features")
    mean, spread = X_train.mean(axis=0), X_train.std(axis=0)
    kept = spread > 0
    return (X_train - mean)[:, kept] / spread[kept], (X_test - mean)[:, kept] / spread[kept]


@wrong(1, "adds a little to every spread")
def center_and_scale(X_train, X_test):
    X_train, X_test = np.asarray(X_train, float), np.asarray(X_test, float)
    if X_train.shape[1] != X_test.shape[1]:
        raise ValueError("different numbers of features")
    mean, spread = X_train.mean(axis=0), X_train.std(axis=0)
    spread = np.where(spread == 0, 1, spread + 1e-6)
    return (X_train - mean) / spread, (X_test - mean) / spread


@wrong(1, "takes one mean and one spread for the whole table")
def center_and_scale(X_train, X_test):
    X_train, X_test = np.asarray(X_train, float), np.asarray(X_test, float)
    if X_train.shape[1] != X_test.shape[1]:
        raise ValueError("different numbers of features")
    mean, spread = X_train.mean(), X_train.std() or 1.0
    return (X_train - mean) / spread, (X_test - mean) / spread


@wrong(1, "scales to the range from 0 to 1")
def center_and_scale(X_train, X_test):
    X_train, X_test = np.asarray(X_train, float), np.asarray(X_test, float)
    if X_train.shape[1] != X_test.shape[1]:
        raise ValueError("different numbers of features")
    low, width = X_train.min(axis=0), np.ptp(X_train, axis=0)
    width[width == 0] = 1
    return (X_train - low) / width, (X_test - low) / width


@wrong(1, "takes median and quartiles, as for data with outliers")
def center_and_scale(X_train, X_test):
    X_train, X_test = np.asarray(X_train, float), np.asarray(X_test, float)
    if X_train.shape[1] != X_test.shape[1]:
        raise ValueError("different numbers of features")
    low, middle, high = np.quantile(X_train, [0.25, 0.5, 0.75], axis=0)
    width = np.where(high > low, high - low, 1)
    return (X_train - middle) / width, (X_test - middle) / width


@wrong(1, "standardises rows")
def center_and_scale(X_train, X_test):
    X_train, X_test = np.asarray(X_train, float), np.asarray(X_test, float)
    if X_train.shape[1] != X_test.shape[1]:
        raise ValueError("different numbers of features")
    scaled = []
    for X in (X_train, X_test):
        spread = X.std(axis=1, keepdims=True)
        scaled.append((X - X.mean(axis=1, keepdims=True)) / np.where(spread > 0, spread, 1))
    return tuple(scaled)


@wrong(1, "writes into an array of the type that came")
def center_and_scale(X_train, X_test):
    X_train, X_test = np.asarray(X_train), np.asarray(X_test)
    if X_train.shape[1] != X_test.shape[1]:
        raise ValueError("different numbers of features")
    mean, spread = X_train.mean(axis=0), X_train.std(axis=0)
    spread[spread == 0] = 1
    scaled = np.empty_like(X_train), np.empty_like(X_test)
    scaled[0][:], scaled[1][:] = (X_train - mean) / spread, (X_test - mean) / spread
    return scaled


@wrong(1, "works in place")
def center_and_scale(X_train, X_test):
    X_train, X_test = np.asarray(X_train, float), np.asarray(X_test, float)
    if X_train.shape[1] != X_test.shape[1]:
        raise ValueError("different numbers of features")
    mean, spread = X_train.mean(axis=0), X_train.std(axis=0)
    spread[spread == 0] = 1
    X_train -= mean
    X_test -= mean
    return X_train / spread, X_test / spread


@wrong(1, "lets one column stand for many")
def center_and_scale(X_train, X_test):
    X_train, X_test = np.asarray(X_train, float), np.asarray(X_test, float)
    mean, spread = X_train.mean(axis=0), X_train.std(axis=0)
    spread[spread == 0] = 1
    return (X_train - mean) / spread, (X_test - mean) / spread


@wrong(1, "returns only the test data")
def center_and_scale(X_train, X_test):
    X_train, X_test = np.asarray(X_train, float), np.asarray(X_test, float)
    if X_train.shape[1] != X_test.shape[1]:
        raise ValueError("different numbers of features")
    spread = X_train.std(axis=0)
    spread[spread == 0] = 1
    return (X_test - X_train.mean(axis=0)) / spread


@wrong(1, "reads the X_train of the notebook")
def center_and_scale(train, X_test):
    X_test = np.asarray(X_test, float)
    if X_train.shape[1] != X_test.shape[1]:
        raise ValueError("different numbers of features")
    mean, spread = X_train.mean(axis=0), X_train.std(axis=0)
    return (np.asarray(train, float) - mean) / spread, (X_test - mean) / spread


@right(1, "divides by zero and mends it, with a warning on stderr")
def center_and_scale(X_train, X_test):
    X_train, X_test = np.asarray(X_train, float), np.asarray(X_test, float)
    if X_train.shape[1] != X_test.shape[1]:
        raise ValueError("different numbers of features")
    centred = X_train - X_train.mean(axis=0), X_test - X_train.mean(axis=0)
    factor = 1 / np.std(X_train, axis=0)
    factor[np.isinf(factor)] = 1.0
    return centred[0] * factor, centred[1] * factor


@right(1, "with scikit-learn")
def center_and_scale(X_train, X_test):
    from sklearn.preprocessing import StandardScaler

    scaler = StandardScaler().fit(np.asarray(X_train, dtype=float))
    return scaler.transform(np.asarray(X_train, dtype=float)), scaler.transform(
        np.asarray(X_test, dtype=float)
    )


@right(1, "loops in plain Python")
def center_and_scale(X_train, X_test):
    if len(X_train[0]) != len(X_test[0]):
        raise ValueError("different numbers of features")
    means, spreads = [], []
    for feature in range(len(X_train[0])):
        column = [float(row[feature]) for row in X_train]
        means.append(sum(column) / len(column))
        variance = sum((value - means[-1]) ** 2 for value in column) / len(column)
        spreads.append(variance**0.5 if variance > 0 else 1.0)

    def scale(X):
        return np.array(
            [[(float(v) - m) / s for v, m, s in zip(row, means, spreads, strict=True)] for row in X]
        )

    return scale(X_train), scale(X_test)


@right(1, "with torch, in float32 throughout")
def center_and_scale(X_train, X_test):
    import torch

    train = torch.as_tensor(np.asarray(X_train, dtype=np.float32))
    test = torch.as_tensor(np.asarray(X_test, dtype=np.float32))
    if train.shape[1] != test.shape[1]:
        raise ValueError("different numbers of features")
    mean = train.mean(dim=0)
    spread = train.std(dim=0, correction=0)
    spread = torch.where(spread > 0, spread, torch.ones(()))
    return ((train - mean) / spread).numpy(), ((test - mean) / spread).numpy()


@right(1, "with pandas")
def center_and_scale(X_train, X_test):
    import pandas as pd

    train, test = pd.DataFrame(np.asarray(X_train, float)), pd.DataFrame(np.asarray(X_test, float))
    if not train.columns.equals(test.columns):
        raise ValueError("different numbers of features")
    spread = train.std(ddof=0).replace(0, 1)
    return ((train - train.mean()) / spread).to_numpy(), ((test - train.mean()) / spread).to_numpy()


# Question 2: pca_fit


@wrong(2, "does not centre")
def pca_fit(X, n_components):
    X = np.asarray(X, float)
    if len(X) < 2 or not 1 <= n_components <= min(X.shape):
        raise ValueError("out of range")
    _, s, Vt = np.linalg.svd(X, full_matrices=False)
    return X.mean(axis=0), Vt[:n_components], s[:n_components] ** 2 / (len(X) - 1)


@wrong(2, "writes the components as columns")
def pca_fit(X, n_components):
    X = np.asarray(X, float)
    if len(X) < 2 or not 1 <= n_components <= min(X.shape):
        raise ValueError("out of range")
    mean = X.mean(axis=0)
    _, s, Vt = np.linalg.svd(X - mean, full_matrices=False)
    return mean, Vt[:n_components].T, s[:n_components] ** 2 / (len(X) - 1)


@wrong(2, "divides by n")
def pca_fit(X, n_components):
    X = np.asarray(X, float)
    if len(X) < 2 or not 1 <= n_components <= min(X.shape):
        raise ValueError("out of range")
    mean = X.mean(axis=0)
    _, s, Vt = np.linalg.svd(X - mean, full_matrices=False)
    return mean, Vt[:n_components], s[:n_components] ** 2 / len(X)


@wrong(2, "divides by nothing")
def pca_fit(X, n_components):
    X = np.asarray(X, float)
    if len(X) < 2 or not 1 <= n_components <= min(X.shape):
        raise ValueError("out of range")
    mean = X.mean(axis=0)
    _, s, Vt = np.linalg.svd(X - mean, full_matrices=False)
    return mean, Vt[:n_components], s[:n_components] ** 2


@wrong(2, "returns standard deviations")
def pca_fit(X, n_components):
    X = np.asarray(X, float)
    if len(X) < 2 or not 1 <= n_components <= min(X.shape):
        raise ValueError("out of range")
    mean = X.mean(axis=0)
    _, s, Vt = np.linalg.svd(X - mean, full_matrices=False)
    return mean, Vt[:n_components], s[:n_components] / np.sqrt(len(X) - 1)


@wrong(2, "forgets to square the singular values")
def pca_fit(X, n_components):
    X = np.asarray(X, float)
    if len(X) < 2 or not 1 <= n_components <= min(X.shape):
        raise ValueError("out of range")
    mean = X.mean(axis=0)
    _, s, Vt = np.linalg.svd(X - mean, full_matrices=False)
    return mean, Vt[:n_components], s[:n_components] / (len(X) - 1)


@wrong(2, "returns shares of the variance")
def pca_fit(X, n_components):
    X = np.asarray(X, float)
    if len(X) < 2 or not 1 <= n_components <= min(X.shape):
        raise ValueError("out of range")
    mean = X.mean(axis=0)
    _, s, Vt = np.linalg.svd(X - mean, full_matrices=False)
    return mean, Vt[:n_components], s[:n_components] ** 2 / (s**2).sum()


@wrong(2, "leaves the smallest variance first, as eigh does")
def pca_fit(X, n_components):
    X = np.asarray(X, float)
    if len(X) < 2 or not 1 <= n_components <= min(X.shape):
        raise ValueError("out of range")
    values, vectors = np.linalg.eigh(np.atleast_2d(np.cov(X, rowvar=False)))
    return X.mean(axis=0), vectors.T[:n_components], values[:n_components]


@wrong(2, "takes the right ones, but in rising order")
def pca_fit(X, n_components):
    X = np.asarray(X, float)
    if len(X) < 2 or not 1 <= n_components <= min(X.shape):
        raise ValueError("out of range")
    values, vectors = np.linalg.eigh(np.atleast_2d(np.cov(X, rowvar=False)))
    return X.mean(axis=0), vectors.T[-n_components:], values[-n_components:]


@wrong(2, "sorts the variances and forgets the components")
def pca_fit(X, n_components):
    X = np.asarray(X, float)
    if len(X) < 2 or not 1 <= n_components <= min(X.shape):
        raise ValueError("out of range")
    values, vectors = np.linalg.eigh(np.atleast_2d(np.cov(X, rowvar=False)))
    return X.mean(axis=0), vectors.T[:n_components], np.sort(values)[::-1][:n_components]


@wrong(2, "takes rows of the eigenvectors where columns are meant")
def pca_fit(X, n_components):
    X = np.asarray(X, float)
    if len(X) < 2 or not 1 <= n_components <= min(X.shape):
        raise ValueError("out of range")
    values, vectors = np.linalg.eigh(np.atleast_2d(np.cov(X, rowvar=False)))
    return X.mean(axis=0), vectors[::-1][:n_components], values[::-1][:n_components]


@wrong(2, "scales the columns as well")
def pca_fit(X, n_components):
    X = np.asarray(X, float)
    if len(X) < 2 or not 1 <= n_components <= min(X.shape):
        raise ValueError("out of range")
    mean, spread = X.mean(axis=0), X.std(axis=0)
    spread[spread == 0] = 1
    _, s, Vt = np.linalg.svd((X - mean) / spread, full_matrices=False)
    return mean, Vt[:n_components], s[:n_components] ** 2 / (len(X) - 1)


@wrong(2, "stretches the components by their singular values")
def pca_fit(X, n_components):
    X = np.asarray(X, float)
    if len(X) < 2 or not 1 <= n_components <= min(X.shape):
        raise ValueError("out of range")
    mean = X.mean(axis=0)
    _, s, Vt = np.linalg.svd(X - mean, full_matrices=False)
    return mean, (s[:, None] * Vt)[:n_components], s[:n_components] ** 2 / (len(X) - 1)


@wrong(2, "returns all components")
def pca_fit(X, n_components):
    X = np.asarray(X, float)
    if len(X) < 2 or not 1 <= n_components <= min(X.shape):
        raise ValueError("out of range")
    mean = X.mean(axis=0)
    _, s, Vt = np.linalg.svd(X - mean, full_matrices=False)
    return mean, Vt, s**2 / (len(X) - 1)


@wrong(2, "takes the left singular vectors")
def pca_fit(X, n_components):
    X = np.asarray(X, float)
    if len(X) < 2 or not 1 <= n_components <= min(X.shape):
        raise ValueError("out of range")
    mean = X.mean(axis=0)
    U, s, _ = np.linalg.svd(X - mean, full_matrices=False)
    return mean, U.T[:n_components], s[:n_components] ** 2 / (len(X) - 1)


@wrong(2, "takes the covariance of the rows")
def pca_fit(X, n_components):
    X = np.asarray(X, float)
    if len(X) < 2 or not 1 <= n_components <= min(X.shape):
        raise ValueError("out of range")
    values, vectors = np.linalg.eigh(np.cov(X))
    return X.mean(axis=0), vectors.T[::-1][:n_components], values[::-1][:n_components]


@wrong(2, "centres in place")
def pca_fit(X, n_components):
    X = np.asarray(X, float)
    if len(X) < 2 or not 1 <= n_components <= min(X.shape):
        raise ValueError("out of range")
    mean = X.mean(axis=0)
    X -= mean
    _, s, Vt = np.linalg.svd(X, full_matrices=False)
    return mean, Vt[:n_components], s[:n_components] ** 2 / (len(X) - 1)


@wrong(2, "forgets the mean in what it returns")
def pca_fit(X, n_components):
    X = np.asarray(X, float)
    if len(X) < 2 or not 1 <= n_components <= min(X.shape):
        raise ValueError("out of range")
    _, s, Vt = np.linalg.svd(X - X.mean(axis=0), full_matrices=False)
    return Vt[:n_components], s[:n_components] ** 2 / (len(X) - 1)


@wrong(2, "makes do with fewer components than asked for")
def pca_fit(X, n_components):
    X = np.asarray(X, float)
    if len(X) < 2 or n_components < 1:
        raise ValueError("out of range")
    mean = X.mean(axis=0)
    _, s, Vt = np.linalg.svd(X - mean, full_matrices=False)
    return mean, Vt[:n_components], s[:n_components] ** 2 / (len(X) - 1)


@wrong(2, "refuses the last component if its variance is 0")
def pca_fit(X, n_components):
    X = np.asarray(X, float)
    if not 1 <= n_components <= min(len(X) - 1, X.shape[1]):
        raise ValueError("out of range")
    mean = X.mean(axis=0)
    _, s, Vt = np.linalg.svd(X - mean, full_matrices=False)
    return mean, Vt[:n_components], s[:n_components] ** 2 / (len(X) - 1)


@wrong(2, "accepts a single point")
def pca_fit(X, n_components):
    X = np.asarray(X, float)
    if not 1 <= n_components <= min(X.shape):
        raise ValueError("out of range")
    mean = X.mean(axis=0)
    _, s, Vt = np.linalg.svd(X - mean, full_matrices=False)
    return mean, Vt[:n_components], s[:n_components] ** 2 / max(len(X) - 1, 1)


@right(2, "with the eigenvectors of the covariance, each turned to a positive side")
def pca_fit(X, n_components):
    X = np.array(X, dtype=float)
    if len(X) < 2 or n_components not in range(1, min(X.shape) + 1):
        raise ValueError("out of range")
    mean = X.mean(axis=0)
    X -= mean
    values, vectors = np.linalg.eigh(X.T @ X / (len(X) - 1))
    order = np.argsort(-values)[:n_components]
    vectors = vectors[:, order] * np.where(vectors[:, order].sum(axis=0) < 0, -1, 1)
    return mean, vectors.T, values[order]


@right(2, "with scikit-learn")
def pca_fit(X, n_components):
    from sklearn.decomposition import PCA

    X = np.asarray(X, dtype=float)
    if len(X) < 2 or n_components < 1 or n_components > min(X.shape):
        raise ValueError("out of range")
    model = PCA(n_components=n_components).fit(X)
    return model.mean_, model.components_, model.explained_variance_


@right(2, "with torch, all signs turned")
def pca_fit(X, n_components):
    import torch

    X = torch.as_tensor(np.asarray(X, dtype=float))
    if n_components <= 0 or len(X) == 1 or n_components > min(X.shape):
        raise ValueError("out of range")
    mean = X.mean(dim=0, keepdim=True)
    _, s, Vh = torch.linalg.svd(X - mean, full_matrices=False)
    variance = s.square() / (X.shape[0] - 1)
    return mean[0].numpy(), -Vh[:n_components].numpy(), variance[:n_components].numpy()


@right(2, "in the floats that come, equal variances in a direction of its own")
def pca_fit(X, n_components):
    from scipy.linalg import svd

    X = np.asarray(X)
    X = X if X.dtype.kind == "f" else X.astype(float)
    if len(X) < 2 or n_components < 1 or n_components > min(X.shape):
        raise ValueError("out of range")
    mean = X.mean(axis=0)
    _, s, Vt = svd(X - mean, full_matrices=False, lapack_driver="gesvd")
    # Where the first two vary alike, any rotation of them will do.
    if n_components > 1 and abs(s[0] - s[1]) < 1e-6 * s[0]:
        Vt[:2] = np.array([[0.6, 0.8], [-0.8, 0.6]], dtype=X.dtype) @ Vt[:2]
    return mean, Vt[:n_components], (s**2 / (len(X) - 1))[:n_components]


@right(2, "one component after the other, each from what the ones before leave")
def pca_fit(X, n_components):
    X = np.asarray(X, dtype=float)
    if len(X) < 2 or not 1 <= n_components <= min(X.shape):
        raise ValueError("out of range")
    mean = X.mean(axis=0)
    covariance = (X - mean).T @ (X - mean) / (len(X) - 1)
    found, variances = [], []
    for _ in range(n_components):
        # What is found already is pushed below everything else.
        pushed = covariance - sum((2 * np.trace(covariance) + 1) * np.outer(c, c) for c in found)
        _, vectors = np.linalg.eigh(np.atleast_2d(pushed))
        found.append(vectors[:, -1])
        variances.append(float(vectors[:, -1] @ covariance @ vectors[:, -1]))
    return mean, np.array(found), np.array(variances)


# Question 3: project_and_reconstruct


@wrong(3, "does not subtract the mean")
def project_and_reconstruct(X, mean, components):
    X, mean, C = (np.asarray(a, float) for a in (X, mean, components))
    if len({X.shape[1], len(mean), C.shape[1]}) > 1:
        raise ValueError("different numbers of features")
    scores = X @ C.T
    return scores, scores @ C + mean


@wrong(3, "subtracts the mean of X")
def project_and_reconstruct(X, mean, components):
    X, mean, C = (np.asarray(a, float) for a in (X, mean, components))
    if len({X.shape[1], len(mean), C.shape[1]}) > 1:
        raise ValueError("different numbers of features")
    scores = (X - X.mean(axis=0)) @ C.T
    return scores, scores @ C + mean


@wrong(3, "subtracts and adds the mean of X")
def project_and_reconstruct(X, mean, components):
    X, mean, C = (np.asarray(a, float) for a in (X, mean, components))
    if len({X.shape[1], len(mean), C.shape[1]}) > 1:
        raise ValueError("different numbers of features")
    scores = (X - X.mean(axis=0)) @ C.T
    return scores, scores @ C + X.mean(axis=0)


@wrong(3, "does not add the mean")
def project_and_reconstruct(X, mean, components):
    X, mean, C = (np.asarray(a, float) for a in (X, mean, components))
    if len({X.shape[1], len(mean), C.shape[1]}) > 1:
        raise ValueError("different numbers of features")
    scores = (X - mean) @ C.T
    return scores, scores @ C


@wrong(3, "does not transpose, which works for as many components as features")
def project_and_reconstruct(X, mean, components):
    X, mean, C = (np.asarray(a, float) for a in (X, mean, components))
    if len({X.shape[1], len(mean), C.shape[1]}) > 1:
        raise ValueError("different numbers of features")
    scores = (X - mean) @ C
    return scores, scores @ C.T + mean


@wrong(3, "takes components for columns if they can be")
def project_and_reconstruct(X, mean, components):
    X, mean, C = (np.asarray(a, float) for a in (X, mean, components))
    if len({X.shape[1], len(mean), C.shape[1]}) > 1:
        raise ValueError("different numbers of features")
    columns = C if len(C) == C.shape[1] else C.T
    scores = (X - mean) @ columns
    return scores, scores @ columns.T + mean


@wrong(3, "returns the points as their reconstruction")
def project_and_reconstruct(X, mean, components):
    X, mean, C = (np.asarray(a, float) for a in (X, mean, components))
    if len({X.shape[1], len(mean), C.shape[1]}) > 1:
        raise ValueError("different numbers of features")
    return (X - mean) @ C.T, X.copy()


@wrong(3, "returns what the reconstruction leaves out")
def project_and_reconstruct(X, mean, components):
    X, mean, C = (np.asarray(a, float) for a in (X, mean, components))
    if len({X.shape[1], len(mean), C.shape[1]}) > 1:
        raise ValueError("different numbers of features")
    scores = (X - mean) @ C.T
    return scores, X - scores @ C - mean


@wrong(3, "returns the scores one component a row")
def project_and_reconstruct(X, mean, components):
    X, mean, C = (np.asarray(a, float) for a in (X, mean, components))
    if len({X.shape[1], len(mean), C.shape[1]}) > 1:
        raise ValueError("different numbers of features")
    scores = (X - mean) @ C.T
    return scores.T, scores @ C + mean


@wrong(3, "subtracts uint8 from uint8")
def project_and_reconstruct(X, mean, components):
    X, mean, C = (np.asarray(a) for a in (X, mean, components))
    if len({X.shape[1], len(mean), C.shape[1]}) > 1:
        raise ValueError("different numbers of features")
    scores = (X - mean) @ C.T * 1.0
    return scores, scores @ C + mean


@wrong(3, "standardises the scores")
def project_and_reconstruct(X, mean, components):
    X, mean, C = (np.asarray(a, float) for a in (X, mean, components))
    if len({X.shape[1], len(mean), C.shape[1]}) > 1:
        raise ValueError("different numbers of features")
    scores = (X - mean) @ C.T
    spread = scores.std(axis=0)
    return scores / np.where(spread > 0, spread, 1), scores @ C + mean


@wrong(3, "uses the first component only")
def project_and_reconstruct(X, mean, components):
    X, mean, C = (np.asarray(a, float) for a in (X, mean, components))
    if len({X.shape[1], len(mean), C.shape[1]}) > 1:
        raise ValueError("different numbers of features")
    scores = (X - mean) @ C.T
    return scores, scores[:, :1] @ C[:1] + mean


@wrong(3, "centres in place")
def project_and_reconstruct(X, mean, components):
    X, mean, C = (np.asarray(a, float) for a in (X, mean, components))
    if len({X.shape[1], len(mean), C.shape[1]}) > 1:
        raise ValueError("different numbers of features")
    X -= mean
    scores = X @ C.T
    return scores, scores @ C + mean


@wrong(3, "lets a mean of one number stand for many")
def project_and_reconstruct(X, mean, components):
    X, mean, C = (np.asarray(a, float) for a in (X, mean, components))
    if X.shape[1] != C.shape[1]:
        raise ValueError("different numbers of features")
    scores = (X - mean) @ C.T
    return scores, scores @ C + mean


@wrong(3, "lets points with one feature stand for points with many")
def project_and_reconstruct(X, mean, components):
    X, mean, C = (np.asarray(a, float) for a in (X, mean, components))
    if len(mean) != C.shape[1]:
        raise ValueError("different numbers of features")
    scores = (X - mean) @ C.T
    return scores, scores @ C + mean


@wrong(3, "counts the points for features")
def project_and_reconstruct(X, mean, components):
    X, mean, C = (np.asarray(a, float) for a in (X, mean, components))
    if len(X) != len(mean):
        raise ValueError("different numbers of features")
    scores = (X - mean) @ C.T
    return scores, scores @ C + mean


@right(3, "loops in plain Python")
def project_and_reconstruct(X, mean, components):
    scores, rebuilt = [], []
    for x in X:
        if len(x) != len(mean) or len(mean) != len(components[0]):
            raise ValueError("different numbers of features")
        away = [float(value) - float(middle) for value, middle in zip(x, mean, strict=True)]
        row = [sum(a * float(c) for a, c in zip(away, component, strict=True)) for component in components]
        point = [float(middle) for middle in mean]
        for score, component in zip(row, components, strict=True):
            for feature, entry in enumerate(component):
                point[feature] += score * float(entry)
        scores.append(row)
        rebuilt.append(point)
    return np.array(scores), np.array(rebuilt)


@right(3, "with scikit-learn's PCA, filled by hand")
def project_and_reconstruct(X, mean, components):
    from sklearn.decomposition import PCA

    X, mean, C = (np.asarray(a, dtype=float) for a in (X, mean, components))
    if mean.shape != (C.shape[1],):
        raise ValueError("different numbers of features")
    model = PCA()
    model.mean_, model.components_, model.n_features_in_ = mean, C, C.shape[1]
    model.explained_variance_ = np.ones(len(C))
    scores = model.transform(X)
    return scores, model.inverse_transform(scores)


@right(3, "with einsum, in float32")
def project_and_reconstruct(X, mean, components):
    X, mean, C = (np.array(a, dtype=np.float32) for a in (X, mean, components))
    if X.shape[1:] != mean.shape or C.shape[1:] != mean.shape:
        raise ValueError("different numbers of features")
    scores = np.einsum("if,cf->ic", X - mean, C)
    return scores, np.einsum("ic,cf->if", scores, C) + mean[None, :]


@right(3, "with the matrix of the projection, in torch")
def project_and_reconstruct(X, mean, components):
    import torch

    X, mean, C = (torch.as_tensor(np.asarray(a, dtype=float)) for a in (X, mean, components))
    if X.shape[1] != mean.shape[0] or X.shape[1] != C.shape[1]:
        raise ValueError("different numbers of features")
    rebuilt = X @ (C.T @ C) + mean @ (torch.eye(len(mean), dtype=torch.float64) - C.T @ C)
    return (X @ C.T - mean @ C.T).numpy(), rebuilt.numpy()


# Question 4: components_for_share


@wrong(4, "takes the variances in the order in which they come")
def components_for_share(explained_variance, share):
    v = np.asarray(explained_variance, float)
    if not 0 < share <= 1 or v.min() < 0 or v.sum() == 0:
        raise ValueError("out of range")
    parts = np.cumsum(v) / v.sum()
    n = int(np.argmax(parts >= share)) + 1
    return n, float(parts[n - 1])


@wrong(4, "takes the smallest first")
def components_for_share(explained_variance, share):
    v = np.sort(np.asarray(explained_variance, float))
    if not 0 < share <= 1 or v.min() < 0 or v.sum() == 0:
        raise ValueError("out of range")
    parts = np.cumsum(v) / v.sum()
    n = int(np.argmax(parts >= share)) + 1
    return n, float(parts[n - 1])


@wrong(4, "forgets to divide by the sum")
def components_for_share(explained_variance, share):
    v = np.sort(np.asarray(explained_variance, float))[::-1]
    if not 0 < share <= 1 or v.min() < 0 or v.sum() == 0:
        raise ValueError("out of range")
    parts = np.cumsum(v)
    n = int(np.argmax(parts >= share)) + 1
    return n, float(parts[n - 1])


@wrong(4, "divides by the largest")
def components_for_share(explained_variance, share):
    v = np.sort(np.asarray(explained_variance, float))[::-1]
    if not 0 < share <= 1 or v.min() < 0 or v.sum() == 0:
        raise ValueError("out of range")
    parts = np.cumsum(v) / v[0]
    n = int(np.argmax(parts >= share)) + 1
    return n, float(parts[n - 1])


@wrong(4, "counts components that each have the share")
def components_for_share(explained_variance, share):
    v = np.sort(np.asarray(explained_variance, float))[::-1]
    if not 0 < share <= 1 or v.min() < 0 or v.sum() == 0:
        raise ValueError("out of range")
    n = max(int((v / v.sum() >= share).sum()), 1)
    return n, float(v[:n].sum() / v.sum())


@wrong(4, "asks for more than the share")
def components_for_share(explained_variance, share):
    v = np.sort(np.asarray(explained_variance, float))[::-1]
    if not 0 < share <= 1 or v.min() < 0 or v.sum() == 0:
        raise ValueError("out of range")
    parts = np.cumsum(v) / v.sum()
    n = min(int((parts <= share).sum()) + 1, len(v))
    return n, float(parts[n - 1])


@wrong(4, "stays below the share")
def components_for_share(explained_variance, share):
    v = np.sort(np.asarray(explained_variance, float))[::-1]
    if not 0 < share <= 1 or v.min() < 0 or v.sum() == 0:
        raise ValueError("out of range")
    parts = np.cumsum(v) / v.sum()
    n = max(int((parts <= share).sum()), 1)
    return n, float(parts[n - 1])


@wrong(4, "counts from zero")
def components_for_share(explained_variance, share):
    v = np.sort(np.asarray(explained_variance, float))[::-1]
    if not 0 < share <= 1 or v.min() < 0 or v.sum() == 0:
        raise ValueError("out of range")
    parts = np.cumsum(v) / v.sum()
    n = int(np.argmax(parts >= share))
    return n, float(parts[n])


@wrong(4, "returns the share that was asked for")
def components_for_share(explained_variance, share):
    v = np.sort(np.asarray(explained_variance, float))[::-1]
    if not 0 < share <= 1 or v.min() < 0 or v.sum() == 0:
        raise ValueError("out of range")
    return int(np.argmax(np.cumsum(v) / v.sum() >= share)) + 1, share


@wrong(4, "returns the share in percent")
def components_for_share(explained_variance, share):
    v = np.sort(np.asarray(explained_variance, float))[::-1]
    if not 0 < share <= 1 or v.min() < 0 or v.sum() == 0:
        raise ValueError("out of range")
    parts = np.cumsum(v) / v.sum()
    n = int(np.argmax(parts >= share)) + 1
    return n, float(100 * parts[n - 1])


@wrong(4, "adds up standard deviations")
def components_for_share(explained_variance, share):
    v = np.sort(np.asarray(explained_variance, float))[::-1]
    if not 0 < share <= 1 or v.min() < 0 or v.sum() == 0:
        raise ValueError("out of range")
    parts = np.cumsum(np.sqrt(v)) / np.sqrt(v).sum()
    n = int(np.argmax(parts >= share)) + 1
    return n, float(parts[n - 1])


@wrong(4, "squares the variances, as if they were singular values")
def components_for_share(explained_variance, share):
    v = np.sort(np.asarray(explained_variance, float))[::-1] ** 2
    if not 0 < share <= 1 or np.min(explained_variance) < 0 or v.sum() == 0:
        raise ValueError("out of range")
    parts = np.cumsum(v) / v.sum()
    n = int(np.argmax(parts >= share)) + 1
    return n, float(parts[n - 1])


@wrong(4, "keeps components of variance 0 if everything is to be kept")
def components_for_share(explained_variance, share):
    v = np.sort(np.asarray(explained_variance, float))[::-1]
    if not 0 < share <= 1 or v.min() < 0 or v.sum() == 0:
        raise ValueError("out of range")
    parts = np.cumsum(v) / v.sum()
    n = len(v) if share == 1 else int(np.argmax(parts >= share)) + 1
    return n, float(parts[n - 1])


@wrong(4, "refuses to keep everything")
def components_for_share(explained_variance, share):
    v = np.sort(np.asarray(explained_variance, float))[::-1]
    if not 0 < share < 1 or v.min() < 0 or v.sum() == 0:
        raise ValueError("out of range")
    parts = np.cumsum(v) / v.sum()
    n = int(np.argmax(parts >= share)) + 1
    return n, float(parts[n - 1])


@wrong(4, "accepts any share")
def components_for_share(explained_variance, share):
    v = np.sort(np.asarray(explained_variance, float))[::-1]
    if v.min() < 0 or v.sum() == 0:
        raise ValueError("out of range")
    parts = np.cumsum(v) / v.sum()
    n = int(np.argmax(parts >= share)) + 1
    return n, float(parts[n - 1])


@wrong(4, "accepts a negative variance")
def components_for_share(explained_variance, share):
    v = np.sort(np.asarray(explained_variance, float))[::-1]
    if not 0 < share <= 1 or v.sum() <= 0:
        raise ValueError("out of range")
    parts = np.cumsum(v) / v.sum()
    n = int(np.argmax(parts >= share)) + 1
    return n, float(parts[n - 1])


@wrong(4, "accepts variances that are all 0")
def components_for_share(explained_variance, share):
    v = np.sort(np.asarray(explained_variance, float))[::-1]
    if not 0 < share <= 1 or v.min() < 0:
        raise ValueError("out of range")
    parts = np.cumsum(v) / v.sum()
    n = int(np.argmax(parts >= share)) + 1
    return n, float(parts[n - 1])


@wrong(4, "adds up in uint8")
def components_for_share(explained_variance, share):
    v = np.sort(np.asarray(explained_variance))[::-1]
    if not 0 < share <= 1 or v.min() < 0 or not v.any():
        raise ValueError("out of range")
    parts = np.cumsum(v, dtype=v.dtype) / v.sum(dtype=v.dtype)
    n = int(np.argmax(parts >= share)) + 1
    return n, float(parts[n - 1])


@wrong(4, "sorts the list that it is given")
def components_for_share(explained_variance, share):
    if not 0 < share <= 1 or min(explained_variance) < 0 or max(explained_variance) == 0:
        raise ValueError("out of range")
    explained_variance.sort()
    v = np.asarray(explained_variance, float)[::-1]
    parts = np.cumsum(v) / v.sum()
    n = int(np.argmax(parts >= share)) + 1
    return n, float(parts[n - 1])


@right(4, "loops in plain Python")
def components_for_share(explained_variance, share):
    values = [float(value) for value in explained_variance]
    if share <= 0 or share > 1:
        raise ValueError("share is out of range")
    if min(values) < 0 or max(values) == 0:
        raise ValueError("variances are out of range")
    whole, part = sum(values), 0.0
    for count, value in enumerate(sorted(values, reverse=True), 1):
        part += value
        if part >= share * whole:
            return count, part / whole
    return len(values), 1.0


@right(4, "with searchsorted")
def components_for_share(explained_variance, share):
    values = -np.sort(-np.asarray(explained_variance, dtype=np.float64))
    if not 0 < share <= 1 or (values < 0).any() or not values.any():
        raise ValueError("out of range")
    parts = np.cumsum(values / values.sum())
    n_components = min(np.searchsorted(parts, share) + 1, np.count_nonzero(values))
    return n_components, parts[n_components - 1]


@right(4, "takes away the smallest, with a heap")
def components_for_share(explained_variance, share):
    import heapq
    import math

    heap = [float(value) for value in explained_variance]
    heapq.heapify(heap)
    whole = math.fsum(heap)
    if heap[0] < 0 or whole <= 0 or share <= 0 or share > 1:
        raise ValueError("out of range")
    while len(heap) > 1 and math.fsum(heap) - heap[0] >= share * whole:
        heapq.heappop(heap)
    return len(heap), math.fsum(heap) / whole


@right(4, "with torch")
def components_for_share(explained_variance, share):
    import torch

    values = torch.as_tensor(np.asarray(explained_variance, dtype=float)).sort(descending=True).values
    if not 0 < share <= 1 or bool((values < 0).any()) or float(values.sum()) == 0:
        raise ValueError("out of range")
    parts = values.cumsum(dim=0) / values.sum()
    n_components = int((parts < share).sum()) + 1
    return n_components, parts[n_components - 1].numpy()


# Question 5: sigma_for_perplexity


@wrong(5, "squares the distances again")
def sigma_for_perplexity(squared_distances, perplexity):
    d = np.asarray(squared_distances, float) ** 2
    if not 1 < perplexity < len(d):
        raise ValueError("out of range")
    d = d - d.min()
    low, high = -20.0, 20.0
    for _ in range(80):
        middle = (low + high) / 2
        w = np.exp(-d / (2 * np.exp(middle) ** 2))
        p = w / w.sum()
        found = np.exp(-np.sum(p[p > 0] * np.log(p[p > 0])))
        low, high = (middle, high) if found < perplexity else (low, middle)
    return float(np.exp(middle))


@wrong(5, "takes plain distances")
def sigma_for_perplexity(squared_distances, perplexity):
    d = np.sqrt(np.asarray(squared_distances, float))
    if not 1 < perplexity < len(d):
        raise ValueError("out of range")
    d = d - d.min()
    low, high = -20.0, 20.0
    for _ in range(80):
        middle = (low + high) / 2
        w = np.exp(-d / (2 * np.exp(middle) ** 2))
        p = w / w.sum()
        found = np.exp(-np.sum(p[p > 0] * np.log(p[p > 0])))
        low, high = (middle, high) if found < perplexity else (low, middle)
    return float(np.exp(middle))


@wrong(5, "forgets the 2 under the square")
def sigma_for_perplexity(squared_distances, perplexity):
    d = np.asarray(squared_distances, float)
    if not 1 < perplexity < len(d):
        raise ValueError("out of range")
    d = d - d.min()
    low, high = -20.0, 20.0
    for _ in range(80):
        middle = (low + high) / 2
        w = np.exp(-d / np.exp(middle) ** 2)
        p = w / w.sum()
        found = np.exp(-np.sum(p[p > 0] * np.log(p[p > 0])))
        low, high = (middle, high) if found < perplexity else (low, middle)
    return float(np.exp(middle))


@wrong(5, "returns the variance")
def sigma_for_perplexity(squared_distances, perplexity):
    d = np.asarray(squared_distances, float)
    if not 1 < perplexity < len(d):
        raise ValueError("out of range")
    d = d - d.min()
    low, high = -20.0, 20.0
    for _ in range(80):
        middle = (low + high) / 2
        w = np.exp(-d / (2 * np.exp(middle) ** 2))
        p = w / w.sum()
        found = np.exp(-np.sum(p[p > 0] * np.log(p[p > 0])))
        low, high = (middle, high) if found < perplexity else (low, middle)
    return float(np.exp(middle) ** 2)


@wrong(5, "returns the precision that scikit-learn searches for")
def sigma_for_perplexity(squared_distances, perplexity):
    d = np.asarray(squared_distances, float)
    if not 1 < perplexity < len(d):
        raise ValueError("out of range")
    d = d - d.min()
    low, high = -20.0, 20.0
    for _ in range(80):
        middle = (low + high) / 2
        w = np.exp(-d * np.exp(middle))
        p = w / w.sum()
        found = np.exp(-np.sum(p[p > 0] * np.log(p[p > 0])))
        low, high = (middle, high) if found > perplexity else (low, middle)
    return float(np.exp(middle))


@wrong(5, "takes the entropy for the perplexity")
def sigma_for_perplexity(squared_distances, perplexity):
    d = np.asarray(squared_distances, float)
    if not 1 < perplexity < len(d):
        raise ValueError("out of range")
    d = d - d.min()
    low, high = -20.0, 20.0
    for _ in range(80):
        middle = (low + high) / 2
        w = np.exp(-d / (2 * np.exp(middle) ** 2))
        p = w / w.sum()
        found = -np.sum(p[p > 0] * np.log2(p[p > 0]))
        low, high = (middle, high) if found < perplexity else (low, middle)
    return float(np.exp(middle))


@wrong(5, "raises 2 to an entropy in natural logarithms")
def sigma_for_perplexity(squared_distances, perplexity):
    d = np.asarray(squared_distances, float)
    if not 1 < perplexity < len(d):
        raise ValueError("out of range")
    d = d - d.min()
    low, high = -20.0, 20.0
    for _ in range(80):
        middle = (low + high) / 2
        w = np.exp(-d / (2 * np.exp(middle) ** 2))
        p = w / w.sum()
        found = 2 ** -np.sum(p[p > 0] * np.log(p[p > 0]))
        low, high = (middle, high) if found < perplexity else (low, middle)
    return float(np.exp(middle))


@wrong(5, "does not normalise the shares")
def sigma_for_perplexity(squared_distances, perplexity):
    d = np.asarray(squared_distances, float)
    if not 1 < perplexity < len(d):
        raise ValueError("out of range")
    d = d - d.min()
    low, high = -20.0, 20.0
    for _ in range(80):
        middle = (low + high) / 2
        p = np.exp(-d / (2 * np.exp(middle) ** 2))
        found = np.exp(-np.sum(p[p > 0] * np.log(p[p > 0])))
        low, high = (middle, high) if found < perplexity else (low, middle)
    return float(np.exp(middle))


@wrong(5, "adds up weights, as UMAP does")
def sigma_for_perplexity(squared_distances, perplexity):
    d = np.asarray(squared_distances, float)
    if not 1 < perplexity < len(d):
        raise ValueError("out of range")
    d = d - d.min()
    low, high = -20.0, 20.0
    for _ in range(80):
        middle = (low + high) / 2
        found = np.exp(-d / (2 * np.exp(middle) ** 2)).sum()
        low, high = (middle, high) if found < perplexity else (low, middle)
    return float(np.exp(middle))


@wrong(5, "counts the point itself, at distance 0")
def sigma_for_perplexity(squared_distances, perplexity):
    if not 1 < perplexity < len(squared_distances):
        raise ValueError("out of range")
    d = np.append(np.asarray(squared_distances, float), 0.0)
    low, high = -20.0, 20.0
    for _ in range(80):
        middle = (low + high) / 2
        w = np.exp(-d / (2 * np.exp(middle) ** 2))
        p = w / w.sum()
        found = np.exp(-np.sum(p[p > 0] * np.log(p[p > 0])))
        low, high = (middle, high) if found < perplexity else (low, middle)
    return float(np.exp(middle))


@wrong(5, "takes a distance of 0 for the point itself and leaves it out")
def sigma_for_perplexity(squared_distances, perplexity):
    d = np.asarray(squared_distances, float)
    if not 1 < perplexity < len(d):
        raise ValueError("out of range")
    d = d[d > 0] - d[d > 0].min()
    low, high = -20.0, 20.0
    for _ in range(80):
        middle = (low + high) / 2
        w = np.exp(-d / (2 * np.exp(middle) ** 2))
        p = w / w.sum()
        found = np.exp(-np.sum(p[p > 0] * np.log(p[p > 0])))
        low, high = (middle, high) if found < perplexity else (low, middle)
    return float(np.exp(middle))


@wrong(5, "lets all exponentials become 0 if everything is far away")
def sigma_for_perplexity(squared_distances, perplexity):
    d = np.asarray(squared_distances, float)
    if not 1 < perplexity < len(d):
        raise ValueError("out of range")
    low, high = -20.0, 20.0
    for _ in range(80):
        middle = (low + high) / 2
        w = np.exp(-d / (2 * np.exp(middle) ** 2))
        p = w / w.sum()
        found = np.exp(-np.sum(p[p > 0] * np.log(p[p > 0])))
        low, high = (middle, high) if found < perplexity else (low, middle)
    return float(np.exp(middle))


@wrong(5, "searches between 0 and 100")
def sigma_for_perplexity(squared_distances, perplexity):
    d = np.asarray(squared_distances, float)
    if not 1 < perplexity < len(d):
        raise ValueError("out of range")
    d = d - d.min()
    low, high = 0.0, 100.0
    for _ in range(80):
        middle = (low + high) / 2
        w = np.exp(-d / (2 * middle**2))
        p = w / w.sum()
        found = np.exp(-np.sum(p[p > 0] * np.log(p[p > 0])))
        low, high = (middle, high) if found < perplexity else (low, middle)
    return float(middle)


@wrong(5, "halves ten times")
def sigma_for_perplexity(squared_distances, perplexity):
    d = np.asarray(squared_distances, float)
    if not 1 < perplexity < len(d):
        raise ValueError("out of range")
    d = d - d.min()
    low, high = -12.0, 12.0
    for _ in range(10):
        middle = (low + high) / 2
        w = np.exp(-d / (2 * np.exp(middle) ** 2))
        p = w / w.sum()
        found = np.exp(-np.sum(p[p > 0] * np.log(p[p > 0])))
        low, high = (middle, high) if found < perplexity else (low, middle)
    return float(np.exp(middle))


@wrong(5, "moves the wrong end")
def sigma_for_perplexity(squared_distances, perplexity):
    d = np.asarray(squared_distances, float)
    if not 1 < perplexity < len(d):
        raise ValueError("out of range")
    d = d - d.min()
    low, high = -20.0, 20.0
    for _ in range(80):
        middle = (low + high) / 2
        w = np.exp(-d / (2 * np.exp(middle) ** 2))
        p = w / w.sum()
        found = np.exp(-np.sum(p[p > 0] * np.log(p[p > 0])))
        low, high = (low, middle) if found < perplexity else (middle, high)
    return float(np.exp(middle))


@wrong(5, "returns whatever the search ends at if no sigma does it")
def sigma_for_perplexity(squared_distances, perplexity):
    d = np.asarray(squared_distances, float)
    d = d - d.min()
    low, high = -20.0, 20.0
    for _ in range(80):
        middle = (low + high) / 2
        w = np.exp(-d / (2 * np.exp(middle) ** 2))
        p = w / w.sum()
        found = np.exp(-np.sum(p[p > 0] * np.log(p[p > 0])))
        low, high = (middle, high) if found < perplexity else (low, middle)
    return float(np.exp(middle))


@wrong(5, "subtracts the smallest in place")
def sigma_for_perplexity(squared_distances, perplexity):
    d = np.asarray(squared_distances, float)
    if not 1 < perplexity < len(d):
        raise ValueError("out of range")
    d -= d.min()
    low, high = -20.0, 20.0
    for _ in range(80):
        middle = (low + high) / 2
        w = np.exp(-d / (2 * np.exp(middle) ** 2))
        p = w / w.sum()
        found = np.exp(-np.sum(p[p > 0] * np.log(p[p > 0])))
        low, high = (middle, high) if found < perplexity else (low, middle)
    return float(np.exp(middle))


@right(5, "with a root finder of SciPy, on the logarithm")
def sigma_for_perplexity(squared_distances, perplexity):
    from scipy.optimize import brentq
    from scipy.special import softmax
    from scipy.stats import entropy

    d = np.asarray(squared_distances, dtype=float)
    if perplexity <= 1 or perplexity >= d.size:
        raise ValueError("perplexity is out of range")
    return np.exp(
        brentq(lambda t: entropy(softmax(-d / (2 * np.exp(2 * t))), base=2) - np.log2(perplexity), -15, 15)
    )


@right(5, "loops in plain Python, and stops when it is near enough")
def sigma_for_perplexity(squared_distances, perplexity):
    import math

    values = [float(value) for value in squared_distances]
    if not 1 < perplexity < len(values):
        raise ValueError("perplexity is out of range")
    nearest = min(values)
    low, high, sigma = 0.0, math.inf, 1.0
    while True:
        weights = [math.exp(-(value - nearest) / (2 * sigma * sigma)) for value in values]
        total = sum(weights)
        found = 2 ** -sum(w / total * math.log2(w / total) for w in weights if w > 0)
        if abs(found - perplexity) < 1e-7:
            return sigma
        if found < perplexity:
            low = sigma
        else:
            high = sigma
        sigma = 2 * sigma if high == math.inf else (low + high) / 2


@right(5, "by halving the precision, as scikit-learn does")
def sigma_for_perplexity(squared_distances, perplexity):
    d = np.asarray(squared_distances, dtype=np.float64)
    if not 1 < perplexity < len(d):
        raise ValueError("perplexity is out of range")
    d = (d - d.min()) / np.ptp(d)
    low, high, beta = 0.0, np.inf, 1.0
    for _ in range(300):
        p = np.exp(-d * beta)
        entropy = np.log(p.sum()) + beta * (d @ p) / p.sum()
        if entropy > np.log(perplexity):
            low, beta = beta, beta * 2 if high == np.inf else (beta + high) / 2
        else:
            high, beta = beta, (beta + low) / 2
    original = np.asarray(squared_distances, dtype=np.float64)
    return float(np.sqrt(np.ptp(original) / (2 * beta)))


@right(5, "on many sigmas at once, in torch")
def sigma_for_perplexity(squared_distances, perplexity):
    import torch

    d = torch.as_tensor(np.asarray(squared_distances, dtype=float))
    if perplexity >= len(d) or perplexity <= 1:
        raise ValueError("perplexity is out of range")
    low, high = -12.0, 12.0
    for _ in range(8):
        grid = torch.linspace(low, high, 101, dtype=torch.float64)
        logs = torch.log_softmax(-d / (2 * torch.exp(2 * grid)[:, None]), dim=1)
        entropy = -torch.special.xlogy(logs.exp(), logs.exp()).sum(dim=1)
        above = min(max(int((entropy < np.log(perplexity)).sum()), 1), 100)
        low, high = float(grid[above - 1]), float(grid[above])
    return float(np.exp((low + high) / 2))


# Question 6: rho_and_sigma


@wrong(6, "squares the distances")
def rho_and_sigma(distances):
    d = np.asarray(distances, float)
    rho = d[d > 0].min()
    if (d <= rho).sum() >= np.log2(len(d)):
        raise ValueError("no sigma")
    low, high = -20.0, 20.0
    for _ in range(80):
        middle = (low + high) / 2
        total = np.exp(-np.maximum(d**2 - rho**2, 0) / np.exp(middle)).sum()
        low, high = (middle, high) if total < np.log2(len(d)) else (low, middle)
    return float(rho), float(np.exp(middle))


@wrong(6, "takes t-SNE's Gaussian")
def rho_and_sigma(distances):
    d = np.asarray(distances, float)
    rho = d[d > 0].min()
    if (d <= rho).sum() >= np.log2(len(d)):
        raise ValueError("no sigma")
    low, high = -20.0, 20.0
    for _ in range(80):
        middle = (low + high) / 2
        total = np.exp(-(np.maximum(d - rho, 0) ** 2) / (2 * np.exp(middle) ** 2)).sum()
        low, high = (middle, high) if total < np.log2(len(d)) else (low, middle)
    return float(rho), float(np.exp(middle))


@wrong(6, "adds rho, as a slip of the sign in a formula has it")
def rho_and_sigma(distances):
    d = np.asarray(distances, float)
    rho = d[d > 0].min()
    if (d <= rho).sum() >= np.log2(len(d)):
        raise ValueError("no sigma")
    low, high = -20.0, 20.0
    for _ in range(80):
        middle = (low + high) / 2
        total = np.exp(-np.maximum(d + rho, 0) / np.exp(middle)).sum()
        low, high = (middle, high) if total < np.log2(len(d)) else (low, middle)
    return float(rho), float(np.exp(middle))


@wrong(6, "forgets rho in the weights")
def rho_and_sigma(distances):
    d = np.asarray(distances, float)
    rho = d[d > 0].min()
    if (d <= rho).sum() >= np.log2(len(d)):
        raise ValueError("no sigma")
    low, high = -20.0, 20.0
    for _ in range(80):
        middle = (low + high) / 2
        total = np.exp(-d / np.exp(middle)).sum()
        low, high = (middle, high) if total < np.log2(len(d)) else (low, middle)
    return float(rho), float(np.exp(middle))


@wrong(6, "counts the point itself among its neighbours")
def rho_and_sigma(distances):
    d = np.asarray(distances, float)
    rho = d[d > 0].min()
    if (d <= rho).sum() >= np.log2(len(d)):
        raise ValueError("no sigma")
    low, high = -20.0, 20.0
    for _ in range(80):
        middle = (low + high) / 2
        total = np.exp(-np.maximum(d - rho, 0) / np.exp(middle)).sum()
        low, high = (middle, high) if total < np.log2(len(d) + 1) else (low, middle)
    return float(rho), float(np.exp(middle))


@wrong(6, "adds the point's own weight to the sum")
def rho_and_sigma(distances):
    d = np.asarray(distances, float)
    rho = d[d > 0].min()
    if (d <= rho).sum() >= np.log2(len(d)):
        raise ValueError("no sigma")
    low, high = -20.0, 20.0
    for _ in range(80):
        middle = (low + high) / 2
        total = 1 + np.exp(-np.maximum(d - rho, 0) / np.exp(middle)).sum()
        low, high = (middle, high) if total < np.log2(len(d)) else (low, middle)
    return float(rho), float(np.exp(middle))


@wrong(6, "leaves the nearest neighbour out of the sum")
def rho_and_sigma(distances):
    d = np.sort(np.asarray(distances, float))
    rho = d[d > 0].min()
    if (d <= rho).sum() >= np.log2(len(d)):
        raise ValueError("no sigma")
    low, high = -20.0, 20.0
    for _ in range(80):
        middle = (low + high) / 2
        total = np.exp(-np.maximum(d[1:] - rho, 0) / np.exp(middle)).sum()
        low, high = (middle, high) if total < np.log2(len(d)) else (low, middle)
    return float(rho), float(np.exp(middle))


@wrong(6, "takes the natural logarithm of k")
def rho_and_sigma(distances):
    d = np.asarray(distances, float)
    rho = d[d > 0].min()
    if (d <= rho).sum() >= np.log2(len(d)):
        raise ValueError("no sigma")
    low, high = -20.0, 20.0
    for _ in range(80):
        middle = (low + high) / 2
        total = np.exp(-np.maximum(d - rho, 0) / np.exp(middle)).sum()
        low, high = (middle, high) if total < np.log(len(d)) else (low, middle)
    return float(rho), float(np.exp(middle))


@wrong(6, "takes a distance of 0 for rho")
def rho_and_sigma(distances):
    d = np.asarray(distances, float)
    rho = d.min()
    if not d.any() or (d <= d[d > 0].min()).sum() >= np.log2(len(d)):
        raise ValueError("no sigma")
    low, high = -20.0, 20.0
    for _ in range(80):
        middle = (low + high) / 2
        total = np.exp(-np.maximum(d - rho, 0) / np.exp(middle)).sum()
        low, high = (middle, high) if total < np.log2(len(d)) else (low, middle)
    return float(rho), float(np.exp(middle))


@wrong(6, "leaves out neighbours that coincide with the point")
def rho_and_sigma(distances):
    d = np.asarray(distances, float)
    rho = d[d > 0].min()
    if (d <= rho).sum() >= np.log2(len(d)):
        raise ValueError("no sigma")
    d = d[d > 0]
    low, high = -20.0, 20.0
    for _ in range(80):
        middle = (low + high) / 2
        total = np.exp(-np.maximum(d - rho, 0) / np.exp(middle)).sum()
        low, high = (middle, high) if total < np.log2(len(d)) else (low, middle)
    return float(rho), float(np.exp(middle))


@wrong(6, "takes the first distance for the nearest")
def rho_and_sigma(distances):
    d = np.asarray(distances, float)
    rho = d[d > 0].min()
    if (d <= rho).sum() >= np.log2(len(d)):
        raise ValueError("no sigma")
    rho = d[0]
    low, high = -20.0, 20.0
    for _ in range(80):
        middle = (low + high) / 2
        total = np.exp(-np.maximum(d - rho, 0) / np.exp(middle)).sum()
        low, high = (middle, high) if total < np.log2(len(d)) else (low, middle)
    return float(rho), float(np.exp(middle))


@wrong(6, "lets weights of nearer neighbours rise above 1")
def rho_and_sigma(distances):
    d = np.asarray(distances, float)
    rho = d[d > 0].min()
    if (d <= rho).sum() >= np.log2(len(d)):
        raise ValueError("no sigma")
    low, high = -20.0, 20.0
    for _ in range(80):
        middle = (low + high) / 2
        total = np.exp(-(d - rho) / np.exp(middle)).sum()
        low, high = (middle, high) if total < np.log2(len(d)) else (low, middle)
    return float(rho), float(np.exp(middle))


@wrong(6, "keeps sigma from becoming small, as the library does")
def rho_and_sigma(distances):
    d = np.asarray(distances, float)
    rho = d[d > 0].min()
    if (d <= rho).sum() >= np.log2(len(d)):
        raise ValueError("no sigma")
    low, high = -20.0, 20.0
    for _ in range(80):
        middle = (low + high) / 2
        total = np.exp(-np.maximum(d - rho, 0) / np.exp(middle)).sum()
        low, high = (middle, high) if total < np.log2(len(d)) else (low, middle)
    return float(rho), max(float(np.exp(middle)), 0.1)


@wrong(6, "searches between 0 and 100")
def rho_and_sigma(distances):
    d = np.asarray(distances, float)
    rho = d[d > 0].min()
    if (d <= rho).sum() >= np.log2(len(d)):
        raise ValueError("no sigma")
    low, high = 0.0, 100.0
    for _ in range(80):
        middle = (low + high) / 2
        total = np.exp(-np.maximum(d - rho, 0) / middle).sum()
        low, high = (middle, high) if total < np.log2(len(d)) else (low, middle)
    return float(rho), float(middle)


@wrong(6, "returns whatever the search ends at if no sigma does it")
def rho_and_sigma(distances):
    d = np.asarray(distances, float)
    rho = d[d > 0].min()
    low, high = -20.0, 20.0
    for _ in range(80):
        middle = (low + high) / 2
        total = np.exp(-np.maximum(d - rho, 0) / np.exp(middle)).sum()
        low, high = (middle, high) if total < np.log2(len(d)) else (low, middle)
    return float(rho), float(np.exp(middle))


@wrong(6, "refuses only fewer than three neighbours")
def rho_and_sigma(distances):
    d = np.asarray(distances, float)
    if len(d) < 3:
        raise ValueError("no sigma")
    rho = d[d > 0].min()
    low, high = -20.0, 20.0
    for _ in range(80):
        middle = (low + high) / 2
        total = np.exp(-np.maximum(d - rho, 0) / np.exp(middle)).sum()
        low, high = (middle, high) if total < np.log2(len(d)) else (low, middle)
    return float(rho), float(np.exp(middle))


@wrong(6, "subtracts uint8 from uint8")
def rho_and_sigma(distances):
    d = np.asarray(distances)
    rho = d[d > 0].min()
    if (d <= rho).sum() >= np.log2(len(d)):
        raise ValueError("no sigma")
    low, high = -20.0, 20.0
    for _ in range(80):
        middle = (low + high) / 2
        total = np.exp(np.minimum(rho - d, 0) / np.exp(middle)).sum()
        low, high = (middle, high) if total < np.log2(len(d)) else (low, middle)
    return float(rho), float(np.exp(middle))


@wrong(6, "sorts in place")
def rho_and_sigma(distances):
    d = np.asarray(distances, float)
    d.sort()
    rho = d[d > 0].min()
    if (d <= rho).sum() >= np.log2(len(d)):
        raise ValueError("no sigma")
    low, high = -20.0, 20.0
    for _ in range(80):
        middle = (low + high) / 2
        total = np.exp(-np.maximum(d - rho, 0) / np.exp(middle)).sum()
        low, high = (middle, high) if total < np.log2(len(d)) else (low, middle)
    return float(rho), float(np.exp(middle))


@right(6, "with a root finder of SciPy, on the logarithm")
def rho_and_sigma(distances):
    from scipy.optimize import brentq

    d = np.asarray(distances, dtype=float)
    if not (d > 0).any():
        raise ValueError("all neighbours coincide with the point")
    rho = d[d > 0].min()
    beyond = (d - rho).clip(min=0)
    if np.count_nonzero(beyond == 0) >= np.log2(d.size):
        raise ValueError("no sigma does it")
    return rho, np.exp(brentq(lambda t: np.exp(-beyond / np.exp(t)).sum() - np.log2(d.size), -18, 18))


@right(6, "loops in plain Python, and stops when it is near enough")
def rho_and_sigma(distances):
    import math

    values = [float(value) for value in distances]
    positive = [value for value in values if value > 0]
    target = math.log2(len(values))
    if not positive or sum(value <= min(positive) for value in values) >= target:
        raise ValueError("no sigma does it")
    rho = min(positive)
    low, high, sigma = 0.0, math.inf, 1.0
    while True:
        total = sum(1.0 if value <= rho else math.exp((rho - value) / sigma) for value in values)
        if abs(total - target) < 1e-8:
            return rho, sigma
        if total > target:
            high = sigma
        else:
            low = sigma
        sigma = 2 * sigma if high == math.inf else (low + high) / 2


@right(6, "by Newton's method on 1 / sigma")
def rho_and_sigma(distances):
    d = np.sort(np.asarray(distances, dtype=np.float64))
    target = np.log(len(d)) / np.log(2)
    positive = d[np.searchsorted(d, 0, side="right") :]
    if len(positive) == 0 or np.searchsorted(d, positive[0], side="right") >= target:
        raise ValueError("no sigma does it")
    beyond = d[d > positive[0]] - positive[0]
    needed = target - (len(d) - len(beyond))
    # The sum falls in 1 / sigma and is convex: from the left, the steps never go too far.
    beta = 0.0
    for _ in range(200):
        weights = np.exp(-beyond * beta)
        beta += (weights.sum() - needed) / (weights @ beyond)
    return float(positive[0]), float(1 / beta)


@right(6, "on many sigmas at once, in torch")
def rho_and_sigma(distances):
    import torch

    d = torch.as_tensor(np.asarray(distances, dtype=float))
    target = np.log2(len(d))
    rho = torch.where(d > 0, d, torch.inf).min()
    if int((d <= rho).sum()) >= target or bool(torch.isinf(rho)):
        raise ValueError("no sigma does it")
    low, high = -14.0, 14.0
    for _ in range(8):
        grid = torch.linspace(low, high, 101, dtype=torch.float64)
        totals = torch.exp(-torch.relu(d - rho) / torch.exp(grid)[:, None]).sum(dim=1)
        above = min(max(int((totals < target).sum()), 1), 100)
        low, high = float(grid[above - 1]), float(grid[above])
    return rho.item(), float(np.exp(high))


# Question 7: map_similarities


@wrong(7, "takes plain distances for t-SNE")
def map_similarities(Y, a, b):
    Y = np.asarray(Y, float)
    if len(Y) < 2 or a <= 0 or b <= 0:
        raise ValueError("out of range")
    D = np.sqrt(((Y[:, None] - Y) ** 2).sum(axis=2))
    q, w = 1 / (1 + D), 1 / (1 + a * D ** (2 * b))
    np.fill_diagonal(q, 0)
    np.fill_diagonal(w, 0)
    return q / q.sum(), w


@wrong(7, "raises a plain distance to b for UMAP")
def map_similarities(Y, a, b):
    Y = np.asarray(Y, float)
    if len(Y) < 2 or a <= 0 or b <= 0:
        raise ValueError("out of range")
    D = np.sqrt(((Y[:, None] - Y) ** 2).sum(axis=2))
    q, w = 1 / (1 + D**2), 1 / (1 + a * D**b)
    np.fill_diagonal(q, 0)
    np.fill_diagonal(w, 0)
    return q / q.sum(), w


@wrong(7, "raises a squared distance to 2b for UMAP")
def map_similarities(Y, a, b):
    Y = np.asarray(Y, float)
    if len(Y) < 2 or a <= 0 or b <= 0:
        raise ValueError("out of range")
    S = ((Y[:, None] - Y) ** 2).sum(axis=2)
    q, w = 1 / (1 + S), 1 / (1 + a * S ** (2 * b))
    np.fill_diagonal(q, 0)
    np.fill_diagonal(w, 0)
    return q / q.sum(), w


@wrong(7, "counts each point as a pair with itself")
def map_similarities(Y, a, b):
    Y = np.asarray(Y, float)
    if len(Y) < 2 or a <= 0 or b <= 0:
        raise ValueError("out of range")
    S = ((Y[:, None] - Y) ** 2).sum(axis=2)
    q, w = 1 / (1 + S), 1 / (1 + a * S**b)
    return q / q.sum(), w


@wrong(7, "sets the diagonal to 0 only after normalising")
def map_similarities(Y, a, b):
    Y = np.asarray(Y, float)
    if len(Y) < 2 or a <= 0 or b <= 0:
        raise ValueError("out of range")
    S = ((Y[:, None] - Y) ** 2).sum(axis=2)
    q, w = 1 / (1 + S), 1 / (1 + a * S**b)
    q /= q.sum()
    np.fill_diagonal(q, 0)
    np.fill_diagonal(w, 0)
    return q, w


@wrong(7, "normalises each row")
def map_similarities(Y, a, b):
    Y = np.asarray(Y, float)
    if len(Y) < 2 or a <= 0 or b <= 0:
        raise ValueError("out of range")
    S = ((Y[:, None] - Y) ** 2).sum(axis=2)
    q, w = 1 / (1 + S), 1 / (1 + a * S**b)
    np.fill_diagonal(q, 0)
    np.fill_diagonal(w, 0)
    return q / q.sum(axis=1, keepdims=True), w


@wrong(7, "counts every pair once")
def map_similarities(Y, a, b):
    Y = np.asarray(Y, float)
    if len(Y) < 2 or a <= 0 or b <= 0:
        raise ValueError("out of range")
    S = ((Y[:, None] - Y) ** 2).sum(axis=2)
    q, w = 1 / (1 + S), 1 / (1 + a * S**b)
    np.fill_diagonal(q, 0)
    np.fill_diagonal(w, 0)
    return q / np.triu(q).sum(), w


@wrong(7, "does not normalise")
def map_similarities(Y, a, b):
    Y = np.asarray(Y, float)
    if len(Y) < 2 or a <= 0 or b <= 0:
        raise ValueError("out of range")
    S = ((Y[:, None] - Y) ** 2).sum(axis=2)
    q, w = 1 / (1 + S), 1 / (1 + a * S**b)
    np.fill_diagonal(q, 0)
    np.fill_diagonal(w, 0)
    return q, w


@wrong(7, "normalises both")
def map_similarities(Y, a, b):
    Y = np.asarray(Y, float)
    if len(Y) < 2 or a <= 0 or b <= 0:
        raise ValueError("out of range")
    S = ((Y[:, None] - Y) ** 2).sum(axis=2)
    q, w = 1 / (1 + S), 1 / (1 + a * S**b)
    np.fill_diagonal(q, 0)
    np.fill_diagonal(w, 0)
    return q / q.sum(), w / w.sum()


@wrong(7, "takes a Gaussian on the map, as the first version of t-SNE did")
def map_similarities(Y, a, b):
    Y = np.asarray(Y, float)
    if len(Y) < 2 or a <= 0 or b <= 0:
        raise ValueError("out of range")
    S = ((Y[:, None] - Y) ** 2).sum(axis=2)
    q, w = np.exp(-S), 1 / (1 + a * S**b)
    np.fill_diagonal(q, 0)
    np.fill_diagonal(w, 0)
    return q / q.sum(), w


@wrong(7, "forgets a")
def map_similarities(Y, a, b):
    Y = np.asarray(Y, float)
    if len(Y) < 2 or a <= 0 or b <= 0:
        raise ValueError("out of range")
    S = ((Y[:, None] - Y) ** 2).sum(axis=2)
    q, w = 1 / (1 + S), 1 / (1 + S**b)
    np.fill_diagonal(q, 0)
    np.fill_diagonal(w, 0)
    return q / q.sum(), w


@wrong(7, "exchanges a and b")
def map_similarities(Y, a, b):
    Y = np.asarray(Y, float)
    if len(Y) < 2 or a <= 0 or b <= 0:
        raise ValueError("out of range")
    S = ((Y[:, None] - Y) ** 2).sum(axis=2)
    q, w = 1 / (1 + S), 1 / (1 + b * S**a)
    np.fill_diagonal(q, 0)
    np.fill_diagonal(w, 0)
    return q / q.sum(), w


@wrong(7, "exchanges the tables")
def map_similarities(Y, a, b):
    Y = np.asarray(Y, float)
    if len(Y) < 2 or a <= 0 or b <= 0:
        raise ValueError("out of range")
    S = ((Y[:, None] - Y) ** 2).sum(axis=2)
    q, w = 1 / (1 + S), 1 / (1 + a * S**b)
    np.fill_diagonal(q, 0)
    np.fill_diagonal(w, 0)
    return w, q / q.sum()


@wrong(7, "adds up absolute differences")
def map_similarities(Y, a, b):
    Y = np.asarray(Y, float)
    if len(Y) < 2 or a <= 0 or b <= 0:
        raise ValueError("out of range")
    S = np.abs(Y[:, None] - Y).sum(axis=2) ** 2
    q, w = 1 / (1 + S), 1 / (1 + a * S**b)
    np.fill_diagonal(q, 0)
    np.fill_diagonal(w, 0)
    return q / q.sum(), w


@wrong(7, "squares uint8")
def map_similarities(Y, a, b):
    Y = np.asarray(Y)
    if len(Y) < 2 or a <= 0 or b <= 0:
        raise ValueError("out of range")
    S = ((Y[:, None] - Y) ** 2).sum(axis=2)
    q, w = 1 / (1 + S), 1 / (1 + a * S**b)
    np.fill_diagonal(q, 0)
    np.fill_diagonal(w, 0)
    return q / q.sum(), w


@wrong(7, "gives points that coincide no likeness")
def map_similarities(Y, a, b):
    Y = np.asarray(Y, float)
    if len(Y) < 2 or a <= 0 or b <= 0:
        raise ValueError("out of range")
    S = ((Y[:, None] - Y) ** 2).sum(axis=2)
    q, w = np.where(S > 0, 1 / (1 + S), 0), np.where(S > 0, 1 / (1 + a * S**b), 0)
    return q / max(q.sum(), 1e-12), w


@wrong(7, "accepts an a or b that is not above 0")
def map_similarities(Y, a, b):
    Y = np.asarray(Y, float)
    if len(Y) < 2:
        raise ValueError("out of range")
    S = ((Y[:, None] - Y) ** 2).sum(axis=2)
    q, w = 1 / (1 + S), 1 / (1 + a * S**b)
    np.fill_diagonal(q, 0)
    np.fill_diagonal(w, 0)
    return q / q.sum(), w


@wrong(7, "accepts a single point")
def map_similarities(Y, a, b):
    Y = np.asarray(Y, float)
    if a <= 0 or b <= 0:
        raise ValueError("out of range")
    S = ((Y[:, None] - Y) ** 2).sum(axis=2)
    q, w = 1 / (1 + S), 1 / (1 + a * S**b)
    np.fill_diagonal(q, 0)
    np.fill_diagonal(w, 0)
    return q / q.sum(), w


@right(7, "loops in plain Python")
def map_similarities(Y, a, b):
    import math

    if len(Y) < 2 or a <= 0 or b <= 0:
        raise ValueError("out of range")
    points = [[float(value) for value in y] for y in Y]
    q = [[0.0] * len(points) for _ in points]
    w = [[0.0] * len(points) for _ in points]
    for i, one in enumerate(points):
        for j, other in enumerate(points):
            if i != j:
                distance = math.dist(one, other)
                q[i][j] = 1 / (1 + distance * distance)
                w[i][j] = 1 / (1 + a * math.pow(distance, 2 * b))
    total = sum(map(sum, q))
    return np.array(q) / total, np.array(w)


@right(7, "with SciPy's list of pairs")
def map_similarities(Y, a, b):
    from scipy.spatial.distance import pdist, squareform

    if len(Y) < 2 or a <= 0 or b <= 0:
        raise ValueError("out of range")
    squared = pdist(np.asarray(Y, dtype=float), "sqeuclidean")
    student = (1 + squared) ** -1.0
    return squareform(student / (2 * student.sum())), squareform((1 + a * squared**b) ** -1.0)


@right(7, "expands the square, and cuts off what falls below 0")
def map_similarities(Y, a, b):
    Y = np.asarray(Y, dtype=np.float64)
    if not (len(Y) > 1 and a > 0 and b > 0):
        raise ValueError("out of range")
    norms = (Y**2).sum(axis=1)
    squared = np.clip(norms[:, None] + norms - 2 * Y @ Y.T, 0, None)
    off = ~np.eye(len(Y), dtype=bool)
    q, w = np.zeros_like(squared), np.zeros_like(squared)
    q[off] = np.reciprocal(1 + squared[off])
    w[off] = np.reciprocal(1 + a * np.power(squared[off], b))
    return q / q[off].sum(), w


@right(7, "with torch, in float32")
def map_similarities(Y, a, b):
    import torch

    Y = torch.as_tensor(np.asarray(Y, dtype=np.float32))
    if len(Y) < 2 or a <= 0 or b <= 0:
        raise ValueError("out of range")
    squared = (Y[:, None] - Y).square().sum(dim=2)
    q, w = 1 / (1 + squared), 1 / (1 + a * squared**b)
    q.fill_diagonal_(0)
    w.fill_diagonal_(0)
    return (q / q.sum()).numpy(), w.numpy()


# Question 8: map_from_ways


@wrong(8, "takes the direct ways for distances")
def map_from_ways(lengths, n_components):
    D = np.array(lengths, dtype=float)
    n = len(D)
    if not 1 <= n_components <= n or np.isinf(D).all(axis=1).any():
        raise ValueError("out of range")
    J = np.eye(n) - 1 / n
    values, vectors = np.linalg.eigh(-J @ np.where(np.isinf(D), 1e9, D) ** 2 @ J / 2)
    order = np.argsort(-values)[:n_components]
    return D, vectors[:, order] * np.sqrt(np.maximum(values[order], 0))


@wrong(8, "takes straight lines between the rows of the table for distances")
def map_from_ways(lengths, n_components):
    L = np.array(lengths, dtype=float)
    n = len(L)
    if not 1 <= n_components <= n or np.isinf(L).any():
        raise ValueError("out of range")
    D = np.sqrt(((L[:, None] - L) ** 2).sum(axis=2))
    J = np.eye(n) - 1 / n
    values, vectors = np.linalg.eigh(-J @ D**2 @ J / 2)
    order = np.argsort(-values)[:n_components]
    return D, vectors[:, order] * np.sqrt(np.maximum(values[order], 0))


@wrong(8, "looks for one detour only")
def map_from_ways(lengths, n_components):
    D = np.array(lengths, dtype=float)
    n = len(D)
    if not 1 <= n_components <= n:
        raise ValueError("out of range")
    D = (D[:, :, None] + D[None]).min(axis=1)
    if np.isinf(D).any():
        raise ValueError("not connected")
    J = np.eye(n) - 1 / n
    values, vectors = np.linalg.eigh(-J @ D**2 @ J / 2)
    order = np.argsort(-values)[:n_components]
    return D, vectors[:, order] * np.sqrt(np.maximum(values[order], 0))


@wrong(8, "nests the three loops in the wrong order")
def map_from_ways(lengths, n_components):
    D = np.array(lengths, dtype=float)
    n = len(D)
    if not 1 <= n_components <= n:
        raise ValueError("out of range")
    for i in range(n):
        for j in range(n):
            for k in range(n):
                D[i, j] = min(D[i, j], D[i, k] + D[k, j])
    if np.isinf(D).any():
        raise ValueError("not connected")
    J = np.eye(n) - 1 / n
    values, vectors = np.linalg.eigh(-J @ D**2 @ J / 2)
    order = np.argsort(-values)[:n_components]
    return D, vectors[:, order] * np.sqrt(np.maximum(values[order], 0))


@wrong(8, "counts the steps, not their lengths")
def map_from_ways(lengths, n_components):
    from scipy.sparse.csgraph import shortest_path

    L = np.array(lengths, dtype=float)
    n = len(L)
    D = shortest_path(L, unweighted=True)
    if not 1 <= n_components <= n or np.isinf(D).any():
        raise ValueError("out of range")
    J = np.eye(n) - 1 / n
    values, vectors = np.linalg.eigh(-J @ D**2 @ J / 2)
    order = np.argsort(-values)[:n_components]
    return D, vectors[:, order] * np.sqrt(np.maximum(values[order], 0))


@wrong(8, "does not square the distances")
def map_from_ways(lengths, n_components):
    from scipy.sparse.csgraph import shortest_path

    D = shortest_path(np.array(lengths, dtype=float))
    n = len(D)
    if not 1 <= n_components <= n or np.isinf(D).any():
        raise ValueError("out of range")
    J = np.eye(n) - 1 / n
    values, vectors = np.linalg.eigh(-J @ D @ J / 2)
    order = np.argsort(-values)[:n_components]
    return D, vectors[:, order] * np.sqrt(np.maximum(values[order], 0))


@wrong(8, "does not centre")
def map_from_ways(lengths, n_components):
    from scipy.sparse.csgraph import shortest_path

    D = shortest_path(np.array(lengths, dtype=float))
    n = len(D)
    if not 1 <= n_components <= n or np.isinf(D).any():
        raise ValueError("out of range")
    values, vectors = np.linalg.eigh(-(D**2) / 2)
    order = np.argsort(-values)[:n_components]
    return D, vectors[:, order] * np.sqrt(np.maximum(values[order], 0))


@wrong(8, "centres the columns only")
def map_from_ways(lengths, n_components):
    from scipy.sparse.csgraph import shortest_path

    D = shortest_path(np.array(lengths, dtype=float))
    n = len(D)
    if not 1 <= n_components <= n or np.isinf(D).any():
        raise ValueError("out of range")
    squared = D**2
    values, vectors = np.linalg.eigh(-(squared - squared.mean(axis=0)) / 2)
    order = np.argsort(-values)[:n_components]
    return D, vectors[:, order] * np.sqrt(np.maximum(values[order], 0))


@wrong(8, "forgets to divide by 2")
def map_from_ways(lengths, n_components):
    from scipy.sparse.csgraph import shortest_path

    D = shortest_path(np.array(lengths, dtype=float))
    n = len(D)
    if not 1 <= n_components <= n or np.isinf(D).any():
        raise ValueError("out of range")
    J = np.eye(n) - 1 / n
    values, vectors = np.linalg.eigh(-J @ D**2 @ J)
    order = np.argsort(-values)[:n_components]
    return D, vectors[:, order] * np.sqrt(np.maximum(values[order], 0))


@wrong(8, "multiplies by the eigenvalues, not by their roots")
def map_from_ways(lengths, n_components):
    from scipy.sparse.csgraph import shortest_path

    D = shortest_path(np.array(lengths, dtype=float))
    n = len(D)
    if not 1 <= n_components <= n or np.isinf(D).any():
        raise ValueError("out of range")
    J = np.eye(n) - 1 / n
    values, vectors = np.linalg.eigh(-J @ D**2 @ J / 2)
    order = np.argsort(-values)[:n_components]
    return D, vectors[:, order] * np.maximum(values[order], 0)


@wrong(8, "returns eigenvectors of length 1")
def map_from_ways(lengths, n_components):
    from scipy.sparse.csgraph import shortest_path

    D = shortest_path(np.array(lengths, dtype=float))
    n = len(D)
    if not 1 <= n_components <= n or np.isinf(D).any():
        raise ValueError("out of range")
    J = np.eye(n) - 1 / n
    values, vectors = np.linalg.eigh(-J @ D**2 @ J / 2)
    order = np.argsort(-values)[:n_components]
    return D, vectors[:, order]


@wrong(8, "takes the smallest eigenvalues, which eigh has first")
def map_from_ways(lengths, n_components):
    from scipy.sparse.csgraph import shortest_path

    D = shortest_path(np.array(lengths, dtype=float))
    n = len(D)
    if not 1 <= n_components <= n or np.isinf(D).any():
        raise ValueError("out of range")
    J = np.eye(n) - 1 / n
    values, vectors = np.linalg.eigh(-J @ D**2 @ J / 2)
    return D, vectors[:, :n_components] * np.sqrt(np.maximum(values[:n_components], 0))


@wrong(8, "puts the column with the largest eigenvalue last")
def map_from_ways(lengths, n_components):
    from scipy.sparse.csgraph import shortest_path

    D = shortest_path(np.array(lengths, dtype=float))
    n = len(D)
    if not 1 <= n_components <= n or np.isinf(D).any():
        raise ValueError("out of range")
    J = np.eye(n) - 1 / n
    values, vectors = np.linalg.eigh(-J @ D**2 @ J / 2)
    return D, vectors[:, -n_components:] * np.sqrt(np.maximum(values[-n_components:], 0))


@wrong(8, "takes the absolute value of a negative eigenvalue, as an SVD does")
def map_from_ways(lengths, n_components):
    from scipy.sparse.csgraph import shortest_path

    D = shortest_path(np.array(lengths, dtype=float))
    n = len(D)
    if not 1 <= n_components <= n or np.isinf(D).any():
        raise ValueError("out of range")
    J = np.eye(n) - 1 / n
    U, s, _ = np.linalg.svd(-J @ D**2 @ J / 2)
    return D, U[:, :n_components] * np.sqrt(s[:n_components])


@wrong(8, "takes the root of a negative eigenvalue")
def map_from_ways(lengths, n_components):
    from scipy.sparse.csgraph import shortest_path

    D = shortest_path(np.array(lengths, dtype=float))
    n = len(D)
    if not 1 <= n_components <= n or np.isinf(D).any():
        raise ValueError("out of range")
    J = np.eye(n) - 1 / n
    values, vectors = np.linalg.eigh(-J @ D**2 @ J / 2)
    order = np.argsort(-values)[:n_components]
    return D, vectors[:, order] * np.sqrt(values[order])


@wrong(8, "writes one place a column")
def map_from_ways(lengths, n_components):
    from scipy.sparse.csgraph import shortest_path

    D = shortest_path(np.array(lengths, dtype=float))
    n = len(D)
    if not 1 <= n_components <= n or np.isinf(D).any():
        raise ValueError("out of range")
    J = np.eye(n) - 1 / n
    values, vectors = np.linalg.eigh(-J @ D**2 @ J / 2)
    order = np.argsort(-values)[:n_components]
    return D, (vectors[:, order] * np.sqrt(np.maximum(values[order], 0))).T


@wrong(8, "finds shortest ways in place")
def map_from_ways(lengths, n_components):
    D = np.asarray(lengths, dtype=float)
    n = len(D)
    if not 1 <= n_components <= n:
        raise ValueError("out of range")
    for k in range(n):
        np.minimum(D, D[:, [k]] + D[k], out=D)
    if np.isinf(D).any():
        raise ValueError("not connected")
    J = np.eye(n) - 1 / n
    values, vectors = np.linalg.eigh(-J @ D**2 @ J / 2)
    order = np.argsort(-values)[:n_components]
    return D, vectors[:, order] * np.sqrt(np.maximum(values[order], 0))


@wrong(8, "puts a large number for a place that cannot be reached")
def map_from_ways(lengths, n_components):
    from scipy.sparse.csgraph import shortest_path

    D = shortest_path(np.array(lengths, dtype=float))
    n = len(D)
    if not 1 <= n_components <= n:
        raise ValueError("out of range")
    D[np.isinf(D)] = 1e6
    J = np.eye(n) - 1 / n
    values, vectors = np.linalg.eigh(-J @ D**2 @ J / 2)
    order = np.argsort(-values)[:n_components]
    return D, vectors[:, order] * np.sqrt(np.maximum(values[order], 0))


@wrong(8, "makes do with fewer columns than asked for")
def map_from_ways(lengths, n_components):
    from scipy.sparse.csgraph import shortest_path

    D = shortest_path(np.array(lengths, dtype=float))
    n = len(D)
    if n_components < 1 or np.isinf(D).any():
        raise ValueError("out of range")
    J = np.eye(n) - 1 / n
    values, vectors = np.linalg.eigh(-J @ D**2 @ J / 2)
    order = np.argsort(-values)[:n_components]
    return D, vectors[:, order] * np.sqrt(np.maximum(values[order], 0))


@wrong(8, "works in the integers that come")
def map_from_ways(lengths, n_components):
    D = np.array(lengths)
    n = len(D)
    if not 1 <= n_components <= n:
        raise ValueError("out of range")
    for k in range(n):
        D = np.minimum(D, D[:, [k]] + D[k])
    if np.isinf(D).any():
        raise ValueError("not connected")
    J = np.eye(n) - 1 / n
    values, vectors = np.linalg.eigh(-J @ D**2 @ J / 2)
    order = np.argsort(-values)[:n_components]
    return D.astype(float), vectors[:, order] * np.sqrt(np.maximum(values[order], 0))


@right(8, "with SciPy's shortest ways, and every second column turned")
def map_from_ways(lengths, n_components):
    from scipy.linalg import eigh
    from scipy.sparse.csgraph import shortest_path

    D = shortest_path(np.array(lengths, dtype=float), method="D", directed=False)
    if n_components < 1 or n_components > len(D) or not np.isfinite(D).all():
        raise ValueError("out of range")
    squared = D**2
    B = squared - squared.mean(axis=0) - squared.mean(axis=1)[:, None] + squared.mean()
    values, vectors = eigh(B / -2, subset_by_index=[len(D) - n_components, len(D) - 1])
    signs = np.where(np.arange(n_components) % 2, -1, 1)
    return D, (vectors * np.sqrt(np.maximum(values, 0)))[:, ::-1] * signs


@right(8, "with Dijkstra's algorithm and a heap")
def map_from_ways(lengths, n_components):
    import heapq
    import math

    n = len(lengths)
    if n_components not in range(1, n + 1):
        raise ValueError("n_components is out of range")

    def from_place(start):
        best, queue = {}, [(0.0, start)]
        while queue:
            length, place = heapq.heappop(queue)
            if place not in best:
                best[place] = length
                for other in range(n):
                    if other not in best and not math.isinf(lengths[place][other]):
                        heapq.heappush(queue, (length + float(lengths[place][other]), other))
        if len(best) < n:
            raise ValueError("a place cannot be reached")
        return [best[place] for place in range(n)]

    D = np.array([from_place(start) for start in range(n)])
    D = (D + D.T) / 2
    centring = np.eye(n) - np.full((n, n), 1 / n)
    values, vectors = np.linalg.eigh(centring @ (-0.5 * D * D) @ centring)
    columns = [
        vectors[:, column] * max(values[column], 0) ** 0.5
        for column in range(n - 1, n - 1 - n_components, -1)
    ]
    return D, np.stack(columns, axis=1)


@right(8, "squares the table of ways until nothing changes")
def map_from_ways(lengths, n_components):
    D = np.array(lengths, dtype=np.float64)
    n = D.shape[0]
    if n_components <= 0 or n_components > n:
        raise ValueError("n_components is out of range")
    while True:
        shorter = (D[:, :, None] + D[None, :, :]).min(axis=1)
        if (shorter == D).all():
            break
        D = shorter
    if D.max() == np.inf:
        raise ValueError("a place cannot be reached")
    B = D**2
    B -= B.mean(axis=0)
    B -= B.mean(axis=1, keepdims=True)
    values, vectors = np.linalg.eigh((B + B.T) / -4)
    values = np.where(values > 1e-9 * values.max(), values, 0)
    return D, (np.sqrt(values) * vectors)[:, ::-1][:, :n_components].copy()


@right(8, "with torch, in float32 at the end")
def map_from_ways(lengths, n_components):
    import torch

    D = torch.as_tensor(np.array(lengths, dtype=np.float64))
    if n_components < 1 or n_components > D.shape[0]:
        raise ValueError("n_components is out of range")
    for k in range(len(D)):
        D = torch.minimum(D, D[:, k, None] + D[None, k])
    if bool(torch.isinf(D).any()):
        raise ValueError("a place cannot be reached")
    B = D.square()
    B = -0.5 * (B - B.mean(dim=0) - B.mean(dim=1, keepdim=True) + B.mean())
    values, vectors = torch.linalg.eigh(B)
    values, vectors = values.flip(0)[:n_components], vectors.flip(1)[:, :n_components]
    return D.float().numpy(), (vectors * torch.relu(values).sqrt()).float().numpy()


# Question 9: trustworthiness


@wrong(9, "exchanges data and map, which is another mark: continuity")
def trustworthiness(X, Y, n_neighbors):
    X, Y = np.asarray(Y, float), np.asarray(X, float)
    n, k = len(X), n_neighbors
    if len(Y) != n or k < 1 or 2 * k >= n:
        raise ValueError("out of range")
    DX, DY = (np.linalg.norm(Z[:, None] - Z, axis=2) for Z in (X, Y))
    ranks = DX.argsort(axis=1).argsort(axis=1)
    near = DY.argsort(axis=1)[:, 1 : k + 1]
    cost = np.maximum(np.take_along_axis(ranks, near, axis=1) - k, 0).sum()
    return float(1 - 2 * cost / (n * k * (2 * n - 3 * k - 1)))


@wrong(9, "counts each point among its own neighbours")
def trustworthiness(X, Y, n_neighbors):
    X, Y = np.asarray(X, float), np.asarray(Y, float)
    n, k = len(X), n_neighbors
    if len(Y) != n or k < 1 or 2 * k >= n:
        raise ValueError("out of range")
    DX, DY = (np.linalg.norm(Z[:, None] - Z, axis=2) for Z in (X, Y))
    ranks = DX.argsort(axis=1).argsort(axis=1)
    near = DY.argsort(axis=1)[:, :k]
    cost = np.maximum(np.take_along_axis(ranks, near, axis=1) - k, 0).sum()
    return float(1 - 2 * cost / (n * k * (2 * n - 3 * k - 1)))


@wrong(9, "counts ranks from one for the point itself")
def trustworthiness(X, Y, n_neighbors):
    X, Y = np.asarray(X, float), np.asarray(Y, float)
    n, k = len(X), n_neighbors
    if len(Y) != n or k < 1 or 2 * k >= n:
        raise ValueError("out of range")
    DX, DY = (np.linalg.norm(Z[:, None] - Z, axis=2) for Z in (X, Y))
    ranks = DX.argsort(axis=1).argsort(axis=1) + 1
    near = DY.argsort(axis=1)[:, 1 : k + 1]
    cost = np.maximum(np.take_along_axis(ranks, near, axis=1) - k, 0).sum()
    return float(1 - 2 * cost / (n * k * (2 * n - 3 * k - 1)))


@wrong(9, "counts ranks of other points from zero")
def trustworthiness(X, Y, n_neighbors):
    X, Y = np.asarray(X, float), np.asarray(Y, float)
    n, k = len(X), n_neighbors
    if len(Y) != n or k < 1 or 2 * k >= n:
        raise ValueError("out of range")
    DX, DY = (np.linalg.norm(Z[:, None] - Z, axis=2) for Z in (X, Y))
    ranks = DX.argsort(axis=1).argsort(axis=1) - 1
    near = DY.argsort(axis=1)[:, 1 : k + 1]
    cost = np.maximum(np.take_along_axis(ranks, near, axis=1) - k, 0).sum()
    return float(1 - 2 * cost / (n * k * (2 * n - 3 * k - 1)))


@wrong(9, "takes an order for ranks")
def trustworthiness(X, Y, n_neighbors):
    X, Y = np.asarray(X, float), np.asarray(Y, float)
    n, k = len(X), n_neighbors
    if len(Y) != n or k < 1 or 2 * k >= n:
        raise ValueError("out of range")
    DX, DY = (np.linalg.norm(Z[:, None] - Z, axis=2) for Z in (X, Y))
    near = DY.argsort(axis=1)[:, 1 : k + 1]
    cost = np.maximum(np.take_along_axis(DX.argsort(axis=1), near, axis=1) - k, 0).sum()
    return float(1 - 2 * cost / (n * k * (2 * n - 3 * k - 1)))


@wrong(9, "lets real neighbours earn something back")
def trustworthiness(X, Y, n_neighbors):
    X, Y = np.asarray(X, float), np.asarray(Y, float)
    n, k = len(X), n_neighbors
    if len(Y) != n or k < 1 or 2 * k >= n:
        raise ValueError("out of range")
    DX, DY = (np.linalg.norm(Z[:, None] - Z, axis=2) for Z in (X, Y))
    ranks = DX.argsort(axis=1).argsort(axis=1)
    near = DY.argsort(axis=1)[:, 1 : k + 1]
    cost = (np.take_along_axis(ranks, near, axis=1) - k).sum()
    return float(1 - 2 * cost / (n * k * (2 * n - 3 * k - 1)))


@wrong(9, "counts invented neighbours, whatever their rank")
def trustworthiness(X, Y, n_neighbors):
    X, Y = np.asarray(X, float), np.asarray(Y, float)
    n, k = len(X), n_neighbors
    if len(Y) != n or k < 1 or 2 * k >= n:
        raise ValueError("out of range")
    DX, DY = (np.linalg.norm(Z[:, None] - Z, axis=2) for Z in (X, Y))
    ranks = DX.argsort(axis=1).argsort(axis=1)
    near = DY.argsort(axis=1)[:, 1 : k + 1]
    cost = (np.take_along_axis(ranks, near, axis=1) > k).sum()
    return float(1 - 2 * cost / (n * k * (2 * n - 3 * k - 1)))


@wrong(9, "returns the share of neighbours that are kept")
def trustworthiness(X, Y, n_neighbors):
    X, Y = np.asarray(X, float), np.asarray(Y, float)
    n, k = len(X), n_neighbors
    if len(Y) != n or k < 1 or 2 * k >= n:
        raise ValueError("out of range")
    DX, DY = (np.linalg.norm(Z[:, None] - Z, axis=2) for Z in (X, Y))
    ranks = DX.argsort(axis=1).argsort(axis=1)
    near = DY.argsort(axis=1)[:, 1 : k + 1]
    return float((np.take_along_axis(ranks, near, axis=1) <= k).mean())


@wrong(9, "forgets the 2")
def trustworthiness(X, Y, n_neighbors):
    X, Y = np.asarray(X, float), np.asarray(Y, float)
    n, k = len(X), n_neighbors
    if len(Y) != n or k < 1 or 2 * k >= n:
        raise ValueError("out of range")
    DX, DY = (np.linalg.norm(Z[:, None] - Z, axis=2) for Z in (X, Y))
    ranks = DX.argsort(axis=1).argsort(axis=1)
    near = DY.argsort(axis=1)[:, 1 : k + 1]
    cost = np.maximum(np.take_along_axis(ranks, near, axis=1) - k, 0).sum()
    return float(1 - cost / (n * k * (2 * n - 3 * k - 1)))


@wrong(9, "returns the loss instead of the mark")
def trustworthiness(X, Y, n_neighbors):
    X, Y = np.asarray(X, float), np.asarray(Y, float)
    n, k = len(X), n_neighbors
    if len(Y) != n or k < 1 or 2 * k >= n:
        raise ValueError("out of range")
    DX, DY = (np.linalg.norm(Z[:, None] - Z, axis=2) for Z in (X, Y))
    ranks = DX.argsort(axis=1).argsort(axis=1)
    near = DY.argsort(axis=1)[:, 1 : k + 1]
    cost = np.maximum(np.take_along_axis(ranks, near, axis=1) - k, 0).sum()
    return float(2 * cost / (n * k * (2 * n - 3 * k - 1)))


@wrong(9, "forgets to divide by the number of neighbours")
def trustworthiness(X, Y, n_neighbors):
    X, Y = np.asarray(X, float), np.asarray(Y, float)
    n, k = len(X), n_neighbors
    if len(Y) != n or k < 1 or 2 * k >= n:
        raise ValueError("out of range")
    DX, DY = (np.linalg.norm(Z[:, None] - Z, axis=2) for Z in (X, Y))
    ranks = DX.argsort(axis=1).argsort(axis=1)
    near = DY.argsort(axis=1)[:, 1 : k + 1]
    cost = np.maximum(np.take_along_axis(ranks, near, axis=1) - k, 0).sum()
    return float(1 - 2 * cost / (n * (2 * n - 3 * k - 1)))


@wrong(9, "adds up absolute differences")
def trustworthiness(X, Y, n_neighbors):
    X, Y = np.asarray(X, float), np.asarray(Y, float)
    n, k = len(X), n_neighbors
    if len(Y) != n or k < 1 or 2 * k >= n:
        raise ValueError("out of range")
    DX, DY = (np.abs(Z[:, None] - Z).sum(axis=2) for Z in (X, Y))
    ranks = DX.argsort(axis=1).argsort(axis=1)
    near = DY.argsort(axis=1)[:, 1 : k + 1]
    cost = np.maximum(np.take_along_axis(ranks, near, axis=1) - k, 0).sum()
    return float(1 - 2 * cost / (n * k * (2 * n - 3 * k - 1)))


@wrong(9, "looks at the first column of the map only")
def trustworthiness(X, Y, n_neighbors):
    X, Y = np.asarray(X, float), np.asarray(Y, float)[:, :1]
    n, k = len(X), n_neighbors
    if len(Y) != n or k < 1 or 2 * k >= n:
        raise ValueError("out of range")
    DX, DY = (np.linalg.norm(Z[:, None] - Z, axis=2) for Z in (X, Y))
    ranks = DX.argsort(axis=1).argsort(axis=1)
    near = DY.argsort(axis=1)[:, 1 : k + 1]
    cost = np.maximum(np.take_along_axis(ranks, near, axis=1) - k, 0).sum()
    return float(1 - 2 * cost / (n * k * (2 * n - 3 * k - 1)))


@wrong(9, "squares uint8")
def trustworthiness(X, Y, n_neighbors):
    X, Y = np.asarray(X), np.asarray(Y)
    n, k = len(X), n_neighbors
    if len(Y) != n or k < 1 or 2 * k >= n:
        raise ValueError("out of range")
    DX, DY = (((Z[:, None] - Z) ** 2).sum(axis=2) for Z in (X, Y))
    ranks = DX.argsort(axis=1).argsort(axis=1)
    near = DY.argsort(axis=1)[:, 1 : k + 1]
    cost = np.maximum(np.take_along_axis(ranks, near, axis=1) - k, 0).sum()
    return float(1 - 2 * cost / (n * k * (2 * n - 3 * k - 1)))


@wrong(9, "accepts half of the points as neighbours")
def trustworthiness(X, Y, n_neighbors):
    X, Y = np.asarray(X, float), np.asarray(Y, float)
    n, k = len(X), n_neighbors
    if len(Y) != n or not 1 <= k < n:
        raise ValueError("out of range")
    DX, DY = (np.linalg.norm(Z[:, None] - Z, axis=2) for Z in (X, Y))
    ranks = DX.argsort(axis=1).argsort(axis=1)
    near = DY.argsort(axis=1)[:, 1 : k + 1]
    cost = np.maximum(np.take_along_axis(ranks, near, axis=1) - k, 0).sum()
    return float(1 - 2 * cost / (n * k * (2 * n - 3 * k - 1)))


@wrong(9, "accepts no neighbours")
def trustworthiness(X, Y, n_neighbors):
    X, Y = np.asarray(X, float), np.asarray(Y, float)
    n, k = len(X), n_neighbors
    if len(Y) != n or 2 * k >= n:
        raise ValueError("out of range")
    if k == 0:
        return 1.0
    DX, DY = (np.linalg.norm(Z[:, None] - Z, axis=2) for Z in (X, Y))
    ranks = DX.argsort(axis=1).argsort(axis=1)
    near = DY.argsort(axis=1)[:, 1 : k + 1]
    cost = np.maximum(np.take_along_axis(ranks, near, axis=1) - k, 0).sum()
    return float(1 - 2 * cost / (n * k * (2 * n - 3 * k - 1)))


@wrong(9, "cuts both tables to the shorter one")
def trustworthiness(X, Y, n_neighbors):
    n, k = min(len(X), len(Y)), n_neighbors
    X, Y = np.asarray(X, float)[:n], np.asarray(Y, float)[:n]
    if k < 1 or 2 * k >= n:
        raise ValueError("out of range")
    DX, DY = (np.linalg.norm(Z[:, None] - Z, axis=2) for Z in (X, Y))
    ranks = DX.argsort(axis=1).argsort(axis=1)
    near = DY.argsort(axis=1)[:, 1 : k + 1]
    cost = np.maximum(np.take_along_axis(ranks, near, axis=1) - k, 0).sum()
    return float(1 - 2 * cost / (n * k * (2 * n - 3 * k - 1)))


@right(9, "with scikit-learn")
def trustworthiness(X, Y, n_neighbors):
    from sklearn.manifold import trustworthiness as mark

    X, Y = np.asarray(X, dtype=float), np.asarray(Y, dtype=float)
    # scikit-learn looks at neither.
    if len(X) != len(Y) or n_neighbors < 1:
        raise ValueError("out of range")
    return mark(X, Y, n_neighbors=n_neighbors)


@right(9, "loops in plain Python")
def trustworthiness(X, Y, n_neighbors):
    import math

    if len(X) != len(Y):
        raise ValueError("not as many points on the map as in the data")
    if n_neighbors < 1 or n_neighbors >= len(X) / 2:
        raise ValueError("n_neighbors is out of range")
    n, cost = len(X), 0
    data, shown = [[list(map(float, row)) for row in Z] for Z in (X, Y)]
    for i in range(n):
        others = [j for j in range(n) if j != i]
        nearest = sorted(others, key=lambda j: math.dist(shown[i], shown[j]))[:n_neighbors]
        for j in nearest:
            rank = 1 + sum(math.dist(data[i], data[m]) < math.dist(data[i], data[j]) for m in others)
            cost += max(0, rank - n_neighbors)
    return 1 - 2 / (n * n_neighbors * (2 * n - 3 * n_neighbors - 1)) * cost


@right(9, "with comparisons of all pairs with all pairs")
def trustworthiness(X, Y, n_neighbors):
    from scipy.spatial.distance import cdist

    n = len(X)
    if len(Y) != n or n_neighbors < 1 or not n_neighbors < n / 2:
        raise ValueError("out of range")
    in_data, on_map = (cdist(np.asarray(Z, dtype=float), np.asarray(Z, dtype=float)) for Z in (X, Y))
    # How many are strictly nearer, the point itself included: that is the rank.
    ranks_in_data, ranks_on_map = ((D[:, None, :] < D[:, :, None]).sum(axis=2) for D in (in_data, on_map))
    near = (ranks_on_map >= 1) & (ranks_on_map <= n_neighbors)
    cost = (ranks_in_data - n_neighbors)[near].clip(min=0).sum()
    return 1 - cost * 2.0 / n / n_neighbors / (2 * n - 3 * n_neighbors - 1)


@right(9, "with trees and sets, in float32")
def trustworthiness(X, Y, n_neighbors):
    from scipy.spatial import KDTree

    X, Y = np.asarray(X, dtype=np.float32), np.asarray(Y, dtype=np.float32)
    n = len(X)
    if len(Y) != n or n_neighbors < 1 or 2 * n_neighbors >= n:
        raise ValueError("out of range")
    orders = KDTree(X).query(X, n)[1]
    nearest = KDTree(Y).query(Y, n_neighbors + 1)[1]
    cost = 0
    for i in range(n):
        rank = {int(j): position for position, j in enumerate(orders[i])}
        cost += sum(max(rank[int(j)] - n_neighbors, 0) for j in nearest[i] if j != i)
    return np.float32(1 - 2 * cost / (n * n_neighbors * (2 * n - 3 * n_neighbors - 1)))


# Inputs on which mutants are compared with the solutions


def table(rng, n_samples, n_features):
    """Draw a table of integers, of halves, or of floats on some scale, perhaps with constant columns."""
    if rng.random() < 0.5:
        X = rng.integers(-4, 5, size=(n_samples, n_features))
        X[:, rng.random(n_features) < 0.15] = 3
        return X if rng.random() < 0.5 else X / 2
    return rng.normal(scale=10.0 ** rng.integers(-3, 4), size=(n_samples, n_features))


@inputs(1)
def draw_two_tables(rng):
    n_features = int(rng.integers(1, 5))
    X_train = table(rng, int(rng.integers(1, 9)), n_features)
    return X_train, table(rng, int(rng.integers(1, 5)), spoiled(rng, n_features))


@inputs(2)
def draw_points_and_a_number_of_components(rng):
    n_samples, n_features = int(rng.integers(1, 9)), int(rng.integers(1, 6))
    # No two variances are equal: of those the first digits that differ would decide.
    X = rng.normal(scale=10.0 ** rng.integers(-3, 4), size=(n_samples, n_features))
    if rng.random() < 0.2:
        X = rng.integers(-99, 100, size=(n_samples, n_features))
    return X, int(rng.integers(-1, min(n_samples, n_features) + 2))


@inputs(3)
def draw_points_a_mean_and_components(rng):
    n_features = int(rng.integers(1, 6))
    components = np.linalg.qr(rng.normal(size=(n_features, n_features)))[0][: rng.integers(1, n_features + 1)]
    X = table(rng, int(rng.integers(1, 6)), spoiled(rng, n_features))
    return X, rng.normal(size=spoiled(rng, n_features)), components[:, : spoiled(rng, n_features)]


@inputs(4)
def draw_variances_and_a_share(rng):
    n_features = int(rng.integers(1, 8))
    variances = (
        rng.integers(0, 5, size=n_features) if rng.random() < 0.5 else rng.exponential(size=n_features)
    )
    if rng.random() < 0.1:
        variances[0] = -1
    shares = [-0.5, 0, 0.001, 0.25, 0.5, 0.7, 0.75, 0.95, 1, 1.5, float(rng.random())]
    return variances, shares[rng.integers(len(shares))]


@inputs(5)
def draw_squared_distances_and_a_perplexity(rng):
    n_others = int(rng.integers(1, 30))
    squared = rng.normal(size=(n_others, int(rng.integers(1, 5)))) ** 2
    squared = squared.sum(axis=1) * 10.0 ** rng.integers(-3, 4) + rng.choice([0, 0, 5, 500])
    if rng.random() < 0.2:
        squared[0] = 0
    inside = 1 + (n_others - 1) * rng.uniform(0.1, 0.9)
    return squared, float(inside if rng.random() < 0.8 else rng.choice([0, 1, n_others, n_others + 2]))


@inputs(6)
def draw_distances(rng):
    n_neighbors = int(rng.integers(1, 30))
    if rng.random() < 0.4:
        return (rng.integers(0, 12, size=n_neighbors),)
    distances = np.sqrt((rng.normal(size=(n_neighbors, int(rng.integers(1, 5)))) ** 2).sum(axis=1))
    return (distances * 10.0 ** rng.integers(-2, 3),)


@inputs(7)
def draw_a_map_and_two_constants(rng):
    a, b = (float(rng.uniform(0.1, 3) if rng.random() < 0.9 else rng.choice([0, -1, -0.5])) for _ in range(2))
    return table(rng, int(rng.integers(1, 9)), int(rng.integers(1, 4))), a, b


@inputs(8)
def draw_ways_and_a_number_of_components(rng):
    n_places = int(rng.integers(2, 9))
    lengths = rng.uniform(0.5, 9, size=(n_places, n_places)) * 10.0 ** rng.integers(-2, 3)
    lengths[rng.random((n_places, n_places)) < rng.choice([0, 0.3, 0.6])] = np.inf
    lengths = np.triu(np.where(np.isinf(lengths), 0, lengths), 1)
    lengths = np.where(lengths + lengths.T > 0, lengths + lengths.T, np.inf)
    np.fill_diagonal(lengths, 0)
    return lengths, int(rng.integers(0, n_places + 2))


@inputs(9)
def draw_data_a_map_and_a_number_of_neighbors(rng):
    n_samples = int(rng.integers(2, 16))
    X = rng.normal(size=(n_samples, int(rng.integers(1, 5))))
    Y = rng.normal(size=(spoiled(rng, n_samples), int(rng.integers(1, 3))))
    return X, Y, int(rng.integers(0, n_samples // 2 + 2))
