"""Certificates of other bodies: recorded, checked by a second person, shown as what they are."""

from datetime import date, timedelta
from io import BytesIO

import pikepdf
import pytest
from django.conf import settings
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from school.certificates.external import actions, rules
from school.certificates.external.models import ExternalCertificate
from school.certificates.rules import reminder_due
from school.certificates.tasks import remind_of_ends
from school.courses.models import Cohort
from school.journal.actors import SYSTEM
from school.journal.models import Entry
from school.lib.errors import NotPermitted, Refusal
from school.notices.models import Notice
from school.outcomes.facts import rows_of
from tests.cast import signed_in
from tests.factories.certificates import make_passed
from tests.factories.courses import make_cohort
from tests.factories.external import make_external, paper, picture

EXAMPLE = "Y000123456789195000001"
Status = ExternalCertificate.Status


def test_the_number_says_who_where_when_and_which_level() -> None:
    assert rules.reading("y0001 23456789-19 5 000001") == rules.Reading(
        is_employer=True, province="23", year=2019, level="5"
    )


@given(st.text(max_size=30))
def test_whatever_is_typed_is_read_or_not_and_breaks_nothing(typed: str) -> None:
    read = rules.reading(typed)
    assert read is None or len(rules.normal(typed)) == 22


@pytest.mark.parametrize("place", range(22))
def test_a_letter_in_place_of_any_sign_is_another_form(place: int) -> None:
    assert rules.reading(EXAMPLE[:place] + "Z" + EXAMPLE[place + 1 :]) is None


@given(st.integers(-400, 400), st.sampled_from([None, 14, 60]))
def test_each_reminder_comes_once_and_none_after_the_end(left: int, last) -> None:
    today = date(2026, 5, 1)
    due = reminder_due(today + timedelta(days=left), on=today, last=last)
    if left < 0 or left > 60:
        assert due is None
    if due is not None:
        assert left <= due
        assert last is None or due < last


pytest_db = pytest.mark.django_db


def refused(code: str, verb, *args, **kwargs) -> None:
    with pytest.raises(Refusal) as caught:
        verb(*args, **kwargs)
    assert caught.value.code == code


@pytest_db
@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"number": "12345"}, "number_form"),
        ({"level": ""}, "level_missing"),
        ({"level": "5"}, "level_contradicts"),
        ({"issued_on": date(2999, 1, 1)}, "issued_later"),
        ({"valid_until": date(2001, 1, 1)}, "ends_before_issue"),
    ],
)
def test_what_contradicts_itself_is_refused(trainee, changes, code) -> None:
    refused(code, make_external, trainee, by=trainee.user, **changes)
    assert not ExternalCertificate.objects.exists()


@pytest_db
def test_a_number_of_another_form_is_taken_once_it_was_compared(trainee) -> None:
    made = make_external(trainee, number="赣人社 12-3", is_other_form=True)
    assert made.number == "赣人社123"
    refused(
        "recorded_already",
        make_external,
        trainee,
        number="赣人社１２３",
        is_other_form=True,
    )


@pytest_db
@pytest.mark.parametrize(
    "data",
    [b"", b"MZ\0\0", b"%PDF-1.7 nothing", b"<svg/>", b"%PDF-" + b"0" * 6_000_000],
    ids=["empty", "program", "broken", "drawing", "large"],
)
def test_a_file_that_is_no_picture_of_paper_is_refused(trainee, data) -> None:
    with pytest.raises(Refusal):
        actions.record_external(
            trainee, by=trainee.user, paper=paper(), file=BytesIO(data)
        )
    assert not ExternalCertificate.objects.exists()


@pytest_db
def test_a_pdf_is_kept_as_its_bare_pages_and_handed_out_as_a_file(trainee) -> None:
    sent = BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.Root.OpenAction = pikepdf.Dictionary(
            S=pikepdf.Name.JavaScript, JS="app.alert(1)"
        )
        document.save(sent)
    made = actions.record_external(
        trainee, by=trainee.user, paper=paper(), file=BytesIO(sent.getvalue())
    )
    answer = signed_in(trainee).get(f"/certificates/external/{made.code}/evidence/")
    assert answer["Content-Disposition"].startswith("attachment")
    with pikepdf.open(BytesIO(answer.getvalue())) as kept:
        assert "/OpenAction" not in kept.Root
        assert len(kept.pages) == 1


@pytest_db
def test_only_a_second_person_with_the_right_confirms(
    trainee, registrar, certificate_officer, auditor
) -> None:
    made = make_external(trainee, by=registrar)
    refused("not_permitted", actions.confirm_external, made, by=auditor)
    refused("checked_by_recorder", actions.confirm_external, made, by=registrar)
    actions.confirm_external(made, by=certificate_officer)
    refused(
        "checked_already",
        actions.refuse_external,
        made,
        by=certificate_officer,
        reason="x",
    )
    made.refresh_from_db()
    assert made.status == Status.CONFIRMED
    assert Notice.objects.filter(kind="external_checked", person=trainee).exists()
    assert Entry.objects.filter(verb="certificates.confirm_external").count() == 1


