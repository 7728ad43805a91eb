"""What is in a copy of somebody's data, and what is not."""

from collections.abc import Iterator
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone, translation
from pytest_django.plugin import DjangoDbBlocker

from school.assessment.models import Practical
from school.people.models import Person, User
from tests.access import world as worlds
from tests.factories.assessment import make_assessing_cohort, make_candidate
from tests.privacy.copies import all_of, make_copy, opened, rows

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def world(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[worlds.World]:
    with django_db_blocker.unblock(), transaction.atomic():
        world = worlds.build()
        world.person.refresh_from_db()
        yield world
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def archive(world: worlds.World) -> ZipFile:
    return opened(make_copy(world.person))


def test_who_she_is_is_in_it(world: worlds.World, archive: ZipFile) -> None:
    (row,) = rows(archive, "people.Person")
    assert row["name"] == world.person.name
    assert row["id_number"] == world.person.id_number
    (account,) = rows(archive, "people.User")
    assert account["phone"] == world.person.phone


@pytest.mark.parametrize(
    "label",
    [
        "people.Consent",
        "notices.Notice",
        "enrollment.Enrollment",
        "attendance.Event",
        "assessment.Attempt",
        "assessment.Result",
        "certificates.Certificate",
        "points.Posting",
        "points.Case",
        "standing.Standing",
        "wages.WageRecord",
        "wages.Payslip",
    ],
)
def test_every_app_tells_its_part(archive: ZipFile, label: str) -> None:
    assert rows(archive, label)


def test_her_own_files_are_in_it(world: worlds.World, archive: ZipFile) -> None:
    names = [name for name in archive.namelist() if name.startswith("files/")]
    photo = f"files/people/person-{world.person.pk}-photo.jpg"
    assert photo in names
    assert archive.read(photo) == world.person.photo.open("rb").read()
    kinds = {name.rsplit("/", 1)[1].split("-")[0] for name in names}
    assert {"person", "certificate", "payslip", "externalcertificate"} <= kinds


def test_what_is_in_words_stands_on_the_page(
    world: worlds.World, archive: ZipFile
) -> None:
    page = archive.read("index.html").decode()
    assert world.person.name in page
    assert world.person.id_number in page
    assert world.enrollment.cohort.name in page
    # Codes are for machines.
    assert world.person.code not in page
    assert "result_released" not in page


def test_nobody_else_is_in_it(world: worlds.World, archive: ZipFile) -> None:
    text = all_of(archive)
    others = Person.objects.exclude(pk=world.person.pk)
    # Some in the world bear the name of others, who work at the same time.
    names = {one.name for one in others} - {world.person.name}
    assert [name for name in sorted(names) if name in text] == []
    users = User.objects.exclude(pk=world.person.user_id)
    assert [user.phone for user in users if user.phone in text] == []
    numbers = {one.id_number for one in others if one.id_number}
    assert [number for number in sorted(numbers) if number in text] == []


def test_staff_are_told_of_by_what_they_did_alone(
    world: worlds.World, archive: ZipFile
) -> None:
    text = all_of(archive)
    staff = User.objects.filter(is_staff=True).exclude(display_name="")
    teachers = User.objects.filter(groups__isnull=False).exclude(display_name="")
    names = {user.display_name for user in (*staff, *teachers)}
    assert len(names) > 5
    assert [name for name in sorted(names) if name in text] == []


def test_her_journal_says_who_by_part_alone(
    world: worlds.World, archive: ZipFile
) -> None:
    entries = rows(archive, "journal.Entry")
    assert {"people.set_photo", "privacy.ask_for_export"} <= {
        entry["verb"] for entry in entries
    }
    assert {entry["by"] for entry in entries} <= {
        "您本人",
        "学校工作人员",
        "系统自动",
        "服务器命令",
        "凭收到的链接",
    }


def test_an_english_reader_gets_english(trainee: Person) -> None:
    with translation.override("en"):
        export = make_copy(trainee)
    with translation.override("zh-hans"):
        page = opened(export).read("index.html").decode()
    assert '<html lang="en">' in page
    assert "Data about me" in page


def test_marks_are_not_in_it_before_the_result_is_out() -> None:
    person = make_candidate(make_assessing_cohort()).person
    assert rows(opened(make_copy(person)), "assessment.Marking") == []
    Practical.objects.update(status="released", released_at=timezone.now())
    assert rows(opened(make_copy(person)), "assessment.Marking")


def test_a_lost_file_is_named_and_keeps_the_rest(trainee: Person) -> None:
    trainee.photo.save("photo.jpg", ContentFile(b"lost"))
    trainee.photo.storage.delete(trainee.photo.name)
    found = opened(make_copy(trainee))
    assert f"person-{trainee.pk}-photo" in found.read("files/missing.txt").decode()
    assert rows(found, "people.Person")
