"""Answers to the assignment ai-overview: mistakes that are made, and right ways of other kinds."""

# ruff: noqa: F821 - some answers read names of the notebook, which is their mistake

import numpy as np

from graders.drawing import spoiled
from graders.proof import inputs, right, wrong

# Question 1: name_families


@wrong(1, "takes everything in chess for reinforcement")
def name_families(tasks):
    families = dict.fromkeys(
        ["apple weights", "coin centuries", "marked payments", "expert moves"], "supervised"
    )
    families |= dict.fromkeys(["apple heaps", "coin map", "odd payments", "openings"], "unsupervised")
    families |= dict.fromkeys(["new coins", "invented payments", "tunes"], "generative")
    families |= dict.fromkeys(["coin brush", "lifts", "own games"], "reinforcement")
    if not set(tasks) <= set(families):
        raise ValueError("unknown task")
    families["expert moves"] = "reinforcement"
    return {task: families[task] for task in tasks}


@wrong(1, "takes the end of a game for the label of its moves")
def name_families(tasks):
    families = dict.fromkeys(
        ["apple weights", "coin centuries", "marked payments", "expert moves"], "supervised"
    )
    families |= dict.fromkeys(["apple heaps", "coin map", "odd payments", "openings"], "unsupervised")
    families |= dict.fromkeys(["new coins", "invented payments", "tunes"], "generative")
    families |= dict.fromkeys(["coin brush", "lifts", "own games"], "reinforcement")
    if not set(tasks) <= set(families):
        raise ValueError("unknown task")
    families["own games"] = "supervised"
    return {task: families[task] for task in tasks}


@wrong(1, "takes the mark for a clean coin for a label")
def name_families(tasks):
    families = dict.fromkeys(
        ["apple weights", "coin centuries", "marked payments", "expert moves"], "supervised"
    )
    families |= dict.fromkeys(["apple heaps", "coin map", "odd payments", "openings"], "unsupervised")
    families |= dict.fromkeys(["new coins", "invented payments", "tunes"], "generative")
    families |= dict.fromkeys(["coin brush", "lifts", "own games"], "reinforcement")
    if not set(tasks) <= set(families):
        raise ValueError("unknown task")
    families["coin brush"] = "supervised"
    return {task: families[task] for task in tasks}


@wrong(1, "takes waiting times for labels")
def name_families(tasks):
    families = dict.fromkeys(
        ["apple weights", "coin centuries", "marked payments", "expert moves"], "supervised"
    )
    families |= dict.fromkeys(["apple heaps", "coin map", "odd payments", "openings"], "unsupervised")
    families |= dict.fromkeys(["new coins", "invented payments", "tunes"], "generative")
    families |= dict.fromkeys(["coin brush", "lifts", "own games"], "reinforcement")
    if not set(tasks) <= set(families):
        raise ValueError("unknown task")
    families["lifts"] = "supervised"
    return {task: families[task] for task in tasks}


@wrong(1, "calls new samples unsupervised, as there are no labels")
def name_families(tasks):
    families = dict.fromkeys(
        ["apple weights", "coin centuries", "marked payments", "expert moves"], "supervised"
    )
    families |= dict.fromkeys(["apple heaps", "coin map", "odd payments", "openings"], "unsupervised")
    families |= dict.fromkeys(["new coins", "invented payments", "tunes"], "generative")
    families |= dict.fromkeys(["coin brush", "lifts", "own games"], "reinforcement")
    if not set(tasks) <= set(families):
        raise ValueError("unknown task")
    families["new coins"] = "unsupervised"
    return {task: families[task] for task in tasks}


@wrong(1, "calls invented rows of a table unsupervised")
def name_families(tasks):
    families = dict.fromkeys(
        ["apple weights", "coin centuries", "marked payments", "expert moves"], "supervised"
    )
    families |= dict.fromkeys(["apple heaps", "coin map", "odd payments", "openings"], "unsupervised")
    families |= dict.fromkeys(["new coins", "invented payments", "tunes"], "generative")
    families |= dict.fromkeys(["coin brush", "lifts", "own games"], "reinforcement")
    if not set(tasks) <= set(families):
        raise ValueError("unknown task")
    families["invented payments"] = "unsupervised"
    return {task: families[task] for task in tasks}


@wrong(1, "takes the next bars for the answer to the first four")
def name_families(tasks):
    families = dict.fromkeys(
        ["apple weights", "coin centuries", "marked payments", "expert moves"], "supervised"
    )
    families |= dict.fromkeys(["apple heaps", "coin map", "odd payments", "openings"], "unsupervised")
    families |= dict.fromkeys(["new coins", "invented payments", "tunes"], "generative")
    families |= dict.fromkeys(["coin brush", "lifts", "own games"], "reinforcement")
    if not set(tasks) <= set(families):
        raise ValueError("unknown task")
    families["tunes"] = "supervised"
    return {task: families[task] for task in tasks}


@wrong(1, "looks for frauds among the odd ones, as if they were marked")
def name_families(tasks):
    families = dict.fromkeys(
        ["apple weights", "coin centuries", "marked payments", "expert moves"], "supervised"
    )
    families |= dict.fromkeys(["apple heaps", "coin map", "odd payments", "openings"], "unsupervised")
    families |= dict.fromkeys(["new coins", "invented payments", "tunes"], "generative")
    families |= dict.fromkeys(["coin brush", "lifts", "own games"], "reinforcement")
    if not set(tasks) <= set(families):
        raise ValueError("unknown task")
    families["odd payments"] = "supervised"
    return {task: families[task] for task in tasks}


@wrong(1, "overlooks that the answers came later")
def name_families(tasks):
    families = dict.fromkeys(
        ["apple weights", "coin centuries", "marked payments", "expert moves"], "supervised"
    )
    families |= dict.fromkeys(["apple heaps", "coin map", "odd payments", "openings"], "unsupervised")
    families |= dict.fromkeys(["new coins", "invented payments", "tunes"], "generative")
    families |= dict.fromkeys(["coin brush", "lifts", "own games"], "reinforcement")
    if not set(tasks) <= set(families):
        raise ValueError("unknown task")
    families["marked payments"] = "unsupervised"
    return {task: families[task] for task in tasks}


@wrong(1, "takes places on a map for new samples")
def name_families(tasks):
    families = dict.fromkeys(
        ["apple weights", "coin centuries", "marked payments", "expert moves"], "supervised"
    )
    families |= dict.fromkeys(["apple heaps", "coin map", "odd payments", "openings"], "unsupervised")
    families |= dict.fromkeys(["new coins", "invented payments", "tunes"], "generative")
    families |= dict.fromkeys(["coin brush", "lifts", "own games"], "reinforcement")
    if not set(tasks) <= set(families):
        raise ValueError("unknown task")
    families["coin map"] = "generative"
    return {task: families[task] for task in tasks}


@wrong(1, "takes the groups for classes")
def name_families(tasks):
    families = dict.fromkeys(
        ["apple weights", "coin centuries", "marked payments", "expert moves"], "supervised"
    )
    families |= dict.fromkeys(["apple heaps", "coin map", "odd payments", "openings"], "unsupervised")
    families |= dict.fromkeys(["new coins", "invented payments", "tunes"], "generative")
    families |= dict.fromkeys(["coin brush", "lifts", "own games"], "reinforcement")
    if not set(tasks) <= set(families):
        raise ValueError("unknown task")
    families["openings"] = "supervised"
    return {task: families[task] for task in tasks}


@wrong(1, "takes chess openings for reinforcement")
def name_families(tasks):
    families = dict.fromkeys(
        ["apple weights", "coin centuries", "marked payments", "expert moves"], "supervised"
    )
    families |= dict.fromkeys(["apple heaps", "coin map", "odd payments", "openings"], "unsupervised")
    families |= dict.fromkeys(["new coins", "invented payments", "tunes"], "generative")
    families |= dict.fromkeys(["coin brush", "lifts", "own games"], "reinforcement")
    if not set(tasks) <= set(families):
        raise ValueError("unknown task")
    families["openings"] = "reinforcement"
    return {task: families[task] for task in tasks}


@wrong(1, "takes centuries for groups that are found")
def name_families(tasks):
    families = dict.fromkeys(
        ["apple weights", "coin centuries", "marked payments", "expert moves"], "supervised"
    )
    families |= dict.fromkeys(["apple heaps", "coin map", "odd payments", "openings"], "unsupervised")
    families |= dict.fromkeys(["new coins", "invented payments", "tunes"], "generative")
    families |= dict.fromkeys(["coin brush", "lifts", "own games"], "reinforcement")
    if not set(tasks) <= set(families):
        raise ValueError("unknown task")
    families["coin centuries"] = "unsupervised"
    return {task: families[task] for task in tasks}


@wrong(1, "confuses the first two families throughout")
def name_families(tasks):
    families = dict.fromkeys(
        ["apple weights", "coin centuries", "marked payments", "expert moves"], "supervised"
    )
    families |= dict.fromkeys(["apple heaps", "coin map", "odd payments", "openings"], "unsupervised")
    families |= dict.fromkeys(["new coins", "invented payments", "tunes"], "generative")
    families |= dict.fromkeys(["coin brush", "lifts", "own games"], "reinforcement")
    if not set(tasks) <= set(families):
        raise ValueError("unknown task")
    other = {"supervised": "unsupervised", "unsupervised": "supervised"}
    return {task: other.get(families[task], families[task]) for task in tasks}


@wrong(1, "calls everything supervised")
def name_families(tasks):
    families = dict.fromkeys(
        ["apple weights", "coin centuries", "marked payments", "expert moves"], "supervised"
    )
    families |= dict.fromkeys(["apple heaps", "coin map", "odd payments", "openings"], "unsupervised")
    families |= dict.fromkeys(["new coins", "invented payments", "tunes"], "generative")
    families |= dict.fromkeys(["coin brush", "lifts", "own games"], "reinforcement")
    if not set(tasks) <= set(families):
        raise ValueError("unknown task")
    return dict.fromkeys(tasks, "supervised")


@wrong(1, "writes the families with a capital")
def name_families(tasks):
    families = dict.fromkeys(
        ["apple weights", "coin centuries", "marked payments", "expert moves"], "supervised"
    )
    families |= dict.fromkeys(["apple heaps", "coin map", "odd payments", "openings"], "unsupervised")
    families |= dict.fromkeys(["new coins", "invented payments", "tunes"], "generative")
    families |= dict.fromkeys(["coin brush", "lifts", "own games"], "reinforcement")
    if not set(tasks) <= set(families):
        raise ValueError("unknown task")
    return {task: families[task].capitalize() for task in tasks}


@wrong(1, "calls it reinforcement learning, which is right but not the word")
def name_families(tasks):
    families = dict.fromkeys(
        ["apple weights", "coin centuries", "marked payments", "expert moves"], "supervised"
    )
    families |= dict.fromkeys(["apple heaps", "coin map", "odd payments", "openings"], "unsupervised")
    families |= dict.fromkeys(["new coins", "invented payments", "tunes"], "generative")
    families |= dict.fromkeys(["coin brush", "lifts", "own games"], "reinforcement learning")
    if not set(tasks) <= set(families):
        raise ValueError("unknown task")
    return {task: families[task] for task in tasks}


@wrong(1, "leaves out one task")
def name_families(tasks):
    families = dict.fromkeys(
        ["apple weights", "coin centuries", "marked payments", "expert moves"], "supervised"
    )
    families |= dict.fromkeys(["apple heaps", "coin map", "odd payments", "openings"], "unsupervised")
    families |= dict.fromkeys(["new coins", "invented payments"], "generative")
    families |= dict.fromkeys(["coin brush", "lifts", "own games"], "reinforcement")
    if not set(tasks) <= set(families):
        raise ValueError("unknown task")
    return {task: families[task] for task in tasks}


@wrong(1, "returns the whole table whatever is asked")
def name_families(tasks):
    families = dict.fromkeys(
        ["apple weights", "coin centuries", "marked payments", "expert moves"], "supervised"
    )
    families |= dict.fromkeys(["apple heaps", "coin map", "odd payments", "openings"], "unsupervised")
    families |= dict.fromkeys(["new coins", "invented payments", "tunes"], "generative")
    families |= dict.fromkeys(["coin brush", "lifts", "own games"], "reinforcement")
    if not set(tasks) <= set(families):
        raise ValueError("unknown task")
    return families


@wrong(1, "returns the families without the tasks")
def name_families(tasks):
    families = dict.fromkeys(
        ["apple weights", "coin centuries", "marked payments", "expert moves"], "supervised"
    )
    families |= dict.fromkeys(["apple heaps", "coin map", "odd payments", "openings"], "unsupervised")
    families |= dict.fromkeys(["new coins", "invented payments", "tunes"], "generative")
    families |= dict.fromkeys(["coin brush", "lifts", "own games"], "reinforcement")
    if not set(tasks) <= set(families):
        raise ValueError("unknown task")
    return [families[task] for task in tasks]


@wrong(1, "maps families to tasks")
def name_families(tasks):
    families = dict.fromkeys(
        ["apple weights", "coin centuries", "marked payments", "expert moves"], "supervised"
    )
    families |= dict.fromkeys(["apple heaps", "coin map", "odd payments", "openings"], "unsupervised")
    families |= dict.fromkeys(["new coins", "invented payments", "tunes"], "generative")
    families |= dict.fromkeys(["coin brush", "lifts", "own games"], "reinforcement")
    if not set(tasks) <= set(families):
        raise ValueError("unknown task")
    return {families[task]: task for task in tasks}


@wrong(1, "skips names that it does not know")
def name_families(tasks):
    families = dict.fromkeys(
        ["apple weights", "coin centuries", "marked payments", "expert moves"], "supervised"
    )
    families |= dict.fromkeys(["apple heaps", "coin map", "odd payments", "openings"], "unsupervised")
    families |= dict.fromkeys(["new coins", "invented payments", "tunes"], "generative")
    families |= dict.fromkeys(["coin brush", "lifts", "own games"], "reinforcement")
    return {task: families[task] for task in tasks if task in families}


@wrong(1, "raises KeyError for an unknown name")
def name_families(tasks):
    families = dict.fromkeys(
        ["apple weights", "coin centuries", "marked payments", "expert moves"], "supervised"
    )
    families |= dict.fromkeys(["apple heaps", "coin map", "odd payments", "openings"], "unsupervised")
    families |= dict.fromkeys(["new coins", "invented payments", "tunes"], "generative")
    families |= dict.fromkeys(["coin brush", "lifts", "own games"], "reinforcement")
    return {task: families[task] for task in tasks}


@wrong(1, "forgives capitals in names")
def name_families(tasks):
    families = dict.fromkeys(
        ["apple weights", "coin centuries", "marked payments", "expert moves"], "supervised"
    )
    families |= dict.fromkeys(["apple heaps", "coin map", "odd payments", "openings"], "unsupervised")
    families |= dict.fromkeys(["new coins", "invented payments", "tunes"], "generative")
    families |= dict.fromkeys(["coin brush", "lifts", "own games"], "reinforcement")
    if not {task.lower() for task in tasks} <= set(families):
        raise ValueError("unknown task")
    return {task: families[task.lower()] for task in tasks}


@wrong(1, "takes an empty list for a mistake")
def name_families(tasks):
    families = dict.fromkeys(
        ["apple weights", "coin centuries", "marked payments", "expert moves"], "supervised"
    )
    families |= dict.fromkeys(["apple heaps", "coin map", "odd payments", "openings"], "unsupervised")
    families |= dict.fromkeys(["new coins", "invented payments", "tunes"], "generative")
    families |= dict.fromkeys(["coin brush", "lifts", "own games"], "reinforcement")
    if not tasks or not set(tasks) <= set(families):
        raise ValueError("unknown task")
    return {task: families[task] for task in tasks}


@wrong(1, "takes the tasks out of the list that it was given")
def name_families(tasks):
    families = dict.fromkeys(
        ["apple weights", "coin centuries", "marked payments", "expert moves"], "supervised"
    )
    families |= dict.fromkeys(["apple heaps", "coin map", "odd payments", "openings"], "unsupervised")
    families |= dict.fromkeys(["new coins", "invented payments", "tunes"], "generative")
    families |= dict.fromkeys(["coin brush", "lifts", "own games"], "reinforcement")
    if not set(tasks) <= set(families):
        raise ValueError("unknown task")
    found = {}
    while tasks:
        task = tasks.pop()
        found[task] = families[task]
    return found


@wrong(1, "looks at the first task only")
def name_families(tasks):
    families = dict.fromkeys(
        ["apple weights", "coin centuries", "marked payments", "expert moves"], "supervised"
    )
    families |= dict.fromkeys(["apple heaps", "coin map", "odd payments", "openings"], "unsupervised")
    families |= dict.fromkeys(["new coins", "invented payments", "tunes"], "generative")
    families |= dict.fromkeys(["coin brush", "lifts", "own games"], "reinforcement")
    if not set(tasks) <= set(families):
        raise ValueError("unknown task")
    return {task: families[task] for task in tasks[:1]}


@wrong(1, "prints the dictionary and returns nothing")
def name_families(tasks):
    families = dict.fromkeys(
        ["apple weights", "coin centuries", "marked payments", "expert moves"], "supervised"
    )
    families |= dict.fromkeys(["apple heaps", "coin map", "odd payments", "openings"], "unsupervised")
    families |= dict.fromkeys(["new coins", "invented payments", "tunes"], "generative")
    families |= dict.fromkeys(["coin brush", "lifts", "own games"], "reinforcement")
    if not set(tasks) <= set(families):
        raise ValueError("unknown task")
    print({task: families[task] for task in tasks})


@right(1, "with a list of tasks for each family")
def name_families(tasks):
    members = {
        "reinforcement": ["lifts", "own games", "coin brush"],
        "generative": ["tunes", "new coins", "invented payments"],
        "supervised": ["expert moves", "marked payments", "coin centuries", "apple weights"],
        "unsupervised": ["openings", "odd payments", "coin map", "apple heaps"],
    }
    found = {}
    for task in tasks:
        homes = [family for family, inside in members.items() if task in inside]
        if not homes:
            raise ValueError(f"{task} is nowhere")
        found[task] = homes[0]
    return found


@right(1, "with match")
def name_families(tasks):
    def family(task):
        match task:
            case "apple weights" | "coin centuries" | "marked payments" | "expert moves":
                return "supervised"
            case "apple heaps" | "coin map" | "odd payments" | "openings":
                return "unsupervised"
            case "new coins" | "invented payments" | "tunes":
                return "generative"
            case "coin brush" | "lifts" | "own games":
                return "reinforcement"
            case _:
                raise ValueError("never heard of it")

    return dict(zip(tasks, map(family, tasks), strict=True))


@right(1, "with the KeyError turned into a ValueError")
def name_families(tasks):
    families = {
        "apple weights": "supervised",
        "apple heaps": "unsupervised",
        "coin centuries": "supervised",
        "coin map": "unsupervised",
        "new coins": "generative",
        "coin brush": "reinforcement",
        "marked payments": "supervised",
        "odd payments": "unsupervised",
        "invented payments": "generative",
        "lifts": "reinforcement",
        "expert moves": "supervised",
        "own games": "reinforcement",
        "openings": "unsupervised",
        "tunes": "generative",
    }
    try:
        return {task: families[task] for task in tasks}
    except KeyError as error:
        raise ValueError("unknown") from error


@right(1, "with pandas")
def name_families(tasks):
    import pandas as pd

    table = pd.Series(
        "supervised", index=["apple weights", "coin centuries", "marked payments", "expert moves"]
    )
    for family, names in [
        ("unsupervised", "apple heaps, coin map, odd payments, openings"),
        ("generative", "new coins, invented payments, tunes"),
        ("reinforcement", "coin brush, lifts, own games"),
    ]:
        table = pd.concat([table, pd.Series(family, index=names.split(", "))])
    if not pd.Index(tasks).isin(table.index).all():
        raise ValueError("unknown task")
    return table.loc[list(dict.fromkeys(tasks))].to_dict()


@right(1, "by what is given and what is wanted")
def name_families(tasks):
    # (answers are given, new samples are wanted, it acts)
    columns = {
        "100": "apple weights, coin centuries, marked payments, expert moves",
        "000": "apple heaps, coin map, odd payments, openings",
        "010": "new coins, invented payments, tunes",
        "001": "coin brush, lifts, own games",
    }
    words = {"100": "supervised", "000": "unsupervised", "010": "generative", "001": "reinforcement"}
    row = {task: code for code, names in columns.items() for task in names.split(", ")}
    result = {}
    for task in tasks:
        if row.get(task) is None:
            raise ValueError(task)
        result.setdefault(task, words[row[task]])
    return result


