from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from school.lib.fields import CodeField
from school.notices.kind_names import NAMES
from school.notices.models.text import NoticeText
from school.people.models import Person

if TYPE_CHECKING:
    from school.people.models import User


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, user: "User") -> "NoticeQuerySet":
        return self.filter(person__user_id=user.pk)

    def unread(self) -> "NoticeQuerySet":
        return self.filter(read_at=None)

    def unread_first(self) -> "NoticeQuerySet":
        return self.annotate(
            is_read=models.Case(
                models.When(read_at=None, then=models.Value(0)),
                default=models.Value(1),
            )
        ).order_by("is_read", "-sent_at", "-pk")


class Notice(models.Model):
    """Something the school tells a person; always in the inbox, by other ways as they chose."""

    code = CodeField()
    person = models.ForeignKey(Person, models.CASCADE, related_name="notices")
    # Names the templates notices/<kind>/subject.txt and body.txt, which the desk may replace.
    kind = models.CharField(max_length=40)
    context = models.JSONField(default=dict)
    # The desk's own wording in force at the time; without one, that of the templates.
    text = models.ForeignKey(
        NoticeText, models.PROTECT, null=True, blank=True, related_name="+"
    )
    # A path on this site to go on with.
    link = models.CharField(max_length=200, blank=True)
    # A path that opens without signing in, once the notice's key stands behind it.
    door = models.CharField(max_length=100, blank=True)
    sent_at = models.DateTimeField(_("sent"))
    read_at = models.DateTimeField(_("read"), null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-sent_at", "-pk"]
        indexes = [models.Index(fields=["person", "read_at"])]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()}"

    def get_kind_display(self) -> str:
        return str(NAMES.get(self.kind, self.kind))
