"""A draft is written a page at a time; whoever is later is told."""

from typing import Any

import pytest

from school.courses import actions
from school.courses.content import content_of
from school.courses.models import Edition
from school.courses.refusals import (
    CodeTaken,
    EditedMeanwhile,
    ModuleInUse,
    NotInDraft,
    StillReferredTo,
)
from school.courses.rules.content import Part, seal
from school.journal.models import Entry
from school.lib.errors import NotPermitted
from school.people.models import User
from tests.factories.editions import make_sound_draft, make_sound_edition
from tests.factories.pages import make_lesson_page, make_standard


@pytest.fixture
def draft(db: None) -> Edition:
    return make_sound_draft()


def test_facts_are_written_and_journalled(draft: Edition, editor: User) -> None:
    actions.write_facts(
        draft, values={"station_mode": "full", "wage_step_zh": "二档"}, by=editor
    )
    draft.refresh_from_db()
    assert draft.takes_all_stations
    assert draft.wage_step == "二档"
    assert Entry.objects.get(verb="courses.write_edition").data["part"] == "facts"


def rows(parts: list[Part], *leave: str) -> list[dict[str, Any]]:
    return [
        {
            "code": part.code,
            **{key: value for key, value in part.values.items() if key not in leave},
        }
        for part in parts
    ]


def write_station(
    edition: Edition, by: User, code: str = "EC-S01", **extra: Any
) -> Any:
    content = content_of(edition)
    part = next(one for one in content.stations if one.code == "EC-S01")
    links = {"modules": edition.modules.all(), "lessons": [], "standards": []}
    values = {k: v for k, v in part.values.items() if k not in links}
    return actions.write_station(
        edition,
        code=code,
        by=by,
        **{
            "values": {**values, **extra.pop("values", {})},
            "links": links,
            "items": rows(content.items_of(part), "number"),
            "critical_fails": rows(content.critical_fails_of(part), "number"),
            **extra,
        },
    )


def test_a_station_is_written_with_its_items(draft: Edition, editor: User) -> None:
    new = {"code": "", "points": 50, "text_zh": "洗手", "text_en": "Wash hands"}
    kept = draft.stations.get(number=1).items.get(number=2)
    old = {"code": kept.code, "points": 50, "text_zh": "改了", "text_en": "Changed"}
    station = write_station(draft, editor, items=[old, new])
    found = station.items.values_list("pk", "code", "number", "text_zh")
    assert list(found) == [
        (kept.pk, "EC-S01-I02", 1, "改了"),
        (station.items.get(number=2).pk, "EC-S01-I03", 2, "洗手"),
    ]


def test_what_comes_instead_of_a_lesson_is_another_lesson(
    draft: Edition, editor: User
) -> None:
    """The page and the questions of the one that went are not about it."""
    module = draft.modules.get(number=1)
    former = module.lessons.get()
    row = {"title_zh": "新课", "title_en": "New", "reading_minutes": 5}
    module = actions.write_module(
        draft, code=module.code, values={}, lessons=[row], by=editor
    )
    lesson = module.lessons.get()
    assert lesson.code != former.code
    assert not lesson.questions.exists()


def test_a_lesson_that_has_its_page_stays(draft: Edition, editor: User) -> None:
    lesson = draft.modules.get(number=1).lessons.get()
    page = make_lesson_page(lesson)
    code = lesson.module.code
    for verb in (
        lambda: actions.write_module(
            draft, code=code, values={}, lessons=[], by=editor
        ),
        lambda: actions.discard_draft(draft, by=editor),
    ):
        with pytest.raises(StillReferredTo) as refused:
            verb()
        assert str(page._meta.verbose_name) in str(refused.value)
    page.delete()
    actions.discard_draft(draft, by=editor)


def test_a_new_station_may_not_take_a_code(draft: Edition, editor: User) -> None:
    with pytest.raises(CodeTaken):
        write_station(draft, editor, is_new=True)
    new = [{"code": "", "points": 100, "text_zh": "洗手", "text_en": "Wash"}]
    made = write_station(
        draft, editor, code="EC-S09", is_new=True, items=new, critical_fails=[]
    )
    assert made.items.get().code == "EC-S09-I01"


