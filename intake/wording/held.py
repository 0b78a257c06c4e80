"""Why a question waits for a look, in words for the colleague who looks."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from intake.rules import suspicion

REASONS: dict[str, str | Promise] = {
    suspicion.TRAP: _("A field that people cannot see was filled in. Programs do that, and sometimes a browser."),
    suspicion.TOO_FAST: _("The whole form was filled in within a few seconds."),
    suspicion.LINKS: _("The text has many links to websites."),
    suspicion.SAME_TEXT: _("The same text was sent many times today."),
    suspicion.BUSY_ADDRESS: _("Very many questions came from one network in an hour. It may be a school or a library."),
}


def reasons_in_words(codes: Iterable[str]) -> list[str | Promise]:
    """One sentence per reason; a code of before is shown as it is."""
    return [REASONS.get(code, code) for code in codes]
