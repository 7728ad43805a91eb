"""At the desk: the bank out as a file, a file in by way of its preview, its mistakes marked."""

import io
from collections.abc import Sequence
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from school.assessment.models import Attempt, Paper, Question, QuestionFile
from school.courses.models import Edition
from school.lib.spreadsheet import XLSX
from school.people.models import User
from tests.cast import signed_in
from tests.factories.assessment import make_bank
from tests.factories.courses import make_cohort
from tests.factories.enrollment import make_enrollment
from tests.factories.packages import TEXT, choice, packed
from tests.factories.questions import Line, filled, line, make_each_kind

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(editor: User) -> Client:
    return signed_in(editor)


def url(name: str, edition: Edition) -> str:
    return reverse(
        f"questions_desk:{name}", args=[edition.course.code, edition.version]
    )


def send(browser: Client, edition: Edition, data: bytes) -> str:
    """The address of the file's preview."""
    sent = SimpleUploadedFile("题库.xlsx", data, XLSX)
    answer = browser.post(url("exchange", edition), {"file": sent, "module": ""})
    assert answer.status_code == 302, answer.context["form"].errors
    return answer["Location"]


def lines(edition: Edition, count: int) -> list[Line]:
    module = edition.modules.first()
    assert module is not None
    return [line(serial, module.code) for serial in range(count)]


def codes(data: bytes) -> list[str]:
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    return [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)]


def test_an_editor_takes_the_bank_out_and_in_again(
    edition: Edition, browser: Client
) -> None:
    make_each_kind(edition)
    file = browser.get(url("export", edition))
    assert file["Content-Type"] == XLSX
    page = browser.get(send(browser, edition, file.content))
    found = page.context["found"].plan
    assert (len(found.unchanged), found.has_work) == (6, False)
    assert not page.context["found"].can_be_imported


def test_the_export_has_what_the_filter_leaves(
    edition: Edition, browser: Client
) -> None:
    make_each_kind(edition)
    query = {"form": "xlsx", "language": "zh"}
    answer = browser.get(url("export", edition), {**query, "kind": "numeric"})
    assert codes(answer.content) == ["1Q006"]
    answer = browser.get(url("export", edition), {**query, "q": "问题5"})
    assert codes(answer.content) == ["1Q005"]
    other = edition.modules.last()
    answer = browser.get(url("export", edition), {**query, "module": other.pk})
    assert codes(answer.content) == []
    answer = browser.get(url("export", edition), {**query, "kind": "x"})
    assert answer.context["export_form"].errors["kind"]


def test_from_the_filtered_list_one_comes_to_the_edition(
    edition: Edition, browser: Client
) -> None:
    banks = reverse("questions_desk:banks")
    answer = browser.get(banks, {"edition": edition.pk, "kind": "single"}, follow=True)
    assert answer.context["export_form"].initial["kind"] == "single"
    assert browser.get(banks, {"edition": "x"}).status_code == 200


def test_a_good_file_is_seen_before_it_is_imported(
    edition: Edition, browser: Client, editor: User
) -> None:
    preview = send(browser, edition, filled(lines(edition, 60)))
    page = browser.get(preview)
    assert len(page.context["found"].plan.new) == 60
    assert not edition.questions.exists()
    done = browser.post(preview, follow=True)
    assert edition.questions.count() == 60
    assert not edition.questions.exclude(
        status=Question.Status.DRAFT, written_by=editor
    ).exists()
    assert "60" in done.text
    again = browser.post(preview)
    assert again.status_code in (200, 302)
    assert edition.questions.count() == 60


def test_mistakes_are_listed_and_marked_in_a_copy(
    edition: Edition, browser: Client
) -> None:
    rows = lines(edition, 40)
    for serial in range(0, 30, 3):
        rows[serial]["answer"] = "Z"
    preview = send(browser, edition, filled(rows))
    page = browser.get(preview)
    assert len(page.context["problems"]) == 10
    assert "题目!AA2" in page.text
    refused = browser.post(preview)
    assert refused.status_code == 200
    assert not edition.questions.exists()
    copy = browser.get(f"{preview}errors/")
    book = load_workbook(io.BytesIO(copy.content))
    sheet, listed = book["题目"], book.worksheets[-1]
    noted = [row for row in range(2, 42) if sheet.cell(row, 27).comment]
    assert noted == list(range(2, 32, 3))
    assert sheet["AA2"].fill.start_color.rgb.endswith("FFC7CE")
    assert sheet["A3"].value == "Q0001"
    assert listed.max_row == 11
    assert quote("题库 待改.xlsx") in copy["Content-Disposition"]


