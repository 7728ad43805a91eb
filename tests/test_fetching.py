"""The school asks no address that a user names."""

import ast
import urllib.request
from pathlib import Path

import pytest
import requests
from django.urls import reverse
from wagtail.embeds import embeds, finders
from wagtail.embeds.exceptions import EmbedUnsupportedProviderException

from school.lib import pdf
from school.people.models import User
from tests.cast import signed_in

ROOT = Path(__file__).resolve().parent.parent
TALKING = {
    "aiohttp",
    "feedparser",
    "ftplib",
    "http.client",
    "httpx",
    "pyhanko.sign.timestamps",
    "pyhanko_certvalidator.fetchers",
    "pywebpush",
    "requests",
    "socket",
    "urllib.request",
    "urllib3",
    "websocket",
}
# Whom each talks to.
DOORS = {
    "school/lib/aliyun.py": "the SMS carrier",
    "school/lib/pades/evidence.py": "the authorities of the school's own key",
    "school/lib/pades/signing.py": "TIMESTAMP_URL",
    "school/lib/push.py": "PUSH_SERVICES alone: tests/notices/test_push.py",
}


def imported(file: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module, *(f"{node.module}.{one.name}" for one in node.names)}
    return found


def talks(file: Path) -> bool:
    return any(
        name == one or name.startswith(f"{one}.")
        for name in imported(file)
        for one in TALKING
    )


def test_only_these_modules_talk_to_other_machines() -> None:
    files = [*ROOT.glob("school/**/*.py"), *ROOT.glob("cms/**/*.py")]
    found = {str(one.relative_to(ROOT)) for one in files if talks(one)}
    assert found == DOORS.keys()


@pytest.fixture
def silence(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Whatever would be asked is noted, and gets no answer."""
    asked: list[str] = []

    def ask(*args: object, **kwargs: object) -> None:
        asked.append(str(args))
        raise OSError

    monkeypatch.setattr(urllib.request, "urlopen", ask)
    monkeypatch.setattr(requests.Session, "send", ask)
    return asked


@pytest.mark.parametrize(
    "address",
    [
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://vimeo.com/76979871",
        "http://127.0.0.1:8000/desk/",
        "http://169.254.169.254/latest/meta-data/",
    ],
)
def test_an_editor_makes_the_school_ask_nobody(
    superuser: User, silence: list[str], address: str
) -> None:
    finders.get_finders.cache_clear()
    chooser = reverse("wagtailembeds:chooser_upload")
    typed = {"embed-chooser-url": address}
    page = signed_in(superuser).post(chooser, typed)
    assert page.status_code == 200
    assert "embed_chosen" not in page.text
    with pytest.raises(EmbedUnsupportedProviderException):
        embeds.get_embed(address)
    assert silence == []


@pytest.mark.parametrize("address", ["http://127.0.0.1/", "file:///etc/passwd"])
def test_what_is_printed_fetches_nothing(silence: list[str], address: str) -> None:
    with pytest.raises(ValueError, match="disallowed"):
        pdf.Shelf({}).fetch(address)
    assert silence == []
