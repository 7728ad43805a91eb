"""Asking for a copy of all one's data, taking it, and that it does not stay."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from school.journal.actors import SYSTEM
from school.journal.models import Entry
from school.lib.errors import NotPermitted, Refusal
from school.people.models import Person, User
from school.privacy import actions, links, refusals, tasks
from school.privacy.export import making
from school.privacy.models import KEPT, PersonalExport
from school.privacy.removing import remove_export
from tests.cast import signed_in
from tests.factories.people import make_trainee
from tests.privacy.copies import make_copy, opened

pytestmark = pytest.mark.django_db
MINE, ASK = reverse("privacy:mine"), reverse("privacy:ask")
DESK = reverse("privacy_desk:people")


def passed(export: PersonalExport, by: timedelta = KEPT) -> PersonalExport:
    ago = timezone.now() - by - timedelta(minutes=1)
    PersonalExport.objects.filter(pk=export.pk).update(finished_at=ago, asked_at=ago)
    export.refresh_from_db()
    return export


def desk_of(person: Person) -> str:
    return reverse("privacy_desk:person", args=[person.code])


# She herself


def test_she_asks_waits_and_saves_it(trainee: Person) -> None:
    browser = signed_in(trainee)
    assert ASK in browser.get(MINE).text
    browser.post(ASK)
    page = browser.get(MINE).text
    assert 'http-equiv="refresh"' in page and ASK not in page
    tasks.make_export(trainee.data_exports.get().pk)
    export = trainee.data_exports.get()
    page = browser.get(MINE).text
    address = links.address(export, reader=trainee.user).rpartition("/copies/")[0]
    assert address in page
    answer = browser.get(links.address(export, reader=trainee.user))
    assert answer["Content-Type"] == "application/zip"
    assert b"".join(answer.streaming_content)[:2] == b"PK"
    export.refresh_from_db()
    assert export.taken_at is not None
    told = Entry.objects.filter(object_id=str(trainee.pk), verb__startswith="privacy.")
    assert [entry.verb for entry in told.order_by("pk")] == [
        "privacy.ask_for_export",
        "privacy.take_export",
    ]


def test_one_is_made_at_a_time(trainee: Person) -> None:
    actions.ask_for_export(trainee, by=trainee.user)
    with pytest.raises(refusals.BeingMade):
        actions.ask_for_export(trainee, by=trainee.user)
    page = signed_in(trainee).post(ASK, follow=True).text
    assert str(refusals.BeingMade.message) in page


def test_three_are_made_a_day(trainee: Person) -> None:
    for _ in range(3):
        made = make_copy(trainee)
    with pytest.raises(refusals.TooMany):
        actions.ask_for_export(trainee, by=trainee.user)
    passed(made)
    actions.ask_for_export(trainee, by=trainee.user)


def test_the_file_lies_sealed(trainee: Person) -> None:
    export = make_copy(trainee)
    raw = export.file.open("rb").read()
    assert trainee.name.encode() not in raw and not raw.startswith(b"PK")
    assert "index.html" in opened(export).namelist()


def test_an_account_without_a_name_is_asked_for_it(stranger: User) -> None:
    answer = signed_in(stranger).get(MINE)
    assert answer.url.startswith(reverse("people:identity"))


# The address


def test_the_address_is_good_for_its_reader_alone(
    trainee: Person, superuser: User
) -> None:
    export = make_copy(trainee)
    address = links.address(export, reader=trainee.user)
    assert signed_in(make_trainee("张丽")).get(address).status_code == 404
    assert signed_in(superuser).get(address).status_code == 404
    theirs = links.address(export, reader=superuser)
    assert signed_in(superuser).get(theirs).status_code == 404
    assert "/account/login/" in signed_in(None).get(address).url


def test_the_address_is_good_for_a_quarter_of_an_hour(
    trainee: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    export = make_copy(trainee)
    address = links.address(export, reader=trainee.user)
    assert signed_in(trainee).get(address).status_code == 200
    monkeypatch.setattr(links, "SECONDS", -1)
    assert signed_in(trainee).get(address).status_code == 404


def test_a_made_up_key_opens_nothing(trainee: Person) -> None:
    export = make_copy(trainee)
    for key in ("x", "1:2", "a:b:c"):
        address = reverse("privacy:file", args=[export.code, key])
        assert signed_in(trainee).get(address).status_code == 404


# The desk


def test_the_registrar_asks_for_her_with_a_reason(
    registrar: User, trainee: Person
) -> None:
    browser = signed_in(registrar)
    found = browser.get(DESK, {"who": trainee.phone[-4:]}).text
    assert desk_of(trainee) in found and trainee.id_number not in found
    assert browser.post(desk_of(trainee), {"reason": " "}).status_code == 200
    assert not trainee.data_exports.exists()
    browser.post(desk_of(trainee), {"reason": "本人无智能手机,到校申请"})
    tasks.make_export(trainee.data_exports.get().pk)
    export = trainee.data_exports.get()
    assert links.address(export, reader=registrar).split("/")[-3] in (
        browser.get(desk_of(trainee)).text
    )
    assert browser.get(links.address(export, reader=registrar)).status_code == 200
    taken = Entry.objects.get(verb="privacy.take_export")
    assert taken.actor_id == str(registrar.pk)
    assert taken.reason == "本人无智能手机,到校申请"


def test_without_a_reason_the_desk_gets_none(registrar: User, trainee: Person) -> None:
    with pytest.raises(refusals.ReasonNeeded):
        actions.ask_for_export(trainee, by=registrar, reason=" ")


def test_others_get_none(auditor: User, trainee: Person) -> None:
    with pytest.raises(NotPermitted):
        actions.ask_for_export(trainee, by=auditor, reason="检查")
    other = make_trainee("张丽")
    with pytest.raises(NotPermitted):
        actions.ask_for_export(trainee, by=other.user, reason="帮忙")
    export = make_copy(trainee)
    with pytest.raises(NotPermitted):
        actions.take_export(export, by=other.user)


def test_the_registrar_does_not_open_what_she_made_herself(
    registrar: User, trainee: Person
) -> None:
    export = make_copy(trainee)
    with pytest.raises(NotPermitted):
        actions.take_export(export, by=registrar)
    page = signed_in(registrar).get(desk_of(trainee)).text
    assert "/privacy/copies/" not in page


# It does not stay


def test_it_is_deleted_after_its_time(trainee: Person) -> None:
    export = make_copy(trainee)
    storage, name = export.file.storage, export.file.name
    tasks.remove_exports()
    assert storage.exists(name)
    passed(export)
    tasks.remove_exports()
    assert not storage.exists(name)
    export.refresh_from_db()
    assert not export.is_ready
    assert Entry.objects.filter(verb="privacy.remove_export").count() == 1
    tasks.remove_exports()
    assert Entry.objects.filter(verb="privacy.remove_export").count() == 1
    page = signed_in(trainee).get(MINE).text
    assert "/privacy/copies/" + export.code not in page and ASK in page


def test_before_its_time_it_stays(trainee: Person, registrar: User) -> None:
    export = make_copy(trainee)
    with pytest.raises(refusals.StillKept):
        remove_export(export, by=SYSTEM)
    with pytest.raises(NotPermitted):
        remove_export(passed(export), by=trainee.user)


def test_one_whose_file_is_lost_is_refused(trainee: Person) -> None:
    export = make_copy(trainee)
    export.file.storage.delete(export.file.name)
    with pytest.raises(refusals.NotReady):
        actions.take_export(export, by=trainee.user)
    answer = signed_in(trainee).get(links.address(export, reader=trainee.user))
    assert answer.url == MINE


# The worker


def test_making_it_twice_keeps_one(trainee: Person) -> None:
    export = make_copy(trainee)
    tasks.make_export(export.pk)
    making.make(export)
    export.refresh_from_db()
    assert len(export.file.storage.listdir("exports")[1]) >= 1
    assert opened(export).testzip() is None


def test_one_that_fails_says_so(
    trainee: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise Refusal

    monkeypatch.setattr("school.privacy.export.archive.write", broken)
    export = make_copy(trainee)
    assert export.has_failed and not export.is_ready
    assert ASK in signed_in(trainee).get(MINE).text


def test_one_that_kills_its_worker_is_given_up(trainee: Person) -> None:
    export = actions.ask_for_export(trainee, by=trainee.user)
    PersonalExport.objects.update(tries=tasks.MOST_TRIES)
    tasks.make_export(export.pk)
    export.refresh_from_db()
    assert export.has_failed


def test_what_a_dead_worker_left_is_taken_up(
    trainee: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    queued: list[int] = []
    monkeypatch.setattr(tasks, "enqueue", lambda _task, number: queued.append(number))
    export = actions.ask_for_export(trainee, by=trainee.user)
    tasks.resume_exports()
    assert queued == []
    ago = timezone.now() - tasks.ABANDONED - timedelta(minutes=1)
    PersonalExport.objects.update(asked_at=ago)
    tasks.resume_exports()
    assert queued == [export.pk]
