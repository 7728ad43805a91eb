"""Brings the database up to date: schema, curriculum, demonstration school. Safe to repeat."""

import gc
import os
import sys
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "school.settings")


def main() -> None:
    # As in manage.py: else a quarter of the time goes into searches for garbage.
    gc.set_threshold(50_000, 20, 20)
    django.setup()
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    take_curriculum_in()
    if settings.DEMONSTRATION:
        # Does nothing where a school already has data.
        call_command("load_demonstration")
        call_command("create_lecturer_pages", verbosity=0)
        call_command("demo_logins")


def take_curriculum_in() -> None:
    """A school that has its courses opens with those, whatever is wrong with the files."""
    try:
        call_command("load_curriculum")
    except CommandError as refused:
        if not apps.get_model("courses", "Course").objects.exists():
            raise
        print(refused, file=sys.stderr)


if __name__ == "__main__":
    main()
