"""What the worker leaves: the PDF as an archive, a scanner and a validator read it."""

import io
import json
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from pyhanko.pdf_utils.reader import PdfFileReader

from school.certificates import (
    actions,
    refusals,
    rules,
    signing,
    tasks,
    verification,
)
from school.certificates.models import Batch, Certificate
from school.lib import diploma, pdf
from school.lib.pades import keys, making
from school.lib.pades.keys import Keyring
from tests.cast import signed_in
from tests.factories import timestamps
from tests.factories.certificates import make_assessed_cohort
from tests.factories.signatures import validated

pytestmark = pytest.mark.django_db
Status = Certificate.Status
# Outside the common planes, and of forty letters.
NAMES = ["𪚥𬎆", "阿卜杜热西提·阿布都外力", "Maximiliane·Wilhelmina·Katharina·Bartho"]


@pytest.fixture(autouse=True)
def ring(settings, tmp_path: Path) -> Keyring:
    settings.SIGNING_DIR = tmp_path / "signing"
    return signing.keyring()


def issued(by, *names: str) -> list[Certificate]:
    batch = actions.issue(make_assessed_cohort(*names), by=by)
    tasks.print_batch(batch.pk)
    return list(Certificate.objects.order_by("number"))


def holds(certificate: Certificate, ring: Keyring) -> bool:
    """By pyHanko's own validator, trusting what the school has kept."""
    roots = [chain.der[0] for chain in ring.chains()]
    return validated(read(certificate), roots).bottom_line


def read(certificate: Certificate) -> bytes:
    with certificate.pdf.open("rb") as file:
        return file.read()


def test_the_signed_sheet_is_an_archive_that_says_what_was_frozen(
    registrar, ring, tmp_path
):
    for name, one in zip(NAMES, issued(registrar, *NAMES), strict=True):
        data = read(one)
        assert rules.sha256(data) == one.pdf_sha256
        assert holds(one, ring)
        carried = pdf.attached(data, "claims.json")
        assert rules.sha256(carried) == one.claims_sha256
        assert json.loads(carried)["name"] == name
        page = pypdfium2.PdfDocument(data)[0]
        assert name in page.get_textpage().get_text_bounded().splitlines()
        [code] = zxingcpp.read_barcodes(page.render(scale=150 / 72).to_pil())
        assert code.text == one.claims["verify_url"]
        is_archival(data)
        is_sound(tmp_path / "one.pdf", data)


def is_archival(data: bytes) -> None:
    with pikepdf.open(io.BytesIO(data)) as document:
        assert document.open_metadata().pdfa_status == "3A"
        assert document.pdf_version == "1.7"
        assert document.Root.MarkInfo.Marked
        assert document.Root.StructTreeRoot
        for file in document.Root.AF:
            assert file.AFRelationship == "/Data"
            assert file.EF.F.Subtype == "/application/json"
        [field] = document.Root.AcroForm.Fields
        # Invisible, and printed all the same: an archive takes no hidden thing.
        assert field.F & 4 and not field.F & 2
        assert [float(side) for side in field.Rect] == [0, 0, 0, 0]


def is_sound(file: Path, data: bytes) -> None:
    if shutil.which("qpdf"):
        file.write_bytes(data)
        subprocess.run(["qpdf", "--check", file], check=True, capture_output=True)
    with pikepdf.open(io.BytesIO(data)) as document:
        assert document.check_pdf_syntax() == []


def test_a_development_key_is_made_and_marked_as_one(registrar, ring):
    [one] = issued(registrar, "李春花")
    chain = ring.chain(one.signed_by)
    assert chain.fingerprint == ring.current()
    assert keys.DEVELOPMENT in chain.subject
    text = pypdfium2.PdfDocument(read(one))[0].get_textpage().get_text_bounded()
    assert keys.DEVELOPMENT in text
    address = f"/certificates/verify/{one.code}/"
    assert keys.DEVELOPMENT in signed_in(None).get(address).text
    ring.change_to(signing.make(name="夜校"))
    assert keys.DEVELOPMENT in signed_in(None).get(address).text


