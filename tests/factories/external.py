from io import BytesIO
from typing import Any

from django.utils import timezone

from school.certificates.external import actions
from school.certificates.external.actions import OnPaper
from school.certificates.external.models import ExternalCertificate
from school.journal.actors import SYSTEM, Actor
from school.people.models import Person
from tests.factories.diplomas import photo

# Of an employer in Jiangxi, of 2026, at level three.
NUMBER = "Y000136000012263{:06d}"


def paper(serial: int = 1, **extra: Any) -> OnPaper:
    return OnPaper(
        **{
            "kind": ExternalCertificate.Kind.SKILL_LEVEL,
            "title": "养老护理员",
            "number": NUMBER.format(serial),
            "level": "3",
            "body": "江西省某评价机构",
            "issued_on": timezone.localdate(),
            **extra,
        }
    )


def picture() -> BytesIO:
    return BytesIO(photo((700, 900)))


def make_external(
    person: Person, serial: int = 1, *, by: Actor = SYSTEM, **extra: Any
) -> ExternalCertificate:
    return actions.record_external(
        person, by=by, paper=paper(serial, **extra), file=picture()
    )
