"""A reader who saves data fetches pictures and recordings only when she asks for them."""

import io

import pytest
from django.core.files.images import ImageFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image as Pixels
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images import get_image_model

from cms.blocks.pictures import PictureBlock, StepBlock
from cms.models import LessonPage
from school.courses.models import Lesson
from tests.factories.courses import make_edition
from tests.factories.pages import make_lesson_page

pytestmark = pytest.mark.django_db


def make_image() -> int:
    data = io.BytesIO()
    Pixels.new("RGB", (1200, 800), "#A4201B").save(data, "PNG")
    data.seek(0)
    file = ImageFile(data, name="p.png")
    return get_image_model().objects.create(title="内部标题", file=file).pk


@pytest.fixture
def page() -> LessonPage:
    shown = {"image": make_image(), "alt_text": "四种颜色的抹布", "decorative": False}
    steps = [{"text": "打湿", "picture": shown}, {"text": "搓", "drawing": ""}, "冲净"]
    body = [
        {"type": "picture", "value": {"image": shown, "caption_zh": "颜色不能混"}},
        {"type": "steps", "value": {"title_zh": "洗布", "items": steps}},
    ]
    lesson = make_edition().modules.first().lessons.first()
    return make_lesson_page(lesson, body=body)


def read(client: Client, page: LessonPage, **headers: str) -> str:
    return client.get(page.get_url(), headers=headers).content.decode()


def test_pictures_are_light_lazy_and_keep_their_place(
    client: Client, page: LessonPage
) -> None:
    html = read(client, page)
    assert html.count("<img") == 2
    assert html.count('loading="lazy"') == 2
    assert html.count('width="480"') == html.count('height="320"') == 2
    assert html.count(".webp 480w, ") == 2
    assert html.count('alt="四种颜色的抹布"') == 2
    assert "内部标题" not in html
    assert "冲净" in html


def test_a_page_costs_the_same_however_many_pictures_it_has(client: Client) -> None:
    shown = {"image": make_image(), "alt_text": "抹布", "decorative": False}
    lessons = Lesson.objects.filter(module__edition=make_edition())
    counted = []
    for lesson, pictures in zip(lessons, (2, 6), strict=True):
        images = [{**shown, "image": make_image()} for _one in range(pictures)]
        body = [{"type": "picture", "value": {"image": one}} for one in images]
        steps = [{"text": "看", "picture": one} for one in images]
        body += [{"type": "steps", "value": {"title_zh": "步骤", "items": steps}}]
        page = make_lesson_page(lesson, body=body)
        read(client, page)
        with CaptureQueriesContext(connection) as queries:
            assert read(client, page).count("<img") == pictures * 2
        counted.append(len(queries))
    assert counted[0] == counted[1] <= 25


def test_the_switch_works_without_script_and_is_remembered(
    client: Client, page: LessonPage
) -> None:
    there = page.get_url()
    answer = client.post(reverse("ui:data"), {"data": "saving", "next": there})
    assert answer.headers["Location"] == there
    html = read(client, page)
    assert "<img" not in html
    assert html.count("data-put-off") == 2
    assert html.count("四种颜色的抹布") == 2
    assert ".webp" in html
    client.post(reverse("ui:data"), {"data": "full", "next": there})
    assert "<img" in read(client, page)


def test_a_browser_that_asks_for_little_is_given_little(
    client: Client, page: LessonPage
) -> None:
    assert "<img" not in read(client, page, save_data="on")
    assert "<img" in read(client, page, save_data="off")
    client.cookies["data"] = "full"
    assert "<img" in read(client, page, save_data="on")


@pytest.mark.parametrize("value", ["", "none", "<b>"])
def test_an_unknown_choice_changes_nothing(client: Client, value: str) -> None:
    answer = client.post(reverse("ui:data"), {"data": value})
    assert "data" not in answer.cookies


def test_a_picture_of_a_lesson_always_has_words(page: LessonPage) -> None:
    block = PictureBlock()
    image = {"image": make_image(), "alt_text": "", "decorative": True}
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(block.to_python({"image": image}))
    assert list(refused.value.block_errors) == ["image"]
    step = StepBlock()
    with pytest.raises(StructBlockValidationError) as refused:
        step.clean(step.to_python({"text": "打湿", "picture": image}))
    assert list(refused.value.block_errors) == ["picture"]


def test_steps_written_as_plain_text_stay_what_they_were() -> None:
    block = StepBlock()
    assert str(block.to_python("打湿")) == "打湿"
    assert [str(one) for one in block.bulk_to_python(["打湿", {"text": "搓"}])] == [
        "打湿",
        "搓",
    ]


def test_the_copy_for_the_phone_has_its_pictures_all_the_same(
    client: Client, page: LessonPage
) -> None:
    address = reverse("cms:copy", args=[page.lesson.code])
    said = client.get(address, headers={"save-data": "on"}).content.decode()
    assert "<img" in said
    assert "data-put-off" not in said
