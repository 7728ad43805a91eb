"""The points shop: a filled store, something handed over, something that waits, a seat kept."""

from dataclasses import replace
from datetime import timedelta

from school.courses import actions as courses
from school.enrollment import actions as enrollment
from school.enrollment.models import Quota
from school.people.models import User
from school.points.actions import award
from school.points.models import Reward
from school.points.shop import actions
from school.points.shop.models import Partner
from school.portal.demonstration.clock import at, on
from school.portal.demonstration.plans import DAY
from school.portal.demonstration.school import ClassBook, Member, School

# How many came; of the toolbox one, for two to want at once.
RECEIVED = {
    "RD01": 24,
    "RD02": 18,
    "RD03": 6,
    "RD04": 2,
    "RD05": 8,
    "RD06": 10,
    "RD07": 1,
    "RD10": 20,
    "RD11": 12,
}
COLLECT_AT = "协会办公室 周一至周五 9:00–17:00"
# What gives enough points for the toolbox: rule, number of the paper, words.
MERITS = (
    ("T06", "361027-养老护理员-三级", "职业技能等级证书已在官网查验"),
    ("T06", "361027-母婴护理员-四级", "职业技能等级证书已在官网查验"),
    ("C03", "见义勇为-2026-07", "扶救路边摔倒老人，社区来函表扬"),
    ("C03", "拾金不昧-2026-09", "拾到手机和现金归还失主，派出所证明"),
)

SOURCES = {"T06": "certificate", "C03": "desk"}


def opened(school: School, rich: list[Member], filling: ClassBook) -> None:
    """Each of the `rich` can afford the one toolbox; the first has a bottle waiting."""
    by = school.staff["points_officer"]
    with at(on(school.today - 30 * DAY, 9)):
        for code, pieces in RECEIVED.items():
            reward = Reward.objects.get(code=code)
            actions.move_stock(
                reward, kind="received", quantity=pieces, by=by, reason="秋季采购"
            )
            if reward.kind == Reward.Kind.TOOL:
                actions.arrange_reward(reward, by=by, collect_at=COLLECT_AT)
        _hospital(by)
        coaching = Reward.objects.get(code="RD09")
        actions.arrange_reward(coaching, by=by, is_offered=False)
    for member in rich:
        _honour(school, member)
    bottle, cloths = (Reward.objects.get(code=code) for code in ("RD01", "RD02"))
    buyer, by_herself = rich[0].trainee.person, rich[0].trainee.user
    with at(on(school.today - 6 * DAY, 12)):
        fetched = actions.redeem(buyer, reward=cloths, by=by_herself)
    with at(on(school.today - 5 * DAY, 10)):
        actions.fulfil(fetched, by=by)
    with at(school.now - timedelta(hours=3)):
        actions.redeem(buyer, reward=bottle, by=by_herself)
    _keep_a_seat(school, filling)


def _hospital(by: User) -> None:
    actions.record_partner(
        Partner(),
        name="县人民医院体检中心",
        rewards=list(Reward.objects.filter(code="RD11")),
        is_active=True,
        by=by,
    )


def _honour(school: School, member: Member) -> None:
    for number, (rule, paper, reason) in enumerate(MERITS):
        with at(on(school.today - (24 - number) * DAY, 16)):
            award(
                member.trainee.person,
                rule_code=rule,
                source_type=SOURCES[rule],
                source_id=f"{paper}-{member.trainee.person.code}",
                by=school.staff["points_officer"],
                reason=reason,
            )


def _keep_a_seat(school: School, book: ClassBook) -> None:
    """One seat more than was announced, for whoever pays with points."""
    cohort = book.cohort
    cohort.seats += 1
    kept = enrollment.Kept(1, cohort.enrol_until)
    arrangement = enrollment.arrangement_of(cohort)
    quotas = {**arrangement.quotas, Quota.Kind.POINTS: kept}
    with at(school.now - timedelta(hours=2)):
        courses.change(cohort, by=school.registrar, fields=["seats"])
        enrollment.arrange_places(
            cohort, replace(arrangement, quotas=quotas), by=school.registrar
        )
