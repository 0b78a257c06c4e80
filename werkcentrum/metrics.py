"""Prometheus metrics, on an address inside the network and never among the public URLs.

Requests are counted by django-prometheus; tasks are counted here. METRICS_PORT switches it on, METRICS_HOST
(default 127.0.0.1) is the address; several processes share their numbers through PROMETHEUS_MULTIPROC_DIR.
"""

import os
from pathlib import Path
from typing import Any

import structlog
from celery.signals import task_failure, task_retry, task_success, worker_init
from prometheus_client import REGISTRY, CollectorRegistry, Counter, multiprocess, start_http_server

if shared := os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
    Path(shared).mkdir(parents=True, exist_ok=True)

TASKS = Counter("werkcentrum_tasks_total", "Tasks by name and outcome.", ["task", "outcome"])
log = structlog.get_logger(__name__)


def serve() -> None:
    """Answer Prometheus on METRICS_HOST:METRICS_PORT from a thread of this process, when METRICS_PORT is set."""
    port = os.environ.get("METRICS_PORT")
    if not port:
        return
    host = os.environ.get("METRICS_HOST", "127.0.0.1")
    registry = REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        registry = CollectorRegistry()
        multiprocess.MultiProcessCollector(registry)
    start_http_server(int(port), addr=host, registry=registry)
    log.info("metrics_served", address=f"http://{host}:{port}/metrics")


@worker_init.connect
def _serve_from_worker(**kwargs: Any) -> None:
    serve()


@task_success.connect
def _count_success(sender: Any, **kwargs: Any) -> None:
    TASKS.labels(sender.name, "success").inc()


@task_failure.connect
def _count_failure(sender: Any, **kwargs: Any) -> None:
    TASKS.labels(sender.name, "failure").inc()


@task_retry.connect
def _count_retry(sender: Any, **kwargs: Any) -> None:
    TASKS.labels(sender.name, "retry").inc()
