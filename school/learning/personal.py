from school.lib.personal import LEDGER, After, Gone, Hers, Kept, Told
from school.lib.story import Chapter, Subject

HELD: dict[str, Told] = {
    "learning.Progress": Hers("person"),
    "learning.PartRead": Hers("person"),
    "learning.ReadingTime": Hers("enrollment__person", without=("device",)),
}
AFTER: dict[str, After] = {
    "learning.Progress": Gone(),
    "learning.PartRead": Gone(),
    "learning.ReadingTime": Kept(LEDGER),
}
STORY = {"learning": Chapter(Subject.LEARNING, "learning.view_progress")}
