"""The page of one case: whose turn it is, what happened, and what we know."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from advisors import timeline
from advisors.facts import facts_of
from advisors.looks import log_look, looks_of
from advisors.models import Case, ContactMoment, TimelineEntry
from advisors.views.actions import only_case_workers, visible_case, worker
from advisors.workflow import Missing, Outcome
from directory.models import Organization
from werkcentrum.core.forms.fields import readable_phone

EVENTS = 40
LOOKS = 5


@require_safe
@never_cache
@only_case_workers
def case_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Everything about one case. That somebody looked is kept, once a day (AVG)."""
    case = visible_case(request, reference)
    log_look(case, by=worker(request), organization=case.team.organization.name)
    group = request.GET.get("toon", "")
    group = group if group in timeline.GROUPS else ""
    events = case.timeline.select_related("actor")
    if group:
        events = events.filter(kind__in=timeline.kinds_in([group]))
    page = Paginator(events, EVENTS).get_page(request.GET.get("pagina"))
    conversations = {(contact.kind, contact.at): contact for contact in case.contact_moments.filter(kind="llo")}
    context = {
        "case": case,
        "is_mine": case.owner_id == request.user.pk,
        "days_late": max((timezone.localdate() - case.next_step_on).days, 0) if case.next_step_on else 0,
        "phone": readable_phone(case.client.phone),
        "disputed": _open_dispute(case),
        "groups": timeline.GROUPS.items(),
        "group": group,
        "page": page,
        "entries": [_line(entry, conversations) for entry in page],
        "facts": facts_of(case),
        "others": _other_cases(case),
        "why": _why(case),
        "looks": looks_of(case)[:LOOKS],
        "filter_query": urlencode({"toon": group}) if group else "",
    }
    return render(request, "advisors/case.html", context)


def _open_dispute(case: Case) -> TimelineEntry | None:
    """What the client said of the outcome, as long as nobody talked about it."""
    if case.disputed_at is None or not case.is_open or case.contact_moments.filter(at__gte=case.disputed_at).exists():
        return None
    return case.timeline.filter(kind="case.disputed").first()


def _line(entry: TimelineEntry, conversations: dict[tuple[str, Any], ContactMoment]) -> dict[str, object]:
    """One line of the timeline; a kind that an app took away again shows as its code rather than breaking the page."""
    try:
        kind = timeline.kind(entry.kind)
        title, icon, quiet = timeline.title_of(entry.kind, entry.data), kind.icon, kind.quiet
    except LookupError:
        title, icon, quiet = entry.kind, "dash", True
    meta = [entry.actor_label or (_("Automatic") if entry.actor_id is None else "")]
    meta += _details(entry)
    if entry.kind == "contact.llo" and (contact := conversations.get(("llo", entry.at))):
        meta += _conversation(contact)
    if entry.body and not entry.visible_to_client:
        meta.append(_("Only for colleagues"))
    return {
        "when": entry.at,
        "what": title,
        "symbol": icon,
        "quiet": quiet,
        "body": entry.body,
        "meta": ". ".join(str(part) for part in meta if part),
    }


def _details(entry: TimelineEntry) -> list[str]:
    """What the line knows besides its title: where somebody walked in, the outcome of a case that was closed."""
    if entry.kind == "case.opened_walk_in":
        return [entry.data.get("location", "")]
    if entry.kind not in ("case.closed", "case.withdrawn"):
        return []
    labels = dict(Outcome.choices) | {f"missing-{code}": label for code, label in Missing.choices}
    outcome = str(labels.get(entry.data.get("outcome", ""), ""))
    missing = str(labels.get(f"missing-{entry.data.get('missing', '')}", ""))
    return [outcome.capitalize(), _("Missing: %(what)s") % {"what": missing} if missing else ""]


def _conversation(contact: ContactMoment) -> list[str]:
    goal = _("Goal: %(goal)s") % {"goal": contact.goal} if contact.goal else ""
    return [goal, str(contact.get_route_display())]


def _other_cases(case: Case) -> list[Case]:
    """Other cases of the same client: of the same row, or of the same log-in."""
    same = Case.objects.filter(client=case.client_id)
    if case.client.user_id:
        same = Case.objects.filter(client__user=case.client.user_id)
    return list(same.exclude(pk=case.pk).order_by("-opened_at")[:10])


def _why(case: Case) -> dict[str, object]:
    """Why the triage came to this: level, who is responsible, desks, and each rule in one sentence."""
    codes = [case.responsible, *case.desks]
    names = dict(Organization.objects.filter(code__in=codes).values_list("code", "name"))
    language = get_language() or "nl"
    reasons = [reason.get(language) or reason.get("nl", "") for reason in case.triage.get("reasons", [])]
    return {
        "responsible": names.get(case.responsible, case.responsible),
        "desks": [names.get(code, code) for code in case.desks],
        "reasons": list(dict.fromkeys(reason for reason in reasons if reason)),
        "rule_set": case.triage.get("rule_set", ""),
    }
