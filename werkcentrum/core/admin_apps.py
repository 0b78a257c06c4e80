"""Puts our own site in the place of Django's `admin.site`, so that every `@admin.register` lands there."""

from django.contrib.admin.apps import AdminConfig


class PortalAdminConfig(AdminConfig):
    """The Django admin with the log-in, the second factor and the roles of the portal."""

    default_site = "werkcentrum.core.admin_site.PortalAdminSite"
