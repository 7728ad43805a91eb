"""The subsidy dossier: asked for, made, handed out; what it holds and what it never shows."""

import hashlib
import io
import json
from zipfile import ZipFile

import pytest
from django.utils import timezone, translation
from openpyxl import load_workbook

from school.courses.models import Cohort
from school.enrollment.models import Enrollment
from school.journal.models import Entry
from school.lib.errors import NotPermitted, Refusal
from school.outcomes.dossier import actions, archive
from school.outcomes.dossier.facts import gather
from school.outcomes.dossier.making import make
from school.outcomes.dossier.models import Dossier
from school.outcomes.tasks import make_dossier, resume_dossiers
from tests.cast import signed_in
from tests.factories.assessment import credit_all
from tests.factories.certificates import make_assessed_cohort
from tests.factories.completion import make_certified
from tests.factories.enrollment import make_enrollment
from tests.factories.people import make_trainee

pytestmark = pytest.mark.django_db
DESK = "/desk/dossier-desk"
LONG = "阿卜杜热西提·阿布都外力·买买提明·阿不都热合曼·吐尔逊古丽·穆罕默德·伊斯拉木·艾尼瓦尔·库"


@pytest.fixture
def cohort(db) -> Cohort:
    """Three trainees, one of them certified."""
    found = make_assessed_cohort()
    for name in ("李春花", LONG, "=1+1"):
        trainee = make_trainee(name)
        enrollment = make_enrollment(found, trainee)
        credit_all(enrollment, evenings=2)
    passed = found.enrollments.first()
    Enrollment.objects.filter(pk=passed.pk).update(status="completed")
    make_certified(passed, claims={"name": "李春花"}, pdf_sha256="1" * 64)
    return found


@pytest.fixture
def unprinted(monkeypatch) -> None:
    """What the papers look like is another test's matter."""

    def pages(papers):
        for one in papers:
            yield repr(one).encode()

    monkeypatch.setattr("school.lib.paper.as_pdfs", pages)


def made(cohort: Cohort, by, **extra) -> Dossier:
    dossier = actions.ask(cohort, by=by, **extra)
    make(dossier)
    dossier.refresh_from_db()
    return dossier


def opened(dossier: Dossier, by) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(actions.hand_out(dossier, by=by))) as file:
        return {name: file.read(name) for name in file.namelist()}


def cells(data: bytes) -> list[object]:
    book = load_workbook(io.BytesIO(data))
    return [cell for page in book for row in page.iter_rows() for cell in row]


def workbooks(files: dict[str, bytes]) -> str:
    texts = [
        str(cell.value)
        for name, data in files.items()
        if name.endswith(".xlsx")
        for cell in cells(data)
    ]
    return "\n".join(texts)


def test_one_press_makes_every_paper_twice(cohort, registrar) -> None:
    files = opened(made(cohort, registrar), registrar)
    numbers = [name[:2] for name in files if name[2] == " "]
    assert numbers == [
        "00",
        *sorted(["01", "02", "03", "04", "05", "06", "07", "09", "10"] * 2),
    ]
    for name, data in files.items():
        if name.endswith(".pdf"):
            assert data.startswith(b"%PDF-"), name
    assert Dossier.objects.get().files_done == len(files)


def test_the_manifest_names_each_file_and_each_ledger(
    cohort, registrar, unprinted
) -> None:
    files = opened(made(cohort, registrar), registrar)
    manifest = json.loads(files["manifest.json"])
    for name, digest in manifest["files"].items():
        assert hashlib.sha256(files[name]).hexdigest() == digest
    sums = dict(
        reversed(line.split("  ", 1))
        for line in files["SHA256SUMS"].decode().splitlines()
    )
    assert sums.keys() == files.keys() - {"SHA256SUMS"}
    rows = {one["ledger"]: one["rows"] for one in manifest["rests_on"]}
    assert rows["assessment.result"] == 1
    assert rows["enrollment.enrollment"] == 3
    assert rows["attendance.minuteentry"] == rows["attendance.event"] == 6
    [certificate] = manifest["certificates"].values()
    assert len(certificate["pdf"]) == 64


def test_unchanged_facts_give_the_same_file(cohort, registrar, unprinted) -> None:
    first, second = made(cohort, registrar), made(cohort, registrar)
    assert first.sha256 == second.sha256
    credit_all(make_enrollment(cohort, make_trainee("新来")), evenings=1)
    assert made(cohort, registrar).sha256 != first.sha256


def test_numbers_are_masked_unless_they_are_asked_for(
    cohort, registrar, unprinted
) -> None:
    person = cohort.enrollments.first().person
    masked = workbooks(opened(made(cohort, registrar), registrar))
    assert person.masked_id_number in masked
    assert person.id_number not in masked
    assert person.phone not in masked
    sealed = made(cohort, registrar, with_id_numbers=True, reason="县人社局补贴审核")
    told = opened(sealed, registrar)
    assert person.id_number in workbooks(told)
    assert person.id_number not in told["manifest.json"].decode()
    with sealed.file.open("rb") as kept:
        assert not kept.read().startswith(b"PK")


def test_whole_numbers_need_a_reason_and_the_right(cohort, registrar, auditor) -> None:
    with pytest.raises(Refusal) as refused:
        actions.ask(cohort, by=registrar, with_id_numbers=True, reason=" ")
    assert refused.value.code == "purpose_needed"
    with pytest.raises(NotPermitted):
        actions.ask(cohort, by=auditor, with_id_numbers=True, reason="看看")


