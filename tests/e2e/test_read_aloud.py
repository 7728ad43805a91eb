"""A lesson is read aloud sentence by sentence, keeps its place, and says when it cannot."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import School
from tests.factories.courses import make_edition
from tests.factories.pages import make_lesson_page

# A voice whose sentences end when the test says so.
VOICE = """
window.spoken = [];
let current = null;
window.endSentence = () => { const one = current; current = null; one.onend(); };
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
Object.defineProperty(window, "speechSynthesis", { value: {
    getVoices: () => VOICES,
    speak: (one) => { current = one; window.spoken.push([one.text, one.rate]); },
    cancel: () => { current = null; },
} });
"""
CHINESE = '[{ lang: "en-US" }, { lang: "zh_CN" }]'


def open_lesson(page: Page, voices: str) -> None:
    lesson = make_edition().modules.first().lessons.first()
    body = [{"type": "text", "value": "<p>先看。再洗手。</p><p>然后喂饭。</p>"}]
    url = make_lesson_page(lesson, body=body).url
    page.add_init_script(VOICE.replace("VOICES", voices))
    page.goto(url)


def spoken(page: Page) -> list[str]:
    return [text for text, _rate in page.evaluate("window.spoken")]


def test_reading_is_paused_resumed_and_kept_over_a_reload(
    page: Page, school: School
) -> None:
    open_lesson(page, CHINESE)
    page.get_by_role("button", name="读给我听").click()
    expect(page.locator(".being-read")).to_have_text("先看。再洗手。")
    page.evaluate("endSentence()")
    assert spoken(page) == ["先看。", "再洗手。"]
    page.get_by_role("button", name="暂停").click()
    page.reload()
    page.get_by_role("button", name="接着读").click()
    assert spoken(page) == ["再洗手。"]
    page.evaluate("endSentence()")
    expect(page.locator(".being-read")).to_have_text("然后喂饭。")
    page.get_by_label("语速").select_option("快")
    assert page.evaluate("spoken.at(-1)") == ["然后喂饭。", 1.2]
    # After the text come the self-checks, question and choices.
    page.evaluate("endSentence()")
    assert spoken(page)[-1] == "先做什么？"
    page.evaluate("endSentence()")
    assert spoken(page)[-1] == "洗手"
    page.get_by_role("button", name="停下").click()
    expect(page.get_by_role("button", name="读给我听")).to_be_visible()
    expect(page.locator(".being-read")).to_have_count(0)


@pytest.mark.parametrize("voices", ['[{ lang: "en-US" }]'])
def test_a_phone_without_a_chinese_voice_says_so(
    page: Page, school: School, voices: str
) -> None:
    open_lesson(page, voices)
    page.get_by_role("button", name="读给我听").click()
    expect(page.locator(".aloud__note")).to_contain_text("没有中文语音")
    expect(page.get_by_role("button", name="读给我听")).to_have_count(0)
    assert spoken(page) == []
