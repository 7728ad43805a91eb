"""Benchmarks: `python -m tests.bench` runs them all."""

import os

import django

# Before any module of this package is imported, for they import models.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "school.settings")
django.setup()
