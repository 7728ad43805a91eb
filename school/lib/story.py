"""What of the journal is a person's story: each app's `personal.STORY` says it for its verbs and things.

The way from a thing to its person stands in `personal.HELD`, and is not said twice.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from school.lib.personal import gathered


class Subject(TextChoices):
    LEARNING = "learning", _("Learning")
    CERTIFICATES = "certificates", _("Certificates")
    POINTS = "points", _("Points and conduct")
    PAY = "pay", _("Pay")
    MESSAGES = "messages", _("Messages")
    ACCOUNT = "account", _("Account and consent")


@dataclass(frozen=True, slots=True)
class Chapter:
    """An app's part of the story.

    `right`: who reads at the desk what the app's verbs did; `things`: what of hers they are
    done to, with the right to read it; `verbs`: those that ask for a right of their own.
    """

    subject: Subject
    right: str
    things: Mapping[str, str] = field(default_factory=dict)
    verbs: Mapping[str, str] = field(default_factory=dict)


@cache
def chapters() -> Mapping[str, Chapter]:
    """By label of the app."""
    return gathered("STORY")
