"""Where the embedded servers of a directory keep their sockets, and the lock that makes one process their owner."""

import fcntl
import hashlib
import os
import tempfile
from pathlib import Path
from typing import IO

BASE_DIR = Path(__file__).resolve().parent.parent.parent
DATA_DIR = Path(os.environ.get("DATA_DIR", "") or BASE_DIR / "var")  # what `make run` keeps
DATABASE = "werkcentrum"
SOCKET_LIMIT = 100  # bytes; the kernel allows 107, and less on some systems


class EmbeddedError(RuntimeError):
    """A server cannot start; the message is one line for the person who started it."""


class AlreadyRunning(EmbeddedError):
    """Another process holds this directory; `holder` is what that process wrote about itself."""

    def __init__(self, directory: Path, holder: str) -> None:
        super().__init__(f"The servers in {directory} are in use by {holder or 'another process'}.")
        self.holder = holder


def socket_directory(directory: Path) -> Path:
    """Where the sockets of `directory` are: in its `run/`, or in a temporary directory when that path is too long."""
    preferred = directory / "run"
    if len(os.fsencode(preferred / ".s.PGSQL.5432.lock")) <= SOCKET_LIMIT:
        return preferred
    name = hashlib.sha256(os.fsencode(directory)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"werkcentrum-{os.getuid()}-{name}"


def database_url(directory: Path) -> str:
    """The address of the embedded PostgreSQL of `directory` (a libpq URL, so `psql` takes it too)."""
    return f"postgres://postgres@/{DATABASE}?host={socket_directory(directory)}"


def redis_url(directory: Path) -> str:
    """The address of the embedded Redis of `directory`."""
    return f"unix://{socket_directory(directory) / 'redis.sock'}?db=0"


def take_lock(directory: Path, holder: str) -> IO[str]:
    """Lock `directory` for this process; the kernel lets go when it ends, however it ends. Raises AlreadyRunning."""
    path = directory / "run" / "lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = path.open("a+", encoding="utf-8")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        with lock:
            lock.seek(0)
            holder = lock.read().strip()
        raise AlreadyRunning(directory, holder) from None
    lock.truncate(0)
    lock.write(holder)
    lock.flush()
    return lock
