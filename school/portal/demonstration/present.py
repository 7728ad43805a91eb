"""Classes that go on: under assessment, in the middle, just begun, filling up, announced."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from school.assessment.actions import release
from school.assessment.models import Marking
from school.attendance.actions import EARLY
from school.certificates.approval.actions import ask_to_issue
from school.courses import actions as courses
from school.courses.models import Session
from school.enrollment import actions as enrollment
from school.enrollment.models import PriorityRule, Quota
from school.portal.demonstration import (
    appeals,
    classes,
    evenings,
    exams,
    stations,
    week,
)
from school.portal.demonstration.clock import at, on
from school.portal.demonstration.fair import make_fair
from school.portal.demonstration.identities import Identity
from school.portal.demonstration.logins import TRAINEES
from school.portal.demonstration.past import begin_assessment, taught
from school.portal.demonstration.pictures import pin_photo
from school.portal.demonstration.plans import A_FEW, DAY, HALF_WAY, Plan
from school.portal.demonstration.school import ClassBook, Member, School
from school.portal.demonstration.trainees import Trainee

# In the class under assessment, by their place in it: whose result is out, who has
# everything but the result, who has sat theory.
OUT, MARKED, SAT = 5, 6, 11


def _named(school: School, stage: str) -> Identity:
    phone, name = TRAINEES[stage]
    return school.identities.named(name, phone)


def assessing(school: School, former: ClassBook) -> ClassBook:
    """Some have their results, some are half marked, one can sit the exam now."""
    applicants: list[Identity | Trainee] = [*school.identities.some(13)]
    applicants[2:2] = [_named(school, "failed")]
    applicants[12:12] = [_named(school, "ready")]
    applicants += [member.trainee for member in former.members[1:4]]
    book = taught(school, school.plans["assessing"], applicants)
    evenings.read(school, book, evenings=18)
    begin_assessment(school, book)
    for place, member in enumerate(book.members[:SAT]):
        seated = book.sessions[-2].starts_at + timedelta(minutes=10, seconds=place)
        exams.sit(school, member, moment=seated)
    _mark(school, book)
    with at(on(school.today - DAY, 10)):
        release(book.cohort, by=school.registrar)
    appeals.lodge(
        book.members[3],
        station=2,
        words="我觉得这一站的时间没有算对，我在铃响之前就做完了。",
        moment=school.now - timedelta(hours=2),
    )
    with at(school.now - timedelta(hours=1)):
        ask_to_issue(
            book.cohort,
            by=school.staff["certificate_officer"],
            only=[book.members[0].enrollment],
            reason="本人明天上户，先发她的一张",
        )
    # Handed in after the release: there is a result to let out.
    _mark_later(school, book)
    stations.shown(school, book, marked=MARKED - 1, sat=SAT)
    make_fair(school, book, spoken=SAT)
    return book


def _mark(school: School, book: ClassBook) -> None:
    """On the last evening: stations are drawn for all, the first few are marked."""
    begins = book.sessions[-1].starts_at
    drawn = [exams.draw(school, member, moment=begins) for member in book.members]
    for place, practical in enumerate(drawn[:OUT]):
        called = begins + place * timedelta(minutes=6)
        exams.mark_drawn(
            school, practical, moment=called, skill=0.9, critical=place == 2
        )
    # She who does not pass finds it beside the step in her result.
    hers = Marking.objects.filter(practical_station__practical=drawn[2])
    pin_photo(
        book.members[2], hers.order_by("pk")[0], moment=begins + timedelta(minutes=12)
    )


def _mark_later(school: School, book: ClassBook) -> None:
    begins = on(school.today - DAY, 19, 5)
    for place, member in enumerate(book.members[OUT:SAT], start=OUT):
        practical = member.enrollment.practicals.get()
        shown = exams.showings(practical, skill=0.9, chance=school.chance)
        moment = begins + (place - OUT) * timedelta(minutes=14)
        for number, showing in enumerate(shown):
            one, other = showing.sheets()
            if place < MARKED or number == 0:
                exams.mark(school, one, showing, moment=moment)
            if place < MARKED:
                exams.mark(school, other, showing, moment=moment)
            elif place == MARKED and number == 0:
                # Far stricter: a third examiner is called.
                exams.mark(school, other, showing, moment=moment, strictness=3)
    _leave_one_open(school, book, moment=begins + timedelta(hours=2))


def _leave_one_open(school: School, book: ClassBook, *, moment: datetime) -> None:
    """The demonstration's examiner stopped half-way through a sheet."""
    for member in book.members[MARKED + 1 : SAT]:
        practical = member.enrollment.practicals.get()
        for showing in exams.showings(practical, skill=0.9, chance=school.chance):
            for sheet in showing.sheets():
                is_hers = sheet.examiner_id == school.staff["examiner"].pk
                if is_hers and sheet.started_at is None:
                    exams.mark(school, sheet, showing, moment=moment, items=4)
                    pin_photo(member, sheet, moment=moment)
                    return


