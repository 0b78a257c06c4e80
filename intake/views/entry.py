"""An advisor enters a question at the counter or on the phone: search the client, one screen, and a receipt."""

from typing import Any, cast

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from advisors.models import WalkIn
from advisors.services import FoundClient, client_with_cases, find_clients
from advisors.workflow import Level
from intake import services
from intake.forms.entry.filling import NEEDED, answers_from, data_of, facts_so_far, from_search, initial_for
from intake.forms.entry.form import ClientSearchForm, EntryForm
from intake.rules import InvalidFacts
from intake.services import entry_keeping
from intake.services.entry_keeping import Ticket
from intake.views.answer import answer_of
from werkcentrum.core.errors import RuleViolation
from werkcentrum.core.models import User
from werkcentrum.core.permissions import require_roles
from werkcentrum.core.roles import Role

UNPROCESSABLE = 422
MOST_ALIKE = 3
HABITS = "intake.entry"  # in the session: the channel and the location of the question before

only_case_workers = require_roles(Role.ADVISOR, Role.COORDINATOR)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """The one screen. What was typed is kept when the session had ended meanwhile: it is there after logging in."""
    if request.method == "POST" and not request.user.is_authenticated:
        return _keep_and_log_in(request)
    return _enter(request)


@only_case_workers
def _enter(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _send(request)
    if request.htmx and "q" in request.GET:  # type: ignore[attr-defined]
        return render(request, "intake/entry/found.html", _search(request))
    return _open(request)


@require_POST
@never_cache
@only_case_workers
def preview(request: HttpRequest) -> HttpResponse:
    """While somebody types (htmx): where the question goes, the municipality of a postcode, clients who look alike."""
    ticket = _ticket(request)
    entry_keeping.keep(ticket, request.POST)
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(_address(vraag=str(ticket.key)))
    known = _client(request, request.POST)
    typed = request.POST.copy()
    new_place = _digits(typed) != typed.get("place_of", "")
    if new_place:
        typed["municipality"] = ""
    form = EntryForm(typed, client=known.client if known else None)
    form.is_valid()
    if new_place and "municipality" not in form.errors:
        typed["municipality"] = form.cleaned_data.get("municipality", "")
    wanted = " ".join(form.cleaned_data.get(name, "") for name in ("phone", "email")).strip()
    is_new = known is None and wanted != request.POST.get("alike_of", "")
    context = {
        "form": form,
        "outcome": _outcome(form),
        "new_place": new_place,
        "place_of": _digits(typed),
        "alike": _alike(request, form) if is_new else None,
        "alike_of": wanted,
        "kept_query": urlencode({"vraag": str(ticket.key)}),
    }
    return render(request, "intake/entry/preview.html", context)


# --- opening and sending --------------------------------------------------------------------------------------------


def _open(request: HttpRequest) -> HttpResponse:
    """An empty form, one of a client we know, or one that was not sent before."""
    me = _me(request)
    kept = entry_keeping.kept_of(me.pk)
    earlier = next((each for each in kept if str(each.key) == request.GET.get("vraag")), None)
    typed = earlier.typed if earlier else QueryDict()
    known = _client(request, request.GET if "klant" in request.GET else typed)
    visit = _visit(request.GET.get("inloop") or typed.get("walk_in", ""))
    ticket = entry_keeping.new_ticket(me.pk, earlier.key if earlier else None)
    initial = initial_for(me, habits=request.session.get(HABITS, {}), known=known, visit=visit)
    if "nieuw" in request.GET:
        initial |= from_search(request.GET.get("q", ""))
    initial |= answers_from(typed, without_person=known is not None and "klant" in request.GET)
    form = EntryForm(initial=initial, client=known.client if known else None)
    unsent = None if earlier else next(iter(kept), None)
    return _show(request, form, ticket, known=known, visit=visit, unsent=unsent)


def _send(request: HttpRequest) -> HttpResponse:
    ticket = _ticket(request)
    if request.POST.get("go") == "forget":
        entry_keeping.forget(ticket)
        return redirect("intake:enter")
    known = _client(request, request.POST)
    visit = _visit(request.POST.get("walk_in", ""))
    form = EntryForm(request.POST, client=known.client if known else None)
    if form.is_valid():
        try:
            case = services.enter_question(
                data=data_of(form, visit=visit), submission_key=ticket.key, by=_me(request), places=form.names
            )
        except RuleViolation as refusal:
            form.add_error(refusal.code if refusal.code in form.fields else None, str(refusal))
        except InvalidFacts:
            form.add_error(None, _("These answers do not fit together. Look at them again."))
        else:
            entry_keeping.forget(ticket)
            request.session[HABITS] = {name: form.cleaned_data[name] for name in ("channel", "location", "mine")}
            return redirect("intake:entered", case.reference)
    entry_keeping.keep(ticket, request.POST)
    return _show(request, form, ticket, known=known, visit=visit, status=UNPROCESSABLE)


def _keep_and_log_in(request: HttpRequest) -> HttpResponse:
    """The session ended while somebody typed. Only a form that we gave out ourselves is kept."""
    ticket = entry_keeping.read_ticket(request.POST.get("ticket", ""), max_age=entry_keeping.TICKET_SECONDS)
    if ticket is None:
        return redirect_to_login(reverse("intake:enter"))
    entry_keeping.keep(ticket, request.POST)
    return redirect_to_login(_address(vraag=str(ticket.key)))


def _show(
    request: HttpRequest,
    form: EntryForm,
    ticket: Ticket,
    *,
    known: FoundClient | None,
    visit: WalkIn | None,
    status: int = 200,
    unsent: entry_keeping.Kept | None = None,
) -> HttpResponse:
    context = {
        "form": form,
        "ticket": ticket,
        "known": known,
        "visit": visit,
        "unsent": unsent,
        "unsent_ticket": entry_keeping.new_ticket(ticket.user_id, unsent.key) if unsent else None,
        "outcome": _outcome(form),
        "place_of": str(form["postcode"].value() or "").strip()[:4],
        "alike_of": "",
        "has_more_to_tell": _any(form, "interpreter_language", "needs_reading_help", "helper_name", "helper_phone"),
        "starts_with_search": not (known or form.is_bound or form.initial.get("name") or form.initial.get("phone")),
        **_search(request),
    }
    return render(request, "intake/entry/enter.html", context, status=status)


# --- what the views share -------------------------------------------------------------------------------------------


def _search(request: HttpRequest) -> dict[str, Any]:
    """The search box and, when something was typed in it, who was found."""
    text = request.GET.get("q", "").strip()
    search = ClientSearchForm(initial={"q": text})
    kept = {name: request.GET[name] for name in ("inloop", "vraag") if request.GET.get(name)}
    if ticket := entry_keeping.read_ticket(request.GET.get("ticket", "")):
        kept["vraag"] = str(ticket.key)
    found = find_clients(text, by=_me(request)) if text else None
    return {
        "search": search,
        "search_text": text,
        "found": found,
        "is_new_client": "nieuw" in request.GET,
        "kept": kept,
        "kept_query": urlencode(kept),
    }


def _alike(request: HttpRequest, form: EntryForm) -> list[FoundClient]:
    """Clients with the telephone number or the e-mail address that was typed."""
    typed = [form.cleaned_data[name] for name in ("phone", "email") if form.cleaned_data.get(name)]
    found = {each.client.pk: each for text in typed for each in find_clients(text, by=_me(request)).clients}
    return list(found.values())[:MOST_ALIKE]


def _digits(typed: QueryDict) -> str:
    """The four digits of the postcode, from which the municipality follows."""
    return typed.get("postcode", "").strip()[:4]


def _outcome(form: EntryForm) -> dict[str, Any]:
    """Where the question goes, as far as that can be said; else which answers are still needed."""
    try:
        found = services.triage(facts_so_far(form), places=form.names)
    except InvalidFacts as problems:
        needed = [str(NEEDED[error.fact]) for error in problems.errors if error.fact in NEEDED]
        return {"answer": None, "needed": ", ".join(needed)}
    level = Level(found.outcome.level)
    return {"answer": answer_of(found), "level": _("Level: %(level)s") % {"level": level.label}}


def _client(request: HttpRequest, given: QueryDict) -> FoundClient | None:
    number = given.get("klant", "")
    return client_with_cases(int(number), by=_me(request)) if number.isdecimal() and len(number) < 19 else None


def _visit(number: str) -> WalkIn | None:
    """The visit in the queue that this question is of."""
    if not number.isdecimal() or len(number) >= 19:
        return None
    return WalkIn.objects.select_related("location").filter(pk=int(number)).first()


def _any(form: EntryForm, *names: str) -> bool:
    return any(form[name].value() or form[name].errors for name in names)


def _ticket(request: HttpRequest) -> Ticket:
    """The ticket of the form, or a new one when somebody else opened it."""
    ticket = entry_keeping.read_ticket(request.POST.get("ticket", ""))
    me = _me(request).pk
    return ticket if ticket and ticket.user_id == me else entry_keeping.new_ticket(me)


def _me(request: HttpRequest) -> User:
    return cast(User, request.user)


def _address(**query: str) -> str:
    return f"{reverse('intake:enter')}?{urlencode(query)}"
