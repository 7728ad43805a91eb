from school.lib.personal import PROOF, After, Hers, Kept, Told
from school.lib.story import Chapter, Subject

HELD: dict[str, Told] = {"looks.Look": Hers("person")}
AFTER: dict[str, After] = {"looks.Look": Kept(PROOF)}
STORY = {"looks": Chapter(Subject.ACCOUNT, "people.view_user")}
