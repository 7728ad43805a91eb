from school.lib.personal import Hers, Told

HELD: dict[str, Told] = {
    "learning.Progress": Hers("person"),
    "learning.PartRead": Hers("person"),
    "learning.ReadingTime": Hers("enrollment__person", without=("device",)),
}
