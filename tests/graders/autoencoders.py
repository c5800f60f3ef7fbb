"""Answers to the assignment autoencoders: mistakes that are made, and right ways of other kinds."""

import numpy as np
import torch

from graders.drawing import numbers, spoiled
from graders.proof import inputs, right, slips, wrong

# Question 1: linear_autoencoder


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


@right(1, "as eigenvectors")
def linear_autoencoder(X, n_code):
    X = np.asarray(X, dtype=float)
    if n_code < 1 or n_code > X.shape[1]:
        raise ValueError("n_code is out of its range")
    _values, vectors = np.linalg.eigh(X.T @ X)
    V = vectors[:, ::-1][:, :n_code]
    return V.T, V


slips(
    1,
    linear_autoencoder,
    {
        "centres the points, as PCA does": (
            '        raise ValueError("n_code is out of its range")',
            """        raise ValueError("n_code is out of its range")
    X = X - X.mean(axis=0)""",
        ),
        "scales the features": (
            '        raise ValueError("n_code is out of its range")',
            """        raise ValueError("n_code is out of its range")
    X = X / (X.std(axis=0) + 1e-9)""",
        ),
        "takes the directions that matter least": (
            " ::-1][:, :n_code]",
            " :n_code]",
        ),
        "takes rows of the eigenvectors for columns": (
            "[:, ::-1][:, :n_code",
            ".T[:, ::-1][:, :n_code",
        ),
        "exchanges encoder and decoder": (
            "return V.T, V",
            "return V, V.T",
        ),
        "returns both weights in the encoder's shape": (
            "return V.T, V",
            "return V.T, V.T",
        ),
        "keeps the first features and drops the others": (
            """    _values, vectors = np.linalg.eigh(X.T @ X)
    V = vectors[:, ::-1][:, :n_code]""",
            "    V = np.eye(X.shape[1])[:, :n_code]",
        ),
        "keeps the features with the largest squares": (
            """    _values, vectors = np.linalg.eigh(X.T @ X)
    V = vectors[:, ::-1][:, :n_code]""",
            """    largest = np.argsort((X**2).sum(axis=0))[::-1][:n_code]
    V = np.eye(X.shape[1])[:, largest]""",
        ),
        "scales the codes and does not scale them back": (
            "return V.T, V",
            "return 2 * V.T, V",
        ),
        "whitens the codes only": (
            "_values, vectors =",
            "values, vectors =",
            "return V.T, V",
            "return V.T / np.sqrt(np.maximum(values[::-1][:n_code, None], 1e-9)), V",
        ),
        "decodes with the transpose of weights that are not orthogonal": (
            """    V = vectors[:, ::-1][:, :n_code]
    return V.T, V""",
            """    vectors[:, ::-1][:, :n_code]
    E = X[np.arange(n_code) % len(X)]
    return E, E.T""",
        ),
        "returns reconstructions": (
            "return V.T, V",
            "return X @ V, X @ V @ V.T",
        ),
        "returns a code of one number": (
            " ::-1][:, :n_code]",
            " ::-1][:, :1]",
        ),
        "returns one number more in the code": (
            " ::-1][:, :n_code]",
            " ::-1][:, : n_code + 1]",
        ),
        "returns a shorter code if there are few samples": (
            """    _values, vectors = np.linalg.eigh(X.T @ X)
    V = vectors[:, ::-1][:, :n_code]""",
            "    V = np.linalg.svd(X, full_matrices=False)[2][:n_code].T",
        ),
        "multiplies pixels in their own type": (
            "asarray(X, dtype=float",
            "asarray(X",
        ),
        "returns lists": (
            "return V.T, V",
            "return V.T.tolist(), V.tolist()",
        ),
        "returns a list of both": (
            "return V.T, V",
            "return [V.T, V]",
        ),
        "returns tensors": (
            "return V.T, V",
            "return torch.as_tensor(V.T.copy()), torch.as_tensor(V.copy())",
        ),
        "returns the encoder only": (
            "return V.T, V",
            "return V.T",
        ),
        "rounds the weights": (
            "return V.T, V",
            "return V.T.round(2), V.round(2)",
        ),
        "lets any number through": (
            """    if n_code < 1 or n_code > X.shape[1]:
        raise ValueError("n_code is out of its range")
""",
            "",
        ),
        "allows a code of nothing": (
            "1 or n_code > X.shape",
            "0 or n_code > X.shape",
        ),
        "refuses a code as large as a point": (
            "n_code > X.shape[1",
            "n_code >= X.shape[1",
        ),
        "refuses a code larger than the number of samples": (
            "n_code > X.shape[1]",
            "n_code > min(X.shape)",
        ),
        "lets the code be too large": (
            " or n_code > X.shape[1]",
            "",
        ),
        "asks whether it is out of range, and returns None": (
            'raise ValueError("n_code is out of its range")',
            "return None",
        ),
        "centres the points in place": (
            "    X = np.asarray(X, dtype=float)",
            """    X = np.asarray(X)
    if X.dtype.kind == "f":
        X += 0.0
        X *= 1.001
    X = X.astype(float)""",
        ),
        "reads the points of the notebook": (
            '        raise ValueError("n_code is out of its range")',
            """        raise ValueError("n_code is out of its range")
    X = np.asarray(X_line, dtype=float) if X.shape == X_line.shape else X[:1]""",
        ),
        "trains for too short a time": (
            """    _values, vectors = np.linalg.eigh(X.T @ X)
    V = vectors[:, ::-1][:, :n_code]""",
            """    rng = np.random.default_rng(0)
    V = np.linalg.qr(rng.normal(size=(X.shape[1], n_code)))[0]
    V = np.linalg.qr(X.T @ (X @ V) + 1e-9 * V)[0]""",
        ),
    },
)


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


