"""A signed sheet, typed in row by row."""

import io
from datetime import timedelta

import pytest
from django.utils import timezone, translation
from openpyxl import load_workbook

from school.attendance.ledger import credited_minutes
from school.attendance.models import Event, PaperTrail, Sheet
from school.attendance.papers import actions, documents
from school.attendance.papers.actions import Signed
from school.lib import paper
from school.lib.errors import NotPermitted, Refusal
from tests.cast import signed_in
from tests.factories.attendance import hold_tonight
from tests.factories.enrollment import make_enrollment
from tests.factories.people import make_trainee
from tests.factories.sheets import blank_picture, row_of

pytestmark = pytest.mark.django_db


def whole(session) -> Signed:
    return Signed(arrived=session.starts_at, left=session.ends_at)


def clock(moment) -> str:
    return f"{timezone.localtime(moment):%H:%M}"


def test_what_was_signed_credits_the_evening(sheet, enrollment, caller) -> None:
    row = row_of(sheet, "李春花")
    scan = actions.keep_scan(blank_picture(), by=caller, typed_code=sheet.code)
    made = actions.note_sheet(
        sheet, by=caller, rows={row: whole(sheet.session)}, scan=scan
    )
    assert made == 2
    assert credited_minutes([enrollment.pk])[enrollment.pk] == 135
    for event in Event.objects.all():
        assert event.method == Event.Method.PAPER
        assert sheet.code in event.reason
        assert (event.paper.row.number, event.paper.scan) == (row, scan)


def test_a_sheet_typed_in_twice_changes_nothing(sheet, caller) -> None:
    rows = {1: whole(sheet.session), 2: Signed(is_absent=True)}
    assert actions.note_sheet(sheet, by=caller, rows=rows) == 3
    assert actions.note_sheet(sheet, by=caller, rows=rows) == 0
    assert PaperTrail.objects.count() == 3


def test_nothing_is_noted_while_a_row_is_wrong(sheet, caller) -> None:
    session = sheet.session
    rows = {1: whole(session), 2: Signed(left=session.ends_at)}
    with pytest.raises(Refusal) as refused:
        actions.note_sheet(sheet, by=caller, rows=rows)
    assert refused.value.code == "rows_refused"
    assert list(refused.value.data["rows"]) == [2]
    assert not Event.objects.exists()


def test_a_row_the_sheet_does_not_have(sheet, caller) -> None:
    with pytest.raises(Refusal) as refused:
        actions.note_sheet(sheet, by=caller, rows={3: Signed(is_absent=True)})
    assert refused.value.code == "no_such_row"


def test_only_who_calls_the_roll_types_in(sheet, stranger) -> None:
    with pytest.raises(NotPermitted):
        actions.note_sheet(sheet, by=stranger, rows={})


# The screen


def typed(session, **more) -> dict[str, str]:
    return {
        "came": "",
        "came_at": clock(session.starts_at),
        "went": "",
        "went_at": clock(session.ends_at),
        **more,
    }


def test_rows_by_number_with_one_that_came_late(sheet, caller) -> None:
    session = sheet.session
    late = session.starts_at.replace(minute=(session.starts_at.minute + 1) % 60)
    late = late if late > session.starts_at else session.starts_at
    answer = signed_in(caller).post(
        f"/attendance/sheets/{sheet.code}/",
        typed(session, came="1-2", went="1", went_2="on", came_2_at=clock(late)),
    )
    assert answer.status_code == 302
    kinds = Event.objects.filter(enrollment=sheet.rows.get(number=2).enrollment)
    assert set(kinds.values_list("kind", "at")) == {
        ("arrived", late),
        ("left", session.ends_at),
    }
    assert Event.objects.count() == 4


def test_the_rest_is_absent_where_that_is_ticked(sheet, caller) -> None:
    answer = signed_in(caller).post(
        f"/attendance/sheets/{sheet.code}/",
        typed(sheet.session, came="1", absent_rest="on"),
    )
    assert answer.status_code == 302
    states = Event.objects.order_by("enrollment").values_list("kind", flat=True)
    assert list(states) == ["arrived", "absent"]


def test_what_is_wrong_stands_in_its_row(sheet, caller) -> None:
    answer = signed_in(caller).post(
        f"/attendance/sheets/{sheet.code}/", typed(sheet.session, came="1", went="2")
    )
    assert answer.status_code == 200
    assert set(answer.context["form"].errors) == {"__all__", "came_2"}
    assert not Event.objects.exists()


