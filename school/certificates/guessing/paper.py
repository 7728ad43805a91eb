"""Showing the name whole, or finding the page, to whoever types what is on the paper."""

from django.utils.crypto import salted_hmac

from school.certificates.guessing import rules
from school.certificates.guessing.counting import DAY, Kind, Outcome, count, may_try
from school.certificates.models import Certificate
from school.certificates.refusals import AskedTooOften, NotOnThePaper

# With four signs there are some ten thousand: a year of guessing finds few.
MOST_FOR_ONE = 10
MOST_FOR_A_NUMBER, MOST_FOR_A_NAME = 20, 50


def show(certificate: Certificate, *, typed: str) -> str:
    """The name as printed, to whoever types it whole, or the end of the ID number."""
    kind = Kind.TAIL if rules.is_tail(typed) else Kind.NAME
    if not may_try(
        "certificate-name",
        certificate.code,
        most=MOST_FOR_ONE,
        seconds=DAY,
        kind=kind,
        certificate=certificate,
    ):
        raise AskedTooOften
    name = str(certificate.claims["name"])
    tail = certificate.enrollment.person.id_number_tail
    if not (rules.same_name(name, typed) | rules.same_tail(tail, typed)):
        count(kind, Outcome.WRONG, certificate)
        raise NotOnThePaper
    count(kind, Outcome.RIGHT, certificate)
    return name


def find(*, number: str, name: str) -> Certificate | None:
    """The certificate that has both. Which of the two is wrong is not told."""
    hidden = salted_hmac("look-up", name).hexdigest()
    is_allowed = may_try(
        "number", number, most=MOST_FOR_A_NUMBER, seconds=DAY, kind=Kind.NUMBER
    ) and may_try("name", hidden, most=MOST_FOR_A_NAME, seconds=DAY, kind=Kind.NUMBER)
    if not is_allowed:
        raise AskedTooOften
    found = Certificate.objects.printed().filter(number=number).first()
    printed = str(found.claims["name"]) if found else ""
    is_right = rules.same_name(printed, name)
    count(Kind.NUMBER, Outcome.RIGHT if is_right else Outcome.WRONG, found)
    return found if is_right else None
