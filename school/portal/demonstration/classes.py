"""Opening classes and filling them."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from school.courses import actions as courses
from school.courses.models import Cohort, Duty
from school.enrollment import actions as enrollment
from school.enrollment.models import Enrollment
from school.portal.demonstration import pay
from school.portal.demonstration.clock import at, on
from school.portal.demonstration.identities import Identity
from school.portal.demonstration.plans import Plan
from school.portal.demonstration.school import ClassBook, Member, School
from school.portal.demonstration.trainees import Trainee

TITLES = {"EC": "养老护理", "PC": "母婴护理", "CL": "保洁收纳"}
TEACHERS = {
    "EC": ("nurse", "elder_care"),
    "PC": ("second_nurse", "maternity"),
    "CL": ("cleaning",),
}
FEES = {
    "EC": (0, "县级培训补贴，学员不交费", "Paid by the county's training subsidy"),
    "PC": (0, "县级培训补贴，学员不交费", "Paid by the county's training subsidy"),
    "CL": (
        30000,
        "含清洁用品；所在企业可代交",
        "Materials included; companies may pay for their workers",
    ),
}
ANNOUNCED, OPENED = timedelta(days=33), timedelta(days=30)


def prepare(school: School, plan: Plan, *, moment: datetime) -> ClassBook:
    """Set a class up with its people and evenings, and announce it."""
    fee, note_zh, note_en = FEES[plan.course]
    cohort = Cohort(
        edition=school.editions[plan.course],
        name=f"{TITLES[plan.course]}第{plan.number}期",
        seats=plan.seats,
        venue=school.venues[plan.venue],
        starts_on=plan.starts_on,
        ends_on=plan.starts_on + timedelta(days=60),
        enrol_until=plan.starts_on - timedelta(days=1),
        fee_fen=fee,
        fee_note_zh=note_zh,
        fee_note_en=note_en,
    )
    by = school.registrar
    with at(moment):
        courses.create(cohort, by=by)
        for key, kind in _duties(plan):
            courses.assign_duty(cohort, by=by, user=school.staff[key], kind=kind)
        sessions = courses.plan_sessions(cohort, by=by, weekdays=plan.weekdays)
        courses.announce(cohort, by=by)
    return ClassBook(cohort, sessions, school.staff[plan.assistant])


def _duties(plan: Plan) -> Iterable[tuple[str, str]]:
    yield "head_teacher", Duty.Kind.HEAD_TEACHER
    for teacher in TEACHERS[plan.course]:
        yield teacher, Duty.Kind.INSTRUCTOR
    yield plan.assistant, Duty.Kind.ASSISTANT
    for examiner in ("examiner", "second_examiner", "third_examiner"):
        yield examiner, Duty.Kind.EXAMINER


def open_for(
    school: School,
    plan: Plan,
    applicants: Sequence[Identity | Trainee],
    *,
    opened: datetime | None = None,
    until: datetime | None = None,
) -> ClassBook:
    """A class that people have signed up for, one after the other."""
    opened = opened or on(plan.starts_on - OPENED, 9)
    until = until or on(plan.starts_on - timedelta(days=2), 20)
    book = prepare(school, plan, moment=opened - (ANNOUNCED - OPENED))
    with at(opened):
        courses.open_enrollment(book.cohort, by=school.registrar)
    pause = (until - opened) / (len(applicants) + 1)
    for place, applicant in enumerate(applicants, start=1):
        book.members.append(
            join(school, book.cohort, applicant, moment=opened + place * pause)
        )
    return book


def join(
    school: School, cohort: Cohort, applicant: Identity | Trainee, *, moment: datetime
) -> Member:
    if isinstance(applicant, Identity):
        before = moment - timedelta(minutes=12)
        applicant = school.desk.sign_up(applicant, moment=before)
    with at(moment):
        made = enrollment.apply(
            applicant.person,
            cohort=cohort,
            by=applicant.user,
            source=Enrollment.Source.SELF,
            consent=applicant.consent,
        )
        if made.status == Enrollment.Status.ENROLLED:
            pay.tell_before(school, made, by=applicant.user)
    return Member(applicant, made)


def start(school: School, book: ClassBook) -> None:
    with at(book.sessions[0].starts_at - timedelta(hours=1)):
        courses.start(book.cohort, by=school.registrar)
