"""A copy of the real curriculum files, to be spoilt one place at a time."""

import shutil
from pathlib import Path

from django.apps import apps

from school.courses.curriculum.reader import DATA


class Files:
    def __init__(self, folder: Path) -> None:
        self.folder = folder / "data"
        shutil.copytree(DATA, self.folder)

    def text(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")

    def line_of(self, name: str, mark: str) -> int:
        """The line in which `mark` stands first."""
        return self.text(name).split(mark)[0].count("\n") + 1

    def replace(self, name: str, old: str, new: str, *, after: str = "") -> int:
        """Replaces the first `old` behind `after`; gives the line where it stood."""
        text = self.text(name)
        place = text.index(old, text.index(after))
        spoilt = text[:place] + new + text[place + len(old) :]
        (self.folder / name).write_text(spoilt, encoding="utf-8")
        return text[:place].count("\n") + 1

    def cut(self, name: str, start: str, end: str) -> int:
        """Removes the text from `start` up to `end`; gives the line where it stood."""
        text = self.text(name)
        first = text.index(start)
        last = text.index(end, first + len(start))
        (self.folder / name).write_text(text[:first] + text[last:], encoding="utf-8")
        return text[:first].count("\n") + 1


def rows() -> dict[str, int]:
    """How many rows each table of the school and its pages has."""
    return {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models()
        if model._meta.app_config.name.startswith(("school", "cms", "wagtail"))
    }
