"""A certificate of another body: what is wrong stands beside its field, the rest stays typed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from school.certificates.models import ExternalCertificate
from school.people.models import Person, User
from tests.bad_input.page import Page
from tests.cast import signed_in
from tests.factories.external import picture

pytestmark = pytest.mark.django_db
TYPED = {
    "kind": "skill_level",
    "title": "养老护理员",
    "level": "3",
    "number": "Y000136000012263000001",
    "body": "某评价机构",
    "issued_on": "2026-05-01",
    "valid_until": "",
}
FAULTS = {
    "kind": "x",
    "title": "",
    "level": "9",
    "number": "1\x00",
    "body": "甲" * 81,
    "issued_on": "昨天",
    "valid_until": "2999-13-01",
}


def sent(**changes: str) -> dict[str, object]:
    data = picture().getvalue()
    file = SimpleUploadedFile("证书.jpg", data, "image/jpeg")
    today = str(timezone.localdate())
    return {**TYPED, "issued_on": today, **changes, "picture": file}


@pytest.mark.parametrize("field", FAULTS)
@pytest.mark.parametrize("at", ["certificates:record_external", "desk"])
def test_what_is_wrong_is_said_beside_the_field(
    at: str, field: str, trainee: Person, registrar: User
) -> None:
    name = "certificates_desk:record_external" if at == "desk" else at
    data = sent(**{field: FAULTS[field]})
    data["phone"] = str(trainee.phone)
    answer = signed_in(registrar if at == "desk" else trainee).post(reverse(name), data)
    assert answer.status_code == 200
    page = Page(answer.text)
    (sentence, *_more) = answer.context["form"].errors[field]
    assert str(sentence) in page.said_of(field)
    assert page.typed("title") == [data["title"]]
    assert not ExternalCertificate.objects.exists()


def test_the_desk_takes_it_for_whom_the_number_names(
    trainee: Person, registrar: User
) -> None:
    url = reverse("certificates_desk:record_external")
    data = sent(phone=str(trainee.phone))
    browser = signed_in(registrar)
    assert browser.post(url, {**data, "phone": "13900000000"}).status_code == 200
    assert browser.post(url, sent(phone=str(trainee.phone))).status_code == 302
    assert ExternalCertificate.objects.get().person == trainee
