"""What was typed in a form that came too late: the page was open for long, or somebody logged in or out meanwhile.

Django refuses such a form (CSRF). We show what was typed in a new form, with a fresh token, so that one click sends it
again. Only for a form of our own site: a stranger's site could otherwise have people send its words with that click.
"""

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.http.request import UnreadablePostError

TOKEN = "csrfmiddlewaretoken"  # noqa: S105
SECRET_PARTS = ("password", "secret", "credential")
SECRET_NAMES = {"code", "otp", "token"}
MOST_VALUES = 500


def typed_values(request: HttpRequest) -> list[tuple[str, str]]:
    """Name and value of everything that was sent and may be sent again; empty when that is not possible or not safe."""
    if request.method != "POST" or not _is_from_here(request):
        return []
    try:
        values = [(name, value) for name, given in request.POST.lists() if name != TOKEN for value in given]
    except UnreadablePostError:
        return []
    return [] if any(_is_secret(name.lower()) for name, _ in values) or len(values) > MOST_VALUES else values


def _is_secret(name: str) -> bool:
    return name in SECRET_NAMES or any(part in name for part in SECRET_PARTS)


def _is_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that the form was on a page of ours. One that says nothing is not believed."""
    host = request.get_host()
    if origin := request.headers.get("Origin"):
        return urlsplit(origin).netloc == host
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    return urlsplit(request.headers.get("Referer", "")).netloc == host
