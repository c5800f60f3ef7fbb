"""Answers to the assignment self-supervised: mistakes that are made, and right ways of other kinds."""

import numpy as np
import torch

from graders.drawing import numbers, spoiled
from graders.proof import inputs, right, slips, wrong

# Question 1: two_views


@right(1, "one picture after the other")
def two_views(images, shift, strength, rng):
    if not 0 <= strength <= 1:
        raise ValueError(f"strength is {strength}, but must be from 0 to 1")
    images = np.asarray(images, dtype=float)
    height, width = images.shape[1:]
    # A frame of less than nothing is refused here.
    framed = np.pad(images, [(0, 0), (shift, shift), (shift, shift)])

    def view(picture):
        top, left = rng.integers(2 * shift + 1, size=2)
        piece = picture[top : top + height, left : left + width]
        if rng.random() < 0.5:
            # The frame is symmetric: mirrored now or before, it is the same.
            piece = piece[:, ::-1]
        return np.minimum(piece * rng.uniform(1 - strength, 1 + strength), 1)

    first = np.array([view(picture) for picture in framed])
    second = np.array([view(picture) for picture in framed])
    return first, second


slips(
    1,
    two_views,
    {
        "returns the same views twice": (
            "second = np.array([view(picture) for picture in framed])",
            "second = first.copy()",
        ),
        "returns the pictures as first views": (
            "first = np.array([view(picture) for picture in framed])",
            "first = images.copy()",
        ),
        "mirrors all pictures or none": (
            "    def view(picture):",
            """    mirrored = rng.random()

    def view(picture):""",
            "rng.random() < 0.5",
            "mirrored < 0.5",
        ),
        "shifts all pictures alike": (
            """    def view(picture):
        top, left = rng.integers(2 * shift + 1, size=2)""",
            """    top, left = rng.integers(2 * shift + 1, size=2)

    def view(picture):""",
        ),
        "draws one factor for all": (
            "    def view(picture):",
            """    factor = rng.uniform(1 - strength, 1 + strength)

    def view(picture):""",
            "rng.uniform(1 - strength, 1 + strength), 1)",
            "factor, 1)",
        ),
        "draws a factor for each pixel": (
            "rng.uniform(1 - strength, 1 + strength)",
            "rng.uniform(1 - strength, 1 + strength, piece.shape)",
        ),
        "draws a factor for each row of pixels": (
            "rng.uniform(1 - strength, 1 + strength)",
            "rng.uniform(1 - strength, 1 + strength, (height, 1))",
        ),
        "shifts as much down as to the right": (
            "top, left = rng.integers(2 * shift + 1, size=2)",
            "top = left = rng.integers(2 * shift + 1)",
        ),
        "never shifts to one side": (
            "rng.integers(2 * shift + 1, size=2)",
            "rng.integers(shift + 1, size=2)",
        ),
        "forgets the last place": (
            "rng.integers(2 * shift + 1, size=2)",
            "rng.integers(max(2 * shift, 1), size=2)",
        ),
        "shifts by the largest distance or not at all": (
            "rng.integers(2 * shift + 1, size=2)",
            "rng.integers(3, size=2) * shift",
        ),
        "prefers small shifts": (
            "rng.integers(2 * shift + 1, size=2)",
            "rng.binomial(2 * shift, 0.5, size=2)",
        ),
        "rolls what leaves the picture in again": (
            "[(0, 0), (shift, shift), (shift, shift)]",
            '[(0, 0), (shift, shift), (shift, shift)], mode="wrap"',
        ),
        "repeats the border": (
            "[(0, 0), (shift, shift), (shift, shift)]",
            '[(0, 0), (shift, shift), (shift, shift)], mode="edge"',
        ),
        "puts white around": (
            "[(0, 0), (shift, shift), (shift, shift)]",
            "[(0, 0), (shift, shift), (shift, shift)], constant_values=1",
        ),
        "shifts in rows only": (
            "top, left = rng.integers(2 * shift + 1, size=2)",
            "top, left = rng.integers(2 * shift + 1), shift",
        ),
        "mirrors upside down": (
            "piece[:, ::-1]",
            "piece[::-1]",
        ),
        "turns by half a turn": (
            "piece[:, ::-1]",
            "piece[::-1, ::-1]",
        ),
        "mirrors always": (
            "if rng.random() < 0.5:",
            "if True:",
        ),
        "never mirrors": (
            "if rng.random() < 0.5:",
            "if False:",
        ),
        "mirrors a third": (
            "rng.random() < 0.5",
            "rng.random() < 1 / 3",
        ),
        "mirrors if the shift is to one side": (
            "rng.random() < 0.5",
            "top < shift or (top == shift and rng.random() < 0.5)",
        ),
        "mirrors if the picture gets brighter": (
            "        if rng.random() < 0.5:",
            """        factor = rng.uniform(1 - strength, 1 + strength)
        if factor < 1 or (strength == 0 and rng.random() < 0.5):""",
            "piece * rng.uniform(1 - strength, 1 + strength)",
            "piece * factor",
        ),
        "does not cut what is too bright": (
            "np.minimum(piece * rng.uniform(1 - strength, 1 + strength), 1)",
            "piece * rng.uniform(1 - strength, 1 + strength)",
        ),
        "divides by the largest value instead of cutting": (
            "return np.minimum(piece * rng.uniform(1 - strength, 1 + strength), 1)",
            """piece = piece * rng.uniform(1 - strength, 1 + strength)
        return piece / max(piece.max(), 1)""",
        ),
        "adds brightness": (
            "piece * rng.uniform(1 - strength, 1 + strength), 1)",
            "np.maximum(piece + rng.uniform(-strength, strength), 0), 1)",
        ),
        "makes pictures darker only": (
            "1 + strength), 1)",
            "1), 1)",
        ),
        "makes pictures brighter only": (
            "rng.uniform(1 - strength, ",
            "rng.uniform(1, ",
        ),
        "draws the factor from a normal distribution": (
            "rng.uniform(1 - strength, 1 + strength)",
            "rng.normal(1, strength)",
        ),
        "knows only the two extreme factors": (
            "rng.uniform(1 - strength, 1 + strength)",
            "rng.choice([1 - strength, 1 + strength])",
        ),
        "draws from the global state": (
            "top, left = rng.integers",
            """rng = np.random.default_rng(np.random.randint(2**31))
        top, left = rng.integers""",
        ),
        "has a seed of its own": (
            "    images = np.asarray(images, dtype=float)",
            """    rng = np.random.default_rng(0)
    images = np.asarray(images, dtype=float)""",
        ),
        "starts again for the second views": (
            "    first = np",
            """    import copy

    again = copy.deepcopy(rng)
    first = np""",
            "    second = np",
            """    rng = again
    second = np""",
        ),
        "keeps integers": (
            "np.asarray(images, dtype=float)",
            "np.asarray(images)",
            "return np.minimum(piece * rng.uniform(1 - strength, 1 + strength), 1)",
            "return np.minimum(piece * rng.uniform(1 - strength, 1 + strength), 1).astype(images.dtype)",
        ),
        "mixes the pictures up": (
            "second = np.array([view(picture) for picture in framed])",
            "second = np.array([view(picture) for picture in framed[::-1]])",
        ),
        "returns one array of both": (
            "return first, second",
            "return np.stack([first, second])",
        ),
        "returns lists": (
            "return first, second",
            "return first.tolist(), second.tolist()",
        ),
        "returns the frame as well": (
            "piece = picture[top : top + height, left : left + width]",
            "piece = picture",
        ),
        "lets every strength through": (
            "if not 0 <= strength <= 1:",
            "if False:",
        ),
        "lets a strength above 1 through": (
            "if not 0 <= strength <= 1:",
            "if strength < 0:",
        ),
        "refuses a strength of 1": (
            "if not 0 <= strength <= 1:",
            "if not 0 <= strength < 1:",
        ),
        "takes a negative shift for a positive one": (
            "    images = np.asarray(images, dtype=float)",
            """    shift = abs(shift)
    images = np.asarray(images, dtype=float)""",
        ),
        "reads the pictures of the notebook": (
            "np.asarray(images, dtype=float)",
            "digits",
        ),
    },
)


@wrong(1, "draws its choices once and takes them for both views")
def two_views(images, shift, strength, rng):
    if shift < 0 or not 0 <= strength <= 1:
        raise ValueError("out of range")
    images = np.array(images, dtype=float)
    views = np.empty((2, *images.shape))
    for i, picture in enumerate(images):
        top, left = rng.integers(2 * shift + 1, size=2)
        mirrored = rng.random() < 0.5
        for view in views:
            piece = np.pad(picture, shift)[top : top + len(picture), left : left + len(picture[0])]
            piece = piece[:, ::-1] if mirrored else piece
            view[i] = np.minimum(piece * rng.uniform(1 - strength, 1 + strength), 1)
    return views[0], views[1]


@wrong(1, "changes the pictures in place")
def two_views(images, shift, strength, rng):
    if shift < 0 or not 0 <= strength <= 1:
        raise ValueError("out of range")
    images = np.asarray(images)
    if images.dtype.kind != "f":
        images = images.astype(float)
    views = []
    for _ in range(2):
        for picture in images:
            if rng.random() < 0.5:
                picture[:] = picture[:, ::-1].copy()
        framed = np.pad(images, [(0, 0), (shift, shift), (shift, shift)])
        pieces = []
        for picture in framed:
            top, left = rng.integers(2 * shift + 1, size=2)
            piece = picture[top : top + images.shape[1], left : left + images.shape[2]]
            pieces.append(np.minimum(piece * rng.uniform(1 - strength, 1 + strength), 1))
        views.append(np.array(pieces))
    return tuple(views)


@wrong(1, "makes the second view from the first")
def two_views(images, shift, strength, rng):
    if shift < 0 or not 0 <= strength <= 1:
        raise ValueError("out of range")
    images = np.array(images, dtype=float)

    def change(pictures):
        made = []
        for picture in pictures:
            height, width = picture.shape
            top, left = rng.integers(2 * shift + 1, size=2)
            piece = np.pad(picture, shift)[top : top + height, left : left + width]
            piece = piece[:, ::-1] if rng.random() < 0.5 else piece
            made.append(np.minimum(piece * rng.uniform(1 - strength, 1 + strength), 1))
        return np.array(made)

    first = change(images)
    return first, change(first)


@right(1, "draws everything at once, and gathers by indices")
def two_views(images, shift, strength, rng):
    if shift < 0 or strength < 0 or strength > 1:
        raise ValueError("out of range")
    images = np.array(images, dtype=float)
    n, height, width = images.shape
    framed = np.pad(images, [(0, 0), (shift, shift), (shift, shift)])
    corner = rng.integers(0, 2 * shift, size=(2, 2, n), endpoint=True)
    factors = 1 + strength * (2 * rng.random((2, n)) - 1)
    mirrored = rng.integers(2, size=(2, n)).astype(bool)
    views = []
    for which in range(2):
        rows = corner[which, 0][:, None] + np.arange(height)
        columns = corner[which, 1][:, None] + np.arange(width)
        columns[mirrored[which]] = columns[mirrored[which], ::-1]
        pieces = framed[np.arange(n)[:, None, None], rows[:, :, None], columns[:, None, :]]
        views.append(np.clip(pieces * factors[which][:, None, None], 0, 1))
    return views[0], views[1]


@right(1, "mirrors first, with loops over pixels, in float32")
def two_views(images, shift, strength, rng):
    if shift < 0 or not 0 <= strength <= 1:
        raise ValueError("out of range")
    images = np.array(images, dtype=np.float32)
    n, height, width = images.shape
    views = np.zeros((2, n, height, width), dtype=np.float32)
    for view in views:
        for i in range(n):
            picture = images[i, :, ::-1] if rng.uniform() > 0.5 else images[i]
            down, right = rng.integers(-shift, shift + 1), rng.integers(-shift, shift + 1)
            factor = rng.uniform(1 - strength, 1 + strength)
            for y in range(height):
                for x in range(width):
                    if 0 <= y - down < height and 0 <= x - right < width:
                        view[i, y, x] = min(picture[y - down, x - right] * factor, 1)
    return views[0], views[1]


@right(1, "with torch, seeded from the generator")
def two_views(images, shift, strength, rng):
    import torch

    if shift < 0 or not 0 <= strength <= 1:
        raise ValueError("out of range")
    X = torch.tensor(np.array(images, dtype=float))
    generator = torch.Generator().manual_seed(int(rng.integers(2**62)))
    framed = torch.nn.functional.pad(X, (shift,) * 4)

    def views():
        for i in range(len(X)):
            top, left = torch.randint(2 * shift + 1, (2,), generator=generator).tolist()
            piece = framed[i, top : top + X.shape[1], left : left + X.shape[2]]
            if torch.rand((), generator=generator) < 0.5:
                piece = piece.flip(1)
            factor = 1 + strength * (2 * torch.rand((), generator=generator, dtype=torch.float64) - 1)
            yield (piece * factor).clamp(max=1).numpy()

    return np.stack(list(views())), np.stack(list(views()))


@right(1, "moves with SciPy, picture by picture")
def two_views(images, shift, strength, rng):
    from scipy.ndimage import shift as moved

    if shift < 0 or not 0 <= strength <= 1:
        raise ValueError("out of range")
    images = np.array(images, dtype=float)
    pairs = []
    for picture in images:
        pair = []
        for _ in range(2):
            by = rng.integers(-shift, shift, size=2, endpoint=True)
            view = moved(picture, by, order=0)
            view = np.fliplr(view) if rng.permutation(2)[0] else view
            factor = rng.uniform(-1, 1) * strength + 1
            pair.append(np.fmin(view * factor, 1.0))
        pairs.append(pair)
    pairs = np.array(pairs)
    return pairs[:, 0], pairs[:, 1]


# Question 2: nt_xent


@right(2, "with a mask and cross_entropy")
def nt_xent(first, second, temperature):
    import torch

    if first.shape != second.shape:
        raise ValueError(f"the views have the shapes {tuple(first.shape)} and {tuple(second.shape)}")
    if temperature <= 0:
        raise ValueError(f"temperature is {temperature}, but must be above 0")
    views = torch.nn.functional.normalize(torch.cat([first, second]), dim=1)
    logits = views @ views.T / temperature
    # Nobody is their own partner.
    logits = logits.masked_fill(torch.eye(len(views)).bool(), -torch.inf)
    partner = torch.arange(len(views)).roll(len(first))
    return torch.nn.functional.cross_entropy(logits, partner)


