"""Logging in: residents with a code by e-mail, staff with a password and a second step."""

import re
import time
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.conf import settings as django_settings
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from tests.factories.core import PASSWORD, MembershipFactory, UserFactory
from tests.helpers import login, record_methods
from werkcentrum.core.models import AuditEvent, User

pytestmark = pytest.mark.django_db

LOGIN, CODE = "/account/inloggen/", "/account/inloggen/code/"
STAFF_LOGIN, SECOND_STEP = "/account/inloggen/medewerkers/", "/account/inloggen/tweede-stap/"
SET_UP = "/account/"

NOT_OFFERED = [
    "2fa/webauthn/login/",
    "3rdparty/",
    "aanmelden/",
    "bevestig-adres/",
    "bevestig-adres/abc/",
    "email/",
    "login/",
    "oidc/inwoners/login/",
    "oidc/koppelingen/",
    "signup/",
    "social/signup/",
]
PRIVATE = [
    "app/instellen/",
    "app/verwijderen/",
    "bevestigen/code/",
    "bevestigen/wachtwoord/",
    "herstelcodes/",
    "herstelcodes/nieuw/",
    "herstelcodes/opslaan/",
    "mijn-account/",
    "passkeys/",
    "passkeys/toevoegen/",
    "wachtwoord/wijzigen/",
]


def ask_code(client, email):
    return client.post(LOGIN, {"email": email}, follow=True)


def code_in_mail():
    return re.search(r"^(\d{6})$", mail.outbox[-1].body, re.MULTILINE)[1]


def is_logged_in(client):
    return "_auth_user_id" in client.session


