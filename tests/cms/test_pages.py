"""Every kind of page, in both languages, in as many queries with many rows as with few."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker
from wagtail.models import Page, get_page_models

from cms.models import CoursePage, LecturerPage, LessonPage, StandardPage
from school.courses.models import Cohort, Edition, Instructor, Lesson
from school.enrollment.models import Enrollment
from school.people.models import Person
from tests.cast import signed_in
from tests.costs import ASSET, MOST_KB, MOST_QUERIES, asked, kilobytes
from tests.factories.completion import make_certified
from tests.factories.courses import assign, make_cohort, make_edition, make_nurse
from tests.factories.enrollment import make_enrollment
from tests.factories.notices import make_notice
from tests.factories.pages import (
    make_course_page,
    make_lecturer_page,
    make_lesson_page,
    make_lesson_pages,
    make_news,
    make_standard,
    make_standard_page,
)
from tests.factories.people import make_trainee
from tests.factories.reports import publish
from tests.factories.thawed import thawed

pytestmark = pytest.mark.django_db

KINDS = [
    "home",
    "courses",
    "track",
    "course",
    "lesson",
    "standards",
    "standard",
    "lecturers",
    "lecturer",
    "news_index",
    "news",
]


@pytest.fixture(scope="module")
def shown(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Edition]:
    """Built once, and each test takes back its own."""
    with django_db_blocker.unblock(), transaction.atomic():
        edition = make_edition()
        make_course_page(edition.course)
        make_lesson_pages(edition)
        add_rows(edition, 1)
        yield edition
        transaction.set_rollback(True)


@pytest.fixture
def edition(shown: Edition) -> Edition:
    return Edition.objects.get(pk=shown.pk)


def add_rows(edition: Edition, turn: int) -> None:
    """One more of everything that pages list."""
    cohort = make_cohort(edition=edition, name=f"第{turn}期")
    make_enrollment(cohort)
    nurse = make_nurse()
    assign(cohort, nurse.user)
    make_lecturer_page(nurse)
    standard = make_standard(turn, red_line=turn % 2 == 0)
    make_standard_page(standard)
    module = edition.modules.first()
    assert module
    with thawed():
        lesson = Lesson.objects.create(
            module=module,
            code=f"EC-M01-L{turn + 4}",
            number=turn + 4,
            title_zh=f"加课{turn}",
            title_en=f"Extra {turn}",
            reading_minutes=5,
        )
        lesson.standards.set([standard])
        edition.stations.all()[0].standards.add(standard)
        Lesson.objects.all()[0].standards.add(standard)
    make_lesson_page(lesson)
    make_news(f"新闻{turn}", summary_zh="摘要")


def add_rows_of(reader: Person, edition: Edition, turn: int) -> None:
    """One more class behind the reader, a place in line, and a notice."""
    ended = make_cohort(
        edition=edition, name=f"往期{turn}", status=Cohort.Status.COMPLETED
    )
    make_enrollment(ended, reader, status=Enrollment.Status.NOT_COMPLETED)
    make_enrollment(
        make_cohort(edition=edition, name=f"候补{turn}"),
        reader,
        status=Enrollment.Status.WAITLISTED,
        queue_number=1,
    )
    make_notice(reader)


def addresses() -> dict[str, str]:
    course = CoursePage.objects.get()
    return {
        "home": "/",
        "courses": "/courses/",
        "track": course.get_parent().url,
        "course": course.url,
        "lesson": LessonPage.objects.order_by("path")[1].url,
        "standards": "/standards/",
        "standard": StandardPage.objects.order_by("path")[0].url,
        "lecturers": "/lecturers/",
        "lecturer": LecturerPage.objects.order_by("path")[0].url,
        "news_index": "/news/",
        "news": "/news/news-0/",
    }


def read(path: str, language: str = "zh-hans", *, reader: Person | None = None) -> str:
    client = signed_in(reader)
    client.cookies["django_language"] = language
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def queries(path: str, reader: Person | None) -> int:
    read(path, reader=reader)
    client = signed_in(reader)
    with asked() as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def test_every_kind_of_page_is_among_them(edition: Edition) -> None:
    shown = {type(Client().get(path).context["page"]) for path in addresses().values()}
    assert shown == set(get_page_models()) - {Page}


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_each_page_is_shown(edition: Edition, kind: str, language: str) -> None:
    page = read(addresses()[kind], language)
    assert "<h1" in page
    assert "style=" not in page.replace("stylesheet=", "")
    assert "<script>" not in page


@pytest.fixture(params=["anonymous", "trainee"])
def reader(request: pytest.FixtureRequest, edition: Edition) -> Person | None:
    """A visitor, or a trainee in class who waits for another."""
    if request.param == "anonymous":
        return None
    person = make_trainee()
    running = make_cohort(edition=edition, name="在读班", status=Cohort.Status.RUNNING)
    make_enrollment(running, person)
    add_rows_of(person, edition, 1)
    return person


def test_queries_do_not_grow_with_rows(edition: Edition, reader: Person | None) -> None:
    cache.clear()
    few = {kind: queries(path, reader) for kind, path in addresses().items()}
    for turn in (2, 3, 4):
        add_rows(edition, turn)
        if reader:
            add_rows_of(reader, edition, turn)
    many = {kind: queries(path, reader) for kind, path in addresses().items()}
    assert many == few
    assert max(many.values()) <= MOST_QUERIES


@pytest.mark.parametrize("kind", KINDS)
def test_the_first_view_is_light(
    edition: Edition, kind: str, reader: Person | None
) -> None:
    page = read(addresses()[kind], reader=reader)
    assert len(ASSET.findall(page)) >= 3
    assert kilobytes(page) < MOST_KB


def test_results_of_completed_classes_are_told(edition: Edition) -> None:
    assert "学了以后" not in read("/")
    begun = timezone.localdate() - timedelta(days=90)
    ended = make_cohort(edition=edition, starts_on=begun, status="completed")
    for _number in range(6):
        make_certified(make_enrollment(ended, status=Enrollment.Status.COMPLETED))
    publish()
    cache.clear()
    page = read("/")
    assert "学了以后" in page
    assert "100%" in page


def test_the_course_page_states_facts_of_the_edition(edition: Edition) -> None:
    page = read(addresses()["course"], "en")
    for fact in (
        "12 hours",
        "at most 24 people",
        "Module 1",
        "Lesson 1",
        "Station 1",
        "4 questions of 25 points in 60 minutes",
        "At least 80%",
        edition.disclaimer_en,
        "周护士长",
        "第1期",
        "2 places left",
    ):
        assert fact in page, fact


def test_the_course_page_follows_the_edition_in_force(edition: Edition) -> None:
    newer = make_edition(course=edition.course, class_size_max=16, evenings=2)
    Edition.objects.filter(pk=edition.pk).update(status=Edition.Status.SUPERSEDED)
    page = read(addresses()["course"], "en")
    assert newer.version != edition.version
    assert "at most 16 people" in page


def test_a_course_without_a_published_edition_says_so(edition: Edition) -> None:
    Edition.objects.update(status=Edition.Status.SUPERSEDED)
    assert "正在准备" in read(addresses()["course"])


def test_only_classes_one_can_join_are_shown(edition: Edition) -> None:
    make_cohort(edition=edition, name="跑着的班", status=Cohort.Status.RUNNING)
    make_cohort(edition=edition, name="没公布的班", status=Cohort.Status.DRAFT)
    gone = timezone.localdate() - timedelta(days=90)
    make_cohort(edition=edition, name="早过去的班", starts_on=gone)
    page = read("/")
    assert "第1期" in page
    for name in ("跑着的班", "没公布的班", "早过去的班"):
        assert name not in page


def test_a_lesson_shows_every_kind_of_block(edition: Edition) -> None:
    page = read(addresses()["lesson"])
    for words in (
        "<b>洗手</b>",
        "搓手",
        "小心烫。",
        "奶奶，我来了。",
        "找护士",
        "会戴手套",
    ):
        assert words in page
    assert '<a href="tel:120">120</a>' in page


def test_an_english_reader_is_told_that_lessons_are_chinese(edition: Edition) -> None:
    page = read(addresses()["lesson"], "en")
    assert "Lessons are taught in Chinese" in page
    assert "Wear gloves" in page
    assert "One injection" in page


def test_lessons_lead_to_the_one_before_and_after(edition: Edition) -> None:
    pages = list(
        LessonPage.objects.order_by("lesson__module__number", "lesson__number")
    )
    page = read(pages[1].url)
    assert f'rel="prev" href="{pages[0].url}"' in page
    assert f'rel="next" class="onward__next" href="{pages[2].url}"' in page


def test_a_standard_names_its_checks_lessons_and_stations(edition: Edition) -> None:
    page = read(addresses()["standard"], "en")
    for words in ("Knock.", "Knocked", "Extra 1", "Station 1"):
        assert words in page


def test_news_of_the_future_waits_for_its_day(edition: Edition) -> None:
    make_news("明天的事", date=timezone.localdate() + timedelta(days=1))
    assert "明天的事" not in read("/news/")
    assert "明天的事" not in read("/")


def test_a_lecturer_who_has_left_is_not_shown(edition: Edition) -> None:
    one = Instructor.objects.all()[0]
    page = make_lecturer_page(one)
    page.title = "离开的老师"
    page.save()
    assert "离开的老师" in read("/lecturers/")
    one.user.is_active = False
    one.user.save()
    assert "离开的老师" not in read("/lecturers/")
