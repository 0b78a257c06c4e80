"""Realistic content for the page that shows all components (`/componenten/`); staff only, in Dutch only."""

import datetime
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils import timezone

from werkcentrum.core.forms import (
    CheckboxRows,
    MoneyField,
    PhoneField,
    PlainTextField,
    PortalForm,
    PostcodeField,
    RadioRows,
    ThreePartDateField,
)

SITUATIONS = [
    (
        "U werkt",
        [("employed", "Ik heb een vast contract"), ("flex", "Ik heb een tijdelijk contract of werk op oproep")],
    ),
    ("U heeft een uitkering", [("ww", "WW"), ("bijstand", "Bijstand")]),
]
EDUCATION = [("", "Kies een diploma"), ("mbo2", "Mbo 2"), ("hbo", "Hbo"), ("unknown", "Weet ik niet")]
ANSWER_BY = [("phone", "Bel mij"), ("mail", "Stuur een e-mail")]
PARTS = [
    {"label": "Uw werkgever", "cents": 240_000, "colour": "2"},
    {"label": "Opleidingsfonds WIJ Techniek", "cents": 60_000, "colour": "4"},
    {"label": "Scholingscheque, hoogstens € 2.500 per jaar", "cents": 250_000, "colour": "1"},
    {"label": "Dit ontbreekt nog", "cents": 50_000, "colour": "gap"},
]


class ExampleForm(PortalForm):
    """Every kind of field."""

    situation = forms.ChoiceField(
        label="Wat past nu het best bij u?",
        help_text="Past er meer dan één? Kies wat voor u het belangrijkst is.",
        choices=SITUATIONS,
        widget=RadioRows(
            descriptions={"flex": "Ook via een uitzendbureau", "bijstand": "Van uw gemeente (Participatiewet)"}
        ),
    )
    answer_by = forms.MultipleChoiceField(
        label="Hoe wilt u antwoord?", required=False, choices=ANSWER_BY, widget=CheckboxRows
    )
    age = forms.IntegerField(
        label="Hoe oud bent u?",
        help_text="Soms is er hulp voor een bepaalde leeftijd.",
        widget=forms.TextInput(attrs={"class": "wc-narrow", "inputmode": "numeric"}),
        error_messages={"invalid": "Vul uw leeftijd in met alleen cijfers, bijvoorbeeld 26"},
    )
    education = forms.ChoiceField(
        label="Wat is uw hoogste diploma?",
        help_text="Een diploma uit een ander land telt ook.",
        choices=EDUCATION,
        widget=forms.Select(attrs={"class": "wc-medium"}),
        error_messages={"required": "Kies uw hoogste diploma"},
    )
    start = ThreePartDateField(label="Wanneer begint de opleiding?", help_text="Bijvoorbeeld 1 9 2026")
    phone = PhoneField(label="Telefoonnummer")
    email = forms.EmailField(
        label="E-mailadres",
        required=False,
        widget=forms.EmailInput(attrs={"class": "wc-medium", "autocomplete": "email"}),
    )
    postcode = PostcodeField(label="Postcode")
    costs = MoneyField(label="Kosten van de opleiding", help_text="Lesgeld, examen en materiaal. Geen reiskosten.")
    quote = forms.FileField(label="Offerte van de opleider", required=False, help_text="Pdf of foto, hoogstens 10 MB")
    question = PlainTextField(
        label="Uw vraag, in uw eigen woorden",
        help_text="Een paar zinnen is genoeg. Schrijf niets over uw gezondheid.",
    )
    agree = forms.BooleanField(
        label="Ik heb geen band met de aanvrager, de werkgever of de opleider",
        error_messages={"required": "Bevestig dat u geen band heeft, of geef de aanvraag door aan een collega"},
    )


class FilterForm(PortalForm):
    """Filters above a list."""

    mark_optional = False
    topic = forms.ChoiceField(label="Onderwerp", required=False, choices=[("", "Alle onderwerpen"), ("t", "Opleiding")])
    municipality = forms.ChoiceField(
        label="Gemeente", required=False, choices=[("", "Alle gemeenten"), ("0141", "Almelo"), ("0153", "Enschede")]
    )


def _refused_form() -> ExampleForm:
    form = ExampleForm(
        {
            "situation": "flex",
            "age": "26 jaar",
            "education": "",
            "start_day": "31",
            "start_month": "2",
            "start_year": "2026",
            "phone": "06 1234",
            "email": "iris.nijhuis@post",
            "postcode": "7570",
            "costs": "tweeduizend",
            "question": "Ik ben Iris, mijn nummer is 111222333. Welke opleiding past bij mij?",
        },
        auto_id="refused_%s",
    )
    form.is_valid()
    return form


