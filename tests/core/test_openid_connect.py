"""OpenID Connect: the place where a broker (DigiD, eHerkenning) or the provider of a partner plugs in."""

import pytest
from allauth.account.models import EmailAddress
from allauth.core.context import request_context
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import complete_social_login
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.cache import SessionStore
from django.test import RequestFactory

from tests.factories.core import UserFactory
from werkcentrum.core import second_factor
from werkcentrum.core.models import User
from werkcentrum.settings.accounts import openid_app

pytestmark = pytest.mark.django_db

RESIDENTS, STAFF = "inwoners", "medewerkers"


@pytest.fixture(autouse=True)
def providers(settings, monkeypatch):
    for prefix in ("OIDC_RESIDENTS", "OIDC_STAFF"):
        monkeypatch.setenv(f"{prefix}_SERVER_URL", "https://login.example.org")
        monkeypatch.setenv(f"{prefix}_CLIENT_ID", "portal")
        monkeypatch.setenv(f"{prefix}_SECRET", "secret")
    apps = [*openid_app("OIDC_RESIDENTS", RESIDENTS, "DigiD"), *openid_app("OIDC_STAFF", STAFF, "Werkaccount")]
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": apps}}


def come_back(provider_id, email="", *, verified=True, sub="42", name=""):
    """What happens when the provider sends somebody back: the request and the response."""
    request = RequestFactory().get("/")
    request.user, request.session = AnonymousUser(), SessionStore()
    request._messages = FallbackStorage(request)
    with request_context(request):
        provider = get_adapter().get_provider(request, provider_id)
        userinfo = {"sub": sub, "email": email, "email_verified": verified, "name": name}
        login = provider.sociallogin_from_response(request, {"userinfo": userinfo})
        return request, complete_social_login(request, login)


class TestLink:
    def test_without_settings_there_is_no_provider(self, client, settings):
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": openid_app("OIDC_OTHER", "other", "Other")}}
        assert "/oidc/" not in client.get("/account/inloggen/").content.decode()

    @pytest.mark.parametrize(
        ("page", "link"), [("", "/account/oidc/inwoners/login/"), ("medewerkers/", "/account/oidc/medewerkers/login/")]
    )
    def test_each_log_in_page_has_its_own(self, client, page, link):
        assert client.get(f"/account/inloggen/{page}").content.decode().count(link) == 1


class TestStaff:
    def test_a_colleague_is_recognised_by_the_verified_address(self):
        user = UserFactory(advisor=True)
        request, _ = come_back(STAFF, user.email)
        assert request.user == user

    def test_and_from_then_on_by_the_provider(self):
        user = UserFactory(advisor=True)
        come_back(STAFF, user.email)
        request, _ = come_back(STAFF, "other@example.org")
        assert request.user == user

    @pytest.mark.parametrize("verified", [True, False])
    def test_somebody_unknown_gets_no_account(self, verified):
        request, response = come_back(STAFF, "nobody@example.org", verified=verified)
        assert response.url == "/account/inloggen/medewerkers/"
        assert not request.user.is_authenticated
        assert not User.objects.exists()

    def test_an_address_that_is_not_verified_proves_nothing(self):
        request, _ = come_back(STAFF, UserFactory(advisor=True).email, verified=False)
        assert not request.user.is_authenticated

    def test_a_resident_does_not_come_in_by_the_door_of_staff(self):
        request, _ = come_back(STAFF, UserFactory().email)
        assert not request.user.is_authenticated

    @pytest.mark.parametrize("provider_has_one", [True, False])
    def test_the_portal_asks_for_its_own_second_factor_unless_told_otherwise(self, settings, provider_has_one):
        settings.OIDC_STAFF_HAS_SECOND_FACTOR = provider_has_one
        request, _ = come_back(STAFF, UserFactory(advisor=True).email)
        assert second_factor.has_first_factor(request)
        assert second_factor.is_done(request) is provider_has_one


class TestResident:
    def test_a_new_resident_gets_an_account_with_the_address_of_the_broker(self):
        request, _ = come_back(RESIDENTS, "anna@example.org", name="Anna de Vries")
        user = User.objects.get()
        assert (request.user, user.email, user.name) == (user, "anna@example.org", "Anna de Vries")
        assert EmailAddress.objects.get(user=user).verified
        assert not user.has_usable_password()

    def test_without_an_address_we_ask_for_one(self):
        request, response = come_back(RESIDENTS)
        assert response.url == "/account/oidc/afmaken/"
        assert not request.user.is_authenticated

    def test_staff_do_not_come_in_by_the_door_of_residents(self):
        user = UserFactory(advisor=True)
        come_back(STAFF, user.email)
        user.socialaccount_set.update(provider=RESIDENTS)
        request, response = come_back(RESIDENTS)
        assert response.url == "/account/inloggen/medewerkers/"
        assert not request.user.is_authenticated

    def test_an_address_with_an_account_is_not_taken_over(self):
        user = UserFactory()
        request, _ = come_back(RESIDENTS, user.email)
        assert not request.user.is_authenticated
        assert not user.socialaccount_set.exists()
