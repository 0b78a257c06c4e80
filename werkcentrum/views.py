"""Pages of the project itself: errors, the overview of components, and where a log-in leads."""

from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import redirect, render
from django.template.loader import get_template
from django.utils.cache import add_never_cache_headers

from werkcentrum.core import component_examples, navigation
from werkcentrum.core.roles import is_workplace_user, roles_of
from werkcentrum.core.sent_again import typed_values

LONG_TEXT = 60  # characters; shown, so that people see that their words are still there


@login_not_required
def bad_request(request: HttpRequest, exception: SuspiciousOperation | None = None) -> HttpResponse:
    """400: what the browser sent could not be read."""
    return render(request, "400.html", status=HTTPStatus.BAD_REQUEST)


@login_not_required
def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: logged in, but not for this page."""
    return render(request, "403.html", status=HTTPStatus.FORBIDDEN)


@login_not_required
def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: no such page, or not for this person: both look the same."""
    return render(request, "404.html", status=HTTPStatus.NOT_FOUND)


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    """500: we made a mistake. The page needs no context and no database, because either may be what failed."""
    return HttpResponseServerError(get_template("500.html").render())


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open too long, or the cookie is gone: what was typed comes back in a form that can be sent again."""
    values = typed_values(request)
    context = {
        "values": values,
        "shown": [value for _name, value in values if len(value) > LONG_TEXT],
        "action": request.get_full_path(),
        "has_files": bool(values and request.FILES),
    }
    response = render(request, "403_csrf.html", context, status=HTTPStatus.FORBIDDEN)
    add_never_cache_headers(response)
    return response


def components(request: HttpRequest) -> HttpResponse:
    """All components with realistic content, for everybody who works here."""
    if not is_workplace_user(request.user):
        raise Http404
    return render(request, "core/components.html", component_examples.context(request))


def landing(request: HttpRequest) -> HttpResponse:
    """Where somebody goes after logging in: the first page of the menu of the roles, or the own space of a resident."""
    roles = roles_of(request.user)
    area: navigation.Area = "workplace" if is_workplace_user(request.user) else "own"
    items = navigation.links(request, area, roles)
    return redirect(items[0].url if items else "home")