slips(
    2,
    nt_xent,
    {
        "does not mask the similarity to itself": (
            """    logits = logits.masked_fill(torch.eye(len(views)).bool(), -torch.inf)
""",
            "",
        ),
        "masks the similarity to itself with 0": (
            "-torch.inf)",
            "0)",
        ),
        "masks the partner instead of itself": (
            "torch.eye(len(views)).bool(), -torch.inf)",
            "torch.eye(len(views)).roll(len(first), 0).bool() & (len(first) > 1), -torch.inf)",
        ),
        "takes a row for its own partner": (
            ".roll(len(first))",
            "",
        ),
        "takes the next row for the partner": (
            ".roll(len(first))",
            ".roll(1)",
        ),
        "takes neighbouring rows for partners": (
            "torch.arange(len(views)).roll(len(first))",
            "torch.arange(len(views)) ^ 1",
        ),
        "is off by one pair": (
            ".roll(len(first))",
            ".roll(len(first) + 1)",
        ),
        "takes the second views in reverse order": (
            "torch.cat([first, second])",
            "torch.cat([first, second.flip(0)])",
        ),
        "forgets to normalise": (
            "torch.nn.functional.normalize(torch.cat([first, second]), dim=1)",
            "torch.cat([first, second])",
        ),
        "normalises the columns": (
            "dim=1",
            "dim=0",
        ),
        "normalises all rows together": (
            "torch.nn.functional.normalize(torch.cat([first, second]), dim=1)",
            "torch.nn.functional.normalize(torch.cat([first, second]), dim=(0, 1))",
        ),
        "divides by the sum of absolute values": (
            "dim=1",
            "dim=1, p=1",
        ),
        "normalises the first views only": (
            "torch.nn.functional.normalize(torch.cat([first, second]), dim=1)",
            "torch.cat([torch.nn.functional.normalize(first, dim=1), second])",
        ),
        "multiplies with the temperature": (
            ".T / temperature",
            ".T * temperature",
        ),
        "forgets the temperature": (
            ".T / temperature",
            ".T",
        ),
        "divides by the squared temperature": (
            ".T / temperature",
            ".T / temperature**2",
        ),
        "divides by twice the temperature": (
            ".T / temperature",
            ".T / (2 * temperature)",
        ),
        "divides the loss by the temperature": (
            ".T / temperature",
            ".T",
            "cross_entropy(logits, partner)",
            "cross_entropy(logits, partner) / temperature",
        ),
        "multiplies the loss with the temperature": (
            "cross_entropy(logits, partner)",
            "cross_entropy(logits, partner) * temperature",
        ),
        "takes squared distances for similarities": (
            "views @ views.T / temperature",
            "-torch.cdist(views, views) ** 2 / temperature",
        ),
        "takes distances for similarities": (
            "views @ views.T / temperature",
            "-(2 - 2 * views @ views.T).clamp(1e-12).sqrt() / temperature",
        ),
        "reverses the sign of the similarities": (
            "views @ views.T / temperature",
            "-views @ views.T / temperature",
        ),
        "reverses the sign of the loss": (
            "return torch",
            "return -torch",
        ),
        "adds up instead of averaging": (
            "(logits, partner)",
            '(logits, partner, reduction="sum")',
        ),
        "adds up and divides by the pairs": (
            "(logits, partner)",
            '(logits, partner, reduction="sum") / len(first)',
        ),
        "returns a loss for each row": (
            "(logits, partner)",
            '(logits, partner, reduction="none")',
        ),
        "counts the first views only": (
            "cross_entropy(logits, partner)",
            "cross_entropy(logits[: len(first)], partner[: len(first)])",
        ),
        "looks for rivals among the other views only": (
            "logits = logits.masked_fill(torch.eye(len(views)).bool(), -torch.inf)",
            """own = torch.ones(len(first), len(first)).bool()
    logits = logits.masked_fill(torch.block_diag(own, own), -torch.inf)""",
        ),
        "looks for rivals among the own views only": (
            "return torch.nn.functional.cross_entropy(logits, partner)",
            """keep = torch.eye(2).repeat_interleave(len(first), 0).repeat_interleave(len(first), 1).bool()
    keep[torch.arange(len(views)), partner] = True
    return torch.nn.functional.cross_entropy(logits.masked_fill(~keep, -torch.inf), partner)""",
        ),
        "leaves the partner out of the denominator": (
            "return torch.nn.functional.cross_entropy(logits, partner)",
            """to_partner = logits.gather(1, partner[:, None])
    others = logits.scatter(1, partner[:, None], -torch.inf)
    return (others.logsumexp(1) - to_partner[:, 0]).mean() if len(first) > 1 else 0 * logits[0, 1]""",
        ),
        "takes a softmax twice": (
            "cross_entropy(logits, partner)",
            "cross_entropy(logits.softmax(1), partner)",
        ),
        "normalises one side of the product only": (
            "logits = views @ views.T / temperature",
            "logits = torch.cat([first, second]) @ views.T / temperature",
        ),
        "takes the logarithm to the base 2": (
            "cross_entropy(logits, partner)",
            "cross_entropy(logits, partner) / torch.log(torch.tensor(2.0))",
        ),
        "averages before the logarithm": (
            "return torch.nn.functional.cross_entropy(logits, partner)",
            """shares = logits.softmax(1).gather(1, partner[:, None])
    return -shares.mean().clamp(min=1e-30).log()""",
        ),
        "lets exponentials overflow": (
            "return torch.nn.functional.cross_entropy(logits, partner)",
            """powers = logits.exp()
    return -(powers.gather(1, partner[:, None])[:, 0] / powers.sum(1)).log().mean()""",
        ),
        "adds a small number before the logarithm": (
            "return torch.nn.functional.cross_entropy(logits, partner)",
            """shares = logits.softmax(1).gather(1, partner[:, None])
    return -(shares + 1e-8).log().mean()""",
        ),
        "centres the rows of the batch": (
            "torch.cat([first, second]), dim=1)",
            "torch.cat([first, second]) - torch.cat([first, second]).mean(0), dim=1)",
        ),
        "adds a small number to the lengths": (
            "torch.nn.functional.normalize(torch.cat([first, second]), dim=1)",
            """torch.cat([first, second])
    views = views / (views.norm(dim=1, keepdim=True) + 0.01)""",
        ),
        "takes no gradient to the second views": (
            "torch.cat([first, second])",
            "torch.cat([first, second.detach()])",
        ),
        "takes no gradient to the first views": (
            "torch.cat([first, second])",
            "torch.cat([first.detach(), second])",
        ),
        "takes no gradient through the lengths": (
            "torch.nn.functional.normalize(torch.cat([first, second]), dim=1)",
            """torch.cat([first, second])
    views = views / views.detach().norm(dim=1, keepdim=True)""",
        ),
        "takes no gradient through the candidates": (
            "views @ views.T",
            "views @ views.T.detach()",
        ),
        "takes no gradient at all": (
            "return torch.nn.functional.cross_entropy(logits, partner)",
            "return torch.nn.functional.cross_entropy(logits, partner).detach()",
        ),
        "returns a float": (
            "return torch.nn.functional.cross_entropy(logits, partner)",
            "return torch.nn.functional.cross_entropy(logits, partner).item()",
        ),
        "returns a tensor of one number with an axis": (
            "return torch.nn.functional.cross_entropy(logits, partner)",
            "return torch.nn.functional.cross_entropy(logits, partner).reshape(1)",
        ),
        "normalises in place": (
            "    views = torch",
            """    with torch.no_grad():
        first /= first.norm(dim=1, keepdim=True)
    views = torch""",
        ),
        "lets other shapes through": (
            "if first.shape != second.shape:",
            "if first.shape[1:] != second.shape[1:]:",
        ),
        "looks at the number of rows only": (
            "if first.shape != second.shape:",
            "if len(first) != len(second):",
        ),
        "repeats a single row": (
            """    if first.shape != second.shape:
        raise""",
            """    first, second = torch.broadcast_tensors(first, second)
    if first.shape != second.shape:
        raise""",
        ),
        "lets a temperature of 0 through": (
            "if temperature <= 0:",
            "if temperature < 0:",
        ),
        "lets every temperature through": (
            "if temperature <= 0:",
            "if False:",
        ),
        "refuses high temperatures": (
            "if temperature <= 0:",
            "if not 0 < temperature <= 1:",
        ),
        "raises another error": (
            'raise ValueError(f"temperature',
            'raise TypeError(f"temperature',
        ),
    },
)


@wrong(2, "leaves PyTorch, and so the gradient")
def nt_xent(first, second, temperature):
    import torch

    if first.shape != second.shape or temperature <= 0:
        raise ValueError("out of range")
    rows = np.concatenate([first.detach().numpy(), second.detach().numpy()]).astype(float)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    scores = rows @ rows.T / temperature
    np.fill_diagonal(scores, -np.inf)
    top = scores.max(axis=1)
    n = len(first)
    to_partner = scores[np.arange(2 * n), (np.arange(2 * n) + n) % (2 * n)]
    losses = top + np.log(np.exp(scores - top[:, None]).sum(axis=1)) - to_partner
    return torch.tensor(losses.mean())


@wrong(2, "is InfoNCE between the two halves, in both directions")
def nt_xent(first, second, temperature):
    import torch
    from torch.nn import functional as F

    if first.shape != second.shape or temperature <= 0:
        raise ValueError("out of range")
    scores = F.normalize(first, dim=1) @ F.normalize(second, dim=1).T / temperature
    target = torch.arange(len(first))
    return (F.cross_entropy(scores, target) + F.cross_entropy(scores.T, target)) / 2


@wrong(2, "pulls partners together and knows no others")
def nt_xent(first, second, temperature):
    from torch.nn import functional as F

    if first.shape != second.shape or temperature <= 0:
        raise ValueError("out of range")
    return (1 - F.cosine_similarity(first, second)).mean() / temperature


@right(2, "with loops, one row after the other")
def nt_xent(first, second, temperature):
    import torch

    if first.shape != second.shape:
        raise ValueError("shapes differ")
    if not temperature > 0:
        raise ValueError("temperature")
    rows = [row / row.norm() for row in (*first, *second)]
    n, losses = len(first), []
    for i, row in enumerate(rows):
        others = [k for k in range(2 * n) if k != i]
        scores = torch.stack([(row * rows[k]).sum() for k in others]) / temperature
        losses.append(-scores.log_softmax(dim=0)[others.index((i + n) % (2 * n))])
    return sum(losses) / len(losses)


