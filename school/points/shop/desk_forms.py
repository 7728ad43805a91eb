from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from school.courses.models import Course
from school.lib import photos
from school.lib.errors import Refusal
from school.points.models import Reward
from school.points.shop import rules
from school.points.shop.actions.storing import INWARD, OUTWARD
from school.points.shop.models import Partner, StockMovement
from school.points.shop.stock import is_stored
from school.ui.fields import ModelMultipleChoiceField

MOST_PIECES = 10_000


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("collection code"),
        help_text=_(
            "Six signs from her phone, or scan the square code into this field."
        ),
        # A scanner types the whole address.
        max_length=200,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "autofocus": True,
            }
        ),
    )


class WhyForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is not handed over"),
        help_text=_("She reads it. All points come back to her."),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class MovementForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("what happened"),
        choices=[(one.value, one.label) for one in (*INWARD, *OUTWARD)],
        widget=forms.RadioSelect,
    )
    quantity = forms.IntegerField(label=_("pieces"), min_value=1, max_value=MOST_PIECES)
    reason = forms.CharField(
        label=_("reason"),
        help_text=_("From whom it came, or why it comes back or is written off."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        is_reason_needed = cleaned.get("kind") != StockMovement.Kind.RECEIVED
        if is_reason_needed and not cleaned.get("reason", "").strip():
            self.add_error("reason", str(_("Write in a few words why.")))
        return cleaned


class RewardForm(forms.ModelForm):
    """What the school says of it; price, limit and tier are the scheme's."""

    picture = forms.FileField(
        label=_("new photo"),
        required=False,
        help_text=_("JPEG or PNG. None keeps the one that is there."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png"}),
    )

    class Meta:
        model = Reward
        fields = (
            "is_offered",
            "words_zh",
            "words_en",
            "collect_at",
            "warn_below",
            "courses",
        )
        field_classes = {"courses": ModelMultipleChoiceField}
        widgets = {
            "words_zh": forms.Textarea(attrs={"rows": 3}),
            "words_en": forms.Textarea(attrs={"rows": 3}),
            "courses": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.kind != rules.SEAT:
            del self.fields["courses"]
        else:
            courses = self.fields["courses"]
            assert isinstance(courses, forms.ModelMultipleChoiceField)
            courses.queryset = Course.objects.select_related("track")
        if not is_stored(self.instance):
            del self.fields["warn_below"]

    def clean_picture(self) -> Any:
        file = self.cleaned_data["picture"]
        if file:
            try:
                photos.illustration(file)
            except Refusal as refusal:
                raise forms.ValidationError(
                    str(refusal.message), code=refusal.code
                ) from None
            file.seek(0)
        return file


class PartnerForm(forms.ModelForm):
    class Meta:
        model = Partner
        fields = ("name", "rewards", "is_active")
        field_classes = {"rewards": ModelMultipleChoiceField}
        widgets = {"rewards": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rewards = self.fields["rewards"]
        assert isinstance(rewards, forms.ModelMultipleChoiceField)
        rewards.queryset = Reward.objects.filter(kind=rules.VOUCHER)
