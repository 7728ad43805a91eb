"""The points rules by version: one changed at the desk and in force, an award for two, the next proposed."""

from datetime import timedelta

from school.journal.actors import SYSTEM
from school.points.actions import propose_award
from school.points.schemes import actions
from school.portal.demonstration.clock import at, on
from school.portal.demonstration.school import Member, School

PUBLISHED, IN_FORCE = 12, 4


def changed(school: School, member: Member) -> None:
    """Large awards take two since a few days ago; the shop's bottle is to cost less."""
    officer, second = school.staff["points_officer"], school.staff["registrar"]
    begins = school.today - timedelta(days=IN_FORCE)
    with at(on(school.today - timedelta(days=PUBLISHED), 10)):
        scheme = actions.draft_scheme(by=officer)
        actions.write_rule(scheme, "T10", {"approval_above": 20}, by=officer)
        scheme = actions.propose_scheme(
            scheme,
            starts_on=begins,
            words="竞赛获奖一次加30分，改为两个人确认，更稳妥。",
            by=officer,
        )
        scheme = actions.approve_scheme(scheme, by=second)
    with at(on(begins, 1)):
        actions.enact_scheme(scheme, by=SYSTEM)
    with at(on(school.today - timedelta(days=1), 9)):
        propose_award(
            member.enrollment.person,
            rule_code="T10",
            source_type="desk",
            source_id="获奖证书 2026-11",
            by=officer,
            reason="省家政技能大赛三等奖，获奖证书已核对",
        )
        draft = actions.draft_scheme(by=officer)
        actions.write_reward(draft, "RD01", {"cost": 15}, by=officer)
        actions.write_rule(draft, "T07", {"delta": 2}, by=officer)
        actions.propose_scheme(
            draft,
            starts_on=school.today + timedelta(days=14),
            words="学一节流动课堂加2分，消毒壶只要15分。",
            by=officer,
        )
