"""A case without an owner or a next step cannot exist, whoever writes it; the message is for a person."""

import pytest
from django.db import transaction

from advisors.models import Case, ContactMoment
from tests.factories.advisors import CaseFactory, ContactMomentFactory
from werkcentrum.core.db import ConstraintViolated, explain_constraints

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("trait", "changes", "message"),
    [
        ("new", {"next_step": ""}, "volgende stap"),
        ("new", {"next_step_on": None}, "volgende stap"),
        ("open", {"next_step": ""}, "volgende stap"),
        ("open", {"owner": None}, "adviseur"),
        ("open", {"outcome": "answered"}, "uitkomst"),
        ("closed", {"outcome": ""}, "uitkomst"),
        ("closed", {"closed_at": None}, "uitkomst"),
        ("closed", {"outcome": "no_solution", "missing": ""}, "ontbrak"),
    ],
)
def test_the_database_refuses_with_a_sentence(trait, changes, message):
    case = CaseFactory(**{trait: True})
    with pytest.raises(ConstraintViolated, match=message), explain_constraints(), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(**changes)


def test_a_contact_takes_between_a_minute_and_ten_hours():
    contact = ContactMomentFactory()
    with pytest.raises(ConstraintViolated, match="600"), explain_constraints(), transaction.atomic():
        ContactMoment.objects.filter(pk=contact.pk).update(minutes=0)


def test_a_number_is_given_once():
    case = CaseFactory()
    with pytest.raises(Exception, match="reference"), transaction.atomic():
        CaseFactory(reference=case.reference)