@right(2, "with cosine_similarity, logsumexp and a diagonal that is cut out")
def nt_xent(first, second, temperature):
    import torch

    if first.shape != second.shape or temperature <= 0:
        raise ValueError("out of range")
    rows = torch.vstack((first, second))
    n = len(rows)
    scores = torch.cosine_similarity(rows[:, None], rows[None], dim=2) / temperature
    others = scores[~torch.eye(n, dtype=torch.bool)].view(n, n - 1)
    to_partner = torch.cat([scores.diagonal(n // 2), scores.diagonal(-(n // 2))])
    return others.logsumexp(dim=1).mean() - to_partner.mean()


@right(2, "with the pairs interleaved and a large negative number on the diagonal")
def nt_xent(first, second, temperature):
    import torch
    from torch.nn import functional as F

    if first.shape != second.shape or temperature <= 0:
        raise ValueError("out of range")
    rows = torch.stack([first, second], dim=1).flatten(0, 1).double()
    rows = rows / rows.pow(2).sum(1, keepdim=True).sqrt()
    scores = torch.einsum("id,jd->ij", rows, rows).div(temperature)
    scores = scores - 1e12 * torch.eye(len(rows))
    return F.nll_loss(F.log_softmax(scores, dim=1), torch.arange(len(rows)) ^ 1)


@right(2, "by halves, with stable exponentials")
def nt_xent(first, second, temperature):
    if first.shape != second.shape or temperature <= 0:
        raise ValueError("out of range")
    a, b = (part / part.norm(dim=1, keepdim=True) for part in (first, second))
    total = 0
    for own, other in ((a, b), (b, a)):
        across = (own @ other.T - 1) / temperature
        along = ((own @ own.T - 1) / temperature).fill_diagonal_(float("-inf"))
        top = across.diagonal().detach()[:, None]
        powers = (across - top).clamp(max=600).double().exp().sum(1)
        powers = powers + (along - top).clamp(max=600).double().exp().sum(1)
        total = total + (powers.log() + top[:, 0] - across.diagonal()).mean()
    return total / 2


# Question 3: info_nce_accuracy


@right(3, "with one matrix of cosines")
def info_nce_accuracy(first, second):
    first, second = np.asarray(first, dtype=float), np.asarray(second, dtype=float)
    if first.shape != second.shape:
        raise ValueError(f"the views have the shapes {first.shape} and {second.shape}")
    rows = np.concatenate([first, second])
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    cosines = rows @ rows.T
    here = np.arange(len(rows))
    partner = (here + len(first)) % len(rows)
    to_partner = cosines[here, partner]
    cosines[here, partner] = cosines[here, here] = -np.inf
    return float(np.mean(to_partner > cosines.max(axis=1) + 1e-6))


slips(
    3,
    info_nce_accuracy,
    {
        "finds everybody closest to themselves": (
            "cosines[here, partner] = cosines[here, here] = -np.inf",
            "cosines[here, partner] = -np.inf",
        ),
        "looks at the second views only": (
            "    return float",
            """    cosines[: len(first), : len(first)] = cosines[len(first) :, len(first) :] = -np.inf
    return float""",
        ),
        "counts the first views only": (
            "np.mean(to_partner > cosines.max(axis=1) + 1e-6)",
            "np.mean((to_partner > cosines.max(axis=1) + 1e-6)[: len(first)])",
        ),
        "counts the second views only": (
            "np.mean(to_partner > cosines.max(axis=1) + 1e-6)",
            "np.mean((to_partner > cosines.max(axis=1) + 1e-6)[len(first) :])",
        ),
        "counts pairs that find each other": (
            "np.mean(to_partner > cosines.max(axis=1) + 1e-6)",
            "np.mean((found := to_partner > cosines.max(axis=1) + 1e-6) & found[partner])",
        ),
        "takes neighbouring rows for partners": (
            "(here + len(first)) % len(rows)",
            "here ^ 1",
        ),
        "is off by one pair": (
            "(here + len(first)) % len(rows)",
            "(here + len(first) + 1) % len(rows)",
        ),
        "forgets to normalise": (
            """    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
""",
            "",
        ),
        "takes the Euclidean distance": (
            """    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    cosines = rows @ rows.T""",
            "    cosines = -np.linalg.norm(rows[:, None] - rows, axis=2)",
        ),
        "normalises the columns": (
            "axis=1, keepdims=True",
            "axis=0, keepdims=True",
        ),
        "takes the correlation": (
            "    rows /= np",
            """    rows -= rows.mean(axis=1, keepdims=True)
    rows += 1e-9
    rows /= np""",
        ),
        "centres the batch": (
            "    rows /= np",
            """    rows = rows - rows.mean(axis=0) + 1e-9
    rows /= np""",
        ),
        "takes opposite directions for similar": (
            "cosines = rows @ rows.T",
            "cosines = abs(rows @ rows.T)",
        ),
        "looks for the least similar": (
            "to_partner > cosines.max(axis=1) + 1e-6",
            "to_partner < cosines.max(axis=1) - 1e-6",
        ),
        "counts a tie as found": (
            "cosines.max(axis=1) + 1e-6",
            "cosines.max(axis=1) - 1e-6",
        ),
        "leaves ties to rounding": (
            " + 1e-6",
            " - 0 * 1e-6 - 1e-15",
        ),
        "calls all that is nearly as close a tie": (
            " + 1e-6",
            " + 1e-2",
        ),
        "lets the first of equals win": (
            """    cosines[here, partner] = cosines[here, here] = -np.inf
    return float(np.mean(to_partner > cosines.max(axis=1) + 1e-6))""",
            """    cosines[here, here] = -np.inf
    return float(np.mean(cosines.round(6).argmax(axis=1) == partner))""",
        ),
        "is content with one of the two nearest": (
            "cosines.max(axis=1)",
            "np.sort(cosines, axis=1)[:, -2]",
        ),
        "returns a percentage": (
            "return float(",
            "return 100 * float(",
        ),
        "returns a count": (
            "np.mean(to_partner",
            "np.sum(to_partner",
        ),
        "returns the mean similarity of partners": (
            "np.mean(to_partner > cosines.max(axis=1) + 1e-6)",
            "np.mean(to_partner)",
        ),
        "returns which rows have found it": (
            "float(np.mean(to_partner > cosines.max(axis=1) + 1e-6))",
            "to_partner > cosines.max(axis=1) + 1e-6",
        ),
        "returns the share that has not found it": (
            "float(np.mean(",
            "float(1 - np.mean(",
        ),
        "fails with one pair": (
            """    cosines = rows @ rows.T
""",
            """    cosines = rows @ rows.T
    if len(first) == 1:
        return 0.0
""",
        ),
        "multiplies pixels in their own type": (
            "first, second = np.asarray(first, dtype=float), np.asarray(second, dtype=float)",
            "first, second = np.asarray(first), np.asarray(second)",
            """    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
""",
            """    rows = rows / np.sqrt((rows * rows).sum(axis=1, keepdims=True))
""",
        ),
        "asks for arrays": (
            "first, second = np.asarray(first, dtype=float), np.asarray(second, dtype=float)",
            "first, second = first.astype(float), second.astype(float)",
        ),
        "lets another number of rows through": (
            "if first.shape != second.shape:",
            "if first.shape[1:] != second.shape[1:]:",
        ),
        "repeats what does not fit": (
            """    if first.shape != second.shape:
        raise""",
            """    first, second = np.broadcast_arrays(first, second)
    if first.shape != second.shape:
        raise""",
        ),
        "reads rows of the notebook": (
            "np.concatenate([first, second])",
            "digits.reshape(8, 64).copy()",
        ),
    },
)


@wrong(3, "takes the first views' accuracy among the second views")
def info_nce_accuracy(first, second):
    first, second = np.asarray(first, dtype=float), np.asarray(second, dtype=float)
    if first.shape != second.shape:
        raise ValueError("shapes differ")
    first = first / np.linalg.norm(first, axis=1, keepdims=True)
    second = second / np.linalg.norm(second, axis=1, keepdims=True)
    return float(np.mean((first @ second.T).argmax(axis=1) == np.arange(len(first))))


@wrong(3, "ranks with argsort, so that ties are decided by the order")
def info_nce_accuracy(first, second):
    first, second = np.asarray(first, dtype=float), np.asarray(second, dtype=float)
    if first.shape != second.shape:
        raise ValueError("shapes differ")
    rows = np.concatenate([first, second])
    rows = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    order = np.argsort(-(rows @ rows.T - 9 * np.eye(len(rows))).round(6), axis=1, kind="stable")
    return float(np.mean(order[:, 0] == np.roll(np.arange(len(rows)), len(first))))


@right(3, "with logarithms of zero, which give a warning")
def info_nce_accuracy(first, second):
    first, second = np.asarray(first, dtype=float), np.asarray(second, dtype=float)
    if first.shape != second.shape:
        raise ValueError("shapes differ")
    rows = np.concatenate([first, second])
    rows = rows / np.linalg.norm(rows, axis=1)[:, None]
    itself = np.eye(len(rows))
    cosines = rows @ rows.T + np.log(1 - itself)
    partners = np.roll(itself, len(first), axis=1) > 0
    rivals = np.where(partners, -np.inf, cosines).max(axis=1)
    return float((cosines[partners] > rivals + 1e-6).mean())


@right(3, "with loops in plain Python")
def info_nce_accuracy(first, second):
    import math

    first, second = (
        [[float(v) for v in row] for row in part] for part in map(np.atleast_2d, (first, second))
    )
    if len(first) != len(second) or len(first[0]) != len(second[0]):
        raise ValueError("shapes differ")
    if np.ndim(second) != 2:
        raise ValueError("no rows")
    rows, n, found = [*first, *second], len(first), 0
    units = [[v / math.hypot(*row) for v in row] for row in rows]
    for i, row in enumerate(units):
        partner = sum(a * b for a, b in zip(row, units[(i + n) % (2 * n)], strict=False))
        for k, other in enumerate(units):
            if k in (i, (i + n) % (2 * n)):
                continue
            if sum(a * b for a, b in zip(row, other, strict=False)) > partner - 1e-6:
                break
        else:
            found += 1
    return found / (2 * n)


@right(3, "with torch, by counting rivals")
def info_nce_accuracy(first, second):
    import torch

    first, second = (torch.tensor(np.array(part, dtype=float)) for part in (first, second))
    if first.shape != second.shape:
        raise ValueError("shapes differ")
    rows = torch.nn.functional.normalize(torch.cat([first, second]), dim=-1)
    scores = rows @ rows.T
    to_partner = (rows * rows.roll(len(first), 0)).sum(1, keepdim=True)
    # The row itself and its partner are always as close.
    return ((scores >= to_partner - 1e-6).sum(1) == 2).double().mean().item()


@right(3, "with scikit-learn's cosine distances")
def info_nce_accuracy(first, second):
    from sklearn.metrics.pairwise import cosine_distances

    first, second = np.array(first, dtype=float), np.array(second, dtype=float)
    if first.shape != second.shape:
        raise ValueError("shapes differ")
    n = len(first)
    apart = cosine_distances(np.vstack([first, second]))
    found = []
    for i in range(2 * n):
        partner = i + n if i < n else i - n
        rivals = np.delete(apart[i], [i, partner])
        found.append(rivals.size == 0 or apart[i, partner] < rivals.min() - 1e-6)
    return np.mean(found)


# Question 4: linear_probe


@right(4, "with a scale of 1 for dead units")
def linear_probe(encoder, X_train, y_train, X_test, y_test):
    import copy

    import torch
    from sklearn.linear_model import LogisticRegression

    if len(X_train) != len(y_train) or len(X_test) != len(y_test):
        raise ValueError("there must be as many labels as samples, in both parts")
    frozen = copy.deepcopy(encoder).eval()
    with torch.no_grad():
        known, new = (frozen(samples).double().numpy() for samples in (X_train, X_test))
    mean, spread = known.mean(axis=0), known.std(axis=0)
    spread[spread == 0] = 1
    probe = LogisticRegression().fit((known - mean) / spread, y_train)
    probabilities = probe.predict_proba((new - mean) / spread)
    named = probe.classes_[probabilities.argmax(axis=1)]
    return float(np.mean(named == y_test)), probabilities


slips(
    4,
    linear_probe,
    {
        "leaves the encoder in training mode": (
            "copy.deepcopy(encoder).eval()",
            "copy.deepcopy(encoder).train()",
        ),
        "takes the encoder in the mode in which it comes": (
            "copy.deepcopy(encoder).eval()",
            "copy.deepcopy(encoder)",
        ),
        "leaves it in evaluation mode": (
            "frozen = copy.deepcopy(encoder).eval()",
            "frozen = encoder.eval()",
        ),
        "leaves it in training mode afterwards": (
            "frozen = copy.deepcopy(encoder).eval()",
            "frozen = encoder.eval()",
            "    mean, spread",
            """    encoder.train()
    mean, spread""",
        ),
        "runs it in training mode and changes its buffers": (
            "frozen = copy.deepcopy(encoder).eval()",
            "frozen = encoder",
        ),
        "evaluates a copy after the buffers have changed": (
            "frozen = copy.deepcopy(encoder).eval()",
            """encoder.train()(X_train)
    frozen = copy.deepcopy(encoder).eval()""",
        ),
        "trains the encoder along": (
            "    frozen = copy.deepcopy(encoder).eval()",
            """    optimiser = [values for values in encoder.parameters()]
    if optimiser:
        encoder(X_train).square().mean().backward()
        with torch.no_grad():
            for values in optimiser:
                values -= 0.1 * values.grad
        encoder.zero_grad()
    frozen = copy.deepcopy(encoder).eval()""",
        ),
        "trains a copy of the encoder along": (
            "    with torch.no_grad():",
            """    values = list(frozen.parameters())
    if values:
        slopes = torch.autograd.grad(frozen(X_train).square().mean(), values)
        for value, slope in zip(values, slopes):
            value.data -= slope
    with torch.no_grad():""",
        ),
        "starts the encoder anew": (
            "frozen = copy.deepcopy(encoder).eval()",
            """frozen = copy.deepcopy(encoder).eval()
    for part in frozen.modules():
        if hasattr(part, "reset_parameters"):
            part.reset_parameters()""",
        ),
        "takes statistics from all data": (
            "known.mean(axis=0), known.std(axis=0)",
            "np.concatenate([known, new]).mean(axis=0), np.concatenate([known, new]).std(axis=0)",
        ),
        "takes statistics from the test part": (
            "known.mean(axis=0), known.std(axis=0)",
            "new.mean(axis=0), new.std(axis=0)",
        ),
        "standardises each part with its own statistics": (
            "(new - mean) / spread",
            "(new - new.mean(axis=0)) / np.where(new.std(axis=0), new.std(axis=0), 1)",
        ),
        "does not standardise the test part": (
            "(new - mean) / spread",
            "new",
        ),
        "does not standardise": (
            "(known - mean) / spread",
            "known",
            "(new - mean) / spread",
            "new",
        ),
        "centres only": (
            "(known - mean) / spread",
            "known - mean",
            "(new - mean) / spread",
            "new - mean",
        ),
        "does not centre the test part": (
            "(new - mean)",
            "new",
        ),
        "takes one mean and one deviation for all features": (
            "known.mean(axis=0), known.std(axis=0)",
            "known.mean(), np.full(known.shape[1], known.std())",
        ),
        "divides by the variance": (
            "known.std(axis=0)",
            "known.var(axis=0)",
        ),
        "divides by n - 1": (
            "known.std(axis=0)",
            "known.std(axis=0, ddof=1)",
        ),
        "scales to the range from 0 to 1": (
            "known.mean(axis=0), known.std(axis=0)",
            "known.min(axis=0), np.ptp(known, axis=0)",
        ),
        "scales the features to unit length": (
            "    mean, spread = ",
            """    known /= np.maximum(np.linalg.norm(known, axis=1, keepdims=True), 1e-9)
    new /= np.maximum(np.linalg.norm(new, axis=1, keepdims=True), 1e-9)
    mean, spread = """,
        ),
        "divides dead features by zero": (
            """    spread[spread == 0] = 1
""",
            "",
        ),
        "fits the probe to the test part": (
            ".fit((known - mean) / spread, y_train)",
            ".fit((new - mean) / spread, y_test)",
        ),
        "fits the probe to both parts": (
            ".fit((known - mean) / spread, y_train)",
            ".fit((np.concatenate([known, new]) - mean) / spread, [*y_train, *y_test])",
        ),
        "measures on the training part": (
            "probe.predict_proba((new - mean) / spread)",
            "probe.predict_proba((known - mean) / spread)",
            "named == y_test",
            "named == y_train",
        ),
        "turns the penalty off": (
            "LogisticRegression()",
            "LogisticRegression(C=1e4)",
        ),
        "has a stronger penalty": (
            "LogisticRegression()",
            "LogisticRegression(C=0.1)",
        ),
        "leaves the intercept out": (
            "LogisticRegression()",
            "LogisticRegression(fit_intercept=False)",
        ),
        "weighs the classes": (
            "LogisticRegression()",
            'LogisticRegression(class_weight="balanced")',
        ),
        "stops after two steps": (
            "LogisticRegression()",
            "LogisticRegression(max_iter=2)",
        ),
        "fits one class against all others": (
            "    probe = LogisticRegression()",
            """    from sklearn.multiclass import OneVsRestClassifier

    probe = OneVsRestClassifier(LogisticRegression())""",
        ),
        "probes the inputs instead of the features": (
            "frozen(samples).double().numpy()",
            "samples.flatten(1).double().numpy()",
        ),
        "takes the position of a class for the class": (
            "named = probe.classes_[probabilities.argmax(axis=1)]",
            "named = probabilities.argmax(axis=1)",
        ),
        "returns the classes' probabilities in descending order": (
            """spread)
    named""",
            """spread)[:, ::-1]
    named""",
            "[probabilities.argmax(axis=1)]",
            "[::-1][probabilities.argmax(axis=1)]",
        ),
        "returns the predictions instead of the probabilities": (
            "return float(np.mean(named == y_test)), probabilities",
            "return float(np.mean(named == y_test)), named",
        ),
        "returns the largest probability only": (
            "y_test)), probabilities",
            "y_test)), probabilities.max(axis=1)",
        ),
        "returns scores": (
            "probe.predict_proba(",
            "probe.decision_function(",
            "named = probe.classes_[probabilities.argmax(axis=1)]",
            """probabilities = probabilities.reshape(len(new), -1)
    named = probe.predict((new - mean) / spread)""",
        ),
        "returns a percentage": (
            "float(np.mean(named == y_test))",
            "100 * float(np.mean(named == y_test))",
        ),
        "returns the error instead of the accuracy": (
            "float(np.mean(named == y_test))",
            "float(np.mean(named != y_test))",
        ),
        "averages the accuracy over the classes": (
            "float(np.mean(named == y_test))",
            "float(np.mean([np.mean(named[np.equal(y_test, c)] == c) for c in np.unique(y_test)]))",
        ),
        "returns them in the other order": (
            "return float(np.mean(named == y_test)), probabilities",
            "return probabilities, float(np.mean(named == y_test))",
        ),
        "returns tensors": (
            "return float(np.mean(named == y_test)), probabilities",
            "return float(np.mean(named == y_test)), torch.tensor(probabilities)",
        ),
        "looks at the lengths of the training part only": (
            " or len(X_test) != len(y_test)",
            "",
        ),
        "scales the inputs of the notebook's caller in place": (
            "    frozen = copy",
            """    X_test -= X_train.mean()
    frozen = copy""",
        ),
    },
)


@wrong(4, "fine-tunes encoder and classifier together")
def linear_probe(encoder, X_train, y_train, X_test, y_test):
    import torch

    if len(X_train) != len(y_train) or len(X_test) != len(y_test):
        raise ValueError("lengths differ")
    classes, target = np.unique(np.asarray(y_train), return_inverse=True)
    mode = encoder.training
    encoder.eval()
    head = torch.nn.LazyLinear(len(classes))
    head(encoder(X_train))
    model = torch.nn.Sequential(encoder, head)
    optimiser = torch.optim.Adam(model.parameters(), 0.01)
    for _ in range(5):
        optimiser.zero_grad()
        torch.nn.functional.cross_entropy(model(X_train), torch.tensor(target)).backward()
        optimiser.step()
    probabilities = model(X_test).softmax(1).detach().numpy()
    encoder.train(mode)
    return float(np.mean(classes[probabilities.argmax(1)] == np.asarray(y_test))), probabilities


@wrong(4, "fits a nearest mean instead of a linear classifier")
def linear_probe(encoder, X_train, y_train, X_test, y_test):
    import copy

    import torch

    if len(X_train) != len(y_train) or len(X_test) != len(y_test):
        raise ValueError("lengths differ")
    frozen, y_train = copy.deepcopy(encoder).eval(), np.asarray(y_train)
    with torch.no_grad():
        known, new = frozen(X_train).numpy(), frozen(X_test).numpy()
    classes = np.unique(y_train)
    means = np.array([known[y_train == c].mean(axis=0) for c in classes])
    closeness = np.exp(-np.linalg.norm(new[:, None] - means, axis=2))
    probabilities = closeness / closeness.sum(axis=1, keepdims=True)
    return float(np.mean(classes[probabilities.argmax(1)] == np.asarray(y_test))), probabilities


@right(4, "with a pipeline, and the modes put back")
def linear_probe(encoder, X_train, y_train, X_test, y_test):
    import torch
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    if len(X_train) != len(y_train) or len(X_test) != len(y_test):
        raise ValueError("lengths differ")
    modes = {part: part.training for part in encoder.modules()}
    encoder.eval()
    with torch.inference_mode():
        known, new = encoder(X_train).numpy(), encoder(X_test).numpy()
    for part, mode in modes.items():
        part.training = mode
    probe = make_pipeline(StandardScaler(), LogisticRegression()).fit(known, y_train)
    return probe.score(new, y_test), probe.predict_proba(new)


@right(4, "sample by sample, with another solver")
def linear_probe(encoder, X_train, y_train, X_test, y_test):
    import torch
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler

    if len(X_train) != len(y_train) or len(X_test) != len(y_test):
        raise ValueError("lengths differ")
    was_training = encoder.training
    encoder.eval()
    with torch.no_grad():
        known, new = (np.array([encoder(x[None])[0].tolist() for x in X]) for X in (X_train, X_test))
    encoder.train(was_training)
    scaler = StandardScaler().fit(known)
    probe = LogisticRegression(solver="newton-cg").fit(scaler.transform(known), np.array(y_train))
    hits = probe.predict(scaler.transform(new)) == np.array(y_test)
    return sum(hits) / len(hits), probe.predict_proba(scaler.transform(new)).astype(np.float32)


@right(4, "with gradients that are dropped afterwards, and statistics in torch")
def linear_probe(encoder, X_train, y_train, X_test, y_test):
    import copy

    from sklearn.linear_model import LogisticRegression

    if (len(X_train), len(X_test)) != (len(y_train), len(y_test)):
        raise ValueError("lengths differ")
    twin = copy.deepcopy(encoder)
    twin.eval()
    for values in twin.parameters():
        values.requires_grad_(False)
    known, new = twin(X_train), twin(X_test)
    mean, spread = known.mean(dim=0), known.std(dim=0, correction=0)
    alive = spread > 0
    known, new = ((part - mean)[:, alive] / spread[alive] for part in (known, new))
    probe = LogisticRegression(max_iter=1000).fit(known.numpy(), list(y_train))
    probabilities = probe.predict_proba(new.numpy())
    right = [probe.classes_[row.argmax()] == truth for row, truth in zip(probabilities, y_test, strict=False)]
    return float(np.mean(right)), probabilities


# Question 5: knn_eval


@right(5, "with argsort and unique")
def knn_eval(known, y_known, new, y_new, k):
    if not 1 <= k <= len(known):
        raise ValueError(f"k is {k}, but must be from 1 to the number of known samples")
    if len(known) != len(y_known) or len(new) != len(y_new):
        raise ValueError("there must be as many classes as samples")
    known, new = np.asarray(known, dtype=float), np.asarray(new, dtype=float)
    # How long a new row is changes none of its comparisons.
    closeness = new @ (known / np.linalg.norm(known, axis=1, keepdims=True)).T
    predictions = []
    for neighbours in np.asarray(y_known)[np.argsort(-closeness, axis=1)[:, :k]]:
        classes, votes = np.unique(neighbours, return_counts=True)
        predictions.append(classes[votes.argmax()])
    return float(np.mean(np.equal(predictions, y_new))), np.array(predictions)


slips(
    5,
    knn_eval,
    {
        "takes the Euclidean distance": (
            "closeness = new @ (known / np.linalg.norm(known, axis=1, keepdims=True)).T",
            "closeness = -np.linalg.norm(new[:, None] - known, axis=2)",
        ),
        "normalises the new rows only": (
            "closeness = new @ (known / np.linalg.norm(known, axis=1, keepdims=True)).T",
            "closeness = new / np.linalg.norm(new, axis=1, keepdims=True) @ known.T",
        ),
        "forgets to normalise": (
            "closeness = new @ (known / np.linalg.norm(known, axis=1, keepdims=True)).T",
            "closeness = new @ known.T",
        ),
        "normalises the columns": (
            "axis=1, keepdims=True",
            "axis=0, keepdims=True",
        ),
        "divides by the sum of absolute values": (
            "np.linalg.norm(known, axis=1, keepdims=True)",
            "np.linalg.norm(known, ord=1, axis=1, keepdims=True)",
        ),
        "takes the correlation": (
            "    # How long",
            """    known, new = (part - part.mean(axis=1, keepdims=True) + 1e-9 for part in (known, new))
    # How long""",
        ),
        "centres with the mean of the known rows": (
            "    # How long",
            """    known, new = known - known.mean(axis=0) + 1e-9, new - known.mean(axis=0)
    # How long""",
        ),
        "standardises the features": (
            "    # How long",
            """    mean, spread = known.mean(axis=0), known.std(axis=0) + 1e-9
    known, new = (known - mean) / spread + 1e-9, (new - mean) / spread
    # How long""",
        ),
        "takes opposite directions for similar": (
            "np.argsort(-closeness, axis=1)",
            "np.argsort(-abs(closeness), axis=1)",
        ),
        "takes the least similar": (
            "np.argsort(-closeness, axis=1)",
            "np.argsort(closeness, axis=1)",
        ),
        "takes one neighbour more": (
            "[:, :k]]",
            "[:, : k + 1]]",
        ),
        "leaves the nearest out, as if it were the row itself": (
            "closeness, axis=1)[:, :k]]",
            "closeness, axis=1)[:, min(1, len(known) - 1) : k + 1]]",
        ),
        "always asks the nearest only": (
            "[:, :k]]",
            "[:, :1]]",
        ),
        "asks everybody": (
            "[:, :k]]",
            "]",
        ),
        "leaves out rows that are equal": (
            "closeness = new",
            """same = (new[:, None] == known).all(axis=2)
    closeness = new""",
            "np.argsort(-closeness, axis=1)",
            "np.argsort(np.where(same, 9e9, -closeness), axis=1)",
        ),
        "lets the largest class win a tie": (
            "classes[votes.argmax()]",
            "classes[::-1][votes[::-1].argmax()]",
        ),
        "lets the nearest decide a tie": (
            """classes, votes = np.unique(neighbours, return_counts=True)
        predictions.append(classes[votes.argmax()])""",
            """from collections import Counter

        predictions.append(Counter(neighbours.tolist()).most_common(1)[0][0])""",
        ),
        "lets the first known row decide a tie": (
            "np.argsort(-closeness, axis=1)[:, :k]]",
            "np.sort(np.argsort(-closeness, axis=1)[:, :k], axis=1)]",
            """classes, votes = np.unique(neighbours, return_counts=True)
        predictions.append(classes[votes.argmax()])""",
            """from collections import Counter

        predictions.append(Counter(neighbours.tolist()).most_common(1)[0][0])""",
        ),
        "weighs the votes by rank": (
            "classes, votes = np.unique(neighbours, return_counts=True)",
            """classes = np.unique(neighbours)
        votes = ((neighbours == classes[:, None]) / np.arange(1, k + 1)).sum(axis=1)""",
        ),
        "votes with the mean class": (
            """classes, votes = np.unique(neighbours, return_counts=True)
        predictions.append(classes[votes.argmax()])""",
            "predictions.append(round(neighbours.mean()))",
        ),
        "votes with the median class": (
            """classes, votes = np.unique(neighbours, return_counts=True)
        predictions.append(classes[votes.argmax()])""",
            "predictions.append(int(np.median(neighbours)))",
        ),
        "takes the rarest class": (
            "votes.argmax()",
            "votes.argmin()",
        ),
        "counts classes from 0 on": (
            """classes, votes = np.unique(neighbours, return_counts=True)
        predictions.append(classes[votes.argmax()])""",
            "predictions.append(np.bincount(abs(neighbours)).argmax())",
        ),
        "takes the largest class of the neighbours": (
            "classes[votes.argmax()]",
            "classes[-1]",
        ),
        "returns the number of votes": (
            "classes[votes.argmax()]",
            "votes.max()",
        ),
        "returns a percentage": (
            "return float(",
            "return 100 * float(",
        ),
        "returns the error instead of the accuracy": (
            "float(np.mean(np.equal(predictions, y_new)))",
            "float(np.mean(np.not_equal(predictions, y_new)))",
        ),
        "leaves new classes out of the accuracy": (
            "float(np.mean(np.equal(predictions, y_new)))",
            "float(np.sum(np.equal(predictions, y_new)) / max(np.isin(y_new, y_known).sum(), 1))",
        ),
        "returns the predictions only": (
            "return float(np.mean(np.equal(predictions, y_new))), np.array(predictions)",
            "return np.array(predictions)",
        ),
        "returns the accuracy only": (
            "return float(np.mean(np.equal(predictions, y_new))), np.array(predictions)",
            "return float(np.mean(np.equal(predictions, y_new)))",
        ),
        "returns them in the other order": (
            "return float(np.mean(np.equal(predictions, y_new))), np.array(predictions)",
            "return np.array(predictions), float(np.mean(np.equal(predictions, y_new)))",
        ),
        "returns a list": (
            ", np.array(predictions)",
            ", [int(label) for label in predictions]",
        ),
        "returns floats": (
            ", np.array(predictions)",
            ", np.array(predictions, dtype=float)",
        ),
        "multiplies pixels in their own type": (
            "np.asarray(known, dtype=float), np.asarray(new, dtype=float)",
            "np.asarray(known), np.asarray(new)",
            "closeness = new @ (known / np.linalg.norm(known, axis=1, keepdims=True)).T",
            "closeness = new @ known.T / np.linalg.norm(known, axis=1)",
        ),
        "asks for arrays": (
            "np.asarray(known, dtype=float), np.asarray(new, dtype=float)",
            "known.astype(float), new.astype(float)",
        ),
        "lets k be too large": (
            "if not 1 <= k <= len(known):",
            "if k < 1:",
        ),
        "lets k be negative": (
            "if not 1 <= k <= len(known):",
            "if k == 0 or k > len(known):",
        ),
        "refuses to ask everybody": (
            "if not 1 <= k <= len(known):",
            "if not 1 <= k < max(len(known), 2):",
        ),
        "asks for odd k": (
            "if not 1 <= k <= len(known):",
            "if not 1 <= k <= len(known) or k % 2 == 0:",
        ),
        "asks for as many known samples as new ones": (
            "if not 1 <= k <= len(known):",
            "if not 1 <= k <= min(len(known), len(new)):",
        ),
        "does not look at the known classes": (
            "if len(known) != len(y_known) or len(new) != len(y_new):",
            "if len(new) != len(y_new):",
        ),
        "does not look at the true classes": (
            "if len(known) != len(y_known) or len(new) != len(y_new):",
            "if len(known) != len(y_known):",
        ),
    },
)


@wrong(5, "leaves Euclidean distances to scikit-learn")
def knn_eval(known, y_known, new, y_new, k):
    from sklearn.neighbors import KNeighborsClassifier

    if len(known) != len(y_known) or len(new) != len(y_new) or not 1 <= k <= len(known):
        raise ValueError("out of range")
    model = KNeighborsClassifier(k).fit(np.array(known, dtype=float), y_known)
    predictions = model.predict(np.array(new, dtype=float))
    return float(np.mean(predictions == np.array(y_new))), predictions


@wrong(5, "weighs the votes by distance")
def knn_eval(known, y_known, new, y_new, k):
    from sklearn.neighbors import KNeighborsClassifier

    if len(known) != len(y_known) or len(new) != len(y_new) or not 1 <= k <= len(known):
        raise ValueError("out of range")
    model = KNeighborsClassifier(k, metric="cosine", weights="distance")
    predictions = model.fit(np.array(known, dtype=float), y_known).predict(np.array(new, dtype=float))
    return float(np.mean(predictions == np.array(y_new))), predictions


@right(5, "with scikit-learn's classifier")
def knn_eval(known, y_known, new, y_new, k):
    from sklearn.neighbors import KNeighborsClassifier

    if len(known) != len(y_known) or len(new) != len(y_new) or not 1 <= k <= len(known):
        raise ValueError("out of range")
    model = KNeighborsClassifier(n_neighbors=k, metric="cosine").fit(np.array(known, dtype=float), y_known)
    predictions = model.predict(np.array(new, dtype=float))
    return float((predictions == np.array(y_new)).mean()), predictions


@right(5, "with Euclidean distances between unit vectors")
def knn_eval(known, y_known, new, y_new, k):
    from scipy.spatial import KDTree

    if k < 1 or k > len(known) or len(known) != len(y_known) or len(new) != len(y_new):
        raise ValueError("out of range")
    known, new = (np.array(part, dtype=float) for part in (known, new))
    known /= np.sqrt((known**2).sum(axis=1))[:, None]
    new /= np.sqrt((new**2).sum(axis=1))[:, None]
    _, nearest = KDTree(known).query(new, k=[*range(1, k + 1)])
    votes = [sorted(np.asarray(y_known)[row].tolist()) for row in nearest]
    # max returns the first of those that come equally often: the smallest.
    predictions = np.array([max(row, key=row.count) for row in votes])
    return np.float32((predictions == np.array(y_new)).mean()), predictions


@right(5, "with torch and topk")
def knn_eval(known, y_known, new, y_new, k):
    import torch

    if not 0 < k < len(known) + 1 or len(known) != len(y_known) or len(new) != len(y_new):
        raise ValueError("out of range")
    known, new = (torch.tensor(np.array(part, dtype=float)) for part in (known, new))
    y_known, y_new = (torch.tensor(np.array(part)) for part in (y_known, y_new))
    cosines = torch.cosine_similarity(new[:, None], known, dim=2)
    classes = y_known.unique()
    votes = (y_known[cosines.topk(k, dim=1).indices][:, :, None] == classes).sum(1)
    predictions = classes[(votes.double() - 1e-6 * torch.arange(len(classes))).argmax(1)]
    return (predictions == y_new).double().mean().item(), predictions.numpy()


# What mutants are compared on


@inputs(1)
def draw_pictures(rng):
    images = rng.integers(0, 9, size=rng.integers(1, 5, size=3)) / 8
    shift, strength = int(rng.integers(-1, 3)), float(rng.choice([-0.5, 0, 0.25, 0.5, 1, 1.5]))
    return images, shift, strength, np.random.default_rng(int(rng.integers(1000)))


@inputs(2)
def draw_pairs(rng):
    n_pairs, n_outputs = (int(number) for number in rng.integers(1, 5, size=2))
    first = torch.tensor(rng.normal(size=(n_pairs, n_outputs)))
    second = torch.tensor(rng.normal(size=(spoiled(rng, n_pairs), spoiled(rng, n_outputs))))
    return first, second, float(rng.choice([-0.5, 0, 0.05, 0.1, 0.5, 1, 4]))


@inputs(3)
def draw_rows(rng):
    n_pairs, n_outputs = int(rng.integers(1, 7)), int(rng.integers(1, 4))
    first = numbers(rng, n_pairs, n_outputs) + 0.1
    second = numbers(rng, spoiled(rng, n_pairs), spoiled(rng, n_outputs)) + 0.1
    if second.shape == first.shape and rng.random() < 0.6:
        second = first + 0.3 * second
    return first, second


@inputs(4)
def draw_samples(rng):
    n_train, n_test, n_inputs = int(rng.integers(3, 9)), int(rng.integers(1, 5)), int(rng.integers(1, 4))
    generator = torch.Generator().manual_seed(int(rng.integers(1000)))
    layer = torch.nn.Linear(n_inputs, 3)
    for values in layer.parameters():
        torch.nn.init.normal_(values, generator=generator)
    encoder = torch.nn.Sequential(layer, torch.nn.ReLU(), torch.nn.Dropout(0.5)).train(rng.random() < 0.5)
    X_train = torch.randn(n_train, n_inputs, generator=generator)
    X_test = torch.randn(n_test, n_inputs, generator=generator)
    classes = rng.integers(-9, 9, size=3)
    y_train = classes[np.arange(spoiled(rng, n_train)) % int(rng.integers(2, 4))]
    return encoder, X_train, y_train, X_test, rng.choice(y_train, size=spoiled(rng, n_test))


@inputs(5)
def draw_neighbours(rng):
    n_known, n_new, n_features = (int(number) for number in rng.integers(1, [9, 5, 4]))
    known, new = numbers(rng, n_known, n_features) + 0.1, numbers(rng, n_new, n_features) + 0.1
    y_known = rng.integers(-2, 3, size=spoiled(rng, n_known))
    return (
        known,
        y_known,
        new,
        rng.integers(-2, 3, size=spoiled(rng, n_new)),
        int(rng.integers(-1, n_known + 2)),
    )


# Question 6: ema_update


@right(6, "parameter by parameter, in place")
def ema_update(teacher, student, momentum):
    if momentum < 0 or momentum > 1:
        raise ValueError("momentum")
    slow, fast = list(teacher.parameters()), list(student.parameters())
    slow_buffers, fast_buffers = list(teacher.buffers()), list(student.buffers())
    if len(slow) != len(fast) or len(slow_buffers) != len(fast_buffers):
        raise ValueError("numbers")
    for one, other in zip(slow + slow_buffers, fast + fast_buffers, strict=False):
        if one.shape != other.shape:
            raise ValueError("shapes")
    with torch.no_grad():
        for one, other in zip(slow, fast, strict=False):
            one.mul_(momentum)
            one.add_(other, alpha=1 - momentum)
        for one, other in zip(slow_buffers, fast_buffers, strict=False):
            one.copy_(other)
    return teacher


slips(
    6,
    ema_update,
    {
        "takes the mean the wrong way round": (
            "one.mul_(momentum)",
            "one.mul_(1 - momentum)",
            "alpha=1 - momentum",
            "alpha=momentum",
        ),
        "adds all of the student": ("other, alpha=1 - momentum", "other"),
        "does not shrink the old value": ("            one.mul_(momentum)\n", ""),
        "scales the student by the momentum as well": ("alpha=1 - momentum", "alpha=momentum"),
        "makes the teacher a copy of the student": (
            "            one.mul_(momentum)\n",
            "",
            "one.add_(",
            "one.copy_(",
            ", alpha=1 - momentum",
            "",
        ),
        "changes a copy of the teacher": (
            "    if momentum < 0",
            "    import copy\n\n    teacher = copy.deepcopy(teacher)\n    if momentum < 0",
            "    slow, fast",
            "    teacher = torch.nn.Sequential(*teacher.children())\n    slow, fast",
        ),
        "moves the student instead": (
            "one.mul_(momentum)",
            "other.mul_(1 - momentum)",
            "one.add_(other, alpha=1 - momentum)",
            "other.add_(one, alpha=momentum)",
        ),
        "moves the student to the teacher afterwards": (
            "one.add_(other, alpha=1 - momentum)",
            "one.add_(other, alpha=1 - momentum)\n            other.copy_(one)",
        ),
        "records the update for gradients": ("with torch.no_grad():", "if True:"),
        "switches gradients off for good": (
            "    with torch.no_grad():",
            "    torch.set_grad_enabled(False)\n    if True:",
        ),
        "lets the teacher share the memory of the student's buffers": (
            "one.copy_(other)",
            "one.data = other.data",
        ),
        "lets the teacher share the memory of the student": (
            "            one.mul_(momentum)\n",
            "            if momentum == 0:\n                one.data = other.data\n                continue\n"
            "            one.mul_(momentum)\n",
        ),
        "forgets the buffers": ("one.copy_(other)", "pass"),
        "averages the buffers that are floats": (
            "one.copy_(other)",
            "one.copy_(momentum * one + (1 - momentum) * other if one.is_floating_point() else other)",
        ),
        "gives the student the teacher's buffers": ("one.copy_(other)", "other.copy_(one)"),
        "copies the counters only": (
            "one.copy_(other)",
            "one.copy_(one if one.is_floating_point() else other)",
        ),
        "leaves out what is frozen in the student": (
            "            one.mul_(momentum)\n",
            "            if not other.requires_grad:\n                continue\n"
            "            one.mul_(momentum)\n",
        ),
        "leaves out what is frozen in the teacher": (
            "            one.mul_(momentum)\n",
            "            if not one.requires_grad:\n                continue\n"
            "            one.mul_(momentum)\n",
        ),
        "leaves out biases": (
            "            one.mul_(momentum)\n",
            "            if one.ndim < 2:\n                continue\n            one.mul_(momentum)\n",
        ),
        "updates the first parameter only": ("in zip(slow, fast, ", "in zip(slow[:1], fast[:1], "),
        "updates the first layer only": (
            "slow, fast = list(teacher.parameters()), list(student.parameters())",
            "slow, fast = list(teacher[0].parameters()), list(student[0].parameters())",
        ),
        "updates twice": ("in zip(slow, fast, ", "in zip(slow * 2, fast * 2, "),
        "freezes the teacher": ("return teacher", "return teacher.requires_grad_(False)"),
        "makes the teacher ask for gradients": ("return teacher", "return teacher.requires_grad_()"),
        "freezes the student": ("return teacher", "student.requires_grad_(False)\n    return teacher"),
        "puts the teacher into the mode of evaluation": ("return teacher", "return teacher.eval()"),
        "puts the student into the mode of training": (
            "return teacher",
            "student[0].train(not student.training)\n    return teacher",
        ),
        "clears the student's gradients": ("return teacher", "student.zero_grad()\n    return teacher"),
        "returns nothing": ("return teacher", "return None"),
        "returns the student": ("return teacher", "return student"),
        "returns the weights": ("return teacher", "return teacher.state_dict()"),
        "rounds": ("one.mul_(momentum)", "one.mul_(momentum).mul_(1024).round_().div_(1024)"),
        "allows any momentum": ("momentum < 0 or momentum > 1", "False"),
        "allows a momentum below 0": ("momentum < 0 or ", ""),
        "allows a momentum above 1": (" or momentum > 1", ""),
        "refuses a momentum of 0": ("momentum < 0", "momentum <= 0"),
        "refuses a momentum of 1": ("momentum > 1", "momentum >= 1"),
        "repeats rows that are missing": ('raise ValueError("shapes")', "pass"),
        "compares numbers of numbers": ("one.shape != other.shape", "one.numel() != other.numel()"),
        "compares the shapes of parameters only": (
            "zip(slow + slow_buffers, fast + fast_buffers, ",
            "zip(slow, fast, ",
            " or len(slow_buffers) != len(fast_buffers)",
            "",
        ),
        "drops the parameters that are too many": ("len(slow) != len(fast) or ", ""),
        "looks at the shapes only when it comes to them": (
            '        if one.shape != other.shape:\n            raise ValueError("shapes")',
            "        pass",
            "            one.mul_(momentum)\n",
            '            if one.shape != other.shape:\n                raise ValueError("shapes")\n'
            "            one.mul_(momentum)\n",
        ),
        "checks the momentum at the end": (
            '    if momentum < 0 or momentum > 1:\n        raise ValueError("momentum")\n',
            "",
            "    return teacher",
            '    if momentum < 0 or momentum > 1:\n        raise ValueError("momentum")\n    return teacher',
        ),
        "forgets to raise": ('raise ValueError("momentum")', "return teacher"),
    },
)


@wrong(6, "gives the teacher new parameters")
def ema_update(teacher, student, momentum):
    if not 0 <= momentum <= 1:
        raise ValueError("momentum")
    for listed in (torch.nn.Module.parameters, torch.nn.Module.buffers):
        if [v.shape for v in listed(teacher)] != [v.shape for v in listed(student)]:
            raise ValueError("forms")
    for part, other in zip(teacher.modules(), list(student.modules()), strict=True):
        for name, values in list(part.named_parameters(recurse=False)):
            mean = momentum * values.detach() + (1 - momentum) * getattr(other, name).detach()
            setattr(part, name, torch.nn.Parameter(mean, requires_grad=values.requires_grad))
    with torch.no_grad():
        for values, new in zip(teacher.buffers(), student.buffers(), strict=True):
            values.copy_(new)
    return teacher


@right(6, "by interpolation, with detached tensors")
def ema_update(teacher, student, momentum):
    if not 0.0 <= momentum <= 1.0:
        raise ValueError("momentum must be from 0 to 1")

    def form(network):
        return [p.shape for p in network.parameters()], [b.shape for b in network.buffers()]

    if form(teacher) != form(student):
        raise ValueError("networks of different forms")
    for slow, fast in zip(teacher.parameters(), student.parameters(), strict=True):
        slow.detach().lerp_(fast.detach(), 1 - momentum)
    for slow, fast in zip(teacher.buffers(), student.buffers(), strict=True):
        slow.data[...] = fast.data
    return teacher


@right(6, "by loading a dictionary of weights")
def ema_update(teacher, student, momentum):
    import itertools

    import torch

    if not 0 <= momentum <= 1:
        raise ValueError("momentum")
    for listed in (torch.nn.Module.parameters, torch.nn.Module.buffers):
        for old, new in itertools.zip_longest(listed(teacher), listed(student)):
            if old is None or new is None or old.shape != new.shape:
                raise ValueError("the networks differ")
    trained = {name for name, _ in teacher.named_parameters()}
    mixed = {}
    old_values, new_values = teacher.state_dict(), student.state_dict()
    for name, other in zip(old_values, new_values.values(), strict=True):
        if name in trained:
            mixed[name] = old_values[name] * momentum + other * (1 - momentum)
        else:
            mixed[name] = other.clone()
    teacher.load_state_dict(mixed)
    return teacher


@right(6, "with torch's own averages of networks")
def ema_update(teacher, student, momentum):
    from torch.optim.swa_utils import get_ema_multi_avg_fn

    if momentum > 1 or momentum < 0:
        raise ValueError("momentum")
    old, new = ([*net.parameters()] for net in (teacher, student))
    counted, counts = ([*net.buffers()] for net in (teacher, student))
    if [v.shape for v in old] != [v.shape for v in new]:
        raise ValueError("parameters")
    if [v.shape for v in counted] != [v.shape for v in counts]:
        raise ValueError("buffers")
    with torch.no_grad():
        if old:
            get_ema_multi_avg_fn(momentum)(old, new, None)
        for values, others in zip(counted, counts, strict=True):
            values.set_(others.clone())
    return teacher


# Question 7: dino_loss


@right(7, "pair by pair, with the library's cross-entropy")
def dino_loss(student, teacher, center, student_temperature, teacher_temperature):
    n_views, n_seen = len(student), len(teacher)
    if n_views < 2 or n_seen < 1 or n_seen > n_views:
        raise ValueError("numbers of views")
    if student_temperature <= 0 or teacher_temperature <= 0:
        raise ValueError("temperatures")
    for view in student + teacher:
        if view.shape != student[0].shape:
            raise ValueError("shapes of views")
    if center.shape != student[0].shape[1:]:
        raise ValueError("shape of the center")
    total, n_terms = 0, 0
    for i in range(n_seen):
        sharp = (teacher[i] - center) / teacher_temperature
        target = sharp.softmax(dim=1).detach()
        for j in range(n_views):
            if i == j:
                continue
            scores = student[j] / student_temperature
            total = total + torch.nn.functional.cross_entropy(scores, target)
            n_terms += 1
    return total / n_terms


slips(
    7,
    dino_loss,
    {
        "lets the gradient into the teacher": (".detach()", ""),
        "lets the gradient into the center": (
            "sharp.softmax(dim=1).detach()",
            "((teacher[i].detach() - center) / teacher_temperature).softmax(dim=1)",
        ),
        "holds back the student's gradient instead": (
            ".detach()",
            "",
            "cross_entropy(scores, target)",
            "cross_entropy(scores.detach(), target)",
        ),
        "lets no gradient through at all": ("return total / n_terms", "return (total / n_terms).detach()"),
        "returns a number of Python": ("return total / n_terms", "return (total / n_terms).item()"),
        "switches gradients off for good": (
            "return total / n_terms",
            "torch.set_grad_enabled(False)\n    return total / n_terms",
        ),
        "centres the student, too": ("student[j] / student", "(student[j] - center) / student"),
        "centres the student instead": (
            "(teacher[i] - center)",
            "teacher[i]",
            "student[j] / student",
            "(student[j] - center) / student",
        ),
        "adds the centre": ("teacher[i] - center", "teacher[i] + center"),
        "forgets the centre": ("(teacher[i] - center)", "teacher[i]"),
        "centres after dividing by the temperature": (
            "(teacher[i] - center) / teacher_temperature",
            "teacher[i] / teacher_temperature - center",
        ),
        "centres the distributions": (
            "(teacher[i] - center)",
            "teacher[i]",
            "sharp.softmax(dim=1)",
            "(sharp.softmax(dim=1) - center)",
        ),
        "takes the centre of this batch of the teacher": (
            "teacher[i] - center",
            "teacher[i] - torch.stack(list(teacher)).mean(dim=(0, 1))",
        ),
        "takes the centre from the student": (
            "teacher[i] - center",
            "teacher[i] - torch.stack(list(student)).mean(dim=(0, 1))",
        ),
        "subtracts the mean of the centre": ("teacher[i] - center", "teacher[i] - center.mean()"),
        "does not sharpen": (" / teacher_temperature\n", "\n"),
        "sharpens with the student's temperature": (
            "center) / teacher_temperature",
            "center) / student_temperature",
        ),
        "gives the student the teacher's temperature": (
            "student[j] / student_temperature",
            "student[j] / teacher_temperature",
        ),
        "exchanges the temperatures": (
            "center) / teacher_temperature",
            "center) / student_temperature",
            "student[j] / student_temperature",
            "student[j] / teacher_temperature",
        ),
        "multiplies by the teacher's temperature": (
            "center) / teacher_temperature",
            "center) * teacher_temperature",
        ),
        "multiplies by the student's temperature": (
            "student[j] / student_temperature",
            "student[j] * student_temperature",
        ),
        "forgets the student's temperature": ("student[j] / student_temperature", "student[j]"),
        "divides by squared temperatures": (
            "student[j] / student_temperature",
            "student[j] / student_temperature**2",
        ),
        "scales the loss by the temperature": (
            "return total / n_terms",
            "return total / n_terms * student_temperature",
        ),
        "keeps pairs of the same view": ("            if i == j:\n                continue\n", ""),
        "keeps only pairs of the same view": ("i == j", "i != j"),
        "divides by all pairs, though some are skipped": (
            "return total / n_terms",
            "return total / (n_seen * n_views)",
        ),
        "divides by the student's views": ("return total / n_terms", "return total / n_views"),
        "divides by the teacher's views": ("return total / n_terms", "return total / n_seen"),
        "adds up over the pairs": ("return total / n_terms", "return total"),
        "adds up over the pictures": ("return total / n_terms", "return total / n_terms * len(student[0])"),
        "averages over the outputs, too": (
            "return total / n_terms",
            "return total / n_terms / student[0].shape[1]",
        ),
        "takes the first pair only": (
            "return total / n_terms",
            "return total / n_terms",
            "n_terms += 1",
            "return total",
        ),
        "takes the last pair only": ("total = total + torch", "total = torch", "n_terms += 1", "n_terms = 1"),
        "skips views that have equal scores": ("i == j", "torch.equal(student[i], student[j])"),
        "skips pairs that agree": ("i == j", "torch.equal(teacher[i], student[j])"),
        "compares with later views only": ("i == j", "j <= i"),
        "compares with earlier views only": (
            "i == j",
            "j >= i",
            "return total / n_terms",
            "return total / max(n_terms, 1)",
        ),
        "compares with views that the teacher has seen": (
            "range(n_views)",
            "range(n_seen)",
            "return total / n_terms",
            "return total / max(n_terms, 1)",
        ),
        "compares with views that the teacher has not seen": (
            "i == j",
            "j < n_seen",
            "return total / n_terms",
            "return total / max(n_terms, 1)",
        ),
        "takes the teacher's views for the last ones": ("i == j", "i + n_views - n_seen == j"),
        "uses the first view of the teacher throughout": ("(teacher[i] - center)", "(teacher[0] - center)"),
        "takes the softmax of the teacher over the pictures": (
            "sharp.softmax(dim=1)",
            "sharp.softmax(dim=0)",
        ),
        "takes the softmax of the student over the pictures": (
            "torch.nn.functional.cross_entropy(scores, target)",
            "-(target * scores.log_softmax(dim=0)).sum(dim=1).mean()",
        ),
        "takes the logarithm of a softmax": (
            "torch.nn.functional.cross_entropy(scores, target)",
            "-(target * scores.softmax(dim=1).log()).sum(dim=1).mean()",
        ),
        "adds a little before the logarithm": (
            "torch.nn.functional.cross_entropy(scores, target)",
            "-(target * (scores.softmax(dim=1) + 1e-3).log()).sum(dim=1).mean()",
        ),
        "takes the exponentials as they are": (
            "sharp.softmax(dim=1)",
            "(sharp.exp() / sharp.exp().sum(dim=1, keepdim=True))",
        ),
        "forgets the logarithm": (
            "torch.nn.functional.cross_entropy(scores, target)",
            "-(target * scores.softmax(dim=1)).sum(dim=1).mean()",
        ),
        "takes the student's scores without a softmax": (
            "torch.nn.functional.cross_entropy(scores, target)",
            "-(target * scores).sum(dim=1).mean()",
        ),
        "takes the softmax of the student twice": (
            "cross_entropy(scores, target)",
            "cross_entropy(scores.softmax(dim=1), target)",
        ),
        "reverses the cross-entropy": (
            "torch.nn.functional.cross_entropy(scores, target)",
            "-(scores.softmax(dim=1) * sharp.detach().log_softmax(dim=1)).sum(dim=1).mean()",
        ),
        "reverses the sign": ("total = total + torch", "total = total - torch"),
        "takes the divergence": (
            "torch.nn.functional.cross_entropy(scores, target)",
            'torch.nn.functional.kl_div(scores.log_softmax(dim=1), target, reduction="batchmean")',
        ),
        "takes the squared distance": (
            "torch.nn.functional.cross_entropy(scores, target)",
            "(scores.softmax(dim=1) - target).square().sum(dim=1).mean()",
        ),
        "takes the most likely output for a label": (
            "cross_entropy(scores, target)",
            "cross_entropy(scores, target.argmax(dim=1))",
        ),
        "averages the teacher's answers before comparing": (
            "        target = sharp.softmax(dim=1).detach()\n",
            "        answers = [((view - center) / teacher_temperature).softmax(dim=1) for view in teacher]\n"
            "        target = sum(answers).detach() / n_seen\n",
        ),
        "centres in place": ("(teacher[i] - center)", "teacher[i].data.sub_(center)"),
        "moves the centre": (
            "return total / n_terms",
            "center.data.mul_(0.9)\n    return total / n_terms",
        ),
        "smooths the targets": (
            "cross_entropy(scores, target)",
            "cross_entropy(scores, target, label_smoothing=0.1)",
        ),
        "allows any number of views": (
            "n_views < 2 or n_seen < 1 or n_seen > n_views",
            "False",
            "return total / n_terms",
            "return total / max(n_terms, 1)",
        ),
        "allows more views of the teacher": (" or n_seen > n_views", ""),
        "allows a teacher without views": (
            "n_seen < 1 or ",
            "",
            "return total / n_terms",
            "return total / max(n_terms, 1)",
        ),
        "allows a single view": (
            "n_views < 2 or ",
            "",
            "return total / n_terms",
            "return total / max(n_terms, 1)",
        ),
        "refuses two views": ("n_views < 2", "n_views < 3"),
        "refuses a teacher that sees everything": ("n_seen > n_views", "n_seen >= n_views"),
        "allows a student's temperature of 0": ("if student_temperature <= 0", "if student_temperature < 0"),
        "allows a teacher's temperature of 0": ("or teacher_temperature <= 0", "or teacher_temperature < 0"),
        "looks at the student's temperature only": (" or teacher_temperature <= 0", ""),
        "looks at the teacher's temperature only": ("student_temperature <= 0 or ", ""),
        "repeats rows and outputs that are missing": ('raise ValueError("shapes of views")', "pass"),
        "does not look at the shape of the teacher's views": ("in student + teacher:", "in student:"),
        "does not look at the shape of the student's views": ("in student + teacher:", "in teacher:"),
        "repeats a centre of one number": ('raise ValueError("shape of the center")', "pass"),
        "takes a centre for each picture": (
            "center.shape != student[0].shape[1:]",
            "center.shape[-1:] != student[0].shape[1:]",
        ),
    },
)


@wrong(7, "keeps the record of the teacher, and detaches the loss from the student's first view")
def dino_loss(student, teacher, center, student_temperature, teacher_temperature):
    if len(student) < 2 or not teacher or len(teacher) > len(student):
        raise ValueError("views")
    if min(student_temperature, teacher_temperature) <= 0:
        raise ValueError("temperatures")
    if any(view.shape != student[0].shape for view in student + teacher):
        raise ValueError("shapes")
    if center.ndim != 1 or len(center) != student[0].shape[1]:
        raise ValueError("center")
    losses = []
    for i, view in enumerate(teacher):
        target = torch.softmax((view - center) / teacher_temperature, dim=1).detach()
        for j, scores in enumerate(student):
            if i != j:
                scores = scores.detach() if j == 0 else scores
                logs = torch.log_softmax(scores / student_temperature, dim=1)
                losses.append(-(target * logs).sum(dim=1).mean())
    return sum(losses) / len(losses)


@right(7, "all pairs at once, with a mask")
def dino_loss(student, teacher, center, student_temperature, teacher_temperature):
    import torch

    shape = student[0].shape if student else ()
    if not 1 <= len(teacher) <= len(student) or len(student) == 1:
        raise ValueError("views")
    if not (student_temperature > 0 and teacher_temperature > 0):
        raise ValueError("temperatures")
    if {v.shape for v in student} | {v.shape for v in teacher} != {shape}:
        raise ValueError("shapes")
    if center.shape != shape[1:]:
        raise ValueError("center")
    with torch.no_grad():
        q = ((torch.stack(list(teacher)) - center) / teacher_temperature).softmax(dim=-1)
    log_p = (torch.stack(list(student)) / student_temperature).log_softmax(dim=-1)
    crossed = -torch.einsum("ank,bnk->ab", q, log_p) / shape[0]
    other = torch.ones_like(crossed).fill_diagonal_(0)
    return (crossed * other).sum() / other.sum()


@right(7, "by hand, in float64, picture by picture")
def dino_loss(student, teacher, center, student_temperature, teacher_temperature):
    import torch

    if len(student) < 2 or len(teacher) not in range(1, len(student) + 1):
        raise ValueError("views")
    if student_temperature <= 0 or teacher_temperature <= 0:
        raise ValueError("temperatures")
    n_samples, n_outputs = student[0].shape
    if any(tuple(v.shape) != (n_samples, n_outputs) for v in [*student, *teacher]):
        raise ValueError("shapes")
    if tuple(center.shape) != (n_outputs,):
        raise ValueError("center")
    terms = []
    for a, answers in enumerate(teacher):
        t = (answers.detach().double() - center.detach().double()) / teacher_temperature
        powers = torch.exp(t - t.max(dim=1, keepdim=True).values)
        q = powers / powers.sum(dim=1, keepdim=True)
        for b, guesses in enumerate(student):
            if b == a:
                continue
            s = guesses.double() / student_temperature
            for row in range(n_samples):
                terms.append(torch.logsumexp(s[row], dim=0) - torch.dot(q[row], s[row]))
    return sum(terms) / len(terms)


@right(7, "as a divergence plus the teacher's entropy")
def dino_loss(student, teacher, center, student_temperature, teacher_temperature):
    import itertools

    import torch
    import torch.nn.functional as F

    if len(student) < max(2, len(teacher)) or len(teacher) == 0:
        raise ValueError("views")
    if min(student_temperature, teacher_temperature) <= 0:
        raise ValueError("temperatures")
    if len({view.shape for view in itertools.chain(student, teacher)}) > 1:
        raise ValueError("shapes")
    if center.shape != student[0][0].shape:
        raise ValueError("center")
    targets = [F.softmax((t.data - center.data) / teacher_temperature, dim=1) for t in teacher]
    logs = [F.log_softmax(s / student_temperature, dim=1) for s in student]
    losses = [
        F.kl_div(log, target, reduction="batchmean") + torch.special.entr(target).sum(dim=1).mean()
        for (i, target), (j, log) in itertools.product(enumerate(targets), enumerate(logs))
        if i != j
    ]
    return torch.stack(losses).mean()


# Question 8: update_center


@right(8, "with all rows one below the other")
def update_center(center, teacher, momentum):
    if momentum < 0 or momentum > 1:
        raise ValueError("momentum")
    if len(teacher) == 0:
        raise ValueError("no views")
    for view in teacher:
        if view.shape != teacher[0].shape:
            raise ValueError("views")
    if center.shape != teacher[0].shape[1:]:
        raise ValueError("center")
    rows = torch.cat(list(teacher))
    mean = rows.mean(dim=0).detach()
    return center * momentum + mean * (1 - momentum)


slips(
    8,
    update_center,
    {
        "reverses the momentum": (
            "center * momentum + mean * (1 - momentum)",
            "center * (1 - momentum) + mean * momentum",
        ),
        "forgets the old centre": ("center * momentum + mean * (1 - momentum)", "mean"),
        "adds the whole mean": ("mean * (1 - momentum)", "mean"),
        "keeps all of the old centre": ("center * momentum", "center"),
        "adds up instead of averaging": ("rows.mean(dim=0)", "rows.sum(dim=0)"),
        "adds up over the views": ("rows.mean(dim=0)", "(len(teacher) * rows.mean(dim=0))"),
        "takes the median": ("rows.mean(dim=0)", "rows.median(dim=0).values"),
        "averages over the outputs": (
            "rows.mean(dim=0).detach()",
            "rows.mean(dim=1).detach()[:1].expand(len(center))",
        ),
        "averages over everything": ("rows.mean(dim=0)", "rows.mean().expand(len(center))"),
        "looks at the first view only": ("torch.cat(list(teacher))", "teacher[0]"),
        "looks at the last view only": ("torch.cat(list(teacher))", "teacher[-1]"),
        "looks at the first two views only": ("list(teacher)", "list(teacher[:2])"),
        "looks at the first picture only": ("rows.mean(dim=0)", "rows[0]"),
        "returns a row for each picture": (
            "rows.mean(dim=0).detach()",
            "sum(teacher).detach() / len(teacher)",
        ),
        "averages distributions": ("list(teacher)", "[view.softmax(dim=1) for view in teacher]"),
        "averages scores that are centred already": ("list(teacher)", "[view - center for view in teacher]"),
        "subtracts the mean": ("momentum + mean", "momentum - mean"),
        "updates after each view": (
            "return center * momentum + mean * (1 - momentum)",
            "for view in teacher:\n        mean = view.detach().mean(dim=0)\n"
            "        center = center * momentum + mean * (1 - momentum)\n"
            "    return center",
        ),
        "keeps the record for gradients": (".detach()", ""),
        "asks for gradients": (
            "return center * momentum + mean * (1 - momentum)",
            "return (center * momentum + mean * (1 - momentum)).requires_grad_()",
        ),
        "switches gradients off for good": ("    rows =", "    torch.set_grad_enabled(False)\n    rows ="),
        "changes the centre in place": (
            "return center * momentum + mean * (1 - momentum)",
            "return center.mul_(momentum).add_(mean, alpha=1 - momentum)",
        ),
        "hands back the old centre if it stays": (
            "return center",
            "return center if momentum == 1 else center",
        ),
        "keeps an axis for the pictures": ("rows.mean(dim=0)", "rows.mean(dim=0, keepdim=True)"),
        "returns a list": (
            "return center * momentum + mean * (1 - momentum)",
            "return (center * momentum + mean * (1 - momentum)).tolist()",
        ),
        "returns an array": (
            "return center * momentum + mean * (1 - momentum)",
            "return (center * momentum + mean * (1 - momentum)).numpy()",
        ),
        "returns nothing": ("return center", "center = center"),
        "rounds": ("(dim=0).detach()", "(dim=0).detach().round(decimals=2)"),
        "divides by one picture too few": ("rows.mean(dim=0)", "(rows.sum(dim=0) / max(len(rows) - 1, 1))"),
        "allows any momentum": ("momentum < 0 or momentum > 1", "False"),
        "allows a momentum below 0": ("momentum < 0 or ", ""),
        "allows a momentum above 1": (" or momentum > 1", ""),
        "refuses a momentum of 0": ("momentum < 0", "momentum <= 0"),
        "refuses a momentum of 1": ("momentum > 1", "momentum >= 1"),
        "returns the centre if there is no view": ('raise ValueError("no views")', "return center.clone()"),
        "lets views differ": ('raise ValueError("views")', "pass"),
        "lets views differ in their number of pictures": (
            "view.shape != teacher[0].shape",
            "view.shape[1] != teacher[0].shape[1]",
        ),
        "repeats a centre of one number": ('raise ValueError("center")', "pass"),
        "takes a centre for each picture": (
            "center.shape != teacher[0].shape[1:]",
            "center.ndim > 0 and center.shape[-1:] != teacher[0].shape[1:]",
        ),
    },
)


@right(8, "as a step towards the mean of the views' means")
def update_center(center, teacher, momentum):
    import torch

    if not (0 <= momentum <= 1 and len(teacher)):
        raise ValueError("momentum, or no view")
    if len({tuple(view.shape) for view in teacher}) > 1 or tuple(center.shape) != tuple(teacher[0].shape[1:]):
        raise ValueError("shapes")
    with torch.no_grad():
        mean = sum(view.mean(dim=0) for view in teacher) / len(teacher)
        return torch.lerp(center, mean, 1 - momentum)


@right(8, "number by number, in plain Python")
def update_center(center, teacher, momentum):
    import torch

    if momentum < 0 or momentum > 1 or not teacher:
        raise ValueError("momentum or views")
    shapes = [list(view.shape) for view in teacher]
    if any(shape != shapes[0] for shape in shapes) or list(center.shape) != shapes[0][1:]:
        raise ValueError("shapes")
    rows = [row for view in teacher for row in view.tolist()]
    new = []
    for k, old in enumerate(center.tolist()):
        new.append(momentum * old + (1 - momentum) * sum(row[k] for row in rows) / len(rows))
    return torch.tensor(new)


@right(8, "with NumPy, in float64")
def update_center(center, teacher, momentum):
    if not 0 <= momentum <= 1:
        raise ValueError("momentum")
    if not teacher or any(view.shape != teacher[0].shape for view in teacher):
        raise ValueError("views")
    scores = np.array([view.detach().numpy() for view in teacher], dtype=float)
    if center.shape != scores.shape[2:]:
        raise ValueError("center")
    mean = scores.reshape(-1, scores.shape[2]).mean(axis=0)
    return torch.as_tensor(momentum * center.numpy().astype(float) + (1 - momentum) * mean)


# Question 9: patchify


@right(9, "patch by patch")
def patchify(images, size):
    images = np.array(images)
    n, c, h, w = images.shape
    if size < 1:
        raise ValueError("size")
    if h % size != 0 or w % size != 0:
        raise ValueError("height or width")
    rows, columns = range(0, h, size), range(0, w, size)
    patches = []
    for i in rows:
        for j in columns:
            patches.append(images[:, :, i : i + size, j : j + size].reshape(n, -1))
    patches = np.stack(patches, axis=1)

    def restore(patches):
        patches = np.array(patches)
        result = np.zeros((len(patches), c, h, w), dtype=patches.dtype)
        k = 0
        for i in rows:
            for j in columns:
                square = patches[:, k].reshape(-1, c, size, size)
                result[:, :, i : i + size, j : j + size] = square
                k += 1
        return result

    return patches, restore


slips(
    9,
    patchify,
    {
        "lists the patches column by column": (
            "    for i in rows:\n        for j in columns:\n            patches.append",
            "    for j in columns:\n        for i in rows:\n            patches.append",
        ),
        "lists the patches column by column, both ways": (
            "    for i in rows:\n        for j in columns:\n            patches.append",
            "    for j in columns:\n        for i in rows:\n            patches.append",
            "        for i in rows:\n            for j in columns:\n                square",
            "        for j in columns:\n            for i in rows:\n                square",
        ),
        "puts patches back column by column": (
            "        for i in rows:\n            for j in columns:\n                square",
            "        for j in columns:\n            for i in rows:\n                square",
        ),
        "reads the numbers of a patch column by column": (
            "j : j + size].reshape(n, -1)",
            "j : j + size].transpose(0, 1, 3, 2).reshape(n, -1)",
        ),
        "reads the numbers of a patch column by column, both ways": (
            "j : j + size].reshape(n, -1)",
            "j : j + size].transpose(0, 1, 3, 2).reshape(n, -1)",
            "reshape(-1, c, size, size)",
            "reshape(-1, c, size, size).transpose(0, 1, 3, 2)",
        ),
        "puts patches back on their side": (
            "reshape(-1, c, size, size)",
            "reshape(-1, c, size, size).transpose(0, 1, 3, 2)",
        ),
        "mixes the channels up": (
            "j : j + size].reshape(n, -1)",
            "j : j + size].transpose(0, 2, 3, 1).reshape(n, -1)",
        ),
        "lists the channels of each pixel": (
            "j : j + size].reshape(n, -1)",
            "j : j + size].transpose(0, 2, 3, 1).reshape(n, -1)",
            "reshape(-1, c, size, size)",
            "reshape(-1, size, size, c).transpose(0, 3, 1, 2)",
        ),
        "mixes the channels up on the way back": (
            "reshape(-1, c, size, size)",
            "reshape(-1, size, size, c).transpose(0, 3, 1, 2)",
        ),
        "reverses the channels": (
            "images[:, :, i",
            "images[:, ::-1, i",
            "result[:, :, i",
            "result[:, ::-1, i",
        ),
        "takes the first channel only": (
            "j : j + size].reshape(n, -1)",
            "j : j + size][:, :1].repeat(c, axis=1).reshape(n, -1)",
        ),
        "averages the channels": (
            "images = np.array(images)",
            "images = np.array(images).mean(axis=1, keepdims=True)",
        ),
        "makes each channel a patch of its own": (
            "np.stack(patches, axis=1)",
            "np.stack(patches, axis=1).reshape(n, -1, size * size)",
        ),
        "reshapes without moving axes": (
            "np.stack(patches, axis=1)",
            "images.reshape(n, len(rows) * len(columns), -1)",
        ),
        "puts the patches in front of the pictures": ("np.stack(patches, axis=1)", "np.stack(patches)"),
        "puts the numbers before the patches": ("np.stack(patches, axis=1)", "np.stack(patches, axis=2)"),
        "joins all pictures": (
            "np.stack(patches, axis=1)",
            "np.stack(patches, axis=1).reshape(1, -1, c * size * size)",
        ),
        "keeps the squares": ("j : j + size].reshape(n, -1)", "j : j + size]"),
        "keeps the grid": (
            "np.stack(patches, axis=1)",
            "np.stack(patches, axis=1).reshape(n, len(rows), len(columns), -1)",
        ),
        "lets patches overlap": (
            "columns = range(0, h, size), range(0, w, size)",
            "columns = range(0, h - size + 1), range(0, w - size + 1)",
        ),
        "cuts as many patches of size across as size says": (
            "range(0, h, size), range(0, w, size)",
            "range(0, h, h // size), range(0, w, w // size)",
        ),
        "takes the size for both of height and width of the grid": (
            "rows, columns = range(0, h, size), range(0, w, size)",
            "rows, columns = range(0, h, size), range(0, h, size)",
        ),
        "lists the patches from the last to the first": (
            "np.stack(patches, axis=1)",
            "np.stack(patches[::-1], axis=1)",
        ),
        "remembers the pictures": ("        return result", "        return images"),
        "restores the first picture only": ("        return result", "        return result[:1]"),
        "restores as many pictures as there were": ("np.zeros((len(patches), c", "np.zeros((n, c"),
        "restores in the kind of number that the pictures had": ("dtype=patches.dtype", "dtype=images.dtype"),
        "restores floats": ("dtype=patches.dtype", "dtype=float"),
        "restores into integers": ("dtype=patches.dtype", "dtype=int"),
        "restores into small integers": ("dtype=patches.dtype", "dtype=patches.astype(np.uint8).dtype"),
        "adds to what it has restored before": (
            "    def restore(patches):\n",
            "    memory = np.zeros((1, c, h, w))\n\n    def restore(patches):\n",
            "        return result",
            "        memory[:] += result[:1]\n        return result + memory - result[:1]",
        ),
        "clears the patches that it has put back": (
            "        patches = np.array(patches)\n        result",
            "        result",
            "k += 1",
            "patches[:, k] = 0\n                k += 1",
        ),
        "returns the patches only": ("return patches, restore", "return patches"),
        "returns the pictures instead of a function": (
            "return patches, restore",
            "return patches, restore(patches)",
        ),
        "returns the function first": ("return patches, restore", "return restore, patches"),
        "returns a list": ("return patches, restore", "return [patches, restore]"),
        "returns nested lists": ("return patches, restore", "return patches.tolist(), restore"),
        "restores nested lists": ("        return result", "        return result.tolist()"),
        "returns tensors": ("return patches, restore", "return torch.as_tensor(patches), restore"),
        "makes floats of integers": ("np.array(images)", "np.array(images, dtype=float)"),
        "makes integers of floats": ("np.array(images)", "np.array(images).astype(int)"),
        "keeps numbers in eight bits": ("np.array(images)", "np.array(images).astype(np.int8)"),
        "scales pixels": ("np.array(images)", "np.array(images) / 255"),
        "allows any size": ('raise ValueError("size")', "size = 1"),
        "allows a size of 0": (
            "size < 1",
            "size < 0",
            "h % size",
            "size and h % size",
            "w % size !",
            "size and w % size !",
            "range(0, h, size)",
            "range(0, h, size or 1)",
            "range(0, w, size)",
            "range(0, w, size or 1)",
        ),
        "drops what is left over": (
            'raise ValueError("height or width")',
            "h, w = h - h % size, w - w % size",
        ),
        "drops the columns that are left over": (
            " or w % size != 0",
            "",
            "range(0, w, size)",
            "range(0, w - size + 1, size)",
        ),
        "drops the rows that are left over": (
            "h % size != 0 or ",
            "",
            "range(0, h, size)",
            "range(0, h - size + 1, size)",
        ),
        "looks at the area": ("h % size != 0 or w % size != 0", "h * w % size**2 != 0"),
        "asks for squares": ("w % size != 0", "w != h"),
        "refuses patches as large as the picture": ("w % size != 0", "w % size != 0 or size == h"),
        "refuses single pixels": ("size < 1", "size < 2"),
        "changes the pictures": (
            "images = np.array(images)",
            "images = np.asarray(images)",
            "np.stack(patches, axis=1)",
            "np.stack(patches, axis=1)\n    images[:] = 0",
        ),
    },
)


@right(9, "by splitting axes")
def patchify(images, size):
    images = np.asarray(images)
    n, c, h, w = images.shape
    if size <= 0 or h % size or w % size:
        raise ValueError("size")
    rows, columns = h // size, w // size
    split = images.reshape(n, c, rows, size, columns, size)
    patches = np.einsum("ncisjt->nijcst", split).reshape(n, rows * columns, c * size * size)

    def restore(patches):
        split = np.asarray(patches).reshape(-1, rows, columns, c, size, size)
        return np.einsum("nijcst->ncisjt", split).reshape(-1, c, h, w)

    return patches, restore


@right(9, "with torch's unfold and fold")
def patchify(images, size):
    import torch
    import torch.nn.functional as F

    images = np.asarray(images)
    height, width = images.shape[2:]
    if size < 1 or height % size + width % size > 0:
        raise ValueError("size")
    blocks = F.unfold(torch.as_tensor(images.astype(np.float64)), size, stride=size)

    def restore(patches):
        blocks = torch.as_tensor(patches.astype(np.float64)).transpose(1, 2)
        return F.fold(blocks, (height, width), size, stride=size).numpy().astype(patches.dtype)

    return blocks.transpose(1, 2).numpy().astype(images.dtype), restore


@right(9, "with the number of each pixel")
def patchify(images, size):
    images = np.array(images)
    _, c, h, w = images.shape
    if size < 1 or h % size or w % size:
        raise ValueError("size")
    numbers = np.arange(c * h * w).reshape(c, h, w)
    strips = np.split(numbers, h // size, axis=1)
    squares = [square for strip in strips for square in np.split(strip, w // size, axis=2)]
    order = np.array([square.ravel() for square in squares])

    class Back:
        def __call__(self, patches):
            flat = np.empty((len(patches), c * h * w), dtype=np.asarray(patches).dtype)
            flat[:, order] = patches
            return flat.reshape(len(patches), c, h, w)

    return images.reshape(len(images), -1)[:, order], Back()


# Question 10: attention_maps


@right(10, "layer by layer")
def attention_maps(attention, shape):
    attention = np.array(attention, dtype=float)
    _, n_heads, n_queries, n_keys = attention.shape
    rows, columns = shape
    if n_queries != n_keys:
        raise ValueError("axes")
    if n_keys != rows * columns + 1:
        raise ValueError("tokens")
    last = attention[-1]
    looks = last[:, 0, 1:]
    maps = looks.reshape(n_heads, rows, columns)
    R = np.eye(n_keys)
    for layer in attention:
        A = layer.mean(axis=0)
        A = (A + np.eye(n_keys)) / 2
        R = A @ R
    rollout = R[0, 1:]
    rollout = rollout.reshape(rows, columns)
    return maps, rollout


slips(
    10,
    attention_maps,
    {
        "takes the first layer for the maps": ("attention[-1]", "attention[0]"),
        "averages the layers for the maps": ("attention[-1]", "attention.mean(axis=0)"),
        "averages the heads of the maps": (
            "last[:, 0, 1:]",
            "last.mean(axis=0, keepdims=True)[:, 0, 1:].repeat(n_heads, 0)",
        ),
        "returns one map for all heads": (
            "    maps = looks.reshape(n_heads, rows, columns)",
            "    maps = looks.mean(axis=0).reshape(rows, columns)",
        ),
        "returns the map of the first head": ("return maps, rollout", "return maps[0], rollout"),
        "returns the best head only": (
            "return maps, rollout",
            "return maps[maps.sum(axis=(1, 2)).argmax()], rollout",
        ),
        "asks who looks at the class token": ("last[:, 0, 1:]", "last[:, 1:, 0]"),
        "drops the last patch and not the class token": ("last[:, 0, 1:]", "last[:, 0, :-1]"),
        "drops the last patch and not the class token in the rollout": ("R[0, 1:]", "R[0, :-1]"),
        "takes the last token for the class token": (
            "last[:, 0, 1:]",
            "last[:, -1, :-1]",
            "R[0, 1:]",
            "R[-1, :-1]",
        ),
        "takes the first patch's row": ("last[:, 0, 1:]", "last[:, 1, 1:]"),
        "averages over all queries": ("last[:, 0, 1:]", "last[:, :, 1:].mean(axis=1)"),
        "averages over the patches' queries in the rollout": ("R[0, 1:]", "R[1:, 1:].mean(axis=0)"),
        "normalises the maps": (
            "last[:, 0, 1:]",
            "last[:, 0, 1:] / np.maximum(last[:, 0, 1:].sum(axis=1, keepdims=True), 1e-9)",
        ),
        "scales the maps to at most 1": (
            "last[:, 0, 1:]",
            "last[:, 0, 1:] / np.maximum(last[:, 0, 1:].max(), 1e-9)",
        ),
        "normalises the rollout": ("R[0, 1:]", "R[0, 1:] / max(R[0, 1:].sum(), 1e-9)"),
        "fills the maps column by column": (
            "looks.reshape(n_heads, rows, columns)",
            "looks.reshape(n_heads, columns, rows).transpose(0, 2, 1)",
        ),
        "fills the rollout column by column": (
            "rollout.reshape(rows, columns)",
            "rollout.reshape(columns, rows).T",
        ),
        "exchanges rows and columns": ("rows, columns = shape", "columns, rows = shape"),
        "mixes heads and patches": (
            "looks.reshape(n_heads, rows, columns)",
            "looks.T.reshape(n_heads, rows, columns)",
        ),
        "leaves the maps in a row": ("looks.reshape(n_heads, rows, columns)", "looks"),
        "leaves the rollout in a row": ("    rollout = rollout.reshape(rows, columns)\n", ""),
        "forgets the identity": ("(A + np.eye(n_keys)) / 2", "A"),
        "forgets to halve": ("(A + np.eye(n_keys)) / 2", "A + np.eye(n_keys)"),
        "halves before it adds the identity": ("(A + np.eye(n_keys)) / 2", "A / 2 + np.eye(n_keys)"),
        "adds half an identity to all of the attention": (
            "(A + np.eye(n_keys)) / 2",
            "A + np.eye(n_keys) / 2",
        ),
        "adds ones instead of the identity": ("(A + np.eye(n_keys)) / 2", "(A + 1) / (1 + n_keys)"),
        "adds the identity before the mean over columns": (
            "(A + np.eye(n_keys)) / 2",
            "(A + np.eye(n_keys)) / (A + np.eye(n_keys)).sum(axis=0)",
        ),
        "halves once, at the end": (
            "(A + np.eye(n_keys)) / 2",
            "A + np.eye(n_keys)",
            "R[0, 1:]",
            "R[0, 1:] / 2",
        ),
        "multiplies the layers in the wrong order": ("R = A @ R", "R = R @ A"),
        "multiplies number by number": ("R = A @ R", "R = A * R"),
        "takes the last layer for the rollout": ("R = A @ R", "R = A"),
        "leaves out the last layer": ("for layer in attention:", "for layer in attention[:-1]:"),
        "leaves out the first layer": ("for layer in attention:", "for layer in attention[1:]:"),
        "counts the last layer twice": (
            "for layer in attention:",
            "for layer in [*attention, attention[-1]]:",
        ),
        "averages the layers": ("R = A @ R", "R = R + A / len(attention)", "R[0, 1:]", "R[0, 1:] / 1"),
        "adds the layers": ("R = A @ R", "R = A + R"),
        "takes the largest of the heads": ("layer.mean(axis=0)", "layer.max(axis=0)"),
        "takes the smallest of the heads": ("layer.mean(axis=0)", "layer.min(axis=0)"),
        "adds up the heads": ("layer.mean(axis=0)", "layer.sum(axis=0)"),
        "takes the first head": ("layer.mean(axis=0)", "layer[0]"),
        "multiplies the heads": (
            "layer.mean(axis=0)",
            "layer[0] if n_heads == 1 else np.linalg.multi_dot([*layer])",
        ),
        "averages over the queries": ("layer.mean(axis=0)", "layer.mean(axis=1)[0] + 0 * layer[0]"),
        "takes the mean over all layers": ("layer.mean(axis=0)", "attention.mean(axis=(0, 1))"),
        "takes the column of the rollout": ("R[0, 1:]", "R[1:, 0]"),
        "takes the transposed weights": ("layer.mean(axis=0)", "layer.mean(axis=0).T"),
        "returns the rollout first": ("return maps, rollout", "return rollout, maps"),
        "returns a list": ("return maps, rollout", "return [maps, rollout]"),
        "returns the maps only": ("return maps, rollout", "return maps"),
        "returns the rollout only": ("return maps, rollout", "return rollout"),
        "returns nested lists": ("return maps, rollout", "return maps.tolist(), rollout.tolist()"),
        "returns tensors": ("return maps, rollout", "return torch.tensor(maps), torch.tensor(rollout)"),
        "keeps whole numbers whole": ("np.array(attention, dtype=float)", "np.array(attention)"),
        "rounds": ("return maps, rollout", "return maps.round(3), rollout.round(3)"),
        "makes whole numbers": ("np.array(attention, dtype=float)", "np.array(attention).astype(int)"),
        "changes the weights": (
            "np.array(attention, dtype=float)",
            "np.asarray(attention)",
            "        A = layer.mean(axis=0)\n",
            "        A = layer.mean(axis=0)\n        layer[0] = A\n",
        ),
        "does not count the tokens": (
            'raise ValueError("tokens")',
            "shape = None",
            "looks.reshape(n_heads, rows, columns)",
            "np.resize(looks, (n_heads, rows, columns))",
            "rollout.reshape(rows, columns)",
            "np.resize(rollout, (rows, columns))",
        ),
        "forgets the class token in counting": ("rows * columns + 1", "rows * columns"),
        "allows more tokens than there are": (
            "n_keys != rows",
            "n_keys < rows",
            "looks.reshape(n_heads, rows, columns)",
            "np.resize(looks, (n_heads, rows, columns))",
            "rollout.reshape(rows, columns)",
            "np.resize(rollout, (rows, columns))",
        ),
        "looks at the keys only": (
            'raise ValueError("axes")',
            "attention = attention[:, :, np.arange(n_keys) % n_queries]",
        ),
        "asserts": ('raise ValueError("tokens")', 'raise AssertionError("tokens")'),
    },
)


@right(10, "backwards from the class token, without a matrix of all tokens")
def attention_maps(attention, shape):
    weights = np.array(attention, dtype=np.float64)
    if weights.shape[2] != weights.shape[3] or weights.shape[3] - 1 != np.prod(shape):
        raise ValueError("tokens")
    share = np.zeros(weights.shape[3])
    share[0] = 1
    for layer in reversed(weights):
        share = share / 2 + np.mean([share @ head for head in layer], axis=0) / 2
    maps = np.array([head[0][1:].reshape(shape) for head in weights[-1]])
    return maps, share[1:].reshape(shape)


@right(10, "with torch, in float32")
def attention_maps(attention, shape):
    import torch

    weights = torch.as_tensor(np.array(attention, dtype=np.float32))
    n = shape[0] * shape[1] + 1
    if tuple(weights.shape[-2:]) != (n, n):
        raise ValueError("tokens")
    layers = (weights.mean(dim=1) + torch.eye(n)) * 0.5
    product = layers[0]
    for layer in layers[1:]:
        product = torch.matmul(layer, product)
    maps = weights[-1][:, 0, 1:].unflatten(1, tuple(shape))
    return maps.numpy(), product[0, 1:].unflatten(0, tuple(shape)).numpy()


@right(10, "with the identity added and the rows normalised, as its authors do")
def attention_maps(attention, shape):
    from functools import reduce

    attention = np.asarray(attention) / 1.0
    if attention.shape[2] != attention.shape[3]:
        raise ValueError("axes")
    if attention.shape[2] != 1 + shape[0] * shape[1]:
        raise ValueError("tokens")
    mixed = attention.mean(axis=1)
    diagonal = np.arange(mixed.shape[1])
    mixed[:, diagonal, diagonal] += 1
    mixed /= mixed.sum(axis=2, keepdims=True)
    rollout = reduce(np.dot, mixed[::-1])
    return attention[-1, :, 0, 1:].reshape((-1, *shape)), rollout[0, 1:].reshape(shape)


# Inputs on which mutants are compared with the solutions


class Shown(torch.nn.Sequential):
    """A network that shows its weights, so that networks can be compared by what they show."""

    def __repr__(self) -> str:
        return " ".join(f"{name} {values.tolist()}" for name, values in self.state_dict().items())


@inputs(6)
def draw_two_networks_and_a_momentum(rng):
    generator = torch.Generator().manual_seed(int(rng.integers(1000)))
    n_in, n_out = (int(number) for number in rng.integers(1, 4, size=2))

    def network():
        outputs = spoiled(rng, n_out, kept=0.95)
        layers = [torch.nn.Linear(n_in, outputs), torch.nn.BatchNorm1d(outputs)][: 1 + (rng.random() < 0.9)]
        net = Shown(*layers)
        for values in net.state_dict().values():
            values.copy_(10 * torch.randn(values.shape, generator=generator))
        return net

    return network(), network(), float(rng.choice([-1.0, -0.25, 0.0, 0.1, 0.5, 0.9, 1.0, 1.5]))


def draw_views(rng, n_views, n_samples, n_outputs):
    generator = torch.Generator().manual_seed(int(rng.integers(1000)))
    return [
        torch.randn(
            spoiled(rng, n_samples, kept=0.99), spoiled(rng, n_outputs, kept=0.99), generator=generator
        )
        for _ in range(n_views)
    ]


@inputs(7)
def draw_views_of_both(rng):
    n_views, n_samples, n_outputs = (int(number) for number in rng.integers(1, 5, size=3))
    temperatures = [
        float(rng.choice([-0.5, 0.0, 0.1, 0.5, 1.0, 2.0], p=[0.05, 0.05, *[0.225] * 4])) for _ in "st"
    ]
    student = draw_views(rng, n_views, n_samples, n_outputs)
    teacher = draw_views(rng, int(rng.integers(0, n_views + 2)), n_samples, n_outputs)
    return student, teacher, torch.tensor(rng.normal(size=n_outputs), dtype=torch.float32), *temperatures


@inputs(8)
def draw_a_centre_and_views(rng):
    n_views, n_samples, n_outputs = (int(number) for number in rng.integers([0, 1, 1], 5))
    center = torch.tensor(rng.normal(size=spoiled(rng, n_outputs, kept=0.95)), dtype=torch.float32)
    momentum = float(rng.choice([-1.0, -0.25, 0.0, 0.1, 0.5, 0.9, 1.0, 1.5]))
    return center, draw_views(rng, n_views, n_samples, n_outputs), momentum


@inputs(9)
def draw_pictures_and_a_size(rng):
    size = int(rng.integers(1, 5))
    n_images, n_channels, rows, columns = (int(number) for number in rng.integers(1, 4, size=4))
    height, width = (spoiled(rng, number * size, kept=0.9) for number in (rows, columns))
    images = rng.integers(0, 256, size=(n_images, n_channels, height, width))
    return images, size if rng.random() < 0.9 else int(rng.integers(-2, 5))


@inputs(10)
def draw_weights_and_a_grid(rng):
    n_layers, n_heads, rows, columns = (int(number) for number in rng.integers(1, 4, size=4))
    n_keys = spoiled(rng, rows * columns + 1, kept=0.9)
    n_queries = spoiled(rng, n_keys, kept=0.9)
    return rng.dirichlet(np.ones(n_keys), size=(n_layers, n_heads, n_queries)), (rows, columns)
