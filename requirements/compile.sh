#!/usr/bin/env sh
# Rewrite the lock files from pyproject.toml: exact versions with hashes, no download addresses.
# Usage: requirements/compile.sh [--upgrade]        needs uv (pip install uv)
set -eu
cd "$(dirname "$0")/.."
opts="--quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command requirements/compile.sh"
uv pip compile $opts "$@" pyproject.toml -o requirements/production.txt
uv pip compile $opts "$@" pyproject.toml --group local -o requirements/local.txt -c requirements/production.txt
uv pip compile $opts "$@" pyproject.toml --group local --group dev -o requirements/dev.txt -c requirements/local.txt
uv pip compile $opts "$@" --group pyproject.toml:node -o requirements/node.txt
