"""The desk's form of a question: the fields of its kind are read, the others left alone."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from school.assessment import actions
from school.assessment.exchange.sentences import sentence
from school.assessment.models import Question
from school.assessment.question_forms import parts, pictures, places
from school.assessment.question_forms.parts import Content
from school.assessment.question_forms.sections import Section, sections_of
from school.assessment.rules.written import LETTERS, Fault
from school.assessment.rules.written.shape import LONGEST_TEXT
from school.journal.actors import Actor
from school.lib.typed import plain
from school.ui.fields import DecimalField

Kind = Question.Kind
# Of a question that was asked these change still: they are no part of the wording.
EXPLANATIONS = ("explanation_zh", "explanation_en")
NO_WORDING = {"use", "difficulty", "lesson", "standard", *EXPLANATIONS}
TEXTS = ("stem_zh", "stem_en", *EXPLANATIONS)
# What the fields of a kind say, but for pictures, whose files come one by one.
SAID = ("kind", "options_text", "answer_text", "truth", "order_text", "number")
LINES = forms.Textarea(attrs={"rows": 5})


class QuestionForm(WagtailAdminModelForm):
    picture_file = pictures.PictureField(
        label=_("Picture"), help_text=_("JPEG or PNG, at most 5 MB. It is made small.")
    )
    picture_zh = forms.CharField(
        label=_("What the picture shows, in Chinese"), max_length=200, required=False
    )
    picture_en = forms.CharField(
        label=_("What the picture shows, in English"), max_length=200, required=False
    )
    picture_off = forms.BooleanField(label=_("Ask without the picture"), required=False)
    options_text = forms.CharField(
        label=_("Options"),
        help_text=_("One a line, Chinese | English. The first is A, the second B."),
        widget=LINES,
        required=False,
    )
    answer_text = forms.CharField(
        label=_("Right answer"),
        help_text=_("The letters of the right options, for example B or ACD."),
        max_length=24,
        required=False,
    )
    truth = forms.ChoiceField(
        label=_("The statement is"),
        choices=[("", "—"), ("T", _("correct")), ("F", _("incorrect"))],
        required=False,
    )
    order_text = forms.CharField(
        label=_("Steps in the right order"),
        help_text=_("One a line, Chinese | English. The paper shuffles them."),
        widget=LINES,
        required=False,
    )
    number = forms.CharField(
        label=_("Right number"),
        help_text=_("Digits alone, for example 38.5."),
        max_length=24,
        required=False,
    )
    tolerance = DecimalField(
        label=_("Tolerance"),
        help_text=_("How far off still counts as right. Empty: the number exactly."),
        min_value=0,
        max_digits=12,
        decimal_places=4,
        required=False,
    )
    right_picture = forms.ChoiceField(
        label=_("Right picture"),
        choices=[("", "—"), *((one, one) for one in pictures.ROW_LETTERS)],
        required=False,
    )

    class Meta:
        model = Question
        fields = [
            *("edition", "module", "lesson", "standard", "code", "kind"),
            *("difficulty", "use", "stem_zh", "stem_en"),
            *("tolerance", "unit_zh", "unit_en", *EXPLANATIONS),
        ]
        widgets = {name: forms.Textarea(attrs={"rows": 3}) for name in TEXTS}

    class Media:
        js = ["assessment/question_form.js"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.update(pictures.row_fields())
        self._say_where()
        for name in TEXTS:
            self.fields[name].validators.append(MaxLengthValidator(LONGEST_TEXT))
        self.picture_rows: list[pictures.Row] = []
        question = self.instance
        self.is_used = question.pk is not None and question.keeps_its_words
        if question.pk is not None:
            self._fill_in(question)
        if self.is_used:
            for name in self.fields.keys() - NO_WORDING:
                self.fields[name].disabled = True

    def _say_where(self) -> None:
        fields: dict[str, Any] = self.fields
        fields["edition"].choices = places.editions()
        fields["module"].choices = places.modules()
        fields["lesson"].choices = places.lessons()

    def _fill_in(self, question: Question) -> None:
        if question.picture:
            self.initial["picture_zh"] = question.picture.alt_zh
            self.initial["picture_en"] = question.picture.alt_en
            self.fields["picture_file"].help_text = pictures.thumbnail(
                question.picture.code, question.picture.alt_zh
            )
        if question.kind in (Kind.SINGLE, Kind.MULTIPLE):
            self.initial["options_text"] = parts.as_lines(question.options)
            self.initial["answer_text"] = "".join(question.answer)
        elif question.kind == Kind.TRUE_FALSE:
            self.initial["truth"] = "".join(question.answer)
        elif question.kind == Kind.ORDERING:
            self.initial["order_text"] = parts.as_lines(
                question.options, question.answer
            )
        elif question.kind == Kind.NUMERIC:
            self.initial["number"] = "".join(question.answer)
        else:
            self._fill_in_pictures(question)

    def _fill_in_pictures(self, question: Question) -> None:
        for letter, option in zip(pictures.ROW_LETTERS, question.options, strict=False):
            self.initial[f"zh_{letter}"] = option["zh"]
            self.initial[f"en_{letter}"] = option["en"]
            if option["key"] in question.answer:
                self.initial["right_picture"] = letter
            self.fields[f"file_{letter}"].help_text = pictures.thumbnail(
                option["picture"], option["zh"]
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        module, edition = data.get("module"), data.get("edition")
        if module and edition and module.edition_id != edition.pk:
            self.add_error("module", _("This module is of another edition."))
        lesson = data.get("lesson")
        if module and lesson and lesson.module_id != module.pk:
            own = {"value": lesson.code, "module": lesson.module.code}
            self.add_error("lesson", sentence(Fault("lesson", "lesson_elsewhere", own)))
        if self.is_used:
            return data
        kind = data.get("kind", "")
        if kind != Kind.NUMERIC:
            data |= {"tolerance": None, "unit_zh": "", "unit_en": ""}
        self._clean_picture(data)
        content = self._content(kind, data)
        if content:
            self.instance.options = list(content.options)
            self.instance.answer = list(content.answer)
        return data

    def clean_code(self) -> str:
        """As a file says it, which is taken in under the same code."""
        code = plain(str(self.cleaned_data["code"])).strip()
        if any(sign.isspace() or sign == "/" for sign in code):
            raise ValidationError(sentence(Fault("code", "code_with_space")))
        return code

    def _clean_picture(self, data: dict[str, Any]) -> None:
        if data.get("picture_file") and not data.get("picture_zh"):
            self.add_error(
                "picture_zh",
                _("Say what the picture shows, for those who cannot see it."),
            )

    def _content(self, kind: str, data: dict[str, Any]) -> Content | None:
        """What the fields of the kind say; None where something in them is wrong."""
        if self.instance.pk and kind != Kind.PICTURE and self._is_untouched(data):
            return Content(self.instance.options, self.instance.answer)
        if kind in (Kind.SINGLE, Kind.MULTIPLE):
            return self._choices(data, several=kind == Kind.MULTIPLE)
        if kind == Kind.TRUE_FALSE:
            return self._truth(data)
        if kind == Kind.ORDERING:
            steps = self._read("order_text", parts.lines, data)
            keys = [step["key"] for step in steps or ()]
            return Content(steps, keys) if steps else None
        if kind == Kind.NUMERIC:
            answer = self._read("number", parts.number, data)
            return Content([], answer) if answer else None
        if kind == Kind.PICTURE:
            return self._pictures(data)
        return None

    def _is_untouched(self, data: dict[str, Any]) -> bool:
        """Then it stays as it is, which a file may have said as no line can."""
        return all(
            _joined(data.get(name)) == _joined(self.initial.get(name)) for name in SAID
        )

    def _read(self, name: str, reader: Any, data: dict[str, Any]) -> Any:
        try:
            return reader(data.get(name, ""))
        except ValidationError as error:
            self.add_error(name, error)
        return None

    def _choices(self, data: dict[str, Any], *, several: bool) -> Content | None:
        options = self._read("options_text", parts.lines, data)
        if not options:
            return None
        answer = parts.letters(data.get("answer_text", ""))
        try:
            parts.chosen(options, answer, several=several)
        except ValidationError as error:
            self.add_error("answer_text", error)
            return None
        return Content(options, answer)

    def _truth(self, data: dict[str, Any]) -> Content | None:
        if not data.get("truth"):
            self.add_error("truth", _("Say whether the statement is right or wrong."))
            return None
        options = self.instance.options
        if {option["key"] for option in options} != {"T", "F"}:
            options = parts.TRUTH
        return Content(options, [data["truth"]])

    def _pictures(self, data: dict[str, Any]) -> Content | None:
        before = dict(
            zip(
                pictures.ROW_LETTERS,
                (option.get("picture", "") for option in self.instance.options),
                strict=False,
            )
        )
        rows = pictures.rows_of(data, before)
        faults = pictures.faults_of(rows)
        if len(rows) < parts.FEWEST:
            faults.setdefault("file_A", _("Give at least two pictures to choose from."))
        right = data.get("right_picture")
        if right not in {row.letter for row in rows}:
            faults["right_picture"] = _("Say which of the pictures is right.")
        for name, fault in faults.items():
            self.add_error(name, fault)
        if faults:
            return None
        self.picture_rows = rows
        keys = dict(zip([row.letter for row in rows], LETTERS, strict=False))
        return Content([], [keys[str(right)]])

    def keep(self, *, by: Actor) -> Question:
        """Keep the pictures and the question: all of it, or nothing."""
        question = self.instance
        with transaction.atomic():
            if not self.is_used:
                self._keep_pictures(question, by=by)
            return actions.write_question(question, by=by)

    def _keep_pictures(self, question: Question, *, by: Actor) -> None:
        data = self.cleaned_data
        if data.get("picture_off"):
            question.picture = None
        elif file := data.get("picture_file"):
            words = {"alt_zh": data["picture_zh"], "alt_en": data["picture_en"]}
            question.picture = actions.keep_picture(file, by=by, **words)
        if self.picture_rows:
            question.options = [
                row.kept(key=key, by=by)
                for key, row in zip(LETTERS, self.picture_rows, strict=False)
            ]

    def sections(self) -> list[Section]:
        return sections_of(self)


def _joined(typed: Any) -> str:
    """Without what a browser does to the ends of lines."""
    return str(typed or "").replace("\r\n", "\n").strip()