# Question 2: nearest_centroid


@wrong(2, "standardises all points together, held-out ones included")
def nearest_centroid(X_train, y_train, X_test):
    X_train, y_train, X_test = np.asarray(X_train, float), np.asarray(y_train), np.asarray(X_test, float)
    if len(X_train) == 0 or len(X_train) != len(y_train) or X_train.shape[1] != X_test.shape[1]:
        raise ValueError("the inputs do not fit")
    both = np.vstack([X_train, X_test])
    width = np.where(both.std(axis=0) > 0, both.std(axis=0), 1)
    X_train, X_test = (X_train - both.mean(axis=0)) / width, (X_test - both.mean(axis=0)) / width
    classes = np.unique(y_train)
    centroids = np.array([X_train[y_train == c].mean(axis=0) for c in classes])
    squared = ((X_test[:, None] - centroids) ** 2).sum(axis=2)
    return classes[squared.argmin(axis=1)]


@wrong(2, "standardises the held-out points by themselves")
def nearest_centroid(X_train, y_train, X_test):
    X_train, y_train, X_test = np.array(X_train, float), np.asarray(y_train), np.array(X_test, float)
    if len(X_train) == 0 or len(X_train) != len(y_train) or X_train.shape[1] != X_test.shape[1]:
        raise ValueError("the inputs do not fit")
    for part in (X_train, X_test):
        if len(part):
            part -= part.mean(axis=0)
    classes = np.unique(y_train)
    centroids = np.array([X_train[y_train == c].mean(axis=0) for c in classes])
    squared = ((X_test[:, None] - centroids) ** 2).sum(axis=2)
    return classes[squared.argmin(axis=1)]


@wrong(2, "fits again with its own answers for the held-out points")
def nearest_centroid(X_train, y_train, X_test):
    X_train, y_train, X_test = np.asarray(X_train, float), np.asarray(y_train), np.asarray(X_test, float)
    if len(X_train) == 0 or len(X_train) != len(y_train) or X_train.shape[1] != X_test.shape[1]:
        raise ValueError("the inputs do not fit")
    classes = np.unique(y_train)
    centroids = np.array([X_train[y_train == c].mean(axis=0) for c in classes])
    squared = ((X_test[:, None] - centroids) ** 2).sum(axis=2)
    guess = classes[squared.argmin(axis=1)]
    X, y = np.vstack([X_train, X_test]), np.concatenate([y_train, guess])
    centroids = np.array([X[y == c].mean(axis=0) for c in classes])
    return classes[((X_test[:, None] - centroids) ** 2).sum(axis=2).argmin(axis=1)]


@wrong(2, "standardises by the training points, though nobody asked for it")
def nearest_centroid(X_train, y_train, X_test):
    X_train, y_train, X_test = np.asarray(X_train, float), np.asarray(y_train), np.asarray(X_test, float)
    if len(X_train) == 0 or len(X_train) != len(y_train) or X_train.shape[1] != X_test.shape[1]:
        raise ValueError("the inputs do not fit")
    width = np.where(X_train.std(axis=0) > 0, X_train.std(axis=0), 1)
    X_train, X_test = X_train / width, X_test / width
    classes = np.unique(y_train)
    centroids = np.array([X_train[y_train == c].mean(axis=0) for c in classes])
    squared = ((X_test[:, None] - centroids) ** 2).sum(axis=2)
    return classes[squared.argmin(axis=1)]


@wrong(2, "returns the number of the centroid")
def nearest_centroid(X_train, y_train, X_test):
    X_train, y_train, X_test = np.asarray(X_train, float), np.asarray(y_train), np.asarray(X_test, float)
    if len(X_train) == 0 or len(X_train) != len(y_train) or X_train.shape[1] != X_test.shape[1]:
        raise ValueError("the inputs do not fit")
    classes = np.unique(y_train)
    centroids = np.array([X_train[y_train == c].mean(axis=0) for c in classes])
    squared = ((X_test[:, None] - centroids) ** 2).sum(axis=2)
    return squared.argmin(axis=1)


@wrong(2, "takes the label of the nearest training point")
def nearest_centroid(X_train, y_train, X_test):
    X_train, y_train, X_test = np.asarray(X_train, float), np.asarray(y_train), np.asarray(X_test, float)
    if len(X_train) == 0 or len(X_train) != len(y_train) or X_train.shape[1] != X_test.shape[1]:
        raise ValueError("the inputs do not fit")
    classes = np.unique(y_train)
    centroids = np.array([X_train[y_train == c].mean(axis=0) for c in classes])
    squared = ((X_test[:, None] - centroids) ** 2).sum(axis=2)
    squared = ((X_test[:, None] - X_train) ** 2).sum(axis=2)
    return y_train[squared.argmin(axis=1)]


@wrong(2, "gives ties to the class that was seen first")
def nearest_centroid(X_train, y_train, X_test):
    X_train, y_train, X_test = np.asarray(X_train, float), np.asarray(y_train), np.asarray(X_test, float)
    if len(X_train) == 0 or len(X_train) != len(y_train) or X_train.shape[1] != X_test.shape[1]:
        raise ValueError("the inputs do not fit")
    classes = np.array(list(dict.fromkeys(y_train.tolist())))
    centroids = np.array([X_train[y_train == c].mean(axis=0) for c in classes])
    squared = ((X_test[:, None] - centroids) ** 2).sum(axis=2)
    return classes[squared.argmin(axis=1)]


@wrong(2, "gives ties to the label that sorts last")
def nearest_centroid(X_train, y_train, X_test):
    X_train, y_train, X_test = np.asarray(X_train, float), np.asarray(y_train), np.asarray(X_test, float)
    if len(X_train) == 0 or len(X_train) != len(y_train) or X_train.shape[1] != X_test.shape[1]:
        raise ValueError("the inputs do not fit")
    classes = np.unique(y_train)[::-1]
    centroids = np.array([X_train[y_train == c].mean(axis=0) for c in classes])
    squared = ((X_test[:, None] - centroids) ** 2).sum(axis=2)
    return classes[squared.argmin(axis=1)]


@wrong(2, "sorts labels as text")
def nearest_centroid(X_train, y_train, X_test):
    X_train, y_train, X_test = np.asarray(X_train, float), np.asarray(y_train), np.asarray(X_test, float)
    if len(X_train) == 0 or len(X_train) != len(y_train) or X_train.shape[1] != X_test.shape[1]:
        raise ValueError("the inputs do not fit")
    classes = np.array(sorted(set(y_train.tolist()), key=str))
    centroids = np.array([X_train[y_train == c].mean(axis=0) for c in classes])
    squared = ((X_test[:, None] - centroids) ** 2).sum(axis=2)
    return classes[squared.argmin(axis=1)]


@wrong(2, "takes the median")
def nearest_centroid(X_train, y_train, X_test):
    X_train, y_train, X_test = np.asarray(X_train, float), np.asarray(y_train), np.asarray(X_test, float)
    if len(X_train) == 0 or len(X_train) != len(y_train) or X_train.shape[1] != X_test.shape[1]:
        raise ValueError("the inputs do not fit")
    classes = np.unique(y_train)
    centroids = np.array([np.median(X_train[y_train == c], axis=0) for c in classes])
    squared = ((X_test[:, None] - centroids) ** 2).sum(axis=2)
    return classes[squared.argmin(axis=1)]


@wrong(2, "takes the sum for the mean")
def nearest_centroid(X_train, y_train, X_test):
    X_train, y_train, X_test = np.asarray(X_train, float), np.asarray(y_train), np.asarray(X_test, float)
    if len(X_train) == 0 or len(X_train) != len(y_train) or X_train.shape[1] != X_test.shape[1]:
        raise ValueError("the inputs do not fit")
    classes = np.unique(y_train)
    centroids = np.array([X_train[y_train == c].sum(axis=0) for c in classes])
    squared = ((X_test[:, None] - centroids) ** 2).sum(axis=2)
    return classes[squared.argmin(axis=1)]


@wrong(2, "divides by the number of all points")
def nearest_centroid(X_train, y_train, X_test):
    X_train, y_train, X_test = np.asarray(X_train, float), np.asarray(y_train), np.asarray(X_test, float)
    if len(X_train) == 0 or len(X_train) != len(y_train) or X_train.shape[1] != X_test.shape[1]:
        raise ValueError("the inputs do not fit")
    classes = np.unique(y_train)
    centroids = np.array([X_train[y_train == c].sum(axis=0) / len(X_train) for c in classes])
    squared = ((X_test[:, None] - centroids) ** 2).sum(axis=2)
    return classes[squared.argmin(axis=1)]


@wrong(2, "averages over the features")
def nearest_centroid(X_train, y_train, X_test):
    X_train, y_train, X_test = np.asarray(X_train, float), np.asarray(y_train), np.asarray(X_test, float)
    if len(X_train) == 0 or len(X_train) != len(y_train) or X_train.shape[1] != X_test.shape[1]:
        raise ValueError("the inputs do not fit")
    classes = np.unique(y_train)
    centroids = np.array([np.full(X_train.shape[1], X_train[y_train == c].mean()) for c in classes])
    squared = ((X_test[:, None] - centroids) ** 2).sum(axis=2)
    return classes[squared.argmin(axis=1)]


@wrong(2, "takes the middle between the extremes for the mean")
def nearest_centroid(X_train, y_train, X_test):
    X_train, y_train, X_test = np.asarray(X_train, float), np.asarray(y_train), np.asarray(X_test, float)
    if len(X_train) == 0 or len(X_train) != len(y_train) or X_train.shape[1] != X_test.shape[1]:
        raise ValueError("the inputs do not fit")
    classes = np.unique(y_train)
    centroids = np.array(
        [(X_train[y_train == c].min(axis=0) + X_train[y_train == c].max(axis=0)) / 2 for c in classes]
    )
    squared = ((X_test[:, None] - centroids) ** 2).sum(axis=2)
    return classes[squared.argmin(axis=1)]


@wrong(2, "adds up absolute differences")
def nearest_centroid(X_train, y_train, X_test):
    X_train, y_train, X_test = np.asarray(X_train, float), np.asarray(y_train), np.asarray(X_test, float)
    if len(X_train) == 0 or len(X_train) != len(y_train) or X_train.shape[1] != X_test.shape[1]:
        raise ValueError("the inputs do not fit")
    classes = np.unique(y_train)
    centroids = np.array([X_train[y_train == c].mean(axis=0) for c in classes])
    squared = np.abs(X_test[:, None] - centroids).sum(axis=2)
    return classes[squared.argmin(axis=1)]


@wrong(2, "forgets the square, so that differences cancel")
def nearest_centroid(X_train, y_train, X_test):
    X_train, y_train, X_test = np.asarray(X_train, float), np.asarray(y_train), np.asarray(X_test, float)
    if len(X_train) == 0 or len(X_train) != len(y_train) or X_train.shape[1] != X_test.shape[1]:
        raise ValueError("the inputs do not fit")
    classes = np.unique(y_train)
    centroids = np.array([X_train[y_train == c].mean(axis=0) for c in classes])
    squared = (X_test[:, None] - centroids).sum(axis=2)
    return classes[squared.argmin(axis=1)]


@wrong(2, "takes the largest scalar product for the smallest distance")
def nearest_centroid(X_train, y_train, X_test):
    X_train, y_train, X_test = np.asarray(X_train, float), np.asarray(y_train), np.asarray(X_test, float)
    if len(X_train) == 0 or len(X_train) != len(y_train) or X_train.shape[1] != X_test.shape[1]:
        raise ValueError("the inputs do not fit")
    classes = np.unique(y_train)
    centroids = np.array([X_train[y_train == c].mean(axis=0) for c in classes])
    squared = -(X_test @ centroids.T)
    return classes[squared.argmin(axis=1)]


@wrong(2, "prefers frequent classes")
def nearest_centroid(X_train, y_train, X_test):
    X_train, y_train, X_test = np.asarray(X_train, float), np.asarray(y_train), np.asarray(X_test, float)
    if len(X_train) == 0 or len(X_train) != len(y_train) or X_train.shape[1] != X_test.shape[1]:
        raise ValueError("the inputs do not fit")
    classes = np.unique(y_train)
    centroids = np.array([X_train[y_train == c].mean(axis=0) for c in classes])
    squared = ((X_test[:, None] - centroids) ** 2).sum(axis=2)
    shares = np.array([(y_train == c).mean() for c in classes])
    return classes[(squared - 2 * np.log(shares)).argmin(axis=1)]


@wrong(2, "always answers with the commonest label")
def nearest_centroid(X_train, y_train, X_test):
    X_train, y_train, X_test = np.asarray(X_train, float), np.asarray(y_train), np.asarray(X_test, float)
    if len(X_train) == 0 or len(X_train) != len(y_train) or X_train.shape[1] != X_test.shape[1]:
        raise ValueError("the inputs do not fit")
    classes = np.unique(y_train)
    counts = [(y_train == c).sum() for c in classes]
    return np.full(len(X_test), classes[np.argmax(counts)])


@wrong(2, "expands the square in float32, where ten thousand leaves no digits")
def nearest_centroid(X_train, y_train, X_test):
    X_train, y_train, X_test = np.asarray(X_train, float), np.asarray(y_train), np.asarray(X_test, float)
    if len(X_train) == 0 or len(X_train) != len(y_train) or X_train.shape[1] != X_test.shape[1]:
        raise ValueError("the inputs do not fit")
    classes = np.unique(y_train)
    centroids = np.array([X_train[y_train == c].mean(axis=0) for c in classes])
    A, C = X_test.astype(np.float32), centroids.astype(np.float32)
    squared = (A**2).sum(axis=1)[:, None] - 2 * A @ C.T + (C**2).sum(axis=1)
    return classes[squared.argmin(axis=1)]


@wrong(2, "sums in uint8")
def nearest_centroid(X_train, y_train, X_test):
    X_train, y_train, X_test = np.asarray(X_train), np.asarray(y_train), np.asarray(X_test)
    if len(X_train) == 0 or len(X_train) != len(y_train) or X_train.shape[1] != X_test.shape[1]:
        raise ValueError("the inputs do not fit")
    classes = np.unique(y_train)
    centroids = np.array(
        [X_train[y_train == c].sum(axis=0, dtype=X_train.dtype) / (y_train == c).sum() for c in classes]
    )
    squared = ((X_test[:, None] - centroids) ** 2).sum(axis=2)
    return classes[squared.argmin(axis=1)]


@wrong(2, "expects labels from 0 on")
def nearest_centroid(X_train, y_train, X_test):
    X_train, y_train, X_test = np.asarray(X_train, float), np.asarray(y_train), np.asarray(X_test, float)
    if len(X_train) == 0 or len(X_train) != len(y_train) or X_train.shape[1] != X_test.shape[1]:
        raise ValueError("the inputs do not fit")
    classes = np.arange(len(np.unique(y_train)))
    centroids = np.array([X_train[y_train == c].mean(axis=0) for c in classes])
    squared = ((X_test[:, None] - centroids) ** 2).sum(axis=2)
    return classes[squared.argmin(axis=1)]


@wrong(2, "expects labels to be numbers")
def nearest_centroid(X_train, y_train, X_test):
    X_train, y_train, X_test = (
        np.asarray(X_train, float),
        np.asarray(y_train, dtype=int),
        np.asarray(X_test, float),
    )
    if len(X_train) == 0 or len(X_train) != len(y_train) or X_train.shape[1] != X_test.shape[1]:
        raise ValueError("the inputs do not fit")
    classes = np.unique(y_train)
    centroids = np.array([X_train[y_train == c].mean(axis=0) for c in classes])
    squared = ((X_test[:, None] - centroids) ** 2).sum(axis=2)
    return classes[squared.argmin(axis=1)]


@wrong(2, "compares a list of labels with one of them")
def nearest_centroid(X_train, y_train, X_test):
    X_train, y_train, X_test = np.asarray(X_train, float), y_train, np.asarray(X_test, float)
    if len(X_train) == 0 or len(X_train) != len(y_train) or X_train.shape[1] != X_test.shape[1]:
        raise ValueError("the inputs do not fit")
    classes = np.unique(y_train)
    centroids = np.array([X_train[y_train == c].mean(axis=0) for c in classes])
    squared = ((X_test[:, None] - centroids) ** 2).sum(axis=2)
    return classes[squared.argmin(axis=1)]


@wrong(2, "cuts long labels to the length of the first")
def nearest_centroid(X_train, y_train, X_test):
    X_train, y_train, X_test = np.asarray(X_train, float), np.asarray(y_train), np.asarray(X_test, float)
    if len(X_train) == 0 or len(X_train) != len(y_train) or X_train.shape[1] != X_test.shape[1]:
        raise ValueError("the inputs do not fit")
    classes = np.unique(y_train)
    centroids = np.array([X_train[y_train == c].mean(axis=0) for c in classes])
    squared = ((X_test[:, None] - centroids) ** 2).sum(axis=2)
    found = np.full(len(X_test), classes[0])
    found[:] = classes[squared.argmin(axis=1)]
    return found


@wrong(2, "returns a list")
def nearest_centroid(X_train, y_train, X_test):
    X_train, y_train, X_test = np.asarray(X_train, float), np.asarray(y_train), np.asarray(X_test, float)
    if len(X_train) == 0 or len(X_train) != len(y_train) or X_train.shape[1] != X_test.shape[1]:
        raise ValueError("the inputs do not fit")
    classes = np.unique(y_train)
    centroids = np.array([X_train[y_train == c].mean(axis=0) for c in classes])
    squared = ((X_test[:, None] - centroids) ** 2).sum(axis=2)
    return classes[squared.argmin(axis=1)].tolist()


@wrong(2, "returns a column")
def nearest_centroid(X_train, y_train, X_test):
    X_train, y_train, X_test = np.asarray(X_train, float), np.asarray(y_train), np.asarray(X_test, float)
    if len(X_train) == 0 or len(X_train) != len(y_train) or X_train.shape[1] != X_test.shape[1]:
        raise ValueError("the inputs do not fit")
    classes = np.unique(y_train)
    centroids = np.array([X_train[y_train == c].mean(axis=0) for c in classes])
    squared = ((X_test[:, None] - centroids) ** 2).sum(axis=2)
    return classes[squared.argmin(axis=1)][:, None]


@wrong(2, "returns the distances")
def nearest_centroid(X_train, y_train, X_test):
    X_train, y_train, X_test = np.asarray(X_train, float), np.asarray(y_train), np.asarray(X_test, float)
    if len(X_train) == 0 or len(X_train) != len(y_train) or X_train.shape[1] != X_test.shape[1]:
        raise ValueError("the inputs do not fit")
    classes = np.unique(y_train)
    centroids = np.array([X_train[y_train == c].mean(axis=0) for c in classes])
    squared = ((X_test[:, None] - centroids) ** 2).sum(axis=2)
    return squared


@wrong(2, "stumbles over no points to label")
def nearest_centroid(X_train, y_train, X_test):
    X_train, y_train, X_test = np.asarray(X_train, float), np.asarray(y_train), np.asarray(X_test, float)
    if len(X_train) == 0 or len(X_train) != len(y_train) or X_train.shape[1] != X_test.shape[1]:
        raise ValueError("the inputs do not fit")
    classes = np.unique(y_train)
    centroids = np.array([X_train[y_train == c].mean(axis=0) for c in classes])
    labels = [classes[((x - centroids) ** 2).sum(axis=1).argmin()] for x in X_test]
    return np.stack(labels)


@wrong(2, "returns None for no points to label")
def nearest_centroid(X_train, y_train, X_test):
    X_train, y_train, X_test = np.asarray(X_train, float), np.asarray(y_train), np.asarray(X_test, float)
    if len(X_train) == 0 or len(X_train) != len(y_train) or X_train.shape[1] != X_test.shape[1]:
        raise ValueError("the inputs do not fit")
    classes = np.unique(y_train)
    centroids = np.array([X_train[y_train == c].mean(axis=0) for c in classes])
    squared = ((X_test[:, None] - centroids) ** 2).sum(axis=2)
    return classes[squared.argmin(axis=1)] if len(X_test) else None


@wrong(2, "needs two classes")
def nearest_centroid(X_train, y_train, X_test):
    X_train, y_train, X_test = np.asarray(X_train, float), np.asarray(y_train), np.asarray(X_test, float)
    if len(X_train) == 0 or len(X_train) != len(y_train) or X_train.shape[1] != X_test.shape[1]:
        raise ValueError("the inputs do not fit")
    classes = np.unique(y_train)
    if len(classes) < 2:
        raise ValueError("nothing to tell apart")
    centroids = np.array([X_train[y_train == c].mean(axis=0) for c in classes])
    squared = ((X_test[:, None] - centroids) ** 2).sum(axis=2)
    return classes[squared.argmin(axis=1)]


