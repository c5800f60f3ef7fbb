# %% helpers
import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree
from scipy.spatial.distance import cdist, pdist, squareform
from scipy.special import softmax
from scipy.stats import multivariate_normal


def floats(values):
    return np.asarray(values, dtype=float)


def check_labels(labels, n_samples, n_clusters):
    labels = np.asarray(labels)
    if len(labels) != n_samples:
        raise ValueError("one label per point, please")
    if labels.min() < 0 or labels.max() >= n_clusters:
        raise ValueError("a label names no centroid")
    return labels


def nearest(X, centroids):
    return cdist(X, centroids, "sqeuclidean").argmin(axis=1)


def cluster_means(X, labels, centroids):
    new_centroids = centroids.copy()
    means = pd.DataFrame(X).groupby(labels).mean()
    new_centroids[means.index] = means
    return new_centroids


# %% assign_to_centroids
def assign_to_centroids(X, centroids):
    X, centroids = floats(X), floats(centroids)
    if X.shape[1] != centroids.shape[1]:
        raise ValueError("different numbers of features")
    return nearest(X, centroids)


# %% update_centroids
def update_centroids(X, labels, centroids):
    X, centroids = floats(X), floats(centroids)
    labels = check_labels(labels, len(X), len(centroids))
    return cluster_means(X, labels, centroids)


# %% wcss
def wcss(X, labels, centroids):
    X, centroids = floats(X), floats(centroids)
    if X.shape[1] != centroids.shape[1]:
        raise ValueError("different numbers of features")
    labels = check_labels(labels, len(X), len(centroids))
    return float(np.square(X - centroids[labels]).sum())


# %% kmeans
def kmeans(X, centroids, max_iter=100):
    if max_iter < 1:
        raise ValueError("max_iter must be at least 1")
    X, centroids = floats(X), floats(centroids)
    for n_iter in range(1, max_iter + 1):
        labels = nearest(X, centroids)
        old, centroids = centroids, cluster_means(X, labels, centroids)
        if np.array_equal(old, centroids):
            break
    return labels, centroids, n_iter


# %% kmeans_plus_plus
def kmeans_plus_plus(X, n_clusters, rng):
    X = floats(X)
    if not 1 <= n_clusters <= len(np.unique(X, axis=0)):
        raise ValueError("n_clusters must be from 1 to the number of different points")
    chosen = [rng.integers(len(X))]
    while len(chosen) < n_clusters:
        squared = cdist(X, X[chosen], "sqeuclidean").min(axis=1)
        chosen.append(rng.choice(len(X), p=squared / squared.sum()))
    return X[chosen]


# %% silhouette
def silhouette(X, labels):
    X = floats(X)
    names, codes, sizes = np.unique(labels, return_inverse=True, return_counts=True)
    if len(codes) != len(X) or len(names) < 2:
        raise ValueError("one label per point, and at least two clusters")
    rows = np.arange(len(X))
    sums = pd.DataFrame(squareform(pdist(X))).groupby(codes).sum().to_numpy().T  # points x clusters
    own = sizes[codes]
    a = sums[rows, codes] / np.maximum(own - 1, 1)
    means = sums / sizes
    means[rows, codes] = np.inf
    b = means.min(axis=1)
    larger = np.maximum(a, b)
    return np.divide(b - a, larger, out=np.zeros(len(X)), where=(own > 1) & (larger > 0))


# %% responsibilities
def responsibilities(X, weights, means, covariances):
    X, weights, means, covariances = floats(X), floats(weights), floats(means), floats(covariances)
    if not len(weights) == len(means) == len(covariances):
        raise ValueError("weights, means and covariances are not equally many")
    log_density = [multivariate_normal.logpdf(X, m, c).reshape(len(X)) for m, c in zip(means, covariances)]
    with np.errstate(divide="ignore"):
        log_weights = np.log(weights)
    return softmax(np.column_stack(log_density) + log_weights, axis=1)


# %% update_mixture
def update_mixture(X, shares):
    X, shares = floats(X), floats(shares)
    if len(X) != len(shares):
        raise ValueError("one row of shares per point, please")
    if not shares.any(axis=0).all():
        raise ValueError("a component has no share in any point")
    n_features = X.shape[1]
    means = np.array([np.average(X, axis=0, weights=w) for w in shares.T])
    covariances = np.array(
        [np.cov(X, rowvar=False, aweights=w, ddof=0).reshape(n_features, n_features) for w in shares.T]
    )
    return shares.mean(axis=0), means, covariances


# %% dbscan
def dbscan(X, eps, min_samples):
    if eps <= 0 or min_samples < 1:
        raise ValueError("eps must be positive, min_samples at least 1")
    X = floats(X)
    near = cdist(X, X) <= eps
    core = near.sum(axis=1) >= min_samples
    labels = np.full(len(X), -1)
    if core.any():
        labels[core] = connected_components(csr_matrix(near[np.ix_(core, core)]), directed=False)[1]
        border = ~core & near[:, core].any(axis=1)
        labels[border] = labels[core][near[np.ix_(border, core)].argmax(axis=1)]
    return labels


# %% local_outlier_factor
def local_outlier_factor(X, n_neighbors):
    X = floats(X)
    if not 1 <= n_neighbors <= len(X) - 1:
        raise ValueError("n_neighbors must be from 1 to n_samples - 1")
    distances, neighbours = cKDTree(X).query(X, k=n_neighbors + 1)
    distances, neighbours = distances[:, 1:], neighbours[:, 1:]  # the first is the point itself
    k_distance = distances[:, -1]
    density = 1 / np.maximum(distances, k_distance[neighbours]).mean(axis=1)
    return density[neighbours].mean(axis=1) / density
