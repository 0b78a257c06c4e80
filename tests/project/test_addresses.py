import pytest


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/vraag/verder/%00/", "/zaken/WCT%00/", "/werkvoorraad/?q=%00", "/%00"])
def test_an_address_with_a_nul_is_a_bad_request_and_no_failure(client, address):
    assert client.get(address).status_code == 400


@pytest.mark.django_db
def test_the_api_says_so_as_a_problem(client):
    answer = client.get("/api/v1/services?search=%00")
    assert answer.status_code == 400
    assert answer["Content-Type"].startswith("application/problem+json")
