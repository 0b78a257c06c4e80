"""How often one address may ask per minute. The address is not kept: only a count under its hash, for a minute."""

import hashlib
import time

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from ninja.throttling import BaseThrottle

MINUTE = 60


class PerMinute(BaseThrottle):
    """At most `settings.API_PER_MINUTE[scope]` requests of one address in each minute of the clock."""

    def __init__(self, scope: str) -> None:
        self.scope = scope

    def allow_request(self, request: HttpRequest) -> bool:
        """Count this request; False when there were too many."""
        address = get_adapter(request).get_client_ip(request) or ""
        digest = hashlib.sha256(f"{settings.SECRET_KEY}{address}".encode()).hexdigest()[:20]
        key = f"api.{self.scope}.{int(time.time()) // MINUTE}.{digest}"
        cache.add(key, 0, timeout=2 * MINUTE)
        return bool(cache.incr(key) <= settings.API_PER_MINUTE[self.scope])

    def wait(self) -> float:
        """Seconds until the next minute begins."""
        return MINUTE - time.time() % MINUTE
