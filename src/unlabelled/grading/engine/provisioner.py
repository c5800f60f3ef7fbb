"""A kernel provisioner: to jupyter_client, a forked kernel is a kernel like any other.

It is registered as the entry point ``unlabelled-fork``. nbclient and stock nbgrader get it through
the kernelspec that `unlabelled serve` installs for the command it runs; `execute` uses it directly.
"""

from __future__ import annotations

import asyncio
import base64
import json
import os
import shutil
import signal
import socket
import time
import uuid
from pathlib import Path
from queue import Empty
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from traitlets import Dict, Unicode

from unlabelled.grading.engine import forkserver
from unlabelled.grading.engine.limits import Limits

# Where stock commands find a running server.
ADDRESS_VARIABLE = "UNLABELLED_FORK_SERVER"
PROVISIONER = "unlabelled-fork"
START_SECONDS = 60


class EngineFailure(Exception):
    """The engine, not the submission, is at fault: nothing may be concluded about a score."""


class ForkedKernel:
    """A handle on a kernel at a fork server, with the part of `subprocess.Popen` that Jupyter uses."""

    stdin = stdout = stderr = None

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._received = b""
        self.returncode: int | None = None
        self.ended: dict[str, Any] = {}
        self.pid: int | None = None

    def poll(self) -> int | None:
        """Return the exit status, or None while the kernel runs."""
        while self.returncode is None:
            try:
                part = self._connection.recv(4096)
            except BlockingIOError:
                break
            except OSError:
                part = b""
            self._received += part
            if not part or b"\n" in self._received:
                self._end()
        return self.returncode

    def _end(self) -> None:
        try:
            self.ended = json.loads(self._received)
        except ValueError:
            # The keeper reports every end of a kernel. Silence means that the keeper itself is gone.
            self.ended = {"failure": "the fork server died"}
        self.returncode = self.ended.get("exit", -1)
        self._connection.close()

    def wait(self) -> int | None:
        """Return the exit status."""
        return self.poll()

    def send_signal(self, number: int) -> None:
        """Send a signal to the kernel's first process, or to all of them if it is SIGKILL."""
        if self.poll() is None:
            try:
                self._connection.sendall(b"%d\n" % number)
            except OSError:
                self.poll()

    def kill(self) -> None:
        """End the kernel and all that it started."""
        self.send_signal(signal.SIGKILL)

    terminate = kill


class ForkProvisioner(LocalProvisioner):
    """Asks a fork server for a kernel.

    Attributes
    ----------
    address : str
        Folder of the server's sockets; by default from the environment.
    limits : dict
        Those of `Limits` that differ from the default.
    files : dict of str to str
        What lies beside the notebook, base64-encoded; by default what lies in the working folder.
    """

    process: Any = None
    address = Unicode()
    limits = Dict()
    files = Dict(default_value=None, allow_none=True)

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Choose Unix sockets: the kernel has no network."""
        self.address = self.address or os.environ.get(ADDRESS_VARIABLE, "")
        if not self.address:
            raise EngineFailure(f"no fork server: {ADDRESS_VARIABLE} is not set (see `unlabelled serve`)")
        self.name = f"k{uuid.uuid4().hex[:12]}"
        manager: Any = self.parent
        manager.transport = "ipc"
        # Hidden from the kernel, which is told what it says by the request.
        manager.connection_file = str(Path(self.address, f"{self.name}.json"))
        manager.ip = str(Path(self.address, self.name, "s"))
        manager.transport_encryption = "disabled"
        return await super().pre_launch(**kwargs)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Send the request and wait until the kernel listens."""
        folder = kwargs.get("cwd")
        info = {
            key: value.decode() if isinstance(value, bytes) else value
            for key, value in self.connection_info.items()
        }
        request = {
            "name": self.name,
            "connection": info,
            "limits": Limits(**self.limits).as_json(),
            "files": self.files if self.files is not None else files_beside(Path(folder or ".")),
            "environment": {},
        }
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.setblocking(False)
        loop = asyncio.get_running_loop()
        try:
            await loop.sock_connect(connection, str(Path(self.address, forkserver.SERVER_SOCKET)))
            await loop.sock_sendall(connection, json.dumps(request).encode() + b"\n")
            answer = await asyncio.wait_for(_line(loop, connection), START_SECONDS)
        except (OSError, TimeoutError) as error:
            connection.close()
            raise EngineFailure(f"the fork server does not answer: {error!r}") from error
        if "ready" not in answer:
            connection.close()
            raise EngineFailure(f"the fork server could not start a kernel: {answer}")
        self.process = ForkedKernel(connection)
        self.pid = self.pgid = None
        return self.connection_info

    async def wait(self) -> int | None:
        """Wait for the kernel's end, looking often: it is a matter of milliseconds."""
        if self.process is None:
            return 0
        while self.process.poll() is None:
            await asyncio.sleep(0.002)
        status: int = self.process.returncode
        self.process = None
        return status

    async def cleanup(self, restart: bool = False) -> None:
        """Remove the kernel's sockets."""
        await super().cleanup(restart)
        shutil.rmtree(Path(self.address, self.name), ignore_errors=True)


