"""PAdES B-LT from the press to the public page: what comes of it, and where it stops."""

import io

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from school.certificates import actions, refusals, signing, verification
from school.certificates.models import Certificate
from school.certificates.verification import Verdict
from school.journal.models import Entry
from school.lib.pades import evidence
from school.lib.pades.checking import Level
from tests.cast import signed_in
from tests.factories import authorities, timestamps
from tests.factories.certificates import make_assessed_cohort

pytestmark = pytest.mark.django_db


@pytest.fixture
def authority(settings, tmp_path):
    """The school's key and its time stamps are both this authority's."""
    cache.clear()
    chain = tmp_path / "stamps.pem"
    settings.SIGNING_DIR = tmp_path / "signing"
    settings.TIMESTAMP_CHAIN = str(chain)
    with (
        authorities.authority() as made,
        timestamps.service(tmp_path, made) as service,
    ):
        chain.write_bytes(authorities.pem(made.root))
        settings.TIMESTAMP_URL = service.address
        signing.keyring().begin(made.key_of("夜校"))
        yield made


def issued(by) -> Certificate:
    actions.print_batch(actions.issue(make_assessed_cohort("李春花"), by=by))
    return Certificate.objects.get()


def read(certificate: Certificate) -> bytes:
    with certificate.pdf.open("rb") as file:
        return file.read()


def keys_checked() -> str:
    said = io.StringIO()
    call_command("check_signing_keys", stdout=said)
    return said.getvalue()


def handed_in(data: bytes) -> str:
    file = SimpleUploadedFile("证书.pdf", data, "application/pdf")
    return (
        signed_in(None).post(reverse("certificates:verify_file"), {"file": file}).text
    )


def batch_page(certificate: Certificate, by) -> str:
    address = reverse("certificates_desk:batch", args=[certificate.batch.code])
    return signed_in(by).get(address).text


def test_it_is_genuine_and_its_level_is_said(authority, registrar):
    one = issued(registrar)
    data = read(one)
    answer = verification.check(data)
    assert (answer.verdict, answer.level) == (Verdict.GENUINE, Level.LASTING)
    page = handed_in(data)
    assert "真实有效，未被改动" in page and "PAdES B-LT" in page
    printed = Entry.objects.get(verb="certificates.print")
    assert printed.data == {"signature": "B-LT"}
    assert "PAdES" not in batch_page(one, registrar)
    call_command("make_signing_key", "--credentials")
    assert "signed as PAdES B-LT, by answers good until" in keys_checked()


def test_a_revision_after_it_is_altered_all_the_same(authority, registrar):
    data = read(issued(registrar))
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    found = evidence.held(
        signing.key().chain,
        timestamps=signing.settings.TIMESTAMP_URL,
        stamped_by=signing.stamped_by(),
    )
    del writer.root["/DSS"]
    found.put_into(writer)
    added = io.BytesIO()
    writer.write(added)
    answer = verification.check(added.getvalue())
    assert (answer.verdict, answer.level) == (Verdict.ALTERED, None)


def test_without_an_answer_printing_goes_on_and_the_desk_is_told(authority, registrar):
    authority.is_away = True
    one = issued(registrar)
    assert one.status == Certificate.Status.VALID
    assert verification.check(read(one)).level == Level.TIMED
    assert Entry.objects.get(verb="certificates.print").data == {"signature": "B-T"}
    assert "PAdES B-T" in batch_page(one, registrar)
    with pytest.raises(CommandError, match="cannot be signed as PAdES B-LT"):
        keys_checked()
    authority.is_away, authority.lasts = False, authorities.DAY / 2
    with pytest.raises(CommandError, match="not recent enough"):
        keys_checked()


def test_printed_again_without_an_answer_the_desk_is_told_too(authority, registrar):
    one = issued(registrar)
    assert "PAdES" not in batch_page(one, registrar)
    one.pdf.storage.delete(one.pdf.name)
    authority.is_away = True
    evidence.forget()
    again = actions.print_again(one, by=registrar)
    assert verification.check(read(again)).level == Level.TIMED
    assert "PAdES B-T" in batch_page(one, registrar)


def test_a_key_that_its_authority_took_back_signs_no_more(authority, registrar):
    authority.revoked = [signing.key().chain.leaf.serial_number]
    one = issued(registrar)
    assert one.stopped_because == {"code": "signing_key_revoked", "data": {}}
    assert "rotate_signing_key" in refusals.explain(one.stopped_because)
    with pytest.raises(CommandError, match="No PDF is signed"):
        keys_checked()


@pytest.mark.parametrize(
    ("setting", "value", "words"),
    [
        ("TIMESTAMP_URL", "", "TIMESTAMP_URL names no service"),
        ("TIMESTAMP_URL", "http://127.0.0.1:9/", "B-LT: "),
        ("TIMESTAMP_CHAIN", "/nowhere.pem", "TIMESTAMP_CHAIN cannot be read"),
    ],
)
def test_a_setting_that_is_wrong_is_named(authority, settings, setting, value, words):
    setattr(settings, setting, value)
    with pytest.raises(CommandError, match=words):
        keys_checked()
