import pytest

from school.people.devices import device_words

CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (
            f"Mozilla/5.0 (Linux; Android 10; NOH-AN00 Build/HUAWEINOH) {CHROME} MicroMessenger/8.0",
            "Android · NOH-AN00 · 微信",
        ),
        (f"Mozilla/5.0 (Linux; Android 10; K) {CHROME}", "Android · Chrome"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1",
            "iPhone · Safari",
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit Chrome/120 Safari Edg/120",
            "Windows · Edge",
        ),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Firefox/120.0", "Linux · Firefox"),
        ("curl/8", ""),
        ("", ""),
    ],
)
def test_a_browser_in_words(said: str, words: str) -> None:
    assert device_words(said) == words
