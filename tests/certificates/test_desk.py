"""The certificate desk's lists."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from school.certificates import actions
from school.certificates.models import Certificate, DesignVersion
from school.people.models import User
from tests.cast import signed_in
from tests.factories.certificates import make_assessed_cohort
from tests.factories.completion import make_certified
from tests.factories.courses import make_cohort
from tests.factories.enrollment import make_enrollment


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
    its_page = reverse("certificate:inspect", args=[certificate.pk])
    assert f'href="{its_page}"' in done.text
    assert "持证人与班级" in browser.get(its_page).text
    the_class = reverse("certificates_desk:eligible", args=[batch.cohort.code])
    assert f'href="{its_page}"' in browser.get(the_class).text
    certificate.status = Certificate.Status.STOPPED
    certificate.stopped_because = {"code": "photo_missing", "data": {}}
    certificate.save(update_fields=["status", "stopped_because"])
    assert browser.get(address).context["page_title"] == "有证书未能制作"


def test_what_revoking_does_is_read_before_it_is_done(
    certificate_officer: User,
) -> None:
    certificate = make_certified(make_enrollment(make_cohort()))
    browser = signed_in(certificate_officer)

    def page(verb: str) -> str:
        address = reverse(f"certificates_desk:{verb}", args=[certificate.number])
        return str(browser.get(address).text)

    told, for_good = "通知持证人", "吊销后不能恢复"
    assert told in page("revoke") and for_good in page("revoke")
    assert told in page("suspend") and for_good not in page("suspend")


def test_the_lines_of_a_wording_stay_lines_at_the_desk(auditor: User) -> None:
    version = DesignVersion.objects.get()
    page = signed_in(auditor).get(reverse("designversion:inspect", args=[version.pk]))
    assert "{name}<br>于{started_on}" in page.text
