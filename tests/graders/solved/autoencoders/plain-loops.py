# %% linear_autoencoder
def linear_autoencoder(X, n_code):
    X = np.array(X, dtype=float)
    n_features = X.shape[1]
    if n_code < 1 or n_code > n_features:
        raise ValueError("n_code must be from 1 to n_features")
    # What do the points have in common: sums of products of the features, not centred.
    products = np.zeros((n_features, n_features))
    for x in X:
        products += np.outer(x, x)
    values, vectors = np.linalg.eigh(products)  # smallest first
    encoder = np.zeros((n_code, n_features))
    decoder = np.zeros((n_features, n_code))
    for k in range(n_code):
        direction = vectors[:, n_features - 1 - k]
        encoder[k] = 2 * direction
        decoder[:, k] = direction / 2
    return encoder, decoder


# %% reconstruction_loss
def reconstruction_loss(X, encoder, decoder):
    X = np.array(X, dtype=float)
    E = np.array(encoder, dtype=float)
    D = np.array(decoder, dtype=float)
    n, n_features = X.shape
    n_code = E.shape[0]
    if E.shape[1] != n_features:
        raise ValueError("encoder does not fit X")
    if D.shape[0] != n_features:
        raise ValueError("decoder does not fit X")
    if D.shape[1] != n_code:
        raise ValueError("decoder does not fit encoder")
    loss = 0.0
    E_grad = np.zeros(E.shape)
    D_grad = np.zeros(D.shape)
    for x in X:
        z = E @ x
        difference = D @ z - x
        loss += (difference**2).sum() / n
        at_output = 2 * difference / n
        at_code = np.zeros(n_code)
        for j in range(n_features):
            for k in range(n_code):
                D_grad[j, k] += at_output[j] * z[k]
                at_code[k] += at_output[j] * D[j, k]
        for k in range(n_code):
            E_grad[k] += at_code[k] * x
    return float(loss), E_grad, D_grad


# %% sparse_penalty
def sparse_penalty(code, strength):
    if strength < 0:
        raise ValueError("strength below 0")
    code = np.array(code, dtype=float)
    n, n_code = code.shape
    gradient = np.zeros((n, n_code))
    total = 0.0
    active = 0
    for i in range(n):
        for k in range(n_code):
            a = code[i, k]
            if a > 0:
                total += a
                active += 1
                gradient[i, k] = strength / n
            elif a < 0:
                total -= a
                active += 1
                gradient[i, k] = -strength / n
    return float(strength * total / n), gradient, active / (n * n_code)


# %% conv_autoencoder
class ConvAutoencoder(torch.nn.Module):
    def __init__(self, n_channels, side, n_code):
        super().__init__()
        quarter = side // 4
        n_inner = 16 * quarter * quarter
        self.encoder = torch.nn.Sequential(
            torch.nn.Conv2d(n_channels, 8, 3, stride=2, padding=1),
            torch.nn.ReLU(),
            torch.nn.Conv2d(8, 16, 3, stride=2, padding=1),
            torch.nn.ReLU(),
            torch.nn.Flatten(),
            torch.nn.Linear(n_inner, n_code),
        )
        self.decoder = torch.nn.Sequential(
            torch.nn.Linear(n_code, n_inner),
            torch.nn.ReLU(),
            torch.nn.Unflatten(1, (16, quarter, quarter)),
            torch.nn.ConvTranspose2d(16, 8, 4, stride=2, padding=1),
            torch.nn.ReLU(),
            torch.nn.ConvTranspose2d(8, n_channels, 4, stride=2, padding=1),
        )

    def forward(self, X):
        code = self.encoder(X)
        return self.decoder(code)


def conv_autoencoder(n_channels, side, n_code):
    if n_channels < 1 or side < 1 or n_code < 1:
        raise ValueError("all numbers must be at least 1")
    if side % 4 != 0:
        raise ValueError("side must be a multiple of 4")
    return ConvAutoencoder(n_channels, side, n_code)


