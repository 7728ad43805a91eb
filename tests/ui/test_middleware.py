import pytest
from django.test import Client


@pytest.mark.parametrize(
    "address", ["/cohorts/%00/", "/cohorts/?track=%00", "/certificates/verify/%00/"]
)
@pytest.mark.django_db
def test_an_address_with_a_nul_is_a_bad_request(address: str) -> None:
    assert Client().get(address).status_code == 400
