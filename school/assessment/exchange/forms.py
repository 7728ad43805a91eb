from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from school.assessment.actions.exchange import LARGEST_FILE
from school.assessment.exchange.examining import read_file
from school.assessment.exchange.refusals import FileTooLarge
from school.assessment.models import Question
from school.courses.models import Edition, Module
from school.lib.errors import Refusal


class ModuleField(forms.ModelChoiceField):
    def label_from_instance(self, module: Any) -> str:
        return f"{module.code} {module.title}"


class ExportForm(forms.Form):
    """Which questions of an edition, and as what; the names are those of the list's filters."""

    XLSX, QTI = "xlsx", "qti"
    form = forms.ChoiceField(
        label=_("Kind of file"),
        choices=[
            (XLSX, _("Excel workbook, to be edited and imported again")),
            (QTI, _("QTI 2.1 package, for other learning systems")),
        ],
        initial=XLSX,
    )
    language = forms.ChoiceField(
        label=_("Language that a QTI package shows"),
        choices=[("zh", _("Chinese first")), ("en", _("English first"))],
        initial="zh",
        help_text=_("The other language goes along as a note to the author."),
    )
    module = ModuleField(
        Module.objects.none(),
        label=_("Module of the questions"),
        required=False,
        empty_label=_("all of them"),
    )

    def __init__(self, edition: Edition, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        modules: Any = self.fields["module"]
        modules.queryset = edition.modules.all()
        for name in ("kind", "difficulty", "status", "use"):
            field: Any = Question._meta.get_field(name)
            self.fields[name] = forms.ChoiceField(
                label=capfirst(str(field.verbose_name)),
                choices=[("", _("all of them")), *field.choices],
                required=False,
            )
        # As the list calls what is searched for.
        self.fields["q"] = forms.CharField(
            label=_("Words in the question or its code"),
            max_length=100,
            required=False,
        )

    def chosen(self, questions: "QuerySet[Question]") -> "QuerySet[Question]":
        names = ("module", "kind", "difficulty", "status", "use")
        wanted = {name: self.cleaned_data[name] for name in names}
        words = self.cleaned_data["q"]
        said = Q(code__icontains=words) | Q(stem_zh__icontains=words)
        said |= Q(stem_en__icontains=words)
        chosen = {name: one for name, one in wanted.items() if one}
        return questions.filter(said if words else Q(), **chosen)


class ImportForm(forms.Form):
    file = forms.FileField(
        label=_("File with questions"),
        help_text=_(
            "An Excel workbook made from the template, or a QTI package, up to 20 MB. "
            "You see what it would do before anything is taken in."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.zip"}),
    )
    module = ModuleField(
        Module.objects.none(),
        label=_("Module of questions that name none"),
        help_text=_("For packages of other systems, which do not know our modules."),
        required=False,
    )

    def __init__(self, edition: Edition, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.edition = edition
        self.data_of_file = b""
        modules: Any = self.fields["module"]
        modules.queryset = edition.modules.all()

    def clean_file(self) -> Any:
        """Readable at all; what is wrong in its cells is for the preview to say."""
        sent = self.cleaned_data["file"]
        if sent.size > LARGEST_FILE:
            raise forms.ValidationError(str(FileTooLarge()))
        self.data_of_file = sent.read()
        try:
            read_file(self.data_of_file, self.edition)
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal), code=refusal.code) from refusal
        return sent
