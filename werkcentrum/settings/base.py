"""What every environment shares. Values that differ come from environment variables (see `.env.example`)."""

from pathlib import Path
from typing import Any

import environ
import sentry_sdk
from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from werkcentrum import log
from werkcentrum.settings.accounts import *  # noqa: F403
from werkcentrum.settings.schedule import *  # noqa: F403

BASE_DIR = Path(__file__).resolve().parent.parent.parent

env = environ.Env()

DEMO = env.bool("DEMO", default=False)
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=[])
BASE_URL = env.str("BASE_URL", default="http://localhost:8000").rstrip("/")

INSTALLED_APPS = [
    "werkcentrum.core.admin_apps.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "corsheaders",
    "csp",
    "django_celery_beat",
    "django_htmx",
    "django_prometheus",
    "django_structlog",
    "pgtrigger",
    "pghistory",
    "pghistory.admin",
    "werkcentrum.core",
    "directory",
    "notifications",
    "advisors",
    "intake",
    "referrals",
    "vouchers",
    "reporting",
    "werkcentrum.demo",
]

MIDDLEWARE = [
    "django_prometheus.middleware.PrometheusBeforeMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "werkcentrum.middleware.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # with random bytes against BREACH; static files are compressed already
    "werkcentrum.middleware.RequestLogMiddleware",
    "werkcentrum.api.middleware.ApiMiddleware",
    "werkcentrum.middleware.NoNullInAddressMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "werkcentrum.core.middleware.PrivateMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "werkcentrum.core.middleware.AuditOriginMiddleware",
    "werkcentrum.core.middleware.SessionLimitMiddleware",
    "werkcentrum.core.middleware.SecondFactorMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "werkcentrum.core.middleware.ReadOnlyGetMiddleware",
    "django_prometheus.middleware.PrometheusAfterMiddleware",
]

ROOT_URLCONF = "werkcentrum.urls"
WSGI_APPLICATION = "werkcentrum.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "werkcentrum.core.context_processors.portal",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"


