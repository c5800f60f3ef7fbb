"""Hostile submissions: what each tries, and what must happen.

Each is the trial assignment's notebook with right answers in which something was changed. The code
does no harm where it succeeds: it reads a canary, writes a marker, connects to a port on which the
test listens. `{ROOT}`, `{PORT}` and `{MARKERS}` are filled in by the test.

Full marks are 2 for `area`, 2 for `scale` and 3 for `count_words`.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from dataclasses import dataclass, field

import nbformat
from classroom import answered, right_answers
from nbformat import NotebookNode

from unlabelled.grading.engine.rebuild import grade_id

FULL = {"test_area": 2, "test_scale": 2, "test_count_words": 3}
NOTHING = dict.fromkeys(FULL, 0)

# Wrong, but only assertions notice.
WRONG = {
    "area": "def area(width, height):\n    if width < 0:\n        raise ValueError\n    return 0",
    "scale": "import numpy as np\n\ndef scale(values):\n    return np.zeros(len(values))",
    "count_words": "def count_words(text):\n    return 0",
}


@dataclass(frozen=True)
class Hostile:
    """One attack.

    Attributes
    ----------
    name : str
    tries : str
        What it tries.
    points : dict of str to float
        The points that the tests must give, those that are not named may give any.
    status : str
        How the submission must be reported.
    answers : dict of str to str
        Sources that replace the right answers.
    change : callable
        Changes the notebook; returns it, or the content of the file.
    says : str
        Must be found in a note.
    """

    name: str
    tries: str
    points: dict[str, float]
    status: str = "graded"
    answers: dict[str, str] = field(default_factory=dict)
    change: Callable[[NotebookNode], NotebookNode | str | bytes] = lambda notebook: notebook
    says: str = ""

    def make(self, release: NotebookNode, places: dict[str, str]) -> NotebookNode | str | bytes:
        """Return what is handed in."""
        notebook = self.change(answered(release, {**right_answers(), **self.answers}))
        if isinstance(notebook, NotebookNode):
            for cell in notebook.cells:
                for name, value in places.items():
                    cell.source = cell.source.replace(f"{{{name}}}", value)
        return notebook


def first(source: str) -> Callable[[NotebookNode], NotebookNode]:
    """Insert a cell at the top."""

    def change(notebook: NotebookNode) -> NotebookNode:
        notebook.cells.insert(0, nbformat.v4.new_code_cell(source))
        return notebook

    return change


def without(name: str) -> Callable[[NotebookNode], NotebookNode]:
    """Leave a cell out."""

    def change(notebook: NotebookNode) -> NotebookNode:
        notebook.cells = [cell for cell in notebook.cells if grade_id(cell) != name]
        return notebook

    return change


def with_metadata(name: str, **values: object) -> Callable[[NotebookNode], NotebookNode]:
    """Change nbgrader's metadata of a cell."""

    def change(notebook: NotebookNode) -> NotebookNode:
        for cell in notebook.cells:
            if grade_id(cell) == name:
                cell.metadata.nbgrader.update(values)
        return notebook

    return change


def with_another_kernel(notebook: NotebookNode) -> NotebookNode:
    """Name another kernel."""
    notebook.metadata.kernelspec.name = "bash"
    return notebook


def with_double(name: str, source: str) -> Callable[[NotebookNode], NotebookNode]:
    """Put a second cell of the same name in front of and behind a cell."""

    def change(notebook: NotebookNode) -> NotebookNode:
        place = next(i for i, cell in enumerate(notebook.cells) if grade_id(cell) == name)
        for position in (place + 1, place):
            double = copy.deepcopy(notebook.cells[place])
            double.source = source
            double.id += f"-{position - place}"
            notebook.cells.insert(position, double)
        return notebook

    return change


def backwards(notebook: NotebookNode) -> NotebookNode:
    """Turn the order of the cells round."""
    notebook.cells.reverse()
    return notebook


def without_cells(notebook: NotebookNode) -> NotebookNode:
    """Leave nothing."""
    notebook.cells = []
    return notebook


def in_old_format(notebook: NotebookNode) -> str:
    """Write the notebook as IPython 1 did."""
    text: str = nbformat.writes(nbformat.convert(notebook, 3), version=3)
    return text


def instead(content: str | bytes) -> Callable[[NotebookNode], str | bytes]:
    """Hand in something else."""
    return lambda notebook: content


