"""Middleware around every request that has nothing to do with the domain: logging, a header, an impossible address."""

from collections.abc import Callable

import structlog
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django_structlog.middlewares import RequestMiddleware

PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "autoplay",
        "browsing-topics",
        "camera",
        "display-capture",
        "fullscreen",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
)
QUIET_PATHS = ("/health/",)


class RequestLogMiddleware(RequestMiddleware):
    """One log line per request with its id, path and outcome; never the query string, the address or the browser.

    The id is also in the response (`X-Request-ID`), so that somebody who reports a problem can quote it.
    """

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        """Method and path: a query string may hold what somebody searched for."""
        return f"{request.method} {request.path}"

    def handle_response(self, request: HttpRequest, response: HttpResponse) -> None:
        """Log the outcome, and give the id to the browser."""
        request_id = structlog.contextvars.get_contextvars().get("request_id")
        if request_id:
            response.headers["X-Request-ID"] = request_id
        if request.path.startswith(QUIET_PATHS) and response.status_code < 400:
            structlog.contextvars.clear_contextvars()
            return
        super().handle_response(request, response)


class PermissionsPolicyMiddleware:
    """The portal uses no camera, location or payment; no page, and nothing injected into one, may ask for them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response


class NoNullInAddressMiddleware:
    """A path with a NUL leads nowhere: no text in PostgreSQL holds one, so looking it up would fail.

    What stands after the question mark is left to forms and the API, which say what is wrong with it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path:
            raise BadRequest("The address holds a NUL.")
        return self.get_response(request)
