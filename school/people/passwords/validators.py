"""A new password rests on nothing that is known of its owner or of the school."""

from collections.abc import Iterator

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from school.lib.latin import latin
from school.people.models import Person, User
from school.people.passwords.rules import birthdays, left_of, parts_of_phone

LEAST_LEFT = 4
# What people here say, beside the names in the settings.
CALLED = ("夜校", "赋能", "家政", "协会", "培训")


class NothingKnownValidator:
    """Names, in Chinese or by sound, numbers, years and birthdays do not count."""

    def validate(self, password: str, user: User | None = None) -> None:
        known = {word for said in _said(user) for word in (said, latin(said))}
        if left_of(password, known=known) < LEAST_LEFT:
            raise ValidationError(
                _(
                    "Whoever knows you or the school can guess this: a name, a number, a "
                    "birthday. Put something into it that nobody knows."
                ),
                code="password_known",
            )

    def get_help_text(self) -> str:
        return _("No name, mobile number or birthday, and not the name of the school.")


def _said(user: User | None) -> Iterator[str]:
    yield from CALLED
    for name in (settings.SCHOOL_NAME, settings.ASSOCIATION_NAME):
        yield from name.values()
        yield from name["en"].split()
    if user is None:
        return
    yield from parts_of_phone(user.phone or "")
    # Surname and given name are typed apart, too; what is meant is not known.
    yield from (user.display_name, user.display_name[1:])
    person = Person.objects.filter(user=user).first() if user.pk else None
    if person:
        yield from (person.name, person.name[1:], *birthdays(person.id_number[6:14]))
