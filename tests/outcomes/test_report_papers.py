"""A report on paper and as a workbook: from its frozen figures alone, in both languages."""

from io import BytesIO

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from school.courses.models import Cohort
from school.outcomes import tasks
from school.outcomes.models import Report, ReportPaper
from school.outcomes.reports.checking import sums
from school.outcomes.reports.tasks import print_report
from school.outcomes.rules import Like, results
from school.outcomes.rules.published import Published
from tests.cast import signed_in
from tests.factories.reports import publish
from tests.outcomes import forty
from tests.outcomes.test_reports import cohort, ten

pytestmark = pytest.mark.django_db
__all__ = ["cohort", "ten"]
ENGLISH = {"accept-language": "en"}


def address(kind: str, report: Report) -> str:
    return reverse(f"outcomes:report_{kind}", args=[report.number])


def words(data: bytes) -> str:
    return "\n".join(
        page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)
    )


def test_it_is_printed_once_in_each_language(ten: Cohort) -> None:
    report, client = publish(), signed_in(None)
    assert client.get(address("pdf", report)).status_code == 404
    assert address("pdf", report) not in client.get(report.get_absolute_url()).text
    print_report(report.pk)
    print_report(report.pk)
    assert ReportPaper.objects.count() == 2
    assert address("pdf", report) in client.get(report.get_absolute_url()).text
    chinese = client.get(address("pdf", report))
    assert chinese["Content-Type"] == "application/pdf"
    said = words(chinese.content)
    for told in ("截至", report.sha256[:40], "结业率", "10 ÷ 10 = 100.00%", "+¥1,000"):
        assert told in said, told
    english = words(client.get(address("pdf", report), headers=ENGLISH).content)
    for told in ("Completion rate", report.sha256[:40], "10 of 10 course places"):
        assert told in english, told


def test_a_lost_file_is_not_there(ten: Cohort) -> None:
    report = publish()
    print_report(report.pk)
    for paper in report.papers.all():
        paper.file.storage.delete(paper.file.name)
    assert signed_in(None).get(address("pdf", report)).status_code == 404


def test_the_workbook_has_every_count_as_a_number(ten: Cohort) -> None:
    report = publish()
    for language, sheet in (({}, "核对"), (ENGLISH, "To check")):
        client = Client(headers=language)
        book = load_workbook(BytesIO(client.get(address("xlsx", report)).content))
        rows = {row[1]: row[2:4] for row in book[sheet].iter_rows(values_only=True)}
        assert (10, 10) in rows.values()
        everything = str([list(one.values) for one in book])
        assert report.sha256 in everything
        assert "学员3" not in everything


def test_what_the_worker_lost_is_printed_the_next_day(
    ten: Cohort, monkeypatch: pytest.MonkeyPatch
) -> None:
    tasks.freeze_reports()
    queued: list[int] = []
    monkeypatch.setattr(tasks, "enqueue", lambda _task, number: queued.append(number))
    first, second = Report.objects.order_by("number")
    print_report(first.pk)
    tasks.freeze_reports()
    assert queued == [second.pk]


def test_three_figures_are_worked_out_as_on_paper() -> None:
    """35 of 40; one is a bound and is passed over; 7 of 35; 32 of 40."""
    told = Published(1, 1, results(forty.rows()), Like(3), {}, {})
    with translation.override("zh-hans"):
        said = sums(told)
    assert [each.partition("：")[2] for each in said] == [
        "35 ÷ 40 = 87.50%，写作 88%。",
        "7 ÷ 35 = 20.00%，写作 20%。",
        "32 ÷ 40 = 80.00%，写作 80%。",
    ]
