from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from school.assessment.models import Contest
from school.lib.personal import (
    LEDGER,
    PROCESS,
    WORK,
    WORKS,
    After,
    Cleared,
    Gone,
    Hers,
    Kept,
    NotHers,
    Told,
)
from school.lib.story import Chapter, Subject

HERS = "enrollment__person"
PRACTICAL = "practical_station__practical"
SHEET = f"marking__{PRACTICAL}"


def released(practical: str = "") -> Q:
    """Marks are nobody's to read before the result is out."""
    path = f"{practical}__released_at" if practical else "released_at"
    return Q(**{f"{path}__isnull": False})


def told(contest: str) -> Q:
    return Q(**{f"{contest}__status": Contest.Status.PUBLISHED})


THEORY: dict[str, Told] = {
    # The questions are the school's, and asked again of others.
    "assessment.Attempt": Hers(HERS, without=("seed", "pool", "device")),
    "assessment.Paper": Hers(
        "attempt__enrollment__person",
        without=("question", "option_order"),
        title=_("questions that one was given"),
    ),
    "assessment.AnswerEvent": Hers("attempt__enrollment__person", without=("device",)),
    "assessment.Answer": Hers(
        "paper__attempt__enrollment__person", title=_("answers in the theory exam")
    ),
    "assessment.OralSitting": Hers("attempt__enrollment__person"),
    "assessment.TimeGiven": Hers("attempt__enrollment__person"),
    "assessment.LateDecision": Hers(
        "attempt__enrollment__person", title=_("decisions on late answers")
    ),
    "assessment.Remark": Hers("attempt__enrollment__person", without=("correction",)),
    "assessment.Accommodation": Hers(HERS),
    "assessment.HelpRequest": Hers(HERS),
    "assessment.FurtherSitting": Hers(HERS),
    "assessment.Practised": Hers(HERS, without=("question", "chosen")),
    "assessment.ExamWindow": WORK,
    "assessment.Question": WORK,
    "assessment.QuestionPicture": WORK,
    "assessment.QuestionFile": WORK,
    "assessment.Correction": WORK,
}
PRACTICE: dict[str, Told] = {
    "assessment.Practical": Hers(HERS, without=("seed",), when=released()),
    "assessment.PracticalStation": Hers(
        "practical__enrollment__person",
        when=released("practical"),
        title=_("stations of the practical exam"),
    ),
    "assessment.Marking": Hers(f"{PRACTICAL}__{HERS}", when=released(PRACTICAL)),
    "assessment.ItemMark": Hers(
        f"{SHEET}__{HERS}",
        without=("device",),
        when=released(SHEET),
        title=_("marks for each step"),
    ),
    "assessment.CriticalMark": Hers(
        f"{SHEET}__{HERS}",
        without=("device",),
        when=released(SHEET),
        title=_("mistakes that fail at once"),
    ),
    "assessment.SheetNote": Hers(
        f"{SHEET}__{HERS}",
        without=("device",),
        when=released(SHEET),
        title=_("notes on marking sheets"),
    ),
    "assessment.StrayMark": Hers(
        f"{SHEET}__{HERS}", without=("device",), when=released(SHEET)
    ),
    "assessment.Proof": Hers(
        f"{SHEET}__{HERS}",
        files=("file",),
        when=released(SHEET) & Q(removed_at=None),
    ),
    "assessment.Lane": NotHers("the plan of a whole day; her turn in it is told"),
    "assessment.Slot": Hers(
        f"{PRACTICAL}__{HERS}",
        without=("lane",),
        title=_("turns in the practical exam"),
    ),
    "assessment.Result": Hers(HERS),
    "assessment.Appeal": Hers("result__enrollment__person"),
    "assessment.AppealOutcome": Hers("appeal__result__enrollment__person"),
}
CONTESTS: dict[str, Told] = {
    "assessment.Contestant": Hers("person"),
    "assessment.RoundPlace": Hers(
        "contestant__person", title=_("places in rounds of contests")
    ),
    "assessment.JudgeSheet": Hers(
        "place__contestant__person", when=told("place__round__contest")
    ),
    "assessment.JudgeItemMark": Hers(
        "sheet__place__contestant__person",
        when=told("sheet__place__round__contest"),
        title=_("judges’ marks for each step"),
    ),
    "assessment.JudgeCriticalMark": Hers(
        "sheet__place__contestant__person",
        when=told("sheet__place__round__contest"),
        title=_("judges’ notes of grave mistakes"),
    ),
    "assessment.Award": Hers("contestant__person"),
}
HELD: dict[str, Told] = {
    **THEORY,
    **PRACTICE,
    **CONTESTS,
    "assessment.Judge": Hers("user__person"),
    "assessment.Licence": Hers("user__person"),
    # What is noted of it tells of the other one.
    "assessment.Conflict": Hers(("person", "user__person"), without=("note",)),
}
EXAM = (
    "Attempt Paper AnswerEvent Answer OralSitting TimeGiven LateDecision Remark FurtherSitting "
    "Practical PracticalStation ItemMark CriticalMark SheetNote Slot Result AppealOutcome "
    "RoundPlace JudgeSheet JudgeItemMark JudgeCriticalMark Award"
)
AFTER: dict[str, After] = {
    **{f"assessment.{name}": Kept(LEDGER) for name in EXAM.split()},
    "assessment.Accommodation": Cleared({"basis": ""}, LEDGER),
    "assessment.HelpRequest": Cleared({"kinds": [], "reason": ""}, LEDGER),
    "assessment.Practised": Gone(),
    "assessment.Marking": Cleared({"note": ""}, LEDGER),
    "assessment.StrayMark": Cleared({"note": ""}, LEDGER),
    "assessment.Proof": Cleared({"file": ""}, LEDGER),
    "assessment.Appeal": Cleared({"words": ""}, PROCESS),
    "assessment.Contestant": Cleared({"guest_name": "", "is_named": False}, LEDGER),
    "assessment.Judge": Kept(WORKS),
    "assessment.Licence": Kept(WORKS),
    "assessment.Conflict": Cleared({"note": ""}, LEDGER),
}
STORY = {
    "assessment": Chapter(
        Subject.LEARNING,
        "assessment.view_result",
        things={
            "assessment.Attempt": "assessment.view_attempt",
            "assessment.Practical": "assessment.view_practical",
            "assessment.Marking": "assessment.view_marking",
            "assessment.Result": "assessment.view_result",
            "assessment.Appeal": "assessment.view_appeal",
            "assessment.HelpRequest": "assessment.view_helprequest",
            "assessment.Licence": "assessment.view_licence",
            "assessment.Conflict": "assessment.view_conflict",
        },
    )
}
