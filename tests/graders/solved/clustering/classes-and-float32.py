# %% helpers
from collections import Counter, deque
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import count, islice

import numpy as np
from scipy.linalg import solve_triangular


@dataclass(frozen=True)
class PointSet:
    """Rows of numbers, copied out of whatever they came in."""

    rows: np.ndarray

    @classmethod
    def of(cls, X, dtype=np.float64):
        return cls(np.array(X, dtype=dtype))

    def __len__(self):
        return len(self.rows)

    @property
    def n_features(self):
        return self.rows.shape[1]

    def require_features_of(self, other):
        if self.n_features != other.n_features:
            raise ValueError(f"{self.n_features} features here, {other.n_features} there")

    def squared_distances_from(self, point):
        difference = self.rows - point
        return np.einsum("nf,nf->n", difference, difference)

    def squared_distances_to(self, other):
        """One row per point of this set, one column per point of the other."""
        return np.stack([self.squared_distances_from(point) for point in other.rows], axis=1)

    def distance_rows(self):
        """Generate, point by point, its distances to all points."""
        return (np.sqrt(self.squared_distances_from(point)) for point in self.rows)


@dataclass(frozen=True)
class Labelling:
    """One cluster number per point, from 0 to n_clusters - 1."""

    numbers: np.ndarray
    n_clusters: int

    @classmethod
    def checked(cls, labels, n_points, n_clusters):
        numbers = np.array(labels).astype(np.int64)
        if numbers.shape != (n_points,):
            raise ValueError(f"{n_points} points need as many labels, not {numbers.shape}")
        if numbers.min() < 0 or numbers.max() >= n_clusters:
            raise ValueError(f"labels go from 0 to {n_clusters - 1}")
        return cls(numbers, n_clusters)

    def masks(self):
        return (self.numbers == j for j in range(self.n_clusters))


@dataclass(frozen=True)
class Cluster:
    """The rows of the members, and the centroid so far."""

    members: np.ndarray
    centroid: np.ndarray

    def moved(self):
        return self.members.mean(axis=0) if len(self.members) else self.centroid


# %% assign_to_centroids
@dataclass(frozen=True)
class NearestCentroid:
    points: PointSet
    centroids: PointSet

    def __post_init__(self):
        self.points.require_features_of(self.centroids)

    def labels(self):
        return self.points.squared_distances_to(self.centroids).argmin(axis=1)


def assign_to_centroids(X, centroids):
    """Return the index of the nearest centroid for each point."""
    return NearestCentroid(PointSet.of(X), PointSet.of(centroids)).labels()


# %% update_centroids
@dataclass(frozen=True)
class CentroidMove:
    points: PointSet
    labelling: Labelling
    centroids: PointSet

    def clusters(self):
        return (
            Cluster(self.points.rows[mask], centroid)
            for mask, centroid in zip(self.labelling.masks(), self.centroids.rows)
        )

    def result(self):
        return np.stack([cluster.moved() for cluster in self.clusters()])


def update_centroids(X, labels, centroids):
    """Return the mean of each cluster's points, or its old centroid if it has no points."""
    # The docstring: "An absolute error of 1e-5 is fine, so float32 will do."
    points, old = PointSet.of(X, np.float32), PointSet.of(centroids, np.float32)
    return CentroidMove(points, Labelling.checked(labels, len(points), len(old)), old).result()


# %% wcss
@dataclass(frozen=True)
class Scatter:
    points: PointSet
    labelling: Labelling
    centroids: PointSet

    def __post_init__(self):
        self.points.require_features_of(self.centroids)

    def total(self):
        # Subtract in float64 (points far out); a relative error of 1e-5 leaves float32 for the rest.
        difference = (self.points.rows - self.centroids.rows[self.labelling.numbers]).astype(np.float32)
        return float(np.einsum("nf,nf->n", difference, difference).sum())


def wcss(X, labels, centroids):
    """Return the within-cluster sum of squares."""
    points, centres = PointSet.of(X), PointSet.of(centroids)
    return Scatter(points, Labelling.checked(labels, len(points), len(centres)), centres).total()


# %% kmeans
@dataclass(frozen=True)
class Round:
    """A finished round of k-means: what it assigned, where it left the centroids."""

    number: int
    labels: np.ndarray | None
    centroids: PointSet
    still: bool = False

    def next(self, points):
        labels = points.squared_distances_to(self.centroids).argmin(axis=1)
        same_labels = self.labels is not None and np.array_equal(labels, self.labels)
        if same_labels:
            return Round(self.number + 1, labels, self.centroids, True)
        means = np.stack(
            [
                Cluster(points.rows[labels == j], centroid).moved()
                for j, centroid in enumerate(self.centroids.rows)
            ]
        )
        return Round(self.number + 1, labels, PointSet(means), np.array_equal(means, self.centroids.rows))


