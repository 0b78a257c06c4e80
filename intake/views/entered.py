"""After a question was entered: what to tell the client now, and the receipt on paper."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from advisors.looks import log_look
from advisors.models import Case
from advisors.workflow import Channel, ContactWay
from intake import services
from intake.places import region_municipalities
from intake.rules import Facts, InvalidFacts
from intake.summary import summary
from intake.views.answer import answer_of
from intake.views.places import places_now
from werkcentrum.core.forms.fields import readable_phone
from werkcentrum.core.models import User
from werkcentrum.core.permissions import require_roles
from werkcentrum.core.roles import Role

LANGUAGES = frozenset({"nl", "en"})


@require_safe
@never_cache
@require_roles(Role.ADVISOR, Role.COORDINATOR)
def entered(request: HttpRequest, reference: str) -> HttpResponse:
    """What to say, and the receipt in the language of the client. That somebody looked is kept, once a day (AVG)."""
    visible = Case.objects.visible_to(request.user)
    related = visible.select_related("client", "owner", "opened_by", "team__organization", "municipality")
    case = get_object_or_404(related, reference=reference.upper())
    assert isinstance(request.user, User)  # noqa: S101
    log_look(case, by=request.user, organization=case.team.organization.name)
    language = case.client.language if case.client.language in LANGUAGES else "nl"
    with override(language):
        paper = render_to_string("intake/entry/paper.html", _paper(case), request=request)
    context = {"case": case, "paper": paper, "language": language, "email": case.client.email}
    return render(request, "intake/entry/entered.html", context)


def _paper(case: Case) -> dict[str, object]:
    """Everything on the receipt, in the language at hand."""
    answers, places = services.answers_of(case), region_municipalities()
    opened = case.timeline.filter(kind=f"case.opened_{case.channel}").first()
    return {
        "case": case,
        "client": case.client,
        "location": opened.data.get("location", "") if opened else "",
        "at_counter": case.channel == Channel.WALK_IN,
        "by_telephone": case.channel == Channel.PHONE,
        "by": case.opened_by,
        "owner": case.owner,
        "answer": _answer(case, places),
        "calls": case.contact_preference == ContactWay.PHONE,
        "visits": case.contact_preference == ContactWay.VISIT,
        "phone": readable_phone(case.client.phone) if case.client.phone else "",
        "groups": summary(case.client.audience, answers, places),
        "places": places_now(),
        "today": timezone.localdate(),
    }


def _answer(case: Case, places: dict[str, str]) -> object:
    """The desks and why, from the facts and rules of the time; None when the facts of an old case cannot be read."""
    try:
        facts = Facts.from_dict(case.triage.get("facts") or {}, municipalities=places)
        version = int(case.triage.get("rule_set") or 0)
    except (InvalidFacts, ValueError):
        return None
    return answer_of(services.explain(facts, services.rules_of(version)))
