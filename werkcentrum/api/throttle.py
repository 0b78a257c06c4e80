"""How often one address may ask per minute. The address is not kept: only a count under its hash, for a minute."""

import time

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest
from ninja.throttling import BaseThrottle

from werkcentrum.core.counting import count

MINUTE = 60


class PerMinute(BaseThrottle):
    """At most `settings.API_PER_MINUTE[scope]` requests of one address in each minute of the clock."""

    def __init__(self, scope: str) -> None:
        self.scope = scope

    def allow_request(self, request: HttpRequest) -> bool:
        """Count this request; False when there were too many."""
        address = get_adapter(request).get_client_ip(request) or ""
        minute = int(time.time()) // MINUTE
        asked = count(f"api.{self.scope}.{minute}", address, seconds=2 * MINUTE)
        return bool(asked <= settings.API_PER_MINUTE[self.scope])

    def wait(self) -> float:
        """Seconds until the next minute begins."""
        return MINUTE - time.time() % MINUTE
