from school.lib.personal import WORK, Hers, Told

HELD: dict[str, Told] = {
    "feedback.ServiceFigure": Hers("person"),
    "feedback.LessonLook": WORK,
    "feedback.CoachingNote": Hers("person"),
    "feedback.SurveyCall": Hers("enrollment__person"),
    "feedback.SurveyLink": Hers("call__enrollment__person", without=("digest",)),
}
