"""How xdist spreads the tests: those of the browser stay together, so that the portal starts once."""

from xdist.scheduler import LoadScopeScheduling

TOGETHER = ("tests/browser/",)


class TogetherScheduling(LoadScopeScheduling):
    """Each test goes wherever there is room, except that a directory of TOGETHER stays in one worker.

    `--dist=loadgroup` is meant for this, but does nothing with pytest 9.2 (pytest-xdist issue 1386).
    """

    def _split_scope(self, nodeid: str) -> str:
        return next((directory for directory in TOGETHER if nodeid.startswith(directory)), nodeid)
