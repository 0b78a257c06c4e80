"""Counting without keeping of whom."""

import hashlib

import pytest
from django.core.cache import cache

from werkcentrum.core.counting import count


@pytest.fixture
def keys(monkeypatch):
    """Every key that is written."""
    written = []
    real = cache.add
    monkeypatch.setattr(cache, "add", lambda key, *args, **kwargs: written.append(key) or real(key, *args, **kwargs))
    return written


def test_each_is_counted_alone():
    assert [count("tries", "203.0.113.1", seconds=60) for _time in range(3)] == [1, 2, 3]
    assert count("tries", "203.0.113.2", seconds=60) == 1
    assert count("mails", "203.0.113.1", seconds=60) == 1


def test_who_it_was_is_not_in_the_key_and_cannot_be_found_by_trying(keys):
    count("tries", "203.0.113.1", seconds=60)
    assert "203.0.113.1" not in keys[0]
    assert hashlib.sha256(b"203.0.113.1").hexdigest()[:20] not in keys[0]


def test_a_period_that_ends_in_between_begins_again(monkeypatch):
    monkeypatch.setattr(cache, "add", lambda *args, **kwargs: False)
    assert count("tries", "203.0.113.3", seconds=60) == 1
