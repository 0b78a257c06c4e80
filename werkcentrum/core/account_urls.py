"""The account pages: what we use of allauth, under its names, at Dutch addresses. What is not here does not exist."""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as providers
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.contrib.auth.decorators import login_not_required
from django.urls import path, re_path

from werkcentrum.core import account_views as ours

urlpatterns = [
    # residents
    path("inloggen/", ours.resident_login, name="account_login"),
    path("inloggen/", ours.resident_login, name="account_request_login_code"),
    path("inloggen/code/", ours.code, name="account_confirm_login_code"),
    # staff
    path("inloggen/medewerkers/", ours.staff_login, name="account_staff_login"),
    path("inloggen/tweede-stap/", second_factor.authenticate, name="mfa_authenticate"),
    path("wachtwoord/aanvragen/", account.password_reset, name="account_reset_password"),
    path("wachtwoord/aangevraagd/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^wachtwoord/kiezen/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("wachtwoord/gekozen/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("wachtwoord/wijzigen/", account.password_change, name="account_change_password"),
    path("wachtwoord/instellen/", account.password_set, name="account_set_password"),
    path("bevestigen/wachtwoord/", account.reauthenticate, name="account_reauthenticate"),
    path("bevestigen/code/", second_factor.reauthenticate, name="mfa_reauthenticate"),
    path("bevestigen/passkey/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("", second_factor.index, name="mfa_index"),
    path("app/instellen/", totp.activate_totp, name="mfa_activate_totp"),
    path("app/verwijderen/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("passkeys/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("passkeys/toevoegen/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("passkeys/<int:pk>/naam/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path("passkeys/<int:pk>/verwijderen/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("herstelcodes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("herstelcodes/nieuw/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("herstelcodes/opslaan/", recovery_codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    # everybody
    path("uitloggen/", account.logout, name="account_logout"),
    path("gesloten/", account.account_inactive, name="account_inactive"),
    # an OpenID Connect provider of residents or staff, when it is configured
    path("oidc/<slug:provider_id>/login/", openid_connect.login, name="openid_connect_login"),
    path("oidc/<slug:provider_id>/login/callback/", openid_connect.callback, name="openid_connect_callback"),
    path("oidc/afgebroken/", providers.login_cancelled, name="socialaccount_login_cancelled"),
    path("oidc/fout/", login_not_required(providers.login_error), name="socialaccount_login_error"),
    path("oidc/afmaken/", providers.signup, name="socialaccount_signup"),
    # names that allauth or a menu links to
    path("mijn-account/", ours.my_account, name="account_email"),
    path("aanmelden/", ours.not_offered, name="account_signup"),
    path("bevestig-adres/", ours.not_offered, name="account_email_verification_sent"),
    path("bevestig-adres/<str:key>/", ours.not_offered, name="account_confirm_email"),
    path("oidc/koppelingen/", ours.not_offered, name="socialaccount_connections"),
]
