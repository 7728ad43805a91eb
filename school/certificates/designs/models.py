from typing import Any

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from school.courses.models import Course, Edition
from school.lib.diploma import looks
from school.lib.diploma.looks import Look
from school.lib.fields import CodeField

# What is typed of a version; the pictures of its seal and signature come beside it.
TYPED = (
    "name",
    "layout",
    "face",
    "numerals",
    "is_bilingual",
    "title_zh",
    "title_en",
    "wording_zh",
    "wording_en",
    "colour",
    "seal_words",
)


def private_storage() -> Storage:
    return storages["private"]


class DesignPicture(models.Model):
    """The ink of a seal or a signature, on nothing. Appended; called by its hash."""

    class Kind(models.TextChoices):
        SEAL = "seal", _("seal")
        SIGNATURE = "signature", _("signature")

    kind = models.CharField(_("seal or signature"), max_length=9, choices=Kind)
    sha256 = models.CharField(_("SHA-256 of the picture"), max_length=64, unique=True)
    file = models.FileField(upload_to="designs/", storage=private_storage)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField(_("picture added"))

    class Meta:
        verbose_name = _("picture of a template")
        verbose_name_plural = _("pictures of templates")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.sha256[:8]}"


class Design(models.Model):
    """A certificate template (证书模板); what it looks like is said by its versions."""

    code = CodeField()

    class Meta:
        verbose_name = _("certificate template")
        verbose_name_plural = _("certificate templates")

    def __str__(self) -> str:
        return self.code


class DesignVersionQuerySet(models.QuerySet["DesignVersion"]):
    def current(self) -> "DesignVersionQuerySet":
        """The latest of each template: the one that is issued with."""
        newer = DesignVersion.objects.filter(
            design=models.OuterRef("design"), number__gt=models.OuterRef("number")
        )
        return self.filter(~models.Exists(newer))


class DesignVersion(models.Model):
    """One version of a template. Once a certificate was issued with it the database keeps it."""

    class Layout(models.TextChoices):
        LANDSCAPE = looks.LANDSCAPE, _("A4, landscape")
        PORTRAIT = looks.PORTRAIT, _("A4, portrait")
        CARD = looks.CARD, _("card, 85.6 × 54 mm")

    class Face(models.TextChoices):
        SONG = looks.SONG, _("Song")
        HEI = looks.HEI, _("Hei")

    class Numerals(models.TextChoices):
        CHINESE = "chinese", _("Chinese: 二〇二六年四月二十日")
        ARABIC = "arabic", _("Arabic: 2026年4月20日")

    design = models.ForeignKey(Design, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    name = models.CharField(_("name of the template"), max_length=40)
    layout = models.CharField(
        _("paper and layout"), max_length=9, choices=Layout, default=Layout.LANDSCAPE
    )
    face = models.CharField(
        _("face of the headings"), max_length=4, choices=Face, default=Face.SONG
    )
    numerals = models.CharField(
        _("numerals of the day of issue"),
        max_length=7,
        choices=Numerals,
        default=Numerals.CHINESE,
    )
    is_bilingual = models.BooleanField(_("in English too"), default=True)
    title_zh = models.CharField(
        _("heading, Chinese"), max_length=20, default=Look.title_zh
    )
    title_en = models.CharField(
        _("heading, English"), max_length=60, default=Look.title_en, blank=True
    )
    wording_zh = models.TextField(
        _("wording, Chinese"), max_length=600, default=looks.WORDING_ZH
    )
    wording_en = models.TextField(
        _("wording, English"), max_length=600, default=looks.WORDING_EN, blank=True
    )
    # The course's own where it is empty.
    colour = models.CharField(
        _("colour of frame and course"),
        max_length=7,
        blank=True,
        validators=[
            RegexValidator(
                r"\A#[0-9a-f]{6}\Z", _("Write a colour as # and six digits: #1f4e79.")
            )
        ],
    )
    seal_words = models.CharField(
        _("words in the drawn seal"),
        max_length=10,
        default=Look.seal_words,
        blank=True,
    )
    seal = models.ForeignKey(
        DesignPicture,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture of the seal"),
    )
    signature = models.ForeignKey(
        DesignPicture,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture of the signature"),
    )
    # None on the one that the school began with.
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("version made by"),
    )
    made_at = models.DateTimeField(_("version made at"))

    objects = DesignVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a template")
        verbose_name_plural = _("versions of templates")
        ordering = ["name", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["design", "number"],
                name="certificates_design_version_once",
                violation_error_message=_("This version of the template exists."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def look(self) -> Look:
        return Look(
            layout=self.layout,
            face=self.face,
            title_zh=self.title_zh,
            title_en=self.title_en,
            wording_zh=self.wording_zh,
            wording_en=self.wording_en,
            numerals=self.numerals,
            is_bilingual=self.is_bilingual,
            colour=self.colour,
            seal_words=self.seal_words,
            seal_sha256=self.seal.sha256 if self.seal else "",
            signature_sha256=self.signature.sha256 if self.signature else "",
        )

    def frozen(self) -> dict[str, Any]:
        """What a certificate keeps of it."""
        return {
            **self.look().frozen(),
            "template": self.design.code,
            "name": self.name,
            "version": self.number,
        }


class DesignChoice(models.Model):
    """Which template is issued with: of an edition, of a course, or else of the school."""

    design = models.ForeignKey(Design, models.PROTECT, related_name="choices")
    course = models.ForeignKey(
        Course, models.PROTECT, null=True, blank=True, related_name="+"
    )
    edition = models.ForeignKey(
        Edition, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("choice of a template")
        verbose_name_plural = _("choices of templates")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(course=None) | models.Q(edition=None),
                name="certificates_design_for_one_thing",
                violation_error_message=_("Choose for a course or for an edition."),
            ),
            models.UniqueConstraint(
                fields=["course"],
                condition=models.Q(course__isnull=False),
                name="certificates_one_design_a_course",
                violation_error_message=_("The course has its template already."),
            ),
            models.UniqueConstraint(
                fields=["edition"],
                condition=models.Q(edition__isnull=False),
                name="certificates_one_design_an_edition",
                violation_error_message=_("The edition has its template already."),
            ),
            # Of rows that name neither there is one.
            models.UniqueConstraint(
                models.Value(1),
                condition=models.Q(course=None, edition=None),
                name="certificates_one_design_of_the_school",
                violation_error_message=_("The school has its template already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition or self.course or '·'}: {self.design}"
