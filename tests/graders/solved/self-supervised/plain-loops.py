# %% two_views
def two_views(images, shift, strength, rng):
    if shift < 0:
        raise ValueError("shift is below 0")
    if strength < 0 or strength > 1:
        raise ValueError("strength must be from 0 to 1")
    images = np.array(images, dtype=float)
    n_images, height, width = images.shape

    def one_view(image):
        if rng.random() < 0.5:
            image = image[:, ::-1]
        framed = np.pad(image, shift)
        top = rng.integers(0, 2 * shift + 1)
        left = rng.integers(0, 2 * shift + 1)
        piece = framed[top : top + height, left : left + width]
        factor = rng.uniform(1 - strength, 1 + strength)
        return np.minimum(piece * factor, 1.0)

    first = np.zeros((n_images, height, width))
    second = np.zeros((n_images, height, width))
    for i in range(n_images):
        first[i] = one_view(images[i])
        second[i] = one_view(images[i])
    return first, second


# %% nt_xent
def nt_xent(first, second, temperature):
    if first.shape != second.shape:
        raise ValueError("first and second have different shapes")
    if not temperature > 0:
        raise ValueError("the temperature must be above 0")
    n = len(first)
    rows = torch.cat([first, second]).double()
    rows = rows / rows.norm(dim=1, keepdim=True)
    logits = rows @ rows.T / temperature
    itself = torch.eye(2 * n, dtype=torch.bool)
    logits = logits.masked_fill(itself, float("-inf"))
    partner = torch.cat([torch.arange(n, 2 * n), torch.arange(0, n)])
    return torch.nn.functional.cross_entropy(logits, partner)


# %% info_nce_accuracy
def info_nce_accuracy(first, second):
    first = np.array(first, dtype=float)
    second = np.array(second, dtype=float)
    if first.shape != second.shape:
        raise ValueError("first and second have different shapes")
    n = len(first)
    rows = np.concatenate([first, second])
    rows = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    cosines = rows @ rows.T
    n_found = 0
    for i in range(2 * n):
        partner = (i + n) % (2 * n)
        found = True
        for k in range(2 * n):
            if k != i and k != partner and cosines[i, k] > cosines[i, partner] - 1e-6:
                found = False
        if found:
            n_found += 1
    return n_found / (2 * n)


# %% linear_probe
from sklearn.linear_model import LogisticRegression


def linear_probe(encoder, X_train, y_train, X_test, y_test):
    if len(X_train) != len(y_train):
        raise ValueError("X_train and y_train have different lengths")
    if len(X_test) != len(y_test):
        raise ValueError("X_test and y_test have different lengths")
    modes = [(module, module.training) for module in encoder.modules()]
    try:
        encoder.eval()
        with torch.no_grad():
            train = encoder(X_train).detach().numpy().astype(np.float64)
            test = encoder(X_test).detach().numpy().astype(np.float64)
    finally:
        for module, mode in modes:
            module.training = mode

    mean = train.mean(axis=0)
    std = train.std(axis=0)
    std[std == 0] = 1.0
    train = (train - mean) / std
    test = (test - mean) / std

    classifier = LogisticRegression()
    classifier.fit(train, np.array(y_train))
    probabilities = classifier.predict_proba(test)
    accuracy = np.mean(classifier.predict(test) == np.array(y_test))
    return float(accuracy), probabilities


# %% knn_eval
def knn_eval(known, y_known, new, y_new, k):
    if len(known) != len(y_known) or len(new) != len(y_new):
        raise ValueError("features and classes have different lengths")
    if k < 1 or k > len(known):
        raise ValueError("k must be from 1 to the number of known samples")
    known = np.array(known, dtype=float)
    new = np.array(new, dtype=float)
    known = known / np.linalg.norm(known, axis=1, keepdims=True)
    new = new / np.linalg.norm(new, axis=1, keepdims=True)
    predictions = []
    for row in new:
        cosines = known @ row
        nearest = np.argsort(-cosines)[:k]
        votes = {}
        for i in nearest:
            c = int(y_known[i])
            votes[c] = votes.get(c, 0) + 1
        most = max(votes.values())
        predictions.append(min(c for c in votes if votes[c] == most))
    n_true = 0
    for i in range(len(predictions)):
        if predictions[i] == int(y_new[i]):
            n_true += 1
    return n_true / len(predictions), np.array(predictions)