def test_a_real_key_is_not_spoken_of(registrar, ring):
    ring.begin(signing.make(name="夜校"))
    [one] = issued(registrar, "李春花")
    assert one.signed_by == ring.current()
    text = pypdfium2.PdfDocument(read(one))[0].get_textpage().get_text_bounded()
    assert "开发" not in text
    page = signed_in(None).get(f"/certificates/verify/{one.code}/")
    assert keys.DEVELOPMENT not in page.text


def test_a_school_that_wants_it_seen_has_the_signature_by_the_seal(
    registrar, ring, settings
):
    settings.SIGNATURE_VISIBLE = True
    [one] = issued(registrar, "李春花")
    assert holds(one, ring)
    assert verification.check(read(one)).verdict == verification.Verdict.GENUINE
    with pikepdf.open(io.BytesIO(read(one))) as document:
        [field] = document.Root.AcroForm.Fields
        assert [float(side) for side in field.Rect] == pytest.approx(
            diploma.place_by_seal(one.claims), abs=0.01
        )


def test_without_a_key_each_stops_and_is_printed_once_there_is_one(
    registrar, ring, settings
):
    settings.SIGNING_DEVELOPMENT_KEY = False
    found = issued(registrar, "李春花", "王秀英")
    assert {one.status for one in found} == {Status.STOPPED}
    assert refusals.explain(found[0].stopped_because) == str(
        refusals.SigningKeyMissing()
    )
    assert Batch.objects.get().finished_at is not None
    ring.begin(signing.make(name="夜校"))
    cohort = found[0].batch.cohort
    tasks.print_batch(actions.issue(cohort, by=registrar).pk)
    again = Certificate.objects.order_by("number")
    assert {one.status for one in again} == {Status.VALID}
    assert [one.number for one in again] == [one.number for one in found]


def test_a_key_that_cannot_be_read_stops_until_it_is_mended(registrar, ring):
    ring.begin(signing.make(name="夜校"))
    path = ring.path_of_key(ring.current())
    whole = path.read_bytes()
    path.write_bytes(whole[:100])
    [one] = issued(registrar, "李春花")
    assert one.stopped_because["code"] == "signing_key_unusable"
    path.write_bytes(whole)
    tasks.print_batch(actions.issue(one.batch.cohort, by=registrar).pk)
    one.refresh_from_db()
    assert one.status == Status.VALID
    assert holds(one, ring)


def test_a_key_that_has_run_out_signs_no_more(registrar, ring):
    then = datetime.now(UTC) - making.LASTS - timedelta(days=1)
    ring.begin(making.made(name="夜校", organization="夜校", at=then))
    [one] = issued(registrar, "李春花")
    assert one.stopped_because["code"] == "signing_key_run_out"
    assert "rotate_signing_key" in refusals.explain(one.stopped_because)


def test_what_a_former_key_has_signed_stays_good(registrar, ring):
    [one] = issued(registrar, "李春花")
    ring.change_to(signing.make(name="夜校"))
    assert not ring.path_of_key(one.signed_by).exists()
    assert one.signed_by != ring.current()
    assert holds(one, ring)


def test_a_time_stamping_service_that_is_away_is_waited_for(
    registrar, ring, settings, tmp_path
):
    settings.TIMESTAMP_URL = "http://127.0.0.1:9/"
    batch = actions.issue(make_assessed_cohort("李春花"), by=registrar)
    with pytest.raises(OSError):
        tasks.print_batch(batch.pk)
    one = Certificate.objects.get()
    assert one.status == Status.QUEUED
    with timestamps.service(tmp_path) as service:
        settings.TIMESTAMP_URL = service.address
        tasks.print_batch(batch.pk)
    one.refresh_from_db()
    assert one.status == Status.VALID
    [signature] = PdfFileReader(io.BytesIO(read(one))).embedded_signatures
    names = {one["type"].native for one in signature.signer_info["unsigned_attrs"]}
    assert names == {"signature_time_stamp_token"}
