"""Referring somebody: choose, check what would be shared, record the consent, send; and take it back."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from advisors.models import Case
from directory.models import Organization
from referrals import services, sharing
from referrals.forms import ReferForm, SendForm, WithdrawForm, legal_task_possible
from referrals.models import Referral
from referrals.views.shared import done, for_case_worker, me, posted
from referrals.workflow import ConsentHow, DataGroup, LegalArticle, ReferralStatus
from werkcentrum.core.errors import RuleViolation
from werkcentrum.core.permissions import require_roles
from werkcentrum.core.roles import CASE_ROLES

USUAL_GROUPS = [DataGroup.CONTACT.value, DataGroup.QUESTION.value]


@never_cache
@require_roles(*CASE_ROLES)
def create(request: HttpRequest, reference: str) -> HttpResponse:
    """Step 1: to whom, what is asked, what would be shared. `?loket=` proposes a desk, `?wijzig=` changes a draft."""
    cases = Case.objects.visible_to(request.user).select_related("client", "owner", "municipality")
    case = get_object_or_404(cases, reference=reference.upper())
    if not case.is_open:
        messages.info(request, _("This case has been closed. Reopen it first."))
        return redirect("advisors:case", case.reference)
    form = ReferForm(posted(request), case=case, initial=_initial(case))
    draft = _draft(request, case)
    if draft is not None:
        form.initial.update(question=draft.question, groups=draft.groups)
    form.prefill(draft.organization if draft else _desk(request))
    if request.method == "POST" and form.is_valid():
        try:
            referral = services.create_draft(case_id=case.pk, by=me(request), **_wanted(form))
        except RuleViolation as refusal:
            form.add_error(refusal.code if refusal.code in form.fields else None, str(refusal))
        else:
            return redirect("referrals:confirm", referral.uuid)
    context = {
        "form": form,
        "case": case,
        "steps": _steps(),
        "asked": case.referrals.open().select_related("organization"),
    }
    return render(request, "referrals/create.html", context)


def _initial(case: Case) -> dict[str, Any]:
    return {"question": case.question, "groups": USUAL_GROUPS}


def _wanted(form: ReferForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("organization", "question", "groups")}


def _draft(request: HttpRequest, case: Case) -> Referral | None:
    """The draft that is being changed."""
    try:
        number = uuid.UUID(request.GET.get("wijzig", ""))
    except ValueError:
        return None
    drafts = case.referrals.filter(status=ReferralStatus.DRAFT).select_related("organization")
    return drafts.filter(uuid=number).first()


def _desk(request: HttpRequest) -> Organization | None:
    return Organization.objects.desks().filter(code=request.GET.get("loket", "").replace("\0", "")).first()


def _steps(back: str = "") -> list[dict[str, str]]:
    return [{"label": _("Organisation and question"), "url": back}, {"label": _("Consent and sending"), "url": ""}]


@never_cache
@require_roles(*CASE_ROLES)
def confirm(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Step 2: what the partner will see, the text for the client word for word, and how the client said yes.

    `?grondslag=` chooses a legal task instead, where the law allows it: then the text tells instead of asks.
    """
    referral = for_case_worker(request, number)
    if referral.status != ReferralStatus.DRAFT:
        return redirect("referrals:detail", referral.uuid)
    article = _article(request, referral)
    text = services.consent_text(referral, article=article)
    digest = services.text_digest(text)
    form = SendForm(posted(request), referral=referral, article=article, initial={"shown": digest, "article": article})
    if request.method == "POST" and form.is_valid() and done(form, lambda: _send(request, referral, form, article)):
        return redirect("advisors:case", referral.case.reference)
    back = f"{reverse('referrals:create', args=[referral.case.reference])}?wijzig={referral.uuid}"
    context = {
        "form": form,
        "referral": referral,
        "shared": sharing.dossier(referral.case, referral.groups),
        "text": text,
        "digest": digest,
        "article": article,
        "bases": _bases(referral, article),
        "steps": _steps(back),
        "back": back,
    }
    return render(request, "referrals/confirm.html", context)


def _article(request: HttpRequest, referral: Referral) -> str:
    article = request.POST.get("article", "") if request.method == "POST" else request.GET.get("grondslag", "")
    return article if article in LegalArticle.values and legal_task_possible(referral) else ""


def _bases(referral: Referral, current: str) -> list[dict[str, Any]]:
    """Consent, or an article of the law; nothing to choose when only consent is possible."""
    if not legal_task_possible(referral):
        return []
    here = reverse("referrals:confirm", args=[referral.uuid])
    articles = [
        {"label": article.label, "url": f"{here}?grondslag={article.value}", "current": article.value == current}
        for article in LegalArticle
    ]
    return [{"label": _("Consent of the client"), "url": here, "current": not current}, *articles]


def _send(request: HttpRequest, referral: Referral, form: SendForm, article: str) -> None:
    how = form.cleaned_data.get("how", "")
    name = {"name": referral.organization.name}
    if how == ConsentHow.ONLINE:
        services.ask_consent(referral_id=referral.pk, by=me(request))
        messages.success(
            request, _("We have asked the client. After a yes, %(name)s gets the question by itself.") % name
        )
        return
    services.send_with_consent(
        referral_id=referral.pk,
        how="" if article else how,
        article=article,
        shown=form.cleaned_data["shown"],
        by=me(request),
    )
    messages.success(request, _("The question has been sent to %(name)s.") % name)


@never_cache
@require_roles(*CASE_ROLES)
def withdraw(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Take a referral back: the partner sees nothing any more."""
    referral = for_case_worker(request, number)
    if not referral.is_open:
        raise Http404
    form = WithdrawForm(posted(request))
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if done(form, lambda: services.withdraw_referral(referral_id=referral.pk, reason=reason, by=me(request))):
            messages.success(request, _("The referral has been withdrawn."))
            return redirect("advisors:case", referral.case.reference)
    return render(request, "referrals/withdraw.html", {"form": form, "referral": referral})
