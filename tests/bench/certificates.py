"""Certificates: the school's press against WeasyPrint as it comes."""

from collections.abc import Iterator

import weasyprint

from school.lib import diploma, pdf
from tests.bench.measure import Figure, side_by_side
from tests.factories import diplomas

COHORT = 50
BASELINE_COHORT = 10
BASELINE = "naive WeasyPrint, system font"


def batch() -> Iterator[Figure]:
    """Seconds for each certificate of a cohort, photo included."""
    cohort = [
        diplomas.claims(serial, photo_uri=diplomas.photo_uri())
        for serial in range(1, COHORT + 1)
    ]
    few = cohort[:BASELINE_COHORT]
    press_all(cohort[:1])
    print_naively(cohort[:1])
    ours, naive = side_by_side(
        lambda: press_all(cohort), lambda: print_naively(few), rounds=4
    )
    yield Figure(
        "certificates.batch",
        ours / COHORT,
        "s",
        BASELINE,
        naive / BASELINE_COHORT,
        most_ratio=1 / 3,
    )


def size() -> Iterator[Figure]:
    """Kilobytes of one certificate, photo excluded."""
    one = [diplomas.claims()]
    yield Figure(
        "certificates.size_kb",
        len(press_all(one)[0]) / 1000,
        "kB",
        BASELINE,
        len(print_naively(one)[0]) / 1000,
        most=100,
    )


def press_all(cohort: list[diploma.Claims]) -> list[bytes]:
    with diploma.press(cohort) as press:
        return [press.print(diploma.page(claims)) for claims in cohort]


def print_naively(cohort: list[diploma.Claims]) -> list[bytes]:
    return [
        weasyprint.HTML(
            string=diploma.page(claims),
            base_url=pdf.SHELF,
            url_fetcher=pdf.Shelf(diploma.drawings([claims])),
        ).write_pdf(
            stylesheets=[stylesheet(claims)],
            pdf_variant=pdf.ARCHIVAL,
            pdf_tags=True,
        )
        for claims in cohort
    ]


def stylesheet(claims: diploma.Claims) -> weasyprint.CSS:
    return weasyprint.CSS(
        string=diploma.stylesheet(),
        base_url=pdf.SHELF,
        url_fetcher=pdf.Shelf(diploma.drawings([claims])),
    )
