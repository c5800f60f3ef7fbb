# %% two_views
def two_views(images, shift, strength, rng):
    if shift < 0:
        raise ValueError("shift is below 0")
    if not 0 <= strength <= 1:
        raise ValueError("strength is not from 0 to 1")
    images = np.asarray(images, dtype=float)
    n, h, w = images.shape

    def view():
        flipped = np.where(rng.random((n, 1, 1)) < 0.5, images[:, :, ::-1], images)
        dy, dx = rng.integers(-shift, shift + 1, (2, n, 1))
        rows, columns = np.arange(h) + dy, np.arange(w) + dx
        inside = ((rows >= 0) & (rows < h))[:, :, None] & ((columns >= 0) & (columns < w))[:, None, :]
        piece = flipped[
            np.arange(n)[:, None, None], rows.clip(0, h - 1)[:, :, None], columns.clip(0, w - 1)[:, None, :]
        ]
        return np.minimum(piece * inside * rng.uniform(1 - strength, 1 + strength, (n, 1, 1)), 1)

    return view(), view()

# %% nt_xent
def nt_xent(first, second, temperature):
    if first.shape != second.shape:
        raise ValueError("first and second have different shapes")
    if not temperature > 0:
        raise ValueError("temperature is not above 0")
    n = len(first)
    rows = torch.nn.functional.normalize(torch.cat([first, second]).double(), dim=1)
    logits = (rows @ rows.T / temperature).masked_fill(torch.eye(2 * n, dtype=torch.bool), -torch.inf)
    return torch.nn.functional.cross_entropy(logits, torch.arange(2 * n).roll(n)).to(first.dtype)

# %% info_nce_accuracy
def info_nce_accuracy(first, second):
    first, second = np.asarray(first, dtype=float), np.asarray(second, dtype=float)
    if first.shape != second.shape:
        raise ValueError("first and second have different shapes")
    n = len(first)
    rows = np.concatenate([first, second])
    rows = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    cosines = rows @ rows.T
    own = np.arange(2 * n)
    partner = np.roll(own, n)
    found = cosines[own, partner]
    cosines[own, own] = cosines[own, partner] = -np.inf
    return float(np.mean(found > cosines.max(axis=1) + 1e-6))

# %% linear_probe
from sklearn.linear_model import LogisticRegression


def linear_probe(encoder, X_train, y_train, X_test, y_test):
    if len(X_train) != len(y_train) or len(X_test) != len(y_test):
        raise ValueError("samples and labels have different lengths")
    modes = [(module, module.training) for module in encoder.modules()]
    try:
        encoder.eval()
        with torch.no_grad():  # clones, since an encoder may start with an in-place layer
            train, test = (encoder(X.clone()).double().numpy() for X in (X_train, X_test))
    finally:
        for module, training in modes:
            module.training = training
    mean, std = train.mean(axis=0), train.std(axis=0)
    std = np.where(std == 0, 1, std)
    probe = LogisticRegression().fit((train - mean) / std, y_train)
    probabilities = probe.predict_proba((test - mean) / std)
    accuracy = np.mean(probe.classes_[probabilities.argmax(axis=1)] == np.asarray(y_test))
    return float(accuracy), probabilities

# %% knn_eval
def knn_eval(known, y_known, new, y_new, k):
    known, new = np.asarray(known, dtype=float), np.asarray(new, dtype=float)
    y_known, y_new = np.asarray(y_known), np.asarray(y_new)
    if len(known) != len(y_known) or len(new) != len(y_new):
        raise ValueError("features and classes have different lengths")
    if not 1 <= k <= len(known):
        raise ValueError("k is not from 1 to n_known")
    unit = [a / np.linalg.norm(a, axis=1, keepdims=True) for a in (new, known)]
    nearest = np.argsort(-(unit[0] @ unit[1].T), axis=1)[:, :k]
    is_near = np.zeros((len(new), len(known)))
    np.put_along_axis(is_near, nearest, 1, axis=1)
    classes = np.unique(y_known)
    votes = is_near @ (y_known[:, None] == classes)
    predictions = classes[votes.argmax(axis=1)]  # the first of the largest: the smallest class
    return float(np.mean(predictions == y_new)), predictions

# %% ema_update
def ema_update(teacher, student, momentum):
    if not 0 <= momentum <= 1:
        raise ValueError("momentum is not from 0 to 1")
    parameters = list(teacher.parameters()), list(student.parameters())
    buffers = list(teacher.buffers()), list(student.buffers())
    for ours, theirs in (parameters, buffers):
        if [t.shape for t in ours] != [s.shape for s in theirs]:
            raise ValueError("the networks differ")
    with torch.no_grad():
        for t, s in zip(*parameters):
            t.copy_(momentum * t + (1 - momentum) * s)
        for t, s in zip(*buffers):
            t.copy_(s)
    return teacher

# %% dino_loss
def dino_loss(student, teacher, center, student_temperature, teacher_temperature):
    if len(student) < 2 or not 1 <= len(teacher) <= len(student):
        raise ValueError("wrong number of views")
    if len({tuple(view.shape) for view in [*student, *teacher]}) > 1:
        raise ValueError("the views have different shapes")
    if center.ndim != 1 or len(center) != student[0].shape[1]:
        raise ValueError("center must hold one number for each output")
    if not (student_temperature > 0 and teacher_temperature > 0):
        raise ValueError("a temperature is not above 0")
    q = [((t.detach().double() - center.detach().double()) / teacher_temperature).softmax(dim=1) for t in teacher]
    log_p = [(s.double() / student_temperature).log_softmax(dim=1) for s in student]
    losses = [
        -(q[a] * log_p[b]).sum(dim=1).mean() for a in range(len(q)) for b in range(len(log_p)) if a != b
    ]
    return torch.stack(losses).mean()

# %% update_center
def update_center(center, teacher, momentum):
    if not 0 <= momentum <= 1:
        raise ValueError("momentum is not from 0 to 1")
    if len(teacher) == 0 or len({tuple(view.shape) for view in teacher}) > 1:
        raise ValueError("there is no view, or the views have different shapes")
    if center.ndim != 1 or len(center) != teacher[0].shape[1]:
        raise ValueError("center must hold one number for each output")
    mean = torch.stack(list(teacher)).detach().double().mean(dim=(0, 1))
    return momentum * center.detach().double() + (1 - momentum) * mean

# %% patchify
def patchify(images, size):
    images = np.asarray(images)
    _, c, h, w = images.shape
    if size < 1 or h % size or w % size:
        raise ValueError("the pictures cannot be cut into such patches")
    rows, columns = h // size, w // size

    def restore(patches):
        pieces = np.array(patches).reshape(-1, rows, columns, c, size, size)
        return pieces.transpose(0, 3, 1, 4, 2, 5).reshape(-1, c, h, w)

    pieces = images.copy().reshape(-1, c, rows, size, columns, size).transpose(0, 2, 4, 1, 3, 5)
    return pieces.reshape(-1, rows * columns, c * size * size), restore

# %% attention_maps
from functools import reduce


def attention_maps(attention, shape):
    attention = np.array(attention, dtype=float)
    rows, columns = shape
    n = attention.shape[-1]
    if attention.shape[-2] != n or n != rows * columns + 1:
        raise ValueError("attention does not fit to the patches")
    maps = attention[-1, :, 0, 1:].reshape(-1, rows, columns)
    steps = (attention.mean(axis=1) + np.eye(n)) / 2
    rollout = reduce(lambda R, step: step @ R, steps)
    return maps, rollout[0, 1:].reshape(rows, columns)
