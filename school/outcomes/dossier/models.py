from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils.translation import gettext_lazy as _

from school.courses.models import Cohort
from school.lib.fields import CodeField

if TYPE_CHECKING:
    from school.people.models import User

# Long enough to hand it over. It can be made again as long as the ledgers are kept.
KEPT_SEALED = timedelta(days=30)
EXPORT, UNSEAL = "outcomes.export_dossier", "outcomes.unseal_dossier"


def private_storage() -> Storage:
    return storages["private"]


class DossierQuerySet(models.QuerySet["Dossier"]):
    def visible_to(self, user: "User") -> "DossierQuerySet":
        """Those with whole ID numbers only to who may ask for such."""
        if not user.has_perm(EXPORT):
            return self.none()
        return self if user.has_perm(UNSEAL) else self.filter(with_id_numbers=False)

    def outlived(self, *, at: datetime) -> "DossierQuerySet":
        """Those whose whole ID numbers have lain long enough beside the ledgers."""
        sealed = self.exclude(file="").filter(with_id_numbers=True)
        return sealed.filter(finished_at__lt=at - KEPT_SEALED)


class Dossier(models.Model):
    """The subsidy papers of a class as they were asked for on a day: a copy, not a fact."""

    code = CodeField()
    cohort = models.ForeignKey(
        Cohort,
        models.PROTECT,
        related_name="dossiers",
        verbose_name=_("class of the dossier"),
    )
    with_id_numbers = models.BooleanField(_("with whole ID numbers"), default=False)
    reason = models.CharField(_("what it is for"), max_length=200, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("asked for by"),
    )
    asked_at = models.DateTimeField(_("asked for at"))
    files_done = models.PositiveSmallIntegerField(default=0)
    files_total = models.PositiveSmallIntegerField(default=0)
    finished_at = models.DateTimeField(_("dossier made at"), null=True, blank=True)
    tries = models.PositiveSmallIntegerField(_("how often tried"), default=0)
    has_failed = models.BooleanField(default=False)
    file = models.FileField(upload_to="dossiers/", storage=private_storage, blank=True)
    # Of the ZIP as it is handed out; the same facts give the same.
    sha256 = models.CharField(_("SHA-256 of the file"), max_length=64, blank=True)

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = _("subsidy dossier")
        verbose_name_plural = _("subsidy dossiers")
        ordering = ["-asked_at", "-pk"]
        permissions = [
            ("export_dossier", _("Can export subsidy dossiers")),
            ("unseal_dossier", _("Can export dossiers with whole ID numbers")),
        ]

    def __str__(self) -> str:
        return f"{self.cohort} · {self.asked_at:%Y-%m-%d}"

    @property
    def is_ready(self) -> bool:
        return bool(self.file)

    @property
    def is_removed(self) -> bool:
        return bool(self.sha256) and not self.file
