import pytest
from django.test import Client

from school.people.models import User
from tests.cast import signed_in


@pytest.mark.parametrize(
    "address", ["/cohorts/%00/", "/cohorts/?track=%00", "/certificates/verify/%00/"]
)
@pytest.mark.django_db
def test_an_address_with_a_nul_is_a_bad_request(address: str) -> None:
    assert Client().get(address).status_code == 400


@pytest.mark.parametrize("number", ["9" * 30, "-" + "9" * 30, "９" * 30, "9" * 5000])
@pytest.mark.parametrize(
    "address",
    [
        "/desk/users/?group=",
        "/desk/bulk/people/user/assign_role/?id=",
        "/desk/bulk/wagtailimages/image/delete/?id=",
        "/desk/bulk/wagtailcore/page/delete/?id=",
        "/desk/bulk/wagtailcore/page/delete/?id=all&childOf=",
    ],
)
def test_no_row_of_the_desk_has_a_huge_number(
    superuser: User, address: str, number: str
) -> None:
    assert signed_in(superuser).get(address + number).status_code == 404


def test_a_huge_number_is_looked_for_among_the_words(superuser: User) -> None:
    answer = signed_in(superuser).get("/desk/users/", {"q": "9" * 30})
    assert answer.status_code == 200


@pytest.mark.parametrize("method", ["TRACE", "TRACK"])
def test_nobody_is_told_what_was_sent(db: None, method: str) -> None:
    assert Client().generic(method, "/account/login/").status_code == 405


def test_machines_that_call_by_http_are_told_and_not_redirected(
    db: None, settings
) -> None:
    settings.SECURE_SSL_REDIRECT = True
    address = "/api/points/priority-rights"
    told = Client().get(address)
    assert (told.status_code, "https" in told.json()["detail"]) == (403, True)
    assert Client().get(address, secure=True).status_code != 403
    assert Client().get("/cohorts/").status_code == 301
