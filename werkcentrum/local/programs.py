"""The programs that make up the portal, as `make run` and the browser tests start them; Docker uses the same."""

import signal
import sys

from werkcentrum.local.supervisor import Program

# The one warning left out tells people who are root, in a container or on a test machine, that they are.
CELERY = [sys.executable, "-W", "ignore:You're running the worker", "-m", "celery", "--quiet", "-A", "werkcentrum"]


def web(port: int) -> Program:
    """gunicorn on a port of this machine."""
    environment = {"PORT": str(port), "GRACEFUL_SECONDS": "5"}
    return Program("web", [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py"], environment)


def worker(processes: int = 2) -> Program:
    """The Celery worker."""
    options = ["--loglevel", "INFO", "--concurrency", str(processes), "--without-gossip", "--without-mingle"]
    return Program("worker", [*CELERY, "worker", *options])


def beat() -> Program:
    """Celery beat: its schedule is in the database.

    Asked to stop it first saves that schedule, and goes on for ever when the database has ended before it.
    """
    command = [*CELERY, "beat", "--loglevel", "INFO", "--pidfile="]
    return Program("beat", command, when_orphaned=signal.SIGKILL)
