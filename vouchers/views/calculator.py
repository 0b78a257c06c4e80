"""The public page: what the voucher is, for whom, and a calculator."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from advisors.models import Case
from vouchers.forms import CalculatorForm
from vouchers.models import SchemeVersion
from vouchers.preview import Preview, quick_preview
from vouchers.rules import share_text


@login_not_required
@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """Scholingscheque: what it is, and what it can be for these amounts. htmx gets the outcome that a reload shows."""
    version = current_scheme()
    asked = "kosten" in request.GET
    form = CalculatorForm(request.GET if asked else None)
    made = _calculate(form, version) if asked and form.is_valid() and version else None
    context: dict[str, Any] = {"form": form, "preview": made, "version": version, "own_case": _own_case(request)}
    if version:
        context["share"] = share_text(version.share_numerator, version.share_denominator)
    is_fragment = bool(request.htmx) and not request.htmx.history_restore_request  # type: ignore[attr-defined]
    context["is_fragment"] = is_fragment
    response = render(request, "vouchers/calculator_outcome.html" if is_fragment else "vouchers/check.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def current_scheme() -> SchemeVersion | None:
    """The scheme of our region that is in force today."""
    versions = SchemeVersion.objects.valid_on(timezone.localdate()).select_related("scheme__region")
    return versions.filter(scheme__region__code=settings.PORTAL["region"]).first()


def _calculate(form: CalculatorForm, version: SchemeVersion) -> Preview:
    return quick_preview(form.cleaned_data["kosten"], form.cofinancing, version.parameters(timezone.localdate()))


def _own_case(request: HttpRequest) -> Case | None:
    """The newest open case of somebody who is logged in as a client: the voucher can be applied for there."""
    if not request.user.is_authenticated:
        return None
    return Case.objects.filter(client__user=request.user).open().order_by("-opened_at").first()
