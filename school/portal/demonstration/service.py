"""What the order platform told of some workers: good words, and what a person has to look at."""

import io
from datetime import timedelta

from school.journal.actors import SYSTEM
from school.points.cases import actions as cases
from school.portal.demonstration.clock import at, on
from school.portal.demonstration.deductions import picture
from school.portal.demonstration.logins import TRAINEES
from school.portal.demonstration.school import ClassBook, Member, School
from school.service.actions import keep, open_case
from school.service.models import Matter
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
    _taken_back(school, known)


def _taken_back(school: School, member: Member) -> None:
    """The platform told of an order, a case was opened, and it took its word back: the case halts."""
    text = "客户反映：没有看到消毒工具。"
    told = _told(school, member, "GJ-3001", "tools", 9, None, "", text)
    by = school.staff["inspector"]
    with at(on(school.today - timedelta(days=8), 10)):
        keep([told], by=SYSTEM)
        matter = Matter.objects.waiting().get(event__external_id=told.external_id)
        facts = "平台转来：上门时没有看到消毒工具。"
        case = open_case(matter, rule_code="N03", facts=facts, by=by)
        cases.add_proof(case, file=io.BytesIO(picture()), by=by)
        cases.notify_worker(case, by=by)
    back = Told(
        platform=PLATFORM,
        external_id="CX-3002",
        worker="",
        kind="withdrawn",
        occurred_at=on(school.today - timedelta(days=5), 9),
        withdraws=told.external_id,
    )
    with at(on(school.today - timedelta(days=5), 10)):
        keep([back], by=SYSTEM)


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
