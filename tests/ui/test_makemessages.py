from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from school.ui import catalogues
from school.ui.management.commands.makemessages import Command


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    files = {
        "school/ui/apps.py": "",
        "school/lib/errors.py": 'from x import gettext as _\n_("From the library")\n',
        "school/courses/apps.py": "",
        "school/courses/views.py": 'from x import gettext as _\n_("Open cohorts")\n',
        "school/courses/migrations/0001_initial.py": '_("Never collected")\n',
        "cms/apps.py": "",
        "templates/courses/list.html": ('{% load i18n %}{% translate "Places left" %}'),
        "templates/layouts/base.html": "{% load i18n %}{% translate 'Skip' %}",
        "templates/cms/home.html": "{% load i18n %}{% translate 'Welcome' %}",
        "templates/404.html": "{% load i18n %}{% translate 'Not here' %}",
    }
    for name, text in files.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    monkeypatch.setattr(Command, "root", tmp_path)
    return tmp_path


def words(tree: Path, app: str) -> str:
    return catalogues.catalogue(tree, app).read_text(encoding="utf-8")


def test_an_app_gets_its_own_python_and_templates(tree: Path) -> None:
    call_command("makemessages", labels=["courses"])
    assert 'msgid "Open cohorts"' in words(tree, "courses")
    assert 'msgid "Places left"' in words(tree, "courses")
    assert "Never collected" not in words(tree, "courses")
    assert not catalogues.catalogue(tree, "ui").exists()


def test_without_an_app_every_catalogue_is_written(tree: Path) -> None:
    call_command("makemessages")
    assert 'msgid "Skip"' in words(tree, "ui")
    assert 'msgid "Not here"' in words(tree, "ui")
    assert 'msgid "From the library"' in words(tree, "ui")
    assert 'msgid "Welcome"' in words(tree, "cms")


def test_running_twice_changes_nothing_and_keeps_translations(tree: Path) -> None:
    call_command("makemessages", labels=["courses"])
    file = catalogues.catalogue(tree, "courses")
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace(
            'msgid "Places left"\nmsgstr ""', 'msgid "Places left"\nmsgstr "余位"'
        ),
        encoding="utf-8",
    )
    before = file.read_bytes()
    call_command("makemessages", labels=["courses"])
    assert file.read_bytes() == before
    assert "余位" in words(tree, "courses")


def test_the_catalogue_holds_no_noise(tree: Path) -> None:
    call_command("makemessages", labels=["courses"])
    (tree / "templates/courses/list.html").write_text("", encoding="utf-8")
    call_command("makemessages", labels=["courses"])
    text = words(tree, "courses")
    for noise in ("Places left", "POT-Creation-Date", "#: ", "fuzzy", "#~"):
        assert noise not in text


def test_no_working_copies_are_left_in_the_tree(tree: Path) -> None:
    call_command("makemessages")
    assert not list(tree.rglob("*.html.py"))
    assert not list(tree.rglob("*.pot"))


def test_an_unknown_app_is_refused_with_the_names_that_exist(tree: Path) -> None:
    with pytest.raises(CommandError, match="courses"):
        call_command("makemessages", labels=["kitchen"])
