"""The one place where tests set the environment: before the settings read it."""

import atexit
import gc
import os
import shutil
import tempfile
from pathlib import Path

import django

# Until all tests are collected, hardly anything is garbage: tests/conftest.py looks then.
gc.disable()


def folder_of_this_run() -> Path:
    """Everything a test writes goes here: its database, media, secrets. Gone afterwards."""
    if worker := os.environ.get("PYTEST_XDIST_WORKER"):
        return Path(os.environ["VAR_DIR"]) / worker
    folder = Path(tempfile.mkdtemp(prefix="school-tests-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


os.environ["VAR_DIR"] = folder = str(folder_of_this_run())
Path(folder, "static").mkdir(parents=True)
os.environ["DJANGO_SETTINGS_MODULE"] = "school.settings"
os.environ["DEBUG"] = os.environ["DEMONSTRATION"] = "1"
# Playwright keeps an event loop in the thread of its tests, which Django would refuse.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
django.setup()
# Left set, it would make pytest-django read the settings of an xdist worker before this file.
del os.environ["DJANGO_SETTINGS_MODULE"]

pytest_plugins = ["tests.cast", "tests.workers"]
