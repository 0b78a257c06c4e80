"""The Chromium of this machine, for the browser tests and the screenshots; as a program it says when there is none."""

import os
import shutil
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",
]
MISSING = "No Chromium found: install it (Debian, Ubuntu: apt-get install chromium) or set CHROMIUM=/path/to/it"


def find_chromium() -> str | None:
    """The path of Chromium: CHROMIUM from the environment, else the first name that is installed."""
    chosen = os.environ.get("CHROMIUM", "")
    if chosen:
        return chosen if os.access(chosen, os.X_OK) else None
    return next((path for name in NAMES if (path := shutil.which(name))), None)


if __name__ == "__main__":
    if not find_chromium():
        print(MISSING, file=sys.stderr)
        sys.exit(1)
