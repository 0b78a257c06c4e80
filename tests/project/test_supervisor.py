"""The process manager, asked of a process of its own because it takes over the signals."""

import signal
import subprocess
import sys
import time

from werkcentrum.local import programs

RUN = """
import sys
from werkcentrum.local.supervisor import Program, Supervisor
sh = lambda script: ["sh", "-c", script]
sys.exit(Supervisor([Program("one", sh(sys.argv[1])), Program("second", sh(sys.argv[2]))]).run())
"""
STAY = "trap 'echo bye; exit 0' TERM; echo here; while :; do sleep 0.1; done"


def supervise(*scripts: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", RUN, *scripts]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def test_when_one_program_ends_the_others_are_asked_to_stop():
    with supervise(STAY, "sleep 1; echo broken; exit 3") as process:
        said, _ = process.communicate(timeout=30)
    assert process.returncode == 1
    assert "one    | here\n" in said
    assert "second | broken\n" in said
    assert "second ended by itself (code 3)" in said
    assert "one    | bye\n" in said


def test_what_a_program_started_itself_goes_too():
    marker = "31.4159"
    with supervise(f"sleep {marker} & {STAY}", STAY) as process:
        while "second | here" not in process.stdout.readline():
            pass
        process.terminate()
        process.communicate(timeout=30)
    assert process.returncode == 0
    listed = subprocess.run(["ps", "axww", "-o", "args="], capture_output=True, text=True, check=True)  # noqa: S607
    assert f"sleep {marker}" not in listed.stdout.splitlines()


def test_a_program_that_does_not_listen_is_killed(monkeypatch):
    deaf = "trap '' TERM; echo here; while :; do sleep 0.1; done"
    quick = RUN.replace(
        "import sys\n", "import sys\nfrom werkcentrum.local import supervisor\nsupervisor.STOP_SECONDS = 1\n", 1
    )
    command = [sys.executable, "-c", quick, deaf, deaf]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        while "second | here" not in process.stdout.readline():
            pass
        started = time.monotonic()
        process.terminate()
        process.communicate(timeout=30)
    assert process.returncode == 0
    assert time.monotonic() - started < 10


def test_beat_is_gone_when_the_manager_is_killed():
    """Asked to stop, beat saves its schedule first, again and again when the database is no longer there."""
    assert programs.beat().when_orphaned == signal.SIGKILL
    deaf = "trap '' TERM; echo here; while :; do sleep 0.27182; done"
    killed = RUN.replace("sh(sys.argv[1]))", "sh(sys.argv[1]), when_orphaned=9)")
    command = [sys.executable, "-c", killed, deaf, STAY]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        while "one    | here" not in process.stdout.readline():
            pass
        process.kill()
        deadline = time.monotonic() + 10
        while any("0.27182; done" in line for line in command_lines()) and time.monotonic() < deadline:
            time.sleep(0.1)
    assert not any("0.27182; done" in line for line in command_lines())


def command_lines() -> list[str]:
    listed = subprocess.run(["ps", "axww", "-o", "args="], capture_output=True, text=True, check=True)  # noqa: S607
    return [line for line in listed.stdout.splitlines() if line.startswith("sh -c")]
