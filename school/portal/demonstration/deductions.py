"""Deductions at different stages: to be answered, confirmed, decided, and one that was given back."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from PIL import Image, ImageDraw

from school.points.cases import actions
from school.points.cases.models import Case
from school.portal.demonstration.clock import at
from school.portal.demonstration.logins import TRAINEES
from school.portal.demonstration.school import ClassBook, Member, School

HOUR = timedelta(hours=1)


def deductions(school: School, book: ClassBook) -> None:
    phone = TRAINEES["certified"][0]
    known = next(one for one in book.members if one.trainee.user.phone == phone)
    others = [one for one in book.members if one is not known]
    _told(school, known, "N01", "约定九点到，九点四十才到，没有提前告知客户。", days=1)
    _answered(school, others[2])
    _appealed(school, others[4])
    _given_back(school, others[6])


def may_be_appealed(school: School, member: Member) -> None:
    """Confirmed lately: the worker has still time to say that it is not right."""
    case = _heard(
        school,
        member,
        "N03",
        "抽查时没有带消毒壶，毛巾没有分色。",
        "毛巾是客户家的，我的那套放在车上。",
        days=6,
    )
    with _days_ago(school, 3):
        actions.confirm(
            case,
            words="按规定要用自带的分色毛巾，客户也证实没有看到消毒壶。",
            by=school.staff["points_officer"],
        )


@contextmanager
def _days_ago(school: School, days: int, *, later: int = 0) -> Iterator[datetime]:
    with at(school.now - timedelta(days=days) + later * HOUR) as moment:
        yield moment


def _told(school: School, member: Member, rule: str, facts: str, *, days: int) -> Case:
    by = school.staff["inspector"]
    with _days_ago(school, days) as moment:
        happened = school.today - timedelta(days=days + 2)
        case = actions.propose(
            member.enrollment.person,
            rule_code=rule,
            occurred_on=happened,
            facts=facts,
            source=("desk", f"抽查 {happened:%Y%m%d}"),
            by=by,
            at=moment,
        )
        actions.add_proof(case, file=io.BytesIO(picture()), by=by)
        return actions.notify_worker(case, by=by)


def _heard(
    school: School, member: Member, rule: str, facts: str, words: str, *, days: int
) -> Case:
    case = _told(school, member, rule, facts, days=days)
    with _days_ago(school, days, later=20):
        return actions.respond(case, words=words, by=member.trainee.user)


def _answered(school: School, member: Member) -> None:
    _heard(
        school,
        member,
        "N03",
        "抽查时刮水器和毛巾没有消毒记录，现场也没有带消毒壶。",
        "消毒壶当天坏了，用的是客户家的消毒液，客户可以作证。",
        days=3,
    )


def _appealed(school: School, member: Member) -> None:
    case = _heard(
        school,
        member,
        "N06",
        "抽查：离开前没有请客户验收，垃圾留在门口。",
        "客户当时在开会，让我先走。",
        days=9,
    )
    with _days_ago(school, 7):
        case = actions.confirm(
            case,
            words="客户说没有说过可以先走，垃圾留在门口有照片。",
            by=school.staff["points_officer"],
        )
    with _days_ago(school, 4):
        words = "我找到了当天的聊天记录，客户确实说让我先走。"
        actions.appeal(case, words=words, by=member.trainee.user)


def _given_back(school: School, member: Member) -> None:
    facts = "约定两点到，两点半才到。"
    case = _heard(school, member, "N01", facts, "公交改道，我打过电话。", days=40)
    with _days_ago(school, 37):
        by = school.staff["points_officer"]
        case = actions.confirm(case, words="平台没有通话记录。", by=by)
    with _days_ago(school, 34):
        words = "我用自己的手机打的，截图里有时间。"
        actions.appeal(case, words=words, by=member.trainee.user)
    with _days_ago(school, 30):
        words = "截图属实，提前告知过客户，不算迟到未告知。"
        by = school.registrar
        actions.decide(case, is_upheld=True, words=words, by=by)


def picture() -> bytes:
    """A clock on a wall: nobody's home."""
    wall = Image.new("RGB", (640, 480), "#efe6d8")
    pen = ImageDraw.Draw(wall)
    pen.ellipse((200, 120, 440, 360), fill="#ffffff", outline="#5c5048", width=8)
    pen.line((320, 240, 320, 150), fill="#221c18", width=8)
    pen.line((320, 240, 250, 280), fill="#221c18", width=10)
    target = io.BytesIO()
    wall.save(target, "JPEG", quality=70)
    return target.getvalue()
