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
from school.lib.story import Chapter, Subject

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
STORY = {
    "feedback": Chapter(
        Subject.POINTS,
        "feedback.view_coachingnote",
        things={"feedback.CoachingNote": "feedback.view_coachingnote"},
    )
}
