"""Who logs in how: residents with a code by e-mail, staff with a password and a second factor, either with OIDC."""

from typing import Any

import environ

env = environ.Env()

AUTH_USER_MODEL = "core.User"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "werkcentrum.core.backends.RoleBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "landing"
LOGOUT_REDIRECT_URL = "home"

# Seconds. Residents often share a computer; staff work a day.
SESSION_LIMITS = {
    "staff": {
        "idle": env.int("SESSION_STAFF_IDLE_SECONDS", default=60 * 60),
        "absolute": env.int("SESSION_STAFF_ABSOLUTE_SECONDS", default=10 * 60 * 60),
    },
    "resident": {
        "idle": env.int("SESSION_RESIDENT_IDLE_SECONDS", default=30 * 60),
        "absolute": env.int("SESSION_RESIDENT_ABSOLUTE_SECONDS", default=4 * 60 * 60),
    },
}
SESSION_COOKIE_AGE = max(limits["absolute"] for limits in SESSION_LIMITS.values())

ACCOUNT_ADAPTER = "werkcentrum.accounts.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
# A code by e-mail, or the link to choose a password, proves the address; there is nothing else to verify.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
FORMS = "werkcentrum.core.account_forms"
ACCOUNT_FORMS = {
    "request_login_code": f"{FORMS}.CodeRequestForm",
    "confirm_login_code": f"{FORMS}.CodeConfirmForm",
    "login": f"{FORMS}.StaffLoginForm",
    "reauthenticate": f"{FORMS}.PasswordAgainForm",
    "reset_password": f"{FORMS}.PasswordLinkForm",
    "reset_password_from_key": f"{FORMS}.PasswordFromLinkForm",
    "change_password": f"{FORMS}.PasswordChangeForm",
    "set_password": f"{FORMS}.PasswordSetForm",
}
MFA_FORMS = {
    "authenticate": f"{FORMS}.SecondStepForm",
    "reauthenticate": f"{FORMS}.SecondStepAgainForm",
    "activate_totp": f"{FORMS}.AppSetUpForm",
    "add_webauthn": f"{FORMS}.PasskeyAddForm",
    "edit_webauthn": f"{FORMS}.PasskeyNameForm",
}
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "request_login_code": "20/m/ip,3/m/key",
    "reset_password": "20/m/ip,5/m/key",
    "reauthenticate": "10/m/user",
}

MFA_ADAPTER = "werkcentrum.accounts.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Werkcentrum Twente"
MFA_TOTP_TOLERANCE = 1
MFA_PASSKEY_LOGIN_ENABLED = False

SOCIALACCOUNT_ADAPTER = "werkcentrum.accounts.ProviderAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_STORE_TOKENS = False
# The log-in at a provider starts with a link: a form that ends elsewhere is against the CSP (form-action).
SOCIALACCOUNT_LOGIN_ON_GET = True


def openid_app(prefix: str, provider_id: str, default_name: str) -> list[dict[str, Any]]:
    """The OpenID Connect provider that `<prefix>_SERVER_URL`, `_CLIENT_ID` and `_SECRET` describe; none without it."""
    server_url = env.str(f"{prefix}_SERVER_URL", default="")
    if not server_url:
        return []
    return [
        {
            "provider_id": provider_id,
            "name": env.str(f"{prefix}_NAME", default=default_name),
            "client_id": env.str(f"{prefix}_CLIENT_ID"),
            "secret": env.str(f"{prefix}_SECRET"),
            "settings": {"server_url": server_url, "oauth_pkce_enabled": True},
        }
    ]


# The place where a DigiD or eHerkenning broker, or the identity provider of the partners, plugs in.
OIDC_RESIDENTS_PROVIDER = "inwoners"
OIDC_STAFF_PROVIDER = "medewerkers"
OIDC_STAFF_HAS_SECOND_FACTOR = env.bool("OIDC_STAFF_HAS_SECOND_FACTOR", default=False)
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": [
            *openid_app("OIDC_RESIDENTS", OIDC_RESIDENTS_PROVIDER, "DigiD"),
            *openid_app("OIDC_STAFF", OIDC_STAFF_PROVIDER, "Werkaccount"),
        ]
    }
}
