"""Jupyter's server on this machine, with settings of its own, as a student or a lecturer starts it."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

SECONDS_TO_START = 120
# No question about news, no look for updates; all cells of a notebook are on the page at once.
LAB_SETTINGS = {
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    "notebook-extension/tracker": {"windowingMode": "none"},
}


def environment(settings: Path) -> dict[str, str]:
    """Return an environment in which Jupyter and nbgrader read and write settings in that folder only."""
    lab = settings / "lab"
    for name, values in LAB_SETTINGS.items():
        path = lab / "@jupyterlab" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(values))
    return {
        **os.environ,
        "JUPYTER_CONFIG_DIR": str(settings),
        "JUPYTER_DATA_DIR": str(settings / "data"),
        "JUPYTER_RUNTIME_DIR": str(settings / "runtime"),
        "IPYTHONDIR": str(settings / "ipython"),
        "JUPYTERLAB_SETTINGS_DIR": str(lab),
        "JUPYTERLAB_WORKSPACES_DIR": str(settings / "workspaces"),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }


@contextlib.contextmanager
def running(folder: Path, settings: Path, *options: str, module: str = "jupyter_server") -> Iterator[str]:
    """Start the server in a folder; yield its address once it answers, and stop it at the end.

    Raises
    ------
    RuntimeError
        If it ends or stays silent; the message has the end of its log.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        *(sys.executable, "-m", module, "--no-browser", "--allow-root"),
        *(f"--ServerApp.port={port}", "--ServerApp.port_retries=0", "--IdentityProvider.token="),
        *options,
    ]
    settings.mkdir(parents=True, exist_ok=True)
    with open(settings / "server.log", "w+") as log:
        server = subprocess.Popen(command, cwd=folder, env=environment(settings), stdout=log, stderr=log)
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_until_it_answers(f"{address}/api/status", server, Path(log.name))
            yield address
        finally:
            server.terminate()
            server.wait()


def _wait_until_it_answers(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while True:
        with contextlib.suppress(urllib.error.URLError, ConnectionError):
            urllib.request.urlopen(address, timeout=30).close()
            return
        if time.monotonic() > deadline or server.poll() is not None:
            raise RuntimeError(f"Jupyter's server did not start:\n{log.read_text()[-2000:]}")
        time.sleep(0.1)
