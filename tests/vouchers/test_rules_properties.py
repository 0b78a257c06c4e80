"""What holds for all amounts and all facts."""

import datetime
from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tests.vouchers.schemes import LIST_1, OPIJVER, SOURCES, TWENTE, TWENTE_CODES
from vouchers.rules import Contribution, Cost, Education, Eligible, Evidence, Facts, Level, Training, assess, calculate

cents = st.integers(0, 2_000_000)
costs = st.lists(
    st.builds(Cost, st.sampled_from(["tuition", "exam", "material", "travel", "wages", "childcare"]), cents),
    min_size=1,
    max_size=4,
).map(tuple)
contributions = st.lists(st.builds(Contribution, st.sampled_from(sorted(SOURCES)), cents), max_size=4).map(tuple)
days = st.dates(datetime.date(2023, 1, 1), datetime.date(2026, 12, 31))
facts = st.builds(
    Facts,
    application_date=days,
    birth_date=st.dates(datetime.date(1940, 1, 1), datetime.date(2022, 12, 31)),
    municipality=st.sampled_from(["outside", "GM0222", *sorted(TWENTE_CODES)]),
    education=st.sampled_from(Education),
    training=st.builds(
        Training,
        level=st.sampled_from(Level),
        occupation=st.sampled_from([*sorted(LIST_1), "graphic-designer"]),
        provider_recognised=st.sampled_from([True, False, None]),
        start_date=days,
    ),
    costs=costs,
    cofinancing=contributions,
    awarded_this_year_cents=st.integers(0, 300_000),
    labour_market_evidence=st.sampled_from([None, *Evidence]),
)
sensible = Facts(
    application_date=datetime.date(2026, 3, 2),
    birth_date=datetime.date(1990, 5, 1),
    municipality="GM0153",
    education="mbo4",
    training=Training(
        level="mbo3", occupation="electrician", provider_recognised=True, start_date=datetime.date(2026, 9, 1)
    ),
    costs=(Cost("tuition", 1),),
)
schemes = st.sampled_from([TWENTE, OPIJVER]) | st.builds(
    lambda denominator, numerator: replace(
        TWENTE, share_numerator=min(numerator, denominator), share_denominator=denominator
    ),
    st.integers(1, 12),
    st.integers(0, 12),
)


@given(facts, schemes)
def test_the_voucher_never_exceeds_what_is_left_what_is_fundable_and_the_room(facts, scheme):
    outcome = assess(facts, scheme)

    assert 0 <= outcome.voucher_cents <= max(0, outcome.total_cents - outcome.cofinancing_cents)
    assert outcome.voucher_cents <= outcome.fundable_cents
    assert outcome.voucher_cents <= outcome.room_cents <= scheme.person_year_cents


@given(facts, schemes)
def test_an_eligible_training_is_paid_to_the_cent(facts, scheme):
    outcome = assess(facts, scheme)

    if outcome.eligible is not Eligible.NO:
        assert outcome.voucher_cents > 0
        assert outcome.cofinancing_cents + outcome.voucher_cents + outcome.gap_cents == outcome.total_cents
    else:
        assert (outcome.voucher_cents, outcome.gap_cents) == (0, 0)


@given(facts, schemes)
def test_the_needed_share_is_exact_and_rounded_up(facts, scheme):
    amounts = calculate(facts.costs, facts.cofinancing, 0, scheme)
    exact = amounts.total * Fraction(scheme.share_numerator, scheme.share_denominator)

    assert exact <= amounts.needed < exact + 1


@given(facts, schemes)
def test_the_answer_follows_from_the_checks(facts, scheme):
    outcome = assess(facts, scheme)
    results = {check.result for check in outcome.checks}

    assert outcome.eligible == ("no" if "fail" in results else "review" if "review" in results else "yes")
    assert [check.code for check in outcome.checks if check.code == "education_direction"] == (
        ["education_direction"] if scheme.education_rule else []
    )


@given(st.integers(1, 2_000_000), cents, cents, st.integers(0, 300_000), schemes)
def test_more_cofinancing_never_asks_more_of_the_fund_or_leaves_more_missing(total, less, extra, awarded, scheme):
    def outcome_with(paid):
        return assess(
            replace(
                sensible,
                costs=(Cost("tuition", total),),
                cofinancing=(Contribution("employer", paid),),
                awarded_this_year_cents=awarded,
            ),
            scheme if scheme is not OPIJVER else replace(OPIJVER, municipalities=TWENTE_CODES),
        )

    before, after = outcome_with(less), outcome_with(less + extra)

    assert after.missing_cents <= before.missing_cents
    if before.eligible is not Eligible.NO:
        assert after.voucher_cents <= before.voucher_cents
        assert after.gap_cents <= before.gap_cents


@given(facts, schemes, st.integers(0, 300_000))
def test_taking_on_the_gap_closes_it_and_leaves_the_voucher_the_same(facts, scheme, awarded):
    facts = replace(facts, awarded_this_year_cents=awarded)
    before = assess(facts, scheme)
    if before.gap_cents:
        after = assess(replace(facts, cofinancing=(*facts.cofinancing, Contribution("own", before.gap_cents))), scheme)

        assert (after.gap_cents, after.voucher_cents) == (0, before.voucher_cents)


@given(facts, st.integers(0, 400_000))
def test_the_fund_never_gives_more_than_is_free(facts, free):
    assert assess(facts, TWENTE, free_cents=free).voucher_cents <= free


@given(facts, st.integers(0, 250_000))
def test_what_was_awarded_before_never_raises_the_voucher(facts, more):
    later = replace(facts, awarded_this_year_cents=facts.awarded_this_year_cents + more)

    assert assess(later, TWENTE).voucher_cents <= assess(facts, TWENTE).voucher_cents
