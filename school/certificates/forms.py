from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from school.certificates import rules
from school.certificates.eligibility import Candidate
from school.certificates.models import Certificate
from school.enrollment.models import Enrollment
from school.lib import pdf_words
from school.ui import fields

# Ours has some 40 KB, and the photo. Up to here Django keeps an upload in memory.
LARGEST_PDF = 2 * 1024 * 1024


class LookUpForm(forms.Form):
    """For someone with the paper in hand but no camera: the number and the name on it."""

    number = forms.CharField(
        label=_("Certificate number"),
        max_length=60,
        help_text=_("It stands under the QR code and begins with FNYX."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters"}
        ),
    )
    name = forms.CharField(
        label=_("Name on the certificate"),
        max_length=50,
        help_text=_("As printed, all of it."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_number(self) -> str:
        typed: str = self.cleaned_data["number"]
        if not rules.has_valid_check(typed):
            raise forms.ValidationError(
                _(
                    "This is not a number of ours: a character is wrong or missing. "
                    "Compare it with the paper and type it again."
                )
            )
        return rules.normal(typed)


class FileForm(forms.Form):
    """The PDF of a certificate, to be compared with what was issued."""

    file = forms.FileField(
        label=_("The PDF of the certificate"),
        help_text=_("The file itself, not a photo or a scan of the paper."),
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
        allow_empty_file=True,
    )

    def clean_file(self) -> bytes:
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_PDF:
            raise forms.ValidationError(
                _("This file is larger than any certificate of ours. Choose the PDF.")
            )
        data: bytes = file.read()
        if not pdf_words.is_pdf(data):
            raise forms.ValidationError(
                _(
                    "This is not a PDF. Choose the file that the school gave out; for "
                    "a photo or a paper, scan its QR code instead."
                )
            )
        return data


class PaperForm(forms.Form):
    """Something that only who has the paper, or its holder before them, can know."""

    paper = forms.CharField(
        label=_("Full name on the paper, or last four of the ID number"),
        max_length=50,
        help_text=_("Then this page shows the name whole."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why"),
        max_length=300,
        help_text=_("It stays in the certificate's history."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReissueForm(ReasonForm):
    kind = forms.ChoiceField(
        label=_("What for"),
        choices=Certificate.Reissue.choices,
        widget=forms.RadioSelect,
    )

    field_order = ["kind", "reason"]


class IssueForm(forms.Form):
    """Who of those that can be certified, and the day that stands on the paper."""

    who = forms.MultipleChoiceField(
        label=_("Whose certificates"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Tick at least one name."),
            "invalid_choice": _(
                "Somebody you ticked cannot be certified any more, or is already. Look "
                "at the list again."
            ),
        },
    )
    on = fields.DateField(
        label=_("Date of issue"),
        widget=fields.DayInput,
        help_text=_("It stands on the paper: the day of the results, or a later one."),
    )

    def __init__(
        self,
        ready: Sequence[Candidate],
        data: Any = None,
        *,
        picked: Sequence[str] = (),
    ) -> None:
        self.ready = {one.enrollment.code: one.enrollment for one in ready}
        chosen = [code for code in picked if code in self.ready] or list(self.ready)
        today = timezone.localdate()
        super().__init__(data, initial={"who": chosen, "on": today})
        who = self.fields["who"]
        assert isinstance(who, forms.MultipleChoiceField)
        who.choices = [(code, str(one.person)) for code, one in self.ready.items()]

    def only(self) -> list[Enrollment]:
        return [self.ready[code] for code in self.cleaned_data["who"]]
