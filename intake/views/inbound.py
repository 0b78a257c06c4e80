"""A partner brings a client: its own list, the form, the number for the client, and what came of it."""

import uuid
from typing import Any, cast

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from advisors.looks import log_look
from advisors.services import ClientData
from directory.models import Organization
from intake import services
from intake.forms.inbound import InboundForm, InboundListForm
from intake.inbound import consent
from intake.inbound.states import brought_by, state_of
from intake.models import InboundReferral
from intake.permissions import brings_for
from intake.places import our_municipalities
from intake.rules import EMPLOYER, RESIDENT
from intake.services.inbound import InboundData, refer_in
from werkcentrum.core.errors import RuleViolation
from werkcentrum.core.forms.fields import readable_phone
from werkcentrum.core.models import User
from werkcentrum.core.permissions import require_roles
from werkcentrum.core.roles import Role

PAGE_SIZE = 25
UNPROCESSABLE = 422
AUDIENCES = {"inwoner": RESIDENT, "werkgever": EMPLOYER}

only_partners = require_roles(Role.PARTNER)


def me(request: HttpRequest) -> User:
    """Who is logged in: the pages here are never public."""
    return cast(User, request.user)


@require_safe
@never_cache
@only_partners
def inbound_list(request: HttpRequest) -> HttpResponse:
    """What my organisation brought, newest first."""
    form = InboundListForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    words, which = asked.get("q", "").strip(), asked.get("stand", "")
    page = Paginator(brought_by(me(request), words=words, which=which), PAGE_SIZE).get_page(request.GET.get("pagina"))
    organizations = brings_for(request.user)
    context = {
        "form": form,
        "page": page,
        "rows": [{"inbound": inbound, "state": state_of(inbound)} for inbound in page],
        "organizations": organizations,
        "has_choice": len(organizations) > 1,
        "is_filtered": bool(words or which),
    }
    return render(request, "intake/inbound/list.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@only_partners
def inbound_new(request: HttpRequest) -> HttpResponse:
    """One client, one question, and the consent; whoever works at several organisations first says for which."""
    organizations = brings_for(request.user)
    organization = _chosen(request, organizations)
    if organization is None:
        return render(request, "intake/inbound/choose.html", {"organizations": organizations})
    audience, has_choice = _audience(request), len(organizations) > 1
    if request.method != "POST":
        return _show_form(request, InboundForm(audience=audience), organization, has_choice=has_choice)
    form = InboundForm(request.POST, audience=audience)
    if form.is_valid():
        try:
            inbound = refer_in(
                data=_data(form, organization, request.POST.get("shown", "")),
                submission_key=_submission_key(request),
                by=me(request),
            )
        except RuleViolation as refusal:
            form.add_error(refusal.code if refusal.code in form.fields else None, str(refusal))
        else:
            return redirect("intake:inbound-done", inbound.case.reference)
    return _show_form(request, form, organization, has_choice=has_choice, status=UNPROCESSABLE)


@require_safe
@never_cache
@only_partners
def inbound_consent_paper(request: HttpRequest) -> HttpResponse:
    """The words on paper, for a client who would rather sign."""
    organization = _chosen(request, brings_for(request.user))
    if organization is None:
        raise Http404
    language = "en" if request.GET.get("taal") == "en" else "nl"
    text = consent.consent_text(organization=organization.name, audience=_audience(request), language=language)
    context = {
        "organization": organization,
        "text": text,
        "language": language,
        "version": consent.VERSION,
        "back_url": _address("intake:inbound-new", request, organization),
        "other_url": _address("intake:inbound-consent", request, organization, taal="en" if language == "nl" else "nl"),
    }
    return render(request, "intake/inbound/consent_paper.html", context)


@require_safe
@never_cache
@only_partners
def inbound_done(request: HttpRequest, reference: str) -> HttpResponse:
    """The number, and a page to print for the client."""
    inbound = _of_mine(request, reference)
    if not inbound.is_shared:
        return redirect("intake:inbound", inbound.case.reference)
    client = inbound.case.client
    language = client.language if client.language in consent.LANGUAGES else "nl"
    with override(language):
        attach_url = f"{settings.BASE_URL}{reverse('advisors:attach')}"
    context = {
        "inbound": inbound,
        "case": inbound.case,
        "client": client,
        "language": language,
        "phone": readable_phone(client.phone) if client.phone else "",
        "attach_url": attach_url,
    }
    return render(request, "intake/inbound/done.html", context)


@require_safe
@never_cache
@only_partners
def inbound(request: HttpRequest, reference: str) -> HttpResponse:
    """What the partner entered, how it stands, and the answer. That somebody looked is kept, once a day (AVG)."""
    found = _of_mine(request, reference)
    if found.is_shared:
        log_look(found.case, by=me(request), organization=found.organization.name, reason="inbound")
    context = {"inbound": found, "case": found.case, "state": state_of(found)}
    return render(request, "intake/inbound/detail.html", context)


def _of_mine(request: HttpRequest, reference: str) -> InboundReferral:
    """What an organisation of mine brought; 404 for everything else."""
    mine = InboundReferral.objects.visible_to_partner(request.user)
    related = mine.select_related("case__client", "organization", "entered_by", "answered_by")
    return get_object_or_404(related, case__reference=reference.upper())


def _chosen(request: HttpRequest, organizations: list[Organization]) -> Organization | None:
    """The only organisation, or the one in the address; None when there is still a choice to make."""
    if len(organizations) == 1:
        return organizations[0]
    code = request.GET.get("organisatie", "")
    return next((organization for organization in organizations if organization.code == code), None)


def _audience(request: HttpRequest) -> str:
    return AUDIENCES.get(request.GET.get("voor", ""), RESIDENT)


def _address(name: str, request: HttpRequest, organization: Organization, **query: str) -> str:
    """The same choices at another page."""
    kept = {"organisatie": organization.code, "voor": request.GET.get("voor", "inwoner")}
    return f"{reverse(name)}?{urlencode(kept | query)}"


def _submission_key(request: HttpRequest) -> uuid.UUID:
    """What makes the same form, sent twice, one case; a form that lost it gets a new one."""
    try:
        return uuid.UUID(request.POST.get("submission_key", ""))
    except ValueError:
        return uuid.uuid4()


def _show_form(
    request: HttpRequest, form: InboundForm, organization: Organization, *, has_choice: bool, status: int = 200
) -> HttpResponse:
    audience = form.audience
    texts = {
        language: consent.consent_text(organization=organization.name, audience=audience, language=language)
        for language in consent.LANGUAGES
    }
    here = get_language() if get_language() in texts else "nl"
    labels = {"inwoner": _("A resident"), "werkgever": _("An employer")}
    context = {
        "form": form,
        "organization": organization,
        "has_choice": has_choice,
        "audience": audience,
        "tabs": [
            {
                "label": labels[slug],
                "url": _address("intake:inbound-new", request, organization, voor=slug),
                "current": value == audience,
            }
            for slug, value in AUDIENCES.items()
        ],
        "text": texts[here],
        "text_language": here,
        "others": [(language, text) for language, text in texts.items() if language != here],
        "shown": consent.fingerprint(organization=organization.name, audience=audience),
        "submission_key": _submission_key(request),
        "paper_url": _address("intake:inbound-consent", request, organization),
        "longest_term": services.longest_term(),
    }
    return render(request, "intake/inbound/new.html", context, status=status)


def _data(form: InboundForm, organization: Organization, shown: str) -> InboundData:
    answers: dict[str, Any] = form.cleaned_data
    facts = {"audience": form.audience, "municipality": answers["municipality"], "themes": answers["themes"]}
    if form.audience == RESIDENT:
        facts |= {
            "situation": answers["situation"],
            "education": answers["education"],
            "age": timezone.localdate().year - answers["born"],
        }
    return InboundData(
        organization=organization,
        client=_client(form.audience, answers),
        question=answers["question"],
        facts=facts,
        note=answers["note"],
        contact_preference=answers["contact_preference"],
        consent=answers["consent"],
        shown=shown,
    )


def _client(audience: str, answers: dict[str, Any]) -> ClientData:
    return ClientData(
        audience=audience,
        name=answers["name"],
        email=answers["email"],
        phone=answers["phone"],
        language=answers["language"],
        postcode=answers["postcode"],
        municipality=our_municipalities().filter(pk=answers["municipality"]).first(),
        company_name=answers.get("company_name", ""),
        kvk_number=answers.get("kvk_number", ""),
        birth_year=answers.get("born"),
        interpreter_language=answers["interpreter_language"],
        needs_reading_help=answers["needs_reading_help"],
    )