@pytest_db
def test_a_stranger_records_nothing_for_her(trainee, classmate, stranger) -> None:
    for by in (stranger, classmate.user):
        with pytest.raises(NotPermitted):
            make_external(trainee, by=by)


@pytest_db
def test_refused_with_the_reason_it_may_be_recorded_once_more(
    trainee, registrar
) -> None:
    made = make_external(trainee, by=trainee.user)
    refused("reason_needed", actions.refuse_external, made, by=registrar, reason=" ")
    actions.refuse_external(made, by=registrar, reason="编号查不到")
    assert "编号查不到" in signed_in(trainee).get("/study/certificates/").text
    make_external(trainee, by=trainee.user)


@pytest_db
def test_one_number_is_confirmed_for_one_person(trainee, classmate, registrar) -> None:
    actions.confirm_external(make_external(trainee), by=registrar)
    second = make_external(classmate)
    refused("number_of_another", actions.confirm_external, second, by=registrar)
    second.refresh_from_db()
    assert second.status == Status.WAITING


@pytest_db
def test_the_picture_is_for_her_and_for_those_who_check(
    trainee, classmate, registrar, auditor
) -> None:
    made = make_external(trainee)
    address = f"/certificates/external/{made.code}/evidence/"
    answers = {
        who: signed_in(one).get(address).status_code
        for who, one in {
            "her": trainee,
            "mate": classmate,
            "registrar": registrar,
            "auditor": auditor,
        }.items()
    }
    assert answers == {"her": 200, "mate": 404, "registrar": 200, "auditor": 404}


@pytest_db
def test_reminders_come_sixty_and_fourteen_days_before(trainee, registrar) -> None:
    today = timezone.localdate()
    made = make_external(trainee, valid_until=today + timedelta(days=60))
    assert remind_of_ends() == 0
    actions.confirm_external(made, by=registrar)
    assert [remind_of_ends(), remind_of_ends()] == [1, 0]
    ExternalCertificate.objects.update(valid_until=today + timedelta(days=10))
    assert [remind_of_ends(), remind_of_ends()] == [1, 0]
    assert Notice.objects.filter(kind="external_expires").count() == 2


@pytest_db
def test_it_counts_apart_and_only_once_it_is_confirmed(registrar) -> None:
    today = timezone.localdate()
    ended = make_cohort(starts_on=today - timedelta(days=9), ends_on=today)
    person = make_passed(ended).person
    cohorts = Cohort.objects.filter(pk=ended.pk)
    made = make_external(person)

    def counted() -> list[tuple[bool, bool]]:
        rows = rows_of(cohorts, on=today)
        return [(row.is_certified, row.has_external) for row in rows]

    assert counted() == [(False, False)]
    actions.confirm_external(made, by=registrar)
    assert counted() == [(False, True)]


@pytest_db
def test_she_records_hers_on_her_phone(trainee) -> None:
    browser = signed_in(trainee)
    typed = {
        "kind": "skill_level",
        "title": "养老护理员",
        "level": "3",
        "number": "Y０００１36000012263000001",
        "body": "某评价机构",
        "issued_on": str(timezone.localdate()),
    }
    file = picture()
    file.name = "../../我的证书.jpg"
    answer = browser.post("/certificates/external/record/", {**typed, "picture": file})
    assert answer.status_code == 302
    made = ExternalCertificate.objects.get()
    assert made.recorded_by == trainee.user
    assert "我的" not in made.evidence.name
    page = browser.get("/study/certificates/").text
    assert "Y000136000012263000001" in page
    assert "未核验" in page


@pytest_db
def test_the_picture_of_what_was_refused_goes_after_its_days(
    trainee, registrar, django_capture_on_commit_callbacks
) -> None:
    refused, kept = make_external(trainee), make_external(trainee, 2)
    actions.refuse_external(refused, by=registrar, reason="编号查不到")
    refused.refresh_from_db()
    storage, name = refused.evidence.storage, refused.evidence.name
    at = timezone.now() + timedelta(days=settings.REFUSED_PICTURE_DAYS)
    assert actions.purge_evidence(by=SYSTEM, at=at - timedelta(hours=1)) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.purge_evidence(by=SYSTEM, at=at) == 1
    assert not storage.exists(name)
    assert storage.exists(kept.evidence.name)
    browser = signed_in(trainee)
    where = f"/certificates/external/{refused.code}/evidence/"
    assert browser.get(where).status_code == 404
    assert where not in browser.get("/study/certificates/").text
