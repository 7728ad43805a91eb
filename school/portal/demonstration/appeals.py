"""An appeal that raised a step, and one that waits for somebody to hear it."""

from datetime import datetime

from school.assessment import actions as assessment
from school.assessment.actions.hearing import Remarked
from school.assessment.appeals import hearers_of, stations_of
from school.assessment.models import Appeal
from school.portal.demonstration.clock import at
from school.portal.demonstration.plans import DAY
from school.portal.demonstration.school import Member, School


def lodge(member: Member, *, station: int, words: str, moment: datetime) -> Appeal:
    practical = member.enrollment.practicals.latest("number")
    place = practical.practical_stations.get(number=station)
    with at(moment):
        return assessment.lodge_appeal(
            member.enrollment,
            stations=[place.station.code],
            words=words,
            by=member.trainee.user,
        )


def raised(school: School, member: Member, *, moment: datetime) -> None:
    """The examiner finds that a step was shown in full."""
    appeal = lodge(
        member,
        station=1,
        words="这一步我做完整了，考评员当时在看记录表，请再看一看。",
        moment=moment,
    )
    with at(moment + DAY):
        hearer = hearers_of(appeal).fit[0]
        assessment.give_appeal(appeal, examiner=hearer, by=school.registrar)
    (state,) = stations_of(appeal)
    given = state.outcome.items if state.outcome else {}
    least = min(
        state.station.items.all(), key=lambda item: given[item.pk] / item.points
    )
    with at(moment + 2 * DAY):
        assessment.hear_appeal(
            appeal,
            changes={state.station.code: Remarked({least: least.points})},
            words="两张评分表的备注都写到做了这一步，按做完整计分。",
            by=hearer,
        )
