from threading import Thread

import pytest
from django.db import connection, connections

from school.journal.actors import SYSTEM
from school.journal.models import Entry
from school.lib.errors import NotPermitted, Refusal
from school.people.actions import record_identity
from school.people.models import Person, User
from tests.factories.people import make_id_number, make_user


def own(user: User) -> Person:
    return Person.objects.filter(user=user).first() or Person(user=user)


def test_the_first_saving_puts_a_person_on_file(stranger: User) -> None:
    number = make_id_number(942, birth="19680229")
    person = record_identity(
        own(stranger), name="王𬭎", id_number=number.lower(), by=stranger
    )
    person.refresh_from_db()
    assert (person.user, person.name, person.id_number) == (stranger, "王𬭎", number)
    assert (person.birth_year, person.sex) == (1968, Person.Sex.FEMALE)
    assert person.id_number_tail == number[-4:]
    assert person.has_identity


def test_the_number_is_sealed_in_the_database(trainee: Person) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id_number FROM people_person")
        stored = cursor.fetchone()[0]
    assert trainee.id_number not in stored
    assert trainee.masked_id_number == f"999***********{trainee.id_number[-4:]}"


def test_what_was_typed_is_kept_in_the_journal_when_the_dot_was_mended(
    stranger: User,
) -> None:
    person = record_identity(
        own(stranger), name="买买提•艾力", id_number=make_id_number(), by=stranger
    )
    entry = Entry.objects.get(verb="people.record_identity")
    assert person.name == "买买提·艾力"
    assert entry.data["name_as_typed"] == "买买提•艾力"
    assert person.id_number not in str(entry.data)


def test_saving_the_same_twice_changes_nothing(stranger: User) -> None:
    number = make_id_number()
    for _time in (1, 2):
        record_identity(own(stranger), name="李四", id_number=number, by=stranger)
    assert Person.objects.count() == 1
    assert Entry.objects.filter(verb="people.record_identity").count() == 1


def test_a_second_form_of_one_account_does_not_make_a_second_person(
    stranger: User,
) -> None:
    record_identity(
        Person(user=stranger), name="李四", id_number=make_id_number(), by=stranger
    )
    with pytest.raises(Refusal) as refused:
        record_identity(
            Person(user=stranger), name="李五", id_number=make_id_number(), by=stranger
        )
    assert refused.value.code == "identity_on_file"
    assert Person.objects.get().name == "李四"


def test_a_clash_says_so_without_saying_whose(trainee: Person, stranger: User) -> None:
    with pytest.raises(Refusal) as refused:
        record_identity(
            own(stranger), name="李四", id_number=trainee.id_number, by=stranger
        )
    assert refused.value.code == "id_number_taken"
    assert trainee.name not in str(refused.value)
    assert not Person.objects.filter(user=stranger).exists()


@pytest.mark.parametrize(
    ("name", "id_number", "code"),
    [
        ("", make_id_number(900), "name_empty"),
        ("李\ufffd", make_id_number(901), "name_unreadable"),
        ("李四", "110105491231002", "id_number_fifteen"),
        ("李四", "999999197605040010", "id_number_check"),
        ("李四", "", "id_number_missing"),
    ],
)
def test_what_is_wrong_is_refused_and_nothing_is_kept(
    stranger: User, name: str, id_number: str, code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        record_identity(own(stranger), name=name, id_number=id_number, by=stranger)
    assert refused.value.code == code
    assert not Person.objects.exists()


def test_a_synthetic_number_is_refused_outside_a_demonstration(
    stranger: User, settings: object
) -> None:
    settings.DEMONSTRATION = False
    with pytest.raises(Refusal) as refused:
        record_identity(
            own(stranger), name="李四", id_number=make_id_number(), by=stranger
        )
    assert refused.value.code == "id_number_region"


def test_nobody_writes_another_persons_identity(
    trainee: Person, classmate: Person
) -> None:
    with pytest.raises(NotPermitted):
        record_identity(
            trainee, name="李四", id_number=make_id_number(), by=classmate.user
        )


def test_once_on_file_the_person_asks_the_registrar(trainee: Person) -> None:
    with pytest.raises(Refusal) as refused:
        record_identity(
            trainee, name="李春华", id_number=trainee.id_number, by=trainee.user
        )
    assert refused.value.code == "identity_on_file"


def test_the_registrar_corrects_with_a_reason(trainee: Person, registrar: User) -> None:
    with pytest.raises(Refusal) as refused:
        record_identity(trainee, name="李春华", id_number="", by=registrar)
    assert refused.value.code == "reason_missing"
    record_identity(
        trainee, name="李春华", id_number="", by=registrar, reason="身份证上是华"
    )
    trainee.refresh_from_db()
    assert trainee.name == "李春华"
    assert trainee.has_identity
    assert Entry.objects.latest("id").reason == "身份证上是华"


def test_the_school_itself_may_put_a_person_without_account_on_file(db: None) -> None:
    person = record_identity(Person(), name="李四", id_number="", by=SYSTEM)
    assert person.pk
    assert not person.has_identity


@pytest.mark.django_db(transaction=True)
def test_two_first_savings_at_once_make_one_person() -> None:
    user = make_user()
    number = make_id_number()

    def save() -> None:
        record_identity(Person(user=user), name="李四", id_number=number, by=user)
        connections.close_all()

    threads = [Thread(target=save) for _each in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Person.objects.filter(user=user).count() == 1
