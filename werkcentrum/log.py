"""Structured logs without personal data: one JSON object per line (or readable lines), each with the request's id.

What is removed wherever it occurs, in messages, fields and tracebacks: e-mail addresses, telephone numbers, IP
addresses of others, query strings, secrets in paths, and the values that PostgreSQL quotes in its errors.
"""

import logging
import re
from typing import Any

import structlog

REPLACEMENTS = (
    (re.compile(r"[\w.+%-]+@[\w-]+\.[\w.-]*\w"), "<email>"),
    (re.compile(r"(?:\+|\b00)\d{2}[\d \-]{8,12}\d\b|\b0[1-9](?:[ \-]?\d){8}\b"), "<phone>"),
    (re.compile(r"\b(?!127\.|0\.0\.0\.0)\d{1,3}(?:\.\d{1,3}){3}\b"), "<ip>"),
    (re.compile(r"(?<=/)[\w:=-]{32,}(?=/|$|\s)"), "<key>"),
    (re.compile(r"\?[\w%\[\].-]+=[^\s\"']*"), "?<query>"),
    (re.compile(r"(?m)^DETAIL: .*$"), "DETAIL: <values>"),
)
TRUSTED_FIELDS = {"request_id", "task_id", "parent_task_id", "child_task_id", "timestamp", "level", "logger"}


def scrub(value: Any) -> Any:
    """`value` without personal data; containers are copied, other types than text stay as they are."""
    if isinstance(value, str):
        for pattern, replacement in REPLACEMENTS:
            value = pattern.sub(replacement, value)
        return value
    if isinstance(value, dict):
        return {key: scrub(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [scrub(item) for item in value]
    return value


def scrub_event(_logger: Any, _method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """Structlog processor: the last one before rendering."""
    return {key: value if key in TRUSTED_FIELDS else scrub(value) for key, value in event.items()}


def scrub_sentry(event: Any, _hint: Any) -> Any:
    """`before_send` of Sentry: the same rule, and nothing of the request but its method and path."""
    event = scrub(event)
    request = event.get("request")
    if isinstance(request, dict):
        event["request"] = {key: request[key] for key in ("method", "url") if key in request}
    event.pop("user", None)
    return event


def configure(style: str, level: str = "INFO") -> dict[str, Any]:
    """Set structlog up and return Django's LOGGING. `style` is `json` or `console`."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.StackInfoRenderer(),
    ]
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    renderer: Any = structlog.processors.JSONRenderer()
    if style == "console":
        renderer = structlog.dev.ConsoleRenderer(colors=False, pad_event_to=0)
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": [*shared, structlog.stdlib.ExtraAdder(allow=())],
        "processors": [
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            scrub_event,
            renderer,
        ],
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"structured": formatter},
        "handlers": {"stream": {"class": "logging.StreamHandler", "formatter": "structured"}},
        "root": {"handlers": ["stream"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            # request_finished and request_failed say it already
            "django.request": {"level": "CRITICAL"},
            "django.server": {"handlers": [], "propagate": True},
            "celery.app.trace": {"level": "WARNING"},
            "celery.worker.strategy": {"level": "WARNING"},
            "gunicorn.error": {"handlers": [], "level": level, "propagate": True},
            "gunicorn.access": {"handlers": [], "level": logging.CRITICAL, "propagate": False},
        },
    }
