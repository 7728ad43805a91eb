"""Pages are made from the curriculum once; from then on the words are the editor's."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker
from wagtail.models import Page

from cms.curriculum import load
from cms.first_pages.create import create_lecturer_pages, create_pages
from cms.models import (
    CoursePage,
    HomePage,
    LecturerPage,
    LessonPage,
    NewsPage,
    StandardPage,
    TrackPage,
)
from school.courses.curriculum.reader import read
from school.courses.models import Edition
from school.journal.actors import SYSTEM
from school.journal.models import Entry
from school.lib.errors import NotPermitted
from school.people.models import User
from tests.cast import signed_in
from tests.factories.courses import make_nurse
from tests.factories.curriculum import Files, rows
from tests.headings import faults

pytestmark = pytest.mark.django_db

LESSONS = "elder-care-lessons.yaml"
TITLE = "守住本分：能做的和不能做的"


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Ninety pages take seconds: they are made once, and each test takes back its own."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(read(), by=SYSTEM)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def files(loaded: None, tmp_path: Path) -> Files:
    """What has been loaded."""
    return Files(tmp_path)


def page_of(code: str) -> LessonPage:
    return LessonPage.objects.for_code(code).get()


def raise_version(files: Files) -> None:
    """A new edition of elder care with another word in its first lesson."""
    files.replace(LESSONS, TITLE, "本分要守住")
    for name in ("elder-care.yaml", LESSONS):
        files.replace(name, "version: '1.0'", "version: '1.1'")
    load(read(files.folder), by=SYSTEM)


def publish_newer() -> None:
    editions = Edition.objects.filter(course__code="EC")
    editions.filter(version="1.0").update(status=Edition.Status.SUPERSEDED)
    editions.filter(version="1.1").update(status=Edition.Status.PUBLISHED)


def write(page: LessonPage, by: User, title: str) -> None:
    page.title = title
    page.save_revision(user=by).publish()


def test_all_pages_are_made_and_the_tree_is_sound(files: Files) -> None:
    counted = [
        kind.objects.live().count()
        for kind in (TrackPage, CoursePage, LessonPage, StandardPage, NewsPage)
    ]
    assert counted == [3, 3, 58, 20, 3]
    assert HomePage.objects.get().headline_zh
    call_command("fixtree", verbosity=0)
    assert Entry.objects.filter(verb="cms.create_pages").count() == 1


def test_a_lesson_has_all_its_words_and_an_edit_form_accepts_them(files: Files) -> None:
    page = page_of("EC-M01-L1")
    assert page.title == TITLE
    assert len(page.objectives) == 3
    assert [block.block_type for block in page.body][:4] == [
        "text",
        "text",
        "table",
        "steps",
    ]
    assert [len(check.options) for check in page.checks] == [3, 3, 3]
    assert page.checks[2].answer == {1, 2}
    for lesson in LessonPage.objects.all():
        lesson.full_clean()


def test_every_page_of_the_site_is_headed_in_order(loaded: None) -> None:
    client = signed_in(None)
    found = {}
    for page in Page.objects.live().filter(depth__gt=1).specific():
        answer = client.get(page.url)
        assert answer.status_code == 200, page.url
        found[page.url] = faults(answer.content.decode())
    assert len(found) > 80
    assert {url: wrong for url, wrong in found.items() if wrong} == {}


def test_loading_again_changes_neither_facts_nor_pages(loaded: None) -> None:
    assert (LessonPage.objects.count(), StandardPage.objects.count()) == (58, 20)
    before, out = rows(), StringIO()
    with translation.override("en"):
        call_command("load_curriculum", stdout=out)
    assert rows() == before
    assert out.getvalue().startswith("The curriculum is up to date")
    assert out.getvalue().count("\n") == 1


def test_making_them_again_changes_nothing(files: Files) -> None:
    counts = create_pages(read(files.folder), by=SYSTEM)
    assert counts.changed == 0


def test_an_editors_words_stay(files: Files, editor: User) -> None:
    write(page_of("EC-M01-L1"), editor, "编辑改的题目")
    raise_version(files)
    publish_newer()
    create_pages(read(files.folder), by=SYSTEM)
    assert page_of("EC-M01-L1").title == "编辑改的题目"


def test_an_editors_draft_stays(files: Files, editor: User) -> None:
    page = page_of("EC-M01-L1")
    page.title = "还没发布的题目"
    page.save_revision(user=editor)
    raise_version(files)
    publish_newer()
    create_pages(read(files.folder), by=SYSTEM)
    kept = page_of("EC-M01-L1").get_latest_revision_as_object()
    assert kept.title == "还没发布的题目"


def test_untouched_pages_follow_the_edition_in_force(files: Files) -> None:
    raise_version(files)
    assert page_of("EC-M01-L1").title == TITLE
    publish_newer()
    create_pages(read(files.folder), by=SYSTEM)
    page = page_of("EC-M01-L1")
    assert page.title == "本分要守住"
    assert page.lesson.module.edition.version == "1.1"
    assert LessonPage.objects.count() == 58


def test_a_page_taken_down_stays_down(files: Files) -> None:
    page_of("EC-M01-L1").unpublish()
    raise_version(files)
    publish_newer()
    create_pages(read(files.folder), by=SYSTEM)
    assert not LessonPage.objects.for_code("EC-M01-L1").exists()
    assert LessonPage.objects.count() == 58


def test_news_that_were_deleted_do_not_come_back(files: Files) -> None:
    NewsPage.objects.get(slug="welcome").delete()
    create_pages(read(files.folder), by=SYSTEM)
    assert NewsPage.objects.count() == 2


def test_a_lecturer_is_given_one_page(files: Files) -> None:
    nurse = make_nurse()
    assert create_lecturer_pages().created == 1
    assert create_lecturer_pages().created == 0
    assert LecturerPage.objects.get().title == str(nurse)


def test_only_who_may_add_pages_makes_them(files: Files, registrar: User) -> None:
    with pytest.raises(NotPermitted):
        create_pages(read(files.folder), by=registrar)
