"""Words that are stored instead of looked up when shown: always in the language of the workplace."""

from django.conf import settings
from django.utils.translation import gettext, override


def staff_text(message: str, **values: object) -> str:
    """The message (marked with gettext_noop) in the language of the workplace, whoever's request this is."""
    with override(settings.LANGUAGE_CODE):
        return gettext(message) % values if values else gettext(message)
