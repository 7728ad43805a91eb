"""The forms of licences and of conflicts of interest."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from school.assessment.models import Conflict, Licence
from school.courses.models import Course
from school.people.models import Person, User
from school.ui import fields

KIND_MISSING = _("Say whether it is a relative, or somebody you know otherwise.")


class TieForm(forms.Form):
    """How close the examiner is to the trainee. No more is asked than that."""

    kind = forms.ChoiceField(
        label=_("How do you know the person?"),
        choices=Conflict.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": KIND_MISSING},
    )
    note = forms.CharField(
        label=_("Note"),
        help_text=_("The registrar reads it. A word is enough; nothing private."),
        max_length=200,
        required=False,
    )


class DeclareForm(TieForm):
    """A trainee of the examiner's own classes, before anything is to be marked."""

    def __init__(self, *args: Any, persons: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"] = forms.ModelChoiceField(
            persons,
            to_field_name="code",
            label=_("Trainee"),
            empty_label=_("Choose one"),
            error_messages={
                "required": _("Choose whom you know."),
                "invalid_choice": _("Choose one of the trainees of your classes."),
            },
        )
        self.order_fields(["person"])


class ConflictForm(TieForm):
    """The registrar enters it for an examiner."""

    def __init__(self, *args: Any, examiners: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].label = _("conflict of interest")
        self.fields["note"].help_text = _("A word is enough; nothing private.")
        self.fields["user"] = forms.ModelChoiceField(
            examiners,
            label=_("Examiner"),
            empty_label=_("Choose one"),
            error_messages={
                "required": _("Choose the examiner."),
                "invalid_choice": _("Choose one of the list."),
            },
        )
        self.order_fields(["user"])


class LicenceForm(forms.ModelForm):
    valid_from = fields.DateField(label=_("valid from"), widget=fields.DayInput())
    valid_until = fields.DateField(label=_("valid through"), widget=fields.DayInput())
    courses = fields.ModelMultipleChoiceField(
        Course.objects.all(),
        label=_("courses she may mark"),
        widget=forms.CheckboxSelectMultiple,
    )
    sheets_a_class = forms.IntegerField(
        label=_("sheets in a class at most"),
        help_text=_("Empty: no limit."),
        required=False,
        min_value=1,
        max_value=999,
    )
    sheets_a_day = forms.IntegerField(
        label=_("sheets on a day at most"),
        help_text=_("Empty: no limit."),
        required=False,
        min_value=1,
        max_value=999,
    )

    class Meta:
        model = Licence
        fields = (
            "user",
            "number",
            "issued_by",
            "valid_from",
            "valid_until",
            "courses",
            "sheets_a_class",
            "sheets_a_day",
        )

    def __init__(self, *args: Any, examiners: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        user = self.fields["user"]
        assert isinstance(user, forms.ModelChoiceField)
        user.queryset = examiners
