"""Tables that every app builds on."""

from werkcentrum.core.models.audit import AuditEvent
from werkcentrum.core.models.calendar import ExtraHoliday
from werkcentrum.core.models.regions import Municipality, PostcodeArea, Region
from werkcentrum.core.models.users import User

__all__ = ["AuditEvent", "ExtraHoliday", "Municipality", "PostcodeArea", "Region", "User"]
