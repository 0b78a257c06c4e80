"""Template tags and filters of the look: `{% load wc %}`.

Tags: `icon`, `status`, `field`, `error_summary`, `slot`, `title_prefix`, `language_links`.
Filters: `euro`, `euro_round`, `day`, `day_short`, `day_relative`, `date_long`, `time`, `clock`, `daytime`, `daterange`,
`svg_percent`. For component templates: `page_link`, `page_numbers`, `amount_bar`, `table_cells`.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.forms.formsets import BaseFormSet
from django.http import HttpRequest
from django.template.context import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info, gettext, ngettext, override

from werkcentrum.core import money
from werkcentrum.core.forms.rendering import field_context, field_target, has_errors
from werkcentrum.core.slots import render_slot

register = template.Library()

# state -> (class of the Utrecht badge, icon): never colour alone
STATES = {
    "now": ("active", "turn"),
    "wait": ("neutral", "clock"),
    "done": ("safe", "check"),
    "attention": ("warning", "alert"),
    "late": ("danger", "stop"),
    "neutral": ("inactive", "dash"),
}


@register.simple_tag
def icon(name: str, label: str = "", css: str = "") -> SafeString:
    """An icon of the sprite (`icons.svg#i-<name>`), hidden from screen readers unless it gets a `label`."""
    href = f"{static('icons.svg')}#{name if name == 'mark' else f'i-{name}'}"
    classes = f"wc-icon {css}".strip()
    if label:
        return format_html('<svg class="{}" role="img" aria-label="{}"><use href="{}"/></svg>', classes, label, href)
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}"/></svg>', classes, href)


@register.simple_tag
def status(state: str, text: str, plain: bool = False, symbol: str = "") -> SafeString:
    """A status badge: icon, word and colour. `plain` is for lists, where only the exception is filled.

    `state` is one of now, wait, done, attention, late, neutral; `symbol` replaces the icon of the state.
    """
    badge, default_icon = STATES[state]
    css = f"utrecht-status-badge utrecht-status-badge--{badge} wc-status{' wc-status--plain' if plain else ''}"
    return format_html('<span class="{}">{}{}</span>', css, icon(symbol or default_icon), text)


@register.simple_tag
def field(bound_field: BoundField, **options: Any) -> SafeString:
    """A form field as NL Design System wants it: label, description, error above the input, aria wiring.

    Options: `question=True` (large label, one question per page), `hide_label=True`, `optional=False` (no
    "(optional)" behind the label), `css="wc-narrow"` (or `wc-medium`; on the input), `counter=True` (characters
    left, for a textarea with `maxlength`), and any HTML attribute for the input (`autocomplete`, `inputmode`,
    `hx_get` -> `hx-get`).
    """
    return render_to_string("components/field.html", field_context(bound_field, **options))


@register.simple_tag
def error_summary(*forms: BaseForm | Sequence[BaseForm] | None) -> SafeString:
    """The list of everything that is wrong in these forms, or lists of forms, above the form, if anything."""
    items: list[dict[str, str]] = []
    for form in _flat(forms):
        if form is None or not form.is_bound or not form.errors:
            continue
        items += [{"target": "", "text": str(text)} for text in form.non_field_errors()]
        for bound in form:
            target = "" if bound.is_hidden else field_target(bound)
            items += [{"target": target, "text": str(text)} for text in bound.errors]
    if not items:
        return SafeString("")
    asked = sum(1 for item in items if item["target"])
    if asked:
        title = ngettext("Check %(count)s answer", "Check %(count)s answers", asked) % {"count": asked}
    else:
        title = gettext("That did not work")
    return render_to_string("components/error_summary.html", {"items": items, "title": title})


def _flat(forms: Iterable[BaseForm | Sequence[BaseForm] | None]) -> Iterator[BaseForm | None]:
    for form in forms:
        if isinstance(form, list | tuple):
            yield from form
        else:
            yield form  # type: ignore[misc]  # a form can be iterated too, over its fields


@register.simple_tag(takes_context=True)
def slot(context: Context, name: str, **kwargs: Any) -> SafeString:
    """What higher apps put at this named place of the page: `{% slot "case-side" case=case %}`."""
    return render_slot(name, context["request"], **kwargs)


@register.simple_tag(takes_context=True)
def title_prefix(context: Context) -> str:
    """ "Fout: " in front of the page title when a form on the page has errors, so that it is heard first."""
    return gettext("Error: ") if has_errors(_forms_in(context)) else ""


def _forms_in(context: Context) -> Iterable[BaseForm | BaseFormSet]:
    values: Iterable[Any] = context.flatten().values()
    for value in values:
        if isinstance(value, BaseForm | BaseFormSet):
            yield value
        elif isinstance(value, list | tuple):
            yield from (item for item in value if isinstance(item, BaseForm | BaseFormSet))


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> list[dict[str, Any]]:
    """This page in every language: `code`, `name` (in that language), `url`, `current`."""
    request: HttpRequest | None = context.get("request")
    current = get_language()
    links = []
    for code, _name in settings.LANGUAGES:
        links.append(
            {
                "code": code,
                "name": str(get_language_info(code)["name_local"]).capitalize(),
                "url": _in_language(request, code),
                "current": code == current,
            }
        )
    return links


def _in_language(request: HttpRequest | None, code: str) -> str:
    """The address of this page in a language; the home page when the page has no address of its own in it."""
    here = request.get_full_path() if request else "/"
    url = translate_url(here, code)
    if url == here and code != get_language():
        with override(code):
            try:
                return reverse("home")
            except NoReverseMatch:
                return here
    return url


@register.simple_tag(takes_context=True)
def page_link(context: Context, number: int) -> str:
    """The address of another page of this list, with everything else in the address kept."""
    query = context["request"].GET.copy()
    query[context.get("param") or "page"] = number
    return f"?{query.urlencode()}"


@register.simple_tag
def page_numbers(page: Page) -> list[int | str]:
    """First, last and the pages around this one, with an ellipsis for what is left out."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))


