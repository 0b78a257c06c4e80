"""From draft to rules in force: propose, take back, and publish by a second person."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from intake import services
from intake.forms.rules import ReasonForm
from intake.rules import InvalidRule
from intake.views.rules.shared import UNPROCESSABLE, editor_of, form_page, hindrance, only_editors, version_or_404
from werkcentrum.core.errors import RuleViolation


@never_cache
@form_page
@only_editors
def rule_set_propose(request: HttpRequest, version: int) -> HttpResponse:
    """Offer a draft to a second person."""
    rule_set = version_or_404(version)
    if request.method == "POST":
        try:
            services.propose_rule_set(rule_set_id=rule_set.pk, by=editor_of(request))
        except (RuleViolation, InvalidRule) as refusal:
            messages.error(request, str(refusal))
            return redirect("intake:rule-set-propose", version)
        messages.success(request, _("Proposed. The colleagues who can publish it get an e-mail."))
        return redirect("intake:rule-set", version)
    if not rule_set.is_draft:
        return redirect("intake:rule-set", version)
    context = {"rule_set": rule_set, "check": services.latest_check(rule_set)}
    return render(request, "intake/rules/propose.html", context)


@never_cache
@form_page
@only_editors
def rule_set_take_back(request: HttpRequest, version: int) -> HttpResponse:
    """Make a proposal a draft again, with the reason."""
    rule_set = version_or_404(version)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.take_back_rule_set(
                rule_set_id=rule_set.pk, by=editor_of(request), reason=form.cleaned_data["reason"]
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Version %(version)s is a draft again.") % {"version": version})
            return redirect("intake:rule-set", version)
    elif request.method != "POST" and not rule_set.is_proposed:
        return redirect("intake:rule-set", version)
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "intake/rules/take_back.html", {"rule_set": rule_set, "form": form}, status=status)


@never_cache
@form_page
@only_editors
def rule_set_publish(request: HttpRequest, version: int) -> HttpResponse:
    """Put a proposal in force. Why it is refused stands on the page."""
    rule_set = version_or_404(version)
    by = editor_of(request)
    context: dict[str, Any] = {"rule_set": rule_set, "refusal": "", "hindrance": hindrance(rule_set, by)}
    if request.method != "POST":
        if not rule_set.is_proposed:
            return redirect("intake:rule-set", version)
        context["check"] = services.latest_check(rule_set)
        return render(request, "intake/rules/publish.html", context)
    try:
        services.publish_rule_set(rule_set_id=rule_set.pk, by=by)
    except (RuleViolation, InvalidRule) as refusal:
        context |= {"refusal": str(refusal), "check": services.latest_check(rule_set)}
        return render(request, "intake/rules/publish.html", context, status=UNPROCESSABLE)
    messages.success(request, _("Version %(version)s is in force now, for every new question.") % {"version": version})
    return redirect("intake:rule-set", version)
