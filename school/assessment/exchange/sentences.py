"""What is wrong with a field of a question, as a sentence for who wrote it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from school.assessment.exchange.columns import CHOICES, heading, words
from school.assessment.rules.written import Fault

SENTENCES: dict[str, Any] = {
    "missing": _("“%(column)s” is empty. Fill it in."),
    "too_long": _("“%(column)s” has %(length)s characters. Shorten it to %(most)s."),
    "code_with_space": _("The code has a space or a slash in it. Take it out."),
    "duplicate": _(
        "%(first)s has the code %(value)s too. Give each question its own code."
    ),
    "unknown_module": _("The edition has no module %(value)s. It has %(known)s."),
    "unknown_lesson": _(
        "The edition has no lesson %(value)s. Correct the code or leave it empty."
    ),
    "lesson_elsewhere": _(
        "Lesson %(value)s belongs to module %(module)s. Correct the lesson or the "
        "module."
    ),
    "unknown_standard": _(
        "There is no service standard %(value)s. Correct the code or leave it empty."
    ),
    "unknown_replaces": _(
        "The bank has no other question %(value)s that this one could replace. "
        "Correct the code or leave it empty."
    ),
    "unknown_picture": _(
        "The bank has no picture %(value)s. Upload it first, then write its code here."
    ),
    "unknown_choice": _(
        "“%(column)s” does not know %(value)s. Write one of these: %(known)s."
    ),
    "too_few_options": _(
        "This question needs at least two options. Write another one here."
    ),
    "two_options": _(
        "A true/false question has the two options A and B. Empty the others, or "
        "choose another kind."
    ),
    "option_gap": _(
        "This option is empty, but option %(option)s is not. Leave no gap."
    ),
    "same_options": _(
        "Options %(first)s and %(second)s read the same. Change one of them."
    ),
    "options_of_number": _(
        "A question for a number has no options. Empty this, or choose another kind."
    ),
    "picture_missing": _(
        "Option %(option)s has no picture, and the question is a picture choice. Write "
        "the code of a picture here, or choose another kind."
    ),
    "picture_of_other_kind": _(
        "Only the options of a picture choice have pictures. Empty this, or choose "
        "another kind."
    ),
    "answer_unknown": _(
        "The answer %(value)s names an option that is not there. The options are "
        "%(known)s."
    ),
    "answer_one": _(
        "The answer is %(value)s, but this kind of question has just one right "
        "option. Name one letter, or choose another kind."
    ),
    "answer_several": _(
        "The answer is %(value)s, but this kind of question has two right options or "
        "more. Name them all, or choose another kind."
    ),
    "answer_twice": _("The answer %(value)s names an option twice. Name each once."),
    "answer_order": _(
        "The answer is %(value)s, but an order names each of %(known)s once. Write all "
        "letters in the right order."
    ),
    "not_a_number": _(
        "The answer %(value)s is not a number that can be typed. Write at most nine "
        "digits and four decimals, like 38.5."
    ),
    "not_a_tolerance": _(
        "The tolerance %(value)s is not a number from 0 on. Write one like 0.5, or "
        "leave it empty."
    ),
    "of_numbers_only": _(
        "Only a question for a number has a tolerance and a unit. Empty this, or "
        "choose another kind."
    ),
    "used": _(
        "Question %(value)s has been in a paper or was corrected and keeps its "
        "wording. Give the new wording a code of its own and name this one under "
        "“Replaces question”."
    ),
    "replaced_already": _(
        "%(other)s replaces question %(value)s already. Change that one, or leave "
        "“Replaces question” empty here."
    ),
    # What other people's packages can hold.
    "no_module": _(
        "The question names no module of ours. Send the package again and choose the "
        "module of questions that name none."
    ),
    "unknown_interaction": _(
        "This question is answered by %(name)s, which our exams do not have. Take it "
        "out of the package."
    ),
    "nothing_asked": _(
        "This item asks nothing that can be answered. Take it out of the package."
    ),
    "interactions": _(
        "This item asks %(count)s things at once, and our questions ask one. Divide it, "
        "or take it out of the package."
    ),
    "computed": _(
        "This question computes its own numbers, which ours do not. Take it out of the "
        "package."
    ),
    "options": _(
        "This question has %(count)s options, and ours have eight at most. Take some "
        "out."
    ),
    "word_wanted": _(
        "The answer is the word %(value)s, and our short answers are numbers. Make it a "
        "choice, or take it out of the package."
    ),
    "computed_tolerance": _(
        "How near is near enough is said in a way that we do not read. Use “equal” with "
        "a tolerance, or take the question out of the package."
    ),
    "uneven_tolerance": _(
        "The tolerance differs above and below. Make it the same, or take the question "
        "out of the package."
    ),
    "pictures": _(
        "This question has %(count)s pictures, and ours have one. Join them into one "
        "picture."
    ),
    "picture_not_there": _(
        "The picture %(name)s is not in the package. Put it in, or take it out of the "
        "question."
    ),
    "bad_picture": _("The picture cannot be used. %(reason)s"),
    # What a cell can be instead of a value.
    "formula": _(
        "A formula stands here. Write its value: copy the cell, then paste only values."
    ),
    "date": _("This has become a date. Format the cell as text and write it again."),
    "error": _("The cell shows an error. Write the value itself."),
    "merged": _("Cells are merged here. Undo that: each has its own value."),
}


@dataclass(frozen=True)
class Problem:
    """Something wrong in a file: the cell or element, and the sentence."""

    place: str
    sentence: str


def sentence(fault: Fault) -> str:
    data = {"column": heading(fault.field), **fault.data}
    code = fault.code
    if code == f"unknown_{fault.field}" and fault.field in CHOICES:
        code, data = "unknown_choice", {**data, "known": _list(fault.field)}
    return str(SENTENCES[code]) % data


def problem(fault: Fault, places: Mapping[str, str]) -> Problem:
    return Problem(places[fault.field], sentence(fault))


def _list(field: str) -> str:
    return " / ".join(words(field))
