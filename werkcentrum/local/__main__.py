"""`python -m werkcentrum.local run | reset | with-servers COMMAND...`: what the Makefile calls."""

import ctypes
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from werkcentrum.embedded import (
    BASE_DIR,
    DATA_DIR,
    AlreadyRunning,
    EmbeddedError,
    EmbeddedServers,
    database_url,
    redis_url,
)
from werkcentrum.embedded.places import take_lock
from werkcentrum.local import programs
from werkcentrum.local.prepare import ACCOUNTS_FILE
from werkcentrum.local.supervisor import Supervisor

KEPT_BY_RESET = {"test", "log"}
DEFAULT_PORT = 8000
PATIENCE_SECONDS = 60


def fail(message: str) -> NoReturn:
    """Say it in one line and stop."""
    sys.stdout.flush()
    print(f"Werkcentrum: {message}", file=sys.stderr)
    raise SystemExit(1)


def main(arguments: list[str]) -> int:
    """Carry out one command; returns the exit code."""
    os.chdir(BASE_DIR)
    command, *rest = arguments or [""]
    commands: dict[str, Callable[[], int]] = {"run": run, "reset": reset, "with-servers": lambda: with_servers(rest)}
    if command not in commands:
        fail("usage: python -m werkcentrum.local run | reset | with-servers COMMAND...")
    for number in (signal.SIGTERM, signal.SIGHUP):  # as Ctrl-C: unwind, so that the servers stop
        signal.signal(number, _interrupt)
    try:
        return commands[command]()
    except AlreadyRunning as error:
        fail(f"the portal of this directory is running already: {error.holder or 'by another process'}.")
    except EmbeddedError as error:
        fail(str(error))
    except KeyboardInterrupt:
        print("Stopped.")
        return 130


def _interrupt(_number: int, _frame: object) -> NoReturn:
    raise KeyboardInterrupt


def run() -> int:
    """`make run`: servers, database, data, then the programs until somebody stops us."""
    port = chosen_port()
    address = f"http://localhost:{port}"
    started = time.monotonic()
    end_with_make()
    with EmbeddedServers(DATA_DIR, holder=f"{address} (process {os.getpid()})"):
        refuse_occupied(port)
        os.environ.update(local_environment(address))
        prepare()
        refuse_occupied(port)
        supervisor = Supervisor([programs.web(port), programs.worker(), programs.beat()])
        announce = Announcement(address, started)
        code = supervisor.run(each_turn=announce)
        print("Stopping.", flush=True)
    return code


def chosen_port() -> int:
    """The port of PORT, or 8000."""
    text = os.environ.get("PORT", "") or str(DEFAULT_PORT)
    if not text.isdigit() or not 0 < int(text) < 65536:
        fail(f"PORT must be a number from 1 to 65535, not {text!r}.")
    return int(text)


def refuse_occupied(port: int) -> None:
    """Stop with one line when somebody else listens on the port."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            fail(f"port {port} needs more rights than you have; choose one above 1023: PORT=8000 make run")
        except OSError:
            other = port + 1 if port < 65535 else DEFAULT_PORT
            fail(f"port {port} is in use; choose another, for example: PORT={other} make run")


def end_with_make() -> None:
    """When make itself is killed, end as well (Linux). Only under make: elsewhere a parent that ends means nothing."""
    if "MAKELEVEL" in os.environ and sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def local_environment(address: str) -> dict[str, str]:
    """What every program of `make run` gets, on top of what the environment says already."""
    defaults = {
        "DJANGO_SETTINGS_MODULE": "werkcentrum.settings.local",
        "DATABASE_URL": database_url(DATA_DIR),
        "REDIS_URL": redis_url(DATA_DIR),
        "BASE_URL": address,
        "DEMO": "1",
        "STATIC_MANIFEST": "1",
        "LOG_FORMAT": "console",
        "LOG_LEVEL": "WARNING",
        "PYTHONUNBUFFERED": "1",
    }
    return {name: os.environ.get(name, value) for name, value in defaults.items()}


def prepare() -> None:
    """Migrate and load data in a process of its own, so that this one stays small."""
    done = subprocess.run([sys.executable, "-m", "werkcentrum.local.prepare"], check=False)
    if done.returncode == 130:
        raise KeyboardInterrupt
    if done.returncode:
        fail("preparing the database failed; the lines above say why.")


class Announcement:
    """Says the address and the demo accounts, once, as soon as the portal answers."""

    def __init__(self, address: str, started: float) -> None:
        self.address = address
        self.started = started
        self.waiting_since = time.monotonic()  # installing and loading data come before the waiting
        self.patience = PATIENCE_SECONDS
        self.done = False

    def __call__(self) -> None:
        if self.done:
            return
        seconds = time.monotonic() - self.started
        if not is_ready(self.address):
            waited = time.monotonic() - self.waiting_since
            if waited > self.patience:
                self.patience *= 2
                print(f"Not ready after {waited:.0f} s; {self.address}/health/ready says why.", flush=True)
            return
        self.done = True
        print(f"\n  Werkcentrum Twente is ready at {self.address}  ({seconds:.0f} s)\n", flush=True)
        accounts = demo_accounts()
        if accounts:
            print(f"  Log in with one click at {self.address}/demo/ as, for example:\n")
        for line in accounts:
            print(f"    {line}")
        print("\n  Ctrl-C stops everything; the data stays. `make reset` starts over.\n", flush=True)


def is_ready(address: str) -> bool:
    """Whether the portal answers that it is ready."""
    try:
        with urllib.request.urlopen(f"{address}/health/ready", timeout=2) as answer:  # noqa: S310 - our own address
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError):
        return False


def demo_accounts() -> list[str]:
    """One line per demo account, as the preparation left them."""
    path = DATA_DIR / ACCOUNTS_FILE
    accounts = json.loads(path.read_text()) if path.exists() else []
    width = max((len(role) for role, _, _ in accounts), default=0)
    return [f"{role:<{width}}  {name} <{email}>" for role, name, email in accounts]


def reset() -> int:
    """`make reset`: throw the data of `make run` away. Refuses while it runs."""
    if not DATA_DIR.exists():
        return 0
    lock = take_lock(DATA_DIR, "make reset")
    for path in sorted(DATA_DIR.iterdir()):
        if path.name not in KEPT_BY_RESET:
            remove(path)
    lock.close()
    print("The data of `make run` is gone; the next start makes it anew.")
    return 0


def remove(path: Path) -> None:
    """Remove a file or a directory with all it holds."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


def with_servers(command: list[str]) -> int:
    """Run a command while the embedded servers are up: those of a running `make run`, or our own."""
    if not command:
        fail("with-servers needs a command.")
    try:
        with EmbeddedServers(DATA_DIR, holder=f"`{' '.join(command)}` (process {os.getpid()})"):
            return subprocess.run(command, check=False).returncode
    except AlreadyRunning:
        return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
