"""The advisor's labour-market test, and the fund officer's preparation."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from vouchers import services
from vouchers.forms import AdviseForm, PrepareForm
from vouchers.models import OccupationList, VoucherApplication
from vouchers.views.shared import UNPROCESSABLE, attempt, dossier, get_in_state, person
from vouchers.workflow import ApplicationStatus as S
from werkcentrum.core.permissions import require_roles
from werkcentrum.core.roles import CASE_ROLES, Role


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@require_roles(*CASE_ROLES)
def advise(request: HttpRequest, reference: str) -> HttpResponse:
    """Does this training lead to work? The list, the evidence and the advice to the fund."""
    application = get_in_state(request, reference, S.SUBMITTED, S.IN_ASSESSMENT, S.ADVISED)
    listed = OccupationList.objects.valid_on(application.application_date).first()
    is_on_list = bool(listed and listed.occupations.filter(pk=application.occupation_id).exists())
    test = getattr(application, "labour_market_test", None)
    initial = {
        "evidence": test.evidence if test else application.evidence,
        "advice": test.advice if test else "",
        "motivation": test.motivation if test else "",
    }
    form = AdviseForm(request.POST if request.method == "POST" else None, initial=initial, is_on_list=is_on_list)
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: _record(request, application, form)):
        messages.success(request, _("Your advice has been sent to the fund."))
        return redirect("vouchers:detail", reference=application.reference)
    context = dossier(request, application) | {"form": form, "is_on_list": is_on_list, "list": listed}
    return render(request, "vouchers/advise.html", context, status=_status(form))


def _record(request: HttpRequest, application: VoucherApplication, form: AdviseForm) -> object:
    return services.record_labour_market_test(
        application_id=application.pk,
        advice=form.cleaned_data["advice"],
        motivation=form.cleaned_data["motivation"],
        evidence=form.cleaned_data.get("evidence", ""),
        by=person(request),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@require_roles(Role.FUND_OFFICER)
def prepare(request: HttpRequest, reference: str) -> HttpResponse:
    """Lay the application ready for the fund manager, with a note."""
    application = get_in_state(request, reference, S.ADVISED)
    form = PrepareForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: _prepare(request, application, form)):
        messages.success(request, _("The application is ready for the fund manager."))
        return redirect("vouchers:list")
    context = dossier(request, application) | {"form": form}
    return render(request, "vouchers/prepare.html", context, status=_status(form))


def _prepare(request: HttpRequest, application: VoucherApplication, form: PrepareForm) -> object:
    return services.prepare_decision(
        application_id=application.pk,
        note=form.cleaned_data["note"],
        by=person(request),
    )


def _status(form: AdviseForm | PrepareForm) -> int:
    return UNPROCESSABLE if form.is_bound and form.errors else 200
