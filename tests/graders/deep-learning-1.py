"""Answers to the assignment deep-learning-1: mistakes that are made, and right ways of other kinds."""

# ruff: noqa: F821 - some answers read names of the notebook, which is their mistake

from itertools import pairwise

import numpy as np

from graders.drawing import spoiled
from graders.proof import inputs, right, wrong

# Question 1: class_probabilities


@wrong(1, "forgets to transpose the weights")
def class_probabilities(X, layers):
    a = np.asarray(X, dtype=float)
    for number, (W, b) in enumerate(layers):
        W, b = np.asarray(W, dtype=float), np.asarray(b, dtype=float)
        if a.shape[1] != W.shape[1] or len(b) != len(W):
            raise ValueError("shapes do not fit")
        a = a @ W + b
        if number < len(layers) - 1:
            a = np.maximum(a, 0)
    e = np.exp(a - a.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@wrong(1, "transposes the weights only if they do not fit otherwise")
def class_probabilities(X, layers):
    a = np.asarray(X, dtype=float)
    for number, (W, b) in enumerate(layers):
        W, b = np.asarray(W, dtype=float), np.asarray(b, dtype=float)
        if a.shape[1] != W.shape[1] or len(b) != len(W):
            raise ValueError("shapes do not fit")
        a = a @ (W if W.shape[0] == W.shape[1] else W.T) + b
        if number < len(layers) - 1:
            a = np.maximum(a, 0)
    e = np.exp(a - a.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@wrong(1, "takes the softmax without the shift")
def class_probabilities(X, layers):
    a = np.asarray(X, dtype=float)
    for number, (W, b) in enumerate(layers):
        W, b = np.asarray(W, dtype=float), np.asarray(b, dtype=float)
        if a.shape[1] != W.shape[1] or len(b) != len(W):
            raise ValueError("shapes do not fit")
        a = a @ W.T + b
        if number < len(layers) - 1:
            a = np.maximum(a, 0)
    e = np.exp(a)
    return e / e.sum(axis=1, keepdims=True)


@wrong(1, "takes the softmax over the samples")
def class_probabilities(X, layers):
    a = np.asarray(X, dtype=float)
    for number, (W, b) in enumerate(layers):
        W, b = np.asarray(W, dtype=float), np.asarray(b, dtype=float)
        if a.shape[1] != W.shape[1] or len(b) != len(W):
            raise ValueError("shapes do not fit")
        a = a @ W.T + b
        if number < len(layers) - 1:
            a = np.maximum(a, 0)
    e = np.exp(a - a.max(axis=0, keepdims=True))
    return e / e.sum(axis=0, keepdims=True)


@wrong(1, "divides by the sum over the samples")
def class_probabilities(X, layers):
    a = np.asarray(X, dtype=float)
    for number, (W, b) in enumerate(layers):
        W, b = np.asarray(W, dtype=float), np.asarray(b, dtype=float)
        if a.shape[1] != W.shape[1] or len(b) != len(W):
            raise ValueError("shapes do not fit")
        a = a @ W.T + b
        if number < len(layers) - 1:
            a = np.maximum(a, 0)
    e = np.exp(a - a.max(axis=1, keepdims=True))
    return e / e.sum(axis=0, keepdims=True)


@wrong(1, "divides by the sum of all")
def class_probabilities(X, layers):
    a = np.asarray(X, dtype=float)
    for number, (W, b) in enumerate(layers):
        W, b = np.asarray(W, dtype=float), np.asarray(b, dtype=float)
        if a.shape[1] != W.shape[1] or len(b) != len(W):
            raise ValueError("shapes do not fit")
        a = a @ W.T + b
        if number < len(layers) - 1:
            a = np.maximum(a, 0)
    e = np.exp(a - a.max(axis=1, keepdims=True))
    return e / e.sum()


@wrong(1, "takes the same maximum away from all samples")
def class_probabilities(X, layers):
    a = np.asarray(X, dtype=float)
    for number, (W, b) in enumerate(layers):
        W, b = np.asarray(W, dtype=float), np.asarray(b, dtype=float)
        if a.shape[1] != W.shape[1] or len(b) != len(W):
            raise ValueError("shapes do not fit")
        a = a @ W.T + b
        if number < len(layers) - 1:
            a = np.maximum(a, 0)
    e = np.exp(a - a.max())
    return e / e.sum(axis=1, keepdims=True)


@wrong(1, "takes the mean away instead of the maximum")
def class_probabilities(X, layers):
    a = np.asarray(X, dtype=float)
    for number, (W, b) in enumerate(layers):
        W, b = np.asarray(W, dtype=float), np.asarray(b, dtype=float)
        if a.shape[1] != W.shape[1] or len(b) != len(W):
            raise ValueError("shapes do not fit")
        a = a @ W.T + b
        if number < len(layers) - 1:
            a = np.maximum(a, 0)
    e = np.exp(a - a.mean(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@wrong(1, "cuts large scores off")
def class_probabilities(X, layers):
    a = np.asarray(X, dtype=float)
    for number, (W, b) in enumerate(layers):
        W, b = np.asarray(W, dtype=float), np.asarray(b, dtype=float)
        if a.shape[1] != W.shape[1] or len(b) != len(W):
            raise ValueError("shapes do not fit")
        a = a @ W.T + b
        if number < len(layers) - 1:
            a = np.maximum(a, 0)
    e = np.exp(np.clip(a, -500, 500))
    return e / e.sum(axis=1, keepdims=True)


@wrong(1, "puts a ReLU after the last layer")
def class_probabilities(X, layers):
    a = np.asarray(X, dtype=float)
    for number, (W, b) in enumerate(layers):
        W, b = np.asarray(W, dtype=float), np.asarray(b, dtype=float)
        if a.shape[1] != W.shape[1] or len(b) != len(W):
            raise ValueError("shapes do not fit")
        a = a @ W.T + b
        a = np.maximum(a, 0)
    e = np.exp(a - a.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@wrong(1, "puts no ReLU anywhere")
def class_probabilities(X, layers):
    a = np.asarray(X, dtype=float)
    for number, (W, b) in enumerate(layers):
        W, b = np.asarray(W, dtype=float), np.asarray(b, dtype=float)
        if a.shape[1] != W.shape[1] or len(b) != len(W):
            raise ValueError("shapes do not fit")
        a = a @ W.T + b
    e = np.exp(a - a.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@wrong(1, "puts a ReLU before the first layer")
def class_probabilities(X, layers):
    a = np.asarray(X, dtype=float)
    for number, (W, b) in enumerate(layers):
        W, b = np.asarray(W, dtype=float), np.asarray(b, dtype=float)
        if a.shape[1] != W.shape[1] or len(b) != len(W):
            raise ValueError("shapes do not fit")
        a = np.maximum(a, 0) @ W.T + b
    e = np.exp(a - a.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@wrong(1, "bends with a sigmoid")
def class_probabilities(X, layers):
    a = np.asarray(X, dtype=float)
    for number, (W, b) in enumerate(layers):
        W, b = np.asarray(W, dtype=float), np.asarray(b, dtype=float)
        if a.shape[1] != W.shape[1] or len(b) != len(W):
            raise ValueError("shapes do not fit")
        a = a @ W.T + b
        if number < len(layers) - 1:
            a = 1 / (1 + np.exp(-a))
    e = np.exp(a - a.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@wrong(1, "bends with the absolute value")
def class_probabilities(X, layers):
    a = np.asarray(X, dtype=float)
    for number, (W, b) in enumerate(layers):
        W, b = np.asarray(W, dtype=float), np.asarray(b, dtype=float)
        if a.shape[1] != W.shape[1] or len(b) != len(W):
            raise ValueError("shapes do not fit")
        a = a @ W.T + b
        if number < len(layers) - 1:
            a = np.abs(a)
    e = np.exp(a - a.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@wrong(1, "forgets the bias")
def class_probabilities(X, layers):
    a = np.asarray(X, dtype=float)
    for number, (W, b) in enumerate(layers):
        W, b = np.asarray(W, dtype=float), np.asarray(b, dtype=float)
        if a.shape[1] != W.shape[1] or len(b) != len(W):
            raise ValueError("shapes do not fit")
        a = a @ W.T
        if number < len(layers) - 1:
            a = np.maximum(a, 0)
    e = np.exp(a - a.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@wrong(1, "takes the bias away")
def class_probabilities(X, layers):
    a = np.asarray(X, dtype=float)
    for number, (W, b) in enumerate(layers):
        W, b = np.asarray(W, dtype=float), np.asarray(b, dtype=float)
        if a.shape[1] != W.shape[1] or len(b) != len(W):
            raise ValueError("shapes do not fit")
        a = a @ W.T - b
        if number < len(layers) - 1:
            a = np.maximum(a, 0)
    e = np.exp(a - a.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@wrong(1, "adds the bias after the ReLU")
def class_probabilities(X, layers):
    a = np.asarray(X, dtype=float)
    for number, (W, b) in enumerate(layers):
        W, b = np.asarray(W, dtype=float), np.asarray(b, dtype=float)
        if a.shape[1] != W.shape[1] or len(b) != len(W):
            raise ValueError("shapes do not fit")
        a = a @ W.T
        if number < len(layers) - 1:
            a = np.maximum(a, 0)
        a = a + b
    e = np.exp(a - a.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@wrong(1, "uses the last layer only")
def class_probabilities(X, layers):
    a = np.asarray(X, dtype=float)
    for number, (W, b) in enumerate(layers[-1:]):
        W, b = np.asarray(W, dtype=float), np.asarray(b, dtype=float)
        if a.shape[1] != W.shape[1] or len(b) != len(W):
            raise ValueError("shapes do not fit")
        a = a @ W.T + b
        if number < len(layers) - 1:
            a = np.maximum(a, 0)
    e = np.exp(a - a.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@wrong(1, "goes through the layers backwards")
def class_probabilities(X, layers):
    a = np.asarray(X, dtype=float)
    for number, (W, b) in enumerate(layers[::-1]):
        W, b = np.asarray(W, dtype=float), np.asarray(b, dtype=float)
        if a.shape[1] != W.shape[1] or len(b) != len(W):
            raise ValueError("shapes do not fit")
        a = a @ W.T + b
        if number < len(layers) - 1:
            a = np.maximum(a, 0)
    e = np.exp(a - a.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@wrong(1, "returns the scores")
def class_probabilities(X, layers):
    a = np.asarray(X, dtype=float)
    for number, (W, b) in enumerate(layers):
        W, b = np.asarray(W, dtype=float), np.asarray(b, dtype=float)
        if a.shape[1] != W.shape[1] or len(b) != len(W):
            raise ValueError("shapes do not fit")
        a = a @ W.T + b
        if number < len(layers) - 1:
            a = np.maximum(a, 0)
    return a


@wrong(1, "returns a sigmoid of each score")
def class_probabilities(X, layers):
    a = np.asarray(X, dtype=float)
    for number, (W, b) in enumerate(layers):
        W, b = np.asarray(W, dtype=float), np.asarray(b, dtype=float)
        if a.shape[1] != W.shape[1] or len(b) != len(W):
            raise ValueError("shapes do not fit")
        a = a @ W.T + b
        if number < len(layers) - 1:
            a = np.maximum(a, 0)
    return 1 / (1 + np.exp(-a))


@wrong(1, "returns the logarithms")
def class_probabilities(X, layers):
    a = np.asarray(X, dtype=float)
    for number, (W, b) in enumerate(layers):
        W, b = np.asarray(W, dtype=float), np.asarray(b, dtype=float)
        if a.shape[1] != W.shape[1] or len(b) != len(W):
            raise ValueError("shapes do not fit")
        a = a @ W.T + b
        if number < len(layers) - 1:
            a = np.maximum(a, 0)
    e = np.exp(a - a.max(axis=1, keepdims=True))
    return np.log(e / e.sum(axis=1, keepdims=True))


@wrong(1, "returns the classes")
def class_probabilities(X, layers):
    a = np.asarray(X, dtype=float)
    for number, (W, b) in enumerate(layers):
        W, b = np.asarray(W, dtype=float), np.asarray(b, dtype=float)
        if a.shape[1] != W.shape[1] or len(b) != len(W):
            raise ValueError("shapes do not fit")
        a = a @ W.T + b
        if number < len(layers) - 1:
            a = np.maximum(a, 0)
    e = np.exp(a - a.max(axis=1, keepdims=True))
    return e.argmax(axis=1)


@wrong(1, "returns lists")
def class_probabilities(X, layers):
    a = np.asarray(X, dtype=float)
    for number, (W, b) in enumerate(layers):
        W, b = np.asarray(W, dtype=float), np.asarray(b, dtype=float)
        if a.shape[1] != W.shape[1] or len(b) != len(W):
            raise ValueError("shapes do not fit")
        a = a @ W.T + b
        if number < len(layers) - 1:
            a = np.maximum(a, 0)
    e = np.exp(a - a.max(axis=1, keepdims=True))
    return (e / e.sum(axis=1, keepdims=True)).tolist()


@wrong(1, "works in the type of the pixels")
def class_probabilities(X, layers):
    a = np.asarray(X)
    for number, (W, b) in enumerate(layers):
        W, b = np.asarray(W), np.asarray(b)
        if a.shape[1] != W.shape[1] or len(b) != len(W):
            raise ValueError("shapes do not fit")
        a = a @ W.T + b
        if number < len(layers) - 1:
            a = np.maximum(a, 0)
    e = np.exp(a - a.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@wrong(1, "works in float16")
def class_probabilities(X, layers):
    a = np.asarray(X, dtype=np.float16)
    for number, (W, b) in enumerate(layers):
        W, b = np.asarray(W, dtype=np.float16), np.asarray(b, dtype=np.float16)
        if a.shape[1] != W.shape[1] or len(b) != len(W):
            raise ValueError("shapes do not fit")
        a = a @ W.T + b
        if number < len(layers) - 1:
            a = np.maximum(a, 0)
    e = np.exp(a - a.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@wrong(1, "does not compare the bias with the weights")
def class_probabilities(X, layers):
    a = np.asarray(X, dtype=float)
    for number, (W, b) in enumerate(layers):
        W, b = np.asarray(W, dtype=float), np.asarray(b, dtype=float)
        if a.shape[1] != W.shape[1]:
            raise ValueError("shapes do not fit")
        a = a @ W.T + b
        if number < len(layers) - 1:
            a = np.maximum(a, 0)
    e = np.exp(a - a.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@wrong(1, "asserts instead of raising ValueError")
def class_probabilities(X, layers):
    a = np.asarray(X, dtype=float)
    for number, (W, b) in enumerate(layers):
        W, b = np.asarray(W, dtype=float), np.asarray(b, dtype=float)
        assert a.shape[1] == W.shape[1] and len(b) == len(W)
        a = a @ W.T + b
        if number < len(layers) - 1:
            a = np.maximum(a, 0)
    e = np.exp(a - a.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@wrong(1, "reads the data of the notebook")
def class_probabilities(X, layers):
    a = np.asarray(X_xor, dtype=float)
    for number, (W, b) in enumerate(layers):
        W, b = np.asarray(W, dtype=float), np.asarray(b, dtype=float)
        if a.shape[1] != W.shape[1] or len(b) != len(W):
            raise ValueError("shapes do not fit")
        a = a @ W.T + b
        if number < len(layers) - 1:
            a = np.maximum(a, 0)
    e = np.exp(a - a.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@right(1, "as one over a sum, which overflows with a warning on stderr")
def class_probabilities(X, layers):
    values = np.array(X) * 1.0
    for position in range(len(layers)):
        weights, bias = (np.array(part) * 1.0 for part in layers[position])
        if values.shape[1] != weights.shape[1] or bias.shape[0] != weights.shape[0]:
            raise ValueError("this layer does not fit")
        if position:
            values[values < 0] = 0
        values = np.dot(weights, values.T).T + bias
    return 1 / np.exp(values[:, None, :] - values[:, :, None]).sum(axis=2)


@right(1, "loops in plain Python")
def class_probabilities(X, layers):
    import math

    result = []
    for row in X:
        row = [float(value) for value in row]
        for number, (weights, bias) in enumerate(layers):
            if number > 0:
                row = [max(value, 0.0) for value in row]
            if len(bias) != len(weights) or any(len(line) != len(row) for line in weights):
                raise ValueError("this layer does not fit")
            row = [
                sum(float(w) * value for w, value in zip(line, row, strict=False)) + float(shift)
                for line, shift in zip(weights, bias, strict=False)
            ]
        powers = [math.exp(value - max(row)) for value in row]
        result.append([power / sum(powers) for power in powers])
    return np.array(result)


@right(1, "with torch")
def class_probabilities(X, layers):
    import torch

    signal = torch.tensor(np.array(X, dtype=np.float32))
    for number, (weights, bias) in enumerate(layers):
        weights, bias = (torch.tensor(np.array(part, dtype=np.float32)) for part in (weights, bias))
        if weights.shape[1] != signal.shape[1] or weights.shape[0] != bias.shape[0]:
            raise ValueError("this layer does not fit")
        signal = torch.nn.functional.linear(torch.relu(signal) if number else signal, weights, bias)
    return torch.softmax(signal, dim=1).numpy()


@right(1, "with scipy's softmax, and one layer calling the next")
def class_probabilities(X, layers):
    from scipy.special import softmax

    (weights, bias), *others = layers
    weights, bias = np.array(weights, dtype=float), np.array(bias, dtype=float)
    if bias.shape != (len(weights),):
        raise ValueError("one bias for each output")
    out = np.array(X, dtype=float) @ weights.T + bias
    if not others:
        return softmax(out, axis=1)

    def rest(inside, layers):
        (weights, bias), *others = layers
        weights, bias = np.array(weights, dtype=float), np.array(bias, dtype=float)
        if bias.shape != (len(weights),):
            raise ValueError("one bias for each output")
        out = inside.clip(min=0) @ weights.T + bias
        return rest(out, others) if others else softmax(out, axis=1)

    return rest(out, others)


@right(1, "with the bias as one more weight, one sample after the other")
def class_probabilities(X, layers):
    probabilities = []
    for x in np.asarray(X, dtype=np.float64):
        for depth, (weights, bias) in enumerate(layers):
            # Another number of rows, or of columns in the product below, raises ValueError.
            table = np.hstack([np.asarray(weights, dtype=float), np.asarray(bias, dtype=float)[:, None]])
            x = table @ np.append(x * (x > 0) if depth else x, 1.0)
        powers = np.exp(x - np.max(x))
        probabilities.append(powers / np.sum(powers))
    return np.stack(probabilities)


# Question 2: activation


@wrong(2, "gives the step the value 0 at its jump")
def activation(z, name):
    from scipy.special import erf, expit

    z = np.asarray(z, dtype=float)
    if name == "identity":
        return z, np.ones(z.shape)
    if name == "step":
        return np.where(z > 0, 1.0, 0.0), np.zeros(z.shape)
    if name == "sigmoid":
        s = expit(z)
        return s, s * (1 - s)
    if name == "tanh":
        return np.tanh(z), 1 - np.tanh(z) ** 2
    if name == "relu":
        return np.maximum(z, 0), np.where(z > 0, 1.0, 0.0)
    if name == "gelu":
        phi = (1 + erf(z / np.sqrt(2))) / 2
        return z * phi, phi + z * np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
    raise ValueError(name)


@wrong(2, "gives the step a derivative at its jump")
def activation(z, name):
    from scipy.special import erf, expit

    z = np.asarray(z, dtype=float)
    if name == "identity":
        return z, np.ones(z.shape)
    if name == "step":
        return np.where(z >= 0, 1.0, 0.0), np.where(z == 0, 1.0, 0.0)
    if name == "sigmoid":
        s = expit(z)
        return s, s * (1 - s)
    if name == "tanh":
        return np.tanh(z), 1 - np.tanh(z) ** 2
    if name == "relu":
        return np.maximum(z, 0), np.where(z > 0, 1.0, 0.0)
    if name == "gelu":
        phi = (1 + erf(z / np.sqrt(2))) / 2
        return z * phi, phi + z * np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
    raise ValueError(name)


@wrong(2, "lets the derivative of the ReLU be 1 at 0")
def activation(z, name):
    from scipy.special import erf, expit

    z = np.asarray(z, dtype=float)
    if name == "identity":
        return z, np.ones(z.shape)
    if name == "step":
        return np.where(z >= 0, 1.0, 0.0), np.zeros(z.shape)
    if name == "sigmoid":
        s = expit(z)
        return s, s * (1 - s)
    if name == "tanh":
        return np.tanh(z), 1 - np.tanh(z) ** 2
    if name == "relu":
        return np.maximum(z, 0), np.where(z >= 0, 1.0, 0.0)
    if name == "gelu":
        phi = (1 + erf(z / np.sqrt(2))) / 2
        return z * phi, phi + z * np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
    raise ValueError(name)


@wrong(2, "lets the derivative of the ReLU be one half at 0")
def activation(z, name):
    from scipy.special import erf, expit

    z = np.asarray(z, dtype=float)
    if name == "identity":
        return z, np.ones(z.shape)
    if name == "step":
        return np.where(z >= 0, 1.0, 0.0), np.zeros(z.shape)
    if name == "sigmoid":
        s = expit(z)
        return s, s * (1 - s)
    if name == "tanh":
        return np.tanh(z), 1 - np.tanh(z) ** 2
    if name == "relu":
        return np.maximum(z, 0), np.heaviside(z, 0.5)
    if name == "gelu":
        phi = (1 + erf(z / np.sqrt(2))) / 2
        return z * phi, phi + z * np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
    raise ValueError(name)


@wrong(2, "returns the derivative of the identity as z")
def activation(z, name):
    from scipy.special import erf, expit

    z = np.asarray(z, dtype=float)
    if name == "identity":
        return z, z
    if name == "step":
        return np.where(z >= 0, 1.0, 0.0), np.zeros(z.shape)
    if name == "sigmoid":
        s = expit(z)
        return s, s * (1 - s)
    if name == "tanh":
        return np.tanh(z), 1 - np.tanh(z) ** 2
    if name == "relu":
        return np.maximum(z, 0), np.where(z > 0, 1.0, 0.0)
    if name == "gelu":
        phi = (1 + erf(z / np.sqrt(2))) / 2
        return z * phi, phi + z * np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
    raise ValueError(name)


@wrong(2, "forgets a factor in the derivative of the sigmoid")
def activation(z, name):
    from scipy.special import erf, expit

    z = np.asarray(z, dtype=float)
    if name == "identity":
        return z, np.ones(z.shape)
    if name == "step":
        return np.where(z >= 0, 1.0, 0.0), np.zeros(z.shape)
    if name == "sigmoid":
        s = expit(z)
        return s, 1 - s
    if name == "tanh":
        return np.tanh(z), 1 - np.tanh(z) ** 2
    if name == "relu":
        return np.maximum(z, 0), np.where(z > 0, 1.0, 0.0)
    if name == "gelu":
        phi = (1 + erf(z / np.sqrt(2))) / 2
        return z * phi, phi + z * np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
    raise ValueError(name)


@wrong(2, "differentiates the sigmoid at its own value")
def activation(z, name):
    from scipy.special import erf, expit

    z = np.asarray(z, dtype=float)
    if name == "identity":
        return z, np.ones(z.shape)
    if name == "step":
        return np.where(z >= 0, 1.0, 0.0), np.zeros(z.shape)
    if name == "sigmoid":
        s = expit(z)
        return s, expit(s) * (1 - expit(s))
    if name == "tanh":
        return np.tanh(z), 1 - np.tanh(z) ** 2
    if name == "relu":
        return np.maximum(z, 0), np.where(z > 0, 1.0, 0.0)
    if name == "gelu":
        phi = (1 + erf(z / np.sqrt(2))) / 2
        return z * phi, phi + z * np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
    raise ValueError(name)


@wrong(2, "takes the sigmoid through an overflow")
def activation(z, name):
    from scipy.special import erf

    z = np.asarray(z, dtype=float)
    if name == "identity":
        return z, np.ones(z.shape)
    if name == "step":
        return np.where(z >= 0, 1.0, 0.0), np.zeros(z.shape)
    if name == "sigmoid":
        s = np.exp(z) / (1 + np.exp(z))
        return s, s * (1 - s)
    if name == "tanh":
        return np.tanh(z), 1 - np.tanh(z) ** 2
    if name == "relu":
        return np.maximum(z, 0), np.where(z > 0, 1.0, 0.0)
    if name == "gelu":
        phi = (1 + erf(z / np.sqrt(2))) / 2
        return z * phi, phi + z * np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
    raise ValueError(name)


@wrong(2, "differentiates the sigmoid through an overflow")
def activation(z, name):
    from scipy.special import erf, expit

    z = np.asarray(z, dtype=float)
    if name == "identity":
        return z, np.ones(z.shape)
    if name == "step":
        return np.where(z >= 0, 1.0, 0.0), np.zeros(z.shape)
    if name == "sigmoid":
        s = expit(z)
        return s, np.exp(-z) / (1 + np.exp(-z)) ** 2
    if name == "tanh":
        return np.tanh(z), 1 - np.tanh(z) ** 2
    if name == "relu":
        return np.maximum(z, 0), np.where(z > 0, 1.0, 0.0)
    if name == "gelu":
        phi = (1 + erf(z / np.sqrt(2))) / 2
        return z * phi, phi + z * np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
    raise ValueError(name)


@wrong(2, "forgets the square in the derivative of tanh")
def activation(z, name):
    from scipy.special import erf, expit

    z = np.asarray(z, dtype=float)
    if name == "identity":
        return z, np.ones(z.shape)
    if name == "step":
        return np.where(z >= 0, 1.0, 0.0), np.zeros(z.shape)
    if name == "sigmoid":
        s = expit(z)
        return s, s * (1 - s)
    if name == "tanh":
        return np.tanh(z), 1 - np.tanh(z)
    if name == "relu":
        return np.maximum(z, 0), np.where(z > 0, 1.0, 0.0)
    if name == "gelu":
        phi = (1 + erf(z / np.sqrt(2))) / 2
        return z * phi, phi + z * np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
    raise ValueError(name)


@wrong(2, "differentiates tanh at its own value")
def activation(z, name):
    from scipy.special import erf, expit

    z = np.asarray(z, dtype=float)
    if name == "identity":
        return z, np.ones(z.shape)
    if name == "step":
        return np.where(z >= 0, 1.0, 0.0), np.zeros(z.shape)
    if name == "sigmoid":
        s = expit(z)
        return s, s * (1 - s)
    if name == "tanh":
        return np.tanh(z), 1 - np.tanh(np.tanh(z)) ** 2
    if name == "relu":
        return np.maximum(z, 0), np.where(z > 0, 1.0, 0.0)
    if name == "gelu":
        phi = (1 + erf(z / np.sqrt(2))) / 2
        return z * phi, phi + z * np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
    raise ValueError(name)


@wrong(2, "takes tanh through an overflow")
def activation(z, name):
    from scipy.special import erf, expit

    z = np.asarray(z, dtype=float)
    if name == "identity":
        return z, np.ones(z.shape)
    if name == "step":
        return np.where(z >= 0, 1.0, 0.0), np.zeros(z.shape)
    if name == "sigmoid":
        s = expit(z)
        return s, s * (1 - s)
    if name == "tanh":
        return (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z)), 1 - np.tanh(z) ** 2
    if name == "relu":
        return np.maximum(z, 0), np.where(z > 0, 1.0, 0.0)
    if name == "gelu":
        phi = (1 + erf(z / np.sqrt(2))) / 2
        return z * phi, phi + z * np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
    raise ValueError(name)


@wrong(2, "lets the ReLU leak")
def activation(z, name):
    from scipy.special import erf, expit

    z = np.asarray(z, dtype=float)
    if name == "identity":
        return z, np.ones(z.shape)
    if name == "step":
        return np.where(z >= 0, 1.0, 0.0), np.zeros(z.shape)
    if name == "sigmoid":
        s = expit(z)
        return s, s * (1 - s)
    if name == "tanh":
        return np.tanh(z), 1 - np.tanh(z) ** 2
    if name == "relu":
        return np.where(z > 0, z, 0.01 * z), np.where(z > 0, 1.0, 0.0)
    if name == "gelu":
        phi = (1 + erf(z / np.sqrt(2))) / 2
        return z * phi, phi + z * np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
    raise ValueError(name)


@wrong(2, "cuts the ReLU off at 6")
def activation(z, name):
    from scipy.special import erf, expit

    z = np.asarray(z, dtype=float)
    if name == "identity":
        return z, np.ones(z.shape)
    if name == "step":
        return np.where(z >= 0, 1.0, 0.0), np.zeros(z.shape)
    if name == "sigmoid":
        s = expit(z)
        return s, s * (1 - s)
    if name == "tanh":
        return np.tanh(z), 1 - np.tanh(z) ** 2
    if name == "relu":
        return np.clip(z, 0, 6), np.where(z > 0, 1.0, 0.0)
    if name == "gelu":
        phi = (1 + erf(z / np.sqrt(2))) / 2
        return z * phi, phi + z * np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
    raise ValueError(name)


@wrong(2, "takes the GELU that is approximated by tanh")
def activation(z, name):
    from scipy.special import expit

    z = np.asarray(z, dtype=float)
    if name == "identity":
        return z, np.ones(z.shape)
    if name == "step":
        return np.where(z >= 0, 1.0, 0.0), np.zeros(z.shape)
    if name == "sigmoid":
        s = expit(z)
        return s, s * (1 - s)
    if name == "tanh":
        return np.tanh(z), 1 - np.tanh(z) ** 2
    if name == "relu":
        return np.maximum(z, 0), np.where(z > 0, 1.0, 0.0)
    if name == "gelu":
        phi = (1 + np.tanh(np.sqrt(2 / np.pi) * (z + 0.044715 * z**3))) / 2
        return z * phi, phi + z * np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
    raise ValueError(name)


@wrong(2, "takes the GELU that is approximated by a sigmoid")
def activation(z, name):
    from scipy.special import expit

    z = np.asarray(z, dtype=float)
    if name == "identity":
        return z, np.ones(z.shape)
    if name == "step":
        return np.where(z >= 0, 1.0, 0.0), np.zeros(z.shape)
    if name == "sigmoid":
        s = expit(z)
        return s, s * (1 - s)
    if name == "tanh":
        return np.tanh(z), 1 - np.tanh(z) ** 2
    if name == "relu":
        return np.maximum(z, 0), np.where(z > 0, 1.0, 0.0)
    if name == "gelu":
        phi = expit(1.702 * z)
        return z * phi, phi + z * np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
    raise ValueError(name)


@wrong(2, "forgets half of the product rule in the derivative of the GELU")
def activation(z, name):
    from scipy.special import erf, expit

    z = np.asarray(z, dtype=float)
    if name == "identity":
        return z, np.ones(z.shape)
    if name == "step":
        return np.where(z >= 0, 1.0, 0.0), np.zeros(z.shape)
    if name == "sigmoid":
        s = expit(z)
        return s, s * (1 - s)
    if name == "tanh":
        return np.tanh(z), 1 - np.tanh(z) ** 2
    if name == "relu":
        return np.maximum(z, 0), np.where(z > 0, 1.0, 0.0)
    if name == "gelu":
        phi = (1 + erf(z / np.sqrt(2))) / 2
        return z * phi, 0 * phi + z * np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
    raise ValueError(name)


@wrong(2, "forgets the other half of the product rule")
def activation(z, name):
    from scipy.special import erf, expit

    z = np.asarray(z, dtype=float)
    if name == "identity":
        return z, np.ones(z.shape)
    if name == "step":
        return np.where(z >= 0, 1.0, 0.0), np.zeros(z.shape)
    if name == "sigmoid":
        s = expit(z)
        return s, s * (1 - s)
    if name == "tanh":
        return np.tanh(z), 1 - np.tanh(z) ** 2
    if name == "relu":
        return np.maximum(z, 0), np.where(z > 0, 1.0, 0.0)
    if name == "gelu":
        phi = (1 + erf(z / np.sqrt(2))) / 2
        return z * phi, phi
    raise ValueError(name)


@wrong(2, "forgets the root of two in the GELU")
def activation(z, name):
    from scipy.special import erf, expit

    z = np.asarray(z, dtype=float)
    if name == "identity":
        return z, np.ones(z.shape)
    if name == "step":
        return np.where(z >= 0, 1.0, 0.0), np.zeros(z.shape)
    if name == "sigmoid":
        s = expit(z)
        return s, s * (1 - s)
    if name == "tanh":
        return np.tanh(z), 1 - np.tanh(z) ** 2
    if name == "relu":
        return np.maximum(z, 0), np.where(z > 0, 1.0, 0.0)
    if name == "gelu":
        phi = (1 + erf(z)) / 2
        return z * phi, phi + z * np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
    raise ValueError(name)


@wrong(2, "takes the density for the GELU's share")
def activation(z, name):
    from scipy.special import erf, expit

    z = np.asarray(z, dtype=float)
    if name == "identity":
        return z, np.ones(z.shape)
    if name == "step":
        return np.where(z >= 0, 1.0, 0.0), np.zeros(z.shape)
    if name == "sigmoid":
        s = expit(z)
        return s, s * (1 - s)
    if name == "tanh":
        return np.tanh(z), 1 - np.tanh(z) ** 2
    if name == "relu":
        return np.maximum(z, 0), np.where(z > 0, 1.0, 0.0)
    if name == "gelu":
        phi = (1 + erf(z / np.sqrt(2))) / 2
        return z * np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi), phi + z * np.exp(-(z**2) / 2) / np.sqrt(
            2 * np.pi
        )
    raise ValueError(name)


@wrong(2, "works in the type of z")
def activation(z, name):
    from scipy.special import erf, expit

    z = np.asarray(z)
    if name == "identity":
        return z, np.ones(z.shape)
    if name == "step":
        return np.where(z >= 0, 1.0, 0.0), np.zeros(z.shape)
    if name == "sigmoid":
        s = expit(z)
        return s, s * (1 - s)
    if name == "tanh":
        return np.tanh(z), 1 - np.tanh(z) ** 2
    if name == "relu":
        return np.maximum(z, 0), np.where(z > 0, 1.0, 0.0)
    if name == "gelu":
        phi = (1 + erf(z / np.sqrt(2))) / 2
        return z * phi, phi + z * np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
    raise ValueError(name)


@wrong(2, "works in float16")
def activation(z, name):
    from scipy.special import erf, expit

    z = np.asarray(z, dtype=np.float16)
    if name == "identity":
        return z, np.ones(z.shape)
    if name == "step":
        return np.where(z >= 0, 1.0, 0.0), np.zeros(z.shape)
    if name == "sigmoid":
        s = expit(z)
        return s, s * (1 - s)
    if name == "tanh":
        return np.tanh(z), 1 - np.tanh(z) ** 2
    if name == "relu":
        return np.maximum(z, 0), np.where(z > 0, 1.0, 0.0)
    if name == "gelu":
        phi = (1 + erf(z / np.sqrt(2))) / 2
        return z * phi, phi + z * np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
    raise ValueError(name)


@wrong(2, "returns the values only")
def activation(z, name):
    from scipy.special import erf, expit

    z = np.asarray(z, dtype=float)
    if name == "identity":
        return z, np.ones(z.shape)
    if name == "step":
        return np.where(z >= 0, 1.0, 0.0), np.zeros(z.shape)
    if name == "sigmoid":
        s = expit(z)
        return s, s * (1 - s)
    if name == "tanh":
        return np.tanh(z)
    if name == "relu":
        return np.maximum(z, 0), np.where(z > 0, 1.0, 0.0)
    if name == "gelu":
        phi = (1 + erf(z / np.sqrt(2))) / 2
        return z * phi, phi + z * np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
    raise ValueError(name)


@wrong(2, "returns the derivatives first")
def activation(z, name):
    from scipy.special import erf, expit

    z = np.asarray(z, dtype=float)
    if name == "identity":
        return z, np.ones(z.shape)
    if name == "step":
        return np.where(z >= 0, 1.0, 0.0), np.zeros(z.shape)
    if name == "sigmoid":
        s = expit(z)
        return s * (1 - s), s
    if name == "tanh":
        return np.tanh(z), 1 - np.tanh(z) ** 2
    if name == "relu":
        return np.maximum(z, 0), np.where(z > 0, 1.0, 0.0)
    if name == "gelu":
        phi = (1 + erf(z / np.sqrt(2))) / 2
        return z * phi, phi + z * np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
    raise ValueError(name)


@wrong(2, "returns one array for both")
def activation(z, name):
    from scipy.special import erf, expit

    z = np.asarray(z, dtype=float)
    if name == "identity":
        return z, np.ones(z.shape)
    if name == "step":
        return np.where(z >= 0, 1.0, 0.0), np.zeros(z.shape)
    if name == "sigmoid":
        s = expit(z)
        return s, s * (1 - s)
    if name == "tanh":
        return np.array([np.tanh(z), 1 - np.tanh(z) ** 2])
    if name == "relu":
        return np.maximum(z, 0), np.where(z > 0, 1.0, 0.0)
    if name == "gelu":
        phi = (1 + erf(z / np.sqrt(2))) / 2
        return z * phi, phi + z * np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
    raise ValueError(name)


@wrong(2, "takes unknown names for the identity")
def activation(z, name):
    from scipy.special import erf, expit

    z = np.asarray(z, dtype=float)
    if name == "identity":
        return z, np.ones(z.shape)
    if name == "step":
        return np.where(z >= 0, 1.0, 0.0), np.zeros(z.shape)
    if name == "sigmoid":
        s = expit(z)
        return s, s * (1 - s)
    if name == "tanh":
        return np.tanh(z), 1 - np.tanh(z) ** 2
    if name == "relu":
        return np.maximum(z, 0), np.where(z > 0, 1.0, 0.0)
    if name == "gelu":
        phi = (1 + erf(z / np.sqrt(2))) / 2
        return z * phi, phi + z * np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
    return z, np.ones(z.shape)


@wrong(2, "does not mind capital letters")
def activation(z, name):
    from scipy.special import erf, expit

    z, name = np.asarray(z, dtype=float), name.lower().strip()
    if name == "identity":
        return z, np.ones(z.shape)
    if name == "step":
        return np.where(z >= 0, 1.0, 0.0), np.zeros(z.shape)
    if name == "sigmoid":
        s = expit(z)
        return s, s * (1 - s)
    if name == "tanh":
        return np.tanh(z), 1 - np.tanh(z) ** 2
    if name == "relu":
        return np.maximum(z, 0), np.where(z > 0, 1.0, 0.0)
    if name == "gelu":
        phi = (1 + erf(z / np.sqrt(2))) / 2
        return z * phi, phi + z * np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
    raise ValueError(name)


@wrong(2, "raises KeyError for unknown names")
def activation(z, name):
    from scipy.special import erf, expit

    z = np.asarray(z, dtype=float)
    if name == "identity":
        return z, np.ones(z.shape)
    if name == "step":
        return np.where(z >= 0, 1.0, 0.0), np.zeros(z.shape)
    if name == "sigmoid":
        s = expit(z)
        return s, s * (1 - s)
    if name == "tanh":
        return np.tanh(z), 1 - np.tanh(z) ** 2
    if name == "relu":
        return np.maximum(z, 0), np.where(z > 0, 1.0, 0.0)
    if name == "gelu":
        phi = (1 + erf(z / np.sqrt(2))) / 2
        return z * phi, phi + z * np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
    raise KeyError(name)


@wrong(2, "flattens z")
def activation(z, name):
    from scipy.special import erf, expit

    z = np.ravel(np.asarray(z, dtype=float))
    if name == "identity":
        return z, np.ones(z.shape)
    if name == "step":
        return np.where(z >= 0, 1.0, 0.0), np.zeros(z.shape)
    if name == "sigmoid":
        s = expit(z)
        return s, s * (1 - s)
    if name == "tanh":
        return np.tanh(z), 1 - np.tanh(z) ** 2
    if name == "relu":
        return np.maximum(z, 0), np.where(z > 0, 1.0, 0.0)
    if name == "gelu":
        phi = (1 + erf(z / np.sqrt(2))) / 2
        return z * phi, phi + z * np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
    raise ValueError(name)


@wrong(2, "differentiates by a difference")
def activation(z, name):
    from scipy.special import erf, expit

    functions = {
        "identity": lambda z: z,
        "step": lambda z: (z >= 0).astype(float),
        "sigmoid": expit,
        "tanh": np.tanh,
        "relu": lambda z: np.maximum(z, 0),
        "gelu": lambda z: z * (1 + erf(z / np.sqrt(2))) / 2,
    }
    if name not in functions:
        raise ValueError(name)
    z, f = np.asarray(z, dtype=float), functions[name]
    return f(z), (f(z + 1e-5) - f(z - 1e-5)) / 2e-5


@wrong(2, "changes z in place")
def activation(z, name):
    from scipy.special import expit, ndtr

    z = np.asarray(z, dtype=float)
    density = np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
    curves = {
        "identity": lambda: (z, np.ones(z.shape)),
        "step": lambda: ((z >= 0) * 1.0, np.zeros(z.shape)),
        "sigmoid": lambda: (expit(z), expit(z) * expit(-z)),
        "tanh": lambda: (np.tanh(z), 1 - np.tanh(z) ** 2),
        "gelu": lambda: (z * ndtr(z), ndtr(z) + z * density),
    }
    if name == "relu":
        slopes = (z > 0) * 1.0
        z[z < 0] = 0
        return z, slopes
    if name not in curves:
        raise ValueError(name)
    return curves[name]()


@right(2, "number by number, with the math module")
def activation(z, name):
    import math

    def sigmoid(x):
        return 1 / (1 + math.exp(-x)) if x > 0 else 1 - 1 / (1 + math.exp(max(x, -700)))

    def both(x):
        if name == "identity":
            return x, 1
        if name == "step":
            return int(x >= 0), 0
        if name == "sigmoid":
            return sigmoid(x), sigmoid(x) - sigmoid(x) ** 2
        if name == "tanh":
            return 2 * sigmoid(2 * x) - 1 if abs(x) > 20 else math.sinh(x) / math.cosh(x), (
                0 if abs(x) > 20 else math.cosh(x) ** -2
            )
        if name == "relu":
            return (x, 1) if x > 0 else (0, 0)
        if name == "gelu":
            share = 0.5 * math.erfc(-x * math.sqrt(0.5))
            bell = 0 if abs(x) > 30 else math.exp(-0.5 * x**2) / math.sqrt(math.tau)
            return x * share, share + x * bell
        raise ValueError("unknown")

    array = np.array(z, dtype=float)
    pairs = np.array([both(x) for x in array.ravel().tolist()], dtype=float)
    return pairs[:, 0].reshape(array.shape), pairs[:, 1].reshape(array.shape)


@right(2, "with torch and its derivatives")
def activation(z, name):
    import torch

    functions = {
        "identity": lambda z: z * 1,
        "step": lambda z: (z >= 0).double() + 0 * z,
        "sigmoid": torch.sigmoid,
        "tanh": torch.tanh,
        "relu": torch.relu,
        "gelu": torch.nn.functional.gelu,
    }
    if name not in functions:
        raise ValueError(f"unknown: {name}")
    z = torch.tensor(np.asarray(z, dtype=np.float64), requires_grad=True)
    values = functions[name](z)
    values.sum().backward()
    return values.detach().numpy(), z.grad.numpy()


@right(2, "in float32, with a normal distribution")
def activation(z, name):
    from scipy.stats import norm

    z = np.array(z).astype(np.float32)
    if name == "identity":
        result = z, z**0
    elif name == "step":
        result = np.float32(1) - np.signbit(z + 0 * z).astype(np.float32) * (z != 0), np.zeros_like(z)
    elif name == "sigmoid":
        half = np.tanh(z / 2) / 2
        result = 0.5 + half, (0.5 + half) * (0.5 - half)
    elif name == "tanh":
        result = np.tanh(z), 1 / np.cosh(np.clip(z, -40, 40)) ** 2
    elif name == "relu":
        result = (np.abs(z) + z) / 2, np.float32(z > 0)
    elif name == "gelu":
        result = z * norm.cdf(z), norm.cdf(z) + z * norm.pdf(z)
    else:
        raise ValueError("no such activation function")
    return tuple(part.astype(np.float32) for part in result)


@right(2, "with a small class for each function")
def activation(z, name):
    from dataclasses import dataclass
    from typing import Any

    from scipy.special import expit, ndtr

    @dataclass
    class Function:
        value: Any
        slope: Any

    density = lambda z: np.exp(-np.square(z) / 2) / np.sqrt(2 * np.pi)  # noqa: E731
    known = {
        "identity": Function(lambda z: z, np.ones_like),
        "step": Function(lambda z: np.sign(np.sign(z) + 0.5) / 2 + 0.5, np.zeros_like),
        "sigmoid": Function(expit, lambda z: expit(z) * expit(-z)),
        "tanh": Function(np.tanh, lambda z: 1 - np.tanh(z) * np.tanh(z)),
        "relu": Function(lambda z: z * (z > 0), lambda z: np.sign(np.maximum(z, 0))),
        "gelu": Function(lambda z: z * ndtr(z), lambda z: ndtr(z) + z * density(z)),
    }
    try:
        function = known[name]
    except KeyError as error:
        raise ValueError(f"{name} is unknown") from error
    z = np.asarray(z, dtype=np.float64)
    return function.value(z), function.slope(z)


# Question 3: loss_and_gradients


@wrong(3, "does not average the gradients")
def loss_and_gradients(X, Y, W1, b1, W2, b2):
    X, Y, W1, b1, W2, b2 = (np.asarray(a, dtype=float) for a in (X, Y, W1, b1, W2, b2))
    n = len(X)
    h = np.tanh(X @ W1.T + b1)
    o = h @ W2.T + b2
    if Y.shape != o.shape:
        raise ValueError("Y has another shape than the outputs")
    d = 2 * (o - Y)
    e = d @ W2 * (1 - h**2)
    loss = ((o - Y) ** 2).sum() / n
    return loss, e.T @ X, e.sum(axis=0), d.T @ h, d.sum(axis=0)


@wrong(3, "averages the gradients twice")
def loss_and_gradients(X, Y, W1, b1, W2, b2):
    X, Y, W1, b1, W2, b2 = (np.asarray(a, dtype=float) for a in (X, Y, W1, b1, W2, b2))
    n = len(X)
    h = np.tanh(X @ W1.T + b1)
    o = h @ W2.T + b2
    if Y.shape != o.shape:
        raise ValueError("Y has another shape than the outputs")
    d = 2 * (o - Y) / n
    e = d @ W2 * (1 - h**2)
    loss = ((o - Y) ** 2).sum() / n
    return loss, e.T @ X / n, e.mean(axis=0), d.T @ h / n, d.mean(axis=0)


@wrong(3, "averages over the outputs as well")
def loss_and_gradients(X, Y, W1, b1, W2, b2):
    X, Y, W1, b1, W2, b2 = (np.asarray(a, dtype=float) for a in (X, Y, W1, b1, W2, b2))
    h = np.tanh(X @ W1.T + b1)
    o = h @ W2.T + b2
    if Y.shape != o.shape:
        raise ValueError("Y has another shape than the outputs")
    d = 2 * (o - Y) / Y.size
    e = d @ W2 * (1 - h**2)
    loss = ((o - Y) ** 2).mean()
    return loss, e.T @ X, e.sum(axis=0), d.T @ h, d.sum(axis=0)


@wrong(3, "averages the loss over the outputs as well")
def loss_and_gradients(X, Y, W1, b1, W2, b2):
    X, Y, W1, b1, W2, b2 = (np.asarray(a, dtype=float) for a in (X, Y, W1, b1, W2, b2))
    n = len(X)
    h = np.tanh(X @ W1.T + b1)
    o = h @ W2.T + b2
    if Y.shape != o.shape:
        raise ValueError("Y has another shape than the outputs")
    d = 2 * (o - Y) / n
    e = d @ W2 * (1 - h**2)
    loss = ((o - Y) ** 2).mean()
    return loss, e.T @ X, e.sum(axis=0), d.T @ h, d.sum(axis=0)


@wrong(3, "forgets the factor of the square")
def loss_and_gradients(X, Y, W1, b1, W2, b2):
    X, Y, W1, b1, W2, b2 = (np.asarray(a, dtype=float) for a in (X, Y, W1, b1, W2, b2))
    n = len(X)
    h = np.tanh(X @ W1.T + b1)
    o = h @ W2.T + b2
    if Y.shape != o.shape:
        raise ValueError("Y has another shape than the outputs")
    d = (o - Y) / n
    e = d @ W2 * (1 - h**2)
    loss = ((o - Y) ** 2).sum() / n
    return loss, e.T @ X, e.sum(axis=0), d.T @ h, d.sum(axis=0)


@wrong(3, "halves the loss")
def loss_and_gradients(X, Y, W1, b1, W2, b2):
    X, Y, W1, b1, W2, b2 = (np.asarray(a, dtype=float) for a in (X, Y, W1, b1, W2, b2))
    n = len(X)
    h = np.tanh(X @ W1.T + b1)
    o = h @ W2.T + b2
    if Y.shape != o.shape:
        raise ValueError("Y has another shape than the outputs")
    d = 2 * (o - Y) / n
    e = d @ W2 * (1 - h**2)
    loss = ((o - Y) ** 2).sum() / n / 2
    return loss, e.T @ X, e.sum(axis=0), d.T @ h, d.sum(axis=0)


@wrong(3, "does not average the loss")
def loss_and_gradients(X, Y, W1, b1, W2, b2):
    X, Y, W1, b1, W2, b2 = (np.asarray(a, dtype=float) for a in (X, Y, W1, b1, W2, b2))
    n = len(X)
    h = np.tanh(X @ W1.T + b1)
    o = h @ W2.T + b2
    if Y.shape != o.shape:
        raise ValueError("Y has another shape than the outputs")
    d = 2 * (o - Y) / n
    e = d @ W2 * (1 - h**2)
    loss = ((o - Y) ** 2).sum()
    return loss, e.T @ X, e.sum(axis=0), d.T @ h, d.sum(axis=0)


@wrong(3, "takes the root of the loss")
def loss_and_gradients(X, Y, W1, b1, W2, b2):
    X, Y, W1, b1, W2, b2 = (np.asarray(a, dtype=float) for a in (X, Y, W1, b1, W2, b2))
    n = len(X)
    h = np.tanh(X @ W1.T + b1)
    o = h @ W2.T + b2
    if Y.shape != o.shape:
        raise ValueError("Y has another shape than the outputs")
    d = 2 * (o - Y) / n
    e = d @ W2 * (1 - h**2)
    loss = np.sqrt(((o - Y) ** 2).sum() / n)
    return loss, e.T @ X, e.sum(axis=0), d.T @ h, d.sum(axis=0)


@wrong(3, "takes the absolute error for the loss")
def loss_and_gradients(X, Y, W1, b1, W2, b2):
    X, Y, W1, b1, W2, b2 = (np.asarray(a, dtype=float) for a in (X, Y, W1, b1, W2, b2))
    n = len(X)
    h = np.tanh(X @ W1.T + b1)
    o = h @ W2.T + b2
    if Y.shape != o.shape:
        raise ValueError("Y has another shape than the outputs")
    d = 2 * (o - Y) / n
    e = d @ W2 * (1 - h**2)
    loss = np.abs(o - Y).sum() / n
    return loss, e.T @ X, e.sum(axis=0), d.T @ h, d.sum(axis=0)


@wrong(3, "returns the gradients uphill and downhill exchanged")
def loss_and_gradients(X, Y, W1, b1, W2, b2):
    X, Y, W1, b1, W2, b2 = (np.asarray(a, dtype=float) for a in (X, Y, W1, b1, W2, b2))
    n = len(X)
    h = np.tanh(X @ W1.T + b1)
    o = h @ W2.T + b2
    if Y.shape != o.shape:
        raise ValueError("Y has another shape than the outputs")
    d = 2 * (Y - o) / n
    e = d @ W2 * (1 - h**2)
    loss = ((o - Y) ** 2).sum() / n
    return loss, e.T @ X, e.sum(axis=0), d.T @ h, d.sum(axis=0)


@wrong(3, "forgets the derivative of tanh")
def loss_and_gradients(X, Y, W1, b1, W2, b2):
    X, Y, W1, b1, W2, b2 = (np.asarray(a, dtype=float) for a in (X, Y, W1, b1, W2, b2))
    n = len(X)
    h = np.tanh(X @ W1.T + b1)
    o = h @ W2.T + b2
    if Y.shape != o.shape:
        raise ValueError("Y has another shape than the outputs")
    d = 2 * (o - Y) / n
    e = d @ W2
    loss = ((o - Y) ** 2).sum() / n
    return loss, e.T @ X, e.sum(axis=0), d.T @ h, d.sum(axis=0)


@wrong(3, "forgets the square in the derivative of tanh")
def loss_and_gradients(X, Y, W1, b1, W2, b2):
    X, Y, W1, b1, W2, b2 = (np.asarray(a, dtype=float) for a in (X, Y, W1, b1, W2, b2))
    n = len(X)
    h = np.tanh(X @ W1.T + b1)
    o = h @ W2.T + b2
    if Y.shape != o.shape:
        raise ValueError("Y has another shape than the outputs")
    d = 2 * (o - Y) / n
    e = d @ W2 * (1 - h)
    loss = ((o - Y) ** 2).sum() / n
    return loss, e.T @ X, e.sum(axis=0), d.T @ h, d.sum(axis=0)


@wrong(3, "takes the derivative of the sigmoid")
def loss_and_gradients(X, Y, W1, b1, W2, b2):
    X, Y, W1, b1, W2, b2 = (np.asarray(a, dtype=float) for a in (X, Y, W1, b1, W2, b2))
    n = len(X)
    h = np.tanh(X @ W1.T + b1)
    o = h @ W2.T + b2
    if Y.shape != o.shape:
        raise ValueError("Y has another shape than the outputs")
    d = 2 * (o - Y) / n
    e = d @ W2 * h * (1 - h)
    loss = ((o - Y) ** 2).sum() / n
    return loss, e.T @ X, e.sum(axis=0), d.T @ h, d.sum(axis=0)


@wrong(3, "differentiates tanh at its own value")
def loss_and_gradients(X, Y, W1, b1, W2, b2):
    X, Y, W1, b1, W2, b2 = (np.asarray(a, dtype=float) for a in (X, Y, W1, b1, W2, b2))
    n = len(X)
    h = np.tanh(X @ W1.T + b1)
    o = h @ W2.T + b2
    if Y.shape != o.shape:
        raise ValueError("Y has another shape than the outputs")
    d = 2 * (o - Y) / n
    e = d @ W2 * (1 - np.tanh(h) ** 2)
    loss = ((o - Y) ** 2).sum() / n
    return loss, e.T @ X, e.sum(axis=0), d.T @ h, d.sum(axis=0)


@wrong(3, "forgets to transpose the weights on the way back if they are square")
def loss_and_gradients(X, Y, W1, b1, W2, b2):
    X, Y, W1, b1, W2, b2 = (np.asarray(a, dtype=float) for a in (X, Y, W1, b1, W2, b2))
    n = len(X)
    h = np.tanh(X @ W1.T + b1)
    o = h @ W2.T + b2
    if Y.shape != o.shape:
        raise ValueError("Y has another shape than the outputs")
    d = 2 * (o - Y) / n
    e = d @ (W2.T if W2.shape[0] == W2.shape[1] else W2) * (1 - h**2)
    loss = ((o - Y) ** 2).sum() / n
    return loss, e.T @ X, e.sum(axis=0), d.T @ h, d.sum(axis=0)


@wrong(3, "forgets to transpose the weights on the way forward if they are square")
def loss_and_gradients(X, Y, W1, b1, W2, b2):
    X, Y, W1, b1, W2, b2 = (np.asarray(a, dtype=float) for a in (X, Y, W1, b1, W2, b2))
    n = len(X)
    h = np.tanh(X @ (W1 if W1.shape[0] == W1.shape[1] else W1.T) + b1)
    o = h @ W2.T + b2
    if Y.shape != o.shape:
        raise ValueError("Y has another shape than the outputs")
    d = 2 * (o - Y) / n
    e = d @ W2 * (1 - h**2)
    loss = ((o - Y) ** 2).sum() / n
    return loss, e.T @ X, e.sum(axis=0), d.T @ h, d.sum(axis=0)


@wrong(3, "returns the gradients of the weights transposed")
def loss_and_gradients(X, Y, W1, b1, W2, b2):
    X, Y, W1, b1, W2, b2 = (np.asarray(a, dtype=float) for a in (X, Y, W1, b1, W2, b2))
    n = len(X)
    h = np.tanh(X @ W1.T + b1)
    o = h @ W2.T + b2
    if Y.shape != o.shape:
        raise ValueError("Y has another shape than the outputs")
    d = 2 * (o - Y) / n
    e = d @ W2 * (1 - h**2)
    loss = ((o - Y) ** 2).sum() / n
    return loss, X.T @ e, e.sum(axis=0), h.T @ d, d.sum(axis=0)


@wrong(3, "returns the last gradient of the weights transposed")
def loss_and_gradients(X, Y, W1, b1, W2, b2):
    X, Y, W1, b1, W2, b2 = (np.asarray(a, dtype=float) for a in (X, Y, W1, b1, W2, b2))
    n = len(X)
    h = np.tanh(X @ W1.T + b1)
    o = h @ W2.T + b2
    if Y.shape != o.shape:
        raise ValueError("Y has another shape than the outputs")
    d = 2 * (o - Y) / n
    e = d @ W2 * (1 - h**2)
    loss = ((o - Y) ** 2).sum() / n
    return loss, e.T @ X, e.sum(axis=0), h.T @ d, d.sum(axis=0)


@wrong(3, "averages the gradients of the biases once more")
def loss_and_gradients(X, Y, W1, b1, W2, b2):
    X, Y, W1, b1, W2, b2 = (np.asarray(a, dtype=float) for a in (X, Y, W1, b1, W2, b2))
    n = len(X)
    h = np.tanh(X @ W1.T + b1)
    o = h @ W2.T + b2
    if Y.shape != o.shape:
        raise ValueError("Y has another shape than the outputs")
    d = 2 * (o - Y) / n
    e = d @ W2 * (1 - h**2)
    loss = ((o - Y) ** 2).sum() / n
    return loss, e.T @ X, e.mean(axis=0), d.T @ h, d.mean(axis=0)


@wrong(3, "adds the gradients of the biases up over the units")
def loss_and_gradients(X, Y, W1, b1, W2, b2):
    X, Y, W1, b1, W2, b2 = (np.asarray(a, dtype=float) for a in (X, Y, W1, b1, W2, b2))
    n = len(X)
    h = np.tanh(X @ W1.T + b1)
    o = h @ W2.T + b2
    if Y.shape != o.shape:
        raise ValueError("Y has another shape than the outputs")
    d = 2 * (o - Y) / n
    e = d @ W2 * (1 - h**2)
    loss = ((o - Y) ** 2).sum() / n
    return loss, e.T @ X, e.sum(axis=1), d.T @ h, d.sum(axis=1)


@wrong(3, "returns the gradients of the biases as matrices")
def loss_and_gradients(X, Y, W1, b1, W2, b2):
    X, Y, W1, b1, W2, b2 = (np.asarray(a, dtype=float) for a in (X, Y, W1, b1, W2, b2))
    n = len(X)
    h = np.tanh(X @ W1.T + b1)
    o = h @ W2.T + b2
    if Y.shape != o.shape:
        raise ValueError("Y has another shape than the outputs")
    d = 2 * (o - Y) / n
    e = d @ W2 * (1 - h**2)
    loss = ((o - Y) ** 2).sum() / n
    return loss, e.T @ X, e.sum(axis=0, keepdims=True), d.T @ h, d.sum(axis=0, keepdims=True)


@wrong(3, "returns the output layer first")
def loss_and_gradients(X, Y, W1, b1, W2, b2):
    X, Y, W1, b1, W2, b2 = (np.asarray(a, dtype=float) for a in (X, Y, W1, b1, W2, b2))
    n = len(X)
    h = np.tanh(X @ W1.T + b1)
    o = h @ W2.T + b2
    if Y.shape != o.shape:
        raise ValueError("Y has another shape than the outputs")
    d = 2 * (o - Y) / n
    e = d @ W2 * (1 - h**2)
    loss = ((o - Y) ** 2).sum() / n
    return loss, d.T @ h, d.sum(axis=0), e.T @ X, e.sum(axis=0)


@wrong(3, "returns no loss")
def loss_and_gradients(X, Y, W1, b1, W2, b2):
    X, Y, W1, b1, W2, b2 = (np.asarray(a, dtype=float) for a in (X, Y, W1, b1, W2, b2))
    n = len(X)
    h = np.tanh(X @ W1.T + b1)
    o = h @ W2.T + b2
    if Y.shape != o.shape:
        raise ValueError("Y has another shape than the outputs")
    d = 2 * (o - Y) / n
    e = d @ W2 * (1 - h**2)
    return e.T @ X, e.sum(axis=0), d.T @ h, d.sum(axis=0)


@wrong(3, "returns a list")
def loss_and_gradients(X, Y, W1, b1, W2, b2):
    X, Y, W1, b1, W2, b2 = (np.asarray(a, dtype=float) for a in (X, Y, W1, b1, W2, b2))
    n = len(X)
    h = np.tanh(X @ W1.T + b1)
    o = h @ W2.T + b2
    if Y.shape != o.shape:
        raise ValueError("Y has another shape than the outputs")
    d = 2 * (o - Y) / n
    e = d @ W2 * (1 - h**2)
    loss = ((o - Y) ** 2).sum() / n
    return [loss, e.T @ X, e.sum(axis=0), d.T @ h, d.sum(axis=0)]


@wrong(3, "bends the output as well")
def loss_and_gradients(X, Y, W1, b1, W2, b2):
    X, Y, W1, b1, W2, b2 = (np.asarray(a, dtype=float) for a in (X, Y, W1, b1, W2, b2))
    n = len(X)
    h = np.tanh(X @ W1.T + b1)
    o = np.tanh(h @ W2.T + b2)
    if Y.shape != o.shape:
        raise ValueError("Y has another shape than the outputs")
    d = 2 * (o - Y) / n
    e = d @ W2 * (1 - h**2)
    loss = ((o - Y) ** 2).sum() / n
    return loss, e.T @ X, e.sum(axis=0), d.T @ h, d.sum(axis=0)


@wrong(3, "bends with a ReLU")
def loss_and_gradients(X, Y, W1, b1, W2, b2):
    X, Y, W1, b1, W2, b2 = (np.asarray(a, dtype=float) for a in (X, Y, W1, b1, W2, b2))
    n = len(X)
    h = np.maximum(X @ W1.T + b1, 0)
    o = h @ W2.T + b2
    if Y.shape != o.shape:
        raise ValueError("Y has another shape than the outputs")
    d = 2 * (o - Y) / n
    e = d @ W2 * (h > 0)
    loss = ((o - Y) ** 2).sum() / n
    return loss, e.T @ X, e.sum(axis=0), d.T @ h, d.sum(axis=0)


@wrong(3, "forgets the bias of the hidden layer")
def loss_and_gradients(X, Y, W1, b1, W2, b2):
    X, Y, W1, b1, W2, b2 = (np.asarray(a, dtype=float) for a in (X, Y, W1, b1, W2, b2))
    n = len(X)
    h = np.tanh(X @ W1.T)
    o = h @ W2.T + b2
    if Y.shape != o.shape:
        raise ValueError("Y has another shape than the outputs")
    d = 2 * (o - Y) / n
    e = d @ W2 * (1 - h**2)
    loss = ((o - Y) ** 2).sum() / n
    return loss, e.T @ X, e.sum(axis=0), d.T @ h, d.sum(axis=0)


@wrong(3, "looks at the first sample only")
def loss_and_gradients(X, Y, W1, b1, W2, b2):
    X, Y, W1, b1, W2, b2 = (np.asarray(a, dtype=float) for a in (X, Y, W1, b1, W2, b2))
    n = len(X)
    X, Y = X[:1], Y[:1]
    h = np.tanh(X @ W1.T + b1)
    o = h @ W2.T + b2
    if Y.shape != o.shape:
        raise ValueError("Y has another shape than the outputs")
    d = 2 * (o - Y) / n
    e = d @ W2 * (1 - h**2)
    loss = ((o - Y) ** 2).sum() / n
    return loss, e.T @ X, e.sum(axis=0), d.T @ h, d.sum(axis=0)


@wrong(3, "takes the error for the hidden layer from the errors' mean")
def loss_and_gradients(X, Y, W1, b1, W2, b2):
    X, Y, W1, b1, W2, b2 = (np.asarray(a, dtype=float) for a in (X, Y, W1, b1, W2, b2))
    n = len(X)
    h = np.tanh(X @ W1.T + b1)
    o = h @ W2.T + b2
    if Y.shape != o.shape:
        raise ValueError("Y has another shape than the outputs")
    d = 2 * (o - Y) / n
    e = (d.mean(axis=0) @ W2) * (1 - h**2)
    loss = ((o - Y) ** 2).sum() / n
    return loss, e.T @ X, e.sum(axis=0), d.T @ h, d.sum(axis=0)


@wrong(3, "moves the output weights before it goes on")
def loss_and_gradients(X, Y, W1, b1, W2, b2):
    X, Y, W1, b1, W2, b2 = (np.asarray(a, dtype=float) for a in (X, Y, W1, b1, W2, b2))
    n = len(X)
    h = np.tanh(X @ W1.T + b1)
    o = h @ W2.T + b2
    if Y.shape != o.shape:
        raise ValueError("Y has another shape than the outputs")
    d = 2 * (o - Y) / n
    W2 = W2 - 0.1 * d.T @ h
    e = d @ W2 * (1 - h**2)
    loss = ((o - Y) ** 2).sum() / n
    return loss, e.T @ X, e.sum(axis=0), d.T @ h, d.sum(axis=0)


@wrong(3, "changes Y in place")
def loss_and_gradients(X, Y, W1, b1, W2, b2):
    X, Y, W1, b1, W2, b2 = (np.asarray(a, dtype=float) for a in (X, Y, W1, b1, W2, b2))
    n = len(X)
    h = np.tanh(X @ W1.T + b1)
    o = h @ W2.T + b2
    if Y.shape != o.shape:
        raise ValueError("Y has another shape than the outputs")
    Y -= o
    d = -2 * Y / n
    e = d @ W2 * (1 - h**2)
    loss = (Y**2).sum() / n
    return loss, e.T @ X, e.sum(axis=0), d.T @ h, d.sum(axis=0)


@wrong(3, "does not compare the shapes of Y and of the outputs")
def loss_and_gradients(X, Y, W1, b1, W2, b2):
    X, Y, W1, b1, W2, b2 = (np.asarray(a, dtype=float) for a in (X, Y, W1, b1, W2, b2))
    n = len(X)
    h = np.tanh(X @ W1.T + b1)
    o = h @ W2.T + b2
    d = 2 * (o - Y) / n
    e = d @ W2 * (1 - h**2)
    loss = ((o - Y) ** 2).sum() / n
    return loss, e.T @ X, e.sum(axis=0), d.T @ h, d.sum(axis=0)


@wrong(3, "compares the numbers of rows only")
def loss_and_gradients(X, Y, W1, b1, W2, b2):
    X, Y, W1, b1, W2, b2 = (np.asarray(a, dtype=float) for a in (X, Y, W1, b1, W2, b2))
    n = len(X)
    h = np.tanh(X @ W1.T + b1)
    o = h @ W2.T + b2
    if len(Y) != len(o):
        raise ValueError("Y has another shape than the outputs")
    d = 2 * (o - Y) / n
    e = d @ W2 * (1 - h**2)
    loss = ((o - Y) ** 2).sum() / n
    return loss, e.T @ X, e.sum(axis=0), d.T @ h, d.sum(axis=0)


@wrong(3, "asserts instead of raising ValueError")
def loss_and_gradients(X, Y, W1, b1, W2, b2):
    X, Y, W1, b1, W2, b2 = (np.asarray(a, dtype=float) for a in (X, Y, W1, b1, W2, b2))
    n = len(X)
    h = np.tanh(X @ W1.T + b1)
    o = h @ W2.T + b2
    assert Y.shape == o.shape
    d = 2 * (o - Y) / n
    e = d @ W2 * (1 - h**2)
    loss = ((o - Y) ** 2).sum() / n
    return loss, e.T @ X, e.sum(axis=0), d.T @ h, d.sum(axis=0)


@right(3, "with the derivatives of torch")
def loss_and_gradients(X, Y, W1, b1, W2, b2):
    import torch

    X, Y, *parameters = (torch.tensor(np.array(a, dtype=np.float32)) for a in (X, Y, W1, b1, W2, b2))
    for parameter in parameters:
        parameter.requires_grad_()
    W1, b1, W2, b2 = parameters
    outputs = torch.tanh(X @ W1.T + b1) @ W2.T + b2
    if outputs.shape != Y.shape:
        raise ValueError("Y has another shape than the outputs")
    loss = ((outputs - Y) ** 2).sum(dim=1).mean()
    loss.backward()
    return loss.item(), *(parameter.grad.numpy() for parameter in parameters)


@right(3, "with finite differences")
def loss_and_gradients(X, Y, W1, b1, W2, b2):
    X, Y, *parameters = (np.array(a, dtype=float) for a in (X, Y, W1, b1, W2, b2))
    if Y.shape != (len(X), len(parameters[3])):
        raise ValueError("Y has another shape than the outputs")

    def loss():
        W1, b1, W2, b2 = parameters
        return float(((np.tanh(X @ W1.T + b1) @ W2.T + b2 - Y) ** 2).sum(axis=1).mean())

    def slope(array, place):
        old, losses = array[place], []
        for shift in (1e-5, -1e-5):
            array[place] = old + shift
            losses.append(loss())
        array[place] = old
        return (losses[0] - losses[1]) / 2e-5

    gradients = [
        np.array([slope(array, place) for place in np.ndindex(array.shape)]).reshape(array.shape)
        for array in parameters
    ]
    return loss(), *gradients


@right(3, "loops in plain Python, sample by sample")
def loss_and_gradients(X, Y, W1, b1, W2, b2):
    import math

    if len(X) != len(Y) or any(np.shape(target) != (len(b2),) for target in Y):
        raise ValueError("Y has another shape than the outputs")
    X, Y, W1, b1, W2, b2 = (np.array(a, dtype=float).tolist() for a in (X, Y, W1, b1, W2, b2))
    n, loss = len(X), 0.0
    dW1, db1 = [[0.0] * len(X[0]) for _ in W1], [0.0] * len(b1)
    dW2, db2 = [[0.0] * len(b1) for _ in W2], [0.0] * len(b2)
    for x, y in zip(X, Y, strict=False):
        hidden = [
            math.tanh(sum(w * v for w, v in zip(row, x, strict=False)) + b)
            for row, b in zip(W1, b1, strict=False)
        ]
        back = [0.0] * len(hidden)
        for k, (row, b) in enumerate(zip(W2, b2, strict=False)):
            error = sum(w * v for w, v in zip(row, hidden, strict=False)) + b - y[k]
            loss += error * error / n
            db2[k] += 2 * error / n
            for j, value in enumerate(hidden):
                dW2[k][j] += 2 * error * value / n
                back[j] += 2 * error * row[j] / n
        for j, value in enumerate(hidden):
            inside = back[j] * (1 - value) * (1 + value)
            db1[j] += inside
            for i, number in enumerate(x):
                dW1[j][i] += inside * number
    return loss, np.array(dW1), np.array(db1), np.array(dW2), np.array(db2)


@right(3, "in float32, with einsum and the bias as one more weight")
def loss_and_gradients(X, Y, W1, b1, W2, b2):
    X, Y, W1, b1, W2, b2 = (np.array(a).astype(np.float32) for a in (X, Y, W1, b1, W2, b2))
    if Y.shape[:1] != X.shape[:1] or Y.shape[1:] != b2.shape:
        raise ValueError("Y has another shape than the outputs")
    ones = np.ones((len(X), 1), dtype=np.float32)
    inputs = np.hstack([X, ones])
    hidden = np.tanh(np.einsum("ni,hi->nh", inputs, np.column_stack([W1, b1])))
    inside = np.hstack([hidden, ones])
    errors = np.einsum("nh,oh->no", inside, np.column_stack([W2, b2])) - Y
    scale = np.float32(2 / len(X))
    outer = scale * np.einsum("no,nh->oh", errors, inside)
    inner = scale * np.einsum(
        "no,oh,nh,ni->hi",
        errors,
        W2,
        1 / np.cosh(np.arctanh(hidden)) ** 2 if np.abs(hidden).max() < 0.9 else 1 - hidden * hidden,
        inputs,
    )
    loss = np.einsum("no,no->", errors, errors) / len(X)
    return loss, inner[:, :-1], inner[:, -1], outer[:, :-1], outer[:, -1]


@right(3, "as a mean of outer products")
def loss_and_gradients(X, Y, W1, b1, W2, b2):
    X, Y, W1, b1, W2, b2 = (np.array(a, dtype=float) for a in (X, Y, W1, b1, W2, b2))
    if Y.ndim != 2 or len(X) != len(Y) or Y.shape[1] != len(W2):
        raise ValueError("Y has another shape than the outputs")
    parts = []
    for x, y in zip(X, Y, strict=False):
        h = np.tanh(W1 @ x + b1)
        error = W2 @ h + b2 - y
        back = (W2.T @ (2 * error)) * (1 - h**2)
        parts.append((error @ error, np.outer(back, x), back, np.outer(2 * error, h), 2 * error))
    loss, *gradients = (np.mean(part, axis=0) for part in zip(*parts, strict=False))
    return (loss, *gradients)


# Question 4: sgd_step


@wrong(4, "goes uphill")
def sgd_step(parameters, gradients, velocities, learning_rate, momentum, weight_decay):
    if learning_rate <= 0 or momentum < 0 or momentum >= 1 or weight_decay < 0:
        raise ValueError("a number is out of its range")
    if not len(parameters) == len(gradients) == len(velocities):
        raise ValueError("not as many of each")
    moved, speeds = [], []
    for p, g, v in zip(parameters, gradients, velocities, strict=False):
        p, g, v = np.asarray(p, dtype=float), np.asarray(g, dtype=float), np.asarray(v, dtype=float)
        if p.shape != g.shape or p.shape != v.shape:
            raise ValueError("other shapes")
        w = momentum * v + g + weight_decay * p
        moved.append(p + learning_rate * w)
        speeds.append(w)
    return tuple(moved), tuple(speeds)


@wrong(4, "moves by the old velocity")
def sgd_step(parameters, gradients, velocities, learning_rate, momentum, weight_decay):
    if learning_rate <= 0 or momentum < 0 or momentum >= 1 or weight_decay < 0:
        raise ValueError("a number is out of its range")
    if not len(parameters) == len(gradients) == len(velocities):
        raise ValueError("not as many of each")
    moved, speeds = [], []
    for p, g, v in zip(parameters, gradients, velocities, strict=False):
        p, g, v = np.asarray(p, dtype=float), np.asarray(g, dtype=float), np.asarray(v, dtype=float)
        if p.shape != g.shape or p.shape != v.shape:
            raise ValueError("other shapes")
        w = momentum * v + g + weight_decay * p
        moved.append(p - learning_rate * v)
        speeds.append(w)
    return tuple(moved), tuple(speeds)


@wrong(4, "moves by the gradient alone")
def sgd_step(parameters, gradients, velocities, learning_rate, momentum, weight_decay):
    if learning_rate <= 0 or momentum < 0 or momentum >= 1 or weight_decay < 0:
        raise ValueError("a number is out of its range")
    if not len(parameters) == len(gradients) == len(velocities):
        raise ValueError("not as many of each")
    moved, speeds = [], []
    for p, g, v in zip(parameters, gradients, velocities, strict=False):
        p, g, v = np.asarray(p, dtype=float), np.asarray(g, dtype=float), np.asarray(v, dtype=float)
        if p.shape != g.shape or p.shape != v.shape:
            raise ValueError("other shapes")
        w = momentum * v + g + weight_decay * p
        moved.append(p - learning_rate * g)
        speeds.append(w)
    return tuple(moved), tuple(speeds)


@wrong(4, "forgets the learning rate")
def sgd_step(parameters, gradients, velocities, learning_rate, momentum, weight_decay):
    if learning_rate <= 0 or momentum < 0 or momentum >= 1 or weight_decay < 0:
        raise ValueError("a number is out of its range")
    if not len(parameters) == len(gradients) == len(velocities):
        raise ValueError("not as many of each")
    moved, speeds = [], []
    for p, g, v in zip(parameters, gradients, velocities, strict=False):
        p, g, v = np.asarray(p, dtype=float), np.asarray(g, dtype=float), np.asarray(v, dtype=float)
        if p.shape != g.shape or p.shape != v.shape:
            raise ValueError("other shapes")
        w = momentum * v + g + weight_decay * p
        moved.append(p - w)
        speeds.append(w)
    return tuple(moved), tuple(speeds)


@wrong(4, "puts the learning rate into the velocity")
def sgd_step(parameters, gradients, velocities, learning_rate, momentum, weight_decay):
    if learning_rate <= 0 or momentum < 0 or momentum >= 1 or weight_decay < 0:
        raise ValueError("a number is out of its range")
    if not len(parameters) == len(gradients) == len(velocities):
        raise ValueError("not as many of each")
    moved, speeds = [], []
    for p, g, v in zip(parameters, gradients, velocities, strict=False):
        p, g, v = np.asarray(p, dtype=float), np.asarray(g, dtype=float), np.asarray(v, dtype=float)
        if p.shape != g.shape or p.shape != v.shape:
            raise ValueError("other shapes")
        w = momentum * v + learning_rate * (g + weight_decay * p)
        moved.append(p - w)
        speeds.append(w)
    return tuple(moved), tuple(speeds)


@wrong(4, "lets the velocity point downhill")
def sgd_step(parameters, gradients, velocities, learning_rate, momentum, weight_decay):
    if learning_rate <= 0 or momentum < 0 or momentum >= 1 or weight_decay < 0:
        raise ValueError("a number is out of its range")
    if not len(parameters) == len(gradients) == len(velocities):
        raise ValueError("not as many of each")
    moved, speeds = [], []
    for p, g, v in zip(parameters, gradients, velocities, strict=False):
        p, g, v = np.asarray(p, dtype=float), np.asarray(g, dtype=float), np.asarray(v, dtype=float)
        if p.shape != g.shape or p.shape != v.shape:
            raise ValueError("other shapes")
        w = momentum * v - g - weight_decay * p
        moved.append(p + learning_rate * w)
        speeds.append(w)
    return tuple(moved), tuple(speeds)


@wrong(4, "forgets the momentum")
def sgd_step(parameters, gradients, velocities, learning_rate, momentum, weight_decay):
    if learning_rate <= 0 or momentum < 0 or momentum >= 1 or weight_decay < 0:
        raise ValueError("a number is out of its range")
    if not len(parameters) == len(gradients) == len(velocities):
        raise ValueError("not as many of each")
    moved, speeds = [], []
    for p, g, v in zip(parameters, gradients, velocities, strict=False):
        p, g, v = np.asarray(p, dtype=float), np.asarray(g, dtype=float), np.asarray(v, dtype=float)
        if p.shape != g.shape or p.shape != v.shape:
            raise ValueError("other shapes")
        w = v + g + weight_decay * p
        moved.append(p - learning_rate * w)
        speeds.append(w)
    return tuple(moved), tuple(speeds)


@wrong(4, "forgets the old velocity")
def sgd_step(parameters, gradients, velocities, learning_rate, momentum, weight_decay):
    if learning_rate <= 0 or momentum < 0 or momentum >= 1 or weight_decay < 0:
        raise ValueError("a number is out of its range")
    if not len(parameters) == len(gradients) == len(velocities):
        raise ValueError("not as many of each")
    moved, speeds = [], []
    for p, g, v in zip(parameters, gradients, velocities, strict=False):
        p, g, v = np.asarray(p, dtype=float), np.asarray(g, dtype=float), np.asarray(v, dtype=float)
        if p.shape != g.shape or p.shape != v.shape:
            raise ValueError("other shapes")
        w = g + weight_decay * p
        moved.append(p - learning_rate * w)
        speeds.append(w)
    return tuple(moved), tuple(speeds)


@wrong(4, "dampens the gradient, too")
def sgd_step(parameters, gradients, velocities, learning_rate, momentum, weight_decay):
    if learning_rate <= 0 or momentum < 0 or momentum >= 1 or weight_decay < 0:
        raise ValueError("a number is out of its range")
    if not len(parameters) == len(gradients) == len(velocities):
        raise ValueError("not as many of each")
    moved, speeds = [], []
    for p, g, v in zip(parameters, gradients, velocities, strict=False):
        p, g, v = np.asarray(p, dtype=float), np.asarray(g, dtype=float), np.asarray(v, dtype=float)
        if p.shape != g.shape or p.shape != v.shape:
            raise ValueError("other shapes")
        w = momentum * v + (1 - momentum) * (g + weight_decay * p)
        moved.append(p - learning_rate * w)
        speeds.append(w)
    return tuple(moved), tuple(speeds)


@wrong(4, "multiplies the gradient by the momentum")
def sgd_step(parameters, gradients, velocities, learning_rate, momentum, weight_decay):
    if learning_rate <= 0 or momentum < 0 or momentum >= 1 or weight_decay < 0:
        raise ValueError("a number is out of its range")
    if not len(parameters) == len(gradients) == len(velocities):
        raise ValueError("not as many of each")
    moved, speeds = [], []
    for p, g, v in zip(parameters, gradients, velocities, strict=False):
        p, g, v = np.asarray(p, dtype=float), np.asarray(g, dtype=float), np.asarray(v, dtype=float)
        if p.shape != g.shape or p.shape != v.shape:
            raise ValueError("other shapes")
        w = v + momentum * g + weight_decay * p
        moved.append(p - learning_rate * w)
        speeds.append(w)
    return tuple(moved), tuple(speeds)


@wrong(4, "looks ahead as Nesterov does")
def sgd_step(parameters, gradients, velocities, learning_rate, momentum, weight_decay):
    if learning_rate <= 0 or momentum < 0 or momentum >= 1 or weight_decay < 0:
        raise ValueError("a number is out of its range")
    if not len(parameters) == len(gradients) == len(velocities):
        raise ValueError("not as many of each")
    moved, speeds = [], []
    for p, g, v in zip(parameters, gradients, velocities, strict=False):
        p, g, v = np.asarray(p, dtype=float), np.asarray(g, dtype=float), np.asarray(v, dtype=float)
        if p.shape != g.shape or p.shape != v.shape:
            raise ValueError("other shapes")
        w = momentum * v + g + weight_decay * p
        moved.append(p - learning_rate * (momentum * w + g))
        speeds.append(w)
    return tuple(moved), tuple(speeds)


@wrong(4, "forgets the weight decay")
def sgd_step(parameters, gradients, velocities, learning_rate, momentum, weight_decay):
    if learning_rate <= 0 or momentum < 0 or momentum >= 1 or weight_decay < 0:
        raise ValueError("a number is out of its range")
    if not len(parameters) == len(gradients) == len(velocities):
        raise ValueError("not as many of each")
    moved, speeds = [], []
    for p, g, v in zip(parameters, gradients, velocities, strict=False):
        p, g, v = np.asarray(p, dtype=float), np.asarray(g, dtype=float), np.asarray(v, dtype=float)
        if p.shape != g.shape or p.shape != v.shape:
            raise ValueError("other shapes")
        w = momentum * v + g
        moved.append(p - learning_rate * w)
        speeds.append(w)
    return tuple(moved), tuple(speeds)


@wrong(4, "lets the weights grow")
def sgd_step(parameters, gradients, velocities, learning_rate, momentum, weight_decay):
    if learning_rate <= 0 or momentum < 0 or momentum >= 1 or weight_decay < 0:
        raise ValueError("a number is out of its range")
    if not len(parameters) == len(gradients) == len(velocities):
        raise ValueError("not as many of each")
    moved, speeds = [], []
    for p, g, v in zip(parameters, gradients, velocities, strict=False):
        p, g, v = np.asarray(p, dtype=float), np.asarray(g, dtype=float), np.asarray(v, dtype=float)
        if p.shape != g.shape or p.shape != v.shape:
            raise ValueError("other shapes")
        w = momentum * v + g - weight_decay * p
        moved.append(p - learning_rate * w)
        speeds.append(w)
    return tuple(moved), tuple(speeds)


@wrong(4, "decays the velocity instead of the parameters")
def sgd_step(parameters, gradients, velocities, learning_rate, momentum, weight_decay):
    if learning_rate <= 0 or momentum < 0 or momentum >= 1 or weight_decay < 0:
        raise ValueError("a number is out of its range")
    if not len(parameters) == len(gradients) == len(velocities):
        raise ValueError("not as many of each")
    moved, speeds = [], []
    for p, g, v in zip(parameters, gradients, velocities, strict=False):
        p, g, v = np.asarray(p, dtype=float), np.asarray(g, dtype=float), np.asarray(v, dtype=float)
        if p.shape != g.shape or p.shape != v.shape:
            raise ValueError("other shapes")
        w = momentum * v + g + weight_decay * v
        moved.append(p - learning_rate * w)
        speeds.append(w)
    return tuple(moved), tuple(speeds)


@wrong(4, "doubles the weight decay")
def sgd_step(parameters, gradients, velocities, learning_rate, momentum, weight_decay):
    if learning_rate <= 0 or momentum < 0 or momentum >= 1 or weight_decay < 0:
        raise ValueError("a number is out of its range")
    if not len(parameters) == len(gradients) == len(velocities):
        raise ValueError("not as many of each")
    moved, speeds = [], []
    for p, g, v in zip(parameters, gradients, velocities, strict=False):
        p, g, v = np.asarray(p, dtype=float), np.asarray(g, dtype=float), np.asarray(v, dtype=float)
        if p.shape != g.shape or p.shape != v.shape:
            raise ValueError("other shapes")
        w = momentum * v + g + 2 * weight_decay * p
        moved.append(p - learning_rate * w)
        speeds.append(w)
    return tuple(moved), tuple(speeds)


@wrong(4, "decays by the sign of the parameters")
def sgd_step(parameters, gradients, velocities, learning_rate, momentum, weight_decay):
    if learning_rate <= 0 or momentum < 0 or momentum >= 1 or weight_decay < 0:
        raise ValueError("a number is out of its range")
    if not len(parameters) == len(gradients) == len(velocities):
        raise ValueError("not as many of each")
    moved, speeds = [], []
    for p, g, v in zip(parameters, gradients, velocities, strict=False):
        p, g, v = np.asarray(p, dtype=float), np.asarray(g, dtype=float), np.asarray(v, dtype=float)
        if p.shape != g.shape or p.shape != v.shape:
            raise ValueError("other shapes")
        w = momentum * v + g + weight_decay * np.sign(p)
        moved.append(p - learning_rate * w)
        speeds.append(w)
    return tuple(moved), tuple(speeds)


@wrong(4, "decays the parameters beside the velocity")
def sgd_step(parameters, gradients, velocities, learning_rate, momentum, weight_decay):
    if learning_rate <= 0 or momentum < 0 or momentum >= 1 or weight_decay < 0:
        raise ValueError("a number is out of its range")
    if not len(parameters) == len(gradients) == len(velocities):
        raise ValueError("not as many of each")
    moved, speeds = [], []
    for p, g, v in zip(parameters, gradients, velocities, strict=False):
        p, g, v = np.asarray(p, dtype=float), np.asarray(g, dtype=float), np.asarray(v, dtype=float)
        if p.shape != g.shape or p.shape != v.shape:
            raise ValueError("other shapes")
        w = momentum * v + g
        moved.append(p - learning_rate * (w + weight_decay * p))
        speeds.append(w)
    return tuple(moved), tuple(speeds)


@wrong(4, "returns the old velocities")
def sgd_step(parameters, gradients, velocities, learning_rate, momentum, weight_decay):
    if learning_rate <= 0 or momentum < 0 or momentum >= 1 or weight_decay < 0:
        raise ValueError("a number is out of its range")
    if not len(parameters) == len(gradients) == len(velocities):
        raise ValueError("not as many of each")
    moved, speeds = [], []
    for p, g, v in zip(parameters, gradients, velocities, strict=False):
        p, g, v = np.asarray(p, dtype=float), np.asarray(g, dtype=float), np.asarray(v, dtype=float)
        if p.shape != g.shape or p.shape != v.shape:
            raise ValueError("other shapes")
        w = momentum * v + g + weight_decay * p
        moved.append(p - learning_rate * w)
        speeds.append(v)
    return tuple(moved), tuple(speeds)


@wrong(4, "returns the velocities first")
def sgd_step(parameters, gradients, velocities, learning_rate, momentum, weight_decay):
    if learning_rate <= 0 or momentum < 0 or momentum >= 1 or weight_decay < 0:
        raise ValueError("a number is out of its range")
    if not len(parameters) == len(gradients) == len(velocities):
        raise ValueError("not as many of each")
    moved, speeds = [], []
    for p, g, v in zip(parameters, gradients, velocities, strict=False):
        p, g, v = np.asarray(p, dtype=float), np.asarray(g, dtype=float), np.asarray(v, dtype=float)
        if p.shape != g.shape or p.shape != v.shape:
            raise ValueError("other shapes")
        w = momentum * v + g + weight_decay * p
        moved.append(p - learning_rate * w)
        speeds.append(w)
    return tuple(speeds), tuple(moved)


@wrong(4, "returns the parameters only")
def sgd_step(parameters, gradients, velocities, learning_rate, momentum, weight_decay):
    if learning_rate <= 0 or momentum < 0 or momentum >= 1 or weight_decay < 0:
        raise ValueError("a number is out of its range")
    if not len(parameters) == len(gradients) == len(velocities):
        raise ValueError("not as many of each")
    moved, speeds = [], []
    for p, g, v in zip(parameters, gradients, velocities, strict=False):
        p, g, v = np.asarray(p, dtype=float), np.asarray(g, dtype=float), np.asarray(v, dtype=float)
        if p.shape != g.shape or p.shape != v.shape:
            raise ValueError("other shapes")
        w = momentum * v + g + weight_decay * p
        moved.append(p - learning_rate * w)
        speeds.append(w)
    return tuple(moved)


@wrong(4, "returns lists")
def sgd_step(parameters, gradients, velocities, learning_rate, momentum, weight_decay):
    if learning_rate <= 0 or momentum < 0 or momentum >= 1 or weight_decay < 0:
        raise ValueError("a number is out of its range")
    if not len(parameters) == len(gradients) == len(velocities):
        raise ValueError("not as many of each")
    moved, speeds = [], []
    for p, g, v in zip(parameters, gradients, velocities, strict=False):
        p, g, v = np.asarray(p, dtype=float), np.asarray(g, dtype=float), np.asarray(v, dtype=float)
        if p.shape != g.shape or p.shape != v.shape:
            raise ValueError("other shapes")
        w = momentum * v + g + weight_decay * p
        moved.append(p - learning_rate * w)
        speeds.append(w)
    return moved, speeds


@wrong(4, "returns after the first array")
def sgd_step(parameters, gradients, velocities, learning_rate, momentum, weight_decay):
    if learning_rate <= 0 or momentum < 0 or momentum >= 1 or weight_decay < 0:
        raise ValueError("a number is out of its range")
    if not len(parameters) == len(gradients) == len(velocities):
        raise ValueError("not as many of each")
    moved, speeds = [], []
    for p, g, v in zip(parameters, gradients, velocities, strict=False):
        p, g, v = np.asarray(p, dtype=float), np.asarray(g, dtype=float), np.asarray(v, dtype=float)
        if p.shape != g.shape or p.shape != v.shape:
            raise ValueError("other shapes")
        w = momentum * v + g + weight_decay * p
        moved.append(p - learning_rate * w)
        speeds.append(w)
        break
    return tuple(moved), tuple(speeds)


@wrong(4, "changes the parameters in place")
def sgd_step(parameters, gradients, velocities, learning_rate, momentum, weight_decay):
    if learning_rate <= 0 or momentum < 0 or momentum >= 1 or weight_decay < 0:
        raise ValueError("a number is out of its range")
    if not len(parameters) == len(gradients) == len(velocities):
        raise ValueError("not as many of each")
    moved, speeds = [], []
    for p, g, v in zip(parameters, gradients, velocities, strict=False):
        p, g, v = np.asarray(p, dtype=float), np.asarray(g, dtype=float), np.asarray(v, dtype=float)
        if p.shape != g.shape or p.shape != v.shape:
            raise ValueError("other shapes")
        w = momentum * v + g + weight_decay * p
        p -= learning_rate * w
        moved.append(p)
        speeds.append(w)
    return tuple(moved), tuple(speeds)


@wrong(4, "changes the velocities in place")
def sgd_step(parameters, gradients, velocities, learning_rate, momentum, weight_decay):
    if learning_rate <= 0 or momentum < 0 or momentum >= 1 or weight_decay < 0:
        raise ValueError("a number is out of its range")
    if not len(parameters) == len(gradients) == len(velocities):
        raise ValueError("not as many of each")
    moved, speeds = [], []
    for p, g, v in zip(parameters, gradients, velocities, strict=False):
        p, g, v = np.asarray(p, dtype=float), np.asarray(g, dtype=float), np.asarray(v, dtype=float)
        if p.shape != g.shape or p.shape != v.shape:
            raise ValueError("other shapes")
        v *= momentum
        v += g + weight_decay * p
        w = v
        moved.append(p - learning_rate * w)
        speeds.append(w)
    return tuple(moved), tuple(speeds)


@wrong(4, "returns the type of the parameters")
def sgd_step(parameters, gradients, velocities, learning_rate, momentum, weight_decay):
    if learning_rate <= 0 or momentum < 0 or momentum >= 1 or weight_decay < 0:
        raise ValueError("a number is out of its range")
    if not len(parameters) == len(gradients) == len(velocities):
        raise ValueError("not as many of each")
    moved, speeds = [], []
    for p, g, v in zip(parameters, gradients, velocities, strict=False):
        kind = np.asarray(p).dtype
        p, g, v = np.asarray(p, dtype=float), np.asarray(g, dtype=float), np.asarray(v, dtype=float)
        if p.shape != g.shape or p.shape != v.shape:
            raise ValueError("other shapes")
        w = momentum * v + g + weight_decay * p
        moved.append((p - learning_rate * w).astype(kind))
        speeds.append(w)
    return tuple(moved), tuple(speeds)


@wrong(4, "works in the type of the arrays")
def sgd_step(parameters, gradients, velocities, learning_rate, momentum, weight_decay):
    if learning_rate <= 0 or momentum < 0 or momentum >= 1 or weight_decay < 0:
        raise ValueError("a number is out of its range")
    if not len(parameters) == len(gradients) == len(velocities):
        raise ValueError("not as many of each")
    moved, speeds = [], []
    for p, g, v in zip(parameters, gradients, velocities, strict=False):
        p, g, v = np.asarray(p), np.asarray(g), np.asarray(v)
        if p.shape != g.shape or p.shape != v.shape:
            raise ValueError("other shapes")
        w = momentum * v + g + weight_decay * p
        moved.append(p - learning_rate * w)
        speeds.append(w)
    return tuple(moved), tuple(speeds)


@wrong(4, "lets NumPy repeat gradients")
def sgd_step(parameters, gradients, velocities, learning_rate, momentum, weight_decay):
    if learning_rate <= 0 or momentum < 0 or momentum >= 1 or weight_decay < 0:
        raise ValueError("a number is out of its range")
    if not len(parameters) == len(gradients) == len(velocities):
        raise ValueError("not as many of each")
    moved, speeds = [], []
    for p, g, v in zip(parameters, gradients, velocities, strict=False):
        p, g, v = np.asarray(p, dtype=float), np.asarray(g, dtype=float), np.asarray(v, dtype=float)
        if p.shape != v.shape:
            raise ValueError("other shapes")
        w = momentum * v + g + weight_decay * p
        moved.append(p - learning_rate * w)
        speeds.append(w)
    return tuple(moved), tuple(speeds)


@wrong(4, "lets NumPy repeat velocities")
def sgd_step(parameters, gradients, velocities, learning_rate, momentum, weight_decay):
    if learning_rate <= 0 or momentum < 0 or momentum >= 1 or weight_decay < 0:
        raise ValueError("a number is out of its range")
    if not len(parameters) == len(gradients) == len(velocities):
        raise ValueError("not as many of each")
    moved, speeds = [], []
    for p, g, v in zip(parameters, gradients, velocities, strict=False):
        p, g, v = np.asarray(p, dtype=float), np.asarray(g, dtype=float), np.asarray(v, dtype=float)
        if p.shape != g.shape:
            raise ValueError("other shapes")
        w = momentum * v + g + weight_decay * p
        moved.append(p - learning_rate * w)
        speeds.append(w)
    return tuple(moved), tuple(speeds)


@wrong(4, "stops at the end of the shortest list")
def sgd_step(parameters, gradients, velocities, learning_rate, momentum, weight_decay):
    if learning_rate <= 0 or momentum < 0 or momentum >= 1 or weight_decay < 0:
        raise ValueError("a number is out of its range")
    moved, speeds = [], []
    for p, g, v in zip(parameters, gradients, velocities, strict=False):
        p, g, v = np.asarray(p, dtype=float), np.asarray(g, dtype=float), np.asarray(v, dtype=float)
        if p.shape != g.shape or p.shape != v.shape:
            raise ValueError("other shapes")
        w = momentum * v + g + weight_decay * p
        moved.append(p - learning_rate * w)
        speeds.append(w)
    return tuple(moved), tuple(speeds)


@wrong(4, "allows a momentum of 1")
def sgd_step(parameters, gradients, velocities, learning_rate, momentum, weight_decay):
    if learning_rate <= 0 or momentum < 0 or momentum > 1 or weight_decay < 0:
        raise ValueError("a number is out of its range")
    if not len(parameters) == len(gradients) == len(velocities):
        raise ValueError("not as many of each")
    moved, speeds = [], []
    for p, g, v in zip(parameters, gradients, velocities, strict=False):
        p, g, v = np.asarray(p, dtype=float), np.asarray(g, dtype=float), np.asarray(v, dtype=float)
        if p.shape != g.shape or p.shape != v.shape:
            raise ValueError("other shapes")
        w = momentum * v + g + weight_decay * p
        moved.append(p - learning_rate * w)
        speeds.append(w)
    return tuple(moved), tuple(speeds)


@wrong(4, "refuses a momentum of 0")
def sgd_step(parameters, gradients, velocities, learning_rate, momentum, weight_decay):
    if learning_rate <= 0 or momentum <= 0 or momentum >= 1 or weight_decay < 0:
        raise ValueError("a number is out of its range")
    if not len(parameters) == len(gradients) == len(velocities):
        raise ValueError("not as many of each")
    moved, speeds = [], []
    for p, g, v in zip(parameters, gradients, velocities, strict=False):
        p, g, v = np.asarray(p, dtype=float), np.asarray(g, dtype=float), np.asarray(v, dtype=float)
        if p.shape != g.shape or p.shape != v.shape:
            raise ValueError("other shapes")
        w = momentum * v + g + weight_decay * p
        moved.append(p - learning_rate * w)
        speeds.append(w)
    return tuple(moved), tuple(speeds)


@wrong(4, "refuses a weight decay of 0")
def sgd_step(parameters, gradients, velocities, learning_rate, momentum, weight_decay):
    if learning_rate <= 0 or momentum < 0 or momentum >= 1 or weight_decay <= 0:
        raise ValueError("a number is out of its range")
    if not len(parameters) == len(gradients) == len(velocities):
        raise ValueError("not as many of each")
    moved, speeds = [], []
    for p, g, v in zip(parameters, gradients, velocities, strict=False):
        p, g, v = np.asarray(p, dtype=float), np.asarray(g, dtype=float), np.asarray(v, dtype=float)
        if p.shape != g.shape or p.shape != v.shape:
            raise ValueError("other shapes")
        w = momentum * v + g + weight_decay * p
        moved.append(p - learning_rate * w)
        speeds.append(w)
    return tuple(moved), tuple(speeds)


@wrong(4, "allows a learning rate of 0")
def sgd_step(parameters, gradients, velocities, learning_rate, momentum, weight_decay):
    if learning_rate < 0 or momentum < 0 or momentum >= 1 or weight_decay < 0:
        raise ValueError("a number is out of its range")
    if not len(parameters) == len(gradients) == len(velocities):
        raise ValueError("not as many of each")
    moved, speeds = [], []
    for p, g, v in zip(parameters, gradients, velocities, strict=False):
        p, g, v = np.asarray(p, dtype=float), np.asarray(g, dtype=float), np.asarray(v, dtype=float)
        if p.shape != g.shape or p.shape != v.shape:
            raise ValueError("other shapes")
        w = momentum * v + g + weight_decay * p
        moved.append(p - learning_rate * w)
        speeds.append(w)
    return tuple(moved), tuple(speeds)


@wrong(4, "refuses a learning rate of 1 or more")
def sgd_step(parameters, gradients, velocities, learning_rate, momentum, weight_decay):
    if not 0 < learning_rate < 1 or momentum < 0 or momentum >= 1 or weight_decay < 0:
        raise ValueError("a number is out of its range")
    if not len(parameters) == len(gradients) == len(velocities):
        raise ValueError("not as many of each")
    moved, speeds = [], []
    for p, g, v in zip(parameters, gradients, velocities, strict=False):
        p, g, v = np.asarray(p, dtype=float), np.asarray(g, dtype=float), np.asarray(v, dtype=float)
        if p.shape != g.shape or p.shape != v.shape:
            raise ValueError("other shapes")
        w = momentum * v + g + weight_decay * p
        moved.append(p - learning_rate * w)
        speeds.append(w)
    return tuple(moved), tuple(speeds)


@wrong(4, "does not look at the weight decay")
def sgd_step(parameters, gradients, velocities, learning_rate, momentum, weight_decay):
    if learning_rate <= 0 or momentum < 0 or momentum >= 1:
        raise ValueError("a number is out of its range")
    if not len(parameters) == len(gradients) == len(velocities):
        raise ValueError("not as many of each")
    moved, speeds = [], []
    for p, g, v in zip(parameters, gradients, velocities, strict=False):
        p, g, v = np.asarray(p, dtype=float), np.asarray(g, dtype=float), np.asarray(v, dtype=float)
        if p.shape != g.shape or p.shape != v.shape:
            raise ValueError("other shapes")
        w = momentum * v + g + weight_decay * p
        moved.append(p - learning_rate * w)
        speeds.append(w)
    return tuple(moved), tuple(speeds)


@right(4, "with the optimiser of torch")
def sgd_step(parameters, gradients, velocities, learning_rate, momentum, weight_decay):
    import torch

    if not (learning_rate > 0 and 0 <= momentum < 1 and weight_decay >= 0):
        raise ValueError("out of range")
    moved, speeds = [], []
    for p, g, v in zip(parameters, gradients, velocities, strict=True):
        p, g, v = (torch.tensor(np.array(a, dtype=np.float64)) for a in (p, g, v))
        if not p.shape == g.shape == v.shape:
            raise ValueError("other shapes")
        place = torch.nn.Parameter(p.clone())
        place.grad = g
        steps = torch.optim.SGD([place], lr=learning_rate, momentum=momentum, weight_decay=weight_decay)
        steps.state[place]["momentum_buffer"] = v.clone()
        steps.step()
        moved.append(place.detach().numpy())
        speeds.append((p - place.detach()).numpy() / learning_rate)
    return tuple(moved), tuple(speeds)


@right(4, "with everything in one long vector")
def sgd_step(parameters, gradients, velocities, learning_rate, momentum, weight_decay):
    if learning_rate <= 0:
        raise ValueError("learning_rate")
    if not 0 <= momentum < 1:
        raise ValueError("momentum")
    if weight_decay < 0:
        raise ValueError("weight_decay")
    shapes = [[np.shape(array) for array in arrays] for arrays in (parameters, gradients, velocities)]
    if shapes[0] != shapes[1] or shapes[0] != shapes[2]:
        raise ValueError("other shapes")
    p, g, v = (
        np.concatenate([np.ravel(array) for array in arrays]).astype(np.float64)
        for arrays in (parameters, gradients, velocities)
    )
    v = v * momentum + (g + p * weight_decay)
    p = p - v * learning_rate
    ends = np.cumsum([int(np.prod(shape)) for shape in shapes[0]])[:-1]
    return tuple(
        tuple(part.reshape(shape) for part, shape in zip(np.split(vector, ends), shapes[0], strict=False))
        for vector in (p, v)
    )


@right(4, "in float32, array by array, with the decay of the parameters written as a factor")
def sgd_step(parameters, gradients, velocities, learning_rate, momentum, weight_decay):
    numbers = learning_rate > 0, momentum >= 0, momentum < 1, weight_decay >= 0
    if not all(numbers) or len({len(parameters), len(gradients), len(velocities)}) > 1:
        raise ValueError("bad arguments")
    result = []
    for number in range(len(parameters)):
        p, g, v = (
            np.array(arrays[number], dtype=np.float32) for arrays in (parameters, gradients, velocities)
        )
        if len({p.shape, g.shape, v.shape}) > 1:
            raise ValueError("bad shapes")
        new_v = weight_decay * p + g + momentum * v
        new_p = (1 - learning_rate * weight_decay) * p - learning_rate * (g + momentum * v)
        result.append((new_p.astype(np.float32), new_v.astype(np.float32)))
    new_parameters, new_velocities = zip(*result, strict=False)
    return new_parameters, new_velocities


@right(4, "number by number, in plain Python")
def sgd_step(parameters, gradients, velocities, learning_rate, momentum, weight_decay):
    if learning_rate <= 0 or not 0 <= momentum < 1 or weight_decay < 0:
        raise ValueError("out of range")

    def step(p, g, v):
        if isinstance(p, list):
            if not isinstance(g, list) or not isinstance(v, list):
                raise ValueError("other shapes")
            pairs = [step(*triple) for triple in zip(p, g, v, strict=True)]
            return [pair[0] for pair in pairs], [pair[1] for pair in pairs]
        if isinstance(g, list) or isinstance(v, list):
            raise ValueError("other shapes")
        v = momentum * float(v) + float(g) + weight_decay * float(p)
        return float(p) - learning_rate * v, v

    new = [
        step(*(np.asarray(array).tolist() for array in triple))
        for triple in zip(parameters, gradients, velocities, strict=True)
    ]
    return tuple(np.array(p) for p, _ in new), tuple(np.array(v) for _, v in new)


# Question 5: minibatches


@wrong(5, "drops the last, short batch")
def minibatches(X, y, batch_size, rng):
    X, y = np.asarray(X), np.asarray(y)
    n = len(X)
    if n != len(y) or batch_size < 1:
        raise ValueError("bad arguments")
    order = rng.permutation(n)
    rows = [order[start : start + batch_size] for start in range(0, n - batch_size + 1, batch_size)]
    return [(X[part], y[part]) for part in rows]


@wrong(5, "drops the last, short batch unless it is the only one")
def minibatches(X, y, batch_size, rng):
    X, y = np.asarray(X), np.asarray(y)
    n = len(X)
    if n != len(y) or batch_size < 1:
        raise ValueError("bad arguments")
    order = rng.permutation(n)
    rows = [order[start : start + batch_size] for start in range(0, max(n - batch_size, 0) + 1, batch_size)]
    return [(X[part], y[part]) for part in rows]


@wrong(5, "fills the last batch up from the beginning")
def minibatches(X, y, batch_size, rng):
    X, y = np.asarray(X), np.asarray(y)
    n = len(X)
    if n != len(y) or batch_size < 1:
        raise ValueError("bad arguments")
    order = rng.permutation(n)
    order = np.append(order, order[: -n % batch_size])
    rows = [order[start : start + batch_size] for start in range(0, n, batch_size)]
    return [(X[part], y[part]) for part in rows]


@wrong(5, "joins the last, short batch to the one before")
def minibatches(X, y, batch_size, rng):
    X, y = np.asarray(X), np.asarray(y)
    n = len(X)
    if n != len(y) or batch_size < 1:
        raise ValueError("bad arguments")
    order = rng.permutation(n)
    rows = np.split(order, range(batch_size, max(n - batch_size + 1, 1), batch_size))
    return [(X[part], y[part]) for part in rows]


@wrong(5, "puts the short batch first")
def minibatches(X, y, batch_size, rng):
    X, y = np.asarray(X), np.asarray(y)
    n = len(X)
    if n != len(y) or batch_size < 1:
        raise ValueError("bad arguments")
    order = rng.permutation(n)
    rows = [order[max(end - batch_size, 0) : end] for end in range(n, 0, -batch_size)][::-1]
    return [(X[part], y[part]) for part in rows]


@wrong(5, "makes batches of equal sizes")
def minibatches(X, y, batch_size, rng):
    X, y = np.asarray(X), np.asarray(y)
    n = len(X)
    if n != len(y) or batch_size < 1:
        raise ValueError("bad arguments")
    order = rng.permutation(n)
    rows = np.array_split(order, -(-n // batch_size))
    return [(X[part], y[part]) for part in rows]


@wrong(5, "takes batch_size for the number of batches")
def minibatches(X, y, batch_size, rng):
    X, y = np.asarray(X), np.asarray(y)
    n = len(X)
    if n != len(y) or batch_size < 1:
        raise ValueError("bad arguments")
    order = rng.permutation(n)
    rows = np.array_split(order, min(batch_size, n))
    return [(X[part], y[part]) for part in rows]


@wrong(5, "makes an empty batch at the end")
def minibatches(X, y, batch_size, rng):
    X, y = np.asarray(X), np.asarray(y)
    n = len(X)
    if n != len(y) or batch_size < 1:
        raise ValueError("bad arguments")
    order = rng.permutation(n)
    rows = [order[start : start + batch_size] for start in range(0, n + 1, batch_size)]
    return [(X[part], y[part]) for part in rows]


@wrong(5, "does not shuffle")
def minibatches(X, y, batch_size, rng):
    X, y = np.asarray(X), np.asarray(y)
    n = len(X)
    if n != len(y) or batch_size < 1:
        raise ValueError("bad arguments")
    order = np.arange(n)
    rows = [order[start : start + batch_size] for start in range(0, n, batch_size)]
    return [(X[part], y[part]) for part in rows]


@wrong(5, "shuffles backwards, always the same way")
def minibatches(X, y, batch_size, rng):
    X, y = np.asarray(X), np.asarray(y)
    n = len(X)
    if n != len(y) or batch_size < 1:
        raise ValueError("bad arguments")
    order = np.arange(n)[::-1]
    rows = [order[start : start + batch_size] for start in range(0, n, batch_size)]
    return [(X[part], y[part]) for part in rows]


@wrong(5, "draws with replacement")
def minibatches(X, y, batch_size, rng):
    X, y = np.asarray(X), np.asarray(y)
    n = len(X)
    if n != len(y) or batch_size < 1:
        raise ValueError("bad arguments")
    order = rng.integers(n, size=n)
    rows = [order[start : start + batch_size] for start in range(0, n, batch_size)]
    return [(X[part], y[part]) for part in rows]


@wrong(5, "draws each batch from all samples")
def minibatches(X, y, batch_size, rng):
    X, y = np.asarray(X), np.asarray(y)
    n = len(X)
    if n != len(y) or batch_size < 1:
        raise ValueError("bad arguments")
    order = rng.permutation(n)
    rows = [
        rng.choice(n, len(order[start : start + batch_size]), replace=False)
        for start in range(0, n, batch_size)
    ]
    return [(X[part], y[part]) for part in rows]


@wrong(5, "shuffles the order of the batches only")
def minibatches(X, y, batch_size, rng):
    X, y = np.asarray(X), np.asarray(y)
    n = len(X)
    if n != len(y) or batch_size < 1:
        raise ValueError("bad arguments")
    order = np.arange(n)
    rows = [order[start : start + batch_size] for start in range(0, n, batch_size)]
    rows = [rows[i] for i in rng.permutation(len(rows))]
    rows.sort(key=len, reverse=True)
    return [(X[part], y[part]) for part in rows]


@wrong(5, "shuffles within each batch only")
def minibatches(X, y, batch_size, rng):
    X, y = np.asarray(X), np.asarray(y)
    n = len(X)
    if n != len(y) or batch_size < 1:
        raise ValueError("bad arguments")
    order = np.arange(n)
    rows = [order[start : start + batch_size] for start in range(0, n, batch_size)]
    rows = [rng.permutation(part) for part in rows]
    return [(X[part], y[part]) for part in rows]


@wrong(5, "turns the samples round by a random distance")
def minibatches(X, y, batch_size, rng):
    X, y = np.asarray(X), np.asarray(y)
    n = len(X)
    if n != len(y) or batch_size < 1:
        raise ValueError("bad arguments")
    order = np.roll(np.arange(n), rng.integers(n))
    rows = [order[start : start + batch_size] for start in range(0, n, batch_size)]
    return [(X[part], y[part]) for part in rows]


@wrong(5, "sorts by random numbers of which many are equal")
def minibatches(X, y, batch_size, rng):
    X, y = np.asarray(X), np.asarray(y)
    n = len(X)
    if n != len(y) or batch_size < 1:
        raise ValueError("bad arguments")
    order = np.argsort(rng.integers(3, size=n), kind="stable")
    rows = [order[start : start + batch_size] for start in range(0, n, batch_size)]
    return [(X[part], y[part]) for part in rows]


@wrong(5, "shuffles the samples without their targets")
def minibatches(X, y, batch_size, rng):
    X, y = np.asarray(X), np.asarray(y)
    n = len(X)
    if n != len(y) or batch_size < 1:
        raise ValueError("bad arguments")
    order = rng.permutation(n)
    rows = [order[start : start + batch_size] for start in range(0, n, batch_size)]
    return [
        (X[part], y[start : start + len(part)])
        for start, part in zip(range(0, n, batch_size), rows, strict=False)
    ]


@wrong(5, "shuffles samples and targets each on its own")
def minibatches(X, y, batch_size, rng):
    X, y = np.asarray(X), np.asarray(y)
    n = len(X)
    if n != len(y) or batch_size < 1:
        raise ValueError("bad arguments")
    X, y = rng.permutation(X), rng.permutation(y)
    return [(X[s : s + batch_size], y[s : s + batch_size]) for s in range(0, n, batch_size)]


@wrong(5, "shuffles each column on its own")
def minibatches(X, y, batch_size, rng):
    X, y = np.asarray(X), np.asarray(y)
    n = len(X)
    if n != len(y) or batch_size < 1:
        raise ValueError("bad arguments")
    order = rng.permutation(n)
    X = rng.permuted(X, axis=0)
    rows = [order[start : start + batch_size] for start in range(0, n, batch_size)]
    return [(X[part], y[part]) for part in rows]


@wrong(5, "makes a generator of its own")
def minibatches(X, y, batch_size, rng):
    X, y = np.asarray(X), np.asarray(y)
    n = len(X)
    if n != len(y) or batch_size < 1:
        raise ValueError("bad arguments")
    order = np.random.default_rng(0).permutation(n)
    rows = [order[start : start + batch_size] for start in range(0, n, batch_size)]
    return [(X[part], y[part]) for part in rows]


@wrong(5, "draws from the global generator")
def minibatches(X, y, batch_size, rng):
    X, y = np.asarray(X), np.asarray(y)
    n = len(X)
    if n != len(y) or batch_size < 1:
        raise ValueError("bad arguments")
    order = np.random.permutation(n)
    rows = [order[start : start + batch_size] for start in range(0, n, batch_size)]
    return [(X[part], y[part]) for part in rows]


@wrong(5, "returns a generator")
def minibatches(X, y, batch_size, rng):
    X, y = np.asarray(X), np.asarray(y)
    n = len(X)
    if n != len(y) or batch_size < 1:
        raise ValueError("bad arguments")
    order = rng.permutation(n)
    rows = [order[start : start + batch_size] for start in range(0, n, batch_size)]
    return ((X[part], y[part]) for part in rows)


@wrong(5, "returns lists in place of tuples")
def minibatches(X, y, batch_size, rng):
    X, y = np.asarray(X), np.asarray(y)
    n = len(X)
    if n != len(y) or batch_size < 1:
        raise ValueError("bad arguments")
    order = rng.permutation(n)
    rows = [order[start : start + batch_size] for start in range(0, n, batch_size)]
    return [[X[part], y[part]] for part in rows]


@wrong(5, "returns lists in place of arrays")
def minibatches(X, y, batch_size, rng):
    X, y = np.asarray(X), np.asarray(y)
    n = len(X)
    if n != len(y) or batch_size < 1:
        raise ValueError("bad arguments")
    order = rng.permutation(n)
    rows = [order[start : start + batch_size] for start in range(0, n, batch_size)]
    return [(X[part].tolist(), y[part].tolist()) for part in rows]


@wrong(5, "returns the samples only")
def minibatches(X, y, batch_size, rng):
    X, y = np.asarray(X), np.asarray(y)
    n = len(X)
    if n != len(y) or batch_size < 1:
        raise ValueError("bad arguments")
    order = rng.permutation(n)
    rows = [order[start : start + batch_size] for start in range(0, n, batch_size)]
    return [X[part] for part in rows]


@wrong(5, "returns the targets first")
def minibatches(X, y, batch_size, rng):
    X, y = np.asarray(X), np.asarray(y)
    n = len(X)
    if n != len(y) or batch_size < 1:
        raise ValueError("bad arguments")
    order = rng.permutation(n)
    rows = [order[start : start + batch_size] for start in range(0, n, batch_size)]
    return [(y[part], X[part]) for part in rows]


@wrong(5, "returns row numbers")
def minibatches(X, y, batch_size, rng):
    X, y = np.asarray(X), np.asarray(y)
    n = len(X)
    if n != len(y) or batch_size < 1:
        raise ValueError("bad arguments")
    order = rng.permutation(n)
    rows = [order[start : start + batch_size] for start in range(0, n, batch_size)]
    return rows


@wrong(5, "flattens images")
def minibatches(X, y, batch_size, rng):
    X, y = np.asarray(X), np.asarray(y)
    n = len(X)
    if n != len(y) or batch_size < 1:
        raise ValueError("bad arguments")
    order = rng.permutation(n)
    rows = [order[start : start + batch_size] for start in range(0, n, batch_size)]
    return [(X[part].reshape(len(part), -1), y[part]) for part in rows]


@wrong(5, "makes the targets a column")
def minibatches(X, y, batch_size, rng):
    X, y = np.asarray(X), np.asarray(y)
    n = len(X)
    if n != len(y) or batch_size < 1:
        raise ValueError("bad arguments")
    order = rng.permutation(n)
    rows = [order[start : start + batch_size] for start in range(0, n, batch_size)]
    return [(X[part], y[part].reshape(len(part), -1)) for part in rows]


@wrong(5, "changes the samples in place")
def minibatches(X, y, batch_size, rng):
    X, y = np.asarray(X), np.asarray(y)
    n = len(X)
    if n != len(y) or batch_size < 1:
        raise ValueError("bad arguments")
    order = rng.permutation(n)
    X[:], y[:] = X[order], y[order]
    order = np.arange(n)
    rows = [order[start : start + batch_size] for start in range(0, n, batch_size)]
    return [(X[part], y[part]) for part in rows]


@wrong(5, "does not compare the numbers of samples and targets")
def minibatches(X, y, batch_size, rng):
    X, y = np.asarray(X), np.asarray(y)
    n = len(X)
    if batch_size < 1:
        raise ValueError("bad arguments")
    order = rng.permutation(n)
    rows = [order[start : start + batch_size] for start in range(0, n, batch_size)]
    return [(X[part], np.resize(y, (max(n, len(y)), *y.shape[1:]))[part]) for part in rows]


@wrong(5, "takes a batch size of 0 for all samples")
def minibatches(X, y, batch_size, rng):
    X, y = np.asarray(X), np.asarray(y)
    n = len(X)
    if n != len(y) or batch_size < 0:
        raise ValueError("bad arguments")
    order, batch_size = rng.permutation(n), batch_size or n
    rows = [order[start : start + batch_size] for start in range(0, n, batch_size)]
    return [(X[part], y[part]) for part in rows]


@wrong(5, "refuses batches that are larger than the data")
def minibatches(X, y, batch_size, rng):
    X, y = np.asarray(X), np.asarray(y)
    n = len(X)
    if n != len(y) or not 1 <= batch_size <= n:
        raise ValueError("bad arguments")
    order = rng.permutation(n)
    rows = [order[start : start + batch_size] for start in range(0, n, batch_size)]
    return [(X[part], y[part]) for part in rows]


@right(5, "with lists that are shuffled, in plain Python")
def minibatches(X, y, batch_size, rng):
    if batch_size < 1 or len(X) != len(y):
        raise ValueError("bad arguments")
    pairs = [(row, target) for row, target in zip(X, y, strict=False)]
    for last in range(len(pairs) - 1, 0, -1):
        other = int(rng.integers(last + 1))
        pairs[last], pairs[other] = pairs[other], pairs[last]
    batches = []
    while pairs:
        batch, pairs = pairs[:batch_size], pairs[batch_size:]
        batches.append((np.array([row for row, _ in batch]), np.array([target for _, target in batch])))
    return batches


@right(5, "by random numbers that are sorted")
def minibatches(X, y, batch_size, rng):
    X, y = np.array(X, dtype=float), np.array(y, dtype=float)
    if X.shape[0] != y.shape[0]:
        raise ValueError("other numbers of samples and targets")
    if not batch_size > 0:
        raise ValueError("batch_size")
    order = np.argsort(rng.random(X.shape[0]))
    n_batches = int(np.ceil(len(order) / batch_size))
    return [
        (np.take(X, part, axis=0), np.take(y, part, axis=0))
        for part in (order[number * batch_size :][:batch_size] for number in range(n_batches))
    ]


@right(5, "with the data loader of torch")
def minibatches(X, y, batch_size, rng):
    import torch
    from torch.utils.data import DataLoader, TensorDataset

    if batch_size <= 0:
        raise ValueError("batch_size")
    if np.shape(X)[0] != np.shape(y)[0]:
        raise ValueError("other numbers of samples and targets")
    data = TensorDataset(*(torch.tensor(np.array(a, dtype=np.float64)) for a in (X, y)))
    generator = torch.Generator().manual_seed(int(rng.integers(2**60)))
    loader = DataLoader(data, batch_size=int(batch_size), shuffle=True, generator=generator)
    return [(X_batch.numpy(), y_batch.numpy()) for X_batch, y_batch in loader]


@right(5, "takes samples from those that are left, one batch after the other")
def minibatches(X, y, batch_size, rng):
    X, y = np.asarray(X), np.asarray(y)
    if batch_size < 1:
        raise ValueError("batch_size")
    if len(X) - len(y):
        raise ValueError("other numbers of samples and targets")
    batches, left = [], np.arange(len(X))
    while len(left):
        taken = rng.choice(left, size=min(batch_size, len(left)), replace=False)
        left = np.setdiff1d(left, taken)
        batches.append((X[taken], y[taken]))
    return batches


@right(5, "shuffles copies of both alike")
def minibatches(X, y, batch_size, rng):
    X, y = np.array(X, dtype=np.float32), np.array(y, dtype=np.float32)
    if len(X) != len(y) or batch_size <= 0:
        raise ValueError("bad arguments")
    seed = int(rng.integers(2**63))
    for array in (X, y):
        np.random.default_rng(seed).shuffle(array, axis=0)
    ends = range(batch_size, len(X), batch_size)
    return list(zip(np.split(X, ends), np.split(y, ends), strict=False))


# Question 6: dropout


@wrong(6, "does not rescale")
def dropout(X, rate, training, rng):
    if rate < 0 or rate >= 1:
        raise ValueError("rate")
    X = np.asarray(X, dtype=float)
    if not training:
        return X
    mask = rng.random(X.shape) >= rate
    return X * mask


@wrong(6, "rescales in evaluation instead of training")
def dropout(X, rate, training, rng):
    if rate < 0 or rate >= 1:
        raise ValueError("rate")
    X = np.asarray(X, dtype=float)
    if not training:
        return X * (1 - rate)
    mask = rng.random(X.shape) >= rate
    return X * mask


@wrong(6, "rescales in evaluation, too")
def dropout(X, rate, training, rng):
    if rate < 0 or rate >= 1:
        raise ValueError("rate")
    X = np.asarray(X, dtype=float)
    if not training:
        return X / (1 - rate)
    mask = rng.random(X.shape) >= rate
    return X * mask / (1 - rate)


@wrong(6, "drops in evaluation, too")
def dropout(X, rate, training, rng):
    if rate < 0 or rate >= 1:
        raise ValueError("rate")
    X = np.asarray(X, dtype=float)
    mask = rng.random(X.shape) >= rate
    return X * mask / (1 - rate)


@wrong(6, "drops in evaluation without rescaling")
def dropout(X, rate, training, rng):
    if rate < 0 or rate >= 1:
        raise ValueError("rate")
    X = np.asarray(X, dtype=float)
    if not training:
        return X * (rng.random(X.shape) >= rate)
    mask = rng.random(X.shape) >= rate
    return X * mask / (1 - rate)


@wrong(6, "drops in evaluation only")
def dropout(X, rate, training, rng):
    if rate < 0 or rate >= 1:
        raise ValueError("rate")
    X = np.asarray(X, dtype=float)
    if training:
        return X
    mask = rng.random(X.shape) >= rate
    return X * mask / (1 - rate)


@wrong(6, "takes the rate for the share that is kept")
def dropout(X, rate, training, rng):
    if rate < 0 or rate >= 1:
        raise ValueError("rate")
    X = np.asarray(X, dtype=float)
    if not training:
        return X
    mask = rng.random(X.shape) < rate
    return X * mask / max(rate, 1e-12)


@wrong(6, "drops the wrong share")
def dropout(X, rate, training, rng):
    if rate < 0 or rate >= 1:
        raise ValueError("rate")
    X = np.asarray(X, dtype=float)
    if not training:
        return X
    mask = rng.random(X.shape) < rate
    return X * mask / (1 - rate)


@wrong(6, "divides by the rate")
def dropout(X, rate, training, rng):
    if rate < 0 or rate >= 1:
        raise ValueError("rate")
    X = np.asarray(X, dtype=float)
    if not training:
        return X
    mask = rng.random(X.shape) >= rate
    return X * mask / max(rate, 1e-12)


@wrong(6, "multiplies instead of dividing")
def dropout(X, rate, training, rng):
    if rate < 0 or rate >= 1:
        raise ValueError("rate")
    X = np.asarray(X, dtype=float)
    if not training:
        return X
    mask = rng.random(X.shape) >= rate
    return X * mask * (1 - rate)


@wrong(6, "divides by 1 plus the rate")
def dropout(X, rate, training, rng):
    if rate < 0 or rate >= 1:
        raise ValueError("rate")
    X = np.asarray(X, dtype=float)
    if not training:
        return X
    mask = rng.random(X.shape) >= rate
    return X * mask / (1 + rate)


@wrong(6, "rescales by the share that happens to be left")
def dropout(X, rate, training, rng):
    if rate < 0 or rate >= 1:
        raise ValueError("rate")
    X = np.asarray(X, dtype=float)
    if not training:
        return X
    mask = rng.random(X.shape) >= rate
    return X * mask / max(mask.mean(), 1e-12)


@wrong(6, "drops rows as a whole")
def dropout(X, rate, training, rng):
    if rate < 0 or rate >= 1:
        raise ValueError("rate")
    X = np.asarray(X, dtype=float)
    if not training:
        return X
    mask = (rng.random(len(X)) >= rate).reshape(-1, *[1] * (X.ndim - 1))
    return X * mask / (1 - rate)


@wrong(6, "drops columns as a whole")
def dropout(X, rate, training, rng):
    if rate < 0 or rate >= 1:
        raise ValueError("rate")
    X = np.asarray(X, dtype=float)
    if not training:
        return X
    mask = rng.random(X.shape[-1]) >= rate
    return X * mask / (1 - rate)


@wrong(6, "drops the same numbers in all rows")
def dropout(X, rate, training, rng):
    if rate < 0 or rate >= 1:
        raise ValueError("rate")
    X = np.asarray(X, dtype=float)
    if not training:
        return X
    mask = rng.random(X.shape[1:] or X.shape) >= rate
    return X * mask / (1 - rate)


@wrong(6, "drops all or nothing")
def dropout(X, rate, training, rng):
    if rate < 0 or rate >= 1:
        raise ValueError("rate")
    X = np.asarray(X, dtype=float)
    if not training:
        return X
    mask = rng.random() >= rate
    return X * mask / (1 - rate)


@wrong(6, "drops exactly the share")
def dropout(X, rate, training, rng):
    if rate < 0 or rate >= 1:
        raise ValueError("rate")
    X = np.asarray(X, dtype=float)
    if not training:
        return X
    mask = np.ones(X.size, dtype=bool)
    mask[rng.permutation(X.size)[: round(rate * X.size)]] = False
    mask = mask.reshape(X.shape)
    return X * mask / (1 - rate)


@wrong(6, "drops with replacement")
def dropout(X, rate, training, rng):
    if rate < 0 or rate >= 1:
        raise ValueError("rate")
    X = np.asarray(X, dtype=float)
    if not training:
        return X
    mask = np.ones(X.size, dtype=bool)
    mask[rng.integers(X.size, size=round(rate * X.size))] = False
    mask = mask.reshape(X.shape)
    return X * mask / (1 - rate)


@wrong(6, "drops the smallest")
def dropout(X, rate, training, rng):
    if rate < 0 or rate >= 1:
        raise ValueError("rate")
    X = np.asarray(X, dtype=float)
    if not training:
        return X
    mask = np.abs(X) >= np.quantile(np.abs(X), rate)
    return X * mask / (1 - rate)


@wrong(6, "drops those with a large normal number")
def dropout(X, rate, training, rng):
    if rate < 0 or rate >= 1:
        raise ValueError("rate")
    X = np.asarray(X, dtype=float)
    if not training:
        return X
    mask = rng.normal(size=X.shape) >= rate
    return X * mask / (1 - rate)


@wrong(6, "adds noise")
def dropout(X, rate, training, rng):
    if rate < 0 or rate >= 1:
        raise ValueError("rate")
    X = np.asarray(X, dtype=float)
    if not training:
        return X
    return X * (1 + rate * rng.normal(size=X.shape))


@wrong(6, "drops each time the same")
def dropout(X, rate, training, rng):
    if rate < 0 or rate >= 1:
        raise ValueError("rate")
    X = np.asarray(X, dtype=float)
    if not training:
        return X
    mask = np.random.default_rng(0).random(X.shape) >= rate
    return X * mask / (1 - rate)


@wrong(6, "draws from the global generator")
def dropout(X, rate, training, rng):
    if rate < 0 or rate >= 1:
        raise ValueError("rate")
    X = np.asarray(X, dtype=float)
    if not training:
        return X
    mask = np.random.random(X.shape) >= rate
    return X * mask / (1 - rate)


@wrong(6, "changes X in place")
def dropout(X, rate, training, rng):
    if rate < 0 or rate >= 1:
        raise ValueError("rate")
    X = np.asarray(X, dtype=float)
    if not training:
        return X
    mask = rng.random(X.shape) >= rate
    X *= mask / (1 - rate)
    return X


@wrong(6, "returns integers")
def dropout(X, rate, training, rng):
    if rate < 0 or rate >= 1:
        raise ValueError("rate")
    X = np.asarray(X)
    if not training:
        return X
    mask = rng.random(X.shape) >= rate
    return X * mask / (1 - rate)


@wrong(6, "returns the mask, too")
def dropout(X, rate, training, rng):
    if rate < 0 or rate >= 1:
        raise ValueError("rate")
    X = np.asarray(X, dtype=float)
    if not training:
        return X
    mask = rng.random(X.shape) >= rate
    return X * mask / (1 - rate), mask


@wrong(6, "returns lists")
def dropout(X, rate, training, rng):
    if rate < 0 or rate >= 1:
        raise ValueError("rate")
    X = np.asarray(X, dtype=float)
    if not training:
        return X
    mask = rng.random(X.shape) >= rate
    return (X * mask / (1 - rate)).tolist()


@wrong(6, "allows a rate of 1")
def dropout(X, rate, training, rng):
    if rate < 0 or rate > 1:
        raise ValueError("rate")
    X = np.asarray(X, dtype=float)
    if not training:
        return X
    mask = rng.random(X.shape) >= rate
    return X * mask / max(1 - rate, 1e-12)


@wrong(6, "refuses a rate of 0")
def dropout(X, rate, training, rng):
    if rate <= 0 or rate >= 1:
        raise ValueError("rate")
    X = np.asarray(X, dtype=float)
    if not training:
        return X
    mask = rng.random(X.shape) >= rate
    return X * mask / (1 - rate)


@wrong(6, "does not look for rates below 0")
def dropout(X, rate, training, rng):
    if rate >= 1:
        raise ValueError("rate")
    X = np.asarray(X, dtype=float)
    if not training:
        return X
    mask = rng.random(X.shape) >= rate
    return X * mask / (1 - rate)


@wrong(6, "looks at the rate in training only")
def dropout(X, rate, training, rng):
    if training and (rate < 0 or rate >= 1):
        raise ValueError("rate")
    X = np.asarray(X, dtype=float)
    if not training:
        return X
    mask = rng.random(X.shape) >= rate
    return X * mask / (1 - rate)


@wrong(6, "takes a rate above 1 for a percentage")
def dropout(X, rate, training, rng):
    rate = rate / 100 if rate > 1 else rate
    if rate < 0 or rate >= 1:
        raise ValueError("rate")
    X = np.asarray(X, dtype=float)
    if not training:
        return X
    mask = rng.random(X.shape) >= rate
    return X * mask / (1 - rate)


@right(6, "number by number, in plain Python")
def dropout(X, rate, training, rng):
    if not 0 <= rate < 1:
        raise ValueError("rate")
    result = np.array(X, dtype=float)
    if training:
        for place in np.ndindex(result.shape):
            if rng.random() < rate:
                result[place] = 0.0
            else:
                result[place] /= 1 - rate
    return result


@right(6, "draws factors, also when they are not needed")
def dropout(X, rate, training, rng):
    if rate >= 1 or rate < 0:
        raise ValueError("rate")
    X = np.array(X) * 1.0
    factors = rng.choice([0.0, 1 / (1 - rate)], p=[rate, 1 - rate], size=X.shape)
    return factors * X if training else X


@right(6, "in float32, with where")
def dropout(X, rate, training, rng):
    if not (rate >= 0 and rate < 1):
        raise ValueError("rate")
    X = np.array(X, dtype=np.float32)
    if training:
        kept = np.float32(1 - rate)
        X = np.where(rng.uniform(size=X.shape) < 1 - rate, X / kept, np.float32(0))
    return X


@right(6, "with torch, and a seed from the generator")
def dropout(X, rate, training, rng):
    import torch

    if rate < 0 or rate >= 1:
        raise ValueError("rate")
    X = torch.tensor(np.array(X, dtype=np.float64))
    with torch.random.fork_rng():
        torch.manual_seed(int(rng.integers(2**60)))
        return torch.nn.functional.dropout(X, p=float(rate), training=bool(training)).numpy()


@right(6, "multiplies by rounded-up random numbers")
def dropout(X, rate, training, rng):
    if rate < 0 or 1 - rate <= 0:
        raise ValueError("rate")
    X = np.asarray(X, dtype=np.float64)
    return X * (np.floor(rng.random(X.shape) + (1 - rate)) / (1 - rate)) ** bool(training)


# Question 7: conv2d


@wrong(7, "turns the kernel round")
def conv2d(image, kernels, bias, stride, padding):
    image, kernels, bias = (np.asarray(a, dtype=float) for a in (image, kernels, bias))
    channels, rows, columns = image.shape
    filters, depth, height, width = kernels.shape
    if stride < 1 or padding < 0 or depth != channels or len(bias) != filters:
        raise ValueError("bad arguments")
    padded = np.pad(image, ((0, 0), (padding, padding), (padding, padding)))
    out_rows = (rows + 2 * padding - height) // stride + 1
    out_columns = (columns + 2 * padding - width) // stride + 1
    if out_rows < 1 or out_columns < 1:
        raise ValueError("the kernels are too large")
    out = np.zeros((filters, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            patch = padded[:, i * stride : i * stride + height, j * stride : j * stride + width]
            out[:, i, j] = (patch * kernels[:, :, ::-1, ::-1]).sum(axis=(1, 2, 3)) + bias
    return out


@wrong(7, "turns the kernel upside down")
def conv2d(image, kernels, bias, stride, padding):
    image, kernels, bias = (np.asarray(a, dtype=float) for a in (image, kernels, bias))
    channels, rows, columns = image.shape
    filters, depth, height, width = kernels.shape
    if stride < 1 or padding < 0 or depth != channels or len(bias) != filters:
        raise ValueError("bad arguments")
    padded = np.pad(image, ((0, 0), (padding, padding), (padding, padding)))
    out_rows = (rows + 2 * padding - height) // stride + 1
    out_columns = (columns + 2 * padding - width) // stride + 1
    if out_rows < 1 or out_columns < 1:
        raise ValueError("the kernels are too large")
    out = np.zeros((filters, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            patch = padded[:, i * stride : i * stride + height, j * stride : j * stride + width]
            out[:, i, j] = (patch * kernels[:, :, ::-1]).sum(axis=(1, 2, 3)) + bias
    return out


@wrong(7, "lays the kernel onto its side where it is square")
def conv2d(image, kernels, bias, stride, padding):
    image, kernels, bias = (np.asarray(a, dtype=float) for a in (image, kernels, bias))
    channels, rows, columns = image.shape
    filters, depth, height, width = kernels.shape
    if stride < 1 or padding < 0 or depth != channels or len(bias) != filters:
        raise ValueError("bad arguments")
    padded = np.pad(image, ((0, 0), (padding, padding), (padding, padding)))
    out_rows = (rows + 2 * padding - height) // stride + 1
    out_columns = (columns + 2 * padding - width) // stride + 1
    if out_rows < 1 or out_columns < 1:
        raise ValueError("the kernels are too large")
    out = np.zeros((filters, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            patch = padded[:, i * stride : i * stride + height, j * stride : j * stride + width]
            out[:, i, j] = (patch * (kernels.swapaxes(2, 3) if height == width else kernels)).sum(
                axis=(1, 2, 3)
            ) + bias
    return out


@wrong(7, "takes the channels in reverse")
def conv2d(image, kernels, bias, stride, padding):
    image, kernels, bias = (np.asarray(a, dtype=float) for a in (image, kernels, bias))
    channels, rows, columns = image.shape
    filters, depth, height, width = kernels.shape
    if stride < 1 or padding < 0 or depth != channels or len(bias) != filters:
        raise ValueError("bad arguments")
    padded = np.pad(image, ((0, 0), (padding, padding), (padding, padding)))
    out_rows = (rows + 2 * padding - height) // stride + 1
    out_columns = (columns + 2 * padding - width) // stride + 1
    if out_rows < 1 or out_columns < 1:
        raise ValueError("the kernels are too large")
    out = np.zeros((filters, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            patch = padded[:, i * stride : i * stride + height, j * stride : j * stride + width]
            out[:, i, j] = (patch * kernels[:, ::-1]).sum(axis=(1, 2, 3)) + bias
    return out


@wrong(7, "pads on the right and below only")
def conv2d(image, kernels, bias, stride, padding):
    image, kernels, bias = (np.asarray(a, dtype=float) for a in (image, kernels, bias))
    channels, rows, columns = image.shape
    filters, depth, height, width = kernels.shape
    if stride < 1 or padding < 0 or depth != channels or len(bias) != filters:
        raise ValueError("bad arguments")
    padded = np.pad(image, ((0, 0), (0, 2 * padding), (0, 2 * padding)))
    out_rows = (rows + 2 * padding - height) // stride + 1
    out_columns = (columns + 2 * padding - width) // stride + 1
    if out_rows < 1 or out_columns < 1:
        raise ValueError("the kernels are too large")
    out = np.zeros((filters, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            patch = padded[:, i * stride : i * stride + height, j * stride : j * stride + width]
            out[:, i, j] = (patch * kernels).sum(axis=(1, 2, 3)) + bias
    return out


@wrong(7, "pads on the left and above only")
def conv2d(image, kernels, bias, stride, padding):
    image, kernels, bias = (np.asarray(a, dtype=float) for a in (image, kernels, bias))
    channels, rows, columns = image.shape
    filters, depth, height, width = kernels.shape
    if stride < 1 or padding < 0 or depth != channels or len(bias) != filters:
        raise ValueError("bad arguments")
    padded = np.pad(image, ((0, 0), (2 * padding, 0), (2 * padding, 0)))
    out_rows = (rows + 2 * padding - height) // stride + 1
    out_columns = (columns + 2 * padding - width) // stride + 1
    if out_rows < 1 or out_columns < 1:
        raise ValueError("the kernels are too large")
    out = np.zeros((filters, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            patch = padded[:, i * stride : i * stride + height, j * stride : j * stride + width]
            out[:, i, j] = (patch * kernels).sum(axis=(1, 2, 3)) + bias
    return out


@wrong(7, "pads half as much")
def conv2d(image, kernels, bias, stride, padding):
    image, kernels, bias = (np.asarray(a, dtype=float) for a in (image, kernels, bias))
    channels, rows, columns = image.shape
    filters, depth, height, width = kernels.shape
    if stride < 1 or padding < 0 or depth != channels or len(bias) != filters:
        raise ValueError("bad arguments")
    padded = np.pad(image, ((0, 0), (padding, 0), (padding, 0)))
    out_rows = (rows + padding - height) // stride + 1
    out_columns = (columns + padding - width) // stride + 1
    if out_rows < 1 or out_columns < 1:
        raise ValueError("the kernels are too large")
    out = np.zeros((filters, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            patch = padded[:, i * stride : i * stride + height, j * stride : j * stride + width]
            out[:, i, j] = (patch * kernels).sum(axis=(1, 2, 3)) + bias
    return out


@wrong(7, "pads with the values at the edge")
def conv2d(image, kernels, bias, stride, padding):
    image, kernels, bias = (np.asarray(a, dtype=float) for a in (image, kernels, bias))
    channels, rows, columns = image.shape
    filters, depth, height, width = kernels.shape
    if stride < 1 or padding < 0 or depth != channels or len(bias) != filters:
        raise ValueError("bad arguments")
    padded = np.pad(image, ((0, 0), (padding, padding), (padding, padding)), mode="edge")
    out_rows = (rows + 2 * padding - height) // stride + 1
    out_columns = (columns + 2 * padding - width) // stride + 1
    if out_rows < 1 or out_columns < 1:
        raise ValueError("the kernels are too large")
    out = np.zeros((filters, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            patch = padded[:, i * stride : i * stride + height, j * stride : j * stride + width]
            out[:, i, j] = (patch * kernels).sum(axis=(1, 2, 3)) + bias
    return out


@wrong(7, "pads with ones")
def conv2d(image, kernels, bias, stride, padding):
    image, kernels, bias = (np.asarray(a, dtype=float) for a in (image, kernels, bias))
    channels, rows, columns = image.shape
    filters, depth, height, width = kernels.shape
    if stride < 1 or padding < 0 or depth != channels or len(bias) != filters:
        raise ValueError("bad arguments")
    padded = np.pad(image, ((0, 0), (padding, padding), (padding, padding)), constant_values=1)
    out_rows = (rows + 2 * padding - height) // stride + 1
    out_columns = (columns + 2 * padding - width) // stride + 1
    if out_rows < 1 or out_columns < 1:
        raise ValueError("the kernels are too large")
    out = np.zeros((filters, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            patch = padded[:, i * stride : i * stride + height, j * stride : j * stride + width]
            out[:, i, j] = (patch * kernels).sum(axis=(1, 2, 3)) + bias
    return out


@wrong(7, "pads the channels as well")
def conv2d(image, kernels, bias, stride, padding):
    image, kernels, bias = (np.asarray(a, dtype=float) for a in (image, kernels, bias))
    channels, rows, columns = image.shape
    filters, depth, height, width = kernels.shape
    if stride < 1 or padding < 0 or depth != channels + 2 * padding or len(bias) != filters:
        raise ValueError("bad arguments")
    padded = np.pad(image, padding)
    out_rows = (rows + 2 * padding - height) // stride + 1
    out_columns = (columns + 2 * padding - width) // stride + 1
    if out_rows < 1 or out_columns < 1:
        raise ValueError("the kernels are too large")
    out = np.zeros((filters, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            patch = padded[:, i * stride : i * stride + height, j * stride : j * stride + width]
            out[:, i, j] = (patch * kernels).sum(axis=(1, 2, 3)) + bias
    return out


@wrong(7, "pads rows only")
def conv2d(image, kernels, bias, stride, padding):
    image, kernels, bias = (np.asarray(a, dtype=float) for a in (image, kernels, bias))
    channels, rows, columns = image.shape
    filters, depth, height, width = kernels.shape
    if stride < 1 or padding < 0 or depth != channels or len(bias) != filters:
        raise ValueError("bad arguments")
    padded = np.pad(image, ((0, 0), (padding, padding), (0, 0)))
    out_rows = (rows + 2 * padding - height) // stride + 1
    out_columns = (columns - width) // stride + 1
    if out_rows < 1 or out_columns < 1:
        raise ValueError("the kernels are too large")
    out = np.zeros((filters, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            patch = padded[:, i * stride : i * stride + height, j * stride : j * stride + width]
            out[:, i, j] = (patch * kernels).sum(axis=(1, 2, 3)) + bias
    return out


@wrong(7, "does not pad")
def conv2d(image, kernels, bias, stride, padding):
    image, kernels, bias = (np.asarray(a, dtype=float) for a in (image, kernels, bias))
    channels, rows, columns = image.shape
    filters, depth, height, width = kernels.shape
    if stride < 1 or padding < 0 or depth != channels or len(bias) != filters:
        raise ValueError("bad arguments")
    padded = image
    out_rows = (rows - height) // stride + 1
    out_columns = (columns - width) // stride + 1
    if out_rows < 1 or out_columns < 1:
        raise ValueError("the kernels are too large")
    out = np.zeros((filters, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            patch = padded[:, i * stride : i * stride + height, j * stride : j * stride + width]
            out[:, i, j] = (patch * kernels).sum(axis=(1, 2, 3)) + bias
    return out


@wrong(7, "reckons the size without the padding")
def conv2d(image, kernels, bias, stride, padding):
    image, kernels, bias = (np.asarray(a, dtype=float) for a in (image, kernels, bias))
    channels, rows, columns = image.shape
    filters, depth, height, width = kernels.shape
    if stride < 1 or padding < 0 or depth != channels or len(bias) != filters:
        raise ValueError("bad arguments")
    padded = np.pad(image, ((0, 0), (padding, padding), (padding, padding)))
    out_rows = (rows - height) // stride + 1
    out_columns = (columns - width) // stride + 1
    if out_rows < 1 or out_columns < 1:
        raise ValueError("the kernels are too large")
    out = np.zeros((filters, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            patch = padded[:, i * stride : i * stride + height, j * stride : j * stride + width]
            out[:, i, j] = (patch * kernels).sum(axis=(1, 2, 3)) + bias
    return out


@wrong(7, "leaves the stride out")
def conv2d(image, kernels, bias, stride, padding):
    image, kernels, bias = (np.asarray(a, dtype=float) for a in (image, kernels, bias))
    channels, rows, columns = image.shape
    filters, depth, height, width = kernels.shape
    if stride < 1 or padding < 0 or depth != channels or len(bias) != filters:
        raise ValueError("bad arguments")
    padded = np.pad(image, ((0, 0), (padding, padding), (padding, padding)))
    out_rows = (rows + 2 * padding - height) // stride + 1
    out_columns = (columns + 2 * padding - width) // stride + 1
    if out_rows < 1 or out_columns < 1:
        raise ValueError("the kernels are too large")
    out = np.zeros((filters, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            patch = padded[:, i : i + height, j : j + width]
            out[:, i, j] = (patch * kernels).sum(axis=(1, 2, 3)) + bias
    return out


@wrong(7, "always moves by one pixel")
def conv2d(image, kernels, bias, stride, padding):
    image, kernels, bias = (np.asarray(a, dtype=float) for a in (image, kernels, bias))
    channels, rows, columns = image.shape
    filters, depth, height, width = kernels.shape
    if stride < 1 or padding < 0 or depth != channels or len(bias) != filters:
        raise ValueError("bad arguments")
    padded = np.pad(image, ((0, 0), (padding, padding), (padding, padding)))
    out_rows = (rows + 2 * padding - height) // 1 + 1
    out_columns = (columns + 2 * padding - width) // 1 + 1
    if out_rows < 1 or out_columns < 1:
        raise ValueError("the kernels are too large")
    out = np.zeros((filters, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            patch = padded[:, i : i + height, j : j + width]
            out[:, i, j] = (patch * kernels).sum(axis=(1, 2, 3)) + bias
    return out


@wrong(7, "strides along the rows only")
def conv2d(image, kernels, bias, stride, padding):
    image, kernels, bias = (np.asarray(a, dtype=float) for a in (image, kernels, bias))
    channels, rows, columns = image.shape
    filters, depth, height, width = kernels.shape
    if stride < 1 or padding < 0 or depth != channels or len(bias) != filters:
        raise ValueError("bad arguments")
    padded = np.pad(image, ((0, 0), (padding, padding), (padding, padding)))
    out_rows = (rows + 2 * padding - height) + 1
    out_columns = (columns + 2 * padding - width) // stride + 1
    if out_rows < 1 or out_columns < 1:
        raise ValueError("the kernels are too large")
    out = np.zeros((filters, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            patch = padded[:, i : i + height, j * stride : j * stride + width]
            out[:, i, j] = (patch * kernels).sum(axis=(1, 2, 3)) + bias
    return out


@wrong(7, "moves by the size of the kernel")
def conv2d(image, kernels, bias, stride, padding):
    image, kernels, bias = (np.asarray(a, dtype=float) for a in (image, kernels, bias))
    channels, rows, columns = image.shape
    filters, depth, height, width = kernels.shape
    if stride < 1 or padding < 0 or depth != channels or len(bias) != filters:
        raise ValueError("bad arguments")
    padded = np.pad(image, ((0, 0), (padding, padding), (padding, padding)))
    out_rows = (rows + 2 * padding - height) // height + 1
    out_columns = (columns + 2 * padding - width) // width + 1
    if out_rows < 1 or out_columns < 1:
        raise ValueError("the kernels are too large")
    out = np.zeros((filters, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            patch = padded[:, i * height : i * height + height, j * width : j * width + width]
            out[:, i, j] = (patch * kernels).sum(axis=(1, 2, 3)) + bias
    return out


@wrong(7, "loses the last row and column")
def conv2d(image, kernels, bias, stride, padding):
    image, kernels, bias = (np.asarray(a, dtype=float) for a in (image, kernels, bias))
    channels, rows, columns = image.shape
    filters, depth, height, width = kernels.shape
    if stride < 1 or padding < 0 or depth != channels or len(bias) != filters:
        raise ValueError("bad arguments")
    padded = np.pad(image, ((0, 0), (padding, padding), (padding, padding)))
    out_rows = (rows + 2 * padding - height) // stride + 1
    out_columns = (columns + 2 * padding - width) // stride + 1
    if out_rows < 1 or out_columns < 1:
        raise ValueError("the kernels are too large")
    out = np.zeros((filters, out_rows, out_columns))
    for i in range(out_rows - 1):
        for j in range(out_columns - 1):
            patch = padded[:, i * stride : i * stride + height, j * stride : j * stride + width]
            out[:, i, j] = (patch * kernels).sum(axis=(1, 2, 3)) + bias
    return out


@wrong(7, "returns one row and column too few")
def conv2d(image, kernels, bias, stride, padding):
    image, kernels, bias = (np.asarray(a, dtype=float) for a in (image, kernels, bias))
    channels, rows, columns = image.shape
    filters, depth, height, width = kernels.shape
    if stride < 1 or padding < 0 or depth != channels or len(bias) != filters:
        raise ValueError("bad arguments")
    padded = np.pad(image, ((0, 0), (padding, padding), (padding, padding)))
    out_rows = (rows + 2 * padding - height) // stride
    out_columns = (columns + 2 * padding - width) // stride
    if out_rows < 1 or out_columns < 1:
        raise ValueError("the kernels are too large")
    out = np.zeros((filters, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            patch = padded[:, i * stride : i * stride + height, j * stride : j * stride + width]
            out[:, i, j] = (patch * kernels).sum(axis=(1, 2, 3)) + bias
    return out


@wrong(7, "rounds the size up")
def conv2d(image, kernels, bias, stride, padding):
    image, kernels, bias = (np.asarray(a, dtype=float) for a in (image, kernels, bias))
    channels, rows, columns = image.shape
    filters, depth, height, width = kernels.shape
    if stride < 1 or padding < 0 or depth != channels or len(bias) != filters:
        raise ValueError("bad arguments")
    padded = np.pad(image, ((0, 0), (padding, padding + stride), (padding, padding + stride)))
    out_rows = -(-(rows + 2 * padding - height) // stride) + 1
    out_columns = -(-(columns + 2 * padding - width) // stride) + 1
    if out_rows < 1 or out_columns < 1:
        raise ValueError("the kernels are too large")
    out = np.zeros((filters, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            patch = padded[:, i * stride : i * stride + height, j * stride : j * stride + width]
            out[:, i, j] = (patch * kernels).sum(axis=(1, 2, 3)) + bias
    return out


@wrong(7, "exchanges rows and columns of the kernel")
def conv2d(image, kernels, bias, stride, padding):
    image, kernels, bias = (np.asarray(a, dtype=float) for a in (image, kernels, bias))
    channels, rows, columns = image.shape
    filters, depth, width, height = kernels.shape
    if stride < 1 or padding < 0 or depth != channels or len(bias) != filters:
        raise ValueError("bad arguments")
    padded = np.pad(image, ((0, 0), (padding, padding), (padding, padding)))
    out_rows = (rows + 2 * padding - height) // stride + 1
    out_columns = (columns + 2 * padding - width) // stride + 1
    if out_rows < 1 or out_columns < 1:
        raise ValueError("the kernels are too large")
    out = np.zeros((filters, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            patch = padded[:, i * stride : i * stride + height, j * stride : j * stride + width]
            out[:, i, j] = (patch * kernels.swapaxes(2, 3)).sum(axis=(1, 2, 3)) + bias
    return out


@wrong(7, "returns rows and columns exchanged")
def conv2d(image, kernels, bias, stride, padding):
    image, kernels, bias = (np.asarray(a, dtype=float) for a in (image, kernels, bias))
    channels, rows, columns = image.shape
    filters, depth, height, width = kernels.shape
    if stride < 1 or padding < 0 or depth != channels or len(bias) != filters:
        raise ValueError("bad arguments")
    padded = np.pad(image, ((0, 0), (padding, padding), (padding, padding)))
    out_rows = (rows + 2 * padding - height) // stride + 1
    out_columns = (columns + 2 * padding - width) // stride + 1
    if out_rows < 1 or out_columns < 1:
        raise ValueError("the kernels are too large")
    out = np.zeros((filters, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            patch = padded[:, i * stride : i * stride + height, j * stride : j * stride + width]
            out[:, i, j] = (patch * kernels).sum(axis=(1, 2, 3)) + bias
    return out.swapaxes(1, 2)


@wrong(7, "forgets the bias")
def conv2d(image, kernels, bias, stride, padding):
    image, kernels, bias = (np.asarray(a, dtype=float) for a in (image, kernels, bias))
    channels, rows, columns = image.shape
    filters, depth, height, width = kernels.shape
    if stride < 1 or padding < 0 or depth != channels or len(bias) != filters:
        raise ValueError("bad arguments")
    padded = np.pad(image, ((0, 0), (padding, padding), (padding, padding)))
    out_rows = (rows + 2 * padding - height) // stride + 1
    out_columns = (columns + 2 * padding - width) // stride + 1
    if out_rows < 1 or out_columns < 1:
        raise ValueError("the kernels are too large")
    out = np.zeros((filters, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            patch = padded[:, i * stride : i * stride + height, j * stride : j * stride + width]
            out[:, i, j] = (patch * kernels).sum(axis=(1, 2, 3))
    return out


@wrong(7, "adds the bias for each channel")
def conv2d(image, kernels, bias, stride, padding):
    image, kernels, bias = (np.asarray(a, dtype=float) for a in (image, kernels, bias))
    channels, rows, columns = image.shape
    filters, depth, height, width = kernels.shape
    if stride < 1 or padding < 0 or depth != channels or len(bias) != filters:
        raise ValueError("bad arguments")
    padded = np.pad(image, ((0, 0), (padding, padding), (padding, padding)))
    out_rows = (rows + 2 * padding - height) // stride + 1
    out_columns = (columns + 2 * padding - width) // stride + 1
    if out_rows < 1 or out_columns < 1:
        raise ValueError("the kernels are too large")
    out = np.zeros((filters, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            patch = padded[:, i * stride : i * stride + height, j * stride : j * stride + width]
            out[:, i, j] = (patch * kernels).sum(axis=(1, 2, 3)) + channels * bias
    return out


@wrong(7, "adds the bias to each product")
def conv2d(image, kernels, bias, stride, padding):
    image, kernels, bias = (np.asarray(a, dtype=float) for a in (image, kernels, bias))
    channels, rows, columns = image.shape
    filters, depth, height, width = kernels.shape
    if stride < 1 or padding < 0 or depth != channels or len(bias) != filters:
        raise ValueError("bad arguments")
    padded = np.pad(image, ((0, 0), (padding, padding), (padding, padding)))
    out_rows = (rows + 2 * padding - height) // stride + 1
    out_columns = (columns + 2 * padding - width) // stride + 1
    if out_rows < 1 or out_columns < 1:
        raise ValueError("the kernels are too large")
    out = np.zeros((filters, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            patch = padded[:, i * stride : i * stride + height, j * stride : j * stride + width]
            out[:, i, j] = (patch * kernels + bias[:, None, None, None]).sum(axis=(1, 2, 3))
    return out


@wrong(7, "adds the first bias everywhere")
def conv2d(image, kernels, bias, stride, padding):
    image, kernels, bias = (np.asarray(a, dtype=float) for a in (image, kernels, bias))
    channels, rows, columns = image.shape
    filters, depth, height, width = kernels.shape
    if stride < 1 or padding < 0 or depth != channels or len(bias) != filters:
        raise ValueError("bad arguments")
    padded = np.pad(image, ((0, 0), (padding, padding), (padding, padding)))
    out_rows = (rows + 2 * padding - height) // stride + 1
    out_columns = (columns + 2 * padding - width) // stride + 1
    if out_rows < 1 or out_columns < 1:
        raise ValueError("the kernels are too large")
    out = np.zeros((filters, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            patch = padded[:, i * stride : i * stride + height, j * stride : j * stride + width]
            out[:, i, j] = (patch * kernels).sum(axis=(1, 2, 3)) + bias[0]
    return out


@wrong(7, "takes the mean over the channels")
def conv2d(image, kernels, bias, stride, padding):
    image, kernels, bias = (np.asarray(a, dtype=float) for a in (image, kernels, bias))
    channels, rows, columns = image.shape
    filters, depth, height, width = kernels.shape
    if stride < 1 or padding < 0 or depth != channels or len(bias) != filters:
        raise ValueError("bad arguments")
    padded = np.pad(image, ((0, 0), (padding, padding), (padding, padding)))
    out_rows = (rows + 2 * padding - height) // stride + 1
    out_columns = (columns + 2 * padding - width) // stride + 1
    if out_rows < 1 or out_columns < 1:
        raise ValueError("the kernels are too large")
    out = np.zeros((filters, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            patch = padded[:, i * stride : i * stride + height, j * stride : j * stride + width]
            out[:, i, j] = (patch * kernels).sum(axis=(1, 2, 3)) / channels + bias
    return out


@wrong(7, "looks at the first channel only")
def conv2d(image, kernels, bias, stride, padding):
    image, kernels, bias = (np.asarray(a, dtype=float) for a in (image, kernels, bias))
    channels, rows, columns = image.shape
    filters, depth, height, width = kernels.shape
    if stride < 1 or padding < 0 or depth != channels or len(bias) != filters:
        raise ValueError("bad arguments")
    padded = np.pad(image, ((0, 0), (padding, padding), (padding, padding)))
    out_rows = (rows + 2 * padding - height) // stride + 1
    out_columns = (columns + 2 * padding - width) // stride + 1
    if out_rows < 1 or out_columns < 1:
        raise ValueError("the kernels are too large")
    out = np.zeros((filters, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            patch = padded[:, i * stride : i * stride + height, j * stride : j * stride + width]
            out[:, i, j] = (patch * kernels)[:, 0].sum(axis=(1, 2)) + bias
    return out


@wrong(7, "takes the mean of the products")
def conv2d(image, kernels, bias, stride, padding):
    image, kernels, bias = (np.asarray(a, dtype=float) for a in (image, kernels, bias))
    channels, rows, columns = image.shape
    filters, depth, height, width = kernels.shape
    if stride < 1 or padding < 0 or depth != channels or len(bias) != filters:
        raise ValueError("bad arguments")
    padded = np.pad(image, ((0, 0), (padding, padding), (padding, padding)))
    out_rows = (rows + 2 * padding - height) // stride + 1
    out_columns = (columns + 2 * padding - width) // stride + 1
    if out_rows < 1 or out_columns < 1:
        raise ValueError("the kernels are too large")
    out = np.zeros((filters, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            patch = padded[:, i * stride : i * stride + height, j * stride : j * stride + width]
            out[:, i, j] = (patch * kernels).mean(axis=(1, 2, 3)) + bias
    return out


@wrong(7, "takes the largest of the products")
def conv2d(image, kernels, bias, stride, padding):
    image, kernels, bias = (np.asarray(a, dtype=float) for a in (image, kernels, bias))
    channels, rows, columns = image.shape
    filters, depth, height, width = kernels.shape
    if stride < 1 or padding < 0 or depth != channels or len(bias) != filters:
        raise ValueError("bad arguments")
    padded = np.pad(image, ((0, 0), (padding, padding), (padding, padding)))
    out_rows = (rows + 2 * padding - height) // stride + 1
    out_columns = (columns + 2 * padding - width) // stride + 1
    if out_rows < 1 or out_columns < 1:
        raise ValueError("the kernels are too large")
    out = np.zeros((filters, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            patch = padded[:, i * stride : i * stride + height, j * stride : j * stride + width]
            out[:, i, j] = (patch * kernels).max(axis=(1, 2, 3)) + bias
    return out


@wrong(7, "puts a ReLU behind it")
def conv2d(image, kernels, bias, stride, padding):
    image, kernels, bias = (np.asarray(a, dtype=float) for a in (image, kernels, bias))
    channels, rows, columns = image.shape
    filters, depth, height, width = kernels.shape
    if stride < 1 or padding < 0 or depth != channels or len(bias) != filters:
        raise ValueError("bad arguments")
    padded = np.pad(image, ((0, 0), (padding, padding), (padding, padding)))
    out_rows = (rows + 2 * padding - height) // stride + 1
    out_columns = (columns + 2 * padding - width) // stride + 1
    if out_rows < 1 or out_columns < 1:
        raise ValueError("the kernels are too large")
    out = np.zeros((filters, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            patch = padded[:, i * stride : i * stride + height, j * stride : j * stride + width]
            out[:, i, j] = (patch * kernels).sum(axis=(1, 2, 3)) + bias
    return np.maximum(out, 0)


@wrong(7, "works in the type of the pixels")
def conv2d(image, kernels, bias, stride, padding):
    image, kernels, bias = (np.asarray(a) for a in (image, kernels, bias))
    channels, rows, columns = image.shape
    filters, depth, height, width = kernels.shape
    if stride < 1 or padding < 0 or depth != channels or len(bias) != filters:
        raise ValueError("bad arguments")
    padded = np.pad(image, ((0, 0), (padding, padding), (padding, padding)))
    out_rows = (rows + 2 * padding - height) // stride + 1
    out_columns = (columns + 2 * padding - width) // stride + 1
    if out_rows < 1 or out_columns < 1:
        raise ValueError("the kernels are too large")
    out = np.zeros((filters, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            patch = padded[:, i * stride : i * stride + height, j * stride : j * stride + width]
            out[:, i, j] = (patch * kernels).sum(axis=(1, 2, 3)) + bias
    return out


@wrong(7, "stores what it finds as integers")
def conv2d(image, kernels, bias, stride, padding):
    image, kernels, bias = (np.asarray(a, dtype=float) for a in (image, kernels, bias))
    channels, rows, columns = image.shape
    filters, depth, height, width = kernels.shape
    if stride < 1 or padding < 0 or depth != channels or len(bias) != filters:
        raise ValueError("bad arguments")
    padded = np.pad(image, ((0, 0), (padding, padding), (padding, padding)))
    out_rows = (rows + 2 * padding - height) // stride + 1
    out_columns = (columns + 2 * padding - width) // stride + 1
    if out_rows < 1 or out_columns < 1:
        raise ValueError("the kernels are too large")
    out = np.zeros((filters, out_rows, out_columns), dtype=int)
    for i in range(out_rows):
        for j in range(out_columns):
            patch = padded[:, i * stride : i * stride + height, j * stride : j * stride + width]
            out[:, i, j] = (patch * kernels).sum(axis=(1, 2, 3)) + bias
    return out.astype(float)


@wrong(7, "takes kernels of another number of channels")
def conv2d(image, kernels, bias, stride, padding):
    image, kernels, bias = (np.asarray(a, dtype=float) for a in (image, kernels, bias))
    rows, columns = image.shape[1:]
    filters, _, height, width = kernels.shape
    if stride < 1 or padding < 0 or len(bias) != filters:
        raise ValueError("bad arguments")
    padded = np.pad(image, ((0, 0), (padding, padding), (padding, padding)))
    out_rows = (rows + 2 * padding - height) // stride + 1
    out_columns = (columns + 2 * padding - width) // stride + 1
    if out_rows < 1 or out_columns < 1:
        raise ValueError("the kernels are too large")
    out = np.zeros((filters, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            patch = padded[:, i * stride : i * stride + height, j * stride : j * stride + width]
            out[:, i, j] = (patch * kernels).sum(axis=(1, 2, 3)) + bias
    return out


@wrong(7, "takes a single bias for all filters")
def conv2d(image, kernels, bias, stride, padding):
    image, kernels, bias = (np.asarray(a, dtype=float) for a in (image, kernels, bias))
    channels, rows, columns = image.shape
    filters, depth, height, width = kernels.shape
    if stride < 1 or padding < 0 or depth != channels:
        raise ValueError("bad arguments")
    padded = np.pad(image, ((0, 0), (padding, padding), (padding, padding)))
    out_rows = (rows + 2 * padding - height) // stride + 1
    out_columns = (columns + 2 * padding - width) // stride + 1
    if out_rows < 1 or out_columns < 1:
        raise ValueError("the kernels are too large")
    out = np.zeros((filters, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            patch = padded[:, i * stride : i * stride + height, j * stride : j * stride + width]
            out[:, i, j] = (patch * kernels).sum(axis=(1, 2, 3)) + bias
    return out


@wrong(7, "crops if the padding is negative")
def conv2d(image, kernels, bias, stride, padding):
    image, kernels, bias = (np.asarray(a, dtype=float) for a in (image, kernels, bias))
    channels, rows, columns = image.shape
    filters, depth, height, width = kernels.shape
    if stride < 1 or depth != channels or len(bias) != filters:
        raise ValueError("bad arguments")
    padded = np.pad(image, ((0, 0), (max(padding, 0),) * 2, (max(padding, 0),) * 2))[
        :, -min(padding, 0) or 0 :, -min(padding, 0) or 0 :
    ]
    out_rows = (rows + 2 * padding - height) // stride + 1
    out_columns = (columns + 2 * padding - width) // stride + 1
    if out_rows < 1 or out_columns < 1:
        raise ValueError("the kernels are too large")
    out = np.zeros((filters, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            patch = padded[:, i * stride : i * stride + height, j * stride : j * stride + width]
            out[:, i, j] = (patch * kernels).sum(axis=(1, 2, 3)) + bias
    return out


@wrong(7, "returns empty maps for kernels that are too large")
def conv2d(image, kernels, bias, stride, padding):
    image, kernels, bias = (np.asarray(a, dtype=float) for a in (image, kernels, bias))
    channels, rows, columns = image.shape
    filters, depth, height, width = kernels.shape
    if stride < 1 or padding < 0 or depth != channels or len(bias) != filters:
        raise ValueError("bad arguments")
    padded = np.pad(image, ((0, 0), (padding, padding), (padding, padding)))
    out_rows = (rows + 2 * padding - height) // stride + 1
    out_columns = (columns + 2 * padding - width) // stride + 1
    out_rows, out_columns = max(out_rows, 0), max(out_columns, 0)
    out = np.zeros((filters, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            patch = padded[:, i * stride : i * stride + height, j * stride : j * stride + width]
            out[:, i, j] = (patch * kernels).sum(axis=(1, 2, 3)) + bias
    return out


@wrong(7, "compares the kernels with the image without its frame")
def conv2d(image, kernels, bias, stride, padding):
    image, kernels, bias = (np.asarray(a, dtype=float) for a in (image, kernels, bias))
    channels, rows, columns = image.shape
    filters, depth, height, width = kernels.shape
    if stride < 1 or padding < 0 or depth != channels or len(bias) != filters:
        raise ValueError("bad arguments")
    padded = np.pad(image, ((0, 0), (padding, padding), (padding, padding)))
    out_rows = (rows + 2 * padding - height) // stride + 1
    out_columns = (columns + 2 * padding - width) // stride + 1
    if height > rows or width > columns:
        raise ValueError("the kernels are too large")
    out = np.zeros((filters, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            patch = padded[:, i * stride : i * stride + height, j * stride : j * stride + width]
            out[:, i, j] = (patch * kernels).sum(axis=(1, 2, 3)) + bias
    return out


@wrong(7, "refuses kernels that are even")
def conv2d(image, kernels, bias, stride, padding):
    image, kernels, bias = (np.asarray(a, dtype=float) for a in (image, kernels, bias))
    channels, rows, columns = image.shape
    filters, depth, height, width = kernels.shape
    if stride < 1 or padding < 0 or depth != channels or len(bias) != filters:
        raise ValueError("bad arguments")
    padded = np.pad(image, ((0, 0), (padding, padding), (padding, padding)))
    out_rows = (rows + 2 * padding - height) // stride + 1
    out_columns = (columns + 2 * padding - width) // stride + 1
    if height % 2 == 0 or out_rows < 1 or out_columns < 1:
        raise ValueError("the kernels are too large")
    out = np.zeros((filters, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            patch = padded[:, i * stride : i * stride + height, j * stride : j * stride + width]
            out[:, i, j] = (patch * kernels).sum(axis=(1, 2, 3)) + bias
    return out


@right(7, "with torch")
def conv2d(image, kernels, bias, stride, padding):
    import torch

    image, kernels, bias = (torch.tensor(np.array(a, dtype=np.float32)) for a in (image, kernels, bias))
    if stride < 1 or padding < 0 or len(image) != kernels.shape[1] or bias.shape != kernels.shape[:1]:
        raise ValueError("bad arguments")
    if min(side - k for side, k in zip(image.shape[1:], kernels.shape[2:], strict=False)) + 2 * padding < 0:
        raise ValueError("the kernels are too large")
    return torch.nn.functional.conv2d(image[None], kernels, bias, stride=stride, padding=padding)[0].numpy()


@right(7, "with scipy, at every place, of which a few are kept")
def conv2d(image, kernels, bias, stride, padding):
    from scipy.signal import correlate

    if stride <= 0:
        raise ValueError("stride")
    if padding < 0:
        raise ValueError("padding")
    image, kernels = np.array(image, dtype=float), np.array(kernels, dtype=float)
    if kernels.shape[1] != image.shape[0] or kernels.shape[0] != len(bias):
        raise ValueError("channels or biases")
    image = np.pad(image, [(0, 0), (padding, padding), (padding, padding)])
    if any(k > side for k, side in zip(kernels.shape[2:], image.shape[1:], strict=False)):
        raise ValueError("the kernels are too large")
    maps = [correlate(image, kernel, mode="valid", method="direct")[0] for kernel in kernels]
    return np.array([m[::stride, ::stride] + float(b) for m, b in zip(maps, bias, strict=False)])


@right(7, "as a product of two matrices")
def conv2d(image, kernels, bias, stride, padding):
    from numpy.lib.stride_tricks import sliding_window_view

    image, kernels = np.asarray(image, dtype=float), np.asarray(kernels, dtype=float)
    if not (stride >= 1 and padding >= 0):
        raise ValueError("stride or padding")
    if len(kernels) != len(bias) or kernels.shape[1] != len(image):
        raise ValueError("biases or channels")
    image = np.pad(image, ((0, 0), (padding,) * 2, (padding,) * 2))
    # It raises ValueError if a window is larger than the image.
    windows = sliding_window_view(image, kernels.shape[1:])[0, ::stride, ::stride]
    table = windows.reshape(windows.shape[0] * windows.shape[1], -1)
    found = kernels.reshape(len(kernels), -1) @ table.T + np.reshape(bias, (-1, 1))
    return found.reshape(len(kernels), *windows.shape[:2])


@right(7, "loops in plain Python, with zeros that are not there")
def conv2d(image, kernels, bias, stride, padding):
    if stride < 1 or padding < 0 or len(kernels) != len(bias):
        raise ValueError("bad arguments")
    image, kernels = np.asarray(image).tolist(), np.asarray(kernels).tolist()
    n_rows, n_columns = len(image[0]), len(image[0][0])
    result = []
    for kernel, shift in zip(kernels, bias, strict=False):
        if len(kernel) != len(image):
            raise ValueError("channels")
        height, width = len(kernel[0]), len(kernel[0][0])
        tops = range(-padding, n_rows + padding - height + 1, stride)
        lefts = range(-padding, n_columns + padding - width + 1, stride)
        if not tops or not lefts:
            raise ValueError("the kernels are too large")
        result.append([])
        for top in tops:
            result[-1].append([])
            for left in lefts:
                total = float(shift)
                for channel, weights in zip(image, kernel, strict=False):
                    for i in range(max(0, -top), min(height, n_rows - top)):
                        for j in range(max(0, -left), min(width, n_columns - left)):
                            total += weights[i][j] * channel[top + i][left + j]
                result[-1][-1].append(total)
    return np.array(result)


@right(7, "by turning the kernels round for a true convolution, in float32")
def conv2d(image, kernels, bias, stride, padding):
    from scipy.signal import convolve2d

    if stride < 1 or padding < 0:
        raise ValueError("stride or padding")
    image, kernels = np.array(image, dtype=np.float32), np.array(kernels, dtype=np.float32)
    if len(kernels) != len(bias) or {len(kernel) for kernel in kernels} != {len(image)}:
        raise ValueError("biases or channels")
    wide = np.pad(image, [(0, 0)] + 2 * [(padding, padding)])
    if (np.array(wide.shape[1:]) < kernels.shape[2:]).any():
        raise ValueError("the kernels are too large")
    maps = []
    for kernel, b in zip(kernels, np.asarray(bias, dtype=np.float32), strict=False):
        parts = [
            convolve2d(channel, k[::-1, ::-1], mode="valid") for channel, k in zip(wide, kernel, strict=False)
        ]
        maps.append(np.sum(parts, axis=0)[::stride, ::stride] + b)
    return np.stack(maps)


# Question 8: max_pool


@wrong(8, "takes the mean")
def max_pool(maps, size, stride):
    maps = np.asarray(maps, dtype=float)
    channels, rows, columns = maps.shape
    if size < 1 or stride < 1 or size > rows or size > columns:
        raise ValueError("bad arguments")
    out_rows, out_columns = (rows - size) // stride + 1, (columns - size) // stride + 1
    pooled = np.zeros((channels, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            window = maps[:, i * stride : i * stride + size, j * stride : j * stride + size]
            pooled[:, i, j] = window.mean(axis=(1, 2))
    return pooled


@wrong(8, "takes the smallest")
def max_pool(maps, size, stride):
    maps = np.asarray(maps, dtype=float)
    channels, rows, columns = maps.shape
    if size < 1 or stride < 1 or size > rows or size > columns:
        raise ValueError("bad arguments")
    out_rows, out_columns = (rows - size) // stride + 1, (columns - size) // stride + 1
    pooled = np.zeros((channels, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            window = maps[:, i * stride : i * stride + size, j * stride : j * stride + size]
            pooled[:, i, j] = window.min(axis=(1, 2))
    return pooled


@wrong(8, "takes the largest absolute value")
def max_pool(maps, size, stride):
    maps = np.asarray(maps, dtype=float)
    channels, rows, columns = maps.shape
    if size < 1 or stride < 1 or size > rows or size > columns:
        raise ValueError("bad arguments")
    out_rows, out_columns = (rows - size) // stride + 1, (columns - size) // stride + 1
    pooled = np.zeros((channels, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            window = maps[:, i * stride : i * stride + size, j * stride : j * stride + size]
            pooled[:, i, j] = np.abs(window).max(axis=(1, 2))
    return pooled


@wrong(8, "takes nothing below 0")
def max_pool(maps, size, stride):
    maps = np.asarray(maps, dtype=float)
    channels, rows, columns = maps.shape
    if size < 1 or stride < 1 or size > rows or size > columns:
        raise ValueError("bad arguments")
    out_rows, out_columns = (rows - size) // stride + 1, (columns - size) // stride + 1
    pooled = np.zeros((channels, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            window = maps[:, i * stride : i * stride + size, j * stride : j * stride + size]
            pooled[:, i, j] = window.max(axis=(1, 2), initial=0)
    return pooled


@wrong(8, "takes the largest of all channels")
def max_pool(maps, size, stride):
    maps = np.asarray(maps, dtype=float)
    channels, rows, columns = maps.shape
    if size < 1 or stride < 1 or size > rows or size > columns:
        raise ValueError("bad arguments")
    out_rows, out_columns = (rows - size) // stride + 1, (columns - size) // stride + 1
    pooled = np.zeros((channels, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            window = maps[:, i * stride : i * stride + size, j * stride : j * stride + size]
            pooled[:, i, j] = window.max()
    return pooled


@wrong(8, "takes the first number of each window")
def max_pool(maps, size, stride):
    maps = np.asarray(maps, dtype=float)
    channels, rows, columns = maps.shape
    if size < 1 or stride < 1 or size > rows or size > columns:
        raise ValueError("bad arguments")
    out_rows, out_columns = (rows - size) // stride + 1, (columns - size) // stride + 1
    pooled = np.zeros((channels, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            window = maps[:, i * stride : i * stride + size, j * stride : j * stride + size]
            pooled[:, i, j] = window[:, 0, 0]
    return pooled


@wrong(8, "takes the largest of the first row")
def max_pool(maps, size, stride):
    maps = np.asarray(maps, dtype=float)
    channels, rows, columns = maps.shape
    if size < 1 or stride < 1 or size > rows or size > columns:
        raise ValueError("bad arguments")
    out_rows, out_columns = (rows - size) // stride + 1, (columns - size) // stride + 1
    pooled = np.zeros((channels, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            window = maps[:, i * stride : i * stride + size, j * stride : j * stride + size]
            pooled[:, i, j] = window[:, 0].max(axis=1)
    return pooled


@wrong(8, "takes the largest of the diagonal")
def max_pool(maps, size, stride):
    maps = np.asarray(maps, dtype=float)
    channels, rows, columns = maps.shape
    if size < 1 or stride < 1 or size > rows or size > columns:
        raise ValueError("bad arguments")
    out_rows, out_columns = (rows - size) // stride + 1, (columns - size) // stride + 1
    pooled = np.zeros((channels, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            window = maps[:, i * stride : i * stride + size, j * stride : j * stride + size]
            pooled[:, i, j] = np.diagonal(window, axis1=1, axis2=2).max(axis=1)
    return pooled


@wrong(8, "moves by the size")
def max_pool(maps, size, stride):
    maps = np.asarray(maps, dtype=float)
    channels, rows, columns = maps.shape
    if size < 1 or stride < 1 or size > rows or size > columns:
        raise ValueError("bad arguments")
    out_rows, out_columns = (rows - size) // size + 1, (columns - size) // size + 1
    pooled = np.zeros((channels, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            window = maps[:, i * size : i * size + size, j * size : j * size + size]
            pooled[:, i, j] = window.max(axis=(1, 2))
    return pooled


@wrong(8, "reckons the shape with the size")
def max_pool(maps, size, stride):
    maps = np.asarray(maps, dtype=float)
    channels, rows, columns = maps.shape
    if size < 1 or stride < 1 or size > rows or size > columns:
        raise ValueError("bad arguments")
    out_rows, out_columns = rows // size, columns // size
    pooled = np.zeros((channels, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            window = maps[:, i * stride : i * stride + size, j * stride : j * stride + size]
            pooled[:, i, j] = window.max(axis=(1, 2))
    return pooled


@wrong(8, "reckons the shape with the stride")
def max_pool(maps, size, stride):
    maps = np.asarray(maps, dtype=float)
    channels, rows, columns = maps.shape
    if size < 1 or stride < 1 or size > rows or size > columns:
        raise ValueError("bad arguments")
    out_rows, out_columns = max(rows // stride, 1), max(columns // stride, 1)
    pooled = np.zeros((channels, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            window = maps[:, i * stride : i * stride + size, j * stride : j * stride + size]
            pooled[:, i, j] = window.max(axis=(1, 2))
    return pooled


@wrong(8, "always moves by one")
def max_pool(maps, size, stride):
    maps = np.asarray(maps, dtype=float)
    channels, rows, columns = maps.shape
    if size < 1 or stride < 1 or size > rows or size > columns:
        raise ValueError("bad arguments")
    out_rows, out_columns = (rows - size) // 1 + 1, (columns - size) // 1 + 1
    pooled = np.zeros((channels, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            window = maps[:, i : i + size, j : j + size]
            pooled[:, i, j] = window.max(axis=(1, 2))
    return pooled


@wrong(8, "loses the last window")
def max_pool(maps, size, stride):
    maps = np.asarray(maps, dtype=float)
    channels, rows, columns = maps.shape
    if size < 1 or stride < 1 or size > rows or size > columns:
        raise ValueError("bad arguments")
    out_rows, out_columns = max((rows - size) // stride, 1), max((columns - size) // stride, 1)
    pooled = np.zeros((channels, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            window = maps[:, i * stride : i * stride + size, j * stride : j * stride + size]
            pooled[:, i, j] = window.max(axis=(1, 2))
    return pooled


@wrong(8, "keeps windows that hang over the edge")
def max_pool(maps, size, stride):
    maps = np.asarray(maps, dtype=float)
    channels, rows, columns = maps.shape
    if size < 1 or stride < 1 or size > rows or size > columns:
        raise ValueError("bad arguments")
    out_rows, out_columns = -(-(rows - size) // stride) + 1, -(-(columns - size) // stride) + 1
    pooled = np.zeros((channels, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            window = maps[:, i * stride : i * stride + size, j * stride : j * stride + size]
            pooled[:, i, j] = window.max(axis=(1, 2), initial=-np.inf)
    return pooled


@wrong(8, "puts zeros around")
def max_pool(maps, size, stride):
    maps = np.asarray(maps, dtype=float)
    maps = np.pad(maps, ((0, 0), (0, 1), (0, 1)))
    channels, rows, columns = maps.shape
    if size < 1 or stride < 1 or size > rows or size > columns:
        raise ValueError("bad arguments")
    out_rows, out_columns = (rows - size) // stride + 1, (columns - size) // stride + 1
    pooled = np.zeros((channels, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            window = maps[:, i * stride : i * stride + size, j * stride : j * stride + size]
            pooled[:, i, j] = window.max(axis=(1, 2))
    return pooled


@wrong(8, "pools rows only")
def max_pool(maps, size, stride):
    maps = np.asarray(maps, dtype=float)
    channels, rows, columns = maps.shape
    if size < 1 or stride < 1 or size > rows or size > columns:
        raise ValueError("bad arguments")
    out_rows, out_columns = (rows - size) // stride + 1, columns
    pooled = np.zeros((channels, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            window = maps[:, i * stride : i * stride + size, j : j + 1]
            pooled[:, i, j] = window.max(axis=(1, 2))
    return pooled


@wrong(8, "starts at the lower right corner")
def max_pool(maps, size, stride):
    maps = np.asarray(maps, dtype=float)
    maps = maps[:, ::-1, ::-1]
    channels, rows, columns = maps.shape
    if size < 1 or stride < 1 or size > rows or size > columns:
        raise ValueError("bad arguments")
    out_rows, out_columns = (rows - size) // stride + 1, (columns - size) // stride + 1
    pooled = np.zeros((channels, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            window = maps[:, i * stride : i * stride + size, j * stride : j * stride + size]
            pooled[:, i, j] = window.max(axis=(1, 2))
    return pooled[:, ::-1, ::-1]


@wrong(8, "exchanges rows and columns")
def max_pool(maps, size, stride):
    maps = np.asarray(maps, dtype=float)
    channels, rows, columns = maps.shape
    if size < 1 or stride < 1 or size > rows or size > columns:
        raise ValueError("bad arguments")
    out_rows, out_columns = (rows - size) // stride + 1, (columns - size) // stride + 1
    pooled = np.zeros((channels, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            window = maps[:, i * stride : i * stride + size, j * stride : j * stride + size]
            pooled[:, i, j] = window.max(axis=(1, 2))
    return pooled.swapaxes(1, 2)


@wrong(8, "pools across channels")
def max_pool(maps, size, stride):
    maps = np.asarray(maps, dtype=float)
    maps = np.maximum(maps, np.roll(maps, 1, axis=0))
    channels, rows, columns = maps.shape
    if size < 1 or stride < 1 or size > rows or size > columns:
        raise ValueError("bad arguments")
    out_rows, out_columns = (rows - size) // stride + 1, (columns - size) // stride + 1
    pooled = np.zeros((channels, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            window = maps[:, i * stride : i * stride + size, j * stride : j * stride + size]
            pooled[:, i, j] = window.max(axis=(1, 2))
    return pooled


@wrong(8, "returns where the largest is")
def max_pool(maps, size, stride):
    maps = np.asarray(maps, dtype=float)
    channels, rows, columns = maps.shape
    if size < 1 or stride < 1 or size > rows or size > columns:
        raise ValueError("bad arguments")
    out_rows, out_columns = (rows - size) // stride + 1, (columns - size) // stride + 1
    pooled = np.zeros((channels, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            window = maps[:, i * stride : i * stride + size, j * stride : j * stride + size]
            pooled[:, i, j] = window.reshape(channels, -1).argmax(axis=1)
    return pooled


@wrong(8, "returns integers for integers")
def max_pool(maps, size, stride):
    maps = np.asarray(maps)
    channels, rows, columns = maps.shape
    if size < 1 or stride < 1 or size > rows or size > columns:
        raise ValueError("bad arguments")
    out_rows, out_columns = (rows - size) // stride + 1, (columns - size) // stride + 1
    pooled = np.zeros((channels, out_rows, out_columns), dtype=maps.dtype)
    for i in range(out_rows):
        for j in range(out_columns):
            window = maps[:, i * stride : i * stride + size, j * stride : j * stride + size]
            pooled[:, i, j] = window.max(axis=(1, 2))
    return pooled


@wrong(8, "stores the result as integers")
def max_pool(maps, size, stride):
    maps = np.asarray(maps, dtype=float)
    channels, rows, columns = maps.shape
    if size < 1 or stride < 1 or size > rows or size > columns:
        raise ValueError("bad arguments")
    out_rows, out_columns = (rows - size) // stride + 1, (columns - size) // stride + 1
    pooled = np.zeros((channels, out_rows, out_columns), dtype=int)
    for i in range(out_rows):
        for j in range(out_columns):
            window = maps[:, i * stride : i * stride + size, j * stride : j * stride + size]
            pooled[:, i, j] = window.max(axis=(1, 2))
    return pooled.astype(float)


@wrong(8, "drops a single channel")
def max_pool(maps, size, stride):
    maps = np.asarray(maps, dtype=float)
    channels, rows, columns = maps.shape
    if size < 1 or stride < 1 or size > rows or size > columns:
        raise ValueError("bad arguments")
    out_rows, out_columns = (rows - size) // stride + 1, (columns - size) // stride + 1
    pooled = np.zeros((channels, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            window = maps[:, i * stride : i * stride + size, j * stride : j * stride + size]
            pooled[:, i, j] = window.max(axis=(1, 2))
    return pooled[0] if channels == 1 else pooled


@wrong(8, "returns a list")
def max_pool(maps, size, stride):
    maps = np.asarray(maps, dtype=float)
    channels, rows, columns = maps.shape
    if size < 1 or stride < 1 or size > rows or size > columns:
        raise ValueError("bad arguments")
    out_rows, out_columns = (rows - size) // stride + 1, (columns - size) // stride + 1
    pooled = np.zeros((channels, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            window = maps[:, i * stride : i * stride + size, j * stride : j * stride + size]
            pooled[:, i, j] = window.max(axis=(1, 2))
    return pooled.tolist()


@wrong(8, "shrinks windows that are too large")
def max_pool(maps, size, stride):
    maps = np.asarray(maps, dtype=float)
    channels, rows, columns = maps.shape
    if size < 1 or stride < 1:
        raise ValueError("bad arguments")
    size = min(size, rows, columns)
    out_rows, out_columns = (rows - size) // stride + 1, (columns - size) // stride + 1
    pooled = np.zeros((channels, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            window = maps[:, i * stride : i * stride + size, j * stride : j * stride + size]
            pooled[:, i, j] = window.max(axis=(1, 2))
    return pooled


@wrong(8, "compares the size with the rows only")
def max_pool(maps, size, stride):
    maps = np.asarray(maps, dtype=float)
    channels, rows, columns = maps.shape
    if size < 1 or stride < 1 or size > rows:
        raise ValueError("bad arguments")
    out_rows, out_columns = (rows - size) // stride + 1, max((columns - size) // stride + 1, 0)
    pooled = np.zeros((channels, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            window = maps[:, i * stride : i * stride + size, j * stride : j * stride + size]
            pooled[:, i, j] = window.max(axis=(1, 2))
    return pooled


@wrong(8, "takes a stride of 0 for the size")
def max_pool(maps, size, stride):
    maps = np.asarray(maps, dtype=float)
    channels, rows, columns = maps.shape
    if size < 1 or stride < 0 or size > rows or size > columns:
        raise ValueError("bad arguments")
    stride = stride or size
    out_rows, out_columns = (rows - size) // stride + 1, (columns - size) // stride + 1
    pooled = np.zeros((channels, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            window = maps[:, i * stride : i * stride + size, j * stride : j * stride + size]
            pooled[:, i, j] = window.max(axis=(1, 2))
    return pooled


@wrong(8, "asserts instead of raising ValueError")
def max_pool(maps, size, stride):
    maps = np.asarray(maps, dtype=float)
    channels, rows, columns = maps.shape
    assert 1 <= size <= min(rows, columns) and stride >= 1
    out_rows, out_columns = (rows - size) // stride + 1, (columns - size) // stride + 1
    pooled = np.zeros((channels, out_rows, out_columns))
    for i in range(out_rows):
        for j in range(out_columns):
            window = maps[:, i * stride : i * stride + size, j * stride : j * stride + size]
            pooled[:, i, j] = window.max(axis=(1, 2))
    return pooled


@right(8, "with torch")
def max_pool(maps, size, stride):
    import torch

    maps = torch.tensor(np.array(maps, dtype=np.float32))
    if size < 1 or stride < 1 or size > min(maps.shape[1:]):
        raise ValueError("bad arguments")
    return torch.nn.functional.max_pool2d(maps[None], int(size), int(stride))[0].numpy()


@right(8, "loops in plain Python")
def max_pool(maps, size, stride):
    if size <= 0 or stride <= 0:
        raise ValueError("size or stride")
    result = []
    for channel in maps:
        if size > len(channel) or size > len(channel[0]):
            raise ValueError("the window is too large")
        rows = []
        for top in range(0, len(channel) - size + 1, stride):
            rows.append([])
            for left in range(0, len(channel[0]) - size + 1, stride):
                largest = float("-inf")
                for i in range(size):
                    for j in range(size):
                        largest = max(largest, float(channel[top + i][left + j]))
                rows[-1].append(largest)
        result.append(rows)
    return np.array(result)


@right(8, "as the largest of shifted maps")
def max_pool(maps, size, stride):
    maps = np.array(maps, dtype=float)
    n_rows, n_columns = np.array(maps.shape[1:]) - size + 1
    if min(size, stride, n_rows, n_columns) < 1:
        raise ValueError("bad arguments")
    shifted = [
        maps[:, i : i + n_rows : stride, j : j + n_columns : stride] for i in range(size) for j in range(size)
    ]
    return np.maximum.reduce(shifted)


@right(8, "with a filter of scipy, along one axis after the other, in float32")
def max_pool(maps, size, stride):
    from scipy.ndimage import maximum_filter1d

    maps = np.asarray(maps).astype(np.float32)
    if size < 1 or stride < 1 or any(side < size for side in maps.shape[1:]):
        raise ValueError("bad arguments")
    for axis in (1, 2):
        whole = maps.shape[axis] - size + 1
        maps = maximum_filter1d(maps, size, axis=axis, origin=-(size // 2))
        maps = np.take(maps, range(0, whole, stride), axis=axis)
    return maps


@right(8, "sorts the numbers of each window")
def max_pool(maps, size, stride):
    maps = np.array(maps, dtype=np.float64)
    if size < 1:
        raise ValueError("size")
    if stride < 1:
        raise ValueError("stride")
    tops, lefts = (np.arange(side - size + 1)[::stride] if side >= size else None for side in maps.shape[1:])
    if tops is None or lefts is None:
        raise ValueError("the window is too large")
    within = np.arange(size)
    windows = maps[:, (tops[:, None] + within)[:, None, :, None], (lefts[:, None] + within)[None, :, None, :]]
    return np.sort(windows.reshape(*windows.shape[:3], -1), axis=-1)[..., -1]


# Question 9: count_parameters


@wrong(9, "forgets the biases")
def count_parameters(input_shape, layers):
    shape, counts = tuple(input_shape), []
    for kind, *numbers in layers:
        learnt = 0
        if kind in ("conv", "pool"):
            if len(shape) != 3:
                raise ValueError("three axes")
            channels, rows, columns = shape
            if kind == "conv":
                filters, size, stride, padding = numbers
                learnt = filters * (channels * size * size)
                channels, rows, columns = filters, rows + 2 * padding, columns + 2 * padding
            else:
                size, stride = numbers
            if size > rows or size > columns:
                raise ValueError("too small")
            shape = channels, (rows - size) // stride + 1, (columns - size) // stride + 1
        elif kind == "flatten":
            shape = (int(np.prod(shape)),)
        elif kind == "dense":
            if len(shape) != 1:
                raise ValueError("one axis")
            learnt = numbers[0] * (shape[0])
            shape = (numbers[0],)
        else:
            raise ValueError("unknown")
        counts.append(learnt)
    return np.array(counts), shape


@wrong(9, "forgets the biases of the filters")
def count_parameters(input_shape, layers):
    shape, counts = tuple(input_shape), []
    for kind, *numbers in layers:
        learnt = 0
        if kind in ("conv", "pool"):
            if len(shape) != 3:
                raise ValueError("three axes")
            channels, rows, columns = shape
            if kind == "conv":
                filters, size, stride, padding = numbers
                learnt = filters * (channels * size * size)
                channels, rows, columns = filters, rows + 2 * padding, columns + 2 * padding
            else:
                size, stride = numbers
            if size > rows or size > columns:
                raise ValueError("too small")
            shape = channels, (rows - size) // stride + 1, (columns - size) // stride + 1
        elif kind == "flatten":
            shape = (int(np.prod(shape)),)
        elif kind == "dense":
            if len(shape) != 1:
                raise ValueError("one axis")
            learnt = numbers[0] * (shape[0] + 1)
            shape = (numbers[0],)
        else:
            raise ValueError("unknown")
        counts.append(learnt)
    return np.array(counts), shape


@wrong(9, "forgets the biases of dense layers")
def count_parameters(input_shape, layers):
    shape, counts = tuple(input_shape), []
    for kind, *numbers in layers:
        learnt = 0
        if kind in ("conv", "pool"):
            if len(shape) != 3:
                raise ValueError("three axes")
            channels, rows, columns = shape
            if kind == "conv":
                filters, size, stride, padding = numbers
                learnt = filters * (channels * size * size + 1)
                channels, rows, columns = filters, rows + 2 * padding, columns + 2 * padding
            else:
                size, stride = numbers
            if size > rows or size > columns:
                raise ValueError("too small")
            shape = channels, (rows - size) // stride + 1, (columns - size) // stride + 1
        elif kind == "flatten":
            shape = (int(np.prod(shape)),)
        elif kind == "dense":
            if len(shape) != 1:
                raise ValueError("one axis")
            learnt = numbers[0] * (shape[0])
            shape = (numbers[0],)
        else:
            raise ValueError("unknown")
        counts.append(learnt)
    return np.array(counts), shape


@wrong(9, "gives a filter a bias for each channel")
def count_parameters(input_shape, layers):
    shape, counts = tuple(input_shape), []
    for kind, *numbers in layers:
        learnt = 0
        if kind in ("conv", "pool"):
            if len(shape) != 3:
                raise ValueError("three axes")
            channels, rows, columns = shape
            if kind == "conv":
                filters, size, stride, padding = numbers
                learnt = filters * channels * (size * size + 1)
                channels, rows, columns = filters, rows + 2 * padding, columns + 2 * padding
            else:
                size, stride = numbers
            if size > rows or size > columns:
                raise ValueError("too small")
            shape = channels, (rows - size) // stride + 1, (columns - size) // stride + 1
        elif kind == "flatten":
            shape = (int(np.prod(shape)),)
        elif kind == "dense":
            if len(shape) != 1:
                raise ValueError("one axis")
            learnt = numbers[0] * (shape[0] + 1)
            shape = (numbers[0],)
        else:
            raise ValueError("unknown")
        counts.append(learnt)
    return np.array(counts), shape


@wrong(9, "gives a dense layer one bias for each input")
def count_parameters(input_shape, layers):
    shape, counts = tuple(input_shape), []
    for kind, *numbers in layers:
        learnt = 0
        if kind in ("conv", "pool"):
            if len(shape) != 3:
                raise ValueError("three axes")
            channels, rows, columns = shape
            if kind == "conv":
                filters, size, stride, padding = numbers
                learnt = filters * (channels * size * size + 1)
                channels, rows, columns = filters, rows + 2 * padding, columns + 2 * padding
            else:
                size, stride = numbers
            if size > rows or size > columns:
                raise ValueError("too small")
            shape = channels, (rows - size) // stride + 1, (columns - size) // stride + 1
        elif kind == "flatten":
            shape = (int(np.prod(shape)),)
        elif kind == "dense":
            if len(shape) != 1:
                raise ValueError("one axis")
            learnt = (numbers[0] + 1) * shape[0]
            shape = (numbers[0],)
        else:
            raise ValueError("unknown")
        counts.append(learnt)
    return np.array(counts), shape


@wrong(9, "gives a layer of filters a single bias")
def count_parameters(input_shape, layers):
    shape, counts = tuple(input_shape), []
    for kind, *numbers in layers:
        learnt = 0
        if kind in ("conv", "pool"):
            if len(shape) != 3:
                raise ValueError("three axes")
            channels, rows, columns = shape
            if kind == "conv":
                filters, size, stride, padding = numbers
                learnt = filters * channels * size * size + 1
                channels, rows, columns = filters, rows + 2 * padding, columns + 2 * padding
            else:
                size, stride = numbers
            if size > rows or size > columns:
                raise ValueError("too small")
            shape = channels, (rows - size) // stride + 1, (columns - size) // stride + 1
        elif kind == "flatten":
            shape = (int(np.prod(shape)),)
        elif kind == "dense":
            if len(shape) != 1:
                raise ValueError("one axis")
            learnt = numbers[0] * (shape[0] + 1)
            shape = (numbers[0],)
        else:
            raise ValueError("unknown")
        counts.append(learnt)
    return np.array(counts), shape


@wrong(9, "forgets the channels")
def count_parameters(input_shape, layers):
    shape, counts = tuple(input_shape), []
    for kind, *numbers in layers:
        learnt = 0
        if kind in ("conv", "pool"):
            if len(shape) != 3:
                raise ValueError("three axes")
            channels, rows, columns = shape
            if kind == "conv":
                filters, size, stride, padding = numbers
                learnt = filters * (size * size + 1)
                channels, rows, columns = filters, rows + 2 * padding, columns + 2 * padding
            else:
                size, stride = numbers
            if size > rows or size > columns:
                raise ValueError("too small")
            shape = channels, (rows - size) // stride + 1, (columns - size) // stride + 1
        elif kind == "flatten":
            shape = (int(np.prod(shape)),)
        elif kind == "dense":
            if len(shape) != 1:
                raise ValueError("one axis")
            learnt = numbers[0] * (shape[0] + 1)
            shape = (numbers[0],)
        else:
            raise ValueError("unknown")
        counts.append(learnt)
    return np.array(counts), shape


@wrong(9, "forgets the square")
def count_parameters(input_shape, layers):
    shape, counts = tuple(input_shape), []
    for kind, *numbers in layers:
        learnt = 0
        if kind in ("conv", "pool"):
            if len(shape) != 3:
                raise ValueError("three axes")
            channels, rows, columns = shape
            if kind == "conv":
                filters, size, stride, padding = numbers
                learnt = filters * (channels * size + 1)
                channels, rows, columns = filters, rows + 2 * padding, columns + 2 * padding
            else:
                size, stride = numbers
            if size > rows or size > columns:
                raise ValueError("too small")
            shape = channels, (rows - size) // stride + 1, (columns - size) // stride + 1
        elif kind == "flatten":
            shape = (int(np.prod(shape)),)
        elif kind == "dense":
            if len(shape) != 1:
                raise ValueError("one axis")
            learnt = numbers[0] * (shape[0] + 1)
            shape = (numbers[0],)
        else:
            raise ValueError("unknown")
        counts.append(learnt)
    return np.array(counts), shape


@wrong(9, "counts the weights at every place")
def count_parameters(input_shape, layers):
    shape, counts = tuple(input_shape), []
    for kind, *numbers in layers:
        learnt = 0
        if kind in ("conv", "pool"):
            if len(shape) != 3:
                raise ValueError("three axes")
            channels, rows, columns = shape
            if kind == "conv":
                filters, size, stride, padding = numbers
                learnt = filters * (channels * size * size + 1)
                channels, rows, columns = filters, rows + 2 * padding, columns + 2 * padding
            else:
                size, stride = numbers
            if size > rows or size > columns:
                raise ValueError("too small")
            shape = channels, (rows - size) // stride + 1, (columns - size) // stride + 1
        elif kind == "flatten":
            shape = (int(np.prod(shape)),)
        elif kind == "dense":
            if len(shape) != 1:
                raise ValueError("one axis")
            learnt = numbers[0] * (shape[0] + 1)
            shape = (numbers[0],)
        else:
            raise ValueError("unknown")
        if kind == "conv":
            learnt *= shape[1] * shape[2]
        counts.append(learnt)
    return np.array(counts), shape


@wrong(9, "gives pooling a weight for each number of a window")
def count_parameters(input_shape, layers):
    shape, counts = tuple(input_shape), []
    for kind, *numbers in layers:
        learnt = 0
        if kind in ("conv", "pool"):
            if len(shape) != 3:
                raise ValueError("three axes")
            channels, rows, columns = shape
            if kind == "conv":
                filters, size, stride, padding = numbers
                learnt = filters * (channels * size * size + 1)
                channels, rows, columns = filters, rows + 2 * padding, columns + 2 * padding
            else:
                size, stride = numbers
                learnt = size * size
            if size > rows or size > columns:
                raise ValueError("too small")
            shape = channels, (rows - size) // stride + 1, (columns - size) // stride + 1
        elif kind == "flatten":
            shape = (int(np.prod(shape)),)
        elif kind == "dense":
            if len(shape) != 1:
                raise ValueError("one axis")
            learnt = numbers[0] * (shape[0] + 1)
            shape = (numbers[0],)
        else:
            raise ValueError("unknown")
        counts.append(learnt)
    return np.array(counts), shape


@wrong(9, "forgets the padding")
def count_parameters(input_shape, layers):
    shape, counts = tuple(input_shape), []
    for kind, *numbers in layers:
        learnt = 0
        if kind in ("conv", "pool"):
            if len(shape) != 3:
                raise ValueError("three axes")
            channels, rows, columns = shape
            if kind == "conv":
                filters, size, stride, _ = numbers
                learnt = filters * (channels * size * size + 1)
                channels, rows, columns = filters, rows, columns
            else:
                size, stride = numbers
            if size > rows or size > columns:
                raise ValueError("too small")
            shape = channels, (rows - size) // stride + 1, (columns - size) // stride + 1
        elif kind == "flatten":
            shape = (int(np.prod(shape)),)
        elif kind == "dense":
            if len(shape) != 1:
                raise ValueError("one axis")
            learnt = numbers[0] * (shape[0] + 1)
            shape = (numbers[0],)
        else:
            raise ValueError("unknown")
        counts.append(learnt)
    return np.array(counts), shape


@wrong(9, "pads on one side")
def count_parameters(input_shape, layers):
    shape, counts = tuple(input_shape), []
    for kind, *numbers in layers:
        learnt = 0
        if kind in ("conv", "pool"):
            if len(shape) != 3:
                raise ValueError("three axes")
            channels, rows, columns = shape
            if kind == "conv":
                filters, size, stride, padding = numbers
                learnt = filters * (channels * size * size + 1)
                channels, rows, columns = filters, rows + padding, columns + padding
            else:
                size, stride = numbers
            if size > rows or size > columns:
                raise ValueError("too small")
            shape = channels, (rows - size) // stride + 1, (columns - size) // stride + 1
        elif kind == "flatten":
            shape = (int(np.prod(shape)),)
        elif kind == "dense":
            if len(shape) != 1:
                raise ValueError("one axis")
            learnt = numbers[0] * (shape[0] + 1)
            shape = (numbers[0],)
        else:
            raise ValueError("unknown")
        counts.append(learnt)
    return np.array(counts), shape


@wrong(9, "forgets the stride")
def count_parameters(input_shape, layers):
    shape, counts = tuple(input_shape), []
    for kind, *numbers in layers:
        learnt = 0
        if kind in ("conv", "pool"):
            if len(shape) != 3:
                raise ValueError("three axes")
            channels, rows, columns = shape
            if kind == "conv":
                filters, size, _, padding = numbers
                learnt = filters * (channels * size * size + 1)
                channels, rows, columns = filters, rows + 2 * padding, columns + 2 * padding
            else:
                size, _ = numbers
            if size > rows or size > columns:
                raise ValueError("too small")
            shape = channels, rows - size + 1, columns - size + 1
        elif kind == "flatten":
            shape = (int(np.prod(shape)),)
        elif kind == "dense":
            if len(shape) != 1:
                raise ValueError("one axis")
            learnt = numbers[0] * (shape[0] + 1)
            shape = (numbers[0],)
        else:
            raise ValueError("unknown")
        counts.append(learnt)
    return np.array(counts), shape


@wrong(9, "divides by the stride only")
def count_parameters(input_shape, layers):
    shape, counts = tuple(input_shape), []
    for kind, *numbers in layers:
        learnt = 0
        if kind in ("conv", "pool"):
            if len(shape) != 3:
                raise ValueError("three axes")
            channels, rows, columns = shape
            if kind == "conv":
                filters, size, stride, padding = numbers
                learnt = filters * (channels * size * size + 1)
                channels, rows, columns = filters, rows + 2 * padding, columns + 2 * padding
            else:
                size, stride = numbers
            if size > rows or size > columns:
                raise ValueError("too small")
            shape = channels, rows // stride, columns // stride
        elif kind == "flatten":
            shape = (int(np.prod(shape)),)
        elif kind == "dense":
            if len(shape) != 1:
                raise ValueError("one axis")
            learnt = numbers[0] * (shape[0] + 1)
            shape = (numbers[0],)
        else:
            raise ValueError("unknown")
        counts.append(learnt)
    return np.array(counts), shape


@wrong(9, "rounds up")
def count_parameters(input_shape, layers):
    shape, counts = tuple(input_shape), []
    for kind, *numbers in layers:
        learnt = 0
        if kind in ("conv", "pool"):
            if len(shape) != 3:
                raise ValueError("three axes")
            channels, rows, columns = shape
            if kind == "conv":
                filters, size, stride, padding = numbers
                learnt = filters * (channels * size * size + 1)
                channels, rows, columns = filters, rows + 2 * padding, columns + 2 * padding
            else:
                size, stride = numbers
            if size > rows or size > columns:
                raise ValueError("too small")
            shape = channels, -(-(rows - size) // stride) + 1, -(-(columns - size) // stride) + 1
        elif kind == "flatten":
            shape = (int(np.prod(shape)),)
        elif kind == "dense":
            if len(shape) != 1:
                raise ValueError("one axis")
            learnt = numbers[0] * (shape[0] + 1)
            shape = (numbers[0],)
        else:
            raise ValueError("unknown")
        counts.append(learnt)
    return np.array(counts), shape


@wrong(9, "forgets to add 1")
def count_parameters(input_shape, layers):
    shape, counts = tuple(input_shape), []
    for kind, *numbers in layers:
        learnt = 0
        if kind in ("conv", "pool"):
            if len(shape) != 3:
                raise ValueError("three axes")
            channels, rows, columns = shape
            if kind == "conv":
                filters, size, stride, padding = numbers
                learnt = filters * (channels * size * size + 1)
                channels, rows, columns = filters, rows + 2 * padding, columns + 2 * padding
            else:
                size, stride = numbers
            if size > rows or size > columns:
                raise ValueError("too small")
            shape = channels, max((rows - size) // stride, 1), max((columns - size) // stride, 1)
        elif kind == "flatten":
            shape = (int(np.prod(shape)),)
        elif kind == "dense":
            if len(shape) != 1:
                raise ValueError("one axis")
            learnt = numbers[0] * (shape[0] + 1)
            shape = (numbers[0],)
        else:
            raise ValueError("unknown")
        counts.append(learnt)
    return np.array(counts), shape


@wrong(9, "takes images for squares")
def count_parameters(input_shape, layers):
    shape, counts = tuple(input_shape), []
    for kind, *numbers in layers:
        learnt = 0
        if kind in ("conv", "pool"):
            if len(shape) != 3:
                raise ValueError("three axes")
            channels, rows, columns = shape
            if kind == "conv":
                filters, size, stride, padding = numbers
                learnt = filters * (channels * size * size + 1)
                channels, rows, columns = filters, rows + 2 * padding, columns + 2 * padding
            else:
                size, stride = numbers
            if size > rows or size > columns:
                raise ValueError("too small")
            shape = channels, (rows - size) // stride + 1, (rows - size) // stride + 1
        elif kind == "flatten":
            shape = (int(np.prod(shape)),)
        elif kind == "dense":
            if len(shape) != 1:
                raise ValueError("one axis")
            learnt = numbers[0] * (shape[0] + 1)
            shape = (numbers[0],)
        else:
            raise ValueError("unknown")
        counts.append(learnt)
    return np.array(counts), shape


@wrong(9, "exchanges rows and columns")
def count_parameters(input_shape, layers):
    shape, counts = tuple(input_shape), []
    for kind, *numbers in layers:
        learnt = 0
        if kind in ("conv", "pool"):
            if len(shape) != 3:
                raise ValueError("three axes")
            channels, rows, columns = shape
            if kind == "conv":
                filters, size, stride, padding = numbers
                learnt = filters * (channels * size * size + 1)
                channels, rows, columns = filters, rows + 2 * padding, columns + 2 * padding
            else:
                size, stride = numbers
            if size > rows or size > columns:
                raise ValueError("too small")
            shape = channels, (columns - size) // stride + 1, (rows - size) // stride + 1
        elif kind == "flatten":
            shape = (int(np.prod(shape)),)
        elif kind == "dense":
            if len(shape) != 1:
                raise ValueError("one axis")
            learnt = numbers[0] * (shape[0] + 1)
            shape = (numbers[0],)
        else:
            raise ValueError("unknown")
        counts.append(learnt)
    return np.array(counts), shape


@wrong(9, "keeps the number of channels")
def count_parameters(input_shape, layers):
    shape, counts = tuple(input_shape), []
    for kind, *numbers in layers:
        learnt = 0
        if kind in ("conv", "pool"):
            if len(shape) != 3:
                raise ValueError("three axes")
            channels, rows, columns = shape
            if kind == "conv":
                filters, size, stride, padding = numbers
                learnt = filters * (channels * size * size + 1)
                rows, columns = rows + 2 * padding, columns + 2 * padding
            else:
                size, stride = numbers
            if size > rows or size > columns:
                raise ValueError("too small")
            shape = channels, (rows - size) // stride + 1, (columns - size) // stride + 1
        elif kind == "flatten":
            shape = (int(np.prod(shape)),)
        elif kind == "dense":
            if len(shape) != 1:
                raise ValueError("one axis")
            learnt = numbers[0] * (shape[0] + 1)
            shape = (numbers[0],)
        else:
            raise ValueError("unknown")
        counts.append(learnt)
    return np.array(counts), shape


@wrong(9, "lets pooling divide the channels")
def count_parameters(input_shape, layers):
    shape, counts = tuple(input_shape), []
    for kind, *numbers in layers:
        learnt = 0
        if kind in ("conv", "pool"):
            if len(shape) != 3:
                raise ValueError("three axes")
            channels, rows, columns = shape
            if kind == "conv":
                filters, size, stride, padding = numbers
                learnt = filters * (channels * size * size + 1)
                channels, rows, columns = filters, rows + 2 * padding, columns + 2 * padding
            else:
                size, stride = numbers
                channels = max(channels // size, 1)
            if size > rows or size > columns:
                raise ValueError("too small")
            shape = channels, (rows - size) // stride + 1, (columns - size) // stride + 1
        elif kind == "flatten":
            shape = (int(np.prod(shape)),)
        elif kind == "dense":
            if len(shape) != 1:
                raise ValueError("one axis")
            learnt = numbers[0] * (shape[0] + 1)
            shape = (numbers[0],)
        else:
            raise ValueError("unknown")
        counts.append(learnt)
    return np.array(counts), shape


@wrong(9, "flattens channel by channel")
def count_parameters(input_shape, layers):
    shape, counts = tuple(input_shape), []
    for kind, *numbers in layers:
        learnt = 0
        if kind in ("conv", "pool"):
            if len(shape) != 3:
                raise ValueError("three axes")
            channels, rows, columns = shape
            if kind == "conv":
                filters, size, stride, padding = numbers
                learnt = filters * (channels * size * size + 1)
                channels, rows, columns = filters, rows + 2 * padding, columns + 2 * padding
            else:
                size, stride = numbers
            if size > rows or size > columns:
                raise ValueError("too small")
            shape = channels, (rows - size) // stride + 1, (columns - size) // stride + 1
        elif kind == "flatten":
            shape = (int(np.prod(shape[-2:])),)
        elif kind == "dense":
            if len(shape) != 1:
                raise ValueError("one axis")
            learnt = numbers[0] * (shape[0] + 1)
            shape = (numbers[0],)
        else:
            raise ValueError("unknown")
        counts.append(learnt)
    return np.array(counts), shape


@wrong(9, "goes on with the shape of the input")
def count_parameters(input_shape, layers):
    shape, counts = tuple(input_shape), []
    for kind, *numbers in layers:
        learnt = 0
        if kind in ("conv", "pool"):
            if len(shape) != 3:
                raise ValueError("three axes")
            channels, rows, columns = shape
            if kind == "conv":
                filters, size, stride, padding = numbers
                learnt = filters * (channels * size * size + 1)
                channels, rows, columns = filters, rows + 2 * padding, columns + 2 * padding
            else:
                size, stride = numbers
            if size > rows or size > columns:
                raise ValueError("too small")
            _ = channels, (rows - size) // stride + 1, (columns - size) // stride + 1
        elif kind == "flatten":
            shape = (int(np.prod(shape)),)
        elif kind == "dense":
            if len(shape) != 1:
                raise ValueError("one axis")
            learnt = numbers[0] * (shape[0] + 1)
            shape = (numbers[0],)
        else:
            raise ValueError("unknown")
        counts.append(learnt)
    return np.array(counts), shape


@wrong(9, "returns the sum")
def count_parameters(input_shape, layers):
    shape, counts = tuple(input_shape), []
    for kind, *numbers in layers:
        learnt = 0
        if kind in ("conv", "pool"):
            if len(shape) != 3:
                raise ValueError("three axes")
            channels, rows, columns = shape
            if kind == "conv":
                filters, size, stride, padding = numbers
                learnt = filters * (channels * size * size + 1)
                channels, rows, columns = filters, rows + 2 * padding, columns + 2 * padding
            else:
                size, stride = numbers
            if size > rows or size > columns:
                raise ValueError("too small")
            shape = channels, (rows - size) // stride + 1, (columns - size) // stride + 1
        elif kind == "flatten":
            shape = (int(np.prod(shape)),)
        elif kind == "dense":
            if len(shape) != 1:
                raise ValueError("one axis")
            learnt = numbers[0] * (shape[0] + 1)
            shape = (numbers[0],)
        else:
            raise ValueError("unknown")
        counts.append(learnt)
    return int(np.sum(counts)), shape


@wrong(9, "returns sums up to each layer")
def count_parameters(input_shape, layers):
    shape, counts = tuple(input_shape), []
    for kind, *numbers in layers:
        learnt = 0
        if kind in ("conv", "pool"):
            if len(shape) != 3:
                raise ValueError("three axes")
            channels, rows, columns = shape
            if kind == "conv":
                filters, size, stride, padding = numbers
                learnt = filters * (channels * size * size + 1)
                channels, rows, columns = filters, rows + 2 * padding, columns + 2 * padding
            else:
                size, stride = numbers
            if size > rows or size > columns:
                raise ValueError("too small")
            shape = channels, (rows - size) // stride + 1, (columns - size) // stride + 1
        elif kind == "flatten":
            shape = (int(np.prod(shape)),)
        elif kind == "dense":
            if len(shape) != 1:
                raise ValueError("one axis")
            learnt = numbers[0] * (shape[0] + 1)
            shape = (numbers[0],)
        else:
            raise ValueError("unknown")
        counts.append(learnt)
    return np.cumsum(counts), shape


@wrong(9, "returns the counts without layers that learn nothing")
def count_parameters(input_shape, layers):
    shape, counts = tuple(input_shape), []
    for kind, *numbers in layers:
        learnt = 0
        if kind in ("conv", "pool"):
            if len(shape) != 3:
                raise ValueError("three axes")
            channels, rows, columns = shape
            if kind == "conv":
                filters, size, stride, padding = numbers
                learnt = filters * (channels * size * size + 1)
                channels, rows, columns = filters, rows + 2 * padding, columns + 2 * padding
            else:
                size, stride = numbers
            if size > rows or size > columns:
                raise ValueError("too small")
            shape = channels, (rows - size) // stride + 1, (columns - size) // stride + 1
        elif kind == "flatten":
            shape = (int(np.prod(shape)),)
        elif kind == "dense":
            if len(shape) != 1:
                raise ValueError("one axis")
            learnt = numbers[0] * (shape[0] + 1)
            shape = (numbers[0],)
        else:
            raise ValueError("unknown")
        counts += [learnt] * (learnt > 0)
    return np.array(counts, dtype=int), shape


@wrong(9, "returns no shape")
def count_parameters(input_shape, layers):
    shape, counts = tuple(input_shape), []
    for kind, *numbers in layers:
        learnt = 0
        if kind in ("conv", "pool"):
            if len(shape) != 3:
                raise ValueError("three axes")
            channels, rows, columns = shape
            if kind == "conv":
                filters, size, stride, padding = numbers
                learnt = filters * (channels * size * size + 1)
                channels, rows, columns = filters, rows + 2 * padding, columns + 2 * padding
            else:
                size, stride = numbers
            if size > rows or size > columns:
                raise ValueError("too small")
            shape = channels, (rows - size) // stride + 1, (columns - size) // stride + 1
        elif kind == "flatten":
            shape = (int(np.prod(shape)),)
        elif kind == "dense":
            if len(shape) != 1:
                raise ValueError("one axis")
            learnt = numbers[0] * (shape[0] + 1)
            shape = (numbers[0],)
        else:
            raise ValueError("unknown")
        counts.append(learnt)
    return np.array(counts)


@wrong(9, "returns the shape first")
def count_parameters(input_shape, layers):
    shape, counts = tuple(input_shape), []
    for kind, *numbers in layers:
        learnt = 0
        if kind in ("conv", "pool"):
            if len(shape) != 3:
                raise ValueError("three axes")
            channels, rows, columns = shape
            if kind == "conv":
                filters, size, stride, padding = numbers
                learnt = filters * (channels * size * size + 1)
                channels, rows, columns = filters, rows + 2 * padding, columns + 2 * padding
            else:
                size, stride = numbers
            if size > rows or size > columns:
                raise ValueError("too small")
            shape = channels, (rows - size) // stride + 1, (columns - size) // stride + 1
        elif kind == "flatten":
            shape = (int(np.prod(shape)),)
        elif kind == "dense":
            if len(shape) != 1:
                raise ValueError("one axis")
            learnt = numbers[0] * (shape[0] + 1)
            shape = (numbers[0],)
        else:
            raise ValueError("unknown")
        counts.append(learnt)
    return shape, np.array(counts)


@wrong(9, "returns a list of counts")
def count_parameters(input_shape, layers):
    shape, counts = tuple(input_shape), []
    for kind, *numbers in layers:
        learnt = 0
        if kind in ("conv", "pool"):
            if len(shape) != 3:
                raise ValueError("three axes")
            channels, rows, columns = shape
            if kind == "conv":
                filters, size, stride, padding = numbers
                learnt = filters * (channels * size * size + 1)
                channels, rows, columns = filters, rows + 2 * padding, columns + 2 * padding
            else:
                size, stride = numbers
            if size > rows or size > columns:
                raise ValueError("too small")
            shape = channels, (rows - size) // stride + 1, (columns - size) // stride + 1
        elif kind == "flatten":
            shape = (int(np.prod(shape)),)
        elif kind == "dense":
            if len(shape) != 1:
                raise ValueError("one axis")
            learnt = numbers[0] * (shape[0] + 1)
            shape = (numbers[0],)
        else:
            raise ValueError("unknown")
        counts.append(learnt)
    return counts, shape


@wrong(9, "returns the shape as an array")
def count_parameters(input_shape, layers):
    shape, counts = tuple(input_shape), []
    for kind, *numbers in layers:
        learnt = 0
        if kind in ("conv", "pool"):
            if len(shape) != 3:
                raise ValueError("three axes")
            channels, rows, columns = shape
            if kind == "conv":
                filters, size, stride, padding = numbers
                learnt = filters * (channels * size * size + 1)
                channels, rows, columns = filters, rows + 2 * padding, columns + 2 * padding
            else:
                size, stride = numbers
            if size > rows or size > columns:
                raise ValueError("too small")
            shape = channels, (rows - size) // stride + 1, (columns - size) // stride + 1
        elif kind == "flatten":
            shape = (int(np.prod(shape)),)
        elif kind == "dense":
            if len(shape) != 1:
                raise ValueError("one axis")
            learnt = numbers[0] * (shape[0] + 1)
            shape = (numbers[0],)
        else:
            raise ValueError("unknown")
        counts.append(learnt)
    return np.array(counts), np.array(shape)


@wrong(9, "counts in int32, where three billion do not fit")
def count_parameters(input_shape, layers):
    shape, counts = tuple(input_shape), []
    for kind, *numbers in layers:
        learnt = 0
        if kind in ("conv", "pool"):
            if len(shape) != 3:
                raise ValueError("three axes")
            channels, rows, columns = shape
            if kind == "conv":
                filters, size, stride, padding = numbers
                learnt = filters * (channels * size * size + 1)
                channels, rows, columns = filters, rows + 2 * padding, columns + 2 * padding
            else:
                size, stride = numbers
            if size > rows or size > columns:
                raise ValueError("too small")
            shape = channels, (rows - size) // stride + 1, (columns - size) // stride + 1
        elif kind == "flatten":
            shape = (int(np.prod(shape)),)
        elif kind == "dense":
            if len(shape) != 1:
                raise ValueError("one axis")
            learnt = numbers[0] * (shape[0] + 1)
            shape = (numbers[0],)
        else:
            raise ValueError("unknown")
        counts.append(learnt)
    return np.array(counts).astype(np.int32), shape


@wrong(9, "returns floats")
def count_parameters(input_shape, layers):
    shape, counts = tuple(input_shape), []
    for kind, *numbers in layers:
        learnt = 0
        if kind in ("conv", "pool"):
            if len(shape) != 3:
                raise ValueError("three axes")
            channels, rows, columns = shape
            if kind == "conv":
                filters, size, stride, padding = numbers
                learnt = filters * (channels * size * size + 1)
                channels, rows, columns = filters, rows + 2 * padding, columns + 2 * padding
            else:
                size, stride = numbers
            if size > rows or size > columns:
                raise ValueError("too small")
            shape = channels, (rows - size) // stride + 1, (columns - size) // stride + 1
        elif kind == "flatten":
            shape = (int(np.prod(shape)),)
        elif kind == "dense":
            if len(shape) != 1:
                raise ValueError("one axis")
            learnt = numbers[0] * (shape[0] + 1)
            shape = (numbers[0],)
        else:
            raise ValueError("unknown")
        counts.append(learnt)
    return np.array(counts, dtype=float), shape


@wrong(9, "flattens without being asked to")
def count_parameters(input_shape, layers):
    shape, counts = tuple(input_shape), []
    for kind, *numbers in layers:
        learnt = 0
        if kind in ("conv", "pool"):
            if len(shape) != 3:
                raise ValueError("three axes")
            channels, rows, columns = shape
            if kind == "conv":
                filters, size, stride, padding = numbers
                learnt = filters * (channels * size * size + 1)
                channels, rows, columns = filters, rows + 2 * padding, columns + 2 * padding
            else:
                size, stride = numbers
            if size > rows or size > columns:
                raise ValueError("too small")
            shape = channels, (rows - size) // stride + 1, (columns - size) // stride + 1
        elif kind == "flatten":
            shape = (int(np.prod(shape)),)
        elif kind == "dense":
            shape = (int(np.prod(shape)),)
            learnt = numbers[0] * (shape[0] + 1)
            shape = (numbers[0],)
        else:
            raise ValueError("unknown")
        counts.append(learnt)
    return np.array(counts), shape


@wrong(9, "skips layers that it does not know")
def count_parameters(input_shape, layers):
    shape, counts = tuple(input_shape), []
    for kind, *numbers in layers:
        learnt = 0
        if kind in ("conv", "pool"):
            if len(shape) != 3:
                raise ValueError("three axes")
            channels, rows, columns = shape
            if kind == "conv":
                filters, size, stride, padding = numbers
                learnt = filters * (channels * size * size + 1)
                channels, rows, columns = filters, rows + 2 * padding, columns + 2 * padding
            else:
                size, stride = numbers
            if size > rows or size > columns:
                raise ValueError("too small")
            shape = channels, (rows - size) // stride + 1, (columns - size) // stride + 1
        elif kind == "flatten":
            shape = (int(np.prod(shape)),)
        elif kind == "dense":
            if len(shape) != 1:
                raise ValueError("one axis")
            learnt = numbers[0] * (shape[0] + 1)
            shape = (numbers[0],)
        else:
            pass
        counts.append(learnt)
    return np.array(counts), shape


@wrong(9, "does not mind capital letters and numbers")
def count_parameters(input_shape, layers):
    shape, counts = tuple(input_shape), []
    for kind, *numbers in layers:
        learnt, kind = 0, kind.lower().removesuffix("2d")
        if kind in ("conv", "pool"):
            if len(shape) != 3:
                raise ValueError("three axes")
            channels, rows, columns = shape
            if kind == "conv":
                filters, size, stride, padding = numbers
                learnt = filters * (channels * size * size + 1)
                channels, rows, columns = filters, rows + 2 * padding, columns + 2 * padding
            else:
                size, stride = numbers
            if size > rows or size > columns:
                raise ValueError("too small")
            shape = channels, (rows - size) // stride + 1, (columns - size) // stride + 1
        elif kind == "flatten":
            shape = (int(np.prod(shape)),)
        elif kind == "dense":
            if len(shape) != 1:
                raise ValueError("one axis")
            learnt = numbers[0] * (shape[0] + 1)
            shape = (numbers[0],)
        else:
            raise ValueError("unknown")
        counts.append(learnt)
    return np.array(counts), shape


@wrong(9, "does not ask whether a window fits")
def count_parameters(input_shape, layers):
    shape, counts = tuple(input_shape), []
    for kind, *numbers in layers:
        learnt = 0
        if kind in ("conv", "pool"):
            if len(shape) != 3:
                raise ValueError("three axes")
            channels, rows, columns = shape
            if kind == "conv":
                filters, size, stride, padding = numbers
                learnt = filters * (channels * size * size + 1)
                channels, rows, columns = filters, rows + 2 * padding, columns + 2 * padding
            else:
                size, stride = numbers
            shape = channels, (rows - size) // stride + 1, (columns - size) // stride + 1
        elif kind == "flatten":
            shape = (int(np.prod(shape)),)
        elif kind == "dense":
            if len(shape) != 1:
                raise ValueError("one axis")
            learnt = numbers[0] * (shape[0] + 1)
            shape = (numbers[0],)
        else:
            raise ValueError("unknown")
        counts.append(learnt)
    return np.array(counts), shape


@wrong(9, "asks only whether a window fits the rows")
def count_parameters(input_shape, layers):
    shape, counts = tuple(input_shape), []
    for kind, *numbers in layers:
        learnt = 0
        if kind in ("conv", "pool"):
            if len(shape) != 3:
                raise ValueError("three axes")
            channels, rows, columns = shape
            if kind == "conv":
                filters, size, stride, padding = numbers
                learnt = filters * (channels * size * size + 1)
                channels, rows, columns = filters, rows + 2 * padding, columns + 2 * padding
            else:
                size, stride = numbers
            if size > rows:
                raise ValueError("too small")
            shape = channels, (rows - size) // stride + 1, (columns - size) // stride + 1
        elif kind == "flatten":
            shape = (int(np.prod(shape)),)
        elif kind == "dense":
            if len(shape) != 1:
                raise ValueError("one axis")
            learnt = numbers[0] * (shape[0] + 1)
            shape = (numbers[0],)
        else:
            raise ValueError("unknown")
        counts.append(learnt)
    return np.array(counts), shape


@wrong(9, "compares a filter with the image without its frame")
def count_parameters(input_shape, layers):
    shape, counts = tuple(input_shape), []
    for kind, *numbers in layers:
        learnt = 0
        if kind in ("conv", "pool"):
            if len(shape) != 3:
                raise ValueError("three axes")
            channels, rows, columns = shape
            if numbers[-3 if kind == "conv" else 0] > min(rows, columns):
                raise ValueError("too small")
            if kind == "conv":
                filters, size, stride, padding = numbers
                learnt = filters * (channels * size * size + 1)
                channels, rows, columns = filters, rows + 2 * padding, columns + 2 * padding
            else:
                size, stride = numbers
            if size > rows or size > columns:
                raise ValueError("too small")
            shape = channels, (rows - size) // stride + 1, (columns - size) // stride + 1
        elif kind == "flatten":
            shape = (int(np.prod(shape)),)
        elif kind == "dense":
            if len(shape) != 1:
                raise ValueError("one axis")
            learnt = numbers[0] * (shape[0] + 1)
            shape = (numbers[0],)
        else:
            raise ValueError("unknown")
        counts.append(learnt)
    return np.array(counts), shape


@wrong(9, "pools what has one axis")
def count_parameters(input_shape, layers):
    shape, counts = tuple(input_shape), []
    for kind, *numbers in layers:
        learnt = 0
        if kind in ("conv", "pool"):
            shape = (1, 1, 1, *shape)[-3:]
            channels, rows, columns = shape
            if kind == "conv":
                filters, size, stride, padding = numbers
                learnt = filters * (channels * size * size + 1)
                channels, rows, columns = filters, rows + 2 * padding, columns + 2 * padding
            else:
                size, stride = numbers
            if size > rows or size > columns:
                raise ValueError("too small")
            shape = channels, (rows - size) // stride + 1, (columns - size) // stride + 1
        elif kind == "flatten":
            shape = (int(np.prod(shape)),)
        elif kind == "dense":
            if len(shape) != 1:
                raise ValueError("one axis")
            learnt = numbers[0] * (shape[0] + 1)
            shape = (numbers[0],)
        else:
            raise ValueError("unknown")
        counts.append(learnt)
    return np.array(counts), shape


@wrong(9, "takes an image without channels for a grey one")
def count_parameters(input_shape, layers):
    shape, counts = tuple(input_shape), []
    for kind, *numbers in layers:
        learnt = 0
        if kind in ("conv", "pool"):
            shape = (1, *shape) if len(shape) == 2 else shape
            if len(shape) != 3:
                raise ValueError("three axes")
            channels, rows, columns = shape
            if kind == "conv":
                filters, size, stride, padding = numbers
                learnt = filters * (channels * size * size + 1)
                channels, rows, columns = filters, rows + 2 * padding, columns + 2 * padding
            else:
                size, stride = numbers
            if size > rows or size > columns:
                raise ValueError("too small")
            shape = channels, (rows - size) // stride + 1, (columns - size) // stride + 1
        elif kind == "flatten":
            shape = (int(np.prod(shape)),)
        elif kind == "dense":
            if len(shape) != 1:
                raise ValueError("one axis")
            learnt = numbers[0] * (shape[0] + 1)
            shape = (numbers[0],)
        else:
            raise ValueError("unknown")
        counts.append(learnt)
    return np.array(counts), shape


@right(9, "by building the network with torch")
def count_parameters(input_shape, layers):
    import torch

    counts, signal = [], torch.empty(*input_shape, device="meta")
    for kind, *numbers in layers:
        wanted = {"conv": 3, "pool": 3, "dense": 1, "flatten": signal.ndim}
        if signal.ndim != wanted.get(kind):
            raise ValueError(f"{kind} cannot take {tuple(signal.shape)}")
        if kind == "conv":
            n_filters, size, stride, padding = numbers
            layer = torch.nn.Conv2d(len(signal), n_filters, size, stride, padding, device="meta")
        elif kind == "pool":
            layer = torch.nn.MaxPool2d(*numbers)
        elif kind == "flatten":
            layer = torch.nn.Flatten(0)
        else:
            layer = torch.nn.Linear(len(signal), *numbers, device="meta")
        try:
            signal = layer(signal)
        except RuntimeError as error:
            raise ValueError("too small") from error
        counts.append(sum(parameter.numel() for parameter in layer.parameters()))
    return np.array(counts), tuple(signal.shape)


@right(9, "with a class for what flows through the network")
def count_parameters(input_shape, layers):
    class Signal:
        def __init__(self, shape):
            self.shape = tuple(int(side) for side in shape)

        def slide(self, channels, size, stride, padding=0):
            sides = [len(range(0, side + 2 * padding - size + 1, stride)) for side in self.shape[1:]]
            if len(self.shape) != 3 or 0 in sides:
                raise ValueError("a window does not fit")
            self.shape = (channels, *sides)

        def conv(self, n_filters, size, stride, padding):
            learnt = n_filters + n_filters * self.shape[0] * size**2
            self.slide(n_filters, size, stride, padding)
            return learnt

        def pool(self, size, stride):
            self.slide(self.shape[0], size, stride)
            return 0

        def flatten(self):
            n = 1
            for side in self.shape:
                n *= side
            self.shape = (n,)
            return 0

        def dense(self, n_units):
            if len(self.shape) > 1:
                raise ValueError("flatten first")
            n_inputs, self.shape = self.shape[0], (n_units,)
            return n_inputs * n_units + n_units

    signal, counts = Signal(input_shape), np.zeros(len(layers), dtype=np.int64)
    for position, (kind, *numbers) in enumerate(layers):
        if kind not in ("conv", "pool", "flatten", "dense"):
            raise ValueError(f"no layer is called {kind}")
        counts[position] = getattr(signal, kind)(*numbers)
    return counts, signal.shape


@right(9, "from the last layer to the first")
def count_parameters(input_shape, layers):
    *before, (kind, *numbers) = layers
    counts, shape = np.array([], dtype=int), np.array(input_shape)
    if before:
        # A function that is not known by the name of the question, so that it can call itself.
        def follow(layers):
            if not layers:
                return counts, shape
            found, inside = follow(layers[:-1])
            learnt, outside = layer(inside, *layers[-1])
            return np.append(found, learnt), outside

    def layer(inside, kind, *numbers):
        if kind == "flatten":
            return 0, np.array([np.prod(inside)])
        if kind == "dense" and len(inside) == 1:
            return int(inside[0]) * numbers[0] + numbers[0], np.array(numbers)
        if kind in ("conv", "pool") and len(inside) == 3:
            padding = numbers[3] if kind == "conv" else 0
            n_channels, size, stride = numbers[:3] if kind == "conv" else (inside[0], *numbers)
            sides = np.floor_divide(inside[1:] + 2 * padding - size, stride) + 1
            if (sides > 0).all():
                learnt = n_channels * (int(inside[0]) * size * size + 1) if kind == "conv" else 0
                return learnt, np.array([n_channels, *sides])
        raise ValueError(f"{kind} for {inside}")

    if before:
        found, inside = follow(before)
    else:
        found, inside = counts, shape
    learnt, outside = layer(inside, kind, *numbers)
    return np.append(found, learnt).astype(int), tuple(outside.tolist())


@right(9, "by trying where a window fits")
def count_parameters(input_shape, layers):
    from math import prod

    def places(side, size, stride):
        n = sum(1 for start in range(0, side, stride) if start + size <= side)
        if n == 0:
            raise ValueError("a window does not fit")
        return n

    counts = []
    for layer in layers:
        match layer, len(input_shape):
            case ("conv", n, size, stride, padding), 3:
                n_channels, *sides = input_shape
                counts.append(n * n_channels * size * size + n)
                input_shape = n, *(places(side + 2 * padding, size, stride) for side in sides)
            case ("pool", size, stride), 3:
                n, *sides = input_shape
                counts.append(0)
                input_shape = n, *(places(side, size, stride) for side in sides)
            case ("flatten",), _:
                counts.append(0)
                input_shape = (prod(input_shape),)
            case ("dense", n), 1:
                counts.append(n * input_shape[0] + n)
                input_shape = (n,)
            case _:
                raise ValueError(f"{layer} for {input_shape}")
    return np.array(counts), tuple(input_shape)


# Inputs on which mutants are compared with the solutions


def numbers(rng, *shape):
    """Draw numbers on a grid, or between, as floats or integers."""
    if rng.random() < 0.6:
        values = rng.integers(-4, 5, size=shape)
        return values if rng.random() < 0.5 else values / 2
    return rng.normal(scale=3.0, size=shape).round(2)


def word(rng, *words):
    """Draw one of some words, as a string that is not the one that stands here."""
    return str(rng.choice(words))


@inputs(1)
def draw_samples_and_layers(rng):
    widths = rng.integers(1, 5, size=rng.integers(2, 5)).tolist()
    layers = [
        (numbers(rng, n_out, spoiled(rng, n_in)), numbers(rng, spoiled(rng, n_out)))
        for n_in, n_out in pairwise(widths)
    ]
    return numbers(rng, int(rng.integers(1, 6)), widths[0]) * int(rng.choice([1, 1, 400])), layers


@inputs(2)
def draw_numbers_and_a_name(rng):
    name = word(rng, "identity", "step", "sigmoid", "tanh", "relu", "gelu", "other")
    return numbers(rng, *rng.integers(1, 4, size=rng.integers(1, 4))) * int(rng.choice([1, 1, 100])), name


@inputs(3)
def draw_a_network_and_its_data(rng):
    n_samples, n_inputs, n_hidden, n_outputs = rng.integers(1, 5, size=4).tolist()
    shapes = [(n_hidden, n_inputs), (n_hidden,), (n_outputs, n_hidden), (n_outputs,)]
    X, Y = numbers(rng, n_samples, n_inputs), numbers(rng, spoiled(rng, n_samples), spoiled(rng, n_outputs))
    return X, Y, *(numbers(rng, *shape) for shape in shapes)


@inputs(4)
def draw_arrays_and_a_step(rng):
    shapes = [tuple(rng.integers(1, 4, size=rng.integers(1, 3)).tolist()) for _ in range(rng.integers(1, 4))]
    arrays = [
        [
            numbers(rng, *(spoiled(rng, side) for side in shape))
            for shape in (shapes * 2)[: spoiled(rng, len(shapes))]
        ]
        for _ in range(3)
    ]
    return (
        *arrays,
        float(rng.choice([-1, 0, 0.1, 1, 2], p=[0.05, 0.05, 0.3, 0.3, 0.3])),
        float(rng.choice([-1, 0, 0.5, 0.9, 1, 2], p=[0.05, 0.3, 0.3, 0.25, 0.05, 0.05])),
        float(rng.choice([-1, 0, 0.1, 1], p=[0.1, 0.3, 0.3, 0.3])),
    )


@inputs(5)
def draw_samples_and_a_batch_size(rng):
    n_samples = int(rng.integers(1, 12))
    X = numbers(rng, n_samples, *rng.integers(1, 4, size=rng.integers(1, 3)))
    y = numbers(rng, spoiled(rng, n_samples), *rng.integers(1, 3, size=rng.integers(0, 2)))
    return X, y, int(rng.integers(-1, 14)), np.random.default_rng(rng.integers(1000))


@inputs(6)
def draw_numbers_and_a_rate(rng):
    X = numbers(rng, *rng.integers(1, 6, size=rng.integers(1, 4)))
    rate = float(rng.choice([-0.5, 0, 0.1, 0.5, 0.75, 0.99, 1, 1.5]))
    return X, rate, bool(rng.integers(2)), np.random.default_rng(rng.integers(1000))


@inputs(7)
def draw_an_image_and_kernels(rng):
    n_channels, n_rows, n_columns, n_filters, height, width = rng.integers(1, [4, 7, 7, 4, 4, 4]).tolist()
    image = numbers(rng, n_channels, n_rows, n_columns)
    kernels = numbers(rng, n_filters, spoiled(rng, n_channels), height, width)
    stride = int(rng.choice([-1, 0, 1, 2, 3], p=[0.03, 0.03, 0.34, 0.3, 0.3]))
    padding = int(rng.choice([-1, 0, 1, 2], p=[0.06, 0.34, 0.3, 0.3]))
    return image, kernels, numbers(rng, spoiled(rng, n_filters)), stride, padding


@inputs(8)
def draw_maps_and_a_window(rng):
    return numbers(rng, *rng.integers(1, [4, 8, 8])), int(rng.integers(-1, 5)), int(rng.integers(-1, 4))


@inputs(9)
def draw_a_network(rng):
    shape = tuple(rng.integers(1, 9, size=rng.choice([1, 2, 3, 3, 3, 3, 3, 3])).tolist())
    layers = []
    for _ in range(rng.integers(1, 5)):
        kind = word(rng, "conv", "conv", "pool", "flatten")
        sizes = rng.integers(1, 4, size=3).tolist()
        layers.append(
            (kind, *{"conv": (*sizes, int(rng.integers(3))), "pool": sizes[:2], "flatten": ()}[kind])
        )
        if kind == "flatten":
            break
    last = word(rng, "dense", "dense", "dense", "other")
    return shape, [*layers, (last, int(rng.integers(1, 6)))] if rng.random() < 0.7 else layers
