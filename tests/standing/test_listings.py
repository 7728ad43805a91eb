from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from school.lib.errors import NotPermitted
from school.lib.personal import Hers, held
from school.looks.models import Look
from school.notices.models import Notice
from school.people.models import Person, User
from school.standing import actions, refusals, tasks
from school.standing.models import ExternalListing, Standing
from tests.cast import signed_in
from tests.factories.external import picture
from tests.factories.standing import decision, make_listing

pytestmark = pytest.mark.django_db


def test_nothing_is_told_before_a_second_person_has_checked_it(
    trainee: Person, registrar: User, points_officer: User
) -> None:
    listing = make_listing(trainee, registrar)
    mine = reverse("standing:mine")
    client = signed_in(trainee)
    assert listing.decision not in client.get(mine).text
    assert not Notice.objects.exists()
    with pytest.raises(refusals.CheckedByRecorder):
        actions.check_listing(listing, by=registrar, is_confirmed=True)
    actions.check_listing(listing, by=points_officer, is_confirmed=True)
    assert listing.decision in client.get(mine).text
    assert Notice.objects.get().kind == "listing_recorded"
    with pytest.raises(refusals.ListingSettled):
        actions.check_listing(listing, by=points_officer, is_confirmed=True)


def test_it_changes_no_card(
    trainee: Person, registrar: User, points_officer: User
) -> None:
    listing = make_listing(trainee, registrar)
    actions.check_listing(listing, by=points_officer, is_confirmed=True)
    assert actions.recompute(trainee).card == "green"
    assert Standing.objects.get().card == "green"


