"""In which language the API answers: what Accept-Language asks for, Dutch otherwise. No cookie, no path."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header


def language_of(request: HttpRequest) -> str:
    """`nl` or `en`."""
    for wanted, _quality in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        try:
            return get_supported_language_variant(wanted)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE
