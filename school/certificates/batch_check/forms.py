from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from school.certificates.batch_check import refusals, rules
from school.certificates.batch_check.rules import Row
from school.lib.archives import Unreadable
from school.lib.sheets import pages
from school.people.models import Company

# Some two hundred rows; a workbook with a picture in it has more.
LARGEST = 1024 * 1024
LONGEST_TEXT = 40_000
ENCODINGS = ("utf-8-sig", "gb18030")


class ListForm(forms.Form):
    """Numbers and names, pasted or in a file."""

    company = forms.ModelChoiceField(
        label=_("For which company"), queryset=Company.objects.none(), empty_label=None
    )
    rows = forms.CharField(
        label=_("Numbers and names"),
        max_length=LONGEST_TEXT,
        required=False,
        help_text=_(
            "A row for each certificate: its number, then the whole name as printed. "
            "Copy two columns out of a table, or part them by a comma."
        ),
        widget=forms.Textarea(attrs={"rows": 8, "autocomplete": "off"}),
    )
    file = forms.FileField(
        label=_("Or a file"),
        required=False,
        allow_empty_file=True,
        help_text=_("XLSX or CSV with the same columns."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
    )

    def __init__(self, *args: Any, companies: QuerySet[Company], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["company"]
        choice.queryset = companies  # type: ignore[attr-defined]  # a Field to Django
        if len(companies) == 1:
            choice.widget, choice.initial = forms.HiddenInput(), companies[0]

    def clean_file(self) -> list[Row]:
        file: UploadedFile | None = self.cleaned_data["file"]
        if not file:
            return []
        data = file.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise forms.ValidationError(refusals.UnreadableList.message)
        try:
            return _in_file(data)
        except Unreadable as error:
            raise forms.ValidationError(refusals.UnreadableList.message) from error

    def asked(self) -> list[Row]:
        """What is in the file, else what was pasted."""
        in_file: list[Row] = self.cleaned_data["file"]
        return in_file or rules.rows_of(rules.lines_of(self.cleaned_data["rows"]))


def _in_file(data: bytes) -> list[Row]:
    if data.startswith(b"PK"):
        return rules.rows_of(
            (
                row.number,
                [row.cells[at].text if at in row.cells else "" for at in range(3)],
            )
            for row in pages(data)[0].rows
        )
    for encoding in ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return rules.rows_of(rules.lines_of(text))
    raise Unreadable
