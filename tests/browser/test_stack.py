import urllib.request

import pytest


@pytest.mark.parametrize("path", ["/health/live", "/health/ready"])
def test_the_running_portal_says_that_it_is_well(page, path):
    answer = page.goto(path)
    assert answer.status == 200
    assert answer.json()["status"] == "ok"


def test_metrics_are_on_their_own_address_only(page, portal):
    page.goto("/health/live")
    with urllib.request.urlopen(portal.metrics_url, timeout=5) as answer:
        assert "django_http_requests_total_by_view_transport_method_total" in answer.read().decode()
    answer = page.goto("/metrics")
    assert "django_http_requests" not in answer.text()
