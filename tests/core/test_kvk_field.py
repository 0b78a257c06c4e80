"""The KvK number of a company, as people type it."""

import pytest
from django.core.exceptions import ValidationError

from werkcentrum.core.forms import KvkField


@pytest.mark.parametrize("typed", ["12345678", " 1234 5678 ", "12.34.56.78", "1234-5678", "1 2 3 4 5 6 7 8          "])
def test_eight_digits_however_they_are_typed(typed):
    assert KvkField().clean(typed) == "12345678"


def test_it_may_stay_empty():
    assert KvkField(required=False).clean("  ") == ""


@pytest.mark.parametrize("typed", ["1234567", "123456789", "NL12345678", "１２３４５６７８"])
def test_everything_else_is_refused_with_an_example(typed):
    with pytest.raises(ValidationError, match="12345678"):
        KvkField().clean(typed)
