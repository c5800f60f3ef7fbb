"""Answers to the assignment autoencoders: mistakes that are made, and right ways of other kinds."""

# ruff: noqa: F821 - some answers read names of the notebook, which is their mistake

import numpy as np
import torch

from graders.drawing import numbers, spoiled
from graders.proof import inputs, right, wrong

# Question 1: linear_autoencoder


@wrong(1, "centres the points, as PCA does")
def linear_autoencoder(X, n_code):
    X = np.asarray(X, dtype=float)
    if n_code < 1 or n_code > X.shape[1]:
        raise ValueError("n_code is out of its range")
    X = X - X.mean(axis=0)
    _values, vectors = np.linalg.eigh(X.T @ X)
    V = vectors[:, ::-1][:, :n_code]
    return V.T, V


@wrong(1, "scales the features")
def linear_autoencoder(X, n_code):
    X = np.asarray(X, dtype=float)
    if n_code < 1 or n_code > X.shape[1]:
        raise ValueError("n_code is out of its range")
    X = X / (X.std(axis=0) + 1e-9)
    _values, vectors = np.linalg.eigh(X.T @ X)
    V = vectors[:, ::-1][:, :n_code]
    return V.T, V


@wrong(1, "takes the directions that matter least")
def linear_autoencoder(X, n_code):
    X = np.asarray(X, dtype=float)
    if n_code < 1 or n_code > X.shape[1]:
        raise ValueError("n_code is out of its range")
    _values, vectors = np.linalg.eigh(X.T @ X)
    V = vectors[:, :n_code]
    return V.T, V


@wrong(1, "takes rows of the eigenvectors for columns")
def linear_autoencoder(X, n_code):
    X = np.asarray(X, dtype=float)
    if n_code < 1 or n_code > X.shape[1]:
        raise ValueError("n_code is out of its range")
    _values, vectors = np.linalg.eigh(X.T @ X)
    V = vectors.T[:, ::-1][:, :n_code]
    return V.T, V


@wrong(1, "takes the directions of the samples")
def linear_autoencoder(X, n_code):
    X = np.asarray(X, dtype=float)
    if n_code < 1 or n_code > X.shape[1]:
        raise ValueError("n_code is out of its range")
    U, _, _ = np.linalg.svd(X)
    E = np.zeros((n_code, X.shape[1]))
    rows, columns = min(n_code, len(U)), min(X.shape[1], len(U))
    E[:rows, :columns] = U.T[:rows, :columns]
    return E, E.T


@wrong(1, "exchanges encoder and decoder")
def linear_autoencoder(X, n_code):
    X = np.asarray(X, dtype=float)
    if n_code < 1 or n_code > X.shape[1]:
        raise ValueError("n_code is out of its range")
    _values, vectors = np.linalg.eigh(X.T @ X)
    V = vectors[:, ::-1][:, :n_code]
    return V, V.T


@wrong(1, "returns both weights in the encoder's shape")
def linear_autoencoder(X, n_code):
    X = np.asarray(X, dtype=float)
    if n_code < 1 or n_code > X.shape[1]:
        raise ValueError("n_code is out of its range")
    _values, vectors = np.linalg.eigh(X.T @ X)
    V = vectors[:, ::-1][:, :n_code]
    return V.T, V.T


@wrong(1, "keeps the first features and drops the others")
def linear_autoencoder(X, n_code):
    X = np.asarray(X, dtype=float)
    if n_code < 1 or n_code > X.shape[1]:
        raise ValueError("n_code is out of its range")
    V = np.eye(X.shape[1])[:, :n_code]
    return V.T, V


@wrong(1, "keeps the features with the largest squares")
def linear_autoencoder(X, n_code):
    X = np.asarray(X, dtype=float)
    if n_code < 1 or n_code > X.shape[1]:
        raise ValueError("n_code is out of its range")
    largest = np.argsort((X**2).sum(axis=0))[::-1][:n_code]
    V = np.eye(X.shape[1])[:, largest]
    return V.T, V


@wrong(1, "scales the codes and does not scale them back")
def linear_autoencoder(X, n_code):
    X = np.asarray(X, dtype=float)
    if n_code < 1 or n_code > X.shape[1]:
        raise ValueError("n_code is out of its range")
    _values, vectors = np.linalg.eigh(X.T @ X)
    V = vectors[:, ::-1][:, :n_code]
    return 2 * V.T, V


@wrong(1, "whitens the codes only")
def linear_autoencoder(X, n_code):
    X = np.asarray(X, dtype=float)
    if n_code < 1 or n_code > X.shape[1]:
        raise ValueError("n_code is out of its range")
    values, vectors = np.linalg.eigh(X.T @ X)
    V = vectors[:, ::-1][:, :n_code]
    return V.T / np.sqrt(np.maximum(values[::-1][:n_code, None], 1e-9)), V


@wrong(1, "decodes with the transpose of weights that are not orthogonal")
def linear_autoencoder(X, n_code):
    X = np.asarray(X, dtype=float)
    if n_code < 1 or n_code > X.shape[1]:
        raise ValueError("n_code is out of its range")
    _values, vectors = np.linalg.eigh(X.T @ X)
    vectors[:, ::-1][:, :n_code]
    E = X[np.arange(n_code) % len(X)]
    return E, E.T


@wrong(1, "returns reconstructions")
def linear_autoencoder(X, n_code):
    X = np.asarray(X, dtype=float)
    if n_code < 1 or n_code > X.shape[1]:
        raise ValueError("n_code is out of its range")
    _values, vectors = np.linalg.eigh(X.T @ X)
    V = vectors[:, ::-1][:, :n_code]
    return X @ V, X @ V @ V.T


@wrong(1, "returns a code of one number")
def linear_autoencoder(X, n_code):
    X = np.asarray(X, dtype=float)
    if n_code < 1 or n_code > X.shape[1]:
        raise ValueError("n_code is out of its range")
    _values, vectors = np.linalg.eigh(X.T @ X)
    V = vectors[:, ::-1][:, :1]
    return V.T, V


@wrong(1, "returns one number more in the code")
def linear_autoencoder(X, n_code):
    X = np.asarray(X, dtype=float)
    if n_code < 1 or n_code > X.shape[1]:
        raise ValueError("n_code is out of its range")
    _values, vectors = np.linalg.eigh(X.T @ X)
    V = vectors[:, ::-1][:, : n_code + 1]
    return V.T, V


@wrong(1, "returns a shorter code if there are few samples")
def linear_autoencoder(X, n_code):
    X = np.asarray(X, dtype=float)
    if n_code < 1 or n_code > X.shape[1]:
        raise ValueError("n_code is out of its range")
    V = np.linalg.svd(X, full_matrices=False)[2][:n_code].T
    return V.T, V


@wrong(1, "multiplies pixels in their own type")
def linear_autoencoder(X, n_code):
    X = np.asarray(X)
    if n_code < 1 or n_code > X.shape[1]:
        raise ValueError("n_code is out of its range")
    _values, vectors = np.linalg.eigh(X.T @ X)
    V = vectors[:, ::-1][:, :n_code]
    return V.T, V


@wrong(1, "returns lists")
def linear_autoencoder(X, n_code):
    X = np.asarray(X, dtype=float)
    if n_code < 1 or n_code > X.shape[1]:
        raise ValueError("n_code is out of its range")
    _values, vectors = np.linalg.eigh(X.T @ X)
    V = vectors[:, ::-1][:, :n_code]
    return V.T.tolist(), V.tolist()


@wrong(1, "returns a list of both")
def linear_autoencoder(X, n_code):
    X = np.asarray(X, dtype=float)
    if n_code < 1 or n_code > X.shape[1]:
        raise ValueError("n_code is out of its range")
    _values, vectors = np.linalg.eigh(X.T @ X)
    V = vectors[:, ::-1][:, :n_code]
    return [V.T, V]


@wrong(1, "returns tensors")
def linear_autoencoder(X, n_code):
    X = np.asarray(X, dtype=float)
    if n_code < 1 or n_code > X.shape[1]:
        raise ValueError("n_code is out of its range")
    _values, vectors = np.linalg.eigh(X.T @ X)
    V = vectors[:, ::-1][:, :n_code]
    return torch.as_tensor(V.T.copy()), torch.as_tensor(V.copy())


@wrong(1, "returns the encoder only")
def linear_autoencoder(X, n_code):
    X = np.asarray(X, dtype=float)
    if n_code < 1 or n_code > X.shape[1]:
        raise ValueError("n_code is out of its range")
    _values, vectors = np.linalg.eigh(X.T @ X)
    V = vectors[:, ::-1][:, :n_code]
    return V.T


@wrong(1, "rounds the weights")
def linear_autoencoder(X, n_code):
    X = np.asarray(X, dtype=float)
    if n_code < 1 or n_code > X.shape[1]:
        raise ValueError("n_code is out of its range")
    _values, vectors = np.linalg.eigh(X.T @ X)
    V = vectors[:, ::-1][:, :n_code]
    return V.T.round(2), V.round(2)


@wrong(1, "lets any number through")
def linear_autoencoder(X, n_code):
    X = np.asarray(X, dtype=float)
    _values, vectors = np.linalg.eigh(X.T @ X)
    V = vectors[:, ::-1][:, :n_code]
    return V.T, V


@wrong(1, "allows a code of nothing")
def linear_autoencoder(X, n_code):
    X = np.asarray(X, dtype=float)
    if n_code < 0 or n_code > X.shape[1]:
        raise ValueError("n_code is out of its range")
    _values, vectors = np.linalg.eigh(X.T @ X)
    V = vectors[:, ::-1][:, :n_code]
    return V.T, V


@wrong(1, "refuses a code as large as a point")
def linear_autoencoder(X, n_code):
    X = np.asarray(X, dtype=float)
    if n_code < 1 or n_code >= X.shape[1]:
        raise ValueError("n_code is out of its range")
    _values, vectors = np.linalg.eigh(X.T @ X)
    V = vectors[:, ::-1][:, :n_code]
    return V.T, V


@wrong(1, "refuses a code larger than the number of samples")
def linear_autoencoder(X, n_code):
    X = np.asarray(X, dtype=float)
    if n_code < 1 or n_code > min(X.shape):
        raise ValueError("n_code is out of its range")
    _values, vectors = np.linalg.eigh(X.T @ X)
    V = vectors[:, ::-1][:, :n_code]
    return V.T, V


@wrong(1, "lets the code be too large")
def linear_autoencoder(X, n_code):
    X = np.asarray(X, dtype=float)
    if n_code < 1:
        raise ValueError("n_code is out of its range")
    _values, vectors = np.linalg.eigh(X.T @ X)
    V = vectors[:, ::-1][:, :n_code]
    return V.T, V


@wrong(1, "asks whether it is out of range, and returns None")
def linear_autoencoder(X, n_code):
    X = np.asarray(X, dtype=float)
    if n_code < 1 or n_code > X.shape[1]:
        return None
    _values, vectors = np.linalg.eigh(X.T @ X)
    V = vectors[:, ::-1][:, :n_code]
    return V.T, V


@wrong(1, "centres the points in place")
def linear_autoencoder(X, n_code):
    X = np.asarray(X)
    if X.dtype.kind == "f":
        X += 0.0
        X *= 1.001
    X = X.astype(float)
    if n_code < 1 or n_code > X.shape[1]:
        raise ValueError("n_code is out of its range")
    _values, vectors = np.linalg.eigh(X.T @ X)
    V = vectors[:, ::-1][:, :n_code]
    return V.T, V


@wrong(1, "reads the points of the notebook")
def linear_autoencoder(X, n_code):
    X = np.asarray(X, dtype=float)
    if n_code < 1 or n_code > X.shape[1]:
        raise ValueError("n_code is out of its range")
    X = np.asarray(X_line, dtype=float) if X.shape == X_line.shape else X[:1]
    _values, vectors = np.linalg.eigh(X.T @ X)
    V = vectors[:, ::-1][:, :n_code]
    return V.T, V


@wrong(1, "trains for too short a time")
def linear_autoencoder(X, n_code):
    X = np.asarray(X, dtype=float)
    if n_code < 1 or n_code > X.shape[1]:
        raise ValueError("n_code is out of its range")
    rng = np.random.default_rng(0)
    V = np.linalg.qr(rng.normal(size=(X.shape[1], n_code)))[0]
    V = np.linalg.qr(X.T @ (X @ V) + 1e-9 * V)[0]
    return V.T, V


@right(1, "as eigenvectors")
def linear_autoencoder(X, n_code):
    X = np.asarray(X, dtype=float)
    if n_code < 1 or n_code > X.shape[1]:
        raise ValueError("n_code is out of its range")
    _values, vectors = np.linalg.eigh(X.T @ X)
    V = vectors[:, ::-1][:, :n_code]
    return V.T, V


@right(1, "with codes mixed at random")
def linear_autoencoder(X, n_code):
    points = np.array(X, dtype=float)
    if n_code not in range(1, points.shape[1] + 1):
        raise ValueError("no such code")
    mixed = np.random.default_rng(3).normal(size=(n_code, n_code)) + 4 * np.eye(n_code)
    basis = np.linalg.svd(points)[2][:n_code]
    return mixed @ basis, basis.T @ np.linalg.inv(mixed)


@right(1, "with torch, in float32")
def linear_autoencoder(X, n_code):
    import torch

    X = torch.as_tensor(np.asarray(X, dtype=np.float32))
    if not 0 < n_code <= X.shape[1]:
        raise ValueError("n_code must fit the features")
    _, _, V = torch.linalg.svd(X, full_matrices=True)
    return V[:n_code].numpy(), V[:n_code].T.numpy()


@right(1, "by power iteration, one direction after the other")
def linear_autoencoder(X, n_code):
    X = np.array(X, dtype=float)
    n_features = X.shape[1]
    if n_code < 1 or n_features < n_code:
        raise ValueError("n_code")
    squares = X.T @ X
    found = []
    rng = np.random.default_rng(1)
    for _ in range(n_code):
        v = rng.normal(size=n_features)
        for _ in range(60):
            for other in found:
                v = v - (v @ other) * other
            v = v / np.linalg.norm(v)
            moved = squares @ v
            if np.linalg.norm(moved) > 1e-6 * np.trace(squares):
                v = moved
        for _ in range(2):
            for other in found:
                v = v - (v @ other) * other
            v = v / np.linalg.norm(v)
        found.append(v)
    found = np.array(found)
    return 5 * found, found.T / 5


# Question 2: reconstruction_loss


@wrong(2, "averages over the features, too")
def reconstruction_loss(X, encoder, decoder):
    X, E, D = (np.array(values, dtype=float) for values in (X, encoder, decoder))
    if E.shape[1] != X.shape[1] or D.shape != E.shape[::-1]:
        raise ValueError("the shapes do not fit")
    n = X.size
    Z = X @ E.T
    R = Z @ D.T - X
    loss = (R**2).sum() / n
    dD = 2 * R.T @ Z / n
    dE = 2 * (R @ D).T @ X / n
    return loss, dE, dD


@wrong(2, "averages the loss over the features, too")
def reconstruction_loss(X, encoder, decoder):
    X, E, D = (np.array(values, dtype=float) for values in (X, encoder, decoder))
    if E.shape[1] != X.shape[1] or D.shape != E.shape[::-1]:
        raise ValueError("the shapes do not fit")
    n = len(X)
    Z = X @ E.T
    R = Z @ D.T - X
    loss = (R**2).mean()
    dD = 2 * R.T @ Z / n
    dE = 2 * (R @ D).T @ X / n
    return loss, dE, dD


@wrong(2, "adds up over the samples")
def reconstruction_loss(X, encoder, decoder):
    X, E, D = (np.array(values, dtype=float) for values in (X, encoder, decoder))
    if E.shape[1] != X.shape[1] or D.shape != E.shape[::-1]:
        raise ValueError("the shapes do not fit")
    n = 1
    Z = X @ E.T
    R = Z @ D.T - X
    loss = (R**2).sum() / n
    dD = 2 * R.T @ Z / n
    dE = 2 * (R @ D).T @ X / n
    return loss, dE, dD


@wrong(2, "divides by the features instead of the samples")
def reconstruction_loss(X, encoder, decoder):
    X, E, D = (np.array(values, dtype=float) for values in (X, encoder, decoder))
    if E.shape[1] != X.shape[1] or D.shape != E.shape[::-1]:
        raise ValueError("the shapes do not fit")
    n = X.shape[1]
    Z = X @ E.T
    R = Z @ D.T - X
    loss = (R**2).sum() / n
    dD = 2 * R.T @ Z / n
    dE = 2 * (R @ D).T @ X / n
    return loss, dE, dD


@wrong(2, "returns the mean distance, not its square")
def reconstruction_loss(X, encoder, decoder):
    X, E, D = (np.array(values, dtype=float) for values in (X, encoder, decoder))
    if E.shape[1] != X.shape[1] or D.shape != E.shape[::-1]:
        raise ValueError("the shapes do not fit")
    n = len(X)
    Z = X @ E.T
    R = Z @ D.T - X
    loss = np.linalg.norm(R, axis=1).mean()
    dD = 2 * R.T @ Z / n
    dE = 2 * (R @ D).T @ X / n
    return loss, dE, dD


@wrong(2, "returns half of the loss")
def reconstruction_loss(X, encoder, decoder):
    X, E, D = (np.array(values, dtype=float) for values in (X, encoder, decoder))
    if E.shape[1] != X.shape[1] or D.shape != E.shape[::-1]:
        raise ValueError("the shapes do not fit")
    n = len(X)
    Z = X @ E.T
    R = Z @ D.T - X
    loss = (R**2).sum() / n / 2
    dD = 2 * R.T @ Z / n
    dE = 2 * (R @ D).T @ X / n
    return loss, dE, dD


@wrong(2, "forgets the factor 2 of the square")
def reconstruction_loss(X, encoder, decoder):
    X, E, D = (np.array(values, dtype=float) for values in (X, encoder, decoder))
    if E.shape[1] != X.shape[1] or D.shape != E.shape[::-1]:
        raise ValueError("the shapes do not fit")
    n = len(X)
    Z = X @ E.T
    R = Z @ D.T - X
    loss = (R**2).sum() / n
    dD = R.T @ Z / n
    dE = (R @ D).T @ X / n
    return loss, dE, dD


@wrong(2, "forgets the factor 2 in the decoder")
def reconstruction_loss(X, encoder, decoder):
    X, E, D = (np.array(values, dtype=float) for values in (X, encoder, decoder))
    if E.shape[1] != X.shape[1] or D.shape != E.shape[::-1]:
        raise ValueError("the shapes do not fit")
    n = len(X)
    Z = X @ E.T
    R = Z @ D.T - X
    loss = (R**2).sum() / n
    dD = R.T @ Z / n
    dE = 2 * (R @ D).T @ X / n
    return loss, dE, dD


@wrong(2, "forgets the factor 2 in the encoder")
def reconstruction_loss(X, encoder, decoder):
    X, E, D = (np.array(values, dtype=float) for values in (X, encoder, decoder))
    if E.shape[1] != X.shape[1] or D.shape != E.shape[::-1]:
        raise ValueError("the shapes do not fit")
    n = len(X)
    Z = X @ E.T
    R = Z @ D.T - X
    loss = (R**2).sum() / n
    dD = 2 * R.T @ Z / n
    dE = (R @ D).T @ X / n
    return loss, dE, dD


@wrong(2, "does not average the gradients")
def reconstruction_loss(X, encoder, decoder):
    X, E, D = (np.array(values, dtype=float) for values in (X, encoder, decoder))
    if E.shape[1] != X.shape[1] or D.shape != E.shape[::-1]:
        raise ValueError("the shapes do not fit")
    n = len(X)
    Z = X @ E.T
    R = Z @ D.T - X
    loss = (R**2).sum() / n
    dD = 2 * R.T @ Z
    dE = 2 * (R @ D).T @ X
    return loss, dE, dD


@wrong(2, "takes absolute differences")
def reconstruction_loss(X, encoder, decoder):
    X, E, D = (np.array(values, dtype=float) for values in (X, encoder, decoder))
    if E.shape[1] != X.shape[1] or D.shape != E.shape[::-1]:
        raise ValueError("the shapes do not fit")
    n = len(X)
    Z = X @ E.T
    R = Z @ D.T - X
    loss = np.abs(R).sum() / n
    dD = 2 * R.T @ Z / n
    dE = 2 * (R @ D).T @ X / n
    return loss, dE, dD


@wrong(2, "has the gradients with the wrong sign")
def reconstruction_loss(X, encoder, decoder):
    X, E, D = (np.array(values, dtype=float) for values in (X, encoder, decoder))
    if E.shape[1] != X.shape[1] or D.shape != E.shape[::-1]:
        raise ValueError("the shapes do not fit")
    n = len(X)
    Z = X @ E.T
    R = Z @ D.T - X
    loss = (R**2).sum() / n
    dD = -2 * R.T @ Z / n
    dE = -2 * (R @ D).T @ X / n
    return loss, dE, dD


@wrong(2, "stops the gradient at the code")
def reconstruction_loss(X, encoder, decoder):
    X, E, D = (np.array(values, dtype=float) for values in (X, encoder, decoder))
    if E.shape[1] != X.shape[1] or D.shape != E.shape[::-1]:
        raise ValueError("the shapes do not fit")
    n = len(X)
    Z = X @ E.T
    R = Z @ D.T - X
    loss = (R**2).sum() / n
    dD = 2 * R.T @ Z / n
    dE = 0 * E
    return loss, dE, dD


@wrong(2, "sends the error past the decoder")
def reconstruction_loss(X, encoder, decoder):
    X, E, D = (np.array(values, dtype=float) for values in (X, encoder, decoder))
    if E.shape[1] != X.shape[1] or D.shape != E.shape[::-1]:
        raise ValueError("the shapes do not fit")
    n = len(X)
    Z = X @ E.T
    R = Z @ D.T - X
    loss = (R**2).sum() / n
    dD = 2 * R.T @ Z / n
    dE = 2 * (R @ E.T).T @ X / n
    return loss, dE, dD


@wrong(2, "multiplies the encoder's gradient by the reconstruction")
def reconstruction_loss(X, encoder, decoder):
    X, E, D = (np.array(values, dtype=float) for values in (X, encoder, decoder))
    if E.shape[1] != X.shape[1] or D.shape != E.shape[::-1]:
        raise ValueError("the shapes do not fit")
    n = len(X)
    Z = X @ E.T
    R = Z @ D.T - X
    loss = (R**2).sum() / n
    dD = 2 * R.T @ Z / n
    dE = 2 * (R @ D).T @ (R + X) / n
    return loss, dE, dD


@wrong(2, "multiplies the decoder's gradient by the points")
def reconstruction_loss(X, encoder, decoder):
    X, E, D = (np.array(values, dtype=float) for values in (X, encoder, decoder))
    if E.shape[1] != X.shape[1] or D.shape != E.shape[::-1]:
        raise ValueError("the shapes do not fit")
    n = len(X)
    Z = X @ E.T
    R = Z @ D.T - X
    loss = (R**2).sum() / n
    dD = 2 * R.T @ (X @ X.T @ Z) / n
    dE = 2 * (R @ D).T @ X / n
    return loss, dE, dD


@wrong(2, "treats the decoder as the encoder's transpose")
def reconstruction_loss(X, encoder, decoder):
    X, E, D = (np.array(values, dtype=float) for values in (X, encoder, decoder))
    if E.shape[1] != X.shape[1] or D.shape != E.shape[::-1]:
        raise ValueError("the shapes do not fit")
    n = len(X)
    Z = X @ E.T
    R = Z @ E - X
    loss = (R**2).sum() / n
    dD = 2 * R.T @ Z / n
    dE = 2 * (R @ D).T @ X / n
    return loss, dE, dD


@wrong(2, "exchanges the gradients")
def reconstruction_loss(X, encoder, decoder):
    X, E, D = (np.array(values, dtype=float) for values in (X, encoder, decoder))
    if E.shape[1] != X.shape[1] or D.shape != E.shape[::-1]:
        raise ValueError("the shapes do not fit")
    n = len(X)
    Z = X @ E.T
    R = Z @ D.T - X
    loss = (R**2).sum() / n
    dD = 2 * R.T @ Z / n
    dE = 2 * (R @ D).T @ X / n
    return loss, dD, dE


@wrong(2, "returns the gradients transposed")
def reconstruction_loss(X, encoder, decoder):
    X, E, D = (np.array(values, dtype=float) for values in (X, encoder, decoder))
    if E.shape[1] != X.shape[1] or D.shape != E.shape[::-1]:
        raise ValueError("the shapes do not fit")
    n = len(X)
    Z = X @ E.T
    R = Z @ D.T - X
    loss = (R**2).sum() / n
    dD = 2 * R.T @ Z / n
    dE = 2 * (R @ D).T @ X / n
    return loss, dE.T, dD.T


@wrong(2, "returns the gradients in a tuple of their own")
def reconstruction_loss(X, encoder, decoder):
    X, E, D = (np.array(values, dtype=float) for values in (X, encoder, decoder))
    if E.shape[1] != X.shape[1] or D.shape != E.shape[::-1]:
        raise ValueError("the shapes do not fit")
    n = len(X)
    Z = X @ E.T
    R = Z @ D.T - X
    loss = (R**2).sum() / n
    dD = 2 * R.T @ Z / n
    dE = 2 * (R @ D).T @ X / n
    return loss, (dE, dD)


@wrong(2, "returns the loss only")
def reconstruction_loss(X, encoder, decoder):
    X, E, D = (np.array(values, dtype=float) for values in (X, encoder, decoder))
    if E.shape[1] != X.shape[1] or D.shape != E.shape[::-1]:
        raise ValueError("the shapes do not fit")
    n = len(X)
    Z = X @ E.T
    R = Z @ D.T - X
    loss = (R**2).sum() / n
    2 * R.T @ Z / n
    2 * (R @ D).T @ X / n
    return loss


@wrong(2, "returns a list")
def reconstruction_loss(X, encoder, decoder):
    X, E, D = (np.array(values, dtype=float) for values in (X, encoder, decoder))
    if E.shape[1] != X.shape[1] or D.shape != E.shape[::-1]:
        raise ValueError("the shapes do not fit")
    n = len(X)
    Z = X @ E.T
    R = Z @ D.T - X
    loss = (R**2).sum() / n
    dD = 2 * R.T @ Z / n
    dE = 2 * (R @ D).T @ X / n
    return [loss, dE, dD]


@wrong(2, "returns lists of gradients")
def reconstruction_loss(X, encoder, decoder):
    X, E, D = (np.array(values, dtype=float) for values in (X, encoder, decoder))
    if E.shape[1] != X.shape[1] or D.shape != E.shape[::-1]:
        raise ValueError("the shapes do not fit")
    n = len(X)
    Z = X @ E.T
    R = Z @ D.T - X
    loss = (R**2).sum() / n
    dD = 2 * R.T @ Z / n
    dE = 2 * (R @ D).T @ X / n
    return loss, dE.tolist(), dD.tolist()


@wrong(2, "returns the loss of each point")
def reconstruction_loss(X, encoder, decoder):
    X, E, D = (np.array(values, dtype=float) for values in (X, encoder, decoder))
    if E.shape[1] != X.shape[1] or D.shape != E.shape[::-1]:
        raise ValueError("the shapes do not fit")
    n = len(X)
    Z = X @ E.T
    R = Z @ D.T - X
    loss = (R**2).sum(axis=1)
    dD = 2 * R.T @ Z / n
    dE = 2 * (R @ D).T @ X / n
    return loss, dE, dD


@wrong(2, "returns the loss in an array")
def reconstruction_loss(X, encoder, decoder):
    X, E, D = (np.array(values, dtype=float) for values in (X, encoder, decoder))
    if E.shape[1] != X.shape[1] or D.shape != E.shape[::-1]:
        raise ValueError("the shapes do not fit")
    n = len(X)
    Z = X @ E.T
    R = Z @ D.T - X
    loss = (R**2).sum() / n
    dD = 2 * R.T @ Z / n
    dE = 2 * (R @ D).T @ X / n
    return np.array([loss]), dE, dD


@wrong(2, "works in the type of the numbers")
def reconstruction_loss(X, encoder, decoder):
    X, E, D = (np.array(values) for values in (X, encoder, decoder))
    if E.shape[1] != X.shape[1] or D.shape != E.shape[::-1]:
        raise ValueError("the shapes do not fit")
    n = len(X)
    Z = X @ E.T
    R = Z @ D.T - X
    loss = (R**2).sum() / n
    dD = 2 * R.T @ Z / n
    dE = 2 * (R @ D).T @ X / n
    return loss, dE, dD


@wrong(2, "repeats a decoder of one feature")
def reconstruction_loss(X, encoder, decoder):
    X, E, D = (np.array(values, dtype=float) for values in (X, encoder, decoder))
    if E.shape[1] != X.shape[1]:
        raise ValueError("the shapes do not fit")
    n = len(X)
    Z = X @ E.T
    R = Z @ D.T - X
    loss = (R**2).sum() / n
    dD = 2 * R.T @ Z / n
    dE = 2 * (R @ D).T @ X / n
    return loss, dE, dD


@wrong(2, "checks the decoder's columns only")
def reconstruction_loss(X, encoder, decoder):
    X, E, D = (np.array(values, dtype=float) for values in (X, encoder, decoder))
    if E.shape[1] != X.shape[1] or D.shape[1] != E.shape[0]:
        raise ValueError("the shapes do not fit")
    n = len(X)
    Z = X @ E.T
    R = Z @ D.T - X
    loss = (R**2).sum() / n
    dD = 2 * R.T @ Z / n
    dE = 2 * (R @ D).T @ X / n
    return loss, dE, dD


@wrong(2, "checks nothing")
def reconstruction_loss(X, encoder, decoder):
    X, E, D = (np.array(values, dtype=float) for values in (X, encoder, decoder))
    n = len(X)
    Z = X @ E.T
    R = Z @ D.T - X
    loss = (R**2).sum() / n
    dD = 2 * R.T @ Z / n
    dE = 2 * (R @ D).T @ X / n
    return loss, dE, dD


@wrong(2, "refuses codes larger than points")
def reconstruction_loss(X, encoder, decoder):
    X, E, D = (np.array(values, dtype=float) for values in (X, encoder, decoder))
    if E.shape[1] != X.shape[1] or D.shape != E.shape[::-1]:
        raise ValueError("the shapes do not fit")
    if len(E) > X.shape[1]:
        raise ValueError("no bottleneck")
    n = len(X)
    Z = X @ E.T
    R = Z @ D.T - X
    loss = (R**2).sum() / n
    dD = 2 * R.T @ Z / n
    dE = 2 * (R @ D).T @ X / n
    return loss, dE, dD


