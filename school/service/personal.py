from school.lib.personal import MONEY, WORK, After, Cleared, Hers, Kept, NotHers, Told
from school.lib.story import Chapter, Subject

HELD: dict[str, Told] = {
    "service.ServiceEvent": Hers("person"),
    "service.Matter": Hers("event__person"),
    "service.Upload": WORK,
    "service.RefusedRow": NotHers("a line that could not be read, known by no person"),
}
AFTER: dict[str, After] = {
    "service.ServiceEvent": Kept(MONEY),
    "service.Matter": Cleared({"reason": ""}, MONEY),
}
STORY = {
    "service": Chapter(
        Subject.POINTS,
        "service.view_serviceevent",
        things={"service.ServiceEvent": "service.view_serviceevent"},
    )
}
