"""What the sandbox shows and hides, and the refusal where there is none."""

import fcntl
import os
import shutil
import subprocess
import sys
import termios
import time
from array import array
from pathlib import Path

import nbformat
import pytest
import recorded
import typer

import unlabelled
from unlabelled.grading.engine import command, forkserver, isolation, sandbox, unprivileged
from unlabelled.grading.engine.execute import Job, execute

# Tries every folder that there is, two levels deep, and every mount point.
WRITE_EVERYWHERE = """
import glob, os
written = set()
mounts = [line.split()[4] for line in open('/proc/self/mountinfo')]
for folder in {'/', *mounts, *glob.glob('/*'), *glob.glob('/*/*')}:
    try:
        with open(os.path.join(folder, 'trial'), 'w'):
            written.add(folder)
    except OSError:
        pass
print(sorted(written))
"""


@pytest.fixture(scope="module")
def printed(sandbox_works):
    """What a cell prints that is asked for its surroundings."""
    sources = [
        "import os\nprint(sorted(os.environ))",
        "import os\nprint(os.getuid(), open('/proc/self/status').read())",
        WRITE_EVERYWHERE,
        "import os\nprint(sorted(name for name in os.listdir('/proc') if name.isdigit()), os.getpid())",
        "import os, unlabelled\nfolder = os.path.dirname(os.path.dirname(unlabelled.__file__))\nprint(os.listdir(os.path.dirname(folder)), os.listdir(folder))",
        "print(open('/proc/net/dev').read())",
    ]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
    with sandbox.fork_server([]) as server:
        result = execute(Job(nbformat.writes(notebook)), str(server.folder))
    cells = nbformat.reads(result.notebook, as_version=4).cells
    return ["".join(output.get("text", str(output)) for output in cell.outputs) for cell in cells]


def test_the_environment_holds_only_what_is_listed(printed):
    seen = set(eval(printed[0]))
    # IPython adds some of its own about terminals and pagers.
    own = {"PWD", "PAGER", "GIT_PAGER", "TERM", "CLICOLOR", "CLICOLOR_FORCE", "FORCE_COLOR", "LC_CTYPE"}
    assert seen - own <= set(sandbox.ENVIRONMENT) | {"JPY_PARENT_PID"}


def test_code_runs_as_an_ordinary_user_without_capabilities(printed):
    uid, status = printed[1].split(" ", 1)
    assert int(uid) != 0
    fields = dict(line.split(":\t", 1) for line in status.splitlines() if ":\t" in line)
    for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"):
        assert int(fields[name], 16) == 0
    assert fields["NoNewPrivs"] == "1"


def test_nothing_but_private_folders_can_be_written(printed):
    written = {Path(folder) for folder in eval(printed[2])}
    private = set(map(Path, forkserver.PRIVATE))
    assert private <= written
    # Below a private folder there are folders that lead to an environment which lies there.
    assert all(private & {folder, *folder.parents} for folder in written)


def test_only_its_own_processes_are_seen(printed):
    assert printed[3] == "['1'] 1\n"


def test_of_the_repository_only_the_package_is_seen(printed):
    repository, source = (set(eval(part + "]")) for part in printed[4].strip().split("]")[:2])
    if Path(unlabelled.__file__).parent.parent.name == "src":
        assert repository <= {"src", ".venv", "trial"}
        assert source == {"unlabelled"}


def test_there_is_no_network_but_a_loopback_of_its_own(printed):
    assert [line.split(":")[0].strip() for line in printed[5].strip().splitlines()[2:]] in ([], ["lo"])


