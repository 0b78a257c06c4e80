"""What the front door puts on the walk-in screen."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from advisors.models import WalkIn


def new_question(request: HttpRequest, *, walk_in: WalkIn, visitor: str) -> str:
    """The way to enter the question of this visitor; the case is then linked to the visit."""
    return render_to_string("intake/entry/slot_walk_in.html", {"walk_in": walk_in, "visitor": visitor}, request=request)
