"""English and Chinese are both complete: every marked text has its Chinese, and no other."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.core.management import call_command

from school.ui import catalogues
from school.ui.management.commands.makemessages import Command

ROOT = Path(__file__).resolve().parent.parent
APPS = catalogues.apps(ROOT)
TRANSLATED = re.compile(
    r"^((?:msgctxt .*\n)?msgid (?:\".*\"\n)+)(?:msgid_plural .*\n)?msgstr(?:\[0\])? ((?:\".*\"\n?)+)",
    re.MULTILINE,
)


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sources, on which makemessages has been run."""
    root = tmp_path_factory.mktemp("sources")
    for place in ("school", "cms", "templates"):
        ignored = shutil.ignore_patterns("static", "*.mo", "__pycache__")
        shutil.copytree(ROOT / place, root / place, ignore=ignored)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Command, "root", root)
        call_command("makemessages")
    return root


def words(catalogue: Path) -> str:
    return catalogue.read_text(encoding="utf-8") if catalogue.exists() else ""


@pytest.mark.parametrize("app", APPS)
def test_the_catalogue_is_up_to_date(app: str, collected: Path) -> None:
    """If this fails: manage.py makemessages --app <app>, then write the Chinese."""
    here = messages(words(catalogues.catalogue(ROOT, app)))
    there = messages(words(catalogues.catalogue(collected, app)))
    assert sorted(there - here) == [], (
        "marked in the sources, absent from the catalogue"
    )
    assert sorted(here - there) == [], "in the catalogue, no longer in the sources"


def messages(text: str) -> set[str]:
    """Return each message's context and identity, however its lines are broken."""
    found = re.findall(r'^((?:msgctxt .*\n)?msgid (?:".*"\n?)+)', text, re.MULTILINE)
    return {whole(each) for each in found}


def whole(text: str) -> str:
    return text.replace('"\n"', "").strip()


@pytest.mark.parametrize("app", APPS)
def test_every_message_is_translated(app: str) -> None:
    catalogue = catalogues.catalogue(ROOT, app)
    if not catalogue.exists():
        return
    check = ["msgfmt", "--check-format", "--statistics", "-o", "/dev/null", catalogue]
    report = subprocess.run(
        check,
        capture_output=True,
        text=True,
        env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"},
    )
    assert report.returncode == 0, report.stderr
    assert "untranslated" not in report.stderr
    assert "fuzzy" not in report.stderr


def test_one_english_text_has_one_chinese() -> None:
    """Django merges the catalogues: of two translations only one would ever show."""
    found: dict[str, dict[str, str]] = {}
    for app in APPS:
        text = words(catalogues.catalogue(ROOT, app))
        for english, chinese in TRANSLATED.findall(text):
            found.setdefault(whole(english), {})[app] = whole(chinese)
    differing = {
        english: chinese
        for english, chinese in found.items()
        if len(set(chinese.values())) > 1
    }
    assert differing == {}


def test_chinese_is_written_with_chinese_marks() -> None:
    """A comma, colon or question mark beside a Chinese character is a full-width one."""
    mark = re.compile(
        r"[\u4e00-\u9fff”）》][,;?!]|[\u4e00-\u9fff]:(?!//)|[,;][\u4e00-\u9fff]"
    )
    found = {
        (app, whole(chinese))
        for app in APPS
        for english, chinese in TRANSLATED.findall(
            words(catalogues.catalogue(ROOT, app))
        )
        if english.strip('"\n') and mark.search(whole(chinese))
    }
    assert found == set()


def test_no_text_is_marked_by_a_name_that_is_not_looked_for() -> None:
    """makemessages knows gettext and its kin by name, and `_`: another alias hides its texts."""
    alias = re.compile(r"\bgettext(?:_lazy)? as (?!_\b)\w+")
    sources = [*(ROOT / "school").rglob("*.py"), *(ROOT / "cms").rglob("*.py")]
    hidden = [file.name for file in sources if alias.search(words(file))]
    assert hidden == []
