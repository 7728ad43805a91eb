"""What an editor does at the desk: write, look, keep a draft, bring out now or later."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, Revision
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from cms.models import CoursePage, LessonPage, NewsIndexPage, NewsPage
from cms.tasks import publish_scheduled
from school.people.models import User
from tests.cast import signed_in
from tests.factories.courses import make_edition
from tests.factories.pages import (
    check,
    make_course_page,
    make_lesson_pages,
    make_news,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def news(db: None) -> NewsPage:
    return make_news("开班了", summary_zh="旧摘要")


def form(page: NewsPage, **changes: Any) -> dict[str, Any]:
    return nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "title_en": page.title_en,
            "summary_zh": page.summary_zh,
            "summary_en": page.summary_en,
            "date": page.date.isoformat(),
            "text_en": rich_text("<p>News.</p>"),
            "body": streamfield([("caution", "小心路滑。")]),
            "comments": {
                "TOTAL_FORMS": 0,
                "INITIAL_FORMS": 0,
                "MIN_NUM_FORMS": 0,
                "MAX_NUM_FORMS": "",
            },
            **changes,
        }
    )


def edit(who: User, page: Page, data: dict[str, Any]) -> int:
    path = f"/desk/pages/{page.pk}/edit/"
    return signed_in(who).post(path, data).status_code


def shown(page: Page) -> str:
    return Client().get(page.url).content.decode()


def test_a_draft_is_kept_and_not_shown(editor: User, news: NewsPage) -> None:
    assert edit(editor, news, form(news, summary_zh="新摘要")) == 302
    news.refresh_from_db()
    assert news.has_unpublished_changes
    assert news.get_latest_revision_as_object().summary_zh == "新摘要"
    assert "新摘要" not in shown(news)


def test_an_editor_publishes(editor: User, news: NewsPage) -> None:
    data = form(news, summary_zh="新摘要", **{"action-publish": "1"})
    assert edit(editor, news, data) == 302
    assert "新摘要" in shown(news)
    assert "小心路滑。" in shown(news)


def test_former_words_are_kept_as_revisions(editor: User, news: NewsPage) -> None:
    for words in ("第一稿", "第二稿"):
        edit(editor, news, form(news, summary_zh=words, **{"action-publish": "1"}))
    kept = Revision.page_revisions.filter(object_id=str(news.pk), user=editor)
    assert [one.content["summary_zh"] for one in kept.order_by("pk")] == [
        "第一稿",
        "第二稿",
    ]


def test_a_page_is_published_when_its_time_comes(
    editor: User, news: NewsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    news.unpublish()
    tomorrow = timezone.localtime() + timedelta(days=1)
    data = form(
        news,
        summary_zh="明天见",
        go_live_at=tomorrow.strftime("%Y-%m-%d %H:%M"),
        **{"action-publish": "1"},
    )
    assert edit(editor, news, data) == 302
    publish_scheduled()
    news.refresh_from_db()
    assert not news.live
    later: datetime = timezone.now() + timedelta(days=2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    publish_scheduled()
    news.refresh_from_db()
    assert news.live
    assert news.summary_zh == "明天见"


def test_an_editor_sees_a_preview_of_unsaved_words(
    editor: User, news: NewsPage
) -> None:
    client = signed_in(editor)
    path = f"/desk/pages/{news.pk}/edit/preview/"
    said = client.post(path, form(news, summary_zh="还没存的话")).json()
    assert said["is_valid"]
    assert "还没存的话" in client.get(path).content.decode()
    assert "还没存的话" not in shown(news)


def test_every_kind_of_page_has_an_editors_form_and_a_preview(editor: User) -> None:
    edition = make_edition()
    make_course_page(edition.course)
    make_lesson_pages(edition)
    make_news()
    client = signed_in(editor)
    for page in Page.objects.filter(depth__gt=1).specific():
        assert client.get(f"/desk/pages/{page.pk}/edit/").status_code == 200
        page.save_revision()
        draft = client.get(f"/desk/pages/{page.pk}/view_draft/")
        assert "<h1" in draft.content.decode(), page


def test_a_self_check_without_a_right_option_is_refused() -> None:
    block = LessonPage._meta.get_field("self_checks").stream_block
    block.clean(block.to_python([check("先做什么？", "洗手", "喂饭", right={0})]))
    with pytest.raises(ValidationError):
        block.clean(block.to_python([check("先做什么？", "洗手", "喂饭", right=set())]))


def test_a_registrar_writes_news(registrar: User, news: NewsPage) -> None:
    parent = NewsIndexPage.objects.get()
    path = f"/desk/pages/add/cms/newspage/{parent.pk}/"
    data = form(news, title="放假通知", slug="holiday", **{"action-publish": "1"})
    assert signed_in(registrar).post(path, data).status_code == 302
    assert NewsPage.objects.get(slug="holiday").live


def test_a_registrar_leaves_the_courses_to_editors(registrar: User) -> None:
    page = make_course_page(make_edition().course)
    response = signed_in(registrar).get(f"/desk/pages/{page.pk}/edit/")
    assert response.status_code == 302
    assert "/edit/" not in response.headers["Location"]


@pytest.mark.parametrize("who", ["auditor", "points_officer", "instructor", "stranger"])
def test_others_cannot_write(
    who: str, news: NewsPage, request: pytest.FixtureRequest
) -> None:
    edit(request.getfixturevalue(who), news, form(news, summary_zh="改一改"))
    news.refresh_from_db()
    assert news.get_latest_revision_as_object().summary_zh == "旧摘要"


def test_pages_stand_where_they_belong() -> None:
    assert CoursePage.allowed_parent_page_models()[0].__name__ == "TrackPage"
    assert LessonPage.allowed_subpage_models() == []
    assert [one.__name__ for one in NewsIndexPage.allowed_subpage_models()] == [
        "NewsPage"
    ]
