"""What the past sets off in the background is not run again: it goes to a queue of its own and is thrown away."""

from collections.abc import Iterator
from contextlib import contextmanager

from werkcentrum.celery import app

ASIDE = "demo-past"


@contextmanager
def set_aside() -> Iterator[None]:
    """Within this block tasks go aside. Messages are swept up by the outbox afterwards, figures are rebuilt."""
    usual = app.conf.task_default_queue
    app.conf.task_default_queue = ASIDE
    app.amqp.queues.select_add(ASIDE)
    try:
        yield
    finally:
        app.conf.task_default_queue = usual
        with app.connection_for_write() as connection:
            connection.default_channel.queue_purge(ASIDE)
