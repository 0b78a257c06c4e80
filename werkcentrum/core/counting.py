"""How often something happened in a while, without keeping of whom: in the cache, under a keyed hash."""

from django.core.cache import cache
from django.utils.crypto import salted_hmac


def count(what: str, whom: str, *, seconds: int) -> int:
    """Count that this happens now, and tell how often in this period; the period begins with the first time.

    `whom` (an address, a text) cannot be read back from what is kept, nor found by trying: the hash has our key.
    """
    digest = salted_hmac("werkcentrum.core.counting", whom, algorithm="sha256").hexdigest()[:20]
    key = f"{what}.{digest}"
    cache.add(key, 0, timeout=seconds)
    try:
        return int(cache.incr(key))
    except ValueError:  # it ran out between these two lines
        return 1
