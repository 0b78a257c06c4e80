"""The words that a client agrees to when a partner brings the question. Whoever changes them raises the version."""

import hashlib

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from intake.rules import EMPLOYER

VERSION = 1
LANGUAGES = ("nl", "en")


def consent_text(*, organization: str, audience: str, language: str) -> str:
    """What the client reads or hears, in the client's language; kept word for word with the question."""
    with override(language):
        values = {
            "organization": organization,
            "werkcentrum": settings.PORTAL["name"],
            "phone": settings.PORTAL["phone"],
        }
        shared = "\n".join(f"- {line % values}" for line in _what(audience))
        return "\n\n".join([_purpose() % values, shared, *(text % values for text in _back_and_stop())])


def _purpose() -> str:
    return _(
        "%(organization)s asks %(werkcentrum)s to help you with your question. For that, %(organization)s passes on:"
    )


def _what(audience: str) -> list[str]:
    """Which data, in words that leave no doubt."""
    if audience == EMPLOYER:
        who = [
            _("the name and the KvK number of your company, and where it is"),
            _("your name, telephone number and e-mail address"),
        ]
    else:
        who = [
            _("your name, telephone number and e-mail address"),
            _("where you live, your age, your situation and your highest diploma"),
        ]
    return [
        *who,
        _("your question, and why %(organization)s asks the Werkcentrum"),
        _("whether you want an interpreter, or help with reading"),
    ]


def _back_and_stop() -> list[str]:
    return [
        _(
            "The Werkcentrum may tell %(organization)s how far your question is, what the answer is and how it ended. "
            "Only about this question, and nothing else about you."
        ),
        _(
            "You do not have to agree. And you can stop at any time, without giving a reason: in your own space, or "
            "call %(phone)s. Then %(organization)s hears nothing any more. The Werkcentrum goes on helping you."
        ),
    ]


def fingerprint(*, organization: str, audience: str) -> str:
    """By which a form shows which words were on the screen, in every language."""
    texts = [
        consent_text(organization=organization, audience=audience, language=language) for language in sorted(LANGUAGES)
    ]
    return hashlib.sha256("\n".join([str(VERSION), *texts]).encode()).hexdigest()[:32]
