from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone, translation

from school.outcomes.reports.models import Report, ReportPaper
from school.outcomes.reports.papers import as_pdf


def print_report(report_id: int) -> None:
    """Its PDF in each language; what is there already stays."""
    report = Report.objects.get(pk=report_id)
    there = set(report.papers.values_list("language", flat=True))
    for language, _name in settings.LANGUAGES:
        if language not in there:
            with translation.override(language):
                _keep(report, language, as_pdf(report))


@transaction.atomic
def _keep(report: Report, language: str, data: bytes) -> None:
    paper, is_new = ReportPaper.objects.get_or_create(
        report=report, language=language, defaults={"made_at": timezone.now()}
    )
    if is_new:
        paper.file.save(f"{report.number}-{language}.pdf", ContentFile(data))
