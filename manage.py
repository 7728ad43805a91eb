#!/usr/bin/env python
import gc
import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    # Little of what is imported and migrated is ever garbage: searching it so often as
    # Python does of itself took a quarter of the time.
    gc.set_threshold(50_000, 20, 20)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "school.settings")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
