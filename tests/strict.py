"""What makes our tests stricter than Django: undefined template variables and POST forms without a CSRF token fail."""

import re
import sys
from pathlib import Path
from types import FrameType

from django.template.base import FilterExpression, Node
from django.test import Client

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
DEFAULT_FILTERS = {"default", "default_if_none"}
POST_FORM = re.compile(r"<form\b[^>]*\bmethod=[\"']?post\b[^>]*>(.*?)</form>", re.IGNORECASE | re.DOTALL)


class UndefinedVariable(AssertionError):
    """A template of ours shows a variable that does not exist. `|default:` says that it may be absent."""


class MissingCsrfToken(AssertionError):
    """A page has a POST form that the CSRF middleware would refuse."""


class StringIfInvalid(str):
    """Raises where Django would print an empty string, but only for templates of ours.

    Django asks for its truth exactly when a variable does not exist; templates of Django and allauth get "".
    """

    __slots__ = ()
    enabled = True

    def __bool__(self) -> bool:
        if not StringIfInvalid.enabled:
            return False
        expression, origin = _where(sys._getframe(1))
        if origin is None or not Path(origin).is_relative_to(TEMPLATES):
            return False
        return not (expression and DEFAULT_FILTERS & {function.__name__ for function, _ in expression.filters})

    def __contains__(self, part: str) -> bool:
        return part == "%s"

    def __mod__(self, variable: object) -> str:
        _, origin = _where(sys._getframe(1))
        raise UndefinedVariable(f"{origin} shows {{{{ {variable} }}}}, which does not exist")


def _where(frame: FrameType | None) -> tuple[FilterExpression | None, str | None]:
    """The expression being resolved and the file of the template it is written in."""
    expression = None
    while frame is not None:
        this = frame.f_locals.get("self")
        if expression is None and isinstance(this, FilterExpression):
            expression = this
        if isinstance(this, Node) and frame.f_code.co_name == "render_annotated":
            return expression, getattr(getattr(this, "origin", None), "name", None)
        frame = frame.f_back
    return expression, None


class StrictClient(Client):
    """The test client, that also reads each page for forms without a CSRF token."""

    def request(self, **request):
        """Send, and check what comes back."""
        response = super().request(**request)
        if response.headers.get("Content-Type", "").startswith("text/html") and not response.streaming:
            check_csrf_tokens(response.content.decode(response.charset))
        return response


def check_csrf_tokens(html: str) -> None:
    """Raise MissingCsrfToken for a POST form without its token."""
    for form in POST_FORM.finditer(html):
        if "csrfmiddlewaretoken" not in form[1]:
            raise MissingCsrfToken(form[0][:300])
