"""The words of a question's fields in, the question or all that is wrong with it out."""

from collections.abc import Mapping

from school.assessment.rules.written.draft import Draft
from school.assessment.rules.written.keys import answer_of, tolerance_of
from school.assessment.rules.written.options import options_of, truth_first
from school.assessment.rules.written.shape import (
    DIFFICULTIES,
    KINDS,
    LONGEST_CODE,
    LONGEST_TEXT,
    USES,
    Fault,
    Vocabulary,
    Written,
)

EXPLANATIONS = ("explanation_zh", "explanation_en")
AS_THEY_ARE = (
    *("lesson", "standard", "difficulty", "picture", "replaces"),
    *("unit_zh", "unit_en"),
)


def checked(
    fields: Mapping[str, str], words: Vocabulary, *, explained: bool = True
) -> tuple[Written | None, list[Fault]]:
    """The question that `fields` say, or all that is wrong with them."""
    draft = Draft(fields)
    code = draft.required("code", LONGEST_CODE)
    if any(sign.isspace() or sign == "/" for sign in code):
        draft.fault("code", "code_with_space")
    module = _module(draft, words)
    said = {name: draft.required(name, LONGEST_TEXT) for name in ("stem_zh", "stem_en")}
    _named(draft, words, module)
    kind = draft.one_of("kind", KINDS)
    if not kind:
        draft.fault("kind", "missing")
    draft.one_of("difficulty", DIFFICULTIES)
    draft.one_of("use", USES)
    options = options_of(draft, kind, words) if kind in KINDS else ()
    answer = answer_of(draft, kind, options) if kind in KINDS else ()
    tolerance = tolerance_of(draft, kind)
    said |= _explanations(draft, explained=explained)
    if draft.faults:
        return None, draft.faults
    if kind == "true_false":
        options, answer = truth_first(options, answer)
    written = Written(
        code=code,
        module=module,
        kind=kind,
        options=options,
        answer=answer,
        tolerance=tolerance,
        use=draft["use"] or "both",
        **said,
        **{name: draft[name] for name in AS_THEY_ARE},
    )
    return written, []


def _explanations(draft: Draft, *, explained: bool) -> dict[str, str]:
    take = draft.required if explained else draft.short
    return {name: take(name, LONGEST_TEXT) for name in EXPLANATIONS}


def _module(draft: Draft, words: Vocabulary) -> str:
    module = draft["module"]
    if not module:
        draft.fault("module", "missing")
    elif module not in words.modules:
        known = " / ".join(words.modules)
        draft.fault("module", "unknown_module", value=module, known=known)
    return module


def _named(draft: Draft, words: Vocabulary, module: str) -> None:
    """What else the question refers to is there."""
    lesson, standard, replaces = draft["lesson"], draft["standard"], draft["replaces"]
    if lesson and lesson not in words.lessons:
        draft.fault("lesson", "unknown_lesson", value=lesson)
    elif lesson and module in words.modules and words.lessons[lesson] != module:
        of = words.lessons[lesson]
        draft.fault("lesson", "lesson_elsewhere", value=lesson, module=of)
    if standard and standard not in words.standards:
        draft.fault("standard", "unknown_standard", value=standard)
    if replaces and (replaces not in words.codes or replaces == draft["code"]):
        draft.fault("replaces", "unknown_replaces", value=replaces)
    draft.picture("picture", words)
