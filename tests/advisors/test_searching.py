"""What is typed to find a client, taken apart: pure rules."""

import pytest

from advisors.rules.searching import FOLD_FROM, FOLD_TO, Wanted, fold, read


def of(text: str) -> Wanted:
    return read(text, this_year=2026)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("jansen 1985", Wanted(words=("jansen",), birth_year=1985)),
        ("1985 Jansen", Wanted(words=("jansen",), birth_year=1985)),
        ("  Çelik-de Groot ", Wanted(words=("celik", "de", "groot"))),
        ("O'Neil", Wanted(words=("o", "neil"))),
        ("jansen 12-03-1985", Wanted(words=("jansen",), birth_year=1985)),
        ("Iris@Example.ORG", Wanted(email="iris@example.org")),
        ("jansen iris@example.org", Wanted(words=("jansen",), email="iris@example.org")),
        ("12345678", Wanted(words=("12345678",))),
        ("iris@exam\0ple.org", Wanted(email="iris@exam", words=("ple", "org"))),
        ("", Wanted()),
        ("1985", Wanted(birth_year=1985)),
    ],
)
def test_any_mix_is_taken_apart(text, expected):
    assert of(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "0612345678", "06 12345678", "06-12 34 56 78", "06 1234 5678", "+31612345678", "+31 6 12345678",
        "0031 6 12345678", "+31 (0)6 12345678", "(06) 12345678", "612345678", "31612345678", "06.12.34.56.78",
    ],
)  # fmt: skip
def test_a_telephone_number_in_any_notation_is_the_same_number(text):
    assert of(text) == Wanted(phone="+31612345678")


def test_a_number_of_another_country():
    assert of("+49 2562 12345").phone == "+49256212345"
    assert of("0049 2562 12345").phone == "+49256212345"


def test_a_year_within_a_telephone_number_is_no_birth_year_and_one_after_it_is():
    assert of("06 1985 1234") == Wanted(phone="+31619851234")
    assert of("0612345678 1985") == Wanted(phone="+31612345678", birth_year=1985)
    assert of("1985 0612345678") == Wanted(phone="+31612345678", birth_year=1985)


def test_the_beginning_of_a_telephone_number_is_looked_up_while_it_is_typed():
    assert of("0612") == Wanted(phone="+31612")
    assert of("0612").is_enough
    assert not of("06").is_enough


@pytest.mark.parametrize("text", ["WCT-2026-01842", "wct-2026-01842", "wct 2026 1842", "2026-01842", "WCT2026-01842"])
def test_a_reference_number_is_exact_however_it_is_typed(text):
    assert of(text) == Wanted(references=("WCT-2026-01842",))


@pytest.mark.parametrize("text", ["wct 1842", "WCT-01842", "1842"])
def test_a_number_without_its_year_is_one_of_the_last_three_years(text):
    assert of(text) == Wanted(references=("WCT-2026-01842", "WCT-2025-01842", "WCT-2024-01842"))


def test_five_digits_are_a_case_number_or_the_beginning_of_a_telephone_number():
    wanted = of("06184")
    assert wanted.phone == "+316184"
    assert wanted.references[0] == "WCT-2026-06184"


@pytest.mark.parametrize("text", ["", "j", "1985", "06", "iris@", "iris@example", "WCT-", "WCT-2026-", "*", "' | !"])
def test_what_says_too_little_is_not_searched(text):
    assert not of(text).is_enough


@pytest.mark.parametrize("text", ["!!:* & | <-> jan", "jan'; drop table", "\\", "%_%", "jan\x00sen"])
def test_signs_never_reach_the_search(text):
    assert all(word.isalnum() for word in of(text).words)


def test_the_kinds_say_what_was_searched_by_and_nothing_of_it():
    assert of("jansen 1985 0612345678").kinds == ["name", "birth_year", "phone"]


def test_folding_replaces_one_sign_by_one():
    assert len(FOLD_FROM) == len(FOLD_TO)
    assert len(set(FOLD_FROM)) == len(FOLD_FROM)
    assert fold("Müller-Şahin") == "muller sahin"
