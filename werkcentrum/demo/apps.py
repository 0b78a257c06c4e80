"""Reference and demo data: the one place, besides urls and api, that knows every app."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Commands that fill the portal; with DEMO=1 also pages to log in as somebody and to read the mail."""

    name = "werkcentrum.demo"
    label = "demo"
    verbose_name = "Demo"
