"""The home page, and the two pages that say what residents and employers can ask."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from directory.services import open_today
from intake import wording
from intake.forms import WordsForm
from intake.rules import EMPLOYER, RESIDENT
from intake.services import longest_term
from intake.views.audience import DUTCH, PARAMETER, TOPIC_PARAMETER
from intake.wording import Words

# an example for the home page; what somebody really gets is calculated at the check of the voucher
EXAMPLE_CENTS = {"employer": 1_200_00, "own": 300_00, "voucher": 1_500_00}
MOST_PER_YEAR_CENTS = 2_500_00  # BP 6; in a sentence of the home page only


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What is this, what can I ask, ask now, or come in, or call."""
    of_employers = [topic for topic in wording.TOPICS[EMPLOYER] if topic.theme in wording.HOME_EMPLOYER_TOPICS]
    context = {
        "form": WordsForm(audience=RESIDENT),
        "topics": [_way(RESIDENT, themes, title, text) for themes, title, text in wording.HOME_TOPICS],
        "employer_topics": [_way(EMPLOYER, (topic.theme,), topic.title, topic.description) for topic in of_employers],
        "days": longest_term(),
        "locations": open_today(timezone.now()),
        "today": timezone.localdate(),
        "limit": MOST_PER_YEAR_CENTS,
        "example": EXAMPLE_CENTS | {"total": sum(EXAMPLE_CENTS.values())},
    }
    return render(request, "intake/home.html", context)


@login_not_required
@require_safe
def for_residents(request: HttpRequest) -> HttpResponse:
    """Everything that residents can ask."""
    return render(request, "intake/for_residents.html", _landing(RESIDENT))


@login_not_required
@require_safe
def for_employers(request: HttpRequest) -> HttpResponse:
    """Everything that employers can ask."""
    return render(request, "intake/for_employers.html", _landing(EMPLOYER))


def _landing(audience: str) -> dict[str, Any]:
    topics = [_way(audience, (topic.theme,), topic.title, topic.description) for topic in wording.TOPICS[audience]]
    start = f"{reverse('intake:start')}?{urlencode({PARAMETER: DUTCH[audience]})}"
    return {"topics": topics, "start_url": start, "days": longest_term()}


def _way(audience: str, themes: tuple[str, ...], title: Words, text: Words) -> dict[str, Any]:
    query = urlencode({PARAMETER: DUTCH[audience], TOPIC_PARAMETER: themes}, doseq=True)
    return {"url": f"{reverse('intake:start')}?{query}", "title": title, "text": text}
