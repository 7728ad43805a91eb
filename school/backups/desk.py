"""The backups that there are, for whoever runs the server."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from school.backups import rules, shelf


def backups(request: HttpRequest) -> HttpResponse:
    if not request.user.is_superuser:
        raise PermissionDenied
    newest, now = shelf.newest(), timezone.now()
    context = {
        "page_title": _("Backups"),
        "header_icon": "history",
        "is_on": bool(settings.BACKUP_DIR),
        "is_too_old": rules.is_too_old(newest, now=now),
        "backups": shelf.kept(),
        "daily": rules.DAILY,
        "weekly": rules.WEEKLY,
        "monthly": rules.MONTHLY,
    }
    return render(request, "backups/desk/list.html", context)