slips(
    2,
    reconstruction_loss,
    {
        "averages over the features, too": (
            "n = len(X)",
            "n = X.size",
        ),
        "averages the loss over the features, too": (
            "= (R**2).sum() / n",
            "= (R**2).mean()",
        ),
        "adds up over the samples": (
            "n = len(X)",
            "n = 1",
        ),
        "divides by the features instead of the samples": (
            "n = len(X)",
            "n = X.shape[1]",
        ),
        "returns the mean distance, not its square": (
            "= (R**2).sum() / n",
            "= np.linalg.norm(R, axis=1).mean()",
        ),
        "returns half of the loss": (
            "= (R**2).sum() / n",
            "= (R**2).sum() / n / 2",
        ),
        "forgets the factor 2 of the square": (
            """    dD = 2 * R.T @ Z / n
    dE = 2 * (R @ D).T @ X / n""",
            """    dD = R.T @ Z / n
    dE = (R @ D).T @ X / n""",
        ),
        "forgets the factor 2 in the decoder": (
            " = 2 * R.T @ Z / n",
            " = R.T @ Z / n",
        ),
        "forgets the factor 2 in the encoder": (
            "2 * (R @ D).T @ X ",
            "(R @ D).T @ X ",
        ),
        "does not average the gradients": (
            """    dD = 2 * R.T @ Z / n
    dE = 2 * (R @ D).T @ X / n""",
            """    dD = 2 * R.T @ Z
    dE = 2 * (R @ D).T @ X""",
        ),
        "takes absolute differences": (
            "= (R**2).sum() / n",
            "= np.abs(R).sum() / n",
        ),
        "has the gradients with the wrong sign": (
            """    dD = 2 * R.T @ Z / n
    dE = 2 * (R @ D).T @ X / n""",
            """    dD = -2 * R.T @ Z / n
    dE = -2 * (R @ D).T @ X / n""",
        ),
        "stops the gradient at the code": (
            "2 * (R @ D).T @ X / n",
            "0 * E",
        ),
        "sends the error past the decoder": (
            " (R @ D).T @ X / n",
            " (R @ E.T).T @ X / n",
        ),
        "multiplies the encoder's gradient by the reconstruction": (
            " (R @ D).T @ X / n",
            " (R @ D).T @ (R + X) / n",
        ),
        "multiplies the decoder's gradient by the points": (
            " = 2 * R.T @ Z / n",
            " = 2 * R.T @ (X @ X.T @ Z) / n",
        ),
        "treats the decoder as the encoder's transpose": (
            "R = Z @ D.T - X",
            "R = Z @ E - X",
        ),
        "exchanges the gradients": (
            "return loss, dE, dD",
            "return loss, dD, dE",
        ),
        "returns the gradients transposed": (
            "return loss, dE, dD",
            "return loss, dE.T, dD.T",
        ),
        "returns the gradients in a tuple of their own": (
            "return loss, dE, dD",
            "return loss, (dE, dD)",
        ),
        "returns the loss only": (
            """    dD = 2 * R.T @ Z / n
    dE = 2 * (R @ D).T @ X / n
    return loss, dE, dD""",
            """    2 * R.T @ Z / n
    2 * (R @ D).T @ X / n
    return loss""",
        ),
        "returns a list": (
            "return loss, dE, dD",
            "return [loss, dE, dD]",
        ),
        "returns lists of gradients": (
            "return loss, dE, dD",
            "return loss, dE.tolist(), dD.tolist()",
        ),
        "returns the loss of each point": (
            "= (R**2).sum() / n",
            "= (R**2).sum(axis=1)",
        ),
        "returns the loss in an array": (
            "return loss, dE, dD",
            "return np.array([loss]), dE, dD",
        ),
        "works in the type of the numbers": (
            ", dtype=float) for",
            ") for",
        ),
        "repeats a decoder of one feature": (
            " or D.shape != E.shape[::-1]",
            "",
        ),
        "checks the decoder's columns only": (
            " != E.shape[::-1]:",
            "[1] != E.shape[0]:",
        ),
        "checks nothing": (
            """    if E.shape[1] != X.shape[1] or D.shape != E.shape[::-1]:
        raise ValueError("the shapes do not fit")
""",
            "",
        ),
        "refuses codes larger than points": (
            '        raise ValueError("the shapes do not fit")',
            """        raise ValueError("the shapes do not fit")
    if len(E) > X.shape[1]:
        raise ValueError("no bottleneck")""",
        ),
        "centres the points": (
            "    n = len(X)",
            """    n = len(X)
    X = X - X.mean(axis=0)""",
        ),
        "puts a ReLU on the code": (
            "Z = X @ E.T",
            "Z = np.maximum(X @ E.T, 0)",
        ),
        "takes finite differences with too large a step for a curve": (
            "    dE = 2 * (R @ D).T @ X / n",
            """    dE = np.zeros(E.shape)
    for place in np.ndindex(E.shape):
        E[place] += 0.5
        dE[place] = (((X @ E.T @ D.T - X) ** 2).sum() / n - loss) / 0.5
        E[place] -= 0.5""",
        ),
        "changes the points in place": (
            "array(values, dtype",
            "asarray(values, dtype",
            "    R = Z @ D.T - X",
            """    X -= Z @ D.T
    R = -X""",
            " (R @ D).T @ X / n",
            " (R @ D).T @ (X + Z @ D.T) / n",
        ),
    },
)


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


slips(
    3,
    sparse_penalty,
    {
        "averages over the code, too": (
            "n = len(code)",
            "n = code.size",
        ),
        "averages the penalty over the code": (
            "abs(code).sum() / n",
            "abs(code).mean()",
        ),
        "adds up over the samples": (
            "n = len(code)",
            "n = 1",
        ),
        "divides by the numbers in a code": (
            "n = len(code)",
            "n = code.shape[1]",
        ),
        "does not average the gradient": (
            " np.sign(code) / n",
            " np.sign(code)",
        ),
        "forgets the strength in the gradient": (
            "strength * np.sign",
            "np.sign",
        ),
        "forgets the strength in the penalty": (
            "strength * np.abs(",
            "np.abs(",
        ),
        "squares instead of taking absolute values": (
            "np.abs(code).sum()",
            "(code**2).sum()",
        ),
        "squares, and differentiates the square": (
            """    penalty = strength * np.abs(code).sum() / n
    gradient = strength * np.sign(code) / n""",
            """    penalty = strength * (code**2).sum() / n
    gradient = strength * 2 * code / n""",
        ),
        "adds up without absolute values": (
            "np.abs(code).sum()",
            "code.sum()",
        ),
        "takes the absolute value of the sums": (
            "abs(code).sum() / ",
            "abs(code.sum(axis=1)).sum() / ",
        ),
        "gives 0 the slope 1": (
            " np.sign(code) / n",
            " np.where(code >= 0, 1.0, -1.0) / n",
        ),
        "gives 0 the slope -1": (
            " np.sign(code) / n",
            " np.where(code > 0, 1.0, -1.0) / n",
        ),
        "has a gradient for positive numbers only": (
            " np.sign(code) / n",
            " (code > 0) / n",
        ),
        "gives a gradient that grows with the number": (
            " np.sign(code) / n",
            " code / n",
        ),
        "has the gradient with the wrong sign": (
            "strength * np.sign",
            "-strength * np.sign",
        ),
        "counts positive numbers as active": (
            "(code) / code.size",
            "(code > 0) / code.size",
        ),
        "counts the numbers at rest": (
            "(code) / code.size",
            "(code == 0) / code.size",
        ),
        "counts active numbers instead of their share": (
            "(code) / code.size",
            "(code)",
        ),
        "averages the count over samples only": (
            "(code) / code.size",
            "(code) / n",
        ),
        "counts units that are ever active": (
            "count_nonzero(code) / code.size",
            "mean((code != 0).any(axis=0))",
        ),
        "takes small numbers for 0": (
            "(code) / code.size",
            "(np.abs(code) > 1e-2) / code.size",
        ),
        "returns the share in per cent": (
            "np.count_nonzero(code",
            "100 * np.count_nonzero(code",
        ),
        "exchanges gradient and share": (
            ", gradient, active",
            ", active, gradient",
        ),
        "leaves out the share": (
            """    active = np.count_nonzero(code) / code.size
    return penalty, gradient, active""",
            """    np.count_nonzero(code) / code.size
    return penalty, gradient""",
        ),
        "returns a list": (
            "penalty, gradient, active",
            "[penalty, gradient, active]",
        ),
        "returns the gradient as a list": (
            ", gradient, active",
            ", gradient.tolist(), active",
        ),
        "returns the penalty of each sample": (
            "abs(code).sum() / n",
            "abs(code).sum(axis=1)",
        ),
        "works in the type of the codes": (
            "code, dtype=float)",
            "code)",
        ),
        "refuses a strength of 0": (
            "if strength < 0:",
            "if strength <= 0:",
        ),
        "allows any strength": (
            """    if strength < 0:
        raise ValueError("strength must be at least 0")
""",
            "",
        ),
        "takes the strength's absolute value": (
            """    if strength < 0:
        raise ValueError("strength must be at least 0")""",
            "    strength = abs(strength)",
        ),
    },
)


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


