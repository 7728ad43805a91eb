"""The forms by which a contest is set up, entered, run and corrected."""

from school.assessment.contest.access import may_be_judges
from school.assessment.models import Judge
from tests.access.world import World
from tests.bad_input.form import Data, Form, reason
from tests.factories.contests import make_judges

VERBS = "school.assessment.contest.actions"


def contest(world: World) -> Data:
    return {
        "name": "市级竞赛",
        "level": "city",
        "edition": world.edition.pk,
        "first_tie": "station",
        "second_tie": "seconds",
        "third_tie": "",
        "deciding_station": world.edition.stations.all()[0].pk,
        "drops_extremes": "on",
        "team_best": "3",
        "first_prizes": "1",
        "second_prizes": "2",
        "third_prizes": "3",
        "has_station_prizes": "on",
    }


def judges(world: World) -> Data:
    planned = world.contests.draft.rounds.get()
    named = may_be_judges().filter(pk__in=[one.pk for one in make_judges()])
    return {
        "at": f"{planned.number}:{planned.stations.get().code}",
        # In the order in which the page has them.
        "judges": [one.pk for one in named],
    }


def other_judge(world: World) -> Data:
    running = Judge.objects.filter(round__contest=world.contests.running)
    return {"judge": running[0].pk, "to": make_judges(1)[0].pk, "reason": "身体不适"}


CONTESTS = [
    Form("contest_desk:new", "registrar", contest, f"{VERBS}.draft_contest"),
    Form(
        "contest_desk:add_round",
        "registrar",
        lambda w: {
            "begins_at": "2027-03-20T09:00",
            "place": "文化广场",
            "stations": [w.edition.stations.all()[0].pk],
            "going_on": "12",
        },
        f"{VERBS}.plan_round",
    ),
    Form("contest_desk:appoint", "registrar", judges, f"{VERBS}.appoint_judges"),
    Form(
        "contest_desk:enter",
        "registrar",
        lambda w: {
            "number": "",
            "guest_name": "赵桂兰",
            "county": "黎川县",
            "has_consented": "on",
            "is_named": "on",
        },
        f"{VERBS}.enter_contest",
    ),
    Form("contest_desk:hand_over", "registrar", other_judge, f"{VERBS}.hand_over"),
    Form("contest_desk:withdraw", "registrar", reason, f"{VERBS}.withdraw_contestant"),
    Form(
        "contest_desk:correct",
        "registrar",
        lambda w: {
            "subject": w.contests.judged_sheet.station.items.all()[0].code,
            "value": "7",
            "reason": "登分有误",
        },
        f"{VERBS}.correct_mark",
    ),
]