def test_who_took_it_stands_in_the_journal(cohort, registrar, unprinted) -> None:
    sealed = made(cohort, registrar, with_id_numbers=True, reason="县人社局")
    actions.hand_out(sealed, by=registrar)
    for verb in ("outcomes.ask_dossier", "outcomes.take_dossier"):
        entry = Entry.objects.get(verb=verb)
        assert entry.reason == "县人社局"
        assert entry.data["with_id_numbers"] is True


def test_a_sealed_dossier_is_not_seen_without_the_right(
    cohort, registrar, auditor, unprinted
) -> None:
    sealed = made(cohort, registrar, with_id_numbers=True, reason="县人社局")
    plain = made(cohort, registrar)
    browser = signed_in(auditor)
    assert browser.get(f"{DESK}/{sealed.code}/zip/").status_code == 404
    assert browser.get(f"{DESK}/{plain.code}/zip/").status_code == 200
    with pytest.raises(NotPermitted):
        actions.hand_out(sealed, by=auditor)


def test_a_class_without_a_roster_has_no_dossier(cohort, registrar) -> None:
    Cohort.objects.update(status=Cohort.Status.DRAFT)
    cohort.refresh_from_db()
    with pytest.raises(Refusal) as refused:
        actions.ask(cohort, by=registrar)
    assert refused.value.code == "class_not_begun"


def test_only_who_may_export_asks(cohort, outcomes_officer, instructor) -> None:
    for user in (outcomes_officer, instructor):
        with pytest.raises(NotPermitted):
            actions.ask(cohort, by=user)


def test_no_text_of_a_workbook_is_a_formula(cohort, registrar, unprinted) -> None:
    files = opened(made(cohort, registrar), registrar)
    for name, data in files.items():
        if name.endswith(".xlsx"):
            assert {cell.data_type for cell in cells(data)} <= {"s", "n", "inlineStr"}
    assert "=1+1" in workbooks(files)


def test_the_sheet_of_an_evening_is_called_by_its_whole_day(
    cohort, registrar, unprinted
) -> None:
    files = opened(made(cohort, registrar), registrar)
    [data] = [files[name] for name in files if name[:2] == "05" and "xlsx" in name]
    days = [
        (one.evening.number, timezone.localtime(one.starts_at))
        for one in cohort.sessions.order_by("starts_at")
    ]
    assert load_workbook(io.BytesIO(data)).sheetnames == [
        f"{number}. {day.month}月{day.day}日" for number, day in days
    ]


def test_a_class_without_pictures_says_so(cohort) -> None:
    with translation.override("zh-hans"):
        papers = dict(archive.papers(gather(cohort.pk), with_id_numbers=False))
    [[said, *rest]] = papers["10"].tables[0].rows
    assert (said, set(rest)) == ("无", {""})


def test_the_contents_name_each_ledger_in_words(cohort, registrar, monkeypatch) -> None:
    covers = []
    monkeypatch.setattr(
        "school.lib.paper.as_pdf", lambda cover: covers.append(cover) or b""
    )
    monkeypatch.setattr(
        "school.lib.paper.as_pdfs", lambda papers: (b"" for _one in papers)
    )
    made(cohort, registrar)
    _files, rests = covers[0].tables
    assert ["人员", "people.person"] in [list(row[:2]) for row in rests.rows]


def test_it_is_made_once_however_often_the_queue_delivers(
    cohort, registrar, unprinted
) -> None:
    dossier = made(cohort, registrar)
    kept = dossier.file.name
    make_dossier(dossier.pk)
    make(dossier)
    dossier.refresh_from_db()
    assert dossier.file.name == kept


def test_what_fails_says_so(cohort, registrar, monkeypatch) -> None:
    def fail(*args, **kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr(archive, "files", fail)
    dossier = made(cohort, registrar)
    assert dossier.has_failed
    page = signed_in(registrar).get(f"{DESK}/{dossier.code}/").content.decode()
    assert "SHA-256" not in page


def test_one_that_a_worker_left_is_queued_again(
    cohort, registrar, django_capture_on_commit_callbacks, unprinted
) -> None:
    dossier = actions.ask(cohort, by=registrar)
    Dossier.objects.update(asked_at=cohort.created_at.replace(year=2020))
    with django_capture_on_commit_callbacks() as queued:
        resume_dossiers()
    assert len(queued) == 1
    make_dossier(dossier.pk)
    assert Dossier.objects.get().is_ready


def test_the_desk_leads_from_the_class_to_the_file(
    cohort, registrar, unprinted
) -> None:
    browser = signed_in(registrar)
    assert cohort.code in browser.get(f"{DESK}/").content.decode()
    asked = browser.post(f"{DESK}/classes/{cohort.code}/", {"reason": ""})
    [dossier] = Dossier.objects.all()
    assert asked.url == f"{DESK}/{dossier.code}/"
    assert 'http-equiv="refresh"' in browser.get(asked.url).content.decode()
    assert browser.get(f"{asked.url}zip/").status_code == 404
    make(dossier)
    page = browser.get(asked.url).content.decode()
    dossier.refresh_from_db()
    assert dossier.sha256 in page
    answer = browser.get(f"{asked.url}zip/")
    assert hashlib.sha256(answer.content).hexdigest() == dossier.sha256


def test_facts_are_read_in_the_same_number_of_queries(
    cohort, django_assert_max_num_queries
) -> None:
    for number in range(5):
        credit_all(make_enrollment(cohort, make_trainee(f"学员{number}")), evenings=2)
    with translation.override("zh-hans"), django_assert_max_num_queries(24):
        archive.papers(gather(cohort.pk), with_id_numbers=True)
