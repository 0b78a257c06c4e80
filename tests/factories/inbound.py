"""Questions that partners brought. `InboundReferralFactory()` waits for an answer; traits `answered`, `withdrawn`."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from advisors.workflow import Channel
from intake.models import InboundReferral
from intake.workflow import InboundStatus
from tests.factories.advisors import CaseFactory
from tests.factories.core import UserFactory
from tests.factories.directory import OrganizationFactory


class InboundReferralFactory(DjangoModelFactory):
    """Brought today by somebody of the Leerwerkloket with spoken consent; `case__...` says more about the case."""

    class Meta:
        model = InboundReferral

    class Params:
        answered = factory.Trait(
            status=InboundStatus.ANSWERED,
            answer="Wij hebben een meeloopdag afgesproken.",
            answered_at=factory.LazyFunction(timezone.now),
            answered_by=factory.SubFactory(UserFactory, advisor=True),
        )
        withdrawn = factory.Trait(
            consent_withdrawn_at=factory.LazyFunction(timezone.now),
            consent_withdrawn_by=factory.SubFactory(UserFactory, advisor=True),
        )

    organization = factory.SubFactory(OrganizationFactory, code="leerwerkloket", name="Leerwerkloket Twente")
    case = factory.SubFactory(CaseFactory, channel=Channel.PARTNER)
    client_name = factory.SelfAttribute("case.client.name")
    question = factory.SelfAttribute("case.question")
    note = "Wij deden een beroepentest met haar."
    consent = InboundReferral.Consent.SPOKEN
    consent_text = "Vindt u het goed dat wij uw vraag doorgeven?"
    entered_by = factory.SubFactory(UserFactory, partner=True, organization=factory.SelfAttribute("..organization"))
