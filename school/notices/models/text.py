from django.db import models
from django.utils.translation import gettext_lazy as _

from school.lib.fields import Bilingual
from school.notices.kind_names import NAMES


class NoticeTextQuerySet(models.QuerySet["NoticeText"]):
    def newest(self) -> "NoticeTextQuerySet":
        """The last word on each kind, be it a return to the built-in text."""
        newer = self.model.objects.filter(
            kind=models.OuterRef("kind"), version__gt=models.OuterRef("version")
        )
        return self.filter(~models.Exists(newer))

    def in_force(self, kind: str) -> "NoticeText | None":
        """None where the built-in text is."""
        newest = self.filter(kind=kind).order_by("-version").first()
        return None if newest is None or newest.is_built_in else newest


class NoticeText(models.Model):
    """One version of how the desk words a kind of notice.

    The database refuses to change or delete it: a new wording is a new version, and so
    is going back to the built-in one.
    """

    kind = models.CharField(_("kind of notice"), max_length=40)
    version = models.PositiveSmallIntegerField(_("version"))
    is_built_in = models.BooleanField(_("back to the built-in text"), default=False)
    subject_zh = models.CharField(_("Chinese subject"), max_length=120, blank=True)
    subject_en = models.CharField(_("English subject"), max_length=160, blank=True)
    subject = Bilingual("subject")
    body_zh = models.TextField(_("Chinese text"), max_length=800, blank=True)
    body_en = models.TextField(_("English text"), max_length=1200, blank=True)
    body = Bilingual("body")
    written_at = models.DateTimeField(_("text written"))
    actor_label = models.CharField(_("Written by"), max_length=100)

    objects = NoticeTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("text of a notice")
        verbose_name_plural = _("texts of notices")
        ordering = ["kind", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "version"],
                name="notices_noticetext_version_once",
                violation_error_message=_(
                    "This text was changed meanwhile. Open it again."
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{NAMES.get(self.kind, self.kind)} v{self.version}"
