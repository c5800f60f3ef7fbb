# %% permutation_importance
def permutation_importance(predict, loss, X, y, n_repeats, rng):
    if n_repeats < 1:
        raise ValueError("n_repeats must be at least 1")
    if len(X) != len(y):
        raise ValueError("X and y have different lengths")
    X = np.array(X, dtype=float)
    y = np.array(y, dtype=float)
    n_samples, n_features = X.shape
    base = loss(y, predict(X.copy()))
    importances = np.zeros(n_features)
    for j in range(n_features):
        total = 0.0
        for _ in range(n_repeats):
            shuffled = X.copy()
            order = rng.permutation(n_samples)
            shuffled[:, j] = X[order, j]
            total += loss(y, predict(shuffled)) - base
        importances[j] = total / n_repeats
    return importances


# %% grouped_importance
def grouped_importance(predict, loss, X, y, groups, n_repeats, rng):
    X = np.array(X, dtype=float)
    y = np.array(y, dtype=float)
    n_samples, n_features = X.shape
    for group in groups:
        for j in group:
            if j < 0 or j >= n_features:
                raise ValueError("there is no feature " + str(j))
    base = loss(y, predict(X.copy()))
    importances = np.zeros(len(groups))
    for g in range(len(groups)):
        total = 0.0
        for _ in range(n_repeats):
            shuffled = X.copy()
            order = rng.permutation(n_samples)
            for j in groups[g]:
                shuffled[:, j] = X[order, j]
            total += loss(y, predict(shuffled)) - base
        importances[g] = total / n_repeats
    return importances


# %% shapley_exact
from itertools import combinations
from math import factorial


def shapley_exact(v, n_players):
    if n_players < 1:
        raise ValueError("a game needs at least one player")
    n = n_players
    values = np.zeros(n)
    for i in range(n):
        others = [j for j in range(n) if j != i]
        for size in range(n):
            weight = factorial(size) * factorial(n - size - 1) / factorial(n)
            for members in combinations(others, size):
                without = frozenset(members)
                with_i = frozenset(members + (i,))
                values[i] += weight * (float(v(with_i)) - float(v(without)))
    return values


# %% shapley_sampled
def shapley_sampled(v, n_players, n_orders, rng):
    if n_orders < 2:
        raise ValueError("at least two orders are needed")
    gains = np.zeros((n_orders, n_players))
    for r in range(n_orders):
        order = rng.permutation(n_players)
        coalition = frozenset()
        before = float(v(coalition))
        for player in order:
            player = int(player)
            coalition = coalition | {player}
            after = float(v(coalition))
            gains[r, player] = after - before
            before = after
    values = gains.mean(axis=0)
    standard_errors = gains.std(axis=0, ddof=1) / np.sqrt(n_orders)
    return values, standard_errors


# %% coalition_value
def coalition_value(predict, x, background, known):
    x = np.array(x, dtype=float)
    rows = np.array(background, dtype=float)
    if rows.shape[1] != len(x):
        raise ValueError("background and x have different numbers of features")
    for j in known:
        if j < 0 or j >= len(x):
            raise ValueError("there is no feature " + str(j))
    for j in known:
        rows[:, j] = x[j]
    predictions = np.asarray(predict(rows), dtype=float)
    return float(predictions.mean())


# %% grad_cam
def grad_cam(network, layer, images, classes):
    if len(classes) != len(images):
        raise ValueError("there must be one class for each picture")
    kept = []

    def keep(module, inputs, output):
        kept.append(output)

    handle = layer.register_forward_hook(keep)
    try:
        with torch.enable_grad():
            scores = network(images)
    finally:
        handle.remove()

    n_classes = scores.shape[1]
    for c in classes:
        if c < 0 or c >= n_classes:
            raise ValueError("there is no class " + str(c))

    activations = kept[0]
    with torch.enable_grad():
        total = 0
        for i in range(len(classes)):
            total = total + scores[i, classes[i]]
    slopes = torch.autograd.grad(total, activations)[0]
    activations = activations.detach()
    weights = slopes.mean(dim=(2, 3), keepdim=True)
    maps = (weights * activations).sum(dim=1)
    return torch.relu(maps).detach()


# %% check_additivity
def check_additivity(predict, X, background, contributions, tolerance):
    X = np.array(X, dtype=np.float64)
    background = np.array(background, dtype=np.float64)
    contributions = np.array(contributions, dtype=np.float64)
    if contributions.shape != X.shape:
        raise ValueError("contributions and X have different shapes")
    if tolerance < 0:
        raise ValueError("the tolerance is negative")
    mean = np.asarray(predict(background), dtype=np.float64).mean()
    predictions = np.asarray(predict(X), dtype=np.float64)
    gaps = mean + contributions.sum(axis=1) - predictions
    return gaps, np.abs(gaps) <= tolerance


# %% fairness_differences
def fairness_differences(group, selected, qualified):
    if len(group) != len(selected) or len(group) != len(qualified):
        raise ValueError("the three have different lengths")
    group = np.array(group)
    selected = np.array(selected).astype(bool)
    qualified = np.array(qualified).astype(bool)
    names = np.unique(group)
    if len(names) < 2:
        raise ValueError("there are fewer than two groups")
    selection_rates = []
    true_positive_rates = []
    for name in names:
        members = group == name
        if (members & qualified).sum() == 0:
            raise ValueError("a group has nobody who is qualified")
        selection_rates.append(selected[members].mean())
        true_positive_rates.append(selected[members & qualified].mean())
    parity = max(selection_rates) - min(selection_rates)
    opportunity = max(true_positive_rates) - min(true_positive_rates)
    return float(parity), float(opportunity)
