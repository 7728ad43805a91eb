"""What waits of pages: words not published yet, and what comes out by itself."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.permissions import policy_registry

from school.people.models import User
from school.ui.waits import WAITING, Kind, Source, Wait, counted

DRAFTS = Kind(
    _("Pages with words not yet published"),
    lambda rows, _user: rows.filter(has_unpublished_changes=True),
)
SCHEDULED = Kind(
    _("Pages that will come out by themselves"),
    lambda rows, _user: rows.filter(go_live_at__gt=timezone.now(), live=False),
)
PAGES = {"drafts": DRAFTS, "scheduled": SCHEDULED}


def to_publish(user: Any) -> QuerySet[Page]:
    """The pages that somebody may publish."""
    policy = policy_registry.get_by_type(Page)
    found: QuerySet[Page] = policy.instances_user_has_permission_for(user, "publish")
    return found


def _pages(user: User, at: datetime) -> Iterator[Wait]:
    rows, href = to_publish(user), reverse("cms_desk:pages")
    for key, moment in (
        ("drafts", {"since": "latest_revision_created_at"}),
        ("scheduled", {"until": "go_live_at"}),
    ):
        kind, link = PAGES[key], f"{href}?{WAITING}={key}"
        yield counted(kind.narrow(rows, user), kind.label, link, **moment)


WAITS = [Source("", _pages)]
