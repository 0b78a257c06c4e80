"""The same pages in two frames: the workplace of an advisor, and the own space of the applicant."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from advisors.models import Case
from vouchers.models import VoucherApplication
from werkcentrum.core.permissions import has_role
from werkcentrum.core.roles import CASE_ROLES


@dataclass(frozen=True)
class Frame:
    """Which template carries the page, and which addresses belong to it."""

    mine: bool

    @property
    def template(self) -> str:
        """The template that the page extends."""
        return "vouchers/frame_public.html" if self.mine else "vouchers/frame_workplace.html"

    def url(self, name: str, reference: str, **kwargs: str) -> str:
        """The address of a page in this frame."""
        return reverse(f"vouchers:{name}{'-mine' if self.mine else ''}", kwargs={"reference": reference, **kwargs})

    def case_url(self, case: Case) -> str:
        """The page of the case."""
        return reverse("advisors:my-case" if self.mine else "advisors:case", args=[case.reference])

    def detail_url(self, application: VoucherApplication) -> str:
        """The page of the application."""
        return reverse("vouchers:my-detail" if self.mine else "vouchers:detail", args=[application.reference])


def frame_for(request: HttpRequest, *, mine: bool) -> Frame:
    """The frame, if this person may be in it: the workplace is only for who handles cases."""
    if not mine and not has_role(request.user, *CASE_ROLES):
        raise Http404
    return Frame(mine)


def get_case(request: HttpRequest, frame: Frame, reference: str) -> Case:
    """The case within scope, else 404; in the own space only one's own."""
    cases = Case.objects.visible_to(request.user).select_related("client", "municipality", "owner", "team")
    if frame.mine:
        cases = cases.filter(client__user=request.user)
    return get_object_or_404(cases, reference=reference)
