import io

import pytest
from django.urls import reverse
from PIL import Image

from school.people.models import Person, User
from tests.cast import signed_in
from tests.factories.people import make_company, make_id_number

PROFILE, IDENTITY = reverse("people:profile"), reverse("people:identity")
BACK = "/enrol/abc/"


def picture(size: tuple[int, int] = (600, 800), form: str = "PNG") -> io.BytesIO:
    file = io.BytesIO()
    Image.new("RGB", size, "white").save(file, form)
    file.seek(0)
    file.name = "../../我的照片.exe"
    return file


@pytest.mark.parametrize(
    "name",
    [
        "profile",
        "identity",
        "set_photo",
        "company",
        "town",
        "consents",
        "company_workers",
    ],
)
def test_a_visitor_is_asked_to_log_in(db: None, name: str) -> None:
    answer = signed_in(None).get(reverse(f"people:{name}"))
    assert answer.status_code == 302
    assert "/account/login/" in answer.url


def test_a_new_account_is_told_what_is_missing(stranger: User) -> None:
    page = signed_in(stranger).get(f"{PROFILE}?next={BACK}")
    assert page.status_code == 200
    assert f"{IDENTITY}?next=%2Fenrol%2Fabc%2F" in page.text


def test_the_id_number_is_masked_on_every_screen(trainee: Person) -> None:
    for address in (PROFILE, IDENTITY):
        page = signed_in(trainee).get(address).text
        assert trainee.id_number not in page
        assert trainee.masked_id_number in page


def test_name_and_number_are_saved_and_lead_back(stranger: User) -> None:
    number = make_id_number()
    answer = signed_in(stranger).post(
        f"{IDENTITY}?next={BACK}", {"name": "𡌴•䶮", "id_number": number}
    )
    assert answer.url == BACK
    assert Person.objects.get(user=stranger).name == "𡌴·䶮"


def test_both_mistakes_are_told_at_once_and_stay_typed(stranger: User) -> None:
    page = signed_in(stranger).post(
        IDENTITY, {"name": "李\ufffd", "id_number": "110105491231002"}
    )
    form = page.context["form"]
    assert form.errors.as_data()["name"][0].code == "name_unreadable"
    assert form.errors.as_data()["id_number"][0].code == "id_number_fifteen"
    assert 'value="110105491231002"' in page.text
    assert not Person.objects.exists()


def test_a_number_of_somebody_else_is_refused_beside_the_field(
    trainee: Person, stranger: User
) -> None:
    page = signed_in(stranger).post(
        IDENTITY, {"name": "李四", "id_number": trainee.id_number}
    )
    assert page.status_code == 200
    assert page.context["form"].errors["id_number"]
    assert trainee.name not in page.text


def test_what_is_on_file_shows_no_form(trainee: Person) -> None:
    assert 'name="id_number"' not in signed_in(trainee).get(IDENTITY).text


@pytest.mark.parametrize("name", ["set_photo", "company", "town", "consents"])
def test_without_a_name_the_name_comes_first(stranger: User, name: str) -> None:
    answer = signed_in(stranger).get(reverse(f"people:{name}"))
    assert answer.url.startswith(f"{IDENTITY}?next=%2Fme%2F")


def test_a_photo_becomes_a_portrait_under_a_random_name(
    trainee: Person, django_capture_on_commit_callbacks: object
) -> None:
    browser = signed_in(trainee)
    browser.post(reverse("people:set_photo"), {"photo": picture()})
    trainee.refresh_from_db()
    first = trainee.photo.name
    assert first.endswith(".jpg")
    assert "我的" not in first
    with trainee.photo.open() as kept, Image.open(kept) as portrait:
        assert (portrait.format, portrait.size) == ("JPEG", (295, 413))
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(reverse("people:set_photo"), {"photo": picture()})
    trainee.refresh_from_db()
    assert trainee.photo.name != first
    assert not trainee.photo.storage.exists(first)


def test_what_is_no_picture_is_refused_in_place(trainee: Person) -> None:
    file = io.BytesIO(b"MZ not a picture")
    file.name = "photo.jpg"
    page = signed_in(trainee).post(reverse("people:set_photo"), {"photo": file})
    assert page.status_code == 200
    assert page.context["form"].errors["photo"]
    trainee.refresh_from_db()
    assert not trainee.photo


def test_a_photo_is_shown_to_its_person_and_to_the_desk_only(
    trainee: Person, classmate: Person, registrar: User, company_contact: User
) -> None:
    signed_in(trainee).post(reverse("people:set_photo"), {"photo": picture()})
    address = reverse("people:photo", args=[trainee.code])
    for user, status in (
        (trainee, 200),
        (registrar, 200),
        (classmate, 404),
        (company_contact, 404),
        (None, 302),
    ):
        answer = signed_in(user).get(address)
        assert answer.status_code == status
        # Read to its end, for only then is the file behind it closed.
        assert answer.getvalue().startswith(b"\xff\xd8") == (status == 200)
    answer = signed_in(trainee).get(address)
    assert answer.getvalue()
    assert answer["Content-Type"] == "image/jpeg"
    assert "private" in answer["Cache-Control"]
    assert "no-store" in answer["Cache-Control"]


def test_the_desk_sees_the_photo_in_the_file(trainee: Person, registrar: User) -> None:
    signed_in(trainee).post(reverse("people:set_photo"), {"photo": picture()})
    page = signed_in(registrar).get(reverse("portal_desk:person", args=[trainee.code]))
    assert reverse("people:photo", args=[trainee.code]) in page.text


def test_who_has_no_photo_has_no_address_for_it(trainee: Person) -> None:
    address = reverse("people:photo", args=[trainee.code])
    assert signed_in(trainee).get(address).status_code == 404


def test_company_and_town_are_chosen_and_taken_back(trainee: Person) -> None:
    browser, company = signed_in(trainee), make_company()
    browser.post(reverse("people:company"), {"company": company.pk})
    browser.post(reverse("people:town"), {"town": " 秀谷镇 "})
    trainee.refresh_from_db()
    assert (trainee.company, trainee.town) == (company, "秀谷镇")
    browser.post(reverse("people:company"), {"company": ""})
    trainee.refresh_from_db()
    assert trainee.company is None


def test_a_company_that_is_not_there_is_refused_in_place(trainee: Person) -> None:
    page = signed_in(trainee).post(reverse("people:company"), {"company": 999})
    assert page.context["form"].errors["company"]


def test_a_next_of_another_site_is_dropped(trainee: Person) -> None:
    answer = signed_in(trainee).post(
        f"{reverse('people:town')}?next=https://evil.example/", {"town": "秀谷镇"}
    )
    assert answer.url == PROFILE
