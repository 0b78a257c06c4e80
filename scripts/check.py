"""`make check`: every check, also after one has failed; exit code 1 when any did. `check.py types layers` chooses."""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
PYTHON = [sys.executable]
MANAGE = [sys.executable, "manage.py"]
TEST_SETTINGS = {"DJANGO_SETTINGS_MODULE": "werkcentrum.settings.test"}

CHECKS: dict[str, list[str]] = {
    "lint": [*PYTHON, "-m", "ruff", "check", "."],
    "format": [*PYTHON, "-m", "ruff", "format", "--check", "."],
    "templates": [*PYTHON, "-m", "djlint", "templates", "--lint", "--quiet"],
    "types": [*PYTHON, "-m", "mypy"],
    "layers": [str(BIN / "lint-imports"), "--no-logo"],
    "migrations": [*MANAGE, "makemigrations", "--check", "--dry-run"],
    "translations": [*MANAGE, "messages", "--check"],
}


def main(names: list[str]) -> int:
    """Run the named checks, or all of them."""
    os.chdir(ROOT)
    unknown = set(names) - set(CHECKS)
    if unknown:
        print(f"Unknown: {', '.join(sorted(unknown))}. There is: {', '.join(CHECKS)}.", file=sys.stderr)
        return 2
    return 1 if [name for name in names or CHECKS if not passes(name)] else 0


def passes(name: str) -> bool:
    """Run one check and show what it says when it fails."""
    started = time.monotonic()
    done = subprocess.run(CHECKS[name], env=os.environ | TEST_SETTINGS, capture_output=True, text=True, check=False)
    outcome = "ok" if done.returncode == 0 else "FAILED"
    print(f"{name:<14}{outcome:<8}{time.monotonic() - started:5.1f} s", flush=True)
    if done.returncode:
        print((done.stdout + done.stderr).rstrip(), flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
