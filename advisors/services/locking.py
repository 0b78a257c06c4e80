"""Reading a case in order to change it."""

from django.db import transaction
from django.utils.translation import gettext as _

from advisors import permissions
from advisors.models import Case
from werkcentrum.core.errors import Conflict
from werkcentrum.core.models import User


def locked_case(case_id: int) -> Case:
    """The case, locked until the transaction ends, so that two people cannot change it at the same moment.

    Without joins: after waiting for the lock PostgreSQL reads this row again, but not what it was joined to, and the
    owner whom somebody else has just written would seem to be nobody.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("A case is changed inside a transaction only")
    return Case.objects.select_for_update(of=("self",), no_key=True).get(pk=case_id)


def locked_open_case(case_id: int, *, by: User) -> Case:
    """The locked case for somebody who handles cases. Raises NotAllowed for others, Conflict when it is closed."""
    permissions.require_case_worker(by)
    case = locked_case(case_id)
    require_open(case)
    return case


def require_open(case: Case) -> None:
    """Raises Conflict when the case has been closed meanwhile."""
    if not case.is_open:
        raise Conflict(_("This case has been closed. Reopen it first."))


def save_changes(case: Case, *fields: str) -> None:
    """Save these fields and count the version, by which a form notices that somebody else was first."""
    case.version += 1
    case.save(update_fields=(*fields, "version"))
