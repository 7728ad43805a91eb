"""What the order platform told of some workers: good words, and two that a person has to look at."""

from datetime import timedelta

from school.journal.actors import SYSTEM
from school.portal.demonstration.clock import on
from school.portal.demonstration.logins import TRAINEES
from school.portal.demonstration.school import ClassBook, Member, School
from school.service.actions import keep
from school.service.rules import Told

PLATFORM = "meijia"
# Kind, days ago, stars, what the complaint is about, the platform's words.
OF_THE_KNOWN = (
    ("completed", 20, None, "", ""),
    ("review", 19, 5, "", "准时，做得仔细，老人很喜欢她。"),
    ("repeat_order", 12, None, "", ""),
    ("review", 11, 4, "", "饭菜可口，来得稍晚了一点。"),
    ("review", 4, 5, "", "消毒做得认真。"),
)
OF_OTHERS = (
    ("complaint", 3, None, "quality", "卫生间没有打扫干净。"),
    ("late", 2, None, "", "约定九点到，九点二十五分到。"),
)


def service(school: School, book: ClassBook) -> None:
    phone = TRAINEES["certified"][0]
    known = next(one for one in book.members if one.trainee.user.phone == phone)
    others = [one for one in book.members if one is not known]
    events = [
        _told(school, known, f"PJ-{number}", *what)
        for number, what in enumerate(OF_THE_KNOWN, 1001)
    ]
    events += [
        _told(school, others[number], f"TS-{2001 + number}", *what)
        for number, what in enumerate(OF_OTHERS)
    ]
    keep(events, by=SYSTEM)


def _told(
    school: School,
    member: Member,
    number: str,
    kind: str,
    days: int,
    stars: int | None,
    complaint: str,
    text: str,
) -> Told:
    return Told(
        platform=PLATFORM,
        external_id=number,
        worker=member.trainee.user.phone,
        kind=kind,
        occurred_at=on(school.today - timedelta(days=days), 18),
        stars=stars,
        complaint=complaint,
        order=f"DD-{number[3:]}",
        text=text,
    )
