"""Writing a rule of a draft. Rows of conditions come and go by buttons that send the form and keep all input."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from directory.models import Organization
from intake.forms.rules import (
    NEW_FACT,
    ConditionForm,
    RuleContext,
    RuleForm,
    desk_choices,
    not_judged,
    stored_form,
    typed_form,
)
from intake.forms.rules.conditions import FACT_LABELS
from intake.forms.rules.rules import ADD_DESK, BOTH
from intake.models import Rule, RuleSet
from intake.rules import EMPLOYER, RESIDENT
from intake.rules.language import EFFECT, RESPONSIBLE
from intake.rules.sentences import Words, sentence
from intake.services import editing
from intake.views.rules.shared import (
    STAGE_SLUGS,
    STAGE_TITLES,
    UNPROCESSABLE,
    days_of,
    editor_of,
    form_page,
    line_of,
    only_editors,
    version_or_404,
)
from intake.wording.rules import words
from werkcentrum.core.errors import Conflict, RuleViolation


def draft_or_away(request: HttpRequest, rule_set: RuleSet) -> HttpResponse | None:
    """To the version, with the reason, when it is no draft (any more)."""
    if rule_set.is_draft:
        return None
    messages.info(request, _("These rules do not change any more. Only a draft can be changed."))
    return redirect("intake:rule-set", rule_set.version)


def back_to(rule: Rule) -> HttpResponse:
    """The page with the rules, at this rule."""
    return redirect(f"{reverse('intake:rule-set', args=[rule.rule_set.version])}#regel-{rule.code}")


@never_cache
@form_page
@only_editors
def rule_add(request: HttpRequest, version: int, slug: str) -> HttpResponse:
    """A new rule for one of the four questions."""
    stage = next((code for code, name in STAGE_SLUGS.items() if name == slug), None)
    if stage is None:
        raise Http404
    rule_set = version_or_404(version)
    if away := draft_or_away(request, rule_set):
        return away
    names = words()
    if request.method != "POST":
        form = RuleForm(
            context=_context(rule_set, stage, RESIDENT, names), desks=_desks(stage), initial={"audience": RESIDENT}
        )
        return _show(request, rule_set, form, names)
    form = _typed(request, rule_set, stage, names)

    def save() -> Rule:
        return editing.add_rule(
            rule_set_id=rule_set.pk, stage=form.context.stage, text=form.text(), by=editor_of(request)
        )

    return _handle(request, rule_set, form, names, save=save, done=_("The rule has been added."))


@never_cache
@form_page
@only_editors
def rule_edit(request: HttpRequest, version: int, code: str) -> HttpResponse:
    """A rule of a draft. When a colleague was first, the page shows what the rule says now beside what was typed."""
    rule_set = version_or_404(version)
    if away := draft_or_away(request, rule_set):
        return away
    rule = rule_set.rules.filter(code=code).first()
    if rule is None:
        messages.error(request, _("This rule does not exist (any more). A colleague may have deleted it."))
        return redirect("intake:rule-set", version)
    names = words()
    if request.method != "POST":
        context = _context(rule_set, rule.stage, rule.audience, names)
        form = stored_form(rule, context=context, desks=_desks(rule.stage, kept=_kept(rule)))
        return _show(request, rule_set, form, names, rule=rule)
    form = _typed(request, rule_set, rule.stage, names, kept=_kept(rule))

    def save() -> Rule:
        seen = form.cleaned_data["seen"]
        return editing.change_rule(
            rule_set_id=rule_set.pk, code=code, seen=seen, text=form.text(), by=editor_of(request)
        )

    return _handle(request, rule_set, form, names, save=save, done=_("The rule has been changed."), rule=rule)


def _handle(
    request: HttpRequest,
    rule_set: RuleSet,
    form: RuleForm,
    names: Words,
    *,
    save: Callable[[], Rule],
    done: str,
    rule: Rule | None = None,
) -> HttpResponse:
    if _only_rows(request, form):
        return _show(request, rule_set, form, names, rule=rule)
    conflict = False
    if form.everything_is_valid():
        if "preview" in request.POST:
            return _show(request, rule_set, form, names, rule=rule)
        try:
            saved = save()
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
            conflict = isinstance(refusal, Conflict)
        else:
            messages.success(request, done)
            return back_to(saved)
    if conflict and rule is not None:
        rule = Rule.objects.filter(pk=rule.pk).first() or rule
        _compare_with(form, rule)
    return _show(request, rule_set, form, names, rule=rule, conflict=conflict, status=UNPROCESSABLE)


def _compare_with(form: RuleForm, rule: Rule) -> None:
    """Sending the form again, after reading what the other one wrote, goes through."""
    form.data = form.data.copy()  # type: ignore[attr-defined]
    form.data["seen"] = editing.digest_of_rule(rule)  # type: ignore[index]


def _only_rows(request: HttpRequest, form: RuleForm) -> bool:
    """Add or remove a row when that is what was asked; nothing is judged or kept then."""
    removed = request.POST.get("remove", "")
    if removed:
        form.rows = [row for row in form.rows if row.row_id != removed]
    elif "add" in request.POST:
        fact = request.POST.get(NEW_FACT, "")
        if fact in FACT_LABELS:
            number = 1 + max((int(row.row_id) for row in form.rows), default=-1)
            form.rows.append(ConditionForm(prefix=f"c{number}", fact=fact, context=form.context, initial={}))
    elif ADD_DESK not in request.POST:
        return False
    not_judged(form)
    return True


def _typed(
    request: HttpRequest, rule_set: RuleSet, stage: str, names: Words, kept: list[str] | None = None
) -> RuleForm:
    audience = request.POST.get("audience", "")
    context = _context(rule_set, stage, "" if audience == BOTH else audience, names)
    return typed_form(request.POST, context=context, desks=_desks(stage, kept=kept or []))


def _context(rule_set: RuleSet, stage: str, audience: str, names: Words) -> RuleContext:
    first = rule_set.rules.filter(stage=RESPONSIBLE).values_list("effects", flat=True)
    responsible = list(dict.fromkeys(effects["responsible"] for effects in first))
    return RuleContext(
        stage=stage, audience=audience if audience in (RESIDENT, EMPLOYER) else "", words=names, responsible=responsible
    )


def _kept(rule: Rule) -> list[str]:
    wanted = rule.effects[EFFECT[rule.stage][0]]
    return [wanted] if isinstance(wanted, str) else list(wanted)


def _desks(stage: str, kept: list[str] | None = None) -> list[tuple[str, Any]]:
    those = Organization.objects.active() if stage == RESPONSIBLE else Organization.objects.desks()
    return desk_choices(dict(those.order_by("name").values_list("code", "name")), stage=stage, kept=kept or [])


def _show(
    request: HttpRequest,
    rule_set: RuleSet,
    form: RuleForm,
    names: Words,
    *,
    rule: Rule | None = None,
    conflict: bool = False,
    status: int = 200,
) -> HttpResponse:
    title, lead = STAGE_TITLES[form.context.stage]
    context = {
        "rule_set": rule_set,
        "form": form,
        "rows": form.rows,
        "rule": rule,
        "stage_title": title,
        "stage_lead": lead,
        "facts": [(fact, FACT_LABELS[fact]) for fact in form.context.facts()],
        "wants_preview": "preview" in request.POST,
        "preview": _preview(form, names, rule_set),
        "stored": line_of(rule, names, days_of(rule_set)) if rule and conflict else None,
        "new_row": form.rows[-1].prefix if "add" in request.POST and form.rows else "",
    }
    return render(request, "intake/rules/rule.html", context, status=status)


def _preview(form: RuleForm, names: Words, rule_set: RuleSet) -> Any:
    """What was typed, as a sentence, when it can be said."""
    typed = form.data if form.is_bound else None
    if typed is None:
        return None
    judged = typed_form(typed, context=form.context, desks=_desks(form.context.stage))
    judged.rows = [row for row in judged.rows if row.prefix in {kept.prefix for kept in form.rows}]
    if not all(row.is_valid() for row in judged.rows) or set(judged.errors) & {"audience", *judged.effect_names}:
        return None
    return sentence(judged.sketch(), names, working_days=days_of(rule_set))
