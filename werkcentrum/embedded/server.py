"""What PostgreSQL and Redis share: a child of ours that is started, asked whether it answers, and stopped."""

import pwd
import signal
import subprocess
import time
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any

from werkcentrum.embedded.places import EmbeddedError, socket_directory
from werkcentrum.embedded.processes import die_with_parent, last_line

START_SECONDS = 60
STOP_SECONDS = 20


class Server(ABC):
    """A server program that runs as a child of this process."""

    name = ""
    stop_signal = signal.SIGTERM

    def __init__(self, directory: Path, *, durable: bool) -> None:
        self.durable = durable
        self.data = directory / self.name
        self.log = directory / "log" / f"{self.name}.log"
        self.sockets = socket_directory(directory)
        self.account: pwd.struct_passwd | None = None
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start and wait until the server answers. Raises EmbeddedError with the last line of its log."""
        self.prepare()
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                self.command(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.data,
                start_new_session=True,
                preexec_fn=die_with_parent(self.stop_signal),  # noqa: PLW1509 - only sets a flag of the child
                **self.as_account(),
            )
        deadline = time.monotonic() + START_SECONDS
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise EmbeddedError(f"{self.name} did not start: {last_line(self.log)} (see {self.log})")
            time.sleep(0.05)
        self.after_start()

    def stop(self) -> None:
        """Ask the server to stop, wait, and kill it only when it does not."""
        if self.process is None:
            return
        if self.process.poll() is None:
            self.process.send_signal(self.stop_signal)
            try:
                self.process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.process = None

    def as_account(self) -> dict[str, Any]:
        """Arguments for subprocess that run a program as the server's own account (only when we are root)."""
        if self.account is None:
            return {}
        return {"user": self.account.pw_uid, "group": self.account.pw_gid, "extra_groups": []}

    @abstractmethod
    def command(self) -> list[str]:
        """The program with its arguments."""

    @abstractmethod
    def prepare(self) -> None:
        """What has to be there before the program starts."""

    @abstractmethod
    def answers(self) -> bool:
        """Whether the server takes connections."""

    def after_start(self) -> None:  # noqa: B027 - a hook: most servers need nothing more
        """Nothing by default."""
