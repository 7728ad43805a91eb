from school.lib.personal import LEDGER, WORK, After, Hers, Kept, NotHers, Told
from school.lib.story import Chapter, Subject

HELD: dict[str, Told] = {
    "attendance.Sheet": WORK,
    "attendance.SheetRow": Hers("enrollment__person"),
    "attendance.Scan": NotHers("a picture of a page with the whole class on it"),
    "attendance.PaperTrail": Hers("event__enrollment__person"),
    "attendance.Alert": Hers("enrollment__person"),
    "attendance.Event": Hers("enrollment__person"),
    "attendance.RefusedScan": Hers("enrollment__person"),
    "attendance.MinuteEntry": Hers("enrollment__person"),
}
AFTER: dict[str, After] = {
    "attendance.SheetRow": Kept(LEDGER),
    "attendance.PaperTrail": Kept(LEDGER),
    "attendance.Alert": Kept(LEDGER),
    "attendance.Event": Kept(LEDGER),
    "attendance.RefusedScan": Kept(LEDGER),
    "attendance.MinuteEntry": Kept(LEDGER),
}
STORY = {"attendance": Chapter(Subject.LEARNING, "attendance.view_event")}
