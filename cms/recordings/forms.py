"""The desk's form of a recording: its file is looked into, its captions are read."""

import io
from typing import IO, Any

from django import forms
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import FileExtensionValidator
from django.utils.translation import gettext_lazy as _
from PIL import Image
from wagtail.models import ReferenceIndex
from wagtailmedia.forms import BaseMediaForm

from cms.recordings import rules, webvtt
from school.lib import pictures, recordings

LARGEST_CAPTIONS = 512 * 1024
LARGEST_STILL = 5 * rules.MEGABYTE
MOST_PIXELS = 40_000_000
STILL = (960, 960)
# More problems than these are one: it is not the right file.
PROBLEMS_SAID = 5
FAULTS = {
    webvtt.Fault.HEAD: _(
        "Line %(line)s: a WebVTT file begins with the word WEBVTT. Save it as WebVTT."
    ),
    webvtt.Fault.TIMES: _(
        "Line %(line)s: here should be times such as 00:01.000 --> 00:04.000."
    ),
    webvtt.Fault.COMMA: _(
        "Line %(line)s: write a point before the thousandths, not a comma."
    ),
    webvtt.Fault.BACKWARDS: _("Line %(line)s: this caption ends before it begins."),
    webvtt.Fault.ORDER: _(
        "Line %(line)s: this caption begins before the one above it. Put them in order."
    ),
    webvtt.Fault.NO_WORDS: _("Line %(line)s: no words stand under these times."),
    webvtt.Fault.EMPTY: _("There is no caption in this file."),
}


class RecordingForm(BaseMediaForm):
    class Meta(BaseMediaForm.Meta):
        widgets = {
            **BaseMediaForm.Meta.widgets,
            "transcript": forms.Textarea(attrs={"rows": 8}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.type == rules.AUDIO:
            # What is only heard has its words in the transcript.
            for name in ("thumbnail", "captions_zh", "captions_en"):
                self.fields.pop(name, None)
        for name in ("captions_zh", "captions_en"):
            if name in self.fields:
                self.fields[name].widget.attrs["accept"] = ".vtt"
        self.fields["duration"].help_text = _(
            "In seconds. MP4 and M4A files say it themselves; type it for the others."
        )

    def clean_file(self) -> Any:
        return self._checked("file")

    def clean_small_file(self) -> Any:
        return self._checked("small_file")

    def clean_captions_zh(self) -> Any:
        return self._captions("captions_zh")

    def clean_captions_en(self) -> Any:
        return self._captions("captions_en")

    def clean_thumbnail(self) -> Any:
        sent = self.cleaned_data["thumbnail"]
        if not isinstance(sent, UploadedFile):
            return sent
        data = sent.read(LARGEST_STILL + 1)
        if len(data) > LARGEST_STILL:
            raise forms.ValidationError(_("This picture is larger than 5 MB."))
        try:
            picture = pictures.opened(data, most_pixels=MOST_PIXELS)
        except pictures.Unreadable as error:
            sentence = _("This file is not a picture we can read. Send a JPEG or PNG.")
            raise forms.ValidationError(sentence) from error
        return ContentFile(_as_jpeg(picture), name="still.jpg")

    def clean_transcript(self) -> str:
        text: str = self.cleaned_data["transcript"].strip()
        if not text and self.instance.pk and _is_used(self.instance):
            raise forms.ValidationError(
                _("Pages use this recording. Whoever cannot hear it needs these words.")
            )
        return text

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        sent = cleaned.get("file")
        if isinstance(sent, UploadedFile):
            facts = _facts(sent)
            cleaned["duration"] = round(facts.seconds, 1) or cleaned.get("duration")
            self.instance.width = facts.width or None
            self.instance.height = facts.height or None
        if sent and not cleaned.get("duration"):
            self.add_error("duration", _("How many seconds does it last?"))
        return cleaned

    def save(self, commit: bool = True) -> Any:
        self.instance.byte_size = _size(self.cleaned_data["file"])
        self.instance.small_byte_size = _size(self.cleaned_data.get("small_file"))
        return super().save(commit)

    def _checked(self, name: str) -> Any:
        """The file if it is what its name says and light enough for a phone."""
        sent = self.cleaned_data[name]
        if not isinstance(sent, UploadedFile):
            return sent
        kind = self.instance.type
        extension = rules.extension_of(sent.name or "")
        FileExtensionValidator(rules.EXTENSIONS[kind])(sent)
        if (sent.size or 0) > rules.LARGEST[kind]:
            raise forms.ValidationError(
                _("This file is larger than %(megabytes)s MB. Make a smaller one."),
                params={"megabytes": rules.LARGEST[kind] // rules.MEGABYTE},
            )
        head = sent.read(recordings.HEAD_BYTES)
        sent.seek(0)
        if recordings.container_of(head) != rules.CONTAINERS[extension]:
            raise forms.ValidationError(
                _("The file is named .%(extension)s but is something else inside."),
                params={"extension": extension},
            )
        return sent

    def _captions(self, name: str) -> Any:
        sent = self.cleaned_data[name]
        if not isinstance(sent, UploadedFile):
            return sent
        data = sent.read(LARGEST_CAPTIONS + 1)
        sent.seek(0)
        FileExtensionValidator(["vtt"])(sent)
        if len(data) > LARGEST_CAPTIONS:
            raise forms.ValidationError(_("This file is too large for captions."))
        try:
            found = webvtt.problems(data.decode())
        except UnicodeDecodeError as error:
            sentence = _("The captions are not in UTF-8. Save them as UTF-8.")
            raise forms.ValidationError(sentence) from error
        if found:
            raise forms.ValidationError(
                [
                    forms.ValidationError(FAULTS[one.fault], params={"line": one.line})
                    for one in found[:PROBLEMS_SAID]
                ]
            )
        return sent


def _is_used(recording: Any) -> bool:
    return ReferenceIndex.get_references_to(recording).exists()


def _size(file: Any) -> int:
    return file.size if file else 0


def _as_jpeg(picture: Image.Image) -> bytes:
    still = picture.convert("RGB")
    still.thumbnail(STILL, Image.Resampling.LANCZOS)
    target = io.BytesIO()
    still.save(target, "JPEG", quality=80, optimize=True)
    return target.getvalue()


def _facts(file: IO[bytes]) -> recordings.Facts:
    """Reads only the table of an MP4 or M4A, wherever in the file it stands."""
    place = 0
    while True:
        file.seek(place)
        head = file.read(16)
        size, name = int.from_bytes(head[:4]), head[4:8]
        if size == 1:
            size = int.from_bytes(head[8:16])
        if name == b"moov" and 8 < size <= 4 * rules.MEGABYTE:
            file.seek(place + 8)
            table = file.read(size - 8)
            file.seek(0)
            return recordings.facts_of(table)
        if len(head) < 8 or size < 8:
            file.seek(0)
            return recordings.Facts()
        place += size
