"""What people earn before and after: told, kept to themselves, or not known."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import cycle
from random import Random

from school.enrollment.models import Enrollment
from school.people.models import User
from school.portal.demonstration.clock import at, on
from school.portal.demonstration.school import School
from school.wages import actions as wages
from school.wages.actions.reminders import due_and_untold, tell_due
from school.wages.models import Baseline, Call, FollowUp
from school.wages.phoning.actions import note_call, to_phone
from school.wages.phoning.rules import DAYS_TO_ANSWER, TRY_AGAIN_AFTER
from school.wages.rules import DAYS_26, FEN, HOUR, MONTH, REMIND_AFTER, Pay

UNITS = (MONTH,) * 15 + (DAYS_26, DAYS_26, HOUR, HOUR, "day")
YUAN_BEFORE = {MONTH: 4200, DAYS_26: 6800, HOUR: 24, "day": 150}
# How much more, in percent, and how that differs; how many earn less, and how much less.
RISE, SPREAD, LESS, LOSS = 24, 10, 0.14, -9
TOLD, NO_WORK = 0.9, 0.95
Employment = FollowUp.Employment
# Some do not say it.
WORKPLACES = (*FollowUp.Workplace.values, FollowUp.Workplace.SAME, "")


def tell_before(school: School, enrollment: Enrollment, *, by: User) -> None:
    """What is asked at enrolment; who did not agree to be asked has no answer."""
    chance = school.chance.random()
    unit = school.chance.choice(UNITS)
    yuan = round(YUAN_BEFORE[unit] * school.chance.uniform(0.8, 1.2))
    if not enrollment.person.has_consented("wages"):
        wages.decline_baseline(enrollment, by=by)
    elif chance < TOLD:
        wages.tell_baseline(enrollment, pay=_pay(unit, yuan), by=by)
    elif chance < NO_WORK:
        wages.note_no_work(enrollment, by=by)


def follow_up(
    school: School, follow_ups: Iterable[FollowUp], *, answering: float, calls: bool
) -> None:
    """Ask in time. Most answer on their phone; of the others some are called."""
    # By turns, not by primary key: a database may count on from rows that are gone.
    workplaces = cycle(WORKPLACES)
    outcomes = cycle((Call.Outcome.DECLINED, Call.Outcome.NOT_REACHED, None))
    for asked in follow_ups:
        told_at = ask(school, asked)
        chance = school.chance.random()
        if told_at and chance < answering:
            _answer(school, asked, told_at, where=next(workplaces))
        elif told_at:
            _remind(school, asked)
            if calls and (outcome := next(outcomes)):
                _call(school, asked, outcome)


def _remind(school: School, asked: FollowUp) -> None:
    for days in REMIND_AFTER[1:]:
        asked.refresh_from_db(fields=["times_told"])
        ask(school, asked, after=days)


def ask(school: School, asked: FollowUp, *, after: int = 0) -> datetime | None:
    """Tell the person that the question is due, so many days after; when that was."""
    morning = on(asked.due_on + timedelta(days=after), 9)
    if morning > school.now:
        return None
    with at(morning):
        if not due_and_untold(at=morning).filter(pk=asked.pk).exists():
            return None
        tell_due(asked, at=morning)
    return morning


def _answer(school: School, asked: FollowUp, told_at: datetime, *, where: str) -> None:
    employment, pay = _now(asked, school.chance)
    moment = told_at + timedelta(hours=school.chance.uniform(1, 120))
    by = asked.enrollment.person.user
    assert by, "trainees of the demonstration have accounts"
    with at(min(moment, school.now)):
        wages.answer_follow_up(
            asked, employment=employment, workplace=where, pay=pay, by=by
        )


def _call(school: School, asked: FollowUp, outcome: Call.Outcome) -> None:
    """Until she says that she would rather not tell, or as often as the school calls."""
    day = asked.due_on + timedelta(days=REMIND_AFTER[-1] + DAYS_TO_ANSWER)
    for wait in (0, *TRY_AGAIN_AFTER):
        day += timedelta(days=wait)
        if on(day, 15) > school.now:
            return
        with at(on(day, 15)):
            if to_phone(on=day).filter(pk=asked.pk).exists():
                note_call(
                    asked,
                    outcome=outcome,
                    note="无人接听" if outcome == Call.Outcome.NOT_REACHED else "",
                    by=school.staff["outcomes_officer"],
                )


def _now(asked: FollowUp, chance: Random) -> tuple[str, Pay | None]:
    is_employed = chance.random() < 0.92
    tells_pay = chance.random() < 0.95
    earns_less = chance.random() < LESS
    percent = LOSS if earns_less else chance.gauss(RISE, SPREAD)
    if not is_employed:
        return Employment.NOT_EMPLOYED, None
    if not tells_pay:
        return Employment.EMPLOYED, None
    baseline = Baseline.objects.filter(enrollment=asked.enrollment).first()
    if baseline is None or baseline.record is None:
        return Employment.EMPLOYED, _pay(MONTH, chance.randint(42, 56) * 100)
    before = baseline.record
    yuan = round(before.amount_fen / FEN * (1 + percent / 100))
    return Employment.EMPLOYED, _pay(before.unit, yuan)


def _pay(unit: str, yuan: int) -> Pay:
    if unit in (MONTH, DAYS_26):
        yuan = round(yuan, -2)
    days = 2200 if unit == "day" else 100
    quantity = 18000 if unit == HOUR else days
    return Pay(amount_fen=yuan * FEN, unit=unit, quantity_hundredths=quantity)
