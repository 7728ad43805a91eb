"""A company asks about a list: told of those who let it know, and of nobody else."""

from io import BytesIO

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.urls import reverse
from openpyxl import load_workbook

from school.certificates import actions as certificates
from school.certificates.batch_check import actions
from school.certificates.batch_check.rules import MOST_ROWS, lines_of, rows_of
from school.certificates.models import (
    Certificate,
    CheckCount,
    CompanyCheck,
    CompanyLook,
)
from school.certificates.rules import number
from school.certificates.showing.actions import close_showing, open_showing
from school.lib.errors import NotPermitted, Refusal
from school.lib.spreadsheet import Sheet, workbook
from school.people.models import CompanyContact
from tests.cast import signed_in
from tests.factories.certificates import make_assessed_cohort
from tests.factories.people import make_company, make_consent, make_user

pytestmark = pytest.mark.django_db
NAMES = ("李春花", "王秀英", "赵秀兰")
UNKNOWN = number(county="361027", year=2026, course="EC", serial=99_999)


@pytest.fixture
def company():
    return make_company()


@pytest.fixture
def contact(company):
    user = make_user()
    CompanyContact.objects.create(user=user, company=company)
    return user


@pytest.fixture
def issued(registrar, company) -> dict[str, Certificate]:
    """Three workers; the first agreed, the second works there and did not, the third elsewhere."""
    batch = certificates.issue(make_assessed_cohort(*NAMES), by=registrar)
    for one in batch.certificates.all():
        certificates.keep_printed(one, pdf=b"%PDF", at=batch.requested_at)
    found = {one.claims["name"]: one for one in Certificate.objects.all()}
    for name in NAMES[:2]:
        person = found[name].enrollment.person
        person.company = company
        person.save(update_fields=["company"])
    make_consent(found[NAMES[0]].enrollment.person, "company")
    cache.clear()
    return found


def asked(company, contact, *lines: str) -> list[str | None]:
    rows = rows_of(lines_of("\n".join(lines)))
    answers = actions.check_certificates(company, rows, by=contact)
    return [
        one.certificate.claims["name"] if one.certificate else None for one in answers
    ]


def test_it_is_told_of_who_agreed_or_gave_it_her_link(
    company, contact, issued, auditor
):
    agreed, silent, stranger = (issued[name] for name in NAMES)
    showing = open_showing(stranger, by=stranger.enrollment.person.user)
    lines = [
        f"{agreed.number},{NAMES[0]}",
        # The link of another certificate.
        f"{silent.number},{NAMES[1]},{showing.code}",
        f"{stranger.number},{NAMES[2]},https://x.example/shown/{showing.code}/",
        f"{agreed.number.replace('-', '')},{NAMES[0]}",
        f"{UNKNOWN},{NAMES[0]}",
    ]
    assert asked(company, contact, *lines) == [NAMES[0], None, NAMES[2], None, None]
    assert asked(company, contact, f"{agreed.number},{NAMES[1]}") == [None]
    close_showing(showing, by=stranger.enrollment.person.user)
    assert asked(company, contact, lines[2]) == [None]
    desk = signed_in(auditor)
    assert company.name in desk.get(reverse("companycheck:index")).text
    first = CompanyCheck.objects.earliest("pk")
    page = desk.get(reverse("companycheck:inspect", args=[first.pk])).text
    assert agreed.number in page and silent.number not in page
    assert {look.certificate for look in CompanyLook.objects.all()} == {
        agreed,
        stranger,
    }
    # Consent to one's company is none to another.
    other = make_company("别家")
    CompanyContact.objects.create(user=contact, company=other)
    assert asked(other, contact, lines[0]) == [None]
    # What is not printed yet is known to nobody.
    Certificate.objects.filter(pk=agreed.pk).update(status="queued")
    assert asked(company, contact, lines[0]) == [None]


