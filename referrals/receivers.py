"""What referrals do when something happens to a case."""

from typing import Any

from django.dispatch import receiver

from advisors.signals import case_closed
from referrals.services import withdraw_for_closed_case


@receiver(case_closed)
def stop_asking(*, case_id: int, **_details: Any) -> None:
    """A closed case has nothing left to ask of partners that have not taken over."""
    withdraw_for_closed_case(case_id=case_id)
