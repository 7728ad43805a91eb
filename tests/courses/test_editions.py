import pytest

from school.courses import actions
from school.courses.models import Edition, Instructor, Item
from school.courses.refusals import (
    AlreadySignedOff,
    EditionUnsound,
    NotAllConfirmed,
    NotInDraft,
    NotNurseInstructor,
    NotPublished,
)
from school.journal.models import Entry
from school.lib.errors import NotPermitted
from school.people.models import User
from tests.factories.courses import make_course, make_edition, make_nurse
from tests.factories.editions import POINTS, make_sound_draft
from tests.factories.people import make_user


@pytest.fixture
def draft(db: None) -> Edition:
    return make_sound_draft()


@pytest.fixture
def unsigned(db: None) -> Edition:
    return make_edition(signed_off=False, to_confirm=POINTS)


def test_publishing_freezes_and_supersedes_the_earlier_edition(
    draft: Edition, registrar: User
) -> None:
    later = make_sound_draft()
    actions.publish_edition(draft, by=registrar)
    actions.publish_edition(later, by=registrar)
    draft.refresh_from_db()
    assert draft.status == Edition.Status.SUPERSEDED
    assert later.status == Edition.Status.PUBLISHED
    assert list(Entry.objects.values_list("verb", flat=True).order_by("pk")) == [
        "courses.publish_edition",
        "courses.supersede_edition",
        "courses.publish_edition",
    ]


def test_publishing_needs_the_right(draft: Edition, instructor: User) -> None:
    with pytest.raises(NotPermitted):
        actions.publish_edition(draft, by=instructor)


def test_an_edition_is_published_once(unsigned: Edition, registrar: User) -> None:
    with pytest.raises(NotInDraft):
        actions.publish_edition(unsigned, by=registrar)


def test_an_empty_edition_is_not_published(registrar: User) -> None:
    empty = make_edition(
        evenings=0, stations=0, signed_off=False, status=Edition.Status.DRAFT
    )
    with pytest.raises(EditionUnsound):
        actions.publish_edition(empty, by=registrar)


def test_a_nurse_instructor_signs_off(unsigned: Edition) -> None:
    nurse = make_nurse()
    actions.sign_off(unsigned, by=nurse.user, confirmed=[0, 1])
    unsigned.refresh_from_db()
    assert unsigned.signed_off_by == nurse
    assert unsigned.is_signed_off
    assert Entry.objects.get().data == {"confirmed": POINTS}


@pytest.mark.parametrize("kind", [None, Instructor.Kind.MATERNITY])
def test_nobody_else_signs_off(unsigned: Edition, kind: str | None) -> None:
    user = make_user(is_superuser=True)
    if kind:
        Instructor.objects.create(user=user, kind=kind)
    with pytest.raises(NotNurseInstructor):
        actions.sign_off(unsigned, by=user, confirmed=[0, 1])


def test_every_point_has_to_be_ticked(unsigned: Edition) -> None:
    with pytest.raises(NotAllConfirmed) as refused:
        actions.sign_off(unsigned, by=make_nurse().user, confirmed=[1])
    assert refused.value.data == {"missing": 1, "total": 2}
    unsigned.refresh_from_db()
    assert not unsigned.is_signed_off


def test_a_draft_is_not_signed_off(draft: Edition) -> None:
    with pytest.raises(NotPublished):
        actions.sign_off(draft, by=make_nurse().user)


def test_one_signs_off_once(unsigned: Edition) -> None:
    nurse = make_nurse()
    stale = Edition.objects.get(pk=unsigned.pk)
    actions.sign_off(unsigned, by=nurse.user)
    with pytest.raises(AlreadySignedOff):
        actions.sign_off(unsigned, by=nurse.user)
    with pytest.raises(AlreadySignedOff):
        actions.sign_off(stale, by=nurse.user)


def test_a_draft_may_change_and_go(draft: Edition) -> None:
    draft.pass_theory = 70
    draft.save()
    Item.objects.filter(station__edition=draft).update(points=40)
    draft.delete()
    assert not Edition.objects.exists()


def test_an_edition_waits_for_its_sign_off(unsigned: Edition) -> None:
    make_edition(course=make_course("PC"))
    assert list(Edition.objects.awaiting_sign_off()) == [unsigned]
