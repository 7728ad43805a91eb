"""A month without fault is one of the sources of points."""

from typing import Any

from django.dispatch import receiver

from school.points.sources.signals import sources_asked
from school.points.sources.source import Source
from school.service.months import CLEAN_MONTHS


@receiver(sources_asked)
def name_clean_months(**_signal: Any) -> Source:
    return CLEAN_MONTHS
