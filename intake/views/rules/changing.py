"""The other changes of a draft: deleting and moving a rule, and the terms for the first answer."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from intake.forms.rules import TermsForm
from intake.services import editing
from intake.views.rules.editing import draft_or_away
from intake.views.rules.shared import (
    UNPROCESSABLE,
    days_of,
    editor_of,
    form_page,
    line_of,
    only_editors,
    version_or_404,
)
from intake.wording.rules import words
from werkcentrum.core.errors import RuleViolation

DIRECTIONS = {"omhoog": "up", "omlaag": "down"}


@never_cache
@form_page
@only_editors
def rule_delete(request: HttpRequest, version: int, code: str) -> HttpResponse:
    """Take a rule out of a draft, after asking."""
    rule_set = version_or_404(version)
    if away := draft_or_away(request, rule_set):
        return away
    rule = get_object_or_404(rule_set.rules, code=code)
    if request.method == "POST":
        try:
            editing.delete_rule(
                rule_set_id=rule_set.pk, code=code, seen=request.POST.get("seen", ""), by=editor_of(request)
            )
        except RuleViolation as refusal:
            messages.error(request, str(refusal))
            return redirect("intake:rule-delete", version, code)
        messages.success(request, _("The rule has been deleted from this draft."))
        return redirect("intake:rule-set", version)
    context = {
        "rule_set": rule_set,
        "line": line_of(rule, words(), days_of(rule_set)),
        "seen": editing.digest_of_rule(rule),
    }
    return render(request, "intake/rules/delete.html", context)


@require_POST
@only_editors
def rule_move(request: HttpRequest, version: int, code: str) -> HttpResponse:
    """One place up or down, past the next rule that it competes with."""
    rule_set = version_or_404(version)
    direction = DIRECTIONS.get(request.POST.get("richting", ""))
    if direction is None:
        raise Http404
    try:
        moved = editing.move_rule(rule_set_id=rule_set.pk, code=code, direction=direction, by=editor_of(request))
    except RuleViolation as refusal:
        messages.error(request, str(refusal))
    else:
        if moved:
            messages.success(request, _("The rule has been moved."))
        else:
            messages.info(request, _("There is no rule to pass: another place would make no difference."))
    return redirect(f"{reverse('intake:rule-set', args=[version])}#regel-{code}")


@never_cache
@form_page
@only_editors
def rule_terms(request: HttpRequest, version: int) -> HttpResponse:
    """The terms for the first answer, and what changed and why."""
    rule_set = version_or_404(version)
    if away := draft_or_away(request, rule_set):
        return away
    form = TermsForm.of(rule_set)
    if request.method == "POST":
        form = TermsForm(request.POST)
        if form.is_valid():
            try:
                editing.change_terms(rule_set_id=rule_set.pk, by=editor_of(request), **form.cleaned_data)
            except RuleViolation as refusal:
                form.add_error(None, str(refusal))
                form.data = form.data.copy()  # type: ignore[attr-defined]
                form.data["seen"] = editing.digest_of_settings(rule_set)  # type: ignore[index]
            else:
                messages.success(request, _("The terms and the explanation have been saved."))
                return redirect("intake:rule-set", version)
    has_changed = form.is_bound and bool(form.non_field_errors())
    context = {"rule_set": rule_set, "form": form, "has_changed": has_changed}
    return render(request, "intake/rules/terms.html", context, status=UNPROCESSABLE if form.is_bound else 200)