slips(
    4,
    conv_autoencoder,
    {
        "adds the input to the output": (
            "decoder(self.encoder(X))",
            "decoder(self.encoder(X)) + X",
        ),
        "adds a little of the input": (
            "decoder(self.encoder(X))",
            "decoder(self.encoder(X)) + 0.1 * X",
        ),
        "subtracts the output from the input, to predict the noise": (
            "self.decoder(self.",
            "X - self.decoder(self.",
        ),
        "hands what the first layer saw to the last one": (
            "            return self.decoder(self.encoder(X))",
            """            early = self.encoder[1](self.encoder[0](X))
            late = self.decoder[:5](self.encoder(X))
            return self.decoder[5](late + early)""",
        ),
        "keeps the features of the last picture for its decoder": (
            """            )

""",
            """            )

            kept = {}
            self.encoder[0].register_forward_hook(lambda layer, given, seen: kept.update(seen=seen))
            self.decoder[4].register_forward_hook(lambda layer, given, late: late + kept["seen"])

""",
        ),
        "has a code that is one number wider": (
            " * q * q, n_code),",
            " * q * q, n_code + 1),",
            "n_code, 16 * q * q",
            "n_code + 1, 16 * q * q",
        ),
        "has a code twice as wide": (
            " * q * q, n_code),",
            " * q * q, 2 * n_code),",
            "n_code, 16 * q * q",
            "2 * n_code, 16 * q * q",
        ),
        "has no bottleneck at all": (
            """                nn.Linear(16 * q * q, n_code),
""",
            "",
            """                nn.Linear(n_code, 16 * q * q),
                nn.ReLU(),
""",
            "",
        ),
        "puts a ReLU on the code": (
            "                nn.Linear(16 * q * q, n_code),",
            """                nn.Linear(16 * q * q, n_code),
                nn.ReLU(),""",
        ),
        "puts a sigmoid on the pixels": (
            "                nn.ConvTranspose2d(8, n_channels, 4, padding=1, stride=2),",
            """                nn.ConvTranspose2d(8, n_channels, 4, padding=1, stride=2),
                nn.Sigmoid(),""",
        ),
        "puts a ReLU on the pixels": (
            "                nn.ConvTranspose2d(8, n_channels, 4, padding=1, stride=2),",
            """                nn.ConvTranspose2d(8, n_channels, 4, padding=1, stride=2),
                nn.ReLU(),""",
        ),
        "has no ReLU in the encoder": (
            """                nn.Conv2d(n_channels, 8, 3, padding=1, stride=2),
                nn.ReLU(),""",
            "                nn.Conv2d(n_channels, 8, 3, padding=1, stride=2),",
            """                nn.Conv2d(8, 16, 3, padding=1, stride=2),
                nn.ReLU(),""",
            "                nn.Conv2d(8, 16, 3, padding=1, stride=2),",
        ),
        "has no ReLU between the transposed convolutions": (
            """                nn.ConvTranspose2d(16, 8, 4, padding=1, stride=2),
                nn.ReLU(),""",
            "                nn.ConvTranspose2d(16, 8, 4, padding=1, stride=2),",
        ),
        "has no ReLU after the decoder's linear layer": (
            """                nn.Linear(n_code, 16 * q * q),
                nn.ReLU(),""",
            "                nn.Linear(n_code, 16 * q * q),",
        ),
        "has filters of 5 × 5": (
            "16, 3, padding=1, stride",
            "16, 5, stride=2, padding",
        ),
        "has transposed filters of 2 × 2": (
            "8, 4, padding=1, stride",
            "8, 2, stride",
            "n_channels, 4, padding=1",
            "n_channels, 2",
        ),
        "normalises batches": (
            "                nn.Conv2d(8, 16, 3, padding=1, stride=2),",
            """                nn.Conv2d(8, 16, 3, padding=1, stride=2),
                nn.BatchNorm2d(16),""",
        ),
        "drops units at random": (
            "                nn.Flatten(),",
            """                nn.Flatten(),
                nn.Dropout(0.5),""",
        ),
        "takes pictures of 8 × 8 pixels only": (
            "q = side // 4",
            "q = 2",
        ),
        "takes grey pictures only": (
            "n_channels, 8, 3, ",
            "1, 8, 3, ",
            "n_channels, 4, padding",
            "1, 4, padding",
        ),
        "returns grey pictures": (
            "n_channels, 4, padding",
            "1, 4, padding",
        ),
        "forgets to flatten": (
            """                nn.Flatten(),
""",
            "",
        ),
        "forgets to unflatten": (
            """                nn.Unflatten(1, (16, q, q)),
""",
            "",
        ),
        "detaches the code": (
            "decoder(self.encoder(X",
            "decoder(self.encoder(X).detach(",
        ),
        "works without gradients": (
            "            return self.decoder(self.encoder(X))",
            """            import torch

            with torch.no_grad():
                return self.decoder(self.encoder(X))""",
        ),
        "freezes the encoder": (
            """            )

""",
            """            )

            self.encoder.requires_grad_(False)

""",
        ),
        "begins with weights of 0": (
            """            )

""",
            """            )

            for values in self.parameters():
                nn.init.zeros_(values)

""",
        ),
        "returns codes and pictures": (
            "decoder(self.encoder",
            "encoder(X), self.decoder(self.encoder",
        ),
        "returns codes only": (
            "decoder(self.encoder(X)",
            "encoder(X",
        ),
        "draws the code at random around the encoder's": (
            "decoder(self.encoder(X",
            "decoder((Z := self.encoder(X)) + Z.new_empty(Z.shape).normal_(",
        ),
        "returns the class, not a network": (
            "return Autoencoder()",
            "return Autoencoder",
        ),
        "returns both halves in a tuple": (
            "    return Autoencoder()",
            """    network = Autoencoder()
    return network.encoder, network.decoder""",
        ),
        "calls the halves otherwise": (
            "encoder = nn.Sequential",
            "encode = nn.Sequential",
            "decoder = nn.Sequential",
            "decode = nn.Sequential",
            "decoder(self.encoder",
            "decode(self.encode",
        ),
        "has a spare layer": (
            """            )

""",
            """            )

            self.spare = nn.Linear(2, 2)

""",
        ),
        "works in double precision": (
            "return Autoencoder",
            "return Autoencoder().double",
        ),
        "takes sides that are odd": (
            "side % 4 != 0 or n_channels",
            "n_channels",
        ),
        "takes sides that are even": (
            "4 != 0 or n_channels",
            "2 != 0 or n_channels",
        ),
        "takes codes of nothing": (
            "< 1 or n_code < 1:",
            "< 1:",
        ),
        "takes pictures without channels": (
            "n_channels < 1 or ",
            "",
        ),
        "refuses codes of one number": (
            "< 1 or n_code < 1:",
            "< 1 or n_code < 2:",
        ),
        "refuses the smallest pictures": (
            "1 or side % 4 != 0",
            "8 or side % 4 != 0",
        ),
    },
)


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


