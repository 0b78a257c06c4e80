"""The advisor's labour-market test (arbeidsmarkttoets) and advice to the fund (BP 7, V art. 4)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from advisors.services import record_event, set_next_step
from advisors.texts import staff_text
from advisors.workflow import WaitingFor
from vouchers import permissions
from vouchers.models import LabourMarketTest, OccupationList, VoucherApplication
from vouchers.rules import Evidence
from vouchers.services.locking import locked_application
from vouchers.services.words import STEP_WAIT_FOR_FUND
from vouchers.workflow import Advice, ApplicationStatus
from werkcentrum.core import audit
from werkcentrum.core.errors import RuleViolation
from werkcentrum.core.models import User
from werkcentrum.core.workflow import move


@transaction.atomic
def record_labour_market_test(
    *, application_id: int, advice: str, motivation: str, by: User, evidence: str = ""
) -> LabourMarketTest:
    """Judge whether the training leads to work, and advise the fund. The test can be done again until it is prepared.

    Raises NotAllowed for others than advisors, RuleViolation without motivation or without evidence for a positive
    advice on an occupation that is not on the list.
    """
    permissions.require_advisor(by)
    application = locked_application(application_id)
    listed = OccupationList.objects.valid_on(application.application_date).first()
    on_list = bool(listed and listed.occupations.filter(pk=application.occupation_id).exists())
    _check(advice=advice, motivation=motivation, evidence=evidence, on_list=on_list)
    if application.status in {ApplicationStatus.SUBMITTED, ApplicationStatus.ADVISED}:
        move(application, to=ApplicationStatus.IN_ASSESSMENT, by=by)
    test, _created = LabourMarketTest.objects.update_or_create(
        application=application,
        defaults={
            "occupation_list": listed,
            "is_on_list": on_list,
            "evidence": evidence,
            "advice": advice,
            "motivation": motivation.strip(),
            "by": by,
        },
    )
    move(application, to=ApplicationStatus.ADVISED, by=by)
    _tell(application, test, by=by)
    return test


def _check(*, advice: str, motivation: str, evidence: str, on_list: bool) -> None:
    if advice not in Advice.values:
        raise RuleViolation(_("Choose an advice."), code="advice")
    if not motivation.strip():
        raise RuleViolation(_("Explain your advice."), code="motivation")
    if evidence and evidence not in list(Evidence):
        raise RuleViolation(_("Choose the evidence that you saw."), code="evidence")
    if advice == Advice.POSITIVE and not on_list and not evidence:
        raise RuleViolation(
            _("This occupation is not on the list. Say which evidence of a chance of work you saw."), code="evidence"
        )


def _tell(application: VoucherApplication, test: LabourMarketTest, *, by: User) -> None:
    record_event(
        application.case,
        kind="voucher.advised",
        by=by,
        body=test.motivation,
        data={"advice": str(test.get_advice_display())},
    )
    set_next_step(
        case_id=application.case_id,
        text=staff_text(STEP_WAIT_FOR_FUND),
        on=application.decision_due or timezone.localdate(),
        waiting_for=WaitingFor.PARTNER,
        by=by,
    )
    audit.record("voucher.advised", application, by=by, advice=test.advice)
