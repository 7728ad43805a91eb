"""Nothing is planned before it has been seen: dates, clashes, holidays, rooms too small."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from school.courses.models import Cohort, Session
from school.journal.models import Entry
from school.people.models import User
from tests.cast import signed_in
from tests.costs import asked
from tests.factories.courses import assign, make_cohort, make_edition, make_venue
from tests.factories.enrollment import make_enrollment
from tests.factories.people import make_trainee

PLAN = {"begins": "19:00", "ends": "21:25", "weekdays": ["0", "3"], "skipping": ""}


@pytest.fixture
def desk(registrar: User) -> Client:
    return signed_in(registrar)


@pytest.fixture
def cohort(db: None) -> Cohort:
    return make_cohort(
        sessions=False, starts_on=date(2026, 9, 28), status=Cohort.Status.DRAFT
    )


def post_plan(desk: Client, cohort: Cohort, **typed: Any) -> HttpResponse:
    address = reverse("courses_desk:plan", args=[cohort.code])
    return desk.post(address, {**PLAN, "holidays_off": "on", **typed})


def seal(answer: HttpResponse) -> str:
    return answer.context["preview"].seal


def test_a_plan_is_shown_before_anything_is_written(
    desk: Client, cohort: Cohort
) -> None:
    shown = post_plan(desk, cohort)
    page = shown.content.decode()
    assert "9月28日(周一)19:00" in page
    assert "10月1日(周四) 国庆节" in page
    assert "10月8日(周四)19:00" in page
    # The Saturday that is worked for it is told, though the class has no Saturdays.
    assert "10月10日(周六)" in page
    assert not cohort.sessions.exists()
    assert not Entry.objects.exists()
    post_plan(desk, cohort, confirmed=seal(shown))
    assert [timezone.localdate(one.starts_at) for one in cohort.sessions.all()] == [
        date(2026, 9, 28),
        date(2026, 10, 8),
        date(2026, 10, 12),
        date(2026, 10, 15),
    ]


def test_days_typed_as_days_off_are_listed(desk: Client, cohort: Cohort) -> None:
    shown = post_plan(desk, cohort, skipping="2026-10-12 2026-10-13").text
    said = shown.split("按您填的不排：")[1].split("</p>")[0]
    assert "10月12日(周一)" in said and "10月13日" not in said


def test_the_plan_begins_with_the_days_the_class_has(desk: Client) -> None:
    cohort = make_cohort()
    days = {
        timezone.localtime(one.starts_at).weekday() for one in cohort.sessions.all()
    }
    page = desk.get(reverse("courses_desk:plan", args=[cohort.code]))
    assert page.context["form"]["weekdays"].value() == sorted(days)
    assert ">预览排课</button>" in page.text


def test_an_evening_on_a_holiday_is_planned_where_that_is_unticked(
    desk: Client, cohort: Cohort
) -> None:
    shown = post_plan(desk, cohort, holidays_off="")
    [_monday, thursday, *_rest] = shown.context["preview"].proposals
    assert timezone.localdate(thursday.session.starts_at) == date(2026, 10, 1)
    assert ["国庆节" in hint for hint in thursday.hints] == [True, False]


def test_holidays_not_announced_yet_are_said_to_be_unknown(
    desk: Client, registrar: User
) -> None:
    cohort = make_cohort(sessions=False, starts_on=date(2040, 9, 27))
    page = post_plan(desk, cohort).content.decode()
    assert "2040年" in page and "还没有公布" in page


def test_what_has_changed_since_is_shown_again(desk: Client, cohort: Cohort) -> None:
    shown = post_plan(desk, cohort)
    Cohort.objects.filter(pk=cohort.pk).update(starts_on=date(2026, 9, 29))
    again = post_plan(desk, cohort, confirmed=seal(shown))
    assert again.context["has_changed"]
    assert not cohort.sessions.exists()


def test_what_was_typed_can_be_changed_after_the_look(
    desk: Client, cohort: Cohort
) -> None:
    back = post_plan(desk, cohort, again="1", begins="18:30")
    assert back.context["form"]["begins"].value() == "18:30"
    assert "preview" not in back.context
    assert not cohort.sessions.exists()


def test_every_clash_is_listed_and_none_can_be_saved(
    desk: Client, cohort: Cohort, instructor: User
) -> None:
    assign(cohort, instructor)
    other = make_cohort(
        name="母婴护理第3期", edition=cohort.edition, starts_on=date(2026, 9, 28)
    )
    other.sessions.update(teacher=instructor, room="实训室 A")
    shown = post_plan(desk, cohort)
    first = shown.context["preview"].proposals[0]
    assert len(first.clashes) == 2
    assert all("母婴护理第3期" in sentence for sentence in first.clashes)
    assert 'name="confirmed"' not in shown.content.decode()
    post_plan(desk, cohort, confirmed=seal(shown))
    assert not cohort.sessions.exists()


def test_rooms_too_small_and_evenings_too_short_are_told(
    desk: Client, cohort: Cohort
) -> None:
    Cohort.objects.filter(pk=cohort.pk).update(venue=make_venue("小屋", capacity=2))
    shown = post_plan(desk, cohort, ends="20:00")
    hints = shown.context["preview"].proposals[0].hints
    assert any("小屋" in hint and "2" in hint for hint in hints)
    assert any("135" in hint and "60" in hint for hint in hints)


def test_trainees_who_sit_elsewhere_then_are_counted(
    desk: Client, cohort: Cohort
) -> None:
    other = make_cohort(
        edition=cohort.edition, venue=make_venue("别处"), starts_on=date(2026, 9, 28)
    )
    other.sessions.update(room="B")
    both, here = make_trainee(), make_trainee()
    for person in (both, here):
        make_enrollment(cohort, person)
    make_enrollment(other, both)
    page = post_plan(desk, cohort).content.decode()
    assert page.count("本班有1名学员") == 1


def test_a_plan_costs_as_many_queries_for_more_evenings_and_people(
    desk: Client, registrar: User
) -> None:
    def cost(evenings: int) -> int:
        cohort = make_cohort(
            edition=make_edition(evenings=evenings),
            sessions=False,
            starts_on=date(2026, 9, 28),
        )
        for _number in range(evenings):
            make_enrollment(cohort)
        with asked() as queries:
            assert post_plan(desk, cohort).status_code == 200
        return len(queries)

    cost(1)
    assert cost(2) == cost(6) <= 25


def evening(session: Session, **typed: Any) -> dict[str, Any]:
    starts = timezone.localtime(session.starts_at)
    return {
        "day": str(starts.date() + timedelta(days=30)),
        "begins": "22:00",
        "ends": "01:00",
        "venue": session.venue_id,
        "room": "B",
        "teacher": "",
        "reason": "调课",
        **typed,
    }


def test_one_evening_is_seen_and_then_moved_past_midnight(desk: Client) -> None:
    session = make_cohort().sessions.last()
    address = reverse("courses_desk:session", args=[session.code])
    shown = desk.post(address, evening(session))
    session.refresh_from_db()
    assert timezone.localtime(session.starts_at).time() == time(19)
    desk.post(address, evening(session, confirmed=seal(shown)))
    session.refresh_from_db()
    starts, ends = map(timezone.localtime, (session.starts_at, session.ends_at))
    assert (starts.time(), ends.time()) == (time(22), time(1))
    assert ends.date() == starts.date() + timedelta(days=1)
    assert session.revision == 1


def test_a_change_is_shown_beside_what_stands_and_with_who_is_told(
    desk: Client,
) -> None:
    session = make_cohort().sessions.last()
    make_enrollment(session.cohort)
    was = timezone.localtime(session.starts_at)
    address = reverse("courses_desk:session", args=[session.code])
    assert ">预览调课</button>" in desk.get(address).text
    shown = desk.post(address, evening(session)).text
    assert f"{was.month}月{was.day}日" in shown.split("原来：")[1].split("改为：")[0]
    assert "22:00" in shown.split("改为：")[1].split("</p>")[0]
    assert "1名学员" in shown
    cancel = reverse("courses_desk:cancel_session", args=[session.code])
    assert ">取消课次</button>" in desk.get(cancel).text
    assert "1名学员" in desk.get(cancel).text


def test_an_evening_that_was_held_is_not_offered_for_a_move(desk: Client) -> None:
    starts_on = timezone.localdate() - timedelta(days=40)
    cohort = make_cohort(starts_on=starts_on, status=Cohort.Status.RUNNING)
    page = desk.get(reverse("cohort:inspect", args=[cohort.pk])).text
    assert ">调课<" not in page and ">更正讲师<" in page
    held = cohort.sessions.first()
    page = desk.get(reverse("session:inspect", args=[held.pk])).text
    assert ">调课<" not in page and ">更正讲师<" in page


def test_a_make_up_is_seen_and_then_planned(desk: Client) -> None:
    today = timezone.localdate()
    cohort = make_cohort(
        starts_on=today - timedelta(days=2), status=Cohort.Status.RUNNING
    )
    missed = cohort.sessions.first()
    address = reverse("courses_desk:make_up", args=[missed.code])
    page = reverse("cohort:inspect", args=[cohort.pk])
    assert address in desk.get(page).content.decode()
    assert desk.get(address).context["form"]["day"].value() is None
    shown = desk.post(address, evening(missed))
    assert not missed.make_ups.exists()
    desk.post(address, evening(missed, confirmed=seal(shown)))
    assert missed.make_ups.get().evening == missed.evening
    assert "补课" in desk.get(page).content.decode()


def test_a_make_up_that_is_refused_says_why_in_the_form(desk: Client) -> None:
    ahead = make_cohort().sessions.first()
    address = reverse("courses_desk:make_up", args=[ahead.code])
    shown = desk.post(address, evening(ahead))
    refused = desk.post(address, evening(ahead, confirmed=seal(shown)))
    assert "请改期，不用补课" in refused.content.decode()
    assert not Session.objects.exclude(makes_up=None).exists()


def test_a_venue_says_how_to_find_it_and_that_the_class_is_away_from_home(
    db: None, client: Client
) -> None:
    village = make_venue("下马村文化室", kind="mobile", directions_zh="村委会后面")
    cohort = make_cohort(venue=village)
    elsewhere = cohort.sessions.last()
    elsewhere.venue = make_venue("夜校一号教室")
    elsewhere.save()
    page = client.get(reverse("courses:cohort", args=[cohort.code])).content.decode()
    assert "村委会后面" in page
    assert "流动课堂" in page
    assert "夜校一号教室" in page
