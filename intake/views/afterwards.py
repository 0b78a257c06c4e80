"""What the sender says of the answer: whether a service suits, and that the outcome is not right.

For the browser that sent the question, and for the client's own log-in.
"""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from advisors.models import Case
from advisors.services import dispute_outcome
from intake import browser, services
from intake.forms.answer import DisputeForm
from intake.views.done import elsewhere
from werkcentrum.core.errors import RuleViolation
from werkcentrum.core.models import User

YES, NO = "ja", "nee"


@login_not_required
@require_POST
def suggestion_feedback(request: HttpRequest, reference: str) -> HttpResponse:
    """Does this suit you? htmx gets the service with the answer, others the page again."""
    found = _sent_case(request, reference)
    if found is None:
        return elsewhere(request)
    case, page = found
    said = request.POST.get("past")
    if said not in {YES, NO}:
        return redirect(page)
    try:
        suggestion = services.say_whether_it_fits(
            case_id=case.pk, service_slug=request.POST.get("dienst", ""), fits=said == YES
        )
    except RuleViolation as refusal:
        messages.error(request, str(refusal))
        return redirect(page)
    if request.htmx:  # type: ignore[attr-defined]
        context = {"suggestion": suggestion, "reference": case.reference, "just_said": True}
        return render(request, "intake/suggestion.html", context)
    messages.success(request, _("Thank you. We use your answer to make better suggestions."))
    return redirect(f"{page}#diensten")


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def dispute(request: HttpRequest, reference: str) -> HttpResponse:
    """This is not right, I want to talk about it: the front desk makes that its next step."""
    found = _sent_case(request, reference)
    if found is None:
        return elsewhere(request)
    case, page = found
    if case.disputed_at is not None:
        return redirect(page)
    form = DisputeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            dispute_outcome(
                case_id=case.pk,
                note=form.cleaned_data["note"],
                by=request.user if isinstance(request.user, User) else None,
                working_days=services.published_rules().working_days["light"],
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("We know that you want to talk about it. You see below what happens now."))
            return redirect(page)
    return render(request, "intake/dispute.html", {"form": form, "case": case, "page_url": page})


def _sent_case(request: HttpRequest, reference: str) -> tuple[Case, str] | None:
    """The case that this browser sent or that is of this log-in, and the page where its answer stands."""
    draft = browser.sent_of(request, reference)
    if draft is not None and draft.case is not None:
        return draft.case, reverse("intake:done", args=[draft.case.reference])
    if request.user.is_authenticated:
        case = Case.objects.filter(client__user=request.user, reference=reference.upper()).first()
        if case is not None:
            return case, reverse("advisors:my-case", args=[case.reference])
    return None
