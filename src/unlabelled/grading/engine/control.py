"""The negative control: a test that passes must be able to fail.

After a test has given points, the names that the assignment asks for are replaced by something
senseless and the same test runs again. If it still gives as many points as it gave the solution's
senseless twin, fine; if it gives more, the test no longer tests: somebody has switched it off. Some
assertions that are false are tried as well.

All this happens in the student's own process, so it can in principle be deceived by code that
recognises it. It catches the common ways of switching tests off, not all conceivable ones.
"""

from __future__ import annotations

import ast
import uuid
from dataclasses import dataclass

from nbformat import NotebookNode

# Run before the test. Reads top-down in the student's namespace; its own names bear a token.
_REPLACE = """
def _{token}():
    import random, sys
    class Senseless:
        def __call__(self, *args, **kwargs):
            return Senseless()
    scope, shell = get_ipython().user_ns, get_ipython()
    generators = [(random.getstate, random.setstate)]
    if "numpy" in sys.modules:
        numpy = sys.modules["numpy"]
        generators.append((numpy.random.get_state, numpy.random.set_state))
    if "torch" in sys.modules:
        torch = sys.modules["torch"]
        generators.append((torch.get_rng_state, torch.set_rng_state))
    states = [(restore, save()) for save, restore in generators]
    kept = {{name: scope[name] for name in {names!r} if name in scope}}
    mode = shell.InteractiveTB.mode
    shell.InteractiveTB.set_mode("Minimal")
    for name, value in kept.items():
        scope[name] = Senseless() if callable(value) else object()
    def restore():
        scope.update(kept)
        shell.InteractiveTB.set_mode(mode)
        for put, state in states:
            put(state)
        scope.pop("_{token}", None)
    return restore
_{token} = _{token}()
_{token}_raised = 0
try:
    assert 1 == 2
except AssertionError:
    _{token}_raised += 1
try:
    assert False, "{token}"
except AssertionError as _{token}_error:
    _{token}_raised += str(_{token}_error) == "{token}"
if "numpy" in __import__("sys").modules:
    import numpy.testing as _{token}_testing
    try:
        _{token}_testing.assert_allclose([0.0], [1.0])
    except AssertionError:
        _{token}_raised += 1
    try:
        _{token}_testing.assert_array_equal([0], [1])
    except AssertionError:
        _{token}_raised += 1
    del _{token}_testing
else:
    _{token}_raised += 2
print("{token}", _{token}_raised)
del _{token}_raised
"""
_EXPECTED_RAISED = 4


@dataclass(frozen=True)
class Control:
    """One negative control: what to run before the test and after it."""

    token: str
    before: str
    after: str

    def assertions_hold(self, outputs: list[NotebookNode]) -> bool:
        """Tell from the outputs of `before` whether every false assertion raised."""
        said = "".join(output.text for output in outputs if output.output_type == "stream")
        return f"{self.token} {_EXPECTED_RAISED}" in said


def make_control(names: set[str]) -> Control:
    """Prepare a control that replaces `names`."""
    token = f"control_{uuid.uuid4().hex}"
    before = _REPLACE.format(token=token, names=sorted(names))
    return Control(token, before, f"_{token}()")


def names_bound(source: str) -> set[str]:
    """Return the names that a solution cell defines or assigns at its top level, imports excluded."""
    try:
        tree = ast.parse(source)
    except SyntaxError:  # magics, for example
        return set()
    names: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
        elif not isinstance(node, ast.Import | ast.ImportFrom):
            stored = (part for part in ast.walk(node) if isinstance(part, ast.Name))
            names |= {name.id for name in stored if isinstance(name.ctx, ast.Store)}
    return names
