import pytest
from django.core import signing

from directory.reference import load as load_directory
from intake import browser
from intake.reference import load as load_intake
from tests.factories.intake import IntakeDraftFactory, small_check
from werkcentrum.core.reference import load as load_core


@pytest.fixture
def front_door(db):
    """Municipalities, organisations, locations and the first set of rules."""
    load_core()
    load_directory()
    load_intake()


@pytest.fixture
def on_two_municipalities():
    """For what does not depend on how many municipalities the completeness check looks at."""
    with small_check():
        yield


@pytest.fixture
def typing(client):
    """Let the browser type a question: `typing(draft)`, or one of which every step was answered."""

    def remember(draft=None, **fields):
        draft = draft or IntakeDraftFactory(**fields)
        signed = signing.get_cookie_signer(salt=browser.TYPING + browser.SALT).sign(str(draft.pk))
        client.cookies[browser.TYPING] = signed
        return draft

    return remember
