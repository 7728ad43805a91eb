"""A report is read for ever, also one written down before something was added or left out."""

from dataclasses import replace

from hypothesis import given, settings

from school.feedback.surveys.rules import Shown
from school.outcomes.rules import Like, results
from school.outcomes.rules.earlier import Before, beside_earlier
from school.outcomes.rules.plain import from_plain, to_plain
from school.outcomes.rules.published import Published
from tests.outcomes import forty
from tests.outcomes.test_earlier import MANY, School, moved, report, schools, steps


@settings(max_examples=30, deadline=None)
@given(schools, steps)
def test_written_down_and_read_again_a_report_is_the_same(
    school: School, step: School
) -> None:
    first = beside_earlier(report(1, school), Before())
    second = beside_earlier(report(2, moved(school, step)), Before([first]))
    for told in (first, second):
        content = replace(told.content, asked=0)
        assert from_plain(told.number, to_plain(told)) == replace(told, content=content)


def test_a_report_of_format_1_is_read_still() -> None:
    """Of the first ones there is no content; of the next, with how many were asked."""
    told = beside_earlier(report(1, MANY), Before())
    first = to_plain(told)
    del first["content"], first["content_of"]
    assert from_plain(1, first).content == Shown()
    second = {**first, "content": {**to_plain(told)["content"], "asked": 20}}
    found = from_plain(1, second)
    assert found.content == Shown(0, 9, (45,) * 5, 1)
    assert found.content_of == 1


def test_the_forty_are_published_as_they_were_worked_out() -> None:
    """Pay to the nearest 50 yuan, which is all that is ever shown of it."""
    found = results(forty.rows())
    told = beside_earlier(Published(1, 1, found, Like(3), {}, {}), Before())
    plain = to_plain(told)["results"]
    assert plain["completed"] == {"numerator": 35, "denominator": 40, "bound": "exact"}
    monthly = plain["after"][0]["changes"][0]
    # 775.10 and 556.13; 0 to 950; 191.47 to 920.79; 4,600 and 5,200.
    assert (monthly["median_fen"], monthly["mean_fen"]) == (80_000, 55_000)
    assert monthly["median_between"] == (0, 95_000)
    assert monthly["mean_between"] == (15_000, 95_000)
    assert (monthly["before_fen"], monthly["after_fen"]) == (460_000, 520_000)
    assert plain["after"][0]["employed"] == {
        "numerator": 28,
        "denominator": 32,
        "bound": "at_least",
    }
