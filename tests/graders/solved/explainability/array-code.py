# %% permutation_importance
def permutation_importance(predict, loss, X, y, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y, dtype=float)
    if n_repeats < 1:
        raise ValueError("n_repeats must be at least 1")
    if len(X) != len(y):
        raise ValueError("X and y have different lengths")
    base = loss(y, np.asarray(predict(X), dtype=float))
    importances = np.empty(X.shape[1])
    for j in range(X.shape[1]):
        shuffled = np.tile(X, (n_repeats, 1, 1))
        shuffled[:, :, j] = rng.permuted(shuffled[:, :, j], axis=1)
        predictions = np.asarray(predict(shuffled.reshape(-1, X.shape[1])), dtype=float).reshape(n_repeats, -1)
        importances[j] = np.mean([loss(y, p) for p in predictions]) - base
    return importances

# %% grouped_importance
def grouped_importance(predict, loss, X, y, groups, n_repeats, rng):
    X, y = np.array(X, dtype=float), np.array(y, dtype=float)
    n, f = X.shape
    if any(not 0 <= j < f for group in groups for j in group):
        raise ValueError("a group names a feature that X does not have")
    base = loss(y, np.asarray(predict(X), dtype=float))
    importances = np.empty(len(groups))
    for g, group in enumerate(groups):
        orders = rng.permuted(np.tile(np.arange(n), (n_repeats, 1)), axis=1)
        shuffled = np.tile(X, (n_repeats, 1, 1))
        shuffled[:, :, group] = X[:, group][orders]
        predictions = np.asarray(predict(shuffled.reshape(-1, f)), dtype=float).reshape(n_repeats, n)
        importances[g] = np.mean([loss(y, p) for p in predictions]) - base
    return importances

# %% shapley_exact
from math import factorial


def shapley_exact(v, n_players):
    if n_players < 1:
        raise ValueError("a game needs a player")
    n = n_players
    masks = np.arange(2**n)
    member = (masks[:, None] >> np.arange(n)) & 1  # (n_coalitions, n_players)
    worth = np.array([v(frozenset(np.flatnonzero(row).tolist())) for row in member], dtype=float)
    size = member.sum(axis=1)
    weight = np.array([factorial(s) * factorial(n - s - 1) / factorial(n) for s in range(n)])
    values = np.empty(n)
    for i in range(n):
        without = masks[member[:, i] == 0]
        values[i] = weight[size[without]] @ (worth[without | (1 << i)] - worth[without])
    return values

# %% shapley_sampled
def shapley_sampled(v, n_players, n_orders, rng):
    if n_orders < 2:
        raise ValueError("a standard error needs at least two orders")
    orders = rng.permuted(np.tile(np.arange(n_players), (n_orders, 1)), axis=1)
    worth = np.array(
        [[v(frozenset(order[:k])) for k in range(n_players + 1)] for order in orders.tolist()], dtype=float
    )
    gains = np.empty((n_orders, n_players))
    np.put_along_axis(gains, orders, np.diff(worth, axis=1), axis=1)
    return gains.mean(axis=0), gains.std(axis=0, ddof=1) / np.sqrt(n_orders)

# %% coalition_value
def coalition_value(predict, x, background, known):
    x, rows, known = np.asarray(x, dtype=float), np.array(background, dtype=float), list(known)
    if rows.shape[1] != len(x):
        raise ValueError("background and x have different numbers of features")
    if any(not 0 <= j < len(x) for j in known):
        raise ValueError("known names a feature that x does not have")
    rows[:, known] = x[known]
    return float(np.mean(predict(rows), dtype=float))

# %% grad_cam
def grad_cam(network, layer, images, classes):
    if len(classes) != len(images):
        raise ValueError("there must be one class for each picture")
    kept = []
    handle = layer.register_forward_hook(lambda module, args, output: kept.append(output))
    try:
        with torch.enable_grad():
            scores = network(images)
    finally:
        handle.remove()
    if any(not 0 <= c < scores.shape[1] for c in classes):
        raise ValueError("there is no such class")
    chosen = scores[torch.arange(len(images)), torch.as_tensor(classes)]
    (slopes,) = torch.autograd.grad(chosen.sum(), kept[0])
    weights = slopes.mean(dim=(2, 3), keepdim=True)
    return (weights * kept[0].detach()).sum(dim=1).relu()

# %% check_additivity
def check_additivity(predict, X, background, contributions, tolerance):
    X, background, contributions = (np.array(a, dtype=float) for a in (X, background, contributions))
    if contributions.shape != X.shape:
        raise ValueError("contributions has another shape than X")
    if tolerance < 0:
        raise ValueError("tolerance is below 0")
    base = np.mean(predict(background), dtype=float)
    gaps = base + contributions.sum(axis=1) - np.asarray(predict(X), dtype=float)
    return gaps, np.abs(gaps) <= tolerance

# %% fairness_differences
def fairness_differences(group, selected, qualified):
    if not len(group) == len(selected) == len(qualified):
        raise ValueError("the three have different lengths")
    names, index = np.unique(group, return_inverse=True)
    selected, qualified = np.asarray(selected, dtype=float), np.asarray(qualified, dtype=float)
    n_qualified = np.bincount(index, weights=qualified)
    if len(names) < 2:
        raise ValueError("there are fewer than two groups")
    if (n_qualified == 0).any():
        raise ValueError("a group has nobody who is qualified")
    parity = np.bincount(index, weights=selected) / np.bincount(index)
    opportunity = np.bincount(index, weights=selected * qualified) / n_qualified
    return float(np.ptp(parity)), float(np.ptp(opportunity))
