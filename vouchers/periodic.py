"""Scheduled work of the fund."""

from celery import shared_task

from vouchers import ledger
from vouchers.models import Decision
from vouchers.tasks import issue
from werkcentrum.core import audit
from werkcentrum.core.models import AuditEvent


@shared_task(name="vouchers.sweep_decisions")
def sweep_decisions() -> None:
    """Issue decisions whose letter was missed, because the worker or the media store was down."""
    for application_id in Decision.objects.filter(letter=None).values_list("application", flat=True):
        issue.delay(application_id)


@shared_task(name="vouchers.reconcile")
def reconcile() -> None:
    """Prove each night that the ledger explains every balance; what does not agree stands in the audit log."""
    differences = ledger.differences()
    audit.record(
        "vouchers.reconciled",
        by=None,
        result=AuditEvent.Result.FAILED if differences else AuditEvent.Result.OK,
        differences=differences[:50],
    )
