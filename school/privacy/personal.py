from school.lib.personal import Hers, Told

HELD: dict[str, Told] = {"privacy.PersonalExport": Hers("person")}