@register.simple_tag
def amount_bar(parts: Sequence[Any], total_cents: int) -> list[dict[str, str]]:
    """The rectangles of an amounts bar: where each part starts and how wide it is, in percent."""
    bars, start = [], 0
    for part in parts:
        cents = _look_up(part, "cents")
        if cents:
            bars.append(
                {
                    "colour": str(_look_up(part, "colour")),
                    "x": svg_percent(start, total_cents),
                    "width": svg_percent(cents, total_cents),
                }
            )
            start += cents
    return bars


@register.simple_tag
def table_cells(columns: Sequence[Any], row: Sequence[Any]) -> list[dict[str, Any]]:
    """The cells of a row, each with the label and the alignment of its column."""
    return [
        {
            "label": _look_up(column, "label"),
            "numeric": bool(_look_up(column, "numeric")),
            "text": cell.get("text", "") if isinstance(cell, dict) else cell,
            "url": cell.get("url", "") if isinstance(cell, dict) else "",
            "sub": cell.get("sub", "") if isinstance(cell, dict) else "",
        }
        for column, cell in zip(columns, row, strict=True)
    ]


def _look_up(thing: Any, name: str) -> Any:
    """A value of a dict or an object, as templates look it up."""
    return thing.get(name) if isinstance(thing, dict) else getattr(thing, name, None)


# --- filters -----------------------------------------------------------------------------------------------------


@register.filter
def euro(cents: int | str | None) -> str:
    """Cents as `€ 1.700,00` (no-break space); nothing for None."""
    return "" if cents is None or cents == "" else money.euro(int(cents))


@register.filter
def euro_round(cents: int | str | None) -> str:
    """Cents as `€ 1.700`; an amount with cents keeps them, because money is not rounded silently."""
    return "" if cents is None or cents == "" else money.euro(int(cents), whole=True)


def _local(value: datetime.date | datetime.datetime) -> datetime.date | datetime.datetime:
    if isinstance(value, datetime.datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


def _date(value: datetime.date | datetime.datetime) -> datetime.date:
    value = _local(value)
    return value.date() if isinstance(value, datetime.datetime) else value


def _with_year(value: datetime.date, pattern: str) -> str:
    """The pattern, with the year behind it when it is not this year."""
    return date_format(value, pattern if value.year == timezone.localdate().year else f"{pattern} Y")


@register.filter
def day(value: datetime.date | datetime.datetime | None) -> str:
    """`vrijdag 13 maart`; with the year when it is not this year; nothing for None."""
    return _with_year(_date(value), "l j F") if value else ""


@register.filter
def day_short(value: datetime.date | datetime.datetime | None) -> str:
    """`vr 13 mrt`, for lists and the timeline; with the year when it is not this year."""
    if not value:
        return ""
    text = _with_year(_date(value), "D j M").replace(".", "")
    return text.lower() if get_language() == "nl" else text


@register.filter
def date_long(value: datetime.date | datetime.datetime | None) -> str:
    """`13 maart 2026`: always with the year, for letters and things that are kept."""
    return date_format(_date(value), "j F Y") if value else ""


@register.filter
def day_relative(value: datetime.date | datetime.datetime | None) -> str:
    """`vandaag`, `morgen` or `gisteren`, else as `day`."""
    if not value:
        return ""
    difference = (_date(value) - timezone.localdate()).days
    words = {0: gettext("today"), 1: gettext("tomorrow"), -1: gettext("yesterday")}
    return words.get(difference) or day(value)


@register.filter
def time(value: datetime.datetime | datetime.time | None) -> str:
    """`14.12 uur`; in English `14:12`."""
    if value is None or value == "":
        return ""
    local = timezone.localtime(value) if isinstance(value, datetime.datetime) and timezone.is_aware(value) else value
    return gettext("%(hour)s:%(minute)s") % {"hour": local.hour, "minute": f"{local.minute:02d}"}


@register.filter
def clock(value: datetime.datetime | datetime.time | None) -> str:
    """`14.12`, for lists and the timeline, where the column says that it is a time."""
    return time(value).removesuffix(" uur")


@register.filter
def daytime(value: datetime.datetime | None) -> str:
    """`vrijdag 13 maart, 14.12 uur`."""
    return f"{day(value)}, {time(value)}" if value else ""


@register.filter
def daterange(start: datetime.date | None, end: datetime.date | None) -> str:
    """`1 september 2026 tot en met 29 januari 2027`; the year once when it is the same; one date when equal."""
    if not start or not end:
        known = start or end
        return date_format(_date(known), "j F Y") if known else ""
    first, last = _date(start), _date(end)
    if first == last:
        return date_format(first, "j F Y")
    start_pattern = "j F" if first.year == last.year else "j F Y"
    return gettext("%(start)s up to and including %(end)s") % {
        "start": date_format(first, start_pattern),
        "end": date_format(last, "j F Y"),
    }


@register.filter
def svg_percent(part: Decimal | float | int, whole: Decimal | float | int) -> str:
    """`part` of `whole` as a width for a drawing: `42.6%`, always with a point; 0% of nothing; at most 100%."""
    if not whole:
        return "0%"
    return f"{min(100.0, max(0.0, float(part) * 100 / float(whole))):.3g}%".replace("e+02", "00")
