"""With DEMO=1 only: log in as somebody with one click, and read the mail."""

import re
import uuid

import pytest
from django.urls import NoReverseMatch, reverse

from notifications.services import Recipient, queue_message
from tests.core import urls_demo
from tests.factories.core import UserFactory
from werkcentrum.demo.views import DOMAIN

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings):
    settings.DEMO = True
    settings.ROOT_URLCONF = urls_demo.__name__


def send(email, code="123456"):
    return queue_message(kind="core/login_code", to=Recipient(email), context={"code": code}, key=str(uuid.uuid4()))


class TestWithoutDemo:
    def test_there_are_no_demo_pages(self, client):
        with pytest.raises(NoReverseMatch):
            reverse("demo:people")
        assert client.get("/demo/").status_code == 404

    def test_the_views_themselves_refuse_too(self, client, settings):
        settings.ROOT_URLCONF = urls_demo.__name__
        user = UserFactory(email=f"advisor@{DOMAIN}", advisor=True)
        assert client.get("/demo/").status_code == 404
        assert client.post("/demo/login/", {"email": user.email}).status_code == 404
        assert client.get("/demo/mail/").status_code == 404


@pytest.mark.usefixtures("demo")
class TestPeople:
    def test_accounts_are_listed_by_role_with_what_they_can_do(self, client):
        UserFactory(email=f"advisor@{DOMAIN}", name="Marieke", advisor=True)
        UserFactory(email=f"anna@{DOMAIN}", name="Anna")
        UserFactory(email="real@example.org", name="Echt", advisor=True)
        page = client.get("/demo/").content.decode()
        button = re.search(r"<button[^>]*>Inloggen", page[page.index("Marieke") :])[0]
        assert f'name="email" value="advisor@{DOMAIN}"' in button
        assert page.index("Anna") < page.index("Adviseurs") < page.index("Marieke")
        assert "Echt" not in page
        assert "Fondsmanagers" not in page, "a role without accounts is left out"

    @pytest.mark.parametrize("who", [{}, {"advisor": True}, {"fund_manager": True}, {"admin": True}])
    def test_one_click_logs_in_with_everything_that_is_needed(self, client, who):
        user = UserFactory(email=f"somebody@{DOMAIN}", **who)
        response = client.post("/demo/login/", {"email": user.email})
        assert response.url == reverse("landing")
        assert client.session["_auth_user_id"] == str(user.pk)
        assert client.get("/start/").status_code == 302
        assert client.get("/start/").url != "/account/"

    def test_the_next_click_is_somebody_else(self, client):
        first, second = UserFactory(email=f"one@{DOMAIN}", advisor=True), UserFactory(email=f"two@{DOMAIN}")
        client.post("/demo/login/", {"email": first.email})
        client.post("/demo/login/", {"email": second.email})
        assert client.session["_auth_user_id"] == str(second.pk)
        assert [record["method"] for record in client.session["account_authentication_methods"]] == ["code"]

    def test_only_demo_accounts_can_be_used(self, client):
        user = UserFactory(email="real@example.org")
        assert client.post("/demo/login/", {"email": user.email}).status_code == 404
        assert client.post("/demo/login/").status_code == 404
        assert client.get("/demo/login/").status_code == 405

    def test_the_number_of_queries_does_not_grow_with_the_accounts(self, client, django_assert_max_num_queries):
        for number in range(8):
            UserFactory(email=f"advisor{number}@{DOMAIN}", advisor=True)
        with django_assert_max_num_queries(4):
            client.get("/demo/")


@pytest.mark.usefixtures("demo")
class TestMail:
    def test_every_mail_is_there_newest_first(self, client):
        send("anna@example.org", "111111")
        send("bram@example.org", "222222")
        page = client.get("/demo/mail/").content.decode()
        assert page.index("222222") < page.index("111111")

    def test_it_can_be_narrowed_to_one_address(self, client):
        send("anna@example.org", "111111")
        send("bram@example.org", "222222")
        page = client.get("/demo/mail/?adres=ANNA").content.decode()
        assert "111111" in page
        assert "222222" not in page

    def test_one_mail_as_text_and_as_its_reader_sees_it(self, client):
        message = send("anna@example.org", "111111")
        page = client.get(f"/demo/mail/{message.pk}/")
        assert "111111" in page.content.decode()
        assert "frame-src 'self'" in page.headers["Content-Security-Policy"]
        assert "unsafe" not in page.headers["Content-Security-Policy"]
        source = re.search(r'<iframe[^>]* src="([^"]+)"', page.content.decode())[1]
        html = client.get(source)
        assert "111111" in html.content.decode()
        assert "script-src 'none'" in html.headers["Content-Security-Policy"]
        assert html.headers["X-Frame-Options"] == "SAMEORIGIN"
