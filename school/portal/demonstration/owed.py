"""Pay that did not come: one only told of it, one whose company is asked, one who was paid."""

from datetime import date, timedelta

from school.portal.demonstration.clock import at, on
from school.portal.demonstration.plans import DAY
from school.portal.demonstration.school import Member, School
from school.wages.models import OwedPay
from school.wages.owed import actions, rules

# By whom, how many days ago, how many yuan, and in her words.
CASES = (
    ("好帮手家政服务部", 6, 2400, "做了12天，说等雇主结账再给。"),
    ("安心到家家政公司", 12, 4800, "上个月的工资说好月底发，现在电话也不接。"),
    ("邻里家政中心", 40, 3600, "换人的时候说下个月一起算。"),
)
# Days after she told of it, the step and what came of it.
TALKING = ((2, rules.ASK_COMPANY, "打电话问了经理，答应查账。"),)
PAID = (
    (2, rules.ASK_COMPANY, "发了函，约了面谈。"),
    (6, rules.MEET, "双方在学校谈，对账一致。"),
    (6, rules.SETTLE, "公司答应十天内转账。"),
    (15, rules.PAY, "本人已收到转账。"),
)
AFTER = ((), TALKING, PAID)


def owed(school: School, members: list[Member]) -> None:
    for member, case, steps in zip(members, CASES, AFTER, strict=True):
        employer, days, yuan, words = case
        day = school.today - days * DAY
        person = member.enrollment.person
        assert person.user, "trainees of the demonstration have accounts"
        with at(on(day, 20)):
            told = actions.tell_owed(
                person,
                employer=employer,
                since=day - 10 * DAY,
                amount_fen=yuan * 100,
                words=words,
                by=person.user,
            )
            if steps:
                told = actions.ask_for_help(told, by=person.user)
        _mediate(school, told, day, steps)


def _mediate(
    school: School, told: OwedPay, day: date, steps: tuple[tuple[int, str, str], ...]
) -> None:
    for after, kind, words in steps:
        with at(on(day + timedelta(days=after), 15)):
            actions.mediate(
                told, kind=kind, words=words, by=school.staff["outcomes_officer"]
            )