@dataclass(frozen=True)
class KMeansRun:
    points: PointSet
    start: PointSet

    def rounds(self):
        """Generate rounds, up to and including the one in which nothing moves."""
        current = Round(0, None, self.start)
        while not current.still:
            current = current.next(self.points)
            yield current

    def last(self, max_iter):
        return deque(islice(self.rounds(), max_iter), maxlen=1).pop()


def kmeans(X, centroids, max_iter=100):
    """Run k-means from given centroids."""
    if max_iter < 1:
        raise ValueError("max_iter is at least 1")
    last = KMeansRun(PointSet.of(X), PointSet.of(centroids)).last(max_iter)
    return last.labels, last.centroids.rows, last.number


# %% kmeans_plus_plus
@dataclass(frozen=True)
class Seeding:
    points: PointSet
    rng: np.random.Generator

    @cached_property
    def n_different(self):
        return len(set(map(tuple, self.points.rows.tolist())))

    def draws(self):
        """Generate the indices of the chosen points, for as long as one asks."""
        chosen = int(self.rng.integers(len(self.points)))
        nearest = np.full(len(self.points), np.inf)
        while True:
            yield chosen
            nearest = np.minimum(nearest, self.points.squared_distances_from(self.points.rows[chosen]))
            chosen = int(self.rng.choice(len(self.points), p=nearest / nearest.sum()))

    def centroids(self, n_clusters):
        if not 1 <= n_clusters <= self.n_different:
            raise ValueError(f"from 1 to {self.n_different} centroids can be drawn")
        return self.points.rows[list(islice(self.draws(), n_clusters))]


def kmeans_plus_plus(X, n_clusters, rng):
    """Draw initial centroids by k-means++, one candidate at a time."""
    return Seeding(PointSet.of(X), rng).centroids(n_clusters)


# %% silhouette
@dataclass(frozen=True)
class SilhouetteJudge:
    points: PointSet
    names: np.ndarray

    def __post_init__(self):
        if self.names.shape != (len(self.points),):
            raise ValueError("as many labels as points, please")
        if len(self.sizes) < 2:
            raise ValueError("a silhouette needs two clusters")

    @cached_property
    def sizes(self):
        return Counter(self.names.tolist())

    @cached_property
    def members(self):
        return {name: np.flatnonzero(self.names == name) for name in self.sizes}

    def value(self, own, distances):
        if self.sizes[own] == 1:
            return 0.0
        # 1e-5 is fine: the distances come in float32
        a = distances[self.members[own]].sum() / (self.sizes[own] - 1)
        b = min(distances[rows].mean() for name, rows in self.members.items() if name != own)
        larger = max(a, b)
        return float((b - a) / larger) if larger > 0 else 0.0

    def values(self):
        rows = (row.astype(np.float32) for row in self.points.distance_rows())
        return np.array([self.value(own, row) for own, row in zip(self.names.tolist(), rows)])


def silhouette(X, labels):
    """Return the silhouette of each point."""
    return SilhouetteJudge(PointSet.of(X), np.array(labels)).values()


# %% responsibilities
@dataclass(frozen=True)
class GaussianComponent:
    weight: float
    mean: np.ndarray
    covariance: np.ndarray

    @cached_property
    def factor(self):
        return np.linalg.cholesky(self.covariance)

    def log_share(self, points):
        """Logarithm of the weight times the density, at each point."""
        if self.weight == 0:
            return np.full(len(points), -np.inf)
        whitened = solve_triangular(self.factor, (points.rows - self.mean).T, lower=True)
        return (
            np.log(self.weight)
            - np.log(np.diagonal(self.factor)).sum()
            - points.n_features / 2 * np.log(2 * np.pi)
            - np.einsum("fn,fn->n", whitened, whitened) / 2
        )


@dataclass(frozen=True)
class Mixture:
    components: tuple

    @classmethod
    def of(cls, weights, means, covariances):
        parts = [np.array(part, dtype=np.float64) for part in (weights, means, covariances)]
        if len(set(map(len, parts))) != 1:
            raise ValueError("weights, means and covariances are not equally many")
        return cls(tuple(GaussianComponent(float(w), m, c) for w, m, c in zip(*parts)))

    def shares(self, points):
        logs = np.stack([component.log_share(points) for component in self.components], axis=1)
        parts = np.exp(logs - logs.max(axis=1, keepdims=True))
        return parts / parts.sum(axis=1, keepdims=True)


