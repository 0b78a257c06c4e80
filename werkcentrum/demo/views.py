"""Pages that only exist with DEMO=1: log in as somebody with one click, and read the mail that the portal sent."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp_replace, csp_update
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_POST

from notifications.models import Message
from werkcentrum.core.models import User
from werkcentrum.core.roles import Role, is_workplace_user

DOMAIN = "demo.werkcentrum-twente.example"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
MAILS_PER_PAGE = 50
MAIL_POLICY = {"default-src": [NONE], "style-src": [UNSAFE_INLINE], "frame-ancestors": [SELF], "script-src": [NONE]}

# What each role can do here, in the order in which the story goes.
ROLES = [
    (
        Role.RESIDENT,
        _("Residents and employers"),
        _("Follow their question, the referral, the voucher and the letter."),
    ),
    (Role.ADVISOR, _("Advisors"), _("Take a question, talk with the client, refer and give advice on a voucher.")),
    (Role.COORDINATOR, _("Coordinators"), _("See all work, divide it, and hear when something is late or declined.")),
    (
        Role.PARTNER,
        _("Partner staff"),
        _("Take over a referral or decline it with a reason; see only what was shared."),
    ),
    (Role.FUND_OFFICER, _("Fund officers"), _("Check applications and prepare the decision.")),
    (Role.FUND_MANAGER, _("Fund managers"), _("Decide about a voucher; the money is reserved at once.")),
    (Role.CONTROLLER, _("Controllers"), _("See what was committed, reserved and paid, per funder.")),
    (Role.ANALYST, _("Analysts"), _("See the figures, without names.")),
    (Role.ADMIN, _("Administrators"), _("Manage organisations, rules, users and texts, and read the logs.")),
]


def only_in_demo(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Public, but only there when the portal runs as a demo; without it the URLs are not there either."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return login_not_required(checked)


@only_in_demo
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """The demo accounts, by what they can do."""
    users = User.objects.filter(email__endswith=f"@{DOMAIN}", is_active=True).order_by("name")
    accounts = list(users.prefetch_related("memberships__organization"))
    groups = [
        {"title": title, "text": text, "people": [user for user in accounts if role in roles_held(user)]}
        for role, title, text in ROLES
    ]
    return render(request, "demo/people.html", {"groups": [group for group in groups if group["people"]]})


def roles_held(user: User) -> set[str]:
    """The roles of a user by the memberships that were read along; a resident has none."""
    return {membership.role for membership in user.memberships.all()} or {Role.RESIDENT}


@only_in_demo
@require_POST
def log_in(request: HttpRequest) -> HttpResponse:
    """Log in as a demo account, with everything that this account would have to prove."""
    user = get_object_or_404(User, email=request.POST.get("email", ""), email__endswith=f"@{DOMAIN}", is_active=True)
    request.session.flush()
    login(request, user, backend=BACKEND)
    for method in ("password", "mfa") if is_workplace_user(user) else ("code",):
        record_authentication(request, user, method)
    return redirect("landing")


@only_in_demo
@require_GET
def mail(request: HttpRequest) -> HttpResponse:
    """Every mail of the portal, newest first; `adres` keeps those to one address."""
    address = request.GET.get("adres", "").strip()
    messages = Message.objects.order_by("-created_at", "pk").defer("text", "html")
    if address:
        messages = messages.filter(recipient_email__icontains=address)
    page = Paginator(messages, MAILS_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "demo/mail.html", {"page": page, "address": address})


@only_in_demo
@require_GET
@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type]  # typed for views without arguments
def message(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One mail, as text and as its reader sees it."""
    return render(request, "demo/message.html", {"mail": get_object_or_404(Message, pk=pk)})


@only_in_demo
@require_GET
@xframe_options_sameorigin
@csp_replace(MAIL_POLICY)  # type: ignore[arg-type]
def message_html(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The HTML part by itself: mail has its style in attributes, so this one page allows that, and nothing else."""
    return HttpResponse(get_object_or_404(Message, pk=pk).html)
