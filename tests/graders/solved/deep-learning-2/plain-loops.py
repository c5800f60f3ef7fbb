# %% lstm_step
def sigmoid(a):
    return 0.5 * (1 + np.tanh(a / 2))  # no exponential that gets too large


def lstm_step(x, h, c, W, U, b):
    x = np.array(x, dtype=float)
    h = np.array(h, dtype=float)
    c = np.array(c, dtype=float)
    W = np.array(W, dtype=float)
    U = np.array(U, dtype=float)
    b = np.array(b, dtype=float)
    n = h.shape[1]
    if len(W) != 4 * n or len(U) != 4 * n or len(b) != 4 * n:
        raise ValueError("W, U and b need four rows for each unit")
    if len(x) != len(h) or len(x) != len(c):
        raise ValueError("x, h and c need the same number of rows")
    a = x @ W.T + h @ U.T + b
    i = sigmoid(a[:, :n])
    f = sigmoid(a[:, n : 2 * n])
    g = np.tanh(a[:, 2 * n : 3 * n])
    o = sigmoid(a[:, 3 * n :])
    c_new = f * c + i * g
    h_new = o * np.tanh(c_new)
    return h_new, c_new


# %% attention
def attention(Q, K, V, mask):
    Q = np.array(Q, dtype=float)
    K = np.array(K, dtype=float)
    V = np.array(V, dtype=float)
    n_queries = Q.shape[-2]
    n_keys = K.shape[-2]
    if Q.shape[-1] != K.shape[-1]:
        raise ValueError("queries and keys need the same number of features")
    if V.shape[-2] != n_keys:
        raise ValueError("one row of values for each key")
    if mask is None:
        mask = np.ones((n_queries, n_keys), dtype=bool)
    mask = np.array(mask, dtype=bool)
    if mask.shape != (n_queries, n_keys):
        raise ValueError("the mask needs a row for each query and a column for each key")
    scores = Q @ np.swapaxes(K, -1, -2) / np.sqrt(Q.shape[-1])
    weights = np.zeros(scores.shape)
    for q in range(n_queries):
        allowed = mask[q]
        if allowed.any():
            s = scores[..., q, allowed]
            e = np.exp(s - s.max(axis=-1, keepdims=True))
            weights[..., q, allowed] = e / e.sum(axis=-1, keepdims=True)
    return weights @ V, weights


# %% multi_head
def multi_head(Q, K, V, n_heads, attend):
    Q = np.array(Q, dtype=float)
    K = np.array(K, dtype=float)
    V = np.array(V, dtype=float)
    if n_heads < 1:
        raise ValueError("at least one head")
    if Q.shape[2] % n_heads != 0 or V.shape[2] % n_heads != 0:
        raise ValueError("the heads must get equally many features")
    a = Q.shape[2] // n_heads
    v = V.shape[2] // n_heads
    output = []
    for i in range(len(Q)):
        heads = []
        for j in range(n_heads):
            q = Q[i, :, j * a : (j + 1) * a]
            k = K[i, :, j * a : (j + 1) * a]
            heads.append(attend(q, k, V[i, :, j * v : (j + 1) * v]))
        output.append(np.concatenate(heads, axis=1))
    return np.array(output)


# %% edge_conv
def edge_conv(X, positions, k, f):
    X = np.array(X, dtype=float)
    positions = np.array(positions, dtype=float)
    n = len(X)
    if len(positions) != n:
        raise ValueError("one position for each node")
    if k < 1 or k > n - 1:
        raise ValueError("k must be from 1 to the number of other nodes")
    X_new = []
    for i in range(n):
        distances = np.sqrt(((positions - positions[i]) ** 2).sum(axis=1))
        distances[i] = np.inf  # not its own neighbour
        neighbours = np.argsort(distances)[:k]
        edges = []
        for j in neighbours:
            edges.append(np.concatenate([X[i], X[i] - X[j]]))
        X_new.append(f(np.array(edges)).sum(axis=0))
    return np.array(X_new)


# %% film
def film(X, z, W, b):
    X = np.array(X, dtype=float)
    z = np.array(z, dtype=float)
    W = np.array(W, dtype=float)
    b = np.array(b, dtype=float)
    n_channels = X.shape[1]
    if len(X) != len(z):
        raise ValueError("X and z need the same number of samples")
    if len(W) != 2 * n_channels or len(b) != 2 * n_channels:
        raise ValueError("W and b need two rows for each channel")
    X_new = np.zeros(X.shape)
    for i in range(len(X)):
        both = W @ z[i] + b
        for c in range(n_channels):
            X_new[i, c] = both[c] * X[i, c] + both[n_channels + c]
    return X_new


# %% energy_labels
def energy_labels(E, eta, phi):
    E = np.array(E, dtype=float)
    eta = np.array(eta, dtype=float)
    phi = np.array(phi, dtype=float)
    if E.shape != eta.shape or E.shape != phi.shape:
        raise ValueError("E, eta and phi need the same shape")
    bracket = np.cosh(eta[:, 0] - eta[:, 1]) - np.cos(phi[:, 0] - phi[:, 1])
    mass = np.sqrt(2 * E[:, 0] * E[:, 1] * bracket)
    # A mass on a bound belongs to the window, also if rounding moves it a little.
    kept = (mass >= 86 - 0.001) & (mass <= 97 + 0.001)
    E = E[kept]
    bracket = bracket[kept]
    labels = np.zeros((len(E), 2))
    labels[:, 0] = 91.19**2 / (2 * E[:, 1] * bracket)
    labels[:, 1] = 91.19**2 / (2 * E[:, 0] * bracket)
    return kept, labels
