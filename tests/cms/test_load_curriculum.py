"""The command takes all of the curriculum in, or nothing of it."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker

from cms import curriculum
from school.assessment.models import Question
from school.courses.models import Course, Edition, Item, Lesson, Standard, Station
from school.lib.sync import Counts
from school.points.models import Reward, Rule, Tier
from tests.factories.curriculum import Files, rows

pytestmark = pytest.mark.django_db

EC = "elder-care.yaml"


@pytest.fixture(scope="module")
def facts_alone(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """The curriculum, loaded once; each test takes back its own changes."""
    with django_db_blocker.unblock(), transaction.atomic():
        with pytest.MonkeyPatch.context() as patch:
            leave_pages_out(patch)
            load()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def loaded(facts_alone: None, monkeypatch: pytest.MonkeyPatch) -> None:
    leave_pages_out(monkeypatch)


def leave_pages_out(patch: pytest.MonkeyPatch) -> None:
    """Ninety pages take seconds; where only facts are asked for, none are made."""
    patch.setattr(curriculum, "create_pages", lambda *args, **kwargs: Counts())


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path)


def load(files: Files | None = None) -> str:
    out = StringIO()
    folder = [str(files.folder)] if files else []
    with translation.override("en"):
        call_command("load_curriculum", *folder, stdout=out)
    return out.getvalue()


def refused(files: Files) -> str:
    with translation.override("en"), pytest.raises(CommandError) as refusal:
        call_command("load_curriculum", str(files.folder), stdout=StringIO())
    return str(refusal.value)


@pytest.mark.usefixtures("loaded")
def test_the_whole_curriculum_is_in_the_tables() -> None:
    assert Course.objects.count() == 3
    assert Lesson.objects.count() == 58
    assert Question.objects.count() == 240
    assert (Station.objects.count(), Item.objects.count()) == (23, 225)
    assert Standard.objects.count() == 20
    assert Rule.objects.filter(is_current=True).count() == 42
    assert (Tier.objects.count(), Reward.objects.count()) == (4, 13)


@pytest.mark.usefixtures("loaded")
def test_the_first_edition_of_a_course_is_published_but_not_signed_off() -> None:
    facts = {(one.status, one.signed_off_at) for one in Edition.objects.all()}
    assert facts == {("published", None)}


@pytest.mark.usefixtures("loaded")
def test_a_question_changed_at_the_desk_stays_changed() -> None:
    Question.objects.filter(code="EC-Q01").update(stem_zh="换了问法", status="retired")
    load()
    assert Question.objects.get(code="EC-Q01").stem_zh == "换了问法"


def test_a_malformed_file_changes_nothing_and_is_told_by_line(files: Files) -> None:
    line = files.replace(EC, "badge_color: blue", "badge_color: Blue")
    before = rows()
    said = refused(files)
    assert f"elder-care.yaml, line {line}: badge_color: “Blue”" in said
    assert rows() == before


def test_every_problem_is_told_in_one_go(files: Files) -> None:
    files.replace(EC, "class_size_max: 24", "class_size_max: many")
    files.replace("points-rules.yaml", "cost: 20", "cost: 0")
    said = refused(files)
    assert "elder-care.yaml, line" in said
    assert "points-rules.yaml, line" in said
    assert "2 problems" in said


@pytest.mark.usefixtures("loaded")
def test_a_changed_file_of_an_edition_in_use_is_refused(files: Files) -> None:
    files.replace(EC, "class_size_max: 24", "class_size_max: 22")
    before = rows()
    assert "Raise the version" in refused(files)
    assert rows() == before


@pytest.mark.usefixtures("loaded")
def test_a_refused_part_takes_back_the_parts_before_it(files: Files) -> None:
    files.replace("standards-20.yaml", "zh: 进门礼仪", "zh: 进门的礼仪")
    files.replace("points-rules.yaml", "delta: 15", "delta: 14")
    assert "points scheme" in refused(files)
    assert Standard.objects.get(number=1).title_zh == "进门礼仪"


@pytest.mark.usefixtures("loaded")
def test_a_raised_version_waits_as_a_draft(files: Files) -> None:
    files.replace(EC, "class_size_max: 24", "class_size_max: 22")
    files.replace(EC, "version: '1.0'", "version: '1.1'")
    files.replace("elder-care-lessons.yaml", "version: '1.0'", "version: '1.1'")
    load(files)
    statuses = Edition.objects.filter(course__code="EC").values_list(
        "version", "status"
    )
    assert dict(statuses) == {"1.0": "published", "1.1": "draft"}


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError):
        call_command("load_curriculum", str(tmp_path / "none"), stdout=StringIO())
