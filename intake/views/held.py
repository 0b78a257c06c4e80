"""The queue of suspicious questions: a person looks, lets through or says that it is spam, and can take that back."""

from typing import cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from intake import services, wording
from intake.models import SPAM_LIFE, HeldQuestion
from intake.wording.held import reasons_in_words
from intake.workflow import HeldStatus
from werkcentrum.core.errors import RuleViolation
from werkcentrum.core.forms.fields import readable_phone
from werkcentrum.core.models import User
from werkcentrum.core.permissions import require_roles
from werkcentrum.core.roles import Role

PAGE_SIZE = 20
ORDINARY, SPAM = "doorlaten", "spam"


@require_safe
@never_cache
@require_roles(Role.ADVISOR, Role.COORDINATOR)
def held_list(request: HttpRequest) -> HttpResponse:
    """What waits for a look, the oldest first, and the spam of the last month."""
    everything = HeldQuestion.objects.select_related("draft", "decided_by")
    waiting = Paginator(everything.filter(status=HeldStatus.WAITING), PAGE_SIZE).get_page(request.GET.get("pagina"))
    spam = everything.filter(status=HeldStatus.SPAM, decided_at__gt=timezone.now() - SPAM_LIFE).order_by("-decided_at")
    spam_page = Paginator(spam, PAGE_SIZE).get_page(request.GET.get("spam"))
    for held in (*waiting, *spam_page):
        _decorate(held)
    context = {"page": waiting, "spam": spam_page, "today": timezone.localdate(), "days": SPAM_LIFE.days}
    return render(request, "intake/held.html", context)


def _decorate(held: HeldQuestion) -> None:
    """Who sent it and why it waits, in words."""
    answers = held.draft.answers
    held.words = reasons_in_words(held.reasons)  # type: ignore[attr-defined]
    held.text = answers.get("question", "")  # type: ignore[attr-defined]
    held.sender = answers.get("company_name") or answers.get("name", "")  # type: ignore[attr-defined]
    labels = wording.theme_labels(held.draft.audience)
    held.topics = [labels[theme] for theme in answers.get("themes") or () if theme in labels]  # type: ignore[attr-defined]
    phone = readable_phone(answers.get("phone", ""))
    held.reached = [way for way in (phone, answers.get("email", "")) if way]  # type: ignore[attr-defined]


@require_POST
@require_roles(Role.ADVISOR, Role.COORDINATOR)
def held_decide(request: HttpRequest, reference: str) -> HttpResponse:
    """An ordinary question, or spam. Who was first is not overruled without seeing it."""
    held = get_object_or_404(HeldQuestion, reference=reference)
    by = cast(User, request.user)
    try:
        if request.POST.get("besluit") == ORDINARY:
            case = services.release_question(held_id=held.pk, by=by)
            link = format_html(
                '<a class="utrecht-link" href="{}">{}</a>',
                reverse("advisors:case", args=[case.reference]),
                case.reference,
            )
            messages.success(request, format_html(_("{} is an ordinary question now, in the worklist."), link))
        elif request.POST.get("besluit") == SPAM:
            services.refuse_as_spam(held_id=held.pk, by=by)
            text = _("%(reference)s is spam. You can take that back below, for %(days)s days.")
            messages.success(request, text % {"reference": held.reference, "days": SPAM_LIFE.days})
    except RuleViolation:
        messages.error(request, _("A colleague decided about %(reference)s already.") % {"reference": held.reference})
    return redirect("intake:held")
