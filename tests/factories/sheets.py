import io
from typing import Any

import pypdfium2
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image

from school.attendance.models import Alert, Sheet
from school.courses.models import Cohort
from school.enrollment.models import Enrollment
from school.outcomes.models import Dossier
from school.people.models import User


def pictures_of(pdf: bytes, *, scale: float = 2) -> list[Image.Image]:
    """The pages of a PDF as one sees them."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=scale).to_pil() for page in document]
    finally:
        document.close()


def photographed(page: Image.Image, *, tilt: float = 3) -> io.BytesIO:
    """A page as a telephone takes it: tilted, on a table, as a JPEG."""
    ground = Image.new("RGB", (page.width + 160, page.height + 160), "#8a7a66")
    ground.paste(page.convert("RGB"), (80, 80))
    target = io.BytesIO()
    ground.rotate(tilt, fillcolor="#8a7a66").save(target, "JPEG", quality=80)
    target.seek(0)
    return target


def blank_picture() -> io.BytesIO:
    target = io.BytesIO()
    Image.new("RGB", (900, 1200), "white").save(target, "JPEG")
    target.seek(0)
    return target


def row_of(sheet: Sheet, name: str) -> int:
    return sheet.rows.get(enrollment__person__name=name).number


def make_alert(enrollment: Enrollment, **extra: Any) -> Alert:
    return Alert.objects.create(
        enrollment=enrollment,
        **{
            "kind": Alert.Kind.TIGHT,
            "needed": 3,
            "left": 4,
            "raised_at": timezone.now(),
            **extra,
        },
    )


def make_dossier(cohort: Cohort, *, by: User) -> Dossier:
    """One that is ready, with nothing worth reading in it."""
    dossier = Dossier.objects.create(
        cohort=cohort, asked_by=by, asked_at=timezone.now(), finished_at=timezone.now()
    )
    dossier.file.save("dossier", ContentFile(b"PK"))
    return dossier
