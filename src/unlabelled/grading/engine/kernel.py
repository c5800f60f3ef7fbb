"""The IPython kernel that a forked process becomes, made to touch little of what it shares.

A fork shares its memory with the server until one of them writes to it, and in Python to look at an
object is to write to it: its references are counted. Two things in a usual kernel look at each of the
thousands of modules, and so copy thousands of pages: both are avoided here.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest import mock

from ipykernel import ipkernel
from ipykernel.compiler import XCachingCompiler
from ipykernel.kernelapp import IPKernelApp
from traitlets import Type
from traitlets.config import Config


class _Compiler(XCachingCompiler):
    """Says to which module a cell belongs: a traceback would else ask every module whether it is it."""

    def get_code_name(self, raw_code: str, code: str, number: int) -> str:
        name: str = super().get_code_name(raw_code, code, number)
        inspect.modulesbyfile[name] = "__main__"
        return name


class _Kernel(ipkernel.IPythonKernel):
    compiler_class = Type(_Compiler)

    def __init__(self, **kwargs: Any) -> None:
        # The base class lists the files of all modules for its debugger, which is left out.
        without_modules = SimpleNamespace(**{**vars(sys), "modules": {}})
        with mock.patch.object(ipkernel, "sys", without_modules):
            super().__init__(**kwargs)


def run(connection_file: Path, when_listening: Callable[[], None]) -> None:
    """Listen on the sockets that the file names, say so, and execute cells until told to stop."""
    app: Any = IPKernelApp.instance(kernel_class=_Kernel)
    # Set rather than parsed: the parser alone takes a quarter of a kernel's start.
    app.parse_command_line = lambda argv=None: None
    app.connection_file = str(connection_file)
    app.update_config(Config({"HistoryManager": {"enabled": False}}))
    app.initialize([])
    # `exit()` in a cell ends the cell; the next ones still run.
    app.shell.ask_exit = lambda: None
    connection_file.unlink(missing_ok=True)
    when_listening()
    app.start()
