import numpy as np
import pandas as pd
import scipy.linalg
import scipy.spatial.distance
import scipy.stats
from sklearn.preprocessing import StandardScaler


class Centroids:
    """Means of the classes, and the nearest of them. float64: the points may be far out."""

    def fit(self, X, y):
        self.labels, codes = np.unique(y, return_inverse=True)
        self.means = pd.DataFrame(X).groupby(codes.ravel(), sort=True).mean().to_numpy()
        return self

    def predict(self, X):
        # cdist subtracts before it squares: nothing cancels, and ties stay ties
        distances = scipy.spatial.distance.cdist(X, self.means, "sqeuclidean")
        return self.labels[distances.argmin(axis=1)]


class Confounders:
    """Least squares on standardised confounders; float32 after the standardisation."""

    def __init__(self, Z):
        self.Z = StandardScaler().fit_transform(Z).astype(np.float32)

    def residuals(self, targets):
        T = StandardScaler().fit_transform(targets).astype(np.float32)
        coefficients = scipy.linalg.lstsq(self.Z, T, cond=1e-6)[0]
        R = T - self.Z @ coefficients
        return R - R.mean(axis=0)


def name_families(tasks):
    families = {"apple weights": "supervised", "apple heaps": "unsupervised"}
    families |= dict.fromkeys(["coin centuries", "marked payments", "expert moves"], "supervised")
    families |= dict.fromkeys(["coin map", "odd payments", "openings"], "unsupervised")
    families |= dict.fromkeys(["new coins", "invented payments", "tunes"], "generative")
    families |= dict.fromkeys(["coin brush", "lifts", "own games"], "reinforcement")
    table = pd.Series(families, dtype=object)
    asked = pd.Index(tasks, dtype=object).unique()
    if not asked.isin(table.index).all():
        raise ValueError(f"not in the table: {list(asked[~asked.isin(table.index)])}")
    return table.reindex(asked).to_dict()


def nearest_centroid(X_train, y_train, X_test):
    X_train = np.asarray(X_train, dtype=np.float64)
    X_test = np.asarray(X_test, dtype=np.float64)
    y_train = np.asarray(y_train)
    if len(X_train) == 0:
        raise ValueError("no training points")
    if len(y_train) != len(X_train):
        raise ValueError("not as many labels as training points")
    if X_test.shape == (0,):  # an empty list
        return y_train[:0]
    if X_test.shape[1] != X_train.shape[1]:
        raise ValueError("different numbers of features")
    return Centroids().fit(X_train, y_train).predict(X_test)


def label_information(counts, seconds_per_label):
    counts = np.asarray(counts, dtype=np.float64)
    if counts.size == 0 or (counts < 0).any() or counts.sum() == 0:
        raise ValueError("counts must be from 0 up, and at least 1 in all")
    if not seconds_per_label > 0:
        raise ValueError("seconds_per_label is not above 0")
    total = counts.sum()
    counts = counts[counts > 0]
    shares = (counts / total).astype(np.float32)
    # total / count = 1 + others / count, which keeps float32 exact for a share near 1
    others = ((total - counts) / counts).astype(np.float32)
    bits = shares @ np.log1p(others) / np.log(np.float32(2))
    return bits, bits * (3600 / float(seconds_per_label))


def selection_bias(sizes, values, n_labelled):
    sizes = np.asarray(sizes)
    values = np.asarray(values, dtype=np.float64)
    n = len(sizes)
    if len(values) != n:
        raise ValueError("not as many values as sizes")
    if not 2 <= n_labelled <= n:
        raise ValueError("n_labelled is not from 2 to n_samples")
    if np.ptp(values) == 0:
        raise ValueError("all values are equal")
    # stable and descending, without a minus sign (uint8): sort the reversed list, and turn it round
    order = n - 1 - np.argsort(sizes[::-1], kind="stable")[::-1]
    labelled = np.zeros(n, dtype=bool)
    labelled[order[:n_labelled]] = True
    # in units of the standard deviation from here on, so float32 is enough for 1e-4
    scores = scipy.stats.zscore(values).astype(np.float32)
    chosen = scores[labelled]
    return labelled, chosen.mean(), chosen.std(ddof=1) - np.float32(1)


def partial_correlation(x, y, z):
    x = np.asarray(x, dtype=np.float64)
    y = np.asarray(y, dtype=np.float64)
    z = np.asarray(z, dtype=np.float64)
    if z.ndim == 1:
        z = z[:, np.newaxis]
    if not len(x) == len(y) == len(z):
        raise ValueError("different numbers of samples")
    if len(x) < z.shape[1] + 3:
        raise ValueError("too few samples")
    targets = np.column_stack([x, y])
    if (np.ptp(targets, axis=0) == 0).any() or (np.ptp(z, axis=0) == 0).any():
        raise ValueError("a constant feature")
    rx, ry = Confounders(z).residuals(targets).T
    return np.clip(scipy.stats.pearsonr(rx, ry).statistic, -1, 1)


def benjamini_hochberg(p_values, alpha=0.05):
    p_values = np.asarray(p_values, dtype=np.float64)
    if not 0 < alpha < 1:
        raise ValueError("alpha is not above 0 and below 1")
    if not ((p_values >= 0) & (p_values <= 1)).all():
        raise ValueError("a p value is NaN or not from 0 to 1")
    if p_values.size == 0:
        return np.zeros(0, dtype=bool)
    # p <= k/m alpha for this or a later k, said the other way round: the adjusted p value <= alpha
    return scipy.stats.false_discovery_control(p_values, method="bh") <= alpha