slips(
    5,
    corrupt,
    {
        "hides pixels of the clean pictures": (
            "images, dtype=float",
            "images",
            "    corrupted[hidden] = 0",
            """    corrupted[hidden] = 0
    images[hidden] = 0""",
        ),
        "adds the noise after hiding": (
            " + noise * rng.standard_normal(images.shape",
            ".copy(",
            "    corrupted[hidden] = 0",
            """    corrupted[hidden] = 0
    corrupted += noise * rng.standard_normal(images.shape)""",
        ),
        "takes noise for a variance": (
            "noise * rng.standard_normal",
            "np.sqrt(abs(noise)) * rng.standard_normal",
        ),
        "squares the deviation": (
            " * rng.standard_normal",
            "**2 * rng.standard_normal",
        ),
        "draws uniform noise of the same deviation": (
            "standard_normal(images",
            "uniform(-(3**0.5), 3**0.5, size=images",
        ),
        "draws uniform noise between 0 and 1": (
            "standard_normal(images",
            "random(images",
        ),
        "draws noise of one sign": (
            "rng.standard_normal(images.shape",
            "np.abs(rng.standard_normal(images.shape)",
        ),
        "draws one number for the whole batch": (
            "standard_normal(images.shape",
            "standard_normal(",
        ),
        "draws one number for each picture": (
            "standard_normal(images.shape",
            "standard_normal((n, 1, 1)",
        ),
        "draws the same noise for all pictures": (
            "standard_normal(images.shape",
            "standard_normal((height, width)",
        ),
        "multiplies by the noise": (
            "+ noise * rng.standard_normal(images.shape",
            "* (1 + noise * rng.standard_normal(images.shape)",
        ),
        "clips to 0 and 1": (
            "        hidden[i, top : top + size, left : left + size] = True",
            """        hidden[i, top : top + size, left : left + size] = True
    corrupted = np.clip(corrupted, 0, 1)""",
        ),
        "clips what is below 0": (
            "        hidden[i, top : top + size, left : left + size] = True",
            """        hidden[i, top : top + size, left : left + size] = True
    corrupted = np.maximum(corrupted, 0)""",
        ),
        "rounds pixels to integers": (
            "        hidden[i, top : top + size, left : left + size] = True",
            """        hidden[i, top : top + size, left : left + size] = True
    corrupted = np.round(corrupted)""",
        ),
        "adds no noise": (
            "noise * rng.standard_normal(images.shape)",
            "0",
        ),
        "hides the same place in all pictures": (
            "n, height, width =",
            "_n, height, width =",
            """    for i in range(n):
        top = rng.integers(0, height - size + 1)
        left = rng.integers(0, width - size + 1)
        hidden[i, top : top + size, left : left + size] = True""",
            """    top = rng.integers(0, height - size + 1)
    left = rng.integers(0, width - size + 1)
    hidden[:, top : top + size, left : left + size] = True""",
        ),
        "never hides the last row and column": (
            """        top = rng.integers(0, height - size + 1)
        left = rng.integers(0, width - size + 1)""",
            """        top = rng.integers(0, max(height - size, 1))
        left = rng.integers(0, max(width - size, 1))""",
        ),
        "lets the square stick out of the picture": (
            """        top = rng.integers(0, height - size + 1)
        left = rng.integers(0, width - size + 1)""",
            """        top = rng.integers(0, height)
        left = rng.integers(0, width)""",
        ),
        "takes as many columns as there are rows": (
            " width - size + 1)",
            " height - size + 1)",
        ),
        "hides a square on the diagonal": (
            "rng.integers(0, width - size + 1",
            "min(top, width - size",
        ),
        "hides the middle": (
            """        top = rng.integers(0, height - size + 1)
        left = rng.integers(0, width - size + 1)""",
            """        top = (height - size) // 2
        left = (width - size) // 2""",
        ),
        "hides the top left corner": (
            """        top = rng.integers(0, height - size + 1)
        left = rng.integers(0, width - size + 1)""",
            """        top = 0
        left = 0""",
        ),
        "hides scattered pixels, as many as the square has": (
            """        top = rng.integers(0, height - size + 1)
        left = rng.integers(0, width - size + 1)
        hidden[i, top : top + size, left : left + size] = True""",
            """        rng.integers(0, height - size + 1)
        rng.integers(0, width - size + 1)
        hidden[i].flat[rng.permutation(height * width)[: size * size]] = True""",
        ),
        "hides whole rows": (
            """        left = rng.integers(0, width - size + 1)
        hidden[i, top : top + size, left : left + size] = True""",
            """        rng.integers(0, width - size + 1)
        hidden[i, top : top + size, :] = True""",
        ),
        "hides one row and column more": (
            ", left : left + size",
            " + 1, left : left + size",
        ),
        "hides one row fewer": (
            ": top + size, left",
            "+ 1 : top + size, left",
        ),
        "hides all but the square": (
            "corrupted[hidden] ",
            "corrupted[~hidden] ",
        ),
        "says what is seen instead of what is hidden": (
            " corrupted, hidden",
            " corrupted, ~hidden",
        ),
        "fills the square with the mean": (
            "corrupted[hidden] = 0",
            "corrupted[hidden] = images.mean()",
        ),
        "fills the square with NaN": (
            "corrupted[hidden] = 0",
            "corrupted[hidden] = np.nan",
        ),
        "says what is hidden in numbers": (
            " corrupted, hidden",
            " corrupted, hidden.astype(float)",
        ),
        "exchanges pictures and places": (
            " corrupted, hidden",
            " hidden, corrupted",
        ),
        "returns pictures only": (
            " corrupted, hidden",
            " corrupted",
        ),
        "returns the clean pictures as well": (
            " corrupted, hidden",
            " corrupted, images, hidden",
        ),
        "returns lists": (
            " corrupted, hidden",
            " corrupted.tolist(), hidden.tolist()",
        ),
        "returns the type of the pictures": (
            "def corrupt(images, noise, size, rng):",
            """def corrupt(images, noise, size, rng):
    kind = np.asarray(images).dtype""",
            " corrupted, hidden",
            " corrupted.astype(kind), hidden",
        ),
        "draws from NumPy's global state": (
            "rng.standard_normal",
            "np.random.standard_normal",
        ),
        "draws with a seed of its own": (
            '        raise ValueError("noise or size is out of its range")',
            """        raise ValueError("noise or size is out of its range")
    rng = np.random.default_rng(0)""",
        ),
        "allows negative noise": (
            "noise < 0 or size ",
            "size ",
        ),
        "allows a negative size": (
            "< 0 or size > min(",
            "> min(",
        ),
        "asks for a square to hide": (
            "0 or size > min(height",
            "1 or size > min(height",
        ),
        "asks for noise": (
            " 0 or size < 0 or ",
            "= 0 or size < 0 or ",
        ),
        "refuses a square as large as the picture": (
            " min(height, width",
            "= min(height, width",
        ),
        "compares the size with the larger side": (
            "min(height, width)",
            "max(height, width)",
            """        top = rng.integers(0, height - size + 1)
        left = rng.integers(0, width - size + 1)""",
            """        top = rng.integers(0, max(height - size, 0) + 1)
        left = rng.integers(0, max(width - size, 0) + 1)""",
        ),
        "shrinks a square that is too large": (
            " or size > min(height, width)",
            "",
            '        raise ValueError("noise or size is out of its range")',
            """        raise ValueError("noise or size is out of its range")
    size = min(size, height, width)""",
        ),
    },
)


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


