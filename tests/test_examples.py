"""The examples in the docstrings of the package run, and every public function has one."""

import doctest
import importlib
import inspect
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = ("unlabelled.datasets", "unlabelled.figures", "unlabelled.grading", "unlabelled.results")


def public_functions():
    for name in MODULES:
        module = importlib.import_module(name)
        for public in getattr(module, "__all__", None) or vars(module):
            thing = getattr(module, public)
            if inspect.isfunction(thing) and thing.__module__.startswith(name) and public[0] != "_":
                yield pytest.param(thing, id=f"{name}.{public}")


@pytest.mark.parametrize("function", list(public_functions()))
def test_example_runs(function, monkeypatch):
    monkeypatch.setenv("MPLBACKEND", "agg")
    monkeypatch.chdir(ROOT)
    import matplotlib.pyplot as plt

    with plt.rc_context():
        finder = doctest.DocTestFinder(recurse=False)
        (test,) = finder.find(function, function.__name__, globs=dict(vars(inspect.getmodule(function))))
        assert test.examples, "no example"
        report = []
        runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
        runner.run(test, out=report.append)
        plt.close("all")
    assert not runner.failures, "".join(report)
