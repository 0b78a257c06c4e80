"""Organisations, services, locations (field names of Open Referral HSDS 3), teams and memberships."""

from directory.models.locations import Address, ClosedDay, Location, Schedule
from directory.models.organizations import Membership, Organization, Team
from directory.models.services import Service, ServiceArea, ServiceAtLocation, TaxonomyTerm

__all__ = [
    "Address",
    "ClosedDay",
    "Location",
    "Membership",
    "Organization",
    "Schedule",
    "Service",
    "ServiceArea",
    "ServiceAtLocation",
    "TaxonomyTerm",
    "Team",
]
