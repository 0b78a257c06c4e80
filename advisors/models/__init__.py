"""Clients, cases, contact moments and the timeline."""

from advisors.models.cases import Case, TimelineEntry
from advisors.models.clients import Client
from advisors.models.contacts import ContactMoment
from advisors.models.walk_ins import WalkIn

__all__ = ["Case", "Client", "ContactMoment", "TimelineEntry", "WalkIn"]
