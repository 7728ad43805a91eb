from school.lib.personal import PROOF, After, Hers, Kept, Told

HELD: dict[str, Told] = {"looks.Look": Hers("person")}
AFTER: dict[str, After] = {"looks.Look": Kept(PROOF)}
