"""A real worker, broker, database and mail server: what arrives when the worker is killed in the middle of its work."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from email import message_from_bytes
from pathlib import Path

import pytest
import redis
from aiosmtpd.controller import Controller
from django.conf import settings
from django.db import connection

from notifications.models import Message
from notifications.workflow import MessageStatus

HOW_MANY = 100
KILLED_AT = 40
WORKER = ("-B", "--concurrency=1", "--loglevel=WARNING", "--without-gossip", "--without-mingle")
QUEUE = f"""
import django; django.setup()
from django.db import transaction
from notifications.services import Recipient, queue_message
with transaction.atomic():
    for number in range({HOW_MANY}):
        to = Recipient(email=f"reader{{number}}@example.org", name=f"Reader {{number}}")
        queue_message(kind="notifications/test", to=to, context={{"name": to.name, "note": ""}}, key=f"kill:{{number}}")
"""

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


class MailServer:
    """Keeps what it gets; holds its answer to message number `KILLED_AT`, so that this one is on the wire."""

    def __init__(self) -> None:
        self.arrived: list[tuple[str, str]] = []
        self.on_the_wire = threading.Event()
        self.go_on = threading.Event()

    async def handle_DATA(self, server, session, envelope) -> str:  # noqa: N802 - aiosmtpd's name
        message = message_from_bytes(envelope.content)
        self.arrived.append((message["Message-ID"], envelope.rcpt_tos[0]))
        if len(self.arrived) == KILLED_AT:
            self.on_the_wire.set()
            while not self.go_on.is_set():
                await asyncio.sleep(0.05)
        return "250 OK"


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    handler = MailServer()
    controller = Controller(handler, hostname="127.0.0.1", port=_free_port())
    controller.start()
    handler.port = controller.port
    yield handler
    handler.go_on.set()
    controller.stop()


@pytest.fixture
def environment(mail_server: MailServer, tmp_path: Path) -> Iterator[dict[str, str]]:
    database = connection.settings_dict
    place = {
        "database": {key: database[key] for key in ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")},
        "broker": settings.CELERY_BROKER_URL,
        "prefix": f"wc-kill-{uuid.uuid4().hex[:8]}:",
        "smtp_port": mail_server.port,
    }
    yield os.environ | {
        "OUTBOX_TEST": json.dumps(place),
        "DJANGO_SETTINGS_MODULE": "tests.concurrency.outbox_settings",
        "PYTHONPATH": str(settings.BASE_DIR),
    }
    broker = redis.Redis.from_url(settings.REDIS_URL)
    for key in broker.scan_iter(f"{place['prefix']}*"):
        broker.delete(key)
    broker.close()


@pytest.fixture
def start_worker(environment: dict[str, str], tmp_path: Path) -> Iterator[Callable[[], subprocess.Popen]]:
    """Starts workers with beat inside, each in a process group of its own."""
    workers: list[subprocess.Popen] = []

    def start() -> subprocess.Popen:
        schedule = tmp_path / f"beat-{len(workers)}"
        with (tmp_path / "worker.log").open("ab") as log:
            worker = subprocess.Popen(
                [sys.executable, "-m", "celery", "-A", "werkcentrum", "worker", *WORKER, "-s", str(schedule)],
                cwd=settings.BASE_DIR,
                env=environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        workers.append(worker)
        return worker

    yield start
    for worker in workers:
        kill(worker)


def kill(worker: subprocess.Popen) -> None:
    """SIGKILL for the worker and the processes it started: nobody gets the chance to tidy up."""
    if worker.poll() is None:
        os.killpg(worker.pid, signal.SIGKILL)
    worker.wait(timeout=10)


def wait_until(done: Callable[[], bool], *, seconds: float, what: str) -> None:
    limit = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < limit, f"{what} took longer than {seconds} s"
        time.sleep(0.1)


def _free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


def test_every_message_arrives_and_only_the_one_on_the_wire_twice_when_the_worker_is_killed(
    mail_server: MailServer,
    environment: dict[str, str],
    start_worker: Callable[[], subprocess.Popen],
    tmp_path: Path,
):
    subprocess.run([sys.executable, "-c", QUEUE], env=environment, cwd=settings.BASE_DIR, check=True, timeout=60)
    assert Message.objects.filter(status=MessageStatus.QUEUED).count() == HOW_MANY

    worker = start_worker()
    wait_until(lambda: mail_server.on_the_wire.is_set() or worker.poll() is not None, seconds=60, what="starting")
    assert worker.poll() is None, (tmp_path / "worker.log").read_text()[-2000:]
    on_the_wire = mail_server.arrived[-1]
    kill(worker)
    mail_server.go_on.set()
    assert len(mail_server.arrived) == KILLED_AT
    assert Message.objects.filter(status=MessageStatus.SENT).count() == KILLED_AT - 1
    assert Message.objects.get(status=MessageStatus.SENDING).message_id == on_the_wire[0]

    start_worker()
    sent = Message.objects.filter(status=MessageStatus.SENT)
    wait_until(lambda: sent.count() == HOW_MANY, seconds=90, what="sending the rest")
    counted = Counter(mail_server.arrived)
    expected = set(Message.objects.values_list("message_id", "recipient_email"))
    assert set(counted) == expected, "every Message-ID arrives, at its own reader"
    assert [message for message, times in counted.items() if times > 1] == [on_the_wire]
    assert counted[on_the_wire] == 2
