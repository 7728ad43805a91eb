from school.lib.personal import (
    LEDGER,
    PROCESS,
    WORK,
    After,
    Cleared,
    Gone,
    Hers,
    Kept,
    Told,
)

HELD: dict[str, Told] = {
    "feedback.ServiceFigure": Hers("person"),
    "feedback.LessonLook": WORK,
    "feedback.CoachingNote": Hers("person"),
    "feedback.SurveyCall": Hers("enrollment__person"),
    "feedback.SurveyLink": Hers("call__enrollment__person", without=("digest",)),
}
AFTER: dict[str, After] = {
    "feedback.ServiceFigure": Kept(PROCESS),
    "feedback.CoachingNote": Cleared({"happened": ""}, PROCESS),
    "feedback.SurveyCall": Kept(LEDGER),
    "feedback.SurveyLink": Gone(),
}
