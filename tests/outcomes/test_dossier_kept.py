"""A dossier that kills its worker, one that has served, and what became of the class."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from school.courses.models import Cohort
from school.journal.actors import SYSTEM
from school.journal.models import Entry
from school.lib.errors import NotPermitted, Refusal
from school.outcomes import tasks
from school.outcomes.dossier import actions, making
from school.outcomes.dossier.facts import gather
from school.outcomes.dossier.follow_up_papers import follow_up
from school.outcomes.dossier.grounds import grounds_of
from school.outcomes.dossier.models import KEPT_SEALED, Dossier
from school.outcomes.dossier.purging import purge
from school.people.models import User
from school.wages.models import FollowUp
from tests.cast import signed_in
from tests.factories.certificates import make_assessed_cohort
from tests.factories.enrollment import make_enrollment
from tests.factories.wages import consent_to_wages, make_follow_up

pytestmark = pytest.mark.django_db
DESK = "/desk/dossier-desk"
WHOLE = {"with_id_numbers": True, "reason": "县人社局补贴审核"}


@pytest.fixture(autouse=True)
def one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the papers are is another test's matter."""
    monkeypatch.setattr("school.outcomes.dossier.archive.files", lambda *a, **k: [])


@pytest.fixture
def cohort(db: None) -> Cohort:
    return make_assessed_cohort("李春花")


@pytest.fixture
def sealed(cohort: Cohort, registrar: User) -> Dossier:
    """With whole ID numbers, made a month and a day ago."""
    dossier = actions.ask(cohort, by=registrar, **WHOLE)
    making.make(dossier)
    ago = timezone.now() - KEPT_SEALED - timedelta(days=1)
    Dossier.objects.update(finished_at=ago)
    dossier.refresh_from_db()
    return dossier


# Given up


class PowerCut(BaseException):
    """Ends a worker as nothing that is caught does."""


def test_one_that_kills_its_worker_each_time_is_given_up(
    cohort: Cohort,
    registrar: User,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks,
) -> None:
    def die(*args: object) -> None:
        raise PowerCut

    dossier = actions.ask(cohort, by=registrar)
    Dossier.objects.update(asked_at=timezone.now() - timedelta(hours=1))
    monkeypatch.setattr(making, "gather", die)
    for _time in range(tasks.MOST_TRIES):
        assert queued_again(django_capture_on_commit_callbacks) == 1
        with pytest.raises(PowerCut):
            tasks.make_dossier(dossier.pk)
    tasks.make_dossier(dossier.pk)
    dossier.refresh_from_db()
    assert dossier.has_failed
    assert queued_again(django_capture_on_commit_callbacks) == 0


def queued_again(capture) -> int:
    with capture() as queued:
        tasks.resume_dossiers()
    return len(queued)


def test_what_was_given_up_is_made_again_by_one_press(
    cohort: Cohort, registrar: User
) -> None:
    failed = actions.ask(cohort, by=registrar, **WHOLE)
    making.give_up(failed)
    browser = signed_in(registrar)
    page = browser.get(f"{DESK}/{failed.code}/").text
    assert "重新生成" in page
    assert f'action="{DESK}/classes/{cohort.code}/"' in page
    assert 'name="with_id_numbers" value="on"' in page
    again = browser.post(
        f"{DESK}/classes/{cohort.code}/", {**WHOLE, "with_id_numbers": "on"}
    )
    new = Dossier.objects.latest("pk")
    assert again.url == f"{DESK}/{new.code}/"
    assert (new.reason, new.with_id_numbers) == (failed.reason, True)


# Deleted


def test_whole_id_numbers_are_kept_a_month(sealed: Dossier, registrar: User) -> None:
    storage, name = sealed.file.storage, sealed.file.name
    assert storage.exists(name)
    tasks.purge_dossiers()
    assert not storage.exists(name)
    sealed.refresh_from_db()
    assert (sealed.is_ready, sealed.is_removed, len(sealed.sha256)) == (False, True, 64)
    entry = Entry.objects.get(verb="outcomes.purge_dossier")
    assert entry.data == {"dossier": sealed.code, "sha256": sealed.sha256}
    page = signed_in(registrar).get(f"{DESK}/{sealed.code}/").text
    assert "30天" in page
    assert "重新生成" in page
    tasks.purge_dossiers()
    assert Entry.objects.filter(verb="outcomes.purge_dossier").count() == 1


def test_what_is_younger_or_masked_stays(sealed: Dossier, registrar: User) -> None:
    masked = actions.ask(sealed.cohort, by=registrar)
    making.make(masked)
    Dossier.objects.filter(pk=masked.pk).update(finished_at=sealed.finished_at)
    Dossier.objects.filter(pk=sealed.pk).update(
        finished_at=timezone.now() - KEPT_SEALED + timedelta(hours=1)
    )
    tasks.purge_dossiers()
    assert not Dossier.objects.filter(file="").exists()
    for dossier in (sealed, masked):
        with pytest.raises(Refusal) as refused:
            purge(dossier, by=SYSTEM)
        assert refused.value.code == "dossier_still_kept"


def test_only_who_may_ask_for_whole_numbers_deletes_them(
    sealed: Dossier, auditor: User
) -> None:
    with pytest.raises(NotPermitted):
        purge(sealed, by=auditor)


# 09, work and pay afterwards


def answered(cohort: Cohort, *, employed: int, not_employed: int) -> None:
    for number in range(employed + not_employed):
        enrollment = make_enrollment(cohort, status="completed")
        consent_to_wages(enrollment.person)
        asked = make_follow_up(enrollment)
        works = "employed" if number < employed else "not_employed"
        FollowUp.objects.filter(pk=asked.pk).update(
            status="answered", employment=works, answered_at=timezone.now()
        )


def told(cohort: Cohort) -> str:
    with translation.override("zh-hans"):
        return repr(follow_up(gather(cohort.pk)))


def test_the_summary_tells_rates_and_what_they_rest_on(cohort: Cohort) -> None:
    answered(cohort, employed=12, not_employed=8)
    assert "60%" in told(cohort)
    names = cohort.enrollments.values_list("person__name", flat=True)
    assert not [name for name in names if name in told(cohort)]
    [ground] = [
        one for one in grounds_of(gather(cohort.pk)) if one.ledger == "wages.followup"
    ]
    assert ground.rows == 20


def test_of_a_few_people_the_summary_shows_no_figure(cohort: Cohort) -> None:
    answered(cohort, employed=3, not_employed=0)
    assert "100%" not in told(cohort)
    assert "不足5人" in told(cohort)
