"""All URLs: Dutch at `/...`, English at `/en/...`; health, the API and the admin have no language in their path."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from intake.views.home import home
from werkcentrum import views
from werkcentrum.api import DOCS
from werkcentrum.api.docs import api_docs

APPS = ["directory", "advisors", "intake", "referrals", "vouchers", "reporting"]

urlpatterns = [
    path("beheer/", admin.site.urls),
    *i18n_patterns(
        path("account/", include("werkcentrum.core.account_urls")),
        *(path("", include(f"{app}.urls")) for app in APPS),
        *([path("demo/", include("werkcentrum.demo.urls"))] if settings.DEMO else []),
        path("", home, name="home"),
        path("start/", views.landing, name="landing"),
        path("componenten/", views.components, name="core-components"),
        path(DOCS.removeprefix("/"), api_docs, name="api-docs"),
        prefix_default_language=False,
    ),
    path("", include("werkcentrum.health")),
    path("", include("werkcentrum.api.urls")),
]

handler400 = views.bad_request
handler403 = views.permission_denied
handler404 = views.page_not_found
handler500 = views.server_error