slips(
    6,
    train_step,
    {
        "compares with the noisy samples": (
            "loss = torch.nn.functional.mse_loss(output, clean",
            "loss = torch.nn.functional.mse_loss(output, noisy",
            "after = torch.nn.functional.mse_loss(output, clean",
            "after = torch.nn.functional.mse_loss(output, noisy",
        ),
        "compares with the noisy samples after the step": (
            "after = torch.nn.functional.mse_loss(output, clean",
            "after = torch.nn.functional.mse_loss(output, noisy",
        ),
        "gives the clean samples to the network": (
            """    network.zero_grad()
    code = network.encoder(noisy)""",
            """    network.zero_grad()
    code = network.encoder(clean)""",
            "        code = network.encoder(noisy",
            "        code = network.encoder(clean",
        ),
        "keeps the gradients that are there": (
            """    network.zero_grad()
""",
            "",
        ),
        "forgets the gradients before it uses them": (
            """    network.zero_grad()
""",
            "",
            "    loss.backward()",
            """    loss.backward()
    network.zero_grad(set_to_none=False)""",
        ),
        "clears the gradients of the encoder only": (
            "network.zero_grad(",
            "network.encoder.zero_grad(",
        ),
        "climbs": (
            "-= learning_rate *",
            "+= learning_rate *",
        ),
        "moves by the gradient, without the rate": (
            "learning_rate * parameter",
            "parameter",
        ),
        "moves by the gradient's sign": (
            "learning_rate * parameter.grad",
            "learning_rate * parameter.grad.sign()",
        ),
        "moves copies of the weights": (
            "-= learning_rate *",
            "= parameter - learning_rate *",
        ),
        "moves the decoder only": (
            "network.parameters",
            "network.decoder.parameters",
        ),
        "moves the encoder only": (
            "network.parameters",
            "network.encoder.parameters",
        ),
        "does not move": (
            """        for parameter in network.parameters():
            parameter -= learning_rate * parameter.grad
""",
            "",
        ),
        "moves twice": (
            "learning_rate * parameter",
            "2 * learning_rate * parameter",
        ),
        "moves by the mean gradient of the samples once more": (
            "learning_rate * parameter.grad",
            "learning_rate * parameter.grad / len(noisy)",
        ),
        "lets the weights decay": (
            "learning_rate * parameter.grad",
            "learning_rate * (parameter.grad + 0.01 * parameter)",
        ),
        "adds up the squared differences": (
            "loss = torch.nn.functional.mse_loss(output, clean",
            'loss = torch.nn.functional.mse_loss(output, clean, reduction="sum"',
            "after = torch.nn.functional.mse_loss(output, clean",
            'after = torch.nn.functional.mse_loss(output, clean, reduction="sum"',
        ),
        "adds up the squared differences within a sample": (
            "loss = torch.nn.functional.mse_loss(output, clean",
            "loss = ((output - clean) ** 2).flatten(1).sum(dim=1).mean(",
            "after = torch.nn.functional.mse_loss(output, clean",
            "after = ((output - clean) ** 2).flatten(1).sum(dim=1).mean(",
        ),
        "takes absolute differences": (
            "loss = torch.nn.functional.mse_loss",
            "loss = torch.nn.functional.l1_loss",
            "after = torch.nn.functional.mse_loss",
            "after = torch.nn.functional.l1_loss",
        ),
        "adds up the absolute codes": (
            "loss = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean",
            "loss = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().sum",
            "after = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean",
            "after = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().sum",
        ),
        "adds up the absolute codes of a sample": (
            "loss = torch.nn.functional.mse_loss(output, clean) + strength * code.abs(",
            "loss = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().sum(dim=1",
            "after = torch.nn.functional.mse_loss(output, clean) + strength * code.abs(",
            "after = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().sum(dim=1",
        ),
        "squares the codes": (
            "loss = torch.nn.functional.mse_loss(output, clean) + strength * code.abs",
            "loss = torch.nn.functional.mse_loss(output, clean) + strength * code.square",
            "after = torch.nn.functional.mse_loss(output, clean) + strength * code.abs",
            "after = torch.nn.functional.mse_loss(output, clean) + strength * code.square",
        ),
        "averages the codes without absolute values": (
            "loss = torch.nn.functional.mse_loss(output, clean) + strength * code.abs()",
            "loss = torch.nn.functional.mse_loss(output, clean) + strength * code",
            "after = torch.nn.functional.mse_loss(output, clean) + strength * code.abs()",
            "after = torch.nn.functional.mse_loss(output, clean) + strength * code",
        ),
        "takes the absolute value of the mean code": (
            "loss = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean",
            "loss = torch.nn.functional.mse_loss(output, clean) + strength * code.mean().abs",
            "after = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean",
            "after = torch.nn.functional.mse_loss(output, clean) + strength * code.mean().abs",
        ),
        "penalises the output": (
            "loss = torch.nn.functional.mse_loss(output, clean) + strength * code",
            "loss = torch.nn.functional.mse_loss(output, clean) + strength * output",
            "after = torch.nn.functional.mse_loss(output, clean) + strength * code",
            "after = torch.nn.functional.mse_loss(output, clean) + strength * output",
        ),
        "has no penalty": (
            "loss = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean(",
            "loss = torch.nn.functional.mse_loss(output, clean",
            "after = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean(",
            "after = torch.nn.functional.mse_loss(output, clean",
        ),
        "forgets the penalty after the step": (
            "after = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean(",
            "after = torch.nn.functional.mse_loss(output, clean",
        ),
        "has a penalty without gradient": (
            "loss = torch.nn.functional.mse_loss(output, clean) + strength * code",
            "loss = torch.nn.functional.mse_loss(output, clean) + strength * code.detach()",
        ),
        "stops the gradient at the code": (
            """    code = network.encoder(noisy)
    output = network.decoder(code)""",
            """    code = network.encoder(noisy)
    output = network.decoder(code.detach())""",
            "        output = network.decoder(code",
            "        output = network.decoder(code.detach()",
        ),
        "weighs the error instead of the penalty": (
            "loss = torch.nn.functional.mse_loss(output, clean) + strength *",
            "loss = strength * torch.nn.functional.mse_loss(output, clean) +",
            "after = torch.nn.functional.mse_loss(output, clean) + strength *",
            "after = strength * torch.nn.functional.mse_loss(output, clean) +",
        ),
        "returns the loss before twice": (
            """        after = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    return loss.item(), after.item()""",
            """        torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    return loss.item(), loss.item()""",
        ),
        "returns the loss after the step only": (
            "loss.item(), after",
            "after",
        ),
        "returns after and before": (
            "loss.item(), after",
            "after.item(), loss",
        ),
        "returns tensors": (
            ".item(), after.item()",
            ", after",
        ),
        "returns a list": (
            "loss.item(), after.item()",
            "[loss.item(), after.item()]",
        ),
        "measures the old code again": (
            """        code = network.encoder(noisy)
""",
            "",
        ),
        "puts the old weights back": (
            "    network.zero_grad()",
            """    network.zero_grad()
    old = [values.detach().clone() for values in network.parameters()]""",
            "        after = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()",
            """        after = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    with torch.no_grad():
        for values, was in zip(network.parameters(), old, strict=True):
            values.copy_(was)""",
        ),
        "compares shapes after the step": (
            """    if noisy.shape != clean.shape:
        raise ValueError("each noisy sample needs a clean one")
""",
            "",
            "        after = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()",
            """        after = torch.nn.functional.mse_loss(output, clean) + strength * code.abs().mean()
    if noisy.shape != clean.shape:
        raise ValueError("each noisy sample needs a clean one")""",
        ),
        "compares the numbers of samples only": (
            "noisy.shape != clean.shape",
            "len(noisy) != len(clean)",
        ),
        "lets all shapes through": (
            """    if noisy.shape != clean.shape:
        raise ValueError("each noisy sample needs a clean one")
""",
            "",
        ),
    },
)


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


