"""Preparing a referral: to whom, what is asked, what would be shared."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from advisors.models import Case
from advisors.permissions import require_case_worker
from advisors.services import record_event
from directory.models import Organization
from referrals import permissions, rules
from referrals.models import Referral
from referrals.services import messages, steps
from referrals.services.locking import locked_referral, require_open_case
from referrals.workflow import ReferralStatus
from werkcentrum.core import audit, terms
from werkcentrum.core.db import explain_constraints
from werkcentrum.core.errors import Conflict, NotAllowed, RuleViolation
from werkcentrum.core.models import User

CONSENT_DAYS = 3
"""Working days after which the advisor comes back to a client who was asked for consent."""


def create_draft(
    *, case_id: int, organization: Organization, question: str, groups: Collection[str], by: User
) -> Referral:
    """Prepare a referral, or change the one that is being prepared for the same organisation. Nothing is shared yet.

    `groups` are codes of `DataGroup`. Raises NotAllowed for who does not handle cases, Conflict on a closed case,
    RuleViolation when the organisation takes no referrals, has this question already, or nothing would be shared.
    """
    require_case_worker(by)
    _require_desk(organization)
    wanted = rules.ordered_groups(groups)
    if not wanted:
        raise RuleViolation(_("Choose at least one group of data to share."), code="groups")
    if not question.strip():
        raise RuleViolation(_("Write what you ask the partner."), code="question")
    with explain_constraints(), transaction.atomic():
        case = Case.objects.select_for_update(of=("self",), no_key=True).get(pk=case_id)
        if not case.is_open:
            raise Conflict(_("This case has been closed. Reopen it first."))
        draft = _draft_for(case, organization) or Referral(
            case=case, organization=organization, from_organization=_sender(by), created_by=by
        )
        draft.question, draft.groups, draft.consent_asked_at = question.strip(), wanted, None
        draft.save()
        audit.record("referral.prepared", draft, by=by, organization=organization.code, groups=wanted)
        return draft


def ask_consent(*, referral_id: int, by: User) -> Referral:
    """Ask the client online: the client reads the text in the own space and says yes or no there; yes sends it.

    Raises NotAllowed, Conflict when it was sent already, RuleViolation for a client without an e-mail address.
    """
    require_case_worker(by)
    with explain_constraints(), transaction.atomic():
        referral = locked_referral(referral_id)
        require_open_case(referral)
        if referral.status != ReferralStatus.DRAFT:
            raise Conflict(_("This referral has been sent already."))
        if not referral.case.client.email:
            raise RuleViolation(_("This client has no e-mail address. Ask for consent by telephone or on paper."))
        referral.consent_asked_at = timezone.now()
        referral.save(update_fields=("consent_asked_at",))
        audit.record("referral.consent_asked", referral, by=by)
        record_event(
            referral.case, kind="referral.consent_asked", by=by, data={"organization": referral.organization.name}
        )
        on = terms.calendar().add_working_days(timezone.localdate(), CONSENT_DAYS)
        steps.wait_for_consent(referral, on=on, by=by)
        messages.tell_client("client_consent_asked", referral, round_of=f":{referral.consent_asked_at:%Y%m%d%H%M%S}")
        return referral


def _require_desk(organization: Organization) -> None:
    if not (organization.is_active and organization.is_desk) or organization.kind == Organization.Kind.WERKCENTRUM:
        raise RuleViolation(_("%(name)s takes no referrals.") % {"name": organization.name}, code="no-desk")


def _sender(by: User) -> Organization:
    organization = permissions.sends_for(by)
    if organization is None:
        raise NotAllowed(_("Only advisors and coordinators of the Werkcentrum handle cases."))
    return organization


def _draft_for(case: Case, organization: Organization) -> Referral | None:
    drafts = Referral.objects.filter(case=case, organization=organization, status=ReferralStatus.DRAFT)
    return drafts.select_for_update(of=("self",), no_key=True).first()
