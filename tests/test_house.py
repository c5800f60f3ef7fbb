"""The house is in order: what is declared in two places agrees, and parts that must not meet do not."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.version import Version

import unlabelled

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]

# Packages whose name in conda-forge is not their name on PyPI.
CONDA_NAMES = {
    "torch": "pytorch-cpu",
    "xgboost-cpu": "py-xgboost-cpu",
    "brotli": "brotli-python",
}


def specifiers(requirements):
    parsed = [Requirement(line) for line in requirements]
    return {requirement.name: requirement.specifier for requirement in parsed}


def test_environment_lists_what_pyproject_lists():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    found = specifiers(line for line in environment["dependencies"] if line != "pip")
    python = found.pop("python")
    wanted = specifiers(PROJECT["dependencies"] + EXTRAS["book"])
    assert found == {CONDA_NAMES.get(name, name): specifier for name, specifier in wanted.items()}
    assert str(python) == str(Requirement(f"python{PROJECT['requires-python']}").specifier)
    assert environment["channels"] == ["conda-forge", "nodefaults"]


def test_every_renamed_package_is_in_use():
    assert set(CONDA_NAMES) <= set(specifiers(PROJECT["dependencies"] + EXTRAS["book"]))


def test_binder_accepts_the_environment(tmp_path):
    command = [sys.executable, "-m", "repo2docker", "--no-build", "--debug", "."]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    output = result.stdout + result.stderr
    assert result.returncode == 0, output[-2000:]
    assert "environment.yml" in output
    assert "postBuild" in output
    assert "start" in output


@pytest.mark.parametrize("script", ["postBuild", "start", ".ci/run"])
def test_scripts_can_be_run(script):
    path = ROOT / script
    assert path.stat().st_mode & 0o111, f"{script} is not executable"
    subprocess.run(["bash", "-n", path], check=True)


def test_lock_satisfies_pyproject_and_names_no_address():
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    assert not [line for line in lines if "://" in line or line.startswith("-")]
    locked = {}
    for line in lines:
        if not line.startswith("#"):
            requirement = Requirement(line)
            versions = locked.setdefault(requirement.name, set())
            versions.add(Version(str(requirement.specifier).removeprefix("==")))
    for name, specifier in specifiers(PROJECT["dependencies"] + EXTRAS["book"] + EXTRAS["dev"]).items():
        assert name in locked, f"{name} is not in requirements.lock: make lock"
        for version in locked[name]:
            assert specifier.contains(version, prereleases=True), f"{name} {version} is locked: make lock"
    assert not [name for name in locked if "nvidia" in name or "cuda" in name]


def test_version_is_the_same_everywhere():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == PROJECT["version"] == unlabelled.__version__


def imported_modules(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("part", ["datasets", "figures", "grading"])
def test_parts_of_the_package_do_not_import_one_another(part):
    others = {f"unlabelled.{other}" for other in ("datasets", "figures", "grading", "cli")} - {
        f"unlabelled.{part}"
    }
    files = sorted((ROOT / "src" / "unlabelled" / part).rglob("*.py"))
    assert files
    for path in files:
        for module in imported_modules(path):
            assert not any(module == o or module.startswith(f"{o}.") for o in others), (
                f"{path} imports {module}"
            )


def test_readme_names_commands_that_exist():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.M))
    named = set(re.findall(r"\bmake ([a-z]+)", readme))
    assert named, "the README names no make command"
    assert named <= targets, f"the README names commands that the Makefile lacks: {named - targets}"


def test_readme_links_point_to_files_that_exist():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!http)([^)#]+)\)", readme)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_ci_runs_the_readmes_test_command():
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "make test" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_lab_settings_keep_what_is_there(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "tools")
    from lab_settings import write_settings

    path = tmp_path / "share/jupyter/lab/settings/overrides.json"
    path.parent.mkdir(parents=True)
    path.write_text('{"other": {"kept": true}}', encoding="utf-8")
    write_settings(tmp_path)
    write_settings(tmp_path)
    settings = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert settings["other"] == {"kept": True}
    assert (
        settings["@jupyterlab/docmanager-extension:plugin"]["defaultViewers"]["markdown"]
        == "Jupytext Notebook"
    )