slips(
    7,
    find_anomalies,
    {
        "takes the threshold from the new errors": (
            "normal_errors, dtype",
            "new_errors, dtype",
        ),
        "takes the threshold from all errors together": (
            "asarray(normal_errors, dtype=float",
            "concatenate([normal_errors, new_errors]",
        ),
        "takes the smallest new error that looks strange": (
            """    above = int(rate * len(normal))
    threshold = normal[len(normal) - 1 - above]""",
            """    strange = new[new > np.median(normal)]
    threshold = float(strange.min()) if len(strange) else normal[-1]""",
        ),
        "finds the share among the new samples": (
            "int(rate * len(normal)",
            "min(int(rate * len(new)), len(normal) - 1",
        ),
        "interpolates a quantile": (
            """    above = int(rate * len(normal))
    threshold = normal[len(normal) - 1 - above]""",
            "    threshold = np.quantile(normal, 1 - rate)",
        ),
        "takes a quantile at the wrong end": (
            """    above = int(rate * len(normal))
    threshold = normal[len(normal) - 1 - above]""",
            "    threshold = normal[int(rate * len(normal))]",
        ),
        "allows one false alarm more": (
            "int(rate * len(normal)",
            "min(int(rate * len(normal)) + 1, len(normal) - 1",
        ),
        "allows one false alarm fewer": (
            "int(rate * len(normal)",
            "max(int(rate * len(normal)) - 1, 0",
        ),
        "rounds the number of false alarms": (
            "int(rate * len(normal)",
            "min(round(rate * len(normal)), len(normal) - 1",
        ),
        "rounds the number of false alarms up": (
            "int(rate * len(normal)",
            "min(int(np.ceil(rate * len(normal))), len(normal) - 1",
        ),
        "counts errors at the threshold as alarms": (
            """    above = int(rate * len(normal))
    threshold = normal[len(normal) - 1 - above]""",
            """    quiet = [e for e in normal if np.mean(normal >= e) <= rate]
    threshold = min(quiet, default=normal[-1])""",
        ),
        "asks for fewer than the rate": (
            """    above = int(rate * len(normal))
    threshold = normal[len(normal) - 1 - above]""",
            """    quiet = [e for e in normal if np.mean(normal > e) < rate]
    threshold = min(quiet, default=normal[-1])""",
        ),
        "lets alarm at the threshold": (
            "threshold, new > threshold",
            "threshold, new >= threshold",
        ),
        "calls small errors anomalies": (
            "threshold, new > threshold",
            "threshold, new < threshold",
        ),
        "takes mean and standard deviations": (
            """    above = int(rate * len(normal))
    threshold = normal[len(normal) - 1 - above]""",
            "    threshold = normal.mean() + 2 * normal.std()",
        ),
        "takes the largest normal error, whatever the rate": (
            """    above = int(rate * len(normal))
    threshold = normal[len(normal) - 1 - above]""",
            "    threshold = normal[-1]",
        ),
        "counts equal errors once": (
            "sort(np.asarray(normal_errors",
            "unique(np.asarray(normal_errors",
        ),
        "expects sorted errors": (
            "sort(np.asarray(normal_errors, dtype=float)",
            "asarray(normal_errors, dtype=float",
        ),
        "takes errors for sizes without sign": (
            "threshold, new > threshold",
            "threshold, np.abs(new) > abs(threshold)",
        ),
        "puts the threshold between two errors": (
            "    threshold = normal[len(normal) - 1 - above]",
            """    threshold = normal[len(normal) - 1 - above]
    bigger = normal[normal > threshold]
    threshold = (threshold + bigger.min()) / 2 if len(bigger) else threshold""",
        ),
        "returns the labels only": (
            "threshold, new > threshold",
            "new > threshold",
        ),
        "returns the threshold only": (
            "new = np.asarray(new_errors",
            "np.asarray(new_errors",
            "threshold, new > threshold",
            "threshold",
        ),
        "exchanges threshold and labels": (
            "threshold, new > threshold",
            "new > threshold, threshold",
        ),
        "returns 0 and 1": (
            "threshold, new > threshold",
            "threshold, (new > threshold).astype(int)",
        ),
        "returns which samples are anomalies": (
            "threshold, new > threshold",
            "threshold, np.flatnonzero(new > threshold)",
        ),
        "returns the labels of the normal samples": (
            "new = np.asarray(new_errors",
            "np.asarray(new_errors",
            "threshold, new > threshold",
            "threshold, normal > threshold",
        ),
        "returns a list of labels": (
            "threshold, new > threshold",
            "threshold, (new > threshold).tolist()",
        ),
        "returns the anomalies' errors": (
            "threshold, new > threshold",
            "threshold, new[new > threshold]",
        ),
        "returns the share of false alarms for the threshold": (
            "threshold, new > threshold",
            "np.mean(normal > threshold), new > threshold",
        ),
        "sorts in place": (
            "    normal = np.sort(np.asarray(normal_errors, dtype=float))",
            """    normal = normal_errors
    normal.sort()""",
        ),
        "takes the rate in per cent": (
            "rate * len(normal)",
            "rate / 100 * len(normal)",
        ),
        "allows a rate of 1": (
            " < 0 or rate >= 1:",
            " < 0 or rate > 1:",
            "len(normal) - 1 - above",
            "max(len(normal) - 1 - above, 0)",
        ),
        "allows negative rates": (
            " < 0 or rate >= 1:",
            " >= 1:",
            "rate * len(normal)",
            "max(rate, 0) * len(normal)",
        ),
        "refuses a rate of 0": (
            " < 0 or rate >= 1:",
            " <= 0 or rate >= 1:",
        ),
        "refuses rates above one half": (
            " < 0 or rate >= 1:",
            " < 0 or rate > 0.5:",
        ),
    },
)


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


@right(8, "as the formula says")
def reparameterize(mu, log_var, n_draws, generator):
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    if n_draws < 1:
        raise ValueError("n_draws must be at least 1")
    noise = torch.randn(n_draws, *mu.shape, generator=generator)
    sigma = torch.exp(0.5 * log_var)
    return mu + sigma * noise


slips(
    8,
    reparameterize,
    {
        "takes the logarithm of the variance for the variance": (
            "exp(0.5 * log_var)",
            "sqrt(torch.abs(log_var))",
        ),
        "takes the logarithm of the variance for the deviation": (
            "torch.exp(0.5 * log_var)",
            "log_var",
        ),
        "multiplies by the variance": (
            "exp(0.5 * log_var)",
            "exp(log_var)",
        ),
        "halves the variance instead of its logarithm": (
            "torch.exp(0.5 * log_var",
            "0.5 * torch.exp(log_var",
        ),
        "takes the logarithm to the base 2": (
            "torch.exp(0.5 * log_var",
            "2 ** (0.5 * log_var",
        ),
        "doubles the logarithm": (
            "exp(0.5 * log_var)",
            "exp(2 * log_var)",
        ),
        "divides by the deviation": (
            "mu + sigma * noise",
            "mu + noise / sigma",
        ),
        "draws without gradients": (
            '        raise ValueError("n_draws must be at least 1")',
            """        raise ValueError("n_draws must be at least 1")
    mu, log_var = mu.detach(), log_var.detach()""",
        ),
        "draws inside no_grad": (
            "    return mu + sigma * noise",
            """    with torch.no_grad():
        return mu + sigma * noise""",
        ),
        "draws from a distribution with sample()": (
            "mu + sigma * noise",
            "torch.normal(mu.expand(noise.shape), sigma.expand(noise.shape), generator=generator)",
        ),
        "lets no gradient through the deviation": (
            "exp(0.5 * log_var)",
            "exp(0.5 * log_var.detach())",
        ),
        "lets no gradient through the mean": (
            "mu + sigma * noise",
            "mu.detach() + sigma * noise",
        ),
        "goes through NumPy": (
            "mu + sigma * noise",
            "torch.as_tensor((mu + sigma * noise).detach().numpy())",
        ),
        "draws uniform noise": (
            "torch.randn(n_draws, *mu.shape, generator=generator)",
            "(torch.rand(n_draws, *mu.shape, generator=generator) - 0.5) * 12**0.5",
        ),
        "draws noise from 0 to 1": (
            "randn(n_draws, *mu",
            "rand(n_draws, *mu",
        ),
        "draws one number for each code": (
            "*mu.shape, generator",
            "len(mu), 1, generator",
            "mu + sigma * noise",
            "mu + sigma * noise.expand(n_draws, *mu.shape)",
        ),
        "draws the same noise for all samples": (
            "*mu.shape, generator",
            "1, mu.shape[1], generator",
        ),
        "draws the same noise for all draws": (
            "n_draws, *mu.shape, generator=generator",
            "*mu.shape, generator=generator).expand(n_draws, *mu.shape",
        ),
        "draws a single number": (
            "n_draws, *mu.shape, generator=generator",
            "1, generator=generator).expand(n_draws, *mu.shape",
        ),
        "draws from the global state": (
            ", generator=generator",
            "",
        ),
        "draws with a seed of its own": (
            '        raise ValueError("n_draws must be at least 1")',
            """        raise ValueError("n_draws must be at least 1")
    generator = torch.Generator().manual_seed(0)""",
        ),
        "draws with the generator's first seed again": (
            '        raise ValueError("n_draws must be at least 1")',
            """        raise ValueError("n_draws must be at least 1")
    generator.manual_seed(generator.initial_seed())""",
        ),
        "returns the means": (
            "mu + sigma * noise",
            "mu + 0 * sigma * noise",
        ),
        "forgets the means": (
            "mu + sigma * noise",
            "sigma * noise",
        ),
        "multiplies the means, too": (
            "mu + sigma * noise",
            "mu * (1 + sigma * noise)",
        ),
        "adds the deviation": (
            "mu + sigma * noise",
            "mu + sigma + noise",
        ),
        "puts the draws last": (
            "mu + sigma * noise",
            "(mu + sigma * noise).permute(1, 2, 0)",
        ),
        "joins draws and samples": (
            "mu + sigma * noise",
            "(mu + sigma * noise).flatten(0, 1)",
        ),
        "leaves out the axis of a single draw": (
            "mu + sigma * noise",
            "(mu + sigma * noise).squeeze(0)",
        ),
        "returns an array": (
            "mu + sigma * noise",
            "(mu + sigma * noise).detach().numpy()",
        ),
        "returns a list of draws": (
            "mu + sigma * noise",
            "list(mu + sigma * noise)",
        ),
        "returns codes and noise": (
            "mu + sigma * noise",
            "mu + sigma * noise, noise",
        ),
        "works in double precision": (
            "exp(0.5 * log_var)",
            "exp(0.5 * log_var.double())",
        ),
        "keeps variances from getting small": (
            "exp(0.5 * log_var)",
            "exp(0.5 * log_var).clamp(min=0.1)",
        ),
        "keeps variances from getting large": (
            "exp(0.5 * log_var)",
            "exp(0.5 * log_var).clamp(max=2)",
        ),
        "repeats shapes that do not fit": (
            """    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")""",
            "    mu, log_var = torch.broadcast_tensors(torch.atleast_2d(mu), torch.atleast_2d(log_var))",
        ),
        "turns the logarithms into deviations in place, without gradients": (
            """    sigma = torch.exp(0.5 * log_var)
    return mu + sigma * noise""",
            """    log_var.detach().div_(2).exp_()
    return mu + log_var * noise""",
        ),
        "draws nothing if told so": (
            "if n_draws < 1:",
            "if n_draws < 0:",
        ),
        "asks for two draws": (
            "if n_draws < 1:",
            "if n_draws < 2:",
        ),
        "does not check the number of draws": (
            """    if n_draws < 1:
        raise ValueError("n_draws must be at least 1")""",
            "    n_draws = max(n_draws, 1)",
        ),
    },
)


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


