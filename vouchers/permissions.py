"""Who may see and do what with voucher applications."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext as _

from vouchers.workflow import BEFORE_DECISION, GRANTED, OPEN, ApplicationStatus
from werkcentrum.core.errors import NotAllowed
from werkcentrum.core.models import User
from werkcentrum.core.permissions import has_role, require_role
from werkcentrum.core.roles import CASE_ROLES, FUND_ROLES, Role


class ApplicationQuerySet(models.QuerySet):
    """Facts about the set of applications, and who sees which."""

    def visible_to(self, user: User | AnonymousUser) -> "ApplicationQuerySet":
        """Advisors and coordinators see all; the fund's people what was sent; an applicant the own ones."""
        if not user.is_authenticated:
            return self.none()
        if has_role(user, *CASE_ROLES):
            return self.all()
        own = models.Q(case__client__user=user)
        if has_role(user, *FUND_ROLES):
            return self.filter(own | ~models.Q(status=ApplicationStatus.DRAFT))
        return self.filter(own)

    def open(self) -> "ApplicationQuerySet":
        """Not yet decided on."""
        return self.filter(status__in=OPEN)

    def waiting(self) -> "ApplicationQuerySet":
        """Sent and not decided, in the order of the queue: the moment of completeness, then the number (Awb 4:26)."""
        return self.filter(status__in=BEFORE_DECISION).order_by("complete_at", "reference")

    def granted(self) -> "ApplicationQuerySet":
        """Awarded, whatever happened since."""
        return self.filter(status__in=GRANTED)

    def for_page(self) -> "ApplicationQuerySet":
        """With everything that a list or a page reads."""
        return self.select_related(
            "case__client",
            "case__owner",
            "client",
            "scheme_version__scheme",
            "municipality",
            "occupation",
            "provider",
            "prepared_by",
            "decision__decided_by",
            "voucher",
            "labour_market_test__by",
        ).prefetch_related("costs", "cofinancing")


def may_fill_in(user: User, application_or_case: Any) -> bool:
    """The applicant, or somebody of the Werkcentrum who helps."""
    case = getattr(application_or_case, "case", application_or_case)
    return has_role(user, *CASE_ROLES) or (case.client.user_id is not None and case.client.user_id == user.pk)


def require_may_fill_in(user: User, application_or_case: Any) -> None:
    """Raises NotAllowed for anybody else."""
    if not may_fill_in(user, application_or_case):
        raise NotAllowed(_("Only the applicant or an advisor can do this."))


def require_advisor(user: User) -> None:
    """The labour-market test and its advice are an advisor's work (BP 7)."""
    require_role(user, *CASE_ROLES)


def require_fund_officer(user: User) -> None:
    """Preparing, starts and invoices are the fund officer's work."""
    require_role(user, Role.FUND_OFFICER)


def require_controller(user: User) -> None:
    """Paying is the controller's work."""
    require_role(user, Role.CONTROLLER)


def require_decider(application: Any, user: User) -> None:
    """Only a fund manager decides: never who prepared or advised, and never on the own application (four eyes)."""
    require_role(user, Role.FUND_MANAGER)
    test = getattr(application, "labour_market_test", None)
    involved = {application.prepared_by_id, application.created_by_id, getattr(test, "by_id", None)}
    if user.pk in involved:
        raise NotAllowed(_("Somebody else has to decide: you worked on this application yourself."), code="four_eyes")
    if application.case.client.user_id == user.pk:
        raise NotAllowed(_("You cannot decide on your own application."), code="own_application")
