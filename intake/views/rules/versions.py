"""Which versions of the rules there are, what one says, and starting or throwing away a draft."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from intake.models import RuleSet
from intake.services import editing, latest_check
from intake.views.rules.shared import editor_of, form_page, head_of, hindrance, only_editors, stages_of, version_or_404
from intake.wording.rules import words
from intake.workflow import RuleSetStatus
from werkcentrum.core.errors import RuleViolation


@never_cache
@require_safe
@only_editors
def rule_sets(request: HttpRequest) -> HttpResponse:
    """Which rules are in force, which are being written, and which were in force before."""
    sets = list(RuleSet.objects.select_related("proposed_by", "published_by").prefetch_related("editors"))
    published = next((each for each in sets if each.status == RuleSetStatus.PUBLISHED), None)
    context = {
        "published": published,
        "check": latest_check(published) if published else None,
        "unfinished": [each for each in sets if each.is_draft or each.is_proposed],
        "retired": [each for each in sets if each.status == RuleSetStatus.RETIRED],
    }
    return render(request, "intake/rules/list.html", context)


@require_POST
@only_editors
def rule_set_new(request: HttpRequest) -> HttpResponse:
    """A draft that begins as a copy of the rules in force."""
    try:
        draft = editing.open_rule_draft(by=editor_of(request))
    except RuleViolation as refusal:
        messages.error(request, str(refusal))
        return redirect("intake:rule-sets")
    messages.success(
        request,
        _("Version %(version)s is a draft now. Nothing changes for clients until it is published.")
        % {"version": draft.version},
    )
    return redirect("intake:rule-set", draft.version)


@never_cache
@require_safe
@only_editors
def rule_set(request: HttpRequest, version: int) -> HttpResponse:
    """The rules of a version as sentences; of a draft with what can be done to each."""
    found = version_or_404(version)
    context = head_of(found, "rule-set") | {
        "stages": stages_of(found, words()),
        "hindrance": hindrance(found, editor_of(request)) if found.is_proposed else "",
    }
    return render(request, "intake/rules/version.html", context)


@never_cache
@form_page
@only_editors
def rule_set_discard(request: HttpRequest, version: int) -> HttpResponse:
    """Throw a draft away, after asking."""
    found = version_or_404(version)
    if request.method != "POST":
        if not found.is_draft:
            return redirect("intake:rule-set", version)
        return render(request, "intake/rules/discard.html", {"rule_set": found})
    try:
        editing.discard_rule_draft(rule_set_id=found.pk, by=editor_of(request))
    except RuleViolation as refusal:
        messages.error(request, str(refusal))
        return redirect("intake:rule-set", version)
    messages.success(request, _("The draft has been thrown away. The rules in force stay as they are."))
    return redirect("intake:rule-sets")
