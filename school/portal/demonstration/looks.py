"""Who of the school saw what of a class, and two numbers opened in an emergency."""

from datetime import datetime, timedelta

from school.journal.things import Thing
from school.looks.actions import open_data
from school.looks.models import Look
from school.people.models import Person
from school.portal.demonstration.clock import at, on
from school.portal.demonstration.logins import TRAINEES
from school.portal.demonstration.school import ClassBook, Member, School
from school.privacy.emergency.actions import open_in_emergency, review_emergency

ILL = "课间突然头晕出冷汗，要马上联系家里人来接"
LOST = "说好来上课，一晚上没到，家里人也找不到她，先打她本人电话"


def seen(school: School, book: ClassBook) -> None:
    """The trainee with a login has some lines; one emergency is left for the auditor."""
    phone = TRAINEES["running"][0]
    her = next(one for one in book.members if one.trainee.user.phone == phone)
    other = next(one for one in book.members if one is not her)
    _in_daily_work(school, book, her)
    _opened(school, other, LOST, days=9, is_reviewed=True)
    _opened(school, her, ILL, days=2, is_reviewed=False)


def _in_daily_work(school: School, book: ClassBook, her: Member) -> None:
    roll = Person.objects.filter(enrollments__cohort=book.cohort)
    alone = Person.objects.filter(pk=her.enrollment.person_id)
    people = Thing("looks.list", "people.person", str(Person._meta.verbose_name_plural))
    work = (
        (12, "registrar", roll, Look.Kind.CLASS_FILE, book.cohort, book.cohort.name),
        (7, "registrar", roll, Look.Kind.LIST, people, people.pk),
        (4, "head_teacher", alone, Look.Kind.PHONE, book.cohort, ""),
        (4, "assistant", roll, Look.Kind.SCAN, book.cohort, book.cohort.name),
    )
    for days, who, of, kind, thing, words in work:
        with at(_evening(school, days)):
            open_data(of, by=school.staff[who], kind=kind, on=thing, thing=words)


def _opened(
    school: School, member: Member, reason: str, *, days: int, is_reviewed: bool
) -> None:
    with at(_evening(school, days)):
        look = open_in_emergency(
            member.enrollment.person,
            by=school.registrar,
            what="phone",
            kind="health" if reason == ILL else "missing",
            reason=reason,
        )
    if is_reviewed:
        with at(_evening(school, days) + timedelta(hours=14)):
            review_emergency(look, by=school.staff["auditor"], is_in_order=True)


def _evening(school: School, days: int) -> datetime:
    return on(school.today - timedelta(days=days), 20, 3 * days)