def test_what_may_not_be_told_is_one_answer(company, contact, issued):
    """An unknown number, another name and no consent look the same."""
    agreed, silent = issued[NAMES[0]], issued[NAMES[1]]
    pages = set()
    for number_, name in [
        (UNKNOWN, "某某"),
        (agreed.number, "某某"),
        (silent.number, NAMES[1]),
    ]:
        answer = signed_in(contact).post(
            "/certificates/company/",
            {"company": company.pk, "rows": f"{number_},{name}"},
        )
        (row,) = answer.context["answers"]
        pages.add(row[1:])
    assert len(pages) == 1


def test_the_answer_can_be_taken_along_and_the_worker_reads_who_looked(
    company, contact, issued, certificate_officer
):
    one = issued[NAMES[0]]
    certificates.suspend(one, by=certificate_officer, reason="复核中")
    browser = signed_in(contact)
    table = workbook(
        [Sheet("x", ["编号", "姓名"], [[one.number, NAMES[0]], ["坏1", ""]])]
    )
    page = browser.post(
        "/certificates/company/",
        {"company": company.pk, "file": SimpleUploadedFile("名单.xlsx", table)},
    )
    assert "已中止" in page.text
    assert "不是本校的编号" in page.text
    kept = page.context["kept"]
    answer = browser.post("/certificates/company/workbook/", {"kept": kept})
    sheet = load_workbook(BytesIO(answer.getvalue())).active
    assert [cell.value for cell in sheet[2]][:3] == ["2", one.number, NAMES[0]]
    assert (
        signed_in(make_user())
        .post("/certificates/company/workbook/", {"kept": kept})["Location"]
        .endswith("/certificates/company/")
    )
    assert CompanyCheck.objects.count() == 1
    seen = signed_in(one.enrollment.person).get("/certificates/company/looks/").text
    assert company.name in seen
    assert [
        (row.outcome, row.count) for row in CheckCount.objects.filter(kind="batch")
    ] == [("right", 1)]


def test_a_file_is_read_in_either_encoding_or_refused(company, contact, issued):
    browser, one = signed_in(contact), issued[NAMES[0]]
    text = f"编号,姓名\n{one.number},{NAMES[0]}\n"
    for data in (text.encode("gb18030"), text.encode("utf-8-sig")):
        page = browser.post(
            "/certificates/company/",
            {"company": company.pk, "file": SimpleUploadedFile("名单.csv", data)},
        )
        assert page.context["told"] == 1
    wide = f"{text}1,{'x' * 200_000}".encode()
    page = browser.post(
        "/certificates/company/",
        {"company": company.pk, "file": SimpleUploadedFile("名单.csv", wide)},
    )
    assert page.context["told"] == 1
    for data in (b"PK\3\4", b"\0\1\2", b"\xff\xfe\x80" * 9):
        page = browser.post(
            "/certificates/company/",
            {"company": company.pk, "file": SimpleUploadedFile("x.xlsx", data)},
        )
        assert page.context["form"].errors["file"]


def test_it_is_refused(company, contact, issued):
    row = f"{UNKNOWN},某某"
    with pytest.raises(NotPermitted):
        asked(company, make_user(), row)
    many = rows_of((line, [UNKNOWN, "某某"]) for line in range(MOST_ROWS + 1))
    for rows, code in ((many, "too_many_rows"), ([], "nothing_asked")):
        with pytest.raises(Refusal) as caught:
            actions.check_certificates(company, rows, by=contact)
        assert caught.value.code == code
    for _turn in range(actions.MOST_A_DAY):
        asked(company, contact, row)
    with pytest.raises(Refusal) as caught:
        asked(company, contact, row)
    assert caught.value.code == "asked_too_often"
    assert signed_in(make_user()).get("/certificates/company/").status_code == 404


def test_what_was_asked_stays(company, contact, issued):
    asked(company, contact, f"{issued[NAMES[0]].number},{NAMES[0]}")
    for model in (CompanyCheck, CompanyLook):
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.all().delete()


def test_a_long_list_costs_no_more_queries(
    company, contact, issued, django_assert_max_num_queries
):
    lines = [f"{one.number},{name}" for name, one in issued.items()]
    asked(company, contact, lines[0])
    with django_assert_max_num_queries(25):
        asked(company, contact, *lines, *[f"{UNKNOWN},{n}" for n in range(150)])
