"""A limit on sending per address: generous, because a library has twenty people behind one."""

import hashlib

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

SENDINGS_PER_HOUR = 40
HOUR = 3600


def may_send(request: HttpRequest) -> bool:
    """Count this sending; False when there were too many from this address in an hour. The address is not kept."""
    address = get_adapter(request).get_client_ip(request) or ""
    key = f"intake.send.{hashlib.sha256(address.encode()).hexdigest()[:20]}"
    cache.add(key, 0, timeout=HOUR)
    return bool(cache.incr(key) <= SENDINGS_PER_HOUR)
