"""What every answer under /api/ has in common: version, language, problem details for errors, an ETag for the rest."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers, set_response_etag

from werkcentrum.api import DOCS, OPENAPI, VERSION
from werkcentrum.core.api.language import language_of
from werkcentrum.core.api.problems import CONTENT_TYPE, problem_body

GetResponse = Callable[[HttpRequest], HttpResponse]
FRESH_SECONDS = 300


class ApiMiddleware:
    """Around everything that has to do with a request to the API, CORS included.

    The API knows no sessions: cookies are not read. It answers in the language of Accept-Language, and whatever went
    wrong, also before a view was found, is told as problem details. The page with documentation is a page like others.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_api(request):
            return self.get_response(request)
        request.COOKIES = {}
        return finish(request, self.get_response(request))

    def process_view(self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict) -> None:
        """The language of the answer; after LocaleMiddleware, which knows only the path."""
        if is_api(request):
            translation.activate(language_of(request))


def is_api(request: HttpRequest) -> bool:
    """Whether a request is for the API, and not for its documentation."""
    path = request.path_info
    return (path == "/api" or path.startswith("/api/")) and path != DOCS


def finish(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The answer with what every answer has."""
    language = language_of(request)
    if response.status_code >= 400 and response.headers.get("Content-Type") != CONTENT_TYPE:
        with translation.override(language):
            as_problem(response)
    response.cookies.clear()
    response = cached(request, response)
    response.headers["API-Version"] = VERSION
    response.headers["Content-Language"] = language
    vary_without_cookies(response)
    if request.path_info == OPENAPI:
        response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def vary_without_cookies(response: HttpResponse) -> None:
    """On what the answer depends: never on who is logged in."""
    depends = [name.strip() for name in response.headers.get("Vary", "").split(",")]
    response.headers["Vary"] = ", ".join(name for name in depends if name and name.lower() != "cookie")
    patch_vary_headers(response, ["Accept-Language"])


def as_problem(response: HttpResponse) -> None:
    """Replace a page for people by problem details."""
    response.content = problem_body(response.status_code)
    response.headers["Content-Type"] = CONTENT_TYPE
    response.headers["Content-Length"] = str(len(response.content))


def cached(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """What may be read again from a cache for a while, and asked again with If-None-Match; nothing else is kept."""
    if request.method not in {"GET", "HEAD"} or response.status_code != 200:
        patch_cache_control(response, no_store=True)
        return response
    patch_cache_control(response, public=True, max_age=FRESH_SECONDS)
    set_response_etag(response)
    return get_conditional_response(request, etag=response["ETag"], response=response) or response