# %% ema_update
def ema_update(teacher, student, momentum):
    if momentum < 0 or momentum > 1:
        raise ValueError("momentum must be from 0 to 1")
    t_params = list(teacher.parameters())
    s_params = list(student.parameters())
    t_buffers = list(teacher.buffers())
    s_buffers = list(student.buffers())
    if [p.shape for p in t_params] != [p.shape for p in s_params]:
        raise ValueError("the parameters differ in number or shape")
    if [b.shape for b in t_buffers] != [b.shape for b in s_buffers]:
        raise ValueError("the buffers differ in number or shape")
    with torch.no_grad():
        for t, s in zip(t_params, s_params):
            t.copy_(momentum * t + (1 - momentum) * s)
        for t, s in zip(t_buffers, s_buffers):
            t.copy_(s)
    return teacher


# %% dino_loss
def dino_loss(student, teacher, center, student_temperature, teacher_temperature):
    if len(student) < 2:
        raise ValueError("the student needs at least two views")
    if len(teacher) < 1 or len(teacher) > len(student):
        raise ValueError("the teacher has no view or more than the student")
    for view in list(student) + list(teacher):
        if view.shape != student[0].shape:
            raise ValueError("the views have different shapes")
    if center.ndim != 1 or len(center) != student[0].shape[1]:
        raise ValueError("center needs one number for each output")
    if not student_temperature > 0 or not teacher_temperature > 0:
        raise ValueError("temperatures must be above 0")
    c = center.detach().double()
    total = 0
    n_pairs = 0
    for a in range(len(teacher)):
        t = teacher[a].detach().double()
        q = torch.softmax((t - c) / teacher_temperature, dim=1)
        for b in range(len(student)):
            if a == b:
                continue
            log_p = torch.log_softmax(student[b].double() / student_temperature, dim=1)
            total = total - (q * log_p).sum(dim=1).mean()
            n_pairs += 1
    return total / n_pairs


# %% update_center
def update_center(center, teacher, momentum):
    if momentum < 0 or momentum > 1:
        raise ValueError("momentum must be from 0 to 1")
    if len(teacher) < 1:
        raise ValueError("there is no view")
    for view in teacher:
        if view.shape != teacher[0].shape:
            raise ValueError("the views have different shapes")
    if center.ndim != 1 or len(center) != teacher[0].shape[1]:
        raise ValueError("center needs one number for each output")
    with torch.no_grad():
        mean = torch.cat(list(teacher)).double().mean(dim=0)
        return momentum * center.double() + (1 - momentum) * mean


# %% patchify
def patchify(images, size):
    images = np.array(images)
    n_images, n_channels, height, width = images.shape
    if size < 1:
        raise ValueError("size is below 1")
    if height % size != 0 or width % size != 0:
        raise ValueError("height and width must be multiples of size")
    n_rows = height // size
    n_columns = width // size

    patches = np.zeros((n_images, n_rows * n_columns, n_channels * size * size), dtype=images.dtype)
    for r in range(n_rows):
        for c in range(n_columns):
            piece = images[:, :, r * size : (r + 1) * size, c * size : (c + 1) * size]
            patches[:, r * n_columns + c] = piece.reshape(n_images, -1)

    def restore(patches):
        patches = np.array(patches)
        n = len(patches)
        pictures = np.zeros((n, n_channels, height, width), dtype=patches.dtype)
        for r in range(n_rows):
            for c in range(n_columns):
                piece = patches[:, r * n_columns + c].reshape(n, n_channels, size, size)
                pictures[:, :, r * size : (r + 1) * size, c * size : (c + 1) * size] = piece
        return pictures

    return patches, restore


# %% attention_maps
def attention_maps(attention, shape):
    attention = np.array(attention, dtype=float)
    n_layers, n_heads, n_tokens, n_tokens_2 = attention.shape
    rows, columns = shape
    if n_tokens != n_tokens_2:
        raise ValueError("the last two axes of attention have different lengths")
    if n_tokens != rows * columns + 1:
        raise ValueError("n_tokens is not the number of patches plus 1")
    maps = attention[-1, :, 0, 1:].reshape(n_heads, rows, columns)
    identity = np.eye(n_tokens)
    R = identity
    for l in range(n_layers):
        mean = attention[l].mean(axis=0)
        R = (mean + identity) / 2 @ R
    rollout = R[0, 1:].reshape(rows, columns)
    return maps.copy(), rollout.copy()
