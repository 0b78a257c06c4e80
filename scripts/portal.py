"""A portal of its own for scripts: the whole of `make run` on a port and data that end with it."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from werkcentrum.local.__main__ import is_ready

START_SECONDS = 300
PORT = 8099


@dataclass(frozen=True)
class Running:
    """Where the portal answers, and the environment for commands on its database."""

    address: str
    environment: dict[str, str]

    def python(self, *arguments: str) -> int:
        """A Python program on the portal's own servers; what it prints is shown. Returns its exit code."""
        command = [sys.executable, "-m", "werkcentrum.local", "with-servers", sys.executable, *arguments]
        return subprocess.run(command, cwd=ROOT, env=self.environment, check=False).returncode


@contextmanager
def own_portal(**extra: str) -> Iterator[Running]:
    """Start a portal with demo data, wait until it answers, and stop it at the end. `extra` is more environment."""
    with tempfile.TemporaryDirectory(prefix="werkcentrum-") as directory:
        Path(directory).chmod(0o755)
        own = {"DATA_DIR": f"{directory}/data", "PORT": str(PORT), "PYTHONUNBUFFERED": "1"}
        environment = os.environ | own | extra
        running = Running(f"http://localhost:{PORT}", environment)
        command = [sys.executable, "-m", "werkcentrum.local", "run"]
        with Path(directory, "output.log").open("w+", encoding="utf-8") as output:
            process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output)
            try:
                if not _is_ready_in_time(process, running.address):
                    output.seek(0)
                    raise SystemExit(f"The portal did not start:\n{output.read()}")
                yield running
            finally:
                process.terminate()
                process.wait()


def _is_ready_in_time(process: "subprocess.Popen[bytes]", address: str) -> bool:
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        if is_ready(address):
            return True
        time.sleep(0.5)
    return False
