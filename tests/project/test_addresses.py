import pytest


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/vraag/verder/%00/", "/zaken/WCT%00/", "/%00"])
def test_an_address_with_a_nul_is_a_bad_request_and_no_failure(client, address):
    assert client.get(address).status_code == 400
