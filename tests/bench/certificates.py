"""Certificates: the school's press against WeasyPrint as it comes."""

from collections.abc import Iterator
from datetime import UTC, datetime

import weasyprint

from school.certificates import rules
from school.lib import diploma, pdf
from school.lib.pades import keys, signing
from tests.bench.measure import Figure, side_by_side
from tests.factories import diplomas

COHORT = 50
BASELINE_COHORT = 10
BASELINE = "naive WeasyPrint, system font"


def batch() -> Iterator[Figure]:
    """Seconds for each certificate of a cohort, photo and claims included, then signed."""
    cohort = [
        diplomas.claims(serial, photo_uri=diplomas.photo_uri())
        for serial in range(1, COHORT + 1)
    ]
    few = cohort[:BASELINE_COHORT]
    key = keys.made(name="Bench", organization="Bench", at=datetime.now(UTC))
    sign_all(press_all(cohort[:1]), key)
    print_naively(cohort[:1])
    sheets = press_all(few)
    ours, signatures, naive = side_by_side(
        lambda: press_all(cohort),
        lambda: sign_all(sheets, key),
        lambda: print_naively(few),
        rounds=4,
    )
    baseline = naive / BASELINE_COHORT
    alone = ours / COHORT
    signed = alone + signatures / BASELINE_COHORT
    yield Figure("certificates.batch", alone, "s", BASELINE, baseline, most_ratio=1 / 5)
    yield Figure("certificates.signed", signed, "s", BASELINE, baseline, most_ratio=0.3)


def size() -> Iterator[Figure]:
    """Kilobytes of one certificate, claims and signature included, photo excluded."""
    one = [diplomas.claims()]
    key = keys.made(name="Bench", organization="Bench", at=datetime.now(UTC))
    [signed] = sign_all(press_all(one), key)
    yield Figure(
        "certificates.size_kb",
        len(signed) / 1000,
        "kB",
        BASELINE,
        len(print_naively(one)[0]) / 1000,
        most=45,
    )


def press_all(cohort: list[diploma.Claims]) -> list[bytes]:
    with diploma.press(cohort) as press:
        return [
            press.print(diploma.page(claims), attachments=[carried(claims)])
            for claims in cohort
        ]


def carried(claims: diploma.Claims) -> pdf.Attachment:
    """What is frozen: without the pictures, which are drawn for the sheet."""
    said = {k: v for k, v in claims.items() if not k.endswith("_uri")}
    return pdf.Attachment("claims.json", rules.canonical(said), datetime.now(UTC))


def sign_all(sheets: list[bytes], key: keys.Key) -> list[bytes]:
    address = diplomas.claims()["verify_url"]
    return [signing.sign(sheet, key=key, address=address) for sheet in sheets]


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
