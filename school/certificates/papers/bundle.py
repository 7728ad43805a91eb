"""The files of many certificates as one: a ZIP to keep, a PDF to print.

Made on the disk, so that a whole class never stands in the memory of a web process.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from tempfile import TemporaryFile
from typing import BinaryIO, cast
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from school.certificates import rules
from school.certificates.models import Certificate
from school.certificates.refusals import FileGone
from school.lib import file_names, pdf, pdf_imposed


def zipped(certificates: Iterable[Certificate]) -> BinaryIO:
    """Each PDF under its number and name; unchanged files give the same ZIP."""
    with _finished() as target, ZipFile(target, "w") as archive:
        for one in certificates:
            day = one.issued_on
            entry = ZipInfo(name_of(one), (day.year, day.month, day.day, 0, 0, 0))
            with _opened(one) as file:
                # A PDF is packed already.
                archive.writestr(entry, file.read(), ZIP_STORED)
    return target


def sheets(certificates: Iterable[Certificate]) -> BinaryIO:
    """All of them one after another, ready for the printer."""
    return _put_together(certificates, pdf.join)


def cards(certificates: Iterable[Certificate]) -> BinaryIO:
    """Ten to a sheet of A4, to be cut apart."""
    return _put_together(certificates, pdf_imposed.ten_up)


def _put_together(
    certificates: Iterable[Certificate],
    put: Callable[[Iterable[BinaryIO], BinaryIO], None],
) -> BinaryIO:
    with _finished() as target, ExitStack() as stack:
        put((stack.enter_context(_opened(one)) for one in certificates), target)
    return target


def name_of(certificate: Certificate) -> str:
    return file_names.safe(
        f"{certificate.number} {certificate.claims['name']}", ending="pdf"
    )


@contextmanager
def _finished() -> Iterator[BinaryIO]:
    """A file to be written, left at its beginning; closed where it comes to nothing."""
    target = TemporaryFile()  # noqa: SIM115  # whoever is answered with it closes it
    try:
        yield target
    except BaseException:
        target.close()
        raise
    target.seek(0)


@contextmanager
def _opened(certificate: Certificate) -> Iterator[BinaryIO]:
    try:
        file = certificate.pdf.open("rb")
    except FileNotFoundError as error:
        raise FileGone(number=certificate.number) from error
    with file:
        source = cast(BinaryIO, file)
        if rules.sha256_of(source) != certificate.pdf_sha256:
            raise FileGone(number=certificate.number)
        yield source
