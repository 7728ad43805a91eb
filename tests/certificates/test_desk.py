"""The certificate desk's lists."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from school.certificates import actions
from school.certificates.models import Certificate
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


def test_the_page_of_a_batch_says_how_far_it_is(registrar: User) -> None:
    batch = actions.issue(make_assessed_cohort("李春花", "王秋月"), by=registrar)
    browser, address = (
        signed_in(registrar),
        f"/desk/certificate-desk/batches/{batch.code}/",
    )
    assert browser.get(address).context["page_title"] == "正在制作证书"
    actions.print_batch(batch)
    done = browser.get(address)
    assert done.context["page_title"] == "证书已制作"
    assert "正在制作证书" not in done.text
    certificate = batch.certificates.first()
    certificate.status = Certificate.Status.STOPPED
    certificate.stopped_because = {"code": "photo_missing", "data": {}}
    certificate.save(update_fields=["status", "stopped_because"])
    assert browser.get(address).context["page_title"] == "有证书未能制作"
