"""The parts of the made-up school that need not all of it."""

from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.core.management import CommandError, call_command

from school.courses.models import Edition
from school.people.models import Person, User
from school.portal.demonstration import classes, generator, plans
from school.portal.demonstration.identities import Identities
from tests.factories.courses import make_course, make_edition
from tests.portal.test_demonstration import said


def test_it_is_refused_where_real_people_are(db, settings) -> None:
    settings.DEMONSTRATION = False
    with pytest.raises(CommandError, match="DEMONSTRATION=1"):
        call_command("load_demonstration")
    assert not User.objects.exists()


def test_it_needs_the_courses(db) -> None:
    with pytest.raises(CommandError, match="load_curriculum"):
        call_command("load_demonstration", verbosity=0)
    assert not User.objects.exists()


def test_there_are_no_logins_where_there_is_no_demonstration(db, settings) -> None:
    assert said("demo_logins") == ""


def test_a_failure_leaves_nothing_behind(db, monkeypatch) -> None:
    for code in ("EC", "PC", "CL"):
        make_edition(course=make_course(code), signed_off=False)
    there = files()

    def break_off(school: generator.School) -> None:
        school.desk.sign_up(school.identities.some(1)[0], moment=school.now)
        assert Person.objects.exists() and files() != there
        raise RuntimeError

    monkeypatch.setattr(generator, "_live", break_off)
    with pytest.raises(RuntimeError):
        generator.build()
    assert not User.objects.exists()
    assert not Edition.objects.exclude(signed_off_at=None).exists()
    assert files() == there


def files() -> set[Path]:
    return set(Path(storages["private"].location).rglob("*.jpg"))


def test_the_same_seed_makes_the_same_people() -> None:
    first, again = (Identities(seed=7).some(40) for _turn in range(2))
    assert first == again
    assert [one.name for one in first] != [
        one.name for one in Identities(seed=8).some(40)
    ]
    assert len({one.name for one in first}) == len({one.phone for one in first}) == 40


@pytest.mark.parametrize("offset", range(0, 371, 5))
def test_on_no_day_do_its_classes_want_one_room_or_teacher(offset: int) -> None:
    today = date(2026, 1, 1) + timedelta(days=offset)
    made = plans.plans(today)
    assert today in made["running"].evenings()
    assert made["assessing"].evenings()[-1] < today - timedelta(days=1)
    for one, other in combinations(made.values(), 2):
        if set(one.evenings()) & set(other.evenings()):
            assert one.venue != other.venue
            assert not set(classes.TEACHERS[one.course]) & set(
                classes.TEACHERS[other.course]
            )
        # All of them have one head teacher, and the same examiners.
        assert one.starts_on != other.starts_on
        assert not {*one.evenings()[-2:]} & {*other.evenings()[-2:]}
