"""Reports of results as they are published."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.utils import timezone

from school.journal.actors import SYSTEM
from school.outcomes.models import Report, ReportPaper
from school.outcomes.reports.actions import freeze_report
from school.outcomes.reports.contents import draft, sha256, written
from school.outcomes.rules.periods import Span, last_over


def make_report() -> Report:
    """One as it stands where no class is over yet."""
    found = draft(
        last_over(Span.MONTH, on=timezone.localdate()), on=timezone.localdate()
    )
    contents = written(found, "")
    report = Report.objects.create(
        number=found.told.number,
        span=found.period.span,
        starts_on=found.period.start,
        as_of=found.as_of,
        contents=contents,
        sha256=sha256(contents),
        actor_label=str(SYSTEM),
        frozen_at=timezone.now(),
    )
    for language, _name in settings.LANGUAGES:
        file = ContentFile(b"%PDF-1.7", name=f"{language}.pdf")
        ReportPaper.objects.create(
            report=report, language=language, file=file, made_at=timezone.now()
        )
    return report


def draft_seen() -> str:
    today = timezone.localdate()
    return draft(last_over(Span.MONTH, on=today), on=today).seen


def publish(span: Span = Span.MONTH, *, on: date | None = None, **extra: Any) -> Report:
    """That of the last month that is over."""
    period = last_over(span, on=on or timezone.localdate())
    return freeze_report(period, **{"by": SYSTEM, **extra})
