"""What is typed where one applies for somebody else, and where she confirms it."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from school.courses.models import Cohort
from school.enrollment.forms import ApplyForm, CohortChoice
from school.enrollment.models import Invitation
from school.people.adapter import MobileField
from school.people.forms import IdNumberField, NameField
from school.people.models import Person
from school.people.sign_in.forms import CodeField
from school.ui.fields import ModelMultipleChoiceField


class InviteForm(forms.Form):
    """Whom to ask; the class is known from the page."""

    name = NameField(
        label=_("Her name"),
        help_text=_("As on her ID card."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    phone = MobileField(
        label=_("Her mobile number"),
        help_text=_("Her own: the SMS goes there. An old telephone will do."),
    )


class RelativeForm(InviteForm):
    relation = forms.ChoiceField(
        label=_("Who is she to you?"),
        choices=Invitation.Relation,
        initial=Invitation.Relation.FAMILY,
        widget=forms.RadioSelect,
    )


class DeskForm(InviteForm):
    cohort = CohortChoice(
        Cohort.objects.none(), label=_("Which class?"), empty_label=_("Choose a class")
    )
    field_order = ("cohort", "name", "phone")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["cohort"]
        assert isinstance(field, forms.ModelChoiceField)
        # The verb looks at the last day of enrolment.
        field.queryset = Cohort.objects.open_for_enrollment().order_by("starts_on")


class WorkerChoice(ModelMultipleChoiceField):
    def label_from_instance(self, obj: Person) -> str:
        return f"{obj.name} · {obj.masked_phone}"


class GroupForm(forms.Form):
    """Those of the page who can be asked."""

    workers = WorkerChoice(
        Person.objects.none(),
        label=_("Whom do you want to ask?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one of them.")},
    )

    def __init__(self, *args: Any, askable: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["workers"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = askable


class ConfirmForm(ApplyForm):
    """The code, who she is, and her consent to the very text on the screen.

    The same for everybody, so that it does not tell whether she is on file.
    """

    code = CodeField()
    name = NameField(
        help_text=_("Exactly as on the ID card, with the dot and rare characters.")
    )
    id_number = IdNumberField(
        required=False,
        help_text=_(
            "The 18 signs on the ID card. Needed the first time; leave it empty only if the "
            "school has it already."
        ),
    )
    field_order = ("code", "name", "id_number", "can_come", "agree")

    def __init__(
        self,
        *args: Any,
        invitation: Invitation,
        is_helper: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if is_helper:
            self.fields["agree"].label = _("She has heard or read this, and agrees")
        self.fields["code"].help_text = _("Six digits, in the SMS about this class.")
        self.fields["code"].widget.attrs.pop("autofocus", None)
        self.initial["name"] = invitation.name
