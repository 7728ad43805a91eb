"""Complaints turned into teaching: suggestions of one class, a lesson looked at, months of orders."""

from datetime import date, timedelta
from random import Random

from school.enrollment.models import Enrollment
from school.feedback import actions
from school.feedback.models import CoachingNote, ComplaintKind
from school.lib.tables import Line
from school.portal.demonstration.clock import at, on
from school.portal.demonstration.school import ClassBook, School

SOURCE = "示范家政平台（虚构）"
# By kind: what was said, and of whom, by their place in the class.
SAID = (
    ("tools_not_disinfected", "开工前没有当面消毒工具，客户问起才去擦。", range(6)),
    ("not_clean", "灶台背后没有擦到，客户验收时指出后补做。", range(4, 10)),
    ("scope", "没有事先说清要不要擦窗，客户以为包含在内。", range(2, 4)),
)
MONTHS_BEFORE, MONTHS_AFTER = 4, 4


def taught_again(school: School, lately: ClassBook, oldest: ClassBook) -> None:
    by = school.staff["points_officer"]
    kinds = {kind.code: kind for kind in ComplaintKind.objects.all()}
    written: list[CoachingNote] = []
    for ago, (code, words, places) in enumerate(SAID, 1):
        with at(on(school.today - timedelta(days=7 * ago), 16)) as moment:
            for place in places:
                member = lately.members[place]
                note = actions.write_note(
                    member.enrollment.person,
                    kind=kinds[code],
                    occurred_on=moment.date() - timedelta(days=2),
                    happened=words,
                    by=by,
                )
                written.append(note)
                if place % 2:
                    actions.practise(note, by=member.trainee.user)
    with at(on(school.today - timedelta(days=3), 15)):
        lesson = written[0].lessons.all()[0]
        words = "加了一段上门前消毒的实拍，开班第二周的实操先练这一步。"
        actions.look_at(lesson, words=words, by=school.registrar)
    _orders(school, oldest)


def _orders(school: School, book: ClassBook) -> None:
    """Months before the first evening and after completion, as a platform might tell them."""
    chance = Random(7)
    lines: list[Line] = []
    completed = book.cohort.enrollments.filter(status=Enrollment.Status.COMPLETED)
    for enrollment in completed.select_related("person__user")[:15]:
        for month, is_after in _months(school, book, enrollment):
            orders = chance.randint(14, 26)
            bad = chance.randint(0, 1) if is_after else chance.randint(1, 4)
            good = orders - bad - chance.randint(0, 2 if is_after else 5)
            values = {
                "phone": enrollment.person.phone,
                "month": month,
                "orders": orders,
                "good": good,
                "bad": bad,
                "repeat": chance.randint(4, 9) + 2 * is_after,
            }
            lines.append(Line(len(lines) + 2, values))
    with at(on(school.today - timedelta(days=2), 10)):
        actions.import_figures(lines, source=SOURCE, by=school.registrar)


def _months(
    school: School, book: ClassBook, enrollment: Enrollment
) -> list[tuple[date, bool]]:
    began, ended = book.cohort.starts_on, enrollment.ended_at
    assert ended
    before = [(_moved(began, -n), False) for n in range(1, MONTHS_BEFORE + 1)]
    after = [(_moved(ended.date(), n), True) for n in range(1, MONTHS_AFTER + 1)]
    return [one for one in (*before, *after) if one[0] < school.today.replace(day=1)]


def _moved(day: date, months: int) -> date:
    """The first day of the month so many months on."""
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)