# Prints what it can read: the test looks for the canary in everything that is kept.
LOOK = "import glob, os\nfor path in {paths}:\n    try:\n        print(path, open(path, errors='replace').read()[:3000])\n    except OSError as error:\n        print(path, error)"

TAMPERED = "tampered with"

CORPUS = [
    # --- switching tests off --------------------------------------------------------------------
    Hostile(
        "blanks-later-cells",
        "an input transformer makes every later cell empty",
        NOTHING,
        TAMPERED,
        WRONG,
        first("get_ipython().input_transformers_cleanup.append(lambda lines: ['pass\\n'])"),
    ),
    Hostile(
        "drops-assertions",
        "a syntax-tree transformer removes all assertions",
        {"test_area": 0, "test_scale": 0},
        TAMPERED,
        WRONG,
        first(
            "import ast\nclass Drop(ast.NodeTransformer):\n    def visit_Assert(self, node):\n"
            "        return ast.copy_location(ast.Pass(), node)\n"
            "get_ipython().ast_transformers.append(Drop())"
        ),
    ),
    Hostile(
        "replaces-execute",
        "the kernel's method that runs a cell does nothing and reports success",
        NOTHING,
        TAMPERED,
        WRONG,
        first(
            "import IPython.core.interactiveshell as s\n"
            "async def nothing(self, raw_cell, *a, **k):\n"
            "    r = s.ExecutionResult(s.ExecutionInfo(raw_cell, False, True, True, None))\n    return r\n"
            "type(get_ipython()).run_cell_async = nothing\n"
            "s.InteractiveShell.run_cell_async = nothing"
        ),
    ),
    Hostile(
        "patches-numpy-testing",
        "numpy's assertions never fail",
        {"test_area": 0, "test_scale": 0},
        TAMPERED,
        WRONG,
        first("import numpy.testing as t\nt.assert_allclose = t.assert_array_equal = lambda *a, **k: None"),
    ),
    Hostile(
        "hides-errors",
        "errors are neither shown nor reported",
        NOTHING,
        TAMPERED,
        WRONG,
        first(
            "k = get_ipython().kernel\nget_ipython().showtraceback = lambda *a, **k: None\n"
            "get_ipython()._showtraceback = lambda *a, **k: None\n"
            "send = k.session.send\n"
            "def quiet(stream, kind, content=None, *a, **m):\n"
            "    if kind == 'execute_reply':\n        content = {**content, 'status': 'ok'}\n"
            "    if kind == 'error':\n        return None\n"
            "    return send(stream, kind, content, *a, **m)\n"
            "k.session.send = quiet"
        ),
    ),
    Hostile(
        "forges-partial-credit",
        "every value that a cell shows is the maximum of points",
        {"test_count_words": 0},
        TAMPERED,
        {"count_words": WRONG["count_words"]},
        first("get_ipython().display_formatter.format = lambda *a, **k: ({'text/plain': '3'}, {})"),
    ),
    Hostile(
        "more-than-all-points",
        "a partial score above the maximum",
        {},
        "needs a person",
        {},
        first("get_ipython().display_formatter.format = lambda *a, **k: ({'text/plain': '99'}, {})"),
    ),
    Hostile(
        "equals-everything",
        "the answer is an object that equals everything. Not caught: a test that compares with == and"
        " looks at nothing else can be deceived; nothing else may happen",
        {"test_scale": 2},
        "graded",
        {
            "area": "class Yes:\n    def __eq__(self, other):\n        return True\n\n"
            "def area(width, height):\n    if width < 0:\n        raise ValueError\n    return Yes()"
        },
    ),
    Hostile(
        "replaces-exec",
        "the built-in function with which IPython runs cells does nothing",
        NOTHING,
        TAMPERED,
        WRONG,
        first("import builtins\nbuiltins.exec = lambda *a, **k: None"),
    ),
    Hostile(
        "traces-assertions",
        "a tracing function jumps over every assertion",
        {"test_area": 0, "test_scale": 0},
        "",
        WRONG,
        first(
            "import linecache, sys\n"
            "def jump(frame, event, arg):\n"
            "    line = linecache.getline(frame.f_code.co_filename, frame.f_lineno)\n"
            "    if event == 'line' and line.startswith('assert'):\n"
            "        try:\n            frame.f_lineno = frame.f_lineno + 1\n"
            "        except ValueError:\n            pass\n"
            "    return jump\n"
            "def arm(*args):\n    sys.settrace(jump)\n"
            "get_ipython().events.register('pre_run_cell', arm)"
        ),
    ),
    Hostile(
        "array-equals-everything",
        "the answer is an array that pretends to agree with every other. Not caught, for the same reason",
        {"test_count_words": 3},
        "graded",
        {
            "scale": "import numpy as np\n\nclass Yes(np.ndarray):\n"
            "    def __array_function__(self, *a, **k):\n        return True\n"
            "    def __array_ufunc__(self, *a, **k):\n        return np.True_\n\n"
            "def scale(values):\n    return np.zeros(len(values)).view(Yes)"
        },
    ),
    # --- the submitted file ---------------------------------------------------------------------
    Hostile("deletes-a-test", "a test is missing", FULL, change=without("test_area"), says="put back"),
    Hostile(
        "edits-a-test",
        "a test always passes",
        {"test_area": 0},
        answers={"test_area": "pass", "area": WRONG["area"]},
        says="had been changed",
    ),
    Hostile(
        "doubles-a-test",
        "two more tests of the same name always pass",
        {"test_area": 0},
        answers={"area": WRONG["area"]},
        change=with_double("test_area", "pass"),
    ),
    Hostile("reorders-cells", "the cells stand in the opposite order", FULL, change=backwards),
    Hostile("empty-notebook", "a notebook without cells", NOTHING, change=without_cells, says="was missing"),
    Hostile("old-format", "the notebook's format is that of 2013", FULL, change=in_old_format),
    Hostile("changes-points", "a test is worth 1000", FULL, change=with_metadata("test_area", points=1000)),
    Hostile(
        "unlocks-a-test",
        "a test is said to be an answer",
        {"test_area": 0},
        answers={"test_area": "pass", "area": WRONG["area"]},
        change=with_metadata("test_area", solution=True, locked=False, grade=False),
    ),
    Hostile(
        "breaks-metadata",
        "nbgrader's metadata is of the wrong kinds",
        {"test_scale": 2},
        change=with_metadata("test_area", points=[], schema_version="x", grade_id={}),
    ),
    Hostile("empty-file", "the file is empty", NOTHING, "unreadable", change=instead(b""), says="empty"),
    Hostile("no-json", "the file is no notebook", NOTHING, "unreadable", change=instead("<html>")),
    Hostile(
        "nested", "the file is nested a million times", NOTHING, "unreadable", change=instead("[" * 10**6)
    ),
    Hostile(
        "huge-file",
        "the file has 30 MB",
        NOTHING,
        "unreadable",
        change=instead(json.dumps({"cells": [], "x": "x" * 30_000_000})),
        says="20 MB are allowed",
    ),
    # --- ending or outlasting the kernel --------------------------------------------------------
    Hostile(
        "kills-parent",
        "kill -9 on the parent process and on everything else that it can see",
        {"test_scale": 2, "test_count_words": 3},
        change=first(
            "import os, signal\nfor pid in [os.getppid(), -1, *map(int, filter(str.isdigit, os.listdir('/proc')))]:\n"
            "    try:\n        if pid not in (0, os.getpid()):\n            os.kill(pid, signal.SIGKILL)\n"
            "    except OSError:\n        pass"
        ),
    ),
    Hostile(
        "syntax-error",
        "an answer is no Python",
        {"test_area": 0, "test_scale": 2, "test_count_words": 3},
        answers={"area": "def area(width, height)\n    return width"},
    ),
    Hostile(
        "asks-to-exit",
        "sys.exit in an answer",
        {"test_area": 0, "test_scale": 2, "test_count_words": 3},
        answers={"area": "import sys\nsys.exit(0)"},
    ),
    Hostile(
        "crashes",
        "reads where there is no memory",
        {"test_area": 0, "test_scale": 2, "test_count_words": 3},
        answers={"area": "import ctypes\nctypes.string_at(0)"},
        says="ended Python itself",
    ),
    Hostile(
        "closes-everything",
        "closes every file and socket that the kernel holds",
        {"test_area": 0, "test_scale": 2, "test_count_words": 3},
        answers={"area": "import os\nos.closerange(0, 1024)"},
    ),
    Hostile(
        "stops-itself",
        "stops the process instead of ending it",
        {"test_area": 0, "test_scale": 2, "test_count_words": 3},
        answers={"area": "import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)"},
    ),
    Hostile(
        "exits",
        "ends the process in an answer",
        {"test_area": 0, "test_scale": 2, "test_count_words": 3},
        answers={"area": "import os\nos._exit(0)"},
        says="ended Python itself",
    ),
    Hostile(
        "exits-in-test",
        "ends the process when the test calls it",
        {"test_area": 0, "test_scale": 2, "test_count_words": 3},
        answers={"area": "def area(width, height):\n    import os\n    os._exit(0)"},
    ),
    Hostile(
        "ignores-interrupts",
        "a loop that cannot be interrupted",
        {"test_area": 0, "test_scale": 2, "test_count_words": 3},
        answers={
            "area": "import time\nwhile True:\n    try:\n        time.sleep(100)\n"
            "    except BaseException:\n        pass"
        },
        says="stopped after",
    ),
    Hostile(
        "loops-in-test",
        "an honest endless loop",
        {"test_area": 0, "test_scale": 2, "test_count_words": 3},
        answers={"area": "def area(width, height):\n    while width:\n        height += 1"},
        says="stopped after",
    ),
    Hostile(
        "eats-memory",
        "takes memory without end",
        {"test_area": 0, "test_scale": 2, "test_count_words": 3},
        answers={"area": "hoard = []\nwhile True:\n    hoard.append(bytearray(b'x' * (10 << 20)))"},
        says="MB of memory",
    ),
    Hostile(
        "takes-50-gb",
        "asks for 50 GB at once, and writes into all of it",
        {"test_area": 0, "test_scale": 2, "test_count_words": 3},
        answers={
            "area": "hoard = bytearray(50 << 30)\nfor place in range(0, len(hoard), 4096):\n    hoard[place] = 1"
        },
    ),
    Hostile(
        "eats-memory-in-many",
        "takes memory in forty processes, little in each",
        {"test_area": 0, "test_scale": 2, "test_count_words": 3},
        answers={
            "area": "import os, time\nfor _ in range(40):\n    if os.fork() == 0:\n"
            "        hoard = bytearray(b'x' * (20 << 20))\n        time.sleep(60)\n        os._exit(0)\n"
            "time.sleep(60)"
        },
        says="MB of memory",
    ),
    Hostile(
        "leaves-threads",
        "leaves twenty threads that compute for ever",
        FULL,
        change=first(
            "import threading, time\ndef spin():\n    while True:\n        time.sleep(0.001)\n"
            "for _ in range(20):\n    threading.Thread(target=spin).start()"
        ),
    ),
    Hostile(
        "warns",
        "no attack: right answers, and a warning on stderr",
        FULL,
        change=first("import sys, warnings\nwarnings.warn('odd')\nprint('hm', file=sys.stderr)"),
    ),
    Hostile(
        "fills-the-disk",
        "writes files without end",
        {"test_area": 0, "test_scale": 2, "test_count_words": 3},
        answers={
            "area": "for number in range(10**6):\n    with open(f'/tmp/{number}', 'wb') as file:\n"
            "        file.write(b'x' * (10 << 20))"
        },
    ),
    Hostile(
        "forks-without-end",
        "a fork bomb",
        {"test_area": 0, "test_scale": 2, "test_count_words": 3},
        answers={
            "area": "import os\nwhile True:\n    try:\n        os.fork()\n    except OSError:\n        pass"
        },
        says="more than ",  # processes, or megabytes of memory: whichever is seen first
    ),
    Hostile(
        "floods-output",
        "prints 105 MB",
        {"test_area": 0, "test_scale": 2, "test_count_words": 3},
        answers={"area": "for _ in range(105):\n    print('x' * 10**6)"},
        says="more than",
    ),
    Hostile(
        "stays-behind",
        "leaves a process that writes a marker long after",
        FULL,
        change=first(
            "import subprocess\n_ = subprocess.Popen(['sh', '-c', 'sleep 5; touch {MARKERS}/stayed'], start_new_session=True)"
        ),
    ),
    # --- reading, writing, talking --------------------------------------------------------------
    Hostile(
        "reads-hidden-tests",
        "reads the solution, hidden tests, other submissions and the gradebook",
        FULL,
        change=first(LOOK.replace("{paths}", "['{ROOT}/canary'] + glob.glob('{ROOT}/**', recursive=True)")),
    ),
    Hostile(
        "reads-kernel-folder",
        "reads what lies about the kernel: its folder, sockets, environment, parents' memory",
        FULL,
        change=first(
            LOOK.replace(
                "{paths}",
                "[p for d in ('.', '/run', '/tmp', '/home', '/dev/shm', '/etc') "
                "for p in glob.glob(d + '/**', recursive=True)][:2000] + ['/proc/1/environ', '/proc/1/maps']",
            )
        ),
    ),
    Hostile(
        "sends-over-network",
        "connects to the machine, and to the grader's own sockets",
        FULL,
        change=first(
            "import socket, glob\nfor host in ('127.0.0.1', '::1', 'localhost', '169.254.169.254'):\n    try:\n"
            "        socket.create_connection((host, {PORT}), timeout=1).sendall(b'canary')\n"
            "        print('connected to', host)\n    except OSError:\n        pass\n"
            "for path in glob.glob('/run/kernels/*') + ['/run/kernels/server']:\n    try:\n"
            "        socket.socket(socket.AF_UNIX).connect(path)\n        print('connected to', path)\n"
            "    except OSError:\n        pass"
        ),
    ),
    Hostile(
        "writes-into-course",
        "writes into solutions, other submissions and the gradebook",
        FULL,
        change=first(
            "import glob, os\nfor path in ['{MARKERS}/written', '{ROOT}/marker', '{ROOT}/solutions/marker', "
            "'{ROOT}/submitted/bystander/numbers/numbers.ipynb', '{ROOT}/gradebook.db', '/usr/marker', "
            "*(d + '/marker' for d in __import__('sys').path if d)]:\n    try:\n"
            "        open(path, 'a').write('marker')\n        print('wrote', path)\n    except OSError:\n        pass"
        ),
    ),
    Hostile(
        "rewrites-gradebook",
        "a background process gives everybody full marks in the gradebook",
        {"test_area": 0},
        answers={"area": WRONG["area"]},
        change=first(
            "import subprocess, sys\n_ = subprocess.Popen([sys.executable, '-c', 'import sqlite3, time\\n"
            "for _ in range(40):\\n    time.sleep(0.1)\\n    try:\\n"
            '        d = sqlite3.connect("file:{ROOT}/gradebook.db?mode=rw", uri=True)\\n'
            '        d.execute("update grade set manual_score = 99")\\n        d.commit()\\n'
            "    except Exception: pass'], start_new_session=True)"
        ),
    ),
    Hostile(
        "leaves-a-note",
        "leaves notes for the next student wherever it can write",
        FULL,
        change=first(
            "import os\nfor folder in ('/tmp', '/dev/shm', '/var/tmp', '/run', '/run/sockets', os.getcwd(), "
            "os.path.expanduser('~'), '/', '/home'):\n    try:\n"
            "        open(folder + '/note-for-the-next', 'w').write('canary-note')\n    except OSError:\n        pass"
        ),
    ),
    Hostile(
        "gains-privileges",
        "new user namespaces, mounts, set-user-id programs, tracing the parent",
        FULL,
        change=first(
            "import ctypes, os, subprocess\nc = ctypes.CDLL(None, use_errno=True)\n"
            "got = {'userns': c.unshare(0x10000000), 'mount': c.mount(b'none', b'/tmp', b'tmpfs', 0, None), "
            "'remount': c.mount(None, b'/usr', None, 32 | 4096, None), 'setuid': c.setuid(0), "
            "'ptrace': c.ptrace(16, os.getppid(), 0, 0), 'umount': c.umount2(b'/run/kernels', 2)}\n"
            "print('gained', [name for name, result in got.items() if result == 0], '.')\n"
            "print('root', os.getuid() == 0, open('/proc/self/status').read().count('CapEff:\\t0000000000000000'))"
        ),
    ),
    Hostile(
        "names-itself-kernelspec",
        "asks for another kernel",
        FULL,
        change=with_another_kernel,
    ),
    Hostile(
        "markup-in-names",
        "markup in a cell's name, for the pages that the lecturer opens",
        {"test_scale": 2},
        change=with_metadata("area", grade_id="<script>alert(1)</script>"),
    ),
]
