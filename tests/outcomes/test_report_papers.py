"""A report on paper and as a workbook: from its frozen figures alone, in both languages."""

from datetime import date
from io import BytesIO

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from openpyxl import Workbook, load_workbook

from school.courses.models import Cohort
from school.journal.actors import SYSTEM
from school.outcomes import tasks
from school.outcomes.documents import figure_sheets
from school.outcomes.figures import Section
from school.outcomes.models import Report, ReportPaper
from school.outcomes.reports.actions import freeze_report
from school.outcomes.reports.checking import counted, sums
from school.outcomes.reports.tasks import print_report
from school.outcomes.rules import Like, results
from school.outcomes.rules.periods import Span, last_over
from school.outcomes.rules.published import Published
from school.ui.templatetags.ui import full_date
from tests.cast import signed_in
from tests.factories.reports import publish
from tests.outcomes import forty
from tests.outcomes.test_pages import add
from tests.outcomes.test_reports import cohort, month, ten

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


def test_the_workbook_says_which_figures_are_of_an_earlier_report(ten: Cohort) -> None:
    """One more on the roll, and a class more without costs."""
    first = publish()
    add(ten, 10)
    later = month().next.next.start
    second = freeze_report(
        last_over(Span.MONTH, on=later),
        by=SYSTEM,
        at=timezone.now() + (later - timezone.localdate()),
    )
    before, then = (
        load_workbook(BytesIO(signed_in(None).get(address("xlsx", each)).content))
        for each in (first, second)
    )
    rates = [sheet_rows(book, 1)["结业率"] for book in (before, then)]
    assert rates[0][7] == full_date(first.as_of)
    assert not rates[0][8]
    assert rates[1][2] == rates[0][2]
    assert rates[1][7] == "见备注"
    assert "第 1 号报告" in rates[1][8]


def test_left_out_classes_do_not_stand_under_pay() -> None:
    why = ["costs not said to be complete: 2"]
    of_classes, of_people = (
        Section("x", [], left_out=why, left_out_of=of) for of in ("Which classes", "")
    )
    with translation.override("zh-hans"):
        sheet = figure_sheets("x", [of_classes, of_people], on=date(2026, 11, 1))[1]
    assert [row[1] for row in sheet.rows] == [
        "Which classes",
        "哪些人不在收入数字里，为什么",
    ]


def test_how_many_could_be_compared_is_to_be_checked_too() -> None:
    told = Published(1, 1, results(forty.rows()), Like(3), {}, {})
    change = told.results.after[0].changes[0]
    assert change.coverage in [one.share for one in counted(told)]


def sheet_rows(book: Workbook, number: int) -> dict[str, tuple[str, ...]]:
    rows = book.worksheets[number].iter_rows(values_only=True)
    return {str(row[1]): tuple(str(cell or "") for cell in row) for row in rows}


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
