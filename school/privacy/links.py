"""The address of a copy: good for its reader alone, and for a quarter of an hour."""

from django.core import signing
from django.urls import reverse

from school.people.models import User
from school.privacy.models import PersonalExport

SALT, SECONDS = "privacy.export", 15 * 60


def address(export: PersonalExport, *, reader: User) -> str:
    signed = _signer().sign(_value(export, reader))
    key = signed.removeprefix(f"{_value(export, reader)}:")
    return reverse("privacy:file", args=[export.code, key])


def address_of(export: PersonalExport | None, *, reader: User) -> str:
    """Empty where there is nothing to take."""
    return address(export, reader=reader) if export and export.is_ready else ""


def opens(export: PersonalExport, key: str, *, reader: User) -> bool:
    try:
        _signer().unsign(f"{_value(export, reader)}:{key}", max_age=SECONDS)
    except signing.BadSignature:
        return False
    return True


def _value(export: PersonalExport, reader: User) -> str:
    return f"{export.code}.{reader.pk}"


def _signer() -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=SALT)
