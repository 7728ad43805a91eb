"""The certificate desk's lists."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from school.certificates import actions
from school.people.models import User
from tests.cast import signed_in
from tests.factories.certificates import make_assessed_cohort


def issue_a_class(name: str, by: User) -> None:
    cohort = make_assessed_cohort(f"{name}一", f"{name}二", name=name)
    actions.print_batch(actions.issue(cohort, by=by))


@pytest.mark.parametrize("address", ["/desk/certificate/", "/desk/batch/"])
def test_a_list_costs_the_same_for_any_number_of_classes(
    address: str, registrar: User
) -> None:
    browser = signed_in(registrar)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(address).status_code == 200
        return len(captured)

    issue_a_class("第1班", registrar)
    browser.get(address)
    few = queries()
    for number in (2, 3):
        issue_a_class(f"第{number}班", registrar)
    assert queries() == few <= 25
