"""Who has the case: claiming, handing over, giving back to the team."""

from django.db import transaction
from django.utils.translation import gettext as _

from advisors import permissions, signals
from advisors.models import Case
from advisors.services.events import record_event
from advisors.services.locking import locked_open_case, save_changes
from advisors.services.messages import tell_client_about_contact, tell_owner_about_case
from advisors.workflow import CaseStatus
from directory.models import Team
from werkcentrum.core import audit
from werkcentrum.core.errors import Conflict, NotAllowed
from werkcentrum.core.models import User
from werkcentrum.core.signals import announce
from werkcentrum.core.workflow import move


@transaction.atomic
def claim_case(*, case_id: int, by: User, tell_client: bool = True) -> Case:
    """Become the contact person of a case that nobody has. Raises Conflict, naming who was first.

    `tell_client=False` is for a caller who tells the client in a message of its own.
    """
    case = locked_open_case(case_id, by=by)
    if case.owner == by:
        return case
    if case.owner is not None:
        raise Conflict(_("%(name)s has picked up this case already.") % {"name": case.owner})
    _give_to(case, owner=by, by=by, reason="claimed", tell_client=tell_client)
    record_event(case, kind="case.claimed", by=by, data={"name": str(by)})
    audit.record("case.claimed", case, by=by)
    return case


@transaction.atomic
def assign_case(*, case_id: int, by: User, to: User | None = None, team: Team | None = None, note: str = "") -> Case:
    """Hand a case over: to a colleague, or to a team of the Werkcentrum in which somebody picks it up.

    The note is for the colleagues, not for the client. Raises NotAllowed for a receiver who does not handle cases,
    Conflict when the case is there already.
    """
    case = locked_open_case(case_id, by=by)
    if (to is None) == (team is None):
        raise ValueError("Give either a colleague or a team")
    if to is not None:
        _hand_to_colleague(case, to=to, by=by, note=note)
    elif team is not None:
        _hand_to_team(case, team=team, by=by, note=note)
    return case


def _hand_to_colleague(case: Case, *, to: User, by: User, note: str) -> None:
    if not permissions.is_case_worker(to):
        raise NotAllowed(_("%(name)s does not handle cases of the Werkcentrum.") % {"name": to})
    if case.owner == to:
        raise Conflict(_("%(name)s has this case already.") % {"name": to})
    before = case.owner
    _give_to(case, owner=to, by=by, reason="assigned")
    record_event(
        case,
        kind="case.assigned",
        by=by,
        body=note,
        data={"name": str(to), "before": str(before or case.team.name)},
        visible_to_client=False,
    )
    record_event(case, kind="case.new_contact", by=None, data={"name": str(to)})
    audit.record("case.assigned", case, by=by, to=to.pk, before=before.pk if before else None)
    if to != by:
        tell_owner_about_case(case, by=by, note=note)


def _hand_to_team(case: Case, *, team: Team, by: User, note: str) -> None:
    if team.organization_id != case.team.organization_id:
        raise NotAllowed(_("Hand a case over to a team of the Werkcentrum. Other organisations get a referral."))
    if case.owner is None and case.team == team:
        raise Conflict(_("%(name)s has this case already.") % {"name": team.name})
    before, case.team = case.owner, team
    _take_from_owner(case, by=by, reason="handed to team")
    record_event(
        case,
        kind="case.assigned",
        by=by,
        body=note,
        data={"name": team.name, "before": str(before or "")},
        visible_to_client=False,
    )
    audit.record("case.assigned", case, by=by, team=team.pk, before=before.pk if before else None)


@transaction.atomic
def release_case(*, case_id: int, by: User, reason: str = "") -> Case:
    """Give a case back to its team, so that somebody else picks it up. Raises Conflict when nobody has it."""
    case = locked_open_case(case_id, by=by)
    if case.owner is None:
        raise Conflict(_("Nobody has this case; it is waiting in %(team)s.") % {"team": case.team.name})
    before = case.owner
    _take_from_owner(case, by=by, reason=reason or "released")
    record_event(
        case,
        kind="case.released",
        by=by,
        body=reason,
        data={"name": str(before), "team": case.team.name},
        visible_to_client=False,
    )
    audit.record("case.released", case, by=by, before=before.pk)
    return case


def _give_to(case: Case, *, owner: User, by: User, reason: str, tell_client: bool = True) -> None:
    case.owner = owner
    case.reminded_on = None
    if case.status == CaseStatus.NEW:
        move(case, to=CaseStatus.OPEN, by=by, reason=reason, update_fields=("owner",))
    save_changes(case, "owner", "reminded_on")
    if tell_client:
        tell_client_about_contact(case)
    announce(signals.case_claimed, case_id=case.pk, by_id=owner.pk)


def _take_from_owner(case: Case, *, by: User, reason: str) -> None:
    case.owner = None
    case.reminded_on = None
    if case.status == CaseStatus.OPEN:
        move(case, to=CaseStatus.NEW, by=by, reason=reason, update_fields=("owner",))
    save_changes(case, "owner", "team", "reminded_on")
