"""Classes that go on: under assessment, in the middle, just begun, filling up, announced."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from school.assessment.actions import release
from school.enrollment import actions as enrollment
from school.portal.demonstration import calendar, classes, evenings, exams
from school.portal.demonstration.classes import Plan
from school.portal.demonstration.clock import at, on
from school.portal.demonstration.identities import Identity
from school.portal.demonstration.logins import TRAINEES
from school.portal.demonstration.past import begin_assessment, taught
from school.portal.demonstration.school import ClassBook, School
from school.portal.demonstration.trainees import Trainee

DAY = timedelta(days=1)
# In the class under assessment, by their place in it: whose result is out, who has
# everything but the result, who has sat theory.
OUT, MARKED, SAT = 5, 6, 11
# In the running class.
HELD = 10


def _named(school: School, stage: str) -> Identity:
    phone, name = TRAINEES[stage]
    return school.identities.named(name, phone)


def assessing(school: School, former: ClassBook) -> ClassBook:
    """Some have their results, some are half marked, one can sit the exam now."""
    applicants: list[Identity | Trainee] = [*school.identities.some(13)]
    applicants[2:2] = [_named(school, "failed")]
    applicants[12:12] = [_named(school, "ready")]
    applicants += [member.trainee for member in former.members[1:4]]
    weekdays = calendar.without_today(school.today)
    first = calendar.first_of(20, last_by=school.today - 2 * DAY, weekdays=weekdays)
    book = taught(school, Plan("PC", 1, first, weekdays, "centre", 20), applicants)
    evenings.read(school, book, evenings=18)
    begin_assessment(school, book)
    for place, member in enumerate(book.members[:SAT]):
        seated = book.sessions[-2].starts_at + timedelta(minutes=10, seconds=place)
        exams.sit(school, member, moment=seated)
    _mark(school, book)
    with at(on(school.today - DAY, 10)):
        release(book.cohort, by=school.registrar)
    # Handed in after the release: there is a result to let out.
    _mark_later(school, book)
    return book


def _mark(school: School, book: ClassBook) -> None:
    """On the last evening: stations are drawn for all, the first few are marked."""
    for place, member in enumerate(book.members):
        begins = book.sessions[-1].starts_at + place * timedelta(minutes=6)
        if place < OUT:
            exams.mark_all(school, member, moment=begins, critical=place == 2)
        else:
            exams.draw(school, member, moment=begins)


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
                    return


def running(school: School) -> ClassBook:
    """In the middle of the course; tonight is one of its evenings."""
    people = [*school.identities.some(21)]
    people.insert(3, _named(school, "running"))
    weekdays = calendar.with_today(school.today)
    first = calendar.first_of(HELD + 1, last_by=school.today, weekdays=weekdays)
    plan = Plan("EC", 2, first, weekdays, "centre", 24)
    book = taught(school, plan, people, evenings_held=HELD)
    evenings.correct(school, book, book.sessions[HELD - 3])
    evenings.read(school, book, evenings=HELD)
    return book


def begun(school: School, former: ClassBook) -> ClassBook:
    """A few evenings in; two have come back for a second trade."""
    people: list[Identity | Trainee] = [*school.identities.some(16)]
    people += [member.trainee for member in former.members[6:8]]
    weekdays = calendar.without_today(school.today)
    first = calendar.first_of(4, last_by=school.today - DAY, weekdays=weekdays)
    plan = Plan("CL", 2, first, weekdays, "annex", 26, assistant="second_assistant")
    book = taught(school, plan, people, evenings_held=4)
    evenings.read(school, book, evenings=4)
    return book


def one_place_left(school: School) -> ClassBook:
    weekdays = calendar.without_today(school.today)
    first = calendar.next_on(school.today + 10 * DAY, weekdays)
    plan = Plan("PC", 2, first, weekdays, "centre", 20)
    return _filling(school, plan, [*school.identities.some(19)])


def full(school: School) -> ClassBook:
    """Full; somebody gave her place back today, and the first in line is offered it."""
    people = [*school.identities.some(28)]
    people[24:24] = [_named(school, "offered")]
    people[26:26] = [_named(school, "waitlisted")]
    weekdays = calendar.with_today(school.today)
    first = calendar.next_on(school.today + 28 * DAY, weekdays)
    book = _filling(school, Plan("EC", 3, first, weekdays, "centre", 24), people)
    leaver = book.members[7]
    with at(school.now - timedelta(minutes=50)):
        enrollment.withdraw(
            leaver.enrollment, by=leaver.trainee.user, reason="时间安排不开"
        )
    return book


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
    weekdays = calendar.without_today(school.today)
    first = calendar.next_on(school.today + 36 * DAY, weekdays)
    plan = Plan("CL", 3, first, weekdays, "mobile", 24, assistant="second_assistant")
    return classes.prepare(school, plan, moment=on(school.today - 4 * DAY, 15))


def newcomers(school: School) -> None:
    """Signed up, and not yet in any class."""
    people = [_named(school, "newcomer"), *school.identities.some(3)]
    for days, identity in enumerate(people, start=1):
        school.desk.sign_up(identity, moment=on(school.today - days * DAY, 11))
