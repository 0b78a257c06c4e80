"""The kinds of lines that the timeline knows: the words and the icon of each. Every app registers its own."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


@dataclass(frozen=True, kw_only=True)
class Kind:
    """How the timeline shows one kind of event.

    `title` may use %(name)s from the entry's data; `client_title` is what the client reads instead, in plain words.
    `quiet` is for what happened by itself; people's acts are bold. `group` is a choice in the timeline's filter.
    """

    code: str
    title: Words
    client_title: Words
    icon: str
    quiet: bool
    group: str


GROUPS: dict[str, Words] = {
    "contact": _("Contact moments"),
    "step": _("Next steps"),
    "case": _("About the case"),
}
_kinds: dict[str, Kind] = {}


def register(
    kind: str, *, title: Words, icon: str, quiet: bool = False, client_title: Words = "", group: str = ""
) -> None:
    """Add a kind of event; call it from `AppConfig.ready()`. The group is, unless given, the part before the dot."""
    group = group or kind.split(".", maxsplit=1)[0]
    _kinds[kind] = Kind(code=kind, title=title, client_title=client_title or title, icon=icon, quiet=quiet, group=group)


def register_group(code: str, label: Words) -> None:
    """Add a choice to the filter above the timeline, for instance "referrals"."""
    GROUPS[code] = label


def kind(code: str) -> Kind:
    """The registered kind; raises LookupError with what to do."""
    try:
        return _kinds[code]
    except KeyError:
        raise LookupError(
            f'Register the timeline kind first: timeline.register("{code}", title=..., icon=...)'
        ) from None


def kinds_in(groups: Iterable[str]) -> list[str]:
    """The codes of the kinds in these groups of the filter."""
    wanted = set(groups)
    return [code for code, found in _kinds.items() if found.group in wanted]


def title_of(code: str, data: dict[str, Any], *, for_client: bool = False) -> str:
    """The heading of a line in the language of the reader; what the data lacks stays empty rather than failing."""
    found = kind(code)
    return str(found.client_title if for_client else found.title) % _Forgiving(data)


class _Forgiving(dict[str, Any]):
    """Old entries may lack a name that a newer text uses."""

    def __missing__(self, key: str) -> str:
        return ""
