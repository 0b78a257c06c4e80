"""What happens to a question that a partner brought when its case is closed."""

from typing import Any

from django.dispatch import receiver

from advisors.signals import case_closed
from intake.services.inbound import tell_partner_about_closing


@receiver(case_closed)
def tell_partner(*, case_id: int, **_details: Any) -> None:
    """A partner that has no answer hears how it ended."""
    tell_partner_about_closing(case_id=case_id)
