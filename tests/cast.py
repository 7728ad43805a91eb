"""The cast: fixtures named for people and what they may do. Their rights come from the migrations."""

import time

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.test import Client

from school.people.models import CompanyContact, Person, User
from school.people.roles import Role
from tests.factories.people import make_company, make_trainee, make_user

# When whoever logged in has to show once more who she is.
LONG = 24 * 60 * 60


@pytest.fixture
def registrar(db: None) -> User:
    return make_user(display_name="吴教务", role=Role.REGISTRAR, is_staff=True)


@pytest.fixture
def certificate_officer(db: None) -> User:
    return make_user(
        display_name="钱证书", role=Role.CERTIFICATE_OFFICER, is_staff=True
    )


@pytest.fixture
def points_officer(db: None) -> User:
    return make_user(display_name="孙积分", role=Role.POINTS_OFFICER, is_staff=True)


@pytest.fixture
def inspector(db: None) -> User:
    return make_user(display_name="胡督导", role=Role.INSPECTOR, is_staff=True)


@pytest.fixture
def outcomes_officer(db: None) -> User:
    return make_user(display_name="郑就业", role=Role.OUTCOMES_OFFICER, is_staff=True)


@pytest.fixture
def editor(db: None) -> User:
    return make_user(display_name="王编辑", role=Role.EDITOR, is_staff=True)


@pytest.fixture
def auditor(db: None) -> User:
    return make_user(display_name="冯审计", role=Role.AUDITOR, is_staff=True)


@pytest.fixture
def instructor(db: None) -> User:
    """Has the role; a test gives the duty in a cohort with `assign`."""
    return make_user(display_name="周护士长", role=Role.INSTRUCTOR)


@pytest.fixture
def other_instructor(db: None) -> User:
    return make_user(display_name="陈老师", role=Role.INSTRUCTOR)


@pytest.fixture
def assistant(db: None) -> User:
    return make_user(display_name="小刘助教", role=Role.ASSISTANT)


@pytest.fixture
def examiner(db: None) -> User:
    return make_user(display_name="韩考评员", role=Role.EXAMINER)


@pytest.fixture
def second_examiner(db: None) -> User:
    return make_user(display_name="杨考评员", role=Role.EXAMINER)


@pytest.fixture
def superuser(db: None) -> User:
    return make_user(display_name="管理员", is_staff=True, is_superuser=True)


@pytest.fixture
def company_contact(db: None) -> User:
    user = make_user(display_name="华丽家政联系人")
    CompanyContact.objects.create(user=user, company=make_company())
    return user


@pytest.fixture
def trainee(db: None) -> Person:
    return make_trainee("李春花")


@pytest.fixture
def classmate(db: None) -> Person:
    return make_trainee("阿卜杜热西提·阿布都外力")


@pytest.fixture
def stranger(db: None) -> User:
    """Signed in, without a person on file and without any right."""
    return make_user(display_name="路人")


def signed_in(user: User | Person | None, *, long_ago: bool = False) -> Client:
    """A browser in which `user` is signed in; an anonymous one for None.

    Just now, as the product keeps it, so that nothing asks once more who she is.
    """
    client = Client()
    account = user.user if isinstance(user, Person) else user
    if account:
        client.force_login(
            account, "allauth.account.auth_backends.AuthenticationBackend"
        )
        at = time.time() - (LONG if long_ago else 0)
        shown = {"method": "login", "at": at, "reauthenticated": True}
        session = client.session
        session[AUTHENTICATION_METHODS_SESSION_KEY] = [shown]
        session["account_authentication_methods_user"] = str(account.pk)
        session.save()
    return client
