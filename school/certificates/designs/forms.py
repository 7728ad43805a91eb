"""The template as the desk edits it; saved by verbs."""

from collections.abc import Iterator
from typing import IO, Any

from django import forms
from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from school.certificates.designs import actions, checks
from school.certificates.designs.models import (
    TYPED,
    Design,
    DesignChoice,
    DesignPicture,
    DesignVersion,
)
from school.courses.models import Course, Edition
from school.lib.errors import Refusal
from school.lib.typed import plain
from school.people.models import User

Kind = DesignPicture.Kind
PICTURES = {"seal": Kind.SEAL, "signature": Kind.SIGNATURE}


class DesignForm(WagtailAdminModelForm):
    seal_file = forms.FileField(
        label=_("picture of the seal"),
        required=False,
        help_text=_(
            "A seal pressed on white paper, as a JPEG or PNG of at most 5 MB: only its "
            "ink is kept. Without one the seal is drawn, with the words above."
        ),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png"}),
    )
    drops_seal = forms.BooleanField(
        label=_("draw the seal instead of the picture"), required=False
    )
    signature_file = forms.FileField(
        label=_("picture of the signature"),
        required=False,
        help_text=_(
            "Signed with a dark pen on white paper. Without one the name is printed."
        ),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png"}),
    )
    drops_signature = forms.BooleanField(
        label=_("print the name instead of the picture"), required=False
    )

    class Meta:
        model = DesignVersion
        fields = TYPED
        widgets = {
            "wording_zh": forms.Textarea(attrs={"rows": 7}),
            "wording_en": forms.Textarea(attrs={"rows": 4}),
            "layout": forms.RadioSelect,
            "face": forms.RadioSelect,
            "numerals": forms.RadioSelect,
        }

    def clean_colour(self) -> str:
        colour: str = self.cleaned_data["colour"]
        return plain(colour).lower()

    def clean_wording_zh(self) -> str:
        return _lines(self.cleaned_data["wording_zh"])

    def clean_wording_en(self) -> str:
        return _lines(self.cleaned_data["wording_en"])

    def clean_seal_file(self) -> IO[bytes] | None:
        return self._readable("seal")

    def clean_signature_file(self) -> IO[bytes] | None:
        return self._readable("signature")

    def _readable(self, name: str) -> IO[bytes] | None:
        """The very picture that will be kept, or why it cannot be."""
        file: IO[bytes] | None = self.cleaned_data[f"{name}_file"]
        self.inks: dict[str, bytes] = getattr(self, "inks", {})
        if file:
            try:
                self.inks[name] = actions.ink_of(file, kind=PICTURES[name])
            except Refusal as refusal:
                raise forms.ValidationError(str(refusal)) from refusal
        return file

    def _post_clean(self) -> None:
        """After the model has what was typed: may it be said, and has it room."""
        super()._post_clean()
        if self.errors:
            return
        for name in PICTURES:
            if self.cleaned_data[f"drops_{name}"] and name not in self.inks:
                setattr(self.instance, name, None)
        look = self.instance.look()
        for field, why in list(checks.complaints(look)) or list(checks.room(look)):
            self.add_error(field, why)

    def keep(self, *, by: User) -> DesignVersion:
        version: DesignVersion = self.instance
        for name, data in self.inks.items():
            picture = actions.keep_picture(data, kind=PICTURES[name], by=by)
            setattr(version, name, picture)
        if version.pk:
            return actions.revise(version, by=by)
        return actions.draw(version, by=by)


def _lines(text: str) -> str:
    """As one line ends everywhere, whatever the browser sends."""
    return "\n".join(text.splitlines()).strip()


class ChoiceForm(forms.Form):
    """Which template where: the school's, and what differs from it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        current = DesignVersion.objects.current().select_related("design")
        self.designs = {one.design.code: one for one in current}
        chosen = {
            (one.course_id, one.edition_id): one.design.code
            for one in DesignChoice.objects.select_related("design")
        }
        self.places: dict[str, tuple[Course | None, Edition | None]] = {}
        self._add("school", str(_("The school")), None, None, chosen)
        editions = Edition.objects.order_by("course__code", "-pk")
        for edition in editions.select_related("course"):
            course = edition.course
            name = f"course-{course.code}"
            if name not in self.fields:
                self._add(name, str(course), course, None, chosen)
            self._add(
                f"edition-{edition.pk}",
                _("%(course)s, edition %(edition)s")
                % {"course": course.title, "edition": edition.version},
                None,
                edition,
                chosen,
            )

    def _add(
        self,
        name: str,
        label: str,
        course: Course | None,
        edition: Edition | None,
        chosen: dict[tuple[int | None, int | None], str],
    ) -> None:
        left = _("as the course has it") if edition else _("as the school has it")
        is_school = not course and not edition
        self.places[name] = (course, edition)
        self.fields[name] = forms.ChoiceField(
            label=label,
            required=is_school,
            choices=[
                *([] if is_school else [("", left)]),
                *((code, str(one)) for code, one in self.designs.items()),
            ],
            initial=chosen.get((_pk(course), _pk(edition)), ""),
        )

    def choices(self) -> Iterator[tuple[Design | None, Course | None, Edition | None]]:
        for name, (course, edition) in self.places.items():
            version = self.designs.get(self.cleaned_data[name])
            yield version.design if version else None, course, edition


def _pk(thing: Model | None) -> int | None:
    return thing.pk if thing else None
