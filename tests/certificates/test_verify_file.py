"""A PDF handed in: whether it is the one that was issued, in plain words."""

import io

import pikepdf
import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.urls import reverse

from school.certificates import actions, signing, verification
from school.certificates.documents import CLAIMS, carried, sheet_claims
from school.certificates.forms import LARGEST_PDF
from school.certificates.models import Certificate
from school.certificates.verification import Verdict
from school.lib import diploma, pdf
from tests.cast import signed_in
from tests.factories.certificates import make_assessed_cohort

pytestmark = pytest.mark.django_db
URL = reverse("certificates:verify_file")


@pytest.fixture(autouse=True)
def unhurried() -> None:
    cache.clear()


@pytest.fixture
def certificate(certificate_officer) -> Certificate:
    cohort = make_assessed_cohort("李春花")
    actions.print_batch(actions.issue(cohort, by=certificate_officer))
    return Certificate.objects.get()


def read(certificate: Certificate) -> bytes:
    with certificate.pdf.open("rb") as file:
        return file.read()


def hand_in(data: bytes) -> HttpResponse:
    return signed_in(None).post(
        URL, {"file": SimpleUploadedFile("证书.pdf", data, "application/pdf")}
    )


def verdict(data: bytes) -> Verdict:
    return verification.check(data).verdict


def printed_again(certificate: Certificate, key=None, **changes) -> bytes:
    """What comes of the same certificate when it has to be printed once more."""
    claims = sheet_claims(certificate)
    certificate.claims = {**certificate.claims, **changes}
    with diploma.press([claims]) as press:
        sheet = press.print(diploma.page(claims), attachments=carried(certificate))
    return signing.sign(sheet, key=key or signing.key(), address=claims["verify_url"])


def test_a_genuine_file_of_a_demonstration_is_said_to_prove_nothing(
    certificate_officer, settings
):
    settings.DEMONSTRATION = True
    cohort = make_assessed_cohort("李春花")
    actions.print_batch(actions.issue(cohort, by=certificate_officer))
    answer = hand_in(read(Certificate.objects.get()))
    assert "这是演示学校" in answer.text


def test_the_file_that_was_issued_is_genuine(certificate):
    answer = hand_in(read(certificate))
    assert answer.status_code == 200
    assert answer.context["answer"].certificate == certificate
    assert "真实有效，未被改动" in answer.text
    assert reverse("certificates:verify", args=[certificate.code]) in answer.text
    assert "李春花" not in answer.text


@pytest.mark.parametrize(
    ("verb", "words"),
    [("suspend", "证书已中止"), ("revoke", "证书已吊销")],
)
def test_what_became_of_it_is_said(certificate, certificate_officer, verb, words):
    getattr(actions, verb)(certificate, by=certificate_officer, reason="查实")
    answer = hand_in(read(certificate))
    assert answer.context["answer"].verdict == Verdict.GENUINE
    assert words in answer.text


def test_a_newer_one_is_pointed_out(certificate):
    Certificate.objects.update(status=Certificate.Status.SUPERSEDED)
    assert "已换发新证" in hand_in(read(certificate)).text


def test_one_changed_byte_is_altered_wherever_it_is(certificate):
    whole = read(certificate)
    covered = whole.index(b"/ByteRange")
    gap = whole.rindex(b"<", 0, covered)
    spots = {*range(0, len(whole), len(whole) // 150), 0, 1, len(whole) - 1}
    # In the signature itself and in the zeros that fill it up.
    spots |= {gap, gap + 1, gap + 40, gap + 1500, covered - 2}
    for at in sorted(spots):
        altered = bytearray(whole)
        altered[at] ^= 1
        assert verdict(bytes(altered)) == Verdict.ALTERED, at
    assert "被改动过" in hand_in(bytes(altered)).text


def test_what_was_saved_anew_or_added_to_is_altered(certificate):
    whole = read(certificate)
    saved = io.BytesIO()
    with pikepdf.open(io.BytesIO(whole)) as document:
        document.save(saved)
    assert verdict(saved.getvalue()) == Verdict.ALTERED
    assert verdict(whole + b"\n%") == Verdict.ALTERED
    assert verdict(whole[:-300]) == Verdict.ALTERED


def test_one_printed_before_there_were_signatures_is_known_by_its_hash(certificate):
    with diploma.press([sheet_claims(certificate)]) as press:
        older = press.print(diploma.page(sheet_claims(certificate)))
    Certificate.objects.update(pdf_sha256=verification.rules.sha256(older))
    assert verdict(older) == Verdict.GENUINE
    assert verdict(older + b"0") == Verdict.ALTERED


def test_other_bytes_that_say_the_same_are_genuine_by_our_signature_alone(certificate):
    again = printed_again(certificate)
    assert verdict(again) == Verdict.GENUINE
    certificate.pdf.storage.delete(certificate.pdf.name)
    assert verdict(again) == Verdict.GENUINE
    certificate.pdf.storage.save(certificate.pdf.name, ContentFile(b"lost"))
    assert verdict(printed_again(certificate, name="王秀英")) == Verdict.ALTERED
    assert verdict(printed_again(certificate, key=signing.make(name="夜校"))) == (
        Verdict.ALTERED
    )
    # With our key and without claims.
    bare = signing.sign(
        pdf.render(f"<a href='{certificate.claims['verify_url']}'>x</a>"),
        key=signing.key(),
        address="",
    )
    assert pdf.attached(bare, CLAIMS) is None
    assert verdict(bare) == Verdict.ALTERED


def test_a_number_alone_tells_nothing(certificate):
    forged = pdf.render(f"<title>培训合格证书 {certificate.number}</title><p>李春花")
    assert verification.check(forged) == verification.Answer(Verdict.UNKNOWN)
    assert "查无此件" in hand_in(forged).text
    queued = read(certificate)
    Certificate.objects.update(status=Certificate.Status.QUEUED)
    assert verdict(queued) == Verdict.UNKNOWN


def test_what_is_no_pdf_of_ours_is_sent_back(certificate):
    for data, words in (
        (b"", "不是 PDF"),
        (b"\xff\xd8\xff a photo", "不是 PDF"),
        (b"%PDF-" + bytes(LARGEST_PDF), "都大"),
    ):
        answer = hand_in(data)
        assert answer.status_code == 200
        assert answer.context["answer"] is None
        assert words in answer.text
    assert signed_in(None).post(URL).context["form"].errors


def test_nothing_that_is_handed_in_is_kept(certificate, settings):
    before = {path for path in settings.VAR.rglob("*") if path.is_file()}
    hand_in(read(certificate) + b" ")
    after = {path for path in settings.VAR.rglob("*") if path.is_file()}
    assert not {path for path in after - before if path.suffix == ".pdf"}


def test_whoever_asks_too_often_waits(certificate):
    client = signed_in(None)
    answers = [client.post(URL).status_code for _try in range(21)]
    assert answers == [200] * 20 + [429]
