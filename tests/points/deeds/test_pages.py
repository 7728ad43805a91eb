"""The desk's way from a name to points, with the evidence between."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from school.people.models import Person, User
from school.points.deeds.models import Deed
from tests.cast import signed_in
from tests.factories.deeds import make_deed, make_deed_rule, make_proved
from tests.factories.points import deltas
from tests.factories.proofs import snapshot

pytestmark = pytest.mark.django_db


def photo() -> SimpleUploadedFile:
    return SimpleUploadedFile("../她的照片.jpg", snapshot(place=True), "text/html")


def test_the_officer_finds_the_worker_adds_a_photo_and_the_points_are_there(
    trainee: Person, points_officer: User
) -> None:
    rule, browser = make_deed_rule(), signed_in(points_officer)
    typed = {
        "who": trainee.name,
        "rule": rule.pk,
        "occurred_on": str(timezone.localdate()),
        "reference": "登记表 7",
        "facts": "给独居老人理发",
    }
    url = reverse("points_desk:enter_deed")
    asking = browser.post(url, typed)
    assert not Deed.objects.exists()
    assert trainee.name in asking.text
    answer = browser.post(url, {**typed, "person": str(trainee.pk)})
    deed = Deed.objects.get()
    assert answer.url == reverse("points_desk:prove_deed", args=[deed.code])
    again = browser.post(url, {**typed, "person": str(trainee.pk)})
    assert "已经登记过" in again.text
    assert "马上记5分" in browser.get(answer.url).text
    nothing = browser.post(answer.url, {})
    assert "请先" in nothing.text
    bad = browser.post(answer.url, {"file": SimpleUploadedFile("x.jpg", b"words")})
    assert bad.status_code == 200
    assert deltas(trainee) == []
    done = browser.post(answer.url, {"file": photo()}, follow=True)
    assert deltas(trainee) == [5]
    assert "佐证已保存，积分已经记上" in done.text
    assert reverse("points_desk:deed_file", args=[deed.code]) in done.text
    file = browser.get(reverse("points_desk:deed_file", args=[deed.code]))
    assert file["Cache-Control"].startswith("private, no-store")
    assert b"Phone of Mrs Wu" not in b"".join(file)


def test_who_cannot_give_alone_is_told_that_somebody_else_looks(
    trainee: Person, inspector: User
) -> None:
    rule = make_deed_rule("S04", "inspector")
    deed = make_deed(trainee, by=inspector, rule=rule)
    url, browser = (
        reverse("points_desk:prove_deed", args=[deed.code]),
        signed_in(inspector),
    )
    assert "由另一个人看过再记分" in browser.get(url).text
    done = browser.post(url, {"file": photo()}, follow=True)
    assert "等另一个人看过后记分" in done.text
    assert deltas(trainee) == []


def test_another_confirms_by_a_press(trainee, inspector, points_officer) -> None:
    rule = make_deed_rule("S04", "inspector")
    deed = make_proved(trainee, by=inspector, rule=rule)
    page = reverse("points_desk:deed", args=[deed.code])
    url = reverse("points_desk:confirm_deed", args=[deed.code])
    assert url not in signed_in(inspector).get(page).text
    browser = signed_in(points_officer)
    assert trainee.name in browser.get(reverse("points_desk:deeds")).text
    assert url in browser.get(page).text
    browser.post(url)
    assert deltas(trainee) == [5]
    assert url not in browser.get(page).text


def test_who_was_the_subject_finds_nothing_of_it(
    trainee, inspector, points_officer
) -> None:
    own = Person.objects.create(user=points_officer, name="孙文婧")
    deed = make_proved(own, by=inspector, rule=make_deed_rule("S04", "inspector"))
    browser = signed_in(points_officer)
    for name in ("deed", "deed_file", "refuse_deed"):
        url = reverse(f"points_desk:{name}", args=[deed.code])
        assert browser.get(url).status_code == 404


def test_no_form_without_a_right(trainee, registrar, auditor) -> None:
    """The registrar stands for the head teacher; the auditor enters nothing."""
    make_deed_rule()
    make_deed_rule("T08", "head_teacher")
    offered = signed_in(registrar).get(reverse("points_desk:enter_deed")).text
    assert "T08" in offered
    assert "C01" not in offered
    assert signed_in(auditor).get(reverse("points_desk:enter_deed")).status_code != 200
