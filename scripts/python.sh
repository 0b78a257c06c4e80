#!/bin/sh
# Run a script with the first Python of this machine that is new enough: scripts/python.sh SCRIPT ARGUMENTS
for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11 python3.14 python}; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
        exec "$candidate" "$@"
    fi
done
echo "Werkcentrum needs Python 3.11 or newer, and ${PYTHON:-python3} is $(${PYTHON:-python3} --version 2>&1 || echo missing)." >&2
exit 1