@wrong(2, "centres the points")
def reconstruction_loss(X, encoder, decoder):
    X, E, D = (np.array(values, dtype=float) for values in (X, encoder, decoder))
    if E.shape[1] != X.shape[1] or D.shape != E.shape[::-1]:
        raise ValueError("the shapes do not fit")
    n = len(X)
    X = X - X.mean(axis=0)
    Z = X @ E.T
    R = Z @ D.T - X
    loss = (R**2).sum() / n
    dD = 2 * R.T @ Z / n
    dE = 2 * (R @ D).T @ X / n
    return loss, dE, dD


@wrong(2, "puts a ReLU on the code")
def reconstruction_loss(X, encoder, decoder):
    X, E, D = (np.array(values, dtype=float) for values in (X, encoder, decoder))
    if E.shape[1] != X.shape[1] or D.shape != E.shape[::-1]:
        raise ValueError("the shapes do not fit")
    n = len(X)
    Z = np.maximum(X @ E.T, 0)
    R = Z @ D.T - X
    loss = (R**2).sum() / n
    dD = 2 * R.T @ Z / n
    dE = 2 * (R @ D).T @ X / n
    return loss, dE, dD


@wrong(2, "takes finite differences with too large a step for a curve")
def reconstruction_loss(X, encoder, decoder):
    X, E, D = (np.array(values, dtype=float) for values in (X, encoder, decoder))
    if E.shape[1] != X.shape[1] or D.shape != E.shape[::-1]:
        raise ValueError("the shapes do not fit")
    n = len(X)
    Z = X @ E.T
    R = Z @ D.T - X
    loss = (R**2).sum() / n
    dD = 2 * R.T @ Z / n
    dE = np.zeros(E.shape)
    for place in np.ndindex(E.shape):
        E[place] += 0.5
        dE[place] = (((X @ E.T @ D.T - X) ** 2).sum() / n - loss) / 0.5
        E[place] -= 0.5
    return loss, dE, dD


@wrong(2, "changes the points in place")
def reconstruction_loss(X, encoder, decoder):
    X, E, D = (np.asarray(values, dtype=float) for values in (X, encoder, decoder))
    if E.shape[1] != X.shape[1] or D.shape != E.shape[::-1]:
        raise ValueError("the shapes do not fit")
    n = len(X)
    Z = X @ E.T
    X -= Z @ D.T
    R = -X
    loss = (R**2).sum() / n
    dD = 2 * R.T @ Z / n
    dE = 2 * (R @ D).T @ (X + Z @ D.T) / n
    return loss, dE, dD


@right(2, "with matrices, step by step")
def reconstruction_loss(X, encoder, decoder):
    X, E, D = (np.array(values, dtype=float) for values in (X, encoder, decoder))
    if E.shape[1] != X.shape[1] or D.shape != E.shape[::-1]:
        raise ValueError("the shapes do not fit")
    n = len(X)
    Z = X @ E.T
    R = Z @ D.T - X
    loss = (R**2).sum() / n
    dD = 2 * R.T @ Z / n
    dE = 2 * (R @ D).T @ X / n
    return loss, dE, dD


@right(2, "with autograd")
def reconstruction_loss(X, encoder, decoder):
    import torch

    X, E, D = (torch.tensor(np.asarray(a).tolist(), dtype=torch.float64) for a in (X, encoder, decoder))
    if X.shape[1] != E.shape[1] or X.shape[1] != D.shape[0] or D.shape[1] != E.shape[0]:
        raise ValueError("these do not belong together")
    E.requires_grad_()
    D.requires_grad_()
    loss = (X - X @ E.T @ D.T).pow(2).sum(dim=1).mean()
    loss.backward()
    return loss.item(), E.grad.numpy(), D.grad.numpy()


@right(2, "point by point, in float32")
def reconstruction_loss(X, encoder, decoder):
    X, E, D = (np.asarray(a).astype(np.float32) for a in (X, encoder, decoder))
    if E.shape[1] != X.shape[1] or D.shape[0] != X.shape[1] or D.shape[1] != E.shape[0]:
        raise ValueError("these do not belong together")
    loss, dE, dD = 0.0, np.zeros_like(E), np.zeros_like(D)
    for x in X:
        z = E @ x
        error = D @ z - x
        loss += float(error @ error) / len(X)
        dD += np.outer(error, z) * np.float32(2 / len(X))
        dE += np.outer(D.T @ error, x) * np.float32(2 / len(X))
    return loss, dE, dD


@right(2, "by finite differences")
def reconstruction_loss(X, encoder, decoder):
    X, E, D = (np.array(a, dtype=float) for a in (X, encoder, decoder))
    if (D.shape, X.shape[1]) != (E.shape[::-1], E.shape[1]):
        raise ValueError("these do not belong together")

    def loss():
        return np.mean(np.sum((X @ (D @ E).T - X) ** 2, axis=1))

    slopes = []
    for weights in (E, D):
        slopes.append(np.zeros_like(weights))
        for place in np.ndindex(weights.shape):
            old = weights[place]
            weights[place] = old + 0.1
            up = loss()
            weights[place] = old - 0.1
            slopes[-1][place] = (up - loss()) / 0.2
            weights[place] = old
    return loss(), slopes[0], slopes[1]


# Question 3: sparse_penalty


@wrong(3, "averages over the code, too")
def sparse_penalty(code, strength):
    code = np.asarray(code, dtype=float)
    if strength < 0:
        raise ValueError("strength must be at least 0")
    n = code.size
    penalty = strength * np.abs(code).sum() / n
    gradient = strength * np.sign(code) / n
    active = np.count_nonzero(code) / code.size
    return penalty, gradient, active


@wrong(3, "averages the penalty over the code")
def sparse_penalty(code, strength):
    code = np.asarray(code, dtype=float)
    if strength < 0:
        raise ValueError("strength must be at least 0")
    n = len(code)
    penalty = strength * np.abs(code).mean()
    gradient = strength * np.sign(code) / n
    active = np.count_nonzero(code) / code.size
    return penalty, gradient, active


@wrong(3, "adds up over the samples")
def sparse_penalty(code, strength):
    code = np.asarray(code, dtype=float)
    if strength < 0:
        raise ValueError("strength must be at least 0")
    n = 1
    penalty = strength * np.abs(code).sum() / n
    gradient = strength * np.sign(code) / n
    active = np.count_nonzero(code) / code.size
    return penalty, gradient, active


@wrong(3, "divides by the numbers in a code")
def sparse_penalty(code, strength):
    code = np.asarray(code, dtype=float)
    if strength < 0:
        raise ValueError("strength must be at least 0")
    n = code.shape[1]
    penalty = strength * np.abs(code).sum() / n
    gradient = strength * np.sign(code) / n
    active = np.count_nonzero(code) / code.size
    return penalty, gradient, active


@wrong(3, "does not average the gradient")
def sparse_penalty(code, strength):
    code = np.asarray(code, dtype=float)
    if strength < 0:
        raise ValueError("strength must be at least 0")
    n = len(code)
    penalty = strength * np.abs(code).sum() / n
    gradient = strength * np.sign(code)
    active = np.count_nonzero(code) / code.size
    return penalty, gradient, active


@wrong(3, "forgets the strength in the gradient")
def sparse_penalty(code, strength):
    code = np.asarray(code, dtype=float)
    if strength < 0:
        raise ValueError("strength must be at least 0")
    n = len(code)
    penalty = strength * np.abs(code).sum() / n
    gradient = np.sign(code) / n
    active = np.count_nonzero(code) / code.size
    return penalty, gradient, active


@wrong(3, "forgets the strength in the penalty")
def sparse_penalty(code, strength):
    code = np.asarray(code, dtype=float)
    if strength < 0:
        raise ValueError("strength must be at least 0")
    n = len(code)
    penalty = np.abs(code).sum() / n
    gradient = strength * np.sign(code) / n
    active = np.count_nonzero(code) / code.size
    return penalty, gradient, active


@wrong(3, "squares instead of taking absolute values")
def sparse_penalty(code, strength):
    code = np.asarray(code, dtype=float)
    if strength < 0:
        raise ValueError("strength must be at least 0")
    n = len(code)
    penalty = strength * (code**2).sum() / n
    gradient = strength * np.sign(code) / n
    active = np.count_nonzero(code) / code.size
    return penalty, gradient, active


@wrong(3, "squares, and differentiates the square")
def sparse_penalty(code, strength):
    code = np.asarray(code, dtype=float)
    if strength < 0:
        raise ValueError("strength must be at least 0")
    n = len(code)
    penalty = strength * (code**2).sum() / n
    gradient = strength * 2 * code / n
    active = np.count_nonzero(code) / code.size
    return penalty, gradient, active


@wrong(3, "adds up without absolute values")
def sparse_penalty(code, strength):
    code = np.asarray(code, dtype=float)
    if strength < 0:
        raise ValueError("strength must be at least 0")
    n = len(code)
    penalty = strength * code.sum() / n
    gradient = strength * np.sign(code) / n
    active = np.count_nonzero(code) / code.size
    return penalty, gradient, active


@wrong(3, "takes the absolute value of the sums")
def sparse_penalty(code, strength):
    code = np.asarray(code, dtype=float)
    if strength < 0:
        raise ValueError("strength must be at least 0")
    n = len(code)
    penalty = strength * np.abs(code.sum(axis=1)).sum() / n
    gradient = strength * np.sign(code) / n
    active = np.count_nonzero(code) / code.size
    return penalty, gradient, active


@wrong(3, "gives 0 the slope 1")
def sparse_penalty(code, strength):
    code = np.asarray(code, dtype=float)
    if strength < 0:
        raise ValueError("strength must be at least 0")
    n = len(code)
    penalty = strength * np.abs(code).sum() / n
    gradient = strength * np.where(code >= 0, 1.0, -1.0) / n
    active = np.count_nonzero(code) / code.size
    return penalty, gradient, active


@wrong(3, "gives 0 the slope -1")
def sparse_penalty(code, strength):
    code = np.asarray(code, dtype=float)
    if strength < 0:
        raise ValueError("strength must be at least 0")
    n = len(code)
    penalty = strength * np.abs(code).sum() / n
    gradient = strength * np.where(code > 0, 1.0, -1.0) / n
    active = np.count_nonzero(code) / code.size
    return penalty, gradient, active


@wrong(3, "has a gradient for positive numbers only")
def sparse_penalty(code, strength):
    code = np.asarray(code, dtype=float)
    if strength < 0:
        raise ValueError("strength must be at least 0")
    n = len(code)
    penalty = strength * np.abs(code).sum() / n
    gradient = strength * (code > 0) / n
    active = np.count_nonzero(code) / code.size
    return penalty, gradient, active


@wrong(3, "gives a gradient that grows with the number")
def sparse_penalty(code, strength):
    code = np.asarray(code, dtype=float)
    if strength < 0:
        raise ValueError("strength must be at least 0")
    n = len(code)
    penalty = strength * np.abs(code).sum() / n
    gradient = strength * code / n
    active = np.count_nonzero(code) / code.size
    return penalty, gradient, active


@wrong(3, "has the gradient with the wrong sign")
def sparse_penalty(code, strength):
    code = np.asarray(code, dtype=float)
    if strength < 0:
        raise ValueError("strength must be at least 0")
    n = len(code)
    penalty = strength * np.abs(code).sum() / n
    gradient = -strength * np.sign(code) / n
    active = np.count_nonzero(code) / code.size
    return penalty, gradient, active


@wrong(3, "counts positive numbers as active")
def sparse_penalty(code, strength):
    code = np.asarray(code, dtype=float)
    if strength < 0:
        raise ValueError("strength must be at least 0")
    n = len(code)
    penalty = strength * np.abs(code).sum() / n
    gradient = strength * np.sign(code) / n
    active = np.count_nonzero(code > 0) / code.size
    return penalty, gradient, active


@wrong(3, "counts the numbers at rest")
def sparse_penalty(code, strength):
    code = np.asarray(code, dtype=float)
    if strength < 0:
        raise ValueError("strength must be at least 0")
    n = len(code)
    penalty = strength * np.abs(code).sum() / n
    gradient = strength * np.sign(code) / n
    active = np.count_nonzero(code == 0) / code.size
    return penalty, gradient, active


@wrong(3, "counts active numbers instead of their share")
def sparse_penalty(code, strength):
    code = np.asarray(code, dtype=float)
    if strength < 0:
        raise ValueError("strength must be at least 0")
    n = len(code)
    penalty = strength * np.abs(code).sum() / n
    gradient = strength * np.sign(code) / n
    active = np.count_nonzero(code)
    return penalty, gradient, active


@wrong(3, "averages the count over samples only")
def sparse_penalty(code, strength):
    code = np.asarray(code, dtype=float)
    if strength < 0:
        raise ValueError("strength must be at least 0")
    n = len(code)
    penalty = strength * np.abs(code).sum() / n
    gradient = strength * np.sign(code) / n
    active = np.count_nonzero(code) / n
    return penalty, gradient, active


@wrong(3, "counts units that are ever active")
def sparse_penalty(code, strength):
    code = np.asarray(code, dtype=float)
    if strength < 0:
        raise ValueError("strength must be at least 0")
    n = len(code)
    penalty = strength * np.abs(code).sum() / n
    gradient = strength * np.sign(code) / n
    active = np.mean((code != 0).any(axis=0))
    return penalty, gradient, active


@wrong(3, "takes small numbers for 0")
def sparse_penalty(code, strength):
    code = np.asarray(code, dtype=float)
    if strength < 0:
        raise ValueError("strength must be at least 0")
    n = len(code)
    penalty = strength * np.abs(code).sum() / n
    gradient = strength * np.sign(code) / n
    active = np.count_nonzero(np.abs(code) > 1e-2) / code.size
    return penalty, gradient, active


@wrong(3, "returns the share in per cent")
def sparse_penalty(code, strength):
    code = np.asarray(code, dtype=float)
    if strength < 0:
        raise ValueError("strength must be at least 0")
    n = len(code)
    penalty = strength * np.abs(code).sum() / n
    gradient = strength * np.sign(code) / n
    active = 100 * np.count_nonzero(code) / code.size
    return penalty, gradient, active


@wrong(3, "exchanges gradient and share")
def sparse_penalty(code, strength):
    code = np.asarray(code, dtype=float)
    if strength < 0:
        raise ValueError("strength must be at least 0")
    n = len(code)
    penalty = strength * np.abs(code).sum() / n
    gradient = strength * np.sign(code) / n
    active = np.count_nonzero(code) / code.size
    return penalty, active, gradient


@wrong(3, "leaves out the share")
def sparse_penalty(code, strength):
    code = np.asarray(code, dtype=float)
    if strength < 0:
        raise ValueError("strength must be at least 0")
    n = len(code)
    penalty = strength * np.abs(code).sum() / n
    gradient = strength * np.sign(code) / n
    np.count_nonzero(code) / code.size
    return penalty, gradient


@wrong(3, "returns a list")
def sparse_penalty(code, strength):
    code = np.asarray(code, dtype=float)
    if strength < 0:
        raise ValueError("strength must be at least 0")
    n = len(code)
    penalty = strength * np.abs(code).sum() / n
    gradient = strength * np.sign(code) / n
    active = np.count_nonzero(code) / code.size
    return [penalty, gradient, active]


@wrong(3, "returns the gradient as a list")
def sparse_penalty(code, strength):
    code = np.asarray(code, dtype=float)
    if strength < 0:
        raise ValueError("strength must be at least 0")
    n = len(code)
    penalty = strength * np.abs(code).sum() / n
    gradient = strength * np.sign(code) / n
    active = np.count_nonzero(code) / code.size
    return penalty, gradient.tolist(), active


@wrong(3, "returns the penalty of each sample")
def sparse_penalty(code, strength):
    code = np.asarray(code, dtype=float)
    if strength < 0:
        raise ValueError("strength must be at least 0")
    n = len(code)
    penalty = strength * np.abs(code).sum(axis=1)
    gradient = strength * np.sign(code) / n
    active = np.count_nonzero(code) / code.size
    return penalty, gradient, active


@wrong(3, "works in the type of the codes")
def sparse_penalty(code, strength):
    code = np.asarray(code)
    if strength < 0:
        raise ValueError("strength must be at least 0")
    n = len(code)
    penalty = strength * np.abs(code).sum() / n
    gradient = strength * np.sign(code) / n
    active = np.count_nonzero(code) / code.size
    return penalty, gradient, active


@wrong(3, "refuses a strength of 0")
def sparse_penalty(code, strength):
    code = np.asarray(code, dtype=float)
    if strength <= 0:
        raise ValueError("strength must be at least 0")
    n = len(code)
    penalty = strength * np.abs(code).sum() / n
    gradient = strength * np.sign(code) / n
    active = np.count_nonzero(code) / code.size
    return penalty, gradient, active


@wrong(3, "allows any strength")
def sparse_penalty(code, strength):
    code = np.asarray(code, dtype=float)
    n = len(code)
    penalty = strength * np.abs(code).sum() / n
    gradient = strength * np.sign(code) / n
    active = np.count_nonzero(code) / code.size
    return penalty, gradient, active


@wrong(3, "takes the strength's absolute value")
def sparse_penalty(code, strength):
    code = np.asarray(code, dtype=float)
    strength = abs(strength)
    n = len(code)
    penalty = strength * np.abs(code).sum() / n
    gradient = strength * np.sign(code) / n
    active = np.count_nonzero(code) / code.size
    return penalty, gradient, active


@wrong(3, "rectifies the codes in place")
def sparse_penalty(code, strength):
    code = np.asarray(code)
    if strength < 0:
        raise ValueError("strength must be at least 0")
    n = len(code)
    gradient = strength * np.sign(code.astype(float)) / n
    np.abs(code, out=code)
    code = code.astype(float)
    penalty = strength * np.abs(code).sum() / n
    active = np.count_nonzero(code) / code.size
    return penalty, gradient, active


@right(3, "with NumPy, a line each")
def sparse_penalty(code, strength):
    code = np.asarray(code, dtype=float)
    if strength < 0:
        raise ValueError("strength must be at least 0")
    n = len(code)
    penalty = strength * np.abs(code).sum() / n
    gradient = strength * np.sign(code) / n
    active = np.count_nonzero(code) / code.size
    return penalty, gradient, active


@right(3, "with autograd, which has 0 at 0")
def sparse_penalty(code, strength):
    import torch

    if strength < 0:
        raise ValueError("a penalty, please")
    code = torch.tensor(np.asarray(code).tolist(), dtype=torch.float64, requires_grad=True)
    penalty = strength * code.abs().sum(dim=1).mean()
    (gradient,) = torch.autograd.grad(penalty, code)
    return penalty.item(), gradient.numpy(), (code != 0).double().mean().item()


@right(3, "in plain Python")
def sparse_penalty(code, strength):
    if not strength >= 0:
        raise ValueError("a penalty, please")
    code = [[float(number) for number in row] for row in code]
    total, active, gradient = 0.0, 0, []
    for row in code:
        gradient.append([])
        for number in row:
            slope = (number > 0) - (number < 0)
            total += number * slope
            active += abs(slope)
            gradient[-1].append(slope * strength / len(code))
    return total * strength / len(code), np.array(gradient), active / (len(code) * len(code[0]))


@right(3, "in float32")
def sparse_penalty(code, strength):
    code = np.array(code, dtype=np.float32)
    if strength < 0:
        raise ValueError("a penalty, please")
    size = np.sqrt(code * code)
    gradient = np.divide(code, size, out=np.zeros_like(code), where=code != 0)
    share = np.float32(strength) / np.float32(len(code))
    return np.linalg.norm(code.ravel().astype(float), 1) * share, gradient * share, np.mean(code.astype(bool))


# Question 4: conv_autoencoder


