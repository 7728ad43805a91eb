from itertools import count
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.utils import timezone

from school.lib.crypto import fingerprint
from school.people.models import Company, Consent, ConsentText, Person, User
from school.people.roles import Role

_serial = count(1)


def make_id_number(serial: int | None = None, *, birth: str = "19760504") -> str:
    """A synthetic ID number: region 999999, valid check digit.

    Those from 900 on are nobody's but who names them.
    """
    body = f"999999{birth}{(serial or next(_serial) % 900) % 1000:03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(d) * w for d, w in zip(body, weights, strict=True))
    return body + "10X98765432"[total % 11]


def make_user(
    phone: str | None = None, *, role: Role | None = None, **extra: Any
) -> User:
    user = User(
        phone=phone or f"139{next(_serial):08d}", **{"phone_verified": True, **extra}
    )
    user.set_unusable_password()
    user.save()
    if role:
        group, _made = Group.objects.get_or_create(name=role.value)
        user.groups.add(group)
    return user


def grant(user: User, *names: str) -> User:
    """Give `user` permissions (`app.codename`) directly; the fresh user is returned."""
    for name in names:
        app_label, codename = name.split(".")
        user.user_permissions.add(
            Permission.objects.get(content_type__app_label=app_label, codename=codename)
        )
    return User.objects.get(pk=user.pk)


def make_person(
    name: str = "李春花", *, user: User | None = None, **extra: Any
) -> Person:
    number = extra.pop("id_number", None) or make_id_number()
    return Person.objects.create(
        **{
            "name": name,
            "user": user,
            "id_number": number,
            "id_number_hash": fingerprint(number),
            "id_number_tail": number[-4:],
            "birth_year": int(number[6:10]),
            "sex": Person.Sex.FEMALE,
            **extra,
        }
    )


def make_trainee(name: str = "李春花", **extra: Any) -> Person:
    return make_person(name, user=make_user(display_name=name), **extra)


def make_company(name: str = "华丽家政", **extra: Any) -> Company:
    return Company.objects.get_or_create(name=name, defaults=extra)[0]


def make_consent(
    person: Person, purpose: str = ConsentText.Purpose.ENROLMENT
) -> Consent:
    text, _made = ConsentText.objects.get_or_create(
        purpose=purpose,
        version=1,
        defaults={
            "text_zh": "我同意。",
            "text_en": "I agree.",
            "published_at": timezone.now(),
        },
    )
    return Consent.objects.get_or_create(
        person=person,
        text=text,
        withdrawn_at=None,
        defaults={"given_at": timezone.now()},
    )[0]
