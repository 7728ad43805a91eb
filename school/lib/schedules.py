"""Work that comes round by itself: a migration step that puts it into the queue's timetable."""

from typing import Any

from django.db.migrations.operations import RunPython
from django.utils import timezone


class Repeat(RunPython):
    """Run `task` (dotted path) every so many minutes from now on.

    Needs a dependency on django_q's newest migration. What repeats has to be harmless
    when it runs late, twice, or not at all for a while.
    """

    def __init__(self, task: str, minutes: int) -> None:
        self.task = task
        self.minutes = minutes
        super().__init__(self._add, self._remove)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (type(self).__name__, [self.task, self.minutes], {})

    def _add(self, apps: Any, schema_editor: Any) -> None:
        apps.get_model("django_q", "Schedule").objects.update_or_create(
            name=self.task,
            defaults={
                "func": self.task,
                "schedule_type": "I",
                "minutes": self.minutes,
                "repeats": -1,
                "next_run": timezone.now(),
            },
        )

    def _remove(self, apps: Any, schema_editor: Any) -> None:
        apps.get_model("django_q", "Schedule").objects.filter(name=self.task).delete()


class Stop(Repeat):
    """Take `task` out of the timetable; it was to run every so many minutes."""

    def __init__(self, task: str, minutes: int) -> None:
        super().__init__(task, minutes)
        self.code, self.reverse_code = self._remove, self._add
