"""What the Celery worker does for this app, after the commit of the event."""

from celery import shared_task

from notifications import delivery, rules


@shared_task(
    name="notifications.deliver_message",
    time_limit=rules.DELIVERY_TIME_LIMIT,
    soft_time_limit=rules.DELIVERY_TIME_LIMIT - 10,
)
def deliver_message(message_id: str) -> None:
    """Send one message; does nothing when it was sent, is being sent, or is not due yet."""
    delivery.deliver(message_id)
