"""Monthly figures: each row for itself, the same file again harmless, nothing edited."""

from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from school.courses.models import Cohort
from school.enrollment.models import Enrollment
from school.feedback import actions, refusals
from school.feedback.actions.figures import Answer, Outcome
from school.feedback.models import ServiceFigure
from school.feedback.tables import COLUMNS, template
from school.journal.models import Entry
from school.lib import tables
from school.lib.errors import NotPermitted
from school.people.models import Person, User
from tests.cast import signed_in
from tests.factories.courses import make_cohort
from tests.factories.enrollment import make_enrollment
from tests.factories.feedback import make_figure
from tests.factories.people import make_trainee

pytestmark = pytest.mark.django_db
HEAD = "手机号,月份,完成单数,好评数,差评数,复购单数"


def lines(*rows: str) -> list[tables.Line]:
    return tables.read("\n".join([HEAD, *rows]).encode(), COLUMNS)


def take(by: User, *rows: str) -> list[Answer]:
    return actions.import_figures(lines(*rows), source="示例平台", by=by)


def test_a_month_is_kept_once_and_put_right_by_another(
    trainee: Person, outcomes_officer: User
) -> None:
    row = f"{trainee.phone},2026-01,20,16,2,"
    (first,) = take(outcomes_officer, row)
    (again,) = take(outcomes_officer, row)
    (other,) = take(outcomes_officer, row.replace("16", "17"))
    assert [first.outcome, again.outcome, other.outcome] == [
        Outcome.KEPT,
        Outcome.KNOWN,
        Outcome.CHANGED,
    ]
    old, new = ServiceFigure.objects.order_by("version")
    assert (old.good, old.repeat, new.good, new.supersedes) == (16, None, 17, old)
    assert list(ServiceFigure.objects.current()) == [new]
    kept = Entry.objects.filter(verb="feedback.import_figures")
    assert kept.count() == 2


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("13700000000,2026-01,20,1,1,1", "没有登记过这个手机号"),
        ("{phone},2026-01,20,15,6,", "还多"),
        ("{phone},2026-01,20,,,21", "还多"),
        ("{phone},2026-01,-1,,,", "小于零"),
        ("{phone},2026-01,2001,,,", "请核对"),
        ("{phone},{now},20,,,", "还没过完"),
        ("{phone},2026-01,二十,,,", "完成单数"),
        (",2026-01,20,,,", "手机号"),
    ],
)
def test_a_row_is_refused_with_its_reason_and_its_number(
    trainee: Person, outcomes_officer: User, row: str, why: str
) -> None:
    now = f"{timezone.localdate():%Y-%m}"
    good = f"{trainee.phone},2026-02,20,16,2,5"
    wrong = row.format(phone=trainee.phone, now=now)
    kept, refused = take(outcomes_officer, good, wrong)
    assert (kept.outcome, refused.outcome) == (Outcome.KEPT, Outcome.REFUSED)
    assert refused.number == 3
    assert why in " ".join(map(str, refused.why))
    assert ServiceFigure.objects.count() == 1


def test_two_rows_of_a_month_agree_or_the_second_is_refused(
    trainee: Person, outcomes_officer: User
) -> None:
    row = f"{trainee.phone},2026年1月,20,16,2,5"
    found = take(outcomes_officer, row, row, row.replace(",16,", ",9,"))
    assert [one.outcome for one in found] == [
        Outcome.KEPT,
        Outcome.KNOWN,
        Outcome.REFUSED,
    ]


def test_who_may_not_and_without_a_source(
    trainee: Person, editor: User, outcomes_officer: User
) -> None:
    rows = lines(f"{trainee.phone},2026-01,20,,,")
    with pytest.raises(NotPermitted):
        actions.import_figures(rows, source="示例平台", by=editor)
    with pytest.raises(refusals.SourceNeeded):
        actions.import_figures(rows, source=" ", by=outcomes_officer)


def test_the_database_refuses_to_edit(trainee: Person) -> None:
    figure = make_figure(trainee, date(2026, 1, 1))
    with pytest.raises(DatabaseError), transaction.atomic():
        ServiceFigure.objects.filter(pk=figure.pk).update(orders=99)
    with pytest.raises(DatabaseError), transaction.atomic():
        figure.delete()


def test_the_template_is_read_by_its_own_columns() -> None:
    (line,) = tables.read(template(), COLUMNS)
    assert line.reasons == ()
    assert line.values["month"] == date(2026, 10, 1)


def test_the_desk_sends_a_file_and_reads_what_became_of_it(
    trainee: Person, outcomes_officer: User
) -> None:
    browser = signed_in(outcomes_officer)
    address = reverse("feedback_desk:import_figures")
    assert not browser.get(address).context["form"].is_bound
    rows = f"{HEAD}\n{trainee.phone},2026-01,20,16,2,5\n1,2026-01,20,,,\n"
    file = SimpleUploadedFile("月报.csv", rows.encode("gb18030"))
    page = browser.post(address, {"source": "示例平台", "file": file}).text
    assert "新增 1 行" in page
    assert "没有登记过这个手机号" in page
    assert ServiceFigure.objects.get().person == trainee
    odd = SimpleUploadedFile("a.xlsx", b"MZ\x00\x01")
    page = browser.post(address, {"source": "示例平台", "file": odd})
    assert page.status_code == 200
    assert page.context["form"].errors["file"]
    assert browser.post(address, {}).context["form"].errors


def test_a_class_before_and_after(outcomes_officer: User) -> None:
    cohort = make_cohort(
        status=Cohort.Status.COMPLETED,
        starts_on=date(2026, 3, 20),
        sessions=False,
    )
    ended = datetime(2026, 5, 22, 21, tzinfo=UTC)
    for number in range(5):
        person = make_trainee(f"学员{number}")
        make_enrollment(
            cohort, person, status=Enrollment.Status.COMPLETED, ended_at=ended
        )
        make_figure(person, date(2026, 2, 1), bad=4)
        make_figure(person, date(2026, 6, 1), bad=1)
    browser = signed_in(outcomes_officer)
    address = reverse("feedback_desk:compared", args=[cohort.code])
    assert address in browser.get(reverse("feedback_desk:figures")).text
    page = browser.get(address).text
    for words in ("20.0%", "5.0%", "100 单中 20 单", "不能证明"):
        assert words in page