@pytest.fixture
def running(sheet):
    """The sheet of an evening that began half an hour ago."""
    hold_tonight(sheet.session.cohort, begun=timedelta(minutes=30))
    return Sheet.objects.get()


def test_no_time_that_is_still_to_come_is_put_in(running, caller) -> None:
    page = signed_in(caller).get(f"/attendance/sheets/{running.code}/")
    form = page.context["form"]
    assert clock(running.session.starts_at) in str(form["came_at"])
    assert form["went_at"].value() is None


def test_a_time_still_to_come_is_said_once_where_it_is_typed(running, caller) -> None:
    session = running.session
    url = f"/attendance/sheets/{running.code}/"
    answer = signed_in(caller).post(url, typed(session, came="1-2", went="1-2"))
    errors = answer.context["form"].errors
    assert set(errors) == {"went_at"}
    assert clock(session.ends_at) in str(errors["went_at"])
    own = typed(session, came="1", came_2_at=clock(session.ends_at))
    errors = signed_in(caller).post(url, own).context["form"].errors
    assert set(errors) == {"came_2_at"}
    assert not Event.objects.exists()


def test_who_signed_in_is_noted_while_no_going_is_typed(running, caller) -> None:
    url = f"/attendance/sheets/{running.code}/"
    without = typed(running.session, came="1-2", went_at="")
    asked = signed_in(caller).post(url, {**without, "went": "1"})
    assert set(asked.context["form"].errors) == {"went_at"}
    assert signed_in(caller).post(url, without).status_code == 302
    assert Event.objects.count() == 2


@pytest.mark.parametrize("text", ["7", "eins", "1-9999"])
def test_numbers_that_are_no_rows_are_said(sheet, caller, text) -> None:
    url = f"/attendance/sheets/{sheet.code}/"
    answer = signed_in(caller).post(url, typed(sheet.session, came=text))
    assert set(answer.context["form"].errors) == {"came"}


def test_a_page_of_a_sheet_costs_the_same_whoever_is_on_it(
    session, caller, django_assert_max_num_queries
) -> None:
    for number in range(17):
        make_enrollment(session.cohort, make_trainee(f"学员{number}"))
    sheet = actions.print_sheet(session, by=caller)
    browser = signed_in(caller)
    with django_assert_max_num_queries(15):
        answer = browser.get(f"/attendance/sheets/{sheet.code}/?page=1")
    assert len(answer.content) < 60_000


def test_papers_open_as_what_they_are(sheet, caller) -> None:
    browser = signed_in(caller)
    code = sheet.session.cohort.code
    for path in (
        f"papers/{code}/roster.pdf",
        f"papers/{code}/summary.pdf",
        f"sheets/{sheet.code}/filled.pdf",
    ):
        assert browser.get(f"/attendance/{path}").content[:5] == b"%PDF-"
    for path in ("roster.xlsx", "summary.xlsx"):
        assert browser.get(f"/attendance/papers/{code}/{path}").content[:2] == b"PK"
    printed = browser.post(f"/attendance/sheets/print/{sheet.session.code}/")
    assert printed.url == f"/attendance/sheets/{sheet.code}/blank.pdf"


def test_the_summary_s_hours_add_up_and_an_evening_ahead_is_empty(
    sheet, caller
) -> None:
    held = sheet.session
    actions.note_sheet(sheet, by=caller, rows={1: whole(held)})
    data = paper.as_workbook(documents.summary(held.cohort))
    page = load_workbook(io.BytesIO(data)).worksheets[-1]
    [came, stayed_away] = page.iter_rows(min_row=2, values_only=True)
    evenings = list(held.cohort.sessions.all())
    cell = 2 + evenings.index(held)
    assert (came[cell], came[-2]) == (3, 3)
    assert stayed_away[cell] == "–"
    ahead = [2 + at for at, one in enumerate(evenings) if one.ends_at > timezone.now()]
    assert ahead
    assert {came[at] for at in ahead} == {stayed_away[at] for at in ahead} == {None}


def test_papers_show_no_whole_telephone_number(sheet, trainee) -> None:
    with translation.override("en"):
        rows = documents.roster(sheet.session.cohort).tables[0].rows
    assert trainee.phone not in str(rows)
    assert trainee.id_number not in str(rows)
