"""A masked number is opened in an emergency: with a reason, for a while, told and looked at again."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from school.journal.models import Entry
from school.lib.errors import NotPermitted
from school.looks.models import Look
from school.notices.models import Notice
from school.people.models import Person, User
from school.privacy import refusals
from school.privacy.emergency import actions
from school.privacy.models import EmergencyLook
from school.privacy.models.emergency import SHOWN
from tests.cast import signed_in
from tests.factories.people import make_trainee
from tests.factories.privacy import make_emergency, make_review

pytestmark = pytest.mark.django_db
HOME, LIST = (
    reverse("privacy_desk:emergency"),
    reverse("privacy_desk:emergencies"),
)
TYPED = {"what": "phone", "kind": "health", "reason": "课上晕倒，要马上联系家里人"}


def door(person: Person) -> str:
    return reverse("privacy_desk:open_emergency", args=[person.code])


def shown(look: EmergencyLook) -> str:
    return reverse("privacy_desk:emergency_shown", args=[look.code])


def review(look: EmergencyLook) -> str:
    return reverse("privacy_desk:review_emergency", args=[look.code])


@pytest.fixture
def look(trainee: Person, registrar: User) -> EmergencyLook:
    return make_emergency(trainee, by=registrar)


def test_one_number_is_shown_and_she_is_told(
    trainee: Person, registrar: User, django_capture_on_commit_callbacks: Any
) -> None:
    desk = signed_in(registrar)
    found = desk.get(HOME, {"who": trainee.name}).text
    assert door(trainee) in found and trainee.phone not in found
    assert trainee.phone not in desk.get(door(trainee)).text
    with django_capture_on_commit_callbacks(execute=True):
        page = desk.post(door(trainee), TYPED, follow=True)
    assert f"tel:{trainee.phone}" in page.text
    assert trainee.id_number not in page.text
    assert "no-store" in page["Cache-Control"]
    notice = Notice.objects.get(person=trainee, kind="emergency_look")
    inbox = signed_in(trainee).get(reverse("notices:inbox")).text
    assert "您的完整手机号被应急查看了" in inbox and TYPED["reason"] in inbox
    assert notice.context["name"] == "教务"
    line = Look.objects.get(is_emergency=True)
    assert (line.kind, line.person) == ("phone", trainee)
    hers = signed_in(trainee).get(reverse("privacy:looks")).text
    assert TYPED["reason"] in hers and "应急查看" in hers
    entry = Entry.objects.get(verb="privacy.open_in_emergency")
    assert trainee.phone not in str(entry.data) + entry.reason


def test_the_id_number_is_another_look(trainee: Person, registrar: User) -> None:
    typed = {**TYPED, "what": "id_number"}
    page = signed_in(registrar).post(door(trainee), typed, follow=True).text
    assert trainee.id_number in page and trainee.phone not in page
    assert "身份证号" in signed_in(trainee).get(reverse("notices:inbox")).text


def test_after_ten_minutes_it_is_masked_again(
    trainee: Person, registrar: User, look: EmergencyLook
) -> None:
    desk = signed_in(registrar)
    assert trainee.phone in desk.get(shown(look)).text
    long_ago = timezone.now() - SHOWN - timedelta(seconds=1)
    over = make_emergency(trainee, by=registrar, at=long_ago)
    page = desk.get(shown(over)).text
    assert "时间已到" in page and trainee.phone not in page


def test_nobody_else_sees_what_she_opened(
    look: EmergencyLook, superuser: User, outcomes_officer: User
) -> None:
    for other in (superuser, outcomes_officer):
        assert signed_in(other).get(shown(look)).status_code == 404


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({**TYPED, "reason": "急"}, "至少"),
        ({**TYPED, "reason": " " * 30}, ""),
        ({**TYPED, "what": "pay"}, ""),
        ({**TYPED, "kind": ""}, ""),
    ],
)
def test_without_a_reason_and_a_kind_nothing_is_opened(
    trainee: Person, registrar: User, typed: dict[str, str], says: str
) -> None:
    page = signed_in(registrar).post(door(trainee), typed)
    assert page.status_code == 200 and says in page.text
    assert trainee.phone not in page.text
    assert not EmergencyLook.objects.exists() and not Look.objects.exists()


def test_who_may_open_and_what_there_is(
    trainee: Person, registrar: User, auditor: User
) -> None:
    with pytest.raises(NotPermitted):
        actions.open_in_emergency(trainee, by=auditor, **TYPED)
    own = make_trainee(name="吴教务")
    Person.objects.filter(pk=own.pk).update(user=registrar)
    own.refresh_from_db()
    with pytest.raises(NotPermitted):
        actions.open_in_emergency(own, by=registrar, **TYPED)
    Person.objects.filter(pk=trainee.pk).update(user=None)
    trainee.refresh_from_db()
    with pytest.raises(refusals.NothingToOpen):
        actions.open_in_emergency(trainee, by=registrar, **TYPED)
    with pytest.raises(refusals.EmergencyReasonShort):
        actions.open_in_emergency(trainee, by=registrar, **{**TYPED, "reason": "急 急"})


def test_the_auditor_finds_it_in_order(
    trainee: Person, auditor: User, registrar: User, look: EmergencyLook
) -> None:
    desk = signed_in(auditor)
    assert "待复核的应急查看" in desk.get(reverse("wagtailadmin_home")).text
    assert review(look) in desk.get(LIST).text
    page = desk.get(review(look)).text
    assert look.reason in page and trainee.phone not in page
    done = desk.post(review(look), {"found": "in_order"}, follow=True).text
    assert "没有等您复核的" in done
    assert not Notice.objects.filter(kind="emergency_objected").exists()
    assert "合规" in signed_in(registrar).get(HOME).text
    assert 'type="radio"' not in desk.get(review(look)).text
    with pytest.raises(refusals.Reviewed):
        actions.review_emergency(look, by=auditor, is_in_order=True)


def test_an_objection_says_why_and_she_reads_it(
    trainee: Person, auditor: User, look: EmergencyLook
) -> None:
    desk, why = signed_in(auditor), "打前台电话就能找到人"
    assert "请写明哪里不合规" in desk.post(review(look), {"found": "object"}).text
    desk.post(review(look), {"found": "object", "words": why})
    assert why in signed_in(trainee).get(reverse("notices:inbox")).text
    assert Entry.objects.get(verb="privacy.review_emergency").reason == why


def test_nobody_reviews_her_own(superuser: User, trainee: Person) -> None:
    own = make_emergency(trainee, by=superuser)
    desk = signed_in(superuser)
    assert review(own) not in desk.get(LIST).text
    assert desk.get(review(own)).status_code == 404
    with pytest.raises(refusals.OwnEmergency):
        actions.review_emergency(own, by=superuser, is_in_order=True)
    with pytest.raises(NotPermitted):
        actions.review_emergency(own, by=trainee.user, is_in_order=True)


def test_the_database_keeps_both(look: EmergencyLook, auditor: User) -> None:
    for row in (look, make_review(look, by=auditor)):
        for change in (row.save, row.delete):
            with pytest.raises(DatabaseError), transaction.atomic():
                change()


def test_the_list_costs_the_same_however_long(
    trainee: Person,
    registrar: User,
    auditor: User,
    django_assert_max_num_queries: Any,
) -> None:
    for _one in range(5):
        make_emergency(trainee, by=registrar)
        make_review(make_emergency(trainee, by=registrar), by=auditor)
    desk = signed_in(auditor)
    with django_assert_max_num_queries(25):
        page = desk.get(LIST).text
    assert page.count(trainee.name) == 10


def test_she_is_told_of_a_copy_from_the_desk_and_of_a_refused_erasure(
    trainee: Person, registrar: User, django_capture_on_commit_callbacks: Any
) -> None:
    hers, desk = signed_in(trainee), signed_in(registrar)
    hers.post(reverse("privacy:ask"))
    assert not Notice.objects.filter(kind="copy_made").exists()
    trainee.data_exports.update(finished_at=timezone.now())
    desk.post(
        reverse("privacy_desk:person", args=[trainee.code]), {"reason": "到窗口申请"}
    )
    hers.post(reverse("privacy:ask_erasure"))
    asked = trainee.erasures.get()
    desk.post(
        reverse("privacy_desk:erasure", args=[asked.code]),
        {"decision": "refuse", "answer": "补贴还在审核"},
    )
    inbox = hers.get(reverse("notices:inbox")).text
    assert "到窗口申请" in inbox and "补贴还在审核" in inbox
    assert {one.kind for one in Notice.objects.filter(person=trainee)} == {
        "copy_made",
        "erasure_refused",
    }
