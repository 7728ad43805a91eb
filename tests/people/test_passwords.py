"""How passwords are kept, and which are too easily guessed to be one."""

import pytest
from django.contrib.auth.hashers import identify_hasher, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from school.people.models import Person, User
from school.people.passwords.rules import birthdays, left_of
from school.portal.demonstration.logins import PASSWORD as OF_THE_DEMONSTRATION
from school.settings import accounts
from tests.cast import signed_in
from tests.factories.people import make_id_number, make_person, make_user

GOOD = "三只红豆过河Xk7"


@pytest.fixture
def as_in_use(settings) -> None:
    settings.PASSWORD_HASHERS = accounts.PASSWORD_HASHERS


@pytest.fixture
def spring(db: None) -> Person:
    user = make_user("13871234567", display_name="李春花")
    number = make_id_number(birth="19760504")
    return make_person("李春花", user=user, id_number=number)


def log_in(user: User, password: str) -> bool:
    browser = Client()
    typed = {"login": user.phone, "password": password}
    browser.post(reverse("account_password_login"), typed)
    return "_auth_user_id" in browser.session


@pytest.mark.usefixtures("as_in_use")
def test_a_password_is_kept_by_argon2(db: None) -> None:
    kept = make_password(GOOD)
    assert kept.startswith("argon2$argon2id$")
    assert GOOD not in kept


@pytest.mark.usefixtures("as_in_use")
def test_one_kept_before_still_opens_and_is_kept_anew(spring: Person) -> None:
    user = spring.user
    user.password = make_password(GOOD, hasher="scrypt")
    user.save(update_fields=["password"])
    assert not log_in(user, "不对的密码")
    assert identify_hasher(User.objects.get(pk=user.pk).password).algorithm == "scrypt"
    assert log_in(user, GOOD)
    assert identify_hasher(User.objects.get(pk=user.pk).password).algorithm == "argon2"
    assert log_in(user, GOOD)


@pytest.mark.parametrize(
    "typed",
    [
        "password1",
        "woaini1314",
        "13871234567",
        "李春花19760504",
        "LiChunHua1976",
        "chunhua-0504",
        "chunhua_0405",
        "ｃｈｕｎｈｕａ760504",
        "lichunhua4567",
        "yexiao2026",
        "赋能夜校2026年",
        "FuNengYeXiao123",
        "县网约家政服务协会",
        "jiazheng2025",
        "Night School 2026",
        "34567a0504",
    ],
)
def test_what_others_know_is_no_password(typed: str, spring: Person) -> None:
    with pytest.raises(ValidationError):
        validate_password(typed, spring.user)


@pytest.mark.parametrize(
    "typed", [GOOD, "lichunhua-kq7z", "my home is red", "青蛙1988年过河"]
)
def test_with_something_of_her_own_it_is_one(typed: str, spring: Person) -> None:
    validate_password(typed, spring.user)


def test_what_is_known_of_one_is_not_known_of_another(stranger: User) -> None:
    validate_password("LiChunHua1976", stranger)
    validate_password("LiChunHua1976", None)


def test_the_page_says_what_is_wrong(spring: Person) -> None:
    browser = signed_in(spring)
    page = reverse("account_set_password")
    typed = {"password1": "lichunhua0504", "password2": "lichunhua0504"}
    refused = browser.post(page, typed)
    assert refused.status_code == 200
    assert "猜得到这个密码" in refused.text
    assert not User.objects.get(pk=spring.user_id).has_usable_password()
    browser.post(page, {"password1": GOOD, "password2": GOOD})
    assert User.objects.get(pk=spring.user_id).check_password(GOOD)


def test_the_word_of_the_demonstration_opens_though_nobody_could_choose_it(
    spring: Person,
) -> None:
    spring.user.set_password(OF_THE_DEMONSTRATION)
    spring.user.save(update_fields=["password"])
    assert log_in(spring.user, OF_THE_DEMONSTRATION)


def test_the_longest_word_is_taken_out_first() -> None:
    assert left_of("chunhua", known={"hua", "chunhua"}) == 0
    assert left_of("abcd", known={"ab", "李"}) == 4, "two letters mean nothing"
    assert left_of("1999 2026 a", known=()) == 1


def test_a_birthday_that_is_not_known_is_written_in_no_way() -> None:
    assert birthdays("") == set()
    assert "760504" in birthdays("19760504")
