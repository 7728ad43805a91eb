from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils.translation import gettext_lazy as _

from school.lib.fields import Bilingual, CodeField


def private_storage() -> Storage:
    return storages["private"]


class QuestionPicture(models.Model):
    """A picture in a question or in one of its options. Made once, never changed."""

    code = CodeField()
    file = models.FileField(
        _("picture file"), upload_to="questions/", storage=private_storage
    )
    alt_zh = models.CharField(_("Chinese description"), max_length=200)
    alt_en = models.CharField(_("English description"), max_length=200, blank=True)
    alt = Bilingual("alt")
    width = models.PositiveIntegerField(_("width in pixels"))
    height = models.PositiveIntegerField(_("height in pixels"))
    sha256 = models.CharField(max_length=64, db_index=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    added_at = models.DateTimeField(_("picture added at"))

    class Meta:
        verbose_name = _("picture of a question")
        verbose_name_plural = _("pictures of questions")
        ordering = ["-added_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.alt} ({self.code})"