async def _line(loop: asyncio.AbstractEventLoop, connection: socket.socket) -> dict[str, Any]:
    received = b""
    while not received.endswith(b"\n"):
        part = await loop.sock_recv(connection, 4096)
        if not part:
            return {"failure": "the connection was closed"}
        received += part
    answer: dict[str, Any] = json.loads(received)
    return answer


def files_beside(folder: Path) -> dict[str, str]:
    """Read the files in a folder, but notebooks, for a request. Links are not followed."""
    found = (path for path in sorted(folder.rglob("*")) if path.suffix != ".ipynb")
    return {
        str(path.relative_to(folder)): base64.b64encode(path.read_bytes()).decode()
        for path in found
        if path.is_file() and not path.is_symlink()
    }


class ReadyClient(AsyncKernelClient):
    """A client that knows that the kernel listens already."""

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Ask until both channels answer, without the fixed pause of the stock client.

        The reply says that the shell works; the `idle` that follows it on the other channel says
        that its subscription stands, so that no output can be lost.
        """
        deadline = time.monotonic() + (timeout or START_SECONDS)
        while time.monotonic() < deadline:
            asked = self.kernel_info()
            try:
                reply = await self.shell_channel.get_msg(timeout=1)
                while not _is_idle(await self.iopub_channel.get_msg(timeout=0.2), asked):
                    pass
            except Empty:
                continue
            if reply["msg_type"] == "kernel_info_reply":
                self._handle_kernel_info_reply(reply)
                return
        raise EngineFailure("a forked kernel does not answer")


def _is_idle(message: dict[str, Any], asked: str) -> bool:
    return bool(
        message["msg_type"] == "status"
        and message["content"]["execution_state"] == "idle"
        and message["parent_header"].get("msg_id") == asked
    )


class ForkedKernelManager(AsyncKernelManager):
    """A manager whose kernels come from a fork server, and are quick to start and to end."""

    def __init__(self, *, address: str, limits: Limits, files: dict[str, str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._kernel_spec = kernel_spec({"address": address, "limits": limits.as_json(), "files": files})
        self.client_class = f"{ReadyClient.__module__}.{ReadyClient.__name__}"
        self.client_factory = ReadyClient

    async def _async_wait(self, pollinterval: float = 0.1) -> None:
        while await self._async_is_alive():
            await asyncio.sleep(0.002)


def kernel_spec(config: dict[str, Any]) -> KernelSpec:
    """Describe a forked kernel to Jupyter."""
    return KernelSpec(
        # Never executed: the server forks instead of starting a program.
        argv=["python", "-m", "ipykernel_launcher", "-f", "{connection_file}"],
        display_name="Python (forked)",
        language="python",
        metadata={"kernel_provisioner": {"provisioner_name": PROVISIONER, "config": config}},
    )
