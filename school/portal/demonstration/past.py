"""Classes that are over: certified a year ago, and three months ago."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from django.conf import settings

from school.assessment.actions import release
from school.certificates.actions import announce_batch, issue, print_batch, suspend
from school.certificates.approval.actions import ask_to_issue, confirm_request
from school.certificates.models import Certificate
from school.courses import actions as courses
from school.enrollment import actions as enrollment
from school.portal.demonstration import (
    appeals,
    classes,
    credit,
    deductions,
    evenings,
    exams,
    owed,
    pay,
    renewals,
    service,
    told,
    waited,
)
from school.portal.demonstration.clock import at, on
from school.portal.demonstration.identities import Identity
from school.portal.demonstration.logins import TRAINEES
from school.portal.demonstration.plans import DAY, WEIGHED, Plan
from school.portal.demonstration.school import ClassBook, Member, School
from school.portal.demonstration.trainees import Trainee
from school.wages.models import FollowUp

WEEK = timedelta(weeks=1)
# Who often stays away, and who finds theory hard, by their place in the class.
SELDOM_THERE, WEAK, HELPLESS = 0.55, 0.4, 0.15


def taught(
    school: School,
    plan: Plan,
    applicants: Sequence[Identity | Trainee],
    *,
    evenings_held: int | None = None,
    is_waited_for: bool = False,
) -> ClassBook:
    """A class that has begun, with so many evenings held (all where not said)."""
    book = classes.open_for(school, plan, applicants)
    if is_waited_for:
        waited.in_vain(school, book)
    classes.start(school, book)
    evenings.hold(school, book, book.sessions[:evenings_held])
    return book


def year_old(school: School) -> ClassBook:
    """Completed a year ago; all three follow-ups have been due."""
    people = school.identities.some(19)
    people[4] = replace(people[4], skill=0.86)
    people[9] = replace(people[9], skill=WEAK)
    people[14] = replace(people[14], diligence=SELDOM_THERE)
    phone, name = TRAINEES["certified"]
    people.insert(5, school.identities.named(name, phone, is_female=False))
    book = classes.open_for(school, school.plans["year_old"], people)
    classes.start(school, book)
    evenings.hold(school, book, book.sessions[:6])
    _withdraw(school, book, book.members[16])
    evenings.hold(school, book, book.sessions[6:])
    evenings.read(school, book, evenings=18, keen=0.5)
    examine(school, book, resits={4}, critical={11})
    renewals.suggested(school, book)
    conclude(school, book, retake=11, appealing=7)
    _follow(school, book, answering=0.82, calls=True)
    owed.owed(school, book.members[5:8])
    credit.over_the_year(school, book.members[:9])
    credit.with_evidence(school, book.members[9:12])
    deductions.deductions(school, book)
    service.service(school, book)
    renewals.reviewed(school, book.members[5])
    return book


def lately_certified(school: School) -> ClassBook:
    """Completed three months ago: the first follow-up has just come due."""
    people = school.identities.some(19)
    people[3] = replace(people[3], diligence=SELDOM_THERE)
    people[8] = replace(people[8], skill=WEAK)
    # After the one who is put in before them these are places 10 and 11.
    people[9] = school.identities.named(*reversed(TRAINEES["retraining"]))
    people[10] = school.identities.named(*reversed(TRAINEES["red"]))
    phone, name = TRAINEES["follow_up"]
    people.insert(6, school.identities.named(name, phone))
    book = taught(school, school.plans["certified"], people, is_waited_for=True)
    told.by_email(
        book.members[6].trainee, moment=book.sessions[-3].starts_at - timedelta(hours=9)
    )
    evenings.read(school, book, evenings=13, keen=0.5)
    examine(school, book, resits=set(), critical=set())
    conclude(school, book)
    _follow(school, book, answering=0.75, calls=False, but=book.members[6])
    _suspend_one(school, book)
    return book


def _withdraw(school: School, book: ClassBook, member: Member) -> None:
    with at(book.sessions[6].starts_at - 3 * timedelta(hours=1)):
        enrollment.withdraw(
            member.enrollment, by=school.registrar, reason="外出务工，本人电话申请退班"
        )
    book.members.remove(member)


def examine(
    school: School, book: ClassBook, *, resits: set[int], critical: set[int]
) -> None:
    """Theory on the last evening but one, stations on the last."""
    begin_assessment(school, book)
    begins = book.sessions[-1].starts_at
    for place, member in enumerate(book.members):
        seated = book.sessions[-2].starts_at + timedelta(minutes=10, seconds=place)
        if place in resits:
            exams.sit(school, member, moment=seated, skill=HELPLESS)
            seated += timedelta(hours=20)
        exams.sit(school, member, moment=seated)
    drawn = [exams.draw(school, member, moment=begins) for member in book.members]
    for place, practical in enumerate(drawn):
        called = begins + place * timedelta(minutes=6)
        exams.mark_drawn(
            school, practical, moment=called, skill=0.9, critical=place in critical
        )


def begin_assessment(school: School, book: ClassBook) -> None:
    with at(book.sessions[-2].starts_at - timedelta(hours=2)):
        courses.begin_assessment(book.cohort, by=school.registrar)


def conclude(
    school: School,
    book: ClassBook,
    *,
    retake: int | None = None,
    appealing: int | None = None,
) -> None:
    """Results, certificates, points; somebody takes the practical a second time."""
    out = on(book.last_evening + WEIGHED, 10)
    with at(out):
        release(book.cohort, by=school.registrar)
    if appealing is not None:
        appeals.raised(school, book.members[appealing], moment=out + DAY)
    if retake is not None:
        practical = exams.draw(school, book.members[retake], moment=out + WEEK)
        exams.mark_drawn(school, practical, moment=out + WEEK, skill=0.92)
        with at(out + WEEK + DAY):
            release(book.cohort, by=school.registrar)
    with at(out + WEEK + 2 * DAY):
        courses.complete(book.cohort, by=school.registrar)
    certify(school, book, moment=out + WEEK + 3 * DAY)
    with at(out + WEEK + 4 * DAY):
        credit.by_themselves()


def certify(school: School, book: ClassBook, *, moment: datetime) -> None:
    officer = school.staff["certificate_officer"]
    with at(moment):
        if settings.CERTIFICATES_BY_TWO:
            asked = ask_to_issue(book.cohort, by=officer)
            batch = confirm_request(asked, by=school.registrar).batch
        else:
            batch = issue(book.cohort, by=officer)
    assert batch
    # What the worker does when it takes the batch from the queue.
    with at(moment + timedelta(minutes=1)):
        print_batch(batch)
        announce_batch(batch)


def _follow(
    school: School,
    book: ClassBook,
    *,
    answering: float,
    calls: bool,
    but: Member | None = None,
) -> None:
    asked = FollowUp.objects.after_the_course().filter(enrollment__cohort=book.cohort)
    if but:
        for one in asked.filter(enrollment=but.enrollment):
            pay.ask(school, one)
        asked = asked.exclude(enrollment=but.enrollment)
    in_order = asked.order_by("due_on", "pk").select_related(
        "enrollment__person__user", "enrollment__cohort__edition__course"
    )
    pay.follow_up(school, list(in_order), answering=answering, calls=calls)


def _suspend_one(school: School, book: ClassBook) -> None:
    certificate = Certificate.objects.filter(enrollment__cohort=book.cohort).last()
    if certificate:
        with at(on(school.today - 9 * DAY, 16)):
            suspend(
                certificate,
                by=school.staff["certificate_officer"],
                reason="照片与本人不符，核实中",
            )