def configure_database(url: str) -> dict[str, Any]:
    """Django's settings for the PostgreSQL at `url` (postgres://user:password@host:port/name?option=value)."""
    return env.db_url_config(url) | {
        "ENGINE": "django.db.backends.postgresql",
        "ATOMIC_REQUESTS": False,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def configure_redis(url: str) -> tuple[dict[str, Any], str]:
    """The cache settings and the broker address for one Redis at `url` (redis://, rediss:// or unix://path?db=0)."""
    cache = {
        "BACKEND": "django_redis.cache.RedisCache",
        "LOCATION": url,
        "KEY_PREFIX": REDIS_PREFIX,
        "OPTIONS": {"SOCKET_CONNECT_TIMEOUT": 2, "SOCKET_TIMEOUT": 2},
    }
    broker = url.replace("unix://", "redis+socket://").replace("?db=", "?virtual_host=")
    return {"default": cache}, broker


DATABASES = {"default": configure_database(env.str("DATABASE_URL", default="postgres://localhost/werkcentrum"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", default="redis://127.0.0.1:6379/0")
REDIS_PREFIX = env.str("REDIS_PREFIX", default="wc")
CACHES, CELERY_BROKER_URL = configure_redis(REDIS_URL)
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"

CELERY_RESULT_BACKEND = None
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 600,
    "global_keyprefix": f"{REDIS_PREFIX}:",
    "socket_connect_timeout": 3,
}
CELERY_TIMEZONE = "Europe/Amsterdam"
CELERY_BEAT_SCHEDULER = "django_celery_beat.schedulers:DatabaseScheduler"
CELERY_TASK_TIME_LIMIT = 300

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = env.path("STATIC_ROOT", default=str(BASE_DIR / "staticfiles"))
STATICFILES_DIRS = [BASE_DIR / "static" / "dist"]
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(BASE_DIR / "var" / "media"))
# Hashed names, compressed, cached for ever by browsers; needs collectstatic first.
STATIC_MANIFEST = env.bool("STATIC_MANIFEST", default=False)
WHITENOISE_KEEP_ONLY_HASHED_FILES = True


def configure_storages(*, manifest: bool) -> dict[str, dict[str, Any]]:
    """Letters and uploads in an S3-compatible store when S3_BUCKET is set, else in MEDIA_ROOT; never public."""
    media: dict[str, Any] = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    if env.str("S3_BUCKET", default=""):
        options = {
            "bucket_name": env.str("S3_BUCKET"),
            "endpoint_url": env.str("S3_ENDPOINT_URL", default="") or None,
            "region_name": env.str("S3_REGION", default="") or None,
            "access_key": env.str("S3_ACCESS_KEY_ID", default="") or None,
            "secret_key": env.str("S3_SECRET_ACCESS_KEY", default="") or None,
            "default_acl": None,
            "file_overwrite": False,
            "querystring_auth": True,
            "querystring_expire": 300,
            "signature_version": "s3v4",
        }
        media = {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}
    static = "whitenoise.storage.CompressedManifestStaticFilesStorage"
    if not manifest:
        static = "django.contrib.staticfiles.storage.StaticFilesStorage"
    return {"default": media, "staticfiles": {"BACKEND": static}}


STORAGES = configure_storages(manifest=STATIC_MANIFEST)

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "werkcentrum.views.csrf_failure"
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
# How many proxies in front of gunicorn add to X-Forwarded-For; rate limits look at the address before the last of them.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
EMAIL_BACKEND = EMAIL_CONFIG["EMAIL_BACKEND"]
EMAIL_HOST = EMAIL_CONFIG.get("EMAIL_HOST", "")
EMAIL_PORT = EMAIL_CONFIG.get("EMAIL_PORT", 25)
EMAIL_HOST_USER = EMAIL_CONFIG.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = EMAIL_CONFIG.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = EMAIL_CONFIG.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = EMAIL_CONFIG.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str(
    "DEFAULT_FROM_EMAIL", default="Werkcentrum Twente <geen-antwoord@werkcentrum-twente.example>"
)
SERVER_EMAIL = DEFAULT_FROM_EMAIL
SECURITY_CONTACT = env.str("SECURITY_CONTACT", default="mailto:security@werkcentrum-twente.example")

LOG_FORMAT = env.str("LOG_FORMAT", default="json")
LOGGING = log.configure(LOG_FORMAT, env.str("LOG_LEVEL", default="INFO"))
LOGGING_CONFIG = "logging.config.dictConfig"
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL = 10
DJANGO_STRUCTLOG_STATUS_4XX_LOG_LEVEL = 20
DJANGO_STRUCTLOG_CELERY_ENABLED = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_REDIRECT_STDOUTS = False

SENTRY_DSN = env.str("SENTRY_DSN", default="")
if SENTRY_DSN:
    sentry_sdk.init(
        dsn=SENTRY_DSN,
        environment=env.str("SENTRY_ENVIRONMENT", default="production"),
        release=env.str("RELEASE", default="") or None,
        traces_sample_rate=env.float("SENTRY_TRACES_SAMPLE_RATE", default=0.0),
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        before_send=log.scrub_sentry,
        before_send_transaction=log.scrub_sentry,
    )

# What of a question is still usual; beyond it a person looks first (intake/rules/suspicion.py), far beyond it waits.
INTAKE_FEWEST_SECONDS = env.float("INTAKE_FEWEST_SECONDS", default=5.0)
INTAKE_SAME_TEXT_PER_DAY = env.int("INTAKE_SAME_TEXT_PER_DAY", default=5)
INTAKE_SENDINGS_PER_HOUR = env.int("INTAKE_SENDINGS_PER_HOUR", default=40)
INTAKE_MOST_SENDINGS_PER_HOUR = env.int("INTAKE_MOST_SENDINGS_PER_HOUR", default=400)

# The API: which other sites may ask it from a browser, and how often one address may ask per minute.
CORS_ALLOWED_ORIGINS = env.list("CORS_ALLOWED_ORIGINS", default=[])
CORS_URLS_REGEX = r"^/api/"
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS", "POST"]
CORS_ALLOW_HEADERS = ["accept", "accept-language", "content-type"]
CORS_EXPOSE_HEADERS = ["API-Version", "Content-Language", "ETag", "Link", "Retry-After"]
CORS_PREFLIGHT_MAX_AGE = 3600
API_PER_MINUTE = {
    "triages": env.int("API_TRIAGES_PER_MINUTE", default=60),
    "reading": env.int("API_READS_PER_MINUTE", default=600),
}

PORTAL = {
    "name": "Werkcentrum Twente",
    "phone": "088 000 10 00",
    "phone_link": "+31880001000",
    "email": "info@werkcentrum-twente.example",
    "region": "twente",
    "province": "Overijssel",
}