def test_one_cause_in_many_places_is_said_once(
    edition: Edition, browser: Client
) -> None:
    rows = [{**line, "module": "CL-M01"} for line in lines(edition, 40)]
    page = browser.get(send(browser, edition, filled(rows)))
    ((place, _sentence),) = page.context["problems"]
    assert "共 40 处" in place
    assert "40" in page.text


def test_new_words_of_a_used_question_stand_at_its_code(
    edition: Edition, browser: Client
) -> None:
    (question, *_others) = make_bank(edition, each=1)
    use(question)
    rows: Sequence[Line] = [
        {**lines(edition, 1)[0], "code": question.code},
    ]
    page = browser.get(send(browser, edition, filled(rows)))
    ((place, _sentence),) = page.context["problems"]
    assert place == "题目!A2"


def test_a_package_goes_out_and_comes_in(edition: Edition, browser: Client) -> None:
    make_each_kind(edition)
    query = {"form": "qti", "language": "en", "status": "draft"}
    Question.objects.update(status=Question.Status.DRAFT)
    file = browser.get(url("export", edition), query)
    assert file["Content-Type"] == "application/zip"
    edition.questions.filter(code__in=["1Q001", "1Q003"]).delete()
    preview = send(browser, edition, file.content)
    assert len(browser.get(preview).context["found"].plan.new) == 2
    browser.post(preview)
    assert edition.questions.count() == 6


def test_what_is_wrong_in_a_package_is_listed_in_a_workbook(
    edition: Edition, browser: Client
) -> None:
    data = packed({"a.xml": TEXT, "b.xml": choice(name="b")})
    preview = send(browser, edition, data)
    problems = browser.get(preview).context["problems"]
    copy = browser.get(f"{preview}errors/")
    (sheet,) = load_workbook(io.BytesIO(copy.content)).worksheets
    listed = [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert listed == [place for place, _sentence in problems]
    assert {place.split(" ")[0] for place in listed} == {"a.xml", "imsmanifest.xml"}


def test_nobody_sees_the_file_of_another(
    edition: Edition, browser: Client, registrar: User
) -> None:
    preview = send(browser, edition, filled(lines(edition, 1)))
    assert signed_in(registrar).get(preview).status_code == 404
    assert signed_in(registrar).post(preview).status_code == 404
    assert QuestionFile.objects.waiting().exists()


def test_who_only_reads_the_bank_takes_it_out_but_nothing_in(
    edition: Edition, auditor: User
) -> None:
    browser = signed_in(auditor)
    page = browser.get(url("exchange", edition))
    assert not page.context["may_import"]
    assert browser.get(url("export", edition)).status_code == 200
    sent = SimpleUploadedFile("a.xlsx", filled(lines(edition, 1)))
    answer = browser.post(url("exchange", edition), {"file": sent})
    assert answer.status_code == 302
    assert answer["Location"] == "/desk/"
    assert not QuestionFile.objects.exists()


@pytest.mark.parametrize("count", [3, 300])
def test_a_preview_costs_the_same_however_long(
    edition: Edition, browser: Client, count: int
) -> None:
    preview = send(browser, edition, filled(lines(edition, count)))
    with CaptureQueriesContext(connection) as statements:
        page = browser.get(preview)
    assert len(statements) <= 25
    assert len(page.content) < 60_000


def use(question: Question) -> None:
    """Put it into a paper."""
    attempt = Attempt.objects.create(
        enrollment=make_enrollment(make_cohort(edition=question.edition)),
        number=1,
        seed=1,
        started_at=timezone.now(),
        deadline_at=timezone.now(),
    )
    Paper.objects.create(attempt=attempt, question=question, number=1, option_order=[])
