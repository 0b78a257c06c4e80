"""The real portal for browser tests: gunicorn, a Celery worker, its own database, and an SMTP server to read."""

import datetime
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg2
import pytest
from aiosmtpd.controller import Controller

from werkcentrum.embedded.processes import die_with_parent
from werkcentrum.local import programs
from werkcentrum.local.supervisor import Program

ROOT = Path(__file__).resolve().parent.parent.parent
RESULTS = ROOT / "test-results"
START_SECONDS = 60
MAIL_SECONDS = 20


@dataclass
class Mail:
    """A message as it arrived."""

    message: EmailMessage
    recipients: list[str]

    @property
    def subject(self) -> str:
        return str(self.message["Subject"])

    @property
    def text(self) -> str:
        """The plain-text part."""
        part = self.message.get_body(("plain",))
        return part.get_content() if part else ""

    @property
    def html(self) -> str:
        """The HTML part, empty without one."""
        part = self.message.get_body(("html",))
        return part.get_content() if part else ""

    @property
    def links(self) -> list[str]:
        """Addresses in the plain text, in order."""
        return re.findall(r"https?://[^\s<>\"]+", self.text)

    def find(self, pattern: str) -> str:
        """The first group of `pattern` in the plain text; fails when it is not there."""
        found = re.search(pattern, self.text)
        assert found, f"{pattern!r} is not in the message {self.subject!r}:\n{self.text}"
        return found[1]


@dataclass
class Mailbox:
    """Everything that was delivered, in order."""

    mails: list[Mail] = field(default_factory=list)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        """For aiosmtpd."""
        message = message_from_bytes(envelope.content, policy=policy.default)
        self.mails.append(Mail(message, list(envelope.rcpt_tos)))
        return "250 OK"

    def wait_for(self, to: str, *, containing: str = "", after: int = 0, seconds: float = MAIL_SECONDS) -> Mail:
        """The newest message to `to` with `containing` in subject or text, waiting for it. `after=mailbox.count()`
        before the click leaves older ones out."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            for mail in reversed(self.mails[after:]):
                if to in mail.recipients and (containing in mail.subject or containing in mail.text):
                    return mail
            time.sleep(0.1)
        seen = [(mail.recipients, mail.subject) for mail in self.mails]
        pytest.fail(f"No message to {to} containing {containing!r} within {seconds} s; there are {seen}")

    def count(self) -> int:
        """How many messages there are now."""
        return len(self.mails)


class Portal:
    """The running portal. `url` is its address, `mail` its outgoing mail."""

    def __init__(self, *, database_url: str, redis_url: str, name: str, directory: Path) -> None:
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self.metrics_url = f"http://127.0.0.1:{free_port()}/metrics"
        self.mail = Mailbox()
        self.database_url = other_database(database_url, name)
        self._maintenance_url = other_database(database_url, "postgres")
        self._name = name
        self._processes: list[subprocess.Popen[bytes]] = []
        self._smtp = Controller(self.mail, hostname="127.0.0.1", port=free_port())
        self.environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "werkcentrum.settings.local",
            "DATABASE_URL": self.database_url,
            "REDIS_URL": redis_url,
            "REDIS_PREFIX": name,
            "BASE_URL": self.url,
            "EMAIL_URL": f"smtp://127.0.0.1:{self._smtp.port}",
            "DEMO": "1",
            "DEMO_SINCE": (datetime.date.today() - datetime.timedelta(days=60)).isoformat(),
            "STATIC_MANIFEST": "1",
            "STATIC_ROOT": str(ROOT / "var" / "test" / "static"),
            "MEDIA_ROOT": str(directory / "media"),
            "LOG_LEVEL": "INFO",
            "WEB_CONCURRENCY": "1",
            # the tests type faster than people, and all from one address
            "INTAKE_FEWEST_SECONDS": "0",
            "INTAKE_SAME_TEXT_PER_DAY": "1000",
            "INTAKE_SENDINGS_PER_HOUR": "1000",
            "PYTHONUNBUFFERED": "1",
        }
        self.environment.pop("PYTEST_CURRENT_TEST", None)

    def start(self) -> None:
        """Make the database, load reference and demo data, and start the programs."""
        RESULTS.mkdir(exist_ok=True)
        self._recreate_database()
        self._smtp.start()
        self.run(sys.executable, "-m", "werkcentrum.local.prepare")
        web = programs.web(self.port)
        web.environment["METRICS_PORT"] = str(urlsplit(self.metrics_url).port)
        self._launch(web)
        self._launch(programs.worker(1))
        self._wait_until(lambda: self._is_ready(), "web")
        self._wait_until(lambda: " ready" in self.log("worker"), "worker")

    def stop(self) -> None:
        """Stop the programs and drop the database."""
        for process in self._processes:
            process.terminate()
        for process in self._processes:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        self._smtp.stop()
        self._maintain(f'DROP DATABASE IF EXISTS "{self._name}" WITH (FORCE)')

    def manage(self, *arguments: str) -> str:
        """Run a management command against this portal; returns what it printed."""
        return self.run(sys.executable, "manage.py", *arguments)

    def run(self, *command: str) -> str:
        """Run a program in this portal's environment; fails the test with its output when it fails."""
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.fail(f"{' '.join(command)} failed:\n{done.stdout[-3000:]}\n{done.stderr[-5000:]}")
        return done.stdout

    def sql(self, query: str, *parameters: Any) -> list[tuple[Any, ...]]:
        """Rows of a query on this portal's database (committed)."""
        connection = psycopg2.connect(self.database_url)
        try:
            with connection, connection.cursor() as cursor:
                cursor.execute(query, parameters)
                return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()

    def log(self, program: str) -> str:
        """What `web` or `worker` has written so far."""
        path = RESULTS / f"portal-{program}.log"
        return path.read_text(errors="replace") if path.exists() else ""

    def _launch(self, program: Program) -> None:
        with (RESULTS / f"portal-{program.name}.log").open("wb") as log:
            process = subprocess.Popen(
                program.command,
                cwd=ROOT,
                env=self.environment | program.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=die_with_parent(signal.SIGTERM),
            )
        self._processes.append(process)

    def _is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/health/ready", timeout=2) as answer:
                return json.load(answer)["status"] == "ok"
        except OSError:
            return False

    def _wait_until(self, condition: Any, program: str) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not condition():
            ended = any(process.poll() is not None for process in self._processes)
            if ended or time.monotonic() > deadline:
                log = self.log(program)
                self.stop()
                pytest.fail(f"The {program} of the portal did not start:\n{log[-5000:]}")
            time.sleep(0.2)

    def _recreate_database(self) -> None:
        self._maintain(f'DROP DATABASE IF EXISTS "{self._name}" WITH (FORCE)')
        self._maintain(f'CREATE DATABASE "{self._name}"')

    def _maintain(self, statement: str) -> None:
        connection = psycopg2.connect(self._maintenance_url)
        connection.autocommit = True
        try:
            with connection.cursor() as cursor:
                cursor.execute(statement)
        finally:
            connection.close()


def free_port() -> int:
    """A port of this machine that nobody uses now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def other_database(url: str, name: str) -> str:
    """The same server, another database."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
