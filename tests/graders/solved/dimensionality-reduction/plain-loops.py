#%% helpers
import math

import numpy as np


def to_table(X):
    """Rows of Python floats, a copy."""
    return [[float(value) for value in row] for row in X]


def to_list(values):
    return [float(value) for value in values]


def column_mean(table, j):
    first = table[0][j]
    if all(row[j] == first for row in table):
        return first
    return math.fsum(row[j] for row in table) / len(table)


def dot(u, v):
    total = 0.0
    for a, b in zip(u, v):
        total += a * b
    return total


def solve_by_halving(function, target):
    """The positive argument at which a growing function reaches the target."""
    low = high = 1.0
    while function(low) > target:
        low /= 2
    while function(high) < target:
        high *= 2
    for _ in range(200):
        middle = math.sqrt(low * high)
        if function(middle) < target:
            low = middle
        else:
            high = middle
        if high / low < 1 + 1e-12:
            break
    return math.sqrt(low * high)


#%% center_and_scale
def center_and_scale(X_train, X_test):
    train = to_table(X_train)
    test = to_table(X_test)
    n_features = len(train[0])
    for row in train + test:
        if len(row) != n_features:
            raise ValueError("the tables must have the same number of features")
    means = []
    divisors = []
    for j in range(n_features):
        mean = column_mean(train, j)
        spread = math.sqrt(math.fsum((row[j] - mean) ** 2 for row in train) / len(train))
        means.append(mean)
        divisors.append(spread if spread > 0 else 1.0)

    def scaled(table):
        return np.array(
            [[(row[j] - means[j]) / divisors[j] for j in range(n_features)] for row in table]
        )

    return scaled(train), scaled(test)


#%% pca_fit
def pca_fit(X, n_components):
    table = to_table(X)
    n_samples = len(table)
    if n_samples < 2:
        raise ValueError("at least two points are needed")
    n_features = len(table[0])
    if not 1 <= n_components <= min(n_samples, n_features):
        raise ValueError("n_components must be from 1 to min(n_samples, n_features)")
    mean = [column_mean(table, j) for j in range(n_features)]
    centered = np.array([[row[j] - mean[j] for j in range(n_features)] for row in table])
    _, singular, right = np.linalg.svd(centered, full_matrices=False)
    variances = [float(s) ** 2 / (n_samples - 1) for s in singular[:n_components]]
    return np.array(mean), right[:n_components].copy(), np.array(variances)


#%% project_and_reconstruct
def project_and_reconstruct(X, mean, components):
    points = to_table(X)
    middle = to_list(mean)
    directions = to_table(components)
    n_features = len(middle)
    for row in points + directions:
        if len(row) != n_features:
            raise ValueError("X, mean and components must have the same number of features")
    scores = []
    reconstruction = []
    for point in points:
        deviation = [p - m for p, m in zip(point, middle)]
        row = [dot(direction, deviation) for direction in directions]
        rebuilt = list(middle)
        for score, direction in zip(row, directions):
            for j in range(n_features):
                rebuilt[j] += score * direction[j]
        scores.append(row)
        reconstruction.append(rebuilt)
    return np.array(scores), np.array(reconstruction)


#%% components_for_share
def components_for_share(explained_variance, share):
    variances = sorted(to_list(explained_variance), reverse=True)
    if not 0 < share <= 1:
        raise ValueError("share must be above 0 and at most 1")
    if variances[-1] < 0:
        raise ValueError("a variance must not be negative")
    if variances[0] == 0:
        raise ValueError("at least one variance must be above 0")
    total = 0.0
    for variance in variances:
        total += variance
    so_far = 0.0
    count = 0
    for variance in variances:
        so_far += variance
        count += 1
        if so_far / total >= share:
            break
    return count, so_far / total


