"""An edition that does not hold together is not published; every reason is told at once."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from school.courses import actions
from school.courses.content import content_of
from school.courses.models import CriticalFail, Edition, Item
from school.courses.refusals import EditionUnsound
from school.courses.rules.content import Content, Part
from school.courses.rules.soundness import problems
from school.courses.soundness import findings_of, to_mend
from school.people.models import User
from tests.factories.editions import make_sound_draft
from tests.factories.points import make_rule

FACTS: dict[str, Any] = {
    "theory_minutes": 90,
    "practical_minutes": 180,
    "assessment_minutes": 0,
    "practical_percent_min": 60,
    "online_minutes_max": 45,
    "exam_questions": 20,
    "exam_points_each": 5,
    "exam_minutes": 60,
    "station_mode": "draw",
    "drawn_stations": 1,
    "pass_theory": 60,
    "pass_practical": 60,
    "pass_attendance_percent": 80,
    "class_size_max": 24,
    "to_confirm": [{"zh": "室温", "en": "Room temperature"}],
    "disclaimer_zh": "声明",
    "disclaimer_en": "Disclaimer",
}


def module(number: int, /, **extra: Any) -> Part:
    values = {
        "number": number,
        "title_zh": "模块",
        "title_en": "Module",
        "theory_minutes": 45,
        "practical_minutes": 90,
        "exam_questions": None,
        "topics": [],
    }
    return Part("module", f"EC-M0{number}", {**values, **extra})


def evening(number: int, /, **extra: Any) -> Part:
    values = {
        "number": number,
        "module": f"EC-M0{number}",
        "theory_minutes": 45,
        "practical_minutes": 90,
        "assessment_minutes": 0,
    }
    return Part("evening", f"EC-E0{number}", {**values, **extra})


def station(number: int, /, **extra: Any) -> Part:
    values = {
        "number": number,
        "weight": 50,
        "is_mandatory": number == 1,
        "is_in_pool": True,
        "no_critical_reason": "",
        "modules": ["EC-M01", "EC-M02"],
    }
    return Part("station", f"EC-S0{number}", {**values, **extra})


def item(number: int, points: int = 100) -> Part:
    return Part("item", "I1", {"points": points}, within=f"EC-S0{number}")


def fail(number: int) -> Part:
    return Part("critical_fail", "X1", {}, within=f"EC-S0{number}")


SOUND = Content(
    facts=Part("facts", "1.0", FACTS),
    modules=(module(1), module(2)),
    evenings=(evening(1), evening(2)),
    stations=(station(1), station(2)),
    items=(item(1), item(2)),
    critical_fails=(fail(1), fail(2)),
)


def facts(**extra: Any) -> Content:
    return replace(SOUND, facts=Part("facts", "1.0", {**FACTS, **extra}))


def of(**parts: tuple[Part, ...]) -> Content:
    return replace(SOUND, **parts)


FULL = facts(station_mode="full")
CASES: list[tuple[Content, set[str]]] = [
    (SOUND, set()),
    (FULL, set()),
    (
        facts(theory_minutes=135),
        {"modules_theory_minutes", "evenings_theory_minutes", "practical_share"},
    ),
    (facts(assessment_minutes=45), {"evenings_assessment_minutes", "practical_share"}),
    (
        of(evenings=(evening(1), evening(2, theory_minutes=90))),
        {"evenings_theory_minutes", "module_theory_minutes"},
    ),
    (
        of(evenings=(evening(1), evening(2, module=None))),
        {
            "evening_without_module",
            "module_theory_minutes",
            "module_practical_minutes",
        },
    ),
    (facts(practical_percent_min=70), {"practical_share"}),
    (facts(online_minutes_max=91), {"online_minutes"}),
    (of(modules=(module(1), module(2, number=1))), {"number_twice"}),
    (facts(exam_points_each=4), {"paper_points"}),
    (facts(exam_questions=1, exam_points_each=100), {"paper_too_short"}),
    (of(modules=(module(1, exam_questions=19), module(2))), set()),
    (of(modules=(module(1, exam_questions=20), module(2))), {"paper_too_short"}),
    (of(modules=(module(1, exam_questions=0), module(2))), {"module_not_in_paper"}),
    (
        of(modules=(module(1, exam_questions=9), module(2, exam_questions=9))),
        {"paper_shares"},
    ),
    (facts(pass_theory=0), {"pass_mark"}),
    (facts(pass_attendance_percent=101), {"pass_mark"}),
    (facts(exam_minutes=0), {"nothing_given"}),
    (facts(to_confirm=[]), {"nothing_to_confirm"}),
    (of(items=(item(1), item(2, 90))), {"station_points"}),
    (of(critical_fails=(fail(1),)), {"no_critical"}),
    (
        of(
            critical_fails=(fail(1),),
            stations=(station(1), station(2, no_critical_reason="只是摆放")),
        ),
        set(),
    ),
    (
        of(stations=(station(1, modules=["EC-M01"]), station(2, modules=[]))),
        {"module_at_no_station"},
    ),
    (of(stations=(station(1, is_mandatory=False), station(2))), {"no_mandatory"}),
    (facts(drawn_stations=2), {"pool_too_small"}),
    (
        of(stations=(station(1), station(2, is_in_pool=False))),
        {"pool_too_small", "never_taken"},
    ),
    (replace(FULL, stations=(station(1), station(2, weight=40))), {"weights"}),
    (
        replace(FULL, stations=(station(1, weight=100), station(2, weight=0))),
        {"no_weight"},
    ),
    (of(modules=(module(1, title_en=" "), module(2))), {"no_english"}),
    (facts(to_confirm=[{"zh": "室温", "en": ""}]), {"no_english"}),
    (Content(facts=facts().facts), {"no_modules", "no_evenings", "no_stations"}),
]


@pytest.mark.parametrize("number", range(len(CASES)))
def test_each_reason_is_found(number: int) -> None:
    content, wanted = CASES[number]
    found = {problem.code for problem in problems(content)}
    assert wanted <= found if not content.modules else wanted == found


@pytest.fixture
def draft(db: None) -> Edition:
    return make_sound_draft()


def codes(edition: Edition) -> list[str]:
    return [finding.code for finding in findings_of(edition)]


def test_a_sound_draft_has_nothing_to_mend(draft: Edition) -> None:
    assert codes(draft) == []


def test_all_reasons_are_told_together_and_nothing_is_published(
    draft: Edition, registrar: User
) -> None:
    Item.objects.filter(station__edition=draft, number=1).update(points=40)
    CriticalFail.objects.filter(station__edition=draft).delete()
    with pytest.raises(EditionUnsound) as refused:
        actions.publish_edition(draft, by=registrar)
    assert refused.value.data["count"] == 6
    assert {one["code"] for one in refused.value.data["found"]} == {
        "station_points",
        "no_critical",
    }
    draft.refresh_from_db()
    assert draft.is_draft


def test_a_module_at_no_station_is_a_note_and_no_refusal(
    draft: Edition, registrar: User
) -> None:
    for station in draft.stations.all():
        station.modules.set(draft.modules.filter(number=1))
    assert codes(draft) == ["module_at_no_station"]
    assert to_mend(findings_of(draft)) == []
    actions.publish_edition(draft, by=registrar)


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        pytest.param(
            lambda draft: draft.questions.update(status="draft"),
            ["bank_too_small", *["module_without_questions"] * 2],
            id="none",
        ),
        pytest.param(
            lambda draft: draft.questions.update(use="practice_only"),
            ["bank_too_small", *["module_without_questions"] * 2],
            id="practice",
        ),
        pytest.param(
            lambda draft: draft.questions.filter(module__number=1).delete(),
            ["module_without_questions"],
            id="module",
        ),
        pytest.param(
            lambda draft: (
                draft.questions.filter(module__number=1).first().delete(),
                draft.modules.filter(number=1).update(exam_questions=3),
                draft.questions.filter(module__number=1).first().delete(),
            ),
            ["module_short_of_questions"],
            id="own",
        ),
    ],
)
def test_the_bank_must_yield_the_paper(
    draft: Edition, change: Callable[[Edition], object], wanted: list[str]
) -> None:
    change(draft)
    assert codes(draft) == wanted


def test_findings_cost_the_same_for_many_stations(
    draft: Edition, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(12):
        findings_of(draft, content_of(draft))


def test_a_points_rule_must_be_one_that_gives_points(draft: Edition) -> None:
    Edition.objects.filter(pk=draft.pk).update(points_rule="T05")
    draft.refresh_from_db()
    assert codes(draft) == ["no_points_rule"]
    make_rule("T05")
    assert codes(draft) == []


def test_a_rule_that_something_else_gives_by_is_none_for_a_pass(draft: Edition) -> None:
    make_rule("T04")
    Edition.objects.filter(pk=draft.pk).update(points_rule="T04")
    draft.refresh_from_db()
    assert codes(draft) == ["no_points_rule"]
