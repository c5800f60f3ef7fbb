#%% helpers
import numpy as np
from scipy import ndimage, stats
from sklearn.metrics import multilabel_confusion_matrix, roc_auc_score
from sklearn.model_selection import KFold, cross_val_score, train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.tree import DecisionTreeClassifier


def same_length(a, b):
    if len(a) != len(b):
        raise ValueError(f"different lengths: {len(a)} and {len(b)}")


#%% confusion_counts
def confusion_counts(y_true, y_pred, classes):
    matrices = multilabel_confusion_matrix(y_true, y_pred, labels=classes)
    # each matrix is [[TN, FP], [FN, TP]]
    return matrices.reshape(-1, 4)[:, [3, 1, 2, 0]]


#%% quality
def quality(counts, average):
    if average not in ("macro", "micro"):
        raise ValueError("average must be macro or micro")
    counts = np.asarray(counts, dtype=float)
    if (counts < 0).any():
        raise ValueError("negative count")
    if average == "micro":
        counts = counts.sum(axis=0, keepdims=True)
    tp, fp, fn, tn = counts.T

    def ratio(a, b):
        return np.divide(a, b, out=np.zeros_like(a), where=b != 0)

    recall = ratio(tp, tp + fn)
    specificity = ratio(tn, tn + fp)
    scores = [
        ratio(tp + tn, tp + fp + fn + tn),
        ratio(tp, tp + fp),
        recall,
        specificity,
        ratio(2 * tp, 2 * tp + fp + fn),
        ratio(tp, tp + fp + fn),
        (recall + specificity) / 2,
        ratio(tp * tn - fp * fn, np.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))),
    ]
    return np.mean(scores, axis=1)


#%% best_stump
def best_stump(X, y):
    same_length(X, y)
    X = np.asarray(X, dtype=float)
    tree = DecisionTreeClassifier(criterion="gini", max_depth=1, random_state=0).fit(X, y).tree_
    if tree.feature[0] >= 0:
        return int(tree.feature[0]), float(tree.threshold[0])
    # The tree does not cut a pure node; then any candidate is as good as any other.
    for feature, values in enumerate(X.T):
        values = np.unique(values)
        if len(values) > 1:
            return feature, float(values[:2].mean())
    return None


#%% tree_predict
def tree_predict(X_train, y_train, X_test, max_depth, find_cut):
    same_length(X_train, y_train)
    if max_depth < 0:
        raise ValueError("max_depth is below 0")
    X_train = np.asarray(X_train, dtype=float)
    X_test = np.asarray(X_test, dtype=float)
    y_train = np.asarray(y_train)
    y_test = np.empty(len(X_test), dtype=y_train.dtype)

    def grow(train, test, depth):
        labels, counts = np.unique(y_train[train], return_counts=True)
        cut = None
        if depth < max_depth and len(labels) > 1:
            cut = find_cut(X_train[train], y_train[train])
        if cut is None:
            y_test[test] = labels[counts.argmax()]
            return
        feature, threshold = cut
        left = X_train[:, feature] <= threshold
        left_test = X_test[:, feature] <= threshold
        grow(train & left, test & left_test, depth + 1)
        grow(train & ~left, test & ~left_test, depth + 1)

    grow(np.ones(len(X_train), bool), np.ones(len(X_test), bool), 0)
    return y_test


#%% bagged_predict
def bagged_predict(X_train, y_train, X_test, n_models, fit_predict, rng):
    same_length(X_train, y_train)
    if n_models < 1:
        raise ValueError("n_models is below 1")
    X_train, y_train, X_test = np.asarray(X_train), np.asarray(y_train), np.asarray(X_test)
    rows = rng.integers(len(X_train), size=(n_models, len(X_train)))
    votes = np.array([fit_predict(X_train[r], y_train[r], X_test) for r in rows])
    labels, codes = np.unique(votes, return_inverse=True)
    winners, n_votes = stats.mode(codes.reshape(votes.shape), axis=0)  # the smallest one of a tie
    return labels[winners], n_votes / n_models


#%% stratified_split
def stratified_split(X, y, test_share, rng):
    same_length(X, y)
    if not 0 < test_share < 1:
        raise ValueError("test_share must be above 0 and below 1")
    X, y = np.asarray(X), np.asarray(y)
    labels, counts = np.unique(y, return_counts=True)
    if counts.min() < 2:
        raise ValueError("a class has a single sample")
    n_test = np.clip(np.rint(test_share * counts), 1, counts - 1).astype(int)
    parts = [
        train_test_split(np.flatnonzero(y == label), test_size=int(n), random_state=int(rng.integers(2**32)))
        for label, n in zip(labels, n_test)
    ]
    train, test = (np.concatenate(part) for part in zip(*parts))
    return X[train], X[test], y[train], y[test]


#%% kfold_indices
def kfold_indices(n_samples, n_splits):
    return list(KFold(n_splits).split(np.arange(n_samples)))


#%% cross_validated_accuracy
def cross_validated_accuracy(X, y, folds, scaler, selector, classifier):
    same_length(X, y)
    if any(np.intersect1d(train, test).size for train, test in folds):
        raise ValueError("a row is in the training and in the test part")
    pipeline = make_pipeline(scaler, selector, classifier)
    return cross_val_score(pipeline, np.asarray(X), np.asarray(y), cv=folds, error_score="raise")


#%% feature_stack
def feature_stack(image, sigmas):
    image = np.asarray(image, dtype=float)
    if image.ndim != 2:
        raise ValueError("an image has two axes")
    if any(sigma <= 0 for sigma in sigmas):
        raise ValueError("a sigma is not above 0")
    columns = [image]
    for sigma in sigmas:
        blurred = ndimage.gaussian_filter(image, sigma)
        columns += [
            blurred,
            blurred - ndimage.gaussian_filter(image, 1.6 * sigma),
            sigma**2 * ndimage.gaussian_laplace(image, sigma),
        ]
    return np.stack(columns, axis=-1).reshape(image.size, -1)


#%% roc_auc
def roc_auc(y_true, scores):
    same_length(y_true, scores)
    positive = np.asarray(y_true).astype(bool)
    if positive.all() or not positive.any():
        raise ValueError("there must be positive and negative samples")
    return float(roc_auc_score(positive, np.asarray(scores)))