#%% sigma_for_perplexity
def sigma_for_perplexity(squared_distances, perplexity):
    squares = to_list(squared_distances)
    if not 1 < perplexity < len(squares):
        raise ValueError("perplexity must be above 1 and below the number of other points")
    smallest = min(squares)
    squares = [square - smallest for square in squares]

    def perplexity_of(sigma):
        weights = [math.exp(-square / (2 * sigma**2)) for square in squares]
        total = math.fsum(weights)
        entropy = 0.0
        for weight in weights:
            p = weight / total
            if p > 0:
                entropy -= p * math.log2(p)
        return 2**entropy

    return solve_by_halving(perplexity_of, float(perplexity))


#%% rho_and_sigma
def rho_and_sigma(distances):
    values = to_list(distances)
    positive = [d for d in values if d > 0]
    if not positive:
        raise ValueError("no distance is above 0")
    rho = min(positive)
    target = math.log2(len(values))
    n_full = sum(1 for d in values if d <= rho)
    if n_full >= target:
        raise ValueError("too many neighbours are not farther than rho")

    def sum_of_weights(sigma):
        return math.fsum(math.exp(-max(0.0, d - rho) / sigma) for d in values)

    return rho, solve_by_halving(sum_of_weights, target)


#%% map_similarities
def map_similarities(Y, a, b):
    points = to_table(Y)
    n = len(points)
    if n < 2:
        raise ValueError("at least two points are needed")
    if not (a > 0 and b > 0):
        raise ValueError("a and b must be above 0")
    a = float(a)
    b = float(b)
    q = [[0.0] * n for _ in range(n)]
    w = [[0.0] * n for _ in range(n)]
    for i in range(n):
        for j in range(n):
            if i == j:
                continue
            square = 0.0
            for u, v in zip(points[i], points[j]):
                square += (u - v) ** 2
            q[i][j] = 1 / (1 + square)
            w[i][j] = 1 / (1 + a * square**b)
    total = math.fsum(math.fsum(row) for row in q)
    q = [[value / total for value in row] for row in q]
    return np.array(q), np.array(w)


#%% map_from_ways
def map_from_ways(lengths, n_components):
    distances = to_table(lengths)
    n = len(distances)
    if not 1 <= n_components <= n:
        raise ValueError("n_components must be from 1 to n_places")
    for k in range(n):
        for i in range(n):
            for j in range(n):
                detour = distances[i][k] + distances[k][j]
                if detour < distances[i][j]:
                    distances[i][j] = detour
    for row in distances:
        for distance in row:
            if math.isinf(distance):
                raise ValueError("a place cannot be reached from another")

    squares = [[d * d for d in row] for row in distances]
    row_means = [math.fsum(row) / n for row in squares]
    column_means = [math.fsum(squares[i][j] for i in range(n)) / n for j in range(n)]
    mean = math.fsum(row_means) / n
    table = [
        [(squares[i][j] - row_means[i] - column_means[j] + mean) / -2 for j in range(n)]
        for i in range(n)
    ]
    eigenvalues, eigenvectors = np.linalg.eigh(np.array(table))
    coordinates = np.zeros((n, n_components))
    for column in range(n_components):
        place = n - 1 - column  # eigh sorts upwards
        value = float(eigenvalues[place])
        if value > 0:
            for i in range(n):
                coordinates[i, column] = eigenvectors[i, place] * math.sqrt(value)
    return np.array(distances), coordinates


#%% trustworthiness
def trustworthiness(X, Y, n_neighbors):
    data = to_table(X)
    drawn = to_table(Y)
    n = len(data)
    k = n_neighbors
    if len(drawn) != n:
        raise ValueError("X and Y must have the same number of points")
    if k < 1 or 2 * k >= n:
        raise ValueError("n_neighbors must be at least 1 and below n_samples / 2")

    def others_by_distance(points, i):
        others = [j for j in range(n) if j != i]
        return sorted(others, key=lambda j: math.dist(points[i], points[j]))

    cost = 0
    for i in range(n):
        rank = {j: r for r, j in enumerate(others_by_distance(data, i), start=1)}
        for j in others_by_distance(drawn, i)[:k]:
            cost += max(0, rank[j] - k)
    return 1 - 2 / (n * k * (2 * n - 3 * k - 1)) * cost
