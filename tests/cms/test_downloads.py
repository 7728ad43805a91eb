"""What a lesson gives to keep says its name, kind and size, and is handed over as a file."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents import get_document_model

from tests.factories.courses import make_edition
from tests.factories.pages import make_lesson_page

pytestmark = pytest.mark.django_db


def test_a_sheet_says_what_it_is_before_it_is_fetched(client: Client) -> None:
    data = b"%PDF-1.7" + bytes(20 * 1024)
    sheet = get_document_model().objects.create(
        title="验收单", file=ContentFile(data, name="sheet.pdf")
    )
    lesson = make_edition().modules.first().lessons.first()
    items = [{"document": sheet.pk}, {"document": sheet.pk, "title_zh": "自检表"}]
    page = make_lesson_page(lesson, body=[{"type": "downloads", "value": items}])
    html = client.get(page.get_url()).content.decode()
    for words in ("验收单", "自检表", "PDF", "20.0\xa0KB"):
        assert words in html
    assert html.count(f'href="{sheet.url}"') == 2
    answer = client.get(sheet.url)
    assert b"".join(answer.streaming_content) == data
    assert answer.headers["Content-Type"] == "application/pdf"
