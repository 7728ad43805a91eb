"""The files of many certificates as one: a ZIP to keep, a PDF to print."""

from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from school.certificates.models import Certificate
from school.certificates.refusals import FileGone
from school.lib import file_names, pdf, pdf_imposed


def zipped(certificates: Iterable[Certificate]) -> bytes:
    """Each PDF under its number and name; unchanged files give the same ZIP."""
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        for one in certificates:
            day = one.issued_on
            entry = ZipInfo(name_of(one), (day.year, day.month, day.day, 0, 0, 0))
            # A PDF is packed already.
            archive.writestr(entry, _read(one), ZIP_STORED)
    return target.getvalue()


def sheets(certificates: Iterable[Certificate]) -> bytes:
    """All of them one after another, ready for the printer."""
    return pdf.joined(map(_read, certificates))


def cards(certificates: Iterable[Certificate]) -> bytes:
    """Ten to a sheet of A4, to be cut apart."""
    return pdf_imposed.ten_up(map(_read, certificates))


def name_of(certificate: Certificate) -> str:
    return file_names.safe(
        f"{certificate.number} {certificate.claims['name']}", ending="pdf"
    )


def _read(certificate: Certificate) -> bytes:
    try:
        with certificate.pdf.open("rb") as file:
            return file.read()
    except FileNotFoundError as error:
        raise FileGone(number=certificate.number) from error
