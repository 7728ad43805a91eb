from school.lib.personal import WORK, WORKS, After, Gone, Hers, Kept, NotHers, Told
from school.lib.story import Chapter, Subject

HELD: dict[str, Told] = {
    "courses.Instructor": Hers("user__person"),
    "courses.Duty": Hers("user__person"),
    "courses.Feed": Hers("user__person", without=("token", "fingerprint")),
    "courses.Session": NotHers("the timetable of a class; her duty in it is told"),
    "courses.Edition": WORK,
    "courses.Station": WORK,
}
AFTER: dict[str, After] = {
    "courses.Instructor": Kept(WORKS),
    "courses.Duty": Kept(WORKS),
    "courses.Feed": Gone(),
}
STORY = {
    "courses": Chapter(
        Subject.LEARNING,
        "courses.view_session",
        things={"courses.Instructor": "courses.view_instructor"},
    )
}
