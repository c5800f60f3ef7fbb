"""A fork server that tells `make coverage` what it and its kernels ran."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

from unlabelled.grading.engine import sandbox


@contextlib.contextmanager
def fork_server(modules: list[str]) -> Iterator[sandbox.ForkServer]:
    """Start a fork server in the sandbox, as the package does.

    The sandbox knows nothing of our environment and can write nothing that lasts. So, where coverage is
    measured, one folder more can be written to, one variable more is set, and the server ends by itself:
    killed, as it usually is, it would write nothing.
    """
    recording = os.environ.get("COVERAGE_PROCESS_CONFIG")
    if recording is None:
        with sandbox.fork_server(modules) as server:
            yield server
        return
    folder, genuine = str(Path(os.environ["COVERAGE_FILE"]).parent), sandbox.sandbox_command

    def with_records(*arguments: object) -> list[str]:
        made = genuine(*arguments)
        place, end = made.index("--remount-ro"), made.index("--chdir")
        variable = ["--setenv", "COVERAGE_PROCESS_CONFIG", recording]
        return [*made[:place], "--bind", folder, folder, *made[place:end], *variable, *made[end:]]

    with mock.patch.object(sandbox, "sandbox_command", with_records), sandbox.fork_server(modules) as server:
        yield server
        server.process.stdin.close()
        server.process.wait()