def _timeline(now: datetime.datetime) -> list[dict[str, Any]]:
    days = datetime.timedelta
    return [
        {
            "when": now,
            "what": "Bericht van Iris",
            "symbol": "mail",
            "new": True,
            "body": "Goed nieuws. De Esch wil dat ik op 1 september begin. Kan dat met de cheque?",
        },
        {
            "when": (now - days(days=1)).date(),
            "what": "Herinnering aan het vakbondshuis",
            "symbol": "clock",
            "quiet": True,
            "meta": "Automatisch, na 2 werkdagen",
        },
        {
            "when": now - days(days=5, minutes=87),
            "what": "Verwezen naar Vakbondshuis FNV",
            "symbol": "handover",
            "body": "Mag Iris haar oproepcontract per 1 augustus opzeggen? Welke termijn geldt?",
            "meta": "Marieke ter Braak. Iris gaf online toestemming: contact, vraag.",
            "link_url": "#tijdlijn",
            "link_text": "Bekijk",
        },
        {
            "when": now - days(days=33),
            "what": "Gebeld, 15 minuten",
            "symbol": "phone",
            "body": "Kennisgemaakt. Iris kan overdag bellen in haar pauze om 12.30 uur.",
            "meta": "Marieke ter Braak",
        },
    ]


def context(request: HttpRequest) -> dict[str, Any]:
    """Everything that the page shows."""
    page = Paginator(range(1, 143), 20).get_page(request.GET.get("page", 3))
    return {
        "example": ExampleForm(initial={"situation": "flex"}),
        "refused": _refused_form(),
        "filter_form": FilterForm(request.GET or None, auto_id="filter_%s"),
        "applied": [{"label": "Contactpersoon: ik", "remove_url": "?"}, {"label": "Open", "remove_url": "?"}],
        "page": page,
        "amount_parts": PARTS,
        "swatches": [
            ("ink", "inkt", "#16211d"),
            ("900", "deur 900", "#0e342b"),
            ("700", "deur 700", "#17594a"),
            ("600", "deur 600", "#1d6f5c"),
            ("100", "deur 100", "#ddede5"),
            ("sun", "zon 400", "#ffc629"),
            ("sun1", "zon 100", "#fff4d1"),
            ("brick", "steen 700", "#a8281c"),
            ("rust", "roest 700", "#8c4a00"),
            ("blue", "blauw 700", "#0f4c81"),
            ("mist", "nevel", "#f2f6f3"),
        ],
        "crumbs": [
            {"label": "Start", "url": "/"},
            {"label": "Hulp en diensten", "url": "/"},
            {"label": "Taalpunt in de bibliotheek"},
        ],
        "steps": [
            {"label": "Uw vraag", "url": "#stappen"},
            {"label": "Waar u woont", "url": "#stappen"},
            {"label": "Over u"},
            {"label": "Hoe wij u bereiken"},
            {"label": "Controleren"},
        ],
        "route": [
            {"when": "26 maart", "title": "Aangevraagd", "state": "past"},
            {"when": "2 april", "title": "Compleet", "state": "past"},
            {
                "when": "uiterlijk 26 mei",
                "title": "Het fonds beslist",
                "state": "now",
                "text": "U krijgt een brief. U hoeft nu niets te doen.",
            },
            {"when": "1 september", "title": "Opleiding start", "state": "later"},
        ],
        "days": [
            {"label": "vr 10", "state": "past"},
            {"label": "ma 13", "state": "past"},
            {"label": "di 14", "state": "now"},
            {"label": "wo 15", "state": "later"},
            {"label": "do 16", "state": "later"},
        ],
        "timeline": _timeline(timezone.now()),
        "facts": [
            {"label": "Telefoon", "value": "06 00 00 12 34", "url": "tel:+31600001234"},
            {"label": "E-mail", "value": "iris.nijhuis@post.example"},
            {"label": "Achtergrond", "value": "Niet gedeeld", "locked": True},
        ],
        "tabs": [
            {"label": "Overzicht", "url": "#tabbladen", "current": True},
            {"label": "Berichten", "url": "#tabbladen", "new": 1},
            {"label": "Documenten", "url": "#tabbladen", "count": 4},
        ],
        "columns": [
            {"label": "Organisatie"},
            {"label": "Ziet"},
            {"label": "Tot en met"},
            {"label": "Cheques", "numeric": True},
        ],
        "rows": [
            [
                {"text": "Leerwerkloket Twente", "url": "#tabel", "sub": "Hengelo"},
                "contact, vraag, achtergrond",
                "16 september",
                "1.204",
            ],
            [{"text": "Vakbondshuis FNV", "url": "#tabel", "sub": "Enschede"}, "contact, vraag", "9 oktober", "17"],
        ],
        "icons": [
            "alert",
            "building",
            "calendar",
            "check",
            "clock",
            "cross",
            "dash",
            "doc",
            "down",
            "download",
            "edit",
            "eye",
            "globe",
            "handover",
            "info",
            "key",
            "left",
            "list",
            "lock",
            "mail",
            "menu",
            "money",
            "person",
            "people",
            "phone",
            "place",
            "plus",
            "print",
            "question",
            "right",
            "search",
            "stop",
            "turn",
            "up",
            "voucher",
        ],
    }
