# %% two_views
def two_views(images, shift, strength, rng):
    if shift < 0:
        raise ValueError("shift must not be negative")
    if strength < 0 or strength > 1:
        raise ValueError("strength must be from 0 to 1")
    images = np.array(images, dtype=float)
    n, height, width = images.shape

    def view(image):
        if rng.random() < 0.5:
            image = image[:, ::-1]
        framed = np.pad(image, shift)
        top = rng.integers(0, 2 * shift + 1)
        left = rng.integers(0, 2 * shift + 1)
        piece = framed[top : top + height, left : left + width]
        factor = rng.uniform(1 - strength, 1 + strength)
        return np.minimum(piece * factor, 1)

    first = np.array([view(image) for image in images])
    second = np.array([view(image) for image in images])
    return first, second


# %% nt_xent
def nt_xent(first, second, temperature):
    if first.shape != second.shape:
        raise ValueError("first and second have different shapes")
    if not temperature > 0:
        raise ValueError("temperature must be above 0")
    n = len(first)
    rows = torch.cat([first, second])
    rows = rows / rows.norm(dim=1, keepdim=True)
    logits = rows @ rows.T / temperature
    logits = logits.masked_fill(torch.eye(2 * n, dtype=torch.bool), float("-inf"))
    partner = torch.cat([torch.arange(n, 2 * n), torch.arange(n)])
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
    found = 0
    for i in range(2 * n):
        partner = (i + n) % (2 * n)
        others = [k for k in range(2 * n) if k != i and k != partner]
        if all(cosines[i, partner] > cosines[i, k] + 5e-6 for k in others):
            found += 1
    return found / (2 * n)


# %% linear_probe
import copy

from sklearn.linear_model import LogisticRegression


def linear_probe(encoder, X_train, y_train, X_test, y_test):
    y_train = np.array(y_train)
    y_test = np.array(y_test)
    if len(X_train) != len(y_train) or len(X_test) != len(y_test):
        raise ValueError("samples and labels have different lengths")
    # A copy, so that the encoder itself is never touched.
    frozen = copy.deepcopy(encoder).eval()
    with torch.no_grad():
        train = frozen(X_train).numpy().astype(float)
        test = frozen(X_test).numpy().astype(float)
    mean = train.mean(axis=0)
    std = train.std(axis=0)
    std[std == 0] = 1
    classifier = LogisticRegression().fit((train - mean) / std, y_train)
    probabilities = classifier.predict_proba((test - mean) / std)
    predicted = classifier.classes_[probabilities.argmax(axis=1)]
    return float((predicted == y_test).mean()), probabilities


# %% knn_eval
def knn_eval(known, y_known, new, y_new, k):
    known = np.array(known, dtype=float)
    new = np.array(new, dtype=float)
    y_known = np.array(y_known)
    y_new = np.array(y_new)
    if len(known) != len(y_known) or len(new) != len(y_new):
        raise ValueError("features and classes have different lengths")
    if k < 1 or k > len(known):
        raise ValueError("k must be from 1 to the number of known samples")
    known = known / np.linalg.norm(known, axis=1, keepdims=True)
    new = new / np.linalg.norm(new, axis=1, keepdims=True)
    predictions = []
    for cosines in new @ known.T:
        nearest = np.argsort(-cosines)[:k]
        classes, counts = np.unique(y_known[nearest], return_counts=True)
        predictions.append(classes[counts.argmax()])
    predictions = np.array(predictions)
    return float((predictions == y_new).mean()), predictions


# %% ema_update
def ema_update(teacher, student, momentum):
    if momentum < 0 or momentum > 1:
        raise ValueError("momentum must be from 0 to 1")
    parameters = list(teacher.parameters()), list(student.parameters())
    buffers = list(teacher.buffers()), list(student.buffers())
    for ours, theirs in (parameters, buffers):
        if [p.shape for p in ours] != [p.shape for p in theirs]:
            raise ValueError("teacher and student do not fit")
    with torch.no_grad():
        for mine, new in zip(*parameters):
            mine.copy_(momentum * mine + (1 - momentum) * new)
        for mine, new in zip(*buffers):
            mine.copy_(new)
    return teacher


# %% dino_loss
def dino_loss(student, teacher, center, student_temperature, teacher_temperature):
    if len(student) < 2 or len(teacher) < 1 or len(teacher) > len(student):
        raise ValueError("wrong numbers of views")
    if len({tuple(view.shape) for view in [*student, *teacher]}) > 1:
        raise ValueError("views of different shapes")
    if center.ndim != 1 or len(center) != student[0].shape[1]:
        raise ValueError("center does not fit")
    if student_temperature <= 0 or teacher_temperature <= 0:
        raise ValueError("temperatures must be above 0")
    losses = []
    for a, t in enumerate(teacher):
        q = torch.softmax((t.detach() - center.detach()) / teacher_temperature, dim=1)
        for b, s in enumerate(student):
            if a != b:
                log_p = torch.log_softmax(s / student_temperature, dim=1)
                losses.append(-(q * log_p).sum(dim=1).mean())
    return torch.stack(losses).mean()


# %% update_center
def update_center(center, teacher, momentum):
    if momentum < 0 or momentum > 1:
        raise ValueError("momentum must be from 0 to 1")
    if len(teacher) == 0:
        raise ValueError("no view")
    if len({tuple(view.shape) for view in teacher}) > 1:
        raise ValueError("views of different shapes")
    if center.ndim != 1 or len(center) != teacher[0].shape[1]:
        raise ValueError("center does not fit")
    with torch.no_grad():
        mean = torch.cat(list(teacher)).mean(dim=0)
        return momentum * center + (1 - momentum) * mean


# %% patchify
def patchify(images, size):
    images = np.array(images)
    n, channels, height, width = images.shape
    if size < 1:
        raise ValueError("size must be at least 1")
    if height % size or width % size:
        raise ValueError("height and width must be multiples of size")
    rows, columns = height // size, width // size
    patches = []
    for image in images:
        for r in range(rows):
            for c in range(columns):
                patch = image[:, r * size : (r + 1) * size, c * size : (c + 1) * size]
                patches.append(patch.ravel())
    patches = np.array(patches).reshape(n, rows * columns, channels * size * size)

    def restore(patches):
        patches = np.array(patches)
        pictures = np.zeros((len(patches), channels, height, width), dtype=patches.dtype)
        for i, picture in enumerate(pictures):
            for number, patch in enumerate(patches[i]):
                r, c = divmod(number, columns)
                square = patch.reshape(channels, size, size)
                picture[:, r * size : (r + 1) * size, c * size : (c + 1) * size] = square
        return pictures

    return patches, restore


# %% attention_maps
def attention_maps(attention, shape):
    attention = np.array(attention, dtype=float)
    rows, columns = shape
    n_tokens = attention.shape[2]
    if attention.shape[3] != n_tokens:
        raise ValueError("the last two axes have different lengths")
    if n_tokens != rows * columns + 1:
        raise ValueError("shape does not fit the number of tokens")
    maps = attention[-1, :, 0, 1:].reshape(-1, rows, columns)
    way = np.eye(n_tokens)
    for layer in attention:
        way = (layer.mean(axis=0) + np.eye(n_tokens)) / 2 @ way
    return maps, way[0, 1:].reshape(rows, columns)