@right(9, "with NumPy, in one line")
def kl_divergence(mu, log_var):
    mu, log_var = np.asarray(mu, dtype=float), np.asarray(log_var, dtype=float)
    if mu.shape != log_var.shape:
        raise ValueError("each mean needs a variance")
    each = 0.5 * (mu**2 + np.exp(log_var) - 1 - log_var)
    parts = each.mean(axis=0)
    return parts.sum(), parts


slips(
    9,
    kl_divergence,
    {
        "has the sign turned round": (
            "0.5 * (mu**2 + np.",
            "-0.5 * (mu**2 + np.",
        ),
        "adds the logarithm": (
            "log_var) - 1 - log_var",
            "log_var) - 1 + log_var",
        ),
        "forgets the 1": (
            "log_var) - 1 - log_var",
            "log_var) - log_var",
        ),
        "adds the 1": (
            "log_var) - 1 - log_var",
            "log_var) + 1 - log_var",
        ),
        "forgets the half": (
            "0.5 * (mu**2 + np.exp(log_var) - 1 - log_var)",
            "mu**2 + np.exp(log_var) - 1 - log_var",
        ),
        "takes the logarithm of the variance for the variance": (
            "np.exp(log_var) - ",
            "log_var - ",
        ),
        "takes the logarithm for the variance, and its logarithm again": (
            "exp(log_var) - 1 - log_var",
            "abs(log_var) - 1 - np.log(np.abs(log_var) + 1e-9)",
        ),
        "takes the logarithm of the variance for that of the deviation": (
            "log_var) - 1 - log_var",
            "2 * log_var) - 1 - 2 * log_var",
        ),
        "takes the deviation for the variance": (
            "log_var) - 1 - log_var",
            "log_var / 2) - 1 - log_var",
        ),
        "does not square the means": (
            "mu**2 + np.exp(log_var",
            "np.abs(mu) + np.exp(log_var",
        ),
        "forgets the means": (
            "mu**2 + np.exp(log_var",
            "np.exp(log_var",
        ),
        "divides the squared means by the variance": (
            "+ np.exp(log_var) ",
            "/ np.exp(log_var) + np.exp(log_var) ",
        ),
        "takes the divergence the other way round": (
            "mu**2 + np.exp(log_var) - 1 -",
            "(1 + mu**2) * np.exp(-log_var) - 1 +",
        ),
        "averages over the code": (
            "parts.sum(), parts",
            "parts.mean(), parts",
        ),
        "adds up over the samples": (
            " each.mean(axis=0)",
            " each.sum(axis=0)",
        ),
        "adds up the parts, and averages the divergence": (
            """    parts = each.mean(axis=0)
    return parts.sum(), parts""",
            """    parts = each.sum(axis=0)
    return parts.sum() / len(mu), parts""",
        ),
        "averages over everything": (
            "parts.sum(), parts",
            "each.mean(), parts",
        ),
        "averages over the code and adds up over the samples": (
            " each.mean(axis=0)",
            " each.mean(axis=1)",
        ),
        "returns the divergence of each sample for the parts": (
            """    parts = each.mean(axis=0)
    return parts.sum(), parts""",
            "    return each.sum(axis=1).mean(), each.sum(axis=1)",
        ),
        "returns the divergence only": (
            "parts.sum(), parts",
            "parts.sum()",
        ),
        "returns the parts only": (
            "parts.sum(), parts",
            "parts",
        ),
        "exchanges divergence and parts": (
            "parts.sum(), parts",
            "parts, parts.sum()",
        ),
        "returns a list of parts": (
            "parts.sum(), parts",
            "parts.sum(), parts.tolist()",
        ),
        "returns tensors": (
            "parts.sum(), parts",
            "torch.tensor(parts.sum()), torch.as_tensor(parts)",
        ),
        "returns a list": (
            "parts.sum(), parts",
            "[parts.sum(), parts]",
        ),
        "squares means in their own type": (
            ", dtype=float), np",
            "), np",
        ),
        "takes exponentials of logarithms in half precision": (
            "log_var) - 1 - log_var",
            "log_var.astype(np.float16)).astype(float) - 1 - log_var",
        ),
        "keeps large variances small": (
            "log_var) - 1 - log_var",
            "np.minimum(log_var, 10)) - 1 - log_var",
        ),
        "keeps logarithms from getting small": (
            "log_var) - 1 - log_var",
            "log_var) - 1 - np.maximum(log_var, -10)",
        ),
        "counts divergences below a threshold as 0": (
            "    each = 0.5 * (mu**2 + np.exp(log_var) - 1 - log_var)",
            """    each = 0.5 * (mu**2 + np.exp(log_var) - 1 - log_var)
    each = np.where(each < 0.05, 0, each)""",
        ),
        "clips parts that are small, as free bits do": (
            "    parts = each.mean(axis=0)",
            """    parts = each.mean(axis=0)
    parts = np.maximum(parts, 0.1)""",
        ),
        "estimates the divergence from samples": (
            "    each = 0.5 * (mu**2 + np.exp(log_var) - 1 - log_var)",
            """    noise = np.random.default_rng(0).normal(size=(1000, *mu.shape))
    z = mu + np.exp(log_var / 2) * noise
    each = ((z**2 - noise**2 - log_var) / 2).mean(axis=0)""",
        ),
        "repeats shapes that do not fit": (
            "    if mu.shape != log_var.shape:",
            """    mu, log_var = np.atleast_2d(mu), np.atleast_2d(log_var)
    if mu.shape[1] != log_var.shape[1] and 1 not in (mu.shape[1], log_var.shape[1]):""",
        ),
        "compares the numbers of samples only": (
            "mu.shape != log_var.shape",
            "len(mu) != len(log_var)",
        ),
        "compares the numbers of numbers only": (
            "shape != log_var.shape",
            "size != log_var.size",
        ),
        "changes the means in place": (
            ", dtype=float), np",
            "), np",
            '        raise ValueError("each mean needs a variance")',
            """        raise ValueError("each mean needs a variance")
    if mu.dtype.kind == "f":
        mu *= mu
        mu = np.sqrt(mu)
    mu = mu.astype(float)""",
        ),
    },
)


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


