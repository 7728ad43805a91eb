"""Points that the officer enters, and those that come by themselves."""

import io
from datetime import timedelta

from school.points.actions import award, reverse
from school.points.deeds import actions as deeds
from school.points.sources.tasks import settle_everybody
from school.portal.demonstration.clock import at, on
from school.portal.demonstration.deductions import picture
from school.portal.demonstration.school import Member, School

# Rule, what it is given for, how it is entered in words.
DEEDS = (
    ("S05", "praise", "雇主来信表扬，电话核实"),
    ("C01", "volunteer", "重阳节为独居老人理发、打扫"),
    ("S04", "spot_check", "二十条抽查 94 分"),
    ("I02", "health_check", "体检按期更新"),
    ("C02", "hazard", "发现楼道电线外露，报社区处理"),
)


def by_themselves() -> None:
    """What the worker would have given, evening by evening, of everybody."""
    settle_everybody()


def with_evidence(school: School, members: list[Member]) -> None:
    """One that counts, one that waits for the officer, and one without its evidence yet."""
    officer, inspector = (school.staff[one] for one in ("points_officer", "inspector"))
    for place, (rule, by, reference, facts) in enumerate(
        (
            (
                "C02",
                officer,
                "社区登记 2026-31",
                "发现楼道堆放杂物堵住消防门，报社区清走",
            ),
            ("S04", inspector, "抽查 2026-118", "二十条抽查 93 分"),
            ("I03", inspector, "服务记录 2026-77", "打碎花瓶当场告诉客户并登记"),
        )
    ):
        with at(on(school.today - timedelta(days=4 - place), 10)):
            deed = deeds.enter_deed(
                members[place].trainee.person,
                rule_code=rule,
                occurred_on=school.today - timedelta(days=5 - place),
                reference=reference,
                facts=facts,
                by=by,
            )
            if rule != "I03":
                deeds.prove_deed(deed, file=io.BytesIO(picture()), by=by)


def over_the_year(school: School, members: list[Member]) -> None:
    """What workers did well since; one posting was a mistake and is reversed."""
    by, postings = school.staff["points_officer"], []
    for number, member in enumerate(members):
        rule, source, reason = DEEDS[number % len(DEEDS)]
        day = school.today - timedelta(days=7 + 11 * number)
        with at(on(day, 10)):
            posting = award(
                member.trainee.person,
                rule_code=rule,
                source_type=source,
                source_id=f"{day:%Y%m%d}-{number + 1}",
                by=by,
                reason=reason,
            )
        postings.append(posting)
    with at(on(school.today - timedelta(days=5), 11)):
        reverse(postings[0], by=by, reason="记错人，表扬信写的是同名学员")
