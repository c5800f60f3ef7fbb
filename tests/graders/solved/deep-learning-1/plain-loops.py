# %% class_probabilities
def class_probabilities(X, layers):
    A = np.array(X, dtype=float)
    for number, (weights, bias) in enumerate(layers):
        W = np.array(weights, dtype=float)
        b = np.array(bias, dtype=float)
        if W.shape[1] != A.shape[1]:
            raise ValueError("the layer has the wrong number of inputs")
        if b.shape != (W.shape[0],):
            raise ValueError("the bias needs one number for each output")
        A = A @ W.T + b
        if number < len(layers) - 1:
            A = np.maximum(A, 0)
    A = A - A.max(axis=1, keepdims=True)
    e = np.exp(A)
    return e / e.sum(axis=1, keepdims=True)


# %% activation
import math


def activation(z, name):
    z = np.array(z, dtype=float)
    if name == "identity":
        return z, np.ones(z.shape)
    if name == "step":
        return (z >= 0).astype(float), np.zeros(z.shape)
    if name == "sigmoid":
        s = 0.5 * (1 + np.tanh(z / 2))  # the same function, and nothing gets too large
        return s, s * (1 - s)
    if name == "tanh":
        t = np.tanh(z)
        return t, 1 - t**2
    if name == "relu":
        return np.maximum(z, 0), (z > 0).astype(float)
    if name == "gelu":
        Phi = np.zeros(z.shape)
        for index in np.ndindex(z.shape):
            Phi[index] = 0.5 * (1 + math.erf(z[index] / math.sqrt(2)))
        phi = np.exp(-(z**2) / 2) / math.sqrt(2 * math.pi)
        return z * Phi, Phi + z * phi
    raise ValueError("no activation function of this name")


# %% loss_and_gradients
def loss_and_gradients(X, Y, W1, b1, W2, b2):
    X = np.array(X, dtype=float)
    Y = np.array(Y, dtype=float)
    W1 = np.array(W1, dtype=float)
    b1 = np.array(b1, dtype=float)
    W2 = np.array(W2, dtype=float)
    b2 = np.array(b2, dtype=float)
    if Y.shape != (len(X), len(W2)):
        raise ValueError("Y needs a row for each sample and a column for each output")
    n = len(X)
    h = np.tanh(X @ W1.T + b1)
    o = h @ W2.T + b2
    loss = float(((o - Y) ** 2).sum() / n)
    do = 2 * (o - Y) / n
    dW2 = do.T @ h
    db2 = do.sum(axis=0)
    da = (do @ W2) * (1 - h**2)
    dW1 = da.T @ X
    db1 = da.sum(axis=0)
    return loss, dW1, db1, dW2, db2


# %% sgd_step
def sgd_step(parameters, gradients, velocities, learning_rate, momentum, weight_decay):
    if learning_rate <= 0:
        raise ValueError("the learning rate must be above 0")
    if momentum < 0 or momentum >= 1:
        raise ValueError("the momentum must be from 0 on and below 1")
    if weight_decay < 0:
        raise ValueError("the weight decay must be at least 0")
    if len(gradients) != len(parameters) or len(velocities) != len(parameters):
        raise ValueError("one gradient and one velocity for each array of parameters")
    new_parameters = []
    new_velocities = []
    for i in range(len(parameters)):
        p = np.array(parameters[i], dtype=float)
        g = np.array(gradients[i], dtype=float)
        v = np.array(velocities[i], dtype=float)
        if g.shape != p.shape or v.shape != p.shape:
            raise ValueError("gradient and velocity need the shape of the parameters")
        v = momentum * v + g + weight_decay * p
        new_velocities.append(v)
        new_parameters.append(p - learning_rate * v)
    return tuple(new_parameters), tuple(new_velocities)


# %% minibatches
def minibatches(X, y, batch_size, rng):
    X = np.array(X)
    y = np.array(y)
    if len(X) != len(y):
        raise ValueError("one target for each sample")
    if batch_size < 1:
        raise ValueError("a batch holds at least one sample")
    order = rng.permutation(len(X))
    batches = []
    for start in range(0, len(X), batch_size):
        chosen = order[start : start + batch_size]
        batches.append((X[chosen], y[chosen]))
    return batches


