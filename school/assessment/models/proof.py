import uuid
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from school.assessment.models.appeal import Appeal
from school.assessment.models.picture import private_storage
from school.assessment.models.practical import Marking
from school.assessment.rules import proofs as rules
from school.courses.models import CriticalFail, Item
from school.lib.fields import CodeField, labelled
from school.people.models import Person

if TYPE_CHECKING:
    from school.people.models import User


class ProofQuerySet(models.QuerySet["Proof"]):
    def standing(self) -> "ProofQuerySet":
        return self.filter(removed_at=None)

    def of(self, person: Person) -> "ProofQuerySet":
        place = "marking__practical_station__practical__enrollment__person"
        return self.filter(**{place: person})

    def visible_to(self, user: "User") -> "ProofQuerySet":
        """Those whom the consent text names, each as long as it says.

        The examiner, and whoever is called in, while their own sheets are open, who
        hears an appeal of the station until it is heard, the trainee once her result is
        out, and the registrar by right.
        """
        if user.has_perm("assessment.view_proof"):
            return self.standing()
        practical = "marking__practical_station__practical"
        hers = models.Q(
            **{
                f"{practical}__enrollment__person__user_id": user.pk,
                f"{practical}__status": "released",
            }
        )
        if not user.has_perm("assessment.mark_practical"):
            return self.standing().filter(hers)
        open_ = Marking.objects.filter(examiner_id=user.pk, status=Marking.Status.OPEN)
        own = models.Q(marking__in=open_.to_mark())
        place = "marking__practical_station__in"
        called = open_.to_mark().called().values("practical_station")
        heard = Appeal.objects.open().given_to(user).values("stations")
        given = models.Q(**{place: called}) | models.Q(**{place: heard})
        return self.standing().filter(hers | own | given)


class Proof(models.Model):
    """A photo, a clip or a voice note that an examiner pinned to a step of a sheet.

    When it is removed its file goes; the row stays, with the file's hash and the reason.
    """

    class Kind(models.TextChoices):
        PHOTO = rules.PHOTO, _("photo")
        CLIP = rules.CLIP, _("video clip")
        VOICE = rules.VOICE, _("voice note")

    class Reason(models.TextChoices):
        BY_EXAMINER = "examiner", _("removed by the examiner")
        CONSENT_WITHDRAWN = "consent", _("consent taken back")
        PAST_ITS_DATE = "date", _("kept long enough")

    code = CodeField()
    marking = models.ForeignKey(
        Marking,
        models.PROTECT,
        related_name="proofs",
        verbose_name=_("marking sheet"),
    )
    item = models.ForeignKey(
        Item,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("item"),
    )
    critical_fail = models.ForeignKey(
        CriticalFail,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("critical fail"),
    )
    kind = models.CharField(_("kind of proof"), max_length=5, choices=Kind)
    file = models.FileField(
        _("pinned file"), upload_to="proofs/", storage=private_storage, blank=True
    )
    media_type = models.CharField(_("media type"), max_length=20)
    # Of the file as it is kept: a photo is written anew, a clip loses where it was taken.
    sha256 = models.CharField(_("SHA-256 of the file"), max_length=64)
    size = models.PositiveIntegerField(_("size in bytes"))
    # None where the file does not say.
    seconds = models.PositiveSmallIntegerField(
        _("length in seconds"), null=True, blank=True
    )
    # The phone's own name of it: sent twice, it is kept once.
    uuid = models.UUIDField(unique=True, default=uuid.uuid4)
    taken_at = models.DateTimeField(_("taken at, by the phone's clock"))
    received_at = models.DateTimeField(_("received at"))
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("taken by"),
    )
    removed_at = models.DateTimeField(_("file removed at"), null=True, blank=True)
    removed_why = models.CharField(
        _("why it was removed"), max_length=8, choices=Reason, blank=True
    )

    objects = ProofQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo, clip or voice note")
        verbose_name_plural = _("photos, clips and voice notes")
        ordering = ["taken_at", "pk"]
        indexes = [models.Index(fields=["marking", "removed_at"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(item=None, critical_fail__isnull=False)
                | models.Q(item__isnull=False, critical_fail=None),
                name="assessment_proof_of_one_step",
                violation_error_message=_("It belongs to one step of the sheet."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.step}"

    @property
    @labelled(_("step of the sheet"))
    def step(self) -> Item | CriticalFail:
        step = self.item or self.critical_fail
        assert step is not None
        return step

    @property
    @labelled(_("file kept until"))
    def keep_until(self) -> datetime | None:
        """None once it is removed, and while an appeal about its station is open."""
        if self.removed_at:
            return None
        place = self.marking.practical_station
        practical = place.practical
        edition = practical.enrollment.cohort.edition
        return rules.keep_until(
            practical.released_at,
            opened_at=practical.opened_at,
            days=edition.evidence_days,
            appeal_days=edition.appeal_days,
            is_disputed=any(one.is_open for one in place.appeals.all()),
        )