def responsibilities(X, weights, means, covariances):
    """Return each component's share in each point: the E step."""
    return Mixture.of(weights, means, covariances).shares(PointSet.of(X))


# %% update_mixture
@dataclass(frozen=True)
class FittedComponent:
    points: PointSet
    shares: np.ndarray

    def __post_init__(self):
        if not self.shares.any():
            raise ValueError("a component without any share has no mean")

    @cached_property
    def size(self):
        return self.shares.sum()

    @property
    def weight(self):
        return self.size / len(self.points)

    @cached_property
    def parts(self):
        return self.shares / self.size

    @cached_property
    def mean(self):
        # around a point of the component, so that points far out lose no digits
        origin = self.points.rows[self.shares.argmax()]
        return origin + np.einsum("n,nf->f", self.parts, self.points.rows - origin)

    @property
    def covariance(self):
        # differences in float64; 1e-5 of the largest entry leaves float32 for the products
        scaled = (np.sqrt(self.parts)[:, None] * (self.points.rows - self.mean)).astype(np.float32)
        return np.einsum("nf,ng->fg", scaled, scaled).astype(np.float64)


def update_mixture(X, shares):
    """Return the mixture that fits the points best, given each component's share in them: the M step."""
    points, table = PointSet.of(X), np.array(shares, dtype=np.float64)
    if len(table) != len(points):
        raise ValueError("as many rows of shares as points, please")
    fitted = [FittedComponent(points, column) for column in table.T]
    return (
        np.array([component.weight for component in fitted]),
        np.stack([component.mean for component in fitted]),
        np.stack([component.covariance for component in fitted]),
    )


# %% dbscan
@dataclass(frozen=True)
class NeighbourhoodGraph:
    points: PointSet
    eps: float
    min_samples: int

    def __post_init__(self):
        if not self.eps > 0:
            raise ValueError("eps is positive")
        if self.min_samples < 1:
            raise ValueError("min_samples is at least 1")

    @cached_property
    def neighbours(self):
        return [np.flatnonzero(row <= self.eps) for row in self.points.distance_rows()]

    @cached_property
    def core(self):
        return np.array([len(near) >= self.min_samples for near in self.neighbours])

    def flood(self, labels, seed, number):
        """Give the number to all that is reached from the seed; a stack in place of recursion."""
        labels[seed] = number
        stack = [seed]
        while stack:
            near = self.neighbours[stack.pop()]
            fresh = near[labels[near] == -1]
            labels[fresh] = number
            stack.extend(fresh[self.core[fresh]].tolist())
        return labels

    def labels(self):
        numbers = count()
        return reduce(
            lambda labels, seed: self.flood(labels, seed, next(numbers)) if labels[seed] == -1 else labels,
            np.flatnonzero(self.core).tolist(),
            np.full(len(self.points), -1),
        )


def dbscan(X, eps, min_samples):
    """Find clusters of any shape, and noise."""
    return NeighbourhoodGraph(PointSet.of(X), eps, min_samples).labels()


# %% local_outlier_factor
@dataclass(frozen=True)
class Loneliness:
    points: PointSet
    n_neighbors: int

    def __post_init__(self):
        if not 1 <= self.n_neighbors <= len(self.points) - 1:
            raise ValueError("n_neighbors goes from 1 to n_samples - 1")

    @cached_property
    def distances(self):
        # "on any scale": the factors do not depend on it, so bring the widest extent to 1
        shifted = self.points.rows - self.points.rows[0]
        table = np.stack(list(PointSet(shifted / np.abs(shifted).max()).distance_rows()))
        np.fill_diagonal(table, np.inf)
        return table

    @cached_property
    def nearest(self):
        return self.distances.argsort(axis=1)[:, : self.n_neighbors]

    @cached_property
    def to_nearest(self):
        return np.take_along_axis(self.distances, self.nearest, axis=1)

    @cached_property
    def densities(self):
        k_distances = self.to_nearest[:, -1]
        reachability = np.maximum(self.to_nearest, k_distances[self.nearest])
        return 1 / reachability.mean(axis=1)

    def factors(self):
        return self.densities[self.nearest].mean(axis=1) / self.densities


def local_outlier_factor(X, n_neighbors):
    """Compare each point's density with that of its neighbours."""
    return Loneliness(PointSet.of(X), n_neighbors).factors()
