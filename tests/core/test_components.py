"""Fields, error messages and pages of the look, as people and screen readers meet them."""

import datetime
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse
from django.utils import translation

from tests.factories.core import UserFactory
from werkcentrum import views
from werkcentrum.core import component_examples, navigation
from werkcentrum.core.forms import (
    MoneyField,
    PhoneField,
    PlainTextField,
    PortalForm,
    PostcodeField,
    RadioRows,
    ThreePartDateField,
)
from werkcentrum.core.forms.fields import contains_bsn, readable_phone
from werkcentrum.core.navigation import NavItem

ROOT = Path(settings.BASE_DIR)


class Parsed(HTMLParser):
    """All start tags of a page with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def by_id(self, wanted: str) -> tuple[str, dict[str, str | None]]:
        (found,) = [(tag, attrs) for tag, attrs in self.tags if attrs.get("id") == wanted]
        return found


class Demo(forms.Form):
    """Stands for a form of somebody else, without our base."""

    code = forms.CharField(label="Code", help_text="Staat in de e-mail")


class Ask(PortalForm):
    """A few questions."""

    situation = forms.ChoiceField(
        label="Wat past nu het best bij u?",
        help_text="Kies er één",
        choices=[("U werkt", [("employed", "Vast"), ("flex", "Op oproep")]), ("Uitkering", [("ww", "WW")])],
        widget=RadioRows(descriptions={"flex": "Ook via een uitzendbureau"}),
    )
    name = forms.CharField(label="Naam", max_length=20, help_text="Zoals in uw paspoort")
    email = forms.EmailField(label="E-mail", required=False)
    start = ThreePartDateField(label="Startdatum", required=False)
    costs = MoneyField(label="Kosten", required=False)
    agree = forms.BooleanField(label="Ik ga akkoord")


@pytest.fixture(autouse=True)
def _in_dutch():
    with translation.override("nl"):
        yield


def request_of(path: str = "/", user: Any = None) -> HttpRequest:
    request = RequestFactory().get(path)
    request.user = user or AnonymousUser()
    return request


def render(source: str, **context: Any) -> str:
    return Template("{% load wc %}" + source).render(Context({"request": request_of(), **context}))


def refused(**data: str) -> Ask:
    form = Ask(data)
    assert not form.is_valid()
    return form


# --- fields ------------------------------------------------------------------------------------------------------


def test_a_field_that_is_right_has_a_label_a_description_and_no_sign_of_an_error():
    html = render("{% field form.name %}", form=Ask())
    page = Parsed(html)
    tag, attributes = page.by_id("id_name")
    assert tag == "input"
    assert attributes["aria-describedby"] == "id_name_help"
    assert "aria-invalid" not in attributes
    assert "required" not in attributes
    assert ("label", "id_name") in [(tag, attributes.get("for")) for tag, attributes in page.tags]
    assert "(optioneel)" not in html


def test_a_refused_field_says_what_to_do_above_the_input_and_is_wired_for_screen_readers():
    html = render("{% field form.name %}", form=refused(name=""))
    _tag, attributes = Parsed(html).by_id("id_name")
    assert attributes["aria-invalid"] == "true"
    assert attributes["aria-describedby"] == "id_name_help id_name_error"
    assert html.index("Vul dit in") < html.index("<input")
    assert "utrecht-form-field--invalid" in html


def test_every_id_that_a_field_points_at_is_on_the_page():
    form = refused(name="", email="x", start_day="31", start_month="2", start_year="2026", costs="veel")
    page = Parsed(render("{% error_summary form %}{% for f in form %}{% field f %}{% endfor %}", form=form))
    ids = [attributes["id"] for _tag, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    for tag, attributes in page.tags:
        for name in ("aria-describedby", "aria-labelledby", "for"):
            for wanted in (attributes.get(name) or "").split():
                assert wanted in ids, (tag, name)
        if tag == "a" and (attributes["href"] or "").startswith("#"):
            assert (attributes["href"] or "")[1:] in ids


def test_what_is_not_required_is_marked_and_a_single_checkbox_is_not():
    assert "(optioneel)" in render("{% field form.email %}", form=Ask())
    assert "(optioneel)" not in render("{% field form.email optional=False %}", form=Ask())
    assert "(optioneel)" not in render("{% field form.agree %}", form=Ask())


def test_grouped_choices_are_rows_with_a_heading_per_group_and_keep_the_choice():
    html = render("{% field form.situation question=True %}", form=Ask({"situation": "flex"}))
    page = Parsed(html)
    assert html.count("<fieldset") == 1
    assert html.count('role="group"') == 2
    _tag, flex = page.by_id("id_situation_1")
    assert flex["value"] == "flex"
    assert "checked" in flex
    assert flex["aria-describedby"] == "id_situation_1_d"
    assert "Ook via een uitzendbureau" in html


def test_an_ordinary_form_of_a_library_looks_the_same():
    html = render("{% field form.code %}", form=Demo())
    _tag, attributes = Parsed(html).by_id("id_code")
    assert "utrecht-textbox" in (attributes["class"] or "")
    assert "required" not in attributes


def test_attributes_for_the_browser_and_htmx_reach_the_input():
    html = render('{% field form.name autocomplete="name" hx_get="/zoek/" css="wc-medium" %}', form=Ask())
    _tag, attributes = Parsed(html).by_id("id_name")
    assert attributes["autocomplete"] == "name"
    assert attributes["hx-get"] == "/zoek/"
    assert "wc-medium" in (attributes["class"] or "")


def test_the_counter_of_a_long_text_is_read_with_the_field():
    class Form(PortalForm):
        question = PlainTextField(label="Uw vraag")

    html = render("{% field form.question counter=True %}", form=Form())
    _tag, attributes = Parsed(html).by_id("id_question")
    assert attributes["aria-describedby"] == "id_question_counter"
    assert attributes["data-counter-max"] == "2000"
    assert "maxlength" not in attributes
    assert "Hoogstens 2000 tekens" in html


# --- error summary -----------------------------------------------------------------------------------------------


def test_the_summary_links_to_the_first_input_of_each_refused_field_with_the_same_sentence():
    form = refused(name="", start_day="31", start_month="2", start_year="2026")
    html = render("{% error_summary form %}", form=form)
    assert "Controleer 4 antwoorden" in html
    for target, text in (
        ("id_situation_0", "Maak een keuze"),
        ("id_name", "Vul dit in"),
        ("id_start_0", "Deze datum bestaat niet"),
        ("id_agree", "Zet hier een vinkje"),
    ):
        assert re.search(rf'href="#{target}">{text}', html)
    assert 'tabindex="-1"' in html
    assert "data-error-summary" in html


def test_what_is_wrong_with_the_whole_form_is_said_without_a_link():
    form = Ask({"situation": "ww", "name": "Iris", "agree": "on"})
    assert form.is_valid()
    form.add_error(None, "Lotte Meijerink was u voor")
    html = render("{% error_summary form %}", form=form)
    assert "Dat lukte niet" in html
    assert "Lotte Meijerink was u voor" in html
    assert "<a " not in html


def test_a_form_that_was_not_sent_or_is_right_has_no_summary_and_no_prefix_in_the_title():
    right = Ask({"situation": "ww", "name": "Iris", "agree": "on"})
    assert right.is_valid()
    for form in (Ask(), right, None):
        assert render("{% error_summary form %}{% title_prefix %}", form=form) == ""


@pytest.mark.parametrize("name", ["form", "contact_form"])
def test_the_title_starts_with_fout_whatever_the_form_is_called(name):
    assert render("{% title_prefix %}", **{name: refused(name="")}) == "Fout: "


# --- fields of the domain ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("1450", 145_000),
        ("1.450,00", 145_000),
        ("1.450", 145_000),
        ("1450,5", 145_050),
        ("€ 1.450,-", 145_000),
        ("1450.50", 145_050),
        ("1,450.50", 145_050),
        (" 0,05 ", 5),
        ("3.750.000", 375_000_000),
        ("", None),
    ],
)
def test_amounts_are_read_as_people_type_them(typed, cents):
    assert MoneyField(required=False).clean(typed) == cents


@pytest.mark.parametrize("typed", ["veel", "12,345", "1.45.0", "-5", "1 euro", "12.3456", "1e3", "١٢"])
def test_what_is_no_clear_amount_is_refused(typed):
    with pytest.raises(forms.ValidationError, match="bedrag in cijfers"):
        MoneyField().clean(typed)


def test_an_amount_has_limits_in_euros_people_read():
    field = MoneyField(min_cents=100, max_cents=250_000)
    assert field.clean("2500") == 250_000
    with pytest.raises(forms.ValidationError, match=r"hoogstens €.+2\.500"):
        field.clean("2500,01")
    with pytest.raises(forms.ValidationError, match=r"ten minste €.+1"):
        field.clean("0")
    with pytest.raises(forms.ValidationError, match="Vul een bedrag in"):
        field.clean("")


def test_an_amount_is_shown_again_as_it_was_typed_and_cents_as_euros():
    assert 'value="tweeduizend"' in render("{% field form.costs %}", form=refused(costs="tweeduizend"))
    assert 'value="1.450,00"' in render("{% field form.costs %}", form=Ask(initial={"costs": 145_000})).replace(
        "\N{NO-BREAK SPACE}", ""
    )


@pytest.mark.parametrize(("typed", "kept"), [("7511jx", "7511 JX"), (" 7511  JX ", "7511 JX"), ("7571 ab", "7571 AB")])
def test_postcodes_are_normalised(typed, kept):
    assert PostcodeField().clean(typed) == kept


@pytest.mark.parametrize("typed", ["7511", "0511 JX", "7511 J", "75111 JX", "7511 SS", "Enschede"])
def test_what_is_no_postcode_is_refused_with_an_example(typed):
    with pytest.raises(forms.ValidationError, match="7511 JX"):
        PostcodeField().clean(typed)


def test_four_digits_are_enough_where_only_the_municipality_matters():
    assert PostcodeField(letters_optional=True).clean("7511") == "7511"
    assert PostcodeField(letters_optional=True).clean("7511jx") == "7511 JX"


@pytest.mark.parametrize(
    ("typed", "kept", "shown"),
    [
        ("06 12345678", "+31612345678", "06 12345678"),
        ("0612345678", "+31612345678", "06 12345678"),
        ("+31 (0)53 481 81 81", "+31534818181", "053 481 8181"),
        ("0049 5921 880", "+495921880", "+49 5921 880"),
    ],
)
def test_telephone_numbers_are_stored_one_way_and_shown_as_people_write_them(typed, kept, shown):
    assert PhoneField().clean(typed) == kept
    assert readable_phone(kept) == shown


@pytest.mark.parametrize("typed", ["06 1234", "bel mij", "00000", "06123456789"])
def test_what_is_no_telephone_number_is_refused_with_an_example(typed):
    with pytest.raises(forms.ValidationError, match="bijvoorbeeld 06 12345678"):
        PhoneField().clean(typed)


@pytest.mark.parametrize(
    ("parts", "date"),
    [
        (["7", "3", "2026"], datetime.date(2026, 3, 7)),
        (["07", "03", "2026"], datetime.date(2026, 3, 7)),
        (["29", "2", "2028"], datetime.date(2028, 2, 29)),
        (["", "", ""], None),
    ],
)
def test_a_date_in_three_boxes_is_a_date(parts, date):
    assert ThreePartDateField(required=False).clean(parts) == date


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        (["31", "2", "2026"], "bestaat niet"),
        (["7", "maart", "2026"], "bestaat niet"),
        (["7", "3", "26"], "bestaat niet"),
        (["7", "", "2026"], "de dag, de maand en het jaar"),
        (["", "", ""], "Vul een datum in"),
    ],
)
def test_what_is_no_date_is_refused_with_what_to_do(parts, message):
    with pytest.raises(forms.ValidationError, match=message):
        ThreePartDateField().clean(parts)


def test_a_refused_date_keeps_what_was_typed_in_each_box():
    html = render("{% field form.start %}", form=refused(start_day="31", start_month="februari", start_year="2026"))
    page = Parsed(html)
    assert [page.by_id(f"id_start_{index}")[1]["value"] for index in range(3)] == ["31", "februari", "2026"]
    assert [page.by_id(f"id_start_{index}")[1]["aria-invalid"] for index in range(3)] == ["true"] * 3


@pytest.mark.parametrize(
    "text",
    [
        "Mijn BSN is 111222333.",
        "111222333",
        "bsn:123456782",
        "nummer 1112.22.333 van mij",
        "111 222 333",
        "(123-456-782)",
    ],
)
def test_a_text_with_a_bsn_is_refused_because_we_may_not_keep_it(text):
    assert contains_bsn(text)
    with pytest.raises(forms.ValidationError, match="burgerservicenummer"):
        PlainTextField().clean(text)


@pytest.mark.parametrize(
    "text",
    [
        "Bel 06 12345678 of 0612345678",
        "+31 612345678 en +31111222333 en 0031 111222333",
        "Zaak WCT-2026-01842, 123456789 is geen nummer dat klopt",
        "1112223330 heeft tien cijfers, 11122233 acht",
        "Ik verdien 1.450,00 sinds 12-03-2026",
        "000000000",
    ],
)
def test_telephone_numbers_amounts_and_references_are_not_taken_for_a_bsn(text):
    assert PlainTextField().clean(text) == text


def test_a_text_that_is_too_long_says_how_long_it_is():
    with pytest.raises(forms.ValidationError, match="hoogstens 2000 tekens, nu zijn het er 2001"):
        PlainTextField().clean("x" * 2001)


# --- components and pages ----------------------------------------------------------------------------------------


@pytest.fixture
def everything() -> str:
    """The page with all components, as staff see it."""
    request = request_of("/componenten/?page=2")
    return render_to_string("core/components.html", component_examples.context(request), request)


def test_no_component_needs_an_inline_style_or_script(everything):
    for tag, attributes in Parsed(everything).tags:
        assert tag != "style"
        assert not (tag == "script" and "src" not in attributes)
        forbidden = [name for name in attributes if name == "style" or name.startswith("on")]
        assert not forbidden, (tag, forbidden)


def test_every_icon_that_a_page_uses_is_in_the_sprite(everything):
    sprite = (ROOT / "static/src/icons.svg").read_text()
    known = set(re.findall(r'<symbol id="([\w-]+)"', sprite))
    used = set(re.findall(r"icons\.svg#([\w-]+)", everything))
    for template in (ROOT / "templates").rglob("*.html"):
        used |= {f"i-{name}" for name in re.findall(r"""{% icon ["']([\w-]+)["']""", template.read_text())}
    assert used <= known, used - known


def test_ids_are_unique_on_the_page_with_everything(everything):
    ids = [attributes["id"] for _tag, attributes in Parsed(everything).tags if "id" in attributes]
    assert sorted({name for name in ids if ids.count(name) > 1}, key=str) == []


def test_every_component_is_on_the_page_that_shows_them_all():
    sheet = (ROOT / "templates/core/components.html").read_text()
    frame = "".join(path.read_text() for path in (ROOT / "templates").glob("*.html"))
    parts = "".join(path.read_text() for path in (ROOT / "templates/components").rglob("*.html"))
    made_by_tags = {"field", "error_summary", "choices", "bar_search"}
    for path in (ROOT / "templates/components").glob("*.html"):
        shown = f"components/{path.name}" in sheet + frame + parts
        assert shown or path.stem in made_by_tags, f"{path.name} is shown nowhere"


def test_a_list_of_one_page_has_no_pages_to_choose():
    page = Paginator(range(5), 20).get_page(1)
    assert render('{% include "components/pagination.html" %}', page=page).strip() == ""


@pytest.mark.parametrize("template", ["400.html", "403.html", "404.html", "403_csrf.html"])
@pytest.mark.parametrize(("language", "phone"), [("nl", "Bel <a"), ("en", "Call <a")])
def test_error_pages_offer_a_way_back_and_a_person_in_both_languages(template, language, phone):
    with translation.override(language):
        html = render_to_string(template, {}, request_of("/nergens/"))
    assert f'lang="{language}"' in html
    assert phone in html
    assert settings.PORTAL["phone"] in html
    assert 'href="/"' in html or 'href="/en/"' in html


def test_the_page_for_our_own_mistakes_needs_no_database_and_no_context():
    response = views.server_error(request_of())
    html = response.content.decode()
    assert response.status_code == 500
    assert "Er ging iets mis bij ons" in html
    assert "Something went wrong on our side" in html
    assert settings.PORTAL["phone"] in html
    assert "<script" not in html


def test_a_form_that_was_open_too_long_is_not_lost():
    html = views.csrf_failure(request_of("/vraag/")).content.decode()
    assert "Uw formulier is nog niet verstuurd" in html
    assert "Wat u typte, staat nog in de pagina" in html


# --- menus -------------------------------------------------------------------------------------------------------


@pytest.fixture
def menu(monkeypatch):
    """An empty registry."""
    items: dict = {}
    monkeypatch.setattr(navigation, "_items", items)
    return items


def test_a_menu_shows_only_what_the_roles_may_open_in_order(menu):
    for label, name, order, roles in (
        ("Cijfers", "account_login", 60, {"analyst"}),
        ("Onderdelen", "core-components", 10, None),
        ("Bestaat nog niet", "nowhere:list", 5, None),
    ):
        navigation.register(NavItem(label=label, url_name=name, order=order, roles=frozenset(roles) if roles else None))
    request = request_of("/componenten/")
    assert [link.label for link in navigation.links(request, "workplace", {"advisor"})] == ["Onderdelen"]
    assert [link.label for link in navigation.links(request, "workplace", {"analyst"})] == ["Onderdelen", "Cijfers"]
    assert navigation.links(request, "public", {"advisor"}) == []


def test_the_current_item_is_this_page_else_the_part_it_belongs_to(menu):
    navigation.register(NavItem(label="Onderdelen", url_name="core-components", order=10))
    navigation.register(NavItem(label="Start", url_name="account_login", order=20, match=("advisors:",)))
    here = request_of("/componenten/")
    assert [link.current for link in navigation.links(here, "workplace", ())] == ["page", ""]
    elsewhere = request_of("/zaken/WCT-2026-01842/")
    elsewhere.resolver_match = type("Match", (), {"view_name": "advisors:case"})()  # type: ignore[assignment]
    assert [link.current for link in navigation.links(elsewhere, "workplace", ())] == ["", "true"]


# --- views -------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_everybody_who_works_here_may_see_the_components_in_a_dark_bar(client):
    client.force_login(UserFactory(advisor=True, name="Marieke ter Braak"))
    response = client.get(reverse("core-components"))
    html = response.content.decode()
    assert response.status_code == 200
    assert 'class="utrecht-root wc-workplace"' in html
    assert "Marieke ter Braak" in html


@pytest.mark.django_db
def test_for_residents_the_components_do_not_exist(client):
    client.force_login(UserFactory())
    response = client.get(reverse("core-components"))
    assert response.status_code == 404
    assert "Deze pagina bestaat niet" in response.content.decode()


@pytest.mark.django_db
def test_visitors_are_asked_to_log_in_first(client):
    response = client.get(reverse("core-components"))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))


@pytest.mark.django_db
def test_pages_are_sent_with_a_policy_that_allows_nothing_inline(client):
    client.force_login(UserFactory(advisor=True))
    policy = client.get(reverse("core-components"))["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy


@pytest.mark.django_db
def test_the_demo_is_only_named_when_it_is_one(client, settings):
    client.force_login(UserFactory(advisor=True))
    assert "Kies een account" not in client.get(reverse("core-components")).content.decode()
    settings.DEMO = True
    assert "Kies een account" in client.get(reverse("core-components")).content.decode()
