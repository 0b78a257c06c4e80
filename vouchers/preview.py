"""What the rules say about an application that is still being filled in: what is unknown yet stays open."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.translation import gettext as _

from vouchers.facts import awarded_this_year
from vouchers.models import Commitment, VoucherApplication
from vouchers.rules import (
    OUTSIDE,
    Amounts,
    Check,
    CheckCode,
    Contribution,
    Cost,
    CostKind,
    Education,
    Facts,
    Level,
    Names,
    Result,
    SchemeParameters,
    Source,
    Training,
    assess,
    calculate,
)
from vouchers.services import ApplicationData
from vouchers.vocabulary import SourceLabel

OPEN = "open"
COLOURS = {Source.EMPLOYER: "2", Source.OWN: "3", Source.OO_FUND: "4"}
REST = "5"
VOUCHER = "1"
GAP = "gap"


@dataclass(frozen=True)
class Line:
    """One condition for the page: `state` is pass, fail, review, or open while something is not filled in."""

    code: str
    title: str
    state: str
    text: str


@dataclass(frozen=True)
class Part:
    """A part of the amounts bar, in cents."""

    label: str
    cents: int
    colour: str


@dataclass(frozen=True, kw_only=True)
class Preview:
    """Amounts in cents and conditions in words. `voucher` is 0 when a condition is not met; `gap` nobody pays yet."""

    amounts: Amounts
    lines: tuple[Line, ...]
    parts: tuple[Part, ...]
    share: tuple[int, int]
    cap: int

    @property
    def total(self) -> int:
        """Costs that count."""
        return self.amounts.total

    @property
    def missing(self) -> int:
        """What others still have to take on."""
        return self.amounts.missing if self.total else 0

    @property
    def failed(self) -> tuple[Line, ...]:
        """The conditions that are not met."""
        return tuple(line for line in self.lines if line.state == Result.FAIL)

    @property
    def to_review(self) -> tuple[Line, ...]:
        """The conditions that a person has to judge."""
        return tuple(line for line in self.lines if line.state == Result.REVIEW)

    @property
    def unknown(self) -> tuple[Line, ...]:
        """The conditions of which something is not filled in yet."""
        return tuple(line for line in self.lines if line.state == OPEN)

    @property
    def voucher(self) -> int:
        """What the voucher can be."""
        return 0 if self.failed else self.amounts.voucher

    @property
    def gap(self) -> int:
        """What nobody pays yet; it becomes own contribution when the applicant takes it on."""
        return self.amounts.gap if self.voucher else 0

    @property
    def is_covered(self) -> bool:
        """Whether others pay everything already."""
        return self.total > 0 and self.amounts.is_covered

    @property
    def half(self) -> int | None:
        """Where the mark of the bar stands: only a share of one half has its place in the middle."""
        return self.amounts.needed if self.share == (1, 2) and self.total else None


def data_of(application: VoucherApplication) -> ApplicationData:
    """What is kept of an application, as the form and the services take it."""
    return ApplicationData(
        birth_date=application.birth_date,
        municipality=application.municipality,
        education=application.education,
        route=application.route,
        sector_from=application.sector_from,
        sector_to=application.sector_to,
        occupation=application.occupation,
        training_name=application.training_name,
        level=application.level,
        provider=application.provider,
        provider_name=application.provider_name,
        start_date=application.start_date,
        evidence=application.evidence,
        motivation=application.motivation,
        costs={line.kind: line.cents for line in application.costs.all()},
        cofinancing={line.source: line.cents for line in application.cofinancing.all()},
        payers={line.source: line.payer for line in application.cofinancing.all() if line.payer},
    )


def preview(application: VoucherApplication, data: ApplicationData) -> Preview:
    """Judge what was filled in so far. Reads the registers and the money, writes nothing."""
    parameters = application.scheme_version.parameters(application.application_date)
    facts = _facts(application, data)
    outcome = assess(facts, parameters, free_cents=_free_cents(application, data))
    amounts = calculate(facts.costs, facts.cofinancing, facts.awarded_this_year_cents, parameters)
    unknown = _unknown(data)
    lines = tuple(_line(check, unknown) for check in outcome.checks)
    return assemble(amounts, parameters, lines=lines, names=data.payers, cofinancing=facts.cofinancing)


def quick_preview(costs: int, cofinancing: dict[str, int], parameters: SchemeParameters) -> Preview:
    """Only the amounts, for the calculator that asks for nothing else. Everything in cents."""
    lines = tuple(Contribution(source, cents) for source, cents in cofinancing.items() if cents)
    amounts = calculate((Cost(CostKind.TUITION, costs),), lines, 0, parameters)
    return assemble(amounts, parameters, lines=(), names={}, cofinancing=lines)


def assemble(
    amounts: Amounts,
    parameters: SchemeParameters,
    *,
    lines: tuple[Line, ...],
    names: dict[str, str],
    cofinancing: Iterable[Contribution] = (),
) -> Preview:
    """Put the amounts and the conditions together, with the parts of the bar."""
    made = Preview(
        amounts=amounts,
        lines=lines,
        parts=(),
        share=(parameters.share_numerator, parameters.share_denominator),
        cap=parameters.person_year_cents,
    )
    return replace(made, parts=tuple(_parts(made, cofinancing, names)))


def payer_parts(cofinancing: Iterable[tuple[str, str, int]]) -> list[Part]:
    """Parts for (source, name, cents), in the order of the list of sources."""
    known = {source: (name, cents) for source, name, cents in cofinancing}
    return [
        Part(known[source][0] or str(SourceLabel(source).label), known[source][1], COLOURS.get(Source(source), REST))
        for source in SourceLabel.values
        if source in known and known[source][1]
    ]


def _parts(made: Preview, cofinancing: Iterable[Contribution], names: dict[str, str]) -> Iterable[Part]:
    """Payers, voucher, gap; while others do not pay their share yet, what is missing comes before the voucher."""
    amounts = made.amounts
    yield from payer_parts((line.source, names.get(line.source, ""), line.cents) for line in cofinancing)
    if made.voucher:
        yield Part(_("Training voucher"), made.voucher, VOUCHER)
        if made.gap:
            yield Part(_("Nobody pays this yet"), made.gap, GAP)
        return
    rest = amounts.total - amounts.cofinancing
    if made.missing and not set(made.failed) - {line for line in made.lines if line.code == CheckCode.COFINANCING}:
        possible = min(amounts.fundable, amounts.room)
        yield Part(_("Others still have to pay this"), made.missing, GAP)
        if possible:
            yield Part(_("Can become the training voucher"), possible, VOUCHER)
        rest -= made.missing + possible
    if rest > 0:
        yield Part(_("Nobody pays this yet"), rest, GAP)


def _line(check: Check, unknown: frozenset[str]) -> Line:
    if check.code in unknown:
        return Line(check.code, check.title, OPEN, _("We can tell when you have filled this in."))
    return Line(check.code, check.title, str(check.result), check.text)


def _unknown(data: ApplicationData) -> frozenset[str]:
    """The conditions that cannot be judged yet."""
    has_provider = bool((data.provider or data.provider_name) and data.start_date)
    known = {
        CheckCode.RESIDENCE: bool(data.municipality or data.education),
        CheckCode.AGE: bool(data.birth_date),
        CheckCode.EDUCATION_DIRECTION: bool(data.education and data.level),
        CheckCode.PROVIDER_RECOGNISED: has_provider,
        CheckCode.LABOUR_MARKET: bool(data.occupation),
        CheckCode.COFINANCING: any(data.costs.values()),
        CheckCode.ANNUAL_CAP: any(data.costs.values()),
        CheckCode.BUDGET: any(data.costs.values()),
    }
    return frozenset(code for code, is_known in known.items() if not is_known)


def _facts(application: VoucherApplication, data: ApplicationData) -> Facts:
    """The facts, with stand-ins for what is not filled in; `_unknown` keeps those from being shown."""
    today = timezone.localdate()
    birth_date = data.birth_date if data.birth_date and data.birth_date <= today else today
    return Facts(
        application_date=application.application_date,
        birth_date=birth_date,
        municipality=data.municipality.pk if data.municipality else OUTSIDE,
        education=data.education or Education.UNKNOWN,
        training=Training(
            level=data.level or Level.UNKNOWN,
            occupation=data.occupation.pk if data.occupation else "unknown",
            provider_recognised=_recognised(data),
            start_date=data.start_date or today,
        ),
        costs=tuple(Cost(kind, cents) for kind, cents in data.costs.items() if cents) or (Cost(CostKind.TUITION, 0),),
        cofinancing=tuple(Contribution(source, cents) for source, cents in data.cofinancing.items() if cents),
        awarded_this_year_cents=awarded_this_year(application),
        labour_market_evidence=data.evidence or None,
        names=Names(
            municipality=str(data.municipality or ""),
            provider=str(data.provider or data.provider_name),
            occupation=str(data.occupation or ""),
        ),
    )


def _recognised(data: ApplicationData) -> bool | None:
    if data.provider is None or data.start_date is None:
        return None
    return data.provider.is_recognised_on(data.start_date)


def _free_cents(application: VoucherApplication, data: ApplicationData) -> int:
    """What the fund can still reserve for this application as it is on the form."""
    as_filled_in = VoucherApplication(
        scheme_version=application.scheme_version, sector_to=data.sector_to, municipality=data.municipality
    )
    return Commitment.objects.for_application(as_filled_in, timezone.localdate()).free_cents()
