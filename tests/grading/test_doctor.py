"""The doctor finds what is missing and says what to do about it."""

import sys

import pytest
from packaging.requirements import Requirement
from typer.testing import CliRunner

from unlabelled.cli import app
from unlabelled.grading import doctor

QUIET = tuple(check for check in doctor.CHECKS if check is not doctor.sandbox)


def test_this_environment_has_what_notebooks_need():
    findings = {finding.thing: finding for finding in doctor.examine(QUIET)}
    for thing in ("Python", "packages", "kernel python3", "JupyterLab's extensions"):
        assert not findings[thing].cure, findings[thing]


def test_wrong_packages_are_named(monkeypatch):
    asked = ["numpy<1", "no-such-package>=2", "pandas", 'torch>=99; extra == "other"']
    monkeypatch.setattr(doctor.metadata, "requires", lambda name: asked)
    finding = doctor.packages()
    assert finding.cure
    assert "numpy" in finding.found and "(wanted: <1)" in finding.found
    assert "no-such-package is missing" in finding.found
    assert "pandas" not in finding.found and "torch" not in finding.found
    assert doctor._lack(Requirement("numpy")) == ""


def test_old_python_is_noticed(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 10, 4, "final", 0))
    assert doctor.python().found == "3.10.4"
    assert "3.11" in doctor.python().cure


def test_missing_programs_and_room_are_noticed(monkeypatch):
    monkeypatch.setattr(doctor.shutil, "which", lambda name: None)
    assert "chromium" in doctor.chromium().cure
    usage = type("Usage", (), {"free": 10**9})
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda path: usage)
    assert doctor.disk().found == "1 GB free" and doctor.disk().cure


def test_missing_kernel_and_extensions_are_noticed(monkeypatch, tmp_path):
    monkeypatch.setattr("jupyter_core.paths.jupyter_path", lambda *parts: [str(tmp_path)])
    assert "@jupyter/nbgrader" in doctor.lab_extensions().found
    monkeypatch.setattr("jupyter_client.kernelspec.KernelSpecManager.find_kernel_specs", lambda self: {})
    assert "ipykernel" in doctor.kernel().cure


def test_sandbox_that_starts_needs_nothing(sandbox_works):
    assert (doctor.sandbox().found, doctor.sandbox().cure) == ("works", "")


def test_sandbox_that_does_not_start_is_explained(monkeypatch):
    from unlabelled.grading.engine import sandbox

    def refuse(*arguments):
        raise sandbox.SandboxUnavailable("no bubblewrap:\ninstall it")

    monkeypatch.setattr(sandbox, "fork_server", refuse)
    assert doctor.sandbox().cure == "no bubblewrap: install it"
    monkeypatch.setattr(sys, "platform", "darwin")
    assert "container" in doctor.sandbox().cure


def test_check_that_stumbles_is_a_finding():
    def some_thing():
        raise RuntimeError("broken\nbadly")

    (finding,) = doctor.examine((some_thing,))
    assert (finding.thing, finding.found) == ("some thing", "RuntimeError: broken")


@pytest.mark.parametrize(("cure", "code", "word"), [("", 0, "ok"), ("buy a disk", 1, "missing")])
def test_command_shows_a_table_and_ends_accordingly(monkeypatch, cure, code, word):
    monkeypatch.setattr(doctor, "examine", lambda: [doctor.Finding("disk", "builds", "2 GB free", cure)])
    result = CliRunner().invoke(app, ["doctor"])
    assert result.exit_code == code
    assert word in result.output and "2 GB free" in result.output and cure in result.output