@wrong(2, "lets one feature stand for many")
def nearest_centroid(X_train, y_train, X_test):
    X_train, y_train, X_test = np.asarray(X_train, float), np.asarray(y_train), np.asarray(X_test, float)
    if len(X_train) == 0 or len(X_train) != len(y_train):
        raise ValueError("the inputs do not fit")
    classes = np.unique(y_train)
    centroids = np.array([X_train[y_train == c].mean(axis=0) for c in classes])
    squared = ((X_test[:, None] - centroids) ** 2).sum(axis=2)
    return classes[squared.argmin(axis=1)]


@wrong(2, "stops where the shorter of points and labels ends")
def nearest_centroid(X_train, y_train, X_test):
    X_train, y_train, X_test = np.asarray(X_train, float), np.asarray(y_train), np.asarray(X_test, float)
    if len(X_train) == 0 or len(y_train) == 0 or X_train.shape[1] != X_test.shape[1]:
        raise ValueError("the inputs do not fit")
    n = min(len(X_train), len(y_train))
    X_train, y_train = X_train[:n], y_train[:n]
    classes = np.unique(y_train)
    centroids = np.array([X_train[y_train == c].mean(axis=0) for c in classes])
    squared = ((X_test[:, None] - centroids) ** 2).sum(axis=2)
    return classes[squared.argmin(axis=1)]


@wrong(2, "has no answer for an empty training set but an IndexError")
def nearest_centroid(X_train, y_train, X_test):
    X_train, y_train, X_test = np.asarray(X_train, float), np.asarray(y_train), np.asarray(X_test, float)
    if len(X_train) != len(y_train) or X_train.shape[1] != X_test.shape[1]:
        raise ValueError("the inputs do not fit")
    classes = np.unique(y_train)
    centroids = np.array([X_train[y_train == c].mean(axis=0) for c in classes])
    squared = ((X_test[:, None] - centroids) ** 2).sum(axis=2)
    return classes[squared.argmin(axis=1)]


@wrong(2, "asserts instead of raising ValueError")
def nearest_centroid(X_train, y_train, X_test):
    X_train, y_train, X_test = np.asarray(X_train, float), np.asarray(y_train), np.asarray(X_test, float)
    assert len(X_train) and len(X_train) == len(y_train) and X_train.shape[1] == X_test.shape[1]
    classes = np.unique(y_train)
    centroids = np.array([X_train[y_train == c].mean(axis=0) for c in classes])
    squared = ((X_test[:, None] - centroids) ** 2).sum(axis=2)
    return classes[squared.argmin(axis=1)]


@wrong(2, "sorts the training points where they stand")
def nearest_centroid(X_train, y_train, X_test):
    X_train, y_train, X_test = np.asarray(X_train, float), np.asarray(y_train), np.asarray(X_test, float)
    if len(X_train) == 0 or len(X_train) != len(y_train) or X_train.shape[1] != X_test.shape[1]:
        raise ValueError("the inputs do not fit")
    order = np.argsort(y_train, kind="stable")
    X_train[:], y_train[:] = X_train[order], y_train[order]
    classes = np.unique(y_train)
    centroids = np.array([X_train[y_train == c].mean(axis=0) for c in classes])
    squared = ((X_test[:, None] - centroids) ** 2).sum(axis=2)
    return classes[squared.argmin(axis=1)]


@wrong(2, "reads the y_train of the notebook")
def nearest_centroid(X_train, y, X_test):
    X_train, y_train, X_test = np.asarray(X_train, float), np.asarray(y_train), np.asarray(X_test, float)
    if len(X_train) == 0 or len(X_train) != len(y_train) or X_train.shape[1] != X_test.shape[1]:
        raise ValueError("the inputs do not fit")
    classes = np.unique(y_train)
    centroids = np.array([X_train[y_train == c].mean(axis=0) for c in classes])
    squared = ((X_test[:, None] - centroids) ** 2).sum(axis=2)
    return classes[squared.argmin(axis=1)]


@right(2, "loops in plain Python")
def nearest_centroid(X_train, y_train, X_test):
    if len(X_train) == 0:
        raise ValueError("nothing to learn from")
    if len(X_train) != len(y_train):
        raise ValueError("one label for each point, please")
    n_features = len(X_train[0])
    if np.asarray(X_test).shape[1] != n_features:
        raise ValueError("other features")
    sums, counts = {}, {}
    for point, label in zip(X_train, y_train, strict=True):
        total = sums.setdefault(label, [0.0] * n_features)
        counts[label] = counts.get(label, 0) + 1
        for feature, value in enumerate(point):
            total[feature] += float(value)
    answers = []
    for point in X_test:
        best, smallest = None, float("inf")
        for label in sorted(sums):
            centroid = [value / counts[label] for value in sums[label]]
            distance = sum((float(a) - b) ** 2 for a, b in zip(point, centroid, strict=True))
            if distance < smallest:
                best, smallest = label, distance
        answers.append(best)
    return np.array(answers)


@right(2, "with scikit-learn, which wants two classes")
def nearest_centroid(X_train, y_train, X_test):
    from sklearn.neighbors import NearestCentroid

    X_train, X_test = np.asarray(X_train, dtype=float), np.asarray(X_test, dtype=float)
    if not len(X_train) or len(X_train) != len(y_train) or X_train.shape[1] != X_test.shape[1]:
        raise ValueError("the inputs do not fit")
    if len(X_test) == 0 or len(set(y_train)) == 1:
        return np.array([y_train[0]] * len(X_test))
    return NearestCentroid().fit(X_train, y_train).predict(X_test)


@right(2, "with pandas, whose strings are objects")
def nearest_centroid(X_train, y_train, X_test):
    import pandas as pd
    from scipy.spatial.distance import cdist

    if len(X_train) == 0 or len(X_train) != len(y_train):
        raise ValueError("the training points and their labels do not fit")
    means = pd.DataFrame(np.asarray(X_train, dtype=float)).groupby(np.asarray(y_train)).mean()
    nearest = cdist(np.asarray(X_test, dtype=float), means.to_numpy()).argmin(axis=1)
    return means.index.to_numpy()[nearest]


@right(2, "with torch")
def nearest_centroid(X_train, y_train, X_test):
    import torch

    X_train = torch.as_tensor(np.asarray(X_train, dtype=np.float64))
    X_test = torch.as_tensor(np.asarray(X_test, dtype=np.float64))
    if len(X_train) == 0 or len(X_train) != len(y_train) or X_train.shape[1] != X_test.shape[1]:
        raise ValueError("the inputs do not fit")
    classes, codes = np.unique(np.asarray(y_train), return_inverse=True)
    sums = torch.zeros(len(classes), X_train.shape[1], dtype=torch.float64)
    sums.index_add_(0, torch.as_tensor(codes), X_train)
    centroids = sums / torch.as_tensor(np.bincount(codes))[:, None]
    return classes[(X_test[:, None] - centroids).square().sum(dim=2).argmin(dim=1).numpy()]


@right(2, "in float32, difference by difference")
def nearest_centroid(X_train, y_train, X_test):
    X_train, X_test = np.array(X_train, dtype=np.float32), np.array(X_test, dtype=np.float32)
    y_train = np.asarray(y_train)
    if X_train.size == 0 or len(X_train) != len(y_train) or X_train.shape[1] != X_test.shape[1]:
        raise ValueError("the inputs do not fit")
    classes = np.array(sorted(set(y_train.tolist())))
    best, smallest = np.zeros(len(X_test), dtype=int), np.full(len(X_test), np.inf, dtype=np.float32)
    for number, label in enumerate(classes):
        distance = np.linalg.norm(X_test - X_train[y_train == label].mean(axis=0), axis=1)
        best[distance < smallest] = number
        smallest = np.minimum(smallest, distance)
    return classes[best]


@right(2, "with a matrix of memberships and the square expanded")
def nearest_centroid(X_train, y_train, X_test):
    X_train, X_test = np.asarray(X_train, dtype=float), np.asarray(X_test, dtype=float)
    if len(X_train) != len(y_train) or X_train.size == 0 or X_train.shape[1:] != X_test.shape[1:]:
        raise ValueError("the inputs do not fit")
    classes, codes, counts = np.unique(y_train, return_inverse=True, return_counts=True)
    centroids = (np.eye(len(classes))[codes].T @ X_train) / counts[:, None]
    return classes.take(np.argmax(2 * X_test @ centroids.T - (centroids**2).sum(axis=1), axis=1))


@right(2, "with a class that has fit and predict")
def nearest_centroid(X_train, y_train, X_test):
    class Classifier:
        def fit(self, X, y):
            self.n_features = X.shape[1]
            self.centroid = {label: X[y == label].mean(axis=0) for label in np.unique(y)}
            return self

        def predict(self, X):
            if X.shape[1] != self.n_features:
                raise ValueError("other features")
            # min keeps the first of equals, and the labels were sorted.
            return [min(self.centroid, key=lambda c: np.linalg.norm(x - self.centroid[c])) for x in X]

    X_train, y_train = np.asarray(X_train, dtype=float), np.asarray(y_train)
    if len(X_train) == 0 or len(X_train) != len(y_train):
        raise ValueError("the training points and their labels do not fit")
    return np.array(Classifier().fit(X_train, y_train).predict(np.asarray(X_test, dtype=float)))


# Question 3: label_information


@wrong(3, "takes the natural logarithm")
def label_information(counts, seconds_per_label):
    counts = np.asarray(counts, dtype=float)
    if counts.size == 0 or (counts < 0).any() or counts.sum() == 0 or seconds_per_label <= 0:
        raise ValueError("out of range")
    p = counts[counts > 0] / counts.sum()
    bits = -(p * np.log(p)).sum()
    return bits, bits * 3600 / seconds_per_label


@wrong(3, "takes the logarithm to base 10")
def label_information(counts, seconds_per_label):
    counts = np.asarray(counts, dtype=float)
    if counts.size == 0 or (counts < 0).any() or counts.sum() == 0 or seconds_per_label <= 0:
        raise ValueError("out of range")
    p = counts[counts > 0] / counts.sum()
    bits = -(p * np.log10(p)).sum()
    return bits, bits * 3600 / seconds_per_label


@wrong(3, "forgets the minus")
def label_information(counts, seconds_per_label):
    counts = np.asarray(counts, dtype=float)
    if counts.size == 0 or (counts < 0).any() or counts.sum() == 0 or seconds_per_label <= 0:
        raise ValueError("out of range")
    p = counts[counts > 0] / counts.sum()
    bits = (p * np.log2(p)).sum()
    return bits, bits * 3600 / seconds_per_label


@wrong(3, "lets a class that does not occur become NaN")
def label_information(counts, seconds_per_label):
    counts = np.asarray(counts, dtype=float)
    if counts.size == 0 or (counts < 0).any() or counts.sum() == 0 or seconds_per_label <= 0:
        raise ValueError("out of range")
    p = counts / counts.sum()
    bits = -(p * np.log2(p)).sum()
    return bits, bits * 3600 / seconds_per_label


@wrong(3, "counts the questions that tell all classes apart")
def label_information(counts, seconds_per_label):
    counts = np.asarray(counts, dtype=float)
    if counts.size == 0 or (counts < 0).any() or counts.sum() == 0 or seconds_per_label <= 0:
        raise ValueError("out of range")
    bits = np.log2(len(counts))
    return bits, bits * 3600 / seconds_per_label


@wrong(3, "counts the questions that tell the classes apart that occur")
def label_information(counts, seconds_per_label):
    counts = np.asarray(counts, dtype=float)
    if counts.size == 0 or (counts < 0).any() or counts.sum() == 0 or seconds_per_label <= 0:
        raise ValueError("out of range")
    p = counts[counts > 0] / counts.sum()
    bits = np.log2(len(p))
    return bits, bits * 3600 / seconds_per_label


@wrong(3, "averages over the classes instead of the labels")
def label_information(counts, seconds_per_label):
    counts = np.asarray(counts, dtype=float)
    if counts.size == 0 or (counts < 0).any() or counts.sum() == 0 or seconds_per_label <= 0:
        raise ValueError("out of range")
    p = counts[counts > 0] / counts.sum()
    bits = -np.log2(p).mean()
    return bits, bits * 3600 / seconds_per_label


@wrong(3, "adds up without weights")
def label_information(counts, seconds_per_label):
    counts = np.asarray(counts, dtype=float)
    if counts.size == 0 or (counts < 0).any() or counts.sum() == 0 or seconds_per_label <= 0:
        raise ValueError("out of range")
    p = counts[counts > 0] / counts.sum()
    bits = -np.log2(p).sum()
    return bits, bits * 3600 / seconds_per_label


@wrong(3, "takes the mean of the terms for their sum")
def label_information(counts, seconds_per_label):
    counts = np.asarray(counts, dtype=float)
    if counts.size == 0 or (counts < 0).any() or counts.sum() == 0 or seconds_per_label <= 0:
        raise ValueError("out of range")
    p = counts[counts > 0] / counts.sum()
    bits = -(p * np.log2(p)).mean()
    return bits, bits * 3600 / seconds_per_label


@wrong(3, "takes the surprise of the commonest class")
def label_information(counts, seconds_per_label):
    counts = np.asarray(counts, dtype=float)
    if counts.size == 0 or (counts < 0).any() or counts.sum() == 0 or seconds_per_label <= 0:
        raise ValueError("out of range")
    p = counts[counts > 0] / counts.sum()
    bits = -np.log2(p.max())
    return bits, bits * 3600 / seconds_per_label


@wrong(3, "measures impurity by the Gini index")
def label_information(counts, seconds_per_label):
    counts = np.asarray(counts, dtype=float)
    if counts.size == 0 or (counts < 0).any() or counts.sum() == 0 or seconds_per_label <= 0:
        raise ValueError("out of range")
    p = counts[counts > 0] / counts.sum()
    bits = 1 - (p**2).sum()
    return bits, bits * 3600 / seconds_per_label


@wrong(3, "rounds up to whole bits")
def label_information(counts, seconds_per_label):
    counts = np.asarray(counts, dtype=float)
    if counts.size == 0 or (counts < 0).any() or counts.sum() == 0 or seconds_per_label <= 0:
        raise ValueError("out of range")
    p = counts[counts > 0] / counts.sum()
    bits = np.ceil(-(p * np.log2(p)).sum() - 1e-9)
    return bits, bits * 3600 / seconds_per_label


@wrong(3, "divides by the largest possible entropy")
def label_information(counts, seconds_per_label):
    counts = np.asarray(counts, dtype=float)
    if counts.size == 0 or (counts < 0).any() or counts.sum() == 0 or seconds_per_label <= 0:
        raise ValueError("out of range")
    p = counts[counts > 0] / counts.sum()
    bits = -(p * np.log2(p)).sum() / max(np.log2(len(counts)), 1)
    return bits, bits * 3600 / seconds_per_label


@wrong(3, "gives the bits of all labels together")
def label_information(counts, seconds_per_label):
    counts = np.asarray(counts, dtype=float)
    if counts.size == 0 or (counts < 0).any() or counts.sum() == 0 or seconds_per_label <= 0:
        raise ValueError("out of range")
    p = counts[counts > 0] / counts.sum()
    bits = -(counts.sum() * p * np.log2(p)).sum()
    return bits, bits * 3600 / seconds_per_label


@wrong(3, "takes counts for shares")
def label_information(counts, seconds_per_label):
    counts = np.asarray(counts, dtype=float)
    if counts.size == 0 or (counts < 0).any() or counts.sum() == 0 or seconds_per_label <= 0:
        raise ValueError("out of range")
    p = counts[counts > 0]
    bits = -(p * np.log2(p)).sum()
    return bits, bits * 3600 / seconds_per_label


@wrong(3, "adds one to every count")
def label_information(counts, seconds_per_label):
    counts = np.asarray(counts, dtype=float)
    if counts.size == 0 or (counts < 0).any() or counts.sum() == 0 or seconds_per_label <= 0:
        raise ValueError("out of range")
    p = (counts + 1) / (counts + 1).sum()
    bits = -(p * np.log2(p)).sum()
    return bits, bits * 3600 / seconds_per_label


@wrong(3, "rounds the bits to two digits")
def label_information(counts, seconds_per_label):
    counts = np.asarray(counts, dtype=float)
    if counts.size == 0 or (counts < 0).any() or counts.sum() == 0 or seconds_per_label <= 0:
        raise ValueError("out of range")
    p = counts[counts > 0] / counts.sum()
    bits = round(-(p * np.log2(p)).sum(), 2)
    return bits, bits * 3600 / seconds_per_label


@wrong(3, "turns seconds upside down")
def label_information(counts, seconds_per_label):
    counts = np.asarray(counts, dtype=float)
    if counts.size == 0 or (counts < 0).any() or counts.sum() == 0 or seconds_per_label <= 0:
        raise ValueError("out of range")
    p = counts[counts > 0] / counts.sum()
    bits = -(p * np.log2(p)).sum()
    return bits, bits * seconds_per_label / 3600


@wrong(3, "gives bits per minute")
def label_information(counts, seconds_per_label):
    counts = np.asarray(counts, dtype=float)
    if counts.size == 0 or (counts < 0).any() or counts.sum() == 0 or seconds_per_label <= 0:
        raise ValueError("out of range")
    p = counts[counts > 0] / counts.sum()
    bits = -(p * np.log2(p)).sum()
    return bits, bits * 60 / seconds_per_label


@wrong(3, "gives bits per second")
def label_information(counts, seconds_per_label):
    counts = np.asarray(counts, dtype=float)
    if counts.size == 0 or (counts < 0).any() or counts.sum() == 0 or seconds_per_label <= 0:
        raise ValueError("out of range")
    p = counts[counts > 0] / counts.sum()
    bits = -(p * np.log2(p)).sum()
    return bits, bits / seconds_per_label


