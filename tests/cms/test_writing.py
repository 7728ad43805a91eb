"""What an editor need not think of: addresses, the hour of publication, a look beforehand."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.module_loading import import_string
from django_q.models import Schedule
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from cms.models import HomePage, NewsIndexPage, NewsPage
from school.people.models import User
from tests.cast import signed_in
from tests.factories.courses import make_edition, make_nurse
from tests.factories.pages import (
    make_course_page,
    make_lecturer_page,
    make_lesson_pages,
    make_news,
    make_standard,
    make_standard_page,
)

pytestmark = pytest.mark.django_db

JSON = {"accept": "application/json"}
KINDS = [
    "HomePage",
    "CoursePage",
    "LessonPage",
    "NewsPage",
    "StandardPage",
    "LecturerPage",
]


def typed(title: str, **more: Any) -> dict[str, Any]:
    """A title and a body; the other fields as an untouched form sends them."""
    comments = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0}
    return nested_form_data(
        {
            "title": title,
            "slug": "",
            "title_en": "",
            "summary_zh": "",
            "summary_en": "",
            "date": timezone.localdate().isoformat(),
            "text_en": rich_text(""),
            "body": streamfield([("caution", "小心路滑。")]),
            "comments": {**comments, "MAX_NUM_FORMS": ""},
            **more,
        }
    )


@pytest.fixture
def desk(registrar: User) -> Client:
    return signed_in(registrar)


@pytest.fixture
def path() -> str:
    return f"/desk/pages/add/cms/newspage/{NewsIndexPage.objects.get().pk}/"


def test_a_title_and_a_body_make_a_page(desk: Client, path: str) -> None:
    publish = {"action-publish": "1"}
    assert desk.post(path, typed("放假通知", **publish)).status_code == 302
    page = NewsPage.objects.get()
    assert (page.slug, page.live) == ("放假通知", True)
    assert "小心路滑。" in Client().get(page.url).text


def test_what_saves_itself_needs_no_address_either(desk: Client, path: str) -> None:
    answer = desk.post(path, typed("放假通知"), headers=JSON)
    assert answer.json()["success"]
    page = NewsPage.objects.get()
    edit = f"/desk/pages/{page.pk}/edit/"
    answer = desk.post(edit, typed("放假通知（改）"), headers=JSON)
    assert answer.json()["success"]
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().slug == "放假通知"


def test_two_pages_of_one_title_have_two_addresses(desk: Client, path: str) -> None:
    for _each in range(3):
        desk.post(path, typed("放假通知"))
    found = NewsPage.objects.order_by("pk").values_list("slug", flat=True)
    assert list(found) == ["放假通知", "放假通知-2", "放假通知-3"]


def test_a_title_without_a_letter_has_an_address_too(desk: Client, path: str) -> None:
    desk.post(path, typed("！！！"))
    assert NewsPage.objects.get().slug == "newspage"


def test_an_address_that_was_typed_is_kept(desk: Client, path: str) -> None:
    desk.post(path, typed("放假通知", slug="holiday"))
    assert NewsPage.objects.get().slug == "holiday"


def test_a_page_without_a_title_is_refused_beside_the_title(
    desk: Client, path: str
) -> None:
    answer = desk.post(path, typed(""))
    assert set(answer.context["form"].errors) == {"title"}


@pytest.mark.parametrize(
    ("hours", "is_live"), [(-1, True), (1, False)], ids=["past", "future"]
)
def test_the_worker_s_timetable_brings_out_what_is_due(
    hours: int, is_live: bool
) -> None:
    page = make_news("开班了", live=False)
    page.go_live_at = timezone.now() + timedelta(hours=hours)
    page.save_revision(approved_go_live_at=page.go_live_at)
    due = Schedule.objects.get(func__endswith=".publish_scheduled")
    assert (due.schedule_type, due.repeats) == (Schedule.MINUTES, -1)
    import_string(due.func)()
    page.refresh_from_db()
    assert page.live is is_live


def test_the_worker_s_timetable_takes_down_what_has_expired() -> None:
    page = make_news("开班了", expire_at=timezone.now() - timedelta(hours=1))
    import_string(Schedule.objects.get(func__endswith=".publish_scheduled").func)()
    page.refresh_from_db()
    assert not page.live


@pytest.fixture
def pages(editor: User) -> dict[str, Page]:
    edition = make_edition()
    course = make_course_page(edition.course)
    lessons = make_lesson_pages(edition)
    found = [
        HomePage.objects.get(),
        course,
        lessons[0],
        make_news(),
        make_standard_page(make_standard(1)),
        make_lecturer_page(make_nurse()),
    ]
    return {type(page).__name__: page for page in found}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_page_can_be_looked_at_before(
    kind: str, pages: dict[str, Page]
) -> None:
    page = pages[kind]
    page.title = "还没存的标题"
    if kind != "HomePage":
        page.live = False
    answer = page.make_preview_request()
    assert answer.status_code == 200
    shown = answer.render().content.decode() if hasattr(answer, "render") else ""
    assert "<h1" in shown
    if kind != "HomePage":
        assert "还没存的标题" in shown
