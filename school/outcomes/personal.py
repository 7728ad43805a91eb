from school.lib.personal import WORK, Told

HELD: dict[str, Told] = {"outcomes.Dossier": WORK}
