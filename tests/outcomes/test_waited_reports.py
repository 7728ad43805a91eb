"""Reports set beside each other tell of nobody who learned or waited by their difference."""

from collections.abc import Sequence

from school.outcomes.rules import Against, Applicant, Like, Results, Why, compare
from school.outcomes.rules.earlier import Before, beside_earlier
from school.outcomes.rules.plain import from_plain, stepped, to_plain
from school.outcomes.rules.published import NOT_TOLD, SHUT, Published, against_unit
from tests.outcomes.waiting import OF_LEARNED, learners, one, waiting


def report(number: int, found: Sequence[Applicant]) -> Published:
    return Published(
        number,
        1,
        Results(0, SHUT, SHUT, SHUT, ()),
        Like(3),
        {},
        {},
        content_of=1,
        against=tuple(map(stepped, compare(found))),
    )


FIRST = [*learners(), *waiting()]
UNIT = against_unit(Against("EC", "2026-1", "month", "net"))


def test_a_report_tells_it_and_reads_it_again() -> None:
    told = beside_earlier(report(1, FIRST), Before())
    assert told.since[UNIT] == 1
    assert from_plain(1, to_plain(told)) == told
    untold = beside_earlier(report(1, FIRST[1:]), Before())
    assert UNIT not in untold.since
    assert from_plain(1, to_plain(untold)) == untold


def test_a_report_from_before_says_nothing_of_it() -> None:
    plain = to_plain(beside_earlier(report(1, FIRST), Before()))
    del plain["against"]
    assert from_plain(1, plain).against is None


def test_one_more_answer_leaves_it_as_it_was() -> None:
    first = beside_earlier(report(1, FIRST), Before())
    one_more = one(40, 800_000, waited=False)
    second = beside_earlier(report(2, [*FIRST, one_more]), Before([first]))
    assert second.since[UNIT] == 1
    assert second.against == first.against
    five_more = [one(40 + number, 80_000, waited=False) for number in range(5)]
    third = beside_earlier(report(3, [*FIRST, *five_more]), Before([first, second]))
    assert third.since[UNIT] == 3
    assert third.against and third.against[0].learned == 25


def test_as_many_others_are_not_told_anew() -> None:
    first = beside_earlier(report(1, FIRST), Before())
    others = [*learners([160_000, *OF_LEARNED[1:]]), *waiting()]
    second = beside_earlier(report(2, others), Before([first]))
    assert second.against == first.against


def test_who_takes_her_consent_back_is_not_told_of_again() -> None:
    """21 and 20 before; without her, the one who said no pay, all are as they were."""
    first = beside_earlier(report(1, [*FIRST, one(40, 80_000, waited=False)]), Before())
    before = Before([first], taken_back=frozenset({1}))
    second = beside_earlier(report(2, FIRST), before)
    assert second.since[UNIT] == NOT_TOLD
    assert second.against == (Against("EC", "2026-1", "month", "net", Why.CHANGED),)


def test_what_cannot_be_compared_any_more_does_not_stand() -> None:
    first = beside_earlier(report(1, FIRST), Before())
    second = beside_earlier(report(2, FIRST[1:]), Before([first]))
    assert UNIT not in second.since
    assert second.against == (Against("EC", "2026-1", "month", "net", Why.FEW),)
