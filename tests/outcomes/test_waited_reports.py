"""Reports set beside each other tell of nobody who learned or waited by their difference."""

from collections.abc import Sequence

from school.outcomes.rules import Against, Applicant, Like, Results, Why, compare
from school.outcomes.rules.earlier import Before, beside_earlier
from school.outcomes.rules.plain import from_plain, stepped, to_plain
from school.outcomes.rules.published import NOT_TOLD, SHUT, Published, against_unit
from tests.outcomes.waiting import OF_LEARNED, TOLD_FROM, learners, one, waiting


def report(number: int, found: Sequence[Applicant]) -> Published:
    return Published(
        number,
        1,
        Results(0, SHUT, SHUT, SHUT, ()),
        Like(3),
        {},
        {},
        content_of=1,
        against=tuple(map(stepped, compare(found, on=TOLD_FROM))),
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


def test_what_was_told_once_is_told_no_other_way() -> None:
    """However many others there are: nobody sees of how many the first was."""
    first = beside_earlier(report(1, FIRST), Before())
    for others in (
        [*FIRST, one(40, 800_000, waited=False)],
        [*FIRST, *learners([160_000] * 30)[20:]],
        [*learners([160_000, *OF_LEARNED[1:]]), *waiting()],
    ):
        second = beside_earlier(report(2, others), Before([first]))
        assert second.since[UNIT] == 1
        assert second.against == first.against


def test_who_takes_her_consent_back_is_not_told_of_again() -> None:
    first = beside_earlier(
        report(1, [*FIRST, one(40, 800_000, waited=False)]), Before()
    )
    before = Before([first], taken_back=frozenset({1}))
    second = beside_earlier(report(2, FIRST), before)
    assert second.since[UNIT] == NOT_TOLD
    assert second.against == (Against("EC", "2026-1", "month", "net", Why.CHANGED),)
    third = beside_earlier(report(3, FIRST), Before([first, second]))
    assert third.since[UNIT] == NOT_TOLD


def test_somebody_elses_consent_taken_back_changes_nothing() -> None:
    """She had said no pay: it comes out as it was told."""
    first = beside_earlier(report(1, [*FIRST, one(40, None, waited=False)]), Before())
    before = Before([first], taken_back=frozenset({1}))
    second = beside_earlier(report(2, FIRST), before)
    assert second.since[UNIT] == 2
    assert second.against == first.against


def test_what_cannot_be_compared_any_more_does_not_stand() -> None:
    first = beside_earlier(report(1, FIRST), Before())
    second = beside_earlier(report(2, FIRST[1:]), Before([first]))
    assert UNIT not in second.since
    assert second.against == (Against("EC", "2026-1", "month", "net", Why.FEW),)