@wrong(4, "adds the input to the output")
def conv_autoencoder(n_channels, side, n_code):
    from torch import nn

    if side < 1 or side % 4 != 0 or n_channels < 1 or n_code < 1:
        raise ValueError("a side that is a multiple of 4, please")

    class Autoencoder(nn.Module):
        def __init__(self):
            super().__init__()
            q = side // 4
            self.encoder = nn.Sequential(
                nn.Conv2d(n_channels, 8, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Conv2d(8, 16, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Flatten(),
                nn.Linear(16 * q * q, n_code),
            )
            self.decoder = nn.Sequential(
                nn.Linear(n_code, 16 * q * q),
                nn.ReLU(),
                nn.Unflatten(1, (16, q, q)),
                nn.ConvTranspose2d(16, 8, 4, padding=1, stride=2),
                nn.ReLU(),
                nn.ConvTranspose2d(8, n_channels, 4, padding=1, stride=2),
            )

        def forward(self, X):
            return self.decoder(self.encoder(X)) + X

    return Autoencoder()


@wrong(4, "adds a little of the input")
def conv_autoencoder(n_channels, side, n_code):
    from torch import nn

    if side < 1 or side % 4 != 0 or n_channels < 1 or n_code < 1:
        raise ValueError("a side that is a multiple of 4, please")

    class Autoencoder(nn.Module):
        def __init__(self):
            super().__init__()
            q = side // 4
            self.encoder = nn.Sequential(
                nn.Conv2d(n_channels, 8, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Conv2d(8, 16, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Flatten(),
                nn.Linear(16 * q * q, n_code),
            )
            self.decoder = nn.Sequential(
                nn.Linear(n_code, 16 * q * q),
                nn.ReLU(),
                nn.Unflatten(1, (16, q, q)),
                nn.ConvTranspose2d(16, 8, 4, padding=1, stride=2),
                nn.ReLU(),
                nn.ConvTranspose2d(8, n_channels, 4, padding=1, stride=2),
            )

        def forward(self, X):
            return self.decoder(self.encoder(X)) + 0.1 * X

    return Autoencoder()


@wrong(4, "subtracts the output from the input, to predict the noise")
def conv_autoencoder(n_channels, side, n_code):
    from torch import nn

    if side < 1 or side % 4 != 0 or n_channels < 1 or n_code < 1:
        raise ValueError("a side that is a multiple of 4, please")

    class Autoencoder(nn.Module):
        def __init__(self):
            super().__init__()
            q = side // 4
            self.encoder = nn.Sequential(
                nn.Conv2d(n_channels, 8, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Conv2d(8, 16, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Flatten(),
                nn.Linear(16 * q * q, n_code),
            )
            self.decoder = nn.Sequential(
                nn.Linear(n_code, 16 * q * q),
                nn.ReLU(),
                nn.Unflatten(1, (16, q, q)),
                nn.ConvTranspose2d(16, 8, 4, padding=1, stride=2),
                nn.ReLU(),
                nn.ConvTranspose2d(8, n_channels, 4, padding=1, stride=2),
            )

        def forward(self, X):
            return X - self.decoder(self.encoder(X))

    return Autoencoder()


@wrong(4, "hands what the first layer saw to the last one")
def conv_autoencoder(n_channels, side, n_code):
    from torch import nn

    if side < 1 or side % 4 != 0 or n_channels < 1 or n_code < 1:
        raise ValueError("a side that is a multiple of 4, please")

    class Autoencoder(nn.Module):
        def __init__(self):
            super().__init__()
            q = side // 4
            self.encoder = nn.Sequential(
                nn.Conv2d(n_channels, 8, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Conv2d(8, 16, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Flatten(),
                nn.Linear(16 * q * q, n_code),
            )
            self.decoder = nn.Sequential(
                nn.Linear(n_code, 16 * q * q),
                nn.ReLU(),
                nn.Unflatten(1, (16, q, q)),
                nn.ConvTranspose2d(16, 8, 4, padding=1, stride=2),
                nn.ReLU(),
                nn.ConvTranspose2d(8, n_channels, 4, padding=1, stride=2),
            )

        def forward(self, X):
            early = self.encoder[1](self.encoder[0](X))
            late = self.decoder[:5](self.encoder(X))
            return self.decoder[5](late + early)

    return Autoencoder()


@wrong(4, "keeps the features of the last picture for its decoder")
def conv_autoencoder(n_channels, side, n_code):
    from torch import nn

    if side < 1 or side % 4 != 0 or n_channels < 1 or n_code < 1:
        raise ValueError("a side that is a multiple of 4, please")

    class Autoencoder(nn.Module):
        def __init__(self):
            super().__init__()
            q = side // 4
            self.encoder = nn.Sequential(
                nn.Conv2d(n_channels, 8, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Conv2d(8, 16, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Flatten(),
                nn.Linear(16 * q * q, n_code),
            )
            self.decoder = nn.Sequential(
                nn.Linear(n_code, 16 * q * q),
                nn.ReLU(),
                nn.Unflatten(1, (16, q, q)),
                nn.ConvTranspose2d(16, 8, 4, padding=1, stride=2),
                nn.ReLU(),
                nn.ConvTranspose2d(8, n_channels, 4, padding=1, stride=2),
            )

            kept = {}
            self.encoder[0].register_forward_hook(lambda layer, given, seen: kept.update(seen=seen))
            self.decoder[4].register_forward_hook(lambda layer, given, late: late + kept["seen"])

        def forward(self, X):
            return self.decoder(self.encoder(X))

    return Autoencoder()


@wrong(4, "has a code that is one number wider")
def conv_autoencoder(n_channels, side, n_code):
    from torch import nn

    if side < 1 or side % 4 != 0 or n_channels < 1 or n_code < 1:
        raise ValueError("a side that is a multiple of 4, please")

    class Autoencoder(nn.Module):
        def __init__(self):
            super().__init__()
            q = side // 4
            self.encoder = nn.Sequential(
                nn.Conv2d(n_channels, 8, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Conv2d(8, 16, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Flatten(),
                nn.Linear(16 * q * q, n_code + 1),
            )
            self.decoder = nn.Sequential(
                nn.Linear(n_code + 1, 16 * q * q),
                nn.ReLU(),
                nn.Unflatten(1, (16, q, q)),
                nn.ConvTranspose2d(16, 8, 4, padding=1, stride=2),
                nn.ReLU(),
                nn.ConvTranspose2d(8, n_channels, 4, padding=1, stride=2),
            )

        def forward(self, X):
            return self.decoder(self.encoder(X))

    return Autoencoder()


@wrong(4, "has a code twice as wide")
def conv_autoencoder(n_channels, side, n_code):
    from torch import nn

    if side < 1 or side % 4 != 0 or n_channels < 1 or n_code < 1:
        raise ValueError("a side that is a multiple of 4, please")

    class Autoencoder(nn.Module):
        def __init__(self):
            super().__init__()
            q = side // 4
            self.encoder = nn.Sequential(
                nn.Conv2d(n_channels, 8, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Conv2d(8, 16, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Flatten(),
                nn.Linear(16 * q * q, 2 * n_code),
            )
            self.decoder = nn.Sequential(
                nn.Linear(2 * n_code, 16 * q * q),
                nn.ReLU(),
                nn.Unflatten(1, (16, q, q)),
                nn.ConvTranspose2d(16, 8, 4, padding=1, stride=2),
                nn.ReLU(),
                nn.ConvTranspose2d(8, n_channels, 4, padding=1, stride=2),
            )

        def forward(self, X):
            return self.decoder(self.encoder(X))

    return Autoencoder()


@wrong(4, "has no bottleneck at all")
def conv_autoencoder(n_channels, side, n_code):
    from torch import nn

    if side < 1 or side % 4 != 0 or n_channels < 1 or n_code < 1:
        raise ValueError("a side that is a multiple of 4, please")

    class Autoencoder(nn.Module):
        def __init__(self):
            super().__init__()
            q = side // 4
            self.encoder = nn.Sequential(
                nn.Conv2d(n_channels, 8, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Conv2d(8, 16, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Flatten(),
            )
            self.decoder = nn.Sequential(
                nn.Unflatten(1, (16, q, q)),
                nn.ConvTranspose2d(16, 8, 4, padding=1, stride=2),
                nn.ReLU(),
                nn.ConvTranspose2d(8, n_channels, 4, padding=1, stride=2),
            )

        def forward(self, X):
            return self.decoder(self.encoder(X))

    return Autoencoder()


@wrong(4, "puts a ReLU on the code")
def conv_autoencoder(n_channels, side, n_code):
    from torch import nn

    if side < 1 or side % 4 != 0 or n_channels < 1 or n_code < 1:
        raise ValueError("a side that is a multiple of 4, please")

    class Autoencoder(nn.Module):
        def __init__(self):
            super().__init__()
            q = side // 4
            self.encoder = nn.Sequential(
                nn.Conv2d(n_channels, 8, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Conv2d(8, 16, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Flatten(),
                nn.Linear(16 * q * q, n_code),
                nn.ReLU(),
            )
            self.decoder = nn.Sequential(
                nn.Linear(n_code, 16 * q * q),
                nn.ReLU(),
                nn.Unflatten(1, (16, q, q)),
                nn.ConvTranspose2d(16, 8, 4, padding=1, stride=2),
                nn.ReLU(),
                nn.ConvTranspose2d(8, n_channels, 4, padding=1, stride=2),
            )

        def forward(self, X):
            return self.decoder(self.encoder(X))

    return Autoencoder()


@wrong(4, "puts a sigmoid on the pixels")
def conv_autoencoder(n_channels, side, n_code):
    from torch import nn

    if side < 1 or side % 4 != 0 or n_channels < 1 or n_code < 1:
        raise ValueError("a side that is a multiple of 4, please")

    class Autoencoder(nn.Module):
        def __init__(self):
            super().__init__()
            q = side // 4
            self.encoder = nn.Sequential(
                nn.Conv2d(n_channels, 8, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Conv2d(8, 16, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Flatten(),
                nn.Linear(16 * q * q, n_code),
            )
            self.decoder = nn.Sequential(
                nn.Linear(n_code, 16 * q * q),
                nn.ReLU(),
                nn.Unflatten(1, (16, q, q)),
                nn.ConvTranspose2d(16, 8, 4, padding=1, stride=2),
                nn.ReLU(),
                nn.ConvTranspose2d(8, n_channels, 4, padding=1, stride=2),
                nn.Sigmoid(),
            )

        def forward(self, X):
            return self.decoder(self.encoder(X))

    return Autoencoder()


@wrong(4, "puts a ReLU on the pixels")
def conv_autoencoder(n_channels, side, n_code):
    from torch import nn

    if side < 1 or side % 4 != 0 or n_channels < 1 or n_code < 1:
        raise ValueError("a side that is a multiple of 4, please")

    class Autoencoder(nn.Module):
        def __init__(self):
            super().__init__()
            q = side // 4
            self.encoder = nn.Sequential(
                nn.Conv2d(n_channels, 8, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Conv2d(8, 16, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Flatten(),
                nn.Linear(16 * q * q, n_code),
            )
            self.decoder = nn.Sequential(
                nn.Linear(n_code, 16 * q * q),
                nn.ReLU(),
                nn.Unflatten(1, (16, q, q)),
                nn.ConvTranspose2d(16, 8, 4, padding=1, stride=2),
                nn.ReLU(),
                nn.ConvTranspose2d(8, n_channels, 4, padding=1, stride=2),
                nn.ReLU(),
            )

        def forward(self, X):
            return self.decoder(self.encoder(X))

    return Autoencoder()


@wrong(4, "has no ReLU in the encoder")
def conv_autoencoder(n_channels, side, n_code):
    from torch import nn

    if side < 1 or side % 4 != 0 or n_channels < 1 or n_code < 1:
        raise ValueError("a side that is a multiple of 4, please")

    class Autoencoder(nn.Module):
        def __init__(self):
            super().__init__()
            q = side // 4
            self.encoder = nn.Sequential(
                nn.Conv2d(n_channels, 8, 3, padding=1, stride=2),
                nn.Conv2d(8, 16, 3, padding=1, stride=2),
                nn.Flatten(),
                nn.Linear(16 * q * q, n_code),
            )
            self.decoder = nn.Sequential(
                nn.Linear(n_code, 16 * q * q),
                nn.ReLU(),
                nn.Unflatten(1, (16, q, q)),
                nn.ConvTranspose2d(16, 8, 4, padding=1, stride=2),
                nn.ReLU(),
                nn.ConvTranspose2d(8, n_channels, 4, padding=1, stride=2),
            )

        def forward(self, X):
            return self.decoder(self.encoder(X))

    return Autoencoder()


@wrong(4, "has no ReLU between the transposed convolutions")
def conv_autoencoder(n_channels, side, n_code):
    from torch import nn

    if side < 1 or side % 4 != 0 or n_channels < 1 or n_code < 1:
        raise ValueError("a side that is a multiple of 4, please")

    class Autoencoder(nn.Module):
        def __init__(self):
            super().__init__()
            q = side // 4
            self.encoder = nn.Sequential(
                nn.Conv2d(n_channels, 8, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Conv2d(8, 16, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Flatten(),
                nn.Linear(16 * q * q, n_code),
            )
            self.decoder = nn.Sequential(
                nn.Linear(n_code, 16 * q * q),
                nn.ReLU(),
                nn.Unflatten(1, (16, q, q)),
                nn.ConvTranspose2d(16, 8, 4, padding=1, stride=2),
                nn.ConvTranspose2d(8, n_channels, 4, padding=1, stride=2),
            )

        def forward(self, X):
            return self.decoder(self.encoder(X))

    return Autoencoder()


@wrong(4, "has no ReLU after the decoder's linear layer")
def conv_autoencoder(n_channels, side, n_code):
    from torch import nn

    if side < 1 or side % 4 != 0 or n_channels < 1 or n_code < 1:
        raise ValueError("a side that is a multiple of 4, please")

    class Autoencoder(nn.Module):
        def __init__(self):
            super().__init__()
            q = side // 4
            self.encoder = nn.Sequential(
                nn.Conv2d(n_channels, 8, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Conv2d(8, 16, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Flatten(),
                nn.Linear(16 * q * q, n_code),
            )
            self.decoder = nn.Sequential(
                nn.Linear(n_code, 16 * q * q),
                nn.Unflatten(1, (16, q, q)),
                nn.ConvTranspose2d(16, 8, 4, padding=1, stride=2),
                nn.ReLU(),
                nn.ConvTranspose2d(8, n_channels, 4, padding=1, stride=2),
            )

        def forward(self, X):
            return self.decoder(self.encoder(X))

    return Autoencoder()


@wrong(4, "takes tanh for ReLU")
def conv_autoencoder(n_channels, side, n_code):
    from torch import nn

    if side < 1 or side % 4 != 0 or n_channels < 1 or n_code < 1:
        raise ValueError("a side that is a multiple of 4, please")

    class Autoencoder(nn.Module):
        def __init__(self):
            super().__init__()
            q = side // 4
            self.encoder = nn.Sequential(
                nn.Conv2d(n_channels, 8, 3, padding=1, stride=2),
                nn.Tanh(),
                nn.Conv2d(8, 16, 3, padding=1, stride=2),
                nn.Tanh(),
                nn.Flatten(),
                nn.Linear(16 * q * q, n_code),
            )
            self.decoder = nn.Sequential(
                nn.Linear(n_code, 16 * q * q),
                nn.Tanh(),
                nn.Unflatten(1, (16, q, q)),
                nn.ConvTranspose2d(16, 8, 4, padding=1, stride=2),
                nn.Tanh(),
                nn.ConvTranspose2d(8, n_channels, 4, padding=1, stride=2),
            )

        def forward(self, X):
            return self.decoder(self.encoder(X))

    return Autoencoder()


@wrong(4, "takes leaky ReLUs")
def conv_autoencoder(n_channels, side, n_code):
    from torch import nn

    if side < 1 or side % 4 != 0 or n_channels < 1 or n_code < 1:
        raise ValueError("a side that is a multiple of 4, please")

    class Autoencoder(nn.Module):
        def __init__(self):
            super().__init__()
            q = side // 4
            self.encoder = nn.Sequential(
                nn.Conv2d(n_channels, 8, 3, padding=1, stride=2),
                nn.LeakyReLU(0.1),
                nn.Conv2d(8, 16, 3, padding=1, stride=2),
                nn.LeakyReLU(0.1),
                nn.Flatten(),
                nn.Linear(16 * q * q, n_code),
            )
            self.decoder = nn.Sequential(
                nn.Linear(n_code, 16 * q * q),
                nn.LeakyReLU(0.1),
                nn.Unflatten(1, (16, q, q)),
                nn.ConvTranspose2d(16, 8, 4, padding=1, stride=2),
                nn.LeakyReLU(0.1),
                nn.ConvTranspose2d(8, n_channels, 4, padding=1, stride=2),
            )

        def forward(self, X):
            return self.decoder(self.encoder(X))

    return Autoencoder()


@wrong(4, "takes the maximum of 2 × 2 pixels instead of a stride")
def conv_autoencoder(n_channels, side, n_code):
    from torch import nn

    if side < 1 or side % 4 != 0 or n_channels < 1 or n_code < 1:
        raise ValueError("a side that is a multiple of 4, please")

    class Autoencoder(nn.Module):
        def __init__(self):
            super().__init__()
            q = side // 4
            self.encoder = nn.Sequential(
                nn.Conv2d(n_channels, 8, 3, stride=1, padding=1),
                nn.ReLU(),
                nn.MaxPool2d(2),
                nn.Conv2d(8, 16, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Flatten(),
                nn.Linear(16 * q * q, n_code),
            )
            self.decoder = nn.Sequential(
                nn.Linear(n_code, 16 * q * q),
                nn.ReLU(),
                nn.Unflatten(1, (16, q, q)),
                nn.ConvTranspose2d(16, 8, 4, padding=1, stride=2),
                nn.ReLU(),
                nn.ConvTranspose2d(8, n_channels, 4, padding=1, stride=2),
            )

        def forward(self, X):
            return self.decoder(self.encoder(X))

    return Autoencoder()


@wrong(4, "has filters of 5 × 5")
def conv_autoencoder(n_channels, side, n_code):
    from torch import nn

    if side < 1 or side % 4 != 0 or n_channels < 1 or n_code < 1:
        raise ValueError("a side that is a multiple of 4, please")

    class Autoencoder(nn.Module):
        def __init__(self):
            super().__init__()
            q = side // 4
            self.encoder = nn.Sequential(
                nn.Conv2d(n_channels, 8, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Conv2d(8, 16, 5, stride=2, padding=2),
                nn.ReLU(),
                nn.Flatten(),
                nn.Linear(16 * q * q, n_code),
            )
            self.decoder = nn.Sequential(
                nn.Linear(n_code, 16 * q * q),
                nn.ReLU(),
                nn.Unflatten(1, (16, q, q)),
                nn.ConvTranspose2d(16, 8, 4, padding=1, stride=2),
                nn.ReLU(),
                nn.ConvTranspose2d(8, n_channels, 4, padding=1, stride=2),
            )

        def forward(self, X):
            return self.decoder(self.encoder(X))

    return Autoencoder()


@wrong(4, "has transposed filters of 2 × 2")
def conv_autoencoder(n_channels, side, n_code):
    from torch import nn

    if side < 1 or side % 4 != 0 or n_channels < 1 or n_code < 1:
        raise ValueError("a side that is a multiple of 4, please")

    class Autoencoder(nn.Module):
        def __init__(self):
            super().__init__()
            q = side // 4
            self.encoder = nn.Sequential(
                nn.Conv2d(n_channels, 8, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Conv2d(8, 16, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Flatten(),
                nn.Linear(16 * q * q, n_code),
            )
            self.decoder = nn.Sequential(
                nn.Linear(n_code, 16 * q * q),
                nn.ReLU(),
                nn.Unflatten(1, (16, q, q)),
                nn.ConvTranspose2d(16, 8, 2, stride=2),
                nn.ReLU(),
                nn.ConvTranspose2d(8, n_channels, 2, stride=2),
            )

        def forward(self, X):
            return self.decoder(self.encoder(X))

    return Autoencoder()


@wrong(4, "exchanges the numbers of filters")
def conv_autoencoder(n_channels, side, n_code):
    from torch import nn

    if side < 1 or side % 4 != 0 or n_channels < 1 or n_code < 1:
        raise ValueError("a side that is a multiple of 4, please")

    class Autoencoder(nn.Module):
        def __init__(self):
            super().__init__()
            q = side // 4
            self.encoder = nn.Sequential(
                nn.Conv2d(n_channels, 16, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Conv2d(16, 8, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Flatten(),
                nn.Linear(8 * q * q, n_code),
            )
            self.decoder = nn.Sequential(
                nn.Linear(n_code, 8 * q * q),
                nn.ReLU(),
                nn.Unflatten(1, (8, q, q)),
                nn.ConvTranspose2d(8, 16, 4, padding=1, stride=2),
                nn.ReLU(),
                nn.ConvTranspose2d(16, n_channels, 4, padding=1, stride=2),
            )

        def forward(self, X):
            return self.decoder(self.encoder(X))

    return Autoencoder()


@wrong(4, "has no biases")
def conv_autoencoder(n_channels, side, n_code):
    from torch import nn

    if side < 1 or side % 4 != 0 or n_channels < 1 or n_code < 1:
        raise ValueError("a side that is a multiple of 4, please")

    class Autoencoder(nn.Module):
        def __init__(self):
            super().__init__()
            q = side // 4
            self.encoder = nn.Sequential(
                nn.Conv2d(n_channels, 8, 3, padding=1, stride=2, bias=False),
                nn.ReLU(),
                nn.Conv2d(8, 16, 3, padding=1, stride=2, bias=False),
                nn.ReLU(),
                nn.Flatten(),
                nn.Linear(16 * q * q, n_code),
            )
            self.decoder = nn.Sequential(
                nn.Linear(n_code, 16 * q * q),
                nn.ReLU(),
                nn.Unflatten(1, (16, q, q)),
                nn.ConvTranspose2d(16, 8, 4, padding=1, stride=2, bias=False),
                nn.ReLU(),
                nn.ConvTranspose2d(8, n_channels, 4, padding=1, stride=2, bias=False),
            )

        def forward(self, X):
            return self.decoder(self.encoder(X))

    return Autoencoder()


@wrong(4, "normalises batches")
def conv_autoencoder(n_channels, side, n_code):
    from torch import nn

    if side < 1 or side % 4 != 0 or n_channels < 1 or n_code < 1:
        raise ValueError("a side that is a multiple of 4, please")

    class Autoencoder(nn.Module):
        def __init__(self):
            super().__init__()
            q = side // 4
            self.encoder = nn.Sequential(
                nn.Conv2d(n_channels, 8, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Conv2d(8, 16, 3, padding=1, stride=2),
                nn.BatchNorm2d(16),
                nn.ReLU(),
                nn.Flatten(),
                nn.Linear(16 * q * q, n_code),
            )
            self.decoder = nn.Sequential(
                nn.Linear(n_code, 16 * q * q),
                nn.ReLU(),
                nn.Unflatten(1, (16, q, q)),
                nn.ConvTranspose2d(16, 8, 4, padding=1, stride=2),
                nn.ReLU(),
                nn.ConvTranspose2d(8, n_channels, 4, padding=1, stride=2),
            )

        def forward(self, X):
            return self.decoder(self.encoder(X))

    return Autoencoder()


@wrong(4, "drops units at random")
def conv_autoencoder(n_channels, side, n_code):
    from torch import nn

    if side < 1 or side % 4 != 0 or n_channels < 1 or n_code < 1:
        raise ValueError("a side that is a multiple of 4, please")

    class Autoencoder(nn.Module):
        def __init__(self):
            super().__init__()
            q = side // 4
            self.encoder = nn.Sequential(
                nn.Conv2d(n_channels, 8, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Conv2d(8, 16, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Flatten(),
                nn.Dropout(0.5),
                nn.Linear(16 * q * q, n_code),
            )
            self.decoder = nn.Sequential(
                nn.Linear(n_code, 16 * q * q),
                nn.ReLU(),
                nn.Unflatten(1, (16, q, q)),
                nn.ConvTranspose2d(16, 8, 4, padding=1, stride=2),
                nn.ReLU(),
                nn.ConvTranspose2d(8, n_channels, 4, padding=1, stride=2),
            )

        def forward(self, X):
            return self.decoder(self.encoder(X))

    return Autoencoder()


@wrong(4, "takes pictures of 8 × 8 pixels only")
def conv_autoencoder(n_channels, side, n_code):
    from torch import nn

    if side < 1 or side % 4 != 0 or n_channels < 1 or n_code < 1:
        raise ValueError("a side that is a multiple of 4, please")

    class Autoencoder(nn.Module):
        def __init__(self):
            super().__init__()
            q = 2
            self.encoder = nn.Sequential(
                nn.Conv2d(n_channels, 8, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Conv2d(8, 16, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Flatten(),
                nn.Linear(16 * q * q, n_code),
            )
            self.decoder = nn.Sequential(
                nn.Linear(n_code, 16 * q * q),
                nn.ReLU(),
                nn.Unflatten(1, (16, q, q)),
                nn.ConvTranspose2d(16, 8, 4, padding=1, stride=2),
                nn.ReLU(),
                nn.ConvTranspose2d(8, n_channels, 4, padding=1, stride=2),
            )

        def forward(self, X):
            return self.decoder(self.encoder(X))

    return Autoencoder()


@wrong(4, "takes grey pictures only")
def conv_autoencoder(n_channels, side, n_code):
    from torch import nn

    if side < 1 or side % 4 != 0 or n_channels < 1 or n_code < 1:
        raise ValueError("a side that is a multiple of 4, please")

    class Autoencoder(nn.Module):
        def __init__(self):
            super().__init__()
            q = side // 4
            self.encoder = nn.Sequential(
                nn.Conv2d(1, 8, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Conv2d(8, 16, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Flatten(),
                nn.Linear(16 * q * q, n_code),
            )
            self.decoder = nn.Sequential(
                nn.Linear(n_code, 16 * q * q),
                nn.ReLU(),
                nn.Unflatten(1, (16, q, q)),
                nn.ConvTranspose2d(16, 8, 4, padding=1, stride=2),
                nn.ReLU(),
                nn.ConvTranspose2d(8, 1, 4, padding=1, stride=2),
            )

        def forward(self, X):
            return self.decoder(self.encoder(X))

    return Autoencoder()


@wrong(4, "returns grey pictures")
def conv_autoencoder(n_channels, side, n_code):
    from torch import nn

    if side < 1 or side % 4 != 0 or n_channels < 1 or n_code < 1:
        raise ValueError("a side that is a multiple of 4, please")

    class Autoencoder(nn.Module):
        def __init__(self):
            super().__init__()
            q = side // 4
            self.encoder = nn.Sequential(
                nn.Conv2d(n_channels, 8, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Conv2d(8, 16, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Flatten(),
                nn.Linear(16 * q * q, n_code),
            )
            self.decoder = nn.Sequential(
                nn.Linear(n_code, 16 * q * q),
                nn.ReLU(),
                nn.Unflatten(1, (16, q, q)),
                nn.ConvTranspose2d(16, 8, 4, padding=1, stride=2),
                nn.ReLU(),
                nn.ConvTranspose2d(8, 1, 4, padding=1, stride=2),
            )

        def forward(self, X):
            return self.decoder(self.encoder(X))

    return Autoencoder()


@wrong(4, "forgets to flatten")
def conv_autoencoder(n_channels, side, n_code):
    from torch import nn

    if side < 1 or side % 4 != 0 or n_channels < 1 or n_code < 1:
        raise ValueError("a side that is a multiple of 4, please")

    class Autoencoder(nn.Module):
        def __init__(self):
            super().__init__()
            q = side // 4
            self.encoder = nn.Sequential(
                nn.Conv2d(n_channels, 8, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Conv2d(8, 16, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Linear(16 * q * q, n_code),
            )
            self.decoder = nn.Sequential(
                nn.Linear(n_code, 16 * q * q),
                nn.ReLU(),
                nn.Unflatten(1, (16, q, q)),
                nn.ConvTranspose2d(16, 8, 4, padding=1, stride=2),
                nn.ReLU(),
                nn.ConvTranspose2d(8, n_channels, 4, padding=1, stride=2),
            )

        def forward(self, X):
            return self.decoder(self.encoder(X))

    return Autoencoder()


@wrong(4, "forgets to unflatten")
def conv_autoencoder(n_channels, side, n_code):
    from torch import nn

    if side < 1 or side % 4 != 0 or n_channels < 1 or n_code < 1:
        raise ValueError("a side that is a multiple of 4, please")

    class Autoencoder(nn.Module):
        def __init__(self):
            super().__init__()
            q = side // 4
            self.encoder = nn.Sequential(
                nn.Conv2d(n_channels, 8, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Conv2d(8, 16, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Flatten(),
                nn.Linear(16 * q * q, n_code),
            )
            self.decoder = nn.Sequential(
                nn.Linear(n_code, 16 * q * q),
                nn.ReLU(),
                nn.ConvTranspose2d(16, 8, 4, padding=1, stride=2),
                nn.ReLU(),
                nn.ConvTranspose2d(8, n_channels, 4, padding=1, stride=2),
            )

        def forward(self, X):
            return self.decoder(self.encoder(X))

    return Autoencoder()


@wrong(4, "detaches the code")
def conv_autoencoder(n_channels, side, n_code):
    from torch import nn

    if side < 1 or side % 4 != 0 or n_channels < 1 or n_code < 1:
        raise ValueError("a side that is a multiple of 4, please")

    class Autoencoder(nn.Module):
        def __init__(self):
            super().__init__()
            q = side // 4
            self.encoder = nn.Sequential(
                nn.Conv2d(n_channels, 8, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Conv2d(8, 16, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Flatten(),
                nn.Linear(16 * q * q, n_code),
            )
            self.decoder = nn.Sequential(
                nn.Linear(n_code, 16 * q * q),
                nn.ReLU(),
                nn.Unflatten(1, (16, q, q)),
                nn.ConvTranspose2d(16, 8, 4, padding=1, stride=2),
                nn.ReLU(),
                nn.ConvTranspose2d(8, n_channels, 4, padding=1, stride=2),
            )

        def forward(self, X):
            return self.decoder(self.encoder(X).detach())

    return Autoencoder()


@wrong(4, "works without gradients")
def conv_autoencoder(n_channels, side, n_code):
    from torch import nn

    if side < 1 or side % 4 != 0 or n_channels < 1 or n_code < 1:
        raise ValueError("a side that is a multiple of 4, please")

    class Autoencoder(nn.Module):
        def __init__(self):
            super().__init__()
            q = side // 4
            self.encoder = nn.Sequential(
                nn.Conv2d(n_channels, 8, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Conv2d(8, 16, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Flatten(),
                nn.Linear(16 * q * q, n_code),
            )
            self.decoder = nn.Sequential(
                nn.Linear(n_code, 16 * q * q),
                nn.ReLU(),
                nn.Unflatten(1, (16, q, q)),
                nn.ConvTranspose2d(16, 8, 4, padding=1, stride=2),
                nn.ReLU(),
                nn.ConvTranspose2d(8, n_channels, 4, padding=1, stride=2),
            )

        def forward(self, X):
            import torch

            with torch.no_grad():
                return self.decoder(self.encoder(X))

    return Autoencoder()


@wrong(4, "freezes the encoder")
def conv_autoencoder(n_channels, side, n_code):
    from torch import nn

    if side < 1 or side % 4 != 0 or n_channels < 1 or n_code < 1:
        raise ValueError("a side that is a multiple of 4, please")

    class Autoencoder(nn.Module):
        def __init__(self):
            super().__init__()
            q = side // 4
            self.encoder = nn.Sequential(
                nn.Conv2d(n_channels, 8, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Conv2d(8, 16, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Flatten(),
                nn.Linear(16 * q * q, n_code),
            )
            self.decoder = nn.Sequential(
                nn.Linear(n_code, 16 * q * q),
                nn.ReLU(),
                nn.Unflatten(1, (16, q, q)),
                nn.ConvTranspose2d(16, 8, 4, padding=1, stride=2),
                nn.ReLU(),
                nn.ConvTranspose2d(8, n_channels, 4, padding=1, stride=2),
            )

            self.encoder.requires_grad_(False)

        def forward(self, X):
            return self.decoder(self.encoder(X))

    return Autoencoder()


@wrong(4, "begins with weights of 0")
def conv_autoencoder(n_channels, side, n_code):
    from torch import nn

    if side < 1 or side % 4 != 0 or n_channels < 1 or n_code < 1:
        raise ValueError("a side that is a multiple of 4, please")

    class Autoencoder(nn.Module):
        def __init__(self):
            super().__init__()
            q = side // 4
            self.encoder = nn.Sequential(
                nn.Conv2d(n_channels, 8, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Conv2d(8, 16, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Flatten(),
                nn.Linear(16 * q * q, n_code),
            )
            self.decoder = nn.Sequential(
                nn.Linear(n_code, 16 * q * q),
                nn.ReLU(),
                nn.Unflatten(1, (16, q, q)),
                nn.ConvTranspose2d(16, 8, 4, padding=1, stride=2),
                nn.ReLU(),
                nn.ConvTranspose2d(8, n_channels, 4, padding=1, stride=2),
            )

            for values in self.parameters():
                nn.init.zeros_(values)

        def forward(self, X):
            return self.decoder(self.encoder(X))

    return Autoencoder()


@wrong(4, "returns codes and pictures")
def conv_autoencoder(n_channels, side, n_code):
    from torch import nn

    if side < 1 or side % 4 != 0 or n_channels < 1 or n_code < 1:
        raise ValueError("a side that is a multiple of 4, please")

    class Autoencoder(nn.Module):
        def __init__(self):
            super().__init__()
            q = side // 4
            self.encoder = nn.Sequential(
                nn.Conv2d(n_channels, 8, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Conv2d(8, 16, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Flatten(),
                nn.Linear(16 * q * q, n_code),
            )
            self.decoder = nn.Sequential(
                nn.Linear(n_code, 16 * q * q),
                nn.ReLU(),
                nn.Unflatten(1, (16, q, q)),
                nn.ConvTranspose2d(16, 8, 4, padding=1, stride=2),
                nn.ReLU(),
                nn.ConvTranspose2d(8, n_channels, 4, padding=1, stride=2),
            )

        def forward(self, X):
            return self.encoder(X), self.decoder(self.encoder(X))

    return Autoencoder()


@wrong(4, "returns codes only")
def conv_autoencoder(n_channels, side, n_code):
    from torch import nn

    if side < 1 or side % 4 != 0 or n_channels < 1 or n_code < 1:
        raise ValueError("a side that is a multiple of 4, please")

    class Autoencoder(nn.Module):
        def __init__(self):
            super().__init__()
            q = side // 4
            self.encoder = nn.Sequential(
                nn.Conv2d(n_channels, 8, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Conv2d(8, 16, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Flatten(),
                nn.Linear(16 * q * q, n_code),
            )
            self.decoder = nn.Sequential(
                nn.Linear(n_code, 16 * q * q),
                nn.ReLU(),
                nn.Unflatten(1, (16, q, q)),
                nn.ConvTranspose2d(16, 8, 4, padding=1, stride=2),
                nn.ReLU(),
                nn.ConvTranspose2d(8, n_channels, 4, padding=1, stride=2),
            )

        def forward(self, X):
            return self.encoder(X)

    return Autoencoder()


@wrong(4, "draws the code at random around the encoder's")
def conv_autoencoder(n_channels, side, n_code):
    from torch import nn

    if side < 1 or side % 4 != 0 or n_channels < 1 or n_code < 1:
        raise ValueError("a side that is a multiple of 4, please")

    class Autoencoder(nn.Module):
        def __init__(self):
            super().__init__()
            q = side // 4
            self.encoder = nn.Sequential(
                nn.Conv2d(n_channels, 8, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Conv2d(8, 16, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Flatten(),
                nn.Linear(16 * q * q, n_code),
            )
            self.decoder = nn.Sequential(
                nn.Linear(n_code, 16 * q * q),
                nn.ReLU(),
                nn.Unflatten(1, (16, q, q)),
                nn.ConvTranspose2d(16, 8, 4, padding=1, stride=2),
                nn.ReLU(),
                nn.ConvTranspose2d(8, n_channels, 4, padding=1, stride=2),
            )

        def forward(self, X):
            return self.decoder((Z := self.encoder(X)) + Z.new_empty(Z.shape).normal_())

    return Autoencoder()


@wrong(4, "returns the class, not a network")
def conv_autoencoder(n_channels, side, n_code):
    from torch import nn

    if side < 1 or side % 4 != 0 or n_channels < 1 or n_code < 1:
        raise ValueError("a side that is a multiple of 4, please")

    class Autoencoder(nn.Module):
        def __init__(self):
            super().__init__()
            q = side // 4
            self.encoder = nn.Sequential(
                nn.Conv2d(n_channels, 8, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Conv2d(8, 16, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Flatten(),
                nn.Linear(16 * q * q, n_code),
            )
            self.decoder = nn.Sequential(
                nn.Linear(n_code, 16 * q * q),
                nn.ReLU(),
                nn.Unflatten(1, (16, q, q)),
                nn.ConvTranspose2d(16, 8, 4, padding=1, stride=2),
                nn.ReLU(),
                nn.ConvTranspose2d(8, n_channels, 4, padding=1, stride=2),
            )

        def forward(self, X):
            return self.decoder(self.encoder(X))

    return Autoencoder


@wrong(4, "returns both halves in a tuple")
def conv_autoencoder(n_channels, side, n_code):
    from torch import nn

    if side < 1 or side % 4 != 0 or n_channels < 1 or n_code < 1:
        raise ValueError("a side that is a multiple of 4, please")

    class Autoencoder(nn.Module):
        def __init__(self):
            super().__init__()
            q = side // 4
            self.encoder = nn.Sequential(
                nn.Conv2d(n_channels, 8, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Conv2d(8, 16, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Flatten(),
                nn.Linear(16 * q * q, n_code),
            )
            self.decoder = nn.Sequential(
                nn.Linear(n_code, 16 * q * q),
                nn.ReLU(),
                nn.Unflatten(1, (16, q, q)),
                nn.ConvTranspose2d(16, 8, 4, padding=1, stride=2),
                nn.ReLU(),
                nn.ConvTranspose2d(8, n_channels, 4, padding=1, stride=2),
            )

        def forward(self, X):
            return self.decoder(self.encoder(X))

    network = Autoencoder()
    return network.encoder, network.decoder


@wrong(4, "calls the halves otherwise")
def conv_autoencoder(n_channels, side, n_code):
    from torch import nn

    if side < 1 or side % 4 != 0 or n_channels < 1 or n_code < 1:
        raise ValueError("a side that is a multiple of 4, please")

    class Autoencoder(nn.Module):
        def __init__(self):
            super().__init__()
            q = side // 4
            self.encode = nn.Sequential(
                nn.Conv2d(n_channels, 8, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Conv2d(8, 16, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Flatten(),
                nn.Linear(16 * q * q, n_code),
            )
            self.decode = nn.Sequential(
                nn.Linear(n_code, 16 * q * q),
                nn.ReLU(),
                nn.Unflatten(1, (16, q, q)),
                nn.ConvTranspose2d(16, 8, 4, padding=1, stride=2),
                nn.ReLU(),
                nn.ConvTranspose2d(8, n_channels, 4, padding=1, stride=2),
            )

        def forward(self, X):
            return self.decode(self.encode(X))

    return Autoencoder()


@wrong(4, "has a spare layer")
def conv_autoencoder(n_channels, side, n_code):
    from torch import nn

    if side < 1 or side % 4 != 0 or n_channels < 1 or n_code < 1:
        raise ValueError("a side that is a multiple of 4, please")

    class Autoencoder(nn.Module):
        def __init__(self):
            super().__init__()
            q = side // 4
            self.encoder = nn.Sequential(
                nn.Conv2d(n_channels, 8, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Conv2d(8, 16, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Flatten(),
                nn.Linear(16 * q * q, n_code),
            )
            self.decoder = nn.Sequential(
                nn.Linear(n_code, 16 * q * q),
                nn.ReLU(),
                nn.Unflatten(1, (16, q, q)),
                nn.ConvTranspose2d(16, 8, 4, padding=1, stride=2),
                nn.ReLU(),
                nn.ConvTranspose2d(8, n_channels, 4, padding=1, stride=2),
            )

            self.spare = nn.Linear(2, 2)

        def forward(self, X):
            return self.decoder(self.encoder(X))

    return Autoencoder()


@wrong(4, "works in double precision")
def conv_autoencoder(n_channels, side, n_code):
    from torch import nn

    if side < 1 or side % 4 != 0 or n_channels < 1 or n_code < 1:
        raise ValueError("a side that is a multiple of 4, please")

    class Autoencoder(nn.Module):
        def __init__(self):
            super().__init__()
            q = side // 4
            self.encoder = nn.Sequential(
                nn.Conv2d(n_channels, 8, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Conv2d(8, 16, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Flatten(),
                nn.Linear(16 * q * q, n_code),
            )
            self.decoder = nn.Sequential(
                nn.Linear(n_code, 16 * q * q),
                nn.ReLU(),
                nn.Unflatten(1, (16, q, q)),
                nn.ConvTranspose2d(16, 8, 4, padding=1, stride=2),
                nn.ReLU(),
                nn.ConvTranspose2d(8, n_channels, 4, padding=1, stride=2),
            )

        def forward(self, X):
            return self.decoder(self.encoder(X))

    return Autoencoder().double()


@wrong(4, "takes sides that are odd")
def conv_autoencoder(n_channels, side, n_code):
    from torch import nn

    if side < 1 or n_channels < 1 or n_code < 1:
        raise ValueError("a side that is a multiple of 4, please")

    class Autoencoder(nn.Module):
        def __init__(self):
            super().__init__()
            q = side // 4
            self.encoder = nn.Sequential(
                nn.Conv2d(n_channels, 8, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Conv2d(8, 16, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Flatten(),
                nn.Linear(16 * q * q, n_code),
            )
            self.decoder = nn.Sequential(
                nn.Linear(n_code, 16 * q * q),
                nn.ReLU(),
                nn.Unflatten(1, (16, q, q)),
                nn.ConvTranspose2d(16, 8, 4, padding=1, stride=2),
                nn.ReLU(),
                nn.ConvTranspose2d(8, n_channels, 4, padding=1, stride=2),
            )

        def forward(self, X):
            return self.decoder(self.encoder(X))

    return Autoencoder()


@wrong(4, "takes sides that are even")
def conv_autoencoder(n_channels, side, n_code):
    from torch import nn

    if side < 1 or side % 2 != 0 or n_channels < 1 or n_code < 1:
        raise ValueError("a side that is a multiple of 4, please")

    class Autoencoder(nn.Module):
        def __init__(self):
            super().__init__()
            q = side // 4
            self.encoder = nn.Sequential(
                nn.Conv2d(n_channels, 8, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Conv2d(8, 16, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Flatten(),
                nn.Linear(16 * q * q, n_code),
            )
            self.decoder = nn.Sequential(
                nn.Linear(n_code, 16 * q * q),
                nn.ReLU(),
                nn.Unflatten(1, (16, q, q)),
                nn.ConvTranspose2d(16, 8, 4, padding=1, stride=2),
                nn.ReLU(),
                nn.ConvTranspose2d(8, n_channels, 4, padding=1, stride=2),
            )

        def forward(self, X):
            return self.decoder(self.encoder(X))

    return Autoencoder()


@wrong(4, "takes codes of nothing")
def conv_autoencoder(n_channels, side, n_code):
    from torch import nn

    if side < 1 or side % 4 != 0 or n_channels < 1:
        raise ValueError("a side that is a multiple of 4, please")

    class Autoencoder(nn.Module):
        def __init__(self):
            super().__init__()
            q = side // 4
            self.encoder = nn.Sequential(
                nn.Conv2d(n_channels, 8, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Conv2d(8, 16, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Flatten(),
                nn.Linear(16 * q * q, n_code),
            )
            self.decoder = nn.Sequential(
                nn.Linear(n_code, 16 * q * q),
                nn.ReLU(),
                nn.Unflatten(1, (16, q, q)),
                nn.ConvTranspose2d(16, 8, 4, padding=1, stride=2),
                nn.ReLU(),
                nn.ConvTranspose2d(8, n_channels, 4, padding=1, stride=2),
            )

        def forward(self, X):
            return self.decoder(self.encoder(X))

    return Autoencoder()


@wrong(4, "takes pictures without channels")
def conv_autoencoder(n_channels, side, n_code):
    from torch import nn

    if side < 1 or side % 4 != 0 or n_code < 1:
        raise ValueError("a side that is a multiple of 4, please")

    class Autoencoder(nn.Module):
        def __init__(self):
            super().__init__()
            q = side // 4
            self.encoder = nn.Sequential(
                nn.Conv2d(n_channels, 8, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Conv2d(8, 16, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Flatten(),
                nn.Linear(16 * q * q, n_code),
            )
            self.decoder = nn.Sequential(
                nn.Linear(n_code, 16 * q * q),
                nn.ReLU(),
                nn.Unflatten(1, (16, q, q)),
                nn.ConvTranspose2d(16, 8, 4, padding=1, stride=2),
                nn.ReLU(),
                nn.ConvTranspose2d(8, n_channels, 4, padding=1, stride=2),
            )

        def forward(self, X):
            return self.decoder(self.encoder(X))

    return Autoencoder()


@wrong(4, "refuses codes of one number")
def conv_autoencoder(n_channels, side, n_code):
    from torch import nn

    if side < 1 or side % 4 != 0 or n_channels < 1 or n_code < 2:
        raise ValueError("a side that is a multiple of 4, please")

    class Autoencoder(nn.Module):
        def __init__(self):
            super().__init__()
            q = side // 4
            self.encoder = nn.Sequential(
                nn.Conv2d(n_channels, 8, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Conv2d(8, 16, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Flatten(),
                nn.Linear(16 * q * q, n_code),
            )
            self.decoder = nn.Sequential(
                nn.Linear(n_code, 16 * q * q),
                nn.ReLU(),
                nn.Unflatten(1, (16, q, q)),
                nn.ConvTranspose2d(16, 8, 4, padding=1, stride=2),
                nn.ReLU(),
                nn.ConvTranspose2d(8, n_channels, 4, padding=1, stride=2),
            )

        def forward(self, X):
            return self.decoder(self.encoder(X))

    return Autoencoder()


@wrong(4, "refuses the smallest pictures")
def conv_autoencoder(n_channels, side, n_code):
    from torch import nn

    if side < 8 or side % 4 != 0 or n_channels < 1 or n_code < 1:
        raise ValueError("a side that is a multiple of 4, please")

    class Autoencoder(nn.Module):
        def __init__(self):
            super().__init__()
            q = side // 4
            self.encoder = nn.Sequential(
                nn.Conv2d(n_channels, 8, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Conv2d(8, 16, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Flatten(),
                nn.Linear(16 * q * q, n_code),
            )
            self.decoder = nn.Sequential(
                nn.Linear(n_code, 16 * q * q),
                nn.ReLU(),
                nn.Unflatten(1, (16, q, q)),
                nn.ConvTranspose2d(16, 8, 4, padding=1, stride=2),
                nn.ReLU(),
                nn.ConvTranspose2d(8, n_channels, 4, padding=1, stride=2),
            )

        def forward(self, X):
            return self.decoder(self.encoder(X))

    return Autoencoder()


@right(4, "as a class")
def conv_autoencoder(n_channels, side, n_code):
    from torch import nn

    if side < 1 or side % 4 != 0 or n_channels < 1 or n_code < 1:
        raise ValueError("a side that is a multiple of 4, please")

    class Autoencoder(nn.Module):
        def __init__(self):
            super().__init__()
            q = side // 4
            self.encoder = nn.Sequential(
                nn.Conv2d(n_channels, 8, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Conv2d(8, 16, 3, padding=1, stride=2),
                nn.ReLU(),
                nn.Flatten(),
                nn.Linear(16 * q * q, n_code),
            )
            self.decoder = nn.Sequential(
                nn.Linear(n_code, 16 * q * q),
                nn.ReLU(),
                nn.Unflatten(1, (16, q, q)),
                nn.ConvTranspose2d(16, 8, 4, padding=1, stride=2),
                nn.ReLU(),
                nn.ConvTranspose2d(8, n_channels, 4, padding=1, stride=2),
            )

        def forward(self, X):
            return self.decoder(self.encoder(X))

    return Autoencoder()


@right(4, "as a dictionary of layers in one sequence")
def conv_autoencoder(n_channels, side, n_code):
    from collections import OrderedDict

    from torch.nn import Conv2d, ConvTranspose2d, Flatten, Linear, ReLU, Sequential, Unflatten

    if min(n_channels, side, n_code) <= 0 or side % 4:
        raise ValueError("these sizes will not do")
    shape = (16, side // 4, side // 4)
    n = shape[0] * shape[1] * shape[2]
    down = Sequential(Conv2d(n_channels, 8, 3, 2, 1), ReLU(), Conv2d(8, 16, 3, 2, 1), ReLU(), Flatten())
    up = Sequential(ConvTranspose2d(16, 8, 4, 2, 1), ReLU(), ConvTranspose2d(8, n_channels, 4, 2, 1))
    encoder = Sequential(down, Linear(n, n_code))
    decoder = Sequential(Linear(n_code, n), ReLU(), Unflatten(1, shape), up)
    return Sequential(OrderedDict(encoder=encoder, decoder=decoder))


@right(4, "with halves of its own kinds, and functions for ReLU")
def conv_autoencoder(n_channels, side, n_code):
    import torch
    from torch import nn

    if side not in range(4, 10**6, 4) or n_channels < 1 or n_code < 1:
        raise ValueError("these sizes will not do")
    q = side // 4

    class Encoder(nn.Module):
        def __init__(self):
            super().__init__()
            self.last = nn.Linear(16 * q**2, n_code)
            self.second = nn.Conv2d(8, 16, (3, 3), (2, 2), (1, 1))
            self.first = nn.Conv2d(n_channels, 8, (3, 3), (2, 2), (1, 1))

        def forward(self, X):
            X = torch.relu(self.second(torch.relu(self.first(X))))
            return self.last(X.flatten(start_dim=1))

    class Decoder(nn.Module):
        def __init__(self):
            super().__init__()
            self.layers = nn.ModuleList(
                [
                    nn.Linear(n_code, 16 * q**2),
                    nn.ConvTranspose2d(16, 8, 4, 2, padding=1),
                    nn.ConvTranspose2d(8, n_channels, 4, 2, padding=1),
                ]
            )

        def forward(self, Z):
            dense, second, last = self.layers
            X = nn.functional.relu(dense(Z)).view(-1, 16, q, q)
            return last(nn.functional.relu(second(X)))

    class Network(nn.Module):
        def __init__(self):
            super().__init__()
            self.decoder = Decoder()
            self.encoder = Encoder()

        def forward(self, X):
            return self.decoder(self.encoder(X))

    return Network()


# Question 5: corrupt


@wrong(5, "adds noise to the clean pictures")
def corrupt(images, noise, size, rng):
    images = np.asarray(images)
    n, height, width = images.shape
    if noise < 0 or size < 0 or size > min(height, width):
        raise ValueError("noise or size is out of its range")
    noisy = noise * rng.standard_normal(images.shape)
    if images.dtype.kind == "f":
        images += noisy
        corrupted = images.astype(float)
    else:
        corrupted = images + noisy
    hidden = np.zeros(images.shape, dtype=bool)
    for i in range(n):
        top = rng.integers(0, height - size + 1)
        left = rng.integers(0, width - size + 1)
        hidden[i, top : top + size, left : left + size] = True
    corrupted[hidden] = 0
    return corrupted, hidden


@wrong(5, "hides pixels of the clean pictures")
def corrupt(images, noise, size, rng):
    images = np.asarray(images)
    n, height, width = images.shape
    if noise < 0 or size < 0 or size > min(height, width):
        raise ValueError("noise or size is out of its range")
    corrupted = images + noise * rng.standard_normal(images.shape)
    hidden = np.zeros(images.shape, dtype=bool)
    for i in range(n):
        top = rng.integers(0, height - size + 1)
        left = rng.integers(0, width - size + 1)
        hidden[i, top : top + size, left : left + size] = True
    corrupted[hidden] = 0
    images[hidden] = 0
    return corrupted, hidden


@wrong(5, "adds the noise after hiding")
def corrupt(images, noise, size, rng):
    images = np.asarray(images, dtype=float)
    n, height, width = images.shape
    if noise < 0 or size < 0 or size > min(height, width):
        raise ValueError("noise or size is out of its range")
    corrupted = images.copy()
    hidden = np.zeros(images.shape, dtype=bool)
    for i in range(n):
        top = rng.integers(0, height - size + 1)
        left = rng.integers(0, width - size + 1)
        hidden[i, top : top + size, left : left + size] = True
    corrupted[hidden] = 0
    corrupted += noise * rng.standard_normal(images.shape)
    return corrupted, hidden


@wrong(5, "takes noise for a variance")
def corrupt(images, noise, size, rng):
    images = np.asarray(images, dtype=float)
    n, height, width = images.shape
    if noise < 0 or size < 0 or size > min(height, width):
        raise ValueError("noise or size is out of its range")
    corrupted = images + np.sqrt(abs(noise)) * rng.standard_normal(images.shape)
    hidden = np.zeros(images.shape, dtype=bool)
    for i in range(n):
        top = rng.integers(0, height - size + 1)
        left = rng.integers(0, width - size + 1)
        hidden[i, top : top + size, left : left + size] = True
    corrupted[hidden] = 0
    return corrupted, hidden


@wrong(5, "squares the deviation")
def corrupt(images, noise, size, rng):
    images = np.asarray(images, dtype=float)
    n, height, width = images.shape
    if noise < 0 or size < 0 or size > min(height, width):
        raise ValueError("noise or size is out of its range")
    corrupted = images + noise**2 * rng.standard_normal(images.shape)
    hidden = np.zeros(images.shape, dtype=bool)
    for i in range(n):
        top = rng.integers(0, height - size + 1)
        left = rng.integers(0, width - size + 1)
        hidden[i, top : top + size, left : left + size] = True
    corrupted[hidden] = 0
    return corrupted, hidden


@wrong(5, "draws uniform noise of the same deviation")
def corrupt(images, noise, size, rng):
    images = np.asarray(images, dtype=float)
    n, height, width = images.shape
    if noise < 0 or size < 0 or size > min(height, width):
        raise ValueError("noise or size is out of its range")
    corrupted = images + noise * rng.uniform(-(3**0.5), 3**0.5, size=images.shape)
    hidden = np.zeros(images.shape, dtype=bool)
    for i in range(n):
        top = rng.integers(0, height - size + 1)
        left = rng.integers(0, width - size + 1)
        hidden[i, top : top + size, left : left + size] = True
    corrupted[hidden] = 0
    return corrupted, hidden


@wrong(5, "draws uniform noise between 0 and 1")
def corrupt(images, noise, size, rng):
    images = np.asarray(images, dtype=float)
    n, height, width = images.shape
    if noise < 0 or size < 0 or size > min(height, width):
        raise ValueError("noise or size is out of its range")
    corrupted = images + noise * rng.random(images.shape)
    hidden = np.zeros(images.shape, dtype=bool)
    for i in range(n):
        top = rng.integers(0, height - size + 1)
        left = rng.integers(0, width - size + 1)
        hidden[i, top : top + size, left : left + size] = True
    corrupted[hidden] = 0
    return corrupted, hidden


@wrong(5, "draws noise of one sign")
def corrupt(images, noise, size, rng):
    images = np.asarray(images, dtype=float)
    n, height, width = images.shape
    if noise < 0 or size < 0 or size > min(height, width):
        raise ValueError("noise or size is out of its range")
    corrupted = images + noise * np.abs(rng.standard_normal(images.shape))
    hidden = np.zeros(images.shape, dtype=bool)
    for i in range(n):
        top = rng.integers(0, height - size + 1)
        left = rng.integers(0, width - size + 1)
        hidden[i, top : top + size, left : left + size] = True
    corrupted[hidden] = 0
    return corrupted, hidden


@wrong(5, "draws one number for the whole batch")
def corrupt(images, noise, size, rng):
    images = np.asarray(images, dtype=float)
    n, height, width = images.shape
    if noise < 0 or size < 0 or size > min(height, width):
        raise ValueError("noise or size is out of its range")
    corrupted = images + noise * rng.standard_normal()
    hidden = np.zeros(images.shape, dtype=bool)
    for i in range(n):
        top = rng.integers(0, height - size + 1)
        left = rng.integers(0, width - size + 1)
        hidden[i, top : top + size, left : left + size] = True
    corrupted[hidden] = 0
    return corrupted, hidden


@wrong(5, "draws one number for each picture")
def corrupt(images, noise, size, rng):
    images = np.asarray(images, dtype=float)
    n, height, width = images.shape
    if noise < 0 or size < 0 or size > min(height, width):
        raise ValueError("noise or size is out of its range")
    corrupted = images + noise * rng.standard_normal((n, 1, 1))
    hidden = np.zeros(images.shape, dtype=bool)
    for i in range(n):
        top = rng.integers(0, height - size + 1)
        left = rng.integers(0, width - size + 1)
        hidden[i, top : top + size, left : left + size] = True
    corrupted[hidden] = 0
    return corrupted, hidden


@wrong(5, "draws the same noise for all pictures")
def corrupt(images, noise, size, rng):
    images = np.asarray(images, dtype=float)
    n, height, width = images.shape
    if noise < 0 or size < 0 or size > min(height, width):
        raise ValueError("noise or size is out of its range")
    corrupted = images + noise * rng.standard_normal((height, width))
    hidden = np.zeros(images.shape, dtype=bool)
    for i in range(n):
        top = rng.integers(0, height - size + 1)
        left = rng.integers(0, width - size + 1)
        hidden[i, top : top + size, left : left + size] = True
    corrupted[hidden] = 0
    return corrupted, hidden


@wrong(5, "multiplies by the noise")
def corrupt(images, noise, size, rng):
    images = np.asarray(images, dtype=float)
    n, height, width = images.shape
    if noise < 0 or size < 0 or size > min(height, width):
        raise ValueError("noise or size is out of its range")
    corrupted = images * (1 + noise * rng.standard_normal(images.shape))
    hidden = np.zeros(images.shape, dtype=bool)
    for i in range(n):
        top = rng.integers(0, height - size + 1)
        left = rng.integers(0, width - size + 1)
        hidden[i, top : top + size, left : left + size] = True
    corrupted[hidden] = 0
    return corrupted, hidden


@wrong(5, "clips to 0 and 1")
def corrupt(images, noise, size, rng):
    images = np.asarray(images, dtype=float)
    n, height, width = images.shape
    if noise < 0 or size < 0 or size > min(height, width):
        raise ValueError("noise or size is out of its range")
    corrupted = images + noise * rng.standard_normal(images.shape)
    hidden = np.zeros(images.shape, dtype=bool)
    for i in range(n):
        top = rng.integers(0, height - size + 1)
        left = rng.integers(0, width - size + 1)
        hidden[i, top : top + size, left : left + size] = True
    corrupted = np.clip(corrupted, 0, 1)
    corrupted[hidden] = 0
    return corrupted, hidden


@wrong(5, "clips what is below 0")
def corrupt(images, noise, size, rng):
    images = np.asarray(images, dtype=float)
    n, height, width = images.shape
    if noise < 0 or size < 0 or size > min(height, width):
        raise ValueError("noise or size is out of its range")
    corrupted = images + noise * rng.standard_normal(images.shape)
    hidden = np.zeros(images.shape, dtype=bool)
    for i in range(n):
        top = rng.integers(0, height - size + 1)
        left = rng.integers(0, width - size + 1)
        hidden[i, top : top + size, left : left + size] = True
    corrupted = np.maximum(corrupted, 0)
    corrupted[hidden] = 0
    return corrupted, hidden


@wrong(5, "rounds pixels to integers")
def corrupt(images, noise, size, rng):
    images = np.asarray(images, dtype=float)
    n, height, width = images.shape
    if noise < 0 or size < 0 or size > min(height, width):
        raise ValueError("noise or size is out of its range")
    corrupted = images + noise * rng.standard_normal(images.shape)
    hidden = np.zeros(images.shape, dtype=bool)
    for i in range(n):
        top = rng.integers(0, height - size + 1)
        left = rng.integers(0, width - size + 1)
        hidden[i, top : top + size, left : left + size] = True
    corrupted = np.round(corrupted)
    corrupted[hidden] = 0
    return corrupted, hidden


@wrong(5, "adds no noise")
def corrupt(images, noise, size, rng):
    images = np.asarray(images, dtype=float)
    n, height, width = images.shape
    if noise < 0 or size < 0 or size > min(height, width):
        raise ValueError("noise or size is out of its range")
    corrupted = images + 0
    hidden = np.zeros(images.shape, dtype=bool)
    for i in range(n):
        top = rng.integers(0, height - size + 1)
        left = rng.integers(0, width - size + 1)
        hidden[i, top : top + size, left : left + size] = True
    corrupted[hidden] = 0
    return corrupted, hidden


@wrong(5, "hides the same place in all pictures")
def corrupt(images, noise, size, rng):
    images = np.asarray(images, dtype=float)
    _n, height, width = images.shape
    if noise < 0 or size < 0 or size > min(height, width):
        raise ValueError("noise or size is out of its range")
    corrupted = images + noise * rng.standard_normal(images.shape)
    hidden = np.zeros(images.shape, dtype=bool)
    top = rng.integers(0, height - size + 1)
    left = rng.integers(0, width - size + 1)
    hidden[:, top : top + size, left : left + size] = True
    corrupted[hidden] = 0
    return corrupted, hidden


@wrong(5, "never hides the last row and column")
def corrupt(images, noise, size, rng):
    images = np.asarray(images, dtype=float)
    n, height, width = images.shape
    if noise < 0 or size < 0 or size > min(height, width):
        raise ValueError("noise or size is out of its range")
    corrupted = images + noise * rng.standard_normal(images.shape)
    hidden = np.zeros(images.shape, dtype=bool)
    for i in range(n):
        top = rng.integers(0, max(height - size, 1))
        left = rng.integers(0, max(width - size, 1))
        hidden[i, top : top + size, left : left + size] = True
    corrupted[hidden] = 0
    return corrupted, hidden


@wrong(5, "lets the square stick out of the picture")
def corrupt(images, noise, size, rng):
    images = np.asarray(images, dtype=float)
    n, height, width = images.shape
    if noise < 0 or size < 0 or size > min(height, width):
        raise ValueError("noise or size is out of its range")
    corrupted = images + noise * rng.standard_normal(images.shape)
    hidden = np.zeros(images.shape, dtype=bool)
    for i in range(n):
        top = rng.integers(0, height)
        left = rng.integers(0, width)
        hidden[i, top : top + size, left : left + size] = True
    corrupted[hidden] = 0
    return corrupted, hidden


@wrong(5, "takes as many columns as there are rows")
def corrupt(images, noise, size, rng):
    images = np.asarray(images, dtype=float)
    n, height, width = images.shape
    if noise < 0 or size < 0 or size > min(height, width):
        raise ValueError("noise or size is out of its range")
    corrupted = images + noise * rng.standard_normal(images.shape)
    hidden = np.zeros(images.shape, dtype=bool)
    for i in range(n):
        top = rng.integers(0, height - size + 1)
        left = rng.integers(0, height - size + 1)
        hidden[i, top : top + size, left : left + size] = True
    corrupted[hidden] = 0
    return corrupted, hidden


@wrong(5, "hides a square on the diagonal")
def corrupt(images, noise, size, rng):
    images = np.asarray(images, dtype=float)
    n, height, width = images.shape
    if noise < 0 or size < 0 or size > min(height, width):
        raise ValueError("noise or size is out of its range")
    corrupted = images + noise * rng.standard_normal(images.shape)
    hidden = np.zeros(images.shape, dtype=bool)
    for i in range(n):
        top = rng.integers(0, height - size + 1)
        left = min(top, width - size)
        hidden[i, top : top + size, left : left + size] = True
    corrupted[hidden] = 0
    return corrupted, hidden


@wrong(5, "hides the middle")
def corrupt(images, noise, size, rng):
    images = np.asarray(images, dtype=float)
    n, height, width = images.shape
    if noise < 0 or size < 0 or size > min(height, width):
        raise ValueError("noise or size is out of its range")
    corrupted = images + noise * rng.standard_normal(images.shape)
    hidden = np.zeros(images.shape, dtype=bool)
    for i in range(n):
        top = (height - size) // 2
        left = (width - size) // 2
        hidden[i, top : top + size, left : left + size] = True
    corrupted[hidden] = 0
    return corrupted, hidden


@wrong(5, "hides the top left corner")
def corrupt(images, noise, size, rng):
    images = np.asarray(images, dtype=float)
    n, height, width = images.shape
    if noise < 0 or size < 0 or size > min(height, width):
        raise ValueError("noise or size is out of its range")
    corrupted = images + noise * rng.standard_normal(images.shape)
    hidden = np.zeros(images.shape, dtype=bool)
    for i in range(n):
        top = 0
        left = 0
        hidden[i, top : top + size, left : left + size] = True
    corrupted[hidden] = 0
    return corrupted, hidden


@wrong(5, "hides scattered pixels, as many as the square has")
def corrupt(images, noise, size, rng):
    images = np.asarray(images, dtype=float)
    n, height, width = images.shape
    if noise < 0 or size < 0 or size > min(height, width):
        raise ValueError("noise or size is out of its range")
    corrupted = images + noise * rng.standard_normal(images.shape)
    hidden = np.zeros(images.shape, dtype=bool)
    for i in range(n):
        rng.integers(0, height - size + 1)
        rng.integers(0, width - size + 1)
        hidden[i].flat[rng.permutation(height * width)[: size * size]] = True
    corrupted[hidden] = 0
    return corrupted, hidden


@wrong(5, "hides whole rows")
def corrupt(images, noise, size, rng):
    images = np.asarray(images, dtype=float)
    n, height, width = images.shape
    if noise < 0 or size < 0 or size > min(height, width):
        raise ValueError("noise or size is out of its range")
    corrupted = images + noise * rng.standard_normal(images.shape)
    hidden = np.zeros(images.shape, dtype=bool)
    for i in range(n):
        top = rng.integers(0, height - size + 1)
        rng.integers(0, width - size + 1)
        hidden[i, top : top + size, :] = True
    corrupted[hidden] = 0
    return corrupted, hidden


@wrong(5, "hides one row and column more")
def corrupt(images, noise, size, rng):
    images = np.asarray(images, dtype=float)
    n, height, width = images.shape
    if noise < 0 or size < 0 or size > min(height, width):
        raise ValueError("noise or size is out of its range")
    corrupted = images + noise * rng.standard_normal(images.shape)
    hidden = np.zeros(images.shape, dtype=bool)
    for i in range(n):
        top = rng.integers(0, height - size + 1)
        left = rng.integers(0, width - size + 1)
        hidden[i, top : top + size + 1, left : left + size] = True
    corrupted[hidden] = 0
    return corrupted, hidden


@wrong(5, "hides one row fewer")
def corrupt(images, noise, size, rng):
    images = np.asarray(images, dtype=float)
    n, height, width = images.shape
    if noise < 0 or size < 0 or size > min(height, width):
        raise ValueError("noise or size is out of its range")
    corrupted = images + noise * rng.standard_normal(images.shape)
    hidden = np.zeros(images.shape, dtype=bool)
    for i in range(n):
        top = rng.integers(0, height - size + 1)
        left = rng.integers(0, width - size + 1)
        hidden[i, top + 1 : top + size, left : left + size] = True
    corrupted[hidden] = 0
    return corrupted, hidden


@wrong(5, "hides all but the square")
def corrupt(images, noise, size, rng):
    images = np.asarray(images, dtype=float)
    n, height, width = images.shape
    if noise < 0 or size < 0 or size > min(height, width):
        raise ValueError("noise or size is out of its range")
    corrupted = images + noise * rng.standard_normal(images.shape)
    hidden = np.zeros(images.shape, dtype=bool)
    for i in range(n):
        top = rng.integers(0, height - size + 1)
        left = rng.integers(0, width - size + 1)
        hidden[i, top : top + size, left : left + size] = True
    corrupted[~hidden] = 0
    return corrupted, hidden


@wrong(5, "says what is seen instead of what is hidden")
def corrupt(images, noise, size, rng):
    images = np.asarray(images, dtype=float)
    n, height, width = images.shape
    if noise < 0 or size < 0 or size > min(height, width):
        raise ValueError("noise or size is out of its range")
    corrupted = images + noise * rng.standard_normal(images.shape)
    hidden = np.zeros(images.shape, dtype=bool)
    for i in range(n):
        top = rng.integers(0, height - size + 1)
        left = rng.integers(0, width - size + 1)
        hidden[i, top : top + size, left : left + size] = True
    corrupted[hidden] = 0
    return corrupted, ~hidden


@wrong(5, "fills the square with the mean")
def corrupt(images, noise, size, rng):
    images = np.asarray(images, dtype=float)
    n, height, width = images.shape
    if noise < 0 or size < 0 or size > min(height, width):
        raise ValueError("noise or size is out of its range")
    corrupted = images + noise * rng.standard_normal(images.shape)
    hidden = np.zeros(images.shape, dtype=bool)
    for i in range(n):
        top = rng.integers(0, height - size + 1)
        left = rng.integers(0, width - size + 1)
        hidden[i, top : top + size, left : left + size] = True
    corrupted[hidden] = images.mean()
    return corrupted, hidden


@wrong(5, "fills the square with NaN")
def corrupt(images, noise, size, rng):
    images = np.asarray(images, dtype=float)
    n, height, width = images.shape
    if noise < 0 or size < 0 or size > min(height, width):
        raise ValueError("noise or size is out of its range")
    corrupted = images + noise * rng.standard_normal(images.shape)
    hidden = np.zeros(images.shape, dtype=bool)
    for i in range(n):
        top = rng.integers(0, height - size + 1)
        left = rng.integers(0, width - size + 1)
        hidden[i, top : top + size, left : left + size] = True
    corrupted[hidden] = np.nan
    return corrupted, hidden


@wrong(5, "says what is hidden in numbers")
def corrupt(images, noise, size, rng):
    images = np.asarray(images, dtype=float)
    n, height, width = images.shape
    if noise < 0 or size < 0 or size > min(height, width):
        raise ValueError("noise or size is out of its range")
    corrupted = images + noise * rng.standard_normal(images.shape)
    hidden = np.zeros(images.shape, dtype=bool)
    for i in range(n):
        top = rng.integers(0, height - size + 1)
        left = rng.integers(0, width - size + 1)
        hidden[i, top : top + size, left : left + size] = True
    corrupted[hidden] = 0
    return corrupted, hidden.astype(float)


@wrong(5, "exchanges pictures and places")
def corrupt(images, noise, size, rng):
    images = np.asarray(images, dtype=float)
    n, height, width = images.shape
    if noise < 0 or size < 0 or size > min(height, width):
        raise ValueError("noise or size is out of its range")
    corrupted = images + noise * rng.standard_normal(images.shape)
    hidden = np.zeros(images.shape, dtype=bool)
    for i in range(n):
        top = rng.integers(0, height - size + 1)
        left = rng.integers(0, width - size + 1)
        hidden[i, top : top + size, left : left + size] = True
    corrupted[hidden] = 0
    return hidden, corrupted


@wrong(5, "returns pictures only")
def corrupt(images, noise, size, rng):
    images = np.asarray(images, dtype=float)
    n, height, width = images.shape
    if noise < 0 or size < 0 or size > min(height, width):
        raise ValueError("noise or size is out of its range")
    corrupted = images + noise * rng.standard_normal(images.shape)
    hidden = np.zeros(images.shape, dtype=bool)
    for i in range(n):
        top = rng.integers(0, height - size + 1)
        left = rng.integers(0, width - size + 1)
        hidden[i, top : top + size, left : left + size] = True
    corrupted[hidden] = 0
    return corrupted


@wrong(5, "returns the clean pictures as well")
def corrupt(images, noise, size, rng):
    images = np.asarray(images, dtype=float)
    n, height, width = images.shape
    if noise < 0 or size < 0 or size > min(height, width):
        raise ValueError("noise or size is out of its range")
    corrupted = images + noise * rng.standard_normal(images.shape)
    hidden = np.zeros(images.shape, dtype=bool)
    for i in range(n):
        top = rng.integers(0, height - size + 1)
        left = rng.integers(0, width - size + 1)
        hidden[i, top : top + size, left : left + size] = True
    corrupted[hidden] = 0
    return corrupted, images, hidden


@wrong(5, "returns lists")
def corrupt(images, noise, size, rng):
    images = np.asarray(images, dtype=float)
    n, height, width = images.shape
    if noise < 0 or size < 0 or size > min(height, width):
        raise ValueError("noise or size is out of its range")
    corrupted = images + noise * rng.standard_normal(images.shape)
    hidden = np.zeros(images.shape, dtype=bool)
    for i in range(n):
        top = rng.integers(0, height - size + 1)
        left = rng.integers(0, width - size + 1)
        hidden[i, top : top + size, left : left + size] = True
    corrupted[hidden] = 0
    return corrupted.tolist(), hidden.tolist()


@wrong(5, "returns the type of the pictures")
def corrupt(images, noise, size, rng):
    kind = np.asarray(images).dtype
    images = np.asarray(images, dtype=float)
    n, height, width = images.shape
    if noise < 0 or size < 0 or size > min(height, width):
        raise ValueError("noise or size is out of its range")
    corrupted = images + noise * rng.standard_normal(images.shape)
    hidden = np.zeros(images.shape, dtype=bool)
    for i in range(n):
        top = rng.integers(0, height - size + 1)
        left = rng.integers(0, width - size + 1)
        hidden[i, top : top + size, left : left + size] = True
    corrupted[hidden] = 0
    return corrupted.astype(kind), hidden


@wrong(5, "draws from NumPy's global state")
def corrupt(images, noise, size, rng):
    images = np.asarray(images, dtype=float)
    n, height, width = images.shape
    if noise < 0 or size < 0 or size > min(height, width):
        raise ValueError("noise or size is out of its range")
    corrupted = images + noise * np.random.standard_normal(images.shape)
    hidden = np.zeros(images.shape, dtype=bool)
    for i in range(n):
        top = rng.integers(0, height - size + 1)
        left = rng.integers(0, width - size + 1)
        hidden[i, top : top + size, left : left + size] = True
    corrupted[hidden] = 0
    return corrupted, hidden


@wrong(5, "draws with a seed of its own")
def corrupt(images, noise, size, rng):
    images = np.asarray(images, dtype=float)
    n, height, width = images.shape
    if noise < 0 or size < 0 or size > min(height, width):
        raise ValueError("noise or size is out of its range")
    rng = np.random.default_rng(0)
    corrupted = images + noise * rng.standard_normal(images.shape)
    hidden = np.zeros(images.shape, dtype=bool)
    for i in range(n):
        top = rng.integers(0, height - size + 1)
        left = rng.integers(0, width - size + 1)
        hidden[i, top : top + size, left : left + size] = True
    corrupted[hidden] = 0
    return corrupted, hidden


@wrong(5, "allows negative noise")
def corrupt(images, noise, size, rng):
    images = np.asarray(images, dtype=float)
    n, height, width = images.shape
    if size < 0 or size > min(height, width):
        raise ValueError("noise or size is out of its range")
    corrupted = images + noise * rng.standard_normal(images.shape)
    hidden = np.zeros(images.shape, dtype=bool)
    for i in range(n):
        top = rng.integers(0, height - size + 1)
        left = rng.integers(0, width - size + 1)
        hidden[i, top : top + size, left : left + size] = True
    corrupted[hidden] = 0
    return corrupted, hidden


@wrong(5, "allows a negative size")
def corrupt(images, noise, size, rng):
    images = np.asarray(images, dtype=float)
    n, height, width = images.shape
    if noise < 0 or size > min(height, width):
        raise ValueError("noise or size is out of its range")
    corrupted = images + noise * rng.standard_normal(images.shape)
    hidden = np.zeros(images.shape, dtype=bool)
    for i in range(n):
        top = rng.integers(0, height - size + 1)
        left = rng.integers(0, width - size + 1)
        hidden[i, top : top + size, left : left + size] = True
    corrupted[hidden] = 0
    return corrupted, hidden


@wrong(5, "asks for a square to hide")
def corrupt(images, noise, size, rng):
    images = np.asarray(images, dtype=float)
    n, height, width = images.shape
    if noise < 0 or size < 1 or size > min(height, width):
        raise ValueError("noise or size is out of its range")
    corrupted = images + noise * rng.standard_normal(images.shape)
    hidden = np.zeros(images.shape, dtype=bool)
    for i in range(n):
        top = rng.integers(0, height - size + 1)
        left = rng.integers(0, width - size + 1)
        hidden[i, top : top + size, left : left + size] = True
    corrupted[hidden] = 0
    return corrupted, hidden


@wrong(5, "asks for noise")
def corrupt(images, noise, size, rng):
    images = np.asarray(images, dtype=float)
    n, height, width = images.shape
    if noise <= 0 or size < 0 or size > min(height, width):
        raise ValueError("noise or size is out of its range")
    corrupted = images + noise * rng.standard_normal(images.shape)
    hidden = np.zeros(images.shape, dtype=bool)
    for i in range(n):
        top = rng.integers(0, height - size + 1)
        left = rng.integers(0, width - size + 1)
        hidden[i, top : top + size, left : left + size] = True
    corrupted[hidden] = 0
    return corrupted, hidden


@wrong(5, "refuses a square as large as the picture")
def corrupt(images, noise, size, rng):
    images = np.asarray(images, dtype=float)
    n, height, width = images.shape
    if noise < 0 or size < 0 or size >= min(height, width):
        raise ValueError("noise or size is out of its range")
    corrupted = images + noise * rng.standard_normal(images.shape)
    hidden = np.zeros(images.shape, dtype=bool)
    for i in range(n):
        top = rng.integers(0, height - size + 1)
        left = rng.integers(0, width - size + 1)
        hidden[i, top : top + size, left : left + size] = True
    corrupted[hidden] = 0
    return corrupted, hidden


@wrong(5, "compares the size with the larger side")
def corrupt(images, noise, size, rng):
    images = np.asarray(images, dtype=float)
    n, height, width = images.shape
    if noise < 0 or size < 0 or size > max(height, width):
        raise ValueError("noise or size is out of its range")
    corrupted = images + noise * rng.standard_normal(images.shape)
    hidden = np.zeros(images.shape, dtype=bool)
    for i in range(n):
        top = rng.integers(0, max(height - size, 0) + 1)
        left = rng.integers(0, max(width - size, 0) + 1)
        hidden[i, top : top + size, left : left + size] = True
    corrupted[hidden] = 0
    return corrupted, hidden


@wrong(5, "shrinks a square that is too large")
def corrupt(images, noise, size, rng):
    images = np.asarray(images, dtype=float)
    n, height, width = images.shape
    if noise < 0 or size < 0:
        raise ValueError("noise or size is out of its range")
    size = min(size, height, width)
    corrupted = images + noise * rng.standard_normal(images.shape)
    hidden = np.zeros(images.shape, dtype=bool)
    for i in range(n):
        top = rng.integers(0, height - size + 1)
        left = rng.integers(0, width - size + 1)
        hidden[i, top : top + size, left : left + size] = True
    corrupted[hidden] = 0
    return corrupted, hidden


@right(5, "with a loop over the pictures")
def corrupt(images, noise, size, rng):
    images = np.asarray(images, dtype=float)
    n, height, width = images.shape
    if noise < 0 or size < 0 or size > min(height, width):
        raise ValueError("noise or size is out of its range")
    corrupted = images + noise * rng.standard_normal(images.shape)
    hidden = np.zeros(images.shape, dtype=bool)
    for i in range(n):
        top = rng.integers(0, height - size + 1)
        left = rng.integers(0, width - size + 1)
        hidden[i, top : top + size, left : left + size] = True
    corrupted[hidden] = 0
    return corrupted, hidden


@right(5, "square first, all places at once")
def corrupt(images, noise, size, rng):
    images = np.array(images, dtype=np.float32)
    n, h, w = images.shape
    if not 0 <= size <= min(h, w) or noise < 0:
        raise ValueError("no")
    top = rng.integers(h - size, size=(n, 1, 1), endpoint=True)
    left = rng.integers(w - size, size=(n, 1, 1), endpoint=True)
    rows, columns = np.arange(h)[:, None], np.arange(w)
    hidden = (rows >= top) & (rows < top + size) & (columns >= left) & (columns < left + size)
    return np.where(hidden, np.float32(0), images + rng.normal(0, noise, size=images.shape)), hidden


@right(5, "pixel by pixel")
def corrupt(images, noise, size, rng):
    images = np.array(images).tolist()
    height, width = len(images[0]), len(images[0][0])
    if size < 0 or size > height or size > width or noise < 0:
        raise ValueError("no")
    corrupted, hidden = [], []
    for image in images:
        place = rng.choice((height - size + 1) * (width - size + 1))
        top, left = divmod(int(place), width - size + 1)
        rows, columns = range(top, top + size), range(left, left + size)
        mask = [[r in rows and c in columns for c in range(width)] for r in range(height)]
        draws = rng.standard_normal((height, width)).tolist()
        corrupted.append(
            [
                [0.0 if gone else pixel + noise * draw for pixel, draw, gone in zip(*lines, strict=True)]
                for lines in zip(image, draws, mask, strict=True)
            ]
        )
        hidden.append(mask)
    return np.array(corrupted), np.array(hidden)


# Question 6: train_step


@wrong(6, "compares with the noisy samples")
def train_step(network, noisy, clean, strength, learning_rate):
    if noisy.shape != clean.shape:
        raise ValueError("each noisy sample needs a clean one")
    network.zero_grad()
    code = network.encoder(noisy)
    output = network.decoder(code)
    loss = torch.nn.functional.mse_loss(output, noisy) + strength * code.abs().mean()
    loss.backward()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter -= learning_rate * parameter.grad
        code = network.encoder(noisy)
        output = network.decoder(code)
        after = torch.nn.functional.mse_loss(output, noisy) + strength * code.abs().mean()
    return loss.item(), after.item()


@wrong(6, "compares with the noisy samples after the step")
def train_step(network, noisy, clean, strength, learning_rate):
    if noisy.shape != clean.shape:
        raise ValueError("each noisy sample needs a clean one")
    network.zero_grad()
    code = network.encoder(noisy)
    output = network.decoder(code)
    loss = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    loss.backward()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter -= learning_rate * parameter.grad
        code = network.encoder(noisy)
        output = network.decoder(code)
        after = torch.nn.functional.mse_loss(output, noisy) + strength * code.abs().mean()
    return loss.item(), after.item()


@wrong(6, "gives the clean samples to the network")
def train_step(network, noisy, clean, strength, learning_rate):
    if noisy.shape != clean.shape:
        raise ValueError("each noisy sample needs a clean one")
    network.zero_grad()
    code = network.encoder(clean)
    output = network.decoder(code)
    loss = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    loss.backward()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter -= learning_rate * parameter.grad
        code = network.encoder(clean)
        output = network.decoder(code)
        after = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    return loss.item(), after.item()


@wrong(6, "repairs the clean samples towards the noisy ones")
def train_step(network, noisy, clean, strength, learning_rate):
    if noisy.shape != clean.shape:
        raise ValueError("each noisy sample needs a clean one")
    network.zero_grad()
    code = network.encoder(clean)
    output = network.decoder(code)
    loss = torch.nn.functional.mse_loss(output, noisy) + strength * code.abs().mean()
    loss.backward()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter -= learning_rate * parameter.grad
        code = network.encoder(clean)
        output = network.decoder(code)
        after = torch.nn.functional.mse_loss(output, noisy) + strength * code.abs().mean()
    return loss.item(), after.item()


@wrong(6, "keeps the gradients that are there")
def train_step(network, noisy, clean, strength, learning_rate):
    if noisy.shape != clean.shape:
        raise ValueError("each noisy sample needs a clean one")
    code = network.encoder(noisy)
    output = network.decoder(code)
    loss = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    loss.backward()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter -= learning_rate * parameter.grad
        code = network.encoder(noisy)
        output = network.decoder(code)
        after = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    return loss.item(), after.item()


@wrong(6, "forgets the gradients before it uses them")
def train_step(network, noisy, clean, strength, learning_rate):
    if noisy.shape != clean.shape:
        raise ValueError("each noisy sample needs a clean one")
    code = network.encoder(noisy)
    output = network.decoder(code)
    loss = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    loss.backward()
    network.zero_grad(set_to_none=False)
    with torch.no_grad():
        for parameter in network.parameters():
            parameter -= learning_rate * parameter.grad
        code = network.encoder(noisy)
        output = network.decoder(code)
        after = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    return loss.item(), after.item()


@wrong(6, "clears the gradients of the encoder only")
def train_step(network, noisy, clean, strength, learning_rate):
    if noisy.shape != clean.shape:
        raise ValueError("each noisy sample needs a clean one")
    network.encoder.zero_grad()
    code = network.encoder(noisy)
    output = network.decoder(code)
    loss = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    loss.backward()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter -= learning_rate * parameter.grad
        code = network.encoder(noisy)
        output = network.decoder(code)
        after = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    return loss.item(), after.item()


@wrong(6, "climbs")
def train_step(network, noisy, clean, strength, learning_rate):
    if noisy.shape != clean.shape:
        raise ValueError("each noisy sample needs a clean one")
    network.zero_grad()
    code = network.encoder(noisy)
    output = network.decoder(code)
    loss = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    loss.backward()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter += learning_rate * parameter.grad
        code = network.encoder(noisy)
        output = network.decoder(code)
        after = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    return loss.item(), after.item()


@wrong(6, "moves by the gradient, without the rate")
def train_step(network, noisy, clean, strength, learning_rate):
    if noisy.shape != clean.shape:
        raise ValueError("each noisy sample needs a clean one")
    network.zero_grad()
    code = network.encoder(noisy)
    output = network.decoder(code)
    loss = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    loss.backward()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter -= parameter.grad
        code = network.encoder(noisy)
        output = network.decoder(code)
        after = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    return loss.item(), after.item()


@wrong(6, "moves by the gradient's sign")
def train_step(network, noisy, clean, strength, learning_rate):
    if noisy.shape != clean.shape:
        raise ValueError("each noisy sample needs a clean one")
    network.zero_grad()
    code = network.encoder(noisy)
    output = network.decoder(code)
    loss = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    loss.backward()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter -= learning_rate * parameter.grad.sign()
        code = network.encoder(noisy)
        output = network.decoder(code)
        after = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    return loss.item(), after.item()


@wrong(6, "moves copies of the weights")
def train_step(network, noisy, clean, strength, learning_rate):
    if noisy.shape != clean.shape:
        raise ValueError("each noisy sample needs a clean one")
    network.zero_grad()
    code = network.encoder(noisy)
    output = network.decoder(code)
    loss = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    loss.backward()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter = parameter - learning_rate * parameter.grad
        code = network.encoder(noisy)
        output = network.decoder(code)
        after = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    return loss.item(), after.item()


@wrong(6, "moves the decoder only")
def train_step(network, noisy, clean, strength, learning_rate):
    if noisy.shape != clean.shape:
        raise ValueError("each noisy sample needs a clean one")
    network.zero_grad()
    code = network.encoder(noisy)
    output = network.decoder(code)
    loss = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    loss.backward()
    with torch.no_grad():
        for parameter in network.decoder.parameters():
            parameter -= learning_rate * parameter.grad
        code = network.encoder(noisy)
        output = network.decoder(code)
        after = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    return loss.item(), after.item()


@wrong(6, "moves the encoder only")
def train_step(network, noisy, clean, strength, learning_rate):
    if noisy.shape != clean.shape:
        raise ValueError("each noisy sample needs a clean one")
    network.zero_grad()
    code = network.encoder(noisy)
    output = network.decoder(code)
    loss = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    loss.backward()
    with torch.no_grad():
        for parameter in network.encoder.parameters():
            parameter -= learning_rate * parameter.grad
        code = network.encoder(noisy)
        output = network.decoder(code)
        after = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    return loss.item(), after.item()


@wrong(6, "does not move")
def train_step(network, noisy, clean, strength, learning_rate):
    if noisy.shape != clean.shape:
        raise ValueError("each noisy sample needs a clean one")
    network.zero_grad()
    code = network.encoder(noisy)
    output = network.decoder(code)
    loss = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    loss.backward()
    with torch.no_grad():
        code = network.encoder(noisy)
        output = network.decoder(code)
        after = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    return loss.item(), after.item()


@wrong(6, "moves twice")
def train_step(network, noisy, clean, strength, learning_rate):
    if noisy.shape != clean.shape:
        raise ValueError("each noisy sample needs a clean one")
    network.zero_grad()
    code = network.encoder(noisy)
    output = network.decoder(code)
    loss = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    loss.backward()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter -= 2 * learning_rate * parameter.grad
        code = network.encoder(noisy)
        output = network.decoder(code)
        after = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    return loss.item(), after.item()


@wrong(6, "moves by the mean gradient of the samples once more")
def train_step(network, noisy, clean, strength, learning_rate):
    if noisy.shape != clean.shape:
        raise ValueError("each noisy sample needs a clean one")
    network.zero_grad()
    code = network.encoder(noisy)
    output = network.decoder(code)
    loss = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    loss.backward()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter -= learning_rate * parameter.grad / len(noisy)
        code = network.encoder(noisy)
        output = network.decoder(code)
        after = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    return loss.item(), after.item()


@wrong(6, "lets the weights decay")
def train_step(network, noisy, clean, strength, learning_rate):
    if noisy.shape != clean.shape:
        raise ValueError("each noisy sample needs a clean one")
    network.zero_grad()
    code = network.encoder(noisy)
    output = network.decoder(code)
    loss = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    loss.backward()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter -= learning_rate * (parameter.grad + 0.01 * parameter)
        code = network.encoder(noisy)
        output = network.decoder(code)
        after = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    return loss.item(), after.item()


@wrong(6, "adds up the squared differences")
def train_step(network, noisy, clean, strength, learning_rate):
    if noisy.shape != clean.shape:
        raise ValueError("each noisy sample needs a clean one")
    network.zero_grad()
    code = network.encoder(noisy)
    output = network.decoder(code)
    loss = torch.nn.functional.mse_loss(output, clean, reduction="sum") + strength * code.abs().mean()
    loss.backward()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter -= learning_rate * parameter.grad
        code = network.encoder(noisy)
        output = network.decoder(code)
        after = torch.nn.functional.mse_loss(output, clean, reduction="sum") + strength * code.abs().mean()
    return loss.item(), after.item()


@wrong(6, "adds up the squared differences within a sample")
def train_step(network, noisy, clean, strength, learning_rate):
    if noisy.shape != clean.shape:
        raise ValueError("each noisy sample needs a clean one")
    network.zero_grad()
    code = network.encoder(noisy)
    output = network.decoder(code)
    loss = ((output - clean) ** 2).flatten(1).sum(dim=1).mean() + strength * code.abs().mean()
    loss.backward()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter -= learning_rate * parameter.grad
        code = network.encoder(noisy)
        output = network.decoder(code)
        after = ((output - clean) ** 2).flatten(1).sum(dim=1).mean() + strength * code.abs().mean()
    return loss.item(), after.item()


@wrong(6, "takes absolute differences")
def train_step(network, noisy, clean, strength, learning_rate):
    if noisy.shape != clean.shape:
        raise ValueError("each noisy sample needs a clean one")
    network.zero_grad()
    code = network.encoder(noisy)
    output = network.decoder(code)
    loss = torch.nn.functional.l1_loss(output, clean) + strength * code.abs().mean()
    loss.backward()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter -= learning_rate * parameter.grad
        code = network.encoder(noisy)
        output = network.decoder(code)
        after = torch.nn.functional.l1_loss(output, clean) + strength * code.abs().mean()
    return loss.item(), after.item()


@wrong(6, "adds up the absolute codes")
def train_step(network, noisy, clean, strength, learning_rate):
    if noisy.shape != clean.shape:
        raise ValueError("each noisy sample needs a clean one")
    network.zero_grad()
    code = network.encoder(noisy)
    output = network.decoder(code)
    loss = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().sum()
    loss.backward()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter -= learning_rate * parameter.grad
        code = network.encoder(noisy)
        output = network.decoder(code)
        after = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().sum()
    return loss.item(), after.item()


@wrong(6, "adds up the absolute codes of a sample")
def train_step(network, noisy, clean, strength, learning_rate):
    if noisy.shape != clean.shape:
        raise ValueError("each noisy sample needs a clean one")
    network.zero_grad()
    code = network.encoder(noisy)
    output = network.decoder(code)
    loss = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().sum(dim=1).mean()
    loss.backward()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter -= learning_rate * parameter.grad
        code = network.encoder(noisy)
        output = network.decoder(code)
        after = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().sum(dim=1).mean()
    return loss.item(), after.item()


@wrong(6, "squares the codes")
def train_step(network, noisy, clean, strength, learning_rate):
    if noisy.shape != clean.shape:
        raise ValueError("each noisy sample needs a clean one")
    network.zero_grad()
    code = network.encoder(noisy)
    output = network.decoder(code)
    loss = torch.nn.functional.mse_loss(output, clean) + strength * code.square().mean()
    loss.backward()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter -= learning_rate * parameter.grad
        code = network.encoder(noisy)
        output = network.decoder(code)
        after = torch.nn.functional.mse_loss(output, clean) + strength * code.square().mean()
    return loss.item(), after.item()


@wrong(6, "averages the codes without absolute values")
def train_step(network, noisy, clean, strength, learning_rate):
    if noisy.shape != clean.shape:
        raise ValueError("each noisy sample needs a clean one")
    network.zero_grad()
    code = network.encoder(noisy)
    output = network.decoder(code)
    loss = torch.nn.functional.mse_loss(output, clean) + strength * code.mean()
    loss.backward()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter -= learning_rate * parameter.grad
        code = network.encoder(noisy)
        output = network.decoder(code)
        after = torch.nn.functional.mse_loss(output, clean) + strength * code.mean()
    return loss.item(), after.item()


@wrong(6, "takes the absolute value of the mean code")
def train_step(network, noisy, clean, strength, learning_rate):
    if noisy.shape != clean.shape:
        raise ValueError("each noisy sample needs a clean one")
    network.zero_grad()
    code = network.encoder(noisy)
    output = network.decoder(code)
    loss = torch.nn.functional.mse_loss(output, clean) + strength * code.mean().abs()
    loss.backward()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter -= learning_rate * parameter.grad
        code = network.encoder(noisy)
        output = network.decoder(code)
        after = torch.nn.functional.mse_loss(output, clean) + strength * code.mean().abs()
    return loss.item(), after.item()


@wrong(6, "penalises the output")
def train_step(network, noisy, clean, strength, learning_rate):
    if noisy.shape != clean.shape:
        raise ValueError("each noisy sample needs a clean one")
    network.zero_grad()
    code = network.encoder(noisy)
    output = network.decoder(code)
    loss = torch.nn.functional.mse_loss(output, clean) + strength * output.abs().mean()
    loss.backward()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter -= learning_rate * parameter.grad
        code = network.encoder(noisy)
        output = network.decoder(code)
        after = torch.nn.functional.mse_loss(output, clean) + strength * output.abs().mean()
    return loss.item(), after.item()


@wrong(6, "has no penalty")
def train_step(network, noisy, clean, strength, learning_rate):
    if noisy.shape != clean.shape:
        raise ValueError("each noisy sample needs a clean one")
    network.zero_grad()
    code = network.encoder(noisy)
    output = network.decoder(code)
    loss = torch.nn.functional.mse_loss(output, clean)
    loss.backward()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter -= learning_rate * parameter.grad
        code = network.encoder(noisy)
        output = network.decoder(code)
        after = torch.nn.functional.mse_loss(output, clean)
    return loss.item(), after.item()


@wrong(6, "forgets the penalty after the step")
def train_step(network, noisy, clean, strength, learning_rate):
    if noisy.shape != clean.shape:
        raise ValueError("each noisy sample needs a clean one")
    network.zero_grad()
    code = network.encoder(noisy)
    output = network.decoder(code)
    loss = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    loss.backward()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter -= learning_rate * parameter.grad
        code = network.encoder(noisy)
        output = network.decoder(code)
        after = torch.nn.functional.mse_loss(output, clean)
    return loss.item(), after.item()


@wrong(6, "has a penalty without gradient")
def train_step(network, noisy, clean, strength, learning_rate):
    if noisy.shape != clean.shape:
        raise ValueError("each noisy sample needs a clean one")
    network.zero_grad()
    code = network.encoder(noisy)
    output = network.decoder(code)
    loss = torch.nn.functional.mse_loss(output, clean) + strength * code.detach().abs().mean()
    loss.backward()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter -= learning_rate * parameter.grad
        code = network.encoder(noisy)
        output = network.decoder(code)
        after = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    return loss.item(), after.item()


@wrong(6, "stops the gradient at the code")
def train_step(network, noisy, clean, strength, learning_rate):
    if noisy.shape != clean.shape:
        raise ValueError("each noisy sample needs a clean one")
    network.zero_grad()
    code = network.encoder(noisy)
    output = network.decoder(code.detach())
    loss = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    loss.backward()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter -= learning_rate * parameter.grad
        code = network.encoder(noisy)
        output = network.decoder(code.detach())
        after = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    return loss.item(), after.item()


@wrong(6, "weighs the error instead of the penalty")
def train_step(network, noisy, clean, strength, learning_rate):
    if noisy.shape != clean.shape:
        raise ValueError("each noisy sample needs a clean one")
    network.zero_grad()
    code = network.encoder(noisy)
    output = network.decoder(code)
    loss = strength * torch.nn.functional.mse_loss(output, clean) + code.abs().mean()
    loss.backward()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter -= learning_rate * parameter.grad
        code = network.encoder(noisy)
        output = network.decoder(code)
        after = strength * torch.nn.functional.mse_loss(output, clean) + code.abs().mean()
    return loss.item(), after.item()


@wrong(6, "returns the loss before twice")
def train_step(network, noisy, clean, strength, learning_rate):
    if noisy.shape != clean.shape:
        raise ValueError("each noisy sample needs a clean one")
    network.zero_grad()
    code = network.encoder(noisy)
    output = network.decoder(code)
    loss = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    loss.backward()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter -= learning_rate * parameter.grad
        code = network.encoder(noisy)
        output = network.decoder(code)
        torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    return loss.item(), loss.item()


@wrong(6, "returns the loss after the step only")
def train_step(network, noisy, clean, strength, learning_rate):
    if noisy.shape != clean.shape:
        raise ValueError("each noisy sample needs a clean one")
    network.zero_grad()
    code = network.encoder(noisy)
    output = network.decoder(code)
    loss = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    loss.backward()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter -= learning_rate * parameter.grad
        code = network.encoder(noisy)
        output = network.decoder(code)
        after = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    return after.item()


@wrong(6, "returns after and before")
def train_step(network, noisy, clean, strength, learning_rate):
    if noisy.shape != clean.shape:
        raise ValueError("each noisy sample needs a clean one")
    network.zero_grad()
    code = network.encoder(noisy)
    output = network.decoder(code)
    loss = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    loss.backward()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter -= learning_rate * parameter.grad
        code = network.encoder(noisy)
        output = network.decoder(code)
        after = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    return after.item(), loss.item()


@wrong(6, "returns tensors")
def train_step(network, noisy, clean, strength, learning_rate):
    if noisy.shape != clean.shape:
        raise ValueError("each noisy sample needs a clean one")
    network.zero_grad()
    code = network.encoder(noisy)
    output = network.decoder(code)
    loss = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    loss.backward()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter -= learning_rate * parameter.grad
        code = network.encoder(noisy)
        output = network.decoder(code)
        after = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    return loss, after


@wrong(6, "returns a list")
def train_step(network, noisy, clean, strength, learning_rate):
    if noisy.shape != clean.shape:
        raise ValueError("each noisy sample needs a clean one")
    network.zero_grad()
    code = network.encoder(noisy)
    output = network.decoder(code)
    loss = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    loss.backward()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter -= learning_rate * parameter.grad
        code = network.encoder(noisy)
        output = network.decoder(code)
        after = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    return [loss.item(), after.item()]


@wrong(6, "makes the clean samples differences in place")
def train_step(network, noisy, clean, strength, learning_rate):
    if noisy.shape != clean.shape:
        raise ValueError("each noisy sample needs a clean one")

    def loss_of(error):
        return error.square().mean() + strength * network.encoder(noisy).abs().mean()

    network.zero_grad()
    before = loss_of(network.decoder(network.encoder(noisy)) - clean)
    before.backward()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter -= learning_rate * parameter.grad
        after = loss_of(clean.sub_(network.decoder(network.encoder(noisy))))
    return before.item(), after.item()


@wrong(6, "measures the old code again")
def train_step(network, noisy, clean, strength, learning_rate):
    if noisy.shape != clean.shape:
        raise ValueError("each noisy sample needs a clean one")
    network.zero_grad()
    code = network.encoder(noisy)
    output = network.decoder(code)
    loss = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    loss.backward()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter -= learning_rate * parameter.grad
        output = network.decoder(code)
        after = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    return loss.item(), after.item()


@wrong(6, "puts the old weights back")
def train_step(network, noisy, clean, strength, learning_rate):
    if noisy.shape != clean.shape:
        raise ValueError("each noisy sample needs a clean one")
    network.zero_grad()
    old = [values.detach().clone() for values in network.parameters()]
    code = network.encoder(noisy)
    output = network.decoder(code)
    loss = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    loss.backward()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter -= learning_rate * parameter.grad
        code = network.encoder(noisy)
        output = network.decoder(code)
        after = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    with torch.no_grad():
        for values, was in zip(network.parameters(), old, strict=True):
            values.copy_(was)
    return loss.item(), after.item()


@wrong(6, "trains a copy of the network")
def train_step(network, noisy, clean, strength, learning_rate):
    if noisy.shape != clean.shape:
        raise ValueError("each noisy sample needs a clean one")
    encoder, decoder = network.encoder, network.decoder
    import copy
    from types import SimpleNamespace

    encoder, decoder = copy.deepcopy((encoder, decoder))
    both = torch.nn.ModuleList([encoder, decoder])
    network = SimpleNamespace(encoder=encoder, decoder=decoder, parameters=both.parameters)
    both.zero_grad()
    code = network.encoder(noisy)
    output = network.decoder(code)
    loss = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    loss.backward()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter -= learning_rate * parameter.grad
        code = network.encoder(noisy)
        output = network.decoder(code)
        after = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    return loss.item(), after.item()


@wrong(6, "compares shapes after the step")
def train_step(network, noisy, clean, strength, learning_rate):
    network.zero_grad()
    code = network.encoder(noisy)
    output = network.decoder(code)
    loss = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    loss.backward()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter -= learning_rate * parameter.grad
        code = network.encoder(noisy)
        output = network.decoder(code)
        after = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    if noisy.shape != clean.shape:
        raise ValueError("each noisy sample needs a clean one")
    return loss.item(), after.item()


@wrong(6, "compares the numbers of samples only")
def train_step(network, noisy, clean, strength, learning_rate):
    if len(noisy) != len(clean):
        raise ValueError("each noisy sample needs a clean one")
    network.zero_grad()
    code = network.encoder(noisy)
    output = network.decoder(code)
    loss = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    loss.backward()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter -= learning_rate * parameter.grad
        code = network.encoder(noisy)
        output = network.decoder(code)
        after = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    return loss.item(), after.item()


@wrong(6, "lets all shapes through")
def train_step(network, noisy, clean, strength, learning_rate):
    network.zero_grad()
    code = network.encoder(noisy)
    output = network.decoder(code)
    loss = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    loss.backward()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter -= learning_rate * parameter.grad
        code = network.encoder(noisy)
        output = network.decoder(code)
        after = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    return loss.item(), after.item()


@right(6, "with torch's functions")
def train_step(network, noisy, clean, strength, learning_rate):
    if noisy.shape != clean.shape:
        raise ValueError("each noisy sample needs a clean one")
    network.zero_grad()
    code = network.encoder(noisy)
    output = network.decoder(code)
    loss = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    loss.backward()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter -= learning_rate * parameter.grad
        code = network.encoder(noisy)
        output = network.decoder(code)
        after = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    return loss.item(), after.item()


@right(6, "with torch.autograd.grad")
def train_step(network, noisy, clean, strength, learning_rate):
    if tuple(noisy.shape) != tuple(clean.shape):
        raise ValueError("shapes")
    weights = list(network.parameters())

    def measure():
        Z = network.encoder(noisy)
        return (network.decoder(Z) - clean).square().mean() + strength * torch.mean(torch.abs(Z))

    start = measure()
    slopes = torch.autograd.grad(start, weights)
    for weight, slope in zip(weights, slopes, strict=True):
        weight.data = weight.data - learning_rate * slope
    return float(start), float(measure())


@right(6, "with an optimiser of torch")
def train_step(network, noisy, clean, strength, learning_rate):
    if noisy.shape != clean.shape:
        raise ValueError("shapes")
    optimizer = torch.optim.SGD(network.parameters(), lr=learning_rate)
    optimizer.zero_grad(set_to_none=False)
    mse, losses = torch.nn.MSELoss(), []
    for step in range(2):
        code = network.encoder(noisy)
        loss = mse(network.decoder(code), clean) + strength * torch.nn.L1Loss()(code, torch.zeros_like(code))
        if step == 0:
            loss.backward()
            optimizer.step()
        losses.append(np.float64(loss.detach().numpy()))
    return tuple(losses)


# Question 7: find_anomalies


@wrong(7, "takes the threshold from the new errors")
def find_anomalies(normal_errors, new_errors, rate):
    if rate < 0 or rate >= 1:
        raise ValueError("rate must be from 0 on and below 1")
    normal = np.sort(np.asarray(new_errors, dtype=float))
    new = np.asarray(new_errors, dtype=float)
    above = int(rate * len(normal))
    threshold = normal[len(normal) - 1 - above]
    return threshold, new > threshold


@wrong(7, "takes the threshold from all errors together")
def find_anomalies(normal_errors, new_errors, rate):
    if rate < 0 or rate >= 1:
        raise ValueError("rate must be from 0 on and below 1")
    normal = np.sort(np.concatenate([normal_errors, new_errors]))
    new = np.asarray(new_errors, dtype=float)
    above = int(rate * len(normal))
    threshold = normal[len(normal) - 1 - above]
    return threshold, new > threshold


@wrong(7, "takes the smallest new error that looks strange")
def find_anomalies(normal_errors, new_errors, rate):
    if rate < 0 or rate >= 1:
        raise ValueError("rate must be from 0 on and below 1")
    normal = np.sort(np.asarray(normal_errors, dtype=float))
    new = np.asarray(new_errors, dtype=float)
    strange = new[new > np.median(normal)]
    threshold = float(strange.min()) if len(strange) else normal[-1]
    return threshold, new > threshold


@wrong(7, "finds the share among the new samples")
def find_anomalies(normal_errors, new_errors, rate):
    if rate < 0 or rate >= 1:
        raise ValueError("rate must be from 0 on and below 1")
    normal = np.sort(np.asarray(normal_errors, dtype=float))
    new = np.asarray(new_errors, dtype=float)
    above = min(int(rate * len(new)), len(normal) - 1)
    threshold = normal[len(normal) - 1 - above]
    return threshold, new > threshold


@wrong(7, "interpolates a quantile")
def find_anomalies(normal_errors, new_errors, rate):
    if rate < 0 or rate >= 1:
        raise ValueError("rate must be from 0 on and below 1")
    normal = np.sort(np.asarray(normal_errors, dtype=float))
    new = np.asarray(new_errors, dtype=float)
    threshold = np.quantile(normal, 1 - rate)
    return threshold, new > threshold


@wrong(7, "takes a quantile at the wrong end")
def find_anomalies(normal_errors, new_errors, rate):
    if rate < 0 or rate >= 1:
        raise ValueError("rate must be from 0 on and below 1")
    normal = np.sort(np.asarray(normal_errors, dtype=float))
    new = np.asarray(new_errors, dtype=float)
    threshold = normal[int(rate * len(normal))]
    return threshold, new > threshold


@wrong(7, "allows one false alarm more")
def find_anomalies(normal_errors, new_errors, rate):
    if rate < 0 or rate >= 1:
        raise ValueError("rate must be from 0 on and below 1")
    normal = np.sort(np.asarray(normal_errors, dtype=float))
    new = np.asarray(new_errors, dtype=float)
    above = min(int(rate * len(normal)) + 1, len(normal) - 1)
    threshold = normal[len(normal) - 1 - above]
    return threshold, new > threshold


@wrong(7, "allows one false alarm fewer")
def find_anomalies(normal_errors, new_errors, rate):
    if rate < 0 or rate >= 1:
        raise ValueError("rate must be from 0 on and below 1")
    normal = np.sort(np.asarray(normal_errors, dtype=float))
    new = np.asarray(new_errors, dtype=float)
    above = max(int(rate * len(normal)) - 1, 0)
    threshold = normal[len(normal) - 1 - above]
    return threshold, new > threshold


@wrong(7, "rounds the number of false alarms")
def find_anomalies(normal_errors, new_errors, rate):
    if rate < 0 or rate >= 1:
        raise ValueError("rate must be from 0 on and below 1")
    normal = np.sort(np.asarray(normal_errors, dtype=float))
    new = np.asarray(new_errors, dtype=float)
    above = min(round(rate * len(normal)), len(normal) - 1)
    threshold = normal[len(normal) - 1 - above]
    return threshold, new > threshold


@wrong(7, "rounds the number of false alarms up")
def find_anomalies(normal_errors, new_errors, rate):
    if rate < 0 or rate >= 1:
        raise ValueError("rate must be from 0 on and below 1")
    normal = np.sort(np.asarray(normal_errors, dtype=float))
    new = np.asarray(new_errors, dtype=float)
    above = min(int(np.ceil(rate * len(normal))), len(normal) - 1)
    threshold = normal[len(normal) - 1 - above]
    return threshold, new > threshold


@wrong(7, "counts errors at the threshold as alarms")
def find_anomalies(normal_errors, new_errors, rate):
    if rate < 0 or rate >= 1:
        raise ValueError("rate must be from 0 on and below 1")
    normal = np.sort(np.asarray(normal_errors, dtype=float))
    new = np.asarray(new_errors, dtype=float)
    quiet = [e for e in normal if np.mean(normal >= e) <= rate]
    threshold = min(quiet, default=normal[-1])
    return threshold, new > threshold


@wrong(7, "asks for fewer than the rate")
def find_anomalies(normal_errors, new_errors, rate):
    if rate < 0 or rate >= 1:
        raise ValueError("rate must be from 0 on and below 1")
    normal = np.sort(np.asarray(normal_errors, dtype=float))
    new = np.asarray(new_errors, dtype=float)
    quiet = [e for e in normal if np.mean(normal > e) < rate]
    threshold = min(quiet, default=normal[-1])
    return threshold, new > threshold


@wrong(7, "lets alarm at the threshold")
def find_anomalies(normal_errors, new_errors, rate):
    if rate < 0 or rate >= 1:
        raise ValueError("rate must be from 0 on and below 1")
    normal = np.sort(np.asarray(normal_errors, dtype=float))
    new = np.asarray(new_errors, dtype=float)
    above = int(rate * len(normal))
    threshold = normal[len(normal) - 1 - above]
    return threshold, new >= threshold


@wrong(7, "calls small errors anomalies")
def find_anomalies(normal_errors, new_errors, rate):
    if rate < 0 or rate >= 1:
        raise ValueError("rate must be from 0 on and below 1")
    normal = np.sort(np.asarray(normal_errors, dtype=float))
    new = np.asarray(new_errors, dtype=float)
    above = int(rate * len(normal))
    threshold = normal[len(normal) - 1 - above]
    return threshold, new < threshold


@wrong(7, "takes mean and standard deviations")
def find_anomalies(normal_errors, new_errors, rate):
    if rate < 0 or rate >= 1:
        raise ValueError("rate must be from 0 on and below 1")
    normal = np.sort(np.asarray(normal_errors, dtype=float))
    new = np.asarray(new_errors, dtype=float)
    threshold = normal.mean() + 2 * normal.std()
    return threshold, new > threshold


@wrong(7, "takes the largest normal error, whatever the rate")
def find_anomalies(normal_errors, new_errors, rate):
    if rate < 0 or rate >= 1:
        raise ValueError("rate must be from 0 on and below 1")
    normal = np.sort(np.asarray(normal_errors, dtype=float))
    new = np.asarray(new_errors, dtype=float)
    threshold = normal[-1]
    return threshold, new > threshold


@wrong(7, "counts equal errors once")
def find_anomalies(normal_errors, new_errors, rate):
    if rate < 0 or rate >= 1:
        raise ValueError("rate must be from 0 on and below 1")
    normal = np.unique(np.asarray(normal_errors, dtype=float))
    new = np.asarray(new_errors, dtype=float)
    above = int(rate * len(normal))
    threshold = normal[len(normal) - 1 - above]
    return threshold, new > threshold


@wrong(7, "expects sorted errors")
def find_anomalies(normal_errors, new_errors, rate):
    if rate < 0 or rate >= 1:
        raise ValueError("rate must be from 0 on and below 1")
    normal = np.asarray(normal_errors, dtype=float)
    new = np.asarray(new_errors, dtype=float)
    above = int(rate * len(normal))
    threshold = normal[len(normal) - 1 - above]
    return threshold, new > threshold


@wrong(7, "takes errors for sizes without sign")
def find_anomalies(normal_errors, new_errors, rate):
    if rate < 0 or rate >= 1:
        raise ValueError("rate must be from 0 on and below 1")
    normal = np.sort(np.asarray(normal_errors, dtype=float))
    new = np.asarray(new_errors, dtype=float)
    above = int(rate * len(normal))
    threshold = normal[len(normal) - 1 - above]
    return threshold, np.abs(new) > abs(threshold)


@wrong(7, "puts the threshold between two errors")
def find_anomalies(normal_errors, new_errors, rate):
    if rate < 0 or rate >= 1:
        raise ValueError("rate must be from 0 on and below 1")
    normal = np.sort(np.asarray(normal_errors, dtype=float))
    new = np.asarray(new_errors, dtype=float)
    above = int(rate * len(normal))
    threshold = normal[len(normal) - 1 - above]
    bigger = normal[normal > threshold]
    threshold = (threshold + bigger.min()) / 2 if len(bigger) else threshold
    return threshold, new > threshold


@wrong(7, "returns the labels only")
def find_anomalies(normal_errors, new_errors, rate):
    if rate < 0 or rate >= 1:
        raise ValueError("rate must be from 0 on and below 1")
    normal = np.sort(np.asarray(normal_errors, dtype=float))
    new = np.asarray(new_errors, dtype=float)
    above = int(rate * len(normal))
    threshold = normal[len(normal) - 1 - above]
    return new > threshold


@wrong(7, "returns the threshold only")
def find_anomalies(normal_errors, new_errors, rate):
    if rate < 0 or rate >= 1:
        raise ValueError("rate must be from 0 on and below 1")
    normal = np.sort(np.asarray(normal_errors, dtype=float))
    np.asarray(new_errors, dtype=float)
    above = int(rate * len(normal))
    threshold = normal[len(normal) - 1 - above]
    return threshold


@wrong(7, "exchanges threshold and labels")
def find_anomalies(normal_errors, new_errors, rate):
    if rate < 0 or rate >= 1:
        raise ValueError("rate must be from 0 on and below 1")
    normal = np.sort(np.asarray(normal_errors, dtype=float))
    new = np.asarray(new_errors, dtype=float)
    above = int(rate * len(normal))
    threshold = normal[len(normal) - 1 - above]
    return new > threshold, threshold


@wrong(7, "returns 0 and 1")
def find_anomalies(normal_errors, new_errors, rate):
    if rate < 0 or rate >= 1:
        raise ValueError("rate must be from 0 on and below 1")
    normal = np.sort(np.asarray(normal_errors, dtype=float))
    new = np.asarray(new_errors, dtype=float)
    above = int(rate * len(normal))
    threshold = normal[len(normal) - 1 - above]
    return threshold, (new > threshold).astype(int)


@wrong(7, "returns which samples are anomalies")
def find_anomalies(normal_errors, new_errors, rate):
    if rate < 0 or rate >= 1:
        raise ValueError("rate must be from 0 on and below 1")
    normal = np.sort(np.asarray(normal_errors, dtype=float))
    new = np.asarray(new_errors, dtype=float)
    above = int(rate * len(normal))
    threshold = normal[len(normal) - 1 - above]
    return threshold, np.flatnonzero(new > threshold)


@wrong(7, "returns the labels of the normal samples")
def find_anomalies(normal_errors, new_errors, rate):
    if rate < 0 or rate >= 1:
        raise ValueError("rate must be from 0 on and below 1")
    normal = np.sort(np.asarray(normal_errors, dtype=float))
    np.asarray(new_errors, dtype=float)
    above = int(rate * len(normal))
    threshold = normal[len(normal) - 1 - above]
    return threshold, normal > threshold


@wrong(7, "returns a list of labels")
def find_anomalies(normal_errors, new_errors, rate):
    if rate < 0 or rate >= 1:
        raise ValueError("rate must be from 0 on and below 1")
    normal = np.sort(np.asarray(normal_errors, dtype=float))
    new = np.asarray(new_errors, dtype=float)
    above = int(rate * len(normal))
    threshold = normal[len(normal) - 1 - above]
    return threshold, (new > threshold).tolist()


@wrong(7, "returns the anomalies' errors")
def find_anomalies(normal_errors, new_errors, rate):
    if rate < 0 or rate >= 1:
        raise ValueError("rate must be from 0 on and below 1")
    normal = np.sort(np.asarray(normal_errors, dtype=float))
    new = np.asarray(new_errors, dtype=float)
    above = int(rate * len(normal))
    threshold = normal[len(normal) - 1 - above]
    return threshold, new[new > threshold]


@wrong(7, "returns the share of false alarms for the threshold")
def find_anomalies(normal_errors, new_errors, rate):
    if rate < 0 or rate >= 1:
        raise ValueError("rate must be from 0 on and below 1")
    normal = np.sort(np.asarray(normal_errors, dtype=float))
    new = np.asarray(new_errors, dtype=float)
    above = int(rate * len(normal))
    threshold = normal[len(normal) - 1 - above]
    return np.mean(normal > threshold), new > threshold


@wrong(7, "sorts in place")
def find_anomalies(normal_errors, new_errors, rate):
    if rate < 0 or rate >= 1:
        raise ValueError("rate must be from 0 on and below 1")
    normal = normal_errors
    normal.sort()
    new = np.asarray(new_errors, dtype=float)
    above = int(rate * len(normal))
    threshold = normal[len(normal) - 1 - above]
    return threshold, new > threshold


@wrong(7, "takes the rate in per cent")
def find_anomalies(normal_errors, new_errors, rate):
    if rate < 0 or rate >= 1:
        raise ValueError("rate must be from 0 on and below 1")
    normal = np.sort(np.asarray(normal_errors, dtype=float))
    new = np.asarray(new_errors, dtype=float)
    above = int(rate / 100 * len(normal))
    threshold = normal[len(normal) - 1 - above]
    return threshold, new > threshold


@wrong(7, "allows a rate of 1")
def find_anomalies(normal_errors, new_errors, rate):
    if rate < 0 or rate > 1:
        raise ValueError("rate must be from 0 on and below 1")
    normal = np.sort(np.asarray(normal_errors, dtype=float))
    new = np.asarray(new_errors, dtype=float)
    above = int(rate * len(normal))
    threshold = normal[max(len(normal) - 1 - above, 0)]
    return threshold, new > threshold


@wrong(7, "allows negative rates")
def find_anomalies(normal_errors, new_errors, rate):
    if rate >= 1:
        raise ValueError("rate must be from 0 on and below 1")
    normal = np.sort(np.asarray(normal_errors, dtype=float))
    new = np.asarray(new_errors, dtype=float)
    above = int(max(rate, 0) * len(normal))
    threshold = normal[len(normal) - 1 - above]
    return threshold, new > threshold


@wrong(7, "refuses a rate of 0")
def find_anomalies(normal_errors, new_errors, rate):
    if rate <= 0 or rate >= 1:
        raise ValueError("rate must be from 0 on and below 1")
    normal = np.sort(np.asarray(normal_errors, dtype=float))
    new = np.asarray(new_errors, dtype=float)
    above = int(rate * len(normal))
    threshold = normal[len(normal) - 1 - above]
    return threshold, new > threshold


@wrong(7, "refuses rates above one half")
def find_anomalies(normal_errors, new_errors, rate):
    if rate < 0 or rate > 0.5:
        raise ValueError("rate must be from 0 on and below 1")
    normal = np.sort(np.asarray(normal_errors, dtype=float))
    new = np.asarray(new_errors, dtype=float)
    above = int(rate * len(normal))
    threshold = normal[len(normal) - 1 - above]
    return threshold, new > threshold


@wrong(7, "checks nothing")
def find_anomalies(normal_errors, new_errors, rate):
    normal = np.sort(np.asarray(normal_errors, dtype=float))
    new = np.asarray(new_errors, dtype=float)
    above = int(min(max(rate, 0), 0.99) * len(normal))
    threshold = normal[len(normal) - 1 - above]
    return threshold, new > threshold


@right(7, "by place in the sorted errors")
def find_anomalies(normal_errors, new_errors, rate):
    if rate < 0 or rate >= 1:
        raise ValueError("rate must be from 0 on and below 1")
    normal = np.sort(np.asarray(normal_errors, dtype=float))
    new = np.asarray(new_errors, dtype=float)
    above = int(rate * len(normal))
    threshold = normal[len(normal) - 1 - above]
    return threshold, new > threshold


@right(7, "as a quantile of NumPy")
def find_anomalies(normal_errors, new_errors, rate):
    if not (rate >= 0 and rate < 1):
        raise ValueError("rate")
    normal = np.array(normal_errors, dtype=np.float64)
    threshold = np.quantile(normal, 1 - rate, method="inverted_cdf")
    return float(threshold), np.greater(new_errors, threshold)


@right(7, "by counting for each candidate")
def find_anomalies(normal_errors, new_errors, rate):
    if not 0 <= rate < 1:
        raise ValueError("rate")
    candidates = sorted({float(error) for error in normal_errors}, reverse=True)
    threshold = candidates[0]
    for candidate in candidates:
        n_above = sum(float(error) > candidate for error in normal_errors)
        if n_above / len(normal_errors) > rate:
            break
        threshold = candidate
    return threshold, np.array([float(error) > threshold for error in new_errors])


@right(7, "with pandas")
def find_anomalies(normal_errors, new_errors, rate):
    import pandas as pd

    if rate < 0 or rate >= 1:
        raise ValueError("rate")
    normal = pd.Series(np.asarray(normal_errors, dtype=float))
    ranks = normal.rank(method="max", ascending=True)
    threshold = normal[(len(normal) - ranks) / len(normal) <= rate].min()
    return threshold, (pd.Series(np.asarray(new_errors, dtype=float)) > threshold).to_numpy()


# Question 8: reparameterize


@wrong(8, "takes the logarithm of the variance for the variance")
def reparameterize(mu, log_var, n_draws, generator):
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    if n_draws < 1:
        raise ValueError("n_draws must be at least 1")
    noise = torch.randn(n_draws, *mu.shape, generator=generator)
    sigma = torch.sqrt(torch.abs(log_var))
    return mu + sigma * noise


@wrong(8, "takes the logarithm of the variance for the deviation")
def reparameterize(mu, log_var, n_draws, generator):
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    if n_draws < 1:
        raise ValueError("n_draws must be at least 1")
    noise = torch.randn(n_draws, *mu.shape, generator=generator)
    sigma = log_var
    return mu + sigma * noise


@wrong(8, "multiplies by the variance")
def reparameterize(mu, log_var, n_draws, generator):
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    if n_draws < 1:
        raise ValueError("n_draws must be at least 1")
    noise = torch.randn(n_draws, *mu.shape, generator=generator)
    sigma = torch.exp(log_var)
    return mu + sigma * noise


@wrong(8, "halves the variance instead of its logarithm")
def reparameterize(mu, log_var, n_draws, generator):
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    if n_draws < 1:
        raise ValueError("n_draws must be at least 1")
    noise = torch.randn(n_draws, *mu.shape, generator=generator)
    sigma = 0.5 * torch.exp(log_var)
    return mu + sigma * noise


@wrong(8, "takes the logarithm to the base 2")
def reparameterize(mu, log_var, n_draws, generator):
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    if n_draws < 1:
        raise ValueError("n_draws must be at least 1")
    noise = torch.randn(n_draws, *mu.shape, generator=generator)
    sigma = 2 ** (0.5 * log_var)
    return mu + sigma * noise


@wrong(8, "doubles the logarithm")
def reparameterize(mu, log_var, n_draws, generator):
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    if n_draws < 1:
        raise ValueError("n_draws must be at least 1")
    noise = torch.randn(n_draws, *mu.shape, generator=generator)
    sigma = torch.exp(2 * log_var)
    return mu + sigma * noise


@wrong(8, "divides by the deviation")
def reparameterize(mu, log_var, n_draws, generator):
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    if n_draws < 1:
        raise ValueError("n_draws must be at least 1")
    noise = torch.randn(n_draws, *mu.shape, generator=generator)
    sigma = torch.exp(0.5 * log_var)
    return mu + noise / sigma


@wrong(8, "draws without gradients")
def reparameterize(mu, log_var, n_draws, generator):
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    if n_draws < 1:
        raise ValueError("n_draws must be at least 1")
    mu, log_var = mu.detach(), log_var.detach()
    noise = torch.randn(n_draws, *mu.shape, generator=generator)
    sigma = torch.exp(0.5 * log_var)
    return mu + sigma * noise


@wrong(8, "draws inside no_grad")
def reparameterize(mu, log_var, n_draws, generator):
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    if n_draws < 1:
        raise ValueError("n_draws must be at least 1")
    noise = torch.randn(n_draws, *mu.shape, generator=generator)
    sigma = torch.exp(0.5 * log_var)
    with torch.no_grad():
        return mu + sigma * noise


@wrong(8, "draws from a distribution with sample()")
def reparameterize(mu, log_var, n_draws, generator):
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    if n_draws < 1:
        raise ValueError("n_draws must be at least 1")
    noise = torch.randn(n_draws, *mu.shape, generator=generator)
    sigma = torch.exp(0.5 * log_var)
    return torch.normal(mu.expand(noise.shape), sigma.expand(noise.shape), generator=generator)


@wrong(8, "lets no gradient through the deviation")
def reparameterize(mu, log_var, n_draws, generator):
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    if n_draws < 1:
        raise ValueError("n_draws must be at least 1")
    noise = torch.randn(n_draws, *mu.shape, generator=generator)
    sigma = torch.exp(0.5 * log_var.detach())
    return mu + sigma * noise


@wrong(8, "lets no gradient through the mean")
def reparameterize(mu, log_var, n_draws, generator):
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    if n_draws < 1:
        raise ValueError("n_draws must be at least 1")
    noise = torch.randn(n_draws, *mu.shape, generator=generator)
    sigma = torch.exp(0.5 * log_var)
    return mu.detach() + sigma * noise


@wrong(8, "goes through NumPy")
def reparameterize(mu, log_var, n_draws, generator):
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    if n_draws < 1:
        raise ValueError("n_draws must be at least 1")
    noise = torch.randn(n_draws, *mu.shape, generator=generator)
    sigma = torch.exp(0.5 * log_var)
    return torch.as_tensor((mu + sigma * noise).detach().numpy())


@wrong(8, "draws uniform noise")
def reparameterize(mu, log_var, n_draws, generator):
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    if n_draws < 1:
        raise ValueError("n_draws must be at least 1")
    noise = (torch.rand(n_draws, *mu.shape, generator=generator) - 0.5) * 12**0.5
    sigma = torch.exp(0.5 * log_var)
    return mu + sigma * noise


@wrong(8, "draws noise from 0 to 1")
def reparameterize(mu, log_var, n_draws, generator):
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    if n_draws < 1:
        raise ValueError("n_draws must be at least 1")
    noise = torch.rand(n_draws, *mu.shape, generator=generator)
    sigma = torch.exp(0.5 * log_var)
    return mu + sigma * noise


@wrong(8, "draws one number for each code")
def reparameterize(mu, log_var, n_draws, generator):
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    if n_draws < 1:
        raise ValueError("n_draws must be at least 1")
    noise = torch.randn(n_draws, len(mu), 1, generator=generator)
    sigma = torch.exp(0.5 * log_var)
    return mu + sigma * noise.expand(n_draws, *mu.shape)


@wrong(8, "draws the same noise for all samples")
def reparameterize(mu, log_var, n_draws, generator):
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    if n_draws < 1:
        raise ValueError("n_draws must be at least 1")
    noise = torch.randn(n_draws, 1, mu.shape[1], generator=generator)
    sigma = torch.exp(0.5 * log_var)
    return mu + sigma * noise


@wrong(8, "draws the same noise for all draws")
def reparameterize(mu, log_var, n_draws, generator):
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    if n_draws < 1:
        raise ValueError("n_draws must be at least 1")
    noise = torch.randn(*mu.shape, generator=generator).expand(n_draws, *mu.shape)
    sigma = torch.exp(0.5 * log_var)
    return mu + sigma * noise


@wrong(8, "draws a single number")
def reparameterize(mu, log_var, n_draws, generator):
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    if n_draws < 1:
        raise ValueError("n_draws must be at least 1")
    noise = torch.randn(1, generator=generator).expand(n_draws, *mu.shape)
    sigma = torch.exp(0.5 * log_var)
    return mu + sigma * noise


@wrong(8, "draws from the global state")
def reparameterize(mu, log_var, n_draws, generator):
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    if n_draws < 1:
        raise ValueError("n_draws must be at least 1")
    noise = torch.randn(n_draws, *mu.shape)
    sigma = torch.exp(0.5 * log_var)
    return mu + sigma * noise


@wrong(8, "draws with a seed of its own")
def reparameterize(mu, log_var, n_draws, generator):
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    if n_draws < 1:
        raise ValueError("n_draws must be at least 1")
    generator = torch.Generator().manual_seed(0)
    noise = torch.randn(n_draws, *mu.shape, generator=generator)
    sigma = torch.exp(0.5 * log_var)
    return mu + sigma * noise


@wrong(8, "draws with the generator's first seed again")
def reparameterize(mu, log_var, n_draws, generator):
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    if n_draws < 1:
        raise ValueError("n_draws must be at least 1")
    generator.manual_seed(generator.initial_seed())
    noise = torch.randn(n_draws, *mu.shape, generator=generator)
    sigma = torch.exp(0.5 * log_var)
    return mu + sigma * noise


@wrong(8, "returns the means")
def reparameterize(mu, log_var, n_draws, generator):
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    if n_draws < 1:
        raise ValueError("n_draws must be at least 1")
    noise = torch.randn(n_draws, *mu.shape, generator=generator)
    sigma = torch.exp(0.5 * log_var)
    return mu + 0 * sigma * noise


@wrong(8, "forgets the means")
def reparameterize(mu, log_var, n_draws, generator):
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    if n_draws < 1:
        raise ValueError("n_draws must be at least 1")
    noise = torch.randn(n_draws, *mu.shape, generator=generator)
    sigma = torch.exp(0.5 * log_var)
    return sigma * noise


@wrong(8, "multiplies the means, too")
def reparameterize(mu, log_var, n_draws, generator):
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    if n_draws < 1:
        raise ValueError("n_draws must be at least 1")
    noise = torch.randn(n_draws, *mu.shape, generator=generator)
    sigma = torch.exp(0.5 * log_var)
    return mu * (1 + sigma * noise)


@wrong(8, "adds the deviation")
def reparameterize(mu, log_var, n_draws, generator):
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    if n_draws < 1:
        raise ValueError("n_draws must be at least 1")
    noise = torch.randn(n_draws, *mu.shape, generator=generator)
    sigma = torch.exp(0.5 * log_var)
    return mu + sigma + noise


@wrong(8, "puts the draws last")
def reparameterize(mu, log_var, n_draws, generator):
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    if n_draws < 1:
        raise ValueError("n_draws must be at least 1")
    noise = torch.randn(n_draws, *mu.shape, generator=generator)
    sigma = torch.exp(0.5 * log_var)
    return (mu + sigma * noise).permute(1, 2, 0)


@wrong(8, "joins draws and samples")
def reparameterize(mu, log_var, n_draws, generator):
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    if n_draws < 1:
        raise ValueError("n_draws must be at least 1")
    noise = torch.randn(n_draws, *mu.shape, generator=generator)
    sigma = torch.exp(0.5 * log_var)
    return (mu + sigma * noise).flatten(0, 1)


@wrong(8, "leaves out the axis of a single draw")
def reparameterize(mu, log_var, n_draws, generator):
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    if n_draws < 1:
        raise ValueError("n_draws must be at least 1")
    noise = torch.randn(n_draws, *mu.shape, generator=generator)
    sigma = torch.exp(0.5 * log_var)
    return (mu + sigma * noise).squeeze(0)


@wrong(8, "returns an array")
def reparameterize(mu, log_var, n_draws, generator):
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    if n_draws < 1:
        raise ValueError("n_draws must be at least 1")
    noise = torch.randn(n_draws, *mu.shape, generator=generator)
    sigma = torch.exp(0.5 * log_var)
    return (mu + sigma * noise).detach().numpy()


@wrong(8, "returns a list of draws")
def reparameterize(mu, log_var, n_draws, generator):
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    if n_draws < 1:
        raise ValueError("n_draws must be at least 1")
    noise = torch.randn(n_draws, *mu.shape, generator=generator)
    sigma = torch.exp(0.5 * log_var)
    return list(mu + sigma * noise)


@wrong(8, "returns codes and noise")
def reparameterize(mu, log_var, n_draws, generator):
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    if n_draws < 1:
        raise ValueError("n_draws must be at least 1")
    noise = torch.randn(n_draws, *mu.shape, generator=generator)
    sigma = torch.exp(0.5 * log_var)
    return mu + sigma * noise, noise


@wrong(8, "works in double precision")
def reparameterize(mu, log_var, n_draws, generator):
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    if n_draws < 1:
        raise ValueError("n_draws must be at least 1")
    noise = torch.randn(n_draws, *mu.shape, generator=generator)
    sigma = torch.exp(0.5 * log_var.double())
    return mu + sigma * noise


@wrong(8, "keeps variances from getting small")
def reparameterize(mu, log_var, n_draws, generator):
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    if n_draws < 1:
        raise ValueError("n_draws must be at least 1")
    noise = torch.randn(n_draws, *mu.shape, generator=generator)
    sigma = torch.exp(0.5 * log_var).clamp(min=0.1)
    return mu + sigma * noise


@wrong(8, "keeps variances from getting large")
def reparameterize(mu, log_var, n_draws, generator):
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    if n_draws < 1:
        raise ValueError("n_draws must be at least 1")
    noise = torch.randn(n_draws, *mu.shape, generator=generator)
    sigma = torch.exp(0.5 * log_var).clamp(max=2)
    return mu + sigma * noise


@wrong(8, "repeats shapes that do not fit")
def reparameterize(mu, log_var, n_draws, generator):
    mu, log_var = torch.broadcast_tensors(torch.atleast_2d(mu), torch.atleast_2d(log_var))
    if n_draws < 1:
        raise ValueError("n_draws must be at least 1")
    noise = torch.randn(n_draws, *mu.shape, generator=generator)
    sigma = torch.exp(0.5 * log_var)
    return mu + sigma * noise


@wrong(8, "turns the logarithms into deviations in place, without gradients")
def reparameterize(mu, log_var, n_draws, generator):
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    if n_draws < 1:
        raise ValueError("n_draws must be at least 1")
    noise = torch.randn(n_draws, *mu.shape, generator=generator)
    log_var.detach().div_(2).exp_()
    return mu + log_var * noise


@wrong(8, "draws nothing if told so")
def reparameterize(mu, log_var, n_draws, generator):
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    if n_draws < 0:
        raise ValueError("n_draws must be at least 1")
    noise = torch.randn(n_draws, *mu.shape, generator=generator)
    sigma = torch.exp(0.5 * log_var)
    return mu + sigma * noise


@wrong(8, "asks for two draws")
def reparameterize(mu, log_var, n_draws, generator):
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    if n_draws < 2:
        raise ValueError("n_draws must be at least 1")
    noise = torch.randn(n_draws, *mu.shape, generator=generator)
    sigma = torch.exp(0.5 * log_var)
    return mu + sigma * noise


@wrong(8, "does not check the number of draws")
def reparameterize(mu, log_var, n_draws, generator):
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    n_draws = max(n_draws, 1)
    noise = torch.randn(n_draws, *mu.shape, generator=generator)
    sigma = torch.exp(0.5 * log_var)
    return mu + sigma * noise


@right(8, "as the formula says")
def reparameterize(mu, log_var, n_draws, generator):
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    if n_draws < 1:
        raise ValueError("n_draws must be at least 1")
    noise = torch.randn(n_draws, *mu.shape, generator=generator)
    sigma = torch.exp(0.5 * log_var)
    return mu + sigma * noise


@right(8, "draw by draw")
def reparameterize(mu, log_var, n_draws, generator):
    import torch

    if mu.size() != log_var.size() or n_draws <= 0:
        raise ValueError("sizes")
    draws = []
    for _ in range(n_draws):
        epsilon = torch.empty(mu.size())
        epsilon.normal_(generator=generator)
        draws.append(log_var.exp().sqrt().mul(epsilon).add(mu))
    return torch.stack(draws)


@right(8, "with noise of torch.normal")
def reparameterize(mu, log_var, n_draws, generator):
    if tuple(mu.shape) != tuple(log_var.shape):
        raise ValueError("shapes")
    if not n_draws >= 1:
        raise ValueError("draws")
    size = (n_draws, mu.shape[0], mu.shape[1])
    epsilon = torch.normal(torch.zeros(size), torch.ones(size), generator=generator)
    return torch.addcmul(mu.expand(size), (log_var / 2).exp().expand(size), epsilon)


@right(8, "with noise of NumPy, seeded by the generator")
def reparameterize(mu, log_var, n_draws, generator):
    if mu.shape != log_var.shape or n_draws < 1:
        raise ValueError("shapes or draws")
    seed = torch.randint(2**31, (1,), generator=generator).item()
    epsilon = np.random.default_rng(seed).standard_normal((n_draws, *mu.shape), dtype=np.float32)
    return torch.from_numpy(epsilon) * torch.exp(log_var) ** 0.5 + mu


# Question 9: kl_divergence


@wrong(9, "has the sign turned round")
def kl_divergence(mu, log_var):
    mu, log_var = np.asarray(mu, dtype=float), np.asarray(log_var, dtype=float)
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    each = -0.5 * (mu**2 + np.exp(log_var) - 1 - log_var)
    parts = each.mean(axis=0)
    return parts.sum(), parts


@wrong(9, "adds the logarithm")
def kl_divergence(mu, log_var):
    mu, log_var = np.asarray(mu, dtype=float), np.asarray(log_var, dtype=float)
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    each = 0.5 * (mu**2 + np.exp(log_var) - 1 + log_var)
    parts = each.mean(axis=0)
    return parts.sum(), parts


@wrong(9, "forgets the 1")
def kl_divergence(mu, log_var):
    mu, log_var = np.asarray(mu, dtype=float), np.asarray(log_var, dtype=float)
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    each = 0.5 * (mu**2 + np.exp(log_var) - log_var)
    parts = each.mean(axis=0)
    return parts.sum(), parts


@wrong(9, "adds the 1")
def kl_divergence(mu, log_var):
    mu, log_var = np.asarray(mu, dtype=float), np.asarray(log_var, dtype=float)
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    each = 0.5 * (mu**2 + np.exp(log_var) + 1 - log_var)
    parts = each.mean(axis=0)
    return parts.sum(), parts


@wrong(9, "forgets the half")
def kl_divergence(mu, log_var):
    mu, log_var = np.asarray(mu, dtype=float), np.asarray(log_var, dtype=float)
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    each = mu**2 + np.exp(log_var) - 1 - log_var
    parts = each.mean(axis=0)
    return parts.sum(), parts


@wrong(9, "takes the logarithm of the variance for the variance")
def kl_divergence(mu, log_var):
    mu, log_var = np.asarray(mu, dtype=float), np.asarray(log_var, dtype=float)
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    each = 0.5 * (mu**2 + log_var - 1 - log_var)
    parts = each.mean(axis=0)
    return parts.sum(), parts


@wrong(9, "takes the logarithm for the variance, and its logarithm again")
def kl_divergence(mu, log_var):
    mu, log_var = np.asarray(mu, dtype=float), np.asarray(log_var, dtype=float)
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    each = 0.5 * (mu**2 + np.abs(log_var) - 1 - np.log(np.abs(log_var) + 1e-9))
    parts = each.mean(axis=0)
    return parts.sum(), parts


@wrong(9, "takes the logarithm of the variance for that of the deviation")
def kl_divergence(mu, log_var):
    mu, log_var = np.asarray(mu, dtype=float), np.asarray(log_var, dtype=float)
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    each = 0.5 * (mu**2 + np.exp(2 * log_var) - 1 - 2 * log_var)
    parts = each.mean(axis=0)
    return parts.sum(), parts


@wrong(9, "takes the deviation for the variance")
def kl_divergence(mu, log_var):
    mu, log_var = np.asarray(mu, dtype=float), np.asarray(log_var, dtype=float)
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    each = 0.5 * (mu**2 + np.exp(log_var / 2) - 1 - log_var)
    parts = each.mean(axis=0)
    return parts.sum(), parts


@wrong(9, "does not square the means")
def kl_divergence(mu, log_var):
    mu, log_var = np.asarray(mu, dtype=float), np.asarray(log_var, dtype=float)
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    each = 0.5 * (np.abs(mu) + np.exp(log_var) - 1 - log_var)
    parts = each.mean(axis=0)
    return parts.sum(), parts


@wrong(9, "forgets the means")
def kl_divergence(mu, log_var):
    mu, log_var = np.asarray(mu, dtype=float), np.asarray(log_var, dtype=float)
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    each = 0.5 * (np.exp(log_var) - 1 - log_var)
    parts = each.mean(axis=0)
    return parts.sum(), parts


@wrong(9, "divides the squared means by the variance")
def kl_divergence(mu, log_var):
    mu, log_var = np.asarray(mu, dtype=float), np.asarray(log_var, dtype=float)
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    each = 0.5 * (mu**2 / np.exp(log_var) + np.exp(log_var) - 1 - log_var)
    parts = each.mean(axis=0)
    return parts.sum(), parts


@wrong(9, "takes the divergence the other way round")
def kl_divergence(mu, log_var):
    mu, log_var = np.asarray(mu, dtype=float), np.asarray(log_var, dtype=float)
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    each = 0.5 * ((1 + mu**2) * np.exp(-log_var) - 1 + log_var)
    parts = each.mean(axis=0)
    return parts.sum(), parts


@wrong(9, "averages over the code")
def kl_divergence(mu, log_var):
    mu, log_var = np.asarray(mu, dtype=float), np.asarray(log_var, dtype=float)
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    each = 0.5 * (mu**2 + np.exp(log_var) - 1 - log_var)
    parts = each.mean(axis=0)
    return parts.mean(), parts


@wrong(9, "adds up over the samples")
def kl_divergence(mu, log_var):
    mu, log_var = np.asarray(mu, dtype=float), np.asarray(log_var, dtype=float)
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    each = 0.5 * (mu**2 + np.exp(log_var) - 1 - log_var)
    parts = each.sum(axis=0)
    return parts.sum(), parts


@wrong(9, "adds up the parts, and averages the divergence")
def kl_divergence(mu, log_var):
    mu, log_var = np.asarray(mu, dtype=float), np.asarray(log_var, dtype=float)
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    each = 0.5 * (mu**2 + np.exp(log_var) - 1 - log_var)
    parts = each.sum(axis=0)
    return parts.sum() / len(mu), parts


@wrong(9, "averages over everything")
def kl_divergence(mu, log_var):
    mu, log_var = np.asarray(mu, dtype=float), np.asarray(log_var, dtype=float)
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    each = 0.5 * (mu**2 + np.exp(log_var) - 1 - log_var)
    parts = each.mean(axis=0)
    return each.mean(), parts


@wrong(9, "averages over the code and adds up over the samples")
def kl_divergence(mu, log_var):
    mu, log_var = np.asarray(mu, dtype=float), np.asarray(log_var, dtype=float)
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    each = 0.5 * (mu**2 + np.exp(log_var) - 1 - log_var)
    parts = each.mean(axis=1)
    return parts.sum(), parts


@wrong(9, "returns the divergence of each sample for the parts")
def kl_divergence(mu, log_var):
    mu, log_var = np.asarray(mu, dtype=float), np.asarray(log_var, dtype=float)
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    each = 0.5 * (mu**2 + np.exp(log_var) - 1 - log_var)
    return each.sum(axis=1).mean(), each.sum(axis=1)


@wrong(9, "returns the divergence only")
def kl_divergence(mu, log_var):
    mu, log_var = np.asarray(mu, dtype=float), np.asarray(log_var, dtype=float)
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    each = 0.5 * (mu**2 + np.exp(log_var) - 1 - log_var)
    parts = each.mean(axis=0)
    return parts.sum()


@wrong(9, "returns the parts only")
def kl_divergence(mu, log_var):
    mu, log_var = np.asarray(mu, dtype=float), np.asarray(log_var, dtype=float)
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    each = 0.5 * (mu**2 + np.exp(log_var) - 1 - log_var)
    parts = each.mean(axis=0)
    return parts


@wrong(9, "exchanges divergence and parts")
def kl_divergence(mu, log_var):
    mu, log_var = np.asarray(mu, dtype=float), np.asarray(log_var, dtype=float)
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    each = 0.5 * (mu**2 + np.exp(log_var) - 1 - log_var)
    parts = each.mean(axis=0)
    return parts, parts.sum()


@wrong(9, "returns a list of parts")
def kl_divergence(mu, log_var):
    mu, log_var = np.asarray(mu, dtype=float), np.asarray(log_var, dtype=float)
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    each = 0.5 * (mu**2 + np.exp(log_var) - 1 - log_var)
    parts = each.mean(axis=0)
    return parts.sum(), parts.tolist()


@wrong(9, "returns tensors")
def kl_divergence(mu, log_var):
    mu, log_var = np.asarray(mu, dtype=float), np.asarray(log_var, dtype=float)
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    each = 0.5 * (mu**2 + np.exp(log_var) - 1 - log_var)
    parts = each.mean(axis=0)
    return torch.tensor(parts.sum()), torch.as_tensor(parts)


@wrong(9, "returns a list")
def kl_divergence(mu, log_var):
    mu, log_var = np.asarray(mu, dtype=float), np.asarray(log_var, dtype=float)
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    each = 0.5 * (mu**2 + np.exp(log_var) - 1 - log_var)
    parts = each.mean(axis=0)
    return [parts.sum(), parts]


@wrong(9, "squares means in their own type")
def kl_divergence(mu, log_var):
    mu, log_var = np.asarray(mu), np.asarray(log_var, dtype=float)
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    each = 0.5 * (mu**2 + np.exp(log_var) - 1 - log_var)
    parts = each.mean(axis=0)
    return parts.sum(), parts


@wrong(9, "takes exponentials of logarithms in half precision")
def kl_divergence(mu, log_var):
    mu, log_var = np.asarray(mu, dtype=float), np.asarray(log_var, dtype=float)
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    each = 0.5 * (mu**2 + np.exp(log_var.astype(np.float16)).astype(float) - 1 - log_var)
    parts = each.mean(axis=0)
    return parts.sum(), parts


@wrong(9, "keeps large variances small")
def kl_divergence(mu, log_var):
    mu, log_var = np.asarray(mu, dtype=float), np.asarray(log_var, dtype=float)
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    each = 0.5 * (mu**2 + np.exp(np.minimum(log_var, 10)) - 1 - log_var)
    parts = each.mean(axis=0)
    return parts.sum(), parts


@wrong(9, "keeps logarithms from getting small")
def kl_divergence(mu, log_var):
    mu, log_var = np.asarray(mu, dtype=float), np.asarray(log_var, dtype=float)
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    each = 0.5 * (mu**2 + np.exp(log_var) - 1 - np.maximum(log_var, -10))
    parts = each.mean(axis=0)
    return parts.sum(), parts


@wrong(9, "counts divergences below a threshold as 0")
def kl_divergence(mu, log_var):
    mu, log_var = np.asarray(mu, dtype=float), np.asarray(log_var, dtype=float)
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    each = 0.5 * (mu**2 + np.exp(log_var) - 1 - log_var)
    each = np.where(each < 0.05, 0, each)
    parts = each.mean(axis=0)
    return parts.sum(), parts


@wrong(9, "clips parts that are small, as free bits do")
def kl_divergence(mu, log_var):
    mu, log_var = np.asarray(mu, dtype=float), np.asarray(log_var, dtype=float)
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    each = 0.5 * (mu**2 + np.exp(log_var) - 1 - log_var)
    parts = each.mean(axis=0)
    parts = np.maximum(parts, 0.1)
    return parts.sum(), parts


@wrong(9, "estimates the divergence from samples")
def kl_divergence(mu, log_var):
    mu, log_var = np.asarray(mu, dtype=float), np.asarray(log_var, dtype=float)
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    noise = np.random.default_rng(0).normal(size=(1000, *mu.shape))
    z = mu + np.exp(log_var / 2) * noise
    each = ((z**2 - noise**2 - log_var) / 2).mean(axis=0)
    parts = each.mean(axis=0)
    return parts.sum(), parts


@wrong(9, "repeats shapes that do not fit")
def kl_divergence(mu, log_var):
    mu, log_var = np.asarray(mu, dtype=float), np.asarray(log_var, dtype=float)
    mu, log_var = np.atleast_2d(mu), np.atleast_2d(log_var)
    if mu.shape[1] != log_var.shape[1] and 1 not in (mu.shape[1], log_var.shape[1]):
        raise ValueError("each mean needs a variance")
    each = 0.5 * (mu**2 + np.exp(log_var) - 1 - log_var)
    parts = each.mean(axis=0)
    return parts.sum(), parts


@wrong(9, "compares the numbers of samples only")
def kl_divergence(mu, log_var):
    mu, log_var = np.asarray(mu, dtype=float), np.asarray(log_var, dtype=float)
    if len(mu) != len(log_var):
        raise ValueError("each mean needs a variance")
    each = 0.5 * (mu**2 + np.exp(log_var) - 1 - log_var)
    parts = each.mean(axis=0)
    return parts.sum(), parts


@wrong(9, "compares the numbers of numbers only")
def kl_divergence(mu, log_var):
    mu, log_var = np.asarray(mu, dtype=float), np.asarray(log_var, dtype=float)
    if mu.size != log_var.size:
        raise ValueError("each mean needs a variance")
    each = 0.5 * (mu**2 + np.exp(log_var) - 1 - log_var)
    parts = each.mean(axis=0)
    return parts.sum(), parts


@wrong(9, "changes the means in place")
def kl_divergence(mu, log_var):
    mu, log_var = np.asarray(mu), np.asarray(log_var, dtype=float)
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    if mu.dtype.kind == "f":
        mu *= mu
        mu = np.sqrt(mu)
    mu = mu.astype(float)
    each = 0.5 * (mu**2 + np.exp(log_var) - 1 - log_var)
    parts = each.mean(axis=0)
    return parts.sum(), parts


@right(9, "with NumPy, in one line")
def kl_divergence(mu, log_var):
    mu, log_var = np.asarray(mu, dtype=float), np.asarray(log_var, dtype=float)
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    each = 0.5 * (mu**2 + np.exp(log_var) - 1 - log_var)
    parts = each.mean(axis=0)
    return parts.sum(), parts


@right(9, "with torch's distributions")
def kl_divergence(mu, log_var):
    import torch

    mu, log_var = (torch.tensor(np.asarray(a).tolist(), dtype=torch.float64) for a in (mu, log_var))
    if mu.shape != log_var.shape:
        raise ValueError("shapes")
    normal = torch.distributions.Normal
    each = torch.distributions.kl_divergence(normal(mu, torch.exp(log_var / 2)), normal(0.0, 1.0))
    return each.sum(dim=1).mean().item(), each.mean(dim=0).numpy()


@right(9, "number by number")
def kl_divergence(mu, log_var):
    import math

    mu, log_var = np.array(mu).tolist(), np.array(log_var).tolist()
    if np.shape(mu) != np.shape(log_var):
        raise ValueError("shapes")
    parts = [0.0] * len(mu[0])
    for means, logs in zip(mu, log_var, strict=True):
        for k, (m, v) in enumerate(zip(means, logs, strict=True)):
            parts[k] -= (1 + v - m * m - math.exp(v)) / 2 / len(mu)
    return math.fsum(parts), np.array(parts)


@right(9, "with expm1, in three sums")
def kl_divergence(mu, log_var):
    if np.shape(mu) != np.shape(log_var):
        raise ValueError("shapes")
    mu, log_var = np.array(mu, dtype=np.float64), np.array(log_var, dtype=np.float64)
    n = np.float64(2 * mu.shape[0])
    parts = np.einsum("nk,nk->k", mu, mu) / n + (np.expm1(log_var).sum(axis=0) - log_var.sum(axis=0)) / n
    return np.add.reduce(parts), parts


# Question 10: rate_and_distortion


@wrong(10, "divides by the colours, too")
def rate_and_distortion(image, decoded, symbols, n_header):
    image, decoded = np.asarray(image, dtype=float), np.asarray(decoded, dtype=float)
    if image.shape != decoded.shape:
        raise ValueError("picture and decoded picture differ in shape")
    _, counts = np.unique(np.asarray(symbols), return_counts=True)
    p = counts / counts.sum()
    bits = -(counts * np.log2(p)).sum() + 8 * n_header
    n_pixels = image.size
    mse = ((image - decoded) ** 2).mean()
    psnr = np.inf if mse == 0 else 10 * np.log10(255**2 / mse)
    return bits / n_pixels, psnr


@wrong(10, "divides by the number of symbols")
def rate_and_distortion(image, decoded, symbols, n_header):
    image, decoded = np.asarray(image, dtype=float), np.asarray(decoded, dtype=float)
    if image.shape != decoded.shape:
        raise ValueError("picture and decoded picture differ in shape")
    _, counts = np.unique(np.asarray(symbols), return_counts=True)
    p = counts / counts.sum()
    bits = -(counts * np.log2(p)).sum() + 8 * n_header
    n_pixels = counts.sum()
    mse = ((image - decoded) ** 2).mean()
    psnr = np.inf if mse == 0 else 10 * np.log10(255**2 / mse)
    return bits / n_pixels, psnr


@wrong(10, "counts bits without dividing")
def rate_and_distortion(image, decoded, symbols, n_header):
    image, decoded = np.asarray(image, dtype=float), np.asarray(decoded, dtype=float)
    if image.shape != decoded.shape:
        raise ValueError("picture and decoded picture differ in shape")
    _, counts = np.unique(np.asarray(symbols), return_counts=True)
    p = counts / counts.sum()
    bits = -(counts * np.log2(p)).sum() + 8 * n_header
    image.shape[0] * image.shape[1]
    mse = ((image - decoded) ** 2).mean()
    psnr = np.inf if mse == 0 else 10 * np.log10(255**2 / mse)
    return bits, psnr


@wrong(10, "counts bytes of the header as bits")
def rate_and_distortion(image, decoded, symbols, n_header):
    image, decoded = np.asarray(image, dtype=float), np.asarray(decoded, dtype=float)
    if image.shape != decoded.shape:
        raise ValueError("picture and decoded picture differ in shape")
    _, counts = np.unique(np.asarray(symbols), return_counts=True)
    p = counts / counts.sum()
    bits = -(counts * np.log2(p)).sum() + n_header
    n_pixels = image.shape[0] * image.shape[1]
    mse = ((image - decoded) ** 2).mean()
    psnr = np.inf if mse == 0 else 10 * np.log10(255**2 / mse)
    return bits / n_pixels, psnr


@wrong(10, "forgets the header")
def rate_and_distortion(image, decoded, symbols, n_header):
    image, decoded = np.asarray(image, dtype=float), np.asarray(decoded, dtype=float)
    if image.shape != decoded.shape:
        raise ValueError("picture and decoded picture differ in shape")
    _, counts = np.unique(np.asarray(symbols), return_counts=True)
    p = counts / counts.sum()
    bits = -(counts * np.log2(p)).sum()
    n_pixels = image.shape[0] * image.shape[1]
    mse = ((image - decoded) ** 2).mean()
    psnr = np.inf if mse == 0 else 10 * np.log10(255**2 / mse)
    return bits / n_pixels, psnr


@wrong(10, "pays the header for each pixel")
def rate_and_distortion(image, decoded, symbols, n_header):
    image, decoded = np.asarray(image, dtype=float), np.asarray(decoded, dtype=float)
    if image.shape != decoded.shape:
        raise ValueError("picture and decoded picture differ in shape")
    _, counts = np.unique(np.asarray(symbols), return_counts=True)
    p = counts / counts.sum()
    bits = -(counts * np.log2(p)).sum() + 8 * n_header
    n_pixels = image.shape[0] * image.shape[1]
    mse = ((image - decoded) ** 2).mean()
    psnr = np.inf if mse == 0 else 10 * np.log10(255**2 / mse)
    return (bits + 8 * n_header * (n_pixels - 1)) / n_pixels, psnr


@wrong(10, "counts the rate in bytes")
def rate_and_distortion(image, decoded, symbols, n_header):
    image, decoded = np.asarray(image, dtype=float), np.asarray(decoded, dtype=float)
    if image.shape != decoded.shape:
        raise ValueError("picture and decoded picture differ in shape")
    _, counts = np.unique(np.asarray(symbols), return_counts=True)
    p = counts / counts.sum()
    bits = -(counts * np.log2(p)).sum() + 8 * n_header
    n_pixels = image.shape[0] * image.shape[1]
    mse = ((image - decoded) ** 2).mean()
    psnr = np.inf if mse == 0 else 10 * np.log10(255**2 / mse)
    return bits / 8 / n_pixels, psnr


@wrong(10, "takes natural logarithms for bits")
def rate_and_distortion(image, decoded, symbols, n_header):
    image, decoded = np.asarray(image, dtype=float), np.asarray(decoded, dtype=float)
    if image.shape != decoded.shape:
        raise ValueError("picture and decoded picture differ in shape")
    _, counts = np.unique(np.asarray(symbols), return_counts=True)
    p = counts / counts.sum()
    bits = -(counts * np.log(p)).sum() + 8 * n_header
    n_pixels = image.shape[0] * image.shape[1]
    mse = ((image - decoded) ** 2).mean()
    psnr = np.inf if mse == 0 else 10 * np.log10(255**2 / mse)
    return bits / n_pixels, psnr


@wrong(10, "takes the entropy of one symbol for all")
def rate_and_distortion(image, decoded, symbols, n_header):
    image, decoded = np.asarray(image, dtype=float), np.asarray(decoded, dtype=float)
    if image.shape != decoded.shape:
        raise ValueError("picture and decoded picture differ in shape")
    _, counts = np.unique(np.asarray(symbols), return_counts=True)
    p = counts / counts.sum()
    bits = -(p * np.log2(p)).sum() + 8 * n_header
    n_pixels = image.shape[0] * image.shape[1]
    mse = ((image - decoded) ** 2).mean()
    psnr = np.inf if mse == 0 else 10 * np.log10(255**2 / mse)
    return bits / n_pixels, psnr


@wrong(10, "has the sign of the bits turned round")
def rate_and_distortion(image, decoded, symbols, n_header):
    image, decoded = np.asarray(image, dtype=float), np.asarray(decoded, dtype=float)
    if image.shape != decoded.shape:
        raise ValueError("picture and decoded picture differ in shape")
    _, counts = np.unique(np.asarray(symbols), return_counts=True)
    p = counts / counts.sum()
    bits = (counts * np.log2(p)).sum() + 8 * n_header
    n_pixels = image.shape[0] * image.shape[1]
    mse = ((image - decoded) ** 2).mean()
    psnr = np.inf if mse == 0 else 10 * np.log10(255**2 / mse)
    return bits / n_pixels, psnr


@wrong(10, "pays each kind of symbol once")
def rate_and_distortion(image, decoded, symbols, n_header):
    image, decoded = np.asarray(image, dtype=float), np.asarray(decoded, dtype=float)
    if image.shape != decoded.shape:
        raise ValueError("picture and decoded picture differ in shape")
    _, counts = np.unique(np.asarray(symbols), return_counts=True)
    p = counts / counts.sum()
    bits = -np.log2(p).sum() + 8 * n_header
    n_pixels = image.shape[0] * image.shape[1]
    mse = ((image - decoded) ** 2).mean()
    psnr = np.inf if mse == 0 else 10 * np.log10(255**2 / mse)
    return bits / n_pixels, psnr


@wrong(10, "pays the same for all symbols")
def rate_and_distortion(image, decoded, symbols, n_header):
    image, decoded = np.asarray(image, dtype=float), np.asarray(decoded, dtype=float)
    if image.shape != decoded.shape:
        raise ValueError("picture and decoded picture differ in shape")
    _, counts = np.unique(np.asarray(symbols), return_counts=True)
    counts / counts.sum()
    bits = counts.sum() * np.log2(len(counts)) + 8 * n_header
    n_pixels = image.shape[0] * image.shape[1]
    mse = ((image - decoded) ** 2).mean()
    psnr = np.inf if mse == 0 else 10 * np.log10(255**2 / mse)
    return bits / n_pixels, psnr


@wrong(10, "pays whole bits for each symbol")
def rate_and_distortion(image, decoded, symbols, n_header):
    image, decoded = np.asarray(image, dtype=float), np.asarray(decoded, dtype=float)
    if image.shape != decoded.shape:
        raise ValueError("picture and decoded picture differ in shape")
    _, counts = np.unique(np.asarray(symbols), return_counts=True)
    p = counts / counts.sum()
    bits = (counts * np.ceil(-np.log2(p))).sum() + 8 * n_header
    n_pixels = image.shape[0] * image.shape[1]
    mse = ((image - decoded) ** 2).mean()
    psnr = np.inf if mse == 0 else 10 * np.log10(255**2 / mse)
    return bits / n_pixels, psnr


@wrong(10, "rounds the bits up to bytes")
def rate_and_distortion(image, decoded, symbols, n_header):
    image, decoded = np.asarray(image, dtype=float), np.asarray(decoded, dtype=float)
    if image.shape != decoded.shape:
        raise ValueError("picture and decoded picture differ in shape")
    _, counts = np.unique(np.asarray(symbols), return_counts=True)
    p = counts / counts.sum()
    bits = -(counts * np.log2(p)).sum() + 8 * n_header
    bits = 8 * np.ceil(bits / 8)
    n_pixels = image.shape[0] * image.shape[1]
    mse = ((image - decoded) ** 2).mean()
    psnr = np.inf if mse == 0 else 10 * np.log10(255**2 / mse)
    return bits / n_pixels, psnr


@wrong(10, "pays one byte for each symbol")
def rate_and_distortion(image, decoded, symbols, n_header):
    image, decoded = np.asarray(image, dtype=float), np.asarray(decoded, dtype=float)
    if image.shape != decoded.shape:
        raise ValueError("picture and decoded picture differ in shape")
    _, counts = np.unique(np.asarray(symbols), return_counts=True)
    counts / counts.sum()
    bits = 8 * counts.sum() + 8 * n_header
    n_pixels = image.shape[0] * image.shape[1]
    mse = ((image - decoded) ** 2).mean()
    psnr = np.inf if mse == 0 else 10 * np.log10(255**2 / mse)
    return bits / n_pixels, psnr


@wrong(10, "counts symbols without their sign")
def rate_and_distortion(image, decoded, symbols, n_header):
    image, decoded = np.asarray(image, dtype=float), np.asarray(decoded, dtype=float)
    if image.shape != decoded.shape:
        raise ValueError("picture and decoded picture differ in shape")
    _, counts = np.unique(np.abs(np.asarray(symbols)), return_counts=True)
    p = counts / counts.sum()
    bits = -(counts * np.log2(p)).sum() + 8 * n_header
    n_pixels = image.shape[0] * image.shape[1]
    mse = ((image - decoded) ** 2).mean()
    psnr = np.inf if mse == 0 else 10 * np.log10(255**2 / mse)
    return bits / n_pixels, psnr


@wrong(10, "counts in bins from 0 on")
def rate_and_distortion(image, decoded, symbols, n_header):
    image, decoded = np.asarray(image, dtype=float), np.asarray(decoded, dtype=float)
    if image.shape != decoded.shape:
        raise ValueError("picture and decoded picture differ in shape")
    _, counts = (0, np.bincount(np.maximum(np.ravel(symbols), 0)))
    counts = counts[counts > 0]
    p = counts / counts.sum()
    bits = -(counts * np.log2(p)).sum() + 8 * n_header
    n_pixels = image.shape[0] * image.shape[1]
    mse = ((image - decoded) ** 2).mean()
    psnr = np.inf if mse == 0 else 10 * np.log10(255**2 / mse)
    return bits / n_pixels, psnr


@wrong(10, "measures the entropy of the picture")
def rate_and_distortion(image, decoded, symbols, n_header):
    image, decoded = np.asarray(image, dtype=float), np.asarray(decoded, dtype=float)
    if image.shape != decoded.shape:
        raise ValueError("picture and decoded picture differ in shape")
    _, counts = np.unique(image, return_counts=True)
    p = counts / counts.sum()
    bits = -(counts * np.log2(p)).sum() + 8 * n_header
    n_pixels = image.shape[0] * image.shape[1]
    mse = ((image - decoded) ** 2).mean()
    psnr = np.inf if mse == 0 else 10 * np.log10(255**2 / mse)
    return bits / n_pixels, psnr


@wrong(10, "divides by the largest count")
def rate_and_distortion(image, decoded, symbols, n_header):
    image, decoded = np.asarray(image, dtype=float), np.asarray(decoded, dtype=float)
    if image.shape != decoded.shape:
        raise ValueError("picture and decoded picture differ in shape")
    _, counts = np.unique(np.asarray(symbols), return_counts=True)
    p = counts / counts.max()
    bits = -(counts * np.log2(p)).sum() + 8 * n_header
    n_pixels = image.shape[0] * image.shape[1]
    mse = ((image - decoded) ** 2).mean()
    psnr = np.inf if mse == 0 else 10 * np.log10(255**2 / mse)
    return bits / n_pixels, psnr


@wrong(10, "takes the root of the error for the error")
def rate_and_distortion(image, decoded, symbols, n_header):
    image, decoded = np.asarray(image, dtype=float), np.asarray(decoded, dtype=float)
    if image.shape != decoded.shape:
        raise ValueError("picture and decoded picture differ in shape")
    _, counts = np.unique(np.asarray(symbols), return_counts=True)
    p = counts / counts.sum()
    bits = -(counts * np.log2(p)).sum() + 8 * n_header
    n_pixels = image.shape[0] * image.shape[1]
    mse = ((image - decoded) ** 2).mean()
    psnr = np.inf if mse == 0 else 10 * np.log10(255**2 / np.sqrt(mse))
    return bits / n_pixels, psnr


@wrong(10, "multiplies by 20")
def rate_and_distortion(image, decoded, symbols, n_header):
    image, decoded = np.asarray(image, dtype=float), np.asarray(decoded, dtype=float)
    if image.shape != decoded.shape:
        raise ValueError("picture and decoded picture differ in shape")
    _, counts = np.unique(np.asarray(symbols), return_counts=True)
    p = counts / counts.sum()
    bits = -(counts * np.log2(p)).sum() + 8 * n_header
    n_pixels = image.shape[0] * image.shape[1]
    mse = ((image - decoded) ** 2).mean()
    psnr = np.inf if mse == 0 else 20 * np.log10(255**2 / mse)
    return bits / n_pixels, psnr


@wrong(10, "takes the peak without its square")
def rate_and_distortion(image, decoded, symbols, n_header):
    image, decoded = np.asarray(image, dtype=float), np.asarray(decoded, dtype=float)
    if image.shape != decoded.shape:
        raise ValueError("picture and decoded picture differ in shape")
    _, counts = np.unique(np.asarray(symbols), return_counts=True)
    p = counts / counts.sum()
    bits = -(counts * np.log2(p)).sum() + 8 * n_header
    n_pixels = image.shape[0] * image.shape[1]
    mse = ((image - decoded) ** 2).mean()
    psnr = np.inf if mse == 0 else 10 * np.log10(255 / mse)
    return bits / n_pixels, psnr


@wrong(10, "takes a peak of 256")
def rate_and_distortion(image, decoded, symbols, n_header):
    image, decoded = np.asarray(image, dtype=float), np.asarray(decoded, dtype=float)
    if image.shape != decoded.shape:
        raise ValueError("picture and decoded picture differ in shape")
    _, counts = np.unique(np.asarray(symbols), return_counts=True)
    p = counts / counts.sum()
    bits = -(counts * np.log2(p)).sum() + 8 * n_header
    n_pixels = image.shape[0] * image.shape[1]
    mse = ((image - decoded) ** 2).mean()
    psnr = np.inf if mse == 0 else 10 * np.log10(256**2 / mse)
    return bits / n_pixels, psnr


@wrong(10, "takes a peak of 1")
def rate_and_distortion(image, decoded, symbols, n_header):
    image, decoded = np.asarray(image, dtype=float), np.asarray(decoded, dtype=float)
    if image.shape != decoded.shape:
        raise ValueError("picture and decoded picture differ in shape")
    _, counts = np.unique(np.asarray(symbols), return_counts=True)
    p = counts / counts.sum()
    bits = -(counts * np.log2(p)).sum() + 8 * n_header
    n_pixels = image.shape[0] * image.shape[1]
    mse = ((image - decoded) ** 2).mean()
    psnr = np.inf if mse == 0 else 10 * np.log10(1 / mse)
    return bits / n_pixels, psnr


@wrong(10, "takes the largest value for the peak")
def rate_and_distortion(image, decoded, symbols, n_header):
    image, decoded = np.asarray(image, dtype=float), np.asarray(decoded, dtype=float)
    if image.shape != decoded.shape:
        raise ValueError("picture and decoded picture differ in shape")
    _, counts = np.unique(np.asarray(symbols), return_counts=True)
    p = counts / counts.sum()
    bits = -(counts * np.log2(p)).sum() + 8 * n_header
    n_pixels = image.shape[0] * image.shape[1]
    mse = ((image - decoded) ** 2).mean()
    psnr = np.inf if mse == 0 else 10 * np.log10(max(image.max(), 1e-9) ** 2 / mse)
    return bits / n_pixels, psnr


@wrong(10, "takes natural logarithms for decibels")
def rate_and_distortion(image, decoded, symbols, n_header):
    image, decoded = np.asarray(image, dtype=float), np.asarray(decoded, dtype=float)
    if image.shape != decoded.shape:
        raise ValueError("picture and decoded picture differ in shape")
    _, counts = np.unique(np.asarray(symbols), return_counts=True)
    p = counts / counts.sum()
    bits = -(counts * np.log2(p)).sum() + 8 * n_header
    n_pixels = image.shape[0] * image.shape[1]
    mse = ((image - decoded) ** 2).mean()
    psnr = np.inf if mse == 0 else 10 * np.log(255**2 / mse)
    return bits / n_pixels, psnr


@wrong(10, "turns the ratio round")
def rate_and_distortion(image, decoded, symbols, n_header):
    image, decoded = np.asarray(image, dtype=float), np.asarray(decoded, dtype=float)
    if image.shape != decoded.shape:
        raise ValueError("picture and decoded picture differ in shape")
    _, counts = np.unique(np.asarray(symbols), return_counts=True)
    p = counts / counts.sum()
    bits = -(counts * np.log2(p)).sum() + 8 * n_header
    n_pixels = image.shape[0] * image.shape[1]
    mse = ((image - decoded) ** 2).mean()
    psnr = np.inf if mse == 0 else 10 * np.log10(mse / 255**2)
    return bits / n_pixels, psnr


@wrong(10, "adds up the squared differences")
def rate_and_distortion(image, decoded, symbols, n_header):
    image, decoded = np.asarray(image, dtype=float), np.asarray(decoded, dtype=float)
    if image.shape != decoded.shape:
        raise ValueError("picture and decoded picture differ in shape")
    _, counts = np.unique(np.asarray(symbols), return_counts=True)
    p = counts / counts.sum()
    bits = -(counts * np.log2(p)).sum() + 8 * n_header
    n_pixels = image.shape[0] * image.shape[1]
    mse = ((image - decoded) ** 2).sum()
    psnr = np.inf if mse == 0 else 10 * np.log10(255**2 / mse)
    return bits / n_pixels, psnr


@wrong(10, "averages over pixels, but not over colours")
def rate_and_distortion(image, decoded, symbols, n_header):
    image, decoded = np.asarray(image, dtype=float), np.asarray(decoded, dtype=float)
    if image.shape != decoded.shape:
        raise ValueError("picture and decoded picture differ in shape")
    _, counts = np.unique(np.asarray(symbols), return_counts=True)
    p = counts / counts.sum()
    bits = -(counts * np.log2(p)).sum() + 8 * n_header
    n_pixels = image.shape[0] * image.shape[1]
    mse = ((image - decoded) ** 2).sum() / n_pixels
    psnr = np.inf if mse == 0 else 10 * np.log10(255**2 / mse)
    return bits / n_pixels, psnr


@wrong(10, "takes absolute differences")
def rate_and_distortion(image, decoded, symbols, n_header):
    image, decoded = np.asarray(image, dtype=float), np.asarray(decoded, dtype=float)
    if image.shape != decoded.shape:
        raise ValueError("picture and decoded picture differ in shape")
    _, counts = np.unique(np.asarray(symbols), return_counts=True)
    p = counts / counts.sum()
    bits = -(counts * np.log2(p)).sum() + 8 * n_header
    n_pixels = image.shape[0] * image.shape[1]
    mse = np.abs(image - decoded).mean()
    psnr = np.inf if mse == 0 else 10 * np.log10(255**2 / mse)
    return bits / n_pixels, psnr


@wrong(10, "divides by the picture's power")
def rate_and_distortion(image, decoded, symbols, n_header):
    image, decoded = np.asarray(image, dtype=float), np.asarray(decoded, dtype=float)
    if image.shape != decoded.shape:
        raise ValueError("picture and decoded picture differ in shape")
    _, counts = np.unique(np.asarray(symbols), return_counts=True)
    p = counts / counts.sum()
    bits = -(counts * np.log2(p)).sum() + 8 * n_header
    n_pixels = image.shape[0] * image.shape[1]
    mse = ((image - decoded) ** 2).mean()
    psnr = np.inf if mse == 0 else 10 * np.log10(max((image**2).mean(), 1e-9) / mse)
    return bits / n_pixels, psnr


@wrong(10, "subtracts pixels in their own type")
def rate_and_distortion(image, decoded, symbols, n_header):
    image, decoded = np.asarray(image), np.asarray(decoded)
    if image.shape != decoded.shape:
        raise ValueError("picture and decoded picture differ in shape")
    _, counts = np.unique(np.asarray(symbols), return_counts=True)
    p = counts / counts.sum()
    bits = -(counts * np.log2(p)).sum() + 8 * n_header
    n_pixels = image.shape[0] * image.shape[1]
    mse = ((image - decoded) ** 2).mean()
    psnr = np.inf if mse == 0 else 10 * np.log10(255**2 / mse)
    return bits / n_pixels, psnr


@wrong(10, "clips what was decoded")
def rate_and_distortion(image, decoded, symbols, n_header):
    image, decoded = np.asarray(image, dtype=float), np.asarray(decoded, dtype=float)
    if image.shape != decoded.shape:
        raise ValueError("picture and decoded picture differ in shape")
    _, counts = np.unique(np.asarray(symbols), return_counts=True)
    p = counts / counts.sum()
    bits = -(counts * np.log2(p)).sum() + 8 * n_header
    n_pixels = image.shape[0] * image.shape[1]
    decoded = np.clip(decoded, 0, 255)
    mse = ((image - decoded) ** 2).mean()
    psnr = np.inf if mse == 0 else 10 * np.log10(255**2 / mse)
    return bits / n_pixels, psnr


@wrong(10, "rounds what was decoded")
def rate_and_distortion(image, decoded, symbols, n_header):
    image, decoded = np.asarray(image, dtype=float), np.asarray(decoded, dtype=float)
    if image.shape != decoded.shape:
        raise ValueError("picture and decoded picture differ in shape")
    _, counts = np.unique(np.asarray(symbols), return_counts=True)
    p = counts / counts.sum()
    bits = -(counts * np.log2(p)).sum() + 8 * n_header
    n_pixels = image.shape[0] * image.shape[1]
    decoded = np.round(decoded)
    mse = ((image - decoded) ** 2).mean()
    psnr = np.inf if mse == 0 else 10 * np.log10(255**2 / mse)
    return bits / n_pixels, psnr


@wrong(10, "returns 0 decibels if nothing is lost")
def rate_and_distortion(image, decoded, symbols, n_header):
    image, decoded = np.asarray(image, dtype=float), np.asarray(decoded, dtype=float)
    if image.shape != decoded.shape:
        raise ValueError("picture and decoded picture differ in shape")
    _, counts = np.unique(np.asarray(symbols), return_counts=True)
    p = counts / counts.sum()
    bits = -(counts * np.log2(p)).sum() + 8 * n_header
    n_pixels = image.shape[0] * image.shape[1]
    mse = ((image - decoded) ** 2).mean()
    psnr = 0.0 if mse == 0 else 10 * np.log10(255**2 / mse)
    return bits / n_pixels, psnr


@wrong(10, "returns 100 decibels if nothing is lost")
def rate_and_distortion(image, decoded, symbols, n_header):
    image, decoded = np.asarray(image, dtype=float), np.asarray(decoded, dtype=float)
    if image.shape != decoded.shape:
        raise ValueError("picture and decoded picture differ in shape")
    _, counts = np.unique(np.asarray(symbols), return_counts=True)
    p = counts / counts.sum()
    bits = -(counts * np.log2(p)).sum() + 8 * n_header
    n_pixels = image.shape[0] * image.shape[1]
    mse = ((image - decoded) ** 2).mean()
    psnr = 100.0 if mse == 0 else 10 * np.log10(255**2 / mse)
    return bits / n_pixels, psnr


@wrong(10, "adds a little to the error")
def rate_and_distortion(image, decoded, symbols, n_header):
    image, decoded = np.asarray(image, dtype=float), np.asarray(decoded, dtype=float)
    if image.shape != decoded.shape:
        raise ValueError("picture and decoded picture differ in shape")
    _, counts = np.unique(np.asarray(symbols), return_counts=True)
    p = counts / counts.sum()
    bits = -(counts * np.log2(p)).sum() + 8 * n_header
    n_pixels = image.shape[0] * image.shape[1]
    mse = ((image - decoded) ** 2).mean()
    psnr = np.inf if mse == 0 else 10 * np.log10(255**2 / (mse + 1e-3))
    return bits / n_pixels, psnr


@wrong(10, "exchanges rate and ratio")
def rate_and_distortion(image, decoded, symbols, n_header):
    image, decoded = np.asarray(image, dtype=float), np.asarray(decoded, dtype=float)
    if image.shape != decoded.shape:
        raise ValueError("picture and decoded picture differ in shape")
    _, counts = np.unique(np.asarray(symbols), return_counts=True)
    p = counts / counts.sum()
    bits = -(counts * np.log2(p)).sum() + 8 * n_header
    n_pixels = image.shape[0] * image.shape[1]
    mse = ((image - decoded) ** 2).mean()
    psnr = np.inf if mse == 0 else 10 * np.log10(255**2 / mse)
    return psnr, bits / n_pixels


@wrong(10, "returns a list")
def rate_and_distortion(image, decoded, symbols, n_header):
    image, decoded = np.asarray(image, dtype=float), np.asarray(decoded, dtype=float)
    if image.shape != decoded.shape:
        raise ValueError("picture and decoded picture differ in shape")
    _, counts = np.unique(np.asarray(symbols), return_counts=True)
    p = counts / counts.sum()
    bits = -(counts * np.log2(p)).sum() + 8 * n_header
    n_pixels = image.shape[0] * image.shape[1]
    mse = ((image - decoded) ** 2).mean()
    psnr = np.inf if mse == 0 else 10 * np.log10(255**2 / mse)
    return [bits / n_pixels, psnr]


@wrong(10, "returns an array of both")
def rate_and_distortion(image, decoded, symbols, n_header):
    image, decoded = np.asarray(image, dtype=float), np.asarray(decoded, dtype=float)
    if image.shape != decoded.shape:
        raise ValueError("picture and decoded picture differ in shape")
    _, counts = np.unique(np.asarray(symbols), return_counts=True)
    p = counts / counts.sum()
    bits = -(counts * np.log2(p)).sum() + 8 * n_header
    n_pixels = image.shape[0] * image.shape[1]
    mse = ((image - decoded) ** 2).mean()
    psnr = np.inf if mse == 0 else 10 * np.log10(255**2 / mse)
    return np.array([bits / n_pixels, psnr])


@wrong(10, "returns the rate only")
def rate_and_distortion(image, decoded, symbols, n_header):
    image, decoded = np.asarray(image, dtype=float), np.asarray(decoded, dtype=float)
    if image.shape != decoded.shape:
        raise ValueError("picture and decoded picture differ in shape")
    _, counts = np.unique(np.asarray(symbols), return_counts=True)
    p = counts / counts.sum()
    bits = -(counts * np.log2(p)).sum() + 8 * n_header
    n_pixels = image.shape[0] * image.shape[1]
    mse = ((image - decoded) ** 2).mean()
    np.inf if mse == 0 else 10 * np.log10(255**2 / mse)
    return bits / n_pixels


@wrong(10, "repeats rows that are missing")
def rate_and_distortion(image, decoded, symbols, n_header):
    image, decoded = np.asarray(image, dtype=float), np.asarray(decoded, dtype=float)
    _, counts = np.unique(np.asarray(symbols), return_counts=True)
    p = counts / counts.sum()
    bits = -(counts * np.log2(p)).sum() + 8 * n_header
    n_pixels = image.shape[0] * image.shape[1]
    mse = ((image - decoded) ** 2).mean()
    psnr = np.inf if mse == 0 else 10 * np.log10(255**2 / mse)
    return bits / n_pixels, psnr


@wrong(10, "compares the numbers of rows only")
def rate_and_distortion(image, decoded, symbols, n_header):
    image, decoded = np.asarray(image, dtype=float), np.asarray(decoded, dtype=float)
    if len(image) != len(decoded):
        raise ValueError("picture and decoded picture differ in shape")
    _, counts = np.unique(np.asarray(symbols), return_counts=True)
    p = counts / counts.sum()
    bits = -(counts * np.log2(p)).sum() + 8 * n_header
    n_pixels = image.shape[0] * image.shape[1]
    mse = ((image - decoded) ** 2).mean()
    psnr = np.inf if mse == 0 else 10 * np.log10(255**2 / mse)
    return bits / n_pixels, psnr


@wrong(10, "compares the numbers of numbers only")
def rate_and_distortion(image, decoded, symbols, n_header):
    image, decoded = np.asarray(image, dtype=float), np.asarray(decoded, dtype=float)
    if image.size != decoded.size:
        raise ValueError("picture and decoded picture differ in shape")
    _, counts = np.unique(np.asarray(symbols), return_counts=True)
    p = counts / counts.sum()
    bits = -(counts * np.log2(p)).sum() + 8 * n_header
    n_pixels = image.shape[0] * image.shape[1]
    decoded = decoded.reshape(image.shape)
    mse = ((image - decoded) ** 2).mean()
    psnr = np.inf if mse == 0 else 10 * np.log10(255**2 / mse)
    return bits / n_pixels, psnr


@wrong(10, "refuses colours")
def rate_and_distortion(image, decoded, symbols, n_header):
    image, decoded = np.asarray(image, dtype=float), np.asarray(decoded, dtype=float)
    if image.shape != decoded.shape or image.ndim > 2:
        raise ValueError("picture and decoded picture differ in shape")
    _, counts = np.unique(np.asarray(symbols), return_counts=True)
    p = counts / counts.sum()
    bits = -(counts * np.log2(p)).sum() + 8 * n_header
    n_pixels = image.shape[0] * image.shape[1]
    mse = ((image - decoded) ** 2).mean()
    psnr = np.inf if mse == 0 else 10 * np.log10(255**2 / mse)
    return bits / n_pixels, psnr


@wrong(10, "changes the picture in place")
def rate_and_distortion(image, decoded, symbols, n_header):
    image, decoded = np.asarray(image), np.asarray(decoded, dtype=float)
    if image.shape != decoded.shape:
        raise ValueError("picture and decoded picture differ in shape")
    _, counts = np.unique(np.asarray(symbols), return_counts=True)
    p = counts / counts.sum()
    bits = -(counts * np.log2(p)).sum() + 8 * n_header
    n_pixels = image.shape[0] * image.shape[1]
    if image.dtype.kind == "f":
        image -= decoded.astype(image.dtype)
        mse = (image.astype(float) ** 2).mean()
    else:
        mse = ((image - decoded) ** 2).mean()
    psnr = np.inf if mse == 0 else 10 * np.log10(255**2 / mse)
    return bits / n_pixels, psnr


@right(10, "from shares")
def rate_and_distortion(image, decoded, symbols, n_header):
    image, decoded = np.asarray(image, dtype=float), np.asarray(decoded, dtype=float)
    if image.shape != decoded.shape:
        raise ValueError("picture and decoded picture differ in shape")
    _, counts = np.unique(np.asarray(symbols), return_counts=True)
    p = counts / counts.sum()
    bits = -(counts * np.log2(p)).sum() + 8 * n_header
    n_pixels = image.shape[0] * image.shape[1]
    mse = ((image - decoded) ** 2).mean()
    psnr = np.inf if mse == 0 else 10 * np.log10(255**2 / mse)
    return bits / n_pixels, psnr


@right(10, "with a counter, symbol by symbol")
def rate_and_distortion(image, decoded, symbols, n_header):
    import math
    from collections import Counter

    if np.shape(image) != np.shape(decoded):
        raise ValueError("shapes")
    given = np.ravel(symbols).tolist()
    counts = Counter(given)
    bits = sum(-math.log2(counts[symbol] / len(given)) for symbol in given)
    height, width = np.shape(image)[:2]
    first, second = np.ravel(image).tolist(), np.ravel(decoded).tolist()
    squares = [(a - b) ** 2 for a, b in zip(first, second, strict=True)]
    mse = sum(squares) / len(squares)
    ratio = 10 * math.log10(255 * 255 / mse) if mse > 0 else math.inf
    return (bits + n_header * 8) / height / width, ratio


@right(10, "with the entropy, and divides by zero, with a warning on stderr")
def rate_and_distortion(image, decoded, symbols, n_header):
    from scipy.special import entr

    image, decoded = np.array(image, dtype=np.float64), np.array(decoded, dtype=np.float64)
    if image.shape != decoded.shape:
        raise ValueError("shapes")
    symbols = np.array(symbols).ravel()
    shares = (symbols[:, None] == np.unique(symbols)).mean(axis=0)
    entropy = entr(shares).sum() / np.log(2)
    distance = np.linalg.norm((image - decoded).ravel())
    psnr = 20 * np.log10(np.float64(255) * np.sqrt(image.size) / distance)
    rows, columns, *_ = image.shape
    return np.float64(symbols.size * entropy + 8 * n_header) / (rows * columns), psnr


# Inputs on which mutants are compared with the solutions


@inputs(1)
def draw_points_and_a_code(rng):
    n_samples, n_features = (int(number) for number in rng.integers(1, 6, size=2))
    return numbers(rng, n_samples, n_features), int(rng.integers(-1, n_features + 3))


@inputs(2)
def draw_points_and_weights(rng):
    n_samples, n_features, n_code = (int(number) for number in rng.integers(1, 5, size=3))
    X = numbers(rng, n_samples, n_features)
    encoder = numbers(rng, n_code, spoiled(rng, n_features, kept=0.95))
    return X, encoder, numbers(rng, spoiled(rng, n_features, kept=0.95), spoiled(rng, n_code, kept=0.95))


@inputs(3)
def draw_codes_and_a_strength(rng):
    code = numbers(rng, *(int(number) for number in rng.integers(1, 6, size=2)))
    return code, float(rng.choice([-1.0, -0.25, 0.0, 0.1, 0.5, 1.0, 3.0]))


@inputs(4)
def draw_sizes(rng):
    return int(rng.integers(-1, 4)), int(rng.integers(-4, 17)), int(rng.integers(-1, 6))


@inputs(5)
def draw_pictures_noise_and_a_size(rng):
    images = numbers(rng, *(int(number) for number in rng.integers(1, 6, size=3)))
    noise = float(rng.choice([-1.0, -0.25, 0.0, 0.5, 1.0, 2.0]))
    return images, noise, int(rng.integers(-2, 6)), np.random.default_rng(int(rng.integers(1000)))


@inputs(6)
def draw_a_network_and_a_batch(rng):
    n_samples, n_features, n_code = (int(number) for number in rng.integers(1, 5, size=3))
    generator = torch.Generator().manual_seed(int(rng.integers(1000)))
    network = torch.nn.Sequential()
    network.encoder = torch.nn.Sequential(torch.nn.Linear(n_features, n_code), torch.nn.ReLU())
    network.decoder = torch.nn.Linear(n_code, n_features)
    for values in network.parameters():
        torch.nn.init.normal_(values, generator=generator)
        values.grad = torch.ones_like(values) if rng.random() < 0.5 else None
    noisy = torch.randn(n_samples, n_features, generator=generator)
    clean = torch.randn(
        spoiled(rng, n_samples, kept=0.95), spoiled(rng, n_features, kept=0.95), generator=generator
    )
    return network, noisy, clean, float(rng.choice([0.0, 0.5, 2.0])), float(rng.choice([0.0, 0.1, 1.0]))


@inputs(7)
def draw_errors_and_a_rate(rng):
    normal, new = (numbers(rng, int(number)) for number in rng.integers(1, 12, size=2))
    rates = [-0.5, 0.0, 0.125, 0.25, 0.5, 0.75, 0.96875, 1.0, 1.5, rng.random()]
    return normal, new, float(rng.choice(rates))


@inputs(8)
def draw_means_and_variances(rng):
    n_samples, n_code = (int(number) for number in rng.integers(1, 5, size=2))
    generator = torch.Generator().manual_seed(int(rng.integers(1000)))
    mu = torch.randn(n_samples, n_code, generator=generator)
    log_var = torch.randn(
        spoiled(rng, n_samples, kept=0.95), spoiled(rng, n_code, kept=0.95), generator=generator
    )
    return mu, log_var, int(rng.integers(-1, 5)), generator


@inputs(9)
def draw_means_and_logarithms(rng):
    n_samples, n_code = (int(number) for number in rng.integers(1, 6, size=2))
    return numbers(rng, n_samples, n_code), numbers(
        rng, spoiled(rng, n_samples, kept=0.95), spoiled(rng, n_code, kept=0.95)
    ) / 4


@inputs(10)
def draw_a_picture_and_its_code(rng):
    shape = tuple(int(number) for number in rng.integers(1, 5, size=rng.integers(2, 4)))
    image = rng.integers(0, 256, size=shape)
    if rng.random() < 0.1:
        decoded = numbers(rng, *(spoiled(rng, length, kept=0.95) for length in shape))
    else:
        decoded = image + numbers(rng, *shape) * (rng.random() < 0.7)
    return image, decoded, rng.integers(-3, 4, size=rng.integers(1, 9)), int(rng.integers(0, 4))
