"""Where an application stands, in words: for lists and pages of staff, and for the applicant's own pages."""

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from vouchers.models import Decision, VoucherApplication
from vouchers.rules import read_outcome
from vouchers.workflow import BEFORE_DECISION, GRANTED
from vouchers.workflow import ApplicationStatus as S
from werkcentrum.core.templatetags.wc import day
from werkcentrum.core.terms import calendar

SOON_WORKING_DAYS = 10

# status -> (state of the badge, words)
BADGES: dict[str, tuple[str, str | Promise]] = {
    S.DRAFT: ("neutral", lazy("Not sent yet")),
    S.SUBMITTED: ("wait", lazy("With the advisor")),
    S.INCOMPLETE: ("wait", lazy("Waiting for the applicant")),
    S.IN_ASSESSMENT: ("wait", lazy("With the advisor")),
    S.ADVISED: ("wait", lazy("With the fund")),
    S.PREPARED: ("now", lazy("Ready for a decision")),
    S.AWARDED: ("done", lazy("Awarded")),
    S.ISSUED: ("done", lazy("Awarded, letter sent")),
    S.STARTED: ("done", lazy("Training has started")),
    S.INVOICED: ("now", lazy("Invoice to pay")),
    S.PAID: ("done", lazy("Paid")),
    S.SETTLED: ("done", lazy("Settled")),
    S.REFUSED: ("late", lazy("Refused")),
    S.NOT_HANDLED: ("neutral", lazy("Not handled")),
    S.WITHDRAWN: ("neutral", lazy("Withdrawn")),
    S.REVOKED: ("late", lazy("Revoked")),
}


@dataclass(frozen=True)
class Badge:
    """A state with its words; `symbol` is empty when the icon of the state fits."""

    state: str
    text: str


def badge(application: VoucherApplication) -> Badge:
    """Where it stands, for staff."""
    state, text = BADGES[application.status]
    return Badge(state, str(text))


def decision_of(application: VoucherApplication) -> Decision | None:
    """The decision, if there is one."""
    return getattr(application, "decision", None)


def amount_of(application: VoucherApplication) -> int:
    """Cents of the voucher: awarded, else asked for when it was sent; 0 while unknown."""
    voucher = getattr(application, "voucher", None)
    if voucher is not None:
        return int(voucher.cents)
    outcome = application.snapshot.get("outcome")
    return read_outcome(outcome).voucher_cents if outcome else 0


# --- the term to decide (Awb 4:13) --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Due:
    """By when is decided, and how that stands today: `state` is late, soon, or fine."""

    on: datetime.date
    state: str
    text: str


def due(application: VoucherApplication) -> Due | None:
    """How much time there is to decide; None when nobody has to decide any more, or not yet."""
    if application.decision_due is None or application.status not in BEFORE_DECISION:
        return None
    today = timezone.localdate()
    on = application.decision_due
    if on < today:
        days = calendar().working_days_between(on, today)
        return Due(on, "late", _("%(days)s working days too late") % {"days": days})
    left = calendar().working_days_between(today, on)
    text = _("today is the last day") if on == today else _("%(days)s working days left") % {"days": left}
    return Due(on, "soon" if left <= SOON_WORKING_DAYS else "fine", text)


@dataclass(frozen=True)
class Term:
    """The bar above a decision: shares of the time between arrival and the last day, from 0 to 100."""

    received: datetime.date
    on: datetime.date
    passed: float
    due: Due


def term(application: VoucherApplication) -> Term | None:
    """The term as a drawing; None when nobody has to decide."""
    left = due(application)
    if left is None or application.submitted_at is None:
        return None
    received = timezone.localdate(application.submitted_at)
    whole = max((left.on - received).days, 1)
    passed = (timezone.localdate() - received).days / whole * 100
    return Term(received, left.on, min(passed, 99.0), left)


# --- for the applicant --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Headline:
    """The strongest sentence of the applicant's page, and what to do now."""

    title: str
    text: str


