"""Trying rules out on made-up facts, and the examples that every version is held against."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from advisors.models import Case
from intake import services
from intake.forms.rules import ExampleForm, TryForm
from intake.forms.rules.sets import initial_facts
from intake.models import RuleSet, TriageExample
from intake.rules import InvalidRule, Outcome, evaluate
from intake.rules.facts import OTHER
from intake.rules.sentences import LEVEL_WORDS, Words
from intake.services import editing, examples
from intake.views.rules.shared import UNPROCESSABLE, editor_of, form_page, head_of, only_editors, version_or_404
from intake.wording.problems import who
from intake.wording.rules import words
from werkcentrum.core.errors import RuleViolation


@dataclass(frozen=True)
class Told:
    """An outcome in words, with why."""

    title: str
    responsible: str
    desks: list[str]
    level: Any
    working_days: int
    reasons: list[str]


def told(title: str, outcome: Outcome, names: Words) -> Told:
    """An outcome as the page shows it."""
    language = get_language() or "nl"
    return Told(
        title=title,
        responsible=names.desk(outcome.responsible),
        desks=[names.desk(desk) for desk in outcome.desks],
        level=LEVEL_WORDS[outcome.level],
        working_days=outcome.working_days,
        reasons=[reason.text(language) for reason in outcome.reasons],
    )


@never_cache
@require_safe
@only_editors
def rule_set_try(request: HttpRequest, version: int) -> HttpResponse:
    """What this version makes of made-up facts, next to the rules in force."""
    rule_set = version_or_404(version)
    form = TryForm(request.GET or None)
    context: dict[str, Any] = head_of(rule_set, "rule-set-try") | {"form": form, "outcomes": [], "same": False}
    if form.is_bound and form.is_valid():
        context |= _outcomes(rule_set, form)
    return render(request, "intake/rules/try.html", context)


def _outcomes(rule_set: RuleSet, form: TryForm) -> dict[str, Any]:
    names, facts = words(), form.facts()
    published = RuleSet.objects.published().first()
    compared = [rule_set] if published is None or published.pk == rule_set.pk else [published, rule_set]
    found = []
    for each in compared:
        try:
            outcome = evaluate(facts, each.compiled())
        except InvalidRule as error:
            return {"unreadable": str(error)}
        now = each is published
        title = _("Now (version %(version)s)") if now else _("With version %(version)s")
        found.append((outcome, told(title % {"version": each.version}, outcome, names)))
    outcomes = [outcome for outcome, _told in found]
    same = len(outcomes) > 1 and _decides(outcomes[0]) == _decides(outcomes[1])
    return {"outcomes": [each for _outcome, each in found], "same": same}


def _decides(outcome: Outcome) -> tuple[Any, ...]:
    return outcome.responsible, outcome.desks, outcome.level, outcome.working_days


@never_cache
@require_safe
@only_editors
def rule_examples(request: HttpRequest) -> HttpResponse:
    """Every example, and what should come out."""
    names = words()
    told_names = services.problem_names()
    found = [
        {
            "example": example,
            "who": who(example.facts | {"themes": example.facts.get("themes") or [OTHER]}, told_names),
            "responsible": names.desk(example.responsible),
            "desks": [names.desk(desk) for desk in example.desks],
            "level": LEVEL_WORDS.get(example.level, example.level),
        }
        for example in TriageExample.objects.select_related("added_by")
    ]
    return render(request, "intake/rules/examples.html", {"examples": found})


@never_cache
@form_page
@only_editors
def rule_example_add(request: HttpRequest) -> HttpResponse:
    """Keep an example with the outcome of the rules in force; `?zaak=` begins with the facts of a case."""
    form = ExampleForm(request.POST or None, initial=_initial(request))
    outcome = None
    if form.is_bound and form.is_valid():
        outcome = evaluate(form.facts(), services.published_rules())
        if "save" in request.POST and request.POST.get("shown") == editing.digest(form.facts().as_dict()):
            try:
                examples.add_example(title=form.cleaned_data["title"], facts=form.facts(), by=editor_of(request))
            except RuleViolation as refusal:
                form.add_error("title", str(refusal))
            else:
                messages.success(request, _("The example has been added. Every new version is held against it."))
                return redirect("intake:rule-examples")
    context = {
        "form": form,
        "outcome": told(_("With the rules in force now"), outcome, words()) if outcome else None,
        "shown": editing.digest(form.facts().as_dict()) if outcome else "",
    }
    return render(
        request,
        "intake/rules/example_add.html",
        context,
        status=UNPROCESSABLE if form.is_bound and form.errors else 200,
    )


def _initial(request: HttpRequest) -> dict[str, Any]:
    reference = request.GET.get("zaak", "").replace("\0", "").strip().upper()
    case = Case.objects.visible_to(request.user).filter(reference=reference).first() if reference else None
    facts = case.triage.get("facts") if case else None
    return initial_facts(facts) if facts else {}


@never_cache
@form_page
@only_editors
def rule_example_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Take out an example that a colleague added, after asking."""
    example = get_object_or_404(TriageExample.objects.filter(added_by__isnull=False), pk=pk)
    if request.method == "POST":
        try:
            examples.delete_example(example_id=pk, by=editor_of(request))
        except RuleViolation as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The example has been deleted."))
        return redirect("intake:rule-examples")
    return render(
        request, "intake/rules/example_delete.html", {"example": example, "back": reverse("intake:rule-examples")}
    )
