import numpy as np


def assign_to_centroids(X, centroids):
    labels = []
    for point in X:
        best = None
        best_distance = None
        for j in range(len(centroids)):
            if len(point) != len(centroids[j]):
                raise ValueError("points and centroids have different numbers of features")
            distance = 0.0
            for a, b in zip(point, centroids[j]):
                distance += (float(a) - float(b)) ** 2
            if best is None or distance < best_distance:
                best = j
                best_distance = distance
        labels.append(best)
    return np.array(labels)


def update_centroids(X, labels, centroids):
    if len(X) != len(labels):
        raise ValueError("not as many labels as points")
    k = len(centroids)
    for label in labels:
        if label < 0 or label >= k:
            raise ValueError("unknown label")
    new = []
    for j in range(k):
        total = [0.0] * len(centroids[j])
        count = 0
        for point, label in zip(X, labels):
            if label == j:
                count += 1
                for f in range(len(total)):
                    total[f] += float(point[f])
        if count == 0:
            new.append([float(value) for value in centroids[j]])
        else:
            new.append([value / count for value in total])
    return np.array(new)


def wcss(X, labels, centroids):
    if len(X) != len(labels):
        raise ValueError("not as many labels as points")
    if len(X[0]) != len(centroids[0]):
        raise ValueError("different numbers of features")
    total = 0.0
    for point, label in zip(X, labels):
        if label < 0 or label >= len(centroids):
            raise ValueError("unknown label")
        for a, b in zip(point, centroids[label]):
            total += (float(a) - float(b)) ** 2
    return total


def kmeans(X, centroids, max_iter=100):
    if max_iter < 1:
        raise ValueError("max_iter must be at least 1")
    points = [[float(v) for v in row] for row in X]
    current = [[float(v) for v in row] for row in centroids]
    n_iter = 0
    while n_iter < max_iter:
        n_iter += 1
        labels = []
        for point in points:
            distances = []
            for c in current:
                distances.append(sum((a - b) ** 2 for a, b in zip(point, c)))
            labels.append(distances.index(min(distances)))
        new = []
        for j in range(len(current)):
            members = [p for p, label in zip(points, labels) if label == j]
            if len(members) == 0:
                new.append(current[j])
            else:
                new.append([sum(column) / len(members) for column in zip(*members)])
        moved = new != current
        current = new
        if not moved:
            break
    return np.array(labels), np.array(current), n_iter


def kmeans_plus_plus(X, n_clusters, rng):
    points = [[float(v) for v in row] for row in X]
    different = set(tuple(p) for p in points)
    if n_clusters < 1 or n_clusters > len(different):
        raise ValueError("n_clusters must be from 1 to the number of different points")
    chosen = [points[rng.integers(len(points))]]
    while len(chosen) < n_clusters:
        distances = []
        for p in points:
            distances.append(min(sum((a - b) ** 2 for a, b in zip(p, c)) for c in chosen))
        total = sum(distances)
        probabilities = [d / total for d in distances]
        chosen.append(points[rng.choice(len(points), p=probabilities)])
    return np.array(chosen)


def silhouette(X, labels):
    if len(X) != len(labels):
        raise ValueError("not as many labels as points")
    names = set(int(label) for label in labels)
    if len(names) < 2:
        raise ValueError("at least two clusters are needed")
    points = [[float(v) for v in row] for row in X]
    values = []
    for i in range(len(points)):
        sums = {name: 0.0 for name in names}
        counts = {name: 0 for name in names}
        for j in range(len(points)):
            if i == j:
                continue
            distance = sum((a - b) ** 2 for a, b in zip(points[i], points[j])) ** 0.5
            sums[int(labels[j])] += distance
            counts[int(labels[j])] += 1
        own = int(labels[i])
        if counts[own] == 0:
            values.append(0.0)
            continue
        a = sums[own] / counts[own]
        b = min(sums[name] / counts[name] for name in names if name != own)
        if max(a, b) == 0:
            values.append(0.0)
        else:
            values.append((b - a) / max(a, b))
    return np.array(values)


