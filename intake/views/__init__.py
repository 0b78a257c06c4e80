"""The front door: home page, the form step by step, and the answer."""

from intake.views.afterwards import dispute, suggestion_feedback
from intake.views.check import check
from intake.views.done import done, forget
from intake.views.form import restart, start, step
from intake.views.held import held_decide, held_list
from intake.views.home import for_employers, for_residents, home
from intake.views.later import later, resume

__all__ = [
    "check",
    "dispute",
    "done",
    "for_employers",
    "for_residents",
    "forget",
    "held_decide",
    "held_list",
    "home",
    "later",
    "restart",
    "resume",
    "start",
    "step",
    "suggestion_feedback",
]
