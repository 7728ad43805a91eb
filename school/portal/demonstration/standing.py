"""Cards: most are green and some agreed to be named; one is red with a way back, one is watched."""

from datetime import timedelta

from school.people.actions import give_consent
from school.people.models import ConsentText
from school.points.actions import deduct
from school.points.actions.booking import rule_in_force
from school.portal.demonstration import deductions
from school.portal.demonstration.clock import at, on
from school.portal.demonstration.school import ClassBook, School
from school.standing import actions, tasks

# In the class that was certified lately, by their place in it.
NAMED, WATCHED, RED = slice(0, 9), 10, 11
AUTHORITY = "示范县市场监督管理局（虚构）"
BREACHES = (
    (40, "混用含氯消毒剂和洁厕剂，抽查现场照片"),
    (30, "未断电清洗油烟机，客户来电核实"),
)


def cards(school: School, lately: ClassBook) -> None:
    members = lately.members
    text = ConsentText.objects.current().get(purpose=ConsentText.Purpose.GREEN_BOARD)
    with at(on(school.today - timedelta(days=45), 20)):
        for member in members[NAMED]:
            person = member.enrollment.person
            give_consent(person, text=text, by=member.trainee.user)
    red = members[RED].enrollment.person
    for ago, what in BREACHES:
        with at(on(school.today - timedelta(days=ago), 15)):
            deduct(
                red,
                rule=rule_in_force("N09"),
                source_type="spot_check",
                source_id=f"demo-{ago}",
                by=school.staff["points_officer"],
                reason=what,
            )
    deductions.may_be_appealed(school, members[RED])
    watched = members[WATCHED].enrollment
    with at(on(school.today - timedelta(days=6), 10)):
        actions.order_retraining(
            watched.person,
            course=watched.cohort.edition.course,
            reason="客户反映上户前未消毒工具，安排复训消毒流程",
            by=school.staff["points_officer"],
        )
    _commended(school, lately)
    with at(school.now):
        tasks.review_cards()
        tasks.make_board()


def _commended(school: School, lately: ClassBook) -> None:
    """A red list of an authority, recorded by one and checked by another."""
    day = school.today - timedelta(days=20)
    paper = actions.Decision(
        colour="red",
        authority=AUTHORITY,
        decision="示市监信〔虚构〕3号",
        decided_on=day,
        begins_on=day,
        ends_on=day + timedelta(days=365),
        url="https://credit.example/3",
    )
    with at(on(day, 16)):
        listing = actions.record_listing(
            lately.members[0].enrollment.person, by=school.registrar, paper=paper
        )
    with at(on(day + timedelta(days=1), 9)):
        actions.check_listing(
            listing, by=school.staff["points_officer"], is_confirmed=True
        )