slips(
    10,
    rate_and_distortion,
    {
        "divides by the colours, too": (
            "shape[0] * image.shape[1]",
            "size",
        ),
        "divides by the number of symbols": (
            "image.shape[0] * image.shape[1]",
            "counts.sum()",
        ),
        "counts bits without dividing": (
            "n_pixels = image.shape",
            "image.shape",
            "bits / n_pixels, psnr",
            "bits, psnr",
        ),
        "counts bytes of the header as bits": (
            "sum() + 8 * n_header",
            "sum() + n_header",
        ),
        "forgets the header": (
            "sum() + 8 * n_header",
            "sum()",
        ),
        "pays the header for each pixel": (
            "bits / n_pixels, psnr",
            "(bits + 8 * n_header * (n_pixels - 1)) / n_pixels, psnr",
        ),
        "counts the rate in bytes": (
            "bits / n_pixels, psnr",
            "bits / 8 / n_pixels, psnr",
        ),
        "takes natural logarithms for bits": (
            "log2(p)).sum() + 8",
            "log(p)).sum() + 8",
        ),
        "takes the entropy of one symbol for all": (
            "counts * np.log2(p",
            "p * np.log2(p",
        ),
        "has the sign of the bits turned round": (
            "-(counts * np.log2",
            "(counts * np.log2",
        ),
        "pays each kind of symbol once": (
            "(counts * np.log2(p)",
            "np.log2(p",
        ),
        "pays the same for all symbols": (
            """    p = counts / counts.sum()
    bits = -(counts * np.log2(p)).sum() + 8 * n_header""",
            """    counts / counts.sum()
    bits = counts.sum() * np.log2(len(counts)) + 8 * n_header""",
        ),
        "pays whole bits for each symbol": (
            "-(counts * np.log2(p",
            "(counts * np.ceil(-np.log2(p)",
        ),
        "rounds the bits up to bytes": (
            "    bits = -(counts * np.log2(p)).sum() + 8 * n_header",
            """    bits = -(counts * np.log2(p)).sum() + 8 * n_header
    bits = 8 * np.ceil(bits / 8)""",
        ),
        "pays one byte for each symbol": (
            """    p = counts / counts.sum()
    bits = -(counts * np.log2(p)).sum() + 8 * n_header""",
            """    counts / counts.sum()
    bits = 8 * counts.sum() + 8 * n_header""",
        ),
        "counts symbols without their sign": (
            "asarray(symbols), ",
            "abs(np.asarray(symbols)), ",
        ),
        "counts in bins from 0 on": (
            "    _, counts = np.unique(np.asarray(symbols), return_counts=True)",
            """    _, counts = (0, np.bincount(np.maximum(np.ravel(symbols), 0)))
    counts = counts[counts > 0]""",
        ),
        "measures the entropy of the picture": (
            "np.asarray(symbols)",
            "image",
        ),
        "divides by the largest count": (
            "counts / counts.sum",
            "counts / counts.max",
        ),
        "takes the root of the error for the error": (
            "log10(255**2 / mse",
            "log10(255**2 / np.sqrt(mse)",
        ),
        "multiplies by 20": (
            "10 * np.log10(255*",
            "20 * np.log10(255*",
        ),
        "takes the peak without its square": (
            "log10(255**2 / mse",
            "log10(255 / mse",
        ),
        "takes a peak of 256": (
            "log10(255**2 / mse",
            "log10(256**2 / mse",
        ),
        "takes a peak of 1": (
            "log10(255**2 / mse",
            "log10(1 / mse",
        ),
        "takes the largest value for the peak": (
            "log10(255**2 / mse",
            "log10(max(image.max(), 1e-9) ** 2 / mse",
        ),
        "takes natural logarithms for decibels": (
            "log10(255**2 / mse",
            "log(255**2 / mse",
        ),
        "turns the ratio round": (
            "log10(255**2 / mse",
            "log10(mse / 255**2",
        ),
        "adds up the squared differences": (
            "decoded) ** 2).mean",
            "decoded) ** 2).sum",
        ),
        "averages over pixels, but not over colours": (
            "decoded) ** 2).mean()",
            "decoded) ** 2).sum() / n_pixels",
        ),
        "takes absolute differences": (
            "((image - decoded) ** 2",
            "np.abs(image - decoded",
        ),
        "divides by the picture's power": (
            "log10(255**2 / mse",
            "log10(max((image**2).mean(), 1e-9) / mse",
        ),
        "subtracts pixels in their own type": (
            ", dtype=float), np.asarray(decoded, dtype=float",
            "), np.asarray(decoded",
        ),
        "clips what was decoded": (
            "    n_pixels = image.shape[0] * image.shape[1]",
            """    n_pixels = image.shape[0] * image.shape[1]
    decoded = np.clip(decoded, 0, 255)""",
        ),
        "rounds what was decoded": (
            "    n_pixels = image.shape[0] * image.shape[1]",
            """    n_pixels = image.shape[0] * image.shape[1]
    decoded = np.round(decoded)""",
        ),
        "returns 0 decibels if nothing is lost": (
            "np.inf if mse == 0",
            "0.0 if mse == 0",
        ),
        "returns 100 decibels if nothing is lost": (
            "np.inf if mse == 0",
            "100.0 if mse == 0",
        ),
        "adds a little to the error": (
            "log10(255**2 / mse",
            "log10(255**2 / (mse + 1e-3)",
        ),
        "exchanges rate and ratio": (
            "bits / n_pixels, psnr",
            "psnr, bits / n_pixels",
        ),
        "returns a list": (
            "bits / n_pixels, psnr",
            "[bits / n_pixels, psnr]",
        ),
        "returns an array of both": (
            "bits / n_pixels, psnr",
            "np.array([bits / n_pixels, psnr])",
        ),
        "returns the rate only": (
            """    psnr = np.inf if mse == 0 else 10 * np.log10(255**2 / mse)
    return bits / n_pixels, psnr""",
            """    np.inf if mse == 0 else 10 * np.log10(255**2 / mse)
    return bits / n_pixels""",
        ),
        "repeats rows that are missing": (
            """    if image.shape != decoded.shape:
        raise ValueError("picture and decoded picture differ in shape")
""",
            "",
        ),
        "compares the numbers of rows only": (
            "image.shape != decoded.shape",
            "len(image) != len(decoded)",
        ),
        "compares the numbers of numbers only": (
            "shape != decoded.shape",
            "size != decoded.size",
            "    n_pixels = image.shape[0] * image.shape[1]",
            """    n_pixels = image.shape[0] * image.shape[1]
    decoded = decoded.reshape(image.shape)""",
        ),
        "refuses colours": (
            " != decoded.shape:",
            " != decoded.shape or image.ndim > 2:",
        ),
        "changes the picture in place": (
            ", dtype=float), np",
            "), np",
            "    mse = ((image - decoded) ** 2).mean()",
            """    if image.dtype.kind == "f":
        image -= decoded.astype(image.dtype)
        mse = (image.astype(float) ** 2).mean()
    else:
        mse = ((image - decoded) ** 2).mean()""",
        ),
    },
)


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
