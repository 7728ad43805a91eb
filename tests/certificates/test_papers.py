"""What is taken along after issuing: a ZIP, one PDF to print, the register."""

from io import BytesIO
from zipfile import ZipFile

import pikepdf
import pytest
from django.core.files.base import ContentFile
from django.http import HttpResponse
from openpyxl import load_workbook

from school.certificates import actions
from school.certificates.designs import actions as designs
from school.certificates.models import Certificate, DesignVersion
from school.certificates.papers.actions import hand_out
from school.journal.models import Entry
from school.lib import file_names, pdf
from school.lib.diploma import looks
from school.lib.errors import NotPermitted, Refusal
from tests.cast import signed_in
from tests.factories.certificates import make_assessed_cohort

pytestmark = pytest.mark.django_db
NAMES = ("李春花", "阿卜杜热西提·阿布都外力", "王/秀英")


@pytest.fixture(scope="module")
def sheet() -> bytes:
    return pdf.render("<html lang=zh><title>证</title><p>合格</p></html>")


@pytest.fixture
def cohort(registrar, certificate_officer, sheet):
    """Three certificates, the last of them revoked."""
    found = make_assessed_cohort(*NAMES, name="第1班")
    batch = actions.issue(found, by=registrar)
    for one in batch.certificates.all():
        actions.keep_printed(one, pdf=sheet, at=batch.requested_at)
    actions.finish(batch, at=batch.requested_at)
    revoked = Certificate.objects.get(claims__name="王/秀英")
    actions.revoke(revoked, by=certificate_officer, reason="代考查实")
    return found


def taken(cohort, by, what: str, scope: str = "classes") -> HttpResponse:
    code = cohort.code if scope == "classes" else cohort.batches.get().code
    return signed_in(by).get(f"/desk/certificate-desk/{scope}/{code}/{what}")


@pytest.mark.parametrize("scope", ["classes", "batches"])
def test_the_zip_has_what_counts_by_number_and_name(cohort, registrar, sheet, scope):
    answer = taken(cohort, registrar, "certificates.zip", scope)
    with ZipFile(BytesIO(answer.getvalue())) as archive:
        valid = Certificate.objects.filter(status="valid").order_by("number")
        assert archive.namelist() == [
            f"{one.number} {one.claims['name']}.pdf" for one in valid
        ]
        assert archive.read(archive.namelist()[0]) == sheet


def test_the_sheets_follow_the_roll(cohort, registrar):
    answer = taken(cohort, registrar, "certificates.pdf")
    with pikepdf.open(BytesIO(answer.getvalue())) as joined:
        assert len(joined.pages) == 2


def test_a_class_never_stands_in_memory_whole(cohort, registrar):
    for what in ("certificates.zip", "certificates.pdf"):
        made = hand_out(cohort, by=registrar, what=what)
        assert made.fileno() and made.tell() == 0
        made.close()


def test_the_register_has_every_number_with_its_state_and_no_id(cohort, registrar):
    answer = taken(cohort, registrar, "register.xlsx")
    book = load_workbook(BytesIO(answer.getvalue()))
    rows = list(book.worksheets[-1].iter_rows(values_only=True))
    assert [row[2] for row in rows[1:]] == list(NAMES)
    assert [row[4] for row in rows[1:]] == ["有效", "有效", "已吊销"]
    person = cohort.enrollments.first().person
    text = "".join(str(cell) for page in book for row in page.values for cell in row)
    assert person.id_number not in text
    assert taken(cohort, registrar, "register.pdf").getvalue().startswith(b"%PDF")


def test_each_taking_is_in_the_journal(cohort, auditor):
    taken(cohort, auditor, "register.xlsx").getvalue()
    entry = Entry.objects.get(verb="certificates.hand_out")
    assert entry.data == {"file": "register.xlsx", "certificates": 3}


def test_a_file_that_is_gone_is_named_and_nothing_is_handed_out(cohort, registrar):
    lost = Certificate.objects.filter(status="valid").first()
    lost.pdf.storage.delete(lost.pdf.name)
    with pytest.raises(Refusal) as caught:
        hand_out(cohort, by=registrar, what="certificates.zip")
    assert caught.value.code == "file_gone"
    answer = taken(cohort, registrar, "certificates.pdf")
    assert answer.status_code == 302
    # Nor one that is only half there.
    lost.pdf.storage.save(lost.pdf.name, ContentFile(b"%PDF-1.7 ha"))
    for what in ("certificates.pdf", "certificates.zip"):
        assert taken(cohort, registrar, what).status_code == 302


def test_nothing_is_handed_out_before_printing(registrar):
    found = make_assessed_cohort("李春花")
    actions.issue(found, by=registrar)
    with pytest.raises(Refusal) as caught:
        hand_out(found, by=registrar, what="register.xlsx")
    assert caught.value.code == "nothing_printed"


def test_who_may_not_see_certificates_takes_none(cohort, outcomes_officer):
    with pytest.raises(NotPermitted):
        hand_out(cohort, by=outcomes_officer, what="register.xlsx")
    assert taken(cohort, outcomes_officer, "register.xlsx").status_code != 200


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("../../etc/passwd", "_.._etc_passwd.pdf"),
        ("阿卜杜·热西提", "阿卜杜·热西提.pdf"),
        ("a\u202efdp\x00\n b", "afdp b.pdf"),
        (" . ", "_.pdf"),
        ("李" * 100, "李" * 60 + ".pdf"),
    ],
)
def test_a_file_name_is_safe_on_every_system(text, name):
    assert file_names.safe(text, ending="pdf") == name


def test_cards_come_ten_to_a_sheet(registrar, certificate_officer, sheet):
    version = DesignVersion(
        name="证书卡", layout="card", wording_zh=looks.CARD_WORDING_ZH
    )
    card = designs.draw(version, by=certificate_officer)
    designs.choose(card.design, by=certificate_officer)
    found = make_assessed_cohort(*(f"王{number}" for number in range(11)))
    batch = actions.issue(found, by=registrar)
    for one in batch.certificates.all():
        actions.keep_printed(one, pdf=sheet, at=batch.requested_at)
    with pikepdf.open(BytesIO(taken(found, registrar, "cards.pdf").getvalue())) as all_:
        assert len(all_.pages) == 2
    page = signed_in(registrar).get(f"/desk/certificate-desk/classes/{found.code}/")
    assert "cards.pdf" in page.content.decode()


def test_where_there_is_no_card_none_is_offered(cohort, registrar):
    address = f"/desk/certificate-desk/classes/{cohort.code}/"
    assert "cards.pdf" not in signed_in(registrar).get(address).content.decode()
    with pytest.raises(Refusal):
        hand_out(cohort, by=registrar, what="cards.pdf")
