"""The names that sentences of rules need: organisations and municipalities from the database, topics from us."""

from advisors.vocabulary import Education, Situation, Theme
from directory.models import Organization
from intake.places import region_municipalities
from intake.rules.sentences import Words


def words() -> Words:
    """Every name, in two queries."""
    return Words(
        organizations=dict(Organization.objects.values_list("code", "name")),
        municipalities=region_municipalities(),
        themes=dict(Theme.choices),
        educations=dict(Education.choices),
        situations=dict(Situation.choices),
    )
