"""Stopping, and going on at another moment: in this browser, or on any device with a link by e-mail."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from intake import browser, services
from intake.forms import LinkForm
from intake.models import IntakeDraft
from intake.steps import continue_url
from werkcentrum.core.roles import is_workplace_user

THIS_LINK = "link"


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def later(request: HttpRequest) -> HttpResponse:
    """The answers are kept; how to come back to them. Asks where a link may go."""
    draft = browser.draft_of(request)
    if draft is None or draft.is_sent:
        return redirect("intake:start")
    if request.method != "POST":
        return _show_later(request, draft, LinkForm(initial={"email": _known_address(request, draft)}))
    form = LinkForm(request.POST)
    if not form.is_valid():
        return _show_later(request, draft, form)
    email, language = form.cleaned_data["email"], get_language() or "nl"
    try:
        services.mail_link(draft_id=draft.pk, email=email, language=language)
    except services.TooManyLinks as refusal:
        form.add_error(None, str(refusal))
        return _show_later(request, draft, form)
    text = _("The link is on its way to %(email)s. Nothing after a few minutes? Check your spam folder, or call us.")
    messages.success(request, text % {"email": email})
    return redirect("intake:later")


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: HttpRequest, token: str) -> HttpResponse:
    """A link from the mail: go on in this browser, unless it is typing another question. GET writes only a cookie."""
    draft = services.draft_of_token(token)
    if draft is None:
        return render(request, "intake/resume_gone.html", status=HTTPStatus.NOT_FOUND)
    if draft.is_sent:
        if browser.sent_of(request, draft.sent_reference):
            return redirect("intake:done", reference=draft.sent_reference)
        return render(request, "intake/resume_sent.html")
    here = browser.draft_of(request)
    other = here if here and here != draft and not here.is_sent and here.answers else None
    if other and request.POST.get("choice") != THIS_LINK:
        context = {
            "draft": draft,
            "other": other,
            "other_url": _continue_url(other),
        }
        return render(request, "intake/resume_choose.html", context)
    response = redirect(_continue_url(draft))
    browser.remember_typing(response, draft)
    return response


def _show_later(request: HttpRequest, draft: IntakeDraft, form: LinkForm) -> HttpResponse:
    url = continue_url(draft.audience, draft.completed, draft.answers)
    return render(request, "intake/later.html", {"draft": draft, "form": form, "continue_url": url})


def _known_address(request: HttpRequest, draft: IntakeDraft) -> str:
    if draft.answers.get("email"):
        return str(draft.answers["email"])
    user = request.user
    return user.email if user.is_authenticated and not is_workplace_user(user) else ""


def _continue_url(draft: IntakeDraft) -> str:
    """Where to go on, in the language in which the question was typed."""
    with override(draft.language):
        return continue_url(draft.audience, draft.completed, draft.answers)
