import secrets
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtailmedia.models import AbstractMedia

from cms.recordings.rules import MIME_TYPES, extension_of


def unguessable(folder: str, name: str) -> str:
    """Files are public; their names say neither who nor what."""
    return f"{folder}/{secrets.token_hex(12)}.{extension_of(name)}"


def recording_file(instance: "Recording", name: str) -> str:
    return unguessable("recordings", name)


def still_file(instance: "Recording", name: str) -> str:
    return unguessable("stills", name)


def captions_file(instance: "Recording", name: str) -> str:
    return unguessable("captions", name)


class Recording(AbstractMedia):
    """A video or a piece of audio, with its words for whoever cannot hear it or save it."""

    file = models.FileField(_("recording file"), upload_to=recording_file)
    small_file = models.FileField(
        _("smaller version"),
        upload_to=recording_file,
        blank=True,
        help_text=_("Offered where the reader saves data. May be left out."),
    )
    thumbnail = models.FileField(
        _("still picture"),
        upload_to=still_file,
        blank=True,
        help_text=_("JPEG or PNG; seen before the video plays."),
    )
    captions_zh = models.FileField(
        _("Chinese captions"),
        upload_to=captions_file,
        blank=True,
        help_text=_("A WebVTT file (.vtt). A video in a published page needs it."),
    )
    captions_en = models.FileField(
        _("English captions"), upload_to=captions_file, blank=True
    )
    transcript = models.TextField(
        _("transcript"),
        blank=True,
        help_text=_(
            "All that is said, and what one must see to understand it. A published "
            "page needs it."
        ),
    )
    uploaded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("uploaded by"),
    )
    byte_size = models.PositiveBigIntegerField(default=0, editable=False)
    small_byte_size = models.PositiveBigIntegerField(default=0, editable=False)

    admin_form_fields = (
        "title",
        "file",
        "small_file",
        "thumbnail",
        "captions_zh",
        "captions_en",
        "transcript",
        "duration",
        "collection",
        "tags",
    )

    class Meta:
        verbose_name = _("recording")
        verbose_name_plural = _("recordings")

    def clean(self, *args: Any, **kwargs: Any) -> None:
        # Of a file that was refused enough is said: its missing name is no second mistake.
        if self.file:
            super().clean(*args, **kwargs)

    @property
    def mime_type(self) -> str:
        return MIME_TYPES.get(extension_of(self.file.name or ""), "")

    @property
    def missing_words(self) -> list[str]:
        """What a published page needs and the recording has not: field names."""
        needed = ["transcript"]
        if self.type == "video":
            needed.append("captions_zh")
        return [name for name in needed if not getattr(self, name)]

    @property
    def lightest(self) -> models.fields.files.FieldFile:
        return self.small_file or self.file

    @property
    def lightest_bytes(self) -> int:
        return self.small_byte_size if self.small_file else self.byte_size
