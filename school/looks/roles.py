"""Who somebody of the school is, without a name: by the roles they have."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from school.people.models import User
from school.people.roles import Role

BETWEEN = "、"
CONTACT, ADMINISTRATOR = "company_contact", "administrator"


def roles_of(user: User) -> tuple[str, str]:
    """The roles as they are kept, and of a company's contact the company."""
    groups = set(user.groups.values_list("name", flat=True))
    if groups:
        known = [role.value for role in Role if role.value in groups]
        return BETWEEN.join([*known, *sorted(groups - set(known))])[:200], ""
    contact = user.company_contacts.select_related("company").first()
    if contact and not user.is_staff:
        return CONTACT, contact.company.name
    return (ADMINISTRATOR if user.is_superuser else ""), ""


def roles_in_words(kept: str) -> str:
    return BETWEEN.join(_word(one) for one in kept.split(BETWEEN))


def _word(name: str) -> str:
    if name in Role.values:
        return str(Role(name).label)
    if name == CONTACT:
        return _("company contact")
    if name == ADMINISTRATOR:
        return pgettext("role", "administrator")
    return name or pgettext("looked by", "somebody of the school")
