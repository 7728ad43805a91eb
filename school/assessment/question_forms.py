"""The desk's form of a question: options a line each, the answer by letters."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from school.assessment.models import Question

LETTERS = "ABCDEFGH"


class QuestionForm(WagtailAdminModelForm):
    options_text = forms.CharField(
        label=_("Options"),
        help_text=_("One a line, Chinese | English. The first is A, the second B."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    answer_text = forms.CharField(
        label=_("Right answer"),
        help_text=_("The letters of the right options, for example B or ACD."),
        max_length=8,
    )

    class Meta:
        model = Question
        fields = [
            "edition",
            "module",
            "lesson",
            "standard",
            "code",
            "kind",
            "difficulty",
            "stem_zh",
            "stem_en",
            "options_text",
            "answer_text",
            "explanation_zh",
            "explanation_en",
            "use",
        ]
        widgets = {
            name: forms.Textarea(attrs={"rows": 3})
            for name in ("stem_zh", "stem_en", "explanation_zh", "explanation_en")
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        question = self.instance
        if question.pk is None:
            return
        self.initial["options_text"] = "\n".join(
            f"{option['zh']} | {option['en']}" for option in question.options
        )
        self.initial["answer_text"] = "".join(question.answer)
        if question.papers.exists():
            for name in self.fields.keys() - {
                "use",
                "difficulty",
                "lesson",
                "standard",
                "explanation_zh",
                "explanation_en",
            }:
                self.fields[name].disabled = True

    def clean_options_text(self) -> list[dict[str, str]]:
        lines = self.cleaned_data["options_text"].splitlines()
        options = []
        for letter, line in zip(LETTERS, filter(str.strip, lines), strict=False):
            zh, bar, en = (part.strip() for part in line.partition("|"))
            if not zh or not bar or not en:
                raise forms.ValidationError(
                    _("Write Chinese | English in the line of option %(letter)s."),
                    params={"letter": letter},
                )
            options.append({"key": letter, "zh": zh, "en": en})
        if len(options) < 2:
            raise forms.ValidationError(_("A question needs at least two options."))
        return options

    def clean_answer_text(self) -> list[str]:
        return sorted(set(self.cleaned_data["answer_text"].upper().replace(" ", "")))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        options, answer = data.get("options_text"), data.get("answer_text")
        if options and answer:
            if not set(answer) <= {option["key"] for option in options}:
                self.add_error("answer_text", _("A letter has no option. Check both."))
            several = data.get("kind") == Question.Kind.MULTIPLE
            if several != (len(answer) > 1):
                self.add_error(
                    "answer_text",
                    _(
                        "Several answers need two letters or more, other kinds just one."
                    ),
                )
            self.instance.options, self.instance.answer = options, answer
        module, edition = data.get("module"), data.get("edition")
        if module and edition and module.edition_id != edition.pk:
            self.add_error("module", _("This module is of another edition."))
        return data
