# %% class_probabilities
def class_probabilities(X, layers):
    values = np.array(X, dtype=float)
    for number, (weights, bias) in enumerate(layers):
        weights = np.asarray(weights, dtype=float)
        bias = np.asarray(bias, dtype=float)
        if weights.ndim != 2 or weights.shape[1] != values.shape[1]:
            raise ValueError(f"layer {number} does not fit what enters it")
        if bias.shape != (weights.shape[0],):
            raise ValueError(f"layer {number} needs one bias for each output")
        if number > 0:
            values = np.maximum(values, 0.0)
        values = values @ weights.T + bias
    values = values - values.max(axis=1, keepdims=True)
    powers = np.exp(values)
    return powers / powers.sum(axis=1, keepdims=True)


# %% activation
from math import erf, pi, sqrt


def activation(z, name):
    z = np.array(z, dtype=float)
    if name == "identity":
        return z, np.ones_like(z)
    if name == "step":
        return np.where(z >= 0, 1.0, 0.0), np.zeros_like(z)
    if name == "sigmoid":
        # The same function, but nothing overflows.
        values = 0.5 * (1.0 + np.tanh(z / 2.0))
        return values, values * (1.0 - values)
    if name == "tanh":
        values = np.tanh(z)
        return values, 1.0 - values**2
    if name == "relu":
        return np.maximum(z, 0.0), np.where(z > 0, 1.0, 0.0)
    if name == "gelu":
        below = np.array([0.5 * (1.0 + erf(number / sqrt(2.0))) for number in z.ravel()]).reshape(z.shape)
        density = np.exp(-(z**2) / 2.0) / sqrt(2.0 * pi)
        return z * below, below + z * density
    raise ValueError(f"no activation function is called {name!r}")


# %% loss_and_gradients
def loss_and_gradients(X, Y, W1, b1, W2, b2):
    X, Y, W1, b1, W2, b2 = (np.asarray(a, dtype=float) for a in (X, Y, W1, b1, W2, b2))
    n_samples = X.shape[0]
    if Y.shape != (n_samples, W2.shape[0]):
        raise ValueError("Y needs one row for each sample and one column for each output")
    # forward
    h = np.tanh(X @ W1.T + b1)
    error = h @ W2.T + b2 - Y
    loss = float((error**2).sum() / n_samples)
    # backward
    d_o = 2.0 * error / n_samples
    dW2 = d_o.T @ h
    db2 = d_o.sum(axis=0)
    d_a = (d_o @ W2) * (1.0 - h**2)
    dW1 = d_a.T @ X
    db1 = d_a.sum(axis=0)
    return loss, dW1, db1, dW2, db2


# %% sgd_step
def sgd_step(parameters, gradients, velocities, learning_rate, momentum, weight_decay):
    if not learning_rate > 0:
        raise ValueError("the learning rate must be above 0")
    if not 0 <= momentum < 1:
        raise ValueError("the momentum must be from 0 on and below 1")
    if not weight_decay >= 0:
        raise ValueError("the weight decay must be at least 0")
    if len(gradients) != len(parameters) or len(velocities) != len(parameters):
        raise ValueError("each parameter needs a gradient and a velocity")
    new_parameters = []
    new_velocities = []
    for p, g, v in zip(parameters, gradients, velocities):
        p, g, v = (np.asarray(a, dtype=float) for a in (p, g, v))
        if g.shape != p.shape or v.shape != p.shape:
            raise ValueError("gradient and velocity need the shape of their parameter")
        new_v = momentum * v + g + weight_decay * p
        new_velocities.append(new_v)
        new_parameters.append(p - learning_rate * new_v)
    return tuple(new_parameters), tuple(new_velocities)


# %% minibatches
def minibatches(X, y, batch_size, rng):
    X = np.asarray(X)
    y = np.asarray(y)
    if len(X) != len(y):
        raise ValueError("there must be one target for each sample")
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
    if not 0 <= rate < 1:
        raise ValueError("the rate must be from 0 on and below 1")
    X = np.array(X, dtype=float)
    if not training:
        return X
    kept = rng.random(X.shape) >= rate
    return np.where(kept, X / (1.0 - rate), 0.0)


# %% conv2d
def conv2d(image, kernels, bias, stride, padding):
    image = np.asarray(image, dtype=float)
    kernels = np.asarray(kernels, dtype=float)
    bias = np.asarray(bias, dtype=float)
    if stride < 1:
        raise ValueError("the stride must be at least 1")
    if padding < 0:
        raise ValueError("the padding must be at least 0")
    n_filters, n_channels, kernel_rows, kernel_columns = kernels.shape
    if n_channels != image.shape[0]:
        raise ValueError("the kernels need as many channels as the image")
    if bias.shape != (n_filters,):
        raise ValueError("each filter needs one bias")
    framed = np.pad(image, ((0, 0), (padding, padding), (padding, padding)))
    out_rows = (framed.shape[1] - kernel_rows) // stride + 1
    out_columns = (framed.shape[2] - kernel_columns) // stride + 1
    if kernel_rows > framed.shape[1] or kernel_columns > framed.shape[2]:
        raise ValueError("the kernels are larger than the framed image")
    maps = np.zeros((n_filters, out_rows, out_columns))
    for row in range(out_rows):
        for column in range(out_columns):
            top, left = row * stride, column * stride
            patch = framed[:, top : top + kernel_rows, left : left + kernel_columns]
            maps[:, row, column] = (kernels * patch).sum(axis=(1, 2, 3)) + bias
    return maps


# %% max_pool
def max_pool(maps, size, stride):
    maps = np.asarray(maps, dtype=float)
    if size < 1 or stride < 1:
        raise ValueError("size and stride must be at least 1")
    n_channels, n_rows, n_columns = maps.shape
    if n_rows < size or n_columns < size:
        raise ValueError("the window is larger than the maps")
    out_rows = (n_rows - size) // stride + 1
    out_columns = (n_columns - size) // stride + 1
    pooled = np.zeros((n_channels, out_rows, out_columns))
    for row in range(out_rows):
        for column in range(out_columns):
            top, left = row * stride, column * stride
            pooled[:, row, column] = maps[:, top : top + size, left : left + size].max(axis=(1, 2))
    return pooled


# %% count_parameters
def count_parameters(input_shape, layers):
    shape = tuple(int(number) for number in input_shape)
    counts = []
    for kind, *numbers in layers:
        numbers = [int(number) for number in numbers]
        count = 0
        if kind in ("conv", "pool"):
            if len(shape) != 3:
                raise ValueError(f"{kind!r} needs three axes")
            if kind == "conv":
                channels_out, size, stride, padding = numbers
                count = channels_out * (shape[0] * size * size + 1)
            else:
                size, stride = numbers
                channels_out, padding = shape[0], 0
            sides = [side + 2 * padding for side in shape[1:]]
            if min(sides) < size:
                raise ValueError(f"what enters {kind!r} is too small")
            shape = (channels_out, *((side - size) // stride + 1 for side in sides))
        elif kind == "flatten":
            total = 1
            for side in shape:
                total *= side
            shape = (total,)
        elif kind == "dense":
            if len(shape) != 1:
                raise ValueError("'dense' needs exactly one axis")
            (n_units,) = numbers
            count = n_units * (shape[0] + 1)
            shape = (n_units,)
        else:
            raise ValueError(f"no layer is called {kind!r}")
        counts.append(count)
    return np.array(counts, dtype=np.int64), shape
