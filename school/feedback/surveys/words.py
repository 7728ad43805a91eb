"""The five questions and the five answers, as she reads them and as figures name them."""

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from school.feedback.surveys.rules import NOT_TOLD

ASKED: Mapping[str, Promise] = {
    "lessons": _("Were the lessons clear?"),
    "teachers": _("How did the teachers teach?"),
    "practice": _("Was there enough hands-on practice?"),
    "times": _("Did time and place suit you?"),
    "recommend": _("Would you tell others to come?"),
}
NAMES: Mapping[str, Promise] = {
    "lessons": pgettext_lazy("survey", "Lessons"),
    "teachers": pgettext_lazy("survey", "Teachers"),
    "practice": pgettext_lazy("survey", "Practice"),
    "times": pgettext_lazy("survey", "Time and place"),
    "recommend": pgettext_lazy("survey", "Would recommend"),
}
# From worst to best.
SCALE: Sequence[Promise] = (
    pgettext_lazy("survey", "bad"),
    pgettext_lazy("survey", "not so good"),
    pgettext_lazy("survey", "so-so"),
    pgettext_lazy("survey", "good"),
    pgettext_lazy("survey", "very good"),
)
WILLING: Sequence[Promise] = (
    pgettext_lazy("survey", "no"),
    pgettext_lazy("survey", "rather not"),
    pgettext_lazy("survey", "not sure"),
    pgettext_lazy("survey", "yes"),
    pgettext_lazy("survey", "certainly"),
)
FACES: Sequence[str] = (
    "face-bad",
    "face-poor",
    "face-fair",
    "face-good",
    "face-best",
)


def scale_of(question: str) -> Sequence[Promise]:
    return WILLING if question == "recommend" else SCALE


def tenths(number: int) -> str:
    """4.3"""
    if number == NOT_TOLD:
        return gettext("not shown")
    return f"{number // 10}.{number % 10}"
