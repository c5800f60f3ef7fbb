# %% lstm_step
def lstm_step(x, h, c, W, U, b):
    x, h, c, W, U, b = (np.asarray(a, dtype=float) for a in (x, h, c, W, U, b))
    n_units = h.shape[1]
    if not (W.shape[0] == U.shape[0] == b.shape[0] == 4 * n_units):
        raise ValueError("W, U and b need four rows for each unit")
    if not (x.shape[0] == h.shape[0] == c.shape[0]):
        raise ValueError("x, h and c need the same number of rows")
    a = x @ W.T + h @ U.T + b
    a_i, a_f, a_g, a_o = np.split(a, 4, axis=1)

    def sigmoid(a):
        return 0.5 * (1.0 + np.tanh(a / 2.0))

    c_new = sigmoid(a_f) * c + sigmoid(a_i) * np.tanh(a_g)
    h_new = sigmoid(a_o) * np.tanh(c_new)
    return h_new, c_new


# %% attention
def attention(Q, K, V, mask):
    Q, K, V = (np.asarray(a, dtype=float) for a in (Q, K, V))
    n_queries, n_keys = Q.shape[-2], K.shape[-2]
    if Q.shape[-1] != K.shape[-1]:
        raise ValueError("queries and keys need the same number of features")
    if V.shape[-2] != n_keys:
        raise ValueError("each key needs a value")
    if mask is None:
        mask = np.ones((n_queries, n_keys), dtype=bool)
    mask = np.asarray(mask, dtype=bool)
    if mask.shape != (n_queries, n_keys):
        raise ValueError("the mask needs a row for each query and a column for each key")
    scores = Q @ np.swapaxes(K, -1, -2) / np.sqrt(Q.shape[-1])
    scores = np.where(mask, scores, -np.inf)
    # The largest of the allowed scores becomes 0. If none is allowed, anything finite will do.
    largest = scores.max(axis=-1, keepdims=True)
    largest = np.where(np.isfinite(largest), largest, 0.0)
    powers = np.exp(scores - largest)
    total = powers.sum(axis=-1, keepdims=True)
    weights = powers / np.where(total > 0, total, 1.0)
    return weights @ V, weights


# %% multi_head
def multi_head(Q, K, V, n_heads, attend):
    Q, K, V = (np.asarray(a, dtype=float) for a in (Q, K, V))
    if n_heads < 1:
        raise ValueError("there must be at least one head")
    if any(a.shape[-1] % n_heads for a in (Q, K, V)):
        raise ValueError("the features cannot be shared equally between the heads")

    def split(a):
        n_samples, n_positions, n_features = a.shape
        return a.reshape(n_samples, n_positions, n_heads, n_features // n_heads).transpose(0, 2, 1, 3)

    found = np.asarray(attend(split(Q), split(K), split(V)), dtype=float)
    n_samples, _, n_queries, width = found.shape
    return found.transpose(0, 2, 1, 3).reshape(n_samples, n_queries, n_heads * width)


# %% edge_conv
def edge_conv(X, positions, k, f):
    X = np.asarray(X, dtype=float)
    positions = np.asarray(positions, dtype=float)
    n_nodes = len(X)
    if len(positions) != n_nodes:
        raise ValueError("each node needs a position")
    if k < 1 or k > n_nodes - 1:
        raise ValueError("k is below 1, or there are not so many other nodes")
    differences = positions[:, None, :] - positions[None, :, :]
    distances = (differences**2).sum(axis=-1)
    np.fill_diagonal(distances, np.inf)  # no node is its own neighbour
    neighbours = np.argsort(distances, axis=1)[:, :k]
    own = np.repeat(X, k, axis=0)
    edges = np.concatenate([own, own - X[neighbours.ravel()]], axis=1)
    new = np.asarray(f(edges), dtype=float)
    return new.reshape(n_nodes, k, new.shape[1]).sum(axis=1)


# %% film
def film(X, z, W, b):
    X, z, W, b = (np.asarray(a, dtype=float) for a in (X, z, W, b))
    n_samples, n_channels = X.shape[:2]
    if z.shape[0] != n_samples:
        raise ValueError("X and z need the same number of samples")
    if W.shape[0] != 2 * n_channels or b.shape[0] != 2 * n_channels:
        raise ValueError("W and b need two rows for each channel")
    both = z @ W.T + b
    shape = (n_samples, n_channels) + (1,) * (X.ndim - 2)
    gamma = both[:, :n_channels].reshape(shape)
    beta = both[:, n_channels:].reshape(shape)
    return gamma * X + beta


# %% energy_labels
def energy_labels(E, eta, phi):
    E, eta, phi = (np.asarray(a, dtype=float) for a in (E, eta, phi))
    if not (E.shape == eta.shape == phi.shape):
        raise ValueError("E, eta and phi need the same shape")
    M = 91.19
    bracket = np.cosh(eta[:, 0] - eta[:, 1]) - np.cos(phi[:, 0] - phi[:, 1])
    mass = np.sqrt(2.0 * E[:, 0] * E[:, 1] * bracket)
    # A mass on a bound may be rounded to the wrong side; no other one is so near.
    kept = (mass >= 86 - 1e-3) & (mass <= 97 + 1e-3)
    labels = M**2 / (2.0 * E[kept][:, ::-1] * bracket[kept][:, None])
    return kept, labels
