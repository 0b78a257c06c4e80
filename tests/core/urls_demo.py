"""The URLs as they are with DEMO=1."""

from django.urls import include, path

from werkcentrum.urls import (
    handler400,
    handler403,
    handler404,
    handler500,
)
from werkcentrum.urls import urlpatterns as usual

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [path("demo/", include("werkcentrum.demo.urls")), *usual]
