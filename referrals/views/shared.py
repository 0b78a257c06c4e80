"""What the views of referrals share."""

import uuid
from collections.abc import Callable

from django.http import Http404, HttpRequest, QueryDict
from django.shortcuts import get_object_or_404

from advisors.permissions import is_case_worker
from referrals.models import Referral
from referrals.permissions import answers_for
from werkcentrum.core.errors import RuleViolation
from werkcentrum.core.forms import PortalForm
from werkcentrum.core.models import User


def me(request: HttpRequest) -> User:
    """Who is logged in; nobody gets to these pages otherwise."""
    if not request.user.is_authenticated:
        raise Http404
    return request.user


def visible(request: HttpRequest, number: uuid.UUID) -> Referral:
    """The referral, when this user may know of it; else 404."""
    return get_object_or_404(Referral.objects.visible_to(request.user).for_page(), uuid=number)


def for_partner(request: HttpRequest, number: uuid.UUID) -> Referral:
    """The referral, for staff of the partner that it was sent to; else 404."""
    return get_object_or_404(Referral.objects.visible_to_partner(request.user).for_page(), uuid=number)


def for_case_worker(request: HttpRequest, number: uuid.UUID) -> Referral:
    """The referral, for advisors and coordinators; else 404."""
    if not is_case_worker(request.user):
        raise Http404
    return visible(request, number)


def for_client(request: HttpRequest, number: uuid.UUID) -> Referral:
    """The referral, for the client that it is about; else 404."""
    return get_object_or_404(Referral.objects.visible_to_client(request.user).for_page(), uuid=number)


def is_partner_of(request: HttpRequest, referral: Referral) -> bool:
    """Whether this user sees the referral as staff of the partner, also when the user works at the Werkcentrum too."""
    return referral.partner_knows and answers_for(request.user, referral.organization_id)


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent; None while a page is read, so that its form is not checked yet."""
    return request.POST if request.method == "POST" else None


def done(form: PortalForm, act: Callable[[], object]) -> bool:
    """Do what was asked; what a rule forbids becomes an error at its field, and what was filled in stays."""
    try:
        act()
    except RuleViolation as refusal:
        form.add_error(refusal.code if refusal.code in form.fields else None, str(refusal))
        return False
    return True