def test_who_says_that_a_station_needs_no_critical_step_is_named(
    draft: Edition, editor: User, registrar: User
) -> None:
    reason = {"no_critical_reason": "只是摆放"}
    station = write_station(draft, editor, values=reason, critical_fails=[])
    assert station.no_critical_by == editor
    station = write_station(draft, editor, values={"no_critical_reason": ""})
    assert station.no_critical_by is None


def test_evenings_change_places(draft: Edition, editor: User) -> None:
    evenings = content_of(draft).evenings
    ids = {module.code: module.pk for module in draft.modules.all()}
    plan = [
        {**row, "module_id": ids[part["module"]]}
        for part, row in zip(
            reversed(evenings),
            rows(list(reversed(evenings)), "number", "module"),
            strict=True,
        )
    ]
    actions.write_evenings(draft, rows=plan[:3], by=editor)
    found = draft.evenings.values_list("number", "code")
    assert list(found) == [(1, "EC-E04"), (2, "EC-E03"), (3, "EC-E02")]


def test_a_module_is_written_with_its_lessons(draft: Edition, editor: User) -> None:
    standard = make_standard(1)
    lesson = {"title_zh": "新课", "title_en": "New", "reading_minutes": 5}
    module = actions.write_module(
        draft,
        code="EC-M01",
        values={"title_zh": "改名", "exam_questions": 3},
        lessons=[
            {**lesson, "code": "EC-M01-L1"},
            {**lesson, "code": "", "standards": [standard]},
        ],
        by=editor,
    )
    module.refresh_from_db()
    assert (module.title_zh, module.exam_questions) == ("改名", 3)
    second = module.lessons.get(code="EC-M01-L2")
    assert (second.number, list(second.standards.all())) == (2, [standard])


def test_a_module_goes_only_when_nothing_hangs_on_it(
    draft: Edition, editor: User
) -> None:
    with pytest.raises(ModuleInUse):
        actions.remove_module(draft, code="EC-M01", by=editor)
    draft.evenings.filter(module__code="EC-M01").delete()
    with pytest.raises(ModuleInUse):
        actions.remove_module(draft, code="EC-M01", by=editor)
    draft.questions.filter(module__code="EC-M01").delete()
    actions.remove_module(draft, code="EC-M01", by=editor)
    assert [module.code for module in draft.modules.all()] == ["EC-M02"]


def test_a_station_goes_from_a_draft(draft: Edition, editor: User) -> None:
    actions.remove_station(draft, code="EC-S03", by=editor)
    assert draft.stations.count() == 2


VERBS = [
    pytest.param(lambda e, by: actions.write_facts(e, values={}, by=by), id="facts"),
    pytest.param(lambda e, by: actions.write_evenings(e, rows=[], by=by), id="plan"),
    pytest.param(
        lambda e, by: actions.write_module(
            e, code="EC-M01", values={}, lessons=[], by=by
        ),
        id="module",
    ),
    pytest.param(
        lambda e, by: actions.remove_module(e, code="EC-M01", by=by), id="no module"
    ),
    pytest.param(lambda e, by: write_station(e, by), id="station"),
    pytest.param(
        lambda e, by: actions.remove_station(e, code="EC-S01", by=by), id="no station"
    ),
]


@pytest.mark.parametrize("verb", VERBS)
def test_only_editors_write_and_only_drafts(
    draft: Edition, editor: User, registrar: User, verb: Any
) -> None:
    published = make_sound_edition()
    with pytest.raises(NotPermitted):
        verb(draft, registrar)
    with pytest.raises(NotInDraft):
        verb(published, editor)


def test_whoever_saves_later_is_told_who_was_faster(
    draft: Edition, editor: User
) -> None:
    seen = seal(content_of(draft).page_of("facts"))
    actions.write_facts(draft, values={"pass_theory": 65}, by=editor, seen=seen)
    with pytest.raises(EditedMeanwhile) as refused:
        actions.write_facts(draft, values={"pass_theory": 75}, by=editor, seen=seen)
    assert refused.value.data == {"who": str(editor)}
    draft.refresh_from_db()
    assert draft.pass_theory == 65


def test_two_editors_may_write_two_stations(draft: Edition, editor: User) -> None:
    seen = seal(content_of(draft).page_of("station", "EC-S01"))
    actions.remove_station(draft, code="EC-S02", by=editor)
    actions.write_facts(draft, values={"pass_theory": 65}, by=editor)
    write_station(draft, editor, seen=seen)
    with pytest.raises(EditedMeanwhile):
        write_station(draft, editor, seen="other")