# %% corrupt
def corrupt(images, noise, size, rng):
    images = np.array(images, dtype=float)  # a copy
    n, height, width = images.shape
    if noise < 0:
        raise ValueError("noise below 0")
    if size < 0 or size > height or size > width:
        raise ValueError("the square does not fit")
    corrupted = np.zeros((n, height, width))
    hidden = np.zeros((n, height, width), dtype=bool)
    for i in range(n):
        places = []
        for row in range(height - size + 1):
            for column in range(width - size + 1):
                places.append((row, column))
        top, left = places[rng.integers(len(places))]
        for row in range(height):
            for column in range(width):
                corrupted[i, row, column] = images[i, row, column] + noise * rng.standard_normal()
                if top <= row < top + size and left <= column < left + size:
                    hidden[i, row, column] = True
                    corrupted[i, row, column] = 0.0
    return corrupted, hidden


# %% train_step
def train_step(network, noisy, clean, strength, learning_rate):
    if noisy.shape != clean.shape:
        raise ValueError("noisy and clean have different shapes")
    noisy = noisy.detach()
    clean = clean.detach()

    def batch_loss():
        code = network.encoder(noisy)
        output = network.decoder(code)
        error = ((output - clean) ** 2).sum() / clean.numel()
        penalty = strength * code.abs().sum() / code.numel()
        return error + penalty

    parameters = list(network.encoder.parameters())
    for p in network.decoder.parameters():
        if not any(p is q for q in parameters):  # a weight may be shared by both halves
            parameters.append(p)
    for p in parameters:
        p.grad = None
    loss = batch_loss()
    loss.backward()
    with torch.no_grad():
        for p in parameters:
            p -= learning_rate * p.grad
        after = batch_loss()
    return loss.item(), after.item()


# %% find_anomalies
def find_anomalies(normal_errors, new_errors, rate):
    if rate < 0 or rate >= 1:
        raise ValueError("rate must be from 0 on and below 1")
    normal = [float(e) for e in normal_errors]
    new = [float(e) for e in new_errors]
    threshold = max(normal)
    for candidate in sorted(normal):
        above = 0
        for e in normal:
            if e > candidate:
                above += 1
        if above / len(normal) <= rate:
            threshold = candidate
            break
    is_anomaly = []
    for e in new:
        is_anomaly.append(e > threshold)
    return threshold, np.array(is_anomaly)


# %% reparameterize
def reparameterize(mu, log_var, n_draws, generator):
    if mu.shape != log_var.shape:
        raise ValueError("mu and log_var have different shapes")
    if n_draws < 1:
        raise ValueError("n_draws below 1")
    sigma = torch.exp(log_var / 2)
    draws = []
    for _ in range(n_draws):
        epsilon = torch.randn(mu.shape, generator=generator)
        draws.append(mu + sigma * epsilon)
    return torch.stack(draws)


# %% kl_divergence
def kl_divergence(mu, log_var):
    mu = np.array(mu, dtype=float)
    log_var = np.array(log_var, dtype=float)
    if mu.shape != log_var.shape:
        raise ValueError("mu and log_var have different shapes")
    n, n_code = mu.shape
    parts = np.zeros(n_code)
    for k in range(n_code):
        for i in range(n):
            variance = np.exp(log_var[i, k])
            parts[k] += 0.5 * (mu[i, k] ** 2 + variance - 1 - log_var[i, k]) / n
    divergence = 0.0
    for part in parts:
        divergence += part
    return float(divergence), parts


# %% rate_and_distortion
def rate_and_distortion(image, decoded, symbols, n_header):
    image = np.array(image, dtype=float)
    decoded = np.array(decoded, dtype=float)
    if image.shape != decoded.shape:
        raise ValueError("image and decoded have different shapes")
    counts = {}
    n_symbols = 0
    for symbol in np.array(symbols).ravel().tolist():
        counts[symbol] = counts.get(symbol, 0) + 1
        n_symbols += 1
    bits = 8.0 * n_header
    for symbol in counts:
        bits += counts[symbol] * np.log2(n_symbols / counts[symbol])
    height, width = image.shape[0], image.shape[1]
    rate = bits / (height * width)
    squares = 0.0
    for a, b in zip(image.ravel(), decoded.ravel()):
        squares += (a - b) ** 2
    mse = squares / image.size
    if mse == 0:
        psnr = np.inf
    else:
        psnr = 10 * np.log10(255**2 / mse)
    return float(rate), float(psnr)