def running(school: School) -> ClassBook:
    """In the middle of the course; it meets today."""
    people = [*school.identities.some(21)]
    people.insert(3, _named(school, "running"))
    plan = school.plans["running"]
    book = taught(school, plan, people, evenings_held=HALF_WAY)
    evenings.correct(book, evenings=HALF_WAY)
    evenings.read(school, book, evenings=HALF_WAY)
    _meet_now(school, book.sessions[HALF_WAY])
    return book


def _meet_now(school: School, tonight: Session) -> None:
    """Who opens the demonstration by day can call this roll too: the class was asked to come earlier.

    It has been sitting for a while, so that whoever leaves now is credited with minutes.
    """
    if school.now >= tonight.starts_at - EARLY:
        return
    hour = timezone.localtime(school.now - timedelta(hours=1)).hour
    begins = on(school.today, hour if school.now >= on(school.today, 1) else 0)
    with at(on(school.today - DAY, 18)):
        courses.move_session(
            tonight,
            by=school.registrar,
            reason="晚上实训室检修",
            starts_at=begins,
            ends_at=begins + (tonight.ends_at - tonight.starts_at),
        )


def begun(school: School, former: ClassBook) -> ClassBook:
    """A few evenings in; two have come back for a second trade."""
    people: list[Identity | Trainee] = [*school.identities.some(18)]
    people += [member.trainee for member in former.members[6:8]]
    plan = school.plans["begun"]
    book = taught(school, plan, people, evenings_held=A_FEW)
    evenings.read(school, book, evenings=A_FEW)
    week.of_class(school, book)
    return book


def one_place_left(school: School) -> ClassBook:
    return _filling(school, school.plans["one_left"], [*school.identities.some(21)])


def with_room(school: School) -> ClassBook:
    """For who has to be retrained in cleaning, too."""
    return _filling(school, school.plans["open"], [*school.identities.some(5)])


def full(school: School) -> ClassBook:
    """Full; somebody gave her place back today, and the first in line is offered it."""
    people = [*school.identities.some(28)]
    people[24:24] = [_named(school, "offered")]
    people[26:26] = [_named(school, "waitlisted")]
    book = _filling(school, school.plans["full"], people)
    leaver = book.members[7]
    with at(school.now - timedelta(minutes=50)):
        enrollment.withdraw(
            leaver.enrollment, by=leaver.trainee.user, reason="时间安排不开"
        )
    _publish_places(school, book, book.members[26])
    return book


def _publish_places(school: School, book: ClassBook, needy: Member) -> None:
    """Who comes first, and two places kept; one who waits asks for one of them."""
    cohort, rules = book.cohort, PriorityRule.Criterion
    kept = enrollment.Kept(2, cohort.enrol_until - 5 * DAY)
    places = enrollment.Arrangement(
        quotas={Quota.Kind.HARDSHIP: kept},
        criteria=[rules.RETRAINING, rules.FIRST_COURSE],
    )
    with at(school.now - timedelta(minutes=40)):
        enrollment.arrange_places(cohort, places, by=school.registrar)
    with at(school.now - timedelta(minutes=20)):
        enrollment.claim_quota(
            needy.enrollment,
            kind=Quota.Kind.HARDSHIP,
            reason="低保证，可带到前台核对",
            by=needy.trainee.user,
        )


def _filling(
    school: School, plan: Plan, people: Sequence[Identity | Trainee]
) -> ClassBook:
    return classes.open_for(
        school,
        plan,
        people,
        opened=on(school.today - 19 * DAY, 9),
        until=on(school.today - DAY, 20),
    )


def announced(school: School) -> ClassBook:
    plan = school.plans["announced"]
    return classes.prepare(school, plan, moment=on(school.today - 4 * DAY, 15))


def newcomers(school: School) -> None:
    """Signed up, and not yet in any class."""
    people = [_named(school, "newcomer"), *school.identities.some(3)]
    signed_up = [
        school.desk.sign_up(identity, moment=on(school.today - days * DAY, 11))
        for days, identity in enumerate(people, start=1)
    ]
    week.of_newcomers(school, signed_up)
