"""The pictures that a question form takes: one in the question, some to choose from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO, Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from school.assessment import actions
from school.assessment.rules.written import LETTERS
from school.journal.actors import Actor
from school.lib import photos
from school.lib.errors import Refusal

# As many as a file may bring.
ROW_LETTERS = LETTERS


class PictureField(forms.FileField):
    """Refuses what is no picture beside the field; the verb makes it small."""

    widget = forms.FileInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.widget.attrs["accept"] = "image/jpeg,image/png"

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if isinstance(file, UploadedFile):
            try:
                photos.illustration(file)
            except Refusal as refusal:
                raise ValidationError(str(refusal)) from refusal
            file.seek(0)
        return file


@dataclass(frozen=True, slots=True)
class Row:
    """A picture to choose: a new file, or the one that is there, with its words."""

    letter: str
    file: IO[bytes] | None
    code: str
    zh: str
    en: str

    def kept(self, *, key: str, by: Actor) -> dict[str, str]:
        """The option, once its file is kept."""
        code = self.code
        if self.file:
            code = actions.keep_picture(
                self.file, alt_zh=self.zh, alt_en=self.en, by=by
            ).code
        return {"key": key, "zh": self.zh, "en": self.en, "picture": code}


def row_fields() -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {}
    for letter in ROW_LETTERS:
        words = {"letter": letter}
        fields[f"file_{letter}"] = PictureField(label=_("Picture %(letter)s") % words)
        fields[f"zh_{letter}"] = forms.CharField(
            label=_("%(letter)s: what it shows, in Chinese") % words,
            max_length=200,
            required=False,
        )
        fields[f"en_{letter}"] = forms.CharField(
            label=_("%(letter)s: what it shows, in English") % words,
            max_length=200,
            required=False,
        )
    return fields


def rows_of(data: Mapping[str, Any], before: Mapping[str, str]) -> list[Row]:
    """The rows that are filled in; `before` has the picture each letter had."""
    rows = []
    for letter in ROW_LETTERS:
        row = Row(
            letter,
            data.get(f"file_{letter}") or None,
            before.get(letter, ""),
            data.get(f"zh_{letter}", ""),
            data.get(f"en_{letter}", ""),
        )
        if row.file or row.zh or row.en:
            rows.append(row)
    return rows


def faults_of(rows: list[Row]) -> dict[str, Any]:
    """What is missing, by the field in which it is."""
    faults: dict[str, Any] = {}
    for row in rows:
        if not row.file and not row.code:
            faults[f"file_{row.letter}"] = _("Choose a picture, or clear the words.")
        for language, text in (("zh", row.zh), ("en", row.en)):
            if not text:
                faults[f"{language}_{row.letter}"] = _(
                    "Say what the picture shows, for those who cannot see it; the "
                    "words do not give the answer away."
                )
    return faults


def thumbnail(code: str, words: str) -> SafeString:
    url = reverse("assessment:picture", args=[code])
    return format_html('<img src="{}" alt="{}" width="160">', url, words)
