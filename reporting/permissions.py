"""Who sees the figures."""

from werkcentrum.core.roles import Role

# The fund's figures. Advisors and partners see what is theirs in their own lists.
DASHBOARD_ROLES = frozenset(
    {Role.COORDINATOR, Role.FUND_OFFICER, Role.FUND_MANAGER, Role.CONTROLLER, Role.ANALYST, Role.ADMIN}
)
