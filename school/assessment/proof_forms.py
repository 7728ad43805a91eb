from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from school.assessment.models import Marking, Proof
from school.assessment.rules import proofs as rules
from school.courses.models import CriticalFail, Item

LABELS = {
    rules.PHOTO: _("Photo"),
    rules.CLIP: _("Video clip, at most 20 seconds"),
    rules.VOICE: _("Voice note, at most 60 seconds"),
}
ACCEPTED = {
    # A phone that would send HEIC sends JPEG then.
    rules.PHOTO: {"accept": "image/jpeg,image/png", "capture": "environment"},
    rules.CLIP: {"accept": "video/*", "capture": "environment"},
    rules.VOICE: {"accept": "audio/*", "capture": ""},
}


class ProofForm(forms.Form):
    """One file for one step: as the page sends it, or a phone that kept it a while."""

    uuid = forms.UUIDField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        choices=Proof.Kind.choices,
        widget=forms.HiddenInput,
        error_messages={
            "required": _("Say what it is: a photo, a clip or a voice note."),
            "invalid_choice": _("Say what it is: a photo, a clip or a voice note."),
        },
    )
    taken_at = forms.DateTimeField(required=False, widget=forms.HiddenInput)
    file = forms.FileField(
        # The sender's name of the file is not kept.
        max_length=None,
        error_messages={
            "required": _("Take or choose a file first."),
            "missing": _("Take or choose a file first."),
            "invalid": _("Take or choose a file first."),
            "empty": _("There is nothing in this file. Take it again."),
        },
    )

    def __init__(self, *args: Any, kind: str = "", **kwargs: Any) -> None:
        # A page has one of these forms for each kind.
        kwargs["auto_id"] = f"{kind or 'sent'}_%s"
        super().__init__(*args, **kwargs)
        if kind in LABELS:
            self.fields["file"].label = LABELS[kind]
            self.fields["file"].widget.attrs.update(ACCEPTED[kind])


def step_in(marking: Marking, data: QueryDict) -> Item | CriticalFail | None:
    """The one step of the sheet that is named."""
    item, critical = data.get("item"), data.get("critical")
    if item and critical:
        return None
    station = marking.practical_station.station
    # Compared here: what was sent may hold what a database takes for no text.
    for one in station.items.all():
        if one.code == item:
            return one
    for fail in station.critical_fails.all():
        if fail.code == critical:
            return fail
    return None