def add_app(user):
    """An authenticator app for this user; returns its secret."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def code_of_app(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def moments_between(first, last, step):
    """Moments between two whole hours, so many minutes apart."""
    for minutes in range(first * 60 + step, last * 60, step):
        yield f"{minutes // 60:02d}:{minutes % 60:02d}"


def enter_password(client, user, password=PASSWORD):
    return client.post(STAFF_LOGIN, {"login": user.email, "password": password})


class TestResident:
    def test_somebody_new_gets_in_with_just_the_address_and_the_code(self, client):
        page = ask_code(client, "Anna@Example.org")
        assert "anna@example.org" in page.content.decode().lower()
        assert not User.objects.exists(), "typing an address leaves no trace"
        response = client.post(CODE, {"code": code_in_mail()})
        assert response.url == reverse("landing")
        user = User.objects.get()
        assert (user.email, user.has_usable_password()) == ("anna@example.org", False)
        assert EmailAddress.objects.get(user=user).verified
        assert is_logged_in(client)

    def test_somebody_known_gets_into_the_same_account(self, client):
        user = UserFactory(verified=False)
        ask_code(client, user.email)
        client.post(CODE, {"code": code_in_mail()})
        assert client.session["_auth_user_id"] == str(user.pk)
        assert EmailAddress.objects.get(user=user).verified

    def test_the_code_can_be_typed_with_a_space(self, client):
        ask_code(client, "anna@example.org")
        code = code_in_mail()
        client.post(CODE, {"code": f" {code[:3]} {code[3:]} "})
        assert is_logged_in(client)

    def test_after_logging_in_one_is_where_one_wanted_to_be(self, client):
        client.post(f"{LOGIN}?next=/mijn/", {"email": "anna@example.org", "next": "/mijn/"})
        assert client.post(CODE, {"code": code_in_mail(), "next": "/mijn/"}).url == "/mijn/"

    def test_a_way_back_to_another_site_is_ignored(self, client):
        evil = "https://evil.example/"
        client.post(f"{LOGIN}?next={evil}", {"email": "anna@example.org", "next": evil})
        assert client.post(CODE, {"code": code_in_mail(), "next": evil}).url == reverse("landing")

    def test_the_page_says_nothing_about_who_has_an_account(self, client):
        resident, staff, closed = UserFactory(), UserFactory(advisor=True), UserFactory(is_active=False)
        pages = set()
        for email in ("new@example.org", resident.email, staff.email, closed.email):
            client.cookies.clear()
            html = ask_code(client, email).content.decode().replace(email, "ADDRESS")
            pages.add(re.sub(r'value="[A-Za-z0-9]{64}"', "", html))
        assert len(pages) == 1

    def test_five_wrong_codes_end_the_attempt(self, client):
        ask_code(client, "anna@example.org")
        right = code_in_mail()
        for _ in range(4):
            assert "klopt niet" in client.post(CODE, {"code": "xxxxxx"}).content.decode()
        assert client.post(CODE, {"code": "xxxxxx"}).url == LOGIN
        assert client.post(CODE, {"code": right}).url == LOGIN
        assert not is_logged_in(client)

    def test_a_code_works_for_a_quarter_of_an_hour(self, client, freeze):
        freeze("2026-03-10 09:00")
        ask_code(client, "anna@example.org")
        freeze("2026-03-10 09:16")
        assert client.post(CODE, {"code": code_in_mail()}).url == LOGIN
        assert not is_logged_in(client)

    def test_a_code_works_once(self, client):
        ask_code(client, "anna@example.org")
        code = code_in_mail()
        client.post(CODE, {"code": code})
        client.logout()
        assert client.post(CODE, {"code": code}).url == LOGIN

    def test_another_address_can_be_used_instead(self, client):
        ask_code(client, "anan@example.org")
        assert client.get(LOGIN).status_code == 200
        ask_code(client, "anna@example.org")
        client.post(CODE, {"code": code_in_mail()})
        assert User.objects.get().email == "anna@example.org"

    def test_a_code_only_works_in_the_browser_that_asked_for_it(self, client, htmx):
        ask_code(client, "anna@example.org")
        assert htmx.post(CODE, {"code": code_in_mail()}).url == LOGIN

    def test_a_new_code_replaces_the_old_one(self, client):
        ask_code(client, "anna@example.org")
        old = code_in_mail()
        client.post(CODE, {"action": "resend"})
        assert code_in_mail() != old
        client.post(CODE, {"code": old})
        assert not is_logged_in(client)
        client.post(CODE, {"code": code_in_mail()})
        assert is_logged_in(client)

    def test_asking_too_often_is_refused_per_address(self, client):
        for _ in range(3):
            ask_code(client, "anna@example.org")
        assert "te vaak" in client.post(LOGIN, {"email": "anna@example.org"}).content.decode()
        assert len(mail.outbox) == 3

    def test_a_closed_account_stays_closed(self, client):
        user = UserFactory(is_active=False)
        ask_code(client, user.email)
        response = client.post(CODE, {"code": code_in_mail()})
        assert response.url == "/account/gesloten/"
        assert not is_logged_in(client)
        assert User.objects.count() == 1

    @pytest.mark.parametrize(("prefix", "subject"), [("", "Uw code is"), ("/en", "Your code is")])
    def test_the_mail_is_in_the_language_of_the_page(self, client, prefix, subject):
        client.post(f"{prefix}{LOGIN}", {"email": "anna@example.org"})
        assert mail.outbox[-1].subject.startswith(subject)

    def test_the_account_page_says_that_there_is_nothing_to_set_up(self, client):
        client.force_login(UserFactory(email="anna@example.org"))
        assert "anna@example.org" in client.get(SET_UP).content.decode()


class TestStaff:
    def test_a_code_by_mail_does_not_let_staff_in(self, client):
        user = UserFactory(advisor=True)
        ask_code(client, user.email)
        assert "wachtwoord" in mail.outbox[-1].subject
        assert not re.search(r"\d{6}", mail.outbox[-1].body.replace("088 000 10 00", ""))
        for code in ("", "000000"):
            client.post(CODE, {"code": code})
        assert not is_logged_in(client)

    @pytest.mark.parametrize("url", ["/start/", "/componenten/", "/account/wachtwoord/wijzigen/"])
    def test_without_a_second_step_nothing_else_opens(self, client, url):
        assert enter_password(client, UserFactory(advisor=True)).status_code == 302
        assert client.get(url).url == SET_UP
        page = client.get(SET_UP).content.decode()
        assert "/account/app/instellen/" in page
        assert "/account/passkeys/toevoegen/" in page

    def test_htmx_is_sent_to_the_set_up_as_a_whole_page(self, htmx):
        enter_password(htmx, UserFactory(advisor=True))
        assert htmx.get("/start/").headers["HX-Redirect"] == SET_UP

    def test_setting_up_an_app_opens_the_work_and_gives_recovery_codes(self, client):
        user = UserFactory(advisor=True)
        enter_password(client, user)
        page = client.get("/account/app/instellen/").content.decode()
        secret = re.search(r'wc-account-key">([A-Z2-7]+)<', page)[1]
        assert 'src="data:image/svg+xml;base64,' in page
        response = client.post("/account/app/instellen/", {"code": code_of_app(secret)})
        assert response.url == "/account/herstelcodes/"
        codes = re.findall(r"<code>(\d{8})</code>", client.get(response.url).content.decode())
        assert len(codes) == 10
        assert client.get("/start/").url != SET_UP
        assert "app gekoppeld" in mail.outbox[-1].body

    def test_a_wrong_code_sets_up_nothing(self, client):
        user = UserFactory(advisor=True)
        enter_password(client, user)
        client.get("/account/app/instellen/")
        assert "klopt niet" in client.post("/account/app/instellen/", {"code": "000000"}).content.decode()
        assert not Authenticator.objects.exists()

    def test_logging_in_takes_the_password_and_the_app(self, client):
        user = UserFactory(advisor=True)
        secret = add_app(user)
        assert enter_password(client, user).url == SECOND_STEP
        assert not is_logged_in(client)
        assert "klopt niet" in client.post(SECOND_STEP, {"code": "000000"}).content.decode()
        assert client.post(SECOND_STEP, {"code": code_of_app(secret)}).url == reverse("landing")
        assert is_logged_in(client)
        assert client.get("/start/").url != SET_UP

    def test_a_recovery_code_works_once_instead_of_the_app(self, client):
        user = UserFactory(advisor=True)
        add_app(user)
        code = RecoveryCodes.activate(user).get_unused_codes()[0]
        for expected in (True, False):
            client.logout()
            enter_password(client, user)
            client.post(SECOND_STEP, {"code": code})
            assert is_logged_in(client) is expected

    def test_a_resident_who_starts_working_here_has_to_log_in_as_staff(self, client):
        user = UserFactory()
        client.force_login(user)
        session = client.session
        record_methods(session, user, "code")
        session.save()
        assert client.get(SET_UP).status_code == 200
        MembershipFactory(user=user)
        assert client.get(SET_UP).url == STAFF_LOGIN
        assert not is_logged_in(client)

    def test_an_old_session_with_only_a_password_is_asked_for_the_app(self, client):
        user = UserFactory(advisor=True)
        add_app(user)
        login(client, user, second_factor=False)
        assert client.get("/start/").url == "/account/bevestigen/code/?next=%2Fstart%2F"

    def test_the_session_of_another_person_proves_nothing(self, client):
        user, other = UserFactory(advisor=True), UserFactory(advisor=True)
        login(client, user)
        session = client.session
        record_methods(session, other, "password", "mfa")
        session.save()
        assert client.get("/start/").url == STAFF_LOGIN

    def test_five_wrong_passwords_close_the_door_for_a_while(self, client):
        user = UserFactory(advisor=True)
        for _ in range(5):
            assert "klopt niet" in enter_password(client, user, "wrong").content.decode()
        assert "te vaak" in enter_password(client, user).content.decode()
        refused = AuditEvent.objects.filter(action="account.login", result="refused")
        assert refused.count() == 5
        assert refused.first().object_id == str(user.pk)

    def test_the_message_is_the_same_for_an_unknown_address(self, client):
        known = enter_password(client, UserFactory(advisor=True, email="known@example.org"), "wrong").content.decode()
        unknown = client.post(STAFF_LOGIN, {"login": "nobody@example.org", "password": "wrong"}).content.decode()
        assert re.findall(r"<li>.*?</li>", known) == re.findall(r"<li>.*?</li>", unknown)

    def test_a_resident_has_no_password_to_guess(self, client):
        user = UserFactory()
        for password in ("", "!", PASSWORD):
            enter_password(client, user, password)
        assert not is_logged_in(client)

    def test_the_last_second_step_cannot_be_removed(self, client):
        user = UserFactory(advisor=True)
        add_app(user)
        login(client, user)
        page = client.post("/account/app/verwijderen/").content.decode()
        assert "minstens één tweede stap" in page
        assert Authenticator.objects.filter(user=user, type="totp").exists()

    def test_something_that_matters_asks_for_the_password_again(self, client):
        user = UserFactory(advisor=True)
        add_app(user)
        login(client, user)
        session = client.session
        for record in session["account_authentication_methods"]:
            record["at"] -= 600
        session.save()
        url = "/account/herstelcodes/nieuw/"
        again = client.get(url)
        assert again.url == f"/account/bevestigen/wachtwoord/?next={url.replace('/', '%2F')}"
        assert "klopt niet" in client.post(again.url, {"password": "wrong", "next": url}).content.decode()
        assert client.post(again.url, {"password": PASSWORD, "next": url}).url == url
        assert client.get(url).status_code == 200

    def test_logging_in_and_out_is_in_the_audit_log(self, client):
        user = UserFactory()
        ask_code(client, user.email)
        client.post(CODE, {"code": code_in_mail()})
        client.post("/account/uitloggen/")
        assert list(AuditEvent.objects.about(user).order_by("pk").values_list("action", "origin")) == [
            ("account.logged_in", "web"),
            ("account.logged_out", "web"),
        ]


class TestPassword:
    def ask_link(self, client, email):
        return client.post("/account/wachtwoord/aanvragen/", {"email": email}, follow=True)

    def test_a_new_colleague_chooses_a_password_through_the_link(self, client):
        user = UserFactory(advisor=True, verified=False)
        user.set_unusable_password()
        user.save()
        self.ask_link(client, user.email)
        link = re.search(r"http://\S+/kiezen/\S+", mail.outbox[-1].body)[0]
        page = client.get(link[link.index("/account") :], follow=True)
        url = page.redirect_chain[-1][0]
        assert "set-password" in url, "the key is not in the address any more"
        short = client.post(url, {"password1": "short", "password2": "short"})
        assert "12" in short.content.decode()
        client.post(url, {"password1": PASSWORD, "password2": PASSWORD})
        assert EmailAddress.objects.get(user=user).verified
        assert "werkt niet meer" in client.get(link[link.index("/account") :]).content.decode()
        enter_password(client, user)
        assert is_logged_in(client)

    def test_a_resident_hears_that_a_code_is_enough(self, client):
        self.ask_link(client, UserFactory().email)
        assert "geen wachtwoord nodig" in mail.outbox[-1].subject
        assert "/kiezen/" not in mail.outbox[-1].body

    def test_the_page_says_nothing_about_who_has_an_account(self, client):
        pages = {
            self.ask_link(client, email).content for email in (UserFactory(advisor=True).email, "nobody@example.org")
        }
        assert len({re.sub(rb'value="[A-Za-z0-9]{64}"', b"", page) for page in pages}) == 1
        assert len(mail.outbox) == 1


class TestSession:
    @pytest.mark.parametrize(
        ("who", "moments", "still_in"),
        [
            ({"advisor": True}, ["09:50", "10:40"], True),
            ({"advisor": True}, ["10:01"], False),
            ({"advisor": True}, [*moments_between(9, 19, step=35)], True),
            ({"advisor": True}, [*moments_between(9, 19, step=35), "19:10"], False),
            ({}, ["09:25", "09:50"], True),
            ({}, ["09:31"], False),
            ({}, [*moments_between(9, 13, step=25)], True),
            ({}, [*moments_between(9, 13, step=25), "13:05"], False),
        ],
    )
    def test_a_session_ends_after_idling_and_after_a_day(self, client, freeze, who, moments, still_in):
        freeze("2026-03-10 09:00")
        client.force_login(UserFactory(**who))
        for moment in moments:
            freeze(f"2026-03-10 {moment}")
            response = client.get(SET_UP)
        assert (response.status_code == 200) is still_in
        assert is_logged_in(client) is still_in
        if not still_in:
            assert response.url.startswith(f"{LOGIN}?next=")
            assert AuditEvent.objects.filter(action="account.session_ended").exists()

    def test_the_cookie_is_for_this_site_and_not_for_scripts(self, client):
        ask_code(client, "anna@example.org")
        cookie = client.cookies[django_settings.SESSION_COOKIE_NAME]
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
        assert not cookie["max-age"] or int(cookie["max-age"]) <= 36_000

    def test_logging_in_gives_another_session(self, client):
        ask_code(client, "anna@example.org")
        before = client.session.session_key
        client.post(CODE, {"code": code_in_mail()})
        assert client.session.session_key != before


class TestDoors:
    @pytest.mark.parametrize("path", NOT_OFFERED)
    def test_what_we_do_not_offer_is_not_there(self, client, path):
        assert client.get(f"/account/{path}").status_code == 404

    @pytest.mark.parametrize("path", PRIVATE)
    def test_the_rest_is_for_who_is_logged_in(self, client, path):
        assert client.get(f"/account/{path}").url.startswith(LOGIN)

    @pytest.mark.parametrize("path", [LOGIN, STAFF_LOGIN, "/account/wachtwoord/aanvragen/", "/en/account/inloggen/"])
    def test_the_content_security_policy_is_strict(self, client, path):
        response = client.get(path)
        policy = response.headers["Content-Security-Policy"]
        assert "unsafe" not in policy
        html = response.content.decode()
        assert not re.search(r"\s(style|on\w+)=", html)
        assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", html)

    def test_passwords_are_kept_with_argon2(self):
        from werkcentrum.settings import accounts  # noqa: PLC0415 - the settings of the tests hash faster

        assert accounts.PASSWORD_HASHERS[0].endswith("Argon2PasswordHasher")


class TestAdmin:
    def test_the_administrator_gets_in_with_both_factors(self, client):
        client.force_login(UserFactory(admin=True))
        assert client.get("/beheer/").status_code == 200

    def test_the_administrator_does_not_get_in_with_a_password_alone(self, client):
        login(client, UserFactory(admin=True), second_factor=False)
        assert client.get("/beheer/").url == SET_UP
        assert client.get("/beheer/login/").url == SET_UP

    @pytest.mark.parametrize(
        "who", [{}, {"advisor": True}, {"fund_manager": True}, {"advisor": True, "is_staff": True}]
    )
    def test_nobody_else_gets_in(self, client, who):
        client.force_login(UserFactory(**who))
        assert client.get("/beheer/", follow=True).status_code == 403

    def test_not_logged_in_leads_to_the_page_for_staff(self, client):
        assert client.get("/beheer/core/user/?q=a").url == f"{STAFF_LOGIN}?next=/beheer/core/user/%3Fq%3Da"

    def test_htmx_without_a_session_is_sent_to_the_log_in_as_a_whole_page(self, htmx):
        response = htmx.get("/start/", headers={"HX-Current-URL": "http://testserver/werkvoorraad/?page=2"})
        assert response.headers["HX-Redirect"] == f"{LOGIN}?next=%2Fwerkvoorraad%2F%3Fpage%3D2"

    @pytest.mark.parametrize("table", ["user", "region", "municipality", "extraholiday", "auditevent"])
    def test_every_table_of_core_opens_and_searches(self, client, table):
        client.force_login(UserFactory(admin=True))
        assert client.get(f"/beheer/core/{table}/?q=a").status_code == 200

    def test_a_new_user_has_no_password_and_an_address_to_prove(self, client):
        client.force_login(UserFactory(admin=True))
        fields = {"email": "Nieuw@Example.org", "name": "Nieuw", "language": "nl", "is_active": "on"}
        client.post("/beheer/core/user/add/", fields)
        user = User.objects.get(email="nieuw@example.org")
        assert not user.has_usable_password()
        assert not EmailAddress.objects.get(user=user).verified

    def test_the_history_shows_who_changed_what(self, client):
        admin, user = UserFactory(admin=True, name="Ilse"), UserFactory(name="Anna")
        client.force_login(admin)
        fields = {"email": user.email, "name": "Anna de Vries", "language": "nl", "is_active": "on"}
        client.post(f"/beheer/core/user/{user.pk}/change/", fields)
        page = client.get(f"/beheer/core/user/{user.pk}/history/").content.decode()
        assert "Anna → Anna de Vries" in page
        assert "Ilse" in page

    def test_a_line_of_the_audit_log_can_only_be_read(self, client):
        client.force_login(UserFactory(admin=True))
        line = AuditEvent.objects.first()
        page = client.get(f"/beheer/core/auditevent/{line.pk}/change/")
        assert page.status_code == 200
        assert 'name="_save"' not in page.content.decode()
        assert client.get("/beheer/core/auditevent/add/").status_code == 403
        assert client.post(f"/beheer/core/auditevent/{line.pk}/delete/", {"post": "yes"}).status_code == 403


def test_a_membership_that_ended_takes_the_work_away_at_once(client):
    user = UserFactory(advisor=True)
    client.force_login(user)
    assert client.get("/componenten/").status_code == 200
    user.memberships.update(valid_until=timezone.localdate() - timedelta(days=1))
    assert client.get("/componenten/").status_code == 404
