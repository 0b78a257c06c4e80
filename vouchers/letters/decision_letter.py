"""The decision (beschikking) as a letter: what Awb 3:45-3:47 asks, in plain words, in the active language."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from vouchers.models import Decision
from vouchers.rules import read_outcome
from werkcentrum.core.money import euro

Section = dict[str, Any]


def title(decision: Decision) -> str:
    """The heading of the letter: the decision itself."""
    if decision.is_award:
        return _("You get a training voucher of %(amount)s") % {"amount": euro(decision.amount_cents)}
    return _("You do not get a training voucher")


def data(decision: Decision, *, sent_on: datetime.date, objection_until: datetime.date) -> dict[str, Any]:
    """Everything that the template shows: texts, amounts and dates, formatted."""
    application = decision.application
    client = application.case.client
    return {
        "sender": application.scheme_version.scheme.name,
        "date": sent_on,
        "to": [client.name, *filter(None, [client.company_name])],
        "reference_block": [
            [_("Date"), _day(sent_on)],
            [_("Reference"), application.reference],
            [_("Case"), application.case.reference],
            [_("Questions"), settings.PORTAL["phone"]],
        ],
        "salutation": _("Dear %(name)s,") % {"name": client.name},
        "introduction": [_introduction(decision)],
        "sections": [*_sections(decision), _objection(decision, objection_until)],
        "greeting": _("Yours sincerely,"),
        "signed_by": [
            _("on behalf of %(board)s,") % {"board": decision.on_behalf_of},
            str(decision.decided_by),
            _("fund manager, %(fund)s") % {"fund": application.scheme_version.scheme.name},
        ],
    }


def _introduction(decision: Decision) -> str:
    application = decision.application
    return _("On %(day)s you applied for a training voucher for the training %(training)s at %(provider)s.") % {
        "day": _long(application.submitted_at),
        "training": application.training_name,
        "provider": application.provider_label,
    }


def _sections(decision: Decision) -> Iterator[Section]:
    if decision.is_award:
        yield _amounts(decision)
        yield {"heading": _("Why do we decide this?"), "paragraphs": [decision.motivation]}
        yield _next(decision)
    else:
        yield {
            "heading": _("Why do you not get a voucher?"),
            "paragraphs": [decision.motivation],
            "items": list(_grounds(decision)),
        }
        yield {
            "heading": _("What can you do now?"),
            "paragraphs": [
                _("Your advisor helps you to look for another way to pay for your training. Call %(phone)s.")
                % {"phone": settings.PORTAL["phone"]}
            ],
        }


def _amounts(decision: Decision) -> Section:
    application = decision.application
    outcome = read_outcome(decision.outcome)
    rows = [[line.payer or str(line.get_source_display()), euro(line.cents)] for line in application.cofinancing.all()]
    rows.append([_("Training voucher"), euro(decision.amount_cents)])
    rows.append([_("Price of the training"), euro(outcome.total_cents)])
    return {
        "heading": _("Who pays your training?"),
        "money": rows,
        "after": [
            _(
                "We pay our part to %(provider)s, within six weeks after its invoice. "
                "You do not have to advance anything."
            )
            % {"provider": application.provider_label}
        ],
    }


def _next(decision: Decision) -> Section:
    application = decision.application
    return {
        "heading": _("What do you have to do?"),
        "steps": [
            _("Start the training on %(day)s. Does that change? Tell us before that day.")
            % {"day": _day(application.start_date)},
            _("Give %(provider)s the number of this letter: %(reference)s. It sends us the invoice.")
            % {"provider": application.provider_label, "reference": application.reference},
            _("Send us your certificate, or a statement of the provider, when you have finished."),
        ],
        "after": [
            _(
                "Do you stop early, or was something in your application not right? "
                "Then we can pay less or ask money back."
            )
        ],
    }


def _grounds(decision: Decision) -> Iterator[str]:
    outcome = read_outcome(decision.outcome)
    for ground in decision.grounds:
        check = outcome.check(ground)
        if check is not None:
            yield check.text
        elif ground == "advice":
            yield _("The advisor's labour-market test was not positive.")


def _objection(decision: Decision, until: datetime.date) -> Section:
    return {
        "heading": _("Do you not agree?"),
        "paragraphs": [
            _(
                "You can object. Send your objection before the end of %(day)s to %(board)s, through Mijn omgeving or "
                "by post to Postbus 20, 7500 AA Enschede. Write your name and address, the date, reference "
                "%(reference)s, and why you do not agree. Sign it. Objecting is free. "
                "Somebody who did not take this decision looks at it."
            )
            % {
                "day": _day(until),
                "board": decision.on_behalf_of,
                "reference": decision.application.reference,
            }
        ],
    }


def _long(moment: Any) -> str:
    return _day(timezone.localtime(moment))


def _day(day: Any) -> str:
    return date_format(day, "j F Y")
