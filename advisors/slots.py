"""What this app puts on the pages of all of us."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import ngettext

from advisors.permissions import is_case_worker
from advisors.walk_in_day import visitors_for
from werkcentrum.core.models import User
from werkcentrum.core.navigation import Badge


def search_in_bar(request: HttpRequest) -> str:
    """The search field in the dark bar, for those who handle cases."""
    if not is_case_worker(request.user):
        return ""
    return render_to_string("advisors/bar_search.html", {"value": request.GET.get("q", "")}, request=request)


def visitors_badge(request: HttpRequest) -> Badge | None:
    """How many people at a counter wait for who looks; nothing when there are none."""
    count = visitors_for(request.user) if isinstance(request.user, User) else 0
    if not count:
        return None
    words = ngettext("%(count)s visitor waits for you", "%(count)s visitors wait for you", count)
    return Badge(count, words % {"count": count})
