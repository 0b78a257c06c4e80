"""PostgreSQL and Redis from pip packages, for `make run` and `make test`: no root, no Docker, no system packages.

Everything lives in one directory: `postgres/` and `redis/` (data), `run/` (sockets, lock) and `log/`. Both servers
listen on Unix sockets only, whose place follows from the directory, so that settings know the addresses beforehand.
The servers are children of the process that started them and stop with it, also when it is killed.
"""

import os
from pathlib import Path
from types import TracebackType
from typing import IO

from werkcentrum.embedded.places import (
    BASE_DIR,
    DATA_DIR,
    AlreadyRunning,
    EmbeddedError,
    database_url,
    redis_url,
    socket_directory,
    take_lock,
)
from werkcentrum.embedded.postgres import Postgres
from werkcentrum.embedded.redis import Redis
from werkcentrum.embedded.server import Server

__all__ = ["BASE_DIR", "DATA_DIR", "AlreadyRunning", "EmbeddedError", "EmbeddedServers", "database_url", "redis_url"]


class EmbeddedServers:
    """Starts what the environment does not give: PostgreSQL without DATABASE_URL, Redis without REDIS_URL.

    A context manager. `durable=False` trades safety for speed (tests). Raises EmbeddedError with one line.
    """

    def __init__(self, directory: Path, *, durable: bool = True, holder: str = "") -> None:
        self.directory = directory.resolve()
        self.durable = durable
        self.holder = holder or f"process {os.getpid()}"
        self.servers: list[Server] = []
        self._lock: IO[str] | None = None

    def __enter__(self) -> "EmbeddedServers":
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Take the lock, clear what a killed predecessor left, and start both servers."""
        for name in ("", "run", "log"):
            (self.directory / name).mkdir(parents=True, exist_ok=True)
        self._lock = take_lock(self.directory, self.holder)
        try:
            sockets = socket_directory(self.directory)
            sockets.mkdir(mode=0o700, parents=True, exist_ok=True)
            if "DATABASE_URL" not in os.environ:
                self._start(Postgres(self.directory, durable=self.durable))
            if "REDIS_URL" not in os.environ:
                self._start(Redis(self.directory, durable=self.durable))
        except BaseException:
            self.stop()
            raise

    def _start(self, server: "Server") -> None:
        self.servers.append(server)
        server.start()

    def stop(self) -> None:
        """Stop both servers and release the lock. Safe to call twice."""
        for server in reversed(self.servers):
            server.stop()
        self.servers.clear()
        if self._lock is not None:
            self._lock.truncate(0)
            self._lock.close()
            self._lock = None
