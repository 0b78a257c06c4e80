"""Reference numbers that people can read aloud: prefix, year, number."""

from django.db import connection
from django.utils import timezone


def next_reference(prefix: str, sequence: str) -> str:
    """The next number of a PostgreSQL sequence as `WCT-2026-01842`; numbers may be skipped, never given twice."""
    with connection.cursor() as cursor:
        cursor.execute("select nextval(%s)", [sequence])
        (number,) = cursor.fetchone()
    return f"{prefix}-{timezone.localdate().year}-{number:05d}"
