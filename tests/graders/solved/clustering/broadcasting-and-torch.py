#%% helpers
import numpy as np
import torch
from scipy.linalg import solve_triangular
from scipy.sparse.csgraph import connected_components
from scipy.spatial.distance import cdist
from scipy.special import softmax
from sklearn.neighbors import NearestNeighbors


def _floats(values):
    return np.asarray(values, dtype=np.float64)


def _check_labels(labels, n_samples, n_clusters):
    labels = np.asarray(labels)
    if labels.shape != (n_samples,):
        raise ValueError("one label per point, please")
    if labels.min() < 0 or labels.max() >= n_clusters:
        raise ValueError("label out of range")
    return labels.astype(np.intp)


#%% assign_to_centroids
def assign_to_centroids(X, centroids):
    return cdist(_floats(X), _floats(centroids), "sqeuclidean").argmin(axis=1)


#%% update_centroids
def update_centroids(X, labels, centroids):
    X = np.asarray(X, dtype=np.float32)
    centroids = np.array(centroids, dtype=np.float32)
    labels = _check_labels(labels, len(X), len(centroids))
    one_hot = (labels[:, None] == np.arange(len(centroids))).astype(np.float32)
    counts = one_hot.sum(axis=0)[:, None]
    return np.where(counts > 0, one_hot.T @ X / np.maximum(counts, 1), centroids)


#%% wcss
def wcss(X, labels, centroids):
    X, centroids = _floats(X), _floats(centroids)
    labels = _check_labels(labels, len(X), len(centroids))
    if X.shape[1] != centroids.shape[1]:
        raise ValueError("different numbers of features")
    # Subtract in float64 (far from the origin), the rest may be float32.
    difference = (X - centroids[labels]).astype(np.float32)
    return float(np.einsum("nd,nd->", difference, difference))


#%% kmeans
class _Lloyd:
    def __init__(self, X, centroids):
        self.X = np.asarray(X, dtype=np.float64)
        self.centroids = np.array(centroids, dtype=np.float64)
        self.labels = None

    def step(self):
        """One round; return whether a centroid moved."""
        self.labels = cdist(self.X, self.centroids, "sqeuclidean").argmin(axis=1)
        one_hot = (self.labels[:, None] == np.arange(len(self.centroids))).astype(np.float64)
        counts = one_hot.sum(axis=0)[:, None]
        means = np.where(counts > 0, one_hot.T @ self.X / np.maximum(counts, 1), self.centroids)
        moved = not np.array_equal(means, self.centroids)
        self.centroids = means
        return moved


def kmeans(X, centroids, max_iter=100):
    if max_iter < 1:
        raise ValueError("max_iter must be at least 1")
    state = _Lloyd(X, centroids)
    for n_iter in range(1, max_iter + 1):
        if not state.step():
            break
    return state.labels, state.centroids, n_iter


#%% kmeans_plus_plus
def kmeans_plus_plus(X, n_clusters, rng):
    X = _floats(X)
    if not 1 <= n_clusters <= len(np.unique(X, axis=0)):
        raise ValueError("n_clusters must be from 1 to the number of different points")
    chosen = [rng.integers(len(X))]
    nearest = np.full(len(X), np.inf)
    while len(chosen) < n_clusters:
        nearest = np.minimum(nearest, ((X - X[chosen[-1]]) ** 2).sum(axis=1))
        chosen.append(rng.choice(len(X), p=nearest / nearest.sum()))
    return X[chosen]


#%% silhouette
def silhouette(X, labels):
    X = torch.as_tensor(np.array(X, dtype=np.float32))  # 1e-5 is fine
    labels = np.asarray(labels)
    if labels.shape != (len(X),):
        raise ValueError("one label per point, please")
    names, own = np.unique(labels, return_inverse=True)
    if len(names) < 2:
        raise ValueError("at least two clusters")
    own = torch.as_tensor(own)
    distances = torch.cdist(X, X, compute_mode="donot_use_mm_for_euclid_dist")
    one_hot = torch.nn.functional.one_hot(own, len(names)).float()
    counts = one_hot.sum(0)
    sums = distances @ one_hot
    rows = torch.arange(len(X))
    size = counts[own]
    a = sums[rows, own] / (size - 1).clamp(min=1)
    means = sums / counts
    means[rows, own] = torch.inf
    b = means.min(1).values
    larger = torch.maximum(a, b)
    usable = (size > 1) & (larger > 0)
    values = torch.where(usable, (b - a) / torch.where(usable, larger, torch.ones_like(larger)), torch.zeros_like(a))
    return values.numpy()


#%% responsibilities
class _Gaussian:
    def __init__(self, mean, covariance):
        self.mean = mean
        self.factor = np.linalg.cholesky(covariance)

    def log_density(self, X):
        z = solve_triangular(self.factor, (X - self.mean).T, lower=True)
        log_det = 2 * np.log(np.diag(self.factor)).sum()
        return -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det + np.einsum("dn,dn->n", z, z))


def responsibilities(X, weights, means, covariances):
    if not len(weights) == len(means) == len(covariances):
        raise ValueError("weights, means and covariances must be equally many")
    X, weights, means, covariances = map(_floats, (X, weights, means, covariances))
    with np.errstate(divide="ignore"):
        log_weights = np.log(weights)
    log_density = np.stack([_Gaussian(m, c).log_density(X) for m, c in zip(means, covariances)], axis=1)
    return softmax(log_weights + log_density, axis=1)


#%% update_mixture
def update_mixture(X, shares):
    X, shares = _floats(X), _floats(shares)
    if len(X) != len(shares):
        raise ValueError("one row of shares per point")
    sizes = shares.sum(axis=0)
    if (sizes <= 0).any():
        raise ValueError("a component has no share in any point")
    origin = X.mean(axis=0)
    centred = X - origin
    means = shares.T @ centred / sizes[:, None]
    difference = centred[None] - means[:, None]  # (k, n, d)
    scaled = difference * (shares.T / sizes[:, None])[:, :, None]
    covariances = scaled.transpose(0, 2, 1) @ difference
    covariances = (covariances + covariances.transpose(0, 2, 1)) / 2
    return sizes / len(X), means + origin, covariances


#%% dbscan
def dbscan(X, eps, min_samples):
    if not eps > 0 or min_samples < 1:
        raise ValueError("eps must be positive and min_samples at least 1")
    X = _floats(X)
    distances = cdist(X, X)
    near = distances <= eps
    core = near.sum(axis=1) >= min_samples
    labels = np.full(len(X), -1)
    if core.any():
        _, labels[core] = connected_components(near[np.ix_(core, core)], directed=False)
        to_core = np.where(core, distances, np.inf)
        nearest = to_core.argmin(axis=1)
        border = ~core & (to_core.min(axis=1) <= eps)
        labels[border] = labels[nearest[border]]
    return labels


#%% local_outlier_factor
def local_outlier_factor(X, n_neighbors):
    X = _floats(X)
    if not 1 <= n_neighbors <= len(X) - 1:
        raise ValueError("n_neighbors must be from 1 to n_samples - 1")
    search = NearestNeighbors(n_neighbors=n_neighbors, algorithm="kd_tree").fit(X)
    distances, neighbours = search.kneighbors()  # without an argument: not itself
    k_distance = distances[:, -1]
    density = 1 / np.maximum(distances, k_distance[neighbours]).mean(axis=1)
    return density[neighbours].mean(axis=1) / density
