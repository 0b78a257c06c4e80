"""After a decision: the letter and its announcement, outside the decider's request."""

from celery import shared_task

from vouchers.models import Decision
from vouchers.services import issue_decision


@shared_task(name="vouchers.issue")
def issue(application_id: int) -> None:
    """Issue the decision on an application; does nothing when that was done."""
    issue_decision(decision_id=Decision.objects.values_list("pk", flat=True).get(application=application_id))
