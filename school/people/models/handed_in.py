from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from school.lib.fields import CodeField


class HandedIn(models.Model):
    """A table that somebody handed in, and how far it is taken in.

    Whoever inherits it says where its file is kept: deleted once taken in or dropped.
    """

    class Status(models.TextChoices):
        CHECKED = "checked", _("checked, not taken in yet")
        TAKING = "taking", _("being taken in")
        DONE = "done", _("taken in")
        DROPPED = "dropped", _("not taken in")
        FAILED = "failed", _("broken off")

    code = CodeField()
    file = models.FileField(blank=True)
    status = models.CharField(
        _("state of the file"), max_length=8, choices=Status, default=Status.CHECKED
    )
    rows = models.PositiveIntegerField(_("rows"), default=0)
    # As they looked when the file was checked; those taken in as it turned out.
    fitting = models.PositiveIntegerField(_("rows to take in"), default=0)
    known = models.PositiveIntegerField(_("known before"), default=0)
    kept = models.PositiveIntegerField(_("taken in"), default=0)
    # Of the rows without a fault, in their order: where a new worker goes on.
    rows_done = models.PositiveIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("handed in by"),
    )
    at = models.DateTimeField(_("handed in on"))
    begun_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(_("finished on"), null=True)

    class Meta:
        abstract = True