def test_without_bubblewrap_the_refusal_says_what_to_install(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    with (
        pytest.raises(sandbox.SandboxUnavailable, match="apt-get install bubblewrap"),
        sandbox.fork_server([]),
    ):
        pass


def test_where_namespaces_are_forbidden_the_refusal_says_so(monkeypatch, tmp_path):
    fake = tmp_path / "bwrap"
    fake.write_text("#!/bin/sh\necho 'bwrap: No permissions to create a new namespace' >&2\nexit 1\n")
    fake.chmod(0o755)
    for folder in (tmp_path, *tmp_path.parents):
        if folder.owner() == "root" and folder != Path("/"):
            folder.chmod(folder.stat().st_mode | 0o055)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(sandbox.SandboxUnavailable, match="namespaces are forbidden"), sandbox.fork_server([]):
        pass


def test_where_only_the_inner_sandbox_is_forbidden_the_refusal_says_so(monkeypatch):
    """Two levels are needed: the second can be forbidden where the first is allowed."""
    if not shutil.which("bwrap"):
        pytest.skip("no bubblewrap")
    genuine = sandbox.sandbox_command

    def as_pretended_root(arguments, *more):
        made = genuine(arguments, *more)
        # An outer sandbox that lets nothing inside make user namespaces.
        place = made.index("--unshare-user")
        return [*made[:place], "--disable-userns", *made[place:]]

    monkeypatch.setattr(sandbox, "sandbox_command", as_pretended_root)
    with (
        pytest.raises(sandbox.SandboxUnavailable, match=r"cannot be had here|forbidden"),
        recorded.fork_server([]),
    ):
        pass


def test_elsewhere_than_on_linux_there_is_no_server(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(sandbox.SandboxUnavailable, match="on Linux only"), sandbox.fork_server([]):
        pass


def test_root_needs_the_user_nobody_and_others_are_themselves(monkeypatch):
    def unknown(name):
        raise KeyError(name)

    monkeypatch.setattr(sandbox.pwd, "getpwnam", unknown)
    monkeypatch.setattr(sandbox.os, "getuid", lambda: 0)
    with pytest.raises(sandbox.SandboxUnavailable, match="do not grade as root"):
        sandbox.ordinary_user()
    monkeypatch.setattr(sandbox.os, "getuid", lambda: 1234)
    assert sandbox.ordinary_user() == (1234, sandbox.os.getgid())


def test_root_that_may_not_mount_is_told_to_be_an_ordinary_user(monkeypatch, tmp_path):
    def forbidden():
        raise PermissionError("unshare: Operation not permitted")

    monkeypatch.setattr(isolation, "leave_shared_mounts", forbidden)
    command_line = unprivileged.command(["/bin/false"], tmp_path, {}, 1234, 1234)
    monkeypatch.setattr(sys, "argv", command_line[2:])
    with pytest.raises(SystemExit, match=r"root may not mount here .*: run the command as an ordinary user"):
        unprivileged.main()
    assert tmp_path.stat().st_uid != 1234


def test_a_system_call_that_fails_is_named_with_its_reason():
    with pytest.raises(OSError, match="mount /no/such/folder: "):
        isolation.mount(None, "/no/such/folder", "tmpfs", 0)


def test_what_has_ended_takes_no_memory():
    with subprocess.Popen(["true"]) as ended:
        ended.wait()
    assert forkserver._anonymous_kilobytes(str(os.getpid())) > 0
    assert forkserver._proportional_kilobytes(str(os.getpid())) > 0
    assert forkserver._proportional_kilobytes(str(ended.pid)) == 0


def test_a_server_that_does_not_start_for_another_reason_is_no_missing_sandbox(monkeypatch):
    monkeypatch.setattr(sandbox.forkserver, "__name__", "no.such.module")
    with (
        pytest.raises(sandbox.ServerFailed, match=r"did not start: .*no"),
        sandbox.fork_server([], sandboxed=False),
    ):
        pass


def test_answers_that_came_together_are_both_read(sandbox_works, monkeypatch):
    monkeypatch.setattr(sandbox, "START_SECONDS", 20)
    both = len('{"isolated": true}\n{"ready": true}\n')
    with sandbox.fork_server([], wait=False) as server:
        waiting = array("i", [0])
        while waiting[0] < both and server.is_alive():
            fcntl.ioctl(server.process.stdout, termios.FIONREAD, waiting)
            time.sleep(0.05)
        server.wait_until_ready()


def test_a_server_that_ends_while_it_imports_is_no_missing_sandbox(sandbox_works):
    ends_the_process = "venv.__main__"  # since it is not told what to make
    with (
        pytest.raises(sandbox.ServerFailed, match=r"did not start: (.|\n)*ENV_DIR"),
        sandbox.fork_server([ends_the_process]),
    ):
        pass


def test_a_server_that_has_died_cannot_import_more(sandbox_works):
    with sandbox.fork_server([]) as server:
        server.process.kill()
        server.process.wait()
        server.process.stdout.read()  # until those inside have ended as well, a moment later
        with pytest.raises(sandbox.ServerFailed, match="did not start: it ended, code -9"):
            server.import_modules(["wave"])


def test_a_course_inside_the_environment_is_refused():
    course = Path(sys.prefix, "course")
    with (
        pytest.raises(sandbox.SandboxUnavailable, match="move it"),
        sandbox.fork_server([], keep_out=[course]),
    ):
        pass


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_elsewhere_than_on_linux_the_command_explains_the_container(platform, monkeypatch, capsys):
    monkeypatch.setattr(sys, "platform", platform)
    for name in ("grade", "serve"):
        with pytest.raises(typer.Exit) as ended:
            command._refuse_elsewhere_than_linux(name)
        assert ended.value.exit_code == 2
        assert "docker run" in capsys.readouterr().err


def run_cell(server, source):
    """Return what a cell prints."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])
    result = execute(Job(nbformat.writes(notebook)), str(server.folder))
    return nbformat.reads(result.notebook, as_version=4).cells[0].outputs[0].text


@pytest.mark.parametrize("late", [False, True])
def test_a_module_that_starts_a_thread_is_left_out(sandbox_works, late):
    """A fork of a process with threads can hang: such a module is imported by each kernel instead."""
    package = Path(unlabelled.__file__).parent
    name = "_starts_a_thread_for_a_test"
    path = package / f"{name}.py"
    path.write_text(
        "import threading, time\nthreading.Thread(target=time.sleep, args=(9,), daemon=True).start()\n"
    )
    modules = [f"unlabelled.{name}", "wave"]
    try:
        with recorded.fork_server([] if late else modules) as server:
            server.import_modules(modules)
            said = run_cell(server, f"import sys\nprint([name in sys.modules for name in {modules}])")
        assert said == "[False, True]\n"
    finally:
        path.unlink()


def test_a_server_imports_more_when_it_is_told_to(sandbox_works):
    with recorded.fork_server(["numpy"]) as server:
        assert run_cell(server, "import sys\nprint('wave' in sys.modules)") == "False\n"
        process = server.process
        server.import_modules(["numpy", "wave", "no_such_module"])
        assert server.process is process
        assert run_cell(server, "import sys\nprint('wave' in sys.modules)") == "True\n"


def test_a_server_without_an_owner_ends(sandbox_works):
    with recorded.fork_server([]) as server:
        server.process.stdin.close()
        server.process.wait(timeout=10)


def test_the_folder_of_a_killed_run_is_removed_by_the_next_and_no_other_is(
    sandbox_works, tmp_path, monkeypatch
):
    monkeypatch.setattr(sandbox, "TEMPORARY", str(tmp_path))
    source = f"""
import os
from unlabelled.grading.engine import sandbox
sandbox.TEMPORARY = {str(tmp_path)!r}
with sandbox._own_folder() as folder:
    (folder / "s").mkdir()
    print(folder, flush=True)
    input()
    os._exit(1)
"""
    running = subprocess.Popen(
        [sys.executable, "-c", source], text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    theirs = Path(running.stdout.readline().strip())
    unknown = tmp_path / f"{sandbox.PREFIX}of-another-program"
    unknown.mkdir()
    with sandbox._own_folder() as first, sandbox._own_folder():
        assert theirs.is_dir()
        assert first.is_dir()
    running.communicate("\n")
    assert theirs.is_dir()
    with sandbox._own_folder():
        assert not theirs.exists()
    assert list(tmp_path.iterdir()) == [unknown]
