"""Certificates: the school's press against WeasyPrint as it comes, and against others."""

import json
import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import weasyprint

from school.certificates import rules
from school.lib import diploma, pdf
from school.lib.pades import keys, making, signing
from school.lib.queue import settle
from tests.bench import rivals
from tests.bench.measure import Figure, side_by_side
from tests.crowd import ROOT
from tests.factories import diplomas

COHORT = 50
BASELINE_COHORT = 10
BASELINE = "naive WeasyPrint, system font"
RIVALS = (
    ("certificates.vs_reportlab", "ReportLab", 2),
    ("certificates.vs_typst", "Typst, a call each", 3),
    # It keeps the layout of whatever does not change from sheet to sheet.
    ("certificates.vs_typst_kept", "Typst, one compiler kept", None),
)


def batch() -> Iterator[Figure]:
    """Seconds for each certificate of a cohort, photo and claims included, then signed."""
    cohort = [
        diplomas.claims(serial, photo_uri=diplomas.photo_uri())
        for serial in range(1, COHORT + 1)
    ]
    few = cohort[:BASELINE_COHORT]
    key = making.made(name="Bench", organization="Bench", at=datetime.now(UTC))
    sign_all(press_all(cohort[:1]), key)
    print_naively(cohort[:1])
    rivals.by_reportlab(cohort[0])
    # As every worker does when it starts; all that is measured here profits from it.
    settle()
    ours, alone, signatures, naive, *others = taken(cohort, few, key)
    baseline = naive / BASELINE_COHORT
    each = ours / COHORT
    signed = each + signatures / BASELINE_COHORT
    yield Figure("certificates.batch", each, "s", BASELINE, baseline, most_ratio=1 / 5)
    yield Figure("certificates.alone", alone / BASELINE_COHORT, "s", BASELINE, baseline)
    yield Figure("certificates.signed", signed, "s", BASELINE, baseline, most_ratio=0.3)
    for (name, what, most), seconds in zip(RIVALS, others, strict=True):
        other = seconds / BASELINE_COHORT
        yield Figure(name, each, "s", what, other, most_ratio=most)


def taken(
    cohort: list[diploma.Claims], few: list[diploma.Claims], key: keys.Key
) -> list[float]:
    """Seconds for ours, each by itself, its signatures, and the others, in that order."""
    sheets = press_all(few)
    with tempfile.TemporaryDirectory() as folder:
        there = Path(folder)
        return side_by_side(
            lambda: press_all(cohort),
            lambda: [press_all([one]) for one in few],
            lambda: sign_all(sheets, key),
            lambda: print_naively(few),
            lambda: [rivals.by_reportlab(one) for one in few],
            lambda: [rivals.by_typst(one, there) for one in few],
            lambda: rivals.by_kept_typst(few, there),
            rounds=4,
        )


def thousand() -> Iterator[Figure]:
    """From the click to the last signed file, by two workers on PostgreSQL."""
    found = measured()
    yield Figure("certificates.thousand_s", found["seconds"], "s", most=25)
    yield Figure(
        "certificates.worker_rss_mb",
        found["peak"],
        "MB",
        "after half of them",
        found["half"],
        most=300,
        most_ratio=1.1,
    )


def measured() -> dict[str, float]:
    command = [sys.executable, "bin/with_postgresql.py", sys.executable, "-m"]
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [*command, "tests.bench.thousand"],
            cwd=ROOT,
            check=True,
            stdout=subprocess.PIPE,
            env={**os.environ, **in_earnest(), "VAR_DIR": folder, "WORKERS": "2"},
        )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def in_earnest() -> dict[str, str]:
    """As a school runs that is open to all: README, "Deploying"."""
    names = ("SECRET_KEY", "FIELD_KEY", "FINGERPRINT_KEY")
    return {
        "DEBUG": "0",
        **{name: secrets.token_urlsafe(48) for name in names},
        "SITE_URL": "https://night-school.example.org",
        "ALLOWED_HOSTS": "night-school.example.org",
        "SCHOOL_SIGNATORY": "刘国英",
    }


def size() -> Iterator[Figure]:
    """Kilobytes of one certificate, claims and signature included, photo excluded."""
    one = [diplomas.claims()]
    key = making.made(name="Bench", organization="Bench", at=datetime.now(UTC))
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
        string=diploma.stylesheet([diploma.sheet(claims)]),
        base_url=pdf.SHELF,
        url_fetcher=pdf.Shelf(diploma.drawings([claims])),
    )