def test_what_is_not_found_is_refused_with_words_and_may_come_again(
    trainee: Person, registrar: User, points_officer: User
) -> None:
    listing = make_listing(trainee, registrar)
    with pytest.raises(refusals.WordsNeeded):
        actions.check_listing(listing, by=points_officer, is_confirmed=False)
    with pytest.raises(refusals.ListedAlready):
        make_listing(trainee, registrar)
    actions.check_listing(
        listing, by=points_officer, is_confirmed=False, reason="官网查不到"
    )
    assert make_listing(trainee, registrar).status == "waiting"


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"url": ""}, refusals.SourceNeeded),
        ({"is_published": True}, refusals.StatementNeeded),
        (
            {"is_published": True, "words_zh": "列入名单", "ends_on": None},
            refusals.EndNeeded,
        ),
        ({"is_published": True, "words_zh": "李春花列入名单"}, refusals.NamedInFull),
        (
            {
                "is_published": True,
                "words_zh": "列入名单",
                "words_en": "李 春花 is listed",
            },
            refusals.NamedInFull,
        ),
        ({"ends_on": date(2000, 1, 1)}, refusals.EndsBeforeItBegins),
        ({"decided_on": date(2100, 1, 1)}, refusals.DecidedLater),
    ],
)
def test_what_is_recorded_has_its_source(
    trainee: Person, registrar: User, wrong: dict[str, object], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        make_listing(trainee, registrar, **wrong)


def test_what_was_noted_before_is_not_published_by_its_check(
    trainee: Person, registrar: User, points_officer: User
) -> None:
    listing = make_listing(
        trainee, registrar, is_published=True, words_zh="李*花列入名单"
    )
    rows = ExternalListing.objects.filter(pk=listing.pk)
    rows.update(words_zh=f"{trainee.name}列入名单")
    with pytest.raises(refusals.NamedInFull):
        actions.check_listing(listing, by=points_officer, is_confirmed=True)
    rows.update(words_zh="李*花列入名单", ends_on=None)
    with pytest.raises(refusals.EndNeeded):
        actions.check_listing(listing, by=points_officer, is_confirmed=True)
    rows.update(status="checked")
    assert not ExternalListing.objects.public(on=listing.begins_on).exists()


def test_who_may(trainee: Person, auditor: User, registrar: User) -> None:
    with pytest.raises(NotPermitted):
        make_listing(trainee, auditor)
    listing = make_listing(trainee, registrar)
    with pytest.raises(NotPermitted):
        actions.check_listing(listing, by=auditor, is_confirmed=True)
    with pytest.raises(refusals.ListingSettled):
        actions.end_listing(listing, by=registrar, reason="撤销")
    trainee.user = registrar
    with pytest.raises(refusals.OwnCard):
        make_listing(trainee, registrar, decision="二号")


def test_the_database_wants_a_source(trainee: Person, registrar: User) -> None:
    listing = make_listing(trainee, registrar)
    with pytest.raises(IntegrityError), transaction.atomic():
        ExternalListing.objects.filter(pk=listing.pk).update(url="")


def test_a_copy_is_for_the_worker_and_the_staff(
    trainee: Person, classmate: Person, registrar: User, points_officer: User
) -> None:
    listing = actions.record_listing(
        trainee, by=registrar, paper=decision(url=""), file=picture()
    )
    copy = reverse("standing:listing_copy", args=[listing.code])
    assert signed_in(trainee).get(copy).status_code == 404
    assert signed_in(points_officer).get(copy).getvalue()
    hers = held()["standing.ExternalListing"]
    assert isinstance(hers, Hers)
    assert not ExternalListing.objects.filter(hers.of(trainee.pk)).exists()
    assert ExternalListing.objects.get(hers.all_of(trainee.pk)) == listing
    assert not Look.objects.exists()
    actions.check_listing(listing, by=points_officer, is_confirmed=True)
    assert ExternalListing.objects.get(hers.of(trainee.pk)) == listing
    for reader, status in ((trainee, 200), (registrar, 200), (classmate, 404)):
        answer = signed_in(reader).get(copy)
        assert answer.status_code == status
        if answer.streaming:
            assert answer.getvalue()
    assert Look.objects.get().by == registrar


def test_the_desk_records_checks_and_ends(
    trainee: Person, registrar: User, points_officer: User
) -> None:
    client = signed_in(registrar)
    data = {
        "colour": "black",
        "authority": "县市场监督管理局",
        "decision": "金市监信〔2026〕12号",
        "decided_on": "2026-10-01",
        "begins_on": "2026-10-08",
        "file": SimpleUploadedFile("决定.jpg", picture().read()),
    }
    client.post(reverse("standing_desk:record_listing", args=[trainee.code]), data)
    listing = ExternalListing.objects.get()
    page = reverse("standing_desk:listing", args=[listing.code])
    assert "核对名单" in client.get(page).text
    check = reverse("standing_desk:check_listing", args=[listing.code])
    signed_in(points_officer).post(check, {"outcome": "yes"})
    end = reverse("standing_desk:end_listing", args=[listing.code])
    client.post(end, {"reason": "已整改"})
    listing.refresh_from_db()
    assert (listing.status, listing.ended_because) == ("ended", "已整改")


def test_a_copy_goes_two_years_after_the_listing_is_over(
    trainee: Person, registrar: User, points_officer: User
) -> None:
    made = {}
    for name in ("ended", "run out", "running", "refused"):
        paper = decision(url="", decision=name)
        listing = actions.record_listing(
            trainee, by=registrar, paper=paper, file=picture()
        )
        confirmed = name != "refused"
        made[name] = actions.check_listing(
            listing, by=points_officer, is_confirmed=confirmed, reason="查无此文"
        )
    actions.end_listing(made["ended"], by=registrar, reason="已整改")
    rows = ExternalListing.objects
    long_ago = timezone.localdate() - timedelta(days=732)
    rows.filter(decision="run out").update(
        begins_on=long_ago - timedelta(days=9), ends_on=long_ago
    )
    assert tasks.forget_listing_files() == 1
    before = timezone.now() - timedelta(days=731)
    rows.filter(decision__in=["ended", "refused"]).update(ended_at=before)
    assert (tasks.forget_listing_files(), tasks.forget_listing_files()) == (2, 0)
    kept = rows.exclude(evidence="").get()
    assert kept.decision == "running"
    assert all(rows.values_list("sha256", flat=True))
    page = reverse("standing_desk:listing", args=[made["ended"].code])
    assert "副本保存期满" in signed_in(registrar).get(page).text
    with pytest.raises(NotPermitted):
        actions.forget_listing_files(by=registrar)


def test_a_copy_goes_too_where_the_moment_of_the_end_was_never_kept(
    trainee: Person, registrar: User, points_officer: User
) -> None:
    """Refused or ended before `ended_at` was a column."""
    for name in ("refused", "ended", "checked"):
        listing = actions.record_listing(
            trainee, by=registrar, paper=decision(url="", decision=name), file=picture()
        )
        confirmed = name != "refused"
        actions.check_listing(
            listing, by=points_officer, is_confirmed=confirmed, reason="查无此文"
        )
        if name == "ended":
            actions.end_listing(listing, by=registrar, reason="已整改")
    rows = ExternalListing.objects
    rows.update(ended_at=None, checked_at=timezone.now() - timedelta(days=729))
    assert tasks.forget_listing_files() == 0
    rows.update(checked_at=timezone.now() - timedelta(days=731))
    assert tasks.forget_listing_files() == 2
    assert rows.exclude(evidence="").get().decision == "checked"
