"""Points for evenings and whole classes, and what a corrected roll does to them."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from school.attendance import actions as roll
from school.attendance.models import Event
from school.courses.models import Cohort, Duty, Session
from school.enrollment.models import Enrollment
from school.journal.actors import SYSTEM
from school.lib.errors import NotPermitted
from school.notices.models import Notice
from school.people.models import Person, User
from school.points import checking
from school.points.actions import reverse
from school.points.models import Posting, Rule
from school.points.sources import tasks
from school.points.sources.actions import settle
from school.points.sources.evenings import EVENINGS
from tests.factories.courses import assign, make_cohort
from tests.factories.enrollment import make_enrollment
from tests.factories.people import make_trainee
from tests.factories.points import deltas, make_monthly_rule
from tests.factories.sources import attend, held_before, make_evening_rules

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def rules(db: None) -> None:
    make_evening_rules()


def closed(cohort: Cohort) -> None:
    Cohort.objects.filter(pk=cohort.pk).update(status=Cohort.Status.COMPLETED)
    tasks.settle_class(cohort.pk)


def test_a_whole_evening_gives_its_points_once(session, enrollment, trainee) -> None:
    attend(session, enrollment)
    tasks.settle_evenings()
    tasks.settle_evenings()
    assert deltas(trainee) == deltas(trainee, "balance") == [2]
    posting = Posting.objects.get()
    assert (posting.source_type, posting.source_id) == ("session", session.code)
    assert posting.reason == f"养老护理第1期 · {session.evening.title_zh}"
    assert posting.at == session.starts_at
    assert Notice.objects.filter(person=trainee, kind="points_awarded").count() == 1


@pytest.mark.parametrize(
    "extra",
    [{"early": 11}, {"late": 30}, {"kinds": ("arrived",)}, {"kinds": ("absent",)}],
)
def test_less_than_the_whole_gives_nothing(session, enrollment, trainee, extra) -> None:
    attend(session, enrollment, **extra)
    tasks.settle_evenings()
    assert deltas(trainee) == []


def test_nothing_is_given_before_the_evening_is_over(
    session, enrollment, trainee
) -> None:
    attend(session, enrollment)
    Session.objects.filter(pk=session.pk).update(
        ends_at=timezone.now() + timedelta(minutes=1)
    )
    tasks.settle_evenings()
    assert deltas(trainee) == []


def test_without_a_rule_in_force_nothing_happens(session, enrollment, trainee) -> None:
    Rule.objects.update(is_current=False)
    attend(session, enrollment)
    tasks.settle_everybody()
    assert deltas(trainee) == []


def test_a_corrected_roll_takes_them_back_and_gives_them_again(
    session, enrollment, trainee, registrar
) -> None:
    attend(session, enrollment)
    tasks.settle_evenings()
    for kind, held in (
        (Event.Kind.ABSENT, [2, -2]),
        (Event.Kind.ARRIVED, [2, -2]),
        (Event.Kind.LEFT, [2, -2, 2]),
        (Event.Kind.ABSENT, [2, -2, 2, -2]),
    ):
        at = session.ends_at if kind == Event.Kind.LEFT else session.starts_at
        roll.note(
            session,
            enrollment=enrollment,
            kind=kind,
            by=registrar,
            at=at,
            reason="更正",
        )
        tasks.settle_evenings()
        tasks.settle_evenings()
        assert deltas(trainee) == held
    names = Posting.objects.filter(kind="award").values_list("source_id", flat=True)
    assert sorted(names) == [session.code, f"{session.code}#2"]
    assert not list(checking.off())


def test_a_correction_weeks_later_is_found(session, enrollment, trainee, registrar):
    held_before(session.cohort)
    session.refresh_from_db()
    attend(session, enrollment)
    tasks.settle_everybody()
    roll.note(
        session,
        enrollment=enrollment,
        kind=Event.Kind.ABSENT,
        by=registrar,
        at=session.starts_at,
        reason="点名点错人",
    )
    tasks.settle_evenings()
    assert deltas(trainee) == [2, -2]


def test_what_the_officer_took_back_does_not_come_again(
    session, enrollment, trainee, points_officer
) -> None:
    attend(session, enrollment)
    tasks.settle_evenings()
    reverse(Posting.objects.get(), by=points_officer, reason="代签")
    tasks.settle_everybody()
    assert deltas(trainee) == [2, -2]


def test_a_cancelled_evening_gives_nothing(session, enrollment, trainee) -> None:
    attend(session, enrollment)
    tasks.settle_evenings()
    Session.objects.filter(pk=session.pk).update(status=Session.Status.CANCELLED)
    tasks.settle_class(session.cohort_id)
    assert deltas(trainee) == [2, -2]


def test_an_evening_held_once_more_counts_once(session, enrollment, trainee) -> None:
    again = Session.objects.create(
        cohort=session.cohort,
        evening=session.evening,
        starts_at=session.starts_at - timedelta(days=1),
        ends_at=session.ends_at - timedelta(days=1),
        venue=session.venue,
        makes_up=session,
    )
    attend(again, enrollment)
    attend(session, enrollment)
    tasks.settle_evenings()
    assert deltas(trainee) == [2]
    assert Posting.objects.get().source_id == again.code


def test_who_assists_in_the_class_is_not_its_trainee(
    session, enrollment, trainee
) -> None:
    attend(session, enrollment)
    assign(session.cohort, trainee.user, Duty.Kind.ASSISTANT)
    tasks.settle_evenings()
    assert deltas(trainee) == []


def test_the_month_gives_no_more_than_its_limit(session, enrollment, trainee) -> None:
    Rule.objects.filter(code="T01").update(is_current=False)
    make_monthly_rule("T01", version="1.1", delta=2, cap_points=3)
    sessions = held_before(session.cohort)[:2]
    same_month = timezone.now().replace(day=20, hour=14, minute=0)
    for place, one in enumerate(sessions):
        one.ends_at = same_month - timedelta(days=31 + place)
        one.starts_at = one.ends_at - timedelta(minutes=145)
        one.save()
        attend(one, enrollment)
    tasks.settle_everybody()
    months = {one.ends_at.month for one in sessions}
    assert len(months) == 1
    assert sorted(deltas(trainee)) == [1, 2]


def test_an_evening_that_goes_on_past_midnight_is_of_the_day_on_which_it_began(
    session, enrollment, trainee
) -> None:
    ends = timezone.localtime().replace(day=1, hour=0, minute=30, second=0)
    Session.objects.filter(pk=session.pk).update(
        starts_at=ends - timedelta(minutes=145), ends_at=ends
    )
    session.refresh_from_db()
    attend(session, enrollment)
    tasks.settle_evenings()
    assert timezone.localdate(Posting.objects.get().at) == ends.date() - timedelta(1)


def test_a_class_without_a_gap_gives_its_points_when_somebody_closes_it(
    cohort, enrollment, trainee
) -> None:
    sessions = held_before(cohort)
    for session in sessions:
        attend(session, enrollment)
    tasks.settle_class(cohort.pk)
    assert 10 not in deltas(trainee)
    closed(cohort)
    closed(cohort)
    posting = Posting.objects.get(rule_code="T02")
    assert (posting.source_type, posting.source_id) == ("cohort", cohort.code)
    assert (posting.points, posting.reason) == (10, cohort.name)


def test_one_gap_is_a_gap_until_it_is_corrected(
    cohort, enrollment, trainee, registrar
) -> None:
    first, *others = held_before(cohort)
    attend(first, enrollment, kinds=("arrived",))
    for session in others:
        attend(session, enrollment)
    closed(cohort)
    assert not Posting.objects.filter(rule_code="T02").exists()
    attend(first, enrollment, kinds=("left",))
    tasks.settle_evenings()
    attend(first, enrollment, kinds=("absent",))
    tasks.settle_evenings()
    points = Posting.objects.filter(rule_code="T02").order_by("pk")
    assert [one.points for one in points] == [10, -10]


def test_who_moved_from_another_class_has_no_gap_where_she_attended_there(
    cohort, enrollment, trainee
) -> None:
    first, *_others = held_before(cohort)
    attend(first, enrollment)
    Enrollment.objects.filter(pk=enrollment.pk).update(
        status=Enrollment.Status.WITHDRAWN
    )
    second = make_cohort(edition=cohort.edition, name="第二班")
    moved = make_enrollment(second, trainee, moved_from=enrollment)
    for session in held_before(second)[1:]:
        attend(session, moved)
    closed(second)
    assert sorted(deltas(trainee), reverse=True)[0] == 10
    assert sum(deltas(trainee)) == 10 + 2 * cohort.sessions.count()


def test_the_command_gives_what_was_due_for_years_and_nothing_twice(
    cohort, enrollment, trainee, capsys
) -> None:
    for session in held_before(cohort):
        attend(session, enrollment)
    Cohort.objects.filter(pk=cohort.pk).update(status=Cohort.Status.COMPLETED)
    written = cohort.sessions.count() + 1
    call_command("settle_points")
    assert capsys.readouterr().out == f"{written} postings written.\n"
    call_command("settle_points")
    assert capsys.readouterr().out == "0 postings written.\n"
    assert not list(checking.off())


def test_nobody_settles_by_hand(trainee: Person, registrar: User) -> None:
    with pytest.raises(NotPermitted):
        settle(trainee, by=registrar, sources=[EVENINGS])
    assert settle(trainee, by=SYSTEM, sources=[EVENINGS]) == []


def test_a_full_class_is_read_in_as_many_queries_as_a_small_one(
    session, cohort
) -> None:
    def reads() -> int:
        with CaptureQueriesContext(connection) as seen:
            tasks.settle_class(cohort.pk)
        return len(seen)

    for _number in range(2):
        attend(session, make_enrollment(cohort, make_trainee()))
    tasks.settle_class(cohort.pk)
    few = reads()
    for _number in range(20):
        attend(session, make_enrollment(cohort, make_trainee()))
    tasks.settle_class(cohort.pk)
    assert reads() == few
