from school.lib.personal import WORK, Hers, NotHers, Told

HELD: dict[str, Told] = {
    "service.ServiceEvent": Hers("person"),
    "service.Matter": Hers("event__person"),
    "service.Upload": WORK,
    "service.RefusedRow": NotHers("a line that could not be read, known by no person"),
}
