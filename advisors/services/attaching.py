"""A client gets a case in the own space: with a proven e-mail address and the reference number, never with one."""

from django.db import transaction
from django.utils.translation import gettext as _

from advisors import permissions, signals
from advisors.models import Case, Client
from advisors.services.events import record_event
from werkcentrum.core import audit
from werkcentrum.core.counting import count
from werkcentrum.core.errors import NotAllowed, RuleViolation
from werkcentrum.core.models import AuditEvent, User
from werkcentrum.core.signals import announce

TRIES_PER_HOUR = 10


class NoSuchQuestion(RuleViolation):
    """The number does not exist, is not of this address, or is somebody else's: the answer is the same each time."""


def attach_case(*, reference: str, by: User) -> Case:
    """Show the case in the own space of `by`, whose proven address must be the one given with the question.

    Raises NoSuchQuestion with the same words for every reason, NotAllowed after ten tries in an hour. A refusal is
    kept in the audit log, so call this outside a transaction that is rolled back.
    """
    reference = reference.strip().upper()
    try:
        _count_try(by)
        return _attach(reference=reference, by=by)
    except RuleViolation as refusal:
        audit.record(
            "case.attach", by=by, result=AuditEvent.Result.REFUSED, reference=reference[:20], reason=refusal.code
        )
        raise


def _count_try(by: User) -> None:
    if count("advisors.attach", str(by.pk), seconds=3600) > TRIES_PER_HOUR:
        raise NotAllowed(_("You tried this often. Try again in an hour, or call us."), code="too_many")


@transaction.atomic
def _attach(*, reference: str, by: User) -> Case:
    case = Case.objects.select_related("client").filter(reference=reference).first()
    client = (
        Client.objects.select_for_update(of=("self",), no_key=True).get(pk=case.client_id) if case is not None else None
    )
    if case is None or client is None or not _belongs_to(client, by):
        raise NoSuchQuestion(
            _(
                "We cannot find this question with your e-mail address. Check the number. "
                "Did you give another e-mail address with your question? Then log in with that one, or call us."
            )
        )
    if client.user_id == by.pk:
        return case
    client.user = by
    client.save(update_fields=("user",))
    case.client = client
    record_event(case, kind="case.attached", by=by)
    audit.record("case.attach", case, by=by)
    announce(signals.case_attached, case_id=case.pk, user_id=by.pk)
    return case


def _belongs_to(client: Client, user: User) -> bool:
    if client.user_id is not None:
        return client.user_id == user.pk
    return bool(client.email) and client.email.lower() in permissions.proven_addresses(user)
