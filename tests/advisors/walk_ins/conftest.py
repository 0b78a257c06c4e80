"""A counter in Enschede on a Tuesday, and two advisors."""

from collections.abc import Callable

import pytest

from advisors.models import WalkIn
from advisors.services import register_walk_in
from tests.factories.core import UserFactory
from tests.factories.directory import LocationFactory

TUESDAY = "2026-04-14"


@pytest.fixture
def at(freeze) -> Callable[..., None]:
    """The clock, on a Tuesday on which the location is open from 9 to 17."""

    def stop(time: str, day: str = TUESDAY) -> None:
        freeze(f"{day} {time.zfill(5)}")

    stop("10:00")
    return stop


@pytest.fixture
def marieke():
    return UserFactory(advisor=True, name="Marieke ter Braak")


@pytest.fixture
def tom():
    return UserFactory(advisor=True, name="Tom Oude Avenhuis")


@pytest.fixture
def location():
    return LocationFactory(slug="enschede", name="Werkcentrum Enschede")


@pytest.fixture
def staff(client, marieke, location):
    client.force_login(marieke)
    return client


@pytest.fixture
def arrive(location, marieke) -> Callable[..., WalkIn]:
    """Put somebody in the queue."""

    def register(name: str = "", about: str = "Een vraag", **kwargs) -> WalkIn:
        return register_walk_in(location_id=location.pk, name=name, about=about, **({"by": marieke} | kwargs))

    return register
