"""Addresses of the public pages of the directory."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from directory import views

app_name = "directory"
urlpatterns = [
    path("hulp-en-diensten/", views.service_list, name="services"),
    path("hulp-en-diensten/organisaties/<slug:code>/", views.organization_detail, name="organization"),
    path("hulp-en-diensten/<slug:slug>/", views.service_detail, name="service"),
    path("locaties/", views.location_list, name="locations"),
    path("locaties/<slug:slug>/", views.location_detail, name="location"),
    path("wie-werken-er-samen/", views.about, name="about"),
    path(
        "toegankelijkheid/",
        views.text_page,
        {"name": "accessibility", "title": _("Accessibility")},
        name="accessibility",
    ),
    path("privacy/", views.text_page, {"name": "privacy", "title": _("Privacy and your data")}, name="privacy"),
    path(
        "klacht-en-bezwaar/",
        views.text_page,
        {"name": "complaints", "title": _("Complaint or objection")},
        name="complaints",
    ),
]
