#%% helpers
import numpy as np
import torch
from scipy.optimize import brentq
from scipy.sparse.csgraph import floyd_warshall
from scipy.spatial.distance import cdist
from scipy.special import softmax
from scipy.stats import entropy
from sklearn.decomposition import PCA
from sklearn.manifold import trustworthiness as sklearn_trustworthiness
from sklearn.preprocessing import StandardScaler


def as_float64(values):
    return np.asarray(values, dtype=np.float64)


def as_torch32(values):
    return torch.tensor(np.asarray(values, dtype=np.float32))


def find_width(function, low, high):
    """The positive root of an increasing function, searched on a logarithmic scale."""
    return float(np.exp(brentq(lambda t: function(np.exp(t)), np.log(low), np.log(high), xtol=1e-9)))


#%% center_and_scale
def center_and_scale(X_train, X_test):
    X_train, X_test = as_float64(X_train), as_float64(X_test)
    if X_train.shape[1] != X_test.shape[1]:
        raise ValueError("the two tables have different numbers of features")
    scaler = StandardScaler().fit(X_train)
    return scaler.transform(X_train), scaler.transform(X_test)


#%% pca_fit
def pca_fit(X, n_components):
    X = as_float64(X)
    if len(X) < 2:
        raise ValueError("at least two points are needed")
    if not 1 <= n_components <= min(X.shape):
        raise ValueError("n_components must be from 1 to min(n_samples, n_features)")
    pca = PCA(n_components=int(n_components), svd_solver="full").fit(X)
    return pca.mean_, pca.components_, pca.explained_variance_


#%% project_and_reconstruct
def project_and_reconstruct(X, mean, components):
    X, mean, components = as_torch32(X), as_torch32(mean), as_torch32(components)
    if not X.shape[1] == mean.shape[0] == components.shape[1]:
        raise ValueError("X, mean and components have different numbers of features")
    scores = (X - mean) @ components.T
    return scores.numpy(), (mean + scores @ components).numpy()


#%% components_for_share
def components_for_share(explained_variance, share):
    variances = np.sort(as_float64(explained_variance))[::-1]
    if not 0 < share <= 1:
        raise ValueError("share must be above 0 and at most 1")
    if variances[-1] < 0 or variances[0] == 0:
        raise ValueError("variances must not be negative, and not all 0")
    cumulative = np.cumsum(variances)
    cumulative /= cumulative[-1]
    if share == 1:
        n_components = int(np.count_nonzero(variances))
    else:
        n_components = int(np.searchsorted(cumulative, share * (1 - 1e-12))) + 1
    return n_components, float(cumulative[n_components - 1])


#%% sigma_for_perplexity
def sigma_for_perplexity(squared_distances, perplexity):
    d2 = np.sort(as_float64(squared_distances))
    if not 1 < perplexity < len(d2):
        raise ValueError("perplexity must be above 1 and below the number of other points")
    d2 = d2 - d2[0]

    def excess(sigma):
        return entropy(softmax(-d2 / (2 * sigma**2)), base=2) - np.log2(perplexity)

    return find_width(excess, np.sqrt(d2[1]) / 100, np.sqrt(d2[-1]) * 1000)


#%% rho_and_sigma
def rho_and_sigma(distances):
    d = as_float64(distances)
    if not (d > 0).any():
        raise ValueError("no distance is above 0")
    rho = d[d > 0].min()
    target = np.log2(len(d)) - np.count_nonzero(d <= rho)
    if target <= 0:
        raise ValueError("too many neighbours are at most rho away")
    farther = d[d > rho] - rho
    sigma = find_width(
        lambda s: np.exp(-farther / s).sum() - target, farther.min() / 100, farther.max() * 1000
    )
    return float(rho), sigma


#%% map_similarities
def map_similarities(Y, a, b):
    Y = as_torch32(Y)
    if len(Y) < 2:
        raise ValueError("at least two points are needed")
    if not (a > 0 and b > 0):
        raise ValueError("a and b must be above 0")
    d2 = ((Y[:, None] - Y[None]) ** 2).sum(dim=-1)
    q = (1 / (1 + d2)).fill_diagonal_(0)
    w = (1 / (1 + float(a) * d2 ** float(b))).fill_diagonal_(0)
    return (q / q.sum()).numpy(), w.numpy()


#%% map_from_ways
def map_from_ways(lengths, n_components):
    lengths = as_float64(lengths)
    if not 1 <= n_components <= len(lengths):
        raise ValueError("n_components must be from 1 to n_places")
    distances = floyd_warshall(lengths)
    if not np.isfinite(distances).all():
        raise ValueError("a place cannot be reached")
    squared = distances**2
    gram = (squared - squared.mean(axis=0) - squared.mean(axis=1, keepdims=True) + squared.mean()) / -2
    values, vectors = np.linalg.eigh(gram)
    values, vectors = values[::-1][:n_components], vectors[:, ::-1][:, :n_components]
    return distances, vectors * np.sqrt(np.maximum(values, 0))


#%% trustworthiness
def trustworthiness(X, Y, n_neighbors):
    X, Y = as_float64(X), as_float64(Y)
    if len(X) != len(Y):
        raise ValueError("X and Y have different numbers of points")
    if not 1 <= n_neighbors < len(X) / 2:
        raise ValueError("n_neighbors must be at least 1 and below n_samples / 2")
    return float(
        sklearn_trustworthiness(cdist(X, X), Y, n_neighbors=int(n_neighbors), metric="precomputed")
    )
