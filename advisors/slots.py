"""What this app puts on the pages of all of us."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from advisors.permissions import is_case_worker


def search_in_bar(request: HttpRequest) -> str:
    """The search field in the dark bar, for those who handle cases."""
    if not is_case_worker(request.user):
        return ""
    return render_to_string("advisors/bar_search.html", {"value": request.GET.get("q", "")}, request=request)