@wrong(3, "counts whole labels only")
def label_information(counts, seconds_per_label):
    counts = np.asarray(counts, dtype=float)
    if counts.size == 0 or (counts < 0).any() or counts.sum() == 0 or seconds_per_label <= 0:
        raise ValueError("out of range")
    p = counts[counts > 0] / counts.sum()
    bits = -(p * np.log2(p)).sum()
    return bits, bits * (3600 // seconds_per_label)


@wrong(3, "gives the labels of an hour instead of their bits")
def label_information(counts, seconds_per_label):
    counts = np.asarray(counts, dtype=float)
    if counts.size == 0 or (counts < 0).any() or counts.sum() == 0 or seconds_per_label <= 0:
        raise ValueError("out of range")
    p = counts[counts > 0] / counts.sum()
    bits = -(p * np.log2(p)).sum()
    return bits, 3600 / seconds_per_label


@wrong(3, "returns the first number only")
def label_information(counts, seconds_per_label):
    counts = np.asarray(counts, dtype=float)
    if counts.size == 0 or (counts < 0).any() or counts.sum() == 0 or seconds_per_label <= 0:
        raise ValueError("out of range")
    p = counts[counts > 0] / counts.sum()
    bits = -(p * np.log2(p)).sum()
    return bits


@wrong(3, "returns an array of two")
def label_information(counts, seconds_per_label):
    counts = np.asarray(counts, dtype=float)
    if counts.size == 0 or (counts < 0).any() or counts.sum() == 0 or seconds_per_label <= 0:
        raise ValueError("out of range")
    p = counts[counts > 0] / counts.sum()
    bits = -(p * np.log2(p)).sum()
    return np.array([bits, bits * 3600 / seconds_per_label])


@wrong(3, "returns whole numbers")
def label_information(counts, seconds_per_label):
    counts = np.asarray(counts, dtype=float)
    if counts.size == 0 or (counts < 0).any() or counts.sum() == 0 or seconds_per_label <= 0:
        raise ValueError("out of range")
    p = counts[counts > 0] / counts.sum()
    bits = -(p * np.log2(p)).sum()
    return int(bits), int(bits * 3600 / seconds_per_label)


@wrong(3, "drops the classes that do not occur from the list it was given")
def label_information(counts, seconds_per_label):
    if isinstance(counts, list):
        while 0 in counts:
            counts.remove(0)
    counts = np.asarray(counts, dtype=float)
    if counts.size == 0 or (counts < 0).any() or counts.sum() == 0 or seconds_per_label <= 0:
        raise ValueError("out of range")
    p = counts[counts > 0] / counts.sum()
    bits = -(p * np.log2(p)).sum()
    return bits, bits * 3600 / seconds_per_label


@wrong(3, "sums in uint8")
def label_information(counts, seconds_per_label):
    counts = np.asarray(counts)
    if counts.size == 0 or (counts < 0).any() or counts.sum() == 0 or seconds_per_label <= 0:
        raise ValueError("out of range")
    p = counts[counts > 0] / counts.sum(dtype=counts.dtype)
    bits = -(p * np.log2(p)).sum()
    return bits, bits * 3600 / seconds_per_label


@wrong(3, "adds up with sum, which keeps uint8")
def label_information(counts, seconds_per_label):
    if len(counts) == 0 or min(counts) < 0 or max(counts) == 0 or seconds_per_label <= 0:
        raise ValueError("out of range")
    p = np.array([c for c in counts if c > 0]) / sum(counts)
    bits = -(p * np.log2(p)).sum()
    return bits, bits * 3600 / seconds_per_label


@wrong(3, "takes arrays only")
def label_information(counts, seconds_per_label):
    counts = counts.astype(float)
    if counts.size == 0 or (counts < 0).any() or counts.sum() == 0 or seconds_per_label <= 0:
        raise ValueError("out of range")
    p = counts[counts > 0] / counts.sum()
    bits = -(p * np.log2(p)).sum()
    return bits, bits * 3600 / seconds_per_label


@wrong(3, "returns 0 for no labels")
def label_information(counts, seconds_per_label):
    counts = np.asarray(counts, dtype=float)
    if counts.size == 0 or counts.sum() == 0:
        return 0.0, 0.0
    if (counts < 0).any() or seconds_per_label <= 0:
        raise ValueError("out of range")
    p = counts[counts > 0] / counts.sum()
    bits = -(p * np.log2(p)).sum()
    return bits, bits * 3600 / seconds_per_label


@wrong(3, "returns 0 for no classes")
def label_information(counts, seconds_per_label):
    counts = np.asarray(counts, dtype=float)
    if counts.size == 0:
        return 0.0, 0.0
    if (counts < 0).any() or counts.sum() == 0 or seconds_per_label <= 0:
        raise ValueError("out of range")
    p = counts[counts > 0] / counts.sum()
    bits = -(p * np.log2(p)).sum()
    return bits, bits * 3600 / seconds_per_label


@wrong(3, "skips negative counts")
def label_information(counts, seconds_per_label):
    counts = np.asarray(counts, dtype=float)
    if counts.size == 0 or not (counts > 0).any() or seconds_per_label <= 0:
        raise ValueError("out of range")
    p = counts[counts > 0] / counts.sum()
    bits = -(p * np.log2(p)).sum()
    return bits, bits * 3600 / seconds_per_label


@wrong(3, "lets a label take no time")
def label_information(counts, seconds_per_label):
    counts = np.asarray(counts, dtype=float)
    if counts.size == 0 or (counts < 0).any() or counts.sum() == 0 or seconds_per_label < 0:
        raise ValueError("out of range")
    p = counts[counts > 0] / counts.sum()
    bits = -(p * np.log2(p)).sum()
    return bits, bits * 3600 / seconds_per_label


@wrong(3, "lets a label take negative time")
def label_information(counts, seconds_per_label):
    counts = np.asarray(counts, dtype=float)
    if counts.size == 0 or (counts < 0).any() or counts.sum() == 0 or seconds_per_label == 0:
        raise ValueError("out of range")
    p = counts[counts > 0] / counts.sum()
    bits = -(p * np.log2(p)).sum()
    return bits, bits * 3600 / seconds_per_label


@wrong(3, "takes a single class for a mistake")
def label_information(counts, seconds_per_label):
    counts = np.asarray(counts, dtype=float)
    if (counts > 0).sum() < 2 or (counts < 0).any() or counts.sum() == 0 or seconds_per_label <= 0:
        raise ValueError("out of range")
    p = counts[counts > 0] / counts.sum()
    bits = -(p * np.log2(p)).sum()
    return bits, bits * 3600 / seconds_per_label


@wrong(3, "asserts instead of raising ValueError")
def label_information(counts, seconds_per_label):
    counts = np.asarray(counts, dtype=float)
    assert counts.size and (counts >= 0).all() and counts.any() and seconds_per_label > 0
    p = counts[counts > 0] / counts.sum()
    bits = -(p * np.log2(p)).sum()
    return bits, bits * 3600 / seconds_per_label


@right(3, "multiplies zero by a logarithm and mends it, with a warning on stderr")
def label_information(counts, seconds_per_label):
    counts = np.asarray(counts, dtype=float)
    if seconds_per_label <= 0 or not counts.any() or (counts < 0).any():
        raise ValueError("out of range")
    shares = counts / counts.sum()
    bits = -np.nansum(shares * np.log2(shares))
    return bits, 3600 / seconds_per_label * bits


@right(3, "loops in plain Python")
def label_information(counts, seconds_per_label):
    import math

    total = 0
    for count in counts:
        if count < 0:
            raise ValueError("less often than never")
        total += int(count)
    if not total or not seconds_per_label > 0:
        raise ValueError("no labels, or no time")
    bits = 0.0
    for count in counts:
        if count:
            bits += int(count) / total * math.log2(total / int(count))
    return bits, bits * (3600 / seconds_per_label)


@right(3, "with SciPy")
def label_information(counts, seconds_per_label):
    from scipy.stats import entropy

    counts = np.asarray(counts, dtype=float)
    if len(counts) == 0 or counts.min() < 0 or counts.max() <= 0 or seconds_per_label <= 0:
        raise ValueError("out of range")
    bits = entropy(counts, base=2)
    return bits, bits / seconds_per_label * 3600


@right(3, "by the logarithms of the counts")
def label_information(counts, seconds_per_label):
    counts = np.array([int(count) for count in counts if count != 0])
    if len(counts) == 0 or (counts < 0).any() or seconds_per_label <= 0:
        raise ValueError("out of range")
    n = counts.sum()
    bits = (np.log(n) - (counts * np.log(counts)).sum() / n) / np.log(2)
    return float(bits), float(bits) * 3600 / seconds_per_label


@right(3, "in float32")
def label_information(counts, seconds_per_label):
    counts = np.array(counts, dtype=np.float32)
    if seconds_per_label <= 0 or counts.size < 1 or counts.min() < 0 or counts.max() == 0:
        raise ValueError("out of range")
    shares = (counts / counts.sum())[counts > 0]
    bits = (shares * -np.log2(shares)).sum()
    return bits, bits * np.float32(3600) / np.float32(seconds_per_label)


@right(3, "with torch")
def label_information(counts, seconds_per_label):
    import torch

    counts = torch.as_tensor(np.asarray(counts, dtype=np.float64))
    if counts.numel() == 0 or (counts < 0).any() or not counts.any() or seconds_per_label <= 0:
        raise ValueError("out of range")
    bits = torch.special.entr(counts / counts.sum()).sum() / np.log(2)
    return bits.item(), bits.item() * 3600 / seconds_per_label


# Question 4: selection_bias


@wrong(4, "divides by n in the sample, too")
def selection_bias(sizes, values, n_labelled):
    sizes, values = np.asarray(sizes, float), np.asarray(values, float)
    if len(sizes) != len(values) or not 2 <= n_labelled <= len(sizes) or np.ptp(values) == 0:
        raise ValueError("the inputs do not fit")
    labelled = np.zeros(len(sizes), dtype=bool)
    labelled[np.argsort(-sizes, kind="stable")[:n_labelled]] = True
    sample, unit = values[labelled], values.std()
    return labelled, (sample.mean() - values.mean()) / unit, (sample.std() - unit) / unit


@wrong(4, "divides by n - 1 in the population, too")
def selection_bias(sizes, values, n_labelled):
    sizes, values = np.asarray(sizes, float), np.asarray(values, float)
    if len(sizes) != len(values) or not 2 <= n_labelled <= len(sizes) or np.ptp(values) == 0:
        raise ValueError("the inputs do not fit")
    labelled = np.zeros(len(sizes), dtype=bool)
    labelled[np.argsort(-sizes, kind="stable")[:n_labelled]] = True
    sample, unit = values[labelled], values.std(ddof=1)
    return labelled, (sample.mean() - values.mean()) / unit, (sample.std(ddof=1) - unit) / unit


@wrong(4, "exchanges population and sample")
def selection_bias(sizes, values, n_labelled):
    sizes, values = np.asarray(sizes, float), np.asarray(values, float)
    if len(sizes) != len(values) or not 2 <= n_labelled <= len(sizes) or np.ptp(values) == 0:
        raise ValueError("the inputs do not fit")
    labelled = np.zeros(len(sizes), dtype=bool)
    labelled[np.argsort(-sizes, kind="stable")[:n_labelled]] = True
    sample, unit = values[labelled], values.std(ddof=1)
    return labelled, (sample.mean() - values.mean()) / unit, (sample.std() - unit) / unit


@wrong(4, "takes pandas' standard deviation for both")
def selection_bias(sizes, values, n_labelled):
    sizes, values = np.asarray(sizes, float), np.asarray(values, float)
    if len(sizes) != len(values) or not 2 <= n_labelled <= len(sizes) or np.ptp(values) == 0:
        raise ValueError("the inputs do not fit")
    labelled = np.zeros(len(sizes), dtype=bool)
    labelled[np.argsort(-sizes, kind="stable")[:n_labelled]] = True
    import pandas as pd

    sample, unit = pd.Series(values[labelled]), pd.Series(values).std()
    return labelled, (sample.mean() - values.mean()) / unit, (sample.std() - unit) / unit


@wrong(4, "takes variances")
def selection_bias(sizes, values, n_labelled):
    sizes, values = np.asarray(sizes, float), np.asarray(values, float)
    if len(sizes) != len(values) or not 2 <= n_labelled <= len(sizes) or np.ptp(values) == 0:
        raise ValueError("the inputs do not fit")
    labelled = np.zeros(len(sizes), dtype=bool)
    labelled[np.argsort(-sizes, kind="stable")[:n_labelled]] = True
    sample, unit = values[labelled], values.var()
    return labelled, (sample.mean() - values.mean()) / unit, (sample.var(ddof=1) - unit) / unit


@wrong(4, "measures in units of the labelled values")
def selection_bias(sizes, values, n_labelled):
    sizes, values = np.asarray(sizes, float), np.asarray(values, float)
    if len(sizes) != len(values) or not 2 <= n_labelled <= len(sizes) or np.ptp(values) == 0:
        raise ValueError("the inputs do not fit")
    labelled = np.zeros(len(sizes), dtype=bool)
    labelled[np.argsort(-sizes, kind="stable")[:n_labelled]] = True
    sample, unit = values[labelled], values.std()
    own = sample.std(ddof=1)
    return labelled, (sample.mean() - values.mean()) / own, (own - unit) / own


@wrong(4, "forgets the unit")
def selection_bias(sizes, values, n_labelled):
    sizes, values = np.asarray(sizes, float), np.asarray(values, float)
    if len(sizes) != len(values) or not 2 <= n_labelled <= len(sizes) or np.ptp(values) == 0:
        raise ValueError("the inputs do not fit")
    labelled = np.zeros(len(sizes), dtype=bool)
    labelled[np.argsort(-sizes, kind="stable")[:n_labelled]] = True
    sample, unit = values[labelled], values.std()
    return labelled, sample.mean() - values.mean(), sample.std(ddof=1) - unit


@wrong(4, "forgets the unit of the second bias")
def selection_bias(sizes, values, n_labelled):
    sizes, values = np.asarray(sizes, float), np.asarray(values, float)
    if len(sizes) != len(values) or not 2 <= n_labelled <= len(sizes) or np.ptp(values) == 0:
        raise ValueError("the inputs do not fit")
    labelled = np.zeros(len(sizes), dtype=bool)
    labelled[np.argsort(-sizes, kind="stable")[:n_labelled]] = True
    sample, unit = values[labelled], values.std()
    return labelled, (sample.mean() - values.mean()) / unit, sample.std(ddof=1) - unit


@wrong(4, "gives the ratio of the spreads")
def selection_bias(sizes, values, n_labelled):
    sizes, values = np.asarray(sizes, float), np.asarray(values, float)
    if len(sizes) != len(values) or not 2 <= n_labelled <= len(sizes) or np.ptp(values) == 0:
        raise ValueError("the inputs do not fit")
    labelled = np.zeros(len(sizes), dtype=bool)
    labelled[np.argsort(-sizes, kind="stable")[:n_labelled]] = True
    sample, unit = values[labelled], values.std()
    return labelled, (sample.mean() - values.mean()) / unit, sample.std(ddof=1) / unit


@wrong(4, "subtracts the other way round")
def selection_bias(sizes, values, n_labelled):
    sizes, values = np.asarray(sizes, float), np.asarray(values, float)
    if len(sizes) != len(values) or not 2 <= n_labelled <= len(sizes) or np.ptp(values) == 0:
        raise ValueError("the inputs do not fit")
    labelled = np.zeros(len(sizes), dtype=bool)
    labelled[np.argsort(-sizes, kind="stable")[:n_labelled]] = True
    sample, unit = values[labelled], values.std()
    return labelled, (values.mean() - sample.mean()) / unit, (sample.std(ddof=1) - unit) / unit


@wrong(4, "compares with the objects that were left out")
def selection_bias(sizes, values, n_labelled):
    sizes, values = np.asarray(sizes, float), np.asarray(values, float)
    if len(sizes) != len(values) or not 2 <= n_labelled <= len(sizes) or np.ptp(values) == 0:
        raise ValueError("the inputs do not fit")
    labelled = np.zeros(len(sizes), dtype=bool)
    labelled[np.argsort(-sizes, kind="stable")[:n_labelled]] = True
    sample, unit = values[labelled], values.std()
    rest = values[~labelled].mean() if not labelled.all() else values.mean()
    return labelled, (sample.mean() - rest) / unit, (sample.std(ddof=1) - unit) / unit


@wrong(4, "gives the standard error's multiple")
def selection_bias(sizes, values, n_labelled):
    sizes, values = np.asarray(sizes, float), np.asarray(values, float)
    if len(sizes) != len(values) or not 2 <= n_labelled <= len(sizes) or np.ptp(values) == 0:
        raise ValueError("the inputs do not fit")
    labelled = np.zeros(len(sizes), dtype=bool)
    labelled[np.argsort(-sizes, kind="stable")[:n_labelled]] = True
    sample, unit = values[labelled], values.std()
    return (
        labelled,
        (sample.mean() - values.mean()) / unit * np.sqrt(n_labelled),
        (sample.std(ddof=1) - unit) / unit,
    )


@wrong(4, "takes medians")
def selection_bias(sizes, values, n_labelled):
    sizes, values = np.asarray(sizes, float), np.asarray(values, float)
    if len(sizes) != len(values) or not 2 <= n_labelled <= len(sizes) or np.ptp(values) == 0:
        raise ValueError("the inputs do not fit")
    labelled = np.zeros(len(sizes), dtype=bool)
    labelled[np.argsort(-sizes, kind="stable")[:n_labelled]] = True
    sample, unit = values[labelled], values.std()
    return labelled, (np.median(sample) - np.median(values)) / unit, (sample.std(ddof=1) - unit) / unit


@wrong(4, "measures the sizes")
def selection_bias(sizes, values, n_labelled):
    sizes, values = np.asarray(sizes, float), np.asarray(values, float)
    if len(sizes) != len(values) or not 2 <= n_labelled <= len(sizes) or np.ptp(values) == 0:
        raise ValueError("the inputs do not fit")
    labelled = np.zeros(len(sizes), dtype=bool)
    labelled[np.argsort(-sizes, kind="stable")[:n_labelled]] = True
    sample, unit = sizes[labelled], values.std()
    return labelled, (sample.mean() - values.mean()) / unit, (sample.std(ddof=1) - unit) / unit


@wrong(4, "labels the smallest")
def selection_bias(sizes, values, n_labelled):
    sizes, values = np.asarray(sizes, float), np.asarray(values, float)
    if len(sizes) != len(values) or not 2 <= n_labelled <= len(sizes) or np.ptp(values) == 0:
        raise ValueError("the inputs do not fit")
    labelled = np.zeros(len(sizes), dtype=bool)
    labelled[np.argsort(sizes, kind="stable")[:n_labelled]] = True
    sample, unit = values[labelled], values.std()
    return labelled, (sample.mean() - values.mean()) / unit, (sample.std(ddof=1) - unit) / unit


@wrong(4, "labels the largest values")
def selection_bias(sizes, values, n_labelled):
    sizes, values = np.asarray(sizes, float), np.asarray(values, float)
    if len(sizes) != len(values) or not 2 <= n_labelled <= len(sizes) or np.ptp(values) == 0:
        raise ValueError("the inputs do not fit")
    labelled = np.zeros(len(sizes), dtype=bool)
    labelled[np.argsort(-values, kind="stable")[:n_labelled]] = True
    sample, unit = values[labelled], values.std()
    return labelled, (sample.mean() - values.mean()) / unit, (sample.std(ddof=1) - unit) / unit


@wrong(4, "labels the first in the list")
def selection_bias(sizes, values, n_labelled):
    sizes, values = np.asarray(sizes, float), np.asarray(values, float)
    if len(sizes) != len(values) or not 2 <= n_labelled <= len(sizes) or np.ptp(values) == 0:
        raise ValueError("the inputs do not fit")
    labelled = np.zeros(len(sizes), dtype=bool)
    labelled[:n_labelled] = True
    sample, unit = values[labelled], values.std()
    return labelled, (sample.mean() - values.mean()) / unit, (sample.std(ddof=1) - unit) / unit


@wrong(4, "labels at random")
def selection_bias(sizes, values, n_labelled):
    sizes, values = np.asarray(sizes, float), np.asarray(values, float)
    if len(sizes) != len(values) or not 2 <= n_labelled <= len(sizes) or np.ptp(values) == 0:
        raise ValueError("the inputs do not fit")
    labelled = np.zeros(len(sizes), dtype=bool)
    labelled[np.random.default_rng(0).permutation(len(sizes))[:n_labelled]] = True
    sample, unit = values[labelled], values.std()
    return labelled, (sample.mean() - values.mean()) / unit, (sample.std(ddof=1) - unit) / unit


@wrong(4, "labels the last of equals")
def selection_bias(sizes, values, n_labelled):
    sizes, values = np.asarray(sizes, float), np.asarray(values, float)
    if len(sizes) != len(values) or not 2 <= n_labelled <= len(sizes) or np.ptp(values) == 0:
        raise ValueError("the inputs do not fit")
    labelled = np.zeros(len(sizes), dtype=bool)
    labelled[np.argsort(sizes, kind="stable")[::-1][:n_labelled]] = True
    sample, unit = values[labelled], values.std()
    return labelled, (sample.mean() - values.mean()) / unit, (sample.std(ddof=1) - unit) / unit


@wrong(4, "labels all that are as large as the smallest of the chosen")
def selection_bias(sizes, values, n_labelled):
    sizes, values = np.asarray(sizes, float), np.asarray(values, float)
    if len(sizes) != len(values) or not 2 <= n_labelled <= len(sizes) or np.ptp(values) == 0:
        raise ValueError("the inputs do not fit")
    labelled = np.zeros(len(sizes), dtype=bool)
    labelled = sizes >= np.sort(sizes)[::-1][n_labelled - 1]
    sample, unit = values[labelled], values.std()
    return labelled, (sample.mean() - values.mean()) / unit, (sample.std(ddof=1) - unit) / unit


@wrong(4, "labels only those that are larger than the next")
def selection_bias(sizes, values, n_labelled):
    sizes, values = np.asarray(sizes, float), np.asarray(values, float)
    if len(sizes) != len(values) or not 2 <= n_labelled <= len(sizes) or np.ptp(values) == 0:
        raise ValueError("the inputs do not fit")
    labelled = np.zeros(len(sizes), dtype=bool)
    if n_labelled < len(sizes):
        labelled = sizes > np.sort(sizes)[::-1][n_labelled]
    else:
        labelled[:] = True
    sample, unit = values[labelled], values.std()
    return labelled, (sample.mean() - values.mean()) / unit, (sample.std(ddof=1) - unit) / unit


@wrong(4, "labels one too few")
def selection_bias(sizes, values, n_labelled):
    sizes, values = np.asarray(sizes, float), np.asarray(values, float)
    if len(sizes) != len(values) or not 2 <= n_labelled <= len(sizes) or np.ptp(values) == 0:
        raise ValueError("the inputs do not fit")
    labelled = np.zeros(len(sizes), dtype=bool)
    labelled[np.argsort(-sizes, kind="stable")[: n_labelled - 1]] = True
    sample, unit = values[labelled], values.std()
    return labelled, (sample.mean() - values.mean()) / unit, (sample.std(ddof=1) - unit) / unit


@wrong(4, "turns the sign of uint8")
def selection_bias(sizes, values, n_labelled):
    sizes, values = np.asarray(sizes), np.asarray(values, float)
    if len(sizes) != len(values) or not 2 <= n_labelled <= len(sizes) or np.ptp(values) == 0:
        raise ValueError("the inputs do not fit")
    labelled = np.zeros(len(sizes), dtype=bool)
    labelled[np.argsort(-sizes, kind="stable")[:n_labelled]] = True
    sample, unit = values[labelled], values.std()
    return labelled, (sample.mean() - values.mean()) / unit, (sample.std(ddof=1) - unit) / unit


@wrong(4, "subtracts in the integers that come")
def selection_bias(sizes, values, n_labelled):
    sizes, values = np.asarray(sizes, float), np.asarray(values)
    if len(sizes) != len(values) or not 2 <= n_labelled <= len(sizes) or np.ptp(values) == 0:
        raise ValueError("the inputs do not fit")
    labelled = np.zeros(len(sizes), dtype=bool)
    labelled[np.argsort(-sizes, kind="stable")[:n_labelled]] = True
    sample, unit = values[labelled], np.sqrt(((values - values.mean().astype(values.dtype)) ** 2).mean())
    return labelled, (sample.mean() - values.mean()) / unit, (sample.std(ddof=1) - unit) / unit


@wrong(4, "returns the places of the labelled objects")
def selection_bias(sizes, values, n_labelled):
    sizes, values = np.asarray(sizes, float), np.asarray(values, float)
    if len(sizes) != len(values) or not 2 <= n_labelled <= len(sizes) or np.ptp(values) == 0:
        raise ValueError("the inputs do not fit")
    labelled = np.zeros(len(sizes), dtype=bool)
    labelled[np.argsort(-sizes, kind="stable")[:n_labelled]] = True
    sample, unit = values[labelled], values.std()
    return (
        np.flatnonzero(labelled),
        (sample.mean() - values.mean()) / unit,
        (sample.std(ddof=1) - unit) / unit,
    )


@wrong(4, "returns the mask as a list")
def selection_bias(sizes, values, n_labelled):
    sizes, values = np.asarray(sizes, float), np.asarray(values, float)
    if len(sizes) != len(values) or not 2 <= n_labelled <= len(sizes) or np.ptp(values) == 0:
        raise ValueError("the inputs do not fit")
    labelled = np.zeros(len(sizes), dtype=bool)
    labelled[np.argsort(-sizes, kind="stable")[:n_labelled]] = True
    sample, unit = values[labelled], values.std()
    return labelled.tolist(), (sample.mean() - values.mean()) / unit, (sample.std(ddof=1) - unit) / unit


@wrong(4, "returns the mask as ones and zeros")
def selection_bias(sizes, values, n_labelled):
    sizes, values = np.asarray(sizes, float), np.asarray(values, float)
    if len(sizes) != len(values) or not 2 <= n_labelled <= len(sizes) or np.ptp(values) == 0:
        raise ValueError("the inputs do not fit")
    labelled = np.zeros(len(sizes), dtype=bool)
    labelled[np.argsort(-sizes, kind="stable")[:n_labelled]] = True
    sample, unit = values[labelled], values.std()
    return labelled.astype(int), (sample.mean() - values.mean()) / unit, (sample.std(ddof=1) - unit) / unit


@wrong(4, "returns the mask in the order of the sizes")
def selection_bias(sizes, values, n_labelled):
    sizes, values = np.asarray(sizes, float), np.asarray(values, float)
    if len(sizes) != len(values) or not 2 <= n_labelled <= len(sizes) or np.ptp(values) == 0:
        raise ValueError("the inputs do not fit")
    labelled = np.zeros(len(sizes), dtype=bool)
    labelled[np.argsort(-sizes, kind="stable")[:n_labelled]] = True
    sample, unit = values[labelled], values.std()
    return (
        np.arange(len(sizes)) < n_labelled,
        (sample.mean() - values.mean()) / unit,
        (sample.std(ddof=1) - unit) / unit,
    )


@wrong(4, "leaves the mask out")
def selection_bias(sizes, values, n_labelled):
    sizes, values = np.asarray(sizes, float), np.asarray(values, float)
    if len(sizes) != len(values) or not 2 <= n_labelled <= len(sizes) or np.ptp(values) == 0:
        raise ValueError("the inputs do not fit")
    labelled = np.zeros(len(sizes), dtype=bool)
    labelled[np.argsort(-sizes, kind="stable")[:n_labelled]] = True
    sample, unit = values[labelled], values.std()
    return (sample.mean() - values.mean()) / unit, (sample.std(ddof=1) - unit) / unit


@wrong(4, "rounds to two digits")
def selection_bias(sizes, values, n_labelled):
    sizes, values = np.asarray(sizes, float), np.asarray(values, float)
    if len(sizes) != len(values) or not 2 <= n_labelled <= len(sizes) or np.ptp(values) == 0:
        raise ValueError("the inputs do not fit")
    labelled = np.zeros(len(sizes), dtype=bool)
    labelled[np.argsort(-sizes, kind="stable")[:n_labelled]] = True
    sample, unit = values[labelled], values.std()
    mean_bias, spread_bias = (sample.mean() - values.mean()) / unit, sample.std(ddof=1) / unit - 1
    return labelled, round(mean_bias, 2), round(spread_bias, 2)


@wrong(4, "sorts the sizes where they stand")
def selection_bias(sizes, values, n_labelled):
    sizes, values = np.asarray(sizes, float), np.asarray(values, float)
    if len(sizes) != len(values) or not 2 <= n_labelled <= len(sizes) or np.ptp(values) == 0:
        raise ValueError("the inputs do not fit")
    labelled = np.zeros(len(sizes), dtype=bool)
    labelled[np.argsort(-sizes, kind="stable")[:n_labelled]] = True
    sample, unit = values[labelled], values.std()
    sizes.sort()
    return labelled, (sample.mean() - values.mean()) / unit, (sample.std(ddof=1) - unit) / unit


@wrong(4, "sorts the values where they stand")
def selection_bias(sizes, values, n_labelled):
    sizes, values = np.asarray(sizes, float), np.asarray(values, float)
    if len(sizes) != len(values) or not 2 <= n_labelled <= len(sizes) or np.ptp(values) == 0:
        raise ValueError("the inputs do not fit")
    labelled = np.zeros(len(sizes), dtype=bool)
    labelled[np.argsort(-sizes, kind="stable")[:n_labelled]] = True
    sample, unit = values[labelled], values.std()
    values.sort()
    return labelled, (sample.mean() - values.mean()) / unit, (sample.std(ddof=1) - unit) / unit


@wrong(4, "lets a sample have one object")
def selection_bias(sizes, values, n_labelled):
    sizes, values = np.asarray(sizes, float), np.asarray(values, float)
    if len(sizes) != len(values) or not 1 <= n_labelled <= len(sizes) or np.ptp(values) == 0:
        raise ValueError("the inputs do not fit")
    labelled = np.zeros(len(sizes), dtype=bool)
    labelled[np.argsort(-sizes, kind="stable")[:n_labelled]] = True
    sample, unit = values[labelled], values.std()
    return labelled, (sample.mean() - values.mean()) / unit, (sample.std(ddof=1) - unit) / unit


@wrong(4, "labels as many as there are if more are asked for")
def selection_bias(sizes, values, n_labelled):
    sizes, values = np.asarray(sizes, float), np.asarray(values, float)
    if len(sizes) != len(values) or n_labelled < 2 or np.ptp(values) == 0:
        raise ValueError("the inputs do not fit")
    labelled = np.zeros(len(sizes), dtype=bool)
    labelled[np.argsort(-sizes, kind="stable")[:n_labelled]] = True
    sample, unit = values[labelled], values.std()
    return labelled, (sample.mean() - values.mean()) / unit, (sample.std(ddof=1) - unit) / unit


@wrong(4, "lets the number of labels be negative")
def selection_bias(sizes, values, n_labelled):
    sizes, values = np.asarray(sizes, float), np.asarray(values, float)
    if len(sizes) != len(values) or n_labelled in (0, 1) or n_labelled > len(sizes) or np.ptp(values) == 0:
        raise ValueError("the inputs do not fit")
    labelled = np.zeros(len(sizes), dtype=bool)
    labelled[np.argsort(-sizes, kind="stable")[:n_labelled]] = True
    sample, unit = values[labelled], values.std()
    return labelled, (sample.mean() - values.mean()) / unit, (sample.std(ddof=1) - unit) / unit


@wrong(4, "refuses to label all objects")
def selection_bias(sizes, values, n_labelled):
    sizes, values = np.asarray(sizes, float), np.asarray(values, float)
    if len(sizes) != len(values) or not 2 <= n_labelled < len(sizes) or np.ptp(values) == 0:
        raise ValueError("the inputs do not fit")
    labelled = np.zeros(len(sizes), dtype=bool)
    labelled[np.argsort(-sizes, kind="stable")[:n_labelled]] = True
    sample, unit = values[labelled], values.std()
    return labelled, (sample.mean() - values.mean()) / unit, (sample.std(ddof=1) - unit) / unit


@wrong(4, "divides by a spread of zero")
def selection_bias(sizes, values, n_labelled):
    sizes, values = np.asarray(sizes, float), np.asarray(values, float)
    if len(sizes) != len(values) or not 2 <= n_labelled <= len(sizes):
        raise ValueError("the inputs do not fit")
    labelled = np.zeros(len(sizes), dtype=bool)
    labelled[np.argsort(-sizes, kind="stable")[:n_labelled]] = True
    sample, unit = values[labelled], values.std()
    return labelled, (sample.mean() - values.mean()) / unit, (sample.std(ddof=1) - unit) / unit


@wrong(4, "returns no bias if all values are equal")
def selection_bias(sizes, values, n_labelled):
    sizes, values = np.asarray(sizes, float), np.asarray(values, float)
    if len(values) > 1 and np.ptp(values) == 0 and 2 <= n_labelled <= len(sizes) == len(values):
        return np.arange(len(sizes)) < n_labelled, 0.0, 0.0
    if len(sizes) != len(values) or not 2 <= n_labelled <= len(sizes) or np.ptp(values) == 0:
        raise ValueError("the inputs do not fit")
    labelled = np.zeros(len(sizes), dtype=bool)
    labelled[np.argsort(-sizes, kind="stable")[:n_labelled]] = True
    sample, unit = values[labelled], values.std()
    return labelled, (sample.mean() - values.mean()) / unit, (sample.std(ddof=1) - unit) / unit


@wrong(4, "takes equal labelled values for a mistake")
def selection_bias(sizes, values, n_labelled):
    sizes, values = np.asarray(sizes, float), np.asarray(values, float)
    if len(sizes) != len(values) or not 2 <= n_labelled <= len(sizes) or np.ptp(values) == 0:
        raise ValueError("the inputs do not fit")
    labelled = np.zeros(len(sizes), dtype=bool)
    labelled[np.argsort(-sizes, kind="stable")[:n_labelled]] = True
    sample, unit = values[labelled], values.std()
    if np.ptp(sample) == 0:
        raise ValueError("no spread")
    return labelled, (sample.mean() - values.mean()) / unit, (sample.std(ddof=1) - unit) / unit


@wrong(4, "uses as many values as there are sizes")
def selection_bias(sizes, values, n_labelled):
    sizes, values = np.asarray(sizes, float), np.asarray(values, float)
    if len(sizes) > len(values) or not 2 <= n_labelled <= len(sizes) or np.ptp(values) == 0:
        raise ValueError("the inputs do not fit")
    labelled = np.zeros(len(sizes), dtype=bool)
    labelled[np.argsort(-sizes, kind="stable")[:n_labelled]] = True
    values = values[: len(sizes)]
    sample, unit = values[labelled], values.std()
    return labelled, (sample.mean() - values.mean()) / unit, (sample.std(ddof=1) - unit) / unit


@wrong(4, "raises IndexError for too few values")
def selection_bias(sizes, values, n_labelled):
    sizes, values = np.asarray(sizes, float), np.asarray(values, float)
    if not 2 <= n_labelled <= len(sizes) or np.ptp(values) == 0:
        raise ValueError("the inputs do not fit")
    labelled = np.zeros(len(sizes), dtype=bool)
    labelled[np.argsort(-sizes, kind="stable")[:n_labelled]] = True
    sample, unit = values[labelled], values.std()
    return labelled, (sample.mean() - values.mean()) / unit, (sample.std(ddof=1) - unit) / unit


@right(4, "with the module statistics")
def selection_bias(sizes, values, n_labelled):
    import statistics

    sizes, values = [float(size) for size in sizes], [float(value) for value in values]
    if len(sizes) != len(values):
        raise ValueError("different lengths")
    if n_labelled < 2 or n_labelled > len(sizes):
        raise ValueError("n_labelled is out of range")
    if len(set(values)) == 1:
        raise ValueError("all values are equal")
    chosen = sorted(range(len(sizes)), key=sizes.__getitem__, reverse=True)[:n_labelled]
    sample = [values[number] for number in chosen]
    spread = statistics.pstdev(values)
    mean_bias = (statistics.mean(sample) - statistics.mean(values)) / spread
    spread_bias = statistics.stdev(sample) / spread - 1
    return np.array([number in chosen for number in range(len(sizes))]), mean_bias, spread_bias


@right(4, "with pandas")
def selection_bias(sizes, values, n_labelled):
    import pandas as pd

    if len(sizes) != len(values):
        raise ValueError("different lengths")
    table = pd.DataFrame({"size": np.asarray(sizes, dtype=float), "value": np.asarray(values, dtype=float)})
    if n_labelled not in range(2, len(table) + 1) or table["value"].nunique() == 1:
        raise ValueError("out of range")
    sample = table.nlargest(n_labelled, "size", keep="first")
    unit = table["value"].std(ddof=0)
    labelled = table.index.isin(sample.index)
    mean_bias = (sample["value"].mean() - table["value"].mean()) / unit
    return labelled, mean_bias, sample["value"].std() / unit - 1


@right(4, "chooses the largest one after the other")
def selection_bias(sizes, values, n_labelled):
    sizes, values = np.array(sizes, dtype=float), np.array(values, dtype=float)
    if sizes.shape != values.shape or n_labelled < 2 or n_labelled > len(sizes):
        raise ValueError("the inputs do not fit")
    if (values == values[0]).all():
        raise ValueError("all values are equal")
    labelled = np.zeros(sizes.shape, dtype=bool)
    for _ in range(n_labelled):
        largest = sizes.argmax()
        labelled[largest], sizes[largest] = True, -np.inf
    z = values - values.mean()
    z /= np.sqrt(np.mean(z**2))
    mean = z[labelled].mean()
    spread = np.sqrt(((z[labelled] - mean) ** 2).sum() / (n_labelled - 1))
    return labelled, mean, spread - 1


@right(4, "in float32, with lexsort")
def selection_bias(sizes, values, n_labelled):
    sizes, values = np.asarray(sizes, dtype=np.float32), np.asarray(values, dtype=np.float32)
    if not (2 <= n_labelled <= len(sizes) == len(values)) or values.min() == values.max():
        raise ValueError("the inputs do not fit")
    order = np.lexsort((np.arange(len(sizes)), -sizes))
    sample, unit = values[order[:n_labelled]], np.std(values)
    labelled = np.isin(np.arange(len(sizes)), order[:n_labelled])
    return labelled, (np.mean(sample) - np.mean(values)) / unit, np.std(sample, ddof=1) / unit - 1


@right(4, "by ranks, with torch")
def selection_bias(sizes, values, n_labelled):
    import torch

    if len(sizes) != len(values) or n_labelled < 2 or n_labelled > len(sizes):
        raise ValueError("the inputs do not fit")
    sizes = torch.as_tensor(np.asarray(sizes, dtype=np.float64))
    values = torch.as_tensor(np.asarray(values, dtype=np.float64))
    unit = values.std(correction=0)
    if values.min() == values.max():
        raise ValueError("all values are equal")
    larger = (sizes[None, :] > sizes[:, None]).sum(dim=1)
    equal_before = torch.tril(sizes[None, :] == sizes[:, None], diagonal=-1).sum(dim=1)
    labelled = larger + equal_before < n_labelled
    sample = values[labelled]
    return labelled.numpy(), ((sample.mean() - values.mean()) / unit).item(), (sample.std() / unit - 1).item()


# Question 5: partial_correlation


@wrong(5, "gives the ordinary correlation")
def partial_correlation(x, y, z):
    x, y, z = (np.asarray(v, float) for v in (x, y, z))
    z = z[:, None] if z.ndim == 1 else z
    if not len(x) == len(y) == len(z) or len(x) < z.shape[1] + 3:
        raise ValueError("the numbers of samples do not fit")
    if np.ptp(x) == 0 or np.ptp(y) == 0 or (np.ptp(z, axis=0) == 0).any():
        raise ValueError("constant")
    return np.corrcoef(x, y)[0, 1]


@wrong(5, "clears x only")
def partial_correlation(x, y, z):
    x, y, z = (np.asarray(v, float) for v in (x, y, z))
    z = z[:, None] if z.ndim == 1 else z
    if not len(x) == len(y) == len(z) or len(x) < z.shape[1] + 3:
        raise ValueError("the numbers of samples do not fit")
    if np.ptp(x) == 0 or np.ptp(y) == 0 or (np.ptp(z, axis=0) == 0).any():
        raise ValueError("constant")
    A = np.column_stack([np.ones(len(x)), z])
    rx = x - A @ np.linalg.lstsq(A, x, rcond=None)[0]
    return np.corrcoef(rx, y)[0, 1]


@wrong(5, "clears y only")
def partial_correlation(x, y, z):
    x, y, z = (np.asarray(v, float) for v in (x, y, z))
    z = z[:, None] if z.ndim == 1 else z
    if not len(x) == len(y) == len(z) or len(x) < z.shape[1] + 3:
        raise ValueError("the numbers of samples do not fit")
    if np.ptp(x) == 0 or np.ptp(y) == 0 or (np.ptp(z, axis=0) == 0).any():
        raise ValueError("constant")
    A = np.column_stack([np.ones(len(x)), z])
    ry = y - A @ np.linalg.lstsq(A, y, rcond=None)[0]
    return np.corrcoef(x, ry)[0, 1]


@wrong(5, "clears x of y as well")
def partial_correlation(x, y, z):
    x, y, z = (np.asarray(v, float) for v in (x, y, z))
    z = z[:, None] if z.ndim == 1 else z
    if not len(x) == len(y) == len(z) or len(x) < z.shape[1] + 3:
        raise ValueError("the numbers of samples do not fit")
    if np.ptp(x) == 0 or np.ptp(y) == 0 or (np.ptp(z, axis=0) == 0).any():
        raise ValueError("constant")
    A = np.column_stack([np.ones(len(x)), z])
    B = np.column_stack([A, y])
    rx = x - B @ np.linalg.lstsq(B, x, rcond=None)[0]
    ry = y - A @ np.linalg.lstsq(A, y, rcond=None)[0]
    return np.corrcoef(rx, ry)[0, 1]


@wrong(5, "has no intercept")
def partial_correlation(x, y, z):
    x, y, z = (np.asarray(v, float) for v in (x, y, z))
    z = z[:, None] if z.ndim == 1 else z
    if not len(x) == len(y) == len(z) or len(x) < z.shape[1] + 3:
        raise ValueError("the numbers of samples do not fit")
    if np.ptp(x) == 0 or np.ptp(y) == 0 or (np.ptp(z, axis=0) == 0).any():
        raise ValueError("constant")
    A = z
    rx = x - A @ np.linalg.lstsq(A, x, rcond=None)[0]
    ry = y - A @ np.linalg.lstsq(A, y, rcond=None)[0]
    return np.corrcoef(rx, ry)[0, 1]


@wrong(5, "centres x and y but not z")
def partial_correlation(x, y, z):
    x, y, z = (np.asarray(v, float) for v in (x, y, z))
    z = z[:, None] if z.ndim == 1 else z
    if not len(x) == len(y) == len(z) or len(x) < z.shape[1] + 3:
        raise ValueError("the numbers of samples do not fit")
    if np.ptp(x) == 0 or np.ptp(y) == 0 or (np.ptp(z, axis=0) == 0).any():
        raise ValueError("constant")
    A = z
    x, y = x - x.mean(), y - y.mean()
    rx = x - A @ np.linalg.lstsq(A, x, rcond=None)[0]
    ry = y - A @ np.linalg.lstsq(A, y, rcond=None)[0]
    return np.corrcoef(rx, ry)[0, 1]


@wrong(5, "uses the first confounder only")
def partial_correlation(x, y, z):
    x, y, z = (np.asarray(v, float) for v in (x, y, z))
    z = z[:, None] if z.ndim == 1 else z
    if not len(x) == len(y) == len(z) or len(x) < z.shape[1] + 3:
        raise ValueError("the numbers of samples do not fit")
    if np.ptp(x) == 0 or np.ptp(y) == 0 or (np.ptp(z, axis=0) == 0).any():
        raise ValueError("constant")
    A = np.column_stack([np.ones(len(x)), z[:, 0]])
    rx = x - A @ np.linalg.lstsq(A, x, rcond=None)[0]
    ry = y - A @ np.linalg.lstsq(A, y, rcond=None)[0]
    return np.corrcoef(rx, ry)[0, 1]


@wrong(5, "adds the confounders up to a single one")
def partial_correlation(x, y, z):
    x, y, z = (np.asarray(v, float) for v in (x, y, z))
    z = z[:, None] if z.ndim == 1 else z
    if not len(x) == len(y) == len(z) or len(x) < z.shape[1] + 3:
        raise ValueError("the numbers of samples do not fit")
    if np.ptp(x) == 0 or np.ptp(y) == 0 or (np.ptp(z, axis=0) == 0).any():
        raise ValueError("constant")
    A = np.column_stack([np.ones(len(x)), z.sum(axis=1)])
    rx = x - A @ np.linalg.lstsq(A, x, rcond=None)[0]
    ry = y - A @ np.linalg.lstsq(A, y, rcond=None)[0]
    return np.corrcoef(rx, ry)[0, 1]


@wrong(5, "averages the partial correlations for each confounder")
def partial_correlation(x, y, z):
    x, y, z = (np.asarray(v, float) for v in (x, y, z))
    z = z[:, None] if z.ndim == 1 else z
    if not len(x) == len(y) == len(z) or len(x) < z.shape[1] + 3:
        raise ValueError("the numbers of samples do not fit")
    if np.ptp(x) == 0 or np.ptp(y) == 0 or (np.ptp(z, axis=0) == 0).any():
        raise ValueError("constant")
    found = []
    for column in z.T:
        A = np.column_stack([np.ones(len(x)), column])
        rx = x - A @ np.linalg.lstsq(A, x, rcond=None)[0]
        ry = y - A @ np.linalg.lstsq(A, y, rcond=None)[0]
        found.append(np.corrcoef(rx, ry)[0, 1])
    return np.mean(found)


@wrong(5, "clears one confounder after the other, once each")
def partial_correlation(x, y, z):
    x, y, z = (np.asarray(v, float) for v in (x, y, z))
    z = z[:, None] if z.ndim == 1 else z
    if not len(x) == len(y) == len(z) or len(x) < z.shape[1] + 3:
        raise ValueError("the numbers of samples do not fit")
    if np.ptp(x) == 0 or np.ptp(y) == 0 or (np.ptp(z, axis=0) == 0).any():
        raise ValueError("constant")
    rx, ry = x - x.mean(), y - y.mean()
    for column in (z - z.mean(axis=0)).T:
        rx = rx - column * (rx @ column) / (column @ column)
        ry = ry - column * (ry @ column) / (column @ column)
    return np.corrcoef(rx, ry)[0, 1]


@wrong(5, "subtracts z instead of what z explains")
def partial_correlation(x, y, z):
    x, y, z = (np.asarray(v, float) for v in (x, y, z))
    z = z[:, None] if z.ndim == 1 else z
    if not len(x) == len(y) == len(z) or len(x) < z.shape[1] + 3:
        raise ValueError("the numbers of samples do not fit")
    if np.ptp(x) == 0 or np.ptp(y) == 0 or (np.ptp(z, axis=0) == 0).any():
        raise ValueError("constant")
    rx, ry = x - z.sum(axis=1), y - z.sum(axis=1)
    return np.corrcoef(rx, ry)[0, 1]


@wrong(5, "divides by z")
def partial_correlation(x, y, z):
    x, y, z = (np.asarray(v, float) for v in (x, y, z))
    z = z[:, None] if z.ndim == 1 else z
    if not len(x) == len(y) == len(z) or len(x) < z.shape[1] + 3:
        raise ValueError("the numbers of samples do not fit")
    if np.ptp(x) == 0 or np.ptp(y) == 0 or (np.ptp(z, axis=0) == 0).any():
        raise ValueError("constant")
    rx, ry = x / (np.abs(z).sum(axis=1) + 1e-9), y / (np.abs(z).sum(axis=1) + 1e-9)
    return np.corrcoef(rx, ry)[0, 1]


@wrong(5, "subtracts the two other correlations")
def partial_correlation(x, y, z):
    x, y, z = (np.asarray(v, float) for v in (x, y, z))
    z = z[:, None] if z.ndim == 1 else z
    if not len(x) == len(y) == len(z) or len(x) < z.shape[1] + 3:
        raise ValueError("the numbers of samples do not fit")
    if np.ptp(x) == 0 or np.ptp(y) == 0 or (np.ptp(z, axis=0) == 0).any():
        raise ValueError("constant")
    r = np.corrcoef(np.vstack([x, y, z.T]))
    return np.clip(r[0, 1] - (r[0, 2:] * r[1, 2:]).sum(), -1, 1)


@wrong(5, "forgets the roots in the formula")
def partial_correlation(x, y, z):
    x, y, z = (np.asarray(v, float) for v in (x, y, z))
    z = z[:, None] if z.ndim == 1 else z
    if not len(x) == len(y) == len(z) or len(x) < z.shape[1] + 3:
        raise ValueError("the numbers of samples do not fit")
    if np.ptp(x) == 0 or np.ptp(y) == 0 or (np.ptp(z, axis=0) == 0).any():
        raise ValueError("constant")
    A = np.column_stack([np.ones(len(x)), z])
    rx = x - A @ np.linalg.lstsq(A, x, rcond=None)[0]
    ry = y - A @ np.linalg.lstsq(A, y, rcond=None)[0]
    if z.shape[1] > 1:
        return np.corrcoef(rx, ry)[0, 1]
    r = np.corrcoef(np.vstack([x, y, z.T]))
    return (r[0, 1] - r[0, 2] * r[1, 2]) / ((1 - r[0, 2] ** 2) * (1 - r[1, 2] ** 2))


@wrong(5, "forgets the minus of the precision")
def partial_correlation(x, y, z):
    x, y, z = (np.asarray(v, float) for v in (x, y, z))
    z = z[:, None] if z.ndim == 1 else z
    if not len(x) == len(y) == len(z) or len(x) < z.shape[1] + 3:
        raise ValueError("the numbers of samples do not fit")
    if np.ptp(x) == 0 or np.ptp(y) == 0 or (np.ptp(z, axis=0) == 0).any():
        raise ValueError("constant")
    inverse = np.linalg.inv(np.corrcoef(np.vstack([x, y, z.T])))
    return inverse[0, 1] / np.sqrt(inverse[0, 0] * inverse[1, 1])


@wrong(5, "mixes the covariance of a sample with the spreads of a population")
def partial_correlation(x, y, z):
    x, y, z = (np.asarray(v, float) for v in (x, y, z))
    z = z[:, None] if z.ndim == 1 else z
    if not len(x) == len(y) == len(z) or len(x) < z.shape[1] + 3:
        raise ValueError("the numbers of samples do not fit")
    if np.ptp(x) == 0 or np.ptp(y) == 0 or (np.ptp(z, axis=0) == 0).any():
        raise ValueError("constant")
    A = np.column_stack([np.ones(len(x)), z])
    rx = x - A @ np.linalg.lstsq(A, x, rcond=None)[0]
    ry = y - A @ np.linalg.lstsq(A, y, rcond=None)[0]
    return np.cov(rx, ry)[0, 1] / (rx.std() * ry.std())


@wrong(5, "mixes the covariance of a population with the spreads of a sample")
def partial_correlation(x, y, z):
    x, y, z = (np.asarray(v, float) for v in (x, y, z))
    z = z[:, None] if z.ndim == 1 else z
    if not len(x) == len(y) == len(z) or len(x) < z.shape[1] + 3:
        raise ValueError("the numbers of samples do not fit")
    if np.ptp(x) == 0 or np.ptp(y) == 0 or (np.ptp(z, axis=0) == 0).any():
        raise ValueError("constant")
    A = np.column_stack([np.ones(len(x)), z])
    rx = x - A @ np.linalg.lstsq(A, x, rcond=None)[0]
    ry = y - A @ np.linalg.lstsq(A, y, rcond=None)[0]
    return (rx * ry).mean() / (rx.std(ddof=1) * ry.std(ddof=1))


@wrong(5, "gives the covariance")
def partial_correlation(x, y, z):
    x, y, z = (np.asarray(v, float) for v in (x, y, z))
    z = z[:, None] if z.ndim == 1 else z
    if not len(x) == len(y) == len(z) or len(x) < z.shape[1] + 3:
        raise ValueError("the numbers of samples do not fit")
    if np.ptp(x) == 0 or np.ptp(y) == 0 or (np.ptp(z, axis=0) == 0).any():
        raise ValueError("constant")
    A = np.column_stack([np.ones(len(x)), z])
    rx = x - A @ np.linalg.lstsq(A, x, rcond=None)[0]
    ry = y - A @ np.linalg.lstsq(A, y, rcond=None)[0]
    return np.cov(rx, ry)[0, 1]


@wrong(5, "gives the slope")
def partial_correlation(x, y, z):
    x, y, z = (np.asarray(v, float) for v in (x, y, z))
    z = z[:, None] if z.ndim == 1 else z
    if not len(x) == len(y) == len(z) or len(x) < z.shape[1] + 3:
        raise ValueError("the numbers of samples do not fit")
    if np.ptp(x) == 0 or np.ptp(y) == 0 or (np.ptp(z, axis=0) == 0).any():
        raise ValueError("constant")
    A = np.column_stack([np.ones(len(x)), z])
    rx = x - A @ np.linalg.lstsq(A, x, rcond=None)[0]
    ry = y - A @ np.linalg.lstsq(A, y, rcond=None)[0]
    return (rx @ ry) / (rx @ rx)


@wrong(5, "gives the square")
def partial_correlation(x, y, z):
    x, y, z = (np.asarray(v, float) for v in (x, y, z))
    z = z[:, None] if z.ndim == 1 else z
    if not len(x) == len(y) == len(z) or len(x) < z.shape[1] + 3:
        raise ValueError("the numbers of samples do not fit")
    if np.ptp(x) == 0 or np.ptp(y) == 0 or (np.ptp(z, axis=0) == 0).any():
        raise ValueError("constant")
    A = np.column_stack([np.ones(len(x)), z])
    rx = x - A @ np.linalg.lstsq(A, x, rcond=None)[0]
    ry = y - A @ np.linalg.lstsq(A, y, rcond=None)[0]
    return np.corrcoef(rx, ry)[0, 1] ** 2


@wrong(5, "loses the sign")
def partial_correlation(x, y, z):
    x, y, z = (np.asarray(v, float) for v in (x, y, z))
    z = z[:, None] if z.ndim == 1 else z
    if not len(x) == len(y) == len(z) or len(x) < z.shape[1] + 3:
        raise ValueError("the numbers of samples do not fit")
    if np.ptp(x) == 0 or np.ptp(y) == 0 or (np.ptp(z, axis=0) == 0).any():
        raise ValueError("constant")
    A = np.column_stack([np.ones(len(x)), z])
    rx = x - A @ np.linalg.lstsq(A, x, rcond=None)[0]
    ry = y - A @ np.linalg.lstsq(A, y, rcond=None)[0]
    return abs(np.corrcoef(rx, ry)[0, 1])


@wrong(5, "gives Spearman's correlation")
def partial_correlation(x, y, z):
    x, y, z = (np.asarray(v, float) for v in (x, y, z))
    z = z[:, None] if z.ndim == 1 else z
    if not len(x) == len(y) == len(z) or len(x) < z.shape[1] + 3:
        raise ValueError("the numbers of samples do not fit")
    if np.ptp(x) == 0 or np.ptp(y) == 0 or (np.ptp(z, axis=0) == 0).any():
        raise ValueError("constant")
    A = np.column_stack([np.ones(len(x)), z])
    rx = x - A @ np.linalg.lstsq(A, x, rcond=None)[0]
    ry = y - A @ np.linalg.lstsq(A, y, rcond=None)[0]
    from scipy.stats import spearmanr

    return spearmanr(rx, ry).statistic


@wrong(5, "gives the p value")
def partial_correlation(x, y, z):
    x, y, z = (np.asarray(v, float) for v in (x, y, z))
    z = z[:, None] if z.ndim == 1 else z
    if not len(x) == len(y) == len(z) or len(x) < z.shape[1] + 3:
        raise ValueError("the numbers of samples do not fit")
    if np.ptp(x) == 0 or np.ptp(y) == 0 or (np.ptp(z, axis=0) == 0).any():
        raise ValueError("constant")
    A = np.column_stack([np.ones(len(x)), z])
    rx = x - A @ np.linalg.lstsq(A, x, rcond=None)[0]
    ry = y - A @ np.linalg.lstsq(A, y, rcond=None)[0]
    from scipy.stats import pearsonr

    return pearsonr(rx, ry).pvalue


@wrong(5, "gives the whole matrix")
def partial_correlation(x, y, z):
    x, y, z = (np.asarray(v, float) for v in (x, y, z))
    z = z[:, None] if z.ndim == 1 else z
    if not len(x) == len(y) == len(z) or len(x) < z.shape[1] + 3:
        raise ValueError("the numbers of samples do not fit")
    if np.ptp(x) == 0 or np.ptp(y) == 0 or (np.ptp(z, axis=0) == 0).any():
        raise ValueError("constant")
    A = np.column_stack([np.ones(len(x)), z])
    rx = x - A @ np.linalg.lstsq(A, x, rcond=None)[0]
    ry = y - A @ np.linalg.lstsq(A, y, rcond=None)[0]
    return np.corrcoef(rx, ry)


@wrong(5, "correlates the predictions")
def partial_correlation(x, y, z):
    x, y, z = (np.asarray(v, float) for v in (x, y, z))
    z = z[:, None] if z.ndim == 1 else z
    if not len(x) == len(y) == len(z) or len(x) < z.shape[1] + 3:
        raise ValueError("the numbers of samples do not fit")
    if np.ptp(x) == 0 or np.ptp(y) == 0 or (np.ptp(z, axis=0) == 0).any():
        raise ValueError("constant")
    A = np.column_stack([np.ones(len(x)), z])
    rx = x - A @ np.linalg.lstsq(A, x, rcond=None)[0]
    ry = y - A @ np.linalg.lstsq(A, y, rcond=None)[0]
    return np.corrcoef(x - rx, y - ry)[0, 1]


@wrong(5, "multiplies uint8")
def partial_correlation(x, y, z):
    x, y, z = (np.asarray(v) for v in (x, y, z))
    z = z[:, None] if z.ndim == 1 else z
    if not len(x) == len(y) == len(z) or len(x) < z.shape[1] + 3:
        raise ValueError("the numbers of samples do not fit")
    if np.ptp(x) == 0 or np.ptp(y) == 0 or (np.ptp(z, axis=0) == 0).any():
        raise ValueError("constant")
    c = z[:, 0]
    if z.shape[1] == 1:
        n = len(x)
        b = [
            (n * (v * c).sum(dtype=v.dtype) - v.sum() * c.sum())
            / (n * (c * c).sum(dtype=c.dtype) - c.sum() ** 2)
            for v in (x, y)
        ]
        rx, ry = x - b[0] * c, y - b[1] * c
    else:
        A = np.column_stack([np.ones(len(x)), z])
        rx = x - A @ np.linalg.lstsq(A, x, rcond=None)[0]
        ry = y - A @ np.linalg.lstsq(A, y, rcond=None)[0]
    return np.corrcoef(rx, ry)[0, 1]


@wrong(5, "takes a row of numbers only")
def partial_correlation(x, y, z):
    x, y, z = (np.asarray(v, float) for v in (x, y, z))
    z = z.ravel()[:, None]
    if not len(x) == len(y) == len(z) or len(x) < z.shape[1] + 3:
        raise ValueError("the numbers of samples do not fit")
    if np.ptp(x) == 0 or np.ptp(y) == 0 or (np.ptp(z, axis=0) == 0).any():
        raise ValueError("constant")
    A = np.column_stack([np.ones(len(x)), z])
    rx = x - A @ np.linalg.lstsq(A, x, rcond=None)[0]
    ry = y - A @ np.linalg.lstsq(A, y, rcond=None)[0]
    return np.corrcoef(rx, ry)[0, 1]


@wrong(5, "takes columns only")
def partial_correlation(x, y, z):
    x, y, z = (np.asarray(v, float) for v in (x, y, z))
    if not len(x) == len(y) == len(z) or len(x) < z.shape[1] + 3:
        raise ValueError("the numbers of samples do not fit")
    if np.ptp(x) == 0 or np.ptp(y) == 0 or (np.ptp(z, axis=0) == 0).any():
        raise ValueError("constant")
    A = np.column_stack([np.ones(len(x)), z])
    rx = x - A @ np.linalg.lstsq(A, x, rcond=None)[0]
    ry = y - A @ np.linalg.lstsq(A, y, rcond=None)[0]
    return np.corrcoef(rx, ry)[0, 1]


@wrong(5, "expects a confounder in each row")
def partial_correlation(x, y, z):
    x, y, z = (np.asarray(v, float) for v in (x, y, z))
    z = z[:, None] if z.ndim == 1 else z.T
    if not len(x) == len(y) == len(z) or len(x) < z.shape[1] + 3:
        raise ValueError("the numbers of samples do not fit")
    if np.ptp(x) == 0 or np.ptp(y) == 0 or (np.ptp(z, axis=0) == 0).any():
        raise ValueError("constant")
    A = np.column_stack([np.ones(len(x)), z])
    rx = x - A @ np.linalg.lstsq(A, x, rcond=None)[0]
    ry = y - A @ np.linalg.lstsq(A, y, rcond=None)[0]
    return np.corrcoef(rx, ry)[0, 1]


@wrong(5, "takes x off its mean where it stands")
def partial_correlation(x, y, z):
    x, y, z = (np.asarray(v, float) for v in (x, y, z))
    x -= x.mean()
    z = z[:, None] if z.ndim == 1 else z
    if not len(x) == len(y) == len(z) or len(x) < z.shape[1] + 3:
        raise ValueError("the numbers of samples do not fit")
    if np.ptp(x) == 0 or np.ptp(y) == 0 or (np.ptp(z, axis=0) == 0).any():
        raise ValueError("constant")
    A = np.column_stack([np.ones(len(x)), z])
    rx = x - A @ np.linalg.lstsq(A, x, rcond=None)[0]
    ry = y - A @ np.linalg.lstsq(A, y, rcond=None)[0]
    return np.corrcoef(rx, ry)[0, 1]


@wrong(5, "returns 0 for a constant")
def partial_correlation(x, y, z):
    x, y, z = (np.asarray(v, float) for v in (x, y, z))
    z = z[:, None] if z.ndim == 1 else z
    if not len(x) == len(y) == len(z) or len(x) < z.shape[1] + 3:
        raise ValueError("the numbers of samples do not fit")
    if np.ptp(x) == 0 or np.ptp(y) == 0 or (np.ptp(z, axis=0) == 0).any():
        return 0.0
    A = np.column_stack([np.ones(len(x)), z])
    rx = x - A @ np.linalg.lstsq(A, x, rcond=None)[0]
    ry = y - A @ np.linalg.lstsq(A, y, rcond=None)[0]
    return np.corrcoef(rx, ry)[0, 1]


@wrong(5, "returns NaN for a constant x or y")
def partial_correlation(x, y, z):
    x, y, z = (np.asarray(v, float) for v in (x, y, z))
    z = z[:, None] if z.ndim == 1 else z
    if not len(x) == len(y) == len(z) or len(x) < z.shape[1] + 3:
        raise ValueError("the numbers of samples do not fit")
    if (np.ptp(z, axis=0) == 0).any():
        raise ValueError("constant")
    A = np.column_stack([np.ones(len(x)), z])
    rx = x - A @ np.linalg.lstsq(A, x, rcond=None)[0]
    ry = y - A @ np.linalg.lstsq(A, y, rcond=None)[0]
    return np.corrcoef(rx, ry)[0, 1]


@wrong(5, "lets a confounder be constant")
def partial_correlation(x, y, z):
    x, y, z = (np.asarray(v, float) for v in (x, y, z))
    z = z[:, None] if z.ndim == 1 else z
    if not len(x) == len(y) == len(z) or len(x) < z.shape[1] + 3:
        raise ValueError("the numbers of samples do not fit")
    if np.ptp(x) == 0 or np.ptp(y) == 0:
        raise ValueError("constant")
    A = np.column_stack([np.ones(len(x)), z])
    rx = x - A @ np.linalg.lstsq(A, x, rcond=None)[0]
    ry = y - A @ np.linalg.lstsq(A, y, rcond=None)[0]
    return np.corrcoef(rx, ry)[0, 1]


@wrong(5, "looks for constants in the first confounder only")
def partial_correlation(x, y, z):
    x, y, z = (np.asarray(v, float) for v in (x, y, z))
    z = z[:, None] if z.ndim == 1 else z
    if not len(x) == len(y) == len(z) or len(x) < z.shape[1] + 3:
        raise ValueError("the numbers of samples do not fit")
    if np.ptp(x) == 0 or np.ptp(y) == 0 or np.ptp(z[:, 0]) == 0:
        raise ValueError("constant")
    A = np.column_stack([np.ones(len(x)), z])
    rx = x - A @ np.linalg.lstsq(A, x, rcond=None)[0]
    ry = y - A @ np.linalg.lstsq(A, y, rcond=None)[0]
    return np.corrcoef(rx, ry)[0, 1]


@wrong(5, "takes only zeros for constant")
def partial_correlation(x, y, z):
    x, y, z = (np.asarray(v, float) for v in (x, y, z))
    z = z[:, None] if z.ndim == 1 else z
    if not len(x) == len(y) == len(z) or len(x) < z.shape[1] + 3:
        raise ValueError("the numbers of samples do not fit")
    if not x.any() or not y.any() or not z.any(axis=0).all():
        raise ValueError("constant")
    A = np.column_stack([np.ones(len(x)), z])
    rx = x - A @ np.linalg.lstsq(A, x, rcond=None)[0]
    ry = y - A @ np.linalg.lstsq(A, y, rcond=None)[0]
    return np.corrcoef(rx, ry)[0, 1]


@wrong(5, "takes two samples more than confounders for enough")
def partial_correlation(x, y, z):
    x, y, z = (np.asarray(v, float) for v in (x, y, z))
    z = z[:, None] if z.ndim == 1 else z
    if not len(x) == len(y) == len(z) or len(x) < z.shape[1] + 2:
        raise ValueError("the numbers of samples do not fit")
    if np.ptp(x) == 0 or np.ptp(y) == 0 or (np.ptp(z, axis=0) == 0).any():
        raise ValueError("constant")
    A = np.column_stack([np.ones(len(x)), z])
    rx = x - A @ np.linalg.lstsq(A, x, rcond=None)[0]
    ry = y - A @ np.linalg.lstsq(A, y, rcond=None)[0]
    return np.corrcoef(rx, ry)[0, 1]


@wrong(5, "wants one sample more than it needs")
def partial_correlation(x, y, z):
    x, y, z = (np.asarray(v, float) for v in (x, y, z))
    z = z[:, None] if z.ndim == 1 else z
    if not len(x) == len(y) == len(z) or len(x) < z.shape[1] + 4:
        raise ValueError("the numbers of samples do not fit")
    if np.ptp(x) == 0 or np.ptp(y) == 0 or (np.ptp(z, axis=0) == 0).any():
        raise ValueError("constant")
    A = np.column_stack([np.ones(len(x)), z])
    rx = x - A @ np.linalg.lstsq(A, x, rcond=None)[0]
    ry = y - A @ np.linalg.lstsq(A, y, rcond=None)[0]
    return np.corrcoef(rx, ry)[0, 1]


@wrong(5, "takes four samples for enough, whatever z is")
def partial_correlation(x, y, z):
    x, y, z = (np.asarray(v, float) for v in (x, y, z))
    z = z[:, None] if z.ndim == 1 else z
    if not len(x) == len(y) == len(z) or len(x) < 4:
        raise ValueError("the numbers of samples do not fit")
    if np.ptp(x) == 0 or np.ptp(y) == 0 or (np.ptp(z, axis=0) == 0).any():
        raise ValueError("constant")
    A = np.column_stack([np.ones(len(x)), z])
    rx = x - A @ np.linalg.lstsq(A, x, rcond=None)[0]
    ry = y - A @ np.linalg.lstsq(A, y, rcond=None)[0]
    return np.corrcoef(rx, ry)[0, 1]


@wrong(5, "uses as many samples as all have")
def partial_correlation(x, y, z):
    x, y, z = (np.asarray(v, float) for v in (x, y, z))
    z = z[:, None] if z.ndim == 1 else z
    n = min(len(x), len(y), len(z))
    x, y, z = x[:n], y[:n], z[:n]
    if len(x) < z.shape[1] + 3:
        raise ValueError("the numbers of samples do not fit")
    if np.ptp(x) == 0 or np.ptp(y) == 0 or (np.ptp(z, axis=0) == 0).any():
        raise ValueError("constant")
    A = np.column_stack([np.ones(len(x)), z])
    rx = x - A @ np.linalg.lstsq(A, x, rcond=None)[0]
    ry = y - A @ np.linalg.lstsq(A, y, rcond=None)[0]
    return np.corrcoef(rx, ry)[0, 1]


@wrong(5, "asserts instead of raising ValueError")
def partial_correlation(x, y, z):
    x, y, z = (np.asarray(v, float) for v in (x, y, z))
    z = z[:, None] if z.ndim == 1 else z
    if not len(x) == len(y) == len(z) or len(x) < z.shape[1] + 3:
        raise ValueError("the numbers of samples do not fit")
    assert np.ptp(x) and np.ptp(y) and np.ptp(z, axis=0).all()
    A = np.column_stack([np.ones(len(x)), z])
    rx = x - A @ np.linalg.lstsq(A, x, rcond=None)[0]
    ry = y - A @ np.linalg.lstsq(A, y, rcond=None)[0]
    return np.corrcoef(rx, ry)[0, 1]


@right(5, "with scikit-learn")
def partial_correlation(x, y, z):
    from sklearn.linear_model import LinearRegression

    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    z = np.asarray(z, dtype=float).reshape(len(z), -1) if len(z) else np.empty((0, 1))
    if len({len(x), len(y), len(z)}) > 1:
        raise ValueError("different numbers of samples")
    if len(x) - z.shape[1] < 3:
        raise ValueError("too few samples")
    if min(len(np.unique(column)) for column in (x, y, *z.T)) < 2:
        raise ValueError("constant")
    left = [values - LinearRegression().fit(z, values).predict(z) for values in (x, y)]
    return np.corrcoef(*left)[0, 1]


@right(5, "by the formula, one confounder after the other")
def partial_correlation(x, y, z):
    x, y, z = np.asarray(x, dtype=float), np.asarray(y, dtype=float), np.asarray(z, dtype=float)
    columns = [z] if z.ndim == 1 else list(z.T)
    if len(x) != len(y) or len(y) != len(z):
        raise ValueError("different numbers of samples")
    if len(x) < len(columns) + 3 or any(v.min() == v.max() for v in (x, y, *columns)):
        raise ValueError("too few samples, or a constant")

    def partial(a, b, others):
        if not others:
            return np.corrcoef(a, b)[0, 1]
        first, *rest = others
        ab, ac, bc = partial(a, b, rest), partial(a, first, rest), partial(b, first, rest)
        return (ab - ac * bc) / np.sqrt((1 - ac**2) * (1 - bc**2))

    return float(partial(x, y, columns))


@right(5, "by the inverse of the covariances")
def partial_correlation(x, y, z):
    if not len(x) == len(y) == len(z):
        raise ValueError("different numbers of samples")
    table = np.column_stack([np.asarray(values, dtype=float) for values in (x, y, z)])
    if len(table) <= table.shape[1] or (table.max(axis=0) == table.min(axis=0)).any():
        raise ValueError("too few samples, or a constant")
    table = (table - table.mean(axis=0)) / table.std(axis=0)
    precision = np.linalg.inv(table.T @ table)
    return -precision[0, 1] / np.sqrt(precision[0, 0] * precision[1, 1])


@right(5, "loops in plain Python, by orthogonal columns")
def partial_correlation(x, y, z):
    import math

    def centred(values):
        mean = math.fsum(float(value) for value in values) / len(values)
        return [float(value) - mean for value in values]

    def dot(a, b):
        return math.fsum(p * q for p, q in zip(a, b, strict=True))

    def without(a, b):
        share = dot(a, b) / dot(b, b)
        return [p - share * q for p, q in zip(a, b, strict=True)]

    if len(x) != len(y) or len(x) != len(z) or len(x) == 0:
        raise ValueError("the numbers of samples do not fit")
    rows = [row if hasattr(row, "__len__") else [row] for row in z]
    columns = [list(column) for column in zip(*rows, strict=True)]
    if len(x) < len(columns) + 3 or any(min(v) == max(v) for v in (x, y, *columns)):
        raise ValueError("too few samples, or a constant")
    left = [centred(x), centred(y)]
    basis = [centred(column) for column in columns]
    while basis:
        first, *basis = basis
        left = [without(values, first) for values in left]
        basis = [without(values, first) for values in basis]
    return dot(*left) / math.sqrt(dot(left[0], left[0]) * dot(left[1], left[1]))


@right(5, "in float32, with a QR decomposition")
def partial_correlation(x, y, z):
    if len(x) != len(y) or len(x) != len(z):
        raise ValueError("different numbers of samples")
    x, y, z = (
        np.array(v, dtype=np.float32).reshape(len(x), -1) if len(x) else np.empty((0, 1)) for v in (x, y, z)
    )
    if any((np.ptp(column) if len(column) else 0) == 0 for v in (x, y, z) for column in v.T):
        raise ValueError("constant")
    if len(x) < z.shape[1] + 3:
        raise ValueError("too few samples")
    x, y, z = (v - v.mean(axis=0) for v in (x, y, z))
    q, _ = np.linalg.qr(z)
    x, y = (v - q @ (q.T @ v) for v in (x, y))
    return np.vdot(x, y) / np.sqrt(np.vdot(x, x) * np.vdot(y, y))


@right(5, "with torch and SciPy")
def partial_correlation(x, y, z):
    import torch
    from scipy.stats import pearsonr

    x, y, z = (torch.as_tensor(np.asarray(v, dtype=np.float64)) for v in (x, y, z))
    z = z[:, None] if z.dim() == 1 else z
    if not x.shape[0] == y.shape[0] == z.shape[0] >= z.shape[1] + 3:
        raise ValueError("the numbers of samples do not fit")
    for column in (x, y, *z.T):
        if (column == column[0]).all():
            raise ValueError("constant")
    design = torch.cat([torch.ones_like(z[:, :1]), (z - z.mean(dim=0)) / z.std(dim=0)], dim=1)
    left = [v - design @ torch.linalg.pinv(design) @ v for v in (x, y)]
    return pearsonr(*(v.numpy() for v in left)).statistic


# Question 6: benjamini_hochberg


@wrong(6, "stops at the first failure")
def benjamini_hochberg(p_values, alpha=0.05):
    p = np.asarray(p_values, float)
    if not (np.all(p >= 0) and np.all(p <= 1) and 0 < alpha < 1):
        raise ValueError("out of range")
    m = len(p)
    order = np.argsort(p, kind="stable")
    below = p[order] <= np.arange(1, m + 1) / m * alpha
    k = m if below.all() else int(np.argmin(below))
    found = np.zeros(m, dtype=bool)
    found[order[:k]] = True
    return found


@wrong(6, "keeps those only that lie below their own bound")
def benjamini_hochberg(p_values, alpha=0.05):
    p = np.asarray(p_values, float)
    if not (np.all(p >= 0) and np.all(p <= 1) and 0 < alpha < 1):
        raise ValueError("out of range")
    m = len(p)
    order = np.argsort(p, kind="stable")
    below = p[order] <= np.arange(1, m + 1) / m * alpha
    found = np.zeros(m, dtype=bool)
    found[order[below]] = True
    return found


@wrong(6, "takes as many as lie below their own bounds")
def benjamini_hochberg(p_values, alpha=0.05):
    p = np.asarray(p_values, float)
    if not (np.all(p >= 0) and np.all(p <= 1) and 0 < alpha < 1):
        raise ValueError("out of range")
    m = len(p)
    order = np.argsort(p, kind="stable")
    below = p[order] <= np.arange(1, m + 1) / m * alpha
    k = below.sum()
    found = np.zeros(m, dtype=bool)
    found[order[:k]] = True
    return found


@wrong(6, "corrects nothing")
def benjamini_hochberg(p_values, alpha=0.05):
    p = np.asarray(p_values, float)
    if not (np.all(p >= 0) and np.all(p <= 1) and 0 < alpha < 1):
        raise ValueError("out of range")
    return p <= alpha


@wrong(6, "corrects as Bonferroni")
def benjamini_hochberg(p_values, alpha=0.05):
    p = np.asarray(p_values, float)
    if not (np.all(p >= 0) and np.all(p <= 1) and 0 < alpha < 1):
        raise ValueError("out of range")
    return p <= alpha / max(len(p), 1)


@wrong(6, "corrects as Holm")
def benjamini_hochberg(p_values, alpha=0.05):
    p = np.asarray(p_values, float)
    if not (np.all(p >= 0) and np.all(p <= 1) and 0 < alpha < 1):
        raise ValueError("out of range")
    m = len(p)
    order = np.argsort(p, kind="stable")
    below = p[order] <= alpha / (m - np.arange(m))
    k = m if below.all() else int(np.argmin(below))
    found = np.zeros(m, dtype=bool)
    found[order[:k]] = True
    return found


@wrong(6, "corrects as Hochberg, with Holm's bounds")
def benjamini_hochberg(p_values, alpha=0.05):
    p = np.asarray(p_values, float)
    if not (np.all(p >= 0) and np.all(p <= 1) and 0 < alpha < 1):
        raise ValueError("out of range")
    m = len(p)
    order = np.argsort(p, kind="stable")
    below = p[order] <= alpha / (m - np.arange(m))
    k = np.flatnonzero(below).max() + 1 if below.any() else 0
    found = np.zeros(m, dtype=bool)
    found[order[:k]] = True
    return found


@wrong(6, "corrects as Benjamini and Yekutieli")
def benjamini_hochberg(p_values, alpha=0.05):
    p = np.asarray(p_values, float)
    if not (np.all(p >= 0) and np.all(p <= 1) and 0 < alpha < 1):
        raise ValueError("out of range")
    m = len(p)
    order = np.argsort(p, kind="stable")
    below = p[order] <= np.arange(1, m + 1) / m * alpha / (1 / np.arange(1, m + 1)).sum()
    k = np.flatnonzero(below).max() + 1 if below.any() else 0
    found = np.zeros(m, dtype=bool)
    found[order[:k]] = True
    return found


@wrong(6, "demands less than the bound")
def benjamini_hochberg(p_values, alpha=0.05):
    p = np.asarray(p_values, float)
    if not (np.all(p >= 0) and np.all(p <= 1) and 0 < alpha < 1):
        raise ValueError("out of range")
    m = len(p)
    order = np.argsort(p, kind="stable")
    below = p[order] < np.arange(1, m + 1) / m * alpha
    k = np.flatnonzero(below).max() + 1 if below.any() else 0
    found = np.zeros(m, dtype=bool)
    found[order[:k]] = True
    return found


@wrong(6, "counts ranks from 0")
def benjamini_hochberg(p_values, alpha=0.05):
    p = np.asarray(p_values, float)
    if not (np.all(p >= 0) and np.all(p <= 1) and 0 < alpha < 1):
        raise ValueError("out of range")
    m = len(p)
    order = np.argsort(p, kind="stable")
    below = p[order] <= np.arange(m) / m * alpha
    k = np.flatnonzero(below).max() + 1 if below.any() else 0
    found = np.zeros(m, dtype=bool)
    found[order[:k]] = True
    return found


@wrong(6, "divides by one too many")
def benjamini_hochberg(p_values, alpha=0.05):
    p = np.asarray(p_values, float)
    if not (np.all(p >= 0) and np.all(p <= 1) and 0 < alpha < 1):
        raise ValueError("out of range")
    m = len(p)
    order = np.argsort(p, kind="stable")
    below = p[order] <= np.arange(1, m + 1) / (m + 1) * alpha
    k = np.flatnonzero(below).max() + 1 if below.any() else 0
    found = np.zeros(m, dtype=bool)
    found[order[:k]] = True
    return found


@wrong(6, "leaves out the last discovery")
def benjamini_hochberg(p_values, alpha=0.05):
    p = np.asarray(p_values, float)
    if not (np.all(p >= 0) and np.all(p <= 1) and 0 < alpha < 1):
        raise ValueError("out of range")
    m = len(p)
    order = np.argsort(p, kind="stable")
    below = p[order] <= np.arange(1, m + 1) / m * alpha
    k = np.flatnonzero(below).max() if below.any() else 0
    found = np.zeros(m, dtype=bool)
    found[order[:k]] = True
    return found


@wrong(6, "takes one discovery too many")
def benjamini_hochberg(p_values, alpha=0.05):
    p = np.asarray(p_values, float)
    if not (np.all(p >= 0) and np.all(p <= 1) and 0 < alpha < 1):
        raise ValueError("out of range")
    m = len(p)
    order = np.argsort(p, kind="stable")
    below = p[order] <= np.arange(1, m + 1) / m * alpha
    k = np.flatnonzero(below).max() + 2 if below.any() else 0
    found = np.zeros(m, dtype=bool)
    found[order[:k]] = True
    return found


@wrong(6, "always takes at least one")
def benjamini_hochberg(p_values, alpha=0.05):
    p = np.asarray(p_values, float)
    if not (np.all(p >= 0) and np.all(p <= 1) and 0 < alpha < 1):
        raise ValueError("out of range")
    m = len(p)
    order = np.argsort(p, kind="stable")
    below = p[order] <= np.arange(1, m + 1) / m * alpha
    k = np.flatnonzero(below).max() + 1 if below.any() else 1
    found = np.zeros(m, dtype=bool)
    found[order[:k]] = True
    return found


@wrong(6, "ignores alpha")
def benjamini_hochberg(p_values, alpha=0.05):
    p = np.asarray(p_values, float)
    if not (np.all(p >= 0) and np.all(p <= 1) and 0 < alpha < 1):
        raise ValueError("out of range")
    m = len(p)
    order = np.argsort(p, kind="stable")
    below = p[order] <= np.arange(1, m + 1) / m * 0.05
    k = np.flatnonzero(below).max() + 1 if below.any() else 0
    found = np.zeros(m, dtype=bool)
    found[order[:k]] = True
    return found


@wrong(6, "has another alpha if none is given")
def benjamini_hochberg(p_values, alpha=0.1):
    p = np.asarray(p_values, float)
    if not (np.all(p >= 0) and np.all(p <= 1) and 0 < alpha < 1):
        raise ValueError("out of range")
    m = len(p)
    order = np.argsort(p, kind="stable")
    below = p[order] <= np.arange(1, m + 1) / m * alpha
    k = np.flatnonzero(below).max() + 1 if below.any() else 0
    found = np.zeros(m, dtype=bool)
    found[order[:k]] = True
    return found


@wrong(6, "expects sorted p values")
def benjamini_hochberg(p_values, alpha=0.05):
    p = np.asarray(p_values, float)
    if not (np.all(p >= 0) and np.all(p <= 1) and 0 < alpha < 1):
        raise ValueError("out of range")
    m = len(p)
    order = np.arange(m)
    below = p[order] <= np.arange(1, m + 1) / m * alpha
    k = np.flatnonzero(below).max() + 1 if below.any() else 0
    found = np.zeros(m, dtype=bool)
    found[order[:k]] = True
    return found


@wrong(6, "answers in the order of the sorted p values")
def benjamini_hochberg(p_values, alpha=0.05):
    p = np.asarray(p_values, float)
    if not (np.all(p >= 0) and np.all(p <= 1) and 0 < alpha < 1):
        raise ValueError("out of range")
    m = len(p)
    order = np.argsort(p, kind="stable")
    below = p[order] <= np.arange(1, m + 1) / m * alpha
    k = np.flatnonzero(below).max() + 1 if below.any() else 0
    return np.arange(m) < k


@wrong(6, "sorts the largest first")
def benjamini_hochberg(p_values, alpha=0.05):
    p = np.asarray(p_values, float)
    if not (np.all(p >= 0) and np.all(p <= 1) and 0 < alpha < 1):
        raise ValueError("out of range")
    m = len(p)
    order = np.argsort(-p, kind="stable")
    below = p[order] <= np.arange(1, m + 1) / m * alpha
    k = np.flatnonzero(below).max() + 1 if below.any() else 0
    found = np.zeros(m, dtype=bool)
    found[order[:k]] = True
    return found


@wrong(6, "gives equal p values the rank of the first")
def benjamini_hochberg(p_values, alpha=0.05):
    p = np.asarray(p_values, float)
    if not (np.all(p >= 0) and np.all(p <= 1) and 0 < alpha < 1):
        raise ValueError("out of range")
    m = len(p)
    order = np.argsort(p, kind="stable")
    ranks = np.searchsorted(np.sort(p), p[order]) + 1
    below = p[order] <= ranks / m * alpha
    k = np.flatnonzero(below).max() + 1 if below.any() else 0
    found = np.zeros(m, dtype=bool)
    found[order[:k]] = True
    return found


@wrong(6, "counts different p values only")
def benjamini_hochberg(p_values, alpha=0.05):
    p = np.asarray(p_values, float)
    if not (np.all(p >= 0) and np.all(p <= 1) and 0 < alpha < 1):
        raise ValueError("out of range")
    m = len(p)
    p, back = np.unique(p, return_inverse=True)
    m = len(p)
    order = np.argsort(p, kind="stable")
    below = p[order] <= np.arange(1, m + 1) / m * alpha
    k = np.flatnonzero(below).max() + 1 if below.any() else 0
    found = np.zeros(m, dtype=bool)
    found[order[:k]] = True
    return found[back]


@wrong(6, "returns the discoveries' places")
def benjamini_hochberg(p_values, alpha=0.05):
    p = np.asarray(p_values, float)
    if not (np.all(p >= 0) and np.all(p <= 1) and 0 < alpha < 1):
        raise ValueError("out of range")
    m = len(p)
    order = np.argsort(p, kind="stable")
    below = p[order] <= np.arange(1, m + 1) / m * alpha
    k = np.flatnonzero(below).max() + 1 if below.any() else 0
    return np.sort(order[:k])


@wrong(6, "returns ones and zeros")
def benjamini_hochberg(p_values, alpha=0.05):
    p = np.asarray(p_values, float)
    if not (np.all(p >= 0) and np.all(p <= 1) and 0 < alpha < 1):
        raise ValueError("out of range")
    m = len(p)
    order = np.argsort(p, kind="stable")
    below = p[order] <= np.arange(1, m + 1) / m * alpha
    k = np.flatnonzero(below).max() + 1 if below.any() else 0
    found = np.zeros(m, dtype=bool)
    found[order[:k]] = True
    return found.astype(int)


@wrong(6, "returns a list")
def benjamini_hochberg(p_values, alpha=0.05):
    p = np.asarray(p_values, float)
    if not (np.all(p >= 0) and np.all(p <= 1) and 0 < alpha < 1):
        raise ValueError("out of range")
    m = len(p)
    order = np.argsort(p, kind="stable")
    below = p[order] <= np.arange(1, m + 1) / m * alpha
    k = np.flatnonzero(below).max() + 1 if below.any() else 0
    found = np.zeros(m, dtype=bool)
    found[order[:k]] = True
    return found.tolist()


@wrong(6, "returns adjusted p values")
def benjamini_hochberg(p_values, alpha=0.05):
    p = np.asarray(p_values, float)
    if not (np.all(p >= 0) and np.all(p <= 1) and 0 < alpha < 1):
        raise ValueError("out of range")
    from scipy.stats import false_discovery_control

    return false_discovery_control(p) if len(p) else p


@wrong(6, "returns how many there are")
def benjamini_hochberg(p_values, alpha=0.05):
    p = np.asarray(p_values, float)
    if not (np.all(p >= 0) and np.all(p <= 1) and 0 < alpha < 1):
        raise ValueError("out of range")
    m = len(p)
    order = np.argsort(p, kind="stable")
    below = p[order] <= np.arange(1, m + 1) / m * alpha
    k = np.flatnonzero(below).max() + 1 if below.any() else 0
    return int(k)


@wrong(6, "marks those that are no discoveries")
def benjamini_hochberg(p_values, alpha=0.05):
    p = np.asarray(p_values, float)
    if not (np.all(p >= 0) and np.all(p <= 1) and 0 < alpha < 1):
        raise ValueError("out of range")
    m = len(p)
    order = np.argsort(p, kind="stable")
    below = p[order] <= np.arange(1, m + 1) / m * alpha
    k = np.flatnonzero(below).max() + 1 if below.any() else 0
    found = np.zeros(m, dtype=bool)
    found[order[:k]] = True
    return ~found


@wrong(6, "compares a list with its bounds")
def benjamini_hochberg(p_values, alpha=0.05):
    p = p_values
    if isinstance(p, list):
        p = sorted(p)
    p = np.asarray(p, float)
    if not (np.all(p >= 0) and np.all(p <= 1) and 0 < alpha < 1):
        raise ValueError("out of range")
    m = len(p)
    order = np.argsort(p, kind="stable")
    below = p[order] <= np.arange(1, m + 1) / m * alpha
    k = np.flatnonzero(below).max() + 1 if below.any() else 0
    found = np.zeros(m, dtype=bool)
    found[order[:k]] = True
    return found


@wrong(6, "sorts what it was given")
def benjamini_hochberg(p_values, alpha=0.05):
    ranks = np.argsort(np.argsort(p_values))
    p_values.sort()
    p = np.asarray(p_values, float)
    if not (np.all(p >= 0) and np.all(p <= 1) and 0 < alpha < 1):
        raise ValueError("out of range")
    m = len(p)
    order = np.argsort(p, kind="stable")
    below = p[order] <= np.arange(1, m + 1) / m * alpha
    k = np.flatnonzero(below).max() + 1 if below.any() else 0
    found = np.zeros(m, dtype=bool)
    found[order[:k]] = True
    return found[ranks]


@wrong(6, "finds no maximum where nothing is found")
def benjamini_hochberg(p_values, alpha=0.05):
    p = np.asarray(p_values, float)
    if not (np.all(p >= 0) and np.all(p <= 1) and 0 < alpha < 1):
        raise ValueError("out of range")
    m = len(p)
    order = np.argsort(p, kind="stable")
    below = p[order] <= np.arange(1, m + 1) / m * alpha
    k = np.flatnonzero(below).max() + 1
    found = np.zeros(m, dtype=bool)
    found[order[:k]] = True
    return found


@wrong(6, "takes no p values for a mistake")
def benjamini_hochberg(p_values, alpha=0.05):
    p = np.asarray(p_values, float)
    if not (p.size and np.all(p >= 0) and np.all(p <= 1) and 0 < alpha < 1):
        raise ValueError("out of range")
    m = len(p)
    order = np.argsort(p, kind="stable")
    below = p[order] <= np.arange(1, m + 1) / m * alpha
    k = np.flatnonzero(below).max() + 1 if below.any() else 0
    found = np.zeros(m, dtype=bool)
    found[order[:k]] = True
    return found


@wrong(6, "returns an empty array of floats for no p values")
def benjamini_hochberg(p_values, alpha=0.05):
    p = np.asarray(p_values, float)
    if not (np.all(p >= 0) and np.all(p <= 1) and 0 < alpha < 1):
        raise ValueError("out of range")
    m = len(p)
    if m == 0:
        return np.array([])
    order = np.argsort(p, kind="stable")
    below = p[order] <= np.arange(1, m + 1) / m * alpha
    k = np.flatnonzero(below).max() + 1 if below.any() else 0
    found = np.zeros(m, dtype=bool)
    found[order[:k]] = True
    return found


@wrong(6, "returns False for no p values")
def benjamini_hochberg(p_values, alpha=0.05):
    p = np.asarray(p_values, float)
    if not (np.all(p >= 0) and np.all(p <= 1) and 0 < alpha < 1):
        raise ValueError("out of range")
    m = len(p)
    if m == 0:
        return False
    order = np.argsort(p, kind="stable")
    below = p[order] <= np.arange(1, m + 1) / m * alpha
    k = np.flatnonzero(below).max() + 1 if below.any() else 0
    found = np.zeros(m, dtype=bool)
    found[order[:k]] = True
    return found


@wrong(6, "lets NaN pass")
def benjamini_hochberg(p_values, alpha=0.05):
    p = np.asarray(p_values, float)
    if (p < 0).any() or (p > 1).any() or not 0 < alpha < 1:
        raise ValueError("out of range")
    m = len(p)
    order = np.argsort(p, kind="stable")
    below = p[order] <= np.arange(1, m + 1) / m * alpha
    k = np.flatnonzero(below).max() + 1 if below.any() else 0
    found = np.zeros(m, dtype=bool)
    found[order[:k]] = True
    return found


@wrong(6, "drops NaN")
def benjamini_hochberg(p_values, alpha=0.05):
    p = np.asarray(p_values, float)
    p = p[~np.isnan(p)]
    if not (np.all(p >= 0) and np.all(p <= 1) and 0 < alpha < 1):
        raise ValueError("out of range")
    m = len(p)
    order = np.argsort(p, kind="stable")
    below = p[order] <= np.arange(1, m + 1) / m * alpha
    k = np.flatnonzero(below).max() + 1 if below.any() else 0
    found = np.zeros(m, dtype=bool)
    found[order[:k]] = True
    return found


@wrong(6, "takes NaN for 1")
def benjamini_hochberg(p_values, alpha=0.05):
    p = np.nan_to_num(np.asarray(p_values, float), nan=1.0, posinf=2.0)
    if not (np.all(p >= 0) and np.all(p <= 1) and 0 < alpha < 1):
        raise ValueError("out of range")
    m = len(p)
    order = np.argsort(p, kind="stable")
    below = p[order] <= np.arange(1, m + 1) / m * alpha
    k = np.flatnonzero(below).max() + 1 if below.any() else 0
    found = np.zeros(m, dtype=bool)
    found[order[:k]] = True
    return found


@wrong(6, "lets p values be above 1")
def benjamini_hochberg(p_values, alpha=0.05):
    p = np.asarray(p_values, float)
    if not (np.all(p >= 0) and not np.isnan(p).any() and 0 < alpha < 1):
        raise ValueError("out of range")
    m = len(p)
    order = np.argsort(p, kind="stable")
    below = p[order] <= np.arange(1, m + 1) / m * alpha
    k = np.flatnonzero(below).max() + 1 if below.any() else 0
    found = np.zeros(m, dtype=bool)
    found[order[:k]] = True
    return found


@wrong(6, "lets p values be below 0")
def benjamini_hochberg(p_values, alpha=0.05):
    p = np.asarray(p_values, float)
    if not (np.all(p <= 1) and 0 < alpha < 1):
        raise ValueError("out of range")
    m = len(p)
    order = np.argsort(p, kind="stable")
    below = p[order] <= np.arange(1, m + 1) / m * alpha
    k = np.flatnonzero(below).max() + 1 if below.any() else 0
    found = np.zeros(m, dtype=bool)
    found[order[:k]] = True
    return found


@wrong(6, "clips p values")
def benjamini_hochberg(p_values, alpha=0.05):
    p = np.clip(np.asarray(p_values, float), 0, 1)
    if not (np.all(p >= 0) and np.all(p <= 1) and 0 < alpha < 1):
        raise ValueError("out of range")
    m = len(p)
    order = np.argsort(p, kind="stable")
    below = p[order] <= np.arange(1, m + 1) / m * alpha
    k = np.flatnonzero(below).max() + 1 if below.any() else 0
    found = np.zeros(m, dtype=bool)
    found[order[:k]] = True
    return found


@wrong(6, "refuses p values of 0 and 1")
def benjamini_hochberg(p_values, alpha=0.05):
    p = np.asarray(p_values, float)
    if not (np.all(p > 0) and np.all(p < 1) and 0 < alpha < 1):
        raise ValueError("out of range")
    m = len(p)
    order = np.argsort(p, kind="stable")
    below = p[order] <= np.arange(1, m + 1) / m * alpha
    k = np.flatnonzero(below).max() + 1 if below.any() else 0
    found = np.zeros(m, dtype=bool)
    found[order[:k]] = True
    return found


@wrong(6, "does not look at alpha")
def benjamini_hochberg(p_values, alpha=0.05):
    p = np.asarray(p_values, float)
    if not (np.all(p >= 0) and np.all(p <= 1)):
        raise ValueError("out of range")
    m = len(p)
    order = np.argsort(p, kind="stable")
    below = p[order] <= np.arange(1, m + 1) / m * alpha
    k = np.flatnonzero(below).max() + 1 if below.any() else 0
    found = np.zeros(m, dtype=bool)
    found[order[:k]] = True
    return found


@wrong(6, "lets alpha be 1")
def benjamini_hochberg(p_values, alpha=0.05):
    p = np.asarray(p_values, float)
    if not (np.all(p >= 0) and np.all(p <= 1) and 0 < alpha <= 1):
        raise ValueError("out of range")
    m = len(p)
    order = np.argsort(p, kind="stable")
    below = p[order] <= np.arange(1, m + 1) / m * alpha
    k = np.flatnonzero(below).max() + 1 if below.any() else 0
    found = np.zeros(m, dtype=bool)
    found[order[:k]] = True
    return found


@wrong(6, "lets alpha be 0")
def benjamini_hochberg(p_values, alpha=0.05):
    p = np.asarray(p_values, float)
    if not (np.all(p >= 0) and np.all(p <= 1) and 0 <= alpha < 1):
        raise ValueError("out of range")
    m = len(p)
    order = np.argsort(p, kind="stable")
    below = p[order] <= np.arange(1, m + 1) / m * alpha
    k = np.flatnonzero(below).max() + 1 if below.any() else 0
    found = np.zeros(m, dtype=bool)
    found[order[:k]] = True
    return found


@wrong(6, "asserts instead of raising ValueError")
def benjamini_hochberg(p_values, alpha=0.05):
    p = np.asarray(p_values, float)
    assert np.all(p >= 0) and np.all(p <= 1) and 0 < alpha < 1
    m = len(p)
    order = np.argsort(p, kind="stable")
    below = p[order] <= np.arange(1, m + 1) / m * alpha
    k = np.flatnonzero(below).max() + 1 if below.any() else 0
    found = np.zeros(m, dtype=bool)
    found[order[:k]] = True
    return found


@right(6, "loops in plain Python, from the largest down")
def benjamini_hochberg(p_values, alpha=0.05):
    if not (alpha > 0 and alpha < 1):
        raise ValueError("alpha is out of range")
    for p in p_values:
        if not 0 <= p <= 1:
            raise ValueError("a p value is out of range")
    m = len(p_values)
    ranking = sorted(range(m), key=lambda number: p_values[number])
    verdicts = [False] * m
    for rank in range(m, 0, -1):
        if p_values[ranking[rank - 1]] <= rank * alpha / m:
            for number in ranking[:rank]:
                verdicts[number] = True
            break
    return np.array(verdicts, dtype=bool)


@right(6, "with SciPy's adjusted p values")
def benjamini_hochberg(p_values, alpha=0.05):
    from scipy.stats import false_discovery_control

    p_values = np.asarray(p_values, dtype=float)
    if not 0 < alpha < 1:
        raise ValueError("alpha is out of range")
    if p_values.size == 0:
        return np.zeros(0, dtype=bool)
    if np.isnan(p_values).any():
        raise ValueError("NaN")
    # SciPy refuses what is not from 0 to 1, by a ValueError.
    return false_discovery_control(p_values) <= alpha


@right(6, "by the largest p value that is low enough")
def benjamini_hochberg(p_values, alpha=0.05):
    p = np.array(p_values, dtype=float)
    if np.isnan(p).any() or np.any(p < 0) or np.any(p > 1) or not 0 < alpha < 1:
        raise ValueError("out of range")
    ordered = np.sort(p)
    passed = ordered[ordered * len(p) <= alpha * np.arange(1, len(p) + 1)]
    return p <= passed[-1] if len(passed) else np.zeros(len(p), dtype=bool)


@right(6, "with a running minimum")
def benjamini_hochberg(p_values, alpha=0.05):
    p = np.asarray(p_values, dtype=np.float64)
    inside = (p >= 0) & (p <= 1)
    if not inside.all() or not alpha > 0 or not alpha < 1:
        raise ValueError("out of range")
    order = p.argsort()[::-1]
    scaled = p[order] * len(p) / np.arange(len(p), 0, -1)
    found = np.empty(len(p), dtype=bool)
    found[order] = np.minimum.accumulate(scaled) <= alpha
    return found


@right(6, "in float32, by counting")
def benjamini_hochberg(p_values, alpha=0.05):
    p = np.asarray(p_values, dtype=np.float32)
    if len(p) and not (p.min() >= 0 and p.max() <= 1):
        raise ValueError("out of range")
    if not 0 < alpha < 1:
        raise ValueError("alpha is out of range")
    at_most = (p[None, :] <= p[:, None]).sum(axis=1)
    good = p * len(p) <= alpha * at_most
    return np.array([bool(good[p >= value].any()) for value in p], dtype=bool)


@right(6, "with pandas")
def benjamini_hochberg(p_values, alpha=0.05):
    import pandas as pd

    p = pd.Series(np.asarray(p_values, dtype=float))
    if not p.between(0, 1).all() or alpha <= 0 or alpha >= 1 or alpha != alpha:
        raise ValueError("out of range")
    ranks = p.rank(method="max")
    last = p[p <= ranks / max(len(p), 1) * alpha].max()
    return (p <= last).to_numpy()


# Inputs on which mutants are compared with the solutions


def shape(rng):
    """Draw few samples and features: small inputs hold the rare cases."""
    return int(rng.integers(1, 10)), int(rng.integers(1, 5))


def numbers(rng, size):
    """Draw numbers with ties and repetitions, or without, as floats or integers."""
    if rng.random() < 0.5:
        values = rng.integers(-4, 5, size=size)
        return values if rng.random() < 0.5 else values / 2
    return rng.normal(scale=10.0 ** rng.integers(-3, 4), size=size)


@inputs(1)
def draw_tasks(rng):
    tasks = ["apple weights", "apple heaps", "coin centuries", "coin map", "new coins", "coin brush", "tunes"]
    tasks += ["marked payments", "odd payments", "invented payments", "lifts", "expert moves", "own games"]
    tasks += ["openings", "an unknown task"]
    return ([tasks[number] for number in rng.integers(len(tasks), size=rng.integers(0, 5))],)


@inputs(2)
def draw_labelled_points_and_others(rng):
    n_train, n_features = shape(rng)
    n_train = n_train if rng.random() < 0.9 else 0
    labels = rng.integers(-2, 3, size=spoiled(rng, n_train, least=0))
    y_train = labels if rng.random() < 0.5 else np.array(["b", "a", "ccc", "dd", "e"])[labels]
    X_test = numbers(rng, (rng.integers(0, 6), spoiled(rng, n_features, least=0)))
    return numbers(rng, (n_train, n_features)), y_train, X_test


@inputs(3)
def draw_counts_and_seconds(rng):
    counts = rng.integers(-1 if rng.random() < 0.1 else 0, rng.choice([2, 5, 1000]), size=rng.integers(0, 6))
    return counts, float(rng.choice([-1, 0, 0.5, 1, 2, 30, 3600]))


@inputs(4)
def draw_objects_and_a_number_of_labels(rng):
    n_samples, _ = shape(rng)
    values = numbers(rng, spoiled(rng, n_samples, least=0)) if rng.random() < 0.9 else np.full(n_samples, 3)
    return numbers(rng, n_samples), values, int(rng.integers(-1, n_samples + 2))


@inputs(5)
def draw_features_and_confounders(rng):
    n_samples, n_confounders = shape(rng)
    z = rng.normal(scale=10.0 ** rng.integers(-2, 3), size=(spoiled(rng, n_samples, least=0), n_confounders))
    x, y = (rng.normal(size=spoiled(rng, n_samples, least=0)).round(2) for _ in range(2))
    for values in (x, y, z[:, 0]):
        if rng.random() < 0.05:
            values[:] = 2
    return x, y, z[:, 0] if n_confounders == 1 and rng.random() < 0.5 else z


@inputs(6)
def draw_p_values_and_a_level(rng):
    n_tests, _ = shape(rng)
    p_values = rng.uniform(size=n_tests if rng.random() < 0.9 else 0) ** rng.integers(1, 5)
    if rng.random() < 0.5:
        p_values = (p_values * 16).round() / 16
    if rng.random() < 0.1 and len(p_values):
        p_values[0] = rng.choice([-0.5, 1.5, np.nan])
    return p_values, float(
        rng.choice([-0.5, 0, 0.05, 0.25, 0.5, 1, 1.5], p=[0.05, 0.05, 0.3, 0.3, 0.2, 0.05, 0.05])
    )
