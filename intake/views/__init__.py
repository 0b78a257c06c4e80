"""The front door: home page, the form step by step, and the answer."""

from intake.views.check import check
from intake.views.done import done, forget
from intake.views.form import later, restart, start, step
from intake.views.home import for_employers, for_residents, home

__all__ = ["check", "done", "for_employers", "for_residents", "forget", "home", "later", "restart", "start", "step"]
