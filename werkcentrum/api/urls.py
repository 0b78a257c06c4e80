"""Addresses of version 1, all public: no log-in, no CSRF token, no cookie."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, JsonResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt

from werkcentrum.api import BASE_PATH, OPENAPI
from werkcentrum.api.openapi import document
from werkcentrum.api.v1 import api

app_name = "api"
HSDS_VERSION = "3.0"
HSDS_PROFILE = "https://docs.openreferral.org/en/v3.0/"


def public(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view of the API: for everybody, with HEAD where there is GET, and OPTIONS."""

    @login_not_required
    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        method = request.method
        if method == "HEAD":
            request.method = "GET"
        response = view(request, *args, **kwargs)
        request.method = method
        if response.status_code != 405:
            return response
        allowed = allowed_methods(response)
        if method == "OPTIONS":
            return HttpResponse(status=204, headers={"Allow": allowed})
        response.headers["Allow"] = allowed
        return response

    return answer


def allowed_methods(response: HttpResponse) -> str:
    """The methods of an address, with those that come with them."""
    methods = {method.strip() for method in response.headers["Allow"].split(",")} | {"OPTIONS"}
    return ", ".join(sorted(methods | ({"HEAD"} if "GET" in methods else set())))


@public
def landing(request: HttpRequest) -> HttpResponse:
    """What this is: HSDS asks for it. A browser is led to the documentation."""
    if request.method != "GET":
        return HttpResponseNotAllowed(["GET"])
    if request.get_preferred_type(["application/json", "text/html"]) == "text/html":
        return HttpResponseRedirect(reverse("api-docs"), headers={"Vary": "Accept"})
    return JsonResponse(
        {
            "version": HSDS_VERSION,
            "profile": HSDS_PROFILE,
            "openapi_url": f"{settings.BASE_URL}{OPENAPI}",
            "description": document(get_language() or "nl")["info"]["description"],
            "publisher": {
                "name": settings.PORTAL["name"],
                "email": settings.PORTAL["email"],
                "website": settings.BASE_URL,
            },
        },
        headers={"Vary": "Accept"},
    )


@public
def openapi(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document, for every site."""
    if request.method != "GET":
        return HttpResponseNotAllowed(["GET"])
    content = document(get_language() or "nl")
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 1})


def resources() -> list[URLPattern]:
    """The addresses of the routers, without ninja's own page."""
    found = [pattern for pattern in api.urls[0] if isinstance(pattern, URLPattern) and pattern.name != "api-root"]
    for pattern in found:
        pattern.callback = public(pattern.callback)
    return found


root = BASE_PATH.removeprefix("/")
urlpatterns = [
    path(root, landing, name="landing"),
    path(OPENAPI.removeprefix("/"), openapi, name="openapi"),
    *(path(f"{root}/{pattern.pattern}", pattern.callback, name=pattern.name) for pattern in resources()),
]
