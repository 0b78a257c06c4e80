"""Version 1: which routers there are, and how errors become problem details.

A new resource is a router in the `api.py` of its app and one line here.
"""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from ninja import NinjaAPI
from ninja.errors import Throttled

from directory.api import router as directory_router
from intake.api import router as triages_router
from werkcentrum.api import VERSION
from werkcentrum.api.throttle import PerMinute
from werkcentrum.core.api.problems import Problem, problem_response

TRIAGE, DIRECTORY = noop("Triage"), noop("Organisations, services and locations")
TAGS = {
    TRIAGE: noop("Where does a question about work or learning belong? Our own names, in camelCase."),
    DIRECTORY: noop(
        "The regional menukaart in the Human Services Data Specification (HSDS) 3.0 of Open Referral. Names of fields, "
        "parameters and addresses are those of that standard, so in snake_case."
    ),
}

api = NinjaAPI(
    title=noop("API of Werkcentrum Twente"),
    version=VERSION,
    description=noop("The triage and the regional menukaart for other sites. No key, no account, no personal data."),
    urls_namespace="api",
    openapi_url=None,
    docs_url=None,
)
api.add_router("/triages", triages_router, tags=[TRIAGE], throttle=PerMinute("triages"))
api.add_router("", directory_router, tags=[DIRECTORY], throttle=PerMinute("reading"))


@api.exception_handler(Problem)
def problem(request: HttpRequest, exc: Problem) -> HttpResponse:
    """What a router raised."""
    return problem_response(exc)


@api.exception_handler(Throttled)
def throttled(request: HttpRequest, exc: Throttled) -> HttpResponse:
    """Too many requests from one address; Retry-After is added by ninja."""
    detail = _("There were too many requests from your address in a minute. Retry-After says how many seconds to wait.")
    return problem_response(Problem(HTTPStatus.TOO_MANY_REQUESTS, detail))


@api.exception_handler(Http404)
def not_found(request: HttpRequest, exc: Http404) -> HttpResponse:
    """The text for an address that leads nowhere."""
    return problem_response(Problem(HTTPStatus.NOT_FOUND, ""))