def responsibilities(X, weights, means, covariances):
    if len(weights) != len(means) or len(weights) != len(covariances):
        raise ValueError("weights, means and covariances are not equally many")
    shares = []
    covs = [np.array(c, dtype=float) for c in covariances]
    log_dets = [np.linalg.slogdet(c)[1] for c in covs]
    for point in X:
        logs = []
        for k in range(len(weights)):
            if weights[k] == 0:
                logs.append(-np.inf)
                continue
            diff = np.array([float(a) - float(b) for a, b in zip(point, means[k])])
            mahalanobis = diff @ np.linalg.solve(covs[k], diff)
            log_density = -0.5 * (len(diff) * np.log(2 * np.pi) + log_dets[k] + mahalanobis)
            logs.append(np.log(float(weights[k])) + log_density)
        largest = max(logs)
        row = [np.exp(value - largest) for value in logs]
        total = sum(row)
        shares.append([value / total for value in row])
    return np.array(shares)


def update_mixture(X, shares):
    if len(X) != len(shares):
        raise ValueError("not as many rows of shares as points")
    points = [[float(v) for v in row] for row in X]
    n = len(points)
    d = len(points[0])
    weights = []
    means = []
    covariances = []
    for k in range(len(shares[0])):
        s = [float(row[k]) for row in shares]
        size = sum(s)
        if size == 0:
            raise ValueError("a component has no share in any point")
        mean = []
        for f in range(d):
            mean.append(sum(s[i] * points[i][f] for i in range(n)) / size)
        cov = []
        for f in range(d):
            cov_row = []
            for g in range(d):
                total = 0.0
                for i in range(n):
                    total += s[i] * (points[i][f] - mean[f]) * (points[i][g] - mean[g])
                cov_row.append(total / size)
            cov.append(cov_row)
        weights.append(size / n)
        means.append(mean)
        covariances.append(cov)
    return np.array(weights), np.array(means), np.array(covariances)


def dbscan(X, eps, min_samples):
    if eps <= 0:
        raise ValueError("eps must be positive")
    if min_samples < 1:
        raise ValueError("min_samples must be at least 1")
    points = [[float(v) for v in row] for row in X]
    n = len(points)
    neighbours = [[i] for i in range(n)]
    for i in range(n):
        for j in range(i):
            distance = sum((a - b) ** 2 for a, b in zip(points[i], points[j])) ** 0.5
            if distance <= eps:
                neighbours[i].append(j)
                neighbours[j].append(i)
    core = [len(neighbours[i]) >= min_samples for i in range(n)]
    labels = [-1] * n
    cluster = 0
    for i in range(n):
        if not core[i] or labels[i] != -1:
            continue
        labels[i] = cluster
        todo = [i]
        while todo:
            p = todo.pop()
            for q in neighbours[p]:
                if labels[q] == -1:
                    labels[q] = cluster
                    if core[q]:
                        todo.append(q)
        cluster += 1
    return np.array(labels)


def local_outlier_factor(X, n_neighbors):
    points = [[float(v) for v in row] for row in X]
    n = len(points)
    if n_neighbors < 1 or n_neighbors > n - 1:
        raise ValueError("n_neighbors must be from 1 to n_samples - 1")
    neighbours = []
    k_distance = []
    for i in range(n):
        others = []
        for j in range(n):
            if j != i:
                others.append((sum((a - b) ** 2 for a, b in zip(points[i], points[j])) ** 0.5, j))
        others.sort()
        neighbours.append(others[:n_neighbors])
        k_distance.append(others[n_neighbors - 1][0])
    density = []
    for i in range(n):
        total = 0.0
        for distance, j in neighbours[i]:
            total += max(distance, k_distance[j])
        density.append(1 / (total / n_neighbors))
    factors = []
    for i in range(n):
        mean = sum(density[j] for distance, j in neighbours[i]) / n_neighbors
        factors.append(mean / density[i])
    return np.array(factors)
