"""gunicorn: threads for requests that wait on the database, and Prometheus metrics on an address of their own."""

import os
import shutil
import tempfile
from pathlib import Path

if "METRICS_PORT" in os.environ:  # workers share their numbers through files; prometheus_client reads this at import
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="werkcentrum-metrics-")

from prometheus_client import multiprocess

from werkcentrum import log, metrics

wsgi_app = "werkcentrum.wsgi"
bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
reload = "RELOAD" in os.environ
preload_app = not reload
timeout = 60
graceful_timeout = int(os.environ.get("GRACEFUL_SECONDS", "20"))
keepalive = 5
max_requests = 2000
max_requests_jitter = 200
MEMORY = Path("/dev/shm")  # noqa: S108
worker_tmp_dir = str(MEMORY) if MEMORY.is_dir() else None  # a heartbeat must not wait for a disk
control_socket_disable = True
accesslog = None  # the portal logs requests itself, without personal data
logconfig_dict = log.configure(os.environ.get("LOG_FORMAT", "json"), os.environ.get("LOG_LEVEL", "INFO"))
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1")


def when_ready(server):
    """Answer Prometheus from the process that oversees the workers."""
    metrics.serve()


def child_exit(server, worker):
    """A worker that ended no longer counts as live."""
    if "METRICS_PORT" in os.environ:
        multiprocess.mark_process_dead(worker.pid)


def on_exit(server):
    """Leave no files behind."""
    if "METRICS_PORT" in os.environ:
        shutil.rmtree(os.environ["PROMETHEUS_MULTIPROC_DIR"], ignore_errors=True)