# %% dropout
def dropout(X, rate, training, rng):
    X = np.array(X, dtype=float)
    if rate < 0 or rate >= 1:
        raise ValueError("the rate must be from 0 on and below 1")
    if not training:
        return X
    stays = rng.random(X.shape) >= rate
    return X * stays / (1 - rate)


# %% conv2d
def conv2d(image, kernels, bias, stride, padding):
    image = np.array(image, dtype=float)
    kernels = np.array(kernels, dtype=float)
    bias = np.array(bias, dtype=float)
    if stride < 1 or padding < 0:
        raise ValueError("stride must be at least 1 and padding at least 0")
    n_filters, n_channels, kernel_rows, kernel_columns = kernels.shape
    if image.shape[0] != n_channels:
        raise ValueError("the kernels need as many channels as the image")
    if bias.shape != (n_filters,):
        raise ValueError("one bias for each filter")
    rows = image.shape[1] + 2 * padding
    columns = image.shape[2] + 2 * padding
    if kernel_rows > rows or kernel_columns > columns:
        raise ValueError("the kernels are larger than the framed image")
    framed = np.zeros((n_channels, rows, columns))
    framed[:, padding : padding + image.shape[1], padding : padding + image.shape[2]] = image
    out_rows = (rows - kernel_rows) // stride + 1
    out_columns = (columns - kernel_columns) // stride + 1
    maps = np.zeros((n_filters, out_rows, out_columns))
    for r in range(out_rows):
        for c in range(out_columns):
            top = r * stride
            left = c * stride
            window = framed[:, top : top + kernel_rows, left : left + kernel_columns]
            for f in range(n_filters):
                maps[f, r, c] = (window * kernels[f]).sum() + bias[f]
    return maps


# %% max_pool
def max_pool(maps, size, stride):
    maps = np.array(maps, dtype=float)
    if size < 1 or stride < 1:
        raise ValueError("size and stride must be at least 1")
    n_channels, rows, columns = maps.shape
    if rows < size or columns < size:
        raise ValueError("the window is larger than the maps")
    out_rows = (rows - size) // stride + 1
    out_columns = (columns - size) // stride + 1
    pooled = np.zeros((n_channels, out_rows, out_columns))
    for r in range(out_rows):
        for c in range(out_columns):
            window = maps[:, r * stride : r * stride + size, c * stride : c * stride + size]
            pooled[:, r, c] = window.max(axis=(1, 2))
    return pooled


# %% count_parameters
def count_parameters(input_shape, layers):
    shape = tuple(int(n) for n in input_shape)
    counts = []
    for layer in layers:
        kind = layer[0]
        numbers = [int(n) for n in layer[1:]] if kind in ("conv", "pool", "dense") else []
        if kind == "conv" or kind == "pool":
            if len(shape) != 3:
                raise ValueError("this layer needs three axes")
            channels, rows, columns = shape
            if kind == "conv":
                n_filters, size, stride, padding = numbers
                counts.append(n_filters * (channels * size * size + 1))
                channels = n_filters
            else:
                size, stride = numbers
                padding = 0
                counts.append(0)
            rows = rows + 2 * padding
            columns = columns + 2 * padding
            if rows < size or columns < size:
                raise ValueError("filter or window is larger than what enters")
            shape = (channels, (rows - size) // stride + 1, (columns - size) // stride + 1)
        elif kind == "flatten":
            total = 1
            for n in shape:
                total = total * n
            shape = (total,)
            counts.append(0)
        elif kind == "dense":
            if len(shape) != 1:
                raise ValueError("a dense layer needs exactly one axis")
            n_units = numbers[0]
            counts.append(n_units * (shape[0] + 1))
            shape = (n_units,)
        else:
            raise ValueError("no layer of this kind")
    return np.array(counts, dtype=np.int64), shape
