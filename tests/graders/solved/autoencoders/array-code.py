# %% linear_autoencoder
def linear_autoencoder(X, n_code):
    X = np.asarray(X, dtype=float)
    n_features = X.shape[1]
    if n_code < 1 or n_code > n_features:
        raise ValueError("n_code must be from 1 to n_features")
    # Without centring, the best subspace is spanned by the leading right singular vectors.
    _, _, directions = np.linalg.svd(X, full_matrices=False)
    directions = directions[:n_code]
    encoder = np.zeros((n_code, n_features))  # numbers beyond the rank are not needed
    encoder[: len(directions)] = directions
    return encoder, encoder.T.copy()


# %% reconstruction_loss
def reconstruction_loss(X, encoder, decoder):
    X, E, D = (np.asarray(values, dtype=float) for values in (X, encoder, decoder))
    if E.shape[1] != X.shape[1] or D.shape[0] != X.shape[1] or D.shape[1] != E.shape[0]:
        raise ValueError("the shapes of X, encoder and decoder do not fit")
    n = len(X)
    Z = X @ E.T
    difference = Z @ D.T - X
    loss = (difference**2).sum() / n
    d_output = 2 / n * difference
    return loss, (d_output @ D).T @ X, d_output.T @ Z


# %% sparse_penalty
def sparse_penalty(code, strength):
    if strength < 0:
        raise ValueError("strength must be at least 0")
    code = np.asarray(code, dtype=float)
    n = len(code)
    strength = float(strength)
    penalty = strength * np.abs(code).sum() / n
    return penalty, strength * np.sign(code) / n, (code != 0).mean()


# %% conv_autoencoder
from collections import OrderedDict

from torch import nn


def conv_autoencoder(n_channels, side, n_code):
    if side % 4 != 0 or side < 1 or n_channels < 1 or n_code < 1:
        raise ValueError("side must be a multiple of 4, and all three numbers at least 1")
    quarter = side // 4
    n_flat = 16 * quarter**2
    encoder = nn.Sequential(
        nn.Conv2d(n_channels, 8, 3, stride=2, padding=1),
        nn.ReLU(),
        nn.Conv2d(8, 16, 3, stride=2, padding=1),
        nn.ReLU(),
        nn.Flatten(),
        nn.Linear(n_flat, n_code),
    )
    decoder = nn.Sequential(
        nn.Linear(n_code, n_flat),
        nn.ReLU(),
        nn.Unflatten(1, (16, quarter, quarter)),
        nn.ConvTranspose2d(16, 8, 4, stride=2, padding=1),
        nn.ReLU(),
        nn.ConvTranspose2d(8, n_channels, 4, stride=2, padding=1),
    )
    return nn.Sequential(OrderedDict(encoder=encoder, decoder=decoder))


# %% corrupt
def corrupt(images, noise, size, rng):
    images = np.asarray(images, dtype=float)
    n_images, height, width = images.shape
    if noise < 0:
        raise ValueError("noise must be at least 0")
    if size < 0 or size > height or size > width:
        raise ValueError("the square must fit into the picture")
    noisy = images + rng.normal(0, noise, images.shape)
    top = rng.integers(0, height - size + 1, (n_images, 1))
    left = rng.integers(0, width - size + 1, (n_images, 1))
    rows, columns = np.arange(height), np.arange(width)
    in_rows = (rows >= top) & (rows < top + size)
    in_columns = (columns >= left) & (columns < left + size)
    hidden = in_rows[:, :, None] & in_columns[:, None, :]
    return np.where(hidden, 0.0, noisy), hidden


# %% train_step
def train_step(network, noisy, clean, strength, learning_rate):
    if noisy.shape != clean.shape:
        raise ValueError("noisy and clean have different shapes")

    def batch_loss():
        # Copies, in case a layer works in place.
        code = network.encoder(noisy.detach().clone())
        penalty = strength * code.abs().mean()
        output = network.decoder(code.clone())
        return ((output - clean.detach()) ** 2).mean() + penalty

    before = batch_loss()
    parameters = list(network.parameters())
    gradients = torch.autograd.grad(before, parameters)
    with torch.no_grad():
        for parameter, gradient in zip(parameters, gradients):
            parameter -= learning_rate * gradient
        after = batch_loss()
    return before.item(), after.item()


# %% find_anomalies
def find_anomalies(normal_errors, new_errors, rate):
    if rate < 0 or rate >= 1:
        raise ValueError("rate must be from 0 on and below 1")
    errors = np.sort(np.asarray(normal_errors, dtype=float))
    new_errors = np.asarray(new_errors, dtype=float)
    n_above = len(errors) - np.searchsorted(errors, errors, side="right")
    # The small number is for rounding errors in rate * n_normal.
    threshold = errors[n_above <= rate * len(errors) + 0.001][0]
    return threshold, new_errors > threshold


# %% reparameterize
def reparameterize(mu, log_var, n_draws, generator):
    if mu.shape != log_var.shape:
        raise ValueError("mu and log_var have different shapes")
    if n_draws < 1:
        raise ValueError("n_draws must be at least 1")
    epsilon = torch.randn((n_draws, *mu.shape), generator=generator, dtype=mu.dtype)
    return mu + torch.exp(log_var / 2) * epsilon


# %% kl_divergence
def kl_divergence(mu, log_var):
    mu, log_var = np.asarray(mu, dtype=float), np.asarray(log_var, dtype=float)
    if mu.shape != log_var.shape:
        raise ValueError("mu and log_var have different shapes")
    parts = (0.5 * (mu**2 + np.expm1(log_var) - log_var)).mean(axis=0)
    return parts.sum(), parts


# %% rate_and_distortion
def rate_and_distortion(image, decoded, symbols, n_header):
    image, decoded = np.asarray(image, dtype=float), np.asarray(decoded, dtype=float)
    if image.shape != decoded.shape:
        raise ValueError("image and decoded have different shapes")
    _, counts = np.unique(np.asarray(symbols).ravel(), return_counts=True)
    bits = (counts * np.log2(counts.sum() / counts)).sum() + 8 * int(n_header)
    rate = bits / (image.shape[0] * image.shape[1])
    mse = ((image - decoded) ** 2).mean()
    psnr = np.inf if mse == 0 else 10 * np.log10(255**2 / mse)
    return rate, psnr
