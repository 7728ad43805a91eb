"""An editor keeps recordings; a page with one is published only with its words."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from django.urls import reverse
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from cms.blocks.recordings import AudioBlock, VideoBlock
from cms.models import LessonPage, NewsPage, Recording
from cms.recordings.forms import RecordingForm
from school.people.models import User
from tests.cast import signed_in
from tests.factories.courses import make_edition
from tests.factories.pages import make_lesson_page, make_news
from tests.factories.recordings import CAPTIONS, OGG, WEBM, make_recording, mp4

pytestmark = pytest.mark.django_db


def sent(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def upload(who: User, kind: str = "video", **fields: Any) -> Any:
    data = {"title": "洗手", "file": sent("IMG_老王家.mp4", mp4()), **fields}
    return signed_in(who).post(reverse("wagtailmedia:add", args=[kind]), data)


def errors(answer: Any) -> dict[str, list[str]]:
    form = answer.context["form"]
    assert isinstance(form, RecordingForm)
    return {name: list(said) for name, said in form.errors.items()}


def test_an_editor_adds_a_video_and_its_file_says_the_rest(editor: User) -> None:
    answer = upload(
        editor,
        captions_zh=sent("字幕.vtt", CAPTIONS.encode()),
        transcript="先打湿双手。",
        small_file=sent("small.webm", WEBM),
    )
    assert answer.status_code == 302
    kept = Recording.objects.get()
    assert (kept.duration, kept.width, kept.height) == (90, 640, 360)
    assert kept.byte_size == len(mp4())
    assert kept.lightest_bytes == len(WEBM)
    assert kept.mime_type == "video/mp4"
    assert kept.missing_words == []
    assert "老王" not in kept.file.name


def test_the_forms_are_there_and_a_recording_can_be_looked_at(editor: User) -> None:
    browser = signed_in(editor)
    for kind in ("video", "audio"):
        assert browser.get(reverse("wagtailmedia:add", args=[kind])).status_code == 200
    kept = make_recording()
    for name in ("edit", "media_usage"):
        page = browser.get(reverse(f"wagtailmedia:{name}", args=[kept.pk]))
        assert page.status_code == 200
    assert browser.get(reverse("wagtailmedia:index")).status_code == 200
    assert browser.get(reverse("wagtailmedia:chooser")).status_code == 200


def test_an_empty_list_says_in_chinese_what_can_be_added(editor: User) -> None:
    browser = signed_in(editor)
    chooser = browser.get(reverse("wagtailmedia:chooser")).json()["html"]
    for said in (
        browser.get(reverse("wagtailmedia:index")).content.decode(),
        chooser,
    ):
        assert "还没有录音和视频。" in said
        assert "</a> ou <a" not in said


@pytest.mark.parametrize(
    ("kind", "name", "data"),
    [
        ("video", "a.mp4", OGG),
        ("video", "a.mp4", b"<html>"),
        ("video", "a.avi", mp4()),
        ("video", "a.html", mp4()),
        ("audio", "a.mp4", mp4()),
        ("audio", "a.mp3", OGG),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused(
    editor: User, kind: str, name: str, data: bytes
) -> None:
    answer = upload(editor, kind, file=sent(name, data), duration=5)
    said = errors(answer)
    assert list(said) == ["file"]
    assert len(said["file"]) == 1
    assert not Recording.objects.exists()


def test_a_file_too_heavy_for_a_phone_is_refused(
    editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cms.recordings.rules.LARGEST", {"video": 100, "audio": 100})
    assert "file" in errors(upload(editor))


def test_a_file_that_does_not_say_its_length_asks_for_it(editor: User) -> None:
    assert "duration" in errors(upload(editor, file=sent("a.webm", WEBM)))
    assert upload(editor, file=sent("a.webm", WEBM), duration=8).status_code == 302


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"1\n00:01.000 --> 00:02.000\n", "1"),
        (b"WEBVTT\n\n00:01,000 --> 00:02,000\nab\n", "3"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"WEBVTT\n\n" + b"NOTE " + b"a" * (512 * 1024), ""),
    ],
)
def test_captions_are_read_and_the_line_is_named(
    editor: User, data: bytes, line: str
) -> None:
    answer = upload(editor, captions_zh=sent("c.vtt", data))
    assert line in " ".join(errors(answer)["captions_zh"])


def test_a_still_is_made_anew_and_no_picture_is_refused(editor: User) -> None:
    assert "thumbnail" in errors(upload(editor, thumbnail=sent("a.png", b"no")))


def test_the_words_of_a_recording_in_use_stay(editor: User) -> None:
    kept = make_recording("audio")
    lesson = make_edition().modules.first().lessons.first()
    make_lesson_page(lesson, body=[{"type": "audio", "value": {"recording": kept.pk}}])
    data = {"title": "洗手", "duration": 5, "transcript": " "}
    path = reverse("wagtailmedia:edit", args=[kept.pk])
    assert "transcript" in errors(signed_in(editor).post(path, data))


@pytest.mark.parametrize("role", ["trainee", "auditor", "instructor"])
def test_others_add_no_recording(role: str, request: pytest.FixtureRequest) -> None:
    upload(request.getfixturevalue(role))
    assert not Recording.objects.exists()


def test_a_page_is_published_only_with_the_words_of_its_recording() -> None:
    silent = make_recording(transcript="", captions_zh="")
    block = VideoBlock()
    value = block.to_python({"recording": silent.pk})
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(value)
    assert len(refused.value.block_errors["recording"].messages) == 2
    assert block.clean_deferred(value)["recording"] == silent
    heard = make_recording("audio")
    assert AudioBlock().clean(AudioBlock().to_python({"recording": heard.pk}))


@pytest.fixture
def page() -> LessonPage:
    lesson = make_edition().modules.first().lessons.first()
    body = [
        {"type": "video", "value": {"recording": make_recording().pk}},
        {"type": "audio", "value": {"recording": make_recording("audio").pk}},
    ]
    return make_lesson_page(lesson, body=body)


def test_nothing_of_a_recording_is_loaded_before_it_is_asked_for(
    client: Client, page: LessonPage, rf: RequestFactory
) -> None:
    html = client.get(page.get_url()).content.decode()
    assert html.count('preload="none"') == 2
    assert html.count("<track") == 1
    # Its length and weight are said beside it; its words stand below it.
    assert "2 分钟" in html
    assert html.count("4.2\xa0MB") == 2
    assert html.count("先打湿双手，再取皂液。") == 2


def test_whoever_saves_data_reads_first_and_is_told_the_size(
    client: Client, page: LessonPage
) -> None:
    client.cookies["data"] = "saving"
    html = client.get(page.get_url()).content.decode()
    assert "<video" not in html
    assert "<audio" not in html
    assert html.count('<details class="more" open') == 2
    assert html.count("4.2\xa0MB") == 2


def write(who: User, page: NewsPage, recording: Recording, **verb: str) -> None:
    value = {"recording": recording.pk, "caption_zh": "", "caption_en": ""}
    counts = ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
    data = nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "title_en": "",
            "summary_zh": "",
            "summary_en": "",
            "date": page.date.isoformat(),
            "text_en": rich_text(""),
            "body": streamfield([("video", value)]),
            "comments": dict.fromkeys(counts, 0),
        }
    )
    signed_in(who).post(f"/desk/pages/{page.pk}/edit/", {**data, **verb})


def test_an_editor_drafts_with_a_silent_video_and_publishes_with_its_words(
    editor: User,
) -> None:
    page = make_news("洗手示范")
    silent = make_recording(transcript="", captions_zh="")
    write(editor, page, silent)
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().body[0].block_type == "video"
    write(editor, page, silent, **{"action-publish": "publish"})
    page.refresh_from_db()
    assert not page.body
    write(editor, page, make_recording(), **{"action-publish": "publish"})
    page.refresh_from_db()
    assert page.body[0].value["recording"].transcript
