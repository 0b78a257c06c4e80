"""`python -m werkcentrum.probe`: ask the web process of this container whether it is ready; exit code 1 when not."""

import os
import sys
import urllib.error
import urllib.request


def main() -> int:
    """Ask with a host name that ALLOWED_HOSTS accepts."""
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip().lstrip(".*") or "localhost"
    url = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}/health/ready"
    request = urllib.request.Request(url, headers={"Host": host})
    try:
        with urllib.request.urlopen(request, timeout=4):  # noqa: S310
            return 0
    except (OSError, urllib.error.URLError) as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1


if __name__ == "__main__":
    sys.exit(main())