def headline(application: VoucherApplication, amount: str) -> Headline:  # one sentence per state
    """What the applicant reads first. `amount` is the voucher in words."""
    status = application.status
    due_on = day(application.decision_due)
    if status == S.DRAFT:
        return Headline(
            _("You have not sent your application yet"), _("Go on where you were. Sending comes at the end.")
        )
    if status == S.INCOMPLETE:
        return Headline(_("Something is missing in your application"), _("Your advisor contacts you about it."))
    if status in BEFORE_DECISION:
        return Headline(
            _("The fund decides by %(day)s at the latest") % {"day": due_on},
            _("You get a letter. You do not have to do anything now."),
        )
    if status == S.REFUSED:
        return Headline(
            _("You do not get a training voucher"),
            _("The letter says why, and what you can do if you do not agree. Your advisor helps you further."),
        )
    if status in GRANTED:
        return Headline(_("You get a training voucher of %(amount)s") % {"amount": amount}, _granted_text(application))
    if status == S.WITHDRAWN:
        return Headline(_("You withdrew this application"), _("You can apply again at any time."))
    return Headline(_("This application is closed"), _("Call us if you have a question about it."))


def _granted_text(application: VoucherApplication) -> str:
    texts: dict[str, str] = {
        S.STARTED: _("Your training has started. Your training provider sends us the invoice."),
        S.INVOICED: _("We have the invoice of your training provider. We pay it."),
        S.PAID: _("We have paid your training provider. Send us your certificate when you have finished."),
        S.SETTLED: _("Everything has been settled. You do not have to do anything."),
    }
    return texts.get(application.status) or _(
        "Start your training on the day that you gave. We pay your training provider, not you."
    )


def route(application: VoucherApplication) -> list[dict[str, str]]:
    """The way of an application from sending to the start of the training, for the component `route`."""
    decision = decision_of(application)
    test = getattr(application, "labour_market_test", None)
    status = application.status
    refused = status in {S.REFUSED, S.NOT_HANDLED, S.WITHDRAWN, S.REVOKED}
    steps = [
        _step(day_of(application.submitted_at), _("Applied"), _first_state(application)),
        _step(
            day_of(test.at) if test else "",
            _("Your advisor gives advice"),
            "past" if test or decision else _now_if(status in {S.SUBMITTED, S.IN_ASSESSMENT, S.INCOMPLETE}),
        ),
    ]
    if decision:
        title = _("The fund awarded the voucher") if decision.is_award else _("The fund refused")
        steps.append(_step(day_of(decision.decided_at), title, "now" if refused else "past"))
    elif status == S.WITHDRAWN:
        steps.append(_step("", _("Withdrawn"), "now"))
    else:
        when = (
            _("by %(day)s at the latest") % {"day": day(application.decision_due)} if application.decision_due else ""
        )
        text = _("You get a letter.") if status in {S.ADVISED, S.PREPARED} else ""
        steps.append(_step(when, _("The fund decides"), _now_if(status in {S.ADVISED, S.PREPARED}), text))
    if not refused:
        steps.append(_step(*_training(application)))
        paid = status in {S.PAID, S.SETTLED}
        steps.append(
            _step(
                "", _("We pay your training provider"), "past" if paid else _now_if(status in {S.STARTED, S.INVOICED})
            )
        )
    return steps


def _step(when: str, title: str, state: str, text: str = "") -> dict[str, str]:
    return {"when": when, "title": title, "state": state, "text": text}


def _first_state(application: VoucherApplication) -> str:
    return "past" if application.submitted_at else "now"


def _now_if(is_now: bool) -> str:
    return "now" if is_now else "later"


def _training(application: VoucherApplication) -> tuple[str, str, str]:
    if application.started_on:
        return day(application.started_on), _("Training started"), "past"
    return day(application.start_date), _("Training starts"), _now_if(application.status in {S.AWARDED, S.ISSUED})


def day_of(moment: datetime.datetime | None) -> str:
    """The day of a moment in words, or nothing."""
    return day(moment) if moment else ""
