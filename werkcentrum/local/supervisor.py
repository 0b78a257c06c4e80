"""A small process manager: starts programs, shows their output with a name in front, and leaves none behind.

Written here because the ready-made ones cannot promise the last part: when they are killed, their children live on.
Here every child gets a signal from the kernel when we end, and its group is ended when we stop.
"""

import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import IO

from werkcentrum.embedded.processes import die_with_parent

STOP_SECONDS = 15
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass
class Program:
    """A program to keep running. `command` is an argument list; `environment` comes on top of ours.

    `when_orphaned` is the signal it gets from the kernel when we are killed and cannot stop it ourselves.
    """

    name: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)
    when_orphaned: signal.Signals = signal.SIGTERM


class Supervisor:
    """Runs programs until one ends or somebody asks us to stop."""

    def __init__(self, programs: list[Program], *, out: IO[str] = sys.stdout) -> None:
        self.programs = programs
        self.out = out
        self.width = max(len(program.name) for program in programs)
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.selector = selectors.DefaultSelector()
        self.stopping = False

    def ask_to_stop(self, _number: int = 0, _frame: object = None) -> None:
        """Signal handler: the loop sees it within a fraction of a second."""
        self.stopping = True

    def run(self, *, each_turn: Callable[[], None] = lambda: None) -> int:
        """Start everything and stay until the end: 0 after a request to stop, 1 when a program ended by itself."""
        for number in STOP_SIGNALS:
            signal.signal(number, self.ask_to_stop)
        try:
            for program in self.programs:
                self._start(program)
            while not self.stopping:
                self._show_output()
                each_turn()
                ended = [name for name, process in self.running.items() if process.poll() is not None]
                if ended and not self.stopping:
                    self._show_output()
                    self._say(
                        f"{ended[0]} ended by itself (code {self.running[ended[0]].returncode}): stopping the rest"
                    )
                    return 1
            return 0
        finally:
            self.stop()

    def _start(self, program: Program) -> None:
        process = subprocess.Popen(
            program.command,
            env=os.environ | program.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=die_with_parent(program.when_orphaned),  # noqa: PLW1509 - we have no threads
        )
        self.running[program.name] = process
        if process.stdout:
            os.set_blocking(process.stdout.fileno(), False)
            self.selector.register(process.stdout, selectors.EVENT_READ, program.name)

    def _show_output(self, seconds: float = 0.2) -> None:
        for key, _ in self.selector.select(seconds):
            stream = key.fileobj
            text = stream.read()  # type: ignore[union-attr]
            if not text:
                self.selector.unregister(stream)
                continue
            for line in text.decode(errors="replace").splitlines():
                self._print(f"{key.data:<{self.width}} | {line}")

    def _print(self, line: str) -> None:
        with suppress(OSError):  # nobody reads any more; the programs go on until we are told to stop
            print(line, file=self.out, flush=True)

    def _say(self, line: str) -> None:
        self._print(f"{'':<{self.width}} | {line}")

    def stop(self) -> None:
        """Ask every program to stop, show what they say meanwhile, and kill the groups that do not listen."""
        for process in self.running.values():
            if process.poll() is None:
                process.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        while any(process.poll() is None for process in self.running.values()) and time.monotonic() < deadline:
            self._show_output(0.05)
        for process in self.running.values():
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)  # also what a program left in its group
            process.wait()
        self.running.clear()
