"""Processes: ending with their parent, clearing what a killed parent left, and files for an account without rights."""

import ctypes
import importlib.util
import os
import pwd
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from werkcentrum.embedded.places import EmbeddedError

PR_SET_PDEATHSIG = 1


def die_with_parent(how: signal.Signals) -> Callable[[], None] | None:
    """For `preexec_fn`: the kernel sends `how` to the child when we end, also when we are killed (Linux only).

    Elsewhere the next start clears what is left, see `stop_leftover`.
    """
    if not sys.platform.startswith("linux"):
        return None
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    parent = os.getpid()

    def set_death_signal() -> None:
        prctl(PR_SET_PDEATHSIG, int(how), 0, 0, 0)
        if os.getppid() != parent:  # we ended between fork and here
            os._exit(1)

    return set_death_signal


def stop_leftover(pid_file: Path, *, marker: str, how: signal.Signals, seconds: float) -> None:
    """Stop the process of a pid file whose starter was killed, or drop the file when it names a process of others.

    `marker` must occur in the command line of the process for it to be ours.
    """
    try:
        pid = int(pid_file.read_text().split()[0])
    except (OSError, ValueError, IndexError):
        pid_file.unlink(missing_ok=True)
        return
    if marker not in command_line(pid):
        pid_file.unlink(missing_ok=True)
        return
    end_process(pid, how=how, seconds=seconds)


def end_process(pid: int, *, how: signal.Signals, seconds: float) -> None:
    """Signal a process, wait until it is gone, and kill it when it is not gone after `seconds`."""
    deadline = time.monotonic() + seconds
    with suppress(ProcessLookupError):
        os.kill(pid, how)
        while command_line(pid):
            if time.monotonic() > deadline:
                os.kill(pid, signal.SIGKILL)
            time.sleep(0.05)


def command_line(pid: int) -> str:
    """The command line of a process; empty when it does not exist (or is a zombie)."""
    if sys.platform.startswith("linux"):
        try:
            return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            return ""
    shown = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False)  # noqa: S607
    return shown.stdout.strip()


def account_for(data: Path) -> pwd.struct_passwd:
    """The account that PostgreSQL runs as under root: the owner of existing data, else `postgres`, else `nobody`."""
    if (data / "PG_VERSION").exists():
        return pwd.getpwuid(data.stat().st_uid)
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            return pwd.getpwnam(name)
    raise EmbeddedError("PostgreSQL cannot run as root here: make a user named postgres, or run as an ordinary user.")


def give_passage(path: Path) -> None:
    """Let other accounts walk through (not list) the directories above and including `path`."""
    for directory in (path, *path.parents):
        mode = directory.stat().st_mode
        if not mode & stat.S_IXOTH:
            directory.chmod(mode | stat.S_IXOTH)


def make_readable(tree: Path) -> None:
    """Let other accounts read (and run) what is in `tree`, after an installation under a strict umask."""
    for path in (tree, *tree.rglob("*")):
        if path.is_symlink():
            continue
        mode = path.stat().st_mode
        runnable = stat.S_IXOTH if path.is_dir() or mode & stat.S_IXUSR else 0
        path.chmod(mode | stat.S_IROTH | runnable)


def package_directory(package: str) -> Path:
    """Where `package` is installed, without importing it (its import has side effects)."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise EmbeddedError(f"Python package {package} is missing: use `make`, or set DATABASE_URL and REDIS_URL.")
    return Path(spec.origin).parent


def last_line(log: Path) -> str:
    """The last line of a log that says something."""
    lines = [line for line in log.read_text(errors="replace").splitlines() if line.strip()] if log.exists() else []
    return lines[-1] if lines else "no message"
